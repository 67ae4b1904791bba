//! Articles to entries: pure, one article at a time, the same answer on any machine.

mod address;
mod committed;
mod dates;
mod enclosures;
mod episode;
mod fields;
pub mod keys;
mod language;
mod lines;
mod media;
mod order;
mod own_fields;
mod path;
mod people;
mod publisher;
mod relations;
mod seen_day;
mod title;
mod topics;
mod typed;
mod year;

use chrono::{DateTime, FixedOffset, Utc};
use url::Url;

pub use self::order::Orders;

use self::fields::Fields;
use self::lines::Lines;
use crate::article::{Article, Origin, OriginKind};
use crate::config::Site;
use crate::date::{Dateline, ZoneSource};
use crate::diagnostic::Diagnostic;
use crate::entry::{DateLines, Enclosure, Entry, Extra, Image, Person, SeenOrder, Trace};
use crate::html;
use crate::text::{one_line, shorten};

/// The rules of this stage's findings.
pub const RULES: &[(&str, &str)] = &[
    ("missing-date", "an article has no date anywhere"),
    ("missing-title", "an article has no title"),
    ("unreadable-date", "a date cannot be read or does not exist"),
    ("ambiguous-date", "a date has several readings"),
    (
        "mixed-date-orders",
        "some numeric dates have the day first, others the month",
    ),
    (
        "unlikely-date",
        "a date before 1970, or further in the future than the site allows",
    ),
    ("adjusted-time", "no clock showed the time of a date"),
    (
        "weekday-mismatch",
        "a date names another weekday than the day's",
    ),
    ("missing-timezone", "dates without a zone are read as UTC"),
    ("unknown-timezone", "an article's time zone does not exist"),
    (
        "updated-before-published",
        "a change is dated before the first publication",
    ),
    (
        "template-in-head",
        "a title or summary has what only the site's generator can fill in",
    ),
    ("unknown-language", "a language is not a BCP 47 tag"),
    ("invalid-url", "an address cannot be read"),
    ("invalid-point", "coordinates that are not on the globe"),
    (
        "invalid-episode",
        "an episode of a podcast says something that directories or apps cannot take",
    ),
    (
        "unknown-media-type",
        "the media type of an enclosure cannot be told",
    ),
];

/// What normalising an article gives.
#[derive(Debug)]
pub struct Normalised {
    /// All that was understood.
    pub metadata: Metadata,
    /// What each value came from; empty unless asked for.
    pub traces: Vec<Trace>,
    /// With the article's path and lines.
    pub findings: Vec<Diagnostic>,
    /// What its dates show about the order of numeric ones.
    pub seen: Vec<SeenOrder>,
    /// Whether one of its dates is ambiguous until the order of others is known.
    pub unsettled: bool,
}

/// The metadata of an article, complete or not. The fields are those of [`Entry`].
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs, reason = "documented on Entry")]
pub struct Metadata {
    pub guid: Option<String>,
    pub permalink: Option<Url>,
    pub title: String,
    pub authors: Box<[Person]>,
    pub published: Option<Dateline>,
    pub updated: Option<DateTime<FixedOffset>>,
    pub language: Option<String>,
    pub summary: Option<String>,
    pub tags: Box<[Box<str>]>,
    pub image: Option<Image>,
    pub enclosures: Box<[Enclosure]>,
    pub extra: Option<Box<Extra>>,
    pub place: Option<String>,
    pub site_name: Option<String>,
    pub rights: Option<String>,
    pub expires: Option<DateTime<Utc>>,
    pub date_lines: DateLines,
    pub embargo: Option<DateTime<Utc>>,
    pub draft: bool,
    pub hidden: bool,
    pub unindexed: bool,
    pub own_guid: bool,
    pub dated: bool,
    pub change_dated: bool,
    /// Whether `published` is that of a commit.
    pub committed: bool,
    pub change_committed: bool,
    pub aliases: Box<[Box<str>]>,
    pub republish: bool,
}

impl Metadata {
    /// The entry of an article; `None` where there is no date or address, which a finding has said.
    pub fn into_entry(self, article: Article) -> Option<Entry> {
        let published = self.published?;
        Some(Entry {
            guid: self.guid?.into(),
            permalink: String::from(self.permalink?).into(),
            title: self.title.into(),
            authors: self.authors,
            updated: self.updated.unwrap_or(published.instant),
            published,
            language: self.language.map(Into::into),
            summary: self.summary.map(Into::into),
            tags: self.tags,
            image: self.image.map(Box::new),
            enclosures: self.enclosures,
            extra: self.extra,
            place: self.place.map(Into::into),
            site_name: self.site_name.map(Into::into),
            rights: self.rights.map(Into::into),
            expires: self.expires,
            date_lines: self.date_lines,
            embargo: self.embargo,
            draft: self.draft,
            hidden: self.hidden,
            unindexed: self.unindexed,
            own_guid: self.own_guid,
            dated: self.dated,
            change_dated: self.change_dated,
            change_committed: self.change_committed,
            aliases: self.aliases,
            republish: self.republish,
            announced: false,
            known: None,
            file: article.file,
            place_in_file: article.place,
        })
    }
}

