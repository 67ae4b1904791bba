//! Texts in, what readers get out: the tables and what is common to them.

mod elements;
mod findings;
mod hostile;
mod lead;
mod readers;

use super::*;
use crate::markup::Markup;

fn render_body(body: &Body, permalink: &str) -> (Rendered, Vec<Diagnostic>) {
    let permalink = Url::parse(permalink).unwrap();
    let resolve = |path: &str| (path == "../c.md").then(|| "https://example.org/c/".to_owned());
    let around = Around {
        permalink: &permalink,
        site: &permalink,
        title: "Title",
        named: &|_| None,
        summary: None,
        resolve: &resolve,
        measured: &|url| {
            url.ends_with("tiny.png")
                .then_some((24, 24))
                .or_else(|| url.ends_with("/blank.gif").then_some((1, 1)))
        },
        content: &ContentConfig::default(),
    };
    render(body, &around)
}

fn body(markup: Markup, text: &str) -> Body {
    Body {
        markup,
        text: text.to_owned(),
        line: 1,
        excerpt_end: None,
    }
}

/// An article two folders down.
fn render_as(markup: Markup, text: &str) -> (Rendered, Vec<Diagnostic>) {
    render_body(&body(markup, text), "https://example.org/a/b/")
}

fn html(text: &str) -> String {
    render_as(Markup::Html, text).0.content
}

/// An article in HTML, one folder down.
fn show(text: &str) -> (Rendered, Vec<Diagnostic>) {
    render_body(&body(Markup::Html, text), "https://example.org/a/")
}
