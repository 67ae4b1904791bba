//! `dateline adopt`: what subscribers of an old feed have, into the ledger.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::build::{Bar, Inputs};
use super::output::{self, Placed, grouped, line};
use super::table::{Table, printable};
use super::{Outcome, ReportFormat, Verbosity};
use crate::date::rfc3339;
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::pipeline::{Adopted, Adoption, FilePlace, OldFeed, Run, adopt};
use crate::subscribed::Item;

/// Arguments of `dateline adopt`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The feeds that subscribers have, the main one first; several pages of one too; `-` is standard
    /// input.
    #[arg(required = true, value_name = "FEED")]
    old: Vec<PathBuf>,

    /// The folder of articles, or one file.
    #[arg(long, value_name = "DIR", help_heading = "Source")]
    source: Option<PathBuf>,

    /// Say what would be taken over, and write nothing.
    #[arg(long)]
    dry_run: bool,

    /// Take the guids of the old feed even for articles that feeds of this site had under another.
    #[arg(long)]
    force: bool,

    /// A report for people or for programs.
    #[arg(long, default_value = "text")]
    format: ReportFormat,

    #[command(flatten)]
    inputs: Inputs,
}

/// The bytes of a file, or of standard input.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, Error> {
    let read = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}

pub(super) fn run(args: &Args, verbosity: Verbosity) -> Result<Outcome, Error> {
    let prepared = args.inputs.prepare(args.source.as_deref())?;
    let feeds = args
        .old
        .iter()
        .map(|name| {
            Ok(OldFeed {
                name: name.clone(),
                bytes: bytes_of(name)?,
            })
        })
        .collect::<Result<Vec<OldFeed>, Error>>()?;
    let bar = Bar::new(verbosity);
    let run = Run {
        now: prepared.now,
        progress: &bar,
        config_path: &prepared.path,
        ledger: prepared.keeping,
    };
    let adoption = Adoption {
        force: args.force,
        dry_run: args.dry_run,
    };
    let adopted = args
        .inputs
        .on_threads(|| adopt(&prepared.config, &run, &feeds, adoption));
    drop(bar);
    let adopted = adopted?;
    match args.format {
        ReportFormat::Json => json(&adopted, args.dry_run),
        ReportFormat::Text => {
            output::findings(&adopted.findings, verbosity);
            if !verbosity.quiet {
                text(&adopted, args.dry_run, verbosity);
            }
        }
    }
    Ok(Outcome::of(&adopted.findings))
}

fn day(item: &Item) -> String {
    item.dated()
        .map_or_else(String::new, |dated| rfc3339(&dated)[..10].to_owned())
}

fn place((path, line): &FilePlace) -> String {
    match line {
        0 => path.display().to_string(),
        line => format!("{}:{line}", path.display()),
    }
}

