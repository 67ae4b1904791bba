//! The day that a page shows, where its machine-readable date says another by a known fault.
//!
//! Sites store an instant in UTC and print the day of their own clocks. Readers see that day, and feeds
//! are read beside the page: the printed day counts, and the instant stays. What is made of it is said in
//! the trace, an offset that nobody wrote as inferred.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use url::Url;

use super::dates::{MAX_AROUND, MAX_AROUND_LABEL, find, in_words};
use super::fields::Fields;
use super::keys::{self, Keys};
use super::publisher::is_of_page;
use crate::article::Origin;
use crate::date::{self, Context, Dateline, Precision, Zone, ZoneSource};

const OTHER_DAY: &str = "the page shows another day";
const INFERRED: &str = "the page shows another day; the offset is inferred from it";
const WRITTEN: &str = "the page has the same instant with its offset";

/// What is to stand for a date of a page, and why:
///
/// - the day and month that the page prints, where the date has them swapped;
/// - the same instant with an offset, where the page has it elsewhere;
/// - the same instant with the nearest offset to UTC, in hours, that makes its day the printed one, where
///   that is the day next to the one in UTC, and an offset that clocks have where the page comes from: in
///   the zone of the site or the place, else in the country of its host, else where its language is
///   spoken. A day that no such clock showed is the day of something else, and UTC stays.
pub(super) fn seen_day(
    fields: &Fields<'_>,
    keys: &Keys,
    date: &Dateline,
    origin: &Origin,
    context: &Context<'_>,
) -> Option<(Dateline, &'static str)> {
    if !is_of_page(origin) {
        return None;
    }
    if let Some(swapped) = swapped(fields, keys, date, context) {
        return Some((swapped, OTHER_DAY));
    }
    let in_utc = date.precision >= Precision::Minute
        && date.zone_source == ZoneSource::Text
        && date.instant.offset().local_minus_utc() == 0;
    if !in_utc || in_words(origin) {
        return None;
    }
    if let Some(written) = with_offset(fields, keys, date, context) {
        return Some((written, WRITTEN));
    }
    let shown = shown(fields, keys, context)?;
    let local = |instant, zone, zone_source| Dateline {
        instant,
        zone,
        zone_source,
        ..date.clone()
    };
    // A zone that is known says whether its clocks showed that day.
    if let Some((zone, source)) = context.zone {
        let instant = match zone {
            Zone::Fixed(offset) => date.instant.with_timezone(&offset),
            Zone::Named(zone) => date.instant.with_timezone(&zone).fixed_offset(),
        };
        let other = date.instant.date_naive() != shown;
        return (other && instant.date_naive() == shown)
            .then(|| (local(instant, zone, source), OTHER_DAY));
    }
    let hours = hours(host(fields).as_deref(), context.language);
    let instant = inferred(&date.instant, shown, hours)?;
    let zone = Zone::Fixed(*instant.offset());
    Some((local(instant, zone, ZoneSource::Inferred), INFERRED))
}

/// `2023-01-11` beside `Posted on 1 November 2023`: a machine took the day for the month.
fn swapped(
    fields: &Fields<'_>,
    keys: &Keys,
    date: &Dateline,
    context: &Context<'_>,
) -> Option<Dateline> {
    let day = date.instant.date_naive();
    fields.all(keys).into_iter().find_map(|(value, other)| {
        let text = value.text().filter(|_| other.name == "text published")?;
        let read = find(text, context, MAX_AROUND_LABEL)?;
        let shown = read.instant.date_naive();
        let swapped = shown.year() == day.year()
            && shown.day() != day.day()
            && shown.day() == day.month()
            && shown.month() == day.day();
        swapped.then_some(read)
    })
}

/// The same instant, where the page writes it with another offset than that of UTC.
fn with_offset(
    fields: &Fields<'_>,
    keys: &Keys,
    date: &Dateline,
    context: &Context<'_>,
) -> Option<Dateline> {
    fields.all(keys).into_iter().find_map(|(value, other)| {
        let text = value.text().filter(|_| is_of_page(&other))?;
        // What a machine writes; `10.30 am +2` in a text is read elsewhere.
        if text.len() > 40 || !text.contains(':') || !text.contains(['+', '-']) {
            return None;
        }
        let read = date::read(text, context).ok()?;
        let same = read.instant == date.instant
            && read.zone_source == ZoneSource::Text
            && read.instant.offset().local_minus_utc() != 0;
        same.then_some(read)
    })
}

