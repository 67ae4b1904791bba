//! What the functions in the tables see: a start tag, or a finished element.

use std::borrow::Cow;
use std::ops::Range;

use super::element::Roles;
use super::place::Mark;
use super::text::{attribute_value, source_offset};
use super::values;
use super::xml::RawAttribute;

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
        let raw = &self.text[attribute.value.clone()];
        let offset = if attribute.cooked {
            source_offset(raw, offset)
        } else {
            offset
        };
        self.mark.at(self.text, attribute.value.start + offset)
    }

    /// Where the value of the attribute of this name starts, or the tag.
    pub(super) fn place_of(&self, name: &str) -> Mark {
        self.find(name)
            .map_or(self.mark, |attribute| self.place(attribute, 0))
    }
}

/// A finished element, for the functions in the tables.
pub(super) struct Leaf<'a> {
    pub(super) text: &'a str,
    /// The start tag.
    pub(super) mark: Mark,
    /// The decoded text; empty for elements that hold elements.
    pub(super) value: &'a str,
    pub(super) raw: Range<usize>,
    pub(super) plain: bool,
    /// What the parent is to this element.
    pub(super) parent: Roles,
    /// What the start hook left.
    pub(super) note: u8,
    /// Elements directly in it.
    pub(super) children: u32,
    /// Something in it was reported.
    pub(super) reported: bool,
}

impl<'a> Leaf<'a> {
    /// Where the byte of the value stands in the file.
    pub(super) fn place(&self, offset: usize) -> Mark {
        let offset = if self.plain {
            offset
        } else {
            source_offset(&self.text[self.raw.clone()], offset)
        };
        self.mark.at(self.text, self.raw.start + offset)
    }

    /// Whether the `&` at this byte of the value is written as itself outside a CDATA section: a
    /// reference of XML, which the tokeniser has judged.
    pub(super) fn is_reference_of_xml(&self, offset: usize) -> bool {
        if self.plain {
            return false;
        }
        let raw = &self.text[self.raw.clone()];
        let (before, rest) = raw.split_at(source_offset(raw, offset));
        let escaped = ["&amp;", "&#38;", "&#x26;", "&#X26;"];
        let last = |what: &[u8]| memchr::memmem::rfind(before.as_bytes(), what);
        rest.starts_with('&')
            && !escaped.iter().any(|escaped| rest.starts_with(escaped))
            && last(b"<![CDATA[") <= last(b"]]>")
    }

    /// The value without white space around it.
    pub(super) fn trimmed(&self) -> &'a str {
        values::trim(self.value).0
    }

    /// Where the value starts behind the white space in front of it.
    pub(super) fn start(&self) -> Mark {
        self.place(values::trim(self.value).1)
    }
}
