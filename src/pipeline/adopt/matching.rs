//! Which article each entry of an old feed is. Nothing is decided between two that are equally near.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::TimeDelta;
use url::Url;

use super::texts::Texts;
use crate::entry::Entry;
use crate::ledger::title_print;
use crate::subscribed::{Item, page};

/// More articles than this are not all read to find the one that a text is of, but those alone that
/// were published at about the same time.
const MAX_READ: usize = 2_000;

/// Of more pairs under one title, address or instant, those alone are looked at that lie near in time;
/// where these are more than a hundred times as many, none, and all are unsure.
const MAX_PAIRS: usize = 10_000;

/// A day in seconds.
const DAY: i64 = 86_400;

/// Of the sixteen parts of two sketches, how many are equal where most of the text is.
pub(super) const MOST_OF_THE_TEXT: usize = 8;

/// As many where texts have more than chance in common.
const SOME_OF_THE_TEXT: usize = 3;

/// Dates of one article lie no further apart, whatever zone was taken for them.
const NEAR: TimeDelta = TimeDelta::hours(48);

/// What told the article of an entry, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The title is the same, and nothing else: that is not enough.
    Title,
    /// Most of the text is the same, or some of it under the same title or instant.
    Text,
    /// Title and day are the same.
    TitleAndDay,
    /// Title and instant are the same.
    TitleAndInstant,
    /// The page has the same address.
    Address,
    /// The guid is the same.
    Guid,
}

impl Evidence {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Evidence::Title => "title",
            Evidence::Text => "text",
            Evidence::TitleAndDay | Evidence::TitleAndInstant => "title and date",
            Evidence::Address => "address",
            Evidence::Guid => "guid",
        }
    }
}

/// The article of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// None of the folder.
    None,
    /// This one.
    Article(usize, Evidence),
    /// One of these, nearest first.
    Unsure(Vec<usize>),
}

/// How near an entry and an article are; the larger, the nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Nearness {
    evidence: Evidence,
    same_instant: bool,
    near: bool,
    same_title: bool,
    /// 0 where texts have nothing in common or were not read, 1 for some of it, 2 for most.
    alike: u8,
}

struct Search<'a> {
    items: &'a [&'a Item],
    entries: &'a [&'a Entry],
    item_titles: Vec<Option<u64>>,
    entry_titles: Vec<u64>,
    found: Vec<Option<Found>>,
    taken: HashSet<usize>,
    /// Pairs that share an address.
    pages: HashSet<(usize, usize)>,
}

/// Finds the article of each entry. `read` gives the words of an article.
pub(super) fn find(
    items: &[&Item],
    entries: &[&Entry],
    site: &Url,
    home: Option<&str>,
    read: &(dyn Fn(&Entry) -> Option<String> + Sync),
) -> Vec<Found> {
    let mut search = Search {
        item_titles: items
            .iter()
            .map(|item| (!item.title.is_empty()).then(|| title_print(&item.title)))
            .collect(),
        entry_titles: entries
            .iter()
            .map(|entry| title_print(&entry.title))
            .collect(),
        found: vec![None; items.len()],
        taken: HashSet::new(),
        pages: HashSet::new(),
        items,
        entries,
    };
    search.by_guid();
    search.by_page(site, home);
    let none = Texts::default();
    let paged: Vec<(usize, usize)> = search.pages.iter().copied().collect();
    let pairs = search.pairs(paged.iter().copied(), &none);
    search.settle(&pairs, false);
    let mut near = search.by(
        |search, item| search.item_titles[item],
        |search, entry| search.entry_titles[entry],
        true,
    );
    near.extend(paged);
    // What is clear without a look at the texts.
    let pairs = search.pairs(near.iter().copied(), &none);
    search.settle(&pairs, false);
    // The others by their texts too.
    near.extend(search.by(
        |search, item| Some(search.items[item].dated()?.timestamp()),
        |search, entry| search.entries[entry].published.instant.timestamp(),
        false,
    ));
    let texts = search.read(&near, read);
    let pairs = search.pairs(near.into_iter().chain(texts.pairs()), &texts);
    search.settle(&pairs, true);
    let found = search.found.into_iter();
    found.map(|found| found.unwrap_or(Found::None)).collect()
}

