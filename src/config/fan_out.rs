//! Many feeds from one line: the words of `by`, and the patterns that paths, titles and pages are made of.

use std::borrow::Cow;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{FeedConfig, FileConfig, Globs, Site};
use crate::feed::FeedFormat;
use crate::language;

/// What articles are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// Each topic of an article.
    Tag,
    /// Each who wrote it.
    Author,
    /// The first folder that its file lies in.
    Section,
    /// Its language, else the site's; what has neither is in no such feed.
    Language,
    /// The year of its first publication, where it was published.
    Year,
}

impl By {
    /// Every one.
    pub const ALL: [By; 5] = [By::Tag, By::Author, By::Section, By::Language, By::Year];

    /// The name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            By::Tag => "tag",
            By::Author => "author",
            By::Section => "section",
            By::Language => "language",
            By::Year => "year",
        }
    }
}

/// What entries say, of which feeds can make categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// The values of one of the words of `by`.
    By(By),
    /// The series that it is a part of.
    Series,
    /// Where it was reported from.
    Place,
}

impl Category {
    /// The one of this name; `None` where it is that of a field of articles.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "tag" | "tags" => Category::By(By::Tag),
            "author" | "authors" => Category::By(By::Author),
            "section" => Category::By(By::Section),
            "language" => Category::By(By::Language),
            "year" => Category::By(By::Year),
            "series" => Category::Series,
            "place" => Category::Place,
            _ => return None,
        })
    }
}

/// The parts that a path or an address of such a feed may have.
const PATH_TOKENS: [&str; 3] = ["slug", "by", "format"];

/// The path where a line with `by` gives none, up to the name of the file.
const DEFAULT_PATH: &str = ":by/:slug/";

/// The title where a line with `by` gives none.
const DEFAULT_TITLE: &str = ":site – :value";

/// What the parts of a pattern stand for.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// What articles are told apart by.
    pub by: By,
    /// The value as people write it.
    pub value: &'a str,
    /// The value in an address.
    pub slug: &'a str,
}

/// Each part of a pattern: a text, or the name of a token.
fn parts(pattern: &str) -> impl Iterator<Item = Result<&str, &str>> {
    let mut rest = pattern;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let name = |text: &str| {
            let end = text.find(|c: char| !c.is_ascii_lowercase());
            end.unwrap_or(text.len())
        };
        if let Some(after) = rest.strip_prefix(':')
            && name(after) > 0
        {
            let token = &after[..name(after)];
            rest = &after[token.len()..];
            return Some(Err(token));
        }
        let first = rest.chars().next()?.len_utf8();
        let end = rest[first..].find(':').map_or(rest.len(), |at| first + at);
        let text = &rest[..end];
        rest = &rest[end..];
        Some(Ok(text))
    })
}

/// A pattern with its tokens filled in; those that `fill` does not know stay as they are.
fn filled<'a>(pattern: &str, fill: impl Fn(&str) -> Option<Cow<'a, str>>) -> String {
    let mut text = String::with_capacity(pattern.len() + 16);
    for part in parts(pattern) {
        match part {
            Ok(part) => text.push_str(part),
            Err(token) => match fill(token) {
                Some(value) => text.push_str(&value),
                None => {
                    text.push(':');
                    text.push_str(token);
                }
            },
        }
    }
    text
}

