//! An article as written: the fields of its head, each with its place, and a handle on its body.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::markup::Markup;

/// A source file among the articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The source folder, as the user named it.
    pub root: Arc<Path>,
    /// Relative to the source folder, with `/` between names on every system.
    pub relative: Box<str>,
    /// Index into the table of input formats.
    pub format: u8,
    /// Whether a `.meta` file with header lines stands beside it.
    pub sidecar: bool,
}

impl SourceFile {
    /// Where to open it, and how to name it to the user.
    pub fn path(&self) -> PathBuf {
        self.root.join(&*self.relative)
    }

    /// The file's name without its extension.
    pub fn stem(&self) -> &str {
        let name = self.relative.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.')
            .map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
    }

    /// What stands behind the last point of the file's name, in lower case.
    pub fn extension(&self) -> Option<String> {
        let name = self.relative.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => Some(extension.to_lowercase()),
            _ => None,
        }
    }

    /// The folders above the file, relative to the source folder; empty at its top.
    pub fn folder(&self) -> &str {
        self.relative.rsplit_once('/').map_or("", |(dir, _)| dir)
    }

    /// The section of a site that it lies in: the outermost folder that is not the article's own (that of
    /// an `index`), those whose names begin with `_` aside; `None` at the top.
    pub fn section(&self) -> Option<&str> {
        let mut folder = self.folder();
        let name = self.stem().split('.').next().unwrap_or_default();
        if matches!(name, "index" | "README" | "readme") {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
        folder
            .split('/')
            .find(|name| !name.is_empty() && !name.starts_with('_'))
    }

    /// The `.meta` file beside it, whether or not it exists.
    pub fn sidecar_path(&self) -> PathBuf {
        self.path().with_extension("meta")
    }
}

/// Which part of a file holds the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// All of it.
    Whole,
    /// One record of several.
    Record {
        /// Bytes of the record in the file.
        bytes: Range<u64>,
        /// Line it starts on, from 1.
        line: u32,
    },
}

impl Place {
    /// Line that the record starts on, from 1; 0 for a whole file.
    pub fn line(&self) -> u32 {
        match self {
            Place::Whole => 0,
            Place::Record { line, .. } => *line,
        }
    }
}

/// Where a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OriginKind {
    /// YAML, TOML or JSON before the text.
    FrontMatter,
    /// `Key: value` lines before the text.
    HeaderLine,
    /// The `.meta` file beside the text.
    Sidecar,
    /// An element or attribute of an HTML page.
    Element,
    /// JSON-LD in an HTML page.
    StructuredData,
    /// A field of a JSON record.
    Record,
    /// The text itself: a heading, a dateline.
    Text,
    /// The file's name.
    FileName,
    /// The folders above the file.
    Folder,
    /// The site's configuration.
    Configuration,
    /// A file of a picture, of sound or film.
    Medium,
    /// The history of the file in git.
    Git,
    /// The ledger of the last build.
    Ledger,
    /// Worked out from other values.
    Derived,
    /// Found by what the text looks like, where nobody wrote it.
    Detected,
}

impl OriginKind {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            OriginKind::FrontMatter => "front matter",
            OriginKind::HeaderLine => "header line",
            OriginKind::Sidecar => "meta file",
            OriginKind::Element => "element",
            OriginKind::StructuredData => "structured data",
            OriginKind::Record => "record",
            OriginKind::Text => "text",
            OriginKind::FileName => "file name",
            OriginKind::Folder => "folder",
            OriginKind::Configuration => "configuration",
            OriginKind::Medium => "the file",
            OriginKind::Git => "git",
            OriginKind::Ledger => "ledger",
            OriginKind::Derived => "derived from",
            OriginKind::Detected => "detected from",
        }
    }
}

/// Where one value came from, such as `front matter date, line 3`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The part of the source.
    pub kind: OriginKind,
    /// The key, element or part; may be empty.
    pub name: Cow<'static, str>,
    /// Line from 1; 0 where there is none.
    pub line: u32,
}

impl Origin {
    /// A place that is not a line of the file.
    pub fn new(kind: OriginKind, name: impl Into<Cow<'static, str>>) -> Self {
        Origin {
            kind,
            name: name.into(),
            line: 0,
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.name())?;
        if !self.name.is_empty() {
            write!(f, " {}", self.name)?;
        }
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        Ok(())
    }
}

