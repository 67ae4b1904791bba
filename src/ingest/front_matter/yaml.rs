//! YAML: events with places to fields.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScanError, Span};

use super::{Fields, MAX_DEPTH, broken};
use crate::article::{Field, OriginKind, Value, fold_key};
use crate::diagnostic::Diagnostic;

/// How many values one front matter may have, aliases included; bounds what an alias of aliases of
/// aliases can cost.
const MAX_VALUES: usize = 10_000;

/// Reads the fields of a mapping.
pub(super) fn read(text: &str, first_line: u32) -> Fields {
    match plain_yaml(text, first_line) {
        Some(fields) => Ok(fields),
        None => yaml(text, first_line),
    }
}

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
    plain.then(|| Value::plain(text))
}

fn yaml(text: &str, first_line: u32) -> Fields {
    let read = whole_yaml(text, first_line);
    // A tab parts a key from its value as a space does (YAML 1.2, 6.2); the parser refuses it.
    if read.is_err() && text.contains(":\t") {
        return whole_yaml(&text.replace(":\t", ": "), first_line).or(read);
    }
    read
}

fn whole_yaml(text: &str, first_line: u32) -> Fields {
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
                let value = match style {
                    saphyr_parser::ScalarStyle::Plain => Value::plain(&text),
                    _ => Value::Text(text.into_owned()),
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
