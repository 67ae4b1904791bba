//! Which entries a feed takes; what can be prepared is prepared once a run.

use super::select::Kinds;
use crate::config::{By, FilterConfig, Globs};
use crate::entry::Entry;

/// The filter of one feed.
pub(super) struct Filter<'a> {
    config: &'a FilterConfig,
    /// Numbers of values, in order.
    tags: Vec<u32>,
    not_tags: Vec<u32>,
    authors: Vec<u32>,
    section: Vec<u32>,
    language: Option<String>,
    paths: Option<Globs>,
    not_paths: Option<Globs>,
}

impl<'a> Filter<'a> {
    pub(super) fn new<'k>(config: &'a FilterConfig, kinds: &mut Kinds<'k>) -> Self {
        let mut numbers = |by: By, values: &[String]| {
            let mut numbers: Vec<u32> = Vec::with_capacity(values.len());
            if !values.is_empty() {
                let kind = kinds.get_or_add(by);
                numbers.extend(values.iter().map(|value| kind.number(value)));
                numbers.sort_unstable();
            }
            numbers
        };
        // What cannot be read was said when the settings were checked.
        let globs = |globs: &[String]| {
            (!globs.is_empty())
                .then(|| Globs::new(globs).ok())
                .flatten()
        };
        Filter {
            tags: numbers(By::Tag, &config.tags),
            not_tags: numbers(By::Tag, &config.not_tags),
            authors: numbers(By::Author, &config.authors),
            section: numbers(By::Section, config.section.as_slice()),
            language: config.language.as_deref().map(str::to_lowercase),
            paths: globs(&config.paths),
            not_paths: globs(&config.not_paths),
            config,
        }
    }

    /// Whether the feed takes the entry that `kinds` read last, once readers may see it.
    /// `site_language` is that of articles that name none.
    pub(super) fn takes(
        &self,
        entry: &Entry,
        kinds: &Kinds<'_>,
        site_language: Option<&str>,
    ) -> bool {
        let has = |by: By, wanted: &[u32]| {
            let own = kinds.own(by);
            own.iter().any(|value| wanted.binary_search(value).is_ok())
        };
        let fits = |by: By, wanted: &[u32]| wanted.is_empty() || has(by, wanted);
        let speaks = |wanted: &String| {
            let language = entry.language.as_deref().or(site_language);
            language.is_some_and(|language| {
                let language = language.to_lowercase();
                language == *wanted
                    || language
                        .strip_prefix(wanted.as_str())
                        .is_some_and(|rest| rest.starts_with('-'))
            })
        };
        let path = &*entry.file.relative;
        let lies_in = |folder: &String| {
            let folder = folder.trim_matches('/');
            path.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        (self.config.hidden || !entry.hidden)
            && fits(By::Tag, &self.tags)
            && !has(By::Tag, &self.not_tags)
            && fits(By::Author, &self.authors)
            && fits(By::Section, &self.section)
            && self.language.as_ref().is_none_or(speaks)
            && (self.config.folders.is_empty() || self.config.folders.iter().any(lies_in))
            && self.paths.as_ref().is_none_or(|globs| globs.name(path))
            && !self
                .not_paths
                .as_ref()
                .is_some_and(|globs| globs.name_or_hold(path))
    }
}
