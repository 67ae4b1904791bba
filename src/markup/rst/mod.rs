//! reStructuredText in, HTML out: the bodies of Nikola and Pelican articles.
//!
//! The text goes through two passes, since a reference may come before its target: `block` (with
//! `inline`, `directive` and `table`) turns lines into a `tree` and collects targets, footnotes and
//! substitutions; `html` writes the tree and resolves what refers to them. What a text asks of its
//! site generator (other files, charts, tables of contents) is left out and noted.
//!
//! Faults never stop it: where docutils prints an error into the page, the text is shown as it
//! stands. Blocks nested more than a hundred deep become preformatted text, time is linear in the
//! length of the source, and so is what substitutions and empty cells may add to it.
//!
//! Our own, not `rst_parser` and `rst_renderer` (0.4.2). On 106 articles of a Nikola site the text
//! of theirs equals that of docutils in 52, with a panic in one and two not parsed; they read
//! enumerated, definition and field lists as paragraphs, put unknown directives and figures into
//! comments, do not know `` `text`:role: ``, and panic at grid tables and generic admonitions.

mod address;
mod block;
mod directive;
mod explicit;
mod html;
mod inline;
mod list;
mod role;
mod table;
mod tree;

use super::{Context, Html, Kind, Removed, shortcodes};
use block::Parser;
use tree::{Line, prepare};

/// The body of an article as HTML, its first section level as `<h2>`.
///
/// Text is escaped, but `raw:: html` passes as it is: the result still has to be sanitised.
pub fn to_html(source: &str) -> String {
    to_html_with_notes(source).0
}

/// A body with what generators put into it; what it asks of them is left out and told.
pub(super) fn body(source: &str, context: &Context<'_>) -> Html {
    let expanded = shortcodes::in_rst(source, context);
    let written = write(&expanded.text, context);
    let line_of = |line: u32| {
        let place = (line as usize).saturating_sub(1);
        expanded.lines.get(place).copied().unwrap_or(line)
    };
    let mut removed = expanded.removed;
    for (kind, found) in [(Kind::Directive, written.notes), (Kind::Link, written.lost)] {
        removed.extend(found.into_iter().map(|(line, what)| Removed {
            kind,
            what,
            line: line_of(line),
            count: 1,
        }));
    }
    removed.sort_by_key(|removed| removed.line);
    Html {
        html: expanded.slots.fill(written.html),
        removed,
    }
}

/// Like [`to_html`], with what was left out: the line, counted from 1, and a clause about it.
pub fn to_html_with_notes(source: &str) -> (String, Vec<(u32, String)>) {
    let written = write(source, &Context::default());
    (written.html, written.notes)
}

fn write(source: &str, context: &Context<'_>) -> html::Written {
    let text = prepare(source);
    let lines = Line::split(&text);
    let document = Parser::new().document(&lines);
    html::write(document, source.len(), context)
}

/// The title that the text starts with, as plain text, and the line it stands on, counted from 1.
///
/// Comments (the header lines of Nikola among them) and link targets may come before it.
pub fn first_heading(source: &str) -> Option<(String, u32)> {
    let text = prepare(source);
    let lines = Line::split(&text);
    let mut at = 0;
    while at < lines.len() {
        let rest = &lines[at..];
        if rest[0].is_blank() {
            at += 1;
        } else if let Some(skipped) = explicit::unseen(rest) {
            at += skipped;
        } else if list::starts_block(rest) {
            return None;
        } else {
            let title = block::title(rest)?;
            let phrase = Parser::new().phrase(title.text.trim(), title.number);
            return Some((inline::plain(&phrase), title.number));
        }
    }
    None
}

#[cfg(test)]
mod tests;
