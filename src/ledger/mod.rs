//! `dateline.lock`: what subscribers have of each article, so that it stays the same article to them
//! when its file, its address or the generator changes.
//!
//! In goes the ledger of the last build and the entries of this one; out come the entries under the
//! guids that readers know, and the ledger of this build. `docs/LEDGER.md` describes the file.

mod archives;
mod assign;
mod prints;
mod record;
mod text;

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, FixedOffset, Utc};

pub use self::archives::{Archives, member};
pub use self::assign::{Assigned, address_of, assign, path_of};
pub use self::prints::{Kind, Prints, Seen, Sketch, title_print};
pub use self::record::{Facts, record, updated};

use crate::diagnostic::Diagnostic;

/// The version of the format that this crate writes.
pub const VERSION: u32 = 1;

/// The rules of this module's findings.
pub const RULES: &[(&str, &str)] = &[
    (
        "broken-ledger",
        "the ledger has a line that cannot be read, or contradicts itself",
    ),
    ("other-ledger", "the ledger belongs to another site"),
    (
        "stale-ledger",
        "the ledger would change, where that was not to happen",
    ),
    (
        "unclear-move",
        "several articles may be one that subscribers have",
    ),
    (
        "lasting-id",
        "an article with an id of its own cannot be announced again",
    ),
];

/// What subscribers have of every article that was ever published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// The host of the site (and its port), whose guids these are.
    pub authority: String,
    /// The identifier of each feed, by its path in the output folder: its first address.
    pub feeds: BTreeMap<Box<str>, Box<str>>,
    /// The values that have feeds of their own: by the pattern of their paths up to the value
    /// (`tags/:slug`), then by what stands for them in addresses, as people write them.
    pub values: BTreeMap<Box<str>, BTreeMap<Box<str>, Box<str>>>,
    /// What the archives of each feed hold, by the feed's path in the output folder.
    pub archives: BTreeMap<Box<str>, Archives>,
    /// One a guid, in the order of [`Line::place`].
    pub lines: Vec<Line>,
}

/// One article as subscribers have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its permanent identifier; no two lines have one.
    pub guid: Box<str>,
    /// Its file, relative to the source folder; `file#slug` for one record of several; empty where
    /// an adopted feed alone knows of it.
    pub path: Box<str>,
    /// Its permalink: from the site's root on (`/2025/launch/`) where it lies below that, else whole.
    pub address: Box<str>,
    /// First publication.
    pub published: DateTime<FixedOffset>,
    /// Last significant change; never before `published`.
    pub updated: DateTime<FixedOffset>,
    /// Whether readers see it.
    pub state: State,
    /// What it says, as far as some feed showed it.
    pub prints: Prints,
}

/// Whether readers see an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is published.
    Live,
    /// It is published, and was announced again because it says `republish: true`.
    Announced,
    /// It was announced again once and no longer asks for it: the next time counts anew.
    Settled,
    /// It was published and is no more since this instant.
    Gone(DateTime<Utc>),
}

/// The part of a site's address whose guids a ledger holds: the host, and the port where it has one.
pub fn authority(site: &url::Url) -> String {
    let host = site.host_str().unwrap_or_default();
    match site.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

impl Line {
    /// Whether readers see it.
    pub fn is_live(&self) -> bool {
        !matches!(self.state, State::Gone(_))
    }

    /// Where the line stands among the others. A digest has lines of articles of one day far from
    /// each other, so that two branches which each add one rarely touch the same place.
    pub fn place(&self) -> (u64, &str) {
        (prints::digest(self.guid.as_bytes()), &self.guid)
    }
}

impl Ledger {
    /// A ledger without lines.
    pub fn new(authority: impl Into<String>) -> Self {
        Ledger {
            authority: authority.into(),
            feeds: BTreeMap::new(),
            values: BTreeMap::new(),
            archives: BTreeMap::new(),
            lines: Vec::new(),
        }
    }

    /// Reads a ledger.
    ///
    /// # Errors
    ///
    /// Every line that cannot be read or that contradicts another, with its number. Nothing is
    /// mended in silence: what subscribers have is known here alone.
    pub fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        text::parse(text)
    }

    /// The ledger as its file has it.
    pub fn write(&self) -> String {
        text::write(self)
    }

    /// Puts the lines in their order.
    pub fn sort(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        let mut placed: Vec<(u64, Line)> = lines
            .into_iter()
            .map(|line| (line.place().0, line))
            .collect();
        placed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.guid.cmp(&b.1.guid)));
        self.lines = placed.into_iter().map(|(_, line)| line).collect();
    }

    /// What one ledger says otherwise than another, a line each, as `- old` and `+ new` in the order
    /// of guids.
    pub fn changes(&self, new: &Ledger) -> Vec<String> {
        let by_guid = |ledger: &Ledger| -> BTreeMap<String, String> {
            let lines = ledger.lines.iter();
            lines
                .map(|line| (line.guid.to_string(), text::line(line)))
                .collect()
        };
        let (old, new_lines) = (by_guid(self), by_guid(new));
        let mut changes = Vec::new();
        if self.authority != new.authority {
            changes.push(format!("- site {}", self.authority));
            changes.push(format!("+ site {}", new.authority));
        }
        for (path, id) in &new.feeds {
            match self.feeds.get(path) {
                Some(old) if old == id => {}
                _ => changes.push(format!("+ feed {path} {id}")),
            }
        }
        let values = |ledger: &Ledger| -> std::collections::BTreeSet<String> {
            let keys = ledger.values.iter();
            keys.flat_map(|(key, values)| {
                values
                    .iter()
                    .map(move |(slug, label)| format!("value {key} {slug} {label}"))
            })
            .collect()
        };
        let (old_values, new_values) = (values(self), values(new));
        changes.extend(old_values.difference(&new_values).map(|v| format!("- {v}")));
        changes.extend(new_values.difference(&old_values).map(|v| format!("+ {v}")));
        changes.extend(archives::changes(&self.archives, &new.archives));
        let guids: std::collections::BTreeSet<&String> =
            old.keys().chain(new_lines.keys()).collect();
        for guid in guids {
            let (before, after) = (old.get(guid), new_lines.get(guid));
            if before != after {
                changes.extend(before.map(|line| format!("- {line}")));
                changes.extend(after.map(|line| format!("+ {line}")));
            }
        }
        changes
    }

    /// Guids of what is gone and when it went, newest first; `limit` of them, or all where it is 0.
    pub fn gone(&self, limit: usize) -> Vec<(&str, DateTime<Utc>)> {
        let gone = self.lines.iter().filter_map(|line| match line.state {
            State::Gone(since) => Some((&*line.guid, since)),
            _ => None,
        });
        let mut gone: Vec<(&str, DateTime<Utc>)> = gone.collect();
        gone.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        if limit > 0 {
            gone.truncate(limit);
        }
        gone
    }

    /// The ledger as that of a site that has moved here.
    pub fn moved(&mut self, site: &url::Url) {
        self.authority = authority(site);
    }

    /// Every guid in it: none of them may name another article.
    pub fn guids(&self) -> HashSet<&str> {
        self.lines.iter().map(|line| &*line.guid).collect()
    }

    /// The line of each guid.
    pub fn by_guid(&self) -> HashMap<&str, usize> {
        let lines = self.lines.iter().enumerate();
        lines.map(|(at, line)| (&*line.guid, at)).collect()
    }
}
