//! What an article hides from those who look at its page: elements that say of themselves that they are
//! not shown (HTML, 6.1 "The hidden attribute" and 15.3.1 "Hidden elements"; CSS Display 3, `none`; CSS
//! Display 4, `visibility`).
//!
//! Readers run no scripts, so what a script would show in its turn stays: tabs, slides, answers, whatever
//! something else in the text names by its id.

use std::collections::HashSet;

use dom_query::{Document, Element, NodeRef};

use super::removed::find_ignoring_case;
use super::tree::{self, attribute, classes, said};

/// Parts of the classes of what a script or another style shows in its turn.
const IN_TURN: &[&str] = &[
    "tab",
    "slide",
    "carousel",
    "accordion",
    "collaps",
    "spoiler",
    "toggle",
    "expand",
    "answer",
    "solution",
    "reveal",
    "lazy",
    "fade",
    "animat",
    "math",
    "footnote",
    "gallery",
    "paywall",
    "readmore",
    "read-more",
];

/// Bytes of text that may be hidden however short the rest is: a note, an offer, a form. Where more is
/// hidden than shown, it is the article, which a script shows (to those who pay, or as they scroll).
pub(super) const MOST: usize = 1500;

/// Parts of the classes of what lies over a page, which is no part of its text.
const OVER: &[&str] = &["modal", "popup", "overlay", "cookie", "consent"];

/// Elements whose own kind decides about them: those that never show a text, or that scripts of players
/// and loaders hide and stand for.
const OTHERS: &[&str] = &[
    "audio", "button", "datalist", "embed", "img", "input", "math", "noscript", "object", "option",
    "picture", "script", "select", "source", "style", "svg", "template", "textarea", "track",
    "video",
];

/// The ids that links, buttons and scripts of a text lead to.
pub(super) type Named = HashSet<String>;

/// How an element says that it is hidden, as it is written; nothing where it is to be shown.
pub(super) fn hidden(node: &NodeRef<'_>, element: &Element, named: &Named) -> Option<String> {
    let name = &*element.name.local;
    let written = said_hidden(element)?;
    if OTHERS.contains(&name) || name.contains('-') {
        return None;
    }
    let is_over =
        written == DIALOG || said(element, "role") == Some("dialog") || is_named(element, OVER);
    (is_over || !is_in_turn(node, element) && !is_led_to(node, element, named)).then_some(written)
}

/// Whether an element is one of those that a script shows in their turn.
fn is_in_turn(node: &NodeRef<'_>, element: &Element) -> bool {
    let is_around = |above: NodeRef<'_>| {
        let above = above.element_ref();
        above.is_some_and(|above| is_named(&above, IN_TURN))
    };
    let is_formula = |inner: &Element| matches!(&*inner.name.local, "math" | "annotation");
    said(element, "role") == Some("tabpanel")
        || is_named(element, IN_TURN)
        || node.ancestors_it(Some(2)).any(is_around)
        || tree::below(node, is_formula).is_some()
}

/// What a dialog that is not open begins with.
const DIALOG: &str = "<dialog";

fn said_hidden(element: &Element) -> Option<String> {
    if &*element.name.local == "dialog" && attribute(element, "open").is_none() {
        return Some(DIALOG.to_owned());
    }
    // What a search finds is shown then.
    if attribute(element, "hidden").is_some_and(|how| !how.eq_ignore_ascii_case("until-found")) {
        return Some(" hidden".to_owned());
    }
    let style = attribute(element, "style")?;
    is_none(style).then(|| style.to_owned())
}

/// Whether a style says that nothing is shown. Of two that speak of the same the later counts.
fn is_none(style: &str) -> bool {
    let (mut display, mut visibility) = (false, false);
    for declaration in style.split(';') {
        let (name, value) = declaration.split_once(':').unwrap_or_default();
        let value = value.split('!').next().unwrap_or_default().trim();
        match &*name.trim().to_ascii_lowercase() {
            "display" => display = value.eq_ignore_ascii_case("none"),
            "visibility" => {
                visibility = ["hidden", "collapse"]
                    .iter()
                    .any(|word| value.eq_ignore_ascii_case(word));
            }
            _ => {}
        }
    }
    display || visibility
}

fn is_named(element: &Element, parts: &[&str]) -> bool {
    classes(element).any(|class| {
        let class = class.to_ascii_lowercase().replace("table", "");
        parts.iter().any(|part| class.contains(part))
    })
}

/// Whether an element, or one in it, has an id that something names.
fn is_led_to(node: &NodeRef<'_>, element: &Element, named: &Named) -> bool {
    if named.is_empty() {
        return false;
    }
    let has_named = |element: &Element| said(element, "id").is_some_and(|id| named.contains(id));
    has_named(element) || tree::below(node, has_named).is_some()
}

/// The ids that something in a text names; none where nothing in it can be hidden.
pub(super) fn named(document: &Document, html: &str) -> Named {
    /// Attributes that name ids, selectors of them, or code that does; `href` of this page alone.
    const NAMING: [&str; 8] = [
        "href",
        "aria-controls",
        "data-target",
        "data-bs-target",
        "data-toggle",
        "for",
        "onclick",
        "onchange",
    ];
    let mut named = Named::new();
    let hides = ["display", "visibility", "hidden"];
    if !hides
        .iter()
        .any(|word| find_ignoring_case(html, word).is_some())
    {
        return named;
    }
    let is_of_id = |c: char| c.is_alphanumeric() || "_-:.".contains(c);
    for node in document.html_root().descendants_it() {
        let Some(element) = node.element_ref() else {
            continue;
        };
        for item in &element.attrs {
            let (key, value) = (&*item.name.local, item.value.trim());
            match (key, value.strip_prefix('#')) {
                ("href", Some(id)) => {
                    named.insert(id.to_owned());
                }
                ("href", None) => {}
                _ if NAMING.contains(&key) => {
                    let ids = value.split(|c| !is_of_id(c)).filter(|id| !id.is_empty());
                    named.extend(ids.map(str::to_owned));
                }
                _ => {}
            }
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide_are_known() {
        for (style, expected) in [
            ("display:none", true),
            ("color: red; DISPLAY : None !important", true),
            ("visibility: hidden", true),
            ("display: none; display: block", false),
            ("display: block; list-style: none", false),
            ("x-display: none", false),
            ("", false),
        ] {
            assert_eq!(is_none(style), expected, "{style}");
        }
    }
}
