//! Input that is broken, hostile or not there: a finding with its place, and the rest still builds.

use std::fs;
use std::path::Path;

use dateline::article::{Article, Body, SourceFile};
use dateline::config::{AuthorConfig, Config, SourceConfig};
use dateline::markup::Markup;
use dateline::normalise::keys;
use dateline::pipeline::{FeedState, Run, Silent, build};
use dateline::{ingest, normalise, render};
use proptest::prelude::*;

use crate::support::{
    CONFIG, FEEDS, NOW, Output, Site, agree, files_below, parse, permissions_bind, skip, symlink,
    text,
};

/// A site with one good article, which must come out whatever stands beside it.
fn site() -> Site {
    Site::new().dated("good.md", "Good", "2025-05-01")
}

/// The build says exactly these findings, ends with this code, and the good article is shown.
#[track_caller]
fn check(site: &Site, code: i32, findings: &[&str]) -> Output {
    let output = site.build().code(code);
    assert_eq!(output.findings(), findings, "{output}");
    agree(site);
    assert!(
        site.titles("feed.xml").contains(&"Good".to_owned()),
        "{output}"
    );
    output
}

#[test]
fn broken_front_matter_of_each_kind_is_reported_with_its_line() {
    for (article, place) in [
        (
            "---\ntitle: A\ntags: [a, b\ndate: 2025-05-05\n---\nText.\n",
            "articles/a.md:4",
        ),
        (
            "---\ntitle: \"A\ndate: 2025-05-05\n---\nText.\n",
            "articles/a.md:",
        ),
        (
            "---\ntitle: A: B\ndate: 2025-05-05\n---\nText.\n",
            "articles/a.md:2",
        ),
        (
            "---\ntitle: A\ndate: 2025-05-05\n\nText without an end.\n",
            "articles/a.md:1",
        ),
        ("---\n- a\n- b\n---\nText.\n", "articles/a.md:"),
        ("---\ntitle: *nowhere\n---\nText.\n", "articles/a.md:2"),
        (
            "+++\ntitle = \"A\"\ndate = 2025-05-05\ntags = [\"a\", \n+++\nText.\n",
            "articles/a.md:",
        ),
        ("+++\ntitle = A\n+++\nText.\n", "articles/a.md:2"),
        (
            "+++\ntitle = \"A\"\ntitle = \"B\"\n+++\nText.\n",
            "articles/a.md:3",
        ),
        (
            "+++\ntitle = \"A\"\n\nText without an end.\n",
            "articles/a.md:1",
        ),
        (
            "{\n  \"title\": \"A\",\n  \"date\" \"2025-05-05\"\n}\nText.\n",
            "articles/a.md:3",
        ),
        (
            "{\"title\": \"A\"\nText without an end.\n",
            "articles/a.md:",
        ),
        (
            ";;;\n\"title\": \"A\" \"date\"\n;;;\nText.\n",
            "articles/a.md:",
        ),
    ] {
        let site = site().article("a.md", article);
        let output = site.build().code(1);
        let findings = output.findings();
        assert_eq!(findings.len(), 1, "{article}\n{output}");
        assert!(
            findings[0].starts_with(place) && findings[0].ends_with("error[broken-front-matter]"),
            "{article}\n{output}"
        );
        assert_eq!(site.titles("feed.xml"), ["Good"], "{article}");
    }
}

#[test]
fn broken_records_are_reported_with_their_lines_and_the_others_are_read() {
    let good =
        "{\"title\": \"Good\", \"published\": \"2025-05-05T00:00:00Z\", \"content_text\": \"x\"}";
    let site = Site::new().bytes(
        "all.ndjson",
        [
            good.as_bytes(),
            b"\n{\"title\": \"A\" \"published\"}\n[1, 2]\nnot json\n\"text\"\n{\"title\": \"\xff\"}\n{\"title\": \"B\"}\n{}\n{\"title\": ",
        ]
        .concat()
        .as_slice(),
    );
    let output = site.build().code(1);
    let findings: Vec<String> = output
        .findings()
        .iter()
        .map(|finding| {
            let mut parts = finding.split(": ");
            let place: Vec<&str> = parts.next().expect("a place").split(':').take(2).collect();
            format!("{} {}", place.join(":"), parts.next().expect("a rule"))
        })
        .collect();
    assert_eq!(
        findings
            .iter()
            .filter(|finding| finding.contains("broken-record"))
            .count(),
        6,
        "{output}"
    );
    for line in 2..=9 {
        let place = format!("articles/all.ndjson:{line} ");
        assert!(
            findings.iter().any(|finding| finding.starts_with(&place)),
            "line {line}\n{output}"
        );
    }
    assert_eq!(site.titles("feed.xml"), ["Good"]);

    for broken in [
        "{\"title\": \"A\",}",
        "[{\"title\": \"A\"}",
        "{\"title\": \"\\ud800\"}",
        "nul",
    ] {
        let site = self::site().article("a.json", broken);
        let output = site.build().code(1);
        assert!(
            output.findings()[0].starts_with("articles/a.json:1:"),
            "{output}"
        );
        assert!(
            output.findings()[0].ends_with("error[broken-record]"),
            "{output}"
        );
    }
}

