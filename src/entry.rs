//! A normalised article, ready for any feed.

mod episode;
pub mod podcast;
mod relations;
pub mod seconds;

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, Utc};

pub use self::episode::{Chapter, Episode, EpisodeKind};
pub use self::relations::{Discussion, Original, Point, Reply};

use crate::article::{Origin, Place, SourceFile};
use crate::date::{Dateline, Order};

/// A person who wrote an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Person {
    /// Name as printed.
    pub name: String,
    /// Mail address, without `mailto:`.
    pub email: Option<String>,
    /// Home page, absolute.
    pub url: Option<String>,
}

/// A picture that stands for an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// Absolute URL.
    pub url: String,
    /// Text for those who do not see it.
    pub alt: Option<String>,
    /// Width in pixels: that of the file where it is at hand, else what the article says.
    pub width: Option<u32>,
    /// Height in pixels, as `width`.
    pub height: Option<u32>,
    /// What the file is by its first bytes, such as `image/png`, where it is at hand.
    pub media_type: Option<String>,
    /// Size of the file in bytes, where it is at hand.
    pub length: Option<u64>,
    /// Line of the article that names it, from 1; 0 where its author does not.
    pub line: u32,
}

/// Attached media. What the file itself says goes before what the article says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enclosure {
    /// Absolute URL.
    pub url: String,
    /// Size in bytes; 0 where unknown (RSS Best Practices Profile, `enclosure`).
    pub length: u64,
    /// Media type, such as `audio/mpeg`.
    pub media_type: String,
    /// How long it plays, in seconds, where that is known.
    pub duration: Option<u32>,
    /// Its own title, one line of plain text, where it has one.
    pub title: Option<String>,
    /// Whether it is one before it in another encoding, for those who cannot play that.
    pub alternate: bool,
    /// Where the article says what is known of it.
    pub lines: EnclosureLines,
}

/// Lines of an article's file that tell of an enclosure, from 1; 0 where none does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EnclosureLines {
    /// Of its address.
    pub url: u32,
    /// Of its size.
    pub length: u32,
    /// Of its duration.
    pub duration: u32,
}

/// What few articles say of themselves. Apart, so that those that do not pay nothing for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra {
    /// What it says as an episode of a podcast.
    pub episode: Episode,
    /// What it answers.
    pub replies_to: Vec<Reply>,
    /// Where it is discussed.
    pub discussion: Discussion,
    /// Address of the licence that it is under.
    pub license: Option<String>,
    /// Where it was published first.
    pub original: Option<Original>,
    /// What it is about, on the globe.
    pub point: Option<Point>,
    /// The series that it is a part of.
    pub series: Option<String>,
    /// Who helped to make it.
    pub contributors: Vec<Person>,
    /// Who published it, where that is not the site.
    pub publisher: Option<String>,
    /// What it says in fields that the settings make categories of.
    pub fields: Vec<OwnField>,
}

/// A field that no field of an entry holds.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnField {
    /// Its folded name.
    pub name: Box<str>,
    /// What it says, in the order given, each once.
    pub values: Box<[Box<str>]>,
}

/// A normalised article.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Permanent identifier: an absolute URI.
    pub guid: Box<str>,
    /// Absolute URL of the article's page.
    pub permalink: Box<str>,
    /// One line of plain text.
    pub title: Box<str>,
    /// Who wrote it, in the order given.
    pub authors: Box<[Person]>,
    /// First publication.
    pub published: Dateline,
    /// Last significant change; never before `published`.
    pub updated: DateTime<FixedOffset>,
    /// BCP 47 tag, where the article gives one.
    pub language: Option<Box<str>>,
    /// One line of plain text, where the head gives one.
    pub summary: Option<Box<str>>,
    /// Topics in the order given, each once.
    pub tags: Box<[Box<str>]>,
    /// The picture that stands for it.
    pub image: Option<Box<Image>>,
    /// Attached media.
    pub enclosures: Box<[Enclosure]>,
    /// What few articles have.
    pub extra: Option<Box<Extra>>,
    /// Where it was reported from.
    pub place: Option<Box<str>>,
    /// Name of the site it appeared on, where it says so.
    pub site_name: Option<Box<str>>,
    /// Copyright line, where the article gives its own.
    pub rights: Option<Box<str>>,
    /// From when it is no longer shown.
    pub expires: Option<DateTime<Utc>>,
    /// Where its dates stand.
    pub date_lines: DateLines,
    /// Before when it is not shown, whatever `published` says (Hugo's `publishDate`).
    pub embargo: Option<DateTime<Utc>>,
    /// Not yet meant for readers.
    pub draft: bool,
    /// Kept out of feeds by its author.
    pub hidden: bool,
    /// Kept out of sitemaps by its author.
    pub unindexed: bool,
    /// Whether `guid` is the article's own, and not made.
    pub own_guid: bool,
    /// Whether `published` is written in the article, and not told from its file's name or place.
    pub dated: bool,
    /// Whether `updated` is written in the article.
    pub change_dated: bool,
    /// Whether `updated` is that of the last commit that changed the file.
    pub change_committed: bool,
    /// Where the article was before, as its author says (`aliases`, `redirect_from`).
    pub aliases: Box<[Box<str>]>,
    /// Its author asks to announce it again.
    pub republish: bool,
    /// It is announced again by this build.
    pub announced: bool,
    /// Its line in the ledger of the last build.
    pub known: Option<u32>,
    /// The file, for its body and for messages.
    pub file: SourceFile,
    /// The part of the file.
    pub place_in_file: Place,
}

/// One value of an entry, where it came from, and what else was on offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The entry's field, as `inspect` names it.
    pub field: &'static str,
    /// The chosen value as text.
    pub value: String,
    /// Where it came from.
    pub origin: Origin,
    /// What was chosen against: value, place, reason.
    pub lost: Vec<Candidate>,
}

impl Enclosure {
    /// Whether it is audio or video.
    pub fn plays(&self) -> bool {
        self.media_type.starts_with("audio/") || self.media_type.starts_with("video/")
    }
}

impl Entry {
    /// What it says as an episode, where it says anything.
    pub fn episode(&self) -> Option<&Episode> {
        self.extra.as_deref().map(|extra| &extra.episode)
    }

    /// The medium that it is an episode of a podcast by: the first that plays.
    pub fn medium(&self) -> Option<&Enclosure> {
        self.enclosures.iter().find(|enclosure| enclosure.plays())
    }
}

/// A value that was not chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The value as text.
    pub value: String,
    /// Where it stands.
    pub origin: Origin,
    /// Why it lost.
    pub reason: Cow<'static, str>,
}

/// Lines of dates in the article's file, from 1; 0 where they have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateLines {
    /// Of `published`.
    pub published: u32,
    /// Of `updated`.
    pub updated: u32,
}

/// A numeric date that can be read in one order only, which says something about those that cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenOrder {
    /// The order it is written in.
    pub order: Order,
    /// The date as written.
    pub text: Box<str>,
    /// Its file.
    pub path: PathBuf,
    /// Its line from 1; 0 where it has none.
    pub line: u32,
}

impl fmt::Display for SeenOrder {
    /// `13/02/2025 in posts/a.md, line 3`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", self.text, self.path.display())?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        Ok(())
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.field, self.value, self.origin)
    }
}
