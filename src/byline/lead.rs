//! Datelines before the lead: `NEW DELHI, May 5 (Reuters) - …`, `MOSCOW, May 5. /TASS/. …`.

use super::day::{self, Day};
use super::place::{Strength, is_land, place_at_start, region};
use super::{Stamp, agencies, asian};
use crate::date::{self, Context};

/// The longest dateline, in bytes.
const LONGEST: usize = 360;

/// Reads the dateline that a paragraph begins with: what it says, and how many bytes it takes, marks
/// and spaces behind it included. `news` says that something else showed the text to be news; then a
/// well-known place before a colon is enough (`New Delhi: The …`).
///
/// An agency, a day or a place in capitals must be there, and a mark that parts them from the lead;
/// `Paris - a love story` is prose.
pub fn lead(text: &str, news: bool) -> Option<(Stamp, usize)> {
    let start = text.len() - text.trim_start().len();
    let text = &text[start..];
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let first = text.split('\n').next().unwrap_or_default();
    let head = &text[..end.min(first.len())];
    let ascii = |b: &u8| matches!(b, b'(' | b'/' | b'-' | b':' | b'[' | b'=' | b'_');
    if !head.bytes().any(|b| !b.is_ascii() || ascii(&b)) || !head.contains(is_mark) {
        return None;
    }
    let (stamp, taken) = dated(head)
        .or_else(|| asian::lead(head))
        .or_else(|| agency_first(head))
        .or_else(|| place_first(head, text, news))?;
    Some((stamp, start + taken))
}

/// What every dateline has one of.
fn is_mark(c: char) -> bool {
    #[rustfmt::skip]
    let mark = matches!(
        c,
        '(' | '/' | '–' | '—' | '-' | ':' | '【' | '［' | '（' | '[' | '电' | '電' | '讯' | '訊' | '消' | '：' | '−' | '='
            | '＝' | '_'
    );
    mark
}

/// ` date 2025-05-05 New Delhi: …`, `5 May 2025, New Delhi: …`; the place and the word may be absent,
/// but not both.
fn dated(text: &str) -> Option<(Stamp, usize)> {
    let said = ["date", "Date", "DATE", "dated", "Dated"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .filter(|rest| rest.starts_with([' ', ':', '\t']))
        .map(|rest| rest.trim_start_matches([' ', ':', '\t']));
    let rest = said.unwrap_or(text);
    let (day, length) = day::strip_dated(rest).filter(|(day, _)| *day == Day::Whole)?;
    let written = &rest[..length];
    // `On 5 May` begins a sentence.
    if said.is_none() && super::words::strip_on(written).len() < length {
        return None;
    }
    let machine = written.len() >= 10
        && written.is_ascii()
        && written.as_bytes().get(4) == Some(&b'-')
        && written.as_bytes().get(7) == Some(&b'-');
    if said.is_none() && !machine && year(written).is_none_or(|year| year < FIRST_YEAR) {
        return None;
    }
    let behind = &rest[length..];
    let after = behind.trim_start_matches([' ', ',', ':', '|', '\t', '–', '—', '-', '.']);
    let mut stamp = Stamp {
        day: (day == Day::Whole).then(|| written.to_owned()),
        ..Stamp::default()
    };
    // A place is a few words before a colon; a colon further on belongs to the prose.
    let place = after.split_once(": ").filter(|(place, _)| {
        is_few_words(place)
            && (machine || said.is_some() || date::place(place, None).is_some())
            // `Washington, D.C.` is a place, `It rained. Then` is prose.
            && (!place.contains('.') || date::place(place, None).is_some())
    });
    let left = match place {
        Some((place, lead)) => {
            stamp.place = Some(place.trim().to_owned());
            lead
        }
        None => {
            let parted = behind.trim_start().starts_with(['–', '—', '-', ':', '|']);
            let known = date::place(after, None).is_some();
            // A day that a sentence goes on from is a part of it.
            if !(said.is_some() || known || machine && parted) {
                return None;
            }
            after
        }
    };
    Some((stamp, text.len() - left.trim_start().len()))
}

fn is_few_words(place: &str) -> bool {
    !place.is_empty()
        && place.chars().count() <= 60
        && place.split_whitespace().count() <= 6
        && place.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
        && !place.contains(['!', '?', '\n'])
}

/// `(Reuters) - …`, `[New Delhi, May 5, PTI] …`, `AFP - …`.
fn agency_first(text: &str) -> Option<(Stamp, usize)> {
    let mut stamp = Stamp::default();
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        '（' => '）',
        _ => {
            let (agency, rest) = agencies::strip_agency(text)?;
            // `TEMPO.CO, Jakarta - …`
            if let Some(inner) = rest.strip_prefix(", ")
                && let Some((place, _)) = inner
                    .split_once(" - ")
                    .filter(|(place, _)| date::place(place, None).is_some())
            {
                stamp.agency = Some(agency.to_owned());
                stamp.place = Some(place.to_owned());
                let rest = &inner[place.len()..];
                let (mark, behind) = mark(rest);
                return (mark != Mark::None).then(|| (stamp, text.len() - behind.len()));
            }
            let (mark, behind) = mark(rest);
            let begins = behind.starts_with(|c: char| !c.is_lowercase());
            if !matches!(mark, Mark::Dash | Mark::Hyphen) || !begins || !rest.starts_with(' ') {
                return None;
            }
            stamp.agency = Some(agency.to_owned());
            return Some((stamp, text.len() - behind.len()));
        }
    };
    let inside = text.get(text.chars().next()?.len_utf8()..)?;
    let at = inside.find(close).filter(|&at| at < 80)?;
    let (inside, rest) = (&inside[..at], &inside[at + close.len_utf8()..]);
    let (mark, behind) = mark(rest);
    if let Some(agency) = agencies::in_bracket(inside) {
        stamp.agency = Some(agency.to_owned());
        // `(ANSA) - ROMA, 05 MAG - …`
        if mark != Mark::None
            && let Some((rest, taken)) = place_first(behind, behind, true)
            && rest.day.is_some()
        {
            let taken = text.len() - behind.len() + taken;
            return Some((
                Stamp {
                    agency: stamp.agency,
                    ..rest
                },
                taken,
            ));
        }
        return (mark != Mark::None).then(|| (stamp, text.len() - behind.len()));
    }
    let pieces = Pieces::read(inside)?;
    let whole = pieces.left.trim().is_empty() && (pieces.agency.is_some() || pieces.day.is_some());
    (whole && pieces.strength != Strength::Words)
        .then(|| (pieces.stamp(), text.len() - behind.len()))
}

