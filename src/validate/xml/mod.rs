//! XML 1.0 text to tokens with offsets; reports what is not well-formed.
//!
//! The tokeniser expands no entity, reads no other file and never recurses. A document type
//! declaration is scanned for the names of its entities and otherwise skipped. It works on a window
//! of the text: where a token may go on behind the window, it asks for more and starts that token
//! again.

mod tags;

use std::collections::HashSet;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::rules::{self, Rule};
use super::text::{character_reference, clip, is_space, name_length};

/// One piece of markup or text. All ranges are byte offsets into the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// `<name …>` or `<name …/>`; the attributes are in [`Tokeniser::attributes`].
    Start { name: Range<usize>, empty: bool },
    /// `</name>`.
    End { name: Range<usize> },
    /// Character data up to the next markup, and whether it holds references.
    Text {
        range: Range<usize>,
        references: bool,
    },
    /// The inside of `<![CDATA[…]]>`.
    CData { range: Range<usize> },
    /// `<!-- … -->`.
    Comment,
    /// `<?target …?>`, the XML declaration included.
    Instruction {
        target: Range<usize>,
        data: Range<usize>,
    },
    /// `<!DOCTYPE …>`.
    Doctype { range: Range<usize> },
    /// The window ends inside a token, and more text follows.
    More,
    /// The text ends.
    Eof,
}

/// An attribute as written: `name="value"`, the value without its quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawAttribute {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
    /// Whether the value needs [`attribute_value`](super::text::attribute_value) to be read.
    pub(super) cooked: bool,
}

/// Something that is not well-formed.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) rule: &'static Rule,
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// Names of entities that a document type declaration may declare; more are not remembered.
const MAX_ENTITIES: usize = 4096;

/// Reads tokens from a window of text.
#[derive(Debug, Default)]
pub(super) struct Tokeniser {
    /// Where the next token starts, in the window.
    pub(super) position: usize,
    /// The attributes of the last start tag.
    pub(super) attributes: Vec<RawAttribute>,
    /// What was found since they were last taken.
    pub(super) problems: Vec<Problem>,
    /// Names that the document type declares.
    entities: HashSet<Box<str>>,
    /// The document type has parts that are not read: undeclared entities may be declared there.
    external: bool,
}

impl Tokeniser {
    fn problem(
        &mut self,
        rule: &'static Rule,
        offset: usize,
        message: impl Into<String>,
        help: &'static str,
    ) {
        self.problems.push(Problem {
            rule,
            offset,
            message: message.into(),
            help,
        });
    }

    fn malformed(&mut self, offset: usize, message: impl Into<String>, help: &'static str) {
        self.problem(&rules::NOT_WELL_FORMED, offset, message, help);
    }

    /// The next token; `last` where no text follows the window.
    pub(super) fn next(&mut self, text: &str, last: bool) -> Token {
        let bytes = text.as_bytes();
        let start = self.position;
        match bytes.get(start) {
            None if last => Token::Eof,
            None => Token::More,
            Some(b'<') => {
                let problems = self.problems.len();
                match self.markup(text, start, last) {
                    Some(token) => {
                        self.first_of_a_tag(problems);
                        token
                    }
                    None => {
                        self.problems.truncate(problems);
                        self.position = start;
                        Token::More
                    }
                }
            }
            Some(_) => self.text(text, start, last),
        }
    }

    /// Keeps the first break of the grammar in a tag: the others follow from it.
    fn first_of_a_tag(&mut self, from: usize) {
        let mut broken = false;
        let mut index = 0;
        self.problems.retain(|problem| {
            index += 1;
            if index <= from || problem.rule.name != rules::NOT_WELL_FORMED.name {
                return true;
            }
            !std::mem::replace(&mut broken, true)
        });
    }

