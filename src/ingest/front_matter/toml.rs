//! TOML: spanned values to fields.

use toml::de::{DeTable, DeValue};

use super::{Fields, broken};
use crate::article::{Field, OriginKind, Value, fold_key};
use crate::text::line_at;

/// Reads the fields of a document.
pub(super) fn read(text: &str, first_line: u32) -> Fields {
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
        DeValue::Boolean(flag) => Value::Switch(*flag),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(list) => Value::List(
            list.iter()
                .map(|value| toml_value(value.get_ref(), text, first_line))
                .collect(),
        ),
        DeValue::Table(table) => Value::Map(toml_fields(table, text, first_line)),
    }
}
