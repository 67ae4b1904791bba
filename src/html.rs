//! HTML fragments: their text, their first paragraph, and nesting that no parser has to fear.

mod references;

use std::borrow::Cow;
use std::collections::HashSet;

use dom_query::Document;

use crate::text::one_line;

/// How deep elements may lie in each other. Browsers stop at 512 (Chromium) and readers earlier; no
/// text of a person comes near.
pub const MAX_DEPTH: usize = 200;

/// Elements that cannot have content (HTML, 13.1.2).
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "param",
];

/// Elements whose end tag may be left out (HTML, 13.1.2.4): the next one of their kind ends them, so
/// they do not lie in each other.
const IMPLIED_END: [&str; 12] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup",
];

/// A tag in a text: where it stands and what it does.
#[derive(Clone, Copy, Debug)]
struct Tag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    closes: bool,
    alone: bool,
}

/// The tags of a text, comments passed over. Made for counting, not for understanding: it never looks
/// back, whatever the text.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let bytes = html.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + memchr::memchr(b'<', &bytes[at..])?;
            if html[start..].starts_with("<!--") {
                let end = memchr::memmem::find(&bytes[start..], b"-->")?;
                at = start + end + 3;
                continue;
            }
            let closes = bytes.get(start + 1) == Some(&b'/');
            let from = start + 1 + usize::from(closes);
            let name_len = bytes[from..]
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'))
                .count();
            if name_len == 0 || !bytes[from].is_ascii_alphabetic() {
                at = start + 1;
                continue;
            }
            let mut quote = None;
            let mut end = bytes.len();
            for (i, &b) in bytes.iter().enumerate().skip(from + name_len) {
                match (quote, b) {
                    (None, b'>') => {
                        end = i + 1;
                        break;
                    }
                    // A quote opens a value only behind `=`; elsewhere it is a stray letter.
                    (None, b'"' | b'\'') if bytes[i - 1] == b'=' => quote = Some(b),
                    (Some(open), b) if b == open => quote = None,
                    _ => {}
                }
            }
            at = end;
            return Some(Tag {
                start,
                end,
                name: &html[from..from + name_len],
                closes,
                alone: bytes[..end].ends_with(b"/>"),
            });
        }
    })
}

/// A part of a text: what [`walk`] hands on.
#[derive(Debug)]
pub enum Token<'a> {
    /// The text between two tags, entities as written.
    Text(&'a str),
    /// The start of an element: its name, and its attributes as written.
    Element(&'a str, Vec<(&'a str, &'a str)>),
}

/// Hands on texts and elements in their order. Made for HTML that a serialiser wrote: every attribute
/// has its value in double quotes.
pub fn walk<'a>(html: &'a str, each: &mut dyn FnMut(Token<'a>)) {
    let mut at = 0;
    for tag in tags(html) {
        if at < tag.start {
            each(Token::Text(&html[at..tag.start]));
        }
        at = tag.end;
        if tag.closes {
            continue;
        }
        let inside = html[tag.start..tag.end].trim_end_matches(['>', '/']);
        let mut rest = inside.get(1 + tag.name.len()..).unwrap_or_default();
        let mut attributes = Vec::new();
        while let Some((key, behind)) = rest.split_once("=\"") {
            let (value, behind) = behind.split_once('"').unwrap_or((behind, ""));
            attributes.push((key.trim(), value));
            rest = behind;
        }
        each(Token::Element(tag.name, attributes));
    }
    if at < html.len() {
        each(Token::Text(&html[at..]));
    }
}

/// The text with the tags left out that lie deeper than [`MAX_DEPTH`] or have more attributes than
/// anybody writes; what they enclose stays. Parsers take time that grows with length times depth, and
/// with the square of the attributes of a tag, so this goes before them.
pub fn flatten(html: &str) -> Cow<'_, str> {
    let listed = |list: &[&str], name: &str| list.iter().any(|n| n.eq_ignore_ascii_case(name));
    let mut open: Vec<&str> = Vec::new();
    // Tags left out that are not closed yet.
    let mut dropped = 0_usize;
    let mut kept = 0;
    let mut out = String::new();
    for tag in tags(html) {
        if has_too_many_attributes(&html[tag.start..tag.end]) {
            out.push_str(&html[kept..tag.start]);
            kept = tag.end;
            continue;
        }
        if listed(&VOID, tag.name) || listed(&IMPLIED_END, tag.name) {
            continue;
        }
        // `/>` closes an element of SVG and MathML alone; `<div/>` is open (HTML, 13.2.5.40).
        let foreign = || open.iter().any(|name| listed(&["svg", "math"], name));
        if tag.alone && foreign() && !listed(&LEAVES_FOREIGN, tag.name) {
            continue;
        }
        let too_deep = match (tag.closes, dropped) {
            (true, 0) => {
                // An end tag without its start closes nothing.
                if let Some(at) = open
                    .iter()
                    .rposition(|name| name.eq_ignore_ascii_case(tag.name))
                {
                    open.truncate(at);
                }
                false
            }
            (true, _) => {
                dropped -= 1;
                true
            }
            (false, _) if open.len() < MAX_DEPTH => {
                open.push(tag.name);
                false
            }
            (false, _) => {
                dropped += 1;
                true
            }
        };
        if too_deep {
            out.push_str(&html[kept..tag.start]);
            kept = tag.end;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[kept..]);
    Cow::Owned(out)
}

/// Whether a tag has more attributes than any page.
fn has_too_many_attributes(tag: &str) -> bool {
    const MOST: usize = 300;
    if tag.len() < 2 * MOST {
        return false;
    }
    let (mut quote, mut before, mut count) = (None, b' ', 0);
    for byte in tag.bytes() {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => {}
            None if matches!(byte, b'"' | b'\'') && before == b'=' => quote = Some(byte),
            // Each begins behind white space, a slash or the end of a value in quotes.
            None if !byte.is_ascii_whitespace()
                && (before.is_ascii_whitespace() || matches!(before, b'/' | b'"' | b'\'')) =>
            {
                count += 1;
            }
            None => {}
        }
        before = byte;
    }
    count > MOST
}

