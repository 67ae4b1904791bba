//! What was left out of a text, counted while it is written and said in one finding.

use crate::article::Body;
use crate::diagnostic::Diagnostic;
use crate::markup::Markup;
use crate::text::line_at;

/// What can be left out, with how the author writes it, to find the line of the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// An element, by its name.
    Element(&'static str),
    /// An attribute that runs code, by its name.
    Handler(String),
    /// A link that runs code.
    ScriptLink,
    /// What its author hides, by how it is written.
    Hidden(String),
    /// A picture that counts readers.
    Counter,
}

/// Counts of what was left out, in the order of the first of each, and addresses that cannot be used.
#[derive(Debug, Default)]
pub(super) struct Removed {
    counts: Vec<(What, usize)>,
    unusable: Vec<String>,
    more_unusable: usize,
    /// Pictures that are written into the text itself.
    data_pictures: usize,
}

impl Removed {
    pub(super) fn count(&mut self, what: What) {
        // All attributes that run code are one kind, under the name of the first; so is what is hidden.
        let like = |other: &What| match (&what, other) {
            (What::Handler(_), What::Handler(_)) | (What::Hidden(_), What::Hidden(_)) => true,
            (what, other) => *what == *other,
        };
        match self.counts.iter_mut().find(|(other, _)| like(other)) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((what, 1)),
        }
    }

    /// Whether something was left out because it is hidden.
    pub(super) fn holds_hidden(&self) -> bool {
        self.counts
            .iter()
            .any(|(what, _)| matches!(what, What::Hidden(_)))
    }

    pub(super) fn data_picture(&mut self) {
        self.data_pictures += 1;
    }

    pub(super) fn unusable(&mut self, address: &str) {
        /// How many are named.
        const NAMED: usize = 3;
        /// Characters of each.
        const LONGEST: usize = 100;
        if self.unusable.len() < NAMED {
            self.unusable
                .push(address.trim().chars().take(LONGEST).collect());
        } else {
            self.more_unusable += 1;
        }
    }

    /// What there is to say, each with the line of the first in the article's file.
    pub(super) fn findings(&self, body: &Body) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        if !self.counts.is_empty() {
            let line = self
                .counts
                .iter()
                .filter_map(|(what, _)| line_of(body, &what.written()))
                .min();
            let counted: Vec<String> = self.counts.iter().map(described).collect();
            findings.push(
                Diagnostic::info(
                    "removed-markup",
                    format!(
                        "readers neither run nor show {}; left out of the feed",
                        counted.join(", ")
                    ),
                )
                .at(line.unwrap_or(0), 0),
            );
        }
        if self.data_pictures > 0 {
            let counted = match self.data_pictures {
                1 => "a picture".to_owned(),
                count => format!("{count} pictures"),
            };
            findings.push(
                Diagnostic::warning(
                    "picture-in-text",
                    format!(
                        "expected addresses of pictures, found {counted} written into the text as `data:`, \
                         which few readers show; left out of the feed"
                    ),
                )
                .at(line_of(body, "data:image").unwrap_or(0), 0)
                .help("write the picture to a file beside the article, and name the file"),
            );
        }
        if let Some(first) = self.unusable.first() {
            let named: Vec<String> = self.unusable.iter().map(|a| format!("`{a}`")).collect();
            let more = match self.more_unusable {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            findings.push(
                Diagnostic::warning(
                    "unusable-address",
                    format!(
                        "expected addresses that a reader can open, found {}{more}; the text is kept, the link left out",
                        named.join(", ")
                    ),
                )
                .at(line_of(body, first).unwrap_or(0), 0)
                .help("write the whole address, such as `https://example.org/page`"),
            );
        }
        findings
    }
}

impl What {
    /// How it begins in HTML.
    fn written(&self) -> String {
        match self {
            What::Element(name) => format!("<{name}"),
            What::Handler(name) => format!(" {name}"),
            What::Hidden(written) => written.clone(),
            What::ScriptLink => "javascript:".to_owned(),
            What::Counter => "<img".to_owned(),
        }
    }
}

fn described((what, count): &(What, usize)) -> String {
    let name = match what {
        What::Element(name) => format!("<{name}>"),
        What::Handler(name) => format!("`{name}` attributes"),
        What::Hidden(_) => "hidden elements".to_owned(),
        What::ScriptLink => "`javascript:` links".to_owned(),
        What::Counter => "pictures that count readers".to_owned(),
    };
    match count {
        1 => name,
        count => format!("{name} ({count} times)"),
    }
}

/// The line of the file on which something stands first; code that only shows it is passed over in
/// Markdown. Nothing where it is not to be found as written.
fn line_of(body: &Body, written: &str) -> Option<u32> {
    if body.line == 0 {
        return None;
    }
    if body.markup != Markup::Markdown {
        let at = find_ignoring_case(&body.text, written)?;
        return Some(body.line + line_at(&body.text, at) - 1);
    }
    let mut fence: Option<&str> = None;
    for (number, line) in (body.line..).zip(body.text.lines()) {
        let trimmed = line.trim_start();
        match ["```", "~~~"].into_iter().find(|m| trimmed.starts_with(m)) {
            Some(mark) if fence.is_none() => fence = Some(mark),
            Some(mark) if fence == Some(mark) => fence = None,
            _ => {}
        }
        let is_code = fence.is_some() || line.starts_with("    ") || line.starts_with('\t');
        if let Some(at) = find_ignoring_case(line, written).filter(|_| !is_code)
            && line[..at].matches('`').count() % 2 == 0
        {
            return Some(number);
        }
    }
    None
}

/// Where a text has some ASCII letters first, large or small.
pub(super) fn find_ignoring_case(text: &str, sought: &str) -> Option<usize> {
    let first = sought.bytes().next()?;
    let bytes = text.as_bytes();
    let (small, large) = (first.to_ascii_lowercase(), first.to_ascii_uppercase());
    memchr::memchr2_iter(small, large, bytes).find(|&at| {
        bytes
            .get(at..at + sought.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(sought.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(markup: Markup, text: &str, written: &str) -> Option<u32> {
        let body = Body {
            markup,
            text: text.to_owned(),
            line: 5,
            excerpt_end: None,
        };
        line_of(&body, written)
    }

    #[test]
    fn lines_are_those_of_the_file() {
        let md = Markup::Markdown;
        for (markup, text, expected) in [
            (Markup::Html, "<p>\n<SCRIPT>", Some(6)),
            (md, "a\n\n<script>", Some(7)),
            (md, "`<script>`\n<script>", Some(6)),
            (md, "```\n<script>\n```\n\n<script>", Some(9)),
            (md, "    <script>\n\n<script>", Some(7)),
            (md, "```\n<script>\n```", None),
            (md, "none", None),
        ] {
            assert_eq!(line(markup, text, "<script"), expected, "{text}");
        }
    }
}
