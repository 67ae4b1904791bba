//! A page for people beside a feed: what it is, how to subscribe, what is new.
//!
//! In go a [`Feed`] and the links to the others, out comes HTML, by a template that the user may
//! replace (`docs/PAGES.md`). Every value that a template writes is escaped.

mod readers;
mod words;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use base64::Engine;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use serde::Serialize;
use sha2::{Digest, Sha256};

use self::readers::readers;
pub(super) use self::words::invitation;
use self::words::{day, words};
use crate::date::{Precision, rfc3339};
use crate::diagnostic::Diagnostic;
use crate::feed::{Feed, FeedEntry, FeedLink};
use crate::language::is_right_to_left;
use crate::text::{escape, is_right_to_left_letter, one_line, shorten};

/// The name by which a user's template extends or includes the built-in one.
pub const BUILT_IN_NAME: &str = "dateline/page.html";

/// The built-in template.
pub const BUILT_IN: &str = include_str!("page.html");

/// The most entries that a page shows, newest first: as many as readers were seen to take of a feed.
const MAX_ENTRIES: usize = 1_000;

/// The most steps that a template may take for a page, so that one with endless loops is told and not
/// waited for. The built-in one takes some 100 for an entry.
const MAX_STEPS: u64 = 20_000_000;

/// The most feeds of tags, of authors and so on that a page names: with 10,000 it had 2.7 MB. The list of
/// all feeds has the others.
const MAX_OF_GROUP: usize = 500;

/// The longest summary that a page shows, in characters.
const MAX_SUMMARY: usize = 300;

/// What all pages of a site have in common: the template, and where else they lead.
pub struct Pages {
    environment: Environment<'static>,
    /// The name of the template to start with.
    start: String,
    /// The user's templates, which findings name.
    folder: Option<PathBuf>,
    site: SiteFields,
    opml: Option<String>,
    /// Feeds that stand for themselves, those with the same articles in one row.
    feeds: Value,
    /// The others, by what they are one of.
    groups: Value,
    /// How many addresses both have.
    addresses: usize,
}

#[derive(Serialize)]
struct SiteFields {
    title: String,
    url: String,
    /// The same, as people write it.
    address: String,
    dir: &'static str,
}

/// Feeds with the same articles, in one row.
#[derive(Serialize)]
struct Row<'a> {
    title: String,
    title_dir: &'static str,
    lang: Option<&'a str>,
    page: Option<&'a str>,
    formats: Vec<Format<'a>>,
}

#[derive(Serialize)]
struct Format<'a> {
    name: &'static str,
    media_type: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Group<'a> {
    name: &'a str,
    /// How many there are; a page names some of them.
    count: usize,
    feeds: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct PageFields<'a> {
    url: &'a str,
    lang: &'a str,
    dir: &'static str,
}

#[derive(Serialize)]
struct FeedFields<'a> {
    title: String,
    title_dir: &'static str,
    description: String,
    description_dir: &'static str,
    url: &'a str,
    home_url: &'a str,
    format: &'static str,
    media_type: &'static str,
    /// Where it is not the page's.
    lang: Option<&'a str>,
    rights: Option<String>,
    icon: Option<&'a str>,
    image: Option<&'a str>,
    updated: Option<String>,
    updated_date: Option<String>,
}

#[derive(Serialize)]
struct EntryFields<'a> {
    title: String,
    title_dir: &'static str,
    url: &'a str,
    /// As people write it.
    date: String,
    /// As HTML wants it: a day, or an instant.
    datetime: String,
    /// As HTML wants it.
    updated: String,
    summary: String,
    summary_dir: &'static str,
    /// Where it is not the page's.
    lang: Option<&'a str>,
    authors: Vec<&'a str>,
    tags: &'a [Box<str>],
    image: Option<&'a str>,
}

/// What the pages of a site have in common.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The site's name.
    pub title: &'a str,
    /// Its front page.
    pub url: &'a str,
    /// BCP 47 tag.
    pub language: Option<&'a str>,
    /// Every feed, the main one first.
    pub feeds: &'a [FeedLink],
    /// The absolute URL of the list of all feeds, where there is one.
    pub opml: Option<&'a str>,
}

