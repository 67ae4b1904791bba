//! Bylines whose names carry links, as blogs write them: `A B ([@ab](https://…)), role, and [C D](https://…)`.
//!
//! The links tell who is a person, so that what stands between them may be told to be what those do.

use super::person::person;
use crate::byline::{is_and, looks_like_full_name};
use crate::entry::Person;
use crate::text::{one_line, web_address};

/// A part of such a byline between commas and joining words.
struct Part<'a> {
    text: &'a str,
    /// A word joins it to what stands before.
    joined: bool,
    linked: Option<Linked>,
}

struct Linked {
    person: Person,
    /// The link stands in brackets behind the name.
    bracket: bool,
}

/// The persons of a text in which at least one is linked; nothing where none is.
///
/// What follows a linked person behind a comma is a role where it is no full name. A full name without
/// a link is a role too where it stands alone among linked ones or behind a link in brackets, and a
/// person where a word joins it or another name follows.
pub(super) fn linked(text: &str) -> Option<Vec<Person>> {
    if !text.contains("](") {
        return None;
    }
    let mut parts = Vec::new();
    for piece in cut(text, |rest| rest.starts_with(", ").then_some(1)) {
        parts_of(piece.trim(), &mut parts);
    }
    let count = parts.iter().filter(|part| part.linked.is_some()).count();
    if count == 0 {
        return None;
    }
    let is_name = |part: &Part<'_>| {
        part.linked.is_none() && looks_like_full_name(part.text) && !part.text.starts_with("The ")
    };
    let mut people = Vec::new();
    // Where the last person was: nobody yet, one without a link, one with.
    let mut before: Option<Option<bool>> = None;
    for (at, part) in parts.iter().enumerate() {
        if let Some(found) = &part.linked {
            people.push(found.person.clone());
            before = Some(Some(found.bracket));
            continue;
        }
        if !is_name(part) {
            continue;
        }
        let goes_on = parts.get(at + 1).is_some_and(is_name);
        let role = match before {
            Some(Some(bracket)) => !part.joined && !goes_on && (bracket || count > 1),
            _ => false,
        };
        if !role {
            people.extend(person(part.text));
            before = Some(None);
        }
    }
    Some(people)
}

/// The parts of a piece between commas: joining words part it where a person is linked in it.
fn parts_of<'a>(piece: &'a str, parts: &mut Vec<Part<'a>>) {
    let joining = |rest: &str| {
        let inner = rest.strip_prefix(' ')?;
        let word = inner.split(' ').next()?;
        (word.len() < inner.len() && is_and(word)).then_some(1 + word.len())
    };
    let (first, rest) = piece.split_once(' ').unwrap_or((piece, ""));
    let (mut joined, piece) = match is_and(first) {
        true => (true, rest),
        false => (false, piece),
    };
    let pieces: Vec<&str> = cut(piece, joining)
        .into_iter()
        .map(without_remark)
        .collect();
    let any = pieces.iter().any(|piece| of_link(piece).is_some());
    let whole = [without_remark(piece)];
    for text in if any { pieces.as_slice() } else { &whole } {
        parts.push(Part {
            text,
            joined,
            linked: of_link(text),
        });
        joined = true;
    }
}

/// `A B — what they say of themselves`.
fn without_remark(text: &str) -> &str {
    let text = text.trim();
    let parted = text.split_once(" — ").or_else(|| text.split_once(" – "));
    parted.map_or(text, |(name, _)| name.trim())
}

/// `[A B](https://…)`, `A B ([@ab](https://…))`.
fn of_link(text: &str) -> Option<Linked> {
    let (before, rest) = text.split_once('[')?;
    let (label, rest) = rest.split_once("](")?;
    let (address, behind) = rest.split_once(')')?;
    let url = web_address(address)?;
    let bracket = before.ends_with(" (");
    let fits = match bracket {
        true => is_name_of_link(before.trim_end_matches(" (")) && behind == ")",
        false => before.is_empty() && behind.is_empty(),
    };
    let name = if bracket {
        before.trim_end_matches(" (")
    } else {
        label
    };
    fits.then(|| Linked {
        person: Person {
            name: one_line(name),
            email: None,
            url: Some(url),
        },
        bracket,
    })
}

