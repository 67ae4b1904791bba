//! The first paragraph, where the head has no summary.

use super::Finder;

impl Finder<'_> {
    /// The first paragraph that says something, where the head has no summary.
    pub(super) fn first_paragraph(&mut self) {
        const KEYS: [&str; 4] = [
            "description",
            "og:description",
            "twitter:description",
            "dc.description",
        ];
        if self
            .fields
            .iter()
            .any(|field| KEYS.contains(&field.key.as_str()))
        {
            return;
        }
        let from = self.heading.unwrap_or(0);
        let paragraphs = self.page.elements.iter().enumerate().skip(from);
        for (index, element) in paragraphs.filter(|(_, element)| element.is("p")).take(40) {
            let text = self.page.text_of(element, 3000);
            if text.chars().count() >= 20 && !self.is_outside(index) {
                self.add("<p>", &text, element.start);
                return;
            }
        }
    }
}
