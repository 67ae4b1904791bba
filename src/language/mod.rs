//! Language tags by BCP 47 (RFC 5646): the usual spelling of a tag, and what is wrong with one.

mod codes;

use self::codes::{COUNTRIES, THREE_LETTERS, TWO_LETTERS};

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

/// What is wrong with a tag; `None` where it is one of BCP 47.
pub fn fault(text: &str) -> Option<String> {
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

/// Whether a text is a country of ISO 3166-1 in two letters.
pub fn is_country(text: &str) -> bool {
    text.len() == 2 && codes::contains(&COUNTRIES, text)
}

/// At most 60 characters of a text, for a message.
fn clip(text: &str) -> &str {
    text.char_indices()
        .nth(60)
        .map_or(text, |(end, _)| &text[..end])
}

/// A tag in the usual letter case (RFC 5646, 2.1.1): `en_us` is `en-US`, `zh-hant` is `zh-Hant`.
/// `None` where the text is no tag of BCP 47, nor becomes one.
pub fn tag(text: &str) -> Option<String> {
    // POSIX locales carry an encoding (`de_DE.UTF-8`) or a modifier (`sr_RS@latin`).
    let text = text.trim().split(['.', '@']).next()?;
    let mut out = String::new();
    for (at, part) in text.split(['-', '_']).enumerate() {
        let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
        let alphanumeric = part.bytes().all(|b| b.is_ascii_alphanumeric());
        match (at, part.len()) {
            (0, 2..=3) | (0, 5..=8) if letters => out.push_str(&part.to_ascii_lowercase()),
            (0, _) => return None,
            (_, 2) if letters => out.push_str(&format!("-{}", part.to_ascii_uppercase())),
            (_, 4) if letters => {
                let (first, rest) = part.split_at(1);
                out.push_str(&format!(
                    "-{}{}",
                    first.to_ascii_uppercase(),
                    rest.to_ascii_lowercase()
                ));
            }
            (_, 1..=8) if alphanumeric => out.push_str(&format!("-{}", part.to_ascii_lowercase())),
            _ => return None,
        }
    }
    fault(&out).is_none().then_some(out)
}

/// Regions of the registry that ISO 3166-1 does not list: reserved, private or withdrawn.
const REGIONS: [&str; 23] = [
    "AA", "AC", "AN", "BU", "CP", "CQ", "CS", "DD", "DG", "EA", "EU", "EZ", "FX", "IC", "NT", "SU",
    "TA", "TP", "UN", "XK", "YD", "YU", "ZR",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_usual_case() {
        for (text, expected) in [
            ("en", Some("en")),
            ("en_us", Some("en-US")),
            ("ZH-hant-tw", Some("zh-Hant-TW")),
            ("de_DE.UTF-8", Some("de-DE")),
            ("es-419", Some("es-419")),
            ("x-default", None),
            ("english language", None),
            ("english", None),
            ("en-US-US", None),
            ("POSIX", None),
            ("", None),
        ] {
            assert_eq!(tag(text).as_deref(), expected, "{text}");
        }
    }

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
