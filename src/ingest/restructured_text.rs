//! reStructuredText as Nikola and Pelican have it: `.. key: value` lines, a `.meta` file beside it,
//! or a title followed by `:key: value` lines.

use super::front_matter::{before, dotted_lines};
use super::{Format, Head, Reader, Source};
use crate::article::{Body, Field, OriginKind, fold_key};
use crate::markup;
use crate::markup::Markup;
use crate::text::line_at;

/// reStructuredText; text files where Nikola's header lines or a `.meta` file say so.
pub(super) const FORMAT: Format = Format {
    name: "restructuredtext",
    extensions: &["rst", "rest", "txt"],
    recognises,
    reader: Reader::Article { head, body },
};

fn recognises(source: &Source<'_>) -> bool {
    source.file.sidecar
        || (source.text.trim_start().starts_with(".. ")
            && dotted_lines(source.text, OriginKind::HeaderLine).is_some())
}

fn head(source: &Source<'_>) -> Option<Head> {
    let (mut fields, start) = match before(source) {
        Some(Ok(found)) => found,
        Some(Err(head)) => return Some(head),
        None => return None,
    };
    // The lines may go on beyond what was read.
    if start >= source.text.len() && !source.complete {
        return None;
    }
    let rest = &source.text[start..];
    if !fields.iter().any(|field| field.key == "title") {
        match markup::rst::first_heading(rest) {
            Some((title, line)) => {
                let line = line_at(source.text, start) + line - 1;
                fields.push(Field::text(OriginKind::Text, "first heading", title, line));
            }
            None if !source.complete => return None,
            None => {}
        }
    }
    let docinfo = docinfo(rest, line_at(source.text, start));
    fields.extend(docinfo.0);
    Some(Head::of(fields))
}

/// `:key: value` lines behind the title (docutils, "Bibliographic Fields"), and the range of the
/// title and of those lines in the text.
fn docinfo(text: &str, first_line: u32) -> (Vec<Field>, usize) {
    let mut fields = Vec::new();
    let mut end = 0;
    let mut at = 0;
    for (number, line) in (first_line..).zip(text.split_inclusive('\n')) {
        at += line.len();
        let content = line.trim();
        if let Some((key, value)) = line
            .strip_prefix(':')
            .and_then(|rest| rest.split_once(": "))
        {
            fields.push(Field::text(
                OriginKind::HeaderLine,
                fold_key(key),
                value.trim(),
                number,
            ));
            end = at;
        } else {
            let below_title = number > first_line + 3;
            let prose = below_title && !content.is_empty() && !is_adornment(content);
            if !fields.is_empty() || prose || number > first_line + 6 {
                break;
            }
        }
    }
    (fields, end)
}

fn is_adornment(line: &str) -> bool {
    let first = line.chars().next();
    first.is_some_and(|c| c.is_ascii_punctuation()) && line.chars().all(|c| Some(c) == first)
}

fn body(source: &Source<'_>) -> Body {
    let (fields, start) = match before(source) {
        Some(Ok(found)) => found,
        _ => (Vec::new(), 0),
    };
    let mut text = &source.text[start..];
    let mut line = line_at(source.text, start);
    let titled = fields.iter().any(|field| field.key == "title");
    if !titled && !source.file.sidecar && markup::rst::first_heading(text).is_some() {
        let end = title_end(text).max(docinfo(text, line).1);
        line += line_at(text, end) - 1;
        text = &text[end..];
    }
    Body {
        markup: Markup::ReStructuredText,
        text: text.to_owned(),
        line,
        excerpt_end: None,
    }
}

/// Where the first title ends: behind the adornment below it.
fn title_end(text: &str) -> usize {
    let mut at = 0;
    let mut seen_title = false;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let content = line.trim();
        if is_adornment(content) {
            if seen_title {
                return at;
            }
        } else if !content.is_empty() {
            seen_title = true;
        }
    }
    0
}
