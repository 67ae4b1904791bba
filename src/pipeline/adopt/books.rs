//! The ledger while an old feed is taken over: what each entry becomes, and what is said of it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::matching::Found;
use super::{Adopted, Adoption, Alone, Fate, Group, Match, Unsure};
use crate::catalogue::{Catalogue, Window, is_visible};
use crate::config::Site;
use crate::date::{Precision, rfc3339};
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::feed::FeedFormat;
use crate::html;
use crate::ledger::{Ledger, Line, Prints, Sketch, State, address_of, path_of};
use crate::pipeline::{FilePlace, Run, parts};
use crate::subscribed::Item;

/// The ledger while it is written.
pub(super) struct Books<'a> {
    pub(super) site: &'a Site,
    pub(super) run: &'a Run<'a>,
    pub(super) adoption: Adoption,
    pub(super) old: &'a Ledger,
    pub(super) made: &'a HashMap<String, Box<str>>,
    pub(super) ledger: Ledger,
    pub(super) by_guid: HashMap<Box<str>, usize>,
    /// Lines that are no more.
    pub(super) replaced: HashSet<usize>,
    /// The guid that each article was given by a feed, by its path.
    pub(super) given: HashMap<String, String>,
    pub(super) given_guids: HashSet<String>,
    pub(super) adopted: Adopted,
    pub(super) findings: Vec<Diagnostic>,
}

