//! The one pass over a parsed text, which writes what readers get.
//!
//! The tree is only read. What an element comes to is decided by its name, its classes and what is
//! around it; whatever nothing here knows is left out and its content kept.

use std::collections::HashSet;

use dom_query::{Element, NodeData, NodeRef};

use super::Measured;
use super::addresses::{self, Addresses, Fault};
use super::allowed::{Flow, Verdict, keeps, verdict};
use super::hidden::{Named, hidden};
use super::lead::{BESIDE, Lead};
use super::removed::{Removed, What};
use super::tree::{self, HTML, MATHML, SVG, attribute, classes, has_class, said};
use super::{code, frames, maths, pictures};
use crate::entry::Image;
use crate::html;
use crate::text::is_xml_char;

/// How deep the tree is followed. The parser may put elements deeper than they were written, where
/// one was not closed in its order.
const DEEPEST: u16 = 2 * html::MAX_DEPTH as u16;

/// Where in the text an element stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    depth: u16,
    /// In a link: another one cannot stand in it.
    pub in_link: bool,
    /// In a paragraph or a heading: blocks cannot stand in it.
    pub phrasing: bool,
    /// In `<noscript>`.
    pub in_twin: bool,
    in_code: bool,
    in_wrapper: bool,
    in_heading: bool,
    /// Beside the text: its paragraphs are not the summary.
    beside: bool,
}

impl Context {
    /// One level below; nothing where that is too deep.
    pub(super) fn deeper(self) -> Option<Context> {
        (self.depth < DEEPEST).then_some(Context {
            depth: self.depth + 1,
            ..self
        })
    }

    /// In `<noscript>`, whose content stands for what is before it.
    pub(super) fn in_twin(self) -> Context {
        Context {
            in_twin: true,
            ..self
        }
    }

    /// In code, where what highlighters made goes.
    pub(super) fn in_code(self) -> Context {
        Context {
            in_code: true,
            beside: true,
            ..self
        }
    }
}

