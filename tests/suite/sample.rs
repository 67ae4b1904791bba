//! The sample site in `articles/`: what its authors meant is what the feeds say.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use crate::support::{FEEDS, Site, text, texts};

/// A file of `articles/` and the line of its record, the title, published and updated, the language,
/// the slug or address that its page ends with.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const ARTICLES: [Row; 22] = [
    ("_posts/2025-03-02-the-library-after-dark.md", "The library after dark", "2025-03-02T00:00:00Z", "2025-03-02T00:00:00Z", "", "/the-library-after-dark/"),
    ("archive/tower-clock.xhtml", "Башенные часы снова спешат", "2024-12-08T12:00:00+03:00", "2024-12-08T12:00:00+03:00", "ru", "/tower-clock/"),
    ("blog/2025-04-18-bread-oven/index.md", "The oven at the end of the lane", "2025-04-18T00:00:00Z", "2025-04-20T00:00:00Z", "", "/bread-oven/"),
    ("countryside/date-harvest.ar.md", "موسم التمر في واحة السدرة", "2025-10-19T18:00:00+03:00", "2025-10-19T18:00:00+03:00", "ar", "/date-harvest/"),
    ("countryside/dry-stone-wall.md", "Two on one, one on two", "2025-05-11T10:00:00+01:00", "2025-05-13T00:00:00Z", "", "/two-on-one/"),
    ("harbour/2025-10-05-how-to-read-a-tide-table.md", "How to read a tide table", "2025-10-05T00:00:00Z", "2025-10-05T00:00:00Z", "", "/how-to-read-a-tide-table/"),
    ("harbour/ferry-timetable.md", "The ferry will wait for the bus", "2026-03-03T08:15:00Z", "2026-03-10T12:00:00Z", "", "/ferry-timetable/"),
    ("harbour/fog-signal.md", "Three seconds of fog", "2025-02-06T06:45:00Z", "2025-02-06T06:45:00Z", "", "/fog-signal/"),
    ("harbour/new-lamp.md", "A new lamp for Skarvholm light", "2025-01-14T17:20:00+01:00", "2025-01-16T08:05:00+01:00", "", "/skarvholm-new-lamp/"),
    ("kitchen/pao-de-queijo.md", "Pão de queijo da tia Zuleide", "2025-08-23T16:00:00-03:00", "2025-08-23T16:00:00-03:00", "pt-BR", "/pao-de-queijo/"),
    ("notes/Swifts under the roof.md", "Swifts under the roof", "2025-07-08T21:04:00Z", "2025-07-29T06:40:00Z", "", "/swifts-under-the-roof/"),
    ("pages/lunar-eclipse.html", "赤い月を待つ屋上", "2025-09-08T07:30:00+09:00", "2025-09-09T10:00:00+09:00", "ja", "/2025/09/lunar-eclipse/"),
    ("posts/seed-bank.rst", "A seed bank in eleven biscuit tins", "2025-06-24T19:00:00+05:30", "2025-06-26T08:00:00+05:30", "", "/seed-bank/"),
    ("town/chess-on-platform-two.txt", "The chess table on platform two", "2025-02-20T07:45:00-03:00", "2025-02-20T07:45:00-03:00", "en", "/chess-on-platform-two/"),
    ("town/stepwell.txt", "बावड़ी में फिर पानी है", "2025-12-21T07:30:00+05:30", "2025-12-21T07:30:00+05:30", "hi", "/stepwell/"),
    ("transport/linie-4.md", "Die Linie 4 fährt wieder bis zum Fluss", "2025-12-14T05:10:00+01:00", "2026-03-29T12:00:00+02:00", "de", "/transport/linie-4/"),
    ("wire/briefs.ndjson:1", "Two hundred kites and no wind", "2025-08-31T18:00:00+01:00", "2025-09-01T09:15:00+01:00", "en-GB", "/briefs/kites-no-wind/"),
    ("wire/briefs.ndjson:2", "Der Nachtbus liest vor", "2026-01-05T22:30:00+01:00", "2026-01-05T22:30:00+01:00", "de", "/briefs/nachtbus/"),
    ("wire/briefs.ndjson:3", "La biblioteca que llega en burro", "2025-07-04T14:05:00-04:00", "2025-07-05T08:00:00-04:00", "es", "/briefs/biblioteca-en-burro/"),
    ("wire/lake-orua-dark-hour.json:1", "The town that switched itself off", "2026-02-17T09:00:00+13:00", "2026-02-18T11:30:00+13:00", "en-NZ", "/2026/02/lake-orua-dark-hour/"),
    ("wire/mto-mwamba-bird-count.txt", "Volunteers Find 187 Kinds of Birds Before Breakfast", "2025-06-12T00:00:00+03:00", "2025-06-12T00:00:00+03:00", "", "/mto-mwamba-bird-count/"),
    ("workshop/typewriter-clinic.mdx", "The typewriter clinic", "2024-11-19T00:00:00Z", "2024-11-21T00:00:00Z", "", "/typewriter-clinic/"),
];

