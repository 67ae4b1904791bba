//! The ledger in a build: which entries subscribers have, and what they will have after it.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, Utc};

use super::bodies::Bodies;
use super::parts::Filed;
use super::{Run, values};
use crate::article::{Article, Field, OriginKind};
use crate::catalogue::{Catalogue, Entries, Window, is_visible};
use crate::config::{Config, Site};
use crate::date::rfc3339;
use crate::diagnostic::{Diagnostic, Severity};
use crate::entry::Entry;
use crate::error::Error;
use crate::ledger::{self, Ledger, Line, Prints};
use crate::{ingest, publish};

/// What a build does with the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Nothing is written and the build fails where the ledger would change.
    pub locked: bool,
    /// A ledger of another site is taken over.
    pub adopt_authority: bool,
    /// The run sees a part of the articles: what it does not see is not gone.
    pub partial: bool,
}

/// The ledger of the last build.
#[derive(Debug)]
pub struct Known {
    /// Where it stands.
    pub path: PathBuf,
    /// A print of the file; absent where there is none yet.
    print: Option<blake3::Hash>,
    /// What it says.
    pub ledger: Ledger,
    /// The lines of the entries that feeds show, once the ledger has been moved on.
    shown: HashMap<u32, Line>,
    keeping: Keeping,
}

impl Known {
    /// The ledger that a run is to use, if any.
    ///
    /// # Errors
    ///
    /// As [`Known::read`].
    pub fn of(config: &Config, site: &Site, run: &Run<'_>) -> Result<Option<Self>, Error> {
        match (run.ledger, &config.ledger.path) {
            (Some(keeping), Some(path)) => Known::read(path, site, keeping).map(Some),
            _ => Ok(None),
        }
    }