/// The first day in the address or in what readers see.
fn shown(fields: &Fields<'_>, keys: &Keys, context: &Context<'_>) -> Option<NaiveDate> {
    const SHOWN: [&str; 6] = [
        "address date",
        "text published",
        "<time>",
        "<date>",
        "text after title",
        "text before title",
    ];
    fields.all(keys).into_iter().find_map(|(value, other)| {
        let text = value.text().filter(|_| SHOWN.contains(&&*other.name))?;
        let read = date::read(text, context).ok();
        let read = read.or_else(|| find(text, context, MAX_AROUND))?;
        Some(read.instant.date_naive())
    })
}

/// The instant at the nearest offset to UTC among these at which it is that day.
fn inferred(
    instant: &DateTime<FixedOffset>,
    shown: NaiveDate,
    hours: RangeInclusive<i32>,
) -> Option<DateTime<FixedOffset>> {
    let apart = shown
        .signed_duration_since(instant.date_naive())
        .num_days()
        .abs();
    if apart != 1 {
        return None;
    }
    let mut hours: Vec<i32> = hours.collect();
    hours.sort_by_key(|hour| (hour.abs(), *hour));
    hours
        .into_iter()
        .filter_map(|hour| FixedOffset::east_opt(hour * 3600))
        .map(|offset| instant.with_timezone(&offset))
        .find(|local| local.date_naive() == shown)
}

/// The host of the page. An archive stands where the archive is, not where the page comes from.
fn host(fields: &Fields<'_>) -> Option<String> {
    fields.all(&keys::URL).into_iter().find_map(|(value, _)| {
        let text = value.text()?;
        let last = text.rfind("http")?;
        let url = Url::parse(&text[last..]).ok()?;
        url.host_str().map(str::to_ascii_lowercase)
    })
}

/// The whole hours between the clocks of a place and UTC over a year, as the IANA time zone database has
/// them since 2000: the country of the host where its top-level domain is one that its country uses,
/// else the regions where a language is mostly written. Where neither is known, those of the inhabited
/// coasts from California to Japan: an offset of -11, by which an instant in the forenoon becomes the
/// day before, is then no explanation.
fn hours(host: Option<&str>, language: Option<&str>) -> RangeInclusive<i32> {
    let country = host.and_then(|host| host.rsplit('.').next());
    let language = language.unwrap_or_default();
    let mut parts = language.split(['-', '_']);
    let word = parts.next().unwrap_or_default().to_ascii_lowercase();
    // `en-US`, `es-ES` and `fr-FR` are what templates say of pages from anywhere.
    let region = parts
        .find(|part| part.len() == 2)
        .map(str::to_ascii_lowercase)
        .filter(|region| !["us", "es", "fr"].contains(&region.as_str()));
    let of = |table: &[(&str, i32, i32)], name: &str| {
        table
            .iter()
            .find(|(names, _, _)| names.split(' ').any(|one| one == name))
            .map(|&(_, west, east)| west..=east)
    };
    country
        .and_then(|country| of(&COUNTRIES, country))
        .or_else(|| region.and_then(|region| of(&COUNTRIES, &region)))
        .or_else(|| of(&LANGUAGES, &word))
        .unwrap_or(-8..=9)
}

