//! The ledger of a build, from that of the last one and the entries of this one.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset, Utc};
use url::Url;

use super::assign::{address_of, path_of};
use super::{Ledger, Line, Prints, State, title_print};
use crate::entry::Entry;

/// What a build knows beside the entries.
pub struct Facts<'a> {
    /// The site's front page.
    pub site: &'a Url,
    /// When articles that are gone went.
    pub now: DateTime<Utc>,
    /// What feeds showed, by guid.
    pub prints: &'a HashMap<&'a str, Prints>,
    /// Whether readers may see an entry.
    pub is_visible: &'a dyn Fn(&Entry) -> bool,
    /// Whether a path of the source may still hold its article although no entry came of it: its file
    /// could not be read, or has a fault.
    pub is_withheld: &'a dyn Fn(&str) -> bool,
}

/// When an article last changed for those who see it: as it says itself, else as the ledger has it.
/// Where it shows otherwise than the ledger knows, that is when the commit that changed it was made, if
/// that is known and readers have not seen it yet; else when the build was.
pub fn updated(
    entry: &Entry,
    line: Option<&Line>,
    prints: Option<&Prints>,
    now: DateTime<Utc>,
) -> DateTime<FixedOffset> {
    let published = entry.published.instant;
    let Some(line) = line else {
        return entry.updated;
    };
    if entry.announced {
        return published;
    }
    if entry.change_dated {
        return entry.updated.max(published);
    }
    let changed = prints.is_some_and(|prints| prints.differs(&line.prints));
    let updated = if !changed {
        line.updated
    } else if entry.change_committed && entry.updated > line.updated {
        entry.updated
    } else {
        now.with_timezone(published.offset())
    };
    updated.max(published)
}

/// The lines of every entry that readers see or saw, and of what is gone.
pub fn record<'a>(
    old: Ledger,
    entries: impl Iterator<Item = &'a Entry>,
    facts: &Facts<'_>,
) -> Ledger {
    let mut new = Ledger::new(super::authority(facts.site));
    new.feeds = old.feeds;
    new.values = old.values;
    new.archives = old.archives;
    // What stays is moved over: most of a ledger does.
    let mut old: Vec<Option<Line>> = old.lines.into_iter().map(Some).collect();
    new.lines.reserve(old.len());
    for entry in entries {
        let slot = entry.known.and_then(|line| old.get_mut(line as usize));
        let line = slot.and_then(Option::take);
        let visible = (facts.is_visible)(entry);
        if !visible && line.is_none() {
            continue;
        }
        // The guid that readers had before is still theirs.
        if let Some(line) = line.as_ref().filter(|line| line.guid != entry.guid) {
            new.lines.push(gone(line.clone(), facts.now, true));
        }
        new.lines.push(of_entry(entry, line, visible, facts));
    }
    for line in old.into_iter().flatten() {
        let withheld = line.is_live() && (facts.is_withheld)(&line.path);
        new.lines.push(if withheld {
            line
        } else {
            gone(line, facts.now, false)
        });
    }
    new.sort();
    new
}

fn of_entry(entry: &Entry, line: Option<Line>, visible: bool, facts: &Facts<'_>) -> Line {
    let shown = facts.prints.get(&*entry.guid).copied();
    let updated = updated(entry, line.as_ref(), shown.as_ref(), facts.now);
    let state = match line.as_ref().map(|line| line.state) {
        _ if visible && entry.announced => State::Announced,
        Some(State::Announced) if visible && entry.republish => State::Announced,
        Some(State::Announced | State::Settled) if visible => State::Settled,
        Some(State::Gone(since)) if !visible => State::Gone(since),
        _ if visible => State::Live,
        _ => State::Gone(facts.now),
    };
    let title = title_print(&entry.title);
    let (guid, path, address, prints) = match line {
        Some(line) => (line.guid, line.path, line.address, line.prints),
        None => Default::default(),
    };
    Line {
        guid: renewed(guid, &entry.guid),
        state,
        path: renewed(path, &path_of(entry)),
        address: renewed(address, address_of(&entry.permalink, facts.site)),
        published: entry.published.instant,
        updated,
        prints: shown.unwrap_or(Prints { title, ..prints }),
    }
}

/// The text that is there where it still says the same.
fn renewed(there: Box<str>, text: &str) -> Box<str> {
    if *there == *text { there } else { text.into() }
}

/// A line of what readers see no more. `replaced` where the article itself lives on under another guid.
fn gone(line: Line, now: DateTime<Utc>, replaced: bool) -> Line {
    Line {
        state: match line.state {
            State::Gone(since) => State::Gone(since),
            _ => State::Gone(now),
        },
        path: if replaced { "".into() } else { line.path },
        ..line
    }
}
