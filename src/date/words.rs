//! What the words of a date mean, by language.

use std::sync::LazyLock;

use super::names::{LANGUAGES, MAJOR, NAMES, ORDERS, SETS};
use super::scan::Tokens;
use super::{Calendar, Order};

/// The meaning of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// The first words of a longer name.
    Prefix,
    /// A month of a calendar, from 1.
    Month(Calendar, u8),
    /// 0 is Monday.
    Weekday(u8),
    /// The half or part of the day.
    Period(Period),
    /// Says nothing: `of`, `the`.
    Filler,
    /// Says that a time follows: `at`, `klo`.
    At,
    /// `yesterday`, `ago`.
    Relative,
    /// `st`, `nd`, `rd`, `th` after a number.
    Ordinal,
    /// What the number before it is: 年, 時.
    Unit(Unit),
    /// The years are counted from somewhere else.
    Era(Era),
    /// A number in a word.
    Number(u8),
}

impl Sense {
    /// Whether it is a month or a weekday.
    pub(super) fn is_name(self) -> bool {
        matches!(self, Sense::Month(..) | Sense::Weekday(_))
    }
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    Am,
    Pm,
    Noon,
    Midnight,
    /// Before or after midnight, as the hour says.
    Night,
}

/// A unit of time after its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}

/// A way to count years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Era {
    /// A calendar of Gregorian days, and the year before its first.
    Offset(Calendar, i32),
    /// A calendar with months of its own.
    Calendar(Calendar),
    /// Before our era.
    Before,
}

/// A set of [`LANGUAGES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Languages([u64; 4]);

impl Languages {
    pub(super) const ALL: Languages = Languages([u64::MAX; 4]);
    const NONE: Languages = Languages([0; 4]);

    fn of_index(index: usize) -> Languages {
        let mut bits = [0; 4];
        if let Some(word) = bits.get_mut(index / 64) {
            *word = 1 << (index % 64);
        }
        Languages(bits)
    }

    /// Every language alone.
    pub(super) fn each() -> impl Iterator<Item = Languages> {
        (0..LANGUAGES.len()).map(Languages::of_index)
    }

    /// The language of a BCP 47 tag, if its words are known.
    pub(super) fn of_tag(tag: &str) -> Option<Languages> {
        let primary = tag.split(['-', '_']).next()?;
        let mut lower = [0u8; 3];
        let bytes = primary.as_bytes();
        if bytes.len() > 3 {
            return None;
        }
        for (to, from) in lower.iter_mut().zip(bytes) {
            *to = from.to_ascii_lowercase();
        }
        let primary = std::str::from_utf8(lower.get(..bytes.len())?).ok()?;
        let primary = match primary {
            "no" | "nn" => "nb",
            "tl" => "fil",
            "iw" => "he",
            "in" => "id",
            "mo" => "ro",
            "sh" => "sr",
            other => other,
        };
        let index = LANGUAGES.iter().position(|language| *language == primary)?;
        Some(Languages::of_index(index))
    }

    pub(super) fn and(self, other: Languages) -> Languages {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Languages([a & e, b & f, c & g, d & h])
    }

    pub(super) fn or(self, other: Languages) -> Languages {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Languages([a | e, b | f, c | g, d | h])
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == [0; 4]
    }

    pub(super) fn meets(self, other: Languages) -> bool {
        !self.and(other).is_empty()
    }

    /// The most written of them alone.
    pub(super) fn first(self) -> Languages {
        Languages::of_index(self.rank())
    }

    /// The place of its most written language.
    pub(super) fn rank(self) -> usize {
        let mut rank = 0;
        for word in self.0 {
            if word != 0 {
                return rank + word.trailing_zeros() as usize;
            }
            rank += 64;
        }
        rank
    }

    /// The order of numeric dates in its most written language.
    pub(super) fn order(self) -> Option<Order> {
        order(LANGUAGES.get(self.rank())?)
    }

    /// Whether a widely written language is among them.
    pub(super) fn is_major(self) -> bool {
        self.rank() < MAJOR
    }

    pub(super) fn is(self, language: &str) -> bool {
        LANGUAGES
            .get(self.rank())
            .is_some_and(|first| *first == language)
            && self == Languages::of_index(self.rank())
    }
}

/// A sense and the languages that have it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meaning {
    pub(super) sense: Sense,
    pub(super) languages: Languages,
}

/// A word, or several, that the table knows.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// The first token and how many they are.
    pub(super) at: usize,
    pub(super) length: usize,
    pub(super) meanings: Vec<Meaning>,
}

