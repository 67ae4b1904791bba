//! Bytes to text: byte-order marks, declared encodings, and what is wrong with them.

use std::borrow::Cow;

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

use super::place::Mark;
use super::rules::{self, Rule};
use super::text::clip;
use crate::encoding::{Refused, sniff};

/// The text of a file.
pub(super) struct Decoded<'a> {
    /// Without a byte-order mark.
    pub(super) text: Cow<'a, str>,
    /// Whether there was a byte-order mark.
    pub(super) marked: bool,
    /// The name of the encoding.
    pub(super) encoding: &'static str,
    /// What is wrong with the encoding.
    pub(super) fault: Option<EncodingFault>,
}

/// A fault of the encoding: rule, place, message, help.
pub(super) type EncodingFault = (&'static Rule, Mark, String, &'static str);

/// How to read a file.
pub(super) struct Choice {
    pub(super) encoding: &'static Encoding,
    /// Bytes of the byte-order mark.
    pub(super) skip: usize,
    /// What is wrong with the declaration.
    pub(super) fault: Option<EncodingFault>,
}

/// The encoding of a file by its first bytes; 512 of them decide.
pub(super) fn choose(bytes: &[u8]) -> Choice {
    let sniffed = sniff(bytes);
    let fault = sniffed.refused.map(|refused| {
        let (message, rule, help) = match refused {
            Refused::Wide(label) => (
                format!("declared as `{}`, but one byte per character", clip(label)),
                &rules::WRONG_ENCODING,
                "declare `encoding=\"UTF-8\"`",
            ),
            Refused::Unknown(label) => (
                format!("encoding `{}` is not known", clip(label)),
                &rules::UNKNOWN_ENCODING,
                "save the file as UTF-8 and declare that",
            ),
        };
        (rule, Mark::START, message, help)
    });
    Choice {
        encoding: sniffed.encoding,
        skip: sniffed.skip,
        fault,
    }
}

/// Decodes a file; bytes that are no text become U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let choice = choose(bytes);
    let mut decoded = with(choice.encoding, &bytes[choice.skip..], choice.skip > 0);
    if choice.fault.is_some() {
        decoded.fault = choice.fault;
    }
    decoded
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
    let mut text = String::new();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let fault = push_decoded(&mut decoder, bytes, &mut text, true)
        .map(|at| not_decoded(Mark::START.at(&text, at), encoding.name()));
    Decoded {
        text: Cow::Owned(text),
        marked,
        encoding: encoding.name(),
        fault,
    }
}

/// Appends the text of some bytes, U+FFFD for those that are none; where the first of those stands.
/// The file may hold that character itself, so that looking for it would not do.
pub(super) fn push_decoded(
    decoder: &mut Decoder,
    bytes: &[u8],
    into: &mut String,
    last: bool,
) -> Option<usize> {
    let mut fault = None;
    let mut rest = bytes;
    loop {
        let room = decoder
            .max_utf8_buffer_length_without_replacement(rest.len())
            .unwrap_or(rest.len() * 3 + 16);
        into.reserve(room);
        let (result, read) = decoder.decode_to_string_without_replacement(rest, into, last);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => return fault,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                fault.get_or_insert(into.len());
                into.push('\u{FFFD}');
            }
        }
    }
}

pub(super) fn not_decoded(place: Mark, encoding: &str) -> EncodingFault {
    (
        &rules::WRONG_ENCODING,
        place,
        format!("bytes that are not {encoding}"),
        "save the file in the encoding that it declares (UTF-8 where it declares none)",
    )
}

/// Whether the inside of an XML declaration has a version, then perhaps encoding and `standalone`.
pub(super) fn is_declaration(data: &str) -> bool {
    let mut rest = data;
    let mut names = Vec::new();
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        if trimmed.is_empty() {
            break;
        }
        let Some((name, behind)) = trimmed.split_once('=') else {
            return false;
        };
        let value = behind.trim_start();
        let Some(quote) = value
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''))
        else {
            return false;
        };
        let Some((value, behind)) = value[1..].split_once(quote) else {
            return false;
        };
        let fits = match name.trim_end() {
            "version" => value.starts_with("1."),
            "encoding" => !value.is_empty(),
            "standalone" => matches!(value, "yes" | "no"),
            _ => false,
        };
        if !fits || trimmed.len() == rest.len() || names.len() == 3 {
            return false;
        }
        names.push(name.trim_end());
        rest = behind;
    }
    matches!(
        names[..],
        ["version"]
            | ["version", "encoding"]
            | ["version", "standalone"]
            | ["version", "encoding", "standalone"]
    )
}
