//! The small namespaces: content, slash, wfw, sy, thr (RFC 4685), fh (RFC 5005), at (RFC 6721),
//! creativeCommons, cc, admin, blogChannel, app (RFC 5023), and RSS 1.0 for what readers need of it.

use crate::validate::element::{Element, optional, required, role};
use crate::validate::ns::Ns;
use crate::validate::rules;
use crate::validate::text::clip;
use crate::validate::values::{self, Fault, Value};
use crate::validate::view::Tag;
use crate::validate::walk::Walk;

const FEED: u64 = role::ANY_FEED;
const ENTRY: u64 = role::ANY_ENTRY;
const ANY: u64 = role::ANYWHERE;

const COUNT: Value = Value::Number(0, u64::MAX);

/// RSS 1.0 module "content".
pub(super) static CONTENT: &[Element] = &[
    Element::new(Ns::Content, "encoded", ENTRY, Value::Html),
    Element::new(Ns::Content, "items", ENTRY, Value::Any).role(role::OPEN),
];

/// RSS 1.0 module "slash".
pub(super) static SLASH: &[Element] = &[
    Element::new(Ns::Slash, "comments", ENTRY, COUNT),
    Element::new(Ns::Slash, "department", ENTRY, Value::Text),
    Element::new(Ns::Slash, "hit_parade", ENTRY, Value::Check(hit_parade)),
    Element::new(Ns::Slash, "section", ENTRY, Value::Text),
];

fn hit_parade(text: &str) -> Option<Fault> {
    let wrong = text
        .split(',')
        .find(|part| part.trim().parse::<u32>().is_err())?;
    Some(Fault::new(
        &rules::INVALID_NUMBER,
        0,
        format!("`{}` is no whole number", clip(wrong)),
        "write whole numbers separated by commas",
    ))
}

/// The comment API of wellformedweb.org.
pub(super) static WFW: &[Element] = &[
    Element::new(Ns::Wfw, "comment", ENTRY, Value::Iri),
    Element::new(Ns::Wfw, "commentRSS", ENTRY, Value::Iri).start(comment_rss),
    Element::new(Ns::Wfw, "commentRss", ENTRY, Value::Iri),
];

fn comment_rss(walk: &mut Walk, tag: &Tag<'_>) {
    walk.report(
        &rules::COMMENT_FEED,
        tag.mark,
        "`wfw:commentRSS`",
        "write `wfw:commentRss`: names of elements are compared letter by letter",
    );
}

/// RSS 1.0 module "syndication".
pub(super) static SY: &[Element] = &[
    Element::new(Ns::Sy, "updateBase", FEED, Value::W3cDtf),
    Element::new(Ns::Sy, "updateFrequency", FEED, Value::Number(1, u64::MAX)),
    Element::new(
        Ns::Sy,
        "updatePeriod",
        FEED,
        Value::OneOf(&["hourly", "daily", "weekly", "monthly", "yearly"]),
    ),
];

/// Threading (RFC 4685).
pub(super) static THR: &[Element] = &[
    Element::new(Ns::Thr, "in-reply-to", ANY, Value::Any)
        .many()
        .role(role::OPEN)
        .attributes(&[
            optional("href", Value::Reference),
            required("ref", Value::Iri),
            optional("source", Value::Reference),
            optional("type", Value::MediaType),
        ]),
    Element::new(Ns::Thr, "total", ENTRY, COUNT),
];

/// Paging and archiving (RFC 5005).
pub(super) static FH: &[Element] = &[
    Element::new(Ns::Fh, "archive", FEED, Value::Check(nothing)),
    Element::new(Ns::Fh, "complete", FEED, Value::Check(nothing)),
];

fn nothing(text: &str) -> Option<Fault> {
    (!text.is_empty()).then(|| {
        Fault::new(
            &rules::INVALID_VALUE,
            0,
            format!("`{}` in an element that is empty", clip(text)),
            "leave it empty (RFC 5005)",
        )
    })
}

/// The Creative Commons module for RSS 2.0.
pub(super) static CREATIVE_COMMONS: &[Element] =
    &[Element::new(Ns::CreativeCommons, "license", ANY, Value::Iri).many()];

/// Creative Commons in RDF.
pub(super) static CC: &[Element] = &[
    Element::new(Ns::Cc, "License", ANY | role::RDF, Value::Any)
        .many()
        .role(role::OPEN),
    Element::new(Ns::Cc, "license", ANY, Value::Any)
        .many()
        .role(role::OPEN)
        .start(resource),
];

/// RSS 1.0 module "admin".
pub(super) static ADMIN: &[Element] = &[
    Element::new(Ns::Admin, "errorReportsTo", FEED, Value::Any)
        .role(role::OPEN)
        .start(resource),
    Element::new(Ns::Admin, "generatorAgent", FEED, Value::Any)
        .role(role::OPEN)
        .start(resource),
];

