//! The whole flow on one page; start reading here.
//!
//! ```text
//! discover ─▶ ingest ─▶ normalise ─▶ identify ─▶ catalogue ─▶ select ─▶ render ─▶ emit ─▶ validate ─▶ publish
//!  paths      Article    Entry        guids that  all, in      Feed      content   bytes   findings   files
//!             (head)     (metadata)   stay        one order    (window)  (HTML)
//! ```

mod adopt;
mod articles;
mod artwork;
mod beside;
mod bodies;
mod budget;
mod categories;
mod changes;
mod chapters;
mod finish;
mod heads;
mod identity;
mod inspect;
mod media;
mod next;
mod order;
mod parts;
mod transcripts;
mod values;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

pub use self::adopt::{Adopted, Adoption, Alone, Evidence, Fate, Match, OldFeed, Unsure, adopt};
pub use self::articles::{Articles, articles};
pub use self::beside::links;
pub use self::changes::{Before, Change, Changes, FilePlace, Tally, What, tally};
pub use self::finish::judge;
pub use self::identity::{Keeping, Known};
pub use self::inspect::{Around, Depth, Inspected, catalogue, inspect};
pub use self::next::{Next, Turn, next};
pub use self::order::LearnedOrder;

use self::finish::Finished;
use self::heads::Heads;
use crate::article::SourceFile;
use crate::catalogue::{Catalogue, Group};
use crate::config::{Config, DatesFrom, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::entry::Entry;
use crate::error::Error;
use crate::feed::FeedFormat;
use crate::history::History;
use crate::ledger::Ledger;
use crate::{catalogue, date, history, ingest, ledger, normalise, publish, render, subscribed};

/// The rules of the findings that only the whole run can make.
pub const RULES: &[(&str, &str)] = &[
    (
        "invalid-entry",
        "a feed's format cannot show an article as it is",
    ),
    (
        "unfit-artwork",
        "the artwork of a podcast is no square JPEG or PNG of 1400 to 3000 pixels in RGB",
    ),
];

/// What is true of one run and not of the site.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Decides which future articles wait and which have expired; nothing else.
    pub now: DateTime<Utc>,
    /// Told how far the run is; may be called from any thread.
    pub progress: &'a (dyn Progress + Sync),
    /// Where the configuration stands, for findings about it; empty where there is none.
    pub config_path: &'a Path,
    /// What to do with the ledger; `None` does without.
    pub ledger: Option<Keeping>,
}

/// Hears how far a run is.
pub trait Progress {
    /// So many articles are to be read.
    fn start(&self, articles: usize);
    /// One more is read.
    fn step(&self);
}

/// A [`Progress`] that nobody hears.
pub struct Silent;

impl Progress for Silent {
    fn start(&self, _: usize) {}
    fn step(&self) {}
}

/// What a build did.
#[derive(Debug)]
pub struct Built {
    /// In the order of the configuration.
    pub feeds: Vec<FeedReport>,
    /// What is beside the feeds, in the order of these.
    pub files: Vec<FileReport>,
    /// Every finding, by path and line.
    pub findings: Vec<Diagnostic>,
    /// How many articles there are, drafts included.
    pub articles: usize,
    /// What the ledger says after this build; absent where there is none.
    pub ledger: Option<Ledger>,
}

/// What became of one feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedReport {
    /// The file.
    pub file: PathBuf,
    /// Its path in the output folder.
    pub path: String,
    /// Its format.
    pub format: FeedFormat,
    /// Which of the many feeds of a line of the configuration it is; `None` where it is the only one.
    pub group: Option<Group>,
    /// Entries in it.
    pub shown: usize,
    /// Entries there would be without its limit.
    pub total: usize,
    /// Entries that the file did not have before.
    pub new: usize,
    /// What happened to the file.
    pub state: FeedState,
    /// Its archives or further pages, which are among [`Built::files`].
    pub parts: Parts,
    /// What subscribers notice.
    pub changes: Changes,
}

/// The archives or further pages of a feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// How many there are.
    pub all: usize,
    /// How many of them were written.
    pub written: usize,
}

/// What became of a file beside the feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileReport {
    /// The file.
    pub file: PathBuf,
    /// Its path in the output folder.
    pub path: String,
    /// Whether it is one of many that are told together: chapters of episodes, archives and pages.
    pub is_part: bool,
    /// What happened to it.
    pub state: FeedState,
}

/// What happened to a file of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedState {
    /// Its bytes are new; where feeds are compared, they would be.
    Written,
    /// It had these bytes already and was not touched.
    Unchanged,
    /// What would have been written has errors; the file is as it was.
    Invalid,
}

