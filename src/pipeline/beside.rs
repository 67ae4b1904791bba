//! What is written beside the feeds: pages for people, stylesheets, the list of all feeds, sitemaps.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::bodies::Bodies;
use super::finish::Around;
use super::{FeedState, FileReport};
use crate::catalogue::{Catalogue, Group, Window, is_visible};
use crate::config::{FeedConfig, FileConfig, FilterConfig, Outputs, Site};
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::error::Error;
use crate::feed::{Feed, FeedFormat, FeedLink};
use crate::ledger::Ledger;
use crate::{emit, publish};

/// The rules of the findings that this module makes.
pub(super) const RULES: &[(&str, &str)] = &[
    (
        "broken-template",
        "the template of the pages for people cannot be used",
    ),
    (
        "outside-sitemap",
        "a sitemap may not list the address of an article",
    ),
];

/// How long an article is news ("Create a news sitemap": published in the last two days).
const NEWS_HOURS: i64 = 48;

/// Where the page of a feed is written.
#[cfg_attr(
    not(feature = "pages"),
    allow(dead_code, reason = "nothing asks for pages then")
)]
struct PagePlace {
    /// In the output folder.
    path: String,
    /// Whether the feed is one of many that one line of the configuration asks for.
    is_one_of_many: bool,
}

/// What the files of a run have in common.
#[cfg_attr(
    not(feature = "pages"),
    allow(dead_code, reason = "nothing asks for pages then")
)]
pub(super) struct Beside {
    links: Vec<FeedLink>,
    /// The page of a feed that writes one, by the path of the feed.
    page_places: HashMap<String, PagePlace>,
    #[cfg(feature = "pages")]
    pages: Option<emit::page::Pages>,
}

impl Beside {
    /// Names the feeds, and reads the template where there are pages; a finding says what is wrong
    /// with it.
    pub(super) fn new(windows: &[Window<'_>], site: &Site) -> (Self, Option<Diagnostic>) {
        let feeds: Vec<Named<'_>> = windows
            .iter()
            .map(|window| Named {
                feed: &window.feed,
                filter: site.feeds.get(window.line).map(|line| &line.filter),
                group: window.group.as_ref(),
            })
            .collect();
        let (links, page_places) = name_feeds(&feeds, site);
        let mut beside = Beside {
            links,
            page_places,
            #[cfg(feature = "pages")]
            pages: None,
        };
        let problem = beside.read_template(site);
        (beside, problem)
    }

    #[cfg(feature = "pages")]
    fn read_template(&mut self, site: &Site) -> Option<Diagnostic> {
        if self.page_places.is_empty() {
            return None;
        }
        let opml = site
            .outputs
            .opml
            .as_deref()
            .and_then(|path| site.page(path));
        let around = emit::page::Around {
            title: &site.title,
            url: site.url.as_str(),
            language: site.language.as_deref(),
            feeds: &self.links,
            opml: opml.as_ref().map(url::Url::as_str),
        };
        match emit::page::Pages::new(site.outputs.template.as_deref(), &around) {
            Ok(pages) => {
                self.pages = Some(pages);
                None
            }
            Err(finding) => Some(finding),
        }
    }

    /// Without the feature no page is configured, which `Config::resolve` has seen to.
    #[cfg(not(feature = "pages"))]
    #[allow(clippy::unused_self)]
    fn read_template(&mut self, _: &Site) -> Option<Diagnostic> {
        None
    }

    /// Writes the page of a feed.
    pub(super) fn page(
        &self,
        feed: &Feed<'_>,
        path: &str,
        around: &Around<'_>,
    ) -> Result<(Option<FileReport>, Option<Diagnostic>), Error> {
        #[cfg(feature = "pages")]
        if let (Some(pages), Some(place)) = (&self.pages, self.page_places.get(path)) {
            let page = &place.path;
            let url = around.site.page(page);
            let url = url.map(String::from).unwrap_or_default();
            return match pages.write(feed, &url, place.is_one_of_many) {
                Ok(bytes) => Ok((Some(put(around, page, &bytes)?), None)),
                Err(finding) => Ok((None, Some(finding))),
            };
        }
        let _ = (feed, path, around);
        Ok((None, None))
    }

    /// Writes what all feeds share: stylesheets and their list.
    pub(super) fn shared(
        &self,
        windows: &[Window<'_>],
        around: &Around<'_>,
    ) -> Result<Vec<FileReport>, Error> {
        let site = around.site;
        let mut files = Vec::new();
        let mut sheets: Vec<String> = windows
            .iter()
            .filter(|window| window.feed.css == FileConfig::Usual(true) && is_xml(&window.feed))
            .map(|window| Outputs::stylesheet(&window.feed))
            .collect();
        sheets.sort();
        sheets.dedup();
        if !sheets.is_empty() {
            let sheet = emit::stylesheet(site.language.as_deref());
            for path in sheets {
                files.push(put(around, &path, sheet.as_bytes())?);
            }
        }
        if let Some(path) = &site.outputs.opml {
            let bytes = emit::opml::opml(&site.title, &site.authors, &self.links);
            files.push(put(around, path, &bytes)?);
        }
        Ok(files)
    }
}

/// The address of a feed's stylesheet, as the feed writes it.
pub(super) fn stylesheet(feed: &FeedConfig, site: &Site) -> Option<String> {
    match &feed.css {
        FileConfig::Usual(false) => None,
        _ if !is_xml(feed) => None,
        // In the same folder, on whatever host the feed is looked at.
        FileConfig::Usual(true) => Some("feed.css".to_owned()),
        FileConfig::At(address) => {
            let url = site.address(address)?;
            let same = url.origin() == site.url.origin();
            Some(if same {
                url[url::Position::BeforePath..].to_owned()
            } else {
                url.into()
            })
        }
    }
}

fn is_xml(feed: &FeedConfig) -> bool {
    feed.format() != FeedFormat::Json
}

/// The feeds of a configuration that stand for themselves, the main one first: those of the whole site
/// before those of a part.
///
/// A feed takes its order from the configuration otherwise.
pub fn links(site: &Site) -> Vec<FeedLink> {
    let lines = site.feeds.iter().filter(|feed| feed.by.is_empty());
    let mut feeds: Vec<Named<'_>> = lines
        .map(|feed| Named {
            feed,
            filter: Some(&feed.filter),
            group: None,
        })
        .collect();
    feeds.sort_by_key(|named| named.is_part());
    name_feeds(&feeds, site).0
}

/// A feed to be named.
struct Named<'a> {
    feed: &'a FeedConfig,
    /// That of its line of the configuration.
    filter: Option<&'a FilterConfig>,
    group: Option<&'a Group>,
}

impl Named<'_> {
    /// Whether it takes a part of the articles.
    fn is_part(&self) -> bool {
        let filter = self.filter;
        filter.is_some_and(|filter| *filter != FilterConfig::default())
    }

