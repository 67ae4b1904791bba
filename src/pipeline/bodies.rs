//! The bodies that some feed shows, each read and rendered once.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, FixedOffset};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use url::Url;

use super::{Known, media};
use crate::article::SourceFile;
use crate::catalogue::{Catalogue, Window};
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::feed::{ContentMode, Rendered};
use crate::ingest::media::{From, Media};
use crate::ledger::{Kind, Prints, Seen};
use crate::render::Linked;
use crate::{ingest, render};

/// The bodies that some feed shows, by guid.
pub(super) type Bodies<'a> = HashMap<&'a str, Shown<'a>>;

/// An entry as feeds show it.
pub(super) struct Shown<'a> {
    pub entry: &'a Entry,
    pub rendered: Arc<Rendered>,
    /// Last significant change.
    pub updated: DateTime<FixedOffset>,
    /// For the ledger, where there is one.
    pub prints: Option<Prints>,
}

/// What all bodies of a run have in common.
pub(super) struct Reading<'a, 'k> {
    pages: Pages<'a>,
    /// Where files of pictures are looked for.
    files: &'k Media<'k>,
    site: &'a Site,
    /// The ledger, where there is one: prints are asked for then.
    known: Option<&'k Known>,
    /// The guids of entries whose body some feed needs. A body that one feed needs is read for each, so
    /// that all take the same change for one.
    needed: HashSet<&'a str>,
}

