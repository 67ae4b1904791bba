//! What the three feeds hold: facts of their formats, hostile text, and which articles they show.

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::support::{CONFIG, FEEDS, Site, agree, text, texts, titles};

/// The text between the first `<name…>` and its end, with the markup of XML as written.
fn element<'a>(xml: &'a str, name: &str) -> &'a str {
    let start = xml
        .find(&format!("<{name}"))
        .unwrap_or_else(|| panic!("no <{name}> in {xml}"));
    let inside = start + xml[start..].find('>').expect("the end of a tag") + 1;
    let end = xml[inside..]
        .find(&format!("</{name}>"))
        .expect("an end tag");
    &xml[inside..inside + end]
}

fn utc(text: &str) -> Option<DateTime<Utc>> {
    Some(text.parse().expect("an instant"))
}

/// Two articles: one with everything, one with little.
fn site() -> Site {
    Site::new()
        .article(
            "full.md",
            "---\ntitle: Full & whole\ndate: 2025-05-05T14:30:00+02:00\nlastmod: 2025-05-07T08:00:00+02:00\n\
             authors:\n  - name: Ada Lovelace\n    email: ada@example.org\n  - Bo Berg\ntags: [one, two words]\nlang: de\n\
             summary: A summary.\nimage: /i.png?a=1&b=2\nrights: CC0\n---\n\
             Text with a [link](../other/) and `code`.\n",
        )
        .article("plain.md", "---\ntitle: Plain\ndate: 2025-05-06\n---\nNothing but text here.\n")
}

#[test]
fn rss_has_the_elements_that_readers_look_for() {
    let site = site();
    site.build().code(0);
    let rss = site.published("feed.xml");
    assert!(
        rss.starts_with("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\""),
        "{rss}"
    );
    assert_eq!(element(&rss, "title"), "Example");
    assert_eq!(element(&rss, "link"), "https://example.org/");
    assert_eq!(element(&rss, "description"), "A site for tests.");
    assert_eq!(element(&rss, "language"), "en");
    // The latest change of an entry, not the time of the build.
    assert_eq!(
        element(&rss, "lastBuildDate"),
        "Wed, 07 May 2025 08:00:00 +0200"
    );
    assert!(rss.contains(
        "<atom:link href=\"https://example.org/feed.xml\" rel=\"self\" type=\"application/rss+xml\""
    ));
    let items: Vec<&str> = rss.split("<item>").skip(1).collect();
    assert_eq!(items.len(), 2);
    let (plain, full) = (items[0], items[1]);

    assert_eq!(element(full, "title"), "Full &amp; whole");
    assert_eq!(element(full, "link"), "https://example.org/full/");
    assert!(
        full.contains("<guid isPermaLink=\"false\">tag:example.org,2025-05-05:full</guid>"),
        "{full}"
    );
    assert_eq!(element(full, "pubDate"), "Mon, 05 May 2025 14:30:00 +0200");
    assert_eq!(element(full, "description"), "A summary.");
    assert_eq!(element(full, "atom:updated"), "2025-05-07T08:00:00+02:00");
    assert_eq!(full.matches("<dc:creator>").count(), 2, "{full}");
    assert_eq!(element(full, "dc:creator"), "Ada Lovelace");
    assert_eq!(element(full, "dc:language"), "de");
    assert_eq!(element(full, "dc:rights"), "CC0");
    assert_eq!(full.matches("<category>").count(), 2, "{full}");
    assert!(full.contains("<media:content medium=\"image\" type=\"image/png\" url=\"https://example.org/i.png?a=1&amp;b=2\""), "{full}");
    let content = element(full, "content:encoded");
    assert_eq!(
        content,
        "&lt;p&gt;Text with a &lt;a href=&quot;https://example.org/other/&quot;&gt;link&lt;/a&gt; and &lt;code&gt;code&lt;/code&gt;.&lt;/p&gt;"
    );
    assert!(!rss.contains("CDATA"), "{rss}");
    assert!(!rss.contains("<author>"), "{rss}");

    assert_eq!(element(plain, "pubDate"), "Tue, 06 May 2025 00:00:00 +0000");
    for absent in [
        "dc:creator",
        "dc:language",
        "category",
        "media:content",
        "atom:updated",
        "enclosure",
    ] {
        assert!(
            !plain.contains(&format!("<{absent}")),
            "{absent} in {plain}"
        );
    }
}

