//! Code, which is what an author shows: where it stands in a text of each markup.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use crate::markup::markdown;

/// Where code stands in a text of Markdown. Indented code is none in MDX, nor within a pair of
/// shortcodes that begins before it and ends behind it: there the indentation is for the eye.
pub(super) fn in_markdown(text: &str, mdx: bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let ends = LastEnds::of(text);
    let masked = markdown::elements::masked(text, mdx);
    for (event, range) in Parser::new_ext(&masked, markdown::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) | Event::Code(_) => {}
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
                if !mdx && !ends.around(text, &range) => {}
            _ => continue,
        }
        if ranges.last().is_none_or(|last| last.end <= range.start) {
            ranges.push(range);
        }
    }
    ranges
}

/// Where the last end tags stand, by name.
struct LastEnds<'a> {
    at: std::collections::HashMap<&'a str, usize>,
}

impl<'a> LastEnds<'a> {
    fn of(text: &'a str) -> Self {
        let mut at = std::collections::HashMap::new();
        for mark in ["{{<", "{{%", "{%", "</"] {
            for (start, _) in text.match_indices(mark) {
                let behind = text[start + mark.len()..].trim_start_matches([' ', '-']);
                let name = match mark {
                    "{%" => behind
                        .strip_prefix("end")
                        .or_else(|| behind.strip_prefix('/')),
                    "</" => Some(behind),
                    _ => behind.strip_prefix('/'),
                };
                if let Some(name) = name.map(|name| word(name.trim_start())) {
                    at.insert(name, start);
                }
            }
        }
        LastEnds { at }
    }

    /// Whether a tag of which an end stands behind a range is the last thing before it.
    fn around(&self, text: &str, range: &Range<usize>) -> bool {
        const NEAR: usize = 400;
        if self.at.is_empty() {
            return false;
        }
        let mut from = range.start.saturating_sub(NEAR);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text[from..range.start].trim_end();
        let Some(open) = before.rfind(['\n', '>', '}']) else {
            return false;
        };
        let line = before[before[..open].rfind('\n').map_or(0, |at| at + 1)..].trim_start();
        let Some(name) = ["{{<", "{{%", "{%", "<"]
            .iter()
            .find_map(|mark| line.strip_prefix(mark))
        else {
            return false;
        };
        let name = word(name.trim_start_matches([' ', '-']));
        !name.is_empty() && self.at.get(name).is_some_and(|end| *end >= range.end)
    }
}

fn word(text: &str) -> &str {
    let length = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))
        .unwrap_or(text.len());
    &text[..length]
}

/// Where code stands in reStructuredText: literal blocks, code directives, comments, ``` ``literals`` ```.
pub(super) fn in_rst(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut block: Option<usize> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        if let Some(outer) = block {
            if trimmed.is_empty() || indent > outer {
                match ranges.last_mut() {
                    Some(last) if last.end == at => last.end = at + line.len(),
                    _ => ranges.push(at..at + line.len()),
                }
                at += line.len();
                continue;
            }
            block = None;
        }
        let end = line.trim_end();
        let directive = trimmed.strip_prefix(".. ").map(str::trim_start);
        if let Some(directive) = directive {
            let code = ["code::", "code-block::", "sourcecode::", "raw::", "math::"];
            if code.iter().any(|name| directive.starts_with(name)) {
                block = Some(indent);
            }
        } else if end.ends_with("::") {
            block = Some(indent);
        }
        let mut from = 0;
        while let Some(open) = line[from..].find("``") {
            let start = from + open;
            let Some(close) = line[start + 2..].find("``") else {
                break;
            };
            from = start + 2 + close + 2;
            ranges.push(at + start..at + from);
        }
        at += line.len();
    }
    ranges
}
