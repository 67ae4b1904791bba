//! What the command says, where it says it, and what it ends with.

use serde_json::Value;

use crate::support::{CONFIG, Site, text};

/// A site of 25 articles.
fn site() -> Site {
    let mut site = Site::new();
    for day in 1..=25 {
        site = site.dated(
            &format!("{day}.md"),
            &format!("Day {day}"),
            &format!("2025-05-{day:02}"),
        );
    }
    site
}

#[test]
fn a_build_says_one_line_a_feed() {
    let site = site();
    site.build().code(0).stderr("").stdout(
        "feed.xml   20 of 25 entries, 20 new\n\
         atom.xml   20 of 25 entries, 20 new\n\
         feed.json  20 of 25 entries, 20 new\n\
         in public\n\
         20 new, 0 updated; 0 old articles will look new\n",
    );
    site.build().code(0).stderr("").stdout(
        "feed.xml   20 of 25 entries, unchanged\n\
         atom.xml   20 of 25 entries, unchanged\n\
         feed.json  20 of 25 entries, unchanged\n",
    );
    let site = site
        .dated("new.md", "New", "2025-06-01")
        .dated("newer.md", "Newer", "2025-06-02")
        .dated("old.md", "Old", "2024-06-02");
    site.build().code(0).stdout(
        "feed.xml   20 of 28 entries, 2 new\n\
         atom.xml   20 of 28 entries, 2 new\n\
         feed.json  20 of 28 entries, 2 new\n\
         in public\n\
         2 new, 0 updated; 0 old articles will look new\n",
    );
    let site = site.dated("new.md", "New words", "2025-06-01");
    site.build()
        .code(0)
        .stdout_has("feed.xml   20 of 28 entries, 0 new\n");
}

#[test]
fn numbers_are_grouped() {
    let records: String = (0..1234)
        .map(|at| {
            format!(
                "{{\"title\":\"R{at}\",\"published\":\"2025-05-05T00:00:00Z\",\"text\":\"x\"}}\n"
            )
        })
        .collect();
    let site = Site::new().article("all.ndjson", &records);
    site.run(&["build", "--feed", "a.xml"])
        .code(0)
        .stdout_has("a.xml  20 of 1,234 entries, 20 new\n");
    site.run(&["build", "--no-lock", "--feed", "b.xml", "--limit", "0"])
        .code(0)
        .stdout_has("b.xml  1,234 entries, 1,234 new\n");
}

#[test]
fn quiet_says_only_what_failed() {
    let site = site();
    site.run(&["build", "--quiet"])
        .code(0)
        .stdout("")
        .stderr("");
    site.run(&["build", "-q"]).code(0).stdout("").stderr("");
    let site = site
        .article("bad.md", "---\ntitle: Bad\n---\nText.\n")
        .article("untitled.md", "---\ndate: 2025-05-05\n---\nText.\n");
    site.run(&["build", "-q"]).code(1).stderr("").stdout(
        "articles/bad.md:1: error[missing-date]: expected a date of publication, found none; the article is left out\n  \
         help: write `date: 2025-05-05` in the front matter, or begin the file's name with it\n",
    );
    site.run(&["build", "-q", "-v"]).code(2);
}

#[test]
fn verbose_says_every_finding() {
    let mut site = Site::new().article(
        "note.md",
        "---\ntitle: N\ndate: 2025-05-05\n---\n<script>x</script>Text.\n",
    );
    for at in 0..30 {
        site = site.article(&format!("{at:02}.md"), "---\ntitle: Bad\n---\nText.\n");
    }
    let output = site.build().code(1);
    assert_eq!(output.findings().len(), 20, "{output}");
    let output = output
        .stdout_has("… and 10 more [missing-date]; --verbose shows them\n")
        .stdout_has("1 note; --verbose shows it\n");
    assert!(!output.stdout.contains("removed-markup"), "{output}");
    let output = site.run(&["build", "--verbose"]).code(1);
    assert_eq!(output.findings().len(), 31, "{output}");
    output
        .stdout_has("articles/note.md:5: info[removed-markup]: readers neither run nor show <script>; left out of the feed\n")
        .stdout_lacks("--verbose");
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let escape = "\u{1b}[";
    let site = Site::new()
        .dated("a.md", "A", "2025-05-05")
        .article("bad.md", "---\ntitle: Bad\n---\nText.\n");
    for arguments in [
        &["build"][..],
        &["build", "--color", "never"],
        &["build", "--color", "auto"],
        &["inspect", "articles"],
        &["validate", "dateline.toml"],
    ] {
        let output = site.run(arguments).stdout_lacks(escape);
        assert!(!output.stderr.contains(escape), "{output}");
    }
    site.run(&["build", "--color", "always"])
        .code(1)
        .stdout_has(escape);
    site.run(&["--color=always", "inspect", "articles/a.md"])
        .code(0)
        .stdout_has(escape);
    site.run(&["build", "--color=always", "--url=x"])
        .code(2)
        .stderr_has(escape);
    site.run(&["build", "--color", "sometimes"]).code(2);
    let site = site
        .env("NO_COLOR", "1")
        .env("TERM", "xterm-256color")
        .env("CLICOLOR_FORCE", "0");
    site.build().code(1).stdout_lacks(escape);
    // What the user says now goes before what the environment says always.
    site.run(&["build", "--color", "always"])
        .code(1)
        .stdout_has(escape);
}

