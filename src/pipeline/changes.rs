//! What the subscribers of a feed notice between two states of it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::path::PathBuf;

use chrono::TimeDelta;

use super::{FeedReport, Known};
use crate::config::FeedConfig;
use crate::date::rfc3339;
use crate::emit;
use crate::entry::Entry;
use crate::error::Error;
use crate::feed::{Feed, FeedEntry, FeedFormat};
use crate::ledger::{Line, State, title_print};
use crate::subscribed::{self, Item, page};

/// Gives what subscribers of a feed have, with the name of the file; `None` where there is nothing yet.
pub type Before<'a> = dyn Fn(&FeedConfig) -> Result<Option<(PathBuf, Vec<u8>)>, Error> + Sync + 'a;

/// What the subscribers of one feed notice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// How many entries they have; absent where the feed is new or the same.
    pub before: Option<usize>,
    /// In the order of the feed, what is gone last.
    pub list: Vec<Change>,
}

/// A file, and the line in it where it holds several articles; else 0.
pub type FilePlace = (PathBuf, u32);

/// One thing that they notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What kind of thing.
    pub what: What,
    /// The entry's title.
    pub title: String,
    /// Its guid as the feed has it.
    pub guid: String,
    /// The file of the article; absent where it is gone.
    pub file: Option<FilePlace>,
    /// What is otherwise, one clause.
    pub why: String,
}

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// An old article has another guid: it looks new.
    OtherGuid,
    /// An old article that the feed did not show: it looks new.
    Returned,
    /// A new article.
    New,
    /// An article says something else.
    Updated,
    /// An article has another date of publication.
    Redated,
    /// An article stands in another place of the order.
    Moved,
    /// An article was removed.
    Gone,
    /// An article is older than the feed reaches.
    Left,
}

impl What {
    /// Every kind, in the order of reports.
    pub const ALL: [What; 8] = [
        What::OtherGuid,
        What::Returned,
        What::New,
        What::Updated,
        What::Redated,
        What::Moved,
        What::Gone,
        What::Left,
    ];

    /// Whether readers show an old article as new.
    pub fn looks_new(self) -> bool {
        matches!(self, What::OtherGuid | What::Returned)
    }

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            What::OtherGuid => "changed guid",
            What::Returned => "looks new",
            What::New => "new",
            What::Updated => "updated",
            What::Redated => "changed date",
            What::Moved => "moved",
            What::Gone => "gone",
            What::Left => "past the end",
        }
    }
}

/// How many articles subscribers notice, each counted once however many feeds show it. `Display` is
/// the sentence that says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// New articles.
    pub new: usize,
    /// Articles that say something else.
    pub updated: usize,
    /// Old articles that look new.
    pub looks_new: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = if self.looks_new == 1 { "" } else { "s" };
        write!(
            f,
            "{} new, {} updated; {} old article{s} will look new",
            self.new, self.updated, self.looks_new
        )
    }
}

/// Counts what the subscribers of all feeds notice.
pub fn tally(feeds: &[FeedReport]) -> Tally {
    // Formats may write the guid of one article otherwise; its file is one.
    type Key<'a> = (Option<&'a FilePlace>, &'a str);
    let mut articles: BTreeMap<Key<'_>, HashSet<What>> = BTreeMap::new();
    for change in feeds.iter().flat_map(|feed| &feed.changes.list) {
        let guid = match change.file {
            Some(_) => "",
            None => &change.guid,
        };
        let key = (change.file.as_ref(), guid);
        articles.entry(key).or_default().insert(change.what);
    }
    let mut tally = Tally::default();
    for kinds in articles.values() {
        if kinds.iter().any(|what| what.looks_new()) {
            tally.looks_new += 1;
        } else if kinds.contains(&What::New) {
            tally.new += 1;
        } else if kinds.contains(&What::Updated) {
            tally.updated += 1;
        }
    }
    tally
}

/// Compares what subscribers have with the bytes of a feed. Where the feed is new, the ledger says
/// what they know.
pub(super) fn changes(
    before: Option<&subscribed::Feed>,
    after: &[u8],
    feed: &Feed<'_>,
    total: usize,
    known: Option<&Known>,
) -> Changes {
    let Some(before) = before else {
        return Changes {
            before: None,
            list: new_feed(feed, known),
        };
    };
    // What was just written can be read.
    let Ok((after, _)) = subscribed::read(after) else {
        return Changes::default();
    };
    let shown: HashMap<String, &FeedEntry<'_>> = feed
        .entries
        .iter()
        .map(|shown| (emit::guid_in(feed, &shown.entry.guid), shown))
        .collect();
    let comparison = Comparison { shown, known };
    Changes {
        before: Some(before.items.len()),
        list: comparison.with(before, &after, total > feed.entries.len()),
    }
}

