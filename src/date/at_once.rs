//! The notations that nearly every machine writes, read without a look at any other. Property tests
//! hold them to what the engine says of the same text.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeZone};

use super::zones::{self, Abbreviation};
use super::{Calendar, Context, Dateline, Precision, Zone, ZoneSource};

/// Reads what one look is enough for; `None` for all that takes a second thought.
pub(super) fn read(text: &str, context: &Context<'_>) -> Option<Dateline> {
    match text.as_bytes().get(..5)? {
        [b'0'..=b'9', _, _, _, b'-'] => rfc3339(text),
        _ if context.language.is_none_or(is_english) => rfc822(text),
        _ => None,
    }
}

/// Elsewhere the names of days and months are looked up in the language first.
fn is_english(tag: &str) -> bool {
    tag.as_bytes()
        .split_at_checked(2)
        .is_some_and(|(language, rest)| {
            language.eq_ignore_ascii_case(b"en") && matches!(rest.first(), None | Some(b'-' | b'_'))
        })
}

/// `2025-05-05T14:30:00+05:30` and nothing else: RFC 3339, section 5.6, without fractions, with `T`
/// or a space and an offset that is known.
fn rfc3339(text: &str) -> Option<Dateline> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| {
        bytes.get(from..to)?.iter().try_fold(0_u32, |sum, b| {
            b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0'))
        })
    };
    let marks = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    let marked = bytes.len() >= 20
        && marks.iter().all(|&(at, mark)| bytes[at] == mark)
        && matches!(bytes[10], b'T' | b' ');
    if !marked {
        return None;
    }
    let seconds = match (bytes[19], bytes.len()) {
        (b'Z', 20) => 0,
        (sign @ (b'+' | b'-'), 25) if bytes[22] == b':' => {
            let (hours, minutes) = (number(20, 22)?, number(23, 25)?);
            let size = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            // `-00:00` says that the offset is not known (RFC 3339, 4.3).
            if minutes > 59 || hours > 14 || sign == b'-' && size == 0 {
                return None;
            }
            if sign == b'-' { -size } else { size }
        }
        _ => return None,
    };
    let year = i32::try_from(number(0, 4)?)
        .ok()
        .filter(|year| *year >= 1583)?;
    let local = NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?.and_hms_opt(
        number(11, 13)?,
        number(14, 16)?,
        number(17, 19)?,
    )?;
    dateline(local, seconds, Precision::Second)
}

fn dateline(local: NaiveDateTime, seconds: i32, precision: Precision) -> Option<Dateline> {
    let offset = FixedOffset::east_opt(seconds)?;
    Some(Dateline {
        instant: offset.from_local_datetime(&local).single()?,
        precision,
        zone: Zone::Fixed(offset),
        zone_source: ZoneSource::Text,
        order: None,
        candidates: Box::default(),
        calendar: Calendar::Gregorian,
        notes: Box::default(),
    })
}