#[test]
fn a_guid_that_is_the_permalink_says_so() {
    let site = Site::new().article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05\nguid: https://example.org/a/\n---\nText.\n",
    );
    site.build().code(0);
    assert!(
        site.published("feed.xml")
            .contains("<guid>https://example.org/a/</guid>")
            || site
                .published("feed.xml")
                .contains("<guid isPermaLink=\"true\">https://example.org/a/</guid>")
    );
}

#[test]
fn atom_has_the_elements_that_the_standard_asks_for() {
    let site = site();
    site.build().code(0);
    let atom = site.published("atom.xml");
    let feed = site.feed("atom.xml");
    assert_eq!(feed.id, "https://example.org/atom.xml");
    assert_eq!(feed.title.expect("a title").content, "Example");
    assert_eq!(feed.updated, utc("2025-05-07T06:00:00Z"));
    let links: Vec<(Option<&str>, &str)> = feed
        .links
        .iter()
        .map(|link| (link.rel.as_deref(), link.href.as_str()))
        .collect();
    assert_eq!(
        links,
        [
            (Some("self"), "https://example.org/atom.xml"),
            (Some("alternate"), "https://example.org/")
        ]
    );
    let entries: Vec<&str> = atom.split("<entry").skip(1).collect();
    let full = entries[1];
    assert!(
        full.contains("<title type=\"text\" xml:lang=\"de\">Full &amp; whole</title>")
            || full.contains("<title xml:lang=\"de\">Full &amp; whole</title>")
            || full.contains("<title xml:lang=\"de\" type=\"text\">Full &amp; whole</title>"),
        "{full}"
    );
    assert_eq!(element(full, "published"), "2025-05-05T14:30:00+02:00");
    assert_eq!(element(full, "updated"), "2025-05-07T08:00:00+02:00");
    assert!(full.contains("type=\"html\""), "{full}");
    assert_eq!(element(full, "email"), "ada@example.org");
    assert_eq!(element(full, "rights"), "CC0");
    assert!(!atom.contains("CDATA"), "{atom}");
    // Neither entry nor feed may be without an author (RFC 4287, 4.1.1).
    assert_eq!(feed.authors.len(), 1);
}

#[test]
fn json_feed_has_no_mark_and_the_members_of_version_1_1() {
    let site = site();
    site.build().code(0);
    let json = site.published("feed.json");
    assert!(json.starts_with('{') && json.ends_with("}\n"), "{json}");
    let feed: Value = serde_json::from_str(&json).expect("JSON");
    for (key, value) in [
        ("version", "https://jsonfeed.org/version/1.1"),
        ("title", "Example"),
        ("home_page_url", "https://example.org/"),
        ("feed_url", "https://example.org/feed.json"),
        ("description", "A site for tests."),
        ("language", "en"),
    ] {
        assert_eq!(text(&feed, key), value, "{key}");
    }
    let full = &feed["items"][1];
    for (key, value) in [
        ("id", "tag:example.org,2025-05-05:full"),
        ("url", "https://example.org/full/"),
        ("title", "Full & whole"),
        ("summary", "A summary."),
        ("image", "https://example.org/i.png?a=1&b=2"),
        ("date_published", "2025-05-05T14:30:00+02:00"),
        ("date_modified", "2025-05-07T08:00:00+02:00"),
        ("language", "de"),
    ] {
        assert_eq!(text(full, key), value, "{key}");
    }
    assert_eq!(texts(full, "authors"), ["Ada Lovelace", "Bo Berg"]);
    assert_eq!(full["authors"][0]["url"], "mailto:ada@example.org");
    assert_eq!(texts(full, "tags"), ["one", "two words"]);
    assert!(full.get("content_text").is_none(), "{full}");
}