/// Where there was no such feed, everything is new but what the ledger has under the same guid. Told
/// from the entries: they need not be read again from what was just written.
fn new_feed(feed: &Feed<'_>, known: Option<&Known>) -> Vec<Change> {
    let of = |shown: &FeedEntry<'_>| {
        let entry = shown.entry;
        let change = |what, why: String| Change {
            what,
            title: entry.title.to_string(),
            guid: emit::guid_in(feed, &entry.guid),
            file: Some((entry.file.path(), entry.place_in_file.line())),
            why,
        };
        let line = known.and_then(|known| known.line(entry));
        let Some(line) = line.filter(|_| !entry.announced) else {
            let why = if line.is_some() { ANNOUNCED } else { "" };
            return Some(change(What::New, why.to_owned()));
        };
        if entry.guid != line.guid {
            return Some(change(What::OtherGuid, known_as(&line.guid)));
        }
        // RSS says when an entry changed only where that is not when it was published.
        let told = feed.format != FeedFormat::Rss || shown.updated != entry.published.instant;
        let changed = told && shown.updated.timestamp() > line.updated.timestamp();
        changed.then(|| change(What::Updated, "date of change".to_owned()))
    };
    feed.entries.iter().filter_map(of).collect()
}

struct Comparison<'a> {
    shown: HashMap<String, &'a FeedEntry<'a>>,
    known: Option<&'a Known>,
}

impl Comparison<'_> {
    fn entry(&self, item: &Item) -> Option<&Entry> {
        self.shown.get(&item.guid).map(|shown| shown.entry)
    }

    fn line(&self, entry: &Entry) -> Option<&Line> {
        self.known?.line(entry)
    }

    fn change(&self, what: What, item: &Item, why: impl Into<String>) -> Change {
        Change {
            what,
            title: item.title.clone(),
            guid: item.guid.clone(),
            file: self
                .entry(item)
                .map(|entry| (entry.file.path(), entry.place_in_file.line())),
            why: why.into(),
        }
    }

    fn with(&self, before: &subscribed::Feed, after: &subscribed::Feed, cut: bool) -> Vec<Change> {
        let old: HashMap<&str, usize> = by(&before.items, |item| Some(&*item.guid));
        let kept: HashSet<&str> = after.items.iter().map(|item| &*item.guid).collect();
        let missing = |item: &&Item| !kept.contains(&*item.guid);
        // Of what is no longer there under its guid: by page, and by title and date.
        let lost: Vec<&Item> = before.items.iter().filter(missing).collect();
        let by_page: HashMap<String, usize> = by(&lost, |item| item.link.as_deref().map(page));
        let mut by_title: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, item) in lost.iter().enumerate() {
            let same = by_title.entry(title_print(&item.title)).or_default();
            if !item.title.is_empty() && same.len() < MAX_SAME {
                same.push(at);
            }
        }
        let mut renamed = HashSet::new();
        let newest = before.items.iter().filter_map(Item::dated).max();
        let oldest = before.items.iter().filter_map(Item::dated).min();
        let is_longer = after.items.len() > before.items.len();

        let mut list = Vec::new();
        let mut places = Vec::new();
        for item in &after.items {
            if let Some(&place) = old.get(&*item.guid) {
                places.push((place, item));
                self.compare(&before.items[place], item, &mut list);
                continue;
            }
            let newer = newest.is_none_or(|newest| item.dated().is_none_or(|at| at > newest));
            let twin = item
                .link
                .as_deref()
                .and_then(|link| by_page.get(&page(link)));
            let twin = twin.copied().or_else(|| {
                let mut same = by_title.get(&title_print(&item.title))?.iter().copied();
                same.find(|twin| {
                    let apart = item.dated().zip(lost[*twin].dated());
                    let apart = apart.map(|(a, b)| (a - b).abs());
                    // Another generator may have taken the day alone, in another zone.
                    let is_near = apart.is_some_and(|apart| {
                        apart.is_zero() || !newer && apart <= TimeDelta::hours(48)
                    });
                    is_near && !renamed.contains(twin)
                })
            });
            let twin = twin.filter(|twin| renamed.insert(*twin));
            let entry = self.entry(item);
            if entry.is_some_and(|entry| entry.announced) {
                list.push(self.change(What::New, item, ANNOUNCED));
                continue;
            }
            if let Some(twin) = twin {
                list.push(self.change(What::OtherGuid, item, known_as(&lost[twin].guid)));
                continue;
            }
            let line = entry.and_then(|entry| self.line(entry));
            let known_to_all = match (line, self.known) {
                (Some(line), _) => !line.is_live() || !newer,
                (None, Some(_)) => false,
                (None, None) => !newer,
            };
            if !known_to_all {
                list.push(self.change(What::New, item, ""));
                continue;
            }
            if let Some(line) = line
                && entry.is_some_and(|entry| entry.guid != line.guid)
            {
                list.push(self.change(What::OtherGuid, item, known_as(&line.guid)));
                continue;
            }
            let is_older = oldest
                .zip(item.dated())
                .is_some_and(|(oldest, at)| at < oldest);
            let why = match line.map(|line| line.state) {
                Some(State::Gone(since)) => {
                    format!(
                        "it was gone since {} and is back",
                        rfc3339(&since.fixed_offset())
                    )
                }
                _ if is_older && is_longer => format!(
                    "the feed reaches further back: {} entries, {} before",
                    after.items.len(),
                    before.items.len()
                ),
                _ if is_older => "others left the feed, which reaches further back now".to_owned(),
                _ => "it is older than the newest entry, and the feed did not show it".to_owned(),
            };
            list.push(self.change(What::Returned, item, why));
        }
        for item in out_of_order(&places) {
            list.push(self.change(What::Moved, item, "another place in the order"));
        }
        let end = after.items.iter().filter_map(Item::dated).min();
        for (at, item) in lost.iter().enumerate() {
            if renamed.contains(&at) {
                continue;
            }
            let past = cut && item.dated().zip(end).is_some_and(|(at, end)| at <= end);
            list.push(if past {
                self.change(What::Left, item, "older than the feed reaches")
            } else {
                self.change(What::Gone, item, "no article has its guid any more")
            });
        }
        list
    }

    /// Two states of one entry.
    fn compare(&self, old: &Item, new: &Item, list: &mut Vec<Change>) {
        let mut what = Vec::new();
        if old.title != new.title {
            what.push("title");
        }
        if !same_words(&old.content, &new.content) || !same_words(&old.summary, &new.summary) {
            what.push("text");
        }
        if old.link != new.link {
            what.push("address");
        }
        // Where RSS has no date of change, it is that of publication.
        let updated = |item: &Item| item.updated.or(item.published);
        if updated(old) != updated(new) && new.updated.is_some_and(|at| Some(at) > updated(old)) {
            what.push("date of change");
        }
        if !what.is_empty() {
            list.push(self.change(What::Updated, new, what.join(", ")));
        }
        if let (Some(was), Some(is)) = (old.published, new.published)
            && was != is
        {
            let why = format!("{}, {} before", rfc3339(&is), rfc3339(&was));
            list.push(self.change(What::Redated, new, why));
        }
    }
}

