//! The places of datelines and their zones.

use std::fmt;
use std::sync::OnceLock;

use chrono_tz::{TZ_VARIANTS, Tz};

use super::atlas::{self, City, Found};
use super::states::STATES;
use super::{scan, zones};

/// A place and the zone its clocks keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name in English; as written, where only the state or country behind it is known.
    pub name: String,
    /// ISO 3166-1 code of its country, with that of its state or province where newspapers write it:
    /// `FR`, `US-MO`; empty where the time zone database alone names the place.
    pub region: String,
    /// Its zone.
    pub zone: Tz,
    /// Why this one, where places of the name keep several clocks.
    pub choice: Option<Choice>,
}

/// Why one of several places of a name was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// How many places the name may mean.
    pub of: usize,
    /// What decided.
    pub by: Reason,
}

/// What decides between places of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It lies in the region of the language tag.
    Language,
    /// It has the most people.
    Largest,
    /// It is the capital of its country.
    Capital,
    /// It is what newspapers mean by the name alone.
    BestKnown,
}

impl fmt::Display for Place {
    /// `Springfield, US-MO; America/Chicago`, with the reason before it where there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Choice { of, by }) = self.choice {
            let one = match by {
                Reason::Language => "the one in the region of the language, of",
                Reason::Largest => "the largest of",
                Reason::Capital => "the capital among",
                Reason::BestKnown => "the best known of",
            };
            write!(f, "{one} {of} places of that name, ")?;
        }
        f.write_str(&self.name)?;
        if !self.region.is_empty() {
            write!(f, ", {}", self.region)?;
        }
        write!(f, "; {}", self.zone.name())
    }
}

/// Finds the place of a dateline: `NEW DELHI`, `Paris`, `東京`, `AUSTIN, Texas`, `Bergen, Norway`.
///
/// Case, accents and points do not matter. After a comma may stand a state, a province or a country,
/// which decides where the name alone is better known elsewhere (`PARIS, Texas`) and where the table
/// lacks the city. Else the region of the language decides, where its place is not thirty times
/// smaller than the largest of the name; else the capital, what newspapers mean, or the number of
/// people. The table has the cities with 15,000 people and all capitals (`atlas.rs` says whose data it
/// is), and the cities that name a zone. `language` is the BCP 47 tag of the text.
///
/// ```
/// use dateline::date::place;
///
/// assert_eq!(place("NEW DELHI", None).unwrap().zone.name(), "Asia/Kolkata");
/// assert_eq!(place("PARIS, Texas", None).unwrap().zone.name(), "America/Chicago");
/// assert_eq!(place("Birmingham", Some("en-US")).unwrap().region, "US-AL");
/// assert_eq!(place("Nowhere", None), None);
/// ```
pub fn place(text: &str, language: Option<&str>) -> Option<Place> {
    let text = text.trim();
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    let region = language.and_then(region_of);
    let key = plain(text);
    if let Some(found) = atlas::cities(&key) {
        return chosen(&found, &key, region.as_deref());
    }
    let mut parts = text.split([',', '،', '、', '(']);
    let first = parts.next()?;
    let rest: Vec<String> = parts
        .map(|part| plain(part.trim_end_matches(')')))
        .collect();
    if !rest.is_empty() {
        return qualified(first, &rest, region.as_deref());
    }
    // `WASHINGTON/BEIJING`: the first of two places.
    if let Some((first, _)) = text.split_once('/') {
        return place(first, language);
    }
    let alone = |zone: Tz, name: &str, region: &str| Place {
        name: name.to_owned(),
        region: region.to_owned(),
        zone,
        choice: None,
    };
    if let Some((code, zone)) = atlas::country(&key) {
        return Some(alone(zone_named(zone?)?, text, code));
    }
    let names = zone_cities();
    let at = names
        .binary_search_by(|(name, _)| name.as_str().cmp(&key))
        .ok()?;
    names.get(at).map(|(_, zone)| alone(*zone, text, ""))
}

/// A city with its state or country behind it.
fn qualified(first: &str, rest: &[String], region: Option<&str>) -> Option<Place> {
    let key = plain(first);
    let mut found = atlas::cities(&key);
    let mut area: Option<(String, Option<Tz>)> = None;
    for part in rest {
        let state = state(part);
        let iso = part.len() == 2 && part.is_ascii();
        let country = atlas::country(part);
        let upper = part.to_ascii_uppercase();
        let fits = |city: &City| {
            let code = country.map(|(code, _)| code);
            let in_country = code == Some(city.country) || (iso && city.country == upper);
            let in_state = state.is_some_and(|(code, _)| {
                let (country, state) = code.split_once('-').unwrap_or_default();
                city.country == country && city.state == state
            });
            (in_state, in_country)
        };
        if let Some(found) = &mut found {
            for of_state in [true, false] {
                let fits = |city: &City| if of_state { fits(city).0 } else { fits(city).1 };
                if found.cities.iter().any(fits) {
                    found.cities.retain(fits);
                    // What the text says needs no other reason.
                    found.alone = true;
                    return chosen(found, &key, region);
                }
            }
        }
        let known = state
            .map(|(code, zone)| (code.trim_end_matches('-').to_owned(), zone_named(zone)))
            .or_else(|| {
                let (code, zone) = country?;
                Some((code.to_owned(), zone.and_then(zone_named)))
            });
        area = area.or(known);
    }
    match (area, found) {
        // The table lacks the city: the clock of the state, or of the country if it has one.
        (Some((region, zone)), _) => Some(Place {
            name: first.trim().to_owned(),
            region,
            zone: zone?,
            choice: None,
        }),
        (None, Some(found)) => chosen(&found, &key, region),
        (None, None) => None,
    }
}