impl FeedConfig {
    /// The path, or its pattern where the line is one of many feeds.
    pub fn path_pattern(&self) -> Cow<'_, str> {
        if self.path.is_empty() && !self.by.is_empty() {
            Cow::Owned(format!("{DEFAULT_PATH}{}", self.format().default_path()))
        } else {
            Cow::Borrowed(&self.path)
        }
    }

    /// The pattern of the paths of one of its fan-outs: of the tokens, `:slug` alone is left.
    pub fn slug_pattern(&self, by: By) -> String {
        let format = self.format();
        filled(&self.path_pattern(), |token| match token {
            "by" => Some(by.name().into()),
            "format" => Some(format.name().into()),
            _ => None,
        })
    }

    /// The feed of one value. `template` is the line without what is not the feed's own.
    pub fn of_value(
        &self,
        template: &FeedConfig,
        pattern: &str,
        parts: Parts<'_>,
        site: &Site,
    ) -> FeedConfig {
        let format = self.format();
        let fill = |pattern: &str| {
            filled(pattern, |token| match token {
                "slug" => Some(parts.slug.into()),
                "value" => Some(parts.value.into()),
                "by" => Some(parts.by.name().into()),
                "format" => Some(format.name().into()),
                "site" => Some(site.title.as_str().into()),
                _ => None,
            })
        };
        let mut feed = template.clone();
        feed.path = pattern.replace(":slug", parts.slug);
        feed.format = Some(format);
        feed.title = Some(fill(self.title.as_deref().unwrap_or(DEFAULT_TITLE)));
        feed.description = self.description.as_deref().map(fill);
        feed.home = self.home.as_deref().map(fill);
        if let Some(FileConfig::At(page)) = &self.page {
            feed.page = Some(FileConfig::At(fill(page)));
        }
        if parts.by == By::Language {
            feed.filter.language = Some(parts.value.to_owned());
        }
        feed
    }

    /// What the feeds of its values have in common.
    pub fn template(&self) -> FeedConfig {
        let mut template = self.clone();
        template.by.clear();
        template.values.clear();
        // Which articles they show is settled by then; their language is not.
        template.filter = super::FilterConfig {
            language: self.filter.language.clone(),
            ..super::FilterConfig::default()
        };
        template
    }

    /// What is wrong with its own settings: the key, what was found, how to mend it.
    pub(super) fn faults(&self) -> Vec<(String, String, String)> {
        let mut faults = Vec::new();
        let mut refuse = |key: &str, message: String, help: &str| {
            faults.push((key.to_owned(), message, help.to_owned()));
        };
        for (key, globs) in [
            ("filter.paths", &self.filter.paths),
            ("filter.not_paths", &self.filter.not_paths),
        ] {
            if let Err((glob, error)) = Globs::new(globs) {
                refuse(
                    key,
                    format!("cannot read the glob `{glob}`: {error}"),
                    "globs are written as in .gitignore, such as `blog/**`",
                );
            }
        }
        if let Some(tag) = self
            .filter
            .language
            .as_deref()
            .filter(|tag| language::tag(tag).is_none())
        {
            refuse(
                "filter.language",
                format!("expected a language tag, found `{tag}`"),
                "write a BCP 47 tag such as `en`, `pt-BR` or `zh-Hant`",
            );
        }
        if self.categories.iter().any(|name| name.trim().is_empty()) {
            refuse(
                "categories",
                "expected names of fields, found an empty one".to_owned(),
                "write `tags`, `section`, `author`, `language`, `year`, or a field such as `params.topic`",
            );
        }
        if self.by.is_empty() {
            if !self.values.is_empty() {
                refuse(
                    "values",
                    "there is no `by` that the values are of".to_owned(),
                    "write `by = [\"tag\"]` too, or `tags` under `filter` for one feed of several tags",
                );
            }
            return faults;
        }
        let pattern = self.path_pattern();
        let has = |wanted: &str| parts(&pattern).any(|part| part == Err(wanted));
        if !has("slug") {
            refuse(
                "path",
                format!("expected `:slug`, which tells the feeds apart, found `{pattern}`"),
                "write a pattern such as `tags/:slug/feed.xml`",
            );
        }
        if self.by.len() > 1 && !has("by") {
            refuse(
                "path",
                format!(
                    "expected `:by`, since a tag and an author may have one name, found `{pattern}`"
                ),
                "write a pattern such as `:by/:slug/feed.xml`, or a `[[feeds]]` for each",
            );
        }
        let page = match &self.page {
            Some(FileConfig::At(page)) => Some(&**page),
            _ => None,
        };
        if let Some(page) = page.filter(|page| !parts(page).any(|part| part == Err("slug"))) {
            refuse(
                "page",
                format!("expected `:slug`, which tells the pages apart, found `{page}`"),
                "write a pattern such as `tags/:slug/feed.html`, or `true`",
            );
        }
        let patterns = [
            ("path", Some(&*pattern)),
            ("home", self.home.as_deref()),
            ("page", page),
        ];
        for (key, pattern) in patterns {
            for part in pattern.into_iter().flat_map(parts) {
                if let Err(token) = part
                    && !PATH_TOKENS.contains(&token)
                {
                    refuse(
                        key,
                        format!("unknown part `:{token}`"),
                        "the parts are :slug :by :format",
                    );
                }
            }
        }
        if self
            .by
            .iter()
            .enumerate()
            .any(|(at, by)| self.by[..at].contains(by))
        {
            refuse(
                "by",
                "the same word twice".to_owned(),
                "write each word once",
            );
        }
        if self.by.len() > 1 && !self.values.is_empty() {
            refuse(
                "values",
                "the line tells articles apart by several words, and the values may be of any"
                    .to_owned(),
                "write a `[[feeds]]` for each word of `by`",
            );
        }
        if self.deleted_entries && self.format() == FeedFormat::Atom {
            refuse(
                "deleted_entries",
                "nobody knows which tags or authors an article had that is gone".to_owned(),
                "set it in a feed without `by`",
            );
        }
        faults
    }
}

