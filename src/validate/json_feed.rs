//! JSON Feed 1.0 and 1.1 (jsonfeed.org): the members of each object, and what holds between them.

use super::html;
use super::json::{self, Event, Reader};
use super::place::Mark;
use super::rules;
use super::sink::Sink;
use super::state::State;
use super::text::clip;
use super::values::{self, Value};

/// The objects of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Feed,
    Author,
    Hub,
    Item,
    Attachment,
    /// An extension, or a value of the wrong type: anything may stand in it.
    Any,
}

/// What a member's value must be.
#[derive(Clone, Copy, Debug)]
enum Member {
    Text(Value),
    /// A text, or a number for which a reader makes one.
    Id,
    Bool,
    Number,
    Object(Shape),
    Objects(Shape),
    Texts(Value),
}

/// The members of each object (JSON Feed 1.1, "Top-level", "Items", "Attachments").
fn member(shape: Shape, name: &str) -> Option<Member> {
    use Member::{Bool, Id, Number, Object, Objects, Text, Texts};
    Some(match (shape, name) {
        (Shape::Feed, "version") => Text(Value::Any),
        (Shape::Feed | Shape::Item | Shape::Attachment, "title") => Text(Value::Plain),
        (Shape::Feed, "home_page_url" | "feed_url" | "next_url" | "icon" | "favicon") => {
            Text(Value::Iri)
        }
        (Shape::Feed, "description") => Text(Value::Plain),
        (Shape::Feed, "user_comment") => Text(Value::Any),
        (Shape::Feed | Shape::Item, "author") => Object(Shape::Author),
        (Shape::Feed | Shape::Item, "authors") => Objects(Shape::Author),
        (Shape::Feed | Shape::Item, "language") => Text(Value::Language),
        (Shape::Feed, "expired") => Bool,
        (Shape::Feed, "hubs") => Objects(Shape::Hub),
        (Shape::Feed, "items") => Objects(Shape::Item),
        (Shape::Author, "name") => Text(Value::Plain),
        (Shape::Author, "url" | "avatar") => Text(Value::Iri),
        (Shape::Hub, "type") => Text(Value::Text),
        (Shape::Hub, "url") => Text(Value::Iri),
        (Shape::Item, "id") => Id,
        (Shape::Item, "url" | "external_url" | "image" | "banner_image") => Text(Value::Iri),
        (Shape::Item, "content_html") => Text(Value::Html),
        (Shape::Item, "content_text") => Text(Value::Text),
        (Shape::Item, "summary") => Text(Value::Plain),
        (Shape::Item, "date_published" | "date_modified") => Text(Value::Rfc3339),
        (Shape::Item, "tags") => Texts(Value::Plain),
        (Shape::Item, "attachments") => Objects(Shape::Attachment),
        (Shape::Attachment, "url") => Text(Value::Iri),
        (Shape::Attachment, "mime_type") => Text(Value::MediaType),
        (Shape::Attachment, "size_in_bytes" | "duration_in_seconds") => Number,
        _ => return None,
    })
}

/// Members that an object must have.
fn required(shape: Shape) -> &'static [&'static str] {
    match shape {
        Shape::Feed => &["version", "title", "items"],
        Shape::Item => &["id"],
        Shape::Hub => &["type", "url"],
        Shape::Attachment => &["url", "mime_type"],
        Shape::Author | Shape::Any => &[],
    }
}

/// An open object or array.
struct Level {
    shape: Shape,
    /// For arrays, what stands in them; for objects `None`.
    elements: Option<Member>,
    mark: Mark,
    names: Vec<String>,
}

impl Level {
    fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }
}

/// Members of one object that are compared for duplicates.
const MAX_NAMES: usize = 64;

struct Feed<'s> {
    text: &'s str,
    sink: Sink,
    state: State,
    mark: Mark,
    levels: Vec<Level>,
    /// The member whose value comes next.
    key: Option<(String, Option<Member>)>,
    /// Version 1.0, which has no `authors` and no `language`.
    first_version: bool,
    feed_url: Option<String>,
    next_url: Option<(String, Mark)>,
}

