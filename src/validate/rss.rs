//! RSS 2.0: the elements without a namespace, and what holds between them.

use super::element::{Element, optional, required, role};
use super::ns::Ns;
use super::place::Mark;
use super::rules;
use super::uris::Uri;
use super::values::Value;
use super::walk::{Leaf, Tag, Walk};

const CHANNEL: u64 = role::CHANNEL;
const ITEM: u64 = role::ITEM;
const IMAGE: u64 = role::IMAGE;
const TEXT_INPUT: u64 = role::TEXT_INPUT;

const fn rss(name: &'static str, within: u64, value: Value) -> Element {
    Element::new(Ns::None, name, within, value)
}

const fn parent(name: &'static str, within: u64, role: u64) -> Element {
    Element::parent(Ns::None, name, within, role)
}

const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The elements of RSS 2.0, by name.
pub(super) static ELEMENTS: &[Element] = &[
    rss("author", ITEM, Value::Contact),
    rss("category", CHANNEL | ITEM, Value::Text)
        .many()
        .attributes(&[optional("domain", Value::Any)]),
    parent("channel", role::RSS, role::CHANNEL),
    rss("cloud", CHANNEL, Value::Any).attributes(&[
        required("domain", Value::Text),
        required("path", Value::Text),
        required("port", Value::Number(1, 65_535)),
        required("protocol", Value::OneOf(&["xml-rpc", "soap", "http-post"])),
        required("registerProcedure", Value::Any),
    ]),
    rss("comments", ITEM, Value::Url),
    rss("copyright", CHANNEL, Value::Text),
    rss("day", role::SKIP_DAYS, Value::OneOf(DAYS)).many(),
    rss(
        "description",
        CHANNEL | ITEM | IMAGE | TEXT_INPUT,
        Value::Html,
    ),
    rss("docs", CHANNEL, Value::Url),
    rss("enclosure", ITEM, Value::Any).many().attributes(&[
        required("length", Value::Number(0, u64::MAX)),
        required("type", Value::MediaType),
        required("url", Value::Url),
    ]),
    rss("generator", CHANNEL, Value::Text),
    rss("guid", ITEM, Value::Text)
        .attributes(&[optional("isPermaLink", Value::OneOf(&["true", "false"]))])
        .start(guid_start)
        .end(guid),
    rss("height", IMAGE, Value::Number(1, 400)),
    rss("hour", role::SKIP_HOURS, Value::Number(0, 24)).many(),
    parent("image", CHANNEL, role::IMAGE),
    parent("item", CHANNEL, role::ITEM).many().end(item),
    rss("language", CHANNEL, Value::Language),
    rss("lastBuildDate", CHANNEL, Value::Rfc822),
    rss("link", CHANNEL | ITEM | IMAGE | TEXT_INPUT, Value::Url),
    rss("managingEditor", CHANNEL, Value::Contact),
    rss("name", TEXT_INPUT, Value::Text),
    rss("pubDate", CHANNEL | ITEM, Value::Rfc822),
    rss("rating", CHANNEL, Value::Text),
    parent("rss", role::DOCUMENT, role::RSS)
        .attributes(&[required("version", Value::Any)])
        .start(version),
    parent("skipDays", CHANNEL, role::SKIP_DAYS),
    parent("skipHours", CHANNEL, role::SKIP_HOURS),
    rss("source", ITEM, Value::Text).attributes(&[required("url", Value::Url)]),
    parent("textInput", CHANNEL, role::TEXT_INPUT),
    rss("title", CHANNEL | ITEM | IMAGE | TEXT_INPUT, Value::Text),
    rss("ttl", CHANNEL, Value::Number(1, u64::MAX)),
    rss("url", IMAGE, Value::Url),
    rss("webMaster", CHANNEL, Value::Contact),
    rss("width", IMAGE, Value::Number(1, 144)),
];

/// RSS 2.0, "Required channel elements": `version` names the format.
fn version(walk: &mut Walk, tag: &Tag<'_>) {
    let Some(version) = tag.get("version") else {
        return;
    };
    if !["2.0", "0.90", "0.91", "0.92", "0.93", "0.94"].contains(&&*version) {
        walk.report(
            &rules::RSS_VERSION,
            tag.mark,
            format!("there is no RSS `{}`", super::xml::clip(&version)),
            "write `version=\"2.0\"`",
        );
    }
}

/// Note of a guid that says not to be a permalink.
const OPAQUE: u8 = 1;

fn guid_start(walk: &mut Walk, tag: &Tag<'_>) {
    if tag.get("isPermaLink").as_deref() == Some("false") {
        walk.note(OPAQUE);
    }
}

/// RSS 2.0, "guid": unique, and an address unless it says otherwise.
fn guid(walk: &mut Walk, leaf: &Leaf<'_>) {
    let (value, cut) = super::values::trim(leaf.value);
    if value.is_empty() {
        return;
    }
    if leaf.note != OPAQUE
        && !Uri::parse(value).is_ok_and(|uri| uri.scheme.is_some() && uri.authority.is_some())
    {
        walk.report(
            &rules::PERMALINK_GUID,
            leaf.place(cut),
            format!("guid is no address, found `{}`", super::xml::clip(value)),
            "write `isPermaLink=\"false\"`, or the address of the item",
        );
    }
    duplicate(walk, value, leaf.place(cut));
}

/// Reports an identifier that an earlier entry has.
pub(super) fn duplicate(walk: &mut Walk, id: &str, place: Mark) {
    if let Some(line) = walk.state.repeat(id, place.line) {
        walk.report(
            &rules::DUPLICATE_ID,
            place,
            format!("`{}` also stands in line {line}", super::xml::clip(id)),
            "give each entry an identifier of its own",
        );
    }
}

/// RSS 2.0, "Elements of item": at least one of title and description.
fn item(walk: &mut Walk, leaf: &Leaf<'_>) {
    if !walk.has(Ns::None, "title") && !walk.has(Ns::None, "description") {
        walk.report(
            &rules::ITEM_WITHOUT_TEXT,
            leaf.mark,
            "`item` has neither `title` nor `description`",
            "add one of them",
        );
    }
    if !walk.has(Ns::None, "guid") {
        walk.report(
            &rules::MISSING_GUID,
            leaf.mark,
            "`item` has no `guid`",
            "add `<guid isPermaLink=\"false\">` with a text that never changes",
        );
    }
}
