//! JSON Feed 1.1 (jsonfeed.org). No byte-order mark: seven of eight readers break on it.

use serde::Serialize;

use super::{enclosures, image_and_icon};
use crate::date::rfc3339;
use crate::entry::Person;
use crate::feed::{ContentMode, Feed, FeedEntry};
use crate::text::{escape, one_line};

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: String,
    home_page_url: &'a str,
    feed_url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    favicon: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    banner_image: Option<&'a str>,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [Box<str>],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment>,
}

#[derive(Serialize)]
struct Attachment {
    url: String,
    mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u32>,
}

pub(super) fn emit(feed: &Feed<'_>) -> Result<Vec<u8>, String> {
    let json = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: one_line(&feed.title),
        home_page_url: &feed.home_url,
        feed_url: &feed.self_url,
        next_url: feed.history.older(),
        description: Some(one_line(&feed.description)).filter(|text| !text.is_empty()),
        icon: avatar(feed),
        favicon: feed.icon.as_deref(),
        authors: feed.authors.iter().map(author).collect(),
        language: feed.language.as_deref(),
        items: feed.entries.iter().map(|shown| item(feed, shown)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&json).map_err(|error| error.to_string())?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn item<'a>(feed: &Feed<'a>, shown: &'a FeedEntry<'a>) -> Item<'a> {
    let entry = shown.entry;
    let content = Some(shown.rendered.content.as_str())
        .filter(|content| feed.content == ContentMode::Full && !content.is_empty());
    let summary = Some(shown.rendered.summary.as_str())
        .filter(|summary| feed.content != ContentMode::None && !summary.is_empty());
    Item {
        id: &entry.guid,
        url: &entry.permalink,
        external_url: entry
            .extra
            .as_ref()
            .and_then(|extra| extra.original.as_ref()?.page.as_deref()),
        title: &entry.title,
        content_html: content,
        // One of the two is required (JSON Feed 1.1, "Items").
        content_text: match content {
            Some(_) => None,
            None => Some(summary.unwrap_or(&entry.title)),
        },
        summary,
        image: shown.image().map(|image| image.url.as_str()),
        banner_image: banner(shown),
        date_published: rfc3339(&entry.published.instant),
        date_modified: rfc3339(&shown.updated),
        authors: entry.authors.iter().map(author).collect(),
        tags: &shown.categories,
        language: shown.language(),
        attachments: enclosures(feed, shown)
            .iter()
            .map(|enclosure| Attachment {
                url: enclosure.url.clone(),
                mime_type: enclosure.media_type.clone(),
                title: enclosure.title.clone(),
                size_in_bytes: (enclosure.length > 0).then_some(enclosure.length),
                duration_in_seconds: enclosure.duration,
            })
            .collect(),
    }
}

/// The icon, which "should be square and relatively large" (JSON Feed 1.1, "Top-level"): the site's image
/// unless that is known not to be, and its icon is.
fn avatar<'a>(feed: &'a Feed<'_>) -> Option<&'a str> {
    let (image, icon) = image_and_icon(feed);
    let is_square = |size: (u32, u32)| size.0 == size.1;
    let is_oblong = image.is_some_and(|(_, size)| size.is_some_and(|size| !is_square(size)));
    let square = icon.filter(|(_, size)| size.is_some_and(is_square));
    square.filter(|_| is_oblong).or(image).map(|(url, _)| url)
}

/// A picture to show across the page: one that is known to be wide, and that would not be seen in the
/// content otherwise (JSON Feed 1.1, "Items", `banner_image`).
fn banner<'a>(shown: &'a FeedEntry<'_>) -> Option<&'a str> {
    let image = shown.image()?;
    let (width, height) = (image.width?, image.height?);
    let is_wide = width >= height.saturating_add(height / 2);
    let is_seen = shown.rendered.content.contains(&*escape(&image.url));
    (is_wide && !is_seen).then_some(&*image.url)
}

/// A mail address may stand in `url` as a `mailto:` link (JSON Feed 1.1, "Top-level": `authors`).
fn author(person: &Person) -> Author<'_> {
    Author {
        name: &person.name,
        url: person
            .url
            .clone()
            .or_else(|| person.email.as_ref().map(|mail| format!("mailto:{mail}"))),
    }
}
