//! When the feeds will change although no file does.

use serde_json::Value;

use crate::support::{CONFIG, Site};

const AT: [&str; 3] = ["next", "--now", "2026-06-01T00:00:00Z"];

#[test]
fn the_next_instant_is_that_of_the_first_change() {
    let site = Site::new()
        .dated("past.md", "Past", "2026-05-01")
        .dated("later.md", "Later", "2026-06-10T08:00:00+02:00")
        .dated("soon.md", "Soon", "2026-06-03T08:00:00+02:00");
    site.run(&AT)
        .code(0)
        .stderr("")
        .stdout("2026-06-03T06:00:00Z\n");
    site.run(&["next", "--now", "2026-06-03T06:00:00Z"])
        .code(0)
        .stdout("2026-06-10T06:00:00Z\n");
    site.run(&["next", "--now", "2026-06-10T06:00:00Z"])
        .code(1)
        .stdout("")
        .stderr("");
    let output = site.run(&["next", "--format", "json"]).code(0);
    let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
    assert_eq!(report["next"], "2026-06-03T06:00:00Z");
    assert_eq!(report["articles"][0]["path"], "articles/soon.md");
    assert_eq!(report["articles"][0]["why"], "appears");
    // And so it is.
    site.run(&["build", "--now", "2026-06-03T05:59:59Z"])
        .code(0);
    assert_eq!(site.titles("feed.xml"), ["Past"]);
    site.run(&["build", "--now", "2026-06-03T06:00:00Z"])
        .code(0);
    assert_eq!(site.titles("feed.xml"), ["Soon", "Past"]);
}

#[test]
fn an_embargo_and_an_expiry_count() {
    let with = |line: &str| format!("---\ntitle: T\ndate: 2026-05-01\n{line}\n---\nText.\n");
    for (line, expected) in [
        ("expiryDate: 2026-07-01T00:00:00Z", "2026-07-01T00:00:00Z\n"),
        (
            "publishDate: 2026-06-15T00:00:00Z",
            "2026-06-15T00:00:00Z\n",
        ),
        ("draft: true\nexpiryDate: 2026-07-01T00:00:00Z", ""),
        ("expiryDate: 2026-05-15T00:00:00Z", ""),
        // It expires before it is due.
        (
            "publishDate: 2026-06-15T00:00:00Z\nexpiryDate: 2026-06-10T00:00:00Z",
            "",
        ),
    ] {
        let site = Site::new().article("a.md", &with(line));
        let output = site.run(&AT).stdout(expected);
        assert_eq!(
            output.code,
            Some(i32::from(expected.is_empty())),
            "{line}\n{output}"
        );
    }
}

#[test]
fn what_no_feed_shows_changes_nothing() {
    let tagged = |title: &str, date: &str, tag: &str| {
        format!("---\ntitle: {title}\ndate: {date}\ntags: [{tag}]\n---\nText of {title}.\n")
    };
    let site = Site::bare()
        .config(&format!(
            "{CONFIG}[[feeds]]\npath = \"a.xml\"\nlimit = 1\nfilter = {{ tags = [\"in\"] }}\n"
        ))
        .article("now.md", &tagged("Now", "2026-05-01", "in"))
        .article("out.md", &tagged("Out", "2026-06-02", "out"))
        // It expires behind the only entry that the feed shows.
        .article(
            "old.md",
            &tagged("Old", "2026-01-01", "in").replace("tags:", "expiryDate: 2026-06-03\ntags:"),
        )
        // It becomes due there.
        .article(
            "late.md",
            &tagged("Late", "2026-01-01", "in").replace("tags:", "publishDate: 2026-06-04\ntags:"),
        )
        .article("next.md", &tagged("Next", "2026-06-09", "in"));
    site.run(&AT).code(0).stdout("2026-06-09T00:00:00Z\n");
    site.run(&["next", "--limit", "0"])
        .code(0)
        .stdout("2026-06-03T00:00:00Z\n");
    site.run(&["next", "--feed", "all.xml"])
        .code(0)
        .stdout("2026-06-02T00:00:00Z\n");
}
