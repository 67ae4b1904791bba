//! The tree to HTML, with what refers to other places of the text resolved.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use super::tree::{
    Block, Cell, Document, Goal, Image, Inline, Label, Phrase, Substitution, Table, normalise,
};

/// Targets that lead to targets; longer chains are taken for circles.
const MAX_HOPS: usize = 32;

/// Substitutions within substitutions.
const MAX_EXPANSIONS: usize = 16;

/// The document as HTML, and its notes in the order of their lines.
pub(super) fn write(document: Document, source_length: usize) -> (String, Vec<(u32, String)>) {
    let footnotes = Footnotes::resolve(&document);
    let mut writer = Writer {
        document: &document,
        footnotes,
        html: String::with_capacity(source_length + source_length / 4),
        notes: Vec::new(),
        allowance: 8 * source_length + 65_536,
        expansions: 0,
        trims_next: false,
    };
    writer.blocks(&document.blocks);
    let Writer {
        html, mut notes, ..
    } = writer;
    notes.extend(document.notes);
    notes.sort();
    notes.dedup();
    (html, notes)
}

/// The id of the n-th footnote.
pub(super) fn footnote_id(index: usize) -> String {
    format!("footnote-{}", index + 1)
}

struct Footnotes {
    /// What each footnote is called.
    labels: Vec<String>,
    /// Which footnote each reference means.
    goals: Vec<Option<usize>>,
    /// The first reference to each footnote.
    origins: Vec<Option<usize>>,
}