/// Elements that end SVG and MathML around them (HTML, 13.2.6.5).
const LEAVES_FOREIGN: [&str; 30] = [
    "b",
    "big",
    "blockquote",
    "body",
    "center",
    "code",
    "div",
    "dl",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "i",
    "menu",
    "nobr",
    "ol",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "ul",
];

/// The text of a fragment on one line, entities decoded once.
pub fn text(html: &str) -> String {
    if !html.contains('<') {
        return one_line(&decode_entities(html));
    }
    let document = Document::fragment(&*flatten(html));
    let root = document.root();
    root.strip_elements_with_content();
    one_line(&root.formatted_text())
}

/// The words of HTML that a serialiser wrote, without what stands in the elements named and without
/// the numbers of notes; at most `limit` bytes or a little more.
pub fn words(html: &str, without: &[&str], limit: usize) -> String {
    let mut out = String::new();
    let mut kept = 0;
    // An element that is passed over, and how many of its name are open.
    let mut skipped: Option<(&str, usize)> = None;
    let mut before: Option<Tag<'_>> = None;
    for tag in tags(html) {
        if skipped.is_none() {
            out.push_str(&html[kept..tag.start]);
            if !INLINE.contains(&tag.name) && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        kept = tag.end;
        if out.len() >= limit {
            break;
        }
        match &mut skipped {
            Some((name, open)) if *name == tag.name => match tag.closes {
                true if *open == 1 => skipped = None,
                true => *open -= 1,
                false => *open += 1,
            },
            Some(_) => {}
            None if tag.closes => {}
            None if without.contains(&tag.name) => skipped = Some((tag.name, 1)),
            None if tag.name == "sup" => {
                let holds_link = html[tag.end..].starts_with("<a ");
                let in_link = before
                    .is_some_and(|link| link.name == "a" && !link.closes && link.end == tag.start);
                if holds_link || in_link {
                    skipped = Some((tag.name, 1));
                }
            }
            None => {}
        }
        before = Some(tag);
    }
    if skipped.is_none() && out.len() < limit {
        let end = html.len().min(kept.saturating_add(limit));
        let end = (kept..=end).rev().find(|&at| html.is_char_boundary(at));
        out.push_str(&html[kept..end.unwrap_or(kept)]);
    }
    decode_entities(&out)
}

/// Elements that part no words.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "mi", "mn", "mo", "q", "rb", "ruby", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
];

