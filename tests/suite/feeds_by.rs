//! Many feeds from one line of the configuration: by tag, author, section, language and year.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::support::{CONFIG, Site, text, texts};

/// A line that makes a feed for each tag.
const BY_TAG: &str = "[[feeds]]\nby = [\"tag\"]\npath = \"tags/:slug/feed.json\"\n";

fn site(feeds: &str) -> Site {
    Site::bare().config(&format!("{CONFIG}{feeds}"))
}

/// Adds an article with these fields of its front matter.
fn add(site: Site, path: &str, date: &str, fields: &str) -> Site {
    let title = path
        .rsplit('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".md");
    site.article(
        path,
        &format!("---\ntitle: {title}\ndate: {date}\n{fields}\n---\nText of {title}.\n"),
    )
}

fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(&site.published(path)).expect("JSON")
}

fn titles(site: &Site, path: &str) -> Vec<String> {
    let feed = json(site, path);
    let items = feed["items"].as_array().expect("items").iter();
    items.map(|item| text(item, "title").to_owned()).collect()
}

/// The paths of all feeds there are.
fn paths(site: &Site) -> Vec<String> {
    site.snapshot().into_keys().collect()
}

#[test]
fn each_value_has_a_feed_of_its_own() {
    let feeds = "[[feeds]]\nby = [\"tag\", \"author\", \"section\", \"language\", \"year\"]\n\
                 path = \":by/:slug/feed.json\"\n";
    let site = site(feeds);
    let site = add(
        site,
        "blog/a.md",
        "2025-03-01",
        "tags: [Rust, C++]\nauthor: Ada Lovelace",
    );
    let site = add(
        site,
        "blog/deep/b.md",
        "2025-02-01",
        "tags: [rust, C]\nauthors: [Ada Lovelace, Bo]",
    );
    let site = add(
        site,
        "notes/c.md",
        "2024-12-31T23:30:00-05:00",
        "tags: ['C#', Rust]\nlang: pt-BR",
    );
    let site = add(site, "top.md", "2024-01-01", "lang: en");
    site.build().code(0);
    for (path, wanted) in [
        ("tag/rust", vec!["a", "b", "c"]),
        ("tag/c", vec!["b"]),
        ("tag/c-plus-plus", vec!["a"]),
        ("tag/c-sharp", vec!["c"]),
        ("author/ada-lovelace", vec!["a", "b"]),
        ("author/bo", vec!["b"]),
        ("section/blog", vec!["a", "b"]),
        ("section/notes", vec!["c"]),
        ("language/en", vec!["a", "b", "top"]),
        ("language/pt-br", vec!["c"]),
        ("year/2025", vec!["a", "b"]),
        // The year where it was published.
        ("year/2024", vec!["c", "top"]),
    ] {
        assert_eq!(
            titles(&site, &format!("{path}/feed.json")),
            wanted,
            "{path}"
        );
    }
    assert_eq!(paths(&site).len(), 12, "{:?}", paths(&site));
    assert_eq!(
        text(&json(&site, "tag/rust/feed.json"), "title"),
        "Example – Rust"
    );
    assert_eq!(
        text(&json(&site, "tag/c-sharp/feed.json"), "title"),
        "Example – C#"
    );
    assert_eq!(
        text(&json(&site, "language/pt-br/feed.json"), "language"),
        "pt-BR"
    );
    site.run(&["validate", "--profile", "strict", "public"])
        .code(0);
}

