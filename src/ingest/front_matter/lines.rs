//! Fields as lines before a text: `Key: value`, and Nikola's `.. key: value`.

use crate::article::{Field, OriginKind, Value, fold_key};
use crate::text::line_at;

/// `Key: value` lines at the start of a text, as Pelican and MultiMarkdown have them; an indented
/// line goes on with the value before it. The block ends at the first empty line. Nothing where the
/// first line is prose that happens to hold a colon: its key must be one that articles use.
pub(in crate::ingest) fn header_lines(text: &str, complete: bool) -> Option<(Vec<Field>, usize)> {
    let mut fields: Vec<Field> = Vec::new();
    let mut at = text.len() - text.trim_start_matches('\n').len();
    for (number, line) in (line_at(text, at)..).zip(text[at..].split_inclusive('\n')) {
        if !line.ends_with('\n') && !complete {
            return None;
        }
        at += line.len();
        let content = line.trim_end();
        if content.is_empty() {
            break;
        }
        if content.starts_with([' ', '\t']) {
            let last = fields.last_mut()?;
            if let Value::Text(value) = &mut last.value {
                value.push(if last.key.starts_with("author") {
                    '\n'
                } else {
                    ' '
                });
                value.push_str(content.trim());
            }
        } else {
            let (key, value) = content.split_once(':')?;
            if !is_key(key) || (fields.is_empty() && !FIRST_KEYS.contains(&fold_key(key).as_str()))
            {
                return None;
            }
            fields.push(Field::text(
                OriginKind::HeaderLine,
                fold_key(key),
                value.trim(),
                number,
            ));
        }
    }
    (!fields.is_empty()).then_some((fields, at))
}

/// Keys that a block of header lines may start with.
pub(super) const FIRST_KEYS: [&str; 22] = [
    "title",
    "date",
    "author",
    "authors",
    "category",
    "categories",
    "tags",
    "keywords",
    "slug",
    "summary",
    "description",
    "lang",
    "language",
    "modified",
    "updated",
    "published",
    "status",
    "url",
    "subtitle",
    "layout",
    "id",
    "headline",
];

pub(super) fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.len() <= 40
        && key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'))
        && key.split(' ').count() <= 3
}

/// `.. key: value` lines, as Nikola has them in texts, in comments of Markdown and HTML and in
/// `.meta` files. Gives the offset behind them.
pub(in crate::ingest) fn dotted_lines(text: &str, kind: OriginKind) -> Option<(Vec<Field>, usize)> {
    let trimmed = text.trim_start();
    let mut at = text.len() - trimmed.len();
    let comment = trimmed.starts_with("<!--");
    let mut fields = Vec::new();
    for (number, line) in (line_at(text, at)..).zip(text[at..].split_inclusive('\n')) {
        let content = line.trim();
        if let Some(pair) = content.strip_prefix(".. ") {
            let Some((key, value)) = pair
                .split_once(':')
                .filter(|(key, value)| is_key(key.trim()) && !value.starts_with(':'))
            else {
                break;
            };
            if !value.trim().is_empty() {
                fields.push(Field::text(kind, fold_key(key), value.trim(), number));
            }
        } else if comment && content == "-->" {
            at += line.len();
            break;
        } else if !(content.is_empty() || content == "<!--") {
            break;
        }
        at += line.len();
    }
    (!fields.is_empty()).then_some((fields, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(fields: &[Field]) -> String {
        fields
            .iter()
            .map(|f| format!("{}@{}={:?};", f.key, f.line, f.value))
            .collect()
    }

    #[test]
    fn header_lines_need_a_known_first_key() {
        let (fields, body) =
            header_lines("Title: A\nDate: 2024-01-02\nAuthors: X\n  Y\n\nText", true).unwrap();
        assert_eq!(
            show(&fields),
            "title@1=Text(\"A\");date@2=Text(\"2024-01-02\");authors@3=Text(\"X\\nY\");"
        );
        assert_eq!(body, 42);
        assert!(header_lines("Note: this is prose.\n\nMore", true).is_none());
    }

    #[test]
    fn dotted_lines_are_read_in_texts_and_comments() {
        let (fields, at) = dotted_lines(
            "<!--\n.. title: A\n.. link:\n.. date: 2013/08/31 22:12:55\n-->\n\nText",
            OriginKind::HeaderLine,
        )
        .unwrap();
        assert_eq!(
            show(&fields),
            "title@2=Text(\"A\");date@4=Text(\"2013/08/31 22:12:55\");"
        );
        assert_eq!(at, 59);
        assert!(dotted_lines(".. image:: a.png\n", OriginKind::HeaderLine).is_none());
    }
}
