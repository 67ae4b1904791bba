//! The validator as a library: what it finds, where, and how it compares with the W3C validator.

use std::path::{Path, PathBuf};

use dateline::diagnostic::Severity;
use dateline::validate::{Kind, Options, RULES, Report, validate};

fn check(text: &str) -> Report {
    validate(text.as_bytes(), &Options::default())
}

/// Rule, line and column of each error.
fn errors(report: &Report) -> Vec<(&'static str, u32, u32)> {
    report
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| (finding.rule, finding.line, finding.column))
        .collect()
}

#[test]
fn a_finding_has_the_line_and_column_of_what_is_at_fault() {
    let report = check(
        "<rss version=\"2.0\">\n<channel>\n<title>é</title><link>example.org</link>\n\
         <description>x</description>\n<pubDate>Mon, 30 Feb 2025 09:30:00 GMT</pubDate>\n\
         </channel>\n</rss>",
    );
    assert_eq!(report.kind, Some(Kind::Rss));
    assert_eq!(
        errors(&report),
        [("relative-url", 3, 23), ("invalid-rfc822-date", 5, 15)],
        "{report}"
    );
}

#[test]
fn json_feed_is_checked_with_places() {
    let report =
        check("{\"version\": \"https://jsonfeed.org/version/1.1\",\n \"items\": [{\"id\": 1}]}");
    assert_eq!(report.kind, Some(Kind::JsonFeed));
    assert_eq!(
        errors(&report),
        [("json-missing", 1, 1), ("json-content", 2, 12)],
        "{report}"
    );
}

#[test]
fn places_are_those_of_the_file_in_any_encoding() {
    let text = "<rss version=\"2.0\">\n<channel><titel>é</titel></channel></rss>";
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let found = errors(&validate(&utf16, &Options::default()));
    assert_eq!(found, errors(&check(text)));
    assert!(found.contains(&("unknown-element", 2, 10)), "{found:?}");
    let latin = b"<?xml version='1.0' encoding='iso-8859-1'?>\n<rss version='2.0'><t\xE9/></rss>";
    let found = errors(&validate(latin, &Options::default()));
    assert_eq!(
        found,
        [("missing-element", 2, 1), ("unknown-element", 2, 20)]
    );
}

#[test]
fn a_silenced_rule_finds_nothing() {
    let mut options = Options::default();
    options
        .severities
        .insert("missing-element".to_owned(), None);
    assert!(validate(b"<rss version='2.0'/>", &options).is_valid());
}

/// Where the reference cases lie, if this machine has them.
fn shared() -> Option<PathBuf> {
    let folder = match std::env::var_os("DATELINE_SHARED") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
    };
    let cases = folder.join("validator-cases");
    cases.join("answers.json").is_file().then_some(cases)
}

/// Cases where we differ on purpose: see `docs/deviations.md`.
const DEVIATIONS: &[&str] = &["ext/media/group_of_one.xml"];

/// Lines of the messages of one level.
fn lines(answer: &serde_json::Value, list: &str, level: Option<&str>) -> Vec<u32> {
    answer[list]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|message| level.is_none_or(|level| message["level"] == level))
        .flat_map(|message| {
            ["line", "element_line", "backup_line"].map(|key| message[key].as_u64())
        })
        .flatten()
        .map(|line| line as u32)
        .collect()
}

fn near(lines: &[u32], line: u32) -> bool {
    lines.iter().any(|&other| other.abs_diff(line) <= 1)
}

