//! How long a feed may be: entries that are left out for it, and what is said of one that is too long.

use std::path::Path;

use crate::config::{ByteSize, FeedConfig};
use crate::diagnostic::Diagnostic;
use crate::emit;
use crate::error::Error;
use crate::feed::{ContentMode, Feed, FeedEntry, FeedFormat};

/// The rules of the findings about sizes.
pub(super) const RULES: &[(&str, &str)] = &[
    ("over-budget", "a feed is longer than it should be"),
    ("over-limit", "a feed is longer than some reader takes"),
];

/// The size from which on a feed is said to be too long, where nobody set another: one that is read every
/// hour is 24 MB a day for each subscriber whose reader asks for it whole.
const BUDGET: ByteSize = ByteSize(1_000_000);

/// What readers take, in bytes, and where it stands. What they take nowadays; FeedBurner, which took
/// 512 KB, fetches feeds for hardly anybody.
const READERS: [(&str, u64); 2] = [
    // `HTTP_CLIENT_MAX_BODY_SIZE`, 15 MiB unless set otherwise (miniflux.app/docs/configuration.html).
    ("Miniflux", 15 << 20),
    // `MAX_DOWNLOAD_FILE_SIZE`, 16 MiB unless set otherwise (include/functions.php of 21-git20210204).
    ("Tiny Tiny RSS", 16 << 20),
];

/// The longest text of one element that parsers on libxml2 take, in bytes: `XML_MAX_TEXT_LENGTH` in its
/// `parserInternals.h` (2.9.14).
const LIBXML2_TEXT: usize = 10_000_000;

/// The bytes of a feed. Its oldest entries are left out until they are no more than its `limit_bytes`; the
/// newest stays in any case.
pub(super) fn emit_within(feed: &mut Feed<'_>, limit: Option<ByteSize>) -> Result<Vec<u8>, Error> {
    let bytes = emit::emit(feed)?;
    let fits =
        |bytes: &[u8]| limit.is_none_or(|limit| limit.0 == 0 || bytes.len() as u64 <= limit.0);
    if fits(&bytes) || feed.entries.len() < 2 {
        return Ok(bytes);
    }
    let entries = std::mem::take(&mut feed.entries);
    // The most that fit: more entries are never fewer bytes.
    let (mut kept, mut too_many) = (1, entries.len());
    let mut best = None;
    while too_many - kept > 1 {
        let middle = kept + (too_many - kept) / 2;
        cut(feed, &entries[..middle]);
        let bytes = emit::emit(feed)?;
        if fits(&bytes) {
            kept = middle;
            best = Some(bytes);
        } else {
            too_many = middle;
        }
    }
    cut(feed, &entries[..kept]);
    match best {
        Some(bytes) => Ok(bytes),
        None => emit::emit(feed),
    }
}

fn cut<'a>(feed: &mut Feed<'a>, entries: &[FeedEntry<'a>]) {
    feed.entries = entries.to_vec();
    feed.updated = entries.iter().map(|shown| shown.updated).max();
}

/// What is to be said of the length of a feed.
pub(super) fn judge(
    bytes: &[u8],
    feed: &Feed<'_>,
    wanted: &FeedConfig,
    file: &Path,
) -> Vec<Diagnostic> {
    let length = ByteSize(bytes.len() as u64);
    let mut findings = Vec::new();
    let help = match (wanted.content, feed.entries.len()) {
        (_, 0) => "see what the feed itself carries".to_owned(),
        (ContentMode::Full, 1) => {
            "the article is long: set `content = \"summary\"`, or a higher `budget`".to_owned()
        }
        (ContentMode::Full, _) => {
            format!(
                "lower `limit` ({} entries), set `limit_bytes`, or `content = \"summary\"`",
                feed.entries.len()
            )
        }
        (_, count) => format!("lower `limit` ({count} entries), or set `limit_bytes`"),
    };
    let budget = wanted.budget.unwrap_or(BUDGET);
    if budget.0 > 0 && length > budget {
        findings.push(
            Diagnostic::warning(
                "over-budget",
                format!("the feed has {length}, its budget is {budget}"),
            )
            .in_file(file)
            .help(help.clone()),
        );
    }
    for (reader, limit) in READERS {
        if length.0 > limit {
            let limit = ByteSize(limit);
            findings.push(
                Diagnostic::warning(
                    "over-limit",
                    format!("the feed has {length}, {reader} takes {limit} unless it is set up otherwise"),
                )
                .in_file(file)
                .help(help.clone()),
            );
        }
    }
    let is_xml = feed.format != FeedFormat::Json && wanted.content == ContentMode::Full;
    for shown in feed.entries.iter().filter(|_| is_xml) {
        let text = shown.rendered.content.len();
        if text > LIBXML2_TEXT {
            let (text, limit) = (ByteSize(text as u64), ByteSize(LIBXML2_TEXT as u64));
            findings.push(
                Diagnostic::warning(
                    "over-limit",
                    format!(
                        "the text has {text}, readers on libxml2 (Newsboat, Liferea) take {limit}"
                    ),
                )
                .in_file(shown.entry.file.path())
                .at(shown.entry.place_in_file.line().max(1), 0)
                .help("set `content = \"summary\"` for the feed, or make several articles of it"),
            );
        }
    }
    findings
}
