//! What the history of the articles' files knows of their dates: the first commit of each, and the last
//! that changed its content.
//!
//! In go the files, out come two fields of the lowest rank for each article. One walk through the
//! commits answers for all files. `docs/decisions/0006-dates-from-git.md` says what counts as a first
//! commit, as a change and as the same file. Nothing of this happens unless the configuration asks for
//! it, and nothing of it is compiled in without the feature `git`.

#[cfg(feature = "git")]
mod dating;
#[cfg(feature = "git")]
mod folders;
#[cfg(feature = "git")]
mod graph;
#[cfg(feature = "git")]
mod rename;
#[cfg(feature = "git")]
mod repository;
#[cfg(feature = "git")]
mod revision;
#[cfg(feature = "git")]
mod trees;
#[cfg(feature = "git")]
mod walk;

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

#[cfg(feature = "git")]
pub use self::revision::{file_at, files_at};

use crate::article::{Article, Field, OriginKind, Place, SourceFile, Value};
use crate::error::Error;

/// The rules of this stage's findings.
pub const RULES: &[(&str, &str)] = &[
    (
        "no-history",
        "dates from git are asked for, and the articles lie in no repository",
    ),
    (
        "shallow-history",
        "the clone lacks a part of the history, which would date articles wrongly",
    ),
    ("broken-history", "the repository cannot be read"),
    ("unknown-revision", "git knows no commit of this name"),
];

/// A commit that dates a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// When, with the offset of who made it.
    pub instant: DateTime<FixedOffset>,
    /// The first seven digits of its id.
    pub commit: String,
    /// What the file was called in it, from the top of the repository, where that is not its name now.
    pub path: Option<String>,
}

/// What the history says of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The commit that it came with; absent where no usable date is known.
    pub first: Option<Stamp>,
    /// The last commit that changed what is in it; absent where none did since the first.
    pub changed: Option<Stamp>,
}

/// What the history says of the articles' files.
#[derive(Clone, Debug, Default)]
pub struct History {
    by_file: HashMap<PathBuf, Dates>,
}

impl History {
    /// Reads the history of these files: of every repository that some of them lie in. Files that are
    /// not committed have none.
    ///
    /// # Errors
    ///
    /// [`Error::History`] where the source folder lies in no repository, or the repository cannot be
    /// read as far as its first commit.
    pub fn read(files: &[SourceFile]) -> Result<Self, Error> {
        #[cfg(feature = "git")]
        let by_file = repository::read(files)?;
        // The check of the configuration has refused to come here.
        #[cfg(not(feature = "git"))]
        let by_file = {
            let _ = files;
            HashMap::new()
        };
        Ok(History { by_file })
    }

    /// What it says of one file.
    pub fn of(&self, file: &SourceFile) -> Option<&Dates> {
        if self.by_file.is_empty() {
            return None;
        }
        self.by_file.get(&file.path())
    }

    /// Adds what it knows to an article, as its last fields. A file of several records says nothing of
    /// one of them: it changes whenever any of them does.
    pub fn describe(&self, article: &mut Article) {
        if article.place != Place::Whole {
            return;
        }
        let Some(dates) = self.of(&article.file) else {
            return;
        };
        let stamps = [
            ("git first commit", "first commit", &dates.first),
            ("git last change", "last change", &dates.changed),
        ];
        for (key, what, stamp) in stamps {
            let Some(stamp) = stamp else { continue };
            let name = match &stamp.path {
                Some(path) => format!("{what} {} as {path}", stamp.commit),
                None => format!("{what} {}", stamp.commit),
            };
            article.fields.push(Field {
                key: key.to_owned(),
                // The date, and how reports name its origin.
                value: Value::List(vec![
                    Value::Text(crate::date::rfc3339(&stamp.instant)),
                    Value::Text(name),
                ]),
                kind: OriginKind::Git,
                line: 0,
            });
        }
    }
}
