//! The vocabulary of HTML as far as readers keep it: elements, attributes, style properties.

/// What readers do with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// They show it; it must be closed.
    Shown,
    /// They show it; its end tag may be left out.
    Optional,
    /// They show it; it has no end tag.
    Void,
    /// They take it out: it runs code or loads other documents.
    Unsafe,
    /// As [`Class::Unsafe`], without an end tag.
    UnsafeVoid,
    /// They take it out or show a link: a document inside the document.
    Frame,
    /// A part of a whole document.
    Document,
    /// Once part of HTML (15.2).
    Obsolete,
    /// The root of another vocabulary, whose children are not looked at.
    Foreign,
}

use Class::{Document, Foreign, Frame, Obsolete, Optional, Shown, Unsafe, UnsafeVoid, Void};

/// The elements of HTML, by name.
#[rustfmt::skip]
static ELEMENTS: &[(&str, Class)] = &[
    ("a", Shown), ("abbr", Shown), ("acronym", Obsolete), ("address", Shown), ("applet", Unsafe),
    ("area", Void), ("article", Shown), ("aside", Shown), ("audio", Shown), ("b", Shown),
    ("base", UnsafeVoid), ("bdi", Shown), ("bdo", Shown), ("bgsound", UnsafeVoid), ("big", Obsolete),
    ("blink", Obsolete), ("blockquote", Shown), ("body", Document), ("br", Void), ("button", Shown),
    ("canvas", Shown), ("caption", Shown), ("center", Obsolete), ("cite", Shown), ("code", Shown),
    ("col", Void), ("colgroup", Optional), ("data", Shown), ("datalist", Shown), ("dd", Optional),
    ("del", Shown), ("details", Shown), ("dfn", Shown), ("dialog", Shown), ("dir", Obsolete),
    ("div", Shown), ("dl", Shown), ("dt", Optional), ("em", Shown), ("embed", UnsafeVoid),
    ("fieldset", Shown), ("figcaption", Shown), ("figure", Shown), ("font", Obsolete),
    ("footer", Shown), ("form", Shown), ("frame", UnsafeVoid), ("frameset", Unsafe), ("h1", Shown),
    ("h2", Shown), ("h3", Shown), ("h4", Shown), ("h5", Shown), ("h6", Shown), ("head", Document),
    ("header", Shown), ("hgroup", Shown), ("hr", Void), ("html", Document), ("i", Shown),
    ("iframe", Frame), ("img", Void), ("input", Void), ("ins", Shown), ("kbd", Shown),
    ("label", Shown), ("legend", Shown), ("li", Optional), ("link", UnsafeVoid), ("main", Shown),
    ("map", Shown), ("mark", Shown), ("marquee", Obsolete), ("math", Foreign), ("menu", Shown),
    ("meta", UnsafeVoid), ("meter", Shown), ("nav", Shown), ("nobr", Obsolete), ("noscript", Shown),
    ("object", Unsafe), ("ol", Shown), ("optgroup", Optional), ("option", Optional),
    ("output", Shown), ("p", Optional), ("param", UnsafeVoid), ("picture", Shown), ("pre", Shown),
    ("progress", Shown), ("q", Shown), ("rp", Optional), ("rt", Optional), ("ruby", Shown),
    ("s", Shown), ("samp", Shown), ("script", Unsafe), ("search", Shown), ("section", Shown),
    ("select", Shown), ("slot", Shown), ("small", Shown), ("source", Void), ("span", Shown),
    ("strike", Obsolete), ("strong", Shown), ("style", Unsafe), ("sub", Shown), ("summary", Shown),
    ("sup", Shown), ("svg", Foreign), ("table", Shown), ("tbody", Optional), ("td", Optional),
    ("template", Unsafe), ("textarea", Shown), ("tfoot", Optional), ("th", Optional),
    ("thead", Optional), ("time", Shown), ("title", Document), ("tr", Optional), ("track", Void),
    ("tt", Obsolete), ("u", Shown), ("ul", Shown), ("var", Shown), ("video", Shown), ("wbr", Void),
];

