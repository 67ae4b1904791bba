//! Values in addresses. Values with one slug are one value: so no two feeds share an address, and none
//! changes its own because another value appears.

use crate::text::{is_mark, nfc};

/// The longest slug in bytes; names of files have at most 255 on most disks.
const MAX_BYTES: usize = 120;

/// How much is kept of a longer one, before a digest of the whole.
const KEPT_BYTES: usize = 100;

/// A value in an address: lower case, words apart by `-`, letters of every script and signs such as
/// emoji as they are. Signs that tell names apart are spelt: `C`, `C++` and `C#` differ, `Foo bar`,
/// `foo_bar` and `foo-bar` do not. Never empty, and safe as the name of a file.
pub fn slug(value: &str) -> String {
    let lower = nfc(value.to_lowercase());
    let mut slug = String::with_capacity(lower.len());
    let mut letters = lower.chars().peekable();
    let mut before = None;
    while let Some(c) = letters.next() {
        let after = letters.peek().copied();
        match kind(c) {
            Kind::Kept => slug.push(c),
            Kind::Spelt(word) => {
                part(&mut slug);
                slug.push_str(word);
                if after.is_some() {
                    part(&mut slug);
                }
            }
            // `node.js`, `1.94`; `.net` is not `net`.
            Kind::Dot => match (before.is_some_and(is_kept), after.is_some_and(is_kept)) {
                (true, true) => slug.push('.'),
                (false, true) => {
                    part(&mut slug);
                    slug.push_str("dot-");
                }
                _ => part(&mut slug),
            },
            Kind::Nothing => continue,
            Kind::Between => part(&mut slug),
        }
        before = Some(c);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        let codes: Vec<String> = value.chars().map(|c| format!("u{:x}", c as u32)).collect();
        slug = match codes.as_slice() {
            [] => "none".to_owned(),
            codes => codes.join("-"),
        };
    }
    if slug.len() > MAX_BYTES {
        let digest = blake3::hash(slug.as_bytes()).to_hex();
        let end = (0..=KEPT_BYTES)
            .rev()
            .find(|end| slug.is_char_boundary(*end));
        slug.truncate(end.unwrap_or(0));
        // A point that ends a word is none.
        slug.truncate(slug.trim_end_matches(['.', '-']).len());
        part(&mut slug);
        slug.push_str(&digest[..12]);
    }
    slug
}

enum Kind {
    Kept,
    Spelt(&'static str),
    Dot,
    Between,
    Nothing,
}

fn is_kept(c: char) -> bool {
    matches!(kind(c), Kind::Kept)
}

fn kind(c: char) -> Kind {
    match c {
        '+' => Kind::Spelt("plus"),
        '#' => Kind::Spelt("sharp"),
        '&' => Kind::Spelt("and"),
        '@' => Kind::Spelt("at"),
        '*' => Kind::Spelt("star"),
        '%' => Kind::Spelt("percent"),
        '$' => Kind::Spelt("dollar"),
        '=' => Kind::Spelt("equals"),
        '.' => Kind::Dot,
        // Variation selectors: how a sign is drawn, not which it is.
        '\u{fe00}'..='\u{fe0f}' => Kind::Nothing,
        c if c.is_alphanumeric() || is_mark(c) => Kind::Kept,
        c if c.is_ascii() || c.is_whitespace() || c.is_control() => Kind::Between,
        // Punctuation of other blocks than the first; what else is a sign of its own, as emoji are.
        '\u{a0}'..='\u{bf}'
        | '\u{55a}'..='\u{55f}'
        | '\u{589}'..='\u{58a}'
        | '\u{5be}'
        | '\u{60c}'..='\u{60d}'
        | '\u{61b}'..='\u{61f}'
        | '\u{964}'..='\u{965}'
        | '\u{2000}'..='\u{206f}'
        | '\u{2e00}'..='\u{2e7f}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{3030}'
        | '\u{30fb}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{feff}'
        | '\u{ff00}'..='\u{ff65}'
        | '\u{fff0}'..='\u{ffff}' => Kind::Between,
        _ => Kind::Kept,
    }
}

/// Ends a word, where there is one.
fn part(slug: &mut String) {
    if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_cut_at_a_point_has_a_slug_that_is_its_own() {
        for length in KEPT_BYTES - 3..KEPT_BYTES + 3 {
            let cut = slug(&format!("{}.{}", "a".repeat(length), "b".repeat(MAX_BYTES)));
            assert_eq!(slug(&cut), cut, "{length}");
        }
    }

    #[test]
    fn slugs_tell_names_apart_and_nothing_else() {
        for (value, expected) in [
            ("Rust", "rust"),
            ("Foo bar", "foo-bar"),
            ("foo_bar", "foo-bar"),
            (" foo -- bar! ", "foo-bar"),
            ("C", "c"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            ("F# 8", "f-sharp-8"),
            ("R&D", "r-and-d"),
            ("node.js", "node.js"),
            (".NET", "dot-net"),
            ("net.", "net"),
            ("..", "u2e-u2e"),
            ("../../etc", "etc"),
            ("a/b\\c", "a-b-c"),
            ("TCP/IP", "tcp-ip"),
            ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
            ("Ünïcode", "ünïcode"),
            ("Cafe\u{301}", "café"),
            ("日本語、テスト", "日本語-テスト"),
            ("❤\u{fe0f}", "❤"),
            ("👩\u{200d}💻", "👩\u{200d}💻"),
            ("???", "u3f-u3f-u3f"),
            ("«né» – l’été", "né-l-été"),
            ("pt-BR", "pt-br"),
            ("", "none"),
        ] {
            assert_eq!(slug(value), expected, "{value}");
        }
    }

    #[test]
    fn long_values_have_short_slugs_that_differ() {
        let long = "ж".repeat(400);
        let longer = format!("{long}ж");
        assert!(slug(&long).len() <= MAX_BYTES);
        assert_ne!(slug(&long), slug(&longer));
        assert_eq!(slug(&long), slug(&long.to_uppercase()));
    }

    proptest::proptest! {
        #[test]
        fn any_slug_is_a_name_of_a_file_and_its_own_slug(value in "\\PC{0,80}") {
            let made = slug(&value);
            proptest::prop_assert!(!made.is_empty() && made.len() <= MAX_BYTES + 20);
            proptest::prop_assert!(!made.contains(['/', '\\', '?', '#', '%', ':']), "{made}");
            proptest::prop_assert_eq!(slug(&made), made.as_str());
            proptest::prop_assert!(!made.starts_with('.') && !made.ends_with('.'), "{made}");
        }
    }
}
