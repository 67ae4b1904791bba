//! HTML pages: what `page` finds in their elements; the body is the `<article>` or `<main>`.

use dom_query::{Document, NodeRef, Selection};

use super::front_matter::before;
use super::page::page_fields;
use super::{Format, Head, Reader, Source};
use crate::article::{Body, Field, Value};
use crate::html::{flatten, text as text_of};
use crate::markup::Markup;
use crate::text::one_line;

/// HTML and XHTML, with or without front matter before it.
pub(super) const FORMAT: Format = Format {
    name: "html",
    extensions: &["html", "htm", "xhtml", "txt"],
    recognises,
    reader: Reader::Article { head, body },
};

fn recognises(source: &Source<'_>) -> bool {
    let start = source.text.trim_start().as_bytes();
    let starts =
        |mark: &[u8]| start.len() >= mark.len() && start[..mark.len()].eq_ignore_ascii_case(mark);
    starts(b"<!doctype html")
        || starts(b"<html")
        || (starts(b"<?xml") && source.text.contains("<html"))
}

fn head(source: &Source<'_>) -> Option<Head> {
    let (mut fields, start) = match before(source)? {
        Ok(found) => found,
        Err(head) => return Some(head),
    };
    let page = &source.text[start..];
    // The end of the head is enough where the head says title and date.
    if let Some(end) = memchr::memmem::find(page.as_bytes(), b"</head>") {
        let above = fields.len();
        fields.extend(page_fields(&page[..end], source.text, start));
        if says_enough(&fields) {
            return Some(Head::of(fields));
        }
        fields.truncate(above);
    }
    if !source.complete {
        return None;
    }
    fields.extend(page_fields(page, source.text, start));
    Some(Head::of(fields))
}

/// Whether the head of a page says what the article is, so that the rest need not be read: its title,
/// its date, and a person who wrote it.
fn says_enough(fields: &[Field]) -> bool {
    let has = |keys: &[&str]| {
        fields
            .iter()
            .any(|field| keys.contains(&field.key.as_str()))
    };
    has(&["title", "og:title", "headline"])
        && has(&["date", "article:published_time", "datepublished"])
        && names_author(fields)
}

/// Whether the head names somebody who is not the site: sites put their own name there.
fn names_author(fields: &[Field]) -> bool {
    let fold = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let sites: Vec<String> = fields
        .iter()
        .filter_map(|field| match field.key.as_str() {
            "og:site_name" | "application_name" => field.value.text(),
            "publisher" => field.value.get("name").and_then(Value::text),
            _ => None,
        })
        .map(fold)
        .collect();
    let address = fields
        .iter()
        .find(|field| matches!(field.key.as_str(), "<link rel=canonical>" | "og:url"))
        .and_then(|field| field.value.text())
        .map(fold)
        .unwrap_or_default();
    let is_person = |name: &str| {
        let name = name.trim();
        let folded = fold(name);
        name.contains(' ') && !sites.contains(&folded) && !address.contains(&folded)
    };
    fields
        .iter()
        .filter(|field| {
            matches!(
                field.key.as_str(),
                "author" | "creator" | "dc.creator" | "citation_author" | "labelled author"
            )
        })
        .any(|field| match &field.value {
            Value::Text(name) => is_person(name),
            Value::List(list) => list.iter().any(|who| {
                let name = who.get("name").unwrap_or(who);
                name.text().is_some_and(is_person)
            }),
            who => who.get("name").and_then(Value::text).is_some_and(is_person),
        })
}

/// The element that holds the text: the only or longest `<article>`, else `<main>`.
fn main_part(document: &Document) -> Option<NodeRef<'_>> {
    const PLACES: [&str; 4] = [
        "[itemprop=\"articleBody\"], .e-content",
        "article",
        "main, [role=\"main\"]",
        "#content",
    ];
    PLACES.iter().find_map(|selector| {
        let found: Selection<'_> = document.select(selector);
        found
            .nodes()
            .iter()
            .copied()
            .max_by_key(|node| node.normalized_char_count())
    })
}

trait FindDescendant<'a> {
    fn find_descendant(&self, name: &str) -> Option<NodeRef<'a>>;
}

impl<'a> FindDescendant<'a> for NodeRef<'a> {
    fn find_descendant(&self, name: &str) -> Option<NodeRef<'a>> {
        self.descendants_it().find(|node| node.has_name(name))
    }
}

fn body(source: &Source<'_>) -> Body {
    let start = match before(source) {
        Some(Ok((_, start))) => start,
        _ => 0,
    };
    let page = flatten(&source.text[start..]);
    let document = Document::from(&*page);
    let part = main_part(&document).or_else(|| document.body());
    let text = match part {
        Some(part) => {
            let title = text_of(&document.select_single("head title, title").html());
            strip(&part, &title);
            part.inner_html().to_string()
        }
        None => page.into_owned(),
    };
    Body {
        markup: Markup::Html,
        text,
        line: 0,
    }
}

/// Removes what is not the text: the heading that repeats the title, navigation, the page's footer.
fn strip(part: &NodeRef<'_>, title: &str) {
    let heading = part.find_descendant("h1").filter(|heading| {
        let text = one_line(&heading.formatted_text());
        !text.is_empty() && title.contains(&text)
    });
    if let Some(heading) = heading {
        heading.remove_from_parent();
    }
    let outside: Vec<_> = part
        .descendants_it()
        .filter(|node| {
            ["nav", "footer", "aside"]
                .iter()
                .any(|name| node.has_name(name))
        })
        .collect();
    for node in outside {
        node.remove_from_parent();
    }
}
