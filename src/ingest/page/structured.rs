//! Structured data: JSON-LD, whole or broken.

use super::super::front_matter::json;
use super::labels::is_article_name;
use super::{Finder, MAX_CANDIDATES};
use crate::article::{Field, OriginKind, Value};

impl Finder<'_> {
    /// The fields of the article that JSON-LD describes (schema.org `Article` and its kinds).
    pub(super) fn structured_data(&mut self, data: &str, at: usize) {
        const WANTED: [&str; 13] = [
            "headline",
            "datepublished",
            "datemodified",
            "datecreated",
            "author",
            "creator",
            "description",
            "inlanguage",
            "keywords",
            "articlesection",
            "publisher",
            "image",
            "mainentityofpage",
        ];
        let line = self.line(at);
        let Some(fields) = parse_leniently(data, line) else {
            self.broken_data(data, line);
            return;
        };
        let persons = persons(&fields);
        self.site(&fields, line);
        let known = self.fields.len();
        let mut waiting: Vec<Value> = fields.into_iter().map(|field| field.value).collect();
        let mut looked = 0;
        while let Some(value) = waiting.pop() {
            looked += 1;
            if looked > 1000 {
                return;
            }
            match value {
                Value::List(list) => waiting.extend(list.into_iter().rev()),
                Value::Map(map) => {
                    let is_article = map
                        .iter()
                        .any(|field| field.key == "@type" && is_article_type(&field.value));
                    if is_article {
                        let wanted = map
                            .into_iter()
                            .filter(|field| WANTED.contains(&field.key.as_str()));
                        self.fields.extend(wanted.map(|field| {
                            let value = match field.key.as_str() {
                                "author" | "creator" => named(field.value, &persons),
                                // Blogs of one person name their author as publisher (Yoast).
                                "publisher" if is_person(&field.value) => Value::Null,
                                "publisher" => match named(field.value, &persons) {
                                    Value::Text(name) => Value::Map(vec![Field::text(
                                        OriginKind::StructuredData,
                                        "name",
                                        name,
                                        line,
                                    )]),
                                    publisher => publisher,
                                },
                                "mainentityofpage" => address_of(field.value),
                                _ => field.value,
                            };
                            // What it says of the article, where the head's is of the page.
                            let key = match field.key.as_str() {
                                "description" => "article.description".to_owned(),
                                _ => field.key,
                            };
                            Field {
                                key,
                                line,
                                value,
                                ..field
                            }
                        }));
                        let has_author = self.fields[known..]
                            .iter()
                            .any(|field| field.key == "author" && !field.value.is_empty());
                        if !has_author {
                            self.page_author(&persons, line);
                        }
                        return;
                    }
                    // A page's own date stands in for its article's.
                    let page_date = map
                        .iter()
                        .find(|field| field.key == "datepublished")
                        .and_then(|field| field.value.text());
                    if let Some(date) = page_date {
                        self.fields.push(Field::text(
                            OriginKind::StructuredData,
                            "page.datepublished",
                            date,
                            line,
                        ));
                    }
                    waiting.extend(
                        map.into_iter()
                            .filter(|field| matches!(field.key.as_str(), "@graph" | "mainentity"))
                            .map(|field| field.value),
                    );
                }
                _ => {}
            }
        }
        self.page_author(&persons, line);
    }

    /// The only person of a page that says itself who its person is (Yoast).
    fn page_author(&mut self, persons: &[(String, String)], line: u32) {
        let mut marked = persons
            .iter()
            .filter(|(id, _)| id.contains("/schema/person/") || id.ends_with("#author"));
        if let (Some((_, name)), None) = (marked.next(), marked.next()) {
            self.fields.push(Field::text(
                OriginKind::StructuredData,
                "page.author",
                name,
                line,
            ));
        }
    }

    /// The name of the site, where the graph has a `WebSite`.
    fn site(&mut self, fields: &[Field], line: u32) {
        let text = |map: &Value, key| map.get(key).and_then(Value::text).map(str::to_owned);
        let name = maps(fields)
            .filter(|map| text(map, "@type").as_deref() == Some("WebSite"))
            .find_map(|map| text(map, "name"));
        if let Some(name) = name {
            let kind = OriginKind::StructuredData;
            self.fields
                .push(Field::text(kind, "website.name", name, line));
        }
    }

    /// What can be told of structured data that is no JSON: the texts under a few names.
    fn broken_data(&mut self, data: &str, line: u32) {
        for name in ["headline", "datePublished", "dateModified"] {
            let found = memchr::memmem::find(data.as_bytes(), format!("\"{name}\"").as_bytes());
            let value = found
                .and_then(|at| data[at + name.len() + 2..].trim_start().strip_prefix(':'))
                .and_then(|rest| rest.trim_start().strip_prefix('"'))
                .and_then(|rest| rest.split('"').next())
                .filter(|value| !value.contains('\\') && value.len() < 300);
            if let Some(value) = value {
                self.fields.push(Field::text(
                    OriginKind::StructuredData,
                    name.to_lowercase(),
                    value,
                    line,
                ));
            }
        }
    }
}

