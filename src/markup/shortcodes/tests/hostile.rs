//! Texts that nobody would write: what they cost, and that no tag is left of them.

use super::context;
use crate::growth::is_linear;
use crate::markup::{Context, Markup, to_html};

#[test]
fn hostile_texts_take_linear_time() {
    for mark in [
        "{{<",
        "{{%",
        "{%",
        "[[",
        "$",
        ":::",
        "{{",
        "{{\"",
        "`{{<",
        "{{< a >}}",
        "{{< doc a >}}",
        "{% if x %}",
        "{% raw %}",
        "<Tabs>",
        "<A x={",
        "{",
        "==",
        "%%",
        "\\(",
        "\\[",
        "$$",
        "{:",
        "!!! note\n",
        "{{< \"",
        "{{</*",
        "<pre>",
        "<!--",
        "{% endif %}",
        "{{< note >}}\n",
        "> [!note]\n",
        "]({{ x }}",
        "\\begin{align}\n",
        "{% highlight x %}",
        "{#  ",
        "{{ \"{{",
        "{{{<",
        "\\begin{",
        "<pre </pre ",
        "<a ",
        "<Vec ",
        "<p />",
        "<p a=\"",
        "<p a={",
        "<script a={ />",
        "{::comment}",
        "{::comment}{:/nomarkdown}",
    ] {
        for markup in [
            Markup::Markdown,
            Markup::Mdx,
            Markup::Html,
            Markup::ReStructuredText,
        ] {
            is_linear(&format!("{mark} in {markup:?}"), 1_000, |count| {
                let _ = to_html(markup, &mark.repeat(count), &context());
            });
        }
    }
}

/// Marks within one tag, each of which has no end there.
#[test]
fn hostile_arguments_take_linear_time() {
    for (open, mark, close) in [
        ("{{< note ", "“a ", ">}}"),
        ("{{< note ", "[a ", ">}}"),
        ("{{< note x=", "[a x=", ">}}"),
        ("{% note ", "`a ", "%}"),
        ("{{ page.title ", "| append: 'x' ", "}}"),
        ("{{ page.title ", "| upcase ", "}}"),
        (
            "{% capture a %}words{% endcapture %}{{ a",
            "| append: a",
            "}}",
        ),
    ] {
        is_linear(mark, 2_000, |count| {
            let text = format!("{open}{}{close}", mark.repeat(count));
            let _ = to_html(Markup::Markdown, &text, &context());
        });
    }
}

/// One name in ever other spellings, each of which lacks its end.
#[test]
fn names_that_nothing_ends_are_looked_for_a_few_times() {
    is_linear("names", 2_000, |count| {
        let name = |number: usize| {
            let digits = (0..14).map(|bit| ["-", "_"][number >> bit & 1]);
            format!("{{{{< code{} >}}}}\n", digits.collect::<String>())
        };
        let text: String = (0..count).map(name).collect();
        let _ = to_html(Markup::Markdown, &text, &context());
    });
}

