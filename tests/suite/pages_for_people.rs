//! What is written beside the feeds: pages for people, stylesheets, the list of all feeds, sitemaps, and
//! the links that lead to feeds. All of it is read with parsers.

use dom_query::Document;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::support::{CONFIG, Site};

fn configured(more: &str) -> Site {
    Site::new().config(&format!("{CONFIG}{more}"))
}

const ALL: &str = "[output]\npages = true\nopml = true\nsitemap = true\nnews_sitemap = true\n\
                   [[feeds]]\npath = \"feed.xml\"\ncss = true\n[[feeds]]\npath = \"feed.json\"\n";

fn texts(page: &Document, selector: &str) -> Vec<String> {
    let found = page.select(selector);
    found
        .iter()
        .map(|one| one.text().split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn attributes(page: &Document, selector: &str, name: &str) -> Vec<String> {
    let found = page.select(selector);
    found
        .iter()
        .filter_map(|one| one.attr(name).map(|value| value.to_string()))
        .collect()
}

/// Name, depth, attributes, text directly inside.
type Element = (String, usize, Vec<(String, String)>, String);

/// The elements of a well-formed document.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut all: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let event = reader.read_event().expect("well-formed");
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let attributes = start.attributes().map(|attribute| {
                    let attribute = attribute.expect("an attribute");
                    let value = String::from_utf8(attribute.value.to_vec()).expect("UTF-8");
                    let value = quick_xml::escape::unescape(&value).expect("references");
                    let name = String::from_utf8(attribute.key.as_ref().to_vec());
                    (name.expect("UTF-8"), value.into_owned())
                });
                let name = String::from_utf8(start.name().as_ref().to_vec()).expect("UTF-8");
                all.push((name, open.len(), attributes.collect(), String::new()));
                if matches!(event, Event::Start(_)) {
                    open.push(all.len() - 1);
                }
            }
            Event::End(_) => {
                open.pop().expect("what ends was open");
            }
            Event::Text(text) => {
                if let Some(at) = open.last() {
                    all[*at].3.push_str(&text.decode().expect("UTF-8"));
                }
            }
            Event::GeneralRef(name) => {
                if let Some(at) = open.last() {
                    let name = format!("&{};", name.decode().expect("UTF-8"));
                    let text = quick_xml::escape::unescape(&name).expect("a reference");
                    all[*at].3.push_str(&text);
                }
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

fn values(xml: &str, name: &str) -> Vec<String> {
    let all = elements(xml).into_iter().filter(|found| found.0 == name);
    all.map(|found| found.3.trim().to_owned()).collect()
}

fn attribute<'a>(of: &'a [(String, String)], name: &str) -> &'a str {
    let found = of.iter().find(|(key, _)| key == name);
    found.map_or("", |(_, value)| value)
}

#[test]
fn a_page_says_what_the_feed_is_and_how_to_subscribe() {
    let site = configured(ALL)
        .dated("a.md", "Harbour opens", "2025-05-05T10:30:00+02:00")
        .dated("b.md", "Second", "2025-05-04");
    site.build().code(0).stdout(
        "feed.xml          2 entries, 2 new\nfeed.json         2 entries, 2 new\n\
         feed.html         written\nfeed.css          written\nfeeds.opml        written\n\
         sitemap.xml       written\nnews-sitemap.xml  written\nin public\n\
         2 new, 0 updated; 0 old articles will look new\n",
    );
    let page = Document::from(site.published("feed.html"));
    assert_eq!(texts(&page, "title"), ["Example"]);
    assert_eq!(texts(&page, "h1"), ["Example"]);
    assert_eq!(texts(&page, ".about"), ["A site for tests."]);
    assert_eq!(texts(&page, "#address"), ["https://example.org/feed.xml"]);
    assert_eq!(
        attributes(&page, "html", "lang"),
        ["en"],
        "the page has the feed's language"
    );
    assert_eq!(attributes(&page, "html", "dir"), ["ltr"]);
    assert_eq!(
        texts(&page, ".entries h3"),
        ["Harbour opens", "Second"],
        "the entries of the feed"
    );
    assert_eq!(
        attributes(&page, ".entries h3 a", "href"),
        ["https://example.org/a/", "https://example.org/b/"]
    );
    assert_eq!(
        attributes(&page, ".entries time", "datetime"),
        ["2025-05-05T10:30:00+02:00", "2025-05-04"]
    );
    assert_eq!(texts(&page, ".entries time"), ["5 May 2025", "4 May 2025"]);
    let readers = attributes(&page, ".readers a", "href");
    assert!(
        readers.len() > 3
            && readers
                .iter()
                .filter(|url| url.starts_with("https://"))
                .all(|url| url.contains("https%3A%2F%2Fexample.org%2Ffeed.xml")),
        "{readers:?}"
    );
    assert_eq!(
        attributes(&page, ".formats a", "href"),
        [
            "https://example.org/feed.xml",
            "https://example.org/feed.json"
        ]
    );
    assert_eq!(
        attributes(&page, ".opml a", "href"),
        ["https://example.org/feeds.opml"]
    );
    // What does nothing without a script is not there without it; nothing is asked of other hosts.
    assert_eq!(attributes(&page, "button", "hidden").len(), 1);
    assert_eq!(attributes(&page, "[src]", "src"), [""; 0]);
    assert_eq!(texts(&page, "link[rel=stylesheet]"), [""; 0]);
}

