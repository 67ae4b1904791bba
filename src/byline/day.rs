//! Dates at the start of a text that goes on.

use crate::date::{Context, ErrorKind, Precision, may_stand_in_date, read};

/// How much of a date a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// With its year; perhaps one that no calendar has, which is for the reader of dates to say.
    Whole,
    /// Day and month.
    WithoutYear,
    /// A weekday, or the number of a day alone: of no use without the paper.
    Relative,
}

/// The longest date, in words: `Monday, the 5th of May 2025 at 2:32 pm local time (09:02 GMT)`.
const MOST_WORDS: usize = 12;

/// Marks behind a date.
const MARKS: [char; 14] = [
    ',', '.', ';', ':', '、', '，', '।', '|', '-', '–', '—', ' ', '\u{a0}', '_',
];

/// Words that no date ends with, though the reader of dates passes over some of them.
const GOES_ON: [&str; 16] = [
    "the", "by", "on", "at", "of", "in", "and", "von", "par", "por", "di", "to", "door", "le",
    "den", "av",
];

/// What a text that is a date and nothing else says.
pub(super) fn kind(text: &str) -> Option<Day> {
    let text = text.trim();
    if text.len() > 120 {
        return None;
    }
    if !text.chars().any(char::is_numeric) {
        let weekday =
            !text.contains(' ') && may_stand_in_date(text) && is_kind(text, ErrorKind::Relative);
        return weekday.then_some(Day::Relative);
    }
    if !may_be_date(text) {
        return None;
    }
    // A bare number may be anything.
    if text.chars().all(|c| c.is_numeric() || c == ':') {
        return None;
    }
    match read(text, &Context::default()) {
        Ok(date) => (date.precision >= Precision::Day).then_some(Day::Whole),
        Err(error) => match error.kind {
            ErrorKind::YearMissing => {
                let words = text.chars().any(char::is_alphabetic);
                // 2024 has every day of the calendar.
                let context = Context {
                    year: Some(2024),
                    ..Context::default()
                };
                let day = match read(text, &context) {
                    Ok(date) => date.precision >= Precision::Day,
                    Err(error) => error.kind == ErrorKind::Weekday,
                };
                (words && day).then_some(Day::WithoutYear)
            }
            ErrorKind::Weekday => Some(Day::Whole),
            ErrorKind::ImpossibleDate | ErrorKind::ImpossibleTime => {
                has_year(text).then_some(Day::Whole)
            }
            _ => None,
        },
    }
}

/// Whether no word before a bracket keeps a text from being a date.
fn may_be_date(text: &str) -> bool {
    let mut words = text
        .split_whitespace()
        .take_while(|word| !word.contains('('));
    words.all(may_stand_in_date)
}

fn is_kind(text: &str, kind: ErrorKind) -> bool {
    read(text, &Context::default()).is_err_and(|error| error.kind == kind)
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_numeric())
        .any(|digits| digits.chars().count() == 4)
}

/// The longest date that a text begins with, and its length in bytes.
pub(super) fn strip(text: &str) -> Option<(Day, usize)> {
    let mut ends = Vec::new();
    let mut from = 0;
    let mut digit_at = None;
    // What a bracket holds may be a comment of any words.
    let mut bracket = false;
    for word in text.split_whitespace().take(MOST_WORDS) {
        bracket |= word.contains('(');
        if !bracket && !may_stand_in_date(word) {
            break;
        }
        bracket &= !word.contains(')');
        let at = from + text[from..].find(word)?;
        from = at + word.len();
        ends.push(from);
        if word.starts_with(['|', '•', '·', '｜']) {
            ends.pop();
            break;
        }
        if digit_at.is_none() && word.chars().any(char::is_numeric) {
            digit_at = Some(ends.len());
        }
        // The first digit of a date is in its first words.
        if digit_at.is_none() && ends.len() >= 4 {
            break;
        }
    }
    if ends.is_empty() {
        return None;
    }
    let first = digit_at.unwrap_or(1);
    if digit_at.is_none() {
        ends.truncate(1);
    }
    for &end in ends.iter().skip(first - 1).rev() {
        // A mark behind the date is not a part of it, and neither is what a bracket holds.
        let mut part = &text[..end];
        loop {
            let mut bare = part.trim_end_matches(MARKS);
            if bare.ends_with(')') && !bare.contains('(') {
                bare = bare.trim_end_matches([')', '.']);
            }
            let last = bare.rsplit(' ').next().unwrap_or_default().to_lowercase();
            // A dash parts the date from what follows, unless that is its time.
            let parted = [" - ", " – ", " — "].iter().any(|dash| {
                bare.rfind(dash)
                    .is_some_and(|at| !bare[at..].contains(char::is_numeric))
            });
            if !parted && !GOES_ON.contains(&last.as_str()) {
                for part in [bare, part.trim_end()] {
                    if let Some(day) = kind(part) {
                        return Some((day, part.len()));
                    }
                }
            }
            let cut = bare.rfind(['(', '（', '/', '[', '：', '|', '—', '–', '，', '、']);
            let Some(cut) = cut.filter(|&cut| cut > 0 && bare.len() - cut < 40) else {
                break;
            };
            part = &bare[..cut];
        }
    }
    None
}

/// The same for dates of more than a weekday alone.
pub(super) fn strip_dated(text: &str) -> Option<(Day, usize)> {
    let mut words = text.split_whitespace().take(4);
    let numeric = words.any(|word| word.chars().any(char::is_numeric));
    if !numeric {
        return None;
    }
    strip(text).filter(|(day, _)| *day != Day::Relative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_taken_from_the_start_of_a_text() {
        for (text, expected) in [
            ("May 5 (Reuters) - The", Some((Day::WithoutYear, "May 5"))),
            ("5 мая – РИА", Some((Day::WithoutYear, "5 мая"))),
            (
                "May 5, 2025 14:32 IST by Jane",
                Some((Day::Whole, "May 5, 2025 14:32 IST")),
            ),
            ("5. května (ČTK)", Some((Day::WithoutYear, "5. května"))),
            ("Monday (AP)", Some((Day::Relative, "Monday"))),
            (
                "2025-05-05 New Delhi: The",
                Some((Day::Whole, "2025-05-05")),
            ),
            (
                "2025-02-30 New Delhi: The",
                Some((Day::Whole, "2025-02-30")),
            ),
            ("may be", None),
            ("The ferry", None),
            ("12 people were", None),
            ("2025 was a year", None),
            ("14:32 Uhr", None),
        ] {
            let found = strip(text).map(|(day, length)| (day, &text[..length]));
            assert_eq!(found, expected, "{text}");
        }
    }
}
