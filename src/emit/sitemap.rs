//! The addresses of articles for search engines: the Sitemaps protocol 0.9 (sitemaps.org), with
//! Google's extensions for images (schema `sitemap-image/1.1`) and news (`sitemap-news/0.9`).

use crate::date::{Precision, rfc3339};
use crate::entry::Entry;
use crate::text::{escape, one_line};
use chrono::{DateTime, FixedOffset};

/// Most addresses in one file ("Sitemap index files").
const MAX_URLS: usize = 50_000;

/// Most bytes of one file, uncompressed: 50 MB, which is 52,428,800 (same).
const MAX_BYTES: usize = 52_428_800;

/// An address must be shorter, in characters as written (`<loc>`).
const MAX_ADDRESS: usize = 2_048;

/// Most articles in a sitemap for news (Google Search Central, "Create a news sitemap").
pub const MAX_NEWS: usize = 1_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGES: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// An article with when it last changed.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The article.
    pub entry: &'a Entry,
    /// Last significant change.
    pub updated: DateTime<FixedOffset>,
}

/// Writes the sitemap of a site as files: its path (that of the first) and bytes of each. One where
/// all fits, else an index and the parts that it names, `sitemap-1.xml` and so on.
///
/// `entries` stand oldest first, so that a new one changes the last part alone. `address` gives the
/// absolute URL of a path of the output folder.
pub fn sitemap<'a>(
    path: &str,
    entries: impl Iterator<Item = Listed<'a>>,
    address: &dyn Fn(&str) -> String,
) -> Vec<(String, Vec<u8>)> {
    split(path, entries, address, MAX_URLS, MAX_BYTES)
}

fn split<'a>(
    path: &str,
    entries: impl Iterator<Item = Listed<'a>>,
    address: &dyn Fn(&str) -> String,
    max_urls: usize,
    max_bytes: usize,
) -> Vec<(String, Vec<u8>)> {
    let open = format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\" xmlns:image=\"{IMAGES}\">\n");
    let close = "</urlset>\n";
    let mut parts = vec![Part::new(&open)];
    for listed in entries {
        let url = element(&listed);
        let full = parts.last().is_none_or(|part| {
            part.urls >= max_urls || part.text.len() + url.len() + close.len() > max_bytes
        });
        if full {
            parts.push(Part::new(&open));
        }
        if let Some(part) = parts.last_mut() {
            part.text.push_str(&url);
            part.urls += 1;
            part.updated = part.updated.max(Some(listed.updated));
        }
    }
    for part in &mut parts {
        part.text.push_str(close);
    }
    if let [part] = &mut parts[..] {
        let text = std::mem::take(&mut part.text);
        return vec![(path.to_owned(), text.into_bytes())];
    }
    let mut index = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    let mut files = Vec::new();
    for (at, part) in parts.into_iter().enumerate() {
        let name = part_path(path, at + 1);
        index.push_str("  <sitemap>\n");
        index.push_str(&format!("    <loc>{}</loc>\n", escape(&address(&name))));
        if let Some(updated) = part.updated {
            index.push_str(&format!("    <lastmod>{}</lastmod>\n", rfc3339(&updated)));
        }
        index.push_str("  </sitemap>\n");
        files.push((name, part.text.into_bytes()));
    }
    index.push_str("</sitemapindex>\n");
    // Last: it names no file that is not there.
    files.push((path.to_owned(), index.into_bytes()));
    files
}

struct Part {
    text: String,
    urls: usize,
    updated: Option<DateTime<FixedOffset>>,
}

impl Part {
    fn new(open: &str) -> Self {
        Part {
            text: open.to_owned(),
            urls: 0,
            updated: None,
        }
    }
}

fn element(listed: &Listed<'_>) -> String {
    let entry = listed.entry;
    let mut url = format!(
        "  <url>\n    <loc>{}</loc>\n    <lastmod>{}</lastmod>\n",
        escape(&entry.permalink),
        rfc3339(&listed.updated)
    );
    if let Some(image) = &entry.image {
        url.push_str(&format!(
            "    <image:image>\n      <image:loc>{}</image:loc>\n    </image:image>\n",
            escape(&image.url)
        ));
    }
    url.push_str("  </url>\n");
    url
}

