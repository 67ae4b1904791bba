//! Collects findings and gives them their severity.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::Profile;
use crate::diagnostic::{Diagnostic, Related};

use super::Options;
use super::place::Mark;
use super::rules::{self, Rule};

/// Findings that one report lists; a hostile file could have any number.
const MAX_FINDINGS: usize = 10_000;

/// Bytes of an identifier that findings carry at most.
const MAX_ID: usize = 4096;

/// The findings so far.
pub(super) struct Sink {
    options: Options,
    findings: Vec<Diagnostic>,
    /// Those about bytes and characters, which are looked at ahead of the elements: no entry has them.
    ahead: Vec<Diagnostic>,
    dropped: usize,
    /// The start tag whose attributes are looked at.
    tag: Option<Mark>,
    /// How many findings there were when the present entry began.
    entry: Option<usize>,
}

impl Sink {
    pub(super) fn new(options: &Options) -> Sink {
        Sink {
            options: options.clone(),
            findings: Vec::new(),
            ahead: Vec::new(),
            dropped: 0,
            tag: None,
            entry: None,
        }
    }

    /// Says that the attributes of a start tag are looked at; `None` behind it.
    pub(super) fn tag(&mut self, tag: Option<Mark>) {
        self.tag = tag;
    }

    /// Says that an entry begins.
    pub(super) fn entry_start(&mut self) {
        self.entry = Some(self.findings.len());
    }

    /// Says that the entry ends, and what identifies it: its findings are known by that.
    pub(super) fn entry_end(&mut self, id: Option<&str>) {
        let Some(from) = self.entry.take() else {
            return;
        };
        let own = self.findings.get_mut(from..).unwrap_or_default();
        if let Some(id) = id.filter(|id| !own.is_empty() && id.len() <= MAX_ID) {
            let id: Arc<str> = id.into();
            for finding in own {
                finding.context.get_or_insert_default().entry = Some(Arc::clone(&id));
            }
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
        let Some(finding) = self.finding(rule, message, help) else {
            return;
        };
        // In a tag of many lines the element is the place, as validators agree, and the attribute
        // stands beside it.
        self.findings.push(match self.tag {
            Some(tag) if tag.line < mark.line => finding.at(tag.line, tag.column).also(Related {
                path: PathBuf::new(),
                line: mark.line,
                column: mark.column,
                message: "the attribute",
            }),
            _ => finding.at(mark.line, mark.column),
        });
    }

    /// Adds a finding about bytes or characters, which may lie ahead of the present element.
    pub(super) fn push_ahead(
        &mut self,
        rule: &'static Rule,
        mark: Mark,
        message: impl Into<String>,
        help: impl Into<Cow<'static, str>>,
    ) {
        let finding = self.finding(rule, message, help);
        self.ahead
            .extend(finding.map(|finding| finding.at(mark.line, mark.column)));
    }

    /// Takes back what was found of a rule about characters.
    pub(super) fn retract(&mut self, rule: &'static Rule) {
        self.ahead.retain(|finding| finding.rule != rule.name);
    }

    /// A finding without its place; `None` where its rule is silenced or there are too many.
    fn finding(
        &mut self,
        rule: &'static Rule,
        message: impl Into<String>,
        help: impl Into<Cow<'static, str>>,
    ) -> Option<Diagnostic> {
        let severity = self.options.severity_of(rule)?;
        if self.is_full() {
            self.dropped += 1;
            return None;
        }
        Some(Diagnostic::new(rule.name, severity, message).help(help.into()))
    }

    /// Whether further findings are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.findings.len() + self.ahead.len() >= MAX_FINDINGS
    }

    /// All findings by position.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.findings.append(&mut self.ahead);
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