#[test]
fn the_three_feeds_say_the_same() {
    let site = site();
    site.build().code(0);
    agree(&site);
    let json = site.feed("feed.json");
    assert_eq!(titles(&json), ["Plain", "Full & whole"]);
    assert_eq!(json.entries[1].published, utc("2025-05-05T12:30:00Z"));
}

#[test]
fn hostile_titles_and_texts_survive() {
    let cases = [
        "1 < 2 && 3 > 2",
        "AT&T",
        "AT&amp;T as written",
        "]]> and <![CDATA[ and <!-- x -->",
        "Emoji 👩‍👩‍👧‍👦 and 🇳🇴",
        "שלום עולם \u{200f}!",
        "combining e\u{301} is é",
        "<script>alert(1)</script>",
        "quotes \" ' ` and \\ back",
        "\u{202e}override\u{202c}",
        "a very — long … title “with” marks",
        "   spaces\tand\u{a0}tabs  ",
        "nothing \u{fffe}\u{ffff} here",
        "del \u{7f} and \u{85} and \u{9b}",
        "private \u{e000} use",
        "# not a heading",
        "%41 & %zz",
    ];
    let mut site = Site::new();
    for (at, title) in cases.iter().enumerate() {
        let quoted = serde_json::to_string(title).expect("JSON");
        site = site.article(
            &format!("{at}.md"),
            &format!("{{\"title\": {quoted}, \"date\": \"2025-05-{:02}\", \"summary\": {quoted}, \"tags\": [{quoted}],\n\"author\": {quoted}, \"image\": \"/a b.png?x=<&>\\\"\"}}\n\n{title}\n", at + 1),
        );
    }
    let output = site.build();
    assert!(matches!(output.code, Some(0)), "{output}");
    agree(&site);
    for feed in FEEDS {
        site.run(&["validate", &format!("public/{feed}")]).code(0);
    }
    let seen: Vec<String> = site.titles("feed.xml").into_iter().rev().collect();
    assert_eq!(
        seen,
        [
            "1 < 2 && 3 > 2",
            "AT&T",
            "AT&T as written",
            "]]> and <![CDATA[ and <!-- x -->",
            "Emoji 👩‍👩‍👧‍👦 and 🇳🇴",
            "שלום עולם \u{200f}!",
            "combining é is é",
            "alert(1)",
            "quotes \" ' ` and \\ back",
            "\u{202e}override\u{202c}",
            "a very — long … title “with” marks",
            "spaces and tabs",
            "nothing here",
            "del and and",
            "private \u{e000} use",
            "# not a heading",
            "%41 & %zz",
        ]
    );
}

#[test]
fn control_characters_leave_every_text() {
    let site = Site::new()
        .article(
            "a.md",
            "---\ntitle: \"Bell \\u0007 and escape \\u001b[31m\"\ndate: 2025-05-05\ntags: [\"t\\u0008ag\"]\n\
             author: \"N\\u0000ame\"\nsummary: \"s\\u000bummary\"\n---\n\
             Body \u{1} and &#7; and &#xFFFF; and \u{b} end.\n",
        )
        .article("b.ndjson", "{\"title\":\"R\\u0007\",\"date\":\"2025-05-04\",\"content_html\":\"<p>x\\u0000&#1;y</p>\"}\n");
    site.build().code(0);
    agree(&site);
    for feed in FEEDS {
        let bytes = site.published(feed);
        assert!(
            !bytes.chars().any(|c| c < ' ' && !matches!(c, '\n' | '\t')),
            "{feed}: {bytes:?}"
        );
        assert!(!bytes.contains("\\u00"), "{feed}: {bytes}");
        site.run(&["validate", &format!("public/{feed}")]).code(0);
    }
}

