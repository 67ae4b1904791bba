//! Which entries each feed shows, told in one pass: an entry finds its feeds by its values, so that
//! 10,000 feeds of tags cost what they show and not a pass each.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::filter::Filter;
use super::slug::slug;
use super::values::Kind;
use crate::config::{By, FeedConfig, Outputs, Parts, Site};
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::feed::History;

/// Values that have feeds: by the pattern of their paths up to the value (`tags/:slug`), then by slug,
/// as people write them.
pub type Values = BTreeMap<Box<str>, BTreeMap<Box<str>, Box<str>>>;

/// What a feed shows of the catalogue.
#[derive(Clone, Debug)]
pub struct Window<'a> {
    /// The feed: one of the configuration, or one made from a line of it.
    pub feed: Cow<'a, FeedConfig>,
    /// Its line: a place in `site.feeds`.
    pub line: usize,
    /// Which of the many feeds of its line it is; `None` where it is the only one.
    pub group: Option<Group>,
    /// Its entries, newest first.
    pub shown: Vec<&'a Entry>,
    /// How many there are without its limit.
    pub total: usize,
    /// Where the others are.
    pub history: History,
    /// What this is a part of, where it is not the feed itself.
    pub part: Option<PartOf>,
}

/// The feed that a file beside it is a part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOf {
    /// The path of the feed.
    pub path: Box<str>,
    /// The title of the part.
    pub title: String,
}

/// A value that a feed is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What articles are told apart by.
    pub by: By,
    /// The value in addresses; no two values of one kind have the same.
    pub value: String,
    /// The value as people write it.
    pub label: String,
    /// The pattern of the paths of all feeds that the line makes of `by`, with `:slug` for the value.
    pub pattern: Arc<str>,
}

impl Group {
    /// The pattern up to the value, which feeds of several formats share.
    pub fn key(&self) -> &str {
        key(&self.pattern)
    }

    /// All feeds of the pattern as one name: `tags/*/feed.xml`.
    pub fn name(&self) -> String {
        self.pattern.replace(":slug", "*")
    }
}

fn key(pattern: &str) -> &str {
    let end = pattern.find(":slug").map(|at| at + ":slug".len());
    &pattern[..end.unwrap_or(pattern.len())]
}

impl Window<'_> {
    /// A feed without entries.
    pub fn empty(feed: FeedConfig) -> Self {
        Window {
            feed: Cow::Owned(feed),
            line: 0,
            group: None,
            shown: Vec::new(),
            total: 0,
            history: History::default(),
            part: None,
        }
    }
}

/// Where an entry stands: in the feed of a line, or in that of a value.
pub type Place = (usize, Option<(By, String)>);

/// The values of entries, of each kind that some feed asks for.
#[derive(Debug, Default)]
pub(super) struct Kinds<'a>(BTreeMap<By, Kind<'a>>);

impl<'a> Kinds<'a> {
    pub(super) fn get_or_add(&mut self, by: By) -> &mut Kind<'a> {
        self.0.entry(by).or_default()
    }

    fn read(&mut self, entry: &'a Entry, language: Option<&'a str>) {
        for (by, kind) in &mut self.0 {
            kind.read(*by, entry, language);
        }
    }

    /// The values of the entry that was read last.
    pub(super) fn own(&self, by: By) -> &[u32] {
        self.0.get(&by).map_or(&[], Kind::own)
    }
}

/// Takes entries, newest first, and tells which feeds show them.
pub struct Selector<'a> {
    site: &'a Site,
    kinds: Kinds<'a>,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    feed: &'a FeedConfig,
    filter: Filter<'a>,
    /// Entries that were published before are too old.
    oldest: Option<DateTime<Utc>>,
    /// What it shows, where it is one feed.
    all: Bucket<'a>,
    /// What it shows, where it is many.
    fans: Vec<Fan<'a>>,
}

/// The feeds of one line and one kind of values.
struct Fan<'a> {
    by: By,
    /// The place of each value in `buckets`.
    places: HashMap<u32, usize>,
    buckets: Vec<(u32, Bucket<'a>)>,
}

#[derive(Default)]
struct Bucket<'a> {
    shown: Vec<&'a Entry>,
    total: usize,
}

