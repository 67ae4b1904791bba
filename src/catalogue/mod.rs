//! Entries in one total order, and which of them a feed shows.

mod filter;
mod parts;
mod select;
mod slug;
mod values;

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{DateTime, Utc};

pub use self::parts::{Divided, archived, paged};
pub use self::select::{Group, PartOf, Place, Selector, Values, Window, part};
pub use self::slug::slug;

use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;

/// The rules of this stage's findings.
pub const RULES: &[(&str, &str)] = &[
    (
        "duplicate-guid",
        "two articles have one permanent identifier",
    ),
    ("duplicate-permalink", "two articles have one address"),
    ("taken-path", "the feeds of two values would be one file"),
];

/// All entries, newest first, then by guid.
#[derive(Debug)]
pub struct Catalogue {
    entries: Entries,
}

/// Entries are large, and are sorted and handed on: what moves is their address.
pub type Entries = Vec<Box<Entry>>;

impl Catalogue {
    /// Orders the entries. Of two with one guid or one permalink the older stays, for readers know
    /// it; the other is left out with a finding. Drafts, hidden and expired articles, which nobody
    /// sees, have no part in that.
    pub fn new(mut entries: Entries, site: &Site, now: DateTime<Utc>) -> (Self, Vec<Diagnostic>) {
        let hidden = site.shows_hidden();
        entries.sort_unstable_by(|a, b| {
            let key = |entry: &Entry| Reverse(entry.published.instant.to_utc());
            key(a)
                .cmp(&key(b))
                .then_with(|| a.guid.cmp(&b.guid))
                .then_with(|| b.file.relative.cmp(&a.file.relative))
                .then_with(|| b.place_in_file.line().cmp(&a.place_in_file.line()))
        });
        let mut findings = Vec::new();
        let mut twins = Vec::new();
        {
            let mut guids: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
            let mut permalinks: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
            for (at, entry) in entries
                .iter()
                .enumerate()
                .rev()
                .filter(|(_, entry)| may_be_seen(entry, hidden, now))
            {
                let twin = guids
                    .get(&*entry.guid)
                    .map(|twin| ("guid", *twin))
                    .or_else(|| {
                        permalinks
                            .get(&*entry.permalink)
                            .map(|twin| ("permalink", *twin))
                    });
                match twin {
                    Some((what, twin)) => {
                        findings.push(duplicate(what, entry, &entries[twin]));
                        twins.push(at);
                    }
                    None => {
                        guids.insert(&entry.guid, at);
                        permalinks.insert(&entry.permalink, at);
                    }
                }
            }
        }
        if !twins.is_empty() {
            let mut at = 0..;
            entries.retain(|_| {
                at.next()
                    .is_none_or(|at| twins.binary_search_by(|twin| at.cmp(twin)).is_err())
            });
        }
        answer_by_guid(&mut entries);
        (Catalogue { entries }, findings)
    }

    /// Every entry in order, drafts included.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|entry| &**entry)
    }

    /// What each feed shows at an instant, in the order of the configuration, in one pass. A line with
    /// `by` gives a feed for each value, in the order of their slugs. `had` are the values that had a
    /// feed before, as [`Values`] has them.
    pub fn windows<'a>(
        &'a self,
        site: &'a Site,
        had: &Values,
        now: DateTime<Utc>,
    ) -> Vec<Window<'a>> {
        let mut selector = Selector::new(site, now);
        for entry in self.iter().filter(|entry| is_visible(entry, site, now)) {
            selector.add(entry);
        }
        selector.windows(had)
    }
}

/// Answers to the site's own articles name them by their guids (RFC 4685, 3: `ref`), of which their
/// authors know the addresses.
fn answer_by_guid(entries: &mut Entries) {
    let answers = |entry: &Entry| {
        let extra = entry.extra.as_ref();
        extra.is_some_and(|extra| !extra.replies_to.is_empty())
    };
    if !entries.iter().any(|entry| answers(entry)) {
        return;
    }
    let guids: HashMap<Box<str>, Box<str>> = entries
        .iter()
        .map(|entry| (entry.permalink.clone(), entry.guid.clone()))
        .collect();
    for extra in entries.iter_mut().filter_map(|entry| entry.extra.as_mut()) {
        for reply in &mut extra.replies_to {
            let own = reply.url.as_deref().filter(|url| reply.id == *url);
            if let Some(guid) = own.and_then(|url| guids.get(url)) {
                reply.id = guid.to_string();
            }
        }
    }
}

/// Whether readers may see an entry of the site at an instant.
pub fn is_visible(entry: &Entry, site: &Site, now: DateTime<Utc>) -> bool {
    may_be_seen(entry, site.shows_hidden(), now)
        && entry.published.instant.to_utc() <= now
        && entry.embargo.is_none_or(|embargo| embargo <= now)
}

/// Whether readers see an entry now or will; those that are hidden, where some feed shows them.
fn may_be_seen(entry: &Entry, hidden: bool, now: DateTime<Utc>) -> bool {
    !entry.draft && (hidden || !entry.hidden) && entry.expires.is_none_or(|expires| expires > now)
}

fn duplicate(what: &str, entry: &Entry, twin: &Entry) -> Diagnostic {
    let line = entry.place_in_file.line().max(1);
    let mut other = twin.file.path().display().to_string();
    if twin.place_in_file.line() > 0 {
        other.push_str(&format!(":{}", twin.place_in_file.line()));
    }
    let (rule, value, help) = match what {
        "guid" => (
            "duplicate-guid",
            &entry.guid,
            "give one of the two an `id` of its own",
        ),
        _ => (
            "duplicate-permalink",
            &entry.permalink,
            "give one of the two a `slug` of its own",
        ),
    };
    Diagnostic::error(
        rule,
        format!("the {what} {value} is that of {other} too; the article is left out"),
    )
    .in_file(entry.file.path())
    .at(line, 0)
    .help(help)
}
