//! When the feeds will change although no file does: a future article becomes due, an expiry comes.

use std::collections::HashSet;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::{Collected, Known, Run, collect};
use crate::catalogue::{Catalogue, Window, is_visible, takes};
use crate::config::{Config, FeedConfig, Site};
use crate::entry::Entry;
use crate::error::Error;
use crate::feed::FeedFormat;

/// A change of the feeds that time alone brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// From this instant on a build gives other feeds.
    pub instant: DateTime<Utc>,
    /// What changes then.
    pub turns: Vec<(Turn, PathBuf, String)>,
}

/// What time does to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It becomes due.
    Appears,
    /// It expires.
    Expires,
}

impl Turn {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Turn::Appears => "appears",
            Turn::Expires => "expires",
        }
    }
}

/// The first instant after `run.now` at which a build would give other feeds, were no file to change;
/// `None` where there is none.
///
/// # Errors
///
/// Those of [`build`](super::build).
pub fn next(config: &Config, run: &Run<'_>) -> Result<Option<Next>, Error> {
    let site = config.resolve(run.config_path).map_err(Error::Config)?;
    let known = Known::of(config, &site, run)?;
    let Collected { catalogue, .. } = collect(config, &site, run, known.as_ref())?;
    Ok(of_catalogue(&catalogue, &site, run.now, known.is_some()))
}

fn of_catalogue(
    catalogue: &Catalogue,
    site: &Site,
    now: DateTime<Utc>,
    has_ledger: bool,
) -> Option<Next> {
    let language = site.language.as_deref();
    let mut turns: Vec<(DateTime<Utc>, Turn, &Entry)> = Vec::new();
    for entry in catalogue
        .iter()
        .filter(|entry| !entry.draft && !entry.hidden)
    {
        let due = entry.published.instant.to_utc();
        let due = entry.embargo.map_or(due, |embargo| embargo.max(due));
        let lasts = |at: DateTime<Utc>| entry.expires.is_none_or(|expires| expires > at);
        if due > now && lasts(due) {
            turns.push((due, Turn::Appears, entry));
        }
        if let Some(expires) = entry.expires
            && expires > now.max(due)
        {
            turns.push((expires, Turn::Expires, entry));
        }
    }
    turns.sort_by(|a, b| (a.0, a.1, &a.2.guid).cmp(&(b.0, b.1, &b.2.guid)));
    let windows = catalogue.windows(&site.feeds, language, now);
    let windows: Vec<Shown<'_>> = windows.iter().map(Shown::of).collect();
    let matters = |(_, turn, entry): &&(DateTime<Utc>, Turn, &Entry)| {
        windows.iter().any(|window| {
            let told = has_ledger && window.tells_of_gone && *turn == Turn::Expires;
            told && is_visible(entry, now) || window.turns(*turn, entry, language)
        })
    };
    // No window changes before the first turn that changes one, so that each can be judged by the
    // windows of now.
    let instant = turns.iter().find(matters)?.0;
    let turns = turns
        .iter()
        .filter(|(at, ..)| *at == instant)
        .filter(matters)
        .map(|(_, turn, entry)| (*turn, entry.file.path(), entry.title.to_string()))
        .collect();
    Some(Next { instant, turns })
}

/// What one feed shows now.
struct Shown<'a> {
    feed: &'a FeedConfig,
    guids: HashSet<&'a str>,
    /// The last in it, where it is full.
    last: Option<&'a Entry>,
    tells_of_gone: bool,
}

impl<'a> Shown<'a> {
    fn of(window: &'a Window<'a>) -> Self {
        let Window { feed, shown, .. } = window;
        let full = feed.limit > 0 && shown.len() >= feed.limit;
        Shown {
            feed,
            last: shown.last().copied().filter(|_| full),
            guids: shown.iter().map(|entry| &*entry.guid).collect(),
            tells_of_gone: feed.deleted_entries && feed.format() == FeedFormat::Atom,
        }
    }

    fn turns(&self, turn: Turn, entry: &Entry, language: Option<&str>) -> bool {
        match turn {
            Turn::Expires => self.guids.contains(&*entry.guid),
            Turn::Appears => {
                let stands_before = self.last.is_none_or(|last| {
                    let key = |entry: &Entry| std::cmp::Reverse(entry.published.instant);
                    (key(entry), &entry.guid) < (key(last), &last.guid)
                });
                stands_before && takes(self.feed, language, entry)
            }
        }
    }
}
