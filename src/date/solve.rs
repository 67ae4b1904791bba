//! Tokens to the parts of a date.
//!
//! One pass takes the time of day (`clock.rs`), the zone and the words out; the numbers that remain
//! are year, month and day in one order or another (`days.rs`). Every token must be understood: a
//! text with anything else in it is no date.

use chrono::{Datelike, NaiveDate};

use super::lexis;
use super::resolve::{Day, Fields, TextZone, Time};
use super::scan::{Kind, Tokens};
use super::words::{Era, Hit, Languages, Meaning, Period, Sense, Unit};
use super::zones;
use super::{Calendar, Context, DateError, ErrorKind, Note, Precision, Zone};

pub(super) type Solved<T> = Result<T, DateError>;

pub(super) fn not_a_date<T>() -> Solved<T> {
    Err(DateError::of(ErrorKind::NotADate))
}

/// What a number of the day surely is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Open,
    Year,
    Month,
    Day,
}

/// A number that is part of the day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) value: u64,
    pub(super) digits: u8,
    pub(super) role: Role,
    /// The mark directly before it, such as `/`.
    pub(super) mark: Option<char>,
    /// Its token.
    pub(super) at: usize,
}

/// A word that names a month or a weekday.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) meanings: Vec<Meaning>,
    /// A more common language has it as a word that says nothing: German `des`, Norwegian December.
    pub(super) doubtful: bool,
}

pub(super) struct Solver<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) context: &'a Context<'a>,
    /// The token at hand.
    pub(super) at: usize,
    hits: &'a [Hit],
    /// The language given, or those that know all words of the text.
    pub(super) languages: Languages,
    pub(super) given: Option<Languages>,
    pub(super) parts: Vec<Part>,
    /// Months and weekdays by name.
    pub(super) names: Vec<Name>,
    pub(super) week: Option<(u32, u32)>,
    pub(super) era: Option<Era>,
    pub(super) calendar: Calendar,
    pub(super) time: Option<Time>,
    /// The token after the time.
    pub(super) time_end: usize,
    pub(super) period: Option<Period>,
    /// A word said that a time follows.
    pub(super) expects_time: bool,
    pub(super) zone: TextZone,
    pub(super) notes: Vec<Note>,
}

/// Finds the parts of a date in its tokens.
pub(super) fn solve(tokens: &Tokens, context: &Context<'_>) -> Solved<Fields> {
    if let Some(fields) = since_1970(tokens)? {
        return Ok(fields);
    }
    let given = context.language.and_then(Languages::of_tag);
    let hits = lexis::hits(tokens, given);
    let solve =
        |languages: Languages| Solver::new(tokens, context, &hits, languages, given).solve();
    if let Some(given) = given {
        return solve(given);
    }
    // One language reads the whole text, the most written of those that know its words: the Sicilian
    // `fri` is February, but not where `Fri` can be English.
    let able = lexis::common(&hits);
    let first = able.first();
    let mut outcome = solve(first);
    if outcome.is_err() && able != first {
        outcome = solve(able).or(outcome);
    }
    let mut fields = outcome?;
    // Where the others mean another month, their readings are candidates.
    for other in lexis::others(&hits, first, able, fields.weekday_fails) {
        let Ok(reading) = solve(other) else { continue };
        if fields.weekday_fails && !reading.weekday_fails {
            fields = reading;
        } else if fields.weekday_fails == reading.weekday_fails {
            fields.days.extend(reading.days);
        }
    }
    Ok(fields)
}

