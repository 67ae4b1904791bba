//! What the files of pictures, sound and film say, put into the entries that name them: an address comes
//! in, its file is found on this machine (`shelves`), and its headers are read.

mod emblems;
mod shelves;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use url::Url;

pub use self::emblems::emblems;

use self::shelves::{Looked, Shelves};
use crate::article::{Origin, OriginKind, SourceFile};
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::entry::{Candidate, Chapter, Enclosure, Extra, Image, Trace};
use crate::media::{Facts, clock, measure};

/// Above this, a length breaks two readers, which keep it in 32 bits with a sign.
const LARGEST_LENGTH: u64 = i32::MAX as u64;

/// Seconds that a written duration may differ from the file's: people round.
const TOLERANCE: u32 = 2;

/// The files of a site, each read once.
pub struct Media<'a> {
    shelves: Shelves<'a>,
    read: Mutex<HashMap<PathBuf, Arc<OnceLock<Option<Facts>>>>>,
}

/// The article that a file is looked for from.
#[derive(Clone, Copy)]
pub struct From<'a> {
    /// Its file.
    pub file: &'a SourceFile,
    /// Line of its record, where the file holds several; else 0.
    pub record: u32,
    /// Its page.
    pub permalink: &'a Url,
}

/// What was learned: values with their origin, and what is to be said.
#[derive(Debug, Default)]
pub struct Told {
    /// Values that come from files.
    pub traces: Vec<Trace>,
    /// With the article's path and lines.
    pub findings: Vec<Diagnostic>,
}

impl Told {
    fn trace(&mut self, field: &'static str, value: String, path: &Path) {
        self.traces.push(Trace {
            field,
            value,
            origin: Origin::new(OriginKind::Medium, path.display().to_string()),
            lost: Vec::new(),
        });
    }

    /// Says what the article has instead of the value of the last trace.
    fn lost(&mut self, value: String, line: u32) {
        if let Some(trace) = self.traces.last_mut() {
            trace.lost.push(Candidate {
                value,
                origin: Origin {
                    line,
                    ..Origin::new(OriginKind::FrontMatter, "")
                },
                reason: "not what the file says".into(),
            });
        }
    }

    fn find(&mut self, from: &From<'_>, line: u32, finding: Diagnostic) {
        let line = line.max(from.record).max(1);
        self.findings
            .push(finding.in_file(from.file.path()).at(line, 0));
    }
}

impl<'a> Media<'a> {
    /// The files of a site; nothing is read yet.
    pub fn new(site: &'a Site) -> Self {
        Media {
            shelves: Shelves::new(site),
            read: Mutex::default(),
        }
    }

    /// The file of an address of the site, where it lies on this machine.
    pub fn file(&self, url: &str) -> Option<PathBuf> {
        match self.shelves.look(url, None) {
            Looked::Found(path) => Some(path),
            Looked::Missing(_) | Looked::Elsewhere => None,
        }
    }

    /// The file of an address that an article gives, where it lies on this machine: beside it too.
    pub fn file_from(&self, url: &str, from: &From<'_>) -> Option<PathBuf> {
        match self.shelves.look(url, Some(from)) {
            Looked::Found(path) => Some(path),
            Looked::Missing(_) | Looked::Elsewhere => None,
        }
    }

    /// The medium with the name of an article that names none, and its type by its name.
    pub fn own(&self, from: &From<'_>) -> Option<Enclosure> {
        let (url, path) = self.shelves.own_medium(from)?;
        let by_name = mime_guess::from_path(&path).first_raw();
        let kind = self.facts(&path)?.kind.filter(|kind| !kind.is_picture())?;
        Some(Enclosure {
            url,
            media_type: kind.media_type(by_name).to_owned(),
            ..Enclosure::default()
        })
    }

    /// What a file says of itself; `None` where it cannot be read.
    fn facts(&self, path: &Path) -> Option<Facts> {
        let cell = {
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(read.entry(path.to_owned()).or_default())
        };
        cell.get_or_init(|| measure(path).ok()).clone()
    }