#[test]
fn an_article_without_a_date_is_left_out_with_an_error() {
    check(
        &site().article("a.md", "---\ntitle: A\n---\nText.\n"),
        1,
        &["articles/a.md:1: error[missing-date]"],
    )
    .stdout_has("expected a date of publication, found none; the article is left out");
    check(
        &site().article("a.txt", "Nothing but prose here.\n"),
        1,
        &[
            "articles/a.txt:1: error[missing-date]",
            "articles/a.txt:1: warning[missing-title]",
        ],
    );
}

#[test]
fn an_article_without_a_title_takes_its_files_name_with_a_warning() {
    let site = site().article("my-first_post.md", "---\ndate: 2025-05-05\n---\nText.\n");
    check(
        &site,
        0,
        &["articles/my-first_post.md:1: warning[missing-title]"],
    );
    assert_eq!(site.titles("feed.xml"), ["My first post", "Good"]);
}

#[test]
fn days_and_times_that_do_not_exist_are_reported_and_never_mended() {
    for (date, code, rule) in [
        ("2024-02-30", 1, "error[unreadable-date]"),
        ("2025-13-01", 1, "error[unreadable-date]"),
        ("2025-05-05 25:61", 1, "error[unreadable-date]"),
        ("soon", 1, "error[unreadable-date]"),
        (
            "Tue, 05 May 2025 10:00:00 +0000",
            0,
            "warning[weekday-mismatch]",
        ),
        ("01/02/2025", 0, "warning[ambiguous-date]"),
    ] {
        let site = site().article(
            "a.md",
            &format!("---\ntitle: A\ndate: {date}\n---\nText.\n"),
        );
        check(&site, code, &[&format!("articles/a.md:3: {rule}")]);
    }
    let site = site().article("a.md", "---\ntitle: A\ndate: 2024-02-30\n---\nText.\n");
    site.build().code(1).stdout_has(
        "articles/a.md:3: error[unreadable-date]: published: no such day in the calendar, found `2024-02-30`; the article is left out\n  \
         help: write the day of publication, such as `2024-02-29`\n",
    );
}

#[test]
fn empty_files_are_reported() {
    for (path, bytes) in [
        ("a.md", &b""[..]),
        ("a.md", b"\n\n  \n"),
        ("a.md", b"\xef\xbb\xbf"),
        ("a.md", b"\xff\xfe"),
        ("a.html", b""),
        ("a.txt", b" "),
        ("a.rst", b""),
        ("a.json", b""),
    ] {
        let place = format!("articles/{path}:1: error[empty-article]");
        check(&site().bytes(path, bytes), 1, &[&place]);
    }
    // No record, no article, nothing to complain of.
    check(&site().bytes("a.ndjson", b""), 0, &[]);
}

#[test]
fn an_article_without_text_is_shown_with_a_warning() {
    let site = site().article("a.md", "---\ntitle: A\ndate: 2025-05-05\n---\n");
    check(&site, 0, &["articles/a.md: warning[empty-content]"]);
    assert_eq!(site.titles("feed.xml"), ["A", "Good"]);
}

