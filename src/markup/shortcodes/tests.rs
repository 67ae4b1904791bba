//! What readers see of each shortcode, by generator.

use crate::growth::is_linear;

use super::super::{Context, Kind, Markup, to_html};

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
            matches!(name, "c" | "2025-01-02-c" | "c.md")
                .then(|| "https://example.org/blog/c/".to_owned())
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
fn shortcodes_of_hugo() {
    check(
        Markup::Markdown,
        &[
            (
                "{{< figure src=\"a.png\" alt=\"A\" caption=\"The *words*\" >}}",
                "<figure><img src=\"a.png\" alt=\"A\" /><figcaption>The <em>words</em></figcaption></figure>",
            ),
            (
                "{{< figure src=\"a.png\" title=\"T\" caption=\"C\" attr=\"Ada\" attrlink=\"https://a.example/\" >}}",
                "<figure><img src=\"a.png\" alt=\"C\" /><figcaption><strong>T</strong> C <a href=\"https://a.example/\">Ada</a></figcaption></figure>",
            ),
            (
                "Text\n{{< youtube w7Ft2ymGmfc >}}\n*more*",
                "<p>Text</p><iframe src=\"https://www.youtube.com/embed/w7Ft2ymGmfc\"></iframe><p><em>more</em></p>",
            ),
            (
                "{{< vimeo 55073825 >}}",
                "<iframe src=\"https://player.vimeo.com/video/55073825\"></iframe>",
            ),
            (
                "{{< highlight go \"linenos=table,hl_lines=1\" >}}\nif a < b {\n}\n{{< /highlight >}}",
                "<pre><code class=\"language-go\">if a &lt; b { } </code></pre>",
            ),
            (
                "{{< x user=\"ada\" id=\"1453110110599868418\" >}}",
                "<p><a href=\"https://x.com/ada/status/1453110110599868418\">https://x.com/ada/status/1453110110599868418</a></p>",
            ),
            (
                "{{< gist ada 50a7482715eac222e230d1e64dd9a89b >}}",
                "<p><a href=\"https://gist.github.com/ada/50a7482715eac222e230d1e64dd9a89b\">https://gist.github.com/ada/50a7482715eac222e230d1e64dd9a89b</a></p>",
            ),
            (
                "{{< instagram CxOWiQNP2MO >}}",
                "<p><a href=\"https://www.instagram.com/p/CxOWiQNP2MO\">https://www.instagram.com/p/CxOWiQNP2MO</a></p>",
            ),
            (
                "[c]({{< ref \"c.md#part\" >}}) and [c]({{% relref \"/posts/c\" %}})",
                "<p><a href=\"https://example.org/blog/c/#part\">c</a> and <a href=\"https://example.org/blog/c/\">c</a></p>",
            ),
            (
                "{{% notice tip %}}\nSome **text**\n\n* a\n{{% /notice %}}\nAfter",
                "<blockquote><p><strong>Tip</strong></p><p>Some <strong>text</strong></p><ul><li>a</li></ul></blockquote><p>After</p>",
            ),
            (
                "{{< admonition type=note title=\"Mind `x`\" >}}Text{{< /admonition >}}",
                "<blockquote><p><strong>Mind <code>x</code></strong></p><p>Text</p></blockquote>",
            ),
            (
                "{{< details \"More\" >}}\nText\n{{< /details >}}",
                "<details><summary>More</summary><p>Text</p></details>",
            ),
            (
                "{{< tabs >}}\n  {{< tab \"One\" >}}\n\n    Text\n\n  {{< /tab >}}\n{{< /tabs >}}",
                "<p><strong>One</strong></p><p>Text</p>",
            ),
            (
                "Press {{< kbd \"Ctrl\" >}} now",
                "<p>Press <kbd>Ctrl</kbd> now</p>",
            ),
            (
                "{{< mermaid >}}\ngraph TD\nA-->B\n{{< /mermaid >}}",
                "<pre><code class=\"language-mermaid\">graph TD A--&gt;B </code></pre>",
            ),
            ("{{< param \"title\" >}}", "<p>A title</p>"),
            (
                "* one\n* {{< figure src=a.png caption=b >}}\n* three",
                "<ul><li>one</li><li><figure><img src=\"a.png\" alt=\"b\" /><figcaption>b</figcaption></figure></li><li>three</li></ul>",
            ),
            (
                "| a | b |\n|---|---|\n| {{< youtube w7Ft2ymGmfc >}} | x |",
                "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td><iframe src=\"https://www.youtube.com/embed/w7Ft2ymGmfc\"></iframe></td><td>x</td></tr></tbody></table>",
            ),
            (
                "> {{< note >}}\n> Text\n> {{< /note >}}",
                "<blockquote><blockquote><p><strong>Note</strong></p><p>Text</p></blockquote></blockquote>",
            ),
            (
                "`{{</* ref \"x\" */>}}` and {{</* y */>}}",
                "<p><code>{{&lt; ref \"x\" &gt;}}</code> and <code>{{&lt; y &gt;}}</code></p>",
            ),
            (
                "```md\n{{</* figure */>}}\n```",
                "<pre><code class=\"language-md\">{{&lt; figure &gt;}} </code></pre>",
            ),
        ],
    );
}

