//! What the settings of a podcast may be.

use url::Url;

use super::{Category, Podcast, PodcastConfig, Trailer, UpdateFrequency, is_artwork};
use crate::config::{AuthorConfig, Config, FeedConfig};
use crate::date::{self, Context, rfc822, rfc3339};
use crate::entry::Person;
use crate::entry::podcast::{Check, Fault, MEDIUMS, is_rrule, unknown};
use crate::feed::FeedFormat;
use crate::text::{mail_address, one_line};

/// The most categories that a show has in the directories.
const MOST_CATEGORIES: usize = 3;

/// The longest description of a show, in bytes (Apple, "A podcaster's guide to RSS", `description`).
const MOST_DESCRIPTION: usize = 4000;

/// The feed of a podcast that no line of the configuration names.
const FEED_PATH: &str = "podcast.xml";

/// A podcast has all its episodes where the file gives no limit: apps show what the feed has.
pub(in crate::config) fn whole_by_default(config: &mut Config, text: &str) {
    if config.feeds.iter().all(|feed| !feed.podcast) {
        return;
    }
    let Ok(table) = toml::from_str::<toml::Table>(text) else {
        return;
    };
    let written = table.get("feeds").and_then(toml::Value::as_array);
    for (feed, written) in config.feeds.iter_mut().zip(written.into_iter().flatten()) {
        if feed.podcast && written.get("limit").is_none() {
            feed.limit = 0;
        }
    }
}

