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

/// Elements that stand in a block of their own (CommonMark, 4.6, kind 6), void ones not included.
const BLOCKS: &str = " address article aside blockquote body caption center colgroup dd details \
    dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup \
    legend li main menu nav noscript ol optgroup option p search section summary table tbody td \
    tfoot th thead tr ul ";

/// Of those the ones that hold words, no paragraphs.
const WORDS: &str = " p h1 h2 h3 h4 h5 h6 summary figcaption caption dt legend ";

/// Whether an element is a block.
pub(in crate::markup) fn is_block(name: &str) -> bool {
    listed(BLOCKS, name)
}

/// Whether an element holds words, no paragraphs; `one_line` where that is all.
pub(in crate::markup) fn holds_words(name: &str, one_line: bool) -> bool {
    listed(WORDS, name) || !is_block(name) || one_line && matches!(name, "li" | "dd" | "td" | "th")
}

fn listed(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|listed| listed == name)
}

/// The value of an attribute `markdown` (kramdown, Markdown Extra, Python-Markdown), empty where it has
/// none, and the attributes without it.
pub(in crate::markup) fn markdown_attribute(args: &str) -> Option<(&str, String)> {
    if !args.contains("markdown") {
        return None;
    }
    let mut quote = None;
    let mut from = 0;
    // Behind the last attribute is a space too.
    for (at, c) in args.char_indices().chain([(args.len(), ' ')]) {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c.is_whitespace() => {
                let value = args[from..at].strip_prefix("markdown");
                let value = match value {
                    Some("") => Some(""),
                    Some(value) => value.strip_prefix('='),
                    None => None,
                };
                if let Some(value) = value {
                    let rest = format!("{}{}", args[..from].trim_end(), &args[at..]);
                    return Some((value.trim_matches(['"', '\'']), rest));
                }
                from = at + c.len_utf8();
            }
            None => {}
        }
    }
    None
}

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
        let near = bytes.iter().copied().enumerate().skip(from).take(LONGEST);
        for (at, byte) in near {
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

/// The text, each byte in its place, without the tags that keep a parser of CommonMark from seeing what
/// is code: `<script … />`, which has no content, and those of elements that hold Markdown.
pub(in crate::markup) fn masked(text: &str, mdx: bool) -> Cow<'_, str> {
    let marked = text.contains("markdown");
    if !mdx && !marked && !text.contains("/>") {
        return Cow::Borrowed(text);
    }
    let mut reader = Reader::default();
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for (at, _) in text.match_indices('<') {
        if at < kept {
            continue;
        }
        let masked = match closing(text, at) {
            Some((name, end)) => ((mdx || marked) && is_block(name)).then_some(end),
            None => reader.tag(text, at).and_then(|tag| {
                let alone = tag.alone
                    && TO_THEIR_END
                        .iter()
                        .any(|name| tag.name.eq_ignore_ascii_case(name));
                let holds =
                    mdx && is_block(tag.name) || marked && markdown_attribute(tag.args).is_some();
                (alone || holds).then_some(tag.end)
            }),
        };
        if let Some(end) = masked {
            out.push_str(&text[kept..at]);
            let mask = |byte| {
                if matches!(byte, b'\n' | b'\r') {
                    '\n'
                } else {
                    'x'
                }
            };
            out.extend(text.as_bytes()[at..end].iter().map(|byte| mask(*byte)));
            kept = end;
        }
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// The name of the end tag that stands here, and its end.
pub(in crate::markup) fn closing(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..)?.strip_prefix("</")?;
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let behind = rest[length..].trim_start().strip_prefix('>')?;
    (length > 0).then(|| (&rest[..length], text.len() - behind.len()))
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
            masked("<Script a />\n<pre>b</pre>\n<style/><p>", false),
            "xxxxxxxxxxxx\n<pre>b</pre>\nxxxxxxxx<p>"
        );
        assert_eq!(
            masked("<div\nid=a>b</div> <span>", true),
            "xxxx\nxxxxxbxxxxxx <span>"
        );
    }

    #[test]
    fn the_attribute_that_asks_for_markdown_is_found() {
        for (args, expected) in [
            (
                " markdown=\"1\" class=\"a b\"",
                Some(("1", " class=\"a b\"")),
            ),
            (" id=a markdown", Some(("", " id=a"))),
            (" markdown='span'", Some(("span", ""))),
            (" class=\"a markdown b\"", None),
            (" data-markdown=1 markdowns", None),
        ] {
            let found = markdown_attribute(args);
            let found = found.as_ref().map(|(value, rest)| (*value, rest.as_str()));
            assert_eq!(found, expected, "{args}");
        }
    }
}