#[test]
fn the_verdicts_are_those_of_the_w3c_validator() {
    let Some(cases) = shared() else {
        eprintln!("SKIPPED: no ../shared/validator-cases and no DATELINE_SHARED");
        return;
    };
    let verbose = std::env::var_os("DATELINE_VERBOSE").is_some();
    let answers = std::fs::read_to_string(cases.join("answers.json")).expect("answers.json");
    let answers: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&answers).expect("answers.json is an object");
    let (mut total, mut alarms, mut misses, mut right) = (0, 0, 0, 0);
    let (mut error_cases, mut error_lines, mut warning_cases, mut warning_lines) = (0, 0, 0, 0);
    for (name, answer) in &answers {
        if DEVIATIONS.contains(&name.as_str()) {
            continue;
        }
        total += 1;
        let bytes = std::fs::read(cases.join(name)).expect("a case");
        let report = validate(&bytes, &Options::default());
        let invalid = answer["verdict"] == "invalid";
        let agrees = report.is_valid() != invalid;
        let mut wrong = Vec::new();
        if !agrees {
            *(if invalid { &mut misses } else { &mut alarms }) += 1;
            wrong.push(if invalid { "MISS" } else { "ALARM" });
        }
        let expected = lines(answer, "messages", Some("error"));
        let stray = report
            .findings
            .iter()
            .any(|finding| finding.severity == Severity::Error && !near(&expected, finding.line));
        if stray {
            wrong.push("STRAY");
        }
        let tested = lines(answer, "at", None);
        let found = |severity| {
            report
                .findings
                .iter()
                .any(|finding| finding.severity == severity && near(&tested, finding.line))
        };
        let placed = match answer["polarity"].as_str() {
            Some("error") => {
                let hit = found(Severity::Error);
                error_cases += 1;
                error_lines += u32::from(hit);
                hit
            }
            Some("warning") => {
                let hit = found(Severity::Warning) || found(Severity::Error);
                warning_cases += 1;
                warning_lines += u32::from(hit);
                hit
            }
            _ => true,
        };
        if !placed {
            wrong.push("LINE");
        }
        right += u32::from(agrees && !stray && placed);
        if verbose && !wrong.is_empty() {
            println!(
                "{} {name} [{} {}]",
                wrong.join(" "),
                answer["expect"],
                answer["polarity"]
            );
            for message in answer["messages"].as_array().into_iter().flatten() {
                if message["code"] != "MissingDCLanguage" && message["code"] != "MissingSelf" {
                    println!(
                        "    w3c {} {} {} {} in {}",
                        message["line"],
                        message["level"],
                        message["code"],
                        message["element"],
                        message["parent"]
                    );
                }
            }
            for finding in &report.findings {
                println!(
                    "    own {}:{} {} {}: {}",
                    finding.line,
                    finding.column,
                    finding.severity.name(),
                    finding.rule,
                    finding.message
                );
            }
        }
    }
    let percent = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole.max(1));
    let agree = percent(total - alarms - misses, total);
    let (alarm, miss) = (percent(alarms, total), percent(misses, total));
    let right = percent(right, total);
    let error_line = percent(error_lines, error_cases);
    let warning_line = percent(warning_lines, warning_cases);
    println!(
        "{total} cases: agree {agree:.1} %, false alarms {alarms} ({alarm:.1} %), misses {misses} \
         ({miss:.1} %), right {right:.1} %, error line {error_line:.1} %, warning line \
         {warning_line:.1} %"
    );
    assert!(agree >= 99.8, "agree {agree}");
    assert!(
        alarm <= 0.1 && miss <= 0.1,
        "false alarms {alarm}, misses {miss}"
    );
    assert!(
        right >= 99.0 && error_line >= 99.0,
        "right {right}, error line {error_line}"
    );
    assert!(warning_line >= 99.0, "warning line {warning_line}");
}

/// The folder of the crate.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The cases of a rule whose names begin with a word.
fn cases(rule: &str, prefix: &str) -> Vec<PathBuf> {
    let folder = root().join("tests/rules").join(rule);
    let mut cases: Vec<PathBuf> = std::fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.expect("a folder entry").path())
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(prefix))
        })
        .collect();
    cases.sort();
    cases
}

