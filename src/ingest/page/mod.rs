//! What the elements of a page say about its article: structured data, meta elements, microdata,
//! microformats, the classes that content management systems write, and the text near the title.
//!
//! Nothing is decided here: every candidate becomes a field, named for where it stands. `normalise`
//! ranks the names and reads the values.

mod address;
mod authors;
mod dates;
mod elements;
mod head;
mod heading;
mod image;
mod labels;
mod structured;
mod text;
mod topics;
mod unlabelled;

use std::cell::Cell;

use self::elements::{Element, Page};
use self::labels::{
    is_article_name, is_label_of_entry, is_label_of_others, is_label_of_outside, is_word_of,
};
use crate::article::{Field, OriginKind};
use crate::text::line_at;

/// Candidates of one kind that are kept.
const MAX_CANDIDATES: usize = 12;

/// Fields of a page that are kept; pages of persons have a hundred.
const MAX_FIELDS: usize = 1000;

/// How many bytes of an element's text can matter to a name, a date or a title.
const MAX_TEXT: usize = 2000;

/// Every field that the elements of a page give. `offset` is where the page begins in `whole`.
pub(super) fn page_fields(page: &str, whole: &str, offset: usize) -> Vec<Field> {
    let page = Page::read(page);
    let mut finder = Finder {
        heading: None,
        page: &page,
        whole,
        offset,
        fields: Vec::new(),
        counted: Cell::new((0, 1)),
    };
    finder.head();
    finder.labelled_author();
    finder.heading = heading::heading(&page, &finder.fields);
    finder.heading();
    finder.addresses();
    finder.address_day();
    finder.dates();
    finder.texts_near_title();
    finder.labelled_texts();
    finder.unlabelled_dates();
    finder.authors();
    finder.bylines();
    finder.tags();
    finder.first_paragraph();
    finder.image_size();
    finder.fields
}

struct Finder<'a> {
    page: &'a Page<'a>,
    whole: &'a str,
    offset: usize,
    /// The element that holds the title.
    heading: Option<usize>,
    fields: Vec<Field>,
    /// An offset in `whole`, and its line.
    counted: Cell<(usize, u32)>,
}

impl Finder<'_> {
    fn add(&mut self, key: &str, value: &str, at: usize) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let same = |field: &Field| field.key == key && field.value.text() == Some(value);
        if self.fields.len() >= MAX_FIELDS || self.fields.iter().any(same) {
            return;
        }
        let line = self.line(at);
        self.fields
            .push(Field::text(OriginKind::Element, key, value, line));
    }

    /// The line of an offset, counted from the last one asked for where that lies before it.
    fn line(&self, at: usize) -> u32 {
        let at = (self.offset + at).min(self.whole.len());
        let (before, line) = self.counted.get();
        let line = match self.whole.as_bytes().get(before..at) {
            Some(between) => line + memchr::memchr_iter(b'\n', between).count() as u32,
            None => line_at(self.whole, at),
        };
        self.counted.set((at, line));
        line
    }

    /// Whether a property belongs to the page's own article and not to a thing in it.
    fn describes_article(&self, element: &Element<'_>) -> bool {
        for outer in self.page.around_element(element) {
            if outer.has("itemscope") {
                let kind = outer.attribute("itemtype").unwrap_or_default();
                return kind.is_empty() || is_article_name(&kind) || kind.ends_with("WebPage");
            }
        }
        true
    }

    /// Whether an element stands in a part of the page that is not the article: navigation,
    /// comments, lists of other articles.
    fn is_outside(&self, index: usize) -> bool {
        self.is_within(index, |outer| {
            let of_entry = outer.labels().any(is_label_of_entry);
            let is_around = ["nav", "aside", "footer"].iter().any(|name| outer.is(name))
                || outer.labels().any(is_label_of_outside);
            is_around && !of_entry && !self.in_article(outer)
        })
    }

    /// Whether an element stands among comments or in a list of other articles.
    fn is_of_others(&self, index: usize) -> bool {
        self.is_within(index, |outer| outer.labels().any(is_label_of_others))
    }

    /// Whether an element, or one around it that does not hold the title too, is of a kind.
    fn is_within(&self, index: usize, is_kind: impl Fn(&Element<'_>) -> bool) -> bool {
        let heading = self.heading.map(|h| self.page.elements[h].start);
        let own = std::iter::once(&self.page.elements[index]);
        own.chain(self.page.around(index)).any(|outer| {
            let holds_title = heading.is_some_and(|at| outer.start < at && at < outer.end);
            let is_frame = ["html", "body", "main"].iter().any(|name| outer.is(name));
            !holds_title && !is_frame && is_kind(outer)
        })
    }

    /// Whether an element is the foot of the article that has the title, and not that of the site.
    fn in_article(&self, element: &Element<'_>) -> bool {
        let Some(heading) = self.heading.map(|h| self.page.elements[h].start) else {
            return false;
        };
        let is_foot = element.is("footer") || element.labels().any(|l| is_word_of(l, &["footer"]));
        is_foot
            && self.page.around_element(element).any(|outer| {
                let is_article =
                    outer.is("article") || outer.labels().any(|l| is_word_of(l, &["article"]));
                is_article && outer.start < heading && heading < outer.end
            })
    }

    /// How many elements stand between one and the title: those before it count thrice.
    fn distance(&self, index: usize) -> usize {
        match self.heading {
            Some(heading) if index < heading => (heading - index) * 3,
            Some(heading) => index - heading,
            None => index,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(page: &str) -> Vec<String> {
        page_fields(page, page, 0)
            .iter()
            .map(|field| format!("{}={}", field.key, field.value.text().unwrap_or("…")))
            .collect()
    }

    #[test]
    fn an_author_who_is_only_referred_to_takes_the_name_in_the_graph() {
        let found = fields(
            "<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}},\
             {\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ada Lovelace\"},]}</script>",
        );
        assert!(
            found.contains(&"author=Ada Lovelace".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn dates_and_names_near_the_title_are_told_from_those_of_other_articles() {
        let found = fields(
            "<title>Fog in the harbour</title><aside class=recent-posts><time>3 May 2020</time></aside>\
             <h2>Fog in the harbour</h2><p class=post-meta>5 May 2020</p><p>By <a href=/x>Ada Lovelace</a></p>\
             <p>The text.</p><div class=comments><span class=date>7 May 2020</span></div>",
        );
        assert!(found.contains(&"<h1>=Fog in the harbour".to_owned()));
        assert!(found.contains(&"<date>=5 May 2020".to_owned()));
        assert!(found.contains(&"text byline=By Ada Lovelace".to_owned()));
        assert!(!found.iter().any(|f| f.starts_with("<time")), "{found:?}");
        assert!(!found.contains(&"<date>=7 May 2020".to_owned()));
    }
}
