//! The names of what articles say as episodes of a podcast: those of the tags, of the themes of Hugo,
//! Jekyll, Eleventy and Astro for podcasts, and of exports. They count where the article has audio or
//! video. `podcast.season` is the field `season` of the map `podcast`.

use super::Keys;

/// Behind the fields of any article.
const FIRST: usize = super::ALL.len();

const fn keys(place: usize, field: &'static str, names: &'static [&'static str]) -> Keys {
    Keys {
        number: FIRST + place,
        field,
        names,
    }
}

/// Title of the episode without its number.
pub const EPISODE_TITLE: Keys = keys(
    0,
    "episode title",
    &[
        "itunes_title",
        "episode_title",
        "itunes.title",
        "podcast.title",
        "episode.title",
    ],
);

/// The season.
pub const SEASON: Keys = keys(
    1,
    "season",
    &[
        "season",
        "season_number",
        "itunes_season",
        "itunes_season_number",
        "podcast_season",
        "itunes.season",
        "podcast.season",
        "episode.season",
        "episode.season_number",
    ],
);

/// What the season is called.
pub const SEASON_NAME: Keys = keys(
    2,
    "season name",
    &[
        "season_name",
        "season_title",
        "podcast.season_name",
        "episode.season_name",
    ],
);

/// The number of the episode.
pub const NUMBER: Keys = keys(
    3,
    "episode",
    &[
        "episode",
        "episode_number",
        "itunes_episode",
        "itunes_episode_number",
        "podcast_episode",
        "episode_no",
        "ep",
        "itunes.episode",
        "podcast.episode",
        "podcast.episode_number",
        "episode.number",
        "episode.episode",
        "episode.episode_number",
    ],
);

/// The number as apps show it.
pub const DISPLAY: Keys = keys(
    4,
    "episode display",
    &[
        "episode_display",
        "episode.display",
        "podcast.episode_display",
    ],
);

/// What kind of episode.
pub const KIND: Keys = keys(
    5,
    "episode type",
    &[
        "episode_type",
        "itunes_episode_type",
        "itunes.episode_type",
        "itunes.type",
        "podcast.episode_type",
        "podcast.type",
        "episode.type",
        "episode.episode_type",
    ],
);

/// Whether it is not for everybody.
pub const EXPLICIT: Keys = keys(
    6,
    "explicit",
    &[
        "explicit",
        "itunes_explicit",
        "episode_explicit",
        "podcast_explicit",
        "itunes.explicit",
        "podcast.explicit",
        "episode.explicit",
        "episode.itunesexplicit",
    ],
);

/// Keeps it out of directories where true.
pub const BLOCK: Keys = keys(
    7,
    "block",
    &[
        "itunes_block",
        "podcast_block",
        "itunes.block",
        "podcast.block",
        "episode.block",
        "episode.itunesblock",
    ],
);

/// Square picture of the episode.
pub const ARTWORK: Keys = keys(
    8,
    "episode image",
    &[
        "itunes_image",
        "episode_image",
        "episode_art",
        "episode_artwork",
        "artwork",
        "podcast_image",
        "itunes.image",
        "podcast.image",
        "episode.image",
    ],
);

/// The words of the episode.
pub const TRANSCRIPTS: Keys = keys(
    9,
    "transcript",
    &[
        "transcripts",
        "transcript",
        "transcript_url",
        "transcript_file",
        "captions",
        "podcast.transcripts",
        "podcast.transcript",
        "episode.transcript",
    ],
);

/// Who is heard in it.
pub const PERSONS: Keys = keys(
    10,
    "person",
    &[
        "persons",
        "people",
        "podcast.persons",
        "podcast.person",
        "episode.persons",
    ],
);

/// Who leads the talk.
pub const HOSTS: Keys = keys(
    11,
    "person",
    &[
        "hosts",
        "host",
        "podcast.hosts",
        "podcast.host",
        "episode.hosts",
    ],
);

/// Who is asked.
pub const GUESTS: Keys = keys(
    12,
    "person",
    &[
        "guests",
        "guest",
        "podcast.guests",
        "podcast.guest",
        "episode.guests",
    ],
);

/// Places that the episode is about.
pub const LOCATIONS: Keys = keys(
    13,
    "podcast location",
    &[
        "locations",
        "podcast_location",
        "podcast.location",
        "podcast.locations",
        "episode.location",
    ],
);

/// What is worth hearing first.
pub const SOUNDBITES: Keys = keys(
    14,
    "soundbite",
    &[
        "soundbites",
        "soundbite",
        "podcast.soundbites",
        "podcast.soundbite",
        "episode.soundbites",
    ],
);

/// Other forms of the episode.
pub const ALTERNATES: Keys = keys(
    15,
    "alternate enclosure",
    &[
        "alternate_enclosures",
        "alternate_enclosure",
        "podcast.alternate_enclosures",
        "episode.alternate_enclosures",
    ],
);

/// Who is paid.
pub const VALUE: Keys = keys(
    16,
    "value",
    &[
        "value_block",
        "podcast_value",
        "podcast.value",
        "episode.value",
    ],
);

/// Its terms.
pub const LICENSE: Keys = keys(
    17,
    "podcast license",
    &[
        "license",
        "licence",
        "podcast_license",
        "podcast.license",
        "episode.license",
    ],
);

/// Text for services.
pub const TXT: Keys = keys(18, "txt", &["podcast_txt", "podcast.txt", "episode.txt"]);

/// Where it is talked about.
pub const SOCIAL: Keys = keys(
    19,
    "social interact",
    &[
        "social_interact",
        "podcast.social_interact",
        "podcast.social",
        "episode.social",
    ],
);

/// Where else it can be met.
pub const CONTENT_LINKS: Keys = keys(
    20,
    "content link",
    &[
        "content_links",
        "content_link",
        "podcast.content_links",
        "episode.content_links",
    ],
);

/// Where money is given for it.
pub const FUNDING: Keys = keys(
    21,
    "funding",
    &["funding", "podcast.funding", "episode.funding"],
);

/// Where listeners talk.
pub const CHAT: Keys = keys(
    22,
    "chat",
    &["podcast_chat", "podcast.chat", "episode.chat"],
);

/// Pictures by their use.
pub const PICTURES: Keys = keys(
    23,
    "podcast image",
    &["podcast_images", "podcast.images", "episode.images"],
);

/// Every field, in the order of the documentation.
pub(super) const ALL: &[(Keys, &str)] = &[
    (EPISODE_TITLE, "title without the number (`itunes:title`)"),
    (
        SEASON,
        "number of the season, or a map with `number` and `name`",
    ),
    (SEASON_NAME, "name of the season"),
    (
        NUMBER,
        "number within the season, a whole one for Apple; or a map with the fields of an episode",
    ),
    (DISPLAY, "the number as apps show it, such as `Ch. 3`"),
    (KIND, "`full`, `trailer` or `bonus`"),
    (
        EXPLICIT,
        "true where words or subjects are not for everybody; else as the podcast says",
    ),
    (BLOCK, "out of directories where true"),
    (
        ARTWORK,
        "square picture of 1400 to 3000 pixels; else the podcast's",
    ),
    (
        TRANSCRIPTS,
        "an address, a map with `url`, `type`, `language` and `rel`, or a list; else `.vtt` and `.srt` files beside the article with its name or that of the medium",
    ),
    (
        PERSONS,
        "a name, a map with `name`, `role`, `group`, `image` and `url`, or a list",
    ),
    (HOSTS, "the same, with the role `host`"),
    (GUESTS, "the same, with the role `guest`"),
    (
        LOCATIONS,
        "a map with `name`, `geo`, `osm`, `country` and `rel`, or a list",
    ),
    (
        SOUNDBITES,
        "a map with `start`, `duration` and `title`, or a list",
    ),
    (
        ALTERNATES,
        "a map with `url`, `type`, `length`, `bitrate`, `height`, `lang`, `title`, `rel`, `codecs`, `default`, `sources` and `integrity`, or a list",
    ),
    (
        VALUE,
        "a map with `type`, `method`, `suggested`, `recipients` and `time_splits`, or a list",
    ),
    (
        LICENSE,
        "an identifier such as `cc-by-4.0`, or a map with `name` and `url`",
    ),
    (TXT, "a map with `text` and `purpose`, or a list"),
    (
        SOCIAL,
        "a map with `protocol`, `uri`, `account_id` and `account_url`, or a list",
    ),
    (CONTENT_LINKS, "a map with `url` and `text`, or a list"),
    (FUNDING, "a map with `url` and `text`, or a list"),
    (
        CHAT,
        "a map with `server`, `protocol`, `account_id`, `space` and `embed_url`",
    ),
    (
        PICTURES,
        "a map with `url`, `purpose`, `width`, `height`, `alt`, `aspect_ratio` and `type`, or a list",
    ),
];
