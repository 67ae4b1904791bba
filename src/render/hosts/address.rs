//! Parts of addresses, and the letters that may stand in them.

use url::Url;

/// Whether an address is at a host or below it, and below a path where one is named.
pub(super) fn is_at(url: &Url, place: &str) -> bool {
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let Some(own) = url.host_str() else {
        return false;
    };
    let is_host = own
        .strip_suffix(host)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'));
    is_host && url.path()[1.min(url.path().len())..].starts_with(path)
}

/// The segment behind the first of these that the path has.
pub(super) fn after<'a>(url: &'a Url, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| {
        let mut segments = url.path_segments()?;
        segments.find(|segment| segment == name)?;
        segments.next().filter(|found| is_name(found))
    })
}

pub(super) fn query(url: &Url, key: &str) -> Option<String> {
    url.query_pairs()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value.into_owned())
}

pub(super) fn path_and_query(url: &Url) -> &str {
    &url[url::Position::BeforePath..url::Position::AfterQuery]
}

pub(super) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// Letters of a name in an address, and nothing that could end it.
pub(super) fn is_name(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    !text.is_empty() && text.bytes().all(fits)
}

pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn is_degree(text: &str) -> bool {
    text.parse::<f64>()
        .is_ok_and(|degree| (-180.0..=180.0).contains(&degree))
}