impl<'a> Bucket<'a> {
    fn push(&mut self, entry: &'a Entry, limit: usize, too_old: bool) {
        self.total += 1;
        if !too_old && (limit == 0 || self.shown.len() < limit) {
            self.shown.push(entry);
        }
    }
}

impl<'a> Selector<'a> {
    /// For the feeds of a site at an instant.
    pub fn new(site: &'a Site, now: DateTime<Utc>) -> Self {
        let mut kinds = Kinds::default();
        let lines = site
            .feeds
            .iter()
            .map(|feed| Line {
                feed,
                filter: Filter::new(&feed.filter, &mut kinds),
                oldest: oldest(feed, now),
                all: Bucket::default(),
                fans: feed
                    .by
                    .iter()
                    .map(|by| {
                        kinds.get_or_add(*by);
                        Fan {
                            by: *by,
                            places: HashMap::new(),
                            buckets: Vec::new(),
                        }
                    })
                    .collect(),
            })
            .collect();
        Selector { site, kinds, lines }
    }

    /// Adds an entry that readers may see; it is older than those before.
    pub fn add(&mut self, entry: &'a Entry) {
        let language = self.site.language.as_deref();
        self.kinds.read(entry, language);
        for line in &mut self.lines {
            let is_episode = !line.feed.podcast || entry.medium().is_some();
            if !is_episode || !line.filter.takes(entry, &self.kinds, language) {
                continue;
            }
            let limit = line.feed.reach().unwrap_or(0);
            let published = entry.published.instant.to_utc();
            let too_old = line.oldest.is_some_and(|oldest| published <= oldest);
            if line.feed.by.is_empty() {
                line.all.push(entry, limit, too_old);
            }
            for fan in &mut line.fans {
                for value in self.kinds.own(fan.by) {
                    let place = *fan.places.entry(*value).or_insert_with(|| {
                        fan.buckets.push((*value, Bucket::default()));
                        fan.buckets.len() - 1
                    });
                    fan.buckets[place].1.push(entry, limit, too_old);
                }
            }
        }
    }

    /// The feeds that take an entry at an instant, were they without end.
    pub fn places(&mut self, entry: &'a Entry, at: DateTime<Utc>) -> Vec<Place> {
        let language = self.site.language.as_deref();
        self.kinds.read(entry, language);
        let mut places = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            let too_old =
                oldest(line.feed, at).is_some_and(|oldest| entry.published.instant <= oldest);
            let is_episode = !line.feed.podcast || entry.medium().is_some();
            if too_old || !is_episode || !line.filter.takes(entry, &self.kinds, language) {
                continue;
            }
            if line.feed.by.is_empty() {
                places.push((number, None));
            }
            for fan in &line.fans {
                if let Some(kind) = self.kinds.0.get(&fan.by) {
                    let slugs = kind.own().iter().map(|value| kind.slug(*value).to_owned());
                    places.extend(slugs.map(|slug| (number, Some((fan.by, slug)))));
                }
            }
        }
        places
    }

    /// What each feed shows.
    pub fn windows(self, had: &Values) -> Vec<Window<'a>> {
        let labels: BTreeMap<By, Vec<&str>> = self
            .kinds
            .0
            .iter()
            .map(|(by, kind)| (*by, kind.labels()))
            .collect();
        let mut windows = Vec::new();
        for (number, line) in self.lines.into_iter().enumerate() {
            if line.feed.by.is_empty() {
                windows.push(Window {
                    feed: Cow::Borrowed(line.feed),
                    line: number,
                    group: None,
                    shown: line.all.shown,
                    total: line.all.total,
                    history: History::default(),
                    part: None,
                });
            }
            let template = line.feed.template();
            let listed: BTreeMap<String, &str> = line
                .feed
                .values
                .iter()
                .map(|value| (slug(value), value.as_str()))
                .collect();
            for fan in line.fans {
                let pattern: Arc<str> = line.feed.slug_pattern(fan.by).into();
                let mut found: BTreeMap<&str, (&str, Bucket<'a>)> = BTreeMap::new();
                for (value, bucket) in fan.buckets {
                    let (Some(kind), Some(labels)) =
                        (self.kinds.0.get(&fan.by), labels.get(&fan.by))
                    else {
                        continue;
                    };
                    found.insert(kind.slug(value), (labels[value as usize], bucket));
                }
                let none = BTreeMap::new();
                let had = had.get(key(&pattern)).unwrap_or(&none);
                if line.feed.empty {
                    for (value, label) in had {
                        // What somebody wrote into the ledger must not lead out of the output folder.
                        if slug(value) == **value {
                            found
                                .entry(value)
                                .or_insert_with(|| (&**label, Bucket::default()));
                        }
                    }
                    for (slug, label) in &listed {
                        found
                            .entry(slug)
                            .or_insert_with(|| (*label, Bucket::default()));
                    }
                }
                for (slug, (label, bucket)) in found {
                    let is_listed = listed.get(slug);
                    let lasts = line.feed.empty && (is_listed.is_some() || had.contains_key(slug));
                    let is_wanted = listed.is_empty() || is_listed.is_some();
                    let enough = bucket.total >= line.feed.min_entries && !bucket.shown.is_empty();
                    if !is_wanted || !lasts && !enough {
                        continue;
                    }
                    let label = is_listed.copied().unwrap_or(label);
                    let parts = Parts {
                        by: fan.by,
                        value: label,
                        slug,
                    };
                    let feed = line.feed.of_value(&template, &pattern, parts, self.site);
                    windows.push(Window {
                        feed: Cow::Owned(feed),
                        line: number,
                        group: Some(Group {
                            by: fan.by,
                            value: slug.to_owned(),
                            label: label.to_owned(),
                            pattern: Arc::clone(&pattern),
                        }),
                        shown: bucket.shown,
                        total: bucket.total,
                        history: History::default(),
                        part: None,
                    });
                }
            }
        }
        windows
    }
}

