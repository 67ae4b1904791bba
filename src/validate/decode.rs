//! Bytes to text: byte-order marks, declared encodings, and what is wrong with them.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::place::Mark;
use super::rules::{self, Rule};
use super::text::clip;

/// The text of a file.
pub(super) struct Decoded<'a> {
    /// Without a byte-order mark.
    pub(super) text: Cow<'a, str>,
    /// Whether there was a byte-order mark.
    pub(super) marked: bool,
    /// The name of the encoding.
    pub(super) encoding: &'static str,
    /// What is wrong with the encoding.
    pub(super) fault: Option<(&'static Rule, Mark, String, &'static str)>,
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(512)];
    let head = head.strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(head, b"?>")?;
    let declaration = std::str::from_utf8(&head[..end]).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    rest[1..].split(quote).next()
}

/// Decodes a file; bytes that are no text become U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..], true);
    }
    if bytes.starts_with(b"<\0") {
        return with(UTF_16LE, bytes, false);
    }
    if bytes.starts_with(b"\0<") {
        return with(UTF_16BE, bytes, false);
    }
    let Some(label) = declared(bytes) else {
        return with(UTF_8, bytes, false);
    };
    match Encoding::for_label_no_replacement(label.as_bytes()) {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let mut decoded = with(UTF_8, bytes, false);
            decoded.fault.get_or_insert((
                &rules::WRONG_ENCODING,
                Mark::START,
                format!("declared as `{}`, but one byte per character", clip(label)),
                "declare `encoding=\"UTF-8\"`",
            ));
            decoded
        }
        Some(encoding) => with(encoding, bytes, false),
        None => {
            let mut decoded = with(UTF_8, bytes, false);
            decoded.fault = Some((
                &rules::UNKNOWN_ENCODING,
                Mark::START,
                format!("encoding `{}` is not known", clip(label)),
                "save the file as UTF-8 and declare that",
            ));
            decoded
        }
    }
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8], marked: bool) -> Decoded<'a> {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Decoded {
                text: Cow::Borrowed(text),
                marked,
                encoding: encoding.name(),
                fault: None,
            },
            Err(error) => {
                let text = String::from_utf8_lossy(bytes);
                let place = Mark::START.at(&text, error.valid_up_to());
                Decoded {
                    text,
                    marked,
                    encoding: encoding.name(),
                    fault: Some(not_decoded(place, "UTF-8")),
                }
            }
        };
    }
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    let fault = failed.then(|| {
        let at = text.find('\u{FFFD}').unwrap_or(0);
        not_decoded(Mark::START.at(&text, at), encoding.name())
    });
    Decoded {
        text,
        marked,
        encoding: encoding.name(),
        fault,
    }
}

fn not_decoded(place: Mark, encoding: &str) -> (&'static Rule, Mark, String, &'static str) {
    (
        &rules::WRONG_ENCODING,
        place,
        format!("bytes that are not {encoding}"),
        "save the file in the encoding that it declares (UTF-8 where it declares none)",
    )
}
