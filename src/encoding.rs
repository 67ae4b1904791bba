//! The encoding of an XML document by its first bytes (XML 1.0, appendix F).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// So many bytes decide.
const HEAD: usize = 512;

/// How to read a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sniffed<'a> {
    /// The encoding; UTF-8 where nothing says another.
    pub encoding: &'static Encoding,
    /// Bytes of the byte-order mark.
    pub skip: usize,
    /// Whether a mark, the first letters or a declaration say so.
    pub said: bool,
    /// A declaration that cannot be followed.
    pub refused: Option<Refused<'a>>,
}

/// Why the declared encoding is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused<'a> {
    /// Nobody knows this name.
    Unknown(&'a str),
    /// It takes two bytes for a letter, and the declaration itself has one.
    Wide(&'a str),
}

/// Finds the encoding by byte-order mark, first letters and XML declaration, in this order.
pub fn sniff(bytes: &[u8]) -> Sniffed<'_> {
    let sniffed = |encoding, skip, said| Sniffed {
        encoding,
        skip,
        said,
        refused: None,
    };
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return sniffed(encoding, skip, true);
    }
    if bytes.starts_with(b"<\0") {
        return sniffed(UTF_16LE, 0, true);
    }
    if bytes.starts_with(b"\0<") {
        return sniffed(UTF_16BE, 0, true);
    }
    let Some(label) = declared(bytes) else {
        return sniffed(UTF_8, 0, false);
    };
    let refused = match Encoding::for_label_no_replacement(label.as_bytes()) {
        Some(encoding) if encoding != UTF_16LE && encoding != UTF_16BE => {
            return sniffed(encoding, 0, true);
        }
        Some(_) => Refused::Wide(label),
        None => Refused::Unknown(label),
    };
    Sniffed {
        refused: Some(refused),
        ..sniffed(UTF_8, 0, false)
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(HEAD)];
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
