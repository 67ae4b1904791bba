//! A feed: its own fields and its chosen entries.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, Utc};

use crate::config::Podcast;
use crate::entry::{Entry, Image, Person};

/// The formats a feed can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FeedFormat {
    /// RSS 2.0.
    Rss,
    /// Atom 1.0 (RFC 4287).
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl FeedFormat {
    /// Every format, in the order that feeds are written by default.
    pub const ALL: [FeedFormat; 3] = [FeedFormat::Rss, FeedFormat::Atom, FeedFormat::Json];

    /// The media type that the feed is served as.
    pub fn media_type(self) -> &'static str {
        match self {
            FeedFormat::Rss => "application/rss+xml",
            FeedFormat::Atom => "application/atom+xml",
            FeedFormat::Json => "application/feed+json",
        }
    }

    /// The file name that a feed has unless the configuration gives one.
    pub fn default_path(self) -> &'static str {
        match self {
            FeedFormat::Rss => "feed.xml",
            FeedFormat::Atom => "atom.xml",
            FeedFormat::Json => "feed.json",
        }
    }

    /// The name in messages.
    pub fn title(self) -> &'static str {
        match self {
            FeedFormat::Rss => "RSS",
            FeedFormat::Atom => "Atom",
            FeedFormat::Json => "JSON Feed",
        }
    }

    /// The name in the configuration and in reports.
    pub fn name(self) -> &'static str {
        match self {
            FeedFormat::Rss => "rss",
            FeedFormat::Atom => "atom",
            FeedFormat::Json => "json",
        }
    }
}

/// How much of an article a feed carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ContentMode {
    /// The whole text as HTML, and the summary.
    #[default]
    Full,
    /// The summary alone.
    Summary,
    /// Neither.
    None,
}

/// What a feed shows of an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// The body as HTML that is safe in any reader, every URL absolute; empty where the feed carries
    /// none.
    pub content: String,
    /// One line of plain text; empty where the feed carries none.
    pub summary: String,
    /// BCP 47 tag, detected where neither the article nor the site gives one.
    pub language: Option<&'static str>,
    /// The first picture in the text that can stand for the article.
    pub image: Option<Image>,
}

/// An entry with what the feed shows of it.
#[derive(Clone, Debug)]
pub struct FeedEntry<'a> {
    /// The metadata.
    pub entry: &'a Entry,
    /// Last significant change: the entry's own, or when a build first showed the change.
    pub updated: DateTime<FixedOffset>,
    /// Its categories in this feed: its tags, unless the settings say otherwise.
    pub categories: Cow<'a, [Box<str>]>,
    /// The text.
    pub rendered: Arc<Rendered>,
    /// Address of the chapters that are written beside the feed of a podcast.
    pub chapters: Option<Box<str>>,
}

impl FeedEntry<'_> {
    /// BCP 47 tag: the article's own, else what its text shows.
    pub fn language(&self) -> Option<&str> {
        self.entry.language.as_deref().or(self.rendered.language)
    }

    /// The picture that stands for it: the article's own, else the first suitable one in its text.
    pub fn image(&self) -> Option<&Image> {
        let own = self.entry.image.as_deref();
        own.or(self.rendered.image.as_ref())
    }

    /// Absolute URL of the licence that it is under, where that is another than the feed's.
    pub fn license(&self, feed: &Feed<'_>) -> Option<&str> {
        let own = self.entry.extra.as_ref()?.license.as_deref()?;
        (feed.license.as_deref() != Some(own)).then_some(own)
    }
}

/// Where the entries of a feed are that one document of it does not hold (RFC 5005).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// What the document is among those of its feed.
    pub role: Role,
    /// Absolute URLs of other documents, each relation once.
    pub links: Vec<(Relation, String)>,
}

/// What a document is among those of its feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// What readers subscribe to, or a page of it.
    #[default]
    Current,
    /// It has every entry of the feed (RFC 5005, 2).
    Complete,
    /// It has older entries and does not change when others come (RFC 5005, 4).
    Archive,
}

/// What another document of a feed is to one (RFC 5005, 3 and 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// That which readers subscribe to.
    Current,
    /// The archive before this one.
    PrevArchive,
    /// The page of the newest entries.
    First,
    /// The page of newer entries.
    Previous,
    /// The page of older entries.
    Next,
    /// The page of the oldest entries.
    Last,
}

impl Relation {
    /// As links have it.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Current => "current",
            Relation::PrevArchive => "prev-archive",
            Relation::First => "first",
            Relation::Previous => "previous",
            Relation::Next => "next",
            Relation::Last => "last",
        }
    }
}

impl History {
    /// The document with the entries that come after these, newest first.
    pub fn older(&self) -> Option<&str> {
        let older = |relation| matches!(relation, Relation::PrevArchive | Relation::Next);
        let mut links = self.links.iter();
        links
            .find(|(relation, _)| older(*relation))
            .map(|(_, url)| url.as_str())
    }
}

/// A feed as other files name it: the page for people, the list of subscriptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// Its own title.
    pub title: String,
    /// Its name among those of its group, such as the tag; else its title.
    pub label: String,
    /// What it is about; plain text, may be empty.
    pub description: String,
    /// Its absolute URL.
    pub url: String,
    /// Its format.
    pub format: FeedFormat,
    /// The absolute URL of the page that it belongs to.
    pub home_url: String,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The absolute URL of its page for people, where it has one.
    pub page: Option<String>,
    /// What it is one of, such as the feeds of tags; absent where it stands for itself.
    pub group: Option<String>,
    /// Feeds that have this in common have the same articles, in different formats.
    pub set: usize,
}

/// A feed, complete, before it takes a format.
#[derive(Clone, Debug)]
pub struct Feed<'a> {
    /// The format that it is written in.
    pub format: FeedFormat,
    /// How much of each article it carries.
    pub content: ContentMode,
    /// Its own title.
    pub title: String,
    /// The title of the feed that it is a part of; else its own.
    pub name: String,
    /// What it is about; plain text.
    pub description: String,
    /// Permanent identifier (Atom `id`): its first address.
    pub id: String,
    /// Its own absolute URL.
    pub self_url: String,
    /// The absolute URL of the page that it belongs to.
    pub home_url: String,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The site's authors.
    pub authors: Vec<Person>,
    /// Copyright line.
    pub rights: Option<String>,
    /// Absolute URL of the licence that its entries are under.
    pub license: Option<String>,
    /// Absolute URL of the terms for machines that read it (Really Simple Licensing).
    pub rsl: Option<String>,
    /// Absolute URL of a picture, about twice as wide as high.
    pub image: Option<String>,
    /// Absolute URL of a small square picture.
    pub icon: Option<String>,
    /// Width and height of `image` in pixels, where they are known.
    pub image_size: Option<(u32, u32)>,
    /// Width and height of `icon` in pixels, where they are known.
    pub icon_size: Option<(u32, u32)>,
    /// Whether the picture of an entry without enclosures is its enclosure.
    pub image_enclosure: bool,
    /// The address of a stylesheet (CSS) for its XML, absolute or relative to its own.
    pub stylesheet: Option<String>,
    /// The latest `updated` of its entries; absent where it has none.
    pub updated: Option<DateTime<FixedOffset>>,
    /// The podcast that it is the feed of.
    pub podcast: Option<&'a Podcast>,
    /// Newest first.
    pub entries: Vec<FeedEntry<'a>>,
    /// Where the entries are that it does not hold.
    pub history: History,
    /// Guids of articles that are gone, and since when, newest first; Atom alone can say it
    /// (RFC 6721).
    pub gone: Vec<(&'a str, DateTime<Utc>)>,
}
