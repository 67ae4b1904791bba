//! Atom 1.0 (RFC 4287): its elements, and what holds between them; paging and archives (RFC 5005).

use super::Kind;
use super::atom_text;
use super::element::{Attribute, Element, optional, required, role};
use super::ns::Ns;
use super::place::Mark;
use super::state::Link;
use super::text::clip;
use super::timestamps;
use super::values::Value;
use super::view::{Leaf, Tag};
use super::walk::Walk;
use super::{registries, rules};

const FEED: u64 = role::FEED;
const ENTRY: u64 = role::ENTRY;
const SOURCE: u64 = role::ATOM_SOURCE;
const CHANNEL: u64 = role::CHANNEL | role::RDF_CHANNEL;
const ITEM: u64 = role::ITEM | role::RDF_ITEM;
const ANY: u64 = FEED | ENTRY | SOURCE | CHANNEL | ITEM;

const fn atom(name: &'static str, within: u64, value: Value) -> Element {
    Element::new(Ns::Atom, name, within, value)
}

const fn parent(name: &'static str, within: u64, role: u64) -> Element {
    Element::parent(Ns::Atom, name, within, role)
}

/// A text construct (RFC 4287, 3.1).
const fn text(name: &'static str, within: u64) -> Element {
    atom(name, within, Value::Any)
        .role(role::ATOM_TEXT)
        .attributes(TEXT)
        .start(atom_text::text_start)
        .end(atom_text::end)
}

const TEXT: &[Attribute] = &[optional("type", Value::Any)];

/// The elements of Atom 1.0, by name.
pub(super) static ELEMENTS: &[Element] = &[
    parent("author", ANY, role::PERSON).many(),
    atom("category", ANY, Value::Any)
        .many()
        .role(role::OPEN)
        .attributes(&[
            optional("label", Value::Plain),
            optional("scheme", Value::Iri),
            required("term", Value::Text),
        ]),
    atom("content", ENTRY | ITEM, Value::Any)
        .role(role::ATOM_TEXT)
        .attributes(&[
            optional("src", Value::Reference),
            optional("type", Value::Any),
        ])
        .start(atom_text::content_start)
        .end(atom_text::end),
    parent("contributor", ANY, role::PERSON).many(),
    atom("email", role::PERSON, Value::Email),
    parent("entry", FEED | role::DOCUMENT, ENTRY)
        .many()
        .start(entry_start)
        .end(entry),
    parent("feed", role::DOCUMENT, FEED)
        .start(feed_start)
        .end(feed),
    atom("generator", FEED | SOURCE | CHANNEL, Value::Plain).attributes(&[
        optional("uri", Value::Reference),
        optional("version", Value::Text),
    ]),
    atom("icon", FEED | SOURCE | CHANNEL, Value::Reference),
    atom("id", ANY, Value::Id).end(id),
    atom("link", ANY, Value::Any)
        .many()
        .role(role::OPEN)
        .attributes(&[
            required("href", Value::Reference),
            optional("hreflang", Value::Language),
            optional("length", Value::Number(0, u64::MAX)),
            optional("rel", Value::Any),
            optional("title", Value::Plain),
            optional("type", Value::MediaType),
        ])
        .start(link),
    atom("logo", FEED | SOURCE | CHANNEL, Value::Reference),
    atom("name", role::PERSON, Value::Plain),
    atom("published", ENTRY | ITEM, Value::Rfc3339),
    text("rights", ANY),
    parent("source", ENTRY | ITEM, SOURCE)
        .start(source_start)
        .end(source),
    text("subtitle", FEED | SOURCE | CHANNEL),
    text("summary", ENTRY | ITEM),
    text("title", ANY),
    atom("updated", ANY, Value::Rfc3339).end(updated),
    atom("uri", role::PERSON, Value::Reference),
];

/// RFC 4287, 1.1: readers that look at prefixes do not know Atom elements with one.
fn feed_start(walk: &mut Walk, tag: &Tag<'_>) {
    if walk.open_name().contains(':') {
        let name = clip(walk.open_name()).into_owned();
        walk.report(
            &rules::PREFIXED_ATOM,
            tag.mark,
            format!("`{name}` has a prefix"),
            "write `<feed xmlns=\"http://www.w3.org/2005/Atom\">`",
        );
    }
}

fn entry_start(walk: &mut Walk, tag: &Tag<'_>) {
    if walk.parent() == role::DOCUMENT {
        feed_start(walk, tag);
    }
}

