//! Tokens to the parts of a date.
//!
//! One pass takes the time of day (`clock.rs`), the zone and the words out; the numbers that remain
//! are year, month and day in one order or another (`days.rs`). Every token must be understood: a
//! text with anything else in it is no date.

use chrono::Datelike;

use super::iso::since_1970;
use super::lexis;
use super::resolve::{Day, Fields, TextZone, Time};
use super::scan::{Kind, Tokens};
use super::words::{Era, Hit, Languages, Meaning, Period, Sense};
use super::{Calendar, Context, DateError, ErrorKind, Note, Precision};

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
}
