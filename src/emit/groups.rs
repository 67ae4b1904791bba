//! What the feeds of one line are called together, in the languages that the page for people speaks.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::config::By;

/// A name for each word of `by`.
struct Names([&'static str; 5]);

const ENGLISH: Names = Names(["Tags", "Authors", "Sections", "Languages", "Years"]);

fn table() -> &'static HashMap<&'static str, Names> {
    static TABLE: OnceLock<HashMap<&'static str, Names>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("groups.tsv").lines().skip(1);
        rows.filter_map(|row| {
            let (language, names) = row.split_once('\t')?;
            let names: Vec<&str> = names.split('\t').collect();
            Some((language, Names(names.try_into().ok()?)))
        })
        .collect()
    })
}

/// What feeds of tags, authors and so on are called in a language (BCP 47 tag); in English where its
/// words are not known.
pub fn name(by: By, language: Option<&str>) -> &'static str {
    let names = language.and_then(|language| row(table(), language));
    let Names([tags, authors, sections, languages, years]) = names.unwrap_or(&ENGLISH);
    match by {
        By::Tag => tags,
        By::Author => authors,
        By::Section => sections,
        By::Language => languages,
        By::Year => years,
    }
}

/// The row of a table for a language: that of the tag, else of what it begins with. Chinese of places
/// that write the traditional script, and the two names of Norwegian, find theirs.
pub(super) fn row<'a, T>(table: &'a HashMap<&'static str, T>, language: &str) -> Option<&'a T> {
    let mut parts = language.split('-');
    let language = match parts.next().unwrap_or_default() {
        "zh" | "yue" if parts.any(|part| matches!(part, "Hant" | "TW" | "HK" | "MO")) => "zh-Hant",
        "no" | "nn" => "nb",
        _ => language,
    };
    let mut tag = language;
    loop {
        if let Some(found) = table.get(tag) {
            return Some(found);
        }
        tag = tag.rsplit_once('-')?.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_names_in_the_language_of_the_site() {
        let lines = include_str!("groups.tsv").lines().count() - 1;
        assert_eq!(table().len(), lines, "a row with a cell missing, or twice");
        for (language, Names(names)) in table() {
            assert!(
                names
                    .iter()
                    .all(|name| !name.is_empty() && name.trim() == *name)
            );
            assert!(crate::language::fault(language).is_none(), "{language}");
        }
        assert_eq!(table()["en"].0, ENGLISH.0);
        for (language, expected) in [
            (None, "Tags"),
            (Some("tlh"), "Tags"),
            (Some("de-AT"), "Schlagwörter"),
            (Some("pt"), "Etiquetas"),
            (Some("zh-TW"), "標籤"),
            (Some("no"), "Emneord"),
        ] {
            assert_eq!(name(By::Tag, language), expected);
        }
        assert_eq!(name(By::Year, Some("fr")), "Années");
    }
}
