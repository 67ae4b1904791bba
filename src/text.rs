//! Plain text: what XML can hold, white space, a cut at a word.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc_quick};
use url::{Position, Url};

/// The known name most like one that is not known; `None` where none is like it.
pub fn nearest<'a>(unknown: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let unknown = unknown.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(name, &unknown), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, name)| name)
}

/// Whether XML 1.0 can hold the character (XML 1.0, section 2.2, production `Char`), less the
/// C1 controls, which it discourages and no reader shows.
pub fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{7e}' | '\u{85}' | '\u{a0}'..='\u{d7ff}'
        | '\u{e000}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}')
        // The last two code points of each plane are not characters.
        || (c >= '\u{10000}' && (c as u32) & 0xfffe != 0xfffe)
}

/// The text without what XML 1.0 cannot hold. Feed writers pass control characters through raw, so
/// every text goes through here before it reaches one.
pub fn xml_safe(text: &str) -> Cow<'_, str> {
    // Of the bytes of UTF-8, only these begin a character that XML may not hold.
    let may_not = |byte: u8| match byte {
        b'\t' | b'\n' | b'\r' => false,
        byte => matches!(byte, 0..=0x1f | 0x7f | 0xc2 | 0xef..),
    };
    let mut bytes = text.bytes().enumerate();
    if bytes.all(|(at, byte)| !may_not(byte) || text[at..].starts_with(is_xml_char)) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| is_xml_char(c)).collect())
    }
}

/// One line: white space runs become one space, ends trimmed, what XML cannot hold removed, NFC.
pub fn one_line(text: &str) -> String {
    // Most lines are this already.
    let bytes = text.as_bytes();
    let mut before = b' ';
    let clean = !bytes.ends_with(b" ")
        && bytes.iter().all(|&b| {
            let fits = (b' '..=b'~').contains(&b) && (b != b' ' || before != b' ');
            before = b;
            fits
        });
    if clean {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        // A byte-order mark inside a text is left of two files that were joined.
        let is_text = |c: &char| is_xml_char(*c) && *c != '\u{feff}';
        let mut kept = word.chars().filter(is_text).peekable();
        if kept.peek().is_none() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(kept);
    }
    nfc(line)
}

/// Unicode normalisation form C; free for text that already has it.
pub fn nfc(text: String) -> String {
    if text.is_ascii() || is_nfc_quick(text.chars()) == unicode_normalization::IsNormalized::Yes {
        text
    } else {
        text.nfc().collect()
    }
}

/// Vowel signs and the like, without which words of many scripts fall apart.
pub fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// An address as RFC 3986 writes it: what browsers let pass in path, query and fragment and its
/// grammar does not (`|`, `^`, brackets, a bare `%`) is percent-encoded.
pub fn strict_url(url: Url) -> Url {
    let text = url.as_str();
    let start = url[..Position::BeforePath].len();
    let fits = |at: usize, byte: u8| match byte {
        b'%' => {
            let digits = text.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        }
        byte => !b"\"<>[]\\^`{|} ".contains(&byte),
    };
    let rest = || (start..).zip(text[start..].bytes());
    if rest().all(|(at, byte)| fits(at, byte)) {
        return url;
    }
    let mut strict = text[..start].to_owned();
    for (at, byte) in rest() {
        if fits(at, byte) {
            // `Url` leaves nothing but ASCII.
            strict.push(char::from(byte));
        } else {
            strict.push_str(&format!("%{byte:02X}"));
        }
    }
    Url::parse(&strict).unwrap_or(url)
}

/// A web address in the form that feeds may hold.
pub fn web_address(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| strict_url(url).into())
}

/// A mail address of the usual form (RFC 5322, 3.4.1, without quoted names and bare numbers), in
/// characters that need no encoding in a `mailto:` link, which JSON Feed makes of it.
pub fn mail_address(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches("mailto:");
    let (name, host) = text.split_once('@')?;
    let whole = |part: &str, marks: &str| {
        part.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .chars()
                    .all(|c| c.is_alphanumeric() || marks.contains(c))
        })
    };
    (whole(name, "!$&'*+-=_~") && whole(host, "-_")).then(|| text.to_owned())
}

/// At most `limit` characters, cut after a sentence where one ends in the second half, else after a
/// word, with `…` where anything was left out.
pub fn shorten(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let sentence = head
        .char_indices()
        .filter(|&(at, c)| {
            let after = &head[at + c.len_utf8()..];
            matches!(c, '。' | '！' | '？' | '।' | '؟')
                || (matches!(c, '.' | '!' | '?') && after.starts_with(char::is_whitespace))
        })
        .map(|(at, c)| at + c.len_utf8())
        .next_back();
    if let Some(at) = sentence.filter(|&at| at >= end / 2) {
        return head[..at].to_owned();
    }
    // Scripts without spaces between words are cut where the limit falls.
    let cut = head
        .rfind(char::is_whitespace)
        .filter(|&at| at >= end / 2)
        .unwrap_or_else(|| {
            let last = head.chars().next_back().map_or(0, char::len_utf8);
            end - last
        });
    format!(
        "{}…",
        head[..cut].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c))
    )
}

/// `text` with `&`, `<`, `>` and quotes as HTML and XML write them.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// Whether a character is a letter of a script that runs from right to left (Unicode Standard Annex 9,
/// types R and AL, by their blocks).
pub fn is_right_to_left_letter(c: char) -> bool {
    matches!(c, '\u{5be}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// The line of a byte offset, from 1.
pub fn line_at(text: &str, offset: usize) -> u32 {
    let end = offset.min(text.len());
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..end]).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_as_rfc_3986_has_them() {
        for (address, expected) in [
            ("https://example.org/a/?b#c", "https://example.org/a/?b#c"),
            ("https://[::1]/a|b", "https://[::1]/a%7Cb"),
            ("https://example.org/%zz%41", "https://example.org/%25zz%41"),
            ("https://example.org/100%", "https://example.org/100%25"),
            (
                "https://example.org/?q[]=ü^`{}#[x]",
                "https://example.org/?q%5B%5D=%C3%BC%5E%60%7B%7D#%5Bx%5D",
            ),
        ] {
            let strict = strict_url(Url::parse(address).unwrap());
            assert_eq!(strict.as_str(), expected);
            assert_eq!(strict_url(strict.clone()), strict);
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_removed() {
        assert_eq!(xml_safe("a\u{0}b\u{b}c\u{fffe}d\u{85}é😀"), "abcd\u{85}é😀");
        assert!(matches!(xml_safe("plain"), Cow::Borrowed("plain")));
    }

    #[test]
    fn a_line_has_single_spaces_and_composed_letters() {
        assert_eq!(one_line("  a\n\t b\u{0}c  e\u{301} "), "a b c é");
    }

    #[test]
    fn text_is_cut_at_a_sentence_or_a_word() {
        assert_eq!(shorten("short", 10), "short");
        assert_eq!(
            shorten("One two three. Four five six", 20),
            "One two three."
        );
        assert_eq!(shorten("alpha beta gamma delta", 13), "alpha beta…");
        assert_eq!(shorten("日本語の長い文章です", 5), "日本語の…");
    }
}