#[test]
fn titles_pages_and_addresses_are_made_by_patterns() {
    let feeds = "[[feeds]]\nby = [\"tag\"]\npath = \"t/:slug/:format.xml\"\nformat = \"atom\"\n\
                 title = \"On :value (:site)\"\ndescription = \"All about :value.\"\nhome = \"/topics/:slug/\"\n";
    let site = add(site(feeds), "a.md", "2025-01-01", "tags: [Zażółć gęślą]");
    site.build().code(0);
    let feed = site.feed("t/zażółć-gęślą/atom.xml");
    assert_eq!(
        feed.title.expect("a title").content,
        "On Zażółć gęślą (Example)"
    );
    assert_eq!(
        feed.description.expect("a subtitle").content,
        "All about Zażółć gęślą."
    );
    let links: BTreeMap<_, _> = feed
        .links
        .iter()
        .map(|link| (link.rel.as_deref().unwrap_or_default(), link.href.as_str()))
        .collect();
    let slug = "za%C5%BC%C3%B3%C5%82%C4%87-g%C4%99%C5%9Bl%C4%85";
    assert_eq!(
        links["alternate"],
        format!("https://example.org/topics/{slug}/")
    );
    assert_eq!(
        links["self"],
        format!("https://example.org/t/{slug}/atom.xml")
    );
    assert_eq!(feed.id, links["self"]);
}

#[test]
fn the_identifiers_of_feeds_survive_a_move_of_the_site() {
    let feeds = "[[feeds]]\nby = [\"tag\"]\npath = \"tags/:slug/atom.xml\"\n";
    let site = add(site(feeds), "a.md", "2025-01-01", "tags: [Zebra, über]");
    site.build().code(0);
    let before = [
        site.feed("tags/zebra/atom.xml").id,
        site.feed("tags/über/atom.xml").id,
    ];
    assert_eq!(before[1], "https://example.org/tags/%C3%BCber/atom.xml");
    let lines = site.read("dateline.lock");
    assert_eq!(
        lines
            .lines()
            .filter(|line| line.starts_with("# feed "))
            .count(),
        1,
        "{lines}"
    );
    // A new value of the moved site has the identifier that it would have had.
    let site = add(site, "b.md", "2025-02-01", "tags: [New]");
    site.run(&[
        "build",
        "--url",
        "https://moved.example/",
        "--adopt-authority",
    ])
    .code(0);
    let after = [
        site.feed("tags/zebra/atom.xml").id,
        site.feed("tags/über/atom.xml").id,
    ];
    assert_eq!(before, after);
    assert_eq!(
        site.feed("tags/new/atom.xml").id,
        "https://example.org/tags/new/atom.xml"
    );
}

#[test]
fn a_value_is_called_as_most_articles_call_it() {
    let site = add(site(BY_TAG), "a.md", "2025-01-01", "tags: [web dev]");
    let site = add(site, "b.md", "2025-01-02", "tags: [Web-Dev]");
    site.build().code(0);
    let title = |site: &Site| text(&json(site, "tags/web-dev/feed.json"), "title").to_owned();
    assert_eq!(title(&site), "Example – web dev", "of two the older");
    let site = add(site, "c.md", "2025-01-03", "tags: [Web-Dev, web dev]");
    let site = add(site, "d.md", "2025-01-04", "tags: [Web-Dev]");
    site.build().code(0);
    assert_eq!(title(&site), "Example – Web-Dev");
    assert_eq!(
        titles(&site, "tags/web-dev/feed.json"),
        ["d", "c", "b", "a"],
        "each once"
    );
}

#[test]
fn a_value_that_vanishes_keeps_its_feed() {
    let site = add(site(BY_TAG), "a.md", "2025-01-01", "tags: [Old, Other]");
    site.build().code(0);
    let site = add(site, "a.md", "2025-01-01", "tags: [Other]");
    let said = "dateline.toml: info[vanished-value]: tags/*: no article has Old any more; their feeds stay, without entries\n";
    site.run(&["build", "-v"]).code(0).stdout_has(said);
    assert_eq!(titles(&site, "tags/old/feed.json"), [""; 0]);
    assert_eq!(
        text(&json(&site, "tags/old/feed.json"), "title"),
        "Example – Old"
    );
    // In a fresh clone too, where nothing but the ledger knows of it.
    fs::remove_dir_all(site.path("public")).expect("removed");
    site.build().code(0);
    assert_eq!(titles(&site, "tags/old/feed.json"), [""; 0]);
    site.run(&["validate", "public"]).code(0);
    // A look at a part of the articles forgets nothing.
    let site = add(site, "b.md", "2025-01-01", "tags: [Second]");
    site.build().code(0);
    let lock = site.read("dateline.lock");
    site.run(&["build", "--include", "a.md"]).code(0);
    assert_eq!(site.read("dateline.lock"), lock);
    // It comes back under its name.
    let site = add(site, "a.md", "2025-01-01", "tags: [old]");
    site.build().code(0);
    assert_eq!(titles(&site, "tags/old/feed.json"), ["a"]);
}

