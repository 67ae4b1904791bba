//! `dateline diff`: what subscribers would notice of a build.

mod markdown;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use serde::Serialize;

use super::adopt::bytes_of;
use super::build::{Bar, Inputs};
use super::output::{self, Placed, grouped, line};
use super::table::Table;
use super::{Outcome, Verbosity};
use crate::catalogue::Group;
use crate::config::{By, Config, FeedConfig, path_by_pattern};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::feed::FeedFormat;
#[cfg(feature = "git")]
use crate::history;
use crate::pipeline::{Built, Change, FeedReport, FeedState, FilePlace, Run, What, compare, tally};
use crate::{publish, subscribed};

/// Arguments of `dateline diff`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of articles, or one file.
    source: Option<PathBuf>,

    /// What subscribers have: a folder of feeds, or one feed; `-` is standard input, `git:REVISION` the
    /// feeds as they were committed. The output folder where not given.
    #[arg(long, value_name = "DIR|FILE|git:REVISION")]
    against: Option<PathBuf>,

    /// What the report looks like.
    #[arg(long, default_value = "text")]
    format: Format,

    #[command(flatten)]
    inputs: Inputs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// For a comment on a pull request.
    Markdown,
}

/// What subscribers have.
enum Against {
    /// A folder with the feeds under their paths.
    Folder(PathBuf),
    /// One feed: that of the site's which has this path.
    Feed {
        name: PathBuf,
        bytes: Vec<u8>,
        path: String,
    },
    /// The feeds that a commit has, under their paths, each with its name to git.
    Revision(BTreeMap<String, (PathBuf, Vec<u8>)>),
}

impl Against {
    fn read(given: Option<&Path>, config: &Config) -> Result<Self, Error> {
        let Some(given) = given else {
            return Ok(Against::Folder(config.output.path.clone()));
        };
        if given.is_dir() {
            return Ok(Against::Folder(given.to_owned()));
        }
        let revision = given.to_str().and_then(|text| text.strip_prefix("git:"));
        if let Some(revision) = revision.filter(|_| !given.exists()) {
            return committed(revision, config).map(Against::Revision);
        }
        let bytes = bytes_of(given)?;
        let (feed, _) =
            subscribed::read(&bytes).map_err(|fault| Error::Feed(vec![fault.in_file(given)]))?;
        let path = twin(given, feed.format, &config.feeds).ok_or_else(|| {
            Error::Feed(vec![
                Diagnostic::error(
                    "unreadable-feed",
                    format!(
                        "the site has no {} feed to compare it with",
                        feed.format.title()
                    ),
                )
                .in_file(given)
                .help("give a feed of a format that the site has, or a folder of its feeds"),
            ])
        })?;
        Ok(Against::Feed {
            name: given.to_owned(),
            bytes,
            path,
        })
    }

    /// The feed that subscribers of one of the site's have.
    fn feed(&self, wanted: &FeedConfig) -> Result<Option<(PathBuf, Vec<u8>)>, Error> {
        match self {
            Against::Folder(folder) => {
                let place = folder.join(&wanted.path);
                Ok(publish::present(&place)?.map(|bytes| (place, bytes)))
            }
            Against::Feed { name, bytes, path } => {
                Ok((wanted.path == *path).then(|| (name.clone(), bytes.clone())))
            }
            Against::Revision(feeds) => Ok(feeds.get(&wanted.path).cloned()),
        }
    }

    fn covers(&self, feed: &FeedReport) -> bool {
        match self {
            Against::Folder(_) | Against::Revision(_) => true,
            Against::Feed { path, .. } => feed.path == *path,
        }
    }
}

