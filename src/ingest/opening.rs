//! What bare text and Markdown say of themselves in their first and last lines, as fields.

use super::FIRST_BLOCK;
use crate::article::{Field, OriginKind, Value};
use crate::byline::{self, Kind, Layout, Opening};
use crate::text::line_at;

/// The part of a text that a head is looked for in: what the first block of the file holds, so that
/// the head and later the body see the same. `start` is where the text begins behind its fields.
pub(super) fn window(text: &str, start: usize) -> &str {
    let end = if start < FIRST_BLOCK {
        FIRST_BLOCK
    } else {
        start.saturating_add(FIRST_BLOCK)
    };
    let mut end = end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// The first lines of a text, and its last where they may name those who reported.
pub(super) struct Ends {
    pub opening: Opening,
    /// The signature, and where it begins in the text.
    sign_off: Option<(byline::Stamp, usize)>,
}

impl Ends {
    /// Reads both ends of a text that is there as a whole. The last lines count where the first show
    /// an agency's text, or where the text is short enough to be seen at once.
    pub(super) fn of(text: &str, layout: Layout, opening: Opening) -> Ends {
        let seen_at_once = layout != Layout::Markdown && text.len() < FIRST_BLOCK;
        let wanted = opening.get(Kind::Agency).is_some() || seen_at_once;
        Ends {
            sign_off: wanted.then(|| byline::sign_off(text)).flatten(),
            opening,
        }
    }

    /// The fields that they give; `from` is where the text begins in `whole`.
    pub(super) fn fields(&self, whole: &str, from: usize) -> Vec<Field> {
        let first = line_at(whole, from);
        let mut fields = Vec::new();
        let mut authors: Vec<Field> = Vec::new();
        for said in &self.opening.said {
            let line = first + said.line - 1;
            let key = match said.kind {
                Kind::Title => "headline",
                Kind::Kicker => "kicker",
                Kind::Published => "published stamp",
                Kind::Updated => "updated stamp",
                Kind::Day => "dateline date",
                Kind::Place => "dateline place",
                Kind::Agency => "dateline agency",
                Kind::Lead => "lead",
                Kind::Author => {
                    authors.push(Field::text(OriginKind::Text, "", &said.value, line));
                    continue;
                }
            };
            fields.push(Field::text(OriginKind::Text, key, &said.value, line));
        }
        if let Some((stamp, at)) = &self.sign_off {
            let behind = whole[from + at..].trim_start();
            let line = line_at(whole, whole.len() - behind.len());
            if authors.is_empty() {
                let all = stamp.authors.iter();
                authors.extend(all.map(|name| Field::text(OriginKind::Text, "", name, line)));
            }
            for (kind, key, value) in [
                (Kind::Published, "published stamp", &stamp.published),
                (Kind::Updated, "updated stamp", &stamp.updated),
                (Kind::Agency, "dateline agency", &stamp.agency),
            ] {
                if let Some(value) = value
                    && self.opening.get(kind).is_none()
                {
                    fields.push(Field::text(OriginKind::Text, key, value, line));
                }
            }
        }
        if let Some(first) = authors.first() {
            fields.push(Field {
                key: "byline".to_owned(),
                kind: OriginKind::Text,
                line: first.line,
                value: Value::List(authors.into_iter().map(|author| author.value).collect()),
            });
        }
        fields
    }

    /// The text without what became fields; its lines keep their numbers.
    pub(super) fn rest(&self, text: &str) -> String {
        let end = self.sign_off.as_ref().map_or(text.len(), |(_, at)| *at);
        // What is taken at the start lies before what is taken at the end, or is it.
        let first = self.opening.taken.last().map_or(0, |taken| taken.end);
        self.opening.rest(&text[..end.max(first)])
    }
}