/// `PLACE, day (AGENCY) - …` and all that leaves out some of it.
fn place_first(text: &str, whole: &str, news: bool) -> Option<(Stamp, usize)> {
    let mut pieces = Pieces::read(text)?;
    let (mut mark, mut behind) = self::mark(pieces.left);
    // `МОСКВА, 5 мая – РИА Новости. …`
    if pieces.agency.is_none()
        && mark != Mark::None
        && let Some((agency, rest)) = agencies::strip_agency(behind)
        && rest
            .trim_start()
            .starts_with(['.', ',', ':', '-', '–', '—', '/'])
    {
        pieces.agency = Some(agency.to_owned());
        let rest = rest.trim_start();
        behind = rest.trim_start_matches(['.', ',', ':', '-', '–', '—', '/', ' ']);
        mark = Mark::Dash;
    }
    // `SAN FRANCISCO--(BUSINESS WIRE)--`, `دبي - (رويترز) - `
    if pieces.agency.is_none()
        && mark != Mark::None
        && let Some(inside) = behind.strip_prefix('(')
        && let Some((inside, rest)) = inside.split_once(')')
        && let Some(agency) = agencies::in_bracket(inside)
    {
        pieces.agency = Some(agency.to_owned());
        pieces.bracket = true;
        (mark, behind) = self::mark(rest);
    }
    let known = pieces.strength == Strength::Known;
    let strong = pieces.strength != Strength::Words;
    let left = whole.len() - (text.len() - behind.len());
    let lead = &whole[whole.len() - left..];
    let begins = lead.starts_with(|c: char| !c.is_lowercase() && c != ',');
    let fits = if pieces.agency.is_some() {
        let parted = mark != Mark::None;
        if pieces.bracket {
            strong || (parted || pieces.day.is_some()) && (begins || lead.is_empty())
        } else {
            (parted || lead.is_empty()) && (strong || pieces.day.is_some())
        }
    } else if let Some(code) = pieces
        .code
        .filter(|_| known && pieces.day.is_some() && mark != Mark::None)
    {
        pieces.agency = Some(code.to_owned());
        true
    } else if pieces.code.is_some() {
        false
    } else if let Some((day, written)) = pieces.day {
        let recent = day != Day::Whole || year(written).is_some_and(|year| year >= FIRST_YEAR);
        let caps = pieces.caps && known;
        (mark != Mark::None && strong && recent && (day != Day::Relative || caps)
            || lead.is_empty() && caps)
            && (begins || lead.is_empty())
    } else {
        let long = lead.chars().take(40).count() == 40 && has_sentence(lead);
        let colon = mark == Mark::Colon;
        let shown = pieces.caps && mark != Mark::None
            || pieces.caseless && colon
            || news && mark != Mark::None;
        known && shown && long && begins
    };
    fits.then(|| (pieces.stamp(), text.len() - behind.len()))
}

