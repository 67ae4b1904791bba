//! The podcast namespace ("Podcasting 2.0", podcastindex.org): all its tags.

use crate::entry::podcast::{MEDIUMS, SOCIAL_PROTOCOLS, is_geo, is_osm, is_rrule};
use crate::validate::element::{Attribute, Element, optional, required, role};
use crate::validate::ns::Ns;
use crate::validate::rules;
use crate::validate::text::clip;
use crate::validate::uris::is_uuid;
use crate::validate::values::{Fault, Value};
use crate::validate::view::{Leaf, Tag};
use crate::validate::walk::Walk;

const FEED: u64 = role::CHANNEL;
const ITEM: u64 = role::ITEM | role::PODCAST_LIVE;
const ANY: u64 = FEED | ITEM;

const fn podcast(name: &'static str, within: u64, value: Value) -> Element {
    Element::new(Ns::Podcast, name, within, value)
}

const SECONDS: Value = Value::Decimal(0.0);
const COUNT: Value = Value::Number(0, u64::MAX);
const BOOLEAN: Value = Value::OneOf(&["true", "false"]);

const REMOTE: &[Attribute] = &[
    required("feedGuid", Value::Check(guid)),
    optional("feedUrl", Value::Iri),
    optional("itemGuid", Value::Text),
    optional("medium", Value::OneOf(MEDIUMS)),
    optional("title", Value::Text),
];

/// The tags, by name.
pub(super) static ELEMENTS: &[Element] = &[
    podcast("alternateEnclosure", ITEM, Value::Elements)
        .many()
        .role(role::PODCAST_ENCLOSURE)
        .attributes(&[
            optional("bitrate", Value::Decimal(0.0)),
            optional("codecs", Value::Text),
            optional("default", BOOLEAN),
            optional("height", COUNT),
            optional("lang", Value::Language),
            optional("length", COUNT),
            optional("rel", Value::Short(32)),
            optional("title", Value::Short(32)),
            required("type", Value::MediaType),
        ]),
    podcast("block", FEED, Value::OneOf(&["yes", "no"]))
        .many()
        .attributes(&[optional("id", Value::Text)]),
    podcast("chapters", ITEM, Value::Any).attributes(&[
        required("type", Value::MediaType),
        required("url", Value::Iri),
    ]),
    podcast("chat", ANY, Value::Any).attributes(&[
        optional("accountId", Value::Text),
        optional("embedUrl", Value::Iri),
        required("protocol", Value::Text),
        required("server", Value::Text),
        optional("space", Value::Text),
    ]),
    podcast("contentLink", ITEM, Value::Text)
        .many()
        .attributes(&[required("href", Value::Iri)]),
    podcast("episode", ITEM, Value::Decimal(0.0))
        .attributes(&[optional("display", Value::Short(32))]),
    podcast("follow", FEED, Value::Any).attributes(&[required("url", Value::Iri)]),
    podcast("funding", ANY, Value::Short(128))
        .many()
        .attributes(&[required("url", Value::Iri)]),
    podcast("guid", FEED, Value::Check(guid)),
    podcast("image", ANY, Value::Any).many().attributes(&[
        optional("alt", Value::Any),
        optional("aspect-ratio", Value::Any),
        optional("height", COUNT),
        required("href", Value::Iri),
        optional("purpose", Value::Any),
        optional("type", Value::MediaType),
        optional("width", COUNT),
    ]),
    podcast("images", ANY, Value::Any).attributes(&[required("srcset", Value::Text)]),
    podcast("integrity", role::PODCAST_ENCLOSURE, Value::Any).attributes(&[
        required("type", Value::OneOf(&["sri", "pgp-signature"])),
        required("value", Value::Text),
    ]),
    podcast("license", ANY, Value::Short(128)).attributes(&[optional("url", Value::Iri)]),
    podcast("liveItem", FEED, Value::Elements)
        .many()
        .role(role::PODCAST_LIVE)
        .attributes(&[
            optional("end", Value::Rfc3339),
            required("start", Value::Rfc3339),
            required("status", Value::OneOf(&["pending", "live", "ended"])),
        ]),
    podcast("location", ANY, Value::Short(128))
        .many()
        .attributes(&[
            optional("country", Value::Check(country)),
            optional("geo", Value::Check(geo)),
            optional("osm", Value::Check(osm)),
            optional("rel", Value::OneOf(&["subject", "creator"])),
        ]),
    podcast("locked", FEED, Value::OneOf(&["yes", "no"]))
        .attributes(&[optional("owner", Value::Email)]),
    podcast("medium", FEED, Value::OneOf(MEDIUMS)),
    podcast("metaBoost", role::PODCAST_VALUE, Value::Iri)
        .attributes(&[optional("standard", Value::Any)]),
    podcast("person", ANY, Value::Short(128))
        .many()
        .attributes(&[
            optional("group", Value::Text),
            optional("href", Value::Iri),
            optional("img", Value::Iri),
            optional("role", Value::Text),
        ]),
    podcast("podping", FEED, Value::Any).attributes(&[optional("usesPodping", BOOLEAN)]),
    podcast("podroll", FEED, Value::Elements).role(role::PODCAST_ROLL),
    podcast("publisher", FEED, Value::Elements).role(role::PODCAST_PUBLISHER),
    podcast(
        "remoteItem",
        FEED | role::PODCAST_ROLL | role::PODCAST_PUBLISHER | role::PODCAST_SPLIT,
        Value::Any,
    )
    .many()
    .attributes(REMOTE),
    podcast("season", ITEM, COUNT).attributes(&[optional("name", Value::Short(128))]),
    podcast("socialInteract", ANY, Value::Any)
        .many()
        .attributes(&[
            optional("accountId", Value::Text),
            optional("accountUrl", Value::Iri),
            optional("priority", COUNT),
            required("protocol", Value::OneOf(SOCIAL_PROTOCOLS)),
            optional("uri", Value::Iri),
        ])
        .start(social),
    podcast("soundbite", ITEM, Value::Short(128))
        .many()
        .attributes(&[
            required("duration", SECONDS),
            required("startTime", SECONDS),
        ]),
    podcast("source", role::PODCAST_ENCLOSURE, Value::Any)
        .many()
        .attributes(&[
            optional("contentType", Value::MediaType),
            required("uri", Value::Iri),
        ]),
    podcast("trailer", FEED, Value::Short(128))
        .many()
        .attributes(&[
            optional("length", COUNT),
            required("pubdate", Value::Rfc822),
            optional("season", COUNT),
            optional("type", Value::MediaType),
            required("url", Value::Iri),
        ]),
    podcast("transcript", ITEM, Value::Any).many().attributes(&[
        optional("language", Value::Language),
        optional("rel", Value::OneOf(&["captions"])),
        required("type", Value::MediaType),
        required("url", Value::Iri),
    ]),
    podcast("txt", ANY, Value::Short(4000))
        .many()
        .attributes(&[optional("purpose", Value::Short(128))]),
    podcast("updateFrequency", FEED, Value::Short(128)).attributes(&[
        optional("complete", BOOLEAN),
        optional("dtstart", Value::Rfc3339),
        optional("rrule", Value::Check(rrule)),
    ]),
    podcast("value", ANY, Value::Elements)
        .many()
        .role(role::PODCAST_VALUE)
        .attributes(&[
            required("method", Value::Text),
            optional("suggested", Value::Decimal(0.0)),
            required("type", Value::Text),
        ])
        .start(value)
        .end(value_end),
    podcast(
        "valueRecipient",
        role::PODCAST_VALUE | role::PODCAST_SPLIT,
        Value::Any,
    )
    .many()
    .attributes(&[
        required("address", Value::Text),
        optional("customKey", Value::Text),
        optional("customValue", Value::Text),
        optional("fee", BOOLEAN),
        optional("name", Value::Text),
        required("split", Value::Number(0, u64::MAX)),
        required("type", Value::Text),
    ])
    .start(recipient),
    podcast("valueTimeSplit", role::PODCAST_VALUE, Value::Elements)
        .many()
        .role(role::PODCAST_SPLIT)
        .attributes(&[
            required("duration", SECONDS),
            optional("remotePercentage", Value::Number(0, 100)),
            optional("remoteStartTime", SECONDS),
            required("startTime", SECONDS),
        ])
        .end(split_end),
];

