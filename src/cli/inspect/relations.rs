//! What few articles say, under the names that `build` reads it by.

use serde::Serialize;

use super::on_site;
use crate::date::rfc3339;
use crate::entry::{Extra, Person};

#[derive(Default, Serialize)]
pub(super) struct RelationsLine<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    in_reply_to: Vec<ReplyLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comments_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comments_feed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment_count: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<OriginalLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coordinates: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    contributors: &'a [Person],
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
}

#[derive(Serialize)]
struct ReplyLine<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    media_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed: Option<&'a str>,
}

#[derive(Serialize)]
struct OriginalLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<String>,
}

impl<'a> RelationsLine<'a> {
    pub(super) fn of(extra: &'a Extra) -> Self {
        let address = |url: &'a Option<String>| url.as_deref().map(on_site);
        RelationsLine {
            in_reply_to: extra
                .replies_to
                .iter()
                .map(|reply| ReplyLine {
                    id: &reply.id,
                    url: address(&reply.url),
                    media_type: reply.media_type.as_deref(),
                    feed: address(&reply.feed),
                })
                .collect(),
            comments_url: address(&extra.discussion.page),
            comments_feed: address(&extra.discussion.feed),
            comment_count: extra.discussion.count,
            license: extra.license.as_deref(),
            original: extra.original.as_ref().map(|original| OriginalLine {
                title: original.title.as_deref(),
                url: address(&original.page),
                feed: address(&original.feed),
                id: original.id.as_deref(),
                updated: original.updated.as_ref().map(rfc3339),
            }),
            coordinates: extra.point.map(|point| [point.latitude, point.longitude]),
            series: extra.series.as_deref(),
            contributors: &extra.contributors,
            publisher: extra.publisher.as_deref(),
        }
    }
}
