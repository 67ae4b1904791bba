//! Pictures: each once, with an address that a reader can load, and the one that stands for the article.

use dom_query::{Element, NodeRef};

use super::addresses::{Candidate, Fault, candidates};
use super::removed::What;
use super::tree::{self, attribute, classes, said};
use super::walk::{Context, Walk};
use crate::entry::Image;

/// Attributes that scripts load a picture from: where there is one, `src` is what is shown until then.
const LAZY: &[&str] = &[
    "data-src",
    "data-lazy-src",
    "data-lazy",
    "data-lazyload",
    "data-lazy-load",
    "data-original",
    "data-original-src",
    "data-actualsrc",
    "data-actual-src",
    "data-echo",
    "data-img-src",
    "data-image-src",
    "data-img-url",
    "data-real-src",
    "data-delayed-url",
    "data-ll-src",
    "data-pin-media",
    "data-runner-src",
    "data-flickity-lazyload",
    "lazy-src",
    "lazyload",
    "data-url",
];

/// The same, for a list of sizes.
const LAZY_SETS: &[&str] = &[
    "data-srcset",
    "data-lazy-srcset",
    "data-original-set",
    "data-ll-srcset",
    "lazy-srcset",
];

/// Attributes that have the picture too, often larger: taken where nothing else is of use.
const SPARE: &[&str] = &[
    "data-hi-res-src",
    "data-hires",
    "data-full-src",
    "data-full-url",
    "data-orig-file",
    "data-large-file",
    "data-medium-file",
    "data-large_image",
    "data-zoom-image",
    "data-retina",
    "data-fallback-src",
];

/// Names of files that are shown until a script has loaded the picture, or that only take up room.
const PLACEHOLDERS: &[&str] = &[
    "1x1",
    "1px",
    "blank",
    "clear",
    "empty",
    "lazy",
    "lazyload",
    "loader",
    "loading",
    "pixel",
    "placeholder",
    "px",
    "shim",
    "spacer",
    "spinner",
    "trans",
    "transparent",
    "white",
    "grey",
    "gray",
];

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

/// Words in addresses and classes of pictures that do not stand for an article.
const SMALL_FRY: &[&str] = &[
    "author", "authors", "avatar", "avatars", "badge", "badges", "button", "buttons", "cc",
    "emoji", "emoticon", "favicon", "flattr", "gravatar", "icon", "icons", "loader", "logo",
    "logos", "pixel", "smiley", "smilies", "spacer", "sprite", "userpic",
];

/// Hosts and paths of badges, buttons and faces.
const BADGES: &[&str] = &[
    "shields.io",
    "badgen.net",
    "badge.fury.io",
    "travis-ci",
    "codecov.io",
    "coveralls.io",
    "buymeacoffee",
    "ko-fi.com",
    "paypal",
    "zenodo.org",
    "opencollective.com",
    "creativecommons.org",
    "profile_images",
    "adserver",
    "banner-ad",
    "isitmaintained.com",
];

/// The least width and height of a picture that stands for an article, where they are written, in pixels.
const LEAST: u32 = 120;

/// What an `<img>` comes to.
pub(super) struct Picture<'e> {
    /// Absolute.
    pub address: String,
    /// More sizes, absolute, as `srcset` has them; may be empty.
    pub set: String,
    pub sizes: Option<&'e str>,
    pub alt: Option<&'e str>,
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// Whether a script was to load it.
    pub lifted: bool,
}

/// Writes an `<img>`, or what it stands for.
pub(super) fn image(walk: &mut Walk<'_>, element: &Element, context: Context) {
    if let Some(sign) = emoji(element) {
        walk.text(&sign);
        return;
    }
    match read(walk, element) {
        Some(picture) => show(walk, element, picture, context),
        None => instead(walk, element),
    }
}

