//! The report for people: findings with the line they are about, the verdict on each file, counts.

use std::fs::File;
use std::io::Write;

use anstyle::Style;

use super::excerpt::{Excerpt, excerpts};
use super::{Checked, Source, counted};
use crate::cli::Verbosity;
use crate::cli::output::{self, line};
use crate::diagnostic::{Diagnostic, Severity};

/// What was counted over all files.
#[derive(Default)]
pub(in crate::cli) struct Totals {
    files: usize,
    valid: usize,
    failed: usize,
    errors: usize,
    warnings: usize,
}

impl Totals {
    pub(super) fn file(&mut self, checked: &Checked, verbosity: Verbosity) {
        self.files += 1;
        self.valid += usize::from(checked.is_valid());
        if checked.failure.is_some() {
            self.failed += 1;
            return;
        }
        self.errors += checked.count(Severity::Error);
        self.warnings += checked.count(Severity::Warning);
        let selection = output::select(&checked.findings, verbosity);
        let found = look_up(&checked.source, &selection.shown);
        for (finding, excerpt) in selection.shown.iter().zip(&found) {
            output::headline(finding);
            match excerpt {
                Some(excerpt) => {
                    mark(finding, excerpt);
                    output::advice_beside_mark(finding);
                }
                None => output::advice(finding),
            }
        }
        selection.rest(verbosity);
        if !verbosity.quiet {
            verdict(checked);
        }
    }

    pub(super) fn finish(&self, verbosity: Verbosity) {
        // Of two files the verdicts stand in sight.
        if self.files < 3 || verbosity.quiet {
            return;
        }
        let mut parts = vec![format!("{} valid", self.valid)];
        let wrong = self.files - self.valid - self.failed;
        if wrong > 0 {
            parts.push(format!("{wrong} not valid"));
        }
        if self.failed > 0 {
            parts.push(format!("{} unreadable", self.failed));
        }
        let bold = Style::new().bold();
        line!(
            "{bold}{} files{bold:#}: {}; {}, {}",
            output::grouped(self.files),
            parts.join(", "),
            counted(self.errors, "error"),
            counted(self.warnings, "warning")
        );
    }
}

/// The excerpts of some findings; none where the file cannot be read again.
fn look_up(source: &Source, findings: &[&Diagnostic]) -> Vec<Option<Excerpt>> {
    let mut order: Vec<usize> = (0..findings.len())
        .filter(|&index| findings[index].line > 0 && findings[index].column > 0)
        .collect();
    order.sort_by_key(|&index| findings[index].exact_place());
    let mut found = vec![None; findings.len()];
    if order.is_empty() {
        return found;
    }
    let places: Vec<(u32, u32)> = order
        .iter()
        .map(|&index| findings[index].exact_place())
        .collect();
    let looked_up = match source {
        Source::Bytes(bytes) => excerpts(&bytes[..], &places),
        Source::File(path) => File::open(path).and_then(|file| excerpts(file, &places)),
    };
    for (index, excerpt) in order.into_iter().zip(looked_up.unwrap_or_default()) {
        found[index] = excerpt;
    }
    found
}

fn mark(finding: &Diagnostic, excerpt: &Excerpt) {
    let (text, mark) = excerpt.lines();
    let number = finding.exact_place().0.to_string();
    let pad = " ".repeat(number.len());
    let dim = Style::new().dimmed();
    let colour = output::style(finding.severity);
    line!("  {dim}{number} |{dim:#} {text}");
    line!("  {pad} {dim}|{dim:#} {colour}{mark}{colour:#}");
}

fn verdict(checked: &Checked) {
    let word = if checked.is_valid() {
        "valid"
    } else {
        "not valid"
    };
    let known = match checked.known {
        0 => String::new(),
        known => format!(", {known} in the baseline"),
    };
    line!(
        "{}: {word}, {}, {}{known}",
        checked.name,
        counted(checked.count(Severity::Error), "error"),
        counted(checked.count(Severity::Warning), "warning")
    );
}
