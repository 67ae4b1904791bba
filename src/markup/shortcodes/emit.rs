//! Writes a body anew, each token in it as what it becomes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::args::Args;
use super::token::{Family, Mode, Token, What, tokens};
use super::value::Values;
use super::wiki::Wiki;
use super::write::{self, Call, Out};
use super::{jsx, pairs, table};
use crate::markup::removed::Collector;
use crate::markup::slots::{Slots, UNKNOWN};
use crate::markup::{Context, Kind};
use crate::text::escape;

/// What the writing shares with what goes before it and after it.
pub(super) struct State<'s> {
    pub slots: &'s mut Slots,
    pub removed: &'s mut Collector,
    /// For each line of the text its line in the body, from 1; empty where they are the same.
    pub lines: &'s [u32],
    /// Files that the text imports, by name.
    pub imports: &'s HashMap<String, String>,
}

/// A text written anew.
pub(super) struct Written {
    pub text: String,
    /// Where what is copied from the body begins in the text, and where in the body.
    pub places: Vec<(usize, usize)>,
}

/// The text with every token as what it becomes; `None` where there is none.
pub(super) fn expand(
    text: &str,
    mode: Mode,
    code: Vec<Range<usize>>,
    context: &Context<'_>,
    state: State<'_>,
) -> Option<Written> {
    let tokens = tokens(text, mode, code);
    if tokens.is_empty() {
        return None;
    }
    let pairs = pairs::pairs(&tokens);
    let is_note_book = tokens.iter().any(|token| match token.what {
        What::Wiki(wiki) => wiki.embed || wiki.label.is_some(),
        _ => false,
    });
    let mut emitter = Emitter {
        text,
        tokens: &tokens,
        pairs: &pairs,
        mode,
        context,
        breaks: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
        state,
        values: Values::new(context, text.len()),
        out: String::with_capacity(text.len() + text.len() / 4),
        places: Vec::new(),
        dedent: 0,
        is_note_book,
    };
    emitter.range(0, tokens.len(), 0, text.len());
    Some(Written {
        text: emitter.out,
        places: emitter.places,
    })
}

struct Emitter<'t, 's> {
    text: &'t str,
    tokens: &'t [Token<'t>],
    pairs: &'t [Option<usize>],
    mode: Mode,
    context: &'t Context<'t>,
    breaks: Vec<usize>,
    state: State<'s>,
    values: Values<'t>,
    out: String,
    places: Vec<(usize, usize)>,
    /// Columns of white space that go from each line.
    dedent: usize,
    is_note_book: bool,
}

