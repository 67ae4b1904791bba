//! The text of an HTML page, without what the page has around it.
//!
//! A page that is nothing but its article keeps all of it. Where a page has navigation, forms, lists of
//! other articles and the like around and inside its text, the text is found as the reading views of
//! browsers find it: by the density of text and links. Without the feature `readability`, the element
//! that is named for it is taken as it is.

use dom_query::{Document, NodeRef};

use crate::html::text as text_of;
use crate::text::one_line;

/// The text of a page as HTML; all of the page where it has no body.
pub(super) fn body(page: &str) -> String {
    let document = Document::from(page);
    let title = text_of(&document.select_single("head title, title").html());
    let part = main_part(&document).or_else(|| document.body());
    let Some(part) = part else {
        return page.to_owned();
    };
    let is_rtl = is_rtl(&part);
    strip(&part, &title);
    let directed = |text: String| match is_rtl {
        true => format!("<div dir=\"rtl\">{text}</div>"),
        false => text,
    };
    #[cfg(feature = "readability")]
    if has_chrome(&part)
        && let Some(text) = readable::text(page, &title, &part)
    {
        return directed(text);
    }
    directed(part.inner_html().to_string())
}

/// Whether a text runs from right to left, as it or the nearest element around it says. Readers take the
/// direction from the text's own elements, and not from its language.
fn is_rtl(part: &NodeRef<'_>) -> bool {
    let around = part.ancestors_it(None);
    let said = std::iter::once(*part)
        .chain(around)
        .find_map(|node| node.attr("dir"));
    said.is_some_and(|direction| direction.trim().eq_ignore_ascii_case("rtl"))
}

/// The element that holds the text: the only or longest `<article>`, else `<main>`.
fn main_part(document: &Document) -> Option<NodeRef<'_>> {
    const PLACES: [&str; 4] = [
        "[itemprop=\"articleBody\"], .e-content",
        "article",
        "main, [role=\"main\"]",
        "#content",
    ];
    PLACES.iter().find_map(|selector| {
        let found = document.select(selector);
        found
            .nodes()
            .iter()
            .map(|node| (node.normalized_char_count(), *node))
            // Where a script fills it, the text may stand elsewhere.
            .filter(|(characters, _)| *characters > 0)
            .max_by_key(|(characters, _)| *characters)
            .map(|(_, node)| node)
    })
}

/// Removes what is not the text: the heading that repeats the title, navigation, the page's footer.
fn strip(part: &NodeRef<'_>, title: &str) {
    let heading = part
        .descendants_it()
        .find(|node| node.has_name("h1"))
        .filter(|heading| {
            let text = one_line(&heading.formatted_text());
            !text.is_empty() && title.contains(&text)
        });
    if let Some(heading) = heading {
        heading.remove_from_parent();
    }
    let outside: Vec<_> = part
        .descendants_it()
        .filter(|node| {
            ["nav", "footer", "aside"]
                .iter()
                .any(|name| node.has_name(name))
        })
        .collect();
    for node in outside {
        node.remove_from_parent();
    }
}

/// Whether there is more than a text in what should hold it: what nobody writes into an article by
/// hand, or more links than a text has.
#[cfg(feature = "readability")]
fn has_chrome(part: &NodeRef<'_>) -> bool {
    /// Parts of the names that sites give to what stands around a text.
    const NAMES: [&str; 21] = [
        "sidebar",
        "menu",
        "navbar",
        "breadcrumb",
        "comment",
        "related",
        "recommend",
        "share",
        "sharing",
        "social",
        "widget",
        "cookie",
        "newsletter",
        "subscri",
        "advert",
        "promo",
        "banner",
        "pagination",
        "masthead",
        "toolbar",
        "sponsor",
    ];
    const ELEMENTS: [&str; 4] = ["form", "button", "input", "select"];
    /// Characters of links that a short text may well have.
    const FEW: usize = 200;
    let mut linked = 0;
    let is_chrome = part.descendants_it().any(|node| {
        if node.has_name("a") {
            linked += node.normalized_char_count();
        }
        if ELEMENTS.iter().any(|name| node.has_name(name)) {
            return true;
        }
        is_named(&node, &NAMES)
    });
    is_chrome || linked > FEW && linked * 3 > part.normalized_char_count()
}

/// Whether a class, the id or the role of an element has one of the names in it.
#[cfg(feature = "readability")]
fn is_named(node: &NodeRef<'_>, names: &[&str]) -> bool {
    ["class", "id", "role"].iter().any(|attribute| {
        node.attr(attribute).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            names.iter().any(|name| value.contains(name))
        })
    })
}