/// A value of a head. Scalars stay text: what `2025-02-30` or `12:30` means is not for a parser of
/// front matter to decide.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Present without a value.
    Null,
    /// A scalar as written.
    Text(String),
    /// A boolean, which no quotes make a text: the switch of a theme more often than a value.
    Switch(bool),
    /// A list.
    List(Vec<Value>),
    /// A map in the order written.
    Map(Vec<Field>),
}

impl Value {
    /// What a scalar of YAML without quotes means (YAML 1.2, 10.3.2).
    pub fn plain(text: &str) -> Value {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => Value::Null,
            "true" | "True" | "TRUE" => Value::Switch(true),
            "false" | "False" | "FALSE" => Value::Switch(false),
            text => Value::Text(text.to_owned()),
        }
    }

    /// The text, if it is one with something in it. A switch is none.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// The text, or the word for a switch.
    pub fn word(&self) -> Option<&str> {
        match self {
            Value::Switch(true) => Some("true"),
            Value::Switch(false) => Some("false"),
            value => value.text(),
        }
    }

    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Map(fields) => fields
                .iter()
                .find(|field| same_key(&field.key, key))
                .map(|field| &field.value),
            _ => None,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::Switch(_) => false,
            Value::List(list) => list.iter().all(Value::is_empty),
            Value::Map(map) => map.is_empty(),
        }
    }
}

/// A key with its value and place.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Folded by [`fold_key`]: `Publish-Date` and `publish date` are `publish_date`.
    pub key: String,
    /// What it says.
    pub value: Value,
    /// The part of the source it stands in.
    pub kind: OriginKind,
    /// Line of the value, from 1; 0 where unknown.
    pub line: u32,
}

impl Field {
    /// A scalar field.
    pub fn text(
        kind: OriginKind,
        key: impl Into<String>,
        value: impl Into<String>,
        line: u32,
    ) -> Self {
        Field {
            key: key.into(),
            value: Value::Text(value.into()),
            kind,
            line,
        }
    }

    /// Where it stands.
    pub fn origin(&self) -> Origin {
        Origin {
            kind: self.kind,
            name: self.key.clone().into(),
            line: self.line,
        }
    }
}

/// One spelling for one key: lower case, `_` for `-` and spaces.
pub fn fold_key(key: &str) -> String {
    let key = key.trim();
    if key
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.')
    {
        return key.to_owned();
    }
    key.chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == '-' || c == ' ' { '_' } else { c })
        .collect()
}

/// Whether two folded keys are one: `featured_image` and `featuredimage`, which is `featuredImage`.
pub fn same_key(a: &str, b: &str) -> bool {
    fn letters(key: &str) -> impl Iterator<Item = u8> {
        key.bytes().filter(|byte| *byte != b'_')
    }
    a == b || (a.contains('_') || b.contains('_')) && letters(a).eq(letters(b))
}

/// The head of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The file.
    pub file: SourceFile,
    /// The part of the file.
    pub place: Place,
    /// Fields in the order found.
    pub fields: Vec<Field>,
}

impl Article {
    /// The first field under a key; `a.b` looks for `b` in the map under `a`.
    pub fn field(&self, key: &str) -> Option<(&Value, Origin)> {
        let plain = self
            .fields
            .iter()
            .find(|field| same_key(&field.key, key) && !field.value.is_empty());
        if let Some(field) = plain {
            return Some((&field.value, field.origin()));
        }
        let (outer, inner) = key.split_once('.')?;
        self.fields
            .iter()
            .filter(|field| same_key(&field.key, outer))
            .find_map(|field| {
                let Value::Map(map) = &field.value else {
                    return None;
                };
                let found = map
                    .iter()
                    .find(|f| same_key(&f.key, inner) && !f.value.is_empty())?;
                let mut origin = found.origin();
                origin.name = key.to_owned().into();
                Some((&found.value, origin))
            })
    }
}

/// The body of an article, read for rendering.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// How to read `text`.
    pub markup: Markup,
    /// The text without the head, and without what became metadata (a first heading, a stamp).
    pub text: String,
    /// Line of the file that `text` starts on, from 1; 0 where lines no longer correspond.
    pub line: u32,
    /// What ends the summary in `text`, where the head says it (Jekyll's `excerpt_separator`).
    pub excerpt_end: Option<Box<str>>,
}
