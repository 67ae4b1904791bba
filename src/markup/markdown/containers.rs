//! Blocks that generators add to Markdown line by line: containers (`:::note`), admonitions
//! (`!!! note`), tabs (`=== "A"`), callouts (`> [!note] Title`), lists of attributes and tables of
//! contents; in MDX the statements of JavaScript. What they hold stays Markdown of the same text.

use std::borrow::Cow;
use std::collections::HashMap;

use super::line_to_html;
use super::statements::{self, is_import};
use crate::markup::removed::{Collector, Kind};
use crate::markup::shortcodes::title_of;
use crate::markup::slots::Slots;
use crate::text::escape;

/// The text with its blocks as slots, the line in the body of each of its lines (empty where they are
/// the same), and the files that it imports by name.
pub(in crate::markup) fn open<'a>(
    text: Cow<'a, str>,
    mdx: bool,
    slots: &mut Slots,
    removed: &mut Collector,
) -> (Cow<'a, str>, Vec<u32>, HashMap<String, String>) {
    let marks = [
        ":::",
        "!!! ",
        "??? ",
        "???+",
        "=== \"",
        "[!",
        "{:",
        "*[",
        "[TOC]",
        "[toc]",
        "[[toc]]",
        "[[_TOC_]]",
        "import ",
        "export ",
    ];
    if !marks.iter().any(|mark| text.contains(mark)) && !has_bare_colon(&text) {
        return (text, Vec::new(), HashMap::new());
    }
    let mut blocks = Blocks {
        slots,
        removed,
        out: String::with_capacity(text.len() + 64),
        lines: Vec::new(),
        open: Vec::new(),
        imports: HashMap::new(),
        number: 0,
    };
    blocks.run(&text, mdx);
    (Cow::Owned(blocks.out), blocks.lines, blocks.imports)
}

/// Whether some line begins with a colon that no space follows.
fn has_bare_colon(text: &str) -> bool {
    memchr::memchr_iter(b'\n', text.as_bytes()).any(|end| {
        let line = text[end + 1..].trim_start_matches(' ');
        line.starts_with(':') && !line[1..].starts_with([' ', '\t'])
    })
}

