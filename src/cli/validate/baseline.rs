//! What was found before: lines of an earlier JSON report.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// How often each finding is known: path, rule and message, without the line, which moves with
/// every entry above it.
#[derive(Default)]
pub(super) struct Baseline {
    known: HashMap<(String, String, String), usize>,
}

#[derive(Deserialize)]
struct Line {
    path: String,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    rule: String,
    message: String,
}

impl Baseline {
    /// Reads a report.
    ///
    /// # Errors
    ///
    /// Those of the disk, and a line that is none of such a report.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        let mut baseline = Baseline::default();
        for (line, number) in text.lines().zip(1..) {
            if line.trim().is_empty() {
                continue;
            }
            let file: Line = serde_json::from_str(line).map_err(|error| {
                Error::Config(vec![
                    Diagnostic::error("invalid-setting", format!("--baseline: {error}"))
                        .in_file(path)
                        .at(number, 0)
                        .help("write it by `dateline validate --format json`"),
                ])
            })?;
            for message in file.messages {
                let key = key(&file.path, &message.rule, &message.message);
                *baseline.known.entry(key).or_default() += 1;
            }
        }
        Ok(baseline)
    }

    /// Takes out the findings that are known; how many.
    pub(super) fn subtract(&mut self, path: &str, findings: &mut Vec<Diagnostic>) -> usize {
        if self.known.is_empty() {
            return 0;
        }
        let before = findings.len();
        findings.retain(|finding| {
            let known = self
                .known
                .get_mut(&key(path, finding.rule, &finding.message));
            match known {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            }
        });
        before - findings.len()
    }
}

fn key(path: &str, rule: &str, message: &str) -> (String, String, String) {
    (path.to_owned(), rule.to_owned(), without_lines(message))
}

/// A message without the lines that it names (`also stands in line 12`).
fn without_lines(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, behind)) = rest.split_once("line ") {
        out.push_str(before);
        out.push_str("line ");
        rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    out.push_str(rest);
    out
}