#[test]
fn content_is_safe_and_every_address_in_it_absolute() {
    let site = Site::new().article(
        "deep/a.md",
        "---\ntitle: A\ndate: 2025-05-05\n---\n\
         [r](../b/) [root](/c) [frag](#here) [q](?x=1) [ok](https://x.example/) [mail](mailto:a@example.org)\n\
         [bad](javascript:alert(1)) ![i](i.png)\n\n<p onclick=\"x()\" style=\"color:red\">p</p><script>alert(1)</script>\n\n\
         <picture><source srcset=\"s.webp 1x, t.webp 2x\"><img src=\"//cdn.example/i.png\" alt=\"\"></picture>\n\n\
         <video src=v.mp4 poster=\"/p.jpg\" controls></video>\n",
    );
    site.build().code(0);
    agree(&site);
    let item = site.item();
    let content = text(&item, "content_html");
    for expected in [
        "href=\"https://example.org/deep/b/\"",
        "href=\"https://example.org/c\"",
        "href=\"https://example.org/deep/a/#here\"",
        "href=\"https://example.org/deep/a/?x=1\"",
        "href=\"https://x.example/\"",
        "href=\"mailto:a@example.org\"",
        "src=\"https://example.org/deep/a/i.png\"",
        "src=\"https://cdn.example/i.png\"",
        "src=\"https://example.org/deep/a/v.mp4\"",
        "poster=\"https://example.org/p.jpg\"",
    ] {
        assert!(content.contains(expected), "{expected} in {content}");
    }
    for unsafe_part in [
        "javascript:",
        "onclick",
        "style=",
        "<script",
        "alert(1)<",
        "<picture",
    ] {
        assert!(!content.contains(unsafe_part), "{unsafe_part} in {content}");
    }
}

#[test]
fn an_empty_site_has_three_valid_feeds() {
    let site = Site::new().article("sub/nothing.css", "p {}\n");
    site.build().code(0).stdout(
        "feed.xml   0 entries, 0 new\natom.xml   0 entries, 0 new\nfeed.json  0 entries, 0 new\nin public\n0 new, 0 updated; 0 old articles will look new\n",
    );
    for feed in FEEDS {
        let path = format!("public/{feed}");
        site.run(&["validate", &path]).code(0);
        assert_eq!(site.feed(feed).entries.len(), 0, "{feed}");
    }
    assert!(
        !site.published("feed.xml").contains("lastBuildDate"),
        "nothing was ever changed"
    );
}

#[test]
fn a_feed_shows_its_newest_entries_and_all_with_limit_0() {
    let mut site = Site::new();
    for day in 1..=25 {
        site = site.dated(
            &format!("{day}.md"),
            &format!("Day {day}"),
            &format!("2025-05-{day:02}"),
        );
    }
    site.build().code(0);
    assert_eq!(site.titles("feed.xml").len(), 20);
    assert_eq!(site.titles("feed.xml")[0], "Day 25");
    assert_eq!(site.titles("atom.xml")[19], "Day 6");
    site.run(&["build", "--limit", "3"])
        .code(0)
        .stdout_has("feed.xml   3 of 25 entries, 0 new\n");
    assert_eq!(site.titles("feed.json"), ["Day 25", "Day 24", "Day 23"]);
    site.run(&["build", "--limit", "0"])
        .code(0)
        .stdout_has("feed.xml   25 entries, 22 new\n");
    assert_eq!(site.titles("feed.xml").len(), 25);
}

#[test]
fn entries_of_one_instant_are_in_the_order_of_their_guids() {
    let site = Site::new()
        .dated("b.md", "B", "2025-05-05T00:00:00Z")
        .dated("c.md", "C", "2025-05-05T02:00:00+02:00")
        .dated("a.md", "A", "2025-05-05")
        .dated("later.md", "Later", "2025-05-05T01:30:00+01:00");
    site.build().code(0);
    assert_eq!(site.titles("feed.xml"), ["Later", "A", "B", "C"]);
}

