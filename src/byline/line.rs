//! Lines that are nothing but a stamp: `By Jane Roe | Reuters`, `Published: … | Updated: …`.

use super::credit::{Credit, credit};
use super::names::{is_house, role};
use super::words::{Label, strip_labels, strip_on};
use super::{Stamp, agencies, day};
use crate::date::{Context, ErrorKind, place, read};

/// The longest line that is looked at, in characters.
const LONGEST: usize = 300;

/// Words in small letters in the longest stamp, less one.
const MOST_SMALL: usize = 9;

/// Parts of the longest stamp.
const MOST_PARTS: usize = 14;

/// What a line says that is a stamp from end to end; nothing where anything else stands in it.
///
/// ```
/// use dateline::byline::line;
///
/// let stamp = line("Published: 5 May 2025 14:32 IST | By Jane Roe, Staff Writer").unwrap();
/// assert_eq!(stamp.published.as_deref(), Some("5 May 2025 14:32 IST"));
/// assert_eq!(stamp.authors, ["Jane Roe"]);
/// assert_eq!(line("By the sea, nobody sleeps."), None);
/// ```
pub fn line(text: &str) -> Option<Stamp> {
    let text = text.trim();
    if text.is_empty() || text.len() > 4 * LONGEST || text.contains('\n') {
        return None;
    }
    if text.chars().count() > LONGEST {
        return None;
    }
    // Running text, which a few small words betray, has many.
    let small = |word: &&str| word.starts_with(|c: char| c.is_ascii_lowercase());
    if text.split(' ').filter(small).nth(MOST_SMALL).is_some() {
        return None;
    }
    let mut reader = Reader::default();
    let mut rest = text;
    for _ in 0..MOST_PARTS {
        rest = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || ",;.|•·｜▪●■–—-/()（）、。[]【】*:：".contains(c)
        });
        if rest.is_empty() {
            return reader.finish();
        }
        rest = reader.part(rest)?;
    }
    None
}

/// What was found so far, and how sure it is that a stamp was found.
#[derive(Default)]
struct Reader {
    stamp: Stamp,
    /// A date without a label.
    bare: Option<(day::Day, String)>,
    labelled: bool,
    names: bool,
    /// A role, a house or an address tells that a name is one.
    sure: bool,
    others: usize,
}

