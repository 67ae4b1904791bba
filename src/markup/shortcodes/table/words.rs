//! Words: elements of text, values, and what is for the page around the article alone.

use super::Shortcode;
use crate::markup::Kind;
use crate::markup::shortcodes::call::{Call, Out};
use crate::text::escape;

/// The rows.
pub(super) const ROWS: &[Shortcode] = &[
    Shortcode::new(
        "kbd key keys keyboard mark sub sup del ins small em strong u s q highlighttext \
         underline",
        "Quarto, Hugo themes, Hexo, MDX",
        "the words",
        "the element of that name",
        word,
    ),
    Shortcode::new(
        "abbr tooltip term glossary badge label tag pill chip text color colour font",
        "Hugo themes, Hexo, MDX",
        "the words, or `text`, `label`",
        "the words",
        words,
    ),
    Shortcode::new(
        "br newline linebreak hr divider rule separator pagebreak clear spacer",
        "Hugo themes, Quarto, MDX",
        "–",
        "`<br>` or `<hr>` where it is called so",
        breaks,
    ),
    Shortcode::new(
        "fa fab fas far icon icons faicon fontawesome iconify bi feather svgicon materialicon \
         toc tableofcontents toctoggle tocinline head docsearch ads adsense ad advertisement \
         googleads disqus comments giscus utterances share sharebuttons sharing analytics \
         doccardlist relatedposts progressbar pagenav backtotop readingtime seo feedmeta csrf",
        "all",
        "–",
        "nothing: it is for the page around the article",
        nothing,
    ),
    Shortcode::new(
        "param meta var getparam",
        "Hugo, Quarto",
        "a name; `title` is known",
        "the value",
        param,
    )
    .no_component(),
];

fn word(call: &Call<'_>) -> Out {
    let name = match call.name.as_str() {
        "key" | "keys" | "keyboard" => "kbd",
        "highlighttext" => "mark",
        "underline" => "u",
        name => name,
    };
    if call.paired {
        return Out::AroundWords(format!("<{name}>"), format!("</{name}>"));
    }
    match call.label(&["text", "key", "keys", "content"]) {
        words if words.is_empty() => Out::Lost(Kind::Shortcode),
        words => Out::Inline(format!("<{name}>{}</{name}>", escape(&words))),
    }
}

fn words(call: &Call<'_>) -> Out {
    if call.paired {
        return Out::Inner;
    }
    // Hexo's `label` has a style before the words.
    if call.name == "label"
        && let Some((style, words)) = call.args.raw.split_once('@')
        && style.trim().chars().all(char::is_alphanumeric)
        && !words.trim().is_empty()
    {
        return Out::Inline(escape(words.trim().trim_matches('"')).into_owned());
    }
    match call.plain_label(&["text", "label", "content", "name", "term", "title"]) {
        words if words.is_empty() => Out::Lost(Kind::Shortcode),
        words => Out::Inline(escape(&words).into_owned()),
    }
}

fn breaks(call: &Call<'_>) -> Out {
    match call.name.as_str() {
        "br" | "newline" | "linebreak" => Out::Inline("<br />".to_owned()),
        "hr" | "divider" | "rule" | "separator" => Out::Block("<hr />".to_owned()),
        _ => Out::Nothing,
    }
}

fn param(call: &Call<'_>) -> Out {
    match call.get(&["name", "key"], 0) {
        Some("title" | ".Title" | "page.title") => Out::Text(call.context.title.to_owned()),
        _ => Out::Lost(Kind::Value),
    }
}

pub(super) fn nothing(_: &Call<'_>) -> Out {
    Out::Nothing
}
