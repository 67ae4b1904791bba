//! RSS 2.0 and its Best Practices Profile: the elements without a namespace, and what holds between
//! them.

use super::atom;
use super::element::{Element, optional, required, role};
use super::extensions;
use super::ns::Ns;
use super::place::Mark;
use super::rules;
use super::text::clip;
use super::uris::{Uri, is_web};
use super::values::{Fault, Value};
use super::view::{Leaf, Tag};
use super::walk::Walk;

const CHANNEL: u64 = role::CHANNEL;
const ITEM: u64 = role::ITEM | role::PODCAST_LIVE;
const IMAGE: u64 = role::IMAGE;
const TEXT_INPUT: u64 = role::TEXT_INPUT;

const fn rss(name: &'static str, within: u64, value: Value) -> Element {
    Element::new(Ns::None, name, within, value)
}

const fn parent(name: &'static str, within: u64, role: u64) -> Element {
    Element::parent(Ns::None, name, within, role)
}

const DAYS: [&str; 7] = [
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
    rss("author", ITEM, Value::Contact).end(no_html),
    rss("category", CHANNEL | ITEM, Value::Plain)
        .many()
        .attributes(&[optional("domain", Value::Text)]),
    parent("channel", role::RSS, role::CHANNEL)
        .start(channel_start)
        .end(channel),
    rss("cloud", CHANNEL, Value::Any).attributes(&[
        required("domain", Value::Text),
        required("path", Value::Text),
        required("port", Value::Number(1, 65_535)),
        required("protocol", Value::OneOf(&["xml-rpc", "soap", "http-post"])),
        required("registerProcedure", Value::Any),
    ]),
    rss("comments", ITEM, Value::Url),
    rss("copyright", CHANNEL, Value::Plain),
    rss("day", role::SKIP_DAYS, Value::OneOf(&DAYS))
        .many()
        .end(day),
    rss(
        "description",
        CHANNEL | ITEM | IMAGE | TEXT_INPUT,
        Value::Any,
    )
    .end(description),
    rss("docs", CHANNEL, Value::Url),
    rss("enclosure", ITEM, Value::Any)
        .many()
        .attributes(&[
            required("length", Value::Number(0, u64::MAX)),
            required("type", Value::MediaType),
            required("url", Value::Check(http)),
        ])
        .start(enclosure),
    rss("generator", CHANNEL, Value::Plain),
    rss("guid", ITEM, Value::Text)
        .attributes(&[optional("isPermaLink", Value::OneOf(&["true", "false"]))])
        .start(guid_start)
        .end(guid),
    rss("height", IMAGE, Value::Number(1, 400)),
    rss("hour", role::SKIP_HOURS, Value::Number(0, 24))
        .many()
        .end(hour),
    parent("image", CHANNEL, role::IMAGE).start(image_start),
    parent("item", CHANNEL, role::ITEM)
        .many()
        .start(item_start)
        .end(item),
    rss("language", CHANNEL, Value::Language),
    rss("lastBuildDate", CHANNEL, Value::Rfc822),
    rss("link", CHANNEL | ITEM | IMAGE | TEXT_INPUT, Value::Url).end(link),
    rss("managingEditor", CHANNEL, Value::Contact).end(no_html),
    rss("name", TEXT_INPUT, Value::Check(form_name)),
    rss("pubDate", CHANNEL | ITEM, Value::Rfc822),
    rss("rating", CHANNEL, Value::Text),
    parent("rss", role::DOCUMENT, role::RSS)
        .attributes(&[required("version", Value::Any)])
        .start(version),
    parent("skipDays", CHANNEL, role::SKIP_DAYS).start(skip_start),
    parent("skipHours", CHANNEL, role::SKIP_HOURS).start(skip_start),
    rss("source", ITEM, Value::Plain).attributes(&[required("url", Value::Url)]),
    parent("textInput", CHANNEL, role::TEXT_INPUT),
    rss("title", CHANNEL | ITEM | IMAGE | TEXT_INPUT, Value::Plain).end(title),
    rss("ttl", CHANNEL, Value::Number(1, u64::MAX)),
    rss("url", IMAGE, Value::Url),
    rss("webMaster", CHANNEL, Value::Contact).end(no_html),
    rss("width", IMAGE, Value::Number(1, 144)),
];

