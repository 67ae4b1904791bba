//! Files to articles: the head of each, and later the bodies of those that a feed shows.
//!
//! A format is one file with a [`Format`] and one line in [`FORMATS`]. It is chosen by the file's
//! extension, then by the content. The head comes from the first block of a file where that holds
//! it; the rest is read only where the head asks for it.

mod decode;
mod discover;
mod front_matter;
mod ghost;
mod handles;
mod html;
mod html_body;
mod markdown;
pub mod media;
mod opening;
mod page;
mod plain_text;
mod records;
mod restructured_text;
mod templates;

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

pub use discover::discover;
pub use handles::Handles;

use crate::article::{Article, Body, Field, Place, SourceFile};
use crate::diagnostic::Diagnostic;
use crate::ingest::decode::{Decode, decode};

/// Every input format. Where several take an extension, the first that recognises the content wins,
/// else the last of them.
pub static FORMATS: &[Format] = &[
    restructured_text::FORMAT,
    html::FORMAT,
    markdown::FORMAT,
    records::JSON,
    records::NDJSON,
    plain_text::FORMAT,
];

/// The rules of this stage's findings.
pub const RULES: &[(&str, &str)] = &[
    ("unreadable-file", "a file or folder cannot be read"),
    (
        "output-inside-source",
        "the feeds are written among the articles",
    ),
    ("symlink-loop", "a link leads back to a folder above it"),
    ("file-name-encoding", "a file's name is not UTF-8"),
    ("empty-article", "a file has nothing in it"),
    ("binary-file", "a file named like a text is none"),
    ("article-too-large", "a file is larger than any article"),
    (
        "broken-front-matter",
        "the fields before the text cannot be read",
    ),
    ("broken-record", "a JSON record cannot be read"),
    ("assumed-encoding", "the encoding had to be detected"),
    ("unknown-length", "the size of an enclosure is not known"),
    (
        "missing-file",
        "a picture or medium that an article names is not among the site's files",
    ),
    (
        "unreadable-medium",
        "a picture, sound or film is damaged or something else",
    ),
    (
        "media-mismatch",
        "an article says of its medium what the file does not",
    ),
    (
        "large-enclosure",
        "an enclosure is larger than some readers can count",
    ),
    (
        "unsuitable-picture",
        "the site's picture has not the shape or size that its feeds ask for",
    ),
    ("damaged-text", "some bytes are not in the text's encoding"),
    ("control-character", "a control character was removed"),
];

/// [`SourceFile::format`] of a file without an extension, before its content was looked at.
pub(crate) const UNKNOWN_FORMAT: u8 = u8::MAX;

/// The largest article read, in bytes; exports with one record a line have no limit.
pub const MAX_ARTICLE_BYTES: u64 = 32 << 20;

/// Bytes of the first read: enough for nearly every head, and one page of the file cache.
const FIRST_BLOCK: usize = 4096;

/// A way to write articles.
#[derive(Debug)]
pub struct Format {
    /// As reports name it.
    pub name: &'static str,
    /// Lower case, without the point.
    pub extensions: &'static [&'static str],
    /// Whether a text, of which the start is given, is in this format.
    recognises: fn(&Source<'_>) -> bool,
    reader: Reader,
}

#[derive(Debug)]
enum Reader {
    /// One article a file.
    Article {
        /// The head; `None` where more of the text is needed to tell.
        head: fn(&Source<'_>) -> Option<Head>,
        /// The body of the whole text.
        body: fn(&Source<'_>) -> Body,
    },
    /// One record of several, or several records in one JSON value.
    Records(ReadRecords),
}

/// Hands on the records of a file one by one.
type ReadRecords = fn(&SourceFile, &mut dyn FnMut(Ingested)) -> Result<(), Diagnostic>;

/// The text of a file, or the start of it.
#[derive(Clone, Copy, Debug)]
struct Source<'a> {
    text: &'a str,
    complete: bool,
    file: &'a SourceFile,
}

/// What a format found before the body.
#[derive(Debug, Default)]
struct Head {
    fields: Vec<Field>,
    findings: Vec<Diagnostic>,
    /// The head cannot be relied upon: the article is left out, the findings say why.
    broken: bool,
}

impl Head {
    fn of(fields: Vec<Field>) -> Self {
        Head {
            fields,
            ..Head::default()
        }
    }

