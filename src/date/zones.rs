//! Names and offsets of time zones.

use std::sync::OnceLock;

use chrono::FixedOffset;
use chrono_tz::{TZ_VARIANTS, Tz};

use super::Zone;

/// Reads a zone as settings hold it: an IANA name in any case (`asia/kolkata`), an offset
/// (`+05:30`, `+0530`, `+5`, `UTC+5:30`, `GMT+05`, `−03:00`), `Z`, `UTC` or `GMT`.
///
/// Abbreviations such as `IST` are refused: they mean several zones. A positive offset is east of
/// Greenwich, except in the IANA names `Etc/GMT+5`, which count westwards.
///
/// ```
/// use dateline::date::zone;
///
/// assert_eq!(zone("UTC+5:30"), zone("+0530"));
/// assert!(zone("europe/paris").is_some());
/// assert_eq!(zone("IST"), None);
/// ```
pub fn zone(text: &str) -> Option<Zone> {
    let text = text.trim();
    if text.len() > 64 {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    if matches!(lower.as_str(), "z" | "utc" | "gmt" | "ut" | "zulu") {
        return Some(Zone::Fixed(offset(0)?));
    }
    if let Some(tz) = named(&lower) {
        return Some(Zone::Named(tz));
    }
    let rest = ["utc", "gmt"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .unwrap_or(&lower);
    numeric(rest.trim()).map(Zone::Fixed)
}

/// An IANA zone by its lower-case name; only names with a `/` and those of countries and `UTC`, so
/// that `EST` or `CET` stay abbreviations.
pub(super) fn named(lower: &str) -> Option<Tz> {
    static NAMES: OnceLock<Vec<(String, Tz)>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names: Vec<(String, Tz)> = TZ_VARIANTS
            .iter()
            .map(|tz| (tz.name().to_ascii_lowercase(), *tz))
            .collect();
        names.retain(|(name, _)| !ABBREVIATION_NAMES.contains(&name.as_str()));
        names.sort_by(|one, other| one.0.cmp(&other.0));
        names
    });
    let found = names
        .binary_search_by(|(name, _)| name.as_str().cmp(lower))
        .ok()?;
    names.get(found).map(|(_, tz)| *tz)
}

/// Names in the database that are abbreviations or offsets; [`abbreviation`] knows them better.
const ABBREVIATION_NAMES: [&str; 14] = [
    "cet", "eet", "est", "gmt", "gmt+0", "gmt-0", "gmt0", "hst", "met", "mst", "uct", "utc", "wet",
    "zulu",
];

/// An offset of this many minutes east of Greenwich.
pub(super) fn offset(minutes: i32) -> Option<FixedOffset> {
    // No zone was ever further from Greenwich than 15:13 (Alaska until 1867).
    if minutes.abs() >= 16 * 60 {
        None
    } else {
        FixedOffset::east_opt(minutes * 60)
    }
}

/// `+05:30`, `+0530`, `+05`, `+5`, `+5:30`, with any kind of minus.
fn numeric(text: &str) -> Option<FixedOffset> {
    let mut chars = text.chars();
    let sign = match chars.next()? {
        '+' => 1,
        '-' | '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2013}' => -1,
        _ => return None,
    };
    let rest = chars.as_str();
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (hours, minutes) = match rest.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 && hours.len() <= 2 => (hours, minutes),
        Some(_) => return None,
        None if rest.len() <= 2 => (rest, "0"),
        None if rest.len() <= 4 && rest.is_ascii() => rest.split_at(rest.len() - 2),
        None => return None,
    };
    if !all_digits(hours) || !all_digits(minutes) {
        return None;
    }
    offset_of(sign, hours.parse().ok()?, minutes.parse().ok()?)
}

/// The offset of these hours and minutes, if some place could have it.
pub(super) fn offset_of(sign: i32, hours: u64, minutes: u64) -> Option<FixedOffset> {
    if hours > 15 || minutes > 59 {
        return None;
    }
    offset(sign * (hours as i32 * 60 + minutes as i32))
}

