//! The elements of a page in one pass over its tags: enough for metadata, at the speed of a search.
//!
//! In goes the text of a page; out come its elements in order, each with its attributes and the
//! range of its content. No tree is built and nothing fails: an end tag without a start is passed
//! over, an element without an end goes on to that of its parent.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use crate::html::{decode_attribute, decode_entities};
use crate::text::one_line;

/// Elements looked at; pages of persons have a tenth of it.
const MAX_ELEMENTS: usize = 50_000;

/// How far up an end tag looks for its start.
const MAX_OPEN: usize = 256;

/// Elements that cannot have content (HTML, 13.1.2).
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements in which `<` begins no tag but their own end (HTML, 13.2.5).
const RAW: [&str; 8] = [
    "script", "style", "title", "textarea", "noscript", "iframe", "noembed", "xmp",
];

/// Elements that part words as a space does.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "u", "wbr",
];

/// One element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    pub name: &'a str,
    /// As written between the name and `>`.
    attributes: &'a str,
    /// Offset of its `<`.
    pub start: usize,
    /// Offsets of its content.
    pub inside: usize,
    pub end: usize,
    /// Index of the element around it.
    parent: Option<u32>,
}

/// The elements of a page in the order of their start tags.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub text: &'a str,
    pub elements: Vec<Element<'a>>,
}

impl<'a> Page<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let mut elements: Vec<Element<'a>> = Vec::with_capacity(text.len() / 80);
        let mut open: Vec<u32> = Vec::new();
        let mut at = 0;
        while let Some(tag) = next_tag(text, at) {
            at = tag.end;
            if tag.closes {
                let found = open
                    .iter()
                    .rev()
                    .take(MAX_OPEN)
                    .position(|&index| is(elements[index as usize].name, tag.name));
                if let Some(above) = found {
                    for index in open.drain(open.len() - above - 1..) {
                        elements[index as usize].end = tag.start;
                    }
                }
                continue;
            }
            if elements.len() == MAX_ELEMENTS {
                break;
            }
            let void = is_one_of(&VOID, tag.name);
            let raw = is_one_of(&RAW, tag.name);
            let mut end = if void { tag.end } else { text.len() };
            if raw {
                end = end_of_raw(text, tag.end, tag.name);
                at = end;
            }
            let index = elements.len() as u32;
            elements.push(Element {
                name: tag.name,
                attributes: tag.attributes,
                start: tag.start,
                inside: tag.end,
                end,
                parent: open.last().copied(),
            });
            if !void && !raw {
                open.push(index);
            }
        }
        Page { text, elements }
    }

    /// The elements around one, innermost first.
    pub(super) fn around(&self, index: usize) -> impl Iterator<Item = &Element<'a>> {
        let mut next = self.elements[index].parent;
        std::iter::from_fn(move || {
            let element = &self.elements[next? as usize];
            next = element.parent;
            Some(element)
        })
        .take(MAX_OPEN)
    }

    /// The elements around one that is given itself.
    pub(super) fn around_element(
        &self,
        element: &Element<'_>,
    ) -> impl Iterator<Item = &Element<'a>> {
        let index = self
            .elements
            .partition_point(|other| other.start < element.start);
        self.around(index)
    }

    /// The index of the innermost element around an offset.
    pub(super) fn holder(&self, at: usize) -> Option<usize> {
        let mut index = self
            .elements
            .partition_point(|e| e.start <= at)
            .checked_sub(1)?;
        for _ in 0..MAX_OPEN {
            let element = &self.elements[index];
            if at < element.end {
                return Some(index);
            }
            index = element.parent? as usize;
        }
        None
    }

    /// The elements inside one, itself not included.
    pub(super) fn inside(&self, index: usize) -> &[Element<'a>] {
        let end = self.elements[index].end;
        let rest = &self.elements[index + 1..];
        &rest[..rest.partition_point(|inner| inner.start < end)]
    }

    /// The text of an element on one line: at most about `limit` bytes of the page are looked at.
    pub(super) fn text_of(&self, element: &Element<'_>, limit: usize) -> String {
        let end = element.end.min(element.inside + limit);
        self.text_between(element.inside, end)
    }

    pub(super) fn text_between(&self, from: usize, end: usize) -> String {
        let mut plain = String::new();
        for (_, chunk, apart) in Chunks::new(self.text, from, end) {
            if apart {
                plain.push(' ');
            }
            plain.push_str(chunk);
        }
        one_line(&decode_entities(&plain))
    }

    /// As [`Self::text_of`], with a space between any two texts: names stand in elements of their own.
    pub(super) fn words_of(&self, element: &Element<'_>, limit: usize) -> String {
        self.words_between(element.inside, element.end.min(element.inside + limit))
    }

    pub(super) fn words_between(&self, from: usize, end: usize) -> String {
        let texts: Vec<&str> = self.chunks(from, end).map(|(_, text, _)| text).collect();
        one_line(&decode_entities(&texts.join(" "))).replace(" ,", ",")
    }

    /// The texts between the tags of a range, with their offsets.
    pub(super) fn chunks(&self, from: usize, end: usize) -> Chunks<'a> {
        Chunks::new(self.text, from, end)
    }
}