#[test]
fn markup_in_titles_stays_text() {
    let hostile = "</title><script>alert(1)</script> & \"x\" 'y' ]]> {{ 7 * 7 }}";
    let title = "1 < 2 && \"x\" > 'y' ]]> {{ 7 * 7 }} {% raw %}";
    let quoted_title = serde_json::to_string(title).expect("JSON");
    let quoted = serde_json::to_string(hostile).expect("JSON");
    let site = Site::new()
        .config(&format!(
            "[site]\ntitle = {quoted}\nurl = \"https://example.org/\"\ndescription = {quoted}\nlanguage = \"en\"\n\
             timezone = \"UTC\"\n{ALL}"
        ))
        .article("a.md", &format!("---\ntitle: {quoted_title}\nslug: a\ndate: 2026-05-31T12:00:00Z\n---\nText.\n"));
    site.build().code(0);
    let page = Document::from(site.published("feed.html"));
    for selector in [
        "title",
        "h1",
        ".about",
        ".entries h3",
        ".formats a[aria-current]",
    ] {
        let found = match selector {
            ".formats a[aria-current]" => attributes(&page, selector, "aria-label"),
            _ => texts(&page, selector),
        };
        assert_eq!(found.len(), 1, "{selector}");
        let expected = if selector == ".entries h3" {
            title
        } else {
            hostile
        };
        assert!(found[0].starts_with(expected), "{selector}: {found:?}");
    }
    assert_eq!(page.select("script").length(), 1, "the page's own alone");
    let opml = site.published("feeds.opml");
    assert_eq!(values(&opml, "title"), [hostile]);
    assert_eq!(
        values(&site.published("news-sitemap.xml"), "news:title"),
        [title]
    );
    let line = site.run(&["autodiscovery"]).code(0).stdout.clone();
    let head = Document::from(format!("<!DOCTYPE html><html><head>{line}</head></html>"));
    let titles = attributes(&head, "head > link", "title");
    assert_eq!(titles.len(), 2, "{line}");
    assert!(
        titles.iter().all(|title| title.starts_with(hostile)),
        "{titles:?}"
    );
}

#[test]
fn a_page_from_right_to_left() {
    let site = Site::new()
        .config(&format!(
            "[site]\ntitle = \"رسالة الواحة\"\nurl = \"https://example.org/\"\nlanguage = \"ar\"\ntimezone = \"UTC\"\n{ALL}"
        ))
        .article("a.md", "---\ntitle: RSS في الواحة\nslug: a\ndate: 2025-05-05\n---\nنص.\n")
        .article("b.md", "---\ntitle: In English\nslug: b\nlang: en\ndate: 2025-05-04\n---\nText.\n");
    site.build().code(0);
    let page = Document::from(site.published("feed.html"));
    assert_eq!(attributes(&page, "html", "dir"), ["rtl"]);
    assert_eq!(attributes(&page, "html", "lang"), ["ar"]);
    assert_eq!(attributes(&page, ".entries li", "dir"), ["rtl", "auto"]);
    assert_eq!(attributes(&page, ".entries h3", "lang"), ["en"]);
    assert_eq!(attributes(&page, "#address", "dir"), ["ltr"]);
}

