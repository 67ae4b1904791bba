//! HTML inside feeds.

use crate::validate::html::{check, markup_in_text};

fn found(html: &str) -> Vec<(&'static str, usize)> {
    check(html)
        .iter()
        .map(|fault| (fault.rule.name, fault.offset))
        .collect()
}

#[test]
fn html_is_checked_with_offsets() {
    for (html, expected) in [
        ("<p>a<br>b<ul><li>c<li>d</ul>", vec![]),
        ("<P CLASS=x>a &amp; b <a href='#n'>c</a> 1 < 2</P>", vec![]),
        ("<b>a", vec![("unclosed-html", 0)]),
        ("a</b>", vec![("unclosed-html", 1)]),
        (
            "<i><b>a</i></b>",
            vec![("unclosed-html", 3), ("unclosed-html", 11)],
        ),
        ("<script>if (a < b) <b></script>", vec![("unsafe-html", 0)]),
        (
            "<a onclick=x href=\"javascript:y\">z</a>",
            vec![("unsafe-html", 3), ("unsafe-html", 19)],
        ),
        ("<img src=a.png>", vec![("relative-reference", 9)]),
        (
            "<img src='//a/b'><a href=?x>y</a>",
            vec![("relative-reference", 10), ("relative-reference", 25)],
        ),
        ("<bogus>", vec![("unknown-html", 0)]),
        ("<b bogus=1>a</b>", vec![("unknown-html", 3)]),
        ("<b style='mso-x: y'>a</b>", vec![("unsafe-style", 10)]),
        (
            "<iframe src='https://a/'></iframe>",
            vec![("embedded-frame", 0)],
        ),
        ("a &amp;amp; b", vec![("double-escaped", 2)]),
        ("<code>&amp;amp;</code>", vec![]),
        ("&lt;p&gt;a&lt;/p&gt;", vec![("double-escaped", 0)]),
        ("<a href=\"x", vec![("unclosed-html", 0)]),
        ("<a", vec![("unclosed-html", 0)]),
        ("<", vec![]),
        ("<é", vec![]),
        ("<svg><x/></svg><math>", vec![]),
    ] {
        assert_eq!(found(html), expected, "{html}");
    }
}

#[test]
fn a_text_with_markup_is_told_from_one_with_signs() {
    for (text, expected) in [
        ("1&1", None),
        ("AT&T; a < b > c", Some("&T;")),
        ("a < b", None),
        ("a <b> c", Some("<b>")),
        ("Vec<u8>", None),
        ("a &amp; b", Some("&amp;")),
        ("a &#39; b", Some("&#39;")),
        ("a</p>", Some("</p>")),
    ] {
        assert_eq!(
            markup_in_text(text).map(|(_, found)| found),
            expected,
            "{text}"
        );
    }
}
