//! Which entry is which line of the ledger.
//!
//! Most are told by their path and title alone. What remains is compared by all that is known of
//! it; nothing is decided between two that are equally near.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use rayon::prelude::*;
use url::Url;

use super::{Ledger, Line, Prints, State, title_print};
use crate::article::Place;
use crate::date::Precision;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;

/// Entries without a line whose text is looked at whatever they are called. Of more, those alone that
/// share a title, an instant or an address with a line that no entry has: a ledger of few lines beside
/// a folder of very many files is no reason to read them all.
const MAX_READ: usize = 2_000;

/// Of the sixteen parts of two sketches, how many are equal where most of the text is.
const MOST_OF_THE_TEXT: usize = 8;

/// As many where texts have more than chance in common.
const SOME_OF_THE_TEXT: usize = 3;

/// What came of the comparison.
#[derive(Debug, Default)]
pub struct Assigned {
    /// Entries that several lines claim, or that claim a line together: indices, in order.
    pub unclear: Vec<usize>,
    /// About those.
    pub findings: Vec<Diagnostic>,
    /// The paths of the lines that they may be.
    pub withheld: Vec<String>,
}

/// Finds the line of each entry, and gives it the guid and the first publication that subscribers
/// know. An id of the article's own, and a date of its own, win.
///
/// `read` gives the prints of an entry's text, as written.
pub fn assign(
    ledger: &Ledger,
    entries: &mut [Box<Entry>],
    site: &Url,
    now: DateTime<Utc>,
    read: &(dyn Fn(&Entry) -> Option<Prints> + Sync),
) -> Assigned {
    let mut assigned = Assigned::default();
    if !ledger.lines.is_empty() {
        let found = Search::new(ledger, entries, site).run(read);
        for (entry, line) in entries.iter_mut().zip(&found.line_of) {
            entry.known = line.map(|line| line as u32);
        }
        assigned.findings = found.findings;
        assigned.unclear = found.unclear;
        assigned.withheld = found.withheld;
    }
    let mut taken = Taken {
        ledger,
        known: None,
        given: HashSet::new(),
    };
    // In the order of their files, for two may ask for the guid of a third that is gone.
    let (mut new, known): (Vec<&mut Box<Entry>>, Vec<&mut Box<Entry>>) =
        entries.iter_mut().partition(|entry| entry.known.is_none());
    if !ledger.lines.is_empty() {
        new.sort_by_cached_key(|entry| path_of(entry).into_owned());
    }
    for entry in known.into_iter().chain(new) {
        let line = entry.known.and_then(|line| ledger.lines.get(line as usize));
        if let Some(finding) = identify(entry, line, &mut taken, now) {
            assigned.findings.push(finding);
        }
    }
    assigned
}

/// Guids that must not be given to another article.
struct Taken<'a> {
    ledger: &'a Ledger,
    /// Those of the ledger, once one is asked for.
    known: Option<HashSet<&'a str>>,
    /// Those that this build gave.
    given: HashSet<String>,
}

impl Taken<'_> {
    fn contains(&mut self, guid: &str) -> bool {
        if self.ledger.lines.is_empty() && self.given.is_empty() {
            return false;
        }
        let ledger = self.ledger;
        let known = self.known.get_or_insert_with(|| ledger.guids());
        known.contains(guid) || self.given.contains(guid)
    }
}

/// Gives an entry its lasting guid and its first publication.
fn identify(
    entry: &mut Entry,
    line: Option<&Line>,
    taken: &mut Taken<'_>,
    now: DateTime<Utc>,
) -> Option<Diagnostic> {
    let Some(line) = line else {
        // The guid of another article, which may be long gone, is never handed out again.
        if !entry.own_guid && taken.contains(&entry.guid) {
            entry.guid = next_guid(&entry.guid, taken).into();
        }
        return None;
    };
    let announce = entry.republish && matches!(line.state, State::Live | State::Settled);
    if announce && entry.own_guid && entry.guid == line.guid {
        return Some(
            Diagnostic::warning(
                "lasting-id",
                "`republish` asks to announce the article again, but its id stays the same",
            )
            .in_file(entry.file.path())
            .at(entry.place_in_file.line().max(1), 0)
            .help("change the id of the article, or remove `republish`"),
        );
    }
    if announce {
        if !entry.own_guid {
            entry.guid = next_guid(&line.guid, taken).into();
            taken.given.insert(entry.guid.to_string());
        }
        entry.announced = true;
        entry.published.instant = now.with_timezone(entry.published.instant.offset());
        return None;
    }
    if !entry.own_guid {
        entry.guid = line.guid.clone();
    }
    let announced = matches!(line.state, State::Announced | State::Settled);
    if !entry.dated || announced || is_of_the_day(entry, line) {
        entry.published.instant = line.published;
    }
    None
}