/// Whether a JSON text is meant to be a feed: it says so, or has what only feeds have.
pub(super) fn is_meant(text: &str) -> bool {
    let has = |name: &str| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some();
    has("jsonfeed.org/version")
        || has("\"items\"") && (has("\"home_page_url\"") || has("\"feed_url\""))
        || has("\"items\"") && has("\"content_html\"")
}

/// Checks a JSON text; whether it is a JSON Feed.
pub(super) fn check(text: &str, sink: Sink) -> (bool, Sink) {
    let mut feed = Feed {
        text,
        sink,
        state: State::default(),
        mark: Mark::START,
        levels: Vec::new(),
        key: None,
        first_version: false,
        feed_url: None,
        next_url: None,
    };
    let mut reader = Reader::new(text);
    let mut is_feed = false;
    loop {
        match reader.next() {
            Ok((_, Event::Eof)) => break,
            Ok((offset, event)) => {
                feed.mark = feed.mark.at(text, offset);
                is_feed |= feed.levels.is_empty() && event == Event::ObjectStart;
                feed.event(event, offset);
            }
            Err(fault) => {
                let place = feed.mark.at(feed.text, fault.offset);
                feed.sink.push(
                    &rules::NOT_WELL_FORMED,
                    place,
                    format!("{}; the rest was not checked", fault.message),
                    "write JSON as in RFC 8259",
                );
                break;
            }
        }
    }
    (is_feed, feed.sink)
}

