//! The files that feeds have beside themselves, archives or further pages, written a few at a time: a
//! site of 100,000 articles has more text than fits into memory.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::bodies::Reading;
use super::finish::{self, Around, address};
use super::{FeedState, FileReport, Known, Parts};
use crate::catalogue::{Divided, PartOf, Window, archived, paged};
use crate::config::{FeedConfig, Site};
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::error::Error;
use crate::feed::{History, Relation, Role};
use crate::ledger::{Archives, Ledger, Prints, member};
use crate::publish::Staged;

/// So many files are in memory at once, whatever the number of threads.
const AT_ONCE: usize = 12;

/// What is to be written beside the feeds.
#[derive(Default)]
pub(super) struct Beside<'a> {
    /// Each with the place of its feed. Those of one number stand together: they are often the same
    /// entries in several formats.
    windows: Vec<(usize, Window<'a>)>,
    cut: Vec<Cut>,
}

/// An archive that was cut: the path of its feed, its number, its members.
pub(super) type Cut = (Box<str>, u32, Vec<u64>);

/// Leaves to each feed what it shows itself, and says where the rest is to be found. Without a ledger,
/// archives are counted from the oldest article there is.
///
/// # Errors
///
/// [`Error::Emit`] where a file has no address.
pub(super) fn divide<'a>(
    windows: &mut [Window<'a>],
    ledger: Option<&Ledger>,
    site: &Site,
) -> Result<Beside<'a>, Error> {
    let mut beside = Beside::default();
    let mut numbered: Vec<(u32, usize, Window<'a>)> = Vec::new();
    for (place, window) in windows.iter_mut().enumerate() {
        if window.feed.complete {
            window.history.role = Role::Complete;
        }
        if !window.feed.has_parts() {
            continue;
        }
        let feed = window.feed.clone().into_owned();
        let entries = std::mem::take(&mut window.shown);
        let divided = if feed.archive {
            let known = ledger.and_then(|ledger| ledger.archives.get(&*feed.path));
            let divided = cut(&entries, &feed, known);
            for number in divided.first_new.into_iter().flat_map(|first| first..) {
                let Some(entries) = divided.parts.get(&number) else {
                    break;
                };
                let mut members: Vec<u64> =
                    entries.iter().map(|entry| member(&entry.guid)).collect();
                members.sort_unstable();
                beside
                    .cut
                    .push((feed.path.as_str().into(), number, members));
            }
            divided
        } else {
            paged(&entries, feed.limit)
        };
        let numbers: Vec<u32> = divided.parts.keys().copied().collect();
        window.shown = divided.current;
        window.history = history(&feed, None, &numbers, site)?;
        let title = feed.title.as_deref().unwrap_or(&site.title);
        for (at, (number, shown)) in divided.parts.into_iter().enumerate() {
            let part = Window {
                history: history(&feed, Some(at), &numbers, site)?,
                part: Some(PartOf {
                    path: feed.path.as_str().into(),
                    title: feed.part_title(title, number),
                }),
                total: shown.len(),
                shown,
                line: window.line,
                group: window.group.clone(),
                feed: Cow::Owned(FeedConfig {
                    path: feed.part_path(number),
                    format: Some(feed.format()),
                    deleted_entries: false,
                    ..feed.clone()
                }),
            };
            numbered.push((number, place, part));
        }
    }
    numbered.sort_by_key(|(number, place, _)| (*number, *place));
    let windows = numbered.into_iter();
    beside.windows = windows.map(|(_, place, window)| (place, window)).collect();
    Ok(beside)
}

/// Divides the entries of a feed into it and its archives, of which the ledger knows some.
fn cut<'a>(entries: &[&'a Entry], feed: &FeedConfig, known: Option<&Archives>) -> Divided<'a> {
    let mut number_of: HashMap<u64, u32> = HashMap::new();
    for (number, members) in known.into_iter().flatten() {
        for member in members {
            number_of.entry(*member).or_insert(*number);
        }
    }
    let numbers = known.into_iter().flat_map(Archives::keys).copied();
    archived(entries, feed.limit, feed.archive_size, numbers, |entry| {
        number_of.get(&member(&entry.guid)).copied()
    })
}