#[test]
fn filters_choose_by_tag_language_and_folder() {
    let config = format!(
        "{CONFIG}\n[[feeds]]\npath = \"tags/rust.xml\"\ntitle = \"Rust\"\n[feeds.filter]\ntags = [\"RUST\", \"c\"]\n\
         \n[[feeds]]\npath = \"no-rust-atom.xml\"\n[feeds.filter]\nnot_tags = [\"rust\"]\n\
         \n[[feeds]]\npath = \"pt.json\"\n[feeds.filter]\nlanguage = \"pt\"\n\
         \n[[feeds]]\npath = \"en.json\"\n[feeds.filter]\nlanguage = \"EN\"\n\
         \n[[feeds]]\npath = \"folder.xml\"\nformat = \"json\"\n[feeds.filter]\nfolders = [\"news\"]\n\
         \n[[feeds]]\npath = \"both.xml\"\n[feeds.filter]\ntags = [\"rust\"]\nfolders = [\"news/\"]\n"
    );
    let article = |title: &str, fields: &str| {
        format!("---\ntitle: {title}\ndate: 2025-05-05\n{fields}\n---\nText.\n")
    };
    let site = Site::new()
        .config(&config)
        .article("news/a.md", &article("A", "tags: [Rust]"))
        .article("news/deep/b.md", &article("B", "lang: pt-BR"))
        .article("newspaper/c.md", &article("C", "tags: [c]\nlang: pth"))
        .article("d.md", &article("D", "tags: [rust, c]\nlang: pt"));
    site.build().code(0);
    assert_eq!(site.titles("tags/rust.xml"), ["D", "A", "C"]);
    assert_eq!(site.titles("no-rust-atom.xml"), ["B", "C"]);
    assert_eq!(site.titles("pt.json"), ["D", "B"]);
    // An article that names no language has the site's.
    assert_eq!(site.titles("en.json"), ["A"]);
    assert_eq!(site.titles("folder.xml"), ["A", "B"]);
    assert_eq!(site.titles("both.xml"), ["A"]);
    assert_eq!(
        site.feed("tags/rust.xml").title.expect("a title").content,
        "Rust"
    );
    assert!(
        site.published("tags/rust.xml")
            .contains("https://example.org/tags/rust.xml")
    );
    assert!(
        site.published("no-rust-atom.xml")
            .contains("<feed xmlns=\"http://www.w3.org/2005/Atom\"")
    );
    // The flag narrows every feed of the configuration.
    site.run(&["build", "--feed", "x.xml", "--tag", "c"])
        .code(0);
    assert_eq!(site.titles("x.xml"), ["D", "C"]);
}

#[test]
fn content_is_full_or_a_summary_or_nothing() {
    let site = Site::new().article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05\n---\nThe first paragraph is here.\n\nThe second.\n",
    );
    site.build().code(0);
    let full = site.feed("atom.xml").entries.remove(0);
    assert_eq!(
        full.summary.expect("a summary").content,
        "The first paragraph is here."
    );
    assert_eq!(
        full.content.expect("content").body.as_deref(),
        Some("<p>The first paragraph is here.</p>\n<p>The second.</p>")
    );
    site.run(&["build", "--content", "summary"]).code(0);
    agree_without_content(&site, "The first paragraph is here.");
    site.run(&["build", "--content", "none"]).code(0);
    agree_without_content(&site, "");
    site.run(&["build", "--content", "some"])
        .code(2)
        .stderr_has("expected full, summary or none");
}

