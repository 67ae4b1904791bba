//! HTML inside a feed: what readers take out of it, cannot resolve or show wrongly.
//!
//! A small tokeniser follows the HTML standard (13.2.5) as far as tags, attributes, comments and raw
//! text go; trees are not built.

use memchr::{memchr, memchr2, memmem};

use super::html_tables::{ATTRIBUTES, Class, STYLES, class};
use super::rules::{self, Rule};
use super::text::clip;
use super::uris::Uri;

use Class::{Document, Foreign, Frame, Obsolete, Shown, Unsafe, UnsafeVoid};

/// What is wrong with a piece of HTML.
pub(super) struct HtmlFault {
    pub(super) rule: &'static Rule,
    /// Byte offset in the HTML.
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) help: &'static str,
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
                end_tag(name, at, &mut open, overflown, &mut faults);
                at = memchr(b'>', &bytes[at..]).map_or(bytes.len(), |length| at + length + 1);
            }
            Some(byte) if byte.is_ascii_alphabetic() => {
                tags += 1;
                let start = at;
                let name = name(&html[at + 1..]);
                let class = class(name);
                element(name, class, start, &mut faults);
                let (end, closed) = attributes(html, at + 1 + name.len(), &mut faults);
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
                match class {
                    Some(Unsafe | Frame)
                        if ["script", "style", "iframe"]
                            .iter()
                            .any(|raw| name.eq_ignore_ascii_case(raw)) =>
                    {
                        at = raw_text_end(html, at, name);
                    }
                    Some(Foreign) if !closed => at = raw_text_end(html, at, name),
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
    for (offset, name) in open {
        unclosed(name, offset, &mut faults);
    }
    faults.faults
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

/// Reads the attributes from `at` to the end of the tag; where that is, and whether it is `/>`.
fn attributes(html: &str, mut at: usize, faults: &mut Faults) -> (usize, bool) {
    let bytes = html.as_bytes();
    let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C');
    loop {
        while bytes
            .get(at)
            .is_some_and(|&byte| is_space(byte) || byte == b'/')
        {
            at += 1;
        }
        match bytes.get(at) {
            None => return (bytes.len(), false),
            Some(b'>') => return (at + 1, bytes.get(at.wrapping_sub(1)) == Some(&b'/')),
            Some(_) => {}
        }
        let start = at;
        // The first character of a name may be anything (HTML, 13.2.5.32).
        at += html[at..].chars().next().map_or(1, char::len_utf8);
        while bytes
            .get(at)
            .is_some_and(|&byte| !is_space(byte) && !matches!(byte, b'=' | b'>' | b'/'))
        {
            at += 1;
        }
        let name = &html[start..at];
        while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
            at += 1;
        }
        let mut value = "";
        let mut value_at = at;
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
                at += 1;
            }
            match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    value_at = at + 1;
                    let Some(length) = memchr(quote, &bytes[value_at..]) else {
                        return (bytes.len(), false);
                    };
                    value = &html[value_at..value_at + length];
                    at = value_at + length + 1;
                }
                _ => {
                    value_at = at;
                    while bytes
                        .get(at)
                        .is_some_and(|&byte| !is_space(byte) && byte != b'>')
                    {
                        at += 1;
                    }
                    value = &html[value_at..at];
                }
            }
        }
        attribute(name, start, value, value_at, faults);
    }
}

/// Attributes whose value is one address.
const ADDRESSES: [&str; 8] = [
    "href",
    "src",
    "poster",
    "action",
    "cite",
    "data",
    "longdesc",
    "background",
];

fn attribute(name: &str, at: usize, value: &str, value_at: usize, faults: &mut Faults) {
    let mut buffer = [0_u8; 24];
    let lower = match buffer.get_mut(..name.len()) {
        Some(lower) => {
            lower.copy_from_slice(name.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).unwrap_or("")
        }
        None => name,
    };
    if ADDRESSES.contains(&lower) {
        return address(lower, value, value_at, faults);
    }
    match lower {
        "style" => style(value, value_at, faults),
        "srcdoc" | "ping" => faults.push(
            &rules::UNSAFE_HTML,
            at,
            format!("attribute `{lower}`"),
            "readers take it out",
        ),
        _ if lower.starts_with("on") && lower.len() > 3 => faults.push(
            &rules::UNSAFE_HTML,
            at,
            format!("event handler `{}`", clip(lower)),
            "readers take it out",
        ),
        _ if lower.starts_with("data-")
            || lower.starts_with("aria-")
            || lower.starts_with("xmlns:") => {}
        _ if ATTRIBUTES.binary_search(&lower).is_ok() => {}
        _ => faults.push(
            &rules::UNKNOWN_HTML,
            at,
            format!("HTML has no attribute `{}`", clip(lower)),
            "readers take it out",
        ),
    }
}

