//! The element that holds the title.

use super::elements::Page;
use super::labels::{is_label_of_outside, is_word_of, label_holds};
use super::{Finder, MAX_TEXT};
use crate::article::Field;

impl Finder<'_> {
    pub(super) fn heading(&mut self) {
        if let Some(index) = self.heading {
            let element = &self.page.elements[index];
            let text = self.page.text_of(element, MAX_TEXT);
            self.add("<h1>", &text, element.start);
        }
    }
}

/// The element that holds the title: the one that the head's titles repeat, one that says so, or an
/// `<h1>` in the article.
pub(super) fn heading(page: &Page<'_>, fields: &[Field]) -> Option<usize> {
    const MARKED: [&str; 8] = [
        "entry-title",
        "post-title",
        "article-title",
        "p-name",
        "headline",
        "article__title",
        "post__title",
        "article-headline",
    ];
    let titles: Vec<String> = fields
        .iter()
        .filter(|field| matches!(field.key.as_str(), "<title>" | "og:title" | "headline"))
        .filter_map(|field| field.value.text().map(letters))
        .collect();
    let mut best: Option<(i32, usize)> = None;
    for (index, element) in page.elements.iter().enumerate() {
        let name = element.name.as_bytes();
        let level = match name {
            [b'h' | b'H', level @ b'1'..=b'6'] => level - b'0',
            _ => continue,
        };
        let text = letters(&page.text_of(element, MAX_TEXT));
        if text.is_empty() {
            continue;
        }
        let marked = element.has_word("itemprop", "headline")
            || element.labels().any(|label| is_word_of(label, &MARKED));
        // A name of the site is in most titles too, at their end or start; an article's is longer.
        let length = text.chars().count();
        let repeated = titles.iter().any(|title| {
            length >= 10 && title.contains(&text) && length * 5 >= title.chars().count() * 2
        });
        if level > 1 && !marked && !repeated {
            continue;
        }
        let mut score = 0;
        score += if level == 1 { 4 } else { 0 };
        score += if marked { 3 } else { 0 };
        score += if repeated { 6 } else { 0 };
        let own = std::iter::once(element);
        for outer in own.chain(page.around(index)) {
            let is = |names: &[&str]| names.iter().any(|name| outer.is(name));
            if is(&["html", "body"]) {
                continue;
            }
            score += if is(&["article"]) { 2 } else { 0 };
            score += if is(&["main"]) { 1 } else { 0 };
            score -= if is(&["nav", "aside", "footer"]) {
                4
            } else {
                0
            };
            let of_site = outer.labels().any(|label| {
                label_holds(label, &["logo", "brand", "branding"])
                    || is_word_of(
                        label,
                        &["site-title", "site-name", "sitename", "site_title"],
                    )
            });
            score -= if of_site { 5 } else { 0 };
            score -= if outer.labels().any(is_label_of_outside) {
                3
            } else {
                0
            };
        }
        if best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, index));
        }
    }
    best.filter(|&(score, _)| score > -4)
        .map(|(_, index)| index)
}

/// The letters and digits of a text in lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
