//! Tokens to the parts of a date.
//!
//! One pass takes the time of day, the zone and the words out; the numbers that remain are year,
//! month and day in one order or another. Every token must be understood: a text with anything else
//! in it is no date.

use chrono::{Datelike, NaiveDate};

use super::resolve::{Day, Fields, TextZone, Time};
use super::scan::{Kind, Tokens};
use super::words::{self, Sense};
use super::zones;
use super::{Context, DateError, ErrorKind, Note, Order, Precision, Zone};

/// A number that is part of the day.
#[derive(Clone, Copy, Debug)]
struct Part {
    value: u64,
    digits: u8,
    /// The mark directly before it, such as `/`.
    mark: Option<char>,
    /// Surely a year (`'99`).
    year: bool,
    /// Surely a day (`3rd`).
    day: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Period {
    Am,
    Pm,
    Noon,
    Midnight,
}

struct Solver<'a> {
    tokens: &'a Tokens,
    context: &'a Context<'a>,
    at: usize,
    parts: Vec<Part>,
    month: Option<u8>,
    weekday: Option<u8>,
    time: Option<Time>,
    period: Option<Period>,
    zone: TextZone,
    notes: Vec<Note>,
}

type Solved<T> = Result<T, DateError>;

fn not_a_date<T>() -> Solved<T> {
    Err(DateError::of(ErrorKind::NotADate))
}

/// Finds the parts of a date in its tokens.
pub(super) fn solve(tokens: &Tokens, context: &Context<'_>) -> Solved<Fields> {
    if let Some(fields) = alone(tokens)? {
        return Ok(fields);
    }
    let mut solver = Solver {
        tokens,
        context,
        at: 0,
        parts: Vec::with_capacity(4),
        month: None,
        weekday: None,
        time: None,
        period: None,
        zone: TextZone::None,
        notes: Vec::new(),
    };
    solver.truncated()?;
    while solver.at < tokens.list.len() {
        solver.step()?;
    }
    solver.finish()
}

/// A single number: seconds, milliseconds or microseconds since 1970.
fn alone(tokens: &Tokens) -> Solved<Option<Fields>> {
    let mut list = tokens.list.iter();
    let Some(Kind::Number(value, digits)) = list.next().map(|token| token.kind) else {
        return Ok(None);
    };
    let fraction = list.len() == 2 && tokens.is_mark(1, '.') && tokens.number(2).is_some();
    if list.len() > 0 && !fraction {
        return Ok(None);
    }
    let seconds = match digits {
        9 | 10 => value,
        13 => value / 1_000,
        16 => value / 1_000_000,
        19 => value / 1_000_000_000,
        _ => return Ok(None),
    };
    let seconds = i64::try_from(seconds).map_err(|_| DateError::of(ErrorKind::OutOfRange))?;
    Ok(Some(Fields {
        seconds: Some(seconds),
        ..Fields::default()
    }))
}