/// The class of an element, by its name in any case.
pub(super) fn class(name: &str) -> Option<Class> {
    let mut buffer = [0_u8; 12];
    let lower = buffer.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    let index = ELEMENTS
        .binary_search_by(|(known, _)| known.as_bytes().cmp(lower))
        .ok()?;
    Some(ELEMENTS[index].1)
}

/// Attributes that readers keep or drop without harm, by name; `data-` and `aria-` ones too.
#[rustfmt::skip]
pub(super) static ATTRIBUTES: &[&str] = &[
    "abbr", "accept", "accept-charset", "accesskey", "action", "align", "allow", "allowfullscreen",
    "alt", "async", "autocapitalize", "autocomplete", "autofocus", "autoplay", "axis", "background",
    "bgcolor", "border", "bordercolor", "cellpadding", "cellspacing", "char", "charoff", "charset",
    "checked", "cite", "class", "clear", "color", "cols", "colspan", "compact", "content",
    "contenteditable", "controls", "controlslist", "coords", "crossorigin", "data", "datetime",
    "decoding", "default", "dir", "disabled", "disablepictureinpicture", "download", "draggable",
    "enctype", "enterkeyhint", "face", "fetchpriority", "for", "form", "frame", "frameborder",
    "headers", "height", "hidden", "high", "href", "hreflang", "hspace", "http-equiv", "id", "inert",
    "inputmode", "integrity", "is", "ismap", "itemid", "itemprop", "itemref", "itemscope", "itemtype",
    "kind", "label", "lang", "language", "list",
    "loading", "longdesc", "loop", "low", "marginheight",
    "marginwidth", "max", "maxlength", "media", "method", "min", "minlength", "multiple", "muted",
    "name", "nohref", "nonce", "noshade", "novalidate", "nowrap", "open", "optimum", "part",
    "pattern", "ping", "placeholder", "playsinline", "popover", "poster", "preload", "profile",
    "prompt", "property", "readonly", "referrerpolicy", "rel", "required", "resource", "rev",
    "reversed", "role", "rows", "rowspan", "rules", "sandbox", "scope", "scrolling", "selected",
    "shape", "size", "sizes", "slot", "span", "spellcheck", "src", "srcdoc", "srclang", "srcset",
    "start", "step", "style", "summary", "tabindex", "target", "title", "translate", "type",
    "typeof", "usemap", "valign", "value", "vocab", "vspace", "webkitallowfullscreen", "width",
    "wrap", "xml:base", "xml:lang", "xmlns",
];

/// Style properties that sanitising readers keep; the others they drop with their effect.
#[rustfmt::skip]
pub(super) static STYLES: &[&str] = &[
    "azimuth", "background", "background-color", "border", "border-bottom", "border-bottom-color",
    "border-bottom-style", "border-bottom-width", "border-collapse", "border-color", "border-left",
    "border-left-color", "border-left-style", "border-left-width", "border-radius", "border-right",
    "border-right-color", "border-right-style", "border-right-width", "border-spacing",
    "border-style", "border-top", "border-top-color", "border-top-style", "border-top-width",
    "border-width", "clear", "color", "cursor", "direction", "display", "elevation", "float", "font",
    "font-family", "font-size", "font-style", "font-variant", "font-weight", "height",
    "letter-spacing", "line-height", "list-style", "list-style-type", "margin", "margin-bottom",
    "margin-left", "margin-right", "margin-top", "max-height", "max-width", "min-height",
    "min-width", "overflow", "padding", "padding-bottom", "padding-left", "padding-right",
    "padding-top", "pause", "pause-after", "pause-before", "pitch", "pitch-range", "richness",
    "speak", "speak-header", "speak-numeral", "speak-punctuation", "speech-rate", "stress",
    "text-align", "text-decoration", "text-indent", "text-transform", "unicode-bidi",
    "vertical-align", "voice-family", "volume", "white-space", "width", "word-spacing", "word-wrap",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        assert!(ELEMENTS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(ATTRIBUTES.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(STYLES.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
