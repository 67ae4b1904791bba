//! Dates of RSS, to the letter of RFC 822 and its later forms.

use super::calendar::{Checked, Civil, Scan, day_number, number, offset_minutes};
use super::rules;
use super::values::Fault;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The example that the messages show.
const RFC822_EXAMPLE: &str =
    "write it like `Mon, 05 May 2025 09:30:00 +0530` (RFC 822, 5; RSS 2.0)";

fn rfc822_fault(offset: usize, message: impl Into<String>) -> Fault {
    Fault::new(&rules::INVALID_RFC822_DATE, offset, message, RFC822_EXAMPLE)
}

/// A date of RFC 822 as RSS 2.0 uses it: the year may have four digits (RFC 2822, 3.3).
pub(super) fn rfc822(text: &str) -> Checked {
    let uncommented;
    let mut doubt = None;
    let text = match text.find('(') {
        Some(at) => {
            doubt = Some((at, "a comment in it".to_owned()));
            uncommented = without_comments(text);
            &uncommented
        }
        None => text,
    };
    let mut scan = Scan { text, at: 0 };
    if scan.space() {
        doubt.get_or_insert((0, "white space before it".to_owned()));
    }
    let mut weekday = None;
    let start = scan.at;
    let name = scan.letters();
    if !name.is_empty() {
        let Some(index) = DAYS.iter().position(|day| name.eq_ignore_ascii_case(day)) else {
            return Err(
                match DAYS.iter().find(|day| starts_with_ignore_case(name, day)) {
                    Some(day) => rfc822_fault(start, format!("`{name}` must be `{day}`")),
                    None => rfc822_fault(
                        start,
                        format!("no date begins with `{}`", super::text::clip(name)),
                    ),
                },
            );
        };
        if !DAYS.contains(&name) {
            doubt = Some((start, format!("`{name}` is spelt `{}`", DAYS[index])));
        }
        weekday = Some((index, start));
        if scan.space() {
            doubt.get_or_insert((scan.at, "a space before the comma".to_owned()));
        }
        if !scan.eat(b',') {
            return Err(rfc822_fault(scan.at, "no comma behind the day of the week"));
        }
        if !scan.space() {
            doubt.get_or_insert((scan.at, "no space behind the comma".to_owned()));
        }
    }
    let mut civil = Civil::default();
    let day_start = scan.at;
    let day = scan.digits();
    if day.is_empty() || day.len() > 2 {
        return Err(rfc822_fault(
            day_start,
            format!(
                "no day of the month, found `{}`",
                super::text::clip(&text[day_start..])
            ),
        ));
    }
    civil.day = number(day);
    let spaced = scan.space();
    let month_start = scan.at;
    let month = scan.letters();
    let Some(index) = MONTHS
        .iter()
        .position(|name| month.eq_ignore_ascii_case(name))
    else {
        return Err(rfc822_fault(
            month_start,
            match MONTHS
                .iter()
                .find(|name| starts_with_ignore_case(month, name))
            {
                Some(name) => format!("`{month}` must be `{name}`"),
                None => "no month of three English letters".to_owned(),
            },
        ));
    };
    if !spaced {
        return Err(rfc822_fault(month_start, "no space before the month"));
    }
    if !MONTHS.contains(&month) {
        doubt.get_or_insert((
            month_start,
            format!("`{month}` is spelt `{}`", MONTHS[index]),
        ));
    }
    civil.month = index as u32 + 1;
    if !scan.space() {
        return Err(rfc822_fault(scan.at, "no space behind the month"));
    }
    let year_start = scan.at;
    let year = scan.digits();
    match year.len() {
        4 => civil.year = i64::from(number(year)),
        2 => {
            // RFC 2822, 4.3: 00 to 49 are of this century.
            let short = i64::from(number(year));
            civil.year = if short < 50 {
                2000 + short
            } else {
                1900 + short
            };
            doubt.get_or_insert((year_start, "the year has two digits".to_owned()));
        }
        _ => {
            return Err(rfc822_fault(
                year_start,
                "the year has neither two nor four digits",
            ));
        }
    }
    if !scan.space() {
        return Err(rfc822_fault(scan.at, "no time behind the date"));
    }
    let time_start = scan.at;
    rfc822_time(&mut scan, &mut civil)?;
    if !scan.space() && !matches!(scan.peek(), Some(b'+' | b'-')) && scan.peek().is_some() {
        return Err(rfc822_fault(scan.at, "no space behind the time"));
    }
    let zone_start = scan.at;
    let offset = match rfc822_zone(&mut scan)? {
        ZoneText::Offset(minutes) => minutes,
        ZoneText::Obsolete(minutes, why) => {
            doubt.get_or_insert((zone_start, why));
            minutes
        }
    };
    if offset % 15 != 0 || offset.abs() > 14 * 60 {
        doubt.get_or_insert((zone_start, "an offset that no place has".to_owned()));
    }
    scan.space();
    if scan.peek().is_some() {
        return Err(rfc822_fault(
            scan.at,
            format!("`{}` behind the date", super::text::clip(scan.rest())),
        ));
    }
    if let Some(message) = civil.impossible() {
        let at = if civil.hour > 23 || civil.minute > 59 || civil.second > 60 {
            time_start
        } else {
            day_start
        };
        return Err(rfc822_fault(at, message));
    }
    if let Some((given, at)) = weekday {
        let days = day_number(civil.year, civil.month, civil.day);
        // 1970-01-01 was a Thursday, the fourth day from Monday.
        let actual = (days + 3).rem_euclid(7) as usize;
        if actual != given {
            return Err(Fault::new(
                &rules::WRONG_WEEKDAY,
                at,
                format!(
                    "{:04}-{:02}-{:02} is a {}, found `{}`",
                    civil.year, civil.month, civil.day, DAYS[actual], DAYS[given]
                ),
                "correct the weekday or the date, or leave the weekday out (RFC 2822, 3.3)",
            ));
        }
    }
    let doubt =
        doubt.map(|(at, message)| Fault::new(&rules::UNRELIABLE_DATE, at, message, RFC822_EXAMPLE));
    Ok((civil.seconds(offset), doubt))
}

