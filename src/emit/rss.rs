//! RSS 2.0 (RSS Advisory Board, version 2.0.11) with the RSS Best Practices Profile.

use std::collections::{BTreeMap, HashSet};

use ::rss::extension::{Extension, ExtensionMap};
use ::rss::{Category, Channel, Enclosure, Guid, Image, Item};

use super::{GENERATOR, image_attributes, image_text};
use crate::date::{rfc822, rfc3339};
use crate::feed::{ContentMode, Feed, FeedEntry};
use crate::text::{one_line, xml_safe};

const NAMESPACES: [(&str, &str); 4] = [
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("media", "http://search.yahoo.com/mrss/"),
];

pub(super) fn emit(feed: &Feed<'_>) -> Result<Vec<u8>, String> {
    let mut extensions = ExtensionMap::default();
    add(
        &mut extensions,
        "atom:link",
        None,
        &[
            ("href", &feed.self_url),
            ("rel", "self"),
            ("type", feed.format.media_type()),
        ],
    );
    let title = one_line(&feed.title);
    // `description` is required (RSS 2.0, "Required channel elements").
    let description = Some(one_line(&feed.description)).filter(|text| !text.is_empty());
    let channel = Channel {
        title: title.clone(),
        link: feed.home_url.clone(),
        description: description.unwrap_or_else(|| title.clone()),
        language: feed.language.clone(),
        copyright: feed.rights.as_deref().map(one_line),
        last_build_date: feed.updated.as_ref().map(rfc822),
        generator: Some(GENERATOR.to_owned()),
        // `title` and `link` are those of the channel (Best Practices Profile, `image`).
        image: feed.image.clone().map(|url| Image {
            url,
            title,
            link: feed.home_url.clone(),
            ..Image::default()
        }),
        items: feed.entries.iter().map(|entry| item(feed, entry)).collect(),
        extensions,
        namespaces: NAMESPACES
            .iter()
            .map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        ..Channel::default()
    };
    let mut bytes = channel
        .pretty_write_to(Vec::new(), b' ', 2)
        .map_err(|error| error.to_string())?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn item(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Item {
    let entry = shown.entry;
    let mut extensions = ExtensionMap::default();
    // The crate would write these two as CDATA, which some readers take for text of its own.
    if feed.content != ContentMode::None && !shown.rendered.summary.is_empty() {
        add(
            &mut extensions,
            "description",
            Some(&shown.rendered.summary),
            &[],
        );
    }
    if feed.content == ContentMode::Full && !shown.rendered.content.is_empty() {
        add(
            &mut extensions,
            "content:encoded",
            Some(&shown.rendered.content),
            &[],
        );
    }
    for author in &entry.authors {
        add(&mut extensions, "dc:creator", Some(&author.name), &[]);
    }
    if let Some(language) = shown
        .language()
        .filter(|own| Some(*own) != feed.language.as_deref())
    {
        add(&mut extensions, "dc:language", Some(language), &[]);
    }
    if let Some(rights) = &entry.rights {
        add(&mut extensions, "dc:rights", Some(rights), &[]);
    }
    if shown.updated != entry.published.instant {
        add(
            &mut extensions,
            "atom:updated",
            Some(&rfc3339(&shown.updated)),
            &[],
        );
    }
    if let Some(image) = &entry.image {
        let mut content = element("media:content", None, &image_attributes(image));
        if let Some(alt) = image_text(image) {
            let description = element("media:description", Some(alt), &[("type", "plain")]);
            content
                .children
                .insert("description".to_owned(), vec![description]);
        }
        put(&mut extensions, content);
    }
    Item {
        title: Some(entry.title.to_string()),
        link: Some(entry.permalink.to_string()),
        guid: Some(Guid {
            value: entry.guid.to_string(),
            permalink: entry.guid == entry.permalink,
        }),
        pub_date: Some(rfc822(&entry.published.instant)),
        categories: entry
            .tags
            .iter()
            .map(|tag| Category {
                name: tag.to_string(),
                domain: None,
            })
            .collect(),
        // Six readers keep only the first of several, six only the last, one rejects the feed.
        enclosure: entry.enclosures.first().map(|enclosure| Enclosure {
            url: enclosure.url.clone(),
            length: enclosure.length.to_string(),
            mime_type: enclosure.media_type.clone(),
        }),
        extensions,
        ..Item::default()
    }
}

fn element<V: AsRef<str>>(name: &str, value: Option<&str>, attributes: &[(&str, V)]) -> Extension {
    Extension {
        name: name.to_owned(),
        // An element without text would be indented inside, which makes white space its text.
        value: Some(xml_safe(value.unwrap_or_default()).into_owned()),
        attrs: attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), xml_safe(value.as_ref()).into_owned()))
            .collect(),
        children: BTreeMap::new(),
    }
}

fn add(map: &mut ExtensionMap, name: &str, value: Option<&str>, attributes: &[(&str, &str)]) {
    put(map, element(name, value, attributes));
}

fn put(map: &mut ExtensionMap, element: Extension) {
    let (prefix, local) = element.name.split_once(':').unwrap_or(("", &element.name));
    map.entry(prefix.to_owned())
        .or_default()
        .entry(local.to_owned())
        .or_default()
        .push(element);
}

pub(super) fn guids(bytes: &[u8]) -> HashSet<String> {
    let Ok(channel) = Channel::read_from(bytes) else {
        return HashSet::new();
    };
    channel
        .items
        .into_iter()
        .filter_map(|item| item.guid.map(|guid| guid.value))
        .collect()
}
