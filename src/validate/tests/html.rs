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
        ("<svg><x/></svg><math></math><svg/><b>a</b>", vec![]),
        ("<math>", vec![("unclosed-html", 0)]),
        (
            "<svg viewBox='0 0 1 1'><svg><g/></svg><path d='M0 0' stroke-width=1 style='fill: red'/>\
             <linearGradient id=a /></svg><b>a</b>",
            vec![],
        ),
        (
            "<svg onload=x><a xlink:href='javascript:y'><script>z</script></a></svg>",
            vec![("unsafe-html", 5), ("unsafe-html", 29), ("unsafe-html", 43)],
        ),
        (
            "<math display=block><mfrac><mi mathvariant=bold>a</mi><mn>2</mn></mfrac></math>",
            vec![],
        ),
        (
            "&nbsp;&copy;&CounterClockwiseContourIntegral;&bne;&#8217;&#x1F600;&#150;",
            vec![],
        ),
        (
            "R&D a&b &copy 2025 <a href='?x=1&foo;'>y</a>",
            vec![("relative-reference", 28)],
        ),
        (
            "a&nbps;b&Nbsp;",
            vec![("unknown-html", 1), ("unknown-html", 8)],
        ),
        (
            "&#0;&#xD800;&#1114112;",
            vec![
                ("unknown-html", 0),
                ("unknown-html", 4),
                ("unknown-html", 12),
            ],
        ),
    ] {
        assert_eq!(found(html), expected, "{html}");
    }
}

#[test]
fn a_text_with_markup_is_told_from_one_with_signs() {
    for (text, expected) in [
        ("1&1", None),
        ("AT&T; a < b > c", None),
        ("caf&eacute;", Some("&eacute;")),
        ("x &NotEqualTilde; y", Some("&NotEqualTilde;")),
        ("x &Eacut; y", None),
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
