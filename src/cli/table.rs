//! Columns on the terminal, whatever the width of their letters.

use std::io::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::output::{grouped, line};

/// How many rows of a list are shown unless all are asked for.
const SHOWN: usize = 20;

/// The widest a column but the last gets, in columns of the terminal.
const WIDEST: usize = 48;

/// A list under a heading.
pub(super) struct Table {
    heading: String,
    style: Style,
    rows: Vec<Vec<(Style, String)>>,
}

impl Table {
    pub(super) fn new(heading: impl Into<String>, style: Style) -> Self {
        Table {
            heading: heading.into(),
            style,
            rows: Vec::new(),
        }
    }

    /// Adds a row; every row has as many cells.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = (Style, String)>) {
        let cells = cells.into_iter();
        self.rows.push(
            cells
                .map(|(style, text)| (style, printable(&text)))
                .collect(),
        );
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn heading(&self) -> &str {
        &self.heading
    }

    /// Prints the list, and how many rows were kept back unless `all` are wanted; nothing where it is
    /// empty.
    pub(super) fn print(mut self, all: bool) {
        if self.rows.is_empty() {
            return;
        }
        let count = self.rows.len();
        if !all {
            self.rows.truncate(SHOWN);
        }
        let (heading, style) = (&self.heading, self.style);
        line!("{style}{heading}{style:#}");
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut self.rows {
            let last = row.len().saturating_sub(1);
            for (_, text) in &mut row[..last] {
                shorten(text);
            }
        }
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                cells.map(|(_, text)| text.width()).max().unwrap_or(0)
            })
            .collect();
        for row in &self.rows {
            let mut out = String::from(" ");
            let mut gap = 0;
            for ((style, text), width) in row.iter().zip(&widths) {
                if !text.is_empty() {
                    out.push_str(&" ".repeat(gap + 1));
                    out.push_str(&format!("{style}{text}{style:#}"));
                    gap = 0;
                } else {
                    gap += 1;
                }
                gap += width - text.width() + 1;
            }
            line!("{out}");
        }
        if count > self.rows.len() {
            let more = grouped(count - self.rows.len());
            line!("  … and {more} more; --verbose shows them");
        }
    }
}

/// What others wrote, without what would move the cursor.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn shorten(text: &mut String) {
    if text.width() <= WIDEST {
        return;
    }
    let mut width = 1;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let mut buffer = [0; 4];
        width += c.encode_utf8(&mut buffer).width();
        if width > WIDEST {
            break;
        }
        end = at + c.len_utf8();
    }
    text.truncate(end);
    text.push('…');
}
