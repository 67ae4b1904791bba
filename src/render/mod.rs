//! Bodies to what a feed shows: HTML that is safe in any reader, every URL absolute, and a summary.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use url::Url;

use crate::article::Body;
use crate::config::ContentConfig;
use crate::diagnostic::Diagnostic;
use crate::feed::Rendered;
use crate::language::detect;
use crate::text::{one_line, shorten, xml_safe};
use crate::{html, markup};

/// The rules of this stage's findings.
pub const RULES: &[(&str, &str)] = &[
    (
        "nesting-too-deep",
        "elements lie deeper in each other than readers follow",
    ),
    (
        "removed-markup",
        "elements that no reader runs or shows were left out",
    ),
    ("empty-content", "an article has no text to show"),
    (
        "unknown-shortcode",
        "a shortcode, template tag or component that is not known was left out",
    ),
    (
        "unknown-value",
        "a value that only the site's generator knows was left out",
    ),
    (
        "template-logic",
        "a condition, loop or assignment of a template was left out",
    ),
    (
        "unknown-reference",
        "a shortcode refers to an article that is not among the articles",
    ),
    (
        "unknown-directive",
        "a directive of reStructuredText that is not known was left out",
    ),
];

/// Finds the page of an article from a link to its source file: in goes the link's path as written,
/// out comes the permalink.
pub use crate::markup::Resolve;

/// What a body is rendered among.
pub struct Around<'a> {
    /// The article's page: the base of every relative URL.
    pub permalink: &'a Url,
    /// The site's front page.
    pub site: &'a Url,
    /// The article's title.
    pub title: &'a str,
    /// The summary that the head gave.
    pub summary: Option<&'a str>,
    /// Finds the pages of other articles.
    pub resolve: &'a Resolve<'a>,
    /// Finds the page of the article whose file has this name.
    pub named: &'a Resolve<'a>,
    /// The settings.
    pub content: &'a ContentConfig,
}

/// Renders a body for feeds. Findings have no path yet.
pub fn render(body: &Body, around: &Around<'_>) -> (Rendered, Vec<Diagnostic>) {
    let &Around {
        permalink,
        summary,
        resolve,
        content: settings,
        ..
    } = around;
    let markup::Html { html: raw, removed } = markup::to_html(
        body.markup,
        &body.text,
        &markup::Context {
            title: around.title,
            permalink: permalink.as_str(),
            site: around.site.as_str(),
            resolve,
            named: around.named,
            smart_punctuation: settings.smart_punctuation,
        },
    );
    let mut findings: Vec<Diagnostic> = removed
        .iter()
        .map(|removed| left_out(removed, body.line))
        .collect();
    let flat = html::flatten(&raw);
    if matches!(flat, Cow::Owned(_)) {
        findings.push(
            Diagnostic::warning(
                "nesting-too-deep",
                format!("elements lie more than {} deep in each other; the inner ones are left out and their text kept", html::MAX_DEPTH),
            )
            .at(body.line, 0)
            .help("use fewer levels of lists and quotes"),
        );
    }
    let removed: Vec<String> = html::element_names(&flat)
        .into_iter()
        .filter(|name| REMOVED.contains(&name.as_str()))
        .collect();
    if !removed.is_empty() {
        findings.push(
            Diagnostic::info(
                "removed-markup",
                format!(
                    "readers do not show <{}>; left out of the feed",
                    removed.join(">, <")
                ),
            )
            .at(body.line, 0),
        );
    }
    let linked =
        html::rewrite_addresses(
            &html::break_runs(&flat),
            &mut |attribute, value| match attribute {
                "srcset" => srcset(value, permalink),
                _ => absolute(value, permalink, resolve),
            },
        );
    let content = xml_safe(&SANITISER.clean(&linked).to_string())
        .trim()
        .to_owned();
    if content.is_empty() {
        findings.push(
            Diagnostic::warning(
                "empty-content",
                "the article has no text that a feed can show",
            )
            .help("write the text below the front matter"),
        );
    }
    let summary = match summary {
        Some(summary) => summary.to_owned(),
        None => shorten(
            &html::first_paragraph(before_break(&content, &flat).as_ref()),
            settings.summary_length,
        ),
    };
    (
        Rendered {
            content,
            summary: one_line(&summary),
            language: None,
        },
        findings,
    )
}