/// The feeds of the output folder as a commit has them.
#[cfg(feature = "git")]
fn committed(
    revision: &str,
    config: &Config,
) -> Result<BTreeMap<String, (PathBuf, Vec<u8>)>, Error> {
    let output = &config.output.path;
    // A new checkout may lack the folder that the commit has.
    let there = |folder: &&Path| folder.as_os_str().is_empty() || folder.is_dir();
    let folder = output.ancestors().find(there).unwrap_or(Path::new(""));
    let inner = output.strip_prefix(folder).unwrap_or(Path::new(""));
    let mut feeds = BTreeMap::new();
    for feed in &config.feeds {
        let mut found = Vec::new();
        for pattern in patterns(feed) {
            let pattern = inner.join(pattern.replace(":slug", "*"));
            for (path, bytes) in history::files_at(folder, revision, &pattern)? {
                let path = Path::new(&path).strip_prefix(inner).map(Path::to_owned);
                found.extend(path.map(|path| (path.display().to_string(), bytes)));
            }
        }
        if feed.by.is_empty() {
            let bytes = history::file_at(folder, revision, &inner.join(&feed.path))?;
            found.extend(bytes.map(|bytes| (feed.path.clone(), bytes)));
        }
        for (path, bytes) in found {
            let place = output.join(&path);
            let name = format!("{revision}:{}", place.display());
            feeds.insert(path, (name.into(), bytes));
        }
    }
    if feeds.is_empty() {
        return Err(Error::Feed(vec![
            Diagnostic::error(
                "unreadable-feed",
                format!("the commit `{revision}` has no feed of the site in this folder"),
            )
            .in_file(output)
            .help("name a commit that has the feeds, or give a folder of them"),
        ]));
    }
    Ok(feeds)
}

#[cfg(not(feature = "git"))]
fn committed(revision: &str, _: &Config) -> Result<BTreeMap<String, (PathBuf, Vec<u8>)>, Error> {
    let message = format!(
        "--against: `git:{revision}` is asked for, and this dateline was built without git"
    );
    Err(Error::History(Box::new(
        Diagnostic::error("invalid-setting", message).help(
            "install it with `--features git`: in a checkout, `cargo install --path . --features git`",
        ),
    )))
}

/// The path of the site's feed that stands for a file: that of its name, else the first of its format.
fn twin(given: &Path, format: FeedFormat, feeds: &[FeedConfig]) -> Option<String> {
    let of_format = || feeds.iter().filter(|feed| feed.format() == format);
    let mut single = of_format().filter(|feed| feed.by.is_empty());
    let named = single.clone().find(|feed| given.ends_with(&feed.path));
    let of_value = || {
        let mut patterns = of_format().flat_map(patterns);
        patterns.find_map(|pattern| path_by_pattern(&pattern, given))
    };
    let path = |feed: &FeedConfig| feed.path.clone();
    named
        .map(path)
        .or_else(of_value)
        .or_else(|| single.next().map(path))
}

/// The patterns of the paths of a line with many feeds.
fn patterns(feed: &FeedConfig) -> impl Iterator<Item = String> {
    feed.by.iter().map(|by: &By| feed.slug_pattern(*by))
}

pub(super) fn run(args: &Args, verbosity: Verbosity) -> Result<Outcome, Error> {
    let prepared = args.inputs.prepare(args.source.as_deref())?;
    let against = Against::read(args.against.as_deref(), &prepared.config)?;
    let bar = Bar::new(verbosity);
    let run = Run {
        now: prepared.now,
        progress: &bar,
        config_path: &prepared.path,
        ledger: prepared.keeping,
    };
    let built = args
        .inputs
        .on_threads(|| compare(&prepared.config, &run, &|feed| against.feed(feed)));
    drop(bar);
    let mut built = built?;
    built.feeds.retain(|feed| against.covers(feed));
    match args.format {
        Format::Json => json(&built),
        Format::Markdown => markdown::print(&built),
        Format::Text => text(&built, verbosity),
    }
    Ok(if tally(&built.feeds).looks_new > 0 {
        Outcome::Errors
    } else {
        Outcome::Clean
    })
}

