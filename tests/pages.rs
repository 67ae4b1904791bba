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
use proptest::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

mod growth;

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
    hold("dates of htmldate, precision", of_htmldate.0, 0.94);
    hold("dates of htmldate, F", of_htmldate.1, 0.955);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Just under what is reached.
const FLOORS: &[(&str, f64)] = &[
    ("published", 0.91),
    ("silent without a date", 0.60),
    ("title", 0.825),
    ("authors", 0.67),
    ("authors (F1)", 0.68),
    ("tags (F1)", 0.57),
    ("summary", 0.70),
    ("url", 0.815),
    ("site_name", 0.99),
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

/// A page with this head and body.
fn page(head: &str, body: &str) -> String {
    format!("<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>")
}

fn day(page: &str) -> String {
    let found = read(page).and_then(|page| page.published);
    found.map_or_else(String::new, |date| {
        date.instant.format("%Y-%m-%d").to_string()
    })
}

#[test]
fn each_source_of_a_date_is_read_and_the_surer_wins() {
    // Surest first: each alone gives its day, and beside any below it still does.
    let heads = [
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-05-01\"}</script>",
        "<meta property=article:published_time content=2025-05-02>",
        "<meta name=citation_publication_date content=2025/05/03>",
        "<meta name=dcterms.issued content=2025-05-04>",
        "<meta name=parsely-pub-date content=2025-05-05T12:00:00>",
        "<meta name=sailthru.date content=2025-05-06>",
        "<link rel=canonical href=https://harbour.example/2025/05/07/fog/>",
        "<meta name=date content=2025-05-08>",
        "<meta name=dc.date content=2025-05-09>",
        "<meta name=harbour:published content=2025-05-10T12:00:00Z>",
    ];
    for (at, head) in heads.iter().enumerate() {
        let expected = format!("2025-05-{:02}", at + 1);
        assert_eq!(day(&page(head, "")), expected, "{head}");
        for below in &heads[at + 1..] {
            let both = page(&format!("{below}{head}"), "");
            assert_eq!(day(&both), expected, "{head} beside {below}");
        }
    }
    let bodies = [
        "<div class=hentry><h1 class=entry-title>Fog</h1><abbr class=published title=2025-05-09>x</abbr></div>",
        "<div class=h-entry><h1 class=p-name>Fog</h1><time class=dt-published datetime=2025-05-09>x</time></div>",
        "<div itemscope itemtype=https://schema.org/BlogPosting><h1 itemprop=headline>Fog</h1>\
         <span itemprop=datePublished content=2025-05-09>x</span></div>",
        "<h1>Fog</h1><time datetime=2025-05-09>x</time>",
        "<h1>Fog</h1><p class=meta>Posted on May 9, 2025 by Ada Berg</p>",
        "<h1>Fog</h1><p>9 May 2025</p>",
        "<h1>Fog</h1><p>The entry was posted on <b>May 9, 2025</b></p>",
        "<p>Release: <a href=/x>x</a></p><p>(9 May 2025) Fog came in the night.</p>",
        "<p>9 May 2025 – Fog came in the night.</p>",
        "<div><span>9 May 2025</span></div>",
        "<h1>9 May 2025 | Fog</h1>",
        "<p><a href=/ada>Ada</a> / 9 May 2025 / 10:00 /</p>",
        "<div class=article><h1>Fog</h1><div class=footer><time itemprop=datePublished \
         datetime=2025-05-09>x</time></div></div>",
        "<script>var page = {\"published_at\":\"2025-05-09T12:00:00+02:00\"}</script>",
    ];
    for body in bodies {
        assert_eq!(
            day(&page("<title>Fog</title>", body)),
            "2025-05-09",
            "{body}"
        );
    }
}

#[test]
fn what_readers_see_beside_the_title_is_surer_than_a_date_of_the_page() {
    for meta in [
        "date",
        "dc.date",
        "dcterms.date",
        "og:article:published_time",
    ] {
        let head = format!("<title>Fog</title><meta name={meta} content=2025-05-01>");
        for body in [
            "<h1>Fog</h1><p><time datetime=2025-05-09>9 May</time></p>",
            "<h1>Fog</h1><p class=date>9 May 2025</p>",
        ] {
            assert_eq!(day(&page(&head, body)), "2025-05-09", "{meta} {body}");
        }
        assert_eq!(day(&page(&head, "<h1>Fog</h1>")), "2025-05-01", "{meta}");
    }
}

#[test]
fn days_of_other_things_date_no_page() {
    for body in [
        "<p>9 May 2025</p><p>7 May 2025</p>",
        "<p>9 May 2025 – Fog</p><p>7 May 2025 – Rain</p>",
        "<footer><span>9 May 2025</span></footer>",
        "<h1>Fog</h1><p>Text.</p><section id=comments><p>Ada, 9 May 2025, 10:00</p></section>",
        "<h1>Fog</h1><p>Text.</p><div class=related-posts><p>9 May 2025</p></div>",
        "<script>[{\"published_at\":\"2025-05-09\"},{\"published_at\":\"2025-05-08\"}]</script>",
        "<p>© 2025 The Harbour</p>",
    ] {
        let found = read(&page("<title>Fog</title>", body)).and_then(|page| page.published);
        assert!(found.is_none(), "{body}: {found:?}");
    }
}

#[test]
fn the_day_in_an_address_may_be_spelt_in_other_ways() {
    for (path, expected) in [
        ("news/2025-05/09/fog", "2025-05-09"),
        ("news/31-05-2025", "2025-05-31"),
        ("news/05-31-2025/fog", "2025-05-31"),
        ("news/05-05-2025", "2025-05-05"),
        // Which number is the day?
        ("news/04-05-2025", ""),
        ("news/31-02-2025", ""),
    ] {
        let head = format!("<link rel=canonical href=https://harbour.example/{path}>");
        assert_eq!(day(&page(&head, "")), expected, "{path}");
    }
}

#[test]
fn the_day_that_a_page_prints_gives_an_instant_in_utc_its_offset() {
    let utc = "<meta property=article:published_time content=2025-05-05T";
    for (host, time, body, expected) in [
        // The same instant is there with its offset: nothing is inferred.
        (
            "harbour.example",
            "02:30:00Z",
            "<time itemprop=datePublished datetime=2025-05-04T21:30:00-05:00>May 4, 2025</time>",
            "2025-05-04T21:30:00-05:00",
        ),
        (
            "harbour.de",
            "22:30:00Z",
            "<p>6. Mai 2025</p>",
            "2025-05-06T00:30:00+02:00",
        ),
        (
            "harbour.example",
            "02:30:00Z",
            "<p>May 4, 2025</p>",
            "2025-05-04T23:30:00-03:00",
        ),
        // No clock in Germany showed that day.
        (
            "harbour.de",
            "02:30:00Z",
            "<p>4. Mai 2025</p>",
            "2025-05-05T02:30:00+00:00",
        ),
        (
            "harbour.de",
            "20:30:00Z",
            "<p>6. Mai 2025</p>",
            "2025-05-05T20:30:00+00:00",
        ),
        (
            "harbour.example",
            "10:04:00Z",
            "<p>May 4, 2025</p>",
            "2025-05-05T10:04:00+00:00",
        ),
    ] {
        let head =
            format!("<title>Fog</title>{utc}{time}><link rel=canonical href=https://{host}/fog>");
        let found = read(&page(&head, &format!("<h1>Fog</h1>{body}"))).and_then(|p| p.published);
        let found = found.map(|date| date.instant.to_rfc3339());
        assert_eq!(found.as_deref(), Some(expected), "{host} {time} {body}");
    }
}

#[test]
fn a_picture_has_the_size_that_the_page_gives_it() {
    let picture = "https://harbour.example/fog.jpg";
    let graph = format!("<meta property=og:image content={picture}>");
    let size =
        "<meta property=og:image:width content=1200><meta property=og:image:height content=630>";
    for (head, body, expected) in [
        (format!("{graph}{size}"), "", (Some(1200), Some(630))),
        (
            format!("{graph}<meta property=og:image content=/b.png>{size}"),
            "",
            (None, None),
        ),
        (
            format!(
                "<script type=application/ld+json>{{\"@type\":\"Article\",\"image\":{{\"@type\":\
                 \"ImageObject\",\"url\":\"{picture}\",\"width\":800,\"height\":{{\"@type\":\
                 \"QuantitativeValue\",\"value\":\"600px\"}}}}}}</script>"
            ),
            "",
            (Some(800), Some(600)),
        ),
        (
            graph.clone(),
            "<img src=/other.jpg width=9 height=9><img src=/fog.jpg width=640 height=480>",
            (Some(640), Some(480)),
        ),
        (
            graph.clone(),
            "<img src=/fog.jpg width=100% height=auto>",
            (None, None),
        ),
        (graph.clone(), "", (None, None)),
    ] {
        let found = read(&page(&head, body))
            .and_then(|page| page.image)
            .expect("a picture");
        assert_eq!(found.url, picture);
        assert_eq!((found.width, found.height), expected, "{head} {body}");
    }
}

#[test]
fn structured_data_is_read_however_it_is_wrapped() {
    let article = "{\"@type\":\"Article\",\"headline\":\"Fog\",\"datePublished\":\"2025-05-01\"}";
    for data in [
        article.to_owned(),
        format!("[{article}]"),
        format!("{{\"@graph\":[{{\"@type\":\"WebSite\",\"name\":\"Harbour\"}},{article}]}}"),
        format!("<!-- {article} -->"),
        format!("<![CDATA[ {article} ]]>"),
        format!("//<![CDATA[\n{article}\n//]]>"),
        format!("/*<![CDATA[*/{article}/*]]>*/"),
        format!("{article};"),
        format!("{{\"@type\":\"Organization\"}}{article}"),
        format!("{{\"broken\": }}{article}"),
        article.replace("\"Fog\",", "\"Fog\nin the harbour\","),
        article.replace("01\"}", "01\",}"),
        article.replace("\"Fog\"", "\"Fog \"here\" now\""),
    ] {
        let head = format!("<script type=application/ld+json>{data}</script>");
        assert_eq!(day(&page(&head, "")), "2025-05-01", "{data}");
    }
}

#[test]
fn the_address_comes_from_what_the_page_says_of_itself() {
    let expected = "https://harbour.example/fog/";
    for (head, body) in [
        ("<link rel=canonical href=https://harbour.example/fog/>", ""),
        (
            "<meta property=og:url content=https://harbour.example/fog/>",
            "",
        ),
        (
            "<base href=https://harbour.example/><link rel=canonical href=fog/>",
            "",
        ),
        (
            "<link rel=canonical href=/fog/><meta property=og:url content=https://harbour.example/fog/>",
            "",
        ),
        (
            "<link rel=canonical href=https://harbour.example/>\
             <meta property=og:url content=https://harbour.example/fog/>",
            "",
        ),
        (
            "<link rel=canonical href=https://harbour.example/node/12>\
             <meta property=og:url content=https://harbour.example/fog/>",
            "",
        ),
        (
            "<meta property=og:url content=https%3A%2F%2Fharbour.example%2Ffog%2F>",
            "",
        ),
        (
            "<link rel=canonical href=http://harbour.example/fog/>\
             <meta property=og:url content=https://harbour.example/fog/>",
            "",
        ),
        (
            "<script type=application/ld+json>{\"@type\":\"Article\",\"mainEntityOfPage\":\
             {\"@id\":\"https://harbour.example/fog/#webpage\"}}</script>",
            "",
        ),
        (
            "<link rel=alternate type=application/json+oembed \
             href='https://harbour.example/oembed?url=https%3A%2F%2Fharbour.example%2Ffog%2F'>",
            "",
        ),
        (
            "<link rel=alternate hreflang=en-GB href=https://harbour.example/fog/>",
            "",
        ),
        (
            "<!-- saved from url=(0028)https://harbour.example/fog/ -->",
            "",
        ),
        (
            "<base href=https://harbour.example/>",
            "<a href='fog/#content'>Skip</a>",
        ),
        (
            "<base href=https://harbour.example/><title>Fog</title>",
            "<h1><a href=fog/ rel=bookmark>Fog</a></h1>",
        ),
        (
            "",
            "<a href='https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fharbour.example%2Ffog%2F'>f</a>\
             <a href='https://twitter.com/intent/tweet?text=Fog&url=https://harbour.example/fog/'>t</a>",
        ),
    ] {
        let found = read(&page(
            &format!("<meta name=date content=2025-05-05>{head}"),
            body,
        ));
        let url = found.and_then(|page| page.permalink).map(String::from);
        assert_eq!(url.as_deref(), Some(expected), "{head} {body}");
    }
    // The Wayback Machine: the copy is what was saved.
    let kept =
        "<script>__wm.wombat(\"http://harbour.example:80/fog/\",\"20120611024252\",\"x\")</script>";
    let found = read(&page(
        &format!("<meta name=date content=2025-05-05>{kept}"),
        "",
    ));
    assert_eq!(
        found.and_then(|page| page.permalink).map(String::from),
        Some("https://web.archive.org/web/20120611024252/http://harbour.example/fog/".to_owned())
    );
    // Buttons of several articles are none of this one.
    let list = "<a href='https://www.facebook.com/sharer.php?u=https://harbour.example/a/'>f</a>\
                <a href='https://www.facebook.com/sharer.php?u=https://harbour.example/b/'>f</a>";
    let found = read(&page("<meta name=date content=2025-05-05>", list));
    let url = found.and_then(|page| page.permalink).map(String::from);
    assert!(url.is_some_and(|url| url.starts_with(SITE)));
}

#[test]
fn summary_and_name_of_the_site_are_the_articles_own() {
    let found = read(&page(
        "<meta property=og:site_name content=Platform><meta property=og:description content='Card &amp;#8230;'>\
         <script type=application/ld+json>{\"@type\":\"Article\",\"description\":\"Fog came.\",\
         \"publisher\":{\"@id\":\"#p\"}},{\"@id\":\"#p\",\"name\":\"Harbour News\"}</script>",
        "",
    ))
    .expect("a page");
    assert_eq!(found.summary.as_deref(), Some("Fog came."));
    assert_eq!(found.site_name.as_deref(), Some("Harbour News"));
    let twice = read(&page(
        "<meta property=og:description content='Fog &amp;#8230; now'>",
        "",
    ));
    assert_eq!(
        twice.and_then(|page| page.summary).as_deref(),
        Some("Fog … now")
    );
    let unfilled = read(&page(
        "<meta name=description content='Fog came.'>\
         <script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Harbour&amp;nbsp;light\",\
         \"description\":\"{{ seo.text(entry) }}\"}</script>",
        "",
    ));
    assert_eq!(
        unfilled.and_then(|page| page.summary).as_deref(),
        Some("Fog came.")
    );
    let block = "The ferry left the old harbour at nine and the lighthouse was lit, seen from forty miles away.";
    let body =
        format!("<h1>Fog</h1><p>By Ada Berg</p><div><span aria-hidden=true>#</span>{block}</div>");
    let plain = read(&page("<title>Fog</title>", &body));
    assert_eq!(plain.and_then(|page| page.summary).as_deref(), Some(block));
}

#[test]
fn the_time_of_a_page_grows_with_its_length_alone() {
    for unit in [
        "<div class=date>",
        "<div class=date>5 May 2025</div>",
        "<a rel=tag href=/tag/x>x</a>",
        "<span class=author>Ada Berg ",
        "<",
        "<a href=\"",
        "<h2 class=entry-title>Fog",
        "<script type=application/ld+json>{\"a\":[",
        "<!--",
        "&amp;",
        "<p hidden>",
    ] {
        growth::is_linear(unit, 15_000, |bytes| {
            let body = format!("<h1>Fog</h1>{}", unit.repeat(bytes / unit.len()));
            read(&page("<title>Fog</title>", &body));
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_page_is_too_broken(pieces in proptest::collection::vec(piece(), 0..40)) {
        read(&format!("<!doctype html>{}", pieces.concat()));
    }
}

/// Parts that pages are made of, whole or cut, and any text.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "<h1>",
            "</h1>",
            "<title>",
            "<a href='#",
            "'>",
            "<base href=//x>",
            "<time datetime=",
            "<script type=application/ld+json>",
            "{\"@type\":\"Article\",",
            "\"author\":",
            "]}",
            "</script>",
            "<meta property=og:url content=\"",
            "\">",
            "<!--",
            "-->",
            "<![CDATA[",
            "5 May 2025",
            "By Ada Berg",
            "<link rel=canonical href=",
            "é",
            "\u{a0}",
            "&#",
            "&amp;",
            "__wm.wombat(\"",
            "saved from url=(",
            "https://x.example/a",
            "%C3",
            "<div class=byline>",
            "facebook.com/sharer?u=",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ]
}
