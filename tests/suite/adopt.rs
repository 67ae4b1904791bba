//! A blog that moves from another generator: subscribers see nothing new.

use std::fs;

use serde_json::Value;

use crate::support::{CONFIG, FEEDS, Reader, Site, files_below, parse};

/// A feed of another generator: its name, ours of the same format, and its text.
const OLD: [(&str, &str, &str); 7] = [
    (
        "Hugo",
        "feed.xml",
        r#"<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Posts on Harbour</title>
    <link>https://example.org/posts/</link>
    <generator>Hugo</generator>
    <atom:link href="https://example.org/posts/index.xml" rel="self" type="application/rss+xml" />
    <item><title>The crane &amp; the quay</title><link>https://example.org/posts/crane/</link><pubDate>Sat, 03 May 2025 10:00:00 +0200</pubDate><guid>https://example.org/posts/crane/</guid><description>&lt;p&gt;Text.&lt;/p&gt;</description></item>
    <item><title>The buoy</title><link>https://example.org/posts/buoy/</link><pubDate>Fri, 02 May 2025 00:00:00 +0000</pubDate><guid>https://example.org/posts/buoy/</guid><description>Text.</description></item>
    <item><title>The lamp</title><link>https://example.org/posts/lamp/</link><pubDate>Thu, 01 May 2025 00:00:00 +0000</pubDate><guid>https://example.org/posts/lamp/</guid><description>Text.</description></item>
  </channel>
</rss>"#,
    ),
    (
        "Jekyll",
        "atom.xml",
        r#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><generator uri="https://jekyllrb.com/" version="4.3.2">Jekyll</generator><link href="https://example.org/feed.xml" rel="self" type="application/atom+xml" /><link href="https://example.org/" rel="alternate" type="text/html" hreflang="en" /><updated>2025-05-04T00:00:00+00:00</updated><id>https://example.org/feed.xml</id><title type="html">Harbour</title>
<entry><title type="html">The crane &amp;amp; the quay</title><link href="https://example.org/2025/05/03/crane.html" rel="alternate" type="text/html" title="The crane" /><published>2025-05-03T10:00:00+02:00</published><updated>2025-05-04T10:00:00+02:00</updated><id>https://example.org/2025/05/03/crane</id><content type="html" xml:base="https://example.org/2025/05/03/crane.html"><![CDATA[<p>Text.</p>]]></content></entry>
<entry><title type="html">The buoy</title><link href="https://example.org/2025/05/02/buoy.html" rel="alternate" type="text/html" title="The buoy" /><published>2025-05-02T00:00:00+00:00</published><updated>2025-05-02T00:00:00+00:00</updated><id>https://example.org/2025/05/02/buoy</id><content type="html">Text.</content></entry>
<entry><title type="html">The lamp</title><link href="https://example.org/2025/05/01/lamp.html" rel="alternate" type="text/html" title="The lamp" /><published>2025-05-01T00:00:00+00:00</published><updated>2025-05-01T00:00:00+00:00</updated><id>https://example.org/2025/05/01/lamp</id><content type="html">Text.</content></entry></feed>"#,
    ),
    (
        "WordPress",
        "feed.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>Harbour</title><atom:link href="https://www.example.org/feed/" rel="self" type="application/rss+xml" /><link>https://www.example.org</link><generator>https://wordpress.org/?v=6.5</generator>
	<item>
		<title>The crane &#038; the quay</title>
		<link>https://www.example.org/2025/05/crane/?utm_source=rss&#038;utm_medium=rss</link>
		<dc:creator><![CDATA[ada]]></dc:creator>
		<pubDate>Sat, 03 May 2025 08:00:00 +0000</pubDate>
		<guid isPermaLink="false">https://www.example.org/?p=12</guid>
		<description><![CDATA[Text. [&#8230;]]]></description>
		<content:encoded><![CDATA[<p>Text.</p>]]></content:encoded>
	</item>
	<item><title>The buoy</title><link>https://www.example.org/2025/05/buoy/</link><pubDate>Fri, 02 May 2025 00:00:00 +0000</pubDate><guid isPermaLink="false">https://www.example.org/?p=11</guid></item>
	<item><title>The lamp</title><link>https://www.example.org/2025/05/lamp/</link><pubDate>Thu, 01 May 2025 00:00:00 +0000</pubDate><guid isPermaLink="false">http://old.example/?p=10</guid></item>
</channel></rss>"#,
    ),
    (
        "Ghost",
        "feed.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title><![CDATA[Harbour]]></title><link>https://example.org/</link><generator>Ghost 5.8</generator>
<item><title><![CDATA[The crane & the quay]]></title><description><![CDATA[Text.]]></description><link>https://example.org/crane/</link><guid isPermaLink="false">65f0c0ffee0000000000000c</guid><pubDate>Sat, 03 May 2025 08:00:00 GMT</pubDate><media:content url="https://example.org/c.jpg" medium="image"/><content:encoded><![CDATA[<p>Text.</p>]]></content:encoded></item>
<item><title><![CDATA[The buoy]]></title><link>https://example.org/buoy/</link><guid isPermaLink="false">65f0c0ffee0000000000000b</guid><pubDate>Fri, 02 May 2025 00:00:00 GMT</pubDate></item>
<item><title><![CDATA[The lamp]]></title><link>https://example.org/lamp/</link><guid isPermaLink="false">65f0c0ffee0000000000000a</guid><pubDate>Thu, 01 May 2025 00:00:00 GMT</pubDate></item></channel></rss>"#,
    ),
    (
        "Eleventy",
        "atom.xml",
        r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title>Harbour</title><link href="https://example.org/feed/feed.xml" rel="self" /><link href="https://example.org/" /><updated>2025-05-03T08:00:00Z</updated><id>https://example.org/</id>
  <entry><title>The crane &amp; the quay</title><link href="https://example.org/blog/crane/" /><updated>2025-05-03T08:00:00Z</updated><id>https://example.org/blog/crane/</id><content type="html">&lt;p&gt;Text.&lt;/p&gt;</content></entry>
  <entry><title>The buoy</title><link href="https://example.org/blog/buoy/" /><updated>2025-05-02T00:00:00Z</updated><id>https://example.org/blog/buoy/</id></entry>
  <entry><title>The lamp</title><link href="https://example.org/blog/lamp/" /><updated>2025-05-01T00:00:00Z</updated><id>https://example.org/blog/lamp/</id></entry>
</feed>"#,
    ),
    (
        "Eleventy, JSON",
        "feed.json",
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour", "home_page_url": "https://example.org/", "feed_url": "https://example.org/feed/feed.json",
  "items": [
    {"id": "https://example.org/blog/crane/", "url": "https://example.org/blog/crane/", "title": "The crane & the quay", "content_html": "<p>Text.</p>", "date_published": "2025-05-03T08:00:00Z"},
    {"id": "https://example.org/blog/buoy/", "url": "https://example.org/blog/buoy/", "title": "The buoy", "content_html": "Text.", "date_published": "2025-05-02T00:00:00Z"},
    {"id": "lamp no 1", "url": "https://example.org/blog/lamp/", "title": "The lamp", "content_html": "Text.", "date_published": "2025-05-01T00:00:00Z"}
  ]}"#,
    ),
    (
        "Zola",
        "atom.xml",
        r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour</title><link rel="self" type="application/atom+xml" href="https://example.org/atom.xml"/><link rel="alternate" type="text/html" href="https://example.org"/><generator uri="https://www.getzola.org/">Zola</generator><updated>2025-05-03T08:00:00+00:00</updated><id>https://example.org/atom.xml</id>
<entry xml:lang="en"><title>The crane &amp; the quay</title><published>2025-05-03T08:00:00+00:00</published><updated>2025-05-03T08:00:00+00:00</updated><author><name>Ada</name></author><link rel="alternate" type="text/html" href="https://example.org/blog/crane/"/><id>https://example.org/blog/crane/</id><content type="html" xml:base="https://example.org/blog/crane/">&lt;p&gt;Text.&lt;&#x2F;p&gt;</content></entry>
<entry xml:lang="en"><title>The buoy</title><published>2025-05-02T00:00:00+00:00</published><updated>2025-05-02T00:00:00+00:00</updated><link rel="alternate" type="text/html" href="https://example.org/blog/buoy/"/><id>https://example.org/blog/buoy/</id></entry>
<entry xml:lang="en"><title>The lamp</title><published>2025-05-01T00:00:00+00:00</published><updated>2025-05-01T00:00:00+00:00</updated><link rel="alternate" type="text/html" href="https://example.org/blog/lamp/"/><id>https://example.org/blog/lamp/</id></entry></feed>"#,
    ),
];

/// The articles of these feeds, somewhere else than the old generator had them.
fn harbour() -> Site {
    Site::new()
        .dated(
            "blog/crane.md",
            "\"The crane & the quay\"",
            "2025-05-03T10:00:00+02:00",
        )
        .dated("blog/buoy.md", "The buoy", "2025-05-02")
        .dated("blog/lamp.md", "The lamp", "2025-05-01")
}

fn guids(bytes: &[u8]) -> Vec<String> {
    let mut guids: Vec<String> = parse(bytes)
        .entries
        .into_iter()
        .map(|entry| entry.id)
        .collect();
    guids.sort();
    guids
}

#[test]
fn a_reader_sees_nothing_new_when_the_generator_changes() {
    for (generator, path, old) in OLD {
        let site = harbour().file("old", old);
        let mut reader = Reader::default();
        reader.read(old.as_bytes());
        let output = site.run(&["adopt", "old"]).code(0);
        output.stdout_has("3 matched, 0 unsure, 0 only in the old feed, 0 only in the folder\n");
        let output = site.build().code(0);
        let (new, _) = reader.look(&site, path);
        assert_eq!(new, Vec::<String>::new(), "{generator}\n{output}");
        assert_eq!(
            guids(site.published(path).as_bytes()),
            guids(old.as_bytes()),
            "{generator}"
        );
        // Every date is that of the old feed.
        let dates = |bytes: &[u8]| -> Vec<_> {
            let entries = parse(bytes).entries.into_iter();
            entries
                .map(|entry| entry.published.or(entry.updated))
                .collect()
        };
        assert_eq!(
            dates(site.published(path).as_bytes()),
            dates(old.as_bytes()),
            "{generator}"
        );
        for feed in FEEDS {
            site.run(&["validate", &format!("public/{feed}")]).code(0);
        }
        assert_eq!(
            output.stdout.lines().last(),
            Some("0 new, 0 updated; 0 old articles will look new"),
            "{generator}\n{output}"
        );
        // A second build and a second adoption change nothing.
        let ledger = site.read("dateline.lock");
        site.run(&["build", "--locked"]).code(0);
        site.run(&["adopt", "old"])
            .code(0)
            .stdout_has("dateline.lock has it all already\n");
        assert_eq!(site.read("dateline.lock"), ledger, "{generator}");
    }
}

#[test]
fn a_guid_is_said_to_be_the_address_where_it_is_and_else_not() {
    let (_, _, hugo) = OLD[0];
    let site = harbour().file("old", &hugo.replace("/posts/", "/blog/"));
    site.run(&["adopt", "old"]).code(0);
    site.build().code(0);
    assert!(
        site.published("feed.xml")
            .contains("<guid>https://example.org/blog/lamp/</guid>")
    );
    let site = harbour().file("old", hugo);
    site.run(&["adopt", "old"]).code(0);
    site.build().code(0);
    let guid = "<guid isPermaLink=\"false\">https://example.org/posts/lamp/</guid>";
    assert!(site.published("feed.xml").contains(guid));
}

#[test]
fn the_id_of_an_atom_feed_stays() {
    let site = harbour().file("old", OLD[1].2);
    site.run(&["adopt", "old"]).code(0);
    site.build().code(0);
    assert_eq!(site.feed("atom.xml").id, "https://example.org/feed.xml");
}

#[test]
fn an_item_of_rss_1_is_known_by_what_it_is_about() {
    let old = r#"<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://example.org/"><title>Harbour</title><link>http://example.org/</link><description/></channel>
<item rdf:about="http://example.org/archives/000012.html"><title>The crane &amp; the quay</title><link>http://example.org/archives/000012.html</link><dc:date>2025-05-03T10:00:00+02:00</dc:date></item>
<item rdf:about="http://example.org/archives/000011.html"><title>The buoy</title><link>http://example.org/archives/000011.html</link><dc:date>2025-05-02T00:00:00Z</dc:date></item>
<item rdf:about="http://example.org/archives/000010.html"><title>The lamp</title><link>http://example.org/archives/000010.html</link><dc:date>2025-05-01</dc:date></item></rdf:RDF>"#;
    let site = harbour().file("old", old);
    site.run(&["adopt", "old"]).code(0);
    site.build().code(0);
    let expected = [10, 11, 12].map(|at| format!("http://example.org/archives/0000{at}.html"));
    assert_eq!(guids(site.published("feed.xml").as_bytes()), expected);
}

fn rss(items: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>T</title><link>https://example.org/</link>{items}</channel></rss>"
    )
}

fn item(guid: &str, title: &str, day: u32) -> String {
    format!(
        "<item><guid isPermaLink=\"false\">{guid}</guid><title>{title}</title><pubDate>{day:02} May 2025 00:00:00 GMT</pubDate></item>\n"
    )
}

#[test]
fn what_is_equally_near_is_unsure_and_the_line_to_add_settles_it() {
    let site = Site::new()
        .dated("a.md", "Notes", "2025-05-05")
        .dated("b.md", "Notes", "2025-05-05")
        .dated("c.md", "Other", "2025-05-06")
        .file(
            "old.xml",
            &rss(&(item("n1", "Notes", 5) + &item("o1", "Other", 6))),
        );
    let output = site.run(&["adopt", "old.xml"]).code(1);
    let output = output
        .stdout_has(
            "old.xml:1: error[unsure-match]: “Notes” may be articles/a.md or articles/b.md\n  \
             help: write `guid: n1` in the one that it is\n",
        )
        .stdout_has("1 matched, 1 unsure, 0 only in the old feed, 0 only in the folder\n");
    assert!(output.stdout.contains("guid: n1"), "{output}");
    // The other was taken over all the same.
    assert!(site.read("dateline.lock").contains("o1\t+\tc.md\t"));
    let text = site
        .read("articles/b.md")
        .replace("title:", "guid: n1\ntitle:");
    fs::write(site.path("articles/b.md"), text).expect("the article");
    site.run(&["adopt", "old.xml"])
        .code(0)
        .stdout_has("2 matched, 0 unsure, 0 only in the old feed, 1 only in the folder\n");
}

#[test]
fn an_article_with_another_title_and_address_is_told_by_its_text() {
    let prose: String = (1..40)
        .map(|number| format!("The lamp number {number} stood *by* the [harbour](x) wall. "))
        .collect();
    let html: String = (1..40)
        .map(|number| {
            format!(
                "The lamp number {number} stood <em>by</em> the <a href=\"x\">harbour</a> wall. "
            )
        })
        .collect();
    let article = |text: &str| format!("---\ntitle: A new title\ndate: 2025-07-05\n---\n{text}\n");
    let other = "---\ntitle: Something else\ndate: 2025-05-05\n---\nNothing like it at all, not a word of it.\n";
    // The whole text, and its beginning as an excerpt.
    for text in [html.clone(), html.chars().take(900).collect()] {
        let text = text.replace('<', "&lt;");
        let item = item("g", "An old title", 5).replace(
            "<title>",
            &format!("<description>{text}</description><title>"),
        );
        let site = Site::new()
            .article("a.md", &article(&prose))
            .article("b.md", other)
            .file("old.xml", &rss(&item));
        let output = site.run(&["adopt", "old.xml"]).code(0);
        assert!(
            site.read("dateline.lock").contains("g\t+\ta.md\t"),
            "{output}"
        );
        output.stdout_has("warning[other-date]: the old feed dates the article 2025-05-05T00:00:00Z, its file 2025-07-05T00:00:00Z");
    }
}

#[test]
fn a_text_without_spaces_is_told_by_its_beginning_too() {
    let prose: String = (1..40)
        .map(|number| format!("港の灯台守は{number}番目の夜に古い灯りをともして海を見ていた。"))
        .collect();
    let start: String = prose.chars().take(200).collect();
    let item = item("g", "灯台", 5).replace(
        "<title>",
        &format!("<description>{start}</description><title>"),
    );
    let site = Site::new()
        .article("a.md", &format!("---\ntitle: 港\ndate: 2025-07-05\n---\n{prose}\n"))
        .article("b.md", "---\ntitle: 山\ndate: 2025-05-05\n---\n山の上には小さな家があり、誰も住んでいない。冬には雪に埋もれて見えなくなる。\n")
        .file("old.xml", &rss(&item));
    let output = site.run(&["adopt", "old.xml"]).code(0);
    assert!(
        site.read("dateline.lock").contains("g\t+\ta.md\t"),
        "{output}"
    );
}

#[test]
fn what_only_one_side_has_is_listed_and_never_given_away() {
    let site = Site::new()
        .dated("a.md", "A", "2025-05-05")
        .dated("old.md", "Older", "2024-01-01")
        .dated("new.md", "Newer", "2025-05-20")
        .article(
            "draft.md",
            "---\ntitle: D\ndate: 2024-01-01\ndraft: true\n---\nx\n",
        )
        .file(
            "old.xml",
            &rss(&(item("tag:example.org,2025-05-21:late", "Gone", 2) + &item("a1", "A", 5))),
        );
    let output = site.run(&["adopt", "old.xml"]).code(0);
    let output = output
        .stdout_has("only in the old feed\n  Gone  2025-05-02  tag:example.org,2025-05-21:late\n")
        .stdout_has("1 matched, 0 unsure, 1 only in the old feed, 3 only in the folder\n")
        .stdout_has("dateline.toml: warning[looks-new]: feed.xml, atom.xml, feed.json would show 1 old article that the old feed did not have: it would look new\n")
        .stdout_has("help: set `limit = 2` there for now");
    for (title, fate) in [("Older", "old"), ("Newer", "new"), ("D", "not shown")] {
        let line = output
            .stdout
            .lines()
            .find(|line| line.trim_start().starts_with(title));
        assert!(
            line.is_some_and(|line| line.ends_with(fate)),
            "{title}\n{output}"
        );
    }
    // What the diff against the old feed says of it.
    site.run(&["diff", "--against", "old.xml"])
        .code(1)
        .stdout_has("1 new, 1 updated; 1 old article will look new\n");
    site.run(&["diff", "--against", "old.xml", "--limit", "2"])
        .code(0)
        .stdout_has("1 new, 1 updated; 0 old articles will look new\n");
    let site = site.dated("late.md", "Late", "2025-05-21");
    site.build().code(0);
    let ids: Vec<String> = site
        .items()
        .iter()
        .map(|item| item["id"].as_str().unwrap_or_default().to_owned())
        .collect();
    // The guid of what is gone is not that of an article that came later.
    assert_eq!(
        ids,
        [
            "tag:example.org,2025-05-21:late~2",
            "tag:example.org,2025-05-20:new",
            "a1",
            "tag:example.org,2024-01-01:old"
        ]
    );
}

#[test]
fn a_dry_run_writes_nothing_and_json_is_one_object() {
    let site = harbour().file("old.xml", OLD[2].2);
    let before = files_below(site.root());
    site.run(&["adopt", "old.xml", "--dry-run"])
        .code(0)
        .stdout_has("dateline.lock is left as it was: a dry run\n");
    assert_eq!(files_below(site.root()), before);
    let output = site.run(&["adopt", "old.xml", "--format", "json"]).code(0);
    let report: Value = serde_json::from_str(&output.stdout).expect("one JSON object");
    assert_eq!(report["written"], true);
    assert_eq!(
        report["matched"][0]["guid"],
        "https://www.example.org/?p=12"
    );
    assert_eq!(report["matched"][0]["path"], "articles/blog/crane.md");
    assert_eq!(report["matched"][0]["by"], "title and date");
    assert_eq!(report["matched"][0]["adopted"], true);
    assert!(
        site.read("dateline.lock")
            .contains("https://www.example.org/?p=12\t+")
    );
}

#[test]
fn pages_of_an_archive_are_one_feed_and_standard_input_is_one() {
    let page = |days: std::ops::Range<u32>| {
        let items: String = days
            .rev()
            .map(|day| item(&format!("g{day}"), &format!("Day {day}"), day))
            .collect();
        rss(&items)
    };
    let mut site = Site::new();
    for day in 1..=12 {
        site = site.dated(
            &format!("{day}.md"),
            &format!("Day {day}"),
            &format!("2025-05-{day:02}"),
        );
    }
    // They overlap.
    let site = site.file("1.xml", &page(7..13)).file("2.xml", &page(1..8));
    site.run(&["adopt", "1.xml", "2.xml", "--dry-run"])
        .code(0)
        .stdout_has("12 matched, 0 unsure, 0 only in the old feed, 0 only in the folder\n");
    let site = site.stdin(page(1..13).as_bytes());
    site.run(&["adopt", "-"])
        .code(0)
        .stdout_has("12 matched, 0 unsure, 0 only in the old feed, 0 only in the folder\n");
}

#[test]
fn one_article_has_one_guid_that_of_the_feed_given_first() {
    let (_, _, rss) = OLD[2];
    let (_, _, atom) = OLD[6];
    let site = harbour().file("rss.xml", rss).file("atom.xml", atom);
    let output = site.run(&["adopt", "rss.xml", "atom.xml"]).code(0);
    output.stdout_has("articles/blog/lamp.md:1: warning[other-guid]: subscribers of Atom know the article as https://example.org/blog/lamp/, those of the feed given first as http://old.example/?p=10\n");
    site.build().code(0);
    assert_eq!(
        guids(site.published("atom.xml").as_bytes()),
        guids(rss.as_bytes())
    );
}

#[test]
fn guids_that_readers_of_this_site_know_are_replaced_by_force_alone() {
    let site = harbour().file("old.xml", OLD[2].2);
    site.build().code(0);
    let ledger = site.read("dateline.lock");
    let output = site.run(&["adopt", "old.xml"]).code(1);
    let output = output.stdout_has(
        "articles/blog/lamp.md:1: error[other-guid]: feeds of this site had the article as tag:example.org,2025-05-01:blog/lamp, the old feed as http://old.example/?p=10; it stays the former\n  \
         help: where no subscriber saw these feeds yet, pass `--force`\n",
    );
    assert!(output.stdout.contains("not taken over"), "{output}");
    assert_eq!(site.read("dateline.lock"), ledger);
    site.run(&["adopt", "old.xml", "--force"]).code(0);
    site.build().code(0);
    assert_eq!(
        guids(site.published("feed.xml").as_bytes()),
        guids(OLD[2].2.as_bytes())
    );
    // Those of before stay known as gone.
    assert!(
        site.read("dateline.lock")
            .contains("tag:example.org,2025-05-01:blog/lamp\t-2026")
    );
    // An article's own guid goes before all.
    let site = harbour()
        .article(
            "blog/lamp.md",
            "---\ntitle: The lamp\nguid: urn:own\ndate: 2025-05-01\n---\nx\n",
        )
        .file("old.xml", OLD[2].2);
    site.run(&["adopt", "old.xml"]).code(1).stdout_has(
        "articles/blog/lamp.md:1: error[other-guid]: the article says that its guid is urn:own, subscribers know it as http://old.example/?p=10: it will look new\n  \
         help: write `guid: http://old.example/?p=10`\n",
    );
}

#[test]
fn guids_that_no_feed_showed_yet_are_replaced() {
    // Only the newest is in a feed; the others have a line and nobody saw their guid.
    let site = Site::bare()
        .config(&format!(
            "{CONFIG}[[feeds]]\npath = \"feed.xml\"\nlimit = 1\n"
        ))
        .dated("a.md", "A", "2025-05-05")
        .dated("b.md", "B", "2025-05-06")
        .file("old.xml", &rss(&item("a1", "A", 5)));
    site.build().code(0);
    site.run(&["adopt", "old.xml"]).code(0);
    let ledger = site.read("dateline.lock");
    assert!(ledger.contains("a1\t+\ta.md\t"), "{ledger}");
    assert!(!ledger.contains("2025-05-05:a"), "{ledger}");
}

#[test]
fn what_is_no_feed_fails_with_its_place_and_nothing_is_written() {
    let site = harbour()
        .file("good.xml", OLD[0].2)
        .file("page.html", "<!doctype html>\n<html><body>x</body></html>")
        .file("cut.xml", &OLD[0].2[..900])
        .file("empty.xml", "")
        .file("text.xml", "hello");
    let output = site
        .run(&[
            "adopt",
            "good.xml",
            "page.html",
            "cut.xml",
            "empty.xml",
            "text.xml",
        ])
        .code(2);
    for expected in [
        "page.html:2: error[unreadable-feed]: expected a feed, found a page of HTML",
        "cut.xml:10: error[unreadable-feed]: expected",
        "empty.xml:1: error[unreadable-feed]: expected a feed, found an empty file",
        "text.xml:1: error[unreadable-feed]: expected a feed, found no element",
    ] {
        assert!(output.stderr.contains(expected), "{expected}\n{output}");
    }
    assert!(!site.path("dateline.lock").exists());
    site.run(&["adopt", "nowhere.xml"])
        .code(2)
        .stderr_has("cannot read nowhere.xml");
    site.run(&["adopt"]).code(2);
    site.run(&["adopt", "good.xml", "--no-lock"])
        .code(2)
        .stderr_has("there is no ledger to write to");
}

#[test]
fn a_feed_that_is_not_utf_8_is_read_as_it_says() {
    let text = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss><channel><item><title>Über Bäume</title><guid>ü1</guid><pubDate>05 May 2025 00:00:00 GMT</pubDate></item></channel></rss>";
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let site = Site::new().dated("a.md", "Über Bäume", "2025-05-05");
    fs::write(site.path("old.xml"), latin).expect("the feed");
    site.run(&["adopt", "old.xml"]).code(0);
    assert!(site.read("dateline.lock").contains("ü1\t+\ta.md"));
}

#[test]
fn ten_thousand_entries_take_no_time() {
    let records: String = (0..10_000)
        .map(|at| format!("{{\"title\":\"R{at}\",\"published\":\"2025-05-05T00:00:00Z\",\"text\":\"Text of {at}.\"}}\n"))
        .collect();
    let items: String = (0..10_000)
        .map(|at| item(&format!("g{at}"), &format!("R{at}"), 5))
        .collect();
    let same: String = (0..10_000)
        .map(|at| item(&format!("g{at}"), "Links", 5))
        .collect();
    let site = Site::new()
        .article("all.ndjson", &records)
        .file("old.xml", &rss(&items))
        .file("same.xml", &rss(&same));
    let output = site.run(&["adopt", "old.xml", "--dry-run"]).code(0);
    let output = output
        .stdout_has("10,000 matched, 0 unsure, 0 only in the old feed, 0 only in the folder\n")
        .stdout_has("  … and 9,980 more; --verbose shows them\n");
    assert!(output.stdout.lines().count() < 60, "{output}");
    site.run(&["adopt", "same.xml"]).code(0).stdout_has(
        "0 matched, 0 unsure, 10,000 only in the old feed, 10,000 only in the folder\n",
    );
    // All under one title on both sides: nothing is guessed, and it ends.
    let records = records
        .replace("\"title\":\"R", "\"slug\":\"r")
        .replace("\",\"pub", "\",\"title\":\"Links\",\"pub");
    let site = Site::new()
        .article("all.ndjson", &records)
        .file("same.xml", &rss(&same));
    site.run(&["adopt", "same.xml", "--dry-run"])
        .code(1)
        .stdout_has("0 matched, 10,000 unsure");
}

#[test]
fn two_hundred_articles_under_one_title_are_told_by_address_or_instant() {
    let mut records = String::new();
    let (mut by_address, mut by_instant) = (String::new(), String::new());
    for at in 0..200 {
        let minute = format!("2025-05-05T{:02}:{:02}:00Z", at / 60, at % 60);
        records.push_str(&format!(
            "{{\"title\":\"Links\",\"slug\":\"l{at}\",\"published\":\"{minute}\",\"text\":\"Text.\"}}\n"
        ));
        by_address.push_str(&format!(
            "<item><guid isPermaLink=\"false\">g{at}</guid><title>Links</title><link>https://example.org/l{at}.html</link></item>"
        ));
        by_instant.push_str(&format!(
            "<item><guid>g{at}</guid><title>Links</title><pubDate>{minute}</pubDate></item>"
        ));
    }
    let site = Site::new()
        .article("all.ndjson", &records)
        .file("address.xml", &rss(&by_address))
        .file("instant.xml", &rss(&by_instant));
    for (feed, by) in [
        ("address.xml", "address"),
        ("instant.xml", "title and date"),
    ] {
        let output = site
            .run(&["adopt", feed, "--dry-run", "--format", "json"])
            .code(0);
        let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
        let matched = report["matched"].as_array().expect("a list");
        assert_eq!(matched.len(), 200, "{feed}");
        for one in matched {
            let guid = one["guid"].as_str().expect("a guid");
            let number: u64 = guid[1..].parse().expect("a number");
            assert_eq!(one["line"], number + 1, "{feed}");
            assert_eq!(one["by"], by, "{feed}");
        }
    }
}

#[test]
fn notes_without_titles_are_told_by_instant_and_text() {
    let text = |at: u32| {
        format!("A note on lamp number {at} that somebody wrote by the harbour {at} times over")
    };
    let mut site = Site::new();
    let mut items = String::new();
    for at in 1..4 {
        site = site.article(
            &format!("{at}.md"),
            &format!(
                "---\ntitle: Note {at}\ndate: 2025-05-0{at}T10:00:00Z\n---\n{}\n",
                text(at)
            ),
        );
        items.push_str(&format!(
            "<item><guid isPermaLink=\"false\">n{at}</guid><description>&lt;p&gt;{}&lt;/p&gt;</description><pubDate>2025-05-0{at}T10:00:00Z</pubDate></item>",
            text(at)
        ));
    }
    let site = site.file("old.xml", &rss(&items));
    site.run(&["adopt", "old.xml"])
        .code(0)
        .stdout_has("3 matched, 0 unsure, 0 only in the old feed, 0 only in the folder\n");
    let ledger = site.read("dateline.lock");
    for at in 1..4 {
        assert!(ledger.contains(&format!("n{at}\t+\t{at}.md\t")), "{ledger}");
    }
}