/// `sitemap.xml` and 2 give `sitemap-2.xml`.
fn part_path(path: &str, number: usize) -> String {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.').filter(|at| *at > 0) {
        Some(dot) => {
            let (stem, extension) = path.split_at(name + dot);
            format!("{stem}-{number}{extension}")
        }
        None => format!("{path}-{number}"),
    }
}

/// Whether a sitemap may list an address: it lies in the folder of the sitemap or below ("Sitemap file
/// location"), and is short enough.
pub fn may_list(sitemap_url: &str, address: &str) -> bool {
    let folder = &sitemap_url[..sitemap_url.rfind('/').map_or(0, |slash| slash + 1)];
    address.starts_with(folder) && address.chars().count() < MAX_ADDRESS
}

/// Writes a sitemap for Google News; `entries` are articles of the last two days, newest first, each
/// with its language. `name` is that of the publication.
pub fn news<'a>(name: &str, entries: impl Iterator<Item = (&'a Entry, &'a str)>) -> Vec<u8> {
    let mut out = format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\" xmlns:news=\"{NEWS}\">\n");
    for (entry, language) in entries.take(MAX_NEWS) {
        let written = rfc3339(&entry.published.instant);
        // "a complete date" where the article gives no time.
        let date = match entry.published.precision {
            Precision::Year | Precision::Month | Precision::Day => &written[..10],
            _ => &written,
        };
        out.push_str(&format!(
            "  <url>\n    <loc>{}</loc>\n    <news:news>\n      <news:publication>\n        \
             <news:name>{}</news:name>\n        <news:language>{}</news:language>\n      \
             </news:publication>\n      <news:publication_date>{date}</news:publication_date>\n      \
             <news:title>{}</news:title>\n    </news:news>\n  </url>\n",
            escape(&entry.permalink),
            escape(&one_line(name)),
            news_language(language),
            escape(&one_line(&entry.title)),
        ));
    }
    out.push_str("</urlset>\n");
    out.into_bytes()
}

/// A language as Google News takes it: two or three letters, but `zh-cn` for simplified and `zh-tw`
/// for traditional Chinese.
fn news_language(tag: &str) -> String {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default().to_lowercase();
    if primary != "zh" {
        return primary;
    }
    let traditional = parts.any(|part| matches!(part, "Hant" | "TW" | "HK" | "MO"));
    if traditional { "zh-tw" } else { "zh-cn" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_another_folder_is_no_part_of_a_sitemap() {
        let sitemap = "https://example.org/blog/sitemap.xml";
        for (address, expected) in [
            ("https://example.org/blog/a/", true),
            ("https://example.org/blog/", true),
            ("https://example.org/a/", false),
            ("https://example.org/blogs/a/", false),
            ("http://example.org/blog/a/", false),
            ("https://www.example.org/blog/a/", false),
        ] {
            assert_eq!(may_list(sitemap, address), expected, "{address}");
        }
        let long = |length: usize| format!("{:a<length$}", "https://example.org/blog/");
        assert!(may_list(sitemap, &long(2047)));
        assert!(!may_list(sitemap, &long(2048)));
    }

    #[test]
    fn parts_are_numbered_before_the_extension() {
        assert_eq!(part_path("sitemap.xml", 1), "sitemap-1.xml");
        assert_eq!(part_path("a.b/map", 12), "a.b/map-12");
        assert_eq!(part_path("a.b/.map", 2), "a.b/.map-2");
    }

    #[test]
    fn languages_are_those_that_google_news_knows() {
        for (tag, expected) in [
            ("en-GB", "en"),
            ("fil", "fil"),
            ("zh", "zh-cn"),
            ("zh-Hans-SG", "zh-cn"),
            ("zh-Hant", "zh-tw"),
            ("zh-HK", "zh-tw"),
        ] {
            assert_eq!(news_language(tag), expected, "{tag}");
        }
    }
}
