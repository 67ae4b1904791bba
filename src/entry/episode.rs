//! What an article says as an episode of a podcast.

use super::podcast::{
    Alternate, Chat, ContentLink, Credit, Funding, License, Location, Picture, Social, Soundbite,
    Transcript, Txt, ValueBlock,
};

/// What an article says as an episode of a podcast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Episode {
    /// Parts of the medium, in the order of time.
    pub chapters: Vec<Chapter>,
    /// A file of chapters that is there already: its absolute URL and media type.
    pub chapters_file: Option<(Box<str>, Box<str>)>,
    /// Title without the number (`itunes:title`).
    pub title: Option<Box<str>>,
    /// The season, from 0.
    pub season: Option<u32>,
    /// What the season is called.
    pub season_name: Option<Box<str>>,
    /// The number within the season, a decimal: `12`, `12.5`.
    pub number: Option<Box<str>>,
    /// The number as apps are to show it, such as `Ch. 3`.
    pub display: Option<Box<str>>,
    /// What kind of episode.
    pub kind: Option<EpisodeKind>,
    /// Whether it has words or subjects that are not for everybody; the podcast's where absent.
    pub explicit: Option<bool>,
    /// Kept out of directories.
    pub block: bool,
    /// Square picture, an absolute URL.
    pub image: Option<Box<str>>,
    /// Its words.
    pub transcripts: Vec<Transcript>,
    /// Who is heard in it.
    pub persons: Vec<Credit>,
    /// Places it is about.
    pub locations: Vec<Location>,
    /// What is worth hearing first.
    pub soundbites: Vec<Soundbite>,
    /// Other forms of it.
    pub alternates: Vec<Alternate>,
    /// Who is paid.
    pub value: Vec<ValueBlock>,
    /// Its terms, where they are not those of the podcast.
    pub license: Option<License>,
    /// Text for services.
    pub txt: Vec<Txt>,
    /// Where it is talked about.
    pub social: Vec<Social>,
    /// Where else it can be met.
    pub content_links: Vec<ContentLink>,
    /// Where money is given for it.
    pub funding: Vec<Funding>,
    /// Where listeners talk.
    pub chat: Option<Chat>,
    /// Pictures by their use.
    pub pictures: Vec<Picture>,
}

/// What kind of episode (`itunes:episodeType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpisodeKind {
    /// The usual one.
    Full,
    /// What is to come.
    Trailer,
    /// Beside the others.
    Bonus,
}

impl EpisodeKind {
    /// Every kind.
    pub const ALL: [EpisodeKind; 3] = [EpisodeKind::Full, EpisodeKind::Trailer, EpisodeKind::Bonus];

    /// As feeds write it.
    pub fn name(self) -> &'static str {
        match self {
            EpisodeKind::Full => "full",
            EpisodeKind::Trailer => "trailer",
            EpisodeKind::Bonus => "bonus",
        }
    }
}

/// A part of a medium.
#[derive(Clone, Debug, PartialEq)]
pub struct Chapter {
    /// Where it starts, in milliseconds.
    pub start: u64,
    /// Its title, one line of plain text.
    pub title: String,
    /// A page about it, absolute.
    pub url: Option<String>,
    /// A picture for it, absolute.
    pub image: Option<String>,
}
