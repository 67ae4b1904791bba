//! What episodes have around their medium.

use serde::{Deserialize, Deserializer, Serialize};

use super::check::{Address, Check, Fault, Parts};
use super::values::{MEDIA_TYPE_HELP, is_amount, is_media_type};
use crate::entry::seconds;

/// A part of an episode worth hearing first (`podcast:soundbite`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Soundbite {
    /// Where it begins, in seconds.
    #[serde(
        alias = "starttime",
        alias = "start_time",
        deserialize_with = "seconds::read"
    )]
    pub start: f64,
    /// How long it is, in seconds.
    #[serde(deserialize_with = "seconds::read")]
    pub duration: f64,
    /// Its title; the episode's where absent.
    #[serde(alias = "text")]
    pub title: Option<String>,
}

impl Check for Soundbite {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        if !is_amount(self.start) || !is_amount(self.duration) || self.duration == 0.0 {
            parts.refuse(
                "duration",
                "expected a `start` and a `duration` above 0",
                "write seconds, or times such as `01:23`",
            );
        }
        parts.some_text("title", &mut self.title, 128);
        parts.faults
    }
}

/// The words of an episode (`podcast:transcript`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Transcript {
    /// Absolute URL.
    #[serde(alias = "href", alias = "src", alias = "file", alias = "path")]
    pub url: String,
    /// Media type; told by the name of the file where absent.
    #[serde(rename = "type", alias = "mime_type")]
    pub media_type: Option<String>,
    /// BCP 47 tag; the episode's where absent.
    #[serde(alias = "lang")]
    pub language: Option<String>,
    /// `captions` where it says when each word is spoken.
    pub rel: Option<String>,
}

impl Check for Transcript {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.url("url", &mut self.url);
        if self.media_type.is_none() {
            self.media_type = transcript_type(&self.url).map(str::to_owned);
            if self.media_type.is_none() {
                parts.refuse(
                    "type",
                    format!("cannot tell the type of the transcript `{}`", self.url),
                    "use the extension `.vtt`, `.srt`, `.json`, `.html` or `.txt`, or write the \
                     `type` beside the address",
                );
            }
        }
        parts.some("type", &mut self.media_type, is_media_type, MEDIA_TYPE_HELP);
        if let Some(text) = self.language.take().filter(|text| !text.trim().is_empty()) {
            self.language = crate::language::tag(&text);
            if self.language.is_none() {
                let message = format!("language: expected a tag, found `{text}`");
                parts.refuse("language", message, "write a BCP 47 tag such as `en`");
            }
        }
        if let Some(rel) = &mut self.rel {
            parts.one_of("rel", rel, &["captions"]);
        }
        parts.faults
    }
}

/// The media type of a transcript by the extension of its file ("Podcast Namespace", `transcript`;
/// Apple takes the first two).
pub fn transcript_type(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "vtt" => "text/vtt",
        "srt" => "application/x-subrip",
        "json" => "application/json",
        "html" | "htm" => "text/html",
        "txt" => "text/plain",
        _ => return None,
    })
}

/// The same episode in another form (`podcast:alternateEnclosure`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Alternate {
    /// Absolute URL.
    #[serde(alias = "src", alias = "href", alias = "file")]
    pub url: String,
    /// Media type; told by the name of the file where absent.
    #[serde(rename = "type", alias = "mime_type")]
    pub media_type: Option<String>,
    /// Size in bytes.
    #[serde(alias = "size", alias = "bytes")]
    pub length: Option<u64>,
    /// Bits a second.
    pub bitrate: Option<f64>,
    /// Height of the picture in pixels.
    pub height: Option<u32>,
    /// BCP 47 tag.
    #[serde(alias = "language")]
    pub lang: Option<String>,
    /// Name for people, up to 32 characters.
    pub title: Option<String>,
    /// Which of several forms belong together, up to 32 characters.
    pub rel: Option<String>,
    /// Codecs (RFC 6381).
    pub codecs: Option<String>,
    /// Whether it is the one that apps take where they understand it.
    pub default: bool,
    /// Other places of the same file, such as `ipfs://…`.
    pub sources: Vec<Source>,
    /// Subresource Integrity of the file, such as `sha384-…`.
    #[serde(deserialize_with = "hash")]
    pub integrity: Option<String>,
}

/// A hash alone, or the map that the namespace has: `{ type: sri, value: sha384-… }`.
fn hash<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(String),
        Parts {
            #[serde(rename = "type", default)]
            kind: Option<String>,
            value: String,
        },
    }
    Ok(match Option::<Written>::deserialize(deserializer)? {
        Some(Written::Parts {
            kind: Some(kind),
            value,
        }) if kind != "sri" => Some(format!("{kind}: {value}")),
        Some(Written::Text(value) | Written::Parts { value, .. }) => Some(value),
        None => None,
    })
}

/// Whether a text is metadata of Subresource Integrity (W3C, 3.5): the digests of three hashes in Base64.
fn is_sri(text: &str) -> bool {
    let is_digest = |word: &str| {
        let lengths = [("sha256-", 44), ("sha384-", 64), ("sha512-", 88)];
        lengths.iter().any(|(name, length)| {
            word.strip_prefix(name).is_some_and(|digest| {
                digest.len() == *length
                    && digest
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
            })
        })
    };
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some() && words.all(is_digest)
}