    /// What feeds of the same articles in other formats have in common.
    fn key(&self) -> String {
        let group = self.group.map(|group| (group.by, &group.value));
        format!("{:?} {:?} {group:?}", self.feed.title, self.filter)
    }
}

/// What feeds of values are called together.
/// Feeds as other files name them, and the page that each writes.
fn name_feeds(feeds: &[Named<'_>], site: &Site) -> (Vec<FeedLink>, HashMap<String, PagePlace>) {
    let mut taken: HashSet<&str> = feeds.iter().map(|named| &*named.feed.path).collect();
    let outputs = &site.outputs;
    taken.extend(outputs.of_site().map(|(_, path)| path));
    let mut links = Vec::with_capacity(feeds.len());
    let mut page_places = HashMap::new();
    let mut pages: HashSet<String> = HashSet::new();
    let mut sets: HashMap<String, usize> = HashMap::new();
    for named in feeds {
        let feed = named.feed;
        let Some(url) = site.page(&feed.path) else {
            continue;
        };
        let page = outputs.page(feed).filter(|page| !taken.contains(&**page));
        if let Some(page) = &page
            && pages.insert(page.clone())
        {
            let place = PagePlace {
                path: page.clone(),
                is_one_of_many: named.group.is_some(),
            };
            page_places.insert(feed.path.clone(), place);
        }
        let next = sets.len();
        let set = *sets.entry(named.key()).or_insert(next);
        let title = feed.title.as_ref().unwrap_or(&site.title);
        let description = feed.description.as_ref().unwrap_or(&site.description);
        let language = feed.filter.language.as_ref().or(site.language.as_ref());
        let home = feed.home.as_deref().and_then(|home| site.address(home));
        links.push(FeedLink {
            title: title.clone(),
            label: named.group.map_or(title, |group| &group.label).clone(),
            description: description.clone(),
            url: url.into(),
            format: feed.format(),
            home_url: String::from(home.unwrap_or_else(|| site.url.clone())),
            language: language.cloned(),
            page: page.and_then(|page| site.page(&page)).map(String::from),
            group: named
                .group
                .map(|group| emit::groups::name(group.by, site.language.as_deref()).to_owned()),
            set,
        });
    }
    (links, page_places)
}

/// Writes the sitemaps.
pub(super) fn sitemaps(
    catalogue: &Catalogue,
    bodies: &Bodies<'_>,
    ledger: Option<&Ledger>,
    around: &Around<'_>,
    now: DateTime<Utc>,
) -> Result<(Vec<FileReport>, Option<Diagnostic>), Error> {
    let site = around.site;
    let outputs = &site.outputs;
    let address = |path: &str| site.page(path).map(String::from).unwrap_or_default();
    let visible: Vec<&Entry> = catalogue
        .iter()
        .filter(|entry| !entry.hidden && !entry.unindexed && is_visible(entry, site, now))
        .collect();
    let mut files = Vec::new();
    let mut outside: Vec<&Entry> = Vec::new();
    if let Some(path) = &outputs.sitemap {
        let known: HashMap<&str, DateTime<FixedOffset>> = ledger
            .into_iter()
            .flat_map(|ledger| &ledger.lines)
            .map(|line| (&*line.guid, line.updated))
            .collect();
        let updated = |entry: &Entry| {
            let shown = bodies.get(&*entry.guid).map(|shown| shown.updated);
            shown.or_else(|| known.get(&*entry.guid).copied())
        };
        let own = address(path);
        let (inside, others): (Vec<&Entry>, Vec<&Entry>) = visible
            .iter()
            .partition(|entry| emit::sitemap::may_list(&own, &entry.permalink));
        outside = others;
        let listed = inside.into_iter().rev().map(|entry| emit::sitemap::Listed {
            entry,
            updated: updated(entry).unwrap_or(entry.updated),
        });
        for (path, bytes) in emit::sitemap::sitemap(path, listed, &address) {
            files.push(put(around, &path, &bytes)?);
        }
    }
    if let Some(path) = &outputs.news_sitemap {
        let own = address(path);
        let (inside, others): (Vec<&Entry>, Vec<&Entry>) = visible
            .iter()
            .filter(|entry| is_news(entry, now))
            .partition(|entry| emit::sitemap::may_list(&own, &entry.permalink));
        if outputs.sitemap.is_none() {
            outside = others;
        }
        let news = inside.into_iter().map(|entry| {
            let language = entry.language.as_deref().or(site.language.as_deref());
            (entry, language.unwrap_or_default())
        });
        let bytes = emit::sitemap::news(&site.title, news);
        files.push(put(around, path, &bytes)?);
    }
    let finding = outside.first().map(|first| {
        let count = outside.len();
        let message = match count {
            1 => format!("the sitemap may not list {}", first.permalink),
            _ => format!(
                "the sitemap may not list {count} addresses, the first of them {}",
                first.permalink
            ),
        };
        Diagnostic::warning("outside-sitemap", message)
            .in_file(first.file.path())
            .at(first.place_in_file.line(), 0)
            .help("a sitemap lists addresses of its own folder, shorter than 2,048 characters; put it higher up, or correct the article's address")
    });
    Ok((files, finding))
}

/// Whether an article that readers may see is news at an instant.
fn is_news(entry: &Entry, now: DateTime<Utc>) -> bool {
    no_longer_news(entry) > now
}

/// From when on an article is no news any more.
pub(super) fn no_longer_news(entry: &Entry) -> DateTime<Utc> {
    let published = entry.published.instant.to_utc();
    published
        .checked_add_signed(TimeDelta::hours(NEWS_HOURS))
        .unwrap_or(published)
}

/// Puts a file in place where its bytes are new.
fn put(around: &Around<'_>, path: &str, bytes: &[u8]) -> Result<FileReport, Error> {
    let file = around.output.join(path);
    let state = if publish::present(&file)?.as_deref() == Some(bytes) {
        FeedState::Unchanged
    } else {
        around.batch.put(&file, bytes)?;
        FeedState::Written
    };
    Ok(FileReport {
        file,
        path: path.to_owned(),
        is_part: false,
        state,
    })
}
