//! Tags of HTML as texts of Markdown have them. In Markdown and MDX a tag that closes itself is an
//! element without content; a parser of HTML takes all that follows for its content.

use std::borrow::Cow;

/// Elements that have no end tag (HTML, 13.1.2).
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that CommonMark reads up to their end tag, whatever stands between (4.6, kind 1).
const TO_THEIR_END: [&str; 4] = ["pre", "script", "style", "textarea"];

/// Whether an element has no end tag.
pub(in crate::markup) fn is_void(name: &str) -> bool {
    VOID.iter().any(|void| name.eq_ignore_ascii_case(void))
}

/// A tag that opens an element.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::markup) struct Tag<'a> {
    pub name: &'a str,
    /// What stands between the name and the end, the slash not included.
    pub args: &'a str,
    /// Whether it closes itself.
    pub alone: bool,
    /// Behind its `>`.
    pub end: usize,
}

/// Finds tags, giving up on a text in which too many have no end.
#[derive(Default)]
pub(in crate::markup) struct Reader {
    failures: u32,
}

/// The longest tag that is read, and how many may lack their end.
const LONGEST: usize = 1 << 14;
const MOST_FAILURES: u32 = 64;

impl Reader {
    /// The opening tag that begins at a `<`; JavaScript in braces belongs to it.
    pub(in crate::markup) fn tag<'a>(&mut self, text: &'a str, at: usize) -> Option<Tag<'a>> {
        let rest = text.get(at + 1..)?;
        let length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .unwrap_or(rest.len());
        let name = &rest[..length];
        let behind = rest[length..].chars().next()?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || !(behind.is_whitespace() || matches!(behind, '>' | '/'))
        {
            return None;
        }
        let from = at + 1 + length;
        let end = self.end(text, from)?;
        let inside = &text[from..end - 1];
        // In `<a href=b/>` the slash belongs to the address.
        let alone = inside.strip_suffix('/').filter(|args| {
            let last = args.rsplit(char::is_whitespace).next().unwrap_or_default();
            !last.contains('=') || last.ends_with(['"', '\'', '}'])
        });
        Some(Tag {
            name,
            args: alone.unwrap_or(inside),
            alone: alone.is_some(),
            end,
        })
    }

    /// Behind the `>` of a tag, braces and quotes balanced.
    fn end(&mut self, text: &str, from: usize) -> Option<usize> {
        if self.failures >= MOST_FAILURES {
            return None;
        }
        let bytes = text.as_bytes();
        let mut depth = 0_usize;
        let mut quote = None;
        let mut last = b' ';
        let mut empty_line = false;
        for at in from..bytes.len().min(from + LONGEST) {
            let byte = bytes[at];
            match (quote, byte) {
                (Some(open), byte) if byte == open => quote = None,
                (Some(_), _) => {}
                // No tag holds another outside of an expression, so no text is looked at twice.
                (None, b'<') if depth == 0 => return None,
                (None, b'>') if depth == 0 => return Some(at + 1),
                (None, b'\n') if depth == 0 && empty_line => return None,
                (None, b'"' | b'\'' | b'`') if last == b'=' || depth > 0 => quote = Some(byte),
                (None, b'{') => depth += 1,
                (None, b'}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            empty_line = byte == b'\n' || empty_line && byte.is_ascii_whitespace();
            if !byte.is_ascii_whitespace() {
                last = byte;
            }
        }
        self.failures += 1;
        None
    }
}

/// The text, each byte in its place, without what a parser of CommonMark would take for the start of
/// code that it is none of: `<script … />` has no content.
pub(in crate::markup) fn masked(text: &str) -> Cow<'_, str> {
    if !text.contains("/>") {
        return Cow::Borrowed(text);
    }
    let mut reader = Reader::default();
    let mut out = String::new();
    let mut kept = 0;
    for (at, _) in text.match_indices('<') {
        let name = |name: &&&str| {
            text.get(at + 1..at + 1 + name.len())
                .is_some_and(|here| here.eq_ignore_ascii_case(name))
        };
        if at < kept || TO_THEIR_END.iter().find(name).is_none() {
            continue;
        }
        if let Some(tag) = reader.tag(text, at)
            && tag.alone
        {
            out.push_str(&text[kept..=at]);
            out.push_str(&"x".repeat(tag.name.len()));
            kept = at + 1 + tag.name.len();
        }
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_with_their_end() {
        for (text, expected) in [
            ("<p>", "p||false"),
            (
                "<video src=\"a\" controls />",
                "video| src=\"a\" controls |true",
            ),
            ("<p/>", "p||true"),
            ("<a href=b/>", "a| href=b/|false"),
            ("<a href=b />", "a| href=b |true"),
            ("<a b={c > d ? '}' : {}}/>", "a| b={c > d ? '}' : {}}|true"),
            ("<a title=\"b > c\"\n  d>", "a| title=\"b > c\"\n  d|false"),
            ("<my-thing />", "my-thing| |true"),
            ("<a title=\"b > c", "-"),
            ("<p\n\nb>", "-"),
            ("<a <b>", "-"),
            ("<https://example.org/>", "-"),
            ("<ada@example.org/>", "-"),
            ("< a/>", "-"),
            ("<", "-"),
        ] {
            let found = Reader::default().tag(text, 0);
            let shown = found.map(|tag| {
                assert_eq!(tag.end, text.len(), "{text}");
                format!("{}|{}|{}", tag.name, tag.args, tag.alone)
            });
            assert_eq!(shown.as_deref().unwrap_or("-"), expected, "{text}");
        }
    }

    #[test]
    fn what_has_no_content_hides_nothing() {
        assert_eq!(
            masked("<Script a />\n<pre>b</pre>\n<style/>"),
            "<xxxxxx a />\n<pre>b</pre>\n<xxxxx/>"
        );
    }
}
