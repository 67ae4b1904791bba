//! Takes over what subscribers have from the feeds of another generator: the articles of the folder
//! keep the guids and dates that readers know.

mod books;
mod matching;
mod texts;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

pub use self::matching::Evidence;

use self::books::Books;
use self::matching::find;
use super::changes::FilePlace;
use super::{Heads, Known, Run, fold_assumed_zones, heads, read_history};
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::error::Error;
use crate::feed::FeedFormat;
use crate::ledger::path_of;
use crate::subscribed::{self, Feed, Item};
use crate::{html, ingest, markup};

/// The rules of the findings of an adoption.
pub(super) const RULES: &[(&str, &str)] = &[
    (
        "unsure-match",
        "an entry of an old feed may be any of several articles",
    ),
    (
        "other-guid",
        "an article has a guid that the subscribers of an old feed do not know",
    ),
    (
        "other-date",
        "an article is dated otherwise than in an old feed",
    ),
    (
        "looks-new",
        "a feed would show old articles that the old feed did not have",
    ),
];

/// A feed to take over.
#[derive(Clone, Debug)]
pub struct OldFeed {
    /// How the user names it.
    pub name: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How to take over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adoption {
    /// Guids that the ledger has under another name are replaced.
    pub force: bool,
    /// The ledger is not written.
    pub dry_run: bool,
}

/// What was taken over.
#[derive(Debug, Default)]
pub struct Adopted {
    /// Entries whose article was found, in the order of the feeds.
    pub matched: Vec<Match>,
    /// Entries that may be any of several articles.
    pub unsure: Vec<Unsure>,
    /// Entries without an article.
    pub only_in_feed: Vec<Item>,
    /// Articles without an entry, newest first.
    pub only_in_folder: Vec<Alone>,
    /// Every finding, by path and line.
    pub findings: Vec<Diagnostic>,
    /// The ledger.
    pub ledger: PathBuf,
    /// Whether the ledger says something else than before.
    pub changed: bool,
}

/// An entry and its article.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// What subscribers have.
    pub item: Item,
    /// The article's file.
    pub file: FilePlace,
    /// What told it.
    pub by: Evidence,
    /// Whether the guid was taken over, now or before; a finding says why not.
    pub kept: bool,
}

/// An entry that may be any of several articles.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsure {
    /// What subscribers have.
    pub item: Item,
    /// These articles.
    pub files: Vec<FilePlace>,
}

/// An article that no old feed has.
#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: FilePlace,
    /// Its first publication.
    pub published: DateTime<FixedOffset>,
    /// The guid that a build gives it.
    pub guid: String,
    /// What a subscriber sees of it.
    pub fate: Fate,
}

/// What a subscriber sees of an article that no old feed has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is newer than the old feed: it is new.
    New,
    /// It was published before: it looks new in every feed that shows it.
    Old,
    /// It is a draft, hidden, expired or not yet due.
    Unseen,
}

impl Fate {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Old => "old",
            Fate::Unseen => "not shown",
        }
    }
}

