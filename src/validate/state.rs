//! What the pass remembers of a feed beside the open elements: its identifiers, and facts about the
//! feed and the present entry that rules compare.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::place::Mark;

/// Facts so far.
#[derive(Default)]
pub(super) struct State {
    /// The outermost element.
    pub(super) root: Option<Mark>,
    /// Identifiers of the entries by hash, and the line of the first with each.
    ids: HashMap<u64, u32>,
    /// The feed has an author of its own.
    pub(super) feed_author: bool,
    /// Entries without an author so far, while the feed has none.
    pub(super) authorless: Vec<Mark>,
    /// What the present entry or source has shown.
    pub(super) entry: Entry,
}

/// Facts about one entry or item.
#[derive(Default)]
pub(super) struct Entry {
    pub(super) id: Option<(String, Mark)>,
    pub(super) alternate: bool,
    /// Type and language of the alternate links.
    pub(super) alternates: Vec<(String, String)>,
}

impl State {
    /// Remembers an identifier; the line where the same one stood before.
    pub(super) fn repeat(&mut self, id: &str, line: u32) -> Option<u32> {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        match self.ids.entry(hasher.finish()) {
            Slot::Occupied(slot) => Some(*slot.get()),
            Slot::Vacant(slot) => {
                slot.insert(line);
                None
            }
        }
    }
}