/// Whether an article says no more than the day on which the ledger has its publication: the time that
/// readers know is finer.
fn is_of_the_day(entry: &Entry, line: &Line) -> bool {
    let own = entry.published.instant;
    let there = line.published.with_timezone(own.offset());
    entry.published.precision == Precision::Day
        && (line.published.date_naive() == own.date_naive()
            || there.date_naive() == own.date_naive())
}

/// A guid like this one that nobody has: `…~2`, `…~3`.
fn next_guid(guid: &str, taken: &mut Taken<'_>) -> String {
    let base = match guid.rsplit_once('~') {
        Some((base, number))
            if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            base
        }
        _ => guid,
    };
    let mut number = 2_u32;
    loop {
        let next = format!("{base}~{number}");
        if !taken.contains(&next) {
            return next;
        }
        number += 1;
    }
}

/// Where an entry stands, as the ledger says it.
pub fn path_of(entry: &Entry) -> Cow<'_, str> {
    match entry.place_in_file {
        Place::Whole => (*entry.file.relative).into(),
        Place::Record { .. } => {
            let slug = entry.permalink.trim_end_matches('/').rsplit('/').next();
            format!("{}#{}", entry.file.relative, slug.unwrap_or_default()).into()
        }
    }
}

/// An address as the ledger says it: from the site's root on where it lies below that.
pub fn address_of<'a>(permalink: &'a str, site: &Url) -> &'a str {
    let root = site.as_str().trim_end_matches('/');
    match permalink.strip_prefix(root) {
        Some(rest) if rest.starts_with('/') => rest,
        _ => permalink,
    }
}

/// The path of an address alone, without a slash at its end: how generators write where an article
/// was before.
fn bare_address(address: &str) -> &str {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => address,
    };
    path.trim_matches('/')
        .trim_end_matches("/index.html")
        .trim_end_matches(".html")
}

struct Search<'a> {
    ledger: &'a Ledger,
    entries: &'a [Box<Entry>],
    paths: Vec<Cow<'a, str>>,
    titles: Vec<u64>,
    addresses: Vec<&'a str>,
    line_of: Vec<Option<usize>>,
    taken: Vec<bool>,
}

struct Found {
    line_of: Vec<Option<usize>>,
    unclear: Vec<usize>,
    findings: Vec<Diagnostic>,
    withheld: Vec<String>,
}

/// How near an entry is to a line; the larger, the nearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Nearness {
    evidence: Evidence,
    live: bool,
    same_path: bool,
    same_title: bool,
    same_instant: bool,
    same_name: bool,
    alike: usize,
}

/// What speaks for an entry being a line, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// It stands in the same file.
    Path,
    /// Most of the text is the same, under the same title or instant.
    Text,
    /// Title and instant are the same.
    TitleAndInstant,
    /// The text is the same, letter for letter.
    Source,
    /// The article says that it was there before.
    Alias,
}

impl<'a> Search<'a> {
    fn new(ledger: &'a Ledger, entries: &'a [Box<Entry>], site: &Url) -> Self {
        Search {
            paths: entries.iter().map(|entry| path_of(entry)).collect(),
            titles: entries
                .iter()
                .map(|entry| title_print(&entry.title))
                .collect(),
            addresses: entries
                .iter()
                .map(|entry| address_of(&entry.permalink, site))
                .collect(),
            line_of: vec![None; entries.len()],
            taken: vec![false; ledger.lines.len()],
            ledger,
            entries,
        }
    }

