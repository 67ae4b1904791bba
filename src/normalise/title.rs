//! The title: one line of plain text, without the name of the site that pages put around it.

use super::fields::Fields;
use super::keys;
use super::lines::Lines;
use super::path::PathParts;
use super::publisher::{fold, is_of_page, publishers};
use crate::article::{Origin, OriginKind, Value};
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::html;
use crate::text::one_line;

/// The article's title; else one made of its file's name, with a finding.
pub(super) fn title(fields: &mut Fields<'_>, site: &Site, path: &PathParts) -> String {
    let of_page = fields
        .all(&keys::TITLE)
        .iter()
        .find(|(value, _)| value.word().is_some())
        .is_some_and(|(_, origin)| is_of_page(origin));
    if of_page && let Some(title) = page_title(fields, site) {
        return title;
    }
    let lines = Lines::of(fields.article, site);
    let found = fields.first(&keys::TITLE, |value, origin| {
        let title = plain(value, origin, &lines);
        title.is_some().then(|| lines.taken());
        title
    });
    lines.tell(fields, "title");
    if let Some((title, _)) = found {
        return title;
    }
    let title = path.title();
    let origin = Origin::new(OriginKind::FileName, "");
    fields.trace("title", &title, origin);
    // Notes are named by their titles (Obsidian); a name with spaces is meant to be read.
    if path.slug.contains(' ') {
        return title;
    }
    fields.find(
        Diagnostic::warning(
            "missing-title",
            format!("the article has no title; it takes `{title}` from its file's name"),
        )
        .help("write `title: …` in the front matter, or a heading"),
    );
    title
}

fn plain(value: &Value, origin: &Origin, lines: &Lines<'_>) -> Option<String> {
    // A song is called `1984`, and a film `True`.
    let text = value.word()?;
    if super::is_template(text, origin) {
        return None;
    }
    // What a parser of HTML gave is decoded already; a second time would decode what was meant.
    let text = match origin.kind {
        OriginKind::Element | OriginKind::Text => one_line(text),
        // No generator fills in what stands in a head: such a title speaks of templates.
        _ if text.contains("{{") || text.contains("{%") => html::title_text(text),
        _ => html::title_text(&lines.html(text, origin)),
    };
    (!text.is_empty()).then_some(text)
}

/// A page's title: the heading where the head confirms it, else what the head says, without the site.
fn page_title(fields: &mut Fields<'_>, site: &Site) -> Option<String> {
    let lines = Lines::of(fields.article, site);
    let sites = publishers(fields);
    let found: Vec<(String, Origin)> = fields
        .all(&keys::TITLE)
        .into_iter()
        .filter_map(|(value, origin)| {
            let text = plain(value, &origin, &lines)?.replace('\u{ad}', "");
            (!text.is_empty()).then_some((text, origin))
        })
        .collect();
    let others: Vec<String> = found.iter().map(|(text, _)| fold(text)).collect();
    let named = |name: &str| found.iter().position(|(_, origin)| origin.name == name);
    let heading = named("<h1>").filter(|&at| {
        let (text, _) = &found[at];
        let alone = found.len() == 1;
        let head = found.iter().filter(|(_, origin)| origin.name != "<h1>");
        !sites.contains(&fold(text))
            && (alone || head.into_iter().any(|(other, _)| share_words(text, other)))
    });
    let chosen = heading.or_else(|| {
        ["headline", "og:title", "twitter:title", "dc.title", "title"]
            .iter()
            .find_map(|name| named(name))
            .or_else(|| found.iter().position(|(_, o)| o.name != "<h1>"))
    });
    let chosen = chosen.or((!found.is_empty()).then_some(0))?;
    let (text, origin) = &found[chosen];
    let title = without_site(text, &sites, &others);
    fields.trace("title", &title, origin.clone());
    if title != *text {
        fields.lost("title", text, origin.clone(), "with the name of the site");
    }
    for (at, (text, origin)) in found.iter().enumerate() {
        if at != chosen {
            fields.lost("title", text, origin.clone(), "lower precedence");
        }
    }
    Some(title)
}