fn text(adopted: &Adopted, dry_run: bool, verbosity: Verbosity) {
    let (plain, bold, dim) = (Style::new(), Style::new().bold(), Style::new().dimmed());
    let green = AnsiColor::Green.on_default().bold();
    let all = verbosity.verbose;

    let mut table = Table::new("matched", green);
    for one in &adopted.matched {
        let by = if one.kept {
            (dim, one.by.name().to_owned())
        } else {
            (
                output::style(Severity::Warning),
                "not taken over".to_owned(),
            )
        };
        table.row([
            (plain, one.item.title.clone()),
            (plain, place(&one.file)),
            by,
            (dim, one.item.guid.clone()),
        ]);
    }
    table.print(all);

    let red = output::style(Severity::Error);
    let mut table = Table::new("unsure", red);
    for one in &adopted.unsure {
        let files: Vec<String> = one.files.iter().map(place).collect();
        table.row([
            (plain, one.item.title.clone()),
            (plain, day(&one.item)),
            (plain, files.join(" or ")),
            (bold, format!("guid: {}", one.item.guid)),
        ]);
    }
    table.print(all);

    let mut table = Table::new("only in the old feed", bold);
    for item in &adopted.only_in_feed {
        table.row([
            (plain, item.title.clone()),
            (plain, day(item)),
            (dim, item.guid.clone()),
        ]);
    }
    table.print(all);

    let mut table = Table::new("only in the folder", bold);
    for one in &adopted.only_in_folder {
        table.row([
            (plain, one.title.clone()),
            (plain, place(&one.file)),
            (plain, rfc3339(&one.published)[..10].to_owned()),
            (dim, one.fate.name().to_owned()),
        ]);
    }
    table.print(all);

    line!(
        "{} matched, {} unsure, {} only in the old feed, {} only in the folder",
        grouped(adopted.matched.len()),
        grouped(adopted.unsure.len()),
        grouped(adopted.only_in_feed.len()),
        grouped(adopted.only_in_folder.len())
    );
    let ledger = adopted.ledger.display();
    match (adopted.changed, dry_run) {
        (false, _) => line!("{dim}{ledger} has it all already{dim:#}"),
        (true, true) => line!("{dim}{ledger} is left as it was: a dry run{dim:#}"),
        (true, false) => line!("{dim}in {ledger}{dim:#}"),
    }
}

#[derive(Serialize)]
struct Report<'a> {
    ledger: String,
    written: bool,
    matched: Vec<MatchLine<'a>>,
    unsure: Vec<UnsureLine<'a>>,
    only_in_feed: Vec<ItemLine<'a>>,
    only_in_folder: Vec<AloneLine<'a>>,
    findings: Vec<Placed<'a>>,
}

#[derive(Serialize)]
struct ItemLine<'a> {
    guid: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    published: Option<String>,
    updated: Option<String>,
}

impl<'a> From<&'a Item> for ItemLine<'a> {
    fn from(item: &'a Item) -> Self {
        ItemLine {
            guid: &item.guid,
            title: &item.title,
            url: item.link.as_deref(),
            published: item.published.as_ref().map(rfc3339),
            updated: item.updated.as_ref().map(rfc3339),
        }
    }
}

#[derive(Serialize)]
struct MatchLine<'a> {
    #[serde(flatten)]
    item: ItemLine<'a>,
    path: String,
    line: u32,
    by: &'static str,
    adopted: bool,
}

#[derive(Serialize)]
struct UnsureLine<'a> {
    #[serde(flatten)]
    item: ItemLine<'a>,
    paths: Vec<String>,
    add: String,
}

#[derive(Serialize)]
struct AloneLine<'a> {
    guid: &'a str,
    title: &'a str,
    path: String,
    line: u32,
    published: String,
    fate: &'static str,
}

fn json(adopted: &Adopted, dry_run: bool) {
    let report = Report {
        ledger: adopted.ledger.display().to_string(),
        written: adopted.changed && !dry_run,
        matched: adopted
            .matched
            .iter()
            .map(|one| MatchLine {
                item: (&one.item).into(),
                path: one.file.0.display().to_string(),
                line: one.file.1,
                by: one.by.name(),
                adopted: one.kept,
            })
            .collect(),
        unsure: adopted
            .unsure
            .iter()
            .map(|one| UnsureLine {
                item: (&one.item).into(),
                paths: one.files.iter().map(place).collect(),
                add: format!("guid: {}", printable(&one.item.guid)),
            })
            .collect(),
        only_in_feed: adopted.only_in_feed.iter().map(ItemLine::from).collect(),
        only_in_folder: adopted
            .only_in_folder
            .iter()
            .map(|one| AloneLine {
                guid: &one.guid,
                title: &one.title,
                path: one.file.0.display().to_string(),
                line: one.file.1,
                published: rfc3339(&one.published),
                fate: one.fate.name(),
            })
            .collect(),
        findings: adopted.findings.iter().map(Placed::from).collect(),
    };
    line!("{}", serde_json::to_string(&report).unwrap_or_default());
}
