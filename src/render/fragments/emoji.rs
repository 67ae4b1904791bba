//! Headings with emoji. Some generators spell them out in the id of the heading (`News 🎉` is
//! `news-tada` in Zola), ours and others leave them out, so that a link has words more than the id.
//!
//! No list of names: each generator has its own (`tada`, `party-popper`), and newer signs are in none.
//! What a link has more has to stand just where the heading has its emoji, and nowhere else.

use crate::html::{Token, walk, words};

use super::fold;

/// Words that a name of one emoji has at most; the longest of Unicode is `man in manual wheelchair
/// facing right`.
const MOST_WORDS: usize = 6;

/// Links times headings that are compared. More are in no article.
const MOST_PAIRS: usize = 1 << 12;

/// Bytes of a heading or a link that are read.
const LONGEST: usize = 300;

/// The headings of a text that hold emoji.
pub(super) struct Headings<'a> {
    patterns: Vec<(Pattern, &'a str)>,
}

/// The letters of a heading before, between and behind its runs of emoji, and how many there are in
/// each run.
struct Pattern {
    first: String,
    behind: Vec<(usize, String)>,
}

impl<'a> Headings<'a> {
    /// The headings with emoji and an id, for so many links.
    pub(super) fn of(content: &'a str, links: usize) -> Self {
        let mut patterns = Vec::new();
        walk(content, &mut |token| {
            let Token::Element(name, attributes) = token else {
                return;
            };
            if !matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                return;
            }
            // Both are parts of the same text.
            let start = name.as_ptr() as usize - content.as_ptr() as usize;
            let inner = content[start..]
                .split_once('>')
                .map_or("", |(_, inner)| inner);
            let inner = inner.split("</h").next().unwrap_or_default();
            let own = attributes.iter().find(|(key, _)| *key == "id");
            if let Some(id) = own.map(|(_, id)| *id).or_else(|| first_id(inner))
                && let Some(pattern) = Pattern::of(&words(inner, &[], LONGEST))
            {
                patterns.push((pattern, id));
            }
        });
        if patterns.len().saturating_mul(links) > MOST_PAIRS {
            patterns.clear();
        }
        Headings { patterns }
    }

    /// The id of the one heading whose emoji a link spells out.
    pub(super) fn meant_by(&self, fragment: &str) -> Option<&'a str> {
        if self.patterns.is_empty() || fragment.len() > LONGEST {
            return None;
        }
        let words: Vec<String> = fragment
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(fold)
            .collect();
        let mut meant = self
            .patterns
            .iter()
            .filter(|(pattern, _)| pattern.fits(&words));
        let (_, id) = meant.next()?;
        meant.next().is_none().then_some(*id)
    }
}

/// The id of the first element that has one.
fn first_id(html: &str) -> Option<&str> {
    let mut found = None;
    walk(html, &mut |token| {
        if let Token::Element(_, attributes) = token
            && found.is_none()
        {
            found = attributes.into_iter().find(|(key, _)| *key == "id");
        }
    });
    found.map(|(_, id)| id)
}

impl Pattern {
    /// The pattern of a heading that has both letters and emoji.
    fn of(heading: &str) -> Option<Self> {
        let mut pieces = vec![(0, String::new())];
        for c in heading.chars() {
            let last = pieces.last_mut()?;
            if is_emoji(c) {
                match last.1.trim().is_empty() {
                    true => last.0 += 1,
                    false => pieces.push((1, String::new())),
                }
            } else if !is_joiner(c) {
                last.1.push(c);
            }
        }
        let mut pieces = pieces
            .into_iter()
            .map(|(signs, text)| (signs, fold(&text)))
            .collect::<Vec<_>>();
        let is_any = pieces.iter().any(|(signs, _)| *signs > 0);
        let has_words = pieces.iter().any(|(_, text)| !text.is_empty());
        if !is_any || !has_words {
            return None;
        }
        // A heading that begins with emoji has nothing before them.
        if pieces[0].0 > 0 {
            pieces.insert(0, (0, String::new()));
        }
        let behind = pieces.split_off(1);
        Some(Pattern {
            first: pieces.pop()?.1,
            behind,
        })
    }