/// The name of a field in an HTML form: a letter, then letters, digits and `-_:.` (HTML 4.01, 6.2).
fn form_name(text: &str) -> Option<Fault> {
    let fits = text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte));
    (!fits).then(|| {
        Fault::new(
            &rules::INVALID_VALUE,
            0,
            format!("`{}` is no name of a field", clip(text)),
            "write letters and digits, such as `q`",
        )
    })
}

/// RSS 2.0, "enclosure": an address that begins with `http`.
fn http(text: &str) -> Option<Fault> {
    super::values::check(Value::Url, text)
        .filter(|fault| fault.rule.name != "unregistered-scheme")
        .or_else(|| {
            let web = Uri::parse(text).is_ok_and(|uri| uri.scheme.is_some_and(is_web));
            (!web).then(|| {
                Fault::new(
                    &rules::INVALID_URL,
                    0,
                    format!("`{}` is no address that readers can download", clip(text)),
                    "write an address that begins with `https://` (RSS 2.0, \"enclosure\")",
                )
            })
        })
}

/// RSS 2.0, "What is RSS?": `version` names the format.
fn version(walk: &mut Walk, tag: &Tag<'_>) {
    let Some(attribute) = tag.find("version") else {
        return;
    };
    let version = tag.value(attribute);
    let known = [
        "2.0", "2.0.1", "0.90", "0.91", "0.92", "0.93", "0.94", "2.00",
    ];
    if !known.contains(&&*version) {
        walk.report(
            &rules::RSS_VERSION,
            tag.place(attribute, 0),
            format!("there is no RSS `{}`", clip(&version)),
            "write `version=\"2.0\"`",
        );
    }
}

fn channel_start(walk: &mut Walk, _: &Tag<'_>) {
    walk.state.links.clear();
}

/// What holds of a whole channel.
fn channel(walk: &mut Walk, leaf: &Leaf<'_>) {
    if walk.has(Ns::None, "textInput") {
        walk.report(
            &rules::TEXT_INPUT,
            leaf.mark,
            "`textInput` in the channel",
            "leave it out: readers ignore it (RSS Best Practices Profile, `textInput`)",
        );
    }
    if !walk.state.feed_link("self") {
        walk.report(
            &rules::MISSING_SELF_LINK,
            leaf.mark,
            "`channel` has no `atom:link rel=\"self\"`",
            "add the address of the feed itself (RSS Best Practices Profile, `atom:link`)",
        );
    }
    image_matches(walk);
    same_meaning(walk, leaf.mark, CHANNEL_TWINS);
    extensions::itunes::channel(walk, leaf.mark);
    atom::history(walk, leaf.mark);
}

/// RSS 2.0, "image": title and link should be those of the channel.
fn image_matches(walk: &mut Walk) {
    let Some((image, _)) = walk.state.image.take() else {
        return;
    };
    let channel = &walk.state.channel;
    let mut wrong = Vec::new();
    for (name, ours, theirs) in [
        ("title", image.title, &channel.title),
        ("link", image.link, &channel.link),
    ] {
        if let (Some((text, mark)), Some((expected, _))) = (ours, theirs)
            && text != *expected
        {
            wrong.push((
                mark,
                format!("`{name}` of the image is not that of the channel"),
            ));
        }
    }
    for (mark, message) in wrong {
        walk.report(
            &rules::IMAGE_MISMATCH,
            mark,
            message,
            "repeat that of the channel (RSS 2.0, \"image\")",
        );
    }
}

fn image_start(walk: &mut Walk, tag: &Tag<'_>) {
    walk.state.image = Some((Default::default(), tag.mark));
}

