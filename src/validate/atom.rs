//! Atom 1.0 (RFC 4287): its elements, and what holds between them.

use super::element::{Attribute, Element, optional, required, role};
use super::ns::Ns;
use super::rules;
use super::state::Entry;
use super::values::Value;
use super::walk::{Leaf, Tag, Walk};

const FEED: u64 = role::FEED;
const ENTRY: u64 = role::ENTRY;
const SOURCE: u64 = role::ATOM_SOURCE;
const RSS: u64 = role::CHANNEL | role::ITEM;
const ANY: u64 = FEED | ENTRY | SOURCE | RSS;

const fn atom(name: &'static str, within: u64, value: Value) -> Element {
    Element::new(Ns::Atom, name, within, value)
}

const fn parent(name: &'static str, within: u64, role: u64) -> Element {
    Element::parent(Ns::Atom, name, within, role)
}

/// A text construct (RFC 4287, 3.1).
const fn text(name: &'static str, within: u64) -> Element {
    let mut element = atom(name, within, Value::Any).attributes(TEXT);
    element.role = role::ATOM_TEXT;
    element
}

const TEXT: &[Attribute] = &[optional("type", Value::OneOf(&["text", "html", "xhtml"]))];

/// The elements of Atom 1.0, by name.
pub(super) static ELEMENTS: &[Element] = &[
    parent("author", ANY, role::PERSON).many(),
    atom("category", ANY, Value::Any).many().attributes(&[
        optional("label", Value::Any),
        optional("scheme", Value::Url),
        required("term", Value::Any),
    ]),
    {
        let mut content = atom("content", ENTRY | role::ITEM, Value::Any).attributes(&[
            optional("src", Value::Reference),
            optional("type", Value::Any),
        ]);
        content.role = role::ATOM_TEXT;
        content
    },
    parent("contributor", ANY, role::PERSON).many(),
    atom("email", role::PERSON, Value::Email),
    parent("entry", FEED | role::DOCUMENT, role::ENTRY)
        .many()
        .start(entry_start)
        .end(entry),
    parent("feed", role::DOCUMENT, role::FEED).end(feed),
    atom("generator", FEED | SOURCE | role::CHANNEL, Value::Any).attributes(&[
        optional("uri", Value::Reference),
        optional("version", Value::Any),
    ]),
    atom("icon", FEED | SOURCE | role::CHANNEL, Value::Reference),
    atom("id", ANY, Value::Id).end(id),
    atom("link", ANY, Value::Any)
        .many()
        .attributes(&[
            required("href", Value::Reference),
            optional("hreflang", Value::Language),
            optional("length", Value::Number(0, u64::MAX)),
            optional("rel", Value::Any),
            optional("title", Value::Any),
            optional("type", Value::MediaType),
        ])
        .start(link),
    atom("logo", FEED | SOURCE | role::CHANNEL, Value::Reference),
    atom("name", role::PERSON, Value::Text),
    atom("published", ENTRY | role::ITEM, Value::Rfc3339),
    text("rights", ANY),
    parent("source", ENTRY | role::ITEM, role::ATOM_SOURCE),
    text("subtitle", FEED | SOURCE | role::CHANNEL),
    text("summary", ENTRY | role::ITEM),
    text("title", ANY),
    atom("updated", ANY, Value::Rfc3339),
    atom("uri", role::PERSON, Value::Reference),
];

fn entry_start(walk: &mut Walk, _: &Tag<'_>) {
    walk.state.entry = Entry::default();
}

/// RFC 4287, 4.1.2: author, content or alternate link.
fn entry(walk: &mut Walk, leaf: &Leaf<'_>) {
    if !walk.has(Ns::Atom, "author") && !walk.has(Ns::Atom, "source") && !walk.state.feed_author {
        if leaf.parent == role::DOCUMENT {
            author_missing(walk, leaf.mark);
        } else if walk.state.authorless.len() < 1_000 {
            walk.state.authorless.push(leaf.mark);
        }
    }
    if !walk.has(Ns::Atom, "content") && !walk.state.entry.alternate {
        walk.report(
            &rules::ATOM_CONTENT,
            leaf.mark,
            "`entry` has neither `content` nor `link rel=\"alternate\"`",
            "add the link to its page (RFC 4287, 4.1.2)",
        );
    }
}

fn author_missing(walk: &mut Walk, mark: super::place::Mark) {
    walk.report(
        &rules::ATOM_AUTHOR,
        mark,
        "`entry` has no `author`, and neither has its feed",
        "add an `author` to the feed or to each entry (RFC 4287, 4.1.1)",
    );
}

fn feed(walk: &mut Walk, _: &Leaf<'_>) {
    if !walk.has(Ns::Atom, "author") {
        for mark in std::mem::take(&mut walk.state.authorless) {
            author_missing(walk, mark);
        }
    }
}

fn id(walk: &mut Walk, leaf: &Leaf<'_>) {
    if leaf.parent == ENTRY && !leaf.value.trim().is_empty() {
        let place = leaf.place(0);
        super::rss::duplicate(walk, leaf.value.trim(), place);
    }
}

/// RFC 4287, 4.1.1 and 4.1.2: alternate links differ in type or language.
fn link(walk: &mut Walk, tag: &Tag<'_>) {
    let rel = tag.get("rel");
    if walk.parent() != ENTRY || !matches!(rel.as_deref(), None | Some("alternate")) {
        return;
    }
    let kind = tag.get("type").unwrap_or_default().into_owned();
    let language = tag.get("hreflang").unwrap_or_default().into_owned();
    walk.state.entry.alternate = true;
    if walk
        .state
        .entry
        .alternates
        .iter()
        .any(|(k, l)| *k == kind && *l == language)
    {
        walk.report(
            &rules::DUPLICATE_LINK,
            tag.mark,
            "a second alternate link of the same type and language",
            "keep one, or give each its `type` or `hreflang` (RFC 4287, 4.1.2)",
        );
    }
    walk.state.entry.alternates.push((kind, language));
}
