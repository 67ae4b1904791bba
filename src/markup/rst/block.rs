//! Lines to blocks: which construct starts where, and paragraphs, titles, quotes, literal text.
//!
//! A construct is known by its first line (docutils, "reStructuredText Markup Specification",
//! Syntax Details); each function takes the lines from there to the end of its surroundings and
//! answers how many of them it used.

use std::collections::{HashMap, HashSet};

use super::explicit::{destination, explicit, short_block};
use super::list::{bullet, field};
use super::role::{DEFAULT_ROLE, Role};
use super::table;
use super::tree::{
    Block, Cell, Document, Line, MAX_DEPTH, Phrase, Table, dedent, escaped, indented, join,
    normalise, opens_with_space, trim, until_blank, width,
};

pub(super) struct Parser {
    pub(super) document: Document,
    /// The roles that the text defines for itself.
    pub(super) roles: HashMap<String, Role>,
    /// The role of interpreted text that names none.
    pub(super) default_role: String,
    pub(super) anonymous_references: usize,
    ids: HashSet<String>,
    /// How often an id was wanted, so that finding a free one stays cheap.
    wanted: HashMap<String, usize>,
    /// Adornments of the section titles met so far, outermost first.
    adornments: Vec<Adornment>,
    /// Targets that lead to whatever comes next.
    pub(super) waiting: Vec<Target>,
}

/// A section title: its text, its level's mark, and how many lines it takes.
pub(super) struct Title<'a> {
    pub(super) text: &'a str,
    pub(super) number: u32,
    adornment: Adornment,
    lines: usize,
}

/// The character of a title's lines, and whether there is one above.
type Adornment = (u8, bool);

pub(super) enum Target {
    Named(String),
    Anonymous(usize),
}

impl Parser {
    pub(super) fn new() -> Parser {
        Parser {
            document: Document::default(),
            roles: HashMap::new(),
            default_role: DEFAULT_ROLE.to_owned(),
            anonymous_references: 0,
            ids: HashSet::new(),
            wanted: HashMap::new(),
            adornments: Vec::new(),
            waiting: Vec::new(),
        }
    }

