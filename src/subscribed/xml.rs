//! RSS and Atom, every version: one pass over the events of the XML. Elements are told by namespace
//! and local name; a prefix means nothing.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::NsReader;
use url::Url;

use super::dialect::{Field, Kind, Space, attribute, field, kind};
use super::{Draft, Gathered, absolute, unreadable};
use crate::diagnostic::Diagnostic;
use crate::feed::FeedFormat;
use crate::html;
use crate::text::{escape, one_line};

/// No feed is deeper; XHTML in an Atom entry is counted too.
const MAX_DEPTH: usize = 1_000;

/// Nor has one more namespaces declared at one place: each name is looked up among all of them.
const MAX_NAMESPACES: usize = 1_000;

/// An element whose text is being read.
struct Capture {
    /// `None` for the feed's own.
    field: Option<Field>,
    own: Option<Own>,
    kind: Kind,
    depth: usize,
    start: usize,
    text: String,
    has_elements: bool,
}

/// What the feed says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Own {
    Id,
    Home,
}

/// An entry that is being read.
#[derive(Default)]
struct Open {
    draft: Draft,
    depth: usize,
    about: Option<String>,
    alternate: Option<String>,
    own_link: Option<String>,
    published: [Option<String>; 4],
    updated: [Option<String>; 2],
}

/// Counts lines on the way forward.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, offset: usize) -> u32 {
        if let Some(between) = self.text.as_bytes().get(self.at..offset) {
            self.line += memchr::memchr_iter(b'\n', between).count() as u32;
            self.at = offset;
        }
        self.line
    }
}

struct Walk<'t, 'g> {
    text: &'t str,
    lines: Lines<'t>,
    gathered: &'g mut Gathered,
    format: Option<FeedFormat>,
    depth: usize,
    /// `xml:base` of the elements that are open, with their depth.
    bases: Vec<(usize, Url)>,
    /// Declarations of namespaces of the elements that are open, with their depth, and all together.
    namespaces: Vec<(usize, usize)>,
    declared: usize,
    open: Option<Open>,
    capture: Option<Capture>,
    id: Option<String>,
    home: Option<String>,
    entities: HashMap<String, String>,
}

pub(super) fn read(
    text: &str,
    gathered: &mut Gathered,
) -> Result<(FeedFormat, Option<String>, Option<String>), Diagnostic> {
    let mut reader = NsReader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk {
        text,
        lines: Lines {
            text,
            at: 0,
            line: 1,
        },
        gathered,
        format: None,
        depth: 0,
        bases: Vec::new(),
        namespaces: Vec::new(),
        declared: 0,
        open: None,
        capture: None,
        id: None,
        home: None,
        entities: HashMap::new(),
    };
    loop {
        let start = reader.buffer_position() as usize;
        let (space, event) = match reader.read_resolved_event() {
            Ok((space, event)) => (Space::of(&space), event),
            Err(error) => {
                let at = reader.error_position() as usize;
                let line = walk.lines.at(at);
                if walk.format.is_none() && is_html(text) {
                    return Err(page(line));
                }
                return Err(unreadable(
                    line,
                    format!("expected well-formed XML: {error}"),
                ));
            }
        };
        match event {
            Event::Start(tag) => {
                let end = reader.buffer_position() as usize;
                walk.start(space, &tag, start, end)?;
            }
            Event::End(_) => {
                walk.end(start);
                if walk.depth == 0 {
                    break;
                }
            }
            Event::Text(inside) => match inside.xml10_content() {
                Ok(inside) => walk.say(&inside),
                Err(error) => return Err(unreadable(walk.lines.at(start), error.to_string())),
            },
            Event::CData(inside) => match inside.xml10_content() {
                Ok(inside) => walk.say(&inside),
                Err(error) => return Err(unreadable(walk.lines.at(start), error.to_string())),
            },
            Event::GeneralRef(reference) => {
                if walk.capture.is_none() {
                    continue;
                }
                match reference.resolve_char_ref() {
                    Ok(Some(letter)) => walk.say(letter.encode_utf8(&mut [0; 4])),
                    Ok(None) => {
                        let name = reference.decode().unwrap_or_default().into_owned();
                        walk.entity(&name);
                    }
                    Err(error) => {
                        return Err(unreadable(
                            walk.lines.at(start),
                            format!("expected a letter by its number: {error}"),
                        ));
                    }
                }
            }
            Event::Eof => {
                let line = walk.lines.at(text.len());
                if walk.depth > 0 {
                    return Err(unreadable(
                        line,
                        "expected the end of the feed, found the end of the file: it was cut off",
                    ));
                }
                break;
            }
            _ => {}
        }
    }
    match walk.format {
        Some(format) => Ok((format, walk.id, walk.home)),
        None => Err(unreadable(1, "expected a feed, found no element")),
    }
}

fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(200).collect();
    let head = head.to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

fn page(line: u32) -> Diagnostic {
    Diagnostic::error("unreadable-feed", "expected a feed, found a page of HTML")
        .at(line, 0)
        .help("give the feed itself: the page may name it in `<link rel=\"alternate\">`")
}

impl Walk<'_, '_> {
    fn start(
        &mut self,
        space: Space,
        tag: &BytesStart<'_>,
        start: usize,
        end: usize,
    ) -> Result<(), Diagnostic> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(unreadable(
                self.lines.at(start),
                format!("expected a feed, found elements more than {MAX_DEPTH} deep in each other"),
            ));
        }
        let declared = memchr::memmem::find_iter(tag.attributes_raw(), "xmlns").count();
        if declared > 0 {
            self.namespaces.push((self.depth, declared));
            self.declared += declared;
        }
        if self.declared > MAX_NAMESPACES {
            return Err(unreadable(
                self.lines.at(start),
                format!(
                    "expected a feed, found more than {MAX_NAMESPACES} namespaces at one place"
                ),
            ));
        }
        if let Some(capture) = &mut self.capture {
            capture.has_elements = true;
            return Ok(());
        }
        let name = tag.local_name();
        let name = std::str::from_utf8(name.as_ref()).unwrap_or_default();
        let Some(format) = self.format else {
            self.format = Some(self.root(space, name, start)?);
            self.rebase(tag);
            return Ok(());
        };
        self.rebase(tag);
        let opens = match format {
            FeedFormat::Atom => name == "entry" && space == Space::Atom && self.depth == 2,
            _ => name == "item" && space == Space::Rss && self.depth <= 3,
        };
        match &mut self.open {
            None if opens => {
                let line = self.lines.at(start);
                self.open = Some(Open {
                    draft: Draft {
                        line,
                        ..Draft::default()
                    },
                    depth: self.depth,
                    about: attribute(tag, "rdf:about").or_else(|| attribute(tag, "about")),
                    ..Open::default()
                });
            }
            None => {
                let own = match (format, space, name, self.depth) {
                    (FeedFormat::Atom, Space::Atom, "id", 2) => Some(Own::Id),
                    (FeedFormat::Rss, Space::Rss, "link", 3) => Some(Own::Home),
                    (FeedFormat::Atom, Space::Atom, "link", 2) => {
                        if let Some(link) = self.alternate(tag) {
                            self.home.get_or_insert(link);
                        }
                        None
                    }
                    _ => None,
                };
                if own.is_some() {
                    self.capture(None, own, Kind::Plain, end);
                }
            }
            Some(open) if self.depth == open.depth + 1 => {
                if space == Space::Atom && name == "link" {
                    if let Some(link) = self.alternate(tag)
                        && let Some(open) = &mut self.open
                    {
                        open.alternate.get_or_insert(link);
                    }
                    return Ok(());
                }
                let Some(field) = field(format, space, name) else {
                    return Ok(());
                };
                if field == Field::Guid && format == FeedFormat::Rss {
                    // Absent, it is true (RSS 2.0, "guid").
                    let said = attribute(tag, "isPermaLink");
                    open.draft.is_permalink =
                        said.is_none_or(|said| !said.trim().eq_ignore_ascii_case("false"));
                }
                let kind = match space {
                    Space::Atom => kind(tag),
                    _ => Kind::Rss,
                };
                self.capture(Some(field), None, kind, end);
            }
            Some(_) => {}
        }
        Ok(())
    }

    fn root(&mut self, space: Space, name: &str, start: usize) -> Result<FeedFormat, Diagnostic> {
        match (space, name) {
            (Space::Rss, "rss") | (Space::Rdf, "RDF") => Ok(FeedFormat::Rss),
            (Space::Atom, "feed") => Ok(FeedFormat::Atom),
            _ if name.eq_ignore_ascii_case("html") => Err(page(self.lines.at(start))),
            _ => {
                let line = self.lines.at(start);
                let name: String = name.chars().take(60).collect();
                Err(unreadable(
                    line,
                    format!("expected a feed, found an XML document `{name}`"),
                ))
            }
        }
    }

    fn rebase(&mut self, tag: &BytesStart<'_>) {
        if let Some(base) = attribute(tag, "xml:base") {
            let outer = self.bases.last().map(|(_, url)| url);
            let base = match outer {
                Some(outer) => outer.join(&base),
                None => Url::parse(&base),
            };
            if let Ok(base) = base {
                self.bases.push((self.depth, base));
            }
        }
    }

    /// The address in a link to the page (RFC 4287, 4.2.7.2: without `rel` it is one).
    fn alternate(&self, tag: &BytesStart<'_>) -> Option<String> {
        let rel = attribute(tag, "rel");
        rel.is_none_or(|rel| rel == "alternate")
            .then(|| attribute(tag, "href"))
            .flatten()
            .map(|href| absolute(&href, self.bases.last().map(|(_, url)| url)))
    }

    fn capture(&mut self, field: Option<Field>, own: Option<Own>, kind: Kind, start: usize) {
        self.capture = Some(Capture {
            field,
            own,
            kind,
            depth: self.depth,
            start,
            text: String::new(),
            has_elements: false,
        });
    }

    fn say(&mut self, text: &str) {
        if let Some(capture) = &mut self.capture {
            capture.text.push_str(text);
        }
    }

    /// Puts in what an entity stands for: those of XML and HTML; others stay as written.
    fn entity(&mut self, name: &str) {
        let known = match name {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            "apos" => "'",
            _ => {
                let entities = self.entities.entry(name.to_owned());
                let text = entities
                    .or_insert_with(|| html::decode_entities(&format!("&{name};")))
                    .clone();
                self.say(&text);
                return;
            }
        };
        self.say(known);
    }

    fn end(&mut self, start: usize) {
        if self
            .capture
            .as_ref()
            .is_some_and(|capture| capture.depth == self.depth)
            && let Some(capture) = self.capture.take()
        {
            self.take(capture, start);
        }
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.depth == self.depth)
            && let Some(open) = self.open.take()
        {
            let base = self.bases.last().map(|(_, url)| url.clone());
            self.gathered.push(open.finish(self.format, base.as_ref()));
        }
        if self
            .bases
            .last()
            .is_some_and(|(depth, _)| *depth == self.depth)
        {
            self.bases.pop();
        }
        if let Some((depth, declared)) = self.namespaces.last()
            && *depth == self.depth
        {
            self.declared -= declared;
            self.namespaces.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn take(&mut self, capture: Capture, end: usize) {
        let raw = self.text.get(capture.start..end).unwrap_or_default();
        let Some(field) = capture.field else {
            let text = capture.text.trim().to_owned();
            match capture.own {
                Some(Own::Id) => self.id.get_or_insert(text),
                _ => self.home.get_or_insert(text),
            };
            return;
        };
        let Some(open) = &mut self.open else { return };
        let as_html = || match capture.kind {
            Kind::Plain => escape(&capture.text).into_owned(),
            Kind::Xhtml => raw.trim().to_owned(),
            Kind::Rss | Kind::Html if capture.has_elements => raw.trim().to_owned(),
            Kind::Rss | Kind::Html => capture.text.clone(),
        };
        let first = |slot: &mut Option<String>, text: &str| {
            if slot.is_none() && !text.trim().is_empty() {
                *slot = Some(text.trim().to_owned());
            }
        };
        let draft = &mut open.draft;
        match field {
            Field::Title => {
                if draft.title.is_empty() {
                    draft.title = match capture.kind {
                        Kind::Rss => html::title_text(&capture.text),
                        Kind::Plain => one_line(&capture.text),
                        Kind::Html => html::text(&capture.text),
                        Kind::Xhtml => html::text(raw),
                    };
                }
            }
            Field::Link => first(&mut draft.link, &capture.text),
            Field::OwnLink => first(&mut open.own_link, &capture.text),
            Field::Guid => first(&mut draft.guid, &capture.text),
            Field::Published(place) => {
                if let Some(slot) = open.published.get_mut(place) {
                    first(slot, &capture.text);
                }
            }
            Field::Updated(place) => {
                if let Some(slot) = open.updated.get_mut(place) {
                    first(slot, &capture.text);
                }
            }
            Field::Content if draft.content.is_empty() => draft.content = as_html(),
            Field::Summary if draft.summary.is_empty() => draft.summary = as_html(),
            Field::Content | Field::Summary => {}
        }
    }
}

impl Open {
    fn finish(self, format: Option<FeedFormat>, base: Option<&Url>) -> Draft {
        let mut draft = self.draft;
        draft.published = self.published.into_iter().flatten().next();
        draft.updated = self.updated.into_iter().flatten().next();
        draft.link = self
            .own_link
            .or(draft.link)
            .map(|link| absolute(&link, base))
            .or(self.alternate);
        if format == Some(FeedFormat::Rss) && draft.guid.is_none() {
            // RSS 1.0 names an item by its address in `rdf:about`.
            if let Some(about) = self.about {
                draft.is_permalink = draft.link.as_deref() == Some(&about);
                draft.guid = Some(about);
            }
        }
        let is_address = |guid: &&String| guid.contains("://");
        if draft.is_permalink && draft.link.is_none() {
            draft.link = draft.guid.as_ref().filter(is_address).cloned();
        }
        draft
    }
}
