//! The tree to HTML, with what refers to other places of the text resolved: blocks here, what stands
//! in them in `phrase`.

mod footnotes;
mod phrase;

use std::fmt::Write;

use self::footnotes::Footnotes;
use super::tree::{Block, Cell, Document, Table};
use crate::markup::Context;

pub(super) use self::footnotes::footnote_id;

/// What became of a document.
pub(super) struct Written {
    pub html: String,
    /// What was left out, in the order of the lines.
    pub notes: Vec<(u32, String)>,
    /// References to articles that are not there, as written.
    pub lost: Vec<(u32, String)>,
}

/// The document as HTML.
pub(super) fn write(document: Document, source_length: usize, context: &Context<'_>) -> Written {
    let footnotes = Footnotes::resolve(&document);
    let mut writer = Writer {
        document: &document,
        context,
        footnotes,
        html: String::with_capacity(source_length + source_length / 4),
        notes: Vec::new(),
        lost: Vec::new(),
        allowance: 8 * source_length + 65_536,
        expansions: 0,
        trims_next: false,
    };
    writer.blocks(&document.blocks);
    let Writer {
        html,
        mut notes,
        lost,
        ..
    } = writer;
    notes.extend(document.notes);
    notes.sort();
    notes.dedup();
    Written { html, notes, lost }
}

