//! What podcasts and their episodes say in common, as the configuration and front matter write it: the
//! tags of the podcast namespace ("Podcasting 2.0", podcastindex.org/namespace/1.0).
//!
//! Keys may be written in the spelling of the namespace too (`feedGuid` beside `feed_guid`): front
//! matter comes with its keys in lower case.

mod check;
mod media;
mod values;

use serde::{Deserialize, Serialize};

pub use self::check::{Address, Check, Fault, unknown};
pub use self::media::{Alternate, ContentLink, Soundbite, Source, Transcript, transcript_type};
pub use self::values::{MEDIUMS, SOCIAL_PROTOCOLS, is_geo, is_osm, is_rrule};

use super::seconds;

/// Somebody who is heard in a podcast or works at it (`podcast:person`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Credit {
    /// Name as printed.
    pub name: String,
    /// What they do, of the namespace's list: `host`, `guest`, `audio editor`, …; host where absent.
    pub role: Option<String>,
    /// The part of the crew, of the namespace's list: `cast`, `writing`, …; cast where absent.
    pub group: Option<String>,
    /// Picture, a URL or a path on the site.
    #[serde(alias = "img", alias = "photo", alias = "avatar")]
    pub image: Option<String>,
    /// Page about them, a URL or a path on the site.
    #[serde(alias = "href", alias = "link", alias = "website")]
    pub url: Option<String>,
}

/// A place that a podcast is about or made at (`podcast:location`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Location {
    /// Name for people.
    pub name: String,
    /// `geo:latitude,longitude` (RFC 5870).
    pub geo: Option<String>,
    /// The object of OpenStreetMap: `N`, `W` or `R` and its number, such as `R113314`.
    pub osm: Option<String>,
    /// Two letters of ISO 3166-1.
    pub country: Option<String>,
    /// `subject` where it is about the place, `creator` where it is made there.
    pub rel: Option<String>,
}

/// Where listeners give money (`podcast:funding`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Funding {
    /// The page, a URL or a path on the site.
    pub url: String,
    /// What apps write on the button, up to 128 characters.
    #[serde(alias = "title", alias = "message")]
    pub text: String,
}

/// Free text for services, such as a proof of ownership (`podcast:txt`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Txt {
    /// Up to 4,000 characters.
    #[serde(alias = "value")]
    pub text: String,
    /// What it is for, up to 128 characters.
    pub purpose: Option<String>,
}

/// Under which terms it may be used (`podcast:license`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct License {
    /// Identifier in small letters, such as `cc-by-4.0`; the name of one's own with its `url`.
    #[serde(alias = "identifier", alias = "text")]
    pub name: String,
    /// The text of it, a URL or a path on the site.
    pub url: Option<String>,
}

/// How listeners pay while they listen (`podcast:value`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ValueBlock {
    /// The means of payment.
    #[serde(rename = "type")]
    pub kind: String,
    /// The way of it.
    pub method: String,
    /// The amount a minute that is suggested, in the unit of the means (Bitcoin of `lightning`).
    pub suggested: Option<f64>,
    /// Who is paid; at least one.
    #[serde(alias = "valuerecipients")]
    pub recipients: Vec<Recipient>,
    /// Stretches of time in which others are paid.
    #[serde(alias = "timesplits", alias = "valuetimesplits")]
    pub time_splits: Vec<TimeSplit>,
}

impl Default for ValueBlock {
    fn default() -> Self {
        ValueBlock {
            kind: "lightning".to_owned(),
            method: "keysend".to_owned(),
            suggested: None,
            recipients: Vec::new(),
            time_splits: Vec::new(),
        }
    }
}

/// Somebody who is paid (`podcast:valueRecipient`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Recipient {
    /// Name as printed.
    pub name: Option<String>,
    /// What the address is of: `node`, `lnaddress`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Where the money goes.
    pub address: String,
    /// How many shares of all.
    pub split: u32,
    /// Whether it is taken before the others share.
    pub fee: bool,
    /// Key of a record that goes with the payment.
    #[serde(alias = "customkey")]
    pub custom_key: Option<String>,
    /// Value of that record.
    #[serde(alias = "customvalue")]
    pub custom_value: Option<String>,
}

