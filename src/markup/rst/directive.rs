//! Directives and substitution definitions: what each makes of its argument, options and content.

use super::address::address;
use super::block::Parser;
use super::explicit::goal;
use super::inline::simple_name;
use super::list::field;
use super::role::{DEFAULT_ROLE, custom_role};
use super::tree::{
    Block, Cell, Image, Inline, Line, Phrase, Substitution, Table, dedent, join, normalise, trim,
};

/// The parts of a directive.
struct Parts<'a> {
    /// Lines up to the first option or blank line.
    argument: Vec<Line<'a>>,
    options: Vec<(String, String)>,
    content: Vec<Line<'a>>,
}

/// The name in `name:: argument`, and the bytes up to the argument.
pub(super) fn directive_name(text: &str) -> Option<(&str, usize)> {
    let length = simple_name(text);
    let rest = &text[length..];
    let rest = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix("::")?;
    (length > 0 && (rest.is_empty() || rest.starts_with(' '))).then(|| {
        (
            &text[..length],
            text.len() - rest.trim_start_matches(' ').len(),
        )
    })
}

impl<'a> Parts<'a> {
    fn read(block: &[Line<'a>]) -> Parts<'a> {
        let block = match block.first() {
            Some(first) if first.is_blank() => &block[1..],
            _ => block,
        };
        let head = block.iter().take_while(|line| !line.is_blank()).count();
        let start = block[..head]
            .iter()
            .position(|line| field(line.text).is_some())
            .unwrap_or(head);
        let mut options: Vec<(String, String)> = Vec::new();
        for line in &block[start..head] {
            if let Some((name, bytes)) = field(line.text) {
                options.push((name.to_lowercase(), line.after(bytes).text.to_owned()));
            } else if let Some((_, value)) = options.last_mut() {
                value.push(' ');
                value.push_str(line.text.trim_start());
            }
        }
        Parts {
            argument: block[..start].to_vec(),
            options,
            content: trim(&block[head..]).to_vec(),
        }
    }

    /// The parts of a directive without an argument: what stands in its place is content.
    fn without_argument(block: &[Line<'a>]) -> Parts<'a> {
        let mut parts = Parts::read(block);
        if !parts.argument.is_empty() {
            let mut content = std::mem::take(&mut parts.argument);
            if let (Some(last), false) = (content.last(), parts.content.is_empty()) {
                content.push(Line { text: "", ..*last });
            }
            content.append(&mut parts.content);
            parts.content = content;
        }
        parts
    }

    fn option(&self, name: &str) -> &str {
        let found = self.options.iter().find(|(option, _)| option == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> usize {
        self.option(name).parse().unwrap_or(0)
    }

    fn classes(&self, first: &str) -> String {
        let mut classes = first.to_owned();
        for name in class_names(self.option("class")) {
            classes.push(' ');
            classes.push_str(&name);
        }
        classes.trim_start().to_owned()
    }

    /// The argument as one line.
    fn words(&self) -> String {
        let words: Vec<&str> = self.argument.iter().map(|line| line.text.trim()).collect();
        words.join(" ").trim().to_owned()
    }

    fn image(&self) -> Image {
        let target = self.option("target");
        Image {
            // An address may be broken into lines.
            source: address(&join(&self.argument)),
            alt: self.option("alt").to_owned(),
            width: measure(self.option("width")),
            height: measure(self.option("height")),
            class: self.classes(""),
            goal: goal(target),
        }
    }
}

impl Parser {
    pub(super) fn directive(
        &mut self,
        name: &str,
        number: u32,
        block: &[Line<'_>],
        depth: usize,
        out: &mut Vec<Block>,
    ) {
        match name {
            "code" | "code-block" | "sourcecode" => code(Parts::read(block), out),
            "parsed-literal" => {
                let parts = Parts::without_argument(block);
                let phrase = self.lines(&parts.content);
                out.push(Block::ParsedLiteral(phrase));
            }
            "math" => {
                let parts = Parts::without_argument(block);
                let text = join(&parts.content);
                out.push(Block::Literal {
                    class: "math".to_owned(),
                    text,
                });
            }
            "image" => {
                let image = Parts::read(block).image();
                out.push(Block::Image {
                    image,
                    line: number,
                });
            }
            "figure" | "thumbnail" => {
                let parts = Parts::read(block);
                let body = self.blocks(&parts.content, depth + 1);
                out.push(Block::Figure {
                    image: parts.image(),
                    line: number,
                    body,
                });
            }
            "raw" => self.raw(number, Parts::read(block), out),
            "attention" | "caution" | "danger" | "error" | "hint" | "important" | "note"
            | "tip" | "warning" | "seealso" => {
                let parts = Parts::without_argument(block);
                let shown = match name {
                    "seealso" => "See also".to_owned(),
                    _ => name[..1].to_uppercase() + &name[1..],
                };
                let title = Some(Phrase {
                    line: number,
                    parts: vec![Inline::Text(shown)],
                });
                self.division(&format!("admonition {name}"), title, &parts, depth, out);
            }
            "admonition" | "topic" | "sidebar" => {
                let parts = Parts::read(block);
                let title = (!parts.argument.is_empty()).then(|| self.lines(&parts.argument));
                self.division(name, title, &parts, depth, out);
            }
            "epigraph" | "highlights" | "pull-quote" => {
                let parts = Parts::without_argument(block);
                self.quote(&parts.classes(name), &parts.content, depth, out);
            }
            "compound" => {
                let parts = Parts::without_argument(block);
                self.division("compound", None, &parts, depth, out);
            }
            "container" | "class" | "rst-class" | "cssclass" => {
                let parts = Parts::read(block);
                // Without content `class` speaks of the next block, which a reader shows as any.
                if !parts.content.is_empty() {
                    let class = class_names(&parts.words()).join(" ");
                    self.division(&class, None, &parts, depth, out);
                }
            }
            "rubric" => {
                let phrase = self.lines(&Parts::read(block).argument);
                out.push(Block::Rubric(phrase));
            }
            "table" => {
                let parts = Parts::read(block);
                let mut body = self.blocks(&parts.content, depth + 1);
                if let Some(Block::Table(table)) = body.first_mut() {
                    table.title = self.table_title(&parts);
                }
                out.append(&mut body);
            }
            "list-table" => self.list_table(Parts::read(block), depth, out),
            "csv-table" => self.csv_table(number, Parts::read(block), depth, out),
            "youtube" | "vimeo" | "gist" | "media" => {
                let place = match name {
                    "youtube" => "https://www.youtube.com/watch?v=",
                    "vimeo" => "https://vimeo.com/",
                    "gist" => "https://gist.github.com/",
                    _ => "",
                };
                let words = Parts::read(block).words();
                let id = words.split_whitespace().next().unwrap_or("");
                if !id.is_empty() {
                    let place = if id.contains("://") { "" } else { place };
                    out.push(Block::Link(format!("{place}{id}")));
                }
            }
            "role" => self.role(&Parts::read(block)),
            "default-role" => {
                let name = Parts::read(block).words();
                self.default_role = if name.is_empty() {
                    DEFAULT_ROLE.to_owned()
                } else {
                    name
                };
            }
            // About the page around the article, or about how it is made.
            "contents" | "sectnum" | "section-numbering" | "header" | "footer" | "meta"
            | "target-notes" | "title" | "highlight" | "index" => {}
            "include" | "literalinclude" | "listing" => {
                self.note(
                    number,
                    format!("directive `{name}` left out: it reads another file"),
                );
            }
            _ => self.note(number, format!("unknown directive `{name}` left out")),
        }
    }

    pub(super) fn note(&mut self, number: u32, message: String) {
        self.document.notes.push((number, message));
    }

    fn division(
        &mut self,
        class: &str,
        title: Option<Phrase>,
        parts: &Parts<'_>,
        depth: usize,
        out: &mut Vec<Block>,
    ) {
        let class = parts.classes(class);
        let mut body = self.blocks(&parts.content, depth + 1);
        let subtitle = parts.option("subtitle");
        if !subtitle.is_empty() {
            let line = title.as_ref().map_or(0, |title| title.line);
            let subtitle = self.phrase(subtitle, line);
            body.insert(0, Block::Rubric(subtitle));
        }
        out.push(Block::Division { class, title, body });
    }

    fn raw(&mut self, number: u32, parts: Parts<'_>, out: &mut Vec<Block>) {
        let words = parts.words();
        if !words
            .split_whitespace()
            .any(|format| format.eq_ignore_ascii_case("html"))
        {
            return;
        }
        if !parts.option("file").is_empty() || !parts.option("url").is_empty() {
            self.note(
                number,
                "directive `raw` left out: it reads another file".to_owned(),
            );
        }
        if !parts.content.is_empty() {
            out.push(Block::Html(join(&dedent(&parts.content))));
        }
    }

    /// `.. role:: name(base)`
    fn role(&mut self, parts: &Parts<'_>) {
        let words = parts.words();
        let (name, base) = match words.split_once('(') {
            Some((name, base)) => (name, base.trim_end_matches(')')),
            None => (words.as_str(), ""),
        };
        let name = name.trim().to_lowercase();
        let language = parts.option("language");
        let class = match (parts.option("class"), language) {
            ("", "") if base.is_empty() => class_names(&name).join(" "),
            ("", "") => String::new(),
            ("", language) => format!("language-{language}"),
            (class, _) => class_names(class).join(" "),
        };
        let role = match self.roles.get(base) {
            Some(role) => role.clone(),
            None => custom_role(&base.trim().to_lowercase(), &class, parts.option("format")),
        };
        self.roles.insert(name, role);
    }

    /// `.. |name| directive:: argument`; the first line starts at the directive.
    pub(super) fn substitution(&mut self, name: &str, number: u32, block: &[Line<'_>]) {
        let Some(first) = block.first() else { return };
        let Some((directive, bytes)) = directive_name(first.text) else {
            return;
        };
        let mut block = block.to_vec();
        block[0] = first.after(bytes);
        let substitution = match directive.to_lowercase().as_str() {
            "replace" => {
                let lines: Vec<Line<'_>> = trim(&block).to_vec();
                Substitution::Phrase(self.lines(&lines))
            }
            "image" => Substitution::Image(Parts::read(&block).image()),
            "unicode" => {
                let parts = Parts::read(&block);
                let trims = |side| {
                    parts
                        .options
                        .iter()
                        .any(|(name, _)| name == "trim" || name == side)
                };
                Substitution::Characters {
                    text: unicode(&parts.words()),
                    trims: (trims("ltrim"), trims("rtrim")),
                }
            }
            "date" => {
                let message = "directive `date` left out: the text would change with the clock";
                self.note(number, message.to_owned());
                Substitution::Phrase(Phrase {
                    line: number,
                    parts: Vec::new(),
                })
            }
            other => {
                self.note(number, format!("unknown directive `{other}` left out"));
                Substitution::Phrase(Phrase {
                    line: number,
                    parts: Vec::new(),
                })
            }
        };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        // Names may differ in their case only; the exact one is looked for first.
        let folded = normalise(&name);
        if folded != name && !self.document.substitutions.contains_key(&folded) {
            self.document
                .aliases
                .entry(folded)
                .or_insert_with(|| name.clone());
        }
        self.document
            .substitutions
            .entry(name)
            .or_insert(substitution);
    }

    fn table_title(&mut self, parts: &Parts<'_>) -> Option<Phrase> {
        (!parts.argument.is_empty()).then(|| self.lines(&parts.argument))
    }

    /// A list of rows, each a list of cells.
    fn list_table(&mut self, parts: Parts<'_>, depth: usize, out: &mut Vec<Block>) {
        let title = self.table_title(&parts);
        let mut rows = Vec::new();
        for block in self.blocks(&parts.content, depth + 1) {
            let Block::Bullets(items) = block else {
                continue;
            };
            for item in items {
                let cells = item.into_iter().flat_map(|block| match block {
                    Block::Bullets(cells) => cells,
                    other => vec![vec![other]],
                });
                rows.push(
                    cells
                        .map(|body| Cell {
                            columns: 1,
                            rows: 1,
                            body,
                        })
                        .collect(),
                );
            }
        }
        let head_rows = parts.number("header-rows");
        let head_columns = parts.number("stub-columns");
        out.push(Block::Table(Table {
            title,
            rows,
            head_rows,
            head_columns,
        }));
    }

    fn csv_table(&mut self, number: u32, parts: Parts<'_>, depth: usize, out: &mut Vec<Block>) {
        if !parts.option("file").is_empty() || !parts.option("url").is_empty() {
            self.note(
                number,
                "directive `csv-table` left out: it reads another file".to_owned(),
            );
            return;
        }
        let title = self.table_title(&parts);
        let delimiter = match parts.option("delim") {
            "tab" | "space" => ' ',
            written => written.chars().next().unwrap_or(','),
        };
        let quote = parts.option("quote").chars().next().unwrap_or('"');
        let head = parts.option("header");
        let mut records = csv(head, delimiter, quote);
        let head_rows = records.len() + parts.number("header-rows");
        records.append(&mut csv(&join(&parts.content), delimiter, quote));
        let rows = records.iter().map(|record| {
            let cells = record.iter().map(|text| {
                let lines: Vec<Line<'_>> = text
                    .lines()
                    .map(|text| Line {
                        text: text.trim_end(),
                        number,
                    })
                    .collect();
                Cell {
                    columns: 1,
                    rows: 1,
                    body: self.blocks(&dedent(&lines), depth + 1),
                }
            });
            cells.collect()
        });
        let rows = rows.collect();
        let head_columns = parts.number("stub-columns");
        out.push(Block::Table(Table {
            title,
            rows,
            head_rows,
            head_columns,
        }));
    }
}

fn code(parts: Parts<'_>, out: &mut Vec<Block>) {
    // The blank line before the code is often forgotten: only the first line is the language.
    let mut lines = parts.argument.as_slice();
    let mut class = String::new();
    if let [first, rest @ ..] = lines
        && !first.text.contains(' ')
    {
        if !first.is_blank() {
            class = format!("language-{}", first.text.to_lowercase());
        }
        lines = rest;
    }
    let text = match (lines.is_empty(), parts.content.is_empty()) {
        (true, _) => join(&dedent(&parts.content)),
        (false, true) => join(lines),
        (false, false) => format!("{}\n\n{}", join(lines), join(&parts.content)),
    };
    if !text.is_empty() {
        out.push(Block::Literal { class, text });
    }
}

/// A length as HTML has it: a number with a unit; anything else is none.
fn measure(text: &str) -> String {
    let text = text.replace(' ', "");
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let known = [
        "", "em", "ex", "rem", "px", "in", "cm", "mm", "pt", "pc", "%", "vw", "vh",
    ];
    if unit.len() < text.len() && known.contains(&unit) {
        text
    } else {
        String::new()
    }
}

fn class_names(text: &str) -> Vec<String> {
    let clean = |word: &str| {
        let name: String = word
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || c == '_' {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        name.to_lowercase()
    };
    text.split_whitespace().map(clean).collect()
}

/// The argument of `unicode`: code points in several notations, and text as it is.
fn unicode(words: &str) -> String {
    let mut text = String::new();
    for word in words.split_whitespace().take_while(|&word| word != "..") {
        let digits = ["0x", "x", "\\x", "U+", "u+", "u", "\\u", "&#x"]
            .iter()
            .find_map(|mark| word.strip_prefix(mark))
            .map(|digits| digits.trim_end_matches(';'));
        let point = match digits {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => word.parse().ok(),
        };
        match point.and_then(char::from_u32) {
            Some(c) => text.push(c),
            None => {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
            }
        }
    }
    text
}

/// Comma-separated values; a quoted one may hold the delimiter and line ends.
fn csv(text: &str, delimiter: char, quote: char) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut record = Vec::new();
    let mut value = String::new();
    let mut inside = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if inside {
            if c != quote {
                value.push(c);
            } else if chars.peek() == Some(&quote) {
                chars.next();
                value.push(quote);
            } else {
                inside = false;
            }
        } else if c == quote && value.trim().is_empty() {
            value.clear();
            inside = true;
        } else if c == delimiter {
            record.push(std::mem::take(&mut value));
        } else if c == '\n' {
            if !record.is_empty() || !value.trim().is_empty() {
                record.push(std::mem::take(&mut value));
                records.push(std::mem::take(&mut record));
            }
            value.clear();
        } else {
            value.push(c);
        }
    }
    if !record.is_empty() || !value.trim().is_empty() {
        record.push(value);
        records.push(record);
    }
    records
}
