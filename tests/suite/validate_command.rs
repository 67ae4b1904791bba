//! `dateline validate` and `dateline explain`, through the command.

use dateline::pipeline::article_rules;
use dateline::validate::RULES;

use serde_json::Value;

use super::support::Site;

#[test]
fn every_rule_can_be_explained() {
    let site = Site::bare();
    let feeds: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let mut arguments = vec!["explain"];
    arguments.extend(&feeds);
    let mut run = site.run(&arguments).code(0);
    for name in feeds {
        run = run.stdout_has(&format!("# {name}\n\n"));
    }
    arguments.truncate(1);
    arguments.extend(article_rules().map(|(name, _)| *name));
    let mut run = site.run(&arguments).code(0);
    for (name, summary) in article_rules() {
        run = run.stdout_has(&format!("# {name}\n\n"));
        run = run.stdout_has(&format!("Of articles and the configuration: {summary}.\n"));
    }
    let list = site.run(&["explain"]).code(0).stdout;
    assert_eq!(
        list.lines().count(),
        RULES.len() + article_rules().count(),
        "{list}"
    );
}

#[test]
fn a_rule_is_explained_by_its_page() {
    let page = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/docs/rules/missing-self-link.md"
    ))
    .expect("the page");
    let site = Site::bare();
    site.run(&["explain", "missing-self-link"])
        .stdout(&page)
        .code(0);
    // As copied from a report.
    site.run(&["explain", "[missing-self-link]"])
        .stdout(&page)
        .code(0);
}

#[test]
fn a_rule_that_is_not_known_is_answered_with_the_nearest() {
    Site::bare()
        .run(&["explain", "mising-self-lnk"])
        .stdout("")
        .stderr("error: there is no rule `mising-self-lnk`\n  help: the nearest is `missing-self-link`\n")
        .code(2);
    Site::bare()
        .run(&["explain", "zzzz"])
        .stderr("error: there is no rule `zzzz`\n  help: `dateline explain` lists the rules\n")
        .code(2);
}

/// A feed with nothing to find.
const CLEAN: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">
<channel>
<title>Example</title>
<link>https://example.org/</link>
<description>News of the example</description>
<atom:link rel=\"self\" href=\"https://example.org/feed.xml\"/>
</channel>
</rss>
";

/// One error and one warning.
const FAULTY: &str = "<rss version=\"2.0\">
<channel>
<title>Example</title>
<link>https://example.org/</link>
<description>News of the example</description>
<pubDate>Mon, 30 Feb 2026 09:30:00 GMT</pubDate>
</channel>
</rss>
";

fn with_line(line: &str) -> String {
    CLEAN.replace("<atom:link", &format!("{line}\n<atom:link"))
}

#[test]
fn a_report_shows_the_line_with_the_place_marked() {
    let run = Site::bare()
        .file("feed.xml", FAULTY)
        .run(&["validate", "feed.xml"])
        .code(1);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.starts_with("feed.xml:6:15: error[invalid-rfc822-date]: "))
        .unwrap_or_else(|| panic!("{run}"));
    assert_eq!(
        lines[at + 1],
        "  6 | <pubDate>Mon, 30 Feb 2026 09:30:00 GMT</pubDate>"
    );
    assert_eq!(lines[at + 2], "    |               ^");
    assert!(lines[at + 3].starts_with("  help: "), "{run}");
    assert_eq!(
        lines.last(),
        Some(&"feed.xml: not valid, 1 error, 1 warning")
    );
}

#[test]
fn standard_input_is_shown_with_its_lines_too() {
    Site::bare()
        .stdin(FAULTY.as_bytes())
        .run(&["validate", "-"])
        .stdout_has("-:6:15: error[invalid-rfc822-date]")
        .stdout_has("  6 | <pubDate>Mon")
        .code(1);
    Site::bare()
        .stdin(CLEAN.as_bytes())
        .run(&["validate", "--format", "json", "-"])
        .stdout("{\"path\":\"-\",\"valid\":true,\"messages\":[]}\n")
        .code(0);
}

#[test]
fn annotations_are_one_line_each() {
    let run = Site::bare()
        .file("a,b.xml", FAULTY)
        .run(&["validate", "--format", "github", "a,b.xml"])
        .stdout_has("::error file=a%2Cb.xml,line=6,col=15,title=invalid-rfc822-date::pubDate")
        .stdout_has("::warning file=a%2Cb.xml,line=2,col=1,title=missing-self-link::")
        .code(1);
    assert!(
        run.stdout.lines().all(|line| line.starts_with("::")),
        "{run}"
    );
    assert!(run.stdout.contains("%0Ahelp: "), "{run}");
}

