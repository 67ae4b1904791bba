//! Frames, films and sound: what plays elsewhere becomes a link with a still, what a reader can play
//! stays.

use dom_query::{Document, Element, NodeRef};

use super::addresses::Fault;
use super::hosts::{self, Frame};
use super::pictures;
use super::removed::What;
use super::tree::{self, attribute, said};
use super::walk::{Context, Walk};
use crate::text::one_line;

/// Elements of AMP and of others that stand for a frame: the attribute that names what it shows, and
/// what comes before it in the address.
const STAND_INS: &[(&str, &str, &str)] = &[
    ("lite-youtube", "videoid", "https://www.youtube.com/embed/"),
    ("lite-vimeo", "videoid", "https://player.vimeo.com/video/"),
    ("youtube-video", "src", ""),
    ("vimeo-video", "src", ""),
    (
        "amp-youtube",
        "data-videoid",
        "https://www.youtube.com/embed/",
    ),
    (
        "amp-vimeo",
        "data-videoid",
        "https://player.vimeo.com/video/",
    ),
    (
        "amp-dailymotion",
        "data-videoid",
        "https://www.dailymotion.com/embed/video/",
    ),
    (
        "amp-soundcloud",
        "data-trackid",
        "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/",
    ),
    (
        "amp-twitter",
        "data-tweetid",
        "https://platform.twitter.com/embed/Tweet.html?id=",
    ),
    (
        "amp-instagram",
        "data-shortcode",
        "https://www.instagram.com/p/",
    ),
    ("amp-gist", "data-gistid", "https://gist.github.com/"),
    ("amp-iframe", "src", ""),
    ("amp-facebook", "data-href", ""),
    ("amp-brid-player", "src", ""),
];

/// Scripts that put something into the page: their hosts.
const SCRIPTS: &[&str] = &[
    "//gist.github.com/",
    "//asciinema.org/a/",
    "//speakerdeck.com/assets/embed",
];

/// Titles that say no more than what kind of thing it is.
const HOLLOW: &[&str] = &[
    "youtube video player",
    "youtube player",
    "youtube video",
    "vimeo video player",
    "vimeo-player",
    "embedded video",
    "embedded content",
    "embed",
    "iframe",
    "video",
    "video player",
    "player",
    "spotify embed",
    "map",
];

/// Writes what stands for a frame; `false` where the element is none.
pub(super) fn stand_in(walk: &mut Walk<'_>, element: &Element, context: Context) -> bool {
    let name = &*element.name.local;
    let Some((_, key, before)) = STAND_INS.iter().find(|(other, ..)| *other == name) else {
        return false;
    };
    let Some(value) = said(element, key) else {
        return true;
    };
    let title = said(element, "playlabel").or(said(element, "title"));
    at(walk, &format!("{before}{value}"), title, None, context);
    true
}

/// Writes what an `<iframe>` shows.
pub(super) fn iframe(walk: &mut Walk<'_>, node: &NodeRef<'_>, element: &Element, context: Context) {
    let address = ["data-src", "data-lazy-src", "data-litespeed-src", "src"]
        .iter()
        .filter_map(|name| said(element, name))
        .find(|value| !value.starts_with("about:"));
    // Text for browsers without frames: often a link to the page.
    let inner = tree::text(node, 4000);
    let fallback = inner
        .contains("<a ")
        .then(|| Document::fragment(inner.as_str()));
    let link = fallback
        .as_ref()
        .and_then(|fallback| tree::below(&fallback.root(), |element| &*element.name.local == "a"));
    let said_link = link.as_ref().and_then(|link| {
        let href = attribute(&*link.element_ref()?, "href")?.to_owned();
        Some((href, one_line(&tree::text(link, 300))))
    });
    match address {
        Some(address) => at(walk, address, said(element, "title"), said_link, context),
        None if attribute(element, "srcdoc").is_some() => {
            walk.removed.count(What::Element("iframe"));
        }
        None => {}
    }
}

