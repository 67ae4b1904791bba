//! Calendars with months of their own, to days of the Gregorian calendar.

use chrono::{Days, NaiveDate};

use super::Calendar;
use super::umalqura::{FIRST_YEAR, MONTHS};

/// The day of this year, month and day, if the calendar has it.
pub(super) fn date(calendar: Calendar, year: i64, month: u64, day: u64) -> Option<NaiveDate> {
    if !(1..=13).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    match calendar {
        Calendar::Persian => persian(year, month, day),
        Calendar::Islamic => islamic(year, month, day),
        Calendar::Ethiopian => ethiopian(year, month, day),
        _ => None,
    }
}

/// The solar Hijri calendar: six months of 31 days, five of 30, and the last of 29 or 30. Leap years
/// by the cycle of 33 years, which agrees with the observed equinox from 1206 to 1498.
fn persian(year: i64, month: u64, day: u64) -> Option<NaiveDate> {
    if !(1206..=1498).contains(&year) || month > 12 {
        return None;
    }
    let leap = (25 * year + 11) % 33 < 8;
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        _ => 29 + u64::from(leap),
    };
    if day > length {
        return None;
    }
    // 1 Farvardin 1206 was 22 March 1827.
    let start = NaiveDate::from_ymd_opt(1827, 3, 22)?;
    let leaps = (1206..year)
        .filter(|year| (25 * year + 11) % 33 < 8)
        .count() as u64;
    let years = u64::try_from(year - 1206).ok()? * 365 + leaps;
    let months = if month <= 7 {
        (month - 1) * 31
    } else {
        186 + (month - 7) * 30
    };
    start.checked_add_days(Days::new(years + months + day - 1))
}

/// The lunar Hijri calendar as printed by Umm al-Qura in Mecca.
fn islamic(year: i64, month: u64, day: u64) -> Option<NaiveDate> {
    let index = usize::try_from(year.checked_sub(FIRST_YEAR)?).ok()?;
    let lengths = *MONTHS.get(index)?;
    let long = |lengths: u16, month: u64| u64::from(lengths >> (month - 1) & 1);
    if month > 12 || day > 29 + long(lengths, month) {
        return None;
    }
    let years: u64 = MONTHS
        .iter()
        .take(index)
        .map(|l| 12 * 29 + u64::from(l.count_ones()))
        .sum();
    let months: u64 = (1..month).map(|month| 29 + long(lengths, month)).sum();
    super::umalqura::first_day()?.checked_add_days(Days::new(years + months + day - 1))
}

/// The calendar of Ethiopia in the era of mercy: twelve months of 30 days and one of 5 or 6.
fn ethiopian(year: i64, month: u64, day: u64) -> Option<NaiveDate> {
    if !(1576..=9990).contains(&year) {
        return None;
    }
    let length = if month <= 12 {
        30
    } else {
        5 + u64::from(year % 4 == 3)
    };
    if day > length {
        return None;
    }
    // 1 Mäskäräm 1576 was 9 September 1583.
    let start = NaiveDate::from_ymd_opt(1583, 9, 9)?;
    let years = u64::try_from(year - 1576).ok()?;
    let leaps = u64::try_from((1576..year).filter(|year| year % 4 == 3).count()).ok()?;
    start.checked_add_days(Days::new(years * 365 + leaps + (month - 1) * 30 + day - 1))
}
