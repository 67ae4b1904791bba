//! Licences as RSS says them; Atom has a link for it (RFC 4946).

use crate::emit::element::Element;
use crate::feed::{Feed, FeedEntry, FeedFormat};
use crate::license::license_url;

/// The licence of the feed: the module of Creative Commons, for its own licences.
pub(super) fn of_feed(feed: &Feed<'_>) -> Vec<Element> {
    element(feed, feed.license.as_deref())
}

/// The licence of an entry, where it is not that of the feed. It stands for the copyright line in RSS
/// (the validator of the W3C: `DuplicateItemSemantics`); beside one it is a link.
pub(super) fn of_entry(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    match line(feed, shown) {
        Some(_) => Vec::new(),
        None => element(feed, shown.license(feed)),
    }
}

/// The copyright line of an item; nothing where it is the name of the licence that the item has.
pub(in crate::emit) fn line<'a>(feed: &Feed<'_>, shown: &'a FeedEntry<'_>) -> Option<&'a str> {
    let license = shown.license(feed);
    let line = shown.entry.rights.as_deref()?;
    (license.is_none() || license_url(line).as_deref() != license).then_some(line)
}

/// The licence of an item that no element says.
pub(in crate::emit) fn links_of_entry(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    let license = shown.license(feed);
    match line(feed, shown) {
        Some(_) => license.map(link).into_iter().collect(),
        None => links(license, None),
    }
}

fn link(href: &str) -> Element {
    Element::new("atom:link")
        .with("rel", "license")
        .with("href", href)
}

fn element(feed: &Feed<'_>, license: Option<&str>) -> Vec<Element> {
    let license = license.filter(|url| feed.format == FeedFormat::Rss && is_of_commons(url));
    let element = license.map(|url| Element::of("creativeCommons:license", url));
    element.into_iter().collect()
}

/// Other licences of an item, and of the channel, which RSS has no element for: links, as in Atom.
pub(in crate::emit) fn links(license: Option<&str>, rsl: Option<&str>) -> Vec<Element> {
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
