//! Dates of articles, through the command: places, orders, days that do not exist or lie far off.

use serde_json::Value;

use crate::support::{Output, Site, text};

/// What `date --format json` says of one text.
fn dated(arguments: &[&str]) -> Value {
    let mut command = vec!["date", "--format", "json"];
    command.extend(arguments);
    let output = Site::bare().run(&command);
    serde_json::from_str(&output.stdout).expect("one JSON object")
}

/// The findings of a build with their messages, one a line.
fn said(built: &Output) -> String {
    let lines = built.stdout.lines();
    let findings: Vec<&str> = lines.filter(|line| line.contains("]: ")).collect();
    findings.join("\n")
}

#[test]
fn a_place_that_is_one_of_several_of_its_name_says_why() {
    for (place, language, zone, source) in [
        ("NEW DELHI", "en", "Asia/Kolkata", "place"),
        ("नई दिल्ली", "hi", "Asia/Kolkata", "place"),
        ("Springfield, Ill.", "en", "America/Chicago", "place"),
        ("LONDON, Ont.", "en", "America/Toronto", "place"),
        (
            "Springfield",
            "en",
            "America/Chicago",
            "place Springfield: the largest of 8 places of that name, Springfield, US-MO; America/Chicago",
        ),
        (
            "Córdoba",
            "es-ES",
            "Europe/Madrid",
            "place Córdoba: the one in the region of the language, of 3 places of that name, Córdoba, ES; Europe/Madrid",
        ),
    ] {
        let read = dated(&["--place", place, "--language", language, "2025-05-05 12:00"]);
        assert_eq!(text(&read, "zone"), zone, "{place}");
        assert_eq!(text(&read, "zone_source"), source, "{place}");
    }
    let site = Site::new().article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05 12:00\nplace: SPRINGFIELD\n---\nText.\n",
    );
    let inspected = &site.inspected("a.md")[0];
    assert_eq!(text(inspected, "published"), "2025-05-05T12:00:00-05:00");
    let provenance = inspected["provenance"].as_array().expect("a list");
    let zone = provenance
        .iter()
        .find(|trace| trace["field"] == "timezone")
        .expect("the zone is accounted for");
    assert_eq!(text(zone, "value"), "America/Chicago");
    assert_eq!(
        text(zone, "name"),
        "place SPRINGFIELD: the largest of 8 places of that name, Springfield, US-MO; America/Chicago"
    );
}

/// What `inspect` says of the date of publication: the value, and what it was chosen against.
fn published(site: &Site, path: &str) -> (String, String) {
    let inspected = &site.inspected(path)[0];
    let provenance = inspected["provenance"].as_array().expect("a list");
    let trace = provenance
        .iter()
        .find(|trace| trace["field"] == "published")
        .expect("the date is accounted for");
    let lost = trace["lost"].as_array().and_then(|lost| lost.first());
    let lost = lost.map_or(String::new(), |lost| {
        format!("{}: {}", text(lost, "value"), text(lost, "reason"))
    });
    (text(inspected, "published").to_owned(), lost)
}

#[test]
fn one_date_that_can_be_read_in_one_order_settles_the_others() {
    for (clear, instant, other, reason) in [
        (
            "13/02/2025",
            "2025-02-01T00:00:00Z",
            "2025-01-02T00:00:00Z",
            "read day first, as 13/02/2025 in articles/posts/a.md, line 3",
        ),
        (
            "02/13/25",
            "2025-01-02T00:00:00Z",
            "2025-02-01T00:00:00Z",
            "read month first, as 02/13/25 in articles/posts/a.md, line 3",
        ),
    ] {
        let site = Site::new()
            .dated("b.md", "B", "01/02/2025")
            .dated("posts/a.md", "A", clear)
            .dated("posts/c.md", "C", "2025-03-04");
        let built = site.build().code(0);
        assert_eq!(said(&built), "", "{clear}");
        let entry = site.feed("atom.xml");
        let entry = entry
            .entries
            .iter()
            .find(|entry| {
                entry
                    .title
                    .as_ref()
                    .is_some_and(|title| title.content == "B")
            })
            .expect("the article is in the feed");
        assert_eq!(
            entry.published.map(|at| at.format("%FT%TZ").to_string()),
            Some(instant.to_owned())
        );
        // One file inspected alone is read as the build reads it.
        assert_eq!(
            published(&site, "b.md"),
            (instant.to_owned(), format!("{other}: {reason}"))
        );
    }
}