    /// Width and height in pixels of the picture of an address, where it lies on this machine.
    pub fn size(&self, url: &str, from: &From<'_>) -> Option<(u32, u32)> {
        let Looked::Found(path) = self.shelves.look(url, Some(from)) else {
            return None;
        };
        let facts = self.facts(&path)?;
        let is_picture = facts.kind.is_some_and(|kind| kind.is_picture());
        facts.size.filter(|_| is_picture)
    }

    /// Fills in the size, the type and the length of a picture that lies on this machine.
    pub fn image(&self, image: &mut Image, from: &From<'_>, told: &mut Told) {
        let path = match self.shelves.look(&image.url, Some(from)) {
            Looked::Found(path) => path,
            Looked::Missing(place) if image.line > 0 => {
                return told.find(from, image.line, missing(&image.url, &place));
            }
            Looked::Missing(_) | Looked::Elsewhere => return,
        };
        let Some(facts) = self.facts(&path) else {
            return;
        };
        image.length = Some(facts.length);
        if facts.pointer {
            return;
        }
        let kind = facts.kind.filter(|kind| kind.is_picture());
        let Some(kind) = kind else {
            image.length = None;
            return told.find(from, image.line, no_picture(&path, &facts));
        };
        let by_name = mime_guess::from_path(&path).first_raw();
        image.media_type = Some(kind.media_type(by_name).to_owned());
        match facts.size {
            Some((width, height)) => {
                let before = (image.width, image.height);
                (image.width, image.height) = (Some(width), Some(height));
                told.trace("image size", format!("{width} × {height}"), &path);
                if let (Some(was_wide), Some(was_high)) = before
                    && (was_wide, was_high) != (width, height)
                {
                    told.lost(format!("{was_wide} × {was_high}"), 0);
                }
            }
            None if facts.is_damaged => {
                told.find(from, image.line, no_picture(&path, &facts));
            }
            // What has the size that it is shown in, and what no reader shows.
            None => {}
        }
    }

    /// Fills in size, type, duration and chapters of the media that lie on this machine, and finds the
    /// medium of an article that names none: a file with its name beside it, or among the static files.
    pub fn enclosures(
        &self,
        enclosures: &mut Box<[Enclosure]>,
        extra: &mut Option<Box<Extra>>,
        from: &From<'_>,
        told: &mut Told,
    ) {
        if enclosures.is_empty()
            && let Some((url, path)) = self.shelves.own_medium(from)
        {
            told.trace("enclosure", url.clone(), &path);
            *enclosures = Box::new([Enclosure {
                url,
                ..Enclosure::default()
            }]);
        }
        for at in 0..enclosures.len() {
            let (before, rest) = enclosures.split_at_mut(at);
            let Some(enclosure) = rest.first_mut() else {
                break;
            };
            // One duration is written for all encodings, and the file of the first has corrected it.
            if let Some(first) = before.iter().rfind(|before| !before.alternate)
                && enclosure.alternate
                && enclosure.lines.duration == first.lines.duration
            {
                enclosure.duration = first.duration;
            }
            // What is said of the others is said in their own place alone.
            let mut own = Told::default();
            let chapters = self.enclosure(enclosure, from, &mut own);
            told.findings.append(&mut own.findings);
            if at == 0 {
                told.traces.append(&mut own.traces);
            }
            if enclosure.length > LARGEST_LENGTH {
                told.find(from, enclosure.lines.length, large(enclosure));
            }
            let has_own = extra
                .as_ref()
                .is_some_and(|extra| !extra.episode.chapters.is_empty());
            if let Some((chapters, path)) = chapters.filter(|_| at == 0 && !has_own) {
                let count = match chapters.len() {
                    1 => "1 chapter".to_owned(),
                    count => format!("{count} chapters"),
                };
                told.trace("chapters", count, &path);
                extra.get_or_insert_default().episode.chapters = chapters;
            }
        }
        if let Some(extra) = extra {
            self.of_episode(extra, enclosures.first(), from, told);
        }
        // Found by its name, and no medium by its bytes.
        if enclosures.iter().any(|own| own.media_type.is_empty()) {
            *enclosures = Box::default();
        }
    }

