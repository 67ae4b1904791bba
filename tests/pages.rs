//! Saved pages: what is understood of them against what people wrote down about them, where that data
//! is there; and that no page is too broken or takes more time than its length.
//!
//! `DATELINE_PAGES=summary cargo test --test pages -- --nocapture` shows where a field differs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use dateline::article::SourceFile;
use dateline::config::{Config, Site, SourceConfig};
use dateline::html::decode_entities;
use dateline::ingest::{discover, ingest};
use dateline::normalise::{Metadata, normalise};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// The site's address: what is formed of it is no address of a page.
const SITE: &str = "https://dateline.invalid/";

fn site() -> Site {
    let mut config = Config::default();
    config.site.url = Some(SITE.to_owned());
    config
        .resolve(Path::new(""))
        .expect("a configuration with an address")
}

fn metadata(file: &SourceFile, site: &Site) -> Option<Metadata> {
    let mut found = None;
    ingest(file, &mut |ingested| {
        if let Some(article) = ingested.article {
            found = Some(normalise(&article, site, false).metadata);
        }
    });
    found
}

/// The saved pages, if this machine has them.
fn shared() -> Option<PathBuf> {
    let folder = match std::env::var_os("DATELINE_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
    };
    let pages = folder.join("inputs/pages");
    pages.join("truth.ndjson").is_file().then_some(pages)
}

/// White space collapsed, NFC, and entities decoded: labels that were copied from the source of a page
/// have them.
fn plain(text: &str) -> String {
    let text = decode_entities(&decode_entities(text));
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").nfc().collect()
}

/// The names of a list of persons, however it parts them.
fn names<'a>(persons: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    persons
        .into_iter()
        .flat_map(|who| who.split([',', ';']))
        .flat_map(|who| who.split(" and "))
        .flat_map(|who| who.split(" und "))
        .flat_map(|who| who.split(" & "))
        .map(|who| plain(who).to_lowercase())
        .filter(|who| !who.is_empty())
        .collect()
}

fn f1(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let both = a.intersection(b).count() as f64;
    2.0 * both / (a.len() + b.len()).max(1) as f64
}

/// Texts of a label: one, or a list.
fn texts(label: &Value) -> Vec<&str> {
    match label {
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        label => label.as_str().into_iter().collect(),
    }
}

/// Sums of points by figure, then by set; `all` is every set.
#[derive(Default)]
struct Scores(BTreeMap<String, BTreeMap<String, (f64, u32)>>);

impl Scores {
    fn note(&mut self, figure: &str, set: &str, points: f64) {
        for set in ["all", set] {
            let by_set = self.0.entry(figure.to_owned()).or_default();
            let (sum, count) = by_set.entry(set.to_owned()).or_default();
            *sum += points;
            *count += 1;
        }
    }

    fn mean(&self, figure: &str, set: &str) -> f64 {
        let found = self.0.get(figure).and_then(|by_set| by_set.get(set));
        found.map_or(0.0, |&(sum, count)| sum / f64::from(count.max(1)))
    }
}

