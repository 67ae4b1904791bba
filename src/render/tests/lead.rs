//! The summary of an article, and the picture that stands for it.

use super::*;

#[test]
fn the_first_suitable_picture_stands_for_the_article() {
    for (text, expected) in [
        (
            "<img src=a.jpg alt=A width=600 height=400>",
            Some("https://example.org/a/b/a.jpg"),
        ),
        (
            "<img src=icon.png width=32><img src=https://img.shields.io/x.png><img src=b.jpg>",
            Some("https://example.org/a/b/b.jpg"),
        ),
        (
            "<img src=silicon.jpg>",
            Some("https://example.org/a/b/silicon.jpg"),
        ),
        (
            "<img src=/p.gif width=1 height=1><img class=avatar src=me.jpg>",
            None,
        ),
        ("<img src=chart.svg>", None),
    ] {
        let image = render_as(Markup::Html, text).0.image;
        assert_eq!(image.map(|image| image.url).as_deref(), expected, "{text}");
    }
}

#[test]
fn the_first_suitable_picture_stands_for_the_text() {
    for (html, expected) in [
        (
            "<img src=https://img.shields.io/badge/x.svg><img src=/a.jpg alt=A>",
            Some("https://example.org/a.jpg"),
        ),
        (
            "<img src=/t.gif width=1 height=1><img class=avatar src=/me.jpg><p>x</p>",
            None,
        ),
        (
            "<img src=/small.png width=16 height=16><img src=/large.png width=800 height=600>",
            Some("https://example.org/large.png"),
        ),
        ("<img src='data:image/png;base64,AAAA'><p>x</p>", None),
    ] {
        let image = show(html).0.image;
        assert_eq!(
            image.as_ref().map(|image| image.url.as_str()),
            expected,
            "{html}"
        );
    }
}

#[test]
fn the_summary_ends_where_the_author_said() {
    for (text, expected) in [
        ("One.\n\nTwo\n\n<!--more-->\n\nThree", "One. Two"),
        (
            "One of <b>many</b> words here.\n\nTwo",
            "One of many words here.",
        ),
        ("> A quotation that is long.\n\nText of it.", "Text of it."),
        ("```\nlet x = 1;\n```\n\nText of it.", "Text of it."),
    ] {
        let (rendered, _) = render_as(Markup::Markdown, text);
        assert_eq!(rendered.summary, expected, "{text}");
    }
}

#[test]
fn the_summary_is_the_first_real_paragraph_or_ends_where_the_author_said() {
    for (html, expected) in [
        (
            "<h1>T</h1><figure><figcaption><p>A caption of a picture.</p></figcaption></figure><p>The first real paragraph.</p>",
            "The first real paragraph.",
        ),
        (
            "<pre><code>let x = 1;</code></pre><ul><li><p>An item that is long.</p></li></ul><p>The text, then.</p>",
            "The text, then.",
        ),
        (
            "<p>One sentence here.</p><p>And two.</p><!--more--><p>Rest.</p>",
            "One sentence here. And two.",
        ),
        (
            "<p>One sentence here.</p><!-- truncate --><p>Rest.</p>",
            "One sentence here.",
        ),
        (
            "<p>Use <code>Vec&lt;T&gt;</code> &amp; more of it.</p>",
            "Use Vec<T> & more of it.",
        ),
        (
            "<p>Hello Jekyllers!</p><p>A fast release.</p>",
            "A fast release.",
        ),
        ("<p>It works!</p>", "It works!"),
        ("<p>出大事了！</p><p>正文。</p>", "出大事了！"),
    ] {
        assert_eq!(show(html).0.summary, expected, "{html}");
    }
    let long = format!("<p>{}</p>", "word ".repeat(200));
    let summary = show(&long).0.summary;
    assert!(
        summary.ends_with("word…") && summary.chars().count() <= 281,
        "{summary}"
    );
}

#[test]
fn the_mark_of_the_author_is_that_of_the_head() {
    let body = Body {
        markup: Markup::Markdown,
        text: "One.\n\nTwo.\n\n=== cut ===\n\nThree.".to_owned(),
        line: 1,
        excerpt_end: Some("=== cut ===".into()),
    };
    let (rendered, _) = render_body(&body, "https://example.org/a/");
    assert_eq!(rendered.summary, "One. Two.");
    assert!(!rendered.content.contains("cut"));
}
