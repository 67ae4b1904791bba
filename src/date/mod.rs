//! Text to instant and back: notations, zones, precision.
//!
//! In goes a date as somebody wrote it and the [`Context`] it stands in; out comes a [`Dateline`] or
//! a [`DateError`] that says what was found and expected. Nothing here reads a clock, a locale or a
//! file.
//!
//! A text is folded and cut into tokens (`scan`), its words are looked up in the table of names
//! (`lexis`, `words`, `names`), time and zone are taken out (`solve`, `terms`, `clock`, `offset`), what
//! is left are year, month and day (`days`, `iso`, `order`, `calendars`), and all of it becomes an
//! instant (`resolve`). Beside it stand the dates of paths (`paths`) and the places of datelines
//! (`places`, `atlas`, `states`).
//!
//! Understood are RFC 822 with its successors, RFC 3339, ISO 8601 (also week dates, days of the year
//! and the truncated forms of 1988), what `date`, `git`, EXIF, Go and JavaScript print, Unix times,
//! and dates as people write them in 250 languages, with the digits, calendars and eras that go with
//! them. Where a text can mean several days, the context decides; where it does not, the reading is
//! the likeliest and the others are its [`Dateline::candidates`].

mod at_once;
mod atlas;
mod calendars;
mod clock;
mod days;
mod error;
mod iso;
mod lexis;
mod names;
mod offset;
mod order;
mod paths;
mod places;
mod resolve;
mod scan;
mod solve;
mod states;
mod terms;
mod umalqura;
mod words;
mod write;
mod zones;

pub use error::{DateError, ErrorKind};
pub use paths::{PathDate, PathSource, name_date, path_date};
pub use places::{Choice, Place, Reason, place};
pub use write::{rfc822, rfc3339};
pub use zones::zone;

use std::fmt;

use chrono::{DateTime, FixedOffset};

/// The longest text that is looked at, in bytes; longer is running text, not a date.
pub const MAX_LENGTH: usize = 400;

/// Reads a text that is a date and nothing else; white space and quotes around it are tolerated.
///
/// A day without a time is the start of that day in its zone, also where daylight saving time skips
/// midnight. Fractions of a second are dropped, `24:00` is the start of the next day.
///
/// ```
/// use dateline::date::{Context, Precision, read, rfc3339};
///
/// let dateline = read("Mon, 05 May 2025 14:32 +0530", &Context::default())?;
/// assert_eq!(rfc3339(&dateline.instant), "2025-05-05T14:32:00+05:30");
/// assert_eq!(dateline.precision, Precision::Minute);
/// assert!(read("2025-02-30", &Context::default()).is_err());
/// # Ok::<(), dateline::date::DateError>(())
/// ```
///
/// # Errors
///
/// Where the text is empty, no date, relative to a day that the text does not name, without a year
/// that the context could give, or a date that no calendar has. The error holds what was found and
/// expected. A weekday that does not match is an error too; its [`DateError::reading`] is the date
/// that the rest of the text names.
pub fn read(text: &str, context: &Context<'_>) -> Result<Dateline, DateError> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || QUOTES.contains(&c));
    if trimmed.is_empty() {
        return Err(DateError::new(ErrorKind::Empty, text));
    }
    if trimmed.len() > MAX_LENGTH {
        return Err(DateError::new(ErrorKind::NotADate, trimmed));
    }
    at_once::read(trimmed, context).map_or_else(|| read_any(trimmed, context), Ok)
}

/// Reads a trimmed text by all the engine knows.
fn read_any(trimmed: &str, context: &Context<'_>) -> Result<Dateline, DateError> {
    let fields = scan::scan(trimmed).and_then(|tokens| solve::solve(&tokens, context));
    fields
        .and_then(|fields| resolve::resolve(&fields, context))
        .map_err(|error| error.in_text(trimmed))
}

/// Whether a word can stand in a date as far as a look at it tells; what says no, [`read`] refuses
/// wherever it stands outside of brackets. Costs a fraction of reading.
pub(crate) fn may_stand_in_date(word: &str) -> bool {
    const LONGEST: usize = 20;
    let word = word.trim_matches(|c: char| c.is_ascii_punctuation());
    let letters = word.bytes().all(|b| b.is_ascii_alphabetic());
    if !letters || word.len() < 2 || word.len() > LONGEST {
        return true;
    }
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else {
        return true;
    };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).is_ok_and(|word| {
        words::is_known_start(word)
            || zones::abbreviation(word).is_some()
            || offset::LONG_NAMES.contains(&word)
    })
}

const QUOTES: [char; 10] = [
    '"', '\'', '`', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}', '\u{feff}',
];

/// How finely a date was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A year alone.
    Year,
    /// A month of a year.
    Month,
    /// A day without a time; the instant is its start.
    Day,
    /// A time to the hour.
    Hour,
    /// A time to the minute.
    Minute,
    /// A time to the second or finer.
    Second,
}

/// What decides the offset from UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// An offset as written, such as `+05:30`.
    Fixed(FixedOffset),
    /// A place in the time zone database, such as `Asia/Kolkata`.
    Named(chrono_tz::Tz),
}

