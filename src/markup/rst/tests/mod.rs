//! What each construct becomes, a table for each kind; what is noted; what a text is called.

mod blocks;
mod directives;
mod hostile;
mod phrases;
mod references;

use super::{first_heading, to_html, to_html_with_notes};

/// What a case says, the source, and the HTML expected of it.
type Case = (&'static str, &'static str, &'static str);

#[test]
fn each_construct_becomes_its_html() {
    let all = [
        phrases::CASES,
        blocks::CASES,
        references::CASES,
        directives::CASES,
    ];
    for (name, source, html) in all.into_iter().flatten() {
        assert_eq!(&to_html(source), html, "{name}");
    }
}

#[test]
fn an_empty_text_gives_nothing() {
    for source in ["", "\n", "  \n\t\n", "\u{feff}", "..", ".. a\n"] {
        assert_eq!(
            to_html_with_notes(source),
            (String::new(), Vec::new()),
            "{source:?}"
        );
    }
}

#[test]
fn what_is_left_out_is_noted_with_its_line() {
    let source = "a\n\n.. chart:: Bar\n   :title: T\n\n   'a', [1]\n\n- b\n\n  .. x-y:: z\n\n\
                  .. include:: other.txt\n\nc_ |d| [9]_\n\n.. |e| date::\n";
    let notes = [
        (3, "unknown directive `chart` left out"),
        (10, "unknown directive `x-y` left out"),
        (12, "directive `include` left out: it reads another file"),
        (14, "unknown footnote in `[9]_`"),
        (14, "unknown substitution `|d|`"),
        (14, "unknown target in `c_`"),
        (
            16,
            "directive `date` left out: the text would change with the clock",
        ),
    ];
    let notes: Vec<(u32, String)> = notes.map(|(line, note)| (line, note.to_owned())).to_vec();
    let html = "<p>a</p>\n<ul>\n<li>b</li>\n</ul>\n<p>c_ |d| [9]_</p>\n";
    assert_eq!(to_html_with_notes(source), (html.to_owned(), notes));
}

#[test]
fn the_title_at_the_start_is_found() {
    let cases = [
        ("Title\n=====\n\nText", Some(("Title", 1))),
        ("\n\n=======\n *A* b\n=======\n", Some(("A b", 4))),
        (
            ".. title: x\n.. slug: y\n\nTitle\n-----\n",
            Some(("Title", 4)),
        ),
        (".. _here:\n\n``a`` & b\n~~~~~~~~~\n", Some(("a & b", 3))),
        ("Text.\n\nTitle\n=====\n", None),
        (".. note:: a\n\nTitle\n=====\n", None),
        ("* a\n\nTitle\n=====\n", None),
        ("- a\n---\n", None),
        ("1. Title\n========\n", Some(("1. Title", 1))),
        ("Longer\n--\n", None),
        ("----\n\nTitle\n=====\n", None),
        ("", None),
    ];
    for (source, title) in cases {
        let title = title.map(|(text, line)| (text.to_owned(), line));
        assert_eq!(first_heading(source), title, "{source:?}");
    }
}
