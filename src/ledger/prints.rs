//! Prints of articles: short numbers that are equal where two articles say the same, and a sketch that
//! is alike where they say nearly the same.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use url::Url;

use crate::entry::Enclosure;
use crate::html;

/// What an article says, as far as it was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prints {
    /// Of its title: 48 bits.
    pub title: u64,
    /// Of its body as written.
    pub source: Option<u64>,
    /// Of what readers see of it.
    pub seen: Option<Seen>,
    /// Of the words of its body.
    pub sketch: Option<Sketch>,
}

/// What readers saw when some feed showed the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How much of it they saw.
    pub kind: Kind,
    /// Equal where they see the same.
    pub print: u64,
}

/// How much of an article feeds show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Title, summary and enclosures.
    Summary,
    /// The content too.
    Content,
}

impl Kind {
    pub(super) fn letter(self) -> char {
        match self {
            Kind::Summary => 's',
            Kind::Content => 'c',
        }
    }

    pub(super) fn of_letter(letter: &str) -> Option<Self> {
        match letter {
            "s" => Some(Kind::Summary),
            "c" => Some(Kind::Content),
            _ => None,
        }
    }
}

impl Prints {
    /// Of an article whose body was not read.
    pub fn of_title(title: &str) -> Self {
        Prints {
            title: title_print(title),
            ..Prints::default()
        }
    }

    /// Of an article and the text of its body as written.
    pub fn of_source(title: &str, body: &str) -> Self {
        Prints::beside(title, body, None)
    }

    /// The same where prints of the article are known, from which those of an unchanged body are taken.
    pub fn beside(title: &str, body: &str, known: Option<&Prints>) -> Self {
        let source = Some(digest(trimmed(body).as_bytes()));
        // It takes as long as half of the rendering.
        let sketch = match known.filter(|known| known.source == source) {
            Some(known) => known.sketch,
            None => Sketch::of(body),
        };
        Prints {
            title: title_print(title),
            source,
            seen: None,
            sketch,
        }
    }

    /// Whether a reader sees something else than before. A new version of `dateline` may render the
    /// same source otherwise, and a changed source may look the same: only both together count.
    /// Where feeds showed another part of the article before, nothing is known to have changed.
    pub fn differs(&self, before: &Prints) -> bool {
        let (Some(new), Some(old)) = (self.seen, before.seen) else {
            return false;
        };
        new.kind == old.kind
            && new.print != old.print
            && (self.title != before.title || self.source != before.source || self.source.is_none())
    }
}

impl Seen {
    /// What a feed shows of an article: white space, the order of attributes and the address of the
    /// site make no difference.
    pub fn of(
        kind: Kind,
        title: &str,
        text: &str,
        enclosures: &[Enclosure],
        permalink: &Url,
    ) -> Self {
        let mut plain = String::with_capacity(text.len());
        push_words(&mut plain, title);
        plain.push('\n');
        match kind {
            Kind::Summary => push_words(&mut plain, text),
            Kind::Content => html::walk(text, &mut |token| match token {
                html::Token::Text(words) => push_words(&mut plain, words),
                html::Token::Element(name, attributes) => {
                    plain.push('<');
                    plain.push_str(name);
                    let mut kept: Vec<(&str, Cow<'_, str>)> = attributes
                        .iter()
                        .map(|(key, value)| (*key, without_site(value, permalink)))
                        .collect();
                    kept.sort_unstable();
                    for (key, value) in kept {
                        plain.push(' ');
                        plain.push_str(key);
                        plain.push('=');
                        push_words(&mut plain, &value);
                    }
                    plain.push('>');
                }
            }),
        }
        for enclosure in enclosures {
            plain.push('\n');
            plain.push_str(&without_site(&enclosure.url, permalink));
        }
        Seen {
            kind,
            print: digest(plain.as_bytes()),
        }
    }
}

/// An address as it is below the article's own page or the site's host: these may move.
fn without_site<'a>(value: &'a str, permalink: &Url) -> Cow<'a, str> {
    if !value.contains("://") {
        return value.into();
    }
    let own = permalink.as_str();
    if let Some(rest) = value.strip_prefix(own) {
        return rest.into();
    }
    let Some(host) = permalink.host_str() else {
        return value.into();
    };
    let Some((_, rest)) = value.split_once("://") else {
        return value.into();
    };
    match rest.strip_prefix(host) {
        Some(path) if path.is_empty() || path.starts_with('/') => path.into(),
        _ => value.into(),
    }
}

