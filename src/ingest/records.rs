//! JSON records: one article a record, fields named as `inspect --format json` names them. A file
//! holds one object, a list of them, one a line, or the export of a Ghost site.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};

use serde_json::value::RawValue;

use super::front_matter::{json, json_reason};
use super::ghost;
use super::{Format, Ingested, Reader, Source, read_whole, unreadable};
use crate::article::{Article, Body, Field, OriginKind, Place, SourceFile, Value};
use crate::diagnostic::Diagnostic;
use crate::markup::Markup;
use crate::text::line_at;

/// One record, or a list of them.
pub(super) const JSON: Format = Format {
    name: "json",
    extensions: &["json"],
    recognises: never,
    reader: Reader::Records(read_json),
};

/// One record a line.
pub(super) const NDJSON: Format = Format {
    name: "ndjson",
    extensions: &["ndjson", "jsonl"],
    recognises: never,
    reader: Reader::Records(read_lines),
};

/// The longest line read, in bytes: a record is an article.
const MAX_RECORD_BYTES: u64 = super::MAX_ARTICLE_BYTES;

fn never(_: &Source<'_>) -> bool {
    false
}

fn read_json(file: &SourceFile, each: &mut dyn FnMut(Ingested)) -> Result<(), Diagnostic> {
    let bytes = read_whole(&file.path())?;
    let text = as_text(&bytes)?;
    if text.trim().is_empty() {
        return Err(super::empty());
    }
    let offset = bytes.len() - text.len();
    let mut export = ghost::tables(text);
    let records: Vec<&RawValue> = if let Some(tables) = &mut export {
        std::mem::take(&mut tables.posts)
    } else if text.trim_start().starts_with('[') {
        serde_json::from_str(text).map_err(|error| broken(&error))?
    } else {
        vec![serde_json::from_str(text).map_err(|error| broken(&error))?]
    };
    let mut joined = export.map(|mut tables| ghost::Joined::new(&mut tables));
    // Records stand in order: lines are counted from one to the next.
    let (mut counted, mut line) = (0, 1);
    for raw in records {
        // A raw value is a slice of the text that was parsed: its address gives its place.
        let start = (raw.get().as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        line += line_at(&text[counted..], start.saturating_sub(counted)) - 1;
        counted = start.clamp(counted, text.len());
        let bytes = (start + offset) as u64..(start + offset + raw.get().len()) as u64;
        let fields = json(raw.get(), line, OriginKind::Record).map(|fields| match &mut joined {
            Some(joined) => joined.complete(fields),
            // Data files of generators stand beside articles.
            None => Some(fields).filter(|fields| is_article(fields)),
        });
        match fields {
            Ok(None) => {}
            Ok(Some(fields)) => each(record(file, fields, bytes, line)),
            Err(finding) => each(failed(finding)),
        }
    }
    Ok(())
}

fn read_lines(file: &SourceFile, each: &mut dyn FnMut(Ingested)) -> Result<(), Diagnostic> {
    let handle = File::open(file.path()).map_err(|error| unreadable(&error))?;
    let mut reader = BufReader::with_capacity(1 << 16, handle);
    let mut offset = 0_u64;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = (&mut reader)
            .take(MAX_RECORD_BYTES)
            .read_until(b'\n', &mut line)
            .map_err(|error| unreadable(&error))? as u64;
        if read == 0 {
            break;
        }
        let range = offset..offset + read;
        offset += read;
        if read == MAX_RECORD_BYTES {
            return Err(
                Diagnostic::error("broken-record", "a line too long for a record")
                    .at(number, 0)
                    .help("write one record a line"),
            );
        }
        match as_text(&line) {
            Ok(text) if text.trim().is_empty() => {}
            // Without its end, so that a record cut short is said to end on its own line.
            Ok(text) => match json(text.trim_end(), number, OriginKind::Record) {
                Ok(fields) => each(record(file, fields, range, number)),
                Err(finding) => each(failed(finding)),
            },
            Err(finding) => each(failed(finding.at(number, 0))),
        }
    }
    Ok(())
}

/// JSON is UTF-8 (RFC 8259, section 8.1); a byte-order mark is tolerated.
fn as_text(bytes: &[u8]) -> Result<&str, Diagnostic> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() as u32;
        Diagnostic::error("broken-record", "expected JSON in UTF-8")
            .at(line, 0)
            .help("write the file as UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn is_article(fields: &[Field]) -> bool {
    let has = |keys: &[&str]| {
        fields
            .iter()
            .any(|field| keys.contains(&field.key.as_str()))
    };
    has(&["title", "headline"]) && (has(BODY_KEYS) || has(&["published", "date", "url"]))
}

fn record(
    file: &SourceFile,
    mut fields: Vec<Field>,
    bytes: std::ops::Range<u64>,
    line: u32,
) -> Ingested {
    // `inspect` says the file in `path`; elsewhere `path` is a page's address (Zola).
    for field in &mut fields {
        if field.key == "path" {
            field.key = "source_path".to_owned();
        }
    }
    fields.retain(|field| !BODY_KEYS.contains(&field.key.as_str()));
    Ingested {
        article: Some(Article {
            file: file.clone(),
            place: Place::Record { bytes, line },
            fields,
        }),
        findings: Vec::new(),
    }
}

fn failed(mut finding: Diagnostic) -> Ingested {
    finding.rule = "broken-record";
    Ingested {
        article: None,
        findings: vec![finding],
    }
}

fn broken(error: &serde_json::Error) -> Diagnostic {
    Diagnostic::error(
        "broken-record",
        format!("cannot be read as JSON: {}", json_reason(error)),
    )
    .at(error.line() as u32, error.column() as u32)
    .help("check the commas and quotes around this place")
}

/// Fields that hold the text, in order of precedence.
const BODY_KEYS: &[&str] = &[
    "content_html",
    "html",
    "content_markdown",
    "markdown",
    "content_text",
    "text",
    "content",
    "body",
];

/// The text of one record.
pub(super) fn body(file: &SourceFile, place: &Place) -> Result<Body, Diagnostic> {
    let Place::Record { bytes, line } = place else {
        return Err(super::empty());
    };
    let mut handle = File::open(file.path()).map_err(|error| unreadable(&error))?;
    handle
        .seek(SeekFrom::Start(bytes.start))
        .map_err(|error| unreadable(&error))?;
    let mut raw = Vec::new();
    handle
        .take((bytes.end - bytes.start).min(MAX_RECORD_BYTES))
        .read_to_end(&mut raw)
        .map_err(|error| unreadable(&error))?;
    let fields = json(as_text(&raw)?, *line, OriginKind::Record).map_err(|mut finding| {
        finding.rule = "broken-record";
        finding
    })?;
    let text = BODY_KEYS.iter().find_map(|key| {
        let field = fields.iter().find(|field| field.key == *key)?;
        match &field.value {
            Value::Text(text) if !text.trim().is_empty() => Some((*key, text.clone(), field.line)),
            _ => None,
        }
    });
    let (key, text, line) = text.unwrap_or_default();
    let text = if text.contains(ghost::SITE) {
        text.replace(ghost::SITE, "")
    } else {
        text
    };
    let markup = match key {
        "content_html" | "html" => Markup::Html,
        "content_markdown" | "markdown" => Markup::Markdown,
        "content_text" | "text" => Markup::Plain,
        _ if text.trim_start().starts_with('<') => Markup::Html,
        _ => Markup::Plain,
    };
    Ok(Body {
        markup,
        text,
        line,
        excerpt_end: None,
    })
}
