//! Characters of XML: which are allowed, and what references, CDATA sections and line ends stand for.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// XML white space (production S).
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// At most 60 characters of a text, for a message.
pub(super) fn clip(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// The text of an attribute value: references replaced, white space as spaces (XML 1.0, 3.3.3).
pub(super) fn attribute_value<'a>(raw: &'a str, cooked: bool) -> Cow<'a, str> {
    if !cooked {
        return Cow::Borrowed(raw);
    }
    let mut value = String::with_capacity(raw.len());
    let spaced = raw.replace("\r\n", " ").replace(['\n', '\t', '\r'], " ");
    push_decoded(&spaced, &mut value);
    Cow::Owned(value)
}

/// One step of reading content: what the raw text begins with.
enum Piece<'a> {
    /// Text that stands for itself.
    Plain(&'a str),
    /// A reference or line end of so many bytes that stands for a character.
    Character(char, usize),
    /// So many bytes that stand for nothing.
    Nothing(usize),
}

/// The next piece of content without elements, `raw` not being empty. `inside` says that a CDATA
/// section is open.
fn piece<'a>(raw: &'a str, inside: &mut bool) -> Piece<'a> {
    let bytes = raw.as_bytes();
    if *inside {
        if raw.starts_with("]]>") {
            *inside = false;
            return Piece::Nothing(3);
        }
        if bytes[0] == b'\r' {
            return line_end(raw);
        }
        let end = memmem::find(bytes, b"]]>").unwrap_or(raw.len());
        let end = memchr(b'\r', &bytes[..end]).unwrap_or(end);
        return Piece::Plain(&raw[..end]);
    }
    match bytes[0] {
        b'<' => {
            if raw.starts_with("<![CDATA[") {
                *inside = true;
                return Piece::Nothing(9);
            }
            let close: &[u8] = if raw.starts_with("<!--") {
                b"-->"
            } else {
                b"?>"
            };
            let length = memmem::find(bytes, close).map_or(raw.len(), |at| at + close.len());
            Piece::Nothing(length)
        }
        b'&' => match decode_reference(raw) {
            Some((character, length)) => Piece::Character(character, length),
            None => Piece::Plain(&raw[..1]),
        },
        b'\r' => line_end(raw),
        _ => {
            let end = memchr::memchr3(b'<', b'&', b'\r', bytes).unwrap_or(raw.len());
            Piece::Plain(&raw[..end])
        }
    }
}

fn line_end(raw: &str) -> Piece<'_> {
    Piece::Character('\n', if raw.starts_with("\r\n") { 2 } else { 1 })
}

/// Appends the text of content without elements: CDATA sections, references, no comments.
pub(super) fn content_value(raw: &str, out: &mut String) {
    let mut rest = raw;
    let mut inside = false;
    while !rest.is_empty() {
        let length = match piece(rest, &mut inside) {
            Piece::Plain(text) => {
                out.push_str(text);
                text.len()
            }
            Piece::Character(character, length) => {
                out.push(character);
                length
            }
            Piece::Nothing(length) => length,
        };
        rest = &rest[length..];
    }
}

/// Where the byte at `offset` of the value stands in the raw text.
pub(super) fn source_offset(raw: &str, offset: usize) -> usize {
    let mut at = 0;
    let mut value = 0;
    let mut inside = false;
    while at < raw.len() {
        let (made, length) = match piece(&raw[at..], &mut inside) {
            Piece::Plain(text) if value + text.len() > offset => return at + offset - value,
            Piece::Plain(text) => (text.len(), text.len()),
            Piece::Character(character, length) => (character.len_utf8(), length),
            Piece::Nothing(length) => (0, length),
        };
        if value + made > offset {
            return at;
        }
        value += made;
        at += length;
    }
    raw.len()
}

/// Appends `raw` with its references replaced; unknown entities stay as written.
fn push_decoded(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = match decode_reference(rest) {
            Some((character, length)) => {
                out.push(character);
                &rest[length..]
            }
            None => {
                out.push('&');
                &rest[1..]
            }
        };
    }
    out.push_str(rest);
}

/// The character of the reference that `text` begins with, and the reference's length in bytes.
fn decode_reference(text: &str) -> Option<(char, usize)> {
    for (name, character) in [
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&amp;", '&'),
        ("&quot;", '"'),
        ("&apos;", '\''),
    ] {
        if text.starts_with(name) {
            return Some((character, name.len()));
        }
    }
    let number = text.strip_prefix("&#")?;
    let end = number
        .as_bytes()
        .iter()
        .take(16)
        .position(|&byte| byte == b';')?;
    Some((character_reference(&number[..end])?, end + 3))
}

