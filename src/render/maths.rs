//! Formulas: once each, as MathML or as readable TeX.
//!
//! KaTeX and MathJax write a formula two or three times (for the eye, for screen readers, as its
//! source); one that the style sheets are missing for shows all of them.

use dom_query::{Document, Element, NodeData, NodeRef};

use super::tree::{self, MATHML, attribute, classes, said};
use super::walk::{Context, Walk};
use crate::html;
use crate::text::one_line;

/// Elements of MathML Core (2.1.1 and 3) but for `annotation` and `annotation-xml`, which repeat the
/// formula, and `maction`, of which the first child is shown.
const ELEMENTS: &[&str] = &[
    "math",
    "merror",
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "ms",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
    "none",
];

/// Attributes of MathML Core that set a formula, and `alttext` for those who do not see it.
const ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "alttext",
    "columnspan",
    "depth",
    "dir",
    "display",
    "displaystyle",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rowspan",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
];

/// Classes of what holds a formula: KaTeX, MathJax 2, Wikipedia.
const HOLDERS: &[&str] = &[
    "katex",
    "MathJax",
    "MathJax_CHTML",
    "MathJax_SVG",
    "MathJax_PHTML",
    "MathJax_MathML",
    "mjx-chtml",
    "mwe-math-element",
];

/// Classes of what MathJax shows until a formula is set.
const PREVIEWS: &[&str] = &["MathJax_Preview", "MJX_Assistive_MathML"];

/// Writes the one formula in an element that holds it several times; `false` where it is no such
/// element.
pub(super) fn holder(
    walk: &mut Walk<'_>,
    node: &NodeRef<'_>,
    element: &Element,
    context: Context,
) -> bool {
    let name = &*element.name.local;
    let is_container = name == "mjx-container";
    if !is_container && !classes(element).any(|class| HOLDERS.contains(&class)) {
        return classes(element).any(|class| PREVIEWS.contains(&class));
    }
    if let Some(inner) = tree::below(node, is_math) {
        formula(walk, &inner, context);
    } else if let Some(markup) = said(element, "data-mathml") {
        let parsed = Document::fragment(&*html::flatten(markup));
        match tree::below(&parsed.root(), is_math) {
            Some(inner) => formula(walk, &inner, context),
            None => return true,
        }
    } else if classes(element).any(|class| class == "katex") {
        // Set for the eye alone: its letters are all there is.
        return false;
    } else if let Some(spoken) = said(element, "aria-label") {
        walk.text(spoken);
    } else {
        return true;
    }
    walk.formula_end = walk.out.len();
    true
}

fn is_math(element: &Element) -> bool {
    &*element.name.local == "math"
}

fn formula(walk: &mut Walk<'_>, node: &NodeRef<'_>, context: Context) {
    if let Some(element) = node.element_ref() {
        write(walk, node, &element, context);
    }
}

/// `<script type="math/tex">`, which MathJax 2 reads: the TeX, between the signs of LaTeX. `false` where
/// it is another script.
pub(super) fn script(walk: &mut Walk<'_>, node: &NodeRef<'_>, element: &Element) -> bool {
    let Some(kind) = said(element, "type").filter(|kind| kind.starts_with("math/")) else {
        return false;
    };
    // Set already, right before.
    if walk.formula_end > 0 && walk.out[walk.formula_end..].trim().is_empty() {
        return true;
    }
    let source = tree::text(node, usize::MAX);
    if kind.starts_with("math/mml") {
        let parsed = Document::fragment(&*html::flatten(&source));
        if let Some(inner) = tree::below(&parsed.root(), is_math) {
            formula(walk, &inner, Context::default());
        }
        return true;
    }
    let source = source
        .trim()
        .trim_start_matches("% <![CDATA[")
        .trim_end_matches("%]]>")
        .trim();
    let (open, close) = match kind.contains("mode=display") {
        true => ("\\[", "\\]"),
        false => ("\\(", "\\)"),
    };
    walk.text(&format!("{open}{source}{close}"));
    true
}

/// Writes `<math>`, or an element in it.
pub(super) fn write(walk: &mut Walk<'_>, node: &NodeRef<'_>, element: &Element, context: Context) {
    let Some(context) = context.deeper() else {
        walk.text(&tree::text(node, usize::MAX));
        return;
    };
    let name = &*element.name.local;
    match name {
        "annotation" | "annotation-xml" | "mglyph" | "malignmark" => {}
        // What they hold besides the first are other ways to say it.
        "semantics" | "maction" => match node.first_element_child() {
            Some(first) if !first.has_name("annotation") => formula(walk, &first, context),
            _ => walk.text(tree::text(node, usize::MAX).trim()),
        },
        "mfenced" => {
            let sign = |name, usual| attribute(element, name).unwrap_or(usual);
            walk.out.push_str("<mrow><mo>");
            walk.text(sign("open", "("));
            walk.out.push_str("</mo>");
            let separator = sign("separators", ",").trim().chars().next();
            let children = node.element_children();
            for (at, child) in children.iter().enumerate() {
                if let Some(separator) = separator.filter(|_| at > 0) {
                    walk.out.push_str("<mo>");
                    walk.text(separator.encode_utf8(&mut [0; 4]));
                    walk.out.push_str("</mo>");
                }
                formula(walk, child, context);
            }
            walk.out.push_str("<mo>");
            walk.text(sign("close", ")"));
            walk.out.push_str("</mo></mrow>");
        }
        _ => {
            let kept = ELEMENTS.iter().find(|kept| **kept == name);
            if let Some(name) = kept {
                open(walk, node, name, element);
            }
            // Only text and MathML: HTML inside would end the formula for some parsers.
            for child in node.children_it(false) {
                child.query(|inner| match &inner.data {
                    NodeData::Text { contents } => walk.text(contents),
                    NodeData::Element(inner) if &*inner.name.ns == MATHML => {
                        write(walk, &child, inner, context);
                    }
                    NodeData::Element(inner)
                        if !matches!(&*inner.name.local, "script" | "style") =>
                    {
                        walk.text(&tree::text(&child, usize::MAX));
                    }
                    _ => {}
                });
            }
            if let Some(name) = kept {
                walk.close(name);
            }
        }
    }
}

fn open(walk: &mut Walk<'_>, node: &NodeRef<'_>, name: &str, element: &Element) {
    walk.out.push('<');
    walk.out.push_str(name);
    let mut described = false;
    for attribute in &element.attrs {
        let key = &*attribute.name.local;
        described |= key == "alttext";
        if key.starts_with("on") {
            walk.handler(key);
        } else if ATTRIBUTES.contains(&key) {
            walk.attribute(key, &attribute.value);
        }
    }
    if name == "math" && !described {
        let is_tex = |element: &Element| {
            &*element.name.local == "annotation"
                && attribute(element, "encoding").is_some_and(|kind| kind.contains("tex"))
        };
        if let Some(annotation) = tree::below(node, is_tex) {
            let source = one_line(&tree::text(&annotation, usize::MAX));
            walk.attribute("alttext", &source);
        }
    }
    walk.out.push('>');
}
