//! What the pass remembers of a feed beside the open elements: its identifiers, and facts about the
//! feed and the present entry that rules compare.

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::calendar::Seconds;
use super::place::Mark;

/// Facts so far.
#[derive(Default)]
pub(super) struct State {
    /// The outermost element.
    pub(super) root: Option<Mark>,
    /// It is that of another kind of document.
    pub(super) is_foreign: bool,
    /// Identifiers of the entries by hash, and the line of the first with each.
    ids: HashMap<u64, u32>,
    /// Lines of the first versions of entries that stand more than once.
    pub(super) versions: HashSet<u32>,
    /// Entries of an Atom feed, and how many identifiers they have.
    pub(super) entries: usize,
    pub(super) distinct: usize,
    /// Entries without an author so far, while the feed has none.
    pub(super) authorless: Vec<Mark>,
    /// What the present entry has shown.
    pub(super) entry: Entry,
    /// Links of the feed.
    pub(super) links: Vec<Link>,
    /// Type and language of alternate links.
    pub(super) feed_alternates: Vec<(String, String)>,
    pub(super) source_alternates: Vec<(String, String)>,
    /// Elements of the channel behind its items were reported.
    pub(super) disordered: bool,
    /// Title and link of the channel and of its image.
    pub(super) channel: Named,
    pub(super) image: Option<(Named, Mark)>,
    /// Days or hours to skip, one bit each.
    pub(super) skipped: u32,
    /// Enclosures of the present item.
    pub(super) enclosures: u32,
    /// What shows that the feed is a podcast.
    pub(super) podcast: Podcast,
}

/// Facts about one entry or item.
#[derive(Default)]
pub(super) struct Entry {
    pub(super) id: Option<(String, Mark)>,
    pub(super) updated: Option<Seconds>,
    pub(super) alternate: bool,
    pub(super) alternates: Vec<(String, String)>,
    pub(super) source_author: bool,
    /// Its content is remote or binary.
    pub(super) needs_summary: bool,
}

/// A link of the feed.
pub(super) struct Link {
    pub(super) rel: String,
    pub(super) href: String,
    pub(super) mark: Mark,
}

/// Title and link.
#[derive(Default)]
pub(super) struct Named {
    pub(super) title: Option<(String, Mark)>,
    pub(super) link: Option<(String, Mark)>,
}

/// Facts about a podcast.
#[derive(Default)]
pub(super) struct Podcast {
    /// An `itunes` element stood in it.
    pub(super) itunes: bool,
    /// An item has an enclosure.
    pub(super) enclosure: bool,
    /// The category around a subcategory, as an index into the table of categories.
    pub(super) category: Option<usize>,
    /// Splits of the value block, in per cent or shares.
    pub(super) recipients: u32,
    /// Alternatives of the media group.
    pub(super) alternatives: u32,
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

    /// Whether the feed has a link of this relation.
    pub(super) fn feed_link(&self, rel: &str) -> bool {
        self.links.iter().any(|link| link.rel == rel)
    }
}