#[test]
fn sarif_has_what_its_schema_requires() {
    let run = Site::bare()
        .file("feeds/a b.xml", FAULTY)
        .file("feeds/clean.xml", CLEAN)
        .run(&["validate", "--format", "sarif", "feeds"])
        .code(1);
    let log: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "dateline");
    let rules = driver["rules"].as_array().expect("rules");
    for rule in rules {
        assert!(rule["id"].is_string());
        assert!(rule["shortDescription"]["text"].is_string());
        assert!(rule["help"]["text"].is_string());
        let uri = rule["helpUri"].as_str().expect("helpUri");
        url::Url::parse(uri).expect("an absolute address");
    }
    let invocation = &runs[0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    let results = runs[0]["results"].as_array().expect("results");
    assert_eq!(results.len(), 2);
    for result in results {
        assert!(result["message"]["text"].is_string());
        let level = result["level"].as_str().expect("level");
        assert!(["none", "note", "warning", "error"].contains(&level));
        let index = result["ruleIndex"].as_u64().expect("ruleIndex") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "feeds/a%20b.xml");
        assert!(place["region"]["startLine"].as_u64() >= Some(1));
        assert!(place["region"]["startColumn"].as_u64() >= Some(1));
    }
    let error = &results[1]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(error["startLine"], 6);
    assert_eq!(error["startColumn"], 15);
}

#[test]
fn junit_is_well_formed_and_counts_its_failures() {
    let run = Site::bare()
        .file("a&b.xml", FAULTY)
        .file("clean.xml", CLEAN)
        .run(&[
            "validate",
            "--format",
            "junit",
            "a&b.xml",
            "clean.xml",
            "no.xml",
        ])
        .code(2);
    // A parser that refuses what is not well-formed.
    let report = dateline::validate::validate(run.stdout.as_bytes(), &Default::default());
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["not-a-feed"], "{run}");
    run.stdout_has(
        "<testsuites name=\"dateline validate\" tests=\"4\" failures=\"1\" errors=\"1\">",
    )
    .stdout_has(
        "<testsuite name=\"a&amp;b.xml\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">",
    )
    .stdout_has("<failure type=\"invalid-rfc822-date\" message=\"pubDate")
    .stdout_has("<testcase name=\"valid\" classname=\"clean.xml\"/>")
    .stdout_has("<error type=\"unreadable\" message=\"cannot read no.xml");
}

#[test]
fn a_folder_is_searched_for_feeds() {
    let site = Site::bare()
        .file("public/feed.xml", CLEAN)
        .file("public/tags/b.rss", FAULTY)
        .file("public/tags/a.atom", CLEAN)
        .file(
            "public/package.json",
            "{\"name\":\"x\",\"version\":\"1.0.0\"}",
        )
        .file(
            "public/sitemap.xml",
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"/>",
        )
        .file("public/empty.xml", "")
        .file("public/.hidden/c.xml", FAULTY)
        .file("public/index.html", "<p>");
    let run = site
        .run(&["validate", "--quiet", "--format", "json", "public"])
        .code(1);
    let paths: Vec<String> = run
        .stdout
        .lines()
        .map(|line| {
            let file: Value = serde_json::from_str(line).expect("JSON");
            format!(
                "{} {}",
                file["path"].as_str().expect("a path"),
                file["valid"]
            )
        })
        .collect();
    assert_eq!(
        paths,
        [
            "public/empty.xml false",
            "public/feed.xml true",
            "public/tags/a.atom true",
            "public/tags/b.rss false"
        ]
    );
    site.run(&["validate", "public"])
        .stdout_has("\n4 files: 2 valid, 2 not valid; 2 errors, 1 warning\n")
        .code(1);
    // What was named is checked, whatever it is.
    site.run(&["validate", "public/sitemap.xml"])
        .stdout_has("error[not-a-feed]")
        .code(1);
    site.run(&["validate", "public/package.json"]).code(1);
}

#[test]
fn a_folder_without_feeds_is_no_success() {
    Site::bare()
        .file("public/package.json", "{\"name\":\"x\"}")
        .run(&["validate", "public"])
        .stdout("")
        .stderr("error: no feed in public\n")
        .code(2);
}

