//! Titles and summaries: one line of Markdown each, whose marks are gone where it is shown as plain text.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::options;
use crate::markup::{Context, Html, shortcodes};

/// A line of Markdown as HTML without the elements that its marks stand for; elements written as HTML
/// stay. What a site generator puts into it is there where it is known, else left out and told.
///
/// ```
/// use dateline::markup::{Context, line};
///
/// let html = line("A **bold** [link](/x) and `code`, 2 * 3", &Context::default()).html;
/// assert_eq!(html, "A bold link and code, 2 * 3");
/// ```
pub fn line(text: &str, context: &Context<'_>) -> Html {
    const MARKS: [&str; 4] = ["`", "*", "_", "~~"];
    const TEMPLATES: [&str; 3] = ["{{", "{%", "[["];
    let has = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
    let has_templates = has(&TEMPLATES);
    if !has_templates && !has(&MARKS) && !text.contains("](") {
        return Html {
            html: text.to_owned(),
            removed: Vec::new(),
        };
    }
    // Behind a word no mark opens a block: `1. Start` is no list here.
    let guarded = format!("{GUARD}{text}");
    if !has_templates {
        return Html {
            html: words(&guarded),
            removed: Vec::new(),
        };
    }
    let expanded = shortcodes::in_markdown(&guarded, false, context);
    Html {
        html: expanded.slots.fill(words(&expanded.text)),
        removed: expanded.removed,
    }
}

const GUARD: &str = "x ";

fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The marks to write again where each open pair ends.
    let mut open: Vec<&'static str> = Vec::new();
    let mut pictures = 0_usize;
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            _ if pictures > 0 => {}
            Event::Text(piece) | Event::Code(piece) => out.push_str(&escaped(&piece)),
            Event::InlineHtml(html) | Event::Html(html) => out.push_str(&html),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
                let mark = meant(text, &range);
                out.push_str(mark);
                open.push(mark);
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
                out.push_str(open.pop().unwrap_or_default());
            }
            _ => {}
        }
    }
    match out.strip_prefix(GUARD) {
        Some(behind) => behind.to_owned(),
        None => out.trim_start_matches('x').to_owned(),
    }
}

/// The mark of a pair that people mean as it stands: `__init__`, `Q*bert and Pac*Man`, `~5 or 6~`.
fn meant(text: &str, range: &Range<usize>) -> &'static str {
    let written = &text[range.clone()];
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let inside_words = is_letter(text[..range.start].chars().next_back())
        && is_letter(text[range.end..].chars().next());
    if written.starts_with("__") && written.chars().all(name) {
        "__"
    } else if inside_words && written.starts_with("**") {
        "**"
    } else if inside_words && written.starts_with('*') {
        "*"
    } else if written.starts_with('~') && !written.starts_with("~~") {
        "~"
    } else {
        ""
    }
}

fn escaped(text: &str) -> Cow<'_, str> {
    match text.contains(['&', '<']) {
        true => text.replace('&', "&amp;").replace('<', "&lt;").into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_gone_and_signs_stay() {
        for (written, expected) in [
            ("A **bold** [link](https://x.example)", "A bold link"),
            ("`Array.flat` and `Vec<T>`", "Array.flat and Vec&lt;T>"),
            ("An _old_ and a *new* word", "An old and a new word"),
            ("2 * 3 * 4", "2 * 3 * 4"),
            ("5*3*2", "5*3*2"),
            ("snake_case and more_of_it", "snake_case and more_of_it"),
            ("`x` in C# and F#", "x in C# and F#"),
            ("The __init__ of `A`", "The __init__ of A"),
            ("*args and **kwargs", "*args and **kwargs"),
            ("Q*bert and Pac*Man", "Q*bert and Pac*Man"),
            ("1. The `first`", "1. The first"),
            ("# `a`", "# a"),
            ("- **a**", "- a"),
            ("![alt](x.png) Said", " Said"),
            ("AT&T **now**", "AT&amp;T now"),
            ("**中文**标题", "中文标题"),
            ("~~old~~ new", "old new"),
            ("an open ` mark", "an open ` mark"),
            ("[1] and [x]", "[1] and [x]"),
        ] {
            assert_eq!(
                line(written, &Context::default()).html,
                expected,
                "{written}"
            );
        }
    }

    #[test]
    fn what_only_a_generator_knows_is_told() {
        for (written, expected, told) in [
            ("Said {{< x >}}", "Said ", 1),
            (
                "How `{{ page.title }}` works",
                "How {{ page.title }} works",
                0,
            ),
            ("{{ page.unknown }}", "", 1),
        ] {
            let html = line(written, &Context::default());
            assert_eq!(
                (html.html.as_str(), html.removed.len()),
                (expected, told),
                "{written}"
            );
        }
    }
}
