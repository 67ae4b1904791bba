//! Year, month and day from the numbers and names that remain.

use chrono::NaiveDate;

use super::calendars;
use super::resolve::Day;
use super::solve::{Name, Part, Role, Solved, Solver, not_a_date};
use super::words::{self, Era, Languages, Meaning, Sense};
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

    fn day_of_year(&mut self, year: Option<Part>, day: Part) -> Solved<(Vec<Day>, Precision)> {
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

    fn context_year(&mut self) -> Solved<i64> {
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
    fn year(&mut self, part: Part) -> i64 {
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

    fn gregorian(&self, year: i64, month: u64, day: u64) -> Option<NaiveDate> {
        let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    fn day(&mut self, year: i64, month: u64, day: u64, order: Option<Order>) -> Solved<Day> {
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

    /// Year and month, year and day of the year, or day and month of a year that the context gives.
    fn two_numbers(&mut self, one: Part, two: Part) -> Solved<(Vec<Day>, Precision)> {
        // With a word between them, the word should have been the month.
        let joined = matches!(two.mark, Some('/' | '.' | '-'));
        match (one.digits, two.digits) {
            (2 | 4, 3) => self.day_of_year(Some(one), two),
            (4, 1 | 2) if joined => {
                let year = self.year(one);
                Ok((vec![self.day(year, two.value, 1, None)?], Precision::Month))
            }
            (1 | 2, 4) if joined => {
                let year = self.year(two);
                Ok((vec![self.day(year, one.value, 1, None)?], Precision::Month))
            }
            (1 | 2, 1 | 2) if joined => {
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
        let readings = match (one.digits == 4, three.digits == 4) {
            (true, false) => {
                let year = self.year(one);
                let day = self.day(year, two.value, three.value, Some(Order::Ymd))?;
                return Ok((vec![day], Precision::Day));
            }
            (false, true) => {
                let year = self.year(three);
                [
                    self.day(year, two.value, one.value, Some(Order::Dmy)).ok(),
                    self.day(year, one.value, two.value, Some(Order::Mdy)).ok(),
                    None,
                ]
            }
            (false, false) => {
                // `03-12-31` is ISO 8601:1988; elsewhere the year stands last, unless the language
                // puts it first.
                let iso = three.mark == Some('-') && one.digits == 2 && three.digits == 2;
                let year_first = (iso || self.order() == Some(Order::Ymd)) && one.digits == 2;
                let year_last = three.digits == 2;
                let (first, last) = (self.year(one), self.year(three));
                [
                    self.day(last, two.value, one.value, Some(Order::Dmy))
                        .ok()
                        .filter(|_| year_last),
                    self.day(last, one.value, two.value, Some(Order::Mdy))
                        .ok()
                        .filter(|_| year_last),
                    self.day(first, two.value, three.value, Some(Order::Ymd))
                        .ok()
                        .filter(|_| year_first),
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
        let mut order = self.order();
        if order == Some(Order::Ymd) && year_first.is_none() && self.context.order.is_none() {
            // Where the year stands last all the same, Europe and Iran write the day first; in East
            // Asia and in English it is open.
            let tag = self
                .context
                .language
                .unwrap_or_default()
                .to_ascii_lowercase();
            let open = ["zh", "ja", "ko", "yue", "en"]
                .iter()
                .any(|code| tag.starts_with(code));
            order = if open { None } else { Some(Order::Dmy) };
        }
        // The language that the words show is no proof, but a better guess than none.
        let shown = if self.languages == Languages::ALL {
            None
        } else {
            self.languages.order()
        };
        let mut days: Vec<Day> = match order.or(shown) {
            Some(Order::Dmy) => [day_first, month_first, year_first],
            Some(Order::Mdy) => [month_first, day_first, year_first],
            Some(Order::Ymd) => [year_first, day_first, month_first],
            None if mark == Some('.') || self.tokens.scripts.native => {
                [day_first, month_first, year_first]
            }
            None => [year_first, month_first, day_first],
        }
        .into_iter()
        .flatten()
        .collect();
        let Some(first) = days.first() else {
            return Err(DateError::of(ErrorKind::ImpossibleDate));
        };
        // A known order settles it, where the date can be read in that order at all; but a weekday
        // that fits another reading is stronger.
        if first.order == order && order.is_some() && self.names.is_empty() {
            days.truncate(1);
        }
        Ok((days, Precision::Day))
    }

    /// The order of numeric dates, where something settles it.
    fn order(&self) -> Option<Order> {
        self.context
            .order
            .or_else(|| words::order(self.context.language?))
    }
}