/// What is written, and what is noticed on the way.
pub(super) struct Walk<'a> {
    pub out: String,
    pub addresses: Addresses<'a>,
    pub removed: Removed,
    pub lead: Lead,
    /// The first picture that can stand for the article.
    pub cover: Option<Image>,
    /// Pictures and frames written so far.
    pub shown: HashSet<String>,
    /// Pictures that were written out of `<noscript>`.
    pub twins: HashSet<String>,
    /// Where the last formula of a typesetter ended; 0 where there was none.
    pub formula_end: usize,
    /// Where the paragraph that is being written began.
    paragraph: Option<usize>,
    /// The ids that something leads to; nothing where what is hidden is shown too.
    named: Option<Named>,
    /// Bytes of the text that was left out since it is hidden.
    pub hidden: usize,
    /// Finds the size of a picture whose file is at hand.
    pub measured: &'a Measured<'a>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        addresses: Addresses<'a>,
        lead: Lead,
        length: usize,
        named: Option<Named>,
        measured: &'a Measured<'a>,
    ) -> Self {
        Walk {
            out: String::with_capacity(length),
            addresses,
            removed: Removed::default(),
            lead,
            cover: None,
            shown: HashSet::new(),
            twins: HashSet::new(),
            formula_end: 0,
            paragraph: None,
            named,
            hidden: 0,
            measured,
        }
    }

    /// Writes what is in a node.
    pub(super) fn children(&mut self, node: &NodeRef<'_>, context: Context) {
        let Some(context) = context.deeper() else {
            self.text(&tree::text(node, usize::MAX));
            return;
        };
        let mut next = node.first_child();
        while let Some(child) = next {
            child.query(|inner| match &inner.data {
                NodeData::Text { contents }
                    if contents.contains(char::REPLACEMENT_CHARACTER)
                        && (context.in_code || is_code(node)) =>
                {
                    self.code(contents);
                }
                NodeData::Text { contents } => self.text(contents),
                NodeData::Comment { contents } => {
                    self.lead.comment(contents, &self.out, self.paragraph);
                }
                NodeData::Element(element) => self.element(&child, element, context),
                _ => {}
            });
            next = child.next_sibling();
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, element: &Element, context: Context) {
        let name = &*element.name.local;
        match &*element.name.ns {
            HTML => {}
            MATHML => return maths::write(self, node, element, context),
            SVG if name == "svg" => return self.drawing(node, element),
            _ => return self.children(node, context),
        }
        if !element.attrs.is_empty() && self.special(node, element, context)
            || self.hides(node, element)
        {
            return;
        }
        match name {
            "a" => self.link(node, element, context),
            "img" | "amp-img" | "amp-anim" => pictures::image(self, element, context),
            "picture" => pictures::choice(self, node, context),
            "noscript" => pictures::twin(self, node, context),
            "iframe" | "frame" => frames::iframe(self, node, element, context),
            "embed" | "object" => frames::object(self, node, element, context),
            "video" | "audio" | "amp-video" | "amp-audio" => {
                frames::media(self, node, element, context);
            }
            "script" => {
                let is_data = said(element, "type").is_some_and(|kind| kind.contains("json"));
                if !maths::script(self, node, element)
                    && !frames::script(self, element, context)
                    && !is_data
                {
                    self.removed.count(What::Element("script"));
                }
            }
            "input" => self.input(node, element),
            "button" if context.in_code || context.in_wrapper => {}
            "br" if context.in_code => self.out.push('\n'),
            "form" if !is_prose(node) => self.removed.count(What::Element("form")),
            "pre" if !context.in_code && code::block(self, node, element, context) => {}
            "table" if !context.in_code && code::is_table(node, element) => {
                code::table(self, node, context);
            }
            _ if name.contains('-') && frames::stand_in(self, element, context) => {}
            _ => self.listed(node, element, context),
        }
    }

    /// What classes and other attributes alone tell; `false` where they tell nothing.
    fn special(&mut self, node: &NodeRef<'_>, element: &Element, context: Context) -> bool {
        let name = &*element.name.local;
        for attribute in &element.attrs {
            let key = &*attribute.name.local;
            if key.starts_with("on") && key.len() > 2 {
                self.handler(key);
            }
        }
        if (context.in_code || context.in_wrapper) && code::is_gutter(element) {
            return true;
        }
        if name == "mjx-container" || attribute(element, "class").is_some() {
            if matches!(name, "span" | "div" | "mjx-container")
                && maths::holder(self, node, element, context)
            {
                return true;
            }
            if context.in_wrapper && name == "span" && has_class(element, &["lang"]) {
                return true;
            }
            if code::is_wrapper(element) && !context.in_code {
                if self.hides(node, element) {
                    return true;
                }
                let inside = Context {
                    in_wrapper: true,
                    ..context
                };
                self.children(node, inside);
                return true;
            }
        }
        false
    }

    /// Whether an element is hidden, and left out.
    fn hides(&mut self, node: &NodeRef<'_>, element: &Element) -> bool {
        let named = self.named.as_ref();
        let written = named.and_then(|named| hidden(node, element, named));
        match written {
            Some(written) => {
                self.removed.count(What::Hidden(written));
                self.hidden += tree::text(node, usize::MAX).len();
                true
            }
            None => false,
        }
    }

    /// Writes an element as the allow-list says.
    fn listed(&mut self, node: &NodeRef<'_>, element: &Element, context: Context) {
        let (name, flow) = match verdict(&element.name.local) {
            Verdict::Kept(name, flow) => (name, flow),
            Verdict::Removed(told) => {
                if told {
                    self.left_out(&element.name.local);
                }
                return;
            }
            Verdict::Unwrapped => return self.children(node, context),
        };
        if context.in_code && is_of_highlighter(name, element) {
            let breaks = flow == Flow::Block || name == "tr";
            if breaks {
                code::end_line(self);
            }
            self.children(node, context);
            if breaks {
                code::end_line(self);
            }
            return;
        }
        let start = self.out.len();
        self.open(name, element);
        if flow == Flow::Void {
            return;
        }
        let inner = self.out.len();
        let is_paragraph = name == "p" && !context.beside;
        if is_paragraph {
            self.paragraph = Some(inner);
        }
        self.children(node, self.below(name, element, context));
        // A background is a picture where there is nothing else to see.
        if self.out[inner..].trim().is_empty()
            && let Some(address) = attribute(element, "style").and_then(addresses::background)
        {
            pictures::background(self, element, address);
        }
        let written = &self.out[inner..];
        if flow != Flow::Part && written.trim().is_empty() && attribute(element, "id").is_none() {
            let is_spaced = flow == Flow::Inline && !written.is_empty();
            self.out.truncate(start);
            if is_spaced {
                self.out.push(' ');
            }
            self.paragraph = None;
            return;
        }
        if is_paragraph {
            if !has_class(element, BESIDE) {
                self.lead.paragraph(&self.out[inner..]);
            }
            self.paragraph = None;
        }
        self.close(name);
    }

    /// Where the content of an element stands.
    fn below(&self, name: &str, element: &Element, context: Context) -> Context {
        let is_heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let beside = matches!(
            name,
            "blockquote"
                | "figure"
                | "table"
                | "li"
                | "aside"
                | "footer"
                | "details"
                | "pre"
                | "dl"
        ) || matches!(&*element.name.local, "nav" | "form" | "dialog");
        Context {
            in_heading: context.in_heading || is_heading,
            phrasing: context.phrasing || is_heading || name == "p",
            beside: context.beside || beside || name != "p" && has_class(element, BESIDE),
            ..context
        }
    }

    fn link(&mut self, node: &NodeRef<'_>, element: &Element, context: Context) {
        let href = attribute(element, "href");
        let id = said(element, "id").or_else(|| said(element, "name"));
        if is_mark_of_heading(node, element, context) {
            // The target that it may be stays.
            if let Some(id) = id {
                self.out.push_str("<a");
                self.attribute("id", id);
                self.out.push_str("></a>");
            }
            return;
        }
        let address = href.and_then(|href| match self.addresses.link(href) {
            Ok(address) => Some(address),
            Err(fault) => {
                match fault {
                    Fault::Empty => {}
                    Fault::Script => self.removed.count(What::ScriptLink),
                    Fault::Data | Fault::Unusable => self.removed.unusable(href),
                }
                None
            }
        });
        // The numbers of lines in code are targets that nothing leads to any more.
        let id = id.filter(|_| !context.in_code);
        if address.is_none() && id.is_none() {
            return self.children(node, context);
        }
        let start = self.out.len();
        self.out.push_str("<a");
        if let Some(address) = &address {
            self.attribute("href", address);
        }
        if let Some(id) = id {
            self.attribute("id", id);
        }
        for key in ["hreflang", "lang", "dir", "title"] {
            if let Some(value) = said(element, key) {
                self.attribute(key, value);
            }
        }
        self.out.push('>');
        let inner = self.out.len();
        let inside = Context {
            in_link: true,
            ..context
        };
        self.children(node, inside);
        if self.out[inner..].trim().is_empty() && id.is_none() {
            let is_spaced = self.out.len() > inner;
            self.out.truncate(start);
            if is_spaced {
                self.out.push(' ');
            }
            return;
        }
        self.close("a");
    }

    /// Fields of forms go, but for the boxes of a list of tasks, which say what is done.
    fn input(&mut self, node: &NodeRef<'_>, element: &Element) {
        let is_box =
            said(element, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"));
        let is_of_list = || node.parent().is_some_and(|parent| parent.has_name("li"));
        if is_box && (attribute(element, "disabled").is_some() || is_of_list()) {
            let is_done = attribute(element, "checked").is_some();
            self.out.push(if is_done { '☑' } else { '☐' });
            return;
        }
        if said(element, "type") != Some("hidden") {
            self.removed.count(What::Element("input"));
        }
    }

    /// An inline drawing: most readers leave it out, so its name stands for it. One without a name, or
    /// hidden from those who do not see, is an ornament.
    fn drawing(&mut self, node: &NodeRef<'_>, element: &Element) {
        if attribute(element, "aria-hidden") == Some("true") {
            return;
        }
        let has_script = tree::below(node, |inner| &*inner.name.local == "script").is_some();
        if has_script {
            self.removed.count(What::Element("script"));
        }
        self.removed.count(What::Element("svg"));
        let title = node
            .children_it(false)
            .find(|child| child.has_name("title"))
            .map(|title| tree::text(&title, 500));
        let label = title.as_deref().or_else(|| said(element, "aria-label"));
        if let Some(label) = label {
            self.text(label.trim());
        }
    }

    fn left_out(&mut self, name: &str) {
        const TOLD: [&str; 7] = [
            "applet", "button", "canvas", "script", "select", "style", "textarea",
        ];
        if let Some(name) = TOLD.into_iter().find(|told| *told == name) {
            self.removed.count(What::Element(name));
        }
    }

    /// An attribute that would run code was left out.
    pub(super) fn handler(&mut self, name: &str) {
        self.removed.count(What::Handler(name.to_owned()));
    }

    fn open(&mut self, name: &str, element: &Element) {
        self.out.push('<');
        self.out.push_str(name);
        for item in &element.attrs {
            let key = &*item.name.local;
            if !keeps(name, key) {
                continue;
            }
            match (key, &*item.value) {
                ("class", _) => {
                    if let Some(language) = code::of_element(element) {
                        self.attribute("class", &format!("language-{language}"));
                    }
                }
                ("cite", value) => {
                    if let Ok(address) = self.addresses.link(value) {
                        self.attribute("cite", &address);
                    }
                }
                ("id" | "lang" | "dir" | "title", "") => {}
                (key, value) => self.attribute(key, value),
            }
        }
        self.out.push('>');
    }

    /// Writes an attribute.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.escaped(value, true);
        self.out.push('"');
    }

    /// Writes the attributes that every element keeps.
    pub(super) fn common(&mut self, element: &Element) {
        for key in ["id", "lang", "dir", "title"] {
            if let Some(value) = said(element, key) {
                self.attribute(key, value);
            }
        }
    }

    /// Writes an end tag.
    pub(super) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes a text.
    pub(super) fn text(&mut self, text: &str) {
        self.escaped(text, false);
    }

    /// Writes a text of code. A replacement character (U+FFFD) there is one that its author speaks of; by
    /// number it is not taken for the trace of a wrong encoding.
    fn code(&mut self, code: &str) {
        for (at, part) in code.split(char::REPLACEMENT_CHARACTER).enumerate() {
            if at > 0 {
                self.out.push_str("&#xFFFD;");
            }
            self.text(part);
        }
    }

    fn escaped(&mut self, text: &str, in_attribute: bool) {
        let mut kept = 0;
        for (at, byte) in text.bytes().enumerate() {
            let instead = match byte {
                // `&amp;amp;` is taken for text escaped twice, by readers that mend it and by checks;
                // by number the ampersand is what the article shows, however often it is decoded.
                b'&' if !in_attribute && is_reference(&text[at + 1..]) => "&#38;",
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' if in_attribute => "&quot;",
                // A control character, or the first byte of a letter that XML may not hold.
                0..=0x1f | 0x7f | 0xc2 | 0xef.. => match text[at..].chars().next() {
                    Some(c) if is_xml_char(c) => continue,
                    Some(c) => {
                        self.out.push_str(&text[kept..at]);
                        kept = at + c.len_utf8();
                        continue;
                    }
                    None => continue,
                },
                _ => continue,
            };
            self.out.push_str(&text[kept..at]);
            self.out.push_str(instead);
            kept = at + 1;
        }
        self.out.push_str(&text[kept..]);
    }
}

