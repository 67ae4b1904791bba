//! The settings, checked: what a run needs of the configuration.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use url::Url;

use super::fan_out::Category;
use super::outputs::{self, Outputs};
use super::{
    AuthorConfig, Config, ContentConfig, DateOrder, DatesFrom, FeedConfig, Podcast, podcast,
};
use crate::article::fold_key;
use crate::date::{self, Order, Zone};
use crate::diagnostic::Diagnostic;
use crate::entry::{Person, SeenOrder};
use crate::feed::FeedFormat;
use crate::language;
use crate::license::license_url;
use crate::text::{mail_address, strict_url, web_address};

impl Config {
    /// Checks every setting and gives what the run needs of them. `path` is the file that the
    /// findings name; empty where all came from flags.
    ///
    /// # Errors
    ///
    /// All that is wrong, not the first.
    pub fn resolve(&self, path: &Path) -> Result<Site, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let mut refuse = |key: &str, message: String, help: &str| {
            findings.push(
                Diagnostic::error("invalid-setting", format!("{key}: {message}"))
                    .in_file(path)
                    .help(help),
            );
        };
        let given = self.site.url.as_deref().unwrap_or_default().trim();
        let url = match Url::parse(given) {
            Ok(mut url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
                url.set_query(None);
                url.set_fragment(None);
                if !url.path().ends_with('/') {
                    let folder = format!("{}/", url.path());
                    url.set_path(&folder);
                }
                Some(url)
            }
            _ if given.is_empty() => None,
            _ => {
                refuse(
                    "site.url",
                    format!("expected an http or https address, found `{given}`"),
                    "write the address of the front page, such as `https://example.org/`",
                );
                None
            }
        };
        let zone = self.site.timezone.as_deref().and_then(|name| {
            let zone = date::zone(name);
            if zone.is_none() {
                refuse(
                    "site.timezone",
                    format!("no such time zone, found `{name}`"),
                    "write an IANA name such as `Europe/Berlin`, or an offset such as `+05:30`",
                );
            }
            zone
        });
        let language = self.site.language.as_deref().and_then(|text| {
            let tag = language::tag(text);
            if tag.is_none() {
                refuse(
                    "site.language",
                    format!("expected a language tag, found `{text}`"),
                    "write a BCP 47 tag such as `en`, `pt-BR` or `zh-Hant`",
                );
            }
            tag
        });
        let mut feeds = self.feeds.clone();
        if feeds.is_empty() {
            feeds = FeedFormat::ALL.map(FeedConfig::of).to_vec();
        }
        for feed in &mut feeds {
            if !feed.by.is_empty() {
                feed.path = feed.path_pattern().into_owned();
            }
            if feed.categories.is_empty() {
                feed.categories.clone_from(&self.site.categories);
            }
        }
        let base = url.clone();
        let address = |text: &str| match &base {
            Some(base) => on_site(base, text)
                .filter(|url| matches!(url.scheme(), "http" | "https"))
                .map(String::from),
            // That of the site is refused already.
            None => Some(text.to_owned()),
        };
        let podcast = podcast::resolve(self, &mut feeds, &address, &mut refuse);
        for (at, feed) in feeds.iter().enumerate() {
            for (key, message, help) in feed.faults() {
                refuse(&format!("feeds[{at}].{key}"), message, &help);
            }
            if let (Some(home), Some(base)) = (&feed.home, &url)
                && !on_site(base, home).is_some_and(|url| matches!(url.scheme(), "http" | "https"))
            {
                refuse(
                    &format!("feeds[{at}].home"),
                    format!("expected a web address, found `{home}`"),
                    "write an absolute address, or a path on the site such as `/tags/rust/`",
                );
            }
            if !is_inside(&feed.path) {
                refuse(
                    &format!("feeds[{at}].path"),
                    format!(
                        "expected a file inside the output folder, found `{}`",
                        feed.path
                    ),
                    "write a relative path such as `feed.xml` or `tags/rust.xml`",
                );
            }
            if feeds[..at].iter().any(|other| other.path == feed.path) {
                refuse(
                    &format!("feeds[{at}].path"),
                    format!("two feeds have the path `{}`", feed.path),
                    "give each feed a path of its own",
                );
            }
        }
        super::parts::check(&feeds, &mut refuse);
        let is_web = |address: &str| {
            // Where the site has no address, that is said already.
            url.as_ref().is_none_or(|base| {
                on_site(base, address).is_some_and(|url| matches!(url.scheme(), "http" | "https"))
            })
        };
        outputs::check(self, &feeds, &is_web, &mut refuse);
        for author in self.site.authors.iter().map(AuthorConfig::person) {
            if let Some(mail) = author.email.filter(|mail| mail_address(mail).is_none()) {
                refuse(
                    "site.authors",
                    format!("expected a mail address, found `{mail}`"),
                    "write an author as `Name <name@example.org>`, or the name alone",
                );
            }
            if let Some(url) = author.url.filter(|url| web_address(url).is_none()) {
                refuse(
                    "site.authors",
                    format!("expected a web address, found `{url}`"),
                    "write an absolute address, such as `https://example.org/about`",
                );
            }
        }
        let pictures = [
            ("site.image", &self.site.image),
            ("site.icon", &self.site.icon),
            ("site.rsl", &self.site.rsl),
        ];
        for (key, address) in pictures {
            let base = url.as_ref();
            let joined = address
                .as_deref()
                .zip(base)
                .map(|(address, base)| on_site(base, address));
            let unusable = joined.is_some_and(|joined| {
                !joined.is_some_and(|url| matches!(url.scheme(), "http" | "https"))
            });
            if unusable {
                refuse(
                    key,
                    format!(
                        "expected a web address, found `{}`",
                        address.as_deref().unwrap_or_default()
                    ),
                    "write an absolute address, or a path on the site such as `/logo.png`",
                );
            }
        }
        if let Some(name) = self.site.license.as_deref()
            && license_url(name).is_none()
        {
            refuse(
                "site.license",
                format!("expected the address of a licence, found `{name}`"),
                "write its address, or a name such as `CC BY 4.0`; a copyright line is `rights`",
            );
        }
        for token in self.source.permalink.split(['/', '-', '.', '_']) {
            if let Some(name) = token.strip_prefix(':')
                && !PERMALINK_TOKENS.contains(&name)
            {
                refuse(
                    "source.permalink",
                    format!("unknown part `:{name}`"),
                    "the parts are :year :month :day :slug :path :section :stem",
                );
            }
        }
        if !cfg!(feature = "git") && self.source.dates_from.contains(&DatesFrom::Git) {
            refuse(
                "source.dates_from",
                "`git` is asked for, and this dateline was built without it".to_owned(),
                "install it with `--features git`: in a checkout, `cargo install --path . --features git`",
            );
        }
        if url.is_none() && given.is_empty() {
            findings.push(
                Diagnostic::error("missing-url", "the address of the site is needed")
                    .in_file(path)
                    .help("pass `--url https://example.org/`, or set `url` under `[site]`"),
            );
        }
        let Some(url) = url.filter(|_| findings.is_empty()) else {
            return Err(findings);
        };
        let address = |address: &Option<String>| {
            let address = address.as_deref()?;
            on_site(&url, address).map(String::from)
        };
        Ok(Site {
            title: match &self.site.title {
                Some(title) => title.clone(),
                None => url.host_str().unwrap_or_default().to_owned(),
            },
            description: self.site.description.clone().unwrap_or_default(),
            language,
            zone,
            order: self.site.date_order.map(DateOrder::order),
            learned: None,
            future_days: self.site.future_days,
            authors: self.site.authors.iter().map(AuthorConfig::person).collect(),
            rights: self.site.rights.clone(),
            license: self.site.license.as_deref().and_then(license_url),
            rsl: address(&self.site.rsl),
            image: address(&self.site.image),
            icon: address(&self.site.icon),
            image_size: None,
            icon_size: None,
            folders: Folders {
                source: self.source.path.clone(),
                output: self.output.path.clone(),
                static_folders: self.source.static_folders.clone(),
            },
            permalink: self.source.permalink.clone(),
            dates_from: self.source.dates_from.clone(),
            category_fields: category_fields(&feeds),
            content: self.content.clone(),
            podcast,
            feeds,
            outputs: Outputs::of(self),
            url,
        })
    }
}