#[cfg(feature = "readability")]
mod readable {
    use std::collections::HashSet;

    use dom_query::{Document, NodeRef};
    use dom_smoothie::{Config, Readability};

    use crate::text::one_line;

    /// The most elements, each counted with those around it, among which a text is looked for: the search
    /// takes time by this product. The largest of 699 saved pages had 275,000, their median 14,000.
    const MAX_WORK: usize = 1_000_000;

    /// The least share of the passages of `part` that must be left, in percent. Less means that the
    /// text was taken apart or not found: a page that shows too much is better than one that is cut.
    const LEAST_SHARE: usize = 75;

    /// Characters of a passage that is part of a text, and no label, line of an author or offer.
    const LEAST_PASSAGE: usize = 80;

    /// Parts of the names that sites give to what has passages and is not the article.
    const OUTSIDE: [&str; 14] = [
        "comment",
        "kommentar",
        "respond",
        "disqus",
        "related",
        "recommend",
        "sidebar",
        "widget",
        "newsletter",
        "cookie",
        "consent",
        "modal",
        "footer",
        "teaser",
    ];

    /// The text of a page, found by densities; `None` where it is not found, or is less than `part` has
    /// of the text.
    pub(super) fn text(page: &str, title: &str, part: &NodeRef<'_>) -> Option<String> {
        let config = Config {
            // Those that say the language of code; others do not pass the list of what may leave.
            keep_classes: true,
            disable_json_ld: true,
            ..Config::default()
        };
        let document = Document::from(page);
        if is_too_much(&document) {
            return None;
        }
        let mut reader = Readability::with_document(document, None, Some(config)).ok()?;
        let article = reader.parse().ok()?;
        let document = Document::fragment(&*article.content);
        let found = document.select_single("#readability-page-1");
        let found = found.nodes().first()?;
        super::strip(found, title);
        let kept: HashSet<String> = passages(found).collect();
        let (mut all, mut left) = (0, 0);
        for passage in passages(part) {
            let length = passage.chars().count();
            all += length;
            if kept.contains(&passage) {
                left += length;
            }
        }
        if all == 0 {
            // A text of links or short lines: nothing says that it was found but its length.
            (all, left) = (part.normalized_char_count(), found.normalized_char_count());
        }
        let is_text = found.normalized_char_count() > 0;
        (is_text && left * 100 >= all * LEAST_SHARE).then(|| found.inner_html().to_string())
    }

    fn is_too_much(document: &Document) -> bool {
        let mut work = 0;
        document.root().descendants_it().any(|node| {
            work += node.ancestors_it(None).count();
            work > MAX_WORK
        })
    }