/// Whether running text stands here: small letters where the script has them, and the end of a sentence.
fn has_sentence(lead: &str) -> bool {
    let cased = lead.chars().any(char::is_uppercase);
    (!cased || lead.chars().any(char::is_lowercase))
        && lead.contains(['.', '!', '?', '।', '。', '؟', '…', '”', '"'])
}

/// Before this year, a place and a day before a dash begin a text about history.
const FIRST_YEAR: i32 = 1990;

fn year(written: &str) -> Option<i32> {
    use chrono::Datelike;
    match date::read(written, &Context::default()) {
        Ok(date) => Some(date.instant.year()),
        Err(error) => Some(error.reading.map_or(FIRST_YEAR, |date| date.instant.year())),
    }
}

/// What parts a dateline from the lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Dash,
    Hyphen,
    Colon,
}

/// The mark at the start of a text, and what stands behind it.
fn mark(text: &str) -> (Mark, &str) {
    let rest = text.trim_start_matches([' ', '\u{a0}']);
    let pointed = rest.trim_start_matches(['.', ' ', '।']);
    let marks: &[char] = &['-', '–', '—', '―', '−', '－', '‒', '_'];
    let inner = pointed.trim_start_matches(marks);
    let taken = &pointed[..pointed.len() - inner.len()];
    if !taken.is_empty() {
        let behind = inner.trim_start();
        let hyphen = taken == "-";
        // `-` within a word parts nothing.
        let apart =
            inner.len() > behind.len() || rest.len() < text.len() || pointed.len() < rest.len();
        if hyphen && !apart {
            return (Mark::None, rest);
        }
        return (if hyphen { Mark::Hyphen } else { Mark::Dash }, behind);
    }
    if let Some(inner) = pointed.strip_prefix([':', '：'])
        && (pointed.starts_with('：') || inner.is_empty() || inner.starts_with(char::is_whitespace))
    {
        let inner = inner.trim_start();
        return (Mark::Colon, inner.trim_start_matches(marks).trim_start());
    }
    (
        Mark::None,
        if pointed.len() < rest.len() {
            pointed
        } else {
            rest
        },
    )
}

/// The parts of a dateline before its mark.
struct Pieces<'a> {
    place: String,
    strength: Strength,
    caps: bool,
    caseless: bool,
    day: Option<(Day, &'a str)>,
    /// Day and month where words had to be put into figures.
    figures: Option<String>,
    agency: Option<String>,
    /// The agency stands in brackets or slashes.
    bracket: bool,
    /// Capitals in brackets that may be an agency's.
    code: Option<&'a str>,
    left: &'a str,
}