#[test]
fn binary_files_named_like_texts_are_reported() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    let noise: Vec<u8> = (0..20_000u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    for (name, bytes) in [
        ("a.md", &png[..]),
        ("a.txt", b"PK\x03\x04zip"),
        ("a.html", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n\0\x01stream"),
        ("a.md", b"\0\0\0\0\0\0\0\0"),
        ("a.rst", &noise),
    ] {
        let place = format!("articles/{name}:1: error[binary-file]");
        check(&site().bytes(name, bytes), 1, &[&place]);
    }
    // Without an extension nothing said that it was a text.
    check(&site().bytes("picture", png), 0, &[]);
}

#[test]
fn unreadable_files_and_folders_are_reported() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if !permissions_bind() {
            skip("files that may not be read", "this user may read all files");
            return;
        }
        let site = site()
            .dated("a.md", "A", "2025-05-05")
            .dated("closed/b.md", "B", "2025-05-05");
        let mode = |path: &str, mode| {
            fs::set_permissions(site.path(path), fs::Permissions::from_mode(mode))
                .expect("its mode");
        };
        mode("articles/a.md", 0o000);
        mode("articles/closed", 0o000);
        check(
            &site,
            1,
            &[
                "articles/a.md: error[unreadable-file]",
                "articles/closed: error[unreadable-file]",
            ],
        );
        mode("articles/closed", 0o755);
    }
}

#[test]
fn a_file_that_vanishes_is_reported() {
    let site = site();
    if !symlink("nowhere.md", &site.path("articles/gone.md")) {
        return skip("a link to nothing", "no links here");
    }
    check(&site, 1, &["articles/gone.md: error[unreadable-file]"]);
}

#[test]
fn loops_of_links_end() {
    let site = site().dated("sub/deep/a.md", "A", "2025-05-05");
    if !symlink(site.path("articles"), &site.path("articles/sub/deep/up")) {
        return skip("loops of links", "no links here");
    }
    symlink("self", &site.path("articles/self"));
    symlink("b.md", &site.path("articles/b.md"));
    let output = site.build();
    assert_eq!(site.titles("feed.xml"), ["A", "Good"], "{output}");
    assert!(
        output
            .findings()
            .contains(&"articles/sub/deep/up: warning[symlink-loop]".to_owned()),
        "{output}"
    );
    assert!(
        output
            .findings()
            .iter()
            .any(|finding| finding.starts_with("articles/b.md: ")),
        "{output}"
    );
}