/// The text with spaces in place of its comments (RFC 822, 3.1.4), which nest.
fn without_comments(text: &str) -> String {
    let mut depth = 0_usize;
    let mut escaped = false;
    let bytes = text.bytes().map(|byte| {
        let inside = depth > 0;
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'(' => depth += 1,
            b')' if inside => depth -= 1,
            _ => {}
        }
        // Bytes of longer characters become spaces too: what is left is ASCII or an error.
        if inside || depth > 0 || byte >= 0x80 {
            ' '
        } else {
            char::from(byte)
        }
    });
    bytes.collect()
}

fn starts_with_ignore_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// `hh:mm[:ss]`.
fn rfc822_time(scan: &mut Scan<'_>, civil: &mut Civil) -> Result<(), Fault> {
    let start = scan.at;
    let hour = scan.digits();
    if hour.len() != 2 {
        return Err(rfc822_fault(start, "the hour has not two digits"));
    }
    civil.hour = number(hour);
    if !scan.eat(b':') {
        return Err(rfc822_fault(scan.at, "no minutes behind the hour"));
    }
    let start = scan.at;
    let minute = scan.digits();
    if minute.len() != 2 {
        return Err(rfc822_fault(start, "the minutes have not two digits"));
    }
    civil.minute = number(minute);
    if scan.eat(b':') {
        let start = scan.at;
        let second = scan.digits();
        if second.len() != 2 {
            return Err(rfc822_fault(start, "the seconds have not two digits"));
        }
        civil.second = number(second);
        if scan.peek() == Some(b'.') {
            return Err(rfc822_fault(scan.at, "the seconds have a fraction"));
        }
    }
    Ok(())
}

/// A zone as RFC 822 writes it.
enum ZoneText {
    /// Minutes east of UTC.
    Offset(i64),
    /// Minutes, and why readers may get it wrong.
    Obsolete(i64, String),
}

fn rfc822_zone(scan: &mut Scan<'_>) -> Result<ZoneText, Fault> {
    let start = scan.at;
    match scan.peek() {
        None => Err(rfc822_fault(start, "the time zone is missing")),
        Some(sign @ (b'+' | b'-')) => {
            scan.at += 1;
            let digits = scan.digits();
            if digits.len() != 4 || scan.peek() == Some(b':') {
                return Err(rfc822_fault(
                    start,
                    "the offset is not a sign and four digits",
                ));
            }
            match offset_minutes(sign, number(&digits[..2]), number(&digits[2..])) {
                Some(minutes) => Ok(ZoneText::Offset(minutes)),
                None => Err(rfc822_fault(
                    start,
                    format!("there is no offset `{}`", &scan.text[start..scan.at]),
                )),
            }
        }
        Some(_) => {
            let name = scan.letters();
            let hours = match name.to_ascii_uppercase().as_str() {
                "GMT" if name == "GMT" => return Ok(ZoneText::Offset(0)),
                "GMT" => 0,
                "UT" | "Z" => 0,
                "EDT" => -4,
                "EST" | "CDT" => -5,
                "CST" | "MDT" => -6,
                "MST" | "PDT" => -7,
                "PST" => -8,
                // RFC 822's military zones have the wrong sign; RFC 2822, 4.3 reads them as unknown.
                _ if name.len() == 1 && !name.eq_ignore_ascii_case("J") => 0,
                _ => {
                    return Err(rfc822_fault(
                        start,
                        format!(
                            "`{}` is no time zone of RFC 822",
                            super::text::clip(&scan.text[start..])
                        ),
                    ));
                }
            };
            Ok(ZoneText::Obsolete(
                hours * 60,
                format!("some readers do not know the zone `{name}`"),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::outcome;
    use super::*;

    #[test]
    fn an_rfc_822_date_is_read_or_says_what_is_wrong() {
        for (text, expected) in [
            ("Mon, 05 May 2025 09:30:00 +0530", Ok(1_746_417_600)),
            ("5 May 2025 04:00 GMT", Ok(1_746_417_600)),
            ("Thu, 01 Jan 1970 00:00:00 EST", Ok(18_000)),
            (
                "Tue, 05 May 2025 09:30:00 +0530",
                Err("2025-05-05 is a Mon, found `Tue`"),
            ),
            (
                "Sun, 30 Feb 2025 09:30:00 GMT",
                Err("there is no day 30 in 2025-02"),
            ),
            ("05 May 2025 25:61:61 GMT", Err("there is no hour 25")),
            ("05 May 2025 09:30:00", Err("the time zone is missing")),
            (
                "05 May 2025 09:30:00 CEST",
                Err("`CEST` is no time zone of RFC 822"),
            ),
            (
                "2025-05-05T09:30:00Z",
                Err("no day of the month, found `2025-05-05T09:30:00Z`"),
            ),
            (
                "Monday, 05 May 2025 09:30:00 GMT",
                Err("`Monday` must be `Mon`"),
            ),
            ("", Err("no day of the month, found ``")),
        ] {
            assert_eq!(outcome(&rfc822(text)), expected, "{text}");
        }
    }
}
