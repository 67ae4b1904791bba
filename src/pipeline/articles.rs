//! Findings about entries of the site's own feeds, and the articles that they come from.

use std::collections::HashMap;
use std::path::Path;

use super::finish::assemble;
use super::{Known, Run, heads, read_history};
use crate::article::{Place, SourceFile};
use crate::catalogue::Window;
use crate::config::{Config, FeedConfig, Site};
use crate::diagnostic::{Diagnostic, Related};
use crate::error::Error;
use crate::feed::FeedFormat;
use crate::{emit, ingest, normalise};

/// Bytes of an article in which the text of a finding is looked for.
const MAX_SEARCHED: u64 = 16 << 20;

/// The articles of a site by the identifiers that its feeds give them.
pub struct Articles {
    site: Site,
    by_id: HashMap<Box<str>, (SourceFile, Place)>,
}

/// Reads the heads of all articles as a build would.
///
/// # Errors
///
/// [`Error`] where the configuration or the source folder cannot be used. Problems of articles are
/// for a build to report: such an article is not found here.
pub fn articles(config: &Config, run: &Run<'_>) -> Result<Articles, Error> {
    let site = config.resolve(run.config_path).map_err(Error::Config)?;
    let (files, _) = ingest::discover(&config.source, Some(&config.output.path))?;
    let known = Known::of(config, &site, run)?;
    let history = read_history(&files, &site)?;
    let mut read = heads::read(files, &site, run, &history, known.as_ref());
    let entries = match &known {
        Some(known) => {
            known
                .identify(read.entries, &site, run.now, &mut read.withheld)
                .0
        }
        None => read.entries,
    };
    // Atom writes guids that are no URIs otherwise.
    let atom = assemble(
        &Window::empty(FeedConfig::of(FeedFormat::Atom)),
        &site,
        &HashMap::new(),
        known.as_ref().map(|known| &known.ledger),
    )?;
    let mut by_id = HashMap::new();
    for entry in &entries {
        let found = || (entry.file.clone(), entry.place_in_file.clone());
        let in_atom = emit::guid_in(&atom, &entry.guid);
        if *in_atom != *entry.guid {
            by_id.entry(in_atom.into_boxed_str()).or_insert_with(found);
        }
        by_id.entry(entry.guid.clone()).or_insert_with(found);
    }
    Ok(Articles { site, by_id })
}

impl Articles {
    /// Adds the place in the article to a finding about its entry.
    #[must_use]
    pub fn point(&self, finding: Diagnostic) -> Diagnostic {
        match finding.entry().and_then(|id| self.by_id.get(id)) {
            Some((file, place)) => point(finding, file, place, &self.site),
            None => finding,
        }
    }
}

/// Adds the place in an article to a finding.
pub(super) fn point(
    finding: Diagnostic,
    file: &SourceFile,
    place: &Place,
    site: &Site,
) -> Diagnostic {
    let line = line_of(&finding, file, place, site);
    finding.also(Related {
        path: file.path(),
        line,
        column: 0,
        message: "the article",
    })
}

/// The line of an article that a finding about its entry is about: that of the record, of the field
/// that the element comes from, or of what the message quotes; 0 where there is none.
pub(super) fn line_of(finding: &Diagnostic, file: &SourceFile, place: &Place, site: &Site) -> u32 {
    if place.line() > 0 {
        return place.line();
    }
    let element = finding.message.split(':').next().unwrap_or_default();
    let fields = fields_of(element);
    if !fields.is_empty()
        && let Some(line) = line_of_fields(fields, file, site)
    {
        return line;
    }
    line_of_quoted(&finding.message, &file.path()).unwrap_or(0)
}

/// The fields of an article that an element of a feed may come from, the first that there is.
fn fields_of(element: &str) -> &'static [&'static str] {
    match element {
        "pubDate" | "published" | "date_published" => &["published"],
        "updated" | "date_modified" => &["updated", "published"],
        "guid" | "id" => &["guid"],
        "title" => &["title"],
        "link" | "url" => &["url"],
        "description" | "summary" => &["summary"],
        "creator" | "name" => &["authors"],
        "category" | "tags" => &["tags"],
        _ => &[],
    }
}

fn line_of_fields(fields: &[&str], file: &SourceFile, site: &Site) -> Option<u32> {
    let mut line = None;
    ingest::ingest(file, &mut |ingested| {
        let Some(article) = ingested.article else {
            return;
        };
        let traces = normalise::normalise(&article, site, true).traces;
        line = fields.iter().find_map(|field| {
            let mut own = traces.iter().filter(|trace| trace.field == *field);
            own.next()
                .map(|trace| trace.origin.line)
                .filter(|&line| line > 0)
        });
    });
    line
}

fn line_of_quoted(message: &str, path: &Path) -> Option<u32> {
    let text = read(path)?;
    // The last is what was found, those before it are names.
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let at = quoted.iter().rev().find_map(|quoted| {
        let quoted = quoted.trim_end_matches('…');
        (quoted.chars().count() > 2).then(|| text.find(quoted))?
    })?;
    let lines = memchr::memchr_iter(b'\n', &text.as_bytes()[..at]).count();
    Some(u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1))
}

fn read(path: &Path) -> Option<String> {
    let length = path.metadata().ok()?.len();
    if length > MAX_SEARCHED {
        return None;
    }
    Some(String::from_utf8_lossy(&std::fs::read(path).ok()?).into_owned())
}