/// Where the zone of a date came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneSource {
    /// Written in the date itself.
    Text,
    /// The article's `timezone` field.
    Article,
    /// The place in the article's dateline.
    Place,
    /// The site's configuration or a flag.
    Configuration,
    /// Nobody wrote it: a page in UTC shows the next or the previous day, and this offset explains it.
    Inferred,
    /// Nothing said it: UTC.
    Default,
}

/// The order of the parts of a numeric date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Year, month, day.
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}

/// The calendar a date was written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// The calendar of ISO 8601, also before its introduction.
    #[default]
    Gregorian,
    /// Gregorian days in the years of an era: 令和7年.
    Japanese,
    /// Gregorian days, 543 years ahead: พ.ศ. 2568.
    Buddhist,
    /// Gregorian days, 1911 years behind: 民國114年.
    Minguo,
    /// The solar Hijri calendar of Iran and Afghanistan.
    Persian,
    /// The lunar Hijri calendar as Umm al-Qura prints it.
    Islamic,
    /// The calendar of Ethiopia.
    Ethiopian,
}

/// A thing worth saying about how a date was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// Clocks skipped this local time when daylight saving time began; the instant is as far past
    /// the gap as the text is into it.
    Gap,
    /// Clocks showed this local time twice when daylight saving time ended; the instant is the
    /// first, the second is among the candidates.
    Overlap,
    /// The text names no year; it came from [`Context::year`].
    YearFromContext,
    /// The year has two digits: 00 to 49 are 2000 to 2049, 50 to 99 are 1950 to 1999 (RFC 5322,
    /// 4.3). In Thai script they are years of the Buddhist era from 2500, in the Persian calendar
    /// 1350 to 1449, in the Islamic calendar 1400 to 1499.
    TwoDigitYear,
    /// A leap second, read as the second before it.
    LeapSecond,
    /// A military letter or `-0000`: the zone is unknown, the time is UTC (RFC 5322, 4.3).
    UnknownZone,
}

/// What is known around a date.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The zone of a date that names none, and where that zone came from; UTC by
    /// [`ZoneSource::Default`] where absent.
    pub zone: Option<(Zone, ZoneSource)>,
    /// BCP 47 tag of the text's language; decides between names, orders and zone abbreviations.
    pub language: Option<&'a str>,
    /// The order of numeric dates on this site, where it is known.
    pub order: Option<Order>,
    /// The year of a date that names none, such as the `5 May` of an agency dateline.
    pub year: Option<i32>,
}

/// A resolved date.
#[derive(Clone, Debug, PartialEq)]
pub struct Dateline {
    /// The instant, with the offset that held there and then.
    pub instant: DateTime<FixedOffset>,
    /// How finely it was given.
    pub precision: Precision,
    /// What decided the offset.
    pub zone: Zone,
    /// Where that zone came from.
    pub zone_source: ZoneSource,
    /// The order by which a numeric date was read; `None` where there was nothing to order.
    pub order: Option<Order>,
    /// Other instants that the same text may mean; empty where it is unambiguous. `instant` is then
    /// the reading that the context prefers.
    pub candidates: Box<[DateTime<FixedOffset>]>,
    /// The calendar the text is written in.
    pub calendar: Calendar,
    /// What else to say about the reading, in ascending order.
    pub notes: Box<[Note]>,
}

impl Precision {
    /// The lower-case name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            Precision::Year => "year",
            Precision::Month => "month",
            Precision::Day => "day",
            Precision::Hour => "hour",
            Precision::Minute => "minute",
            Precision::Second => "second",
        }
    }
}

impl fmt::Display for Zone {
    /// The name in the time zone database, or the offset as `+05:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Zone::Fixed(offset) => offset.fmt(f),
            Zone::Named(tz) => f.write_str(tz.name()),
        }
    }
}

impl ZoneSource {
    /// The lower-case name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            ZoneSource::Text => "text",
            ZoneSource::Article => "article",
            ZoneSource::Place => "place",
            ZoneSource::Configuration => "configuration",
            ZoneSource::Inferred => "inferred",
            ZoneSource::Default => "default",
        }
    }
}

impl Order {
    /// The lower-case name used in reports and settings.
    pub fn name(self) -> &'static str {
        match self {
            Order::Ymd => "ymd",
            Order::Dmy => "dmy",
            Order::Mdy => "mdy",
        }
    }
}

impl Calendar {
    /// The name of the calendar in BCP 47 (`ca`), as far as it has one.
    pub fn name(self) -> &'static str {
        match self {
            Calendar::Gregorian => "gregory",
            Calendar::Japanese => "japanese",
            Calendar::Buddhist => "buddhist",
            Calendar::Minguo => "roc",
            Calendar::Persian => "persian",
            Calendar::Islamic => "islamic-umalqura",
            Calendar::Ethiopian => "ethiopic",
        }
    }
}

