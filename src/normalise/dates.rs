//! The dates of an article, read once into [`Dateline`]s.

use chrono::{DateTime, Datelike, FixedOffset, Utc};

use super::committed::{committed_change, in_history, pass_over_history};
use super::fields::Fields;
use super::keys::{self, Keys};
use super::order;
use super::path::PathParts;
use super::seen_day::seen_day;
use super::year::{self, YearSource};
use crate::article::{Origin, OriginKind, Value};
use crate::config::{DatesFrom, Site};
use crate::date::{
    self, Context, DateError, Dateline, ErrorKind, Note, PathDate, PathSource, Zone, ZoneSource,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::entry::DateLines;

/// The dates of an article.
#[derive(Default)]
pub(super) struct Dates {
    pub published: Option<Dateline>,
    pub updated: Option<DateTime<FixedOffset>>,
    pub expires: Option<DateTime<Utc>>,
    pub embargo: Option<DateTime<Utc>>,
    pub lines: DateLines,
    /// Whether `published` is written in the article, and not told from its path.
    pub dated: bool,
    /// Whether `updated` is written in the article.
    pub change_dated: bool,
    /// Whether `published` is that of a commit.
    pub committed: bool,
    /// Whether `updated` is that of a commit.
    pub change_committed: bool,
}

/// Reads the dates. Where there is no date of publication, a finding says so.
pub(super) fn dates(
    fields: &mut Fields<'_>,
    site: &Site,
    language: Option<&str>,
    place: Option<&str>,
    path: &PathParts,
) -> Dates {
    let language = language.or(site.language.as_deref());
    let (zone, of_place) = zone(fields, site, language, place);
    let context = Context {
        zone,
        language,
        order: site.order,
        ..Context::default()
    };
    let by_year = YearSource::of(fields, &context, path);
    let said = match publication(fields, &context, by_year.as_ref(), path) {
        Ok(said) => said,
        Err(finding) => {
            fields.find(finding);
            return Dates::default();
        }
    };
    let committed = said.is_none();
    let (published, line, dated) = match said {
        Some(said) => {
            pass_over_history(fields);
            said
        }
        None => match in_history(fields, &keys::FIRST_COMMIT) {
            Some((dateline, origin)) => {
                fields.trace_instant("published", &dateline, &origin);
                (dateline, 0, false)
            }
            None => {
                fields.find(missing_date(site));
                return Dates::default();
            }
        },
    };
    if let (ZoneSource::Place, Some(found)) = (published.zone_source, of_place) {
        let written = place.unwrap_or_default();
        fields.trace_with("timezone", || {
            let name = match found.choice {
                Some(_) => format!("place {written}: {found}"),
                None => format!("place {written}"),
            };
            let origin = Origin::new(OriginKind::Derived, name);
            (found.zone.name().to_owned(), origin)
        });
    }
    let updated = other(fields, &keys::UPDATED, &context, by_year.as_ref());
    let change_dated = updated.is_some();
    let (updated, updated_line) = last_change(fields, updated, &published);
    let change = committed_change(fields, updated, change_dated);
    let change_committed = change.is_some();
    let updated = change.unwrap_or(updated);
    let expires =
        other(fields, &keys::EXPIRES, &context, None).map(|(date, _)| date.instant.to_utc());
    Dates {
        published: Some(published),
        updated: Some(updated),
        expires,
        embargo: embargo(fields, &context),
        lines: DateLines {
            published: line,
            updated: updated_line,
        },
        dated,
        change_dated,
        committed,
        change_committed,
    }
}

/// The first publication, its line, and whether it is written in the article; none where neither it nor
/// its path says one. A date that is there and is none is a finding.
fn publication(
    fields: &mut Fields<'_>,
    context: &Context<'_>,
    by_year: Option<&YearSource>,
    path: &PathParts,
) -> Result<Option<(Dateline, u32, bool)>, Diagnostic> {
    let unreadable = match written(fields, &keys::PUBLISHED, context, by_year) {
        Reading::Date(dateline, line) => return Ok(Some((dateline, line, true))),
        Reading::Impossible(finding) => return Err(left_out(finding)),
        Reading::None(unreadable) => unreadable,
    };
    let of_path = from_path(fields, context, path).map(|dateline| (dateline, 0, false));
    let found = of_path.or_else(|| {
        let (dateline, line) = from_change(fields, context)?;
        Some((dateline, line, true))
    });
    match (found, unreadable) {
        (Some(found), unreadable) => {
            unreadable
                .into_iter()
                .for_each(|finding| fields.find(passed_over(finding)));
            Ok(Some(found))
        }
        // A fault in what is meant as a date is not covered up by what may be a title's.
        (None, Some(finding)) => Err(left_out(finding)),
        (None, None) => Ok(from_name(fields, context).map(|dateline| (dateline, 0, false))),
    }
}

/// The zone of dates that name none: the article's own, that of its place, which comes with it, or the
/// site's.
fn zone(
    fields: &mut Fields<'_>,
    site: &Site,
    language: Option<&str>,
    place: Option<&str>,
) -> (Option<(Zone, ZoneSource)>, Option<date::Place>) {
    if let Some((name, origin)) =
        fields.first(&keys::TIMEZONE, |value, _| value.text().map(str::to_owned))
    {
        match date::zone(&name) {
            Some(zone) => return (Some((zone, ZoneSource::Article)), None),
            None => fields.find(
                Diagnostic::warning(
                    "unknown-timezone",
                    format!("no such time zone, found `{name}`"),
                )
                .at(origin.line, 0)
                .help("write an IANA name such as `Europe/Berlin`, or an offset such as `+05:30`"),
            ),
        }
    }
    // `LONDON/PARIS`: the first is where the desk is.
    let known = |place: &str| {
        let one = |place: &str| date::place(place, language);
        one(place).or_else(|| place.split('/').find_map(one))
    };
    if let Some(found) = place.and_then(known) {
        let zone = (Zone::Named(found.zone), ZoneSource::Place);
        return (Some(zone), Some(found));
    }
    let zone = site.zone.map(|zone| (zone, ZoneSource::Configuration));
    (zone, None)
}

enum Reading {
    /// With its line.
    Date(Dateline, u32),
    /// The author wrote a day that does not exist: nothing else may stand in for it.
    Impossible(Diagnostic),
    /// No date, or none that can be read, which the finding says.
    None(Option<Diagnostic>),
}

/// The first date that can be read among the values of a field.
fn written(
    fields: &mut Fields<'_>,
    keys: &Keys,
    context: &Context<'_>,
    by_year: Option<&YearSource>,
) -> Reading {
    let mut chosen: Option<(Dateline, Origin)> = None;
    let mut unreadable = None;
    for (value, mut origin) in fields.all(keys) {
        let Some(text) = scalar(value) else {
            continue;
        };
        if is_flag(text) {
            continue;
        }
        let mut read = match origin.kind {
            OriginKind::Text => year::read(text, context),
            _ => date::read(text, context),
        };
        if origin.kind == OriginKind::Text
            && let Some(source) = by_year
            && read
                .as_ref()
                .is_err_and(|error| error.kind == ErrorKind::YearMissing)
        {
            read = source.complete(text, context);
            origin.name = format!("{}, the year by {}", origin.name, source.origin).into();
        }
        let read = if in_words(&origin) {
            // What a page shows is a date only where it names the day: `2021` may be anything.
            // Nor is a number of digits alone, which counts anything.
            let day = |date: &Dateline| {
                date.precision >= date::Precision::Day && !is_bare_number(text.trim())
            };
            match read
                .ok()
                .filter(day)
                .or_else(|| find(text, context, around(&origin)))
            {
                Some(date) => Ok(date),
                // A text near the title that holds no date is no fault.
                None => continue,
            }
        } else {
            read
        };
        if let Some((dateline, _)) = &chosen {
            let reason = match read {
                Ok(other) if other.instant == dateline.instant => "the same",
                Ok(_) => "lower precedence",
                Err(_) => "cannot be read",
            };
            fields.lost(keys.field, text, origin, reason);
            continue;
        }
        match read {
            Ok(dateline) => chosen = Some(accept(fields, keys, text, dateline, origin, context)),
            Err(error) => {
                let finding = describe(keys, text, &error, &origin);
                match (error.kind, error.reading) {
                    (ErrorKind::Weekday, Some(reading)) => {
                        fields.find(Diagnostic {
                            rule: "weekday-mismatch",
                            severity: Severity::Warning,
                            ..finding
                        });
                        chosen = Some(accept(fields, keys, text, *reading, origin, context));
                    }
                    (ErrorKind::ImpossibleDate | ErrorKind::ImpossibleTime, _)
                        if by_hand(&origin) =>
                    {
                        return Reading::Impossible(finding);
                    }
                    _ => {
                        unreadable.get_or_insert(finding);
                    }
                }
            }
        }
    }
    match chosen {
        Some((dateline, origin)) => {
            let dateline = match seen_day(fields, keys, &dateline, &origin, context) {
                Some((local, reason)) => {
                    fields.revise(keys.field, &local, reason);
                    local
                }
                None => dateline,
            };
            unreadable
                .into_iter()
                .for_each(|finding| fields.find(passed_over(finding)));
            Reading::Date(dateline, origin.line)
        }
        None => Reading::None(unreadable),
    }
}

fn accept(
    fields: &mut Fields<'_>,
    keys: &Keys,
    text: &str,
    dateline: Dateline,
    origin: Origin,
    context: &Context<'_>,
) -> (Dateline, Origin) {
    let again = |text: &str, context: &Context<'_>| {
        date::read(text, context)
            .ok()
            .or_else(|| find(text, context, around(&origin)))
    };
    let (dateline, settled) = order::settle(fields, text, dateline, &origin, context, again);
    fields.trace_instant(keys.field, &dateline, &origin);
    if let Some(settled) = settled {
        fields.lost(keys.field, &settled.other, origin.clone(), settled.reason);
    }
    if !dateline.candidates.is_empty() {
        let others: Vec<String> = dateline.candidates.iter().map(date::rfc3339).collect();
        for other in &others {
            fields.lost(
                keys.field,
                other,
                origin.clone(),
                "another reading of the same text",
            );
        }
        fields.find(
            Diagnostic::warning(
                "ambiguous-date",
                format!(
                    "{} `{text}` is read as {}; it may also mean {}",
                    keys.field,
                    date::rfc3339(&dateline.instant),
                    others.join(", ")
                ),
            )
            .at(origin.line, 0)
            .help(match dateline.order {
                Some(_) => "write the date as year-month-day, such as `2025-05-31`, or set `date_order` under `[site]`",
                None => "write the date with its offset, such as `2025-05-05T14:30:00+02:00`",
            }),
        );
    }
    let adjusted = dateline
        .notes
        .iter()
        .filter(|note| matches!(note, Note::Gap | Note::LeapSecond));
    for note in adjusted {
        fields.find(
            Diagnostic::warning(
                "adjusted-time",
                format!(
                    "{} `{text}` is read as {}: {}",
                    keys.field,
                    date::rfc3339(&dateline.instant),
                    note.text()
                ),
            )
            .at(origin.line, 0)
            .help("write a time that clocks there showed, or the offset from UTC"),
        );
    }
    // Before the epoch some readers show another century, and its first instant is what programs write
    // where they have no date. What has an end in the past never appears.
    let day = (dateline.instant.year(), dateline.instant.ordinal());
    if day <= (1970, 1) && keys.number != keys::EXPIRES.number {
        let message = format!(
            "{} `{text}` is read as {}, not after the first day of Unix clocks",
            keys.field,
            date::rfc3339(&dateline.instant)
        );
        fields.find(
            Diagnostic::warning("unlikely-date", message)
                .at(origin.line, 0)
                .help("if a program wrote it for want of a date, write the day of publication"),
        );
    }
    (dateline, origin)
}

