//! What elements become: one table a concern.

use super::*;

/// Checks what each text becomes.
fn all(rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(html(text), *expected, "of {text}");
    }
}

#[test]
fn addresses_are_absolute() {
    all(&[
        (
            "<a href=../c.md#x>c</a>",
            "<a href=\"https://example.org/c/#x\">c</a>",
        ),
        (
            "<a href=#fn:1>1</a>",
            "<a href=\"https://example.org/a/b/#fn:1\">1</a>",
        ),
        ("<a name=old></a>x", "<a id=\"old\"></a>x"),
        (
            "<blockquote cite=/q>x</blockquote>",
            "<blockquote cite=\"https://example.org/q\">x</blockquote>",
        ),
        (
            "<img srcset='a.png 1x, /b.png 2x' src=//cdn.example/i.png>",
            "<img src=\"https://cdn.example/i.png\" srcset=\"https://example.org/a/b/a.png 1x, https://example.org/b.png 2x\">",
        ),
        (
            "<base href=/z/><a href=y>y</a> <a href=#y>z</a>",
            "<a href=\"https://example.org/z/y\">y</a> <a href=\"https://example.org/a/b/#y\">z</a>",
        ),
        (
            "<div style=\"background-image:url('/bg.jpg')\"></div>",
            "<div><img src=\"https://example.org/bg.jpg\"></div>",
        ),
        (
            "<table background=x.png><tr><td>a</table>",
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
    ]);
}

#[test]
fn lazy_pictures_are_shown_once() {
    let shown = "<img src=\"https://example.org/a/b/a.jpg\" alt=\"A\">";
    for text in [
        "<img src=data:image/gif;base64,R0lGOD data-src=a.jpg alt=A>",
        "<img src=/lazy.png data-original=a.jpg alt=A>",
        "<img loading=lazy src=a.jpg alt=A>",
        "<img data-lazy-src=a.jpg alt=A><noscript><img src=a.jpg alt=A></noscript>",
        "<noscript><img src=a.jpg alt=A></noscript><img data-src=a.jpg alt=A>",
        "<img data-src=a.jpg alt=A src=x.gif><noscript><img src=a-300x200.jpg alt=A></noscript>",
        "<img src=placeholder.png data-hi-res-src=a.jpg alt=A>",
        "<img srcset='a.jpg 800w, b.jpg 4000w' alt=A>",
        "<picture><source type=image/avif srcset=a.avif><source type=image/jpeg srcset=a.jpg><img src=a.avif alt=A></picture>",
        "<picture><source type=image/webp srcset=a.webp><img src=a.jpg alt=A></picture>",
        "<amp-img src=a.jpg alt=A width=16 height=9 layout=responsive><noscript><img src=a.jpg></noscript></amp-img>",
    ] {
        let found = html(text);
        if text.contains("4000w") {
            assert!(
                found.starts_with("<img src=\"https://example.org/a/b/a.jpg\" srcset="),
                "{found}"
            );
        } else {
            assert_eq!(found, shown, "of {text}");
        }
    }
}

#[test]
fn a_name_alone_makes_no_placeholder() {
    for name in [
        "pixel.png",
        "clear.png",
        "spacer.gif",
        "placeholder.png",
        "transparent.png",
        "1x1.png",
        "lazy.jpg",
    ] {
        let shown = format!("<img src=\"https://example.org/a/b/{name}\" alt=\"A\">");
        for text in [
            format!("<img src={name} alt=A>"),
            format!("<img data-src={name} alt=A>"),
            format!("<img src=data:image/gif;base64,R0lGOD data-src={name} alt=A>"),
        ] {
            assert_eq!(html(&text), shown, "of {text}");
        }
        for text in [
            format!("<img src={name} width=1 height=1>"),
            format!("<img src={name} width=3 height=3 alt=A>"),
            format!("<img src={name} style='display:none'>"),
        ] {
            assert_eq!(html(&format!("a{text}")), "a", "of {text}");
        }
    }
}

#[test]
fn files_at_hand_say_how_large_pictures_are() {
    let (rendered, _) = render_as(Markup::Markdown, "![t](/img/tiny.png) ![b](/img/big.png)");
    assert_eq!(
        rendered.image.unwrap().url,
        "https://example.org/img/big.png"
    );
    assert!(
        rendered.content.contains("tiny.png"),
        "{}",
        rendered.content
    );
    assert_eq!(html("a<img src=/img/blank.gif>"), "a");
}

#[test]
fn commas_are_part_of_addresses_of_a_set() {
    all(&[(
        "<img src=a.png srcset='https://c.example/w_300,h_200/a.png 300w, https://c.example/w_600,h_400/a.png 600w'>",
        "<img src=\"https://example.org/a/b/a.png\" srcset=\"https://c.example/w_300,h_200/a.png 300w, \
         https://c.example/w_600,h_400/a.png 600w\">",
    )]);
}

#[test]
fn pictures_that_are_none_go() {
    all(&[
        ("a<img src=/p.gif width=1 height=1>", "a"),
        ("a<img src=https://pixel.wp.com/b.gif?x>", "a"),
        ("a<img src=x.png style='display:none'>", "a"),
        (
            "a<img src=x.png style='border-width:1px'>",
            "a<img src=\"https://example.org/a/b/x.png\">",
        ),
        ("a <img class=emoji alt=😀 src=x.png>", "a 😀"),
        (
            "a <img class=emoji alt=:x: src=/unicode/1f468-200d-1f33e.png>",
            "a 👨‍🌾",
        ),
    ]);
}

#[test]
fn what_is_hidden_goes() {
    for (text, expected) in [
        (
            "<p>a</p><div style='display: none'><p>b</p></div>",
            "<p>a</p>",
        ),
        (
            "<p>a<span style='color:red;VISIBILITY:hidden'>b</span></p>",
            "<p>a</p>",
        ),
        ("<p>a</p><div hidden>b</div>", "<p>a</p>"),
        ("<p>a</p><dialog>b</dialog>", "<p>a</p>"),
        ("<p>a</p><dialog open>b</dialog>", "<p>a</p><div>b</div>"),
        ("<p>a</p><p hidden=until-found>b</p>", "<p>a</p><p>b</p>"),
        (
            "<p>a</p><div class=modal id=m hidden>b</div><button data-target='#m'>x</button>",
            "<p>a</p>",
        ),
        (
            "<p>a</p><div class=highlight hidden><pre><code>b</code></pre></div>",
            "<p>a</p>",
        ),
        // What a script shows in its turn.
        (
            "<p>a</p><div class=tab-pane hidden>b</div>",
            "<p>a</p><div>b</div>",
        ),
        ("<p>a</p><div class=table hidden>b</div>", "<p>a</p>"),
        (
            "<p>a</p><div role=tabpanel style='display:none'>b</div>",
            "<p>a</p><div>b</div>",
        ),
        (
            "<ul class=slides><li hidden>b</li></ul>",
            "<ul><li>b</li></ul>",
        ),
        (
            "<a href='#' onclick=\"show('more')\">a</a><div id=more hidden>b</div>",
            "<a href=\"https://example.org/a/b/#\">a</a><div id=\"more\">b</div>",
        ),
        (
            "<p>a</p><span style='display:none'><math><mi>b</mi></math></span>",
            "<p>a</p><span><math><mi>b</mi></math></span>",
        ),
        (
            "<p>a <span class=sr-only>b</span></p>",
            "<p>a <span>b</span></p>",
        ),
        ("<details><p>b</p></details>", "<details><p>b</p></details>"),
        // Else nothing would be left.
        ("<div hidden><p>b</p></div>", "<div><p>b</p></div>"),
    ] {
        let (rendered, findings) = render_as(Markup::Html, text);
        assert_eq!(rendered.content, expected, "of {text}");
        let is_told = findings
            .iter()
            .any(|finding| finding.message.contains("hidden"));
        assert_eq!(is_told, !expected.contains('b'), "of {text}");
        assert!(
            expected.contains('b') || !rendered.summary.contains('b'),
            "of {text}"
        );
    }
}

#[test]
fn an_article_that_is_hidden_is_shown() {
    for (shown, hidden, stays) in [(10, 200, false), (10, 2000, true), (3000, 2000, false)] {
        let text = format!(
            "<p>{}</p><div style=display:none>{}</div>",
            "a".repeat(shown),
            "b".repeat(hidden)
        );
        assert_eq!(html(&text).contains('b'), stays, "{hidden} beside {shown}");
    }
}

#[test]
fn frames_become_links() {
    all(&[
        (
            "<iframe src=https://www.youtube.com/embed/dQw4w9WgXcQ title=Film></iframe>",
            "<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\"><img src=\"https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg\" alt=\"Film\" width=\"480\" height=\"360\"><br>▶ Film</a></p>",
        ),
        (
            "<p><iframe data-src=https://player.vimeo.com/video/12></iframe></p>",
            "<p><a href=\"https://vimeo.com/12\">▶ Vimeo</a></p>",
        ),
        (
            "<iframe src=https://v.example/1></iframe>",
            "<p><a href=\"https://v.example/1\">v.example</a></p>",
        ),
        (
            "<iframe src=https://bandcamp.com/EmbeddedPlayer/album=1><a href=https://x.bandcamp.com/album/y>Y by X</a></iframe>",
            "<p><a href=\"https://x.bandcamp.com/album/y\">▶ Y by X</a></p>",
        ),
        (
            "<iframe src=https://www.googletagmanager.com/ns.html></iframe>a",
            "a",
        ),
        (
            "<lite-youtube videoid=dQw4w9WgXcQ playlabel=Film></lite-youtube>",
            "<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\"><img src=\"https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg\" alt=\"Film\" width=\"480\" height=\"360\"><br>▶ Film</a></p>",
        ),
        (
            "<video autoplay><source src=a.mp4 type=video/mp4></video>",
            "<video controls=\"\"><source src=\"https://example.org/a/b/a.mp4\" type=\"video/mp4\"><a href=\"https://example.org/a/b/a.mp4\">a.mp4</a></video>",
        ),
        (
            "<object data=a.pdf type=application/pdf><a href=a.pdf>The paper</a></object>",
            "<a href=\"https://example.org/a/b/a.pdf\">The paper</a>",
        ),
        (
            "<script src=https://gist.github.com/ada/12.js></script>",
            "<p><a href=\"https://gist.github.com/ada/12\">Gist</a></p>",
        ),
    ]);
}

#[test]
fn code_of_every_highlighter_is_the_code() {
    let code = |language: &str, text: &str| {
        format!("<pre><code class=\"language-{language}\">{text}</code></pre>")
    };
    for (text, language, inside) in [
        // Rouge, with numbers.
        (
            "<div class='language-ruby highlighter-rouge'><div class=highlight><pre class=highlight><code><table class=rouge-table><tbody><tr><td class='rouge-gutter gl'><pre class=lineno>1\n2\n</pre></td><td class=rouge-code><pre><span class=k>a</span>\n  b\n</pre></td></tr></tbody></table></code></pre></div></div>",
            "ruby",
            "a\n  b\n",
        ),
        // Pygments in a table.
        (
            "<div class='highlight-python'><table class=highlighttable><tr><td class=linenos><div class=linenodiv><pre>1</pre></div></td><td class=code><div class=highlight><pre><span></span>x = <span>1</span>\n</pre></div></td></tr></table></div>",
            "python",
            "x = 1\n",
        ),
        // Chroma, with numbers in the lines.
        (
            "<div class=highlight><pre class=chroma><code class=language-go data-lang=go><span class=line><span class=ln>1</span><span class=cl>a\n</span></span></code></pre></div>",
            "go",
            "a\n",
        ),
        // Chroma in a table.
        (
            "<div class=highlight><div class=chroma><table class=lntable><tr><td class=lntd><pre class=chroma><code><span class=lnt>1\n</span></code></pre></td><td class=lntd><pre class=chroma><code class=language-go data-lang=go>a &lt; b\n</code></pre></td></tr></table></div></div>",
            "go",
            "a &lt; b\n",
        ),
        // Prism, highlight.js, Shiki.
        (
            "<pre class='language-js line-numbers'><code class=language-js>a<span class=line-numbers-rows><span></span></span></code></pre>",
            "js",
            "a",
        ),
        (
            "<pre><code class='hljs javascript'><span class=hljs-keyword>let</span> a</code></pre>",
            "javascript",
            "let a",
        ),
        (
            "<pre class='shiki x' data-language=ts><code><span class=line>a</span>\n<span class=line>b</span></code></pre>",
            "ts",
            "a\nb",
        ),
        // Docusaurus, with a break at the end of each line and buttons.
        (
            "<div class='language-js codeBlockContainer_x'><div class=codeBlockContent_x><pre class='prism-code language-js'><code class=codeBlockLines_x><span class=token-line>a<br></span><span class=token-line>b<br></span></code></pre><div><button>Copy</button></div></div></div>",
            "js",
            "a\nb\n",
        ),
        // Hugo with styles instead of classes, and by nothing but its numbers.
        (
            "<div class=highlight><table style='border:0'><tr><td style='padding:0'><pre style='color:#f8f8f2'><code><span style='white-space:pre;user-select:none'>1\n</span><span style='user-select:none'>2\n</span></code></pre></td><td><pre style='color:#f8f8f2'><code class=language-go data-lang=go><span style='display:flex'><span>a\n</span></span><span>b\n</span></code></pre></td></tr></table></div>",
            "go",
            "a\nb\n",
        ),
        (
            "<table><tr><td><pre>1\n2</pre></td><td><pre><code class=language-go>a\nb</code></pre></td></tr></table>",
            "go",
            "a\nb",
        ),
        // SyntaxHighlighter, Pandoc, org, Hexo.
        ("<pre class='brush: php; title: x'>a</pre>", "php", "a"),
        (
            "<div class=sourceCode><pre class='sourceCode rust'><code class='sourceCode rust'><span id=cb1><a href=#cb1></a>fn</span></code></pre></div>",
            "rust",
            "fn",
        ),
        ("<pre class='src src-rust'>fn</pre>", "rust", "fn"),
        (
            "<figure class='highlight js'><table><tr><td class=gutter><pre><span class=line>1</span><br></pre></td><td class=code><pre><span class=line>a</span><br></pre></td></tr></table></figure>",
            "js",
            "a\n",
        ),
    ] {
        let found = html(text);
        let found = found
            .trim_start_matches("<figure>")
            .trim_end_matches("</figure>");
        assert_eq!(found, code(language, inside), "of {text}");
    }
    all(&[
        ("<pre>a <b>b</b></pre>", "<pre>a <b>b</b></pre>"),
        (
            "<pre><code>a\n\n b</code></pre>",
            "<pre><code>a\n\n b</code></pre>",
        ),
        (
            "<code class='x language-js'>a</code>",
            "<code class=\"language-js\">a</code>",
        ),
    ]);
}

#[test]
fn formulas_are_shown_once() {
    all(&[
        (
            "<span class=katex><span class=katex-mathml><math><semantics><mrow><mi>x</mi></mrow><annotation encoding=application/x-tex>x</annotation></semantics></math></span><span class=katex-html aria-hidden=true>x</span></span>",
            "<math alttext=\"x\"><mrow><mi>x</mi></mrow></math>",
        ),
        (
            "a <script type=math/tex>x &lt; 2</script>",
            "a \\(x &#38;lt; 2\\)",
        ),
        (
            "<script type='math/tex; mode=display'>x</script>",
            "\\[x\\]",
        ),
        (
            "<span class=MathJax_Preview>x</span><span class=MathJax><nobr>x</nobr><span class=MJX_Assistive_MathML><math><mi>x</mi></math></span></span><script type=math/tex>x</script>",
            "<math><mi>x</mi></math>",
        ),
        (
            "<mjx-container><svg></svg><mjx-assistive-mml><math display=block onclick=x><mi href=x>x</mi></math></mjx-assistive-mml></mjx-container>",
            "<math display=\"block\"><mi>x</mi></math>",
        ),
    ]);
}

#[test]
fn words_and_their_directions_stay() {
    all(&[
        (
            "<p dir=rtl lang=ar>سلام <bdi>x</bdi></p>",
            "<p dir=\"rtl\" lang=\"ar\">سلام <bdi>x</bdi></p>",
        ),
        (
            "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>",
            "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>",
        ),
        (
            "<h2 id=x>X <a class=anchor href=#x>#</a></h2>",
            "<h2 id=\"x\">X </h2>",
        ),
        (
            "<h2 id=x>X<a class=headerlink href=#x title=y>¶</a></h2>",
            "<h2 id=\"x\">X</h2>",
        ),
        (
            "<h2><a class=anchor href=#x>X</a></h2>",
            "<h2><a href=\"https://example.org/a/b/#x\">X</a></h2>",
        ),
        (
            "<div><div><p></p> <span> </span></div></div>a<b> </b>c",
            "a c",
        ),
        (
            "<details open><summary>S</summary>T</details>",
            "<details open=\"\"><summary>S</summary>T</details>",
        ),
        (
            "<table><tr><th scope=row colspan=2>a<td></table>",
            "<table><tbody><tr><th scope=\"row\" colspan=\"2\">a</th><td></td></tr></tbody></table>",
        ),
        (
            "<ul><li><input type=checkbox disabled checked> a</ul>",
            "<ul><li>☑ a</li></ul>",
        ),
        ("<progress value=14>14 %</progress>", "14 %"),
        ("<center>a</center><blink>b</blink>", "<div>a</div>b"),
        ("a\u{0}\u{7}\u{fffe}b", "ab"),
    ]);
}

#[test]
fn a_text_that_shows_nothing_gives_way_to_the_title() {
    all(&[
        ("<div id=app><div id=main></div></div>", "<p>Title</p>"),
        ("<p> &nbsp; <br></p>", "<p>Title</p>"),
        (
            "<p><img src=/a.png></p>",
            "<p><img src=\"https://example.org/a.png\"></p>",
        ),
        ("<p>.</p>", "<p>.</p>"),
    ]);
}

#[test]
fn what_a_text_says_of_characters_is_no_fault_of_it() {
    all(&[
        ("Write &amp;amp; for &amp;", "Write &#38;amp; for &amp;"),
        (
            "&amp;#8217; &amp;nosemicolon &amp; b;",
            "&#38;#8217; &amp;nosemicolon &amp; b;",
        ),
        (
            "<a href='?a&amp;amp;b'>x</a>",
            "<a href=\"https://example.org/a/b/?a&amp;amp;b\">x</a>",
        ),
        ("<code>'\u{fffd}'</code>", "<code>'&#xFFFD;'</code>"),
        // In words it is what a wrong encoding left, and a finding.
        ("<p>caf\u{fffd}</p>", "<p>caf\u{fffd}</p>"),
    ]);
}
