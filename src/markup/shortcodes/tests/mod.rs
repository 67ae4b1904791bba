//! What readers see of each shortcode (`generators`), of what is none, and what all of it costs
//! (`hostile`).

mod generators;
mod hostile;

use crate::markup::{Context, Kind, Linked, Markup, to_html};

fn context() -> Context<'static> {
    Context {
        title: "A title",
        permalink: "https://example.org/blog/2025/a/",
        site: "https://example.org/blog/",
        resolve: &|path| {
            matches!(
                path,
                "../c.md" | "/posts/c.md" | "@/posts/c.md" | "_posts/2025-01-02-c.md"
            )
            .then(|| "https://example.org/blog/c/".to_owned())
        },
        named: &|name| {
            let name = name.rsplit('/').next().unwrap_or(name);
            matches!(name, "c" | "2025-01-02-c" | "c.md").then(|| Linked {
                page: "https://example.org/blog/c/".to_owned(),
                title: "C & more".to_owned(),
            })
        },
        smart_punctuation: false,
    }
}

/// The HTML on one line, and what was left out.
fn show(markup: Markup, text: &str) -> (String, String) {
    let html = to_html(markup, text, &context());
    let words: Vec<&str> = html.html.split_whitespace().collect();
    let removed: Vec<String> = html
        .removed
        .iter()
        .map(|removed| format!("{}:{}x{}", removed.line, removed.what, removed.count))
        .collect();
    let html = words.join(" ").replace("> <", "><").replace("<p></p>", "");
    (html, removed.join(" "))
}

