//! What stands before the text: YAML between `---`, TOML between `+++`, a JSON object, or
//! `Key: value` lines. Scalars stay text, and every value keeps its line.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt;

use saphyr_parser::{Event, Parser, ScanError, Span};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use toml::de::{DeTable, DeValue};

use crate::article::{Field, OriginKind, Value, fold_key};
use crate::diagnostic::Diagnostic;
use crate::text::line_at;

/// How deep maps and lists may lie in each other.
const MAX_DEPTH: usize = 64;

/// How many values one front matter may have, aliases included; bounds what an alias of aliases of
/// aliases can cost.
const MAX_VALUES: usize = 10_000;

/// A way to write front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Toml,
    Json,
}

/// Front matter found at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub syntax: Syntax,
    /// Without the fences.
    pub text: &'a str,
    /// Line of the file that `text` starts on, from 1.
    pub line: u32,
    /// Where the body starts in the whole text.
    pub body: usize,
}

/// What the start of a text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Split<'a> {
    /// No front matter.
    None,
    /// Its end is not in sight.
    Incomplete,
    /// It is there and wrong.
    Broken(Diagnostic),
    Found(Block<'a>),
}

/// The fields of a front matter, or why it cannot be read.
pub(super) type Fields = Result<Vec<Field>, Diagnostic>;

/// Looks for front matter at the start; empty lines before it are passed over.
pub(super) fn split(text: &str, complete: bool) -> Split<'_> {
    let start = text.len() - text.trim_start_matches(['\n', ' ', '\t', '\u{feff}']).len();
    let rest = &text[start..];
    let first_line = line_at(text, start);
    let fence = |mark: &str| {
        let line = rest.lines().next().unwrap_or_default();
        line.trim_end() == mark
    };
    let (syntax, open, closes): (Syntax, &str, &[&str]) = if fence("---") {
        (Syntax::Yaml, "---", &["---", "..."])
    } else if fence("+++") {
        (Syntax::Toml, "+++", &["+++"])
    } else if fence(";;;") {
        (Syntax::Json, ";;;", &[";;;"])
    } else if rest.starts_with('{') {
        return split_json(text, start, first_line, complete);
    } else {
        return split_unopened(text, start, first_line, complete);
    };
    let Some(inner) = rest.find('\n').map(|at| start + at + 1) else {
        return if complete {
            Split::None
        } else {
            Split::Incomplete
        };
    };
    let mut at = inner;
    for line in text[inner..].split_inclusive('\n') {
        let ended = line.ends_with('\n') || complete;
        if ended && closes.contains(&line.trim_end()) {
            return Split::Found(Block {
                syntax,
                text: &text[inner..at],
                line: first_line + 1,
                body: at + line.len(),
            });
        }
        at += line.len();
    }
    if !complete {
        return Split::Incomplete;
    }
    // A text may begin with a rule (`---`); only what goes on like fields is front matter.
    let next = text[inner..].lines().find(|line| !line.trim().is_empty());
    let looks_like_fields = next.is_some_and(|line| match syntax {
        Syntax::Yaml => line
            .split_once(':')
            .is_some_and(|(key, _)| is_key(key.trim())),
        Syntax::Toml => line.contains('=') || line.starts_with('['),
        Syntax::Json => line.trim_start().starts_with('"'),
    });
    if looks_like_fields {
        Split::Broken(
            broken(
                first_line,
                format!(
                    "expected a line `{open}` that ends the front matter, found the end of the file"
                ),
            )
            .help(format!(
                "write `{open}` on a line of its own after the last field"
            )),
        )
    } else {
        Split::None
    }
}

