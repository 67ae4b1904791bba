//! What of a text is left out, told once per kind and name.

use std::collections::HashMap;

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A shortcode, tag or component that nobody here knows, or one whose arguments say nothing.
    Shortcode,
    /// A value that only the site's generator knows.
    Value,
    /// A condition, loop or assignment.
    Logic,
    /// A link to an article that is not among the articles.
    Link,
    /// An opening mark without its end.
    Unclosed,
    /// What reStructuredText asks of its generator.
    Directive,
}

/// Something that was left out of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Why.
    pub kind: Kind,
    /// As written, shortened: `{{< chart >}}`, `{% for %}`, `<Chart>`; a clause for directives.
    pub what: String,
    /// Line of the text of the first, from 1.
    pub line: u32,
    /// How often.
    pub count: u32,
}

/// Collects what is left out.
#[derive(Debug, Default)]
pub(super) struct Collector {
    found: Vec<Removed>,
    places: HashMap<(Kind, String), usize>,
}

impl Collector {
    /// One more, at a line from 1.
    pub(super) fn add(&mut self, kind: Kind, what: impl Into<String>, line: u32) {
        let what = what.into();
        let at = *self
            .places
            .entry((kind, what.clone()))
            .or_insert(self.found.len());
        match self.found.get_mut(at) {
            Some(known) => {
                known.count += 1;
                known.line = known.line.min(line);
            }
            None => self.found.push(Removed {
                kind,
                what,
                line,
                count: 1,
            }),
        }
    }

    /// All of it, in the order of the lines.
    pub(super) fn finish(mut self) -> Vec<Removed> {
        self.found.sort_by_key(|found| found.line);
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_and_name_is_told_once() {
        let mut collector = Collector::default();
        collector.add(Kind::Logic, "a", 7);
        collector.add(Kind::Shortcode, "b", 3);
        collector.add(Kind::Logic, "a", 9);
        let told: Vec<_> = collector.finish();
        let told: Vec<_> = told.iter().map(|r| (&*r.what, r.line, r.count)).collect();
        assert_eq!(told, [("b", 3, 1), ("a", 7, 2)]);
    }
}
