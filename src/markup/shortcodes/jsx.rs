//! What JavaScript in the tags of components says as plain data.

use std::collections::HashMap;

use super::args::Args;
use crate::markup::markdown::elements::is_void;

/// Whether attributes are written in JavaScript.
pub(super) fn has_script(args: &str) -> bool {
    args.contains("={") || args.contains("{...") || args.contains("className")
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
/// `useBaseUrl("/a")`, which is a file of the site.
pub(super) fn literal(expression: &str, imports: &HashMap<String, String>) -> Option<String> {
    let text = expression.trim();
    if let Some(inner) = quoted(text) {
        return Some(inner.to_owned());
    }
    if text.parse::<f64>().is_ok() {
        return Some(text.to_owned());
    }
    for (call, from_site) in [
        ("require(", false),
        ("useBaseUrl(", true),
        ("withBase(", true),
    ] {
        if let Some(inner) = text.strip_prefix(call) {
            let (inner, _) = inner.split_once(')')?;
            let inner = quoted(inner.trim())?;
            let whole = inner.contains("://") || inner.starts_with(['#', '@', '.']);
            return Some(match from_site && !whole {
                true => format!("@site/static/{}", inner.trim_start_matches('/')),
                false => inner.to_owned(),
            });
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
    let mut html = String::new();
    for (key, value) in &args.named {
        let key = match key.as_str() {
            "classname" => "class",
            "htmlfor" => "for",
            key if key.starts_with("on") => continue,
            key => key,
        };
        html.push_str(&format!(" {key}=\"{}\"", crate::text::escape(value)));
    }
    element(name, &html, alone)
}

/// An element of HTML with its attributes as written; one that closes itself has its end tag.
pub(super) fn element(name: &str, attributes: &str, alone: bool) -> String {
    match (alone, is_void(name)) {
        (true, true) => format!("<{name}{attributes} />"),
        (true, false) => format!("<{name}{attributes}></{name}>"),
        (false, _) => format!("<{name}{attributes}>"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
