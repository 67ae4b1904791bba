//! Attached sound and film, as the themes of podcasts and the exports of systems name them, and their
//! chapters.

use std::collections::HashSet;

use url::Url;

use super::fields::Fields;
use super::keys::{self, Keys};
use super::media::{address, join};
use crate::article::{Field, Origin, Value};
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::entry::{Enclosure, EnclosureLines};
use crate::media::clock;
use crate::text::one_line;

/// Names of formats that a map of files has for keys, those that everything plays first.
const FORMATS: [&str; 13] = [
    "mp3", "m4a", "m4b", "aac", "mp4", "m4v", "mov", "oga", "ogg", "opus", "webm", "flac", "wav",
];

/// An enclosure and what it is told from.
struct Found {
    enclosure: Enclosure,
    origin: Origin,
    /// Files of one field that are named by their formats, or alike, are one thing in several encodings.
    group: String,
}

/// Sound and film that the head names, what everything plays first. A field such as `file` only counts
/// where it names a medium.
pub(super) fn enclosures(
    fields: &mut Fields<'_>,
    site: &Site,
    permalink: &Url,
) -> Box<[Enclosure]> {
    let mut found: Vec<Found> = Vec::new();
    for (value, origin) in fields.all(&keys::ENCLOSURE) {
        let around = Around {
            site,
            permalink,
            origin: &origin,
        };
        for (format, item) in items(value) {
            let Some(enclosure) = around.enclosure(fields, item) else {
                continue;
            };
            if found
                .iter()
                .any(|other| other.enclosure.url == enclosure.url)
            {
                continue;
            }
            let group = match format {
                Some(_) => format!("{} of {}", origin.name, origin.line),
                None => stem(&enclosure.url).to_owned(),
            };
            found.push(Found {
                enclosure,
                origin: origin.clone(),
                group,
            });
        }
    }
    complete(fields, &mut found);
    let found = in_order(found);
    for Found {
        enclosure, origin, ..
    } in &found
    {
        fields.trace("enclosure", &enclosure.url, origin.clone());
    }
    found.into_iter().map(|found| found.enclosure).collect()
}

/// What one field names: several in a list, or in a map whose keys are formats.
fn items(value: &Value) -> Vec<(Option<&str>, &Value)> {
    match value {
        Value::List(list) => list.iter().map(|item| (None, item)).collect(),
        Value::Map(map) => match of_formats(map) {
            formats if formats.is_empty() => vec![(None, value)],
            formats => formats,
        },
        value => vec![(None, value)],
    }
}

fn of_formats(fields: &[Field]) -> Vec<(Option<&str>, &Value)> {
    let named = FORMATS.iter().filter_map(|format| {
        let field = fields.iter().find(|field| field.key == *format)?;
        Some((Some(*format), &field.value))
    });
    named.collect()
}

struct Around<'a> {
    site: &'a Site,
    permalink: &'a Url,
    origin: &'a Origin,
}

impl Around<'_> {
    fn enclosure(&self, fields: &mut Fields<'_>, item: &Value) -> Option<Enclosure> {
        let written = match item {
            Value::Map(_) => Written::of_map(item)?,
            item => Written::of_text(item.text()?),
        };
        let url = join(written.address, self.origin, self.site, self.permalink)?;
        let guessed =
            mime_guess::from_path(url.path())
                .first()
                .map(|guess| match guess.essence_str() {
                    // Not registered, and not in the lists of directories.
                    "audio/m4a" | "audio/m4b" => "audio/x-m4a".to_owned(),
                    essence => essence.to_owned(),
                });
        let explicit = self.origin.name.starts_with("enclosure");
        let essence = |text: &str| text.split(';').next().map(|text| text.trim().to_owned());
        let said = written.media_type.and_then(essence);
        let media_type = match said.filter(|text| is_media_type(text)).or(guessed) {
            Some(media_type) => media_type,
            None if explicit => {
                fields.find(
                    Diagnostic::warning(
                        "unknown-media-type",
                        format!("cannot tell the media type of {url}"),
                    )
                    .at(self.origin.line, 0)
                    .help("write it beside the address, such as `type: audio/mpeg`"),
                );
                "application/octet-stream".to_owned()
            }
            None => return None,
        };
        let plays = media_type.starts_with("audio/") || media_type.starts_with("video/");
        if !explicit && !plays {
            return None;
        }
        let line = |known: bool| if known { self.origin.line } else { 0 };
        Some(Enclosure {
            url: url.into(),
            length: written.length.unwrap_or(0),
            media_type,
            duration: written.duration,
            title: written.title,
            alternate: false,
            lines: EnclosureLines {
                url: self.origin.line,
                length: line(written.length.is_some()),
                duration: line(written.duration.is_some()),
            },
        })
    }
}

/// What is said of a medium in one place.
struct Written<'a> {
    address: &'a str,
    length: Option<u64>,
    media_type: Option<&'a str>,
    duration: Option<u32>,
    title: Option<String>,
}

