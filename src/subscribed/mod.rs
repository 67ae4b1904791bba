//! Feeds that somebody wrote, as their subscribers have them: what `adopt` takes over and `diff`
//! compares with.
//!
//! In go bytes, out come entries under the guids that readers know. RSS 0.9x, 1.0 and 2.0, Atom 0.3
//! and 1.0, JSON Feed 1.0 and 1.1, in any encoding. A feed that cannot be read to its end gives
//! nothing: entries before the fault would pass for all of them.

mod dialect;
mod json;
mod xml;

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use encoding_rs::UTF_8;
use percent_encoding::percent_decode_str;
use url::Url;

use crate::date::{self, Context};
use crate::diagnostic::Diagnostic;
use crate::encoding::sniff;
use crate::feed::FeedFormat;
use crate::text::one_line;

/// The rules of this stage's findings.
pub const RULES: &[(&str, &str)] = &[
    ("unreadable-feed", "a feed that others wrote cannot be read"),
    (
        "feed-encoding",
        "a feed is in another encoding than it says, or than it should be",
    ),
    (
        "feed-without-guid",
        "entries of a feed have no guid; readers know them by their address",
    ),
    ("repeated-guid", "two entries of a feed have one guid"),
    ("feed-date", "a date in a feed cannot be read"),
];

/// A feed as its subscribers have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Feed {
    /// The family of its format, whatever the version.
    pub format: FeedFormat,
    /// Its own identifier; RSS has none.
    pub id: Option<String>,
    /// The page that it belongs to, as written.
    pub home: Option<String>,
    /// In the order of the feed, each guid once.
    pub items: Vec<Item>,
}

/// One entry as subscribers have it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// What readers know it by: as written, without white space at its ends.
    pub guid: String,
    /// Whether the feed says that the guid is the address of the page (RSS 2.0, `isPermaLink`).
    pub is_permalink: bool,
    /// The address of its page, absolute where the feed tells against what.
    pub link: Option<String>,
    /// One line of plain text; empty where it has none.
    pub title: String,
    /// First publication.
    pub published: Option<DateTime<FixedOffset>>,
    /// Last change.
    pub updated: Option<DateTime<FixedOffset>>,
    /// The text as HTML; empty where the feed carries none.
    pub content: String,
    /// A shorter text as HTML; empty where the feed carries none.
    pub summary: String,
    /// Line that it starts on, from 1.
    pub line: u32,
}

impl Item {
    /// The longest text that the feed carries of it, as HTML.
    pub fn text(&self) -> &str {
        if self.content.len() >= self.summary.len() {
            &self.content
        } else {
            &self.summary
        }
    }

    /// When a reader that has one date says that it was published.
    pub fn dated(&self) -> Option<DateTime<FixedOffset>> {
        self.published.or(self.updated)
    }
}

/// Reads a feed; findings have no path yet.
///
/// Any bytes are an answer, never a panic; the time is linear in their number.
///
/// # Errors
///
/// What keeps it from being read to its end, with line and advice.
pub fn read(bytes: &[u8]) -> Result<(Feed, Vec<Diagnostic>), Diagnostic> {
    let mut gathered = Gathered::default();
    let text = decode(bytes, &mut gathered.findings);
    let start = text.trim_start();
    if start.is_empty() {
        return Err(unreadable(1, "expected a feed, found an empty file"));
    }
    let (format, id, home) = if start.starts_with(['{', '[']) {
        json::read(&text, &mut gathered)?
    } else {
        xml::read(&text, &mut gathered)?
    };
    Ok(gathered.finish(format, id, home))
}

fn unreadable(line: u32, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("unreadable-feed", message)
        .at(line, 0)
        .help("give a file that `dateline validate` finds well-formed; nothing was taken from this one")
}

/// Bytes to text. What a feed says of its encoding is believed, unless its bytes contradict.
fn decode<'a>(bytes: &'a [u8], findings: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    let sniffed = sniff(bytes);
    let rest = &bytes[sniffed.skip..];
    let mut encoding = sniffed.encoding;
    if encoding == UTF_8 {
        if let Ok(text) = std::str::from_utf8(rest) {
            return Cow::Borrowed(text);
        }
        if !sniffed.said {
            let mut detector =
                chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(rest, true);
            encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
            findings.push(
                Diagnostic::warning(
                    "feed-encoding",
                    format!(
                        "no encoding is declared and it is not UTF-8; read as {}",
                        encoding.name()
                    ),
                )
                .at(1, 0)
                .help("see whether titles look right; else declare the encoding in the first line"),
            );
        }
    }
    let (text, failed) = encoding.decode_without_bom_handling(rest);
    if failed {
        let at = text.find('\u{fffd}').unwrap_or(0);
        findings.push(
            Diagnostic::warning(
                "feed-encoding",
                format!("some bytes are not {}", encoding.name()),
            )
            .at(crate::text::line_at(&text, at), 0)
            .help("save the feed in the encoding that it declares"),
        );
    }
    text
}

/// An entry as it is read, before it is one.
#[derive(Debug, Default)]
struct Draft {
    guid: Option<String>,
    is_permalink: bool,
    link: Option<String>,
    title: String,
    published: Option<String>,
    updated: Option<String>,
    content: String,
    summary: String,
    line: u32,
}

