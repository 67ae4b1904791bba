//! Who wrote it, as elements and bylines say.

use super::labels::{is_label_of_author, is_word_of, leads_to_author};
use super::{Finder, MAX_CANDIDATES};

impl Finder<'_> {
    pub(super) fn authors(&mut self) {
        let mut found: Vec<(u8, usize, usize, &'static str, String)> = Vec::new();
        for (index, element) in self.page.elements.iter().enumerate() {
            if element.is_bare() {
                continue;
            }
            if ["meta", "html", "body", "link", "img", "main", "article"]
                .iter()
                .any(|name| element.is(name))
            {
                continue;
            }
            let (rank, key) = if element.has_word("itemprop", "author") {
                (0, "<author>")
            } else if element.has_word("rel", "author") {
                (1, "<a rel=author>")
            } else if element.labels().any(is_label_of_author)
                || element.is("a")
                    && element
                        .attribute("href")
                        .is_some_and(|to| leads_to_author(&to))
            {
                (2, "<byline>")
            } else {
                continue;
            };
            if element.end - element.inside > 6000 || self.is_outside(index) {
                continue;
            }
            let distance = self.distance(index);
            if rank == 2 && (self.heading.is_none() || distance > 300) {
                continue;
            }
            // A box about the author has the name in one of its elements.
            let name = self.page.inside(index).iter().find(|inner| {
                inner.has_word("itemprop", "name")
                    || inner
                        .labels()
                        .any(|label| is_word_of(label, &["fn", "p-name"]))
                    || rank != 2 && inner.has_word("rel", "author")
            });
            let text = match name {
                Some(name) => name
                    .attribute("content")
                    .map(|value| value.trim().to_owned())
                    .unwrap_or_else(|| self.page.words_of(name, 300)),
                None => self.page.words_of(element, 400),
            };
            let length = text.chars().count();
            if !(2..=120).contains(&length) {
                continue;
            }
            found.push((rank, distance, element.start, key, text));
        }
        found.sort();
        let mut count = [0; 3];
        for (rank, _, at, key, text) in found {
            let count = &mut count[usize::from(rank)];
            *count += 1;
            if *count <= MAX_CANDIDATES {
                self.add(key, &text, at);
            }
        }
    }

    /// Texts behind the title that begin as bylines do.
    pub(super) fn bylines(&mut self) {
        let Some(index) = self.heading else {
            return;
        };
        let from = self.page.elements[index].end;
        let texts: Vec<(usize, &str)> = self
            .page
            .chunks(from, from.saturating_add(20_000))
            .filter(|(_, chunk, _)| !chunk.trim().is_empty())
            .map(|(at, chunk, _)| (at, chunk))
            .take(40)
            .collect();
        let mut found = Vec::new();
        for (at, &(offset, chunk)) in texts.iter().enumerate() {
            if chunk.len() > 120 {
                continue;
            }
            let end = match byline(chunk) {
                Some(true) => offset + chunk.len(),
                Some(false) => match texts.get(at + 1) {
                    Some(&(next, name)) if name.chars().count() <= 60 => next + name.len(),
                    _ => continue,
                },
                None => continue,
            };
            found.push((offset, end));
        }
        if let Some(&(offset, end)) = found.first() {
            let text = self.page.words_between(offset, end);
            self.add("text byline", &text, offset);
        }
    }
}

/// A text that begins as a byline does: whether the name follows in it, or in the next text.
pub(super) fn byline(text: &str) -> Option<bool> {
    const WORDS: [&str; 20] = [
        "by",
        "von",
        "par",
        "por",
        "di",
        "door",
        "av",
        "af",
        "autor",
        "autorin",
        "author",
        "auteur",
        "autore",
        "text",
        "written by",
        "posted by",
        "geschrieben von",
        "ein artikel von",
        "ein beitrag von",
        "verfasst von",
    ];
    let text = text.trim().trim_end_matches("&nbsp;");
    let lower = text.to_lowercase();
    let word = WORDS
        .iter()
        .filter(|word| lower.starts_with(**word) && text.is_char_boundary(word.len()))
        .max_by_key(|word| word.len())?;
    let behind = &text[word.len()..];
    let name = behind.trim_start_matches([':', ' ', '\u{a0}']);
    if name.is_empty() {
        return Some(false);
    }
    let apart = name.len() < behind.len();
    let begins = name.chars().next().is_some_and(char::is_uppercase);
    (apart && begins && name.chars().count() <= 60).then_some(true)
}
