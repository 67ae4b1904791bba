//! The head of a page: meta elements, links, `<title>`, the language, the day in the address.

use super::{Finder, MAX_TEXT};
use crate::article::{Field, OriginKind, fold_key};
use crate::date::{Precision, path_date};

impl Finder<'_> {
    /// Scripts, meta elements, links and `<title>`, wherever they stand: broken pages have them in
    /// the body.
    pub(super) fn head(&mut self) {
        let page = self.page;
        for element in &page.elements {
            let at = element.start;
            if !matches!(element.name.len(), 4..=6) {
                continue;
            }
            match element.name.to_ascii_lowercase().as_str() {
                "script" => {
                    let kind = element.attribute("type").unwrap_or_default();
                    if kind.trim().to_ascii_lowercase().contains("ld+json") {
                        self.structured_data(&page.text[element.inside..element.end], at);
                    }
                }
                "meta" => {
                    let Some(content) = element.attribute("content") else {
                        continue;
                    };
                    // Of several names, each is one.
                    for name in ["property", "name", "itemprop", "http-equiv"] {
                        let Some(keys) = element.attribute(name) else {
                            continue;
                        };
                        if name == "itemprop" && !self.describes_article(element) {
                            continue;
                        }
                        for key in keys.split_ascii_whitespace() {
                            self.add(&meta_key(key), &content, at);
                        }
                        break;
                    }
                }
                "html" => {
                    let language = ["lang", "xml:lang"]
                        .iter()
                        .find_map(|name| element.attribute(name));
                    self.add("<html lang>", &language.unwrap_or_default(), at);
                }
                "link" => {
                    if let Some(href) = element.attribute("href") {
                        for (relation, key) in [
                            ("canonical", "<link rel=canonical>"),
                            ("shortlink", "<link rel=shortlink>"),
                            ("amphtml", "<link rel=amphtml>"),
                        ] {
                            if element.has_word("rel", relation) {
                                self.add(key, &href, at);
                            }
                        }
                    }
                }
                "title" if !self.fields.iter().any(|field| field.key == "<title>") => {
                    let inside = page.around_element(element).any(|outer| outer.is("svg"));
                    if !inside {
                        self.add("<title>", &page.text_of(element, MAX_TEXT), at);
                    }
                }
                _ => {}
            }
        }
    }

    /// The card of Twitter has two free labels; WordPress writes the author there.
    pub(super) fn labelled_author(&mut self) {
        const LABELS: [&str; 12] = [
            "written by",
            "author",
            "verfasst von",
            "geschrieben von",
            "autor",
            "écrit par",
            "escrito por",
            "scritto da",
            "geschreven door",
            "napisane przez",
            "написано автором",
            "skrevet av",
        ];
        let value = |key: &str| {
            let field = self.fields.iter().find(|field| field.key == key)?;
            Some((field.value.text()?, field.line))
        };
        let found = ["1", "2"].iter().find_map(|number| {
            let (label, _) = value(&format!("twitter:label{number}"))?;
            LABELS
                .contains(&label.to_lowercase().as_str())
                .then(|| value(&format!("twitter:data{number}")))?
        });
        if let Some((name, line)) = found {
            let field = Field::text(OriginKind::Element, "labelled author", name, line);
            self.fields.push(field);
        }
    }

    /// The day in the page's own address.
    pub(super) fn address(&mut self) {
        let found = self.fields.iter().find_map(|field| {
            let of_page = matches!(
                field.key.as_str(),
                "<link rel=canonical>" | "og:url" | "<link rel=amphtml>"
            );
            let address = field.value.text().filter(|_| of_page)?;
            let (host, path) = match address.split_once("://") {
                Some((_, rest)) => rest.split_once('/')?,
                None => ("", address),
            };
            // The Wayback Machine writes the day of its visit.
            if host.ends_with("archive.org") {
                return None;
            }
            let path = path.split(['?', '#']).next()?;
            let date = path_date(path.trim_matches('/'))?;
            (date.precision >= Precision::Day).then(|| {
                let day = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
                Field::text(OriginKind::Element, "address date", day, field.line)
            })
        });
        self.fields.extend(found);
    }
}

/// One name for what sites write with `:`, `.` or a prefix.
fn meta_key(key: &str) -> String {
    let key = fold_key(key);
    // `shareaholic:article_published_time`
    if key.ends_with(":article_published_time") {
        return "article:published_time".to_owned();
    }
    // What the document says of itself (`<html lang>`) is surer.
    if key == "language" {
        return "content_language".to_owned();
    }
    if key.ends_with(":author") && !key.contains(['/', ' ']) && key != "article:author" {
        return "labelled author".to_owned();
    }
    match key.strip_prefix("dc:").or_else(|| key.strip_prefix("dc_")) {
        Some(rest) => format!("dc.{rest}"),
        None => match key
            .strip_prefix("dcterms:")
            .or_else(|| key.strip_prefix("dcterm:"))
        {
            Some(rest) => format!("dcterms.{rest}"),
            None => key,
        },
    }
}
