//! Inline markup: emphasis, literal text, roles, references, addresses.
//!
//! Markup does not nest, so one scan finds all of it. A start without an end stays text; that
//! nothing ends a kind of markup further on is remembered, which keeps the scan linear.

use super::address::push_text;
use super::block::Parser;
use super::explicit::{goal, label};
use super::tree::{Goal, Inline, Phrase, normalise};

impl Parser {
    /// Reads inline markup; `line` is where the text starts.
    pub(super) fn phrase(&mut self, text: &str, line: u32) -> Phrase {
        let mut scan = Scan {
            text,
            hopeless: [false; KINDS],
            name_end: 0,
            role_end: 0,
        };
        let mut parts = Vec::new();
        let mut plain = 0;
        let mut at = 0;
        let mut before = None;
        while let Some(c) = text[at..].chars().next() {
            if c == '\\' {
                let next = text[at + 1..].chars().next();
                before = next.or(Some(c));
                at += 1 + next.map_or(0, char::len_utf8);
                continue;
            }
            if opens(before) {
                match self.markup(&mut scan, at, c, before) {
                    Found::Markup(inline, end) => {
                        push_text(&text[plain..at], &mut parts);
                        parts.push(inline);
                        (at, plain, before) = (end, end, None);
                        continue;
                    }
                    Found::Text(length) => {
                        at += length;
                        before = None;
                        continue;
                    }
                    Found::Nothing => {}
                }
            }
            before = Some(c);
            at += c.len_utf8();
        }
        push_text(&text[plain..], &mut parts);
        Phrase { line, parts }
    }

    fn markup(&mut self, scan: &mut Scan<'_>, at: usize, c: char, before: Option<char>) -> Found {
        let text = scan.text;
        let rest = &text[at..];
        let (kind, mark) = match c {
            '*' if rest.starts_with("**") => (STRONG, "**"),
            '*' => (EMPHASIS, "*"),
            '`' if rest.starts_with("``") => (LITERAL, "``"),
            '`' => (INTERPRETED, "`"),
            '_' if rest.starts_with("_`") => (TARGET, "_`"),
            '|' if !rest.starts_with("||") => (SUBSTITUTION, "|"),
            '[' => return self.footnote_reference(rest, at),
            ':' => return self.role_before(scan, at),
            c if c.is_alphanumeric() => return self.name(scan, at),
            _ => return Found::Nothing,
        };
        let start = at + mark.len();
        let Some(after) = text[start..].chars().next().filter(|c| !c.is_whitespace()) else {
            return Found::Nothing;
        };
        if quoted(before, after) {
            return Found::Text(mark.len());
        }
        let failed = Found::Text(mark.len());
        if kind == INTERPRETED {
            return self.interpreted(scan, at, start, None).unwrap_or(failed);
        }
        let Some((end, after)) = scan.close(kind, start) else {
            return failed;
        };
        let inner = &text[start..end];
        let element = |tag, text| Inline::Element {
            tag,
            class: String::new(),
            text,
        };
        let inline = match kind {
            STRONG => element("strong", unescape(inner)),
            EMPHASIS => element("em", unescape(inner)),
            LITERAL => element("code", inner.to_owned()),
            TARGET => {
                let shown = unescape(inner);
                let name = normalise(&shown);
                let id = self.id(&name);
                self.document
                    .targets
                    .entry(name)
                    .or_insert(Goal::Id(id.clone()));
                Inline::Anchor { id, text: shown }
            }
            _ => {
                let goal = match after - end {
                    1 => None,
                    2 => Some(Goal::Name(normalise(&unescape(inner)))),
                    _ => Some(self.anonymous()),
                };
                let name = inner.split_whitespace().collect::<Vec<_>>().join(" ");
                Inline::Substitution {
                    name,
                    goal,
                    source: text[at..after].to_owned(),
                }
            }
        };
        Found::Markup(inline, after)
    }

    fn anonymous(&mut self) -> Goal {
        self.anonymous_references += 1;
        Goal::Anonymous(self.anonymous_references - 1)
    }

    /// `[1]_`
    fn footnote_reference(&mut self, rest: &str, at: usize) -> Found {
        let Some((label, length)) = label(rest) else {
            return Found::Nothing;
        };
        match rest[length..].strip_prefix('_') {
            Some(next) if closes(next) => {}
            _ => return Found::Nothing,
        }
        let index = self.document.footnote_references.len();
        self.document.footnote_references.push(label);
        let source = rest[..=length].to_owned();
        Found::Markup(Inline::Footnote { index, source }, at + length + 1)
    }

    /// `:role:` before interpreted text.
    fn role_before(&mut self, scan: &mut Scan<'_>, at: usize) -> Found {
        if at < scan.role_end {
            return Found::Nothing;
        }
        let text = scan.text;
        let end = at + 1 + simple_name(&text[at + 1..]);
        scan.role_end = end;
        let start = end + 2;
        let rest = &text[end..];
        let opened = end > at + 1 && rest.starts_with(":`") && !rest.starts_with(":``");
        if !opened || !text[start..].starts_with(|c: char| !c.is_whitespace()) {
            return Found::Nothing;
        }
        self.interpreted(scan, at, start, Some(&text[at + 1..end]))
            .unwrap_or(Found::Text(start - at))
    }

