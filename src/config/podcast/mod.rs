//! `[podcast]`: what directories and apps are told of a podcast.

mod categories;
mod check;

use serde::{Deserialize, Serialize};

pub use self::categories::{CATEGORIES, Category};
pub(super) use self::check::{resolve, whole_by_default};

use super::AuthorConfig;
use crate::entry::Person;
use crate::entry::podcast::{
    Chat, Credit, Funding, License, Location, Picture, Recipient, RemoteItem, Social, TimeSplit,
    Txt, ValueBlock,
};

/// Media types that Apple Podcasts plays or shows (Apple, "A podcaster's guide to RSS", `enclosure`).
pub const PLAYABLE: [&str; 11] = [
    "audio/x-m4a",
    "audio/mpeg",
    "audio/mp3",
    "audio/m4a",
    "audio/mp4",
    "audio/aac",
    "video/quicktime",
    "video/mp4",
    "video/x-m4v",
    "application/pdf",
    "application/epub+zip",
];

/// Whether an address ends as one of artwork must (Apple, "A podcaster's guide to RSS", `itunes:image`).
pub fn is_artwork(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let extension = path.rsplit('.').next().unwrap_or_default();
    ["jpg", "jpeg", "png"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Sides of artwork in pixels (Apple, "A podcaster's guide to RSS", `itunes:image`).
pub const ARTWORK_SIDES: std::ops::RangeInclusive<u32> = 1400..=3000;

/// A podcast, for Apple Podcasts, Spotify and the apps of Podcasting 2.0. Where no feed has
/// `podcast = true`, `podcast.xml` becomes its feed, beside the others.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct PodcastConfig {
    /// Who makes it, as directories show it; the site's authors where absent.
    pub author: Option<String>,
    /// Whom directories write to: `Name <mail>`, or a table. Needed.
    pub owner: Option<AuthorConfig>,
    /// Whether words or subjects are not for everybody.
    pub explicit: bool,
    /// Whether its episodes stand alone or are heard in order.
    #[serde(rename = "type")]
    pub kind: ShowKind,
    /// One to three of Apple's categories, such as `Technology`, `Arts > Books` or `Books` alone. Apple
    /// reads the first.
    #[cfg_attr(feature = "cli", schemars(schema_with = "categories_schema"))]
    pub categories: Vec<String>,
    /// The artwork: a square JPEG or PNG of 1400 to 3000 pixels, a URL or a path on the site. Needed.
    pub image: Option<String>,
    /// Whether no further episode will come.
    pub complete: bool,
    /// Whether directories are asked not to list it.
    pub block: bool,
    /// Directories by their names in the list of the podcast namespace (`google`, `amazon`) that are
    /// asked not to list it.
    pub blocks: Vec<String>,
    /// The address that the feed has moved to; leave it in place for four weeks at least.
    pub new_feed_url: Option<String>,
    /// The code by which Apple Podcasts knows that the feed is yours.
    pub apple_verify: Option<String>,
    /// Copyright line; the site's `rights` where absent.
    pub copyright: Option<String>,
    /// UUID of the podcast wherever it is; made of the first address of the feed where absent.
    pub guid: Option<String>,
    /// Whether other hosts are asked not to take the feed over; nothing is said where absent.
    pub locked: Option<bool>,
    /// Where listeners give money.
    pub funding: Vec<Funding>,
    /// Under which terms it may be used.
    pub license: Option<License>,
    /// What the feed is of, such as `podcast`, `music` or `audiobook`; `podcast` where absent.
    pub medium: Option<String>,
    /// Who is heard in every episode.
    pub persons: Vec<Credit>,
    /// Places that it is about or made at.
    pub locations: Vec<Location>,
    /// Trailers that are not episodes of the feed; where absent, those episodes that are `trailer`.
    pub trailers: Vec<Trailer>,
    /// How listeners pay while they listen.
    pub value: Vec<ValueBlock>,
    /// Text for services, such as a proof of ownership.
    pub txt: Vec<Txt>,
    /// Podcasts that are recommended.
    pub podroll: Vec<RemoteItem>,
    /// The feed of the publisher.
    pub publisher: Option<RemoteItem>,
    /// Other feeds or their episodes, of which a list (`musicL`, …) is made.
    pub remote_items: Vec<RemoteItem>,
    /// How often episodes come.
    pub update_frequency: Option<UpdateFrequency>,
    /// Whether changes are told by Podping; nothing is said where absent.
    pub podping: Option<bool>,
    /// Where listeners talk to each other.
    pub chat: Option<Chat>,
    /// Posts with comments on the podcast.
    pub social: Vec<Social>,
    /// Pictures by their use.
    pub images: Vec<Picture>,
}

/// Whether episodes stand alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ShowKind {
    /// Each can be heard alone; newest first.
    #[default]
    Episodic,
    /// Heard in order; each has its number.
    Serial,
}