#[test]
fn without_entries_there_is_a_page_too() {
    let site = configured(ALL);
    std::fs::create_dir_all(site.path("articles")).expect("a folder");
    site.build().code(0);
    let page = Document::from(site.published("feed.html"));
    assert_eq!(texts(&page, ".empty"), ["No articles yet."]);
    assert_eq!(texts(&page, ".entries"), [""; 0]);
    assert_eq!(values(&site.published("sitemap.xml"), "loc"), [""; 0]);
}

#[test]
fn nothing_is_written_twice_nor_where_nothing_may_be() {
    let site = configured(ALL).dated("a.md", "A", "2025-05-05");
    site.run(&["diff"]).code(0);
    assert!(!site.path("public").exists(), "a comparison writes nothing");
    site.run(&["build", "--locked"]).code(1);
    assert!(
        !site.path("public").exists(),
        "a stale ledger stops the build"
    );
    site.build().code(0);
    let times = |site: &Site| -> Vec<_> {
        let mut names: Vec<String> = site.snapshot().into_keys().collect();
        names.sort();
        let changed = |name: &String| {
            let file = site.path("public").join(name);
            std::fs::metadata(file)
                .and_then(|file| file.modified())
                .expect("a time")
        };
        names
            .iter()
            .map(|name| (name.clone(), changed(name)))
            .collect()
    };
    let before = times(&site);
    assert_eq!(before.len(), 7, "{before:?}");
    site.build().code(0).stdout(
        "feed.xml          1 entry, unchanged\nfeed.json         1 entry, unchanged\n\
         feed.html         unchanged\nfeed.css          unchanged\nfeeds.opml        unchanged\n\
         sitemap.xml       unchanged\nnews-sitemap.xml  unchanged\n",
    );
    assert_eq!(times(&site), before);
}

#[test]
fn who_may_not_be_seen_is_nowhere() {
    let site = configured(&format!(
        "{ALL}[[feeds]]\npath = \"all.xml\"\npage = false\n[feeds.filter]\nhidden = true\n"
    ))
    .dated("a.md", "Shown", "2026-05-31")
    .article(
        "b.md",
        "---\ntitle: Secret draft\ndraft: true\ndate: 2026-05-31\n---\nText.\n",
    )
    .article(
        "c.md",
        "---\ntitle: Secret hidden\nhidden: true\ndate: 2026-05-31\n---\nText.\n",
    )
    .article(
        "d.md",
        "---\ntitle: Secret past\nexpires: 2026-05-31T12:00:00Z\ndate: 2026-05-31\n---\nText.\n",
    )
    .dated("e.md", "Secret future", "2026-06-02");
    site.build().code(0);
    for file in ["feed.html", "sitemap.xml", "news-sitemap.xml", "feeds.opml"] {
        let text = site.published(file).to_lowercase();
        assert!(!text.contains("secret"), "{file}\n{text}");
    }
    assert!(site.published("all.xml").contains("Secret hidden"));
    assert_eq!(
        values(&site.published("sitemap.xml"), "loc"),
        ["https://example.org/a/"]
    );
}

#[test]
fn sitemaps_leave_out_what_engines_are_to_pass_over() {
    let mut site = configured(ALL).article("a.md", "---\ntitle: A\ndate: 2026-05-31\n---\nText.\n");
    for (at, field) in [
        "robots: noindex",
        "robots: [noindex, nofollow]",
        "sitemap: false",
        "sitemap:\n  disable: true",
    ]
    .iter()
    .enumerate()
    {
        let text = format!("---\ntitle: Out\ndate: 2026-05-31\n{field}\n---\nText.\n");
        site = site.article(&format!("out-{at}.md"), &text);
    }
    for (at, field) in ["robots: index, follow", "sitemap:\n  priority: 0.5"]
        .iter()
        .enumerate()
    {
        let text = format!("---\ntitle: In\ndate: 2026-05-31\n{field}\n---\nText.\n");
        site = site.article(&format!("in-{at}.md"), &text);
    }
    let page = "<html><head><title>Page</title><meta name=robots content=\"NOINDEX, follow\">\
        <meta property=article:published_time content=2026-05-31></head><body><p>Text.</p></body></html>";
    let site = site.article("out-page.html", page);
    site.build().code(0);
    for file in ["sitemap.xml", "news-sitemap.xml"] {
        let mut listed = values(&site.published(file), "loc");
        listed.sort();
        let expected = ["a", "in-0", "in-1"].map(|name| format!("https://example.org/{name}/"));
        assert_eq!(listed, expected, "{file}");
    }
}

