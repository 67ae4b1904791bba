//! Shortcodes by the generator that has them.

use super::{check, show};
use crate::markup::Markup;

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
            (
                "see {{% doc %}}c{{% /doc %}}, {{% doc title=\"the c\" %}} c#part {{% /doc %}}",
                "<p>see <a href=\"https://example.org/blog/c/\">C &amp; more</a>, <a href=\"https://example.org/blog/c/#part\">the c</a></p>",
            ),
            (
                "[c]({{< doc c >}}) {{% doc %}}https://a.example/{{% /doc %}}",
                "<p><a href=\"https://example.org/blog/c/\">c</a><a href=\"https://a.example/\">https://a.example/</a></p>",
            ),
            (
                "{% post_link c %}",
                "<p><a href=\"https://example.org/blog/c/\">C &amp; more</a></p>",
            ),
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
        ],
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
fn an_element_that_closes_itself_swallows_nothing() {
    let after = "After **text**, `<p/>`\n\n```\n<p/>{{ x }}\n```";
    let expected = "<p>After <strong>text</strong>, <code>&lt;p/&gt;</code></p><pre><code>&lt;p/&gt;{{ x }} </code></pre>";
    for (tag, html) in [
        (
            "<iframe src=\"https://a.example/\" />",
            "<iframe src=\"https://a.example/\"></iframe>",
        ),
        (
            "<video src=\"/v.mp4\" controls />",
            "<p><video src=\"/v.mp4\" controls></video></p>",
        ),
        ("<audio/>", "<p><audio></audio></p>"),
        (
            "<script async src=https://a.example/b.js />",
            "<script async src=https://a.example/b.js></script>",
        ),
        ("<style/>", "<style></style>"),
        ("<textarea />", "<textarea></textarea>"),
        ("<pre />", "<pre></pre>"),
        ("<code />", "<p><code></code></p>"),
        ("<title/>", "<title></title>"),
        ("<Script src=\"a.js\" />", ""),
        ("<Style />", ""),
        ("<Code code=\"x\" />", "<pre><code>x</code></pre>"),
    ] {
        for markup in [Markup::Markdown, Markup::Mdx] {
            check(
                markup,
                &[(&format!("{tag}\n\n{after}"), &format!("{html}{expected}"))],
            );
        }
    }
    for tag in ["<Textarea />", "<Pre />"] {
        let (html, removed) = show(Markup::Mdx, &format!("{tag}\n\n{after}"));
        assert_eq!(html, expected, "{tag}");
        assert_eq!(removed, format!("1:{}>x1", tag.trim_end_matches(" />")));
    }
    check(
        Markup::Markdown,
        &[
            (
                "a <br/> <a href=https://a.example/>b</a> <img src=\"c\" />",
                "<p>a <br/><a href=https://a.example/>b</a><img src=\"c\" /></p>",
            ),
            ("    <video/>", "<pre><code>&lt;video/&gt;</code></pre>"),
            (
                "<svg><path d=\"a\"/></svg> b",
                "<p><svg><path d=\"a\"/></svg> b</p>",
            ),
        ],
    );
}

#[test]
fn extensions_of_kramdown() {
    check(
        Markup::Markdown,
        &[
            (
                "a\n\n{::comment}\nsecret\n\n`more`\n{:/comment}\n\nb",
                "<p>a</p><p>b</p>",
            ),
            ("a {::comment}x{:/}b", "<p>a b</p>"),
            (
                "{::nomarkdown}\n<b>*x*</b>\n{:/nomarkdown}\n\n*c*",
                "<b>*x*</b><p><em>c</em></p>",
            ),
            ("a {::nomarkdown}<b>*x*</b>{:/} b", "<p>a <b>*x*</b> b</p>"),
            ("{::options toc_levels=\"1..3\" /}\n\na", "<p>a</p>"),
        ],
    );
}

