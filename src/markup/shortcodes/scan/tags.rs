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
        let close = match holds(family, &self.text[at..after], name) {
            _ if alone => None,
            Holds::Markup => None,
            Holds::Code => self.end_of_verbatim(family, name, after),
            Holds::Name => self.end_of_name(family, name, after),
        };
        if let Some(close) = close {
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
        let open = opening(family).as_bytes();
        let mut at = from;
        while let Some(found) = memchr::memmem::find(&bytes[at..], open) {
            let start = at + found;
            if let Some(end) = end_tag(&self.text[start..], family, name) {
                return Some(start..start + end);
            }
            at = start + open.len();
        }
        self.endless.insert(key);
        None
    }

    /// The end tag behind a name: the next tag, not far away.
    fn end_of_name(&self, family: Family, name: &str, from: usize) -> Option<Range<usize>> {
        let bytes = &self.text.as_bytes()[from..];
        let near = &bytes[..bytes.len().min(LONGEST_NAME)];
        let start = from + memchr::memmem::find(near, opening(family).as_bytes())?;
        let end = end_tag(&self.text[start..], family, name)?;
        Some(start..start + end)
    }
}

/// Bytes of a name of an article that anybody writes.
const LONGEST_NAME: usize = 300;

fn opening(family: Family) -> &'static str {
    match family {
        Family::Angle => "{{",
        _ => "{%",
    }
}

/// How long the end tag of this name is that a text begins with.
fn end_tag(text: &str, family: Family, name: &str) -> Option<usize> {
    let is_blank = |c| matches!(c, '-' | '~' | '+' | ' ' | '\t');
    // `{{<` and `{{%` are a byte longer than what opens them.
    let from = opening(family).len() + usize::from(family == Family::Angle);
    let behind = text.get(from..)?.trim_start_matches(is_blank);
    let slash = behind.strip_prefix('/').map(str::trim_start);
    let behind = match family {
        Family::Angle => slash,
        _ => behind.strip_prefix("end").or(slash),
    }?;
    let behind = behind.strip_prefix(name)?.trim_start();
    let close = behind.trim_start_matches(is_blank);
    let marks: &[&str] = match family {
        Family::Angle => &[">}}", "%}}"],
        _ => &["%}"],
    };
    let mark = marks.iter().find(|mark| close.starts_with(**mark))?;
    Some(text.len() - close.len() + mark.len())
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

/// What stands between the tags of this name.
fn holds(family: Family, tag: &str, name: &str) -> Holds {
    match name {
        "raw" | "verbatim" if family == Family::Percent || tag.starts_with("{{%") => Holds::Code,
        "raw" | "verbatim" => Holds::Markup,
        name => table::find(name).map_or(Holds::Markup, |row| row.holds),
    }
}

/// Where a tag of Hugo ends: at its mark outside of quotes. It holds no other tag, so no text is looked
/// at twice; a quote that nothing closes counts for nothing.
fn end_of_tag(text: &str, from: usize, close: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let behind = &bytes[from..];
    let next = memchr::memchr2_iter(b'<', b'%', behind).find(|at| behind[..*at].ends_with(b"{{"));
    let limit = next.map_or(bytes.len(), |next| from + next - 2);
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