/// Whether a node holds code among words.
fn is_code(node: &NodeRef<'_>) -> bool {
    let names = ["code", "kbd", "samp", "tt"];
    names.iter().any(|name| node.has_name(name))
}

/// Whether what stands behind an ampersand makes it a character reference.
fn is_reference(behind: &str) -> bool {
    /// Bytes of the longest name.
    const LONGEST: usize = 32;
    let name = behind.strip_prefix('#').unwrap_or(behind);
    let length = name
        .bytes()
        .take(LONGEST)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    length > 0 && name[length..].starts_with(';')
}

/// Whether an element in code was put there by a highlighter: it says nothing that is not the code.
fn is_of_highlighter(name: &str, element: &Element) -> bool {
    !matches!(
        name,
        "a" | "b"
            | "em"
            | "i"
            | "strong"
            | "mark"
            | "del"
            | "ins"
            | "s"
            | "u"
            | "sub"
            | "sup"
            | "kbd"
            | "var"
    ) || classes(element).next().is_some()
}

/// Whether a link beside a heading (or a term, a caption) leads to that heading and says nothing else.
fn is_mark_of_heading(node: &NodeRef<'_>, element: &Element, context: Context) -> bool {
    const CLASSES: &[&str] = &[
        "anchor",
        "anchor-link",
        "anchorjs-link",
        "direct-link",
        "hash-link",
        "hash",
        "header-anchor",
        "header-link",
        "headerlink",
        "heading-anchor",
        "heading-link",
        "heading-permalink",
        "headline-hash",
        "permalink",
        "section-anchor",
        "section-link",
        "td-heading-self-link",
        "zola-anchor",
    ];
    let is_marked = has_class(element, CLASSES);
    if !is_marked && !context.in_heading {
        return false;
    }
    let text = tree::text(node, 60);
    let text = text.trim();
    let is_sign = text.chars().count() <= 3 && !text.chars().any(char::is_alphanumeric)
        || ["permalink", "anchor", "link", "direct link to heading"]
            .contains(&text.to_lowercase().as_str());
    // A picture in a link is no sign.
    let holds_picture = || tree::below(node, |inner| &*inner.name.local == "img").is_some();
    match (is_sign, text.is_empty()) {
        (false, _) => false,
        (true, true) if attribute(element, "href").is_none() => false,
        (true, true) => is_marked && !holds_picture(),
        (true, false) => {
            is_marked || attribute(element, "href").is_some_and(|href| href.contains('#'))
        }
    }
}

/// Whether a form holds a text, as it does where a whole page lies in one.
fn is_prose(node: &NodeRef<'_>) -> bool {
    /// Bytes of its paragraphs.
    const ENOUGH: usize = 300;
    let mut length = 0;
    for paragraph in node.descendants_it().filter(|inner| inner.has_name("p")) {
        length += tree::text(&paragraph, ENOUGH).len();
        if length >= ENOUGH {
            return true;
        }
    }
    false
}
