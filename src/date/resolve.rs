//! The parts of a date and its zone to an instant.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike,
};
use chrono::{Duration, LocalResult, Offset};
use chrono_tz::Tz;

use super::zones::{self, Abbreviation};
use super::{
    Calendar, Context, DateError, Dateline, ErrorKind, Note, Order, Precision, Zone, ZoneSource,
};

/// What a text says about the zone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum TextZone {
    #[default]
    None,
    Zone(Zone),
    Abbreviation(Abbreviation),
    /// `-0000` or a military letter.
    Unknown,
}

/// A time of day as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
    pub(super) precision: Precision,
}

/// A day that a text may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) date: NaiveDate,
    pub(super) order: Option<Order>,
}

/// What a text says, solved but without an instant.
#[derive(Clone, Debug, Default)]
pub(super) struct Fields {
    /// The preferred reading first, at most [`MAX_DAYS`].
    pub(super) days: Vec<Day>,
    /// The precision of the day where there is no time.
    pub(super) precision: Option<Precision>,
    pub(super) time: Option<Time>,
    pub(super) zone: TextZone,
    pub(super) calendar: Calendar,
    pub(super) notes: Vec<Note>,
    /// An instant in itself, in seconds since 1970.
    pub(super) seconds: Option<i64>,
    /// The weekday as written does not match the day.
    pub(super) weekday_fails: bool,
}

/// Makes an instant of the parts.
pub(super) fn resolve(fields: &Fields, context: &Context<'_>) -> Result<Dateline, DateError> {
    let mut notes = fields.notes.clone();
    if let Some(seconds) = fields.seconds {
        let utc =
            DateTime::from_timestamp(seconds, 0).ok_or(DateError::of(ErrorKind::OutOfRange))?;
        in_range(utc.date_naive())?;
        let offset = match fields.zone {
            TextZone::Zone(Zone::Fixed(offset)) => Some(offset),
            _ => FixedOffset::east_opt(0),
        };
        let offset = offset.ok_or(DateError::of(ErrorKind::ImpossibleZone))?;
        return Ok(Dateline {
            instant: utc.with_timezone(&offset),
            precision: Precision::Second,
            zone: Zone::Fixed(offset),
            zone_source: ZoneSource::Text,
            order: None,
            candidates: Box::default(),
            calendar: Calendar::Gregorian,
            notes: notes.into_boxed_slice(),
        });
    }

    let (zone, zone_source, other_offsets) = zone_of(fields, context, &mut notes)?;
    let mut readings: Vec<DateTime<FixedOffset>> = Vec::new();
    for (index, day) in fields.days.iter().enumerate() {
        in_range(day.date)?;
        let mut quiet = Vec::new();
        let notes = if index == 0 { &mut notes } else { &mut quiet };
        let (instant, second) = instant(day.date, fields.time, zone, notes)?;
        readings.push(instant);
        readings.extend(second);
        if index == 0 {
            for minutes in &other_offsets {
                if let Some(offset) = zones::offset(*minutes) {
                    readings.push(
                        self::instant(day.date, fields.time, Zone::Fixed(offset), &mut quiet)?.0,
                    );
                }
            }
        }
    }
    let mut readings = readings.into_iter();
    let first = readings.next().ok_or(DateError::of(ErrorKind::NotADate))?;
    let mut candidates: Vec<DateTime<FixedOffset>> = Vec::new();
    for reading in readings {
        if reading != first && !candidates.contains(&reading) {
            candidates.push(reading);
        }
    }
    notes.sort_unstable();
    notes.dedup();
    // `05/05/2025` is the same day in both orders and says nothing about them.
    let order = fields.days.first().and_then(|day| day.order);
    let same =
        |day: &Day| day.order != order && fields.days.first().is_some_and(|d| d.date == day.date);
    let order = order.filter(|_| !fields.days.iter().any(same));
    let dateline = Dateline {
        instant: first,
        precision: fields
            .time
            .map(|time| time.precision)
            .or(fields.precision)
            .unwrap_or(Precision::Day),
        zone,
        zone_source,
        order,
        candidates: candidates.into_boxed_slice(),
        calendar: fields.calendar,
        notes: notes.into_boxed_slice(),
    };
    if fields.weekday_fails {
        let mut error = DateError::of(ErrorKind::Weekday);
        error.reading = Some(Box::new(dateline));
        return Err(error);
    }
    Ok(dateline)
}

/// RFC 3339 has four digits for the year; ISO 8601 has the Gregorian calendar from 1583 on.
fn in_range(date: NaiveDate) -> Result<(), DateError> {
    if (1583..=9999).contains(&date.year()) {
        Ok(())
    } else {
        Err(DateError::of(ErrorKind::OutOfRange))
    }
}