impl Pages {
    /// Reads the template: the user's, which may use others of its folder, or the built-in one.
    ///
    /// # Errors
    ///
    /// A finding with the file and the line of what is wrong with it.
    pub fn new(template: Option<&Path>, around: &Around<'_>) -> Result<Self, Diagnostic> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        // A misspelt name is a fault of the template and no empty text; `if` may ask for it.
        environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
        environment.set_auto_reload(false);
        environment.set_fuel(Some(MAX_STEPS));
        environment.set_formatter(|out, state, value| match value.as_str() {
            // As every other writer here escapes: addresses stay as people know them.
            Some(text) if !value.is_safe() => out.write_str(&escape(text)).map_err(Into::into),
            _ => minijinja::escape_formatter(out, state, value),
        });
        environment.add_filter("csp_hash", policy_hash);
        let mut start = BUILT_IN_NAME.to_owned();
        let mut folder = None;
        if let Some(path) = template {
            let parent = path.parent().unwrap_or(Path::new("")).to_owned();
            let load = minijinja::path_loader(&parent);
            environment.set_loader(move |name| match name {
                BUILT_IN_NAME => Ok(Some(BUILT_IN.into())),
                name => load(name),
            });
            let name = path.file_name().and_then(|name| name.to_str());
            start = name.unwrap_or_default().to_owned();
            folder = Some(parent);
        } else if let Err(error) = environment.add_template(BUILT_IN_NAME, BUILT_IN) {
            return Err(finding(&error, None, &start));
        }
        if let Err(error) = environment.get_template(&start) {
            return Err(finding(&error, folder.as_deref(), &start));
        }
        let alone = around.feeds.iter().filter(|feed| feed.group.is_none());
        let mut groups: Vec<(&str, Vec<&FeedLink>)> = Vec::new();
        for feed in around.feeds {
            let Some(name) = feed.group.as_deref() else {
                continue;
            };
            match groups.iter_mut().find(|(other, _)| *other == name) {
                Some((_, feeds)) => feeds.push(feed),
                None => groups.push((name, vec![feed])),
            }
        }
        let groups: Vec<Group<'_>> = groups
            .into_iter()
            .map(|(name, feeds)| Group {
                name,
                count: feeds
                    .iter()
                    .map(|feed| feed.set)
                    .collect::<HashSet<_>>()
                    .len(),
                feeds: {
                    let mut rows = rows(feeds.into_iter());
                    rows.truncate(MAX_OF_GROUP);
                    rows
                },
            })
            .collect();
        Ok(Pages {
            environment,
            start,
            folder,
            site: SiteFields {
                title: one_line(around.title),
                url: around.url.to_owned(),
                address: short_address(around.url),
                dir: direction(around.title, around.language),
            },
            opml: around.opml.map(str::to_owned),
            feeds: value(rows(alone)),
            groups: value(groups),
            addresses: around.feeds.len(),
        })
    }

    /// The page of a feed, whose own address is `url`. `is_one_of_many` leaves out the feeds that are
    /// too: ten thousand pages would otherwise have ten thousand links each.
    ///
    /// # Errors
    ///
    /// A finding with the file and the line of what is wrong with the template.
    pub fn write(
        &self,
        feed: &Feed<'_>,
        url: &str,
        is_one_of_many: bool,
    ) -> Result<Vec<u8>, Diagnostic> {
        let words = words(feed.language.as_deref());
        // The page speaks the feed's language where it can.
        let lang = match feed.language.as_deref() {
            Some(language) if words.speaks(language) => language,
            _ => words.language,
        };
        let dir = if is_right_to_left(lang) { "rtl" } else { "ltr" };
        let page = PageFields { url, lang, dir };
        let entries: Vec<EntryFields<'_>> = feed
            .entries
            .iter()
            .take(MAX_ENTRIES)
            .map(|shown| entry(shown, feed, lang))
            .collect();
        let title = one_line(&feed.title);
        let description = one_line(&feed.description);
        let fields = FeedFields {
            title_dir: direction(&title, feed.language.as_deref()),
            title,
            description_dir: direction(&description, feed.language.as_deref()),
            description,
            url: &feed.self_url,
            home_url: &feed.home_url,
            format: feed.format.title(),
            media_type: feed.format.media_type(),
            lang: feed.language.as_deref().filter(|own| *own != lang),
            rights: feed.rights.as_deref().map(one_line),
            icon: feed.icon.as_deref(),
            image: feed.image.as_deref(),
            updated: feed.updated.as_ref().map(rfc3339),
            updated_date: feed.updated.as_ref().map(|at| day(at, lang)),
        };
        let groups = if is_one_of_many {
            Value::from(Vec::<Value>::new())
        } else {
            self.groups.clone()
        };
        let given = context! {
            page => value(page),
            site => value(&self.site),
            feed => value(fields),
            more => feed.entries.len() > entries.len(),
            entries => value(entries),
            readers => value(readers(&feed.self_url)),
            words => value(words),
            feeds => self.feeds.clone(),
            groups => groups,
            more_feeds => self.addresses > 1,
            opml => self.opml.as_deref(),
        };
        let text = self
            .environment
            .get_template(&self.start)
            .and_then(|template| template.render(given))
            .map_err(|error| finding(&error, self.folder.as_deref(), &self.start))?;
        let mut bytes = text.into_bytes();
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        Ok(bytes)
    }
}