/// What an abbreviation may mean.
#[derive(Clone, Copy, Debug)]
pub(super) enum Abbreviation {
    /// One offset, in minutes.
    Offset(i32),
    /// Several offsets, the most widely meant first.
    Several(&'static [(i32, &'static [Tz])]),
    /// Standard or daylight time, whichever holds, such as `ET`.
    Place(Tz),
}

/// Looks up an abbreviation in lower case.
pub(super) fn abbreviation(lower: &str) -> Option<Abbreviation> {
    let found = ABBREVIATIONS
        .binary_search_by(|(name, _)| (*name).cmp(lower))
        .ok()?;
    ABBREVIATIONS.get(found).map(|(_, meaning)| *meaning)
}

use Abbreviation::{Offset, Place, Several};

/// Abbreviations in use, sorted. The North American ones and `UT` are those of RFC 5322, 4.3; the
/// others are those of the time zone database or of common use.
static ABBREVIATIONS: &[(&str, Abbreviation)] = &[
    ("acdt", Offset(630)),
    ("acst", Offset(570)),
    ("adt", Offset(-180)),
    ("aedt", Offset(660)),
    ("aest", Offset(600)),
    ("aft", Offset(270)),
    ("akdt", Offset(-480)),
    ("akst", Offset(-540)),
    ("almt", Offset(300)),
    (
        "amt",
        Several(&[(-240, &[Tz::America__Manaus]), (240, &[Tz::Asia__Yerevan])]),
    ),
    ("art", Offset(-180)),
    (
        "ast",
        Several(&[(-240, &[Tz::America__Halifax]), (180, &[Tz::Asia__Riyadh])]),
    ),
    ("at", Place(Tz::America__Halifax)),
    ("awst", Offset(480)),
    ("azt", Offset(240)),
    ("bdt", Offset(360)),
    ("bnt", Offset(480)),
    ("bot", Offset(-240)),
    ("brst", Offset(-120)),
    ("brt", Offset(-180)),
    (
        "bst",
        Several(&[(60, &[Tz::Europe__London]), (360, &[Tz::Asia__Dhaka])]),
    ),
    ("btt", Offset(360)),
    ("cat", Offset(120)),
    (
        "cdt",
        Several(&[
            (-300, &[Tz::America__Chicago]),
            (-240, &[Tz::America__Havana]),
        ]),
    ),
    ("cest", Offset(120)),
    ("cet", Offset(60)),
    ("chst", Offset(600)),
    ("clst", Offset(-180)),
    ("clt", Offset(-240)),
    ("cot", Offset(-300)),
    (
        "cst",
        Several(&[
            (-360, &[Tz::America__Chicago]),
            (480, &[Tz::Asia__Shanghai, Tz::Asia__Taipei]),
            (-300, &[Tz::America__Havana]),
        ]),
    ),
    ("ct", Place(Tz::America__Chicago)),
    ("eat", Offset(180)),
    ("edt", Offset(-240)),
    ("eest", Offset(180)),
    ("eet", Offset(120)),
    ("est", Offset(-300)),
    ("et", Place(Tz::America__New_York)),
    ("fjt", Offset(720)),
    ("get", Offset(240)),
    ("gmt", Offset(0)),
    (
        "gst",
        Several(&[
            (240, &[Tz::Asia__Dubai]),
            (-120, &[Tz::Atlantic__South_Georgia]),
        ]),
    ),
    ("hdt", Offset(-540)),
    ("hkt", Offset(480)),
    ("hst", Offset(-600)),
    ("ict", Offset(420)),
    ("idt", Offset(180)),
    ("irdt", Offset(270)),
    ("irkt", Offset(480)),
    ("irst", Offset(210)),
    (
        "ist",
        Several(&[
            (330, &[Tz::Asia__Kolkata]),
            (60, &[Tz::Europe__Dublin]),
            (120, &[Tz::Asia__Jerusalem]),
        ]),
    ),
    ("jst", Offset(540)),
    ("kgt", Offset(360)),
    ("krat", Offset(420)),
    ("kst", Offset(540)),
    ("magt", Offset(660)),
    ("mdt", Offset(-360)),
    ("mest", Offset(120)),
    ("mesz", Offset(120)),
    ("met", Offset(60)),
    ("mez", Offset(60)),
    ("mmt", Offset(390)),
    ("msd", Offset(240)),
    ("msk", Offset(180)),
    ("mst", Offset(-420)),
    ("mt", Place(Tz::America__Denver)),
    ("mvt", Offset(300)),
    ("myt", Offset(480)),
    ("ndt", Offset(-150)),
    ("nfdt", Offset(720)),
    ("nft", Offset(660)),
    ("novt", Offset(420)),
    ("npt", Offset(345)),
    ("nst", Offset(-210)),
    ("nzdt", Offset(780)),
    ("nzst", Offset(720)),
    ("omst", Offset(360)),
    ("pdt", Offset(-420)),
    ("pet", Offset(-300)),
    ("pett", Offset(720)),
    ("pgt", Offset(600)),
    ("pht", Offset(480)),
    ("pkt", Offset(300)),
    ("pst", Offset(-480)),
    ("pt", Place(Tz::America__Los_Angeles)),
    ("pyst", Offset(-180)),
    ("pyt", Offset(-180)),
    ("sakt", Offset(660)),
    ("samt", Offset(240)),
    ("sast", Offset(120)),
    ("sgt", Offset(480)),
    ("sst", Offset(-660)),
    ("tjt", Offset(300)),
    ("tmt", Offset(300)),
    ("trt", Offset(180)),
    ("uct", Offset(0)),
    ("ulat", Offset(480)),
    ("ut", Offset(0)),
    ("utc", Offset(0)),
    ("uyt", Offset(-180)),
    ("uzt", Offset(300)),
    ("vet", Offset(-240)),
    ("vlat", Offset(600)),
    ("wast", Offset(120)),
    ("wat", Offset(60)),
    ("west", Offset(60)),
    ("wet", Offset(0)),
    ("wib", Offset(420)),
    ("wit", Offset(540)),
    ("wita", Offset(480)),
    ("yakt", Offset(540)),
    ("yekt", Offset(300)),
    ("z", Offset(0)),
    ("zulu", Offset(0)),
    ("мск", Offset(180)),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(minutes: i32) -> Option<Zone> {
        Some(Zone::Fixed(offset(minutes).unwrap()))
    }

    #[test]
    fn offsets_are_read_in_every_spelling() {
        for text in [
            "+05:30",
            "+0530",
            "+5:30",
            "+530",
            "UTC+5:30",
            "GMT+05:30",
            "utc +05:30",
        ] {
            assert_eq!(zone(text), fixed(330), "{text}");
        }
        assert_eq!(zone("GMT+05"), fixed(300));
        assert_eq!(zone("-03:30"), fixed(-210));
        assert_eq!(zone("\u{2212}03:00"), fixed(-180));
        for text in ["Z", "z", "UTC", "gmt", "+00:00", "-0000"] {
            assert_eq!(zone(text), fixed(0), "{text}");
        }
    }

    #[test]
    fn names_are_read_in_any_case() {
        assert_eq!(zone("asia/kolkata"), Some(Zone::Named(Tz::Asia__Kolkata)));
        assert_eq!(zone(" Europe/Paris "), Some(Zone::Named(Tz::Europe__Paris)));
        assert_eq!(zone("Etc/GMT+5"), Some(Zone::Named(Tz::Etc__GMTPlus5)));
    }

    #[test]
    fn what_is_no_zone_is_none() {
        for text in [
            "",
            "IST",
            "+25:00",
            "+05:60",
            "+12345",
            "05:30",
            "Mars/Base",
            "+5:3",
            "+",
        ] {
            assert_eq!(zone(text), None, "{text}");
        }
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted_by_key(|(name, _)| name));
    }
}
