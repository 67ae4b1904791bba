//! `dateline schema`: the JSON Schema of `dateline.toml`.

use std::io::Write;

use super::Outcome;
use super::output::line;
use crate::config::Config;
use crate::error::Error;

/// Arguments of `dateline schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> Result<Outcome, Error> {
    let mut schema = schemars::schema_for!(Config);
    forbid_unknown(schema.as_object_mut());
    let text = serde_json::to_string_pretty(&schema).map_err(|error| Error::Emit {
        feed: "the schema".to_owned(),
        message: error.to_string(),
    })?;
    line!("{text}");
    Ok(Outcome::Clean)
}

/// Unknown keys are errors of the configuration; editors should say so while it is written.
fn forbid_unknown(schema: Option<&mut serde_json::Map<String, serde_json::Value>>) {
    let Some(schema) = schema else { return };
    if schema.contains_key("properties") {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
    if let Some(definitions) = schema
        .get_mut("$defs")
        .and_then(|defs| defs.as_object_mut())
    {
        for definition in definitions.values_mut() {
            forbid_unknown(definition.as_object_mut());
        }
    }
}
