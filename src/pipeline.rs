//! The whole flow on one page; start reading here.
//!
//! ```text
//! discover ─▶ ingest ─▶ normalise ─▶ catalogue ─▶ select ─▶ render ─▶ emit ─▶ validate ─▶ publish
//!  paths      Article    Entry        all, in      Feed      content   bytes   findings   files
//!             (head)     (metadata)   one order    (window)  (HTML)
//! ```

mod articles;
mod inspect;
mod order;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use chrono::{DateTime, Utc};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use url::Url;

pub use inspect::{Around, Depth, Inspected, catalogue, inspect};

use crate::article::SourceFile;
use crate::catalogue::{Catalogue, Entries};
use crate::config::{Config, FeedConfig, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::entry::Entry;
use crate::error::Error;
use crate::feed::{ContentMode, Feed, FeedEntry, FeedFormat, Rendered};
use crate::normalise::Orders;
use crate::{date, emit, ingest, normalise, publish, render, validate};

pub use articles::{Articles, articles};
pub use order::LearnedOrder;

/// The rules of the findings that only the whole run can make.
pub const RULES: &[(&str, &str)] = &[(
    "invalid-entry",
    "a feed's format cannot show an article as it is",
)];

/// What is true of one run and not of the site.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Decides which future articles wait and which have expired; nothing else.
    pub now: DateTime<Utc>,
    /// Told how far the run is; may be called from any thread.
    pub progress: &'a (dyn Progress + Sync),
    /// Where the configuration stands, for findings about it; empty where there is none.
    pub config_path: &'a Path,
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
    /// Every finding, by path and line.
    pub findings: Vec<Diagnostic>,
    /// How many articles there are, drafts included.
    pub articles: usize,
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
    /// Entries in it.
    pub shown: usize,
    /// Entries there would be without its limit.
    pub total: usize,
    /// Entries that the file did not have before.
    pub new: usize,
    /// What happened to the file.
    pub state: FeedState,
}

/// What happened to a feed's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedState {
    /// Its bytes are new.
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
/// [`Error`] where the run cannot go on: the configuration, the source folder, the disk. Problems of
/// articles are findings of [`Built`].
pub fn build(config: &Config, run: &Run<'_>) -> Result<Built, Error> {
    let site = config.resolve(run.config_path).map_err(Error::Config)?;
    let judge = judge(config, run.config_path)?;
    let output = &config.output.path;
    let (files, mut findings) = ingest::discover(&config.source, Some(output))?;
    run.progress.start(files.len());

    let (entries, problems) = read_heads(files, &site, run);
    findings.extend(problems);
    let (catalogue, duplicates) = Catalogue::new(entries, run.now);
    findings.extend(duplicates);
    findings.extend(
        catalogue
            .iter()
            .flat_map(|entry| far_ahead(entry, &site, run)),
    );

    let windows: Vec<(&FeedConfig, Vec<&Entry>, usize)> = site
        .feeds
        .iter()
        .map(|feed| {
            let (shown, total) = catalogue.select(feed, site.language.as_deref(), run.now);
            (feed, shown, total)
        })
        .collect();
    let (bodies, problems) = read_bodies(&windows, &catalogue, &site);
    findings.extend(problems);

    let finished: Vec<Result<(FeedReport, Vec<Diagnostic>), Error>> = windows
        .par_iter()
        .map(|(wanted, shown, total)| {
            let feed = assemble(wanted, shown, &site, &bodies)?;
            finish(feed, wanted, *total, &site, output, &judge)
        })
        .collect();
    let mut feeds = Vec::new();
    for result in finished {
        let (report, problems) = result?;
        feeds.push(report);
        findings.extend(problems);
    }
    fold_assumed_zones(&mut findings, run.config_path);
    findings.sort_by(|a, b| {
        (&a.path, a.line, a.column, a.rule, &a.message)
            .cmp(&(&b.path, b.line, b.column, b.rule, &b.message))
    });
    findings.dedup();
    Ok(Built {
        feeds,
        findings,
        articles: catalogue.iter().count(),
    })
}