/// Whether the author of the article wrote it, and not a template around it.
fn by_hand(origin: &Origin) -> bool {
    matches!(
        origin.kind,
        OriginKind::FrontMatter | OriginKind::HeaderLine | OriginKind::Sidecar | OriginKind::Record
    )
}

/// Whether the value is what readers of a page see, where a date stands among other words.
pub(super) fn in_words(origin: &Origin) -> bool {
    origin.kind == OriginKind::Element
        && (origin.name.starts_with('<') || origin.name.starts_with("text "))
}

/// The longest text around a date that is a label, a name or a place, in characters.
pub(super) const MAX_AROUND: usize = 45;

/// The same where the text begins by saying that a date follows.
pub(super) const MAX_AROUND_LABEL: usize = 90;

fn around(origin: &Origin) -> usize {
    match &*origin.name {
        "text label" | "text published" => MAX_AROUND_LABEL,
        _ => MAX_AROUND,
    }
}

/// The first date among a few other words: `Posted on May 5, 2025 by Ada`.
pub(super) fn find(text: &str, context: &Context<'_>, around: usize) -> Option<Dateline> {
    /// Words in the longest date: `Monday, the 5th of May 2025 at 2:32 pm CEST`.
    const LONGEST: usize = 11;
    let ends = |c: char| c.is_whitespace() || "|•·–—()[]/,;:-.\"'".contains(c);
    let words: Vec<(usize, usize)> = text
        .split_whitespace()
        .map(|word| {
            let from = word.as_ptr() as usize - text.as_ptr() as usize;
            (from, from + word.len())
        })
        .take(60)
        .collect();
    // A year of four digits is surer than one of two, which many numbers could be.
    for whole_year in [true, false] {
        for (first, &(from, _)) in words.iter().enumerate() {
            let last = words.len().min(first + LONGEST);
            for &(_, end) in words[first..last].iter().rev() {
                let part = text[from..end].trim_matches(ends);
                if text.chars().count() - part.chars().count() > around {
                    break;
                }
                let fits = if whole_year {
                    has_whole_year(part)
                } else {
                    part.contains(|c: char| c.is_numeric()) && !part.contains(char::is_whitespace)
                };
                if fits
                    && let Ok(date) = date::read(part, context)
                    && date.precision >= date::Precision::Day
                    && !is_bare_number(part)
                    && (1990..2036).contains(&date.instant.year())
                {
                    return Some(date);
                }
            }
        }
    }
    None
}