impl Hit {
    /// All languages that know it.
    pub(super) fn languages(&self) -> Languages {
        self.meanings
            .iter()
            .fold(Languages::NONE, |all, one| all.or(one.languages))
    }

    /// The languages where it names a month or a weekday.
    pub(super) fn naming(&self) -> Languages {
        let names = self
            .meanings
            .iter()
            .filter(|meaning| meaning.sense.is_name());
        names.fold(Languages::NONE, |all, one| all.or(one.languages))
    }

    /// Whether it names a month or a weekday, and says nothing else.
    pub(super) fn is_name(&self) -> bool {
        self.meanings.iter().all(|meaning| meaning.sense.is_name())
    }
}

type Entry = (&'static str, u8, u16);

fn entries(key: &str) -> &'static [Entry] {
    let start = NAMES.partition_point(|(name, _, _)| *name < key);
    let rest = NAMES.get(start..).unwrap_or(&[]);
    let length = rest.iter().take_while(|(name, _, _)| *name == key).count();
    rest.get(..length).unwrap_or(&[])
}

fn meaning(entry: &Entry) -> Option<Meaning> {
    let languages = Languages(*SETS.get(usize::from(entry.2))?);
    Some(Meaning {
        sense: sense(entry.1)?,
        languages,
    })
}

/// The codes that `scripts/date_names.py` writes.
fn sense(code: u8) -> Option<Sense> {
    use Calendar::{Buddhist, Ethiopian, Gregorian, Islamic, Japanese, Minguo, Persian};
    Some(match code {
        0 => Sense::Prefix,
        1..=12 => Sense::Month(Gregorian, code),
        13..=19 => Sense::Weekday(code - 13),
        20 => Sense::Period(Period::Am),
        21 => Sense::Period(Period::Pm),
        22 => Sense::Period(Period::Noon),
        23 => Sense::Period(Period::Midnight),
        24 => Sense::Period(Period::Night),
        25 => Sense::Filler,
        26 => Sense::Relative,
        27 => Sense::Ordinal,
        28 => Sense::At,
        30..=41 => Sense::Month(Persian, code - 29),
        42..=53 => Sense::Month(Islamic, code - 41),
        54..=66 => Sense::Month(Ethiopian, code - 53),
        70 => Sense::Unit(Unit::Year),
        71 => Sense::Unit(Unit::Month),
        72 => Sense::Unit(Unit::Day),
        73 => Sense::Unit(Unit::Hour),
        74 => Sense::Unit(Unit::Minute),
        75 => Sense::Unit(Unit::Second),
        80 => Sense::Era(Era::Offset(Buddhist, -543)),
        81 => Sense::Era(Era::Offset(Minguo, 1911)),
        82 => Sense::Era(Era::Offset(Japanese, 2018)),
        83 => Sense::Era(Era::Offset(Japanese, 1988)),
        84 => Sense::Era(Era::Offset(Japanese, 1925)),
        85 => Sense::Era(Era::Offset(Japanese, 1911)),
        86 => Sense::Era(Era::Offset(Japanese, 1867)),
        87 => Sense::Era(Era::Calendar(Islamic)),
        88 => Sense::Era(Era::Calendar(Persian)),
        89 => Sense::Era(Era::Calendar(Ethiopian)),
        90 => Sense::Era(Era::Before),
        101..=131 => Sense::Number(code - 100),
        _ => return None,
    })
}

/// Whether a word of ASCII letters in lower case is a part of some name, or the start of one.
pub(super) fn is_known_start(word: &str) -> bool {
    /// Words behind the first of a name, which begins none: `gieng` of `thang gieng`.
    static LATER: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut later: Vec<&str> = NAMES
            .iter()
            .flat_map(|(name, _, _)| name.split(' ').skip(1))
            .collect();
        later.sort_unstable();
        later.dedup();
        later
    });
    let first = NAMES.partition_point(|(name, _, _)| *name < word);
    NAMES
        .get(first)
        .is_some_and(|(name, _, _)| name.starts_with(word))
        || LATER.binary_search(&word).is_ok()
}

/// The length of the longest known word at the start of a run of letters.
pub(super) fn longest(run: &str) -> usize {
    run.char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take(24)
        .filter(|end| {
            run.get(..*end)
                .is_some_and(|word| !entries(word).is_empty())
        })
        .last()
        .unwrap_or(0)
}

