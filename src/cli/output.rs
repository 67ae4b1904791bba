//! Findings and failures on the terminal.

use std::collections::HashMap;
use std::io::Write;

use anstyle::{AnsiColor, Style};

use super::Verbosity;
use crate::diagnostic::{Diagnostic, Related, Severity};

/// How many findings of one rule are shown unless more are asked for.
const SHOWN_PER_RULE: usize = 20;

/// Writes a line to standard output. A reader that went away (`dateline … | head`) is no failure.
macro_rules! line {
    ($($argument:tt)*) => {{
        let _ = writeln!(anstream::stdout(), $($argument)*);
    }};
}
pub(super) use line;

/// Writes a failure to standard error.
pub(super) fn failure(text: &str) {
    let red = style(Severity::Error);
    let _ = writeln!(anstream::stderr(), "{red}error{red:#}: {text}");
}

/// Writes advice under a failure.
pub(super) fn help(text: &str) {
    let _ = writeln!(anstream::stderr(), "  help: {text}");
}

/// The colour of a severity.
pub(super) fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Info => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

/// Which findings are printed, and what is said of the others.
pub(super) struct Selection<'a> {
    pub(super) shown: Vec<&'a Diagnostic>,
    /// Rules of which more was found than is shown, with how many.
    more: Vec<(&'static str, usize)>,
    infos: usize,
}

/// Chooses what is printed: not every one of many alike, nor what is only worth knowing, unless more
/// was asked for.
pub(super) fn select(findings: &[Diagnostic], verbosity: Verbosity) -> Selection<'_> {
    let mut seen: HashMap<&'static str, usize> = HashMap::new();
    let mut selection = Selection {
        shown: Vec::new(),
        more: Vec::new(),
        infos: 0,
    };
    for finding in findings {
        if verbosity.quiet && finding.severity < Severity::Error {
            continue;
        }
        if finding.severity == Severity::Info && !verbosity.verbose {
            selection.infos += 1;
            continue;
        }
        let count = seen.entry(finding.rule).or_default();
        *count += 1;
        if *count <= SHOWN_PER_RULE || verbosity.verbose {
            selection.shown.push(finding);
        }
    }
    selection.more = seen
        .into_iter()
        .filter(|(_, count)| *count > SHOWN_PER_RULE)
        .collect();
    selection.more.sort_unstable();
    selection
}

impl Selection<'_> {
    /// Says how many were kept back.
    pub(super) fn rest(&self, verbosity: Verbosity) {
        if verbosity.verbose || verbosity.quiet {
            return;
        }
        for (rule, count) in &self.more {
            line!(
                "… and {} more [{rule}]; --verbose shows them",
                count - SHOWN_PER_RULE
            );
        }
        let infos = self.infos;
        if infos > 0 {
            let dim = Style::new().dimmed();
            match infos {
                1 => line!("{dim}1 note; --verbose shows it{dim:#}"),
                _ => line!("{dim}{infos} notes; --verbose shows them{dim:#}"),
            }
        }
    }
}

/// Prints findings and how many were kept back.
pub(super) fn findings(findings: &[Diagnostic], verbosity: Verbosity) {
    let selection = select(findings, verbosity);
    for finding in &selection.shown {
        headline(finding);
        advice(finding);
    }
    selection.rest(verbosity);
}

/// Prints the place, severity, rule and message of a finding.
pub(super) fn headline(finding: &Diagnostic) {
    let colour = style(finding.severity);
    let bold = Style::new().bold();
    let mut place = String::new();
    if !finding.path.as_os_str().is_empty() {
        place = finding.path.display().to_string();
    }
    if finding.line > 0 {
        place.push_str(&format!(":{}", finding.line));
        if finding.column > 0 {
            place.push_str(&format!(":{}", finding.column));
        }
    }
    if !place.is_empty() {
        place.push_str(": ");
    }
    line!(
        "{bold}{place}{bold:#}{colour}{}[{}]{colour:#}: {}",
        finding.severity.name(),
        finding.rule,
        finding.message
    );
}

/// Prints where else to look, and how to mend it.
pub(super) fn advice(finding: &Diagnostic) {
    for related in finding.related() {
        line!("  see: {related}");
    }
    help_of(finding);
}

/// Prints the places in other files, and how to mend it: that of its own file is marked.
pub(super) fn advice_beside_mark(finding: &Diagnostic) {
    for related in finding.related() {
        if !related.path.as_os_str().is_empty() {
            line!("  see: {related}");
        }
    }
    help_of(finding);
}

fn help_of(finding: &Diagnostic) {
    if !finding.help.is_empty() {
        line!("  help: {}", finding.help);
    }
}

/// A finding as programs read it.
#[derive(serde::Serialize)]
pub(super) struct Message<'a> {
    level: Severity,
    rule: &'a str,
    line: u32,
    column: u32,
    message: &'a str,
    help: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    related: &'a [Related],
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'a str>,
}

impl<'a> From<&'a Diagnostic> for Message<'a> {
    fn from(finding: &'a Diagnostic) -> Self {
        Message {
            level: finding.severity,
            rule: finding.rule,
            line: finding.line,
            column: finding.column,
            message: &finding.message,
            help: &finding.help,
            related: finding.related(),
            entry: finding.entry(),
        }
    }
}

/// The same with its file.
#[derive(serde::Serialize)]
pub(super) struct Placed<'a> {
    path: String,
    #[serde(flatten)]
    message: Message<'a>,
}

impl<'a> From<&'a Diagnostic> for Placed<'a> {
    fn from(finding: &'a Diagnostic) -> Self {
        Placed {
            path: finding.path.display().to_string(),
            message: finding.into(),
        }
    }
}

/// A count with its digits in groups of three.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
