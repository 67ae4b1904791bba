//! Places of datelines and their zones.

use chrono_tz::Tz;

/// A place and the zone its clocks keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name in English.
    pub name: &'static str,
    /// Its zone.
    pub zone: Tz,
}

/// Finds the place of a dateline, such as `NEW DELHI` or `Paris`.
pub fn place(text: &str) -> Option<Place> {
    let lower = text.trim().to_lowercase();
    let found = PLACES.iter().find(|(name, _)| name.to_lowercase() == lower);
    if let Some((name, zone)) = found {
        return Some(Place { name, zone: *zone });
    }
    chrono_tz::TZ_VARIANTS.iter().find_map(|tz| {
        let (_, city) = tz.name().rsplit_once('/')?;
        (city.len() > 3 && city.replace('_', " ").to_lowercase() == lower).then_some(Place {
            name: city,
            zone: *tz,
        })
    })
}

static PLACES: &[(&str, Tz)] = &[
    ("Beijing", Tz::Asia__Shanghai),
    ("Mumbai", Tz::Asia__Kolkata),
    ("New Delhi", Tz::Asia__Kolkata),
    ("Washington", Tz::America__New_York),
];
