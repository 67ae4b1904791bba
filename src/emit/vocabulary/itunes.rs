//! Apple's podcast tags in use today (Apple Podcasts for Creators, "A podcaster's guide to RSS"). Spotify
//! reads the same. What Apple no longer reads is not written: `itunes:keywords`, `itunes:subtitle`,
//! `itunes:summary` (the `description` is shown), `itunes:order`.

use crate::config::{ARTWORK_SIDES, Podcast, ShowCategory, is_artwork};
use crate::emit::element::Element;
use crate::entry::Image;
use crate::feed::{Feed, FeedEntry};

pub(super) fn of_feed(feed: &Feed<'_>) -> Vec<Element> {
    let Some(podcast) = feed.podcast else {
        return Vec::new();
    };
    let show = &podcast.show;
    let mut elements = vec![
        Element::of("itunes:author", &podcast.author),
        owner(podcast),
        Element::of("itunes:explicit", truth(show.explicit)),
        Element::of("itunes:type", show.kind.name()),
        Element::new("itunes:image").with("href", &podcast.image),
    ];
    elements.extend(categories(&podcast.categories));
    // Only this word means anything; without the element the opposite holds.
    let yes = [
        ("itunes:block", show.block),
        ("itunes:complete", show.complete),
    ];
    let yes = yes.into_iter().filter(|(_, is)| *is);
    elements.extend(yes.map(|(name, _)| Element::of(name, "Yes")));
    let texts = [
        ("itunes:new-feed-url", &show.new_feed_url),
        ("itunes:applepodcastsverify", &show.apple_verify),
    ];
    let texts = texts.into_iter();
    elements.extend(texts.filter_map(|(name, text)| Some(Element::of(name, text.as_deref()?))));
    elements
}

fn owner(podcast: &Podcast) -> Element {
    let owner = &podcast.owner;
    let email = owner.email.as_deref();
    Element::new("itunes:owner")
        .child(Element::of("itunes:name", &owner.name))
        .children(email.map(|email| Element::of("itunes:email", email)))
}

/// Parts of one category stand in it together.
fn categories(categories: &[ShowCategory]) -> Vec<Element> {
    let mut elements: Vec<(&str, Element)> = Vec::new();
    for category in categories {
        let known = elements.iter().position(|(name, _)| *name == category.name);
        let at = known.unwrap_or_else(|| {
            let element = Element::new("itunes:category").with("text", category.name);
            elements.push((category.name, element));
            elements.len() - 1
        });
        let part = category.subcategory.into_iter();
        elements[at]
            .1
            .children
            .extend(part.map(|part| Element::new("itunes:category").with("text", part)));
    }
    elements.into_iter().map(|(_, element)| element).collect()
}

fn truth(truth: bool) -> &'static str {
    if truth { "true" } else { "false" }
}

pub(super) fn of_entry(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    if feed.podcast.is_none() {
        return Vec::new();
    }
    let entry = shown.entry;
    let mut elements = Vec::new();
    let mut push = |name, text: Option<String>| {
        elements.extend(text.map(|text| Element::of(name, text)));
    };
    let duration = entry.medium().and_then(|medium| medium.duration);
    push(
        "itunes:duration",
        duration.map(|seconds| seconds.to_string()),
    );
    let own = entry.episode().and_then(|episode| episode.image.as_deref());
    let artwork = own.or_else(|| entry.image.as_deref().and_then(square));
    let artwork = artwork.map(|url| Element::new("itunes:image").with("href", url));
    let Some(episode) = entry.episode() else {
        elements.extend(artwork);
        return elements;
    };
    push("itunes:title", episode.title.as_deref().map(str::to_owned));
    // Both are whole numbers from 1.
    let season = episode.season.filter(|season| *season > 0);
    push("itunes:season", season.map(|season| season.to_string()));
    let number = episode.number.as_deref();
    let number = number.and_then(|number| number.parse::<u32>().ok());
    let number = number.filter(|number| *number > 0);
    push("itunes:episode", number.map(|number| number.to_string()));
    push(
        "itunes:episodeType",
        episode.kind.map(|kind| kind.name().to_owned()),
    );
    push(
        "itunes:explicit",
        episode.explicit.map(|explicit| truth(explicit).to_owned()),
    );
    push("itunes:block", episode.block.then(|| "Yes".to_owned()));
    elements.extend(artwork);
    elements
}

/// The picture of the article, where it may be artwork.
fn square(image: &Image) -> Option<&str> {
    let side = image.width.filter(|side| ARTWORK_SIDES.contains(side))?;
    let fits = image.height == Some(side) && is_artwork(&image.url);
    fits.then_some(&image.url)
}
