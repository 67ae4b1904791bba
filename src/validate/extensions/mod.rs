//! The namespaces beside the format's own: one file for each that needs more than a few rows.

pub(super) mod dublin_core;
pub(super) mod geo;
pub(super) mod itunes;
pub(super) mod media;
pub(super) mod podcast;
pub(super) mod small;

use super::element::Element;
use super::ns::Ns;
use super::values::Value;

/// The elements of a namespace, by name; empty where they are not checked.
pub(super) fn table(ns: Ns) -> &'static [Element] {
    match ns {
        Ns::Dc => dublin_core::DC,
        Ns::DcTerms => dublin_core::TERMS,
        Ns::Itunes => itunes::ELEMENTS,
        Ns::Podcast => podcast::ELEMENTS,
        Ns::Media => media::ELEMENTS,
        Ns::Content => small::CONTENT,
        Ns::Slash => small::SLASH,
        Ns::Wfw => small::WFW,
        Ns::Sy => small::SY,
        Ns::Thr => small::THR,
        Ns::Fh => small::FH,
        Ns::Tombstones => small::TOMBSTONES,
        Ns::Geo => geo::GEO,
        Ns::Georss => geo::GEORSS,
        Ns::CreativeCommons => small::CREATIVE_COMMONS,
        Ns::Cc => small::CC,
        Ns::Admin => small::ADMIN,
        Ns::Blog => small::BLOG,
        Ns::App => small::APP,
        Ns::Event => small::EVENT,
        Ns::Gml => geo::GML,
        Ns::Trackback => small::TRACKBACK,
        Ns::Rdf => small::RDF,
        Ns::Rss10 => small::RSS10,
        _ => &[],
    }
}

/// What an attribute of a namespace must be, wherever it stands.
pub(super) fn attribute(ns: Ns, local: &str) -> Option<Value> {
    Some(match (ns, local) {
        // RFC 4685, 4.
        (Ns::Thr, "count") => Value::Number(0, u64::MAX),
        (Ns::Thr, "updated") => Value::Rfc3339,
        (Ns::Rdf, "about" | "resource") => Value::Reference,
        _ => return None,
    })
}
