//! Slug, permalink and guid.

use chrono::Datelike;
use percent_encoding::percent_decode_str;
use url::Url;

use super::fields::Fields;
use super::keys;
use super::path::PathParts;
use super::publisher::is_of_page;
use crate::article::{Origin, OriginKind, Place, Value};
use crate::config::Site;
use crate::date::Dateline;
use crate::diagnostic::Diagnostic;
use crate::text::is_mark;

/// The last part of the address: the author's, else the file's name.
pub(super) fn slug(fields: &mut Fields<'_>, path: &PathParts) -> String {
    let written = fields
        .text(&keys::SLUG)
        .map(|slug| slug.trim_matches('/').to_owned());
    match written.filter(|slug| !slug.is_empty()) {
        Some(slug) => slug,
        None => {
            // Records share the name of their file.
            let from_record = match &fields.article.place {
                Place::Record { line, .. } => Some(
                    fields
                        .article
                        .field("title")
                        .and_then(|(value, _)| value.text().map(slugify))
                        .filter(|slug| !slug.is_empty())
                        .unwrap_or_else(|| format!("{}-{line}", slugify(&path.slug))),
                ),
                Place::Whole => None,
            };
            let slug = from_record.unwrap_or_else(|| slugify(&path.slug));
            // A name of signs alone is better than none.
            if slug.is_empty() {
                path.slug.replace('/', "-")
            } else {
                slug
            }
        }
    }
}