/// RDF: what the element means is the address in `rdf:resource`.
fn resource(walk: &mut Walk, tag: &Tag<'_>) {
    let found = tag
        .attributes
        .iter()
        .find(|attribute| tag.text[attribute.name.clone()].rsplit(':').next() == Some("resource"));
    match found {
        None => walk.report(
            &rules::MISSING_ATTRIBUTE,
            tag.mark,
            "no attribute `rdf:resource`",
            "add `rdf:resource=\"…\"` with the address",
        ),
        Some(attribute) => {
            if let Some(fault) = values::check(Value::Iri, &tag.value(attribute)) {
                let place = tag.place(attribute, fault.offset);
                walk.fault(fault, place, "rdf:resource");
            }
        }
    }
}

/// The blogChannel module of RSS 2.0.
pub(super) static BLOG: &[Element] = &[
    Element::new(Ns::Blog, "blink", FEED, Value::Iri),
    Element::new(Ns::Blog, "blogRoll", FEED, Value::Iri),
    Element::new(Ns::Blog, "changes", FEED, Value::Iri),
    Element::new(Ns::Blog, "mySubscriptions", FEED, Value::Iri),
];

/// RSS 1.0 module "event".
pub(super) static EVENT: &[Element] = &[
    Element::new(Ns::Event, "enddate", ENTRY, Value::Check(event_date)),
    Element::new(Ns::Event, "location", ENTRY, Value::Text),
    Element::new(Ns::Event, "organizer", ENTRY, Value::Text),
    Element::new(Ns::Event, "startdate", ENTRY, Value::Check(event_date)),
    Element::new(Ns::Event, "type", ENTRY, Value::Text),
];

/// A date of W3CDTF, whose zone may be that of the place of the event.
fn event_date(text: &str) -> Option<Fault> {
    let fault = values::check(Value::W3cDtf, text)?;
    values::check(Value::W3cDtf, &format!("{text}Z")).and(Some(fault))
}

/// The TrackBack module of RSS 2.0.
pub(super) static TRACKBACK: &[Element] = &[
    Element::new(Ns::Trackback, "about", ENTRY, Value::Iri).many(),
    Element::new(Ns::Trackback, "ping", ENTRY, Value::Iri),
];

/// Entries that were removed (RFC 6721, 3).
pub(super) static TOMBSTONES: &[Element] =
    &[
        Element::new(Ns::Tombstones, "deleted-entry", role::FEED, Value::Any)
            .many()
            .role(role::OPEN)
            .attributes(&[
                required("ref", Value::Iri),
                required("when", Value::Rfc3339),
            ]),
    ];

/// The Atom Publishing Protocol (RFC 5023).
pub(super) static APP: &[Element] = &[
    Element::new(Ns::App, "accept", ANY, Value::Any)
        .many()
        .role(role::OPEN),
    Element::new(Ns::App, "categories", ANY, Value::Any)
        .many()
        .role(role::OPEN),
    Element::new(Ns::App, "collection", ANY, Value::Any)
        .many()
        .role(role::OPEN),
    Element::new(Ns::App, "control", ENTRY, Value::Any).role(role::OPEN),
    Element::new(Ns::App, "draft", ENTRY, Value::OneOf(&["yes", "no"])),
    Element::new(Ns::App, "edited", ENTRY, Value::Rfc3339),
];

/// RDF: the outermost element of RSS 1.0, and metadata elsewhere.
pub(super) static RDF: &[Element] = &[
    Element::new(Ns::Rdf, "Description", ANY, Value::Any)
        .many()
        .role(role::OPEN),
    Element::parent(Ns::Rdf, "RDF", role::DOCUMENT | ANY, role::RDF).start(rdf),
];

/// Inside another format RDF is metadata of its own.
fn rdf(walk: &mut Walk, _: &Tag<'_>) {
    if walk.parent() != role::DOCUMENT
        && let Some(frame) = walk.frames.last_mut()
    {
        frame.skip = true;
    }
}

const fn rss(name: &'static str, within: u64, value: Value) -> Element {
    Element::new(Ns::Rss10, name, within, value)
}

const RDF_FEED: u64 = role::RDF_CHANNEL;
const PARTS: u64 = RDF_FEED | role::RDF_ITEM | role::RDF_IMAGE | role::RDF_INPUT;

/// RSS 1.0 and 0.90: what readers need.
pub(super) static RSS10: &[Element] = &[
    Element::parent(Ns::Rss10, "channel", role::RDF, RDF_FEED),
    rss("description", PARTS, Value::Any),
    Element::parent(Ns::Rss10, "image", role::RDF | RDF_FEED, role::RDF_IMAGE),
    Element::parent(Ns::Rss10, "item", role::RDF, role::RDF_ITEM).many(),
    rss("items", RDF_FEED, Value::Any).role(role::OPEN),
    rss("link", PARTS, Value::Url),
    rss("name", role::RDF_INPUT, Value::Text),
    Element::parent(
        Ns::Rss10,
        "textinput",
        role::RDF | RDF_FEED,
        role::RDF_INPUT,
    ),
    rss("title", PARTS, Value::Plain),
    rss("url", role::RDF_IMAGE, Value::Url),
];
