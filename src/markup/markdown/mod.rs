//! Markdown: CommonMark with the extensions of GitHub, footnotes and heading ids.

pub(super) mod containers;
pub(super) mod elements;
mod events;
mod fence;
mod footnotes;
pub(super) mod line;
mod links;
pub(super) mod statements;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{Context, Html, shortcodes};
use crate::text::one_line;

/// The extensions of CommonMark that are read.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// A body of Markdown, or of MDX, as HTML; what generators put into it included.
pub(super) fn to_html(text: &str, mdx: bool, context: &Context<'_>) -> Html {
    let expanded = shortcodes::in_markdown(text, mdx, context);
    let mut html = events::to_html(&expanded.text, context.smart_punctuation);
    html = expanded.slots.fill(html);
    Html {
        html,
        removed: expanded.removed,
    }
}

/// The language that an info string or an argument names.
pub(super) fn language_name(info: &str) -> String {
    fence::language(info)
}

/// One line of Markdown as HTML, without a paragraph around it.
pub(super) fn line_to_html(text: &str) -> String {
    let html = events::to_html(text.trim(), false);
    let html = html.trim_end();
    match html
        .strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"))
    {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => html.to_owned(),
    }
}

fn plain(events: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    one_line(&text)
}

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Plain text, one line.
    pub text: String,
    /// Bytes of the text that it takes.
    pub range: Range<usize>,
    /// From 1.
    pub level: u8,
}

/// The first heading, whatever its level.
pub fn first_heading(text: &str) -> Option<Heading> {
    // Parsing costs; a text without any mark of a heading has none.
    if !text.contains('#') && !text.contains("\n=") && !text.contains("\n-") {
        return None;
    }
    let mut found: Option<(Range<usize>, HeadingLevel, Vec<Event<'_>>)> = None;
    let masked = elements::masked(text, false);
    for (event, range) in Parser::new_ext(&masked, options()).into_offset_iter() {
        match (&mut found, event) {
            (None, Event::Start(Tag::Heading { level, .. })) => {
                found = Some((range, level, Vec::new()));
            }
            (None, _) => {}
            (Some(_), Event::End(TagEnd::Heading(_))) => break,
            (Some((_, _, events)), event) => events.push(event),
        }
    }
    let (range, level, events) = found?;
    let text = plain(&events);
    (!text.is_empty()).then_some(Heading {
        text,
        range,
        level: level as u8,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        to_html(text, false, &Context::default()).html
    }

    #[test]
    fn headings_get_ids_and_keep_their_own() {
        assert_eq!(
            html("## Two *words*\n\n## Two words\n\n## Own {#mine}\n"),
            "<h2 id=\"two-words\">Two <em>words</em></h2>\n<h2 id=\"two-words-1\">Two words</h2>\n<h2 id=\"mine\">Own</h2>\n"
        );
    }

    #[test]
    fn the_first_heading_is_found_with_its_place() {
        let heading = first_heading("intro\n\n# A `b` *c*\n\ntext").unwrap();
        assert_eq!(
            (heading.text.as_str(), heading.range, heading.level),
            ("A b c", 7..19, 1)
        );
        assert_eq!(first_heading("Title\n=====\n").unwrap().text, "Title");
        assert_eq!(first_heading("```\n# no\n```\n"), None);
    }

    #[test]
    fn ten_thousand_levels_are_no_danger() {
        for mark in ["> ", "- ", "* ", "["] {
            let html = html(&mark.repeat(10_000));
            assert!(html.len() < 2_000_000);
        }
    }
}
