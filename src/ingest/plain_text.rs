//! Plain text: `Key: value` lines where there are any; else bare prose as newspapers and text corpora
//! have it.
//!
//! In prose, a stamp such as ` date 2025-05-05 New Delhi: …` before the first paragraph gives date
//! and place, that paragraph is the lead, and the first line shaped like a headline is the title.

use super::front_matter::header_lines;
use super::{Format, Head, Reader, Source};
use crate::article::{Body, Field, OriginKind};
use crate::date;
use crate::markup::Markup;
use crate::markup::plain::{is_headline, paragraphs};
use crate::text::one_line;

/// Plain text; the last resort of `.txt` files.
pub(super) const FORMAT: Format = Format {
    name: "text",
    extensions: &["txt", "text"],
    recognises: |source| !source.text.trim_start().starts_with('<') && has_head(source),
    reader: Reader::Article { head, body },
};

/// Whether header lines or a stamp tell that a file without an extension is an article.
fn has_head(source: &Source<'_>) -> bool {
    header_lines(source.text, source.complete).is_some_and(|(fields, _)| fields.len() > 1)
        || paragraphs(source.text)
            .next()
            .is_some_and(|first| stamp(first.text).is_some())
}

fn head(source: &Source<'_>) -> Option<Head> {
    if let Some((mut fields, at)) = header_lines(source.text, source.complete) {
        if !fields.iter().any(|field| field.key == "title") {
            let body = &source.text[at..];
            let first_line = crate::text::line_at(source.text, at);
            if let Some(title) = paragraphs(body).next().filter(|p| is_headline(p.text)) {
                fields.push(Field::text(
                    OriginKind::Text,
                    "headline",
                    one_line(title.text),
                    first_line + title.line - 1,
                ));
            }
        }
        return Some(Head::of(fields));
    }
    let parts = parts(source.text);
    // The headline is in the first or second paragraph, which must be there as a whole.
    if !source.complete && paragraphs(source.text).count() < 3 {
        return None;
    }
    let mut fields = Vec::new();
    let mut add = |key: &str, value: String, line: u32| {
        fields.push(Field::text(OriginKind::Text, key, value, line));
    };
    if let Some((line, title)) = parts.title {
        add("headline", one_line(title), line);
    }
    if let Some((line, stamp)) = &parts.stamp {
        add("dateline date", stamp.date.to_owned(), *line);
        if let Some(place) = stamp.place {
            add("dateline place", place.to_owned(), *line);
        }
        add("lead", one_line(stamp.rest), *line);
    }
    Some(Head::of(fields))
}

fn body(source: &Source<'_>) -> Body {
    if let Some((fields, at)) = header_lines(source.text, source.complete) {
        let mut text = &source.text[at..];
        let mut line = crate::text::line_at(source.text, at);
        if !fields.iter().any(|field| field.key == "title")
            && let Some(first) = paragraphs(text).next().filter(|p| is_headline(p.text))
        {
            let end = first.text.as_ptr() as usize - text.as_ptr() as usize + first.text.len();
            line += crate::text::line_at(text, end) - 1;
            text = &text[end..];
        }
        return Body {
            markup: Markup::Plain,
            text: text.to_owned(),
            line,
        };
    }
    let parts = parts(source.text);
    let mut text = String::with_capacity(source.text.len());
    for (at, paragraph) in paragraphs(source.text).enumerate() {
        let kept = match &parts.stamp {
            _ if parts.title_at == Some(at) => continue,
            Some((_, stamp)) if at == 0 => stamp.rest,
            _ => paragraph.text,
        };
        text.push_str(kept);
        text.push_str("\n\n");
    }
    Body {
        markup: Markup::Plain,
        text,
        line: 0,
    }
}

/// What the first paragraphs of bare prose hold.
struct Parts<'a> {
    stamp: Option<(u32, Stamp<'a>)>,
    title: Option<(u32, &'a str)>,
    /// Which paragraph the title is.
    title_at: Option<usize>,
}

fn parts(text: &str) -> Parts<'_> {
    let mut stamped = None;
    let mut title = None;
    for (at, paragraph) in paragraphs(text).take(2).enumerate() {
        if at == 0
            && let Some(found) = stamp(paragraph.text)
        {
            stamped = Some((paragraph.line, found));
        } else if title.is_none() && is_headline(paragraph.text) {
            title = Some((at, paragraph.line, paragraph.text));
        }
    }
    Parts {
        stamp: stamped,
        title: title.map(|(_, line, text)| (line, text)),
        title_at: title.map(|(at, _, _)| at),
    }
}

/// A stamp before the lead.
struct Stamp<'a> {
    date: &'a str,
    place: Option<&'a str>,
    /// The lead without the stamp.
    rest: &'a str,
}

/// Reads ` date 2025-05-05 New Delhi: Russian President …`; the place and the word `date` may be
/// absent, but not both.
fn stamp(paragraph: &str) -> Option<Stamp<'_>> {
    let text = paragraph.trim_start();
    let said = ["date", "Date", "DATE", "dated", "Dated"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .filter(|rest| rest.starts_with([' ', ':', '\t']))
        .map(|rest| rest.trim_start_matches([' ', ':', '\t']));
    let rest = said.unwrap_or(text);
    let end = rest.find(char::is_whitespace)?;
    let day = rest[..end].trim_end_matches([',', ':']);
    let iso = day.len() == 10 && day.as_bytes()[4] == b'-' && day.as_bytes()[7] == b'-';
    if !iso || !day.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    let after = rest[end..].trim_start();
    // A place is a few words before a colon; a colon further on belongs to the prose.
    let place = after.split_once(": ").filter(|(place, _)| {
        !place.is_empty()
            && place.chars().count() <= 60
            && place.split_whitespace().count() <= 6
            && place.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && !place.contains(['!', '?', '\n'])
            // `Washington, D.C.` is a place, `It rained. Then` is prose.
            && (!place.contains('.') || date::place(place, None).is_some())
    });
    match place {
        Some((place, lead)) => Some(Stamp {
            date: day,
            place: Some(place.trim()),
            rest: lead.trim(),
        }),
        None if said.is_some() || date::place(after, None).is_some() => Some(Stamp {
            date: day,
            place: None,
            rest: after.trim(),
        }),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str = " date 2025-06-12 Nairobi: The ferry sailed at noon. It was full.\n\nFerry Sails On Time\n\nThe crew had waited for weeks, and now they were glad.\n\nWhat Comes Next\n\nMore ferries will follow in the summer.";

    #[test]
    fn a_stamp_gives_date_place_and_lead_and_the_second_paragraph_the_title() {
        let parts = parts(NEWS);
        let (line, stamp) = parts.stamp.unwrap();
        assert_eq!(
            (line, stamp.date, stamp.place),
            (1, "2025-06-12", Some("Nairobi"))
        );
        assert_eq!(stamp.rest, "The ferry sailed at noon. It was full.");
        assert_eq!(parts.title, Some((3, "Ferry Sails On Time")));
    }

    #[test]
    fn prose_with_a_colon_is_not_a_stamp() {
        assert!(stamp("The date is set: we sail.").is_none());
        assert!(stamp("date palms are tall: very.").is_none());
    }

    #[test]
    fn a_stamp_without_a_place_keeps_the_lead() {
        let found = stamp("Date: 2025-06-12 the ferry sailed: at last.").unwrap();
        assert_eq!(
            (found.place, found.rest),
            (None, "the ferry sailed: at last.")
        );
    }
}
