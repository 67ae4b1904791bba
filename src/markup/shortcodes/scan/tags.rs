//! Tags: `{{< name >}}` and `{{% name %}}` of Hugo, Quarto and Nikola, `{% name %}` of Liquid, Nunjucks,
//! Hexo, Zola and Markdoc.

use std::ops::Range;

use super::{Family, Scanner, What, between_stars};
use crate::markup::shortcodes::table::{self, Holds};

impl<'a> Scanner<'a> {
    /// `{{< … >}}`, `{{% … %}}`.
    pub(super) fn angle_tag(&mut self, at: usize) -> usize {
        let text = self.text;
        let close = if text[at..].starts_with("{{<") {
            ">}}"
        } else {
            "%}}"
        };
        let from = at + 3;
        let Some(end) = end_of_tag(text, from, close) else {
            self.push(at..from, What::Stray);
            return from;
        };
        let after = end + 3;
        let inner = text[from..end].trim();
        if let Some(shown) = between_stars(inner) {
            let (open, close) = (&text[at..from], &text[end..after]);
            let space = if shown.starts_with(' ') { "" } else { " " };
            let space_behind = if shown.ends_with(' ') { "" } else { " " };
            let shown = format!("{open}{space}{shown}{space_behind}{close}");
            self.push(at..after, What::Show(shown));
            return after;
        }
        self.tag(Family::Angle, at, after, inner)
    }

    /// `{% … %}`.
    pub(super) fn percent_tag(&mut self, at: usize) -> usize {
        let text = self.text;
        let from = at + 2;
        let behind = &text[from..];
        // A tag holds no tag; what looks so lacks its end.
        let next = memchr::memmem::find(behind.as_bytes(), b"{%").unwrap_or(behind.len());
        let Some(end) = memchr::memmem::find(&behind.as_bytes()[..next], b"%}") else {
            self.push(at..from, What::Stray);
            return from;
        };
        let after = from + end + 2;
        let inner = behind[..end].trim();
        if let Some(shown) = between_stars(inner) {
            self.push(at..after, What::Show(format!("{{% {} %}}", shown.trim())));
            return after;
        }
        let inner = inner.trim_matches(['-', '~', '+']).trim();
        self.tag(Family::Percent, at, after, inner)
    }

    /// A tag by what stands between its marks.
    fn tag(&mut self, family: Family, at: usize, after: usize, inner: &'a str) -> usize {
        if let Some(name) = inner.strip_prefix('/') {
            let name = name_of(name.trim_start());
            self.push(at..after, What::Close { family, name });
            return after;
        }
        let name = name_of(inner);
        if name.is_empty() {
            self.push(at..after, What::Stray);
            return after;
        }
        if family == Family::Percent
            && let Some(name) = name.strip_prefix("end")
        {
            self.push(at..after, What::Close { family, name });
            return after;
        }
        let behind = &inner[name.len()..];
        let (alone, behind) = match behind.trim_end().strip_suffix('/') {
            Some(args) if args.is_empty() || args.ends_with([' ', '"', '\'']) => (true, args),
            _ => (false, behind),
        };
        let (args, call) = match parenthesised(behind) {
            Some(args) => (args, true),
            None => (behind, false),
        };
        if !alone
            && is_verbatim(family, &self.text[at..after], name)
            && let Some(close) = self.end_of_verbatim(family, name, after)
        {
            if matches!(name, "raw" | "verbatim") {
                self.push(at..after, What::Nothing);
                self.raw = Some(close);
                return after;
            }
            let inner = &self.text[after..close.start];
            self.push(
                at..close.end,
                What::Verbatim {
                    family,
                    name,
                    args,
                    inner,
                },
            );
            return close.end;
        }
        self.push(
            at..after,
            What::Open {
                family,
                name,
                args,
                alone,
                call,
            },
        );
        after
    }

    /// The end tag of a verbatim tag; looked for once in vain per name.
    fn end_of_verbatim(&mut self, family: Family, name: &str, from: usize) -> Option<Range<usize>> {
        let key = format!("{family:?} {name}");
        // A name has so many spellings that each could be looked for through all of the text.
        if self.endless.contains(&key) || self.endless.len() >= MOST_ENDLESS {
            return None;
        }
        let bytes = self.text.as_bytes();
        let open: &[u8] = if family == Family::Angle {
            b"{{"
        } else {
            b"{%"
        };
        let mut at = from;
        while let Some(found) = memchr::memmem::find(&bytes[at..], open) {
            let start = at + found;
            let from = start + 2 + usize::from(family == Family::Angle);
            at = start + 2;
            let Some(behind) = self.text.get(from..) else {
                continue;
            };
            let behind = behind.trim_start_matches(['-', '~', '+', ' ', '\t']);
            let behind = match family {
                Family::Angle => behind.strip_prefix('/').map(str::trim_start),
                _ => behind
                    .strip_prefix("end")
                    .or_else(|| behind.strip_prefix('/').map(str::trim_start)),
            };
            let Some(behind) = behind.and_then(|behind| behind.strip_prefix(name)) else {
                continue;
            };
            let behind = behind.trim_start();
            let close = behind.trim_start_matches(['-', '~', '+', ' ', '\t']);
            let marks: &[&str] = if family == Family::Angle {
                &[">}}", "%}}"]
            } else {
                &["%}"]
            };
            if let Some(mark) = marks.iter().find(|mark| close.starts_with(**mark)) {
                let end = self.text.len() - close.len() + mark.len();
                return Some(start..end);
            }
        }
        self.endless.insert(key);
        None
    }
}

/// Tags and elements whose end may be looked for in vain.
const MOST_ENDLESS: usize = 64;

/// Names of tags and shortcodes: also paths (`figures/wide.html`).
fn name_of(text: &str) -> &str {
    let length = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '@')))
        .unwrap_or(text.len());
    let name = &text[..length];
    name.strip_suffix('/').unwrap_or(name)
}

/// The arguments of `name(a="b")`.
fn parenthesised(text: &str) -> Option<&str> {
    text.trim().strip_prefix('(')?.strip_suffix(')')
}

fn is_verbatim(family: Family, tag: &str, name: &str) -> bool {
    match name {
        "raw" | "verbatim" => family == Family::Percent || tag.starts_with("{{%"),
        name => table::find(name).is_some_and(|row| row.holds != Holds::Markup),
    }
}

/// Where a tag of Hugo ends: at its mark outside of quotes. It holds no other tag, so no text is looked
/// at twice; a quote that nothing closes counts for nothing.
fn end_of_tag(text: &str, from: usize, close: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let behind = &bytes[from..];
    let next = memchr::memmem::find_iter(behind, b"{{")
        .find(|at| matches!(behind.get(at + 2), Some(b'<' | b'%')));
    let limit = next.map_or(bytes.len(), |next| from + next);
    let mut quote = None;
    let mut at = from;
    while at < limit {
        let byte = bytes[at];
        match quote {
            None if bytes[at..].starts_with(close.as_bytes()) => return Some(at),
            None if matches!(byte, b'"' | b'`') => quote = Some(byte),
            Some(b'"') if byte == b'\\' => at += 1,
            Some(open) if open == byte => quote = None,
            _ => {}
        }
        at += 1;
    }
    let found = memchr::memmem::find(&bytes[from..limit], close.as_bytes())?;
    Some(from + found)
}
