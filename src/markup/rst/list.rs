//! Lists: bullets, numbers, definitions, fields, options.
//!
//! Items of a list may have blank lines between them; the first line that starts none ends it.

use std::mem;

use super::block::{Parser, title};
use super::explicit::explicit;
use super::table;
use super::tree::{
    Block, Definition, Inline, Line, Phrase, dedent, indented, opens_with_space, trim,
};

impl Parser {
    pub(super) fn bullets(
        &mut self,
        lines: &[Line<'_>],
        depth: usize,
        out: &mut Vec<Block>,
    ) -> usize {
        let mark = bullet(lines[0].text).map(|(mark, _)| mark);
        let mut items = Vec::new();
        let mut used = 0;
        let mut at = 0;
        while at < lines.len() {
            if lines[at].is_blank() {
                at += 1;
                continue;
            }
            let Some((c, bytes)) = bullet(lines[at].text).filter(|&(c, _)| Some(c) == mark) else {
                break;
            };
            let columns = bytes + 1 - c.len_utf8();
            let (body, taken) = item(&lines[at..], bytes, columns);
            items.push(self.blocks(&body, depth + 1));
            at += taken;
            used = at;
        }
        out.push(Block::Bullets(items));
        used
    }

    pub(super) fn enumerated(
        &mut self,
        lines: &[Line<'_>],
        depth: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let first = Enumerator::read(lines, None)?;
        let mut last = first;
        let mut items = Vec::new();
        let mut used = 0;
        let mut at = 0;
        while at < lines.len() {
            if lines[at].is_blank() {
                at += 1;
                continue;
            }
            if at > 0 {
                match Enumerator::read(&lines[at..], Some(&last)) {
                    Some(next) => last = next,
                    None => break,
                }
            }
            let (body, taken) = item(&lines[at..], last.width, last.width);
            items.push(self.blocks(&body, depth + 1));
            at += taken;
            used = at;
        }
        out.push(Block::Enumerated {
            kind: first.kind,
            start: first.ordinal,
            items,
        });
        Some(used)
    }

    pub(super) fn definitions(
        &mut self,
        lines: &[Line<'_>],
        depth: usize,
        out: &mut Vec<Block>,
    ) -> usize {
        let mut items = Vec::new();
        let mut used = 0;
        let mut at = 0;
        while let [term, next, ..] = &lines[at..] {
            if term.is_blank() {
                at += 1;
                continue;
            }
            // After the first item, whatever else begins here ends the list.
            let other = used > 0 && (starts_block(&lines[at..]) || title(&lines[at..]).is_some());
            if term.text.starts_with(' ') || !next.text.starts_with(' ') || other {
                break;
            }
            let mut parts = split_classifiers(self.phrase(term.text, term.number)).into_iter();
            let name = parts.next().unwrap_or(Phrase {
                line: term.number,
                parts: Vec::new(),
            });
            let classifiers = parts.collect();
            let end = at + 1 + indented(&lines[at + 1..], 1);
            let body = self.blocks(&dedent(&lines[at + 1..end]), depth + 1);
            items.push(Definition {
                term: name,
                classifiers,
                body,
            });
            at = end;
            used = end;
        }
        out.push(Block::Definitions(items));
        used
    }

    pub(super) fn fields(
        &mut self,
        lines: &[Line<'_>],
        depth: usize,
        out: &mut Vec<Block>,
    ) -> usize {
        let mut items = Vec::new();
        let mut used = 0;
        let mut at = 0;
        while at < lines.len() {
            if lines[at].is_blank() {
                at += 1;
                continue;
            }
            let Some((name, bytes)) = field(lines[at].text) else {
                break;
            };
            let name = self.phrase(name, lines[at].number);
            let (body, taken) = loose_item(&lines[at..], bytes);
            items.push((name, self.blocks(&body, depth + 1)));
            at += taken;
            used = at;
        }
        out.push(Block::Fields(items));
        used
    }

    pub(super) fn options(
        &mut self,
        lines: &[Line<'_>],
        depth: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let mut items = Vec::new();
        let mut used = 0;
        let mut at = 0;
        while at < lines.len() {
            if lines[at].is_blank() {
                at += 1;
                continue;
            }
            let Some((names, bytes)) = options(lines[at].text) else {
                break;
            };
            let (body, taken) = loose_item(&lines[at..], bytes);
            // Without a description it is a line of text that begins with a dash.
            if trim(&body).is_empty() {
                break;
            }
            items.push((names, self.blocks(&body, depth + 1)));
            at += taken;
            used = at;
        }
        if items.is_empty() {
            return None;
        }
        out.push(Block::Options(items));
        Some(used)
    }
}

/// The bullet, and the bytes up to the text behind it.
pub(super) fn bullet(text: &str) -> Option<(char, usize)> {
    let c = text.chars().next()?;
    let rest = &text[c.len_utf8()..];
    let is_bullet = matches!(c, '*' | '+' | '-' | '\u{2022}' | '\u{2023}' | '\u{2043}');
    (is_bullet && opens_with_space(rest))
        .then(|| (c, text.len() - rest.trim_start_matches(' ').len()))
}

/// The name of a field, and the bytes up to its body.
pub(super) fn field(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix(':')?;
    if rest.starts_with([':', ' ']) {
        return None;
    }
    let mut before = ':';
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            ':' if rest[at + 1..].starts_with('`') => return None,
            ':' if opens_with_space(&rest[at + 1..]) => {
                let body = rest[at + 1..].trim_start_matches(' ');
                return (before != ' ').then(|| (&rest[..at], text.len() - body.len()));
            }
            _ => {}
        }
        before = c;
    }
    None
}

/// The options that a line describes, and the bytes up to the description.
fn options(text: &str) -> Option<(Vec<String>, usize)> {
    if !text.starts_with(['-', '+', '/']) {
        return None;
    }
    let mut names = Vec::new();
    let mut at = 0;
    loop {
        let length = option(&text[at..])?;
        names.push(text[at..at + length].to_owned());
        at += length;
        let rest = &text[at..];
        if rest.is_empty() || rest.starts_with("  ") {
            return Some((names, text.len() - rest.trim_start_matches(' ').len()));
        }
        at += rest.strip_prefix(", ").map(|_| 2)?;
    }
}

/// The length of one option with its argument: `-a`, `-f FILE`, `--level=<n>`, `/V`.
fn option(text: &str) -> Option<usize> {
    let word = |text: &str| {
        text.bytes()
            .take_while(|&byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            .count()
    };
    let long = text.starts_with("--") || text.starts_with('/');
    let name = ["--", "-", "+", "/"]
        .iter()
        .find_map(|mark| text.strip_prefix(mark))?;
    if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let rest = &name[if long { word(name) } else { 1 }..];
    let argument = match rest.as_bytes().first() {
        Some(b' ') => &rest[1..],
        Some(b'=') if long => &rest[1..],
        _ if long => "",
        _ => rest,
    };
    let length = if let Some(inner) = argument.strip_prefix('<') {
        inner.find('>').filter(|&at| at > 0).map_or(0, |at| at + 2)
    } else if argument.starts_with(|c: char| c.is_ascii_alphabetic()) {
        word(argument)
    } else {
        0
    };
    // The separator belongs to the option only if an argument follows.
    let left = if length > 0 {
        argument.len() - length
    } else {
        rest.len()
    };
    Some(text.len() - left)
}

/// A term and its classifiers, from `term : kind : kind`; markup may hold colons of its own.
fn split_classifiers(phrase: Phrase) -> Vec<Phrase> {
    let line = phrase.line;
    let mut phrases = Vec::new();
    let mut parts = Vec::new();
    for part in phrase.parts {
        let Inline::Text(text) = part else {
            parts.push(part);
            continue;
        };
        for (at, piece) in text.split(" : ").enumerate() {
            if at > 0 {
                phrases.push(Phrase {
                    line,
                    parts: mem::take(&mut parts),
                });
            }
            parts.push(Inline::Text(piece.to_owned()));
        }
    }
    phrases.push(Phrase { line, parts });
    phrases
}

/// What an enumerated list counts with.
#[derive(Clone, Copy)]
struct Enumerator {
    /// `1`, `a`, `A`, `i` or `I`.
    kind: char,
    ordinal: u32,
    /// What stands before and after the number.
    format: (bool, char),
    /// Bytes up to the text.
    width: usize,
}

impl Enumerator {
    /// Reads the first line; `last` is the item before it in the same list.
    fn read(lines: &[Line<'_>], last: Option<&Enumerator>) -> Option<Enumerator> {
        let found = Enumerator::parse(lines[0].text, last)?;
        // `A. Einstein was` and a second line of text is a paragraph.
        let Some(next) = lines.get(1).filter(|next| !next.is_blank()) else {
            return Some(found);
        };
        let follows =
            next.text.starts_with(' ') || Enumerator::parse(next.text, Some(&found)).is_some();
        follows.then_some(found)
    }

    fn parse(text: &str, last: Option<&Enumerator>) -> Option<Enumerator> {
        let inner = text.strip_prefix('(');
        let open = inner.is_some();
        let inner = inner.unwrap_or(text);
        let length = inner
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
            .count();
        let number = &inner[..length];
        let close = inner[length..]
            .chars()
            .next()
            .filter(|&c| c == ')' || (c == '.' && !open))?;
        let rest = &inner[length + 1..];
        if !opens_with_space(rest) || number.is_empty() {
            return None;
        }
        let format = (open, close);
        let width = text.len() - rest.trim_start_matches(' ').len();
        let auto = number == "#";
        if let Some(last) = last {
            let ordinal = if auto {
                last.ordinal.checked_add(1)
            } else {
                ordinal(number, last.kind)
            };
            let kept = ordinal? == last.ordinal.checked_add(1)? && format == last.format;
            return kept.then_some(Enumerator {
                ordinal: ordinal?,
                width,
                ..*last
            });
        }
        let kind = if auto {
            '1'
        } else {
            let letter = number.len() == 1;
            let upper = number.as_bytes()[0].is_ascii_uppercase();
            match number.as_bytes()[0] {
                b'0'..=b'9' => '1',
                b'i' if letter => 'i',
                b'I' if letter => 'I',
                _ if letter && upper => 'A',
                _ if letter => 'a',
                _ if upper => 'I',
                _ => 'i',
            }
        };
        let ordinal = if auto { 1 } else { ordinal(number, kind)? };
        Some(Enumerator {
            kind,
            ordinal,
            format,
            width,
        })
    }
}

/// The number that some digits, a letter or a Roman numeral stand for.
fn ordinal(number: &str, kind: char) -> Option<u32> {
    match kind {
        '1' => number.parse().ok(),
        'a' | 'A' => match number.as_bytes() {
            [letter] if kind == 'a' && letter.is_ascii_lowercase() => Some(letter - b'a' + 1),
            [letter] if kind == 'A' && letter.is_ascii_uppercase() => Some(letter - b'A' + 1),
            _ => None,
        }
        .map(u32::from),
        _ => {
            let fits = |b: u8| b.is_ascii_uppercase() == (kind == 'I');
            if number.len() > 15 || !number.bytes().all(fits) {
                return None;
            }
            roman(&number.to_ascii_uppercase())
        }
    }
}

fn roman(number: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 13] = [
        ("M", 1000),
        ("CM", 900),
        ("D", 500),
        ("CD", 400),
        ("C", 100),
        ("XC", 90),
        ("L", 50),
        ("XL", 40),
        ("X", 10),
        ("IX", 9),
        ("V", 5),
        ("IV", 4),
        ("I", 1),
    ];
    let (mut value, mut rest, mut written) = (0, number, String::new());
    for (part, worth) in PARTS {
        while let Some(less) = rest.strip_prefix(part) {
            value += worth;
            rest = less;
        }
    }
    // Only the usual way to write the number counts: `mix` is one, `mmix` too, `iix` is not.
    let mut left = value;
    for (part, worth) in PARTS {
        while left >= worth {
            written.push_str(part);
            left -= worth;
        }
    }
    (value > 0 && rest.is_empty() && written == number).then_some(value)
}

/// The lines of a list item whose text starts after `bytes`, at column `columns`.
fn item<'a>(lines: &[Line<'a>], bytes: usize, columns: usize) -> (Vec<Line<'a>>, usize) {
    let first = lines[0].after(bytes);
    if first.is_blank() {
        return loose_item(lines, bytes);
    }
    let used = 1 + indented(&lines[1..], columns);
    let mut body = vec![first];
    body.extend(lines[1..used].iter().map(|line| line.after(columns)));
    (body, used)
}

/// The lines of an item whose text starts after `bytes` and goes on at any indentation.
pub(super) fn loose_item<'a>(lines: &[Line<'a>], bytes: usize) -> (Vec<Line<'a>>, usize) {
    let used = 1 + indented(&lines[1..], 1);
    let mut body = vec![lines[0].after(bytes)];
    body.extend(dedent(&lines[1..used]));
    (body, used)
}

/// Whether the first line begins something that cannot be a term of a definition list.
pub(super) fn starts_block(lines: &[Line<'_>]) -> bool {
    let text = lines[0].text;
    explicit(text).is_some()
        || bullet(text).is_some()
        || field(text).is_some()
        || options(text).is_some()
        || Enumerator::read(lines, None).is_some()
        || ["__", ">>>", "|"]
            .iter()
            .any(|mark| text.strip_prefix(mark).is_some_and(opens_with_space))
        || table::starts(text)
}
