//! Texts that nobody would write: depth, time and size are bounded.

use super::{first_heading, to_html, to_html_with_notes};
use crate::growth::is_linear;

#[test]
fn depth_is_bounded() {
    let deep = |mark: &str, step: usize, depth: usize| -> String {
        (0..depth)
            .map(|at| format!("{}{mark}\n", " ".repeat(at * step)))
            .collect()
    };
    for source in [
        "- ".repeat(10_000),
        "1. ".repeat(10_000),
        "| ".repeat(10_000),
        ".. note:: ".repeat(10_000),
        ".. [#] ".repeat(10_000),
        ".. class:: a\n\n ".repeat(500),
        deep("- a\n", 2, 1_000),
        deep("a\n", 1, 1_000),
        deep("a", 1, 1_000),
        deep(":a: b\n", 1, 1_000),
        deep(".. note::\n", 1, 1_000),
    ] {
        let html = to_html(&source);
        assert!(html.matches("<blockquote>").count() <= 101);
        assert!(html.matches("<ul>").count() <= 101);
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    let stars = format!("a {}", "*".repeat(1 << 20));
    assert!(to_html(&stars).starts_with("<p>a <strong>***"));
    for part in [
        "*",
        "`",
        "|",
        "_",
        "[",
        "\\",
        "\0",
        "+",
        "=",
        ":",
        "-",
        " ",
        "\n",
        "\t",
        "\u{e9}",
        "**a ",
        "*a ",
        "`a ",
        "``a ",
        "|a ",
        "_`a ",
        "a-",
        ":a",
        "a_ ",
        "a__ ",
        "http:-",
        "http://(",
        "a@",
        "a@b-",
        "[1]_ ",
        "[*]_ ",
        "|a| ",
        "a::\n\n",
        ".. a\n",
        ".. _a:\n",
        ".. _a: b_\n",
        "__ a\n",
        "=\n",
        "== ==\n",
        "== ==\na\n",
        "+--+\n",
        "a\n=\n",
        "- a\n",
        "a\n b\n",
        " a\n\n -- b\n\n",
        "-a\n\n",
        ".. |a| replace:: |a|\n",
        ".. a::\n\n b\n",
    ] {
        is_linear(part, (1 << 14) / part.len(), |count| {
            let source = part.repeat(count);
            to_html_with_notes(&source);
            first_heading(&source);
        });
        let source = part.repeat((1 << 17) / part.len());
        let (html, _) = to_html_with_notes(&source);
        assert!(
            html.len() < 16 * source.len(),
            "{part:?} made {} bytes",
            html.len()
        );
    }
}

#[test]
fn substitutions_do_not_multiply_without_end() {
    let twice = |at: usize| format!(".. |a{at}| replace:: |a{0}| |a{0}|\n", at + 1);
    let mut source: String = (0..1_000).map(twice).collect();
    source.push_str("\n|a0| |a0|\n");
    assert!(to_html(&source).len() < 40 * source.len());
    let long = format!(
        ".. |a| replace:: {}\n\n{}",
        "b".repeat(10_000),
        "|a| ".repeat(10_000)
    );
    assert!(to_html(&long).len() < 40 * long.len());
}

#[test]
fn what_is_named_once_does_not_come_back_without_end() {
    let long = "b".repeat(10_000);
    for source in [
        format!(".. _a: http://{long}\n\n{}", "a_ ".repeat(10_000)),
        format!(
            ".. role:: a\n   :class: {long}\n\n{}",
            ":a:`x` ".repeat(10_000)
        ),
        format!(".. |a| image:: {long}\n\n{}", "|a| ".repeat(10_000)),
    ] {
        assert!(
            to_html(&source).len() < 40 * source.len(),
            "{}",
            &source[..20]
        );
    }
}

#[test]
fn a_table_is_not_larger_than_its_text() {
    let border = "= ".repeat(5_000);
    let source = format!("{border}\n{}{border}\n", "a\n".repeat(5_000));
    assert!(to_html(&source).len() < 16 * source.len());
}