    /// What an episode names and its files do not have: words, and moments behind the end.
    fn of_episode(
        &self,
        extra: &Extra,
        medium: Option<&Enclosure>,
        from: &From<'_>,
        told: &mut Told,
    ) {
        for transcript in &extra.episode.transcripts {
            if let Looked::Missing(place) = self.shelves.look(&transcript.url, Some(from)) {
                told.find(from, 0, missing(&transcript.url, &place));
            }
        }
        let Some(plays) = medium.and_then(|medium| medium.duration) else {
            return;
        };
        for bite in &extra.episode.soundbites {
            let end = bite.start + bite.duration;
            if end > f64::from(plays.saturating_add(TOLERANCE)) {
                let message = format!(
                    "a soundbite ends at {end} seconds, and the episode at {}",
                    clock::written(plays)
                );
                told.find(
                    from,
                    0,
                    Diagnostic::warning("media-mismatch", message)
                        .help("write where it starts, and how long it is"),
                );
            }
        }
    }

    /// Fills in what the file of a medium says; gives its chapters and where they stand.
    fn enclosure(
        &self,
        enclosure: &mut Enclosure,
        from: &From<'_>,
        told: &mut Told,
    ) -> Option<(Vec<Chapter>, PathBuf)> {
        let looked = self.shelves.look(&enclosure.url, Some(from));
        let is_own = matches!(looked, Looked::Found(_));
        let path = match looked {
            Looked::Found(path) => Some(path),
            // What lies elsewhere under the same name is that file, put there from here.
            Looked::Elsewhere => self.shelves.beside(&enclosure.url, from),
            Looked::Missing(place) => {
                let finding = missing(&enclosure.url, &place);
                told.find(from, enclosure.lines.url, finding);
                return None;
            }
        };
        let read = path.and_then(|path| Some((self.facts(&path)?, path)));
        let Some((facts, path)) = read else {
            if enclosure.length == 0 {
                told.find(from, enclosure.lines.url, unknown_length(enclosure));
            }
            return None;
        };
        take_length(enclosure, &facts, is_own, &path, from, told);
        if facts.pointer {
            return None;
        }
        let kind = facts.kind.filter(|kind| !kind.is_picture());
        if kind.is_none() || facts.is_damaged {
            let expected = match &*enclosure.media_type {
                "" => "sound or film",
                media_type => media_type,
            };
            let message = format!(
                "expected {expected}, found {} in {}",
                described(&facts),
                path.display()
            );
            told.find(
                from,
                enclosure.lines.url,
                Diagnostic::warning("unreadable-medium", message)
                    .help("put the file there that subscribers are to hear or see"),
            );
        }
        let kind = kind?;
        let by_name = mime_guess::from_path(&path).first_raw();
        if enclosure.media_type.is_empty() {
            enclosure.media_type = kind.media_type(by_name).to_owned();
        } else if kind.is(&enclosure.media_type) {
            enclosure.media_type = kind.media_type(Some(&enclosure.media_type)).to_owned();
        } else {
            let file_type = kind.media_type(by_name);
            let message = format!(
                "expected {}, found {} in {}; feeds say {file_type}",
                enclosure.media_type,
                kind.title(),
                path.display()
            );
            told.find(
                from,
                enclosure.lines.url,
                Diagnostic::warning("media-mismatch", message).help(format!(
                    "write `type: {file_type}`, and give the file the extension of what it is"
                )),
            );
            enclosure.media_type = file_type.to_owned();
        }
        take_duration(enclosure, &facts, &path, from, told);
        let chapters: Vec<Chapter> = facts
            .chapters
            .into_iter()
            .map(|mark| Chapter {
                start: mark.start,
                title: mark.title,
                url: mark.url.filter(|url| {
                    Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
                }),
                image: None,
            })
            .collect();
        (!chapters.is_empty()).then_some((chapters, path))
    }
}

