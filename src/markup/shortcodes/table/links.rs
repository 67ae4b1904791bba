//! Links, and references to other articles of the site.

use super::Shortcode;
use crate::markup::shortcodes::call::{Call, Out, anchor};
use crate::markup::{Context, Kind};
use crate::text::escape;

/// The rows.
pub(super) const ROWS: &[Shortcode] = &[
    Shortcode::new(
        "ref relref posturl postlink postpath internallink xref doc geturl",
        "Hugo, Jekyll, Hexo, Nikola, Zola",
        "a path or name, with `#fragment`",
        "the address of the article's page; with a title (`post_link`) a link",
        reference,
    )
    .no_component(),
    Shortcode::new(
        "link assetpath assetlink button btn linkbutton linkto navlink a externallink download \
         cardlink badgelink",
        "Jekyll, Hexo, Hugo themes, MDX",
        "a path, or `href`, `url`, `to`, `link`; the words",
        "the address; with words a link",
        link,
    ),
];

/// The page of an article that a path or name means.
pub(in crate::markup::shortcodes) fn page(context: &Context<'_>, text: &str) -> Option<String> {
    let (path, fragment) = match text.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (text, None),
    };
    let mut page = if path.is_empty() {
        context.permalink.to_owned()
    } else {
        let trimmed = path.trim_matches('/');
        let with = |ending: &str| (context.resolve)(&format!("{trimmed}{ending}"));
        let root = |ending: &str| (context.resolve)(&format!("/{trimmed}{ending}"));
        (context.resolve)(path)
            .or_else(|| root(""))
            .or_else(|| {
                [".md", ".mdx", ".markdown", "/index.md", "/_index.md"]
                    .iter()
                    .find_map(|ending| with(ending).or_else(|| root(ending)))
            })
            .or_else(|| (context.named)(path))?
    };
    if page.is_empty() {
        return None;
    }
    if let Some(fragment) = fragment {
        page.push('#');
        page.push_str(fragment);
    }
    Some(page)
}

fn reference(call: &Call<'_>) -> Out {
    let target = match call.verbatim {
        Some(inner) => Some(inner.trim()),
        None => call.get(&["path", "page", "slug", "name"], 0),
    };
    let Some(target) = target else {
        return Out::Lost(Kind::Link);
    };
    if target.contains("://") {
        return Out::Text(target.to_owned());
    }
    let Some(page) = page(call.context, target) else {
        // A file that is no article lies on the site.
        let file =
            call.name == "geturl" && !target.starts_with("@/") && !call.context.site.is_empty();
        return if file {
            Out::Text(on_site(call.context, target))
        } else {
            Out::Lost(Kind::Link)
        };
    };
    if call.name == "postlink" {
        let words: Vec<&str> = call.places().skip(1).collect();
        let name = target.rsplit('/').next().unwrap_or(target);
        let words = match words.join(" ") {
            words if words.is_empty() => name.replace('-', " "),
            words => words,
        };
        return Out::Inline(anchor(&page, &escape(&words)));
    }
    Out::Text(page)
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
    let address = match page(call.context, target) {
        Some(page) => page,
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
            let words: Vec<&str> = call.places().filter(|word| *word != target).collect();
            words.join(" ")
        }
    };
    if words.is_empty() {
        return Out::Text(address);
    }
    Out::Inline(anchor(&address, &call.words(&words)))
}
