//! Conditions, loops and assignments of Liquid and its kin, as far as a feed can follow them.

use super::{Emitter, shown_tag};
use crate::markup::Kind;
use crate::markup::shortcodes::scan::{Family, What};

impl Emitter<'_, '_> {
    /// Conditions, loops and assignments of Liquid and its kin: the first branch of a condition stays,
    /// a loop goes with what it repeats. Whether a tag was one.
    pub(super) fn logic(&mut self, name: &str, args: &str, at: usize) -> bool {
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
                Some((name, value)) => match self.values.work_out(value.trim()) {
                    Some(value) => {
                        self.values.assign(name.trim(), value);
                        false
                    }
                    None => true,
                },
                None => true,
            },
            "capture" | "set" => {
                let before = std::mem::take(&mut self.page.out);
                let places = self.places.len();
                self.inner(at, pair);
                self.places.truncate(places);
                let captured = std::mem::replace(&mut self.page.out, before);
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
