//! Bytes to findings: what a feed as it stands on disk breaks, with the line and column of it.
//!
//! In go the bytes of a file; out comes a [`Report`]. One pass, no network, no clock, no entity
//! expansion: a hostile file costs no more than its size.
//!
//! ```
//! use dateline::validate::{Options, validate};
//!
//! let report = validate(b"<rss version='2.0'><channel/></rss>", &Options::default());
//! assert!(!report.is_valid());
//! assert_eq!(report.findings[0].rule, "missing-element");
//! ```

mod atom;
mod atom_text;
mod calendar;
mod dates;
mod decode;
mod element;
mod extensions;
mod html;
mod json;
mod json_feed;
mod names;
mod ns;
mod open;
mod pass;
mod place;
mod profiles;
mod registries;
mod rss;
mod rules;
mod sink;
mod state;
mod stream;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod timestamps;
mod uris;
mod values;
mod view;
mod walk;
mod xml;

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};

use encoding_rs::Encoding;

use crate::config::ValidateConfig;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::nearest;

use self::pass::Pass;
use self::place::Mark;
use self::sink::Sink;

pub use crate::config::Profile;
pub use profiles::{Weight, weights};
pub use rules::{Family, RULES, Rule, find as find_rule};

/// How to judge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Severities by rule name, in place of the profile's and the rule's own; `None` silences the
    /// rule. Names that no rule has are ignored: compare them with [`RULES`].
    pub severities: BTreeMap<String, Option<Severity>>,
    /// How strict to be where nothing else is said of a rule.
    pub profile: Profile,
}

impl Options {
    /// The options that a configuration asks for.
    ///
    /// # Errors
    ///
    /// The rules that do not exist, each with the nearest that does.
    pub fn of(config: &ValidateConfig) -> Result<Self, Vec<Diagnostic>> {
        let mut options = Options {
            profile: config.profile,
            ..Options::default()
        };
        let mut unknown = Vec::new();
        for (name, level) in &config.rules {
            if find_rule(name).is_some() {
                options.severities.insert(name.clone(), level.severity());
                continue;
            }
            let message = format!("validate.rules: there is no rule for feeds `{name}`");
            let finding = Diagnostic::error("invalid-setting", message);
            let names = RULES.iter().map(|rule| rule.name);
            unknown.push(match nearest(name, names) {
                Some(nearest) => finding.help(format!("the nearest is `{nearest}`")),
                None => finding.help("`dateline explain` lists the rules"),
            });
        }
        if unknown.is_empty() {
            Ok(options)
        } else {
            Err(unknown)
        }
    }

    /// The severity of a rule; `None` where it is silenced.
    fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        if let Some(&severity) = self.severities.get(rule.name) {
            return severity;
        }
        Some(profiles::severity(self.profile, rule))
    }
}

/// The format of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// RSS 2.0 or 0.9x.
    Rss,
    /// RSS 1.0 or 0.90, in RDF.
    Rdf,
    /// Atom 1.0.
    Atom,
    /// JSON Feed.
    JsonFeed,
}

impl Kind {
    /// The format's name as people write it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Rss => "RSS",
            Kind::Rdf => "RSS 1.0",
            Kind::Atom => "Atom",
            Kind::JsonFeed => "JSON Feed",
        }
    }
}

/// What was found in a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The format; `None` where the bytes are no feed.
    pub kind: Option<Kind>,
    /// The findings in the order of their places; each with an empty path.
    pub findings: Vec<Diagnostic>,
    /// Whether the root says that the document is something else, such as a sitemap or the
    /// `package.json` of a program, and not a feed with faults.
    pub is_foreign: bool,
}

impl Report {
    /// Whether no finding is an error.
    pub fn is_valid(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.severity < Severity::Error)
    }

    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }
}

impl fmt::Display for Report {
    /// A line of counts, then the findings.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}: {} errors, {} warnings, {} notes",
            if self.is_valid() { "valid" } else { "invalid" },
            self.kind.map_or("file that is no feed", Kind::name),
            self.count(Severity::Error),
            self.count(Severity::Warning),
            self.count(Severity::Info)
        )?;
        for finding in &self.findings {
            write!(f, "\n{finding}")?;
        }
        Ok(())
    }
}

/// Checks a feed.
///
/// Any bytes are an answer, never a panic; the time is linear in their number.
pub fn validate(bytes: &[u8], options: &Options) -> Report {
    let mut sink = Sink::new(options);
    let decoded = decode::decode(bytes);
    let text = &*decoded.text;
    let faulty = decoded.fault.is_some();
    if let Some((rule, mark, message, help)) = decoded.fault {
        sink.push(rule, mark, message, help);
    }
    let start = text.trim_start_matches([' ', '\t', '\r', '\n']);
    if start.is_empty() {
        return empty(sink);
    }
    if start.starts_with(['{', '[']) {
        return json(text, decoded.marked, decoded.encoding, sink);
    }
    let mut pass = Pass::new(sink);
    stream::encoding(&mut pass.walk.sink, decoded.encoding);
    stream::characters(&mut pass, text, 0, faulty);
    pass.run(text, true);
    pass.report()
}

/// Checks a feed that comes in pieces, such as a file that is larger than memory.
///
/// The memory in use is that of the largest element, the identifiers and the findings; JSON is read
/// whole. The report is the one that [`validate`] gives for the same bytes.
///
/// # Errors
///
/// Those of the reader.
pub fn validate_reader(reader: impl Read, options: &Options) -> io::Result<Report> {
    stream::validate(reader, options, stream::PIECE)
}

/// The encoding in which a file is read, and how many bytes its byte-order mark has; the first 1,024
/// bytes decide.
pub fn encoding_of(head: &[u8]) -> (&'static Encoding, usize) {
    let choice = decode::choose(head);
    (choice.encoding, choice.skip)
}

fn empty(mut sink: Sink) -> Report {
    sink.push(
        &rules::EMPTY_FILE,
        Mark::START,
        "the file is empty",
        "a feed without entries is still a document",
    );
    Report {
        kind: None,
        findings: sink.finish(),
        is_foreign: false,
    }
}

fn json(text: &str, marked: bool, encoding: &str, mut sink: Sink) -> Report {
    if marked {
        sink.push(
            &rules::JSON_BYTE_ORDER_MARK,
            Mark::START,
            "a byte-order mark before the JSON text",
            "save the file as UTF-8 without it (RFC 8259, 8.1)",
        );
    }
    if encoding != "UTF-8" {
        sink.push(
            &rules::WRONG_ENCODING,
            Mark::START,
            format!("JSON in {encoding}"),
            "save the file as UTF-8 (RFC 8259, 8.1)",
        );
    }
    let (is_feed, sink) = json_feed::check(text, sink);
    Report {
        kind: is_feed.then_some(Kind::JsonFeed),
        findings: sink.finish(),
        is_foreign: !json_feed::is_meant(text),
    }
}
