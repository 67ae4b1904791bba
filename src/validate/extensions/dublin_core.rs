//! Dublin Core: the fifteen elements and the terms (DCMI Metadata Terms).

use crate::validate::element::{Element, role};
use crate::validate::ns::Ns;
use crate::validate::values::Value;

const fn dc(name: &'static str, value: Value) -> Element {
    Element::new(Ns::Dc, name, ANYWHERE, value).many()
}

/// One per parent, as readers take the first or the last; the rest may be repeated (DCMI).
const fn once(mut element: Element) -> Element {
    element.many = false;
    element
}

const fn term(name: &'static str, value: Value) -> Element {
    Element::new(Ns::DcTerms, name, ANYWHERE, value).many()
}

/// Metadata of anything that a feed describes.
const ANYWHERE: u64 = role::ANYWHERE
    | role::IMAGE
    | role::TEXT_INPUT
    | role::RDF_IMAGE
    | role::RDF_INPUT
    | role::MEDIA_GROUP
    | role::MEDIA_CONTENT
    | role::PODCAST_LIVE;

const TEXT: Value = Value::Text;
const DATE: Value = Value::W3cDtf;
const ANY: Value = Value::Any;

pub(super) static DC: &[Element] = &[
    dc("contributor", Value::Plain),
    dc("coverage", TEXT),
    dc("creator", Value::Plain),
    dc("date", DATE),
    dc("description", Value::Plain),
    dc("format", TEXT),
    dc("identifier", TEXT),
    once(dc("language", Value::Language)),
    dc("publisher", Value::Plain),
    dc("relation", TEXT),
    dc("rights", Value::Plain),
    dc("source", TEXT),
    dc("subject", Value::Plain),
    dc("title", Value::Plain),
    dc("type", TEXT),
];

pub(super) static TERMS: &[Element] = &[
    term("abstract", ANY),
    term("accessRights", ANY),
    term("accrualMethod", ANY),
    term("accrualPeriodicity", ANY),
    term("accrualPolicy", ANY),
    term("alternative", ANY),
    term("audience", ANY),
    term("available", ANY),
    term("bibliographicCitation", ANY),
    term("conformsTo", ANY),
    term("contributor", ANY),
    term("coverage", ANY),
    term("created", DATE),
    term("creator", ANY),
    term("date", DATE),
    term("dateAccepted", DATE),
    term("dateCopyrighted", DATE),
    term("dateSubmitted", DATE),
    term("description", ANY),
    term("educationLevel", ANY),
    term("extent", ANY),
    term("format", ANY),
    term("hasFormat", ANY),
    term("hasPart", ANY),
    term("hasVersion", ANY),
    term("identifier", ANY),
    term("instructionalMethod", ANY),
    term("isFormatOf", ANY),
    term("isPartOf", ANY),
    term("isReferencedBy", ANY),
    term("isReplacedBy", ANY),
    term("isRequiredBy", ANY),
    term("isVersionOf", ANY),
    term("issued", DATE),
    term("language", ANY),
    term("license", ANY),
    term("mediator", ANY),
    term("medium", ANY),
    term("modified", DATE),
    term("provenance", ANY),
    term("publisher", ANY),
    term("references", ANY),
    term("relation", ANY),
    term("replaces", ANY),
    term("requires", ANY),
    term("rights", ANY),
    term("rightsHolder", ANY),
    term("source", ANY),
    term("spatial", ANY),
    term("subject", ANY),
    term("tableOfContents", ANY),
    term("temporal", ANY),
    term("title", ANY),
    term("type", ANY),
    term("valid", ANY),
];
