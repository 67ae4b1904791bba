//! Dates of which a page does not say what they are of, where it has no others: a text that is a date
//! and nothing more, a paragraph that begins with one, data for scripts, the folder of the picture.
//!
//! Each counts only where the page has one day of its kind: several are those of other articles, of
//! events, of comments.

use chrono::NaiveDate;
use memchr::memmem;

use super::Finder;
use super::dates::has_year_or_points;
use crate::article::{Field, OriginKind};
use crate::date::{self, Context, Precision};
use crate::html::decode_entities;

/// Texts that are tried, for each costs the reading of a date.
const MAX_TRIED: usize = 60;

/// Characters of the longest date that stands alone.
const LONGEST: usize = 40;

/// Fields that date a page; where it has one, nothing here is looked for.
const DATED: [&str; 13] = [
    "date",
    "datepublished",
    "datecreated",
    "article:published_time",
    "address date",
    "dc.date",
    "dcterms.date",
    "created",
    "<time published>",
    "<time>",
    "<date>",
    "text published",
    "page.datepublished",
];

impl Finder<'_> {
    pub(super) fn unlabelled_dates(&mut self) {
        let dated = |key: &str| DATED.contains(&key);
        if self.fields.iter().any(|field| dated(&field.key)) {
            return;
        }
        self.date_in_title();
        self.dates_in_front();
        self.script_dates();
        self.image_date();
    }

    /// `14.2.2012 | The lamp is lit`.
    fn date_in_title(&mut self) {
        let found = self.fields.iter().find_map(|field| {
            let is_title = matches!(field.key.as_str(), "<h1>" | "og:title" | "<title>");
            let title = field.value.text().filter(|_| is_title)?;
            let (text, _) = start_of(title)?;
            day(text).map(|_| (text.to_owned(), field.line))
        });
        if let Some((text, line)) = found {
            let field = Field::text(OriginKind::Element, "text in title", text, line);
            self.fields.push(field);
        }
    }

    /// `14 February 2012` in an element of its own, and `14.2.2012 – The keeper said …`.
    fn dates_in_front(&mut self) {
        let mut tried = 0;
        let mut alone: Option<(NaiveDate, String, usize)> = None;
        let mut in_front: Option<(NaiveDate, String, usize)> = None;
        let (mut alone_agree, mut in_front_agree) = (true, true);
        for (at, chunk, _) in self.page.chunks(0, self.page.text.len()) {
            let Some((text, rest)) = start_of(chunk) else {
                continue;
            };
            let outside = || {
                let holder = self.page.holder(at);
                holder.is_none_or(|index| self.is_outside(index))
            };
            if !has_year_or_points(text) || outside() {
                continue;
            }
            tried += 1;
            if tried > MAX_TRIED {
                return;
            }
            let text = decode_entities(text);
            let text = text.trim();
            let Some(day) = day(text) else {
                continue;
            };
            let (found, agree) = match rest {
                true => (&mut in_front, &mut in_front_agree),
                false => (&mut alone, &mut alone_agree),
            };
            match found {
                Some((known, _, _)) => *agree &= *known == day,
                None => *found = Some((day, text.to_owned(), at)),
            }
        }
        if let Some((_, text, at)) = alone.filter(|_| alone_agree) {
            self.add("text alone", &text, at);
        }
        if let Some((_, text, at)) = in_front.filter(|_| in_front_agree) {
            self.add("text in front", &text, at);
        }
    }

    /// The day that scripts get as data, under names by which systems keep the day of publication.
    fn script_dates(&mut self) {
        const NAMES: [&str; 9] = [
            "published_at",
            "publishedAt",
            "datePublished",
            "publishDate",
            "publish_date",
            "publicationDate",
            "publication_date",
            "firstPublished",
            "showDate",
        ];
        let text = self.page.text;
        let mut found: Option<(&str, usize)> = None;
        for name in NAMES {
            for at in memmem::find_iter(text.as_bytes(), name.as_bytes()).take(MAX_TRIED) {
                let behind = &text[at + name.len()..];
                let Some(value) = value_of(behind) else {
                    continue;
                };
                match found {
                    // Of two days, at least one is that of something else.
                    Some((known, _)) if known.get(..10) != value.get(..10) => return,
                    Some(_) => {}
                    None => found = Some((value, at)),
                }
            }
        }
        if let Some((value, at)) = found {
            self.add("script date", value, at);
        }
    }

    /// The day of the folder into which the page's picture was put.
    fn image_date(&mut self) {
        let found = self.fields.iter().find_map(|field| {
            if !matches!(field.key.as_str(), "og:image" | "twitter:image") {
                return None;
            }
            let path = field.value.text()?.split(['?', '#']).next()?;
            let (folder, _) = path.rsplit_once('/')?;
            let date = date::path_date(&format!("{folder}/index.html"))?;
            let whole = date.precision >= Precision::Day && date.slug.is_empty();
            whole.then(|| {
                let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
                (day, field.line)
            })
        });
        if let Some((day, line)) = found {
            let field = Field::text(OriginKind::Element, "image date", day, line);
            self.fields.push(field);
        }
    }
}

/// The start of a text, where a date could end there; and whether words follow it.
fn start_of(chunk: &str) -> Option<(&str, bool)> {
    let chunk = chunk
        .trim()
        .trim_start_matches(['/', '|', '·', '•'])
        .trim_start();
    let inside = chunk.trim_start_matches(['(', '[']);
    let bracket = inside.len() < chunk.len();
    if inside.len() < 6 {
        return None;
    }
    let end = match bracket {
        true => inside.find([')', ']'])?,
        false => [" - ", " – ", " — ", " | ", " / ", ": "]
            .iter()
            .filter_map(|mark| {
                memmem::find(
                    inside.as_bytes().get(..80.min(inside.len()))?,
                    mark.as_bytes(),
                )
            })
            .min()
            .unwrap_or(inside.len()),
    };
    let start = inside.get(..end)?;
    let rest = inside[end..].trim_start_matches([')', ']', '|', '-', '–', '—', ':', ' ']);
    (start.chars().count() <= LONGEST).then_some((start, !rest.is_empty()))
}

/// The day that a text is.
fn day(text: &str) -> Option<NaiveDate> {
    let date = date::read(text, &Context::default()).ok()?;
    let is_number = text.chars().all(|c| c.is_ascii_digit());
    (date.precision >= Precision::Day && !is_number).then(|| date.instant.date_naive())
}

/// `": "2025-05-05T12:00:00Z"`, escaped or not.
fn value_of(behind: &str) -> Option<&str> {
    let marks = ["&quot;", "\\u0022"];
    let mut rest = behind;
    for _ in 0..8 {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "\\\"':=(".contains(c));
        match marks.iter().find_map(|mark| rest.strip_prefix(mark)) {
            Some(inside) => rest = inside,
            None => break,
        }
    }
    if rest.len() == behind.len() {
        return None;
    }
    let end = rest
        .bytes()
        .position(|b| !(b.is_ascii_digit() || b"T:+-.Z/ ".contains(&b)))
        .unwrap_or(rest.len());
    let value = rest[..end.min(LONGEST)].trim();
    // `2020/04/17 01:43:09 01:43:09`
    let value = match value.match_indices(' ').nth(1) {
        Some((at, _)) => &value[..at],
        None => value,
    };
    let whole = value.len() >= 10
        && value.as_bytes()[..4].iter().all(u8::is_ascii_digit)
        && matches!(value.as_bytes()[4], b'-' | b'/');
    (whole && day(value).is_some()).then_some(value)
}
