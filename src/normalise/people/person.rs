//! The grammar of persons: a text, a list or a map to names with their addresses.

use super::linked::linked;
use crate::article::Value;
use crate::byline::{self, is_and, split_names};
use crate::entry::Person;
use crate::html;
use crate::text::{mail_address, one_line, web_address};

/// The persons that a value names.
pub(in crate::normalise) fn collect(value: &Value, people: &mut Vec<Person>) {
    match value {
        Value::Text(text) => split(text, people),
        Value::List(list) => {
            for value in list {
                match value {
                    // One item is one person, commas included.
                    Value::Text(text) => people.extend(person(text)),
                    value => collect(value, people),
                }
            }
        }
        Value::Map(_) => people.extend(from_map(value)),
        Value::Null | Value::Switch(_) => {}
    }
}

fn from_map(value: &Value) -> Option<Person> {
    let text = |keys: &[&str]| {
        keys.iter()
            .find_map(|key| value.get(key).and_then(Value::text))
            .map(one_line)
    };
    let name = match value.get("name") {
        // Quarto takes `name: {given: …, family: …}`.
        Some(Value::Map(_)) => {
            let parts = value.get("name")?;
            let part = |key| parts.get(key).and_then(Value::text).unwrap_or_default();
            one_line(&format!("{} {}", part("given"), part("family")))
        }
        _ => text(&["name", "display_name", "title", "author"])?,
    };
    let url = text(&["url", "uri", "homepage", "website", "site", "link"]);
    Some(Person {
        name,
        email: text(&["email", "mail"]).as_deref().and_then(mail_address),
        url: url.as_deref().and_then(web_address),
    })
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Several persons in one text. Lines and `;` part them, then what joins names in any language
/// ([`split_names`]); roles, agencies and editors in what is written like a byline are left out.
pub(super) fn split(text: &str, people: &mut Vec<Person>) {
    let text = text.trim();
    // `و` is written in one with the name behind it.
    let joins = |word: &str| {
        word.starts_with(|c: char| !c.is_uppercase()) && (word.starts_with('و') || is_and(word))
    };
    if !text.contains(|c: char| !c.is_alphanumeric() && !" .-'’".contains(c))
        && !text.split(' ').any(joins)
        && !text.starts_with("By ")
    {
        people.extend(person(text));
        return;
    }
    let text = &*html::decode_entities(text);
    let lines: Vec<&str> = text.split(['\n', ';']).collect();
    for line in lines {
        if let Some(found) = linked(line) {
            people.extend(found);
            continue;
        }
        match byline::line(line).filter(|stamp| !stamp.authors.is_empty()) {
            Some(stamp) => people.extend(stamp.authors.iter().filter_map(|name| person(name))),
            None => people.extend(split_names(line).into_iter().filter_map(person)),
        }
    }
}

/// One person: `Name`, `Name <mail>`, `mail (Name)`, `[Name](address)`. Nobody for an address alone
/// or an empty text.
pub(super) fn person(text: &str) -> Option<Person> {
    let text = text.trim();
    if let Some((label, address)) = text
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]("))
    {
        let (address, after) = address.split_once(')').unwrap_or((address, ""));
        let name = one_line(&format!("{label}{after}"));
        return Some(Person {
            name,
            email: None,
            url: web_address(address),
        });
    }
    if let Some((name, rest)) = text.split_once('<')
        && let Some((inside, _)) = rest.split_once('>')
    {
        if inside.contains('@') && !inside.contains(' ') {
            return Some(Person {
                name: clean(name),
                email: mail_address(inside),
                url: None,
            });
        }
        if is_web(inside) {
            return Some(Person {
                name: clean(name),
                email: None,
                url: web_address(inside),
            });
        }
    }
    if let Some((address, rest)) = text.split_once(" (")
        && address.contains('@')
        && !address.contains(' ')
        && let Some(name) = rest.strip_suffix(')')
    {
        return Some(Person {
            name: clean(name),
            email: mail_address(address),
            url: None,
        });
    }
    if text.is_empty() || is_web(text) {
        return None;
    }
    Some(Person {
        name: clean(text),
        ..Person::default()
    })
}

fn clean(name: &str) -> String {
    let name = html::title_text(name);
    let name = name.trim_matches([',', ' ']);
    // Quotes around a name go; those around a nickname in it stay.
    let quotes = name.matches(['"', '\'']).count();
    let around = name.starts_with(['"', '\'']) && name.ends_with(['"', '\'']);
    if quotes % 2 == 1 || around && quotes == 2 {
        name.trim_matches(['"', '\'', ',', ' ']).to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut people = Vec::new();
        collect(&Value::Text(text.to_owned()), &mut people);
        let shown: Vec<String> = people
            .iter()
            .map(|p| {
                let rest: Vec<&str> = [&p.email, &p.url]
                    .into_iter()
                    .flatten()
                    .map(String::as_str)
                    .collect();
                if rest.is_empty() {
                    p.name.clone()
                } else {
                    format!("{} {}", p.name, rest.join(" "))
                }
            })
            .collect();
        shown.join(" | ")
    }

    #[test]
    fn names_are_read_as_people_write_them() {
        for (text, expected) in [
            ("Ada Lovelace", "Ada Lovelace"),
            (
                "Ada Lovelace <ada@example.org>",
                "Ada Lovelace ada@example.org",
            ),
            (
                "ada@example.org (Ada Lovelace)",
                "Ada Lovelace ada@example.org",
            ),
            (
                "Ada Lovelace and Mary Somerville",
                "Ada Lovelace | Mary Somerville",
            ),
            (
                "Ada Lovelace, Mary Somerville, and Sofja Kowalewska",
                "Ada Lovelace | Mary Somerville | Sofja Kowalewska",
            ),
            ("Hanne Lysø; Bo Berg", "Hanne Lysø | Bo Berg"),
            ("Ludwig van Beethoven", "Ludwig van Beethoven"),
            (
                "Leszek Swirski, V8th of his name",
                "Leszek Swirski, V8th of his name",
            ),
            ("Simon and Garfunkel", "Simon and Garfunkel"),
            (
                "[Ada Lovelace](https://ada.example/), [Mary Somerville](https://mary.example/)",
                "Ada Lovelace https://ada.example/ | Mary Somerville https://mary.example/",
            ),
            ("https://example.org/ada", ""),
            ("AT&amp;T", "AT&T"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