#[test]
fn a_list_of_feeds_names_each_once_and_has_folders() {
    let site = configured(&format!(
        "{ALL}[[feeds]]\nby = [\"tag\"]\npath = \"tags/:slug/feed.xml\"\nhome = \"/tags/:slug/\"\n\
         [[feeds]]\nby = [\"tag\"]\npath = \"tags/:slug/feed.json\"\n"
    ))
    .article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05\ntags: [Boats & Ships, tides]\n---\nText.\n",
    );
    site.build().code(0);
    let all = elements(&site.published("feeds.opml"));
    let outlines: Vec<(usize, &str, &str, &str)> = all
        .iter()
        .filter(|found| found.0 == "outline")
        .map(|(_, depth, of, _)| {
            (
                *depth,
                attribute(of, "text"),
                attribute(of, "xmlUrl"),
                attribute(of, "htmlUrl"),
            )
        })
        .collect();
    assert_eq!(
        outlines,
        [
            (
                2,
                "Example",
                "https://example.org/feed.xml",
                "https://example.org/"
            ),
            (2, "Tags", "", ""),
            (
                3,
                "Example – Boats & Ships",
                "https://example.org/tags/boats-and-ships/feed.xml",
                "https://example.org/tags/boats-and-ships/"
            ),
            (
                3,
                "Example – tides",
                "https://example.org/tags/tides/feed.xml",
                "https://example.org/tags/tides/"
            ),
        ]
    );
    // The main page leads to the pages of tags; these do not lead to each other.
    let main = Document::from(site.published("feed.html"));
    assert_eq!(
        attributes(&main, "details li > span > a[href$='.html']", "href"),
        [
            "https://example.org/tags/boats-and-ships/feed.html",
            "https://example.org/tags/tides/feed.html"
        ]
    );
    let tag = Document::from(site.published("tags/tides/feed.html"));
    assert_eq!(texts(&tag, "h1"), ["Example – tides"]);
    assert_eq!(tag.select("details").length(), 0);
    assert_eq!(
        texts(&tag, "#address"),
        ["https://example.org/tags/tides/feed.xml"]
    );
    // The links for every page of the site lead to the feeds of the whole site.
    let lines = site.run(&["autodiscovery"]).code(0).stdout.clone();
    assert_eq!(lines.lines().count(), 2, "{lines}");
}

#[test]
fn news_are_of_the_last_two_days_by_the_instant_that_the_build_is_told() {
    let site = configured(ALL)
        .dated("a.md", "Just in", "2026-05-30T00:00:01Z")
        .dated("b.md", "Just out", "2026-05-30T00:00:00Z")
        .dated("c.md", "Still to come", "2026-06-01T00:00:01Z")
        .dated("d.md", "Old", "2025-05-30");
    site.build().code(0);
    let news = site.published("news-sitemap.xml");
    assert_eq!(values(&news, "news:title"), ["Just in"]);
    assert_eq!(values(&news, "loc"), ["https://example.org/a/"]);
    assert_eq!(values(&news, "news:name"), ["Example"]);
    assert_eq!(values(&news, "news:language"), ["en"]);
    assert_eq!(
        values(&news, "news:publication_date"),
        ["2026-05-30T00:00:01Z"]
    );
    site.run(&["build", "--now", "2026-06-01T00:00:01Z"])
        .code(0);
    assert_eq!(
        values(&site.published("news-sitemap.xml"), "news:title"),
        ["Still to come"]
    );
    let list = values(&site.published("sitemap.xml"), "loc");
    assert_eq!(list.len(), 4, "{list:?}");
}

#[test]
fn what_time_alone_changes_beside_the_feeds_is_known() {
    let news = "[output]\nnews_sitemap = true\n[[feeds]]\npath = \"feed.xml\"\nlimit = 1\n";
    let map = "[output]\nsitemap = true\n[[feeds]]\npath = \"feed.xml\"\n[feeds.filter]\ntags = [\"x\"]\n";
    let none = "[[feeds]]\npath = \"feed.xml\"\n[feeds.filter]\ntags = [\"x\"]\n";
    for (settings, said) in [
        (news, "2026-06-01T12:00:00Z"),
        (map, "2026-06-09T00:00:00Z"),
        (none, ""),
    ] {
        let site = configured(settings)
            .dated("a.md", "A", "2026-05-30T12:00:00Z")
            .dated("b.md", "B", "2026-06-09");
        site.build().code(0);
        let next = site.run(&["next"]).stdout.clone();
        let holds = match said {
            "" => !next.contains("2026-06"),
            said => next.contains(said),
        };
        assert!(holds, "{settings}\n{next}");
    }
}