/// The longest name that begins at this token, if possible one of these languages.
pub(super) fn hit(tokens: &Tokens, at: usize, given: Option<Languages>) -> Option<Hit> {
    let first = tokens.str(at)?;
    let mut found = entries(first);
    let knows = |entries: &[Entry]| {
        let mut meanings = entries
            .iter()
            .filter(|(_, code, _)| *code != 0)
            .filter_map(meaning);
        given.is_none_or(|given| meanings.any(|meaning| meaning.languages.meets(given)))
    };
    let mut best = (1, found, knows(found));
    let mut length = 1;
    let mut key = String::new();
    // Names of several words, as long as some name goes on.
    while found.first().is_some_and(|(_, code, _)| *code == 0) && length < 9 {
        if key.is_empty() {
            key.push_str(first);
        }
        // Points between the words of a name say nothing: `a.m.`
        while tokens.is_mark(at + length, '.') {
            length += 1;
        }
        let Some(next) = tokens.str(at + length) else {
            break;
        };
        // Months with a number, such as `o10`: elsewhere a short word before a number is none.
        let number = tokens.number(at + length).is_some() && tokens.space_before(at + length);
        if number && key.len() <= 2 {
            break;
        }
        length += 1;
        key.push(' ');
        key.push_str(next);
        found = entries(&key);
        let known = knows(found);
        if found.iter().any(|(_, code, _)| *code != 0) && (known || !best.2) {
            best = (length, found, known);
        }
    }
    let meanings: Vec<Meaning> = best
        .1
        .iter()
        .filter(|(_, code, _)| *code != 0)
        .filter_map(meaning)
        .collect();
    if meanings.is_empty() {
        None
    } else {
        Some(Hit {
            at,
            length: best.0,
            meanings,
        })
    }
}

/// The month and the weekday that a shortened name can only mean in these languages.
pub(super) fn shortened(word: &str, languages: Languages) -> Vec<Meaning> {
    let mut month: Option<Option<Meaning>> = None;
    let mut weekday: Option<Option<Meaning>> = None;
    let start = NAMES.partition_point(|(name, _, _)| *name < word);
    for entry in NAMES.get(start..).unwrap_or(&[]).iter().take(4096) {
        if !entry.0.starts_with(word) {
            break;
        }
        let Some(found) = meaning(entry).filter(|found| found.languages.meets(languages)) else {
            continue;
        };
        let slot = match found.sense {
            Sense::Month(..) => &mut month,
            Sense::Weekday(_) => &mut weekday,
            _ => continue,
        };
        *slot = match slot {
            None => Some(Some(found)),
            Some(Some(first)) if first.sense == found.sense => Some(Some(Meaning {
                sense: found.sense,
                languages: first.languages.or(found.languages),
            })),
            _ => Some(None),
        };
    }
    [month, weekday].into_iter().flatten().flatten().collect()
}

/// The order of numeric dates in a language and region; `None` where the region decides and is not
/// given (English), and for languages that nobody has described.
pub(super) fn order(tag: &str) -> Option<Order> {
    let tag = tag.replace('_', "-").to_ascii_lowercase();
    if tag == "en" {
        return None;
    }
    let mut part = tag.as_str();
    loop {
        if let Ok(found) = ORDERS.binary_search_by(|(name, _)| (*name).cmp(part)) {
            return ORDERS.get(found).map(|(_, order)| *order);
        }
        match part.rsplit_once('-') {
            Some((parent, _)) => part = parent,
            None => break,
        }
    }
    // American English writes the month first, and `en` is American in CLDR.
    if part == "en" {
        Some(Order::Mdy)
    } else {
        Languages::of_tag(part).map(|_| Order::Dmy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(NAMES.is_sorted_by(|one, other| (one.0, one.1) < (other.0, other.1)));
        assert!(ORDERS.is_sorted_by(|one, other| one.0 < other.0));
        assert!(NAMES.iter().all(|(_, code, _)| sense(*code).is_some()));
    }

    #[test]
    fn regions_have_their_order() {
        assert_eq!(order("en-US"), Some(Order::Mdy));
        assert_eq!(order("en-GB"), Some(Order::Dmy));
        assert_eq!(order("en"), None);
        assert_eq!(order("de-AT"), Some(Order::Dmy));
        assert_eq!(order("hu"), Some(Order::Ymd));
        assert_eq!(order("zh_Hant_TW"), Some(Order::Ymd));
        assert_eq!(order("xx"), None);
    }
}