/// Reads the metadata of an article of the site. `traced` asks for the origin of every value, which
/// `inspect` shows and `build` does not need.
pub fn normalise(article: &Article, site: &Site, traced: bool) -> Normalised {
    let mut fields = Fields::new(article, site.learned.as_ref(), traced);
    let path = path::PathParts::of(&article.file);

    let title = title::title(&mut fields, site, &path);
    let language = language::language(&mut fields, &path);
    let place = fields
        .first(&keys::PLACE, |value, _| {
            let text = one_line(value.text()?);
            (!text.is_empty() && !relations::is_point(&text)).then_some(text)
        })
        .map(|(place, _)| place);
    let dates = dates::dates(
        &mut fields,
        site,
        language.as_deref(),
        place.as_deref(),
        &path,
    );
    if let Some(published) = &dates.published
        && published.zone_source == ZoneSource::Default
    {
        fields.find(missing_timezone().at(dates.lines.published, 0));
    }
    let published = dates.published.as_ref();
    let slug = address::slug(&mut fields, &path);
    let permalink = address::permalink(
        &mut fields,
        site,
        &path,
        &slug,
        language.as_deref(),
        published,
    );
    let base = permalink.as_ref().unwrap_or(&site.url);
    // No feed has a place for it: it is said where values are, and stands in for an author.
    fields.text(&keys::AGENCY);
    let guid = published.map(|day| address::guid(&mut fields, site, &path, &slug, day));
    let enclosures = enclosures::enclosures(&mut fields, site, base);
    let mut extra = relations::extra(&mut fields, site, base);
    if let Some(episode) = episode::episode(&mut fields, site, base, &enclosures) {
        extra.get_or_insert_default().episode = episode;
    }
    let metadata = Metadata {
        own_guid: guid.as_ref().is_some_and(|guid| guid.own),
        guid: guid.map(|guid| guid.text),
        aliases: fields.aliases(),
        republish: fields.republish(),
        dated: dates.dated,
        change_dated: dates.change_dated,
        committed: dates.committed,
        change_committed: dates.change_committed,
        image: media::image(&mut fields, site, base),
        enclosures,
        extra,
        authors: people::authors(&mut fields, site),
        tags: topics::tags(&mut fields, &path),
        summary: summary(&mut fields, site),
        site_name: fields.text(&keys::SITE_NAME),
        rights: fields
            .first(&keys::RIGHTS, |value, _| {
                Some(html::title_text(value.text()?)).filter(|text| !text.is_empty())
            })
            .map(|(rights, _)| rights)
            .or_else(|| relations::license_name(&fields)),
        draft: fields.draft(&path),
        hidden: fields.hidden(),
        unindexed: fields.unindexed(),
        title,
        language,
        place,
        permalink,
        published: dates.published,
        updated: dates.updated,
        expires: dates.expires,
        date_lines: dates.lines,
        embargo: dates.embargo,
    };
    fields.finish(metadata)
}

/// The finding about dates that nothing gives a zone.
pub fn missing_timezone() -> Diagnostic {
    Diagnostic::warning("missing-timezone", "the date has no time zone; read as UTC")
        .help("set `timezone` under `[site]`, pass `--timezone`, or write the offset in the date")
}

/// The longest paragraph of a page that stands for a summary as it is, in characters: nearly all do, and
/// half a paragraph says less than it.
const SUMMARY_LENGTH: usize = 1000;

/// Whether what a page says of itself is what its generator should have filled in.
fn is_template(value: &str, origin: &Origin) -> bool {
    let is_of_page = matches!(
        origin.kind,
        OriginKind::Element | OriginKind::StructuredData
    );
    let value = value.trim();
    let marks = [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("${", "}")];
    let is_tag = |(open, close): (&str, &str)| value.starts_with(open) && value.ends_with(close);
    is_of_page && marks.into_iter().any(is_tag)
}

fn summary(fields: &mut Fields<'_>, site: &Site) -> Option<String> {
    let lines = Lines::of(fields.article, site);
    let found = fields.first(&keys::SUMMARY, |value, origin| {
        if is_template(value.text()?, origin) {
            return None;
        }
        let text = match origin.kind {
            OriginKind::StructuredData => {
                html::decode_left_over(&html::plain_text(value.text()?)).into_owned()
            }
            // What a parser of HTML gave is decoded already.
            OriginKind::Element if &*origin.name == "<p>" => one_line(value.text()?),
            OriginKind::Element => html::title_text(&one_line(value.text()?)),
            _ => {
                let line = lines.html(value.text()?, origin);
                html::decode_left_over(&html::plain_text(&line)).into_owned()
            }
        };
        let text = match &*origin.name {
            "<p>" => shorten(&text, SUMMARY_LENGTH),
            _ => text,
        };
        // A number is a setting: how long it is to be.
        let is_said = text.contains(char::is_alphabetic);
        is_said.then(|| lines.taken());
        is_said.then_some(text)
    });
    lines.tell(fields, "summary");
    found.map(|(summary, _)| summary)
}
