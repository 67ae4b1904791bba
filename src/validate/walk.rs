//! One pass over the tokens of an XML feed with a stack of open elements. Start tags are judged in
//! [`open`](super::open), values and ends here, what only one element needs by the functions in its
//! row of a table.

use std::borrow::Cow;
use std::ops::Range;

use super::decode::is_declaration;
use super::element::{Element, Roles, role};
use super::ns::{Ns, Scope};
use super::place::Mark;
use super::rules::{self, Rule};
use super::sink::Sink;
use super::state::State;
use super::text::{clip, content_value, is_space};
use super::values::{self, Fault, Value};
use super::view::{Leaf, Tag};
use super::xml::{Token, Tokeniser};
use super::{Kind, atom_text, html, tables};

/// An open element.
pub(super) struct Frame {
    /// Its row, where it is known and stands where it may.
    pub(super) element: Option<&'static Element>,
    pub(super) role: Roles,
    pub(super) ns: Ns,
    /// Where its name starts in `names`.
    name: usize,
    /// Declarations in scope, and elements seen, before it.
    scope: usize,
    seen: usize,
    pub(super) mark: Mark,
    /// Where its content starts.
    pub(super) content: usize,
    /// The value is the raw text: no references, CDATA sections, comments or elements.
    plain: bool,
    /// Elements directly in it.
    pub(super) children: u32,
    /// Text or elements where they may not stand were reported.
    pub(super) reported: bool,
    /// Nothing below is looked at.
    pub(super) skip: bool,
    /// What the start hook leaves for the end hook.
    pub(super) note: u8,
}

/// The state of the pass.
pub(super) struct Walk {
    pub(super) kind: Option<Kind>,
    pub(super) sink: Sink,
    pub(super) state: State,
    pub(super) scope: Scope,
    pub(super) frames: Vec<Frame>,
    names: String,
    seen: Vec<&'static Element>,
    /// Atom elements stand without a namespace.
    pub(super) bare_atom: bool,
    buffer: String,
}

/// What a step came to.
pub(super) enum Step {
    Next,
    /// The window ends inside a token.
    More,
    Stop,
}

impl Walk {
    pub(super) fn new(sink: Sink) -> Walk {
        Walk {
            kind: None,
            sink,
            state: State::default(),
            scope: Scope::new(),
            frames: Vec::new(),
            names: String::new(),
            seen: Vec::new(),
            bare_atom: false,
            buffer: String::new(),
        }
    }

    /// Reports a problem at a place.
    pub(super) fn report(
        &mut self,
        rule: &'static Rule,
        mark: Mark,
        message: impl Into<String>,
        help: impl Into<Cow<'static, str>>,
    ) {
        self.sink.push(rule, mark, message, help);
    }

    /// Reports what is wrong with a value.
    pub(super) fn fault(&mut self, fault: Fault, place: Mark, what: &str) {
        let message = format!("{what}: {}", fault.message);
        self.report(fault.rule, place, message, fault.help);
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
        self.has_child(self.frames.len().wrapping_sub(1), ns, name)
    }

    /// Whether the parent of the innermost open element has had a child of this name, the innermost
    /// itself not counted where it is the first of its name.
    pub(super) fn sibling(&self, ns: Ns, name: &str) -> bool {
        self.has_child(self.frames.len().wrapping_sub(2), ns, name)
    }

    fn has_child(&self, frame: usize, ns: Ns, name: &str) -> bool {
        let Some(from) = self.frames.get(frame).map(|frame| frame.seen) else {
            return false;
        };
        let to = self
            .frames
            .get(frame + 1)
            .map_or(self.seen.len(), |frame| frame.seen);
        self.seen[from..to]
            .iter()
            .any(|element| element.ns == ns && element.name == name)
    }

    /// Remembers a child of the innermost open element; whether it had one already.
    pub(super) fn see(&mut self, element: &'static Element) -> bool {
        let from = self.frames.last().map_or(0, |frame| frame.seen);
        let known = self.seen[from..]
            .iter()
            .any(|&seen| std::ptr::eq(seen, element));
        if !known {
            self.seen.push(element);
        }
        known
    }