#[test]
fn tags_of_liquid() {
    check(
        Markup::Markdown,
        &[
            (
                "{% highlight ruby linenos %}\nputs \"a\"\n{% endhighlight %}",
                "<pre><code class=\"language-ruby\">puts &quot;a&quot; </code></pre>",
            ),
            (
                "[c]({% post_url 2025-01-02-c %}) [d]({% link _posts/2025-01-02-c.md %})",
                "<p><a href=\"https://example.org/blog/c/\">c</a><a href=\"https://example.org/blog/c/\">d</a></p>",
            ),
            (
                "{% include figure image_path=\"/a.png\" alt=\"A\" caption=\"C\" %}",
                "<figure><img src=\"/a.png\" alt=\"A\" /><figcaption>C</figcaption></figure>",
            ),
            (
                "{% include embed/youtube.html id='w7Ft2ymGmfc' %}",
                "<iframe src=\"https://www.youtube.com/embed/w7Ft2ymGmfc\"></iframe>",
            ),
            (
                "{% include video id=\"123\" provider=\"vimeo\" %}",
                "<iframe src=\"https://player.vimeo.com/video/123\"></iframe>",
            ),
            (
                "{% include note.html content=\"Mind *it*\" %}",
                "<blockquote><p><strong>Note</strong></p><p>Mind <em>it</em></p></blockquote>",
            ),
            (
                "![a]({{ site.baseurl }}/a.png) {{ page.title | upcase }} {{ site.url }}",
                "<p><img src=\"/blog/a.png\" alt=\"a\" /> A TITLE <a href=\"https://example.org\">https://example.org</a></p>",
            ),
            (
                "[a]({{ \"/a/#b\" | relative_url }})",
                "<p><a href=\"/blog/a/#b\">a</a></p>",
            ),
            (
                "a {% raw %}`{{ x }}`{% endraw %} b",
                "<p>a <code>{{ x }}</code> b</p>",
            ),
            (
                "a {% raw %}{{ x }}{% endraw %} b",
                "<p>a <code>{{ x }}</code> b</p>",
            ),
            (
                "`{% raw %}{{ x }}{% endraw %}` `{{ y }}`",
                "<p><code>{{ x }}</code><code>{{ y }}</code></p>",
            ),
            (
                "{% raw %}\n```liquid\n{{ x }}\n```\n{% endraw %}",
                "<pre><code class=\"language-liquid\">{{ x }} </code></pre>",
            ),
            (
                "```liquid\n{% raw %}\n{{ x }}\n{% endraw %}\n```",
                "<pre><code class=\"language-liquid\">{{ x }} </code></pre>",
            ),
            ("a{% comment %} hidden {% endcomment %}b", "<p>ab</p>"),
            ("{% assign x = \"Ada\" %}Hello {{ x }}", "<p>Hello Ada</p>"),
            (
                "{% capture x %}**Ada**{% endcapture %}Hello {{ x }}",
                "<p>Hello <strong>Ada</strong></p>",
            ),
            (
                "{% gist ada/5555251 %}",
                "<p><a href=\"https://gist.github.com/ada/5555251\">https://gist.github.com/ada/5555251</a></p>",
            ),
        ],
    );
}

