//! Bytes to text: byte-order marks, declared and detected encodings, line ends, control characters.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diagnostic::Diagnostic;
use crate::text::line_at;

/// Bytes as text.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// Lines end with `\n`; no control characters but tabs.
    pub text: Cow<'a, str>,
    /// What had to be assumed or removed.
    pub findings: Vec<Diagnostic>,
}

/// What the first bytes of a file say.
#[derive(Debug)]
pub(super) enum Decode<'a> {
    /// The text of the bytes given, or of all whole characters among them.
    Text(Decoded<'a>),
    /// Only the whole file can tell.
    NeedsWhole,
    /// Not text.
    Binary,
}

/// Decodes a file, or its first bytes where `complete` is false.
pub(super) fn decode(bytes: &[u8], complete: bool) -> Decode<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let bytes = &bytes[mark..];
        if encoding == UTF_8 {
            return match std::str::from_utf8(whole_characters(bytes, complete)) {
                Ok(text) => clean(Cow::Borrowed(text), Vec::new()),
                Err(error) => {
                    let text = String::from_utf8_lossy(bytes);
                    let finding = damaged(&text, bytes, error.valid_up_to(), "UTF-8");
                    clean(text, vec![finding])
                }
            };
        }
        return decode_as(encoding, bytes, complete);
    }
    // Only texts with control characters can be UTF-16 or binary data, or need cleaning.
    let stray = has_stray(bytes);
    if stray {
        if let Some(encoding) = utf16_without_mark(bytes) {
            return decode_as(encoding, bytes, complete);
        }
        if is_binary(bytes) {
            return Decode::Binary;
        }
    }
    let valid = match std::str::from_utf8(bytes) {
        // The last character may be cut off by the end of the block.
        Err(error) if !complete && error.error_len().is_none() => {
            std::str::from_utf8(&bytes[..error.valid_up_to()])
        }
        result => result,
    };
    if let Ok(text) = valid {
        // Letters beyond ASCII that happen to be valid UTF-8 are UTF-8, whatever is declared; of the
        // encodings that hide other letters in ASCII, ISO-2022-JP alone is in use (WHATWG).
        if !stray {
            return Decode::Text(Decoded {
                text: Cow::Borrowed(text),
                findings: Vec::new(),
            });
        }
        if !text.is_ascii() || !bytes.contains(&0x1b) {
            return clean(Cow::Borrowed(text), Vec::new());
        }
    }
    if !complete {
        return Decode::NeedsWhole;
    }
    if let Some(encoding) = declared(bytes)
        && encoding != UTF_8
    {
        return decode_as(encoding, bytes, complete);
    }
    // Mostly UTF-8 with a few broken bytes stays UTF-8.
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|&c| c == '\u{fffd}').count();
    let beyond_ascii = lossy.chars().filter(|c| !c.is_ascii()).count();
    if broken * 10 < beyond_ascii {
        let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
        let finding = damaged(&lossy, bytes, at, "UTF-8");
        return clean(lossy, vec![finding]);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let at = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count() as u32;
    let finding = Diagnostic::warning(
        "assumed-encoding",
        format!(
            "the text is not UTF-8 and declares no encoding; read as {}",
            encoding.name()
        ),
    )
    .at(line, 0)
    .help("save the file as UTF-8");
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    clean(text, vec![finding])
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8], complete: bool) -> Decode<'a> {
    if !complete {
        return Decode::NeedsWhole;
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let findings = if had_errors {
        let at = text.find('\u{fffd}').unwrap_or(0);
        vec![damaged_at(line_at(&text, at), encoding.name())]
    } else {
        Vec::new()
    };
    clean(text, findings)
}

fn damaged(text: &str, bytes: &[u8], at: usize, encoding: &str) -> Diagnostic {
    debug_assert!(text.contains('\u{fffd}'));
    damaged_at(
        1 + memchr::memchr_iter(b'\n', &bytes[..at]).count() as u32,
        encoding,
    )
}

fn damaged_at(line: u32, encoding: &str) -> Diagnostic {
    Diagnostic::warning(
        "damaged-text",
        format!("bytes that are not {encoding}; each is shown as \u{fffd}"),
    )
    .at(line, 0)
    .help("write the characters anew, or declare the encoding that the file has")
}

/// Without the last character where it may be cut off.
fn whole_characters(bytes: &[u8], complete: bool) -> &[u8] {
    if complete {
        return bytes;
    }
    match std::str::from_utf8(bytes) {
        Err(error) if error.error_len().is_none() => &bytes[..error.valid_up_to()],
        _ => bytes,
    }
}

