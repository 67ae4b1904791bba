//! Pictures: each once, with an address that a reader can load. `read` finds it among the attributes,
//! `sham` tells pictures from what only looks so, `cover` takes the one that stands for the article.

mod cover;
mod read;
mod sham;

use dom_query::{Element, NodeRef};

use self::read::{LAZY_SETS, POOR, Picture, chosen, rank, read};
use self::sham::{emoji, is_counter, is_placeholder};
use super::addresses::{Fault, candidates};
use super::removed::What;
use super::tree::{self, attribute, said};
use super::walk::{Context, Walk};

pub(super) use self::cover::still;
pub(super) use self::read::pixels;

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

/// Writes a picture, unless it counts readers or was written already.
fn show(walk: &mut Walk<'_>, element: &Element, picture: Picture<'_>, context: Context) {
    // A name that says so and a file that bears it out.
    let is_dot = || {
        let size = (walk.measured)(&picture.address);
        size.is_some_and(|(width, height)| width <= 3 && height <= 3)
    };
    if is_counter(element, &picture) || is_placeholder(&picture.address) && is_dot() {
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
    cover::stand_for(walk, element, picture);
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
        Err(Fault::Data) if own.len() > 600 => walk.removed.data_picture(),
        _ => {}
    }
    if let Some(alt) = said(element, "alt") {
        walk.text(alt);
    }
}

/// Attributes that scripts load a background from.
const LAZY_BACKGROUNDS: [&str; 4] = [
    "data-bg",
    "data-background",
    "data-background-image",
    "data-src",
];

/// Writes the background of an element that has nothing else to show.
pub(super) fn background(walk: &mut Walk<'_>, element: &Element, address: &str) {
    let Ok(address) = walk.addresses.media(address) else {
        return;
    };
    // Scripts put the picture in its place.
    let is_lazy = LAZY_BACKGROUNDS
        .iter()
        .any(|name| said(element, name).is_some());
    if is_lazy && is_placeholder(&address) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