    /// Opens an element whose content starts at `content`.
    pub(super) fn push(&mut self, name: &str, ns: Ns, mark: Mark, scope: usize, content: usize) {
        self.frames.push(Frame {
            element: None,
            role: role::NONE,
            ns,
            name: self.names.len(),
            scope,
            seen: self.seen.len(),
            mark,
            content,
            plain: true,
            children: 0,
            reported: false,
            skip: false,
            note: 0,
        });
        self.names.push_str(name);
    }

    /// The name of the innermost open element as written.
    pub(super) fn open_name(&self) -> &str {
        self.frames
            .last()
            .map_or("the document", |frame| &self.names[frame.name..])
    }

    /// The next token.
    pub(super) fn step(
        &mut self,
        text: &str,
        last: bool,
        tokeniser: &mut Tokeniser,
        mark: &mut Mark,
    ) -> Step {
        let start = tokeniser.position;
        let token = tokeniser.next(text, last);
        if !tokeniser.problems.is_empty() {
            // Counted on from the last place, never twice over the same text.
            *mark = mark.at(text, start);
            let mut place = *mark;
            tokeniser.problems.sort_by_key(|problem| problem.offset);
            for problem in tokeniser.problems.drain(..) {
                place = place.at(text, problem.offset);
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
                if !self.open(&tag, &text[name], tokeniser.position) {
                    return Step::Stop;
                }
                if empty {
                    self.close(text, tokeniser.position);
                }
            }
            Token::End { name } => {
                if !self.end_tag(text, &text[name], start, *mark) {
                    return Step::Stop;
                }
            }
            Token::Text { range, references } => {
                if references || memchr::memchr(b'\r', text[range.clone()].as_bytes()).is_some() {
                    self.not_plain();
                }
                self.character_data(text, range, mark);
            }
            Token::CData { range } => {
                self.not_plain();
                self.character_data(text, range, mark);
            }
            Token::Comment => self.not_plain(),
            Token::Instruction { target, data } => {
                self.not_plain();
                if text[target.clone()].eq_ignore_ascii_case("xml") {
                    *mark = mark.at(text, start);
                    self.declaration(&text[target], &text[data], *mark);
                }
            }
            Token::Doctype { .. } => {
                *mark = mark.at(text, start);
                self.report(
                    &rules::DOCUMENT_TYPE,
                    *mark,
                    "a document type declaration",
                    "leave it out: readers do not read it, and some refuse it",
                );
            }
            Token::More => return Step::More,
            Token::Eof => {
                self.end_of_text();
                return Step::Stop;
            }
        }
        Step::Next
    }

    /// An XML declaration: where it may stand, and what it holds (XML 1.0, 2.8).
    fn declaration(&mut self, target: &str, data: &str, mark: Mark) {
        let message = if (mark.line, mark.column) != (1, 1) {
            "the XML declaration is not at the start of the file"
        } else if target != "xml" || !is_declaration(data) {
            "a malformed XML declaration"
        } else {
            return;
        };
        self.report(
            &rules::NOT_WELL_FORMED,
            mark,
            message,
            "begin the file with `<?xml version=\"1.0\" encoding=\"utf-8\"?>` (XML 1.0, 2.8)",
        );
    }