/// Writes the one picture of a `<picture>` that readers can show.
pub(super) fn choice(walk: &mut Walk<'_>, node: &NodeRef<'_>, context: Context) {
    let mut image = None;
    let mut sources = Vec::new();
    for inner in node.descendants_it() {
        match &*inner.node_name().unwrap_or_default() {
            "img" | "amp-img" if image.is_none() => image = Some(inner),
            "source" => sources.push(inner),
            _ => {}
        }
    }
    let image = image.as_ref().and_then(NodeRef::element_ref);
    let image = image.as_deref();
    let own = image.and_then(|image| read(walk, image));
    let rank_of_own = own.as_ref().map_or(u8::MAX, |own| rank(&own.address, ""));
    // The best of all sources, where the picture itself is none that readers show.
    let mut best: Option<(u8, String)> = None;
    for source in sources.iter().filter(|_| rank_of_own >= POOR) {
        let Some(source) = source.element_ref() else {
            continue;
        };
        let mut sets = LAZY_SETS.iter().chain(&["srcset"]);
        let set = sets.find_map(|name| said(&source, name));
        let kind = attribute(&source, "type").unwrap_or_default();
        let is_dark = attribute(&source, "media").is_some_and(|media| media.contains("dark"));
        if let Some(address) = set.and_then(|set| chosen(walk, &candidates(set))) {
            let rank = rank(&address, kind) + u8::from(is_dark);
            let least = best.as_ref().map_or(rank_of_own, |(least, _)| *least);
            if rank < least {
                best = Some((rank, address));
            }
        }
    }
    let picture = match (best, own) {
        (Some((_, address)), _) => Some(Picture {
            address,
            set: String::new(),
            sizes: None,
            alt: image.and_then(|image| attribute(image, "alt")),
            width: image.and_then(|image| pixels(image, "width")),
            height: image.and_then(|image| pixels(image, "height")),
            lifted: false,
        }),
        (None, own) => own,
    };
    match (picture, image) {
        (Some(picture), Some(image)) => show(walk, image, picture, context),
        (Some(picture), None) => write(walk, None, &picture),
        (None, Some(image)) => instead(walk, image),
        (None, None) => {}
    }
}

/// How well readers show a picture of this kind; the least is the best.
fn rank(address: &str, kind: &str) -> u8 {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is = |names: &[&str]| {
        names
            .iter()
            .any(|name| kind.ends_with(name) || kind.is_empty() && extension == *name)
    };
    match () {
        () if is(&["avif", "jxl", "heic", "heif", "jp2", "jpegxl"]) => POOR,
        () if is(&["svg", "svg+xml"]) => 4,
        () if is(&["webp"]) => 2,
        () => 0,
    }
}

/// The rank of what some readers do not show.
const POOR: u8 = 8;

/// What the attributes of an `<img>` say; nothing where none of them has a picture.
fn read<'e>(walk: &mut Walk<'_>, element: &'e Element) -> Option<Picture<'e>> {
    let usable = |walk: &mut Walk<'_>, value: &str| match walk.addresses.media(value) {
        Ok(address) if !is_placeholder(&address) => Some(address),
        _ => None,
    };
    let own = attribute(element, "src").unwrap_or_default();
    let lazy = LAZY
        .iter()
        .filter_map(|name| said(element, name))
        .filter(|value| is_address(value))
        .find_map(|value| usable(walk, value));
    let lazy_set = LAZY_SETS.iter().find_map(|name| said(element, name));
    let set = candidates(
        lazy_set
            .or_else(|| said(element, "srcset"))
            .unwrap_or_default(),
    );
    let lifted = lazy.is_some() || lazy_set.is_some();
    let address = lazy
        .or_else(|| usable(walk, own).filter(|own| set.is_empty() || rank(own, "") < POOR))
        .or_else(|| chosen(walk, &set))
        .or_else(|| {
            SPARE
                .iter()
                .filter_map(|name| said(element, name))
                .find_map(|value| usable(walk, value))
        })
        // Named like a placeholder, and all there is.
        .or_else(|| {
            let address = walk.addresses.media(own).ok()?;
            (!is_spacer(&address)).then_some(address)
        })?;
    let set: Vec<String> = set
        .iter()
        .filter_map(|candidate| {
            let address = walk.addresses.media(candidate.address).ok()?;
            // What a reader might choose and cannot show does harm.
            (rank(&address, "") < POOR && !address.contains([' ', ','])).then(|| {
                match candidate.descriptor {
                    "" => address,
                    descriptor => format!("{address} {descriptor}"),
                }
            })
        })
        .collect();
    let (width, height) = (pixels(element, "width"), pixels(element, "height"));
    // AMP gives a ratio, where the picture takes the room there is.
    let is_ratio = &*element.name.local != "img" && width.is_some_and(|width| width < 50);
    let size = |length: Option<u32>| length.filter(|_| !is_ratio);
    Some(Picture {
        address,
        set: set.join(", "),
        sizes: said(element, "sizes").filter(|sizes| *sizes != "auto"),
        alt: attribute(element, "alt"),
        width: size(width),
        height: size(height),
        lifted,
    })
}