#[test]
fn a_link_to_an_article_elsewhere_is_followed() {
    let site = site().file(
        "elsewhere/a.md",
        "---\ntitle: A\ndate: 2025-05-05\n---\nText.\n",
    );
    if symlink("../elsewhere", &site.path("articles/linked")) {
        check(&site, 0, &[]);
        assert_eq!(site.titles("feed.xml"), ["A", "Good"]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8_are_reported() {
    use std::os::unix::ffi::OsStrExt;
    let site = site();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    if fs::write(site.path("articles").join(name), "# A\n").is_err() {
        return skip("names that are not UTF-8", "the file system has none");
    }
    check(
        &site,
        1,
        &["articles/caf\u{fffd}.md: error[file-name-encoding]"],
    );
}

#[test]
fn odd_names_are_names() {
    let site = site()
        .dated("with space/ä b.md", "Space", "2025-05-05")
        .dated("-dash.md", "Dash", "2025-05-04")
        .dated("a%20b#c?.md", "Marks", "2025-05-03")
        .dated("новости/日本語.md", "Letters", "2025-04-30")
        .dated(&format!("{}.md", "long".repeat(60)), "Long", "2025-04-29");
    check(&site, 0, &[]);
    assert_eq!(
        site.titles("feed.xml"),
        ["Space", "Dash", "Marks", "Good", "Letters", "Long"]
    );
    for feed in FEEDS {
        site.run(&["validate", &format!("public/{feed}")]).code(0);
    }
}

#[test]
fn a_file_of_100_megabytes_is_passed_over_without_being_read() {
    let site = site().dated("huge.md", "Huge", "2025-05-05");
    let file = fs::OpenOptions::new()
        .write(true)
        .open(site.path("articles/huge.md"))
        .expect("the file");
    file.set_len(100 << 20).expect("a sparse file");
    check(&site, 1, &["articles/huge.md:1: error[article-too-large]"])
        .stdout_has("expected at most 32 MB, found 100 MB; the article is left out");
    let site = self::site().article("huge.json", "{}");
    let file = fs::OpenOptions::new()
        .write(true)
        .open(site.path("articles/huge.json"))
        .expect("the file");
    file.set_len(100 << 20).expect("a sparse file");
    check(
        &site,
        1,
        &["articles/huge.json:1: error[article-too-large]"],
    );
}

#[test]
fn large_articles_are_read_whole() {
    let lines = "A line of some words.\n".repeat(50_000);
    let title = "x".repeat(1 << 20);
    let site = site()
        .article(
            "lines.md",
            &format!("---\ntitle: Lines\ndate: 2025-05-05\n---\n{lines}"),
        )
        .article(
            "title.md",
            &format!("---\ntitle: {title}\ndate: 2025-05-04\n---\nText.\n"),
        )
        .article("late.md", &format!("# {}\n\nText.\n", "Late heading"))
        .article(
            "field.md",
            &format!(
                "---\nnote: {}\ntitle: Field\ndate: 2025-05-03\n---\nText.\n",
                "y".repeat(100_000)
            ),
        )
        .article(
            "tags.md",
            &format!(
                "---\ntitle: Tags\ndate: 2025-05-02\ntags: [{}]\n---\nText.\n",
                "t, ".repeat(2_000)
            ),
        );
    let output = site.build().code(1);
    assert_eq!(
        output.findings(),
        [
            "articles/late.md:1: error[missing-date]",
            "public/atom.xml: warning[over-budget]",
            "public/feed.json: warning[over-budget]",
            "public/feed.xml: warning[over-budget]",
        ]
    );
    let titles = site.titles("feed.json");
    assert_eq!(titles[0], "Lines");
    assert_eq!(titles[2..], ["Field", "Tags", "Good"]);
    assert!(titles[1].starts_with("xxxx"));
    assert!(text(&site.items()[0], "content_html").len() >= 50_000 * 20);
}

#[test]
fn nesting_of_any_depth_is_flattened_and_said() {
    // Deep enough to overflow a stack, if anything took one frame a level.
    let depth = 10_000;
    let mut lists = String::new();
    for at in 0..1_000 {
        lists.push_str(&" ".repeat(at * 2));
        lists.push_str("- a\n");
    }
    // One build for all: half of the time goes into starting.
    let mut site = site();
    let mut count = 0;
    for (name, body) in [
        ("quotes.md", format!("{} deep\n", ">".repeat(depth))),
        ("lists.md", lists),
        ("flat-list.md", format!("{}x\n", "- ".repeat(depth))),
        ("numbers.md", format!("{}x\n", "1. ".repeat(depth / 10))),
        ("html.md", format!("{}x\n", "<div>".repeat(depth))),
        (
            "inline.md",
            format!("{}x{}\n", "<b>".repeat(depth), "</b>".repeat(depth)),
        ),
        (
            "stars.md",
            format!("{}x{}\n", "*".repeat(depth), "*".repeat(depth)),
        ),
        (
            "brackets.md",
            format!("{}x{}\n", "[".repeat(depth), "](y)".repeat(depth)),
        ),
        (
            "images.md",
            format!("{}x{}\n", "![".repeat(depth), "](y)".repeat(depth)),
        ),
        (
            "ticks.md",
            (1..400)
                .map(|n| format!("{} ", "`".repeat(n)))
                .collect::<String>(),
        ),
        (
            "tables.md",
            format!("|{}|\n|{}|\n", "a|".repeat(2_000), "-|".repeat(2_000)),
        ),
        ("unclosed.md", "<a href=\"".repeat(depth)),
        ("entities.md", "&".repeat(depth / 5)),
    ] {
        site = site.article(
            name,
            &format!("---\ntitle: Deep\ndate: 2025-05-05\n---\n{body}"),
        );
        count += 1;
    }
    let output = site.build().code(0);
    agree(&site);
    assert_eq!(site.titles("feed.xml").len(), count + 1, "{output}");
    for name in ["quotes.md", "lists.md", "flat-list.md", "html.md"] {
        let place = format!("articles/{name}:5: warning[nesting-too-deep]");
        assert!(output.findings().contains(&place), "{place}\n{output}");
    }
}

#[test]
fn nesting_of_any_depth_in_pages_and_texts_is_flattened() {
    let depth = 10_000;
    for (name, page) in [
        (
            "a.html",
            format!(
                "<html><head><title>Deep</title><meta name=date content=2025-05-05></head><body>{}x",
                "<blockquote>".repeat(depth)
            ),
        ),
        (
            "a.html",
            format!(
                "<html><head><title>Deep</title><meta name=date content=2025-05-05></head><body>{}x",
                "<table><tr><td>".repeat(depth / 5)
            ),
        ),
        (
            "a.rst",
            format!(
                ".. title: Deep\n.. date: 2025-05-05\n\n{}",
                (0..1_000)
                    .map(|at| format!("{}- a\n\n", " ".repeat(at * 2)))
                    .collect::<String>()
            ),
        ),
        (
            "a.txt",
            format!("Title: Deep\nDate: 2025-05-05\n\n{}", ">".repeat(depth)),
        ),
    ] {
        let site = site().article(name, &page);
        site.build().code(0);
        agree(&site);
        assert_eq!(site.titles("feed.xml"), ["Deep", "Good"], "{name}");
    }
}

#[test]
fn nesting_of_any_depth_in_fields_is_reported() {
    let depth = 10_000;
    for (name, value) in [
        (
            "a.md",
            format!(
                "---\ntitle: A\ndate: 2025-05-05\nx: {}\n---\nText.\n",
                "[".repeat(depth)
            ),
        ),
        (
            "a.md",
            format!(
                "---\ntitle: A\ndate: 2025-05-05\nx: {}{}\n---\nText.\n",
                "[".repeat(depth),
                "]".repeat(depth)
            ),
        ),
        (
            "a.md",
            format!(
                "---\nx:\n{}\n---\nText.\n",
                (1..200)
                    .map(|at| format!("{}y:\n", " ".repeat(at)))
                    .collect::<String>()
            ),
        ),
        (
            "a.md",
            format!(
                "+++\nx = {}{}\n+++\nText.\n",
                "[".repeat(depth),
                "]".repeat(depth)
            ),
        ),
        (
            "a.md",
            format!("+++\n{} = 1\n+++\nText.\n", vec!["a"; depth].join(".")),
        ),
        (
            "a.md",
            format!(
                "{{\"x\": {}{}}}\nText.\n",
                "[".repeat(depth),
                "]".repeat(depth)
            ),
        ),
        (
            "a.json",
            format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
        ),
        (
            "a.ndjson",
            format!(
                "{{\"title\": {}1{}}}\n",
                "{\"a\":".repeat(depth),
                "}".repeat(depth)
            ),
        ),
    ] {
        let site = site().article(name, &value);
        let output = site.build().code(1);
        assert_eq!(site.titles("feed.xml"), ["Good"], "{output}");
        assert!(
            output.findings()[0].starts_with(&format!("articles/{name}")),
            "{output}"
        );
        assert!(output.stderr.is_empty(), "{output}");
    }
}

#[test]
fn an_alias_of_aliases_does_not_blow_up() {
    let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let before = level - 1;
        yaml.push_str(&format!(
            "a{level}: &a{level} [{}]\n",
            vec![format!("*a{before}"); 10].join(", ")
        ));
    }
    let site = site().article(
        "a.md",
        &format!("---\ntitle: A\ndate: 2025-05-05\n{yaml}---\nText.\n"),
    );
    let output = site.build().code(1);
    assert_eq!(output.findings().len(), 1, "{output}");
    assert!(
        output.findings()[0].ends_with("error[broken-front-matter]"),
        "{output}"
    );
}

#[test]
fn two_articles_with_one_permalink_are_told_apart() {
    let site = site()
        .article(
            "first.md",
            "---\ntitle: First\ndate: 2025-05-05\npermalink: /same/\n---\nText.\n",
        )
        .article(
            "second.md",
            "---\ntitle: Second\ndate: 2025-05-06\npermalink: /same/\n---\nText.\n",
        );
    // The older one had the address first.
    check(&site, 1, &["articles/second.md:1: error[duplicate-permalink]"])
        .stdout_has("the permalink https://example.org/same/ is that of articles/first.md too; the article is left out");
    assert_eq!(site.titles("feed.xml"), ["First", "Good"]);
}

#[test]
fn two_articles_with_one_id_are_told_apart() {
    let site = site()
        .article("first.md", "---\ntitle: First\ndate: 2025-05-06\nguid: urn:ietf:rfc:2648\n---\nText.\n")
        .article(
            "more.ndjson",
            "{\"title\": \"Second\", \"published\": \"2025-05-07T00:00:00Z\", \"guid\": \"urn:ietf:rfc:2649\", \"content_text\": \"x\"}\n\
             {\"title\": \"Third\", \"published\": \"2025-05-08T00:00:00Z\", \"guid\": \"urn:ietf:rfc:2648\", \"content_text\": \"x\"}\n",
        );
    check(&site, 1, &["articles/more.ndjson:2: error[duplicate-guid]"]);
    assert_eq!(site.titles("feed.xml"), ["Second", "First", "Good"]);
}

#[test]
fn feeds_inside_the_source_are_not_read() {
    let site = Site::new()
        .config(&format!("{CONFIG}[source]\npath = \".\"\n"))
        .file("a.md", "---\ntitle: Good\ndate: 2025-05-05\n---\nText.\n");
    site.build().code(0);
    let before = site.snapshot();
    for _ in 0..2 {
        let output = check(&site, 0, &["public: warning[output-inside-source]"]);
        assert!(output.stdout.contains("1 entry, unchanged"), "{output}");
    }
    assert_eq!(site.snapshot(), before);
    // An article that someone put there is not one.
    let site = site.file(
        "public/b.md",
        "---\ntitle: B\ndate: 2025-05-06\n---\nText.\n",
    );
    check(&site, 0, &["public: warning[output-inside-source]"]);
    assert_eq!(site.titles("feed.xml"), ["Good"]);
}

#[test]
fn an_output_that_cannot_be_written_fails_and_the_old_feeds_stay() {
    // A file stands where a folder is needed.
    let site = site().file("taken", "a file");
    site.run(&["build", "--output", "taken"])
        .code(2)
        .stderr_has("taken");
    site.run(&["build", "--output", "taken/deep"])
        .code(2)
        .stderr_has("error: cannot");
    assert_eq!(
        fs::read_to_string(site.path("taken")).expect("the file"),
        "a file"
    );

    // A folder stands where a feed should go; the others must not be harmed.
    site.build().code(0);
    let before = site.snapshot();
    fs::create_dir(site.path("public/x.xml")).expect("a folder");
    let site = site.dated("new.md", "New", "2025-05-06");
    site.run(&["build", "--feed", "x.xml"])
        .code(2)
        .stderr_has("cannot");
    assert!(site.path("public/x.xml").is_dir());
    assert_eq!(site.snapshot(), before);

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if !permissions_bind() {
            return skip(
                "a folder that may not be written",
                "this user may write all folders",
            );
        }
        fs::set_permissions(site.path("public"), fs::Permissions::from_mode(0o555))
            .expect("its mode");
        site.build().code(2).stderr_has("cannot write public/");
        assert_eq!(site.snapshot(), before);
        fs::set_permissions(site.path("public"), fs::Permissions::from_mode(0o755))
            .expect("its mode");
    }
}

/// A disk with little room needs root; what a full disk does to one file needs a limit on its size.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_fails_and_the_old_feeds_stay() {
    let site = site();
    site.build().code(0);
    let before = files_below(&site.path("public"));
    let long = "Words that fill a disk. ".repeat(20_000);
    let site = site.article(
        "long.md",
        &format!("---\ntitle: Long\ndate: 2025-05-06\n---\n{long}"),
    );
    // No file may grow beyond 100 KiB; the signal that says so is ignored, so that writing fails.
    let status = std::process::Command::new("/bin/sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 200; exec \"$0\" build --now \"$1\"",
            env!("CARGO_BIN_EXE_dateline"),
            NOW,
        ])
        .current_dir(site.root())
        .env_clear()
        .output();
    let Ok(output) = status else {
        return skip("a full disk", "no shell");
    };
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot write public/"), "{said}");
    assert_eq!(files_below(&site.path("public")), before);
}

