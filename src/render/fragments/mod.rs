//! Links within a text: generators make the ids of headings each in its own way, and authors wrote
//! their links for one of them.

mod emoji;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use url::Url;

use self::emoji::Headings;
use crate::html::{Token, walk};
use crate::text::escape;

/// Leads the links whose target is not in the text to the one id that differs from it in nothing but
/// signs, marks and capitals, or to the one heading whose emoji it spells out. Others stay: they lead to
/// the page, which may know more than the text.
pub(super) fn mended<'a>(content: &'a str, permalink: &Url) -> Cow<'a, str> {
    let own = format!("{}#", permalink.as_str());
    if memchr::memmem::find(content.as_bytes(), own.as_bytes()).is_none() {
        return Cow::Borrowed(content);
    }
    let mut ids = HashSet::new();
    let mut links = Vec::new();
    walk(content, &mut |token| {
        if let Token::Element(name, attributes) = token {
            for (key, value) in attributes {
                match key {
                    "id" => {
                        ids.insert(value);
                    }
                    "href" if name == "a" => {
                        links.extend(value.strip_prefix(own.as_str()).filter(|f| !f.is_empty()));
                    }
                    _ => {}
                }
            }
        }
    });
    links.retain(|fragment| !is_there(fragment, &ids));
    if links.is_empty() {
        return Cow::Borrowed(content);
    }
    let headings = Headings::of(content, links.len());
    // `None` where several ids fold into one: any of them may be meant.
    let mut folded: HashMap<String, Option<&str>> = HashMap::new();
    for id in ids {
        let of_fold = folded.entry(fold(id)).or_insert(Some(id));
        if *of_fold != Some(id) {
            *of_fold = None;
        }
    }
    let mut out = String::with_capacity(content.len());
    let mut done = 0;
    for fragment in links {
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        let fold = fold(&decoded);
        let same = folded.get(&fold).filter(|_| !fold.is_empty());
        let Some(id) = same.copied().unwrap_or_else(|| headings.meant_by(&decoded)) else {
            continue;
        };
        // Both are parts of the same text.
        let at = fragment.as_ptr() as usize - content.as_ptr() as usize;
        let mut target = permalink.clone();
        target.set_fragment(Some(&unescaped(id)));
        out.push_str(&content[done..at]);
        out.push_str(&escape(target.fragment().unwrap_or_default()));
        done = at + fragment.len();
    }
    out.push_str(&content[done..]);
    Cow::Owned(out)
}

fn is_there(fragment: &str, ids: &HashSet<&str>) -> bool {
    ids.contains(fragment)
        || ids.contains(&*percent_decode_str(fragment).decode_utf8_lossy())
        || matches!(fragment, "top")
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// The letters and digits alone, without their marks.
fn fold(id: &str) -> String {
    id.nfkd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_find_the_heading_that_they_mean() {
        let permalink = Url::parse("https://example.org/a/").unwrap();
        let page = |fragment: &str, ids: &[&str]| {
            let mut html = format!("<p><a href=\"https://example.org/a/#{fragment}\">x</a></p>");
            for id in ids {
                html.push_str(&format!("<h2 id=\"{id}\">h</h2>"));
            }
            let mended = mended(&html, &permalink).into_owned();
            let (_, behind) = mended.split_once('#').unwrap();
            behind.split('"').next().unwrap().to_owned()
        };
        for (fragment, ids, expected) in [
            ("one-two", &["one-two", "one--two"][..], "one-two"),
            ("beyond-the", &["beyond-the-"], "beyond-the-"),
            (
                "relink-don-t-rebuild",
                &["relink-dont-rebuild"],
                "relink-dont-rebuild",
            ),
            ("Caf%C3%A9", &["cafe"], "cafe"),
            ("cafe", &["Café"], "Caf%C3%A9"),
            // Two may be meant: the link stays.
            ("a-b", &["ab", "a--b"], "a-b"),
            ("gone", &["there"], "gone"),
            ("%F0%9F%98%80", &["there"], "%F0%9F%98%80"),
            ("top", &["TOP"], "top"),
        ] {
            assert_eq!(page(fragment, ids), expected, "{fragment}");
        }
        let elsewhere = "<p><a href=\"https://example.org/b/#x-y\">x</a></p><h2 id=\"xy\">h</h2>";
        assert_eq!(mended(elsewhere, &permalink), elsewhere);
    }
}
