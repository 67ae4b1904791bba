//! The pictures of the site itself, whose shapes the formats ask for.

use std::path::Path;

use super::Media;
use super::shelves::Looked;
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::feed::FeedFormat;

/// The size that a picture of RSS is shown in at most (RSS 2.0, "image").
const RSS_LARGEST: (u32, u32) = (144, 400);

/// Smallest side of the icon of a JSON Feed: it is shown where an avatar would be (JSON Feed 1.1,
/// "Top-level", `icon`: "such as 512 x 512").
const JSON_ICON: u32 = 512;

/// Smallest side of the favicon of a JSON Feed (there, `favicon`).
const JSON_FAVICON: u32 = 64;

/// Measures the site's image and icon, and says where they are not what its feeds ask for. `config` is
/// the file that names them.
pub fn emblems(site: &mut Site, config: &Path) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let media = Media::new(site);
    let mut size = |key: &'static str, url: &Option<String>| {
        let url = url.as_deref()?;
        let path = match media.shelves.look(url, None) {
            Looked::Found(path) => path,
            Looked::Missing(place) => {
                findings.push(super::missing(url, &place));
                return None;
            }
            Looked::Elsewhere => return None,
        };
        let facts = media.facts(&path)?;
        if facts.pointer {
            return None;
        }
        let is_picture = facts.kind.is_some_and(|kind| kind.is_picture());
        if !is_picture {
            let mut finding = super::no_picture(&path, &facts);
            finding.message = format!("{key}: {}", finding.message);
            findings.push(finding);
        }
        facts.size
    };
    let image = size("site.image", &site.image);
    let icon = size("site.icon", &site.icon);
    drop(media);
    (site.image_size, site.icon_size) = (image, icon);
    findings.extend(unsuitable(site));
    let named = findings.into_iter().map(|finding| finding.in_file(config));
    named.collect()
}

/// What is not in the shape that the formats of the feeds ask for.
fn unsuitable(site: &Site) -> Vec<Diagnostic> {
    let has = |format: FeedFormat| site.feeds.iter().any(|feed| feed.format() == format);
    let mut findings = Vec::new();
    let mut say = |key: &str, expected: String, (width, height): (u32, u32), help: &str| {
        findings.push(
            Diagnostic::info(
                "unsuitable-picture",
                format!("{key}: expected {expected}, found {width} × {height} pixels"),
            )
            .help(help),
        );
    };
    if let Some(size) = site.icon_size {
        if size.0 != size.1 {
            say(
                "site.icon",
                "a square picture (RFC 4287, 4.2.5; JSON Feed 1.1, `favicon`)".to_owned(),
                size,
                "give a square one: readers cut or squeeze it",
            );
        } else if has(FeedFormat::Json) && size.0 < JSON_FAVICON {
            say(
                "site.icon",
                format!("at least {JSON_FAVICON} × {JSON_FAVICON} (JSON Feed 1.1, `favicon`)"),
                size,
                "give a larger one: screens show it at twice or three times its size",
            );
        }
    }
    let Some(size) = site.image_size else {
        return findings;
    };
    let (width, height) = size;
    // Nobody sees a tenth.
    let is_twice = width.abs_diff(height.saturating_mul(2)) <= width / 10;
    let is_square = width == height;
    if has(FeedFormat::Atom) && !is_twice && !is_square {
        say(
            "site.image",
            "twice as wide as high (RFC 4287, 4.2.8)".to_owned(),
            size,
            "give one of 2 to 1, such as 1200 × 600, or a square one",
        );
    }
    let square = |size: Option<(u32, u32)>| size.is_some_and(|(w, h)| w == h && w >= JSON_ICON);
    if has(FeedFormat::Json) && !square(site.icon_size) && !square(Some(size)) {
        say(
            "site.image",
            format!(
                "or `site.icon`, a square of at least {JSON_ICON} × {JSON_ICON} (JSON Feed 1.1, `icon`)"
            ),
            size,
            "give `site.icon` as a square of 512 × 512 pixels",
        );
    }
    let fits = |size: Option<(u32, u32)>| {
        size.is_some_and(|(width, height)| width <= RSS_LARGEST.0 && height <= RSS_LARGEST.1)
    };
    if has(FeedFormat::Rss) && !fits(Some(size)) && !fits(site.icon_size) {
        say(
            "site.image",
            format!(
                "at most {} × {} in RSS (RSS 2.0, `image`)",
                RSS_LARGEST.0, RSS_LARGEST.1
            ),
            size,
            "readers scale it; a small `site.icon` would be shown as it is",
        );
    }
    findings
}
