//! Reports on feeds, for people and for programs. One file per format.

mod excerpt;
mod github;
mod json;
mod junit;
mod sarif;
mod text;

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

use super::Verbosity;
use super::output::line;
use crate::diagnostic::{Diagnostic, Severity};

/// What a report looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the line of the feed with the place marked.
    Text,
    /// One JSON object a file.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// JUnit XML, for test reports.
    Junit,
}

/// A feed that was checked, or could not be.
pub(super) struct Checked {
    /// The file as the user would name it; `-` for standard input.
    pub(super) name: String,
    pub(super) source: Source,
    /// Those that count, with the path.
    pub(super) findings: Vec<Diagnostic>,
    /// How many more the baseline has.
    pub(super) known: usize,
    /// Why it could not be read.
    pub(super) failure: Option<String>,
}

/// Where the text of a feed can be had again, for its lines.
pub(super) enum Source {
    File(PathBuf),
    Bytes(Vec<u8>),
}

impl Checked {
    pub(super) fn is_valid(&self) -> bool {
        self.failure.is_none() && self.count(Severity::Error) == 0
    }

    fn count(&self, severity: Severity) -> usize {
        let of = |finding: &&Diagnostic| finding.severity == severity;
        self.findings.iter().filter(of).count()
    }
}

/// How much a report holds.
fn is_shown(severity: Severity, verbosity: Verbosity) -> bool {
    match severity {
        Severity::Error => true,
        Severity::Warning => !verbosity.quiet,
        Severity::Info => verbosity.verbose,
    }
}

/// A report in the making. Formats of lines are written file by file, documents at the end.
pub(super) enum Reporter {
    Text(text::Totals, Verbosity),
    Json,
    Github(Verbosity),
    Sarif(sarif::Log),
    Junit(junit::Suites),
}

impl Reporter {
    pub(super) fn new(format: Format, verbosity: Verbosity) -> Self {
        match format {
            Format::Text => Reporter::Text(text::Totals::default(), verbosity),
            Format::Json => Reporter::Json,
            Format::Github => Reporter::Github(verbosity),
            Format::Sarif => Reporter::Sarif(sarif::Log::default()),
            Format::Junit => Reporter::Junit(junit::Suites::default()),
        }
    }

    /// Reports on one file.
    pub(super) fn file(&mut self, checked: &Checked) {
        match self {
            Reporter::Text(totals, verbosity) => totals.file(checked, *verbosity),
            Reporter::Json => json::file(checked),
            Reporter::Github(verbosity) => github::file(checked, *verbosity),
            Reporter::Sarif(log) => log.file(checked),
            Reporter::Junit(suites) => suites.file(checked),
        }
    }

    /// Ends the report.
    pub(super) fn finish(self) {
        match self {
            Reporter::Text(totals, verbosity) => totals.finish(verbosity),
            Reporter::Json | Reporter::Github(_) => {}
            Reporter::Sarif(log) => line!("{}", log.text()),
            Reporter::Junit(suites) => line!("{}", suites.text().trim_end()),
        }
    }
}

/// A number and its noun.
fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}
