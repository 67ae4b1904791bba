//! The categories of an entry in a feed: its tags, or what the settings make them of.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::Datelike;

use crate::article::fold_key;
use crate::config::{By, Category, Site};
use crate::entry::Entry;

/// The categories that are made of these fields, in their order, each once whatever its case.
pub(super) fn of<'a>(entry: &'a Entry, fields: &[String], site: &Site) -> Cow<'a, [Box<str>]> {
    let is_tags = |name: &String| Category::of(name) == Some(Category::By(By::Tag));
    if fields.iter().all(is_tags) {
        return Cow::Borrowed(&entry.tags);
    }
    let mut categories: Vec<Box<str>> = Vec::new();
    let mut seen = HashSet::new();
    let mut push = |category: &str| {
        if seen.insert(category.to_lowercase()) {
            categories.push(category.into());
        }
    };
    let extra = entry.extra.as_deref();
    for name in fields {
        match Category::of(name) {
            Some(Category::By(By::Tag)) => entry.tags.iter().for_each(|tag| push(tag)),
            Some(Category::By(By::Author)) => {
                entry.authors.iter().for_each(|author| push(&author.name));
            }
            Some(Category::By(By::Section)) => entry.file.section().into_iter().for_each(&mut push),
            Some(Category::By(By::Language)) => {
                let language = entry.language.as_deref().or(site.language.as_deref());
                language.into_iter().for_each(&mut push);
            }
            Some(Category::By(By::Year)) => {
                push(&format!("{:04}", entry.published.instant.year()));
            }
            Some(Category::Series) => {
                let series = extra.and_then(|extra| extra.series.as_deref());
                series.into_iter().for_each(&mut push);
            }
            Some(Category::Place) => entry.place.as_deref().into_iter().for_each(&mut push),
            None => {
                let name = fold_key(name);
                let own = extra.into_iter().flat_map(|extra| &extra.fields);
                own.filter(|field| *field.name == *name)
                    .flat_map(|field| &field.values)
                    .for_each(|value| push(value));
            }
        }
    }
    Cow::Owned(categories)
}
