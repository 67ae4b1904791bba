//! Bodies to what a feed shows: HTML that is safe in any reader, every address absolute, a summary and
//! a picture.
//!
//! In goes a [`Body`], out comes [`Rendered`]. A body becomes HTML in its own markup, is parsed once,
//! and is written in one pass over the tree (`walk`) in which each concern has its file: what may
//! leave at all (`allowed`), addresses, pictures, frames, code, formulas, and the summary.

mod addresses;
mod allowed;
mod code;
mod fragments;
mod frames;
mod hidden;
mod hosts;
mod lead;
mod maths;
mod pictures;
mod removed;
mod tree;
mod walk;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use dom_query::Document;
use url::Url;

use self::addresses::Addresses;
use self::lead::Lead;
use self::removed::find_ignoring_case;
use self::walk::{Context, Walk};
use crate::article::Body;
use crate::config::ContentConfig;
use crate::diagnostic::Diagnostic;
use crate::feed::Rendered;
use crate::language::detect;
use crate::text::{escape, one_line};
use crate::{html, markup};

/// The rules of this stage's findings.
pub const RULES: &[(&str, &str)] = &[
    (
        "nesting-too-deep",
        "elements lie deeper in each other than readers follow",
    ),
    (
        "removed-markup",
        "what no reader runs or shows was left out: scripts, forms, styles, attributes that run code",
    ),
    (
        "unusable-address",
        "an address in the text is none, or of a kind that no reader opens",
    ),
    (
        "picture-in-text",
        "a picture is written into the text as `data:`, and was left out",
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
        "a shortcode or role refers to an article that is not among the articles",
    ),
    (
        "unknown-directive",
        "a directive of reStructuredText that is not known was left out",
    ),
];

/// Finds the page of an article from a link to its source file: in goes the link's path as written,
/// out comes the permalink.
pub use crate::markup::Resolve;

/// Finds an article by its name.
pub use crate::markup::{Linked, Named};

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
    /// Finds the article whose file has this name, or that has this slug.
    pub named: &'a Named<'a>,
    /// Finds width and height of the picture of an absolute address, in pixels, where its file is at hand.
    pub measured: &'a Measured<'a>,
    /// The settings.
    pub content: &'a ContentConfig,
}

/// Finds the size of a picture.
pub type Measured<'a> = dyn Fn(&str) -> Option<(u32, u32)> + 'a;

/// Renders a body for feeds. Findings have no path yet.
pub fn render(body: &Body, around: &Around<'_>) -> (Rendered, Vec<Diagnostic>) {
    let markup::Html { html: raw, removed } = markup::to_html(
        body.markup,
        &marked(body),
        &markup::Context {
            title: around.title,
            permalink: around.permalink.as_str(),
            site: around.site.as_str(),
            resolve: around.resolve,
            named: around.named,
            smart_punctuation: around.content.smart_punctuation,
        },
    );
    let mut findings: Vec<Diagnostic> = removed
        .iter()
        .map(|removed| left_out(removed, body.line))
        .collect();
    let flat = html::flatten(&raw);
    if matches!(flat, Cow::Owned(_)) {
        findings.push(too_deep(body));
    }
    let document = Document::fragment(&*flat);
    let length = match around.summary {
        Some(_) => 0,
        None => around.content.summary_length,
    };
    let walked = |named| {
        let addresses = addresses(&document, &flat, around);
        let mut walk = Walk::new(
            addresses,
            Lead::new(length),
            flat.len(),
            named,
            around.measured,
        );
        walk.children(&document.html_root(), Context::default());
        walk
    };
    let mut walk = walked(Some(hidden::named(&document, &flat)));
    // All of it is hidden until a script shows it, or most.
    let is_nothing = walk.removed.holds_hidden() && is_blank(walk.out.trim());
    if is_nothing || walk.hidden > hidden::MOST {
        let all = walked(None);
        let shown = letters(&walk.out);
        if is_nothing || letters(&all.out).saturating_sub(shown) > hidden::MOST.max(shown) {
            walk = all;
        }
    }

    findings.extend(walk.removed.findings(body));
    let mut content = Cow::Borrowed(walk.out.trim());
    if is_blank(&content) {
        findings.push(empty());
        content = instead(around);
    }
    let summary = match around.summary {
        Some(summary) => one_line(summary),
        None => walk.lead.summary(&content),
    };
    let rendered = Rendered {
        content: fragments::mended(&content, around.permalink).into_owned(),
        summary,
        language: None,
        image: walk.cover,
    };
    (rendered, findings)
}