#[test]
fn what_the_baseline_has_does_not_count() {
    let site = Site::bare().file("feed.xml", FAULTY);
    let before = site
        .run(&["validate", "--format", "json", "feed.xml"])
        .code(1)
        .stdout;
    let site = site.file("before.json", &before);
    // Its line may move.
    let site = site.file("feed.xml", &FAULTY.replace("<title>", "\n\n<title>"));
    let arguments = ["validate", "--baseline", "before.json", "feed.xml"];
    site.run(&arguments)
        .stdout("feed.xml: valid, 0 errors, 0 warnings, 2 in the baseline\n")
        .code(0);
    let twice = "<pubDate>Mon, 30 Feb 2026 09:30:00 GMT</pubDate>\n</channel>";
    let site = site.file("feed.xml", &FAULTY.replace("</channel>", twice));
    site.run(&arguments)
        .stdout_has("feed.xml: not valid, 2 errors, 0 warnings, 2 in the baseline\n")
        .code(1);
    let site = site.file("before.json", "{}\n");
    site.run(&arguments)
        .stderr_has("before.json:1: error[invalid-setting]: --baseline: missing field `path`")
        .code(2);
}

#[test]
fn an_error_in_one_file_does_not_keep_the_others_from_being_checked() {
    Site::bare()
        .file("clean.xml", CLEAN)
        .file(
            "long.xml",
            &with_line(&format!("<x>{}</x>", "é".repeat(500))),
        )
        .run(&["validate", "no.xml", "clean.xml", "long.xml"])
        .stdout_has("clean.xml: valid, 0 errors, 0 warnings\n")
        .stdout_has("<x>éé")
        .stdout_has("é…\n")
        .stdout_has("\n3 files: 1 valid, 1 not valid, 1 unreadable; 1 error, 0 warnings\n")
        .stderr_has("error: cannot read no.xml: ")
        .code(2);
}

#[test]
fn a_rule_can_be_raised_lowered_and_silenced_by_name() {
    let site = Site::bare().file("feed.xml", FAULTY);
    let error = "invalid-rfc822-date=warning";
    site.run(&["validate", "--rule", error, "feed.xml"])
        .stdout_has("feed.xml:6:15: warning[invalid-rfc822-date]")
        .stdout_has("feed.xml: valid, 0 errors, 2 warnings\n")
        .code(0);
    let off = ["invalid-rfc822-date=off", "missing-self-link=off"];
    site.run(&["validate", "--rule", off[0], "--rule", off[1], "feed.xml"])
        .stdout("feed.xml: valid, 0 errors, 0 warnings\n")
        .code(0);
    site.run(&["validate", "--rule", "missing-self-link=error", "feed.xml"])
        .stdout_has("feed.xml: not valid, 2 errors, 0 warnings\n")
        .code(1);
    site.run(&["validate", "--rule", "mising-self-link=off", "feed.xml"])
        .stderr_has(
            "there is no rule for feeds `mising-self-link`; the nearest is `missing-self-link`",
        )
        .code(2);
    site.run(&["validate", "--rule", "missing-self-link=loud", "feed.xml"])
        .stderr_has("expected error, warning, info or off, found `loud`")
        .code(2);
}

#[test]
fn the_configuration_says_how_feeds_are_judged() {
    let config = "[validate]\nprofile = \"strict\"\nrules = { invalid-rfc822-date = \"off\" }\n";
    let site = Site::bare().config(config).file("feeds/feed.xml", FAULTY);
    site.run_in("feeds", &["validate", "feed.xml"])
        .stdout_has("error[missing-self-link]")
        .stdout_has("feed.xml: not valid, 1 error, 0 warnings\n")
        .code(1);
    // Flags come first.
    site.run(&["validate", "--profile", "spec", "feeds/feed.xml"])
        .stdout_has("feeds/feed.xml: valid, 0 errors, 1 warning\n")
        .code(0);
    let site = site.config("[validate]\nrules = { mising-self-link = \"off\" }\n");
    site.run(&["validate", "feeds/feed.xml"])
        .stderr_has("dateline.toml: error[invalid-setting]: validate.rules: there is no rule for feeds `mising-self-link`")
        .stderr_has("help: the nearest is `missing-self-link`")
        .code(2);
    site.config("[validate]\nprofil = \"strict\"\n")
        .run(&["validate", "feeds/feed.xml"])
        .stderr_has("dateline.toml:2: error[unknown-key]: unknown key `validate.profil`")
        .stderr_has("help: the nearest known key is `validate.profile`")
        .code(2);
}

