//! JUnit XML as test reporters read it: a suite for each file, a case for each rule that found
//! something, or one where none did.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Checked;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{escape, xml_safe};

/// The suites so far.
#[derive(Default)]
pub(in crate::cli) struct Suites {
    body: String,
    tests: usize,
    failures: usize,
    errors: usize,
}

impl Suites {
    pub(super) fn file(&mut self, checked: &Checked) {
        let name = attribute(&checked.name);
        let mut cases = String::new();
        let (mut tests, mut failures, mut errors) = (0, 0, 0);
        let mut case = |case: &str, body: &str| {
            tests += 1;
            let _ = match body {
                "" => writeln!(
                    cases,
                    "    <testcase name=\"{case}\" classname=\"{name}\"/>"
                ),
                body => writeln!(
                    cases,
                    "    <testcase name=\"{case}\" classname=\"{name}\">\n{body}    </testcase>"
                ),
            };
        };
        if let Some(failure) = &checked.failure {
            errors += 1;
            let message = attribute(failure);
            case(
                "readable",
                &format!("      <error type=\"unreadable\" message=\"{message}\"/>\n"),
            );
        } else if checked.findings.is_empty() {
            case("valid", "");
        }
        let mut rules: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
        for finding in &checked.findings {
            rules.entry(finding.rule).or_default().push(finding);
        }
        for (rule, findings) in rules {
            let mut lines = String::new();
            for finding in &findings {
                let _ = writeln!(lines, "{finding}");
            }
            let lines = escape(&xml_safe(&lines)).into_owned();
            let worst = findings
                .iter()
                .find(|finding| finding.severity == Severity::Error);
            let body = match worst {
                Some(finding) => {
                    failures += 1;
                    format!(
                        "      <failure type=\"{rule}\" message=\"{}\">{lines}</failure>\n",
                        attribute(&finding.message)
                    )
                }
                None => format!("      <system-out>{lines}</system-out>\n"),
            };
            case(rule, &body);
        }
        let _ = write!(
            self.body,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" \
             errors=\"{errors}\" skipped=\"0\">\n{cases}  </testsuite>\n"
        );
        self.tests += tests;
        self.failures += failures;
        self.errors += errors;
    }

    /// The document.
    pub(super) fn text(&self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dateline validate\" \
             tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}</testsuites>\n",
            self.tests, self.failures, self.errors, self.body
        )
    }
}

/// The value of an attribute; line ends would become spaces there.
fn attribute(text: &str) -> String {
    escape(&xml_safe(text))
        .replace('\n', "&#10;")
        .replace('\r', "&#13;")
        .replace('\t', "&#9;")
}
