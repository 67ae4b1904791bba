//! Text to instant and back: notations, zones, precision.
//!
//! In goes a date as somebody wrote it and the [`Context`] it stands in; out comes a [`Dateline`] or
//! a [`DateError`] that says what was found and expected. Nothing here reads a clock, a locale or a
//! file.

use chrono::{DateTime, FixedOffset};

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
}
