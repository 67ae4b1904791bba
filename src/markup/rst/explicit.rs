//! What starts with two points: comments, targets, footnotes; the rest goes to `directive`.

use std::mem;
use std::rc::Rc;

use super::address::address;
use super::block::{Parser, Target};
use super::directive::directive_name;
use super::inline::{simple_name, unescape};
use super::list::loose_item;
use super::tree::{Block, Goal, Label, Line, escaped, indented, normalise, opens_with_space};

impl Parser {
    /// Comments, directives, targets, substitutions, footnotes; `mark` is how long `.. ` is.
    pub(super) fn explicit(
        &mut self,
        lines: &[Line<'_>],
        mark: usize,
        depth: usize,
        out: &mut Vec<Block>,
    ) -> usize {
        let rest = lines[0].after(mark);
        if rest.is_blank() && lines.get(1).is_none_or(|next| next.is_blank()) {
            return 1;
        }
        let used = 1 + indented(&lines[1..], 1);
        if let Some((label, bytes)) = footnote(rest.text) {
            self.settle(out);
            let (body, used) = loose_item(lines, mark + bytes);
            self.footnote(label, &body, depth, out);
            return used;
        }
        if rest.text.starts_with('_') {
            let short = short_block(lines);
            if self.target(&lines[..short], mark) {
                return short;
            }
        }
        if rest.text.starts_with('|')
            && let Some((name, bytes)) = substitution_name(rest.text)
        {
            let name = name.to_owned();
            let (body, used) = loose_item(lines, mark + bytes);
            self.substitution(&name, lines[0].number, &body);
            return used;
        }
        if let Some((name, bytes)) = directive_name(rest.text) {
            let name = name.to_lowercase();
            let (body, used) = loose_item(lines, mark + bytes);
            self.settle(out);
            self.directive(&name, lines[0].number, &body, depth, out);
            return used;
        }
        let teaser = rest.text.split(':').next().unwrap_or("").trim();
        if teaser.eq_ignore_ascii_case("TEASER_END") || teaser.eq_ignore_ascii_case("END_TEASER") {
            out.push(Block::More);
        }
        used
    }

    fn footnote(&mut self, label: Label, body: &[Line<'_>], depth: usize, out: &mut Vec<Block>) {
        let index = self.document.footnotes.len();
        let name = match &label {
            Label::Given(name) | Label::Named(name) => Some(normalise(name)),
            Label::Number | Label::Symbol => None,
        };
        if let Some(name) = name {
            self.document
                .targets
                .entry(name)
                .or_insert_with(|| Goal::Id(super::html::footnote_id(index)));
        }
        self.document.footnotes.push(label);
        let body = self.blocks(body, depth + 1);
        out.push(Block::Footnote { index, body });
    }

    /// `.. _name: goal`; false if it is none.
    fn target(&mut self, lines: &[Line<'_>], mark: usize) -> bool {
        let joined = lines
            .iter()
            .map(|line| line.text.trim())
            .collect::<Vec<_>>()
            .join(" ");
        let text = joined.get(mark..).unwrap_or("").trim_start();
        let Some(text) = text.strip_prefix('_') else {
            return false;
        };
        if let Some(rest) = text
            .strip_prefix("_:")
            .filter(|rest| opens_with_space(rest))
        {
            let goal = goal(rest);
            self.anonymous_target(goal);
            return true;
        }
        let (name, rest) = match text.strip_prefix('`') {
            Some(quoted) => match quoted.split_once("`:") {
                Some(parts) => parts,
                None => return false,
            },
            None => {
                let colon = text.char_indices().map(|(at, _)| at).find(|&at| {
                    text[at..].starts_with(':')
                        && opens_with_space(&text[at + 1..])
                        && !escaped(text, at)
                });
                match colon {
                    Some(at) if at > 0 => (&text[..at], &text[at + 1..]),
                    _ => return false,
                }
            }
        };
        let name = normalise(&unescape(name));
        match goal(rest) {
            Some(goal) => {
                self.fill(Target::Named(name), goal.clone());
                self.reach(goal);
            }
            None => self.waiting.push(Target::Named(name)),
        }
        true
    }

    pub(super) fn anonymous_target(&mut self, goal: Option<Goal>) {
        let index = self.document.anonymous.len();
        self.document
            .anonymous
            .push(goal.clone().unwrap_or(Goal::Id(String::new())));
        match goal {
            Some(goal) => self.reach(goal),
            None => self.waiting.push(Target::Anonymous(index)),
        }
    }

    /// Gives targets that wait for the next block their place: here.
    pub(super) fn settle(&mut self, out: &mut Vec<Block>) {
        for target in mem::take(&mut self.waiting) {
            let name = match &target {
                Target::Named(name) => name.as_str(),
                Target::Anonymous(_) => "target",
            };
            let id = self.id(name);
            self.fill(target, Goal::Id(id.clone()));
            out.push(Block::Anchor(id));
        }
    }

    /// Targets that wait for the next one lead where that one leads.
    fn reach(&mut self, goal: Goal) {
        let waiting = mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return;
        }
        let goal = Goal::Shared(Rc::new(goal));
        for target in waiting {
            self.fill(target, goal.clone());
        }
    }

    fn fill(&mut self, target: Target, goal: Goal) {
        match target {
            Target::Named(name) => {
                self.document.targets.entry(name).or_insert(goal);
            }
            Target::Anonymous(index) => self.document.anonymous[index] = goal,
        }
    }
}

/// How many lines a comment or target takes that may stand before the title of a document.
pub(super) fn unseen(lines: &[Line<'_>]) -> Option<usize> {
    let text = lines[0].text;
    let mark = explicit(text)?;
    let rest = text.get(mark..).unwrap_or("");
    if rest.is_empty() && lines.get(1).is_none_or(|next| next.is_blank()) {
        return Some(1);
    }
    let shown = footnote(rest).is_some() || directive_name(rest).is_some();
    (!shown).then(|| 1 + indented(&lines[1..], 1))
}

/// How long the mark of an explicit markup block is.
pub(super) fn explicit(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("..")?;
    opens_with_space(rest).then(|| text.len() - rest.trim_start_matches(' ').len())
}

/// The label of a footnote or citation, and the bytes up to its text.
fn footnote(text: &str) -> Option<(Label, usize)> {
    let (label, end) = label(text)?;
    let rest = &text[end..];
    opens_with_space(rest).then(|| (label, text.len() - rest.trim_start_matches(' ').len()))
}

/// `[1]`, `[#]`, `[#name]`, `[*]` or `[name]`, and where it ends.
pub(super) fn label(text: &str) -> Option<(Label, usize)> {
    let inner = text.strip_prefix('[')?;
    let named = inner.strip_prefix('#');
    let (label, length) = if inner.starts_with('*') {
        (Label::Symbol, 1)
    } else if let Some(name) = named {
        match simple_name(name) {
            0 => (Label::Number, 1),
            length => (Label::Named(normalise(&name[..length])), 1 + length),
        }
    } else {
        match simple_name(inner) {
            0 => return None,
            length => (Label::Given(inner[..length].to_owned()), length),
        }
    };
    inner[length..]
        .starts_with(']')
        .then_some((label, length + 2))
}

/// The name in `|name| directive::`, and the bytes up to the directive.
fn substitution_name(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('|')?;
    let end = inner.find('|').filter(|&end| end > 0)?;
    let rest = &inner[end + 1..];
    (rest.starts_with(' ') && !inner.starts_with(' ')).then(|| {
        (
            &inner[..end],
            text.len() - rest.trim_start_matches(' ').len(),
        )
    })
}

/// How many lines a target takes: the indented ones that follow without a blank one between.
pub(super) fn short_block(lines: &[Line<'_>]) -> usize {
    let more = lines[1..]
        .iter()
        .take_while(|line| line.text.starts_with(' '));
    1 + more.count()
}

/// Where a target leads whose destination follows the first `mark` bytes.
pub(super) fn destination(lines: &[Line<'_>], mark: usize) -> Option<Goal> {
    let text = lines
        .iter()
        .map(|line| line.text.trim())
        .collect::<Vec<_>>()
        .join(" ");
    goal(text.get(mark..).unwrap_or(""))
}

/// A destination as it is written: a name with an underscore behind it, or an address.
pub(super) fn goal(text: &str) -> Option<Goal> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Some(name) = text.strip_suffix('_').filter(|name| !name.ends_with('\\')) {
        let quoted = name
            .strip_prefix('`')
            .and_then(|name| name.strip_suffix('`'));
        if let Some(name) = quoted {
            return Some(Goal::Name(normalise(&unescape(name))));
        }
        if simple_name(name) == name.len() {
            return Some(Goal::Name(normalise(name)));
        }
    }
    Some(Goal::Uri(address(text)))
}
