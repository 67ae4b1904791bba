//! RSS 2.0 (RSS Advisory Board, version 2.0.11) with the RSS Best Practices Profile.

use std::collections::BTreeMap;

use ::rss::extension::ExtensionMap;
use ::rss::{Category, Channel, Enclosure, Guid, Image, Item, Source};

use super::element::{Element, map_of};
use super::vocabulary::rights;
use super::{Emblem, GENERATOR, enclosures, image_and_icon, vocabulary};
use crate::date::{rfc822, rfc3339};
use crate::feed::{ContentMode, Feed, FeedEntry};
use crate::text::one_line;

const NAMESPACES: [(&str, &str); 3] = [
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
];

pub(super) fn emit(feed: &Feed<'_>) -> Result<Vec<u8>, String> {
    let mut elements = vec![
        Element::new("atom:link")
            .with("href", &feed.self_url)
            .with("rel", "self")
            .with("type", feed.format.media_type()),
    ];
    elements.extend(rights::links(feed.license.as_deref(), feed.rsl.as_deref()));
    elements.extend(feed.history.links.iter().map(|(relation, url)| {
        Element::new("atom:link")
            .with("href", url)
            .with("rel", relation.name())
            .with("type", feed.format.media_type())
    }));
    elements.extend(vocabulary::of_feed(feed));
    let extensions: ExtensionMap = map_of(elements);
    let items: Vec<Item> = feed.entries.iter().map(|entry| item(feed, entry)).collect();
    let is_used = |prefix: &str| {
        extensions.contains_key(prefix)
            || items
                .iter()
                .any(|item| item.extensions.contains_key(prefix))
    };
    let namespaces = vocabulary::namespaces(is_used)
        .chain(NAMESPACES.map(|(prefix, name)| (prefix.to_owned(), name.to_owned())))
        .collect::<BTreeMap<_, _>>();
    let title = one_line(&feed.title);
    // `description` is required (RSS 2.0, "Required channel elements").
    let description = Some(one_line(&feed.description)).filter(|text| !text.is_empty());
    let channel = Channel {
        title: title.clone(),
        link: feed.home_url.clone(),
        description: description.unwrap_or_else(|| one_line(&feed.name)),
        language: feed.language.clone(),
        copyright: feed.rights.as_deref().map(one_line),
        last_build_date: feed.updated.as_ref().map(rfc822),
        generator: Some(GENERATOR.to_owned()),
        // `title` and `link` are those of the channel (Best Practices Profile, `image`).
        image: picture(feed).map(|(url, size)| Image {
            url: url.to_owned(),
            title,
            link: feed.home_url.clone(),
            width: size.map(|(width, _)| width.to_string()),
            height: size.map(|(_, height)| height.to_string()),
            ..Image::default()
        }),
        items,
        extensions,
        namespaces,
        ..Channel::default()
    };
    let mut bytes = channel
        .pretty_write_to(Vec::new(), b' ', 2)
        .map_err(|error| error.to_string())?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The picture of the channel, at most 144 wide and 400 high (RSS 2.0, "image"): the icon where that
/// alone fits. The size of a larger one is not written, since readers scale what has none.
fn picture<'a>(feed: &'a Feed<'_>) -> Option<Emblem<'a>> {
    let fits = |size: Option<(u32, u32)>| {
        size.filter(|(width, height)| (1..=144).contains(width) && (1..=400).contains(height))
    };
    let (image, icon) = image_and_icon(feed);
    let small = |picture: Option<Emblem<'a>>| {
        let (url, size) = picture?;
        Some((url, Some(fits(size)?)))
    };
    let is_large = image.is_some_and(|(_, size)| size.is_some() && fits(size).is_none());
    small(image)
        .or_else(|| small(icon).filter(|_| is_large))
        .or_else(|| image.map(|(url, _)| (url, None)))
}

fn item(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Item {
    let entry = shown.entry;
    let attached = enclosures(feed, shown);
    let enclosure = match feed.podcast {
        Some(_) => entry.medium(),
        None => attached.first(),
    };
    let mut elements = Vec::new();
    // The crate would write these two as CDATA, which some readers take for text of its own.
    if feed.content != ContentMode::None && !shown.rendered.summary.is_empty() {
        elements.push(Element::of("description", &shown.rendered.summary));
    }
    if feed.content == ContentMode::Full && !shown.rendered.content.is_empty() {
        elements.push(Element::of("content:encoded", &shown.rendered.content));
    }
    for author in &entry.authors {
        elements.push(Element::of("dc:creator", &author.name));
    }
    if let Some(language) = shown
        .language()
        .filter(|own| Some(*own) != feed.language.as_deref())
    {
        elements.push(Element::of("dc:language", language));
    }
    let line = rights::line(feed, shown);
    elements.extend(line.map(|line| Element::of("dc:rights", line)));
    if shown.updated != entry.published.instant {
        elements.push(Element::of("atom:updated", rfc3339(&shown.updated)));
    }
    elements.extend(rights::links_of_entry(feed, shown));
    elements.extend(vocabulary::of_entry(feed, shown));
    let extra = entry.extra.as_deref();
    let original = extra.and_then(|extra| extra.original.as_ref());
    Item {
        title: Some(entry.title.to_string()),
        link: Some(entry.permalink.to_string()),
        guid: Some(Guid {
            value: entry.guid.to_string(),
            permalink: entry.guid == entry.permalink,
        }),
        pub_date: Some(rfc822(&entry.published.instant)),
        categories: shown
            .categories
            .iter()
            .map(|tag| Category {
                name: tag.to_string(),
                domain: None,
            })
            .collect(),
        // Six readers keep only the first of several, six only the last, one rejects the feed.
        enclosure: enclosure.map(|enclosure| Enclosure {
            url: enclosure.url.clone(),
            length: enclosure.length.to_string(),
            mime_type: enclosure.media_type.clone(),
        }),
        comments: extra.and_then(|extra| extra.discussion.page.clone()),
        // Of a feed alone: `url` is required, and that of a feed (RSS 2.0, "source").
        source: original.and_then(|original| {
            Some(Source {
                url: original.feed.clone()?,
                title: original.title.clone(),
            })
        }),
        extensions: map_of(elements),
        ..Item::default()
    }
}
