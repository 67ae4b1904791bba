//! What of a feed's entries stands in the feed itself, and what in files beside it (RFC 5005).

use std::collections::BTreeMap;

use crate::entry::Entry;

/// The entries of a feed, divided; each list newest first.
#[derive(Debug, Default, PartialEq)]
pub struct Divided<'a> {
    /// What the feed itself shows.
    pub current: Vec<&'a Entry>,
    /// What the files beside it show, by their number.
    pub parts: BTreeMap<u32, Vec<&'a Entry>>,
    /// The first of the numbers that was not known before; absent where all were.
    pub first_new: Option<u32>,
}

/// Divides entries into archives of `size` and the feed itself, which has the newest `limit` and what no
/// archive has yet.
///
/// Archives are numbered from the oldest entries on. `known` are the numbers there are already, and
/// `number_of` says which of them an entry belongs to: what an archive has stays there, and what comes
/// after it was cut never gets in, however old it is. A further one is cut from the oldest entries that
/// none has, once it can be full and leaves `limit` to the feed.
pub fn archived<'a>(
    entries: &[&'a Entry],
    limit: usize,
    size: usize,
    known: impl Iterator<Item = u32>,
    number_of: impl Fn(&Entry) -> Option<u32>,
) -> Divided<'a> {
    let size = size.max(1);
    let mut parts: BTreeMap<u32, Vec<&Entry>> = known.map(|number| (number, Vec::new())).collect();
    // The places of entries that no archive has, newest first.
    let mut loose = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        match number_of(entry) {
            Some(number) => parts.entry(number).or_default().push(entry),
            None => loose.push(at),
        }
    }
    let mut next = parts.last_key_value().map_or(1, |(number, _)| number + 1);
    let first_new = next;
    while loose.len() >= limit.saturating_add(size) {
        let oldest = loose.split_off(loose.len() - size);
        parts.insert(next, oldest.into_iter().map(|at| entries[at]).collect());
        next += 1;
    }
    // A reader that knows nothing of archives sees `limit` entries, also where some were removed.
    let mut loose = loose.into_iter().peekable();
    let current = entries.iter().enumerate().filter(|(at, _)| {
        let is_loose = loose.next_if_eq(at).is_some();
        is_loose || *at < limit
    });
    Divided {
        current: current.map(|(_, entry)| *entry).collect(),
        parts,
        first_new: (next > first_new).then_some(first_new),
    }
}

/// Divides entries into the feed itself and further pages, each of `limit` but the last; the first of
/// these has the number 2.
pub fn paged<'a>(entries: &[&'a Entry], limit: usize) -> Divided<'a> {
    let mut pages = entries.chunks(limit.max(1)).map(<[&Entry]>::to_vec);
    Divided {
        current: pages.next().unwrap_or_default(),
        parts: (2..).zip(pages).collect(),
        first_new: None,
    }
}