/// UTF-16 of mostly Western text has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(1024) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros = |from: usize| {
        sample
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 10 > half * 4 && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 10 > half * 4 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text has few control characters; archives, pictures and programs have many.
fn is_binary(bytes: &[u8]) -> bool {
    const MAGIC: [&[u8]; 6] = [
        b"%PDF-",
        b"\x89PNG",
        b"PK\x03\x04",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x7fELF",
    ];
    let sample = &bytes[..bytes.len().min(4096)];
    let controls = sample
        .iter()
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
        .count();
    MAGIC.iter().any(|magic| bytes.starts_with(magic)) || controls * 50 > sample.len()
}

/// The encoding that the text names itself: an HTML `charset` or an XML `encoding`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    let lower = head.to_ascii_lowercase();
    for (mark, only_after) in [(&b"charset="[..], &b"<meta"[..]), (b"encoding=", b"<?xml")] {
        let Some(at) = memchr::memmem::find(&lower, mark) else {
            continue;
        };
        if memchr::memmem::find(&lower[..at], only_after).is_none() {
            continue;
        }
        let label: Vec<u8> = lower[at + mark.len()..]
            .iter()
            .copied()
            .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
            .take_while(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(b))
            .collect();
        if let Some(encoding) = Encoding::for_label(&label) {
            // A file that can be searched for the declaration is not UTF-16 (HTML, 13.2.3.2).
            let wide = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if wide { UTF_8 } else { encoding });
        }
    }
    None
}

/// Control characters other than tab and line feed.
fn is_stray(b: u8) -> bool {
    (b < 0x20 && b != b'\t' && b != b'\n') || b == 0x7f
}

/// Whether any byte is a stray control character. Whole blocks at a time without a way out in the
/// middle, so that the compiler compares many bytes at once: every text passes here.
fn has_stray(bytes: &[u8]) -> bool {
    bytes
        .chunks(256)
        .any(|block| block.iter().fold(false, |found, &b| found | is_stray(b)))
}

fn clean<'a>(text: Cow<'a, str>, mut findings: Vec<Diagnostic>) -> Decode<'a> {
    if !has_stray(text.as_bytes()) {
        return Decode::Text(Decoded { text, findings });
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut first = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    cleaned.push('\n');
                }
            }
            '\u{c}' => cleaned.push('\n'),
            c if c.is_ascii() && is_stray(c as u8) => {
                first.get_or_insert((c, cleaned.len()));
            }
            c => cleaned.push(c),
        }
    }
    if let Some((c, at)) = first {
        findings.push(
            Diagnostic::info(
                "control-character",
                format!("control character U+{:04X}; it is removed", c as u32),
            )
            .at(line_at(&cleaned, at), 0)
            .help("remove it from the file"),
        );
    }
    Decode::Text(Decoded {
        text: Cow::Owned(cleaned),
        findings,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Vec<&'static str>) {
        match decode(bytes, true) {
            Decode::Text(decoded) => (
                decoded.text.into_owned(),
                decoded.findings.iter().map(|f| f.rule).collect(),
            ),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn utf_8_is_read_as_it_is_with_or_without_a_mark() {
        assert_eq!(text("Żółw\n".as_bytes()), ("Żółw\n".into(), vec![]));
        assert_eq!(text("\u{feff}Żółw".as_bytes()), ("Żółw".into(), vec![]));
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_mark() {
        let wide = |s: &str, mark: bool| -> Vec<u8> {
            let mut bytes = if mark { vec![0xff, 0xfe] } else { vec![] };
            bytes.extend(s.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        assert_eq!(text(&wide("Привет", true)).0, "Привет");
        assert_eq!(text(&wide("Title: plain\r\n", false)).0, "Title: plain\n");
    }

    #[test]
    fn a_declared_encoding_is_used_and_an_undeclared_one_detected_and_said() {
        let page = [
            b"<meta charset=\"windows-1251\"><p>".as_slice(),
            b"\xcf\xf0\xe8",
        ]
        .concat();
        assert!(text(&page).0.ends_with("При"));
        let (german, rules) = text(
            "Gr\u{fc}\u{df}e aus K\u{f6}ln"
                .chars()
                .map(|c| c as u8)
                .collect::<Vec<_>>()
                .as_slice(),
        );
        assert_eq!(
            (german.as_str(), rules),
            ("Grüße aus Köln", vec!["assumed-encoding"])
        );
    }

    #[test]
    fn line_ends_become_one_and_control_characters_go_with_a_finding() {
        assert_eq!(text(b"a\r\nb\rc"), ("a\nb\nc".into(), vec![]));
        let long = [b"x".repeat(200).as_slice(), b"\x08y"].concat();
        assert_eq!(text(&long).1, ["control-character"]);
    }

    #[test]
    fn a_picture_is_not_text() {
        assert!(matches!(
            decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", true),
            Decode::Binary
        ));
    }

    #[test]
    fn a_character_cut_off_by_the_end_of_the_first_block_is_left_for_later() {
        match decode(&"aé".as_bytes()[..2], false) {
            Decode::Text(decoded) => assert_eq!(decoded.text, "a"),
            other => panic!("{other:?}"),
        }
    }
}
