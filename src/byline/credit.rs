//! Who stands in a byline: names with their addresses, places and houses, and roles behind commas.

use super::names::{is_house, is_nobody, is_person, role, split_names, with_suffixes, without_and};
use super::words::{is_and, is_name_mark};
use super::{agencies, asian};
use crate::date::place;

/// The persons of a byline and what else stands in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Credit {
    pub names: Vec<String>,
    pub agency: Option<&'static str>,
    pub place: Option<String>,
    /// A role or a mail address says that a person is meant.
    pub sure: bool,
}

impl Credit {
    fn add(&mut self, other: Credit) {
        self.names.extend(other.names);
        self.agency = self.agency.or(other.agency);
        self.place = self.place.take().or(other.place);
        self.sure |= other.sure;
    }
}

/// Reads what stands behind `By`: names, each perhaps with an address, a place and a house, and roles
/// behind commas. Nothing where anything in it is not that. `labelled` is a label that needs a colon,
/// behind which one word is a name too.
pub(super) fn credit(text: &str, labelled: bool) -> Option<Credit> {
    let mut found = Credit::default();
    let text = text.trim().trim_end_matches([',', ';', ':']).trim();
    let text = text
        .strip_suffix('.')
        .filter(|rest| !ends_with_initial(rest))
        .unwrap_or(text);
    if text.is_empty() || text.chars().count() > 160 {
        return None;
    }
    let mut named = false;
    for name in split_names(text) {
        let mut alone = Credit::default();
        if one(name, labelled, &mut alone) {
            found.add(alone);
            named = true;
            continue;
        }
        // Where the parts are not all names, those behind the first may say who that is.
        let parts = with_suffixes(name, name.split([',', '，', '、']).collect());
        for (at, part) in parts.iter().map(|part| part.trim()).enumerate() {
            let part = without_and(part);
            if at == 0 {
                let seen = part == name.trim();
                let mut names = split_names(part);
                if seen
                    || !names
                        .iter()
                        .all(|name| one(name, labelled, &mut Credit::default()))
                {
                    names = split_everywhere(part);
                }
                if seen && names.len() == 1 {
                    return None;
                }
                for name in names {
                    if !one(name, labelled, &mut found) {
                        return None;
                    }
                    named = true;
                }
            } else if is_mail(part) {
                add_mail(&mut found, part);
            } else if role(part).is_some() || is_house(part) {
                found.sure = true;
                found.agency = found.agency.or(agencies::agency(part, false));
            } else if place(part, None).is_some() {
                found.place.get_or_insert(part.to_owned());
            } else if !one(part, false, &mut found) {
                return None;
            }
        }
    }
    named.then_some(found)
}

/// The parts between any words that join, where not each part is a full name: `A in Oslo and B in
/// Paris`, `A and agencies`, `A avec AFP`.
fn split_everywhere(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, word) in text.split(' ').scan(0, |next, word| {
        let at = *next;
        *next += word.len() + 1;
        Some((at, word))
    }) {
        let joins = is_and(word) || matches!(word, "avec" | "mit" | "con" | "com" | "met");
        if joins && at > from {
            parts.push(text[from..at].trim());
            from = at + word.len();
        }
    }
    parts.push(text[from..].trim());
    parts
}

fn ends_with_initial(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default();
    let plain = word.to_lowercase();
    word.chars().count() <= 1 || matches!(plain.as_str(), "jr" | "sr" | "ph.d" | "m.d")
}