    /// Character data from `start` to the next `<`.
    fn text(&mut self, text: &str, start: usize, last: bool) -> Token {
        let bytes = text.as_bytes();
        let end = match memchr(b'<', &bytes[start..]) {
            Some(length) => start + length,
            None if last => bytes.len(),
            None => return Token::More,
        };
        let mut references = false;
        let mut at = start;
        while let Some(length) = memchr2(b'&', b']', &bytes[at..end]) {
            at += length;
            if bytes[at] == b'&' {
                references = true;
                at = self.reference(text, at, end);
            } else {
                if bytes[at..end].starts_with(b"]]>") {
                    self.malformed(
                        at,
                        "`]]>` in text outside a CDATA section",
                        "write `]]&gt;` (XML 1.0, 2.4)",
                    );
                }
                at += 1;
            }
        }
        self.position = end;
        Token::Text {
            range: start..end,
            references,
        }
    }

    /// Checks the reference at `at` (an `&`) and returns where it ends.
    fn reference(&mut self, text: &str, at: usize, end: usize) -> usize {
        let bytes = text.as_bytes();
        // The common ones first: feeds with escaped HTML consist of them.
        let rest = &bytes[at + 1..end];
        for known in [&b"lt;"[..], b"gt;", b"amp;", b"quot;", b"apos;"] {
            if rest.starts_with(known) {
                return at + 1 + known.len();
            }
        }
        let name_length = rest
            .iter()
            .position(|&byte| {
                !(byte.is_ascii_alphanumeric() || b"#._:-".contains(&byte) || byte >= 0x80)
            })
            .unwrap_or(rest.len());
        if name_length == 0 || rest.get(name_length) != Some(&b';') {
            self.problem(
                &rules::UNDEFINED_ENTITY,
                at,
                "`&` that begins no reference",
                "write `&amp;` for an ampersand",
            );
            return at + 1;
        }
        let name = &text[at + 1..at + 1 + name_length];
        if let Some(number) = name.strip_prefix('#') {
            if character_reference(number).is_none() {
                self.problem(
                    &rules::INVALID_CHARACTER,
                    at,
                    format!(
                        "`&{}` names no character that XML allows",
                        clip(&text[at + 1..at + 2 + name_length])
                    ),
                    "leave the character out (XML 1.0, 2.2)",
                );
            }
        } else if !self.entities.contains(name) && !self.external {
            self.problem(
                &rules::UNDEFINED_ENTITY,
                at,
                format!("entity `&{};` is not defined", clip(name)),
                "write the character itself or its number, such as `&#160;` for `&nbsp;`",
            );
        }
        at + 2 + name_length
    }

    /// Markup from the `<` at `start`; `None` where the window ends inside it and more follows.
    fn markup(&mut self, text: &str, start: usize, last: bool) -> Option<Token> {
        let bytes = text.as_bytes();
        let rest = &bytes[start..];
        match rest.get(1) {
            Some(b'/') => self.end_tag(text, start, last),
            Some(b'?') => self.instruction(text, start, last),
            Some(b'!') => {
                if rest.starts_with(b"<!--") {
                    self.comment(text, start, last)
                } else if rest.starts_with(b"<![CDATA[") {
                    self.cdata(text, start, last)
                } else if rest.starts_with(b"<!DOCTYPE") {
                    self.doctype(text, start, last)
                } else if !last && rest.len() < 9 {
                    None
                } else {
                    self.malformed(
                        start,
                        "`<!` that begins neither a comment, a CDATA section nor a document type",
                        "write `&lt;` for a less-than sign",
                    );
                    self.position = start + 2;
                    Some(Token::Text {
                        range: start..start + 2,
                        references: false,
                    })
                }
            }
            Some(_) => self.start_tag(text, start, last),
            None if last => {
                self.malformed(start, "the file ends behind `<`", "is the file cut off?");
                self.position = bytes.len();
                Some(Token::Text {
                    range: start..bytes.len(),
                    references: false,
                })
            }
            None => None,
        }
    }

    /// `None` to ask for more, or the token for markup that never ends.
    fn unclosed(&mut self, text: &str, start: usize, last: bool, what: &str) -> Option<Token> {
        if !last {
            return None;
        }
        self.malformed(
            start,
            format!("{what} is not closed"),
            "is the file cut off?",
        );
        self.position = text.len();
        Some(Token::Comment)
    }