/// Whether two titles have half of the words of the shorter in common.
fn share_words(a: &str, b: &str) -> bool {
    let words = |text: &str| {
        let mut words: Vec<String> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().nth(1).is_some())
            .map(str::to_lowercase)
            .collect();
        words.sort();
        words.dedup();
        words
    };
    let (a, b) = (words(a), words(b));
    let common = a.iter().filter(|word| b.contains(word)).count();
    common * 2 >= a.len().min(b.len()).max(1)
}

/// The title without a name of the site at its ends, where it stands apart by a mark such as `|`. What
/// is left or taken must be known: a name of the site, or a title that the page has elsewhere.
fn without_site(title: &str, sites: &[String], others: &[String]) -> String {
    let own = fold(title);
    let is_title = |text: &str| {
        let text = fold(text);
        text.len() > 3 && text != own && others.contains(&text)
    };
    let mut title = title.trim();
    // Each pass takes at least a mark away.
    loop {
        let marks = marks(title);
        let tail = marks.iter().rev().find(|&&(at, end, colon)| {
            let (left, right) = (title[..at].trim(), fold(&title[end..]));
            let site = sites.iter().any(|site| {
                right == *site
                    || !colon
                        && title.len() - end < 80
                        && (site.len() > 3 && (right.starts_with(site) || right.ends_with(site))
                            || right.len() > 3 && site.starts_with(&right))
            });
            fold(left).len() > 2
                && (right.is_empty() && title[at..].starts_with(['|', '-', '–', '│'])
                    || site
                    || is_title(left))
        });
        if let Some(&(at, ..)) = tail {
            title = title[..at].trim_end();
            continue;
        }
        let lead = marks.iter().find(|&&(at, end, _)| {
            let (left, right) = (fold(&title[..at]), title[end..].trim());
            fold(right).len() > 2 && (sites.contains(&left) || is_title(right))
        });
        match lead {
            Some(&(_, end, _)) => title = title[end..].trim_start(),
            None => return title.to_owned(),
        }
    }
}

/// The places in a title where its parts may meet: offsets of the mark, and whether it is a colon.
fn marks(title: &str) -> Vec<(usize, usize, bool)> {
    const APART: [char; 14] = [
        '|', '-', '–', '—', '·', '•', '»', '«', '›', ':', '/', '│', '~', '⋆',
    ];
    let mut found = Vec::new();
    for (at, c) in title.char_indices() {
        if !APART.contains(&c) {
            continue;
        }
        let end = at + c.len_utf8();
        let before = title[..at]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        let after = title[end..].chars().next().is_none_or(char::is_whitespace);
        let alone = matches!(c, '|' | '│' | '»' | '›');
        let colon = c == ':';
        let doubled = title[end..].starts_with(c) || title[..at].ends_with(c);
        if before && (after || doubled)
            || alone && (before || after)
            || colon && after
            || doubled && after
        {
            found.push((at, end, colon && !doubled));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_goes_from_the_ends_of_a_title_and_its_own_words_stay() {
        let sites = ["harbournews".to_owned(), "harbourexample".to_owned()];
        let others = [fold("Fog in May"), fold("Lamps")];
        for (title, expected) in [
            ("Fog in May | Harbour News", "Fog in May"),
            ("Fog in May - Weather - Harbour News", "Fog in May"),
            ("Harbour News: Fog in May", "Fog in May"),
            ("Fog in June – a study", "Fog in June – a study"),
            ("Fog in May » Weather", "Fog in May"),
            ("Tide: the story", "Tide: the story"),
            ("Two-way lamps", "Two-way lamps"),
            ("«Fog in June»", "«Fog in June»"),
            ("Harbour News", "Harbour News"),
        ] {
            assert_eq!(without_site(title, &sites, &others), expected, "{title}");
        }
    }

    #[test]
    fn titles_are_compared_by_their_words() {
        assert!(share_words(
            "Fog in the harbour",
            "Fog hits the harbour today"
        ));
        assert!(!share_words("Navigation", "Fog in the harbour"));
    }
}
