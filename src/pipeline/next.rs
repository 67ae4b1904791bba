//! When the feeds will change although no file does: a future article becomes due, an expiry comes.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};

use super::beside::no_longer_news;
use super::{Collected, Known, Run, collect};
use crate::catalogue::{Catalogue, Place, Selector, Values, Window, is_visible, slug};
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
    /// It becomes too old for a feed, or is no news any more.
    Leaves,
}

impl Turn {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Turn::Appears => "appears",
            Turn::Expires => "expires",
            Turn::Leaves => "leaves by age",
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
    let none = Values::new();
    let had = known.as_ref().map_or(&none, |known| &known.ledger.values);
    Ok(of_catalogue(
        &catalogue,
        &site,
        had,
        run.now,
        known.is_some(),
    ))
}

fn of_catalogue<'a>(
    catalogue: &'a Catalogue,
    site: &'a Site,
    had: &Values,
    now: DateTime<Utc>,
    has_ledger: bool,
) -> Option<Next> {
    let mut turns: Vec<(DateTime<Utc>, Turn, &Entry)> = Vec::new();
    let hidden = site.shows_hidden();
    for entry in catalogue
        .iter()
        .filter(|entry| !entry.draft && (hidden || !entry.hidden))
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
    let windows = catalogue.windows(site, had, now);
    let feeds: HashMap<Place, Shown<'_>> = windows
        .iter()
        .map(|window| {
            let group = window.group.as_ref();
            let value = group.map(|group| (group.by, group.value.clone()));
            ((window.line, value), Shown::of(window))
        })
        .collect();
    // What some feed shows now.
    let showing: HashSet<&str> = windows
        .iter()
        .flat_map(|window| window.shown.iter().map(|entry| &*entry.guid))
        .collect();
    let mut leaving = HashSet::new();
    for window in windows.iter().filter(|window| window.feed.limit_days > 0) {
        let Some(last) = window.shown.last() else {
            continue;
        };
        let published = last.published.instant;
        let alike = window.shown.iter().rev();
        for entry in alike.take_while(|entry| entry.published.instant == published) {
            let at = leaves(&window.feed, entry);
            if let Some(at) = at.filter(|at| leaving.insert((*at, &*entry.guid))) {
                turns.push((at, Turn::Leaves, entry));
            }
        }
    }
    if site.outputs.news_sitemap.is_some() {
        let visible =
            |entry: &&Entry| !entry.hidden && !entry.unindexed && is_visible(entry, site, now);
        for entry in catalogue.iter().filter(visible) {
            let at = no_longer_news(entry);
            if at > now && leaving.insert((at, &*entry.guid)) {
                turns.push((at, Turn::Leaves, entry));
            }
        }
    }
    turns.sort_by(|a, b| (a.0, a.1, &a.2.guid).cmp(&(b.0, b.1, &b.2.guid)));

    let mut selector = Selector::new(site, now);
    let outputs = &site.outputs;
    let lists = |entry: &Entry| outputs.sitemap.is_some() && !entry.hidden && !entry.unindexed;
    let is_told = |entry: &Entry, at: DateTime<Utc>| {
        outputs.news_sitemap.is_some()
            && !entry.hidden
            && !entry.unindexed
            && no_longer_news(entry) > at
    };
    let tells_of_gone = feeds.values().any(|shown| shown.tells_of_gone);
    let mut matters = |(at, turn, entry): &(DateTime<Utc>, Turn, &'a Entry)| match turn {
        Turn::Leaves => true,
        Turn::Expires => {
            let told = has_ledger && tells_of_gone && is_visible(entry, site, now);
            let listed = lists(entry) || is_told(entry, now);
            told || listed || showing.contains(&*entry.guid)
        }
        Turn::Appears if lists(entry) || is_told(entry, *at) => true,
        Turn::Appears => selector.places(entry, *at).iter().any(|place| {
            feeds.get(place).map_or_else(
                // A first article makes a feed; whether it is one too few is not counted: told too early
                // is better than too late.
                || may_have_feed(&site.feeds[place.0], place),
                |shown| shown.would_show(entry),
            )
        }),
    };
    // No window changes before the first turn that changes one, so that each can be judged by the
    // windows of now.
    let instant = turns.iter().find(|turn| matters(turn))?.0;
    let turns = turns
        .iter()
        .filter(|(at, ..)| *at == instant)
        .filter(|turn| matters(turn))
        .map(|(_, turn, entry)| (*turn, entry.file.path(), entry.title.to_string()))
        .collect();
    Some(Next { instant, turns })
}

/// When an entry is too old for a feed.
fn leaves(feed: &FeedConfig, entry: &Entry) -> Option<DateTime<Utc>> {
    let days = TimeDelta::try_days(i64::from(feed.limit_days))?;
    entry.published.instant.to_utc().checked_add_signed(days)
}

/// Whether a value without a feed would get one.
fn may_have_feed(feed: &FeedConfig, (_, value): &Place) -> bool {
    let Some((_, value)) = value else {
        return false;
    };
    feed.values.is_empty() || feed.values.iter().any(|listed| slug(listed) == *value)
}

/// What one feed shows now.
struct Shown<'a> {
    /// The last in it, where it is full.
    last: Option<&'a Entry>,
    tells_of_gone: bool,
}

impl<'a> Shown<'a> {
    fn of(window: &'a Window<'a>) -> Self {
        let Window { feed, shown, .. } = window;
        let full = feed.reach().is_some_and(|reach| shown.len() >= reach);
        Shown {
            last: shown.last().copied().filter(|_| full),
            tells_of_gone: feed.deleted_entries && feed.format() == FeedFormat::Atom,
        }
    }

    /// Whether an entry that it takes would stand in it.
    fn would_show(&self, entry: &Entry) -> bool {
        self.last.is_none_or(|last| {
            let key = |entry: &Entry| std::cmp::Reverse(entry.published.instant);
            (key(entry), &entry.guid) < (key(last), &last.guid)
        })
    }
}
