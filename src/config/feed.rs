//! What the configuration says of one feed.

use serde::{Deserialize, Serialize};

use super::{By, ByteSize, FileConfig};
use crate::feed::{ContentMode, FeedFormat};

/// One feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FeedConfig {
    /// The file in the output folder, which is also its path on the site. With `by`: the pattern of
    /// the files, made of `:slug` (the value in an address), `:by` and `:format`, such as
    /// `tags/:slug/feed.xml`; `:by/:slug/feed.xml` where absent.
    pub path: String,
    /// One feed for each value that articles have of each of these words.
    pub by: Vec<By>,
    /// The only values of `by` that have feeds; all where empty.
    pub values: Vec<String>,
    /// Whether one of `values` has a feed before an article has it, and a value that had a feed keeps
    /// it, without entries, when no article has it any more.
    pub empty: bool,
    /// How many entries a value needs for a feed of its own, unless it had one before.
    pub min_entries: usize,
    /// The format; by the file's name where absent (`.json`; `atom` in the name; else RSS).
    pub format: Option<FeedFormat>,
    /// Its title; the site's where absent. With `by`: a pattern of `:site`, `:value`, `:slug`, `:by`
    /// and `:format`; `:site – :value` where absent.
    pub title: Option<String>,
    /// What it is about; the site's description where absent. With `by`: a pattern as `title` is.
    pub description: Option<String>,
    /// The page that it is the feed of: an address, or a path on the site; the front page where
    /// absent. With `by`: a pattern as `path` is, such as `/tags/:slug/`.
    pub home: Option<String>,
    /// Whether it is the feed of the podcast: RSS with articles alone that have audio or video, all of
    /// them where no `limit` is given.
    pub podcast: bool,
    /// How many entries, newest first; 0 for all. With `archive`, the fewest.
    pub limit: usize,
    /// How long it may be: older entries are left out until it is no longer, the newest stays; 0 for any
    /// length.
    pub limit_bytes: Option<ByteSize>,
    /// How many days ago its entries may have been published; 0 for any.
    pub limit_days: u32,
    /// From which size on a build warns; 1 MB where absent, never where 0.
    pub budget: Option<ByteSize>,
    /// How much of each article.
    pub content: ContentMode,
    /// Whether an Atom feed says which articles are gone (RFC 6721, `at:deleted-entry`).
    pub deleted_entries: bool,
    /// The categories of its entries, as `site.categories` has them; those where empty.
    pub categories: Vec<String>,
    /// Whether the picture of an article without sound or film is its enclosure, for readers that look
    /// for pictures nowhere else.
    pub image_enclosure: bool,
    /// Whether the feed has archives: what it no longer shows stands in files beside it, which do not
    /// change when articles are added (RFC 5005, 4).
    pub archive: bool,
    /// How many entries an archive has. The feed itself has up to one less beyond its `limit`.
    pub archive_size: usize,
    /// Whether the feed has pages of `limit` entries, so that all can be reached (RFC 5005, 3).
    pub paged: bool,
    /// Whether the feed says that it has every entry, so that readers drop what is gone (RFC 5005, 2).
    pub complete: bool,
    /// The pattern of the paths of archives and further pages, made of `:stem` (the feed's path without
    /// its extension), `:extension` and `:number`; `:stem-archive-:number.:extension` or
    /// `:stem-page-:number.:extension` where absent.
    pub part_path: Option<String>,
    /// The pattern of their titles, made of `:title` (the feed's) and `:number`; `:title (:number)`
    /// where absent.
    pub part_title: Option<String>,
    /// Whether a page for people is written beside it, from the same entries: `true` for its own name
    /// with `.html`, or a path in the output folder; as `output.pages` says where absent. Feeds whose
    /// pages have one name share that of the first.
    pub page: Option<FileConfig>,
    /// A stylesheet (CSS) for the XML as browsers show it: `true` for one that is written beside the
    /// feed as `feed.css`, or the address of your own, which may be a path on the site.
    pub css: FileConfig,
    /// Which articles.
    pub filter: FilterConfig,
}

impl Default for FeedConfig {
    fn default() -> Self {
        FeedConfig {
            path: String::new(),
            by: Vec::new(),
            values: Vec::new(),
            empty: true,
            min_entries: 1,
            format: None,
            title: None,
            description: None,
            home: None,
            podcast: false,
            limit: 20,
            limit_bytes: None,
            limit_days: 0,
            budget: None,
            content: ContentMode::Full,
            deleted_entries: false,
            categories: Vec::new(),
            image_enclosure: false,
            archive: false,
            archive_size: 50,
            paged: false,
            complete: false,
            part_path: None,
            part_title: None,
            page: None,
            css: FileConfig::Usual(false),
            filter: FilterConfig::default(),
        }
    }
}

impl FeedConfig {
    /// A feed of this format under its usual name.
    pub fn of(format: FeedFormat) -> Self {
        FeedConfig {
            path: format.default_path().to_owned(),
            format: Some(format),
            ..FeedConfig::default()
        }
    }

    /// A feed at this path, its format told by the name.
    pub fn at(path: impl Into<String>) -> Self {
        FeedConfig {
            path: path.into(),
            ..FeedConfig::default()
        }
    }

    /// The format given, or told by the file's name.
    pub fn format(&self) -> FeedFormat {
        self.format.unwrap_or_else(|| {
            let name = self.path.to_lowercase();
            if name.ends_with(".json") {
                FeedFormat::Json
            } else if name.contains("atom") {
                FeedFormat::Atom
            } else {
                FeedFormat::Rss
            }
        })
    }
}

/// Which articles a feed takes; each condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FilterConfig {
    /// At least one of these tags; case does not matter.
    pub tags: Vec<String>,
    /// None of these tags.
    pub not_tags: Vec<String>,
    /// This language or a regional form of it (`pt` takes `pt-BR`).
    pub language: Option<String>,
    /// In one of these folders of the source.
    pub folders: Vec<String>,
    /// In this section: the first folder of the source that a file lies in.
    pub section: Option<String>,
    /// Named by one of these globs over paths of the source, written as those of `source.include`.
    pub paths: Vec<String>,
    /// Named by none of these globs, written as those of `source.exclude`.
    pub not_paths: Vec<String>,
    /// Written by one of these.
    pub authors: Vec<String>,
    /// Whether articles that say they are hidden are taken too.
    pub hidden: bool,
}