    pub(super) fn document(mut self, lines: &[Line<'_>]) -> Document {
        self.document.blocks = self.blocks(lines, 0);
        self.document
    }

    /// The blocks of some lines that stand at depth `depth`.
    pub(super) fn blocks(&mut self, lines: &[Line<'_>], depth: usize) -> Vec<Block> {
        let mut out = Vec::new();
        if depth > MAX_DEPTH {
            let text = join(trim(lines));
            if !text.is_empty() {
                out.push(Block::Literal {
                    class: String::new(),
                    text,
                });
            }
            return out;
        }
        let mut at = 0;
        while at < lines.len() {
            at += match lines[at].is_blank() {
                true => 1,
                false => self.block(&lines[at..], depth, &mut out),
            };
        }
        self.settle(&mut out);
        out
    }

    fn block(&mut self, lines: &[Line<'_>], depth: usize, out: &mut Vec<Block>) -> usize {
        let text = lines[0].text;
        if let Some(rest) = explicit(text) {
            return self.explicit(lines, rest, depth, out);
        }
        if text == "__" || text.starts_with("__ ") {
            let used = short_block(lines);
            let goal = destination(&lines[..used], 2);
            self.anonymous_target(goal);
            return used;
        }
        self.settle(out);
        if text.starts_with(' ') {
            return self.quotes(lines, depth, out);
        }
        if bullet(text).is_some() {
            return self.bullets(lines, depth, out);
        }
        if let Some(used) = self.enumerated(lines, depth, out) {
            return used;
        }
        if field(text).is_some() {
            return self.fields(lines, depth, out);
        }
        if let Some(used) = self.options(lines, depth, out) {
            return used;
        }
        if text == ">>>" || text.starts_with(">>> ") {
            let used = until_blank(lines);
            out.push(Block::Literal {
                class: "language-pycon".to_owned(),
                text: join(&lines[..used]),
            });
            return used;
        }
        if text == "|" || text.starts_with("| ") {
            return self.line_block(lines, out);
        }
        if let Some(used) = self.tables(lines, depth, out) {
            return used;
        }
        if adornment(text).is_some()
            && text.len() >= 4
            && lines.get(1).is_none_or(|next| next.is_blank())
        {
            out.push(Block::Rule);
            return 1;
        }
        if let Some(title) = title(lines) {
            self.heading(&title, depth, out);
            return title.lines;
        }
        if lines.get(1).is_some_and(|next| next.text.starts_with(' ')) {
            return self.definitions(lines, depth, out);
        }
        self.paragraph(lines, out)
    }

    /// An id for the name that no other element has.
    pub(super) fn id(&mut self, name: &str) -> String {
        let mut id = String::with_capacity(name.len());
        for c in name.chars().flat_map(char::to_lowercase) {
            if c.is_alphanumeric() {
                id.push(c);
            } else if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        }
        id.truncate(id.trim_end_matches('-').len());
        // Those of footnotes are taken.
        if id.is_empty() || id.starts_with("footnote-") {
            id.insert_str(0, "section-");
            id.truncate(id.trim_end_matches('-').len());
        }
        let wanted = self.wanted.entry(id.clone()).or_insert(0);
        let mut free = id.clone();
        while !self.ids.insert(free.clone()) {
            *wanted += 1;
            free = format!("{id}-{wanted}");
        }
        free
    }

    fn heading(&mut self, title: &Title<'_>, depth: usize, out: &mut Vec<Block>) {
        let phrase = self.phrase(title.text.trim(), title.number);
        if depth > 0 {
            out.push(Block::Rubric(phrase));
            return;
        }
        let known = self
            .adornments
            .iter()
            .position(|&known| known == title.adornment);
        let level = known.unwrap_or_else(|| {
            self.adornments.push(title.adornment);
            self.adornments.len() - 1
        });
        let name = super::inline::plain(&phrase);
        let id = self.id(&name);
        self.document
            .sections
            .entry(normalise(&name))
            .or_insert_with(|| id.clone());
        out.push(Block::Heading {
            level: level + 1,
            id,
            title: phrase,
        });
    }

    /// A paragraph, and the literal block that a `::` at its end announces.
    fn paragraph(&mut self, lines: &[Line<'_>], out: &mut Vec<Block>) -> usize {
        let more = &lines[1..];
        let used = 1 + more
            .iter()
            .take_while(|line| !line.is_blank() && !line.text.starts_with(' '))
            .count();
        let joined = join(&lines[..used]);
        let mut text = joined.as_str();
        let announces = text.ends_with("::") && !escaped(text, text.len() - 2);
        if announces {
            text = &text[..text.len() - 2];
            // `text ::` loses both colons, `text::` keeps one.
            if !text.is_empty() && !text.ends_with(char::is_whitespace) {
                text = &joined[..joined.len() - 1];
            }
        }
        let text = text.trim_end();
        if text == "TEASER_END" || text == "END_TEASER" {
            out.push(Block::More);
        } else if !text.is_empty() {
            let phrase = self.phrase(text, lines[0].number);
            out.push(Block::Paragraph(phrase));
        }
        if announces {
            return used + literal(&lines[used..], out);
        }
        used
    }

    fn quotes(&mut self, lines: &[Line<'_>], depth: usize, out: &mut Vec<Block>) -> usize {
        let used = indented(lines, 1);
        self.quote("", &dedent(&lines[..used]), depth, out);
        used
    }

    /// Block quotes: each attribution ends one and begins the next.
    pub(super) fn quote(
        &mut self,
        class: &str,
        mut lines: &[Line<'_>],
        depth: usize,
        out: &mut Vec<Block>,
    ) {
        loop {
            lines = trim(lines);
            if lines.is_empty() {
                break;
            }
            let mark = attribution(lines);
            let (end, next) = mark.unwrap_or((lines.len(), lines.len()));
            let body = self.blocks(&dedent(&lines[..end]), depth + 1);
            let attribution = mark.map(|_| {
                let text = join(&lines[end..next]);
                let text = text.trim_start_matches(['-', '\u{2014}', ' ']);
                self.phrase(text, lines[end].number)
            });
            out.push(Block::Quote {
                class: class.to_owned(),
                body,
                attribution,
            });
            lines = &lines[next..];
        }
    }

    fn line_block(&mut self, lines: &[Line<'_>], out: &mut Vec<Block>) -> usize {
        let mut items: Vec<(usize, String, u32)> = Vec::new();
        let mut used = 0;
        for line in lines {
            if let Some(rest) = line
                .text
                .strip_prefix('|')
                .filter(|rest| opens_with_space(rest))
            {
                let text = rest.trim_start_matches(' ');
                let indent = (rest.len() - text.len()).saturating_sub(1);
                items.push((indent, text.to_owned(), line.number));
            } else if let Some((_, last, _)) =
                items.last_mut().filter(|_| line.text.starts_with(' '))
            {
                last.push('\n');
                last.push_str(line.text.trim_start());
            } else {
                break;
            }
            used += 1;
        }
        let items = items
            .into_iter()
            .map(|(indent, text, number)| (indent, self.phrase(&text, number)))
            .collect();
        out.push(Block::Lines(items));
        used
    }

    fn tables(&mut self, lines: &[Line<'_>], depth: usize, out: &mut Vec<Block>) -> Option<usize> {
        let (used, grid) = table::read(lines)?;
        let Some(grid) = grid else {
            // A reader sees the columns of a malformed table where the font has one width.
            out.push(Block::Literal {
                class: String::new(),
                text: join(trim(&lines[..used])),
            });
            return Some(used);
        };
        let rows = grid.rows.into_iter().map(|row| {
            row.into_iter()
                .map(|cell| Cell {
                    columns: cell.columns,
                    rows: cell.rows,
                    body: self.blocks(&dedent(trim(&cell.lines)), depth + 1),
                })
                .collect()
        });
        let rows = rows.collect();
        out.push(Block::Table(Table {
            rows,
            head_rows: grid.head_rows,
            ..Table::default()
        }));
        Some(used)
    }
}

/// A title with a line below, or above and below.
pub(super) fn title<'a>(lines: &[Line<'a>]) -> Option<Title<'a>> {
    let first = lines.first()?;
    let second = lines.get(1).filter(|line| !line.is_blank())?;
    // A line that is too short for its title is one only if it can be nothing else.
    let long = |line: &str, text: &str| line.len() >= 4 || width(text.trim()) <= line.len();
    if let Some(mark) = adornment(first.text) {
        let below = lines.get(2)?.text;
        if first.text != "::"
            && adornment(below) == Some(mark)
            && (first.text.len() == below.len() || first.text.len().min(below.len()) >= 4)
            && long(first.text, second.text)
        {
            return Some(Title {
                text: second.text,
                number: second.number,
                adornment: (mark, true),
                lines: 3,
            });
        }
    }
    if first.text.starts_with(' ') || adornment(first.text).is_some_and(|_| first.text.len() >= 4) {
        return None;
    }
    let mark = adornment(second.text)?;
    (second.text != "::" && long(second.text, first.text)).then_some(Title {
        text: first.text,
        number: first.number,
        adornment: (mark, false),
        lines: 2,
    })
}

/// The character of a line that is made of one punctuation character.
fn adornment(text: &str) -> Option<u8> {
    let first = *text.as_bytes().first()?;
    (first.is_ascii_punctuation() && text.bytes().all(|byte| byte == first)).then_some(first)
}

/// Where the attribution of a block quote starts and ends: `-- somebody` after a blank line.
fn attribution(lines: &[Line<'_>]) -> Option<(usize, usize)> {
    for (at, line) in lines.iter().enumerate().skip(1) {
        if !lines[at - 1].is_blank() {
            continue;
        }
        let text = line.text.trim_start();
        let name = match text.strip_prefix('\u{2014}') {
            Some(name) => name,
            None => match text.strip_prefix("--") {
                Some(name) => name.strip_prefix('-').unwrap_or(name),
                None => continue,
            },
        };
        if name.trim().is_empty() || name.starts_with('-') {
            continue;
        }
        let end = at + until_blank(&lines[at..]);
        let mut indents = lines[at + 1..end]
            .iter()
            .map(|line| line.indent(usize::MAX));
        let second = indents.next();
        if indents.all(|indent| Some(indent) == second) {
            return Some((at, end));
        }
    }
    None
}

/// Literal text: indented, or each line with the same mark before it. Answers the lines used.
fn literal(lines: &[Line<'_>], out: &mut Vec<Block>) -> usize {
    let Some(start) = lines.iter().position(|line| !line.is_blank()) else {
        return 0;
    };
    let rest = &lines[start..];
    let used = if rest[0].text.starts_with(' ') {
        indented(rest, 1)
    } else {
        let mark = rest[0].text.as_bytes()[0];
        if start == 0 || !mark.is_ascii_punctuation() {
            return 0;
        }
        rest.iter()
            .take_while(|line| line.text.as_bytes().first() == Some(&mark))
            .count()
    };
    let text = join(&dedent(&rest[..used]));
    out.push(Block::Literal {
        class: String::new(),
        text,
    });
    start + used
}

impl Parser {
    /// What inline markup makes of some lines.
    pub(super) fn lines(&mut self, lines: &[Line<'_>]) -> Phrase {
        let number = lines.first().map_or(0, |line| line.number);
        self.phrase(&join(lines), number)
    }
}