#[test]
fn where_empty_feeds_are_not_wanted_it_is_said_which_files_stay() {
    let site = add(
        site(&format!("{BY_TAG}empty = false\n")),
        "a.md",
        "2025-01-01",
        "tags: [Old]",
    );
    site.build().code(0);
    let before = site.published("tags/old/feed.json");
    let site = add(site, "a.md", "2025-01-01", "tags: [New]");
    let said = "info[vanished-value]: tags/*: there are no feeds of Old any more; what they were stays as it is\n";
    site.run(&["build", "-v"]).code(0).stdout_has(said);
    assert_eq!(site.published("tags/old/feed.json"), before);
    assert!(
        !site
            .run(&["build", "-v"])
            .code(0)
            .stdout
            .contains("vanished"),
        "said once"
    );
}

#[test]
fn listed_values_are_all_there_are_and_have_feeds_before_their_articles() {
    let site = add(
        site(&format!("{BY_TAG}values = [\"C++\", \"Soon\"]\n")),
        "a.md",
        "2025-01-01",
        "tags: [c++, Other]",
    );
    site.build().code(0);
    assert_eq!(
        paths(&site),
        ["tags/c-plus-plus/feed.json", "tags/soon/feed.json"]
    );
    assert_eq!(
        text(&json(&site, "tags/soon/feed.json"), "title"),
        "Example – Soon"
    );
    assert_eq!(
        text(&json(&site, "tags/c-plus-plus/feed.json"), "title"),
        "Example – C++"
    );
    assert_eq!(titles(&site, "tags/soon/feed.json"), [""; 0]);
}

#[test]
fn a_value_needs_enough_entries_for_a_feed() {
    let line = format!("{BY_TAG}min_entries = 2\n");
    let site = add(site(&line), "a.md", "2025-01-01", "tags: [Two, One]");
    let site = add(site, "b.md", "2025-01-02", "tags: [Two]");
    site.build().code(0);
    assert_eq!(paths(&site), ["tags/two/feed.json"]);
    // One that had a feed keeps it.
    let site = add(site, "b.md", "2025-01-02", "tags: []");
    site.build().code(0);
    assert_eq!(titles(&site, "tags/two/feed.json"), ["a"]);
}

#[test]
fn drafts_and_what_waits_tell_no_tag() {
    let site = add(
        site(BY_TAG),
        "a.md",
        "2025-01-01",
        "tags: [Secret]\ndraft: true",
    );
    let site = add(site, "b.md", "2030-01-01", "tags: [Later]");
    let site = add(site, "c.md", "2025-01-01", "tags: [Unlisted]\nhidden: true");
    site.build();
    assert_eq!(paths(&site), [""; 0]);
}