/// How many changes there are of each kind: `2 new, 1 gone`.
fn counts(feed: &FeedReport) -> String {
    let mut counts: BTreeMap<What, usize> = BTreeMap::new();
    for change in &feed.changes.list {
        *counts.entry(change.what).or_default() += 1;
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(what, count)| {
            let name = match (what, count) {
                (What::Returned, 2..) => "look new",
                _ => what.name(),
            };
            format!("{} {name}", grouped(*count))
        })
        .collect();
    match feed.state {
        FeedState::Unchanged => "the same".to_owned(),
        FeedState::Invalid => "would not be written: it would have errors".to_owned(),
        FeedState::Written if counts.is_empty() => "nothing that readers show".to_owned(),
        FeedState::Written => counts.join(", "),
    }
}

/// How many of the feeds of one line of the configuration are shown one by one.
const SHOWN_OF_MANY: usize = 10;

/// For each feed: which earlier one says the same of the same articles, whatever the guid is in its
/// format.
fn twins(feeds: &[FeedReport]) -> Vec<Option<&FeedReport>> {
    type Said<'a> = (What, &'a str, Option<&'a FilePlace>);
    let mut first: HashMap<Vec<Said<'_>>, &FeedReport> = HashMap::new();
    let mut twins = Vec::with_capacity(feeds.len());
    for feed in feeds {
        let list = feed.changes.list.iter();
        let said: Vec<Said<'_>> = list
            .map(|change| (change.what, &*change.title, change.file.as_ref()))
            .collect();
        twins.push(match first.entry(said) {
            Entry::Occupied(twin) => Some(*twin.get()).filter(|twin| !twin.changes.list.is_empty()),
            Entry::Vacant(slot) => {
                slot.insert(feed);
                None
            }
        });
    }
    twins
}

/// The feeds that are shown one by one, and what is said of those that are not: of the many feeds of
/// one line of the configuration those that change, and of these some.
fn shown(built: &Built, all: bool) -> Vec<Result<(&FeedReport, Option<&FeedReport>), String>> {
    let twins = twins(&built.feeds);
    let with_twins: Vec<_> = built.feeds.iter().zip(twins).collect();
    let pattern = |feed: &FeedReport| feed.group.as_ref().map(|group| group.pattern.clone());
    let mut shown = Vec::new();
    let alike = |(a, _): &(&FeedReport, _), (b, _): &(&FeedReport, _)| {
        pattern(a).is_some_and(|own| pattern(b) == Some(own))
    };
    for feeds in with_twins.chunk_by(alike) {
        if all || feeds.len() == 1 {
            shown.extend(feeds.iter().map(|feed| Ok(*feed)));
            continue;
        }
        let changed = || {
            let feeds = feeds.iter();
            feeds.filter(|(feed, _)| feed.state != FeedState::Unchanged)
        };
        let name = feeds.first().and_then(|(feed, _)| feed.group.as_ref());
        let name = name.map(Group::name).unwrap_or_default();
        let of = grouped(feeds.len());
        let more = changed().count().saturating_sub(SHOWN_OF_MANY);
        let more = match more {
            0 => String::new(),
            more => format!("; {} of them not shown here", grouped(more)),
        };
        shown.push(Err(match changed().count() {
            0 => format!("{name}  {of} feeds, the same"),
            changed => format!("{name}  {of} feeds, {} change{more}", grouped(changed)),
        }));
        shown.extend(changed().take(SHOWN_OF_MANY).map(|feed| Ok(*feed)));
    }
    shown
}

fn place(change: &Change) -> String {
    match &change.file {
        Some((path, 0)) => path.display().to_string(),
        Some((path, line)) => format!("{}:{line}", path.display()),
        None => change.guid.clone(),
    }
}

