//! Names as pages print them: with labels, dates and the publisher's own.

use super::super::publisher::fold;
use super::person::split;
use crate::byline::{behind_label, looks_like_full_name};
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
    let short =
        folded.len() <= 5 && !who.name.contains(' ') && !who.name.chars().any(char::is_lowercase);
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

/// A name without labels before it and without dates, roles and counts behind it.
pub(super) fn bare(text: &str) -> String {
    let mut name = one_line(text);
    while let Some(behind) = behind_label(&name) {
        name = behind.to_owned();
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

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(bare(text), expected, "{text}");
        }
    }
}
