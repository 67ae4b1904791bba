//! Start tags: the namespace of an element, whether it may stand there, and its attributes.

use super::Kind;
use super::element::{Element, Roles, role};
use super::ns::Ns;
use super::place::Mark;
use super::text::clip;
use super::values::{self, Value};
use super::view::Tag;
use super::walk::Walk;
use super::{atom_text, extensions, html, rules, tables};

/// Open elements; no feed needs a tenth of it.
const MAX_DEPTH: usize = 500;

impl Walk {
    /// Opens an element; `false` where the rest is not looked at.
    pub(super) fn open(&mut self, tag: &Tag<'_>, name: &str, content: usize) -> bool {
        if self.frames.len() >= MAX_DEPTH {
            self.report(
                &rules::TOO_DEEP,
                tag.mark,
                format!("more than {MAX_DEPTH} open elements; the rest was not checked"),
                "is an end tag missing in every entry?",
            );
            return false;
        }
        let scope = self.scope.len();
        for attribute in tag.attributes {
            let attribute_name = &tag.text[attribute.name.clone()];
            let Some(rest) = attribute_name.strip_prefix("xmlns") else {
                continue;
            };
            let prefix = match rest.strip_prefix(':') {
                Some(prefix) => prefix,
                None if rest.is_empty() => "",
                None => continue,
            };
            let uri = tag.value(attribute);
            let place = tag.mark.at(tag.text, attribute.name.start);
            self.scope.declare(prefix, &uri, place, &mut self.sink);
        }
        self.qualified(tag, name);
        let (mut ns, local) = self.resolve(name, tag.mark);
        let parent = match self.frames.last_mut() {
            Some(parent) => {
                parent.children = parent.children.saturating_add(1);
                parent.role
            }
            None => role::DOCUMENT,
        };
        let skip = match self.frames.last() {
            Some(parent) => parent.skip,
            None => self.root(ns, local, tag.mark),
        };
        if self.bare_atom && ns == Ns::None {
            ns = Ns::Atom;
        }
        if skip {
            self.inside_extension(ns, name, tag.mark);
            return self.push_skipped(name, ns, tag, scope, content);
        }
        if ns == Ns::Xhtml && parent & (role::XHTML | role::ATOM_TEXT) == 0 {
            self.xhtml_outside(parent, tag.mark);
        }
        if parent == role::XHTML
            || ns == Ns::Xhtml && parent & role::ANYWHERE != 0
            || parent == role::ATOM_TEXT && atom_text::admits(self, ns, local, tag.mark)
        {
            self.push(name, ns, tag.mark, scope, content);
            self.sink.tag(Some(tag.mark));
            self.xhtml(ns, local, tag);
            self.sink.tag(None);
            return true;
        }
        if parent == role::ATOM_TEXT {
            return self.push_skipped(name, ns, tag, scope, content);
        }
        let element = self.place(ns, local, parent, tag.mark, name);
        self.push(name, ns, tag.mark, scope, content);
        if let Some(frame) = self.frames.last_mut() {
            frame.element = element;
            frame.role = element.map_or(role::NONE, |element| element.role);
            frame.skip = element.is_none_or(|element| element.role == role::OPEN);
        }
        if let Some(element) = element {
            if element.role & (role::ENTRY | role::ITEM) != 0 {
                self.state.entry = Default::default();
                self.sink.entry_start();
            }
            self.sink.tag(Some(tag.mark));
            // Values are looked at even where anything may stand inside.
            self.attributes(tag, element);
            if let Some(start) = element.start {
                start(self, tag);
            }
            self.sink.tag(None);
        }
        true
    }

    fn push_skipped(
        &mut self,
        name: &str,
        ns: Ns,
        tag: &Tag<'_>,
        scope: usize,
        content: usize,
    ) -> bool {
        self.push(name, ns, tag.mark, scope, content);
        if let Some(frame) = self.frames.last_mut() {
            frame.skip = true;
        }
        self.prefixes(tag);
        true
    }

