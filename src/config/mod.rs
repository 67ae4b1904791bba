//! `dateline.toml` and the flags over it: what the user asked for, checked once.

mod fan_out;
mod globs;
mod keys;
mod outputs;
mod parts;
mod podcast;
mod site;
mod size;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use self::fan_out::{By, Category, Parts, path_by_pattern};
pub use self::globs::Globs;
pub use self::outputs::Outputs;
pub use self::podcast::{
    ARTWORK_SIDES, CATEGORIES, Category as ShowCategory, PLAYABLE, Podcast, PodcastConfig,
    ShowKind, Trailer, UpdateFrequency, is_artwork,
};
pub use self::site::{Folders, PERMALINK_TOKENS, Site};
pub use self::size::ByteSize;

use self::keys::{nearest, unknown_key};

use crate::date::Order;
use crate::diagnostic::{Diagnostic, Severity};
use crate::entry::Person;
use crate::error::Error;
use crate::feed::{ContentMode, FeedFormat};
use crate::text::line_at;

/// The file's name, looked for upwards from the working directory.
pub const FILE_NAME: &str = "dateline.toml";

/// The ledger's file, beside the configuration.
pub const LEDGER_NAME: &str = "dateline.lock";

/// The rules of this module's findings.
pub const RULES: &[(&str, &str)] = &[
    (
        "broken-configuration",
        "the configuration is not TOML, or a value has the wrong type",
    ),
    (
        "unknown-key",
        "the configuration has a key that means nothing",
    ),
    (
        "invalid-setting",
        "a setting has a value that cannot be used",
    ),
    ("missing-url", "the site's address is not given"),
];

/// The configuration as written. Every part may be absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Config {
    /// What is true of the whole site.
    pub site: SiteConfig,
    /// Where the articles are, and which.
    pub source: SourceConfig,
    /// Where the feeds go.
    pub output: OutputConfig,
    /// How texts are turned into what feeds show.
    pub content: ContentConfig,
    /// A podcast; absent where nothing is set.
    pub podcast: PodcastConfig,
    /// What subscribers have, kept from build to build.
    pub ledger: LedgerConfig,
    /// How feeds are judged, by `build` before it writes them and by `validate`.
    pub validate: ValidateConfig,
    /// The feeds; where there is none: `feed.xml`, `atom.xml` and `feed.json`.
    pub feeds: Vec<FeedConfig>,
}

/// What is true of the whole site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct SiteConfig {
    /// The site's name; the host of `url` where absent.
    pub title: Option<String>,
    /// The address of the site's front page, such as `https://example.org/`.
    pub url: Option<String>,
    /// One or two sentences on what the site is about.
    pub description: Option<String>,
    /// BCP 47 tag of the language most articles are in, such as `en` or `pt-BR`.
    pub language: Option<String>,
    /// Zone of dates that name none: an IANA name such as `Europe/Berlin`, or an offset.
    pub timezone: Option<String>,
    /// Order of numeric dates such as `01/02/2025`; where absent: as the language writes them, else as
    /// the site's other dates show.
    pub date_order: Option<DateOrder>,
    /// How many days ahead an article may be dated without a finding; it waits for its day either way.
    pub future_days: u32,
    /// Who writes the articles that name nobody.
    pub authors: Vec<AuthorConfig>,
    /// Copyright line.
    pub rights: Option<String>,
    /// The licence that articles are under: its address, or the name of one of Creative Commons, such
    /// as `CC BY 4.0`.
    pub license: Option<String>,
    /// The terms for machines that read the feeds (Really Simple Licensing): a URL or a path on the
    /// site.
    pub rsl: Option<String>,
    /// Picture of the site, a URL or a path on it.
    pub image: Option<String>,
    /// Small square picture of the site, a URL or a path on it.
    pub icon: Option<String>,
    /// What the categories of entries are made of, in feeds that do not say it: `tags`, `section`,
    /// `author`, `language`, `year`, `series`, `place`, or any field of the articles such as
    /// `params.topic`; the tags where empty.
    pub categories: Vec<String>,
}

