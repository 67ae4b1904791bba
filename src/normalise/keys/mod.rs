//! The names that generators, pages and exports give to an article's fields, in order of precedence.
//!
//! `docs/KEYS.md` shows this table; a test holds the two together.

pub mod podcast;

use std::collections::HashMap;
use std::sync::LazyLock;

/// The names of one field.
#[derive(Clone, Copy, Debug)]
pub struct Keys {
    /// Place in [`all`].
    pub number: usize,
    /// The field of an entry.
    pub field: &'static str,
    /// Names in order of precedence, folded: lower case, `_` for `-` and spaces, which may as well be
    /// left out. `a.b` is the field
    /// `b` of the map `a`; names in angle brackets are elements of a page; names with a space were
    /// found in the text.
    pub names: &'static [&'static str],
}

/// Which fields each name belongs to, and its rank among the field's names.
static BY_NAME: LazyLock<HashMap<String, Vec<Named>>> = LazyLock::new(|| {
    let mut by_name: HashMap<String, Vec<Named>> = HashMap::new();
    for (keys, _) in all() {
        for (rank, name) in keys.names.iter().enumerate() {
            let fields = by_name.entry(name.replace('_', "")).or_default();
            fields.push((keys.number, rank, name));
        }
    }
    by_name
});

/// The number of a field in [`all`], a name's rank there, and the name.
type Named = (usize, usize, &'static str);

/// The fields that a name belongs to. Words of a name that are written in one (`featuredImage`) are
/// those that `_` parts (`featured_image`).
pub(super) fn fields_of(name: &str) -> &'static [Named] {
    let fields = match name.contains('_') {
        true => BY_NAME.get(&name.replace('_', "")),
        false => BY_NAME.get(name),
    };
    fields.map_or(&[], Vec::as_slice)
}

/// Title of the article.
pub const TITLE: Keys = Keys {
    number: 0,
    field: "title",
    names: &[
        "title",
        "headline",
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "citation_title",
        "<h1>",
        "<title>",
        "linktitle",
        "title_meta",
        "first heading",
    ],
};

/// First publication.
pub const PUBLISHED: Keys = Keys {
    number: 1,
    field: "published",
    names: &[
        "date",
        "date.created",
        "publish_date",
        "pubdate",
        "published",
        "published_at",
        "date_published",
        "published_date",
        "published_time",
        "article:published_time",
        "citation_publication_date",
        "citation_date",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date.created",
        "dcterms.created",
        "parsely_pub_date",
        "sailthru.date",
        "created",
        "created_at",
        "date_created",
        "revdate",
        "<time published>",
        "address date",
        "text published",
        "<time>",
        "<date>",
        "meta date",
        "og:article:published_time",
        "dc.date",
        "dcterms.date",
        "text after title",
        "text before title",
        "<time in text>",
        "text updated",
        "text label",
        "<time elsewhere>",
        "<date elsewhere>",
        "page.datepublished",
        "<time updated>",
        "<meta date>",
        "text in title",
        "text alone",
        "text in front",
        "script date",
        "image date",
        "published stamp",
        "dateline date",
        "ledger date",
    ],
};

/// Last significant change.
pub const UPDATED: Keys = Keys {
    number: 2,
    field: "updated",
    names: &[
        "updated",
        "lastmod",
        "modified",
        "last_modified_at",
        "last_modified",
        "updated_date",
        "updated_at",
        "date_modified",
        "modified_time",
        "last_update.date",
        "date.updated",
        "last_updated",
        "article:modified_time",
        "og:updated_time",
        "dcterms.modified",
        "dc.date.modified",
        "<time updated>",
        "updated stamp",
    ],
};

/// Zone of dates that name none.
pub const TIMEZONE: Keys = Keys {
    number: 3,
    field: "timezone",
    names: &["time_zone", "tz"],
};

/// Who wrote it.
pub const AUTHORS: Keys = Keys {
    number: 4,
    field: "authors",
    names: &[
        "authors",
        "author",
        "taxonomies.authors",
        "extra.authors",
        "extra.author",
        "params.authors",
        "params.author",
        "byline",
        "by",
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "creator",
        "parsely_author",
        "sailthru.author",
        "labelled author",
        "<author>",
        "<a rel=author>",
        "<byline>",
        "text byline",
        "page.author",
        "article:author",
        "dateline agency",
    ],
};

/// Mail address and home page of a single author who is given as a name.
pub const AUTHOR_EMAIL: Keys = Keys {
    number: 5,
    field: "author email",
    names: &["author_email", "email"],
};

