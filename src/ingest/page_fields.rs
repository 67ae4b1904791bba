//! What the elements of a page say about its article: structured data, meta elements, microdata,
//! microformats, the classes that content management systems write, and the text near the title.
//!
//! Nothing is decided here: every candidate becomes a field, named for where it stands. `normalise`
//! ranks the names and reads the values.

use super::front_matter::json;
use super::page::{Element, Page};
use crate::article::{Field, OriginKind, Value, fold_key};
use crate::date::{Precision, path_date};
use crate::text::line_at;

/// Candidates of one kind that are kept.
const MAX_CANDIDATES: usize = 12;

/// How many bytes of an element's text can matter to a name, a date or a title.
const MAX_TEXT: usize = 2000;

/// Every field that the elements of a page give. `offset` is where the page begins in `whole`.
pub(super) fn page_fields(page: &str, whole: &str, offset: usize) -> Vec<Field> {
    let page = Page::read(page);
    let mut finder = Finder {
        heading: None,
        page: &page,
        whole,
        offset,
        fields: Vec::new(),
    };
    finder.head();
    finder.labelled_author();
    finder.heading = heading(&page, &finder.fields);
    finder.heading();
    finder.address();
    finder.dates();
    finder.texts_near_title();
    finder.labelled_texts();
    finder.authors();
    finder.bylines();
    finder.tags();
    finder.first_paragraph();
    finder.fields
}

struct Finder<'a> {
    page: &'a Page<'a>,
    whole: &'a str,
    offset: usize,
    /// The element that holds the title.
    heading: Option<usize>,
    fields: Vec<Field>,
}