impl Solver<'_> {
    /// Takes the token at hand, and those that belong to it.
    fn step(&mut self) -> Solved<()> {
        match self.tokens.kind(self.at) {
            Some(Kind::Number(value, digits)) => self.number(value, digits),
            Some(Kind::Word) => self.word(),
            Some(Kind::Mark(mark)) => self.mark(mark),
            None => Ok(()),
        }
    }

    /// ISO 8601:1988 leaves out the century: `-0312`, `-03-12`.
    fn truncated(&mut self) -> Solved<()> {
        if !self.tokens.is_mark(0, '-') || self.tokens.space_before(1) {
            return Ok(());
        }
        let century_less = |value| Part {
            value,
            digits: 2,
            mark: None,
            year: true,
            day: false,
        };
        match (self.tokens.number(1), self.tokens.list.len()) {
            (Some((value, 4)), 2) => {
                self.parts.push(century_less(value / 100));
                self.parts.push(Part {
                    year: false,
                    ..century_less(value % 100)
                });
                self.at = 2;
            }
            (Some((value, 2)), 4) if self.tokens.is_mark(2, '-') => {
                let Some((month, 2)) = self.tokens.number(3) else {
                    return not_a_date();
                };
                self.parts.push(century_less(value));
                self.parts.push(Part {
                    year: false,
                    ..century_less(month)
                });
                self.at = 4;
            }
            _ => return not_a_date(),
        }
        Ok(())
    }

    fn number(&mut self, value: u64, digits: u8) -> Solved<()> {
        let tokens = self.tokens;
        let at = self.at;
        if self.time.is_none() && self.clock(value, digits)? {
            return Ok(());
        }
        if digits >= 5 {
            return self.compact(value, digits);
        }
        let attached = at > 0 && !tokens.space_before(at);
        let mark = match at.checked_sub(1).and_then(|before| tokens.kind(before)) {
            Some(Kind::Mark(mark)) if attached => Some(mark),
            _ => None,
        };
        let ordinal = tokens
            .word(at + 1)
            .is_some_and(|word| words::sense(word) == Some(Sense::Ordinal));
        self.parts.push(Part {
            value,
            digits,
            mark,
            year: mark == Some('\'') && digits == 2,
            day: ordinal,
        });
        if self.parts.len() > 3 {
            return not_a_date();
        }
        self.at += if ordinal { 2 } else { 1 };
        Ok(())
    }

    /// A time of day that starts here: `14:32`, `2:05:07.5`, `5 pm`.
    fn clock(&mut self, hour: u64, digits: u8) -> Solved<bool> {
        let tokens = self.tokens;
        let at = self.at;
        let after_t = at > 0 && tokens.word(at - 1) == Some("t") && !tokens.space_before(at);
        if after_t && matches!(digits, 4 | 6) && !tokens.is_mark(at + 1, ':') {
            let (hour, minute, second) = if digits == 6 {
                (hour / 10_000, hour / 100 % 100, hour % 100)
            } else {
                (hour / 100, hour % 100, 0)
            };
            let precision = if digits == 6 {
                Precision::Second
            } else {
                Precision::Minute
            };
            self.at += 1;
            self.fraction(digits == 6);
            return self
                .set_time(hour, minute, second, precision)
                .map(|()| true);
        }
        if digits > 2 {
            return Ok(false);
        }
        let joined = |index: usize, mark: char| {
            tokens.is_mark(index, mark)
                && !tokens.space_before(index)
                && tokens.number(index + 1).is_some()
                && !tokens.space_before(index + 1)
        };
        if joined(at + 1, ':') {
            let Some((minute, minute_digits)) = tokens.number(at + 2) else {
                return Ok(false);
            };
            let second = if joined(at + 3, ':') {
                tokens.number(at + 4)
            } else {
                None
            };
            if minute_digits > 2 || second.is_some_and(|(_, digits)| digits > 2) {
                // `4:2:2014` is a day.
                return Ok(false);
            }
            let precision = if second.is_some() {
                Precision::Second
            } else {
                Precision::Minute
            };
            self.at += if second.is_some() { 5 } else { 3 };
            if second.is_some() {
                self.fraction(true);
            }
            self.set_time(
                hour,
                minute,
                second.map_or(0, |(second, _)| second),
                precision,
            )?;
            return Ok(true);
        }
        if after_t {
            self.at += 1;
            return self.set_time(hour, 0, 0, Precision::Hour).map(|()| true);
        }
        if self.period_at(at + 1).is_some() {
            self.at += 1;
            return self.set_time(hour, 0, 0, Precision::Hour).map(|()| true);
        }
        Ok(false)
    }

    /// Skips a fraction of a second: `.25`, `,25`, and the `:257` that some software writes.
    fn fraction(&mut self, seconds: bool) {
        let tokens = self.tokens;
        let Some(Kind::Mark(mark)) = tokens.kind(self.at) else {
            return;
        };
        let Some((_, digits)) = tokens.number(self.at + 1) else {
            return;
        };
        if tokens.space_before(self.at) || tokens.space_before(self.at + 1) || !seconds {
            return;
        }
        if matches!(mark, '.' | ',') || (mark == ':' && digits >= 3) {
            self.at += 2;
        }
    }

    fn set_time(
        &mut self,
        hour: u64,
        minute: u64,
        second: u64,
        precision: Precision,
    ) -> Solved<()> {
        let whole_day = (hour, minute, second) == (24, 0, 0);
        if self.time.is_some() || (hour > 23 && !whole_day) || minute > 59 || second > 60 {
            return Err(DateError::of(ErrorKind::ImpossibleTime));
        }
        let (hour, minute, second) = (hour as u32, minute as u32, second as u32);
        self.time = Some(Time {
            hour,
            minute,
            second,
            precision,
        });
        if let Some((period, length)) = self.period_at(self.at) {
            if self.period.is_some() {
                return not_a_date();
            }
            self.period = Some(period);
            self.at += length;
        }
        Ok(())
    }

    /// `pm`, `p.m.` at this token, and how many tokens it takes.
    fn period_at(&self, at: usize) -> Option<(Period, usize)> {
        let tokens = self.tokens;
        let word = tokens.word(at)?;
        let dotted = matches!(word, "a" | "p")
            && tokens.is_mark(at + 1, '.')
            && tokens.word(at + 2) == Some("m");
        if dotted {
            let length = if tokens.is_mark(at + 3, '.') { 4 } else { 3 };
            return Some((if word == "a" { Period::Am } else { Period::Pm }, length));
        }
        let period = match words::sense(word)? {
            Sense::Am => Period::Am,
            Sense::Pm => Period::Pm,
            Sense::Noon => Period::Noon,
            Sense::Midnight => Period::Midnight,
            _ => return None,
        };
        Some((period, if tokens.is_mark(at + 1, '.') { 2 } else { 1 }))
    }

    /// Digits without marks: `20250505`, `20250505143200`, `2025125`, `031231`, `03335`.
    fn compact(&mut self, value: u64, digits: u8) -> Solved<()> {
        if !self.parts.is_empty() || self.month.is_some() {
            return not_a_date();
        }
        let tokens = self.tokens;
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
        if matches!(digits, 12 | 14) {
            if self.time.is_some() {
                return not_a_date();
            }
            let clock = value % if digits == 14 { 1_000_000 } else { 10_000 };
            value /= if digits == 14 { 1_000_000 } else { 10_000 };
            let clock = if digits == 14 { clock } else { clock * 100 };
            let precision = if digits == 14 {
                Precision::Second
            } else {
                Precision::Minute
            };
            self.fraction(digits == 14);
            self.set_time(clock / 10_000, clock / 100 % 100, clock % 100, precision)?;
            digits = 8;
        }
        let part = |value, digits, year| Part {
            value,
            digits,
            mark: Some('-'),
            year,
            day: false,
        };
        match digits {
            8 => self.parts.extend([
                part(value / 10_000, 4, true),
                part(value / 100 % 100, 2, false),
                part(value % 100, 2, false),
            ]),
            7 => self
                .parts
                .extend([part(value / 1_000, 4, true), part(value % 1_000, 3, false)]),
            6 => self.parts.extend([
                part(value / 10_000, 2, true),
                part(value / 100 % 100, 2, false),
                part(value % 100, 2, false),
            ]),
            5 => self
                .parts
                .extend([part(value / 1_000, 2, true), part(value % 1_000, 3, false)]),
            _ => return not_a_date(),
        }
        Ok(())
    }

    fn word(&mut self) -> Solved<()> {
        let tokens = self.tokens;
        let Some(word) = tokens.word(self.at) else {
            return not_a_date();
        };
        // Go prints its monotonic clock: `m=+0.000000001`.
        if word == "m" && tokens.is_mark(self.at + 1, '=') && self.time.is_some() {
            self.at = tokens.list.len();
            return Ok(());
        }
        if let Some((period, length)) = self.period_at(self.at) {
            if self.period.is_some() {
                return not_a_date();
            }
            self.period = Some(period);
            self.at += length;
            return Ok(());
        }
        if self.time.is_some() || !self.parts.is_empty() {
            if let Some(length) = self.zone_name() {
                self.at += length;
                return Ok(());
            }
        }
        match words::sense(word) {
            Some(Sense::Month(month)) if self.month.is_none() => self.month = Some(month),
            Some(Sense::Weekday(day)) if self.weekday.is_none() => self.weekday = Some(day),
            Some(Sense::Filler) => {}
            Some(Sense::Relative) => return Err(DateError::of(ErrorKind::Relative)),
            _ => return not_a_date(),
        }
        self.at += 1;
        Ok(())
    }

    /// Takes a zone by name at this token; the number of its tokens.
    fn zone_name(&mut self) -> Option<usize> {
        let tokens = self.tokens;
        let word = tokens.word(self.at)?;
        let start = tokens.list.get(self.at)?.start;
        let rest = tokens.text.get(start..)?;
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | ','))
            .unwrap_or(rest.len());
        let name = rest.get(..end)?;
        if name.contains('/') {
            let tz = zones::named(name)?;
            let length = tokens
                .list
                .iter()
                .skip(self.at)
                .take_while(|token| token.start < start + end)
                .count();
            if matches!(self.zone, TextZone::None) {
                self.zone = TextZone::Zone(Zone::Named(tz));
            }
            return Some(length);
        }
        let given = matches!(self.zone, TextZone::Zone(_));
        if let Some(abbreviation) = zones::abbreviation(word) {
            if !given {
                self.zone = TextZone::Abbreviation(abbreviation);
            }
            return Some(1);
        }
        // Military letters: their signs were wrong in RFC 822, so that nobody knows what is meant
        // (RFC 5322, 4.3).
        let letter = word.len() == 1 && word != "j" && word.is_ascii() && self.time.is_some();
        if letter && !matches!(word, "t" | "m" | "h") {
            if !given {
                self.zone = TextZone::Unknown;
            }
            return Some(1);
        }
        None
    }

    fn mark(&mut self, mark: char) -> Solved<()> {
        let tokens = self.tokens;
        let offset_follows =
            tokens.number(self.at + 1).is_some() && !tokens.space_before(self.at + 1);
        match mark {
            '+' if offset_follows => return self.offset(1),
            '-' if offset_follows && self.time.is_some() => return self.offset(-1),
            // `2002-09-24-06:00` is a day with its offset (XML Schema, 3.3.9).
            '-' if offset_follows
                && self.parts.len() == 3
                && tokens
                    .number(self.at + 1)
                    .is_some_and(|(_, digits)| digits == 2)
                && tokens.is_mark(self.at + 2, ':')
                && !tokens.is_mark(self.at + 4, ':') =>
            {
                return self.offset(-1);
            }
            '(' if matches!(self.zone, TextZone::Zone(_) | TextZone::Abbreviation(_)) => {
                // A comment: `(GMT Daylight Time)`.
                while self.at < tokens.list.len() && !tokens.is_mark(self.at, ')') {
                    self.at += 1;
                }
            }
            ':' if self.at > 0 && tokens.number(self.at - 1).is_some() => {}
            '-' | '/' | '.' | ',' | '\'' | '|' | '@' | '(' | ')' | '[' | ']' | ';' => {}
            _ => return not_a_date(),
        }
        self.at += 1;
        Ok(())
    }

    /// An offset at this sign: `+0530`, `-05:00`, `+1`.
    fn offset(&mut self, sign: i32) -> Solved<()> {
        let tokens = self.tokens;
        let impossible = || DateError::of(ErrorKind::ImpossibleZone);
        let (value, digits) = tokens.number(self.at + 1).ok_or_else(impossible)?;
        let colon = tokens.is_mark(self.at + 2, ':') && !tokens.space_before(self.at + 2);
        let (hours, minutes, length) = match digits {
            1 | 2 if colon => match tokens.number(self.at + 3) {
                Some((minutes, 2)) => (value, minutes, 4),
                _ => return not_a_date(),
            },
            1 | 2 => (value, 0, 2),
            3 | 4 => (value / 100, value % 100, 2),
            _ => return not_a_date(),
        };
        let offset = zones::offset_of(sign, hours, minutes).ok_or_else(impossible)?;
        self.at += length;
        match self.zone {
            // The second of two offsets repeats the first: `+0300 +0300`.
            TextZone::Zone(Zone::Fixed(first)) if first != offset => return not_a_date(),
            TextZone::Zone(Zone::Named(_)) => return not_a_date(),
            _ if sign < 0 && hours == 0 && minutes == 0 => self.zone = TextZone::Unknown,
            _ => self.zone = TextZone::Zone(Zone::Fixed(offset)),
        }
        Ok(())
    }

    fn finish(mut self) -> Solved<Fields> {
        let time = self.time_of_day()?;
        let (days, precision) = self.days()?;
        if time.is_some() && precision < Precision::Day {
            return not_a_date();
        }
        let mut days = days;
        let mut weekday_fails = false;
        if let Some(weekday) = self.weekday {
            if precision < Precision::Day {
                return not_a_date();
            }
            let fits = |day: &Day| day.date.weekday().num_days_from_monday() == u32::from(weekday);
            if days.iter().any(fits) {
                days.retain(fits);
            } else {
                weekday_fails = true;
            }
        }
        Ok(Fields {
            days,
            precision: Some(precision),
            time,
            zone: self.zone,
            notes: self.notes,
            weekday_fails,
            ..Fields::default()
        })
    }

    /// The time in 24 hours.
    fn time_of_day(&self) -> Solved<Option<Time>> {
        let impossible = || DateError::of(ErrorKind::ImpossibleTime);
        let Some(mut time) = self.time else {
            let hour = match self.period {
                None => return Ok(None),
                Some(Period::Noon) => 12,
                Some(Period::Midnight) => 0,
                Some(_) => return not_a_date(),
            };
            return Ok(Some(Time {
                hour,
                minute: 0,
                second: 0,
                precision: Precision::Hour,
            }));
        };
        time.hour = match (self.period, time.hour) {
            (None, hour) => hour,
            (Some(Period::Am | Period::Midnight), 12) => 0,
            (Some(Period::Am), hour @ 0..=11) => hour,
            (Some(Period::Pm), hour @ 0..=11) => hour + 12,
            (Some(Period::Pm), hour @ 12..=23) => hour,
            (Some(Period::Noon), 12) => 12,
            _ => return Err(impossible()),
        };
        Ok(Some(time))
    }

    /// The days that the numbers may mean, the preferred first, and their precision.
    fn days(&mut self) -> Solved<(Vec<Day>, Precision)> {
        let parts = std::mem::take(&mut self.parts);
        match (self.month, parts.as_slice()) {
            (Some(month), &[one, other]) => self.named_month(month, one, other),
            (Some(month), &[one]) => {
                if one.digits == 4 || one.year {
                    let day = self.day(self.year(one), u64::from(month), 1, None)?;
                    return Ok((vec![day], Precision::Month));
                }
                let year = self.context_year()?;
                Ok((
                    vec![self.day(year, u64::from(month), one.value, None)?],
                    Precision::Day,
                ))
            }
            (None, &[one, two, three]) => self.numeric(one, two, three),
            (None, &[one, two]) => self.two_numbers(one, two),
            (None, &[one]) if one.digits == 4 => {
                Ok((vec![self.day(self.year(one), 1, 1, None)?], Precision::Year))
            }
            (Some(_), &[]) => Err(DateError::of(ErrorKind::YearMissing)),
            (None, &[]) if self.weekday.is_some() => Err(DateError::of(ErrorKind::Relative)),
            _ => not_a_date(),
        }
    }

    fn context_year(&mut self) -> Solved<i64> {
        let year = self
            .context
            .year
            .ok_or(DateError::of(ErrorKind::YearMissing))?;
        self.notes.push(Note::YearFromContext);
        Ok(i64::from(year))
    }

    /// The year of a part; two digits are 1950 to 2049 (RFC 5322, 4.3).
    fn year(&self, part: Part) -> i64 {
        let value = i64::try_from(part.value).unwrap_or(i64::MAX);
        match (part.digits, value) {
            (1 | 2, 0..=49) => value + 2000,
            (1 | 2, _) => value + 1900,
            _ => value,
        }
    }

    fn day(&self, year: i64, month: u64, day: u64, order: Option<Order>) -> Solved<Day> {
        let year = i32::try_from(year).map_err(|_| DateError::of(ErrorKind::OutOfRange))?;
        let date = match (u32::try_from(month), u32::try_from(day)) {
            (Ok(month), Ok(day)) => NaiveDate::from_ymd_opt(year, month, day),
            _ => None,
        };
        let date = date.ok_or(DateError::of(ErrorKind::ImpossibleDate))?;
        Ok(Day { date, order })
    }

    /// A month by name and two numbers.
    fn named_month(&mut self, month: u8, one: Part, other: Part) -> Solved<(Vec<Day>, Precision)> {
        let is_year =
            |part: Part| part.digits == 4 || part.year || (part.digits == 2 && part.value > 31);
        let could_be_day = |part: Part| part.digits <= 2 && !part.year;
        let (day, year) = match (is_year(one), is_year(other)) {
            (false, true) => (one, other),
            (true, false) => (other, one),
            (true, true) => return not_a_date(),
            // `28-Feb-02`, `Feb 28, 02`: the year stands last.
            (false, false) => (one, other),
        };
        if !could_be_day(day) || !matches!(year.digits, 2 | 4) || year.day {
            return not_a_date();
        }
        if year.digits == 2 {
            self.notes.push(Note::TwoDigitYear);
        }
        let day = self.day(self.year(year), u64::from(month), day.value, None)?;
        Ok((vec![day], Precision::Day))
    }

    /// Year and month, year and day of the year, or day and month of a year that the context gives.
    fn two_numbers(&mut self, one: Part, two: Part) -> Solved<(Vec<Day>, Precision)> {
        let is_year = |part: Part| part.digits == 4 || part.year;
        match (is_year(one), is_year(two)) {
            (_, false) if two.digits == 3 && (one.digits == 4 || one.digits == 2) => {
                let year = i32::try_from(self.year(one)).unwrap_or(0);
                let ordinal = u32::try_from(two.value).unwrap_or(0);
                let date = NaiveDate::from_yo_opt(year, ordinal);
                let date = date.ok_or(DateError::of(ErrorKind::ImpossibleDate))?;
                Ok((vec![Day { date, order: None }], Precision::Day))
            }
            (true, false) if two.digits <= 2 => Ok((
                vec![self.day(self.year(one), two.value, 1, None)?],
                Precision::Month,
            )),
            (false, true) if one.digits <= 2 => Ok((
                vec![self.day(self.year(two), one.value, 1, None)?],
                Precision::Month,
            )),
            (false, false) if one.digits <= 2 && two.digits <= 2 && one.mark != Some(':') => {
                let year = self.context_year()?;
                let day_first = self.day(year, two.value, one.value, Some(Order::Dmy)).ok();
                let month_first = self.day(year, one.value, two.value, Some(Order::Mdy)).ok();
                self.choose([day_first, month_first, None], two.mark)
            }
            _ => not_a_date(),
        }
    }

    fn numeric(&mut self, one: Part, two: Part, three: Part) -> Solved<(Vec<Day>, Precision)> {
        if two.digits > 2 || one.digits == 3 || three.digits == 3 {
            return not_a_date();
        }
        let readings = match (one.digits == 4 || one.year, three.digits == 4 || three.year) {
            (true, false) => {
                if one.digits == 2 {
                    self.notes.push(Note::TwoDigitYear);
                }
                let day = self.day(self.year(one), two.value, three.value, Some(Order::Ymd))?;
                return Ok((vec![day], Precision::Day));
            }
            (false, true) => [
                self.day(self.year(three), two.value, one.value, Some(Order::Dmy))
                    .ok(),
                self.day(self.year(three), one.value, two.value, Some(Order::Mdy))
                    .ok(),
                None,
            ],
            (false, false) => {
                self.notes.push(Note::TwoDigitYear);
                let dash = three.mark == Some('-') && one.digits == 2 && three.digits == 2;
                let year_first = dash || self.order() == Some(Order::Ymd);
                let year_last = three.digits == 2;
                [
                    self.day(self.year(three), two.value, one.value, Some(Order::Dmy))
                        .ok()
                        .filter(|_| year_last),
                    self.day(self.year(three), one.value, two.value, Some(Order::Mdy))
                        .ok()
                        .filter(|_| year_last),
                    self.day(self.year(one), two.value, three.value, Some(Order::Ymd))
                        .ok()
                        .filter(|_| year_first && one.digits == 2),
                ]
            }
            (true, true) => return not_a_date(),
        };
        self.choose(readings, three.mark)
    }

    /// The readings of a numeric date (day first, month first, year first), the preferred one first.
    fn choose(
        &self,
        readings: [Option<Day>; 3],
        mark: Option<char>,
    ) -> Solved<(Vec<Day>, Precision)> {
        let [day_first, month_first, year_first] = readings;
        let mut days: Vec<Day> = match self.order() {
            Some(Order::Dmy) => [day_first, month_first, year_first],
            Some(Order::Mdy) => [month_first, day_first, year_first],
            Some(Order::Ymd) => [year_first, day_first, month_first],
            None if mark == Some('.') => [day_first, month_first, year_first],
            None => [year_first, month_first, day_first],
        }
        .into_iter()
        .flatten()
        .collect();
        if days.is_empty() {
            return Err(DateError::of(ErrorKind::ImpossibleDate));
        }
        // A known order settles it, where the date can be read in that order at all.
        if let Some(order) = self.order() {
            if days.first().is_some_and(|day| day.order == Some(order)) && self.weekday.is_none() {
                days.truncate(1);
            }
        }
        Ok((days, Precision::Day))
    }

    /// The order of numeric dates, where something settles it.
    fn order(&self) -> Option<Order> {
        if self.context.order.is_some() {
            return self.context.order;
        }
        let tag = self.context.language?.to_ascii_lowercase();
        match tag.as_str() {
            "en" => None,
            "en-us" | "en-ph" => Some(Order::Mdy),
            "en-ca" | "en-za" => None,
            "zh" | "ja" | "ko" | "hu" | "lt" | "mn" => Some(Order::Ymd),
            _ if tag.starts_with("zh-") || tag.starts_with("ja-") || tag.starts_with("ko-") => {
                Some(Order::Ymd)
            }
            _ => Some(Order::Dmy),
        }
    }
}