/// Home page of a single author who is given as a name.
pub const AUTHOR_URL: Keys = Keys {
    number: 6,
    field: "author url",
    names: &["author_url", "author_link"],
};

/// Topics; all of these together.
pub const TAGS: Keys = Keys {
    number: 7,
    field: "tags",
    names: &[
        "tags",
        "tag",
        "taxonomies.tags",
        "categories",
        "taxonomies.categories",
        "category",
        "topics",
        "extra.tags",
        "filetags",
        "article:tag",
        "<a rel=tag>",
        "kicker",
    ],
};

/// Topics where none of [`TAGS`] is there.
pub const KEYWORDS: Keys = Keys {
    number: 8,
    field: "tags",
    names: &[
        "keywords",
        "news_keywords",
        "citation_keywords",
        "dc.subject",
        "parsely_tags",
        "sailthru.tags",
        "article:section",
        "articlesection",
    ],
};

/// Summary in plain text.
pub const SUMMARY: Keys = Keys {
    number: 9,
    field: "summary",
    names: &[
        "summary",
        "article.description",
        "og:description",
        "description",
        "excerpt",
        "abstract",
        "teaser",
        "custom_excerpt",
        "meta_description",
        "extra.description",
        "extra.summary",
        "twitter:description",
        "dc.description",
        "dcterms.description",
        "dcterms.abstract",
        "<p>",
        "lead",
    ],
};

/// Language of the text.
pub const LANGUAGE: Keys = Keys {
    number: 10,
    field: "language",
    names: &[
        "language",
        "lang",
        "locale",
        "extra.lang",
        "<html lang>",
        "inlanguage",
        "content_language",
        "dc.language",
        "dcterms.language",
        "og:locale",
    ],
};

/// Picture.
pub const IMAGE: Keys = Keys {
    number: 11,
    field: "image",
    names: &[
        "image",
        "cover",
        "images",
        "feature_image",
        "featured_image",
        "hero_image",
        "preview_image",
        "cover_image",
        "header_image",
        "thumbnail",
        "banner",
        "header.image",
        "header.overlay_image",
        "header.teaser",
        "extra.image",
        "extra.cover",
        "params.image",
        "params.cover",
        "resources",
        "photos",
        "photo",
        "img",
        "picture",
        "thumb",
        "og_image",
        "social_image",
        "og:image",
        "twitter:image",
        "twitter:image:src",
    ],
};

/// Text for those who do not see the picture.
pub const IMAGE_ALT: Keys = Keys {
    number: 12,
    field: "image alt",
    names: &[
        "image_alt",
        "cover_alt",
        "cover.alt",
        "hero_image_alt",
        "cover_image_alt",
        "featured_image_alt",
        "feature_image_alt",
        "og:image:alt",
        "twitter:image:alt",
    ],
};

/// Address of the page.
pub const URL: Keys = Keys {
    number: 13,
    field: "url",
    names: &[
        "url",
        "permalink",
        "canonical_url",
        "canonical",
        "path",
        "<link rel=canonical>",
        "og:url",
        "mainentityofpage",
        "parsely_link",
        "citation_public_url",
        "twitter:url",
        "saved from",
        "<link hreflang>",
        "<link oembed>",
        "<h1 a>",
        "<a href=#>",
        "<base href>",
        "<a share>",
        "<link rel=shortlink>",
        "save_as",
    ],
};

/// Last part of the address.
pub const SLUG: Keys = Keys {
    number: 14,
    field: "slug",
    names: &["slug", "basename", "export_file_name"],
};

/// Permanent identifier.
pub const GUID: Keys = Keys {
    number: 15,
    field: "guid",
    names: &["guid", "id", "uuid"],
};

/// Place in the dateline.
pub const PLACE: Keys = Keys {
    number: 16,
    field: "place",
    names: &["dateline place", "dateline", "place", "location"],
};

/// Name of the site.
pub const SITE_NAME: Keys = Keys {
    number: 17,
    field: "site_name",
    names: &[
        "site_name",
        "publisher.name",
        "og:site_name",
        "website.name",
        "application_name",
        "apple_mobile_web_app_title",
        "dc.publisher",
        "dcterms.publisher",
    ],
};

/// Copyright line.
pub const RIGHTS: Keys = Keys {
    number: 18,
    field: "rights",
    names: &["rights", "copyright", "dc.rights", "dcterms.rights"],
};

/// When it is no longer shown.
pub const EXPIRES: Keys = Keys {
    number: 19,
    field: "expires",
    names: &[
        "expires",
        "expiry_date",
        "unpublishdate",
        "expiration_date",
        "expiry",
    ],
};

