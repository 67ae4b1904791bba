//! The calendar and the clock: which dates exist, and which instants they are.

use super::rules;
use super::values::Fault;

/// An instant in seconds since 1970-01-01T00:00:00Z.
pub(super) type Seconds = i64;

/// What a date breaks, or what readers will make of it.
pub(super) type Checked = Result<(Seconds, Option<Fault>), Fault>;

/// A date and time before its zone is applied.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Civil {
    pub(super) year: i64,
    pub(super) month: u32,
    pub(super) day: u32,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
}

/// The days of a month in the Gregorian calendar.
pub(super) fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a day in the Gregorian calendar.
pub(super) fn day_number(year: i64, month: u32, day: u32) -> i64 {
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
    pub(super) fn impossible(&self) -> Option<String> {
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

    pub(super) fn seconds(&self, offset_minutes: i64) -> Seconds {
        day_number(self.year, self.month, self.day) * 86_400
            + i64::from(self.hour) * 3_600
            + i64::from(self.minute) * 60
            + i64::from(self.second)
            - offset_minutes * 60
    }
}

/// A cursor over the bytes of a date.
pub(super) struct Scan<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Skips white space; whether there was any.
    pub(super) fn space(&mut self) -> bool {
        let start = self.at;
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        self.at > start
    }

    /// The run of bytes that `accept` takes.
    pub(super) fn run(&mut self, accept: fn(&u8) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(|byte| accept(&byte)) {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    pub(super) fn digits(&mut self) -> &'a str {
        self.run(u8::is_ascii_digit)
    }

    pub(super) fn letters(&mut self) -> &'a str {
        self.run(u8::is_ascii_alphabetic)
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }
}

/// Minutes east of UTC behind a sign; `None` where no zone has them.
pub(super) fn offset_minutes(sign: u8, hours: u32, minutes: u32) -> Option<i64> {
    let total = i64::from(hours) * 60 + i64::from(minutes);
    (hours <= 23 && minutes <= 59).then_some(if sign == b'-' { -total } else { total })
}

/// The instant, or what is said of a date that is none.
#[cfg(test)]
pub(super) fn outcome(checked: &Checked) -> Result<Seconds, &str> {
    match checked {
        Ok((seconds, _)) => Ok(*seconds),
        Err(fault) => Err(&fault.message),
    }
}

/// A number of at most nine digits.
pub(super) fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(u32::MAX)
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
