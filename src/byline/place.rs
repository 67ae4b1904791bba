//! The place at the start of a dateline, told by the table of places and by its shape.

use super::day;
use super::words::{is_name_mark, is_unspaced};
use crate::date;

/// How sure it is that a text is a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// In the table of places.
    Known,
    /// In capitals, or in a script without them.
    Shaped,
    /// Words with capitals.
    Words,
}

/// The place at the start of a text, up to a mark or a day.
pub(super) fn place_at_start(text: &str) -> Option<(&str, Strength, usize)> {
    const LONGEST_PLACE: usize = 48;
    let mut previous = ' ';
    for (count, (at, c)) in text.char_indices().enumerate() {
        if count > LONGEST_PLACE {
            return None;
        }
        let next = text[at + c.len_utf8()..].chars().next();
        let ends = match c {
            ',' | '(' | '（' | '[' | '–' | '—' | '−' | ':' | '：' | '،' | '，' | '、' => {
                true
            }
            '-' => previous.is_whitespace() || next == Some('-'),
            '/' => previous.is_whitespace(),
            '.' => next.is_none_or(char::is_whitespace),
            ' ' | '\u{a0}' => {
                let rest = &text[at + c.len_utf8()..];
                let day = rest.starts_with(|c: char| !c.is_lowercase() || c == 'l')
                    && day::strip_dated(rest).is_some()
                    && is_place(&text[..at]).is_some();
                // `الرياض في 5 مايو / واس /`
                day || rest
                    .strip_prefix("في ")
                    .is_some_and(|rest| day::strip(rest).is_some())
            }
            _ => false,
        };
        previous = c;
        if !ends {
            continue;
        }
        let cut = text[..at].trim_end();
        if let Some(strength) = is_place(cut) {
            // `ST. LOUIS`: a point after a few letters does not end a place.
            if c == '.' && cut.chars().count() <= 3 {
                continue;
            }
            let skip = if text[at..].starts_with(" في ") {
                " في".len()
            } else {
                0
            };
            return Some((cut, strength, at + skip));
        }
        if matches!(c, ':' | '：' | '(' | '（' | '–' | '—') {
            return None;
        }
    }
    is_place(text.trim()).map(|strength| (text.trim(), strength, text.len()))
}

/// Whether a text is shaped as a place.
fn is_place(text: &str) -> Option<Strength> {
    let inside =
        |c: char| c.is_alphabetic() || is_name_mark(c) || matches!(c, ' ' | '/' | '\u{a0}' | ',');
    let words = text
        .split([' ', '/', '\u{a0}'])
        .filter(|word| !word.is_empty())
        .count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || words > 5 || !text.chars().all(inside) {
        return None;
    }
    if text
        .split('/')
        .all(|part| date::place(part, None).is_some())
    {
        return Some(Strength::Known);
    }
    let cased = text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if !cased {
        return (words <= 3 && !text.chars().any(is_unspaced)).then_some(Strength::Shaped);
    }
    if !text.chars().any(char::is_lowercase) {
        return (letters >= 3).then_some(Strength::Shaped);
    }
    const SMALL: [&str; 22] = [
        "de", "del", "la", "le", "los", "las", "el", "am", "an", "der", "im", "in", "ob", "bei",
        "sur", "les", "di", "do", "da", "dos", "na", "nad",
    ];
    let mut all = text.split([' ', '\u{a0}']).filter(|word| !word.is_empty());
    let first = all.next()?.starts_with(char::is_uppercase);
    (first && all.all(|word| word.starts_with(char::is_uppercase) || SMALL.contains(&word)))
        .then_some(Strength::Words)
}

/// Whether a text is the name of a country or state.
pub(super) fn is_land(text: &str) -> bool {
    // The reader of places takes a country only behind the name of some place.
    text.chars().any(char::is_lowercase) && date::place(&format!("?, {text}"), None).is_some()
}

/// The length of a state or country that follows a place: `Texas`, `Ill.`, `D.C.`, `उत्तर प्रदेश`.
pub(super) fn region(text: &str) -> Option<usize> {
    let mut end = text.len();
    for mark in [",", "(", "/", " –", " —", "—", " -", ":", "（", "["] {
        end = end.min(text.find(mark).unwrap_or(end));
    }
    let region = text[..end].trim_end();
    let words = region.split(' ').count();
    let fits = |word: &str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    let small = ["of", "and", "de", "del", "do", "the", "la"];
    let shaped = end < text.len()
        && words <= 4
        && region.chars().count() <= 32
        && region
            .split(' ')
            .all(|word| fits(word) || small.contains(&word))
        && fits(region);
    shaped.then_some(end)
}
