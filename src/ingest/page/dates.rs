//! Dates that a page shows: `<time>`, microdata, classes, and texts near the title.

use super::labels::{is_label_of_date, is_word_of, label_holds};
use super::{Finder, MAX_CANDIDATES};
use crate::article::Field;
use crate::html::decode_entities;

impl Finder<'_> {
    pub(super) fn dates(&mut self) {
        let mut found: Vec<(u8, usize, usize, &'static str, String)> = Vec::new();
        for (index, element) in self.page.elements.iter().enumerate() {
            if element.is_bare() && !element.is("time") {
                continue;
            }
            let labels: Vec<&str> = element.labels().collect();
            let is_time = element.is("time");
            if labels.is_empty() && !is_time && !element.has("itemprop") {
                continue;
            }
            let property = element.attribute("itemprop").unwrap_or_default();
            let has_property = |name: &str| {
                property
                    .split_ascii_whitespace()
                    .any(|one| one.eq_ignore_ascii_case(name))
            };
            let published = has_property("datePublished")
                || is_time && element.has("pubdate")
                || labels.iter().any(|label| {
                    is_word_of(label, &["dt-published"])
                        || (is_time || element.is("abbr"))
                            && is_word_of(
                                label,
                                &["published", "entry-date", "post-date", "date-published"],
                            )
                });
            let updated = has_property("dateModified")
                || labels
                    .iter()
                    .any(|label| label_holds(label, &["updated", "modified", "dt-updated"]))
                    && !published;
            let labelled = || labels.iter().any(|label| is_label_of_date(label));
            if element.is("meta")
                || element.is("html")
                || element.is("body")
                || !(published || updated || is_time || has_property("dateCreated") || labelled())
                || element.end - element.inside > 4000 && !published
            {
                continue;
            }
            let text = ["datetime", "content", "title", "data-datetime", "data-date"]
                .iter()
                .filter_map(|name| element.attribute(name))
                .map(|value| value.trim().to_owned())
                .find(|value| has_digits(value) && value.len() <= 100)
                .unwrap_or_else(|| self.page.text_of(element, 600));
            if !has_digits(&text) || text.chars().count() > 160 || self.is_outside(index) {
                continue;
            }
            let distance = self.distance(index);
            let near = self.heading.is_some() && distance <= 80;
            let in_article = || {
                self.page
                    .around(index)
                    .any(|outer| outer.is("article") || outer.is("main"))
            };
            let (rank, key) = if updated {
                (9, "<time updated>")
            } else if published && (near || self.describes_article(element)) {
                (0, "<time published>")
            } else if is_time && near {
                (1, "<time>")
            } else if labelled() && near {
                (2, "<date>")
            } else if is_time && in_article() {
                (3, "<time in text>")
            } else if is_time {
                (4, "<time elsewhere>")
            } else {
                (5, "<date elsewhere>")
            };
            found.push((rank, distance, element.start, key, text));
        }
        found.sort();
        // Far from the title, several dates are those of other articles.
        for rank in [4, 5] {
            if found.iter().filter(|date| date.0 == rank).count() > 2 {
                found.retain(|date| date.0 != rank);
            }
        }
        let mut count = [0; 10];
        for (rank, _, at, key, text) in found {
            let count = &mut count[usize::from(rank)];
            *count += 1;
            if *count <= MAX_CANDIDATES {
                self.add(key, &text, at);
            }
        }
    }

    /// Short texts around the title that hold the digits of a date, or begin as bylines do.
    pub(super) fn texts_near_title(&mut self) {
        let Some(index) = self.heading else {
            return;
        };
        let heading = &self.page.elements[index];
        let behind = self
            .page
            .chunks(heading.end, heading.end.saturating_add(30_000));
        let before = self
            .page
            .chunks(heading.start.saturating_sub(1500), heading.start);
        for (key, chunks, limit) in [
            ("text after title", behind, 6),
            ("text before title", before, 6),
        ] {
            let mut taken = 0;
            let texts = chunks.filter(|(_, chunk, _)| !chunk.trim().is_empty());
            for (at, chunk, _) in texts.take(60) {
                let length = chunk.chars().count();
                if !(6..=300).contains(&length) || !has_year_or_points(chunk) {
                    continue;
                }
                let text = self.page.text_between(at, at + chunk.len());
                let holder = self.page.holder(at);
                if text.chars().count() > 120
                    || holder.is_some_and(|index| self.is_of_others(index))
                {
                    continue;
                }
                let key = if says_published(&text) {
                    "text published"
                } else if says_updated(&text) {
                    "text updated"
                } else {
                    key
                };
                self.add(key, &text, at);
                taken += 1;
                if taken == limit {
                    break;
                }
            }
        }
    }

    /// Texts anywhere that say themselves to be the page's date: `Stand: …`, `Updated …`.
    pub(super) fn labelled_texts(&mut self) {
        let known = |field: &Field| keys_of_date().contains(&field.key.as_str());
        if self.fields.iter().any(known) {
            return;
        }
        let mut label: Option<usize> = None;
        let mut found = Vec::new();
        for (at, chunk, _) in self.page.chunks(0, self.page.text.len()) {
            if chunk.trim().is_empty() {
                continue;
            }
            let short = chunk.len() <= 200;
            let starts = short && is_label_text(&decode_entities(chunk));
            let dated = short && has_year_or_points(chunk);
            if dated && (starts || label.is_some()) {
                found.push((label.unwrap_or(at), at + chunk.len()));
            }
            label = (starts && !dated).then_some(at);
        }
        let mut texts: Vec<(bool, usize, String)> = found
            .into_iter()
            .take(2)
            .map(|(from, end)| {
                let text = self.page.text_between(from, end);
                (says_updated(&text), from, text)
            })
            .collect();
        texts.sort();
        for (_, from, text) in texts {
            self.add("text label", &text, from);
        }
    }
}

