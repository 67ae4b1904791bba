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
mod html_tables;
mod json;
mod json_feed;
mod ns;
mod open;
mod place;
mod rss;
mod rules;
mod sink;
mod state;
mod tables;
#[cfg(test)]
mod tests;
mod text;
mod timestamps;
mod uris;
mod values;
mod walk;
mod xml;

use std::collections::BTreeMap;
use std::fmt;

use crate::diagnostic::{Diagnostic, Severity};

use self::text::{damage, forbidden_character};

pub use rules::{Family, RULES, Rule};

/// How to judge.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Severities by rule name, in place of the rule's own; `None` silences the rule. Names that no
    /// rule has are ignored: compare them with [`RULES`].
    pub severities: BTreeMap<String, Option<Severity>>,
    /// How strict to be where nothing else is said of a rule.
    pub profile: Profile,
}

/// How strict to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Each rule with its own severity: errors are what the specifications forbid.
    #[default]
    Spec,
    /// Warnings are errors too: what the specifications recommend and readers need.
    Strict,
}

impl Options {
    /// The severity of a rule; `None` where it is silenced.
    fn severity_of(&self, rule: &Rule) -> Option<Severity> {
        if let Some(&severity) = self.severities.get(rule.name) {
            return severity;
        }
        Some(match self.profile {
            Profile::Strict if rule.severity == Severity::Warning => Severity::Error,
            _ => rule.severity,
        })
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
    let mut sink = sink::Sink::new(options);
    let decoded = decode::decode(bytes);
    let text = &*decoded.text;
    if let Some((rule, mark, message, help)) = decoded.fault {
        sink.push(rule, mark, message, help);
    }
    let start = text.trim_start_matches([' ', '\t', '\r', '\n']);
    if start.is_empty() {
        sink.push(
            &rules::EMPTY_FILE,
            place::Mark::START,
            "the file is empty",
            "a feed without entries is still a document",
        );
        return Report {
            kind: None,
            findings: sink.finish(),
        };
    }
    let (kind, sink) = if start.starts_with(['{', '[']) {
        if decoded.marked {
            sink.push(
                &rules::JSON_BYTE_ORDER_MARK,
                place::Mark::START,
                "a byte-order mark before the JSON text",
                "save the file as UTF-8 without it (RFC 8259, 8.1)",
            );
        }
        if decoded.encoding != "UTF-8" {
            sink.push(
                &rules::WRONG_ENCODING,
                place::Mark::START,
                format!("JSON in {}", decoded.encoding),
                "save the file as UTF-8 (RFC 8259, 8.1)",
            );
        }
        let (is_feed, sink) = json_feed::check(text, sink);
        (is_feed.then_some(Kind::JsonFeed), sink)
    } else {
        let mut from = 0;
        let mut mark = place::Mark::START;
        while let Some(at) = forbidden_character(text, from) {
            mark = mark.at(text, at);
            let character = text[at..].chars().next().unwrap_or('\0');
            sink.push(
                &rules::INVALID_CHARACTER,
                mark,
                format!("character U+{:04X}", u32::from(character)),
                "leave it out (XML 1.0, 2.2)",
            );
            from = at + character.len_utf8();
            if sink.is_full() {
                break;
            }
        }
        if decoded.encoding != "UTF-8" {
            sink.push(
                &rules::RARE_ENCODING,
                place::Mark::START,
                format!("the file is in {}", decoded.encoding),
                "save it as UTF-8, which every reader knows",
            );
        }
        if let Some(at) = damage(text) {
            sink.push(
                &rules::DAMAGED_TEXT,
                place::Mark::START.at(text, at),
                "characters that a wrong encoding leaves behind",
                "mend the text at its source: it was read in an encoding that it was not in",
            );
        }
        walk::walk(text, sink)
    };
    Report {
        kind,
        findings: sink.finish(),
    }
}