/// So many entries under one title are looked at.
const MAX_SAME: usize = 20;

const ANNOUNCED: &str = "announced again, as the article asks";

fn known_as(guid: &str) -> String {
    format!("subscribers know it as {guid}")
}

/// The first of a list by what is asked of each.
fn by<'a, T, K: std::hash::Hash + Eq>(
    list: &'a [T],
    key: impl Fn(&'a T) -> Option<K>,
) -> HashMap<K, usize> {
    let mut found = HashMap::with_capacity(list.len());
    for (at, one) in list.iter().enumerate() {
        if let Some(key) = key(one) {
            found.entry(key).or_insert(at);
        }
    }
    found
}

fn same_words(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

/// The fewest entries without which the others stand in the order that they had: all but a longest
/// rising run of places.
fn out_of_order<'a>(places: &[(usize, &'a Item)]) -> Vec<&'a Item> {
    // The least end of a run of each length, and what comes before each in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(places.len());
    for (at, (place, _)) in places.iter().enumerate() {
        let length = ends.partition_point(|end| places[*end].0 < *place);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        stays[at] = true;
        next = before[at];
    }
    let moved = places.iter().zip(stays).filter(|(_, stays)| !stays);
    moved.map(|((_, item), _)| *item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_is_the_fewest() {
        let item = |guid: &str| Item {
            guid: guid.into(),
            ..Item::default()
        };
        let items: Vec<Item> = ["a", "b", "c", "d"].map(item).into();
        let order = |places: &[usize]| -> Vec<String> {
            let places: Vec<(usize, &Item)> = places.iter().map(|at| (*at, &items[*at])).collect();
            let moved = out_of_order(&places);
            moved.iter().map(|item| item.guid.clone()).collect()
        };
        assert_eq!(order(&[0, 1, 2, 3]), Vec::<String>::new());
        assert_eq!(order(&[3, 0, 1, 2]), ["d"]);
        assert_eq!(order(&[1, 2, 0, 3]), ["a"]);
        assert_eq!(order(&[]), Vec::<String>::new());
    }
}