/// The words of a text's beginning, to know its language by: `limit` characters or a little more, without
/// code and addresses.
pub fn prose(html: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut kept = 0;
    // Inside code, where it began.
    let mut code: Option<&str> = None;
    // Adds words, and says how many characters they have.
    let add = |out: &mut String, text: &str| {
        let is_address = |word: &str| {
            // Most words have neither, which is told sooner.
            word.bytes().any(|byte| matches!(byte, b':' | b'@'))
                && (word.contains("://") || word.contains('@'))
        };
        let words = text.split_whitespace();
        let mut length = 0;
        for word in words.filter(|word| !is_address(word)) {
            out.push_str(word);
            out.push(' ');
            length += word.chars().count() + 1;
        }
        length
    };
    let mut length = 0;
    for tag in tags(html) {
        if code.is_none() {
            length += add(&mut out, &html[kept..tag.start]);
        }
        kept = tag.end;
        if length >= limit {
            break;
        }
        let is_code = ["pre", "code", "kbd", "samp", "script", "style"]
            .iter()
            .any(|name| tag.name.eq_ignore_ascii_case(name));
        match code {
            None if is_code && !tag.closes => code = Some(tag.name),
            Some(name) if tag.closes && tag.name.eq_ignore_ascii_case(name) => code = None,
            _ => {}
        }
    }
    if code.is_none() && length < limit {
        let rest = &html[kept..];
        let end = rest
            .char_indices()
            .nth(limit)
            .map_or(rest.len(), |(end, _)| end);
        add(&mut out, &rest[..end]);
    }
    decode_entities(&out)
}

/// A plain text in which somebody wrote entities: each decoded once, and `<` taken as it stands.
pub fn decode_entities(text: &str) -> String {
    match text.contains('&') {
        true => references::decode(text, false),
        false => text.to_owned(),
    }
}

/// A plain text whose entities were escaped once too often: `10 balls&hellip; Ada` has them decoded. A
/// reference that stands free is one that the text speaks of (`how to use &nbsp; in a table`).
pub fn decode_left_over(text: &str) -> Cow<'_, str> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_left_over = text.match_indices('&').any(|(at, _)| {
        let behind = &text[at + 1..];
        let name = behind.trim_start_matches('#');
        let length = name
            .bytes()
            .take(32)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        length > 0
            && name[length..].strip_prefix(';').is_some_and(|after| {
                is_word(text[..at].chars().next_back()) || is_word(after.chars().next())
            })
    });
    match is_left_over {
        true => decode_entities(text).into(),
        false => text.into(),
    }
}

/// The value of an attribute, entities decoded.
pub fn decode_attribute(value: &str) -> Cow<'_, str> {
    match value.contains('&') {
        true => references::decode(value, true).into(),
        false => value.into(),
    }
}

/// A summary as plain text: HTML where there is some in it, else as [`title_text`] reads it, so that
/// `Vec<T>` stays what it is.
pub fn plain_text(summary: &str) -> String {
    let is_html = tags(summary).any(|tag| {
        tag.closes
            || ["p", "br", "img", "div"]
                .iter()
                .any(|name| tag.name.eq_ignore_ascii_case(name))
    });
    match is_html {
        true => text(summary),
        false => title_text(summary),
    }
}

/// A title as plain text: pairs of tags in it are dropped, entities decoded once; a lone `<b>` is
/// taken for a word.
pub fn title_text(title: &str) -> String {
    if !title.contains(['<', '&']) {
        return one_line(title);
    }
    let mut stripped = String::with_capacity(title.len());
    let mut kept = 0;
    let (closing, opening): (Vec<Tag<'_>>, Vec<Tag<'_>>) = tags(title).partition(|tag| tag.closes);
    let names = |tags: &[Tag<'_>]| -> HashSet<String> {
        tags.iter()
            .map(|tag| tag.name.to_ascii_lowercase())
            .collect()
    };
    let (closed, opened) = (names(&closing), names(&opening));
    for tag in tags(title) {
        let name = tag.name.to_ascii_lowercase();
        let is_pair = closed.contains(&name) && opened.contains(&name);
        // What has no end tag; a bare `<img>` is a word.
        let is_alone = matches!(name.as_str(), "br" | "hr" | "wbr")
            || name == "img" && title[tag.start..tag.end].contains('=');
        if is_pair || is_alone {
            stripped.push_str(&title[kept..tag.start]);
            if matches!(name.as_str(), "br" | "hr") {
                stripped.push(' ');
            }
            kept = tag.end;
        }
    }
    stripped.push_str(&title[kept..]);
    one_line(&decode_entities(&stripped))
}

/// Elements whose content is not text for a reader.
trait StripContent {
    fn strip_elements_with_content(&self);
}