#[test]
fn what_people_wrote_down_about_saved_pages_is_found() {
    let Some(pages) = shared() else {
        eprintln!("SKIPPED: no ../shared/inputs/pages and no DATELINE_SHARED");
        return;
    };
    let site = site();
    let source = SourceConfig {
        path: pages.join("html"),
        ..SourceConfig::default()
    };
    let (files, _) = discover(&source, None).expect("a folder of pages");
    let found: BTreeMap<String, Metadata> = files
        .iter()
        .filter_map(|file| Some((file.relative.to_string(), metadata(file, &site)?)))
        .collect();
    let truth = std::fs::read_to_string(pages.join("truth.ndjson")).expect("truth.ndjson");
    let shown = std::env::var("DATELINE_PAGES").unwrap_or_default();
    let mut scores = Scores::default();
    // Right, wrong and silent, of the dates of each set.
    let mut dates: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for line in truth.lines() {
        // A person who looked for a date and found none; JSON has no such number.
        let line = line.replace(": NaN", ": \"nan\"");
        let label: Value = serde_json::from_str(&line).expect("JSON");
        let name = label["file"].as_str().unwrap_or_default();
        let name = name.trim_start_matches("html/");
        let set = label["set"].as_str().unwrap_or_default();
        let none = Metadata::default();
        let page = found.get(name).unwrap_or(&none);
        let miss = |field: &str, expected: &str, got: &str| {
            if shown == field {
                println!("{name}\n  expected {expected}\n  found    {got}");
            }
        };
        let day = page
            .published
            .as_ref()
            .map(|date| date.instant.format("%Y-%m-%d").to_string());
        let got = day.as_deref().unwrap_or_default();
        let expected = label["published"].as_str().filter(|day| *day != "nan");
        if let Some(expected) = expected {
            let right = got == expected;
            scores.note("published", set, f64::from(u8::from(right)));
            let kind = if right {
                0
            } else {
                1 + usize::from(got.is_empty())
            };
            dates.entry(set.to_owned()).or_default()[kind] += 1;
            if !right {
                miss("published", expected, got);
            }
        } else if label["no_date"] == true || !label["published"].is_null() {
            scores.note(
                "silent without a date",
                set,
                f64::from(u8::from(got.is_empty())),
            );
            if !got.is_empty() {
                miss("silence", "", got);
            }
        }
        let url = page.permalink.as_ref().map(|url| url.as_str());
        let url = url.filter(|url| !url.starts_with(SITE));
        for (field, got) in [
            ("title", Some(page.title.as_str())),
            ("summary", page.summary.as_deref()),
            ("site_name", page.site_name.as_deref()),
            ("language", page.language.as_deref()),
            ("url", url),
        ] {
            let Some(expected) = label[field].as_str().filter(|text| !text.trim().is_empty())
            else {
                continue;
            };
            let got = got.unwrap_or_default();
            let right = plain(got) == plain(expected);
            scores.note(field, set, f64::from(u8::from(right)));
            scores.note(
                &format!("{field} as written"),
                set,
                f64::from(u8::from(got == expected)),
            );
            if !right {
                miss(field, expected, got);
            }
        }
        if !label["authors"].is_null() {
            let expected = names(texts(&label["authors"]));
            let got = names(page.authors.iter().map(|who| who.name.as_str()));
            scores.note("authors", set, f64::from(u8::from(got == expected)));
            scores.note("authors (F1)", set, f1(&expected, &got));
            if got != expected {
                miss("authors", &format!("{expected:?}"), &format!("{got:?}"));
            }
        }
        if !label["tags"].is_null() {
            let fold = |tag: &str| plain(tag).to_lowercase();
            let expected: BTreeSet<String> = texts(&label["tags"]).into_iter().map(fold).collect();
            let got: BTreeSet<String> = page.tags.iter().map(|tag| fold(tag)).collect();
            scores.note("tags (F1)", set, f1(&expected, &got));
            if got != expected {
                miss("tags", &format!("{expected:?}"), &format!("{got:?}"));
            }
        }
    }
    for (figure, by_set) in &scores.0 {
        for (set, (sum, count)) in by_set {
            let share = sum / f64::from(*count);
            println!("{figure:<24} {set:<12} {share:.3}  {sum:.1} of {count}");
        }
    }
    let mut of_htmldate = (0.0, 0.0);
    for (set, &[right, wrong, silent]) in &dates {
        let (right, wrong, silent) = (f64::from(right), f64::from(wrong), f64::from(silent));
        let (precision, recall) = (right / (right + wrong), right / (right + silent));
        let f = 2.0 * precision * recall / (precision + recall);
        let accuracy = right / (right + wrong + silent);
        println!(
            "dates {set:<12} accuracy {accuracy:.3} precision {precision:.3} recall {recall:.3} F {f:.3}"
        );
        if set == "htmldate" {
            of_htmldate = (precision, f);
        }
    }
    let mut faults = Vec::new();
    let mut hold = |what: &str, got: f64, floor: f64| {
        if got < floor {
            faults.push(format!("{what}: {got:.3}, floor {floor}"));
        }
    };
    for (figure, floor) in FLOORS {
        hold(figure, scores.mean(figure, "all"), *floor);
    }
    hold("dates of htmldate, precision", of_htmldate.0, 0.925);
    hold("dates of htmldate, F", of_htmldate.1, 0.935);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Just under what is reached.
const FLOORS: &[(&str, f64)] = &[
    ("published", 0.88),
    ("silent without a date", 0.55),
    ("title", 0.82),
    ("authors", 0.67),
    ("authors (F1)", 0.68),
    ("tags (F1)", 0.56),
    ("summary", 0.63),
    ("url", 0.77),
    ("site_name", 0.89),
    ("language", 0.95),
];

/// What is understood of a page in a file of its own.
fn read(page: &str) -> Option<Metadata> {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("page.html"), page).expect("a file");
    let source = SourceConfig {
        path: folder.path().to_owned(),
        ..SourceConfig::default()
    };
    let (files, _) = discover(&source, None).expect("a folder");
    metadata(files.first()?, &site())
}
