//! What is wrong with a text that should be a date.

use std::fmt;

use super::Dateline;

/// The kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// Nothing there.
    Empty,
    /// No date that can be read.
    NotADate,
    /// A day that the calendar does not have, such as 30 February.
    ImpossibleDate,
    /// A time that no clock shows, such as 25:61.
    ImpossibleTime,
    /// An offset that no place has.
    ImpossibleZone,
    /// The weekday is another than the day's; [`DateError::reading`] is the day.
    Weekday,
    /// Relative to the day it is read on, such as `yesterday`.
    Relative,
    /// Several readings and no reason to prefer one.
    Ambiguous,
    /// No year, and none in the context.
    YearMissing,
    /// Outside the years 1583 to 9999 (ISO 8601; RFC 3339).
    OutOfRange,
}

impl ErrorKind {
    /// The stable name used in reports.
    pub fn name(self) -> &'static str {
        match self {
            ErrorKind::Empty => "empty",
            ErrorKind::NotADate => "not-a-date",
            ErrorKind::ImpossibleDate => "impossible-date",
            ErrorKind::ImpossibleTime => "impossible-time",
            ErrorKind::ImpossibleZone => "impossible-zone",
            ErrorKind::Weekday => "weekday",
            ErrorKind::Relative => "relative",
            ErrorKind::Ambiguous => "ambiguous",
            ErrorKind::YearMissing => "year-missing",
            ErrorKind::OutOfRange => "out-of-range",
        }
    }
}

/// A text that is no date, with what was found and expected.
#[derive(Clone, Debug, PartialEq)]
pub struct DateError {
    /// What is wrong.
    pub kind: ErrorKind,
    /// The text as it was found, or the part of it that is wrong; cut to 80 characters.
    pub found: String,
    /// What was expected in its place, a noun phrase.
    pub expected: &'static str,
    /// The date that the text names apart from this fault, where the fault leaves one: the day whose
    /// weekday does not match.
    pub reading: Option<Box<Dateline>>,
}

impl DateError {
    pub(super) fn new(kind: ErrorKind, found: &str) -> Self {
        let expected = match kind {
            ErrorKind::Empty | ErrorKind::NotADate => "a date such as `2024-02-29`",
            ErrorKind::ImpossibleDate => "a day of the calendar",
            ErrorKind::ImpossibleTime => "a time from 00:00 to 24:00",
            ErrorKind::ImpossibleZone => "an offset from -15:59 to +15:59",
            ErrorKind::Weekday => "the weekday of that day",
            ErrorKind::Relative => "a day of the calendar",
            ErrorKind::Ambiguous => "a date that can be read in one way",
            ErrorKind::YearMissing => "a date with its year",
            ErrorKind::OutOfRange => "a year from 1583 to 9999",
        };
        DateError {
            kind,
            found: found.chars().take(80).collect(),
            expected,
            reading: None,
        }
    }

    /// A fault whose text is not known yet.
    pub(super) fn of(kind: ErrorKind) -> Self {
        DateError::new(kind, "")
    }

    /// Fills in the whole text where no part of it was blamed.
    pub(super) fn in_text(mut self, text: &str) -> Self {
        if self.found.is_empty() {
            self.found = text.chars().take(80).collect();
        }
        self
    }

    /// How to mend it, one sentence without a point.
    pub fn help(&self) -> &'static str {
        match self.kind {
            ErrorKind::Empty | ErrorKind::NotADate | ErrorKind::ImpossibleDate => {
                "write the day of publication, such as `2024-02-29`"
            }
            ErrorKind::ImpossibleTime => {
                "write the time with 24 hours, such as `2024-02-29T18:30:00Z`"
            }
            ErrorKind::ImpossibleZone => "write the offset as hours and minutes, such as `+05:30`",
            ErrorKind::Weekday => "correct the day or the weekday, or leave the weekday out",
            ErrorKind::Relative => {
                "write the day itself, such as `2024-02-29`; a feed must not depend on when it was built"
            }
            ErrorKind::Ambiguous => "write year, month and day, such as `2024-02-29`",
            ErrorKind::YearMissing => "add the year, such as `2024-02-29`",
            ErrorKind::OutOfRange => "write a year with four digits, such as `2024-02-29`",
        }
    }
}

impl fmt::Display for DateError {
    /// One clause, without what was found.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ErrorKind::Empty => "no date",
            ErrorKind::NotADate => "not a date",
            ErrorKind::ImpossibleDate => "no such day in the calendar",
            ErrorKind::ImpossibleTime => "no such time of day",
            ErrorKind::ImpossibleZone => "no such offset from UTC",
            ErrorKind::Weekday => "the weekday does not match the day",
            ErrorKind::Relative => "relative to the day it is read on",
            ErrorKind::Ambiguous => "a date that can be read in several ways",
            ErrorKind::YearMissing => "a date without a year",
            ErrorKind::OutOfRange => "a year out of range",
        })
    }
}

impl std::error::Error for DateError {}