#[test]
fn markdown_in_elements() {
    check(
        Markup::Markdown,
        &[
            (
                "<details markdown=\"1\">\n<summary>S</summary>\n**x**\n\n- a\n- `{{ b }}`\n</details>\n\n*c*",
                "<details><summary>S</summary><p><strong>x</strong></p><ul><li>a</li><li><code>{{ b }}</code></li></ul></details><p><em>c</em></p>",
            ),
            (
                "<div class=\"d\" markdown>\n```\n<b>{{ x }}</b>\n```\n</div>\n*c*",
                "<div class=\"d\"><pre><code>&lt;b&gt;{{ x }}&lt;/b&gt; </code></pre></div><p><em>c</em></p>",
            ),
            (
                "<div markdown=\"1\">\n    **a**\n    <div>*b*</div>\n    *c*\n</div>",
                "<div><p><strong>a</strong></p><div>*b*</div><p><em>c</em></p></div>",
            ),
            (
                "<figure markdown=\"span\">\n  ![a](b.png)\n  <figcaption markdown=\"1\">The *words*</figcaption>\n</figure>",
                "<figure><p><img src=\"b.png\" alt=\"a\" /></p><figcaption>The <em>words</em></figcaption></figure>",
            ),
            (
                "<p markdown=\"block\">\n*a*\n</p>\n<p markdown=\"1\">\n*b*\n</p>\n<div markdown=\"0\">*c*</div>",
                "<p><p><em>a</em></p></p><p><em>b</em></p><div>*c*</div>",
            ),
            (
                "<aside markdown=\"span\">*a*</aside>\n\na <b markdown=\"1\">*b*</b>",
                "<aside><em>a</em></aside><p>a <b><em>b</em></b></p>",
            ),
            (
                "- one\n- <div markdown=\"1\">\n    *two*\n  </div>\n- three",
                "<ul><li><p>one</p></li><li><div><p><em>two</em></p></div></li><li><p>three</p></li></ul>",
            ),
            (
                "<table><tr><td markdown=\"1\">**x**</td><td>*y*</td></tr></table>\n\n*z*",
                "<table><tr><td><strong>x</strong></td><td>*y*</td></tr></table><p><em>z</em></p>",
            ),
            ("<div>\n**x**\n</div>", "<div> **x** </div>"),
        ],
    );
    check(
        Markup::Mdx,
        &[
            (
                "<div>\n  **x**\n</div>",
                "<div><p><strong>x</strong></p></div>",
            ),
            (
                "<div>*x* and `y`</div>",
                "<div><em>x</em> and <code>y</code></div>",
            ),
            (
                "<div className=\"a\">\n    <section>\n        ## Head\n\n        - a\n    </section>\n    *b*\n</div>",
                "<div class=\"a\"><section><h2 id=\"head\">Head</h2><ul><li>a</li></ul></section><p><em>b</em></p></div>",
            ),
            (
                "<details>\n  <summary>The *sum*</summary>\n  **x**\n\n  ```js\n  a\n  ```\n</details>",
                "<details><summary>The <em>sum</em></summary><p><strong>x</strong></p><pre><code class=\"language-js\">a </code></pre></details>",
            ),
            (
                "<ul>\n  <li>*a*</li>\n  <li><p>b</p></li>\n</ul>",
                "<ul><li><em>a</em></li><li><p>b</p></li></ul>",
            ),
            ("<p>\n  *a*\n</p>", "<p><em>a</em></p>"),
            (
                "<div className=\"a\" />\nb *c*",
                "<div class=\"a\"></div><p>b <em>c</em></p>",
            ),
            ("a <b>*c*</b>", "<p>a <b><em>c</em></b></p>"),
        ],
    );
}

#[test]
fn markdown_with_statements_is_mdx() {
    let text = "import Tabs from '@theme/Tabs';\nimport img from '@site/static/img/c.png';\n\nexport const Box = ({a}) => (\n  <b>\n\n    {a}\n  </b>\n);\n\nText {/* c */}*here*.\n\n<img src={require('./img/a.png').default} /><img src={img} />\n\n```js\nexport const a = 1\n```";
    let expected = "<p>Text <em>here</em>.</p><p><img src=\"./img/a.png\" /><img src=\"https://example.org/blog/img/c.png\" /></p><pre><code class=\"language-js\">export const a = 1 </code></pre>";
    for markup in [Markup::Markdown, Markup::Mdx] {
        let (html, removed) = show(markup, text);
        assert_eq!((&*html, &*removed), (expected, "4:exportx1"));
    }
}

#[test]
fn addresses_from_the_root_of_the_sources() {
    check(
        Markup::Mdx,
        &[
            (
                "![a](@site/static/img/c.png) [b](@site/posts/c.md#d) [e][f]\n\n[f]: @site/blog/posts/c.md",
                "<p><img src=\"https://example.org/blog/img/c.png\" alt=\"a\" /><a href=\"https://example.org/blog/c/#d\">b</a><a href=\"https://example.org/blog/c/\">e</a></p>",
            ),
            (
                "<img src={useBaseUrl('/img/b.png')} /><img src={useBaseUrl('https://a.example/b.png')} />",
                "<p><img src=\"https://example.org/blog/img/b.png\" /><img src=\"https://a.example/b.png\" /></p>",
            ),
            (
                "<video src=\"@site/static/v.mp4\" />",
                "<p><video src=\"https://example.org/blog/v.mp4\"></video></p>",
            ),
            (
                "`@site/static/a` @site/a",
                "<p><code>@site/static/a</code> @site/a</p>",
            ),
        ],
    );
    let (html, removed) = show(
        Markup::Markdown,
        "[a](@site/src/b.tsx) <img src=\"@site/src/c.png\">",
    );
    assert_eq!(html, "<p>a <img></p>");
    assert_eq!(removed, "1:@site/src/b.tsxx1 1:@site/src/c.pngx1");
}

#[test]
fn small_marks_of_generators() {
    check(
        Markup::Markdown,
        &[
            (
                "{% link Hexo https://hexo.io Hi %} {% link The words https://hexo.io true %}",
                "<p><a href=\"https://hexo.io\">Hexo</a><a href=\"https://hexo.io\">The words</a></p>",
            ),
            (
                "{% pullquote mindepth %}\nText\n{% endpullquote %}",
                "<blockquote><p>Text</p></blockquote>",
            ),
            ("a {% label primary@the txt %} b", "<p>a the txt b</p>"),
            (
                "a {{- /* c */ -}} b {{/* d */}}",
                "<p>a b <code>{{ d }}</code></p>",
            ),
            (
                "so $`a_1 < b_2`$ and `$x`",
                "<p>so <code class=\"math\">$a_1 &lt; b_2$</code> and <code>$x</code></p>",
            ),
            (
                "![[doc.pdf]] [[a b.pdf|Paper]]",
                "<p><a href=\"doc.pdf\">doc.pdf</a><a href=\"a%20b.pdf\">Paper</a></p>",
            ),
            (
                "Text ^37066d\n\n- item ^an-id\n- 10 ^6 ^n\n\nx ^abc y",
                "<p>Text</p><ul><li>item</li><li>10 ^6 ^n</li></ul><p>x ^abc y</p>",
            ),
            (
                "{% assign x = \"1,2\" | split: \",\" %}{{ x | first }} {{ x[1] }} {{ x | join: '+' }} {{ x }}",
                "<p>1 2 1+2 12</p>",
            ),
        ],
    );
}