impl Note {
    /// What to tell the author, one clause.
    pub fn text(self) -> &'static str {
        match self {
            Note::Gap => "clocks skipped this local time, the instant lies after the gap",
            Note::Overlap => "clocks showed this local time twice, the first is taken",
            Note::YearFromContext => "the year is not in the text",
            Note::TwoDigitYear => "the year has two digits",
            Note::LeapSecond => "a leap second, read as the second before it",
            Note::UnknownZone => "the zone is unknown (RFC 5322, 4.3), UTC is taken",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        match read(text, &Context::default()) {
            Ok(dateline) => format!("{} {:?}", rfc3339(&dateline.instant), dateline.precision),
            Err(error) => format!("{:?}", error.kind),
        }
    }

    #[test]
    fn common_notations_are_read() {
        for (text, expected) in [
            ("2025-05-05", "2025-05-05T00:00:00Z Day"),
            ("\"2025-05-05\"", "2025-05-05T00:00:00Z Day"),
            ("2025-05", "2025-05-01T00:00:00Z Month"),
            ("2025", "2025-01-01T00:00:00Z Year"),
            ("20250505", "2025-05-05T00:00:00Z Day"),
            (
                "2025-05-05T14:32:10.25+05:30",
                "2025-05-05T14:32:10+05:30 Second",
            ),
            ("20250505T143210Z", "2025-05-05T14:32:10Z Second"),
            ("2025-05-05 14:32", "2025-05-05T14:32:00Z Minute"),
            ("2025-05-05 14:32 -0700", "2025-05-05T14:32:00-07:00 Minute"),
            (
                "2025-05-05 14:32:00 UTC-03:00",
                "2025-05-05T14:32:00-03:00 Second",
            ),
            ("2025/05/05 14:32:10", "2025-05-05T14:32:10Z Second"),
            ("2025.05.05", "2025-05-05T00:00:00Z Day"),
            ("2025-05-05T24:00:00Z", "2025-05-06T00:00:00Z Second"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z Second"),
            (
                "Mon, 05 May 2025 14:32:10 +0530",
                "2025-05-05T14:32:10+05:30 Second",
            ),
            ("5 May 2025", "2025-05-05T00:00:00Z Day"),
            ("May 5, 2025", "2025-05-05T00:00:00Z Day"),
            (
                "May 5th, 2025 2:30 pm EST",
                "2025-05-05T14:30:00-05:00 Minute",
            ),
            ("May 5, 2025 2:30 p.m.", "2025-05-05T14:30:00Z Minute"),
            ("13/7/2013", "2013-07-13T00:00:00Z Day"),
            (
                "2018-02-25 00:00 Europe/Brussels",
                "2018-02-25T00:00:00+01:00 Minute",
            ),
            ("1746455530", "2025-05-05T14:32:10Z Second"),
            ("1746455530000", "2025-05-05T14:32:10Z Second"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for (text, expected) in [
            ("", "Empty"),
            ("  ", "Empty"),
            ("soon", "NotADate"),
            ("2025-02-30", "ImpossibleDate"),
            ("30 February 2025", "ImpossibleDate"),
            ("2025-13-01", "ImpossibleDate"),
            ("2025-05-05 25:61", "ImpossibleTime"),
            ("2025-05-05T10:14:61Z", "ImpossibleTime"),
            ("2025-05-05T12:30:60Z", "ImpossibleTime"),
            ("2025-05-05T12:30:00+25:00", "ImpossibleZone"),
            ("0001-01-01", "OutOfRange"),
            ("Tue, 05 May 2025 14:32:10 +0530", "Weekday"),
            ("5 May", "YearMissing"),
            ("yesterday", "Relative"),
            ("2013-01-28T11:30:00-06:00Textra", "NotADate"),
            ("12/09/18567", "NotADate"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn an_ambiguous_numeric_date_names_its_other_reading() {
        let free = read("01/02/2025", &Context::default()).unwrap();
        assert_eq!(rfc3339(&free.instant), "2025-01-02T00:00:00Z");
        assert_eq!(
            free.candidates.iter().map(rfc3339).collect::<Vec<_>>(),
            ["2025-02-01T00:00:00Z"]
        );
        let ordered = Context {
            order: Some(Order::Dmy),
            ..Context::default()
        };
        let settled = read("01/02/2025", &ordered).unwrap();
        assert_eq!(rfc3339(&settled.instant), "2025-02-01T00:00:00Z");
        assert!(settled.candidates.is_empty());
    }

    #[test]
    fn a_weekday_that_does_not_match_leaves_the_day_as_a_reading() {
        let error = read("Tue, 05 May 2025", &Context::default()).unwrap_err();
        assert_eq!(
            rfc3339(&error.reading.unwrap().instant),
            "2025-05-05T00:00:00Z"
        );
    }

    #[test]
    fn a_day_starts_when_its_clocks_start() {
        let cairo = Zone::Named(chrono_tz::Tz::Africa__Cairo);
        let context = Context {
            zone: Some((cairo, ZoneSource::Configuration)),
            ..Context::default()
        };
        // Clocks went from 00:00 to 01:00 on 25 April 2025.
        let dateline = read("2025-04-25", &context).unwrap();
        assert_eq!(rfc3339(&dateline.instant), "2025-04-25T01:00:00+03:00");
        assert_eq!(*dateline.notes, [Note::Gap]);
    }
}