/// A place of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    /// Any URI.
    #[serde(alias = "url")]
    pub uri: String,
    /// Media type, where it is not that of the file, such as `application/x-bittorrent`.
    #[serde(rename = "type", alias = "contenttype", alias = "content_type")]
    pub content_type: Option<String>,
}

impl Check for Alternate {
    fn spare() -> &'static [&'static str] {
        &[
            "length",
            "bitrate",
            "height",
            "lang",
            "title",
            "rel",
            "codecs",
            "default",
            "sources",
            "integrity",
        ]
    }

    fn mend(&mut self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut refuse = |part, message: String, help| {
            faults.push(Fault {
                part,
                message: format!("{part}: {message}; left out"),
                help,
            });
        };
        self.sources.retain(|source| {
            let is_uri = source.uri.contains(':');
            if !is_uri {
                let message = format!("expected a URI, found `{}`", source.uri);
                refuse("sources", message, "write an address with its scheme");
            }
            is_uri
        });
        if let Some(text) = self.integrity.take_if(|text| !is_sri(text)) {
            let help = "write `sha256-`, `sha384-` or `sha512-` and the digest in Base64";
            refuse(
                "integrity",
                format!("expected a hash, found `{text}`"),
                help,
            );
        }
        if let Some(text) = self
            .lang
            .take_if(|text| crate::language::tag(text).is_none())
        {
            let help = "write a BCP 47 tag such as `en`";
            refuse("lang", format!("expected a tag, found `{text}`"), help);
        }
        for (part, text) in [("title", &mut self.title), ("rel", &mut self.rel)] {
            if text.take_if(|text| text.chars().count() > 32).is_some() {
                let message = "expected at most 32 characters".to_owned();
                refuse(part, message, "shorten it: apps cut or drop what is longer");
            }
        }
        if self.bitrate.take_if(|rate| !is_amount(*rate)).is_some() {
            refuse(
                "bitrate",
                "expected bits a second".to_owned(),
                "write a number",
            );
        }
        faults
    }

    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.url("url", &mut self.url);
        if self.media_type.is_none() {
            let path = self.url.split(['?', '#']).next().unwrap_or_default();
            self.media_type = mime_guess::from_path(path).first().map(|it| it.to_string());
        }
        if self.media_type.is_none() {
            let message = format!("cannot tell the media type of `{}`", self.url);
            parts.refuse("type", message, MEDIA_TYPE_HELP);
        }
        parts.some("type", &mut self.media_type, is_media_type, MEDIA_TYPE_HELP);
        parts.some_text("title", &mut self.title, 32);
        parts.some_text("rel", &mut self.rel, 32);
        if let Some(text) = self.lang.take().filter(|text| !text.trim().is_empty()) {
            self.lang = crate::language::tag(&text);
            if self.lang.is_none() {
                let message = format!("lang: expected a tag, found `{text}`");
                parts.refuse("lang", message, "write a BCP 47 tag such as `en`");
            }
        }
        if self.bitrate.is_some_and(|rate| !is_amount(rate)) {
            parts.refuse("bitrate", "expected bits a second", "write a number");
        }
        for source in &mut self.sources {
            if !source.uri.contains(':') {
                let message = format!("sources: expected a URI, found `{}`", source.uri);
                parts.refuse("sources", message, "write an address with its scheme");
            }
            let kind = &mut source.content_type;
            parts.some("type", kind, is_media_type, MEDIA_TYPE_HELP);
        }
        parts.faults
    }
}

/// Where an episode can be met elsewhere (`podcast:contentLink`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContentLink {
    /// Absolute URL.
    #[serde(alias = "href")]
    pub url: String,
    /// What apps write on the link.
    #[serde(alias = "title")]
    pub text: String,
}

impl Check for ContentLink {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.url("url", &mut self.url);
        parts.text("text", &mut self.text, 4000);
        parts.faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_does_without_what_is_wrong_of_it() {
        let digest = "A".repeat(64);
        let mut form = Alternate {
            url: "https://example.org/a.opus".into(),
            lang: Some("en".into()),
            integrity: Some(format!("sha384-{digest}")),
            sources: vec![Source::default()],
            bitrate: Some(-1.0),
            ..Alternate::default()
        };
        let parts: Vec<&str> = form.mend().iter().map(|fault| fault.part).collect();
        assert_eq!(parts, ["sources", "bitrate"]);
        assert!(form.integrity.is_some() && form.lang.is_some());
        form.integrity = Some("md5-x".into());
        assert_eq!(form.mend().len(), 1);
        assert_eq!(form.integrity, None);
    }

    #[test]
    fn a_transcript_is_known_by_its_extension() {
        for (url, kind) in [
            ("/a.vtt", Some("text/vtt")),
            ("/a.SRT?x=1", Some("application/x-subrip")),
            ("/a.b/c", None),
            ("/a.pdf", None),
        ] {
            assert_eq!(transcript_type(url), kind, "{url}");
        }
    }
}
