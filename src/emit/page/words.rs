//! The page's own words and its dates, in thirty languages.

use std::collections::HashMap;
use std::sync::OnceLock;

use chrono::{DateTime, Datelike, FixedOffset};
use serde::Serialize;

use crate::emit::groups::row;

/// What the page itself says, in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Words {
    /// BCP 47 tag.
    pub(super) language: &'static str,
    subscribe: &'static str,
    intro: &'static str,
    address: &'static str,
    copy: &'static str,
    copied: &'static str,
    open_in: &'static str,
    app: &'static str,
    newest: &'static str,
    empty: &'static str,
    older: &'static str,
    other: &'static str,
    opml: &'static str,
    home: &'static str,
    changed: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    subscribe: "Subscribe",
    intro: "Give the address of this feed to a feed reader, and new articles come to you by themselves: \
            free, without an account, without an e-mail address.",
    address: "Address of the feed",
    copy: "Copy",
    copied: "Copied",
    open_in: "Open in a reader",
    app: "App on this device",
    newest: "Newest articles",
    empty: "No articles yet.",
    older: "The feed has more articles.",
    other: "More feeds",
    opml: "All feeds in one file (OPML)",
    home: "Front page",
    changed: "Last change",
};

/// How a language writes a day.
struct Dates {
    pattern: &'static str,
    months: [&'static str; 12],
}

fn table() -> &'static HashMap<&'static str, Words> {
    static TABLE: OnceLock<HashMap<&'static str, Words>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("words.tsv").lines().skip(1);
        rows.filter_map(|row| {
            let mut cells = row.split('\t');
            let mut next = || cells.next();
            let words = Words {
                language: next()?,
                subscribe: next()?,
                intro: next()?,
                address: next()?,
                copy: next()?,
                copied: next()?,
                open_in: next()?,
                app: next()?,
                newest: next()?,
                empty: next()?,
                older: next()?,
                other: next()?,
                opml: next()?,
                home: next()?,
                changed: next()?,
            };
            Some((words.language, words))
        })
        .collect()
    })
}

fn dates() -> &'static HashMap<&'static str, Dates> {
    static TABLE: OnceLock<HashMap<&'static str, Dates>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("dates.tsv").lines();
        rows.filter_map(|row| {
            let mut cells = row.split('\t');
            let (language, pattern) = (cells.next()?, cells.next()?);
            let months: Vec<&str> = cells.collect();
            let months = months.try_into().ok()?;
            Some((language, Dates { pattern, months }))
        })
        .collect()
    })
}

/// What the page says for a feed in a language; English where it does not speak it.
pub(super) fn words(language: Option<&str>) -> &'static Words {
    let english = || table().get("en").unwrap_or(&ENGLISH);
    language
        .and_then(|language| row(table(), language))
        .unwrap_or_else(english)
}

/// What a language other than English says to who opens a feed; nothing where its words are not known.
pub(in crate::emit) fn invitation(language: Option<&str>) -> Option<&'static str> {
    let words = row(table(), language?)?;
    (words.language != "en").then_some(words.intro)
}

impl Words {
    /// Whether these are words of a language, in one of its forms.
    pub(super) fn speaks(&self, language: &str) -> bool {
        row(table(), language) == Some(self)
    }
}

/// A day as people write it in a language, by the offset that it carries.
pub(super) fn day(at: &DateTime<FixedOffset>, language: &str) -> String {
    let of = row(dates(), language).and_then(|dates| {
        let month = dates.months.get(at.month0() as usize)?;
        let text = dates.pattern.replace("{y}", &at.year().to_string());
        let text = text.replace("{d}", &at.day().to_string());
        Some(text.replace("{M}", month))
    });
    of.unwrap_or_else(|| at.date_naive().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Context, read};

    #[test]
    fn every_language_has_all_words_and_its_dates() {
        let lines = include_str!("words.tsv").lines().count() - 1;
        assert_eq!(table().len(), lines, "a row with a cell missing, or twice");
        for (language, words) in table() {
            assert!(row(dates(), language).is_some(), "{language}");
            assert!(crate::language::fault(language).is_none(), "{language}");
            let all = serde_json::to_value(words).unwrap();
            for (key, text) in all.as_object().unwrap() {
                let text = text.as_str().unwrap();
                assert!(
                    !text.trim().is_empty() && text.trim() == text,
                    "{language} {key}"
                );
            }
        }
        assert_eq!(table()["en"], ENGLISH);
    }

    #[test]
    fn days_are_written_as_the_language_does() {
        let at = read("2025-05-09T23:30:00-03:00", &Context::default()).unwrap();
        for (language, expected) in [
            ("en", "9 May 2025"),
            ("en-US", "May 9, 2025"),
            ("de-AT", "9. Mai 2025"),
            ("pt-BR", "9 de maio de 2025"),
            ("ca", "9 de maig del 2025"),
            ("pl", "9 maja 2025"),
            ("ja", "2025年5月9日"),
            ("zh-TW", "2025年5月9日"),
            ("ko", "2025년 5월 9일"),
            ("ar", "9 مايو 2025"),
            ("nn", "9. mai 2025"),
            ("tlh", "2025-05-09"),
        ] {
            assert_eq!(day(&at.instant, language), expected, "{language}");
        }
    }

    #[test]
    fn a_language_that_the_page_does_not_speak_has_english() {
        assert_eq!(words(None).language, "en");
        assert_eq!(words(Some("tlh")).language, "en");
        assert!(!words(Some("tlh")).speaks("tlh"));
        assert!(words(Some("pt-BR")).speaks("pt-BR"));
        assert_eq!(words(Some("zh-Hant-HK")).language, "zh-Hant");
        assert_eq!(words(Some("zh-CN")).language, "zh");
        assert_eq!(words(Some("no")).language, "nb");
    }
}