    /// Reads the ledger of a site; an empty one where there is none.
    ///
    /// # Errors
    ///
    /// [`Error::Read`], or [`Error::Ledger`] with every line that is wrong: nothing is mended in
    /// silence.
    pub fn read(path: &Path, site: &Site, keeping: Keeping) -> Result<Self, Error> {
        let refuse = |findings: Vec<Diagnostic>| {
            let findings = findings.into_iter();
            Error::Ledger(findings.map(|finding| finding.in_file(path)).collect())
        };
        let authority = ledger::authority(&site.url);
        let Some(bytes) = publish::present(path)? else {
            return Ok(Known {
                path: path.to_owned(),
                print: None,
                ledger: Ledger::new(authority),
                shown: HashMap::new(),
                keeping,
            });
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + memchr::memchr_iter(b'\n', valid).count() as u32;
            refuse(vec![
                Diagnostic::error("broken-ledger", "expected UTF-8")
                    .at(line, 0)
                    .help("take the file from version control again"),
            ])
        })?;
        let mut ledger = Ledger::parse(&text).map_err(refuse)?;
        if ledger.authority != authority && !ledger.authority.is_empty() {
            if !keeping.adopt_authority {
                return Err(refuse(vec![
                    Diagnostic::error(
                        "other-ledger",
                        format!("the ledger is that of {}, the site is {authority}", ledger.authority),
                    )
                    .at(1, 0)
                    .help("if the site has moved, pass `--adopt-authority` once; for a preview elsewhere, pass `--no-lock`"),
                ]));
            }
            ledger.moved(&site.url);
        }
        Ok(Known {
            path: path.to_owned(),
            print: Some(blake3::hash(text.as_bytes())),
            ledger,
            shown: HashMap::new(),
            keeping,
        })
    }

    /// Gives each entry its lasting guid. Entries that cannot be told apart are left out.
    pub(super) fn identify(
        &self,
        mut entries: Entries,
        site: &Site,
        now: DateTime<Utc>,
        withheld: &mut HashSet<String>,
    ) -> (Entries, Vec<Diagnostic>) {
        let read = |entry: &Entry| {
            let (body, _) = ingest::body(&entry.file, &entry.place_in_file).ok()?;
            Some(Prints::of_source(&entry.title, &body.text))
        };
        let assigned = ledger::assign(&self.ledger, &mut entries, &site.url, now, &read);
        if !assigned.unclear.is_empty() {
            // What they may be stays as it is until somebody says which.
            withheld.extend(assigned.withheld.iter().cloned());
            let mut at = 0..;
            entries.retain(|_| {
                at.next()
                    .is_none_or(|at| assigned.unclear.binary_search(&at).is_err())
            });
        }
        (entries, assigned.findings)
    }

    pub(super) fn line(&self, entry: &Entry) -> Option<&Line> {
        let at = entry.known?;
        let line = self.ledger.lines.get(at as usize);
        line.or_else(|| self.shown.get(&at))
    }

    /// When an entry that some feed shows last changed for its readers.
    pub(super) fn updated(
        &self,
        entry: &Entry,
        prints: Option<&Prints>,
        now: DateTime<Utc>,
    ) -> DateTime<FixedOffset> {
        ledger::updated(entry, self.line(entry), prints, now)
    }

    /// The ledger after this build; `filed` is what parts of feeds showed.
    /// A print of the old one is kept and no more, unless what changed may have to be said.
    #[expect(clippy::too_many_arguments, reason = "all that a build knows")]
    pub(super) fn after(
        &mut self,
        catalogue: &Catalogue,
        windows: &[Window<'_>],
        bodies: &Bodies<'_>,
        filed: &Filed<'_>,
        site: &Site,
        now: DateTime<Utc>,
        is_withheld: impl Fn(&str) -> bool,
    ) -> Ledger {
        let shown = bodies.iter();
        let prints: HashMap<&str, Prints> = shown
            .filter_map(|(guid, body)| Some((*guid, body.prints?)))
            .chain(filed.prints.iter().map(|(guid, prints)| (*guid, *prints)))
            .collect();
        let facts = ledger::Facts {
            site: &site.url,
            now,
            prints: &prints,
            is_visible: &|entry| is_visible(entry, site, now),
            is_withheld: &|path| {
                let file = path.split_once('#').map_or(path, |(file, _)| file);
                self.keeping.partial || is_withheld(path) || is_withheld(file)
            },
        };
        for entry in bodies.values().map(|shown| shown.entry) {
            if let (Some(at), Some(line)) = (entry.known, self.line(entry)) {
                self.shown.insert(at, line.clone());
            }
        }
        let old = if self.keeping.locked {
            self.ledger.clone()
        } else {
            std::mem::take(&mut self.ledger)
        };
        let mut after = ledger::record(old, catalogue.iter(), &facts);
        let mut last = "";
        for window in windows {
            // The many feeds of one line share the pattern of their identifiers.
            let path = match &window.group {
                Some(group) if *group.pattern == *last => continue,
                Some(group) => &group.pattern,
                None => window.feed.path.as_str(),
            };
            last = path;
            if let Some(address) = site.page(path) {
                let id = || String::from(address).into();
                after.feeds.entry(path.into()).or_insert_with(id);
            }
        }
        let had = std::mem::take(&mut after.values);
        after.values = values::record(had, windows, site, self.keeping.partial);
        // A run that sees a part of the articles decides on no archive for good.
        let cut = filed.cut.iter().filter(|_| !self.keeping.partial);
        for (feed, number, members) in cut {
            let archives = after.archives.entry(feed.clone()).or_default();
            archives.insert(*number, members.clone());
        }
        after
    }

    /// What a build that must not change the ledger has to say of a change.
    pub(super) fn stale(&self, after: &Ledger) -> Option<Diagnostic> {
        if !self.keeping.locked {
            return None;
        }
        let changes = self.ledger.changes(after);
        if changes.is_empty() {
            return None;
        }
        let shown: Vec<String> = changes
            .iter()
            .take(40)
            .map(|line| format!("\n    {line}"))
            .collect();
        let more = changes.len().saturating_sub(shown.len());
        let more = match more {
            0 => String::new(),
            more => format!("\n    … and {more} lines more"),
        };
        Some(
            Diagnostic::new(
                "stale-ledger",
                Severity::Error,
                format!("the ledger would change:{}{more}", shown.concat()),
            )
            .in_file(&self.path)
            .help("run `dateline build` without `--locked`, and commit the ledger"),
        )
    }

    /// Writes the ledger, where it says something else than before.
    ///
    /// # Errors
    ///
    /// [`Error::Write`]; the old ledger is untouched then.
    pub(super) fn write(&self, after: &Ledger) -> Result<(), Error> {
        let text = after.write();
        if self.keeping.locked || self.print == Some(blake3::hash(text.as_bytes())) {
            return Ok(());
        }
        publish::replace(&self.path, text.as_bytes())
    }

    /// What the ledger knows of articles that no longer say when they were published. `is_there` says
    /// whether a path of the source has a file.
    pub(super) fn dates(&self, is_there: &dyn Fn(&str) -> bool) -> KnownDates<'_> {
        let mut dates = KnownDates {
            by_path: HashMap::new(),
            by_title: HashMap::new(),
        };
        for line in &self.ledger.lines {
            dates.by_path.entry(&line.path).or_insert(line);
            if !is_there(&line.path) {
                let of_title = dates.by_title.entry(line.prints.title);
                of_title
                    .and_modify(|line| *line = None)
                    .or_insert(Some(line));
            }
        }
        dates
    }
}

/// First publications as the ledger has them.
pub(super) struct KnownDates<'a> {
    by_path: HashMap<&'a str, &'a Line>,
    /// Of files that are gone; `None` where several have one title.
    by_title: HashMap<u64, Option<&'a Line>>,
}

impl KnownDates<'_> {
    /// Fills in the first publication of an article, from the line of its file or, where its file is
    /// new, of its title.
    pub(super) fn give(&self, article: &mut Article, title: &str) -> bool {
        let by_title = || *self.by_title.get(&ledger::title_print(title))?;
        let by_path = self.by_path.get(&*article.file.relative).copied();
        let Some(line) = by_path.or_else(by_title) else {
            return false;
        };
        article.fields.push(Field::text(
            OriginKind::Ledger,
            "ledger date",
            rfc3339(&line.published),
            0,
        ));
        true
    }
}