#[test]
fn every_article_is_in_the_feeds_of_its_values_and_no_other() {
    let feeds = format!("[[feeds]]\npath = \"feed.json\"\nlimit = 0\n{BY_TAG}limit = 0\n");
    let mut site = site(&feeds);
    for number in 0..60_usize {
        let tags: BTreeSet<usize> = [number % 7, number * number % 11, number / 9].into();
        let tags: Vec<String> = tags.iter().map(|tag| format!("Tag {tag}")).collect();
        let date = format!("2024-{:02}-{:02}", 1 + number % 12, 1 + number * 5 % 28);
        site = add(
            site,
            &format!("s{}/{number}.md", number % 3),
            &date,
            &format!("tags: [{}]", tags.join(", ")),
        );
    }
    site.build().code(0);
    let all = json(&site, "feed.json");
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in all["items"].as_array().expect("items") {
        for tag in texts(item, "tags") {
            let path = format!("tags/{}/feed.json", tag.to_lowercase().replace(' ', "-"));
            wanted
                .entry(path)
                .or_default()
                .push(text(item, "title").to_owned());
        }
    }
    let tagged = paths(&site)
        .into_iter()
        .filter(|path| path.starts_with("tags/"));
    let found: BTreeMap<String, Vec<String>> = tagged
        .map(|path| {
            let titles = titles(&site, &path);
            (path, titles)
        })
        .collect();
    assert_eq!(found, wanted, "in the order of the whole");

    // A build without news writes nothing; one article writes the feeds of its tags.
    let before = site.snapshot();
    let output = site.run(&["build", "-v"]).code(0);
    assert!(!output.stdout.contains(" new"), "{output}");
    assert_eq!(site.snapshot(), before);
    let site = add(site, "s0/extra.md", "2025-01-01", "tags: [Tag 3]");
    site.build().code(0);
    let after = site.snapshot();
    let changed: Vec<&str> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(changed, ["feed.json", "tags/tag-3/feed.json"]);
}

#[test]
fn two_feeds_are_never_one_file() {
    let feeds =
        "[[feeds]]\nby = [\"tag\"]\npath = \":slug.json\"\n[[feeds]]\npath = \"feed.json\"\n";
    let site = add(site(feeds), "a.md", "2025-01-01", "tags: [Feed, Other]");
    site.build().code(1).stdout_has(
        "dateline.toml: error[taken-path]: feed.json would be the feed of the tag `Feed`, and is that of `feeds[1]`; it has none\n",
    );
    assert_eq!(paths(&site), ["feed.json", "other.json"]);
    assert_eq!(text(&json(&site, "feed.json"), "title"), "Example");

    let feeds = "[output]\nopml = \"tags.opml\"\n[[feeds]]\nby = [\"tag\"]\npath = \":slug.opml\"\nformat = \"rss\"\n";
    let site = add(
        Site::bare().config(&format!("{CONFIG}{feeds}")),
        "a.md",
        "2025-01-01",
        "tags: [Tags]",
    );
    site.build().code(1).stdout_has(
        "error[taken-path]: tags.opml would be the feed of the tag `Tags`, and is that of `output.opml`; it has none\n",
    );
}

#[test]
fn the_feed_of_a_value_has_archives_of_its_own() {
    let feeds = "[[feeds]]\nby = [\"tag\"]\npath = \"tags/:slug.json\"\nlimit = 1\narchive = true\narchive_size = 2\n";
    let mut site = site(feeds);
    for day in 1..=7 {
        let tags = if day % 2 == 0 {
            "tags: [Even, Whole]"
        } else {
            "tags: [Whole]"
        };
        site = add(site, &format!("{day}.md"), &format!("2025-01-0{day}"), tags);
    }
    site.build().code(0);
    let all = [
        "tags/even-archive-0001.json",
        "tags/even.json",
        "tags/whole-archive-0001.json",
        "tags/whole-archive-0002.json",
        "tags/whole-archive-0003.json",
        "tags/whole.json",
    ];
    assert_eq!(paths(&site), all);
    let mut days = Vec::new();
    let mut next = Some("tags/even.json".to_owned());
    while let Some(path) = next {
        let feed = json(&site, &path);
        assert!(text(&feed, "title").starts_with("Example – Even"), "{path}");
        for item in feed["items"].as_array().expect("items") {
            days.push(text(item, "date_published")[8..10].to_owned());
        }
        next = feed["next_url"]
            .as_str()
            .and_then(|url| url.strip_prefix("https://example.org/"))
            .map(str::to_owned);
    }
    assert_eq!(days, ["06", "04", "02"]);

    // One more of a value changes what shows that value alone.
    let before = site.snapshot();
    let site = add(site, "8.md", "2025-01-08", "tags: [Even]");
    site.build().code(0);
    let after = site.snapshot();
    let changed: Vec<&String> = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, ["tags/even.json"]);
}