impl Default for SiteConfig {
    fn default() -> Self {
        SiteConfig {
            title: None,
            url: None,
            description: None,
            language: None,
            timezone: None,
            date_order: None,
            // Ten years: an article planned further ahead is rather a slip in the year.
            future_days: 3653,
            authors: Vec::new(),
            rights: None,
            license: None,
            rsl: None,
            image: None,
            icon: None,
            categories: Vec::new(),
        }
    }
}

/// The order of the parts of a numeric date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}

impl DateOrder {
    fn order(self) -> Order {
        match self {
            DateOrder::Dmy => Order::Dmy,
            DateOrder::Mdy => Order::Mdy,
            DateOrder::Ymd => Order::Ymd,
        }
    }
}

/// A person: `Name`, `Name <mail>`, or a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum AuthorConfig {
    /// `Name` or `Name <mail>`.
    Line(String),
    /// A table of the three.
    Table {
        /// Name as printed.
        name: String,
        /// Mail address.
        email: Option<String>,
        /// Home page.
        url: Option<String>,
    },
}

impl AuthorConfig {
    fn person(&self) -> Person {
        match self {
            AuthorConfig::Line(line) => match line.split_once('<') {
                Some((name, mail)) => Person {
                    name: name.trim().to_owned(),
                    email: Some(mail.trim().trim_end_matches('>').trim().to_owned()),
                    url: None,
                },
                None => Person {
                    name: line.trim().to_owned(),
                    ..Person::default()
                },
            },
            AuthorConfig::Table { name, email, url } => Person {
                name: name.clone(),
                email: email.clone(),
                url: url.clone(),
            },
        }
    }
}

/// Where the articles are, and which.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct SourceConfig {
    /// The folder of articles, or one file; relative to the configuration file.
    pub path: PathBuf,
    /// Globs of what to read, such as `posts/**`; everything where empty.
    pub include: Vec<String>,
    /// Globs of what to leave out.
    pub exclude: Vec<String>,
    /// Whether `.gitignore` and `.ignore` files are honoured.
    pub ignore_files: bool,
    /// Folders of files that are published as they are, for the sizes of pictures and enclosures;
    /// relative to the configuration file. Those that are not there do no harm.
    #[serde(rename = "static")]
    pub static_folders: Vec<PathBuf>,
    /// Where else to look for the dates of an article that gives none: nowhere where empty.
    pub dates_from: Vec<DatesFrom>,
    /// The pattern of an article's address where the article gives none, made of `:year`, `:month`,
    /// `:day`, `:slug`, `:path` (the folders), `:section` (the first folder) and `:stem` (the file's
    /// name without its extension).
    pub permalink: String,
}

impl Default for SourceConfig {
    fn default() -> Self {
        SourceConfig {
            path: PathBuf::from("articles"),
            include: Vec::new(),
            exclude: Vec::new(),
            ignore_files: true,
            // Hugo and Zola; Astro and Docusaurus; themes of several; Jekyll, whose files stand beside
            // its configuration.
            static_folders: ["static", "public", "assets", "."]
                .map(PathBuf::from)
                .into(),
            dates_from: Vec::new(),
            permalink: "/:path/:slug/".to_owned(),
        }
    }
}

/// A source of dates beside the article, its name and its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DatesFrom {
    /// The history of the file: its first commit as the publication, the last commit that changed its
    /// content as the last change. Needs a build with the feature `git`, and a clone with the whole
    /// history.
    Git,
}

/// Where the feeds go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct OutputConfig {
    /// The folder that is served as the site's root; relative to the configuration file.
    pub path: PathBuf,
    /// Whether every feed has a page for people beside it, unless its own `page` says otherwise.
    pub pages: bool,
    /// The template of these pages (Jinja); relative to the configuration file. It may use others of
    /// its folder, and begin with `{% extends "dateline/page.html" %}`.
    pub template: Option<PathBuf>,
    /// One list of all feeds (OPML 2.0): `true` for `feeds.opml`, or a path in the output folder.
    pub opml: FileConfig,
    /// The addresses of all articles for search engines: `true` for `sitemap.xml`, or a path in the
    /// output folder. It may lead to the site's addresses in its own folder and below alone.
    pub sitemap: FileConfig,
    /// The articles of the last 48 hours for Google News: `true` for `news-sitemap.xml`, or a path in
    /// the output folder.
    pub news_sitemap: FileConfig,
}

