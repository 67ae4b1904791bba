//! HTML inside a feed: what readers take out of it, cannot resolve or show wrongly.
//!
//! A small tokeniser follows the HTML standard (13.2.5) as far as tags, attributes, comments and raw
//! text go; trees are not built.

mod attributes;
mod references;
mod tables;

use memchr::{memchr, memchr2, memmem};

use super::rules::{self, Rule};
use super::text::clip;

use self::attributes::{Vocabulary, attribute, attributes};
use self::references::reference;
use self::tables::{Class, class};

pub(super) use self::references::markup_in_text;

use Class::{Document, Foreign, Frame, Obsolete, Shown, Unsafe, UnsafeVoid};

/// What is wrong with a piece of HTML.
pub(super) struct HtmlFault {
    pub(super) rule: &'static Rule,
    /// Byte offset in the HTML.
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) help: &'static str,
    /// A character reference is at fault.
    pub(super) is_reference: bool,
}

/// Findings in one piece of content; more of the same help nobody.
const MAX_FAULTS: usize = 20;

/// Collects faults, each rule once per name.
#[derive(Default)]
struct Faults {
    faults: Vec<HtmlFault>,
}

impl Faults {
    fn push(&mut self, rule: &'static Rule, offset: usize, message: String, help: &'static str) {
        let known = self
            .faults
            .iter()
            .any(|fault| fault.rule.name == rule.name && fault.message == message);
        if !known && self.faults.len() < MAX_FAULTS {
            self.faults.push(HtmlFault {
                rule,
                offset,
                is_reference: message.starts_with("`&"),
                message,
                help,
            });
        }
    }
}

/// Elements open at once that are compared with end tags.
const MAX_OPEN: usize = 256;

/// Checks a piece of HTML.
pub(super) fn check(html: &str) -> Vec<HtmlFault> {
    let mut faults = Faults::default();
    let bytes = html.as_bytes();
    // Names of open elements that need an end tag.
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut overflown = false;
    let mut tags = 0_usize;
    // The outermost `svg` or `math`, and how many of its name are open in it.
    let mut foreign: Option<(usize, &str, usize)> = None;
    let mut at = 0;
    while let Some(length) = memchr2(b'<', b'&', &bytes[at..]) {
        at += length;
        if bytes[at] == b'&' {
            reference(html, at, &open, tags == 0, &mut faults);
            at += 1;
            continue;
        }
        match bytes.get(at + 1) {
            Some(b'!' | b'?') => {
                instruction(html, at, &mut faults);
                let (end, width): (&[u8], usize) = if bytes[at..].starts_with(b"<!--") {
                    (b"-->", 3)
                } else {
                    (b">", 1)
                };
                let Some(length) = memmem::find(&bytes[at + 2..], end) else {
                    faults.push(
                        &rules::UNCLOSED_HTML,
                        at,
                        "a comment is not closed".to_owned(),
                        "close it: `-->`",
                    );
                    break;
                };
                at += 2 + length + width;
            }
            Some(b'/') => {
                let name = name(&html[at + 2..]);
                tags += 1;
                match &mut foreign {
                    Some((_, root, depth)) => {
                        *depth -= usize::from(root.eq_ignore_ascii_case(name));
                        if *depth == 0 {
                            foreign = None;
                        }
                    }
                    None => end_tag(name, at, &mut open, overflown, &mut faults),
                }
                at = memchr(b'>', &bytes[at..]).map_or(bytes.len(), |length| at + length + 1);
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                tags += 1;
                let start = at;
                let name = name(&html[at + 1..]);
                let class = class(name);
                let mut vocabulary = Vocabulary::Html;
                if foreign.is_some() || class == Some(Foreign) {
                    vocabulary = Vocabulary::Foreign;
                    script_inside(name, start, &mut faults);
                } else {
                    element(name, class, start, &mut faults);
                }
                let (end, closed) = attributes(html, at + 1 + name.len(), vocabulary, &mut faults);
                at = end;
                if bytes.get(at - 1) != Some(&b'>') {
                    faults.push(
                        &rules::UNCLOSED_HTML,
                        start,
                        format!("the tag `<{}` is not closed", clip(name)),
                        "close it, or write `&lt;` for a less-than sign",
                    );
                    continue;
                }
                if let Some((_, root, depth)) = &mut foreign {
                    *depth += usize::from(!closed && root.eq_ignore_ascii_case(name));
                    continue;
                }
                match class {
                    Some(Unsafe | Frame)
                        if ["script", "style", "iframe"]
                            .iter()
                            .any(|raw| name.eq_ignore_ascii_case(raw)) =>
                    {
                        at = raw_text_end(html, at, name);
                    }
                    Some(Foreign) if !closed => foreign = Some((start, name, 1)),
                    Some(Shown | Unsafe | Obsolete | Frame) if open.len() < MAX_OPEN => {
                        open.push((start, name))
                    }
                    Some(Shown | Unsafe | Obsolete | Frame) => overflown = true,
                    _ => {}
                }
            }
            _ => at += 1,
        }
    }
    if let Some((offset, name, _)) = foreign {
        unclosed(name, offset, &mut faults);
    }
    for (offset, name) in open {
        unclosed(name, offset, &mut faults);
    }
    faults.faults
}