/// The candidate for readers that know nothing of sizes: the widest that is no waste.
fn chosen(walk: &Walk<'_>, candidates: &[Candidate<'_>]) -> Option<String> {
    /// Pixels; more than the column of any reader.
    const WIDEST: f64 = 1700.0;
    let mut best: Option<(f64, String)> = None;
    for candidate in candidates {
        let Ok(address) = walk.addresses.media(candidate.address) else {
            continue;
        };
        let width = candidate.width();
        let poor = rank(&address, "") >= POOR;
        // Best is the widest below the limit, then the least above it; what readers cannot show is last.
        let worth = match (poor, width <= WIDEST) {
            (true, _) => -1.0e12 + width,
            (false, true) => width,
            (false, false) => -width,
        };
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, address));
        }
    }
    best.map(|(_, address)| address)
}

/// Writes a picture, unless it counts readers or was written already.
fn show(walk: &mut Walk<'_>, element: &Element, picture: Picture<'_>, context: Context) {
    if is_counter(element, &picture) {
        walk.removed.count(What::Counter);
        return;
    }
    // Its twin for browsers without scripts came first.
    if picture.lifted && walk.twins.contains(key(&picture.address)) {
        return;
    }
    if context.in_twin {
        walk.twins.insert(key(&picture.address).to_owned());
    }
    write(walk, Some(element), &picture);
}

fn write(walk: &mut Walk<'_>, element: Option<&Element>, picture: &Picture<'_>) {
    walk.shown.insert(key(&picture.address).to_owned());
    stand_for(walk, element, picture);
    walk.out.push_str("<img");
    walk.attribute("src", &picture.address);
    if !picture.set.is_empty() {
        walk.attribute("srcset", &picture.set);
        if let Some(sizes) = picture.sizes {
            walk.attribute("sizes", sizes);
        }
    }
    if let Some(alt) = picture.alt {
        walk.attribute("alt", alt);
    }
    for (name, length) in [("width", picture.width), ("height", picture.height)] {
        if let Some(length) = length {
            walk.attribute(name, &length.to_string());
        }
    }
    if let Some(element) = element {
        walk.common(element);
    }
    walk.out.push('>');
}

/// What is left of a picture without a usable address: its text, and a finding where something is lost.
fn instead(walk: &mut Walk<'_>, element: &Element) {
    let own = attribute(element, "src").unwrap_or_default();
    match walk.addresses.media(own) {
        Err(Fault::Unusable | Fault::Script) => walk.removed.unusable(own),
        // Placeholders are short; a picture is not.
        Err(Fault::Data) if own.len() > 600 => walk.removed.count(What::DataPicture),
        _ => {}
    }
    if let Some(alt) = said(element, "alt") {
        walk.text(alt);
    }
}

/// Writes the background of an element that has nothing else to show.
pub(super) fn background(walk: &mut Walk<'_>, element: &Element, address: &str) {
    let Ok(address) = walk.addresses.media(address) else {
        return;
    };
    if is_placeholder(&address) {
        return;
    }
    let picture = Picture {
        address,
        set: String::new(),
        sizes: None,
        alt: said(element, "aria-label").or(said(element, "title")),
        width: None,
        height: None,
        lifted: false,
    };
    if !is_counter(element, &picture) {
        write(walk, None, &picture);
    }
}

/// `<noscript>`: what browsers without scripts show, which readers are. Often the picture once more
/// that a script loads beside it.
pub(super) fn twin(walk: &mut Walk<'_>, node: &NodeRef<'_>, context: Context) {
    if context.in_twin {
        walk.children(node, context);
        return;
    }
    let pictures: Vec<NodeRef<'_>> = node
        .descendants_it()
        .filter(|inner| inner.has_name("img"))
        .collect();
    let holds_frame = ["iframe", "video", "audio"]
        .iter()
        .any(|name| node.descendants_it().any(|inner| inner.has_name(name)));
    if pictures.is_empty() && !holds_frame {
        // "Please enable JavaScript to view the comments" is of no use to anybody.
        let text = tree::text(node, 2000).to_lowercase();
        if !text.contains("javascript") {
            walk.children(node, context);
        }
        return;
    }
    let mut all_shown = !pictures.is_empty();
    for picture in &pictures {
        all_shown &= picture.element_ref().is_some_and(|element| {
            read(walk, &element).is_some_and(|found| walk.shown.contains(key(&found.address)))
        });
    }
    let beside = [tree::element_before(node), tree::element_behind(node)];
    let is_beside = pictures.len() == 1
        && beside.into_iter().flatten().any(|near| {
            let Some(element) = near.element_ref() else {
                return false;
            };
            &*element.name.local == "img"
                && read(walk, &element)
                    .is_some_and(|picture| picture.lifted && !is_counter(&element, &picture))
        });
    if !all_shown && !is_beside {
        walk.children(node, context.in_twin());
    }
}