/// A number of seconds, milliseconds, microseconds or nanoseconds since 1970, perhaps with `@` before
/// and an offset after it, as git writes it.
fn since_1970(tokens: &Tokens) -> Solved<Option<Fields>> {
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

impl<'a> Solver<'a> {
    fn new(
        tokens: &'a Tokens,
        context: &'a Context<'a>,
        hits: &'a [Hit],
        languages: Languages,
        given: Option<Languages>,
    ) -> Self {
        Solver {
            tokens,
            context,
            at: 0,
            hits,
            languages,
            given,
            parts: Vec::with_capacity(4),
            names: Vec::new(),
            week: None,
            era: None,
            calendar: Calendar::Gregorian,
            time: None,
            time_end: usize::MAX,
            period: None,
            expects_time: false,
            zone: TextZone::None,
            notes: Vec::new(),
        }
    }

    fn solve(mut self) -> Solved<Fields> {
        self.truncated()?;
        while self.at < self.tokens.len() {
            self.step()?;
        }
        self.finish()
    }

    /// Takes the token at hand, and those that belong to it.
    fn step(&mut self) -> Solved<()> {
        match self.tokens.kind(self.at) {
            Some(Kind::Number(value, digits)) => self.number(value, digits),
            Some(Kind::Word) => self.word(),
            Some(Kind::Mark(mark)) => self.mark(mark),
            None => Ok(()),
        }
    }

    /// What a word at this token may mean, and its tokens.
    pub(super) fn meanings(&self, at: usize) -> Option<(Vec<Meaning>, usize)> {
        let hit = self.hits.iter().find(|hit| hit.at == at)?;
        let within = |languages: Languages| -> Vec<Meaning> {
            let meant = hit.meanings.iter().filter(|m| m.languages.meets(languages));
            let mut meant: Vec<Meaning> = meant
                .map(|m| Meaning {
                    sense: m.sense,
                    languages: m.languages.and(languages),
                })
                .collect();
            meant.sort_by_key(|meaning| meaning.languages.rank());
            meant
        };
        let mut meanings = within(self.languages);
        if meanings.is_empty() {
            // English stands among every language.
            meanings = Languages::of_tag("en").map(within).unwrap_or_default();
        }
        if meanings.is_empty() {
            meanings.clone_from(&hit.meanings);
        }
        Some((meanings, hit.length))
    }

    /// Whether the word at this token has this sense, and its tokens.
    pub(super) fn has(&self, at: usize, sense: Sense) -> Option<usize> {
        let (meanings, length) = self.meanings(at)?;
        meanings
            .iter()
            .any(|meaning| meaning.sense == sense)
            .then_some(length)
    }

    fn number(&mut self, value: u64, digits: u8) -> Solved<()> {
        let tokens = self.tokens;
        let at = self.at;
        // EXIF parts the day by colons: `2012:08:03 18:31:59`.
        let exif = digits == 4
            && self.parts.is_empty()
            && tokens.is_mark(at + 1, ':')
            && tokens.is_mark(at + 3, ':')
            && !tokens.is_mark(at + 5, ':');
        if exif {
            for token in [at, at + 2, at + 4] {
                let Some((value, digits)) = tokens.number(token) else {
                    return not_a_date();
                };
                let mark = Some('-');
                self.parts.push(Part {
                    value,
                    digits,
                    role: Role::Open,
                    mark,
                    at: token,
                });
            }
            self.at += 5;
            return Ok(());
        }
        if self.time.is_none() {
            if self.clock(value, digits)? {
                return Ok(());
            }
        } else if self.joined(at + 1, ':') {
            return not_a_date();
        }
        if let Some((meanings, length)) = self.meanings(at) {
            let months: Vec<Meaning> = meanings
                .into_iter()
                .filter(|m| matches!(m.sense, Sense::Month(..)))
                .collect();
            if !months.is_empty() {
                self.names.push(Name {
                    meanings: months,
                    doubtful: false,
                });
                self.at += length;
                return Ok(());
            }
        }
        // 2016年6月2911:30: the unit of the day was left out before the time.
        let after_month = self
            .parts
            .last()
            .is_some_and(|part| part.role == Role::Month)
            || tokens.str(at.wrapping_sub(1)) == Some("月");
        if digits == 4 && self.time.is_none() && after_month && self.joined(at + 1, ':') {
            self.part(Part {
                value: value / 100,
                digits: 2,
                role: Role::Day,
                mark: None,
                at,
            })?;
            return self.clock(value % 100, 2).map(|_| ());
        }
        // `20200815 160000`: the day is complete, so this is its time.
        if self.time.is_none() && self.parts.len() == 3 && matches!(digits, 4 | 6) {
            return self.bare_time(value, digits);
        }
        if digits >= 5 {
            return self.compact(value, digits);
        }
        let attached = at > 0 && !tokens.space_before(at);
        let mark = match at.checked_sub(1).and_then(|before| tokens.kind(before)) {
            Some(Kind::Mark(mark)) if attached || mark == '.' => Some(mark),
            _ => None,
        };
        let role = if mark == Some('\'') && digits == 2 {
            Role::Year
        } else {
            Role::Open
        };
        self.part(Part {
            value,
            digits,
            role,
            mark,
            at,
        })?;
        self.at += 1;
        if let Some(length) = self.has(self.at, Sense::Ordinal)
            && digits <= 2
            && !tokens.space_before(self.at)
        {
            if let Some(part) = self.parts.last_mut() {
                part.role = Role::Day;
            }
            self.at += length;
        }
        Ok(())
    }

    pub(super) fn part(&mut self, part: Part) -> Solved<()> {
        self.parts.push(part);
        if self.parts.len() > 3 {
            not_a_date()
        } else {
            Ok(())
        }
    }

    fn word(&mut self) -> Solved<()> {
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
    fn meant(&mut self, meanings: &[Meaning], at: usize) -> Solved<()> {
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

    fn week_date(&mut self) -> Solved<()> {
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

    fn mark(&mut self, mark: char) -> Solved<()> {
        let tokens = self.tokens;
        let at = self.at;
        if self.hits.iter().any(|hit| hit.at == at) {
            let (meanings, length) = self.meanings(at).unwrap_or_default();
            self.at += length;
            return self.meant(&meanings, at);
        }
        let next = tokens
            .number(at + 1)
            .filter(|_| !tokens.space_before(at + 1));
        let offset_like = next.is_some_and(|(_, digits)| digits <= 4);
        match mark {
            '+' if offset_like => return self.offset(1),
            '-' if offset_like && self.time_end == at => return self.offset(-1),
            // `2002-09-24-06:00` is a day with its offset (XML Schema, 3.3.9).
            '-' if self.parts.len() == 3
                && next.is_some_and(|(_, digits)| digits == 2)
                && tokens.is_mark(at + 2, ':')
                && !tokens.is_mark(at + 4, ':') =>
            {
                return self.offset(-1);
            }
            '(' if matches!(self.zone, TextZone::Zone(_) | TextZone::Abbreviation(_)) => {
                // A comment: `(GMT Daylight Time)`.
                while self.at < tokens.len() && !tokens.is_mark(self.at, ')') {
                    self.at += 1;
                }
            }
            ':' if at > 0 && (tokens.number(at - 1).is_some() || tokens.space_before(at + 1)) => {}
            '-' | '/' | '.' | ',' | '\'' | '|' | '@' | '(' | ')' | '[' | ']' | ';' | '_' | '·'
            | '•' | '~' => {}
            _ => return not_a_date(),
        }
        // The point of `2:30 p.m.` and the comma of `14:32, EST` do not part the time from its zone.
        if self.time_end == at && matches!(mark, '.' | ',' | '(' | '[') {
            self.time_end += 1;
        }
        self.at += 1;
        Ok(())
    }

    fn finish(mut self) -> Solved<Fields> {
        let time = self.time_of_day()?;
        let (mut days, precision, weekdays) = self.days()?;
        if time.is_some() && precision < Precision::Day {
            return not_a_date();
        }
        let mut weekday_fails = false;
        if !weekdays.is_empty() {
            if precision < Precision::Day {
                return not_a_date();
            }
            let fits = |day: &Day| {
                let weekday = day.date.weekday().num_days_from_monday();
                weekdays
                    .iter()
                    .any(|written| u32::from(*written) == weekday)
            };
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
            calendar: self.calendar,
            notes: self.notes,
            seconds: None,
            weekday_fails,
        })
    }

    /// The day of an ISO week (ISO 8601-1, 4.3.3).
    pub(super) fn week_day(year: i32, week: u32, day: u32) -> Option<NaiveDate> {
        let weekday = chrono::Weekday::try_from(u8::try_from(day.checked_sub(1)?).ok()?).ok()?;
        NaiveDate::from_isoywd_opt(year, week, weekday)
    }
}