fn title(walk: &mut Walk, leaf: &Leaf<'_>) {
    let found = || Some((leaf.trimmed().to_owned(), leaf.mark));
    match (leaf.parent, &mut walk.state.image) {
        (CHANNEL, _) => walk.state.channel.title = found(),
        (IMAGE, Some((image, _))) => image.title = found(),
        _ => {}
    }
}

fn link(walk: &mut Walk, leaf: &Leaf<'_>) {
    let found = || Some((leaf.trimmed().to_owned(), leaf.mark));
    match (leaf.parent, &mut walk.state.image) {
        (CHANNEL, _) => walk.state.channel.link = found(),
        (IMAGE, Some((image, _))) => image.link = found(),
        _ => {}
    }
}

/// Core elements and the extension elements that say the same (RSS Best Practices Profile; RSS 1.0
/// modules): readers take either, or both.
type Twins = &'static [(Ns, &'static str, Ns, &'static str)];

static CHANNEL_TWINS: Twins = &[
    (Ns::None, "copyright", Ns::Dc, "rights"),
    (Ns::None, "language", Ns::Dc, "language"),
    (Ns::None, "lastBuildDate", Ns::DcTerms, "modified"),
    (Ns::None, "managingEditor", Ns::Dc, "creator"),
    (Ns::None, "pubDate", Ns::Dc, "date"),
    (Ns::None, "webMaster", Ns::Dc, "publisher"),
    (Ns::None, "title", Ns::Dc, "title"),
    (Ns::None, "description", Ns::Dc, "description"),
];

static ITEM_TWINS: Twins = &[
    (Ns::None, "author", Ns::Dc, "creator"),
    (Ns::None, "category", Ns::Dc, "subject"),
    (Ns::None, "description", Ns::Dc, "description"),
    (Ns::None, "pubDate", Ns::Dc, "date"),
    (Ns::None, "source", Ns::Dc, "source"),
    (Ns::None, "title", Ns::Dc, "title"),
    (Ns::CreativeCommons, "license", Ns::Cc, "license"),
    (Ns::CreativeCommons, "license", Ns::Dc, "rights"),
];

fn same_meaning(walk: &mut Walk, mark: Mark, twins: Twins) {
    for &(core, name, extension, other) in twins {
        if walk.has(core, name) && walk.has(extension, other) {
            walk.report(
                &rules::SAME_MEANING,
                mark,
                format!("`{name}` and the extension element `{other}` say the same"),
                "keep one: some readers show both (RSS 2.0, \"Extending RSS\")",
            );
        }
    }
}

fn item_start(walk: &mut Walk, _: &Tag<'_>) {
    walk.state.enclosures = 0;
}