/// YAML of Hexo, which may leave out the line that opens it: fields from the first line on, without
/// an empty one, down to `---`.
fn split_unopened(text: &str, start: usize, line: u32, complete: bool) -> Split<'_> {
    let mut at = start;
    for content in text[start..].split_inclusive('\n') {
        let first = at == start;
        let known = |(key, _): (&str, &str)| FIRST_KEYS.contains(&fold_key(key).as_str());
        if content.trim().is_empty() || (first && !content.split_once(':').is_some_and(known)) {
            return Split::None;
        }
        if content.trim_end() == "---" && (content.ends_with('\n') || complete) {
            return Split::Found(Block {
                syntax: Syntax::Yaml,
                text: &text[start..at],
                line,
                body: at + content.len(),
            });
        }
        at += content.len();
    }
    if complete {
        Split::None
    } else {
        Split::Incomplete
    }
}

fn split_json(text: &str, start: usize, line: u32, complete: bool) -> Split<'_> {
    let rest = &text[start..];
    // Liquid and template tags start with a brace as well.
    let second = rest[1..].trim_start();
    if !(second.starts_with('"') || second.starts_with('}')) {
        return Split::None;
    }
    let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
    match stream.next() {
        Some(Ok(_)) => {
            let end = stream.byte_offset();
            let after = rest[end..].find('\n').map_or(rest.len(), |at| end + at + 1);
            Split::Found(Block {
                syntax: Syntax::Json,
                text: &rest[..end],
                line,
                body: start + after,
            })
        }
        Some(Err(error)) if error.is_eof() && !complete => Split::Incomplete,
        Some(Err(error)) => Split::Broken(broken(
            line + error.line().saturating_sub(1) as u32,
            format!("cannot be read as JSON: {}", json_reason(&error)),
        )),
        None => Split::None,
    }
}

/// Reads the fields of a block.
pub(super) fn parse(block: &Block<'_>) -> Fields {
    match block.syntax {
        Syntax::Yaml => match plain_yaml(block.text, block.line) {
            Some(fields) => Ok(fields),
            None => yaml(block.text, block.line),
        },
        Syntax::Toml => toml(block.text, block.line),
        Syntax::Json => json(block.text, block.line, OriginKind::FrontMatter),
    }
}

fn broken(line: u32, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("broken-front-matter", message).at(line, 0)
}

// ---- YAML ----

/// Reads the YAML that nearly all front matter is: one `key: value` a line, values without marks of
/// their own, lists of such values. `None` for anything else, which the parser of the whole language
/// then reads; a property test holds the two together. Front matter is read for every article of a
/// site, and the whole language costs five times as much as these few lines of it.
fn plain_yaml(text: &str, first_line: u32) -> Option<Vec<Field>> {
    let mut fields: Vec<Field> = Vec::new();
    // The key without a value before this line, which list items may follow.
    let mut waits = false;
    let mut indent = None;
    for (line, number) in text.lines().zip(first_line..) {
        let content = line.trim_end_matches(' ');
        if content.is_empty() {
            continue;
        }
        let body = content.trim_start_matches(' ');
        if let Some(item) = body.strip_prefix("- ") {
            let depth = content.len() - body.len();
            if !waits || indent.is_some_and(|indent| indent != depth) {
                return None;
            }
            indent = Some(depth);
            let field = fields.last_mut()?;
            let value = plain_scalar(item)?;
            match &mut field.value {
                Value::List(list) => list.push(value),
                _ => field.value = Value::List(vec![value]),
            }
            continue;
        }
        let (key, rest) = content.split_once(':')?;
        let mut letters = key.bytes();
        let named = letters.next().is_some_and(|b| b.is_ascii_alphabetic())
            && letters.all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        if !named || !(rest.is_empty() || rest.starts_with(' ')) {
            return None;
        }
        let value = match rest.trim_start_matches(' ') {
            "" => Value::Null,
            list if list.starts_with('[') => {
                let inside = list.strip_prefix('[')?.strip_suffix(']')?;
                let mut items = Vec::new();
                for item in inside.split(',').filter(|_| !inside.trim().is_empty()) {
                    let item = item.trim_matches(' ');
                    let marks = ['[', ']', '{', '}', ':', '#', '"', '\''];
                    if item.is_empty() || item.contains(marks) {
                        return None;
                    }
                    items.push(plain_scalar(item)?);
                }
                Value::List(items)
            }
            scalar => plain_scalar(scalar)?,
        };
        waits = rest.trim_start_matches(' ').is_empty();
        indent = None;
        fields.push(Field {
            key: fold_key(key),
            value,
            kind: OriginKind::FrontMatter,
            line: number,
        });
    }
    Some(fields)
}