    /// `` `text` `` with a role or as a reference; `start` is where its content starts.
    fn interpreted(
        &mut self,
        scan: &mut Scan<'_>,
        at: usize,
        start: usize,
        role: Option<&str>,
    ) -> Option<Found> {
        let text = scan.text;
        let (end, after) = scan.close(INTERPRETED, start)?;
        let inner = &text[start..end];
        let tail = &text[end + 1..after];
        let source = &text[at..after];
        let inline = if tail.ends_with('_') {
            self.reference(inner, tail.ends_with("__"), source)
        } else {
            let role = role.or_else(|| tail.strip_prefix(':')?.strip_suffix(':'));
            self.interpret(role.unwrap_or(&self.default_role), inner)
        };
        Some(Found::Markup(inline, after))
    }

    /// The inside of `` `text`_ `` or `` `text <goal>`_ ``.
    fn reference(&mut self, inner: &str, anonymous: bool, source: &str) -> Inline {
        let source = source.to_owned();
        if let Some((shown, address)) = embedded(inner) {
            let goal = embedded_goal(address);
            let mut text = unescape(shown);
            if text.is_empty() {
                text = match &goal {
                    Goal::Uri(_) => unescape(address),
                    _ => unescape(&address[..address.len() - 1]),
                };
            }
            if !anonymous {
                // `text` is a target from here on, unless it leads to itself.
                let name = normalise(&text);
                if !matches!(&goal, Goal::Name(other) if *other == name) {
                    self.document
                        .targets
                        .entry(name)
                        .or_insert_with(|| goal.clone());
                }
            }
            return Inline::Reference { text, goal, source };
        }
        let text = unescape(inner);
        let goal = match anonymous {
            true => self.anonymous(),
            false => Goal::Name(normalise(&text)),
        };
        Inline::Reference { text, goal, source }
    }

    /// `name_` or `name__`
    fn name(&mut self, scan: &mut Scan<'_>, at: usize) -> Found {
        if at < scan.name_end {
            return Found::Nothing;
        }
        let text = scan.text;
        let end = at + simple_name(&text[at..]);
        scan.name_end = end;
        let Some(rest) = text[end..].strip_prefix('_') else {
            return Found::Nothing;
        };
        let anonymous = rest.starts_with('_');
        let rest = rest.strip_prefix('_').unwrap_or(rest);
        if !closes(rest) {
            return Found::Nothing;
        }
        let name = &text[at..end];
        let goal = match anonymous {
            true => self.anonymous(),
            false => Goal::Name(normalise(name)),
        };
        let end = text.len() - rest.len();
        let source = text[at..end].to_owned();
        Found::Markup(
            Inline::Reference {
                text: name.to_owned(),
                goal,
                source,
            },
            end,
        )
    }
}

/// What starts at a place where markup may start.
enum Found {
    /// Markup, and where it ends.
    Markup(Inline, usize),
    /// So many bytes that look like a start and are none; markup may start behind them.
    Text(usize),
    Nothing,
}

const EMPHASIS: usize = 0;
const STRONG: usize = 1;
const LITERAL: usize = 2;
const INTERPRETED: usize = 3;
const TARGET: usize = 4;
const SUBSTITUTION: usize = 5;
const KINDS: usize = 6;

struct Scan<'t> {
    text: &'t str,
    /// Kinds of markup that nothing ends from here on.
    hopeless: [bool; KINDS],
    /// No reference name, and no role, starts before.
    name_end: usize,
    role_end: usize,
}

impl Scan<'_> {
    /// Where the content that starts at `start` ends, and where its end-string does.
    fn close(&mut self, kind: usize, start: usize) -> Option<(usize, usize)> {
        if self.hopeless[kind] {
            return None;
        }
        let mark = match kind {
            EMPHASIS => "*",
            STRONG => "**",
            LITERAL => "``",
            SUBSTITUTION => "|",
            _ => "`",
        };
        let bytes = self.text.as_bytes();
        let mut at = start;
        // An escaped blank may stand before the end of interpreted text.
        let mut open = true;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte == b'\\' && kind != LITERAL {
                let next = self.text[at + 1..].chars().next();
                open = kind == INTERPRETED || next.is_some_and(|c| !c.is_whitespace());
                at += 1 + next.map_or(0, char::len_utf8);
                continue;
            }
            if byte == mark.as_bytes()[0]
                && (open || at == start)
                && let Some(after) = self.end(kind, at, mark)
            {
                return (at > start).then_some((at, after));
            }
            open = !byte.is_ascii_whitespace();
            at += 1;
        }
        self.hopeless[kind] = true;
        None
    }

    /// Where the end-string at `at` ends, if it is one.
    fn end(&self, kind: usize, at: usize, mark: &str) -> Option<usize> {
        let rest = self.text[at..].strip_prefix(mark)?;
        let end = at + mark.len();
        let underscores = rest
            .bytes()
            .take(2)
            .take_while(|&byte| byte == b'_')
            .count();
        match kind {
            SUBSTITUTION => closes(&rest[underscores..]).then_some(end + underscores),
            INTERPRETED => {
                if let Some(name) = rest.strip_prefix(':') {
                    let length = simple_name(name);
                    if length > 0
                        && let Some(rest) = name[length..].strip_prefix(':')
                        && closes(rest)
                    {
                        return Some(end + length + 2);
                    }
                }
                closes(&rest[underscores..]).then_some(end + underscores)
            }
            _ => closes(rest).then_some(end),
        }
    }
}