#[test]
fn a_source_that_is_not_there_fails() {
    let site = Site::new();
    site.build()
        .code(2)
        .stderr("error: cannot read articles: No such file or directory (os error 2)\n");
    site.run(&["build", "nowhere/at/all"])
        .code(2)
        .stderr_has("cannot read nowhere/at/all");
}

#[test]
fn one_file_can_be_the_source() {
    let site = site();
    site.run(&["build", "articles/good.md"]).code(0);
    assert_eq!(site.titles("feed.xml"), ["Good"]);
    let site = site.file("notes.css", "p {}");
    site.run(&["build", "notes.css"]).code(0);
    assert_eq!(site.titles("feed.xml"), Vec::<String>::new());
}

/// What a build does with one file, without the command.
fn read(path: &Path) -> usize {
    let mut config = Config::default();
    config.site.url = Some("https://example.org/".to_owned());
    let site = config.resolve(Path::new("")).expect("a site");
    let source = SourceConfig {
        path: path.to_owned(),
        ..SourceConfig::default()
    };
    let (files, _) = ingest::discover(&source, None).expect("the file");
    let mut seen = 0;
    for file in &files {
        ingest::ingest(file, &mut |ingested| {
            seen += 1;
            if let Some(article) = ingested.article {
                render_article(file, &article, &site);
            }
        });
    }
    seen
}

