//! Writes a body anew, each token in it as what it becomes: tags and values here, conditions and
//! assignments in `logic`, HTML in `elements`, `[[links]]` in `wiki`; `page` knows where HTML may stand.

mod elements;
mod logic;
mod page;
mod wiki;

use std::collections::HashMap;

use self::page::Page;
use super::args::Args;
use super::call::{Call, Out};
use super::scan::{Family, Mode, Token, What, pairs, tokens};
use super::table::Holds;
use super::value::{ITEM, Values};
use super::{Beside, jsx, table};
use crate::markup::removed::Collector;
use crate::markup::slots::UNKNOWN;
use crate::markup::{Context, Kind};
use crate::text::escape;

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
    context: &Context<'_>,
    beside: &mut Beside,
) -> Option<Written> {
    let tokens = tokens(text, mode);
    if tokens.is_empty() {
        return None;
    }
    let pairs = pairs(&tokens);
    let is_note_book = tokens.iter().any(|token| match token.what {
        What::Wiki(wiki) => wiki.embed || wiki.label.is_some(),
        _ => false,
    });
    let capacity = text.len() + text.len() / 4;
    let mut emitter = Emitter {
        text,
        tokens: &tokens,
        pairs: &pairs,
        context,
        breaks: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
        lines: &beside.lines,
        imports: &beside.imports,
        removed: &mut beside.removed,
        page: Page::new(mode, &mut beside.slots, capacity),
        values: Values::new(context, text.len()),
        places: Vec::new(),
        is_note_book,
        in_element: false,
    };
    emitter.range(0, tokens.len(), 0, text.len());
    Some(Written {
        text: emitter.page.out,
        places: emitter.places,
    })
}

struct Emitter<'t, 's> {
    text: &'t str,
    tokens: &'t [Token<'t>],
    pairs: &'t [Option<usize>],
    context: &'t Context<'t>,
    /// Where the lines of the text end.
    breaks: Vec<usize>,
    lines: &'s [u32],
    imports: &'s HashMap<String, String>,
    removed: &'s mut Collector,
    page: Page<'s>,
    values: Values<'t>,
    places: Vec<(usize, usize)>,
    is_note_book: bool,
    /// Whether what is written lies in an element that holds Markdown, not deeper in HTML.
    in_element: bool,
}

/// A tag that asks for a row of the table.
struct Asked<'t> {
    family: Family,
    name: String,
    /// Whether it is a file that a tag of another name includes.
    included: bool,
    args: Args,
    /// What stands between its tags, where that is no markup.
    verbatim: Option<&'t str>,
    /// The token, and that of its end.
    at: usize,
    pair: Option<usize>,
}