/// The zone, its source, and the offsets in minutes that its abbreviation may mean too.
fn zone_of(
    fields: &Fields,
    context: &Context<'_>,
    notes: &mut Vec<Note>,
) -> Result<(Zone, ZoneSource, Vec<i32>), DateError> {
    let utc = || zones::offset(0).ok_or(DateError::of(ErrorKind::ImpossibleZone));
    let fixed = |minutes: i32| {
        zones::offset(minutes)
            .map(Zone::Fixed)
            .ok_or(DateError::of(ErrorKind::ImpossibleZone))
    };
    match fields.zone {
        TextZone::Zone(zone) => Ok((zone, ZoneSource::Text, Vec::new())),
        TextZone::Unknown => {
            notes.push(Note::UnknownZone);
            Ok((Zone::Fixed(utc()?), ZoneSource::Text, Vec::new()))
        }
        TextZone::Abbreviation(Abbreviation::Offset(minutes)) => {
            Ok((fixed(minutes)?, ZoneSource::Text, Vec::new()))
        }
        TextZone::Abbreviation(Abbreviation::Place(tz)) => {
            Ok((Zone::Named(tz), ZoneSource::Text, Vec::new()))
        }
        TextZone::Abbreviation(Abbreviation::Several(meanings)) => {
            match settled(meanings, context) {
                Some(minutes) => Ok((fixed(minutes)?, ZoneSource::Text, Vec::new())),
                None => {
                    let mut minutes = meanings.iter().map(|(minutes, _)| *minutes);
                    let first = minutes.next().unwrap_or(0);
                    Ok((fixed(first)?, ZoneSource::Text, minutes.collect()))
                }
            }
        }
        TextZone::None => match context.zone {
            Some((zone, source)) => Ok((zone, source, Vec::new())),
            None => Ok((Zone::Fixed(utc()?), ZoneSource::Default, Vec::new())),
        },
    }
}

/// The meaning of an abbreviation that the place or the language around it decides.
fn settled(meanings: &[(i32, &[Tz])], context: &Context<'_>) -> Option<i32> {
    if let Some((Zone::Named(tz), _)) = context.zone {
        let same = meanings
            .iter()
            .find(|(_, zones)| zones.iter().any(|zone| same_place(*zone, tz)));
        if let Some((minutes, _)) = same {
            return Some(*minutes);
        }
    }
    if let Some((Zone::Fixed(offset), _)) = context.zone {
        let same = meanings
            .iter()
            .find(|(minutes, _)| minutes * 60 == offset.local_minus_utc());
        if let Some((minutes, _)) = same {
            return Some(*minutes);
        }
    }
    let tag = context.language?.to_ascii_lowercase();
    let mut parts = tag.split(['-', '_']);
    let language = parts.next()?;
    let region = parts.find(|part| part.len() == 2);
    let minutes = match (region, language) {
        (Some("in"), _) => 330,
        (Some("ie"), _) => 60,
        (Some("il"), _) => 120,
        (Some("gb"), _) => 60,
        (Some("bd"), _) => 360,
        (Some("cn" | "tw" | "hk" | "mo"), _) => 480,
        (Some("us" | "ca"), _) => -360,
        (Some("cu"), _) => -300,
        (
            None,
            "hi" | "ta" | "te" | "mr" | "gu" | "kn" | "ml" | "pa" | "or" | "as" | "kok" | "sa",
        ) => 330,
        (None, "ga") => 60,
        (None, "he" | "iw" | "yi") => 120,
        (None, "bn") => 360,
        (None, "cy" | "gd") => 60,
        (None, "zh") => 480,
        _ => return None,
    };
    meanings
        .iter()
        .map(|(meant, _)| *meant)
        .find(|meant| *meant == minutes)
}

/// Whether two names of the database are one zone, or of one country's clock (`Asia/Calcutta`).
fn same_place(one: Tz, other: Tz) -> bool {
    let alias = |tz: Tz| match tz {
        Tz::Asia__Calcutta => Tz::Asia__Kolkata,
        Tz::Eire => Tz::Europe__Dublin,
        Tz::Israel | Tz::Asia__Tel_Aviv => Tz::Asia__Jerusalem,
        Tz::GB | Tz::Europe__Belfast => Tz::Europe__London,
        Tz::Asia__Dacca => Tz::Asia__Dhaka,
        Tz::PRC | Tz::Asia__Chongqing | Tz::Asia__Harbin | Tz::Asia__Chungking => {
            Tz::Asia__Shanghai
        }
        Tz::ROC => Tz::Asia__Taipei,
        Tz::US__Central | Tz::America__Winnipeg | Tz::Canada__Central => Tz::America__Chicago,
        Tz::Cuba => Tz::America__Havana,
        tz => tz,
    };
    alias(one) == alias(other)
}

