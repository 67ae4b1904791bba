//! The dialects of RSS and Atom: what elements and attributes mean in each.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::name::ResolveResult;

use crate::feed::FeedFormat;
use crate::html;

/// The namespaces that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS: none, or one of those that versions of it had.
    Rss,
    /// Atom 1.0 and 0.3.
    Atom,
    Rdf,
    DublinCore,
    DublinCoreTerms,
    Content,
    FeedBurner,
    Other,
}

impl Space {
    pub(super) fn of(name: &ResolveResult<'_>) -> Self {
        let ResolveResult::Bound(namespace) = name else {
            return match name {
                ResolveResult::Unbound => Space::Rss,
                _ => Space::Other,
            };
        };
        match namespace.as_ref() {
            b"http://purl.org/rss/1.0/"
            | b"http://my.netscape.com/rdf/simple/0.9/"
            | b"http://channel.netscape.com/rdf/simple/0.9/"
            | b"http://my.netscape.com/publish/formats/rss-0.91.dtd"
            | b"http://backend.userland.com/rss"
            | b"http://backend.userland.com/rss2"
            | b"http://backend.userland.com/RSS2"
            | b"http://blogs.law.harvard.edu/tech/rss"
            | b"http://cyber.law.harvard.edu/rss/rss.html" => Space::Rss,
            b"http://www.w3.org/2005/Atom" | b"http://purl.org/atom/ns#" => Space::Atom,
            b"http://www.w3.org/1999/02/22-rdf-syntax-ns#" => Space::Rdf,
            b"http://purl.org/dc/elements/1.1/" | b"http://purl.org/dc/elements/1.0/" => {
                Space::DublinCore
            }
            b"http://purl.org/dc/terms/" => Space::DublinCoreTerms,
            b"http://purl.org/rss/1.0/modules/content/" => Space::Content,
            b"http://rssnamespace.org/feedburner/ext/1.0" => Space::FeedBurner,
            _ => Space::Other,
        }
    }
}

/// What an element of an entry says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Link,
    /// The address behind one that counts visits.
    OwnLink,
    Guid,
    /// With how far it goes before others, from 0.
    Published(usize),
    Updated(usize),
    Content,
    Summary,
}

/// What an element of an entry says; `None` where that does not matter.
pub(super) fn field(format: FeedFormat, space: Space, name: &str) -> Option<Field> {
    Some(match (space, name) {
        (Space::Rss, "title") => Field::Title,
        (Space::Rss, "link") => Field::Link,
        (Space::Rss, "guid") => Field::Guid,
        (Space::Rss, "pubDate") => Field::Published(0),
        (Space::Rss, "description") => Field::Summary,
        (Space::Content, "encoded") => Field::Content,
        (Space::FeedBurner, "origLink") => Field::OwnLink,
        (Space::DublinCore, "title") => Field::Title,
        (Space::DublinCore, "date") => Field::Published(2),
        (Space::DublinCoreTerms, "issued" | "available") => Field::Published(1),
        (Space::DublinCoreTerms, "created") => Field::Published(3),
        (Space::DublinCoreTerms, "modified") => Field::Updated(1),
        (Space::Atom, "published" | "issued") => Field::Published(0),
        (Space::Atom, "created") => Field::Published(3),
        (Space::Atom, "updated" | "modified") => Field::Updated(0),
        (Space::Atom, "title") if format == FeedFormat::Atom => Field::Title,
        (Space::Atom, "id") if format == FeedFormat::Atom => Field::Guid,
        (Space::Atom, "content") => Field::Content,
        (Space::Atom, "summary") => Field::Summary,
        _ => return None,
    })
}

/// How the text of an element is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// HTML in RSS; a title may be either.
    Rss,
    Plain,
    Html,
    /// Elements of its own.
    Xhtml,
}

/// How an Atom text is meant: `type` (RFC 4287, 3.1.1), in Atom 0.3 with `mode`.
pub(super) fn kind(tag: &BytesStart<'_>) -> Kind {
    let said = attribute(tag, "type").unwrap_or_default();
    let is_xml = attribute(tag, "mode").is_some_and(|mode| mode == "xml");
    match said.trim().to_ascii_lowercase().as_str() {
        "xhtml" | "application/xhtml+xml" => Kind::Xhtml,
        "text/html" if is_xml => Kind::Xhtml,
        "html" | "text/html" => Kind::Html,
        _ => Kind::Plain,
    }
}

/// An attribute by its name as written.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == name.as_bytes())?;
    let value = found.normalized_value(XmlVersion::Explicit1_0);
    let value = value.map_or_else(
        |_| html::decode_entities(&String::from_utf8_lossy(&found.value)),
        |value| value.into_owned(),
    );
    Some(value)
}