impl Footnotes {
    fn resolve(document: &Document) -> Footnotes {
        let given: HashSet<&str> = document
            .footnotes
            .iter()
            .filter_map(|label| match label {
                Label::Given(name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        let mut labels = Vec::with_capacity(document.footnotes.len());
        let mut names: HashMap<String, usize> = HashMap::new();
        let (mut numbered, mut symbols) = (Vec::new(), Vec::new());
        let mut number = 0_usize;
        for (index, label) in document.footnotes.iter().enumerate() {
            let text = match label {
                Label::Given(name) => name.clone(),
                Label::Number | Label::Named(_) => loop {
                    number += 1;
                    let text = number.to_string();
                    if !given.contains(text.as_str()) {
                        break text;
                    }
                },
                Label::Symbol => symbol(symbols.len()),
            };
            match label {
                Label::Given(name) | Label::Named(name) => {
                    names.entry(normalise(name)).or_insert(index);
                }
                Label::Number => numbered.push(index),
                Label::Symbol => symbols.push(index),
            }
            labels.push(text);
        }
        let (mut numbered, mut symbols) = (numbered.into_iter(), symbols.into_iter());
        let goals: Vec<Option<usize>> = document
            .footnote_references
            .iter()
            .map(|label| match label {
                Label::Given(name) | Label::Named(name) => names.get(&normalise(name)).copied(),
                Label::Number => numbered.next(),
                Label::Symbol => symbols.next(),
            })
            .collect();
        let mut origins = vec![None; labels.len()];
        for (reference, goal) in goals.iter().enumerate() {
            if let Some(goal) = *goal {
                origins[goal].get_or_insert(reference);
            }
        }
        Footnotes {
            labels,
            goals,
            origins,
        }
    }
}

/// The n-th mark of footnotes that are not numbered, doubled after ten.
fn symbol(index: usize) -> String {
    const MARKS: [&str; 10] = [
        "*", "\u{2020}", "\u{2021}", "\u{a7}", "\u{b6}", "#", "\u{2660}", "\u{2665}", "\u{2666}",
        "\u{2663}",
    ];
    // Beyond some repetitions nobody can tell them apart; a number keeps the page short.
    match index / MARKS.len() {
        times @ 0..4 => MARKS[index % MARKS.len()].repeat(times + 1),
        _ => format!("*{}", index + 1),
    }
}

struct Writer<'d> {
    document: &'d Document,
    footnotes: Footnotes,
    html: String,
    notes: Vec<(u32, String)>,
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

    fn phrase(&mut self, phrase: &Phrase) {
        for part in &phrase.parts {
            self.inline(part, phrase.line);
        }
    }

    fn inline(&mut self, part: &Inline, line: u32) {
        let trims = std::mem::take(&mut self.trims_next);
        match part {
            Inline::Text(text) if trims => self.text(text.trim_start()),
            Inline::Text(text) => self.text(text),
            Inline::Element { tag, class, text } => self.element(tag, class, text),
            Inline::Abbreviation { text, meaning } => {
                let (text, meaning) = (escape(text), escape(meaning));
                let _ = write!(self.html, "<abbr title=\"{meaning}\">{text}</abbr>");
            }
            Inline::Html(html) => self.html.push_str(html),
            Inline::Reference { text, goal, source } => match self.resolve(goal) {
                Some(address) => {
                    let (address, text) = (escape(&address), escape(text));
                    let _ = write!(self.html, "<a href=\"{address}\">{text}</a>");
                }
                None => {
                    self.notes
                        .push((line, format!("unknown target in `{}`", in_line(source))));
                    // A name with an underscore behind it may be just that; a phrase is not.
                    self.text(if source.starts_with('`') {
                        text
                    } else {
                        source
                    });
                }
            },
            Inline::Substitution { name, goal, source } => {
                let address = goal.as_ref().and_then(|goal| self.resolve(goal));
                if let Some(address) = &address {
                    let _ = write!(self.html, "<a href=\"{}\">", escape(address));
                }
                self.substitute(name, source, line);
                if address.is_some() {
                    self.html.push_str("</a>");
                }
            }
            Inline::Footnote { index, source } => match self.footnotes.goals[*index] {
                Some(goal) => {
                    let label = escape(&self.footnotes.labels[goal]);
                    let (id, origin) = (footnote_id(goal), index + 1);
                    // The brackets keep the number apart from the word where nothing is raised.
                    let _ = write!(
                        self.html,
                        "<a href=\"#{id}\" id=\"footnote-reference-{origin}\">\
                         <sup>[{label}]</sup></a>"
                    );
                }
                None => {
                    self.notes
                        .push((line, format!("unknown footnote in `{}`", in_line(source))));
                    self.text(source);
                }
            },
            Inline::Anchor { id, text } => {
                let (id, text) = (escape(id), escape(text));
                let _ = write!(self.html, "<span id=\"{id}\">{text}</span>");
            }
        }
    }

    fn substitute(&mut self, name: &str, source: &str, line: u32) {
        let document = self.document;
        let found = document.substitutions.get(name).or_else(|| {
            let folded = normalise(name);
            let exact = document.aliases.get(&folded).unwrap_or(&folded);
            document.substitutions.get(exact)
        });
        let before = self.html.len();
        match found {
            // Within the bounds on what a text can make of itself.
            Some(found) if self.expansions < MAX_EXPANSIONS && self.allowance > 0 => {
                self.expansions += 1;
                match found {
                    Substitution::Phrase(phrase) => self.phrase(phrase),
                    Substitution::Image(image) => self.image(image, line),
                    Substitution::Characters { text, trims } => {
                        if trims.0 {
                            self.html.truncate(self.html.trim_end().len());
                        }
                        self.text(text);
                        self.trims_next = trims.1;
                    }
                }
                self.expansions -= 1;
                let added = self.html.len().saturating_sub(before);
                self.allowance = self.allowance.saturating_sub(added + 1);
            }
            Some(_) => self.text(source),
            None => {
                self.notes
                    .push((line, format!("unknown substitution `{}`", in_line(source))));
                self.text(source);
            }
        }
    }

    fn image(&mut self, image: &Image, line: u32) {
        let address = image.goal.as_ref().and_then(|goal| {
            let address = self.resolve(goal);
            if address.is_none() {
                self.notes
                    .push((line, "unknown target of an image".to_owned()));
            }
            address
        });
        if let Some(address) = &address {
            let _ = write!(self.html, "<a href=\"{}\">", escape(address));
        }
        let (source, alt) = (escape(&image.source), escape(&image.alt));
        let _ = write!(self.html, "<img src=\"{source}\" alt=\"{alt}\"");
        if !image.class.is_empty() {
            let _ = write!(self.html, " class=\"{}\"", escape(&image.class));
        }
        let mut style = String::new();
        for (name, value) in [("width", &image.width), ("height", &image.height)] {
            let pixels = value.strip_suffix("px").unwrap_or(value);
            if value.is_empty() {
                continue;
            }
            if pixels.bytes().all(|byte| byte.is_ascii_digit()) {
                let _ = write!(self.html, " {name}=\"{pixels}\"");
            } else {
                let _ = write!(style, "{name}: {value};");
            }
        }
        if !style.is_empty() {
            let _ = write!(self.html, " style=\"{style}\"");
        }
        self.html.push('>');
        if address.is_some() {
            self.html.push_str("</a>");
        }
    }

    /// The address that a goal comes to in the end, within the bounds on what a text can make of itself.
    fn resolve(&mut self, goal: &Goal) -> Option<String> {
        let address = self.address(goal)?;
        let left = self.allowance.checked_sub(address.len())?;
        let address = address.into_owned();
        self.allowance = left;
        Some(address)
    }

    fn address<'g>(&'g self, goal: &'g Goal) -> Option<Cow<'g, str>> {
        let mut goal = goal;
        for _ in 0..MAX_HOPS {
            goal = match goal {
                Goal::Uri(uri) => return Some(uri.into()),
                Goal::Id(id) => return (!id.is_empty()).then(|| format!("#{id}").into()),
                Goal::Shared(goal) => goal,
                Goal::Anonymous(index) => self.document.anonymous.get(*index)?,
                Goal::Name(name) => match self.document.targets.get(name) {
                    Some(goal) => goal,
                    None => {
                        let id = self.document.sections.get(name)?;
                        return Some(format!("#{id}").into());
                    }
                },
            };
        }
        None
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

/// A part of the source for a message: on one line, and not too much of it.
fn in_line(source: &str) -> String {
    let words: Vec<&str> = source.split_whitespace().take(12).collect();
    words.join(" ").chars().take(60).collect()
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
