//! The values that articles are told apart by, each made a slug once however many articles have it.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::Datelike;

use super::slug::slug;
use crate::config::By;
use crate::entry::Entry;

/// The values of one word of `by`, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Kind<'a> {
    spellings: HashMap<Cow<'a, str>, Spelling>,
    by_slug: HashMap<Box<str>, u32>,
    slugs: Vec<Box<str>>,
    /// The values of the entry that was read last, each once.
    own: Vec<u32>,
    read: u32,
}

/// A value as somebody wrote it.
#[derive(Clone, Copy, Debug)]
struct Spelling {
    value: u32,
    /// How many entries write it so.
    count: u32,
    /// The last entry read that does; entries are read newest first.
    last: u32,
}

impl<'a> Kind<'a> {
    /// The number of a value.
    pub(super) fn number(&mut self, value: &str) -> u32 {
        let slug = slug(value).into_boxed_str();
        if let Some(number) = self.by_slug.get(&slug) {
            return *number;
        }
        let number = self.slugs.len() as u32;
        self.by_slug.insert(slug.clone(), number);
        self.slugs.push(slug);
        number
    }

    pub(super) fn slug(&self, value: u32) -> &str {
        &self.slugs[value as usize]
    }

    /// Reads the values of an entry. `language` is the site's.
    pub(super) fn read(&mut self, by: By, entry: &'a Entry, language: Option<&'a str>) {
        self.own.clear();
        self.read += 1;
        match by {
            By::Tag => entry
                .tags
                .iter()
                .for_each(|tag| self.note(tag.as_ref().into())),
            By::Author => {
                let names = entry.authors.iter().map(|author| author.name.as_str());
                names.for_each(|name| self.note(name.into()));
            }
            By::Section => {
                if let Some(section) = entry.file.section() {
                    self.note(section.into());
                }
            }
            By::Language => {
                if let Some(language) = entry.language.as_deref().or(language) {
                    self.note(language.into());
                }
            }
            By::Year => self.note(format!("{:04}", entry.published.instant.year()).into()),
        }
    }

    fn note(&mut self, text: Cow<'a, str>) {
        let read = self.read;
        let value = match self.spellings.get_mut(&*text) {
            Some(spelling) => {
                spelling.count += 1;
                spelling.last = read;
                spelling.value
            }
            None => {
                let value = self.number(&text);
                let spelling = Spelling {
                    value,
                    count: 1,
                    last: read,
                };
                self.spellings.insert(text, spelling);
                value
            }
        };
        if !self.own.contains(&value) {
            self.own.push(value);
        }
    }

    /// The values of the entry that was read last.
    pub(super) fn own(&self) -> &[u32] {
        &self.own
    }

    /// How each value is written: as most entries write it, of equals as the oldest does.
    pub(super) fn labels(&self) -> Vec<&str> {
        let mut best: Vec<Option<(Spelling, &str)>> = vec![None; self.slugs.len()];
        for (text, spelling) in &self.spellings {
            let slot = &mut best[spelling.value as usize];
            let key = |spelling: &Spelling| (spelling.count, spelling.last);
            // One entry may write a value in two ways.
            let is_better = slot.is_none_or(|(other, other_text)| {
                (key(spelling), other_text) > (key(&other), &**text)
            });
            if is_better {
                *slot = Some((*spelling, text));
            }
        }
        let slugs = self.slugs.iter().map(|slug| &**slug);
        best.into_iter()
            .zip(slugs)
            .map(|(best, slug)| best.map_or(slug, |(_, text)| text))
            .collect()
    }
}