#[test]
fn a_thousand_news_are_enough() {
    let mut site = configured("[output]\nnews_sitemap = true\n[[feeds]]\npath = \"feed.xml\"\n");
    for number in 0..1_001 {
        let second = number % 60;
        let minute = number / 60;
        let date = format!("2026-05-31T12:{minute:02}:{second:02}Z");
        site = site.dated(&format!("{number}.md"), &format!("N{number}"), &date);
    }
    site.build().code(0);
    let titles = values(&site.published("news-sitemap.xml"), "news:title");
    assert_eq!(titles.len(), 1_000);
    assert_eq!((&*titles[0], &*titles[999]), ("N1000", "N1"));
}

#[test]
fn a_sitemap_says_when_articles_truly_changed() {
    let site = configured(ALL).dated("a.md", "A", "2025-05-05").article(
        "b.md",
        "---\ntitle: B\ndate: 2025-05-04\nupdated: 2025-06-01T10:00:00Z\n---\nText.\n",
    );
    site.build().code(0);
    let dates = |site: &Site| values(&site.published("sitemap.xml"), "lastmod");
    assert_eq!(
        dates(&site),
        ["2025-06-01T10:00:00Z", "2025-05-05T00:00:00Z"],
        "oldest first"
    );
    // A changed text is a change at the instant of the build that first shows it.
    let site = site.article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05\n---\nWholly other words.\n",
    );
    site.run(&["build", "--now", "2026-06-03T00:00:00Z"])
        .code(0);
    assert_eq!(dates(&site)[1], "2026-06-03T00:00:00Z");
}

#[test]
fn a_large_sitemap_is_an_index_of_parts_of_which_a_new_article_changes_the_last() {
    let records = |count: usize| -> String {
        let record = |at: usize| {
            let (day, month, year) = (at % 28 + 1, at / 28 % 12 + 1, 1800 + at / 336);
            format!(
                "{{\"id\": \"n{at}\", \"title\": \"N{at}\", \"url\": \"https://example.org/n{at}/\", \
                 \"date_published\": \"{year}-{month:02}-{day:02}\", \"content_text\": \"Text.\"}}\n"
            )
        };
        (0..count).map(record).collect()
    };
    let site = configured("[output]\nsitemap = \"all.xml\"\n[[feeds]]\npath = \"feed.xml\"\n")
        .article("all.ndjson", &records(50_000));
    site.run(&["build", "--no-lock"]).code(0);
    assert_eq!(values(&site.published("all.xml"), "lastmod").len(), 50_000);
    assert!(!site.path("public/all-1.xml").exists());

    let site = site.article("all.ndjson", &records(50_002));
    site.run(&["build", "--no-lock"]).code(0);
    let index = site.published("all.xml");
    assert!(index.contains("<sitemapindex "), "{index}");
    assert_eq!(
        values(&index, "loc"),
        [
            "https://example.org/all-1.xml",
            "https://example.org/all-2.xml"
        ]
    );
    let first = site.published("all-1.xml");
    assert_eq!(values(&first, "loc").len(), 50_000);
    let last = site.published("all-2.xml");
    assert_eq!(
        values(&last, "loc"),
        ["https://example.org/n50000/", "https://example.org/n50001/"]
    );
    // Each part changed when the last of its articles did.
    for (part, changed) in [&first, &last].into_iter().zip(values(&index, "lastmod")) {
        assert_eq!(values(part, "lastmod").into_iter().max(), Some(changed));
    }
}

#[test]
fn a_sitemap_lists_its_own_folder_alone() {
    let site = Site::new()
        .config(&format!(
            "[site]\nurl = \"https://example.org/blog/\"\nlanguage = \"en\"\ntimezone = \"UTC\"\n{ALL}"
        ))
        .dated("a.md", "A", "2025-05-05")
        .article("b.md", "---\ntitle: B\ndate: 2025-05-04\nurl: https://elsewhere.example/b\n---\nText.\n");
    site.build().code(0).stdout_has(
        "warning[outside-sitemap]: the sitemap may not list https://elsewhere.example/b",
    );
    assert_eq!(
        values(&site.published("sitemap.xml"), "loc"),
        ["https://example.org/blog/a/"]
    );
    // The addresses of all that is beside feeds are below the site's path too.
    let page = Document::from(site.published("feed.html"));
    assert_eq!(
        texts(&page, "#address"),
        ["https://example.org/blog/feed.xml"]
    );
    site.run(&["autodiscovery"]).code(0).stdout(
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"example.org (RSS)\" href=\"https://example.org/blog/feed.xml\">\n\
         <link rel=\"alternate\" type=\"application/feed+json\" title=\"example.org (JSON Feed)\" href=\"https://example.org/blog/feed.json\">\n",
    );
}