impl StripContent for dom_query::NodeRef<'_> {
    fn strip_elements_with_content(&self) {
        let unread: Vec<_> = self
            .descendants_it()
            .filter(|node| {
                ["script", "style", "template", "svg", "head"]
                    .iter()
                    .any(|name| node.has_name(name))
            })
            .collect();
        for node in unread {
            node.remove_from_parent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_bounded_and_the_text_kept() {
        let deep = format!(
            "{}core{}",
            "<div>".repeat(100_000),
            "</div>".repeat(100_000)
        );
        let flat = flatten(&deep);
        assert_eq!(flat.matches("<div>").count(), MAX_DEPTH);
        assert_eq!(flat.matches("</div>").count(), MAX_DEPTH);
        assert_eq!(text(&deep), "core");
        assert!(matches!(
            flatten("<p>a<p>b<br><img src='>'>"),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn a_tag_with_more_attributes_than_any_is_left_out() {
        let tag = |count: usize| {
            let attributes = (0..count).map(|number| format!(" a{number}='b c' d{number}"));
            format!("<p{}>", attributes.collect::<String>())
        };
        assert!(matches!(flatten(&tag(100)), Cow::Borrowed(_)));
        assert_eq!(flatten(&format!("a{}b</p>", tag(5_000))), "ab</p>");
        let words = format!("<p title='{}'>", "a b ".repeat(5_000));
        assert!(matches!(flatten(&words), Cow::Borrowed(_)));
    }

    #[test]
    fn what_only_looks_closed_counts_as_open() {
        for hostile in ["<div/>", "<div></x>", "<svg><div/>", "<rt>", "<x-y/>"] {
            let flat = flatten(&hostile.repeat(5000)).into_owned();
            let name = if hostile.contains("div") {
                "<div"
            } else {
                &hostile[..3]
            };
            assert!(flat.matches(name).count() <= MAX_DEPTH, "{hostile}");
        }
        let picture = format!("<svg>{}</svg><div>a</div>", "<path/>".repeat(1000));
        assert!(matches!(flatten(&picture), Cow::Borrowed(_)));
    }

    #[test]
    fn a_thousand_open_quotes_cost_one_pass() {
        let hostile = "<a href=\"".repeat(50_000);
        assert!(flatten(&hostile).len() <= hostile.len());
    }

    #[test]
    fn text_has_no_markup_and_no_scripts() {
        assert_eq!(
            text("<p>A &amp; B</p><p>C</p><script>x</script>"),
            "A & B C"
        );
        assert_eq!(text("plain"), "plain");
    }

    #[test]
    fn prose_is_the_words_without_code_and_addresses() {
        let html = "<p>One &amp; <code>let x</code> two</p><pre><code>x</code> y</pre>\
                    <p>three https://x.example/ four</p>";
        assert_eq!(one_line(&prose(html, 1000)), "One & two three four");
        assert_eq!(one_line(&prose("no tags é", 1000)), "no tags é");
        assert!(prose(&"<p>word</p>".repeat(10_000), 100).len() < 200);
        assert!(prose(&"é".repeat(10_000), 101).len() <= 204);
    }

    #[test]
    fn what_was_escaped_once_too_often_is_told_from_what_is_spoken_of() {
        for (text, expected) in [
            ("3&nbsp;May", "3\u{a0}May"),
            ("ten&hellip; and &iquest;why?", "ten… and ¿why?"),
            (
                "How to use &nbsp; in a table",
                "How to use &nbsp; in a table",
            ),
            ("`&amp;`, AT&T and a & b", "`&amp;`, AT&T and a & b"),
            ("1&#8211;2", "1–2"),
        ] {
            assert_eq!(decode_left_over(text), expected);
        }
    }

    #[test]
    fn titles_lose_pairs_of_tags_and_keep_lone_ones() {
        for (title, expected) in [
            ("AT&amp;T <em>wins</em>", "AT&T wins"),
            ("Use <b> wisely", "Use <b> wisely"),
            ("1 < 2 && 3 > 2", "1 < 2 && 3 > 2"),
            ("A<br>B", "A B"),
            ("Tom &amp;amp; Jerry", "Tom &amp; Jerry"),
            ("Vec<T> and Rc<T>", "Vec<T> and Rc<T>"),
        ] {
            assert_eq!(title_text(title), expected);
        }
    }

    #[test]
    fn words_are_parted_by_blocks_and_without_what_is_named() {
        for (html, without, expected) in [
            (
                "<p>One <b>t</b>wo</p><p>three</p>",
                &[][..],
                "One two three",
            ),
            ("a<pre><code>x</code><pre></pre></pre>b", &["pre"], "a b"),
            (
                "a<sup><a href=\"#f\">1</a></sup>, x<sup>2</sup>",
                &[],
                "a, x2",
            ),
            ("a<a href=\"#f\"><sup>1</sup></a> b", &[], "a b"),
            ("1 &lt; 2 &amp;amp; 3", &[], "1 < 2 &amp; 3"),
            ("no tags é", &[], "no tags é"),
        ] {
            assert_eq!(one_line(&words(html, without, 1000)), expected, "{html}");
        }
        assert!(words(&"<p>word</p>".repeat(10_000), &[], 100).len() < 200);
    }
}