impl Books<'_> {
    pub(super) fn index(&mut self) {
        let lines = self.ledger.lines.iter().enumerate();
        self.by_guid = lines.map(|(at, line)| (line.guid.clone(), at)).collect();
    }

    fn push(&mut self, line: Line) {
        if let Some(at) = self.by_guid.get(&line.guid) {
            self.replaced.insert(*at);
        }
        self.by_guid
            .insert(line.guid.clone(), self.ledger.lines.len());
        self.ledger.lines.push(line);
    }

    pub(super) fn enter(
        &mut self,
        item: &Item,
        name: &Path,
        found: Found,
        entries: &[&Entry],
        format: FeedFormat,
    ) {
        match found {
            Found::None => {
                // The feeds of another format may have told it.
                if self.given_guids.contains(&item.guid) {
                    return;
                }
                if !self.by_guid.contains_key(&*item.guid) {
                    self.push(self.gone(item));
                }
                self.adopted.only_in_feed.push(item.clone());
            }
            Found::Unsure(candidates) => {
                let files: Vec<FilePlace> =
                    candidates.iter().map(|at| place_of(entries[*at])).collect();
                let names: Vec<String> = files.iter().take(5).map(name_of).collect();
                self.findings.push(
                    Diagnostic::error(
                        "unsure-match",
                        format!("{} may be {}", named(item), names.join(" or ")),
                    )
                    .in_file(name)
                    .at(item.line, 0)
                    .help(format!("write `guid: {}` in the one that it is", item.guid)),
                );
                self.adopted.unsure.push(Unsure {
                    item: item.clone(),
                    files,
                });
            }
            Found::Article(at, by) => {
                let entry = entries[at];
                let kept = self.take(item, entry, format);
                self.adopted.matched.push(Match {
                    item: item.clone(),
                    file: place_of(entry),
                    by,
                    kept,
                });
            }
        }
    }

    /// Gives an article the guid and the dates of an entry; `false` where it keeps another guid.
    fn take(&mut self, item: &Item, entry: &Entry, format: FeedFormat) -> bool {
        let path = path_of(entry).into_owned();
        if let Some(given) = self.given.get(&path)
            && *given != item.guid
        {
            let message = format!(
                "subscribers of {} know the article as {}, those of the feed given first as {given}",
                format.title(),
                item.guid
            );
            let help = "an article has one guid: give first the feed that most subscribers read";
            self.differ(entry, Diagnostic::warning("other-guid", message).help(help));
            if !self.by_guid.contains_key(&*item.guid) {
                self.push(self.gone(item));
            }
            return false;
        }
        if entry.own_guid && *entry.guid != *item.guid {
            let message = format!(
                "the article says that its guid is {}, subscribers know it as {}: it will look new",
                entry.guid, item.guid
            );
            let help = format!("write `guid: {}`", item.guid);
            self.differ(entry, Diagnostic::error("other-guid", message).help(help));
            if !self.by_guid.contains_key(&*item.guid) {
                self.push(self.gone(item));
            }
            return false;
        }
        if format == FeedFormat::Atom && !item.guid.contains(':') {
            let message = format!(
                "`{}` is no URI: RSS and JSON Feed keep it, Atom cannot (RFC 4287, 4.2.6)",
                item.guid
            );
            self.differ(entry, Diagnostic::warning("other-guid", message));
        }
        let known = entry.known.map(|line| line as usize);
        let line = known.and_then(|at| self.old.lines.get(at));
        match line {
            Some(line) if *line.guid == *item.guid => {
                self.give(path, item);
                self.date(item, entry);
                return true;
            }
            Some(line) => {
                let is_made = self.made.get(&path) == Some(&line.guid);
                let was_shown = line.prints.seen.is_some();
                if !self.adoption.force && (!is_made || was_shown) {
                    let message = format!(
                        "feeds of this site had the article as {}, the old feed as {}; it stays the former",
                        line.guid, item.guid
                    );
                    let help = "where no subscriber saw these feeds yet, pass `--force`";
                    self.differ(entry, Diagnostic::error("other-guid", message).help(help));
                    return false;
                }
                // The guid that readers had before is still theirs.
                let before = was_shown.then(|| Line {
                    path: "".into(),
                    state: State::Gone(self.run.now),
                    ..line.clone()
                });
                self.replaced.extend(known);
                if let Some(before) = before {
                    self.by_guid.remove(&before.guid);
                    self.push(before);
                }
            }
            None => {}
        }
        let other = self.by_guid.get(&*item.guid).copied();
        if let Some(other) = other
            && self.ledger.lines[other].is_live()
            && *self.ledger.lines[other].path != *path
        {
            let message = format!(
                "the ledger has {} as the guid of {}",
                item.guid, self.ledger.lines[other].path
            );
            self.differ(entry, Diagnostic::error("other-guid", message));
            return false;
        }
        let published = item.published.unwrap_or(match item.updated {
            Some(updated) if !entry.dated => updated.min(entry.published.instant),
            _ => entry.published.instant,
        });
        self.give(path.clone(), item);
        let prints = line.map(|line| line.prints);
        self.push(Line {
            guid: item.guid.as_str().into(),
            path: path.into(),
            address: address_of(&entry.permalink, &self.site.url).into(),
            published,
            updated: item.updated.unwrap_or(published).max(published),
            state: if is_visible(entry, self.site, self.run.now) {
                State::Live
            } else {
                State::Gone(self.run.now)
            },
            prints: prints.unwrap_or_else(|| Prints::of_title(&entry.title)),
        });
        self.date(item, entry);
        true
    }

    fn give(&mut self, path: String, item: &Item) {
        self.given_guids.insert(item.guid.clone());
        self.given.insert(path, item.guid.clone());
    }

    /// Says where a file dates its article otherwise than the feed: the file goes before.
    fn date(&mut self, item: &Item, entry: &Entry) {
        let Some(published) = item.published else {
            return;
        };
        let own = &entry.published;
        let same_day = own.precision == Precision::Day
            && (published.date_naive() == own.instant.date_naive()
                || published.with_timezone(own.instant.offset()).date_naive()
                    == own.instant.date_naive());
        if entry.dated && published != own.instant && !same_day {
            let message = format!(
                "the old feed dates the article {}, its file {}; feeds show the latter",
                rfc3339(&published),
                rfc3339(&own.instant)
            );
            let help = format!(
                "write `date: {}` to keep what subscribers have",
                rfc3339(&published)
            );
            self.differ(entry, Diagnostic::warning("other-date", message).help(help));
        }
    }

    fn differ(&mut self, entry: &Entry, finding: Diagnostic) {
        let line = entry.place_in_file.line().max(1);
        self.findings
            .push(finding.in_file(entry.file.path()).at(line, 0));
    }

    /// The line of an entry without an article: its guid is never another's.
    fn gone(&self, item: &Item) -> Line {
        let published = item.dated().unwrap_or_else(|| self.run.now.into());
        Line {
            guid: item.guid.as_str().into(),
            path: "".into(),
            address: address_of(item.link.as_deref().unwrap_or_default(), &self.site.url).into(),
            published,
            updated: item.updated.unwrap_or(published).max(published),
            state: State::Gone(self.run.now),
            prints: Prints {
                sketch: Sketch::of(&html::text(item.text())),
                ..Prints::of_title(&item.title)
            },
        }
    }

    /// Articles that no feed has. Those that were published before get a line, so that a later build
    /// does not take them for new.
    pub(super) fn add_alone(&mut self, entries: &[&Entry], newest: Option<DateTime<FixedOffset>>) {
        let matched: HashSet<FilePlace> = self
            .adopted
            .matched
            .iter()
            .map(|matched| matched.file.clone())
            .collect();
        let unsure: HashSet<FilePlace> = self
            .adopted
            .unsure
            .iter()
            .flat_map(|unsure| unsure.files.iter().cloned())
            .collect();
        for entry in entries {
            let file = place_of(entry);
            if matched.contains(&file) || unsure.contains(&file) {
                continue;
            }
            let fate = self.fate(entry, newest);
            if fate == Fate::Old && entry.known.is_none() && !self.by_guid.contains_key(&entry.guid)
            {
                self.push(Line {
                    guid: entry.guid.clone(),
                    path: path_of(entry).into_owned().into(),
                    address: address_of(&entry.permalink, &self.site.url).into(),
                    published: entry.published.instant,
                    updated: entry.updated,
                    state: State::Live,
                    prints: Prints::of_title(&entry.title),
                });
            }
            self.adopted.only_in_folder.push(Alone {
                title: entry.title.to_string(),
                file,
                published: entry.published.instant,
                guid: entry.guid.to_string(),
                fate,
            });
        }
    }

    fn fate(&self, entry: &Entry, newest: Option<DateTime<FixedOffset>>) -> Fate {
        if !is_visible(entry, self.site, self.run.now) {
            Fate::Unseen
        } else if newest.is_some_and(|newest| entry.published.instant <= newest) {
            Fate::Old
        } else {
            Fate::New
        }
    }

    /// Says which feeds would show old articles that no old feed had.
    pub(super) fn foresee(&mut self, catalogue: &Catalogue, newest: Option<DateTime<FixedOffset>>) {
        let alone: HashSet<String> = self
            .adopted
            .only_in_folder
            .iter()
            .filter(|alone| alone.fate == Fate::Old)
            .map(|alone| alone.guid.clone())
            .collect();
        if newest.is_none() || alone.is_empty() {
            return;
        }
        // How many, and how many entries stand before the first: feeds of which both are the same.
        let mut alike: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
        let mut windows = catalogue.windows(self.site, &self.old.values, self.run.now);
        // What stands in archives looks new to nobody. That a file has no address is said by `build`.
        let _ = parts::divide(&mut windows, Some(&self.ledger), self.site);
        // Of the many feeds of one line, the one with most of them speaks for all.
        let mut many: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for Window {
            feed, group, shown, ..
        } in &windows
        {
            let mut old = (0..shown.len()).filter(|at| alone.contains(&*shown[*at].guid));
            let Some(first) = old.next() else {
                continue;
            };
            let count = old.count() + 1;
            match group {
                Some(group) => {
                    let most = many.entry(group.name()).or_insert((0, first));
                    *most = (most.0.max(count), most.1.min(first));
                }
                None => alike
                    .entry((count, first))
                    .or_default()
                    .push(feed.path.clone()),
            }
        }
        for (name, of_many) in many {
            alike.entry(of_many).or_default().push(name);
        }
        for ((count, first), feeds) in alike {
            let articles = match count {
                1 => "1 old article that the old feed did not have: it would look new".to_owned(),
                count => format!(
                    "{count} old articles that the old feed did not have: they would look new"
                ),
            };
            let message = format!("{} would show {articles}", feeds.join(", "));
            let help = if first == 0 {
                "see whether the old feed is whole: give all its pages".to_owned()
            } else {
                format!(
                    "set `limit = {first}` there for now, or give the other pages of the old feed"
                )
            };
            self.findings.push(
                Diagnostic::warning("looks-new", message)
                    .in_file(self.run.config_path)
                    .help(help),
            );
        }
    }

    /// The id of the old Atom feed, where the site has one Atom feed that was not published yet.
    pub(super) fn feed_ids(&mut self, groups: &[Group]) {
        let mut atom = self
            .site
            .feeds
            .iter()
            .filter(|feed| feed.format() == FeedFormat::Atom && feed.by.is_empty());
        let (Some(feed), None) = (atom.next(), atom.next()) else {
            return;
        };
        let id = groups
            .iter()
            .filter(|group| group.format == FeedFormat::Atom)
            .filter_map(|group| group.id.as_deref())
            .find(|id| id.starts_with("http://") || id.starts_with("https://"));
        if let Some(id) = id {
            self.ledger
                .feeds
                .entry(feed.path.as_str().into())
                .or_insert_with(|| id.into());
        }
    }
}

fn place_of(entry: &Entry) -> FilePlace {
    (entry.file.path(), entry.place_in_file.line())
}

/// A file with its line, for a finding.
fn name_of((path, line): &FilePlace) -> String {
    match line {
        0 => path.display().to_string(),
        line => format!("{}:{line}", path.display()),
    }
}

/// An entry, for a finding.
fn named(item: &Item) -> String {
    if item.title.is_empty() {
        format!("the entry {}", crate::text::one_line(&item.guid))
    } else {
        format!("“{}”", item.title)
    }
}