/// What a case says of itself behind `expect:`, and behind `also:`.
fn expectation(bytes: &[u8]) -> (Option<String>, Vec<String>) {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1000)]).replace('\0', "");
    let behind = |key: &str| {
        let (_, rest) = head.split_once(key)?;
        let end = rest.find(['"', '\n', ';']).unwrap_or(rest.len());
        Some(rest[..end].trim_end_matches("-->").trim().to_owned())
    };
    let also = behind("also:").unwrap_or_default();
    (
        behind("expect:"),
        also.split_whitespace().map(str::to_owned).collect(),
    )
}

#[test]
fn every_rule_has_its_page_and_cases_on_both_sides() {
    let mut problems = Vec::new();
    for rule in RULES {
        let page = root().join("docs/rules").join(format!("{}.md", rule.name));
        let text = std::fs::read_to_string(&page).unwrap_or_default();
        let severity = format!("{:?}: {}.", rule.severity, rule.summary);
        for part in [
            "## Why",
            "Source: ",
            "## Who suffers",
            "## How to mend it",
            "Before:",
            "After:",
            &severity,
        ] {
            if !text.contains(part) {
                problems.push(format!("docs/rules/{}.md lacks `{part}`", rule.name));
            }
        }
        for prefix in ["pass-", "fail-"] {
            // Ten thousand findings are made in a test of their own.
            if cases(rule.name, prefix).is_empty()
                && (rule.name, prefix) != ("too-many-findings", "fail-")
            {
                problems.push(format!("tests/rules/{} has no {prefix}*", rule.name));
            }
        }
    }
    for (folder, what) in [("docs/rules", "a page"), ("tests/rules", "cases")] {
        for entry in std::fs::read_dir(root().join(folder)).expect("the folder of the rules") {
            let path = entry.expect("a folder entry").path();
            let name = path
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if !RULES.iter().any(|rule| rule.name == name) {
                problems.push(format!("{what} of no rule: {name}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn rules_have_distinct_names_in_kebab_case() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    for name in names {
        let kebab = name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(kebab, "{name}");
    }
}

#[test]
fn every_failing_case_fails_where_it_says() {
    let mut problems = Vec::new();
    for rule in RULES {
        for case in cases(rule.name, "fail-") {
            let bytes = std::fs::read(&case).expect("a case");
            let report = validate(&bytes, &Options::default());
            let (expected, also) = expectation(&bytes);
            let found = report.findings.iter().any(|finding| {
                let place = format!("{} at {}:{}", finding.rule, finding.line, finding.column);
                // An empty file says nothing of itself.
                finding.rule == rule.name
                    && expected.as_ref().is_none_or(|expected| *expected == place)
            });
            let stray = report.findings.iter().find(|finding| {
                finding.severity == Severity::Error
                    && finding.rule != rule.name
                    && !also.iter().any(|also| also == finding.rule)
            });
            if !found || stray.is_some() || expected.is_none() && rule.name != "empty-file" {
                problems.push(format!(
                    "{}\nexpected {expected:?}, found {report}\n",
                    case.display()
                ));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_passing_case_is_valid_and_free_of_its_rule() {
    let mut problems = Vec::new();
    for rule in RULES {
        for case in cases(rule.name, "pass-") {
            let bytes = std::fs::read(&case).expect("a case");
            let report = validate(&bytes, &Options::default());
            let (expected, _) = expectation(&bytes);
            let found = report
                .findings
                .iter()
                .any(|finding| finding.rule == rule.name);
            if found || !report.is_valid() || expected != Some(format!("no {}", rule.name)) {
                problems.push(format!("{}\n{report}\n", case.display()));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn findings_beyond_ten_thousand_are_counted_only() {
    let feed = format!(
        "<rss version='2.0'><channel><title>a</title><link>https://a/</link><description>b\
         </description>{}</channel></rss>",
        "<item/>".repeat(20_000)
    );
    let report = check(&feed);
    let last = report.findings.last().expect("a finding");
    assert_eq!(
        (report.findings.len(), last.rule),
        (10_001, "too-many-findings")
    );
}