impl<'a> Element<'a> {
    pub(super) fn is(&self, name: &str) -> bool {
        is(self.name, name)
    }

    /// Whether it has no attributes.
    pub(super) fn is_bare(&self) -> bool {
        self.attributes.is_empty()
    }

    /// The value of an attribute, entities decoded.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let value = attributes(self.attributes)
            .find(|(key, _)| is(key, name))?
            .1;
        Some(decode_attribute(value))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        attributes(self.attributes).any(|(key, _)| is(key, name))
    }

    /// Whether one of the words of an attribute is this.
    pub(super) fn has_word(&self, name: &str, word: &str) -> bool {
        attributes(self.attributes)
            .filter(|(key, _)| is(key, name))
            .any(|(_, value)| value.split_ascii_whitespace().any(|one| is(one, word)))
    }

    /// The words of `class` and `id`.
    pub(super) fn labels(&self) -> impl Iterator<Item = &'a str> {
        attributes(self.attributes)
            .filter(|(key, _)| is(key, "class") || is(key, "id"))
            .flat_map(|(_, value)| value.split_ascii_whitespace())
    }
}

fn is(name: &str, wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted)
}

fn is_one_of(list: &[&str], name: &str) -> bool {
    list.iter().any(|one| is(one, name))
}

#[derive(Clone, Copy)]
struct Tag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    attributes: &'a str,
    closes: bool,
}

/// The next tag at or behind an offset; comments and declarations are passed over.
fn next_tag(text: &str, mut at: usize) -> Option<Tag<'_>> {
    let bytes = text.as_bytes();
    loop {
        let start = at + memchr(b'<', bytes.get(at..)?)?;
        let closes = bytes.get(start + 1) == Some(&b'/');
        let from = start + 1 + usize::from(closes);
        if !bytes.get(from).is_some_and(u8::is_ascii_alphabetic) {
            at = if bytes[start..].starts_with(b"<!--") {
                start + 4 + memmem::find(&bytes[start + 4..], b"-->")? + 3
            } else {
                start + 1
            };
            continue;
        }
        let name_end = bytes[from..]
            .iter()
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
            .map_or(bytes.len(), |length| from + length);
        let close = end_of_tag(bytes, name_end);
        return Some(Tag {
            start,
            end: (close + 1).min(bytes.len()),
            name: &text[from..name_end],
            attributes: &text[name_end..close],
            closes,
        });
    }
}

/// The offset of the `>` that ends a tag; quotes count where they open a value.
fn end_of_tag(bytes: &[u8], mut at: usize) -> usize {
    let mut before = b' ';
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'>' => return at,
            b'"' | b'\'' if before == b'=' => match memchr(byte, &bytes[at + 1..]) {
                Some(length) => at += length + 1,
                None => return bytes.len(),
            },
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        at += 1;
    }
    bytes.len()
}

/// Where the content of a raw element ends.
fn end_of_raw(text: &str, from: usize, name: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = memmem::find(&bytes[at..], b"</") {
        let start = at + found;
        let behind = &bytes[start + 2..];
        if behind.len() >= name.len() && behind[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        {
            return start;
        }
        at = start + 2;
    }
    text.len()
}

/// The attributes of a tag as written. Asked for many times of each element: it looks at bytes.
fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let skip = |mut at: usize, is: fn(u8) -> bool| {
            while bytes.get(at).is_some_and(|&byte| is(byte)) {
                at += 1;
            }
            at
        };
        let start = skip(at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        // A stray `=` is a letter of a name (HTML, 13.2.5.32).
        let from = start + usize::from(bytes.get(start) == Some(&b'='));
        let name_end = skip(from, |byte| {
            !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'/')
        });
        if name_end == start {
            return None;
        }
        let name = &text[start..name_end];
        let equals = skip(name_end, |byte| byte.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            at = name_end;
            return Some((name, ""));
        }
        let value = skip(equals + 1, |byte| byte.is_ascii_whitespace());
        let (from, end) = match bytes.get(value) {
            Some(&quote @ (b'"' | b'\'')) => {
                let from = value + 1;
                let length = memchr(quote, &bytes[from..]);
                (from, length.map_or(bytes.len(), |length| from + length))
            }
            _ => (value, skip(value, |byte| !byte.is_ascii_whitespace())),
        };
        at = end + usize::from(from > value);
        Some((name, &text[from..end]))
    })
}

