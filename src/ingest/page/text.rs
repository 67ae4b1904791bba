//! The first paragraph, where the head has no summary.

use super::Finder;
use super::authors::byline;
use super::elements::Element;

/// Characters of the shortest paragraph; a `<div>` is one only where it says more than a caption.
const SHORTEST: usize = 20;
const SHORTEST_BLOCK: usize = 80;

/// Paragraphs looked at.
const MAX_LOOKED: usize = 60;

impl Finder<'_> {
    /// The first paragraph that says something, where the head has no summary.
    pub(super) fn first_paragraph(&mut self) {
        const KEYS: [&str; 7] = [
            "description",
            "article.description",
            "og:description",
            "twitter:description",
            "dc.description",
            "dcterms.description",
            "dcterms.abstract",
        ];
        if self
            .fields
            .iter()
            .any(|field| KEYS.contains(&field.key.as_str()))
        {
            return;
        }
        let from = self.heading.unwrap_or(0);
        let mut looked = 0;
        for (index, element) in self.page.elements.iter().enumerate().skip(from) {
            let block = element.is("div") || element.is("section");
            if !element.is("p") && !block || block && self.holds_blocks(index) {
                continue;
            }
            looked += 1;
            if looked > MAX_LOOKED {
                return;
            }
            let shortest = if block { SHORTEST_BLOCK } else { SHORTEST };
            let text = self.seen_text(index, element);
            if text.chars().count() >= shortest
                && byline(&text).is_none()
                && !self.is_outside(index)
            {
                self.add("<p>", &text, element.start);
                return;
            }
        }
    }

    /// Whether an element has others in it that stand on lines of their own.
    fn holds_blocks(&self, index: usize) -> bool {
        const BLOCKS: [&str; 22] = [
            "p",
            "div",
            "section",
            "article",
            "ul",
            "ol",
            "dl",
            "table",
            "form",
            "nav",
            "aside",
            "header",
            "footer",
            "main",
            "h1",
            "h2",
            "h3",
            "h4",
            "pre",
            "figure",
            "iframe",
            "blockquote",
        ];
        let inside = self.page.inside(index).iter();
        inside
            .take(MAX_LOOKED)
            .any(|inner| BLOCKS.iter().any(|name| inner.is(name)))
    }

    /// The text of an element without what nobody sees.
    fn seen_text(&self, index: usize, element: &Element<'_>) -> String {
        let end = element.end.min(element.inside + 6000);
        let mut text = String::new();
        let mut at = element.inside;
        for inner in self.page.inside(index) {
            if inner.start >= at && inner.start < end && is_hidden(inner) {
                text.push_str(&self.page.text_between(at, inner.start));
                text.push(' ');
                at = inner.end;
            }
        }
        text.push_str(&self.page.text_between(at, end));
        crate::text::one_line(&text)
    }
}

fn is_hidden(element: &Element<'_>) -> bool {
    element.has("hidden") || element.has_word("aria-hidden", "true")
}
