//! What the attributes of an `<img>` say: the address among those that scripts, `srcset` and
//! placeholders hide it in, and its size.

use dom_query::Element;

use super::sham::is_placeholder;
use crate::render::addresses::{Candidate, candidates};
use crate::render::tree::{attribute, said};
use crate::render::walk::Walk;

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
pub(super) const LAZY_SETS: &[&str] = &[
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

/// What an `<img>` comes to.
pub(in crate::render) struct Picture<'e> {
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

/// How well readers show a picture of this kind; the least is the best.
pub(super) fn rank(address: &str, kind: &str) -> u8 {
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
pub(super) const POOR: u8 = 8;

/// What the attributes of an `<img>` say; nothing where none of them has a picture.
pub(super) fn read<'e>(walk: &mut Walk<'_>, element: &'e Element) -> Option<Picture<'e>> {
    let usable = |walk: &mut Walk<'_>, value: &str| walk.addresses.media(value).ok();
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
        .or_else(|| {
            usable(walk, own)
                .filter(|own| !is_placeholder(own) && (set.is_empty() || rank(own, "") < POOR))
        })
        .or_else(|| chosen(walk, &set))
        .or_else(|| {
            SPARE
                .iter()
                .filter_map(|name| said(element, name))
                .find_map(|value| usable(walk, value))
        })
        // Named like a placeholder, and all there is.
        .or_else(|| usable(walk, own))?;
    let set: Vec<String> =
        set.iter()
            .filter_map(|candidate| {
                let address = walk.addresses.media(candidate.address).ok()?;
                // What a reader might choose and cannot show does harm. Commas are part of an address unless
                // they end it.
                (rank(&address, "") < POOR && !address.contains(' ') && !address.ends_with(','))
                    .then(|| match candidate.descriptor {
                        "" => address,
                        descriptor => format!("{address} {descriptor}"),
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
pub(super) fn chosen(walk: &Walk<'_>, candidates: &[Candidate<'_>]) -> Option<String> {
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

/// A length in pixels; percentages are none.
pub(in crate::render) fn pixels(element: &Element, name: &str) -> Option<u32> {
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