    /// Judges the outermost element; whether nothing inside is looked at.
    fn root(&mut self, ns: Ns, local: &str, mark: Mark) -> bool {
        if self.state.root.is_some() {
            self.report(
                &rules::NOT_WELL_FORMED,
                mark,
                "a second outermost element",
                "a document has one (XML 1.0, 2.1)",
            );
            return true;
        }
        self.state.root = Some(mark);
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
        const ATOM: &str = "write `xmlns=\"http://www.w3.org/2005/Atom\"` (RFC 4287, 2)";
        let (message, help) = match (self.kind, ns, local) {
            (Some(_), Ns::None, "feed" | "entry") => (format!("`{local}` has no namespace"), ATOM),
            (Some(_), ..) => return false,
            (None, Ns::Atom03, _) => (
                "Atom 0.3 is no longer read".to_owned(),
                "write Atom 1.0, whose elements have other names too (RFC 4287)",
            ),
            (None, _, "feed" | "entry") => (
                format!("`{local}` is in a namespace that is not Atom's"),
                ATOM,
            ),
            (None, _, "rss") => (
                "`rss` is in a namespace".to_owned(),
                "leave out `xmlns`: the elements of RSS 2.0 have no namespace",
            ),
            _ => {
                self.state.is_foreign = true;
                (
                    format!("the outermost element is `{}`", clip(local)),
                    "a feed is an `rss` or `feed` element, or a JSON object",
                )
            }
        };
        self.report(&rules::NOT_A_FEED, mark, message, help);
        self.kind.is_none()
    }

    /// RSS 2.0, "Extending RSS": what it does not define stands in a namespace.
    fn inside_extension(&mut self, ns: Ns, name: &str, mark: Mark) {
        let Some(parent) = self.frames.last_mut() else {
            return;
        };
        if self.kind == Some(Kind::Rss)
            && ns == Ns::None
            && !matches!(parent.ns, Ns::None)
            && !parent.reported
        {
            parent.reported = true;
            self.report(
                &rules::ELEMENT_WITHOUT_NAMESPACE,
                mark,
                format!("`{}` inside an extension has no namespace", clip(name)),
                "give it the prefix of the extension",
            );
        }
    }

    fn xhtml_outside(&mut self, parent: Roles, mark: Mark) {
        if self.kind == Some(Kind::Atom) && parent & role::ANYWHERE != 0 {
            self.report(
                &rules::STRAY_XHTML,
                mark,
                "XHTML that is neither content nor summary",
                "put it into `<content type=\"xhtml\"><div>` (RFC 4287, 4.1.3)",
            );
        }
    }