#[test]
fn the_main_feed_comes_first_of_the_links() {
    let site = configured(
        "[[feeds]]\npath = \"boats.xml\"\ntitle = \"Boats\"\n[feeds.filter]\ntags = [\"boats\"]\n\
         [[feeds]]\npath = \"feed.xml\"\n",
    );
    site.run(&["autodiscovery"]).code(0).stdout(
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Example\" href=\"https://example.org/feed.xml\">\n\
         <link rel=\"alternate\" type=\"application/rss+xml\" title=\"Boats\" href=\"https://example.org/boats.xml\">\n",
    );
    site.run(&["autodiscovery", "--format", "http"]).code(0).stdout(
        "Link: <https://example.org/feed.xml>; rel=\"alternate\"; type=\"application/rss+xml\"; title=\"Example\", \
         <https://example.org/boats.xml>; rel=\"alternate\"; type=\"application/rss+xml\"; title=\"Boats\"\n",
    );
}

#[test]
fn a_stylesheet_stands_where_browsers_look_for_it() {
    for (format, css, expected) in [
        ("rss", "true", Some("feed.css")),
        ("atom", "true", Some("feed.css")),
        (
            "rss",
            "\"/style.css?a=1&b=2\"",
            Some("/style.css?a=1&amp;b=2"),
        ),
        ("json", "true", None),
        ("rss", "false", None),
    ] {
        let site = configured(&format!(
            "[[feeds]]\npath = \"sub/x\"\nformat = \"{format}\"\ncss = {css}\n"
        ))
        .dated("a.md", "A", "2025-05-05");
        site.build().code(0);
        let text = site.published("sub/x");
        let line = text.lines().nth(1).unwrap_or_default();
        match expected {
            Some(address) => assert_eq!(
                line,
                format!("<?xml-stylesheet type=\"text/css\" href=\"{address}\"?>")
            ),
            None => assert!(!text.contains("xml-stylesheet"), "{text}"),
        }
        let beside = css == "true" && format != "json";
        assert_eq!(
            site.path("public/sub/feed.css").is_file(),
            beside,
            "{format} {css}"
        );
        site.run(&["validate", "public/sub/x", "--profile", "strict"])
            .code(0);
    }
}

#[test]
fn a_stylesheet_speaks_the_language_of_the_site() {
    let feeds = "[[feeds]]\npath = \"feed.xml\"\ncss = true\n";
    let sheet = |language: &str| {
        let site = configured(feeds).dated("a.md", "A", "2025-05-05");
        let language = format!("site.language={language}");
        site.run(&["build", "--set", &language]).code(0);
        site.published("feed.css")
    };
    let english = sheet("en");
    assert!(english.contains("content: \"This is a feed. "), "{english}");
    let hebrew = sheet("he");
    assert!(hebrew.starts_with("@charset \"UTF-8\";\n"), "{hebrew}");
    assert!(hebrew.contains(":root { direction: rtl; }"), "{hebrew}");
    assert!(!hebrew.contains("This is a feed"), "{hebrew}");
    assert!(!sheet("de-AT").contains("This is a feed"));
    assert_eq!(sheet("tlh"), english);
}

