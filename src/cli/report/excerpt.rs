//! The lines of a feed that findings name, with the place marked.
//!
//! The file is read once more, piece by piece: a feed may be larger than memory, and one line of it
//! too.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};
use unicode_width::UnicodeWidthChar;

use crate::validate::encoding_of;

/// Columns of the terminal that an excerpt takes at most.
const WIDTH: usize = 96;

/// Characters that are kept on each side of a place.
const REACH: u32 = 96;

/// Columns that a tab takes.
const TAB: usize = 4;

/// What stands around a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// Characters of the line, some left out on either side.
    text: Vec<char>,
    /// The character of the place, as an index into them; one behind the last for the line's end.
    at: usize,
    cut_before: bool,
    cut_behind: bool,
}

impl Excerpt {
    /// The line as it is printed, and the mark under it.
    pub(super) fn lines(&self) -> (String, String) {
        let width = |c: &char| {
            if *c == '\t' {
                TAB
            } else {
                shown(*c).width().unwrap_or(0)
            }
        };
        let total: usize = self.text.iter().map(width).sum();
        let (mut from, mut to) = (0, self.text.len());
        if total > WIDTH {
            // As much behind the place as before it, and more where the other side is short.
            (from, to) = (self.at.min(self.text.len()), self.at.min(self.text.len()));
            let mut taken = 0;
            loop {
                let before = from;
                let behind = to;
                if to < self.text.len() && taken + width(&self.text[to]) <= WIDTH {
                    taken += width(&self.text[to]);
                    to += 1;
                }
                if from > 0 && taken + width(&self.text[from - 1]) <= WIDTH {
                    from -= 1;
                    taken += width(&self.text[from]);
                }
                if (from, to) == (before, behind) {
                    break;
                }
            }
        }
        let mut line = String::new();
        let mut mark = String::new();
        if self.cut_before || from > 0 {
            line.push('…');
            mark.push(' ');
        }
        for (index, c) in self.text.iter().enumerate().take(to).skip(from) {
            match c {
                '\t' => line.push_str(&" ".repeat(TAB)),
                c => line.push(shown(*c)),
            }
            if index < self.at {
                mark.push_str(&" ".repeat(width(c)));
            }
        }
        if self.cut_behind || to < self.text.len() {
            line.push('…');
        }
        mark.push('^');
        (line.trim_end().to_owned(), mark)
    }
}

/// The character as a terminal can show it: none that moves the cursor, turns the text around or
/// takes no room.
fn shown(c: char) -> char {
    let hidden = c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    if hidden { '\u{FFFD}' } else { c }
}

/// The excerpts at some places, which are lines and columns from 1 in ascending order.
///
/// # Errors
///
/// Those of the reader.
pub(super) fn excerpts(
    mut reader: impl Read,
    places: &[(u32, u32)],
) -> io::Result<Vec<Option<Excerpt>>> {
    let mut finder = Finder {
        places,
        next: 0,
        open: Vec::new(),
        found: vec![None; places.len()],
        line: 1,
        column: 1,
    };
    let mut bytes = vec![0; 1 << 16];
    let mut held = 0;
    // The first bytes decide the encoding.
    while held < 1024 {
        match reader.read(&mut bytes[held..])? {
            0 => break,
            read => held += read,
        }
    }
    let (encoding, skip): (&'static Encoding, usize) = encoding_of(&bytes[..held]);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut piece = skip..held;
    loop {
        let last = piece.is_empty();
        decode(&mut decoder, &bytes[piece], last, &mut text);
        if finder.take(&text) || last {
            break;
        }
        text.clear();
        let read = reader.read(&mut bytes)?;
        piece = 0..read;
    }
    finder.end();
    Ok(finder.found)
}

fn decode(decoder: &mut Decoder, mut bytes: &[u8], last: bool, into: &mut String) {
    loop {
        into.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(1024));
        let (result, read, _) = decoder.decode_to_string(bytes, into, last);
        bytes = &bytes[read..];
        if result == CoderResult::InputEmpty {
            return;
        }
    }
}

struct Finder<'a> {
    places: &'a [(u32, u32)],
    /// The first place that is not open yet.
    next: usize,
    /// Places of the present line whose characters are being kept.
    open: Vec<(usize, Excerpt)>,
    found: Vec<Option<Excerpt>>,
    line: u32,
    column: u32,
}

