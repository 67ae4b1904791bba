//! SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format").

use serde_json::{Value, json};

use super::Checked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::validate::{Rule, find_rule};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The results so far.
#[derive(Default)]
pub(in crate::cli) struct Log {
    rules: Vec<&'static str>,
    results: Vec<Value>,
    failures: Vec<Value>,
}

impl Log {
    pub(super) fn file(&mut self, checked: &Checked) {
        if let Some(failure) = &checked.failure {
            self.failures.push(json!({
                "level": "error",
                "message": { "text": failure },
                "locations": [{ "physicalLocation": {
                    "artifactLocation": { "uri": uri(&checked.name) },
                } }],
            }));
        }
        for finding in &checked.findings {
            let result = self.result(&checked.name, finding);
            self.results.push(result);
        }
    }

    fn result(&mut self, name: &str, finding: &Diagnostic) -> Value {
        let known = self.rules.iter().position(|rule| *rule == finding.rule);
        let index = known.unwrap_or_else(|| {
            self.rules.push(finding.rule);
            self.rules.len() - 1
        });
        let mut text = finding.message.clone();
        if !finding.help.is_empty() {
            text.push_str(". ");
            text.push_str(&finding.help);
        }
        let location = place(name, finding.line, finding.column);
        let mut result = json!({
            "ruleId": finding.rule,
            "ruleIndex": index,
            "level": level(finding.severity),
            "message": { "text": text },
            "locations": [{ "physicalLocation": location }],
        });
        if !finding.related().is_empty() {
            let related = finding.related().iter().map(|related| {
                let path = related.path.to_string_lossy();
                let name = if path.is_empty() { name } else { &*path };
                json!({
                    "physicalLocation": place(name, related.line, related.column),
                    "message": { "text": related.message },
                })
            });
            result["relatedLocations"] = related.collect();
        }
        result
    }

    /// The document.
    pub(super) fn text(&self) -> String {
        let rules: Vec<Value> = self
            .rules
            .iter()
            .map(|name| find_rule(name).map_or_else(|| json!({ "id": name }), descriptor))
            .collect();
        let log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "dateline",
                    "version": env!("CARGO_PKG_VERSION"),
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": "https://docs.rs/dateline",
                    "rules": rules,
                } },
                "columnKind": "unicodeCodePoints",
                "invocations": [{
                    "executionSuccessful": self.failures.is_empty(),
                    "toolExecutionNotifications": self.failures,
                }],
                "results": self.results,
            }],
        });
        serde_json::to_string_pretty(&log).unwrap_or_default()
    }
}

/// A rule with its page, so that a viewer shows it without a network.
fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "help": { "text": format!("dateline explain {}", rule.name), "markdown": rule.page },
        "helpUri": format!(
            "https://docs.rs/crate/dateline/{}/source/docs/rules/{}.md",
            env!("CARGO_PKG_VERSION"),
            rule.name
        ),
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": ["feed", rule.family.name()] },
    })
}

/// A `physicalLocation` (3.29).
fn place(name: &str, line: u32, column: u32) -> Value {
    let mut place = json!({ "artifactLocation": { "uri": uri(name) } });
    if line > 0 {
        place["region"] = json!({ "startLine": line });
        if column > 0 {
            place["region"]["startColumn"] = column.into();
        }
    }
    place
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a URI reference: absolute where the path is, else relative to where the run was.
fn uri(name: &str) -> String {
    let path = std::path::Path::new(name);
    if path.is_absolute()
        && let Ok(url) = url::Url::from_file_path(path)
    {
        return url.into();
    }
    let mut uri = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into());
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_uri_reference() {
        assert_eq!(uri("public/a b:c.xml"), "public/a%20b%3Ac.xml");
        assert_eq!(uri("é.xml"), "%C3%A9.xml");
        #[cfg(unix)]
        assert_eq!(uri("/a b.xml"), "file:///a%20b.xml");
    }
}
