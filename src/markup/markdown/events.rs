//! The events of the parser, changed where HTML for readers differs from what it writes by itself:
//! ids of headings, footnotes, tasks, alerts, languages of code, alignment of tables, bare addresses.

use std::collections::HashSet;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd,
    TextMergeStream, html,
};

use super::footnotes::Footnotes;
use super::{fence, links, options, plain};
use crate::markup::slots::{Slots, UNKNOWN};
use crate::text::escape;

/// Renders Markdown. Headings without an id get one from their text, as GitHub makes it, so that links
/// within the page work.
pub(super) fn to_html(text: &str, smart: bool) -> String {
    let mut options = options();
    options.set(Options::ENABLE_SMART_PUNCTUATION, smart);
    let mut footnotes = Footnotes::default();
    let mut events = Vec::new();
    for event in TextMergeStream::new(Parser::new_ext(text, options)) {
        if let Some(event) = footnotes.take(event) {
            events.push(event);
        }
    }
    let events = footnotes.place(events);
    let mut out = String::with_capacity(text.len() * 3 / 2);
    html::push_html(&mut out, Changes::of(&events).apply(events).into_iter());
    out
}

/// What is known on the way through the events.
#[derive(Default)]
struct Changes {
    ids: Ids,
    alignments: Vec<Alignment>,
    /// Column of the table, and whether it is the head.
    cell: usize,
    in_head: bool,
    in_code: bool,
    /// Links and images around, each with whether it is shown as one.
    around: Vec<bool>,
    images: usize,
    /// Depth of `<a>` as HTML.
    anchors: usize,
}

impl Changes {
    fn of(events: &[Event<'_>]) -> Self {
        let mut changes = Changes::default();
        for event in events {
            if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
                changes.ids.used.insert(id.to_string());
            }
        }
        changes
    }

    fn apply<'a>(mut self, events: Vec<Event<'a>>) -> Vec<Event<'a>> {
        let mut out: Vec<Event<'a>> = Vec::with_capacity(events.len() + 16);
        let mut heading = None;
        for event in events {
            match &event {
                Event::Start(Tag::Heading { .. }) => heading = Some(out.len()),
                Event::End(TagEnd::Heading(_)) => {
                    if let Some(start) = heading.take() {
                        self.ids.give(&mut out[start..]);
                    }
                }
                _ => {}
            }
            self.change(event, &mut out);
        }
        out
    }

    fn change<'a>(&mut self, event: Event<'a>, out: &mut Vec<Event<'a>>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                self.in_code = true;
                let kind = match kind {
                    CodeBlockKind::Fenced(info) => {
                        CodeBlockKind::Fenced(fence::language(&info).into())
                    }
                    indented => indented,
                };
                out.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                out.push(event);
            }
            // Readers drop form controls.
            Event::TaskListMarker(done) => {
                out.push(Event::Text(if done { "☑ " } else { "☐ " }.into()));
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => {
                out.push(Event::Start(Tag::BlockQuote(None)));
                let title = format!("<p><strong>{}</strong></p>\n", alert(kind));
                out.push(Event::Html(title.into()));
            }
            Event::End(TagEnd::BlockQuote(_)) => out.push(Event::End(TagEnd::BlockQuote(None))),
            Event::Start(Tag::Table(alignments)) => {
                self.alignments = alignments;
                out.push(Event::Html("<table>\n".into()));
            }
            Event::Start(Tag::TableHead) => {
                (self.cell, self.in_head) = (0, true);
                out.push(Event::Html("<thead>\n<tr>".into()));
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                out.push(Event::Html("</tr>\n</thead>\n<tbody>\n".into()));
            }
            Event::Start(Tag::TableRow) => {
                self.cell = 0;
                out.push(Event::Html("<tr>".into()));
            }
            Event::End(TagEnd::TableRow) => out.push(Event::Html("</tr>\n".into())),
            Event::Start(Tag::TableCell) => out.push(Event::InlineHtml(self.open_cell().into())),
            Event::End(TagEnd::TableCell) => {
                self.cell += 1;
                let end = if self.in_head { "</th>" } else { "</td>" };
                out.push(Event::InlineHtml(end.into()));
            }
            Event::End(TagEnd::Table) => out.push(Event::Html("</tbody>\n</table>\n".into())),
            // An address with a value that is not known leads to a wrong place: the words stay.
            Event::Start(Tag::Link { ref dest_url, .. }) => {
                let shown = !dest_url.contains(UNKNOWN);
                self.around.push(shown);
                if shown {
                    out.push(event);
                }
            }
            Event::Start(Tag::Image { ref dest_url, .. }) => {
                let shown = !dest_url.contains(UNKNOWN);
                self.around.push(shown);
                self.images += usize::from(shown);
                if shown {
                    out.push(event);
                }
            }
            Event::End(end @ (TagEnd::Link | TagEnd::Image)) => {
                if self.around.pop().unwrap_or(true) {
                    self.images -= usize::from(end == TagEnd::Image && self.images > 0);
                    out.push(Event::End(end));
                }
            }
            Event::InlineHtml(ref tag) => {
                if tag.starts_with("<a ") || tag.starts_with("<A ") {
                    self.anchors += 1;
                } else if tag.starts_with("</a") || tag.starts_with("</A") {
                    self.anchors = self.anchors.saturating_sub(1);
                }
                out.push(event);
            }
            Event::Text(text) if !self.in_code => self.text(text, out),
            other => out.push(other),
        }
    }

    fn open_cell(&self) -> String {
        let name = if self.in_head { "th" } else { "td" };
        let align = match self.alignments.get(self.cell) {
            Some(Alignment::Left) => " align=\"left\"",
            Some(Alignment::Center) => " align=\"center\"",
            Some(Alignment::Right) => " align=\"right\"",
            _ => "",
        };
        format!("<{name}{align}>")
    }

    /// Words: addresses in them become links, and what an author shows of templates by way of escapes
    /// (`\{\%`, `&#123;%`) is set as the code that it is.
    fn text<'a>(&self, text: CowStr<'a>, out: &mut Vec<Event<'a>>) {
        let linked = self.around.is_empty() && self.anchors == 0;
        if !links::may_have(&text) && !shows_template(&text) {
            out.push(Event::Text(text));
            return;
        }
        let mut rest = &*text;
        while let Some((at, length)) = template(rest) {
            self.words(&rest[..at], linked, out);
            let shown = rest[at..at + length].to_owned();
            out.push(if self.images > 0 {
                Event::Text(shown[2..].to_owned().into())
            } else {
                Event::Code(shown.into())
            });
            rest = &rest[at + length..];
        }
        self.words(rest, linked, out);
    }

    fn words<'a>(&self, text: &str, linked: bool, out: &mut Vec<Event<'a>>) {
        if text.is_empty() {
            return;
        }
        if !linked {
            out.push(Event::Text(text.to_owned().into()));
            return;
        }
        let mut kept = 0;
        for link in links::find(text) {
            if kept < link.range.start {
                out.push(Event::Text(text[kept..link.range.start].to_owned().into()));
            }
            kept = link.range.end;
            let html = format!(
                "<a href=\"{}\">{}</a>",
                escape(&link.address),
                escape(&text[link.range])
            );
            out.push(Event::InlineHtml(html.into()));
        }
        if kept < text.len() {
            out.push(Event::Text(text[kept..].to_owned().into()));
        }
    }
}