/// One name with what may stand around it; whether it was one.
fn one(text: &str, labelled: bool, found: &mut Credit) -> bool {
    let mut name = text.trim();
    let mut mail = None;
    for (open, close) in [('<', '>'), ('(', ')'), ('（', '）')] {
        if let Some((before, inside)) = name.split_once(open)
            && let Some(inside) = inside.trim_end().strip_suffix(close)
        {
            if is_mail(inside) {
                mail = Some(inside.trim());
            } else if let Some(agency) = agencies::agency(inside, false) {
                found.agency.get_or_insert(agency);
            } else if role(inside).is_none()
                && !is_house(inside)
                && !inside.starts_with('@')
                && place(inside, None).is_none()
            {
                return false;
            }
            found.sure |= place(inside, None).is_none();
            name = before.trim();
        }
    }
    // `Jane Roe jane@example.org`, `Jane Roe @jane`.
    if let Some((before, last)) = name.rsplit_once(' ')
        && last.contains('@')
    {
        if is_mail(last) {
            mail = Some(last);
        } else if !last.starts_with('@') {
            return false;
        }
        found.sure = true;
        name = before.trim();
    }
    // Most names have none of these words, which one look tells.
    #[rustfmt::skip]
    let parted = name.split(' ').any(|word| {
        matches!(
            word,
            "in" | "en" | "à" | "em" | "aus" | "a" | "в" | "for" | "of" | "für" | "pour" | "para" | "per" | "voor"
                | "from"
        )
    });
    // `Jane Roe in Berlin`, `Jane Roe for The Associated Press`.
    for (word, of_place) in [
        (" in ", true),
        (" en ", true),
        (" à ", true),
        (" em ", true),
        (" aus ", true),
        (" a ", true),
        (" в ", true),
        (" for ", false),
        (" of ", false),
        (" für ", false),
        (" pour ", false),
        (" para ", false),
        (" per ", false),
        (" voor ", false),
        (" für die ", false),
        (" from ", true),
    ]
    .into_iter()
    .filter(|_| parted)
    {
        let Some((before, after)) = name.split_once(word) else {
            continue;
        };
        let after = after.trim();
        let capital = after.starts_with(|c: char| c.is_uppercase() || c == '@');
        let few = after.split_whitespace().count() <= 4;
        if of_place
            && (place(after, None).is_some() || after == after.to_uppercase())
            && capital
            && few
        {
            found.place.get_or_insert(after.to_owned());
        } else if !of_place && capital && few && (is_house(after) || after.starts_with("The ")) {
            found.agency = found.agency.or(agencies::agency(after, false));
        } else {
            continue;
        }
        // A headline may have a place in it; a house stands behind names.
        found.sure |= !of_place;
        name = before.trim();
        break;
    }
    let house = name.strip_suffix(" Staff").unwrap_or(name);
    if let Some(agency) = agencies::agency(house, false) {
        found.agency.get_or_insert(agency);
        return true;
    }
    if is_nobody(name) {
        return true;
    }
    if let Some(names) = asian::korean_byline(name) {
        found.sure = true;
        found.names.extend(with_mail(&names, mail));
        return true;
    }
    if let Some(names) = asian::spaced_han(name) {
        found.names.extend(with_mail(&names, mail));
        return true;
    }
    // A role may follow without a comma: `홍길동 기자`, `张三记者`.
    let name = without_role(name);
    let single = labelled
        && name.split_whitespace().count() == 1
        && name.chars().count() >= 2
        && name.chars().all(|c| c.is_alphabetic() || is_name_mark(c))
        && !name.starts_with(char::is_lowercase);
    if !(is_person(name) || single) {
        return false;
    }
    found.names.extend(with_mail(&[name], mail));
    true
}

/// The names, the last with its address.
fn with_mail(names: &[&str], mail: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    if let (Some(last), Some(mail)) = (names.last_mut(), mail) {
        last.push_str(&format!(" <{mail}>"));
    }
    names
}

fn without_role(name: &str) -> &str {
    for word in [
        "기자",
        "특파원",
        "선임기자",
        "인턴기자",
        "논설위원",
        "記者",
        "记者",
        "特派員",
    ] {
        if let Some(rest) = name.strip_suffix(word)
            && !rest.trim().is_empty()
        {
            return rest.trim();
        }
    }
    name
}

fn is_mail(text: &str) -> bool {
    let text = text.trim();
    crate::text::mail_address(text).is_some_and(|mail| mail.contains('.'))
}

fn add_mail(found: &mut Credit, mail: &str) {
    found.sure = true;
    if let Some(last) = found.names.last_mut()
        && !last.contains('<')
    {
        last.push_str(&format!(" <{}>", mail.trim()));
    }
}
