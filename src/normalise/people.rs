//! Authors: strings, lists and maps to persons.

use super::fields::Fields;
use super::keys;
use super::publisher::{is_of_page, publishers};
use crate::article::{Origin, OriginKind, Value};
use crate::config::Site;
use crate::entry::Person;
use crate::html;
use crate::text::{mail_address, one_line, web_address};

/// The article's authors, each once; nobody where it names nobody, for the feed names the site's.
pub(super) fn authors(fields: &mut Fields<'_>, site: &Site) -> Box<[Person]> {
    let mut chosen: Option<(Vec<Person>, Origin)> = None;
    let mut lost = Vec::new();
    let found = fields.all(&keys::AUTHORS);
    let publishers = publishers(fields);
    // What a page gives in place of a person, which a person anywhere else beats.
    let mut stand_in: Option<(Vec<Person>, Origin)> = None;
    for (value, origin) in &found {
        let mut people = Vec::new();
        collect(value, &mut people);
        people.retain(|person| !person.name.is_empty());
        if is_of_page(origin) {
            people = page::persons(people);
            if !people.is_empty() && people.iter().all(|who| page::is_stand_in(who, &publishers)) {
                let shown = origin.name.starts_with(['<', 't']);
                lost.push((
                    names(&people),
                    origin.clone(),
                    "the publisher, not a person",
                ));
                if stand_in.is_none() && (shown || !page::is_publisher(&people, &publishers)) {
                    stand_in = Some((people, origin.clone()));
                }
                continue;
            }
            people.retain(|who| !page::is_stand_in(who, &publishers));
        }
        if people.is_empty() {
            continue;
        }
        match &mut chosen {
            None => chosen = Some((people, origin.clone())),
            // `citation_author` and the like are repeated, one person each.
            Some((all, first))
                if first.name == origin.name
                    && first.kind == origin.kind
                    && *first.name != *"<byline>" =>
            {
                all.extend(people);
            }
            Some((all, first)) if is_of_page(first) && page::completes(all, &people) => {
                lost.push((names(all), first.clone(), "a part of the name"));
                *all = people;
                *first = origin.clone();
            }
            Some(_) => lost.push((names(&people), origin.clone(), "lower precedence")),
        }
    }
    let chosen = chosen.or(stand_in);
    let Some((mut people, origin)) = chosen else {
        if !site.authors.is_empty() {
            fields.trace_with("authors", || {
                let origin = Origin::new(OriginKind::Configuration, "site.authors");
                (names(&site.authors), origin)
            });
        }
        return site.authors.clone().into();
    };
    let mut seen = std::collections::HashSet::new();
    people.retain(|person| seen.insert(person.name.clone()));
    fields.trace_with("authors", || (names(&people), origin));
    for (value, origin, reason) in lost {
        fields.lost("authors", &value, origin, reason);
    }
    if let [only] = people.as_mut_slice() {
        if only.email.is_none() {
            only.email = fields
                .text(&keys::AUTHOR_EMAIL)
                .as_deref()
                .and_then(mail_address);
        }
        if only.url.is_none() {
            only.url = fields
                .text(&keys::AUTHOR_URL)
                .as_deref()
                .and_then(web_address);
        }
    }
    people.into()
}

/// Names as pages print them: with labels, dates and the publisher's own.
mod page {
    use super::super::publisher::fold;
    use super::{looks_like_full_name, split};
    use crate::entry::Person;
    use crate::text::one_line;

    pub(super) fn is_publisher(people: &[Person], publishers: &[String]) -> bool {
        people.iter().any(|who| {
            let name = fold(&who.name);
            publishers.contains(&name)
        })
    }

