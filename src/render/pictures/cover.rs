//! The picture that stands for the article: the first that is of use.

use dom_query::Element;

use super::read::Picture;
use super::sham::is_placeholder;
use crate::entry::Image;
use crate::render::tree::attribute;
use crate::render::walk::Walk;

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

/// The least width and height of a picture that stands for an article, where they are written or its file
/// is at hand, in pixels.
const LEAST: u32 = 120;

/// Takes the picture for the article where none was taken yet and it is of use.
pub(super) fn stand_for(walk: &mut Walk<'_>, element: Option<&Element>, picture: &Picture<'_>) {
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
    // Asked last, for it takes a file.
    let measured = (walk.measured)(&picture.address);
    if measured.is_some_and(|(width, height)| width < LEAST || height < LEAST) {
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
pub(in crate::render) fn still(
    walk: &mut Walk<'_>,
    address: &str,
    alt: &str,
    size: Option<(u32, u32)>,
) {
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
