//! `dateline validate`: findings about feeds.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::output::{self, Message, line};
use super::{Outcome, ReportFormat, Verbosity};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::validate::{Options, validate};

/// Arguments of `dateline validate`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Feeds to check; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// A report for people or for programs.
    #[arg(long, default_value = "text")]
    format: ReportFormat,
}

/// One line of the report for programs.
#[derive(Serialize)]
struct Line<'a> {
    path: String,
    valid: bool,
    messages: Vec<Message<'a>>,
}

pub(super) fn run(args: &Args, verbosity: Verbosity) -> Result<Outcome, Error> {
    let mut outcome = Outcome::Clean;
    for path in &args.files {
        let (name, bytes) = match read(path) {
            Ok(read) => read,
            Err(error) => {
                super::report(&error);
                outcome = Outcome::Failed;
                continue;
            }
        };
        let report = validate(&bytes, &Options::default());
        if !report.is_valid() && outcome == Outcome::Clean {
            outcome = Outcome::Errors;
        }
        match args.format {
            ReportFormat::Json => {
                let json = Line {
                    path: name,
                    valid: report.is_valid(),
                    messages: report.findings.iter().map(Message::from).collect(),
                };
                line!("{}", serde_json::to_string(&json).unwrap_or_default());
            }
            ReportFormat::Text => {
                let findings: Vec<Diagnostic> = report
                    .findings
                    .iter()
                    .cloned()
                    .map(|finding| finding.in_file(&name))
                    .collect();
                output::findings(&findings, verbosity);
                if !verbosity.quiet {
                    verdict(&name, &findings);
                }
            }
        }
    }
    Ok(outcome)
}

fn read(path: &Path) -> Result<(String, Vec<u8>), Error> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map_err(failed)?;
        Ok(("-".to_owned(), bytes))
    } else {
        Ok((
            path.display().to_string(),
            std::fs::read(path).map_err(failed)?,
        ))
    }
}

fn verdict(name: &str, findings: &[Diagnostic]) {
    let count = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let counted = |number: usize, what: &str| match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    };
    let word = if errors == 0 { "valid" } else { "not valid" };
    line!(
        "{name}: {word}, {}, {}",
        counted(errors, "error"),
        counted(warnings, "warning")
    );
}
