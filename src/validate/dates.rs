//! Dates as the specifications want them, to the letter: RFC 822 with its later forms (RSS),
//! RFC 3339 (Atom, JSON Feed) and W3CDTF (Dublin Core).

use super::rules::{self, Rule};
use super::values::Fault;

/// An instant in seconds since 1970-01-01T00:00:00Z.
pub(super) type Seconds = i64;

/// What a date breaks, or what readers will make of it.
type Checked = Result<(Seconds, Option<Fault>), Fault>;

/// A date and time before its zone is applied.
#[derive(Clone, Copy, Debug, Default)]
struct Civil {
    year: i64,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
}

/// The days of a month in the Gregorian calendar.
fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a day in the Gregorian calendar.
fn day_number(year: i64, month: u32, day: u32) -> i64 {
    // The year begins in March, so that the leap day is its last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl Civil {
    /// What is impossible in it, if anything.
    fn impossible(&self) -> Option<String> {
        if !(1..=12).contains(&self.month) {
            return Some(format!("there is no month {}", self.month));
        }
        if self.day < 1 || self.day > days_in_month(self.year, self.month) {
            return Some(format!(
                "there is no day {} in {:04}-{:02}",
                self.day, self.year, self.month
            ));
        }
        if self.hour > 23 {
            return Some(format!("there is no hour {}", self.hour));
        }
        if self.minute > 59 {
            return Some(format!("there is no minute {}", self.minute));
        }
        // 60 is a leap second (RFC 3339, 5.6; RFC 2822, 3.3).
        if self.second > 60 {
            return Some(format!("there is no second {}", self.second));
        }
        None
    }

    fn seconds(&self, offset_minutes: i64) -> Seconds {
        day_number(self.year, self.month, self.day) * 86_400
            + i64::from(self.hour) * 3_600
            + i64::from(self.minute) * 60
            + i64::from(self.second)
            - offset_minutes * 60
    }
}

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The example that the messages show.
const RFC822_EXAMPLE: &str =
    "write it like `Mon, 05 May 2025 09:30:00 +0530` (RFC 822, 5; RSS 2.0)";
const RFC3339_EXAMPLE: &str = "write it like `2025-05-05T09:30:00+05:30` (RFC 3339, 5.6)";

fn rfc822_fault(offset: usize, message: impl Into<String>) -> Fault {
    Fault::new(&rules::INVALID_RFC822_DATE, offset, message, RFC822_EXAMPLE)
}

/// A cursor over the bytes of a date.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Skips white space; whether there was any.
    fn space(&mut self) -> bool {
        let start = self.at;
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        self.at > start
    }

    /// The run of bytes that `accept` takes.
    fn run(&mut self, accept: fn(&u8) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(|byte| accept(&byte)) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    fn digits(&mut self) -> &'a str {
        self.run(u8::is_ascii_digit)
    }

    fn letters(&mut self) -> &'a str {
        self.run(u8::is_ascii_alphabetic)
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }
}

/// A number of at most nine digits.
fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(u32::MAX)
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

