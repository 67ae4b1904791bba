//! Feeds of the site around: findings about their entries name the articles.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use chrono::DateTime;

use crate::cli::site::Loaded;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::{Articles, Keeping, Run, Silent, articles};

/// The site of the configuration. Its articles are read when the first finding is about one.
pub(super) struct OwnFeeds {
    loaded: Loaded,
    /// The site's folder; `None` where there is no configuration.
    folder: Option<PathBuf>,
    articles: OnceCell<Option<Articles>>,
}

impl OwnFeeds {
    pub(super) fn new(loaded: Loaded) -> Self {
        let above = loaded.path.parent().filter(|_| loaded.path.is_file());
        let folder = above.and_then(|above| Path::new(".").join(above).canonicalize().ok());
        OwnFeeds {
            loaded,
            folder,
            articles: OnceCell::new(),
        }
    }

    /// Adds the article to each finding about an entry of a feed below the site's folder.
    pub(super) fn point(&self, feed: &Path, findings: &mut [Diagnostic]) {
        let in_entries = findings
            .iter()
            .any(|finding| finding.severity > Severity::Info && finding.entry().is_some());
        let Some(folder) = self.folder.as_ref().filter(|_| in_entries) else {
            return;
        };
        if !feed
            .canonicalize()
            .is_ok_and(|feed| feed.starts_with(folder))
        {
            return;
        }
        let Some(articles) = self.articles.get_or_init(|| self.read()) else {
            return;
        };
        for finding in findings {
            *finding = articles.point(finding.clone());
        }
    }

    /// `None` where they cannot be read, which a build says.
    fn read(&self) -> Option<Articles> {
        let run = Run {
            // All articles count, those that wait too.
            now: DateTime::UNIX_EPOCH,
            progress: &Silent,
            config_path: &self.loaded.path,
            ledger: Some(Keeping {
                adopt_authority: true,
                ..Keeping::default()
            }),
        };
        articles(&self.loaded.config, &run).ok()
    }
}
