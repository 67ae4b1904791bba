//! Tests of the whole validator: hostile files, properties, and tables of faults by format.

mod hostile;
mod html;
mod json_feed;
mod places;
mod podcast;
mod stream;
mod written;

use super::{Options, Report, validate};

/// The report on a text.
fn check(text: &str) -> Report {
    validate(text.as_bytes(), &Options::default())
}

/// The rules that found something, each once, in the order of the findings.
fn rules(report: &Report) -> Vec<&'static str> {
    let mut rules = Vec::new();
    for finding in &report.findings {
        if !rules.contains(&finding.rule) {
            rules.push(finding.rule);
        }
    }
    rules
}