/// Checks the settings of a podcast and its feeds, where there is one; adds its feed where no line
/// names it. `refuse` takes the key, what is wrong, and what to write.
pub(in crate::config) fn resolve(
    config: &Config,
    feeds: &mut Vec<FeedConfig>,
    address: &dyn Fn(&str) -> Option<String>,
    refuse: &mut dyn FnMut(&str, String, &str),
) -> Option<Podcast> {
    for (at, feed) in feeds.iter().enumerate().filter(|(_, feed)| feed.podcast) {
        if feed.format() != FeedFormat::Rss {
            refuse(
                &format!("feeds[{at}].podcast"),
                format!("expected an RSS feed, found {}", feed.format().title()),
                "directories of podcasts read RSS alone; give the podcast a feed such as `podcast.xml`",
            );
        }
    }
    let has_feed = feeds.iter().any(|feed| feed.podcast);
    if !config.podcast.is_given() && !has_feed {
        return None;
    }
    if !has_feed {
        // One with this path and another purpose is told from it by the check of equal paths.
        feeds.push(FeedConfig {
            podcast: true,
            limit: 0,
            format: Some(FeedFormat::Rss),
            ..FeedConfig::at(FEED_PATH)
        });
    }
    let mut show = config.podcast.clone();
    let site = &config.site;
    if site.language.is_none() {
        refuse(
            "site.language",
            "a podcast needs a language".to_owned(),
            "write the BCP 47 tag of what is spoken, such as `en` (Apple, \"Required tags\")",
        );
    }
    for (at, feed) in feeds.iter().enumerate().filter(|(_, feed)| feed.podcast) {
        let own = feed.description.as_ref().or(site.description.as_ref());
        let length = own.map_or(0, |text| one_line(text).len());
        if !(1..=MOST_DESCRIPTION).contains(&length) {
            let (key, found) = match own {
                None => ("site.description".to_owned(), "none".to_owned()),
                Some(_) if feed.description.is_none() => {
                    ("site.description".to_owned(), format!("{length}"))
                }
                Some(_) => (format!("feeds[{at}].description"), format!("{length}")),
            };
            refuse(
                &key,
                format!(
                    "a podcast needs a description of 1 to {MOST_DESCRIPTION} bytes, found {found}"
                ),
                "say in some sentences what the podcast is about (Apple, \"Required tags\")",
            );
        }
    }
    let categories = categories(&show, refuse);
    let owner = owner(&show, refuse);
    let names: Vec<String> = site
        .authors
        .iter()
        .map(|author| author.person().name)
        .collect();
    let author = match &show.author {
        Some(author) => one_line(author),
        None if !names.is_empty() => names.join(", "),
        None => owner.name.clone(),
    };
    let image = match show.image.as_deref() {
        None => {
            refuse(
                "podcast.image",
                "a podcast needs artwork".to_owned(),
                "write the address of a square JPEG or PNG of 1400 to 3000 pixels",
            );
            None
        }
        Some(image) => {
            let absolute = address(image);
            if absolute.is_none() {
                refuse(
                    "podcast.image",
                    format!("expected a web address, found `{image}`"),
                    "write an absolute address, or a path on the site such as `/artwork.jpg`",
                );
            }
            absolute.inspect(|url| artwork_name(url, refuse))
        }
    };
    if let Some(guid) = &mut show.guid {
        match uuid::Uuid::parse_str(guid.trim()) {
            Ok(known) => *guid = known.hyphenated().to_string(),
            Err(_) => refuse(
                "podcast.guid",
                format!("expected a UUID, found `{guid}`"),
                "leave it out: it is made of the first address of the feed",
            ),
        }
    }
    if let Some(url) = &mut show.new_feed_url {
        match Url::parse(url) {
            Ok(known) if matches!(known.scheme(), "http" | "https") => *url = known.into(),
            _ => refuse(
                "podcast.new_feed_url",
                format!("expected a web address, found `{url}`"),
                "write the whole address that the feed has moved to",
            ),
        }
    }
    let mut report = |key: &str, fault: Fault| {
        refuse(&format!("podcast.{key}"), fault.message, fault.help);
    };
    if let Some(medium) = &mut show.medium {
        match MEDIUMS
            .iter()
            .find(|known| known.eq_ignore_ascii_case(medium))
        {
            Some(known) => (*known).clone_into(medium),
            None => report("medium", unknown("medium", medium, MEDIUMS.iter().copied())),
        }
    }
    for (at, block) in show.blocks.iter_mut().enumerate() {
        *block = one_line(block);
        if block.is_empty() || block.contains(' ') {
            let fault = Fault {
                part: "",
                message: format!("expected the name of a directory, found `{block}`"),
                help: "write it as the list of the namespace has it, such as `google`",
            };
            report(&format!("blocks[{at}]"), fault);
        }
    }
    let mut each = |key: &str, values: &mut dyn Iterator<Item = &mut dyn Check>| {
        for (at, value) in values.enumerate() {
            for fault in value.check(address) {
                report(&format!("{key}[{at}]"), fault);
            }
        }
    };
    fn all<T: Check>(values: &mut [T]) -> impl Iterator<Item = &mut dyn Check> {
        values.iter_mut().map(|value| value as &mut dyn Check)
    }
    each("funding", &mut all(&mut show.funding));
    each("persons", &mut all(&mut show.persons));
    each("locations", &mut all(&mut show.locations));
    each("trailers", &mut all(&mut show.trailers));
    each("value", &mut all(&mut show.value));
    each("txt", &mut all(&mut show.txt));
    each("podroll", &mut all(&mut show.podroll));
    each("remote_items", &mut all(&mut show.remote_items));
    each("social", &mut all(&mut show.social));
    each("images", &mut all(&mut show.images));
    let mut one = |key: &str, value: Option<&mut dyn Check>| {
        for fault in value.into_iter().flat_map(|value| value.check(address)) {
            report(key, fault);
        }
    };
    one(
        "license",
        show.license.as_mut().map(|it| it as &mut dyn Check),
    );
    one("chat", show.chat.as_mut().map(|it| it as &mut dyn Check));
    one(
        "publisher",
        show.publisher.as_mut().map(|it| it as &mut dyn Check),
    );
    let frequency = &mut show.update_frequency;
    one(
        "update_frequency",
        frequency.as_mut().map(|it| it as &mut dyn Check),
    );
    Some(Podcast {
        author,
        owner,
        categories,
        image: image?,
        show,
    })
}

