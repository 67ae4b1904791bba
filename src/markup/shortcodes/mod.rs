//! Shortcodes, tags of Liquid and Nunjucks, components of MDX and marks of note books: what a site
//! generator would make HTML of. In goes a body, out comes the same body in which the known ones are
//! HTML (in slots, where a parser of markup follows) and the others are gone and told.
//!
//! `token` finds them in one walk, `pairs` says which belong together, `emit` writes them by the rows of
//! `table`. Code is what an author shows, and stays.

mod args;
mod code;
mod emit;
mod jsx;
mod math;
mod pairs;
pub mod table;
mod token;
mod value;
mod wiki;
mod write;

use std::borrow::Cow;
use std::collections::HashMap;

use super::removed::{Collector, Removed};
use super::slots::{self, Slots};
use super::{Context, Html, markdown};
use token::Mode;

pub(super) use write::title_of;

/// A body without anything of a generator.
pub(super) struct Expanded<'a> {
    pub text: Cow<'a, str>,
    pub slots: Slots,
    pub removed: Vec<Removed>,
}

/// A body of Markdown or MDX.
pub(super) fn in_markdown<'a>(text: &'a str, mdx: bool, context: &Context<'_>) -> Expanded<'a> {
    let mut slots = Slots::default();
    let mut removed = Collector::default();
    let text = slots::clean(text);
    let (text, lines, imports) = markdown::containers::open(text, mdx, &mut slots, &mut removed);
    let marks = ["{", "$", "\\", "[[", "==", "%%"];
    let mode = if mdx { Mode::Mdx } else { Mode::Markdown };
    let needed = mdx
        || marks.iter().any(|mark| text.contains(mark))
        || text
            .match_indices('<')
            .any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_uppercase()));
    if !needed {
        return Expanded {
            text,
            slots,
            removed: removed.finish(),
        };
    }
    let code = code::in_markdown(&text, mdx);
    let expanded = emit::expand(
        &text,
        mode,
        code,
        context,
        emit::State {
            slots: &mut slots,
            removed: &mut removed,
            lines: &lines,
            imports: &imports,
        },
    );
    let text = match expanded {
        Some(expanded) => Cow::Owned(expanded.text),
        None => text,
    };
    Expanded {
        text,
        slots,
        removed: removed.finish(),
    }
}

/// A body of reStructuredText, and for each of its lines the line that it was; none where they are the
/// same.
pub(super) fn in_rst<'a>(text: &'a str, context: &Context<'_>) -> (Expanded<'a>, Vec<u32>) {
    let mut slots = Slots::default();
    let mut removed = Collector::default();
    let text = slots::clean(text);
    let expanded = if text.contains("{{") || text.contains("{%") {
        let code = code::in_rst(&text);
        emit::expand(
            &text,
            Mode::ReStructuredText,
            code,
            context,
            emit::State {
                slots: &mut slots,
                removed: &mut removed,
                lines: &[],
                imports: &HashMap::new(),
            },
        )
    } else {
        None
    };
    let removed = removed.finish();
    let Some(written) = expanded else {
        return (
            Expanded {
                text,
                slots,
                removed,
            },
            Vec::new(),
        );
    };
    let lines = lines_of(&text, &written);
    let text = Cow::Owned(written.text);
    (
        Expanded {
            text,
            slots,
            removed,
        },
        lines,
    )
}

/// For each line of what was written the line of the body that it came from.
fn lines_of(body: &str, written: &emit::Written) -> Vec<u32> {
    let breaks = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count();
    let mut lines = vec![1];
    let (mut done, mut line) = ((0, 0), 0);
    // Behind the last of them nothing is copied.
    let end = (written.text.len(), body.len());
    for &(at, from) in written.places.iter().chain([&end]) {
        // Lines that were copied go on; those that were put between stand where the tag stood.
        let first = line;
        for number in 0..breaks(&written.text[done.0..at]) {
            lines.push(u32::try_from(first + number + 2).unwrap_or(u32::MAX));
        }
        line += breaks(&body[done.1..from]);
        if let Some(last) = lines.last_mut() {
            *last = u32::try_from(line + 1).unwrap_or(u32::MAX);
        }
        done = (at, from);
    }
    let most = u32::try_from(breaks(body) + 1).unwrap_or(u32::MAX);
    lines.iter().map(|line| (*line).min(most)).collect()
}

/// A body of HTML.
pub(super) fn in_html(text: &str, context: &Context<'_>) -> Html {
    let mut slots = Slots::default();
    let mut removed = Collector::default();
    let text = slots::clean(text);
    if !text.contains("{{") && !text.contains("{%") {
        return Html {
            html: text.into_owned(),
            removed: Vec::new(),
        };
    }
    let expanded = emit::expand(
        &text,
        Mode::Html,
        Vec::new(),
        context,
        emit::State {
            slots: &mut slots,
            removed: &mut removed,
            lines: &[],
            imports: &HashMap::new(),
        },
    );
    let html = expanded.map_or_else(|| text.into_owned(), |expanded| expanded.text);
    Html {
        html: slots.fill(html),
        removed: removed.finish(),
    }
}

#[cfg(test)]
mod tests;
