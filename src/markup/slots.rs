//! HTML that waits while the text around it goes through a parser of markup: a slot stands in its
//! place, of letters that no markup gives a meaning to.
//!
//! A slot of a block stands alone on its line inside an HTML comment, for that is the one block of
//! CommonMark that may follow and precede anything without an empty line (4.6, kind 2).

use std::borrow::Cow;

/// Opens a slot; its number follows. Of the private use area, where no text has a meaning.
const OPEN: char = '\u{f8f0}';
/// Closes a slot.
const CLOSE: char = '\u{f8f1}';
/// Stands for a value that is not known: an address with it is none.
pub(super) const UNKNOWN: char = '\u{f8f2}';

/// Stands before or behind a tag whose element holds words: the paragraph that they became is none.
const WORDS: char = '\u{f8f3}';

/// The tags of an element that holds words which stand on lines of their own.
pub(super) fn around_words(open: &str, close: &str) -> (String, String) {
    (format!("{open}{WORDS}"), format!("{WORDS}{close}"))
}

/// HTML by the number of its slot.
#[derive(Debug, Default)]
pub(super) struct Slots {
    html: Vec<String>,
}

/// The text without the letters that slots are made of.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // All of them begin with these bytes in UTF-8.
    if memchr::memmem::find(text.as_bytes(), b"\xef\xa3").is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace([OPEN, CLOSE, UNKNOWN, WORDS], ""))
}

impl Slots {
    /// A slot among words.
    pub(super) fn inline(&mut self, html: String) -> String {
        self.html.push(html);
        format!("{OPEN}{}{CLOSE}", self.html.len() - 1)
    }

    /// A slot for a line of its own.
    pub(super) fn block(&mut self, html: String) -> String {
        let slot = self.inline(html);
        format!("<!--{slot}-->")
    }

    /// The HTML with what was waiting.
    pub(super) fn fill(&self, html: String) -> String {
        if !html.contains(OPEN) && !html.contains(UNKNOWN) {
            return html;
        }
        let mut out = String::with_capacity(html.len() * 2);
        let mut rest = &*html;
        let mut in_tag = false;
        let mut filled = vec![false; self.html.len()];
        let mut words = Vec::new();
        // What a text captures may come back many times, but not without end.
        let mut spare = html.len() * 4 + (1 << 16);
        while let Some(at) = rest.find([OPEN, UNKNOWN]) {
            let (before, from) = rest.split_at(at);
            let comment = before.strip_suffix("<!--");
            in_tag = tag_open(comment.unwrap_or(before), in_tag);
            let mut letters = from.chars();
            if letters.next() == Some(UNKNOWN) {
                out.push_str(before);
                // Render takes an attribute with it for none.
                if in_tag {
                    out.push(UNKNOWN);
                }
                rest = letters.as_str();
                continue;
            }
            let (number, mut after) = letters.as_str().split_once(CLOSE).unwrap_or_default();
            let mut kept = before;
            if let Some(before) = comment
                && let Some(behind) = after.strip_prefix("-->")
            {
                (kept, after) = (before, behind);
            }
            let inside = number.parse().ok().and_then(|number: usize| {
                let inside = self.html.get(number)?;
                if std::mem::replace(&mut filled[number], true) {
                    spare = spare.checked_sub(inside.len())?;
                }
                Some(inside.as_str())
            });
            let inside = inside.unwrap_or_default();
            // A block alone in its paragraph needs none.
            if let Some(before) = kept.strip_suffix("<p>")
                && let Some(behind) = after.strip_prefix("</p>")
                && is_block(inside)
            {
                (kept, after) = (before, behind);
            }
            let mut inside = inside;
            if let Some(tag) = inside.strip_suffix(WORDS) {
                inside = tag;
                let paragraph = after.trim_start().strip_prefix("<p>");
                words.push(paragraph.is_some());
                after = paragraph.unwrap_or(after);
            } else if let Some(tag) = inside.strip_prefix(WORDS) {
                inside = tag;
                if words.pop() == Some(true) {
                    let paragraph = kept.trim_end().strip_suffix("</p>");
                    kept = paragraph.unwrap_or(kept);
                }
            }
            out.push_str(kept);
            if !in_tag {
                out.push_str(inside);
            }
            rest = after;
        }
        out.push_str(rest);
        without_unknown(out)
    }