impl Default for OutputConfig {
    fn default() -> Self {
        OutputConfig {
            path: PathBuf::from("public"),
            pages: false,
            template: None,
            opml: FileConfig::Usual(false),
            sitemap: FileConfig::Usual(false),
            news_sitemap: FileConfig::Usual(false),
        }
    }
}

/// A file that may be written: under its usual name, not at all, or at a path of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(untagged, expecting = "expected true, false or a path")]
pub enum FileConfig {
    /// Whether under its usual name.
    Usual(bool),
    /// At this path.
    At(String),
}

impl FileConfig {
    /// The path, given the usual one; `None` where it is not written.
    pub fn path<'a>(&'a self, usual: &'a str) -> Option<&'a str> {
        match self {
            FileConfig::Usual(true) => Some(usual),
            FileConfig::Usual(false) => None,
            FileConfig::At(path) => Some(path),
        }
    }
}

/// How texts are turned into what feeds show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ContentConfig {
    /// The longest summary that is made from the text of an article, in characters.
    pub summary_length: usize,
    /// Whether straight quotes, `--` and `...` in Markdown become the signs of printers.
    pub smart_punctuation: bool,
}

impl Default for ContentConfig {
    fn default() -> Self {
        ContentConfig {
            summary_length: 280,
            smart_punctuation: false,
        }
    }
}

/// What subscribers have, kept from build to build.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct LedgerConfig {
    /// The ledger's file, relative to the configuration file; `dateline.lock` beside that where
    /// absent. Without a configuration file there is none, unless it is given.
    pub path: Option<PathBuf>,
}

/// How feeds are judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct ValidateConfig {
    /// How strict to be, or for whom the feeds are.
    pub profile: Profile,
    /// Levels of single rules, whatever the profile says, such as `missing-self-link = "off"`.
    pub rules: BTreeMap<String, Level>,
}

/// How strict to be with feeds, or for whom they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema, clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Each rule with its own severity: errors are what the specifications forbid.
    #[default]
    Spec,
    /// Warnings are errors too: what the specifications recommend and readers need.
    Strict,
    /// What Apple Podcasts requires of a podcast.
    ApplePodcasts,
    /// What apps and directories of Podcasting 2.0 read.
    Podcast2,
    /// What some feed reader was measured to get wrong.
    Readers,
    /// What Thunderbird skips, drops or shows anew.
    Thunderbird,
}

/// The level of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema, clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The feed is not valid.
    Error,
    /// Some reader suffers.
    Warning,
    /// Worth knowing.
    Info,
    /// Not looked at.
    Off,
}

impl Level {
    /// As findings have it; `None` for [`Level::Off`].
    pub fn severity(self) -> Option<Severity> {
        match self {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Info => Some(Severity::Info),
            Level::Off => None,
        }
    }
}

