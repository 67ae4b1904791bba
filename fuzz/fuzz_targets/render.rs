//! Any body becomes HTML that XML can hold, that a sanitiser has nothing to take from, and that the
//! rules for feeds have nothing against. The first byte chooses its markup, the bits of the second what
//! stands around it.

#![no_main]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use dateline::article::Body;
use dateline::config::ContentConfig;
use dateline::diagnostic::Severity;
use dateline::markup::Markup;
use dateline::render::{Around, language, render};
use dateline::text::is_xml_char;
use dateline::validate::{Options, validate};
use libfuzzer_sys::fuzz_target;
use url::Url;

// `scripts/fuzz_seeds.py` has the same order.
const MARKUPS: [Markup; 5] = [
    Markup::Markdown,
    Markup::Html,
    Markup::ReStructuredText,
    Markup::Mdx,
    Markup::Plain,
];

/// Elements and attributes that may leave, as `render::allowed` has them.
static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
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
    builder
});

fuzz_target!(|bytes: &[u8]| {
    let [choice, around, text @ ..] = bytes else {
        return;
    };
    let text = String::from_utf8_lossy(text).into_owned();
    let body = Body {
        markup: MARKUPS[usize::from(*choice) % MARKUPS.len()],
        text,
        line: 1,
        excerpt_end: (around & 1 != 0).then(|| "<!--cut-->".into()),
    };
    let permalink = Url::parse("https://example.org/article/").expect("an address");
    let site = Url::parse("https://example.org/").expect("an address");
    let content = ContentConfig {
        smart_punctuation: around & 2 != 0,
        ..ContentConfig::default()
    };
    let known = around & 4 != 0;
    let resolve = |_: &str| known.then(|| "https://example.org/other/".to_owned());
    let around = Around {
        permalink: &permalink,
        site: &site,
        title: "A title",
        named: &resolve,
        summary: None,
        resolve: &resolve,
        measured: &|_| None,
        content: &content,
    };
    let (rendered, findings) = render(&body, &around);
    assert!(rendered.content.chars().all(is_xml_char));
    assert!(!rendered.summary.contains('\n'));
    assert!(rendered.summary.chars().count() <= content.summary_length + 1);
    let lines = body.text.lines().count().max(1) as u32;
    for finding in &findings {
        assert!(finding.line <= lines, "{finding}");
    }
    let _ = language("A title", &rendered);
    // Formulas are MathML, which the sanitiser would take away whole.
    if !rendered.content.contains("<math") {
        let cleaned = SANITISER.clean(&rendered.content).to_string();
        assert_eq!(names(&rendered.content), names(&cleaned));
    }
    if !rendered.content.is_empty() {
        is_valid(&rendered.content);
    }
});

/// How often each element and attribute is there.
fn names(html: &str) -> BTreeMap<String, usize> {
    let document = dom_query::Document::fragment(html);
    let mut count = BTreeMap::new();
    for node in document.html_root().descendants_it() {
        if let Some(element) = node.element_ref() {
            *count.entry(element.name.local.to_string()).or_insert(0) += 1;
            for attribute in &element.attrs {
                let name = format!("@{}", attribute.name.local);
                *count.entry(name).or_insert(0) += 1;
            }
        }
    }
    count
}

/// Warnings about content that are never the author's.
const OURS: [&str; 6] = [
    "embedded-frame",
    "relative-url",
    "unclosed-html",
    "unknown-html",
    "unsafe-html",
    "unsafe-style",
];

/// A feed with this content has no fault.
fn is_valid(content: &str) {
    let mut escaped = content.replace('&', "&amp;");
    escaped = escaped.replace('<', "&lt;").replace('>', "&gt;");
    let feed = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\n<channel>\n<title>A</title>\n\
         <link>https://example.org/</link>\n<description>A feed</description>\n\
         <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://example.org/feed.xml\"/>\n\
         <item>\n<title>A title</title>\n<link>https://example.org/article/</link>\n\
         <guid>https://example.org/article/</guid>\n<pubDate>Mon, 05 Jan 2026 09:30:00 +0000</pubDate>\n\
         <description>A</description>\n<content:encoded>{escaped}</content:encoded>\n</item>\n\
         </channel>\n</rss>\n"
    );
    let report = validate(feed.as_bytes(), &Options::default());
    for finding in &report.findings {
        // Text that looks like markup is what an author wrote about it.
        let is_fault = finding.severity == Severity::Error || OURS.contains(&finding.rule);
        assert!(!is_fault, "{finding}\n{content}");
    }
}
