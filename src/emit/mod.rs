//! Feeds to bytes, one file per format.

mod atom;
mod element;
mod json_feed;
mod rss;
mod vocabulary;

use std::collections::HashSet;

use crate::entry::Image;
use crate::error::Error;
use crate::feed::{Feed, FeedFormat};

/// The name that feeds give for what made them. It has no version: a new one must not change a byte.
const GENERATOR: &str = "dateline";

/// Writes a feed.
///
/// # Errors
///
/// [`Error::Emit`] where a writer refuses the feed.
pub fn emit(feed: &Feed<'_>) -> Result<Vec<u8>, Error> {
    match feed.format {
        FeedFormat::Rss => rss::emit(feed),
        FeedFormat::Atom => atom::emit(feed),
        FeedFormat::Json => json_feed::emit(feed),
    }
    .map_err(|message| Error::Emit {
        feed: feed.self_url.clone(),
        message,
    })
}

/// The guids in a feed that is there already, as far as it can be read.
pub fn guids(format: FeedFormat, bytes: &[u8]) -> HashSet<String> {
    match format {
        FeedFormat::Rss => rss::guids(bytes),
        FeedFormat::Atom => atom::guids(bytes),
        FeedFormat::Json => json_feed::guids(bytes),
    }
}

/// The guid as an entry of this format writes it; Atom takes nothing but URIs.
pub fn guid_in(feed: &Feed<'_>, guid: &str) -> String {
    match feed.format {
        FeedFormat::Atom => atom::id(feed, guid),
        FeedFormat::Rss | FeedFormat::Json => guid.to_owned(),
    }
}

/// The text for those who do not see a picture, where there is one.
fn image_text(image: &Image) -> Option<&str> {
    image.alt.as_deref().filter(|alt| !alt.is_empty())
}

/// The media type that an image's address suggests.
fn image_type(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let guess = mime_guess::from_path(path).first()?;
    (guess.type_() == "image").then(|| guess.to_string())
}
