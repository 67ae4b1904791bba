//! One pass over the tokens of an XML feed with a stack of open elements: structure, namespaces and
//! cardinality are checked here by the tables, values by [`values`](super::values), and what only
//! one element needs by the functions in its row.

use std::borrow::Cow;
use std::ops::Range;

use super::element::{Element, Roles, role};
use super::ns::{self, Ns};
use super::place::Mark;
use super::rules::{self, Rule};
use super::sink::Sink;
use super::state::State;
use super::values::{self, Fault, Value};
use super::xml::{RawAttribute, Token, Tokeniser, attribute_value, clip, is_space, push_decoded};
use super::{Kind, atom, rss};

/// Open elements; no feed needs a tenth of it.
const MAX_DEPTH: usize = 500;

/// A namespace declaration in scope.
struct Binding {
    prefix: Box<str>,
    ns: Ns,
}

/// An open element.
struct Frame {
    /// Its row, where it is known and stands where it may.
    element: Option<&'static Element>,
    role: Roles,
    /// Where its name starts in `names`.
    name: usize,
    /// Lengths of `bindings` and `seen` before it.
    bindings: usize,
    seen: usize,
    mark: Mark,
    /// Where its content starts.
    content: usize,
    /// The value is the raw text: no references, CDATA sections, comments or elements.
    plain: bool,
    has_children: bool,
    /// Text where only elements may stand was reported.
    text_reported: bool,
    /// Nothing below is looked at.
    skip: bool,
    /// What the start hook leaves for the end hook.
    note: u8,
}

/// A start tag, for the functions in the tables.
pub(super) struct Tag<'a> {
    pub(super) text: &'a str,
    pub(super) mark: Mark,
    pub(super) attributes: &'a [RawAttribute],
}

impl<'a> Tag<'a> {
    /// The value of the attribute of this name as written in the file.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        self.find(name).map(|attribute| self.value(attribute))
    }

    pub(super) fn find(&self, name: &str) -> Option<&'a RawAttribute> {
        self.attributes
            .iter()
            .find(|attribute| &self.text[attribute.name.clone()] == name)
    }

    pub(super) fn value(&self, attribute: &RawAttribute) -> Cow<'a, str> {
        attribute_value(&self.text[attribute.value.clone()], attribute.cooked)
    }

    /// Where a value starts, moved by an offset within it.
    pub(super) fn place(&self, attribute: &RawAttribute, offset: usize) -> Mark {
        let at = if attribute.cooked {
            attribute.value.start
        } else {
            attribute.value.start + offset
        };
        self.mark.at(self.text, at)
    }
}

/// A finished element, for the functions in the tables.
pub(super) struct Leaf<'a> {
    pub(super) text: &'a str,
    /// The start tag.
    pub(super) mark: Mark,
    /// The decoded text; empty for elements that hold elements.
    pub(super) value: &'a str,
    raw: Range<usize>,
    plain: bool,
    /// What the parent is to this element.
    pub(super) parent: Roles,
    /// What the start hook left.
    pub(super) note: u8,
}

impl Leaf<'_> {
    /// Where the byte of the value stands in the file.
    pub(super) fn place(&self, offset: usize) -> Mark {
        let offset = if self.plain { offset } else { 0 };
        self.mark.at(self.text, self.raw.start + offset)
    }
}

/// The state of the pass.
pub(super) struct Walk {
    pub(super) kind: Option<Kind>,
    pub(super) sink: Sink,
    pub(super) state: State,
    frames: Vec<Frame>,
    names: String,
    bindings: Vec<Binding>,
    seen: Vec<&'static Element>,
    /// Atom elements stand without a namespace.
    bare_atom: bool,
    buffer: String,
}

/// Checks an XML text.
pub(super) fn walk(text: &str, sink: Sink) -> (Option<Kind>, Sink) {
    let mut walk = Walk {
        kind: None,
        sink,
        state: State::default(),
        frames: Vec::new(),
        names: String::new(),
        bindings: vec![Binding {
            prefix: "xml".into(),
            ns: Ns::Xml,
        }],
        seen: Vec::new(),
        bare_atom: false,
        buffer: String::new(),
    };
    let mut tokeniser = Tokeniser::default();
    let mut mark = Mark::START;
    while walk.step(text, &mut tokeniser, &mut mark) {}
    (walk.kind, walk.sink)
}

