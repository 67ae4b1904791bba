//! What begins with `<`: elements whose content is code, comments, and the components and expressions
//! of MDX.

use std::collections::HashSet;

use super::{Family, Mode, Scanner, What};
use crate::markup::markdown::elements::{Tag, closing, is_block, is_void, markdown_attribute};
use crate::markup::shortcodes::{jsx, table};

impl<'a> Scanner<'a> {
    /// `<`: elements whose content is code, comments, components.
    pub(super) fn angle(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest.starts_with("<!--") {
            if self.endless.contains("-->") {
                return at + 4;
            }
            return match memchr::memmem::find(&rest.as_bytes()[4..], b"-->") {
                Some(end) => at + 4 + end + 3,
                None => {
                    self.endless.insert("-->".to_owned());
                    at + 4
                }
            };
        }
        if self.mode == Mode::ReStructuredText {
            return at + 1;
        }
        let name: &str = {
            let length = rest[1..]
                .bytes()
                .take_while(u8::is_ascii_alphanumeric)
                .count();
            &rest[1..1 + length]
        };
        if self.mode.is_markdown()
            && let Some(end) = self.element(at)
        {
            return end;
        }
        let lower = name.to_ascii_lowercase();
        if CODE_ELEMENTS.contains(&lower.as_str()) {
            if let Some(end) = self.end_of_element(at + 1 + name.len(), &lower) {
                self.code_at(at..end);
                return end;
            }
            return at + 1;
        }
        self.component(at).unwrap_or(at + 1)
    }

    /// The end of the tag of HTML that is to be written anew: of an element that closes itself or that
    /// may hold Markdown, in MDX one with JavaScript in its attributes.
    fn element(&mut self, at: usize) -> Option<usize> {
        let is_mdx = self.mode == Mode::Mdx;
        let family = Family::Element;
        if let Some((name, end)) = closing(self.text, at) {
            let known = self.seen.contains(name) || !self.seen.is_empty() && is_block(name);
            return (known && self.raw.is_none()).then(|| {
                self.push(at..end, What::Close { family, name });
                end
            });
        }
        let tag = self.elements.tag(self.text, at)?;
        if tag.name.starts_with(|c: char| c.is_ascii_uppercase())
            && (is_mdx || tag.name.contains(|c: char| c.is_ascii_lowercase()))
        {
            // `<Code />` is a component, not the element of that name.
            return match tag.alone {
                true => self.component(at),
                false => None,
            };
        }
        let is_void = is_void(tag.name);
        let is_code = CODE_ELEMENTS.contains(&tag.name);
        let read = self.raw.is_none() && !is_code;
        let script = read && is_mdx && jsx::has_script(tag.args);
        let holds = read && !is_void && !tag.alone && self.holds_markdown(&tag, at);
        if !(tag.alone && !is_void || script || holds) {
            return None;
        }
        let alone = tag.alone || is_void;
        if !alone {
            self.seen.insert(tag.name);
        }
        let what = What::Open {
            family,
            name: tag.name,
            args: tag.args,
            alone,
            call: false,
        };
        self.push(at..tag.end, what);
        Some(tag.end)
    }

    /// Whether an element may hold Markdown, or lies in one that does.
    fn holds_markdown(&self, tag: &Tag<'_>, at: usize) -> bool {
        if is_block(tag.name) && (self.mode == Mode::Mdx || !self.seen.is_empty()) {
            return true;
        }
        // Of the others those that stand on a line of their own.
        let own_line = || {
            let before = self.text[..at].bytes().rev();
            let mut before = before.skip_while(|b| matches!(b, b' ' | b'\t')).take(1);
            before.next().is_none_or(|b| b == b'\n')
                && self.text[tag.end..]
                    .trim_start_matches([' ', '\t', '\r'])
                    .starts_with('\n')
        };
        self.seen.contains(tag.name)
            || markdown_attribute(tag.args).is_some()
            || self.mode == Mode::Mdx && own_line()
    }

    fn component(&mut self, at: usize) -> Option<usize> {
        if !self.mode.is_markdown() || self.raw.is_some() {
            return None;
        }
        let (end, element) = self
            .components
            .element(self.text, at, self.mode == Mode::Mdx)?;
        let family = Family::Component;
        let what = match element {
            Element::Open { name, args, alone } => What::Open {
                family,
                name,
                args,
                alone,
                call: false,
            },
            Element::Close(name) => What::Close { family, name },
        };
        self.push(at..end, what);
        Some(end)
    }

    fn end_of_element(&mut self, from: usize, name: &str) -> Option<usize> {
        if self.endless.contains(name) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
            let start = at + found + 2;
            let end = start + name.len();
            if bytes
                .get(start..end)
                .is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
                && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)
            {
                let close = memchr::memchr2(b'<', b'>', &bytes[end..]).map(|at| end + at);
                let close = close.filter(|close| bytes[*close] == b'>');
                return Some(close.map_or(end, |close| close + 1));
            }
            at = start;
        }
        self.endless.insert(name.to_owned());
        None
    }
}

/// What these hold is not read as a template.
const CODE_ELEMENTS: [&str; 8] = [
    "pre", "code", "script", "style", "textarea", "math", "samp", "svg",
];