/// One feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FeedConfig {
    /// The file in the output folder, which is also its path on the site. With `by`: the pattern of
    /// the files, made of `:slug` (the value in an address), `:by` and `:format`, such as
    /// `tags/:slug/feed.xml`; `:by/:slug/feed.xml` where absent.
    pub path: String,
    /// One feed for each value that articles have of each of these words.
    pub by: Vec<By>,
    /// The only values of `by` that have feeds; all where empty.
    pub values: Vec<String>,
    /// Whether one of `values` has a feed before an article has it, and a value that had a feed keeps
    /// it, without entries, when no article has it any more.
    pub empty: bool,
    /// How many entries a value needs for a feed of its own, unless it had one before.
    pub min_entries: usize,
    /// The format; by the file's name where absent (`.json`; `atom` in the name; else RSS).
    pub format: Option<FeedFormat>,
    /// Its title; the site's where absent. With `by`: a pattern of `:site`, `:value`, `:slug`, `:by`
    /// and `:format`; `:site – :value` where absent.
    pub title: Option<String>,
    /// What it is about; the site's description where absent. With `by`: a pattern as `title` is.
    pub description: Option<String>,
    /// The page that it is the feed of: an address, or a path on the site; the front page where
    /// absent. With `by`: a pattern as `path` is, such as `/tags/:slug/`.
    pub home: Option<String>,
    /// Whether it is the feed of the podcast: RSS with articles alone that have audio or video, all of
    /// them where no `limit` is given.
    pub podcast: bool,
    /// How many entries, newest first; 0 for all. With `archive`, the fewest.
    pub limit: usize,
    /// How long it may be: older entries are left out until it is no longer, the newest stays; 0 for any
    /// length.
    pub limit_bytes: Option<ByteSize>,
    /// How many days ago its entries may have been published; 0 for any.
    pub limit_days: u32,
    /// From which size on a build warns; 1 MB where absent, never where 0.
    pub budget: Option<ByteSize>,
    /// How much of each article.
    pub content: ContentMode,
    /// Whether an Atom feed says which articles are gone (RFC 6721, `at:deleted-entry`).
    pub deleted_entries: bool,
    /// The categories of its entries, as `site.categories` has them; those where empty.
    pub categories: Vec<String>,
    /// Whether the picture of an article without sound or film is its enclosure, for readers that look
    /// for pictures nowhere else.
    pub image_enclosure: bool,
    /// Whether the feed has archives: what it no longer shows stands in files beside it, which do not
    /// change when articles are added (RFC 5005, 4).
    pub archive: bool,
    /// How many entries an archive has. The feed itself has up to one less beyond its `limit`.
    pub archive_size: usize,
    /// Whether the feed has pages of `limit` entries, so that all can be reached (RFC 5005, 3).
    pub paged: bool,
    /// Whether the feed says that it has every entry, so that readers drop what is gone (RFC 5005, 2).
    pub complete: bool,
    /// The pattern of the paths of archives and further pages, made of `:stem` (the feed's path without
    /// its extension), `:extension` and `:number`; `:stem-archive-:number.:extension` or
    /// `:stem-page-:number.:extension` where absent.
    pub part_path: Option<String>,
    /// The pattern of their titles, made of `:title` (the feed's) and `:number`; `:title (:number)`
    /// where absent.
    pub part_title: Option<String>,
    /// Whether a page for people is written beside it, from the same entries: `true` for its own name
    /// with `.html`, or a path in the output folder; as `output.pages` says where absent. Feeds whose
    /// pages have one name share that of the first.
    pub page: Option<FileConfig>,
    /// A stylesheet (CSS) for the XML as browsers show it: `true` for one that is written beside the
    /// feed as `feed.css`, or the address of your own, which may be a path on the site.
    pub css: FileConfig,
    /// Which articles.
    pub filter: FilterConfig,
}

impl Default for FeedConfig {
    fn default() -> Self {
        FeedConfig {
            path: String::new(),
            by: Vec::new(),
            values: Vec::new(),
            empty: true,
            min_entries: 1,
            format: None,
            title: None,
            description: None,
            home: None,
            podcast: false,
            limit: 20,
            limit_bytes: None,
            limit_days: 0,
            budget: None,
            content: ContentMode::Full,
            deleted_entries: false,
            categories: Vec::new(),
            image_enclosure: false,
            archive: false,
            archive_size: 50,
            paged: false,
            complete: false,
            part_path: None,
            part_title: None,
            page: None,
            css: FileConfig::Usual(false),
            filter: FilterConfig::default(),
        }
    }
}

impl FeedConfig {
    /// A feed of this format under its usual name.
    pub fn of(format: FeedFormat) -> Self {
        FeedConfig {
            path: format.default_path().to_owned(),
            format: Some(format),
            ..FeedConfig::default()
        }
    }

    /// A feed at this path, its format told by the name.
    pub fn at(path: impl Into<String>) -> Self {
        FeedConfig {
            path: path.into(),
            ..FeedConfig::default()
        }
    }

    /// The format given, or told by the file's name.
    pub fn format(&self) -> FeedFormat {
        self.format.unwrap_or_else(|| {
            let name = self.path.to_lowercase();
            if name.ends_with(".json") {
                FeedFormat::Json
            } else if name.contains("atom") {
                FeedFormat::Atom
            } else {
                FeedFormat::Rss
            }
        })
    }
}