fn address(name: &str, value: &str, at: usize, faults: &mut Faults) {
    let trimmed = value.trim_matches([' ', '\t', '\n', '\r']);
    let scheme = trimmed
        .find([':', '/', '?', '#'])
        .filter(|&end| trimmed[end..].starts_with(':'));
    if let Some(end) = scheme {
        let scheme = &trimmed[..end];
        if ["javascript", "vbscript", "livescript"]
            .iter()
            .any(|code| scheme.eq_ignore_ascii_case(code))
        {
            faults.push(
                &rules::UNSAFE_HTML,
                at,
                format!("`{name}` that runs code"),
                "readers take it out: link to an address",
            );
        }
        return;
    }
    if trimmed.starts_with('#') || trimmed.is_empty() && name != "src" {
        return;
    }
    // Reported with the address: each is to be mended.
    if Uri::parse(&trimmed.replace(' ', "%20")).is_ok_and(|uri| uri.scheme.is_none()) {
        faults.push(
            &rules::RELATIVE_REFERENCE,
            at,
            format!("`{name}` is relative, found `{}`", clip(trimmed)),
            "write the whole address: most readers do not know where the page lies",
        );
    }
}

fn style(value: &str, at: usize, faults: &mut Faults) {
    for declaration in value.split(';') {
        let Some((property, content)) = declaration.split_once(':') else {
            continue;
        };
        let property = property.trim();
        let known = STYLES
            .iter()
            .any(|known| property.eq_ignore_ascii_case(known))
            || property.starts_with("--")
            || property.is_empty();
        let runs = ["expression(", "javascript:", "url("]
            .iter()
            .any(|code| content.contains(code));
        if !known || runs {
            faults.push(
                &rules::UNSAFE_STYLE,
                at,
                format!("style `{}`", clip(declaration.trim())),
                "readers take it out: the text must be readable without it",
            );
            return;
        }
    }
}

/// Looks at a character reference: escaped twice?
fn reference(html: &str, at: usize, open: &[(usize, &str)], untagged: bool, faults: &mut Faults) {
    let rest = &html[at..];
    if let Some(inner) = rest.strip_prefix("&amp;") {
        let twice = [
            "amp;", "nbsp;", "quot;", "#39;", "#8217;", "#8211;", "rsquo;", "hellip;",
        ]
        .iter()
        .any(|name| inner.starts_with(name));
        let in_code = open
            .iter()
            .any(|(_, name)| ["code", "pre", "kbd", "samp", "tt"].contains(name));
        if twice && !in_code {
            let shown = inner.split_inclusive(';').next().unwrap_or("");
            faults.push(
                &rules::DOUBLE_ESCAPED,
                at,
                format!("`&{shown}` is escaped twice"),
                "escape HTML once, when it goes into the XML",
            );
        }
    } else if untagged && let Some(inner) = rest.strip_prefix("&lt;") {
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let end = inner
            .bytes()
            .position(|byte| !byte.is_ascii_alphanumeric())
            .unwrap_or(inner.len());
        let follows = &inner[end..];
        // Only near by: the search must not cost the whole text at each reference.
        let near = &follows.as_bytes()[..follows.len().min(200)];
        let tagged = near.starts_with(b"&gt;")
            || near.starts_with(b" ") && memmem::find(near, b"&gt;").is_some();
        if end > 0 && tagged && !matches!(class(&inner[..end]), None | Some(Foreign)) {
            faults.push(
                &rules::DOUBLE_ESCAPED,
                at,
                "the markup is escaped twice".to_owned(),
                "escape HTML once, when it goes into the XML",
            );
        }
    }
}

/// Markup in a text that should have none: a known tag or a character reference, with its offset.
pub(super) fn markup_in_text(text: &str) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let last_close = memchr::memrchr(b'>', bytes).unwrap_or(0);
    let mut at = 0;
    while let Some(length) = memchr2(b'<', b'&', &bytes[at..]) {
        at += length;
        let rest = &text[at + 1..];
        if bytes[at] == b'<' {
            let inner = rest.strip_prefix('/').unwrap_or(rest);
            let end = inner
                .bytes()
                .position(|byte| !byte.is_ascii_alphanumeric())
                .unwrap_or(inner.len());
            let behind = &inner[end..];
            let bounded = behind.starts_with(['>', ' ', '/', '\n', '\t', '\r']) && at < last_close;
            if bounded && class(&inner[..end]).is_some() || rest.starts_with("!--") {
                let close = text[at..]
                    .find('>')
                    .map_or(text.len(), |close| at + close + 1);
                return Some((at, &text[at..close]));
            }
        } else {
            let digits = rest.strip_prefix('#');
            let name = digits.unwrap_or(rest);
            let end = name
                .bytes()
                .position(|byte| !byte.is_ascii_alphanumeric())
                .unwrap_or(name.len());
            let fits = match digits {
                Some(_) => {
                    name.starts_with(['x', 'X'])
                        || name[..end].bytes().all(|byte| byte.is_ascii_digit())
                }
                None => name.starts_with(|first: char| first.is_ascii_alphabetic()),
            };
            if (1..=32).contains(&end) && name[end..].starts_with(';') && fits {
                let length = rest.len() - name.len() + end + 2;
                return Some((at, &text[at..at + length]));
            }
        }
        at += 1;
    }
    None
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
    for (attribute_name, at, value, value_at) in attributes {
        if name.is_none() && !attribute_name.starts_with("on") && attribute_name != "href" {
            continue;
        }
        attribute(attribute_name, at, &value, value_at, &mut faults);
    }
    faults.faults
}