#[test]
fn nothing_moves_in_a_pipe() {
    // More articles than a progress bar waits for.
    let mut site = Site::new();
    for at in 0..2_100 {
        site = site.article(
            &format!("{}/{at}.css.md", at % 7),
            "---\ntitle: A\ndate: 2025-05-05\n---\n",
        );
    }
    site.run(&["build", "--content", "none"]).code(0).stderr("");
}

#[test]
fn exit_codes_are_0_for_clean_1_for_errors_2_for_failures() {
    let site = Site::new().dated("a.md", "A", "2025-05-05");
    site.build().code(0);
    site.run(&["inspect", "articles/a.md"]).code(0);
    site.run(&["validate", "public/feed.xml"]).code(0);
    let site = site
        .article("bad.md", "---\ntitle: Bad\n---\n")
        .file("bad.xml", "<rss version=\"2.0\"></rss>");
    site.build().code(1);
    site.run(&["inspect", "articles/bad.md"]).code(1);
    site.run(&["validate", "bad.xml"]).code(1);
    site.run(&["validate", "public/feed.xml", "bad.xml"])
        .code(1);
    for arguments in [
        &[][..],
        &["nothing"],
        &["build", "--nothing"],
        &["build", "nowhere"],
        &["build", "--limit", "x"],
        &["inspect"],
        &["inspect", "nowhere.md"],
        &["validate"],
        &["validate", "nowhere.xml"],
        &["validate", "bad.xml", "nowhere.xml"],
        &["validate", "--format", "xml", "bad.xml"],
    ] {
        let output = site.run(arguments).code(2);
        assert!(!output.stderr.is_empty(), "{output}");
    }
    // Warnings are not errors.
    let site = Site::new().article("untitled.md", "---\ndate: 2025-05-05\n---\nText.\n");
    site.build().code(0).stdout_has("warning[missing-title]");
}

#[test]
fn validate_reports_in_text_and_in_json() {
    let site = Site::new()
        .dated("a.md", "A", "2025-05-05")
        .file("bad.xml", "<rss version=\"2.0\">\n<channel>\n<title>x</title><link>https://example.org/</link>\n<description>x</description>\n<pubDate>Mon, 30 Feb 2025 09:30:00 GMT</pubDate>\n</channel>\n</rss>\n");
    site.build().code(0);
    site.run(&["validate", "public/feed.xml", "public/feed.json"])
        .code(0)
        .stdout("public/feed.xml: valid, 0 errors, 0 warnings\npublic/feed.json: valid, 0 errors, 0 warnings\n");
    let output = site.run(&["validate", "bad.xml"]).code(1);
    assert!(output.stdout.contains("bad.xml:5:"), "{output}");
    assert!(
        output.stdout.contains("error[invalid-rfc822-date]"),
        "{output}"
    );
    assert!(
        output.stdout.contains("bad.xml: not valid, 1 error, "),
        "{output}"
    );
    site.run(&["validate", "-q", "public/feed.xml"])
        .code(0)
        .stdout("");

    let output = site
        .run(&["validate", "--format", "json", "bad.xml", "public/atom.xml"])
        .code(1)
        .stderr("");
    let lines: Vec<Value> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("one object a line"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (text(&lines[0], "path"), &lines[0]["valid"]),
        ("bad.xml", &Value::Bool(false))
    );
    assert_eq!(
        (text(&lines[1], "path"), &lines[1]["valid"]),
        ("public/atom.xml", &Value::Bool(true))
    );
    assert_eq!(lines[1]["messages"], Value::Array(Vec::new()));
    let messages = lines[0]["messages"].as_array().expect("messages");
    let error = messages
        .iter()
        .find(|message| message["level"] == "error")
        .expect("an error");
    assert_eq!(text(error, "rule"), "invalid-rfc822-date");
    assert_eq!(error["line"], 5);
    assert!(
        error["column"].as_u64() > Some(0)
            && !text(error, "message").is_empty()
            && !text(error, "help").is_empty()
    );
    let keys: Vec<&String> = error.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["level", "rule", "line", "column", "message", "help"]);
}

