//! What a build would understand of an article, with the origin of every value.

use std::path::{Path, PathBuf};

use chrono::DateTime;

use super::bodies::{Pages, detect_language, read_body};
use super::{LearnedOrder, Run, Silent, heads, transcripts};
use crate::article::{Article, Origin, OriginKind, Place, SourceFile};
use crate::catalogue::Catalogue;
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::entry::{Candidate, Trace};
use crate::feed::Rendered;
use crate::history::History;
use crate::ingest;
use crate::ingest::media::{self, Media, Told};
use crate::normalise::{self, Metadata};

/// How much of an article is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What a build reads for the metadata: the head, and the text only where a value is made of it.
    /// Findings about a text that was not read are absent.
    Metadata,
    /// All: the text as feeds show it, and what is to be said about it.
    Text,
}

/// What was understood of one article.
#[derive(Debug)]
pub struct Inspected {
    /// The file.
    pub path: PathBuf,
    /// Line of its record, where the file holds several.
    pub record: Option<u32>,
    /// Absent where the file could not be read; incomplete where a finding says so. Summary and
    /// language are those that a feed would show, whatever they are made of.
    pub metadata: Option<Metadata>,
    /// The text as a feed would show it, where it was read.
    pub rendered: Option<Rendered>,
    /// Where each value came from.
    pub traces: Vec<Trace>,
    /// About this article alone.
    pub findings: Vec<Diagnostic>,
}

/// The order in which values are shown: what readers see first, identity last.
const FIELDS: [&str; 56] = [
    "title",
    "draft",
    "hidden",
    "sitemap",
    "authors",
    "published",
    "updated",
    "expires",
    "timezone",
    "place",
    "language",
    "summary",
    "tags",
    "image",
    "image size",
    "enclosure",
    "length",
    "duration",
    "alternate enclosure",
    "episode title",
    "season",
    "season name",
    "episode",
    "episode display",
    "episode type",
    "explicit",
    "block",
    "episode image",
    "chapters",
    "transcript",
    "person",
    "podcast location",
    "soundbite",
    "value",
    "podcast license",
    "txt",
    "social interact",
    "content link",
    "funding",
    "chat",
    "podcast image",
    "rights",
    "license",
    "contributors",
    "publisher",
    "series",
    "point",
    "original",
    "replies_to",
    "comments",
    "comments feed",
    "comment count",
    "site_name",
    "url",
    "slug",
    "guid",
];

/// The entries of some files: what links from one article to the source of another need to be known.
pub fn catalogue(files: Vec<SourceFile>, site: &Site, history: &History) -> Catalogue {
    let run = Run {
        now: DateTime::UNIX_EPOCH,
        progress: &Silent,
        config_path: Path::new(""),
        ledger: None,
    };
    let read = heads::read(files, site, &run, history, None);
    Catalogue::new(read.entries, site, run.now).0
}

/// What an article is seen among.
pub struct Around<'a> {
    /// The settings.
    pub site: &'a Site,
    /// Dates the files, where the settings ask for it.
    pub history: &'a History,
    /// Pictures and media of the site.
    pub files: &'a Media<'a>,
    /// Links to the sources of these articles become links to their pages.
    pub catalogue: &'a Catalogue,
    /// Asked where a date does not say its order.
    pub order: &'a LearnedOrder,
}