    /// Whether a name is no person's: the publisher's, that of an office or an account.
    pub(super) fn is_stand_in(who: &Person, publishers: &[String]) -> bool {
        const OFFICES: [&str; 40] = [
            "redaktion",
            "staff",
            "editor",
            "editors",
            "newsdesk",
            "agencies",
            "agentur",
            "agenturen",
            "redaktionsteam",
            "onlineredaktion",
            "redaccion",
            "redacción",
            "redazione",
            "redacao",
            "redação",
            "larédaction",
            "desk",
            "webmaster",
            "verlag",
            "gmbh",
            "presse",
            "news",
            "magazin",
            "magazine",
            "verband",
            "institut",
            "institute",
            "landesanstalt",
            "média",
            "zeitung",
            "verein",
            "stiftung",
            "foundation",
            "inc",
            "ltd",
            "ministerium",
            "bundesamt",
            "illustrierte",
            "team",
            "online",
        ];
        let name = who.name.to_lowercase();
        let folded = fold(&name);
        // `AFP`, `dpa`: agencies write themselves in a few letters.
        let short = folded.len() <= 5
            && !who.name.contains(' ')
            && !who.name.chars().any(char::is_lowercase);
        short
            || folded.len() > 4
                && publishers.iter().any(|publisher| {
                    publisher.starts_with(&folded) && folded.len() * 2 > publisher.len()
                        || publisher.len() > 5 && folded.starts_with(publisher)
                })
            || publishers.contains(&folded)
            || name
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| OFFICES.contains(&word))
    }

    /// Whether the second names the first in full: `Todd` and `Todd Bates`.
    pub(super) fn completes(part: &[Person], whole: &[Person]) -> bool {
        let ([part], [whole]) = (part, whole) else {
            return false;
        };
        !part.name.contains(' ')
            && looks_like_full_name(&whole.name)
            && whole
                .name
                .split(' ')
                .any(|word| word.to_lowercase() == part.name.to_lowercase())
    }

    /// The persons without what pages print around their names.
    pub(super) fn persons(people: Vec<Person>) -> Vec<Person> {
        let mut all = Vec::new();
        for person in people {
            let name = bare(&person.name);
            if name == person.name {
                if is_name(&name) {
                    all.push(person);
                }
                continue;
            }
            let mut parts = Vec::new();
            split(&name, &mut parts);
            all.extend(parts.into_iter().filter(|part| is_name(&part.name)));
        }
        all
    }

    /// What stands before a name, in lower case.
    const LABELS: [&str; 46] = [
        "by",
        "von",
        "par",
        "por",
        "di",
        "door",
        "av",
        "af",
        "text",
        "autor",
        "autorin",
        "autoren",
        "author",
        "authors",
        "auteur",
        "autore",
        "written by",
        "posted by",
        "published by",
        "reported by",
        "view all posts by",
        "all posts by",
        "posts by",
        "more from",
        "zeige alle beiträge von",
        "alle beiträge von",
        "alle artikel von",
        "autorenseite von",
        "artikel von",
        "ein beitrag von",
        "beitrag von",
        "geschrieben von",
        "veröffentlicht von",
        "verfasst von",
        "ein artikel von",
        "pressemitteilung von",
        "text und interview",
        "submitted by",
        "a cura di",
        "scritto da",
        "escrito por",
        "publicado por",
        "publié par",
        "écrit par",
        "article by",
        "story by",
    ];

    /// A name without labels before it and without dates, roles and counts behind it.
    pub(super) fn bare(text: &str) -> String {
        let mut name = one_line(text);
        loop {
            let lower = name.to_lowercase();
            // Folding may change lengths; then no label of ours stands there.
            let label = LABELS
                .iter()
                .filter(|label| lower.starts_with(**label) && name.is_char_boundary(label.len()))
                .filter(|label| {
                    let rest = &name[label.len()..];
                    rest.is_empty() || rest.starts_with([' ', ':', '\u{a0}'])
                })
                .max_by_key(|label| label.len());
            let Some(label) = label else {
                break;
            };
            name = name[label.len()..]
                .trim_start_matches([' ', ':', '-', '–', '\u{a0}'])
                .to_owned();
        }
        let mut end = name.len();
        for mark in ["|", "→", "•", "·", "—", " – ", " - ", "(", "@", "✉", "»"] {
            end = end.min(name.find(mark).unwrap_or(end));
        }
        let posted = [
            " am ",
            " on ",
            " le ",
            " posted ",
            " published ",
            " updated ",
            " follow ",
            " quelle:",
            " veröffentlicht",
            " aktualisiert",
            " datum",
        ];
        let lower = name.to_lowercase();
        if lower.len() == name.len() {
            for mark in posted {
                end = end.min(lower.find(mark).unwrap_or(end));
            }
        }
        // A date begins with a number, or with the name of a month or weekday before one.
        if let Some(digit) = name.find(|c: char| c.is_ascii_digit())
            && name[..digit].contains(' ')
        {
            let before = name[..digit].trim_end();
            let words: Vec<&str> = before.split(' ').collect();
            let month = words.len() > 2
                && words.last().is_some_and(|word| {
                    crate::date::read(
                        &format!("1 {} 2020", word.trim_matches(['.', ','])),
                        &crate::date::Context::default(),
                    )
                    .is_ok()
                });
            let kept = if month {
                before.rfind(' ').unwrap_or(digit)
            } else {
                digit
            };
            end = end.min(kept);
        }
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        let name = name[..end]
            .trim()
            .trim_end_matches([',', ':', ';', '/', '-', '–']);
        // A role follows the name after a comma.
        match name.split_once(", ") {
            Some((first, rest))
                if looks_like_full_name(first) && !rest.split(", ").all(looks_like_full_name)
                    || is_role(name) =>
            {
                name.split(',').next().unwrap_or(name).trim().to_owned()
            }
            _ => name.trim().to_owned(),
        }
    }

    fn is_role(text: &str) -> bool {
        const ROLES: [&str; 14] = [
            "editor",
            "reporter",
            "writer",
            "correspondent",
            "staff",
            "technologist",
            "professor",
            "contributor",
            "director",
            "redakteur",
            "redakteurin",
            "korrespondent",
            "senior",
            "journalist",
        ];
        text.split_once(", ").is_some_and(|(_, rest)| {
            rest.to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| ROLES.contains(&word))
        })
    }

    /// Whether a text may be the name of somebody.
    fn is_name(name: &str) -> bool {
        const NOBODY: [&str; 29] = [
            "admin",
            "administrator",
            "wordpressadmin",
            "super user",
            "root",
            "user",
            "guest",
            "publisher",
            "author",
            "autor",
            "unknown",
            "anonymous",
            "about",
            "über",
            "comments",
            "webadmin",
            "default",
            "posted",
            "published",
            "datum",
            "veröffentlicht",
            "quelle",
            "date",
            "kommentare",
            "read",
            "share",
            "from",
            "written",
            "artikel",
        ];
        let lower = name.to_lowercase();
        let words = name.split(' ').count();
        name.chars().any(char::is_alphabetic)
            && !(name.contains([':', ';']) && name.contains(|c: char| c.is_ascii_digit()))
            && name.chars().count() <= 70
            && words <= 7
            && !NOBODY.contains(&lower.as_str())
            && !["@", "://", "www.", ".com/", "facebook", "twitter.com"]
                .iter()
                .any(|mark| lower.contains(mark))
            && !lower.starts_with("follow ")
    }
}

