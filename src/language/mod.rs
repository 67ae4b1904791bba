//! Language tags by BCP 47 (RFC 5646): the usual spelling of a tag, and what is wrong with one.

mod codes;
mod detect;

pub use detect::detect;

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

/// Whether a language is written from right to left: by its script where the tag names one, else by the
/// script that it is usually written in.
pub fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let is = |list: &[&str], part: &str| list.iter().any(|known| known.eq_ignore_ascii_case(part));
    match parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic())) {
        Some(script) => is(&RIGHT_TO_LEFT_SCRIPTS, script),
        None => is(&RIGHT_TO_LEFT, primary),
    }
}

/// Scripts of ISO 15924 that run from right to left, of those that are in use today.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 10] = [
    "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa",
];

/// Languages that are usually written in one of them (CLDR, likely subtags).
const RIGHT_TO_LEFT: [&str; 41] = [
    "aeb", "ar", "arc", "arq", "ars", "ary", "arz", "azb", "bal", "bgn", "bqi", "ckb", "dcc", "dv",
    "fa", "glk", "gju", "haz", "he", "khw", "ks", "lrc", "luz", "mzn", "nqo", "pnb", "prs", "ps",
    "rhg", "sam", "sd", "sdh", "skr", "syr", "trw", "ug", "ur", "wbl", "yi", "iw", "ji",
];

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

/// A tag in its usual form: letter case (RFC 5646, 2.1.1), the shorter code of a language that has two
/// (2.2.1), and what the registry prefers to a deprecated subtag (4.5). `en_us` is `en-US`, `eng` is
/// `en`, `iw` is `he`. Locales of POSIX are read too: `sr_RS@latin` is `sr-Latn-RS`. `None` where the
/// text is no tag of BCP 47, nor becomes one.
pub fn tag(text: &str) -> Option<String> {
    let text = text.trim();
    let (text, modifier) = text.split_once('@').unwrap_or((text, ""));
    // An encoding (`de_DE.UTF-8`) says nothing about the language.
    let text = text.split('.').next()?.replace('_', "-");
    if let Some((_, preferred)) = PREFERRED
        .iter()
        .find(|(old, _)| old.eq_ignore_ascii_case(&text))
    {
        return Some((*preferred).to_owned());
    }
    let mut out = String::new();
    let mut in_extension = false;
    for (at, part) in text.split('-').enumerate() {
        let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
        let alphanumeric = part.bytes().all(|b| b.is_ascii_alphanumeric());
        let lower = part.to_ascii_lowercase();
        if at > 0 && !(alphanumeric && (1..=8).contains(&part.len())) {
            return None;
        }
        match (at, part.len()) {
            (0, 2..=3) if letters => out.push_str(preferred_language(&lower)),
            (0, _) => return None,
            _ if in_extension => out.push_str(&format!("-{lower}")),
            (_, 1) => {
                in_extension = true;
                out.push_str(&format!("-{lower}"));
            }
            (_, 2) if letters => {
                out.push_str(&format!(
                    "-{}",
                    preferred_region(&part.to_ascii_uppercase())
                ));
            }
            // Every extended language has its own code as the preferred value (RFC 5646, 2.2.2).
            (1, 3) if letters => out = lower,
            (_, 4) if letters => {
                let (first, rest) = lower.split_at(1);
                out.push_str(&format!("-{}{rest}", first.to_ascii_uppercase()));
            }
            _ => out.push_str(&format!("-{lower}")),
        }
    }
    if let Some((_, script)) = MODIFIERS.iter().find(|(name, _)| *name == modifier)
        && !out.split('-').any(|part| part.len() == 4)
    {
        let end = out.find('-').unwrap_or(out.len());
        out.insert_str(end, script);
    }
    fault(&out).is_none().then_some(out)
}

/// Whole tags with what the registry prefers to them.
const PREFERRED: [(&str, &str); 21] = [
    ("art-lojban", "jbo"),
    ("en-gb-oed", "en-GB-oxendict"),
    ("i-ami", "ami"),
    ("i-bnn", "bnn"),
    ("i-hak", "hak"),
    ("i-klingon", "tlh"),
    ("i-lux", "lb"),
    ("i-navajo", "nv"),
    ("i-pwn", "pwn"),
    ("i-tao", "tao"),
    ("i-tay", "tay"),
    ("i-tsu", "tsu"),
    ("no-bok", "nb"),
    ("no-nyn", "nn"),
    ("sgn-be-fr", "sfb"),
    ("sgn-be-nl", "vgt"),
    ("sgn-ch-de", "sgg"),
    ("zh-guoyu", "cmn"),
    ("zh-hakka", "hak"),
    ("zh-min-nan", "nan"),
    ("zh-xiang", "hsn"),
];

/// Modifiers of POSIX locales that name a script.
const MODIFIERS: [(&str, &str); 4] = [
    ("cyrillic", "-Cyrl"),
    ("devanagari", "-Deva"),
    ("latin", "-Latn"),
    ("latn", "-Latn"),
];

/// The code that the registry prefers; the code itself where it has no other.
fn preferred_language(code: &str) -> &str {
    match code {
        "in" => "id",
        "iw" => "he",
        "ji" => "yi",
        "jw" => "jv",
        "mo" | "mol" => "ro",
        code if code.len() == 3 => codes::SHORTER
            .split(' ')
            .find_map(|pair| pair.strip_prefix(code))
            .unwrap_or(code),
        code => code,
    }
}

/// The region that took the place of one that is no more.
fn preferred_region(code: &str) -> &str {
    match code {
        "BU" => "MM",
        "DD" => "DE",
        "FX" => "FR",
        "TP" => "TL",
        // Everybody means it; the code of the country is another.
        "UK" => "GB",
        "YD" => "YE",
        "ZR" => "CD",
        code => code,
    }
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
            ("EN-us", Some("en-US")),
            ("en_US", Some("en-US")),
            ("zh_hans_CN", Some("zh-Hans-CN")),
            ("zh_CN.GB2312", Some("zh-CN")),
            ("iw", Some("he")),
            ("in_ID", Some("id-ID")),
            ("ji", Some("yi")),
            ("mo", Some("ro")),
            ("eng", Some("en")),
            ("ger", Some("de")),
            ("deu-AT", Some("de-AT")),
            ("nds", Some("nds")),
            ("yue-HK", Some("yue-HK")),
            ("zh-yue-HK", Some("yue-HK")),
            ("zh-cmn-Hans-CN", Some("cmn-Hans-CN")),
            ("i-klingon", Some("tlh")),
            ("no-bok", Some("nb")),
            ("en-GB-oed", Some("en-GB-oxendict")),
            ("sr@latin", Some("sr-Latn")),
            ("sr_RS@latin", Some("sr-Latn-RS")),
            ("sr_Cyrl_RS@latin", Some("sr-Cyrl-RS")),
            ("uz_UZ@cyrillic", Some("uz-Cyrl-UZ")),
            ("de_DE@euro", Some("de-DE")),
            ("en-UK", Some("en-GB")),
            ("de-DD", Some("de-DE")),
            ("de-CH-1996", Some("de-CH-1996")),
            ("en-a-BB-X-Cd", Some("en-a-bb-x-cd")),
            ("en-u-ca-Gregory", Some("en-u-ca-gregory")),
            (" fr ", Some("fr")),
            ("fr, en", None),
            ("français", None),
            ("en--US", None),
            ("en-", None),
            ("C", None),
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
