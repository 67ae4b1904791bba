//! What few articles say: what they answer, their licence, where they were published first, where on
//! the globe they are.

use url::Url;

use super::fields::Fields;
use super::keys;
use super::own_fields::own_fields;
use super::people::collect;
use super::publisher::is_of_page;
use crate::article::{Origin, OriginKind, Value};
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::entry::{Discussion, Extra, Original, Person, Point, Reply};
use crate::license::license_url;
use crate::text::{one_line, strict_url, web_address};

/// What the article says; `None` where that is nothing.
pub(super) fn extra(fields: &mut Fields<'_>, site: &Site, base: &Url) -> Option<Box<Extra>> {
    let extra = Extra {
        replies_to: replies_to(fields, site, base),
        discussion: discussion(fields, site, base),
        license: license(fields),
        original: original(fields, site, base),
        point: point(fields),
        series: series(fields),
        contributors: contributors(fields),
        publisher: publisher(fields),
        fields: own_fields(fields, &site.category_fields),
        ..Extra::default()
    };
    (extra != Extra::default()).then(|| Box::new(extra))
}

/// The absolute URL of what somebody wrote; a path is one on the site.
fn absolute(text: &str, site: &Site, base: &Url) -> Option<String> {
    let url = match text.starts_with('/') && !text.starts_with("//") {
        true => site.address(text)?,
        false => strict_url(base.join(text).ok()?),
    };
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

/// Whether a text means to be an address, and not a word for a setting.
fn is_address(text: &str) -> bool {
    text.starts_with('/') || text.contains("://")
}

/// The first text under one of the keys of a map.
fn under<'a>(map: &'a Value, keys: &[&str]) -> Option<&'a str> {
    keys.iter()
        .find_map(|key| map.get(key).and_then(Value::text))
}

fn items(value: &Value) -> &[Value] {
    match value {
        Value::List(list) => list,
        one => std::slice::from_ref(one),
    }
}

fn replies_to(fields: &mut Fields<'_>, site: &Site, base: &Url) -> Vec<Reply> {
    let mut replies: Vec<Reply> = Vec::new();
    for (value, origin) in fields.all(&keys::REPLIES_TO) {
        for item in items(value) {
            let address = item
                .text()
                .or_else(|| under(item, &["url", "href", "link"]));
            let url = address
                .filter(|text| is_address(text))
                .and_then(|text| absolute(text, site, base));
            // A mail's `In-Reply-To` and other identifiers without an address are URIs at best.
            let is_uri = |text: &&str| !is_address(text) && Url::parse(text).is_ok();
            let id = under(item, &["id", "ref", "guid"])
                .or_else(|| address.filter(is_uri))
                .map(str::to_owned)
                .or_else(|| url.clone());
            let Some(id) = id else {
                if let Some(text) = address {
                    fields.find(unreadable("in_reply_to", text, &origin));
                }
                continue;
            };
            if replies.iter().all(|reply| reply.id != id) {
                fields.trace("replies_to", &id, origin.clone());
                replies.push(Reply {
                    id,
                    url,
                    media_type: under(item, &["type"]).map(str::to_owned),
                    feed: under(item, &["feed", "source"])
                        .and_then(|text| absolute(text, site, base)),
                });
            }
        }
    }
    replies
}

fn unreadable(what: &str, found: &str, origin: &Origin) -> Diagnostic {
    Diagnostic::warning(
        "invalid-url",
        format!("{what}: expected an address, found `{found}`"),
    )
    .at(origin.line, 0)
    .help("write an absolute address, or a path on the site")
}

fn discussion(fields: &mut Fields<'_>, site: &Site, base: &Url) -> Discussion {
    let mut address = |keys: &keys::Keys| {
        let read = |value: &Value, origin: &Origin| {
            let text = value
                .text()
                .or_else(|| under(value, &["url", "href", "link"]))?;
            let written = origin.kind != OriginKind::Element && is_address(text);
            absolute(text, site, base).filter(|_| written)
        };
        fields.first(keys, read).map(|(url, _)| url)
    };
    let page = address(&keys::COMMENTS);
    let feed = address(&keys::COMMENTS_FEED);
    let count = fields
        .first(&keys::COMMENT_COUNT, |value, _| {
            let text = value.text()?;
            text.parse::<u32>().ok().map(|count| count.to_string())
        })
        .and_then(|(count, _)| count.parse().ok());
    Discussion { page, feed, count }
}

fn license(fields: &mut Fields<'_>) -> Option<String> {
    let read = |value: &Value, _: &Origin| {
        let text = value
            .text()
            .or_else(|| under(value, &["url", "href", "name"]))?;
        license_url(text)
    };
    fields.first(&keys::LICENSE, read).map(|(url, _)| url)
}

/// The name of a licence, which stands for a copyright line where there is none.
pub(super) fn license_name(fields: &Fields<'_>) -> Option<String> {
    let found = fields.all(&keys::LICENSE);
    let names = found.into_iter().filter_map(|(value, _)| {
        let text = value.text().or_else(|| under(value, &["name", "title"]))?;
        (!text.contains("://")).then(|| one_line(text))
    });
    names.into_iter().next()
}