/// What was read so far.
#[derive(Debug, Default)]
struct Gathered {
    items: Vec<Item>,
    findings: Vec<Diagnostic>,
    by_guid: HashMap<String, usize>,
    /// Lines of the first entry known by its address alone and of the first known by nothing, and
    /// how many there are of each.
    by_address: (u32, usize),
    by_nothing: (u32, usize),
}

impl Gathered {
    fn push(&mut self, draft: Draft) {
        let line = draft.line;
        let trimmed = |text: Option<String>| {
            let text = text?;
            let inside = text.trim();
            (!inside.is_empty()).then(|| inside.to_owned())
        };
        let link = trimmed(draft.link);
        let written = trimmed(draft.guid);
        let count = |place: &mut (u32, usize)| {
            *place = (if place.1 == 0 { line } else { place.0 }, place.1 + 1);
        };
        if written.is_none() {
            count(if link.is_some() {
                &mut self.by_address
            } else {
                &mut self.by_nothing
            });
        }
        let is_permalink = draft.is_permalink || written.is_none();
        let Some(guid) = written.or_else(|| link.clone()) else {
            return;
        };
        let (published, updated) = (
            self.date(draft.published, line),
            self.date(draft.updated, line),
        );
        if let Some(first) = self.by_guid.get(&guid) {
            let first = self.items[*first].line;
            self.findings.push(
                Diagnostic::warning(
                    "repeated-guid",
                    format!(
                        "the guid {} is that of the entry in line {first} too; the first counts",
                        one_line(&guid)
                    ),
                )
                .at(line, 0)
                .help("readers show one of the two; see that the first is the right one"),
            );
            return;
        }
        self.by_guid.insert(guid.clone(), self.items.len());
        self.items.push(Item {
            guid,
            is_permalink,
            link,
            title: draft.title,
            published,
            updated,
            content: draft.content,
            summary: draft.summary,
            line,
        });
    }

    fn date(&mut self, text: Option<String>, line: u32) -> Option<DateTime<FixedOffset>> {
        let text = text?;
        if text.trim().is_empty() {
            return None;
        }
        match date::read(&text, &Context::default()) {
            Ok(dateline) => Some(dateline.instant),
            // Readers do not look at the weekday.
            Err(error) => match error.reading {
                Some(dateline) => Some(dateline.instant),
                None => {
                    self.findings.push(
                        Diagnostic::warning(
                            "feed-date",
                            format!("{error}, found `{}`", one_line(&error.found)),
                        )
                        .at(line, 0)
                        .help(error.help()),
                    );
                    None
                }
            },
        }
    }

    fn finish(
        mut self,
        format: FeedFormat,
        id: Option<String>,
        home: Option<String>,
    ) -> (Feed, Vec<Diagnostic>) {
        let entries = |count: usize| match count {
            1 => "1 entry has".to_owned(),
            count => format!("{count} entries have"),
        };
        if let (line, count @ 1..) = self.by_address {
            self.findings.push(
                Diagnostic::info(
                    "feed-without-guid",
                    format!(
                        "{} no guid; readers know them by their address",
                        entries(count)
                    ),
                )
                .at(line, 0),
            );
        }
        if let (line, count @ 1..) = self.by_nothing {
            self.findings.push(
                Diagnostic::warning(
                    "feed-without-guid",
                    format!("{} neither guid nor address; left out", entries(count)),
                )
                .at(line, 0)
                .help("each reader makes up its own name for such an entry: nothing can be kept"),
            );
        }
        self.findings.sort_by_key(|finding| finding.line);
        let feed = Feed {
            format,
            id,
            home,
            items: self.items,
        };
        (feed, self.findings)
    }
}

/// An address against the one it is relative to; as written where that does not help.
fn absolute(address: &str, base: Option<&Url>) -> String {
    let address = address.trim();
    match base {
        Some(base) if Url::parse(address).is_err() => base
            .join(address)
            .map_or_else(|_| address.to_owned(), String::from),
        _ => address.to_owned(),
    }
}

/// What of an address names the page: neither scheme, host, slash at the end, `index.html` and `.html`
/// nor what campaigns add to the query.
pub fn page(address: &str) -> String {
    let rest = match address.split_once("://") {
        Some((_, rest)) => rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]),
        None => address,
    };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = percent_decode_str(path).decode_utf8_lossy();
    let mut path = path.trim_matches('/');
    for name in ["index.html", "index.htm", "index.php"] {
        if let Some(folder) = path.strip_suffix(name)
            && (folder.is_empty() || folder.ends_with('/'))
        {
            path = folder.trim_end_matches('/');
        }
    }
    for extension in [".html", ".htm"] {
        path = path.strip_suffix(extension).unwrap_or(path);
    }
    let mut page = path.to_owned();
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("utm_"));
    for (mark, pair) in std::iter::once('?').chain(std::iter::repeat('&')).zip(kept) {
        page.push(mark);
        page.push_str(pair);
    }
    if !fragment.is_empty() {
        page.push('#');
        page.push_str(fragment);
    }
    page
}

#[cfg(test)]
mod tests;