    fn broken(finding: Diagnostic) -> Self {
        Head {
            findings: vec![finding],
            broken: true,
            ..Head::default()
        }
    }
}

/// An article, if one could be read, with what is to be said about it.
#[derive(Debug)]
pub struct Ingested {
    /// Absent where the findings say why, or where the file turned out to be no article.
    pub article: Option<Article>,
    /// In the order found; their path is the file's.
    pub findings: Vec<Diagnostic>,
}

/// The formats that take an extension: the index of the first.
fn format_of_extension(extension: &str) -> Option<u8> {
    let at = FORMATS
        .iter()
        .position(|format| format.extensions.contains(&extension))?;
    u8::try_from(at).ok()
}

/// Reads the head of each article in a file and hands it on; records one by one, so that memory does
/// not grow with the file.
pub fn ingest(file: &SourceFile, each: &mut dyn FnMut(Ingested)) {
    let named = |mut finding: Diagnostic| {
        finding.path = file.path();
        finding
    };
    let format = FORMATS.get(usize::from(file.format));
    let failed = if let Some(Format {
        reader: Reader::Records(read),
        ..
    }) = format
    {
        read(file, &mut |mut ingested| {
            ingested.findings = ingested.findings.into_iter().map(named).collect();
            each(ingested);
        })
        .err()
    } else {
        match ingest_article(file) {
            Ok(mut ingested) => {
                ingested.findings = ingested.findings.into_iter().map(named).collect();
                each(ingested);
                None
            }
            Err(finding) => Some(finding),
        }
    };
    if let Some(finding) = failed {
        each(Ingested {
            article: None,
            findings: vec![named(finding)],
        });
    }
}

fn ingest_article(file: &SourceFile) -> Result<Ingested, Diagnostic> {
    let mut handle = File::open(file.path()).map_err(|error| unreadable(&error))?;
    let mut block = [0; FIRST_BLOCK];
    let read = read_block(&mut handle, &mut block).map_err(|error| unreadable(&error))?;
    let mut complete = read < FIRST_BLOCK;
    // A block that is not full was the whole file, whose size need not be asked.
    let size = if complete {
        read as u64
    } else {
        size_of(&handle)?
    };
    let mut bytes = Cow::Borrowed(&block[..read]);
    loop {
        if bytes.is_empty() {
            return Err(empty());
        }
        match head_of(file, &bytes, complete)? {
            Some(ingested) => return Ok(ingested),
            None if complete => {
                return Ok(Ingested {
                    article: None,
                    findings: Vec::new(),
                });
            }
            None => {}
        }
        let rest = usize::try_from(size)
            .unwrap_or(usize::MAX)
            .saturating_sub(bytes.len());
        let whole = bytes.to_mut();
        whole.reserve_exact(rest + 1);
        (&mut handle)
            .take(MAX_ARTICLE_BYTES)
            .read_to_end(whole)
            .map_err(|error| unreadable(&error))?;
        complete = true;
    }
}

/// The head that a block of bytes gives; `None` where it takes more of them.
fn head_of(
    file: &SourceFile,
    bytes: &[u8],
    complete: bool,
) -> Result<Option<Ingested>, Diagnostic> {
    let decoded = match decode(bytes, complete) {
        Decode::Text(decoded) => decoded,
        Decode::NeedsWhole => return Ok(None),
        // A file without an extension is only an article where its text says so.
        Decode::Binary if file.format == UNKNOWN_FORMAT => {
            return Ok(Some(Ingested {
                article: None,
                findings: Vec::new(),
            }));
        }
        Decode::Binary => return Err(binary()),
    };
    let mut findings = decoded.findings;
    if decoded.text.trim().is_empty() {
        return if complete { Err(empty()) } else { Ok(None) };
    }
    let source = Source {
        text: &decoded.text,
        complete,
        file,
    };
    let Some(index) = choose(&source) else {
        return Ok(Some(Ingested {
            article: None,
            findings: Vec::new(),
        }));
    };
    let Reader::Article { head, .. } = FORMATS[index].reader else {
        return Ok(Some(Ingested {
            article: None,
            findings,
        }));
    };
    let Some(mut head) = head(&source) else {
        return Ok(None);
    };
    findings.append(&mut head.findings);
    if head.broken {
        return Ok(Some(Ingested {
            article: None,
            findings,
        }));
    }
    let mut file = file.clone();
    file.format = u8::try_from(index).unwrap_or(UNKNOWN_FORMAT);
    if file.sidecar {
        match sidecar(&file) {
            Ok(fields) => head.fields.extend(fields),
            Err(finding) => findings.push(finding),
        }
    }
    Ok(Some(Ingested {
        article: Some(Article {
            file,
            place: Place::Whole,
            fields: head.fields,
        }),
        findings,
    }))
}

/// Whether a file holds several articles, which [`ingest`] hands on as it reads them.
pub fn holds_records(file: &SourceFile) -> bool {
    let format = FORMATS.get(usize::from(file.format));
    format.is_some_and(|format| matches!(format.reader, Reader::Records(_)))
}

/// Reads the body of an article for rendering.
///
/// # Errors
///
/// A finding where the file has vanished, changed beyond recognition or cannot be read.
pub fn body(file: &SourceFile, place: &Place) -> Result<(Body, Vec<Diagnostic>), Diagnostic> {
    let named = |mut finding: Diagnostic| {
        finding.path = file.path();
        finding
    };
    let Some(format) = FORMATS.get(usize::from(file.format)) else {
        return Err(named(empty()));
    };
    let Reader::Article { body, .. } = format.reader else {
        return records::body(file, place)
            .map(|body| (body, Vec::new()))
            .map_err(named);
    };
    let bytes = read_whole(&file.path()).map_err(named)?;
    match decode(&bytes, true) {
        Decode::Text(decoded) => {
            let source = Source {
                text: &decoded.text,
                complete: true,
                file,
            };
            Ok((
                body(&source),
                decoded.findings.into_iter().map(named).collect(),
            ))
        }
        _ => Err(named(binary())),
    }
}

/// The format of a text: by its file's extension, and by its content where several take that.
fn choose(source: &Source<'_>) -> Option<usize> {
    let extension = source.file.extension();
    let mut last = None;
    for (at, format) in FORMATS.iter().enumerate() {
        let takes = match &extension {
            Some(extension) => format.extensions.contains(&extension.as_str()),
            None => matches!(format.reader, Reader::Article { .. }),
        };
        if takes {
            if (format.recognises)(source) {
                return Some(at);
            }
            last = Some(at);
        }
    }
    last.filter(|_| extension.is_some())
}

fn sidecar(file: &SourceFile) -> Result<Vec<Field>, Diagnostic> {
    let path = file.sidecar_path();
    let bytes = read_whole(&path).map_err(|finding| finding.in_file(&path))?;
    match decode(&bytes, true) {
        Decode::Text(decoded) => Ok(front_matter::dotted_lines(
            &decoded.text,
            crate::article::OriginKind::Sidecar,
        )
        .map(|(fields, _)| fields)
        .unwrap_or_default()),
        _ => Err(binary().in_file(&path)),
    }
}

fn read_whole(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let size = size_of(&file)?;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(MAX_ARTICLE_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    Ok(bytes)
}

/// The size in bytes, if it is one that an article may have.
fn size_of(file: &File) -> Result<u64, Diagnostic> {
    let size = file.metadata().map_err(|error| unreadable(&error))?.len();
    if size > MAX_ARTICLE_BYTES {
        return Err(Diagnostic::error(
            "article-too-large",
            format!(
                "expected at most {} MB, found {} MB; the article is left out",
                MAX_ARTICLE_BYTES >> 20,
                size >> 20
            ),
        )
        .at(1, 0)
        .help("split it, or exclude it; exports go in as one record a line (.ndjson)"));
    }
    Ok(size)
}

/// Reads one block. Regular files give it in one call, or all that they have.
fn read_block(file: &mut File, block: &mut [u8]) -> io::Result<usize> {
    loop {
        match file.read(block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn unreadable(error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable-file", format!("cannot be read: {error}"))
        .help("check that it exists and may be read, or exclude it")
}

fn empty() -> Diagnostic {
    Diagnostic::error("empty-article", "expected a text, found an empty file")
        .at(1, 0)
        .help("write the article, or remove the file")
}

fn binary() -> Diagnostic {
    Diagnostic::error(
        "binary-file",
        "expected a text, found binary data; it is left out",
    )
    .at(1, 0)
    .help("give it the extension of what it is, or exclude it")
}
