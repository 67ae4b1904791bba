//! Blocks around text: notes, quotes, tabs, cards, and what opens on a click.

use super::Shortcode;
use crate::markup::Kind;
use crate::markup::shortcodes::call::{Call, Out, anchor, is_style, title_line};
use crate::markup::shortcodes::table;
use crate::text::escape;

/// The rows.
pub(super) const ROWS: &[Shortcode] = &[
    Shortcode::new(
        "details expand collapse spoiler collapsible accordion accordionitem fold hide \
         hidetoggle folding toggle expandable expansionpanel disclosure",
        "Hugo, Hexo, MDX",
        "a title, or `title`, `summary`, `label`",
        "`<details>` with its `<summary>`",
        details,
    ),
    Shortcode::new(
        "quote blockquote pullquote epigraph pq cq centerquote cite attributedquote",
        "Hexo, Hugo themes, Zola",
        "`author`, `source`, `link`, or `author, source`",
        "`<blockquote>` with who said it",
        quote,
    ),
    Shortcode::new(
        "note tip info hint warning warn danger caution important attention error success \
         question example todo seealso abstract alert callout notice admonition aside message \
         remark bug failure check infobox banner advisory disclaimer update noteblock tipblock \
         notification prompt",
        "all",
        "a title, or `title`; `type` (also `kind`, `style`, `color`); the text, where it has no end tag",
        "`<blockquote>` with its title in front",
        admonition,
    ),
    Shortcode::new(
        "tab tabitem codetab tabpanel tabcontent",
        "Hugo themes, Hexo, Docusaurus, MDX",
        "a title, or `label`, `name`, `title`, `header`",
        "what it holds below its title",
        tab,
    ),
    Shortcode::new(
        "tabs tabpane tabgroup codegroup codetabs columns column cols col row rows grid center \
         centre centered left right section lead div span steps step cards cardgrid cardgroup \
         cardpane container block blocks wide fullwidth panel box main article browserwindow \
         frame fragment gallery figures markdown markdownify md margin lang rtl ltr group \
         subfigure flex wrapper layout content timeline filetree clientonly browseronly \
         translate trans codegroupitem call filter",
        "Hugo themes, Hexo, Docusaurus, MDX",
        "–",
        "what it holds",
        inner,
    ),
    Shortcode::new(
        "card feature timelineitem substep stepitem",
        "Hugo themes, MDX",
        "`title`, `link` or `href`, the text",
        "its title, linked, and what it holds",
        card,
    ),
];

fn details(call: &Call<'_>) -> Out {
    const TITLES: [&str; 8] = [
        "title", "summary", "label", "header", "heading", "name", "caption", "subject",
    ];
    if !call.paired {
        return Out::Lost(Kind::Shortcode);
    }
    let title = match call.plain_label(&TITLES) {
        title if title.is_empty() => "Details".to_owned(),
        title => call.words(&title),
    };
    Out::Around(
        format!("<details><summary>{title}</summary>"),
        "</details>".to_owned(),
    )
}

fn quote(call: &Call<'_>) -> Out {
    let footer = match said_by(call).as_str() {
        "" => String::new(),
        words => format!("<footer>— {words}</footer>"),
    };
    match call.named(&["text", "quote"]) {
        _ if call.paired => {
            Out::Around("<blockquote>".to_owned(), format!("{footer}</blockquote>"))
        }
        Some(text) => Out::Block(format!(
            "<blockquote><p>{}</p>{footer}</blockquote>",
            call.words(text)
        )),
        None => Out::Lost(Kind::Shortcode),
    }
}