/// Text and goal of `text <goal>`.
fn embedded(inner: &str) -> Option<(&str, &str)> {
    let body = inner.strip_suffix('>')?;
    let open = body.rfind('<')?;
    let (shown, address) = (&body[..open], &body[open + 1..]);
    let separate = shown.is_empty() || shown.ends_with(char::is_whitespace);
    let sound = !address.is_empty()
        && !address.starts_with(char::is_whitespace)
        && !address.contains('>')
        && !address.ends_with('\\');
    (separate && sound).then_some((shown.trim_end(), address))
}

fn embedded_goal(address: &str) -> Goal {
    let alias = address
        .strip_suffix('_')
        .filter(|name| !name.ends_with('\\'));
    match alias {
        Some(name) if !name.contains(":/") => Goal::Name(normalise(&unescape(name))),
        _ => match goal(address) {
            Some(Goal::Uri(uri)) => Goal::Uri(uri),
            _ => Goal::Uri(super::address::address(address)),
        },
    }
}

/// Without backslashes; an escaped blank is nothing.
pub(super) fn unescape(raw: &str) -> String {
    if !raw.contains('\\') {
        return raw.to_owned();
    }
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.extend(chars.next().filter(|next| !next.is_whitespace())),
            c => text.push(c),
        }
    }
    text
}

/// What a reader sees of a phrase, without references to other parts of the text.
pub(super) fn plain(phrase: &Phrase) -> String {
    let mut plain = String::new();
    for part in &phrase.parts {
        match part {
            Inline::Text(text)
            | Inline::Element { text, .. }
            | Inline::Abbreviation { text, .. }
            | Inline::Reference { text, .. }
            | Inline::Anchor { text, .. } => plain.push_str(text),
            Inline::Substitution { name, .. } => plain.push_str(name),
            Inline::Article { words, target } => plain.push_str(words.as_ref().unwrap_or(target)),
            Inline::Html(_) | Inline::Footnote { .. } => {}
        }
    }
    plain
}

/// How long the simple reference name at the start of the text is: words with single `-._+:`
/// between them.
pub(super) fn simple_name(text: &str) -> usize {
    let mut end = 0;
    let mut joined = false;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            end = at + c.len_utf8();
            joined = false;
        } else if matches!(c, '-' | '.' | '_' | '+' | ':') && !joined && end > 0 {
            joined = true;
        } else {
            break;
        }
    }
    end
}

/// Whether markup may start after the character.
pub(super) fn opens(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '\'' | '"' | '(' | '[' | '{' | '<' | '-' | '/' | ':')
            || is_wide_punctuation(c)
    })
}

/// Whether markup may end before the text.
fn closes(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '\'' | '"'
                    | ')'
                    | ']'
                    | '}'
                    | '>'
                    | '-'
                    | '/'
                    | '\\'
                    | ':'
                    | '.'
                    | ','
                    | ';'
                    | '!'
                    | '?'
            )
            || is_wide_punctuation(c)
    })
}

/// Punctuation beyond ASCII.
fn is_wide_punctuation(c: char) -> bool {
    matches!(
        c,
        '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}'
            | '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{205e}'
            | '\u{2e00}'..='\u{2e5d}'
            | '\u{3001}'..='\u{3003}'
            | '\u{3008}'..='\u{3011}'
            | '\u{3014}'..='\u{301f}'
            | '\u{30fb}'
            | '\u{ff01}'..='\u{ff0f}'
            | '\u{ff1a}'..='\u{ff20}'
            | '\u{ff3b}'..='\u{ff3d}'
            | '\u{ff5b}'..='\u{ff65}'
    )
}

/// Whether a start-string stands between two marks that belong together, as in `"*"`.
fn quoted(before: Option<char>, after: char) -> bool {
    let closing = match before {
        Some('"') => "\"",
        Some('\'') => "'",
        Some('(') => ")",
        Some('[') => "]",
        Some('{') => "}",
        Some('<') => ">",
        // Which of these open and which close depends on the language.
        Some('\u{2018}') => "\u{2019}\u{201a}",
        Some('\u{2019}') => "\u{2019}",
        Some('\u{201a}') => "\u{2018}\u{2019}",
        Some('\u{201c}') => "\u{201d}\u{201e}",
        Some('\u{201d}') => "\u{201d}",
        Some('\u{201e}') => "\u{201c}\u{201d}",
        Some('\u{ab}') => "\u{bb}",
        Some('\u{bb}') => "\u{ab}\u{bb}",
        Some('\u{2039}') => "\u{203a}",
        Some('\u{203a}') => "\u{2039}\u{203a}",
        _ => return false,
    };
    closing.contains(after)
}
