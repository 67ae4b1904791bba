//! Annotations of GitHub Actions ("Workflow commands for GitHub Actions", "Setting an error message").

use std::io::Write;

use super::{Checked, is_shown};
use crate::cli::Verbosity;
use crate::cli::output::line;
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn file(checked: &Checked, verbosity: Verbosity) {
    if let Some(failure) = &checked.failure {
        let file = property(&checked.name);
        line!("::error file={file},title=unreadable::{}", data(failure));
    }
    for finding in &checked.findings {
        if is_shown(finding.severity, verbosity) {
            line!("{}", annotation(&checked.name, finding));
        }
    }
}

fn annotation(name: &str, finding: &Diagnostic) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut place = format!("file={}", property(name));
    if finding.line > 0 {
        place.push_str(&format!(",line={}", finding.line));
        let (end, _) = finding.exact_place();
        if end > finding.line {
            // The annotation stands below the last line; columns are for one line only.
            place.push_str(&format!(",endLine={end}"));
        } else if finding.column > 0 {
            place.push_str(&format!(",col={}", finding.column));
        }
    }
    let mut text = finding.message.clone();
    for related in finding.related() {
        text.push_str(&format!("\nsee: {related}"));
    }
    if !finding.help.is_empty() {
        text.push_str("\nhelp: ");
        text.push_str(&finding.help);
    }
    format!(
        "::{command} {place},title={}::{}",
        property(finding.rule),
        data(&text)
    )
}

/// The text of a command, in one line.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A value in front of the text, where commas and colons mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_the_runner_is_escaped() {
        let finding = Diagnostic::new("relative-url", Severity::Warning, "100 %: a, b\r\nc")
            .at(3, 0)
            .help("::error::no");
        assert_eq!(
            annotation("a,b:c%.xml", &finding),
            "::warning file=a%2Cb%3Ac%25.xml,line=3,title=relative-url::100 %25: a, b%0D%0Ac%0Ahelp: \
             ::error::no"
        );
    }
}
