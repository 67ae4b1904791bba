//! Why a run cannot go on, as opposed to a [`Diagnostic`] about somebody's text.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;

/// A run that cannot go on. `Display` is one clause without the cause; the cause is the
/// [`source`](std::error::Error::source).
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder that the run depends on cannot be read.
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A feed could not be written; the old one, if any, is untouched.
    Write {
        /// What was to be written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The configuration has errors: all of them, each with its place.
    Config(Vec<Diagnostic>),
    /// The ledger cannot be used: every fault, each with its place.
    Ledger(Vec<Diagnostic>),
    /// A feed to compare with or to take over cannot be read: each fault with its place.
    Feed(Vec<Diagnostic>),
    /// The history of the articles' files is asked for and cannot be read: why, and what to do.
    History(Box<Diagnostic>),
    /// A feed's XML or JSON could not be formed; says which feed and why.
    Emit {
        /// The feed's path in the output folder.
        feed: String,
        /// What the writer said.
        message: String,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Read { path, .. } => write!(f, "cannot read {}", path.display()),
            Error::Write { path, .. } => write!(f, "cannot write {}", path.display()),
            Error::Config(findings) => {
                f.write_str("the configuration has errors")?;
                for finding in findings {
                    write!(f, "\n{finding}")?;
                }
                Ok(())
            }
            Error::Ledger(findings) => {
                f.write_str("the ledger cannot be used")?;
                for finding in findings {
                    write!(f, "\n{finding}")?;
                }
                Ok(())
            }
            Error::Feed(findings) => {
                f.write_str("a feed cannot be read")?;
                for finding in findings {
                    write!(f, "\n{finding}")?;
                }
                Ok(())
            }
            Error::History(finding) => write!(f, "the history cannot be read\n{finding}"),
            Error::Emit { feed, message } => write!(f, "cannot form {feed}: {message}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Read { source, .. } | Error::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}
