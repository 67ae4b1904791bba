//! Dublin Core, for what the formats have no word of their own for.

use crate::emit::element::Element;
use crate::feed::{Feed, FeedEntry, FeedFormat};

/// Elements of Dublin Core 1.1. `dc:creator`, `dc:language` and `dc:rights` are the format's matter.
pub(super) fn of_entry(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    let entry = shown.entry;
    let mut elements = Vec::new();
    let is_rss = feed.format == FeedFormat::Rss;
    if let Some(place) = entry.place.as_deref().filter(|_| is_rss) {
        elements.push(Element::of("dc:coverage", place));
    }
    let Some(extra) = &entry.extra else {
        return elements;
    };
    if is_rss {
        // Atom has `contributor`, and a link to the original.
        let contributors = extra.contributors.iter();
        elements.extend(contributors.map(|who| Element::of("dc:contributor", &who.name)));
        // Where the feed is known, `source` says it.
        let original = extra.original.as_ref();
        let source = original
            .filter(|original| original.feed.is_none())
            .and_then(|original| original.page.as_ref().or(original.title.as_ref()));
        elements.extend(source.map(|source| Element::of("dc:source", source)));
    }
    elements.extend(
        extra
            .publisher
            .as_ref()
            .map(|name| Element::of("dc:publisher", name)),
    );
    elements
}

/// DCMI Metadata Terms: the series that an entry is a part of.
pub(super) fn terms_of_entry(shown: &FeedEntry<'_>) -> Vec<Element> {
    let extra = shown.entry.extra.as_ref();
    let series = extra.and_then(|extra| extra.series.as_ref());
    let element = series.map(|series| Element::of("dcterms:isPartOf", series));
    element.into_iter().collect()
}
