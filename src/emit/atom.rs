//! Atom 1.0 (RFC 4287).

use std::collections::BTreeMap;

use atom_syndication::{
    Category, Content, Entry as AtomEntry, Feed as AtomFeed, Generator, Link, Person as AtomPerson,
    Source, Text, WriteConfig,
};

use chrono::SecondsFormat;
use memchr::memmem;

use super::element::{Element, map_of};
use super::vocabulary::rights::RSL;
use super::{GENERATOR, enclosures, vocabulary};
use crate::entry::{Original, Person};
use crate::feed::{ContentMode, Feed, FeedEntry};
use crate::text::{one_line, xml_safe};

/// A day before any feed, for a feed without entries: `updated` is required (RFC 4287, 4.1.1) and
/// the clock must not decide it.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// The namespace of what is gone (RFC 6721, 2).
const TOMBSTONES: &str = "http://purl.org/atompub/tombstones/1.0";

pub(super) fn emit(feed: &Feed<'_>) -> Result<Vec<u8>, String> {
    let never = || chrono::DateTime::parse_from_rfc3339(NEVER).unwrap_or_default();
    let mut elements = tombstones(feed);
    elements.extend(vocabulary::of_feed(feed));
    let entries: Vec<AtomEntry> = feed
        .entries
        .iter()
        .map(|shown| entry(feed, shown))
        .collect();
    let extensions = map_of(elements);
    let is_used = |prefix: &str| {
        extensions.contains_key(prefix)
            || entries
                .iter()
                .any(|entry| entry.extensions.contains_key(prefix))
    };
    let mut namespaces: BTreeMap<String, String> = vocabulary::namespaces(is_used).collect();
    if !feed.gone.is_empty() {
        namespaces.insert("at".to_owned(), TOMBSTONES.to_owned());
    }
    let atom = AtomFeed {
        title: Text::plain(one_line(&feed.title)),
        id: feed.id.clone(),
        updated: feed.updated.unwrap_or_else(never),
        authors: feed_authors(feed),
        generator: Some(Generator {
            value: GENERATOR.to_owned(),
            ..Generator::default()
        }),
        icon: feed.icon.clone(),
        logo: feed.image.clone(),
        links: feed_links(feed),
        rights: feed
            .rights
            .as_deref()
            .map(|rights| Text::plain(one_line(rights))),
        subtitle: Some(one_line(&feed.description))
            .filter(|text| !text.is_empty())
            .map(Text::plain),
        lang: feed.language.clone(),
        namespaces,
        extensions,
        entries,
        ..AtomFeed::default()
    };
    let config = WriteConfig {
        write_document_declaration: true,
        indent_size: Some(2),
    };
    let mut bytes = atom
        .write_with_config(Vec::new(), config)
        .map_err(|error| error.to_string())?;
    entries_last(&mut bytes);
    bytes.push(b'\n');
    Ok(bytes)
}

/// Puts what the crate writes behind the entries before them, as the grammar has it (RFC 4287, 4.1.1):
/// who reads a feed piece by piece learns first what it is. No text has a `<` of its own.
fn entries_last(bytes: &mut [u8]) {
    const LAST: &[u8] = b"</entry>";
    let first = memmem::find(bytes, b"\n  <entry>");
    let last = memmem::rfind(bytes, LAST).map(|at| at + LAST.len());
    let end = memmem::rfind(bytes, b"\n</feed>");
    if let (Some(first), Some(last), Some(end)) = (first, last, end)
        && last < end
    {
        bytes[first..end].rotate_right(end - last);
    }
}

fn feed_links(feed: &Feed<'_>) -> Vec<Link> {
    let mut links = vec![
        link("self", &feed.self_url, Some(feed.format.media_type())),
        link("alternate", &feed.home_url, Some("text/html")),
    ];
    let license = feed.license.as_deref();
    links.extend(license.map(|url| link("license", url, None)));
    let rsl = feed.rsl.as_deref();
    links.extend(rsl.map(|url| link("license", url, Some(RSL))));
    let others = feed.history.links.iter();
    let media_type = Some(feed.format.media_type());
    links.extend(others.map(|(relation, url)| link(relation.name(), url, media_type)));
    links
}

/// A feed must name an author unless every entry does (RFC 4287, 4.1.1); a site that names nobody
/// speaks for itself.
fn feed_authors(feed: &Feed<'_>) -> Vec<AtomPerson> {
    if !feed.authors.is_empty() {
        return feed.authors.iter().map(person).collect();
    }
    if !feed.entries.is_empty()
        && feed
            .entries
            .iter()
            .all(|shown| !shown.entry.authors.is_empty())
    {
        return Vec::new();
    }
    vec![AtomPerson {
        name: one_line(&feed.name),
        ..AtomPerson::default()
    }]
}

/// What is gone (RFC 6721, 3).
fn tombstones(feed: &Feed<'_>) -> Vec<Element> {
    let gone = feed.gone.iter().map(|(guid, when)| {
        Element::new("at:deleted-entry")
            .with("ref", id(feed, guid))
            .with("when", when.to_rfc3339_opts(SecondsFormat::Secs, true))
    });
    gone.collect()
}

