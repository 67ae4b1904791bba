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

/// When an article last changed for those who see it: as it says itself, else when the build that
/// first showed the change was made, else as the ledger has it.
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
    let updated = if changed {
        now.with_timezone(published.offset())
    } else {
        line.updated
    };
    updated.max(published)
}

/// The lines of every entry that readers see or saw, and of what is gone.
pub fn record<'a>(
    old: &Ledger,
    entries: impl Iterator<Item = &'a Entry>,
    facts: &Facts<'_>,
) -> Ledger {
    let mut new = Ledger::new(super::authority(facts.site));
    let mut kept = vec![false; old.lines.len()];
    for entry in entries {
        let known = entry.known.map(|line| line as usize);
        let line = known.and_then(|line| old.lines.get(line));
        let visible = (facts.is_visible)(entry);
        if !visible && line.is_none() {
            continue;
        }
        if let Some(known) = known {
            kept[known] = true;
        }
        // The guid that readers had before is still theirs.
        if let Some(line) = line
            && line.guid != entry.guid
        {
            new.lines.push(gone(line, facts.now, true));
        }
        let shown = facts.prints.get(&*entry.guid).copied();
        let state = match line.map(|line| line.state) {
            _ if visible && entry.announced => State::Announced,
            Some(State::Announced) if visible && entry.republish => State::Announced,
            Some(State::Announced | State::Settled) if visible => State::Settled,
            Some(State::Gone(since)) if !visible => State::Gone(since),
            _ if visible => State::Live,
            _ => State::Gone(facts.now),
        };
        let prints = shown.unwrap_or_else(|| Prints {
            title: title_print(&entry.title),
            ..line.map(|line| line.prints).unwrap_or_default()
        });
        new.lines.push(Line {
            guid: entry.guid.clone(),
            path: path_of(entry).into(),
            address: address_of(&entry.permalink, facts.site).into(),
            published: entry.published.instant,
            updated: updated(entry, line, shown.as_ref(), facts.now),
            state,
            prints,
        });
    }
    for (line, kept) in old.lines.iter().zip(kept) {
        if !kept {
            new.lines
                .push(if line.is_live() && (facts.is_withheld)(&line.path) {
                    line.clone()
                } else {
                    gone(line, facts.now, false)
                });
        }
    }
    new.sort();
    new
}

/// A line of what readers see no more. `replaced` where the article itself lives on under another guid.
fn gone(line: &Line, now: DateTime<Utc>, replaced: bool) -> Line {
    Line {
        state: match line.state {
            State::Gone(since) => State::Gone(since),
            _ => State::Gone(now),
        },
        path: if replaced {
            "".into()
        } else {
            line.path.clone()
        },
        ..line.clone()
    }
}
