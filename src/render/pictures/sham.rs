//! What is written as a picture and is none: places held for one, counters of readers, emoji.

use dom_query::Element;

use super::read::Picture;
use crate::render::tree::{attribute, classes, said};

/// Names of files that show nothing.
const SPACERS: &[&str] = &[
    "1x1",
    "1px",
    "blank",
    "clear",
    "empty",
    "lazy",
    "lazyload",
    "pixel",
    "placeholder",
    "px",
    "shim",
    "spacer",
    "trans",
    "transparent",
];

/// Names of files that are shown until a script has loaded the picture.
const WAITING: &[&str] = &["gray", "grey", "loader", "loading", "spinner", "white"];

/// Addresses that count readers and show nothing. As each service documents it, or as its pictures are
/// seen in feeds.
const COUNTERS: &[&str] = &[
    "//feeds.feedburner.com/~r/",
    "//feeds.wordpress.com/",
    "//pixel.wp.com/",
    "//stats.wordpress.com/",
    "//pixel.quantserve.com/",
    "scorecardresearch.com/",
    "google-analytics.com/",
    "googletagmanager.com/",
    ".doubleclick.net/",
    "//www.facebook.com/tr",
    "//px.ads.linkedin.com/",
    "//bat.bing.com/",
    "//t.co/i/adsct",
    "amazon-adsystem.com/",
    "assoc-amazon.",
    "//counter.theconversation.com/",
    "//blogger.googleusercontent.com/tracker/",
    "//medium.com/_/stat",
    "//api.follow.it/track",
    ".vgwort.de/",
    "//counter.yadro.ru/",
    "//mc.yandex.ru/",
    "//hits.seeyoufarm.com/",
    "//visitor-badge.",
    "//piwik.",
    "/piwik.php",
    "/matomo.php",
    "//sb.scorecardresearch.com/",
    "//track.hubspot.com/",
    "//ad.zanox.com/",
    "//googleads.",
    "//analytics.",
];

/// The sign that a picture of an emoji stands for (WordPress, GitHub, Twemoji, Discourse).
pub(super) fn emoji(element: &Element) -> Option<String> {
    let source = attribute(element, "src").unwrap_or_default();
    let is_emoji = classes(element).any(|class| {
        matches!(
            class,
            "emoji" | "wp-smiley" | "twemoji" | "gemoji" | "emojione" | "joypixels"
        )
    }) || source.contains("/emoji/")
        || source.contains("twemoji");
    if !is_emoji {
        return None;
    }
    if let Some(alt) =
        said(element, "alt").filter(|alt| !alt.is_ascii() && alt.chars().count() < 16)
    {
        return Some(alt.to_owned());
    }
    // `1f468-200d-1f33e.png`: the code points of the sign.
    let name = source.split('?').next()?.rsplit('/').next()?;
    let (stem, _) = name.rsplit_once('.')?;
    let sign: Option<String> = stem
        .split('-')
        .map(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?))
        .collect();
    sign.filter(|sign| !sign.is_ascii())
}

/// Whether an address is named like a picture that only holds the place of another. The name alone says
/// too little: there must be another to take instead.
pub(super) fn is_placeholder(address: &str) -> bool {
    let stem = stem(address);
    let is_word = |word| matches!(word, "placeholder" | "lazyload" | "spacer" | "1x1");
    SPACERS.contains(&&*stem)
        || WAITING.contains(&&*stem)
        || stem.len() < 40 && stem.split(['-', '_', '.']).any(is_word)
}

/// The name of the file in lower case, without its extension.
fn stem(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.to_lowercase()
}

pub(super) fn is_counter(element: &Element, picture: &Picture<'_>) -> bool {
    let behind_scheme = picture.address.find("//").unwrap_or(0);
    let end = picture.address[behind_scheme..].char_indices().nth(200);
    let near = match end {
        Some((end, _)) => &picture.address[behind_scheme..behind_scheme + end],
        None => &picture.address[behind_scheme..],
    };
    if COUNTERS.iter().any(|counter| near.contains(counter)) {
        return true;
    }
    if picture.lifted {
        return false;
    }
    let tiny = |name: &str| {
        said(element, name)
            .is_some_and(|length| matches!(length.trim_end_matches("px"), "0" | "1" | "2" | "3"))
    };
    let hidden = attribute(element, "style").is_some_and(|style| {
        style.split(';').any(|declaration| {
            let (name, value) = declaration.split_once(':').unwrap_or_default();
            let value = value.split('!').next().unwrap_or_default().trim();
            match name.trim() {
                "display" => value == "none",
                "visibility" => value == "hidden",
                "width" | "height" => matches!(value, "0" | "0px" | "1px"),
                _ => false,
            }
        })
    });
    match (attribute(element, "width"), attribute(element, "height")) {
        (Some(_), Some(_)) => tiny("width") && tiny("height") || hidden,
        _ => tiny("width") || tiny("height") || hidden,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_known_by_their_names() {
        for (address, expected) in [
            ("https://x.example/lazy.png", true),
            ("https://x.example/img/image-placeholder.jpg?x", true),
            ("https://x.example/1x1.gif", true),
            ("https://x.example/blank.gif", true),
            ("https://x.example/lazy-cat.jpg", false),
            ("https://x.example/loading-dock.jpg", false),
            ("https://x.example/pixel-art.png", false),
        ] {
            assert_eq!(is_placeholder(address), expected, "{address}");
        }
    }
}