fn text(built: &Built, verbosity: Verbosity) {
    output::findings(&built.findings, verbosity);
    let tally = tally(&built.feeds);
    if !verbosity.quiet {
        let (plain, bold, dim) = (Style::new(), Style::new().bold(), Style::new().dimmed());
        let parts = shown(built, verbosity.verbose);
        let single = parts.iter().filter_map(|part| part.as_ref().ok());
        let width = single.map(|(feed, _)| feed.path.chars().count()).max();
        for part in &parts {
            let (feed, twin) = match part {
                Ok(part) => *part,
                Err(many) => {
                    line!("{bold}{many}{bold:#}");
                    continue;
                }
            };
            let pad = " ".repeat(width.unwrap_or(0) - feed.path.chars().count());
            let heading = format!("{}{pad}  {}", feed.path, counts(feed));
            if let Some(twin) = twin {
                line!("{bold}{heading}{bold:#}{dim}, as {}{dim:#}", twin.path);
                continue;
            }
            if feed.changes.list.is_empty() {
                line!("{bold}{heading}{bold:#}");
                continue;
            }
            let mut table = Table::new(heading, bold);
            let mut list: Vec<&Change> = feed.changes.list.iter().collect();
            list.sort_by_key(|change| change.what);
            for change in list {
                // That newer ones push old ones out is no news.
                if change.what == What::Left && !verbosity.verbose {
                    continue;
                }
                table.row([
                    (style(change.what), change.what.name().to_owned()),
                    (plain, change.title.clone()),
                    (plain, place(change)),
                    (dim, change.why.clone()),
                ]);
            }
            if table.is_empty() {
                line!("{bold}{}{bold:#}", table.heading());
            }
            table.print(verbosity.verbose);
        }
    }
    if tally.looks_new > 0 {
        let red = output::style(Severity::Error);
        line!("{red}{tally}{red:#}");
    } else if !verbosity.quiet {
        line!("{tally}");
    }
}

fn style(what: What) -> Style {
    match what {
        what if what.looks_new() => output::style(Severity::Error),
        What::New => AnsiColor::Green.on_default(),
        What::Updated | What::Redated => AnsiColor::Yellow.on_default(),
        _ => Style::new().dimmed(),
    }
}

#[derive(Serialize)]
struct Report<'a> {
    sentence: String,
    new: usize,
    updated: usize,
    looks_new: usize,
    feeds: Vec<FeedLine<'a>>,
    /// About articles.
    findings: Vec<Placed<'a>>,
}

#[derive(Serialize)]
struct FeedLine<'a> {
    path: &'a str,
    format: &'static str,
    state: &'static str,
    entries: usize,
    entries_before: Option<usize>,
    changes: Vec<ChangeLine<'a>>,
}

#[derive(Serialize)]
struct ChangeLine<'a> {
    change: &'static str,
    looks_new: bool,
    title: &'a str,
    guid: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    why: &'a str,
}

fn json(built: &Built) {
    let tally = tally(&built.feeds);
    let report = Report {
        sentence: tally.to_string(),
        new: tally.new,
        updated: tally.updated,
        looks_new: tally.looks_new,
        feeds: built
            .feeds
            .iter()
            .map(|feed| FeedLine {
                path: &feed.path,
                format: feed.format.name(),
                state: match feed.state {
                    FeedState::Written => "changed",
                    FeedState::Unchanged => "unchanged",
                    FeedState::Invalid => "invalid",
                },
                entries: feed.shown,
                entries_before: feed.changes.before,
                changes: feed
                    .changes
                    .list
                    .iter()
                    .map(|change| ChangeLine {
                        change: change.what.name(),
                        looks_new: change.what.looks_new(),
                        title: &change.title,
                        guid: &change.guid,
                        path: change
                            .file
                            .as_ref()
                            .map(|(path, _)| path.display().to_string()),
                        line: change
                            .file
                            .as_ref()
                            .map(|(_, line)| *line)
                            .filter(|line| *line > 0),
                        why: &change.why,
                    })
                    .collect(),
            })
            .collect(),
        findings: built.findings.iter().map(Placed::from).collect(),
    };
    line!("{}", serde_json::to_string(&report).unwrap_or_default());
}