/// The finding about what only the site's generator could have shown.
fn left_out(removed: &markup::Removed, first_line: u32) -> Diagnostic {
    let what = &removed.what;
    let (rule, message, help) = match removed.kind {
        markup::Kind::Shortcode => (
            "unknown-shortcode",
            format!("expected a shortcode of docs/SHORTCODES.md, found `{what}`; left out"),
            "write in Markdown or HTML what subscribers should see",
        ),
        markup::Kind::Unclosed => (
            "unknown-shortcode",
            format!("expected the end of a tag, found only its start `{what}`; left out"),
            "close the tag, or set it as code",
        ),
        markup::Kind::Value => (
            "unknown-value",
            format!("only the site's generator knows the value of `{what}`; left out"),
            "write the value itself",
        ),
        markup::Kind::Logic => (
            "template-logic",
            format!(
                "`{what}` is for the site's generator; a condition keeps its first branch, a loop is left out"
            ),
            "write in Markdown or HTML what subscribers should see",
        ),
        markup::Kind::Link => (
            "unknown-reference",
            format!("`{what}` names none of the articles; its words stay without a link"),
            "name the article by its path or file name, or write the address",
        ),
        markup::Kind::Directive => (
            "unknown-directive",
            what.clone(),
            "write what subscribers should see",
        ),
    };
    let message = match removed.count {
        0 | 1 => message,
        count => format!("{message} ({count} times)"),
    };
    let line = match first_line {
        0 => 0,
        first => first + removed.line.saturating_sub(1),
    };
    Diagnostic::warning(rule, message).at(line, 0).help(help)
}

/// The language that an entry's text shows, as far as it is to be known; for entries that neither the
/// article nor the site gives one.
pub fn language(title: &str, rendered: &Rendered) -> Option<&'static str> {
    /// Bytes of a text that are looked at: 2000 characters of any script.
    const ENOUGH: usize = 6000;
    let text = match rendered.content.is_empty() {
        true => rendered.summary.clone(),
        false => html::prose(&rendered.content, ENOUGH),
    };
    detect(&format!("{title}\n{text}"))
}

/// The part of the content that its author ended with `<!--more-->`, else all of it. The mark itself
/// is a comment and does not survive sanitising, so it is looked for in the raw HTML.
fn before_break<'a>(content: &'a str, raw: &'a str) -> Cow<'a, str> {
    const MARKS: [&str; 5] = [
        "<!--more-->",
        "<!-- more -->",
        "<!--truncate-->",
        "<!-- truncate -->",
        "<!-- TEASER_END -->",
    ];
    match MARKS.iter().filter_map(|mark| raw.find(mark)).min() {
        Some(at) => Cow::Owned(SANITISER.clean(&raw[..at]).to_string()),
        None => Cow::Borrowed(content),
    }
}

/// Elements that are worth telling the author about when they go.
const REMOVED: [&str; 10] = [
    "script", "style", "form", "input", "button", "select", "textarea", "object", "embed", "svg",
];

/// What lies in these goes with them.
const REMOVED_WITH_CONTENT: [&str; 10] = [
    "script", "style", "template", "svg", "button", "select", "textarea", "object", "iframe",
    "head",
];

/// What readers show and nothing else (the elements that common readers' own sanitisers keep).
static ELEMENTS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    "a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup data dd \
     del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li \
     main mark ol p picture pre q rp rt ruby s samp section small source span strong sub summary sup \
     table tbody td tfoot th thead time tr track tt u ul var video wbr"
        .split_whitespace()
        .collect()
});

static ATTRIBUTES: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    [
        ("a", "href hreflang"),
        ("audio", "src controls"),
        ("blockquote", "cite"),
        ("code", "class"),
        ("col", "span"),
        ("colgroup", "span"),
        ("data", "value"),
        ("del", "cite datetime"),
        ("details", "open"),
        ("img", "src srcset sizes alt width height"),
        ("ins", "cite datetime"),
        ("li", "value"),
        ("ol", "start reversed type"),
        ("pre", "class"),
        ("q", "cite"),
        ("source", "src srcset sizes type media"),
        ("td", "colspan rowspan align"),
        ("th", "colspan rowspan scope align"),
        ("time", "datetime"),
        ("track", "src kind srclang label"),
        ("video", "src poster width height controls"),
    ]
    .into_iter()
    .map(|(element, attributes)| (element, attributes.split_whitespace().collect()))
    .collect()
});

