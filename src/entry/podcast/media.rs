//! What episodes have around their medium.

use serde::{Deserialize, Serialize};

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
    pub integrity: Option<String>,
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