fn invalid(text: &str, help: &'static str) -> Fault {
    Fault::new(
        &rules::INVALID_VALUE,
        0,
        format!("`{}` is not allowed here", clip(text)),
        help,
    )
}

fn guid(text: &str) -> Option<Fault> {
    (!is_uuid(text)).then(|| invalid(text, "write a UUID (version 5 of the feed's address)"))
}

fn country(text: &str) -> Option<Fault> {
    (!crate::language::is_country(text)).then(|| invalid(text, "write two letters of ISO 3166-1"))
}

fn geo(text: &str) -> Option<Fault> {
    (!is_geo(text)).then(|| {
        Fault::new(
            &rules::INVALID_COORDINATES,
            0,
            format!("`{}` is no geo URI", clip(text)),
            "write `geo:latitude,longitude` (RFC 5870)",
        )
    })
}

fn osm(text: &str) -> Option<Fault> {
    (!is_osm(text)).then(|| invalid(text, "write N, W or R and the number of the object"))
}

fn rrule(text: &str) -> Option<Fault> {
    (!is_rrule(text)).then(|| {
        invalid(
            text,
            "write a rule such as `FREQ=WEEKLY;BYDAY=MO` (RFC 5545, 3.3.10)",
        )
    })
}

/// Every protocol but `disabled` needs the address of the post.
fn social(walk: &mut Walk, tag: &Tag<'_>) {
    let disabled = tag.get("protocol").as_deref() == Some("disabled");
    if !disabled && tag.find("uri").is_none() {
        walk.report(
            &rules::MISSING_ATTRIBUTE,
            tag.mark,
            "`socialInteract` has no attribute `uri`",
            "add the address of the post",
        );
    }
}

fn value(walk: &mut Walk, _: &Tag<'_>) {
    walk.state.podcast.recipients = 0;
}

fn recipient(walk: &mut Walk, tag: &Tag<'_>) {
    let split = tag
        .get("split")
        .and_then(|split| split.parse::<u32>().ok())
        .unwrap_or(1);
    let fee = tag.get("fee").as_deref() == Some("true");
    if !fee {
        walk.state.podcast.recipients = walk.state.podcast.recipients.saturating_add(split);
    }
}

fn value_end(walk: &mut Walk, leaf: &Leaf<'_>) {
    if walk.has(Ns::Podcast, "valueRecipient") && walk.state.podcast.recipients == 0 {
        walk.report(
            &rules::PODCAST_VALUE,
            leaf.mark,
            "the splits of the recipients add up to nothing",
            "give at least one recipient a `split` above 0 that is no fee",
        );
    }
}

fn split_end(walk: &mut Walk, leaf: &Leaf<'_>) {
    if !walk.has(Ns::Podcast, "remoteItem") && !walk.has(Ns::Podcast, "valueRecipient") {
        walk.report(
            &rules::PODCAST_VALUE,
            leaf.mark,
            "`valueTimeSplit` names nobody",
            "add a `remoteItem` or a `valueRecipient`",
        );
    }
}