    /// Checks the innermost open element as XHTML.
    fn xhtml(&mut self, ns: Ns, local: &str, tag: &Tag<'_>) {
        let outer = self.frames.iter().rev().nth(1).map(|frame| frame.ns);
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        let known = matches!(ns, Ns::Xhtml | Ns::Svg | Ns::MathMl);
        if known {
            frame.role = role::XHTML;
        } else {
            frame.skip = true;
        }
        self.prefixes(tag);
        if !known {
            // Drawings carry what programs keep of them.
            if matches!(outer, Some(Ns::Svg | Ns::MathMl)) {
                return;
            }
            self.report(
                &rules::UNKNOWN_HTML,
                tag.mark,
                format!("element `{}` of another vocabulary in XHTML", clip(local)),
                "readers take it out, or show its text",
            );
            return;
        }
        let attributes = tag.attributes.iter().map(|attribute| {
            let name = &tag.text[attribute.name.clone()];
            (
                name,
                attribute.name.start,
                tag.value(attribute),
                attribute.value.start,
            )
        });
        let faults = match ns {
            Ns::Xhtml => html::check_element(Some(local), attributes),
            _ if local == "script" => html::check_element(Some(local), attributes),
            _ => html::check_element(None, attributes),
        };
        for fault in faults {
            let place = tag.mark.at(tag.text, fault.offset.max(tag.mark.offset));
            self.report(fault.rule, place, fault.message, fault.help);
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
        if parent == role::NONE {
            self.inside_text(mark, name);
            return None;
        }
        let Some(element) = tables::find(ns, local) else {
            self.unknown(ns, mark, name);
            return None;
        };
        if element.within & parent == 0 {
            if parent == role::OPEN {
                return None;
            }
            let message = format!(
                "`{}` may not stand in `{}`",
                clip(name),
                clip(self.open_name())
            );
            self.report(
                &rules::MISPLACED_ELEMENT,
                mark,
                message,
                "move it, or leave it out",
            );
            return None;
        }
        let again = self.see(element);
        if again && !element.many {
            self.report(
                &rules::DUPLICATE_ELEMENT,
                mark,
                format!("a second `{}`", clip(name)),
                "keep one",
            );
        }
        self.order(element, parent, mark, name);
        Some(element)
    }

    /// An element inside an element that holds text.
    fn inside_text(&mut self, mark: Mark, name: &str) {
        let Some(parent) = self.frames.last_mut() else {
            return;
        };
        if std::mem::replace(&mut parent.reported, true) {
            return;
        }
        let message = format!(
            "element `{}` inside `{}`, which holds text",
            clip(name),
            clip(self.open_name())
        );
        self.report(
            &rules::UNESCAPED_MARKUP,
            mark,
            message,
            "escape the markup: `&lt;` for each `<`",
        );
    }

    fn unknown(&mut self, ns: Ns, mark: Mark, name: &str) {
        match ns {
            Ns::None if self.kind == Some(Kind::Atom) => self.report(
                &rules::BARE_EXTENSION,
                mark,
                format!("`{}` has no namespace", clip(name)),
                "give it one: nobody can know what it means (RFC 4287, 6.4)",
            ),
            Ns::None => self.report(
                &rules::UNKNOWN_ELEMENT,
                mark,
                format!("RSS has no element `{}`", clip(name)),
                "correct its name (capital letters count), or give it a namespace",
            ),
            // Dublin Core has no qualified names any more, but they did no harm.
            Ns::Dc if name.contains('.') => {}
            _ if tables::has_table(ns) => self.report(
                &rules::UNKNOWN_ELEMENT,
                mark,
                format!("its namespace has no element `{}`", clip(name)),
                "correct its name (capital letters count)",
            ),
            _ => {}
        }
    }

    /// What stands behind the entries of a feed.
    fn order(&mut self, element: &Element, parent: Roles, mark: Mark, name: &str) {
        if parent == role::FEED
            && element.ns == Ns::Atom
            && element.name != "entry"
            && self.has(Ns::Atom, "entry")
        {
            self.report(
                &rules::METADATA_AFTER_ENTRIES,
                mark,
                format!("`{}` behind an entry", clip(name)),
                "move it before the first `entry` (RFC 4287, 4.1.1)",
            );
        } else if parent == role::CHANNEL
            && element.ns == Ns::None
            && element.name != "item"
            && self.has(Ns::None, "item")
            && !self.state.disordered
        {
            self.state.disordered = true;
            self.report(
                &rules::ITEM_ORDER,
                mark,
                format!("`{}` behind an item", clip(name)),
                "move it before the first `item`: some readers stop there",
            );
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
            let (value_type, what) = if let Some((prefix, local)) = name.split_once(':') {
                match prefix {
                    "xmlns" => continue,
                    "xml" if local == "lang" && !attribute.value.is_empty() => {
                        (Value::Language, name)
                    }
                    "xml" if local == "base" => (Value::Reference, name),
                    "xml" => continue,
                    _ => match self.foreign(tag, element, prefix, local, attribute.name.start) {
                        Some(value) => (value, name),
                        None => continue,
                    },
                }
            } else if name == "xmlns" {
                continue;
            } else if let Some(row) = element.attributes.iter().find(|row| row.name == name) {
                (row.value, name)
            } else {
                let core = matches!(element.ns, Ns::None | Ns::Atom);
                self.report(
                    if core {
                        &rules::UNKNOWN_ATTRIBUTE
                    } else {
                        &rules::EXTENSION_ATTRIBUTE
                    },
                    tag.mark.at(tag.text, attribute.name.start),
                    format!("`{}` has no attribute `{}`", element.name, clip(name)),
                    "correct its name (capital letters count), or leave it out",
                );
                continue;
            };
            let value = tag.value(attribute);
            if value.is_empty() && matches!(value_type, Value::Text | Value::Plain) {
                self.report(
                    &rules::EMPTY_ATTRIBUTE,
                    tag.mark.at(tag.text, attribute.name.start),
                    format!("attribute `{what}` is empty"),
                    "write a value, or leave it out",
                );
            } else if let Some(fault) = values::check(value_type, &value) {
                let place = tag.place(attribute, fault.offset);
                self.fault(fault, place, what);
            }
        }
    }

    /// What an attribute of another namespace must be; `None` where nothing is known of it.
    fn foreign(
        &mut self,
        tag: &Tag<'_>,
        element: &'static Element,
        prefix: &str,
        local: &str,
        at: usize,
    ) -> Option<Value> {
        let Some(ns) = self.scope.find(prefix) else {
            self.undefined_prefix(prefix, tag.mark.at(tag.text, at));
            return None;
        };
        if let Some(value) = extensions::attribute(ns, local) {
            return Some(value);
        }
        if self.kind == Some(Kind::Rss) && element.ns == Ns::None && ns != Ns::Rdf {
            self.report(
                &rules::EXTENSION_ATTRIBUTE,
                tag.mark.at(tag.text, at),
                format!("`{}:{}` on an element of RSS", clip(prefix), clip(local)),
                "readers do not look at it; RSS 2.0 knows extension elements only",
            );
        }
        None
    }
}
