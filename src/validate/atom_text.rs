//! Text and content of Atom (RFC 4287, 3.1 and 4.1.3): what may stand in them depends on their type.

use super::html;
use super::ns::Ns;
use super::place::Mark;
use super::rules;
use super::text::{clip, content_value};
use super::values;
use super::view::{Leaf, Tag};
use super::walk::Walk;

/// Notes of the start hooks: what the type says.
const TEXT: u8 = 0;
const HTML: u8 = 1;
const XHTML: u8 = 2;
/// An XML media type: any elements.
const XML: u8 = 3;
/// A media type of text: no elements.
const PLAIN: u8 = 4;
/// Another media type: Base64.
const BINARY: u8 = 5;
/// A media type of HTML as a whole document.
const DOCUMENT: u8 = 6;
/// Added where the content has a source and must be empty.
const SOURCED: u8 = 16;
/// Whatever it is was reported.
const UNKNOWN: u8 = 7;

/// A text construct opens: `text`, `html` or `xhtml`.
pub(super) fn text_start(walk: &mut Walk, tag: &Tag<'_>) {
    let Some(attribute) = tag.find("type") else {
        return;
    };
    let note = match &*tag.value(attribute) {
        "text" => TEXT,
        "html" => HTML,
        "xhtml" => XHTML,
        "" => {
            empty_type(walk, tag);
            TEXT
        }
        other => {
            let message = format!("`{}` is no type of a text", clip(other));
            walk.report(
                &rules::ATOM_TEXT_TYPE,
                tag.place(attribute, 0),
                message,
                "write `text`, `html` or `xhtml` (RFC 4287, 3.1.1)",
            );
            media_note(other)
        }
    };
    walk.note(note);
}

fn empty_type(walk: &mut Walk, tag: &Tag<'_>) {
    walk.report(
        &rules::EMPTY_ATTRIBUTE,
        tag.place_of("type"),
        "attribute `type` is empty",
        "write a type, or leave it out for plain text",
    );
}

/// What content of a media type may hold.
fn media_note(media_type: &str) -> u8 {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "text/html" => DOCUMENT,
        _ if essence.ends_with("+xml") || essence.ends_with("/xml") => XML,
        _ if essence.starts_with("text/") => PLAIN,
        _ if values::is_media_type(media_type) => BINARY,
        _ => UNKNOWN,
    }
}

/// `content` opens: a type of texts or a media type, and perhaps a source.
pub(super) fn content_start(walk: &mut Walk, tag: &Tag<'_>) {
    let sourced = tag.find("src").is_some();
    let kind = tag.get("type");
    let mut note = match kind.as_deref() {
        None | Some("text") => TEXT,
        Some("html") => HTML,
        Some("xhtml") => XHTML,
        Some("") => {
            empty_type(walk, tag);
            TEXT
        }
        Some(other) => media_note(other),
    };
    let composite = kind.as_deref().is_some_and(|kind| {
        kind.get(..10)
            .is_some_and(|start| start.eq_ignore_ascii_case("multipart/"))
            || kind
                .get(..8)
                .is_some_and(|start| start.eq_ignore_ascii_case("message/"))
    });
    let typeless = sourced && matches!(kind.as_deref(), Some("text" | "html" | "xhtml"));
    if note == UNKNOWN || composite || typeless {
        note = UNKNOWN;
        walk.report(
            &rules::ATOM_CONTENT_TYPE,
            tag.place_of("type"),
            format!(
                "`{}` is no type of this content",
                clip(kind.as_deref().unwrap_or(""))
            ),
            if sourced {
                "write the media type of the source, such as `audio/mpeg` (RFC 4287, 4.1.3.2)"
            } else {
                "write `text`, `html`, `xhtml` or a media type (RFC 4287, 4.1.3.1)"
            },
        );
    }
    if sourced && kind.is_none() {
        walk.report(
            &rules::ATOM_CONTENT_UNTYPED,
            tag.mark,
            "`content` with `src` has no `type`",
            "write the media type of the source (RFC 4287, 4.1.3.2)",
        );
    }
    let entry = &mut walk.state.entry;
    entry.needs_summary |= sourced || note == BINARY;
    walk.note(if sourced { note | SOURCED } else { note });
}

/// Whether an element in a text or content is XHTML to be looked at; what may not stand is reported.
pub(super) fn admits(walk: &mut Walk, ns: Ns, local: &str, mark: Mark) -> bool {
    let Some(frame) = walk.frames.last_mut() else {
        return false;
    };
    let first = frame.children == 1;
    let name = frame.element.map_or("", |element| element.name);
    match frame.note {
        XHTML if ns == Ns::Xhtml && local == "div" && first => return true,
        XML => {}
        _ if std::mem::replace(&mut frame.reported, true) => {}
        XHTML => walk.report(
            &rules::XHTML_DIV,
            mark,
            format!("`{}` where one `div` of XHTML was expected", clip(local)),
            "put the content into one `<div xmlns=\"http://www.w3.org/1999/xhtml\">` (RFC 4287, 3.1.1.3)",
        ),
        note if note & SOURCED != 0 => sourced(walk, mark),
        UNKNOWN => {}
        _ => walk.report(
            &rules::UNESCAPED_MARKUP,
            mark,
            format!("element `{}` inside `{name}`, whose type is not XML", clip(local)),
            "escape the markup: `&lt;` for each `<`, and `type=\"html\"` (RFC 4287, 3.1.1)",
        ),
    }
    // The element itself goes no further: it gets no row, and what stands in it is skipped.
    false
}

