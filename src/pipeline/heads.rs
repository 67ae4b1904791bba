//! Ingest and normalise, on all cores.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::{Known, Run};
use crate::article::{Article, SourceFile};
use crate::catalogue::Entries;
use crate::config::Site;
use crate::diagnostic::{Diagnostic, Severity};
use crate::history::History;
use crate::normalise::{Normalised, Orders};
use crate::{ingest, normalise};

/// What the heads of all articles gave.
pub(super) struct Heads {
    pub entries: Entries,
    /// Paths of files that gave no entry and have a fault: what they held is not gone.
    pub withheld: HashSet<String>,
    pub findings: Vec<Diagnostic>,
}

/// What cannot become an entry at once, and what is to be said.
#[derive(Default)]
struct Aside {
    findings: Vec<Diagnostic>,
    /// The orders of day and month that numeric dates show.
    orders: Orders,
    /// Articles whose dates can be read once the order of all others is known.
    waiting: Vec<Article>,
    undated: Vec<Undated>,
    withheld: HashSet<String>,
}

/// An article that does not say when it was published; the ledger may know.
struct Undated {
    article: Article,
    /// Without a date, or with that of a commit.
    read: Normalised,
}

/// Reads all heads. Articles are dropped as soon as they are entries.
pub(super) fn read(
    files: Vec<SourceFile>,
    site: &Site,
    run: &Run<'_>,
    history: &History,
    known: Option<&Known>,
) -> Heads {
    let paths: Vec<Box<str>> = match known {
        Some(_) => files.iter().map(|file| file.relative.clone()).collect(),
        None => Vec::new(),
    };
    let shared = Mutex::new(Aside::default());
    let handles = ingest::Handles::default();
    let mut entries: Entries = files
        .into_par_iter()
        .flat_map_iter(|file| {
            let mut entries = Vec::new();
            let mut aside = Aside::default();
            let mut seen = Vec::new();
            ingest::ingest(&file, &mut |ingested| {
                aside.findings.extend(ingested.findings);
                if let Some(mut article) = ingested.article {
                    history.describe(&mut article);
                    handles.give_names(&mut article);
                    let mut read = read_metadata(&article, site);
                    seen.append(&mut read.seen);
                    if read.unsettled {
                        aside.waiting.push(article);
                    } else {
                        aside.take(article, read, known.is_some(), &mut entries);
                    }
                }
            });
            if known.is_some() && has_errors(&aside.findings) {
                aside.withheld.insert(file.relative.to_string());
            }
            if !aside.is_empty() || !seen.is_empty() {
                let mut shared = locked(&shared);
                seen.into_iter().for_each(|seen| shared.orders.add(seen));
                shared.append(aside);
            }
            run.progress.step();
            entries
        })
        .collect();

    let mut aside = inner(shared);
    let mut site = Cow::Borrowed(site);
    let orders = std::mem::take(&mut aside.orders);
    let waiting = std::mem::take(&mut aside.waiting);
    if !waiting.is_empty() {
        let (learned, mixed) = orders.learned();
        aside.findings.extend(mixed);
        site = Cow::Owned(Site {
            learned,
            ..site.into_owned()
        });
        for article in waiting {
            let read = read_metadata(&article, &site);
            aside.take(article, read, known.is_some(), &mut entries);
        }
    }
    if let Some(known) = known {
        let there: HashSet<&str> = paths.iter().map(|path| &**path).collect();
        let mut undated = std::mem::take(&mut aside.undated);
        // In the order of their files, whatever thread found them.
        undated.sort_by(|a, b| a.article.file.relative.cmp(&b.article.file.relative));
        let dates = known.dates(&|path| there.contains(path));
        undated.par_iter_mut().for_each(|one| {
            if dates.give(&mut one.article, &one.read.metadata.title) {
                one.read = read_metadata(&one.article, &site);
            }
        });
        for Undated { article, read } in undated {
            if read.metadata.published.is_none() {
                aside.withheld.insert(article.file.relative.to_string());
            }
            aside.take(article, read, false, &mut entries);
        }
    }
    Heads {
        entries,
        withheld: aside.withheld,
        findings: aside.findings,
    }
}

impl Aside {
    fn is_empty(&self) -> bool {
        self.findings.is_empty()
            && self.waiting.is_empty()
            && self.undated.is_empty()
            && self.withheld.is_empty()
    }

    fn append(&mut self, mut other: Aside) {
        self.findings.append(&mut other.findings);
        self.waiting.append(&mut other.waiting);
        self.undated.append(&mut other.undated);
        self.withheld.extend(other.withheld);
    }

    /// Makes an article an entry, or keeps it where the ledger may know when it was published.
    fn take(
        &mut self,
        article: Article,
        mut read: Normalised,
        may_be_known: bool,
        entries: &mut Entries,
    ) {
        let metadata = &read.metadata;
        let unseen = metadata.draft || metadata.hidden;
        let dateless = metadata.published.is_none() || metadata.committed;
        if may_be_known && dateless && !unseen {
            self.undated.push(Undated { article, read });
            return;
        }
        self.findings.append(&mut read.findings);
        entries.extend(read.metadata.into_entry(article).map(Box::new));
    }
}

fn read_metadata(article: &Article, site: &Site) -> Normalised {
    normalise::normalise(article, site, false)
}

fn has_errors(findings: &[Diagnostic]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Error)
}

pub(super) fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn inner<T>(shared: Mutex<T>) -> T {
    shared.into_inner().unwrap_or_else(PoisonError::into_inner)
}