/// Whether four digits stand in a row, and no more.
fn has_whole_year(text: &str) -> bool {
    text.split(|c: char| !c.is_numeric())
        .any(|digits| digits.chars().count() == 4)
        || text.contains(['年', '년'])
}

/// Digits alone are a number of something else in running text.
fn is_bare_number(text: &str) -> bool {
    text.chars().all(|c| c.is_numeric() || c == ':')
}

fn describe(keys: &Keys, text: &str, error: &DateError, origin: &Origin) -> Diagnostic {
    let shown: String = text.chars().take(80).collect();
    Diagnostic::error(
        "unreadable-date",
        format!("{}: {error}, found `{shown}`", keys.field),
    )
    .at(origin.line, 0)
    .help(error.help())
}

fn left_out(mut finding: Diagnostic) -> Diagnostic {
    finding.message.push_str("; the article is left out");
    finding
}

fn passed_over(mut finding: Diagnostic) -> Diagnostic {
    finding.severity = Severity::Warning;
    finding.message.push_str("; it is passed over");
    finding
}

fn missing_date(site: &Site) -> Diagnostic {
    let help = "write `date: 2025-05-05` in the front matter, or begin the file's name with it";
    let finding = Diagnostic::error(
        "missing-date",
        "expected a date of publication, found none; the article is left out",
    );
    if site.dates_from.contains(&DatesFrom::Git) {
        finding.help(format!(
            "commit the file, whose first commit then dates it; or {help}"
        ))
    } else {
        finding.help(help)
    }
}

