//! The notation that nearly every machine writes, read without a look at any other.

use chrono::{FixedOffset, NaiveDate, TimeZone};

use super::{Calendar, Dateline, Precision, Zone, ZoneSource};

/// Reads `2025-05-05T14:30:00+05:30` and nothing else: RFC 3339, section 5.6, without fractions,
/// with `T` or a space and an offset that is known. `None` for all that takes a second thought. A
/// property test holds it to what the engine says of the same text.
pub(super) fn read(text: &str) -> Option<Dateline> {
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
    let offset = FixedOffset::east_opt(seconds)?;
    Some(Dateline {
        instant: offset.from_local_datetime(&local).single()?,
        precision: Precision::Second,
        zone: Zone::Fixed(offset),
        zone_source: ZoneSource::Text,
        order: None,
        candidates: Box::default(),
        calendar: Calendar::Gregorian,
        notes: Box::default(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Context, read_any};

    proptest! {
        #[test]
        fn what_is_read_at_once_is_what_the_engine_reads(
            text in r"[012]\d{3}-[01]\d-[0-3]\d[T ][0-2]\d:[0-6]\d:[0-6]\d(Z|[+-][01]\d:[0-6]\d)"
        ) {
            if let Some(dateline) = super::read(&text) {
                prop_assert_eq!(Ok(dateline), read_any(&text, &Context::default()));
            }
        }

        #[test]
        fn other_texts_are_left_to_the_engine(text in r"\PC{0,30}") {
            if let Some(dateline) = super::read(&text) {
                prop_assert_eq!(Ok(dateline), read_any(&text, &Context::default()));
            }
        }
    }
}
