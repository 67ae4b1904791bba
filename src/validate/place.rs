//! Where something stands: byte offsets to lines and columns.

/// A byte offset with its line and column, from which later offsets are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes from the start of the text.
    pub(super) offset: usize,
    /// Line, from 1.
    pub(super) line: u32,
    /// Column in characters, from 1.
    pub(super) column: u32,
}

impl Mark {
    /// The first character of a text.
    pub(super) const START: Mark = Mark {
        offset: 0,
        line: 1,
        column: 1,
    };

    /// The mark at `offset`, which must not lie before this one (it is this one then).
    pub(super) fn at(self, text: &str, offset: usize) -> Mark {
        let bytes = text.as_bytes();
        let offset = offset.min(bytes.len());
        let Some(between) = bytes.get(self.offset..offset) else {
            return self;
        };
        let mut line = self.line;
        let mut column = self.column;
        let rest = match memchr::memrchr(b'\n', between) {
            Some(last) => {
                let lines = memchr::memchr_iter(b'\n', between).count();
                line = line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
                column = 1;
                &between[last + 1..]
            }
            None => between,
        };
        let characters = rest.iter().filter(|&&byte| !is_continuation(byte)).count();
        column = column.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX));
        Mark {
            offset,
            line,
            column,
        }
    }
}

/// Whether a byte continues a UTF-8 character.
fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_characters_and_a_line_counts_line_feeds() {
        let text = "ab\né<c>\r\nx";
        let mark = Mark::START.at(text, text.find('<').unwrap());
        assert_eq!((mark.line, mark.column), (2, 2));
        let mark = mark.at(text, text.len());
        assert_eq!((mark.line, mark.column), (3, 2));
    }
}
