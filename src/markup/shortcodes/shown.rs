//! Code as its author meant it to be seen: without the marks that only kept a generator from it.

use std::ops::Range;

/// Code as its author meant it to be seen: without the marks of `raw`, with `{{</* x */>}}` as
/// `{{< x >}}`. `None` where nothing changes.
pub(super) fn shown(code: &str) -> Option<String> {
    if !code.contains("raw") && !code.contains("/*") && !code.contains("{{{<") && !quoted_mark(code)
    {
        return None;
    }
    let mut text = without_raw(code);
    if text.contains("{{</*") || text.contains("{{%/*") || text.contains("{%/*") {
        text = text
            .replace("{{</*", "{{<")
            .replace("*/>}}", ">}}")
            .replace("{{%/*", "{{%")
            .replace("*/%}}", "%}}")
            .replace("{%/*", "{%")
            .replace("*/%}", "%}");
    }
    if text.contains("{{/*") && text.contains("*/}}") {
        text = text.replace("{{/*", "{{").replace("*/}}", "}}");
    }
    if text.contains("{{{<") && text.contains(">}}}") {
        text = text.replace("{{{<", "{{<").replace(">}}}", ">}}");
    }
    for quote in ['"', '\''] {
        for open in ["{{", "{%"] {
            text = unquoted(text, quote, open);
        }
    }
    (text != code).then_some(text)
}

fn quoted_mark(code: &str) -> bool {
    ["{{ \"{{", "{{ \"{%", "{{ '{{", "{{ '{%"]
        .iter()
        .any(|mark| code.contains(mark))
}

/// `{{ "{{ x }}" }}` and `{{ "{{" }}`: the text between the quotes, which begins with a mark.
fn unquoted(text: String, quote: char, open: &str) -> String {
    let start = format!("{{{{ {quote}{open}");
    if !text.contains(&start) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find(&start) {
        let inner = &rest[at + 4..];
        let end = inner
            .find(quote)
            .filter(|end| !inner[..*end].contains('\n'));
        match end.map(|end| (end, inner[end + 1..].trim_start_matches(' '))) {
            Some((end, behind)) if behind.starts_with("}}") => {
                out.push_str(&rest[..at]);
                out.push_str(&inner[..end]);
                rest = &behind[2..];
            }
            _ => {
                out.push_str(&rest[..at + 4]);
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Each `{% raw %}` with the next `{% endraw %}` goes; a line that holds nothing else goes whole.
fn without_raw(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(open) = raw_mark(rest, false) {
        let Some(close) = raw_mark(&rest[open.end..], true) else {
            break;
        };
        let close = open.end + close.start..open.end + close.end;
        out.push_str(&rest[..open.start]);
        let mut inner = &rest[open.end..close.start];
        let mut behind = &rest[close.end..];
        let at_line_start = out.is_empty() || out.ends_with('\n');
        if at_line_start && let Some(first) = inner.strip_prefix('\n') {
            inner = first;
        }
        if (inner.is_empty() || inner.ends_with('\n'))
            && let Some(next) = behind.strip_prefix('\n')
        {
            behind = next;
        }
        out.push_str(inner);
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn raw_mark(text: &str, end: bool) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = text[at..].find("{%") {
        let mut start = at + found;
        at = start + 2;
        let behind = text[at..].trim_start_matches(['-', ' ']);
        // Nikola has two braces more.
        let angle = text[..start].ends_with('{');
        let name = match (angle, end) {
            (_, false) => behind.strip_prefix("raw"),
            (true, true) => behind.strip_prefix("/raw"),
            (false, true) => behind.strip_prefix("endraw"),
        };
        let Some(close) = name.map(|behind| behind.trim_start_matches(['-', ' '])) else {
            continue;
        };
        let close = if angle {
            start -= 1;
            close.strip_prefix("%}}")
        } else {
            close.strip_prefix("%}")
        };
        if let Some(close) = close {
            return Some(start..text.len() - close.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_loses_the_marks_that_only_kept_the_generator_from_it() {
        for (code, expected) in [
            ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
            ("{% raw %}\n{{ x }}\n{% endraw %}\n", "{{ x }}\n"),
            ("a\n{%- raw -%}\nb\n{%- endraw -%}\nc", "a\nb\nc"),
            ("{% raw %}{% raw %}{% endraw %}", "{% raw %}"),
            ("{{% raw %}}{{% x %}}{{% /raw %}}", "{{% x %}}"),
            ("{{</* ref \"x\" */>}}", "{{< ref \"x\" >}}"),
            ("{{%/* x */%}}", "{{% x %}}"),
            ("{{{< video x >}}}", "{{< video x >}}"),
            ("{{/* x() */}}", "{{ x() }}"),
            ("{{ \"{% endraw %}\" }}", "{% endraw %}"),
            ("{{ '{{' }} a }}", "{{ a }}"),
        ] {
            // What stays as close to the marks as it was written is not of interest here.
            let found = shown(code)
                .unwrap_or_else(|| code.to_owned())
                .replace("<  ", "< ");
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words(&found), words(expected), "{code}");
        }
        for code in [
            "{% endraw %}",
            "{% raw %}",
            "{{ x }}",
            "draw /* c */",
            "{{< x >}}",
        ] {
            assert_eq!(shown(code), None, "{code}");
        }
    }
}
