//! `dateline build`: articles to feeds.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anstyle::{AnsiColor, Style};
use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::{self, grouped, line};
use super::site::SiteArgs;
use super::{Outcome, Verbosity};
use crate::catalogue::Group;
use crate::config::{Config, FeedConfig, PodcastConfig, SourceConfig};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::feed::{ContentMode, FeedFormat};
use crate::pipeline::{
    FeedReport, FeedState, FileReport, Keeping, Parts, Progress, Run, build, tally,
};

/// Arguments of `dateline build`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder of articles, or one file.
    source: Option<PathBuf>,

    #[command(flatten)]
    inputs: Inputs,

    /// Write nothing and fail where the ledger would change: for CI.
    #[arg(long, help_heading = "Ledger", conflicts_with = "no_lock")]
    locked: bool,
}

/// What a build is made of, for it and for the commands that foresee one.
#[derive(Debug, clap::Args)]
pub(super) struct Inputs {
    /// The folder to write the feeds to.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// A feed to write, such as feed.xml, atom.xml or tags/rust.json; may be repeated.
    #[arg(long = "feed", value_name = "PATH", help_heading = "Feeds")]
    feeds: Vec<String>,

    /// How many entries each feed has, newest first; 0 for all.
    #[arg(long, value_name = "N", help_heading = "Feeds")]
    limit: Option<usize>,

    /// How much of an article the feeds carry: full, summary or none.
    #[arg(long, value_name = "MODE", value_parser = content_mode, help_heading = "Feeds")]
    content: Option<ContentMode>,

    /// Take only articles with this tag; may be repeated.
    #[arg(long = "tag", value_name = "TAG", help_heading = "Feeds")]
    tags: Vec<String>,

    /// Read only what this glob matches; may be repeated.
    #[arg(long, value_name = "GLOB", help_heading = "Source")]
    include: Vec<String>,

    /// Leave out what this glob matches; may be repeated.
    #[arg(long, value_name = "GLOB", help_heading = "Source")]
    exclude: Vec<String>,

    /// Do not honour .gitignore and .ignore files.
    #[arg(long, help_heading = "Source")]
    no_ignore: bool,

    /// The instant that decides which future articles wait, in RFC 3339; else SOURCE_DATE_EPOCH,
    /// else the clock.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    now: Option<DateTime<Utc>>,

    /// How many threads to use; all cores where not given.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,

    /// The ledger of what subscribers have; dateline.lock beside the configuration where not given.
    #[arg(long, value_name = "FILE", help_heading = "Ledger")]
    lock: Option<PathBuf>,

    /// Do without the ledger.
    #[arg(long, help_heading = "Ledger", conflicts_with = "lock")]
    no_lock: bool,

    /// Take over the ledger of another site: once, after the site has moved.
    #[arg(long, help_heading = "Ledger")]
    adopt_authority: bool,

    #[command(flatten)]
    site: SiteArgs,
}

fn content_mode(text: &str) -> Result<ContentMode, String> {
    match text {
        "full" => Ok(ContentMode::Full),
        "summary" => Ok(ContentMode::Summary),
        "none" => Ok(ContentMode::None),
        _ => Err("expected full, summary or none".to_owned()),
    }
}

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|instant| instant.to_utc())
        .map_err(|_| "expected an instant such as 2025-05-05T14:30:00Z".to_owned())
}

/// The inputs, with the flags over the configuration.
pub(super) struct Prepared {
    pub(super) config: Config,
    /// Where the configuration stands; empty where there is none.
    pub(super) path: PathBuf,
    pub(super) now: DateTime<Utc>,
    /// `None` where the ledger knows nothing of the articles.
    pub(super) keeping: Option<Keeping>,
}

