//! JSON text to events with offsets (RFC 8259), without building a tree.

use std::borrow::Cow;

/// One piece of a JSON text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event<'a> {
    ObjectStart,
    ObjectEnd,
    ArrayStart,
    ArrayEnd,
    /// The name of a member.
    Key(Cow<'a, str>),
    Text(Cow<'a, str>),
    /// A number as written.
    Number(&'a str),
    Bool(bool),
    Null,
    Eof,
}

/// What is wrong with the text, and at which byte.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct JsonFault {
    pub(super) offset: usize,
    pub(super) message: String,
}

/// Containers open at once; no feed needs a tenth of it.
const MAX_DEPTH: usize = 200;

#[derive(Clone, Copy, PartialEq)]
enum Expect {
    /// A value must follow.
    Value,
    /// A value or the end of an array.
    ValueOrEnd,
    /// A key or the end of an object.
    KeyOrEnd,
    /// A key.
    Key,
    /// A comma or the end of the container.
    CommaOrEnd,
    /// Nothing.
    End,
}

/// Reads events.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// `true` for objects.
    stack: Vec<bool>,
    expect: Expect,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Reader<'a> {
        Reader {
            text,
            at: 0,
            stack: Vec::new(),
            expect: Expect::Value,
        }
    }

    fn fault<T>(&self, offset: usize, message: impl Into<String>) -> Result<T, JsonFault> {
        Err(JsonFault {
            offset,
            message: message.into(),
        })
    }

    fn skip_space(&mut self) {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn after_value(&mut self) {
        self.expect = if self.stack.is_empty() {
            Expect::End
        } else {
            Expect::CommaOrEnd
        };
    }

    /// The next event and the byte at which it starts.
    pub(super) fn next(&mut self) -> Result<(usize, Event<'a>), JsonFault> {
        self.skip_space();
        let mut at = self.at;
        let bytes = self.text.as_bytes();
        if self.expect == Expect::CommaOrEnd {
            let object = self.stack.last() == Some(&true);
            match bytes.get(at) {
                Some(b',') => {
                    self.at += 1;
                    self.skip_space();
                    at = self.at;
                    self.expect = if object { Expect::Key } else { Expect::Value };
                }
                Some(b'}') if object => return Ok((at, self.end(Event::ObjectEnd))),
                Some(b']') if !object => return Ok((at, self.end(Event::ArrayEnd))),
                None => return self.fault(at, "the file ends inside the document"),
                Some(_) => return self.fault(at, "no comma between two values"),
            }
        }
        let Some(&byte) = bytes.get(at) else {
            return match self.expect {
                Expect::End => Ok((at, Event::Eof)),
                _ => self.fault(at, "the file ends inside the document"),
            };
        };
        match self.expect {
            Expect::End => self.fault(at, "text behind the document"),
            Expect::KeyOrEnd if byte == b'}' => Ok((at, self.end(Event::ObjectEnd))),
            Expect::ValueOrEnd if byte == b']' => Ok((at, self.end(Event::ArrayEnd))),
            Expect::Key | Expect::KeyOrEnd => {
                if byte != b'"' {
                    let message = if byte == b'}' {
                        "a comma before the end of the object"
                    } else {
                        "a member without a name in double quotes"
                    };
                    return self.fault(at, message);
                }
                let key = self.string()?;
                self.skip_space();
                if bytes.get(self.at) != Some(&b':') {
                    return self.fault(self.at, "no colon behind the name of a member");
                }
                self.at += 1;
                self.expect = Expect::Value;
                Ok((at, Event::Key(key)))
            }
            _ => self.value(at, byte),
        }
    }

    fn end(&mut self, event: Event<'a>) -> Event<'a> {
        self.at += 1;
        self.stack.pop();
        self.after_value();
        event
    }

    fn value(&mut self, at: usize, byte: u8) -> Result<(usize, Event<'a>), JsonFault> {
        let rest = &self.text[at..];
        let event = match byte {
            b'{' | b'[' => {
                if self.stack.len() >= MAX_DEPTH {
                    return self.fault(
                        at,
                        format!("more than {MAX_DEPTH} values inside each other"),
                    );
                }
                self.at += 1;
                self.stack.push(byte == b'{');
                return Ok((
                    at,
                    if byte == b'{' {
                        self.expect = Expect::KeyOrEnd;
                        Event::ObjectStart
                    } else {
                        self.expect = Expect::ValueOrEnd;
                        Event::ArrayStart
                    },
                ));
            }
            b'"' => Event::Text(self.string()?),
            b'-' | b'0'..=b'9' => {
                let length = number_length(rest);
                if length == 0 {
                    return self.fault(at, "a malformed number");
                }
                self.at += length;
                Event::Number(&rest[..length])
            }
            _ => {
                let (word, event) = match byte {
                    b't' => ("true", Event::Bool(true)),
                    b'f' => ("false", Event::Bool(false)),
                    b'n' => ("null", Event::Null),
                    b']' | b'}' => {
                        return self.fault(at, "a comma before the end, or a missing value");
                    }
                    _ => return self.fault(at, "a value that is no JSON"),
                };
                if !rest.starts_with(word) {
                    return self.fault(at, "a value that is no JSON");
                }
                self.at += word.len();
                event
            }
        };
        self.after_value();
        Ok((at, event))
    }

    /// The string whose opening quote stands here.
    fn string(&mut self) -> Result<Cow<'a, str>, JsonFault> {
        let start = self.at + 1;
        let bytes = self.text.as_bytes();
        let mut owned: Option<String> = None;
        let mut from = start;
        let mut at = start;
        loop {
            let Some(length) = memchr::memchr2(b'"', b'\\', &bytes[at..]) else {
                return self.fault(self.at, "a string that is not closed");
            };
            let stop = at + length;
            if let Some(control) = bytes[at..stop].iter().position(|&byte| byte < 0x20) {
                return self.fault(at + control, "a control character in a string");
            }
            if bytes[stop] == b'"' {
                self.at = stop + 1;
                return Ok(match owned {
                    Some(mut owned) => {
                        owned.push_str(&self.text[from..stop]);
                        Cow::Owned(owned)
                    }
                    None => Cow::Borrowed(&self.text[start..stop]),
                });
            }
            let out = owned.get_or_insert_with(String::new);
            out.push_str(&self.text[from..stop]);
            let escape = bytes.get(stop + 1).copied();
            at = stop + 2;
            let character = match escape {
                Some(b'"') => '"',
                Some(b'\\') => '\\',
                Some(b'/') => '/',
                Some(b'b') => '\u{8}',
                Some(b'f') => '\u{C}',
                Some(b'n') => '\n',
                Some(b'r') => '\r',
                Some(b't') => '\t',
                Some(b'u') => {
                    let Some(unit) = hex_unit(bytes, at) else {
                        return self.fault(stop, "`\\u` without four hexadecimal digits");
                    };
                    at += 4;
                    match unit {
                        0xD800..=0xDBFF => {
                            let low = (bytes.get(at..at + 2) == Some(b"\\u"))
                                .then(|| hex_unit(bytes, at + 2))
                                .flatten()
                                .filter(|low| (0xDC00..=0xDFFF).contains(low));
                            match low {
                                Some(low) => {
                                    at += 6;
                                    char::from_u32(
                                        0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00),
                                    )
                                    .unwrap_or('\u{FFFD}')
                                }
                                None => return self.fault(stop, "half of a surrogate pair"),
                            }
                        }
                        _ => match char::from_u32(unit) {
                            Some(character) => character,
                            None => return self.fault(stop, "half of a surrogate pair"),
                        },
                    }
                }
                _ => return self.fault(stop, "an escape that JSON does not have"),
            };
            out.push(character);
            from = at;
        }
    }
}