/// The texts between tags: offset, text, and whether something that parts words stands before it.
pub(super) struct Chunks<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    apart: bool,
}

impl<'a> Chunks<'a> {
    fn new(text: &'a str, from: usize, end: usize) -> Self {
        let on_edge = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        Chunks {
            text,
            at: on_edge(from),
            end: on_edge(end),
            apart: false,
        }
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = (usize, &'a str, bool);

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.end {
            let from = self.at;
            let bytes = self.text.as_bytes();
            if bytes[from] == b'<' {
                // Looked at here, for `next_tag` goes on to the next one, however far that is.
                let name = from + 1 + usize::from(bytes.get(from + 1) == Some(&b'/'));
                let begins = bytes.get(name).is_some_and(u8::is_ascii_alphabetic);
                let Some(tag) = begins
                    .then(|| next_tag(&self.text[..self.end], from))
                    .flatten()
                    .filter(|tag| tag.start == from)
                else {
                    // A comment, a declaration, or a lone `<`.
                    let rest = &bytes[from..self.end];
                    self.at = if rest.starts_with(b"<!--") {
                        memmem::find(rest, b"-->").map_or(self.end, |length| from + length + 3)
                    } else if rest.starts_with(b"<!") || rest.starts_with(b"<?") {
                        memchr(b'>', rest).map_or(self.end, |length| from + length + 1)
                    } else {
                        let length = memchr(b'<', &rest[1..]).map_or(rest.len(), |l| l + 1);
                        let apart = std::mem::take(&mut self.apart);
                        self.at = from + length;
                        return Some((from, &self.text[from..self.at], apart));
                    };
                    continue;
                };
                self.at = tag.end;
                if !tag.closes && is_one_of(&RAW, tag.name) {
                    self.at = end_of_raw(self.text, tag.end, tag.name).min(self.end);
                }
                self.apart |= !is_one_of(&INLINE, tag.name);
                continue;
            }
            let length = memchr(b'<', &bytes[from..self.end]).unwrap_or(self.end - from);
            self.at = from + length;
            let apart = std::mem::take(&mut self.apart);
            return Some((from, &self.text[from..self.at], apart));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_have_their_attributes_and_their_range() {
        let page = Page::read(
            "<!-- <p> --><div CLASS='a b' id=c data-x = \"1>2\"><p>One<br>two</div><script>\"<p>\"</script><p>Three",
        );
        let names: Vec<&str> = page.elements.iter().map(|element| element.name).collect();
        assert_eq!(names, ["div", "p", "br", "script", "p"]);
        let div = &page.elements[0];
        assert_eq!(div.labels().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(div.attribute("data-x").as_deref(), Some("1>2"));
        assert_eq!(page.text_of(div, 100), "One two");
        assert_eq!(page.text_of(&page.elements[4], 100), "Three");
        assert_eq!(page.inside(0).len(), 2);
        assert_eq!(page.around(2).count(), 2);
    }

    #[test]
    fn attributes_are_read_as_browsers_do() {
        let read = |text| attributes(text).collect::<Vec<_>>();
        assert_eq!(
            read(" a b=1 c='x y' = d=\"&amp;\"/"),
            [
                ("a", ""),
                ("b", "1"),
                ("c", "x y"),
                ("=", ""),
                ("d", "&amp;")
            ]
        );
        assert_eq!(read(" a='open"), [("a", "open")]);
    }

    #[test]
    fn inline_elements_do_not_part_words_and_others_do() {
        let page = Page::read("<h1>Tide<b>s</b> &amp;<br>lamps<div>now</div></h1>");
        assert_eq!(page.text_of(&page.elements[0], 200), "Tides & lamps now");
    }

    #[test]
    fn no_text_is_too_broken() {
        for text in [
            "<",
            "</",
            "<a",
            "<a b=",
            "<a b='",
            "<!--",
            "<!",
            "<title>x",
            "<p>é</",
            "<p/><//>",
            "<é>",
            "<script",
            "<a <b <c>",
            "< p > a <",
        ] {
            let page = Page::read(text);
            for element in &page.elements {
                page.text_of(element, 3);
                attributes(element.attributes).count();
            }
            page.text_between(0, text.len());
            for at in 0..text.len() {
                page.text_between(at, at + 2);
            }
        }
        let hostile = "<a href=\"".repeat(50_000);
        Page::read(&hostile);
        Page::read(&"<div>".repeat(100_000));
        Page::read(&"</div>".repeat(100_000));
        Page::read(&"<div></p>".repeat(20_000));
    }
}
