//! Attributes of HTML: what runs code, leads nowhere or is none.

use memchr::memchr;

use super::super::rules;
use super::super::text::clip;
use super::super::uris::Uri;
use super::Faults;
use super::tables::{ATTRIBUTES, STYLES};

/// Whose attributes they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Html,
    /// SVG and MathML: any name is known, but code runs as in HTML.
    Foreign,
}

/// Reads the attributes from `at` to the end of the tag; where that is, and whether it is `/>`.
pub(super) fn attributes(
    html: &str,
    mut at: usize,
    vocabulary: Vocabulary,
    faults: &mut Faults,
) -> (usize, bool) {
    let bytes = html.as_bytes();
    let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C');
    loop {
        while bytes
            .get(at)
            .is_some_and(|&byte| is_space(byte) || byte == b'/')
        {
            at += 1;
        }
        match bytes.get(at) {
            None => return (bytes.len(), false),
            Some(b'>') => return (at + 1, bytes.get(at.wrapping_sub(1)) == Some(&b'/')),
            Some(_) => {}
        }
        let start = at;
        // The first character of a name may be anything (HTML, 13.2.5.32).
        at += html[at..].chars().next().map_or(1, char::len_utf8);
        while bytes
            .get(at)
            .is_some_and(|&byte| !is_space(byte) && !matches!(byte, b'=' | b'>' | b'/'))
        {
            at += 1;
        }
        let name = &html[start..at];
        while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
            at += 1;
        }
        let mut value = "";
        let mut value_at = at;
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
                at += 1;
            }
            match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    value_at = at + 1;
                    let Some(length) = memchr(quote, &bytes[value_at..]) else {
                        return (bytes.len(), false);
                    };
                    value = &html[value_at..value_at + length];
                    at = value_at + length + 1;
                }
                _ => {
                    value_at = at;
                    while bytes
                        .get(at)
                        .is_some_and(|&byte| !is_space(byte) && byte != b'>')
                    {
                        at += 1;
                    }
                    value = &html[value_at..at];
                }
            }
        }
        attribute(name, start, value, value_at, vocabulary, faults);
    }
}

/// Attributes whose value is one address.
const ADDRESSES: [&str; 8] = [
    "href",
    "src",
    "poster",
    "action",
    "cite",
    "data",
    "longdesc",
    "background",
];

pub(super) fn attribute(
    name: &str,
    at: usize,
    value: &str,
    value_at: usize,
    vocabulary: Vocabulary,
    faults: &mut Faults,
) {
    let mut buffer = [0_u8; 24];
    let lower = match buffer.get_mut(..name.len()) {
        Some(lower) => {
            lower.copy_from_slice(name.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).unwrap_or("")
        }
        None => name,
    };
    let foreign = vocabulary == Vocabulary::Foreign;
    // SVG has both, and `data` and `cite` with other meanings.
    let addressed = match foreign {
        true => ["href", "xlink:href"].contains(&lower),
        false => ADDRESSES.contains(&lower),
    };
    if addressed {
        return address(lower, value, value_at, faults);
    }
    match lower {
        "style" if !foreign => style(value, value_at, faults),
        "srcdoc" | "ping" => faults.push(
            &rules::UNSAFE_HTML,
            at,
            format!("attribute `{lower}`"),
            "readers take it out",
        ),
        _ if lower.starts_with("on") && lower.len() > 3 => faults.push(
            &rules::UNSAFE_HTML,
            at,
            format!("event handler `{}`", clip(lower)),
            "readers take it out",
        ),
        _ if lower.starts_with("data-")
            || lower.starts_with("aria-")
            || lower.starts_with("xmlns:")
            || foreign => {}
        _ if ATTRIBUTES.binary_search(&lower).is_ok() => {}
        _ => faults.push(
            &rules::UNKNOWN_HTML,
            at,
            format!("HTML has no attribute `{}`", clip(lower)),
            "readers take it out",
        ),
    }
}

fn address(name: &str, value: &str, at: usize, faults: &mut Faults) {
    let trimmed = value.trim_matches([' ', '\t', '\n', '\r']);
    let scheme = trimmed
        .find([':', '/', '?', '#'])
        .filter(|&end| trimmed[end..].starts_with(':'));
    if let Some(end) = scheme {
        let scheme = &trimmed[..end];
        if ["javascript", "vbscript", "livescript"]
            .iter()
            .any(|code| scheme.eq_ignore_ascii_case(code))
        {
            faults.push(
                &rules::UNSAFE_HTML,
                at,
                format!("`{name}` that runs code"),
                "readers take it out: link to an address",
            );
        }
        return;
    }
    if trimmed.starts_with('#') || trimmed.is_empty() && name != "src" {
        return;
    }
    // Reported with the address: each is to be mended.
    if Uri::parse(&trimmed.replace(' ', "%20")).is_ok_and(|uri| uri.scheme.is_none()) {
        faults.push(
            &rules::RELATIVE_REFERENCE,
            at,
            format!("`{name}` is relative, found `{}`", clip(trimmed)),
            "write the whole address: most readers do not know where the page lies",
        );
    }
}

fn style(value: &str, at: usize, faults: &mut Faults) {
    for declaration in value.split(';') {
        let Some((property, content)) = declaration.split_once(':') else {
            continue;
        };
        let property = property.trim();
        let known = STYLES
            .iter()
            .any(|known| property.eq_ignore_ascii_case(known))
            || property.starts_with("--")
            || property.is_empty();
        let runs = ["expression(", "javascript:", "url("]
            .iter()
            .any(|code| content.contains(code));
        if !known || runs {
            faults.push(
                &rules::UNSAFE_STYLE,
                at,
                format!("style `{}`", clip(declaration.trim())),
                "readers take it out: the text must be readable without it",
            );
            return;
        }
    }
}