fn shows_template(text: &str) -> bool {
    ["{%", "{{<", "{{%"].iter().any(|mark| text.contains(mark))
}

/// Where a text shows a template, and its length: to its end, else the opening mark. It ends before
/// the next one at the latest, so that no text is looked at twice.
fn template(text: &str) -> Option<(usize, usize)> {
    let opens = |text: &str| {
        [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")]
            .into_iter()
            .find(|(open, _)| text.starts_with(open))
    };
    let braces = || text.match_indices('{');
    let (at, (open, close)) = braces().find_map(|(at, _)| Some((at, opens(&text[at..])?)))?;
    let from = at + open.len();
    let inside = &text[from..];
    let ends = inside.match_indices(['{', '>', '%']).find(|(at, _)| {
        let here = &inside[*at..];
        here.starts_with(close) || opens(here).is_some()
    });
    match ends {
        Some((end, _)) if inside[end..].starts_with(close) => {
            Some((at, open.len() + end + close.len()))
        }
        _ => Some((at, open.len())),
    }
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "Note",
        BlockQuoteKind::Tip => "Tip",
        BlockQuoteKind::Important => "Important",
        BlockQuoteKind::Warning => "Warning",
        BlockQuoteKind::Caution => "Caution",
    }
}

/// Ids that headings have so far.
#[derive(Default)]
struct Ids {
    used: HashSet<String>,
    next: std::collections::HashMap<String, usize>,
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
        let slug: String = Slots::strip(&text)
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
        let mut unique = slug.clone();
        let count = self.next.entry(slug.clone()).or_default();
        while *count > 0 || self.used.contains(&unique) {
            *count += 1;
            unique = format!("{slug}-{}", *count - 1);
            if *count > 1 && !self.used.contains(&unique) {
                break;
            }
        }
        *count = (*count).max(1);
        self.used.insert(unique.clone());
        *id = Some(CowStr::from(unique));
    }
}
