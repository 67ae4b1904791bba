//! Media RSS 1.5.

use crate::validate::element::{Attribute, Element, optional, required, role};
use crate::validate::ns::Ns;
use crate::validate::rules;
use crate::validate::text::clip;
use crate::validate::values::{self, Fault, Value};
use crate::validate::view::{Leaf, Tag};
use crate::validate::walk::Walk;

/// Where the optional elements stand: on every level ("Optional elements").
const ANY: u64 = role::ANYWHERE | role::MEDIA_GROUP | role::MEDIA_CONTENT | role::PODCAST_LIVE;

const fn media(name: &'static str, within: u64, value: Value) -> Element {
    Element::new(Ns::Media, name, within, value)
}

const SIZE: Value = Value::Number(1, u64::MAX);
const COUNT: Value = Value::Number(0, u64::MAX);
const NPT: Value = Value::Check(play_time);
const BOOLEAN: Value = Value::OneOf(&["true", "false"]);
const TYPED: &[Attribute] = &[optional("type", Value::OneOf(&["plain", "html"]))];
const LINKED: &[Attribute] = &[
    optional("href", Value::Iri),
    optional("lang", Value::Language),
    optional("type", Value::Any),
];

/// The elements, by name.
pub(super) static ELEMENTS: &[Element] = &[
    media("adult", ANY, BOOLEAN).start(adult),
    media("backLink", role::MEDIA_LIST, Value::Iri).many(),
    media("backLinks", ANY, Value::Elements).role(role::MEDIA_LIST),
    media("category", ANY, Value::Text).many().attributes(&[
        optional("label", Value::Any),
        optional("scheme", Value::Iri),
    ]),
    media("comment", role::MEDIA_LIST, Value::Text).many(),
    media("comments", ANY, Value::Elements).role(role::MEDIA_LIST),
    media("community", ANY, Value::Elements).role(role::MEDIA_COMMUNITY),
    media(
        "content",
        role::ANYWHERE | role::MEDIA_GROUP | role::PODCAST_LIVE,
        Value::Elements,
    )
    .many()
    .role(role::MEDIA_CONTENT)
    .attributes(&[
        optional("bitrate", Value::Decimal(0.0)),
        optional("channels", COUNT),
        optional("duration", Value::Decimal(0.0)),
        optional("expression", Value::OneOf(&["full", "sample", "nonstop"])),
        optional("fileSize", SIZE),
        optional("framerate", Value::Decimal(0.0)),
        optional("height", SIZE),
        optional("isDefault", BOOLEAN),
        optional("lang", Value::Language),
        optional(
            "medium",
            Value::OneOf(&["image", "audio", "video", "document", "executable"]),
        ),
        optional("samplingrate", Value::Decimal(0.0)),
        optional("type", Value::MediaType),
        optional("url", Value::Iri),
        optional("width", SIZE),
    ])
    .start(content)
    .end(content_end),
    media("copyright", ANY, Value::Plain).attributes(&[optional("url", Value::Iri)]),
    media("credit", ANY, Value::Text).many().attributes(&[
        optional("role", Value::Check(lower_case)),
        optional("scheme", Value::Iri),
    ]),
    media("description", ANY, Value::Any)
        .attributes(TYPED)
        .start(typed)
        .end(typed_end),
    media("embed", ANY, Value::Elements)
        .role(role::MEDIA_EMBED)
        .attributes(&[
            optional("height", SIZE),
            required("url", Value::Iri),
            optional("width", SIZE),
        ]),
    media(
        "group",
        role::ANY_ENTRY | role::PODCAST_LIVE,
        Value::Elements,
    )
    .many()
    .role(role::MEDIA_GROUP)
    .start(group)
    .end(group_end),
    media("hash", ANY, Value::Any)
        .many()
        .attributes(&[optional("algo", Value::OneOf(&["md5", "sha-1"]))])
        .start(hash)
        .end(hash_end),
    media("keywords", ANY, Value::Text),
    media("license", ANY, Value::Any).attributes(LINKED),
    media("location", ANY, Value::Elements)
        .many()
        .role(role::MEDIA_LOCATION)
        .attributes(&[
            optional("description", Value::Any),
            optional("end", NPT),
            optional("start", NPT),
        ]),
    media("param", role::MEDIA_EMBED, Value::Any)
        .many()
        .attributes(&[required("name", Value::Text)]),
    media("peerLink", ANY, Value::Any).many().attributes(LINKED),
    media("player", ANY, Value::Any).attributes(&[
        optional("height", SIZE),
        required("url", Value::Iri),
        optional("width", SIZE),
    ]),
    media("price", ANY, Value::Any).many().attributes(&[
        optional("currency", Value::Check(currency)),
        optional("info", Value::Iri),
        optional("price", Value::Decimal(0.0)),
        optional(
            "type",
            Value::OneOf(&["rent", "purchase", "package", "subscription"]),
        ),
    ]),
    media("rating", ANY, Value::Any)
        .many()
        .attributes(&[optional("scheme", Value::Iri)])
        .start(rating)
        .end(rating_end),
    media("response", role::MEDIA_LIST, Value::Text).many(),
    media("responses", ANY, Value::Elements).role(role::MEDIA_LIST),
    media("restriction", ANY, Value::Any)
        .many()
        .attributes(&[
            required("relationship", Value::OneOf(&["allow", "deny"])),
            optional("type", Value::OneOf(&["country", "uri", "sharing"])),
        ])
        .start(restriction)
        .end(restriction_end),
    media("rights", ANY, Value::Any).attributes(&[optional(
        "status",
        Value::OneOf(&["userCreated", "official"]),
    )]),
    media("scene", role::MEDIA_SCENE, Value::Any)
        .many()
        .role(role::OPEN),
    media("scenes", ANY, Value::Elements).role(role::MEDIA_SCENE),
    media("starRating", role::MEDIA_COMMUNITY, Value::Any).attributes(&[
        optional("average", Value::Decimal(0.0)),
        optional("count", COUNT),
        optional("max", Value::Decimal(0.0)),
        optional("min", Value::Decimal(0.0)),
    ]),
    media("statistics", role::MEDIA_COMMUNITY, Value::Any)
        .attributes(&[optional("favorites", COUNT), optional("views", COUNT)]),
    media("status", ANY, Value::Any).attributes(&[
        optional("reason", Value::Any),
        required("state", Value::OneOf(&["active", "blocked", "deleted"])),
    ]),
    media("subTitle", ANY, Value::Any).many().attributes(LINKED),
    media("tags", role::MEDIA_COMMUNITY, Value::Text),
    media("text", ANY, Value::Any)
        .many()
        .attributes(&[
            optional("end", NPT),
            optional("lang", Value::Language),
            optional("start", NPT),
            optional("type", Value::OneOf(&["plain", "html"])),
        ])
        .start(typed)
        .end(typed_end),
    media("thumbnail", ANY, Value::Any).many().attributes(&[
        optional("height", SIZE),
        optional("time", NPT),
        required("url", Value::Iri),
        optional("width", SIZE),
    ]),
    media("title", ANY, Value::Any)
        .attributes(TYPED)
        .start(typed)
        .end(typed_end),
];

