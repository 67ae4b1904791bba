//! Places: W3C Basic Geo, GeoRSS Simple and GeoRSS GML.

use crate::validate::element::{Attribute, Element, optional, role};
use crate::validate::ns::Ns;
use crate::validate::rules;
use crate::validate::values::{self, Fault, Value};
use crate::validate::view::Tag;
use crate::validate::walk::Walk;

const ANY: u64 = role::ANYWHERE;

/// W3C Basic Geo (WGS 84).
pub(super) static GEO: &[Element] = &[
    Element::parent(Ns::Geo, "Point", ANY, role::GEO_POINT),
    Element::new(
        Ns::Geo,
        "alt",
        ANY | role::GEO_POINT,
        Value::Decimal(f64::NEG_INFINITY),
    ),
    Element::new(
        Ns::Geo,
        "lat",
        ANY | role::GEO_POINT,
        Value::Check(latitude),
    ),
    Element::new(
        Ns::Geo,
        "long",
        ANY | role::GEO_POINT,
        Value::Check(longitude),
    ),
];

fn latitude(text: &str) -> Option<Fault> {
    values::degrees(text, 90.0)
}

fn longitude(text: &str) -> Option<Fault> {
    values::degrees(text, 180.0)
}

const fn georss(name: &'static str, value: Value) -> Element {
    Element::new(Ns::Georss, name, ANY | role::MEDIA_LOCATION, value)
}

const REAL: Value = Value::Decimal(f64::NEG_INFINITY);

/// GeoRSS Simple, and the frame of GeoRSS GML.
pub(super) static GEORSS: &[Element] = &[
    georss("box", Value::Check(corners)),
    georss("circle", Value::Check(circle)),
    georss("elev", REAL),
    georss("featureName", Value::Text),
    georss("featureTypeTag", Value::Text),
    georss("featurename", Value::Text),
    georss("featuretypetag", Value::Text),
    georss("floor", REAL),
    georss("line", Value::Coordinates(2)),
    georss("point", Value::Coordinates(1)).many(),
    georss("polygon", Value::Check(polygon)),
    georss("radius", Value::Decimal(0.0)),
    georss("relationshipTag", Value::Text),
    georss("relationshiptag", Value::Text),
    georss("where", Value::Elements).role(role::GML),
];

/// GeoRSS Simple, "box": the lower and the upper corner.
fn corners(text: &str) -> Option<Fault> {
    values::check(Value::Coordinates(2), text).or_else(|| {
        (numbers(text).count() > 4).then(|| shape_fault("a box has two corners, four numbers"))
    })
}

/// GeoRSS Simple, "polygon": the last point is the first.
fn polygon(text: &str) -> Option<Fault> {
    values::check(Value::Coordinates(4), text).or_else(|| {
        let all: Vec<&str> = numbers(text).collect();
        let same = |a: &str, b: &str| a == b || a.parse::<f64>().ok() == b.parse::<f64>().ok();
        let closed = matches!(all[..], [a, b, .., y, z] if same(a, y) && same(b, z));
        (!closed).then(|| shape_fault("the polygon does not end where it began"))
    })
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| c == ',' || c.is_ascii_whitespace());
    parts.filter(|part| !part.is_empty())
}

fn shape_fault(message: &'static str) -> Fault {
    Fault::new(
        &rules::INVALID_COORDINATES,
        0,
        message,
        "write latitude and longitude of each point, the first again at the end of a polygon \
         (GeoRSS Simple)",
    )
}

fn circle(text: &str) -> Option<Fault> {
    let (point, radius) = text.rsplit_once([' ', '\t', '\n']).unwrap_or((text, ""));
    values::check(Value::Coordinates(1), point.trim_end())
        .or_else(|| values::check(Value::Decimal(0.0), radius))
}

const REFERENCE: &[Attribute] = &[
    optional("id", Value::Any),
    optional("srsDimension", Value::Any),
    optional("srsName", Value::Any),
];

const fn shape(name: &'static str) -> Element {
    Element::new(Ns::Gml, name, role::GML, Value::Elements)
        .many()
        .role(role::GML)
        .attributes(REFERENCE)
        .start(system)
}

const fn position(name: &'static str, pairs: usize) -> Element {
    Element::new(Ns::Gml, name, role::GML, Value::Coordinates(pairs))
        .attributes(REFERENCE)
        .start(system)
}

/// The profile of GML that GeoRSS uses.
pub(super) static GML: &[Element] = &[
    shape("Envelope"),
    shape("LineString"),
    shape("LinearRing"),
    shape("Point"),
    shape("Polygon"),
    shape("exterior"),
    shape("interior"),
    position("lowerCorner", 1),
    position("pos", 1).many(),
    position("posList", 2),
    position("upperCorner", 1),
];

/// In another reference system than WGS 84 the numbers are not degrees.
fn system(walk: &mut Walk, tag: &Tag<'_>) {
    let other = tag.get("srsName").is_some_and(|name| {
        !["4326", "CRS84", "WGS84"]
            .iter()
            .any(|known| name.contains(known))
    });
    if other && let Some(frame) = walk.frames.last_mut() {
        frame.skip = true;
    }
}