impl Search<'_> {
    fn is_open(&self, item: usize) -> bool {
        self.found[item].is_none()
    }

    fn take(&mut self, item: usize, entry: usize, evidence: Evidence) {
        self.found[item] = Some(Found::Article(entry, evidence));
        self.taken.insert(entry);
    }

    fn by_guid(&mut self) {
        let by_guid: HashMap<&str, usize> = self
            .entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (&*entry.guid, at))
            .collect();
        for item in 0..self.items.len() {
            if let Some(&entry) = by_guid.get(&*self.items[item].guid)
                && !self.taken.contains(&entry)
            {
                self.take(item, entry, Evidence::Guid);
            }
        }
    }

    /// Pairs of entries and articles under the same address.
    fn by_page(&mut self, site: &Url, home: Option<&str>) {
        let hosts = hosts(self.items, site, home);
        let mut items: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, item) in self.items.iter().enumerate() {
            if !self.is_open(at) {
                continue;
            }
            // Links to pages elsewhere say nothing of the articles here.
            let guid = (item.is_permalink || item.guid.contains("://")).then_some(&item.guid);
            let mut pages: Vec<String> = [item.link.as_ref(), guid]
                .into_iter()
                .flatten()
                .filter(|address| host(address).is_none_or(|host| hosts.contains(host)))
                .map(|address| page(address))
                // The front page is no article's.
                .filter(|page| !page.is_empty())
                .collect();
            pages.dedup();
            for page in pages {
                items.entry(page).or_default().push(at);
            }
        }
        let mut entries: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate() {
            if self.taken.contains(&at) {
                continue;
            }
            let mut pages: Vec<String> = std::iter::once(&*entry.permalink)
                .chain(entry.aliases.iter().map(|alias| &**alias))
                .map(page)
                .collect();
            pages.sort_unstable();
            pages.dedup();
            for page in pages {
                entries.entry(page).or_default().push(at);
            }
        }
        let pairs = self.meet(&items, &entries, true);
        self.pages.extend(pairs);
    }

    /// Pairs of entries and articles under the same title, or whatever `of_item` and `of_entry` say.
    fn by<K: Ord>(
        &mut self,
        of_item: impl Fn(&Self, usize) -> Option<K>,
        of_entry: impl Fn(&Self, usize) -> K,
        tells: bool,
    ) -> Vec<(usize, usize)> {
        let mut items: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for at in (0..self.items.len()).filter(|at| self.is_open(*at)) {
            if let Some(key) = of_item(self, at) {
                items.entry(key).or_default().push(at);
            }
        }
        let mut entries: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for at in (0..self.entries.len()).filter(|at| !self.taken.contains(at)) {
            entries.entry(of_entry(self, at)).or_default().push(at);
        }
        self.meet(&items, &entries, tells)
    }

    /// Every pair under one key; of very many, those that lie near in time. Where the key `tells` that
    /// they belong together, the others are unsure.
    fn meet<K: Ord>(
        &mut self,
        items: &BTreeMap<K, Vec<usize>>,
        entries: &BTreeMap<K, Vec<usize>>,
        tells: bool,
    ) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (key, items) in items {
            let Some(entries) = entries.get(key) else {
                continue;
            };
            let all = items.len() * entries.len();
            if all <= MAX_PAIRS {
                for item in items {
                    pairs.extend(entries.iter().map(|entry| (*item, *entry)));
                }
                continue;
            }
            match self.near(items, entries) {
                Some(near) => pairs.extend(near),
                None if !tells => {}
                None => {
                    for item in items {
                        let some = entries.iter().take(5).copied();
                        self.found[*item] = Some(Found::Unsure(some.collect()));
                    }
                    self.taken.extend(entries);
                }
            }
        }
        pairs
    }

    /// The pairs within two days; `None` where even these are too many.
    fn near(&self, items: &[usize], entries: &[usize]) -> Option<Vec<(usize, usize)>> {
        let mut days: HashMap<i64, Vec<usize>> = HashMap::new();
        for entry in entries {
            let published = self.entries[*entry].published.instant;
            days.entry(published.timestamp().div_euclid(DAY))
                .or_default()
                .push(*entry);
        }
        let mut pairs = Vec::new();
        for item in items {
            let Some(dated) = self.items[*item].dated() else {
                continue;
            };
            let day = dated.timestamp().div_euclid(DAY);
            let same = (day - 2..=day + 2)
                .filter_map(|day| days.get(&day))
                .flatten();
            pairs.extend(same.map(|entry| (*item, *entry)));
            if pairs.len() > 100 * MAX_PAIRS {
                return None;
            }
        }
        Some(pairs)
    }

    /// The pairs that are open, nearest first.
    fn pairs(
        &self,
        pairs: impl Iterator<Item = (usize, usize)>,
        texts: &Texts,
    ) -> Vec<(Nearness, usize, usize)> {
        let mut near: Vec<(Nearness, usize, usize)> = pairs
            .filter(|(item, entry)| self.is_open(*item) && !self.taken.contains(entry))
            .filter_map(|(item, entry)| Some((self.nearness(item, entry, texts)?, item, entry)))
            .collect();
        near.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        near.dedup();
        near
    }

    fn nearness(&self, at: usize, other: usize, texts: &Texts) -> Option<Nearness> {
        let (item, entry) = (self.items[at], self.entries[other]);
        let same_title = self.item_titles[at] == Some(self.entry_titles[other]);
        let apart = item
            .dated()
            .map(|dated| (dated - entry.published.instant).abs());
        let same_instant = apart.is_some_and(|apart| apart.is_zero());
        let near = apart.is_some_and(|apart| apart <= NEAR);
        let alike = match texts.alike(at, other) {
            alike if alike >= MOST_OF_THE_TEXT => 2,
            alike if alike >= SOME_OF_THE_TEXT => 1,
            _ => 0,
        };
        let evidence = if self.pages.contains(&(at, other)) {
            Evidence::Address
        } else if same_title && same_instant {
            Evidence::TitleAndInstant
        } else if same_title && near {
            Evidence::TitleAndDay
        } else if alike == 2 || (same_title || same_instant) && alike == 1 {
            Evidence::Text
        } else if same_title {
            Evidence::Title
        } else {
            return None;
        };
        Some(Nearness {
            evidence,
            same_instant,
            near,
            same_title,
            alike,
        })
    }

    /// Takes the nearest pairs first. Of several that are equally near and want the same, none: they
    /// are left, or unsure where this is the `last` look.
    fn settle(&mut self, pairs: &[(Nearness, usize, usize)], last: bool) {
        let mut blocked: HashSet<usize> = HashSet::new();
        let mut blocked_entries: HashSet<usize> = HashSet::new();
        for group in pairs.chunk_by(|a, b| a.0 == b.0) {
            let evidence = group[0].0.evidence;
            let open: Vec<(usize, usize)> = group
                .iter()
                .map(|(_, item, entry)| (*item, *entry))
                .filter(|(item, entry)| {
                    self.is_open(*item)
                        && !blocked.contains(item)
                        && !self.taken.contains(entry)
                        && !blocked_entries.contains(entry)
                })
                .collect();
            let mut of_item: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            let mut of_entry: HashMap<usize, usize> = HashMap::new();
            for &(item, entry) in &open {
                of_item.entry(item).or_default().push(entry);
                *of_entry.entry(entry).or_default() += 1;
            }
            for (item, entries) in of_item {
                let alone = entries.len() == 1 && of_entry[&entries[0]] == 1;
                if alone && evidence > Evidence::Title {
                    self.take(item, entries[0], evidence);
                    continue;
                }
                blocked.insert(item);
                blocked_entries.extend(&entries);
                if last {
                    self.found[item] = Some(Found::Unsure(entries));
                }
            }
        }
        if last {
            self.taken.extend(blocked_entries);
        }
    }

    /// The texts of what is open.
    fn read(
        &self,
        pairs: &[(usize, usize)],
        read: &(dyn Fn(&Entry) -> Option<String> + Sync),
    ) -> Texts {
        let items: Vec<usize> = (0..self.items.len())
            .filter(|item| self.is_open(*item) && !self.items[*item].text().is_empty())
            .collect();
        let mut entries: Vec<usize> = (0..self.entries.len())
            .filter(|entry| !self.taken.contains(entry))
            .collect();
        if items.is_empty() || entries.is_empty() {
            return Texts::default();
        }
        if entries.len() > MAX_READ {
            let days: HashSet<i64> = items
                .iter()
                .filter_map(|item| self.items[*item].dated())
                .map(|dated| dated.timestamp().div_euclid(DAY))
                .flat_map(|day| day - 2..=day + 2)
                .collect();
            let paired: HashSet<usize> = pairs.iter().map(|(_, entry)| *entry).collect();
            entries.retain(|entry| {
                let published = self.entries[*entry].published.instant;
                paired.contains(entry) || days.contains(&published.timestamp().div_euclid(DAY))
            });
            entries.truncate(MAX_READ);
        }
        Texts::read(self.items, &items, self.entries, &entries, read)
    }
}

fn host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// The hosts that pages of the old site had: that of its front page, that of this site, and the one
/// of most links.
fn hosts(items: &[&Item], site: &Url, home: Option<&str>) -> HashSet<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        if let Some(host) = item.link.as_deref().and_then(host) {
            *counts.entry(host).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    [
        host(site.as_str()),
        home.and_then(host),
        most.map(|(host, _)| host),
    ]
    .into_iter()
    .flatten()
    .map(str::to_owned)
    .collect()
}