/// RFC 4287, 4.1.2: author, content or alternate link, summary.
fn entry(walk: &mut Walk, leaf: &Leaf<'_>) {
    if !walk.has(Ns::Atom, "author") && !walk.state.entry.source_author {
        if leaf.parent == role::DOCUMENT {
            author_missing(walk, leaf.mark);
        } else if !walk.sibling(Ns::Atom, "author") && walk.state.authorless.len() < 1_000 {
            walk.state.authorless.push(leaf.mark);
        }
    }
    let content = walk.has(Ns::Atom, "content");
    let summary = walk.has(Ns::Atom, "summary");
    if !content && !walk.state.entry.alternate {
        walk.report(
            &rules::ATOM_CONTENT,
            leaf.mark,
            "`entry` has neither `content` nor `link rel=\"alternate\"`",
            "add the link to its page (RFC 4287, 4.1.2)",
        );
    } else if walk.state.entry.needs_summary && !summary {
        walk.report(
            &rules::ATOM_SUMMARY,
            leaf.mark,
            "`entry` has remote or binary `content` and no `summary`",
            "add a `summary` (RFC 4287, 4.1.2)",
        );
    } else if !content && !summary {
        walk.report(
            &rules::ATOM_TEXTLESS,
            leaf.mark,
            "`entry` has neither `content` nor `summary`",
            "add one of them: readers show nothing else",
        );
    }
    repeated(walk, leaf);
}

fn author_missing(walk: &mut Walk, mark: Mark) {
    walk.report(
        &rules::ATOM_AUTHOR,
        mark,
        "`entry` has no `author`, and neither has its feed",
        "add an `author` to the feed or to each entry (RFC 4287, 4.1.1)",
    );
}

/// RFC 4287, 4.1.1: entries with one id are versions of one entry and differ in `updated`.
fn repeated(walk: &mut Walk, leaf: &Leaf<'_>) {
    if leaf.parent != FEED {
        return;
    }
    walk.state.entries += 1;
    let Some((id, mark)) = walk.state.entry.id.clone() else {
        return;
    };
    let Some(line) = walk.state.repeat(&id, mark.line) else {
        walk.state.distinct += 1;
        return;
    };
    let dated = format!("{id} {:?}", walk.state.entry.updated);
    let same_date = walk.state.repeat(&dated, mark.line).is_some();
    let first = walk.state.versions.insert(line);
    if same_date || first {
        walk.report(
            &rules::REPEATED_ENTRY,
            mark,
            format!("`{}` also stands in line {line}", clip(&id)),
            "give each entry an `id` of its own, and each version its own `updated` (RFC 4287, 4.1.1)",
        );
    }
}

fn feed(walk: &mut Walk, leaf: &Leaf<'_>) {
    if !walk.has(Ns::Atom, "author") {
        for mark in std::mem::take(&mut walk.state.authorless) {
            author_missing(walk, mark);
        }
    }
    // Two may be versions of one entry (RFC 4287, 4.1.1).
    if walk.state.entries > 2 && walk.state.distinct == 1 {
        walk.report(
            &rules::DUPLICATE_ID,
            leaf.mark,
            format!("all {} entries have the same `id`", walk.state.entries),
            "give each entry an `id` of its own (RFC 4287, 4.2.6)",
        );
    }
    if !walk.state.feed_link("self") {
        walk.report(
            &rules::MISSING_SELF_LINK,
            leaf.mark,
            "`feed` has no `link rel=\"self\"`",
            "add the address of the feed itself (RFC 4287, 4.1.1)",
        );
    }
    history(walk, leaf.mark);
}

/// RFC 5005: complete feeds have no pages, archives link to the current feed, the last page to none
/// behind it.
pub(super) fn history(walk: &mut Walk, mark: Mark) {
    const HELP: &str = "see RFC 5005, 2 to 4";
    let complete = walk.has(Ns::Fh, "complete");
    let archive = walk.has(Ns::Fh, "archive");
    let href = |rel: &str| {
        walk.state
            .links
            .iter()
            .find(|link| link.rel == rel)
            .map(|link| (link.href.clone(), link.mark))
    };
    let this = href("self").map(|(href, _)| href);
    let mut found = Vec::new();
    if complete {
        for rel in [
            "first",
            "last",
            "next",
            "previous",
            "prev",
            "next-archive",
            "prev-archive",
        ] {
            if let Some((_, place)) = href(rel) {
                let message = format!("`{rel}` (line {}) in a complete feed", place.line);
                found.push((&rules::HISTORY_LINK, mark, message));
            }
        }
        if let (Some((current, place)), Some(this)) = (href("current"), &this)
            && current != *this
        {
            let message = format!(
                "`current` (line {}) of a complete feed is not the feed itself",
                place.line
            );
            found.push((&rules::HISTORY_LINK, mark, message));
        }
        if archive {
            found.push((
                &rules::HISTORY_ARCHIVE,
                mark,
                "a complete feed is no archive".to_owned(),
            ));
        }
    } else if archive && href("current").is_none() {
        // Without `prev-archive` it may be the oldest, which no other can say: an archive that names
        // the one after it would change when that comes.
        let message = "an archive without `link rel=\"current\"`".to_owned();
        found.push((&rules::HISTORY_ARCHIVE, mark, message));
    }
    for (end, beyond) in [
        ("last", "next"),
        ("first", "previous"),
        ("first", "prev"),
        ("current", "next-archive"),
    ] {
        if let (Some((end_href, _)), Some((_, place)), Some(this)) =
            (href(end), href(beyond), &this)
            && end_href == *this
        {
            let message = format!(
                "`{beyond}` (line {}) in the feed that is `{end}`",
                place.line
            );
            found.push((&rules::HISTORY_LINK, mark, message));
        }
    }
    for (rule, mark, message) in found {
        walk.report(rule, mark, message, HELP);
    }
}