#[test]
fn settings_that_contradict_each_other_are_refused() {
    for (line, said) in [
        (
            "by = [\"tag\"]\npath = \"tags.xml\"",
            "feeds[0].path: expected `:slug`",
        ),
        (
            "by = [\"tag\"]\npath = \":slug/:lang.xml\"",
            "feeds[0].path: unknown part `:lang`",
        ),
        (
            "by = [\"tag\"]\nhome = \"/:value/\"",
            "feeds[0].home: unknown part `:value`",
        ),
        (
            "by = [\"tag\", \"author\"]\npath = \":slug.xml\"",
            "feeds[0].path: expected `:by`",
        ),
        (
            "by = [\"tag\", \"tag\"]",
            "feeds[0].by: the same word twice",
        ),
        (
            "by = [\"tag\", \"author\"]\nvalues = [\"a\"]",
            "feeds[0].values: ",
        ),
        (
            "path = \"a.xml\"\nvalues = [\"a\"]",
            "feeds[0].values: there is no `by`",
        ),
        (
            "by = [\"tag\"]\npath = \"../:slug.xml\"",
            "feeds[0].path: expected a file inside the output folder",
        ),
        (
            "by = [\"tag\"]\nformat = \"atom\"\ndeleted_entries = true",
            "feeds[0].deleted_entries: ",
        ),
        (
            "path = \"a.xml\"\nfilter.paths = [\"a{b\"]",
            "feeds[0].filter.paths: cannot read the glob `a{b`",
        ),
        (
            "path = \"a.xml\"\nfilter.language = \"e\"",
            "feeds[0].filter.language: expected a language tag",
        ),
        (
            "path = \"a.xml\"\nhome = \"ftp://b.example/\"",
            "feeds[0].home: expected a web address",
        ),
    ] {
        let output = site(&format!("[[feeds]]\n{line}\n")).build().code(2);
        assert!(output.stderr.contains(said), "{line}\n{output}");
    }
    let twice = format!("{BY_TAG}{BY_TAG}");
    site(&twice)
        .build()
        .code(2)
        .stderr_has("feeds[1].path: two feeds have the path");
}

#[test]
fn hostile_values_stay_inside_the_output_folder() {
    let site = add(
        site(BY_TAG),
        "a.md",
        "2025-01-01",
        &format!(
            "tags: ['../../../etc/passwd', '..', '/', 'a\\b', '%2e%2e', 'CON', \"nul\\0\", '{}', '💩', '<b>', ':slug']",
            "long ".repeat(200)
        ),
    );
    site.build().code(0);
    let found = paths(&site);
    assert!(
        found
            .iter()
            .all(|path| path.starts_with("tags/") && !path.contains("..")),
        "{found:?}"
    );
    assert!(
        found.contains(&"tags/etc-passwd/feed.json".to_owned()),
        "{found:?}"
    );
    assert!(found.contains(&"tags/💩/feed.json".to_owned()), "{found:?}");
    site.run(&["validate", "public"]).code(0);
}