impl<'a, 'k> Reading<'a, 'k> {
    /// Of all that is shown by feeds.
    pub(super) fn new<'w>(
        windows: impl Iterator<Item = &'w Window<'a>>,
        catalogue: &'a Catalogue,
        site: &'a Site,
        known: Option<&'k Known>,
        files: &'k Media<'k>,
    ) -> Self
    where
        'a: 'w,
    {
        let mut needed = HashSet::new();
        for window in windows {
            let needs_body = |entry: &&&Entry| match window.feed.content {
                ContentMode::Full => true,
                ContentMode::Summary => entry.summary.is_none(),
                ContentMode::None => false,
            };
            let shown = window.shown.iter().filter(needs_body);
            needed.extend(shown.map(|entry| &*entry.guid));
        }
        Reading {
            pages: Pages::new(catalogue),
            files,
            site,
            known,
            needed,
        }
    }

    /// Reads what some of the windows show.
    pub(super) fn read<'w>(
        &self,
        windows: impl Iterator<Item = &'w Window<'a>>,
    ) -> (Bodies<'a>, Vec<Diagnostic>)
    where
        'a: 'w,
    {
        let shown = windows.flat_map(|window| &window.shown);
        let wanted: BTreeMap<&str, &'a Entry> = shown.map(|entry| (&*entry.guid, *entry)).collect();
        let rendered: Vec<(Option<Shown<'a>>, Vec<Diagnostic>)> = wanted
            .into_par_iter()
            .map(|(guid, entry)| {
                let needs_body = self.needed.contains(guid);
                let (body, findings) = read_body(
                    entry,
                    needs_body,
                    self.known,
                    &self.pages,
                    self.files,
                    self.site,
                );
                let shown = body.map(|(mut rendered, prints)| {
                    detect_language(&mut rendered, entry, self.site);
                    Shown {
                        entry,
                        rendered: Arc::new(rendered),
                        updated: entry.updated,
                        prints,
                    }
                });
                (shown, findings)
            })
            .collect();
        let mut bodies = HashMap::new();
        let mut findings = Vec::new();
        for (shown, problems) in rendered {
            if let Some(shown) = shown {
                bodies.insert(&*shown.entry.guid, shown);
            }
            findings.extend(problems);
        }
        media::complete_texts(&mut bodies, self.files);
        (bodies, findings)
    }
}

/// What feeds show of an entry, and its prints where there is a ledger.
pub(super) fn read_body(
    entry: &Entry,
    needs_body: bool,
    known: Option<&Known>,
    pages: &Pages<'_>,
    files: &Media<'_>,
    site: &Site,
) -> (Option<(Rendered, Option<Prints>)>, Vec<Diagnostic>) {
    let Ok(permalink) = Url::parse(&entry.permalink) else {
        return (None, Vec::new());
    };
    let seen = |kind: Kind, text: &str| {
        let enclosures = &entry.enclosures;
        Some(Seen::of(kind, &entry.title, text, enclosures, &permalink))
    };
    if !needs_body {
        let summary = entry.summary.as_deref().unwrap_or_default().to_owned();
        let prints = known.map(|_| Prints {
            seen: seen(Kind::Summary, &summary),
            ..Prints::of_title(&entry.title)
        });
        let rendered = Rendered {
            summary,
            ..Rendered::default()
        };
        return (Some((rendered, prints)), Vec::new());
    }
    let (body, mut findings) = match ingest::body(&entry.file, &entry.place_in_file) {
        Ok(read) => read,
        // It was there when its head was read: the article is left out of this build.
        Err(finding) => return (None, vec![finding]),
    };
    let resolve = |link: &str| pages.find(&entry.file, link);
    let named = |name: &str| pages.named(name);
    let from = From {
        file: &entry.file,
        record: entry.place_in_file.line(),
        permalink: &permalink,
    };
    let measured = |url: &str| files.size(url, &from);
    let around = render::Around {
        permalink: &permalink,
        site: &site.url,
        title: &entry.title,
        named: &named,
        summary: entry.summary.as_deref(),
        resolve: &resolve,
        measured: &measured,
        content: &site.content,
    };
    let (rendered, problems) = render::render(&body, &around);
    findings.extend(
        problems
            .into_iter()
            .map(|finding| finding.in_file(entry.file.path())),
    );
    let prints = known.map(|known| {
        let before = known.line(entry).map(|line| &line.prints);
        Prints {
            seen: seen(Kind::Content, &rendered.content),
            ..Prints::beside(&entry.title, &body.text, before)
        }
    });
    (Some((rendered, prints)), findings)
}

/// A text without a language on a site without one has that which it shows.
pub(super) fn detect_language(rendered: &mut Rendered, entry: &Entry, site: &Site) {
    if entry.language.is_none() && site.language.is_none() {
        rendered.language = render::language(&entry.title, rendered);
    }
}

/// What a text calls an article.
#[derive(PartialEq, Eq, Hash)]
enum Name {
    /// Its source file, without extension.
    File(String),
    /// The same in lower case, as note books link.
    Folded(String),
    /// The last part of its page's address, in lower case.
    Slug(String),
}

/// The last part of an address that says something: `/posts/a/index.html` and `/posts/a.html` are `a`.
fn slug(address: &str) -> String {
    let path = address.trim_end_matches('/');
    let path = path.strip_suffix("/index.html").unwrap_or(path);
    let name = without_extension(last(path));
    percent_decode_str(name).decode_utf8_lossy().to_lowercase()
}

/// The pages that source files became; made when the first link to a source file is met.
pub(super) struct Pages<'a> {
    catalogue: &'a Catalogue,
    by_file: OnceLock<HashMap<&'a str, &'a str>>,
    by_name: OnceLock<HashMap<Name, Option<&'a Entry>>>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(catalogue: &'a Catalogue) -> Self {
        Pages {
            catalogue,
            by_file: OnceLock::new(),
            by_name: OnceLock::new(),
        }
    }

    /// The article that a shortcode names: by the end of its path, without extension, with or without
    /// the date in front, else by its slug. None where several articles have the name.
    fn named(&self, name: &str) -> Option<Linked> {
        let by_name = self.by_name.get_or_init(|| self.names());
        let name = without_extension(name.trim_matches('/'));
        let file = [name, last(name), undated(last(name))]
            .into_iter()
            .find_map(|name| by_name.get(&Name::File(name.to_owned())));
        let folded = || by_name.get(&Name::Folded(name.to_lowercase()));
        let file = file.or_else(folded);
        let found = file.or_else(|| by_name.get(&Name::Slug(last(name).to_lowercase())));
        found.copied().flatten().map(|entry| Linked {
            page: entry.permalink.to_string(),
            title: entry.title.to_string(),
        })
    }

    fn names(&self) -> HashMap<Name, Option<&'a Entry>> {
        let mut names: HashMap<Name, Option<&'a Entry>> = HashMap::new();
        for entry in self.catalogue.iter() {
            let path = without_extension(&entry.file.relative);
            let files = [path, last(path), undated(last(path))];
            let folded = files.map(|name| Name::Folded(name.to_lowercase()));
            let files = files.map(|name| Name::File(name.to_owned()));
            let slug = Name::Slug(slug(&entry.permalink));
            for name in files.into_iter().chain(folded).chain([slug]) {
                names
                    .entry(name)
                    .and_modify(|known| {
                        *known = known.filter(|known| known.permalink == entry.permalink);
                    })
                    .or_insert(Some(entry));
            }
        }
        names
    }

    /// The page of the article that a link in `file` names by its source file.
    fn find(&self, file: &SourceFile, link: &str) -> Option<String> {
        let link = &*percent_decode_str(link).decode_utf8().ok()?;
        let name = link.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.')?.1.to_lowercase();
        if !matches!(
            extension.as_str(),
            "md" | "mdx" | "markdown" | "rst" | "qmd" | "txt"
        ) {
            return None;
        }
        // `@/` is the source folder (Zola).
        let from_root = link.strip_prefix("@/").or_else(|| link.strip_prefix('/'));
        let mut parts: Vec<&str> = match from_root {
            Some(_) => Vec::new(),
            None => file
                .folder()
                .split('/')
                .filter(|part| !part.is_empty())
                .collect(),
        };
        for part in from_root.unwrap_or(link).split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        let by_file = self.by_file.get_or_init(|| {
            self.catalogue
                .iter()
                .map(|entry| (&*entry.file.relative, &*entry.permalink))
                .collect()
        });
        by_file
            .get(parts.join("/").as_str())
            .map(|page| (*page).to_owned())
    }
}

/// A path without extension; a folder with its `index` file is the folder.
fn without_extension(path: &str) -> &str {
    let stem = match path.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => {
            let known = ["md", "mdx", "markdown", "rst", "qmd", "txt", "html", "htm"];
            if known.contains(&extension) {
                stem
            } else {
                path
            }
        }
        _ => path,
    };
    stem.strip_suffix("/index")
        .or_else(|| stem.strip_suffix("/_index"))
        .unwrap_or(stem)
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// `2025-05-05-title` is `title`.
fn undated(name: &str) -> &str {
    let shape: Vec<bool> = name.bytes().take(11).map(|b| b.is_ascii_digit()).collect();
    let dated = name.len() > 11
        && shape
            == [
                true, true, true, true, false, true, true, false, true, true, false,
            ];
    if dated { &name[11..] } else { name }
}