/// `Mon, 05 May 2025 09:00:00 +0000` as RFC 5322, section 3.3, has it: the weekday, a leading zero
/// and the seconds may be absent, the zone is an offset that is known or an abbreviation that means
/// one. Comments, military letters and years of two digits (section 4.3) are left to the engine, and
/// so is a weekday that does not match.
fn rfc822(text: &str) -> Option<Dateline> {
    let mut bytes = text.as_bytes();
    let mut weekday = None;
    if let [a, b, c, b',', b' ', rest @ ..] = bytes {
        weekday = Some(index(&WEEKDAYS, [*a, *b, *c])?);
        bytes = rest;
    }
    let day = match bytes {
        [b' ', ..] => return None,
        [_, b' ', ..] => digits(&mut bytes, 1)?,
        _ => digits(&mut bytes, 2)?,
    };
    let [b' ', a, b, c, b' ', rest @ ..] = bytes else {
        return None;
    };
    let month = index(&MONTHS, [*a, *b, *c])? + 1;
    bytes = rest;
    let year = i32::try_from(digits(&mut bytes, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, month, day).filter(|_| year >= 1583)?;
    if weekday.is_some_and(|weekday| date.weekday().num_days_from_monday() != weekday) {
        return None;
    }
    expect(&mut bytes, b' ')?;
    let hour = digits(&mut bytes, 2)?;
    expect(&mut bytes, b':')?;
    let minute = digits(&mut bytes, 2)?;
    let (second, precision) = match expect(&mut bytes, b':') {
        Some(()) => (digits(&mut bytes, 2)?, Precision::Second),
        None => (0, Precision::Minute),
    };
    expect(&mut bytes, b' ')?;
    let local = date.and_hms_opt(hour, minute, second)?;
    dateline(local, zone_in_seconds(bytes)?, precision)
}

/// Seconds east of Greenwich.
fn zone_in_seconds(zone: &[u8]) -> Option<i32> {
    match zone {
        b"GMT" | b"UTC" | b"UT" => Some(0),
        [sign @ (b'+' | b'-'), rest @ ..] if rest.len() == 4 => {
            let mut rest = rest;
            let (hours, minutes) = (digits(&mut rest, 2)?, digits(&mut rest, 2)?);
            let size = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            // `-0000` says that the offset is not known (RFC 5322, 3.3).
            if minutes > 59 || hours > 14 || *sign == b'-' && size == 0 {
                return None;
            }
            Some(if *sign == b'-' { -size } else { size })
        }
        // One letter is of the military, or `Z`, which RFC 822 does not part from those.
        [_, _, _, ..] if zone.len() <= 4 && zone.iter().all(u8::is_ascii_uppercase) => {
            let mut lower = [0; 4];
            let lower = lower.get_mut(..zone.len())?;
            lower.copy_from_slice(zone);
            lower.make_ascii_lowercase();
            match zones::abbreviation(std::str::from_utf8(lower).ok()?)? {
                Abbreviation::Offset(minutes) => Some(minutes * 60),
                Abbreviation::Several(_) | Abbreviation::Place(_) => None,
            }
        }
        _ => None,
    }
}

const WEEKDAYS: [[u8; 3]; 7] = [
    *b"Mon", *b"Tue", *b"Wed", *b"Thu", *b"Fri", *b"Sat", *b"Sun",
];

const MONTHS: [[u8; 3]; 12] = [
    *b"Jan", *b"Feb", *b"Mar", *b"Apr", *b"May", *b"Jun", *b"Jul", *b"Aug", *b"Sep", *b"Oct",
    *b"Nov", *b"Dec",
];

fn index(names: &[[u8; 3]], name: [u8; 3]) -> Option<u32> {
    let at = names.iter().position(|one| *one == name)?;
    u32::try_from(at).ok()
}

/// Takes so many digits from the start.
fn digits(bytes: &mut &[u8], count: usize) -> Option<u32> {
    let (digits, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    digits.iter().try_fold(0_u32, |sum, b| {
        b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0'))
    })
}

fn expect(bytes: &mut &[u8], wanted: u8) -> Option<()> {
    let (first, rest) = bytes.split_first()?;
    (*first == wanted).then(|| *bytes = rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Context, read_any};

    fn agrees(text: &str, language: Option<&str>) -> Result<(), TestCaseError> {
        let context = Context {
            language,
            ..Context::default()
        };
        if let Some(dateline) = super::read(text, &context) {
            prop_assert_eq!(
                Ok(dateline),
                read_any(text, &context),
                "{} {:?}",
                text,
                language
            );
        }
        Ok(())
    }

    /// Every day of some years with its weekday or another, every zone.
    #[test]
    fn dates_of_mails_are_what_the_engine_reads() {
        let zones = [
            "GMT", "UT", "UTC", "Z", "EST", "EDT", "CST", "PST", "MEST", "CEST", "IST", "ET",
        ];
        let zones: Vec<&str> = zones
            .into_iter()
            .chain(["+0000", "-0000", "+0530", "-1200", "+1500"])
            .collect();
        let mut taken = 0;
        let start = chrono::NaiveDate::from_ymd_opt(2023, 12, 20).unwrap();
        for (number, date) in start.iter_days().take(800).enumerate() {
            let zone = zones[number % zones.len()];
            let forms = [
                "%a, %d %b %Y %H:%M:%S",
                "%a, %-d %b %Y %H:%M",
                "%d %b %Y %H:%M:%S",
                "Sun, %d %b %Y %H:%M:%S",
            ];
            for (form, language) in forms
                .into_iter()
                .flat_map(|form| [(form, None), (form, Some("en-GB"))])
            {
                let clock = date
                    .and_hms_opt(number as u32 % 24, 59, number as u32 % 60)
                    .unwrap();
                let text = format!("{} {zone}", clock.format(form));
                agrees(&text, language).unwrap();
                taken += usize::from(super::read(&text, &Context::default()).is_some());
            }
        }
        assert!(taken > 3_000, "{taken}");
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_engine() {
        for text in [
            "Mon, 05 May 2025 09:00:00 -0000",
            "Mon, 05 May 2025 09:00:00 A",
            "Mon, 05 May 25 09:00:00 GMT",
            "Tue, 05 May 2025 09:00:00 GMT",
            "Mon, 05 May 2025 09:00:00 GMT (noon)",
            "Mon, 05 May 2025 24:00:00 GMT",
            "Sat, 31 Dec 2016 23:59:60 GMT",
            "Mon, 05 May 2025 09:00:00",
            "Mon, 05 May 2025 09:00:00 CST",
            "mon, 05 may 2025 09:00:00 GMT",
        ] {
            assert_eq!(super::read(text, &Context::default()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn dates_like_those_of_mails_are_what_the_engine_reads(
            text in r"((Mon|Tue|Fri|Sun), )?[0-3]?\d (Jan|Feb|Mar|May|Sep|Dec) [012]\d{3} [0-2]\d:[0-6]\d(:[0-6]\d)? ([A-Z]{1,4}|[+-][01]\d[0-6]\d)"
        ) {
            agrees(&text, None)?;
        }

        #[test]
        fn what_is_read_at_once_is_what_the_engine_reads(
            text in r"[012]\d{3}-[01]\d-[0-3]\d[T ][0-2]\d:[0-6]\d:[0-6]\d(Z|[+-][01]\d:[0-6]\d)"
        ) {
            agrees(&text, None)?;
        }

        #[test]
        fn other_texts_are_left_to_the_engine(text in r"\PC{0,30}") {
            agrees(&text, None)?;
        }
    }
}
