//! How long feeds are: limits by count, bytes and age, and budgets.

use std::fs;

use crate::support::{CONFIG, Site};

fn site(feeds: &str) -> Site {
    let mut site = Site::bare().config(&format!("{CONFIG}{feeds}"));
    for number in 1..=9 {
        let text = format!("{number} words ").repeat(600);
        site = site.article(
            &format!("{number}.md"),
            &format!("---\ntitle: T{number}\ndate: 2026-05-0{number}\n---\n{text}\n"),
        );
    }
    site
}

fn length(site: &Site, path: &str) -> u64 {
    fs::metadata(site.path("public").join(path))
        .expect("a feed")
        .len()
}

#[test]
fn a_feed_has_as_many_entries_as_its_bytes_allow() {
    for path in ["feed.xml", "atom.xml", "feed.json"] {
        let line = |rest: &str| format!("[[feeds]]\npath = \"{path}\"\n{rest}\n");
        let whole = site(&line(""));
        whole.build().code(0);
        let all = length(&whole, path);
        let limit = all / 2;
        let half = site(&line(&format!("limit_bytes = {limit}")));
        half.build().code(0).stdout_has(" of 9 entries, ");
        let found = half.titles(path);
        assert_eq!(
            found,
            whole.titles(path)[..found.len()],
            "the newest, in order"
        );
        assert!(
            (3..5).contains(&found.len()) && length(&half, path) <= limit,
            "{found:?}"
        );
        // One more would be too many.
        let one = all / 10;
        assert!(length(&half, path) + one > limit);
        // Exactly as many bytes as there are is no cut.
        let exact = site(&line(&format!("limit_bytes = {all}")));
        exact.build().code(0);
        assert_eq!(exact.published(path), whole.published(path));
        // One entry is left, however long.
        let tiny = site(&line("limit_bytes = \"100 B\""));
        tiny.build().code(0);
        assert_eq!(tiny.titles(path), ["T9"]);
        tiny.build().code(0).stdout_has("unchanged");
    }
}

#[test]
fn old_entries_leave_by_age() {
    let site = site("[[feeds]]\npath = \"feed.xml\"\nlimit_days = 28\n");
    // 2026-06-01: the fourth is exactly 28 days old.
    site.build().code(0);
    assert_eq!(site.titles("feed.xml"), ["T9", "T8", "T7", "T6", "T5"]);
    site.run(&["next"]).code(0).stdout("2026-06-02T00:00:00Z\n");
    site.run(&["next", "--format", "json"])
        .code(0)
        .stdout_has("\"why\":\"leaves by age\"");
    site.run(&["build", "--now", "2026-06-01T23:59:59Z"])
        .code(0)
        .stdout_has("unchanged");
    site.run(&["build", "--now", "2026-06-02T00:00:00Z"])
        .code(0);
    assert_eq!(site.titles("feed.xml"), ["T9", "T8", "T7", "T6"]);
    // In the end the feed is empty, and valid.
    site.run(&["build", "--now", "2026-09-01T00:00:00Z"])
        .code(0);
    assert_eq!(site.titles("feed.xml"), [""; 0]);
    site.run(&["validate", "public"]).code(0);
    site.run(&["next", "--now", "2026-09-01T00:00:00Z"])
        .code(1)
        .stdout("");
}

#[test]
fn a_feed_over_its_budget_is_a_finding_with_the_remedy() {
    let line = |rest: &str| format!("[[feeds]]\npath = \"feed.xml\"\n{rest}\n");
    let over = site(&line("budget = \"20 KB\""));
    let said = over.build().code(0).stdout.clone();
    assert!(
        said.contains("public/feed.xml: warning[over-budget]: the feed has ")
            && said.contains(" KB, its budget is 20 KB\n  help: lower `limit` (9 entries), set `limit_bytes`, or `content = \"summary\"`"),
        "{said}"
    );
    // It is said as long as it is so.
    over.build().code(0).stdout_has("over-budget");
    let exact = length(&over, "feed.xml");
    for (budget, is_said) in [
        (format!("budget = {exact}"), false),
        (format!("budget = {}", exact - 1), true),
        ("budget = 0".to_owned(), false),
        (String::new(), false),
        ("budget = 20000\ncontent = \"summary\"".to_owned(), false),
    ] {
        let output = site(&line(&budget)).build().code(0);
        assert_eq!(
            output.stdout.contains("over-budget"),
            is_said,
            "{budget}\n{output}"
        );
    }
    for wrong in [
        "budget = \"much\"",
        "budget = -1",
        "limit_bytes = \"2 furlongs\"",
    ] {
        site(&line(wrong))
            .build()
            .code(2)
            .stderr_has("a size such as `2 MB`");
    }
    site(&line(""))
        .run(&["build", "--set", "feeds.0.budget=20 KB"])
        .code(0)
        .stdout_has("over-budget");
}

#[test]
fn the_limits_of_readers_are_told_with_their_names() {
    let text = format!("{} ", "long".repeat(25_000)).repeat(165);
    let site = Site::new().article(
        "a.md",
        &format!("---\ntitle: A\ndate: 2025-01-01\n---\n{text}\n"),
    );
    site.run(&[
        "build",
        "--no-lock",
        "--feed",
        "feed.json",
        "--set",
        "feeds.0.budget=0",
    ])
    .code(0)
    .stdout_has(
        "over-limit]: the feed has 16.6 MB, Miniflux takes 15.8 MB unless it is set up otherwise\n",
    )
    .stdout_lacks("Tiny Tiny RSS")
    .stdout_lacks("libxml2");
    site.run(&["build", "--no-lock", "--feed", "feed.xml", "--set", "feeds.0.budget=0"])
        .code(0)
        .stdout_has("articles/a.md:1: warning[over-limit]: the text has 16.6 MB, readers on libxml2 (Newsboat, Liferea) take 10 MB\n");
}
