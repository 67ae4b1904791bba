//! Turns a folder of articles into RSS 2.0, Atom 1.0 and JSON Feed 1.1.
//!
//! The modules stand in the order of the data flow; [`pipeline`] runs them and is the place to start
//! reading. A module imports only from the groups above its own, and no stage imports another. The
//! library never prints, exits, panics on input or reads the clock.
//!
//! ```
//! use dateline::config::Config;
//! use dateline::pipeline::{Run, Silent, build};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # std::fs::write(folder.path().join("launch.md"), "---\ndate: 2025-05-05\n---\n# Launch\n\nWe are live.\n")?;
//! let mut config = Config::default();
//! config.site.url = Some("https://example.org/".into());
//! config.source.path = folder.path().into();
//! config.output.path = folder.path().join("public");
//! let run = Run {
//!     now: "2025-06-01T00:00:00Z".parse()?,
//!     progress: &Silent,
//!     config_path: "".as_ref(),
//!     ledger: None,
//! };
//! let built = build(&config, &run)?;
//! assert_eq!(built.feeds[0].path, "feed.xml");
//! assert_eq!(built.feeds[0].shown, 1);
//! # Ok(())
//! # }
//! ```

// Foundations: know nothing of the rest.
pub mod date;

pub mod diagnostic;

pub mod error;

pub mod text;

pub mod encoding;

pub mod language;

pub mod html;

pub mod markup;

pub mod media;

pub mod byline;

pub mod license;

// Data: what the stages hand to each other.
pub mod config;

pub mod article;

pub mod entry;

pub mod feed;

// Stages, in the order of the flow.
pub mod history;

pub mod ingest;

pub mod normalise;

pub mod ledger;

pub mod catalogue;

pub mod render;

pub mod emit;

pub mod validate;

pub mod publish;

pub mod subscribed;

// The flow.
pub mod pipeline;

#[cfg(test)]
#[path = "../tests/growth/mod.rs"]
mod growth;

// The edge: the only place with arguments, standard output and exit codes.
#[cfg(feature = "cli")]
pub mod cli;