impl<'t> Emitter<'t, '_> {
    /// Writes the tokens of a range and the text around them.
    fn range(&mut self, mut first: usize, end: usize, mut from: usize, to: usize) {
        while first < end {
            self.copy(from, self.tokens[first].range.start);
            (first, from) = self.token(first);
        }
        self.copy(from, to);
    }

    fn copy(&mut self, from: usize, to: usize) {
        // What a pair holds may end before a token that lies over its end.
        if from < to {
            self.places.push((self.page.out.len(), from));
            self.page.copy(&self.text[from..to]);
        }
    }

    fn lost(&mut self, kind: Kind, what: &str, at: usize) {
        let line = self.breaks.partition_point(|end| *end < at);
        let line = match self.lines.get(line) {
            Some(line) => *line,
            None => u32::try_from(line + 1).unwrap_or(u32::MAX),
        };
        self.removed.add(kind, what, line);
    }

    /// Writes one token, a pair with all in it; the next token and the place in the text behind it.
    fn token(&mut self, at: usize) -> (usize, usize) {
        let token: &'t Token<'t> = &self.tokens[at];
        let (start, end) = (token.range.start, token.range.end);
        match &token.what {
            What::Nothing => {}
            What::More => self.block("<!--more-->", end),
            What::Code(code) => self.page.code(code),
            What::Show(shown) => self.show(shown),
            What::Math(text, true) => self.block(&table::formula(text, true), end),
            What::Math(text, false) => self.page.inline(&table::formula(text, false)),
            What::Mark { open: true } => self.page.inline("<mark>"),
            What::Mark { open: false } => self.page.inline("</mark>"),
            What::Wiki(wiki) => self.wiki(*wiki, &self.text[start..end]),
            What::Stray => {
                let what: String = self.text[start..end].chars().take(40).collect();
                self.lost(Kind::Unclosed, &what, start);
            }
            What::FromRoot(path) => {
                let address = self.at_root(path, start);
                if self.values.spend(address.len()).is_some() {
                    self.page.text(&address);
                }
            }
            What::Value(value) => self.value(value, at),
            What::Script(script) => self.script(script, start),
            What::Verbatim {
                family,
                name,
                args,
                inner,
            } => {
                let asked = self.asked(*family, name, args, at);
                self.write(Asked {
                    verbatim: Some(inner),
                    ..asked
                });
            }
            What::Close {
                family: Family::Element,
                ..
            } => {
                let tag = &self.text[start..end];
                self.page.text(tag);
            }
            What::Close { family, name } => {
                if self.pairs[at].is_none() && !matches!(*name, "" | "raw") {
                    let what = shown_tag(*family, &format!("/{name}"));
                    self.lost(Kind::Shortcode, &what, start);
                }
            }
            // Its end is HTML as it stands.
            What::Open {
                family: Family::Element,
                name,
                args,
                alone,
                ..
            } => {
                if let Some(behind) = self.element(at, name, args, *alone) {
                    return behind;
                }
            }
            What::Open {
                family, name, args, ..
            } => {
                if *family != Family::Percent || !self.logic(name, args, at) {
                    let asked = self.asked(*family, name, args, at);
                    self.write(Asked {
                        pair: self.pairs[at],
                        ..asked
                    });
                }
                if let Some(end) = self.pairs[at] {
                    return (end + 1, self.tokens[end].range.end);
                }
            }
        }
        (at + 1, end)
    }

    /// What a tag asks for: `include figure.html src="…"` asks for a figure.
    fn asked(&mut self, family: Family, name: &str, args: &str, at: usize) -> Asked<'t> {
        const INCLUDES: [&str; 6] = [
            "include",
            "include_relative",
            "include_cached",
            "partial",
            "render",
            "shortcode",
        ];
        let mut asked = Asked {
            family,
            name: name.to_owned(),
            included: false,
            args: Args::default(),
            verbatim: None,
            at,
            pair: None,
        };
        if family == Family::Component {
            asked.args = self.component_args(args, at);
            return asked;
        }
        let mut args = Args::read(args);
        if family == Family::Percent {
            for (_, value) in &mut args.named {
                if value.starts_with("page.") || value.starts_with("site.") {
                    *value = self.values.evaluate(value).unwrap_or_default();
                } else if let Some(own) = self.values.assigned(value) {
                    *value = own.replace(ITEM, "");
                } else if value.contains("{{") {
                    *value = self.interpolate(value);
                }
            }
        }
        if INCLUDES.contains(&name) && !args.positional.is_empty() {
            asked.included = true;
            asked.name = args.positional.remove(0);
            let behind = args.raw.strip_prefix(asked.name.as_str());
            args.raw = behind.unwrap_or(&args.raw).trim().to_owned();
        }
        Asked { args, ..asked }
    }

    /// The arguments of a component or element; addresses from the root of the site lead there.
    fn component_args(&mut self, args: &str, at: usize) -> Args {
        let mut args = jsx::args(args, self.imports);
        for (_, value) in &mut args.named {
            if value.starts_with("@site/") {
                *value = self.at_root(value, self.tokens[at].range.start);
            }
        }
        args
    }

    /// Where a path from the root of the sources leads.
    fn at_root(&mut self, path: &str, at: usize) -> String {
        match self.context.at_root(path) {
            Some(address) => address,
            None => {
                let shown: String = path.chars().take(60).collect();
                self.lost(Kind::Link, &shown, at);
                UNKNOWN.to_string()
            }
        }
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

    /// Writes what its row of the table makes of it.
    fn write(&mut self, asked: Asked<'_>) {
        let Asked {
            family,
            name,
            included,
            mut args,
            verbatim,
            at,
            pair,
        } = asked;
        let start = self.tokens[at].range.start;
        let shown = match included {
            true => shown_tag(family, &format!("include {name}")),
            false => shown_tag(family, &name),
        };
        let folded = table::fold(&name);
        // A raw file is none of ours, and fragments are nothing.
        let row = table::find(&folded).filter(|_| !(included && name == "raw"));
        let Some(row) = row else {
            if !name.is_empty() {
                self.lost(Kind::Shortcode, &shown, start);
            }
            // An unknown value in an address spoils it; elsewhere it is nothing.
            match pair {
                Some(_) => self.inner(at, pair),
                None if verbatim.is_none() => self.page.unknown(),
                None => {}
            }
            return;
        };
        // Words are for readers; what a row holds as code is shown as it is.
        if row.holds != Holds::Code && args.clear_tags() {
            self.lost(Kind::Unclosed, &shown, start);
        }
        // The finding about a link says where it should lead.
        let whole = format!("{name} {}", args.raw.trim());
        let out = (row.write)(&Call {
            name: folded,
            args,
            verbatim,
            paired: pair.is_some(),
            markdown: self.page.mode.is_markdown(),
            context: self.context,
        });
        let end = self.tokens[at].range.end;
        let behind = self.tokens[pair.unwrap_or(at)].range.end;
        match out {
            Out::Block(html) => self.block(&html, behind),
            Out::Inline(html) => self.page.inline(&html),
            Out::Text(text) => {
                if self.values.spend(text.len()).is_some() {
                    self.page.text(&text);
                }
            }
            Out::Around(open, close) => {
                self.block(&open, end);
                self.inner(at, pair);
                if !close.is_empty() {
                    self.block(&close, behind);
                }
            }
            Out::AroundWords(open, close) => {
                self.page.inline(&open);
                self.inner(at, pair);
                self.page.inline(&close);
            }
            Out::Inner => self.inner(at, pair),
            Out::Nothing => {}
            Out::LostLink(words) => {
                // What it names may stand between its tags.
                let name: String = verbatim
                    .unwrap_or_default()
                    .trim()
                    .chars()
                    .take(60)
                    .collect();
                let what = format!("{}{name}", shown_tag(family, whole.trim()));
                self.lost(Kind::Link, &what, start);
                self.page.inline(&words);
            }
            Out::Lost(kind) => {
                let shown = match kind {
                    Kind::Link => shown_tag(family, whole.trim()),
                    _ => shown,
                };
                self.lost(kind, &shown, start);
                match pair {
                    Some(_) => self.inner(at, pair),
                    None => self.page.unknown(),
                }
            }
        }
    }

    /// A block of HTML, with what stands behind a place of the text after it.
    fn block(&mut self, html: &str, behind: usize) {
        self.page.block(html, &self.text[behind..]);
    }

    /// What a pair holds.
    fn inner(&mut self, at: usize, pair: Option<usize>) {
        let Some(end) = pair else { return };
        let (from, to) = (self.tokens[at].range.end, self.tokens[end].range.start);
        let before = self.page.dedent;
        if self.page.mode.is_markdown() {
            let indent = self.indent_of(self.tokens[at].range.start, from, to);
            self.page.dedent = before.max(indent);
        }
        self.range(at + 1, end, from, to);
        self.page.dedent = before;
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
        let start = line.checked_sub(1).map_or(0, |line| self.breaks[line] + 1);
        least.filter(|least| *least >= tag - start + 2).unwrap_or(0)
    }

    fn value(&mut self, value: &str, at: usize) {
        // A call is a shortcode of Zola or Nunjucks.
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.');
        if let Some((name, args)) = value.split_once('(')
            && !name.is_empty()
            && name.trim().chars().all(is_name)
        {
            let args = args.rsplit_once(')').map_or(args, |(args, _)| args);
            let name = name.trim().rsplit("::").next().unwrap_or(name);
            let asked = self.asked(Family::Percent, name, args, at);
            self.write(asked);
            return;
        }
        match self.values.evaluate(value) {
            Some(found) => {
                // What looks like a template in it is shown as one.
                if found.contains("{{") || found.contains("{%") {
                    self.show(&found);
                } else {
                    self.page.text(&found);
                }
            }
            None => {
                let name = value.split('|').next().unwrap_or_default().trim();
                let name: String = name.chars().take(60).collect();
                let start = self.tokens[at].range.start;
                self.lost(Kind::Value, &format!("{{{{ {name} }}}}"), start);
                self.page.unknown();
            }
        }
    }

    /// A template as its author shows it.
    fn show(&mut self, template: &str) {
        self.page
            .inline(&format!("<code>{}</code>", escape(template)));
    }

    fn script(&mut self, script: &str, at: usize) {
        let script = script.trim();
        if script.is_empty() {
            return;
        }
        match jsx::literal(script, self.imports) {
            Some(text) if text.starts_with("@site/") => {
                let address = self.at_root(&text, at);
                self.page.text(&address);
            }
            Some(text) if text.trim().is_empty() => self.page.text(&text),
            Some(text) if self.values.spend(text.len()).is_some() => {
                self.page.inline(&escape(&text));
            }
            _ => {
                let line = script.lines().next().unwrap_or_default();
                let name: String = line.chars().take(40).collect();
                self.lost(Kind::Value, &format!("{{{name}}}"), at);
                self.page.unknown();
            }
        }
    }
}

/// A tag as findings name it.
fn shown_tag(family: Family, name: &str) -> String {
    let name: String = name.chars().take(60).collect();
    match family {
        Family::Angle => format!("{{{{< {name} >}}}}"),
        Family::Percent => format!("{{% {name} %}}"),
        Family::Component | Family::Element => format!("<{name}>"),
    }
}
