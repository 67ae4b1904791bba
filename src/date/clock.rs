//! The time of day.

use super::resolve::Time;
use super::scan::Kind;
use super::solve::{Solved, Solver, not_a_date};
use super::words::{Period, Sense, Unit};
use super::{DateError, ErrorKind, Precision};

impl Solver<'_> {
    /// A time of day that starts here: `14:32`, `2:05:07.5`, `14h40`, `16.45`, `5 pm`.
    pub(super) fn clock(&mut self, hour: u64, digits: u8) -> Solved<bool> {
        let tokens = self.tokens;
        let at = self.at;
        let after_t = at > 1 && tokens.word(at - 1) == Some("t") && tokens.number(at - 2).is_some();
        if after_t && matches!(digits, 4 | 6) && !tokens.is_mark(at + 1, ':') {
            return self.bare_time(hour, digits).map(|()| true);
        }
        if digits > 2 {
            return Ok(false);
        }
        if self.joined(at + 1, ':') {
            return self.colon_time(hour);
        }
        if let Some(length) = self.hour_mark(at + 1) {
            return self.marked_time(hour, length).map(|()| true);
        }
        if after_t && !self.joined(at + 1, '.') {
            self.at += 1;
            return self.set_time(hour, 0, 0, Precision::Hour).map(|()| true);
        }
        if self.dotted(at) {
            let (minute, _) = tokens.number(at + 2).unwrap_or_default();
            let second = tokens.number(at + 4).filter(|_| self.joined(at + 3, '.'));
            self.at += if second.is_some() { 5 } else { 3 };
            let precision = if second.is_some() {
                Precision::Second
            } else {
                Precision::Minute
            };
            let second = second.map_or(0, |(second, _)| second);
            return self
                .set_time(hour, minute, second, precision)
                .map(|()| true);
        }
        // `5 pm`, but not the `05 上午` of `2015-01-05 上午10:26`.
        if let Some((_, length)) = self.period_at(at + 1)
            && hour <= 12
            && !self.time_at(at + 1 + length)
        {
            self.at += 1;
            return self.set_time(hour, 0, 0, Precision::Hour).map(|()| true);
        }
        Ok(false)
    }

    /// Hours, minutes and seconds without marks: `1432`, `143200`.
    pub(super) fn bare_time(&mut self, value: u64, digits: u8) -> Solved<()> {
        self.at += 1;
        if digits == 4 {
            return self.set_time(value / 100, value % 100, 0, Precision::Minute);
        }
        self.skip_fraction();
        self.set_time(
            value / 10_000,
            value / 100 % 100,
            value % 100,
            Precision::Second,
        )
    }

    /// Whether a time starts at this token, surely.
    pub(super) fn time_at(&self, at: usize) -> bool {
        self.tokens
            .number(at)
            .is_some_and(|(_, digits)| digits <= 2)
            && (self.joined(at + 1, ':')
                || self.hour_mark(at + 1).is_some()
                || (self.joined(at + 1, '.') && self.complete()))
    }

    /// Whether this mark stands between two numbers without spaces.
    pub(super) fn joined(&self, at: usize, mark: char) -> bool {
        let tokens = self.tokens;
        tokens.is_mark(at, mark)
            && !tokens.space_before(at)
            && tokens.number(at + 1).is_some()
            && !tokens.space_before(at + 1)
    }

    /// Whether year, month and day have been seen.
    fn complete(&self) -> bool {
        let month = self
            .names
            .iter()
            .filter(|name| !name.doubtful)
            .flat_map(|name| &name.meanings)
            .any(|m| matches!(m.sense, Sense::Month(..)));
        self.parts.len() + usize::from(month) >= 3
    }

    fn colon_time(&mut self, hour: u64) -> Solved<bool> {
        let tokens = self.tokens;
        let at = self.at;
        let Some((minute, minute_digits)) = tokens.number(at + 2) else {
            return Ok(false);
        };
        let second = if self.joined(at + 3, ':') {
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
        let mut second = second.map_or(0, |(second, _)| second);
        if precision == Precision::Second {
            self.skip_fraction();
        } else if minute_digits == 2 && self.joined(self.at, '.') && !self.complete_after_dot() {
            // A fraction of the minute (ISO 8601-1, 5.3.1.4): `12:30.5`.
            let (fraction, digits) = tokens.number(self.at + 1).unwrap_or_default();
            second = fraction.saturating_mul(60) / 10u64.saturating_pow(u32::from(digits)).max(1);
            self.at += 2;
        }
        self.set_time(hour, minute, second, precision)?;
        Ok(true)
    }

    /// Whether the number after the point at hand is a year rather than a fraction of a minute.
    fn complete_after_dot(&self) -> bool {
        self.tokens
            .number(self.at + 1)
            .is_none_or(|(_, digits)| digits != 1 && digits < 5)
    }

    /// Whether `16.45` at this token is a time: after a word for it, after a whole date, or before
    /// `Uhr` or `pm`.
    fn dotted(&self, at: usize) -> bool {
        let minutes = |at: usize| {
            self.joined(at, '.')
                && self
                    .tokens
                    .number(at + 1)
                    .is_some_and(|(value, digits)| digits == 2 && value < 60)
        };
        if !minutes(at + 1) || self.tokens.number(at).is_none_or(|(hour, _)| hour > 24) {
            return false;
        }
        let after_t = at > 0 && self.tokens.word(at - 1) == Some("t");
        let complete = self.complete() || after_t;
        if self.joined(at + 3, '.') {
            return complete && minutes(at + 3);
        }
        complete
            || self.expects_time
            || self.period_at(at + 3).is_some()
            || self.hour_mark(at + 3).is_some()
    }

    /// `h`, `Uhr`, 時 at this token, and its tokens.
    fn hour_mark(&self, at: usize) -> Option<usize> {
        // The Persian `and` parts hours from minutes, but only after the word for `hour`.
        if self.tokens.word(at)? == "و" && !self.expects_time {
            return None;
        }
        self.has(at, Sense::Unit(Unit::Hour))
    }

    /// `14h40`, `21時40分05秒`, `8 Uhr`.
    fn marked_time(&mut self, hour: u64, length: usize) -> Solved<()> {
        let tokens = self.tokens;
        self.at += 1 + length;
        let short = |at: usize| {
            tokens
                .number(at)
                .filter(|(value, digits)| *digits <= 2 && *value < 60)
        };
        let mut time = (0, 0, Precision::Hour);
        if let Some((minute, digits)) = short(self.at) {
            let mark = self.has(self.at + 1, Sense::Unit(Unit::Minute));
            let attached = !tokens.space_before(self.at);
            let alone = digits == 2 && self.complete() && !tokens.is_mark(self.at + 1, '.');
            if mark.is_some() || attached || alone {
                time = (minute, 0, Precision::Minute);
                self.at += 1 + mark.unwrap_or(0);
                let second_mark = self.has(self.at + 1, Sense::Unit(Unit::Second));
                if let (Some((second, _)), Some(length)) = (short(self.at), second_mark) {
                    time = (minute, second, Precision::Second);
                    self.at += 1 + length;
                }
            }
        }
        self.set_time(hour, time.0, time.1, time.2)
    }

    /// Skips a fraction of a second: `.25`, `,25`, and the `:257` that some software writes.
    pub(super) fn skip_fraction(&mut self) {
        let tokens = self.tokens;
        let Some(Kind::Mark(mark)) = tokens.kind(self.at) else {
            return;
        };
        let Some((_, digits)) = tokens.number(self.at + 1) else {
            return;
        };
        if tokens.space_before(self.at) || tokens.space_before(self.at + 1) {
            return;
        }
        if matches!(mark, '.' | ',') || (mark == ':' && digits >= 3) {
            self.at += 2;
        }
    }

    pub(super) fn set_time(
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
        // After 12 hours, `A` and `P` are military zones.
        let letter = self.tokens.str(self.at).is_some_and(|word| word.len() == 1);
        let found = self.period_at(self.at).filter(|_| hour <= 12 || !letter);
        if let Some((period, length)) = found {
            if self.period.is_some_and(|before| before != period) {
                return not_a_date();
            }
            self.period = Some(period);
            self.at += length;
        }
        self.time_end = self.at;
        Ok(())
    }

    /// `pm`, `p.m.` at this token, and how many tokens it takes.
    fn period_at(&self, at: usize) -> Option<(Period, usize)> {
        let (meanings, length) = self.meanings(at)?;
        // The meanings stand by the weight of their languages: Spanish `de` before Hungarian `de.`.
        let found = meanings.iter().find_map(|meaning| match meaning.sense {
            Sense::Period(period) => Some(Some(period)),
            Sense::Filler => Some(None),
            _ => None,
        });
        // German has `am` as `on the`; after a time it is the English word.
        let found = found.flatten().or(match self.tokens.word(at)? {
            "am" => Some(Period::Am),
            "pm" => Some(Period::Pm),
            _ => None,
        })?;
        Some((found, length))
    }

    /// The time in 24 hours.
    pub(super) fn time_of_day(&self) -> Solved<Option<Time>> {
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
            (Some(Period::Am | Period::Midnight), hour @ 0..=11) => hour,
            (Some(Period::Pm), hour @ 0..=11) => hour + 12,
            (Some(Period::Pm), hour @ 12..=23) => hour,
            (Some(Period::Noon), hour @ 1..=4) => hour + 12,
            (Some(Period::Noon), hour @ 10..=16) => hour,
            (Some(Period::Night), 12) => 0,
            (Some(Period::Night), hour @ 0..=5) => hour,
            (Some(Period::Night), hour @ 6..=11) => hour + 12,
            (Some(Period::Night), hour @ 18..=23) => hour,
            _ => return Err(DateError::of(ErrorKind::ImpossibleTime)),
        };
        Ok(Some(time))
    }
}