/// The words of a text, one space between any two.
fn push_words(out: &mut String, text: &str) {
    for word in text.split_whitespace() {
        if !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// The print of a title: case, signs and white space make no difference.
pub fn title_print(title: &str) -> u64 {
    let mut plain = String::with_capacity(title.len() + 1);
    // Most titles by far, and every article of a site has one.
    if title.is_ascii() {
        for byte in title.bytes() {
            if byte.is_ascii_alphanumeric() {
                plain.push(char::from(byte.to_ascii_lowercase()));
            } else if !plain.is_empty() && !plain.ends_with(' ') {
                plain.push(' ');
            }
        }
    } else {
        for c in title.nfc() {
            if c.is_alphanumeric() {
                plain.extend(c.to_lowercase());
            } else if !plain.is_empty() && !plain.ends_with(' ') {
                plain.push(' ');
            }
        }
    }
    match plain.trim_end() {
        "" => digest(title.trim().as_bytes()) >> 16,
        plain => digest(plain.as_bytes()) >> 16,
    }
}

/// The text without white space at its ends and with one kind of line end.
fn trimmed(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if text.contains('\r') {
        text.replace("\r\n", "\n").into()
    } else {
        text.into()
    }
}

/// The first 64 bits of the BLAKE3 hash.
pub(super) fn digest(bytes: &[u8]) -> u64 {
    let hash = blake3::hash(bytes);
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_be_bytes(first)
}

/// Words in lower case; where a script parts none, its letters.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| match word.is_ascii() {
            true => word.to_ascii_lowercase(),
            false => word.nfc().flat_map(char::to_lowercase).collect(),
        })
}

/// How alike two texts are, in 16 bytes: the lowest byte of the least hash of its runs of words, for
/// sixteen ways of hashing (Broder's minhash, of which Li and König keep some bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch(pub [u8; 16]);

impl Sketch {
    /// Of a text; `None` where it has no words.
    pub fn of(text: &str) -> Option<Self> {
        /// Letters or words in one run.
        const RUN: usize = 3;
        let mut units: Vec<u64> = Vec::new();
        for word in words(text) {
            // Scripts without spaces give one long word.
            if word.len() > 60 {
                let letters = word.chars();
                units.extend(letters.map(|c| mix(u64::from(u32::from(c)) ^ 0x5bd1_e995)));
            } else {
                units.push(fnv(word.as_bytes()));
            }
        }
        if units.is_empty() {
            return None;
        }
        let mut least = [u64::MAX; 16];
        let run = RUN.min(units.len());
        for window in units.windows(run) {
            let joined = window
                .iter()
                .fold(0_u64, |sum, unit| mix(sum.rotate_left(21) ^ *unit));
            for (way, least) in (1_u64..).zip(&mut least) {
                let hash = mix(joined ^ way.wrapping_mul(0x9e37_79b9_7f4a_7c15));
                *least = (*least).min(hash);
            }
        }
        Some(Sketch(least.map(|hash| hash as u8)))
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        for (byte, at) in bytes.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
        }
        Some(Sketch(bytes))
    }

    /// How many of sixteen runs of words two texts share, as far as sketches tell.
    pub fn alike(&self, other: &Sketch) -> usize {
        let pairs = self.0.iter().zip(&other.0);
        pairs.filter(|(a, b)| a == b).count()
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood): a bijection that spreads every bit.
fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// FNV-1a, 64 bits (draft-eastlake-fnv): the sketches in ledgers depend on it.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(content: &str, permalink: &str) -> u64 {
        let permalink = Url::parse(permalink).unwrap();
        Seen::of(Kind::Content, "T", content, &[], &permalink).print
    }

    #[test]
    fn white_space_attribute_order_and_the_site_make_no_difference_to_readers() {
        let old = seen(
            "<p>One <a href=\"https://a.example/x/\" title=\"t\">two</a></p><img src=\"https://a.example/p/i.png\">",
            "https://a.example/p/",
        );
        let same = seen(
            "<p>One\n  <a title=\"t\" href=\"https://b.example/x/\">two</a></p>\n<img src=\"https://b.example/q/i.png\">",
            "https://b.example/q/",
        );
        assert_eq!(old, same);
        for other in [
            "<p>One <a href=\"https://a.example/y/\" title=\"t\">two</a></p><img src=\"https://a.example/p/i.png\">",
            "<p>One <a href=\"https://a.example/x/\" title=\"t\">2</a></p><img src=\"https://a.example/p/i.png\">",
            "<p>One <a href=\"https://a.example/x/\" title=\"t\">two</a></p>",
        ] {
            assert_ne!(old, seen(other, "https://a.example/p/"), "{other}");
        }
    }

    #[test]
    fn titles_are_one_whatever_their_case_and_signs() {
        assert_eq!(
            title_print("The  Lamp, again"),
            title_print("the lamp again!")
        );
        assert_ne!(title_print("The lamp"), title_print("The lamps"));
        assert_ne!(title_print("!"), title_print("?"));
        assert!(title_print("x") < 1 << 48);
    }

    #[test]
    fn sketches_are_alike_where_most_of_the_text_is() {
        let text =
            |from: usize, to: usize| (from..to).map(|n| format!("word{n} ")).collect::<String>();
        let whole = Sketch::of(&text(0, 300)).unwrap();
        let edited = Sketch::of(&format!("new start {}", text(0, 280))).unwrap();
        let other = Sketch::of(&text(400, 700)).unwrap();
        assert!(whole.alike(&edited) >= 12, "{}", whole.alike(&edited));
        assert!(whole.alike(&other) <= 2, "{}", whole.alike(&other));
        assert_eq!(Sketch::of(" … "), None);
    }

    #[test]
    fn texts_without_spaces_have_sketches_too() {
        let text = "図書館の灯りは夜十時に消える。".repeat(3);
        let more = format!("{text}灯台の光は朝まで続く。");
        let (one, two) = (Sketch::of(&text).unwrap(), Sketch::of(&more).unwrap());
        assert!(one.alike(&two) >= 7, "{}", one.alike(&two));
    }
}
