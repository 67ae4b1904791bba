//! Elements of other vocabularies than the format's own, written alike in RSS and Atom.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::text::{escape, xml_safe};

/// An element with its prefix, such as `media:content`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// The qualified name.
    pub name: &'static str,
    /// Its text; markup characters as they are.
    pub text: Option<String>,
    /// In any order: they are written by name.
    pub attributes: Vec<(&'static str, String)>,
    /// Several of one name keep their order; names are written in the order of the alphabet.
    pub children: Vec<Element>,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Element {
            name,
            ..Element::default()
        }
    }

    /// An element that holds a text alone.
    pub(super) fn of(name: &'static str, text: impl Into<String>) -> Self {
        Element::new(name).text(text)
    }

    #[must_use]
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// An attribute where there is something to say.
    #[must_use]
    pub(super) fn with_some(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    #[must_use]
    pub(super) fn child(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    /// Children where there are any.
    #[must_use]
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(children);
        self
    }

    /// An element without text would be indented inside, which makes white space its text.
    fn take_value(&mut self) -> String {
        let text = self.text.take().unwrap_or_default();
        match xml_safe(&text) {
            Cow::Owned(safe) => safe,
            Cow::Borrowed(_) => text,
        }
    }

    fn parts(&self) -> (&'static str, &'static str) {
        self.name.split_once(':').unwrap_or(("", self.name))
    }
}

/// The type of an element in the crate that writes a format, whose maps go by prefix and local name.
pub(super) trait Extension: Sized {
    fn of(element: Element) -> Self;
}

impl Extension for rss::extension::Extension {
    fn of(mut element: Element) -> Self {
        rss::extension::Extension {
            name: element.name.to_owned(),
            value: Some(element.take_value()),
            attrs: element
                .attributes
                .iter()
                .map(|(name, value)| ((*name).to_owned(), xml_safe(value).into_owned()))
                .collect(),
            children: by_local_name(element.children),
        }
    }
}

impl Extension for atom_syndication::extension::Extension {
    fn of(mut element: Element) -> Self {
        atom_syndication::extension::Extension {
            name: element.name.to_owned(),
            value: Some(element.take_value()),
            // The crate writes the attributes of extensions as they are.
            attrs: element
                .attributes
                .iter()
                .map(|(name, value)| ((*name).to_owned(), escape(&xml_safe(value)).into_owned()))
                .collect(),
            children: by_local_name(element.children),
        }
    }
}

fn by_local_name<E: Extension>(elements: Vec<Element>) -> BTreeMap<String, Vec<E>> {
    let mut map: BTreeMap<String, Vec<E>> = BTreeMap::new();
    for element in elements {
        let local = element.parts().1.to_owned();
        map.entry(local).or_default().push(E::of(element));
    }
    map
}

/// Elements as both crates take them.
pub(super) fn map_of<E: Extension>(
    elements: Vec<Element>,
) -> BTreeMap<String, BTreeMap<String, Vec<E>>> {
    let mut map: BTreeMap<String, BTreeMap<String, Vec<E>>> = BTreeMap::new();
    for element in elements {
        let (prefix, local) = element.parts();
        let of_prefix = map.entry(prefix.to_owned()).or_default();
        of_prefix
            .entry(local.to_owned())
            .or_default()
            .push(E::of(element));
    }
    map
}