#[test]
fn dates_of_both_orders_settle_nothing_and_are_both_named() {
    let site = Site::new()
        .dated("a.md", "A", "13/02/2025")
        .dated("b.md", "B", "02/14/2025")
        .dated("c.md", "C", "01/02/2025")
        .dated("d.md", "D", "03/04/2025");
    let built = site.build().code(0);
    let findings = said(&built);
    let of = |rule: &str| findings.lines().filter(|line| line.contains(rule)).count();
    assert_eq!(of("warning[ambiguous-date]"), 2, "{findings}");
    assert_eq!(of("warning[mixed-date-orders]"), 1, "{findings}");
    for named in [
        "13/02/2025 in articles/a.md, line 3",
        "02/14/2025 in articles/b.md, line 3",
    ] {
        assert!(findings.contains(named), "{findings}");
    }
    // Without a date that is ambiguous there is nothing to say.
    let site = Site::new()
        .dated("a.md", "A", "13/02/2025")
        .dated("b.md", "B", "02/14/2025");
    assert_eq!(said(&site.build()), "");
}

#[test]
fn language_and_configuration_settle_the_order_before_other_dates_do() {
    let article =
        |language: &str| format!("---\ntitle: B\ndate: 01/02/2025\nlang: {language}\n---\nText.\n");
    for (language, order, instant) in [
        ("en-US", "", "2025-01-02T00:00:00Z"),
        ("en-GB", "", "2025-02-01T00:00:00Z"),
        ("de", "", "2025-02-01T00:00:00Z"),
        ("en", "site.date_order=mdy", "2025-01-02T00:00:00Z"),
        ("en", "site.date_order=dmy", "2025-02-01T00:00:00Z"),
    ] {
        let site = Site::new().article("b.md", &article(language)).dated(
            "a.md",
            "A",
            if instant.contains("-01-") {
                "13/02/2025"
            } else {
                "02/13/2025"
            },
        );
        let mut arguments = vec!["build"];
        if !order.is_empty() {
            arguments.extend(["--set", order]);
        }
        let built = site.run(&arguments).code(0);
        assert_eq!(said(&built), "", "{language} {order}");
        let items = site.items();
        let item = items.iter().find(|item| item["title"] == "B").expect("B");
        assert_eq!(text(item, "date_published"), instant, "{language} {order}");
    }
}

#[test]
fn no_thread_decides_the_order_that_is_learned() {
    let mut site = Site::new();
    for number in 10..60 {
        site = site
            .dated(&format!("{number}/a.md"), "A", "01/02/2025")
            .dated(
                &format!("{number}/b.md"),
                "B",
                &format!("{}/02/2025", 13 + number % 15),
            );
    }
    for _ in 0..4 {
        let (_, lost) = published(&site, "59/a.md");
        assert_eq!(
            lost,
            "2025-01-02T00:00:00Z: read day first, as 23/02/2025 in articles/10/b.md, line 3"
        );
    }
}

#[test]
fn dates_that_cannot_be_or_hardly_are_are_said_with_their_line() {
    for (date, code, finding) in [
        ("2025-02-30", 1, "error[unreadable-date]"),
        ("2025-05-05 25:61", 1, "error[unreadable-date]"),
        (
            "Tue, 05 May 2025 10:00 +0000",
            0,
            "warning[weekday-mismatch]",
        ),
        ("0001-01-01T00:00:00Z", 1, "error[unreadable-date]"),
        ("0001-01-01", 1, "error[unreadable-date]"),
        ("0000-00-00 00:00:00", 1, "error[unreadable-date]"),
        ("12345-01-01", 1, "error[unreadable-date]"),
        ("1969-12-31", 0, "warning[unlikely-date]"),
        ("1970-01-01T00:00:00Z", 0, "warning[unlikely-date]"),
        ("1970-01-01T00:00:00-05:00", 0, "warning[unlikely-date]"),
        ("1970-01-02", 0, ""),
        ("2999-01-01", 0, "warning[unlikely-date]"),
        // Ten years and some days from the instant that builds are told in tests.
        ("2036-05-31", 0, ""),
        ("2036-06-03", 0, "warning[unlikely-date]"),
        ("2026-06-02", 0, ""),
    ] {
        let site = Site::new().dated("a.md", "A", date);
        let built = site.build().code(code);
        let findings = said(&built);
        if finding.is_empty() {
            assert_eq!(findings, "", "{date}");
        } else {
            let place = format!("articles/a.md:3: {finding}");
            assert!(findings.starts_with(&place), "{date}: {findings}");
        }
    }
    let site = Site::new().dated("a.md", "A", "2027-01-01");
    let built = site.run(&["build", "--set", "site.future_days=7"]);
    assert!(
        said(&built).starts_with("articles/a.md:3: warning[unlikely-date]: published 2027-01-01T00:00:00Z lies 214 days ahead"),
        "{built}"
    );
}

#[test]
fn a_change_that_is_to_come_is_said() {
    let article = |updated: &str| {
        format!("---\ntitle: A\ndate: 2025-05-05\nupdated: {updated}\n---\nText.\n")
    };
    let site = Site::new().article("a.md", &article("2026-06-02"));
    let findings = said(&site.build());
    assert!(
        findings
            .starts_with("articles/a.md:4: warning[unlikely-date]: updated 2026-06-02T00:00:00Z"),
        "{findings}"
    );
    let site = Site::new().article("a.md", &article("2026-05-31"));
    assert_eq!(said(&site.build()), "");
}