struct Writer<'d> {
    document: &'d Document,
    context: &'d Context<'d>,
    footnotes: Footnotes,
    html: String,
    notes: Vec<(u32, String)>,
    lost: Vec<(u32, String)>,
    /// Bytes that substitutions and addresses may still add.
    allowance: usize,
    expansions: usize,
    /// Whether the space at the start of the next text goes.
    trims_next: bool,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(phrase) => {
                self.html.push_str("<p>");
                self.phrase(phrase);
                self.html.push_str("</p>\n");
            }
            Block::Heading { level, id, title } => {
                // The title of the article is the only `<h1>`.
                let level = (level + 1).min(6);
                let _ = write!(self.html, "<h{level} id=\"{}\">", escape(id));
                self.phrase(title);
                let _ = writeln!(self.html, "</h{level}>");
            }
            Block::Rubric(phrase) => {
                self.html.push_str("<p><strong>");
                self.phrase(phrase);
                self.html.push_str("</strong></p>\n");
            }
            Block::Bullets(items) => {
                self.html.push_str("<ul>\n");
                self.items(items);
                self.html.push_str("</ul>\n");
            }
            Block::Enumerated { kind, start, items } => {
                self.html.push_str("<ol");
                if *kind != '1' {
                    let _ = write!(self.html, " type=\"{kind}\"");
                }
                if *start != 1 {
                    let _ = write!(self.html, " start=\"{start}\"");
                }
                self.html.push_str(">\n");
                self.items(items);
                self.html.push_str("</ol>\n");
            }
            Block::Definitions(items) => {
                self.html.push_str("<dl>\n");
                for item in items {
                    self.html.push_str("<dt>");
                    self.phrase(&item.term);
                    for classifier in &item.classifiers {
                        self.html.push_str(" : <em>");
                        self.phrase(classifier);
                        self.html.push_str("</em>");
                    }
                    self.html.push_str("</dt>\n");
                    self.description(&item.body);
                }
                self.html.push_str("</dl>\n");
            }
            Block::Fields(items) => {
                self.html.push_str("<dl>\n");
                for (name, body) in items {
                    self.html.push_str("<dt>");
                    self.phrase(name);
                    self.html.push_str(":</dt>\n");
                    self.description(body);
                }
                self.html.push_str("</dl>\n");
            }
            Block::Options(items) => {
                self.html.push_str("<dl>\n");
                for (names, body) in items {
                    self.html.push_str("<dt>");
                    for (at, name) in names.iter().enumerate() {
                        if at > 0 {
                            self.html.push_str(", ");
                        }
                        self.element("code", "", name);
                    }
                    self.html.push_str("</dt>\n");
                    self.description(body);
                }
                self.html.push_str("</dl>\n");
            }
            Block::Literal { class, text } => {
                self.html.push_str("<pre>");
                self.element("code", class, text);
                self.html.push_str("</pre>\n");
            }
            Block::ParsedLiteral(phrase) => {
                self.html.push_str("<pre>");
                self.phrase(phrase);
                self.html.push_str("</pre>\n");
            }
            Block::Lines(lines) => {
                self.html.push_str("<p>");
                for (at, (indent, phrase)) in lines.iter().enumerate() {
                    if at > 0 {
                        self.html.push_str("<br>\n");
                    }
                    self.html.extend(std::iter::repeat_n('\u{a0}', *indent));
                    self.phrase(phrase);
                }
                self.html.push_str("</p>\n");
            }
            Block::Quote {
                body,
                attribution: None,
                ..
            } if body.is_empty() => {}
            Block::Quote {
                class,
                body,
                attribution,
            } => {
                self.open("blockquote", class);
                self.html.push('\n');
                self.blocks(body);
                if let Some(attribution) = attribution {
                    self.html.push_str("<p>\u{2014} ");
                    self.phrase(attribution);
                    self.html.push_str("</p>\n");
                }
                self.html.push_str("</blockquote>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Footnote { index, body } => self.footnote(*index, body),
            Block::Division { class, title, body } => {
                self.open("div", class);
                self.html.push('\n');
                if let Some(title) = title {
                    self.html.push_str("<p><strong>");
                    self.phrase(title);
                    self.html.push_str("</strong></p>\n");
                }
                self.blocks(body);
                self.html.push_str("</div>\n");
            }
            Block::Figure { image, line, body } => {
                self.html.push_str("<figure>\n");
                self.image(image, *line);
                if !body.is_empty() {
                    self.html.push_str("\n<figcaption>");
                    self.tight(body);
                    self.html.push_str("</figcaption>");
                }
                self.html.push_str("\n</figure>\n");
            }
            Block::Image { image, line } => {
                self.html.push_str("<p>");
                self.image(image, *line);
                self.html.push_str("</p>\n");
            }
            Block::Anchor(id) => {
                let _ = writeln!(self.html, "<span id=\"{}\"></span>", escape(id));
            }
            Block::Link(address) => {
                let address = escape(address);
                let _ = writeln!(self.html, "<p><a href=\"{address}\">{address}</a></p>");
            }
            Block::Html(html) => {
                self.html.push_str(html);
                self.html.push('\n');
            }
            Block::Rule => self.html.push_str("<hr>\n"),
            Block::More => self.html.push_str("<!--more-->\n"),
        }
    }

    /// List items; those that are all short have no paragraphs of their own.
    fn items(&mut self, items: &[Vec<Block>]) {
        let short = items.iter().all(|item| is_short(item));
        for item in items {
            self.html.push_str("<li>");
            if short {
                self.tight(item);
            } else {
                self.html.push('\n');
                self.blocks(item);
            }
            self.html.push_str("</li>\n");
        }
    }

    fn description(&mut self, body: &[Block]) {
        self.html.push_str("<dd>");
        if is_short(body) {
            self.tight(body);
        } else {
            self.html.push('\n');
            self.blocks(body);
        }
        self.html.push_str("</dd>\n");
    }

    /// Blocks of which the first, if it is a paragraph, needs no element.
    fn tight(&mut self, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(phrase), rest @ ..] => {
                self.phrase(phrase);
                if !rest.is_empty() {
                    self.html.push('\n');
                    self.blocks(rest);
                }
            }
            _ => self.blocks(blocks),
        }
    }

    fn table(&mut self, table: &Table) {
        self.html.push_str("<table>\n");
        if let Some(title) = &table.title {
            self.html.push_str("<caption>");
            self.phrase(title);
            self.html.push_str("</caption>\n");
        }
        let (head, body) = table.rows.split_at(table.head_rows.min(table.rows.len()));
        if !head.is_empty() {
            self.html.push_str("<thead>\n");
            self.rows(head, usize::MAX);
            self.html.push_str("</thead>\n");
        }
        self.html.push_str("<tbody>\n");
        self.rows(body, table.head_columns);
        self.html.push_str("</tbody>\n</table>\n");
    }

    fn rows(&mut self, rows: &[Vec<Cell>], head_columns: usize) {
        for row in rows {
            self.html.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let tag = if at < head_columns { "th" } else { "td" };
                let _ = write!(self.html, "<{tag}");
                if cell.columns > 1 {
                    let _ = write!(self.html, " colspan=\"{}\"", cell.columns);
                }
                if cell.rows > 1 {
                    let _ = write!(self.html, " rowspan=\"{}\"", cell.rows);
                }
                self.html.push('>');
                match cell.body.as_slice() {
                    [Block::Paragraph(phrase)] => self.phrase(phrase),
                    body => self.blocks(body),
                }
                let _ = write!(self.html, "</{tag}>");
            }
            self.html.push_str("</tr>\n");
        }
    }

    fn footnote(&mut self, index: usize, body: &[Block]) {
        let _ = writeln!(
            self.html,
            "<div class=\"footnote\" id=\"{}\">",
            footnote_id(index)
        );
        self.html.push_str("<p>");
        let label = escape(&self.footnotes.labels[index]);
        match self.footnotes.origins[index] {
            Some(origin) => {
                let origin = origin + 1;
                let _ = write!(
                    self.html,
                    "<a href=\"#footnote-reference-{origin}\">[{label}]</a> "
                );
            }
            None => {
                let _ = write!(self.html, "[{label}] ");
            }
        }
        let rest = match body {
            [Block::Paragraph(phrase), rest @ ..] => {
                self.phrase(phrase);
                rest
            }
            _ => body,
        };
        self.html.push_str("</p>\n");
        self.blocks(rest);
        self.html.push_str("</div>\n");
    }

    fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.open(tag, class);
        self.text(text);
        let _ = write!(self.html, "</{tag}>");
    }

    fn open(&mut self, tag: &str, class: &str) {
        let _ = match class {
            "" => write!(self.html, "<{tag}>"),
            _ => write!(self.html, "<{tag} class=\"{}\">", escape(class)),
        };
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            push_escaped(c, &mut self.html);
        }
    }
}

/// A paragraph and perhaps a short list below it, which read well without space around them.
fn is_short(item: &[Block]) -> bool {
    let list = match item {
        [] | [Block::Paragraph(_)] => return true,
        [Block::Paragraph(_), list] => list,
        [list @ (Block::Bullets(_) | Block::Enumerated { .. })] => list,
        _ => return false,
    };
    match list {
        Block::Bullets(items) | Block::Enumerated { items, .. } => {
            items.iter().all(|item| is_short(item))
        }
        _ => false,
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        push_escaped(c, &mut escaped);
    }
    escaped
}

fn push_escaped(c: char, html: &mut String) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        c => html.push(c),
    }
}
