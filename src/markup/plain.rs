//! Plain text: paragraphs between empty lines, headings told by their shape.

use crate::text::escape;

/// A run of lines without an empty one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// Trimmed.
    pub text: &'a str,
    /// Line it starts on, from 1.
    pub line: u32,
}

/// The paragraphs of a text.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Paragraph<'_>> {
    let mut rest = text;
    let mut line = 1;
    std::iter::from_fn(move || {
        let mut skipped = 0;
        for content in rest.split_inclusive('\n') {
            if !content.trim().is_empty() {
                break;
            }
            skipped += content.len();
            line += 1;
        }
        rest = &rest[skipped..];
        let start = line;
        let mut length = 0;
        for content in rest.split_inclusive('\n') {
            if content.trim().is_empty() {
                break;
            }
            length += content.len();
            line += 1;
        }
        let (paragraph, after) = rest.split_at(length);
        rest = after;
        (length > 0).then(|| Paragraph {
            text: paragraph.trim(),
            line: start,
        })
    })
}

/// Whether a paragraph is shaped like a headline: one short line that does not end as a sentence,
/// a list introduction or a quotation does.
pub fn is_headline(paragraph: &str) -> bool {
    const LONGEST: usize = 120;
    const MOST_WORDS: usize = 18;
    let ends_as_prose = |c: char| {
        matches!(
            c,
            '.' | '…' | ':' | ';' | ',' | '。' | '．' | '।' | '،' | '；' | '：'
        )
    };
    let Some(last) = paragraph.trim_end().chars().next_back() else {
        return false;
    };
    !paragraph.contains('\n')
        && paragraph.chars().count() <= LONGEST
        && paragraph.split_whitespace().count() <= MOST_WORDS
        && !ends_as_prose(last)
        && !paragraph.starts_with(['-', '*', '•', '–', '—', '>', '"', '“', '„', '«', '「'])
        && paragraph.chars().any(char::is_alphabetic)
}

/// Paragraphs become `<p>`, headlines between them `<h2>`, lists of marked lines `<ul>`.
pub fn to_html(text: &str) -> String {
    let all: Vec<Paragraph<'_>> = paragraphs(text).collect();
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for (at, paragraph) in all.iter().enumerate() {
        let text = paragraph.text;
        // A heading stands before something; the last line of a text is not one.
        if at + 1 < all.len() && is_headline(text) {
            html.push_str(&format!("<h2>{}</h2>\n", escape(text)));
        } else if let Some(items) = list_items(text) {
            html.push_str("<ul>\n");
            for item in items {
                html.push_str(&format!("<li>{}</li>\n", escape(item)));
            }
            html.push_str("</ul>\n");
        } else {
            html.push_str(&format!("<p>{}</p>\n", escape(text)));
        }
    }
    html
}

/// The items of a paragraph in which every line starts with the same bullet.
fn list_items(paragraph: &str) -> Option<Vec<&str>> {
    let bullet = ["- ", "* ", "• "]
        .into_iter()
        .find(|b| paragraph.starts_with(b))?;
    paragraph
        .lines()
        .map(|line| line.trim().strip_prefix(bullet))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_know_their_lines() {
        let found: Vec<_> = paragraphs("\n a\nb\n\n\nc")
            .map(|p| (p.text, p.line))
            .collect();
        assert_eq!(found, [("a\nb", 2), ("c", 6)]);
    }

    #[test]
    fn short_lines_between_paragraphs_become_headings() {
        assert_eq!(
            to_html("A first sentence.\n\nWhat Comes Next\n\nMore & more.\n\n- a\n- b\n\nThe end"),
            "<p>A first sentence.</p>\n<h2>What Comes Next</h2>\n<p>More &amp; more.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>The end</p>\n"
        );
    }

    #[test]
    fn headlines_are_told_from_prose() {
        for line in [
            "Ferry Sails On Time",
            "Wird die Brücke gesperrt?",
            "新しい橋が開通",
        ] {
            assert!(is_headline(line), "{line}");
        }
        for line in [
            "He left.",
            "There are three:",
            "“Go,” he said",
            "",
            "…",
            "1 234",
            "a\nb",
        ] {
            assert!(!is_headline(line), "{line}");
        }
    }
}
