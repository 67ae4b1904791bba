//! What an entry answers, and where it is discussed: RFC 4685, and what RSS has for it.

use crate::emit::element::Element;
use crate::feed::{Feed, FeedEntry, FeedFormat};

/// RFC 4685, 3 and 5.
pub(super) fn of_entry(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    let Some(extra) = &shown.entry.extra else {
        return Vec::new();
    };
    let replies = extra.replies_to.iter().map(|reply| {
        Element::new("thr:in-reply-to")
            .with("ref", &reply.id)
            .with_some("href", reply.url.as_deref())
            .with_some("type", reply.media_type.as_deref())
            .with_some("source", reply.feed.as_deref())
    });
    let count = extra.discussion.count;
    let count = count.filter(|_| feed.format == FeedFormat::Atom);
    let total = count.map(|count| Element::of("thr:total", count.to_string()));
    replies.chain(total).collect()
}

/// RSS 1.0 module "slash": how many answers there are.
pub(super) fn count_in_rss(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    let extra = shown.entry.extra.as_ref();
    let count = extra.and_then(|extra| extra.discussion.count);
    let count = count.filter(|_| feed.format == FeedFormat::Rss);
    let element = count.map(|count| Element::of("slash:comments", count.to_string()));
    element.into_iter().collect()
}

/// The comment API (wellformedweb.org): the feed of the answers.
pub(super) fn feed_in_rss(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    let extra = shown.entry.extra.as_ref();
    let address = extra.and_then(|extra| extra.discussion.feed.as_deref());
    let address = address.filter(|_| feed.format == FeedFormat::Rss);
    let element = address.map(|address| Element::of("wfw:commentRss", address));
    element.into_iter().collect()
}
