//! What a text is made of: lines going in, blocks and phrases coming out.

use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

/// Blocks within blocks; what is nested deeper becomes preformatted text.
pub(super) const MAX_DEPTH: usize = 100;

/// A line of the source or the part of it that a block sees, without white space at its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// Counted from 1.
    pub(super) number: u32,
}

/// The whole text: its flow, and what the flow refers to by name.
#[derive(Default)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    pub(super) targets: HashMap<String, Goal>,
    /// Section titles, which any explicit target of the same name outranks.
    pub(super) sections: HashMap<String, String>,
    /// The n-th belongs to the n-th anonymous reference.
    pub(super) anonymous: Vec<Goal>,
    pub(super) substitutions: HashMap<String, Substitution>,
    /// Names of substitutions in lower case, for references that write them differently.
    pub(super) aliases: HashMap<String, String>,
    pub(super) footnotes: Vec<Label>,
    pub(super) footnote_references: Vec<Label>,
    pub(super) notes: Vec<(u32, String)>,
}

pub(super) enum Block {
    Paragraph(Phrase),
    /// The level of the outermost section is 1.
    Heading {
        level: usize,
        id: String,
        title: Phrase,
    },
    /// A title that opens no section.
    Rubric(Phrase),
    Bullets(Vec<Vec<Block>>),
    Enumerated {
        /// The `type` of `<ol>`.
        kind: char,
        start: u32,
        items: Vec<Vec<Block>>,
    },
    Definitions(Vec<Definition>),
    Fields(Vec<(Phrase, Vec<Block>)>),
    Options(Vec<(Vec<String>, Vec<Block>)>),
    Literal {
        class: String,
        text: String,
    },
    ParsedLiteral(Phrase),
    /// Columns of indentation and text of each line.
    Lines(Vec<(usize, Phrase)>),
    Quote {
        class: String,
        body: Vec<Block>,
        attribution: Option<Phrase>,
    },
    Table(Table),
    Footnote {
        /// Into [`Document::footnotes`].
        index: usize,
        body: Vec<Block>,
    },
    Division {
        class: String,
        title: Option<Phrase>,
        body: Vec<Block>,
    },
    Figure {
        image: Image,
        line: u32,
        body: Vec<Block>,
    },
    Image {
        image: Image,
        line: u32,
    },
    /// A place that a reference leads to.
    Anchor(String),
    /// A page to visit for what cannot be shown here.
    Link(String),
    Html(String),
    /// A transition.
    Rule,
    /// Where the teaser ends.
    More,
}

pub(super) struct Definition {
    pub(super) term: Phrase,
    pub(super) classifiers: Vec<Phrase>,
    pub(super) body: Vec<Block>,
}

#[derive(Default)]
pub(super) struct Table {
    pub(super) title: Option<Phrase>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many of the rows, and of the columns, are headings.
    pub(super) head_rows: usize,
    pub(super) head_columns: usize,
}

pub(super) struct Cell {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) body: Vec<Block>,
}

/// Text with inline markup, and the line it starts on.
pub(super) struct Phrase {
    pub(super) line: u32,
    pub(super) parts: Vec<Inline>,
}

pub(super) enum Inline {
    Text(String),
    Element {
        tag: &'static str,
        class: String,
        text: String,
    },
    Abbreviation {
        text: String,
        meaning: String,
    },
    Html(String),
    Reference {
        text: String,
        goal: Goal,
        /// What is shown if the goal does not exist.
        source: String,
    },
    Substitution {
        name: String,
        goal: Option<Goal>,
        source: String,
    },
    /// Another article of the site; without words it is its title.
    Article {
        words: Option<String>,
        target: String,
    },
    /// Into [`Document::footnote_references`].
    Footnote {
        index: usize,
        source: String,
    },
    Anchor {
        id: String,
        text: String,
    },
}

/// Where a reference leads.
#[derive(Clone, Debug)]
pub(super) enum Goal {
    Uri(String),
    /// An element of this text.
    Id(String),
    /// Another target.
    Name(String),
    /// The n-th anonymous target.
    Anonymous(usize),
    /// What several targets lead to.
    Shared(Rc<Goal>),
}

pub(super) enum Substitution {
    Phrase(Phrase),
    /// Characters, and whether the space before and after them goes.
    Characters {
        text: String,
        trims: (bool, bool),
    },
    Image(Image),
}

