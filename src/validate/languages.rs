//! Language tags by BCP 47 (RFC 5646).

use super::codes::{self, COUNTRIES, THREE_LETTERS, TWO_LETTERS};
use super::rules;
use super::text::clip;
use super::values::Fault;

const HELP: &str = "write a tag such as `en`, `pt-BR` or `zh-Hant` (BCP 47)";

/// Checks a language tag.
pub(super) fn check(text: &str) -> Option<Fault> {
    let message = fault(text)?;
    Some(Fault::new(&rules::INVALID_LANGUAGE, 0, message, HELP))
}

/// Tags that RFC 5646 keeps although they do not have its form (2.2.8).
const GRANDFATHERED: [&str; 26] = [
    "art-lojban",
    "cel-gaulish",
    "en-gb-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "no-bok",
    "no-nyn",
    "sgn-be-fr",
    "sgn-be-nl",
    "sgn-ch-de",
    "zh-guoyu",
    "zh-hakka",
    "zh-min",
    "zh-min-nan",
    "zh-xiang",
];

fn fault(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("no language tag".to_owned());
    }
    let clipped = clip(text);
    if let Some(character) = text
        .chars()
        .find(|character| !character.is_ascii_alphanumeric() && *character != '-')
    {
        return Some(match character {
            '_' => format!("`{clipped}` is separated by `_`, not by `-`"),
            _ => format!("`{clipped}` is no language tag: `{character}` in it"),
        });
    }
    if GRANDFATHERED
        .iter()
        .any(|tag| text.eq_ignore_ascii_case(tag))
    {
        return None;
    }
    let mut subtags = text.split('-').peekable();
    let primary = subtags.next().unwrap_or("");
    if primary.eq_ignore_ascii_case("x") {
        let valid = subtags.peek().is_some() && subtags.all(|tag| (1..=8).contains(&tag.len()));
        return (!valid).then(|| format!("`{clipped}` is no private tag"));
    }
    let known = match primary.len() {
        2 => codes::contains(&TWO_LETTERS, primary),
        3 => codes::contains(&THREE_LETTERS, primary),
        _ => false,
    };
    if !known {
        return Some(format!("`{}` is no language", clip(primary)));
    }
    // What may come next: extended languages, script, region, variants, extensions (2.1).
    let mut stage = 0;
    let mut extended = 0;
    while let Some(tag) = subtags.next() {
        let bytes = tag.as_bytes();
        let alphabetic = bytes.iter().all(u8::is_ascii_alphabetic);
        let digits = bytes.iter().all(u8::is_ascii_digit);
        let place = match tag.len() {
            1 => {
                let singleton = tag.eq_ignore_ascii_case("x");
                let least = if singleton { 1 } else { 2 };
                let mut count = 0;
                while let Some(next) = subtags.peek() {
                    if !(least..=8).contains(&next.len()) {
                        break;
                    }
                    count += 1;
                    subtags.next();
                }
                if count == 0 {
                    return Some(format!("`{clipped}`: nothing behind `{tag}`"));
                }
                4
            }
            3 if alphabetic && stage == 0 && extended < 3 => {
                extended += 1;
                0
            }
            4 if alphabetic && stage < 1 => 1,
            2 if alphabetic && stage < 2 => {
                if !codes::contains(&COUNTRIES, tag)
                    && !REGIONS
                        .iter()
                        .any(|region| region.eq_ignore_ascii_case(tag))
                {
                    return Some(format!("`{tag}` in `{clipped}` is no region"));
                }
                2
            }
            3 if digits && stage < 2 => 2,
            5..=8 if stage < 4 => 3,
            4 if bytes[0].is_ascii_digit() && stage < 4 => 3,
            _ => return Some(format!("`{}` in `{clipped}` is out of place", clip(tag))),
        };
        stage = place;
    }
    None
}

/// Regions of the registry that ISO 3166-1 does not list: reserved, private or withdrawn.
const REGIONS: [&str; 19] = [
    "AA", "AC", "AN", "BU", "CP", "CS", "DD", "DG", "EA", "EU", "EZ", "FX", "IC", "SU", "TA", "TP",
    "UN", "XK", "YU",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_is_one_of_bcp_47() {
        for tag in [
            "en",
            "EN-us",
            "zh-Hant-TW",
            "yue",
            "cmn",
            "x-klingon",
            "de-CH-1996",
            "i-navajo",
            "es-419",
            "zh-cmn-Hans-CN",
            "en-a-bbb-x-a",
            "sl-rozaj",
            "qaa",
            "sr-Latn",
        ] {
            assert_eq!(fault(tag), None, "{tag}");
        }
        for tag in [
            "",
            "e",
            "en-!!",
            "en_US",
            "English",
            "klingon",
            "en-",
            "-en",
            "zz",
            "en-a",
            "x",
            "en-US-Latn",
            "en-QQ",
        ] {
            assert!(fault(tag).is_some(), "{tag}");
        }
    }
}