/// The place that is meant among those of a name.
fn chosen(found: &Found, key: &str, region: Option<&str>) -> Option<Place> {
    /// `30`, as [`City::size`] measures: London is the one in Ontario for Canadians, but Paris is not
    /// the one in Texas for those of the United States.
    const MUCH_SMALLER: u8 = 39;
    let largest = found.cities.iter().map(|city| city.size).max()?;
    let here: Vec<&City> = found
        .cities
        .iter()
        .filter(|city| Some(city.country) == region && city.size + MUCH_SMALLER >= largest)
        .collect();
    let all: Vec<&City> = found.cities.iter().collect();
    let (by_language, of) = match !found.alone && !here.is_empty() && here.len() < all.len() {
        true => (true, here),
        false => (false, all),
    };
    let city = *of.first()?;
    let by = if by_language {
        Reason::Language
    } else if city.size == largest {
        Reason::Largest
    } else if city.capital {
        Reason::Capital
    } else {
        Reason::BestKnown
    };
    let several = found.cities.iter().any(|other| other.zone != city.zone);
    Some(Place {
        name: atlas::shown(city, key),
        region: match city.state {
            "" => city.country.to_owned(),
            state => format!("{}-{state}", city.country),
        },
        zone: zone_named(city.zone)?,
        choice: several.then_some(Choice {
            of: found.cities.len(),
            by,
        }),
    })
}

/// The region of a language tag: `GB` of `en-GB`, `TW` of `zh-Hant-TW`.
fn region_of(tag: &str) -> Option<String> {
    tag.split(['-', '_'])
        .skip(1)
        .take_while(|part| part.len() > 1)
        .find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()))
        .map(str::to_ascii_uppercase)
}

fn zone_named(name: &str) -> Option<Tz> {
    zones::named(&name.to_ascii_lowercase())
}

/// Code and zone of a state or province by its folded name.
fn state(key: &str) -> Option<(&'static str, &'static str)> {
    type States = Vec<(String, (&'static str, &'static str))>;
    static NAMES: OnceLock<States> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let mut names: States = STATES
            .iter()
            .flat_map(|(code, zone, spelt)| {
                spelt
                    .split('|')
                    .map(|name| (plain(name), (*code, *zone)))
                    .collect::<Vec<_>>()
            })
            .collect();
        names.sort();
        names
    });
    let at = names.partition_point(|(name, _)| name.as_str() < key);
    let (name, state) = names.get(at)?;
    (name == key).then_some(*state)
}

/// The cities that name a zone; the table lacks the small ones.
fn zone_cities() -> &'static [(String, Tz)] {
    const AREAS: [&str; 8] = [
        "Africa",
        "America",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    static NAMES: OnceLock<Vec<(String, Tz)>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names: Vec<(String, Tz)> = TZ_VARIANTS
            .iter()
            .filter_map(|tz| {
                let (area, city) = tz.name().split_once('/')?;
                let named = AREAS.contains(&area) && !city.contains('/');
                named.then(|| (plain(&city.replace('_', " ")), *tz))
            })
            .collect();
        names.sort_by(|one, other| one.0.cmp(&other.0));
        names
    })
}

