//! `{{ … }}`: the few values that a feed knows, and the filters that make addresses and text of them.

use std::cell::Cell;
use std::collections::HashMap;

use url::Url;

use crate::markup::Context;
use crate::text::escape;

/// Whether what stands between the braces is an expression, not text that happens to stand there.
pub(super) fn looks_like_one(inner: &str) -> bool {
    let text = inner.trim().trim_matches(['-', '~']).trim();
    let Some(first) = text.chars().next() else {
        return false;
    };
    if matches!(first, '"' | '\'') {
        return true;
    }
    // Handlebars and Go.
    if matches!(first, '#' | '/' | '>' | '^' | '&') {
        return text[1..]
            .trim_start()
            .starts_with(|c: char| c.is_alphabetic())
            && (!inner.starts_with(' ') || first != '#' || !text.contains('<'));
    }
    if !(first.is_alphabetic() || matches!(first, '_' | '.' | '$' | '@')) {
        return false;
    }
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | ':' | '@')))
        .unwrap_or(text.len());
    let behind = text[end..].trim_start();
    behind.is_empty()
        || behind.starts_with(['|', '(', '['])
        // More words are an expression only where there is room around it.
        || inner.starts_with([' ', '-', '~', '\n']) && !behind.starts_with(',')
}

/// Parts the items of a list.
pub(super) const ITEM: char = '\u{1f}';

/// Works out values.
pub(super) struct Values<'c> {
    context: &'c Context<'c>,
    /// What the text itself assigned.
    own: HashMap<String, String>,
    /// Bytes of values that may still be worked out: they come back many times, but not without end.
    budget: Cell<usize>,
}

impl<'c> Values<'c> {
    /// `length` is that of the text.
    pub(super) fn new(context: &'c Context<'c>, length: usize) -> Self {
        Values {
            context,
            own: HashMap::new(),
            budget: Cell::new(length * 8 + (1 << 16)),
        }
    }

    /// Takes so many bytes from what may still be worked out.
    pub(super) fn spend(&self, bytes: usize) -> Option<()> {
        self.budget.set(self.budget.get().checked_sub(bytes)?);
        Some(())
    }

    /// The text assigns a value to a name.
    pub(super) fn assign(&mut self, name: &str, value: String) {
        self.own.insert(name.to_owned(), value);
    }

    /// What the text assigned to a name.
    pub(super) fn assigned(&self, name: &str) -> Option<String> {
        let value = self.own.get(name)?;
        self.spend(value.len())?;
        Some(value.clone())
    }

    /// The site's address without the slash at its end.
    fn site(&self) -> &str {
        self.context.site.trim_end_matches('/')
    }

    /// Scheme and host of the site.
    fn origin(&self) -> String {
        match Url::parse(self.context.site) {
            Ok(url) => url.origin().ascii_serialization(),
            Err(_) => String::new(),
        }
    }

    /// The path of the site on its host, without the slash at its end.
    fn base(&self) -> String {
        match Url::parse(self.context.site) {
            Ok(url) => url.path().trim_end_matches('/').to_owned(),
            Err(_) => String::new(),
        }
    }

    /// What an expression says; `None` where only the generator knows.
    pub(super) fn evaluate(&self, expression: &str) -> Option<String> {
        let value = self.work_out(expression)?;
        Some(value.replace(ITEM, ""))
    }

    /// The same; the items of a list are parted.
    pub(super) fn work_out(&self, expression: &str) -> Option<String> {
        let mut parts = split(expression, '|').into_iter();
        let mut value = self.operand(parts.next()?.trim())?;
        for filter in parts {
            self.spend(value.len())?;
            value = self.filter(value, filter.trim())?;
        }
        Some(value)
    }

    fn operand(&self, text: &str) -> Option<String> {
        for quote in ['"', '\''] {
            if let Some(inner) = text.strip_prefix(quote).and_then(|t| t.strip_suffix(quote)) {
                return Some(inner.to_owned());
            }
        }
        // What is written is no longer than the text; what stands for something is.
        if text.parse::<i64>().is_ok() {
            return Some(text.to_owned());
        }
        if self.own.contains_key(text) {
            return self.assigned(text);
        }
        if let Some((name, item)) = item_of(text) {
            let list = self.assigned(name)?;
            return list.split(ITEM).nth(item.parse().ok()?).map(str::to_owned);
        }
        let page = || {
            let permalink = self.context.permalink;
            match permalink.strip_prefix(self.site()) {
                Some(path) if path.starts_with('/') => path.to_owned(),
                _ => permalink.to_owned(),
            }
        };
        let known = match text {
            "site.url" | "site.production_url" => self.origin(),
            "site.baseurl" | "site.base_url" | "root_url" | "baseurl" | "base_path"
            | "BASE_PATH" | "site.root" => self.base(),
            "site.github.url" | "config.base_url" | "metadata.url" | "SITEURL" => {
                self.site().to_owned()
            }
            "page.title" | "title" | "post.title" => self.title()?,
            "page.url" | "post.url" => page(),
            "page.permalink" | "page.absolute_url" => self.context.permalink.to_owned(),
            _ => return None,
        };
        let needs_site = !text.contains("title");
        (!needs_site || !self.context.site.is_empty()).then_some(known)
    }

