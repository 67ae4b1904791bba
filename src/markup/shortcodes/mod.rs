//! Shortcodes, tags of Liquid and Nunjucks, components of MDX and marks of note books: what a site
//! generator would make HTML of. In goes a body, out comes the same body in which the known ones are
//! HTML (in slots, where a parser of markup follows) and the others are gone and told.
//!
//! `scan` finds them in one walk and says which belong together, `emit` writes them by the rows of
//! `table`. Code is what an author shows, and stays.

mod args;
mod call;
mod emit;
mod jsx;
mod scan;
mod shown;
pub mod table;
mod value;

use std::borrow::Cow;
use std::collections::HashMap;

use super::removed::{Collector, Removed};
use super::slots::{self, Slots};
use super::{Context, Html, markdown};
use scan::Mode;

pub(super) use table::title_of;

/// A body without anything of a generator.
pub(super) struct Expanded<'a> {
    pub text: Cow<'a, str>,
    pub slots: Slots,
    pub removed: Vec<Removed>,
    /// For each line of a text of reStructuredText, whose parser speaks of lines too, the line that it
    /// was; empty where they are the same.
    pub lines: Vec<u32>,
}

/// What is known of a text, and what is taken out of it.
#[derive(Default)]
struct Beside {
    slots: Slots,
    removed: Collector,
    /// For each line of the text its line in the body, from 1; empty where they are the same.
    lines: Vec<u32>,
    /// Files that the text imports, by name.
    imports: HashMap<String, String>,
}

/// A body of Markdown or MDX.
pub(super) fn in_markdown<'a>(text: &'a str, mdx: bool, context: &Context<'_>) -> Expanded<'a> {
    const MARKS: [&str; 11] = [
        "{", "$", "\\", "[[", "==", "%%", "/>", "markdown", "@site/", " ^", "\n^",
    ];
    let mut beside = Beside::default();
    let text = slots::clean(text);
    let mdx = mdx || markdown::statements::has(&text);
    let (text, lines, imports) =
        markdown::containers::open(text, mdx, &mut beside.slots, &mut beside.removed);
    (beside.lines, beside.imports) = (lines, imports);
    let mode = if mdx { Mode::Mdx } else { Mode::Markdown };
    let needed = mdx
        || MARKS.iter().any(|mark| text.contains(mark))
        || text
            .match_indices('<')
            .any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_uppercase()));
    expand(text, mode, needed, context, beside)
}

/// A body of reStructuredText.
pub(super) fn in_rst<'a>(text: &'a str, context: &Context<'_>) -> Expanded<'a> {
    let text = slots::clean(text);
    let needed = text.contains("{{") || text.contains("{%");
    expand(
        text,
        Mode::ReStructuredText,
        needed,
        context,
        Beside::default(),
    )
}

/// A body of HTML.
pub(super) fn in_html(text: &str, context: &Context<'_>) -> Html {
    let text = slots::clean(text);
    let needed = text.contains("{{") || text.contains("{%");
    let expanded = expand(text, Mode::Html, needed, context, Beside::default());
    Html {
        html: expanded.slots.fill(expanded.text.into_owned()),
        removed: expanded.removed,
    }
}

fn expand<'a>(
    text: Cow<'a, str>,
    mode: Mode,
    needed: bool,
    context: &Context<'_>,
    mut beside: Beside,
) -> Expanded<'a> {
    let expanded = match needed {
        true => emit::expand(&text, mode, context, &mut beside),
        false => None,
    };
    let lines = match &expanded {
        Some(written) if mode == Mode::ReStructuredText => lines_of(&text, written),
        _ => Vec::new(),
    };
    Expanded {
        text: expanded.map_or(text, |written| Cow::Owned(written.text)),
        slots: beside.slots,
        removed: beside.removed.finish(),
        lines,
    }
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

#[cfg(test)]
mod tests;
