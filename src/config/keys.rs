//! The names of settings: the nearest known one to a misspelt one, and where it stands.

use std::path::Path;

use super::{Config, FeedConfig, PodcastConfig};
use crate::diagnostic::Diagnostic;
use crate::text::line_at;

pub(super) fn unknown_key(at: &str, text: &str, path: &Path) -> Diagnostic {
    // `serde_ignored` writes the index of a list as a part of the path and `?` for an `Option`.
    let parts: Vec<&str> = at.split('.').filter(|part| *part != "?").collect();
    let key = parts.last().copied().unwrap_or_default();
    let diagnostic = Diagnostic::error("unknown-key", format!("unknown key `{}`", parts.join(".")))
        .in_file(path)
        .at(key_line(text, &parts), 0);
    match nearest(&parts.join(".")) {
        Some(name) => diagnostic.help(format!("the nearest known key is `{name}`")),
        None => diagnostic.help(format!(
            "remove `{key}`; `dateline schema` lists the known keys"
        )),
    }
}

/// The known key most like an unknown one, among those of the same table first.
pub(super) fn nearest(unknown: &str) -> Option<String> {
    let sample = Config {
        feeds: vec![FeedConfig::default()],
        podcast: PodcastConfig::sample(),
        ..Config::default()
    };
    let mut known = Vec::new();
    collect_keys(
        &serde_json::to_value(sample).ok()?,
        String::new(),
        &mut known,
    );
    let generic: Vec<&str> = unknown
        .split('.')
        .filter(|part| part.parse::<usize>().is_err())
        .collect();
    let unknown_path = generic.join(".");
    let leaf = generic.last().copied().unwrap_or_default();
    let table = &unknown_path[..unknown_path.len() - leaf.len()];
    let score = |name: &String| {
        let own = name.rsplit('.').next().unwrap_or_default();
        let likeness = strsim::jaro_winkler(own, leaf);
        let same_table = name.len() - own.len() == table.len() && name.starts_with(table);
        likeness + if same_table { 0.1 } else { 0.0 }
    };
    known
        .into_iter()
        .map(|name| (score(&name), name))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score > 0.8)
        .map(|(_, name)| name)
}

fn collect_keys(value: &serde_json::Value, prefix: String, into: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                let name = if prefix.is_empty() {
                    key.clone()
                } else {
                    format!("{prefix}.{key}")
                };
                into.push(name.clone());
                collect_keys(value, name, into);
            }
        }
        serde_json::Value::Array(list) => {
            for value in list {
                collect_keys(value, prefix.clone(), into);
            }
        }
        _ => {}
    }
}

/// The line of a key given by its path, found in the document as parsed; 0 where it is not.
fn key_line(text: &str, path: &[&str]) -> u32 {
    fn find(value: &toml::de::DeValue<'_>, path: &[&str]) -> Option<usize> {
        let (first, rest) = path.split_first()?;
        if let Some(list) = value.as_array() {
            return find(list.get(first.parse::<usize>().ok()?)?.get_ref(), rest);
        }
        let (key, value) = value
            .as_table()?
            .iter()
            .find(|(key, _)| key.get_ref().as_ref() == *first)?;
        if rest.is_empty() {
            Some(key.span().start)
        } else {
            find(value.get_ref(), rest)
        }
    }
    let Ok(table) = toml::de::DeTable::parse(text) else {
        return 0;
    };
    let root = toml::de::DeValue::Table(table.into_inner());
    find(&root, path).map_or(0, |offset| line_at(text, offset))
}
