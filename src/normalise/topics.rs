//! Tags: from lists, strings and nested categories, each topic once.

use std::collections::HashSet;

use super::fields::Fields;
use super::keys;
use super::path::PathParts;
use crate::article::{Origin, OriginKind, Value};
use crate::date::PathSource;
use crate::text::one_line;

/// The topics in the order given; two that differ in case alone are one.
pub(super) fn tags(fields: &mut Fields<'_>, path: &PathParts) -> Box<[Box<str>]> {
    // Jekyll writes several tags into one string, apart by spaces; its posts have the date in the
    // file's name.
    let jekyll = || {
        path.date
            .as_ref()
            .is_some_and(|date| date.source == PathSource::File)
            || fields.article.field("layout").is_some()
    };
    let mut found: Vec<(String, Origin)> = Vec::new();
    for keys in [keys::TAGS, keys::KEYWORDS] {
        for (value, origin) in fields.all(&keys) {
            if let Value::Switch(_) = value {
                continue;
            }
            let by_spaces = matches!(value, Value::Text(_))
                && origin.kind == OriginKind::FrontMatter
                && matches!(&*origin.name, "tags" | "categories")
                && jekyll();
            collect(value, by_spaces, &mut |tag| {
                found.push((tag, origin.clone()))
            });
        }
        if !found.is_empty() {
            break;
        }
    }
    let mut tags: Vec<Box<str>> = Vec::new();
    let mut folded = HashSet::new();
    let mut first = None;
    for (tag, origin) in found {
        let fold = tag.to_lowercase();
        // Eleventy's collections and Ghost's internal tags are not topics.
        if matches!(fold.as_str(), "post" | "posts" | "all")
            || tag.starts_with('#') && tag.len() == 1
        {
            continue;
        }
        if folded.insert(fold) {
            tags.push(tag.into());
            first.get_or_insert(origin);
        }
    }
    if let Some(origin) = first {
        fields.trace_with("tags", || (tags.join(", "), origin));
    }
    tags.into()
}

/// Each topic that a value names; a switch names itself.
pub(super) fn collect(value: &Value, by_spaces: bool, each: &mut dyn FnMut(String)) {
    match value {
        Value::Text(text) => {
            let mut one = |part: &str| {
                let tag = one_line(part);
                let tag = tag
                    .trim_matches(['"', '\'', '„', '“', '”', '»', '«'])
                    .trim_start_matches('#')
                    .trim();
                if !tag.is_empty() {
                    each(tag.to_owned());
                }
            };
            if text.contains([',', ';']) {
                text.split([',', ';']).for_each(&mut one);
            } else if text.starts_with(':') && text.ends_with(':') {
                // Org writes `:a:b:`.
                text.split(':').for_each(&mut one);
            } else if by_spaces {
                text.split_whitespace().for_each(&mut one);
            } else {
                one(text);
            }
        }
        Value::List(list) => {
            for value in list {
                match value {
                    // One item is one tag, commas and spaces included.
                    Value::Text(text) => {
                        let tag = one_line(text);
                        let tag = tag.trim_start_matches('#').trim();
                        if !tag.is_empty() {
                            each(tag.to_owned());
                        }
                    }
                    value => collect(value, false, each),
                }
            }
        }
        Value::Switch(_) => each(value.word().unwrap_or_default().to_owned()),
        Value::Map(_) => {
            let name = ["label", "name", "title", "tag"]
                .iter()
                .find_map(|key| value.get(key));
            if let Some(Value::Text(text)) = name {
                let tag = one_line(text);
                if !tag.is_empty() {
                    each(tag);
                }
            }
        }
        Value::Null => {}
    }
}
