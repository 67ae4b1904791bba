//! Pictures and figures.

use super::Shortcode;
use crate::markup::Kind;
use crate::markup::shortcodes::call::{self, Call, Out, anchor, attribute};

/// The rows.
pub(super) const ROWS: &[Shortcode] = &[Shortcode::new(
    "figure img image picture imgproc assetimg resizeimage fig figureimage responsiveimage \
         postimage imagefigure photo thumbnail zoomableimage themedimage lightbox fancybox",
    "Hugo, Jekyll includes, Hexo, Zola, Eleventy, MDX",
    "`src` (or `path`, `url`, `image_path`, the first path), `alt`, `caption`, `title`, `link`, `width`, `height`, `attr`, `attrlink`",
    "`<figure>` with the image and its caption; an image alone where there is no caption",
    figure,
)];

const SOURCES: [&str; 14] = [
    "src",
    "source",
    "path",
    "image_path",
    "url",
    "file",
    "image",
    "img",
    "href",
    "filename",
    "image_url",
    "light",
    "imgsrc",
    "srclight",
];

fn figure(call: &Call<'_>) -> Out {
    let Some(source) = call.target(&SOURCES) else {
        return call.inner_or_lost(Kind::Shortcode);
    };
    let Behind { alt, sizes } = Behind::of(call, source);
    let caption = call.named(&["caption", "figcaption", "text", "description"]);
    let title = call.named(&["title"]);
    let alt = call.named(&["alt", "alternate"]).or(alt);
    let plain = |text: &str| crate::html::text(&call.words(text));
    let alt = alt
        .map(str::to_owned)
        .or_else(|| caption.or(title).map(plain))
        .unwrap_or_default();
    let width = call.named(&["width", "w"]).or(sizes.first().copied());
    let height = call.named(&["height", "h"]).or(sizes.get(1).copied());
    let mut image = picture(source, &alt, width, height);
    if let Some(link) = call.named(&["link", "attr_link_url"]) {
        image = anchor(link, &image);
    }
    let words = under(call, title, caption);
    if call.paired {
        let space = if words.is_empty() { "" } else { " " };
        return Out::Around(
            format!("<figure>{image}<figcaption>{words}{space}"),
            "</figcaption></figure>".to_owned(),
        );
    }
    if words.is_empty() {
        return Out::Inline(image);
    }
    Out::Block(call::figure(&image, &words))
}

/// An image; sizes are pixels, others are left out.
pub(in crate::markup::shortcodes) fn picture(
    source: &str,
    alt: &str,
    width: Option<&str>,
    height: Option<&str>,
) -> String {
    let pixels = |size: Option<&str>| {
        let size = size.filter(|size| is_size(size) && !size.ends_with('%'))?;
        Some(size.trim_end_matches("px").to_owned())
    };
    format!(
        "<img{}{}{}{} />",
        attribute("src", Some(source)),
        attribute("alt", Some(alt)),
        attribute("width", pixels(width).as_deref()),
        attribute("height", pixels(height).as_deref())
    )
}

/// What stands by place behind the address: sizes and words. A class may stand before it.
struct Behind<'c> {
    alt: Option<&'c str>,
    sizes: Vec<&'c str>,
}

impl<'c> Behind<'c> {
    fn of(call: &'c Call<'_>, source: &str) -> Self {
        let place = call.places().position(|text| text == source);
        let behind = call.places().skip(place.map_or(0, |place| place + 1));
        let (sizes, words): (Vec<&str>, Vec<&str>) = behind.partition(|word| is_size(word));
        // Hexo has `"title" "alt"` in one pair of apostrophes.
        let words: Vec<&str> = match words.as_slice() {
            [one] if one.starts_with('"') => one
                .split('"')
                .filter(|part| !part.trim().is_empty())
                .collect(),
            _ => words,
        };
        let (first, second) = (words.first().copied(), words.get(1).copied());
        let is_hexo =
            matches!(call.name.as_str(), "img" | "assetimg") && call.args.named.is_empty();
        let alt = match second {
            Some(second) if is_hexo => Some(second),
            _ => first,
        };
        Behind { alt, sizes }
    }
}

/// The caption as HTML: title, words, and who made it.
fn under(call: &Call<'_>, title: Option<&str>, caption: Option<&str>) -> String {
    let mut words = Vec::new();
    if let Some(title) = title.filter(|_| call.name == "figure" || caption.is_none()) {
        let title = call.words(title);
        words.push(match caption {
            Some(_) => format!("<strong>{title}</strong>"),
            None => title,
        });
    }
    words.extend(caption.map(|caption| call.words(caption)));
    if let Some(by) = call.named(&["attr", "attribution", "credit", "credits"]) {
        let by = call.words(by);
        words.push(match call.named(&["attrlink", "attr_link"]) {
            Some(link) => anchor(link, &by),
            None => by,
        });
    }
    words.join(" ")
}

fn is_size(text: &str) -> bool {
    let number = text.trim_end_matches("px").trim_end_matches('%');
    !number.is_empty() && number.len() < 6 && number.bytes().all(|b| b.is_ascii_digit())
}
