//! Feeds: assembled, written as bytes, judged, and put in place.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::beside::{self, Beside};
use super::bodies::Bodies;
use super::{
    Before, Changes, FeedReport, FeedState, FileReport, Known, Parts, articles, budget, categories,
    changes, chapters, values,
};
use crate::catalogue::Window;
use crate::config::{Config, FeedConfig, Site};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::feed::{Feed, FeedEntry};
use crate::ledger::Ledger;
use crate::publish::Staged;
use crate::{emit, publish, subscribed, validate};

/// The feed's own fields and its entries.
pub(super) fn assemble<'a>(
    window: &Window<'a>,
    site: &'a Site,
    bodies: &Bodies<'a>,
    ledger: Option<&'a Ledger>,
) -> Result<Feed<'a>, Error> {
    let wanted = &*window.feed;
    let self_url = address(site, &wanted.path)?;
    let entries: Vec<FeedEntry<'a>> = window
        .shown
        .iter()
        .filter_map(|entry| {
            let shown = bodies.get(&*entry.guid)?;
            Some(FeedEntry {
                entry,
                updated: shown.updated,
                categories: categories::of(entry, &wanted.categories, site),
                rendered: shown.rendered.clone(),
                chapters: chapters::address(wanted, entry, site),
            })
        })
        .collect();
    // All parts are one feed.
    let part = window.part.as_ref();
    let whole = part.map_or(&*wanted.path, |part| &*part.path);
    let name = wanted.title.as_ref().unwrap_or(&site.title);
    let id = ledger.and_then(|ledger| match &window.group {
        Some(group) => values::id_of(ledger.feeds.get(&*group.pattern)?, &group.value),
        None => ledger.feeds.get(whole).map(|id| id.to_string()),
    });
    let id = match id {
        Some(id) => id,
        None => address(site, whole)?,
    };
    let home_url = wanted.home.as_deref().and_then(|home| site.address(home));
    let podcast = site.podcast.as_ref().filter(|_| wanted.podcast);
    Ok(Feed {
        format: wanted.format(),
        content: wanted.content,
        title: part.map_or(name, |part| &part.title).clone(),
        name: name.clone(),
        description: wanted
            .description
            .clone()
            .unwrap_or_else(|| site.description.clone()),
        id,
        self_url,
        home_url: String::from(home_url.unwrap_or_else(|| site.url.clone())),
        language: wanted
            .filter
            .language
            .clone()
            .or_else(|| site.language.clone()),
        authors: site.authors.clone(),
        rights: podcast
            .and_then(|podcast| podcast.show.copyright.clone())
            .or_else(|| site.rights.clone()),
        license: site.license.clone(),
        rsl: site.rsl.clone(),
        image: site.image.clone(),
        icon: site.icon.clone(),
        image_size: site.image_size,
        icon_size: site.icon_size,
        image_enclosure: wanted.image_enclosure,
        stylesheet: beside::stylesheet(wanted, site),
        // The entries, not the clock: an unchanged site gives unchanged bytes.
        updated: entries.iter().map(|shown| shown.updated).max(),
        gone: match ledger {
            Some(ledger) if wanted.deleted_entries => ledger.gone(wanted.limit),
            _ => Vec::new(),
        },
        podcast,
        history: window.history.clone(),
        entries,
    })
}

/// The address of a file of the output.
///
/// # Errors
///
/// [`Error::Emit`] where it has none.
pub(super) fn address(site: &Site, path: &str) -> Result<String, Error> {
    let url = site.page(path).map(String::from);
    url.ok_or_else(|| Error::Emit {
        feed: path.to_owned(),
        message: "its path is no part of an address".to_owned(),
    })
}

/// What all feeds of a run have in common.
pub(super) struct Around<'a> {
    pub site: &'a Site,
    /// The output folder.
    pub output: &'a Path,
    pub judge: &'a validate::Options,
    /// What to compare with, where nothing is to be written.
    pub before: Option<&'a Before<'a>>,
    pub known: Option<&'a Known>,
    /// Where files are put that are to be written.
    pub batch: &'a publish::Batch,
    pub beside: &'a Beside,
}

/// What became of a feed and of what is beside it.
pub(super) struct Finished {
    pub report: FeedReport,
    pub files: Vec<FileReport>,
    pub findings: Vec<Diagnostic>,
}