/// What a text says once comes back many times, but not without end.
#[test]
fn no_text_grows_without_end() {
    let words = "w".repeat(20_000);
    let many = |piece: &str| piece.repeat(20_000 / piece.len());
    for text in [
        format!(
            "{{% capture a %}}{words}{{% endcapture %}}{}",
            many("{{ a }}")
        ),
        format!(
            "{{% assign a = '{words}' %}}{}",
            many("{% include figure.html src='x' caption=a %}")
        ),
        format!(
            "{{% assign a = '{words}' %}}{{{{ a {} }}}}",
            many("| append: a ")
        ),
        format!(
            "{{% assign a = 'aa' %}}{}",
            many("{% assign a = a | append: a %}{{ a }}")
        ),
        format!(
            "{{% capture a %}}{{{{< rawhtml >}}}}<b>{words}</b>{{{{< /rawhtml >}}}}{{% endcapture %}}{}",
            many("{{ a }}")
        ),
        format!(
            "{{{{< rawhtml >}}}}<b>{words}</b>{{{{< /rawhtml >}}}}{}",
            many("&#xf8f0;0&#xf8f1; ")
        ),
        format!("import a from '{words}.png'\n\n{}", many("{a} ")),
        format!(
            "import a from '{words}.png'\n\n{}",
            many("<A x={a}/> <img className=\"x\" src={a}/>")
        ),
        format!(
            "{}{}",
            "> ".repeat(400),
            many("{{< figure src=a caption=b >}} ")
        ),
    ] {
        for markup in [Markup::Markdown, Markup::Mdx] {
            let found = to_html(markup, &text, &context());
            let (length, start) = (found.html.len(), text.get(..60).unwrap_or_default());
            assert!(length < 40 * text.len(), "{markup:?} {start}: {length}");
        }
    }
    let title = "t".repeat(50_000);
    let context = Context {
        title: &title,
        ..context()
    };
    let text = many("{{< param title >}} {{ page.title }} ");
    let found = to_html(Markup::Markdown, &text, &context);
    assert!(found.html.len() < 40 * text.len(), "{}", found.html.len());
}

#[test]
fn a_brace_that_nothing_closes_ends_the_arguments() {
    for text in ["<A 'x={'é>", "<A 'x={'>", "<A '{{{'/>", "<A x='{é'>"] {
        let _ = to_html(Markup::Mdx, text, &context());
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// The text outside of code.
    fn outside_code(html: &str) -> String {
        let mut out = String::new();
        let mut rest = html;
        // Elements too: `{{` before `</p>` is no tag of a template.
        while let Some(at) = ["<code", "<pre", "<!--"]
            .iter()
            .filter_map(|tag| rest.find(tag))
            .min()
        {
            out.push_str(&rest[..at]);
            let close = if rest[at..].starts_with("<code") {
                "</code>"
            } else if rest[at..].starts_with("<pre") {
                "</pre>"
            } else {
                "-->"
            };
            rest = match rest[at..].find(close) {
                Some(end) => &rest[at + end..],
                None => "",
            };
        }
        out.push_str(rest);
        let mut text = String::new();
        for part in out.split('<') {
            text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
            text.push(' ');
        }
        text
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn no_tag_of_a_template_is_left_outside_of_code(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just("{{<"), Just(">}}"), Just("{{%"), Just("%}}"), Just("{%"), Just("%}"), Just("{{"), Just("}}"),
                    Just(" note "), Just("/note"), Just(" raw "), Just("endraw"), Just("figure src=\"a\""), Just("\""),
                    Just("\n"), Just("\n\n"), Just("`"), Just("    "), Just("text "), Just("$"), Just("\\"), Just("- "),
                    Just("> "), Just("if x"), Just("endif"), Just("*"), Just("[a]("), Just(")"), Just("/*"), Just("*/"),
                    Just("{"), Just("<"), Just("%"), Just(":::note\n"), Just("<Tabs>"), Just("==" ), Just("|"),
                ],
                0..40,
            ),
            mdx in any::<bool>(),
        ) {
            let mut text: String = parts.concat();
            if mdx {
                // A string of JavaScript shows what is in it.
                text = text.replace(['`', '"'], "");
            }
            let markup = if mdx { Markup::Mdx } else { Markup::Markdown };
            let html = to_html(markup, &text, &context()).html;
            let outside = outside_code(&html).replace("&lt;", "<");
            for mark in ["{{<", "{{%", "{%"] {
                // Marks without a name are punctuation, as two braces of a sentence that met.
                let is_tag = |at: usize| {
                    let behind = outside[at + mark.len()..].trim_start_matches([' ', '-', '~', '/']);
                    behind.starts_with(char::is_alphabetic)
                };
                let tags = outside.match_indices(mark).filter(|(at, _)| is_tag(*at)).count();
                prop_assert!(tags == 0, "{mark} in {html}\nof {text:?}");
            }
        }
    }
}