/// The instant before which a feed takes nothing.
fn oldest(feed: &FeedConfig, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let days = TimeDelta::try_days(i64::from(feed.limit_days))?;
    (feed.limit_days > 0)
        .then(|| now.checked_sub_signed(days))
        .flatten()
}

/// Leaves out the feeds whose file is another's: a file of the site goes before all, the feed that a
/// line names before those of values, then the first. The findings name `config_path`.
pub fn part<'a>(
    windows: Vec<Window<'a>>,
    outputs: &Outputs,
    config_path: &Path,
) -> (Vec<Window<'a>>, Vec<Diagnostic>) {
    let mut owners: HashMap<String, Owner> = HashMap::with_capacity(windows.len());
    for (key, path) in outputs.of_site() {
        owners.insert(path.to_owned(), Owner::File(key));
    }
    let named = windows
        .iter()
        .enumerate()
        .filter(|(_, window)| window.group.is_none());
    for (at, window) in named {
        owners
            .entry(window.feed.path.clone())
            .or_insert(Owner::Feed(at));
    }
    let mut findings = Vec::new();
    let mut is_taken = vec![false; windows.len()];
    for (at, window) in windows.iter().enumerate() {
        let owner = *owners
            .entry(window.feed.path.clone())
            .or_insert(Owner::Feed(at));
        let Some(group) = window.group.as_ref().filter(|_| owner != Owner::Feed(at)) else {
            continue;
        };
        is_taken[at] = true;
        let other = match owner {
            Owner::File(key) => format!("`{key}`"),
            Owner::Feed(other) => match &windows[other].group {
                Some(other) => format!("the {} `{}`", other.by.name(), other.label),
                None => format!("`feeds[{}]`", windows[other].line),
            },
        };
        findings.push(
            Diagnostic::error(
                "taken-path",
                format!(
                    "{} would be the feed of the {} `{}`, and is that of {other}; it has none",
                    window.feed.path,
                    group.by.name(),
                    group.label
                ),
            )
            .in_file(config_path)
            .help(
                "give the two lines paths that cannot be the same, such as `tags/:slug/feed.xml`",
            ),
        );
    }
    let kept = windows.into_iter().zip(is_taken);
    let kept = kept.filter(|(_, is_taken)| !is_taken);
    (kept.map(|(window, _)| window).collect(), findings)
}

/// Whose a path of the output is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The key of the configuration that names it.
    File(&'static str),
    /// The place of its window.
    Feed(usize),
}
