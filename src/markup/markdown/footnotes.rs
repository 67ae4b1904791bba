//! Footnotes: numbered in the order of their references, collected at the end, each with links back to
//! every place that refers to it.
//!
//! The ids are those of kramdown, Hugo and PHP Markdown Extra (`fn:name`, `fnref:name`), so that a link
//! to the article's page finds the note there too.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::text::escape;

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    definitions: HashMap<String, Vec<Event<'a>>>,
    /// Notes that are being read; those within others too.
    open: Vec<(String, Vec<Event<'a>>)>,
    notes: Vec<Note>,
    numbers: HashMap<String, usize>,
    ids: HashSet<String>,
}

struct Note {
    key: String,
    id: String,
    references: usize,
}

impl<'a> Footnotes<'a> {
    /// Keeps what belongs to a note; hands back what does not.
    pub(super) fn take(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.open.push((name.to_lowercase(), Vec::new()));
                None
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                if let Some((name, events)) = self.open.pop() {
                    self.definitions.entry(name).or_insert(events);
                }
                None
            }
            event => match self.open.last_mut() {
                Some((_, events)) => {
                    events.push(event);
                    None
                }
                None => Some(event),
            },
        }
    }

    /// The events with references that lead somewhere, and the notes behind them.
    pub(super) fn place(mut self, events: Vec<Event<'a>>) -> Vec<Event<'a>> {
        if self.definitions.is_empty() {
            return events;
        }
        let mut out: Vec<Event<'a>> = events.into_iter().map(|event| self.refer(event)).collect();
        let mut texts: Vec<Vec<Event<'a>>> = Vec::new();
        // Notes may refer to notes, which then follow.
        while let Some(note) = self.notes.get(texts.len()) {
            let text = self.definitions.remove(&note.key).unwrap_or_default();
            let text = text.into_iter().map(|event| self.refer(event)).collect();
            texts.push(text);
        }
        if texts.is_empty() {
            return out;
        }
        out.push(html("<section>\n<hr />\n<ol>\n".to_owned()));
        for (note, mut text) in self.notes.iter().zip(texts) {
            out.push(html(format!("<li id=\"{}\">\n", note.id)));
            let back = Event::InlineHtml(back(note).into());
            if matches!(text.last(), Some(Event::End(TagEnd::Paragraph))) {
                text.insert(text.len() - 1, back);
            } else {
                text.extend([
                    Event::Start(Tag::Paragraph),
                    back,
                    Event::End(TagEnd::Paragraph),
                ]);
            }
            out.append(&mut text);
            out.push(html("</li>\n".to_owned()));
        }
        out.push(html("</ol>\n</section>\n".to_owned()));
        out
    }

    /// A reference becomes a link to its note.
    fn refer(&mut self, event: Event<'a>) -> Event<'a> {
        let Event::FootnoteReference(name) = event else {
            return event;
        };
        let key = name.to_lowercase();
        let at = match self.numbers.get(&key) {
            Some(at) => *at,
            None if !self.definitions.contains_key(&key) => {
                return Event::Text(format!("[^{name}]").into());
            }
            None => {
                let id = self.id(&key);
                self.notes.push(Note {
                    key: key.clone(),
                    id,
                    references: 0,
                });
                self.numbers.insert(key, self.notes.len() - 1);
                self.notes.len() - 1
            }
        };
        let Some(note) = self.notes.get_mut(at) else {
            return Event::Text("".into());
        };
        note.references += 1;
        let link = format!(
            "<sup id=\"{}\"><a href=\"#{}\">{}</a></sup>",
            reference_id(&note.id, note.references),
            note.id,
            at + 1
        );
        Event::InlineHtml(link.into())
    }

    /// An id of the letters of the name that addresses take as they are.
    fn id(&mut self, key: &str) -> String {
        let name: String = key
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || c == '_' {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        let mut id = format!("fn:{}", escape(&name));
        if !self.ids.insert(id.clone()) {
            // A name never holds a point.
            id = format!("{id}.{}", self.notes.len() + 1);
            self.ids.insert(id.clone());
        }
        id
    }
}

fn reference_id(id: &str, count: usize) -> String {
    let name = id.strip_prefix("fn:").unwrap_or(id);
    match count {
        1 => format!("fnref:{name}"),
        count => format!("fnref:{name}:{}", count - 1),
    }
}

fn back(note: &Note) -> String {
    let mut links = String::new();
    for count in 1..=note.references {
        // The second letter keeps it from being shown as a picture.
        let number = if count == 1 {
            String::new()
        } else {
            format!("<sup>{count}</sup>")
        };
        links.push_str(&format!(
            " <a href=\"#{}\">↩\u{fe0e}{number}</a>",
            reference_id(&note.id, count)
        ));
    }
    links
}

fn html<'a>(html: String) -> Event<'a> {
    Event::Html(html.into())
}

#[cfg(test)]
mod tests {
    use crate::markup::markdown::events::to_html;

    #[test]
    fn notes_are_numbered_by_their_references_and_lead_back_to_each() {
        let html = to_html(
            "[^b]: Second *note*.\n\n[^a]: First, see [^b].\n\nA[^a] and B[^b] and A[^a].\n\n[^unused]: Never.\n",
            false,
        );
        assert_eq!(
            html,
            "<p>A<sup id=\"fnref:a\"><a href=\"#fn:a\">1</a></sup> and B<sup id=\"fnref:b\"><a href=\"#fn:b\">2</a></sup> and A<sup id=\"fnref:a:1\"><a href=\"#fn:a\">1</a></sup>.</p>\n\
             <section>\n<hr />\n<ol>\n<li id=\"fn:a\">\n<p>First, see <sup id=\"fnref:b:1\"><a href=\"#fn:b\">2</a></sup>. <a href=\"#fnref:a\">↩\u{fe0e}</a> <a href=\"#fnref:a:1\">↩\u{fe0e}<sup>2</sup></a></p>\n</li>\n\
             <li id=\"fn:b\">\n<p>Second <em>note</em>. <a href=\"#fnref:b\">↩\u{fe0e}</a> <a href=\"#fnref:b:1\">↩\u{fe0e}<sup>2</sup></a></p>\n</li>\n</ol>\n</section>\n"
        );
    }

    #[test]
    fn a_reference_without_its_note_stays_text_and_a_note_may_end_with_code() {
        assert_eq!(to_html("a[^x] b\n", false), "<p>a[^x] b</p>\n");
        let html = to_html("a[^x]\n\n[^x]: b\n\n    ```\n    c\n    ```\n", false);
        assert!(
            html.contains("<code>c\n</code></pre>\n<p> <a href=\"#fnref:x\">"),
            "{html}"
        );
    }

    #[test]
    fn a_note_that_refers_to_itself_ends() {
        let html = to_html("a[^x]\n\n[^x]: b[^x]\n", false);
        assert_eq!(html.matches("<li").count(), 1, "{html}");
    }
}
