//! What is asked of elements of the parsed text again and again.

use dom_query::{Element, NodeData, NodeRef};

pub(super) const HTML: &str = "http://www.w3.org/1999/xhtml";
pub(super) const MATHML: &str = "http://www.w3.org/1998/Math/MathML";
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

/// The value of an attribute.
pub(super) fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element
        .attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| &*attribute.value)
}

/// The value of an attribute that says something.
pub(super) fn said<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    attribute(element, name)
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

/// The classes of an element.
pub(super) fn classes(element: &Element) -> impl Iterator<Item = &str> {
    attribute(element, "class")
        .unwrap_or_default()
        .split_ascii_whitespace()
}

pub(super) fn has_class(element: &Element, wanted: &[&str]) -> bool {
    classes(element).any(|class| wanted.contains(&class))
}

/// The nearest element before a node, white space between them aside.
pub(super) fn element_before<'t>(node: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    neighbour(node, NodeRef::prev_sibling)
}

/// The nearest element behind a node, white space between them aside.
pub(super) fn element_behind<'t>(node: &NodeRef<'t>) -> Option<NodeRef<'t>> {
    neighbour(node, NodeRef::next_sibling)
}

fn neighbour<'t>(
    node: &NodeRef<'t>,
    step: fn(&NodeRef<'t>) -> Option<NodeRef<'t>>,
) -> Option<NodeRef<'t>> {
    let mut next = step(node)?;
    // A run of comments and white space is short, or nothing is near.
    for _ in 0..8 {
        if next.is_element() {
            return Some(next);
        }
        if next.is_nonempty_text() {
            return None;
        }
        next = step(&next)?;
    }
    None
}

/// The first element below a node that passes.
pub(super) fn below<'t>(
    node: &NodeRef<'t>,
    passes: impl Fn(&Element) -> bool,
) -> Option<NodeRef<'t>> {
    node.descendants_it()
        .find(|inner| inner.element_ref().is_some_and(|element| passes(&element)))
}

/// The text below a node, at most `limit` bytes or a little more.
pub(super) fn text(node: &NodeRef<'_>, limit: usize) -> String {
    let mut text = String::new();
    for inner in node.descendants_it() {
        inner.query(|inner| {
            if let NodeData::Text { contents } = &inner.data {
                text.push_str(contents);
            }
        });
        if text.len() >= limit {
            break;
        }
    }
    text
}