fn render_article(file: &SourceFile, article: &Article, site: &dateline::config::Site) {
    let normalised = normalise::normalise(article, site, true);
    let traced = normalise::normalise(article, site, false);
    assert_eq!(
        normalised.metadata, traced.metadata,
        "tracing changes nothing"
    );
    let mut file = file.clone();
    file.format = article.file.format;
    if let Ok((body, _)) = ingest::body(&file, &article.place) {
        show(&body);
    }
}

fn show(body: &Body) {
    let permalink: url::Url = "https://example.org/a/".parse().expect("an address");
    let around = render::Around {
        permalink: &permalink,
        site: &permalink,
        title: "A title",
        named: &|_| None,
        summary: None,
        resolve: &|_| None,
        measured: &|_| None,
        content: &Default::default(),
    };
    let (rendered, _) = render::render(body, &around);
    let unsafe_text = |text: &str| {
        text.chars()
            .any(|c| c < ' ' && !matches!(c, '\n' | '\t' | '\r'))
    };
    assert!(!unsafe_text(&rendered.content), "{:?}", rendered.content);
    assert!(
        !unsafe_text(&rendered.summary) && !rendered.summary.contains('\n'),
        "{:?}",
        rendered.summary
    );
    assert!(
        !rendered.content.contains("<script"),
        "{:?}",
        rendered.content
    );
    assert!(
        !rendered.content.contains("javascript:"),
        "{:?}",
        rendered.content
    );
}