/// A link in brackets stands behind a name of any kind: `Ada ‘the tall’ Berg`.
fn is_name_of_link(name: &str) -> bool {
    let capital = |word: &str| word.starts_with(|c: char| !c.is_lowercase());
    let mut words = name.split_whitespace();
    let first = words.next().is_some_and(capital);
    first && words.next_back().is_some_and(capital) && words.count() <= 4
}

/// The pieces between what `mark` gives the length of, outside of brackets.
fn cut(text: &str, mark: impl Fn(&str) -> Option<usize>) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && at >= from => {
                if let Some(length) = mark(&text[at..]) {
                    pieces.push(&text[from..at]);
                    from = at + length;
                }
            }
            _ => {}
        }
    }
    pieces.push(&text[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let Some(people) = linked(text) else {
            return "-".to_owned();
        };
        let shown = people.iter().map(|who| match &who.url {
            Some(url) => format!("{} <{url}>", who.name),
            None => who.name.clone(),
        });
        shown.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn links_tell_persons_from_roles() {
        for (text, expected) in [
            (
                "Ada Berg ([@ada](https://ada.example/)), keeper of ferries",
                "Ada Berg <https://ada.example/>",
            ),
            (
                "Ada Berg ([@ada](https://ada.example/)), Harbour Master",
                "Ada Berg <https://ada.example/>",
            ),
            (
                "Ada Berg ([@ada](https://ada.example/)), Harbour Master, and Bo Ek ([@bo](https://bo.example/)), Chief Cook",
                "Ada Berg <https://ada.example/> | Bo Ek <https://bo.example/>",
            ),
            (
                "Ada Berg ([@ada](https://ada.example/)) and Bo Ek ([@bo](https://bo.example/)), slow and careful sailors",
                "Ada Berg <https://ada.example/> | Bo Ek <https://bo.example/>",
            ),
            (
                "Cy Dahl, Ada Berg ([@ada](https://ada.example/)), and Bo Ek ([@bo](https://bo.example/))",
                "Cy Dahl | Ada Berg <https://ada.example/> | Bo Ek <https://bo.example/>",
            ),
            (
                "Cy Dahl, <i>the tall</i>, and Ada Berg ([@ada](https://ada.example/)), sailor",
                "Cy Dahl | Ada Berg <https://ada.example/>",
            ),
            (
                "[Ada Berg](https://ada.example/), [Bo Ek](https://bo.example/), Cy Dahl, Di Holm, and Eva Lund — one crew",
                "Ada Berg <https://ada.example/> | Bo Ek <https://bo.example/> | Cy Dahl | Di Holm | Eva Lund",
            ),
            (
                "[Ada Berg](https://ada.example/) — never late, and seldom early",
                "Ada Berg <https://ada.example/>",
            ),
            (
                "Ada Berg ([@ada](https://ada.example/)), also author of [“Ferries”](https://ferries.example/)",
                "Ada Berg <https://ada.example/>",
            ),
            (
                "Ada ‘the tall’ Berg ([@ada](https://ada.example/))",
                "Ada ‘the tall’ Berg <https://ada.example/>",
            ),
            (
                "[Ada Berg](https://ada.example/), The Big Ferry",
                "Ada Berg <https://ada.example/>",
            ),
            (
                "[Ada Berg](https://ada.example/), Bo Ek",
                "Ada Berg <https://ada.example/> | Bo Ek",
            ),
            (
                "Cy Dahl and Ada Berg ([@ada](https://ada.example/))",
                "Cy Dahl | Ada Berg <https://ada.example/>",
            ),
            (
                "Ada Berg and Bo Ek, friends of [ferries](https://ferries.example/)",
                "-",
            ),
            ("Ada Berg, second of her name", "-"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