/// A scalar on one line: plain and beginning with a letter or digit, or between quotes that nothing
/// inside makes special.
fn plain_scalar(text: &str) -> Option<Value> {
    let inside = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    if let Some(quoted) = inside('"').filter(|_| text.len() > 1) {
        return (!quoted.contains(['"', '\\', '\t'])).then(|| Value::Text(quoted.to_owned()));
    }
    if let Some(quoted) = inside('\'').filter(|_| text.len() > 1) {
        return (!quoted.contains(['\'', '\t'])).then(|| Value::Text(quoted.to_owned()));
    }
    let plain = text.starts_with(|c: char| c.is_alphanumeric())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !text.contains(['\t', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}']);
    match text {
        "null" | "Null" | "NULL" => Some(Value::Null),
        text => plain.then(|| Value::Text(text.to_owned())),
    }
}

fn yaml(text: &str, first_line: u32) -> Fields {
    let mut builder = YamlTree {
        first_line,
        anchors: HashMap::new(),
        open: Vec::new(),
        root: None,
        values: 0,
    };
    let at = |span: Span| first_line + (span.start.line() as u32).saturating_sub(1);
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| yaml_error(&error, first_line))?;
        let ended = matches!(event, Event::DocumentEnd);
        builder.take(event, at(span))?;
        if ended {
            break;
        }
    }
    match builder.root {
        Some(Value::Map(fields)) => Ok(fields),
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(_) => Err(broken(first_line, "expected fields such as `title: …`")
            .help("write one `key: value` a line between the `---` lines")),
    }
}

fn yaml_error(error: &ScanError, first_line: u32) -> Diagnostic {
    let line = first_line + (error.marker().line() as u32).saturating_sub(1);
    let mut diagnostic = broken(line, format!("cannot be read as YAML: {}", error.info()));
    diagnostic.column = error.marker().col() as u32 + 1;
    diagnostic.help("put values with `: `, ` #`, `{`, `[`, `@` or quotes in them between quotes")
}

/// A map or list that is not closed yet, with the key that waits for its value.
struct Open {
    value: Value,
    key: Option<(String, u32)>,
    anchor: usize,
    line: u32,
}

struct YamlTree {
    first_line: u32,
    anchors: HashMap<usize, Value>,
    open: Vec<Open>,
    root: Option<Value>,
    values: usize,
}

impl YamlTree {
    fn take(&mut self, event: Event<'_>, line: u32) -> Result<(), Diagnostic> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain_null = style == saphyr_parser::ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if plain_null {
                    Value::Null
                } else {
                    Value::Text(text.into_owned())
                };
                self.close(value, anchor, line)
            }
            Event::Alias(anchor) => {
                let value = self.anchors.get(&anchor).cloned().unwrap_or(Value::Null);
                self.values += count(&value);
                self.close(value, 0, line)
            }
            Event::MappingStart(anchor, _) => self.open(Value::Map(Vec::new()), anchor, line),
            Event::SequenceStart(anchor, _) => self.open(Value::List(Vec::new()), anchor, line),
            Event::MappingEnd | Event::SequenceEnd => {
                let Some(open) = self.open.pop() else {
                    return Ok(());
                };
                self.close(open.value, open.anchor, open.line)
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, value: Value, anchor: usize, line: u32) -> Result<(), Diagnostic> {
        if self.open.len() >= MAX_DEPTH {
            return Err(broken(
                line,
                format!("nested deeper than {MAX_DEPTH} levels"),
            ));
        }
        self.open.push(Open {
            value,
            key: None,
            anchor,
            line,
        });
        Ok(())
    }

    fn close(&mut self, value: Value, anchor: usize, line: u32) -> Result<(), Diagnostic> {
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(broken(line, format!("more than {MAX_VALUES} values")));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        let Some(parent) = self.open.last_mut() else {
            self.root = Some(value);
            return Ok(());
        };
        match (&mut parent.value, parent.key.take()) {
            (Value::List(list), _) => list.push(value),
            (Value::Map(map), Some((key, key_line))) => map.push(Field {
                key: fold_key(&key),
                value,
                kind: OriginKind::FrontMatter,
                line: if line == 0 {
                    key_line
                } else {
                    key_line.max(self.first_line)
                },
            }),
            (Value::Map(_), None) => {
                let key = match value {
                    Value::Text(text) => text,
                    _ => String::new(),
                };
                parent.key = Some((key, line));
            }
            _ => {}
        }
        Ok(())
    }
}