impl Finder<'_> {
    fn add(&mut self, key: &str, value: &str, at: usize) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let same = |field: &Field| field.key == key && field.value.text() == Some(value);
        if self.fields.iter().any(same) {
            return;
        }
        let line = self.line(at);
        self.fields
            .push(Field::text(OriginKind::Element, key, value, line));
    }

    fn line(&self, at: usize) -> u32 {
        line_at(self.whole, self.offset + at)
    }

    /// Scripts, meta elements, links and `<title>`, wherever they stand: broken pages have them in
    /// the body.
    fn head(&mut self) {
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
    fn labelled_author(&mut self) {
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

    /// Whether a property belongs to the page's own article and not to a thing in it.
    fn describes_article(&self, element: &Element<'_>) -> bool {
        for outer in self.page.around_element(element) {
            if outer.has("itemscope") {
                let kind = outer.attribute("itemtype").unwrap_or_default();
                return kind.is_empty() || is_article_name(&kind) || kind.ends_with("WebPage");
            }
        }
        true
    }

    fn heading(&mut self) {
        if let Some(index) = self.heading {
            let element = &self.page.elements[index];
            let text = self.page.text_of(element, MAX_TEXT);
            self.add("<h1>", &text, element.start);
        }
    }

    /// The day in the page's own address.
    fn address(&mut self) {
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

    /// Whether an element stands in a part of the page that is not the article: navigation,
    /// comments, lists of other articles.
    fn is_outside(&self, index: usize) -> bool {
        let heading = self.heading.map(|h| self.page.elements[h].start);
        let own = std::iter::once(&self.page.elements[index]);
        own.chain(self.page.around(index)).any(|outer| {
            let holds_title = heading.is_some_and(|at| outer.start < at && at < outer.end);
            if holds_title || ["html", "body", "main"].iter().any(|name| outer.is(name)) {
                return false;
            }
            let of_entry = outer.labels().any(is_label_of_entry);
            !of_entry
                && (["nav", "aside", "footer"].iter().any(|name| outer.is(name))
                    && !self.in_article(outer)
                    || outer.labels().any(is_label_of_outside))
        })
    }

    /// Whether an element stands in the same article as the title.
    fn in_article(&self, element: &Element<'_>) -> bool {
        let Some(heading) = self.heading.map(|h| self.page.elements[h].start) else {
            return false;
        };
        element.is("footer")
            && self
                .page
                .around_element(element)
                .any(|outer| outer.is("article") && outer.start < heading && heading < outer.end)
    }

    /// How many elements stand between one and the title: those before it count thrice.
    fn distance(&self, index: usize) -> usize {
        match self.heading {
            Some(heading) if index < heading => (heading - index) * 3,
            Some(heading) => index - heading,
            None => index,
        }
    }

    fn dates(&mut self) {
        let mut found: Vec<(u8, usize, usize, &'static str, String)> = Vec::new();
        for (index, element) in self.page.elements.iter().enumerate() {
            if element.is_bare() && !element.is("time") {
                continue;
            }
            let property = element.attribute("itemprop").unwrap_or_default();
            let has_property = |name: &str| {
                property
                    .split_ascii_whitespace()
                    .any(|one| one.eq_ignore_ascii_case(name))
            };
            let is_time = element.is("time");
            let published = has_property("datePublished")
                || is_time && element.has("pubdate")
                || element.labels().any(|label| {
                    is_word_of(label, &["dt-published"])
                        || (is_time || element.is("abbr"))
                            && is_word_of(
                                label,
                                &["published", "entry-date", "post-date", "date-published"],
                            )
                });
            let updated = has_property("dateModified")
                || element
                    .labels()
                    .any(|label| label_holds(label, &["updated", "modified", "dt-updated"]))
                    && !published;
            let labelled = || element.labels().any(is_label_of_date);
            if element.is("meta")
                || element.is("html")
                || element.is("body")
                || !(published || updated || is_time || has_property("dateCreated") || labelled())
                || element.end - element.inside > 4000 && !published
            {
                continue;
            }
            let text = ["datetime", "content", "title", "data-datetime", "data-date"]
                .iter()
                .filter_map(|name| element.attribute(name))
                .map(|value| value.trim().to_owned())
                .find(|value| has_digits(value) && value.len() <= 100)
                .unwrap_or_else(|| self.page.text_of(element, 600));
            if !has_digits(&text) || text.chars().count() > 160 || self.is_outside(index) {
                continue;
            }
            let distance = self.distance(index);
            let near = self.heading.is_some() && distance <= 80;
            let in_article = || {
                self.page
                    .around(index)
                    .any(|outer| outer.is("article") || outer.is("main"))
            };
            let (rank, key) = if updated {
                (9, "<time updated>")
            } else if published && (near || self.describes_article(element)) {
                (0, "<time published>")
            } else if is_time && near {
                (1, "<time>")
            } else if labelled() && near {
                (2, "<date>")
            } else if is_time && in_article() {
                (3, "<time in text>")
            } else if is_time {
                (4, "<time elsewhere>")
            } else {
                (5, "<date elsewhere>")
            };
            found.push((rank, distance, element.start, key, text));
        }
        found.sort();
        // Far from the title, several dates are those of other articles.
        for rank in [4, 5] {
            if found.iter().filter(|date| date.0 == rank).count() > 2 {
                found.retain(|date| date.0 != rank);
            }
        }
        let mut count = [0; 10];
        for (rank, _, at, key, text) in found {
            let count = &mut count[usize::from(rank)];
            *count += 1;
            if *count <= MAX_CANDIDATES {
                self.add(key, &text, at);
            }
        }
    }

    /// Short texts around the title that hold the digits of a date, or begin as bylines do.
    fn texts_near_title(&mut self) {
        let Some(index) = self.heading else {
            return;
        };
        let heading = &self.page.elements[index];
        let behind = self
            .page
            .chunks(heading.end, heading.end.saturating_add(30_000));
        let before = self
            .page
            .chunks(heading.start.saturating_sub(1500), heading.start);
        for (key, chunks, limit) in [
            ("text after title", behind, 6),
            ("text before title", before, 6),
        ] {
            let mut taken = 0;
            let texts = chunks.filter(|(_, chunk, _)| !chunk.trim().is_empty());
            for (at, chunk, _) in texts.take(60) {
                let length = chunk.chars().count();
                if !(6..=300).contains(&length) || !has_year_or_points(chunk) {
                    continue;
                }
                let text = self.page.text_between(at, at + chunk.len());
                if text.chars().count() > 120 {
                    continue;
                }
                let key = if says_published(&text) {
                    "text published"
                } else if says_updated(&text) {
                    "text updated"
                } else {
                    key
                };
                self.add(key, &text, at);
                taken += 1;
                if taken == limit {
                    break;
                }
            }
        }
    }

    /// Texts behind the title that begin as bylines do.
    fn bylines(&mut self) {
        let Some(index) = self.heading else {
            return;
        };
        let from = self.page.elements[index].end;
        let texts: Vec<(usize, &str)> = self
            .page
            .chunks(from, from.saturating_add(20_000))
            .filter(|(_, chunk, _)| !chunk.trim().is_empty())
            .map(|(at, chunk, _)| (at, chunk))
            .take(40)
            .collect();
        let mut found = Vec::new();
        for (at, &(offset, chunk)) in texts.iter().enumerate() {
            if chunk.len() > 120 {
                continue;
            }
            let end = match byline(chunk) {
                Some(true) => offset + chunk.len(),
                Some(false) => match texts.get(at + 1) {
                    Some(&(next, name)) if name.chars().count() <= 60 => next + name.len(),
                    _ => continue,
                },
                None => continue,
            };
            found.push((offset, end));
        }
        if let Some(&(offset, end)) = found.first() {
            let text = self.page.words_between(offset, end);
            self.add("text byline", &text, offset);
        }
    }

    /// Texts anywhere that say themselves to be the page's date: `Stand: …`, `Updated …`.
    fn labelled_texts(&mut self) {
        let known = |field: &Field| keys_of_date().contains(&field.key.as_str());
        if self.fields.iter().any(known) {
            return;
        }
        let mut label: Option<usize> = None;
        let mut found = Vec::new();
        for (at, chunk, _) in self.page.chunks(0, self.page.text.len()) {
            if chunk.trim().is_empty() {
                continue;
            }
            let short = chunk.len() <= 200;
            let starts = short && is_label_text(chunk);
            let dated = short && has_year_or_points(chunk);
            if dated && (starts || label.is_some()) {
                found.push((label.unwrap_or(at), at + chunk.len()));
            }
            label = (starts && !dated).then_some(at);
        }
        for (from, end) in found.into_iter().take(2) {
            let text = self.page.text_between(from, end);
            self.add("text label", &text, from);
        }
    }

    fn authors(&mut self) {
        let mut found: Vec<(u8, usize, usize, &'static str, String)> = Vec::new();
        for (index, element) in self.page.elements.iter().enumerate() {
            if element.is_bare() {
                continue;
            }
            if ["meta", "html", "body", "link", "img", "main", "article"]
                .iter()
                .any(|name| element.is(name))
            {
                continue;
            }
            let (rank, key) = if element.has_word("itemprop", "author") {
                (0, "<author>")
            } else if element.has_word("rel", "author") {
                (1, "<a rel=author>")
            } else if element.labels().any(is_label_of_author)
                || element.is("a")
                    && element
                        .attribute("href")
                        .is_some_and(|to| leads_to_author(&to))
            {
                (2, "<byline>")
            } else {
                continue;
            };
            if element.end - element.inside > 6000 || self.is_outside(index) {
                continue;
            }
            let distance = self.distance(index);
            if rank == 2 && (self.heading.is_none() || distance > 300) {
                continue;
            }
            // A box about the author has the name in one of its elements.
            let name = self.page.inside(index).iter().find(|inner| {
                inner.has_word("itemprop", "name")
                    || inner
                        .labels()
                        .any(|label| is_word_of(label, &["fn", "p-name"]))
                    || rank != 2 && inner.has_word("rel", "author")
            });
            let text = match name {
                Some(name) => name
                    .attribute("content")
                    .map(|value| value.trim().to_owned())
                    .unwrap_or_else(|| self.page.words_of(name, 300)),
                None => self.page.words_of(element, 400),
            };
            let length = text.chars().count();
            if !(2..=120).contains(&length) {
                continue;
            }
            found.push((rank, distance, element.start, key, text));
        }
        found.sort();
        let mut count = [0; 3];
        for (rank, _, at, key, text) in found {
            let count = &mut count[usize::from(rank)];
            *count += 1;
            if *count <= MAX_CANDIDATES {
                self.add(key, &text, at);
            }
        }
    }

    /// The first paragraph that says something, where the head has no summary.
    fn first_paragraph(&mut self) {
        const KEYS: [&str; 4] = [
            "description",
            "og:description",
            "twitter:description",
            "dc.description",
        ];
        if self
            .fields
            .iter()
            .any(|field| KEYS.contains(&field.key.as_str()))
        {
            return;
        }
        let from = self.heading.unwrap_or(0);
        let paragraphs = self.page.elements.iter().enumerate().skip(from);
        for (index, element) in paragraphs.filter(|(_, element)| element.is("p")).take(40) {
            let text = self.page.text_of(element, 3000);
            if text.chars().count() >= 20 && !self.is_outside(index) {
                self.add("<p>", &text, element.start);
                return;
            }
        }
    }

    fn tags(&mut self) {
        let mut found = Vec::new();
        for (index, element) in self.page.elements.iter().enumerate() {
            if !element.is("a") {
                continue;
            }
            let to_topic = || {
                let distance = self.distance(index);
                self.heading
                    .is_some_and(|heading| index > heading && distance < 500)
                    && element
                        .attribute("href")
                        .is_some_and(|address| leads_to_topic(&address))
            };
            let marked = element.has_word("rel", "tag")
                || to_topic()
                || element
                    .labels()
                    .any(|label| is_word_of(label, &["p-category"]));
            if marked && !self.is_outside(index) {
                found.push((element.start, self.page.text_of(element, 200)));
            }
        }
        for (at, text) in found {
            if text.chars().count() <= 60 {
                self.add("<a rel=tag>", &text, at);
            }
        }
    }

    /// The fields of the article that JSON-LD describes (schema.org `Article` and its kinds).
    fn structured_data(&mut self, data: &str, at: usize) {
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
                                _ => field.value,
                            };
                            Field {
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
}

/// The persons of a graph: their `@id`, and their name.
fn persons(fields: &[Field]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Value> = fields.iter().map(|field| &field.value).collect();
    let mut looked = 0;
    while let Some(value) = waiting.pop() {
        looked += 1;
        if looked > 1000 {
            break;
        }
        match value {
            Value::List(list) => waiting.extend(list.iter().rev()),
            Value::Map(map) => {
                let text = |key| value.get(key).and_then(Value::text);
                if let (Some(id), Some(name)) = (text("@id"), text("name")) {
                    found.push((id.to_owned(), name.to_owned()));
                }
                waiting.extend(map.iter().map(|field| &field.value));
            }
            _ => {}
        }
    }
    found
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

impl Finder<'_> {
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

/// JSON as people paste it: wrapped in comments, with commas too many or raw line ends in strings.
fn parse_leniently(data: &str, line: u32) -> Option<Vec<Field>> {
    let data = data.trim();
    let read = |data: &str| {
        let wrapped = format!("{{\"@graph\":{data}}}");
        json(&wrapped, line, OriginKind::StructuredData).ok()
    };
    read(data).or_else(|| {
        let from = data.find(['{', '['])?;
        let end = data.rfind(['}', ']'])? + 1;
        read(&mended(data.get(from..end)?))
    })
}

/// The JSON with control characters as spaces, and without commas before a closing bracket.
fn mended(data: &str) -> String {
    let mut out = String::with_capacity(data.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in data.chars() {
        let c = if c.is_control() { ' ' } else { c };
        if quoted {
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if c == '"' {
            quoted = true;
        } else if matches!(c, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        out.push(c);
    }
    out
}

fn is_article_type(value: &Value) -> bool {
    match value {
        Value::Text(kind) => is_article_name(kind),
        Value::List(list) => list.iter().any(is_article_type),
        _ => false,
    }
}

/// The kinds of schema.org that are articles, and what sites use in their place.
fn is_article_name(kind: &str) -> bool {
    let kind = kind.rsplit(['/', '#', ':']).next().unwrap_or_default();
    kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Recipe")
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

/// The element that holds the title: the one that the head's titles repeat, one that says so, or an
/// `<h1>` in the article.
fn heading(page: &Page<'_>, fields: &[Field]) -> Option<usize> {
    const MARKED: [&str; 8] = [
        "entry-title",
        "post-title",
        "article-title",
        "p-name",
        "headline",
        "article__title",
        "post__title",
        "article-headline",
    ];
    let titles: Vec<String> = fields
        .iter()
        .filter(|field| matches!(field.key.as_str(), "<title>" | "og:title" | "headline"))
        .filter_map(|field| field.value.text().map(letters))
        .collect();
    let mut best: Option<(i32, usize)> = None;
    for (index, element) in page.elements.iter().enumerate() {
        let name = element.name.as_bytes();
        let level = match name {
            [b'h' | b'H', level @ b'1'..=b'6'] => level - b'0',
            _ => continue,
        };
        let text = letters(&page.text_of(element, MAX_TEXT));
        if text.is_empty() {
            continue;
        }
        let marked = element.has_word("itemprop", "headline")
            || element.labels().any(|label| is_word_of(label, &MARKED));
        // A name of the site is in most titles too, at their end or start; an article's is longer.
        let length = text.chars().count();
        let repeated = titles.iter().any(|title| {
            length >= 10 && title.contains(&text) && length * 5 >= title.chars().count() * 2
        });
        if level > 1 && !marked && !repeated {
            continue;
        }
        let mut score = 0;
        score += if level == 1 { 4 } else { 0 };
        score += if marked { 3 } else { 0 };
        score += if repeated { 6 } else { 0 };
        let own = std::iter::once(element);
        for outer in own.chain(page.around(index)) {
            let is = |names: &[&str]| names.iter().any(|name| outer.is(name));
            if is(&["html", "body"]) {
                continue;
            }
            score += if is(&["article"]) { 2 } else { 0 };
            score += if is(&["main"]) { 1 } else { 0 };
            score -= if is(&["nav", "aside", "footer"]) {
                4
            } else {
                0
            };
            let of_site = outer.labels().any(|label| {
                label_holds(label, &["logo", "brand", "branding"])
                    || is_word_of(
                        label,
                        &["site-title", "site-name", "sitename", "site_title"],
                    )
            });
            score -= if of_site { 5 } else { 0 };
            score -= if outer.labels().any(is_label_of_outside) {
                3
            } else {
                0
            };
        }
        if best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, index));
        }
    }
    best.filter(|&(score, _)| score > -4)
        .map(|(_, index)| index)
}

/// The letters and digits of a text in lower case.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a text begins by saying that a publication follows.
fn says_published(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "publi",
        "posted",
        "pubbl",
        "veröffentlicht",
        "erstellt",
        "опубликов",
        "gepubliceerd",
        "geplaatst",
        "publicerad",
        "publisert",
        "udgivet",
        "opublikowan",
        "yayın",
        "julkaistu",
        "objavljeno",
        "first published",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.starts_with(word))
}

fn has_digits(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

/// Whether a text holds four digits in a row, or as many apart by points as a date has.
fn has_year_or_points(text: &str) -> bool {
    let mut run = 0;
    let mut runs = 0;
    for c in text.chars() {
        if c.is_numeric() {
            run += 1;
            if run == 1 {
                runs += 1;
            }
            if run == 4 {
                return true;
            }
        } else {
            run = 0;
        }
    }
    runs >= 3
}

/// Whether a text begins by saying that a change follows.
fn says_updated(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "updated",
        "last ",
        "letzte ",
        "zuletzt ",
        "aktualisiert",
        "mis à jour",
        "mise à jour",
        "actualizado",
        "aggiornato",
        "atualizado",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.starts_with(word))
}

/// The fields that date a page for certain.
fn keys_of_date() -> &'static [&'static str] {
    &[
        "date",
        "datepublished",
        "article:published_time",
        "address date",
        "<time published>",
        "<time>",
        "<date>",
    ]
}

/// Whether a text begins as a label of a date does.
fn is_label_text(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "stand:",
        "stand ",
        "datum",
        "date:",
        "date ",
        "updated",
        "last updated",
        "last modified",
        "last update",
        "aktualisiert",
        "letzte änderung",
        "letzte aktualisierung",
        "zuletzt ",
        "mis à jour",
        "mise à jour",
        "actualizado",
        "aggiornato",
        "atualizado",
        "erschienen",
        "dieser artikel wurde",
        "dieser beitrag wurde",
        "this entry was posted",
    ];
    let start: String = text.trim_start().chars().take(40).collect();
    let start = start.to_lowercase();
    WORDS.iter().any(|word| start.starts_with(word)) || says_published(&start)
}

fn is_word_of(label: &str, words: &[&str]) -> bool {
    words.iter().any(|word| label.eq_ignore_ascii_case(word))
}

/// The words that a class is made of: `postMeta-date_2` is post, meta, date, 2.
fn words_of(label: &str) -> impl Iterator<Item = &str> {
    let mut rest = label;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let end = (1..bytes.len())
            .find(|&at| {
                !bytes[at].is_ascii_alphanumeric()
                    || bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()
            })
            .unwrap_or(bytes.len());
        let (word, behind) = rest.split_at(end);
        rest = behind;
        Some(word)
    })
}

fn label_holds(label: &str, words: &[&str]) -> bool {
    words_of(label).any(|word| is_word_of(word, words))
}

/// Whether an address is that of a list of articles on a topic.
fn leads_to_topic(address: &str) -> bool {
    [
        "/tag/",
        "/tags/",
        "/label/",
        "/schlagwort/",
        "/thema/",
        "/topic/",
        "/topics/",
    ]
    .iter()
    .any(|part| address.contains(part))
}

/// Whether an address is that of a page about an author.
fn leads_to_author(address: &str) -> bool {
    [
        "/author/",
        "/authors/",
        "/autor/",
        "/autoren/",
        "/auteur/",
        "/autore/",
        "/redakteur/",
    ]
    .iter()
    .any(|part| address.contains(part))
}

/// A text that begins as a byline does: whether the name follows in it, or in the next text.
fn byline(text: &str) -> Option<bool> {
    const WORDS: [&str; 20] = [
        "by",
        "von",
        "par",
        "por",
        "di",
        "door",
        "av",
        "af",
        "autor",
        "autorin",
        "author",
        "auteur",
        "autore",
        "text",
        "written by",
        "posted by",
        "geschrieben von",
        "ein artikel von",
        "ein beitrag von",
        "verfasst von",
    ];
    let text = text.trim().trim_end_matches("&nbsp;");
    let lower = text.to_lowercase();
    let word = WORDS
        .iter()
        .filter(|word| lower.starts_with(**word) && text.is_char_boundary(word.len()))
        .max_by_key(|word| word.len())?;
    let behind = &text[word.len()..];
    let name = behind.trim_start_matches([':', ' ', '\u{a0}']);
    if name.is_empty() {
        return Some(false);
    }
    let apart = name.len() < behind.len();
    let begins = name.chars().next().is_some_and(char::is_uppercase);
    (apart && begins && name.chars().count() <= 60).then_some(true)
}

fn is_label_of_date(label: &str) -> bool {
    label_holds(
        label,
        &[
            "date",
            "datum",
            "fecha",
            "data",
            "time",
            "timestamp",
            "published",
            "publish",
            "pubdate",
            "posted",
            "publication",
            "postdate",
            "created",
            "meta",
            "dateline",
            "byline",
            "datetime",
            "info",
            "zeit",
            "erstellt",
            "metadata",
            "submitted",
            "postmetadata",
        ],
    )
}

fn is_label_of_author(label: &str) -> bool {
    label_holds(
        label,
        &[
            "author",
            "authors",
            "byline",
            "autor",
            "autoren",
            "auteur",
            "autore",
            "forfatter",
            "writer",
            "contributor",
            "submitted",
            "authored",
            "redakteur",
        ],
    ) && !label_holds(
        label,
        &[
            "bio",
            "box",
            "image",
            "img",
            "avatar",
            "photo",
            "picture",
            "social",
            "description",
            "email",
            "twitter",
            "follow",
            "articles",
            "posts",
            "about",
            "comment",
        ],
    )
}

/// The foot of an article, where its tags and dates stand: `entry-footer`, not `site-footer`.
fn is_label_of_entry(label: &str) -> bool {
    let mut words = words_of(label);
    let first = words.next().unwrap_or_default();
    is_word_of(first, &["entry", "post", "article", "single"])
        && words.last().is_some_and(|last| {
            is_word_of(
                last,
                &["footer", "meta", "tags", "categories", "header", "info"],
            )
        })
}

fn is_label_of_outside(label: &str) -> bool {
    let mut words = words_of(label);
    let first = words.next().unwrap_or_default();
    if is_word_of(
        first,
        &["has", "with", "no", "is", "without", "left", "right"],
    ) {
        return false;
    }
    let last = words.last().unwrap_or(first);
    [first, last].iter().any(|word| {
        is_word_of(
            word,
            &[
                "comment",
                "comments",
                "commentlist",
                "disqus",
                "respond",
                "kommentare",
                "related",
                "sidebar",
                "widget",
                "footer",
                "teaser",
                "teasers",
                "recommended",
                "popular",
                "recent",
                "trending",
                "navigation",
                "nav",
                "menu",
                "newsletter",
                "mostread",
                "similar",
                "more",
                "breaking",
                "ticker",
                "carousel",
                "slider",
                "promo",
                "colophon",
            ],
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(page: &str) -> Vec<String> {
        page_fields(page, page, 0)
            .iter()
            .map(|field| format!("{}={}", field.key, field.value.text().unwrap_or("…")))
            .collect()
    }

    #[test]
    fn an_author_who_is_only_referred_to_takes_the_name_in_the_graph() {
        let found = fields(
            "<script type=application/ld+json>{\"@graph\":[{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"}},\
             {\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ada Lovelace\"},]}</script>",
        );
        assert!(
            found.contains(&"author=Ada Lovelace".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn dates_and_names_near_the_title_are_told_from_those_of_other_articles() {
        let found = fields(
            "<title>Fog in the harbour</title><aside class=recent-posts><time>3 May 2020</time></aside>\
             <h2>Fog in the harbour</h2><p class=post-meta>5 May 2020</p><p>By <a href=/x>Ada Lovelace</a></p>\
             <p>The text.</p><div class=comments><span class=date>7 May 2020</span></div>",
        );
        assert!(found.contains(&"<h1>=Fog in the harbour".to_owned()));
        assert!(found.contains(&"<date>=5 May 2020".to_owned()));
        assert!(found.contains(&"text byline=By Ada Lovelace".to_owned()));
        assert!(!found.iter().any(|f| f.starts_with("<time")), "{found:?}");
        assert!(!found.contains(&"<date>=7 May 2020".to_owned()));
    }
}
