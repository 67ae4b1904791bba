//! The shortcodes that become HTML: one row each, whatever generator or theme they come from.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::write::{self, Call, Out};

/// A row: names that mean the same, and what becomes of them.
pub struct Shortcode {
    /// Names as written, in lower case, without `-`, `_`, folders and extension.
    pub names: &'static [&'static str],
    /// The generators and themes that have it, for the page about it.
    pub from: &'static str,
    /// Its arguments, for the page about it.
    pub takes: &'static str,
    /// What it becomes, for the page about it.
    pub gives: &'static str,
    /// Whether what stands between its tags is text, not markup.
    pub(super) verbatim: bool,
    /// Whether an element of this name is a component also in plain Markdown.
    pub(super) component: bool,
    pub(super) write: fn(&Call<'_>) -> Out,
}

const fn row(
    names: &'static [&'static str],
    from: &'static str,
    takes: &'static str,
    gives: &'static str,
    write: fn(&Call<'_>) -> Out,
) -> Shortcode {
    Shortcode {
        names,
        from,
        takes,
        gives,
        verbatim: false,
        component: false,
        write,
    }
}

const fn verbatim(row: Shortcode) -> Shortcode {
    Shortcode {
        verbatim: true,
        ..row
    }
}

const fn component(row: Shortcode) -> Shortcode {
    Shortcode {
        component: true,
        ..row
    }
}