impl Reader {
    /// Takes one part from the start; nothing where there is none.
    fn part<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        let mut found = strip_labels(rest);
        found.sort_unstable();
        for (behind, label) in found.into_iter().flatten() {
            if let Some(rest) = self.labelled(label, &rest[rest.len() - behind..]) {
                return Some(rest);
            }
        }
        self.unlabelled(rest)
    }

    fn labelled<'a>(&mut self, label: Label, behind: &'a str) -> Option<&'a str> {
        let named = behind.trim_start_matches(super::BEHIND_LABEL);
        let apart = named.len() < behind.len();
        let marks = &behind[..behind.len() - named.len()];
        let colon = marks.contains([':', '：', '/', '／']);
        match label {
            Label::Published | Label::Updated => {
                let (text, rest) = date_behind(behind)?;
                let slot = match label {
                    Label::Updated => &mut self.stamp.updated,
                    _ => &mut self.stamp.published,
                };
                if let Some(text) = text {
                    slot.get_or_insert(text);
                }
                self.labelled = true;
                Some(rest)
            }
            Label::By | Label::Author | Label::Reporting => {
                let unspaced = named.starts_with(super::words::is_unspaced);
                let plain = match label {
                    Label::By => true,
                    Label::Author => colon || unspaced,
                    _ => colon,
                };
                if !(apart && plain) {
                    return None;
                }
                let end = names_end(named);
                let credit = credit(&named[..end], colon)?;
                self.take(credit);
                self.labelled = true;
                Some(&named[end..])
            }
            Label::Editing => {
                let end = names_end(named);
                credit(&named[..end], colon).filter(|_| apart)?;
                self.others += 1;
                Some(&named[end..])
            }
            Label::Source => {
                let end = names_end(named);
                let source = named[..end].trim();
                if !colon || source.split_whitespace().count() > 5 {
                    return None;
                }
                if let Some(agency) = agencies::in_bracket(source) {
                    self.stamp.agency.get_or_insert(agency.to_owned());
                }
                self.others += 1;
                Some(&named[end..])
            }
        }
    }

    fn unlabelled<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        let dated = strip_on(rest);
        if self.bare.is_none()
            && let Some((day, length)) = day::strip_dated(dated)
        {
            let (text, behind) = with_time(dated, length);
            self.bare = Some((day, text));
            return Some(behind);
        }
        if let Some((agency, behind)) = agencies::strip_agency(rest)
            && ends_part(behind)
        {
            self.stamp.agency.get_or_insert(agency.to_owned());
            return Some(behind);
        }
        let end = hard_end(rest);
        let comma = rest.find([',', '，']).unwrap_or(end).min(end);
        for end in [end, comma] {
            let segment = rest[..end].trim();
            if segment.chars().count() > 60 {
                continue;
            }
            if !segment.contains([',', '，']) && place(segment, None).is_some() {
                self.stamp.place.get_or_insert(segment.to_owned());
                return Some(&rest[end..]);
            }
            if self.begun()
                && (role(segment).is_some() || is_house(segment) || is_reading_time(segment))
            {
                self.sure |= !is_reading_time(segment);
                self.others += 1;
                return Some(&rest[end..]);
            }
        }
        let end = names_end(rest);
        let credit = credit(&rest[..end], false)?;
        if credit.names.is_empty() && credit.agency.is_none() && !self.begun() {
            return None;
        }
        self.take(credit);
        self.names = true;
        Some(&rest[end..])
    }

    /// Whether something was found that roles and the like may follow.
    fn begun(&self) -> bool {
        self.labelled || self.names || self.bare.is_some() || self.stamp.agency.is_some()
    }

    fn take(&mut self, credit: Credit) {
        self.sure |= credit.sure;
        self.stamp.authors.extend(credit.names);
        if let Some(agency) = credit.agency {
            self.stamp.agency.get_or_insert(agency.to_owned());
        }
        if let Some(place) = credit.place {
            self.stamp.place.get_or_insert(place);
        }
    }

    /// The stamp, where its parts are enough to be one.
    fn finish(mut self) -> Option<Stamp> {
        let around = self.stamp.place.is_some() || self.stamp.agency.is_some();
        let dated = match &self.bare {
            Some((day::Day::Whole, _)) => true,
            Some((day::Day::WithoutYear, _)) => around || self.labelled,
            _ => false,
        };
        let signed = self.names && (self.sure || self.stamp.agency.is_some());
        // An agency's name alone on its line.
        let alone = self.stamp.agency.is_some() && self.stamp.place.is_none();
        let enough = self.labelled
            || signed
            || (dated || alone || self.bare.is_some() && around) && !self.names;
        if !enough {
            return None;
        }
        match self.bare {
            Some((day::Day::Whole, text)) if self.stamp.published.is_none() => {
                if around && self.stamp.updated.is_some() {
                    self.stamp.day = Some(text);
                } else {
                    self.stamp.published = Some(text);
                }
            }
            Some((_, text)) => self.stamp.day = Some(text),
            None => {}
        }
        Some(self.stamp)
    }
}

/// The date behind its label, and the text behind that; a date such as `2 hours ago` is none, but a
/// part of the stamp.
fn date_behind(behind: &str) -> Option<(Option<String>, &str)> {
    let marks = [':', '：', ' ', '\u{a0}', '\t', '-', '–', '|', '\u{3000}'];
    let mut text = behind.trim_start_matches(marks);
    for _ in 0..3 {
        if let Some((_, length)) = day::strip(text) {
            let (date, rest) = with_time(text, length);
            return Some((Some(date), rest));
        }
        let shorter = strip_on(text).trim_start_matches(marks);
        if shorter.len() == text.len() {
            break;
        }
        text = shorter;
    }
    let end = hard_end(text);
    let relative = read(text[..end].trim(), &Context::default())
        .is_err_and(|error| error.kind == ErrorKind::Relative);
    relative.then(|| (None, &text[end..]))
}