/// A date that no article of a feed has: before the epoch, where readers show another century, or
/// after this century.
pub(super) fn implausible(seconds: Seconds) -> Option<Fault> {
    let message = if seconds < 0 {
        "the date lies before 1970"
    } else if seconds >= 4_102_444_800 {
        "the date lies after 2099"
    } else {
        return None;
    };
    Some(Fault::new(
        &rules::IMPLAUSIBLE_DATE,
        0,
        message,
        "is it the date of publication? Some readers show a wrong year then",
    ))
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
            let hours = i64::from(number(&digits[..2]));
            let minutes = i64::from(number(&digits[2..]));
            if minutes > 59 || hours > 23 {
                return Err(rfc822_fault(
                    start,
                    format!("there is no offset `{}`", &scan.text[start..scan.at]),
                ));
            }
            let total = hours * 60 + minutes;
            Ok(ZoneText::Offset(if sign == b'-' { -total } else { total }))
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

fn rfc3339_fault(rule: &'static Rule, offset: usize, message: impl Into<String>) -> Fault {
    Fault::new(rule, offset, message, RFC3339_EXAMPLE)
}

/// Exactly `length` digits.
fn fixed(scan: &mut Scan<'_>, length: usize, what: &str) -> Result<u32, Fault> {
    let start = scan.at;
    let digits = scan.digits();
    if digits.len() != length {
        return Err(rfc3339_fault(
            &rules::INVALID_RFC3339_DATE,
            start,
            format!("the {what} has not {length} digits"),
        ));
    }
    Ok(number(digits))
}

fn expect(scan: &mut Scan<'_>, byte: u8, where_: &str) -> Result<(), Fault> {
    if scan.eat(byte) {
        return Ok(());
    }
    Err(rfc3339_fault(
        &rules::INVALID_RFC3339_DATE,
        scan.at,
        format!("no `{}` {where_}", char::from(byte)),
    ))
}

/// A date of RFC 3339 with capital `T` and `Z` (RFC 4287, 3.3).
pub(super) fn rfc3339(text: &str) -> Checked {
    timestamp(text, false)
}

/// A date of W3CDTF: RFC 3339, or less of it (year, month, day, minute).
pub(super) fn w3cdtf(text: &str) -> Checked {
    timestamp(text, true)
}

fn timestamp(text: &str, partial: bool) -> Checked {
    let mut scan = Scan { text, at: 0 };
    let mut civil = Civil {
        month: 1,
        day: 1,
        ..Civil::default()
    };
    let rule = &rules::INVALID_RFC3339_DATE;
    let whole = |civil: &Civil, offset: i64| match civil.impossible() {
        Some(message) => Err(rfc3339_fault(rule, 0, message)),
        None => Ok((civil.seconds(offset), None)),
    };
    civil.year = i64::from(fixed(&mut scan, 4, "year")?);
    if partial && scan.peek().is_none() {
        return whole(&civil, 0);
    }
    expect(&mut scan, b'-', "behind the year")?;
    civil.month = fixed(&mut scan, 2, "month")?;
    if partial && scan.peek().is_none() {
        return whole(&civil, 0);
    }
    expect(&mut scan, b'-', "behind the month")?;
    civil.day = fixed(&mut scan, 2, "day")?;
    if partial && scan.peek().is_none() {
        return whole(&civil, 0);
    }
    if scan.peek().is_none() {
        return Err(rfc3339_fault(rule, scan.at, "no time behind the date"));
    }
    expect(&mut scan, b'T', "between date and time")?;
    civil.hour = fixed(&mut scan, 2, "hour")?;
    expect(&mut scan, b':', "behind the hour")?;
    civil.minute = fixed(&mut scan, 2, "minute")?;
    if !(partial && scan.peek() != Some(b':')) {
        expect(&mut scan, b':', "behind the minute")?;
        civil.second = fixed(&mut scan, 2, "second")?;
        if scan.eat(b'.') && scan.digits().is_empty() {
            return Err(rfc3339_fault(
                rule,
                scan.at,
                "no digits behind the decimal point",
            ));
        }
    }
    let zone_start = scan.at;
    let offset = match scan.peek() {
        None => return Err(rfc3339_fault(rule, zone_start, "the time zone is missing")),
        Some(b'Z') => {
            scan.at += 1;
            0
        }
        Some(sign @ (b'+' | b'-')) => {
            scan.at += 1;
            let hours = fixed(&mut scan, 2, "hour of the offset")?;
            expect(&mut scan, b':', "in the offset")?;
            let minutes = fixed(&mut scan, 2, "minute of the offset")?;
            if hours > 23 || minutes > 59 {
                return Err(rfc3339_fault(
                    rule,
                    zone_start,
                    format!("there is no offset `{}`", &text[zone_start..scan.at]),
                ));
            }
            let total = i64::from(hours * 60 + minutes);
            if sign == b'-' { -total } else { total }
        }
        Some(_) => return Err(rfc3339_fault(rule, zone_start, "no time zone of RFC 3339")),
    };
    if scan.peek().is_some() {
        return Err(rfc3339_fault(
            rule,
            scan.at,
            format!("`{}` behind the date", super::text::clip(scan.rest())),
        ));
    }
    whole(&civil, offset)
}

#[cfg(test)]
mod tests {
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
            let found = rfc822(text);
            assert_eq!(
                found
                    .as_ref()
                    .map(|(seconds, _)| *seconds)
                    .map_err(|fault| fault.message.as_str()),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn an_rfc_3339_date_is_read_or_says_what_is_wrong() {
        for (text, expected) in [
            ("2025-05-05T09:30:00+05:30", Ok(1_746_417_600)),
            ("2025-05-05T04:00:00.25Z", Ok(1_746_417_600)),
            ("2025-02-29T00:00:00Z", Err("there is no day 29 in 2025-02")),
            ("2025-05-05T03:60:00Z", Err("there is no minute 60")),
            ("2025-05-05T03:00:00", Err("the time zone is missing")),
            ("2025-05-05", Err("no time behind the date")),
            ("2025-05-05 03:00:00Z", Err("no `T` between date and time")),
        ] {
            let found = rfc3339(text);
            assert_eq!(
                found
                    .as_ref()
                    .map(|(seconds, _)| *seconds)
                    .map_err(|fault| fault.message.as_str()),
                expected,
                "{text}"
            );
        }
        assert!(w3cdtf("2025-05").is_ok() && w3cdtf("2025-05-05T09:30Z").is_ok());
    }
}