impl<'a> Pieces<'a> {
    fn read(text: &'a str) -> Option<Pieces<'a>> {
        let (place, strength, length) = place_at_start(text)?;
        let cased = place.chars().any(|c| c.is_lowercase() || c.is_uppercase());
        let mut pieces = Pieces {
            place: place.to_owned(),
            strength,
            caps: cased && !place.chars().any(char::is_lowercase),
            caseless: !cased,
            day: None,
            figures: None,
            agency: None,
            bracket: false,
            code: None,
            left: &text[length..],
        };
        for at in 0..6 {
            if !pieces.next(at == 0) {
                break;
            }
        }
        Some(pieces)
    }

    /// Takes one part; whether there was one.
    fn next(&mut self, first: bool) -> bool {
        let text = self.left;
        let rest = text.trim_start_matches([' ', '\u{a0}', ',', '،', '，', '、', ';']);
        let pointed = rest.trim_start_matches(['.', ' ', ',']);
        let parted = rest.len() < text.len();
        let close = match pointed.chars().next() {
            Some('(') => Some(')'),
            Some('[') => Some(']'),
            Some('（') => Some('）'),
            _ => None,
        };
        if let Some(close) = close {
            return self.bracketed(pointed, close);
        }
        if let Some(inside) = pointed.strip_prefix('/') {
            let Some(at) = inside.find('/').filter(|&at| at < 60) else {
                return false;
            };
            let Some(agency) = agencies::in_bracket(inside[..at].trim()) else {
                return false;
            };
            self.agency.get_or_insert(agency.to_owned());
            self.bracket = true;
            self.left = &inside[at + 1..];
            return true;
        }
        if !parted && pointed.len() == rest.len() {
            return false;
        }
        if self.day.is_none() {
            if let Some((day, length)) = day::strip(pointed).filter(|(day, _)| {
                // A weekday is one only where the dateline goes on.
                *day != Day::Relative || self.agency.is_none()
            }) && (day != Day::Relative || goes_on(&pointed[length..]))
            {
                self.day = Some((day, &pointed[..length]));
                self.left = &pointed[length..];
                return true;
            }
            // `MADRID, 5 (EFE).-`
            let digits = pointed.len()
                - pointed
                    .trim_start_matches(|c: char| c.is_ascii_digit())
                    .len();
            if (1..=2).contains(&digits) && pointed[digits..].trim_start().starts_with('(') {
                self.day = Some((Day::Relative, &pointed[..digits]));
                self.left = &pointed[digits..];
                return true;
            }
            if let Some((figures, length)) = in_words(pointed) {
                self.day = Some((Day::WithoutYear, &pointed[..length]));
                self.figures = Some(figures);
                self.left = &pointed[length..];
                return true;
            }
        }
        if self.agency.is_none()
            && let Some((agency, behind)) = agencies::strip_agency(pointed)
            && (behind.is_empty()
                || behind.starts_with([' ', '.', ',', ':', '/', '-', '–', '—', ')', ']']))
        {
            self.agency = Some(agency.to_owned());
            self.left = behind;
            return true;
        }
        // `AUSTIN, Texas (AP)`, `Springfield, Ill. — `
        let comma = text.trim_start().starts_with([',', '،', '，', '、']);
        if first
            && comma
            && let Some(length) = region(rest)
        {
            let region = rest[..length].trim();
            self.place = format!("{}, {region}", self.place);
            if date::place(&self.place, None).is_some() {
                self.strength = Strength::Known;
            }
            self.left = &rest[length..];
            return true;
        }
        false
    }

    fn bracketed(&mut self, rest: &'a str, close: char) -> bool {
        let open = rest.chars().next().map_or(1, char::len_utf8);
        let inside = &rest[open..];
        let Some(at) = inside.find(close).filter(|&at| at < 80) else {
            return false;
        };
        let behind = &inside[at + close.len_utf8()..];
        let inside = inside[..at].trim();
        if let Some(agency) = agencies::in_bracket(inside) {
            self.agency.get_or_insert(agency.to_owned());
            self.bracket = true;
        } else if self.agency.is_none() && self.day.is_none() && is_land(inside) {
            // `New Delhi [India]`
        } else if self.day.is_none()
            && let Some(day) = day::kind(inside)
        {
            self.day = Some((day, inside));
        } else if (2..=8).contains(&inside.len())
            && inside.chars().all(|c| c.is_ascii_uppercase())
            && self.code.is_none()
        {
            self.code = Some(inside);
        } else if let Some((agency, day)) =
            inside.rsplit_once([',', ' ']).and_then(|(before, last)| {
                // `(Reuters, May 5)`, `(5 May, PTI)`
                let last_is = agencies::in_bracket(last.trim())?;
                Some((last_is, before.trim().trim_end_matches(',')))
            })
            && let Some(kind) = day::kind(day)
        {
            self.agency.get_or_insert(agency.to_owned());
            self.bracket = true;
            self.day.get_or_insert((kind, day));
        } else {
            return false;
        }
        self.left = behind;
        true
    }

    fn stamp(self) -> Stamp {
        let day = self.day.filter(|(day, _)| *day != Day::Relative);
        Stamp {
            day: self.figures.or(day.map(|(_, text)| text.trim().to_owned())),
            place: Some(self.place),
            agency: self.agency,
            ..Stamp::default()
        }
    }
}

/// Whether a dateline goes on behind a weekday.
fn goes_on(text: &str) -> bool {
    let text = text.trim_start_matches([' ', ',', '.']);
    text.starts_with(['(', '/', '-', '–', '—', ':', '['])
}

/// A day whose number is a word, as PTI writes it in Hindi: `पांच मई`. In figures, and its length.
fn in_words(text: &str) -> Option<(String, usize)> {
    #[rustfmt::skip]
    const NUMBERS: [&str; 31] = [
        "एक", "दो", "तीन", "चार", "पांच|पाँच", "छह|छः|छ", "सात", "आठ", "नौ", "दस", "ग्यारह", "बारह", "तेरह", "चौदह", "पंद्रह|पन्द्रह",
        "सोलह", "सत्रह", "अठारह", "उन्नीस", "बीस", "इक्कीस", "बाईस|बाइस", "तेईस|तेइस", "चौबीस", "पच्चीस", "छब्बीस", "सत्ताईस|सत्ताइस",
        "अट्ठाईस|अठाईस|अट्ठाइस", "उनतीस|उन्तीस", "तीस", "इकतीस|इकत्तीस",
    ];
    let (word, rest) = text.split_once(' ')?;
    let number = NUMBERS
        .iter()
        .position(|one| one.split('|').any(|one| one == word))?
        + 1;
    let month = rest.split([' ', '(', ',']).next()?;
    let figures = format!("{number} {month}");
    day::kind(&figures)?;
    Some((figures, word.len() + 1 + month.len()))
}
