//! Character references in HTML, and markup in texts that have none.

use markup5ever::data::NAMED_ENTITIES;
use memchr::{memchr2, memmem};

use super::super::rules;
use super::super::text::clip;
use super::Faults;
use super::tables::{Class, class};

use Class::Foreign;

/// Looks at a character reference: does it name one, and is it escaped twice?
pub(super) fn reference(
    html: &str,
    at: usize,
    open: &[(usize, &str)],
    untagged: bool,
    faults: &mut Faults,
) {
    let rest = &html[at..];
    unnamed(rest, at, faults);
    if let Some(inner) = rest.strip_prefix("&amp;") {
        let twice = [
            "amp;", "nbsp;", "quot;", "#39;", "#8217;", "#8211;", "rsquo;", "hellip;",
        ]
        .iter()
        .any(|name| inner.starts_with(name));
        let in_code = open
            .iter()
            .any(|(_, name)| ["code", "pre", "kbd", "samp", "tt"].contains(name));
        if twice && !in_code {
            let shown = inner.split_inclusive(';').next().unwrap_or("");
            faults.push(
                &rules::DOUBLE_ESCAPED,
                at,
                format!("`&{shown}` is escaped twice"),
                "escape HTML once, when it goes into the XML",
            );
        }
    } else if untagged && let Some(inner) = rest.strip_prefix("&lt;") {
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let end = inner
            .bytes()
            .position(|byte| !byte.is_ascii_alphanumeric())
            .unwrap_or(inner.len());
        let follows = &inner[end..];
        // Only near by: the search must not cost the whole text at each reference.
        let near = &follows.as_bytes()[..follows.len().min(200)];
        let tagged = near.starts_with(b"&gt;")
            || near.starts_with(b" ") && memmem::find(near, b"&gt;").is_some();
        if end > 0 && tagged && !matches!(class(&inner[..end]), None | Some(Foreign)) {
            faults.push(
                &rules::DOUBLE_ESCAPED,
                at,
                "the markup is escaped twice".to_owned(),
                "escape HTML once, when it goes into the XML",
            );
        }
    }
}

/// Bytes of the longest name, `CounterClockwiseContourIntegral;`.
const MAX_NAME: usize = 32;

/// Whether HTML has a character of this name, which is without `&` and `;` (HTML, 13.5).
fn is_named(name: &str) -> bool {
    let mut buffer = [b';'; MAX_NAME];
    let Some(room) = buffer.get_mut(..name.len()) else {
        return false;
    };
    room.copy_from_slice(name.as_bytes());
    let Some(Ok(name)) = buffer.get(..=name.len()).map(std::str::from_utf8) else {
        return false;
    };
    // The table has the beginnings of names too, with no character.
    NAMED_ENTITIES
        .get(name)
        .is_some_and(|&(character, _)| character != 0)
}

/// Reports a reference with a semicolon that names no character: readers show it as it is, or U+FFFD.
/// One without may be an ampersand that was meant.
fn unnamed(rest: &str, at: usize, faults: &mut Faults) {
    let number = rest[1..].strip_prefix('#');
    let name = number.unwrap_or(&rest[1..]);
    let end = name
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    if end == 0 || end > MAX_NAME || !name[end..].starts_with(';') {
        return;
    }
    let name = &name[..end];
    let known = match number {
        // HTML reads some numbers as characters of windows-1252; only what is none counts.
        Some(_) => is_number_of_a_character(name),
        None => !name.starts_with(|first: char| first.is_ascii_alphabetic()) || is_named(name),
    };
    if !known {
        let length = rest.find(';').map_or(rest.len(), |end| end + 1);
        faults.push(
            &rules::UNKNOWN_HTML,
            at,
            format!("`{}` names no character of HTML", clip(&rest[..length])),
            "correct its name (capital letters count), or write `&amp;` for an ampersand",
        );
    }
}

/// Whether the digits of a reference, with `x` for hexadecimal ones, are those of a character.
fn is_number_of_a_character(number: &str) -> bool {
    let value = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    value.is_ok_and(|value| value != 0 && char::from_u32(value).is_some())
}

/// Markup in a text that should have none: a known tag or a character reference, with its offset.
pub(in crate::validate) fn markup_in_text(text: &str) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let last_close = memchr::memrchr(b'>', bytes).unwrap_or(0);
    let mut at = 0;
    while let Some(length) = memchr2(b'<', b'&', &bytes[at..]) {
        at += length;
        let rest = &text[at + 1..];
        if bytes[at] == b'<' {
            let inner = rest.strip_prefix('/').unwrap_or(rest);
            let end = inner
                .bytes()
                .position(|byte| !byte.is_ascii_alphanumeric())
                .unwrap_or(inner.len());
            let behind = &inner[end..];
            let bounded = behind.starts_with(['>', ' ', '/', '\n', '\t', '\r']) && at < last_close;
            if bounded && class(&inner[..end]).is_some() || rest.starts_with("!--") {
                let close = text[at..]
                    .find('>')
                    .map_or(text.len(), |close| at + close + 1);
                return Some((at, &text[at..close]));
            }
        } else {
            let digits = rest.strip_prefix('#');
            let name = digits.unwrap_or(rest);
            let end = name
                .bytes()
                .position(|byte| !byte.is_ascii_alphanumeric())
                .unwrap_or(name.len());
            let fits = match digits {
                Some(_) => {
                    name.starts_with(['x', 'X'])
                        || name[..end].bytes().all(|byte| byte.is_ascii_digit())
                }
                None => is_named(&name[..end]),
            };
            if (1..=MAX_NAME).contains(&end) && name[end..].starts_with(';') && fits {
                let length = rest.len() - name.len() + end + 2;
                return Some((at, &text[at..at + length]));
            }
        }
        at += 1;
    }
    None
}
