//! Instants to text, as feeds hold them.

use chrono::{DateTime, Datelike, FixedOffset, Timelike};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Writes an instant as RSS wants it: `Mon, 05 May 2025 00:00:00 +0530` (RFC 822 as amended by RFC
/// 1123, 5.2.14: a year of four digits, a numeric zone). Fractions of a second are dropped.
///
/// ```
/// use dateline::date::{Context, read, rfc822};
///
/// let dateline = read("2025-05-05T09:00:00Z", &Context::default())?;
/// assert_eq!(rfc822(&dateline.instant), "Mon, 05 May 2025 09:00:00 +0000");
/// # Ok::<(), dateline::date::DateError>(())
/// ```
pub fn rfc822(instant: &DateTime<FixedOffset>) -> String {
    let offset = offset_minutes(instant);
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} {}{:02}{:02}",
        WEEKDAYS[instant.weekday().num_days_from_monday() as usize % 7],
        instant.day(),
        MONTHS[instant.month0() as usize % 12],
        instant.year(),
        instant.hour(),
        instant.minute(),
        instant.second(),
        if offset < 0 { '-' } else { '+' },
        offset.abs() / 60,
        offset.abs() % 60,
    )
}

/// Writes an instant as Atom and JSON Feed want it: `2025-05-05T00:00:00+05:30`, or `Z` at offset 0
/// (RFC 3339, 5.6). Fractions of a second are dropped.
///
/// ```
/// use dateline::date::{Context, read, rfc3339};
///
/// let dateline = read("Mon, 05 May 2025 09:00:00 GMT", &Context::default())?;
/// assert_eq!(rfc3339(&dateline.instant), "2025-05-05T09:00:00Z");
/// # Ok::<(), dateline::date::DateError>(())
/// ```
pub fn rfc3339(instant: &DateTime<FixedOffset>) -> String {
    let offset = offset_minutes(instant);
    let mut text = String::with_capacity("2025-05-05T14:30:00+05:30".len());
    // Digit by digit: formatting costs ten times as much, and a ledger has two instants a line.
    let mut push = |before: &str, number: u32, digits: u32| {
        text.push_str(before);
        for at in (0..digits).rev() {
            let digit = number / 10_u32.pow(at) % 10;
            text.push(char::from_digit(digit, 10).unwrap_or('0'));
        }
    };
    push("", instant.year().unsigned_abs(), 4);
    push("-", instant.month(), 2);
    push("-", instant.day(), 2);
    push("T", instant.hour(), 2);
    push(":", instant.minute(), 2);
    push(":", instant.second(), 2);
    if offset == 0 {
        text.push('Z');
    } else {
        push(
            if offset < 0 { "-" } else { "+" },
            offset.unsigned_abs() / 60,
            2,
        );
        push(":", offset.unsigned_abs() % 60, 2);
    }
    text
}

// Neither notation has seconds in its offset. `read` rounds the offsets of before standard time
// (Paris was +00:09:21 until 1911) to minutes, so that nothing is lost here.
fn offset_minutes(instant: &DateTime<FixedOffset>) -> i32 {
    instant.offset().local_minus_utc() / 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn at(offset: i32) -> DateTime<FixedOffset> {
        let zone = FixedOffset::east_opt(offset).unwrap();
        zone.with_ymd_and_hms(2025, 5, 5, 0, 0, 0).unwrap()
    }

    #[test]
    fn both_notations_carry_a_numeric_offset() {
        assert_eq!(rfc822(&at(19800)), "Mon, 05 May 2025 00:00:00 +0530");
        assert_eq!(rfc822(&at(0)), "Mon, 05 May 2025 00:00:00 +0000");
        assert_eq!(rfc822(&at(-12600)), "Mon, 05 May 2025 00:00:00 -0330");
        assert_eq!(rfc3339(&at(19800)), "2025-05-05T00:00:00+05:30");
        assert_eq!(rfc3339(&at(0)), "2025-05-05T00:00:00Z");
        assert_eq!(rfc3339(&at(-12600)), "2025-05-05T00:00:00-03:30");
    }
}