/// Countries by their codes in ISO 3166, without those whose domain is sold as a word (`.io`, `.co`,
/// `.tv`, `.me`): westmost and eastmost hour.
const COUNTRIES: [(&str, i32, i32); 33] = [
    ("is gh sn ci", 0, 0),
    ("uk gb ie", 0, 1),
    ("pt", -1, 1),
    ("es", 0, 2),
    (
        "de at ch li it fr nl be lu pl cz sk hu si hr rs ba mk al dk no se mt mc sm va ad",
        1,
        2,
    ),
    ("fi ee lv lt gr ro bg cy ua md", 2, 3),
    ("il lb eg", 2, 3),
    ("tr by sa iq kw qa ke", 2, 3),
    ("ru", 2, 12),
    ("ma tn dz", 0, 2),
    ("ng", 1, 1),
    ("za zw bw", 2, 2),
    ("ae om ge am az", 3, 5),
    ("ir", 3, 5),
    ("pk uz", 5, 6),
    ("kz", 5, 7),
    ("in lk", 5, 6),
    ("np bd", 5, 7),
    ("th vn kh", 7, 7),
    ("id", 7, 9),
    ("cn tw hk sg my ph", 8, 8),
    ("jp kr", 9, 9),
    ("au", 8, 11),
    ("nz", 12, 13),
    ("gov mil edu us", -10, -4),
    ("ca", -8, -2),
    ("mx", -8, -5),
    ("gt cr sv hn ni", -6, -5),
    ("pe ec pa jm", -5, -5),
    ("ve bo do pr", -5, -4),
    ("cl py", -6, -3),
    ("br", -5, -2),
    ("ar uy", -3, -2),
];

/// Languages, and the hours of where they are mostly written.
const LANGUAGES: [(&str, i32, i32); 16] = [
    (
        "de it nl pl cs sk hu sl hr sr bs mk sq da nb no sv nn",
        1,
        2,
    ),
    ("fr", -5, 4),
    ("es", -8, 2),
    ("pt", -5, 1),
    ("en", -8, 13),
    ("fi et lv lt el ro bg uk", 2, 3),
    ("tr he", 2, 3),
    ("ru", 2, 12),
    ("ar", 0, 4),
    ("fa", 3, 5),
    ("hi bn ta te mr gu kn ml pa ur ne si", 5, 6),
    ("th vi km", 7, 7),
    ("id ms", 7, 9),
    ("zh", 8, 8),
    ("ja ko", 9, 9),
    ("is", 0, 0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_those_of_the_host_then_the_region_then_the_language() {
        for (host, language, expected) in [
            (Some("news.example.de"), Some("en-US"), 1..=2),
            (Some("harbour.example.com"), Some("en-GB"), 0..=1),
            (Some("harbour.example.com"), Some("en-US"), -8..=13),
            (Some("harbour.example.com"), Some("de"), 1..=2),
            (Some("harbour.example.com"), Some("es-ES"), -8..=2),
            (Some("harbour.example.com"), Some("es-MX"), -8..=-5),
            (Some("harbour.example.com.br"), None, -5..=-2),
            (Some("harbour.example.io"), None, -8..=9),
            (None, Some("zh-Hant-TW"), 8..=8),
            (None, None, -8..=9),
        ] {
            assert_eq!(hours(host, language), expected, "{host:?} {language:?}");
        }
    }

    #[test]
    fn an_offset_is_inferred_only_for_the_next_day_and_where_clocks_show_it() {
        let day = |utc: &str, shown: &str, hours| {
            let instant = DateTime::parse_from_rfc3339(utc).expect("an instant");
            let shown = shown.parse().expect("a day");
            inferred(&instant, shown, hours).map(|local| local.to_rfc3339())
        };
        for (utc, shown, hours, expected) in [
            // Germany: 23:30 in UTC is the next day there.
            ("2025-05-04T23:30:00Z", "2025-05-05", 1..=2, Some("+01:00")),
            ("2025-05-04T22:30:00Z", "2025-05-05", 1..=2, Some("+02:00")),
            // No clock in Germany showed these.
            ("2025-05-04T20:30:00Z", "2025-05-05", 1..=2, None),
            ("2025-05-05T02:30:00Z", "2025-05-04", 1..=2, None),
            // New York, in the evening.
            (
                "2025-05-05T02:30:00Z",
                "2025-05-04",
                -8..=-4,
                Some("-04:00"),
            ),
            // Ten in the forenoon is the day before nowhere that is known.
            ("2025-05-05T10:04:00Z", "2025-05-04", -8..=13, None),
            // The same day, and two days apart.
            ("2025-05-05T02:30:00Z", "2025-05-05", -8..=13, None),
            ("2025-05-05T23:30:00Z", "2025-05-07", -8..=13, None),
        ] {
            let found = day(utc, shown, hours);
            assert_eq!(
                found.as_deref().map(|local| &local[19..]),
                expected,
                "{utc} {shown}"
            );
            assert!(found.is_none_or(|local| local.starts_with(shown)));
        }
    }
}