/// The fields that categories are made of and no field of an entry holds.
fn category_fields(feeds: &[FeedConfig]) -> Vec<String> {
    let names = feeds.iter().flat_map(|feed| &feed.categories);
    let own = names.filter(|name| Category::of(name).is_none());
    let folded: BTreeSet<String> = own.map(|name| fold_key(name)).collect();
    folded.into_iter().collect()
}

/// Whether a path names a file inside the output folder.
pub(super) fn is_inside(path: &str) -> bool {
    let is_name = |part: &str| !matches!(part, "" | "." | "..");
    !path.contains('\\') && path.split('/').all(is_name)
}

fn on_site(site: &Url, text: &str) -> Option<Url> {
    let text = text.trim();
    let folder = site.path();
    // `//host/path` takes the scheme of the site (RFC 3986, 4.2); `//path` is a slip.
    let host = text
        .strip_prefix("//")
        .and_then(|rest| rest.split('/').next());
    let url = if text.contains("://") {
        Url::parse(text)
    } else if host.is_some_and(|host| host.contains('.'))
        || folder != "/" && (text.starts_with(folder) || text == folder.trim_end_matches('/'))
    {
        site.join(text)
    } else {
        // `./` keeps a colon in the path from being read as the end of a scheme.
        site.join(&format!("./{}", text.trim_start_matches('/')))
    };
    url.ok().map(strict_url)
}