/// Whether a text begins by saying that a publication follows.
fn says_published(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "publi",
        "posted",
        "pubbl",
        "veröffentlich",
        "erstellt",
        "опубликов",
        "gepubliceerd",
        "geplaatst",
        "publicerad",
        "publisert",
        "udgivet",
        "opublikowan",
        "yayın",
        "julkaistu",
        "objavljeno",
        "first published",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.starts_with(word))
}

fn has_digits(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

/// Whether a text holds four digits in a row, or as many apart by points as a date has.
pub(super) fn has_year_or_points(text: &str) -> bool {
    let mut run = 0;
    let mut runs = 0;
    for c in text.chars() {
        if c.is_numeric() {
            run += 1;
            if run == 1 {
                runs += 1;
            }
            if run == 4 {
                return true;
            }
        } else {
            run = 0;
        }
    }
    runs >= 3
}

/// Whether a text begins by saying that a change follows.
fn says_updated(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "updated",
        "last ",
        "letzte ",
        "zuletzt ",
        "aktualisiert",
        "mis à jour",
        "mise à jour",
        "actualizado",
        "aggiornato",
        "atualizado",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.starts_with(word))
}

/// The fields that date a page for certain.
fn keys_of_date() -> &'static [&'static str] {
    &[
        "date",
        "datepublished",
        "article:published_time",
        "address date",
        "<time published>",
        "<time>",
        "<date>",
    ]
}

/// Whether a text begins as a label of a date does.
fn is_label_text(text: &str) -> bool {
    const WORDS: [&str; 25] = [
        "stand:",
        "stand ",
        "datum",
        "date:",
        "date ",
        "updated",
        "last updated",
        "last modified",
        "last update",
        "aktualisiert",
        "letzte änderung",
        "letzte aktualisierung",
        "zuletzt ",
        "mis à jour",
        "mise à jour",
        "actualizado",
        "aggiornato",
        "atualizado",
        "erschienen",
        "dieser artikel wurde",
        "dieser beitrag wurde",
        "this entry was posted",
        "was posted on",
        "was published on",
        "wurde am",
    ];
    let start: String = text.trim_start().chars().take(40).collect();
    let start = start.to_lowercase();
    WORDS.iter().any(|word| start.starts_with(word)) || says_published(&start)
}