fn original(fields: &mut Fields<'_>, site: &Site, base: &Url) -> Option<Original> {
    for (value, origin) in fields.all(&keys::ORIGINAL) {
        // What pages say of their sources are pictures' and agencies'.
        if is_of_page(&origin) {
            continue;
        }
        let link = |names: &[&str]| under(value, names).and_then(|text| absolute(text, site, base));
        let original = match value.text() {
            Some(text) if is_address(text) => Original {
                page: absolute(text, site, base),
                ..Original::default()
            },
            Some(text) => Original {
                title: Some(one_line(text)),
                ..Original::default()
            },
            None => Original {
                title: under(value, &["title", "name"]).map(one_line),
                page: link(&["url", "link", "href", "page"]),
                feed: link(&["feed", "rss", "atom"]),
                id: under(value, &["id"]).map(str::to_owned),
                updated: under(value, &["updated", "date"]).and_then(moment),
            },
        };
        if original != Original::default() {
            let shown = original.page.as_ref().or(original.title.as_ref());
            let shown = shown.or(original.feed.as_ref()).or(original.id.as_ref());
            fields.trace("original", shown.map_or("", |text| text), origin);
            return Some(original);
        }
    }
    None
}

/// A time with its offset, or a day, which begins in UTC.
fn moment(text: &str) -> Option<chrono::DateTime<chrono::FixedOffset>> {
    let day = || chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let midnight = || {
        Some(
            day()?
                .and_time(chrono::NaiveTime::MIN)
                .and_utc()
                .fixed_offset(),
        )
    };
    chrono::DateTime::parse_from_rfc3339(text)
        .ok()
        .or_else(midnight)
}

/// Whether a text is a point and no name of a place.
pub(super) fn is_point(text: &str) -> bool {
    degrees(text).is_some()
}

fn point(fields: &mut Fields<'_>) -> Option<Point> {
    // The first that is not on the globe, which is told where no other is.
    let mut wrong: Option<(f64, f64, Origin)> = None;
    for (value, origin) in fields.all(&keys::POINT) {
        let numbers = match value {
            Value::Text(text) => degrees(text),
            Value::List(list) => list
                .iter()
                .map(|item| item.text().and_then(|text| text.parse().ok()))
                .collect(),
            Value::Map(_) => [
                &["lat", "latitude"][..],
                &["lon", "lng", "long", "longitude"],
            ]
            .map(|names| under(value, names).and_then(|text| text.parse().ok()))
            .into_iter()
            .collect(),
            Value::Null | Value::Switch(_) => None,
        };
        // `location` is the name of a place more often than not.
        let Some([latitude, longitude]) = numbers.as_deref() else {
            continue;
        };
        match Point::new(*latitude, *longitude) {
            Some(_) => return place(fields, *latitude, *longitude, &origin),
            None => wrong = wrong.or(Some((*latitude, *longitude, origin))),
        }
    }
    let single = single_degrees(fields);
    let (latitude, longitude, origin) = match (single, wrong) {
        (Some(single), Some(_)) if Point::new(single.0, single.1).is_some() => single,
        (_, Some(wrong)) => wrong,
        (single, None) => single?,
    };
    place(fields, latitude, longitude, &origin)
}

/// Latitude and longitude in fields of their own.
fn single_degrees(fields: &Fields<'_>) -> Option<(f64, f64, Origin)> {
    let [latitude, longitude] = [keys::LATITUDE, keys::LONGITUDE].map(|keys| {
        let found = fields.all(&keys);
        let mut numbers = found
            .into_iter()
            .filter_map(|(value, origin)| Some((value.text()?.parse::<f64>().ok()?, origin)));
        numbers.next()
    });
    let ((latitude, origin), (longitude, _)) = latitude.zip(longitude)?;
    Some((latitude, longitude, origin))
}

fn place(fields: &mut Fields<'_>, latitude: f64, longitude: f64, origin: &Origin) -> Option<Point> {
    let point = Point::new(latitude, longitude);
    match point {
        Some(point) => fields.trace_with("point", || (point.to_string(), origin.clone())),
        None => fields.find(
            Diagnostic::warning(
                "invalid-point",
                format!("expected a point on the globe, found `{latitude} {longitude}`"),
            )
            .at(origin.line, 0)
            .help("write latitude (-90 to 90), then longitude (-180 to 180), in degrees"),
        ),
    }
    point
}

/// The two numbers of `45.256 -71.92`, `45.256, -71.92`, `45.256;-71.92` or `geo:45.256,-71.92` (RFC
/// 5870).
fn degrees(text: &str) -> Option<Vec<f64>> {
    let text = text.trim();
    let text = text.strip_prefix("geo:").unwrap_or(text);
    let parts: Vec<&str> = text
        .split([' ', ',', ';'])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [_, _] => parts.iter().map(|part| part.parse().ok()).collect(),
        _ => None,
    }
}

fn series(fields: &mut Fields<'_>) -> Option<String> {
    let read = |value: &Value, _: &Origin| {
        let first = items(value).first()?;
        let text = first.text().or_else(|| under(first, &["title", "name"]))?;
        Some(one_line(text))
    };
    fields.first(&keys::SERIES, read).map(|(name, _)| name)
}

fn contributors(fields: &mut Fields<'_>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut first = None;
    for (value, origin) in fields.all(&keys::CONTRIBUTORS) {
        if is_of_page(&origin) {
            continue;
        }
        let mut found = Vec::new();
        collect(value, &mut found);
        for mut person in found {
            person.url = person.url.as_deref().and_then(web_address);
            let is_new = people.iter().all(|other| other.name != person.name);
            if is_new && !person.name.is_empty() {
                people.push(person);
                first.get_or_insert_with(|| origin.clone());
            }
        }
    }
    if let Some(origin) = first {
        let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        fields.trace("contributors", &names.join("; "), origin);
    }
    people
}

fn publisher(fields: &mut Fields<'_>) -> Option<String> {
    let read = |value: &Value, origin: &Origin| {
        let name = value.text().or_else(|| under(value, &["name", "title"]))?;
        // Pages name themselves: that is the name of the site.
        (!is_of_page(origin)).then(|| one_line(name))
    };
    fields.first(&keys::PUBLISHER, read).map(|(name, _)| name)
}