/// `published: false` and `updated: true` are answers to another question.
fn is_flag(text: &str) -> bool {
    ["true", "false", "yes", "no"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word))
}

fn scalar(value: &Value) -> Option<&str> {
    match value {
        Value::List(list) => list.first().and_then(scalar),
        value => value.text(),
    }
}

/// The date in the file's name, in a `path` field (Zola), or in the folders.
fn from_path(fields: &mut Fields<'_>, context: &Context<'_>, path: &PathParts) -> Option<Dateline> {
    let mut found: Vec<(PathDate, Origin)> = Vec::new();
    if let Some(date) = path
        .date
        .clone()
        .filter(|date| date.source == PathSource::File)
    {
        found.push((date, Origin::new(OriginKind::FileName, "")));
    }
    for name in ["path", "permalink", "url", "<link rel=canonical>", "og:url"] {
        if let Some((value, origin)) = fields.article.field(name)
            && let Some(date) = value.text().and_then(address_date)
        {
            found.push((date, origin));
        }
    }
    if let Some(date) = path
        .date
        .clone()
        .filter(|date| date.source != PathSource::File)
    {
        found.push((date, Origin::new(OriginKind::Folder, "")));
    }
    // A month alone says less than a day elsewhere.
    found.sort_by_key(|(date, _)| std::cmp::Reverse(date.precision));
    let mut chosen = None;
    for (date, origin) in found {
        let text = match date.precision {
            date::Precision::Month => format!("{:04}-{:02}", date.year, date.month),
            _ => format!("{:04}-{:02}-{:02}", date.year, date.month, date.day),
        };
        if chosen.is_some() {
            fields.lost("published", &text, origin, "lower precedence");
        } else if let Ok(dateline) = date::read(&text, context) {
            fields.trace_instant("published", &dateline, &origin);
            chosen = Some(dateline);
        }
    }
    chosen
}

