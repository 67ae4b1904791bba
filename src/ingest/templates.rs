//! HTML that is a template still: the site's generator reads its tags before anybody reads the HTML
//! (Jekyll: Liquid, then the page; Hugo: shortcodes, then the page). They are known where the text is
//! rendered; until then a word stands for each, which no parser of HTML takes apart.

use std::collections::HashSet;

/// Tags whose content is shown as it is written, up to their end tag.
const VERBATIM: [&str; 4] = ["comment", "highlight", "raw", "verbatim"];

/// Families of tags: what they begin and end with. Longer beginnings first.
const FAMILIES: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")];

/// What `parse` makes of the HTML of a template, with its tags as they were written.
pub(super) fn through(text: &str, parse: impl FnOnce(&str) -> String) -> String {
    if !text.contains("{{") && !text.contains("{%") {
        return parse(text);
    }
    let mark = mark(text);
    let mut masked = String::with_capacity(text.len());
    let mut tags: Vec<&str> = Vec::new();
    let mut scan = Scan::default();
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        masked.push_str(before);
        let length = scan.tag(from);
        let (tag, behind) = from.split_at(length.unwrap_or(1));
        if length.is_some() {
            masked.push_str(&format!("{mark}{}z", tags.len()));
            tags.push(tag);
        } else {
            masked.push_str(tag);
        }
        rest = behind;
    }
    masked.push_str(rest);
    restore(&parse(&masked), &mark, &tags)
}

/// Small letters that the text does not have, for names of attributes are written small.
fn mark(text: &str) -> String {
    let mut mark = "templatetag".to_owned();
    // Each round takes a text that is longer by a letter.
    while text.contains(&mark) {
        mark.push('q');
    }
    mark
}

/// The parsed text with the tags in the place of their words.
fn restore(parsed: &str, mark: &str, tags: &[&str]) -> String {
    let mut restored = String::with_capacity(parsed.len());
    let mut parts = parsed.split(mark);
    restored.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let found = part.split_once('z').and_then(|(number, behind)| {
            let tag = tags.get(number.parse::<usize>().ok()?)?;
            Some((tag, behind))
        });
        let Some((tag, behind)) = found else {
            restored.push_str(part);
            continue;
        };
        restored.push_str(tag);
        // It stood among the attributes, as one without a value.
        restored.push_str(behind.strip_prefix("=\"\"").unwrap_or(behind));
    }
    restored
}

/// What is known to be nowhere further on, so that it is looked for once.
#[derive(Default)]
struct Scan {
    unclosed: [bool; FAMILIES.len()],
    endless: HashSet<(&'static str, bool)>,
}

impl Scan {
    /// Bytes of the tag at the start of a text, with what it holds as written; nothing where there is none.
    fn tag(&mut self, text: &str) -> Option<usize> {
        let family = FAMILIES
            .iter()
            .position(|(open, _)| text.starts_with(open))?;
        let (open, close) = FAMILIES[family];
        if self.unclosed[family] {
            return None;
        }
        let Some(inside) = text[open.len()..].find(close) else {
            self.unclosed[family] = true;
            return None;
        };
        let end = open.len() + inside + close.len();
        let words = text[open.len()..].trim_start_matches(['-', ' ', '\t', '\n']);
        let name = VERBATIM.into_iter().find(|name| {
            let behind = words.strip_prefix(name);
            behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_alphanumeric()))
        });
        let is_liquid = open == "{%";
        let Some(name) = name.filter(|_| open != "{{") else {
            return Some(end);
        };
        if self.endless.contains(&(name, is_liquid)) {
            return Some(end);
        }
        let behind = end_of_block(&text[end..], name, is_liquid);
        if behind.is_none() {
            self.endless.insert((name, is_liquid));
        }
        Some(end + behind.unwrap_or(0))
    }
}

/// Bytes up to behind the end tag of a name.
fn end_of_block(text: &str, name: &str, is_liquid: bool) -> Option<usize> {
    let (open, sign) = if is_liquid {
        ("{%", "end")
    } else {
        ("{{", "/")
    };
    text.match_indices(open).find_map(|(at, _)| {
        let words = text[at + open.len()..].trim_start_matches(['<', '%', '-', ' ', '\t', '\n']);
        words.strip_prefix(sign)?.trim_start().strip_prefix(name)?;
        let close = if is_liquid { "%}" } else { "}}" };
        Some(at + text[at..].find(close)? + close.len())
    })
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;
    use crate::growth::is_linear;

    fn parsed(html: &str) -> String {
        let document = Document::from(html);
        document.body().unwrap().inner_html().to_string()
    }

    #[test]
    fn tags_outlast_the_parser() {
        for (text, expected) in [
            (
                "<img src=\"{{ \"/a.png\" | relative_url }}\" alt=\"A\">",
                "<img src=\"{{ \"/a.png\" | relative_url }}\" alt=\"A\">",
            ),
            (
                "<a href='{{ '/q/' | relative_url }}'>q</a>",
                "<a href=\"{{ '/q/' | relative_url }}\">q</a>",
            ),
            (
                "<a href={{<ref \"a.md\">}}>a</a>",
                "<a href=\"{{<ref \"a.md\">}}\">a</a>",
            ),
            (
                "<a href=\"{% post_url 2020-01-01-a %}#b\">a</a>",
                "<a href=\"{% post_url 2020-01-01-a %}#b\">a</a>",
            ),
            (
                "<p {% if x %}class=\"a\"{% endif %} id=b>c</p>",
                "<p {% if x %}class=\"a\" {% endif %} id=\"b\">c</p>",
            ),
            (
                "{% highlight html %}<p>a <b>{% endhighlight %}<p>b",
                "{% highlight html %}<p>a <b>{% endhighlight %}<p>b</p>",
            ),
            (
                "{{< highlight html >}}<td>{{< /highlight >}}{{< figure src=\"a\" >}}",
                "{{< highlight html >}}<td>{{< /highlight >}}{{< figure src=\"a\" >}}",
            ),
            ("{{ open <p>a", "{{ open <p>a</p>"),
            ("{ a } templatetag0z {{ b }}", "{ a } templatetag0z {{ b }}"),
        ] {
            assert_eq!(through(text, parsed), expected, "{text}");
        }
    }

    #[test]
    fn work_grows_with_the_text() {
        for tag in [
            "{{ ",
            "{% raw %}",
            "{{< highlight >}}",
            "{% ",
            "templatetag",
            "{{ a }}",
        ] {
            is_linear(tag, 5000, |count| {
                let text = format!("{{{{ a }}}}{}", tag.repeat(count));
                let _ = through(&text, str::to_owned);
            });
        }
    }
}
