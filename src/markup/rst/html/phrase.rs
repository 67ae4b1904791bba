//! Phrases: words, references to other places with what they lead to, substitutions, images.

use std::borrow::Cow;
use std::fmt::Write;

use super::footnotes::footnote_id;
use super::{Writer, escape};
use crate::markup::rst::tree::{Goal, Image, Inline, Phrase, Substitution, normalise};

/// Targets that lead to targets; longer chains are taken for circles.
const MAX_HOPS: usize = 32;

/// Substitutions within substitutions.
const MAX_EXPANSIONS: usize = 16;

impl Writer<'_> {
    pub(super) fn phrase(&mut self, phrase: &Phrase) {
        for part in &phrase.parts {
            self.inline(part, phrase.line);
        }
    }

    fn inline(&mut self, part: &Inline, line: u32) {
        let trims = std::mem::take(&mut self.trims_next);
        match part {
            Inline::Text(text) if trims => self.text(text.trim_start()),
            Inline::Text(text) => self.text(text),
            Inline::Element { tag, class, text } => self.element(tag, class, text),
            Inline::Abbreviation { text, meaning } => {
                let (text, meaning) = (escape(text), escape(meaning));
                let _ = write!(self.html, "<abbr title=\"{meaning}\">{text}</abbr>");
            }
            Inline::Html(html) => self.html.push_str(html),
            Inline::Reference { text, goal, source } => match self.resolve(goal) {
                Some(address) => {
                    let (address, text) = (escape(&address), escape(text));
                    let _ = write!(self.html, "<a href=\"{address}\">{text}</a>");
                }
                None => {
                    self.notes
                        .push((line, format!("unknown target in `{}`", in_line(source))));
                    // A name with an underscore behind it may be just that; a phrase is not.
                    self.text(if source.starts_with('`') {
                        text
                    } else {
                        source
                    });
                }
            },
            Inline::Substitution { name, goal, source } => {
                let address = goal.as_ref().and_then(|goal| self.resolve(goal));
                if let Some(address) = &address {
                    let _ = write!(self.html, "<a href=\"{}\">", escape(address));
                }
                self.substitute(name, source, line);
                if address.is_some() {
                    self.html.push_str("</a>");
                }
            }
            Inline::Article { words, target } => match self.context.article(target) {
                Some(found) => {
                    let title = || Some(&found.title).filter(|title| !title.is_empty());
                    let words = words.as_ref().or_else(title).unwrap_or(target);
                    let (page, words) = (escape(&found.page), escape(words));
                    let _ = write!(self.html, "<a href=\"{page}\">{words}</a>");
                }
                None => {
                    self.lost
                        .push((line, format!(":doc:`{}`", in_line(target))));
                    self.text(words.as_ref().unwrap_or(target));
                }
            },
            Inline::Footnote { index, source } => match self.footnotes.goals[*index] {
                Some(goal) => {
                    let label = escape(&self.footnotes.labels[goal]);
                    let (id, origin) = (footnote_id(goal), index + 1);
                    // The brackets keep the number apart from the word where nothing is raised.
                    let _ = write!(
                        self.html,
                        "<a href=\"#{id}\" id=\"footnote-reference-{origin}\">\
                         <sup>[{label}]</sup></a>"
                    );
                }
                None => {
                    self.notes
                        .push((line, format!("unknown footnote in `{}`", in_line(source))));
                    self.text(source);
                }
            },
            Inline::Anchor { id, text } => {
                let (id, text) = (escape(id), escape(text));
                let _ = write!(self.html, "<span id=\"{id}\">{text}</span>");
            }
        }
    }

    fn substitute(&mut self, name: &str, source: &str, line: u32) {
        let document = self.document;
        let found = document.substitutions.get(name).or_else(|| {
            let folded = normalise(name);
            let exact = document.aliases.get(&folded).unwrap_or(&folded);
            document.substitutions.get(exact)
        });
        let before = self.html.len();
        match found {
            // Within the bounds on what a text can make of itself.
            Some(found) if self.expansions < MAX_EXPANSIONS && self.allowance > 0 => {
                self.expansions += 1;
                match found {
                    Substitution::Phrase(phrase) => self.phrase(phrase),
                    Substitution::Image(image) => self.image(image, line),
                    Substitution::Characters { text, trims } => {
                        if trims.0 {
                            self.html.truncate(self.html.trim_end().len());
                        }
                        self.text(text);
                        self.trims_next = trims.1;
                    }
                }
                self.expansions -= 1;
                let added = self.html.len().saturating_sub(before);
                self.allowance = self.allowance.saturating_sub(added + 1);
            }
            Some(_) => self.text(source),
            None => {
                self.notes
                    .push((line, format!("unknown substitution `{}`", in_line(source))));
                self.text(source);
            }
        }
    }

    pub(super) fn image(&mut self, image: &Image, line: u32) {
        let address = image.goal.as_ref().and_then(|goal| {
            let address = self.resolve(goal);
            if address.is_none() {
                self.notes
                    .push((line, "unknown target of an image".to_owned()));
            }
            address
        });
        if let Some(address) = &address {
            let _ = write!(self.html, "<a href=\"{}\">", escape(address));
        }
        let (source, alt) = (escape(&image.source), escape(&image.alt));
        let _ = write!(self.html, "<img src=\"{source}\" alt=\"{alt}\"");
        if !image.class.is_empty() {
            let _ = write!(self.html, " class=\"{}\"", escape(&image.class));
        }
        let mut style = String::new();
        for (name, value) in [("width", &image.width), ("height", &image.height)] {
            let pixels = value.strip_suffix("px").unwrap_or(value);
            if value.is_empty() {
                continue;
            }
            if pixels.bytes().all(|byte| byte.is_ascii_digit()) {
                let _ = write!(self.html, " {name}=\"{pixels}\"");
            } else {
                let _ = write!(style, "{name}: {value};");
            }
        }
        if !style.is_empty() {
            let _ = write!(self.html, " style=\"{style}\"");
        }
        self.html.push('>');
        if address.is_some() {
            self.html.push_str("</a>");
        }
    }

    /// The address that a goal comes to in the end, within the bounds on what a text can make of itself.
    fn resolve(&mut self, goal: &Goal) -> Option<String> {
        let address = self.address(goal)?;
        let left = self.allowance.checked_sub(address.len())?;
        let address = address.into_owned();
        self.allowance = left;
        Some(address)
    }

    fn address<'g>(&'g self, goal: &'g Goal) -> Option<Cow<'g, str>> {
        let mut goal = goal;
        for _ in 0..MAX_HOPS {
            goal = match goal {
                Goal::Uri(uri) => return Some(uri.into()),
                Goal::Id(id) => return (!id.is_empty()).then(|| format!("#{id}").into()),
                Goal::Shared(goal) => goal,
                Goal::Anonymous(index) => self.document.anonymous.get(*index)?,
                Goal::Name(name) => match self.document.targets.get(name) {
                    Some(goal) => goal,
                    None => {
                        let id = self.document.sections.get(name)?;
                        return Some(format!("#{id}").into());
                    }
                },
            };
        }
        None
    }
}

/// A part of the source for a message: on one line, and not too much of it.
fn in_line(source: &str) -> String {
    let words: Vec<&str> = source.split_whitespace().take(12).collect();
    words.join(" ").chars().take(60).collect()
}
