//! HTML pages: what `page` finds in their elements, and the body that `html_body` finds.

use super::front_matter::before;
use super::page::page_fields;
use super::{Format, Head, Reader, Source, html_body, templates};
use crate::article::{Body, Field, Value};
use crate::html::flatten;
use crate::markup::Markup;

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
    if let Some(end) = memchr::memmem::find(page.as_bytes(), b"</head>")
        && (!fields.is_empty() || could_say_enough(&page[..end]))
    {
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

/// Whether a head has the words without which it cannot say enough, for to look at it costs as much as
/// to look at that part of the whole page.
fn could_say_enough(head: &str) -> bool {
    let holds = |word: &str| memchr::memmem::find(head.as_bytes(), word.as_bytes()).is_some();
    (holds("ublished") || holds("PUBLISHED")) && (holds("uthor") || holds("reator"))
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
        && !fields.iter().any(may_show_other_day)
}

/// Whether a date is an instant in UTC at an hour at which clocks elsewhere show another day: then the
/// day that the page shows counts, and stands below the head. Two of three such instants fall into the
/// hours of the day at which that is so in neither Europe nor America.
fn may_show_other_day(field: &Field) -> bool {
    const DATES: [&str; 3] = ["date", "article:published_time", "datepublished"];
    let Some(text) = field.value.text().map(str::trim) else {
        return false;
    };
    let in_utc = text.ends_with('Z') || text.ends_with("+00:00") || text.ends_with("+0000");
    let hour = text.get(11..13).and_then(|hour| hour.parse::<u32>().ok());
    DATES.contains(&field.key.as_str())
        && in_utc
        && hour.is_some_and(|hour| !(8..22).contains(&hour))
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

fn body(source: &Source<'_>) -> Body {
    let start = match before(source) {
        Some(Ok((_, start))) => start,
        _ => 0,
    };
    let parse = |html: &str| html_body::body(&flatten(html));
    let text = &source.text[start..];
    Body {
        markup: Markup::Html,
        text: match start {
            // A page as it was published.
            0 => parse(text),
            _ => templates::through(text, parse),
        },
        line: 0,
        excerpt_end: None,
    }
}
