//! Feeds to bytes, one file per format.

mod atom;
pub mod autodiscovery;
mod chapters;
mod element;
pub mod groups;
mod json_feed;
pub mod opml;
#[cfg(feature = "pages")]
pub mod page;
mod rss;
pub mod sitemap;
mod vocabulary;

use std::borrow::Cow;

pub use self::chapters::chapters;

use crate::entry::{Enclosure, Image};
use crate::error::Error;
use crate::feed::{Feed, FeedEntry, FeedFormat};

/// The name that feeds give for what made them. It has no version: a new one must not change a byte.
const GENERATOR: &str = "dateline";

/// The stylesheet that is written beside feeds: in the words of the site's language (BCP 47 tag), where
/// the page for people has them.
pub fn stylesheet(language: Option<&str>) -> String {
    const SHEET: &str = include_str!("feed.css");
    #[cfg(feature = "pages")]
    if let Some(words) = page::invitation(language) {
        const SAID: &str = "This is a feed. Copy its address from the address bar into a feed reader \
                            to subscribe to it.";
        let words = words.replace(['\\', '"'], "");
        let mut sheet = format!("@charset \"UTF-8\";\n{}", SHEET.replace(SAID, &words));
        if language.is_some_and(crate::language::is_right_to_left) {
            sheet.push_str(":root { direction: rtl; }\n");
        }
        return sheet;
    }
    let _ = language;
    SHEET.to_owned()
}

/// Writes a feed.
///
/// # Errors
///
/// [`Error::Emit`] where a writer refuses the feed.
pub fn emit(feed: &Feed<'_>) -> Result<Vec<u8>, Error> {
    let mut bytes = match feed.format {
        FeedFormat::Rss => rss::emit(feed),
        FeedFormat::Atom => atom::emit(feed),
        FeedFormat::Json => json_feed::emit(feed),
    }
    .map_err(|message| Error::Emit {
        feed: feed.self_url.clone(),
        message,
    })?;
    if let Some(stylesheet) = &feed.stylesheet {
        add_stylesheet(&mut bytes, feed.format, stylesheet);
    }
    Ok(bytes)
}

/// Puts a stylesheet between the declaration and the first element, where alone it may stand
/// (Associating Style Sheets with XML documents 1.0, section 4). JSON has none.
fn add_stylesheet(bytes: &mut Vec<u8>, format: FeedFormat, address: &str) {
    let end = bytes.windows(2).position(|two| two == b"?>");
    if let (Some(end), FeedFormat::Rss | FeedFormat::Atom) = (end, format) {
        let address = crate::text::escape(address);
        let instruction = format!("\n<?xml-stylesheet type=\"text/css\" href=\"{address}\"?>");
        bytes.splice(end + 2..end + 2, instruction.into_bytes());
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

/// The media type of a picture: what its file is, else what its address suggests.
fn image_type(image: &Image) -> Option<String> {
    if let Some(measured) = &image.media_type {
        return Some(measured.clone());
    }
    let path = image.url.split(['?', '#']).next().unwrap_or_default();
    let guess = mime_guess::from_path(path).first()?;
    (guess.type_() == "image").then(|| guess.to_string())
}

/// What is attached to an entry: its own media; else its picture, where the feed asks for that. Never
/// both, for an item of RSS has one enclosure, and it is to be the same in every format.
fn enclosures<'a>(feed: &Feed<'_>, shown: &'a FeedEntry<'_>) -> Cow<'a, [Enclosure]> {
    let own = &*shown.entry.enclosures;
    let image = shown.image();
    let Some(image) = image.filter(|_| own.is_empty() && feed.image_enclosure) else {
        return own.into();
    };
    // An enclosure without a type is none.
    let Some(media_type) = image_type(image) else {
        return own.into();
    };
    vec![Enclosure {
        url: image.url.clone(),
        length: image.length.unwrap_or(0),
        media_type,
        ..Enclosure::default()
    }]
    .into()
}

/// The picture of a feed with its size in pixels, where that is known.
type Emblem<'a> = (&'a str, Option<(u32, u32)>);

fn image_and_icon<'a>(feed: &'a Feed<'_>) -> (Option<Emblem<'a>>, Option<Emblem<'a>>) {
    let image = feed.image.as_deref().map(|url| (url, feed.image_size));
    let icon = feed.icon.as_deref().map(|url| (url, feed.icon_size));
    (image, icon)
}
