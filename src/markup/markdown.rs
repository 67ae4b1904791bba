//! Markdown: CommonMark with the extensions of GitHub, footnotes and heading ids.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::text::one_line;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// Renders a body. Headings without an id get one from their text, as GitHub makes it, so that links
/// within the page work.
pub fn to_html(text: &str) -> String {
    let text = &*without_containers(text);
    let mut ids = Ids::default();
    let mut out = String::with_capacity(text.len() * 3 / 2);
    let mut heading: Vec<Event<'_>> = Vec::new();
    let mut in_heading = false;
    let events = Parser::new_ext(text, options()).flat_map(move |event| {
        match &event {
            Event::Start(Tag::Heading { .. }) => in_heading = true,
            Event::End(TagEnd::Heading(_)) => {
                in_heading = false;
                heading.push(event);
                let mut done = std::mem::take(&mut heading);
                ids.give(&mut done);
                return done.into_iter();
            }
            _ => {}
        }
        if in_heading {
            heading.push(event);
            Vec::new().into_iter()
        } else {
            vec![event].into_iter()
        }
    });
    html::push_html(&mut out, events);
    out
}

/// Ids that headings have so far.
#[derive(Default)]
struct Ids {
    used: HashMap<String, usize>,
}

impl Ids {
    fn give(&mut self, heading: &mut [Event<'_>]) {
        let text = plain(heading);
        let Some(Event::Start(Tag::Heading { id, .. })) = heading.first_mut() else {
            return;
        };
        if id.is_some() {
            return;
        }
        let slug: String = text
            .to_lowercase()
            .chars()
            .filter_map(|c| match c {
                ' ' | '-' => Some('-'),
                '_' => Some('_'),
                c if c.is_alphanumeric() => Some(c),
                _ => None,
            })
            .collect();
        if slug.is_empty() {
            return;
        }
        let count = self.used.entry(slug.clone()).or_default();
        let unique = if *count == 0 {
            slug
        } else {
            format!("{slug}-{count}")
        };
        *count += 1;
        *id = Some(CowStr::from(unique));
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
    for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
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

/// The text without the lines that open and close containers (`:::tip`, `::: {.callout}`), which are
/// Docusaurus' and Quarto's and no Markdown; what they contain stays.
fn without_containers(text: &str) -> Cow<'_, str> {
    if !text.starts_with(":::") && !text.contains("\n:::") {
        return Cow::Borrowed(text);
    }
    let mut in_code = false;
    let lines = text.split_inclusive('\n').map(|line| {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            in_code = !in_code;
        }
        // An empty line in its place keeps the paragraphs apart and the lines in number.
        if line.starts_with(":::") && !in_code {
            "\n"
        } else {
            line
        }
    });
    Cow::Owned(lines.collect())
}

/// A text of MDX without what only a program reads: `import` and `export` lines, `{/* comments */}`.
pub fn without_mdx(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut in_statement = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            _ => {}
        }
        if fence.is_none() {
            if line.trim().is_empty() {
                in_statement = false;
            } else if line.starts_with("import ") || line.starts_with("export ") {
                in_statement = true;
            }
        }
        // Lines stay, so that places in the text keep their numbers.
        if in_statement {
            out.push('\n');
        } else {
            out.push_str(line);
        }
    }
    without_comments(&out)
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("{/*") {
        let Some((_, after)) = comment.split_once("*/}") else {
            break;
        };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_get_ids_and_keep_their_own() {
        assert_eq!(
            to_html("## Two *words*\n\n## Two words\n\n## Own {#mine}\n"),
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
    fn containers_of_generators_leave_what_they_contain() {
        assert_eq!(to_html(":::tip Note\n\nText.\n\n:::\n"), "<p>Text.</p>\n");
        assert_eq!(to_html("Smile\n:) ok\n"), "<p>Smile\n:) ok</p>\n");
    }

    #[test]
    fn mdx_statements_and_comments_go_and_code_stays() {
        let text = "import A from 'a'\n\nText {/* note */} here.\n\n```js\nimport b\n```\n";
        assert_eq!(
            without_mdx(text),
            "\n\nText  here.\n\n```js\nimport b\n```\n"
        );
    }

    #[test]
    fn ten_thousand_levels_are_no_danger() {
        for mark in ["> ", "- ", "* ", "["] {
            let html = to_html(&mark.repeat(10_000));
            assert!(html.len() < 2_000_000);
        }
    }
}
