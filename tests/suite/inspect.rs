//! What `dateline inspect` shows a person: the sample articles as golden files, and one of the wire.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::sample::sample;
use crate::support::{Site, text};

const GOLDEN: &str = "tests/suite/golden/inspect";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sample articles, as paths below the site's folder.
fn articles() -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join("articles")];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("articles/") {
            let path = entry.expect("an entry").path();
            let is_media = |path: &Path| {
                let extension = path.extension().and_then(|extension| extension.to_str());
                matches!(extension, Some("png" | "mp3" | "csv"))
            };
            if path.is_dir() {
                waiting.push(path);
            } else if !is_media(&path) {
                let path = path.strip_prefix(root()).expect("below the root");
                found.push(path.to_str().expect("UTF-8").replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_sample_article_is_shown_as_its_golden_file_has_it() {
    let site = sample();
    let folder = root().join(GOLDEN);
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    let mut expected = BTreeSet::new();
    for article in articles() {
        let name = format!("{}.txt", article.replace('/', "--"));
        let path = folder.join(&name);
        expected.insert(name);
        let shown = site.run(&["inspect", &article]).code(0).stderr("").stdout;
        if update {
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(&path, &shown).expect("a golden file");
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            shown == golden,
            "{article} is not shown as in {}; UPDATE_DOCS=1 cargo test writes it anew:\n{shown}",
            path.display()
        );
    }
    let present: BTreeSet<String> = fs::read_dir(&folder)
        .expect("golden files")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    assert_eq!(present, expected, "golden files without an article");
}

#[test]
fn lines_are_as_long_as_the_terminal_in_every_script() {
    let site = sample().env("COLUMNS", "60");
    for article in articles() {
        let shown = site.run(&["inspect", &article]).code(0).stdout;
        for line in shown.lines().skip(1) {
            let width = unicode_width::UnicodeWidthStr::width(line);
            // A word that has no place to break at stays whole: an address is copied.
            let is_address = line.contains("://") || line.contains("tag:");
            assert!(width <= 60 || is_address, "{width}: {line}");
        }
    }
}

#[test]
fn the_picture_in_the_readme_is_what_the_command_says() {
    const ARTICLES: [&str; 2] = [
        "articles/wire/mto-mwamba-bird-count.txt",
        "articles/pages/lunar-eclipse.html",
    ];
    let picture = fs::read_to_string(root().join("docs/inspect.svg")).expect("the picture");
    let drawn: Vec<String> = picture
        .lines()
        .filter(|line| line.starts_with("<text"))
        .map(|line| words(&dateline::html::text(line)))
        .collect();
    let command = ["inspect", ARTICLES[0], ARTICLES[1]];
    let shown = sample().env("COLUMNS", "96").run(&command).code(0).stdout;
    let mut expected = vec![format!("$ dateline {}", command.join(" "))];
    expected.extend(shown.lines().map(words).filter(|line| !line.is_empty()));
    assert_eq!(
        drawn, expected,
        "python3 scripts/inspect_svg.py target/debug/dateline draws it anew"
    );
}

fn words(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An article of the wire as text corpora hold it, where it is there; it is not ours to copy.
fn wire_article() -> Option<PathBuf> {
    let shared =
        std::env::var_os("DATELINE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = shared.join("inputs/news/putin-modi.txt");
    if !path.exists() {
        eprintln!("SKIPPED: no {}", path.display());
        return None;
    }
    Some(path)
}

#[test]
fn a_bare_text_of_the_wire_gives_title_date_zone_and_place_with_their_lines() {
    let Some(path) = wire_article() else {
        return;
    };
    let bytes = fs::read(&path).expect("the article");
    let headline = String::from_utf8_lossy(&bytes)
        .lines()
        .filter(|line| !line.trim().is_empty())
        .nth(1)
        .expect("a second paragraph")
        .trim()
        .to_owned();
    let site = Site::bare().bytes("wire.txt", &bytes);
    let json = site.inspected("wire.txt").remove(0);
    assert_eq!(text(&json, "title"), headline);
    assert_eq!(text(&json, "published"), "2025-05-05T00:00:00+05:30");
    assert_eq!(text(&json, "zone"), "Asia/Kolkata");
    assert_eq!(text(&json, "zone_source"), "place");
    assert_eq!(text(&json, "precision"), "day");
    assert_eq!(text(&json, "place"), "New Delhi");
    for (field, line) in [("title", 3), ("published", 1), ("place", 1), ("summary", 1)] {
        let trace = json["provenance"]
            .as_array()
            .and_then(|traces| traces.iter().find(|trace| trace["field"] == field))
            .unwrap_or_else(|| panic!("the origin of {field}: {json}"));
        assert_eq!(text(trace, "from"), "text", "{field}");
        assert_eq!(trace["line"], line, "{field}");
    }
    let shown = site.run(&["inspect", "articles/wire.txt"]).code(0).stdout;
    for line in [
        format!("  title      {headline}  (text headline, line 3)\n"),
        "  published  2025-05-05T00:00:00+05:30  (text dateline date, line 1; no time is given, \
         zone Asia/Kolkata of the place)\n"
            .to_owned(),
        "  place      New Delhi  (text dateline place, line 1)\n".to_owned(),
    ] {
        assert!(shown.contains(&line), "{line}\n{shown}");
    }
}

#[test]
fn the_text_is_in_the_record_where_it_is_asked_for_and_builds_the_same_feeds() {
    let site = sample();
    site.run(&["build", "--limit", "0"]).code(0);
    let before = site.items();
    let records = site
        .run(&["inspect", "--format", "json", "--content", "articles"])
        .code(0)
        .stdout;
    let config = fs::read_to_string(root().join("dateline.toml")).expect("dateline.toml");
    let again = Site::bare().config(&config).article("all.ndjson", &records);
    again.run(&["build", "--limit", "0"]).code(0);
    let after = again.items();
    assert_eq!(after.len(), before.len());
    for (before, after) in before.iter().zip(&after) {
        for key in [
            "id",
            "url",
            "title",
            "content_html",
            "summary",
            "date_published",
            "date_modified",
        ] {
            assert_eq!(before[key], after[key], "{key}");
        }
    }
    let without = site
        .run(&["inspect", "--format", "json", "articles"])
        .stdout;
    assert!(!without.contains("content_html"));
    site.run(&["inspect", "--content", "articles/harbour/new-lamp.md"])
        .code(0)
        .stdout_has("\n\n<p>");
}

#[test]
fn folders_are_shown_in_one_order_whatever_the_threads() {
    let mut site = Site::new();
    for at in 0..600 {
        site = site.dated(
            &format!("{at:03}.md"),
            &format!("Article {at}"),
            "2025-05-05",
        );
    }
    let titles: Vec<String> = site
        .inspected("")
        .iter()
        .map(|article| text(article, "title").to_owned())
        .collect();
    let expected: Vec<String> = (0..600).map(|at| format!("Article {at}")).collect();
    assert_eq!(titles, expected);
}

#[test]
fn a_summary_of_the_text_has_an_origin_like_every_other_value() {
    let site = Site::new().article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05\n---\nThe first paragraph of the text.\n",
    );
    let json = site.inspected("a.md").remove(0);
    let origin = |field: &str| -> Value {
        let mut traces = json["provenance"].as_array().expect("a list").iter();
        traces
            .find(|trace| trace["field"] == field)
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(text(&origin("summary"), "from"), "derived from");
    assert_eq!(text(&origin("summary"), "name"), "the first paragraph");
    assert_eq!(text(&origin("language"), "from"), "configuration");
    assert_eq!(text(&json, "language"), "en");
}

#[test]
fn a_folder_of_the_site_is_known_by_its_path_in_the_site() {
    let site = Site::new().dated("blog/a.md", "A", "2025-05-05");
    let whole = site.inspected("");
    assert_eq!(text(&whole[0], "url"), "https://example.org/blog/a/");
    assert_eq!(site.inspected("blog"), whole);
    assert_eq!(site.inspected("blog/a.md"), whole);
}