/// Writes what `<embed>` and `<object>` show.
pub(super) fn object(walk: &mut Walk<'_>, node: &NodeRef<'_>, element: &Element, context: Context) {
    let address = ["data", "src"].iter().find_map(|name| said(element, name));
    let kind = said(element, "type").unwrap_or_default();
    let absolute = address.map(|address| walk.addresses.media(address));
    if let Some(Ok(absolute)) = &absolute {
        if kind.starts_with("image/") {
            let alt = one_line(&tree::text(node, 300));
            let alt = Some(alt.as_str()).filter(|alt| !alt.is_empty());
            walk.out.push_str("<img");
            walk.attribute("src", absolute);
            if let Some(alt) = alt.or(said(element, "title")) {
                walk.attribute("alt", alt);
            }
            walk.out.push('>');
            return;
        }
        if hosts::frame(absolute).page != *absolute {
            at(walk, absolute, said(element, "title"), None, context);
            return;
        }
    }
    // What its author wrote for those who cannot show it is best; else a link.
    let start = walk.out.len();
    walk.children(node, context);
    if walk.out[start..].contains("href=") || walk.out[start..].contains("<img") {
        return;
    }
    // Words alone say that it cannot be shown, and not where it is.
    if walk.out[start..].trim().is_empty() {
        walk.out.truncate(start);
    }
    match address {
        // Flash is gone from everywhere.
        Some(_) if kind.contains("flash") => {
            walk.removed
                .count(What::Element(if &*element.name.local == "embed" {
                    "embed"
                } else {
                    "object"
                }));
        }
        Some(address) => {
            let title = said(element, "title").or(said(element, "aria-label"));
            at(walk, address, title, None, context);
        }
        None => {}
    }
}

/// `<script>` that puts something into the page; `false` where it is another.
pub(super) fn script(walk: &mut Walk<'_>, element: &Element, context: Context) -> bool {
    let Some(source) = said(element, "src") else {
        return false;
    };
    if !SCRIPTS.iter().any(|host| source.contains(host)) {
        return false;
    }
    match source.split_once("asciinema.org/a/") {
        Some((_, id)) => {
            let id = id.split(['.', '/', '?']).next().unwrap_or_default();
            at(
                walk,
                &format!("https://asciinema.org/a/{id}"),
                None,
                None,
                context,
            );
        }
        None if source.contains("gist.github.com") => at(walk, source, None, None, context),
        None => return false,
    }
    true
}

/// Writes the link to what is at an address: with a still where the host has one, else by its title.
fn at(
    walk: &mut Walk<'_>,
    address: &str,
    title: Option<&str>,
    link: Option<(String, String)>,
    context: Context,
) {
    let absolute = match walk.addresses.media(address) {
        Ok(absolute) => absolute,
        Err(Fault::Empty) => return,
        Err(Fault::Script | Fault::Data) => {
            walk.removed.count(What::Element("iframe"));
            return;
        }
        Err(Fault::Unusable) => {
            walk.removed.unusable(address);
            return;
        }
    };
    if hosts::is_nothing(&absolute) {
        walk.removed.count(What::Element("iframe"));
        return;
    }
    if context.in_twin && walk.shown.contains(&absolute) {
        return;
    }
    walk.shown.insert(absolute.clone());
    let mut frame = hosts::frame(&absolute);
    let mut title = title
        .map(one_line)
        .filter(|title| !title.is_empty() && !HOLLOW.contains(&title.to_lowercase().as_str()));
    // A page that the site itself names is better than the frame alone.
    if let Some((href, text)) = link
        && frame.page == absolute
        && let Ok(page) = walk.addresses.link(&href)
    {
        frame.page = page;
        title = title.or_else(|| Some(text).filter(|text| !text.is_empty()));
    }
    let label = match &title {
        Some(title) => title.clone(),
        None if frame.name.is_empty() => frame.page.clone(),
        None => frame.name.clone().into_owned(),
    };
    show(walk, &frame, &label, context);
}

