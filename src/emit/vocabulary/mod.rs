//! What feeds say in other words than those of their format: one file per vocabulary.

mod dublin_core;
mod history;
mod itunes;
mod media;
mod places;
mod podcast;
pub(super) mod rights;
mod thread;

use super::element::Element;
use crate::feed::{Feed, FeedEntry};

/// The words of a namespace, as far as they are used here.
struct Vocabulary {
    prefix: &'static str,
    namespace: &'static str,
    /// What is said of the feed itself.
    of_feed: fn(&Feed<'_>) -> Vec<Element>,
    /// What is said of an entry.
    of_entry: fn(&Feed<'_>, &FeedEntry<'_>) -> Vec<Element>,
}

/// Every vocabulary. What a format has words of its own for, it says in these.
const ALL: &[Vocabulary] = &[
    Vocabulary {
        prefix: "fh",
        namespace: "http://purl.org/syndication/history/1.0",
        of_feed: history::of_feed,
        of_entry: |_, _| Vec::new(),
    },
    Vocabulary {
        prefix: "itunes",
        namespace: "http://www.itunes.com/dtds/podcast-1.0.dtd",
        of_feed: itunes::of_feed,
        of_entry: itunes::of_entry,
    },
    Vocabulary {
        prefix: "media",
        namespace: "http://search.yahoo.com/mrss/",
        of_feed: |_| Vec::new(),
        of_entry: |_, shown| media::of_entry(shown),
    },
    Vocabulary {
        prefix: "dc",
        namespace: "http://purl.org/dc/elements/1.1/",
        of_feed: |_| Vec::new(),
        of_entry: dublin_core::of_entry,
    },
    Vocabulary {
        prefix: "dcterms",
        namespace: "http://purl.org/dc/terms/",
        of_feed: |_| Vec::new(),
        of_entry: |_, shown| dublin_core::terms_of_entry(shown),
    },
    Vocabulary {
        prefix: "thr",
        namespace: "http://purl.org/syndication/thread/1.0",
        of_feed: |_| Vec::new(),
        of_entry: thread::of_entry,
    },
    Vocabulary {
        prefix: "slash",
        namespace: "http://purl.org/rss/1.0/modules/slash/",
        of_feed: |_| Vec::new(),
        of_entry: thread::count_in_rss,
    },
    Vocabulary {
        prefix: "wfw",
        namespace: "http://wellformedweb.org/CommentAPI/",
        of_feed: |_| Vec::new(),
        of_entry: thread::feed_in_rss,
    },
    Vocabulary {
        prefix: "creativeCommons",
        namespace: "http://backend.userland.com/creativeCommonsRssModule",
        of_feed: rights::of_feed,
        of_entry: rights::of_entry,
    },
    Vocabulary {
        prefix: "georss",
        namespace: "http://www.georss.org/georss",
        of_feed: |_| Vec::new(),
        of_entry: |_, shown| places::of_entry(shown),
    },
    Vocabulary {
        prefix: "podcast",
        namespace: "https://podcastindex.org/namespace/1.0",
        of_feed: podcast::of_feed,
        of_entry: podcast::of_entry,
    },
];

/// What the feed says of itself.
pub(super) fn of_feed(feed: &Feed<'_>) -> Vec<Element> {
    let elements = ALL.iter().map(|vocabulary| (vocabulary.of_feed)(feed));
    elements.flatten().collect()
}

/// What the feed says of an entry.
pub(super) fn of_entry(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    let elements = ALL
        .iter()
        .map(|vocabulary| (vocabulary.of_entry)(feed, shown));
    elements.flatten().collect()
}

/// The namespaces of the prefixes that are used.
pub(super) fn namespaces(is_used: impl Fn(&str) -> bool) -> impl Iterator<Item = (String, String)> {
    let used = ALL.iter().filter(move |words| is_used(words.prefix));
    used.map(|words| (words.prefix.to_owned(), words.namespace.to_owned()))
}