impl Feed<'_> {
    fn event(&mut self, event: Event<'_>, offset: usize) {
        let expected = match self.key.take() {
            Some((name, member)) => Some((name, member)),
            None => self
                .levels
                .last()
                .and_then(|level| level.elements)
                .map(|member| (String::new(), Some(member))),
        };
        match event {
            Event::Key(name) => self.name(&name),
            Event::ObjectEnd | Event::ArrayEnd => self.end(),
            Event::ObjectStart => {
                let shape = match expected {
                    Some((_, Some(Member::Object(shape)))) => shape,
                    Some((name, Some(member))) => {
                        self.wrong_type(&name, member, "an object");
                        Shape::Any
                    }
                    Some((_, None)) => Shape::Any,
                    None if self.levels.is_empty() => Shape::Feed,
                    None => Shape::Any,
                };
                self.open(shape, None);
            }
            Event::ArrayStart => {
                let elements = match expected {
                    Some((_, Some(Member::Objects(shape)))) => Some(Member::Object(shape)),
                    Some((_, Some(Member::Texts(value)))) => Some(Member::Text(value)),
                    Some((name, Some(member))) => {
                        self.wrong_type(&name, member, "an array");
                        None
                    }
                    Some((_, None)) => None,
                    None => {
                        self.not_an_object();
                        None
                    }
                };
                self.open(Shape::Any, elements);
            }
            Event::Text(value) => match expected {
                Some((name, Some(member))) => self.string(&name, member, &value, offset),
                Some((_, None)) => {}
                None => self.not_an_object(),
            },
            Event::Number(number) => match expected {
                Some((name, Some(Member::Number))) => self.number(&name, number),
                Some((_, Some(Member::Id))) => {
                    self.sink.push(
                        &rules::JSON_ID_TYPE,
                        self.mark,
                        format!("`id` is a number, found {}", clip(number)),
                        "write it in quotes: an identifier is a string (JSON Feed 1.1, \"Items\")",
                    );
                    self.identifier(number);
                }
                Some((name, Some(member))) => self.wrong_type(&name, member, "a number"),
                Some((_, None)) => {}
                None => self.not_an_object(),
            },
            Event::Bool(_) => match expected {
                Some((_, Some(Member::Bool))) | Some((_, None)) => {}
                Some((name, Some(member))) => self.wrong_type(&name, member, "true or false"),
                None => self.not_an_object(),
            },
            Event::Null => match expected {
                Some((name, Some(member))) => self.wrong_type(&name, member, "null"),
                Some((_, None)) => {}
                None => self.not_an_object(),
            },
            Event::Eof => {}
        }
    }

    /// The document is some other value than an object.
    fn not_an_object(&mut self) {
        if self.levels.is_empty() {
            self.sink.push(
                &rules::NOT_A_FEED,
                self.mark,
                "the document is no JSON object",
                "a JSON Feed is an object with `version`, `title` and `items`",
            );
        }
    }

    fn open(&mut self, shape: Shape, elements: Option<Member>) {
        if shape == Shape::Item {
            self.state.entry = Default::default();
            self.sink.entry_start();
        }
        self.levels.push(Level {
            shape,
            elements,
            mark: self.mark,
            names: Vec::new(),
        });
    }

    fn name(&mut self, name: &str) {
        let mark = self.mark;
        let Some(level) = self.levels.last_mut() else {
            return;
        };
        if level.names.iter().any(|known| known == name) {
            self.sink.push(
                &rules::JSON_DUPLICATE_KEY,
                mark,
                format!("a second `{}`", clip(name)),
                "keep one: readers take either (RFC 8259, 4)",
            );
        } else if level.names.len() < MAX_NAMES || member(level.shape, name).is_some() {
            level.names.push(name.to_owned());
        }
        let member = member(level.shape, name);
        let shape = level.shape;
        self.key = Some((name.to_owned(), member));
        if shape == Shape::Any {
            return;
        }
        if member.is_none() {
            self.unknown(name);
        } else if self.first_version && matches!(name, "authors" | "language") {
            self.sink.push(
                &rules::JSON_UNKNOWN_MEMBER,
                mark,
                format!("version 1 has no `{name}`"),
                "write `https://jsonfeed.org/version/1.1` as the version",
            );
        } else if !self.first_version && name == "author" {
            self.sink.push(
                &rules::JSON_DEPRECATED,
                mark,
                "`author` of version 1",
                "write `authors`, an array (JSON Feed 1.1, \"Deprecated Items\")",
            );
        }
    }

    /// JSON Feed 1.1, "Extensions": names of one's own begin with an underscore and a letter.
    fn unknown(&mut self, name: &str) {
        let mut characters = name.chars();
        let extension =
            characters.next() == Some('_') && characters.next().is_some_and(char::is_alphabetic);
        if !extension {
            self.sink.push(
                &rules::JSON_UNKNOWN_MEMBER,
                self.mark,
                format!("JSON Feed has no member `{}` here", clip(name)),
                "correct its name, or begin it with `_` if it is an extension",
            );
        }
    }

    fn identifier(&mut self, value: &str) {
        self.state.entry.id = Some((value.to_owned(), self.mark));
        if value.is_empty() {
            self.sink.push(
                &rules::JSON_MISSING,
                self.mark,
                "`id` is empty",
                "write a text that never changes, such as the address of the item",
            );
        } else if let Some(line) = self.state.repeat(value, self.mark.line) {
            self.sink.push(
                &rules::DUPLICATE_ID,
                self.mark,
                format!("`{}` also stands in line {line}", clip(value)),
                "give each item an `id` of its own",
            );
        }
    }

    /// Sizes and durations are not negative; a size is whole.
    fn number(&mut self, name: &str, number: &str) {
        let whole = number.bytes().all(|byte| byte.is_ascii_digit());
        if number.starts_with('-') || name == "size_in_bytes" && !whole {
            self.sink.push(
                &rules::INVALID_NUMBER,
                self.mark,
                format!("{name}: `{}` is not possible", clip(number)),
                "write a number from 0 (JSON Feed 1.1, \"Attachments\")",
            );
        }
    }

    fn string(&mut self, name: &str, expected: Member, value: &str, offset: usize) {
        let kind = match expected {
            Member::Text(kind) => kind,
            Member::Id => return self.identifier(value),
            _ => return self.wrong_type(name, expected, "a string"),
        };
        match name {
            "version" => self.version(value),
            "feed_url" => self.feed_url = Some(value.to_owned()),
            "next_url" => self.next_url = Some((value.to_owned(), self.mark)),
            _ => {}
        }
        if value.is_empty() && kind.is_free() {
            self.sink.push(
                &rules::JSON_EMPTY,
                self.mark,
                format!("{} is empty", if name.is_empty() { "a tag" } else { name }),
                "write something, or leave the member out",
            );
            return;
        }
        if let Some(fault) = values::check(kind, value) {
            let place = self.place(offset, fault.offset);
            let what = if name.is_empty() { "tags" } else { name };
            self.sink.push(
                fault.rule,
                place,
                format!("{what}: {}", fault.message),
                fault.help,
            );
        }
        if matches!(kind, Value::Html) {
            for fault in html::check(value) {
                let place = self.place(offset, fault.offset);
                self.sink.push(fault.rule, place, fault.message, fault.help);
            }
        }
    }

    /// Where a byte of the string stands whose quote is at `offset`.
    fn place(&self, offset: usize, within: usize) -> Mark {
        let inside = json::source_offset(&self.text[offset + 1..], within);
        self.mark.at(self.text, offset + 1 + inside)
    }

    fn version(&mut self, value: &str) {
        match value {
            "https://jsonfeed.org/version/1" => self.first_version = true,
            "https://jsonfeed.org/version/1.1" => {}
            _ => self.sink.push(
                &rules::JSON_VERSION,
                self.mark,
                format!("there is no version `{}`", clip(value)),
                "write `https://jsonfeed.org/version/1.1`",
            ),
        }
    }

    fn wrong_type(&mut self, name: &str, expected: Member, found: &str) {
        let expected = match expected {
            Member::Text(_) | Member::Id => "a string",
            Member::Bool => "true or false",
            Member::Number => "a number",
            Member::Object(_) => "an object",
            Member::Objects(_) => "an array of objects",
            Member::Texts(_) => "an array of strings",
        };
        let what = if name.is_empty() {
            "an element of the array"
        } else {
            name
        };
        self.sink.push(
            &rules::JSON_TYPE,
            self.mark,
            format!("{what}: expected {expected}, found {found}"),
            "write the type that the specification wants, or leave the member out",
        );
    }

    fn end(&mut self) {
        let Some(level) = self.levels.pop() else {
            return;
        };
        for name in required(level.shape) {
            if !level.has(name) {
                self.sink.push(
                    &rules::JSON_MISSING,
                    level.mark,
                    format!("`{name}` is missing"),
                    format!("add `\"{name}\"`"),
                );
            }
        }
        match level.shape {
            Shape::Item if !level.has("content_html") && !level.has("content_text") => {
                self.sink.push(
                    &rules::JSON_CONTENT,
                    level.mark,
                    "neither `content_html` nor `content_text`",
                    "add one of them (JSON Feed 1.1, \"Items\")",
                );
            }
            Shape::Author if !["name", "url", "avatar"].iter().any(|name| level.has(name)) => {
                self.sink.push(
                    &rules::JSON_EMPTY,
                    level.mark,
                    "an author without name, URL and avatar",
                    "add at least one of them (JSON Feed 1.1, \"Top-level\")",
                );
            }
            Shape::Feed => self.feed(&level),
            _ => {}
        }
        if level.shape == Shape::Item {
            let id = self.state.entry.id.take();
            self.sink.entry_end(id.as_ref().map(|(id, _)| &**id));
        }
    }

    /// What holds of the whole feed.
    fn feed(&mut self, level: &Level) {
        for name in ["feed_url", "home_page_url"] {
            if !level.has(name) {
                self.sink.push(
                    &rules::JSON_RECOMMENDED,
                    level.mark,
                    format!("`{name}` is missing"),
                    "it is strongly recommended (JSON Feed 1.1, \"Top-level\")",
                );
            }
        }
        if let (Some(feed), Some((next, mark))) = (&self.feed_url, &self.next_url)
            && feed == next
        {
            self.sink.push(
                &rules::JSON_NEXT_URL,
                *mark,
                "`next_url` is the address of the feed itself",
                "write the address of the next page, or leave it out: a reader would loop",
            );
        }
    }
}