fn agree_without_content(site: &Site, summary: &str) {
    for feed in FEEDS {
        site.run(&["validate", &format!("public/{feed}")]).code(0);
        let bytes = site.published(feed);
        assert!(!bytes.contains("second"), "{feed}: {bytes}");
        assert_eq!(
            bytes.contains("The first paragraph"),
            !summary.is_empty(),
            "{feed}: {bytes}"
        );
    }
    let item = site.item();
    assert_eq!(text(&item, "summary"), summary);
    // One of the two contents is required (JSON Feed 1.1).
    let shown = if summary.is_empty() { "A" } else { summary };
    assert_eq!(text(&item, "content_text"), shown);
}

#[test]
fn future_articles_wait_and_the_rest_is_shown() {
    let site = Site::new()
        .dated("a.md", "Past", "2025-05-05T12:00:00Z")
        .dated("b.md", "Future", "2025-05-05T12:00:01Z");
    site.run(&["build", "--now", "2025-05-05T12:00:00Z"])
        .code(0);
    assert_eq!(site.titles("feed.xml"), ["Past"]);
    // Midnight in a zone to the west is later than midnight here.
    site.run(&["build", "--now", "2025-05-05T13:00:01+01:00"])
        .code(0);
    assert_eq!(site.titles("feed.xml"), ["Future", "Past"]);
    site.run(&["build", "--now", "2020-01-01T00:00:00Z"])
        .code(0);
    assert_eq!(site.titles("feed.xml"), Vec::<String>::new());
    site.run(&["build", "--now", "yesterday"])
        .code(2)
        .stderr_has("expected an instant such as");
}

#[test]
fn the_instant_of_a_build_can_come_from_the_environment() {
    let site = Site::new()
        .dated("a.md", "Past", "2025-05-05")
        .dated("b.md", "Future", "2025-05-07")
        .env("SOURCE_DATE_EPOCH", "1746489600");
    site.build().code(0);
    assert_eq!(site.titles("feed.xml"), ["Past"]);
    site.run(&["build", "--now", "2026-01-01T00:00:00Z"])
        .code(0);
    assert_eq!(site.titles("feed.xml"), ["Future", "Past"]);
    let site = site.env("SOURCE_DATE_EPOCH", "soon");
    site.build()
        .code(2)
        .stderr_has("SOURCE_DATE_EPOCH: expected seconds since 1970, found `soon`");
}

#[test]
fn drafts_hidden_and_expired_articles_are_in_no_feed() {
    for (path, fields) in [
        ("a.md", "draft: true"),
        ("a.md", "draft: yes"),
        ("a.md", "published: false\ndate: 2025-05-05"),
        ("a.md", "publish: false"),
        ("a.md", "status: draft"),
        ("a.md", "status: Hidden"),
        ("a.md", "visibility: private"),
        ("a.md", "hidden: true"),
        ("a.md", "unlisted: true"),
        ("a.md", "feed: false"),
        ("a.md", "rss: false"),
        ("a.md", "exclude_from_feed: true"),
        ("a.md", "excludeFromFeed: true"),
        ("a.md", "noindex: true"),
        ("a.md", "eleventyExcludeFromCollections: true"),
        ("a.md", "permalink: false"),
        ("a.md", "build:\n  list: never"),
        ("a.md", "expires: 2025-06-01"),
        ("a.md", "expiryDate: 2026-06-01T00:00:00Z"),
        ("_drafts/a.md", "x: y"),
        ("sub/_drafts/a.md", "x: y"),
    ] {
        let article = format!("---\ntitle: A\ndate: 2025-05-05\n{fields}\n---\nText.\n");
        let site = Site::new()
            .article(path, &article)
            .dated("shown.md", "Shown", "2025-05-04");
        site.build().code(0);
        assert_eq!(site.titles("feed.xml"), ["Shown"], "{path}: {fields}");
        assert_eq!(site.titles("atom.xml"), ["Shown"], "{path}: {fields}");
        assert_eq!(site.titles("feed.json"), ["Shown"], "{path}: {fields}");
    }
    for fields in [
        "draft: false",
        "published: true",
        "status: published",
        "visibility: public",
        "hidden: false",
        "feed: true",
        "expires: 2026-06-01T00:00:01Z",
    ] {
        let site = Site::new().article(
            "a.md",
            &format!("---\ntitle: A\ndate: 2025-05-05\n{fields}\n---\nText.\n"),
        );
        site.build().code(0);
        assert_eq!(site.titles("feed.xml"), ["A"], "{fields}");
    }
}