#[test]
fn a_template_of_ones_own_has_all_that_the_page_has() {
    let site = configured(
        "[output]\npages = true\ntemplate = \"templates/mine.html\"\n[[feeds]]\npath = \"feed.xml\"\n",
    )
    .file(
        "templates/mine.html",
        "{% include \"part.html\" %}{% for entry in entries %}<p>{{ entry.title }} {{ entry.datetime }}</p>{% endfor %}",
    )
    .file("templates/part.html", "<h1>{{ feed.title }}</h1>")
    .dated("a.md", "A <b>", "2025-05-05");
    site.build().code(0);
    assert_eq!(
        site.published("feed.html"),
        "<h1>Example</h1><p>A &lt;b&gt; 2025-05-05</p>\n"
    );
    let site = site.file(
        "templates/mine.html",
        "{% extends \"dateline/page.html\" %}{% block footer %}<footer>Mine</footer>{% endblock %}",
    );
    site.build().code(0);
    let page = Document::from(site.published("feed.html"));
    assert_eq!(texts(&page, "footer"), ["Mine"]);
    assert_eq!(texts(&page, ".entries h3"), ["A <b>"]);
    // The built-in one is printed to start from, and works as it is.
    let built_in = site.run(&["template"]).code(0).stdout.clone();
    let site = site.file("templates/mine.html", &built_in);
    site.build().code(0);
    let page = Document::from(site.published("feed.html"));
    assert_eq!(texts(&page, ".entries h3"), ["A <b>"]);
}

#[test]
fn a_broken_template_is_a_finding_and_the_feeds_are_written() {
    for (template, said) in [
        (
            "<p>\n{% for entry in %}\n",
            "templates/mine.html:2: error[broken-template]: syntax error",
        ),
        (
            "<p>\n\n{{ fed.title }}\n",
            "templates/mine.html:3: error[broken-template]: undefined value",
        ),
        (
            "{% include \"part.html\" %}",
            "templates/part.html:2: error[broken-template]: unknown filter",
        ),
        (
            "{% include \"../../dateline.toml\" %}",
            "templates/mine.html:1: error[broken-template]: template not found",
        ),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "templates/mine.html:1: error[broken-template]: engine ran out of fuel",
        ),
        (
            "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
            "templates/mine.html:1: error[broken-template]:",
        ),
    ] {
        let site = configured(
            "[output]\npages = true\ntemplate = \"templates/mine.html\"\n[[feeds]]\npath = \"feed.xml\"\n",
        )
        .file("templates/mine.html", template)
        .file("templates/part.html", "\n{{ feed.title|shout }}")
        .dated("a.md", "A", "2025-05-05");
        let output = site.build().code(1);
        assert!(output.stdout.contains(said), "{said}\n{output}");
        assert_eq!(site.titles("feed.xml"), ["A"]);
        assert!(!site.path("public/feed.html").exists(), "{template}");
    }
    let site = configured("[output]\npages = true\ntemplate = \"nowhere.html\"\n").dated(
        "a.md",
        "A",
        "2025-05-05",
    );
    site.build()
        .code(1)
        .stdout_has("nowhere.html: error[broken-template]");
    assert_eq!(site.titles("feed.xml"), ["A"]);
}

#[test]
fn places_that_cannot_be_written_are_refused_before_anything_is() {
    for (settings, said) in [
        (
            "[output]\nopml = \"../x.opml\"\n",
            "output.opml: expected a file inside the output folder",
        ),
        (
            "[output]\nsitemap = \"feed.xml\"\n[[feeds]]\npath = \"feed.xml\"\n",
            "output.sitemap: `feed.xml` is the path of a feed too",
        ),
        (
            "[[feeds]]\npath = \"feed.xml\"\npage = \"feed.xml\"\n",
            "feeds[0].page: `feed.xml` is the path of a feed too",
        ),
        (
            "[[feeds]]\npath = \"feed.xml\"\npage = \"/etc/x.html\"\n",
            "feeds[0].page: expected a file inside",
        ),
        (
            "[[feeds]]\nby = [\"tag\"]\npage = \"tags.html\"\n",
            "feeds[0].page: expected `:slug`",
        ),
        (
            "[[feeds]]\nby = [\"tag\"]\npage = \":slug/:moon.html\"\n",
            "feeds[0].page: unknown part `:moon`",
        ),
        ("[output]\nopml = 3\n", "expected true, false or a path"),
        (
            "[[feeds]]\npath = \"feed.xml\"\ncss = \"ftp://example.org/x.css\"\n",
            "feeds[0].css: expected true, false or a web address",
        ),
        (
            "[[feeds]]\npath = \"feed.css\"\nformat = \"rss\"\ncss = true\n",
            "feeds[0].css: `feed.css` is the path of a feed too",
        ),
    ] {
        let site = configured(settings).dated("a.md", "A", "2025-05-05");
        let output = site.build().code(2);
        assert!(output.stderr.contains(said), "{said}\n{output}");
        assert!(!site.path("public").exists(), "{settings}");
    }
}
