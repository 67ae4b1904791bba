//! Values of an episode of which there may be several, each a map or a text.

use serde::de::DeserializeOwned;
use url::Url;

use crate::article::{Origin, Value, same_key};
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::entry::podcast::{Check, Credit};
use crate::normalise::fields::Fields;
use crate::normalise::keys::{Keys, podcast as keys};
use crate::normalise::media::join;
use crate::normalise::typed;

/// More of a kind than an episode has; bounds what a hostile head costs.
const MOST: usize = 500;

const HELP: &str = "see docs/PODCASTS.md for its parts";

/// Where the article stands.
pub(super) struct Around<'a> {
    pub site: &'a Site,
    pub permalink: &'a Url,
}

impl Around<'_> {
    /// The values of the first name that is there. `short` makes values of a text.
    pub(super) fn list<T: Check + DeserializeOwned>(
        &self,
        fields: &mut Fields<'_>,
        keys: &Keys,
        short: impl Fn(&str) -> Vec<T>,
        show: impl Fn(&T) -> String,
    ) -> Vec<T> {
        let Some((value, origin)) = fields.all(keys).into_iter().next() else {
            return Vec::new();
        };
        let items = match value {
            Value::List(list) => &list[..],
            value => std::slice::from_ref(value),
        };
        let mut found = Vec::new();
        for item in items.iter().filter(|item| !item.is_empty()).take(MOST) {
            let line = line_of(item, &origin);
            let read = match item.text() {
                Some(text) => Ok(short(text)),
                None => typed::read(item)
                    .or_else(|message| match without_faults::<T>(item) {
                        Some((value, faults)) => {
                            for (line, message) in faults {
                                refuse(fields, keys, line, &message, HELP);
                            }
                            Ok(value)
                        }
                        None => Err(message),
                    })
                    .map(|value| vec![value]),
            };
            let values = match read {
                Ok(values) => values,
                Err(message) => {
                    refuse(fields, keys, line, &message, HELP);
                    continue;
                }
            };
            for mut value in values {
                let absolute =
                    |text: &str| join(text, &origin, self.site, self.permalink).map(String::from);
                for fault in value.mend() {
                    refuse(fields, keys, line, &fault.message, fault.help);
                }
                let faults = value.check(&absolute);
                if faults.is_empty() {
                    fields.trace_with(keys.field, || (show(&value), at(&origin, line)));
                    found.push(value);
                }
                for fault in faults {
                    refuse(fields, keys, line, &fault.message, fault.help);
                }
            }
        }
        found
    }

    /// Values that are maps alone; a text is refused.
    pub(super) fn maps<T: Check + DeserializeOwned>(
        &self,
        fields: &mut Fields<'_>,
        keys: &Keys,
        show: impl Fn(&T) -> String,
    ) -> Vec<T> {
        let texts = fields.all(keys).into_iter().next();
        if let Some((Value::Text(text), origin)) = texts {
            let message = format!("expected a map of its parts, found `{text}`");
            refuse(fields, keys, origin.line, &message, HELP);
            return Vec::new();
        }
        self.list(fields, keys, |_| Vec::new(), show)
    }

    /// All who are heard, hosts first. Names in one text are told apart by commas.
    pub(super) fn persons(&self, fields: &mut Fields<'_>) -> Vec<Credit> {
        let mut all: Vec<Credit> = Vec::new();
        let roles = [
            (&keys::HOSTS, Some("host")),
            (&keys::GUESTS, Some("guest")),
            (&keys::PERSONS, None),
        ];
        for (keys, role) in roles {
            let named = |text: &str| {
                let names = text.split(',').map(str::trim);
                let names = names.filter(|name| !name.is_empty());
                names
                    .map(|name| Credit {
                        name: name.to_owned(),
                        ..Credit::default()
                    })
                    .collect()
            };
            let found = self.list(fields, keys, named, |person| person.name.clone());
            for mut person in found {
                person.role = person.role.or(role.map(str::to_owned));
                let is_there = |other: &Credit| {
                    other.name == person.name
                        && (other.role == person.role || person.role.is_none())
                };
                if !all.iter().any(is_there) {
                    all.push(person);
                }
            }
        }
        all
    }
}

/// A map without those of its spare parts that cannot be read, and what is to be said of each.
fn without_faults<T: Check + DeserializeOwned>(item: &Value) -> Option<(T, Vec<(u32, String)>)> {
    let Value::Map(map) = item else {
        return None;
    };
    let (mut kept, mut faults) = (Vec::new(), Vec::new());
    for field in map {
        let is_spare = T::spare().iter().any(|name| same_key(name, &field.key));
        let alone = Value::Map(vec![field.clone()]);
        match typed::read::<T>(&alone) {
            Err(message) if is_spare => {
                faults.push((field.line, format!("{}: {message}; left out", field.key)));
            }
            _ => kept.push(field.clone()),
        }
    }
    Some((typed::read(&Value::Map(kept)).ok()?, faults))
}

/// The line of an item, as near as it is known.
fn line_of(item: &Value, origin: &Origin) -> u32 {
    match item {
        Value::Map(map) => map.first().map_or(0, |field| field.line).max(origin.line),
        _ => origin.line,
    }
}

pub(super) fn at(origin: &Origin, line: u32) -> Origin {
    Origin {
        line,
        ..origin.clone()
    }
}

pub(super) fn refuse(
    fields: &mut Fields<'_>,
    keys: &Keys,
    line: u32,
    message: &str,
    help: &'static str,
) {
    fields.find(
        Diagnostic::warning("invalid-episode", format!("{}: {message}", keys.field))
            .at(line, 0)
            .help(help),
    );
}