    /// Whether the words are those of the heading, with a name where it has emoji.
    fn fits(&self, words: &[String]) -> bool {
        // Places among the words up to which they fit.
        let mut reached: Vec<usize> = letters(words, 0, &self.first).into_iter().collect();
        for (signs, text) in &self.behind {
            let mut next = Vec::new();
            for from in reached {
                let names = words[from..]
                    .iter()
                    .take(signs.saturating_mul(MOST_WORDS))
                    .take_while(|word| is_of_name(word))
                    .count();
                // A generator may have no name for a sign.
                next.extend((from..=from + names).filter_map(|from| letters(words, from, text)));
            }
            next.sort_unstable();
            next.dedup();
            reached = next;
        }
        reached.contains(&words.len())
    }
}

/// The place behind the words from a place on that have these letters together.
fn letters(words: &[String], from: usize, text: &str) -> Option<usize> {
    let mut rest = text;
    let mut at = from;
    while !rest.is_empty() {
        rest = rest.strip_prefix(words.get(at)?.as_str())?;
        at += 1;
    }
    Some(at)
}

/// A word of a name; a number alone tells two headings of one name apart.
fn is_of_name(word: &str) -> bool {
    word.is_ascii() && word.contains(|c: char| c.is_ascii_alphabetic())
}

/// Signs that generators spell out: the blocks of Unicode that emoji stand in, and what is between.
fn is_emoji(c: char) -> bool {
    matches!(
        u32::from(c),
        0x203c | 0x2049 | 0x2190..=0x21ff | 0x2300..=0x23ff | 0x25a0..=0x27bf | 0x2900..=0x297f
            | 0x2b00..=0x2bff | 0x3030 | 0x303d | 0x3297 | 0x3299 | 0x1f000..=0x1faff
    )
}

/// What joins signs, or says how they look.
fn is_joiner(c: char) -> bool {
    matches!(
        u32::from(c),
        0x200d | 0x20e3 | 0xfe0e | 0xfe0f | 0xe0020..=0xe007f
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_may_spell_out_the_emoji_of_a_heading() {
        let headings = "<h2 id=\"a\">Release notes 🎉</h2><h2 id=\"b\">🚀 Don't <em>wait</em></h2>\
            <h3 id=\"c\">Fast 🦀👩\u{200d}💻 builds &amp; more ❤\u{fe0f}</h3><h3><a id=\"d\"></a>Café 🇳🇴</h3>\
            <h2 id=\"e\">Same 🍎</h2><h2 id=\"f\">Same 🍐</h2><h2 id=\"g\">🎈</h2><h2 id=\"h\">Plain</h2>";
        let of = Headings::of(headings, 1);
        for (fragment, expected) in [
            ("release-notes-tada", Some("a")),
            ("release-notes-party-popper", Some("a")),
            ("rocket-don-t-wait", Some("b")),
            ("rocket-dont-wait", Some("b")),
            ("fast-crab-woman-computer-builds-more-heart", Some("c")),
            // A sign without a name.
            ("fast-crab-builds-more", Some("c")),
            ("cafe-flag-norway", Some("d")),
            ("Caf\u{e9}_norway", Some("d")),
            // Not where the sign stands.
            ("tada-release-notes", None),
            ("release-tada-notes", None),
            ("releases-tada", None),
            ("wait-rocket", None),
            // The number of a heading that is not there.
            ("release-notes-2", None),
            // Two may be meant, or nothing but a sign.
            ("same-apple", None),
            ("balloon", None),
            ("plain-tada", None),
            ("", None),
        ] {
            assert_eq!(of.meant_by(fragment), expected, "{fragment}");
        }
    }

    #[test]
    fn many_links_and_headings_take_no_time() {
        let headings = "<h2 id=\"a\">a 🎉</h2>".repeat(20_000);
        assert!(Headings::of(&headings, 20_000).patterns.is_empty());
        let signs = format!("<h2 id=\"a\">{}</h2>", "a 🎉".repeat(100));
        let long = vec!["a"; 149].join("-");
        let of = Headings::of(&signs, 1);
        assert_eq!(of.meant_by(&long), Some("a"));
    }
}
