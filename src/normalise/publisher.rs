//! Who publishes a page, by what the page says: the names that are no author's and no part of a title.

use super::fields::Fields;
use super::keys;
use crate::article::{Origin, OriginKind, Value};

/// Whether a value comes from the elements of a page.
pub(super) fn is_of_page(origin: &Origin) -> bool {
    matches!(
        origin.kind,
        OriginKind::Element | OriginKind::StructuredData
    )
}

/// The letters and digits of a name in lower case.
pub(super) fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The names of the site and its host, folded.
pub(super) fn publishers(fields: &Fields<'_>) -> Vec<String> {
    let mut all: Vec<String> = fields
        .all(&keys::SITE_NAME)
        .into_iter()
        .filter_map(|(value, _)| value.text().map(fold))
        .collect();
    if let Some((Value::Map(publisher), _)) = fields.article.field("publisher") {
        let name = publisher.iter().find(|field| field.key == "name");
        all.extend(name.and_then(|field| field.value.text()).map(fold));
    }
    for (value, _) in fields.all(&keys::URL) {
        let host = value.text().and_then(|text| text.split_once("://"));
        if let Some(host) = host.and_then(|(_, rest)| rest.split('/').next()) {
            let host = host.trim_start_matches("www.");
            all.push(fold(host));
            if let Some((name, _)) = host.rsplit_once('.') {
                all.push(fold(name));
                all.extend(name.rsplit('.').next().map(fold));
            }
        }
    }
    all.retain(|name| name.len() > 1);
    all
}