/// Builds every feed of a site.
///
/// # Errors
///
/// [`Error`] where the run cannot go on: the configuration, the source folder, the ledger, the disk.
/// Problems of articles are findings of [`Built`].
pub fn build(config: &Config, run: &Run<'_>) -> Result<Built, Error> {
    carry_out(config, run, None)
}

/// Builds every feed of a site in memory, and compares it with what subscribers have. Nothing is
/// written.
///
/// # Errors
///
/// Those of [`build`]; [`Error::Feed`] where a feed to compare with cannot be read.
pub fn compare(config: &Config, run: &Run<'_>, before: &Before<'_>) -> Result<Built, Error> {
    carry_out(config, run, Some(before))
}

/// The flow. Feeds are written unless they are compared with those of `before`.
fn carry_out(config: &Config, run: &Run<'_>, before: Option<&Before<'_>>) -> Result<Built, Error> {
    let mut site = config.resolve(run.config_path).map_err(Error::Config)?;
    let judge = judge(config, run.config_path)?;
    let unsuitable = ingest::media::emblems(&mut site, run.config_path);
    let mut known = Known::of(config, &site, run)?;
    let output = &config.output.path;
    let Collected {
        catalogue,
        withheld,
        whole,
        mut findings,
    } = collect(config, &site, run, known.as_ref())?;

    let none = catalogue::Values::new();
    let had = known.as_ref().map_or(&none, |known| &known.ledger.values);
    let windows = catalogue.windows(&site, had, run.now);
    let (windows, taken) = catalogue::part(windows, &site.outputs, run.config_path);
    findings.extend(taken);
    findings.extend(values::vanished(had, &windows, &site, run.config_path));
    let files = ingest::media::Media::new(&site);
    let (completed, problems) = media::complete(&windows, &files);
    findings.extend(unsuitable.into_iter().chain(problems));
    let mut windows = media::on(windows, &completed);
    findings.extend(artwork::check(&windows, &site, &files, run.config_path));
    let ledger = known.as_ref().map(|known| &known.ledger);
    let parts = parts::divide(&mut windows, ledger, &site)?;
    let shown = windows.iter().chain(parts.windows());
    let reading = bodies::Reading::new(shown, &catalogue, &site, known.as_ref(), &files);
    let (mut bodies, problems) = reading.read(windows.iter());
    findings.extend(problems);
    let batch = publish::Batch::default();
    let (beside, problem) = beside::Beside::new(&windows, &site);
    findings.extend(problem);
    let around = finish::Around {
        batch: &batch,
        beside: &beside,
        site: &site,
        output,
        judge: &judge,
        before,
        known: None,
    };
    let mut filed = parts.file(&reading, &around, known.as_ref(), run.now)?;
    findings.append(&mut filed.findings);
    let mut after = None;
    let mut stale = None;
    if let Some(known) = &mut known {
        for shown in bodies.values_mut() {
            shown.updated = known.updated(shown.entry, shown.prints.as_ref(), run.now);
        }
        let ledger = known.after(
            &catalogue,
            &windows,
            &bodies,
            &filed,
            &site,
            run.now,
            |path| !whole || withheld.contains(path),
        );
        stale = known.stale(&ledger);
        after = Some(ledger);
    }

    let (mut feeds, mut files) = (Vec::new(), Vec::new());
    if stale.is_none() {
        let around = finish::Around {
            known: known.as_ref(),
            ..around
        };
        // Before the feeds that link to them.
        publish::put(std::mem::take(&mut filed.staged))?;
        let finished: Vec<Result<Finished, Error>> = windows
            .par_iter()
            .map(|window| {
                let feed = finish::assemble(window, &site, &bodies, after.as_ref())?;
                finish::finish(feed, window, &around)
            })
            .collect();
        for (at, result) in finished.into_iter().enumerate() {
            let mut finished = result?;
            let (parts, reports) = filed.take_reports(at);
            finished.report.parts = parts;
            feeds.push(finished.report);
            files.extend(reports);
            files.extend(finished.files);
            findings.extend(finished.findings);
        }
        if before.is_none() {
            files.extend(beside.shared(&windows, &around)?);
            let (written, problem) =
                beside::sitemaps(&catalogue, &bodies, after.as_ref(), &around, run.now)?;
            files.extend(written);
            findings.extend(problem);
        }
        batch.commit()?;
        // Last, so that a crash before it loses nothing: what the feeds say can be worked out again.
        if let (Some(known), Some(after), None) = (&known, &after, before) {
            known.write(after)?;
        }
    }
    findings.extend(stale);
    fold_assumed_zones(&mut findings, run.config_path);
    findings.sort_by(|a, b| {
        (&a.path, a.line, a.column, a.rule, &a.message)
            .cmp(&(&b.path, b.line, b.column, b.rule, &b.message))
    });
    findings.dedup();
    Ok(Built {
        feeds,
        files,
        findings,
        articles: catalogue.iter().count(),
        ledger: after,
    })
}