/// A block that is open.
enum Open {
    /// Closed by a line of at least as many colons.
    Colons(usize, &'static str),
    /// Closed by the first line that stands no further in than this.
    Indent(usize, &'static str),
}

struct Blocks<'s> {
    slots: &'s mut Slots,
    removed: &'s mut Collector,
    out: String,
    lines: Vec<u32>,
    open: Vec<Open>,
    imports: HashMap<String, String>,
    number: u32,
}

/// Bytes of the path of a file that is imported, which may come again with each use of its name.
const LONGEST_PATH: usize = 300;

/// Deeper blocks are text.
const MAX_DEPTH: usize = 30;

impl Blocks<'_> {
    fn run(&mut self, text: &str, mdx: bool) {
        let mut fence: Option<(u8, usize)> = None;
        // The end tag of what is no Markdown: `{% raw %}`, `{% highlight %}`.
        let mut until: Option<String> = None;
        let mut statement = false;
        // Where the statement ends, as far as its brackets say, and whether they all closed so far.
        let (mut statement_end, mut balanced) = (0, true);
        let mut quoted = false;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            self.number += 1;
            let start = at;
            at += line.len();
            if start < statement_end {
                self.push("");
                continue;
            }
            let bare = line.trim_end_matches(['\n', '\r']);
            let trimmed = bare.trim_start();
            let indent = bare.len() - trimmed.len();
            if !trimmed.is_empty() && fence.is_none() {
                self.close_indented(indent);
            }
            let base = self.base();
            let bare = bare.get(base.min(indent)..).unwrap_or(bare);
            let trimmed = bare.trim_start();
            let indent = bare.len() - trimmed.len();
            if let Some(end) = &until {
                if trimmed.contains(end.as_str()) {
                    until = None;
                }
                self.push(bare);
                continue;
            }
            let mark = trimmed.as_bytes().first().copied().unwrap_or_default();
            let run = trimmed.bytes().take_while(|b| *b == mark).count();
            match fence {
                Some((open, length)) => {
                    if mark == open && run >= length && trimmed[run..].trim().is_empty() {
                        fence = None;
                    }
                    self.push(bare);
                    continue;
                }
                None if matches!(mark, b'`' | b'~') && run >= 3 && indent < 4 => {
                    if !trimmed[run..].contains('`') {
                        fence = Some((mark, run));
                    }
                    self.push(bare);
                    statement = false;
                    continue;
                }
                None => {}
            }
            until = verbatim(trimmed);
            let in_quote = trimmed.starts_with('>');
            if mdx || trimmed.starts_with("import ") {
                if trimmed.is_empty() {
                    statement = false;
                } else if indent == 0
                    && (mdx && (bare.starts_with("import ") || bare.starts_with("export "))
                        || is_import(bare))
                {
                    // What follows a whole one may be text.
                    statement = mdx && !is_import(bare);
                    if statement && balanced {
                        let length = statements::length(&text[start..]);
                        balanced = length.is_some();
                        statement_end = start + length.unwrap_or_default();
                    }
                    self.import(bare);
                    self.push("");
                    continue;
                }
            }
            if statement {
                self.push("");
                continue;
            }
            if indent >= 4 || !self.block(bare, trimmed, indent, quoted) {
                self.line(bare, trimmed);
            }
            quoted = in_quote;
        }
        while let Some(open) = self.open.pop() {
            self.end(&open, 0);
        }
    }

    /// Columns that the content of admonitions stands in.
    fn base(&self) -> usize {
        let within = self.open.iter().rev().find_map(|open| match open {
            Open::Indent(indent, _) => Some(indent + 4),
            Open::Colons(..) => None,
        });
        within.unwrap_or(0)
    }

    fn push(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
        self.lines.push(self.number);
    }

    fn slot(&mut self, html: String, indent: usize) {
        let slot = self.slots.block(html);
        self.push(&format!("{}{slot}", " ".repeat(indent.min(3))));
    }

    fn end(&mut self, open: &Open, indent: usize) {
        let (Open::Colons(_, close) | Open::Indent(_, close)) = open;
        if !close.is_empty() {
            self.slot((*close).to_owned(), indent);
        }
    }

    fn close_indented(&mut self, indent: usize) {
        while let Some(Open::Indent(outer, _)) = self.open.last() {
            if indent > *outer {
                return;
            }
            if let Some(open) = self.open.pop() {
                self.end(&open, 0);
            }
        }
    }

    /// Takes a line that opens or closes a block.
    fn block(&mut self, bare: &str, trimmed: &str, indent: usize, quoted: bool) -> bool {
        if trimmed.starts_with(":::") {
            self.colons(trimmed, indent);
            return true;
        }
        for (mark, folds) in [
            ("!!! ", false),
            ("???+ ", true),
            ("??? ", true),
            ("=== \"", false),
        ] {
            let Some(rest) = trimmed.strip_prefix(mark) else {
                continue;
            };
            if self.open.len() >= MAX_DEPTH {
                return false;
            }
            let column = self.base() + indent;
            if mark.starts_with('=') {
                let title = rest.trim_end().trim_end_matches('"');
                self.slot(
                    format!("<p><strong>{}</strong></p>", line_to_html(title)),
                    indent,
                );
                self.open.push(Open::Indent(column, ""));
                return true;
            }
            let (kind, title) = match rest.split_once('"') {
                Some((kind, title)) => (kind, Some(title.trim_end().trim_end_matches('"'))),
                None => (rest, None),
            };
            let kind = kind.split_whitespace().next().unwrap_or("note");
            let title = title.map_or_else(|| title_of(kind), str::to_owned);
            let (html, close) = titled(&title, folds);
            self.slot(html, indent);
            self.open.push(Open::Indent(column, close));
            return true;
        }
        if trimmed.starts_with('>') && !quoted {
            return self.callout(bare);
        }
        false
    }

    fn colons(&mut self, trimmed: &str, indent: usize) {
        let run = trimmed.bytes().take_while(|b| *b == b':').count();
        let rest = trimmed[run..].trim().trim_end_matches(':').trim_end();
        if rest.is_empty() {
            let last = self
                .open
                .iter()
                .rposition(|open| matches!(open, Open::Colons(length, _) if *length <= run));
            match last {
                Some(at) => {
                    while self.open.len() > at {
                        if let Some(open) = self.open.pop() {
                            self.end(&open, indent);
                        }
                    }
                    // No line more than there was, for an empty close.
                    if self.lines.last() != Some(&self.number) {
                        self.push("");
                    }
                }
                None => self.push(""),
            }
            return;
        }
        if self.open.len() >= MAX_DEPTH {
            self.push("");
            return;
        }
        // `note Title`, `note[Title]`, `{.callout-note title="…"}`, `{note} Title`, `warning "Title"`.
        let (kind, title) = match rest.strip_prefix('{') {
            Some(inner) => {
                let (list, behind) = inner.split_once('}').unwrap_or((inner, ""));
                let word = list.split_whitespace().next().unwrap_or_default();
                let named = list
                    .split_once("title=\"")
                    .and_then(|(_, title)| title.split('"').next());
                let title = named.unwrap_or(behind.trim());
                (word.trim_start_matches(['.', '#']), title)
            }
            None => {
                let end = rest
                    .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
                    .unwrap_or(rest.len());
                let (kind, behind) = rest.split_at(end);
                let behind = behind.trim_start();
                let title = match behind.strip_prefix('[') {
                    Some(inner) => inner.split(']').next().unwrap_or(inner),
                    None => behind
                        .split('{')
                        .next()
                        .unwrap_or_default()
                        .trim_matches('"'),
                };
                (kind, title.trim())
            }
        };
        let kind = kind.trim_start_matches("callout-");
        let close = match kind {
            "details" | "spoiler" | "collapse" => {
                let title = if title.is_empty() { "Details" } else { title };
                let (html, close) = titled(title, true);
                self.slot(html, indent);
                close
            }
            kind if is_admonition(kind) => {
                let title = if title.is_empty() {
                    title_of(kind)
                } else {
                    title.to_owned()
                };
                let (html, close) = titled(&title, false);
                self.slot(html, indent);
                close
            }
            // Only the page's design knows what it is.
            _ => {
                self.push("");
                ""
            }
        };
        self.open.push(Open::Colons(run, close));
    }

    /// `> [!note]- Title`: a quote that begins with its title.
    fn callout(&mut self, bare: &str) -> bool {
        let at = bare
            .find(|c: char| !matches!(c, '>' | ' ' | '\t'))
            .unwrap_or(bare.len());
        let (prefix, rest) = bare.split_at(at);
        let Some((kind, behind)) = rest
            .strip_prefix("[!")
            .and_then(|rest| rest.split_once(']'))
        else {
            return false;
        };
        let kind = kind.split('|').next().unwrap_or(kind).trim();
        let fits = !kind.is_empty()
            && kind
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !fits || behind.starts_with(['(', '[', ':']) {
            return false;
        }
        let title = behind.trim_start_matches(['-', '+']).trim();
        let title = if title.is_empty() {
            escape(&title_of(&kind.to_lowercase())).into_owned()
        } else {
            line_to_html(title)
        };
        let slot = self.slots.block(format!("<p><strong>{title}</strong></p>"));
        self.push(&format!("{prefix}{slot}"));
        true
    }

    /// A line of text: marks of kramdown and tables of contents go.
    fn line(&mut self, bare: &str, trimmed: &str) {
        let word = trimmed.trim_end();
        let is_contents = matches!(
            word.to_ascii_lowercase().as_str(),
            "[toc]"
                | "[[toc]]"
                | "[[_toc_]]"
                | "@[toc]"
                | "${toc}"
                | "{:toc}"
                | "{{toc}}"
                | "{:.toc}"
        );
        if is_contents || word.starts_with("{:toc") {
            // The item before it only holds its place.
            self.drop_place_holder();
            self.push("");
            return;
        }
        // What an abbreviation stands for (Markdown Extra, kramdown).
        let abbreviation = trimmed
            .strip_prefix("*[")
            .and_then(|rest| rest.split_once("]:"));
        if let Some((short, long)) = abbreviation
            && bare.len() - trimmed.len() < 4
            && !short.is_empty()
            && !short.contains([']', '*'])
            && !long.contains('*')
        {
            self.push("");
            return;
        }
        // A definition has a space behind its colon; `:)` and `:smile:` begin none.
        if trimmed.starts_with(':')
            && bare.len() - trimmed.len() < 4
            && !trimmed[1..].starts_with([' ', '\t'])
        {
            self.push(&format!(
                "{}\\{trimmed}",
                &bare[..bare.len() - trimmed.len()]
            ));
            return;
        }
        // A heading's list of attributes becomes the one that the parser knows.
        if word.starts_with('#')
            && let Some((text, list)) = word.rsplit_once("{:")
            && let Some(list) = list.trim_end().strip_suffix('}')
        {
            self.push(&format!("{}{{{}}}", text, list.trim()));
            return;
        }
        if let Some(list) = word
            .strip_prefix("{:")
            .and_then(|list| list.strip_suffix('}'))
            && !list.starts_with([':', '/'])
        {
            let id = list.split_whitespace().find(|word| word.starts_with('#'));
            if let Some(id) = id {
                self.give_id(id);
            }
            self.push("");
            return;
        }
        self.push(bare);
    }

    fn last_line(&self) -> Option<usize> {
        let end = self.out.strip_suffix('\n')?;
        Some(end.rfind('\n').map_or(0, |at| at + 1))
    }

    fn drop_place_holder(&mut self) {
        if let Some(start) = self.last_line() {
            let line = self.out[start..].trim();
            if line.starts_with(['-', '*', '+']) || line.starts_with("1.") {
                self.out.truncate(start);
                self.out.push('\n');
            }
        }
    }

    /// The heading just before gets an id.
    fn give_id(&mut self, id: &str) {
        if let Some(start) = self.last_line()
            && self.out[start..].starts_with('#')
        {
            let line = self.out[start..].trim_end().to_owned();
            self.out.truncate(start);
            self.out.push_str(&format!("{line} {{{id}}}\n"));
        }
    }

    /// `import picture from "./picture.png"`.
    fn import(&mut self, line: &str) {
        if let Some((name, path)) = line
            .strip_prefix("import ")
            .and_then(|l| l.split_once(" from "))
        {
            let path = path.trim().trim_end_matches(';').trim_matches(['"', '\'']);
            let name = name.trim();
            if name.chars().all(|c| c.is_alphanumeric() || c == '_')
                && path.contains('.')
                && path.len() <= LONGEST_PATH
            {
                self.imports.insert(name.to_owned(), path.to_owned());
            }
        } else if line.starts_with("export ") && line.contains("=>") {
            let number = self.number;
            self.removed.add(Kind::Logic, "export", number);
        }
    }
}