    fn run(mut self, read: &(dyn Fn(&Entry) -> Option<Prints> + Sync)) -> Found {
        self.by_own_guid();
        self.by_path_and_title();
        let free: Vec<usize> = (0..self.taken.len())
            .filter(|line| !self.taken[*line])
            .collect();
        let pending: Vec<usize> = (0..self.entries.len())
            .filter(|at| self.line_of[*at].is_none())
            .collect();
        if free.is_empty() || pending.is_empty() {
            return Found {
                line_of: self.line_of,
                unclear: Vec::new(),
                findings: Vec::new(),
                withheld: Vec::new(),
            };
        }
        self.by_nearness(&free, pending, read)
    }

    fn take(&mut self, entry: usize, line: usize) {
        self.line_of[entry] = Some(line);
        self.taken[line] = true;
    }

    fn by_own_guid(&mut self) {
        if !self.entries.iter().any(|entry| entry.own_guid) {
            return;
        }
        let by_guid = self.ledger.by_guid();
        // Of two with one id, the one in the old place has the line.
        for in_place in [true, false] {
            for at in 0..self.entries.len() {
                if !self.entries[at].own_guid || self.line_of[at].is_some() {
                    continue;
                }
                if let Some(&line) = by_guid.get(&*self.entries[at].guid)
                    && !self.taken[line]
                    && (!in_place || *self.ledger.lines[line].path == *self.paths[at])
                {
                    self.take(at, line);
                }
            }
        }
    }

    fn by_path_and_title(&mut self) {
        let mut by_path: HashMap<&str, usize> = HashMap::with_capacity(self.ledger.lines.len());
        // How often a title is known, and how often it is there now.
        let mut titles: HashMap<u64, (u32, u32)> = HashMap::with_capacity(self.entries.len());
        for title in &self.titles {
            titles.entry(*title).or_default().1 += 1;
        }
        for (at, line) in self.ledger.lines.iter().enumerate() {
            titles.entry(line.prints.title).or_default().0 += 1;
            if line.path.is_empty() {
                continue;
            }
            // A line that lives stands before one that is gone.
            let slot = by_path.entry(&line.path).or_insert(at);
            if line.is_live() {
                *slot = at;
            }
        }
        for at in 0..self.entries.len() {
            if self.line_of[at].is_some() {
                continue;
            }
            let Some(&line) = by_path.get(&*self.paths[at]) else {
                continue;
            };
            let known = &self.ledger.lines[line];
            let same_title = known.prints.title == self.titles[at];
            let one_title = titles.get(&known.prints.title) == Some(&(1, 1));
            if !self.taken[line] && same_title && (one_title || self.same_instant(at, known)) {
                self.take(at, line);
            }
        }
    }

    fn same_instant(&self, entry: usize, line: &Line) -> bool {
        self.entries[entry].published.instant.timestamp() == line.published.timestamp()
    }