fn count(value: &Value) -> usize {
    match value {
        Value::List(list) => 1 + list.iter().map(count).sum::<usize>(),
        Value::Map(map) => 1 + map.iter().map(|field| count(&field.value)).sum::<usize>(),
        _ => 1,
    }
}

// ---- TOML ----

fn toml(text: &str, first_line: u32) -> Fields {
    let table = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        broken(
            first_line + line_at(text, offset) - 1,
            format!("cannot be read as TOML: {}", error.message()),
        )
        .help("write `key = \"value\"`, one a line")
    })?;
    Ok(toml_fields(table.get_ref(), text, first_line))
}

fn toml_fields(table: &DeTable<'_>, text: &str, first_line: u32) -> Vec<Field> {
    let mut fields: Vec<(usize, Field)> = table
        .iter()
        .map(|(key, value)| {
            let offset = key.span().start;
            let field = Field {
                key: fold_key(key.get_ref()),
                value: toml_value(value.get_ref(), text, first_line),
                kind: OriginKind::FrontMatter,
                line: first_line + line_at(text, offset) - 1,
            };
            (offset, field)
        })
        .collect();
    fields.sort_by_key(|(offset, _)| *offset);
    fields.into_iter().map(|(_, field)| field).collect()
}

fn toml_value(value: &DeValue<'_>, text: &str, first_line: u32) -> Value {
    match value {
        DeValue::String(string) => Value::Text(string.to_string()),
        DeValue::Integer(integer) => Value::Text(integer.as_str().to_owned()),
        DeValue::Float(float) => Value::Text(float.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Text(flag.to_string()),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(list) => Value::List(
            list.iter()
                .map(|value| toml_value(value.get_ref(), text, first_line))
                .collect(),
        ),
        DeValue::Table(table) => Value::Map(toml_fields(table, text, first_line)),
    }
}

// ---- JSON ----

/// The fields of a JSON object, each with the line it stands on.
pub(super) fn json(text: &str, first_line: u32, kind: OriginKind) -> Fields {
    let reader = JsonReader {
        text,
        first_line,
        kind,
        fault: Cell::new(None),
    };
    let wrapped;
    // Hexo leaves the braces out between `;;;`.
    let source = if kind != OriginKind::FrontMatter || text.trim_start().starts_with('{') {
        text
    } else {
        wrapped = format!("{{{text}}}");
        &wrapped
    };
    let Pairs(pairs) = serde_json::from_str(source).map_err(|error| {
        let line = first_line + error.line().saturating_sub(1) as u32;
        let mut finding = broken(
            line,
            format!("cannot be read as JSON: {}", json_reason(&error)),
        );
        finding.column = error.column() as u32;
        finding.help(JSON_HELP)
    })?;
    let fields = pairs
        .into_iter()
        .map(|(key, raw)| reader.field(&key, raw, 0))
        .collect();
    match reader.fault.take() {
        None => Ok(fields),
        Some((line, message)) => Err(broken(line, message).help(JSON_HELP)),
    }
}

const JSON_HELP: &str = "check the commas and quotes around this place";

/// What serde_json says, without the place that the finding gives.
pub(super) fn json_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

struct JsonReader<'a> {
    text: &'a str,
    first_line: u32,
    kind: OriginKind,
    /// The line and message of the first value that cannot be read: a raw value is looked into only
    /// where it is used.
    fault: Cell<Option<(u32, String)>>,
}