/// Lower case, with `-` between words; letters of every script stay.
fn slugify(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || matches!(c, '.' | '_' | '~') || is_mark(c) {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches(['-', '.']).to_owned()
}

/// The address that the article says, whole or relative. What a page's head calls its address may be the
/// site's front page, or a number of the system: then the next that says more is better.
fn written(fields: &mut Fields<'_>, site: &Site) -> Option<(String, Origin)> {
    let mut found: Vec<(String, Origin)> = fields
        .all(&keys::URL)
        .into_iter()
        .filter_map(|(value, origin)| Some((address(value, &origin, site)?, origin)))
        .collect();
    let (first, origin) = found.first()?;
    let mut chosen = 0;
    if is_of_page(origin) {
        let better = |other: &&(String, Origin)| {
            same_host(first, &other.0) && !says_little(&other.0) && other.1.name != "<base href>"
        };
        if says_little(first)
            && let Some(at) = found.iter().position(|other| better(&other))
        {
            chosen = at;
        } else if let Some(rest) = first.strip_prefix("http://")
            && let Some(at) = found
                .iter()
                .position(|(other, _)| other.strip_prefix("https://") == Some(rest))
        {
            chosen = at;
        }
    }
    let (address, origin) = found.remove(chosen);
    fields.trace(keys::URL.field, &address, origin.clone());
    for (other, origin) in found {
        fields.lost(keys::URL.field, &other, origin, "lower precedence");
    }
    Some((address, origin))
}

/// One address, if it is one.
fn address(value: &Value, origin: &Origin, site: &Site) -> Option<String> {
    let text = value.text()?;
    // A page that was saved elsewhere has lost what its relative address is relative to.
    if is_of_page(origin) {
        if let Some(rest) = text.strip_prefix("//") {
            return Some(format!("https://{rest}"));
        }
        // Some systems escape the whole of it.
        if text.starts_with("http%3A") || text.starts_with("https%3A") {
            return Some(percent_decode_str(text).decode_utf8().ok()?.into_owned());
        }
        let known = text.starts_with('/') && site.page(text).is_some();
        if !text.contains("://") && !known {
            return None;
        }
        // A template that nobody filled in, or JSON-LD that names an element of the page.
        if text.contains("{{") || text.contains("###") {
            return None;
        }
    }
    (!is_setting(text)).then(|| text.to_owned())
}

/// Whether an address is a front page, or says no more than a number: `/node/12`, `/?p=12`.
fn says_little(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else {
        return false;
    };
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = path.trim_matches('/');
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    path.is_empty() && (query.is_empty() || query.strip_prefix("p=").is_some_and(is_number))
        || path.strip_prefix("node/").is_some_and(is_number)
}

fn same_host(a: &str, b: &str) -> bool {
    let host = |address: &str| {
        let (_, rest) = address.split_once("://")?;
        let host = rest.split('/').next()?.to_lowercase();
        Some(host.trim_start_matches("www.").to_owned())
    };
    host(a).is_some() && host(a) == host(b)
}

/// The absolute address of the article's page: its own, else by the site's pattern. `None` where it
/// cannot be formed: a finding then says so, or that the date which it takes is missing.
pub(super) fn permalink(
    fields: &mut Fields<'_>,
    site: &Site,
    path: &PathParts,
    slug: &str,
    language: Option<&str>,
    published: Option<&Dateline>,
) -> Option<Url> {
    let written = written(fields, site);
    if let Some((address, origin)) = written {
        let filled = if address.contains("/:") || address.starts_with(':') {
            let categories: Vec<String> = fields
                .all(&keys::TAGS)
                .into_iter()
                .filter(|(_, origin)| matches!(&*origin.name, "categories" | "category"))
                .flat_map(|(value, _)| match value {
                    Value::List(list) => list.iter().filter_map(Value::text).map(slugify).collect(),
                    value => value
                        .text()
                        .unwrap_or_default()
                        .split_whitespace()
                        .map(slugify)
                        .collect::<Vec<_>>(),
                })
                .collect();
            let address = address
                .replace(":categories", &escape(&categories.join("/")))
                .replace(":output_ext", ".html")
                .replace(":title", ":slug");
            fill(&address, path, slug, published)?
        } else {
            address
        };
        // What a generator fills in (`/blog/{{ title | slugify }}/`) only that generator knows.
        let template = filled.contains("{{") || filled.contains("{%");
        let joined = if template {
            None
        } else {
            site.address(&filled)
        };
        match joined.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host()) {
            Some(url) => {
                fields.made("url", url.as_str());
                return Some(url);
            }
            None => fields.find(
                Diagnostic::warning(
                    "invalid-url",
                    format!("cannot read the address `{filled}`; the site's pattern is used"),
                )
                .at(origin.line, 0)
                .help("write a path such as `/2025/launch/`, or an absolute URL"),
            ),
        }
    }
    let mut pattern = String::new();
    // Translations of one article stand in one folder; their addresses must differ.
    let own = path
        .language
        .as_deref()
        .filter(|own| Some(*own) == language);
    if let Some(own) = own.filter(|own| site.language.as_deref().is_none_or(|site| site != *own)) {
        pattern.push('/');
        pattern.push_str(&own.to_lowercase());
    }
    // The index of the source folder is the site's front page, as that of a folder is its folder's.
    if !(path.folders.is_empty() && path.stem == "index" && slug == "index") {
        pattern.push_str(&fill(&site.permalink, path, slug, published)?);
    }
    let url = site.page(&pattern);
    match &url {
        Some(url) => {
            fields.trace_with("url", || {
                let pattern = format!("the pattern {}", site.permalink);
                (url.to_string(), Origin::new(OriginKind::Derived, pattern))
            });
            for (value, origin) in fields.all(&keys::URL) {
                if let Some(word) = value.text().filter(|text| is_setting(text)) {
                    fields.lost("url", word, origin, "a setting, no address");
                }
            }
        }
        None => fields.find(
            Diagnostic::error(
                "invalid-url",
                format!("cannot form an address of `{pattern}`"),
            )
            .help("give the article a `slug` of letters and digits"),
        ),
    }
    url
}