fn show(walk: &mut Walk<'_>, frame: &Frame, label: &str, context: Context) {
    let wrap = !context.phrasing && !context.in_link;
    if wrap {
        walk.out.push_str("<p>");
    }
    if !context.in_link {
        walk.out.push_str("<a");
        walk.attribute("href", &frame.page);
        walk.out.push('>');
    }
    if let Some((still, size)) = &frame.still {
        pictures::still(walk, still, label, *size);
        walk.out.push_str("<img");
        walk.attribute("src", still);
        walk.attribute("alt", label);
        if let Some((width, height)) = size {
            walk.attribute("width", &width.to_string());
            walk.attribute("height", &height.to_string());
        }
        walk.out.push_str("><br>");
    }
    if frame.plays {
        walk.out.push_str("▶ ");
    }
    walk.text(label);
    if !context.in_link {
        walk.out.push_str("</a>");
    }
    if wrap {
        walk.out.push_str("</p>");
    }
}

/// Writes `<video>` or `<audio>` with all that readers need to play it, and a link inside for those
/// that do not.
pub(super) fn media(walk: &mut Walk<'_>, node: &NodeRef<'_>, element: &Element, context: Context) {
    let name = match &*element.name.local {
        "audio" | "amp-audio" => "audio",
        _ => "video",
    };
    let address = |walk: &mut Walk<'_>, element: &Element| {
        let value = ["src", "data-src", "data-lazy-src"]
            .iter()
            .find_map(|name| said(element, name))?;
        match walk.addresses.media(value) {
            Ok(address) => Some(address),
            Err(fault) => {
                if fault == Fault::Unusable {
                    walk.removed.unusable(value);
                }
                None
            }
        }
    };
    let own = address(walk, element);
    let mut parts = Vec::new();
    for inner in node.descendants_it() {
        let Some(part) = inner.element_ref() else {
            continue;
        };
        let kind = match &*part.name.local {
            "source" => "source",
            "track" => "track",
            _ => continue,
        };
        if let Some(address) = address(walk, &part) {
            let keys: &[&str] = match kind {
                "source" => &["type", "media"],
                _ => &["kind", "srclang", "label"],
            };
            let said: Vec<(&'static str, String)> = ["type", "media", "kind", "srclang", "label"]
                .into_iter()
                .filter(|key| keys.contains(key))
                .filter_map(|key| Some((key, said(&part, key)?.to_owned())))
                .collect();
            parts.push((kind, address, said));
        }
    }
    let first = own.clone().or_else(|| {
        let source = parts.iter().find(|(kind, ..)| *kind == "source")?;
        Some(source.1.clone())
    });
    let Some(first) = first else {
        // Nothing plays; what was written for readers without players is all there is.
        walk.children(node, context);
        return;
    };
    let poster = said(element, "poster").and_then(|poster| walk.addresses.media(poster).ok());
    if let Some(poster) = &poster {
        let size = pictures::pixels(element, "width").zip(pictures::pixels(element, "height"));
        pictures::still(
            walk,
            poster,
            said(element, "title").unwrap_or_default(),
            size,
        );
    }
    walk.shown.insert(first.clone());
    walk.out.push('<');
    walk.out.push_str(name);
    if let Some(own) = &own {
        walk.attribute("src", own);
    }
    if let Some(poster) = poster.filter(|_| name == "video") {
        walk.attribute("poster", &poster);
    }
    for side in ["width", "height"] {
        if let Some(length) = pictures::pixels(element, side).filter(|_| name == "video") {
            walk.attribute(side, &length.to_string());
        }
    }
    walk.common(element);
    walk.out.push_str(" controls=\"\">");
    for (kind, address, said) in &parts {
        walk.out.push('<');
        walk.out.push_str(kind);
        walk.attribute("src", address);
        for (key, value) in said {
            walk.attribute(key, value);
        }
        walk.out.push('>');
    }
    if !context.in_link {
        let path = first.split(['?', '#']).next().unwrap_or_default();
        let file = path
            .rsplit('/')
            .find(|part| !part.is_empty())
            .unwrap_or(&first);
        let file = percent_encoding::percent_decode_str(file).decode_utf8_lossy();
        let label = said(element, "title")
            .or(said(element, "aria-label"))
            .map_or(file, Into::into);
        walk.out.push_str("<a");
        walk.attribute("href", &first);
        walk.out.push('>');
        walk.text(&label);
        walk.out.push_str("</a>");
    }
    walk.close(name);
}
