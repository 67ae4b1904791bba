//! What words in a date mean.

/// The meaning of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// 1 to 12.
    Month(u8),
    /// 0 is Monday.
    Weekday(u8),
    Am,
    Pm,
    Noon,
    Midnight,
    /// Says nothing: `on`, `at`, `of`, `the`.
    Filler,
    /// `yesterday`, `ago`.
    Relative,
    /// `st`, `nd`, `rd`, `th` after a number.
    Ordinal,
}

/// Looks a word up, in lower case.
pub(super) fn sense(word: &str) -> Option<Sense> {
    use Sense::{Am, Filler, Midnight, Month, Noon, Ordinal, Pm, Relative, Weekday};
    Some(match word {
        "jan" | "january" => Month(1),
        "feb" | "february" => Month(2),
        "mar" | "march" => Month(3),
        "apr" | "april" => Month(4),
        "may" => Month(5),
        "jun" | "june" => Month(6),
        "jul" | "july" => Month(7),
        "aug" | "august" => Month(8),
        "sep" | "sept" | "september" => Month(9),
        "oct" | "october" => Month(10),
        "nov" | "november" => Month(11),
        "dec" | "december" => Month(12),
        "mon" | "monday" => Weekday(0),
        "tue" | "tues" | "tuesday" => Weekday(1),
        "wed" | "weds" | "wednesday" => Weekday(2),
        "thu" | "thur" | "thurs" | "thursday" => Weekday(3),
        "fri" | "friday" => Weekday(4),
        "sat" | "saturday" => Weekday(5),
        "sun" | "sunday" => Weekday(6),
        "am" | "a.m" => Am,
        "pm" | "p.m" => Pm,
        "noon" => Noon,
        "midnight" => Midnight,
        "on" | "at" | "of" | "the" | "in" | "and" | "t" => Filler,
        "yesterday" | "today" | "tomorrow" | "ago" | "now" | "last" | "next" => Relative,
        "st" | "nd" | "rd" | "th" => Ordinal,
        _ => return None,
    })
}