/// The day that stands somewhere in the file's name, where nothing else gives one.
fn from_name(fields: &mut Fields<'_>, context: &Context<'_>) -> Option<Dateline> {
    let found = date::name_date(&fields.article.file.relative)?;
    let text = format!("{:04}-{:02}-{:02}", found.year, found.month, found.day);
    let dateline = date::read(&text, context).ok()?;
    fields.trace_instant(
        "published",
        &dateline,
        &Origin::new(OriginKind::FileName, ""),
    );
    Some(dateline)
}

/// The date of a change that the text shows, where it shows no other: `Updated: 5 May 2025`.
fn from_change(fields: &mut Fields<'_>, context: &Context<'_>) -> Option<(Dateline, u32)> {
    let (value, origin) = fields
        .all(&keys::UPDATED)
        .into_iter()
        .find(|(_, origin)| origin.kind == OriginKind::Text)?;
    let dateline = year::read(value.text()?, context).ok()?;
    fields.trace_instant("published", &dateline, &origin);
    Some((dateline, origin.line))
}

/// The date in the path of an address.
fn address_date(address: &str) -> Option<PathDate> {
    let path = match address.split_once("://") {
        Some((_, rest)) => {
            let (host, path) = rest.split_once('/')?;
            // The Wayback Machine writes the day of its visit.
            if host.ends_with("archive.org") {
                return None;
            }
            path
        }
        None => address,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    date::path_date(path.trim_matches('/'))
}

/// A date that the article can do without: what cannot be read is passed over, and said.
fn other(
    fields: &mut Fields<'_>,
    keys: &Keys,
    context: &Context<'_>,
    by_year: Option<&YearSource>,
) -> Option<(Dateline, u32)> {
    match written(fields, keys, context, by_year) {
        Reading::Date(dateline, line) => Some((dateline, line)),
        Reading::Impossible(finding) | Reading::None(Some(finding)) => {
            fields.find(passed_over(finding));
            None
        }
        Reading::None(None) => None,
    }
}

/// The instant before which an article waits although its own date is past: Hugo builds a page with
/// `date` and a future `publishDate` only then.
fn embargo(fields: &Fields<'_>, context: &Context<'_>) -> Option<DateTime<Utc>> {
    ["publishdate", "publish_date"].iter().find_map(|name| {
        let (value, _) = fields.article.field(name)?;
        let dateline = date::read(scalar(value)?, context).ok()?;
        Some(dateline.instant.to_utc())
    })
}

fn last_change(
    fields: &mut Fields<'_>,
    updated: Option<(Dateline, u32)>,
    published: &Dateline,
) -> (DateTime<FixedOffset>, u32) {
    let Some((updated, line)) = updated else {
        return (published.instant, 0);
    };
    if updated.instant >= published.instant {
        return (updated.instant, line);
    }
    // A day without a time begins before any time of the same day.
    let same_day = updated.precision <= date::Precision::Day
        && published
            .instant
            .with_timezone(updated.instant.offset())
            .date_naive()
            <= updated.instant.date_naive();
    if !same_day {
        fields.find(
            Diagnostic::warning(
                "updated-before-published",
                format!(
                    "updated {} lies before published {}; the latter is taken for both",
                    date::rfc3339(&updated.instant),
                    date::rfc3339(&published.instant)
                ),
            )
            .at(line, 0)
            .help("correct one of the two dates"),
        );
    }
    (published.instant, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_found_among_a_few_words_and_not_in_a_sentence() {
        let read = |text| {
            find(text, &Context::default(), MAX_AROUND)
                .map(|date| date.instant.date_naive().to_string())
        };
        assert_eq!(
            read("Posted on May 5, 2025 by Ada").as_deref(),
            Some("2025-05-05")
        );
        assert_eq!(
            read("Press release no. 12 of 5 May 2025").as_deref(),
            Some("2025-05-05")
        );
        assert_eq!(read("© 2025 The Harbour"), None);
        assert_eq!(read("Call 5552025 now"), None);
        let sentence =
            "The next meeting of all who keep the lamp is on 5 May 2025 in the old hall by the sea";
        assert_eq!(read(sentence), None);
    }
}
