//! `dateline next`: when the feeds will change although no file does.

use std::io::Write;
use std::path::PathBuf;

use chrono::SecondsFormat;
use serde::Serialize;

use super::build::{Bar, Inputs};
use super::output::line;
use super::{Outcome, ReportFormat, Verbosity};
use crate::error::Error;
use crate::pipeline::{Run, next};

/// Arguments of `dateline next`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of articles, or one file.
    source: Option<PathBuf>,

    /// A report for people or for programs.
    #[arg(long, default_value = "text")]
    format: ReportFormat,

    #[command(flatten)]
    inputs: Inputs,
}

#[derive(Serialize)]
struct Report<'a> {
    next: Option<String>,
    articles: Vec<Article<'a>>,
}

#[derive(Serialize)]
struct Article<'a> {
    path: String,
    title: &'a str,
    why: &'static str,
}

pub(super) fn run(args: &Args, verbosity: Verbosity) -> Result<Outcome, Error> {
    let prepared = args.inputs.prepare(args.source.as_deref())?;
    let bar = Bar::new(verbosity);
    let run = Run {
        now: prepared.now,
        progress: &bar,
        config_path: &prepared.path,
        ledger: prepared.keeping,
    };
    let found = args.inputs.on_threads(|| next(&prepared.config, &run));
    drop(bar);
    let found = found?;
    let instant = found
        .as_ref()
        .map(|next| next.instant.to_rfc3339_opts(SecondsFormat::Secs, true));
    match args.format {
        ReportFormat::Text => {
            if let Some(instant) = &instant {
                line!("{instant}");
            }
        }
        ReportFormat::Json => {
            let turns = found.iter().flat_map(|next| &next.turns);
            let report = Report {
                next: instant,
                articles: turns
                    .map(|(turn, path, title)| Article {
                        path: path.display().to_string(),
                        title,
                        why: turn.name(),
                    })
                    .collect(),
            };
            line!("{}", serde_json::to_string(&report).unwrap_or_default());
        }
    }
    Ok(match found {
        Some(_) => Outcome::Clean,
        None => Outcome::Errors,
    })
}