/// Normal play time: `now`, seconds, or hours, minutes and seconds (RFC 2326, 3.6).
fn play_time(text: &str) -> Option<Fault> {
    let seconds = |part: &str| {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        [whole, fraction]
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
            && !whole.is_empty()
    };
    let sixty = |part: &str| {
        let whole = part.split('.').next().unwrap_or(part);
        whole.len() <= 2 && whole.parse::<u32>().is_ok_and(|number| number < 60)
    };
    let parts: Vec<&str> = text.splitn(4, ':').collect();
    let fits = text == "now"
        || match parts[..] {
            [whole] => seconds(whole),
            [hours, minutes, rest] => {
                hours.bytes().all(|byte| byte.is_ascii_digit())
                    && !hours.is_empty()
                    && sixty(minutes)
                    && sixty(rest)
                    && seconds(rest)
            }
            _ => false,
        };
    (!fits).then(|| {
        Fault::new(
            &rules::INVALID_TIME,
            0,
            format!("`{}` is no play time", clip(text)),
            "write seconds or `HH:MM:SS.fraction` (RFC 2326, 3.6)",
        )
    })
}

/// Roles are written in lower case ("media:credit").
fn lower_case(text: &str) -> Option<Fault> {
    let upper = text.chars().any(char::is_uppercase);
    upper.then(|| {
        invalid(
            text,
            "write the role in lower case (Media RSS 1.5, \"media:credit\")",
        )
    })
}

/// Three capital letters (ISO 4217).
fn currency(text: &str) -> Option<Fault> {
    let fits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    (!fits).then(|| invalid(text, "write a currency of ISO 4217, such as `EUR`"))
}

fn invalid(text: &str, help: &'static str) -> Fault {
    Fault::new(
        &rules::INVALID_VALUE,
        0,
        format!("`{}` is not allowed here", clip(text)),
        help,
    )
}

fn adult(walk: &mut Walk, tag: &Tag<'_>) {
    walk.report(
        &rules::DEPRECATED_ELEMENT,
        tag.mark,
        "`media:adult`",
        "write `media:rating` (Media RSS 1.5, \"media:rating\")",
    );
}

/// Note of content without an address, and of a text in HTML.
const MARKED: u8 = 1;

fn content(walk: &mut Walk, tag: &Tag<'_>) {
    walk.state.podcast.alternatives += 1;
    if tag.find("url").is_none() {
        walk.note(MARKED);
    }
}

fn content_end(walk: &mut Walk, leaf: &Leaf<'_>) {
    if leaf.note == MARKED && !walk.has(Ns::Media, "player") {
        walk.report(
            &rules::MISSING_ATTRIBUTE,
            leaf.mark,
            "`content` has neither `url` nor a `player`",
            "add `url=\"…\"` (Media RSS 1.5, \"media:content\")",
        );
    }
}

fn group(walk: &mut Walk, _: &Tag<'_>) {
    walk.state.podcast.alternatives = 0;
}