fn categories(show: &PodcastConfig, refuse: &mut dyn FnMut(&str, String, &str)) -> Vec<Category> {
    if show.categories.is_empty() {
        refuse(
            "podcast.categories",
            "a podcast needs a category".to_owned(),
            "write one of Apple's, such as `Technology` or `Arts > Books`; docs/PODCASTS.md has all",
        );
    }
    let mut found: Vec<Category> = Vec::new();
    for (at, text) in show.categories.iter().enumerate() {
        match Category::read(text) {
            Ok(category) if found.contains(&category) => {}
            Ok(category) => found.push(category),
            Err(message) => refuse(
                &format!("podcast.categories[{at}]"),
                message,
                "write a category of Apple Podcasts, and a part of it behind `>`",
            ),
        }
    }
    if found.len() > MOST_CATEGORIES {
        refuse(
            "podcast.categories",
            format!("expected at most {MOST_CATEGORIES}, found {}", found.len()),
            "keep those that fit best; Apple Podcasts reads the first",
        );
    }
    found
}

/// Directories send the proof of ownership to the owner.
fn owner(show: &PodcastConfig, refuse: &mut dyn FnMut(&str, String, &str)) -> Person {
    const HELP: &str = "write whom directories may write to, such as `Ada <ada@example.org>`";
    let Some(owner) = show.owner.as_ref().map(AuthorConfig::person) else {
        refuse("podcast.owner", "a podcast needs an owner".to_owned(), HELP);
        return Person::default();
    };
    let email = owner.email.as_deref().unwrap_or_default();
    let known = mail_address(email);
    if known.is_none() {
        let message = format!("expected a mail address, found `{email}`");
        refuse("podcast.owner", message, HELP);
    }
    if owner.name.is_empty() {
        refuse("podcast.owner", "expected a name".to_owned(), HELP);
    }
    Person {
        name: one_line(&owner.name),
        email: known,
        url: None,
    }
}

/// JPEG or PNG, with the extension of it (Apple, "A podcaster's guide to RSS", `itunes:image`).
fn artwork_name(url: &str, refuse: &mut dyn FnMut(&str, String, &str)) {
    if !is_artwork(url) {
        refuse(
            "podcast.image",
            format!("expected `.jpg` or `.png` at the end of the address, found `{url}`"),
            "offer the artwork as JPEG or PNG with the extension of it",
        );
    }
}

impl Check for Trailer {
    fn check(&mut self, address: &dyn Fn(&str) -> Option<String>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut refuse = |part, message: String, help| {
            faults.push(Fault {
                part,
                message,
                help,
            });
        };
        self.title = one_line(&self.title);
        let length = self.title.chars().count();
        if !(1..=128).contains(&length) {
            let message = format!("expected a `title` of 1 to 128 characters, found {length}");
            refuse("title", message, "say in a line what is to come");
        }
        match address(&self.url).filter(|_| !self.url.trim().is_empty()) {
            Some(url) => self.url = url,
            None => refuse(
                "url",
                format!("expected a web address, found `{}`", self.url),
                "write the address of the medium",
            ),
        }
        match date::read(&self.published, &Context::default()) {
            Ok(read) => self.published = rfc822(&read.instant),
            Err(_) => refuse(
                "published",
                format!("expected a date, found `{}`", self.published),
                "write when it was published, such as `2026-05-01T06:00:00Z`",
            ),
        }
        faults
    }
}

impl Check for UpdateFrequency {
    fn check(&mut self, _: &dyn Fn(&str) -> Option<String>) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut refuse = |part, message: String, help| {
            faults.push(Fault {
                part,
                message,
                help,
            });
        };
        self.text = one_line(&self.text);
        let length = self.text.chars().count();
        if !(1..=128).contains(&length) {
            let message = format!("expected a `text` of 1 to 128 characters, found {length}");
            refuse("text", message, "say it in words, such as `every Monday`");
        }
        if let Some(rrule) = self.rrule.as_deref().filter(|text| !is_rrule(text)) {
            refuse(
                "rrule",
                format!("rrule: found `{rrule}`"),
                "write a rule such as `FREQ=WEEKLY;BYDAY=MO` (RFC 5545, 3.3.10)",
            );
        }
        if let Some(start) = &mut self.dtstart {
            match date::read(start, &Context::default()) {
                Ok(read) => *start = rfc3339(&read.instant),
                Err(_) => refuse(
                    "dtstart",
                    format!("dtstart: expected a date, found `{start}`"),
                    "write when it began, such as `2026-05-01T06:00:00Z`",
                ),
            }
        }
        faults
    }
}