impl Walk {
    /// Reports a problem at a place.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        mark: Mark,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.sink.push(rule, mark, message, help);
    }

    /// Leaves a note for the end hook of the element whose start hook runs.
    pub(super) fn note(&mut self, note: u8) {
        if let Some(frame) = self.frames.last_mut() {
            frame.note = note;
        }
    }

    /// What the innermost open element's parent is to it.
    pub(super) fn parent(&self) -> Roles {
        match self.frames.len() {
            0 | 1 => role::DOCUMENT,
            length => self.frames[length - 2].role,
        }
    }

    /// Whether the innermost open element has had a child of this name.
    pub(super) fn has(&self, ns: Ns, name: &str) -> bool {
        let from = self.frames.last().map_or(0, |frame| frame.seen);
        self.seen[from..]
            .iter()
            .any(|element| element.ns == ns && element.name == name)
    }

    /// The next token; `false` at the end.
    fn step(&mut self, text: &str, tokeniser: &mut Tokeniser, mark: &mut Mark) -> bool {
        let start = tokeniser.position;
        let token = tokeniser.next(text, true);
        if !tokeniser.problems.is_empty() {
            for problem in tokeniser.problems.drain(..) {
                let place = mark.at(text, problem.offset);
                self.sink
                    .push(problem.rule, place, problem.message, problem.help);
            }
        }
        match token {
            Token::Start { name, empty } => {
                *mark = mark.at(text, start);
                let tag = Tag {
                    text,
                    mark: *mark,
                    attributes: &tokeniser.attributes,
                };
                if self.frames.len() >= MAX_DEPTH {
                    self.report(
                        &rules::TOO_DEEP,
                        *mark,
                        format!("more than {MAX_DEPTH} open elements; the rest was not checked"),
                        "is an end tag missing in every entry?",
                    );
                    return false;
                }
                self.open(&tag, &text[name], tokeniser.position);
                if empty {
                    self.close(text, tokeniser.position);
                }
            }
            Token::End { name } => return self.end_tag(text, &text[name], start, *mark),
            Token::Text { range, references } => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.plain &= !references;
                    if references || memchr::memchr(b'\r', text[range.clone()].as_bytes()).is_some()
                    {
                        frame.plain = false;
                    }
                }
                self.character_data(text, range, *mark);
            }
            Token::CData { range } => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.plain = false;
                }
                self.character_data(text, range, *mark);
            }
            Token::Comment | Token::Instruction { .. } | Token::Doctype { .. } => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.plain = false;
                }
            }
            Token::More | Token::Eof => {
                if let Some(frame) = self.frames.last() {
                    let name = &self.names[frame.name..];
                    let message = format!("`<{}>` is never closed", clip(name));
                    let place = frame.mark;
                    self.report(
                        &rules::NOT_WELL_FORMED,
                        place,
                        message,
                        "is the file cut off?",
                    );
                } else if self.state.root.is_none() {
                    self.report(
                        &rules::NOT_A_FEED,
                        *mark,
                        "no element at all",
                        "a feed is an `rss` or `feed` element, or a JSON object",
                    );
                }
                return false;
            }
        }
        true
    }

    /// Text that stands directly in the innermost open element.
    fn character_data(&mut self, text: &str, range: Range<usize>, mark: Mark) {
        let Some(frame) = self.frames.last_mut() else {
            let bytes = text[range.clone()].as_bytes();
            if let Some(at) = bytes.iter().position(|&byte| !is_space(byte)) {
                let place = mark.at(text, range.start + at);
                let what = if self.state.root.is_some() {
                    "behind"
                } else {
                    "before"
                };
                self.report(
                    &rules::NOT_WELL_FORMED,
                    place,
                    format!("text {what} the outermost element"),
                    "a feed is one element",
                );
            }
            return;
        };
        if frame.skip || frame.text_reported {
            return;
        }
        let Some(element) = frame.element else { return };
        if element.role == role::NONE || !matches!(element.value, Value::Elements) {
            return;
        }
        let bytes = text[range.clone()].as_bytes();
        if let Some(at) = bytes.iter().position(|&byte| !is_space(byte)) {
            frame.text_reported = true;
            let place = mark.at(text, range.start + at);
            let message = format!("text directly in `{}`", element.name);
            self.report(
                &rules::UNEXPECTED_TEXT,
                place,
                message,
                "put it into one of the elements that hold text",
            );
        }
    }

    /// Splits a name and finds its namespace.
    fn resolve<'n>(&mut self, name: &'n str, mark: Mark) -> (Ns, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let bound = self
            .bindings
            .iter()
            .rev()
            .find(|binding| &*binding.prefix == prefix);
        match bound {
            Some(binding) => (binding.ns, local),
            None if prefix.is_empty() => (Ns::None, local),
            None => {
                self.report(
                    &rules::UNDEFINED_PREFIX,
                    mark,
                    format!("prefix `{}` is not declared", clip(prefix)),
                    format!("declare it: `xmlns:{}=\"…\"`", clip(prefix)),
                );
                (Ns::Unknown, local)
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>, name: &str, content: usize) {
        let bindings = self.bindings.len();
        for attribute in tag.attributes {
            let attribute_name = &tag.text[attribute.name.clone()];
            let prefix = match attribute_name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => match rest.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            let ns = ns::lookup(&tag.value(attribute));
            self.bindings.push(Binding {
                prefix: prefix.into(),
                ns,
            });
        }
        let (mut ns, local) = self.resolve(name, tag.mark);
        let name_start = self.names.len();
        self.names.push_str(name);
        let (parent_role, parent_skip) = match self.frames.last_mut() {
            Some(parent) => {
                parent.has_children = true;
                parent.plain = false;
                (parent.role, parent.skip)
            }
            None => (role::DOCUMENT, false),
        };
        let mut frame = Frame {
            element: None,
            role: role::NONE,
            name: name_start,
            bindings,
            seen: self.seen.len(),
            mark: tag.mark,
            content,
            plain: true,
            has_children: false,
            text_reported: false,
            skip: parent_skip,
            note: 0,
        };
        if self.frames.is_empty() {
            if self.state.root.is_some() {
                self.report(
                    &rules::NOT_WELL_FORMED,
                    tag.mark,
                    "a second outermost element",
                    "a document has one (XML 1.0, 2.1)",
                );
                frame.skip = true;
            } else {
                self.state.root = Some(tag.mark);
                self.root(ns, local, tag.mark);
                frame.skip = self.kind.is_none();
            }
        }
        if self.bare_atom && ns == Ns::None {
            ns = Ns::Atom;
        }
        if frame.skip {
            self.frames.push(frame);
            return;
        }
        let element = self.place(ns, local, parent_role, tag.mark, name);
        frame.seen = self.seen.len();
        match element {
            Some(element) => {
                frame.element = Some(element);
                frame.role = element.role;
            }
            None => frame.skip = true,
        }
        self.frames.push(frame);
        if let Some(element) = element {
            self.attributes(tag, element);
            if let Some(start) = element.start {
                start(self, tag);
            }
        }
    }

    /// Decides the kind of feed by its outermost element.
    fn root(&mut self, ns: Ns, local: &str, mark: Mark) {
        self.kind = match (ns, local) {
            (Ns::None, "rss") => Some(Kind::Rss),
            (Ns::Atom, "feed" | "entry") => Some(Kind::Atom),
            (Ns::Rdf, "RDF") => Some(Kind::Rdf),
            (Ns::None, "feed" | "entry") => {
                self.bare_atom = true;
                Some(Kind::Atom)
            }
            _ => None,
        };
        if self.bare_atom {
            self.report(
                &rules::NOT_A_FEED,
                mark,
                format!("`{local}` has no namespace"),
                "write `xmlns=\"http://www.w3.org/2005/Atom\"` (RFC 4287, 2)",
            );
        } else if self.kind.is_none() {
            self.report(
                &rules::NOT_A_FEED,
                mark,
                format!("the outermost element is `{}`", clip(local)),
                "a feed is an `rss` or `feed` element, or a JSON object",
            );
        }
    }

    /// Finds the row of an element and checks that it may stand here.
    fn place(
        &mut self,
        ns: Ns,
        local: &str,
        parent: Roles,
        mark: Mark,
        name: &str,
    ) -> Option<&'static Element> {
        let Some(element) = find(ns, local) else {
            if matches!(ns, Ns::None | Ns::Atom) && parent != role::NONE {
                self.report(
                    &rules::UNKNOWN_ELEMENT,
                    mark,
                    format!("there is no element `{}`", clip(name)),
                    "correct its name, or put it into a namespace of its own",
                );
            }
            return None;
        };
        if element.within & parent == 0 {
            let inside = self.parent_name();
            self.report(
                &rules::MISPLACED_ELEMENT,
                mark,
                format!("`{}` may not stand in `{inside}`", clip(name)),
                "move it, or leave it out",
            );
            return None;
        }
        let from = self.frames.last().map_or(0, |frame| frame.seen);
        if self.seen[from..]
            .iter()
            .any(|&seen| std::ptr::eq(seen, element))
        {
            if !element.many {
                self.report(
                    &rules::DUPLICATE_ELEMENT,
                    mark,
                    format!("a second `{}`", clip(name)),
                    "keep one",
                );
            }
        } else {
            self.seen.push(element);
        }
        Some(element)
    }

    /// The name of the innermost open element.
    fn parent_name(&self) -> String {
        match self.frames.last() {
            Some(frame) => clip(&self.names[frame.name..]).into_owned(),
            None => "the document".to_owned(),
        }
    }

    /// Checks the attributes of a known element by its row.
    fn attributes(&mut self, tag: &Tag<'_>, element: &'static Element) {
        for row in element.attributes {
            if row.required && tag.find(row.name).is_none() {
                self.report(
                    &rules::MISSING_ATTRIBUTE,
                    tag.mark,
                    format!("`{}` has no attribute `{}`", element.name, row.name),
                    format!("add `{}=\"…\"`", row.name),
                );
            }
        }
        for attribute in tag.attributes {
            let name = &tag.text[attribute.name.clone()];
            if name.contains(':') || name == "xmlns" {
                continue;
            }
            let Some(row) = element.attributes.iter().find(|row| row.name == name) else {
                self.report(
                    &rules::UNKNOWN_ATTRIBUTE,
                    tag.mark.at(tag.text, attribute.name.start),
                    format!("`{}` has no attribute `{}`", element.name, clip(name)),
                    "correct its name, or leave it out",
                );
                continue;
            };
            let value = tag.value(attribute);
            if let Some(fault) = values::check(row.value, &value) {
                let place = tag.place(attribute, fault.offset);
                self.fault(fault, place, name);
            }
        }
    }

    /// Reports what is wrong with a value.
    fn fault(&mut self, fault: Fault, place: Mark, what: &str) {
        let message = format!("{}: {}", what, fault.message);
        self.report(fault.rule, place, message, fault.help);
    }

    fn end_tag(&mut self, text: &str, name: &str, start: usize, mark: Mark) -> bool {
        let open = self.frames.last().map(|frame| &self.names[frame.name..]);
        if open == Some(name) {
            self.close(text, start);
            return true;
        }
        let message = match open {
            Some(open) => format!(
                "`</{}>` where `</{}>` was expected; the rest was not checked",
                clip(name),
                clip(open)
            ),
            None => format!(
                "`</{}>` closes nothing; the rest was not checked",
                clip(name)
            ),
        };
        self.report(
            &rules::NOT_WELL_FORMED,
            mark.at(text, start),
            message,
            "close every element, innermost first (XML 1.0, 3.1)",
        );
        false
    }

    /// Closes the innermost open element, whose content ends at `end`.
    fn close(&mut self, text: &str, end: usize) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        if !frame.skip
            && let Some(element) = frame.element
        {
            let raw = frame.content.min(end)..end;
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.clear();
            let frame = &self.frames[self.frames.len() - 1];
            let mut leaf = Leaf {
                text,
                mark: frame.mark,
                value: "",
                plain: frame.plain,
                parent: self.parent(),
                note: frame.note,
                raw,
            };
            let role = frame.role;
            if element.role == role::NONE && !frame.has_children {
                if leaf.plain {
                    leaf.value = &text[leaf.raw.clone()];
                } else {
                    decode_content(&text[leaf.raw.clone()], &mut buffer);
                    leaf.value = &buffer;
                }
                let (trimmed, cut) = values::trim(leaf.value);
                if let Some(fault) = values::check(element.value, trimmed) {
                    let place = leaf.place(fault.offset + cut);
                    self.fault(fault, place, element.name);
                }
            }
            for &(parent, ns, name) in REQUIRED {
                if parent == role && !self.has(ns, name) {
                    self.report(
                        &rules::MISSING_ELEMENT,
                        leaf.mark,
                        format!("`{}` has no `{name}`", element.name),
                        format!("add `<{name}>`"),
                    );
                }
            }
            if let Some(end) = element.end {
                end(self, &leaf);
            }
            self.buffer = buffer;
        }
        if let Some(frame) = self.frames.pop() {
            self.names.truncate(frame.name);
            self.bindings.truncate(frame.bindings);
            self.seen.truncate(frame.seen);
        }
    }
}