/// Whether content shows nothing: tags alone, and none of a picture or the like.
fn is_blank(content: &str) -> bool {
    const SHOWN: [&str; 5] = ["img", "video", "audio", "math", "hr"];
    let mut rest = content;
    while let Some((text, tag)) = rest.split_once('<') {
        let is_shown = |name: &str| {
            let behind = tag.strip_prefix(name);
            behind.is_some_and(|behind| behind.starts_with([' ', '>']))
        };
        if !text.trim().is_empty() || SHOWN.into_iter().any(is_shown) {
            return false;
        }
        // No attribute that is written has a bare `>`.
        rest = tag.split_once('>').map_or("", |(_, behind)| behind);
    }
    rest.trim().is_empty()
}

/// Bytes of the text between the tags of content, white space aside.
fn letters(content: &str) -> usize {
    let texts = content.split('<').map(|part| match part.split_once('>') {
        Some((_, text)) => text,
        None => part,
    });
    let letters = |text: &str| {
        text.bytes()
            .filter(|byte| !byte.is_ascii_whitespace())
            .count()
    };
    texts.map(letters).sum()
}

/// What stands for a text that shows nothing, for many readers show an entry's content alone: the summary
/// that the head gave, else the title.
fn instead(around: &Around<'_>) -> Cow<'static, str> {
    let summary = around.summary.map(one_line).unwrap_or_default();
    let words = match summary.is_empty() {
        true => one_line(around.title),
        false => summary,
    };
    match words.is_empty() {
        true => Cow::Borrowed(""),
        false => Cow::Owned(format!("<p>{}</p>", escape(&words))),
    }
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
    /// Characters of a text that are handed on: `detect` looks at 2000, and entities become shorter.
    const ENOUGH: usize = 2500;
    let text = match rendered.content.is_empty() {
        true => rendered.summary.clone(),
        false => html::prose(&rendered.content, ENOUGH),
    };
    detect(&format!("{title}\n{text}"))
}

/// The text with a mark of ours where the author's own ends the summary. One that is a comment itself
/// is a mark already if it is a usual one, and is replaced too.
fn marked(body: &Body) -> Cow<'_, str> {
    match body.excerpt_end.as_deref() {
        Some(end) if body.text.contains(end) => body.text.replacen(end, "<!--more-->", 1).into(),
        _ => Cow::Borrowed(&body.text),
    }
}

/// What addresses are read against: the article's page, or what a `<base>` in the text says.
fn addresses<'a>(document: &Document, html: &str, around: &Around<'a>) -> Addresses<'a> {
    let mut addresses = Addresses::new(around.permalink, around.resolve);
    if find_ignoring_case(html, "<base").is_some()
        && let Some(base) = tree::below(&document.root(), |element| {
            &*element.name.local == "base" && tree::said(element, "href").is_some()
        })
        && let Some(element) = base.element_ref()
    {
        addresses.set_base(tree::said(&element, "href").unwrap_or_default());
    }
    addresses
}

fn too_deep(body: &Body) -> Diagnostic {
    Diagnostic::warning(
        "nesting-too-deep",
        format!(
            "elements lie more than {} deep in each other; the inner ones are left out and their text kept",
            html::MAX_DEPTH
        ),
    )
    .at(body.line, 0)
    .help("use fewer levels of lists and quotes")
}

fn empty() -> Diagnostic {
    Diagnostic::warning(
        "empty-content",
        "the article has no text that a feed can show",
    )
    .help("write the text below the front matter")
}
