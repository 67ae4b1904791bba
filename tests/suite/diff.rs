//! What subscribers would notice, said before it happens.

use std::fs;

use serde_json::Value;

use crate::support::{CONFIG, Site, files_below};

/// A site of 25 articles whose feeds are built.
fn site() -> Site {
    let mut site = Site::new();
    for day in 1..=25 {
        site = site.dated(
            &format!("{day}.md"),
            &format!("Day {day}"),
            &format!("2025-05-{day:02}"),
        );
    }
    site.build().code(0);
    site
}

/// The sentence that matters.
#[track_caller]
fn says(site: &Site, arguments: &[&str], code: i32, sentence: &str) {
    let before = (site.snapshot(), files_below(site.root()));
    let mut all = vec!["diff"];
    all.extend(arguments);
    let output = site.run(&all).code(code);
    assert_eq!(output.stdout.lines().last(), Some(sentence), "{output}");
    let report: Vec<&str> = all.into_iter().chain(["--format", "json"]).collect();
    let report = site.run(&report).code(code);
    let report: Value = serde_json::from_str(&report.stdout).expect("one JSON object");
    assert_eq!(report["sentence"], sentence);
    assert_eq!(
        (site.snapshot(), files_below(site.root())),
        before,
        "nothing is written"
    );
}

fn put(site: &Site, path: &str, text: &str) {
    fs::write(site.path(path), text).expect("a file");
}

fn edit(site: &Site, path: &str, from: &str, to: &str) {
    let text = site.read(path);
    assert!(text.contains(from), "{text}");
    put(site, path, &text.replace(from, to));
}

const NONE: &str = "0 new, 0 updated; 0 old articles will look new";

#[cfg(not(feature = "git"))]
#[test]
fn a_build_without_git_compares_with_no_commit() {
    site()
        .run(&["diff", "--against", "git:HEAD"])
        .code(2)
        .stderr_has("--against: `git:HEAD` is asked for, and this dateline was built without git")
        .stderr_has("--features git");
}

#[test]
fn nothing_is_noticed_where_nothing_changed() {
    let site = site();
    says(&site, &[], 0, NONE);
    site.run(&["diff"]).code(0).stderr("").stdout(&format!(
        "feed.xml   the same\natom.xml   the same\nfeed.json  the same\n{NONE}\n"
    ));
    site.run(&["diff", "--quiet"]).code(0).stdout("");
}

#[test]
fn what_is_new_updated_and_gone_is_told_apart() {
    let site = site().dated("new.md", "New", "2025-06-01");
    edit(&site, "articles/25.md", "Text of", "Other text of");
    fs::remove_file(site.path("articles/24.md")).expect("the article");
    says(
        &site,
        &[],
        0,
        "1 new, 1 updated; 0 old articles will look new",
    );
    let output = site.run(&["diff"]).code(0);
    let expected = "feed.xml   1 new, 1 updated, 1 gone\n  \
         new      New     articles/new.md\n  \
         updated  Day 25  articles/25.md                    text, date of change\n  \
         gone     Day 24  tag:example.org,2025-05-24:24     no article has its guid any more\n\
         atom.xml   1 new, 1 updated, 1 gone, as feed.xml\n\
         feed.json  1 new, 1 updated, 1 gone, as feed.xml\n";
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        squeezed(&output.stdout).contains(&squeezed(expected)),
        "{output}"
    );
    // The build says the same, and does it.
    let output = site.build().code(0);
    let sentence = "1 new, 1 updated; 0 old articles will look new";
    assert_eq!(output.stdout.lines().last(), Some(sentence), "{output}");
    says(&site, &[], 0, NONE);
}

