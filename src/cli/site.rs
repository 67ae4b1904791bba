//! Flags over the configuration.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::{AuthorConfig, Config, FeedConfig};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::feed::FeedFormat;

/// Flags that say what `[site]` and `[source]` of dateline.toml say.
#[derive(Debug, Args)]
#[command(next_help_heading = "Site")]
pub(super) struct SiteArgs {
    /// The configuration; looked for upwards from here where not given.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Address of the site's front page.
    #[arg(long)]
    url: Option<String>,

    /// The site's name.
    #[arg(long)]
    title: Option<String>,

    /// What the site is about.
    #[arg(long)]
    description: Option<String>,

    /// Language of most articles, such as en or pt-BR.
    #[arg(long)]
    language: Option<String>,

    /// Zone of dates that name none, such as Europe/Berlin or +05:30.
    #[arg(long)]
    timezone: Option<String>,

    /// Author of articles that name nobody: `Name` or `Name <mail>`; may be repeated.
    #[arg(long = "author", value_name = "AUTHOR")]
    authors: Vec<String>,

    /// Copyright line.
    #[arg(long)]
    rights: Option<String>,

    /// Picture of the site: a URL or a path on it.
    #[arg(long, value_name = "URL")]
    image: Option<String>,

    /// Small square picture of the site: a URL or a path on it.
    #[arg(long, value_name = "URL")]
    icon: Option<String>,

    /// Pattern of addresses, such as /:year/:month/:slug/.
    #[arg(long, value_name = "PATTERN")]
    permalink: Option<String>,

    /// Set any key of the configuration, such as feeds.0.limit=50; may be repeated.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    settings: Vec<String>,
}

/// A configuration and where it stands; the path is empty where there is no file.
pub(super) struct Loaded {
    pub config: Config,
    pub path: PathBuf,
}

impl SiteArgs {
    /// The configuration with these flags over it.
    pub(super) fn load(&self) -> Result<Loaded, Error> {
        let Loaded { mut config, path } = configuration(self.config.as_deref())?;
        let site = &mut config.site;
        let flags = [
            (&self.url, &mut site.url),
            (&self.title, &mut site.title),
            (&self.description, &mut site.description),
            (&self.language, &mut site.language),
            (&self.timezone, &mut site.timezone),
            (&self.rights, &mut site.rights),
            (&self.image, &mut site.image),
            (&self.icon, &mut site.icon),
        ];
        for (flag, setting) in flags {
            if flag.is_some() {
                setting.clone_from(flag);
            }
        }
        if !self.authors.is_empty() {
            site.authors = self
                .authors
                .iter()
                .cloned()
                .map(AuthorConfig::Line)
                .collect();
        }
        if let Some(permalink) = &self.permalink {
            config.source.permalink.clone_from(permalink);
        }
        // `--set feeds.0.limit=50` means the first of the usual feeds where none is configured.
        if config.feeds.is_empty() && self.settings.iter().any(|set| set.starts_with("feeds.")) {
            config.feeds = FeedFormat::ALL.map(FeedConfig::of).to_vec();
        }
        set(&mut config, &self.settings)?;
        Ok(Loaded { config, path })
    }
}

/// Applies `--set KEY=VALUE`.
pub(super) fn set(config: &mut Config, settings: &[String]) -> Result<(), Error> {
    for setting in settings {
        config.set(setting).map_err(|message| {
            Error::Config(vec![Diagnostic::error(
                "invalid-setting",
                format!("--set: {message}"),
            )])
        })?;
    }
    Ok(())
}

/// The configuration alone, given or found; the path is empty where there is none.
pub(super) fn configuration(given: Option<&Path>) -> Result<Loaded, Error> {
    match given.map(Path::to_owned).or_else(find) {
        Some(path) => Ok(Loaded {
            config: Config::load(&path)?,
            path,
        }),
        None => Ok(Loaded {
            config: Config::default(),
            path: PathBuf::new(),
        }),
    }
}

/// The file above the working directory, as a path from there, so that messages read as the user
/// would write them.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let found = Config::find(&here)?;
    let up = here
        .strip_prefix(found.parent()?)
        .ok()?
        .components()
        .count();
    let mut path = PathBuf::new();
    for _ in 0..up {
        path.push("..");
    }
    path.push(crate::config::FILE_NAME);
    debug_assert!(Path::new(&path).is_file());
    Some(path)
}