/// Texts made of what parsers stumble over.
fn awkward() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("---\n".to_owned()),
        Just("+++\n".to_owned()),
        Just(";;;\n".to_owned()),
        Just("title: ".to_owned()),
        Just("date: 2025-05-05\n".to_owned()),
        Just("\ndate = 2025-05-05\n".to_owned()),
        Just("{\"title\": \"".to_owned()),
        Just("\"}\n".to_owned()),
        Just(".. title: x\n.. date: 2025-05-05\n\n".to_owned()),
        Just(" date 2025-05-05 New Delhi: ".to_owned()),
        Just("<html><head><title>".to_owned()),
        Just("</title></head><body>".to_owned()),
        Just("<script type=\"application/ld+json\">{\"@type\":\"Article\",".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("<![CDATA[".to_owned()),
        Just("# ".to_owned()),
        Just("> - 1. ".to_owned()),
        Just("```\n".to_owned()),
        Just("![a](b \"c\")".to_owned()),
        Just("[^1]: ".to_owned()),
        Just("|a|b|\n|-|-|\n".to_owned()),
        Just("&#0;&#x110000;&nbsp".to_owned()),
        Just("\u{0}\u{7}\u{fffe}\u{202e}\u{feff}".to_owned()),
        Just("=====\n".to_owned()),
        Just("::\n\n  ".to_owned()),
        Just("{{ x }}{% y %}".to_owned()),
        Just("import x from 'y'\n\n<A b={c}>".to_owned()),
        Just("\r\n\r".to_owned()),
        Just("\n\n".to_owned()),
        "[ -~]{0,12}",
        "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// So many cases, or as many as `PROPTEST_CASES` says.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Values that a field may be given and hardly ever should.
fn odd_value() -> impl Strategy<Value = serde_json::Value> {
    let piece = prop_oneof![
        "[ -~]{0,6}",
        "\\PC{0,4}",
        Just("https://".to_owned()),
        Just("tag:example.org,2025:".to_owned()),
        Just("urn:uuid:".to_owned()),
        Just("mailto:".to_owned()),
        Just("a@b.c".to_owned()),
        Just("audio/mpeg".to_owned()),
        Just("2025-05-05T10:00:00+02:00".to_owned()),
        Just("en-US".to_owned()),
        Just("/x/../y//".to_owned()),
        Just("<b>&amp;</b>".to_owned()),
        Just("]]>".to_owned()),
        Just("{{ x }}".to_owned()),
        Just("\u{0}\u{1f}\u{7f}\u{85}\u{fffe}\u{202e}\u{200b}".to_owned()),
        Just(" \n\t ".to_owned()),
        Just("true".to_owned()),
        Just("99999999999999999999".to_owned()),
    ];
    let text = proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat());
    let leaf = prop_oneof![
        8 => text.prop_map(serde_json::Value::from),
        1 => any::<i64>().prop_map(serde_json::Value::from),
        1 => any::<bool>().prop_map(serde_json::Value::from),
        1 => Just(serde_json::Value::Null),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        let key = prop_oneof![
            "name", "url", "email", "src", "type", "length", "label", "given", "x"
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(serde_json::Value::from),
            proptest::collection::btree_map(key, inner, 0..3)
                .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), which in 0usize..7) {
        let folder = tempfile::tempdir().expect("a folder");
        let name = ["a.md", "a.html", "a.txt", "a.json", "a.ndjson", "a.rst", "a"][which];
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("the file");
        read(&path);
    }

    #[test]
    fn no_text_makes_it_panic(text in awkward(), which in 0usize..9) {
        let folder = tempfile::tempdir().expect("a folder");
        let name = ["2025-05-05-a.md", "a.mdx", "a.html", "a.txt", "a.json", "a.ndjson", "a.rst", "a", "2025/05/a.fr.xhtml"][which];
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(&path, text).expect("the file");
        read(folder.path());
    }

    #[test]
    fn no_body_makes_it_panic(text in awkward(), which in 0usize..4) {
        let markup = [Markup::Markdown, Markup::Html, Markup::Plain, Markup::ReStructuredText][which];
        show(&Body { markup, text, line: 1, excerpt_end: None });
    }

    #[test]
    fn no_configuration_makes_it_panic(text in "(\\[?\\[?(site|source|feeds|output|x)\\]?\\]?\n|(title|url|path|limit|permalink|timezone|authors) = (\"[ -~é]{0,8}\"|-?[0-9]{1,20}|\\[.{0,4}\\]|true)\n){0,8}") {
        if let Ok(config) = Config::parse(&text, Path::new("dateline.toml")) {
            let _ = config.resolve(Path::new("dateline.toml"));
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn no_field_keeps_a_feed_from_being_written(fields in proptest::collection::vec((any::<proptest::sample::Index>(), odd_value()), 1..12)) {
        let names: Vec<&str> = keys::all()
            .flat_map(|(keys, _)| keys.names)
            .copied()
            .filter(|name| !name.contains([' ', '<', '.', ':']))
            .collect();
        let folder = tempfile::tempdir().expect("a folder");
        for (at, (index, value)) in fields.iter().enumerate() {
            let name = names[index.index(names.len())];
            let mut article = serde_json::json!({
                "title": "T", "date": "2025-05-05", "author": "A", "enclosure": "/a.mp3",
            });
            article[name] = value.clone();
            fs::write(folder.path().join(format!("{at}.md")), format!("{article}\n\nText.\n")).expect("an article");
        }
        let mut config = Config::default();
        config.site.url = Some("https://example.org/".to_owned());
        config.site.language = Some("en".to_owned());
        config.site.description = Some("D".to_owned());
        config.podcast.owner = Some(AuthorConfig::Line("A <a@example.org>".to_owned()));
        config.podcast.categories = vec!["History".to_owned()];
        config.podcast.image = Some("https://example.net/artwork.png".to_owned());
        config.source.path = folder.path().to_owned();
        config.output.path = folder.path().join("out");
        let run = Run { now: NOW.parse().expect("an instant"), progress: &Silent, config_path: Path::new(""), ledger: None };
        let built = build(&config, &run).expect("a build");
        for feed in built.feeds {
            prop_assert_eq!(feed.state, FeedState::Written, "{:?}\n{:?}", &fields, &built.findings);
            let bytes = fs::read(&feed.file).expect("the feed");
            prop_assert_eq!(parse(&bytes).entries.len(), feed.shown);
        }
    }
}