impl Default for Recipient {
    fn default() -> Self {
        Recipient {
            name: None,
            kind: "node".to_owned(),
            address: String::new(),
            split: 1,
            fee: false,
            custom_key: None,
            custom_value: None,
        }
    }
}

/// A stretch of time in which others are paid (`podcast:valueTimeSplit`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct TimeSplit {
    /// Where it begins: seconds, or a time such as `01:23`.
    #[serde(alias = "starttime", deserialize_with = "seconds::read")]
    #[cfg_attr(feature = "cli", schemars(schema_with = "seconds::schema"))]
    pub start: f64,
    /// How long it is: seconds, or a time.
    #[serde(deserialize_with = "seconds::read")]
    #[cfg_attr(feature = "cli", schemars(schema_with = "seconds::schema"))]
    pub duration: f64,
    /// Where what is played begins in its own feed's episode.
    #[serde(alias = "remotestarttime", deserialize_with = "seconds::read_some")]
    #[cfg_attr(feature = "cli", schemars(schema_with = "seconds::schema"))]
    pub remote_start: Option<f64>,
    /// How much of the payment goes there, from 0 to 100.
    #[serde(alias = "remotepercentage")]
    pub remote_percentage: Option<u8>,
    /// What is played, which names who is paid.
    #[serde(alias = "remoteitem")]
    pub remote_item: Option<RemoteItem>,
    /// Who is paid, where no other feed says it.
    #[serde(alias = "valuerecipients")]
    pub recipients: Vec<Recipient>,
}

/// Another feed, or an episode of it (`podcast:remoteItem`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct RemoteItem {
    /// The `podcast:guid` of the feed.
    #[serde(alias = "feedguid")]
    pub feed_guid: String,
    /// The address of the feed.
    #[serde(alias = "feedurl")]
    pub feed_url: Option<String>,
    /// The guid of the episode.
    #[serde(alias = "itemguid")]
    pub item_guid: Option<String>,
    /// What the feed is of, as in `medium`.
    pub medium: Option<String>,
    /// Name for people.
    pub title: Option<String>,
}

/// Where listeners talk to each other (`podcast:chat`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Chat {
    /// The host.
    pub server: String,
    /// `irc`, `xmpp`, `nostr`, `matrix`, …
    pub protocol: String,
    /// Who the podcast is there.
    #[serde(alias = "accountid")]
    pub account_id: Option<String>,
    /// The room.
    pub space: Option<String>,
    /// A page that shows it.
    #[serde(alias = "embedurl")]
    pub embed_url: Option<String>,
}

/// A post that is the root of the comments (`podcast:socialInteract`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Social {
    /// `activitypub`, `bluesky`, `matrix`, …; `disabled` where no comments are wanted.
    pub protocol: String,
    /// The address of the post.
    #[serde(alias = "url")]
    pub uri: Option<String>,
    /// Who posted it.
    #[serde(alias = "accountid")]
    pub account_id: Option<String>,
    /// Their page.
    #[serde(alias = "accounturl")]
    pub account_url: Option<String>,
    /// Which of several to show first; smaller is earlier.
    pub priority: Option<u32>,
}

/// A picture for one use (`podcast:image`, and `podcast:images` where its width is known).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Picture {
    /// A URL or a path on the site.
    #[serde(alias = "href", alias = "src")]
    pub url: String,
    /// Text for those who do not see it.
    pub alt: Option<String>,
    /// Width to height, such as `1/1` or `16/9`.
    #[serde(alias = "aspectratio", alias = "aspect-ratio")]
    pub aspect_ratio: Option<String>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// Media type.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
    /// What it is for, such as `artwork`, `social` or `canvas`.
    pub purpose: Option<String>,
}