impl<'t> Emitter<'t, '_> {
    /// Writes the tokens of a range and the text around them.
    fn range(&mut self, mut first: usize, end: usize, mut from: usize, to: usize) {
        while first < end {
            let token = &self.tokens[first];
            self.copy(from, token.range.start);
            let (next, position) = self.token(first);
            first = next;
            from = position;
        }
        self.copy(from, to);
    }

    /// Text as it stands.
    fn copy(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        let text = &self.text[from..to];
        self.part(text);
        self.places.push((self.out.len(), from));
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

    /// Keeps a brace and what follows where something went from between them from being a tag that its
    /// author never wrote.
    fn part(&mut self, text: &str) {
        let begins = text.starts_with(['{', '%', '<']) || text.starts_with("&lt;");
        if begins && self.out.trim_end_matches(UNKNOWN).ends_with('{') {
            self.out.push(' ');
        }
    }

    /// Line of the body that a place is on.
    fn line(&self, at: usize) -> u32 {
        let line = self.breaks.partition_point(|end| *end < at);
        match self.state.lines.get(line) {
            Some(line) => *line,
            None => u32::try_from(line + 1).unwrap_or(u32::MAX),
        }
    }

    fn lost(&mut self, kind: Kind, what: &str, at: usize) {
        let line = self.line(at);
        self.state.removed.add(kind, what, line);
    }

    /// Writes one token, a pair with all in it; the next token and the place in the text behind it.
    fn token(&mut self, at: usize) -> (usize, usize) {
        let token = &self.tokens[at];
        let start = token.range.start;
        let mut next = (at + 1, token.range.end);
        match &token.what {
            What::Nothing => {}
            What::More => self.block("<!--more-->", token.range.end),
            What::Code(code) => self.out.push_str(&code.clone()),
            What::Show(shown) => self.inline(format!("<code>{}</code>", escape(shown))),
            What::Math(text, display) => {
                let html = write::formula(text, *display);
                if *display {
                    self.block(&html, token.range.end);
                } else {
                    self.inline(html);
                }
            }
            What::Mark { open } => {
                let tag = if *open { "<mark>" } else { "</mark>" };
                self.inline(tag.to_owned());
            }
            What::Wiki(wiki) => self.wiki(*wiki, token.range.clone()),
            What::Stray => {
                let what = self.text[token.range.clone()]
                    .chars()
                    .take(40)
                    .collect::<String>();
                self.lost(Kind::Unclosed, &what, start);
            }
            What::Value(value) => self.value(value, start),
            What::Script(script) => self.script(script, start),
            What::Verbatim {
                family,
                name,
                args,
                inner,
            } => {
                let (name, args) = self.call(*family, name, args);
                self.write(&name, args, Some(inner), None, at, *family);
            }
            What::Close { family, name } => {
                if self.pairs[at].is_none() && !matches!(*name, "" | "raw") {
                    let what = shown_tag(*family, &format!("/{name}"));
                    self.lost(Kind::Shortcode, &what, start);
                }
            }
            // An element of HTML with attributes of JSX; its end is HTML as it stands.
            What::Open {
                family: Family::Component,
                name,
                args,
                alone,
                ..
            } if name.starts_with(|c: char| c.is_ascii_lowercase()) => {
                let args = jsx::args(args, self.state.imports);
                self.out.push_str(&jsx::as_html(name, &args, *alone));
            }
            What::Open {
                family, name, args, ..
            } => {
                if let Some(end) = self.pairs[at] {
                    next = (end + 1, self.tokens[end].range.end);
                }
                if *family == Family::Percent && self.logic(name, args, at) {
                    return next;
                }
                let (name, args) = self.call(*family, name, args);
                self.write(&name, args, None, self.pairs[at], at, *family);
            }
        }
        next
    }

    /// The name that the table has, and the arguments: those of `include figure.html src="…"` are the
    /// figure's.
    fn call(&self, family: Family, name: &str, args: &str) -> (String, Args) {
        if family == Family::Component {
            return (name.to_owned(), jsx::args(args, self.state.imports));
        }
        let mut args = Args::read(args);
        if family == Family::Percent {
            for (_, value) in &mut args.named {
                if value.starts_with("page.") || value.starts_with("site.") {
                    *value = self.values.evaluate(value).unwrap_or_default();
                } else if let Some(own) = self.values.assigned(value) {
                    *value = own;
                } else if value.contains("{{") {
                    *value = self.interpolate(value);
                }
            }
        }
        let include = matches!(
            name,
            "include" | "include_relative" | "include_cached" | "partial" | "render" | "shortcode"
        );
        if include && !args.positional.is_empty() {
            let name = args.positional.remove(0);
            let raw = args.raw.trim_start();
            args.raw = raw
                .strip_prefix(name.as_str())
                .unwrap_or(raw)
                .trim()
                .to_owned();
            return (format!("{name}\u{0}"), args);
        }
        (name.to_owned(), args)
    }

    /// `{{ … }}` within an argument.
    fn interpolate(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, behind)) = rest.split_once("{{")
            && let Some((value, after)) = behind.split_once("}}")
        {
            out.push_str(before);
            out.push_str(&self.values.evaluate(value.trim()).unwrap_or_default());
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// Writes a call by its row of the table.
    fn write(
        &mut self,
        name: &str,
        mut args: Args,
        verbatim: Option<&str>,
        pair: Option<usize>,
        at: usize,
        family: Family,
    ) {
        let start = self.tokens[at].range.start;
        let included = name.strip_suffix('\u{0}');
        let shown = match included {
            Some(name) => shown_tag(family, &format!("include {name}")),
            None => shown_tag(family, name),
        };
        let folded = table::fold(included.unwrap_or(name));
        // A raw file is none of ours, and fragments are nothing.
        let row = table::find(&folded).filter(|_| included != Some("raw"));
        let Some(row) = row else {
            if !name.is_empty() {
                self.lost(Kind::Shortcode, &shown, start);
            }
            // An unknown value in an address spoils it; elsewhere it is nothing.
            match pair {
                Some(_) => self.inner(at, pair),
                None if verbatim.is_none() => self.unknown(),
                None => {}
            }
            return;
        };
        // Words are for readers; what a row holds as code is shown as it is.
        if !row.verbatim && args.clear_tags() {
            self.lost(Kind::Unclosed, &shown, start);
        }
        // The finding about a link says where it should lead.
        let whole = format!("{} {}", included.unwrap_or(name), args.raw.trim());
        let out = (row.write)(&Call {
            name: folded,
            args,
            verbatim,
            paired: pair.is_some(),
            markdown: self.mode.is_markdown(),
            context: self.context,
        });
        match out {
            Out::Block(html) => self.block(&html, self.end_of(at, pair)),
            Out::Inline(html) => self.inline(html),
            Out::Text(text) => {
                if self.values.spend(text.len()).is_some() {
                    self.part(&text);
                    self.out.push_str(&text);
                }
            }
            Out::Around(open, close) => self.around(&open, &close, at, pair, true),
            Out::AroundWords(open, close) => self.around(&open, &close, at, pair, false),
            Out::Inner => self.inner(at, pair),
            Out::Nothing => {}
            Out::Lost(kind) => {
                let shown = match kind {
                    Kind::Link => shown_tag(family, whole.trim()),
                    _ => shown,
                };
                self.lost(kind, &shown, start);
                match pair {
                    Some(_) => self.inner(at, pair),
                    None => self.unknown(),
                }
            }
        }
    }

    /// A mark for what is not known: an address with it is none.
    fn unknown(&mut self) {
        self.out.push(UNKNOWN);
    }

    /// What a pair holds.
    fn inner(&mut self, at: usize, pair: Option<usize>) {
        let Some(end) = pair else { return };
        let (from, to) = (self.tokens[at].range.end, self.tokens[end].range.start);
        let before = self.dedent;
        if self.mode.is_markdown() {
            self.dedent = before.max(self.indent_of(self.tokens[at].range.start, from, to));
        }
        self.range(at + 1, end, from, to);
        self.dedent = before;
    }

    /// Columns that every line between two tags stands further in than the first tag.
    fn indent_of(&self, tag: usize, from: usize, to: usize) -> usize {
        let blanks = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let lines = self.text[from..to].split('\n').skip(1);
        let least = lines
            .filter(|line| !line.trim().is_empty())
            .map(blanks)
            .min();
        let line = self.breaks.partition_point(|end| *end < tag);
        let start = if line == 0 {
            0
        } else {
            self.breaks[line - 1] + 1
        };
        let own = self.text[start..tag].len();
        match least {
            Some(least) if least >= own + 2 => least,
            _ => 0,
        }
    }

    fn around(&mut self, open: &str, close: &str, at: usize, pair: Option<usize>, block: bool) {
        if block {
            self.block(open, self.tokens[at].range.end);
            self.inner(at, pair);
            if !close.is_empty() {
                self.block(close, self.end_of(at, pair));
            }
        } else {
            self.inline(open.to_owned());
            self.inner(at, pair);
            self.inline(close.to_owned());
        }
    }

    /// Where a token ends in the text, or the pair that it begins.
    fn end_of(&self, at: usize, pair: Option<usize>) -> usize {
        self.tokens[pair.unwrap_or(at)].range.end
    }

    /// Whether more follows on the line.
    fn line_goes_on(&self, at: usize) -> bool {
        let behind = self.text.as_bytes()[at..].iter().take(200);
        let mut behind = behind.skip_while(|b| matches!(b, b' ' | b'\t' | b'\r'));
        behind.next().is_some_and(|b| *b != b'\n')
    }

    /// HTML among words.
    fn inline(&mut self, html: String) {
        self.part(&html);
        match self.mode {
            Mode::Html => self.out.push_str(&html),
            _ => {
                let slot = self.state.slots.inline(html);
                self.out.push_str(&slot);
            }
        }
    }

    /// A block of HTML on a line of its own, as far as the text around has lines to give.
    fn block(&mut self, html: &str, behind: usize) {
        match self.mode {
            Mode::Html => self.out.push_str(html),
            Mode::ReStructuredText => {
                let line = line_of(&self.out);
                let prefix: String = line.chars().take_while(|c| c.is_whitespace()).collect();
                let slot = self.state.slots.inline(html.to_owned());
                if !line.trim().is_empty() {
                    self.out.push_str(&format!("\n\n{prefix}"));
                }
                self.out.push_str(&format!("{slot}\n\n{prefix}"));
            }
            Mode::Markdown | Mode::Mdx => {
                let line = line_of(&self.out);
                let prefix = continuation(line);
                let text = line.get(prefix_length(line)..).unwrap_or_default();
                // A prefix comes again with each block.
                if text.starts_with(['|', '#']) || prefix.len() > LONGEST_PREFIX {
                    let slot = self.state.slots.inline(html.to_owned());
                    self.out.push_str(&slot);
                    return;
                }
                let slot = self.state.slots.block(html.to_owned());
                if !text.trim().is_empty() {
                    self.out.push('\n');
                    self.out.push_str(&prefix);
                }
                self.out.push_str(&slot);
                // What follows is markup again.
                if self.line_goes_on(behind) {
                    self.out.push('\n');
                    self.out.push_str(&prefix);
                }
            }
        }
    }

    fn wiki(&mut self, wiki: Wiki<'_>, range: Range<usize>) {
        if wiki.is_contents() {
            return;
        }
        let name = wiki.target.split('#').next().unwrap_or_default();
        let extension = name
            .rsplit_once('.')
            .map(|(_, e)| e.to_lowercase())
            .unwrap_or_default();
        let label = wiki.label;
        if wiki.embed {
            let source = escape(&wiki.target.replace(' ', "%20")).into_owned();
            let html = match extension.as_str() {
                "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif" | "bmp" => {
                    let size = label
                        .filter(|label| label.bytes().all(|b| b.is_ascii_digit() || b == b'x'));
                    let alt = label.filter(|_| size.is_none()).unwrap_or_default();
                    let width = size.and_then(|size| size.split('x').next());
                    let width = width
                        .map(|width| format!(" width=\"{width}\""))
                        .unwrap_or_default();
                    format!("<img src=\"{source}\" alt=\"{}\"{width} />", escape(alt))
                }
                "mp4" | "webm" | "mov" | "ogv" => {
                    format!("<video controls src=\"{source}\"></video>")
                }
                "mp3" | "ogg" | "wav" | "m4a" | "flac" => {
                    format!("<audio controls src=\"{source}\"></audio>")
                }
                _ => String::new(),
            };
            if !html.is_empty() {
                self.inline(html);
                return;
            }
        }
        let words = label.unwrap_or(wiki.target);
        match write::page(self.context, wiki.target) {
            Some(page) => {
                let words = words.trim_start_matches('#');
                self.inline(format!(
                    "<a href=\"{}\">{}</a>",
                    escape(&page),
                    escape(words)
                ));
            }
            // Without a sign of a note book it is text in brackets.
            None if self.is_note_book => self.out.push_str(words.trim_start_matches('#')),
            None => self.copy(range.start, range.end),
        }
    }

    fn value(&mut self, value: &str, at: usize) {
        // A call is a shortcode of Zola or Nunjucks.
        if let Some((name, args)) = value.split_once('(')
            && !name.is_empty()
            && name
                .trim()
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.'))
        {
            let token = self.tokens.partition_point(|token| token.range.start < at);
            let args = args.rsplit_once(')').map_or(args, |(args, _)| args);
            let name = name.trim().rsplit("::").next().unwrap_or(name);
            let (name, args) = self.call(Family::Percent, name, args);
            self.write(&name, args, None, None, token, Family::Percent);
            return;
        }
        match self.values.evaluate(value) {
            Some(found) => self.text_value(&found),
            None => {
                let name = value.split('|').next().unwrap_or_default().trim();
                let name: String = name.chars().take(60).collect();
                self.lost(Kind::Value, &format!("{{{{ {name} }}}}"), at);
                self.unknown();
            }
        }
    }

    /// A value as text of the body; what looks like a template in it is shown as one.
    fn text_value(&mut self, text: &str) {
        if text.contains("{{") || text.contains("{%") {
            self.inline(format!("<code>{}</code>", escape(text)));
        } else {
            self.out.push_str(text);
        }
    }

    fn script(&mut self, script: &str, at: usize) {
        let trimmed = script.trim();
        if trimmed.is_empty() {
            return;
        }
        match jsx::literal(trimmed, self.state.imports) {
            Some(text) if text.trim().is_empty() => self.out.push_str(&text),
            Some(text) if self.values.spend(text.len()).is_some() => {
                self.inline(escape(&text).into_owned());
            }
            _ => {
                let name: String = trimmed
                    .chars()
                    .take_while(|c| *c != '\n')
                    .take(40)
                    .collect();
                self.lost(Kind::Value, &format!("{{{name}}}"), at);
                self.unknown();
            }
        }
    }

    /// Conditions, loops and assignments of Liquid and its kin: the first branch of a condition stays,
    /// a loop goes with what it repeats. Whether a tag was one.
    fn logic(&mut self, name: &str, args: &str, at: usize) -> bool {
        let pair = self.pairs[at];
        let start = self.tokens[at].range.start;
        let told = match name {
            "if" | "unless" | "ifchanged" | "ifAsync" | "ifversion" => {
                if let Some(end) = pair {
                    let middle = self.middle(at, end);
                    let to = self.tokens[middle].range.start;
                    self.range(at + 1, middle, self.tokens[at].range.end, to);
                }
                true
            }
            "case" | "switch" => {
                if let Some(end) = pair {
                    // What stands before the first `when` is white space.
                    let first = self.middle(at, end);
                    if first < end {
                        let second = self.middle(first, end);
                        let from = self.tokens[first].range.end;
                        let to = self.tokens[second].range.start;
                        self.range(first + 1, second, from, to);
                    }
                }
                true
            }
            "for" | "tablerow" | "asyncEach" | "asyncAll" | "macro" | "else" | "elsif"
            | "elseif" | "elif" | "when" | "break" | "continue" | "cycle" | "increment"
            | "decrement" | "extends" | "import" | "from" | "liquid" | "layout" | "block"
            | "echo" => true,
            "assign" | "set" if pair.is_none() => match args.split_once('=') {
                Some((name, value)) => match self.values.evaluate(value.trim()) {
                    Some(value) => {
                        self.values.assign(name.trim(), value);
                        false
                    }
                    None => true,
                },
                None => true,
            },
            "capture" | "set" => {
                let before = std::mem::take(&mut self.out);
                let places = self.places.len();
                self.inner(at, pair);
                self.places.truncate(places);
                let captured = std::mem::replace(&mut self.out, before);
                if self.values.spend(captured.len()).is_some() {
                    let name = args.trim().trim_matches(['"', '\'']);
                    self.values.assign(name, captured);
                }
                false
            }
            _ => return false,
        };
        if told {
            let what = shown_tag(Family::Percent, name);
            self.lost(Kind::Logic, &what, start);
        }
        true
    }

    /// The next `else` or `when` of a pair itself, or its end.
    fn middle(&self, at: usize, end: usize) -> usize {
        let mut inside = at + 1;
        while inside < end {
            if let What::Open {
                family: Family::Percent,
                name: "else" | "elsif" | "elseif" | "elif" | "when" | "case",
                ..
            } = self.tokens[inside].what
                && self.pairs[inside].is_none()
            {
                return inside;
            }
            inside = match self.pairs[inside] {
                Some(other) if other > inside => other + 1,
                _ => inside + 1,
            };
        }
        end
    }
}

/// A tag as findings name it.
fn shown_tag(family: Family, name: &str) -> String {
    let name: String = name.chars().take(60).collect();
    match family {
        Family::Angle => format!("{{{{< {name} >}}}}"),
        Family::Percent => format!("{{% {name} %}}"),
        Family::Component => format!("<{name}>"),
    }
}

/// Bytes of marks of quotes and lists that a block keeps in front of itself.
const LONGEST_PREFIX: usize = 100;

/// The line that a text ends with.
fn line_of(text: &str) -> &str {
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
fn continuation(line: &str) -> Cow<'static, str> {
    let prefix = &line[..prefix_length(line)];
    let blank = prefix
        .chars()
        .map(|c| if matches!(c, '>' | '\t') { c } else { ' ' });
    Cow::Owned(blank.collect())
}
