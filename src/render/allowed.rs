//! The allow-list: what leaves for a reader, and why. Nothing is written that does not stand here (or,
//! for formulas, in `maths`).
//!
//! What stands here can be read again by any parser without becoming something else: no element whose
//! text is read as raw text (`style`, `noscript`, `xmp`, …) and no integration point of SVG or MathML is
//! among them, and every text and attribute is written escaped.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What becomes of an element with nothing in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// It goes, and its white space.
    Block,
    /// It goes; its white space stays between the words.
    Inline,
    /// It stays: its place among its like says something.
    Part,
    /// It never has content.
    Void,
}

/// Elements, and why readers get them.
const ELEMENTS: &[(&str, Flow, &str)] = &[
    (
        "address article aside blockquote details div dl figcaption figure footer h1 h2 h3 h4 h5 h6 \
         header main ol p pre section summary table ul caption",
        Flow::Block,
        "the structure of a text",
    ),
    (
        "colgroup dd dt li tbody td tfoot th thead tr",
        Flow::Part,
        "an empty cell or item holds its place",
    ),
    ("br col hr img wbr", Flow::Void, "shown by every reader"),
    (
        "a abbr b cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time tt \
         u var",
        Flow::Inline,
        "what words are",
    ),
    (
        "bdi bdo rp rt ruby",
        Flow::Inline,
        "the direction and the reading of words",
    ),
];

/// Attributes, and why readers get them. Those of `img`, `audio`, `video` and `pre` are written by
/// `pictures`, `frames` and `code`, which decide about more than one at a time.
const ATTRIBUTES: &[(&str, &str, &str)] = &[
    (
        "*",
        "id lang dir title",
        "targets of links, language, direction, explanations",
    ),
    ("a", "href hreflang", "links"),
    ("blockquote q del ins", "cite", "where a quotation is from"),
    ("del ins time", "datetime", "when"),
    ("data li", "value", "a number that counts on"),
    ("ol", "start reversed type", "how a list counts"),
    ("details", "open", "whether it is unfolded"),
    ("col colgroup", "span", "the grid of a table"),
    ("td th", "colspan rowspan align", "the grid of a table"),
    ("th", "scope", "whose head it is"),
    ("code", "class", "the language, as `language-x` alone"),
];

/// Elements that readers do not know, and what says the same to them.
const INSTEAD: &[(&str, &str)] = &[
    ("acronym", "abbr"),
    ("center", "div"),
    ("dialog", "div"),
    ("dir", "ul"),
    ("fieldset", "div"),
    ("form", "div"),
    ("hgroup", "div"),
    ("legend", "p"),
    ("listing", "pre"),
    ("menu", "ul"),
    ("nav", "div"),
    ("plaintext", "pre"),
    ("search", "div"),
    ("strike", "s"),
    ("xmp", "pre"),
];

/// Elements that go with all that is in them; `true` where the author is told, since somebody was meant
/// to see or to use it.
const REMOVED: &[(&str, bool)] = &[
    ("applet", true),
    ("area", false),
    ("base", false),
    ("basefont", false),
    ("button", true),
    ("canvas", true),
    ("datalist", false),
    ("head", false),
    ("input", true),
    ("link", false),
    ("meta", false),
    ("noembed", false),
    ("noframes", false),
    ("param", false),
    ("script", true),
    ("select", true),
    ("source", false),
    ("style", true),
    ("template", false),
    ("textarea", true),
    ("title", false),
    ("track", false),
];

/// What the allow-list says of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Written under this name.
    Kept(&'static str, Flow),
    /// Left out with its content; `true` where the author is told.
    Removed(bool),
    /// Left out; its content stays.
    Unwrapped,
}

/// What becomes of an element of HTML.
pub(super) fn verdict(name: &str) -> Verdict {
    static VERDICTS: LazyLock<HashMap<&'static str, Verdict>> = LazyLock::new(|| {
        let mut verdicts = HashMap::new();
        for (names, flow, _) in ELEMENTS {
            for name in names.split_whitespace() {
                verdicts.insert(name, Verdict::Kept(name, *flow));
            }
        }
        for (name, other) in INSTEAD {
            verdicts.insert(name, Verdict::Kept(other, Flow::Block));
        }
        for (name, inline) in [("acronym", "abbr"), ("strike", "s")] {
            verdicts.insert(name, Verdict::Kept(inline, Flow::Inline));
        }
        for (name, told) in REMOVED {
            verdicts.insert(name, Verdict::Removed(*told));
        }
        verdicts
    });
    VERDICTS.get(name).copied().unwrap_or(Verdict::Unwrapped)
}

/// Whether an element keeps an attribute.
pub(super) fn keeps(element: &str, attribute: &str) -> bool {
    static KEPT: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
        let mut kept: HashMap<&str, Vec<&str>> = HashMap::new();
        for (elements, attributes, _) in ATTRIBUTES {
            for element in elements.split_whitespace() {
                let attributes = attributes.split_whitespace();
                kept.entry(element).or_default().extend(attributes);
            }
        }
        kept
    });
    let listed = |element: &str| {
        KEPT.get(element)
            .is_some_and(|attributes| attributes.contains(&attribute))
    };
    matches!(attribute, "id" | "lang" | "dir" | "title") || listed(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_one_verdict() {
        let mut seen = std::collections::HashSet::new();
        let kept = ELEMENTS
            .iter()
            .flat_map(|(names, ..)| names.split_whitespace());
        let others = INSTEAD.iter().map(|(name, _)| *name);
        let removed = REMOVED.iter().map(|(name, _)| *name);
        for name in kept.chain(others).chain(removed) {
            assert!(seen.insert(name), "{name} stands twice");
        }
        for (_, other) in INSTEAD {
            assert!(matches!(verdict(other), Verdict::Kept(..)), "{other}");
        }
    }

    #[test]
    fn attributes_of_all_elements_are_those_of_the_table() {
        let (_, all, _) = ATTRIBUTES[0];
        for attribute in all.split_whitespace() {
            assert!(keeps("p", attribute));
        }
        assert!(!keeps("p", "style") && !keeps("p", "href") && keeps("a", "href"));
    }
}