/// A date together with the time that stands apart from it: `5 May 2025 | 14:32 IST`.
fn with_time(text: &str, length: usize) -> (String, &str) {
    let date = text[..length].trim();
    let rest = &text[length..];
    let inner = rest.trim_start_matches([' ', '\u{a0}', '|', '·', '•', ',', '-', '–', '.']);
    let mut inner = strip_on(inner);
    for word in [
        "um ", "at ", "à ", "alle ", "om ", "ore ", "saat ", "klo ", "kl. ", "kl ", "pukul ",
        "lúc ", "в ", "о ",
    ] {
        inner = inner.strip_prefix(word).unwrap_or(inner);
    }
    let clock = inner.starts_with(|c: char| c.is_numeric());
    if clock {
        let mut end = hard_end(inner);
        // The zone may stand behind the time in a bracket.
        if inner[end..].starts_with('(')
            && let Some(close) = inner[end..].find(')')
        {
            end += close + 1;
        }
        // At most `2:32 p.m. local time`.
        let ends: Vec<usize> = inner[..end]
            .match_indices([' ', ','])
            .map(|(at, _)| at)
            .chain([end])
            .take(5)
            .collect();
        for &end in ends.iter().rev() {
            let time = inner[..end].trim();
            let whole = format!("{date} {time}");
            let context = Context {
                year: Some(2024),
                ..Context::default()
            };
            if time.len() <= 30
                && time.contains(|c: char| {
                    matches!(c, ':' | '.' | 'h' | '시' | '時' | '时') || c.is_alphabetic()
                })
                && read(&whole, &context)
                    .is_ok_and(|date| date.precision > crate::date::Precision::Day)
            {
                return (whole, &inner[end..]);
            }
        }
    }
    (date.to_owned(), rest)
}

/// Where the part ends that a bar or a bullet closes.
fn hard_end(text: &str) -> usize {
    first_mark(
        text,
        |c| {
            matches!(
                c,
                '|' | '•' | '·' | '｜' | '▪' | '●' | '■' | '\t' | '(' | '（' | ';' | '；'
            )
        },
        &["– ", "— ", "- ", "/ ", "  "],
    )
}

/// Where the first of these marks stands, or of those behind a space.
fn first_mark(text: &str, is_mark: impl Fn(char) -> bool, spaced: &[&str]) -> usize {
    text.char_indices()
        .find(|&(at, c)| match c {
            ' ' => {
                let rest = &text[at + 1..];
                // Most words begin with a letter.
                !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
                    && spaced.iter().any(|mark| rest.starts_with(mark))
            }
            c => !c.is_ascii_alphanumeric() && is_mark(c),
        })
        .map_or(text.len(), |(at, _)| at)
}

/// Where the names end that a text begins with: at a bar, a label or a date. A point between Chinese
/// characters is a part of a name, and so is what a bracket holds.
fn names_end(text: &str) -> usize {
    let end = first_mark(
        text,
        |c| matches!(c, '|' | '•' | '｜' | '▪' | '●' | '■' | '\t' | ';' | '；'),
        &["– ", "— ", "- ", "· "],
    );
    let inner = &text[..end];
    let starts = inner
        .match_indices([' ', ',', '，', '、', '\u{3000}', '\u{a0}'])
        .map(|(at, mark)| at + mark.len())
        .take(24);
    for at in starts {
        let rest = &inner[at..];
        let labelled = strip_labels(rest)
            .into_iter()
            .flatten()
            .filter(|(_, label)| !matches!(label, Label::By | Label::Reporting))
            .any(|(behind, _)| {
                let behind = &rest[rest.len() - behind..];
                behind.starts_with([':', '：']) || date_behind(behind).is_some()
            });
        if labelled || is_date_at(rest) {
            let before = &inner[..at];
            // `Jane Roe on May 5`.
            let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
            let on = strip_on(&format!("{word} ")).trim().is_empty() && !word.is_empty();
            let kept = if on {
                before.trim_end().len() - word.len()
            } else {
                before.len()
            };
            return kept;
        }
    }
    end
}

/// Whether a date begins here, and not a name that is one too (`May`, `April`).
fn is_date_at(text: &str) -> bool {
    let digit = text
        .split_whitespace()
        .take(3)
        .any(|word| word.chars().any(char::is_numeric));
    digit && day::strip_dated(text).is_some()
}

fn ends_part(behind: &str) -> bool {
    let behind = behind.trim_start();
    behind.is_empty()
        || behind.starts_with([
            '|', '•', '·', ',', '-', '–', '—', '/', ')', '.', ';', ':', '）',
        ])
}

/// `5 min read`, `Lesezeit: 4 Minuten`.
fn is_reading_time(text: &str) -> bool {
    let lower = text.to_lowercase();
    text.split_whitespace().count() <= 5
        && text.chars().any(char::is_numeric)
        && ["min", "мин", "分"].iter().any(|word| lower.contains(word))
}
