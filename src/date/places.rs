//! The places of datelines and their zones.

use std::sync::OnceLock;

use chrono_tz::{TZ_VARIANTS, Tz};

use super::places_table::{CITIES, COUNTRIES, STATES};
use super::{scan, zones};

/// A place and the zone its clocks keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name in English, as the table or the time zone database has it.
    pub name: &'static str,
    /// Its zone.
    pub zone: Tz,
}

/// Finds the place of a dateline: `NEW DELHI`, `Paris`, `東京`, `AUSTIN, Texas`, `Bergen, Norway`.
///
/// Case, accents and points do not matter. After a comma may stand a state or province, which decides
/// where the name alone is better known elsewhere (`PARIS, Texas`), or a country. Names without one
/// are those of capitals, large cities and the cities that name a zone.
///
/// ```
/// use dateline::date::place;
///
/// assert_eq!(place("NEW DELHI").unwrap().zone.name(), "Asia/Kolkata");
/// assert_eq!(place("PARIS, Texas").unwrap().zone.name(), "America/Chicago");
/// assert_eq!(place("Nowhere"), None);
/// ```
pub fn place(text: &str) -> Option<Place> {
    let text = text.trim();
    if text.is_empty() || text.len() > 120 {
        return None;
    }
    let index = index();
    if let Some(place) = index.city(text) {
        return Some(place);
    }
    let (city, rest) = text.split_once([',', '،', '、', '('])?;
    let rest = rest.trim().trim_end_matches(')');
    let city = index.city(city);
    if let Some(state) = find(&index.states, &plain(rest)) {
        // A city of the same continent may keep another clock than most of its state: El Paso.
        let continent = |tz: Tz| tz.name().split('/').next().unwrap_or("");
        let near = city.filter(|city| {
            let pair = [continent(city.zone), continent(state.zone)];
            pair[0] == pair[1] && !(far_apart(city.zone) || far_apart(state.zone))
        });
        return near.or(Some(state));
    }
    let country = find(&index.countries, &plain(rest));
    match (city, country) {
        (Some(city), _) => Some(city),
        (None, Some(country)) => Some(country),
        (None, None) => None,
    }
}

/// Zones of the Americas that no state or province keeps; a city there is another of its name.
fn far_apart(zone: Tz) -> bool {
    let name = zone.name();
    let north = [
        "America/New_York",
        "America/Detroit",
        "America/Indiana/Indianapolis",
        "America/Kentucky/Louisville",
        "America/Chicago",
        "America/Denver",
        "America/Boise",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "America/Juneau",
        "America/Toronto",
        "America/Winnipeg",
        "America/Regina",
        "America/Edmonton",
        "America/Vancouver",
        "America/Whitehorse",
        "America/Iqaluit",
        "America/Halifax",
        "America/St_Johns",
        "America/Puerto_Rico",
    ];
    name.starts_with("America/") && !north.contains(&name)
}

type Names = Vec<(String, Place)>;

struct Index {
    cities: Names,
    states: Names,
    countries: Names,
}

impl Index {
    fn city(&self, text: &str) -> Option<Place> {
        find(&self.cities, &plain(text))
    }
}

fn find(names: &Names, key: &str) -> Option<Place> {
    let at = names
        .binary_search_by(|(name, _)| name.as_str().cmp(key))
        .ok()?;
    names.get(at).map(|(_, place)| *place)
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut cities = names(CITIES);
        // The cities that name a zone, where the table has none of that name.
        let mut more: Names = TZ_VARIANTS
            .iter()
            .filter_map(|tz| {
                let (area, city) = tz.name().split_once('/')?;
                let areas = [
                    "Africa",
                    "America",
                    "Asia",
                    "Atlantic",
                    "Australia",
                    "Europe",
                    "Indian",
                    "Pacific",
                ];
                (areas.contains(&area) && !city.contains('/')).then(|| {
                    (
                        plain(&city.replace('_', " ")),
                        Place {
                            name: city,
                            zone: *tz,
                        },
                    )
                })
            })
            .collect();
        more.retain(|(name, _)| find(&cities, name).is_none());
        cities.append(&mut more);
        sorted(&mut cities);
        Index {
            cities,
            states: names(STATES),
            countries: names(COUNTRIES),
        }
    })
}

fn names(table: &'static [(&'static str, &'static str)]) -> Names {
    let mut names: Names = Vec::new();
    for (zone, places) in table {
        let Some(zone) = zones::named(&zone.to_ascii_lowercase()) else {
            continue;
        };
        for place in places.split(';') {
            let name = place.split('|').next().unwrap_or(place);
            names.extend(
                place
                    .split('|')
                    .map(|text| (plain(text), Place { name, zone })),
            );
        }
    }
    sorted(&mut names);
    names
}

/// Sorted by name; of two places of one name the first in the table stays.
fn sorted(names: &mut Names) {
    names.sort_by(|one, other| one.0.cmp(&other.0));
    names.dedup_by(|later, first| later.0 == first.0);
}

/// A name without case, accents, points, apostrophes and hyphens.
fn plain(text: &str) -> String {
    let folded = scan::folded_text(text);
    let marks = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '/' | ',');
    let mut plain = String::with_capacity(folded.len());
    for word in folded.split(marks).filter(|word| !word.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(word.chars().filter(|c| !matches!(c, '.' | '\'')));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone_of(text: &str) -> &'static str {
        place(text).map_or("none", |place| place.zone.name())
    }

    #[test]
    fn every_zone_of_the_table_is_in_the_database() {
        for (zone, _) in CITIES.iter().chain(STATES).chain(COUNTRIES) {
            assert!(zones::named(&zone.to_ascii_lowercase()).is_some(), "{zone}");
        }
    }

    #[test]
    fn no_name_stands_for_two_zones() {
        let mut seen: Vec<(String, &str)> = Vec::new();
        for (zone, places) in CITIES {
            seen.extend(places.split([';', '|']).map(|name| (plain(name), *zone)));
        }
        seen.sort();
        for pair in seen.windows(2) {
            assert!(pair[0].0 != pair[1].0 || pair[0].1 == pair[1].1, "{pair:?}");
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
            ("Atlantis", "none"),
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
            ("Somewhere, Atlantis", "none"),
        ] {
            assert_eq!(zone_of(text), zone, "{text}");
        }
    }
}