impl JsonReader<'_> {
    /// The line of a raw value, which is a slice of the text that was parsed: its address gives its
    /// place.
    fn line(&self, raw: &RawValue) -> u32 {
        let offset = (raw.get().as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let line = if offset < self.text.len() {
            line_at(self.text, offset)
        } else {
            1
        };
        self.first_line + line - 1
    }

    fn field(&self, key: &str, raw: &RawValue, depth: usize) -> Field {
        Field {
            key: fold_key(key),
            value: self.value(raw, depth),
            kind: self.kind,
            line: self.line(raw),
        }
    }

    fn value(&self, raw: &RawValue, depth: usize) -> Value {
        let text = raw.get();
        let read = match text.as_bytes().first() {
            Some(b'{' | b'[') if depth >= MAX_DEPTH => {
                return self.failed(raw, format!("nested deeper than {MAX_DEPTH} levels"));
            }
            Some(b'{') => serde_json::from_str::<Pairs<'_>>(text).map(|Pairs(pairs)| {
                let fields = pairs.into_iter();
                Value::Map(
                    fields
                        .map(|(key, raw)| self.field(&key, raw, depth + 1))
                        .collect(),
                )
            }),
            Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(text).map(|list| {
                let list = list.into_iter();
                Value::List(list.map(|raw| self.value(raw, depth + 1)).collect())
            }),
            Some(b'"') => serde_json::from_str(text).map(Value::Text),
            Some(b'n') => Ok(Value::Null),
            _ => Ok(Value::Text(text.to_owned())),
        };
        read.unwrap_or_else(|error| {
            self.failed(
                raw,
                format!("cannot be read as JSON: {}", json_reason(&error)),
            )
        })
    }

    fn failed(&self, raw: &RawValue, message: String) -> Value {
        let first = self.fault.take().unwrap_or((self.line(raw), message));
        self.fault.set(Some(first));
        Value::Null
    }
}

/// A JSON object as pairs in the order written, duplicates kept.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Pairs<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;
        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Self::Value, A::Error> {
                Err(serde::de::Error::custom("expected an object, found a list"))
            }
        }
        deserializer.deserialize_map(PairsVisitor).map(Pairs)
    }
}

// ---- Header lines ----

/// `Key: value` lines at the start of a text, as Pelican and MultiMarkdown have them; an indented
/// line goes on with the value before it. The block ends at the first empty line. Nothing where the
/// first line is prose that happens to hold a colon: its key must be one that articles use.
pub(super) fn header_lines(text: &str, complete: bool) -> Option<(Vec<Field>, usize)> {
    let mut fields: Vec<Field> = Vec::new();
    let mut at = text.len() - text.trim_start_matches('\n').len();
    for (number, line) in (line_at(text, at)..).zip(text[at..].split_inclusive('\n')) {
        if !line.ends_with('\n') && !complete {
            return None;
        }
        at += line.len();
        let content = line.trim_end();
        if content.is_empty() {
            break;
        }
        if content.starts_with([' ', '\t']) {
            let last = fields.last_mut()?;
            if let Value::Text(value) = &mut last.value {
                value.push(if last.key.starts_with("author") {
                    '\n'
                } else {
                    ' '
                });
                value.push_str(content.trim());
            }
        } else {
            let (key, value) = content.split_once(':')?;
            if !is_key(key) || (fields.is_empty() && !FIRST_KEYS.contains(&fold_key(key).as_str()))
            {
                return None;
            }
            fields.push(Field::text(
                OriginKind::HeaderLine,
                fold_key(key),
                value.trim(),
                number,
            ));
        }
    }
    (!fields.is_empty()).then_some((fields, at))
}

/// Keys that a block of header lines may start with.
const FIRST_KEYS: [&str; 22] = [
    "title",
    "date",
    "author",
    "authors",
    "category",
    "categories",
    "tags",
    "keywords",
    "slug",
    "summary",
    "description",
    "lang",
    "language",
    "modified",
    "updated",
    "published",
    "status",
    "url",
    "subtitle",
    "layout",
    "id",
    "headline",
];

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.len() <= 40
        && key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'))
        && key.split(' ').count() <= 3
}