#[test]
fn feeds_take_what_their_filters_name() {
    let lines = [
        ("tags", "tags = [\"rust\"]", vec!["a", "b"]),
        ("not-tags", "not_tags = [\"RUST\", \"C#\"]", vec!["d"]),
        ("section", "section = \"blog\"", vec!["a", "b"]),
        ("language", "language = \"pt\"", vec!["c"]),
        ("paths", "paths = [\"blog/**\", \"*.txt\"]", vec!["a", "b"]),
        ("top", "paths = [\"/*.md\"]", vec!["d"]),
        ("not-paths", "not_paths = [\"deep\"]", vec!["a", "c", "d"]),
        (
            "both",
            "paths = [\"blog/**\"]\nnot_paths = [\"**/b.*\"]",
            vec!["a"],
        ),
        ("authors", "authors = [\"ada LOVELACE\"]", vec!["a", "d"]),
        (
            "hidden",
            "hidden = true",
            vec!["a", "secret", "b", "c", "d"],
        ),
        ("folders", "folders = [\"blog/deep\"]", vec!["b"]),
        ("all", "", vec!["a", "b", "c", "d"]),
    ];
    let feeds: String = lines
        .iter()
        .map(|(name, filter, _)| {
            format!("[[feeds]]\npath = \"{name}.json\"\n[feeds.filter]\n{filter}\n")
        })
        .collect();
    let site = site(&feeds);
    let site = add(
        site,
        "blog/a.md",
        "2025-06-01",
        "tags: [Rust]\nauthor: Ada Lovelace",
    );
    let site = add(
        site,
        "blog/deep/b.md",
        "2025-05-01",
        "tags: [rust]\nauthor: Bo",
    );
    let site = add(
        site,
        "notes/c.md",
        "2025-04-01",
        "tags: ['C#']\nlang: pt-BR\nauthor: Bo",
    );
    let site = add(site, "d.md", "2025-03-01", "author: Ada Lovelace");
    let site = add(
        site,
        "blog/secret.md",
        "2025-05-20",
        "hidden: true\ntags: [Other]",
    );
    site.build().code(0);
    for (name, _, wanted) in &lines {
        assert_eq!(titles(&site, &format!("{name}.json")), *wanted, "{name}");
    }
    // Readers of one feed have it: it is not gone.
    let lock = site.read("dateline.lock");
    assert!(
        lock.lines()
            .any(|line| line.contains("\t+\tblog/secret.md")),
        "{lock}"
    );
}

#[test]
fn the_summary_has_one_line_for_all_feeds_of_a_line() {
    let feeds = format!("[[feeds]]\npath = \"feed.xml\"\n{BY_TAG}");
    let site = add(site(&feeds), "a.md", "2025-01-01", "tags: [A, B]");
    let site = add(site, "b.md", "2025-01-02", "tags: [B, C]");
    site.build().code(0).stdout(
        "feed.xml          2 entries, 2 new\n\
         tags/*/feed.json  3 feeds, 4 new entries\n\
         in public\n2 new, 0 updated; 0 old articles will look new\n",
    );
    site.build().code(0).stdout(
        "feed.xml          2 entries, unchanged\n\
         tags/*/feed.json  3 feeds, unchanged\n",
    );
    site.run(&["build", "-v"]).code(0).stdout(
        "feed.xml          2 entries, unchanged\n\
         tags/a/feed.json  1 entry, unchanged\n\
         tags/b/feed.json  2 entries, unchanged\n\
         tags/c/feed.json  1 entry, unchanged\n",
    );
    // What subscribers would notice.
    let site = add(site, "c.md", "2025-01-03", "tags: [C]");
    site.run(&["diff"]).code(0).stdout(
        "feed.xml          1 new\n  new  c  articles/c.md\n\
         tags/*/feed.json  3 feeds, 1 change\n\
         tags/c/feed.json  1 new, as feed.xml\n\
         1 new, 0 updated; 0 old articles will look new\n",
    );
    // A single feed is compared with the one that has its place.
    fs::create_dir_all(site.path("old/tags/c")).expect("a folder");
    fs::copy(
        site.path("public/tags/c/feed.json"),
        site.path("old/tags/c/feed.json"),
    )
    .expect("a copy");
    site.run(&["diff", "--against", "old/tags/c/feed.json"])
        .code(0)
        .stdout("tags/c/feed.json  1 new\n  new  c  articles/c.md\n1 new, 0 updated; 0 old articles will look new\n");
}