#[test]
fn a_rule_is_set_like_any_other_key() {
    let site = Site::new()
        .dated("a.md", "A", "2026-01-01")
        .file("feed.xml", FAULTY);
    let off = "validate.rules.invalid-rfc822-date=off";
    site.run(&["validate", "--set", off, "feed.xml"])
        .stdout_has("feed.xml: valid, 0 errors, 1 warning\n")
        .code(0);
    // The flag for rules comes first.
    let rule = ["--rule", "invalid-rfc822-date=error"];
    site.run(&["validate", "--set", off, rule[0], rule[1], "feed.xml"])
        .code(1);
    site.run(&["validate", "--set", "validate.profile=strict", "feed.xml"])
        .stdout_has("error[missing-self-link]")
        .code(1);
    for command in [&["validate", "feed.xml"][..], &["build"]] {
        let with = |setting| {
            let mut arguments = command.to_vec();
            arguments.extend(["--set", setting]);
            site.run(&arguments)
        };
        with("validate.rules.mising-self-link=off")
            .stderr_has("there is no rule for feeds `mising-self-link`")
            .stderr_has("help: the nearest is `missing-self-link`")
            .code(2);
        with("validate.rules.missing-self-link=loud")
            .stderr_has("--set: `validate.rules.missing-self-link`: unknown variant `loud`")
            .code(2);
        with("validate.rule.missing-self-link=off")
            .stderr_has("unknown key `validate.rule.missing-self-link`")
            .code(2);
    }
    site.run(&["build", "--set", "validate.rules.missing-self-link=off"])
        .code(0);
}

/// A tag over several lines, with a fault in its third.
const LONG_TAG: &str = "<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\">
<channel>
<title>Example</title>
<link>https://example.org/</link>
<description>News of the example</description>
<item>
<title>A film</title>
<guid isPermaLink=\"false\">film-1</guid>
<media:content
   url=\"https://example.org/film.mp4\"
   height=\"2em\"/>
</item>
</channel>
</rss>
";

#[test]
fn a_fault_in_a_long_tag_has_the_line_of_its_element_and_the_mark_at_the_attribute() {
    let site = Site::bare().file("feed.xml", LONG_TAG);
    site.run(&["validate", "feed.xml"])
        .stdout_has("feed.xml:9:1: error[invalid-number]: height: `2em`")
        .stdout_has("  11 |    height=\"2em\"/>\n     |            ^\n")
        .code(1);
    let json = site
        .run(&["validate", "--format", "json", "feed.xml"])
        .stdout;
    let report: Value = serde_json::from_str(&json).expect("a line of JSON");
    let found = report["messages"].as_array().expect("messages");
    let fault = found.iter().find(|fault| fault["rule"] == "invalid-number");
    let fault = fault.expect("the fault");
    assert_eq!((&fault["line"], &fault["column"]), (&9.into(), &1.into()));
    let there = serde_json::json!([{ "line": 11, "column": 12, "message": "the attribute" }]);
    assert_eq!(fault["related"], there);
    assert_eq!(fault["entry"], "film-1");
    site.run(&["validate", "--format", "github", "feed.xml"])
        .stdout_has("::error file=feed.xml,line=9,endLine=11,title=invalid-number::")
        .code(1);
    let sarif = site
        .run(&["validate", "--format", "sarif", "feed.xml"])
        .stdout;
    let sarif: Value = serde_json::from_str(&sarif).expect("a document");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let fault = results
        .iter()
        .find(|fault| fault["ruleId"] == "invalid-number");
    let region = &fault.expect("the fault")["relatedLocations"][0]["physicalLocation"]["region"];
    assert_eq!(
        region,
        &serde_json::json!({ "startLine": 11, "startColumn": 12 })
    );
}

#[test]
fn a_build_judges_by_the_configuration() {
    let config = format!(
        "{}\n[validate]\nrules = {{ unclosed-htlm = \"off\" }}\n",
        super::support::CONFIG
    );
    Site::bare()
        .config(&config)
        .dated("a.md", "A", "2026-01-01")
        .build()
        .stderr_has("the nearest is `unclosed-html`")
        .code(2);
    // The feeds of a build are clean under any profile that is not for podcasts.
    for profile in ["strict", "readers"] {
        let config = format!(
            "{}\n[validate]\nprofile = \"{profile}\"\n",
            super::support::CONFIG
        );
        let site = Site::bare()
            .config(&config)
            .dated("a.md", "A", "2026-01-01");
        site.build().code(0);
        site.run(&["validate", "public"]).code(0);
    }
}