    /// The text without slots, for ids and the like.
    pub(super) fn strip(text: &str) -> Cow<'_, str> {
        if !text.contains([OPEN, UNKNOWN]) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            out.push_str(before);
            rest = after.split_once(CLOSE).map_or("", |(_, behind)| behind);
        }
        out.push_str(rest);
        Cow::Owned(out.replace(UNKNOWN, ""))
    }
}

/// Whether a text ends inside of a tag. Good for what serialisers write, where no attribute has `<` or
/// `>`; elsewhere a slot is lost at worst.
fn tag_open(text: &str, before: bool) -> bool {
    match memchr::memrchr2(b'<', b'>', text.as_bytes()) {
        Some(at) => {
            text.as_bytes()[at] == b'<'
                && text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic())
        }
        None => before,
    }
}

fn is_block(html: &str) -> bool {
    const BLOCKS: [&str; 15] = [
        "figure",
        "p",
        "div",
        "pre",
        "blockquote",
        "details",
        "iframe",
        "video",
        "audio",
        "table",
        "ul",
        "ol",
        "section",
        "hr",
        "h",
    ];
    let name: String = html
        .trim_start()
        .trim_start_matches('<')
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    BLOCKS.contains(&name.as_str())
}

/// Attributes whose value is not known, and images without their address, go.
fn without_unknown(html: String) -> String {
    if !html.contains(UNKNOWN) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = &*html;
    while let Some(at) = rest.find(UNKNOWN) {
        let before = &rest[..at];
        let behind = &rest[at + UNKNOWN.len_utf8()..];
        // Back to the start of the attribute, on to the end of its value.
        let start = before.rfind(['"', '\'', '<', '>']).unwrap_or(0);
        let quote = before.as_bytes().get(start).copied();
        let attribute = match quote {
            Some(quote @ (b'"' | b'\'')) if before[..start].ends_with('=') => {
                let name = before[..start - 1]
                    .rfind(|c: char| c.is_whitespace())
                    .unwrap_or(start);
                behind
                    .find(char::from(quote))
                    .map(|end| (name, &behind[end + 1..]))
            }
            _ => None,
        };
        match attribute {
            Some((start, after)) => {
                out.push_str(&before[..start]);
                rest = after;
            }
            None => {
                out.push_str(before);
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waited_comes_back() {
        let mut slots = Slots::default();
        let block = slots.block("<figure>f</figure>".into());
        let word = slots.inline("<kbd>k</kbd>".into());
        let alone = slots.inline("<hr>".into());
        let html = format!("{block}\n<p>a {word} b</p>\n<p>{alone}</p><img alt=\"{word}\">");
        assert_eq!(
            slots.fill(html),
            "<figure>f</figure>\n<p>a <kbd>k</kbd> b</p>\n<hr><img alt=\"\">"
        );
        assert_eq!(Slots::strip(&format!("x{word}y")), "xy");
    }

    #[test]
    fn an_attribute_with_an_unknown_value_is_none() {
        let html = format!("<a id=\"x\" href=\"{UNKNOWN}/a\">b</a> c{UNKNOWN}d");
        assert_eq!(Slots::default().fill(html), "<a id=\"x\">b</a> cd");
        let twice = format!("<a href=\"{UNKNOWN}/a/{UNKNOWN}\" title='{UNKNOWN}'>b</a>");
        assert_eq!(Slots::default().fill(twice), "<a>b</a>");
    }

    #[test]
    fn letters_of_slots_in_a_text_are_nothing() {
        assert_eq!(clean("a\u{f8f0}0\u{f8f1}b"), "a0b");
    }
}