    fn comment(&mut self, text: &str, start: usize, last: bool) -> Option<Token> {
        let bytes = text.as_bytes();
        let inside = start + 4;
        let Some(length) = memmem::find(&bytes[inside..], b"--") else {
            return self.unclosed(text, start, last, "a comment");
        };
        let dashes = inside + length;
        if bytes.get(dashes + 2) == Some(&b'>') {
            self.position = dashes + 3;
            return Some(Token::Comment);
        }
        let Some(length) = memmem::find(&bytes[dashes..], b"-->") else {
            return self.unclosed(text, start, last, "a comment");
        };
        self.malformed(dashes, "`--` inside a comment", "XML 1.0, 2.5 forbids it");
        self.position = dashes + length + 3;
        Some(Token::Comment)
    }

    fn cdata(&mut self, text: &str, start: usize, last: bool) -> Option<Token> {
        let inside = start + 9;
        let Some(length) = memmem::find(&text.as_bytes()[inside..], b"]]>") else {
            return self.unclosed(text, start, last, "a CDATA section");
        };
        self.position = inside + length + 3;
        Some(Token::CData {
            range: inside..inside + length,
        })
    }

    fn instruction(&mut self, text: &str, start: usize, last: bool) -> Option<Token> {
        let inside = start + 2;
        let Some(length) = memmem::find(&text.as_bytes()[inside..], b"?>") else {
            return self.unclosed(text, start, last, "a processing instruction");
        };
        let end = inside + length;
        let body = &text[inside..end];
        let name_length = name_length(body);
        let target = inside..inside + name_length;
        if name_length == 0 {
            self.malformed(start, "a processing instruction without a name", "");
        } else if name_length < body.len() && !is_space(body.as_bytes()[name_length]) {
            self.malformed(
                inside + name_length,
                "no space behind the name of an instruction",
                "",
            );
        }
        self.position = end + 2;
        Some(Token::Instruction {
            data: target.end..end,
            target,
        })
    }

    /// Skips the document type and remembers the entities that it declares.
    fn doctype(&mut self, text: &str, start: usize, last: bool) -> Option<Token> {
        let bytes = text.as_bytes();
        let mut at = start + 9;
        let mut depth = 0_usize;
        loop {
            let Some(&byte) = bytes.get(at) else {
                return self.unclosed(text, start, last, "the document type");
            };
            match byte {
                b'"' | b'\'' => match memchr(byte, &bytes[at + 1..]) {
                    Some(length) => at += length + 2,
                    None => return self.unclosed(text, start, last, "the document type"),
                },
                b'<' if bytes[at..].starts_with(b"<!--") => {
                    match memmem::find(&bytes[at..], b"-->") {
                        Some(length) => at += length + 3,
                        None => return self.unclosed(text, start, last, "the document type"),
                    }
                }
                b'<' => {
                    if let Some(name) = declared_entity(&text[at..])
                        && self.entities.len() < MAX_ENTITIES
                    {
                        self.entities.insert(name.into());
                    }
                    depth += 1;
                    at += 1;
                }
                b'[' => {
                    depth += 1;
                    at += 1;
                }
                b']' => {
                    depth = depth.saturating_sub(1);
                    at += 1;
                }
                b'>' if depth == 0 => break,
                b'>' => {
                    depth -= 1;
                    at += 1;
                }
                b'%' => {
                    self.external |= true;
                    at += 1;
                }
                _ => at += 1,
            }
        }
        // Bytes: 512 of them may end inside a character.
        let head = &bytes[start..at.min(start + 512)];
        let head = memchr(b'[', head).map_or(head, |end| &head[..end]);
        self.external |= [&b"SYSTEM"[..], b"PUBLIC"]
            .iter()
            .any(|word| memmem::find(head, word).is_some());
        self.position = at + 1;
        Some(Token::Doctype {
            range: start..at + 1,
        })
    }
}

/// The name in `<!ENTITY name` at the start of `text`.
fn declared_entity(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("<!ENTITY")?;
    let rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
    let length = name_length(rest);
    (length > 0).then(|| &rest[..length])
}