impl Finder<'_> {
    /// Looks at more of the text; whether all places are found.
    fn take(&mut self, text: &str) -> bool {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let waits = self.open.is_empty()
                && self
                    .places
                    .get(self.next)
                    .is_some_and(|place| place.0 > self.line);
            if waits {
                // Nothing of this line is wanted.
                let Some(end) = memchr::memchr(b'\n', rest.as_bytes()) else {
                    return false;
                };
                rest = &rest[end + 1..];
                self.line = self.line.saturating_add(1);
                self.column = 1;
                continue;
            }
            if self.open.is_empty() && self.next >= self.places.len() {
                return true;
            }
            rest = &rest[c.len_utf8()..];
            self.begin();
            if c == '\n' {
                self.end();
                self.line = self.line.saturating_add(1);
                self.column = 1;
                continue;
            }
            for (index, excerpt) in &mut self.open {
                let (_, column) = self.places[*index];
                if self.column > column.saturating_add(REACH) {
                    excerpt.cut_behind = true;
                } else {
                    excerpt.text.push(c);
                }
            }
            if self.open.iter().any(|(_, excerpt)| excerpt.cut_behind) {
                let (done, open) = std::mem::take(&mut self.open)
                    .into_iter()
                    .partition(|(_, excerpt)| excerpt.cut_behind);
                self.open = open;
                self.close(done);
            }
            self.column = self.column.saturating_add(1);
        }
        false
    }

    /// Opens the places that the present column has come near.
    fn begin(&mut self) {
        while let Some(&(line, column)) = self.places.get(self.next) {
            let start = column.saturating_sub(REACH).max(1);
            if line > self.line || (line == self.line && start > self.column) {
                return;
            }
            if line == self.line {
                let excerpt = Excerpt {
                    text: Vec::new(),
                    at: column.saturating_sub(self.column) as usize,
                    cut_before: self.column > 1,
                    cut_behind: false,
                };
                self.open.push((self.next, excerpt));
            }
            self.next += 1;
        }
    }

    /// The line ends.
    fn end(&mut self) {
        self.begin();
        let done = std::mem::take(&mut self.open);
        self.close(done);
        // Columns behind the end of their line.
        while self
            .places
            .get(self.next)
            .is_some_and(|place| place.0 <= self.line)
        {
            self.next += 1;
        }
    }

    fn close(&mut self, done: Vec<(usize, Excerpt)>) {
        for (index, mut excerpt) in done {
            if excerpt.text.last() == Some(&'\r') {
                excerpt.text.pop();
            }
            excerpt.at = excerpt.at.min(excerpt.text.len());
            self.found[index] = Some(excerpt);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, line: u32, column: u32) -> (String, String) {
        let found = excerpts(text.as_bytes(), &[(line, column)]).unwrap();
        found[0].as_ref().expect("an excerpt").lines()
    }

    fn pair(line: &str, mark: &str) -> (String, String) {
        (line.to_owned(), mark.to_owned())
    }

    #[test]
    fn the_mark_stands_under_the_place() {
        assert_eq!(at("a\nbcd\r\ne", 2, 2), pair("bcd", " ^"));
        assert_eq!(at("a\nbcd\r\ne", 3, 1), pair("e", "^"));
        // The end of a line, and of the file.
        assert_eq!(at("ab\nc", 1, 3), pair("ab", "  ^"));
        assert_eq!(at("ab\nc", 2, 2), pair("c", " ^"));
        assert_eq!(at("", 1, 1), pair("", "^"));
    }

    #[test]
    fn tabs_and_wide_characters_take_the_room_they_take() {
        assert_eq!(at("\t<b>", 1, 3), pair("    <b>", "     ^"));
        assert_eq!(at("日本<b>", 1, 3), pair("日本<b>", "    ^"));
        assert_eq!(at("é\u{1B}[1m<", 1, 6), pair("é\u{FFFD}[1m<", "     ^"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}<{}", "a".repeat(1_000_000), "b".repeat(1_000_000));
        let (line, mark) = at(&text, 1, 1_000_001);
        let place = mark.len() - 1;
        assert_eq!(line.chars().nth(place), Some('<'));
        assert_eq!(line.chars().count(), WIDTH + 2);
        assert!(line.starts_with("…a") && line.ends_with("b…"));
        let (line, mark) = at(&text, 1, 5);
        assert_eq!(mark, "    ^");
        assert!(line.starts_with("aaaaa") && line.ends_with("a…"));
    }

    #[test]
    fn several_places_of_one_line_are_found_in_one_pass() {
        let text = format!("x\n{}\ny", "ab".repeat(500));
        let places = [(1, 1), (2, 1), (2, 1), (2, 500), (2, 1001), (3, 1), (9, 1)];
        let found = excerpts(text.as_bytes(), &places).unwrap();
        assert!(found[..6].iter().all(Option::is_some));
        assert_eq!(found[6], None);
        assert_eq!(
            found[4].as_ref().unwrap().lines().0.chars().last(),
            Some('b')
        );
    }

    #[test]
    fn the_encoding_is_that_of_the_feed() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("<a>\né<b>".encode_utf16().flat_map(u16::to_le_bytes));
        let found = excerpts(&bytes[..], &[(2, 2)]).unwrap();
        assert_eq!(found[0].as_ref().unwrap().lines(), pair("é<b>", " ^"));
    }
}