/// Ingest and normalise, on all cores. Articles are dropped as soon as they are entries.
fn read_heads(files: Vec<SourceFile>, site: &Site, run: &Run<'_>) -> (Entries, Vec<Diagnostic>) {
    let findings = Mutex::new(Vec::new());
    let orders = Mutex::new(Orders::default());
    // Articles whose dates can be read once the order of all others is known.
    let waiting = Mutex::new(Vec::new());
    let mut entries: Entries = files
        .into_par_iter()
        .flat_map_iter(|file| {
            let mut entries = Vec::new();
            let mut problems = Vec::new();
            ingest::ingest(&file, &mut |ingested| {
                problems.extend(ingested.findings);
                if let Some(article) = ingested.article {
                    let mut normalised = normalise::normalise(&article, site, false);
                    for seen in normalised.seen {
                        locked(&orders).add(seen);
                    }
                    if normalised.unsettled {
                        locked(&waiting).push(article);
                        return;
                    }
                    problems.extend(ingest::measure(&file, &mut normalised.metadata.enclosures));
                    problems.extend(normalised.findings);
                    entries.extend(normalised.metadata.into_entry(article).map(Box::new));
                }
            });
            if !problems.is_empty() {
                locked(&findings).append(&mut problems);
            }
            run.progress.step();
            entries
        })
        .collect();
    let mut findings = inner(findings);
    let waiting = inner(waiting);
    if !waiting.is_empty() {
        let (learned, mixed) = inner(orders).learned();
        findings.extend(mixed);
        let site = Site {
            learned,
            ..site.clone()
        };
        for article in waiting {
            let mut normalised = normalise::normalise(&article, &site, false);
            let enclosures = &mut normalised.metadata.enclosures;
            findings.extend(ingest::measure(&article.file, enclosures));
            findings.extend(normalised.findings);
            entries.extend(normalised.metadata.into_entry(article).map(Box::new));
        }
    }
    (entries, findings)
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

fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn inner<T>(shared: Mutex<T>) -> T {
    shared
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The bodies that some feed shows, by guid, each read and rendered once.
type Bodies<'a> = HashMap<&'a str, Arc<Rendered>>;

fn read_bodies<'a>(
    windows: &[(&FeedConfig, Vec<&'a Entry>, usize)],
    catalogue: &Catalogue,
    site: &Site,
) -> (Bodies<'a>, Vec<Diagnostic>) {
    let mut wanted: BTreeMap<&str, (&Entry, bool)> = BTreeMap::new();
    for (feed, shown, _) in windows {
        for entry in shown {
            let needs_body = match feed.content {
                ContentMode::Full => true,
                ContentMode::Summary => entry.summary.is_none(),
                ContentMode::None => false,
            };
            wanted.entry(&entry.guid).or_insert((*entry, false)).1 |= needs_body;
        }
    }
    let pages = Pages::new(catalogue);
    let rendered: Vec<(&str, Option<Rendered>, Vec<Diagnostic>)> = wanted
        .into_par_iter()
        .map(|(guid, (entry, needs_body))| {
            let (mut rendered, findings) = read_body(entry, needs_body, &pages);
            if let Some(rendered) = &mut rendered {
                detect_language(rendered, entry, site);
            }
            (guid, rendered, findings)
        })
        .collect();
    let mut bodies = HashMap::new();
    let mut findings = Vec::new();
    for (guid, body, problems) in rendered {
        if let Some(body) = body {
            bodies.insert(guid, Arc::new(body));
        }
        findings.extend(problems);
    }
    (bodies, findings)
}

fn read_body(
    entry: &Entry,
    needs_body: bool,
    pages: &Pages<'_>,
) -> (Option<Rendered>, Vec<Diagnostic>) {
    if !needs_body {
        let summary = entry.summary.as_deref().unwrap_or_default().to_owned();
        return (
            Some(Rendered {
                summary,
                ..Rendered::default()
            }),
            Vec::new(),
        );
    }
    let (body, mut findings) = match ingest::body(&entry.file, &entry.place_in_file) {
        Ok(read) => read,
        // It was there when its head was read: the article is left out of this build.
        Err(finding) => return (None, vec![finding]),
    };
    let Ok(permalink) = Url::parse(&entry.permalink) else {
        return (None, findings);
    };
    let resolve = |link: &str| pages.find(&entry.file, link);
    let (rendered, problems) =
        render::render(&body, &permalink, entry.summary.as_deref(), &resolve);
    findings.extend(
        problems
            .into_iter()
            .map(|finding| finding.in_file(entry.file.path())),
    );
    (Some(rendered), findings)
}

/// A text without a language on a site without one has that which it shows.
fn detect_language(rendered: &mut Rendered, entry: &Entry, site: &Site) {
    if entry.language.is_none() && site.language.is_none() {
        rendered.language = render::language(&entry.title, rendered);
    }
}

/// The pages that source files became; made when the first link to a source file is met.
struct Pages<'a> {
    catalogue: &'a Catalogue,
    by_file: OnceLock<HashMap<&'a str, &'a str>>,
}

impl<'a> Pages<'a> {
    fn new(catalogue: &'a Catalogue) -> Self {
        Pages {
            catalogue,
            by_file: OnceLock::new(),
        }
    }

    /// The page of the article that a link in `file` names by its source file.
    fn find(&self, file: &SourceFile, link: &str) -> Option<String> {
        let link = &*percent_decode_str(link).decode_utf8().ok()?;
        let name = link.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.')?.1.to_lowercase();
        if !matches!(
            extension.as_str(),
            "md" | "mdx" | "markdown" | "rst" | "qmd" | "txt"
        ) {
            return None;
        }
        // `@/` is the source folder (Zola).
        let from_root = link.strip_prefix("@/").or_else(|| link.strip_prefix('/'));
        let mut parts: Vec<&str> = match from_root {
            Some(_) => Vec::new(),
            None => file
                .folder()
                .split('/')
                .filter(|part| !part.is_empty())
                .collect(),
        };
        for part in from_root.unwrap_or(link).split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        let by_file = self.by_file.get_or_init(|| {
            self.catalogue
                .iter()
                .map(|entry| (&*entry.file.relative, &*entry.permalink))
                .collect()
        });
        by_file
            .get(parts.join("/").as_str())
            .map(|page| (*page).to_owned())
    }
}

/// The feed's own fields and its entries.
fn assemble<'a>(
    wanted: &FeedConfig,
    shown: &[&'a Entry],
    site: &Site,
    bodies: &Bodies<'a>,
) -> Result<Feed<'a>, Error> {
    let self_url = site
        .page(&wanted.path)
        .map(String::from)
        .ok_or_else(|| Error::Emit {
            feed: wanted.path.clone(),
            message: "its path is no part of an address".to_owned(),
        })?;
    let entries: Vec<FeedEntry<'a>> = shown
        .iter()
        .filter_map(|entry| {
            let rendered = bodies.get(&*entry.guid)?.clone();
            Some(FeedEntry { entry, rendered })
        })
        .collect();
    Ok(Feed {
        format: wanted.format(),
        content: wanted.content,
        title: wanted.title.clone().unwrap_or_else(|| site.title.clone()),
        description: wanted
            .description
            .clone()
            .unwrap_or_else(|| site.description.clone()),
        id: self_url.clone(),
        self_url,
        home_url: site.url.to_string(),
        language: wanted
            .filter
            .language
            .clone()
            .or_else(|| site.language.clone()),
        authors: site.authors.clone(),
        rights: site.rights.clone(),
        image: site.image.clone(),
        icon: site.icon.clone(),
        // The entries, not the clock: an unchanged site gives unchanged bytes.
        updated: entries.iter().map(|shown| shown.entry.updated).max(),
        entries,
    })
}

/// Emit, validate, publish: a feed with an error does not replace the file that is there.
fn finish(
    feed: Feed<'_>,
    wanted: &FeedConfig,
    total: usize,
    site: &Site,
    output: &Path,
    judge: &validate::Options,
) -> Result<(FeedReport, Vec<Diagnostic>), Error> {
    let file = output.join(&wanted.path);
    let mut feed = feed;
    let mut bytes = emit::emit(&feed)?;
    let old = publish::present(&file)?;
    let is_old = |bytes: &[u8]| old.as_deref() == Some(bytes);
    let mut findings = Vec::new();
    let mut faults = Vec::new();
    // What is there was found valid before, but perhaps by other rules.
    if !is_old(&bytes) || *judge != validate::Options::default() {
        faults = errors_in(&bytes, judge);
    }
    if !faults.is_empty() {
        findings = leave_out_invalid(&mut feed, judge, site)?;
        if !findings.is_empty() {
            bytes = emit::emit(&feed)?;
            faults = errors_in(&bytes, judge);
        }
    }
    let mut report = FeedReport {
        path: wanted.path.clone(),
        format: feed.format,
        shown: feed.entries.len(),
        total,
        new: 0,
        state: FeedState::Unchanged,
        file: file.clone(),
    };
    if !faults.is_empty() {
        report.state = FeedState::Invalid;
        findings.extend(faults.into_iter().map(|fault| {
            let of = |shown: &&FeedEntry<'_>| {
                fault.entry() == Some(&*emit::guid_in(&feed, &shown.entry.guid))
            };
            let fault = match feed.entries.iter().find(of) {
                Some(shown) => {
                    let Entry {
                        file,
                        place_in_file,
                        ..
                    } = shown.entry;
                    articles::point(fault, file, place_in_file, site)
                }
                None => fault,
            };
            fault.in_file(&file)
        }));
    } else if !is_old(&bytes) {
        let known = emit::guids(feed.format, old.as_deref().unwrap_or_default());
        report.new = feed
            .entries
            .iter()
            .filter(|shown| !known.contains(&emit::guid_in(&feed, &shown.entry.guid)))
            .count();
        publish::replace(&file, &bytes)?;
        report.state = FeedState::Written;
    }
    Ok((report, findings))
}

