//! Components and expressions of MDX in a text, and what JavaScript in them says as plain data.

use std::collections::{HashMap, HashSet};

use super::args::Args;
use super::table;

/// A tag of a component.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Element<'a> {
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
    pub(super) fn element(
        &mut self,
        text: &'a str,
        at: usize,
        mdx: bool,
    ) -> Option<(usize, Element<'a>)> {
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
        // An element of HTML with JavaScript in its attributes is looked at too.
        if !is_component && !mdx {
            return None;
        }
        let end = self.end(text, start, b'>')?;
        let inside = &text[start..end - 1];
        let script =
            inside.contains("={") || inside.contains("{...") || inside.contains("className");
        if !is_component && !script {
            return None;
        }
        let (alone, args) = match inside.trim_end().strip_suffix('/') {
            Some(args) => (true, args),
            None => (false, inside),
        };
        if is_component && !mdx {
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

/// The arguments of a component: those that are texts or numbers. `images` has the addresses of what
/// the text imports.
pub(super) fn args(raw: &str, imports: &HashMap<String, String>) -> Args {
    let mut args = Args {
        raw: raw.trim().to_owned(),
        ..Args::default()
    };
    let mut rest = raw;
    loop {
        rest = rest.trim_start();
        let length = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.')))
            .unwrap_or(rest.len());
        let name = &rest[..length];
        if name.is_empty() {
            // `{...props}`, or a letter out of place. Behind a brace that nothing closes is no argument.
            let skip = match rest.chars().next() {
                Some('{') => braces(rest).map(|end| end + 1),
                letter => letter.map(char::len_utf8),
            };
            let Some(skip) = skip else { return args };
            rest = &rest[skip..];
            continue;
        }
        rest = &rest[length..];
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            args.named.push((name.to_lowercase(), "true".to_owned()));
            continue;
        };
        let value = value.trim_start();
        if let Some(quote @ ('"' | '\'')) = value.chars().next() {
            let (text, after) = value[1..].split_once(quote).unwrap_or((&value[1..], ""));
            args.named.push((name.to_lowercase(), text.to_owned()));
            rest = after;
        } else if value.starts_with('{') {
            let Some(end) = braces(value) else {
                return args;
            };
            if let Some(text) = literal(&value[1..end], imports) {
                args.named.push((name.to_lowercase(), text));
            }
            rest = &value[end + 1..];
        } else {
            rest = value;
        }
    }
}

/// Where the brace at the start closes.
fn braces(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// The text that an expression is: a literal, a number, an imported file, `require("./a.png").default`,
/// `useBaseUrl("/a")`.
pub(super) fn literal(expression: &str, imports: &HashMap<String, String>) -> Option<String> {
    let text = expression.trim();
    if let Some(inner) = quoted(text) {
        return Some(inner.to_owned());
    }
    if text.parse::<f64>().is_ok() {
        return Some(text.to_owned());
    }
    for call in ["require(", "useBaseUrl(", "withBase("] {
        if let Some(inner) = text.strip_prefix(call) {
            let (inner, _) = inner.split_once(')')?;
            return quoted(inner.trim()).map(str::to_owned);
        }
    }
    let name = text.split('.').next().unwrap_or_default();
    imports.get(name).cloned()
}

fn quoted(text: &str) -> Option<&str> {
    ['"', '\'', '`'].into_iter().find_map(|quote| {
        let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
        (!(inner.contains(quote) || quote == '`' && inner.contains("${"))).then_some(inner)
    })
}

/// An element of HTML with the attributes of JSX that say something.
pub(super) fn as_html(name: &str, args: &Args, alone: bool) -> String {
    let mut html = format!("<{name}");
    for (key, value) in &args.named {
        let key = match key.as_str() {
            "classname" => "class",
            "htmlfor" => "for",
            key if key.starts_with("on") => continue,
            key => key,
        };
        html.push_str(&format!(" {key}=\"{}\"", crate::text::escape(value)));
    }
    html.push_str(if alone { " />" } else { ">" });
    html
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
            (
                "<div style={{color: 'red'}}>",
                true,
                "div| style={{color: 'red'}}|false",
            ),
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

    #[test]
    fn arguments_that_are_data_are_read() {
        let imports = HashMap::from([("pic".to_owned(), "./pic.png".to_owned())]);
        let args = args(
            " a=\"b c\" n={3} t={`x`} src={require('./i.png').default} img={pic} wide {...rest} f={() => 1}",
            &imports,
        );
        let named: Vec<String> = args.named.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(
            named,
            [
                "a=b c",
                "n=3",
                "t=x",
                "src=./i.png",
                "img=./pic.png",
                "wide=true"
            ]
        );
    }
}