/// The instant of a local time, and the second one where clocks show it twice.
fn instant(
    date: NaiveDate,
    time: Option<Time>,
    zone: Zone,
    notes: &mut Vec<Note>,
) -> Result<(DateTime<FixedOffset>, Option<DateTime<FixedOffset>>), DateError> {
    let impossible = || DateError::of(ErrorKind::ImpossibleTime);
    let Some(time) = time else {
        return Ok((
            local(date.and_time(NaiveTime::MIN), zone, true, notes)?.0,
            None,
        ));
    };
    // `24:00` is the end of the day (ISO 8601-1:2019, 4.3.8.2), here the start of the next.
    if (time.hour, time.minute, time.second) == (24, 0, 0) {
        let next = date.succ_opt().ok_or_else(impossible)?;
        return local(next.and_time(NaiveTime::MIN), zone, false, notes);
    }
    let leap = time.second == 60;
    let second = if leap { 59 } else { time.second };
    let clock = NaiveTime::from_hms_opt(time.hour, time.minute, second).ok_or_else(impossible)?;
    let (first, later) = local(date.and_time(clock), zone, false, notes)?;
    if leap {
        // A leap second ends a month in UTC (RFC 3339, 5.7).
        let utc = first.naive_utc();
        let next = utc.date().succ_opt().ok_or_else(impossible)?;
        if (utc.hour(), utc.minute()) != (23, 59) || next.day() != 1 {
            return Err(impossible());
        }
        notes.push(Note::LeapSecond);
    }
    Ok((first, later))
}

/// A clock reading in a zone: the instant, and the second where there are two. `start_of_day` asks
/// for the first instant of the day, where clocks skip midnight.
fn local(
    clock: NaiveDateTime,
    zone: Zone,
    start_of_day: bool,
    notes: &mut Vec<Note>,
) -> Result<(DateTime<FixedOffset>, Option<DateTime<FixedOffset>>), DateError> {
    let out_of_range = || DateError::of(ErrorKind::OutOfRange);
    let tz = match zone {
        Zone::Fixed(offset) => {
            let instant = offset
                .from_local_datetime(&clock)
                .single()
                .ok_or_else(out_of_range)?;
            return Ok((instant, None));
        }
        Zone::Named(tz) => tz,
    };
    match tz.from_local_datetime(&clock) {
        LocalResult::Single(instant) => Ok((whole_minutes(instant)?, None)),
        LocalResult::Ambiguous(one, other) => {
            let (first, second) = if one <= other {
                (one, other)
            } else {
                (other, one)
            };
            if start_of_day {
                return Ok((whole_minutes(first)?, None));
            }
            notes.push(Note::Overlap);
            Ok((whole_minutes(first)?, Some(whole_minutes(second)?)))
        }
        LocalResult::None => {
            notes.push(Note::Gap);
            // Clocks jumped over this reading. The offset before the jump makes of it an instant
            // after the jump, as far past it as the reading is into the gap (RFC 5545, 3.3.5). A
            // whole day can be skipped (Samoa, 30 December 2011), hence the two days.
            let before = clock
                .checked_sub_signed(Duration::hours(26))
                .ok_or_else(out_of_range)?;
            let offset = tz.offset_from_utc_datetime(&before).fix();
            let utc = offset
                .from_local_datetime(&clock)
                .single()
                .ok_or_else(out_of_range)?;
            let instant = utc.with_timezone(&tz);
            if !start_of_day {
                return Ok((whole_minutes(instant)?, None));
            }
            // The day starts at the jump itself: go back to the last minute whose local day is
            // before this one.
            let mut low = utc
                .naive_utc()
                .checked_sub_signed(Duration::hours(26))
                .ok_or_else(out_of_range)?;
            let mut high = utc.naive_utc();
            while high - low > Duration::seconds(1) {
                let middle = low + (high - low) / 2;
                if tz.from_utc_datetime(&middle).naive_local() < clock {
                    low = middle
                } else {
                    high = middle
                }
            }
            let mut first = tz.from_utc_datetime(&high);
            if let Some(whole) = first.with_nanosecond(0) {
                first = if whole < first {
                    whole + Duration::seconds(1)
                } else {
                    whole
                };
            }
            whole_minutes(first).map(|instant| (instant, None))
        }
    }
}

/// Offsets of local mean time have seconds, which no notation of a feed can hold; the instant stays
/// within the minute.
fn whole_minutes(instant: DateTime<Tz>) -> Result<DateTime<FixedOffset>, DateError> {
    let seconds = instant.offset().fix().local_minus_utc();
    let out_of_range = || DateError::of(ErrorKind::OutOfRange);
    let offset = FixedOffset::east_opt(seconds / 60 * 60).ok_or_else(out_of_range)?;
    let local = instant.naive_local();
    offset
        .from_local_datetime(&local)
        .single()
        .ok_or_else(out_of_range)
}