/// How the feeds are judged before they are written.
///
/// # Errors
///
/// [`Error::Config`] with every rule that does not exist.
pub fn judge(config: &Config, path: &Path) -> Result<validate::Options, Error> {
    validate::Options::of(&config.validate).map_err(|findings| {
        let findings = findings.into_iter();
        Error::Config(findings.map(|finding| finding.in_file(path)).collect())
    })
}

fn errors_in(bytes: &[u8], judge: &validate::Options) -> Vec<Diagnostic> {
    let report = validate::validate(bytes, judge);
    let errors = report.findings.into_iter();
    errors
        .filter(|finding| finding.severity == Severity::Error)
        .collect()
}

/// Leaves out the entries that this format cannot show, so that one article does not keep the others
/// from their readers; the findings say which and why.
fn leave_out_invalid(
    feed: &mut Feed<'_>,
    judge: &validate::Options,
    site: &Site,
) -> Result<Vec<Diagnostic>, Error> {
    let mut alone = Feed {
        entries: Vec::new(),
        ..feed.clone()
    };
    // What the feed itself has wrong is no fault of an article.
    if !errors_in(&emit::emit(&alone)?, judge).is_empty() {
        return Ok(Vec::new());
    }
    let mut findings = Vec::new();
    let mut kept = Vec::new();
    for shown in std::mem::take(&mut feed.entries) {
        alone.updated = Some(shown.entry.updated);
        alone.entries = vec![shown.clone()];
        match errors_in(&emit::emit(&alone)?, judge).into_iter().next() {
            None => kept.push(shown),
            Some(fault) => {
                let file = &shown.entry.file;
                let message = format!(
                    "{} cannot show the article, it is left out: {}",
                    feed.format.title(),
                    fault.message
                );
                let line = articles::line_of(&fault, file, &shown.entry.place_in_file, site);
                findings.push(
                    Diagnostic::error("invalid-entry", message)
                        .in_file(file.path())
                        .at(line, 0)
                        .help(fault.help),
                );
            }
        }
    }
    feed.updated = kept.iter().map(|shown| shown.entry.updated).max();
    feed.entries = kept;
    Ok(findings)
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
        ingest::RULES,
        normalise::RULES,
        crate::catalogue::RULES,
        render::RULES,
        RULES,
    ]
    .into_iter()
    .flatten()
}