#[test]
fn old_articles_that_will_look_new_are_counted_with_the_reason() {
    // Another limit.
    let site = site();
    let limit = ["--limit", "25"];
    says(
        &site,
        &limit,
        1,
        "0 new, 0 updated; 5 old articles will look new",
    );
    site.run(&["diff", "--limit", "25"])
        .code(1)
        .stdout_has("the feed reaches further back: 25 entries, 20 before\n");

    // The window slides back.
    fs::remove_file(site.path("articles/25.md")).expect("the article");
    says(
        &site,
        &[],
        1,
        "0 new, 0 updated; 1 old article will look new",
    );
    site.run(&["diff"])
        .code(1)
        .stdout_has("others left the feed, which reaches further back now\n");
    let output = site.build().code(0);
    let sentence = "0 new, 0 updated; 1 old article will look new";
    assert!(output.stdout.contains(sentence), "{output}");

    // It comes back.
    let site = site.dated("25.md", "Day 25", "2025-05-25");
    says(
        &site,
        &[],
        1,
        "0 new, 0 updated; 1 old article will look new",
    );
    site.run(&["diff"])
        .code(1)
        .stdout_has("it was gone since 2026-06-01T00:00:00Z and is back\n");
}

#[test]
fn another_guid_for_an_old_article_is_seen_without_a_ledger_too() {
    for (from, to) in [
        // By its page, and by title and date.
        ("title:", "guid: urn:other\ntitle:"),
        ("title:", "guid: urn:other\nslug: elsewhere\ntitle:"),
    ] {
        let site = Site::new()
            .dated("a.md", "A", "2025-05-05")
            .dated("b.md", "B", "2025-05-06");
        site.run(&["build", "--no-lock"]).code(0);
        edit(&site, "articles/a.md", from, to);
        says(
            &site,
            &["--no-lock"],
            1,
            "0 new, 0 updated; 1 old article will look new",
        );
        site.run(&["diff", "--no-lock"]).code(1).stdout_has(
            "changed guid  A  articles/a.md  subscribers know it as tag:example.org,2025-05-05:a\n",
        );
    }
}

#[test]
fn without_a_ledger_what_is_newer_is_new_and_what_is_older_looks_new() {
    let site = Site::new().dated("a.md", "A", "2025-05-05");
    site.run(&["build", "--no-lock"]).code(0);
    let site = site.dated("b.md", "B", "2025-05-06");
    says(
        &site,
        &["--no-lock"],
        0,
        "1 new, 0 updated; 0 old articles will look new",
    );
    let site = site.dated("c.md", "C", "2025-05-04");
    says(
        &site,
        &["--no-lock"],
        1,
        "1 new, 0 updated; 1 old article will look new",
    );
    // The ledger knows that nobody has it.
    site.run(&["build", "--now", "2025-05-05T12:00:00Z"])
        .code(0);
    let site = site.dated("d.md", "D", "2025-05-03");
    says(
        &site,
        &["--now", "2025-05-05T13:00:00Z"],
        0,
        "1 new, 0 updated; 0 old articles will look new",
    );
}

#[test]
fn a_fresh_clone_without_feeds_is_told_by_its_ledger() {
    let site = site();
    fs::remove_dir_all(site.path("public")).expect("the feeds");
    says(&site, &[], 0, NONE);
    let site = site.dated("new.md", "New", "2025-06-01");
    says(
        &site,
        &[],
        0,
        "1 new, 0 updated; 0 old articles will look new",
    );
    edit(&site, "articles/25.md", "title:", "guid: urn:other\ntitle:");
    says(
        &site,
        &[],
        1,
        "1 new, 0 updated; 1 old article will look new",
    );
}

#[test]
fn a_new_article_whose_line_is_committed_is_still_new_to_subscribers() {
    let site = site();
    let old = site.published("feed.xml");
    let site = site
        .dated("new.md", "New", "2025-06-01")
        .file("before.xml", &old);
    site.build().code(0);
    says(&site, &[], 0, NONE);
    says(
        &site,
        &["--against", "before.xml"],
        0,
        "1 new, 0 updated; 0 old articles will look new",
    );
}

