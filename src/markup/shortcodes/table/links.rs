//! Links, and references to other articles of the site.

use super::{Holds, Shortcode};
use crate::markup::shortcodes::call::{Call, Out, anchor};
use crate::markup::{Context, Kind, Linked};
use crate::text::escape;

/// The rows.
pub(super) const ROWS: &[Shortcode] = &[
    Shortcode::new(
        "ref relref posturl postpath internallink xref geturl",
        "Hugo, Jekyll, Hexo, Nikola, Zola",
        "a path or name, with `#fragment`",
        "the address of the article's page",
        reference,
    )
    .no_component(),
    Shortcode::new(
        "doc postlink",
        "Nikola, Hexo",
        "a slug or name, with `#fragment`, between its tags or first; `title`, or words",
        "a link with the words, else with the article's title",
        article,
    )
    .holds(Holds::Name),
    Shortcode::new(
        "link assetpath assetlink button btn linkbutton linkto navlink a externallink download \
         cardlink badgelink",
        "Jekyll, Hexo, Hugo themes, MDX",
        "a path, or `href`, `url`, `to`, `link`; the words",
        "the address; with words a link",
        link,
    ),
];

/// What a reference means: what stands between its tags, or its first argument.
fn target<'c>(call: &'c Call<'_>) -> Option<&'c str> {
    match call.verbatim {
        Some(inner) => Some(inner.trim()),
        None => call.get(&["path", "page", "slug", "name"], 0),
    }
}

/// The address of an article.
fn reference(call: &Call<'_>) -> Out {
    let Some(target) = target(call) else {
        return Out::Lost(Kind::Link);
    };
    if target.contains("://") {
        return Out::Text(target.to_owned());
    }
    // A file that is no article lies on the site.
    let is_file =
        call.name == "geturl" && !target.starts_with("@/") && !call.context.site.is_empty();
    match call.context.article(target) {
        Some(found) => Out::Text(found.page),
        None if is_file => Out::Text(on_site(call.context, target)),
        None => Out::Lost(Kind::Link),
    }
}

/// A link to an article, by words of its own or by the title of the article.
fn article(call: &Call<'_>) -> Out {
    // Without an end tag it stands in the place of an address.
    if call.name == "doc" && call.verbatim.is_none() {
        return reference(call);
    }
    let Some(target) = target(call) else {
        return Out::Lost(Kind::Link);
    };
    let found = match target.contains("://") {
        true => Some(Linked {
            page: target.to_owned(),
            title: target.to_owned(),
        }),
        false => call.context.article(target),
    };
    // By place they stand behind the name.
    let from = usize::from(call.verbatim.is_none());
    let words: Vec<&str> = call.places().skip(from).collect();
    let mut words = match call.named(&["title", "text"]) {
        Some(words) => words.to_owned(),
        None => words.join(" "),
    };
    if words.is_empty() {
        words = match &found {
            Some(found) if !found.title.is_empty() => found.title.clone(),
            _ => name_of(target),
        };
    }
    let words = escape(&words);
    match found {
        Some(found) => Out::Inline(anchor(&found.page, &words)),
        None => Out::LostLink(words.into_owned()),
    }
}

/// The words of an address: `posts/the-name#part` is `the name`.
fn name_of(target: &str) -> String {
    let path = target.split('#').next().unwrap_or(target);
    path.rsplit('/').next().unwrap_or(path).replace('-', " ")
}

fn on_site(context: &Context<'_>, path: &str) -> String {
    format!(
        "{}/{}",
        context.site.trim_end_matches('/'),
        path.trim_start_matches('/')
    )
}

fn link(call: &Call<'_>) -> Out {
    const NAMES: [&str; 8] = ["href", "url", "to", "link", "relref", "ref", "path", "page"];
    let Some(target) = call.target(&NAMES) else {
        return call.inner_or_lost(Kind::Link);
    };
    let is_named = call.named(&NAMES).is_some();
    let whole = target.contains("://")
        || target.starts_with(['/', '#', '.'])
        || target.starts_with("mailto:");
    // Jekyll's `link` names articles and pages by their source file.
    let path = target.split('#').next().unwrap_or(target);
    let source = [".md", ".markdown", ".mdx", ".html"]
        .iter()
        .any(|ending| path.ends_with(ending));
    let address = match call.context.article(target) {
        Some(found) => found.page,
        None if source && !whole && !is_named => return call.inner_or_lost(Kind::Link),
        None if whole || is_named || call.context.site.is_empty() => target.to_owned(),
        None => on_site(call.context, target),
    };
    if call.paired {
        return Out::AroundWords(
            format!("<a href=\"{}\">", escape(&address)),
            "</a>".to_owned(),
        );
    }
    let words = match call.named(&["text", "label", "title", "content", "name"]) {
        Some(words) => words.to_owned(),
        None => {
            let mut words: Vec<&str> = call.places().filter(|word| *word != target).collect();
            // Hexo: words, address, whether it opens a window, what a pointer sees.
            let before = call.places().take_while(|word| *word != target).count();
            if call.name == "link" && before > 0 {
                words.truncate(before);
            }
            words.join(" ")
        }
    };
    if words.is_empty() {
        return Out::Text(address);
    }
    Out::Inline(anchor(&address, &call.words(&words)))
}
