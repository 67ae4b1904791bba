//! `dateline validate`: findings about feeds.

mod baseline;
mod own_feeds;
mod targets;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use rayon::prelude::*;

use self::baseline::Baseline;
use self::own_feeds::OwnFeeds;
use self::targets::Target;
use super::report::{Checked, Format, Reporter, Source};
use super::site::{Loaded, configuration, set};
use super::{Outcome, Verbosity};
use crate::config::{Level, Profile};
use crate::error::Error;
use crate::pipeline::judge;
use crate::text::nearest;
use crate::validate::{Options, RULES, Report, find_rule, validate, validate_reader};

/// Files that are checked at once before they are reported on.
const BATCH: usize = 256;

/// Arguments of `dateline validate`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Feeds to check, and folders in which every feed is; `-` is standard input.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What the report looks like.
    #[arg(long, default_value = "text")]
    format: Format,

    /// How strict to be, or for whom the feeds are; else that of dateline.toml, else spec.
    #[arg(long, value_name = "PROFILE")]
    profile: Option<Profile>,

    /// The level of a rule: error, warning, info or off; may be repeated.
    #[arg(long = "rule", value_name = "NAME=LEVEL", value_parser = rule_level)]
    rules: Vec<(String, Level)>,

    /// The configuration whose [validate] counts; looked for upwards from here where not given.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Set any key of the configuration, such as validate.rules.item-order=off; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    settings: Vec<String>,

    /// An earlier report in JSON: what stands in it does not count again.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

fn rule_level(text: &str) -> Result<(String, Level), String> {
    let (name, level) = text
        .split_once('=')
        .ok_or("expected NAME=LEVEL, such as missing-self-link=off")?;
    if find_rule(name).is_none() {
        let names = RULES.iter().map(|rule| rule.name);
        let nearest = nearest(name, names).map(|name| format!("; the nearest is `{name}`"));
        return Err(format!(
            "there is no rule for feeds `{name}`{}",
            nearest.unwrap_or_default()
        ));
    }
    let level = Level::from_str(level, false)
        .map_err(|_| format!("expected error, warning, info or off, found `{level}`"))?;
    Ok((name.to_owned(), level))
}

/// What `[validate]` says, with the flags over it.
fn options(args: &Args, loaded: &Loaded) -> Result<Options, Error> {
    let mut options = judge(&loaded.config, &loaded.path)?;
    if let Some(profile) = args.profile {
        options.profile = profile;
    }
    for (name, level) in &args.rules {
        options.severities.insert(name.clone(), level.severity());
    }
    Ok(options)
}

pub(super) fn run(args: &Args, verbosity: Verbosity) -> Result<Outcome, Error> {
    let mut loaded = configuration(args.config.as_deref())?;
    set(&mut loaded.config, &args.settings)?;
    let options = options(args, &loaded)?;
    let own = OwnFeeds::new(loaded);
    let mut baseline = match &args.baseline {
        Some(path) => Baseline::read(path)?,
        None => Baseline::default(),
    };
    let mut reporter = Reporter::new(args.format, verbosity);
    let mut outcome = Outcome::Clean;
    let targets = targets::find(&args.paths);
    let mut empty: BTreeSet<&Path> = args.paths.iter().map(|path| &**path).collect();
    empty.retain(|path| path.is_dir());
    for batch in targets.chunks(BATCH) {
        let checked: Vec<Option<Checked>> = batch
            .par_iter()
            .map(|target| check(target, &options, args.format))
            .collect();
        for (target, checked) in batch.iter().zip(checked) {
            let Some(mut checked) = checked else { continue };
            if let Some(folder) = &target.folder {
                empty.remove(&**folder);
            }
            checked.known = baseline.subtract(&checked.name, &mut checked.findings);
            own.point(&target.path, &mut checked.findings);
            if let Some(failure) = &checked.failure {
                super::output::failure(failure);
                outcome = Outcome::Failed;
            } else if !checked.is_valid() && outcome == Outcome::Clean {
                outcome = Outcome::Errors;
            }
            reporter.file(&checked);
        }
    }
    reporter.finish();
    // Nothing to find must not look like nothing found.
    for folder in empty {
        super::output::failure(&format!("no feed in {}", folder.display()));
        outcome = Outcome::Failed;
    }
    Ok(outcome)
}

/// Checks one file; `None` where it is no feed and nobody said that it is.
fn check(target: &Target, options: &Options, format: Format) -> Option<Checked> {
    let mut checked = Checked {
        name: target.name(),
        source: Source::File(target.path.clone()),
        findings: Vec::new(),
        known: 0,
        failure: target.failure.clone(),
    };
    if checked.failure.is_some() {
        return Some(checked);
    }
    match read(&target.path, options, format) {
        Ok((report, source)) => {
            if target.folder.is_some() && report.is_foreign {
                return None;
            }
            checked.source = source;
            let findings = report.findings.into_iter();
            checked.findings = findings
                .map(|finding| finding.in_file(&checked.name))
                .collect();
        }
        Err(source) => {
            checked.failure = Some(super::explained(&Error::Read {
                path: target.path.clone(),
                source,
            }));
        }
    }
    Some(checked)
}

/// Files are read piece by piece; so is standard input, unless its lines will be shown.
fn read(path: &Path, options: &Options, format: Format) -> io::Result<(Report, Source)> {
    if path != Path::new("-") {
        let report = validate_reader(File::open(path)?, options)?;
        return Ok((report, Source::File(path.to_owned())));
    }
    let mut bytes = Vec::new();
    let mut input = io::stdin().lock();
    if format == Format::Text {
        input.read_to_end(&mut bytes)?;
        return Ok((validate(&bytes, options), Source::Bytes(bytes)));
    }
    Ok((validate_reader(input, options)?, Source::Bytes(bytes)))
}