/// Where the byte at `offset` of the value stands in the text behind the opening quote.
pub(super) fn source_offset(raw: &str, offset: usize) -> usize {
    let bytes = raw.as_bytes();
    let (mut at, mut made) = (0, 0);
    while made < offset && at < bytes.len() && bytes[at] != b'"' {
        if bytes[at] != b'\\' {
            at += 1;
            made += 1;
            continue;
        }
        if bytes.get(at + 1) != Some(&b'u') {
            at += 2;
            made += 1;
            continue;
        }
        let unit = hex_unit(bytes, at + 2).unwrap_or(0);
        let (length, width) = match unit {
            0..0x80 => (6, 1),
            0x80..0x800 => (6, 2),
            0xD800..0xE000 => (12, 4),
            _ => (6, 3),
        };
        at += length;
        made += width;
    }
    at.min(raw.len())
}

fn hex_unit(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 4)?;
    digits.iter().try_fold(0, |value, &digit| {
        Some(value * 16 + char::from(digit).to_digit(16)?)
    })
}

/// The length of the number that `text` begins with; 0 where it is none.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || whole > 1 && bytes[at] == b'0' {
        return 0;
    }
    at += whole;
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return 0;
        }
        at += 1 + fraction;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits((at + 1 + sign).min(bytes.len()));
        if exponent == 0 {
            return 0;
        }
        at += 1 + sign + exponent;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str) -> Result<Vec<Event<'_>>, JsonFault> {
        let mut reader = Reader::new(text);
        let mut events = Vec::new();
        loop {
            match reader.next()?.1 {
                Event::Eof => return Ok(events),
                event => events.push(event),
            }
        }
    }

    #[test]
    fn json_becomes_events() {
        assert_eq!(
            events(r#" {"a": [1, -2.5e3, "x\u00e9\ud83d\ude00"], "b": null}"#).unwrap(),
            [
                Event::ObjectStart,
                Event::Key("a".into()),
                Event::ArrayStart,
                Event::Number("1"),
                Event::Number("-2.5e3"),
                Event::Text("xé😀".into()),
                Event::ArrayEnd,
                Event::Key("b".into()),
                Event::Null,
                Event::ObjectEnd,
            ]
        );
    }

    #[test]
    fn malformed_json_is_reported_with_its_offset() {
        for (text, offset) in [
            ("", 0),
            ("{", 1),
            ("[1,]", 3),
            ("{\"a\" 1}", 5),
            ("{\"a\":01}", 5),
            ("\"a\nb\"", 2),
            ("\"\\x\"", 1),
            ("[1] 2", 4),
            ("nul", 0),
            ("\"\\ud800\"", 1),
        ] {
            assert_eq!(events(text).unwrap_err().offset, offset, "{text}");
        }
    }
}
