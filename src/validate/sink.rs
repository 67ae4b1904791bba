//! Collects findings and gives them their severity.

use std::borrow::Cow;

use crate::config::Profile;
use crate::diagnostic::Diagnostic;

use super::Options;
use super::place::Mark;
use super::rules::{self, Rule};

/// Findings that one report lists; a hostile file could have any number.
const MAX_FINDINGS: usize = 10_000;

/// The findings so far.
pub(super) struct Sink {
    options: Options,
    findings: Vec<Diagnostic>,
    dropped: usize,
}

impl Sink {
    pub(super) fn new(options: &Options) -> Sink {
        Sink {
            options: options.clone(),
            findings: Vec::new(),
            dropped: 0,
        }
    }

    /// For whom the feed is.
    pub(super) fn profile(&self) -> Profile {
        self.options.profile
    }

    /// Adds a finding, unless its rule is silenced.
    pub(super) fn push(
        &mut self,
        rule: &'static Rule,
        mark: Mark,
        message: impl Into<String>,
        help: impl Into<Cow<'static, str>>,
    ) {
        let Some(severity) = self.options.severity_of(rule) else {
            return;
        };
        if self.findings.len() >= MAX_FINDINGS {
            self.dropped += 1;
            return;
        }
        self.findings.push(
            Diagnostic::new(rule.name, severity, message)
                .at(mark.line, mark.column)
                .help(help.into()),
        );
    }

    /// Whether further findings are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.findings.len() >= MAX_FINDINGS
    }

    /// All findings by position.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.findings
            .sort_by(|a, b| (a.line, a.column, a.rule).cmp(&(b.line, b.column, b.rule)));
        if self.dropped > 0 {
            let rule = rules::TOO_MANY_FINDINGS;
            self.findings.push(Diagnostic::new(
                rule.name,
                rule.severity,
                format!("{} further findings are not listed", self.dropped),
            ));
        }
        self.findings
    }
}
