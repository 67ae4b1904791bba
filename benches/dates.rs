//! Dates and places per second, next to what looking at their bytes costs at least.
//!
//! `cargo bench --bench dates` makes 20,000 strings of each kind in memory and measures in one run and
//! on one core: adding up the bytes; `chrono` reading the strings that its two parsers can; the engine
//! with and without the language of the text; the table of places. The ratios count: machines differ,
//! ratios less so.

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeZone, Utc};
use dateline::date::{Context, place, read};

const RUNS: usize = 5;
const STRINGS: usize = 20_000;

fn main() {
    let instants: Vec<DateTime<Utc>> = (0..STRINGS)
        .filter_map(|number| {
            // A stride that no calendar knows, over forty years.
            let seconds = 500_000_000 + (number as i64 * 7_919_111) % 1_300_000_000;
            Utc.timestamp_opt(seconds, 0).single()
        })
        .collect();
    let written = |format: &str| -> Vec<String> {
        instants
            .iter()
            .map(|instant| instant.format(format).to_string())
            .collect()
    };
    let rfc3339 = written("%Y-%m-%dT%H:%M:%S+00:00");
    let rfc2822 = written("%a, %d %b %Y %H:%M:%S +0000");

    group(
        "RFC 3339",
        &rfc3339,
        None,
        Some(|text| DateTime::parse_from_rfc3339(text).is_ok()),
    );
    group(
        "RFC 822 and 2822",
        &rfc2822,
        None,
        Some(|text| DateTime::parse_from_rfc2822(text).is_ok()),
    );
    group(
        "ISO 8601 without a zone",
        &written("%Y%m%dT%H%M%S"),
        None,
        None,
    );
    group(
        "numeric, 31/12/2025",
        &written("%d/%m/%Y"),
        Some("en-GB"),
        None,
    );
    group(
        "in words, English",
        &written("%A, %B %-d, %Y at %-I:%M %p"),
        Some("en"),
        None,
    );
    let months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let french: Vec<String> = instants
        .iter()
        .map(|instant| {
            let month = chrono::Datelike::month0(instant) as usize;
            instant
                .format(&format!("%-d {} %Y à %Hh%M", months[month]))
                .to_string()
        })
        .collect();
    group("in words, French", &french, Some("fr"), None);
    let prose: Vec<String> = (0..STRINGS)
        .map(|number| format!("chapter {number} of the keeper's book"))
        .collect();
    group("no date", &prose, Some("en"), None);

    let mixed = mixed();
    if mixed.is_empty() {
        eprintln!("the mix of machines is not here, it is skipped");
    } else {
        group("machines, mixed", &mixed, None, None);
    }

    println!("places");
    let names = [
        "NEW DELHI",
        "Springfield, Ill.",
        "東京",
        "Санкт-Петербург",
        "Lyon",
        "Nowhere at all",
        "PARIS, Texas",
        "São Paulo",
    ];
    let places: Vec<String> = names
        .iter()
        .cycle()
        .take(STRINGS)
        .map(|name| (*name).to_owned())
        .collect();
    let floor = best(|| bytes(&places));
    row("bytes alone", floor, floor);
    row(
        "place",
        best(|| {
            places
                .iter()
                .filter(|name| place(name, Some("en")).is_some())
                .count()
        }),
        floor,
    );
}

/// What machines wrote, beside the project where it is there: feeds, logs, headers, repeated.
fn mixed() -> Vec<String> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/inputs/date-strings/machine.tsv"
    );
    let table = std::fs::read_to_string(path).unwrap_or_default();
    let texts: Vec<&str> = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').nth(6))
        .collect();
    texts
        .iter()
        .cycle()
        .take(STRINGS)
        .map(|text| (*text).to_owned())
        .collect()
}

/// One kind of strings by each reader that there is for it.
fn group(name: &str, texts: &[String], language: Option<&str>, chrono: Option<fn(&str) -> bool>) {
    let example = texts.last().map_or("", String::as_str);
    println!("{name}: {example}");
    let floor = best(|| bytes(texts));
    row("bytes alone", floor, floor);
    if let Some(chrono) = chrono {
        row(
            "chrono",
            best(|| texts.iter().filter(|text| chrono(text)).count()),
            floor,
        );
    }
    let context = Context {
        language,
        ..Context::default()
    };
    let count = |context: &Context<'_>| {
        texts
            .iter()
            .filter(|text| read(text, context).is_ok())
            .count()
    };
    let what = language.map_or("read".to_owned(), |language| {
        format!("read, language {language}")
    });
    row(&what, best(|| count(&context)), floor);
    if language.is_some() {
        row(
            "read, language unknown",
            best(|| count(&Context::default())),
            floor,
        );
    }
}

fn bytes(texts: &[String]) -> usize {
    texts
        .iter()
        .flat_map(|text| text.bytes())
        .fold(0_usize, |sum, byte| {
            black_box(sum.wrapping_add(usize::from(byte)))
        })
}

fn row(name: &str, time: Duration, floor: Duration) {
    println!(
        "  {name:<28}{:>8.3} µs each {:>12.0} /s {:>8.1} x",
        time.as_secs_f64() * 1e6 / STRINGS as f64,
        STRINGS as f64 / time.as_secs_f64(),
        time.as_secs_f64() / floor.as_secs_f64()
    );
}

/// The shortest of some runs.
fn best<T>(run: impl Fn() -> T) -> Duration {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}