/// Code in a drawing or a formula runs as it does outside.
fn script_inside(name: &str, at: usize, faults: &mut Faults) {
    if name.eq_ignore_ascii_case("script") {
        element(name, Some(Unsafe), at, faults);
    }
}

/// `<!` and `<?` that are no comment: HTML knows no other, and one is a way to load code.
fn instruction(html: &str, at: usize, faults: &mut Faults) {
    let rest = &html.as_bytes()[at..];
    let starts = |prefix: &[u8]| {
        rest.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    if starts(b"<!--") || starts(b"<!doctype") {
        return;
    }
    let rule = if starts(b"<?import") {
        &rules::UNSAFE_HTML
    } else {
        &rules::UNKNOWN_HTML
    };
    faults.push(
        rule,
        at,
        "an instruction that HTML does not have".to_owned(),
        "leave it out: readers take it for a comment",
    );
}

fn unclosed(name: &str, offset: usize, faults: &mut Faults) {
    faults.push(
        &rules::UNCLOSED_HTML,
        offset,
        format!("`<{}>` is not closed", clip(name)),
        "close it: some readers let it run into the next entry",
    );
}

/// The name of the tag that `text` goes on with.
fn name(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|byte| {
            matches!(
                byte,
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' | b'/' | b'>' | b'<'
            )
        })
        .unwrap_or(text.len());
    &text[..end]
}

fn end_tag(
    name: &str,
    at: usize,
    open: &mut Vec<(usize, &str)>,
    overflown: bool,
    faults: &mut Faults,
) {
    if !matches!(class(name), Some(Shown | Unsafe | Obsolete | Frame)) {
        return;
    }
    match open
        .iter()
        .rposition(|(_, opened)| opened.eq_ignore_ascii_case(name))
    {
        Some(index) => {
            for (offset, name) in open.drain(index..).skip(1) {
                unclosed(name, offset, faults);
            }
        }
        None if overflown => {}
        None => faults.push(
            &rules::UNCLOSED_HTML,
            at,
            format!("`</{}>` closes nothing", clip(name)),
            "leave it out, or open the element",
        ),
    }
}

/// The end of an element whose content is not markup.
fn raw_text_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(length) = memmem::find(&bytes[at..], b"</") {
        let start = at + length + 2;
        let found = bytes.get(start..start + name.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            return memchr(b'>', &bytes[start..]).map_or(bytes.len(), |length| start + length + 1);
        }
        at = start;
    }
    bytes.len()
}

fn element(name: &str, class: Option<Class>, at: usize, faults: &mut Faults) {
    match class {
        Some(Unsafe | UnsafeVoid) => faults.push(
            &rules::UNSAFE_HTML,
            at,
            format!("`<{}>` in content", clip(name)),
            "readers take it out: leave it out, or link to the page",
        ),
        Some(Frame) => faults.push(
            &rules::EMBEDDED_FRAME,
            at,
            format!("`<{}>` in content", clip(name)),
            "some readers take it out: put a link beside it",
        ),
        Some(Document) => faults.push(
            &rules::UNKNOWN_HTML,
            at,
            format!("`<{}>` of a whole document in content", clip(name)),
            "content is a fragment: write what stands in `<body>`",
        ),
        Some(_) => {}
        // A custom element has a hyphen (HTML, 4.13.3).
        None => faults.push(
            &rules::UNKNOWN_HTML,
            at,
            format!("HTML has no element `{}`", clip(name)),
            "readers show its text without it",
        ),
    }
}

/// Checks one element of XHTML with its attributes, offsets being those of the names and values;
/// without a name, one of another vocabulary, of which only what runs code is looked at.
pub(super) fn check_element<'v>(
    name: Option<&str>,
    attributes: impl Iterator<Item = (&'v str, usize, std::borrow::Cow<'v, str>, usize)>,
) -> Vec<HtmlFault> {
    let mut faults = Faults::default();
    if let Some(name) = name {
        element(name, class(name), 0, &mut faults);
    }
    let vocabulary = match name {
        Some(_) => Vocabulary::Html,
        None => Vocabulary::Foreign,
    };
    for (name, at, value, value_at) in attributes {
        attribute(name, at, &value, value_at, vocabulary, &mut faults);
    }
    faults.faults
}