fn group_end(walk: &mut Walk, leaf: &Leaf<'_>) {
    if walk.state.podcast.alternatives < 2 {
        walk.report(
            &rules::MEDIA_GROUP,
            leaf.mark,
            format!("a group of {}", walk.state.podcast.alternatives),
            "write `media:content` without a group (Media RSS 1.5, \"media:group\")",
        );
    }
}

fn typed(walk: &mut Walk, tag: &Tag<'_>) {
    if tag.get("type").as_deref() == Some("html") {
        walk.note(MARKED);
    }
}

fn typed_end(walk: &mut Walk, leaf: &Leaf<'_>) {
    if leaf.note == MARKED {
        return walk.html(leaf);
    }
    if let Some(fault) = values::plain(leaf.value) {
        let place = leaf.place(fault.offset);
        walk.report(
            fault.rule,
            place,
            fault.message,
            "write `type=\"html\"`, or the text alone",
        );
    }
}

fn report(walk: &mut Walk, leaf: &Leaf<'_>, fault: Fault) {
    let place = leaf.start();
    walk.report(fault.rule, place, fault.message, fault.help);
}

/// Digits of a hash by its algorithm.
fn hash(walk: &mut Walk, tag: &Tag<'_>) {
    walk.note(if tag.get("algo").as_deref() == Some("sha-1") {
        40
    } else {
        32
    });
}

fn hash_end(walk: &mut Walk, leaf: &Leaf<'_>) {
    let value = leaf.trimmed();
    if value.len() != usize::from(leaf.note) || !value.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        report(
            walk,
            leaf,
            invalid(
                value,
                "write 32 hexadecimal digits for `md5`, 40 for `sha-1`",
            ),
        );
    }
}

/// The rating schemes of Media RSS, and their values.
static RATINGS: &[(&str, &[&str])] = &[
    ("urn:simple", &["adult", "nonadult"]),
    ("urn:mpaa", &["g", "pg", "pg-13", "r", "nc-17", "nr", "x"]),
    (
        "urn:v-chip",
        &[
            "tv-y", "tv-y7", "tv-y7-fv", "tv-g", "tv-pg", "tv-14", "tv-ma",
        ],
    ),
];

const ICRA: u8 = 100;
const OTHER: u8 = 101;

fn rating(walk: &mut Walk, tag: &Tag<'_>) {
    let note = match tag.get("scheme").as_deref() {
        None => 0,
        Some("urn:icra") => ICRA,
        Some(scheme) => RATINGS
            .iter()
            .position(|(known, _)| *known == scheme)
            .map_or(OTHER, |index| index as u8),
    };
    walk.note(note);
}

fn rating_end(walk: &mut Walk, leaf: &Leaf<'_>) {
    let value = leaf.trimmed().to_ascii_lowercase();
    match RATINGS.get(usize::from(leaf.note)) {
        Some((scheme, known)) if !known.contains(&value.as_str()) => {
            let fault = Fault::new(
                &rules::INVALID_VALUE,
                0,
                format!("`{}` is no rating of `{scheme}`", clip(&value)),
                format!("write one of: {}", known.join(", ")),
            );
            report(walk, leaf, fault);
        }
        None if leaf.note == ICRA && !is_icra(&value) => {
            report(
                walk,
                leaf,
                invalid(
                    &value,
                    "write labels such as `r (cz 1 lz 1 nz 1 oz 1 vz 1)`",
                ),
            );
        }
        _ => {}
    }
}

/// `r (cz 1 lz 1 …)`: labels of content, language, nudity, other and violence.
fn is_icra(text: &str) -> bool {
    let Some(labels) = text
        .strip_prefix("r (")
        .and_then(|rest| rest.strip_suffix(')'))
    else {
        return false;
    };
    let words: Vec<&str> = labels.split_whitespace().collect();
    !words.is_empty()
        && words.chunks(2).all(|pair| match pair {
            [label, value] => {
                label.len() == 2
                    && label.starts_with(['c', 'l', 'n', 'o', 'v'])
                    && matches!(*value, "0" | "1")
            }
            _ => false,
        })
}

const COUNTRY: u8 = 1;
const URI: u8 = 2;
const SHARING: u8 = 3;

fn restriction(walk: &mut Walk, tag: &Tag<'_>) {
    walk.note(match tag.get("type").as_deref() {
        Some("country") => COUNTRY,
        Some("uri") => URI,
        Some(_) => SHARING,
        None => 0,
    });
}

fn restriction_end(walk: &mut Walk, leaf: &Leaf<'_>) {
    let value = leaf.trimmed();
    let fault = match leaf.note {
        COUNTRY => value
            .split_whitespace()
            .find(|country| !crate::language::is_country(country))
            .map(|country| invalid(country, "write two letters of ISO 3166-1 per country")),
        URI => value
            .split_whitespace()
            .find_map(|uri| values::check(Value::Iri, uri)),
        0 if !matches!(value, "" | "all" | "none") => {
            Some(invalid(value, "write `all` or `none`, or a `type`"))
        }
        _ => None,
    };
    if let Some(fault) = fault {
        report(walk, leaf, fault);
    }
}
