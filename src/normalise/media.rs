//! Pictures, and where media are.

use url::Url;

use super::address::is_setting;
use super::fields::Fields;
use super::keys;
use super::publisher::is_of_page;
use crate::article::{Field, Origin, Value};
use crate::config::Site;
use crate::entry::Image;
use crate::text::{one_line, strict_url};

/// The picture that stands for the article, absolute.
pub(super) fn image(fields: &mut Fields<'_>, site: &Site, permalink: &Url) -> Option<Image> {
    let (url, origin) = fields.first(&keys::IMAGE, |value, origin| {
        let value = match &*origin.name {
            "resources" => resource(value)?,
            _ => value,
        };
        let text = picture(value)?;
        join(text, origin, site, permalink).map(String::from)
    })?;
    let own_alt = fields
        .article
        .field(&origin.name)
        .and_then(|(value, _)| value.get("alt").or_else(|| first_of(value)?.get("alt")))
        .and_then(Value::text)
        .map(one_line);
    let alt = own_alt.or_else(|| fields.text(&keys::IMAGE_ALT));
    let (width, height) = size(fields, &origin);
    Some(Image {
        url,
        alt,
        width,
        height,
        line: if is_of_page(&origin) { 0 } else { origin.line },
        ..Image::default()
    })
}

/// The picture among the files of a page bundle, which Hugo's themes know by its name.
fn resource(value: &Value) -> Option<&Value> {
    const NAMES: [&str; 6] = [
        "featured-image",
        "featured-image-preview",
        "featured",
        "feature",
        "cover",
        "thumbnail",
    ];
    let Value::List(list) = value else {
        return None;
    };
    NAMES.iter().find_map(|name| {
        list.iter()
            .find(|item| item.get("name").and_then(Value::text) == Some(name))
    })
}

/// The address of a picture; none in `none`, `2`, and the other words by which themes switch one off.
fn picture(value: &Value) -> Option<&str> {
    let text = address(value)?;
    let is_word = text.chars().all(|c| c.is_ascii_digit() || c == '.') || is_setting(text);
    (!is_word).then_some(text)
}

/// Width and height of the picture that was taken: beside its address in a map (schema.org
/// `ImageObject`), in the properties behind its address (Open Graph, "Structured Properties"), or those
/// of an `<img>` with the same address.
fn size(fields: &Fields<'_>, origin: &Origin) -> (Option<u32>, Option<u32>) {
    let all = &fields.article.fields;
    let taken = all.iter().position(|field| {
        field.key == *origin.name && (field.line == origin.line || origin.line == 0)
    });
    let Some(taken) = taken else {
        return (None, None);
    };
    let value = &all[taken].value;
    let map = first_of(value).unwrap_or(value);
    if let Value::Map(_) = map {
        let side = |name| map.get(name).and_then(pixels);
        return (side("width"), side("height"));
    }
    let own = match &*origin.name {
        // What stands behind the next picture is of that.
        "og:image" => {
            let behind = &all[taken + 1..];
            let end = behind.iter().position(|field| field.key == "og:image");
            &behind[..end.unwrap_or(behind.len())]
        }
        _ => &[],
    };
    let side = |open_graph: &str, element: &str| {
        let of = |fields: &[Field], key: &str| {
            let field = fields.iter().find(|field| field.key == key)?;
            pixels(&field.value)
        };
        of(own, open_graph).or_else(|| of(all, element).filter(|_| is_of_page(origin)))
    };
    (
        side("og:image:width", "<img width>"),
        side("og:image:height", "<img height>"),
    )
}

/// A number of pixels: `1200`, `1200px`, or the value of a schema.org `QuantitativeValue`.
fn pixels(value: &Value) -> Option<u32> {
    let text = match value {
        Value::Map(_) => value.get("value").and_then(Value::text)?,
        value => value.text()?,
    };
    let text = text.trim();
    let number = text.strip_suffix("px").unwrap_or(text).trim_end();
    // Wider is no picture; what systems write for want of a size is 0 or 1.
    number.parse().ok().filter(|n| (2..=100_000).contains(n))
}

/// The absolute URL of a medium: a path is one on the site, as in `url`; in a saved page it is one on
/// the page's host; anything else is beside the article's page.
pub(super) fn join(text: &str, origin: &Origin, site: &Site, permalink: &Url) -> Option<Url> {
    let text = text.trim();
    let url = if text.starts_with('/') && !text.starts_with("//") && !is_of_page(origin) {
        site.address(text)?
    } else {
        strict_url(permalink.join(text).ok()?)
    };
    matches!(url.scheme(), "http" | "https").then_some(url)
}

fn first_of(value: &Value) -> Option<&Value> {
    match value {
        Value::List(list) => list.first(),
        _ => None,
    }
}

/// The address in a text, in the first item of a list, or in a map.
pub(super) fn address(value: &Value) -> Option<&str> {
    match value {
        Value::Text(_) => value.text(),
        Value::List(list) => list.iter().find_map(address),
        Value::Map(_) => [
            "url", "src", "path", "file", "href", "image", "feature", "teaser", "uri", "filename",
        ]
        .iter()
        .find_map(|key| value.get(key).and_then(Value::text)),
        Value::Null | Value::Switch(_) => None,
    }
}
