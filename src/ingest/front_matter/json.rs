//! JSON: raw values, whose addresses tell their places, to fields.

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Fields, MAX_DEPTH, broken};
use crate::article::{Field, OriginKind, Value, fold_key};
use crate::text::line_at;

/// The fields of a JSON object, each with the line it stands on.
pub(in crate::ingest) fn json(text: &str, first_line: u32, kind: OriginKind) -> Fields {
    let wrapped;
    // Hexo leaves the braces out between `;;;`.
    let source = if kind != OriginKind::FrontMatter || text.trim_start().starts_with('{') {
        text
    } else {
        wrapped = format!("{{{text}}}");
        &wrapped
    };
    let reader = JsonReader {
        text: source,
        first_line,
        kind,
        fault: Cell::new(None),
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

pub(super) const JSON_HELP: &str = "check the commas and quotes around this place";

/// What serde_json says, without the place that the finding gives.
pub(in crate::ingest) fn json_reason(error: &serde_json::Error) -> String {
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
            Some(b't') => Ok(Value::Switch(true)),
            Some(b'f') => Ok(Value::Switch(false)),
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