/// The character of `160` or `xA0` (what stands between `&#` and `;`), if XML allows it.
pub(super) fn character_reference(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| char::from(byte).is_digit(radix)) {
        return None;
    }
    let character = char::from_u32(u32::from_str_radix(digits, radix).ok()?)?;
    is_xml_character(character).then_some(character)
}

/// Whether XML 1.0 allows the character (2.2, production Char).
fn is_xml_character(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The first character from `from` on that XML forbids.
pub(super) fn forbidden_character(text: &str, from: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[from..];
    let mut first = None;
    for (index, chunk) in bytes.chunks(4096).enumerate() {
        // No branch inside: the compiler makes vector code of it.
        let found = chunk.iter().fold(false, |found, &byte| {
            found | ((byte < 0x20) & (byte != b'\n') & (byte != b'\r') & (byte != b'\t'))
        });
        if found {
            let within = chunk
                .iter()
                .position(|&byte| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t'))?;
            first = Some(index * 4096 + within);
            break;
        }
    }
    let bytes = &bytes[..first.unwrap_or(bytes.len())];
    // U+FFFE and U+FFFF; most texts hold no byte 0xEF at all.
    let mut at = 0;
    while let Some(length) = memchr(0xEF, &bytes[at..]) {
        at += length;
        if matches!(bytes.get(at..at + 3), Some([0xEF, 0xBF, 0xBE | 0xBF])) {
            return Some(from + at);
        }
        at += 1;
    }
    first.map(|offset| from + offset)
}

/// Traces of a wrong decoding: U+FFFD, C1 controls, or UTF-8 read as Latin-1 (`Ã©`, `â€™`).
pub(super) fn damage(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    // All of them start with 0xC2, 0xC3 or 0xEF.
    while let Some(length) = memchr::memchr3(0xC2, 0xC3, 0xEF, &bytes[at..]) {
        at += length;
        match bytes[at..] {
            [0xEF, 0xBF, 0xBD, ..] => return Some(at),
            [0xC2, 0x80..=0x9F, ..] => return Some(at),
            [0xC3, 0x82 | 0x83, 0xC2, 0x80..=0xBF, ..] => return Some(at),
            [0xC3, 0xA2, 0xE2, 0x82, 0xAC, ..] => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// The length in bytes of the name that `text` begins with (production Name); 0 for none.
pub(super) fn name_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(byte) if byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':') => {}
        Some(byte) if *byte >= 0x80 => {}
        _ => return 0,
    }
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'-' | b'.') {
            at += 1;
        } else if byte >= 0x80 {
            match text[at..].chars().next() {
                Some(character) if is_name_character(character, at == 0) => {
                    at += character.len_utf8();
                }
                _ => break,
            }
        } else {
            break;
        }
    }
    at
}

/// Whether a character outside ASCII may stand in a name (XML 1.0, 2.3, NameStartChar, NameChar).
fn is_name_character(character: char, first: bool) -> bool {
    matches!(character,
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
        || (!first
            && matches!(character,
            '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_decoded_and_offsets_lead_back() {
        let raw = "a&lt;<![CDATA[b<\r\nc]]>&#233;<!-- x -->d&unknown;";
        let mut value = String::new();
        content_value(raw, &mut value);
        assert_eq!(value, "a<b<\ncéd&unknown;");
        for (needle, source) in [
            ("a", "a"),
            ("<b", "&lt;"),
            ("b", "b<"),
            ("c", "c]]"),
            ("é", "&#233;"),
            ("d", "d&"),
        ] {
            let offset = value.find(needle).unwrap();
            assert_eq!(
                source_offset(raw, offset),
                raw.find(source).unwrap(),
                "{needle}"
            );
        }
        assert_eq!(source_offset(raw, value.len()), raw.len());
    }

    #[test]
    fn forbidden_and_damaged_characters_are_found() {
        assert_eq!(forbidden_character("a\u{1}b", 0), Some(1));
        assert_eq!(forbidden_character("a\u{FFFE}\0", 0), Some(1));
        assert_eq!(forbidden_character("aé\n\t\u{FFFD}\u{FF21}", 0), None);
        assert_eq!(damage("caf\u{C3}\u{A9}"), Some(3));
        assert_eq!(damage("it\u{E2}\u{20AC}\u{2122}s"), Some(2));
        assert_eq!(damage("café, Ãlso, â"), None);
    }
}
