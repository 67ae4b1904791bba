//! JSON Feed 1.0 and 1.1 (jsonfeed.org): the members of each object, and what holds between them.

use super::json::{Event, Reader};
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
        (Shape::Feed, "version" | "title") => Text(Value::Any),
        (Shape::Feed, "home_page_url" | "feed_url" | "next_url" | "icon" | "favicon") => {
            Text(Value::Url)
        }
        (Shape::Feed, "description" | "user_comment") => Text(Value::Any),
        (Shape::Feed | Shape::Item, "author") => Object(Shape::Author),
        (Shape::Feed | Shape::Item, "authors") => Objects(Shape::Author),
        (Shape::Feed | Shape::Item, "language") => Text(Value::Language),
        (Shape::Feed, "expired") => Bool,
        (Shape::Feed, "hubs") => Objects(Shape::Hub),
        (Shape::Feed, "items") => Objects(Shape::Item),
        (Shape::Author, "name") => Text(Value::Any),
        (Shape::Author, "url" | "avatar") => Text(Value::Url),
        (Shape::Hub, "type") => Text(Value::Any),
        (Shape::Hub, "url") => Text(Value::Url),
        (Shape::Item, "id") => Id,
        (Shape::Item, "url" | "external_url" | "image" | "banner_image") => Text(Value::Url),
        (Shape::Item, "title" | "content_html" | "content_text" | "summary") => Text(Value::Any),
        (Shape::Item, "date_published" | "date_modified") => Text(Value::Rfc3339),
        (Shape::Item, "tags") => Texts(Value::Any),
        (Shape::Item, "attachments") => Objects(Shape::Attachment),
        (Shape::Attachment, "url") => Text(Value::Url),
        (Shape::Attachment, "mime_type") => Text(Value::MediaType),
        (Shape::Attachment, "title") => Text(Value::Any),
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

/// Members of one object that are compared for duplicates.
const MAX_NAMES: usize = 512;

struct Feed<'s> {
    text: &'s str,
    sink: Sink,
    state: State,
    mark: Mark,
    levels: Vec<Level>,
    /// The member whose value comes next.
    key: Option<(String, Option<Member>)>,
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
    };
    let mut reader = Reader::new(text);
    let mut is_feed = false;
    loop {
        match reader.next() {
            Ok((_, Event::Eof)) => break,
            Ok((offset, event)) => {
                feed.mark = feed.mark.at(text, offset);
                is_feed |= feed.levels.is_empty() && event == Event::ObjectStart;
                feed.event(event);
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
    fn event(&mut self, event: Event<'_>) {
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
                Some((name, Some(member))) => self.text(&name, member, &value),
                Some((_, None)) => {}
                None => self.not_an_object(),
            },
            Event::Number(number) => match expected {
                Some((_, Some(Member::Number | Member::Id))) => {
                    let _ = number;
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
        } else if level.names.len() < MAX_NAMES {
            level.names.push(name.to_owned());
        }
        let member = member(level.shape, name);
        self.key = Some((name.to_owned(), member));
    }

    fn text(&mut self, name: &str, expected: Member, value: &str) {
        let kind = match expected {
            Member::Text(kind) => kind,
            Member::Id => {
                if let Some(line) = self.state.repeat(value, self.mark.line) {
                    self.sink.push(
                        &rules::DUPLICATE_ID,
                        self.mark,
                        format!("`{}` also stands in line {line}", clip(value)),
                        "give each item an `id` of its own",
                    );
                }
                return;
            }
            _ => return self.wrong_type(name, expected, "a string"),
        };
        if name == "version"
            && ![
                "https://jsonfeed.org/version/1",
                "https://jsonfeed.org/version/1.1",
            ]
            .contains(&value)
        {
            self.sink.push(
                &rules::JSON_VERSION,
                self.mark,
                format!("there is no version `{}`", clip(value)),
                "write `https://jsonfeed.org/version/1.1`",
            );
        }
        if let Some(fault) = values::check(kind, value) {
            let place = self.mark;
            self.sink.push(
                fault.rule,
                place,
                format!("{name}: {}", fault.message),
                fault.help,
            );
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
        let has = |name: &str| level.names.iter().any(|known| known == name);
        for name in required(level.shape) {
            if !has(name) {
                self.sink.push(
                    &rules::JSON_MISSING,
                    level.mark,
                    format!("`{name}` is missing"),
                    format!("add `\"{name}\"`"),
                );
            }
        }
        if level.shape == Shape::Item && !has("content_html") && !has("content_text") {
            self.sink.push(
                &rules::JSON_CONTENT,
                level.mark,
                "neither `content_html` nor `content_text`",
                "add one of them (JSON Feed 1.1, \"Items\")",
            );
        }
    }
}