/// Where the other entries of a feed are: for the feed itself, or the part at a place among `numbers`.
/// An archive says nothing of what is newer than it, for that comes after it.
fn history(
    feed: &FeedConfig,
    part: Option<usize>,
    numbers: &[u32],
    site: &Site,
) -> Result<History, Error> {
    let of_part = |at: usize| match numbers.get(at) {
        Some(number) => address(site, &feed.part_path(*number)).map(Some),
        None => Ok(None),
    };
    let of_feed = address(site, &feed.path)?;
    let mut links = Vec::new();
    let mut link = |relation: Relation, url: Option<String>| {
        links.extend(url.map(|url| (relation, url)));
    };
    let role = if feed.archive {
        let older = match part {
            Some(at) => at.checked_sub(1),
            None => numbers.len().checked_sub(1),
        };
        if part.is_some() {
            link(Relation::Current, Some(of_feed));
        }
        if let Some(older) = older {
            link(Relation::PrevArchive, of_part(older)?);
        }
        match part {
            Some(_) => Role::Archive,
            None => Role::Current,
        }
    } else {
        if let Some(last) = numbers.len().checked_sub(1) {
            link(Relation::First, Some(of_feed.clone()));
            match part {
                Some(0) => link(Relation::Previous, Some(of_feed)),
                Some(at) => link(Relation::Previous, of_part(at - 1)?),
                None => {}
            }
            link(Relation::Next, of_part(part.map_or(0, |at| at + 1))?);
            link(Relation::Last, of_part(last)?);
        }
        Role::Current
    };
    Ok(History { role, links })
}

/// What was written beside the feeds, and waits to replace what is there.
#[derive(Default)]
pub(super) struct Filed<'a> {
    /// Of the entries in it, by guid.
    pub prints: HashMap<&'a str, Prints>,
    pub cut: Vec<Cut>,
    pub staged: Vec<Staged>,
    pub findings: Vec<Diagnostic>,
    /// By the place of their feed.
    reports: BTreeMap<usize, Vec<FileReport>>,
}

impl<'a> Beside<'a> {
    /// What is shown beside the feeds.
    pub(super) fn windows(&self) -> impl Iterator<Item = &Window<'a>> {
        self.windows.iter().map(|(_, window)| window)
    }

    /// Writes every file beside the one that it is to replace, where it differs from that. Where feeds
    /// are compared, nothing is: readers of a feed are not told of its archives.
    ///
    /// # Errors
    ///
    /// [`Error::Emit`], [`Error::Read`] and [`Error::Write`].
    pub(super) fn file(
        self,
        reading: &Reading<'a, '_>,
        around: &Around<'_>,
        known: Option<&Known>,
        now: DateTime<Utc>,
    ) -> Result<Filed<'a>, Error> {
        let mut filed = Filed {
            cut: self.cut,
            ..Filed::default()
        };
        if around.before.is_some() {
            return Ok(filed);
        }
        let ledger = known.map(|known| &known.ledger);
        for some in self
            .windows
            .chunks(AT_ONCE.max(rayon::current_num_threads()))
        {
            let (mut bodies, problems) = reading.read(some.iter().map(|(_, window)| window));
            filed.findings.extend(problems);
            for shown in bodies.values_mut() {
                if let Some(known) = known {
                    shown.updated = known.updated(shown.entry, shown.prints.as_ref(), now);
                }
                let prints = shown.prints.map(|prints| (&*shown.entry.guid, prints));
                filed.prints.extend(prints);
            }
            let written: Vec<_> = some
                .par_iter()
                .map(|(place, window)| {
                    let feed = finish::assemble(window, around.site, &bodies, ledger)?;
                    let (report, staged, findings) = finish::stage(feed, &window.feed, around)?;
                    Ok(((*place, report), staged, findings))
                })
                .collect::<Result<_, Error>>()?;
            for (report, staged, findings) in written {
                let (place, report) = report;
                filed.reports.entry(place).or_default().push(report);
                filed.staged.extend(staged);
                filed.findings.extend(findings);
            }
        }
        Ok(filed)
    }
}

impl Filed<'_> {
    /// What became of the files of the feed at a place, in the order of their numbers.
    pub(super) fn take_reports(&mut self, feed: usize) -> (Parts, Vec<FileReport>) {
        let reports = self.reports.remove(&feed).unwrap_or_default();
        let is_written = |report: &&FileReport| report.state == FeedState::Written;
        let parts = Parts {
            all: reports.len(),
            written: reports.iter().filter(is_written).count(),
        };
        (parts, reports)
    }
}
