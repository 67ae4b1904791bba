//! Looking a value up by the names of its field, remembering where it came from and what lost.

use std::borrow::Cow;

use crate::article::{Article, Field, Origin, OriginKind, Value};
use crate::date::{Dateline, rfc3339};
use crate::diagnostic::Diagnostic;
use crate::entry::{Candidate, SeenOrder, Trace};
use crate::text::one_line;

use super::keys::{self, Keys};
use super::path::PathParts;
use super::{Metadata, Normalised};

/// The fields of one article, with the findings and traces so far.
pub(super) struct Fields<'a> {
    pub article: &'a Article,
    traced: bool,
    /// What the article says, by field of an entry, then by the rank of the name.
    found: Vec<Found<'a>>,
    traces: Vec<Trace>,
    findings: Vec<Diagnostic>,
    /// The order of numeric dates, as other articles have it.
    pub learned: Option<&'a SeenOrder>,
    /// What dates of this article show about their order.
    pub seen: Vec<SeenOrder>,
    /// Whether a date waits for the order of others.
    pub unsettled: bool,
}

/// The traces with the switches that stand where a value could: `image: false`.
fn with_switches(mut traces: Vec<Trace>, found: &[Found<'_>]) -> Vec<Trace> {
    for trace in &mut traces {
        for found in found {
            let is_of_field = keys::all()
                .nth(found.field)
                .is_some_and(|(keys, _)| keys.field == trace.field);
            let origin = Origin {
                kind: found.written.kind,
                name: found.name.clone(),
                line: found.written.line,
            };
            if is_of_field
                && let Value::Switch(_) = found.written.value
                && trace.origin != origin
            {
                trace.lost.push(Candidate {
                    value: found.written.value.word().unwrap_or_default().to_owned(),
                    origin,
                    reason: "a switch, not a value".into(),
                });
            }
        }
    }
    traces
}

/// A field of the article that some field of an entry takes its value from.
struct Found<'a> {
    /// Number in [`keys::all`].
    field: usize,
    rank: usize,
    written: &'a Field,
    name: Cow<'static, str>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(article: &'a Article, learned: Option<&'a SeenOrder>, traced: bool) -> Self {
        let mut found = Vec::new();
        let mut note = |name: &str, written: &'a Field| {
            if !written.value.is_empty() {
                found.extend(
                    keys::fields_of(name)
                        .iter()
                        .map(|&(field, rank, known)| Found {
                            field,
                            rank,
                            written,
                            name: match name == known {
                                true => known.into(),
                                false => name.to_owned().into(),
                            },
                        }),
                );
            }
        };
        for field in &article.fields {
            note(&field.key, field);
            if let Value::Map(inner) = &field.value {
                for inner in inner {
                    note(&format!("{}.{}", field.key, inner.key), inner);
                }
            }
        }
        // Stable: of fields with one name, the first stays first.
        found.sort_by_key(|found| (found.field, found.rank));
        Fields {
            article,
            traced,
            found,
            traces: Vec::new(),
            findings: Vec::new(),
            learned,
            seen: Vec::new(),
            unsettled: false,
        }
    }

    pub(super) fn finish(self, metadata: Metadata) -> Normalised {
        let path = self.article.file.path();
        // The whole article is at fault: it begins on the first line.
        let first_line = self.article.place.line().max(1);
        let unseen = metadata.draft || metadata.hidden;
        let traces = with_switches(self.traces, &self.found);
        let findings = self
            .findings
            .into_iter()
            // What no reader sees needs no date yet.
            .filter(|finding| {
                !unseen || !matches!(finding.rule, "missing-date" | "unreadable-date")
            })
            .map(|mut finding| {
                finding.path.clone_from(&path);
                finding.line = finding.line.max(first_line);
                finding
            })
            .collect();
        Normalised {
            metadata,
            traces,
            findings,
            seen: self
                .seen
                .into_iter()
                .map(|seen| SeenOrder {
                    path: path.clone(),
                    line: seen.line.max(first_line),
                    ..seen
                })
                .collect(),
            unsettled: self.unsettled,
        }
    }

    pub(super) fn find(&mut self, finding: Diagnostic) {
        self.findings.push(finding);
    }

    /// Reads without findings.
    pub(super) fn silently<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.findings.len();
        let value = read(self);
        self.findings.truncate(before);
        value
    }

    /// Says where a value came from.
    pub(super) fn trace(&mut self, field: &'static str, value: &str, origin: Origin) {
        if self.traced {
            self.traces.push(Trace {
                field,
                value: value.to_owned(),
                origin,
                lost: Vec::new(),
            });
        }
    }

    /// Says where a value came from that takes work to write down.
    pub(super) fn trace_with(
        &mut self,
        field: &'static str,
        value: impl FnOnce() -> (String, Origin),
    ) {
        if self.traced {
            let (value, origin) = value();
            self.trace(field, &value, origin);
        }
    }

    /// Says where a date came from.
    pub(super) fn trace_instant(&mut self, field: &'static str, date: &Dateline, origin: &Origin) {
        if self.traced {
            self.trace(field, &rfc3339(&date.instant), origin.clone());
        }
    }

    /// Corrects the last value that was said to be taken; what was written is remembered.
    pub(super) fn revise(&mut self, field: &str, date: &Dateline, reason: &'static str) {
        let last = self.traces.iter_mut().rev().find(|t| t.field == field);
        if let Some(trace) = last {
            let written = std::mem::replace(&mut trace.value, rfc3339(&date.instant));
            trace.lost.insert(
                0,
                Candidate {
                    value: written,
                    origin: trace.origin.clone(),
                    reason: reason.into(),
                },
            );
        }
    }

    /// Says what was made of the last value that was said to be taken.
    pub(super) fn made(&mut self, field: &str, value: &str) {
        let last = self.traces.iter_mut().rev().find(|t| t.field == field);
        if let Some(trace) = last {
            value.clone_into(&mut trace.value);
        }
    }

    /// Says that a value was on offer and not taken.
    pub(super) fn lost(
        &mut self,
        field: &str,
        value: &str,
        origin: Origin,
        reason: impl Into<Cow<'static, str>>,
    ) {
        if !self.traced {
            return;
        }
        if let Some(trace) = self
            .traces
            .iter_mut()
            .rev()
            .find(|trace| trace.field == field)
        {
            let reason = if trace.value == value {
                "the same".into()
            } else {
                reason.into()
            };
            trace.lost.push(Candidate {
                value: value.to_owned(),
                origin,
                reason,
            });
        }
    }

    /// The values of a field in order of precedence, repeated names included.
    pub(super) fn all(&self, keys: &Keys) -> Vec<(&'a Value, Origin)> {
        let first = self
            .found
            .partition_point(|found| found.field < keys.number);
        self.found[first..]
            .iter()
            .take_while(|found| found.field == keys.number)
            .map(|found| {
                let origin = Origin {
                    kind: found.written.kind,
                    name: found.name.clone(),
                    line: found.written.line,
                };
                (&found.written.value, origin)
            })
            .collect()
    }

    /// The first value that `read` accepts; those behind it are remembered as losers.
    pub(super) fn first<T: AsRef<str>>(
        &mut self,
        keys: &Keys,
        read: impl Fn(&Value, &Origin) -> Option<T>,
    ) -> Option<(T, Origin)> {
        let mut chosen: Option<(T, Origin)> = None;
        let mut lost = Vec::new();
        for (value, origin) in self.all(keys) {
            match (&chosen, read(value, &origin)) {
                (None, Some(text)) => chosen = Some((text, origin)),
                (Some(_), Some(text)) => lost.push((text, origin, "lower precedence")),
                (_, None) => {}
            }
            if chosen.is_some() && !self.traced {
                break;
            }
        }
        let (text, origin) = chosen?;
        self.trace(keys.field, text.as_ref(), origin.clone());
        for (value, origin, reason) in lost {
            self.lost(keys.field, value.as_ref(), origin, reason);
        }
        Some((text, origin))
    }

    /// The first value that is text, on one line.
    pub(super) fn text(&mut self, keys: &Keys) -> Option<String> {
        self.first(keys, |value, _| {
            Some(one_line(value.text()?)).filter(|text| !text.is_empty())
        })
        .map(|(text, _)| text)
    }

    /// Whether the article is not yet meant for readers.
    pub(super) fn draft(&mut self, path: &PathParts) -> bool {
        const DRAFTS: [&str; 7] = [
            "draft",
            "private",
            "skip",
            "scheduled",
            "unpublished",
            "pending",
            "inactive",
        ];
        let found = self
            .flag(&keys::DRAFT, true)
            .or_else(|| self.flag(&keys::NOT_DRAFT, false))
            .or_else(|| self.word(&keys::STATUS, &DRAFTS))
            .or_else(|| self.draft_tag());
        if let Some((value, origin)) = found {
            self.trace("draft", &value, origin);
            return true;
        }
        if path.folders.iter().any(|folder| folder == "_drafts") {
            self.trace(
                "draft",
                "_drafts",
                Origin::new(crate::article::OriginKind::Folder, "_drafts"),
            );
            return true;
        }
        false
    }

    /// The tag by which Nikola marks what is not for readers.
    fn draft_tag(&self) -> Option<(String, Origin)> {
        let lines = [OriginKind::HeaderLine, OriginKind::Sidecar];
        self.all(&keys::TAGS)
            .into_iter()
            .filter(|(_, origin)| lines.contains(&origin.kind) && origin.name == "tags")
            .find_map(|(value, origin)| {
                let mut tags = value.text()?.split(',').map(str::trim);
                let tag = tags.find(|tag| matches!(*tag, "draft" | "private"))?;
                Some((tag.to_owned(), origin))
            })
    }

    /// Whether the author keeps the article out of feeds.
    pub(super) fn hidden(&mut self) -> bool {
        let found = self
            .flag(&keys::HIDDEN, true)
            .or_else(|| self.flag(&keys::NOT_HIDDEN, false))
            .or_else(|| self.word(&keys::STATUS, &["hidden", "unlisted"]));
        if let Some((value, origin)) = &found {
            self.trace("hidden", value, origin.clone());
        }
        found.is_some()
    }

    /// Whether the author keeps the article out of sitemaps: by the words of the robots meta tag (Google
    /// Search Central, "Robots meta tag"), or as generators have it (jekyll-sitemap, Hugo).
    pub(super) fn unindexed(&mut self) -> bool {
        let says_so = |text: &str| {
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|word| {
                ["noindex", "none"]
                    .iter()
                    .any(|no| word.eq_ignore_ascii_case(no))
            })
        };
        let robots = self
            .all(&keys::ROBOTS)
            .into_iter()
            .find_map(|(value, origin)| {
                let texts: Vec<&str> = match value {
                    Value::List(list) => list.iter().filter_map(Value::text).collect(),
                    value => value.text().into_iter().collect(),
                };
                let text = texts.into_iter().find(|text| says_so(text))?;
                Some((text.to_owned(), origin))
            });
        let found = robots
            .or_else(|| self.flag(&keys::NO_SITEMAP, true))
            .or_else(|| self.flag(&keys::SITEMAP, false));
        if let Some((value, origin)) = &found {
            self.trace("sitemap", value, origin.clone());
        }
        found.is_some()
    }

    /// Addresses that the article had before.
    pub(super) fn aliases(&self) -> Box<[Box<str>]> {
        let mut aliases: Vec<Box<str>> = Vec::new();
        for (value, _) in self.all(&keys::ALIASES) {
            let texts: Vec<&str> = match value {
                Value::List(list) => list.iter().filter_map(Value::text).collect(),
                value => value.text().into_iter().collect(),
            };
            // Notes of Obsidian have other titles there.
            let addresses = texts.into_iter().filter(|text| text.contains('/'));
            aliases.extend(addresses.map(Box::from));
        }
        aliases.into()
    }

    /// Whether its author announces the article again.
    pub(super) fn republish(&self) -> bool {
        self.flag(&keys::REPUBLISH, true).is_some()
    }

    /// The first of the keys whose value is this truth.
    fn flag(&self, keys: &Keys, truth: bool) -> Option<(String, Origin)> {
        let words: &[&str] = if truth {
            &["true", "yes", "on", "1"]
        } else {
            &["false", "no", "off", "never", "0"]
        };
        self.word(keys, words)
    }

    fn word(&self, keys: &Keys, words: &[&str]) -> Option<(String, Origin)> {
        self.all(keys).into_iter().find_map(|(value, origin)| {
            let text = value.word()?.to_lowercase();
            words.contains(&text.as_str()).then_some((text, origin))
        })
    }
}