/// The address without what tells sizes of one picture apart: its query, and `-300x200` (WordPress).
fn key(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let Some((stem, _)) = path.rsplit_once('.') else {
        return path;
    };
    match stem.rsplit_once('-') {
        Some((name, size)) if is_size(size) => name,
        _ => stem,
    }
}

fn is_size(text: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.split_once('x')
        .is_some_and(|(width, height)| number(width) && number(height))
}

/// The sign that a picture of an emoji stands for (WordPress, GitHub, Twemoji, Discourse).
fn emoji(element: &Element) -> Option<String> {
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

/// A length in pixels; percentages are none.
pub(super) fn pixels(element: &Element, name: &str) -> Option<u32> {
    let value = said(element, name)?;
    let value = value.strip_suffix("px").unwrap_or(value).trim();
    let whole = value.split_once('.').map_or(value, |(whole, _)| whole);
    whole
        .parse()
        .ok()
        .filter(|length| (1..=20_000).contains(length))
}

/// Whether the value of an attribute of data can be an address.
fn is_address(value: &str) -> bool {
    value.contains(['/', '.']) && !value.contains([' ', '{', '<', '\n'])
}

/// Whether an address is of a picture that only holds the place of another.
fn is_placeholder(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    PLACEHOLDERS.contains(&stem)
        || stem.len() < 40
            && stem
                .split(['-', '_', '.'])
                .any(|word| matches!(word, "placeholder" | "lazyload" | "spacer" | "1x1"))
}

/// Whether it shows nothing at all.
fn is_spacer(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
    matches!(
        stem,
        "1x1"
            | "1px"
            | "blank"
            | "clear"
            | "empty"
            | "lazy"
            | "lazyload"
            | "pixel"
            | "px"
            | "shim"
            | "spacer"
            | "trans"
            | "transparent"
            | "placeholder"
    )
}

fn is_counter(element: &Element, picture: &Picture<'_>) -> bool {
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
            .is_some_and(|length| matches!(length.trim_end_matches("px"), "0" | "1" | "2"))
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

/// Takes the picture for the article where none was taken yet and it is of use.
fn stand_for(walk: &mut Walk<'_>, element: Option<&Element>, picture: &Picture<'_>) {
    if walk.cover.is_some() {
        return;
    }
    let too_small = |length: Option<u32>| length.is_some_and(|length| length < LEAST);
    if too_small(picture.width) || too_small(picture.height) || is_placeholder(&picture.address) {
        return;
    }
    let path = picture.address.split(['?', '#']).next().unwrap_or_default();
    let (_, path_and_host) = path.split_once("//").unwrap_or(("", path));
    let lower = path_and_host.to_lowercase();
    // Drawings are signs and diagrams, and most readers show none in their lists.
    if lower.ends_with(".svg") || lower.ends_with(".svgz") {
        return;
    }
    let is_of = |text: &str| {
        BADGES.iter().any(|part| text.contains(part))
            || text
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| SMALL_FRY.contains(&word))
    };
    let class = element.and_then(|element| attribute(element, "class"));
    if is_of(&lower) || class.is_some_and(|class| is_of(&class.to_lowercase())) {
        return;
    }
    walk.cover = Some(Image {
        url: picture.address.clone(),
        alt: picture
            .alt
            .map(crate::text::one_line)
            .filter(|alt| !alt.is_empty()),
        width: picture.width,
        height: picture.height,
        ..Image::default()
    });
}

/// Takes the still of a film for the article where no picture was taken yet.
pub(super) fn still(walk: &mut Walk<'_>, address: &str, alt: &str, size: Option<(u32, u32)>) {
    let picture = Picture {
        address: address.to_owned(),
        set: String::new(),
        sizes: None,
        alt: Some(alt),
        width: size.map(|size| size.0),
        height: size.map(|size| size.1),
        lifted: false,
    };
    stand_for(walk, None, &picture);
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

    #[test]
    fn sizes_of_one_picture_have_one_key() {
        assert_eq!(
            key("https://x.example/a-300x200.jpg?w=3"),
            key("https://x.example/a.jpg")
        );
        assert_ne!(
            key("https://x.example/a-b.jpg"),
            key("https://x.example/a.jpg")
        );
    }
}
