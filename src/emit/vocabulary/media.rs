//! Media RSS 1.5.1.

use crate::emit::element::Element;
use crate::emit::{image_text, image_type};
use crate::entry::Image;
use crate::feed::FeedEntry;

pub(super) fn of_entry(shown: &FeedEntry<'_>) -> Vec<Element> {
    shown.image().map(content).into_iter().collect()
}

/// `media:content` for a picture, with its text for those who do not see it.
fn content(image: &Image) -> Element {
    let content = Element::new("media:content")
        .with("url", &image.url)
        .with("medium", "image")
        .with_some("type", image_type(&image.url))
        .with_some("width", image.width.map(|width| width.to_string()))
        .with_some("height", image.height.map(|height| height.to_string()));
    match image_text(image) {
        Some(alt) => content.child(Element::of("media:description", alt).with("type", "plain")),
        None => content,
    }
}