/// Emit, validate, publish: a feed with an error does not replace the file that is there, nor does
/// one that is compared.
pub(super) fn finish(
    feed: Feed<'_>,
    window: &Window<'_>,
    around: &Around<'_>,
) -> Result<Finished, Error> {
    let &Around {
        site,
        output,
        judge,
        before,
        known,
        ..
    } = around;
    let (wanted, total) = (&*window.feed, window.total);
    let file = output.join(&wanted.path);
    let (place, old): (Option<PathBuf>, Option<Vec<u8>>) = match before {
        Some(before) => before(wanted)?.unzip(),
        None => (None, publish::present(&file)?),
    };
    let Judged {
        feed,
        bytes,
        is_old,
        has_faults,
        mut findings,
    } = judged(feed, old.as_deref(), &file, wanted, judge, site)?;
    findings.extend(budget::judge(&bytes, &feed, wanted, &file));
    let mut report = FeedReport {
        path: wanted.path.clone(),
        format: feed.format,
        group: window.group.clone(),
        shown: feed.entries.len(),
        total,
        new: 0,
        state: FeedState::Unchanged,
        parts: Parts::default(),
        changes: Changes::default(),
        file: file.clone(),
    };
    if has_faults {
        report.state = FeedState::Invalid;
    } else if !is_old {
        // Where there is no file, as in a fresh clone, the ledger knows what subscribers have.
        let is_first = old.is_none();
        let old = match old.as_deref().map(subscribed::read).transpose() {
            Ok(old) => old.map(|(old, _)| old),
            // What cannot be read tells nothing; where it was given to compare with, that is said.
            Err(fault) => match place {
                Some(place) => return Err(Error::Feed(vec![fault.in_file(place)])),
                None => None,
            },
        };
        let had: HashSet<&str> = match &old {
            Some(old) => old.items.iter().map(|item| &*item.guid).collect(),
            None => HashSet::new(),
        };
        let is_new = |shown: &&FeedEntry<'_>| match known.filter(|_| is_first) {
            Some(known) => known
                .line(shown.entry)
                .is_none_or(|line| line.guid != shown.entry.guid),
            None => !had.contains(&*emit::guid_in(&feed, &shown.entry.guid)),
        };
        report.new = feed.entries.iter().filter(is_new).count();
        report.changes = changes::changes(old.as_ref(), &bytes, &feed, total, known);
        if before.is_none() {
            around.batch.put(&file, &bytes)?;
        }
        report.state = FeedState::Written;
    }
    let mut files = match report.state {
        FeedState::Invalid => Vec::new(),
        _ => chapters::publish(&feed, wanted, output, before.is_none())?,
    };
    if before.is_none() && report.state != FeedState::Invalid {
        let (page, problem) = around.beside.page(&feed, &wanted.path, around)?;
        files.extend(page);
        findings.extend(problem);
    }
    Ok(Finished {
        report,
        files,
        findings,
    })
}

/// A document of a feed beside the feed itself: emitted, validated, and written beside the file that it
/// replaces later, where that is not the same.
pub(super) fn stage(
    feed: Feed<'_>,
    wanted: &FeedConfig,
    around: &Around<'_>,
) -> Result<(FileReport, Option<Staged>, Vec<Diagnostic>), Error> {
    let path = &*wanted.path;
    let file = around.output.join(path);
    let old = publish::present(&file)?;
    let judged = judged(
        feed,
        old.as_deref(),
        &file,
        wanted,
        around.judge,
        around.site,
    )?;
    let (state, staged) = if judged.has_faults {
        (FeedState::Invalid, None)
    } else if judged.is_old {
        (FeedState::Unchanged, None)
    } else {
        let staged = publish::stage(&file, &judged.bytes)?;
        (FeedState::Written, Some(staged))
    };
    let report = FileReport {
        path: path.to_owned(),
        file,
        is_part: true,
        state,
    };
    Ok((report, staged, judged.findings))
}

/// A feed as bytes, and what is wrong with it.
struct Judged<'a> {
    /// Without the entries that its format cannot show.
    feed: Feed<'a>,
    bytes: Vec<u8>,
    /// Whether the file that is there has these bytes.
    is_old: bool,
    /// Whether it must not be written.
    has_faults: bool,
    findings: Vec<Diagnostic>,
}

fn judged<'a>(
    mut feed: Feed<'a>,
    old: Option<&[u8]>,
    file: &Path,
    wanted: &FeedConfig,
    judge: &validate::Options,
    site: &Site,
) -> Result<Judged<'a>, Error> {
    let mut bytes = budget::emit_within(&mut feed, wanted.limit_bytes)?;
    let mut findings = Vec::new();
    let mut faults = Vec::new();
    // What is there was found valid before, but perhaps by other rules.
    if old != Some(&*bytes) || *judge != validate::Options::default() {
        faults = errors_in(&bytes, judge);
    }
    if !faults.is_empty() {
        findings = leave_out_invalid(&mut feed, judge, site)?;
        if !findings.is_empty() {
            bytes = emit::emit(&feed)?;
            faults = errors_in(&bytes, judge);
        }
    }
    let has_faults = !faults.is_empty();
    findings.extend(faults.into_iter().map(|fault| {
        let of = |shown: &&FeedEntry<'_>| {
            fault.entry() == Some(&*emit::guid_in(&feed, &shown.entry.guid))
        };
        let fault = match feed.entries.iter().find(of) {
            Some(FeedEntry { entry, .. }) => {
                articles::point(fault, &entry.file, &entry.place_in_file, site)
            }
            None => fault,
        };
        fault.in_file(file)
    }));
    Ok(Judged {
        is_old: old == Some(&*bytes),
        feed,
        bytes,
        has_faults,
        findings,
    })
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
        alone.updated = Some(shown.updated);
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
    feed.updated = kept.iter().map(|shown| shown.updated).max();
    feed.entries = kept;
    Ok(findings)
}