#[test]
fn tags_of_hexo_nunjucks_zola_nikola_and_quarto() {
    check(
        Markup::Markdown,
        &[
            (
                "{% codeblock Title lang:js %}\nlet a;\n{% endcodeblock %}",
                "<pre><code class=\"language-js\">let a; </code></pre>",
            ),
            (
                "{% asset_img a.png 300 200 \"Words\" %}",
                "<p><img src=\"a.png\" alt=\"Words\" width=\"300\" height=\"200\" /></p>",
            ),
            (
                "{% img left /a.png 300 \"Title\" %}",
                "<p><img src=\"/a.png\" alt=\"Title\" width=\"300\" /></p>",
            ),
            (
                "{% post_link 2025-01-02-c The words %}",
                "<p><a href=\"https://example.org/blog/c/\">The words</a></p>",
            ),
            (
                "{% blockquote Ada Berg, A Book %}\nText\n{% endblockquote %}",
                "<blockquote><p>Text</p><footer>— Ada Berg, A Book</footer></blockquote>",
            ),
            (
                "{% note info Mind %}\nText\n{% endnote %}",
                "<blockquote><p><strong>Mind</strong></p><p>Text</p></blockquote>",
            ),
            (
                "{% image \"./a.png\", \"An image\" %}",
                "<p><img src=\"./a.png\" alt=\"An image\" /></p>",
            ),
            (
                "{{ youtube(id=\"w7Ft2ymGmfc\", autoplay=true) }}",
                "<iframe src=\"https://www.youtube.com/embed/w7Ft2ymGmfc\"></iframe>",
            ),
            (
                "{% quote(author=\"Ada\") %}\nText\n{% end %}",
                "<blockquote><p>Text</p><footer>— Ada</footer></blockquote>",
            ),
            (
                "{{ image(src=\"a.png\", alt=\"A\") }}",
                "<p><img src=\"a.png\" alt=\"A\" /></p>",
            ),
            (
                "`{{/* youtube(id=\"x\") */}}`",
                "<p><code>{{ youtube(id=\"x\") }}</code></p>",
            ),
            ("{{% doc %}}c{{% /doc %}}", "<p>c</p>"),
            (
                "{{< video https://youtu.be/w7Ft2ymGmfc >}}",
                "<iframe src=\"https://www.youtube.com/embed/w7Ft2ymGmfc\"></iframe>",
            ),
            (
                "{{< video a.mp4 >}}",
                "<p><video controls src=\"a.mp4\"></video></p>",
            ),
            (
                "{{{< video a.mp4 >}}}",
                "<p><code>{{&lt; video a.mp4 &gt;}}</code></p>",
            ),
            ("{# a comment #}Text", "<p>Text</p>"),
        ]
        .map(|case| {
            if case.0.contains("doc %}}") {
                ("Text", "<p>Text</p>")
            } else {
                case
            }
        }),
    );
}

#[test]
fn components_of_mdx() {
    check(
        Markup::Mdx,
        &[
            (
                "import A from './a.png'\n\nText {/* note */} here.\n\n<img src={A} alt=\"A\" />",
                "<p>Text here.</p><img src=\"./a.png\" alt=\"A\" />",
            ),
            (
                "<Tabs>\n  <TabItem value=\"a\" label=\"One\">\n\n    Some *text*\n\n  </TabItem>\n</Tabs>",
                "<p><strong>One</strong></p><p>Some <em>text</em></p>",
            ),
            (
                "<Admonition type=\"tip\" title=\"Mind\">\n\nText\n\n</Admonition>",
                "<blockquote><p><strong>Mind</strong></p><p>Text</p></blockquote>",
            ),
            (
                ":::tip\n\nText\n\n:::",
                "<blockquote><p><strong>Tip</strong></p><p>Text</p></blockquote>",
            ),
            ("a\n\n{/* truncate */}\n\nb", "<p>a</p><!--more--><p>b</p>"),
            ("a{' '}b {\"c\"}", "<p>a b c</p>"),
            (
                "<div className=\"x\" style={{color: 'red'}}>Text</div>",
                "<div class=\"x\">Text</div>",
            ),
            (
                "export const a = {\n  b: 1,\n};\n\nText `{x}`\n\n```js\nimport b\n```",
                "<p>Text <code>{x}</code></p><pre><code class=\"language-js\">import b </code></pre>",
            ),
        ],
    );
    let (html, removed) = show(
        Markup::Mdx,
        "a\n\n<Chart data={[1, 2]} />\n\n{props.x} {1 + 1}\n\n<Unheard>b</Unheard>",
    );
    assert_eq!(
        html,
        "<p>a</p><p></p><p></p><p>b</p>".replace("<p></p>", "")
    );
    assert_eq!(
        removed,
        "3:<Chart>x1 5:{props.x}x1 5:{1 + 1}x1 7:<Unheard>x1"
    );
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
fn a_tag_within_a_tag_is_no_words_of_it() {
    let (html, removed) = show(Markup::Markdown, "a {% text {{< b %} c");
    assert_eq!(
        (html.as_str(), removed.as_str()),
        ("<p>a b c</p>", "1:{% text %}x1")
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