#[test]
fn categories_are_made_of_any_field() {
    let feeds = "[[feeds]]\npath = \"tags.json\"\n\
                 [[feeds]]\npath = \"feed.json\"\ncategories = [\"section\", \"tags\", \"params.topic\", \"Reading-Level\", \"year\"]\n\
                 [[feeds]]\npath = \"atom.xml\"\ncategories = [\"kind\"]\n\
                 [[feeds]]\npath = \"feed.xml\"\ncategories = [\"kind\", \"author\"]\n";
    let site = add(
        site(feeds),
        "Blog/a.md",
        "2025-01-01",
        "tags: [One, two]\nparams:\n  topic: [Tides, one]\nreading level: easy\nkind: A & B\nauthor: Ada",
    );
    let site = add(site, "b.md", "2024-01-01", "tags: [Three]");
    site.build().code(0);
    let of = |path: &str, at: usize| texts(&json(&site, path)["items"][at], "tags");
    assert_eq!(of("tags.json", 0), ["One", "two"]);
    assert_eq!(
        of("feed.json", 0),
        ["Blog", "One", "two", "Tides", "easy", "2025"]
    );
    assert_eq!(of("feed.json", 1), ["Three", "2024"]);
    let categories = |path: &str, at: usize| -> Vec<String> {
        let entry = &site.feed(path).entries[at];
        entry
            .categories
            .iter()
            .map(|category| category.term.clone())
            .collect()
    };
    assert_eq!(categories("atom.xml", 0), ["A & B"]);
    assert_eq!(categories("atom.xml", 1), [""; 0]);
    assert_eq!(categories("feed.xml", 0), ["A & B", "Ada"]);
    site.run(&["validate", "--profile", "strict", "public"])
        .code(0);
    // For all feeds at once.
    site.run(&[
        "build",
        "--set",
        "site.categories=[\"kind\"]",
        "--feed",
        "all.json",
    ])
    .code(0);
    assert_eq!(of("all.json", 0), ["A & B"]);
    site.run(&[
        "inspect",
        "articles/Blog/a.md",
        "--set",
        "site.categories=[\"kind\"]",
    ])
    .code(0)
    .stdout_has("category");
}

#[test]
fn the_next_instant_knows_the_feeds_of_values() {
    let feeds = "[[feeds]]\npath = \"feed.json\"\nlimit = 1\n\
                 [[feeds]]\nby = [\"tag\"]\npath = \"tags/:slug.json\"\nlimit = 1\n";
    let site = add(site(feeds), "new.md", "2026-05-30", "tags: [A]");
    let site = add(
        site,
        "old.md",
        "2026-01-01",
        "tags: [B]\nexpires: 2026-07-01",
    );
    // Nothing shows it but the feed of its tag.
    let next = |site: &Site| site.run(&["next"]).code(0).stdout;
    assert_eq!(next(&site), "2026-07-01T00:00:00Z\n");
    // Behind the only entry of the feed of A, and first in that of C, whose embargo ends.
    let late = "publishDate: 2026-06-15\ntags: [A]";
    let site = add(site, "late.md", "2026-05-01", late);
    assert_eq!(next(&site), "2026-07-01T00:00:00Z\n");
    let site = add(
        site,
        "late.md",
        "2026-05-01",
        &late.replace("[A]", "[A, C]"),
    );
    assert_eq!(next(&site), "2026-06-15T00:00:00Z\n");
    site.build().code(0);
    let before = site.snapshot();
    site.run(&["build", "--now", "2026-06-14T23:59:59Z"])
        .code(0);
    assert_eq!(site.snapshot(), before);
    site.run(&["build", "--now", "2026-06-15T00:00:00Z"])
        .code(0);
    assert_eq!(titles(&site, "tags/c.json"), ["late"]);
}

#[test]
fn a_ledger_leads_nobody_out_of_the_output_folder() {
    let site = add(site(BY_TAG), "a.md", "2025-01-01", "tags: [A]");
    site.build().code(0);
    let lock = site.read("dateline.lock");
    let evil = "# value tags/:slug\ta\tA\n# value tags/:slug\t../../evil\tX\n# value tags/:slug\tA b\tX\n# value tags/:slug\tbroken";
    let lock = lock.replace("# value tags/:slug\ta\tA", evil);
    let site = site.file("dateline.lock", &lock);
    site.build().code(0);
    assert_eq!(paths(&site), ["tags/a/feed.json"]);
    assert!(!site.path("evil").exists());
    assert!(
        !site.read("dateline.lock").contains("evil"),
        "and it is forgotten"
    );
}
