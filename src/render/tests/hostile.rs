//! Texts that nobody would write: nothing bad is left of them, and they cost in proportion.

use super::*;
use crate::growth::is_linear;

/// A sanitiser with our allow-list takes nothing away from what we write.
fn passes_a_sanitiser(content: &str) {
    let tags = "a abbr address article aside audio b bdi bdo blockquote br caption cite code col \
        colgroup data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 \
        header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section small source span \
        strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr";
    let attributes = "id lang dir title href hreflang cite datetime value start reversed type open \
        span colspan rowspan align scope class src srcset sizes alt width height controls poster \
        media kind srclang label";
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(tags.split_whitespace().collect())
        .generic_attributes(attributes.split_whitespace().collect())
        .url_schemes(["http", "https", "mailto", "tel"].into_iter().collect())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None);
    let names = |html: &str| {
        let document = Document::fragment(html);
        let mut count = std::collections::BTreeMap::new();
        for node in document.html_root().descendants_it() {
            if let Some(element) = node.element_ref() {
                *count.entry(element.name.local.to_string()).or_insert(0) += 1;
                for attribute in &element.attrs {
                    *count
                        .entry(format!("@{}", attribute.name.local))
                        .or_insert(0) += 1;
                }
            }
        }
        count
    };
    let cleaned = builder.clean(content).to_string();
    assert_eq!(names(content), names(&cleaned), "{content}");
}

fn hostile() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let piece = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div onclick=x>",
        "</div>",
        "<a href=javascript:x>",
        "<a href='/x' id=y>",
        "</a>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<svg>",
        "</svg>",
        "<style>",
        "</style>",
        "<script>",
        "</script>",
        "<title>",
        "<noscript>",
        "</noscript>",
        "<img src=x onerror=y>",
        "<img data-src=/a.jpg src=data:x>",
        "<iframe src=/f>",
        "</iframe>",
        "<form>",
        "<select>",
        "<option>",
        "<textarea>",
        "</textarea>",
        "<xmp>",
        "<plaintext>",
        "<template>",
        "<pre>",
        "<code class='hljs x\"y'>",
        "</code>",
        "</pre>",
        "<b>",
        "<i>",
        "</b>",
        "</i>",
        "<!--",
        "-->",
        "<mtext>",
        "<foreignObject>",
        "<annotation-xml encoding=text/html>",
        "text ",
        "&lt;b&gt;",
        "&amp;",
        "\"",
        "'",
        ">",
        "<",
        "=",
        "\u{0}",
        "é",
        "<span class=katex>",
        "<video src=v>",
        "<picture>",
        "<source srcset='a 1x, javascript:x 2x'>",
        "<ruby>",
        "<rt>",
        "<li>",
        "<dl>",
        "<button>",
        "<object data=o>",
        "<embed src=e>",
        "<base href=//b>",
        "<center>",
        "<nobr>",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest::proptest! {
    #[test]
    fn nothing_that_we_write_would_be_taken_away(text in hostile()) {
        passes_a_sanitiser(&html(&text));
    }
}

/// What is said once does not come again with every element.
#[test]
fn no_text_grows_without_end() {
    let long = "w/".repeat(5_000);
    for text in [
        format!("<base href='/{long}'>{}", "<a href=b>c</a> ".repeat(1_000)),
        format!("{}words", "<table class=lntable><tr><td>".repeat(60)),
        format!(
            "{}<pre>words</pre>",
            "<table class=lntable><tr><td>".repeat(60)
        ),
    ] {
        let content = html(&text);
        assert!(content.len() < 8 * text.len(), "{}", content.len());
        assert!(content.matches("words").count() <= 1, "{content}");
    }
    // What a holder of a formula has in an attribute is read as the text around it is.
    let deep = "<b><p>".repeat(20_000);
    html(&format!(
        "<span class=mjx-chtml data-mathml='{deep}'></span>"
    ));
    html(&format!("<script type='math/mml'>{deep}</script>"));
}

/// Work is in proportion to the text, whatever it is made of.
#[test]
fn work_grows_with_the_text() {
    for piece in [
        "<img data-src=a.jpg><noscript><img src=a.jpg></noscript>",
        "&amp;",
        "<b>",
        "<picture><source srcset='a 1x'>",
        "<pre><code>",
        "<span class=katex>",
        "<a href=#x>",
        "<table class=lntable><tr><td>",
        "<noscript><p>",
        "<form><p>x",
        "<p>word ",
        "<!--more-->",
        "<h2><a class=anchor href=#>#</a>",
        "<hr><!--more-->",
        "<img src=a><!--more-->",
    ] {
        is_linear(piece, 750, |count| {
            html(&piece.repeat(count));
        });
    }
}

#[test]
fn hostile_text_costs_in_proportion() {
    for piece in [
        "<div><span>",
        "<a href=x>",
        "<picture>",
        "<noscript><img src=a>",
        "<pre><code>",
        "<table><tr><td>",
        "<math><mi>",
        "<svg><title>",
        "<iframe>",
        "<video>",
        "<script type='math/tex'>",
        "<p id=a><a href=#b>",
        "<span class=katex>",
        "<div class=highlight>",
        "<img srcset='a 1x,'>",
        "<b><p>",
    ] {
        let (rendered, _) = show(&piece.repeat(3000));
        assert!(
            rendered.content.len() < 3000 * 400,
            "{piece}: {}",
            rendered.content.len()
        );
    }
}
