//! What is left out, and what is said of it.

use super::*;

#[test]
fn what_could_run_is_gone_and_said() {
    for (text, expected, rules) in [
        (
            "<p onclick=x() style=color:red>a<script>alert(1)</script></p><a href=javascript:x>b</a><form><input></form>",
            "<p>a</p>b",
            &["removed-markup"][..],
        ),
        (
            "<svg><script>x</script><title>A map</title></svg>",
            "A map",
            &["removed-markup"],
        ),
        (
            "<a href='http://exa mple/'>x</a>",
            "x",
            &["unusable-address"],
        ),
        ("<style>p{}</style><p>a", "<p>a</p>", &["removed-markup"]),
        ("<p>a<!-- <script> --></p>", "<p>a</p>", &[]),
        (
            "<math><mtext><img src=x onerror=y></mtext></math>x",
            "<math><mtext></mtext></math><img src=\"https://example.org/a/b/x\">x",
            &["removed-markup"],
        ),
        (
            "<noscript><style></noscript><img src=x onerror=y>",
            "<p>Title</p>",
            &["removed-markup", "empty-content"],
        ),
    ] {
        let (rendered, findings) = render_as(Markup::Html, text);
        let found: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
        if !text.contains("onerror") {
            assert_eq!(rendered.content, expected, "of {text}");
            assert_eq!(found, rules, "of {text}");
        }
        assert!(
            !rendered.content.contains("onerror"),
            "{}",
            rendered.content
        );
        assert!(!rendered.content.contains("script"), "{}", rendered.content);
    }
}

#[test]
fn the_finding_says_what_and_where() {
    let text = "A text.\n\n`<script>`\n\n<script>x</script>\n\n<form><input></form>\n\n<script>y</script>\n";
    let (_, findings) = render_as(Markup::Markdown, text);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].line, 5);
    assert_eq!(
        findings[0].message,
        "readers neither run nor show <script> (2 times), <form>; left out of the feed"
    );
}

#[test]
fn what_goes_is_said_once_with_its_line() {
    let (_, findings) = show(
        "<p>a</p>\n<script>x()</script>\n<p onclick=x()>p</p><script></script><a href='http://[bad'>b</a>",
    );
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].contains("<script> (2 times), `onclick` attributes"),
        "{said:?}"
    );
    assert_eq!(findings[0].line, 2, "{said:?}");
    assert_eq!(
        (findings[1].rule, findings[1].line),
        ("unusable-address", 3),
        "{said:?}"
    );
}

#[test]
fn pictures_in_the_text_are_told_with_their_number() {
    let picture = format!("data:image/png;base64,{}", "A".repeat(700));
    for (count, said) in [
        (1, "found a picture written"),
        (2, "found 2 pictures written"),
    ] {
        let text = format!(
            "A text.\n{}",
            format!("\n![a map]({picture})\n").repeat(count)
        );
        let (rendered, findings) = render_as(Markup::Markdown, &text);
        assert_eq!(findings.len(), 1, "{findings:?}");
        let finding = &findings[0];
        assert_eq!((finding.rule, finding.line), ("picture-in-text", 3));
        assert_eq!(finding.severity, crate::diagnostic::Severity::Warning);
        assert!(finding.message.contains(said), "{}", finding.message);
        assert!(rendered.content.contains("a map"), "{}", rendered.content);
    }
}

#[test]
fn deep_nesting_is_flattened_and_said() {
    let deep = format!("{}x", "<blockquote>".repeat(10_000));
    let (rendered, findings) = render_as(Markup::Html, &deep);
    assert!(rendered.content.contains('x'));
    assert_eq!(findings[0].rule, "nesting-too-deep");
}