#[test]
fn a_finding_in_a_feed_of_the_site_names_the_article_and_its_line() {
    let article = "---\ntitle: Old\nid: http://Example.org/x\ndate: 1950-01-01\n---\nText.\n";
    let record = "{\"title\": \"A\", \"date\": \"2026-01-02\"}\n\
                  {\"title\": \"B\", \"date\": \"1960-01-02\"}\n";
    let site = Site::new()
        .dated("plain.md", "Plain", "2026-01-02")
        .article("posts/old.md", article)
        .article("records.ndjson", record);
    // From any folder.
    for (folder, path, above) in [("", "public", ""), ("public", "atom.xml", "../")] {
        site.build().code(0);
        let shown = site.run_in(folder, &["validate", path]).stdout;
        for (found, see) in [
            ("warning[unnormalised-id]", "articles/posts/old.md:3"),
            ("warning[implausible-date]", "articles/posts/old.md:4"),
            ("warning[implausible-date]", "articles/records.ndjson:2"),
        ] {
            let see = format!("  see: {above}{see}: the article\n");
            assert!(
                shown.contains(found) && shown.contains(&see),
                "{see}\n{shown}"
            );
        }
    }
    site.run(&["validate", "--format", "sarif", "public/feed.xml"])
        .stdout_has("\"uri\": \"articles/posts/old.md\"");
    // The build itself: an article that a feed must not show has its line.
    std::fs::remove_file(site.path("public/atom.xml")).expect("the feed is removed");
    site.run(&["build", "--set", "validate.rules.unnormalised-id=error"])
        .stdout_has("articles/posts/old.md:3: error[invalid-entry]: Atom cannot show the article")
        .code(1);
    // Elsewhere nothing is known of it.
    let feed = std::fs::read_to_string(site.path("public/feed.xml")).expect("the feed");
    let other = Site::new().file("feed.xml", &feed);
    let shown = other.run(&["validate", "feed.xml"]).stdout;
    assert!(
        shown.contains("implausible-date") && !shown.contains("see:"),
        "{shown}"
    );
}

#[test]
fn a_profile_asks_what_its_destination_asks() {
    let podcast = CLEAN
        .replace(
            "xmlns:atom",
            "xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\" xmlns:atom",
        )
        .replace(
            "</channel>",
            "<itunes:explicit>false</itunes:explicit>\n</channel>",
        );
    let site = Site::bare()
        .file("podcast.xml", &podcast)
        .file("feed.xml", CLEAN);
    site.run(&["validate", "podcast.xml"]).code(0);
    site.run(&["validate", "--profile", "apple-podcasts", "podcast.xml"])
        .stdout_has("error[apple-required]: a podcast without `itunes:image`")
        .stdout_has("podcast.xml: not valid, 3 errors, 1 warning\n")
        .code(1);
    // A feed without any of its tags is no podcast there either.
    site.run(&["validate", "--profile", "apple-podcasts", "feed.xml"])
        .stdout_has("feed.xml: not valid, 4 errors, 1 warning\n")
        .code(1);
    site.run(&["validate", "--profile", "podcast2", "podcast.xml"])
        .code(0);
    // Thunderbird takes every enclosure, and makes an identity where there is none.
    let enclosure =
        "<enclosure url=\"https://example.org/a.mp3\" length=\"1\" type=\"audio/mpeg\"/>";
    let items = format!(
        "<item>\n<title>A</title>\n{enclosure}\n{}\n</item>\n</channel>",
        enclosure.replace("a.mp3", "b.mp3")
    );
    let site = site.file("items.xml", &CLEAN.replace("</channel>", &items));
    site.run(&["validate", "items.xml"])
        .stdout_has("warning[missing-guid]")
        .stdout_has("warning[several-enclosures]")
        .code(0);
    site.run(&[
        "validate",
        "--verbose",
        "--profile",
        "thunderbird",
        "items.xml",
    ])
    .stdout_has("error[missing-guid]")
    .stdout_has("info[several-enclosures]")
    .code(1);
}