#[test]
fn validate_reads_standard_input() {
    let site = Site::new().dated("a.md", "A", "2025-05-05");
    site.build().code(0);
    let feed = site.published("atom.xml");
    let site = site.stdin(feed.as_bytes());
    site.run(&["validate", "-"])
        .code(0)
        .stdout("-: valid, 0 errors, 0 warnings\n");
    let site = site.stdin(b"");
    site.run(&["validate", "-"])
        .code(1)
        .stdout_has("error[empty-file]");
    let site = site.stdin(b"\0\xff<rss");
    site.run(&["validate", "--format=json", "-"])
        .code(1)
        .stdout_has("{\"path\":\"-\",\"valid\":false,");
}

#[test]
fn inspect_says_every_value_with_its_origin_and_the_losers() {
    let site = Site::new().article(
        "2024-01-01-a.md",
        "---\ntitle: A\nheadline: B\ndate: 2025-05-05\ntags: [x]\n---\nThe first paragraph of it.\n",
    );
    let output = site
        .run(&["inspect", "articles/2024-01-01-a.md"])
        .code(0)
        .stderr("");
    for line in [
        "articles/2024-01-01-a.md\n",
        "title      A  (front matter title, line 2)\n",
        "not B (front matter headline, line 3)",
        "published  2025-05-05T00:00:00Z  (front matter date, line 4; no time is given, zone UTC of the site)",
        "tags       x  (front matter tags, line 5)",
        "summary    The first paragraph of it.  (derived from the first paragraph)",
        "url        https://example.org/a/",
    ] {
        assert!(output.stdout.contains(line), "{line}\n{output}");
    }
    let json = site.inspected("2024-01-01-a.md").remove(0);
    for key in [
        "path",
        "title",
        "authors",
        "published",
        "updated",
        "language",
        "summary",
        "image",
        "url",
        "site_name",
        "tags",
        "place",
        "draft",
        "provenance",
        "findings",
    ] {
        assert!(json.get(key).is_some(), "{key} in {json}");
    }
    let title = json["provenance"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|trace| trace["field"] == "title");
    let title = title.expect("the title's origin");
    assert_eq!(text(title, "value"), "A");
    assert_eq!(title["line"], 2);
    assert_eq!(text(&title["lost"][0], "value"), "B");
}

#[test]
fn inspect_needs_no_site() {
    let site = Site::bare().article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05T10:00:00Z\nimage: i.png\n---\nText.\n",
    );
    let json = site.inspected("a.md").remove(0);
    assert_eq!(text(&json, "title"), "A");
    assert_eq!(json["url"], Value::Null);
    assert_eq!(json["guid"], Value::Null);
    assert!(!json.to_string().contains("invalid/"), "{json}");
    site.run(&["inspect", "articles/a.md"])
        .code(0)
        .stdout_lacks("dateline.invalid");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::io::Read;
    let mut records = String::new();
    for at in 0..5_000 {
        records.push_str(&format!(
            "{{\"title\":\"R{at}\",\"published\":\"2025-05-05T00:00:00Z\",\"text\":\"x\"}}\n"
        ));
    }
    let site = Site::new().config(CONFIG).article("all.ndjson", &records);
    let mut child = site.spawn("", &["inspect", "--format", "json", "articles/all.ndjson"]);
    drop(child.stdin.take());
    let mut stdout = child.stdout.take().expect("standard output");
    let mut first = [0; 100];
    stdout.read_exact(&mut first).expect("a beginning");
    drop(stdout);
    let mut said = String::new();
    child
        .stderr
        .take()
        .expect("standard error")
        .read_to_string(&mut said)
        .expect("UTF-8");
    let status = child.wait().expect("the command ends");
    assert_eq!(said, "");
    assert_ne!(status.code(), Some(101), "it does not panic");
}