impl<'a> Written<'a> {
    /// An address; or, as WordPress keeps it, address, size and type on three lines of one text, and
    /// what PowerPress knows besides as PHP writes it down.
    fn of_text(text: &'a str) -> Self {
        let mut words = text.split_whitespace();
        let first = words.next().unwrap_or_default();
        let length = words.next().and_then(number);
        if length.is_none() {
            return Written {
                address: text,
                length: None,
                media_type: None,
                duration: None,
                title: None,
            };
        }
        let more = text.split_once("\"duration\";");
        let value = more.and_then(|(_, more)| more.split('"').nth(1));
        Written {
            address: first,
            length,
            media_type: words.next(),
            duration: value.and_then(seconds),
            title: None,
        }
    }

    fn of_map(map: &'a Value) -> Option<Self> {
        let inside = |keys: &[&str]| {
            keys.iter()
                .find_map(|key| map.get(key).and_then(Value::text))
        };
        Some(Written {
            address: address(map)?,
            length: inside(&[
                "length",
                "size",
                "size_in_bytes",
                "bytes",
                "filesize",
                "file_size",
            ])
            .and_then(number),
            media_type: inside(&["type", "mime_type", "media_type", "mimetype", "mime"]),
            duration: inside(&[
                "duration",
                "itunes_duration",
                "duration_in_seconds",
                "seconds",
            ])
            .or_else(|| inside(&["length"]).filter(|text| text.contains(':')))
            .and_then(seconds),
            title: inside(&["title", "label"])
                .map(one_line)
                .filter(|title| !title.is_empty()),
        })
    }
}

/// Fills in what stands beside the address: a size is that of the first file, or of the file of its
/// format; a duration that of all that are one thing.
fn complete(fields: &mut Fields<'_>, found: &mut [Found]) {
    if found.is_empty() {
        return;
    }
    for (value, origin) in fields.all(&keys::ENCLOSURE_LENGTH) {
        let give = |found: &mut Found, value: &Value| {
            let length = value.text().and_then(number);
            if let Some(length) = length.filter(|_| found.enclosure.length == 0) {
                found.enclosure.length = length;
                found.enclosure.lines.length = origin.line;
            }
        };
        if let Value::Map(_) = value {
            for found in found.iter_mut() {
                let name = found.enclosure.url.rsplit('.').next().unwrap_or_default();
                if let Some(value) = value.get(&name.to_lowercase()) {
                    give(found, value);
                }
            }
        } else if let Some(first) = found.first_mut() {
            give(first, value);
        }
    }
    let duration = first_duration(fields, &keys::DURATION, |_| true).or_else(|| {
        // `length` means either.
        first_duration(fields, &keys::ENCLOSURE_LENGTH, |text| text.contains(':'))
    });
    let Some((duration, origin)) = duration else {
        return;
    };
    let group = found[0].group.clone();
    for found in found.iter_mut().filter(|found| found.group == group) {
        if found.enclosure.duration.is_none() {
            found.enclosure.duration = Some(duration);
            found.enclosure.lines.duration = origin.line;
        }
    }
    fields.trace("duration", &clock::written(duration), origin);
}

fn first_duration(
    fields: &Fields<'_>,
    keys: &Keys,
    is_one: impl Fn(&str) -> bool,
) -> Option<(u32, Origin)> {
    let mut all = fields.all(keys).into_iter();
    all.find_map(|(value, origin)| {
        let text = value.text().filter(|text| is_one(text))?;
        Some((seconds(text)?, origin))
    })
}

/// Of one thing in several encodings the one first that everything plays; else as written.
fn in_order(mut found: Vec<Found>) -> Vec<Found> {
    let mut places: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for found in &found {
        if seen.insert(found.group.clone()) {
            places.push(found.group.clone());
        }
    }
    found.sort_by_key(|found| {
        let place = places.iter().position(|group| *group == found.group);
        (place, rank(&found.enclosure.media_type))
    });
    let mut last: Option<String> = None;
    for found in &mut found {
        found.enclosure.alternate = last.as_ref() == Some(&found.group);
        last = Some(found.group.clone());
    }
    found
}

/// How few players play it: MP3 all, MPEG-4 nearly all, and Ogg not those of Apple.
fn rank(media_type: &str) -> u8 {
    match media_type {
        "audio/mpeg" | "audio/mp3" => 0,
        "audio/mp4" | "audio/x-m4a" | "audio/m4a" | "audio/aac" => 1,
        "video/mp4" | "video/x-m4v" => 2,
        "video/quicktime" => 3,
        _ => 4,
    }
}

/// The name of the file in an address, without its extension.
fn stem(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// Seconds of what plays, to the nearest.
fn seconds(text: &str) -> Option<u32> {
    let milliseconds = clock::milliseconds(text).filter(|milliseconds| *milliseconds > 0)?;
    u32::try_from((milliseconds + 500) / 1000).ok()
}

/// Type and subtype, without parameters (RFC 2045, 5.1).
fn is_media_type(text: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
    };
    text.split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// A count of bytes, digits grouped or not.
fn number(text: &str) -> Option<u64> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '_' | ',' | '\''))
        .collect();
    digits.parse().ok()
}