/// Words that stand where an address may, and are none: `permalink: false` hides an article, and
/// Jekyll names its patterns.
pub(super) fn is_setting(text: &str) -> bool {
    const WORDS: [&str; 13] = [
        "true", "false", "yes", "no", "on", "off", "none", "null", "~", "pretty", "date",
        "ordinal", "weekdate",
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// A pattern with its parts filled in, each percent-encoded where it must be, empty ones dropped.
/// `None` where it takes a date that the article does not have.
fn fill(
    pattern: &str,
    path: &PathParts,
    slug: &str,
    published: Option<&Dateline>,
) -> Option<String> {
    let day = published.map(|published| published.instant.date_naive());
    let folders: Vec<String> = path
        .folders
        .iter()
        .filter(|folder| !folder.starts_with('_'))
        .map(|folder| escape(&slugify(folder)))
        .collect();
    let mut filled = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        filled.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after
            .find(|c: char| !c.is_ascii_alphabetic() && c != '_')
            .unwrap_or(after.len());
        match &after[..end] {
            "year" => filled.push_str(&format!("{:04}", day?.year())),
            "month" => filled.push_str(&format!("{:02}", day?.month())),
            "day" => filled.push_str(&format!("{:02}", day?.day())),
            "slug" => filled.push_str(&escape(slug)),
            "stem" => filled.push_str(&escape(&path.stem)),
            "path" => filled.push_str(&folders.join("/")),
            "section" => filled.push_str(folders.first().map_or("", String::as_str)),
            "lang" => {}
            other => {
                filled.push(':');
                filled.push_str(other);
            }
        }
        rest = &after[end..];
    }
    filled.push_str(rest);
    while filled.contains("//") {
        filled = filled.replace("//", "/");
    }
    Some(filled)
}

/// What a path segment cannot hold (RFC 3986, 3.3), left for `Url` where it knows better; `/` stays.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '?' | '#' | '%' | '[' | ']' | '\\' | '^' | '|' | '`' | '{' | '}' | '<' | '>' | '"'
            | ' ' => {
                let mut buffer = [0; 4];
                for byte in c.encode_utf8(&mut buffer).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// A permanent identifier.
pub(super) struct Guid {
    pub text: String,
    /// Whether it is the author's.
    pub own: bool,
}

/// The permanent identifier: the author's, else a tag: URI (RFC 4151) of the site's authority, the
/// day of publication, and the folders and slug.
pub(super) fn guid(
    fields: &mut Fields<'_>,
    site: &Site,
    path: &PathParts,
    slug: &str,
    published: &Dateline,
) -> Guid {
    let written = fields.first(&keys::GUID, |value, origin| {
        let text = value.text()?;
        // In front matter, `id` is often a name among files.
        let meant = origin.name == "guid" || is_uri(text);
        meant.then(|| crate::text::one_line(text))
    });
    if let Some((text, _)) = written {
        return Guid { text, own: true };
    }
    let folders: Vec<&str> = path
        .folders
        .iter()
        .map(String::as_str)
        .filter(|folder| !folder.starts_with('_'))
        .chain([slug])
        .collect();
    let mut specific = folders.join("/");
    if let Some(language) = &path.language {
        specific = format!("{}/{specific}", language.to_lowercase());
    }
    let text = tag_uri(site, published, &specific);
    fields.trace(
        "guid",
        &text,
        Origin::new(OriginKind::Derived, "site, day and slug"),
    );
    Guid { text, own: false }
}

/// RFC 4151, 2.1; the day is the one that the article shows.
fn tag_uri(site: &Site, published: &Dateline, specific: &str) -> String {
    let mut encoded = String::with_capacity(specific.len());
    for byte in specific.bytes() {
        match byte {
            // `pchar`, `/` and `?` (RFC 3986, 3.3 and 3.4).
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => encoded.push(byte as char),
            byte if b"-._~!$&'()*+,;=:@/?".contains(&byte) => encoded.push(byte as char),
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    let day = published.instant.date_naive();
    let host = site.url.host_str().unwrap_or_default();
    format!(
        "tag:{host},{:04}-{:02}-{:02}:{encoded}",
        day.year(),
        day.month(),
        day.day()
    )
}

/// Whether a text has a scheme (RFC 3986, 3.1) and something behind it.
pub(super) fn is_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
            && !rest.is_empty()
            && !rest.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_every_script() {
        assert_eq!(slugify("Swifts under the Roof!"), "swifts-under-the-roof");
        assert_eq!(slugify("नमस्ते दुनिया"), "नमस्ते-दुनिया");
        assert_eq!(slugify("1.94.1-release"), "1.94.1-release");
    }

    #[test]
    fn uris_are_told_from_names() {
        assert!(is_uri("tag:example.org,2025:a"));
        assert!(is_uri("https://example.org/"));
        assert!(!is_uri("intro"));
        assert!(!is_uri("Note: text"));
    }
}