fn entry<'a>(shown: &'a FeedEntry<'_>, feed: &'a Feed<'_>, page_language: &str) -> EntryFields<'a> {
    let entry = shown.entry;
    let language = shown.language().or(feed.language.as_deref());
    let title = one_line(&entry.title);
    let title = match title.is_empty() {
        true => entry.permalink.to_string(),
        false => title,
    };
    let summary = shorten(&one_line(&shown.rendered.summary), MAX_SUMMARY);
    let published = &entry.published;
    let written = rfc3339(&published.instant);
    let (date, datetime) = match published.precision {
        Precision::Year => (written[..4].to_owned(), written[..4].to_owned()),
        Precision::Month => (written[..7].to_owned(), written[..7].to_owned()),
        Precision::Day => (
            day(&published.instant, page_language),
            written[..10].to_owned(),
        ),
        _ => (day(&published.instant, page_language), written),
    };
    EntryFields {
        title_dir: direction(&title, language),
        title,
        url: &entry.permalink,
        date,
        datetime,
        updated: rfc3339(&shown.updated),
        summary_dir: direction(&summary, language),
        summary,
        lang: language.filter(|own| *own != page_language),
        authors: entry.authors.iter().map(|author| &*author.name).collect(),
        tags: &entry.tags,
        image: entry.image.as_deref().map(|image| &*image.url),
    }
}

/// The value of `dir` for a text: that of its language where the text has letters of such a script,
/// so that a headline which begins with a foreign name is not turned around; else what its first
/// letter says.
fn direction(text: &str, language: Option<&str>) -> &'static str {
    if language.is_some_and(is_right_to_left) && text.chars().any(is_right_to_left_letter) {
        "rtl"
    } else {
        "auto"
    }
}

/// Feeds with the same articles in several formats share a row.
fn rows<'a>(feeds: impl Iterator<Item = &'a FeedLink>) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for feed in feeds {
        let title = one_line(&feed.label);
        let at = *places.entry(feed.set).or_insert_with(|| {
            rows.push(Row {
                title_dir: direction(&title, feed.language.as_deref()),
                title,
                lang: feed.language.as_deref(),
                page: None,
                formats: Vec::new(),
            });
            rows.len() - 1
        });
        let row = &mut rows[at];
        row.page = row.page.or(feed.page.as_deref());
        row.formats.push(Format {
            name: feed.format.title(),
            media_type: feed.format.media_type(),
            url: &feed.url,
        });
    }
    rows
}

fn value(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}

/// The source expression by which a policy lets a text in (Content Security Policy 3, 2.3.1,
/// `hash-source`). HTML knows no carriage returns: they are gone when a browser takes the hash.
fn policy_hash(text: &str) -> Value {
    let text = text.replace("\r\n", "\n");
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes()));
    Value::from_safe_string(format!("'sha256-{hash}'"))
}

/// An address without its scheme and the slash at its end.
fn short_address(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.trim_end_matches('/').to_owned()
}

/// What is wrong with a template, where.
fn finding(error: &minijinja::Error, folder: Option<&Path>, start: &str) -> Diagnostic {
    // The error of a template that another one uses stands behind that of its use.
    let mut innermost = error;
    let mut cause = std::error::Error::source(error);
    while let Some(next) = cause {
        if let Some(next) = next.downcast_ref::<minijinja::Error>() {
            innermost = next;
        }
        cause = next.source();
    }
    let mut message = innermost.kind().to_string();
    if let Some(detail) = innermost.detail() {
        message.push_str(": ");
        message.push_str(detail);
    }
    let name = innermost.name().or(error.name()).unwrap_or(start);
    let path = match folder {
        Some(folder) if name != BUILT_IN_NAME => folder.join(name),
        _ => PathBuf::from(name),
    };
    let line = innermost.line().or(error.line()).unwrap_or_default();
    Diagnostic::error("broken-template", one_line(&message))
        .in_file(path)
        .at(u32::try_from(line).unwrap_or_default(), 0)
        .help("correct the template; docs/PAGES.md lists what it is given. The feeds are written without their pages")
}
