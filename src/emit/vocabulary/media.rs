//! Media RSS 1.5.1.
//!
//! The picture of an entry is said twice. `media:content` has all that is known of it, and is what
//! aggregators show above an article. `media:thumbnail` is what lists are made of, and the only one of
//! the two that some parsers have a field for; it stands in the entry and not in `media:content`, since
//! there it is that of every medium of the entry, the sound of a podcast too ("media:thumbnail", and
//! "Optional elements": those of an item hold for all its media), and since parsers look for it there.

use crate::emit::element::Element;
use crate::emit::{image_text, image_type};
use crate::entry::Image;
use crate::feed::FeedEntry;

pub(super) fn of_entry(shown: &FeedEntry<'_>) -> Vec<Element> {
    match shown.image() {
        Some(image) => vec![content(image), thumbnail(image)],
        None => Vec::new(),
    }
}

/// `media:content` for a picture, with its text for those who do not see it.
fn content(image: &Image) -> Element {
    let content = Element::new("media:content")
        .with("url", &image.url)
        .with_some("fileSize", image.length.map(|length| length.to_string()))
        .with("medium", "image")
        .with_some("type", image_type(image))
        .with_some("width", image.width.map(|width| width.to_string()))
        .with_some("height", image.height.map(|height| height.to_string()));
    match image_text(image) {
        Some(alt) => content.child(Element::of("media:description", alt).with("type", "plain")),
        None => content,
    }
}

/// `media:thumbnail`, the same picture: readers scale it.
fn thumbnail(image: &Image) -> Element {
    Element::new("media:thumbnail")
        .with("url", &image.url)
        .with_some("width", image.width.map(|width| width.to_string()))
        .with_some("height", image.height.map(|height| height.to_string()))
}