/// Appends the text of content without elements: CDATA sections, references, no comments.
fn decode_content(raw: &str, out: &mut String) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        push_decoded(&rest[..at], out);
        rest = &rest[at..];
        let (open, close) = if rest.starts_with("<![CDATA[") {
            ("<![CDATA[", "]]>")
        } else if rest.starts_with("<!--") {
            ("<!--", "-->")
        } else {
            ("<?", "?>")
        };
        let inside = rest.get(open.len()..).unwrap_or("");
        let length = memchr::memmem::find(inside.as_bytes(), close.as_bytes());
        let body = &inside[..length.unwrap_or(inside.len())];
        if open == "<![CDATA[" {
            out.push_str(body);
        }
        rest = inside.get(body.len() + close.len()..).unwrap_or("");
    }
    push_decoded(rest, out);
}

/// Elements that their parent must hold.
static REQUIRED: &[(Roles, Ns, &str)] = &[
    (role::RSS, Ns::None, "channel"),
    (role::CHANNEL, Ns::None, "title"),
    (role::CHANNEL, Ns::None, "link"),
    (role::CHANNEL, Ns::None, "description"),
    (role::IMAGE, Ns::None, "url"),
    (role::IMAGE, Ns::None, "title"),
    (role::IMAGE, Ns::None, "link"),
    (role::TEXT_INPUT, Ns::None, "title"),
    (role::TEXT_INPUT, Ns::None, "description"),
    (role::TEXT_INPUT, Ns::None, "name"),
    (role::TEXT_INPUT, Ns::None, "link"),
    (role::SKIP_HOURS, Ns::None, "hour"),
    (role::SKIP_DAYS, Ns::None, "day"),
    (role::FEED, Ns::Atom, "id"),
    (role::FEED, Ns::Atom, "title"),
    (role::FEED, Ns::Atom, "updated"),
    (role::ENTRY, Ns::Atom, "id"),
    (role::ENTRY, Ns::Atom, "title"),
    (role::ENTRY, Ns::Atom, "updated"),
    (role::PERSON, Ns::Atom, "name"),
];

/// The row of an element.
fn find(ns: Ns, local: &str) -> Option<&'static Element> {
    let table = match ns {
        Ns::None => rss::ELEMENTS,
        Ns::Atom => atom::ELEMENTS,
        _ => return None,
    };
    table
        .binary_search_by(|element| element.name.cmp(local))
        .ok()
        .map(|index| &table[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_by_name() {
        for table in [rss::ELEMENTS, atom::ELEMENTS] {
            assert!(table.windows(2).all(|pair| pair[0].name < pair[1].name));
        }
    }
}