/// Attached media.
pub const ENCLOSURE: Keys = Keys {
    number: 20,
    field: "enclosure",
    names: &[
        "enclosure",
        "enclosures",
        "audio",
        "audio_url",
        "audio_file",
        "audio_src",
        "podcast_file",
        "podcast_url",
        "podcast_audio",
        "episode_file",
        "episode_url",
        "file",
        "mp3",
        "mp3_url",
        "mp3_file",
        "m4a",
        "podcast.file",
        "podcast.audio",
        "podcast.url",
        "podcast.mp3",
        "podcast",
        "episode.file",
        "episode.filename",
        "episode.audio",
        "episode.url",
        "episode.mp3",
        "media",
        "media_url",
        "media_file",
        "video_file",
        "video_url",
        "video",
        "extra.audio",
        "extra.audio_url",
        "extra.enclosure",
        "extra.file",
        "params.audio",
    ],
};

/// Size of the media in bytes, where it stands beside its address.
pub const ENCLOSURE_LENGTH: Keys = Keys {
    number: 21,
    field: "enclosure length",
    names: &[
        "length",
        "enclosure_length",
        "audio_length",
        "audio_size",
        "audio_bytes",
        "file_size",
        "podcast_bytes",
        "podcast_length",
        "podcast_size",
        "podcast.bytes",
        "podcast.length",
        "podcast.size",
        "podcast.filesize",
        "episode.bytes",
        "episode.length",
        "episode.size",
        "bytes",
        "size",
        "size_in_bytes",
        "extra.length",
        "extra.bytes",
        "extra.size",
    ],
};

/// Keeps the article unpublished where it is true.
pub const DRAFT: Keys = Keys {
    number: 22,
    field: "draft",
    names: &["draft", "page_draft", "hugo_draft"],
};

/// Keeps the article unpublished where it is false.
pub const NOT_DRAFT: Keys = Keys {
    number: 23,
    field: "draft",
    names: &["published", "publish", "_build.render", "render"],
};

/// Keeps the article unpublished or hidden by a word: `draft`, `private`, `hidden`, …
pub const STATUS: Keys = Keys {
    number: 24,
    field: "draft",
    names: &["status", "visibility"],
};

/// Keeps the article out of feeds where it is true.
pub const HIDDEN: Keys = Keys {
    number: 25,
    field: "hidden",
    names: &[
        "hidden",
        "unlisted",
        "exclude_from_feed",
        "noindex",
        "headless",
        "eleventyexcludefromcollections",
        "feed_exclude",
        "norss",
    ],
};

/// Keeps the article out of feeds where it is false.
pub const NOT_HIDDEN: Keys = Keys {
    number: 26,
    field: "hidden",
    names: &[
        "feed",
        "rss",
        "in_feed",
        "permalink",
        "_build.list",
        "listed",
    ],
};

/// News agency in the dateline.
pub const AGENCY: Keys = Keys {
    number: 27,
    field: "agency",
    names: &["dateline agency", "agency"],
};

/// Where the article was before.
pub const ALIASES: Keys = Keys {
    number: 28,
    field: "aliases",
    names: &[
        "aliases",
        "redirect_from",
        "redirects",
        "page_aliases",
        "extra.aliases",
        "old_url",
        "old_urls",
    ],
};

/// Announces the article to subscribers again.
pub const REPUBLISH: Keys = Keys {
    number: 29,
    field: "republish",
    names: &["republish"],
};

/// First publication, where the article, its name and its path say none.
pub const FIRST_COMMIT: Keys = Keys {
    number: 30,
    field: "published",
    names: &["git first commit"],
};

/// Last change, where the article says none.
pub const LAST_CHANGE: Keys = Keys {
    number: 31,
    field: "updated",
    names: &["git last change"],
};

/// What the article answers.
pub const REPLIES_TO: Keys = Keys {
    number: 32,
    field: "replies_to",
    names: &["in_reply_to", "u_in_reply_to"],
};

/// Page on which it is discussed.
pub const COMMENTS: Keys = Keys {
    number: 33,
    field: "comments",
    names: &[
        "comments_url",
        "comments_link",
        "comment_url",
        "comments",
        "discussion_url",
        "discussion",
    ],
};

/// Feed of the answers to it.
pub const COMMENTS_FEED: Keys = Keys {
    number: 34,
    field: "comments feed",
    names: &["comments_feed", "comments_rss", "comment_rss"],
};

/// How many answers there are.
pub const COMMENT_COUNT: Keys = Keys {
    number: 35,
    field: "comment count",
    names: &["comment_count", "comments_count"],
};