/// `.. key: value` lines, as Nikola has them in texts, in comments of Markdown and HTML and in
/// `.meta` files. Gives the offset behind them.
pub(super) fn dotted_lines(text: &str, kind: OriginKind) -> Option<(Vec<Field>, usize)> {
    let trimmed = text.trim_start();
    let mut at = text.len() - trimmed.len();
    let comment = trimmed.starts_with("<!--");
    let mut fields = Vec::new();
    for (number, line) in (line_at(text, at)..).zip(text[at..].split_inclusive('\n')) {
        let content = line.trim();
        if let Some(pair) = content.strip_prefix(".. ") {
            let Some((key, value)) = pair
                .split_once(':')
                .filter(|(key, value)| is_key(key.trim()) && !value.starts_with(':'))
            else {
                break;
            };
            if !value.trim().is_empty() {
                fields.push(Field::text(kind, fold_key(key), value.trim(), number));
            }
        } else if comment && content == "-->" {
            at += line.len();
            break;
        } else if !(content.is_empty() || content == "<!--") {
            break;
        }
        at += line.len();
    }
    (!fields.is_empty()).then_some((fields, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<Field> {
        match split(text, true) {
            Split::Found(block) => parse(&block).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    fn error(text: &str) -> String {
        match split(text, true) {
            Split::Found(block) => parse(&block).unwrap_err().to_string(),
            Split::Broken(finding) => finding.to_string(),
            other => panic!("{other:?}"),
        }
    }

    fn show(fields: &[Field]) -> String {
        fields
            .iter()
            .map(|f| format!("{}@{}={:?};", f.key, f.line, f.value))
            .collect()
    }

    #[test]
    fn json_that_is_deep_or_broken_inside_is_refused() {
        let deep = format!(
            "{{\"a\": 1,\n\"x\": {}1{}}}\n",
            "{\"a\":".repeat(9999),
            "}".repeat(9999)
        );
        assert_eq!(
            error(&deep).lines().next(),
            Some("2: error[broken-front-matter]: nested deeper than 64 levels")
        );
        let half = error("{\"a\": 1,\n\"title\": \"\\ud800\"}\n");
        assert!(
            half.starts_with("2: error[broken-front-matter]: cannot be read as JSON"),
            "{half}"
        );
    }

    #[test]
    fn yaml_scalars_stay_text_and_keep_their_lines() {
        let fields = fields(
            "---\ntitle: A\ndate: 2025-02-30\nn: 12:30\nempty:\ntags: [a, 'b']\nauthor:\n  name: X\n---\nbody",
        );
        assert_eq!(
            show(&fields),
            "title@2=Text(\"A\");date@3=Text(\"2025-02-30\");n@4=Text(\"12:30\");empty@5=Null;\
             tags@6=List([Text(\"a\"), Text(\"b\")]);author@7=Map([Field { key: \"name\", value: Text(\"X\"), kind: FrontMatter, line: 8 }]);"
        );
    }

    #[test]
    fn yaml_whose_keys_are_all_indented_is_read() {
        assert_eq!(
            show(&fields("---\n title: A\n date: 2020-01-01\n---\n")),
            "title@2=Text(\"A\");date@3=Text(\"2020-01-01\");"
        );
    }

    #[test]
    fn plain_yaml_is_read_without_the_parser_and_other_yaml_with_it() {
        let plain = "title: \"A: b\"\ndate: 2025-05-05T10:00:00+02:00\nempty:\ntags: [a, b c]\nlist:\n  - x\n  - 'y'\nlast: é (1)\n";
        assert_eq!(plain_yaml(plain, 2), Some(yaml(plain, 2).unwrap()));
        for other in [
            "a: b\n  c",
            "a: |\n  b",
            "a: &x b",
            "a: b: c",
            "a: 'it''s'",
            "- a",
            "a: [b, [c]]",
            "a: {b: c}",
            "a: b # c",
            "a:\n  b: c",
            "? a",
        ] {
            assert_eq!(plain_yaml(other, 1), None, "{other}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(500))]

        #[test]
        fn what_is_read_without_the_parser_is_what_the_parser_reads(
            text in r#"(([a-c]{1,2}: ?|  ?- |)([a-z0-9 :#,\-\[\]"'\\.~|>&*!%@é]{0,12}|"[a-c :#]{0,5}"|'[a-c ]{0,4}'|\[[a-c, ]{0,8}\]|null|)\n){0,5}"#
        ) {
            if let Some(fields) = plain_yaml(&text, 1) {
                match yaml(&text, 1) {
                    Ok(expected) => proptest::prop_assert_eq!(fields, expected),
                    Err(error) => proptest::prop_assert!(false, "{}", error),
                }
            }
        }
    }

    #[test]
    fn toml_and_json_are_read_the_same_way() {
        assert_eq!(
            show(&fields(
                "+++\ntitle = \"A\"\ndate = 2025-05-05\n[extra]\nn = 1\n+++\n"
            )),
            "title@2=Text(\"A\");date@3=Text(\"2025-05-05\");extra@4=Map([Field { key: \"n\", value: Text(\"1\"), kind: FrontMatter, line: 5 }]);"
        );
        assert_eq!(
            show(&fields("{\n \"title\": \"A\",\n \"draft\": false\n}\nbody")),
            "title@2=Text(\"A\");draft@3=Text(\"false\");"
        );
    }

    #[test]
    fn broken_front_matter_is_reported_with_its_line() {
        assert!(
            error("---\ntitle: \"A\n---\n").starts_with("2:"),
            "{}",
            error("---\ntitle: \"A\n---\n")
        );
        assert!(error("---\ntitle: A\nbody").starts_with("1: error[broken-front-matter]"));
        assert!(error("+++\ntitle = A\n+++\n").starts_with("2: error[broken-front-matter]"));
        assert!(
            error("{\n \"title\": \"A\"\n \"b\": 1}\n")
                .starts_with("3: error[broken-front-matter]")
        );
    }

    #[test]
    fn a_text_that_begins_with_a_rule_has_no_front_matter() {
        assert_eq!(split("---\n\nJust text.\n", true), Split::None);
        assert_eq!(split("{% include x %}\n", true), Split::None);
    }

    #[test]
    fn an_unfinished_front_matter_asks_for_more() {
        assert_eq!(split("---\ntitle: A\n", false), Split::Incomplete);
        assert_eq!(split("{\n \"title\": ", false), Split::Incomplete);
    }

    #[test]
    fn aliases_of_aliases_are_bounded() {
        let mut text = String::from("---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for n in 1..9 {
            let list = vec![format!("*a{}", n - 1); 10].join(",");
            text.push_str(&format!("a{n}: &a{n} [{list}]\n"));
        }
        text.push_str("---\n");
        assert!(error(&text).contains("more than 10000 values"));
    }

    #[test]
    fn header_lines_need_a_known_first_key() {
        let (fields, body) =
            header_lines("Title: A\nDate: 2024-01-02\nAuthors: X\n  Y\n\nText", true).unwrap();
        assert_eq!(
            show(&fields),
            "title@1=Text(\"A\");date@2=Text(\"2024-01-02\");authors@3=Text(\"X\\nY\");"
        );
        assert_eq!(body, 42);
        assert!(header_lines("Note: this is prose.\n\nMore", true).is_none());
    }

    #[test]
    fn dotted_lines_are_read_in_texts_and_comments() {
        let (fields, at) = dotted_lines(
            "<!--\n.. title: A\n.. link:\n.. date: 2013/08/31 22:12:55\n-->\n\nText",
            OriginKind::HeaderLine,
        )
        .unwrap();
        assert_eq!(
            show(&fields),
            "title@2=Text(\"A\");date@4=Text(\"2013/08/31 22:12:55\");"
        );
        assert_eq!(at, 59);
        assert!(dotted_lines(".. image:: a.png\n", OriginKind::HeaderLine).is_none());
    }
}