/// A tag of a component.
#[derive(Debug, PartialEq, Eq)]
enum Element<'a> {
    Open {
        /// Empty for `<>`.
        name: &'a str,
        args: &'a str,
        alone: bool,
    },
    Close(&'a str),
}

/// Finds components and expressions, giving up on a text in which too many have no end.
#[derive(Default)]
pub(super) struct Finder<'a> {
    /// Components of plain Markdown that are open somewhere.
    seen: HashSet<&'a str>,
    failures: u32,
}

/// The longest tag or expression that is read, and how many may lack their end.
const LONGEST: usize = 1 << 14;
const MOST_FAILURES: u32 = 64;

impl<'a> Finder<'a> {
    /// The component whose tag begins here, and where that ends. In MDX every element that could only
    /// be one; elsewhere those that are known, or whose arguments are JavaScript.
    fn element(&mut self, text: &'a str, at: usize, mdx: bool) -> Option<(usize, Element<'a>)> {
        let rest = &text[at + 1..];
        let (closes, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':')))
            .unwrap_or(rest.len());
        let name = &rest[..length];
        let is_component = name.starts_with(|c: char| c.is_ascii_uppercase())
            && (mdx || name.contains(|c: char| c.is_ascii_lowercase()))
            || name.contains('.') && mdx;
        let start = text.len() - rest.len() + length;
        if closes {
            let end = rest[length..].strip_prefix('>').map(|_| start + 1)?;
            let known = is_component && (mdx || self.seen.contains(name));
            let fragment = mdx && name.is_empty();
            return (known || fragment).then_some((end, Element::Close(name)));
        }
        if name.is_empty() {
            let fragment = mdx && rest.starts_with('>');
            let element = Element::Open {
                name,
                args: "",
                alone: false,
            };
            return fragment.then_some((start + 1, element));
        }
        if !rest[length..].starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/')) {
            return None;
        }
        if !is_component {
            return None;
        }
        let end = self.end(text, start, b'>')?;
        let inside = &text[start..end - 1];
        let script = jsx::has_script(inside);
        let (alone, args) = match inside.trim_end().strip_suffix('/') {
            Some(args) => (true, args),
            None => (false, inside),
        };
        if !mdx {
            let known = table::find(name).is_some_and(|row| row.component);
            if !known && !alone && !script {
                return None;
            }
        }
        self.seen.insert(name);
        Some((end, Element::Open { name, args, alone }))
    }

    /// The end of `{expression}` that begins here.
    pub(super) fn expression(&mut self, text: &str, at: usize) -> Option<usize> {
        self.end(text, at + 1, b'}')
    }

    /// The end of what is open, braces and quotes balanced.
    fn end(&mut self, text: &str, from: usize, close: u8) -> Option<usize> {
        if self.failures >= MOST_FAILURES {
            return None;
        }
        let bytes = text.as_bytes();
        let mut depth = 0_usize;
        let mut quote = None;
        let mut at = from;
        let limit = bytes.len().min(from + LONGEST);
        while at < limit {
            let byte = bytes[at];
            match quote {
                Some(open) => {
                    if byte == b'\\' {
                        at += 1;
                    } else if byte == open {
                        quote = None;
                    }
                }
                None if byte == close && depth == 0 => return Some(at + 1),
                None => match byte {
                    // In an expression an apostrophe may stand in a text between tags.
                    b'"' | b'`' => quote = Some(byte),
                    b'\'' if close == b'>' || depth > 0 || bytes[at - 1] == b'{' => {
                        quote = Some(byte);
                    }
                    b'{' => depth += 1,
                    b'}' if depth == 0 => break,
                    b'}' => depth -= 1,
                    // No tag holds another outside of an expression, so no text is looked at twice.
                    b'<' if close == b'>' && depth == 0 => return None,
                    _ => {}
                },
            }
            at += 1;
        }
        self.failures += 1;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_are_told_from_elements_and_types() {
        for (text, mdx, expected) in [
            ("<Tabs groupId=\"a\">", true, "Tabs| groupId=\"a\"|false"),
            (
                "<Chart data={[1, 2].map((x) => x > 1)} />",
                true,
                "Chart| data={[1, 2].map((x) => x > 1)} |true",
            ),
            ("<Foo.Bar>", true, "Foo.Bar||false"),
            ("<>", true, "||false"),
            ("</Tabs>", true, "/Tabs"),
            ("<div style={{color: 'red'}}>", true, "-"),
            ("<div class=\"a\">", true, "-"),
            ("<Tabs>", false, "Tabs||false"),
            ("<Chart a={1} />", false, "Chart| a={1} |true"),
            ("<Vec>", false, "-"),
            ("<T>", false, "-"),
            ("<https://example.org>", true, "-"),
            ("<Foo", true, "-"),
            ("<Foo <Foo>", true, "-"),
        ] {
            let found = Finder::default().element(text, 0, mdx);
            let shown = match found {
                Some((end, Element::Open { name, args, alone })) => {
                    assert_eq!(end, text.len(), "{text}");
                    format!("{name}|{args}|{alone}")
                }
                Some((_, Element::Close(name))) => format!("/{name}"),
                None => "-".to_owned(),
            };
            assert_eq!(shown, expected, "{text}");
        }
    }
}
