//! Which words of a text the table knows, and in which language the text is.

use super::scan::{Kind, Tokens};
use super::words::{self, Hit, Languages, Meaning, Sense};
use super::zones;

/// The words that the table knows, from left to right, none inside another.
pub(super) fn hits(tokens: &Tokens, given: Option<Languages>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::with_capacity(4);
    let foreign = !tokens.text.is_ascii();
    let mut after_time = false;
    let mut at = 0;
    while at < tokens.len() {
        let is_word = match tokens.kind(at) {
            Some(Kind::Word) => true,
            // Some languages number their months: `9-р сар`, `3月`.
            Some(Kind::Number(..)) => foreign,
            // `'s ochtends`
            Some(Kind::Mark(mark)) => mark == '\'',
            None => false,
        };
        after_time |= tokens.is_mark(at, ':');
        let mut found = if is_word {
            words::hit(tokens, at, given)
        } else {
            None
        };
        if let Some(word) = tokens.word(at) {
            let known = |hit: &Hit| given.is_some_and(|given| hit.languages().meets(given));
            // After a time, `EST` is the zone and not some language's weekday.
            if after_time
                && zones::abbreviation(word).is_some()
                && !found.as_ref().is_some_and(known)
            {
                at += 1;
                continue;
            }
            let known = |hit: &Hit| given.is_none_or(|given| hit.languages().meets(given));
            if !found.as_ref().is_some_and(known) {
                let meanings = cut_name(word, given);
                if !meanings.is_empty() {
                    found = Some(Hit {
                        at,
                        length: 1,
                        meanings,
                    });
                }
            }
        }
        match found {
            Some(hit) => {
                at += hit.length;
                hits.push(hit);
            }
            None => at += 1,
        }
    }
    hits
}

/// A name that people cut short (`понед`) or put in another case (`studenom`): the only month or
/// weekday that begins so.
fn cut_name(word: &str, given: Option<Languages>) -> Vec<Meaning> {
    let shortest = if given.is_some() || !word.is_ascii() {
        1
    } else {
        2
    };
    if word.chars().nth(shortest).is_none() || zones::abbreviation(word).is_some() {
        return Vec::new();
    }
    let meanings = words::shortened(word, given.unwrap_or(Languages::ALL));
    let Some(given) = given.filter(|given| meanings.is_empty() && !given.is("en")) else {
        return meanings;
    };
    // Other cases differ in their last letters.
    let mut stem = word;
    for _ in 0..3 {
        let Some((last, _)) = stem.char_indices().next_back() else {
            break;
        };
        stem = stem.get(..last).unwrap_or("");
        let shortest = if stem.is_ascii() { 3 } else { 2 };
        if stem.chars().nth(shortest).is_none() {
            break;
        }
        let meanings = words::shortened(stem, given);
        if !meanings.is_empty() {
            return meanings;
        }
    }
    Vec::new()
}

/// The languages that know all words, or the most of them; names count more, since other words are
/// alike in many languages.
pub(super) fn common(hits: &[Hit]) -> Languages {
    let all = hits
        .iter()
        .fold(Languages::ALL, |all, hit| all.and(hit.languages()));
    if all.is_empty() {
        return most(hits);
    }
    // A word that some of them have for a month is one: Spanish `ago` before the English.
    let named = |pure: bool| {
        let mut named = hits
            .iter()
            .filter(|hit| hit.is_name() == pure)
            .map(Hit::naming)
            .peekable();
        named.peek()?;
        let both = named.fold(all, Languages::and);
        (!both.is_empty()).then_some(both)
    };
    named(true)
        .or_else(|| named(false).filter(|named| named.is_major()))
        .unwrap_or(all)
}

fn most(hits: &[Hit]) -> Languages {
    let mut best = (0, Languages::ALL);
    for language in Languages::each() {
        let weight = |hit: &Hit| match hit.languages().meets(language) {
            true if hit.is_name() => 3,
            true => 1,
            false => 0,
        };
        let weight: u32 = hits.iter().map(weight).sum();
        if weight > best.0 {
            best = (weight, language);
        } else if weight == best.0 {
            best.1 = best.1.or(language);
        }
    }
    best.1
}

/// Languages that know the words too, one for each other month that a word names in them, or also
/// for each other weekday; rare languages only beside rare ones.
pub(super) fn others(
    hits: &[Hit],
    first: Languages,
    able: Languages,
    weekdays: bool,
) -> Vec<Languages> {
    let mut others: Vec<Languages> = Vec::new();
    let wanted = |meaning: &&Meaning| match meaning.sense {
        Sense::Month(..) => true,
        Sense::Weekday(_) => weekdays,
        _ => false,
    };
    for hit in hits {
        let names = || hit.meanings.iter().filter(wanted);
        if names().count() < 2 {
            continue;
        }
        for name in names().filter(|name| !name.languages.meets(first)) {
            let languages = name.languages.and(able);
            let other_calendar = matches!(name.sense, Sense::Month(calendar, _)
                if names().any(|n| matches!(n.sense, Sense::Month(c, _) if c != calendar)));
            let counts = languages.is_major() || !first.is_major() || other_calendar;
            if counts
                && !languages.is_empty()
                && !others.contains(&languages.first())
                && others.len() < 4
            {
                others.push(languages.first());
            }
        }
    }
    others
}
