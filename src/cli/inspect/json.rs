//! One JSON object a line: a record that `build` reads as an article again.

use std::io::Write;

use serde::Serialize;

use super::relations::RelationsLine;
use super::{of_no_site, on_site, shown_traces};
use crate::cli::output::{Message, line};
use crate::date::rfc3339;
use crate::entry::Person;
use crate::pipeline::Inspected;

#[derive(Serialize)]
struct Line<'a> {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    title: Option<&'a str>,
    authors: &'a [Person],
    published: Option<String>,
    precision: Option<&'static str>,
    zone: Option<String>,
    zone_source: Option<&'static str>,
    updated: Option<String>,
    language: Option<&'a str>,
    summary: Option<&'a str>,
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_alt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_length: Option<u64>,
    url: Option<&'a str>,
    site_name: Option<&'a str>,
    tags: &'a [Box<str>],
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    draft: bool,
    hidden: bool,
    guid: Option<&'a str>,
    enclosures: Vec<EnclosureLine<'a>>,
    #[serde(flatten)]
    relations: RelationsLine<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    chapters: Vec<ChapterLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    provenance: Vec<TraceLine<'a>>,
    findings: Vec<Message<'a>>,
}

#[derive(Serialize)]
struct EnclosureLine<'a> {
    url: &'a str,
    length: u64,
    #[serde(rename = "type")]
    media_type: &'a str,
    /// In seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    alternate: bool,
}

#[derive(Serialize)]
struct ChapterLine<'a> {
    /// In seconds, as `Chapter` of JSON Chapters has it.
    start: f64,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
}

#[derive(Serialize)]
struct TraceLine<'a> {
    field: &'a str,
    value: &'a str,
    from: &'static str,
    name: &'a str,
    line: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lost: Vec<LostLine<'a>>,
}

#[derive(Serialize)]
struct LostLine<'a> {
    value: &'a str,
    from: &'static str,
    name: &'a str,
    line: u32,
    reason: &'a str,
}

pub(super) fn print(inspected: &Inspected, content: bool) {
    let metadata = inspected.metadata.as_ref();
    let real = |url: &'_ &str| !of_no_site(url);
    let published = metadata.and_then(|m| m.published.as_ref());
    let content = inspected.rendered.as_ref().filter(|_| content);
    let line = Line {
        path: inspected.path.display().to_string(),
        line: inspected.record,
        title: metadata.map(|m| m.title.as_str()),
        authors: metadata.map_or(&[], |m| &m.authors),
        published: published.map(|date| rfc3339(&date.instant)),
        precision: published.map(|date| date.precision.name()),
        zone: published.map(|date| date.zone.to_string()),
        zone_source: published.map(|date| date.zone_source.name()),
        updated: metadata.and_then(|m| m.updated.as_ref()).map(rfc3339),
        language: metadata.and_then(|m| m.language.as_deref()),
        summary: metadata.and_then(|m| m.summary.as_deref()),
        image: metadata
            .and_then(|m| m.image.as_ref())
            .map(|image| on_site(&image.url)),
        image_alt: metadata
            .and_then(|m| m.image.as_ref())
            .and_then(|image| image.alt.as_deref()),
        image_width: metadata
            .and_then(|m| m.image.as_ref())
            .and_then(|image| image.width),
        image_height: metadata
            .and_then(|m| m.image.as_ref())
            .and_then(|image| image.height),
        image_type: metadata
            .and_then(|m| m.image.as_ref())
            .and_then(|image| image.media_type.as_deref()),
        image_length: metadata
            .and_then(|m| m.image.as_ref())
            .and_then(|image| image.length),
        url: metadata
            .and_then(|m| m.permalink.as_ref())
            .map(url::Url::as_str)
            .filter(real),
        site_name: metadata.and_then(|m| m.site_name.as_deref()),
        tags: metadata.map_or(&[], |m| &m.tags),
        place: metadata.and_then(|m| m.place.as_deref()),
        rights: metadata.and_then(|m| m.rights.as_deref()),
        expires: metadata
            .and_then(|m| m.expires)
            .map(|expires| rfc3339(&expires.fixed_offset())),
        draft: metadata.is_some_and(|m| m.draft),
        hidden: metadata.is_some_and(|m| m.hidden),
        guid: metadata.and_then(|m| m.guid.as_deref()).filter(real),
        enclosures: metadata
            .map(|m| m.enclosures.iter())
            .into_iter()
            .flatten()
            .map(|enclosure| EnclosureLine {
                url: on_site(&enclosure.url),
                length: enclosure.length,
                media_type: &enclosure.media_type,
                duration: enclosure.duration,
                title: enclosure.title.as_deref(),
                alternate: enclosure.alternate,
            })
            .collect(),
        chapters: metadata
            .and_then(|m| m.extra.as_deref())
            .map(|extra| extra.episode.chapters.iter())
            .into_iter()
            .flatten()
            .map(|chapter| ChapterLine {
                start: chapter.start as f64 / 1000.0,
                title: &chapter.title,
                url: chapter.url.as_deref().map(on_site),
                image: chapter.image.as_deref().map(on_site),
            })
            .collect(),
        relations: metadata
            .and_then(|m| m.extra.as_deref())
            .map(RelationsLine::of)
            .unwrap_or_default(),
        content_html: content.map(|rendered| rendered.content.as_str()),
        provenance: shown_traces(inspected)
            .map(|trace| TraceLine {
                field: trace.field,
                value: on_site(&trace.value),
                from: trace.origin.kind.name(),
                name: &trace.origin.name,
                line: trace.origin.line,
                lost: trace
                    .lost
                    .iter()
                    .map(|lost| LostLine {
                        value: on_site(&lost.value),
                        from: lost.origin.kind.name(),
                        name: &lost.origin.name,
                        line: lost.origin.line,
                        reason: &lost.reason,
                    })
                    .collect(),
            })
            .collect(),
        findings: inspected.findings.iter().map(Message::from).collect(),
    };
    line!("{}", serde_json::to_string(&line).unwrap_or_default());
}
