//! Which files are checked: those that were named, and the feeds in the folders that were.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// Extensions of files that may be feeds.
const EXTENSIONS: [&str; 5] = ["xml", "rss", "atom", "rdf", "json"];

/// A file to check.
pub(super) struct Target {
    pub(super) path: PathBuf,
    /// The folder through which it was found: it may be something else than a feed.
    pub(super) folder: Option<PathBuf>,
    /// Why it cannot be checked.
    pub(super) failure: Option<String>,
}

impl Target {
    /// The file as the user would name it.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// The files, in the order given; those of a folder by name.
pub(super) fn find(paths: &[PathBuf]) -> Vec<Target> {
    let mut targets = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(path, &mut targets);
        } else {
            targets.push(Target {
                path: path.clone(),
                folder: None,
                failure: None,
            });
        }
    }
    targets
}

/// Feeds are often what a version control ignores, since a build makes them: ignore files do not
/// count here. Hidden files do not either way.
fn walk(folder: &Path, targets: &mut Vec<Target>) {
    let walk = WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .sort_by_file_name(|a, b| a.cmp(b))
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => {
                let path = entry.into_path();
                if may_be_feed(&path) && path.is_file() {
                    targets.push(Target {
                        path,
                        folder: Some(folder.to_owned()),
                        failure: None,
                    });
                }
            }
            Err(error) => targets.push(Target {
                path: folder.to_owned(),
                folder: Some(folder.to_owned()),
                failure: Some(error.to_string()),
            }),
        }
    }
}

fn may_be_feed(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        EXTENSIONS
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}
