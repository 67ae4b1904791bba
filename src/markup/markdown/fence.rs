//! The language of a code block from what stands behind its fence.

/// The language in an info string; empty where there is none. Generators write more than a name there:
/// `rust,ignore`, `js {1,3} title="x"`, `{.python .numberLines}`, `{r, echo=FALSE}`,
/// `{code-block} c++`, `ts:app.ts`.
pub(super) fn language(info: &str) -> String {
    let info = info.trim();
    let Some(inside) = info.strip_prefix('{') else {
        return name(info).to_owned();
    };
    let (inside, behind) = inside.split_once('}').unwrap_or((inside, ""));
    let mut words = inside
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty());
    let first = words
        .find(|word| !word.contains('=') && !word.starts_with('#'))
        .unwrap_or_default();
    // A directive of MyST names the language behind itself.
    if matches!(first, "code" | "code-block" | "code-cell" | "sourcecode") {
        return name(behind.trim()).to_owned();
    }
    name(first.trim_start_matches(['.', '='])).to_owned()
}

fn name(text: &str) -> &str {
    let text = text.trim_start_matches("language-");
    let end = text
        .find(|c: char| {
            !(c.is_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.' | '/' | '*'))
        })
        .unwrap_or(text.len());
    // `key=value` alone is no language.
    if text[end..].starts_with('=') {
        return "";
    }
    text[..end].trim_end_matches(['.', '/', '*'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_name_alone() {
        for (info, expected) in [
            ("rust", "rust"),
            ("rust {linenos=true hl_lines=[1]}", "rust"),
            ("rust{1,3-4}", "rust"),
            ("js title=\"a b.js\"", "js"),
            ("rust,ignore", "rust"),
            ("ts:src/app.ts", "ts"),
            ("{.python .numberLines startFrom=\"3\"}", "python"),
            ("{r, echo=FALSE}", "r"),
            ("{python}", "python"),
            ("{code-block} c++", "c++"),
            ("c#", "c#"),
            ("objective-c", "objective-c"),
            ("language-go", "go"),
            ("title=\"x\"", ""),
            ("{linenos=table}", ""),
            ("[file.js]", ""),
            ("{}", ""),
            ("", ""),
        ] {
            assert_eq!(language(info), expected, "{info}");
        }
    }
}
