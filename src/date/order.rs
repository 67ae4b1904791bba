//! Numbers alone: which is the day, which the month, which the year.

use super::resolve::Day;
use super::solve::{Part, Solved, Solver, not_a_date};
use super::words::{self, Languages};
use super::{DateError, ErrorKind, Order, Precision};

impl Solver<'_> {
    /// Year and month, year and day of the year, or day and month of a year that the context gives.
    pub(super) fn two_numbers(&mut self, one: Part, two: Part) -> Solved<(Vec<Day>, Precision)> {
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

    pub(super) fn numeric(
        &mut self,
        one: Part,
        two: Part,
        three: Part,
    ) -> Solved<(Vec<Day>, Precision)> {
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