fn check(markup: Markup, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let (html, removed) = show(markup, text);
        if html != *expected || !removed.is_empty() {
            wrong.push(format!(
                "{text}\n  expected {expected}\n  found    {html} {removed}"
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_same_in_html_and_in_rst() {
    check(
        Markup::Html,
        &[
            (
                "<p><a href=\"{{ site.baseurl }}/a\">a</a>{% include figure.html src=\"a.png\" caption=\"C\" %}</p>",
                "<p><a href=\"/blog/a\">a</a><figure><img src=\"a.png\" alt=\"C\" /><figcaption>C</figcaption></figure></p>",
            ),
            (
                "<pre>{{ x }} {% raw %}{% y %}{% endraw %}</pre>",
                "<pre>{{ x }} {% y %}</pre>",
            ),
        ],
    );
    check(
        Markup::ReStructuredText,
        &[
            (
                "Text\n\n{{% youtube w7Ft2ymGmfc %}}\n\nMore",
                "<p>Text</p><iframe src=\"https://www.youtube.com/embed/w7Ft2ymGmfc\"></iframe><p>More</p>",
            ),
            (
                "A ``{{% raw %}}{{% x %}}{{% /raw %}}``",
                "<p>A <code>{{% x %}}</code></p>",
            ),
        ],
    );
}

#[test]
fn what_is_not_known_goes_and_is_told_once_with_its_line() {
    let text = "a {{< chart 1 >}}\n\n{{< chart 2 >}} b\n\n{{< box2 >}}\n*Inner*\n{{< /box2 >}}\n\n{% if x %}yes{% else %}no{% endif %} {% for a in b %}{{ a }}{% endfor %}\n\n[words]({{ site.repository }}/x) [r][1]\n\n[1]: {{ site.repository }}/y\n\n[gone]({{< ref \"nothing\" >}}) {% unclosed";
    let (html, removed) = show(Markup::Markdown, text);
    assert_eq!(
        html,
        "<p>a </p><p> b</p><p><em>Inner</em></p><p>yes</p><p>words r</p><p>gone unclosed</p>"
    );
    assert_eq!(
        removed,
        "1:{{< chart >}}x2 5:{{< box2 >}}x1 9:{% if %}x1 9:{% for %}x1 11:{{ site.repository }}x2 15:{{< ref \"nothing\" >}}x1 15:{%x1"
    );
    let kinds: Vec<Kind> = to_html(Markup::Markdown, text, &context())
        .removed
        .iter()
        .map(|r| r.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            Kind::Shortcode,
            Kind::Shortcode,
            Kind::Logic,
            Kind::Logic,
            Kind::Value,
            Kind::Link,
            Kind::Unclosed
        ]
    );
}

#[test]
fn an_article_that_is_not_there_leaves_its_words() {
    for (markup, text, html, removed) in [
        (
            Markup::Markdown,
            "see {{% doc %}}not-there{{% /doc %}} {{% doc title=\"a & b\" %}}gone{{% /doc %}}",
            "<p>see not there a &amp; b</p>",
            "1:{{< doc >}}not-therex1 1:{{< doc title=\"a & b\" >}}gonex1",
        ),
        (
            Markup::ReStructuredText,
            "See :doc:`c`, :doc:`the c <c#part>`\nand :doc:`the other <gone>`.",
            "<p>See <a href=\"https://example.org/blog/c/\">C &amp; more</a>, <a href=\"https://example.org/blog/c/#part\">the c</a> and the other.</p>",
            "1::doc:`gone`x1",
        ),
    ] {
        assert_eq!(show(markup, text), (html.to_owned(), removed.to_owned()));
    }
}

#[test]
fn a_tag_within_a_tag_is_no_words_of_it() {
    let (html, removed) = show(Markup::Markdown, "a {% text {{< b %} c");
    assert_eq!(
        (html.as_str(), removed.as_str()),
        ("<p>a b c</p>", "1:{% text %}x1")
    );
    let (html, removed) = show(Markup::Markdown, "a {{{%text b");
    assert_eq!(
        (html.as_str(), removed.as_str()),
        ("<p>a {text b</p>", "1:{{%x1")
    );
    let (html, _) = show(
        Markup::Markdown,
        "{% figure src=\"a.png\" alt=\"b {{ c\" %}",
    );
    assert_eq!(html, "<p><img src=\"a.png\" alt=\"b {{ c\" /></p>");
}

#[test]
fn text_that_only_looks_like_a_template_stays() {
    check(
        Markup::Markdown,
        &[
            (
                "`{{mustache}}` and `{% x %}`",
                "<p><code>{{mustache}}</code> and <code>{% x %}</code></p>",
            ),
            (
                "```\n{{#each x}}{% y %}\n```",
                "<pre><code>{{#each x}}{% y %} </code></pre>",
            ),
            (
                "    {{ indented }}",
                "<pre><code>{{ indented }}</code></pre>",
            ),
            (
                "so $\\frac{{a}}{b}$ is",
                "<p>so <code class=\"math\">$\\frac{{a}}{b}$</code> is</p>",
            ),
            ("push {{r1, r2}} here", "<p>push {{r1, r2}} here</p>"),
            (
                "show \\{% x %} and &#123;% y %}",
                "<p>show <code>{% x %}</code> and <code>{% y %}</code></p>",
            ),
            ("$5 and $6, a_b_c", "<p>$5 and $6, a_b_c</p>"),
            ("<pre>{{ x }}</pre>", "<pre>{{ x }}</pre>"),
            (
                "see [[Get]] and `[[Put]]`",
                "<p>see [[Get]] and <code>[[Put]]</code></p>",
            ),
        ],
    );
}

#[test]
fn marks_of_note_books() {
    check(
        Markup::Markdown,
        &[
            (
                "![[a b.png|300]] [[c|the c]] [[c#part]] [[other]]",
                "<p><img src=\"a%20b.png\" alt=\"\" width=\"300\" /><a href=\"https://example.org/blog/c/\">the c</a><a href=\"https://example.org/blog/c/#part\">c#part</a> other</p>",
            ),
            (
                "so ==very *much*== a==b==c %%secret%% end",
                "<p>so <mark>very <em>much</em></mark> a==b==c end</p>",
            ),
        ],
    );
}

#[test]
fn formulas_pass_as_they_are() {
    check(
        Markup::Markdown,
        &[
            (
                "so $a_1 * b_1 * c$ and \\(x_1\\)",
                "<p>so <code class=\"math\">$a_1 * b_1 * c$</code> and <code class=\"math\">\\(x_1\\)</code></p>",
            ),
            (
                "$$\na_1 * b_1 < c\n$$",
                "<pre><code class=\"math\">$$ a_1 * b_1 &lt; c $$</code></pre>",
            ),
        ],
    );
}

#[test]
fn lines_are_those_of_the_body_behind_a_block() {
    for (tag, line) in [
        ("{{< youtube dQw4w9WgXcQ >}}", 5),
        ("{{< figure\n  src=\"a.png\"\n  caption=\"b\" >}}", 7),
        ("{% if a %}\nx\n{% else %}\ny\n{% endif %}", 9),
        ("a {{< youtube dQw4w9WgXcQ >}} b {{ x }}", 5),
    ] {
        let text = format!("First.\n\n{tag}\n\n.. unheard:: of\n");
        let removed = to_html(Markup::ReStructuredText, &text, &context()).removed;
        let found = removed.iter().find(|one| one.kind == Kind::Directive);
        assert_eq!(found.map(|one| one.line), Some(line), "{tag}: {removed:?}");
    }
}