#[test]
fn what_is_compared_with_may_be_a_folder_a_file_or_standard_input() {
    let site = site();
    let (rss, atom) = (site.published("feed.xml"), site.published("atom.xml"));
    let site = site
        .file("before/feed.xml", &rss)
        .file("live-atom.xml", &atom)
        .file("page.html", "<!doctype html><html><p>x</html>")
        .file("broken.xml", "<rss><channel>\n<item>")
        .stdin(rss.as_bytes())
        .dated("new.md", "New", "2025-06-01");
    let sentence = "1 new, 0 updated; 0 old articles will look new";
    for (against, feed) in [
        ("before", "feed.xml"),
        ("live-atom.xml", "atom.xml"),
        ("-", "feed.xml"),
    ] {
        says(&site, &["--against", against], 0, sentence);
        site.run(&["diff", "--against", against])
            .stdout_has(&format!("{feed} "));
    }
    for (against, expected) in [
        (
            "page.html",
            "page.html:1: error[unreadable-feed]: expected a feed, found a page of HTML",
        ),
        (
            "broken.xml",
            "broken.xml:2: error[unreadable-feed]: expected the end of the feed",
        ),
        ("nowhere.xml", "cannot read nowhere.xml"),
    ] {
        site.run(&["diff", "--against", against])
            .code(2)
            .stdout("")
            .stderr_has(expected);
    }
    site.run(&["diff", "--feed", "a.xml", "--against", "live-atom.xml"])
        .code(2)
        .stderr_has("the site has no Atom feed to compare it with");
    put(&site, "public/feed.xml", "<rss>");
    site.run(&["diff"])
        .code(2)
        .stderr_has("public/feed.xml:1: error[unreadable-feed]");
    // A build replaces it.
    site.build().code(0);
}

#[test]
fn dates_and_places_that_change_are_said() {
    let site = Site::new()
        .dated("a.md", "A", "2025-05-05")
        .dated("b.md", "B", "2025-05-06")
        .dated("c.md", "C", "2025-05-07");
    site.build().code(0);
    edit(&site, "articles/a.md", "2025-05-05", "2025-05-09");
    says(
        &site,
        &[],
        0,
        "0 new, 1 updated; 0 old articles will look new",
    );
    site.run(&["diff"])
        .code(0)
        .stdout_has(
            "changed date  A  articles/a.md  2025-05-09T00:00:00Z, 2025-05-05T00:00:00Z before\n",
        )
        .stdout_has("moved         A  articles/a.md  another place in the order\n");
}

#[test]
fn what_is_announced_again_on_purpose_is_new() {
    let site = site();
    edit(&site, "articles/3.md", "title:", "republish: true\ntitle:");
    says(
        &site,
        &[],
        0,
        "1 new, 0 updated; 0 old articles will look new",
    );
    site.run(&["diff"])
        .stdout_has("announced again, as the article asks\n");
}

#[test]
fn a_comment_on_a_pull_request_begins_with_the_sentence_and_runs_nothing() {
    let site = Site::new().dated("a.md", "A", "2025-05-05");
    site.build().code(0);
    let site = site.article(
        "b.md",
        "---\ntitle: \"*b | <script>x @ada `c\"\ndate: 2025-05-06\n---\nText.\n",
    );
    let output = site.run(&["diff", "--format", "markdown"]).code(0);
    let lines: Vec<&str> = output.stdout.lines().collect();
    assert_eq!(
        lines[0],
        "**1 new, 0 updated; 0 old articles will look new**"
    );
    assert!(
        lines.contains(&"| new | \\*b \\| \\<script\\>x @\u{200b}ada \\`c | `articles/b.md` |  |"),
        "{output}"
    );
}

#[test]
fn feeds_of_one_tag_are_compared_each() {
    let site = Site::bare().config(&format!(
        "{CONFIG}[[feeds]]\npath = \"feed.xml\"\n[[feeds]]\npath = \"tags/x.xml\"\nfilter = {{ tags = [\"x\"] }}\n"
    ));
    let site = site.dated("a.md", "A", "2025-05-05").article(
        "b.md",
        "---\ntitle: B\ndate: 2025-05-06\ntags: [x]\n---\nText.\n",
    );
    site.build().code(0);
    edit(&site, "articles/a.md", "title:", "tags: [x]\ntitle:");
    says(
        &site,
        &[],
        1,
        "0 new, 0 updated; 1 old article will look new",
    );
    site.run(&["diff"]).code(1).stdout_has(
        "looks new  A  articles/a.md  the feed reaches further back: 2 entries, 1 before\n",
    );
}
