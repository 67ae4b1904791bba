//! Licences as RSS says them; Atom has a link for it (RFC 4946).

use crate::emit::element::Element;
use crate::feed::{Feed, FeedEntry, FeedFormat};

/// The licence of the feed: the module of Creative Commons, for its own licences.
pub(super) fn of_feed(feed: &Feed<'_>) -> Vec<Element> {
    element(feed, feed.license.as_deref())
}

/// The licence of an entry, where it is not that of the feed.
pub(super) fn of_entry(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    element(feed, shown.license(feed))
}

fn element(feed: &Feed<'_>, license: Option<&str>) -> Vec<Element> {
    let license = license.filter(|url| feed.format == FeedFormat::Rss && is_of_commons(url));
    let element = license.map(|url| Element::of("creativeCommons:license", url));
    element.into_iter().collect()
}

/// Other licences of an item, and of the channel, which RSS has no element for: links, as in Atom.
pub(in crate::emit) fn links(license: Option<&str>, rsl: Option<&str>) -> Vec<Element> {
    let link = |href: &str| {
        Element::new("atom:link")
            .with("rel", "license")
            .with("href", href)
    };
    let license = license.filter(|url| !is_of_commons(url)).map(link);
    let rsl = rsl.map(|url| link(url).with("type", RSL));
    license.into_iter().chain(rsl).collect()
}

/// Media type of a licence in Really Simple Licensing (RSL 1.0).
pub(in crate::emit) const RSL: &str = "application/rsl+xml";

fn is_of_commons(url: &str) -> bool {
    url.split("://")
        .nth(1)
        .is_some_and(|rest| rest.starts_with("creativecommons.org/"))
}
