//! Code, comments and lists of attributes: what of a text is no template, or nothing but marks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use crate::markup::markdown;

/// Where code stands in a text of Markdown. Indented code is none in MDX, nor within a pair of
/// shortcodes that begins before it and ends behind it: there the indentation is for the eye.
pub(super) fn in_markdown(text: &str, mdx: bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let ends = LastEnds::of(text);
    for (event, range) in Parser::new_ext(text, markdown::options()).into_offset_iter() {
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

/// A comment at the start: `{/* … */}` of MDX, `{# … #}` of Nunjucks and Jinja.
pub(super) fn comment(text: &str) -> Option<usize> {
    let (open, close) = if text.starts_with("{/*") {
        (3, "*/}")
    } else if text.starts_with("{# ") {
        (3, "#}")
    } else {
        return None;
    };
    let behind = &text[open..];
    // No comment holds another, so that no text is looked at twice.
    let next = behind.find(&text[..open]).unwrap_or(behind.len());
    let end = behind[..next].find(close)?;
    Some(open + end + close.len())
}

/// Code as its author meant it to be seen: without the marks of `raw`, with `{{</* x */>}}` as
/// `{{< x >}}`. `None` where nothing changes.
pub(super) fn shown(code: &str) -> Option<String> {
    if !code.contains("raw") && !code.contains("/*") && !code.contains("{{{<") && !quoted_mark(code)
    {
        return None;
    }
    let mut text = without_raw(code);
    if text.contains("{{</*") || text.contains("{{%/*") || text.contains("{%/*") {
        text = text
            .replace("{{</*", "{{<")
            .replace("*/>}}", ">}}")
            .replace("{{%/*", "{{%")
            .replace("*/%}}", "%}}")
            .replace("{%/*", "{%")
            .replace("*/%}", "%}");
    }
    if text.contains("{{/*") && text.contains("*/}}") {
        text = text.replace("{{/*", "{{").replace("*/}}", "}}");
    }
    if text.contains("{{{<") && text.contains(">}}}") {
        text = text.replace("{{{<", "{{<").replace(">}}}", ">}}");
    }
    for quote in ['"', '\''] {
        for open in ["{{", "{%"] {
            text = unquoted(text, quote, open);
        }
    }
    (text != code).then_some(text)
}

fn quoted_mark(code: &str) -> bool {
    ["{{ \"{{", "{{ \"{%", "{{ '{{", "{{ '{%"]
        .iter()
        .any(|mark| code.contains(mark))
}

/// `{{ "{{ x }}" }}` and `{{ "{{" }}`: the text between the quotes, which begins with a mark.
fn unquoted(text: String, quote: char, open: &str) -> String {
    let start = format!("{{{{ {quote}{open}");
    if !text.contains(&start) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find(&start) {
        let inner = &rest[at + 4..];
        let end = inner
            .find(quote)
            .filter(|end| !inner[..*end].contains('\n'));
        match end.map(|end| (end, inner[end + 1..].trim_start_matches(' '))) {
            Some((end, behind)) if behind.starts_with("}}") => {
                out.push_str(&rest[..at]);
                out.push_str(&inner[..end]);
                rest = &behind[2..];
            }
            _ => {
                out.push_str(&rest[..at + 4]);
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Each `{% raw %}` with the next `{% endraw %}` goes; a line that holds nothing else goes whole.
fn without_raw(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(open) = raw_mark(rest, false) {
        let Some(close) = raw_mark(&rest[open.end..], true) else {
            break;
        };
        let close = open.end + close.start..open.end + close.end;
        out.push_str(&rest[..open.start]);
        let mut inner = &rest[open.end..close.start];
        let mut behind = &rest[close.end..];
        let at_line_start = out.is_empty() || out.ends_with('\n');
        if at_line_start && let Some(first) = inner.strip_prefix('\n') {
            inner = first;
        }
        if (inner.is_empty() || inner.ends_with('\n'))
            && let Some(next) = behind.strip_prefix('\n')
        {
            behind = next;
        }
        out.push_str(inner);
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn raw_mark(text: &str, end: bool) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text[at..].find("{%") {
        let mut start = at + found;
        at = start + 2;
        let behind = text[at..].trim_start_matches(['-', ' ']);
        // Nikola has two braces more.
        let angle = text[..start].ends_with('{');
        let name = match (angle, end) {
            (_, false) => behind.strip_prefix("raw"),
            (true, true) => behind.strip_prefix("/raw"),
            (false, true) => behind.strip_prefix("endraw"),
        };
        let Some(close) = name.map(|behind| behind.trim_start_matches(['-', ' '])) else {
            continue;
        };
        let close = if angle {
            start -= 1;
            close.strip_prefix("%}}")
        } else {
            close.strip_prefix("%}")
        };
        if let Some(close) = close {
            return Some(start..text.len() - close.len());
        }
    }
    None
}

/// Bytes of a list of attributes that anybody writes.
const LONGEST_LIST: usize = 400;

/// A list of attributes of kramdown (`{: .class #id key="value"}`, `{:toc}`, `{::options … /}`), or one
/// right behind a link, image or code (`![](a.png){width=50%}`), up to its end.
pub(super) fn attributes(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let near = &rest.as_bytes()[..rest.len().min(LONGEST_LIST)];
    let end = memchr::memchr2(b'}', b'\n', near).filter(|end| near[*end] == b'}')?;
    let inner = &rest[1..end];
    if inner.starts_with("::") || inner.starts_with(":/") {
        return Some(at + end + 1);
    }
    let list = match inner.strip_prefix(':') {
        Some(list) => list,
        None if text[..at].ends_with([')', ']', '`']) => {
            // Words alone are no list here, and a heading's are the parser's.
            let marked = inner.starts_with(['.', '#']) || inner.contains('=');
            if !marked || in_heading(text, at) {
                return None;
            }
            inner
        }
        None => return None,
    };
    is_attribute_list(list).then_some(at + end + 1)
}

fn in_heading(text: &str, at: usize) -> bool {
    let from = at.saturating_sub(LONGEST_LIST);
    let line = text.as_bytes()[from..at].rsplit(|b| *b == b'\n').next();
    line.is_some_and(|line| line.trim_ascii_start().starts_with(b"#"))
}

/// `.class #id key="value" name: reference`.
pub(super) fn is_attribute_list(list: &str) -> bool {
    let mut quoted = false;
    list.chars().all(|c| {
        if matches!(c, '"' | '\'') {
            quoted = !quoted;
        }
        quoted
            || c.is_alphanumeric()
            || c.is_whitespace()
            || matches!(
                c,
                '.' | '#' | '-' | '_' | '=' | ':' | '"' | '\'' | '%' | ',' | '/'
            )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_loses_the_marks_that_only_kept_the_generator_from_it() {
        for (code, expected) in [
            ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
            ("{% raw %}\n{{ x }}\n{% endraw %}\n", "{{ x }}\n"),
            ("a\n{%- raw -%}\nb\n{%- endraw -%}\nc", "a\nb\nc"),
            ("{% raw %}{% raw %}{% endraw %}", "{% raw %}"),
            ("{{% raw %}}{{% x %}}{{% /raw %}}", "{{% x %}}"),
            ("{{</* ref \"x\" */>}}", "{{< ref \"x\" >}}"),
            ("{{%/* x */%}}", "{{% x %}}"),
            ("{{{< video x >}}}", "{{< video x >}}"),
            ("{{/* x() */}}", "{{ x() }}"),
            ("{{ \"{% endraw %}\" }}", "{% endraw %}"),
            ("{{ '{{' }} a }}", "{{ a }}"),
        ] {
            // What stays as close to the marks as it was written is not of interest here.
            let found = shown(code)
                .unwrap_or_else(|| code.to_owned())
                .replace("<  ", "< ");
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words(&found), words(expected), "{code}");
        }
        for code in [
            "{% endraw %}",
            "{% raw %}",
            "{{ x }}",
            "draw /* c */",
            "{{< x >}}",
        ] {
            assert_eq!(shown(code), None, "{code}");
        }
    }
}