/// The file knows its size, unless it is another's on another host.
fn take_length(
    enclosure: &mut Enclosure,
    facts: &Facts,
    is_own: bool,
    path: &Path,
    from: &From<'_>,
    told: &mut Told,
) {
    let written = std::mem::replace(&mut enclosure.length, facts.length);
    if written == 0 || written == facts.length {
        if written == 0 {
            told.trace("length", format!("{} bytes", facts.length), path);
        }
        return;
    }
    if !is_own {
        enclosure.length = written;
    }
    let message = format!(
        "expected the {} bytes of {}, found {written}; feeds say {}",
        facts.length,
        path.display(),
        enclosure.length
    );
    if is_own {
        told.trace("length", format!("{} bytes", facts.length), path);
        told.lost(format!("{written} bytes"), enclosure.lines.length);
    }
    told.find(
        from,
        enclosure.lines.length,
        Diagnostic::warning("media-mismatch", message)
            .help("leave the size out where the file is at hand, or write its own"),
    );
}

/// The file knows how long it plays; what is worked out from its start gives way to what is written.
fn take_duration(
    enclosure: &mut Enclosure,
    facts: &Facts,
    path: &Path,
    from: &From<'_>,
    told: &mut Told,
) {
    let Some(plays) = facts.plays else {
        return;
    };
    let seconds = plays.seconds().max(1);
    let shown = clock::written(seconds);
    match enclosure.duration {
        Some(_) if !plays.exact => {}
        Some(written) if written.abs_diff(seconds) <= TOLERANCE => {
            enclosure.duration = Some(seconds);
        }
        written => {
            enclosure.duration = Some(seconds);
            told.trace("duration", shown.clone(), path);
            if let Some(written) = written {
                let written = clock::written(written);
                told.lost(written.clone(), enclosure.lines.duration);
                let message = format!(
                    "expected {shown}, as {} plays, found {written}; feeds say {shown}",
                    path.display()
                );
                told.find(
                    from,
                    enclosure.lines.duration,
                    Diagnostic::warning("media-mismatch", message)
                        .help("leave the duration out where the file is at hand, or write its own"),
                );
            }
        }
    }
}

fn missing(url: &str, place: &Path) -> Diagnostic {
    Diagnostic::warning(
        "missing-file",
        format!(
            "expected a file {}, found none; subscribers are sent to {url}",
            place.display()
        ),
    )
    .help(
        "put the file there, correct the address, or name its folder in `static` under `[source]`",
    )
}

fn unknown_length(enclosure: &Enclosure) -> Diagnostic {
    Diagnostic::warning(
        "unknown-length",
        format!("the size of {} is not known; feeds say 0", enclosure.url),
    )
    .help("write its size in bytes, such as `length: 24983`")
}

fn large(enclosure: &Enclosure) -> Diagnostic {
    Diagnostic::info(
        "large-enclosure",
        format!(
            "{} has {} bytes; above {LARGEST_LENGTH} two of 36 readers lose the enclosure",
            enclosure.url, enclosure.length
        ),
    )
    .help("publish it at a lower rate, or in parts")
}

fn no_picture(path: &Path, facts: &Facts) -> Diagnostic {
    Diagnostic::warning(
        "unreadable-medium",
        format!(
            "expected a picture, found {} in {}",
            described(facts),
            path.display()
        ),
    )
    .help("save the picture again as PNG, JPEG, WebP or GIF")
}

/// What a file is, for people.
fn described(facts: &Facts) -> String {
    match facts.kind {
        _ if facts.length == 0 => "an empty file".to_owned(),
        Some(kind) if kind.is_picture() && facts.is_damaged => {
            format!("{} whose size cannot be read", kind.title())
        }
        Some(kind) if facts.is_damaged => {
            format!("{} whose headers cannot be read", kind.title())
        }
        Some(kind) => kind.title().to_owned(),
        None => "something else".to_owned(),
    }
}