fn source_start(walk: &mut Walk, _: &Tag<'_>) {
    walk.state.source_alternates.clear();
}

/// RFC 4287, 4.2.11: id, title and updated of a source should be kept.
fn source(walk: &mut Walk, leaf: &Leaf<'_>) {
    walk.state.entry.source_author |= walk.has(Ns::Atom, "author");
    for name in ["id", "title", "updated"] {
        if !walk.has(Ns::Atom, name) {
            walk.report(
                &rules::INCOMPLETE_SOURCE,
                leaf.mark,
                format!("`source` has no `{name}`"),
                "copy it from the feed that the entry comes from (RFC 4287, 4.2.11)",
            );
        }
    }
}

fn id(walk: &mut Walk, leaf: &Leaf<'_>) {
    if leaf.parent == ENTRY && !leaf.trimmed().is_empty() {
        walk.state.entry.id = Some((leaf.trimmed().to_owned(), leaf.start()));
    }
}

fn updated(walk: &mut Walk, leaf: &Leaf<'_>) {
    if leaf.parent == ENTRY {
        walk.state.entry.updated = timestamps::rfc3339(leaf.trimmed())
            .ok()
            .map(|(seconds, _)| seconds);
    }
}

/// Paging relations, which are of feeds (RFC 5005).
const PAGING: [&str; 6] = [
    "next",
    "previous",
    "prev",
    "prev-archive",
    "next-archive",
    "current",
];

/// RFC 4287, 4.2.7: relation, and alternate links that differ in type or language (4.1.1, 4.1.2).
fn link(walk: &mut Walk, tag: &Tag<'_>) {
    let rel = tag.get("rel");
    let rel = match rel.as_deref() {
        None => "alternate",
        Some(rel) => rel
            .strip_prefix("http://www.iana.org/assignments/relation/")
            .unwrap_or(rel),
    };
    let parent = walk.parent();
    relation(walk, tag, rel);
    let href = tag.get("href").unwrap_or_default();
    if rel == "self" && super::uris::Uri::parse(&href).is_ok_and(|uri| uri.scheme.is_none()) {
        walk.report(
            &rules::RELATIVE_SELF_LINK,
            tag.place_of("href"),
            format!("`{}` is relative", clip(&href)),
            "write the whole address: it is what a saved copy of the feed is read from",
        );
    }
    let of_feed = parent & (FEED | CHANNEL) != 0;
    if of_feed && walk.state.links.len() < 64 {
        walk.state.links.push(Link {
            rel: rel.to_owned(),
            href: href.into_owned(),
            mark: tag.mark,
        });
    }
    if parent == ENTRY && PAGING.contains(&rel) {
        walk.report(
            &rules::HISTORY_ARCHIVE,
            tag.mark,
            format!("`{rel}` in an entry"),
            "paging links stand in the feed (RFC 5005, 3)",
        );
    }
    if rel != "alternate" || walk.kind != Some(Kind::Atom) {
        return;
    }
    let kind = tag.get("type").unwrap_or_default().to_ascii_lowercase();
    let language = tag.get("hreflang").unwrap_or_default().to_ascii_lowercase();
    let alternates = match parent {
        ENTRY => {
            walk.state.entry.alternate = true;
            &mut walk.state.entry.alternates
        }
        SOURCE => &mut walk.state.source_alternates,
        _ => &mut walk.state.feed_alternates,
    };
    let again = alternates.iter().any(|(k, l)| *k == kind && *l == language);
    if !again && alternates.len() < 64 {
        alternates.push((kind, language));
    }
    if again {
        // The parent is at fault: which of the two links is to go, nobody knows.
        let container = walk
            .frames
            .iter()
            .rev()
            .nth(1)
            .map_or(tag.mark, |frame| frame.mark);
        walk.report(
            &rules::DUPLICATE_LINK,
            container,
            format!(
                "a second alternate link of the same type and language in line {}",
                tag.mark.line
            ),
            "keep one, or give each its `type` or `hreflang` (RFC 4287, 4.1.1 and 4.1.2)",
        );
    }
}

fn relation(walk: &mut Walk, tag: &Tag<'_>, rel: &str) {
    if registries::is_relation(rel) {
        return;
    }
    // An extension relation is a URI (RFC 8288, 2.1.2).
    let uri = super::uris::Uri::parse(rel);
    match uri {
        Ok(uri) if uri.scheme.is_some() => {}
        Err(fault) if rel.contains(':') => walk.report(
            &rules::INVALID_URL,
            tag.place_of("rel"),
            format!("relation `{}` is no URI: {}", clip(rel), fault.message),
            "percent-encode what a URI may not hold (RFC 3986, 2)",
        ),
        _ => walk.report(
            &rules::UNREGISTERED_RELATION,
            tag.place_of("rel"),
            format!("relation `{}` is not registered", clip(rel)),
            "write one of the IANA registry of link relations, or a URI",
        ),
    }
}
