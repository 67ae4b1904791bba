//! Which footnote each reference means, and what each is called: numbers, names and symbols (docutils,
//! "reStructuredText Markup Specification", Footnotes).

use std::collections::{HashMap, HashSet};

use crate::markup::rst::tree::{Document, Label, normalise};

/// The id of the n-th footnote.
pub(in crate::markup::rst) fn footnote_id(index: usize) -> String {
    format!("footnote-{}", index + 1)
}

pub(super) struct Footnotes {
    /// What each footnote is called.
    pub labels: Vec<String>,
    /// Which footnote each reference means.
    pub goals: Vec<Option<usize>>,
    /// The first reference to each footnote.
    pub origins: Vec<Option<usize>>,
}

impl Footnotes {
    pub(super) fn resolve(document: &Document) -> Footnotes {
        let given: HashSet<&str> = document
            .footnotes
            .iter()
            .filter_map(|label| match label {
                Label::Given(name) => Some(name.as_str()),
                _ => None,
            })
            .collect();
        let mut labels = Vec::with_capacity(document.footnotes.len());
        let mut names: HashMap<String, usize> = HashMap::new();
        let (mut numbered, mut symbols) = (Vec::new(), Vec::new());
        let mut number = 0_usize;
        for (index, label) in document.footnotes.iter().enumerate() {
            let text = match label {
                Label::Given(name) => name.clone(),
                Label::Number | Label::Named(_) => loop {
                    number += 1;
                    let text = number.to_string();
                    if !given.contains(text.as_str()) {
                        break text;
                    }
                },
                Label::Symbol => symbol(symbols.len()),
            };
            match label {
                Label::Given(name) | Label::Named(name) => {
                    names.entry(normalise(name)).or_insert(index);
                }
                Label::Number => numbered.push(index),
                Label::Symbol => symbols.push(index),
            }
            labels.push(text);
        }
        let (mut numbered, mut symbols) = (numbered.into_iter(), symbols.into_iter());
        let goals: Vec<Option<usize>> = document
            .footnote_references
            .iter()
            .map(|label| match label {
                Label::Given(name) | Label::Named(name) => names.get(&normalise(name)).copied(),
                Label::Number => numbered.next(),
                Label::Symbol => symbols.next(),
            })
            .collect();
        let mut origins = vec![None; labels.len()];
        for (reference, goal) in goals.iter().enumerate() {
            if let Some(goal) = *goal {
                origins[goal].get_or_insert(reference);
            }
        }
        Footnotes {
            labels,
            goals,
            origins,
        }
    }
}

/// The n-th mark of footnotes that are not numbered, doubled after ten.
fn symbol(index: usize) -> String {
    const MARKS: [&str; 10] = [
        "*", "\u{2020}", "\u{2021}", "\u{a7}", "\u{b6}", "#", "\u{2660}", "\u{2665}", "\u{2666}",
        "\u{2663}",
    ];
    // Beyond some repetitions nobody can tell them apart; a number keeps the page short.
    match index / MARKS.len() {
        times @ 0..4 => MARKS[index % MARKS.len()].repeat(times + 1),
        _ => format!("*{}", index + 1),
    }
}
