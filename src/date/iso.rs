//! Notations of machines that are more than numbers between marks: seconds since 1970, weeks of a year,
//! digits without marks, truncated forms.

use chrono::NaiveDate;

use super::resolve::{Fields, TextZone};
use super::scan::{Kind, Tokens};
use super::solve::{Part, Role, Solved, Solver, not_a_date};
use super::zones;
use super::{DateError, ErrorKind, Precision, Zone};

/// A number of seconds, milliseconds, microseconds or nanoseconds since 1970, perhaps with `@` before
/// and an offset after it, as git writes it.
pub(super) fn since_1970(tokens: &Tokens) -> Solved<Option<Fields>> {
    let mut at = usize::from(tokens.is_mark(0, '@'));
    let Some((value, digits)) = tokens.number(at) else {
        return Ok(None);
    };
    let seconds = match digits {
        10 => value,
        // Nine digits are rather a number of something, unless git says what they are.
        9 if at == 1 => value,
        13 => value / 1_000,
        16 => value / 1_000_000,
        19 => value / 1_000_000_000,
        _ => return Ok(None),
    };
    at += 1;
    if tokens.is_mark(at, '.') && tokens.number(at + 1).is_some() {
        at += 2;
    }
    let mut zone = TextZone::None;
    let sign = if tokens.is_mark(at, '-') { -1 } else { 1 };
    if let (Some(Kind::Mark('+' | '-')), Some((offset, 4))) =
        (tokens.kind(at), tokens.number(at + 1))
        && tokens.space_before(at)
    {
        let offset = zones::offset_of(sign, offset / 100, offset % 100);
        zone = TextZone::Zone(Zone::Fixed(
            offset.ok_or(DateError::of(ErrorKind::ImpossibleZone))?,
        ));
        at += 2;
    }
    if at < tokens.len() {
        return Ok(None);
    }
    let seconds = i64::try_from(seconds).map_err(|_| DateError::of(ErrorKind::OutOfRange))?;
    Ok(Some(Fields {
        seconds: Some(seconds),
        zone,
        ..Fields::default()
    }))
}

impl Solver<'_> {
    /// ISO 8601:1988 leaves out the century or the year: `-0312`, `-03-12`, `--12-31`.
    pub(super) fn truncated(&mut self) -> Solved<()> {
        let tokens = self.tokens;
        if !tokens.is_mark(0, '-') || tokens.space_before(1) {
            return Ok(());
        }
        if tokens.is_mark(1, '-') {
            return Err(DateError::of(ErrorKind::YearMissing));
        }
        let part = |value, role, at| Part {
            value,
            digits: 2,
            role,
            mark: None,
            at,
        };
        match (tokens.number(1), tokens.len()) {
            (Some((value, 4)), 2) => {
                self.parts.push(part(value / 100, Role::Year, 1));
                self.parts.push(part(value % 100, Role::Month, 1));
                self.at = 2;
            }
            (Some((value, 2)), 4) if tokens.is_mark(2, '-') => {
                let Some((month, 2)) = tokens.number(3) else {
                    return not_a_date();
                };
                self.parts.push(part(value, Role::Year, 1));
                self.parts.push(part(month, Role::Month, 3));
                self.at = 4;
            }
            _ => return not_a_date(),
        }
        Ok(())
    }

    /// Digits without marks: `20250505`, `20250505143200`, `2025125`, `031231`, `03335`.
    pub(super) fn compact(&mut self, value: u64, digits: u8) -> Solved<()> {
        if !self.parts.is_empty() || !self.names.is_empty() && digits != 8 {
            return not_a_date();
        }
        let tokens = self.tokens;
        let at = self.at;
        let mut value = value;
        let mut digits = digits;
        self.at += 1;
        // `2016020417:10`
        if digits == 10 && tokens.is_mark(self.at, ':') {
            let Some((minute, 2)) = tokens.number(self.at + 1) else {
                return not_a_date();
            };
            value = value * 100 + minute;
            digits = 12;
            self.at += 2;
        }
        // With milliseconds: `20140722105203364`.
        if digits == 17 {
            value /= 1000;
            digits = 14;
        }
        if matches!(digits, 12 | 14) {
            let clock = value % if digits == 14 { 1_000_000 } else { 10_000 };
            value /= if digits == 14 { 1_000_000 } else { 10_000 };
            let clock = if digits == 14 { clock } else { clock * 100 };
            let precision = if digits == 14 {
                Precision::Second
            } else {
                Precision::Minute
            };
            if digits == 14 {
                self.skip_fraction();
            }
            self.set_time(clock / 10_000, clock / 100 % 100, clock % 100, precision)?;
            digits = 8;
        }
        let part = |value, digits, role| Part {
            value,
            digits,
            role,
            mark: Some('-'),
            at,
        };
        let year_month_day = |year| [year, value / 100 % 100, value % 100];
        match digits {
            8 => {
                let [year, month, day] = year_month_day(value / 10_000);
                self.parts.extend([
                    part(year, 4, Role::Year),
                    part(month, 2, Role::Month),
                    part(day, 2, Role::Day),
                ]);
            }
            7 => self.parts.extend([
                part(value / 1_000, 4, Role::Year),
                part(value % 1_000, 3, Role::Open),
            ]),
            6 => {
                let [year, month, day] = year_month_day(value / 10_000);
                // `201412` is no day of 2020, so it is a month of 2014. ISO 8601 does not have this
                // form, because `200312` could be both.
                if self
                    .gregorian(i64::try_from(year).unwrap_or(0) + 2000, month, day)
                    .is_none()
                {
                    self.parts.extend([
                        part(value / 100, 4, Role::Year),
                        part(value % 100, 2, Role::Month),
                    ]);
                } else {
                    self.parts.extend([
                        part(year, 2, Role::Year),
                        part(month, 2, Role::Month),
                        part(day, 2, Role::Day),
                    ]);
                }
            }
            5 => self.parts.extend([
                part(value / 1_000, 2, Role::Year),
                part(value % 1_000, 3, Role::Open),
            ]),
            _ => return not_a_date(),
        }
        Ok(())
    }

    pub(super) fn week_date(&mut self) -> Solved<()> {
        let tokens = self.tokens;
        let (week, day) = match tokens.number(self.at + 1) {
            Some((week, 2)) => match (tokens.is_mark(self.at + 2, '-'), tokens.number(self.at + 3))
            {
                (true, Some((day, 1))) => {
                    self.at += 2;
                    (week, day)
                }
                _ => (week, 1),
            },
            Some((both, 3)) => (both / 10, both % 10),
            _ => return not_a_date(),
        };
        self.week = Some((
            u32::try_from(week).unwrap_or(0),
            u32::try_from(day).unwrap_or(0),
        ));
        self.at += 2;
        Ok(())
    }

    /// The day of an ISO week (ISO 8601-1, 4.3.3).
    pub(super) fn week_day(year: i32, week: u32, day: u32) -> Option<NaiveDate> {
        let weekday = chrono::Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
        NaiveDate::from_isoywd_opt(year, week, weekday)
    }
}