fn sourced(walk: &mut Walk, mark: Mark) {
    walk.report(
        &rules::ATOM_SOURCED_CONTENT,
        mark,
        "`content` with `src` is not empty",
        "leave it empty: the content is at the source (RFC 4287, 4.1.3.2)",
    );
}

/// Text directly in a text or content: in XHTML all of it stands in the `div`.
pub(super) fn direct(walk: &mut Walk, raw: &str, start: usize, text: &str, mark: &mut Mark) {
    let Some(frame) = walk.frames.last_mut() else {
        return;
    };
    let at = raw.bytes().position(|byte| !super::text::is_space(byte));
    if let (XHTML, Some(at)) = (frame.note, at) {
        frame.reported = true;
        *mark = mark.at(text, start + at);
        walk.report(
            &rules::XHTML_DIV,
            *mark,
            "text outside the `div` of XHTML",
            "put the content into one `<div xmlns=\"http://www.w3.org/1999/xhtml\">` (RFC 4287, 3.1.1.3)",
        );
    }
}

/// Text inside XHTML: markup in it was escaped once too often.
pub(super) fn inline(walk: &mut Walk, raw: &str, start: usize, text: &str, mark: &mut Mark) {
    if memchr::memchr(b'&', raw.as_bytes()).is_none() && !text[..start].ends_with("<![CDATA[") {
        return;
    }
    let mut value = String::new();
    if text[..start].ends_with("<![CDATA[") {
        value.push_str(raw);
    } else {
        content_value(raw, &mut value);
    }
    let code = walk
        .open_name()
        .rsplit(':')
        .next()
        .is_some_and(|name| ["code", "pre", "kbd", "samp", "tt", "textarea"].contains(&name));
    if code || html::markup_in_text(&value).is_none() {
        return;
    }
    if let Some(frame) = walk.frames.last_mut() {
        frame.reported = true;
    }
    *mark = mark.at(text, start);
    escaped(walk, *mark);
}

fn escaped(walk: &mut Walk, mark: Mark) {
    walk.report(
        &rules::ESCAPED_XHTML,
        mark,
        "escaped markup in XHTML",
        "write the elements themselves, or `type=\"html\"` (RFC 4287, 3.1.1.3)",
    );
}

/// A text or content closes.
pub(super) fn end(walk: &mut Walk, leaf: &Leaf<'_>) {
    let blank = leaf.trimmed().is_empty();
    if leaf.note & SOURCED != 0 {
        if leaf.children == 0 && !blank {
            sourced(walk, leaf.start());
        }
        return;
    }
    if leaf.children == 0 && blank && leaf.note != XHTML {
        walk.report(
            &rules::EMPTY_ELEMENT,
            leaf.mark,
            "no text",
            "write one, or leave the element out",
        );
        return;
    }
    match leaf.note {
        TEXT if leaf.children == 0 => {
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
        HTML => walk.html(leaf),
        DOCUMENT => {
            let document = leaf
                .trimmed()
                .get(..9)
                .is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"))
                || leaf
                    .trimmed()
                    .get(..5)
                    .is_some_and(|start| start.eq_ignore_ascii_case("<html"));
            if document {
                return;
            }
            walk.report(
                &rules::ATOM_WHOLE_DOCUMENT,
                leaf.mark,
                "a fragment with the type `text/html`",
                "write `type=\"html\"` (RFC 4287, 4.1.3.3)",
            );
            walk.html(leaf);
        }
        XHTML if leaf.children == 0 => {
            if !leaf.reported {
                walk.report(
                    &rules::XHTML_DIV,
                    leaf.mark,
                    "XHTML without a `div`",
                    "put the content into one `<div xmlns=\"http://www.w3.org/1999/xhtml\">` (RFC 4287, 3.1.1.3)",
                );
            }
            if html::markup_in_text(leaf.value).is_some() {
                escaped(walk, leaf.start());
            }
        }
        BINARY if leaf.children == 0 && !is_base64(leaf.value) => walk.report(
            &rules::INVALID_BASE64,
            leaf.start(),
            "the content is not Base64",
            "encode it, or write the right `type` (RFC 4287, 4.1.3.3)",
        ),
        PLAIN if leaf.children == 0 => {}
        _ => {}
    }
}

/// Whether a text is Base64, white space aside (RFC 4648, 4).
fn is_base64(text: &str) -> bool {
    let mut length = 0_usize;
    let mut padding = 0;
    for byte in text.bytes().filter(|byte| !super::text::is_space(*byte)) {
        length += 1;
        match byte {
            b'=' => padding += 1,
            _ if padding > 0 => return false,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => {}
            _ => return false,
        }
    }
    length.is_multiple_of(4) && padding <= 2 && length > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_media_type_decides_what_content_holds() {
        for (kind, note) in [
            ("text/plain", PLAIN),
            ("TEXT/HTML; charset=utf-8", DOCUMENT),
            ("image/svg+xml", XML),
            ("application/xml", XML),
            ("image/png", BINARY),
            ("pdf", UNKNOWN),
        ] {
            assert_eq!(media_note(kind), note, "{kind}");
        }
        assert!(is_base64("YWJj\nZA==") && !is_base64("abc") && !is_base64("a=bc"));
    }
}
