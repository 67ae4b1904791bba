//! GeoRSS Simple: where on the globe an entry is.

use crate::emit::element::Element;
use crate::feed::FeedEntry;

pub(super) fn of_entry(shown: &FeedEntry<'_>) -> Vec<Element> {
    let entry = shown.entry;
    let Some(point) = entry.extra.as_ref().and_then(|extra| extra.point) else {
        return Vec::new();
    };
    let name = entry.place.as_deref();
    let name = name.map(|name| Element::of("georss:featurename", name));
    let point = Element::of("georss:point", point.to_string());
    [point].into_iter().chain(name).collect()
}
