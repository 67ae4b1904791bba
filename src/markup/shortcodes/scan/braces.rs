//! What begins with one brace or two and is no tag: `{{ values }}`, what `{% raw %}` shows, comments,
//! lists of attributes, and the expressions of MDX.

use super::{Family, Mode, Scanner, What, between_stars};
use crate::markup::shortcodes::value;

impl<'a> Scanner<'a> {
    pub(super) fn brace(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if self.raw.is_some() {
            return self.shown_raw(at);
        }
        if let Some(behind) = rest.strip_prefix("{{{<") {
            // Quarto shows a shortcode by three braces; none holds another, so no text is looked at twice.
            let limit = behind.find("{{{<").unwrap_or(behind.len());
            let line = behind[..limit].find('\n').unwrap_or(limit);
            if let Some(end) = behind[..line].find(">}}}") {
                let end = 4 + end + 4;
                self.push(at..at + end, What::Show(rest[1..end - 1].to_owned()));
                return at + end;
            }
        }
        if rest.starts_with("{{<") || rest.starts_with("{{%") {
            return self.angle_tag(at);
        }
        if rest.starts_with("{{") {
            return self.value(at);
        }
        if rest.starts_with("{%") {
            return self.percent_tag(at);
        }
        if let Some(end) = comment(rest) {
            let inner = rest[2..end - 2].trim_matches(['*', '#', '/', ' ']);
            let what = match inner {
                "truncate" | "more" => What::More,
                _ => What::Nothing,
            };
            self.push(at..at + end, what);
            return at + end;
        }
        if self.mode.is_markdown()
            && let Some(end) = self.extension(at)
        {
            return end;
        }
        if self.mode.is_markdown()
            && let Some(end) = attributes(self.text, at)
        {
            self.push(at..end, What::Nothing);
            return end;
        }
        if self.mode == Mode::Mdx
            && !rest.starts_with("{#")
            && let Some(end) = self.components.expression(self.text, at)
        {
            self.push(at..end, What::Script(&self.text[at + 1..end - 1]));
            return end;
        }
        at + 1
    }

    /// The end of an extension of kramdown with a content, `{::comment}…{:/comment}`: nothing, or the
    /// HTML that it holds.
    fn extension(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let behind = rest.strip_prefix("{::")?;
        let name = ["comment", "nomarkdown"]
            .into_iter()
            .find(|name| behind.starts_with(name))?;
        let args = &behind[name.len()..];
        let open = args.find(['}', '\n']).filter(|end| {
            let args = &args[..*end];
            args.is_empty() || args.starts_with(' ') && !args.ends_with('/')
        })?;
        let inner = args[open..].strip_prefix('}')?;
        let key = format!("{{:/{name}");
        if self.endless.contains(&key) {
            return None;
        }
        let end = inner.match_indices("{:/").find_map(|(start, _)| {
            let close = &inner[start + "{:/".len()..];
            let behind = close
                .strip_prefix(name)
                .unwrap_or(close)
                .strip_prefix('}')?;
            Some((start, self.text.len() - behind.len()))
        });
        let Some((length, end)) = end else {
            self.endless.insert(key);
            return None;
        };
        let what = match name {
            "comment" => What::Nothing,
            _ => What::Verbatim {
                family: Family::Percent,
                name: "rawhtml",
                args: "",
                inner: &inner[..length],
            },
        };
        self.push(at..end, what);
        Some(end)
    }

    /// Between the marks of `raw` a template is what is shown.
    fn shown_raw(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let limit = self.raw.as_ref().map_or(rest.len(), |raw| raw.start - at);
        let rest = &rest[..limit];
        let close = match rest.get(..2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            _ => return at + 1,
        };
        let behind = &rest[2..];
        // Up to the next mark at most, so that no text is looked at twice.
        let mut end = 2;
        for (at, _) in behind.match_indices(['{', '}', '%']) {
            let here = &behind[at..];
            if here.starts_with(close) {
                end = 2 + at + 2;
                break;
            }
            if here.starts_with("{{") || here.starts_with("{%") {
                break;
            }
        }
        self.push(at..at + end, What::Show(rest[..end].to_owned()));
        at + end
    }

    /// `{{ … }}`.
    fn value(&mut self, at: usize) -> usize {
        let text = self.text;
        let braces = if text[at..].starts_with("{{{") { 3 } else { 2 };
        let from = at + braces;
        // Behind the first of three a tag may begin.
        let none = at + if braces == 3 { 1 } else { 2 };
        let Some(end) = end_of_value(text, from) else {
            return none;
        };
        let mut after = end + 2;
        let mut inner = &text[from..end];
        if braces == 3 && text[after..].starts_with('}') {
            after += 1;
        }
        let trimmed = inner.trim();
        if let Some(shown) = between_stars(trimmed) {
            self.push(at..after, What::Show(format!("{{{{ {} }}}}", shown.trim())));
            return after;
        }
        let within = trimmed.trim_matches('-').trim();
        if trimmed.starts_with("!--") || within.starts_with("/*") {
            self.push(at..after, What::Nothing);
            return after;
        }
        if !value::looks_like_one(inner) {
            return none;
        }
        inner = trimmed.trim_matches(['-', '~']).trim();
        self.push(at..after, What::Value(inner));
        after
    }
}

/// Where `{{ … }}` ends. A text in quotes may hold the marks (`{{ "{{" }}`).
fn end_of_value(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quote = None;
    let mut at = from;
    let mut after_break = false;
    while at < bytes.len() {
        let byte = bytes[at];
        match quote {
            None if bytes[at..].starts_with(b"}}") => return Some(at),
            None if matches!(byte, b'"' | b'\'') => {
                quote = Some(byte);
                if bytes[at + 1..].starts_with(b"{{") {
                    at += 2;
                }
            }
            Some(open) if open == byte => quote = None,
            _ if bytes[at..].starts_with(b"{{") => break,
            _ => {}
        }
        if byte == b'\n' {
            if after_break {
                break;
            }
            after_break = true;
        } else if !byte.is_ascii_whitespace() {
            after_break = false;
        }
        at += 1;
    }
    // An apostrophe is no quote.
    let found = memchr::memmem::find(&bytes[from..at.min(bytes.len())], b"}}")?;
    Some(from + found)
}

/// A comment at the start: `{/* … */}` of MDX, `{# … #}` of Nunjucks and Jinja.
fn comment(text: &str) -> Option<usize> {
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

/// Bytes of a list of attributes that anybody writes.
const LONGEST_LIST: usize = 400;

/// A list of attributes of kramdown (`{: .class #id key="value"}`, `{:toc}`, `{::options … /}`), or one
/// right behind a link, image or code (`![](a.png){width=50%}`), up to its end.
fn attributes(text: &str, at: usize) -> Option<usize> {
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
fn is_attribute_list(list: &str) -> bool {
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