/// Every article in order, under its lasting guid.
struct Collected {
    catalogue: Catalogue,
    /// Paths of files that gave no entry and have a fault: what they held is not gone.
    withheld: HashSet<String>,
    /// Whether every folder could be read: what lies in one that cannot be is not gone.
    whole: bool,
    findings: Vec<Diagnostic>,
}

fn collect(
    config: &Config,
    site: &Site,
    run: &Run<'_>,
    known: Option<&Known>,
) -> Result<Collected, Error> {
    let (files, mut findings) = ingest::discover(&config.source, Some(&config.output.path))?;
    let whole = findings
        .iter()
        .all(|finding| finding.severity < Severity::Error);
    let history = read_history(&files, site)?;
    run.progress.start(files.len());
    let Heads {
        mut entries,
        mut withheld,
        findings: problems,
    } = heads::read(files, site, run, &history, known);
    findings.extend(problems);
    if let Some(known) = known {
        let (told_apart, problems) = known.identify(entries, site, run.now, &mut withheld);
        entries = told_apart;
        findings.extend(problems);
    }
    media::episodes(&mut entries, site);
    let (catalogue, duplicates) = Catalogue::new(entries, site, run.now);
    findings.extend(duplicates);
    findings.extend(
        catalogue
            .iter()
            .flat_map(|entry| far_ahead(entry, site, run)),
    );
    Ok(Collected {
        catalogue,
        withheld,
        whole,
        findings,
    })
}

/// What git knows of the files, where it is asked.
///
/// # Errors
///
/// [`Error::History`] where it cannot be.
pub fn read_history(files: &[SourceFile], site: &Site) -> Result<History, Error> {
    if site.dates_from.contains(&DatesFrom::Git) {
        History::read(files)
    } else {
        Ok(History::default())
    }
}

/// The dates of an entry that lie further ahead than they should.
fn far_ahead(entry: &Entry, site: &Site, run: &Run<'_>) -> Option<Diagnostic> {
    let published = entry.published.instant.to_utc();
    let days = published.signed_duration_since(run.now).num_days();
    let (line, message, help) = if entry.draft || entry.hidden || entry.updated.to_utc() <= run.now
    {
        return None;
    } else if days > i64::from(site.future_days) {
        let shown = date::rfc3339(&entry.published.instant);
        let message = format!("published {shown} lies {days} days ahead; the article waits");
        let help = "correct the year, or raise `future_days` under `[site]`";
        (entry.date_lines.published, message, help)
    } else if published <= run.now {
        let shown = date::rfc3339(&entry.updated);
        let message = format!("updated {shown} lies ahead, in an article that is published");
        let help = "write when the article was changed; readers take no date that is to come";
        (entry.date_lines.updated, message, help)
    } else {
        return None;
    };
    Some(
        Diagnostic::warning("unlikely-date", message)
            .in_file(entry.file.path())
            .at(line.max(entry.place_in_file.line()).max(1), 0)
            .help(help),
    )
}

/// A site that names no zone has one problem, not one for each article.
fn fold_assumed_zones(findings: &mut Vec<Diagnostic>, config_path: &Path) {
    let rule = normalise::missing_timezone().rule;
    let count = findings
        .iter()
        .filter(|finding| finding.rule == rule)
        .count();
    if count > 1 {
        findings.retain(|finding| finding.rule != rule);
        let mut folded = normalise::missing_timezone().in_file(config_path);
        folded.message = format!("{count} articles have dates without a time zone; read as UTC");
        findings.push(folded);
    }
}

/// Every rule of findings about articles and the configuration, with what it says.
pub fn article_rules() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    [
        crate::config::RULES,
        history::RULES,
        ingest::RULES,
        normalise::RULES,
        ledger::RULES,
        crate::catalogue::RULES,
        subscribed::RULES,
        adopt::RULES,
        render::RULES,
        values::RULES,
        budget::RULES,
        beside::RULES,
        RULES,
    ]
    .into_iter()
    .flatten()
}
