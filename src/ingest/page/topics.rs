//! Tags: links that say so, and links to lists of articles on a topic.

use super::Finder;
use super::labels::{is_word_of, leads_to_topic};

impl Finder<'_> {
    pub(super) fn tags(&mut self) {
        let mut found = Vec::new();
        for (index, element) in self.page.elements.iter().enumerate() {
            if !element.is("a") {
                continue;
            }
            let to_topic = || {
                let distance = self.distance(index);
                self.heading
                    .is_some_and(|heading| index > heading && distance < 500)
                    && element
                        .attribute("href")
                        .is_some_and(|address| leads_to_topic(&address))
            };
            let marked = element.has_word("rel", "tag")
                || to_topic()
                || element
                    .labels()
                    .any(|label| is_word_of(label, &["p-category"]));
            if marked && !self.is_outside(index) {
                found.push((element.start, self.page.text_of(element, 200)));
            }
        }
        for (at, text) in found {
            if text.chars().count() <= 60 {
                self.add("<a rel=tag>", &text, at);
            }
        }
    }
}