/// Finds the article of each entry that subscribers have, and writes their guids and dates into the
/// ledger, unless it is a dry run.
///
/// Feeds of one format are pages of one; of several formats, the first given decides an article's
/// guid.
///
/// # Errors
///
/// [`Error::Feed`] with every feed that cannot be read, and those of [`build`](super::build).
pub fn adopt(
    config: &Config,
    run: &Run<'_>,
    feeds: &[OldFeed],
    adoption: Adoption,
) -> Result<Adopted, Error> {
    let site = config.resolve(run.config_path).map_err(Error::Config)?;
    let Some(known) = Known::of(config, &site, run)? else {
        return Err(Error::Config(vec![
            Diagnostic::error("invalid-setting", "there is no ledger to write to")
                .help("run it where dateline.toml is, or name the ledger with `--lock`"),
        ]));
    };
    let (groups, mut findings) = read_feeds(feeds)?;

    let (files, problems) = ingest::discover(&config.source, Some(&config.output.path))?;
    findings.extend(problems);
    let history = read_history(&files, &site)?;
    run.progress.start(files.len());
    let Heads {
        entries,
        mut withheld,
        findings: problems,
    } = heads::read(files, &site, run, &history, Some(&known));
    findings.extend(problems);
    // What a build would call each, did the ledger not know it.
    let made: HashMap<String, Box<str>> = entries
        .iter()
        .map(|entry| (path_of(entry).into_owned(), entry.guid.clone()))
        .collect();
    let (entries, problems) = known.identify(entries, &site, run.now, &mut withheld);
    findings.extend(problems);
    let (catalogue, problems) = Catalogue::new(entries, &site, run.now);
    findings.extend(problems);
    let entries: Vec<&Entry> = catalogue.iter().collect();

    let newest = groups
        .iter()
        .flat_map(|group| &group.items)
        .filter_map(|(item, _)| item.dated())
        .max();
    let mut books = Books {
        site: &site,
        run,
        adoption,
        old: &known.ledger,
        made: &made,
        ledger: known.ledger.clone(),
        by_guid: HashMap::new(),
        replaced: HashSet::new(),
        given: HashMap::new(),
        given_guids: HashSet::new(),
        adopted: Adopted::default(),
        findings,
    };
    books.index();
    for group in &groups {
        let items: Vec<&Item> = group.items.iter().map(|(item, _)| item).collect();
        let found = find(&items, &entries, &site.url, group.home.as_deref(), &text_of);
        for ((item, name), found) in group.items.iter().zip(found) {
            books.enter(item, name, found, &entries, group.format);
        }
    }
    books.add_alone(&entries, newest);
    books.foresee(&catalogue, newest);
    books.feed_ids(&groups);
    let Books {
        mut ledger,
        replaced,
        mut adopted,
        mut findings,
        ..
    } = books;
    let mut at = 0..;
    ledger
        .lines
        .retain(|_| at.next().is_none_or(|at| !replaced.contains(&at)));
    ledger.sort();

    adopted.changed = !known.ledger.changes(&ledger).is_empty();
    adopted.ledger.clone_from(&known.path);
    if adopted.changed && !adoption.dry_run {
        known.write(&ledger)?;
    }
    fold_assumed_zones(&mut findings, run.config_path);
    findings.sort_by(|a, b| {
        (&a.path, a.line, a.column, a.rule, &a.message)
            .cmp(&(&b.path, b.line, b.column, b.rule, &b.message))
    });
    findings.dedup();
    adopted.findings = findings;
    Ok(adopted)
}

/// Feeds of one format: pages of one.
struct Group {
    format: FeedFormat,
    id: Option<String>,
    home: Option<String>,
    /// Each guid once, with the feed that it stands in.
    items: Vec<(Item, PathBuf)>,
}

fn read_feeds(feeds: &[OldFeed]) -> Result<(Vec<Group>, Vec<Diagnostic>), Error> {
    let mut groups: Vec<Group> = Vec::new();
    let mut seen: HashSet<(FeedFormat, String)> = HashSet::new();
    let (mut findings, mut faults) = (Vec::new(), Vec::new());
    for OldFeed { name, bytes } in feeds {
        let named = |finding: Diagnostic| finding.in_file(name);
        let Feed {
            format,
            id,
            home,
            items,
        } = match subscribed::read(bytes) {
            Ok((feed, problems)) => {
                findings.extend(problems.into_iter().map(named));
                feed
            }
            Err(fault) => {
                faults.push(named(fault));
                continue;
            }
        };
        let at = groups.iter().position(|group| group.format == format);
        let at = at.unwrap_or_else(|| {
            groups.push(Group {
                format,
                id,
                home,
                items: Vec::new(),
            });
            groups.len() - 1
        });
        for item in items {
            // Pages overlap where an article came between the two.
            if seen.insert((format, item.guid.clone())) {
                groups[at].items.push((item, name.clone()));
            }
        }
    }
    if faults.is_empty() {
        Ok((groups, findings))
    } else {
        Err(Error::Feed(faults))
    }
}

/// The words of an article, as a reader sees them.
fn text_of(entry: &Entry) -> Option<String> {
    let (body, _) = ingest::body(&entry.file, &entry.place_in_file).ok()?;
    let html = markup::to_html(body.markup, &body.text, &markup::Context::default());
    Some(html::text(&html.html))
}