/// Every shortcode that is known.
pub const ALL: &[Shortcode] = &[
    component(row(
        &[
            "figure",
            "img",
            "image",
            "picture",
            "imgproc",
            "assetimg",
            "resizeimage",
            "fig",
            "figureimage",
            "responsiveimage",
            "postimage",
            "imagefigure",
            "photo",
            "thumbnail",
            "zoomableimage",
            "themedimage",
            "lightbox",
            "fancybox",
        ],
        "Hugo, Jekyll includes, Hexo, Zola, Eleventy, MDX",
        "`src` (or `path`, `url`, `image_path`, the first path), `alt`, `caption`, `title`, `link`, `width`, `height`, `attr`, `attrlink`",
        "`<figure>` with the image and its caption; an image alone where there is no caption",
        write::figure,
    )),
    component(row(
        &[
            "youtube",
            "youtubelite",
            "liteyoutube",
            "liteyoutubeembed",
            "youtubeembed",
            "youtubenocookie",
            "youtubeplayer",
            "yt",
            "embedyoutube",
        ],
        "all",
        "an id or address, or `id`, `url`; `title`",
        "`<iframe>` of the video",
        write::youtube,
    )),
    component(row(
        &["vimeo", "vimeoembed"],
        "all",
        "an id or address, or `id`; `title`",
        "`<iframe>` of the video",
        write::vimeo,
    )),
    component(row(
        &[
            "video",
            "videoplayer",
            "html5video",
            "mp4",
            "embedvideo",
            "reactplayer",
        ],
        "Hugo themes, Quarto, Hexo, Jekyll includes, MDX",
        "`src` (or a path), `poster`, `caption`; or `id` with `provider`",
        "`<video>`; `<iframe>` for YouTube and Vimeo",
        write::video,
    )),
    component(row(
        &["audio", "audioplayer", "mp3", "podcast"],
        "Hugo themes, Hexo, MDX",
        "`src` (or a path), `caption`",
        "`<audio>`",
        write::audio,
    )),
    component(row(
        &[
            "tweet",
            "x",
            "twitter",
            "twittersimple",
            "xsimple",
            "tweetembed",
        ],
        "Hugo, Jekyll, Hexo, Nikola, MDX",
        "`user` and `id`, or an address",
        "a link to the post",
        write::tweet,
    )),
    component(row(
        &[
            "instagram",
            "instagramsimple",
            "gist",
            "codepen",
            "jsfiddle",
            "codesandbox",
            "stackblitz",
            "asciinema",
            "spotify",
            "soundcloud",
            "bilibili",
            "tiktok",
            "mastodon",
            "toot",
            "bluesky",
            "facebook",
            "reddit",
            "speakerdeck",
            "slideshare",
            "loom",
            "twitch",
            "replit",
            "observable",
            "googlemaps",
            "pdf",
            "iframe",
            "embed",
            "oembed",
            "linkcard",
            "linkpreview",
            "bookmark",
            "github",
            "githubcard",
            "streamable",
            "dailymotion",
            "figma",
        ],
        "all",
        "an id, user and id, or an address",
        "a link to what would be embedded",
        write::embed,
    )),
    verbatim(row(
        &[
            "highlight",
            "codeblock",
            "code",
            "prism",
            "syntaxhighlighter",
            "sourcecode",
            "includecode",
            "fence",
        ],
        "Hugo, Jekyll, Hexo, Eleventy, Nikola",
        "the language, or `lang`, `language`; options",
        "`<pre><code class=\"language-…\">` with the code as written; `<code>` with `hl_inline`",
        write::code,
    )),
    verbatim(row(
        &[
            "mermaid",
            "plantuml",
            "graphviz",
            "dot",
            "goat",
            "diagram",
            "flowchart",
            "sequencediagram",
            "chart",
            "echarts",
            "graph",
        ],
        "Hugo themes, Hexo",
        "–",
        "the source of the diagram as code",
        write::diagram,
    )),
    verbatim(row(
        &[
            "math",
            "katex",
            "latex",
            "tex",
            "mathjax",
            "katexblock",
            "mathblock",
        ],
        "Hugo themes, Zola, Hexo",
        "–",
        "the TeX source as code",
        write::math,
    )),
    verbatim(row(
        &["rawhtml", "raw", "html", "unsafe", "includehtml"],
        "Hugo themes",
        "–",
        "the HTML between its tags",
        write::html,
    )),
    verbatim(row(
        &[
            "comment",
            "hidden",
            "css",
            "style",
            "js",
            "script",
            "javascript",
            "stylesheet",
            "schema",
        ],
        "Liquid, Hugo themes, Eleventy",
        "–",
        "nothing",
        write::nothing,
    )),
    row(
        &[
            "ref",
            "relref",
            "posturl",
            "postlink",
            "postpath",
            "internallink",
            "xref",
            "doc",
            "geturl",
        ],
        "Hugo, Jekyll, Hexo, Nikola, Zola",
        "a path or name, with `#fragment`",
        "the address of the article's page; with a title (`post_link`) a link",
        write::reference,
    ),
    component(row(
        &[
            "link",
            "assetpath",
            "assetlink",
            "button",
            "btn",
            "linkbutton",
            "linkto",
            "navlink",
            "a",
            "externallink",
            "download",
            "cardlink",
            "badgelink",
        ],
        "Jekyll, Hexo, Hugo themes, MDX",
        "a path, or `href`, `url`, `to`, `link`; the words",
        "the address; with words a link",
        write::link,
    )),
    component(row(
        &[
            "details",
            "expand",
            "collapse",
            "spoiler",
            "collapsible",
            "accordion",
            "accordionitem",
            "fold",
            "hide",
            "hidetoggle",
            "folding",
            "toggle",
            "expandable",
            "expansionpanel",
            "disclosure",
        ],
        "Hugo, Hexo, MDX",
        "a title, or `title`, `summary`, `label`",
        "`<details>` with its `<summary>`",
        write::details,
    )),
    component(row(
        &[
            "quote",
            "blockquote",
            "pullquote",
            "epigraph",
            "pq",
            "cq",
            "centerquote",
            "cite",
            "attributedquote",
        ],
        "Hexo, Hugo themes, Zola",
        "`author`, `source`, `link`, or `author, source`",
        "`<blockquote>` with who said it",
        write::quote,
    )),
    component(row(
        &[
            "note",
            "tip",
            "info",
            "hint",
            "warning",
            "warn",
            "danger",
            "caution",
            "important",
            "attention",
            "error",
            "success",
            "question",
            "example",
            "todo",
            "seealso",
            "abstract",
            "alert",
            "callout",
            "notice",
            "admonition",
            "aside",
            "message",
            "remark",
            "bug",
            "failure",
            "check",
            "infobox",
            "banner",
            "advisory",
            "disclaimer",
            "update",
            "noteblock",
            "tipblock",
            "notification",
            "prompt",
        ],
        "all",
        "a title, or `title`; `type` (also `kind`, `style`, `color`); the text, where it has no end tag",
        "`<blockquote>` with its title in front",
        write::admonition,
    )),
    component(row(
        &["tab", "tabitem", "codetab", "tabpanel", "tabcontent"],
        "Hugo themes, Hexo, Docusaurus, MDX",
        "a title, or `label`, `name`, `title`, `header`",
        "what it holds below its title",
        write::tab,
    )),
    component(row(
        &[
            "tabs",
            "tabpane",
            "tabgroup",
            "codegroup",
            "codetabs",
            "columns",
            "column",
            "cols",
            "col",
            "row",
            "rows",
            "grid",
            "center",
            "centre",
            "centered",
            "left",
            "right",
            "section",
            "lead",
            "div",
            "span",
            "steps",
            "step",
            "cards",
            "cardgrid",
            "cardgroup",
            "cardpane",
            "container",
            "block",
            "blocks",
            "wide",
            "fullwidth",
            "panel",
            "box",
            "main",
            "article",
            "browserwindow",
            "frame",
            "fragment",
            "gallery",
            "figures",
            "markdown",
            "markdownify",
            "md",
            "margin",
            "lang",
            "rtl",
            "ltr",
            "group",
            "subfigure",
            "flex",
            "wrapper",
            "layout",
            "content",
            "timeline",
            "filetree",
            "clientonly",
            "browseronly",
            "translate",
            "trans",
            "codegroupitem",
            "call",
            "filter",
        ],
        "Hugo themes, Hexo, Docusaurus, MDX",
        "–",
        "what it holds",
        write::inner,
    )),
    component(row(
        &["card", "feature", "timelineitem", "substep", "stepitem"],
        "Hugo themes, MDX",
        "`title`, `link` or `href`, the text",
        "its title, linked, and what it holds",
        write::card,
    )),
    component(row(
        &[
            "kbd",
            "key",
            "keys",
            "keyboard",
            "mark",
            "sub",
            "sup",
            "del",
            "ins",
            "small",
            "em",
            "strong",
            "u",
            "s",
            "q",
            "highlighttext",
            "underline",
        ],
        "Quarto, Hugo themes, Hexo, MDX",
        "the words",
        "the element of that name",
        write::word,
    )),
    component(row(
        &[
            "abbr", "tooltip", "term", "glossary", "badge", "label", "tag", "pill", "chip", "text",
            "color", "colour", "font",
        ],
        "Hugo themes, Hexo, MDX",
        "the words, or `text`, `label`",
        "the words",
        write::words,
    )),
    component(row(
        &[
            "br",
            "newline",
            "linebreak",
            "hr",
            "divider",
            "rule",
            "separator",
            "pagebreak",
            "clear",
            "spacer",
        ],
        "Hugo themes, Quarto, MDX",
        "–",
        "`<br>` or `<hr>` where it is called so",
        write::breaks,
    )),
    component(row(
        &[
            "fa",
            "fab",
            "fas",
            "far",
            "icon",
            "icons",
            "faicon",
            "fontawesome",
            "iconify",
            "bi",
            "feather",
            "svgicon",
            "materialicon",
            "toc",
            "tableofcontents",
            "toctoggle",
            "tocinline",
            "head",
            "docsearch",
            "ads",
            "adsense",
            "ad",
            "advertisement",
            "googleads",
            "disqus",
            "comments",
            "giscus",
            "utterances",
            "share",
            "sharebuttons",
            "sharing",
            "analytics",
            "doccardlist",
            "relatedposts",
            "progressbar",
            "pagenav",
            "backtotop",
            "readingtime",
            "seo",
            "feedmeta",
            "csrf",
        ],
        "all",
        "–",
        "nothing: it is for the page around the article",
        write::nothing,
    )),
    row(
        &["param", "meta", "var", "getparam"],
        "Hugo, Quarto",
        "a name; `title` is known",
        "the value",
        write::param,
    ),
];

static BY_NAME: LazyLock<HashMap<&'static str, &'static Shortcode>> = LazyLock::new(|| {
    let mut rows = HashMap::new();
    for row in ALL {
        for name in row.names {
            rows.entry(*name).or_insert(row);
        }
    }
    rows
});

/// The row of a name as written: `tab-item`, `TabItem` and `partials/tab_item.html` are one.
pub(super) fn find(name: &str) -> Option<&'static Shortcode> {
    BY_NAME.get(fold(name).as_str()).copied()
}

/// One spelling for one name.
pub(super) fn fold(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let name = name.split('.').next().unwrap_or(name);
    name.chars()
        .filter(|c| !matches!(c, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_name_stands_once_and_folded() {
        let mut seen = HashSet::new();
        for row in ALL {
            for name in row.names {
                assert!(seen.insert(*name), "{name} stands twice");
                assert_eq!(fold(name), *name);
            }
            assert!(!row.gives.is_empty() && !row.from.is_empty() && !row.takes.is_empty());
        }
        assert!(find("partials/tab-item.html").is_some() && find("TabItem").is_some());
    }
}