fn titled(title: &str, folds: bool) -> (String, &'static str) {
    let title = line_to_html(title);
    if folds {
        (format!("<details><summary>{title}</summary>"), "</details>")
    } else {
        (
            format!("<blockquote><p><strong>{title}</strong></p>"),
            "</blockquote>",
        )
    }
}

/// The kinds of containers that say something to the reader.
fn is_admonition(kind: &str) -> bool {
    matches!(
        kind,
        "note"
            | "tip"
            | "info"
            | "warning"
            | "danger"
            | "caution"
            | "important"
            | "hint"
            | "success"
            | "error"
            | "question"
            | "quote"
            | "example"
            | "abstract"
            | "attention"
            | "seealso"
            | "warn"
            | "todo"
            | "admonition"
            | "secondary"
            | "callout"
            | "alert"
            | "remark"
            | "theorem"
            | "definition"
            | "lemma"
            | "proof"
            | "exercise"
    )
}

/// What ends the text that no block begins in, where a line begins it.
fn verbatim(line: &str) -> Option<String> {
    if !line.starts_with('{') {
        return None;
    }
    for name in [
        "raw",
        "highlight",
        "codeblock",
        "comment",
        "verbatim",
        "mermaid",
    ] {
        for (open, end) in [
            (format!("{{% {name}"), format!("end{name} %}}")),
            (format!("{{{{< {name}"), format!("{{{{< /{name}")),
            (format!("{{{{% {name}"), format!("/{name} %}}}}")),
        ] {
            if line.starts_with(&open) && !line.contains(&end) && name != "raw" {
                return Some(end);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::markup::{Context, Markup, to_html};

    fn html(text: &str) -> String {
        let html = to_html(Markup::Markdown, text, &Context::default()).html;
        html.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace("> <", "><")
    }

    #[test]
    fn blocks_of_generators_say_what_they_are() {
        let note = "<blockquote><p><strong>Mind</strong></p><p>Some <em>text</em>.</p></blockquote><p>After.</p>";
        for text in [
            ":::note Mind\n\nSome *text*.\n\n:::\n\nAfter.\n",
            ":::note[Mind]\nSome *text*.\n:::\nAfter.\n",
            "::: {.callout-note title=\"Mind\"}\nSome *text*.\n:::\n\nAfter.\n",
            "!!! note \"Mind\"\n    Some *text*.\n\nAfter.\n",
            "!!! note \"Mind\"\n\n    Some *text*.\nAfter.\n",
            "> [!note] Mind\n> Some *text*.\n\nAfter.\n",
            "> [!tip]- Mind\n> Some *text*.\n\nAfter.\n",
        ] {
            assert_eq!(html(text), note, "{text}");
        }
        assert_eq!(
            html("> [!NOTE]\n> Text.\n"),
            "<blockquote><p><strong>Note</strong></p><p>Text.</p></blockquote>"
        );
        assert_eq!(
            html("??? tip \"More\"\n    Text.\n"),
            "<details><summary>More</summary><p>Text.</p></details>"
        );
        assert_eq!(html(":::table-wrapper\n\nText.\n\n:::\n"), "<p>Text.</p>");
        assert_eq!(html("Smile\n:) ok\n"), "<p>Smile :) ok</p>");
        assert_eq!(
            html("```\n:::note\n!!! tip\n```\n"),
            "<pre><code>:::note !!! tip </code></pre>"
        );
    }

    #[test]
    fn marks_of_kramdown_and_tables_of_contents_go() {
        for (text, expected) in [
            ("* TOC\n{:toc}\n\nText.\n", "<p>Text.</p>"),
            ("[[_TOC_]]\n\nText.\n", "<p>Text.</p>"),
            ("[TOC]\n\nText.\n", "<p>Text.</p>"),
            ("Text.\n{: .lead #x}\n", "<p>Text.</p>"),
            ("HTML.\n\n*[HTML]: Hyper Text\n*[CSS]:\n", "<p>HTML.</p>"),
            ("*[Ed]: so*\n", "<p><em>[Ed]: so</em></p>"),
            ("## Head\n{: #own}\n", "<h2 id=\"own\">Head</h2>"),
            ("## Head {: #own}\n", "<h2 id=\"own\">Head</h2>"),
            (
                "{::options parse_block_html=\"true\" /}\n\nText.\n",
                "<p>Text.</p>",
            ),
            (
                "[a](https://b.example/){:target=\"_blank\"} c\n",
                "<p><a href=\"https://b.example/\">a</a> c</p>",
            ),
        ] {
            assert_eq!(html(text), expected, "{text}");
        }
    }
}