    /// The article's title.
    fn title(&self) -> Option<String> {
        self.spend(self.context.title.len())?;
        Some(self.context.title.to_owned())
    }

    fn filter(&self, value: String, filter: &str) -> Option<String> {
        let (name, argument) = match filter.split_once([':', '(']) {
            Some((name, argument)) => (name.trim(), argument.trim().trim_end_matches(')')),
            None => (filter, ""),
        };
        let path = |value: &str| {
            if value.starts_with('/') || value.is_empty() {
                value.to_owned()
            } else {
                format!("/{value}")
            }
        };
        let whole = |value: &str| value.contains("://") || value.starts_with("//");
        let argument = || self.operand(argument.trim());
        Some(match name {
            "relative_url" | "url" | "url_for" | "withBase" => {
                if whole(&value) {
                    value
                } else {
                    let base = self.base();
                    // Not twice.
                    if !base.is_empty() && value.starts_with(&base) {
                        value
                    } else {
                        format!("{base}{}", path(&value))
                    }
                }
            }
            "absolute_url" | "absoluteUrl" | "full_url_for" => {
                if whole(&value) {
                    value
                } else {
                    format!("{}{}", self.site(), path(&value))
                }
            }
            "prepend" => format!("{}{value}", argument()?),
            "append" => format!("{value}{}", argument()?),
            "split" => match argument()?.as_str() {
                "" => {
                    let letters: Vec<String> = value.chars().map(String::from).collect();
                    letters.join(&ITEM.to_string())
                }
                mark => value.replace(mark, &ITEM.to_string()),
            },
            "join" => {
                let between = argument().unwrap_or_else(|| " ".to_owned());
                self.spend(value.matches(ITEM).count() * between.len())?;
                value.replace(ITEM, &between)
            }
            "first" => value.split(ITEM).next().unwrap_or_default().to_owned(),
            "last" => value.rsplit(ITEM).next().unwrap_or_default().to_owned(),
            "size" | "length" if value.contains(ITEM) => value.split(ITEM).count().to_string(),
            "size" | "length" => value.chars().count().to_string(),
            "remove" => value.replace(&argument()?, ""),
            "default" => {
                if value.is_empty() {
                    argument()?
                } else {
                    value
                }
            }
            "escape" | "xml_escape" | "escape_once" | "h" | "e" => escape(&value).into_owned(),
            "strip" | "trim" => value.trim().to_owned(),
            "upcase" | "upper" => value.to_uppercase(),
            "downcase" | "lower" => value.to_lowercase(),
            "capitalize" => {
                let mut letters = value.chars();
                match letters.next() {
                    Some(first) => first.to_uppercase().chain(letters).collect(),
                    None => value,
                }
            }
            "slugify" | "slug" => slug(&value),
            "strip_newlines" => value.replace('\n', ""),
            "markdownify"
            | "markdown"
            | "md"
            | "safe"
            | "raw"
            | "smartify"
            | "normalize_whitespace"
            | "uri_escape"
            | "url_encode"
            | "strip_html"
            | "striptags" => value,
            _ => return None,
        })
    }
}

/// `list[0]`.
fn item_of(text: &str) -> Option<(&str, &str)> {
    text.strip_suffix(']')?.split_once('[')
}

fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

/// The parts of a text between marks outside of quotes.
fn split(text: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut quote = None;
    let mut from = 0;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, c) if c == mark => {
                parts.push(&text[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_filters_of_every_day() {
        let context = Context {
            title: "A title",
            permalink: "https://example.org/blog/2025/a/",
            site: "https://example.org/blog/",
            ..Context::default()
        };
        let values = Values::new(&context, 1000);
        for (expression, expected) in [
            ("site.url", Some("https://example.org")),
            ("site.baseurl", Some("/blog")),
            ("page.title | escape", Some("A title")),
            ("page.url", Some("/2025/a/")),
            ("\"/a.png\" | relative_url", Some("/blog/a.png")),
            (
                "'a.png' | absolute_url",
                Some("https://example.org/blog/a.png"),
            ),
            (
                "'/a|b.png' | prepend: site.baseurl | prepend: site.url",
                Some("https://example.org/blog/a|b.png"),
            ),
            ("\"x\" | upcase | append: '!'", Some("X!")),
            ("'a,b,c' | split: ',' | join: ' & '", Some("a & b & c")),
            ("'a,b' | split: ','", Some("ab")),
            ("'a,b' | split: ',' | last", Some("b")),
            ("'a,b' | split: ',' | size", Some("2")),
            ("site.repository", None),
            ("page.date | date: '%Y'", None),
            ("'a' | unheard_of", None),
        ] {
            assert_eq!(
                values.evaluate(expression).as_deref(),
                expected,
                "{expression}"
            );
        }
    }

    #[test]
    fn expressions_are_told_from_other_text_in_braces() {
        for inner in [
            "x",
            " page.title ",
            "site.time | date: 'x'",
            " f(a=1) ",
            "\"x\"",
            "#if a",
            "/if",
            " a b ",
            "> part",
        ] {
            assert!(looks_like_one(inner), "{inner}");
        }
        for inner in [
            "",
            " ",
            "r1, r2",
            " #include <cmath> ",
            "Foo Bar",
            "1+1",
            "\\frac",
            "{x}",
        ] {
            assert!(!looks_like_one(inner), "{inner}");
        }
    }
}
