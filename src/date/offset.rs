//! The zone that a text names: `+05:30`, `EST`, `Europe/Paris`.

use chrono_tz::Tz;

use super::resolve::TextZone;
use super::scan::Token;
use super::solve::{Solved, Solver, not_a_date};
use super::zones::{self, Abbreviation};
use super::{DateError, ErrorKind, Zone};

/// The words of [`Solver::long_name`].
pub(super) const LONG_NAMES: [&str; 7] = [
    "eastern", "central", "mountain", "pacific", "standard", "daylight", "time",
];

impl Solver<'_> {
    /// Takes a zone of the time zone database at this token; the number of its tokens.
    pub(super) fn zone_name(&mut self) -> Option<usize> {
        let tokens = self.tokens;
        let start = tokens.list.get(self.at)?.start;
        let rest = tokens.text.get(start..)?;
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | ','))
            .unwrap_or(rest.len());
        let name = rest.get(..end)?;
        if !name.contains('/') {
            return None;
        }
        let tz = zones::named(name)?;
        let inside = |token: &&Token| token.start < start + end;
        let length = tokens.list.iter().skip(self.at).take_while(inside).count();
        if matches!(self.zone, TextZone::None) {
            self.zone = TextZone::Zone(Zone::Named(tz));
        }
        Some(length)
    }

    /// `Eastern Time`, `Pacific Daylight Time`, `eastern` after a time; the number of its tokens.
    pub(super) fn long_name(&mut self) -> Option<usize> {
        let tokens = self.tokens;
        let (standard, daylight, place) = match tokens.word(self.at)? {
            "eastern" => (-300, -240, Tz::America__New_York),
            "central" => (-360, -300, Tz::America__Chicago),
            "mountain" => (-420, -360, Tz::America__Denver),
            "pacific" => (-480, -420, Tz::America__Los_Angeles),
            _ => return None,
        };
        let mut length = 1;
        let meaning = match tokens.word(self.at + 1) {
            Some("standard") => Abbreviation::Offset(standard),
            Some("daylight") => Abbreviation::Offset(daylight),
            _ => Abbreviation::Place(place),
        };
        if matches!(meaning, Abbreviation::Offset(_)) {
            length += 1;
        }
        if tokens.word(self.at + length) == Some("time") {
            length += 1;
        }
        if matches!(self.zone, TextZone::None) {
            self.zone = TextZone::Abbreviation(meaning);
        }
        Some(length)
    }

    /// Takes a zone by its abbreviation.
    pub(super) fn abbreviation(&mut self, word: &str) -> bool {
        let given = matches!(self.zone, TextZone::Zone(_) | TextZone::Abbreviation(_));
        if let Some(abbreviation) = zones::abbreviation(word) {
            if !given {
                self.zone = TextZone::Abbreviation(abbreviation);
            }
            self.time_end = self.at + 1;
            return true;
        }
        // Military letters: their signs were wrong in RFC 822, so that nobody knows what is meant
        // (RFC 5322, 4.3).
        let unknown = matches!(self.zone, TextZone::None) && self.tokens.space_before(self.at);
        let letter = word.len() == 1 && word != "j" && self.time_end == self.at && unknown;
        if letter {
            self.zone = TextZone::Unknown;
        }
        letter
    }

    /// An offset at this sign: `+0530`, `-05:00`, `+1`.
    pub(super) fn offset(&mut self, sign: i32) -> Solved<()> {
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
        self.time_end = self.at;
        Ok(())
    }
}
