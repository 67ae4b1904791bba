//! Fields of articles that no field of an entry takes, kept where the settings ask for them by name.

use super::fields::Fields;
use super::topics::collect;
use crate::article::{Origin, Value};
use crate::entry::OwnField;

/// The values of fields that the site makes categories of, by their folded names; nothing where none is
/// asked for.
pub(super) fn own_fields(fields: &mut Fields<'_>, wanted: &[String]) -> Vec<OwnField> {
    let mut found = Vec::new();
    for name in wanted {
        let mut values: Vec<Box<str>> = Vec::new();
        let mut first = None;
        for field in &fields.article.fields {
            let value = match name.strip_prefix(field.key.as_str()) {
                Some("") => Some(&field.value),
                Some(rest) => rest
                    .strip_prefix('.')
                    .and_then(|rest| below(&field.value, rest)),
                None => None,
            };
            let Some(value) = value else {
                continue;
            };
            let before = values.len();
            collect(value, false, &mut |value| {
                if !values.iter().any(|other| **other == *value) {
                    values.push(value.into());
                }
            });
            if values.len() > before {
                first.get_or_insert_with(|| Origin {
                    kind: field.kind,
                    name: name.clone().into(),
                    line: field.line,
                });
            }
        }
        if let Some(origin) = first {
            fields.trace_with("category", || (values.join(", "), origin));
            found.push(OwnField {
                name: name.as_str().into(),
                values: values.into(),
            });
        }
    }
    found
}

/// The value under a path of keys such as `params.topic`.
fn below<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    match (value.get(path), path.split_once('.')) {
        (Some(found), _) => Some(found),
        (None, Some((first, rest))) => below(value.get(first)?, rest),
        (None, None) => None,
    }
}