/// The path of a feed that a pattern makes, where a file may be one: `old/tags/rust/feed.xml` may be
/// `tags/rust/feed.xml`, by the pattern `tags/:slug/feed.xml`.
pub fn path_by_pattern(pattern: &str, file: &Path) -> Option<String> {
    let names: Vec<&str> = file
        .components()
        .map(|part| part.as_os_str().to_str())
        .collect::<Option<_>>()?;
    let wanted: Vec<&str> = pattern.split('/').collect();
    let own = names.get(names.len().checked_sub(wanted.len())?..)?;
    let fits = |(wanted, own): (&&str, &&str)| match wanted.split_once(":slug") {
        Some((before, after)) => {
            // A second `:slug` in one name is rare enough to be any text.
            let after = after.rsplit(":slug").next().unwrap_or_default();
            own.len() > before.len() + after.len()
                && own.starts_with(before)
                && own.ends_with(after)
        }
        None => wanted == own,
    };
    wanted.iter().zip(own).all(fits).then(|| own.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_words_after_a_colon() {
        let of = |text| parts(text).collect::<Vec<_>>();
        assert_eq!(of("tags/:slug.xml"), [Ok("tags/"), Err("slug"), Ok(".xml")]);
        assert_eq!(of(":by/:slug"), [Err("by"), Ok("/"), Err("slug")]);
        assert_eq!(of("a: é:"), [Ok("a"), Ok(": é"), Ok(":")]);
        assert_eq!(of("é:slug"), [Ok("é"), Err("slug")]);
    }

    #[test]
    fn a_file_is_told_by_the_pattern_of_its_path() {
        for (pattern, file, path) in [
            (
                "tags/:slug/feed.xml",
                "old/tags/rust/feed.xml",
                Some("tags/rust/feed.xml"),
            ),
            ("tags/:slug.xml", "tags/rust.xml", Some("tags/rust.xml")),
            ("tags/:slug.xml", "tags/.xml", None),
            ("tags/:slug.xml", "rust.xml", None),
            ("tags/:slug/feed.xml", "tags/rust/atom.xml", None),
        ] {
            let found = path_by_pattern(pattern, Path::new(file));
            assert_eq!(found.as_deref(), path, "{pattern} {file}");
        }
    }
}
