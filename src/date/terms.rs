//! Words among the tokens: months, weekdays, units, eras, parts of the day, and those that say nothing.

use super::solve::{Name, Part, Role, Solved, Solver, not_a_date};
use super::words::{Meaning, Period, Sense, Unit};
use super::{DateError, ErrorKind};

impl Solver<'_> {
    pub(super) fn word(&mut self) -> Solved<()> {
        let tokens = self.tokens;
        let at = self.at;
        let Some(word) = tokens.word(at) else {
            return not_a_date();
        };
        let number_follows = tokens.number(at + 1).is_some() && !tokens.space_before(at + 1);
        let dated = self.time.is_some() || !self.parts.is_empty();
        if word == "t"
            && dated
            && at > 0
            && tokens.number(at - 1).is_some()
            && tokens.number(at + 1).is_some()
        {
            self.at += 1;
            return Ok(());
        }
        // `2009-W01-1` and `2009W011` (ISO 8601-1, 4.3.3)
        if word == "w" && number_follows && self.parts.len() == 1 && self.week.is_none() {
            return self.week_date();
        }
        // Go prints its monotonic clock: `m=+0.000000001`.
        if word == "m" && tokens.is_mark(at + 1, '=') && self.time.is_some() {
            self.at = tokens.len();
            return Ok(());
        }
        if dated && let Some(length) = self.zone_name() {
            self.at += length;
            return Ok(());
        }
        let (meanings, length) = self.meanings(at).unwrap_or_default();
        let letter = word.len() == 1 && self.given.is_none();
        let named = !letter && meanings.iter().any(|m| m.sense.is_name());
        if self.time_end == at
            && let Some(length) = self.long_name()
        {
            self.at += length;
            return Ok(());
        }
        if self.time_end == at && !named && self.abbreviation(word) {
            self.at += 1;
            return Ok(());
        }
        if meanings.is_empty() {
            if dated && self.abbreviation(word) {
                self.at += 1;
                return Ok(());
            }
            return not_a_date();
        }
        self.at += length;
        self.meant(&meanings, at)
    }

    /// Takes a word that the table knows; `self.at` is behind it.
    pub(super) fn meant(&mut self, meanings: &[Meaning], at: usize) -> Solved<()> {
        let tokens = self.tokens;
        let sense = |wanted: fn(Sense) -> bool| {
            meanings
                .iter()
                .map(|meaning| meaning.sense)
                .find(|sense| wanted(*sense))
        };
        // The meanings stand by the weight of their languages.
        let rank = |wanted: fn(Sense) -> bool| {
            let place = meanings.iter().find(|meaning| wanted(meaning.sense));
            place.map_or(usize::MAX, |meaning| meaning.languages.rank())
        };
        let period = meanings.iter().find_map(|meaning| match meaning.sense {
            Sense::Period(period) => Some(period),
            _ => None,
        });
        if let Some(period) = period.filter(|_| self.period.is_none()) {
            let at_word = rank(|sense| sense == Sense::At);
            let is_period = at_word > rank(|sense| matches!(sense, Sense::Period(_)));
            let time_follows = self.time.is_none() && self.time_at(self.at) && is_period;
            let filler = sense(|sense| matches!(sense, Sense::Filler | Sense::At)).is_some();
            let named = sense(Sense::is_name).is_some();
            let whole = matches!(period, Period::Noon | Period::Midnight);
            if time_follows || (!filler && !named && (self.time.is_some() || whole)) {
                self.period = Some(period);
                return Ok(());
            }
        }
        // 日 after a number is the day, elsewhere Sunday.
        if let Some(Sense::Unit(unit)) = sense(|sense| matches!(sense, Sense::Unit(_))) {
            let last = self
                .parts
                .last_mut()
                .filter(|part| part.at + 1 == at && part.role == Role::Open);
            match (last, unit) {
                (Some(part), Unit::Year) => {
                    part.role = Role::Year;
                    return Ok(());
                }
                (Some(part), Unit::Month) => {
                    part.role = Role::Month;
                    return Ok(());
                }
                (Some(part), Unit::Day) => {
                    part.role = Role::Day;
                    return Ok(());
                }
                // `14:32 Uhr`: the time has been taken.
                (_, Unit::Hour | Unit::Minute | Unit::Second) if self.time_end == at => {
                    return Ok(());
                }
                _ => {}
            }
        }
        // One letter is too little for a month, where the language is not known.
        let letter = self.at == at + 1
            && tokens.word(at).is_some_and(|word| word.len() == 1)
            && self.given.is_none();
        let names: Vec<Meaning> = meanings
            .iter()
            .filter(|m| m.sense.is_name() && !(letter && matches!(m.sense, Sense::Month(..))))
            .copied()
            .collect();
        if !names.is_empty() || sense(Sense::is_name).is_some() {
            let linking = rank(|sense| matches!(sense, Sense::Filler | Sense::At));
            let doubtful = linking < rank(Sense::is_name) || letter;
            self.names.push(Name {
                meanings: names,
                doubtful,
            });
            return if self.names.len() > 6 {
                not_a_date()
            } else {
                Ok(())
            };
        }
        if let Some(Sense::Number(value)) = sense(|sense| matches!(sense, Sense::Number(_))) {
            let value = u64::from(value);
            return self.part(Part {
                value,
                digits: 2,
                role: Role::Open,
                mark: None,
                at,
            });
        }
        if let Some(Sense::Era(era)) = sense(|sense| matches!(sense, Sense::Era(_))) {
            if self.era.is_some() {
                return not_a_date();
            }
            self.era = Some(era);
            return Ok(());
        }
        if sense(|sense| sense == Sense::At).is_some() {
            self.expects_time = true;
            return Ok(());
        }
        if sense(|sense| matches!(sense, Sense::Filler | Sense::Ordinal)).is_some() {
            return Ok(());
        }
        if sense(|sense| sense == Sense::Relative).is_some() {
            return Err(DateError::of(ErrorKind::Relative));
        }
        not_a_date()
    }
}