fn names(people: &[Person]) -> String {
    people
        .iter()
        .map(|person| person.name.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

fn collect(value: &Value, people: &mut Vec<Person>) {
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
        Value::Null => {}
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

/// Several persons in one text: `;` parts them, a comma where each part looks like a full name, so that
/// `Leszek Swirski, V8th of his name` and `Smith, John` stay one person.
fn split(text: &str, people: &mut Vec<Person>) {
    let text = text.trim();
    if !text.contains([',', ';', '&', '\n', '[', '<', '('])
        && !text.contains(" and ")
        && !text.contains(" und ")
        && !text.contains(" et ")
    {
        people.extend(person(text));
        return;
    }
    let text = &*html::decode_entities(text);
    let parts: Vec<&str> = if text.contains(['\n', ';']) {
        text.split(['\n', ';']).collect()
    } else {
        let commas = without_links(text);
        let names: Vec<&str> = commas.split(", ").collect();
        let all_full = names.iter().all(|name| looks_like_full_name(name));
        if text.contains(", ") && all_full {
            split_outside_links(text)
        } else {
            vec![text]
        }
    };
    for part in parts {
        for name in joined(part) {
            people.extend(person(name));
        }
    }
}

/// A first and a last name, both with a capital where the script has such.
fn looks_like_full_name(name: &str) -> bool {
    let name = name
        .trim()
        .trim_start_matches("and ")
        .trim_start_matches("& ");
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| {
            let first = word.chars().next().unwrap_or('a');
            !first.is_lowercase()
                || matches!(
                    *word,
                    "de" | "da"
                        | "do"
                        | "dos"
                        | "van"
                        | "von"
                        | "der"
                        | "den"
                        | "la"
                        | "le"
                        | "del"
                        | "di"
                        | "bin"
                        | "al"
                        | "el"
                        | "y"
                        | "e"
                        | "and"
                        | "und"
                        | "et"
                )
        })
        && words
            .iter()
            .any(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()))
}

/// `A and B`, `A & B`, `A und B`, `A et B`: two persons where both sides are full names.
fn joined(part: &str) -> Vec<&str> {
    let part = part.trim();
    let part = part
        .strip_prefix("and ")
        .or_else(|| part.strip_prefix("& "))
        .unwrap_or(part);
    for word in [" and ", " & ", " und ", " et "] {
        if let Some((left, right)) = part.split_once(word)
            && looks_like_full_name(&without_links(left))
            && looks_like_full_name(&without_links(right))
        {
            let mut all = joined(left);
            all.extend(joined(right));
            return all;
        }
    }
    vec![part]
}

/// The text with `[label](address)` reduced to the label.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((label, tail)) = after.split_once("](") else {
            break;
        };
        let Some((_, tail)) = tail.split_once(')') else {
            break;
        };
        out.push_str(before);
        out.push_str(label);
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn split_outside_links(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

/// One person: `Name`, `Name <mail>`, `mail (Name)`, `[Name](address)`. Nobody for an address alone
/// or an empty text.
fn person(text: &str) -> Option<Person> {
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
    html::title_text(name)
        .trim_matches(['"', '\'', ','])
        .trim()
        .to_owned()
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

    #[test]
    fn pages_print_labels_dates_and_roles_around_names() {
        for (text, expected) in [
            ("By Ada Lovelace", "Ada Lovelace"),
            ("Von: Ada Lovelace | 5. Mai 2025", "Ada Lovelace"),
            ("View all posts by Ada Lovelace", "Ada Lovelace"),
            ("by Ada Lovelace May 5, 2025", "Ada Lovelace"),
            ("Ada Lovelace, senior editor", "Ada Lovelace"),
            ("Byron", "Byron"),
        ] {
            assert_eq!(page::bare(text), expected, "{text}");
        }
    }
}
