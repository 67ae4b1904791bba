//! Documents that repeat tables of the code. `UPDATE_DOCS=1 cargo test` writes them anew.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dateline::config::Profile;
use dateline::markup::shortcodes::table;
use dateline::normalise::keys;
use dateline::pipeline::article_rules;
use dateline::validate::weights;

const START: &str = "<!-- From the code: `UPDATE_DOCS=1 cargo test --test suite documents` -->\n\n";
const END: &str = "\n<!-- End of what comes from the code -->\n";

fn keys_table() -> String {
    let mut table =
        String::from("| Field | Names, first come first | Meaning |\n| --- | --- | --- |\n");
    for (keys, meaning) in keys::all() {
        let names: Vec<String> = keys.names.iter().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(
            table,
            "| {} | {} | {} |",
            keys.field,
            names.join(", "),
            cell(meaning)
        );
    }
    table
}

fn rules_table() -> String {
    let mut rules: Vec<_> = article_rules().collect();
    rules.sort();
    let mut table = String::from("| Rule | What it finds |\n| --- | --- |\n");
    for (rule, what) in rules {
        let _ = writeln!(table, "| `{rule}` | {} |", cell(what));
    }
    table
}

fn shortcodes_table() -> String {
    let mut page =
        String::from("| Names | Known from | Arguments | Becomes |\n| --- | --- | --- | --- |\n");
    for row in table::all() {
        let names: Vec<String> = row.names().map(|name| format!("`{name}`")).collect();
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} |",
            names.join(", "),
            cell(row.from),
            cell(row.takes),
            cell(row.gives)
        );
    }
    page
}

fn profiles_table() -> String {
    let mut table =
        String::from("| Profile | Rule | Level | Source |\n| --- | --- | --- | --- |\n");
    for (name, profile) in [
        ("apple-podcasts", Profile::ApplePodcasts),
        ("podcast2", Profile::Podcast2),
        ("readers", Profile::Readers),
        ("thunderbird", Profile::Thunderbird),
    ] {
        for weight in weights(profile) {
            let _ = writeln!(
                table,
                "| `{name}` | `{}` | {} | {} |",
                weight.rule,
                weight.severity.name(),
                cell(weight.source)
            );
        }
    }
    table
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The document has the table between its marks, or is given it.
fn check(name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("docs/{name}: {error}"));
    let (before, rest) = text
        .split_once(START)
        .unwrap_or_else(|| panic!("docs/{name}: no start"));
    let (old, after) = rest
        .split_once(END)
        .unwrap_or_else(|| panic!("docs/{name}: no end"));
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, format!("{before}{START}{table}{END}{after}")).expect("the document");
    } else {
        assert!(
            old == table,
            "docs/{name} is not what the code says; UPDATE_DOCS=1 cargo test writes it anew:\n{table}"
        );
    }
}

#[test]
fn the_page_of_keys_is_the_table_of_the_code() {
    check("KEYS.md", &keys_table());
}

#[test]
fn the_page_of_shortcodes_is_the_table_of_the_code() {
    check("SHORTCODES.md", &shortcodes_table());
}

#[test]
fn the_page_of_findings_is_the_table_of_the_code() {
    check("FINDINGS.md", &rules_table());
}

#[test]
fn the_page_of_profiles_is_the_table_of_the_code() {
    check("profiles.md", &profiles_table());
}

#[test]
fn every_rule_has_one_name_in_kebab_case() {
    let mut seen = HashSet::new();
    for (rule, what) in article_rules() {
        assert!(
            rule.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
            "{rule}"
        );
        assert!(!what.is_empty(), "{rule}");
        assert!(seen.insert(rule), "{rule} stands twice");
    }
}

#[test]
fn every_rule_that_the_code_names_is_in_the_table() {
    let known: HashSet<&str> = article_rules().map(|(rule, _)| *rule).collect();
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut named = 0;
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("src/") {
            let path = entry.expect("an entry").path();
            // The validator has a table of its own.
            if path.ends_with("validate") || path.ends_with("diagnostic.rs") {
                continue;
            }
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).expect("a source file");
            for call in [
                "Diagnostic::error(",
                "Diagnostic::warning(",
                "Diagnostic::info(",
            ] {
                for (at, _) in text.match_indices(call) {
                    let Some(rest) = text[at + call.len()..].trim_start().strip_prefix('"') else {
                        continue;
                    };
                    let rule = rest.split('"').next().unwrap_or_default();
                    named += 1;
                    assert!(
                        known.contains(rule),
                        "{}: {rule} is in no table",
                        path.display()
                    );
                }
            }
        }
    }
    assert!(named > 20, "{named}");
}