/// The media type of a feed by its address. A link to replies without one is to Atom (RFC 4685, 4).
fn type_of_feed(url: &str) -> Option<&'static str> {
    let url = url.to_ascii_lowercase();
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.ends_with(".json") {
        Some("application/feed+json")
    } else if name.contains("atom") || url.ends_with("feed=atom") {
        Some("application/atom+xml")
    } else if name.contains("rss") || name == "feed" || url.contains("feed=rss") {
        Some("application/rss+xml")
    } else {
        None
    }
}

fn entry(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> AtomEntry {
    let entry = shown.entry;
    let mut links = vec![link("alternate", &entry.permalink, Some("text/html"))];
    links.extend(enclosures(feed, shown).iter().map(|enclosure| Link {
        length: (enclosure.length > 0).then(|| enclosure.length.to_string()),
        title: enclosure.title.clone(),
        ..link("enclosure", &enclosure.url, Some(&enclosure.media_type))
    }));
    links.extend(shown.license(feed).map(|url| link("license", url, None)));
    let extra = entry.extra.as_deref();
    let original = extra.and_then(|extra| extra.original.as_ref());
    if let Some(extra) = extra {
        let discussion = &extra.discussion;
        let replies = [
            (&discussion.page, Some("text/html")),
            (
                &discussion.feed,
                discussion.feed.as_deref().and_then(type_of_feed),
            ),
        ];
        links.extend(
            replies
                .into_iter()
                .filter_map(|(url, media_type)| Some(link("replies", url.as_ref()?, media_type))),
        );
    }
    let page = original.and_then(|original| original.page.as_ref());
    links.extend(page.map(|url| link("via", url, None)));
    let language = shown
        .language()
        .filter(|own| Some(*own) != feed.language.as_deref());
    let has_content = feed.content == ContentMode::Full && !shown.rendered.content.is_empty();
    AtomEntry {
        title: Text {
            lang: language.map(str::to_owned),
            ..Text::plain(entry.title.to_string())
        },
        id: id(feed, &entry.guid),
        updated: shown.updated,
        published: Some(entry.published.instant),
        authors: entry.authors.iter().map(person).collect(),
        contributors: extra.map_or_else(Vec::new, |extra| {
            extra.contributors.iter().map(person).collect()
        }),
        source: original.and_then(|original| source(original, shown)),
        categories: shown
            .categories
            .iter()
            .map(|tag| Category {
                term: tag.to_string(),
                ..Category::default()
            })
            .collect(),
        links,
        rights: entry.rights.as_deref().map(Text::plain),
        summary: (feed.content != ContentMode::None && !shown.rendered.summary.is_empty()).then(
            || Text {
                lang: language.map(str::to_owned),
                ..Text::plain(shown.rendered.summary.clone())
            },
        ),
        content: has_content.then(|| Content {
            lang: language.map(str::to_owned),
            value: Some(shown.rendered.content.clone()),
            content_type: Some("html".to_owned()),
            ..Content::default()
        }),
        extensions: map_of(vocabulary::of_entry(feed, shown)),
        ..AtomEntry::default()
    }
}

/// The feed that the entry was in first (RFC 4287, 4.2.11), where it is known.
fn source(original: &Original, shown: &FeedEntry<'_>) -> Option<Source> {
    let id = original.id.clone().or_else(|| original.feed.clone())?;
    Some(Source {
        title: Text::plain(original.title.clone()?),
        id,
        // It is to be there; that feed changed when it had the entry, and perhaps later.
        updated: original.updated.unwrap_or(shown.entry.published.instant),
        links: original
            .feed
            .iter()
            .map(|url| link("self", url, None))
            .collect(),
        ..Source::default()
    })
}

fn person(person: &Person) -> AtomPerson {
    AtomPerson {
        name: xml_safe(&person.name).into_owned(),
        email: person.email.clone(),
        uri: person.url.clone(),
        ..AtomPerson::default()
    }
}

fn link(rel: &str, href: &str, media_type: Option<&str>) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: media_type.map(str::to_owned),
        ..Link::default()
    }
}

/// The guid as a URI (RFC 4287, 4.2.6): as it is where it is one, else as a part of a tag: URI
/// (RFC 4151) of the site.
pub(super) fn id(feed: &Feed<'_>, guid: &str) -> String {
    let is_uri = guid.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
            && !rest.is_empty()
            && !guid.contains(char::is_whitespace)
    });
    if is_uri {
        return guid.to_owned();
    }
    let is_uuid = guid.len() == 36
        && guid.bytes().enumerate().all(|(at, b)| match at {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        });
    if is_uuid {
        return format!("urn:uuid:{guid}");
    }
    let mut specific = String::new();
    for byte in guid.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => specific.push(byte as char),
            byte if b"-._~/:@".contains(&byte) => specific.push(byte as char),
            byte => specific.push_str(&format!("%{byte:02X}")),
        }
    }
    // The feed's first address stays its id where the site moves.
    let host = feed.id.split('/').nth(2).unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    // A year in which the one who writes the guid held the name; any fixed one keeps it the same.
    format!("tag:{host},2025:{specific}")
}