/// The one article that is not ready yet.
const DRAFT: &str = "A weather vane in the shape of a question";

/// The sample site, copied, so that nothing is written among the sources.
pub(crate) fn sample() -> Site {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("articles/") {
            let path = entry.expect("an entry").path();
            let target = to.join(path.file_name().expect("a name"));
            if path.is_dir() {
                copy(&path, &target);
            } else {
                fs::copy(&path, target).expect("a copy");
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = fs::read_to_string(root.join("dateline.toml")).expect("dateline.toml");
    let site = Site::bare().config(&config);
    copy(&root.join("articles"), &site.path("articles"));
    site
}

fn instant(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The items of a feed of all articles, by title.
fn by_title(site: &Site) -> BTreeMap<String, Value> {
    site.run(&["build", "--limit", "0"]).code(0);
    site.items()
        .into_iter()
        .map(|item| (text(&item, "title").to_owned(), item))
        .collect()
}

#[test]
fn the_sample_site_builds_without_a_finding_and_its_feeds_are_valid() {
    let site = sample();
    site.build().code(0).stdout(
        "\
         feed.xml   20 of 22 entries, 20 new\n\
         atom.xml   20 of 22 entries, 20 new\n\
         feed.json  20 of 22 entries, 20 new\n\
         in public\n\
         20 new, 0 updated; 0 old articles will look new\n",
    );
    for feed in FEEDS {
        let path = format!("public/{feed}");
        site.run(&["validate", &path])
            .code(0)
            .stdout(&format!("{path}: valid, 0 errors, 0 warnings\n"));
    }
}

#[test]
fn every_sample_article_comes_out_with_its_title_dates_language_and_address() {
    let site = sample();
    let items = by_title(&site);
    assert_eq!(items.len(), ARTICLES.len());
    for (path, title, published, updated, language, address) in ARTICLES {
        let item = items
            .get(title)
            .unwrap_or_else(|| panic!("{path}: no entry `{title}`"));
        assert_eq!(text(item, "date_published"), published, "{path}");
        assert_eq!(text(item, "date_modified"), updated, "{path}");
        assert_eq!(text(item, "language"), language, "{path}");
        let url = text(item, "url");
        assert!(
            url.starts_with("https://example.org/") && url.ends_with(address),
            "{path}: {url}"
        );
    }
    for feed in FEEDS {
        assert!(
            !site.titles(feed).iter().any(|title| title == DRAFT),
            "{feed}"
        );
        // One instant in all three, whatever its notation.
        for entry in site.feed(feed).entries {
            let title = entry.title.expect("a title").content;
            let item = &items[&title];
            let published = instant(text(item, "date_published"));
            assert_eq!(entry.published, Some(published.to_utc()), "{feed}: {title}");
        }
    }
}

#[test]
fn the_sample_articles_are_in_one_order_newest_first() {
    let site = sample();
    site.run(&["build", "--limit", "0"]).code(0);
    let published: Vec<DateTime<FixedOffset>> = site
        .items()
        .iter()
        .map(|item| instant(text(item, "date_published")))
        .collect();
    assert!(published.is_sorted_by(|a, b| a >= b), "{published:?}");
    assert_eq!(site.titles("feed.xml"), site.titles("feed.json"));
    assert_eq!(site.titles("atom.xml"), site.titles("feed.json"));
}

#[test]
fn what_the_authors_of_the_sample_wrote_beside_the_dates_comes_out() {
    let site = sample();
    let items = by_title(&site);
    let item = |title: &str| &items[title];

    let ferry = item("The ferry will wait for the bus");
    assert_eq!(texts(ferry, "authors"), ["Hanne Lysholm", "Piet Aukes"]);
    assert_eq!(
        texts(ferry, "tags"),
        ["ferry", "timetable", "buses", "Harbour"]
    );

    let fog = item("Three seconds of fog");
    assert_eq!(
        text(fog, "id"),
        "tag:example.org,2025-02-06:three-seconds-of-fog"
    );
    let sound = &fog["attachments"][0];
    assert_eq!(text(sound, "mime_type"), "audio/mpeg");
    assert_eq!(sound["size_in_bytes"], 24983);
    assert!(text(sound, "url").ends_with("fog-signal.mp3"), "{sound}");

    let lamp = item("A new lamp for Skarvholm light");
    assert!(
        text(lamp, "image").ends_with("skarvholm-dusk.png"),
        "{lamp}"
    );

    let clock = item("Башенные часы снова спешат");
    assert_eq!(texts(clock, "authors"), ["Тимофей Рогожин"]);
    assert_eq!(texts(clock, "tags"), ["часы", "каланча", "ремонт"]);
    assert!(
        text(clock, "content_html").contains("href=\"https://example.org/museum/\""),
        "{clock}"
    );

    let library = item("The library after dark");
    assert_eq!(
        texts(library, "tags"),
        ["libraries", "reading", "town", "culture"]
    );

    let chess = item("The chess table on platform two");
    assert_eq!(
        chess["authors"][0]["url"],
        "mailto:rafael.bentancor@example.org"
    );
    assert_eq!(
        text(chess, "content_html").matches("<h2>").count(),
        2,
        "{chess}"
    );
    assert!(!text(chess, "content_html").contains('\r'), "{chess}");

    let stepwell = item("बावड़ी में फिर पानी है");
    for heading in ["<h2>पहला पानी</h2>", "<h2>अब क्या होगा</h2>"]
    {
        assert!(
            text(stepwell, "content_html").contains(heading),
            "{stepwell}"
        );
    }

    let kites = item("Two hundred kites and no wind");
    assert_eq!(text(kites, "image"), "https://example.org/media/kites.jpg");
}

#[test]
fn the_sample_news_text_has_its_headline_lead_and_headings() {
    let site = sample();
    let items = by_title(&site);
    let news = &items["Volunteers Find 187 Kinds of Birds Before Breakfast"];
    let content = text(news, "content_html");
    for heading in [
        "A Rare Visitor in Square Nine",
        "Cleaner Water Upstream",
        "Next Count in December",
    ] {
        assert!(
            content.contains(&format!("<h2>{heading}</h2>")),
            "{heading} in {content}"
        );
    }
    let summary = text(news, "summary");
    assert!(
        !summary.is_empty() && !summary.contains("2025-06-12") && !summary.contains("Nairobi:"),
        "{summary}"
    );
    assert!(
        content.starts_with(&format!("<p>{}", &summary[..40])),
        "{content}"
    );
    assert!(
        !content.contains("Volunteers Find 187"),
        "the title is not said twice: {content}"
    );
    let inspected = site.inspected("wire/mto-mwamba-bird-count.txt");
    assert_eq!(text(&inspected[0], "place"), "Nairobi");
    let places: Vec<String> = site
        .inspected("wire")
        .iter()
        .map(|article| text(article, "place").to_owned())
        .collect();
    assert_eq!(
        places,
        [
            "Harle Sands",
            "Oberhagen",
            "Quebrada Alta",
            "Lake Ōrua",
            "Nairobi"
        ]
    );
}

#[test]
fn links_between_sample_articles_lead_to_their_pages() {
    let items = by_title(&sample());
    let oven = text(&items["The oven at the end of the lane"], "content_html");
    for address in [
        "https://example.org/kitchen/pao-de-queijo/",
        "https://example.org/blog/bread-oven/firing-days.csv",
        "https://example.org/harbour/",
        "https://example.org/blog/bread-oven/#firing-days",
        "https://example.org/blog/bread-oven/oven-hill.png",
    ] {
        assert!(
            oven.contains(&format!("=\"{address}\"")),
            "{address} in {oven}"
        );
    }
    assert!(
        oven.contains("id=\"firing-days\""),
        "what the fragment names is there: {oven}"
    );
    let tide = text(&items["How to read a tide table"], "content_html");
    assert!(!tide.contains("href=\"#"), "{tide}");
}

#[test]
fn what_is_no_text_of_a_sample_article_does_not_show() {
    let items = by_title(&sample());
    let clinic = text(&items["The typewriter clinic"], "content_html");
    assert!(!clinic.contains("import "), "{clinic}");
    assert!(
        !clinic.contains("{/*") && !clinic.contains("*/}"),
        "{clinic}"
    );
    assert!(!clinic.contains("Aside"), "{clinic}");
    let eclipse = text(&items["赤い月を待つ屋上"], "content_html");
    for outside in ["<nav", "<script", "<style", "<footer"] {
        assert!(!eclipse.contains(outside), "{outside} in {eclipse}");
    }
}