#[test]
fn a_draft_does_not_take_the_place_of_an_article() {
    let site = Site::new()
        .article(
            "a.md",
            "---\ntitle: Draft\ndate: 2025-05-05\nslug: same\ndraft: true\n---\nText.\n",
        )
        .article(
            "b.md",
            "---\ntitle: Article\ndate: 2025-05-05\nslug: same\n---\nText.\n",
        );
    let output = site.build().code(0);
    assert_eq!(output.findings(), Vec::<String>::new());
    assert_eq!(site.titles("feed.xml"), ["Article"]);
}

#[test]
fn sources_can_be_included_excluded_and_ignored() {
    let site = Site::new()
        .dated("posts/a.md", "A", "2025-05-05")
        .dated("posts/skip.md", "Skip", "2025-05-04")
        .dated("pages/b.md", "B", "2025-05-03")
        .dated("ignored/c.md", "C", "2025-05-02")
        .dated(".hidden/d.md", "D", "2025-05-01")
        .dated("posts/_index.md", "Section", "2025-05-01")
        .article(".gitignore", "ignored/\n");
    site.build().code(0);
    assert_eq!(site.titles("feed.xml"), ["A", "Skip", "B"]);
    site.run(&["build", "--include", "posts/**", "--exclude", "**/skip.md"])
        .code(0);
    assert_eq!(site.titles("feed.xml"), ["A"]);
    site.run(&["build", "--no-ignore"]).code(0);
    assert_eq!(site.titles("feed.xml"), ["A", "Skip", "B", "C"]);
    site.run(&["build", "--include", "a[b"])
        .code(2)
        .stderr_has("cannot read the glob `a[b`");
}

#[test]
fn the_site_speaks_for_itself_in_the_fields_of_its_feeds() {
    let config = "[site]\ntitle = \"A & B\"\nurl = \"https://example.org/blog/\"\ndescription = \"1 < 2\"\nlanguage = \"pt-BR\"\n\
                  timezone = \"UTC\"\nrights = \"© B\"\nimage = \"/logo.png?a&b\"\nicon = \"icon.png\"\n\
                  authors = [\"Ada <ada@example.org>\", { name = \"Bo\", url = \"https://bo.example/\" }]\n";
    let site = Site::new().config(config).dated("a.md", "A", "2025-05-05");
    site.build().code(0);
    for feed in FEEDS {
        site.run(&["validate", &format!("public/{feed}")]).code(0);
        let read = site.feed(feed);
        assert_eq!(read.title.expect("a title").content, "A & B", "{feed}");
        assert_eq!(
            read.description.expect("a description").content,
            "1 < 2",
            "{feed}"
        );
        assert_eq!(
            read.language.as_deref().map(str::to_lowercase).as_deref(),
            Some("pt-br"),
            "{feed}"
        );
        let names: Vec<&str> = read.entries[0]
            .authors
            .iter()
            .filter_map(|author| author.name.as_deref())
            .collect();
        assert_eq!(names, ["Ada", "Bo"], "{feed}");
    }
    let rss = site.published("feed.xml");
    assert_eq!(element(&rss, "copyright"), "© B");
    assert_eq!(
        element(&rss, "url"),
        "https://example.org/blog/logo.png?a&amp;b"
    );
    let atom = site.published("atom.xml");
    assert_eq!(element(&atom, "rights"), "© B");
    assert_eq!(element(&atom, "icon"), "https://example.org/blog/icon.png");
    assert_eq!(
        element(&atom, "logo"),
        "https://example.org/blog/logo.png?a&amp;b"
    );
    let json: Value = serde_json::from_str(&site.published("feed.json")).expect("JSON");
    assert_eq!(text(&json, "favicon"), "https://example.org/blog/icon.png");
    assert_eq!(json["authors"][0]["url"], "mailto:ada@example.org");
    assert_eq!(json["authors"][1]["url"], "https://bo.example/");
}