    fn by_nearness(
        mut self,
        free: &[usize],
        mut pending: Vec<usize>,
        read: &(dyn Fn(&Entry) -> Option<Prints> + Sync),
    ) -> Found {
        let index = Index::new(self.ledger, free);
        // A folder that moved as a whole need not be read again.
        pending.sort_by(|a, b| self.paths[*a].cmp(&self.paths[*b]));
        let mut claims: HashMap<(u64, i64), u32> = HashMap::new();
        for &at in &pending {
            *claims.entry(self.title_and_instant(at)).or_default() += 1;
        }
        for &at in &pending {
            let key = self.title_and_instant(at);
            if let (Some([line]), Some(1)) = (
                index.by_title_and_instant.get(&key).map(Vec::as_slice),
                claims.get(&key),
            ) && index
                .by_title
                .get(&key.0)
                .is_some_and(|lines| lines.len() == 1)
                && self.entries[at].aliases.is_empty()
            {
                self.take(at, *line);
            }
        }
        pending.retain(|at| self.line_of[*at].is_none());

        let few = pending.len() <= MAX_READ;
        let wanted: Vec<usize> = pending
            .iter()
            .copied()
            .filter(|at| few || index.knows(&self, *at))
            .collect();
        let prints: HashMap<usize, Prints> = wanted
            .par_iter()
            .filter_map(|at| Some((*at, read(&self.entries[*at])?)))
            .collect();

        let mut pairs: Vec<(Nearness, usize, usize)> = Vec::new();
        for &at in &pending {
            let lines = index.candidates(&self, at, prints.get(&at));
            for line in lines {
                if self.taken[line] {
                    continue;
                }
                if let Some(nearness) = self.nearness(at, line, prints.get(&at)) {
                    pairs.push((nearness, at, line));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        self.settle(&pairs)
    }

    fn title_and_instant(&self, entry: usize) -> (u64, i64) {
        let instant = self.entries[entry].published.instant;
        (self.titles[entry], instant.timestamp())
    }

    fn nearness(&self, at: usize, line: usize, prints: Option<&Prints>) -> Option<Nearness> {
        let entry = &self.entries[at];
        let known = &self.ledger.lines[line];
        let same_title = known.prints.title == self.titles[at];
        let same_instant = self.same_instant(at, known);
        let same_path = *known.path == *self.paths[at];
        let sketches = prints
            .and_then(|prints| prints.sketch)
            .zip(known.prints.sketch);
        let alike = sketches.map_or(0, |(a, b)| a.alike(&b));
        let source = prints.and_then(|prints| prints.source);
        let was_there = !known.address.is_empty()
            && entry
                .aliases
                .iter()
                .any(|alias| bare_address(alias) == bare_address(&known.address));
        let same_address = *known.address == *self.addresses[at];
        let most = alike >= MOST_OF_THE_TEXT;
        let evidence = if was_there {
            Evidence::Alias
        } else if source.is_some() && source == known.prints.source {
            Evidence::Source
        } else if same_title && same_instant {
            Evidence::TitleAndInstant
        } else if most && (same_title || same_instant || same_path || same_address)
            || same_title && (same_path || same_address)
        {
            Evidence::Text
        } else if same_path
            && known.is_live()
            && (same_instant || sketches.is_none() || alike >= SOME_OF_THE_TEXT)
        {
            // Another title and much other text in the same file: it was rewritten. Where the date is
            // another too, it is another article.
            Evidence::Path
        } else {
            return None;
        };
        Some(Nearness {
            evidence,
            live: known.is_live(),
            same_path,
            same_title,
            same_instant,
            same_name: name(&known.path) == name(&self.paths[at]),
            alike,
        })
    }

    /// Takes the nearest pairs first. Of several that are equally near and want the same, none.
    fn settle(mut self, pairs: &[(Nearness, usize, usize)]) -> Found {
        let mut unclear: HashSet<usize> = HashSet::new();
        let mut withheld = Vec::new();
        let mut findings = Vec::new();
        for group in pairs.chunk_by(|a, b| a.0 == b.0) {
            let open: Vec<(usize, usize)> = group
                .iter()
                .map(|(_, entry, line)| (*entry, *line))
                .filter(|(entry, line)| {
                    self.line_of[*entry].is_none() && !unclear.contains(entry) && !self.taken[*line]
                })
                .collect();
            let mut of_entry: HashMap<usize, Vec<usize>> = HashMap::new();
            let mut of_line: HashMap<usize, Vec<usize>> = HashMap::new();
            for &(entry, line) in &open {
                of_entry.entry(entry).or_default().push(line);
                of_line.entry(line).or_default().push(entry);
            }
            for &(entry, line) in &open {
                let (lines, rivals) = (&of_entry[&entry], &of_line[&line]);
                if lines.len() == 1 && rivals.len() == 1 {
                    self.take(entry, line);
                } else if unclear.insert(entry) {
                    findings.push(self.unclear(entry, lines, rivals));
                    withheld.extend(
                        lines
                            .iter()
                            .map(|line| self.ledger.lines[*line].path.to_string()),
                    );
                }
            }
            // Nobody else may have what is unclear.
            for &(_, line) in &open {
                self.taken[line] = true;
            }
        }
        let mut unclear: Vec<usize> = unclear.into_iter().collect();
        unclear.sort_unstable();
        Found {
            line_of: self.line_of,
            unclear,
            findings,
            withheld,
        }
    }

    fn unclear(&self, at: usize, lines: &[usize], rivals: &[usize]) -> Diagnostic {
        let entry = &self.entries[at];
        let known = |line: &usize| {
            let line = &self.ledger.lines[*line];
            if line.path.is_empty() {
                line.guid.to_string()
            } else {
                line.path.to_string()
            }
        };
        let first = &self.ledger.lines[lines[0]];
        let (message, help) = if lines.len() > 1 {
            let names: Vec<String> = lines.iter().map(known).collect();
            (
                format!(
                    "the article may be any of {}, which subscribers have; it is left out",
                    names.join(", ")
                ),
                format!(
                    "say which: write `guid: {}` for {}, and so on",
                    first.guid,
                    known(&lines[0])
                ),
            )
        } else {
            let others: Vec<&str> = rivals
                .iter()
                .filter(|other| **other != at)
                .map(|other| &*self.paths[*other])
                .collect();
            (
                format!(
                    "subscribers have {}, which may be this article or {}; it is left out",
                    known(&lines[0]),
                    others.join(", ")
                ),
                format!("write `guid: {}` in the one that it is", first.guid),
            )
        };
        Diagnostic::error("unclear-move", message)
            .in_file(entry.file.path())
            .at(entry.place_in_file.line().max(1), 0)
            .help(help)
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Lines that no entry has yet, by what an entry may share with them.
struct Index {
    by_title: HashMap<u64, Vec<usize>>,
    by_title_and_instant: HashMap<(u64, i64), Vec<usize>>,
    by_instant: HashMap<i64, Vec<usize>>,
    by_source: HashMap<u64, Vec<usize>>,
    by_address: HashMap<String, Vec<usize>>,
    by_path: HashMap<String, Vec<usize>>,
}

impl Index {
    fn new(ledger: &Ledger, free: &[usize]) -> Self {
        let mut index = Index {
            by_title: HashMap::new(),
            by_title_and_instant: HashMap::new(),
            by_instant: HashMap::new(),
            by_source: HashMap::new(),
            by_address: HashMap::new(),
            by_path: HashMap::new(),
        };
        for &at in free {
            let line = &ledger.lines[at];
            let (title, instant) = (line.prints.title, line.published.timestamp());
            index.by_title.entry(title).or_default().push(at);
            index
                .by_title_and_instant
                .entry((title, instant))
                .or_default()
                .push(at);
            index.by_instant.entry(instant).or_default().push(at);
            if let Some(source) = line.prints.source {
                index.by_source.entry(source).or_default().push(at);
            }
            let address = bare_address(&line.address).to_owned();
            index.by_address.entry(address).or_default().push(at);
            index
                .by_path
                .entry(line.path.to_string())
                .or_default()
                .push(at);
        }
        index
    }

    /// Whether an entry shares more with a line than its text may.
    fn knows(&self, search: &Search<'_>, at: usize) -> bool {
        self.by_title.contains_key(&search.titles[at])
            || self
                .by_instant
                .contains_key(&search.entries[at].published.instant.timestamp())
            || self.by_path.contains_key(&*search.paths[at])
            || self
                .by_address
                .contains_key(bare_address(search.addresses[at]))
    }

    fn candidates(&self, search: &Search<'_>, at: usize, prints: Option<&Prints>) -> Vec<usize> {
        let entry = &search.entries[at];
        let source = prints.and_then(|prints| prints.source);
        let mut lines: Vec<usize> = [
            self.by_title.get(&search.titles[at]),
            self.by_instant.get(&entry.published.instant.timestamp()),
            self.by_path.get(&*search.paths[at]),
            self.by_address.get(bare_address(search.addresses[at])),
            source.and_then(|source| self.by_source.get(&source)),
        ]
        .into_iter()
        .chain(
            entry
                .aliases
                .iter()
                .map(|alias| self.by_address.get(bare_address(alias))),
        )
        .flatten()
        .flatten()
        .copied()
        .collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }
}