    fn not_plain(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.plain = false;
        }
    }

    fn end_of_text(&mut self) {
        if let Some(place) = self.frames.last().map(|frame| frame.mark) {
            let message = format!("`<{}>` is never closed", clip(self.open_name()));
            self.report(
                &rules::NOT_WELL_FORMED,
                place,
                message,
                "is the file cut off?",
            );
        } else if self.state.root.is_none() {
            self.report(
                &rules::NOT_A_FEED,
                Mark::START,
                "no element at all",
                "a feed is an `rss` or `feed` element, or a JSON object",
            );
        }
    }

    /// Text that stands directly in the innermost open element.
    fn character_data(&mut self, text: &str, range: Range<usize>, mark: &mut Mark) {
        let bytes = text[range.clone()].as_bytes();
        let Some(frame) = self.frames.last_mut() else {
            if let Some(at) = bytes.iter().position(|&byte| !is_space(byte)) {
                *mark = mark.at(text, range.start + at);
                let what = if self.state.root.is_some() {
                    "behind"
                } else {
                    "before"
                };
                self.report(
                    &rules::NOT_WELL_FORMED,
                    *mark,
                    format!("text {what} the outermost element"),
                    "a feed is one element",
                );
            }
            return;
        };
        if frame.skip || frame.reported {
            return;
        }
        if frame.role == role::ATOM_TEXT {
            return atom_text::direct(self, &text[range.clone()], range.start, text, mark);
        }
        if frame.role == role::XHTML {
            return atom_text::inline(self, &text[range.clone()], range.start, text, mark);
        }
        let holds_text = frame
            .element
            .is_none_or(|element| !matches!(element.value, Value::Elements));
        if holds_text {
            return;
        }
        if let Some(at) = bytes.iter().position(|&byte| !is_space(byte)) {
            frame.reported = true;
            *mark = mark.at(text, range.start + at);
            let message = format!("text directly in `{}`", clip(self.open_name()));
            self.report(
                &rules::UNEXPECTED_TEXT,
                *mark,
                message,
                "put it into one of the elements that hold text",
            );
        }
    }

    fn end_tag(&mut self, text: &str, name: &str, start: usize, mark: Mark) -> bool {
        if !self.frames.is_empty() && self.open_name() == name {
            self.close(text, start);
            return true;
        }
        let message = if self.frames.is_empty() {
            format!(
                "`</{}>` closes nothing; the rest was not checked",
                clip(name)
            )
        } else {
            format!(
                "`</{}>` where `</{}>` was expected; the rest was not checked",
                clip(name),
                clip(self.open_name())
            )
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
        if let Some(frame) = self.frames.last()
            && !frame.skip
            && let Some(element) = frame.element
        {
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.clear();
            let mut leaf = Leaf {
                text,
                mark: frame.mark,
                value: "",
                plain: frame.plain,
                parent: self.parent(),
                note: frame.note,
                children: frame.children,
                reported: frame.reported,
                raw: frame.content.min(end)..end,
            };
            if leaf.children == 0 && !matches!(element.value, Value::Elements) {
                if leaf.plain {
                    leaf.value = &text[leaf.raw.clone()];
                } else {
                    content_value(&text[leaf.raw.clone()], &mut buffer);
                    leaf.value = &buffer;
                }
            }
            self.finish(element, &leaf);
            buffer.shrink_to(1 << 20);
            self.buffer = buffer;
        }
        if let Some(frame) = self.frames.pop() {
            self.names.truncate(frame.name);
            self.scope.truncate(frame.scope);
            self.seen.truncate(frame.seen);
        }
    }

    /// Judges a finished element by its row.
    fn finish(&mut self, element: &'static Element, leaf: &Leaf<'_>) {
        if leaf.children == 0 && element.role & role::ATOM_TEXT == 0 {
            let (trimmed, cut) = values::trim(leaf.value);
            let free = element.value.is_free();
            if let Some(fault) = values::check(element.value, trimmed) {
                let place = match fault.rule.name == rules::EMPTY_ELEMENT.name {
                    true => leaf.mark,
                    false => leaf.place(fault.offset + cut),
                };
                self.fault(fault, place, element.name);
            } else if !free && element.ns == Ns::Atom && trimmed.len() < leaf.value.len() {
                self.report(
                    &rules::UNEXPECTED_WHITESPACE,
                    leaf.mark,
                    format!("white space around the value of `{}`", element.name),
                    "write the value alone (RFC 4287, 2 and 3.3)",
                );
            }
            if matches!(element.value, Value::Html) {
                self.html(leaf);
            }
        }
        for &(parent, ns, name, rule) in tables::REQUIRED {
            if parent == element.role && !self.has(ns, name) {
                self.report(
                    rule,
                    leaf.mark,
                    format!("`{}` has no `{name}`", element.name),
                    format!("add `<{name}>`"),
                );
            }
        }
        if let Some(end) = element.end {
            end(self, leaf);
        }
        if element.role & (role::ENTRY | role::ITEM) != 0 {
            let id = self.state.entry.id.take();
            self.sink.entry_end(id.as_ref().map(|(id, _)| &**id));
        }
    }

    /// Checks the value of an element as HTML.
    pub(super) fn html(&mut self, leaf: &Leaf<'_>) {
        for fault in html::check(leaf.value) {
            if fault.is_reference && leaf.is_reference_of_xml(fault.offset) {
                continue;
            }
            let place = leaf.place(fault.offset);
            self.report(fault.rule, place, fault.message, fault.help);
        }
    }
}