/// Whether a reference is to a person.
fn is_person(value: &Value) -> bool {
    let id = value.get("@id").and_then(Value::text);
    id.is_some_and(|id| id.contains("/schema/person/"))
}

/// A page that is referred to, as its address. `#webpage` behind it names its node in the graph.
fn address_of(page: Value) -> Value {
    let address = ["@id", "url"].iter().find_map(|key| page.get(key)?.text());
    match address.or_else(|| page.text()) {
        Some(address) => Value::Text(address.split('#').next().unwrap_or_default().to_owned()),
        None => page,
    }
}

/// The persons of a graph: their `@id`, and their name.
fn persons(fields: &[Field]) -> Vec<(String, String)> {
    let text = |map: &Value, key| map.get(key).and_then(Value::text).map(str::to_owned);
    maps(fields)
        .filter_map(|map| Some((text(map, "@id")?, text(map, "name")?)))
        .collect()
}

/// Every map among the values, outer ones first; of a graph without end, the first thousand values.
fn maps(fields: &[Field]) -> impl Iterator<Item = &Value> {
    let mut waiting: Vec<&Value> = fields.iter().map(|field| &field.value).collect();
    std::iter::from_fn(move || {
        let value = waiting.pop()?;
        match value {
            Value::List(list) => waiting.extend(list.iter().rev()),
            Value::Map(map) => waiting.extend(map.iter().map(|field| &field.value)),
            _ => {}
        }
        Some(value)
    })
    .take(1000)
    .filter(|value| matches!(value, Value::Map(_)))
}

/// An author who is only referred to, with the name that the graph gives elsewhere; nothing where it
/// gives none.
fn named(author: Value, persons: &[(String, String)]) -> Value {
    match author {
        Value::List(list) => Value::List(list.into_iter().map(|who| named(who, persons)).collect()),
        Value::Map(map) => {
            let author = Value::Map(map);
            if author.get("name").is_some() {
                return author;
            }
            let id = author.get("@id").and_then(Value::text);
            let known = persons.iter().find(|(other, _)| Some(other.as_str()) == id);
            known.map_or(Value::Null, |(_, name)| Value::Text(name.clone()))
        }
        author => author,
    }
}

/// JSON as people paste it: wrapped in comments or CDATA, several values one behind the other, with
/// commas too many or raw line ends in strings.
fn parse_leniently(data: &str, line: u32) -> Option<Vec<Field>> {
    let data = data.trim();
    let read = |data: &str| {
        let wrapped = format!("{{\"@graph\":{data}}}");
        json(&wrapped, line, OriginKind::StructuredData).ok()
    };
    if data.starts_with(['{', '['])
        && let Some(fields) = read(data)
    {
        return Some(fields);
    }
    // One value that cannot be read does not spoil those beside it.
    let whole: Vec<String> = mended(data)
        .into_iter()
        .filter(|value| read(value).is_some())
        .collect();
    (!whole.is_empty()).then(|| read(&format!("[{}]", whole.join(","))))?
}

/// The JSON values in a text, with control characters as spaces, and without commas before a closing
/// bracket.
fn mended(data: &str) -> Vec<String> {
    let data = data.replace("<![CDATA[", " ").replace("]]>", " ");
    let mut values = Vec::new();
    let mut out = String::new();
    let mut depth = 0_usize;
    let (mut quoted, mut escaped) = (false, false);
    for c in data.chars() {
        if depth == 0 && !matches!(c, '{' | '[') {
            continue;
        }
        let c = if c.is_control() { ' ' } else { c };
        if quoted {
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else {
            match c {
                '"' => quoted = true,
                '{' | '[' => depth += 1,
                '}' | ']' => {
                    let kept = out.trim_end().trim_end_matches(',').len();
                    out.truncate(kept);
                    depth -= 1;
                }
                _ => {}
            }
        }
        out.push(c);
        if depth == 0 {
            values.push(std::mem::take(&mut out));
            if values.len() == MAX_CANDIDATES {
                break;
            }
        }
    }
    values
}

fn is_article_type(value: &Value) -> bool {
    match value {
        Value::Text(kind) => is_article_name(kind),
        Value::List(list) => list.iter().any(is_article_type),
        _ => false,
    }
}