#[test]
fn an_odd_value_of_one_article_does_not_keep_a_feed_from_its_readers() {
    // What the odd value becomes in `feed.json`; nothing where it goes.
    for (fields, path, expected) in [
        ("lang: english", "/language", None),
        ("lang: zz", "/language", None),
        ("lang: en-QQ", "/language", None),
        ("lang: de_AT.UTF-8", "/language", Some("de-AT")),
        (
            "permalink: /a|b/%zz",
            "/url",
            Some("https://example.org/a%7Cb/%25zz"),
        ),
        (
            "permalink: '/[x]?q=^'",
            "/url",
            Some("https://example.org/%5Bx%5D?q=%5E"),
        ),
        (
            "image: /a^b.png",
            "/image",
            Some("https://example.org/a%5Eb.png"),
        ),
        ("image: 'http://['", "/image", None),
        (
            "author: Ada\nauthor_email: 'a@b..c'",
            "/authors/0/url",
            None,
        ),
        ("author: 'Ada <a b@c.d>'", "/authors/0/url", None),
        (
            "author: Ada\nauthor_url: 'https://a/[]'",
            "/authors/0/url",
            Some("https://a/%5B%5D"),
        ),
        (
            "enclosure: {url: /a.mp3, type: audio}",
            "/attachments/0/mime_type",
            Some("audio/mpeg"),
        ),
        (
            "enclosure: {url: /a.mp3, type: 'audio/ogg; codecs=opus'}",
            "/attachments/0/mime_type",
            Some("audio/ogg"),
        ),
        (
            "enclosure: {url: '/a|b.mp3'}",
            "/attachments/0/url",
            Some("https://example.org/a%7Cb.mp3"),
        ),
    ] {
        let site = Site::new()
            .article(
                "a.md",
                &format!("---\ntitle: A\ndate: 2025-05-05\n{fields}\n---\nText.\n"),
            )
            .dated("b.md", "B", "2025-05-04");
        site.build().code(0).stdout_lacks("not written");
        assert_eq!(site.titles("atom.xml"), ["A", "B"], "{fields}");
        assert_eq!(site.titles("feed.xml"), ["A", "B"], "{fields}");
        let item = site.items().remove(0);
        assert_eq!(
            item.pointer(path).and_then(Value::as_str),
            expected,
            "{fields}"
        );
    }
}

#[test]
fn an_article_that_a_format_cannot_show_is_left_out_of_that_feed_alone() {
    let site = Site::new()
        .article(
            "a.md",
            "---\ntitle: A\ndate: 2025-05-05\nguid: 'urn:x'\n---\nText.\n",
        )
        .dated("b.md", "B", "2025-05-04");
    site.build().code(1).stdout(
        "articles/a.md:4: error[invalid-entry]: Atom cannot show the article, it is left out: \
         id: a URN has a namespace and a name\n  \
         help: write `urn:uuid:` and a UUID, or another registered namespace (RFC 8141, 2)\n\
         feed.xml   2 entries, 2 new\n\
         atom.xml   1 of 2 entries, 1 new\n\
         feed.json  2 entries, 2 new\n\
         in public\n\
         2 new, 0 updated; 0 old articles will look new\n",
    );
    assert_eq!(site.titles("atom.xml"), ["B"]);
    assert_eq!(site.feed("atom.xml").updated, utc("2025-05-04T00:00:00Z"));
    assert_eq!(site.titles("feed.xml"), ["A", "B"]);
    site.build()
        .code(1)
        .stdout_has("atom.xml   1 of 2 entries, unchanged\n");
}
