//! Year, month and day from the numbers and names that remain.

use chrono::NaiveDate;

use super::calendars;
use super::resolve::Day;
use super::solve::{Name, Part, Role, Solved, Solver, not_a_date};
use super::words::{Era, Meaning, Sense};
use super::{Calendar, DateError, ErrorKind, Note, Order, Precision};

/// A month by name, its calendar, and whether a widely written language has the name for it.
#[derive(Clone, Copy, Debug)]
struct Month {
    calendar: Calendar,
    number: u8,
    major: bool,
}

/// The days, the preferred first; how fine; the weekdays that the text may name.
type Days = (Vec<Day>, Precision, Vec<u8>);

impl Solver<'_> {
    /// The days that the text may mean.
    pub(super) fn days(&mut self) -> Solved<Days> {
        let parts = std::mem::take(&mut self.parts);
        if matches!(self.era, Some(Era::Before)) {
            return Err(DateError::of(ErrorKind::OutOfRange));
        }
        if let Some((week, day)) = self.week {
            let &[year] = parts.as_slice() else {
                return not_a_date();
            };
            let year = i32::try_from(year.value).unwrap_or(0);
            let date = Self::week_day(year, week, day);
            let date = date.ok_or(DateError::of(ErrorKind::ImpossibleDate))?;
            return Ok((vec![Day { date, order: None }], Precision::Day, Vec::new()));
        }
        let has_month_part = parts.iter().any(|part| part.role == Role::Month);
        let (months, weekdays) = self.names(parts.len() < 3 && !has_month_part)?;
        if months.is_empty() && parts.is_empty() && !weekdays.is_empty() {
            return Err(DateError::of(ErrorKind::Relative));
        }
        let Some(first) = months.first().copied() else {
            let (days, precision) = self.month_in(&parts, None)?;
            return Ok((days, precision, weekdays));
        };
        let (mut days, precision) = self.month_in(&parts, Some(first))?;
        // The same name is another month in another language: `listopad`.
        let calendar = self.calendar;
        for month in months
            .iter()
            .skip(1)
            .filter(|month| month.major || !first.major)
        {
            if let Ok((others, _)) = self.month_in(&parts, Some(*month)) {
                days.extend(others);
            }
        }
        self.calendar = calendar;
        Ok((days, precision, weekdays))
    }

    /// Which of the names is the month, and which the weekday. Some words are both: Spanish `mar` is
    /// Tuesday and March.
    fn names(&self, month_wanted: bool) -> Solved<(Vec<Month>, Vec<u8>)> {
        let is_month = |name: &Name| {
            name.meanings
                .iter()
                .any(|m| matches!(m.sense, Sense::Month(..)))
        };
        let is_weekday = |name: &Name| {
            name.meanings
                .iter()
                .any(|m| matches!(m.sense, Sense::Weekday(_)))
        };
        let mut month: Option<&[Meaning]> = None;
        let mut weekday: Option<&[Meaning]> = None;
        let mut known: Vec<&Name> = self.names.iter().collect();
        // Those that can only be one thing first, the doubtful last.
        known.sort_by_key(|name| (name.doubtful, is_month(name) && is_weekday(name)));
        for name in known {
            let can_be_month = is_month(name) && month.is_none();
            let can_be_weekday = is_weekday(name) && weekday.is_none();
            if name.doubtful {
                if can_be_month && month_wanted {
                    month = Some(&name.meanings);
                }
            } else if can_be_month && (month_wanted || !can_be_weekday) {
                month = Some(&name.meanings);
            } else if can_be_weekday {
                weekday = Some(&name.meanings);
            } else {
                return not_a_date();
            }
        }
        let mut months: Vec<(usize, Month)> = month
            .unwrap_or_default()
            .iter()
            .filter_map(|m| match m.sense {
                Sense::Month(calendar, number) => {
                    let major = m.languages.is_major();
                    Some((
                        m.languages.rank(),
                        Month {
                            calendar,
                            number,
                            major,
                        },
                    ))
                }
                _ => None,
            })
            .collect();
        months.sort_by_key(|(rank, _)| *rank);
        let weekdays = weekday
            .unwrap_or_default()
            .iter()
            .filter_map(|m| match m.sense {
                Sense::Weekday(day) => Some(day),
                _ => None,
            });
        Ok((
            months.into_iter().map(|(_, month)| month).collect(),
            weekdays.collect(),
        ))
    }

    /// The day of these numbers in this month, or in the month that a number names.
    fn month_in(&mut self, parts: &[Part], month: Option<Month>) -> Solved<(Vec<Day>, Precision)> {
        self.calendar = month.map_or(Calendar::Gregorian, |month| month.calendar);
        if let Some(Era::Offset(calendar, _) | Era::Calendar(calendar)) = self.era
            && self.calendar == Calendar::Gregorian
        {
            self.calendar = calendar;
        }
        let number = month.map(|month| u64::from(month.number));
        if parts.iter().any(|part| part.role != Role::Open) {
            return self.by_role(parts, number);
        }
        match (number, parts) {
            (Some(month), &[one, other]) => self.named_month(month, one, other),
            (Some(month), &[one]) if one.digits >= 3 || one.value > 31 => {
                let year = self.year(one);
                Ok((vec![self.day(year, month, 1, None)?], Precision::Month))
            }
            (Some(month), &[one]) => self.yearless(month, one.value),
            (None, &[one, two, three]) => self.numeric(one, two, three),
            (None, &[one, two]) => self.two_numbers(one, two),
            // Not the `1990s`.
            (None, &[one])
                if one.digits == 4
                    && (self.tokens.word(one.at + 1).is_none()
                        || self.tokens.space_before(one.at + 1)) =>
            {
                let year = self.year(one);
                Ok((vec![self.day(year, 1, 1, None)?], Precision::Year))
            }
            (Some(_), []) => Err(DateError::of(ErrorKind::YearMissing)),
            _ => not_a_date(),
        }
    }

    /// Some numbers say what they are: 2016年6月29, `3rd`, `'70`.
    fn by_role(&mut self, parts: &[Part], month: Option<u64>) -> Solved<(Vec<Day>, Precision)> {
        let mut slots: [Option<Part>; 3] = [None; 3];
        for part in parts {
            let slot = match part.role {
                Role::Open => continue,
                Role::Year => 0,
                Role::Month => 1,
                Role::Day => 2,
            };
            match slots.get_mut(slot) {
                Some(slot @ None) => *slot = Some(*part),
                _ => return not_a_date(),
            }
        }
        let [mut year, mut month_part, mut day] = slots;
        if month.is_some() && month_part.is_some() {
            return not_a_date();
        }
        for part in parts.iter().filter(|part| part.role == Role::Open) {
            let month_known = month.is_some() || month_part.is_some();
            if part.digits == 3 && !month_known && day.is_none() {
                return self.day_of_year(year, *part);
            }
            let slot = if year.is_none() && (part.digits >= 3 || part.value > 31 || day.is_some()) {
                &mut year
            } else if !month_known {
                &mut month_part
            } else {
                &mut day
            };
            if slot.is_some() {
                return not_a_date();
            }
            *slot = Some(*part);
        }
        let month = month.or(month_part.map(|part| part.value));
        match (year, month, day) {
            (Some(year), Some(month), Some(day)) => {
                let year = self.year(year);
                Ok((
                    vec![self.day(year, month, day.value, None)?],
                    Precision::Day,
                ))
            }
            (Some(year), Some(month), None) => {
                let year = self.year(year);
                Ok((vec![self.day(year, month, 1, None)?], Precision::Month))
            }
            (Some(year), None, None) if year.digits == 4 || self.era.is_some() => {
                let year = self.year(year);
                Ok((vec![self.day(year, 1, 1, None)?], Precision::Year))
            }
            (None, Some(month), Some(day)) => self.yearless(month, day.value),
            (None, Some(_), None) => Err(DateError::of(ErrorKind::YearMissing)),
            _ => not_a_date(),
        }
    }

    pub(super) fn day_of_year(
        &mut self,
        year: Option<Part>,
        day: Part,
    ) -> Solved<(Vec<Day>, Precision)> {
        let Some(year) = year else {
            return not_a_date();
        };
        let year = i32::try_from(self.year(year)).unwrap_or(0);
        let date = NaiveDate::from_yo_opt(year, u32::try_from(day.value).unwrap_or(0));
        let date = date.ok_or(DateError::of(ErrorKind::ImpossibleDate))?;
        Ok((vec![Day { date, order: None }], Precision::Day))
    }

    /// A day of a year that only the context knows.
    fn yearless(&mut self, month: u64, day: u64) -> Solved<(Vec<Day>, Precision)> {
        // 30 February is impossible in every year.
        if self.calendar == Calendar::Gregorian && self.gregorian(2000, month, day).is_none() {
            return Err(DateError::of(ErrorKind::ImpossibleDate));
        }
        let year = self.context_year()?;
        Ok((vec![self.day(year, month, day, None)?], Precision::Day))
    }

    pub(super) fn context_year(&mut self) -> Solved<i64> {
        let year = self
            .context
            .year
            .filter(|_| self.calendar == Calendar::Gregorian);
        let year = year.ok_or(DateError::of(ErrorKind::YearMissing))?;
        self.notes.push(Note::YearFromContext);
        Ok(i64::from(year))
    }

    /// The year of a part in the calendar at hand. Two digits of the Gregorian calendar are 1950 to
    /// 2049 (RFC 5322, 4.3), of the Hijri calendars 1350 to 1449 and 1400 to 1499.
    pub(super) fn year(&mut self, part: Part) -> i64 {
        let value = i64::try_from(part.value).unwrap_or(i64::MAX);
        if let Some(Era::Offset(_, before)) = self.era {
            return value.saturating_add(i64::from(before));
        }
        if part.digits > 2 {
            return value;
        }
        self.notes.push(Note::TwoDigitYear);
        match (self.calendar, value) {
            (Calendar::Persian, 0..=49) | (Calendar::Islamic, _) => value + 1400,
            (Calendar::Persian, _) => value + 1300,
            (Calendar::Ethiopian, _) => value + 2000,
            // Thai print writes the year of the Buddhist era, also with two digits.
            _ if self.tokens.scripts.thai => value + 2500,
            (_, 0..=49) => value + 2000,
            _ => value + 1900,
        }
    }

    pub(super) fn gregorian(&self, year: i64, month: u64, day: u64) -> Option<NaiveDate> {
        let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    pub(super) fn day(
        &mut self,
        year: i64,
        month: u64,
        day: u64,
        order: Option<Order>,
    ) -> Solved<Day> {
        if self.calendar == Calendar::Gregorian {
            self.calendar = self.calendar_of(year);
        }
        let date = match self.calendar {
            Calendar::Gregorian | Calendar::Japanese | Calendar::Minguo => {
                self.gregorian(year, month, day)
            }
            Calendar::Buddhist => {
                let offset = if self.era.is_some() { 0 } else { 543 };
                self.gregorian(year - offset, month, day)
            }
            calendar => calendars::date(calendar, year, month, day),
        };
        let date = date.ok_or(DateError::of(ErrorKind::ImpossibleDate))?;
        Ok(Day { date, order })
    }

    /// The calendar of a year without a month's name, where the script or language says so: nobody
    /// publishes on the web of the fifteenth century, or of the twenty-sixth.
    fn calendar_of(&self, year: i64) -> Calendar {
        let scripts = self.tokens.scripts;
        let given = |codes: &[&str]| {
            self.given
                .is_some_and(|given| codes.iter().any(|code| given.is(code)))
        };
        match year {
            1300..=1500 if scripts.persian_digits || given(&["fa", "ps", "ckb"]) => {
                Calendar::Persian
            }
            1300..=1500 if scripts.arabic || given(&["ar", "ur"]) => Calendar::Islamic,
            2400..=2700 if scripts.thai || given(&["th"]) => Calendar::Buddhist,
            _ => Calendar::Gregorian,
        }
    }

    /// A month by name and two numbers.
    fn named_month(&mut self, month: u64, one: Part, other: Part) -> Solved<(Vec<Day>, Precision)> {
        let is_year = |part: Part| part.digits >= 3 || part.value > 31;
        let (day, year) = match (is_year(one), is_year(other)) {
            (false, true) => (one, other),
            (true, false) => (other, one),
            (true, true) => return not_a_date(),
            // `28-Feb-02`, `Feb 28, 02`: the year stands last.
            (false, false) => (one, other),
        };
        if year.digits == 1 || (year.digits == 3 && self.era.is_none()) || year.digits > 4 {
            return not_a_date();
        }
        let year = self.year(year);
        Ok((
            vec![self.day(year, month, day.value, None)?],
            Precision::Day,
        ))
    }
}
