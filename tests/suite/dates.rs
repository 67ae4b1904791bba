//! Dates of articles, through the command: places, orders, days that do not exist or lie far off.

use serde_json::Value;

use crate::support::{Site, text};

/// What `date --format json` says of one text.
fn dated(arguments: &[&str]) -> Value {
    let mut command = vec!["date", "--format", "json"];
    command.extend(arguments);
    let output = Site::bare().run(&command);
    serde_json::from_str(&output.stdout).expect("one JSON object")
}

#[test]
fn a_place_that_is_one_of_several_of_its_name_says_why() {
    for (place, language, zone, source) in [
        ("NEW DELHI", "en", "Asia/Kolkata", "place"),
        ("नई दिल्ली", "hi", "Asia/Kolkata", "place"),
        ("Springfield, Ill.", "en", "America/Chicago", "place"),
        ("LONDON, Ont.", "en", "America/Toronto", "place"),
        (
            "Springfield",
            "en",
            "America/Chicago",
            "place Springfield: the largest of 8 places of that name, Springfield, US-MO; America/Chicago",
        ),
        (
            "Córdoba",
            "es-ES",
            "Europe/Madrid",
            "place Córdoba: the one in the region of the language, of 3 places of that name, Córdoba, ES; Europe/Madrid",
        ),
    ] {
        let read = dated(&["--place", place, "--language", language, "2025-05-05 12:00"]);
        assert_eq!(text(&read, "zone"), zone, "{place}");
        assert_eq!(text(&read, "zone_source"), source, "{place}");
    }
    let site = Site::new().article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05 12:00\nplace: SPRINGFIELD\n---\nText.\n",
    );
    let inspected = &site.inspected("a.md")[0];
    assert_eq!(text(inspected, "published"), "2025-05-05T12:00:00-05:00");
    let provenance = inspected["provenance"].as_array().expect("a list");
    let zone = provenance
        .iter()
        .find(|trace| trace["field"] == "timezone")
        .expect("the zone is accounted for");
    assert_eq!(text(zone, "value"), "America/Chicago");
    assert_eq!(
        text(zone, "name"),
        "place SPRINGFIELD: the largest of 8 places of that name, Springfield, US-MO; America/Chicago"
    );
}