/// The licence it is under.
pub const LICENSE: Keys = Keys {
    number: 36,
    field: "license",
    names: &[
        "license",
        "licence",
        "license_url",
        "licence_url",
        "extra.license",
        "params.license",
        "dcterms.license",
    ],
};

/// Where it was published first.
pub const ORIGINAL: Keys = Keys {
    number: 37,
    field: "original",
    names: &[
        "republished_from",
        "original",
        "original_url",
        "source",
        "source_url",
        "syndicated_from",
        "via",
    ],
};

/// What it is about, on the globe.
pub const POINT: Keys = Keys {
    number: 38,
    field: "point",
    names: &[
        "coordinates",
        "geo",
        "geo.position",
        "georss:point",
        "latlng",
        "latlong",
        "location",
        "icbm",
        "extra.coordinates",
    ],
};

/// Its latitude alone.
pub const LATITUDE: Keys = Keys {
    number: 39,
    field: "latitude",
    names: &["latitude", "lat", "place:location:latitude"],
};

/// Its longitude alone.
pub const LONGITUDE: Keys = Keys {
    number: 40,
    field: "longitude",
    names: &[
        "longitude",
        "lon",
        "lng",
        "long",
        "place:location:longitude",
    ],
};

/// The series it is a part of.
pub const SERIES: Keys = Keys {
    number: 41,
    field: "series",
    names: &[
        "series",
        "taxonomies.series",
        "extra.series",
        "params.series",
    ],
};

/// Who helped to make it.
pub const CONTRIBUTORS: Keys = Keys {
    number: 42,
    field: "contributors",
    names: &["contributors", "contributor", "dc.contributor"],
};

/// Who published it.
pub const PUBLISHER: Keys = Keys {
    number: 43,
    field: "publisher",
    names: &["publisher", "dc.publisher", "dcterms.publisher"],
};

/// How long the media play, where it stands beside their address.
pub const DURATION: Keys = Keys {
    number: 44,
    field: "duration",
    names: &[
        "itunes_duration",
        "itunes:duration",
        "itunes.duration",
        "podcast_duration",
        "audio_duration",
        "episode_duration",
        "podcast.duration",
        "episode.duration",
        "duration",
        "enclosure_duration",
        "duration_in_seconds",
        "extra.duration",
        "params.duration",
    ],
};

/// Chapters of the media.
pub const CHAPTERS: Keys = Keys {
    number: 45,
    field: "chapters",
    names: &[
        "chapters",
        "podcast_chapters",
        "podcast.chapters",
        "episode.chapters",
        "chapter_marks",
        "chapters_file",
        "chapters_url",
        "chapter_file",
        "extra.chapters",
    ],
};

/// Keeps the article out of sitemaps where it says `noindex` or `none`.
pub const ROBOTS: Keys = Keys {
    number: 46,
    field: "sitemap",
    names: &["robots", "googlebot", "extra.robots", "params.robots"],
};

/// Keeps the article out of sitemaps where it is true.
pub const NO_SITEMAP: Keys = Keys {
    number: 47,
    field: "sitemap",
    names: &[
        "sitemap.disable",
        "sitemap.ignore",
        "sitemap.exclude",
        "sitemap_exclude",
        "sitemap_ignore",
        "exclude_from_sitemap",
    ],
};

/// Keeps the article out of sitemaps where it is false.
pub const SITEMAP: Keys = Keys {
    number: 48,
    field: "sitemap",
    names: &["sitemap", "in_sitemap"],
};

/// Every field, in the order of the documentation: those of podcasts last.
pub fn all() -> impl Iterator<Item = &'static (Keys, &'static str)> {
    ALL.iter().chain(podcast::ALL)
}

