//! The shape of the tables: which element stands where, how often, with which value.

use super::ns::Ns;
use super::values::Value;
use super::view::{Leaf, Tag};
use super::walk::Walk;

/// A set of [`Element::role`]s, one bit each.
pub(super) type Roles = u64;

/// What an element is to its children.
pub(super) mod role {
    use super::Roles;

    pub(in crate::validate) const NONE: Roles = 0;
    pub(in crate::validate) const DOCUMENT: Roles = 1;
    pub(in crate::validate) const RSS: Roles = 1 << 1;
    pub(in crate::validate) const CHANNEL: Roles = 1 << 2;
    pub(in crate::validate) const ITEM: Roles = 1 << 3;
    pub(in crate::validate) const IMAGE: Roles = 1 << 4;
    pub(in crate::validate) const TEXT_INPUT: Roles = 1 << 5;
    pub(in crate::validate) const SKIP_HOURS: Roles = 1 << 6;
    pub(in crate::validate) const SKIP_DAYS: Roles = 1 << 7;
    pub(in crate::validate) const RDF: Roles = 1 << 8;
    pub(in crate::validate) const FEED: Roles = 1 << 9;
    pub(in crate::validate) const ENTRY: Roles = 1 << 10;
    pub(in crate::validate) const ATOM_SOURCE: Roles = 1 << 11;
    pub(in crate::validate) const PERSON: Roles = 1 << 12;
    /// `atom:content` and the text constructs, whose children depend on their type.
    pub(in crate::validate) const ATOM_TEXT: Roles = 1 << 13;
    /// Any element of XHTML inside a feed.
    pub(in crate::validate) const XHTML: Roles = 1 << 14;
    /// Anything may stand in it, and nothing of it is looked at.
    pub(in crate::validate) const OPEN: Roles = 1 << 15;
    pub(in crate::validate) const ITUNES_OWNER: Roles = 1 << 16;
    pub(in crate::validate) const ITUNES_CATEGORY: Roles = 1 << 17;
    pub(in crate::validate) const MEDIA_GROUP: Roles = 1 << 18;
    pub(in crate::validate) const MEDIA_CONTENT: Roles = 1 << 19;
    pub(in crate::validate) const MEDIA_COMMUNITY: Roles = 1 << 20;
    pub(in crate::validate) const MEDIA_LIST: Roles = 1 << 21;
    pub(in crate::validate) const MEDIA_EMBED: Roles = 1 << 22;
    pub(in crate::validate) const PODCAST_LIVE: Roles = 1 << 23;
    pub(in crate::validate) const PODCAST_VALUE: Roles = 1 << 24;
    pub(in crate::validate) const PODCAST_SPLIT: Roles = 1 << 25;
    pub(in crate::validate) const PODCAST_ROLL: Roles = 1 << 26;
    pub(in crate::validate) const PODCAST_PUBLISHER: Roles = 1 << 27;
    pub(in crate::validate) const PODCAST_ENCLOSURE: Roles = 1 << 28;
    pub(in crate::validate) const GEO_POINT: Roles = 1 << 29;
    pub(in crate::validate) const MEDIA_LOCATION: Roles = 1 << 30;
    pub(in crate::validate) const RDF_CHANNEL: Roles = 1 << 31;
    pub(in crate::validate) const RDF_ITEM: Roles = 1 << 32;
    pub(in crate::validate) const RDF_IMAGE: Roles = 1 << 33;
    pub(in crate::validate) const RDF_INPUT: Roles = 1 << 34;
    pub(in crate::validate) const MEDIA_SCENE: Roles = 1 << 35;

    pub(in crate::validate) const GML: Roles = 1 << 36;

    /// What describes a whole feed, in any format.
    pub(in crate::validate) const ANY_FEED: Roles = CHANNEL | FEED | ATOM_SOURCE | RDF_CHANNEL;
    /// What describes one entry, in any format.
    pub(in crate::validate) const ANY_ENTRY: Roles = ITEM | ENTRY | RDF_ITEM;
    /// Both.
    pub(in crate::validate) const ANYWHERE: Roles = ANY_FEED | ANY_ENTRY;
}

/// One element of a format or extension.
pub(super) struct Element {
    pub(super) ns: Ns,
    pub(super) name: &'static str,
    /// Where it may stand.
    pub(super) within: Roles,
    /// What it is to its children; 0 where it has none.
    pub(super) role: Roles,
    /// Whether it may stand more than once in its parent.
    pub(super) many: bool,
    /// What its text is.
    pub(super) value: Value,
    pub(super) attributes: &'static [Attribute],
    /// Looks at the start tag.
    pub(super) start: Option<fn(&mut Walk, &Tag<'_>)>,
    /// Looks at the text (elements without a role) or at what the element held.
    pub(super) end: Option<fn(&mut Walk, &Leaf<'_>)>,
}

impl Element {
    /// An element that holds a value.
    pub(super) const fn new(ns: Ns, name: &'static str, within: Roles, value: Value) -> Element {
        Element {
            ns,
            name,
            within,
            role: role::NONE,
            many: false,
            value,
            attributes: &[],
            start: None,
            end: None,
        }
    }

    /// An element that holds elements.
    pub(super) const fn parent(ns: Ns, name: &'static str, within: Roles, role: Roles) -> Element {
        let mut element = Element::new(ns, name, within, Value::Elements);
        element.role = role;
        element
    }

    /// Any number of them.
    pub(super) const fn many(mut self) -> Element {
        self.many = true;
        self
    }

    /// With these attributes.
    pub(super) const fn attributes(mut self, attributes: &'static [Attribute]) -> Element {
        self.attributes = attributes;
        self
    }

    /// That holds what a function or an extension decides.
    pub(super) const fn role(mut self, role: Roles) -> Element {
        self.role = role;
        self
    }

    /// With a look at the start tag.
    pub(super) const fn start(mut self, start: fn(&mut Walk, &Tag<'_>)) -> Element {
        self.start = Some(start);
        self
    }

    /// With a look at the value, or at the finished element.
    pub(super) const fn end(mut self, end: fn(&mut Walk, &Leaf<'_>)) -> Element {
        self.end = Some(end);
        self
    }
}

/// An attribute without a prefix.
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) value: Value,
}

/// An attribute that must stand.
pub(super) const fn required(name: &'static str, value: Value) -> Attribute {
    Attribute {
        name,
        required: true,
        value,
    }
}

/// An attribute that may stand.
pub(super) const fn optional(name: &'static str, value: Value) -> Attribute {
    Attribute {
        name,
        required: false,
        value,
    }
}