/// Reads the articles of one file as a build would, and says where each value came from.
pub fn inspect(
    file: &SourceFile,
    around: &Around<'_>,
    depth: Depth,
    each: &mut dyn FnMut(Inspected),
) {
    ingest::ingest(file, &mut |ingested| {
        let mut inspected = Inspected {
            path: file.path(),
            record: None,
            metadata: None,
            rendered: None,
            traces: Vec::new(),
            findings: ingested.findings,
        };
        if let Some(mut article) = ingested.article {
            around.history.describe(&mut article);
            ingest::Handles::default().give_names(&mut article);
            if let Place::Record { line, .. } = article.place {
                inspected.record = Some(line);
            }
            let site = around.site;
            let mut normalised = normalise::normalise(&article, site, true);
            if normalised.unsettled {
                let (learned, mixed) = around.order.get(site);
                let site = Site {
                    learned: learned.clone(),
                    ..site.clone()
                };
                normalised = normalise::normalise(&article, &site, true);
                inspected.findings.extend(mixed.clone());
            }
            inspected.traces = normalised.traces;
            inspected.findings.extend(normalised.findings);
            let mut metadata = normalised.metadata;
            inspected.of_files(&mut metadata, &article, around.files);
            if let Some(permalink) = &metadata.permalink {
                let media = &metadata.enclosures;
                let found = transcripts::find(file, permalink, media, &mut metadata.extra, site);
                inspected.traces.extend(found);
            }
            let is_untold = metadata.language.is_none() && site.language.is_none();
            let of_text = depth == Depth::Text
                || metadata.summary.is_none()
                || metadata.image.is_none()
                || is_untold;
            if let Some(entry) = metadata.clone().into_entry(article).filter(|_| of_text) {
                let pages = Pages::new(around.catalogue);
                let (body, problems) = read_body(&entry, true, None, &pages, around.files, site);
                let mut rendered = body.map(|(rendered, _)| rendered);
                inspected.findings.extend(problems);
                if let Some(rendered) = &mut rendered {
                    detect_language(rendered, &entry, site);
                    inspected.of_text(&mut metadata, rendered);
                }
                inspected.rendered = rendered;
            }
            inspected.of_site(&mut metadata, site);
            // Stable: what is not in the list, and several of a kind, keep their order.
            let rank = |trace: &Trace| FIELDS.iter().position(|field| *field == trace.field);
            inspected
                .traces
                .sort_by_key(|trace| rank(trace).unwrap_or(FIELDS.len()));
            inspected.metadata = Some(metadata);
        }
        each(inspected);
    });
}

impl Inspected {
    /// What the files of pictures and media say, with what the head says instead.
    fn of_files(&mut self, metadata: &mut Metadata, article: &Article, files: &Media<'_>) {
        let Some(permalink) = &metadata.permalink else {
            return;
        };
        let from = media::From {
            file: &article.file,
            record: article.place.line(),
            permalink,
        };
        let mut told = Told::default();
        if let Some(image) = &mut metadata.image {
            files.image(image, &from, &mut told);
        }
        files.enclosures(
            &mut metadata.enclosures,
            &mut metadata.extra,
            &from,
            &mut told,
        );
        for mut trace in told.traces {
            let written = self.traces.iter().position(|own| own.field == trace.field);
            let Some(at) = written.filter(|_| trace.field == "duration") else {
                self.traces.push(trace);
                continue;
            };
            // Only its place is better known than to the file.
            let own = &mut self.traces[at];
            trace.lost = vec![Candidate {
                value: std::mem::replace(&mut own.value, trace.value),
                origin: std::mem::replace(&mut own.origin, trace.origin),
                reason: "not what the file says".into(),
            }];
            own.lost.splice(0..0, trace.lost);
        }
        self.findings.extend(told.findings);
    }

    /// What the head does not say and the text does.
    fn of_text(&mut self, metadata: &mut Metadata, rendered: &Rendered) {
        if metadata.summary.is_none() && !rendered.summary.is_empty() {
            let origin = Origin::new(OriginKind::Derived, "the first paragraph");
            self.trace("summary", &rendered.summary, origin);
            metadata.summary = Some(rendered.summary.clone());
        }
        if metadata.image.is_none()
            && let Some(image) = &rendered.image
        {
            let origin = Origin::new(OriginKind::Derived, "the first picture in the text");
            self.trace("image", &image.url, origin);
            metadata.image = Some(image.clone());
        }
        if let Some(language) = rendered.language {
            let origin = Origin::new(OriginKind::Detected, "the text");
            self.trace("language", language, origin);
            metadata.language = Some(language.to_owned());
        }
    }

    /// What neither head nor text says and the site does.
    fn of_site(&mut self, metadata: &mut Metadata, site: &Site) {
        if let (None, Some(language)) = (&metadata.language, &site.language) {
            let origin = Origin::new(OriginKind::Configuration, "site.language");
            self.trace("language", language, origin);
            metadata.language = Some(language.clone());
        }
    }

    fn trace(&mut self, field: &'static str, value: &str, origin: Origin) {
        self.traces.push(Trace {
            field,
            value: value.to_owned(),
            origin,
            lost: Vec::new(),
        });
    }
}
