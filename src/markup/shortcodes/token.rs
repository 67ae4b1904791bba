//! The marks of generators in a text: where each stands and what it is. One walk from left to right;
//! what begins first wins, as code, a shortcode and mathematics each hide what lies in them.

use std::collections::HashSet;
use std::ops::Range;

use super::{code, jsx, math, table, wiki};

/// The language of the body around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Markdown,
    Mdx,
    Html,
    ReStructuredText,
}

impl Mode {
    pub(super) fn is_markdown(self) -> bool {
        matches!(self, Mode::Markdown | Mode::Mdx)
    }
}

/// Which marks a tag has; an end belongs to a start of its own family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Family {
    /// `{{< name >}}` and `{{% name %}}`: Hugo, Quarto, Nikola.
    Angle,
    /// `{% name %}`: Liquid, Nunjucks, Hexo, Zola, Markdoc.
    Percent,
    /// `<Name>`: MDX.
    Component,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub range: Range<usize>,
    pub what: What<'a>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What<'a> {
    /// A tag, possibly the start of a pair.
    Open {
        family: Family,
        name: &'a str,
        args: &'a str,
        /// Whether it says that it has no end.
        alone: bool,
        /// Whether the arguments stand in parentheses, so that `{% end %}` ends it (Zola).
        call: bool,
    },
    /// The end of a pair; empty for `{% end %}` and `</>`.
    Close { family: Family, name: &'a str },
    /// A tag with its end, and text in it that is nobody's markup.
    Verbatim {
        family: Family,
        name: &'a str,
        args: &'a str,
        inner: &'a str,
    },
    /// `{{ value | filter }}` or `{{ call(arguments) }}`.
    Value(&'a str),
    /// `{expression}` of JavaScript.
    Script(&'a str),
    /// What an author shows of a template language.
    Show(String),
    /// Code without the marks that only kept the generator from it.
    Code(String),
    /// Mathematics, delimiters included; whether it stands by itself.
    Math(String, bool),
    /// `[[target#heading|label]]`, with `!` in front or not.
    Wiki(wiki::Wiki<'a>),
    /// One side of `==marked==`.
    Mark { open: bool },
    /// Nothing to show.
    Nothing,
    /// The end of the summary.
    More,
    /// An opening mark that nothing closes.
    Stray,
}

pub(super) struct Scanner<'a> {
    text: &'a str,
    mode: Mode,
    /// Where code stands as Markdown or reStructuredText has it, in order.
    code: std::iter::Peekable<std::vec::IntoIter<Range<usize>>>,
    tokens: Vec<Token<'a>>,
    /// Names of verbatim tags and elements whose end is not in the rest of the text.
    endless: HashSet<String>,
    /// Where `{% raw %}` ends, and where its end tag ends.
    raw: Option<Range<usize>>,
    pub(super) math: math::Finder,
    pub(super) wiki: wiki::Finder,
    jsx: jsx::Finder<'a>,
}

/// The tokens of a text, in order, none over another.
pub(super) fn tokens<'a>(text: &'a str, mode: Mode, code: Vec<Range<usize>>) -> Vec<Token<'a>> {
    let mut scanner = Scanner {
        text,
        mode,
        code: code.into_iter().peekable(),
        tokens: Vec::new(),
        endless: HashSet::new(),
        raw: None,
        math: math::Finder::new(text),
        wiki: wiki::Finder::default(),
        jsx: jsx::Finder::default(),
    };
    scanner.run();
    scanner.tokens
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if let Some(raw) = self.raw.clone()
                && at >= raw.start
            {
                self.push(raw.clone(), What::Nothing);
                self.raw = None;
                at = at.max(raw.end);
                continue;
            }
            // Code that began before here lies in a tag.
            while self.code.peek().is_some_and(|code| code.start < at) {
                self.code.next();
            }
            let stop = self.code.peek().map_or(bytes.len(), |code| code.start);
            let stop = self.raw.as_ref().map_or(stop, |raw| stop.min(raw.start));
            if at == stop {
                let Some(code) = self.code.next() else { break };
                self.code_at(code.clone());
                at = code.end.max(at + 1);
                continue;
            }
            let plain = bytes[at..stop].iter().take_while(|b| !starts(**b)).count();
            at += plain;
            if at == stop {
                continue;
            }
            at = self.token(at).max(at + 1);
        }
        if let Some(raw) = self.raw.take() {
            self.push(raw, What::Nothing);
        }
    }

    fn push(&mut self, range: Range<usize>, what: What<'a>) {
        self.tokens.push(Token { range, what });
    }

    fn code_at(&mut self, range: Range<usize>) {
        if self.raw.is_none()
            && let Some(edited) = code::shown(&self.text[range.clone()])
        {
            self.push(range, What::Code(edited));
        }
    }

    /// Takes what begins here, if anything does, and says where to go on.
    fn token(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        match rest.as_bytes()[0] {
            b'{' => self.brace(at),
            b'<' => self.angle(at),
            b'\\' => self.backslash(at),
            b'$' if self.mode != Mode::ReStructuredText => self.mathematics(at),
            b'[' | b'!' if self.mode == Mode::Markdown => match self.wiki.link(self.text, at) {
                Some((wiki, end)) => {
                    self.push(at..end, What::Wiki(wiki));
                    end
                }
                None => at + 1,
            },
            b'=' if self.mode == Mode::Markdown => match self.wiki.mark(self.text, at) {
                Some((end, open)) => {
                    self.push(at..end, What::Mark { open });
                    end
                }
                None => at + rest.len() - rest.trim_start_matches('=').len(),
            },
            b'%' if self.mode == Mode::Markdown => match self.wiki.comment(self.text, at) {
                Some(end) => {
                    self.push(at..end, What::Nothing);
                    end
                }
                None => at + rest.len() - rest.trim_start_matches('%').len(),
            },
            _ => at + 1,
        }
    }

    fn mathematics(&mut self, at: usize) -> usize {
        let Some(found) = self.math.at(self.text, at) else {
            let rest = &self.text[at..];
            return at + (rest.len() - rest.trim_start_matches('$').len()).max(1);
        };
        let stop = self.code.peek().map_or(usize::MAX, |code| code.start);
        // Code in it: then it is none.
        if stop < found.end && !found.display {
            return at + 1;
        }
        let end = found.end;
        match self.mode {
            // Elsewhere it passes as it stands.
            Mode::Markdown | Mode::Mdx => {
                self.push(at..end, What::Math(found.text, found.display));
            }
            _ => {}
        }
        end
    }

    fn backslash(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest[1..].starts_with("{{<")
            || rest[1..].starts_with("{{%")
            || rest[1..].starts_with("{%")
        {
            let before = self.tokens.len();
            let raw = self.raw.clone();
            let end = self.brace(at + 1);
            // Escaped, so meant to be seen.
            let shown = self.text.get(at + 1..end).unwrap_or_default().to_owned();
            let stray = matches!(
                self.tokens.get(before),
                Some(Token {
                    what: What::Stray,
                    ..
                })
            );
            if self.tokens.len() > before && !stray {
                self.tokens.truncate(before);
                self.raw = raw;
                self.push(at..end, What::Show(shown));
            }
            return end;
        }
        if self.mode != Mode::ReStructuredText && self.math.at(self.text, at).is_some() {
            return self.mathematics(at);
        }
        // What is escaped begins nothing.
        match rest[1..].chars().next() {
            Some(c) if c.is_ascii_punctuation() && self.mode.is_markdown() => at + 2,
            _ => at + 1,
        }
    }

    fn brace(&mut self, at: usize) -> usize {
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
        if let Some(end) = code::comment(rest) {
            let inner = rest[2..end - 2].trim_matches(['*', '#', '/', ' ']);
            let what = match inner {
                "truncate" | "more" => What::More,
                _ => What::Nothing,
            };
            self.push(at..at + end, what);
            return at + end;
        }
        if self.mode.is_markdown()
            && let Some(end) = code::attributes(self.text, at)
        {
            self.push(at..end, What::Nothing);
            return end;
        }
        if self.mode == Mode::Mdx
            && !rest.starts_with("{#")
            && let Some(end) = self.jsx.expression(self.text, at)
        {
            self.push(at..end, What::Script(&self.text[at + 1..end - 1]));
            return end;
        }
        at + 1
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

    /// `{{< … >}}`, `{{% … %}}`.
    fn angle_tag(&mut self, at: usize) -> usize {
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
        if let Some(shown) = inner.strip_prefix("/*").and_then(|s| s.strip_suffix("*/")) {
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
    fn percent_tag(&mut self, at: usize) -> usize {
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
        if let Some(shown) = inner.strip_prefix("/*").and_then(|s| s.strip_suffix("*/")) {
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

    /// `{{ … }}`.
    fn value(&mut self, at: usize) -> usize {
        let text = self.text;
        let braces = if text[at..].starts_with("{{{") { 3 } else { 2 };
        let from = at + braces;
        let Some(end) = end_of_value(text, from) else {
            return at + braces;
        };
        let mut after = end + 2;
        let mut inner = &text[from..end];
        if braces == 3 && text[after..].starts_with('}') {
            after += 1;
        }
        let trimmed = inner.trim();
        if let Some(shown) = trimmed
            .strip_prefix("/*")
            .and_then(|s| s.strip_suffix("*/"))
        {
            self.push(at..after, What::Show(format!("{{{{ {} }}}}", shown.trim())));
            return after;
        }
        if trimmed.starts_with("!--") || trimmed.starts_with("/*") {
            self.push(at..after, What::Nothing);
            return after;
        }
        if !super::value::looks_like_one(inner) {
            return at + braces;
        }
        inner = trimmed.trim_matches(['-', '~']).trim();
        self.push(at..after, What::Value(inner));
        after
    }

    /// `<`: elements whose content is code, comments, components.
    fn angle(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with("<!--") {
            if self.endless.contains("-->") {
                return at + 4;
            }
            return match memchr::memmem::find(&rest.as_bytes()[4..], b"-->") {
                Some(end) => at + 4 + end + 3,
                None => {
                    self.endless.insert("-->".to_owned());
                    at + 4
                }
            };
        }
        if self.mode == Mode::ReStructuredText {
            return at + 1;
        }
        let name: &str = {
            let length = rest[1..]
                .bytes()
                .take_while(u8::is_ascii_alphanumeric)
                .count();
            &rest[1..1 + length]
        };
        let lower = name.to_ascii_lowercase();
        if CODE_ELEMENTS.contains(&lower.as_str()) {
            if let Some(end) = self.end_of_element(at + 1 + name.len(), &lower) {
                self.code_at(at..end);
                return end;
            }
            return at + 1;
        }
        if !self.mode.is_markdown() || self.raw.is_some() {
            return at + 1;
        }
        let Some((end, element)) = self.jsx.element(self.text, at, self.mode == Mode::Mdx) else {
            return at + 1;
        };
        let family = Family::Component;
        let what = match element {
            jsx::Element::Open { name, args, alone } => What::Open {
                family,
                name,
                args,
                alone,
                call: false,
            },
            jsx::Element::Close(name) => What::Close { family, name },
        };
        self.push(at..end, what);
        end
    }

    fn end_of_element(&mut self, from: usize, name: &str) -> Option<usize> {
        if self.endless.contains(name) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
            let start = at + found + 2;
            let end = start + name.len();
            if bytes
                .get(start..end)
                .is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
                && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)
            {
                let close = memchr::memchr2(b'<', b'>', &bytes[end..]).map(|at| end + at);
                let close = close.filter(|close| bytes[*close] == b'>');
                return Some(close.map_or(end, |close| close + 1));
            }
            at = start;
        }
        self.endless.insert(name.to_owned());
        None
    }
}

/// Tags and elements whose end may be looked for in vain.
const MOST_ENDLESS: usize = 64;

/// What these hold is not read as a template.
const CODE_ELEMENTS: [&str; 8] = [
    "pre", "code", "script", "style", "textarea", "math", "samp", "svg",
];

/// The bytes that a token may begin with.
fn starts(byte: u8) -> bool {
    matches!(byte, b'{' | b'<' | b'\\' | b'$' | b'[' | b'!' | b'=' | b'%')
}

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
        name => table::find(name).is_some_and(|row| row.verbatim),
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
