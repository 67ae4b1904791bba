//! HTML pages: structured data, meta elements, `<title>`, `<time>`, canonical link; the body is the
//! `<article>` or `<main>`.

use dom_query::{Document, NodeRef, Selection};

use super::front_matter::{before, json};
use super::{Format, Head, Reader, Source};
use crate::article::{Body, Field, OriginKind, Value, fold_key};
use crate::html::{flatten, text as text_of};
use crate::markup::Markup;
use crate::text::{line_at, one_line};

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
        fields.extend(page_fields(&page[..end], source.text));
        if says_enough(&fields) {
            return Some(Head::of(fields));
        }
        fields.truncate(above);
    }
    if !source.complete {
        return None;
    }
    fields.extend(page_fields(page, source.text));
    Some(Head::of(fields))
}

fn says_enough(fields: &[Field]) -> bool {
    let has = |keys: &[&str]| {
        fields
            .iter()
            .any(|field| keys.contains(&field.key.as_str()))
    };
    has(&["title", "og:title", "headline"])
        && has(&["date", "article:published_time", "datepublished"])
}

/// Every field that the elements of a page give, in the order of the page.
fn page_fields(page: &str, whole: &str) -> Vec<Field> {
    let document = Document::from(&*flatten(page));
    let mut fields = Vec::new();
    let mut finder = Finder {
        whole,
        fields: &mut fields,
    };

    for script in document
        .select("script[type=\"application/ld+json\"]")
        .iter()
    {
        finder.structured_data(&script.text());
    }
    for meta in document.select("meta[content]").iter() {
        let key = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|name| meta.attr(name));
        if let (Some(key), Some(content)) = (key, meta.attr("content")) {
            finder.add(&fold_key(&key), &content, &key);
        }
    }
    if let Some(language) = document.select("html").attr("lang") {
        finder.add("<html lang>", &language, "lang=");
    } else if let Some(language) = document.select("html").attr("xml:lang") {
        finder.add("<html lang>", &language, "xml:lang=");
    }
    if let Some(link) = document.select("link[rel~=\"canonical\"]").attr("href") {
        finder.add("<link rel=canonical>", &link, "canonical");
    }
    finder.add(
        "<title>",
        &document.select_single("head title, title").text(),
        "<title",
    );
    let inside = main_part(&document);
    let heading = inside
        .as_ref()
        .map(|part| part.find_descendant("h1"))
        .unwrap_or_default();
    if let Some(heading) = heading.or_else(|| document.select_single("h1").nodes().first().copied())
    {
        finder.add("<h1>", &one_line(&heading.formatted_text()), "<h1");
    }
    if let Some(date) = date_element(&document) {
        finder.add("<time>", &date, "<time");
    }
    fields
}

struct Finder<'a> {
    whole: &'a str,
    fields: &'a mut Vec<Field>,
}

impl Finder<'_> {
    /// `near` is text of the page that tells the line.
    fn add(&mut self, key: &str, value: &str, near: &str) {
        if value.trim().is_empty() {
            return;
        }
        let line = memchr::memmem::find(self.whole.as_bytes(), near.as_bytes())
            .map_or(0, |offset| line_at(self.whole, offset));
        self.fields
            .push(Field::text(OriginKind::Element, key, value.trim(), line));
    }

    /// The fields of the article that JSON-LD describes (schema.org `Article` and its kinds).
    fn structured_data(&mut self, data: &str) {
        const WANTED: [&str; 7] = [
            "headline",
            "datepublished",
            "datemodified",
            "author",
            "description",
            "inlanguage",
            "keywords",
        ];
        let line = memchr::memmem::find(self.whole.as_bytes(), b"application/ld+json")
            .map_or(0, |offset| line_at(self.whole, offset));
        let wrapped = format!("{{\"@graph\":{}}}", data.trim());
        let Ok(fields) = json(&wrapped, line, OriginKind::StructuredData) else {
            return;
        };
        let mut waiting: Vec<Value> = fields.into_iter().map(|field| field.value).collect();
        let mut looked = 0;
        while let Some(value) = waiting.pop() {
            looked += 1;
            if looked > 1000 {
                return;
            }
            match value {
                Value::List(list) => waiting.extend(list.into_iter().rev()),
                Value::Map(map) => {
                    let is_article = map
                        .iter()
                        .any(|field| field.key == "@type" && is_article_type(&field.value));
                    if is_article {
                        let wanted = map
                            .into_iter()
                            .filter(|field| WANTED.contains(&field.key.as_str()));
                        self.fields
                            .extend(wanted.map(|field| Field { line, ..field }));
                        return;
                    }
                    waiting.extend(
                        map.into_iter()
                            .filter(|field| matches!(field.key.as_str(), "@graph" | "mainentity"))
                            .map(|field| field.value),
                    );
                }
                _ => {}
            }
        }
    }
}

fn is_article_type(value: &Value) -> bool {
    match value {
        Value::Text(kind) => {
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
        }
        Value::List(list) => list.iter().any(is_article_type),
        _ => false,
    }
}

/// The date that an element gives: of publication first, in the article first.
fn date_element(document: &Document) -> Option<String> {
    const PLACES: [&str; 6] = [
        "[itemprop=\"datePublished\"]",
        "time[pubdate], time.published, time.entry-date, time.dt-published, .dt-published",
        "article header time, main header time",
        "article time[datetime], main time[datetime]",
        "time[datetime]",
        "article time, main time",
    ];
    PLACES.iter().find_map(|selector| {
        let found = document.select_single(selector);
        ["datetime", "content"]
            .iter()
            .find_map(|name| found.attr(name))
            .map(|value| value.to_string())
            .or_else(|| Some(one_line(&found.text())))
            .filter(|value| !value.trim().is_empty())
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
