//! Plain text: `Key: value` lines where there are any; else bare prose as newspapers and text corpora
//! have it.
//!
//! In prose, the first lines give title, byline, stamps and the dateline before the lead, in whatever
//! order they stand; an agency's text names its reporters in its last lines ([`crate::byline`]).

use super::front_matter::header_lines;
use super::opening::{Ends, window};
use super::{Format, Head, Reader, Source};
use crate::article::{Body, Field};
use crate::byline::{self, Kind, Layout};
use crate::markup::Markup;
use crate::text::line_at;

/// Plain text; the last resort of `.txt` files.
pub(super) const FORMAT: Format = Format {
    name: "text",
    extensions: &["txt", "text"],
    recognises: |source| !source.text.trim_start().starts_with('<') && has_head(source),
    reader: Reader::Article { head, body },
};

/// Whether header lines or a stamp tell that a file without an extension is an article.
fn has_head(source: &Source<'_>) -> bool {
    // Of a file with an extension this format is the last resort anyway.
    if source.file.extension().is_some() {
        return false;
    }
    header_lines(source.text, source.complete).is_some_and(|(fields, _)| fields.len() > 1) || {
        let opening = byline::opening(window(source.text, 0), Layout::Plain, source.complete);
        [Kind::Day, Kind::Published, Kind::Agency]
            .into_iter()
            .any(|kind| opening.get(kind).is_some())
    }
}

fn head(source: &Source<'_>) -> Option<Head> {
    let (mut fields, at) = fields(source);
    if is_whole(&fields) {
        return Some(Head::of(fields));
    }
    let text = &source.text[at..];
    let layout = layout(&fields);
    let opening = byline::opening(window(source.text, at), layout, source.complete);
    // Those who reported for an agency stand below its text.
    let unsigned = opening.get(Kind::Agency).is_some() && opening.get(Kind::Author).is_none();
    if !source.complete && (opening.open_ended || unsigned) {
        return None;
    }
    fields.extend(Ends::of(text, layout, opening).fields(source.text, at));
    Some(Head::of(fields))
}

fn body(source: &Source<'_>) -> Body {
    let (fields, at) = fields(source);
    let text = &source.text[at..];
    let layout = layout(&fields);
    let rest = if is_whole(&fields) {
        text.to_owned()
    } else {
        let opening = byline::opening(window(source.text, at), layout, true);
        Ends::of(text, layout, opening).rest(text)
    };
    Body {
        markup: Markup::Plain,
        text: apart(rest),
        line: line_at(source.text, at),
        excerpt_end: None,
    }
}

/// The header lines, and where the text begins behind them.
fn fields(source: &Source<'_>) -> (Vec<Field>, usize) {
    let found = header_lines(source.text, source.complete).unwrap_or_default();
    // `Published: … | Updated: …` begins like a header line and is a stamp.
    let stamps = source.text[..found.1].lines().filter_map(byline::line);
    let says_more = |stamp: byline::Stamp| {
        let facts = [
            stamp.published.is_some(),
            stamp.updated.is_some(),
            !stamp.authors.is_empty(),
        ];
        facts.into_iter().filter(|fact| *fact).count() > 1
    };
    if stamps.into_iter().any(says_more) {
        return (Vec::new(), 0);
    }
    found
}

/// Whether the header lines say all that the first lines of a text could.
fn is_whole(fields: &[Field]) -> bool {
    let holds = |words: &[&str]| {
        let mut all = fields.iter().filter(|field| !field.value.is_empty());
        all.any(|field| words.iter().any(|word| field.key.starts_with(word)))
    };
    holds(&["title", "headline"]) && holds(&["date", "published"]) && holds(&["author", "byline"])
}

fn layout(fields: &[Field]) -> Layout {
    let titled =
        |field: &Field| matches!(&*field.key, "title" | "headline") && !field.value.is_empty();
    if fields.iter().any(titled) {
        Layout::Body
    } else {
        Layout::Plain
    }
}

/// A text in which every line is a paragraph, with its paragraphs apart.
fn apart(text: String) -> String {
    let lines = || text.trim().lines().map(str::trim);
    let long = lines().filter(|line| line.chars().count() > 120).count();
    let ends = |line: &str| {
        line.ends_with([
            '.', '!', '?', '”', '"', '»', '。', '।', '؟', '」', '…', ')', '’',
        ])
    };
    let unwrapped = long > 1
        && lines().all(|line| !line.is_empty() && (ends(line) || line.chars().count() <= 80))
        && lines().filter(|line| ends(line)).count() * 2 > lines().count();
    if unwrapped {
        text.trim().replace('\n', "\n\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_paragraphs_come_apart_and_wrapped_ones_do_not() {
        let line = format!("{} end.", "word ".repeat(30));
        assert_eq!(
            apart(format!("{line}\n{line}")),
            format!("{line}\n\n{line}")
        );
        let wrapped = "a line that goes\non below.".to_owned();
        assert_eq!(apart(wrapped.clone()), wrapped);
    }
}