/// RSS 2.0, "Elements of item": at least one of title and description.
fn item(walk: &mut Walk, leaf: &Leaf<'_>) {
    if !walk.has(Ns::None, "title") && !walk.has(Ns::None, "description") {
        walk.report(
            &rules::ITEM_WITHOUT_TEXT,
            leaf.mark,
            "`item` has neither `title` nor `description`",
            "add one of them (RSS 2.0, \"Elements of item\")",
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
    extensions::itunes::episode(walk, leaf.mark);
    same_meaning(walk, leaf.mark, ITEM_TWINS);
}

/// Note of a guid that says not to be a permalink.
const OPAQUE: u8 = 1;

fn guid_start(walk: &mut Walk, tag: &Tag<'_>) {
    if tag
        .find("isPermaLink")
        .is_some_and(|attribute| &*tag.value(attribute) != "true")
    {
        walk.note(OPAQUE);
    }
}

/// RSS 2.0, "guid": unique, and an address unless it says otherwise.
fn guid(walk: &mut Walk, leaf: &Leaf<'_>) {
    let value = leaf.trimmed();
    if value.is_empty() || leaf.children > 0 {
        return;
    }
    let address = || Uri::parse(value).is_ok_and(|uri| uri.scheme.is_some_and(is_web));
    if leaf.note != OPAQUE && !address() {
        walk.report(
            &rules::PERMALINK_GUID,
            leaf.start(),
            format!("guid is no address, found `{}`", clip(value)),
            "write `isPermaLink=\"false\"`, or the address of the item (RSS 2.0, \"guid\")",
        );
    }
    let place = leaf.mark;
    walk.state.entry.id = Some((value.to_owned(), place));
    if let Some(line) = walk.state.repeat(value, place.line) {
        walk.report(
            &rules::DUPLICATE_ID,
            leaf.start(),
            format!("`{}` also stands in line {line}", clip(value)),
            "give each item a guid of its own: readers show one of them (RSS 2.0, \"guid\")",
        );
    }
}

/// RSS Best Practices Profile, `enclosure`: one per item.
fn enclosure(walk: &mut Walk, tag: &Tag<'_>) {
    if walk.parent() != role::ITEM {
        return;
    }
    walk.state.enclosures += 1;
    walk.state.podcast.enclosure = true;
    if walk.state.enclosures == 2 {
        walk.report(
            &rules::SEVERAL_ENCLOSURES,
            tag.mark,
            "a second `enclosure` in one item",
            "keep one: some readers take the first, others the last, one rejects the feed",
        );
    }
    extensions::itunes::enclosure(walk, tag);
}

/// The description of an item or channel is HTML, elsewhere it is text.
fn description(walk: &mut Walk, leaf: &Leaf<'_>) {
    if leaf.children > 0 {
        return;
    }
    if leaf.trimmed().is_empty() {
        walk.report(
            &rules::EMPTY_ELEMENT,
            leaf.mark,
            "description: no text",
            "write one, or leave the element out",
        );
    } else if leaf.parent & ITEM != 0 {
        walk.html(leaf);
    } else {
        no_html(walk, leaf);
    }
    if leaf.parent == role::ITEM && walk.sibling(Ns::Content, "encoded") {
        walk.report(
            &rules::CONTENT_BEFORE_DESCRIPTION,
            leaf.mark,
            "`content:encoded` stands before `description`",
            "write the description first (RSS Best Practices Profile, `content:encoded`)",
        );
    }
}

/// Reports markup in an element whose value has a type of its own.
fn no_html(walk: &mut Walk, leaf: &Leaf<'_>) {
    if let Some(fault) = super::values::plain(leaf.value) {
        let place = leaf.place(fault.offset);
        walk.report(fault.rule, place, fault.message, fault.help);
    }
}

fn skip_start(walk: &mut Walk, _: &Tag<'_>) {
    walk.state.skipped = 0;
}

/// RSS 2.0, "skipDays": each day once.
fn day(walk: &mut Walk, leaf: &Leaf<'_>) {
    if let Some(index) = DAYS.iter().position(|day| *day == leaf.trimmed()) {
        skip(walk, leaf, index as u32);
    }
}

/// RSS 2.0, "skipHours": each hour once, from 0 to 23 (24 was midnight in RSS 0.91).
fn hour(walk: &mut Walk, leaf: &Leaf<'_>) {
    let Some(hour) = leaf
        .trimmed()
        .parse::<u32>()
        .ok()
        .filter(|hour| *hour <= 24)
    else {
        return;
    };
    if hour == 24 {
        walk.report(
            &rules::MIDNIGHT_HOUR,
            leaf.start(),
            "hour 24",
            "write 0 for midnight (RSS 2.0, \"skipHours\")",
        );
    }
    skip(walk, leaf, hour % 24);
}

fn skip(walk: &mut Walk, leaf: &Leaf<'_>, bit: u32) {
    if walk.state.skipped >> bit & 1 == 1 {
        walk.report(
            &rules::DUPLICATE_VALUE,
            leaf.start(),
            format!("`{}` stands twice", clip(leaf.trimmed())),
            "keep one",
        );
    }
    walk.state.skipped |= 1 << bit;
}
