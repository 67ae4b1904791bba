//! Where HTML may stand among the lines of each markup: in a slot among words, in one on a line of its
//! own as far as the text around has lines to give.

use crate::markup::shortcodes::scan::Mode;
use crate::markup::slots::{Slots, UNKNOWN};

/// The body as far as it is written.
pub(super) struct Page<'s> {
    pub mode: Mode,
    pub out: String,
    /// Columns of white space that go from each line.
    pub dedent: usize,
    slots: &'s mut Slots,
}

impl<'s> Page<'s> {
    pub(super) fn new(mode: Mode, slots: &'s mut Slots, capacity: usize) -> Self {
        Page {
            mode,
            out: String::with_capacity(capacity),
            dedent: 0,
            slots,
        }
    }

    /// Text of the body as it stands.
    pub(super) fn copy(&mut self, text: &str) {
        self.part(text);
        if self.dedent == 0 {
            self.out.push_str(text);
            return;
        }
        for line in text.split_inclusive('\n') {
            let mut line = line;
            if self.out.is_empty() || self.out.ends_with('\n') {
                let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
                line = &line[blanks.min(self.dedent)..];
            }
            self.out.push_str(line);
        }
    }

    /// Text in the markup of the body that did not stand there.
    pub(super) fn text(&mut self, text: &str) {
        self.part(text);
        self.out.push_str(text);
    }

    /// Code of the body, to the letter.
    pub(super) fn code(&mut self, code: &str) {
        self.out.push_str(code);
    }

    /// Keeps a brace and what follows where something went from between them from being a tag that its
    /// author never wrote.
    fn part(&mut self, text: &str) {
        let begins = text.starts_with(['{', '%', '<']) || text.starts_with("&lt;");
        if begins && self.out.trim_end_matches(UNKNOWN).ends_with('{') {
            self.out.push(' ');
        }
    }

    /// A mark for what is not known: an address with it is none.
    pub(super) fn unknown(&mut self) {
        self.out.push(UNKNOWN);
    }

    /// HTML among words.
    pub(super) fn inline(&mut self, html: &str) {
        self.part(html);
        match self.mode {
            Mode::Html => self.out.push_str(html),
            _ => {
                let slot = self.slots.inline(html.to_owned());
                self.out.push_str(&slot);
            }
        }
    }

    /// A block of HTML, `behind` which the rest of the body follows.
    pub(super) fn block(&mut self, html: &str, behind: &str) {
        match self.mode {
            Mode::Html => self.out.push_str(html),
            Mode::ReStructuredText => {
                let line = last_line(&self.out);
                let prefix: String = line.chars().take_while(|c| c.is_whitespace()).collect();
                if !line.trim().is_empty() {
                    self.out.push_str(&format!("\n\n{prefix}"));
                }
                self.inline(html);
                self.out.push_str(&format!("\n\n{prefix}"));
            }
            Mode::Markdown | Mode::Mdx => {
                let line = last_line(&self.out);
                let (prefix, text) = line.split_at(prefix_length(line));
                // A prefix comes again with each block.
                if text.starts_with(['|', '#']) || prefix.len() > LONGEST_PREFIX {
                    self.inline(html);
                    return;
                }
                let is_empty = text.trim().is_empty();
                let next_line = format!("\n{}", continuation(prefix));
                if !is_empty {
                    self.out.push_str(&next_line);
                }
                let slot = self.slots.block(html.to_owned());
                self.out.push_str(&slot);
                // What follows is markup again.
                if line_goes_on(behind) {
                    self.out.push_str(&next_line);
                }
            }
        }
    }
}

/// Elements that hold Markdown.
impl Page<'_> {
    /// What a further line of the block begins with that is being written; none where it may have none.
    pub(super) fn prefix(&self) -> Option<String> {
        let line = last_line(&self.out);
        let (prefix, text) = line.split_at(prefix_length(line));
        let fits = !text.starts_with(['|', '#']) && prefix.len() <= LONGEST_PREFIX;
        fits.then(|| continuation(prefix))
    }

    /// The tag that opens an element, what follows being Markdown.
    pub(super) fn open_element(&mut self, tag: String, prefix: &str) {
        if prefix_length(last_line(&self.out)) < last_line(&self.out).len() {
            self.out.push_str(&format!("\n{prefix}"));
        }
        let slot = self.slots.block(tag);
        self.out.push_str(&slot);
        self.out.push_str(&format!("\n{prefix}\n{prefix}"));
    }

    /// The tag that closes it; the rest of the body is `behind` it.
    pub(super) fn close_element(&mut self, tag: String, prefix: &str, behind: &str) {
        let slot = self.slots.block(tag);
        self.out.push_str(&format!("\n{prefix}\n{prefix}{slot}"));
        if line_goes_on(behind) {
            self.out.push_str(&format!("\n{prefix}"));
        }
    }

    /// Keeps what is `behind` HTML from being HTML too.
    pub(super) fn part_lines(&mut self, behind: &str) {
        if !line_goes_on(behind)
            && let Some(prefix) = self.prefix()
        {
            self.out.push_str(&format!("\n{prefix}"));
        }
    }
}

/// Bytes of marks of quotes and lists that a block keeps in front of itself.
const LONGEST_PREFIX: usize = 100;

/// Whether more follows on the line.
fn line_goes_on(behind: &str) -> bool {
    let mut behind = behind
        .bytes()
        .take(200)
        .skip_while(|b| matches!(b, b' ' | b'\t' | b'\r'));
    behind.next().is_some_and(|b| b != b'\n')
}

/// The line that a text ends with.
fn last_line(text: &str) -> &str {
    /// Further back no mark of a container stands.
    const NEAR: usize = 1000;
    let mut from = text.len().saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = &text[from..];
    near.rsplit('\n').next().unwrap_or(near)
}

/// Bytes of white space and marks of quotes and lists that a line begins with.
fn prefix_length(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let mark = &rest[blanks..];
        let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
        let behind = &mark[digits..];
        let marked = if mark.starts_with('>') {
            1
        } else if (digits == 0 && mark.starts_with(['-', '*', '+'])
            || (1..10).contains(&digits) && behind.starts_with(['.', ')']))
            && mark[digits + 1..].starts_with([' ', '\t'])
        {
            digits + 1
        } else {
            return at + blanks;
        };
        at += blanks + marked;
    }
}

/// What a further line of the same block begins with: marks of lists as white space.
fn continuation(prefix: &str) -> String {
    let blank = |c| if matches!(c, '>' | '\t') { c } else { ' ' };
    prefix.chars().map(blank).collect()
}