/// A name without case, accents, points, apostrophes and hyphens; `scripts/places.py` does the same.
pub(super) fn plain(text: &str) -> String {
    let folded = scan::folded_text(text);
    let marks = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '/' | ',');
    let mut plain = String::with_capacity(folded.len());
    for word in folded.split(marks).filter(|word| !word.is_empty()) {
        let from = plain.len();
        if from > 0 {
            plain.push(' ');
        }
        for c in word.chars() {
            match c {
                '.' | '\'' | '`' => {}
                // Letters that accents do not explain.
                'ł' => plain.push('l'),
                'ø' => plain.push('o'),
                'đ' | 'ð' => plain.push('d'),
                'ħ' => plain.push('h'),
                'ß' => plain.push_str("ss"),
                'æ' => plain.push_str("ae"),
                'œ' => plain.push_str("oe"),
                'þ' | 'ŧ' => plain.push_str(if c == 'þ' { "th" } else { "t" }),
                c => plain.push(c),
            }
        }
        if plain.len() == from + usize::from(from > 0) {
            plain.truncate(from);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone_of(text: &str) -> &'static str {
        place(text, None).map_or("none", |place| place.zone.name())
    }

    fn found(text: &str, language: &str) -> String {
        place(text, Some(language)).map_or("none".to_owned(), |place| place.to_string())
    }

    #[test]
    fn every_zone_of_the_states_is_in_the_database() {
        for (code, zone, _) in STATES {
            assert!(zone_named(zone).is_some(), "{code} {zone}");
        }
    }

    #[test]
    fn places_are_found_in_any_case_and_script() {
        for (text, zone) in [
            ("NEW DELHI", "Asia/Kolkata"),
            ("नई दिल्ली", "Asia/Kolkata"),
            ("WASHINGTON", "America/New_York"),
            ("Washington, D.C.", "America/New_York"),
            ("Paris", "Europe/Paris"),
            ("МОСКВА", "Europe/Moscow"),
            ("東京", "Asia/Tokyo"),
            ("Sao Paulo", "America/Sao_Paulo"),
            ("são paulo", "America/Sao_Paulo"),
            ("Sa\u{303}o Paulo", "America/Sao_Paulo"),
            ("ST. LOUIS", "America/Chicago"),
            ("Xi’an", "Asia/Shanghai"),
            ("Port-au-Prince", "America/Port-au-Prince"),
            ("Knox", "none"),
            ("Brigadoon", "none"),
            ("", "none"),
        ] {
            assert_eq!(zone_of(text), zone, "{text}");
        }
    }

    #[test]
    fn a_state_or_country_decides_which_place_is_meant() {
        for (text, zone) in [
            ("PARIS, Texas", "America/Chicago"),
            ("EL PASO, Texas", "America/Denver"),
            ("Springfield, Ill.", "America/Chicago"),
            ("PORTLAND, Ore.", "America/Los_Angeles"),
            ("London, Ont.", "America/Toronto"),
            ("Paris, France", "Europe/Paris"),
            ("Valladolid (Spain)", "Europe/Madrid"),
            ("Hilversum, Netherlands", "Europe/Amsterdam"),
            ("Somewhere, Brigadoon", "none"),
            ("Portland, Maine", "America/New_York"),
            ("Portland, Maine, USA", "America/New_York"),
            ("Brooklyn, New York", "America/New_York"),
            ("Batumi, Georgia", "Asia/Tbilisi"),
            ("Athens, Ga.", "America/New_York"),
            ("Dubai, U.A.E.", "Asia/Dubai"),
            ("Hyderabad, Pakistan", "Asia/Karachi"),
            ("Hyderabad, Telangana", "Asia/Kolkata"),
            ("Amsterdam, NL", "Europe/Amsterdam"),
            ("Smallville, Kan.", "America/Chicago"),
            ("Smallville, Poland", "Europe/Warsaw"),
            // Russia keeps eleven clocks.
            ("Smallville, Russia", "none"),
            ("Вашингтон, США", "America/New_York"),
            ("WASHINGTON/BEIJING", "America/New_York"),
            ("Kenya", "Africa/Nairobi"),
        ] {
            assert_eq!(zone_of(text), zone, "{text}");
        }
    }

    #[test]
    fn of_places_of_one_name_the_likeliest_is_taken_and_the_reason_said() {
        for (text, language, expected) in [
            // All agree.
            ("New Delhi", "en", "New Delhi, IN; Asia/Kolkata"),
            ("Lyon", "fr", "Lyon, FR; Europe/Paris"),
            (
                "Springfield",
                "en",
                "the largest of 8 places of that name, Springfield, US-MO; America/Chicago",
            ),
            (
                "Springfield, Ore.",
                "en",
                "Springfield, US-OR; America/Los_Angeles",
            ),
            (
                "Birmingham",
                "en-US",
                "the one in the region of the language, of 3 places of that name, Birmingham, US-AL; America/Chicago",
            ),
            (
                "Hyderabad",
                "ur-PK",
                "the one in the region of the language, of 2 places of that name, Hyderabad, PK; Asia/Karachi",
            ),
            (
                "San José",
                "es",
                "the capital among 6 places of that name, San José, CR; America/Costa_Rica",
            ),
            ("Valencia, Venezuela", "es", "Valencia, VE; America/Caracas"),
        ] {
            assert_eq!(found(text, language), expected, "{text} {language}");
        }
        // Much smaller than what the name is known for.
        for text in ["PARIS", "MOSCOW", "ROME", "GENEVA", "VENICE", "ATHENS"] {
            let place = place(text, Some("en-US")).unwrap();
            assert!(place.zone.name().starts_with("Europe/"), "{place}");
        }
        assert_eq!(place("London", Some("en-CA")).unwrap().region, "CA-ON");
    }
}
