//! Character references in text: `&amp;`, `&#38;`, `&copy` (HTML, 13.2.5.72 to 13.2.5.80).
//!
//! Read directly: a tree for each short text costs a hundred times as much.

use markup5ever::data::NAMED_ENTITIES;

/// Characters of Windows-1252 that numbers from 0x80 to 0x9F stand for (HTML, 13.2.5.80); 0 where they
/// stand for themselves.
const WINDOWS: [u32; 32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
];

/// Bytes of the longest name with its semicolon, `CounterClockwiseContourIntegral;`.
const MAX_NAME: usize = 32;

/// The text with each reference decoded once. In the value of an attribute, `&copy=` is a parameter of
/// an address and no sign.
pub(super) fn decode(text: &str, in_attribute: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let length = match behind.strip_prefix('#') {
            Some(number) => numeric(number, &mut out).map(|length| length + 1),
            None => named(behind, in_attribute, &mut out),
        };
        match length {
            Some(length) => rest = &behind[length..],
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A number behind `&#`; how many bytes it takes.
fn numeric(text: &str, out: &mut String) -> Option<usize> {
    let (prefix, radix) = match text.as_bytes().first() {
        Some(b'x' | b'X') => (1, 16),
        _ => (0, 10),
    };
    let mut end = prefix;
    let mut number = 0_u32;
    while let Some(digit) = text
        .as_bytes()
        .get(end)
        .and_then(|&b| char::from(b).to_digit(radix))
    {
        number = number.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    if end == prefix {
        return None;
    }
    let windows = number
        .checked_sub(0x80)
        .and_then(|at| WINDOWS.get(at as usize))
        .filter(|&&other| other != 0);
    let number = windows.copied().unwrap_or(number);
    let character = char::from_u32(number).filter(|&c| c != '\0');
    out.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    Some(end + usize::from(text.as_bytes().get(end) == Some(&b';')))
}

/// The longest name behind `&`; how many bytes it takes. Old names need no semicolon.
fn named(text: &str, in_attribute: bool, out: &mut String) -> Option<usize> {
    let mut found = None;
    let longest = text.len().min(MAX_NAME);
    // The table has the beginnings of names too, with no character: behind what it has not, no name
    // goes on.
    for end in 1..=longest {
        let Some(&(first, second)) = text.get(..end).and_then(|name| NAMED_ENTITIES.get(name))
        else {
            break;
        };
        if first != 0 {
            found = Some((end, first, second));
        }
    }
    let (end, first, second) = found?;
    let bytes = text.as_bytes();
    let is_parameter = bytes[end - 1] != b';'
        && bytes
            .get(end)
            .is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric());
    if in_attribute && is_parameter {
        return None;
    }
    out.extend(char::from_u32(first));
    if second != 0 {
        out.extend(char::from_u32(second));
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use dom_query::Document;
    use proptest::prelude::*;

    use super::*;

    /// What the parser makes of a text.
    fn parsed(text: &str) -> String {
        let quoted = text.replace('<', "&lt;");
        Document::fragment(quoted.as_str()).text().to_string()
    }

    #[test]
    fn references_are_decoded_as_the_parser_does() {
        for text in [
            "",
            "no reference",
            "AT&T & Co",
            "&amp;&lt;&gt;&quot;&apos;&nbsp;",
            "&amp;amp; &ampamp; &amp",
            "Caf&eacute; Caf&eacute",
            "&notit; &notin; &not; &not &noti",
            "&copy2025 &copy=1",
            "&unknown; &; & ;",
            "&#65;&#x41;&#X41;&#65&#x41g",
            "&#;&#x;&#xg;&#",
            "&#0;&#x110000;&#xD800;&#99999999999999999999;",
            "&#128;&#x80;&#150;&#x9f;&#x81;",
            "&CounterClockwiseContourIntegral;",
            "&NotEqualTilde; &nvlt;",
            "&é;&#é",
            "a < b && c > d",
        ] {
            assert_eq!(decode(text, false), parsed(text), "{text}");
        }
        for (name, &(first, _)) in NAMED_ENTITIES.entries() {
            if first != 0 {
                let text = format!("x &{name} y");
                assert_eq!(decode(&text, false), parsed(&text), "{name}");
            }
        }
    }

    #[test]
    fn parameters_of_an_address_are_no_signs() {
        for (value, expected) in [
            ("?a=1&copy=2&amp;sect=3", "?a=1&copy=2&sect=3"),
            ("?a=1&notify=1&lt;", "?a=1&notify=1<"),
            ("A &copy B &copy; C", "A © B © C"),
        ] {
            assert_eq!(decode(value, true), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_decoded_as_the_parser_does(pieces in proptest::collection::vec(piece(), 0..12)) {
            let text = pieces.concat();
            prop_assert_eq!(decode(&text, false), parsed(&text));
        }
    }

    fn piece() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("&".to_owned()),
            Just("&#".to_owned()),
            Just("&#x".to_owned()),
            Just(";".to_owned()),
            "[a-zA-Z0-9;]{1,6}",
            prop::sample::select(vec!["amp", "copy", "not", "in", "é", " ", "<", "lt;"])
                .prop_map(str::to_owned),
        ]
    }
}
