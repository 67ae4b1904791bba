//! The head of a page: meta elements, links, `<title>`, the language.

use url::Url;

use super::elements::Element;
use super::{Finder, MAX_TEXT};
use crate::article::{Field, OriginKind, fold_key};

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
                            let key = meta_key(key);
                            let key = if is_key_of_day(&key, &content) {
                                "<meta date>"
                            } else {
                                &key
                            };
                            self.add(key, &content, at);
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
                        self.alternate(element, &href);
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

    /// The page in its own language, and the page as oEmbed is asked for it: both name its address.
    fn alternate(&mut self, element: &Element<'_>, href: &str) {
        if !element.has_word("rel", "alternate") {
            return;
        }
        let at = element.start;
        if let Some(tag) = element.attribute("hreflang") {
            let own = self.fields.iter().find(|field| field.key == "<html lang>");
            let own = own.and_then(|field| field.value.text()).unwrap_or_default();
            // `de_CH` is how some write it.
            let fold = |tag: &str| tag.trim().to_lowercase().replace('_', "-");
            let (own, tag) = (fold(own), fold(&tag));
            let same = tag == own || tag.split('-').next() == own.split('-').next();
            if same && !own.is_empty() && !self.fields.iter().any(|f| f.key == "<link hreflang>") {
                self.add("<link hreflang>", href, at);
            }
        }
        let kind = element.attribute("type").unwrap_or_default();
        if (kind.contains("rss+xml") || kind.contains("atom+xml"))
            && let Some(title) = element.attribute("title")
        {
            self.add("feed title", &title, at);
        }
        if kind.contains("+oembed")
            && let Ok(address) = Url::parse(href)
            && let Some((_, asked)) = address.query_pairs().find(|(key, _)| key == "url")
        {
            self.add("<link oembed>", &asked, at);
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
}

/// Whether a site's own name, such as `harbour:published`, says that its value is the instant of
/// publication.
fn is_key_of_day(key: &str, content: &str) -> bool {
    const WORDS: [&str; 8] = [
        "published",
        "pubdate",
        "publishdate",
        "published_at",
        "published_time",
        "publication_date",
        "posted",
        "uploaded",
    ];
    let Some((prefix, last)) = key.rsplit_once([':', '.']) else {
        return false;
    };
    let known = matches!(prefix, "article" | "og" | "og:article" | "dc" | "dcterms");
    !known && WORDS.contains(&last) && content.len() >= 16 && content.contains(':')
}

/// One name for what sites write with `:`, `.` or a prefix.
fn meta_key(key: &str) -> String {
    let key = fold_key(key);
    // `shareaholic:article_published_time`
    if key.ends_with(":article_published_time") {
        return "article:published_time".to_owned();
    }
    if key == "date" {
        return "meta date".to_owned();
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
