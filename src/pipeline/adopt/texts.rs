//! The texts of entries and articles, as far as they are compared.

use std::collections::HashMap;

use rayon::prelude::*;

use super::matching::MOST_OF_THE_TEXT;
use crate::entry::Entry;
use crate::html;
use crate::ledger::Sketch;
use crate::subscribed::Item;

/// Of more pairs of texts, none is told by its text alone.
const MAX_COMPARED: usize = 4_000_000;

/// Letters of a text that may be known by itself; one of a few words is that of many articles.
const ENOUGH: usize = 40;

/// What was read of the texts.
#[derive(Default)]
pub(super) struct Texts {
    items: HashMap<usize, Words>,
    entries: HashMap<usize, EntryWords>,
}

/// How alike a text is to others.
struct Words {
    /// Letters.
    count: usize,
    sketch: Option<Sketch>,
}

impl Words {
    /// Of at most `limit` letters: scripts without spaces have no words to count.
    fn of(text: &str, limit: usize) -> Self {
        let end = text
            .char_indices()
            .nth(limit)
            .map_or(text.len(), |(at, _)| at);
        let start = &text[..end];
        Words {
            count: start.chars().count(),
            sketch: Sketch::of(start),
        }
    }
}

/// The same of the beginnings of an article, each twice as long as the one before.
struct EntryWords(Vec<Words>);

impl EntryWords {
    fn of(text: &str, shortest: usize, longest: usize) -> Self {
        let whole = Words::of(text, usize::MAX);
        let mut limit = shortest.max(ENOUGH);
        let end = whole.count.min(longest.saturating_mul(2));
        let mut starts = vec![whole];
        while limit < end {
            starts.push(Words::of(text, limit));
            limit *= 2;
        }
        EntryWords(starts)
    }
}

impl Texts {
    /// Of some items and entries. `read` gives the words of an article.
    pub(super) fn read(
        all_items: &[&Item],
        items: &[usize],
        all_entries: &[&Entry],
        entries: &[usize],
        read: &(dyn Fn(&Entry) -> Option<String> + Sync),
    ) -> Self {
        let item_texts: HashMap<usize, Words> = items
            .par_iter()
            .map(|item| {
                (
                    *item,
                    Words::of(&html::text(all_items[*item].text()), usize::MAX),
                )
            })
            .collect();
        // A feed may carry the beginning alone: as much of each article is compared.
        let shortest = item_texts.values().map(|words| words.count).min();
        let longest = item_texts.values().map(|words| words.count).max();
        let entry_texts: HashMap<usize, EntryWords> = entries
            .par_iter()
            .filter_map(|entry| {
                let text = read(all_entries[*entry])?;
                Some((*entry, EntryWords::of(&text, shortest?, longest?)))
            })
            .collect();
        Texts {
            items: item_texts,
            entries: entry_texts,
        }
    }

    /// How many of sixteen parts two texts share; 0 where one of them was not read.
    pub(super) fn alike(&self, item: usize, entry: usize) -> usize {
        let (Some(item), Some(entry)) = (self.items.get(&item), self.entries.get(&entry)) else {
            return 0;
        };
        let alike = |words: &Words| words.sketch.zip(item.sketch).map(|(a, b)| a.alike(&b));
        entry.0.iter().filter_map(alike).max().unwrap_or(0)
    }

    /// Pairs that the text alone tells.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let items = self.items.iter().filter(|(_, words)| words.count >= ENOUGH);
        let items: Vec<usize> = items.map(|(item, _)| *item).collect();
        if items.len() * self.entries.len() > MAX_COMPARED {
            return pairs;
        }
        for item in items {
            let likely = self.entries.keys().copied();
            pairs.extend(
                likely
                    .filter(|entry| self.alike(item, *entry) >= MOST_OF_THE_TEXT)
                    .map(|entry| (item, entry)),
            );
        }
        pairs
    }
}