impl Inputs {
    /// `source` is the folder of articles, where the user names one.
    pub(super) fn prepare(&self, source: Option<&Path>) -> Result<Prepared, Error> {
        let loaded = self.site.load()?;
        let mut config = loaded.config;
        if self.lock.is_some() {
            config.ledger.path.clone_from(&self.lock);
        }
        let configured = config.source.clone();
        if let Some(source) = source {
            source.clone_into(&mut config.source.path);
        }
        if let Some(output) = &self.output {
            config.output.path.clone_from(output);
        }
        if !self.include.is_empty() {
            config.source.include.clone_from(&self.include);
        }
        config.source.exclude.extend(self.exclude.iter().cloned());
        if self.no_ignore {
            config.source.ignore_files = false;
        }
        if !self.feeds.is_empty() {
            let feeds = self.feeds.iter().map(|path| {
                let is_podcast = |feed: &&FeedConfig| feed.podcast && feed.path == *path;
                let podcast = config.feeds.iter().find(is_podcast);
                podcast.cloned().unwrap_or_else(|| FeedConfig::at(path))
            });
            config.feeds = feeds.collect();
            // The feeds are these alone.
            if config.feeds.iter().all(|feed| !feed.podcast) {
                config.podcast = PodcastConfig::default();
            }
        } else if config.feeds.is_empty() {
            config.feeds = FeedFormat::ALL.map(FeedConfig::of).to_vec();
        }
        for feed in &mut config.feeds {
            if let Some(limit) = self.limit {
                feed.limit = limit;
            }
            if let Some(content) = self.content {
                feed.content = content;
            }
            feed.filter.tags.extend(self.tags.iter().cloned());
        }

        // The ledger of the site knows nothing of other folders.
        let place = |source: &SourceConfig| source.path.canonicalize().ok();
        let elsewhere = self.lock.is_none() && place(&config.source) != place(&configured);

        let keeping = Keeping {
            adopt_authority: self.adopt_authority,
            partial: config.source.include != configured.include
                || config.source.exclude != configured.exclude,
            ..Keeping::default()
        };
        Ok(Prepared {
            config,
            path: loaded.path,
            now: match self.now {
                Some(now) => now,
                None => now()?,
            },
            keeping: (!self.no_lock && !elsewhere).then_some(keeping),
        })
    }

    /// Runs on as many threads as asked for.
    pub(super) fn on_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        match self.threads.map(pool) {
            Some(Ok(pool)) => pool.install(work),
            _ => work(),
        }
    }
}

pub(super) fn run(args: &Args, verbosity: Verbosity) -> Result<Outcome, Error> {
    let prepared = args.inputs.prepare(args.source.as_deref())?;
    let config = &prepared.config;
    let bar = Bar::new(verbosity);
    let run = Run {
        now: prepared.now,
        progress: &bar,
        config_path: &prepared.path,
        ledger: prepared.keeping.map(|keeping| Keeping {
            locked: args.locked,
            ..keeping
        }),
    };
    let built = args.inputs.on_threads(|| build(config, &run));
    drop(bar);
    let built = built?;

    output::findings(&built.findings, verbosity);
    if !verbosity.quiet {
        summary(&built.feeds, &built.files, &config.output.path, verbosity);
        sentence(&built.feeds);
    }
    Ok(Outcome::of(&built.findings))
}

/// `SOURCE_DATE_EPOCH` (reproducible-builds.org), else the clock.
fn now() -> Result<DateTime<Utc>, Error> {
    let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(SystemTime::now().into());
    };
    let instant = epoch
        .trim()
        .parse()
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    instant.ok_or_else(|| {
        Error::Config(vec![
            Diagnostic::error(
                "invalid-setting",
                format!("SOURCE_DATE_EPOCH: expected seconds since 1970, found `{epoch}`"),
            )
            .help("set it to the output of `git log -1 --format=%ct`, or unset it"),
        ])
    })
}

/// One line a feed: `feed.xml  20 of 431 entries, 3 new`; the feeds of the values of one line of the
/// configuration are one line too, unless all are asked for.
fn summary(
    feeds: &[FeedReport],
    files: &[FileReport],
    output: &std::path::Path,
    verbosity: Verbosity,
) {
    let alike = |a: &FeedReport, b: &FeedReport| {
        let pattern = |feed: &FeedReport| feed.group.as_ref().map(|group| group.pattern.clone());
        !verbosity.verbose && pattern(a).is_some_and(|own| pattern(b) == Some(own))
    };
    let mut lines: Vec<(String, String)> = feeds
        .chunk_by(alike)
        .map(|feeds| match feeds {
            [feed] => (feed.path.clone(), of_one(feed)),
            feeds => (name_of_many(feeds), of_many(feeds)),
        })
        .collect();
    lines.extend(beside(files));
    let width = |path: &str| unicode_width::UnicodeWidthStr::width(path);
    let widest = lines.iter().map(|(path, _)| width(path)).max();
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    for (path, said) in &lines {
        let pad = " ".repeat(widest.unwrap_or(0) - width(path));
        line!("{bold}{path}{bold:#}{pad}  {said}");
    }
    let is_written = |feed: &FeedReport| feed.state == FeedState::Written || feed.parts.written > 0;
    let is_new = |file: &FileReport| file.state == FeedState::Written;
    if feeds.iter().any(is_written) || files.iter().any(is_new) {
        line!("{dim}in {}{dim:#}", output.display());
    }
}