/// The fields that any article may have.
const ALL: &[(Keys, &str)] = &[
    (
        TITLE,
        "one line of plain text; else the file's name, with a warning",
    ),
    (
        PUBLISHED,
        "first publication; else the date in the file's name, in `path`, in the folders; else that of an `updated stamp`",
    ),
    (UPDATED, "last significant change; else `published`"),
    (
        TIMEZONE,
        "zone of dates that name none; else that of the place, else the configured one",
    ),
    (
        AUTHORS,
        "a name, `Name <mail>`, a map of name, email and url, or a list; else the site's",
    ),
    (AUTHOR_EMAIL, "mail address of a single author"),
    (AUTHOR_URL, "home page of a single author"),
    (TAGS, "all of these together, each topic once"),
    (KEYWORDS, "topics where there are no tags"),
    (SUMMARY, "plain text; else the first paragraph"),
    (
        LANGUAGE,
        "BCP 47; else the suffix of the file's name (`page.fr.md`), else the site's",
    ),
    (
        IMAGE,
        "an address, a list (the first), or a map with `path`, `src`, `url` and `alt`",
    ),
    (IMAGE_ALT, "text for those who do not see the image"),
    (URL, "address of the page; else made by the pattern"),
    (
        SLUG,
        "last part of the address; else the file's name without its date",
    ),
    (
        GUID,
        "permanent identifier; `id` only where it is a URI; else a tag: URI",
    ),
    (PLACE, "where it was reported from"),
    (SITE_NAME, "name of the site it appeared on"),
    (RIGHTS, "copyright line; else the site's"),
    (EXPIRES, "from when it is no longer shown"),
    (
        ENCLOSURE,
        "audio or video: an address, a map with `url`, `length`, `type`, `duration` and `title`, a map of formats (`mp3`, `m4a`, `opus`), or a list",
    ),
    (
        ENCLOSURE_LENGTH,
        "bytes of the enclosure, where they stand beside its address",
    ),
    (DRAFT, "unpublished where true"),
    (NOT_DRAFT, "unpublished where false"),
    (
        STATUS,
        "unpublished where `draft`, `private`, `scheduled`, `skip`; out of feeds where `hidden`, `unlisted`",
    ),
    (HIDDEN, "out of feeds where true"),
    (NOT_HIDDEN, "out of feeds where false or `never`"),
    (
        AGENCY,
        "news agency that wrote it; the author where no person is named",
    ),
    (
        ALIASES,
        "addresses that the article had before: evidence of what it is to subscribers",
    ),
    (
        REPUBLISH,
        "announced again, once, where true: it takes a new guid and the time of the build",
    ),
    (
        FIRST_COMMIT,
        "where nothing else says it and `dates_from` has `git`: the first commit of the file; not for records",
    ),
    (
        LAST_CHANGE,
        "where the article does not say it and `dates_from` has `git`: the last commit that changed the file",
    ),
    (
        REPLIES_TO,
        "what the article answers: an address, a map with `url`, `id`, `type` and `feed`, or a list",
    ),
    (
        COMMENTS,
        "page of its discussion: an address; other values are settings of generators",
    ),
    (COMMENTS_FEED, "feed of the answers to it"),
    (COMMENT_COUNT, "how many answers there are"),
    (
        LICENSE,
        "address of the licence, or the name of one of Creative Commons; else the site's; a name stands for `rights` too",
    ),
    (
        ORIGINAL,
        "where it was published first: an address, a name, or a map with `title`, `url`, `feed`, `id` and `updated`",
    ),
    (
        POINT,
        "latitude and longitude, in a text, a list, or a map with `lat` and `lon`",
    ),
    (LATITUDE, "degrees north"),
    (LONGITUDE, "degrees east"),
    (SERIES, "the series it is a part of"),
    (CONTRIBUTORS, "who helped to make it; as authors"),
    (
        PUBLISHER,
        "who published it: a name, or a map with `name`; not of saved pages",
    ),
    (
        DURATION,
        "how long the enclosure plays: `1:03:29`, seconds, `PT1H3M29S`; else the file says it",
    ),
    (
        CHAPTERS,
        "a list or lines of `00:01:02 Title`, maps with `start`, `title`, `url` and `image`, or the address of a JSON file; else the file's",
    ),
    (
        ROBOTS,
        "out of sitemaps where it has `noindex` or `none`; of pages the meta element",
    ),
    (NO_SITEMAP, "out of sitemaps where true"),
    (SITEMAP, "out of sitemaps where false"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_may_be_written_in_one() {
        for (name, field) in [
            ("publishdate", "published"),
            ("pub_date", "published"),
            ("last_modified", "updated"),
            ("lastmodified", "updated"),
            ("coverimage", "image"),
            ("header.overlayimage", "image"),
        ] {
            let found = fields_of(name).iter();
            let mut fields = found.filter_map(|(number, ..)| Some(all().nth(*number)?.0.field));
            assert!(fields.any(|other| other == field), "{name}");
        }
    }

    #[test]
    fn no_name_is_there_twice_in_another_spelling() {
        for (keys, _) in all() {
            let mut seen = std::collections::HashSet::new();
            for name in keys.names {
                assert!(seen.insert(name.replace('_', "")), "{}: {name}", keys.field);
            }
        }
    }

    #[test]
    fn the_numbers_are_the_places_in_the_table() {
        for (at, (keys, _)) in all().enumerate() {
            assert_eq!(keys.number, at, "{}", keys.field);
        }
    }
}