/// Whatever went before, nothing passes here that is not on the lists above.
static SANITISER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(ELEMENTS.clone())
        .clean_content_tags(REMOVED_WITH_CONTENT.into_iter().collect())
        .tag_attributes(ATTRIBUTES.clone())
        .generic_attributes(["id", "lang", "dir", "title"].into_iter().collect())
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None);
    builder
});

const SCHEMES: [&str; 6] = ["http", "https", "mailto", "tel", "xmpp", "magnet"];

fn absolute(value: &str, permalink: &Url, resolve: &Resolve<'_>) -> Option<String> {
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    // A link to a source file means the page made of it.
    let (path, fragment) = value
        .split_once('#')
        .map_or((value, None), |(p, f)| (p, Some(f)));
    if !path.is_empty()
        && !path.contains(':')
        && let Some(mut page) = resolve(path)
    {
        if let Some(fragment) = fragment {
            page.push('#');
            page.push_str(fragment);
        }
        return Some(page);
    }
    let url = permalink.join(value).ok()?;
    SCHEMES.contains(&url.scheme()).then(|| url.into())
}

/// Each candidate absolute (HTML, 4.8.4.2.1, "Srcset attributes").
fn srcset(value: &str, permalink: &Url) -> Option<String> {
    let candidates: Vec<String> = value
        .split(", ")
        .flat_map(|part| part.split(",\n"))
        .filter_map(|candidate| {
            let mut words = candidate.trim().trim_end_matches(',').split_whitespace();
            let url = permalink.join(words.next()?).ok()?;
            if !matches!(url.scheme(), "http" | "https") {
                return None;
            }
            Some(match words.next() {
                Some(descriptor) => format!("{url} {descriptor}"),
                None => url.into(),
            })
        })
        .collect();
    (!candidates.is_empty()).then(|| candidates.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Markup;

    fn show(markup: Markup, text: &str) -> (String, String, Vec<&'static str>) {
        let body = Body {
            markup,
            text: text.to_owned(),
            line: 1,
        };
        let permalink = Url::parse("https://example.org/a/b/").unwrap();
        let resolve = |path: &str| (path == "../c.md").then(|| "https://example.org/c/".to_owned());
        let around = Around {
            permalink: &permalink,
            site: &permalink,
            title: "Title",
            named: &|_| None,
            summary: None,
            resolve: &resolve,
            content: &ContentConfig::default(),
        };
        let (rendered, findings) = render(&body, &around);
        (
            rendered.content,
            rendered.summary,
            findings.iter().map(|f| f.rule).collect(),
        )
    }

    #[test]
    fn every_address_is_absolute() {
        let (content, ..) = show(
            Markup::Markdown,
            "[c](../c.md#x) [r](/r?q=1) [f](#f) ![i](i.png)\n\n<img srcset=\"a.png 1x, /b.png 2x\" src=\"//cdn.example/i.png\">",
        );
        for url in [
            "href=\"https://example.org/c/#x\"",
            "href=\"https://example.org/r?q=1\"",
            "href=\"https://example.org/a/b/#f\"",
            "src=\"https://example.org/a/b/i.png\"",
            "srcset=\"https://example.org/a/b/a.png 1x, https://example.org/b.png 2x\"",
            "src=\"https://cdn.example/i.png\"",
        ] {
            assert!(content.contains(url), "{url} in {content}");
        }
    }

    #[test]
    fn what_could_run_is_gone_and_said() {
        let (content, _, rules) = show(
            Markup::Html,
            "<p onclick=\"x()\" style=\"color:red\">a<script>alert(1)</script></p><a href=\"javascript:x\">b</a><form><input></form><iframe src=\"https://v.example/1\"></iframe>",
        );
        assert_eq!(
            content,
            "<p>a</p><a>b</a><p><a href=\"https://v.example/1\">https://v.example/1</a></p>"
        );
        assert_eq!(rules, ["removed-markup"]);
    }

    #[test]
    fn the_summary_ends_where_the_author_said() {
        let (_, summary, _) = show(
            Markup::Markdown,
            "A first paragraph of some length.\n\nB\n\n<!--more-->\n\nC",
        );
        assert_eq!(summary, "A first paragraph of some length.");
    }

    #[test]
    fn deep_nesting_is_flattened_and_said() {
        let (content, _, rules) =
            show(Markup::Html, &format!("{}x", "<blockquote>".repeat(10_000)));
        assert!(content.contains('x'));
        assert_eq!(rules, ["nesting-too-deep"]);
    }
}