/// The parts a permalink pattern may have.
pub const PERMALINK_TOKENS: [&str; 7] = ["year", "month", "day", "slug", "path", "section", "stem"];

/// The settings, checked.
#[derive(Clone, Debug)]
pub struct Site {
    /// The front page; its path ends with `/`.
    pub url: Url,
    /// The site's name.
    pub title: String,
    /// May be empty.
    pub description: String,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Zone of dates that name none.
    pub zone: Option<Zone>,
    /// Order of numeric dates.
    pub order: Option<Order>,
    /// Order of the numeric dates that nothing else settles, which the pipeline learns from others.
    pub learned: Option<SeenOrder>,
    /// How far ahead an article may be dated, in days.
    pub future_days: u32,
    /// Who writes the articles that name nobody.
    pub authors: Vec<Person>,
    /// Copyright line.
    pub rights: Option<String>,
    /// Absolute URL of the licence.
    pub license: Option<String>,
    /// Absolute URL.
    pub rsl: Option<String>,
    /// Absolute URL.
    pub image: Option<String>,
    /// Absolute URL.
    pub icon: Option<String>,
    /// Width and height of the image in pixels, once its file was found.
    pub image_size: Option<(u32, u32)>,
    /// Width and height of the icon in pixels, once its file was found.
    pub icon_size: Option<(u32, u32)>,
    /// Where files are that the site publishes.
    pub folders: Folders,
    /// Pattern of addresses.
    pub permalink: String,
    /// Where else to look for dates.
    pub dates_from: Vec<DatesFrom>,
    /// How texts are turned into what feeds show.
    pub content: ContentConfig,
    /// The fields of articles that feeds make categories of, folded; what entries say anyway is not among
    /// them.
    pub category_fields: Vec<String>,
    /// The podcast, where there is one.
    pub podcast: Option<Podcast>,
    /// At least one.
    pub feeds: Vec<FeedConfig>,
    /// What is written beside them.
    pub outputs: Outputs,
}

/// Folders on this machine whose files the site publishes.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// The source folder, or one article.
    pub source: PathBuf,
    /// The output folder.
    pub output: PathBuf,
    /// What is published as it is, below the front page.
    pub static_folders: Vec<PathBuf>,
}

impl Site {
    /// The absolute URL of what somebody wrote for a place on the site: an absolute address, or a path.
    /// A path is one on the site, also where the site lies below the root of its host; one that names
    /// the site's own folder already does not get it twice.
    pub fn address(&self, text: &str) -> Option<Url> {
        on_site(&self.url, text)
    }

    /// The absolute URL of a path on the site, which may lie below the root of its host.
    pub fn page(&self, path: &str) -> Option<Url> {
        // `./` keeps a colon in the path from being read as the end of a scheme.
        let url = self
            .url
            .join(&format!("./{}", path.trim_start_matches('/')))
            .ok()?;
        Some(strict_url(url))
    }

    /// Whether some feed shows what its author keeps out of others.
    pub fn shows_hidden(&self) -> bool {
        self.feeds.iter().any(|feed| feed.filter.hidden)
    }
}