    /// The pieces of text between tags that belong to an article: long, no links, and not among comments
    /// and the like. They are what the search leaves as it was.
    fn passages(part: &NodeRef<'_>) -> impl Iterator<Item = String> {
        part.descendants_it().filter_map(|node| {
            if !node.is_text() {
                return None;
            }
            let text = one_line(&node.text());
            let is_long = text.chars().count() >= LEAST_PASSAGE;
            let is_outside = |above: NodeRef<'_>| {
                ["a", "script", "style", "noscript", "form"]
                    .iter()
                    .any(|name| above.has_name(name))
                    || super::is_named(&above, &OUTSIDE)
            };
            let mut above = node
                .ancestors_it(None)
                .take_while(|above| above.id != part.id);
            (is_long && !above.any(is_outside)).then_some(text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::is_linear;

    const TEXT: &str = "The lamp was lit for the first time on a Tuesday, and nobody on the quay \
        noticed, for it was noon and the sun stood high over the harbour.";

    #[test]
    fn a_page_that_is_its_article_keeps_all_of_it() {
        for page in [
            format!("<title>T</title><h1>T</h1><p>Short.</p><ul><li>One<li>Two</ul><p>{TEXT}</p>"),
            format!(
                "<body><article><p>{TEXT}</p><table><tr><td>1</td></tr></table></article></body>"
            ),
            format!(
                "<nav><a href=/>Home</a></nav><main><p>A.</p><p>{TEXT}</p></main><footer>F</footer>"
            ),
        ] {
            let body = body(&page);
            assert!(body.contains(TEXT), "{body}");
            assert!(
                !body.contains("<nav") && !body.contains("<footer"),
                "{body}"
            );
            for kept in ["Short.", "Two", "<td>1</td>", "A.", "<header><h2>"] {
                assert_eq!(body.contains(kept), page.contains(kept), "{kept}: {body}");
            }
        }
    }

    #[test]
    fn a_text_keeps_its_direction() {
        let right = "<div dir=\"rtl\"><p>A.</p></div>";
        for (page, expected) in [
            ("<html dir=rtl lang=he><body><p>A.</p>", right),
            ("<html><body dir=RTL><main><p>A.</p></main>", right),
            ("<article dir=rtl><p>A.</p></article>", right),
            (
                "<html dir=rtl><body><main dir=ltr><p>A.</p></main>",
                "<p>A.</p>",
            ),
            ("<html dir=ltr><body><p>A.</p>", "<p>A.</p>"),
            ("<p>A.</p>", "<p>A.</p>"),
        ] {
            assert_eq!(body(page).trim(), expected, "{page}");
        }
    }

    #[test]
    fn an_element_that_a_script_fills_is_not_the_text() {
        let page = format!(
            "<title>T</title><article></article><main> </main><div class=entry-content><p>{TEXT}</p></div>"
        );
        assert!(body(&page).contains(TEXT), "{}", body(&page));
        let links: String = (0..9)
            .map(|at| format!("<li><a href=/{at}>Number {at}</a></li>"))
            .collect();
        let page = format!(
            "<title>T</title><main><ul>{links}</ul><div class=widget><form><p id=cookie-law>\
             <input type=submit value=Close></p></form></div></main>"
        );
        assert!(body(&page).contains("Number 8"), "{}", body(&page));
    }

    #[test]
    #[cfg(feature = "readability")]
    fn what_stands_around_a_text_is_left_out() {
        let text: String = (0..8).map(|at| format!("<p>{at}. {TEXT}</p>")).collect();
        let links: String = (0..40)
            .map(|at| {
                format!("<li><a href=\"/{at}\">Another article of this site, number {at}</a></li>")
            })
            .collect();
        let page = format!(
            "<html><head><title>The lamp</title></head><body><div class=\"menu\"><ul>{links}</ul></div>\
             <div id=\"text\">{text}</div><div class=\"related\"><ul>{links}</ul></div>\
             <form><input><button>Subscribe</button></form></body></html>"
        );
        let body = body(&page);
        assert_eq!(body.matches(TEXT).count(), 8, "{body}");
        assert!(!body.contains("Another article"), "{body}");
        assert!(!body.contains("Subscribe"), "{body}");
    }

    #[test]
    fn a_text_that_would_be_cut_is_left_whole() {
        // Each part with a heading of its own, in a block that looks like an offer.
        let parts: String = (0..6)
            .map(|at| {
                format!(
                    "<div class=\"promo-{at}\"><div class=\"ad-box\"><p>{at}. {TEXT}</p></div></div>\
                     <div class=\"share\"><a href=x>Share</a></div>"
                )
            })
            .collect();
        let page = format!("<body><article><h1>T</h1><p>{TEXT}</p>{parts}</article></body>");
        assert_eq!(body(&page).matches("The lamp was lit").count(), 7);
    }

    #[test]
    fn posts_without_paragraphs_are_not_lost_to_a_list_beside_them() {
        let posts: String = (0..6)
            .map(|at| format!("<tr><td>Who {at}</td><td>{at}. {TEXT}<br>{TEXT}</td></tr>"))
            .collect();
        let list: String = (0..30)
            .map(|at| format!("<p>Thread number {at}, with words, commas, and more words, (7)</p>"))
            .collect();
        let page = format!(
            "<body><form></form><table>{posts}</table><div class=\"content\">{list}</div></body>"
        );
        assert_eq!(body(&page).matches(TEXT).count(), 12);
    }

    #[test]
    fn work_grows_with_the_page_and_takes_no_stack() {
        for tag in [
            "<div class=share>",
            "<p class=share>word, word, word",
            "<ul><li>",
            "<table><tr><td>",
            "<a href=x>",
            "<b><i>",
            "<br>",
            "<h1></h1>",
            "<p>, , , , , , , , , , , , , , , , , , , , </p>",
        ] {
            is_linear(tag, 625, |count| {
                let page = format!("<form></form>{}x", tag.repeat(count));
                let flat = crate::html::flatten(&page);
                let _ = body(&flat);
            });
        }
        for page in ["", "<frameset>"] {
            let _ = body(page);
        }
    }
}
