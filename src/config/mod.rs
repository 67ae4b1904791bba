//! `dateline.toml` and the flags over it: what the user asked for, checked once.

mod fan_out;
mod feed;
mod globs;
mod keys;
mod outputs;
mod parts;
mod podcast;
mod read;
mod site;
mod size;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use self::fan_out::{By, Category, Parts, path_by_pattern};
pub use self::feed::{FeedConfig, FilterConfig};
pub use self::globs::Globs;
pub use self::outputs::Outputs;
pub use self::podcast::{
    ARTWORK_SIDES, CATEGORIES, Category as ShowCategory, PLAYABLE, Podcast, PodcastConfig,
    ShowKind, Trailer, UpdateFrequency, is_artwork,
};
pub use self::site::{Folders, PERMALINK_TOKENS, Site};
pub use self::size::ByteSize;

use crate::date::Order;
use crate::diagnostic::Severity;
use crate::entry::Person;

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