#[derive(Default)]
pub(super) struct Image {
    pub(super) source: String,
    pub(super) alt: String,
    pub(super) width: String,
    pub(super) height: String,
    pub(super) class: String,
    pub(super) goal: Option<Goal>,
}

/// How a footnote or citation is named, at both of its ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Label {
    /// `[1]`, or the citation `[Knuth]`.
    Given(String),
    /// `[#]`
    Number,
    /// `[#name]`
    Named(String),
    /// `[*]`
    Symbol,
}

/// The source with tabs expanded to columns of eight and without characters that no reader shows.
pub(super) fn prepare(source: &str) -> Cow<'_, str> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if !source.contains(['\t', '\0', '\x0b', '\x0c', '\r']) {
        return Cow::Borrowed(source);
    }
    let mut text = String::with_capacity(source.len());
    let mut column = 0;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\t' => {
                let width = 8 - column % 8;
                text.extend(std::iter::repeat_n(' ', width));
                column += width;
                continue;
            }
            '\r' if chars.peek() == Some(&'\n') => continue,
            '\r' | '\n' => {
                text.push('\n');
                column = 0;
                continue;
            }
            '\0' => text.push('\u{fffd}'),
            '\x0b' | '\x0c' => text.push(' '),
            _ => text.push(c),
        }
        column += 1;
    }
    Cow::Owned(text)
}

impl<'a> Line<'a> {
    pub(super) fn split(text: &'a str) -> Vec<Line<'a>> {
        (1..)
            .zip(text.lines())
            .map(|(number, text)| Line {
                text: text.trim_end(),
                number,
            })
            .collect()
    }

    pub(super) fn is_blank(self) -> bool {
        self.text.is_empty()
    }

    /// Leading spaces, of which no more than `most` are looked at.
    pub(super) fn indent(self, most: usize) -> usize {
        self.text
            .bytes()
            .take(most)
            .take_while(|&byte| byte == b' ')
            .count()
    }

    /// Without its first bytes, which have to end at a character.
    pub(super) fn after(self, bytes: usize) -> Line<'a> {
        Line {
            text: self.text.get(bytes..).unwrap_or(""),
            ..self
        }
    }
}

/// How many lines from the first on are blank or indented by at least `indent`, without the blank
/// ones at the end.
pub(super) fn indented(lines: &[Line<'_>], indent: usize) -> usize {
    let mut end = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        if line.indent(indent) < indent {
            break;
        }
        end = at + 1;
    }
    end
}

/// How many lines from the first on are not blank.
pub(super) fn until_blank(lines: &[Line<'_>]) -> usize {
    lines.iter().take_while(|line| !line.is_blank()).count()
}

/// Without the indentation that all lines share.
pub(super) fn dedent<'a>(lines: &[Line<'a>]) -> Vec<Line<'a>> {
    let filled = lines.iter().filter(|line| !line.is_blank());
    let indent = filled.fold(usize::MAX, |least, line| line.indent(least));
    lines.iter().map(|line| line.after(indent)).collect()
}

/// Without blank lines at the start and at the end.
pub(super) fn trim<'s, 'a>(lines: &'s [Line<'a>]) -> &'s [Line<'a>] {
    let start = lines.iter().take_while(|line| line.is_blank()).count();
    let end = lines
        .iter()
        .rposition(|line| !line.is_blank())
        .map_or(start, |last| last + 1);
    &lines[start..end]
}

pub(super) fn join(lines: &[Line<'_>]) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(line.text);
    }
    text
}

/// The form in which names are compared: lower case, single spaces.
pub(super) fn normalise(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&word.to_lowercase());
    }
    text
}

/// Columns on a screen: two for the wide characters of East Asia.
pub(super) fn columns(c: char) -> usize {
    match u32::from(c) {
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xa960..=0xa97c
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f680..=0x1f6ff
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

pub(super) fn width(text: &str) -> usize {
    text.chars().map(columns).sum()
}

pub(super) fn opens_with_space(text: &str) -> bool {
    text.is_empty() || text.starts_with(' ')
}

/// Whether the byte at `at` has an odd number of backslashes before it.
pub(super) fn escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at]
        .iter()
        .rev()
        .take_while(|&&byte| byte == b'\\')
        .count()
        % 2
        == 1
}