/// Which articles a feed takes; each condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct FilterConfig {
    /// At least one of these tags; case does not matter.
    pub tags: Vec<String>,
    /// None of these tags.
    pub not_tags: Vec<String>,
    /// This language or a regional form of it (`pt` takes `pt-BR`).
    pub language: Option<String>,
    /// In one of these folders of the source.
    pub folders: Vec<String>,
    /// In this section: the first folder of the source that a file lies in.
    pub section: Option<String>,
    /// Named by one of these globs over paths of the source, written as those of `source.include`.
    pub paths: Vec<String>,
    /// Named by none of these globs, written as those of `source.exclude`.
    pub not_paths: Vec<String>,
    /// Written by one of these.
    pub authors: Vec<String>,
    /// Whether articles that say they are hidden are taken too.
    pub hidden: bool,
}

impl Config {
    /// Looks for [`FILE_NAME`] in a folder and those above it.
    pub fn find(from: &Path) -> Option<PathBuf> {
        from.ancestors()
            .map(|folder| folder.join(FILE_NAME))
            .find(|path| path.is_file())
    }

    /// Reads a file; its relative paths become relative to the file's folder.
    ///
    /// # Errors
    ///
    /// [`Error::Read`], or [`Error::Config`] with every finding.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        let mut config = Config::parse(&text, path).map_err(Error::Config)?;
        let base = path.parent().unwrap_or(Path::new(""));
        config.source.path = base.join(&config.source.path);
        config.output.path = base.join(&config.output.path);
        for folder in &mut config.source.static_folders {
            *folder = base.join(&*folder);
        }
        let template = config.output.template.take();
        config.output.template = template.map(|template| base.join(template));
        let ledger = config.ledger.path.take();
        config.ledger.path = Some(base.join(ledger.unwrap_or_else(|| LEDGER_NAME.into())));
        Ok(config)
    }

    /// Reads TOML; `path` is for the findings alone.
    ///
    /// # Errors
    ///
    /// Every unknown key, or the first fault of form or type.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let broken = |message: String, span: Option<Range<usize>>| {
            vec![
                Diagnostic::error("broken-configuration", message)
                    .in_file(path)
                    .at(span.map_or(0, |span| line_at(text, span.start)), 0)
                    .help("`dateline schema` prints what each setting takes"),
            ]
        };
        let deserializer = toml::Deserializer::parse(text)
            .map_err(|error| broken(error.message().to_owned(), error.span()))?;
        let mut unknown = Vec::new();
        let mut config: Config = serde_ignored::deserialize(deserializer, |at| {
            unknown.push(unknown_key(&at.to_string(), text, path));
        })
        .map_err(|error: toml::de::Error| broken(error.message().to_owned(), error.span()))?;
        if unknown.is_empty() {
            podcast::whole_by_default(&mut config, text);
            return Ok(config);
        }
        unknown.sort_by_key(|finding| finding.line);
        Err(unknown)
    }

    /// Sets one key from text, as `--set site.title=Example` does; the value is TOML, or text where
    /// it is none.
    ///
    /// # Errors
    ///
    /// What is wrong with the key or value.
    pub fn set(&mut self, assignment: &str) -> Result<(), String> {
        let (key, value) = assignment
            .split_once('=')
            .ok_or_else(|| format!("expected KEY=VALUE, found `{assignment}`"))?;
        let parsed: toml::Value = toml::from_str::<toml::Table>(&format!("v = {value}"))
            .ok()
            .and_then(|mut table| table.remove("v"))
            .unwrap_or_else(|| toml::Value::String(value.to_owned()));
        let mut tree = serde_json::to_value(&*self).map_err(|error| error.to_string())?;
        let mut slot = &mut tree;
        let mut walked = String::new();
        for part in key.trim().split('.') {
            let next = match slot {
                // The one table whose keys are the user's: names of rules.
                serde_json::Value::Object(map) => {
                    // The one table whose keys are the user's: names of rules.
                    if walked == "validate.rules" {
                        map.entry(part).or_insert(serde_json::Value::Null);
                    }
                    map.get_mut(part)
                }
                serde_json::Value::Array(list) => {
                    part.parse::<usize>().ok().and_then(|at| list.get_mut(at))
                }
                _ => None,
            };
            walked = if walked.is_empty() {
                part.to_owned()
            } else {
                format!("{walked}.{part}")
            };
            slot = next.ok_or_else(|| match nearest(&walked) {
                Some(name) => format!("unknown key `{key}`; the nearest is `{name}`"),
                None => format!("unknown key `{key}`"),
            })?;
        }
        *slot = serde_json::to_value(parsed).map_err(|error| error.to_string())?;
        *self = serde_json::from_value(tree).map_err(|error| format!("`{key}`: {error}"))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> String {
        let findings = Config::parse(text, Path::new("dateline.toml")).unwrap_err();
        findings
            .iter()
            .map(|finding| format!("{finding}\n"))
            .collect()
    }

    #[test]
    fn every_unknown_key_is_named_with_its_line_and_the_nearest_known_one() {
        let text = "[site]\ntitel = \"A\"\n\n[[feeds]]\npath = \"feed.xml\"\nlimitt = 3\n\n[feeds.filter]\ntag = []\n";
        assert_eq!(
            findings(text),
            "dateline.toml:2: error[unknown-key]: unknown key `site.titel`\n  \
             help: the nearest known key is `site.title`\n\
             dateline.toml:6: error[unknown-key]: unknown key `feeds.0.limitt`\n  \
             help: the nearest known key is `feeds.limit`\n\
             dateline.toml:9: error[unknown-key]: unknown key `feeds.0.filter.tag`\n  \
             help: the nearest known key is `feeds.filter.tags`\n"
        );
    }

    #[test]
    fn a_value_of_the_wrong_type_is_reported_with_its_line() {
        let text = findings("[site]\ntitle = \"A\"\n[[feeds]]\nlimit = \"many\"\n");
        assert!(
            text.starts_with("dateline.toml:4: error[broken-configuration]"),
            "{text}"
        );
    }

    #[test]
    fn a_setting_can_be_set_by_its_path() {
        let mut config = Config::default();
        config.set("site.title=Example").unwrap();
        config.set("source.ignore_files=false").unwrap();
        config.set("source.exclude=[\"a/**\"]").unwrap();
        assert_eq!(config.site.title.as_deref(), Some("Example"));
        assert!(!config.source.ignore_files);
        assert_eq!(config.source.exclude, ["a/**"]);
        assert_eq!(
            config.set("site.titel=x").unwrap_err(),
            "unknown key `site.titel`; the nearest is `site.title`"
        );
    }

    #[test]
    fn a_site_without_address_or_with_wrong_settings_says_all_that_is_wrong() {
        let config = Config::parse(
            "[site]\nurl = \"example\"\ntimezone = \"Mars/Base\"\n[source]\npermalink = \"/:jear/:slug/\"\n[[feeds]]\npath = \"../x.xml\"\n",
            Path::new(""),
        )
        .unwrap();
        let rules: Vec<String> = config
            .resolve(Path::new(""))
            .unwrap_err()
            .iter()
            .map(|f| f.message.clone())
            .collect();
        assert_eq!(rules.len(), 4, "{rules:?}");
        assert_eq!(
            Config::default().resolve(Path::new("")).unwrap_err()[0].rule,
            "missing-url"
        );
    }

    #[test]
    fn addresses_of_authors_are_checked() {
        let text = "[site]\nurl = \"https://example.org\"\nauthors = [\"Ada <ada@>\", { name = \"Bo\", url = \"bo\" }]\n";
        let config = Config::parse(text, Path::new("")).unwrap();
        let findings = config.resolve(Path::new("")).unwrap_err();
        let messages: Vec<&str> = findings.iter().map(|finding| &*finding.message).collect();
        assert_eq!(
            messages,
            [
                "site.authors: expected a mail address, found `ada@`",
                "site.authors: expected a web address, found `bo`"
            ]
        );
    }

    #[test]
    fn the_address_of_the_site_ends_with_a_slash() {
        let mut config = Config::default();
        config.site.url = Some("https://example.org/blog".into());
        let site = config.resolve(Path::new("")).unwrap();
        assert_eq!(site.url.as_str(), "https://example.org/blog/");
        assert_eq!(
            site.page("/feed.xml").unwrap().as_str(),
            "https://example.org/blog/feed.xml"
        );
        assert_eq!(site.title, "example.org");
        assert_eq!(site.feeds.len(), 3);
    }
}