/// The feeds of values as one name, such as `tags/*/feed.xml`.
fn name_of_many(feeds: &[FeedReport]) -> String {
    let first = feeds.first().and_then(|feed| feed.group.as_ref());
    first.map(Group::name).unwrap_or_default()
}

fn of_one(feed: &FeedReport) -> String {
    let entries = if feed.shown == feed.total {
        format!(
            "{} {}",
            grouped(feed.total),
            if feed.total == 1 { "entry" } else { "entries" }
        )
    } else {
        format!("{} of {} entries", grouped(feed.shown), grouped(feed.total))
    };
    let dim = Style::new().dimmed();
    let state = match feed.state {
        FeedState::Written => format!("{} new", grouped(feed.new)),
        FeedState::Unchanged => format!("{dim}unchanged{dim:#}"),
        FeedState::Invalid => {
            let red = AnsiColor::Red.on_default().bold();
            format!("{red}not written{red:#}: it would have errors")
        }
    };
    format!("{entries}, {state}{}", parts(feed.parts))
}

fn of_many(feeds: &[FeedReport]) -> String {
    let count = |state| feeds.iter().filter(|feed| feed.state == state).count();
    let mut said = format!("{} feeds", grouped(feeds.len()));
    if count(FeedState::Written) > 0 {
        let new: usize = feeds.iter().map(|feed| feed.new).sum();
        let entries = if new == 1 { "entry" } else { "entries" };
        said.push_str(&format!(", {} new {entries}", grouped(new)));
    } else if count(FeedState::Unchanged) > 0 {
        let dim = Style::new().dimmed();
        said.push_str(&format!(", {dim}unchanged{dim:#}"));
    }
    let invalid = count(FeedState::Invalid);
    if invalid > 0 {
        let red = AnsiColor::Red.on_default().bold();
        let invalid = grouped(invalid);
        said.push_str(&format!(
            ", {red}{invalid} not written{red:#}: they would have errors"
        ));
    }
    let sum = |count: fn(&Parts) -> usize| feeds.iter().map(|feed| count(&feed.parts)).sum();
    said.push_str(&parts(Parts {
        all: sum(|parts| parts.all),
        written: sum(|parts| parts.written),
    }));
    said
}

/// How many files there are beside feeds: `; 99 more files, 1 written`.
fn parts(Parts { all, written }: Parts) -> String {
    match all {
        0 => String::new(),
        1 => format!("; 1 more file, {written} written"),
        all => format!(
            "; {} more files, {} written",
            grouped(all),
            grouped(written)
        ),
    }
}

/// The files beside the feeds: one line each where they are few, else one line for all; no parts.
fn beside(files: &[FileReport]) -> Vec<(String, String)> {
    const FEW: usize = 8;
    let files: Vec<&FileReport> = files.iter().filter(|file| !file.is_part).collect();
    let dim = Style::new().dimmed();
    let is_written = |file: &&&FileReport| file.state == FeedState::Written;
    if files.len() > FEW {
        let written = match files.iter().filter(is_written).count() {
            0 => format!("{dim}unchanged{dim:#}"),
            count => format!("{} written", grouped(count)),
        };
        let all = format!("{} files beside them", grouped(files.len()));
        return vec![(all, written)];
    }
    files
        .iter()
        .map(|file| match file.state {
            FeedState::Unchanged => (file.path.clone(), format!("{dim}unchanged{dim:#}")),
            _ => (file.path.clone(), "written".to_owned()),
        })
        .collect()
}

/// What subscribers notice, where there is something new to them.
fn sentence(feeds: &[FeedReport]) {
    if feeds.iter().all(|feed| feed.state != FeedState::Written) {
        return;
    }
    let tally = tally(feeds);
    if tally.looks_new > 0 {
        let yellow = output::style(Severity::Warning);
        line!("{yellow}{tally}{yellow:#}");
    } else {
        line!("{tally}");
    }
}

/// A bar on the terminal for work that takes a while; nothing elsewhere.
pub(super) struct Bar {
    bar: ProgressBar,
    shown: bool,
}

impl Bar {
    /// Below this there is nothing to watch.
    const LONG: usize = 2_000;

    pub(super) fn new(verbosity: Verbosity) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let shown = std::io::stderr().is_terminal() && !verbosity.quiet;
        Bar { bar, shown }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn start(&self, articles: usize) {
        if !self.shown || articles < Self::LONG {
            return;
        }
        self.bar.set_length(articles as u64);
        self.bar
            .set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} articles, {eta} left")
        {
            self.bar.set_style(style);
        }
        self.bar.enable_steady_tick(Duration::from_millis(200));
    }

    fn step(&self) {
        if !self.bar.is_hidden() {
            self.bar.inc(1);
        }
    }
}
