//! Start and end tags with their attributes.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3};

use super::super::rules;
use super::super::text::{clip, is_space, name_length};
use super::{RawAttribute, Token, Tokeniser};

/// Attributes of one tag that are looked at; the specifications know a dozen. It bounds the search
/// for duplicates.
const MAX_ATTRIBUTES: usize = 256;

impl Tokeniser {
    pub(super) fn end_tag(&mut self, text: &str, start: usize, last: bool) -> Option<Token> {
        let bytes = text.as_bytes();
        let inside = start + 2;
        let Some(length) = memchr(b'>', &bytes[inside..]) else {
            return self.unclosed(text, start, last, "an end tag");
        };
        let end = inside + length;
        let body = &text[inside..end];
        let name = name_length(body);
        if name == 0 || !body.as_bytes()[name..].iter().all(|&byte| is_space(byte)) {
            self.malformed(
                start,
                "an end tag that is more than a name",
                "write `</name>`",
            );
        }
        self.position = end + 1;
        Some(Token::End {
            name: inside..inside + name,
        })
    }

    pub(super) fn start_tag(&mut self, text: &str, start: usize, last: bool) -> Option<Token> {
        let bytes = text.as_bytes();
        let name_start = start + 1;
        let name = name_start..name_start + name_length(&text[name_start..]);
        if name.is_empty() {
            self.malformed(
                start,
                "`<` that begins no tag",
                "write `&lt;` for a less-than sign (XML 1.0, 2.4)",
            );
            self.position = start + 1;
            return Some(Token::Text {
                range: start..start + 1,
                references: false,
            });
        }
        self.attributes.clear();
        let mut at = name.end;
        loop {
            let gap = at;
            while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
                at += 1;
            }
            match bytes.get(at) {
                None => return self.unclosed(text, start, last, "a start tag"),
                Some(b'>') => {
                    self.position = at + 1;
                    return Some(Token::Start { name, empty: false });
                }
                Some(b'/') if bytes.get(at + 1) == Some(&b'>') => {
                    self.position = at + 2;
                    return Some(Token::Start { name, empty: true });
                }
                Some(b'/') if bytes.get(at + 1).is_none() => {
                    return self.unclosed(text, start, last, "a start tag");
                }
                Some(b'<') => {
                    self.malformed(start, "a start tag without `>`", "close the tag");
                    self.position = at;
                    return Some(Token::Start { name, empty: false });
                }
                Some(_) => {}
            }
            let attribute = at..at + name_length(&text[at..]);
            if attribute.is_empty() {
                self.malformed(at, "a character in a tag that begins no attribute", "");
                // Whole characters only: the next round slices here.
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            if at == gap {
                self.malformed(at, "no space before an attribute", "put a space there");
            }
            at = attribute.end;
            while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
                at += 1;
            }
            if bytes.get(at) != Some(&b'=') {
                if bytes.get(at).is_none() {
                    return self.unclosed(text, start, last, "a start tag");
                }
                self.malformed(
                    attribute.start,
                    format!("attribute `{}` has no value", clip(&text[attribute])),
                    "write `name=\"value\"`",
                );
                continue;
            }
            at += 1;
            while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
                at += 1;
            }
            let Some(&quote) = bytes.get(at) else {
                return self.unclosed(text, start, last, "a start tag");
            };
            if quote != b'"' && quote != b'\'' {
                self.malformed(
                    at,
                    format!("the value of `{}` has no quotes", clip(&text[attribute])),
                    "write `name=\"value\"`",
                );
                let length = bytes[at..]
                    .iter()
                    .position(|&byte| is_space(byte) || byte == b'>')
                    .unwrap_or(bytes.len() - at);
                at += length;
                continue;
            }
            let value_start = at + 1;
            let Some(length) = memchr(quote, &bytes[value_start..]) else {
                return self.unclosed(text, start, last, "an attribute value");
            };
            let value = value_start..value_start + length;
            let cooked = self.check_value(text, &value);
            at = value.end + 1;
            if self
                .attributes
                .iter()
                .any(|other| text[other.name.clone()] == text[attribute.clone()])
            {
                self.problem(
                    &rules::DUPLICATE_ATTRIBUTE,
                    attribute.start,
                    format!("attribute `{}` stands twice", clip(&text[attribute])),
                    "keep one (XML 1.0, 3.1)",
                );
                continue;
            }
            if self.attributes.len() >= MAX_ATTRIBUTES {
                continue;
            }
            self.attributes.push(RawAttribute {
                name: attribute,
                value,
                cooked,
            });
        }
    }

    /// Checks references and `<` in an attribute value; whether it differs from its raw form.
    fn check_value(&mut self, text: &str, value: &Range<usize>) -> bool {
        let bytes = text.as_bytes();
        let mut cooked = false;
        let mut at = value.start;
        while let Some(length) = memchr2(b'&', b'<', &bytes[at..value.end]) {
            at += length;
            if bytes[at] == b'&' {
                cooked = true;
                at = self.reference(text, at, value.end);
            } else {
                self.malformed(
                    at,
                    "`<` in an attribute value",
                    "write `&lt;` (XML 1.0, 2.3)",
                );
                at += 1;
            }
        }
        cooked || memchr3(b'\n', b'\t', b'\r', &bytes[value.clone()]).is_some()
    }
}