impl ShowKind {
    /// As feeds write it.
    pub fn name(self) -> &'static str {
        match self {
            ShowKind::Episodic => "episodic",
            ShowKind::Serial => "serial",
        }
    }
}

/// A trailer that is no episode of the feed (`podcast:trailer`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Trailer {
    /// Its title, up to 128 characters.
    pub title: String,
    /// The medium, a URL or a path on the site.
    pub url: String,
    /// When it was published, such as `2026-05-01T06:00:00Z`.
    pub published: String,
    /// Size in bytes.
    pub length: Option<u64>,
    /// Media type, such as `audio/mpeg`.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// The season that it is of.
    pub season: Option<u32>,
}

/// How often episodes come (`podcast:updateFrequency`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct UpdateFrequency {
    /// In words, up to 128 characters.
    pub text: String,
    /// The rule of recurrence (RFC 5545, 3.3.10), such as `FREQ=WEEKLY;BYDAY=MO`.
    pub rrule: Option<String>,
    /// When it began, such as `2026-05-01T06:00:00Z`.
    pub dtstart: Option<String>,
    /// Whether no further episode will come.
    pub complete: bool,
}

impl PodcastConfig {
    /// Whether the configuration says anything of a podcast.
    pub(super) fn is_given(&self) -> bool {
        *self != PodcastConfig::default()
    }

    /// One of everything, for the names of all keys.
    pub(super) fn sample() -> Self {
        let recipients = vec![Recipient::default()];
        PodcastConfig {
            owner: Some(AuthorConfig::Table {
                name: String::new(),
                email: None,
                url: None,
            }),
            funding: vec![Funding::default()],
            license: Some(License::default()),
            persons: vec![Credit::default()],
            locations: vec![Location::default()],
            trailers: vec![Trailer::default()],
            value: vec![ValueBlock {
                recipients: recipients.clone(),
                time_splits: vec![TimeSplit {
                    remote_item: Some(RemoteItem::default()),
                    recipients,
                    ..TimeSplit::default()
                }],
                ..ValueBlock::default()
            }],
            txt: vec![Txt::default()],
            podroll: vec![RemoteItem::default()],
            publisher: Some(RemoteItem::default()),
            remote_items: vec![RemoteItem::default()],
            update_frequency: Some(UpdateFrequency::default()),
            chat: Some(Chat::default()),
            social: vec![Social::default()],
            images: vec![Picture::default()],
            ..PodcastConfig::default()
        }
    }
}

/// The settings of a podcast, checked: every address is absolute, every date in the form of feeds.
#[derive(Clone, Debug)]
pub struct Podcast {
    /// As written, checked.
    pub show: PodcastConfig,
    /// Who makes it.
    pub author: String,
    /// Whom directories write to.
    pub owner: Person,
    /// At least one.
    pub categories: Vec<Category>,
    /// Absolute URL of the artwork.
    pub image: String,
}

/// The names of all categories, for editors.
#[cfg(feature = "cli")]
fn categories_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let names: Vec<String> = CATEGORIES
        .iter()
        .flat_map(|(name, parts)| {
            let parts = parts.iter().map(move |part| format!("{name} > {part}"));
            std::iter::once((*name).to_owned()).chain(parts)
        })
        .collect();
    schemars::json_schema!({
        "type": "array",
        "maxItems": 3,
        "items": { "anyOf": [{ "enum": names }, { "type": "string" }] }
    })
}
