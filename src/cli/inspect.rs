//! `dateline inspect`: what is understood of an article, and from where.

mod json;
mod relations;
mod text;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::output;
use super::site::SiteArgs;
use super::{Outcome, ReportFormat, Verbosity};
use crate::article::{OriginKind, SourceFile};
use crate::config::{Config, SourceConfig};
use crate::diagnostic::{Diagnostic, Severity};
use crate::entry::Trace;
use crate::error::Error;
use crate::ingest;
use crate::ingest::media::Media;
use crate::pipeline::{Around, Depth, Inspected, LearnedOrder, catalogue, inspect, read_history};

/// Arguments of `dateline inspect`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Articles, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// A report for people or for programs.
    #[arg(long, default_value = "text")]
    format: ReportFormat,

    /// Show the text too, as a feed would: HTML with absolute addresses.
    #[arg(long)]
    content: bool,

    #[command(flatten)]
    site: SiteArgs,
}

/// Stands in for the site's address where there is none: what is formed of it is not shown.
const NO_SITE: &str = "http://dateline.invalid/";

/// Files read at a time, on all cores: what they gave is held until those before them are printed.
const AT_A_TIME: usize = 256;

pub(super) fn run(args: &Args, verbosity: Verbosity) -> Result<Outcome, Error> {
    let loaded = args.site.load()?;
    let mut config = loaded.config;
    config.site.url.get_or_insert_with(|| NO_SITE.to_owned());
    let site = config.resolve(&loaded.path).map_err(Error::Config)?;
    // People look at one article and want all that is to be said; programs read folders of them.
    let depth = match args.format {
        ReportFormat::Json if !args.content => Depth::Metadata,
        _ => Depth::Text,
    };
    let mut outcome = Outcome::Clean;
    let mut text = text::Report::new(args.content, verbosity);
    let mut print = |inspected: &Inspected| {
        let mut findings = inspected.findings.iter();
        let failed = findings.any(|finding| finding.severity == Severity::Error);
        match args.format {
            ReportFormat::Json => json::print(inspected, args.content),
            ReportFormat::Text => text.print(inspected),
        }
        failed
    };
    let mut found = Vec::new();
    for path in &args.files {
        match discover(path, &config) {
            Ok((files, findings)) => found.push((path, files, findings)),
            Err(error) => {
                super::report(&error);
                outcome = Outcome::Failed;
            }
        }
    }
    // Links between articles lead to pages that only the whole site knows.
    let of_site = |files: &[SourceFile]| {
        let mut files = files.iter();
        files
            .next()
            .is_some_and(|first| *first.root == *config.source.path)
    };
    let whole = match args.content && found.iter().any(|(_, files, _)| of_site(files)) {
        true => discover(&config.source.path, &config)?.0,
        false => Vec::new(),
    };
    // Once for all of them: it reads every commit.
    let asked = found.iter().flat_map(|(_, files, _)| files);
    let asked: Vec<SourceFile> = asked.chain(&whole).cloned().collect();
    let history = read_history(&asked, &site)?;
    let media = Media::new(&site);
    for (path, files, findings) in found {
        output::findings(&findings, verbosity);
        let linked = match args.content {
            false => Vec::new(),
            true if of_site(&files) => whole.clone(),
            true => files.clone(),
        };
        let catalogue = catalogue(linked, &site, &history);
        // Dates are read as the whole site shows them, of which this may be a part.
        let order = LearnedOrder::of(
            match (config.source.path.canonicalize(), path.canonicalize()) {
                (Ok(root), Ok(own)) if own.starts_with(&root) => config.source.clone(),
                _ => SourceConfig {
                    path: path.clone(),
                    ..config.source.clone()
                },
            },
        );
        let around = Around {
            site: &site,
            files: &media,
            history: &history,
            catalogue: &catalogue,
            order: &order,
        };
        let mut note = |inspected: &Inspected| {
            if print(inspected) && outcome == Outcome::Clean {
                outcome = Outcome::Errors;
            }
        };
        let is_stream = |file: &SourceFile| ingest::holds_records(file);
        for files in files.chunk_by(|a, b| !is_stream(a) && !is_stream(b)) {
            if let [file] = files {
                // Records are printed as they are read: a file may hold a million.
                inspect(file, &around, depth, &mut |inspected| note(&inspected));
                continue;
            }
            for files in files.chunks(AT_A_TIME) {
                let read: Vec<Vec<Inspected>> = files
                    .par_iter()
                    .map(|file| {
                        let mut read = Vec::new();
                        inspect(file, &around, depth, &mut |inspected| read.push(inspected));
                        read
                    })
                    .collect();
                read.iter().flatten().for_each(&mut note);
            }
        }
    }
    Ok(outcome)
}

/// The articles under a path, and what is to be said about their folders.
fn discover(path: &Path, config: &Config) -> Result<(Vec<SourceFile>, Vec<Diagnostic>), Error> {
    let source = SourceConfig {
        path: path.to_owned(),
        ..config.source.clone()
    };
    let (mut files, findings) = ingest::discover(&source, None)?;
    // An article of the site is known by its path in the site, whose folders may hold its date.
    if let (Ok(root), Ok(own)) = (config.source.path.canonicalize(), path.canonicalize())
        && let Ok(below) = own.strip_prefix(&root)
        && let Some(below) = below.to_str().filter(|below| !below.is_empty())
    {
        let below = below.replace(std::path::MAIN_SEPARATOR, "/");
        let root: Arc<Path> = config.source.path.as_path().into();
        for file in &mut files {
            // A file that was named itself has no path below it.
            let relative = match *path == file.path() {
                true => below.clone(),
                false => format!("{below}/{}", file.relative),
            };
            file.root = Arc::clone(&root);
            file.relative = relative.into();
        }
    }
    Ok((files, findings))
}

/// The traces without what was formed of the address that stands in for the site's.
fn shown_traces(inspected: &Inspected) -> impl Iterator<Item = &Trace> {
    inspected
        .traces
        .iter()
        .filter(|trace| !of_no_site(&trace.value) || is_written(trace))
}

/// What the article says itself is shown with its path on the site where the site has no address.
fn is_written(trace: &Trace) -> bool {
    matches!(trace.field, "image" | "enclosure" | "url") && trace.origin.kind != OriginKind::Derived
}

/// An address without what stands in for the site's.
fn on_site(value: &str) -> &str {
    let origin = NO_SITE.trim_end_matches('/');
    value.strip_prefix(origin).unwrap_or(value)
}

fn of_no_site(value: &str) -> bool {
    value.starts_with(NO_SITE) || value.starts_with("tag:dateline.invalid,")
}