/// Who said it and where, linked where there is an address; HTML.
fn said_by(call: &Call<'_>) -> String {
    let author = call.named(&["author", "who", "by", "name", "attribution"]);
    let source = call.named(&["source", "title", "work", "from", "cite"]);
    let words = match (author, source) {
        (Some(author), Some(source)) => format!("{author}, {source}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        // What stands there is a class.
        (None, None) if call.name == "pullquote" => String::new(),
        // Hexo: everything up to an address.
        (None, None) if call.args.named.is_empty() => {
            let raw = call.args.raw.trim_matches(['"', '\'']);
            let before = raw.split("http").next().unwrap_or_default().trim();
            before.trim_end_matches(',').to_owned()
        }
        (None, None) => String::new(),
    };
    let words = call.words(&words);
    let address = call
        .named(&["link", "url", "href"])
        .or_else(|| call.places().find(|text| text.starts_with("http")));
    match address {
        Some(address) if words.is_empty() => anchor(address, &escape(address)),
        Some(address) => anchor(address, &words),
        None => words,
    }
}

/// A kind of note as a title: `see-also` is `See also`.
pub(in crate::markup) fn title_of(kind: &str) -> String {
    let kind = match kind {
        "seealso" => "see also",
        "warn" => "warning",
        "tldr" => return "TL;DR".to_owned(),
        "todo" => return "To do".to_owned(),
        "faq" => return "FAQ".to_owned(),
        kind => kind,
    };
    let mut letters = kind.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first
        .chain(letters.map(|c| if matches!(c, '-' | '_') { ' ' } else { c }))
        .collect()
}

/// Whether a name is a kind of note.
fn is_note(name: &str) -> bool {
    table::find(name).is_some_and(|row| row.names().any(|name| name == "note"))
}

/// Names of notes that say nothing of their kind.
fn is_general(name: &str) -> bool {
    const NAMES: &str = "alert callout notice admonition aside message infobox banner notification \
                         prompt noteblock tipblock";
    NAMES.split(' ').any(|general| general == name)
}

fn admonition(call: &Call<'_>) -> Out {
    let kind = call.named(&[
        "type", "kind", "style", "level", "variant", "status", "context", "class", "color",
    ]);
    let mut places: Vec<&str> = call
        .places()
        .map(str::trim)
        .filter(|word| !word.is_empty() && !is_style(word))
        .collect();
    // `{{< admonition note "Title" >}}`, `{% note info Title %}`.
    let kind = match (kind, places.first()) {
        (Some(kind), _) => Some(kind),
        (None, Some(first)) if is_note(first) && !first.contains(' ') => Some(places.remove(0)),
        (None, _) => None,
    };
    // Without an end tag the words are the text.
    let mut text = call
        .named(&["text", "content", "message", "body", "description"])
        .map(str::to_owned);
    if !call.paired && text.is_none() && !places.is_empty() {
        // Words without quotes are one text.
        let from = match call.args.raw.contains(['"', '\'', '`']) {
            true => places.len() - 1,
            false => 0,
        };
        text = Some(places.split_off(from).join(" "));
    }
    let kind = kind.filter(|kind| is_note(kind) && !is_general(&table::fold(kind)));
    let title = match call.named(&["title", "header", "heading", "label"]) {
        Some(title) => call.words(title),
        None if !places.is_empty() => call.words(&places.join(" ")),
        None => match kind {
            Some(kind) => escape(&title_of(&kind.to_lowercase())).into_owned(),
            None if is_general(&call.name) => "Note".to_owned(),
            None => escape(&title_of(&call.name)).into_owned(),
        },
    };
    let title = title_line(&title);
    match text {
        _ if call.paired => Out::Around(format!("<blockquote>{title}"), "</blockquote>".to_owned()),
        Some(text) => Out::Block(format!(
            "<blockquote>{title}<p>{}</p></blockquote>",
            call.words(&text)
        )),
        None => Out::Lost(Kind::Shortcode),
    }
}

fn tab(call: &Call<'_>) -> Out {
    if !call.paired {
        return Out::Nothing;
    }
    match call.label(&["label", "name", "title", "header", "tabname", "value"]) {
        title if title.is_empty() => Out::Inner,
        title => Out::Around(title_line(&call.words(&title)), String::new()),
    }
}

fn card(call: &Call<'_>) -> Out {
    let title = call.named(&["title", "header", "name", "label"]);
    let title = title.map(|title| call.words(title));
    let text = call.named(&["text", "subtitle", "description", "content"]);
    let title = match (title, call.named(&["link", "href", "url", "to"])) {
        (Some(title), Some(link)) => Some(anchor(link, &title)),
        (None, Some(link)) => Some(anchor(link, &escape(link))),
        (title, None) => title,
    };
    let mut before = title.map(|title| title_line(&title)).unwrap_or_default();
    if let Some(text) = text {
        before.push_str(&format!("<p>{}</p>", call.words(text)));
    }
    match (call.paired, before.is_empty()) {
        (true, true) => Out::Inner,
        (true, false) => Out::Around(before, String::new()),
        (false, false) => Out::Block(before),
        (false, true) => Out::Lost(Kind::Shortcode),
    }
}

fn inner(call: &Call<'_>) -> Out {
    if call.paired {
        Out::Inner
    } else {
        Out::Nothing
    }
}
