//! Grid tables and simple tables: which lines belong to which cell.

use std::collections::BTreeSet;

use super::tree::{Line, columns, indented, until_blank};

/// A table whose cells are still lines.
pub(super) struct Grid<'a> {
    pub(super) rows: Vec<Vec<GridCell<'a>>>,
    pub(super) head_rows: usize,
}

pub(super) struct GridCell<'a> {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) lines: Vec<Line<'a>>,
}

/// Whether a table starts with the line.
pub(super) fn starts(text: &str) -> bool {
    is_grid_border(text) || is_simple_top(text)
}

/// The table that the first line starts: how many lines it takes, and the table unless it is
/// malformed.
pub(super) fn read<'a>(lines: &[Line<'a>]) -> Option<(usize, Option<Grid<'a>>)> {
    if is_grid_border(lines[0].text) {
        let mut used = lines
            .iter()
            .take_while(|line| line.text.starts_with(['+', '|']))
            .count();
        if let Some(last) = lines[..used]
            .iter()
            .rposition(|line| is_grid_border(line.text))
            && last > 0
        {
            used = last + 1;
        }
        return Some((used, grid(&lines[..used])));
    }
    if !is_simple_top(lines[0].text) {
        return None;
    }
    let mut borders = 0;
    for (at, line) in lines.iter().enumerate().skip(1) {
        if !is_simple_border(line.text) {
            continue;
        }
        borders += 1;
        if borders == 2 || lines.get(at + 1).is_none_or(|next| next.is_blank()) {
            return Some((at + 1, simple(&lines[..=at])));
        }
    }
    // No border below: only what hangs together was meant to be the table.
    let used = until_blank(lines);
    Some((used + indented(&lines[used..], 1), None))
}

fn is_grid_border(text: &str) -> bool {
    text.len() >= 4
        && text.starts_with("+-")
        && text.ends_with("-+")
        && text.bytes().all(|byte| byte == b'-' || byte == b'+')
}

fn is_grid_head(text: &str) -> bool {
    text.len() >= 4
        && text.starts_with("+=")
        && text.ends_with("=+")
        && text.bytes().all(|byte| byte == b'=' || byte == b'+')
}

fn is_simple_border(text: &str) -> bool {
    text.starts_with('=') && text.bytes().all(|byte| byte == b'=' || byte == b' ')
}

fn is_simple_top(text: &str) -> bool {
    is_simple_border(text) && text.contains(' ')
}

fn is_span(text: &str) -> bool {
    text.starts_with('-') && text.bytes().all(|byte| byte == b'-' || byte == b' ')
}

/// A line whose columns on the screen can be asked for.
struct Ruled<'a> {
    line: Line<'a>,
    /// The byte at which each column starts, unless all are one byte wide.
    bytes: Option<Vec<u32>>,
}

impl<'a> Ruled<'a> {
    fn new(line: Line<'a>) -> Ruled<'a> {
        let bytes = (!line.text.is_ascii()).then(|| {
            let mut bytes = Vec::with_capacity(line.text.len());
            for (at, c) in line.text.char_indices() {
                bytes.push(at as u32);
                // The second half of a wide character starts where the next one does.
                bytes.extend((1..columns(c)).map(|_| (at + c.len_utf8()) as u32));
            }
            bytes
        });
        Ruled { line, bytes }
    }

    fn width(&self) -> usize {
        self.bytes.as_ref().map_or(self.line.text.len(), Vec::len)
    }

    fn byte(&self, column: usize) -> usize {
        match &self.bytes {
            None => column.min(self.line.text.len()),
            Some(bytes) => bytes
                .get(column)
                .map_or(self.line.text.len(), |&byte| byte as usize),
        }
    }

    /// The character that starts at a column.
    fn at(&self, column: usize) -> u8 {
        self.line
            .text
            .as_bytes()
            .get(self.byte(column))
            .copied()
            .unwrap_or(b' ')
    }

    /// The part between two columns.
    fn cut(&self, from: usize, to: usize) -> Line<'a> {
        let text = self
            .line
            .text
            .get(self.byte(from)..self.byte(to))
            .unwrap_or("");
        Line {
            text: text.trim_end(),
            ..self.line
        }
    }

    fn rest(&self, from: usize) -> Line<'a> {
        self.line.after(self.byte(from))
    }
}

struct Rectangle {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

fn grid<'a>(lines: &[Line<'a>]) -> Option<Grid<'a>> {
    let ruled: Vec<Ruled<'a>> = lines.iter().map(|&line| Ruled::new(line)).collect();
    let width = ruled.first()?.width();
    let even = |line: &Ruled<'_>| line.width() == width && line.line.text.ends_with(['+', '|']);
    if ruled.len() < 3 || !ruled.iter().all(even) {
        return None;
    }
    let head = lines.iter().position(|line| is_grid_head(line.text));
    // A border of equals signs counts like one of dashes.
    let at = |row: usize, column: usize| match ruled[row].at(column) {
        b'=' if Some(row) == head => b'-',
        byte => byte,
    };
    let (bottom, right) = (ruled.len() - 1, width - 1);
    let mut effort = 64 * ruled.len() * width + 10_000;
    let mut done = vec![0; width];
    let mut corners = BTreeSet::from([(0, 0)]);
    let mut cells = Vec::new();
    while let Some((top, left)) = corners.pop_first() {
        if top == bottom || left == right || done[left] > top {
            continue;
        }
        let Some(cell) = rectangle(&at, top, left, (bottom, right), &mut effort) else {
            continue;
        };
        if done[cell.left..cell.right].iter().any(|&row| row != top) {
            return None;
        }
        done[cell.left..cell.right].fill(cell.bottom);
        corners.insert((top, cell.right));
        corners.insert((cell.bottom, left));
        cells.push(cell);
    }
    if effort == 0 || done[..right].iter().any(|&row| row != bottom) {
        return None;
    }
    let tops: BTreeSet<usize> = cells.iter().map(|cell| cell.top).collect();
    let lefts: BTreeSet<usize> = cells.iter().map(|cell| cell.left).collect();
    let tops: Vec<usize> = tops.into_iter().collect();
    let lefts: Vec<usize> = lefts.into_iter().collect();
    let index = |edges: &[usize], edge: usize| edges.partition_point(|&other| other < edge);
    let mut rows: Vec<Vec<GridCell<'a>>> = tops.iter().map(|_| Vec::new()).collect();
    for cell in cells {
        let inside = &ruled[cell.top + 1..cell.bottom];
        rows[index(&tops, cell.top)].push(GridCell {
            columns: index(&lefts, cell.right) - index(&lefts, cell.left),
            rows: index(&tops, cell.bottom) - index(&tops, cell.top),
            lines: inside
                .iter()
                .map(|line| line.cut(cell.left + 1, cell.right))
                .collect(),
        });
    }
    let head_rows = head
        .filter(|row| tops.contains(row))
        .map_or(0, |row| index(&tops, row));
    Some(Grid { rows, head_rows })
}

/// The smallest cell whose upper left corner is given.
fn rectangle(
    at: &impl Fn(usize, usize) -> u8,
    top: usize,
    left: usize,
    (last_row, last_column): (usize, usize),
    effort: &mut usize,
) -> Option<Rectangle> {
    let mut step = || {
        *effort = effort.saturating_sub(1);
        (*effort > 0).then_some(())
    };
    if at(top, left) != b'+' {
        return None;
    }
    for right in left + 1..=last_column {
        step()?;
        match at(top, right) {
            b'+' => {}
            b'-' => continue,
            _ => return None,
        }
        for bottom in top + 1..=last_row {
            step()?;
            match at(bottom, right) {
                b'+' => {}
                b'|' => continue,
                _ => break,
            }
            let mut closed = at(bottom, left) == b'+';
            for column in left + 1..right {
                step()?;
                closed = closed && matches!(at(bottom, column), b'-' | b'+');
                if !closed {
                    break;
                }
            }
            for row in top + 1..bottom {
                if !closed {
                    break;
                }
                step()?;
                closed = matches!(at(row, left), b'|' | b'+');
            }
            if closed {
                return Some(Rectangle {
                    top,
                    left,
                    bottom,
                    right,
                });
            }
        }
    }
    None
}

fn simple<'a>(lines: &[Line<'a>]) -> Option<Grid<'a>> {
    let ruled: Vec<Ruled<'a>> = lines.iter().map(|&line| Ruled::new(line)).collect();
    let spans = runs(lines[0].text);
    let bytes: usize = lines.iter().map(|line| line.text.len()).sum();
    // Empty cells would cost far more than the text that asks for them.
    if lines.len() * spans.len() > 4 * bytes + 1_000 {
        return None;
    }
    let mut grid = Grid {
        rows: Vec::new(),
        head_rows: 0,
    };
    let mut start = 1;
    let mut text = false;
    for at in 1..lines.len() {
        let border = is_simple_border(lines[at].text);
        if border || is_span(lines[at].text) {
            if at > start {
                grid.rows
                    .push(row(&ruled[start..at], &spans, Some(lines[at].text))?);
            }
            if border && at + 1 < lines.len() {
                grid.head_rows = grid.rows.len();
            }
            (start, text) = (at + 1, false);
        } else if !ruled[at].cut(spans[0].0, spans[0].1).text.trim().is_empty() {
            if at > start {
                grid.rows.push(row(&ruled[start..at], &spans, None)?);
            }
            (start, text) = (at, true);
        } else if !text && lines[at].is_blank() {
            start = at + 1;
        }
    }
    Some(grid)
}

/// Where the runs of a border start and end.
fn runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        match (byte, start) {
            (b' ', Some(from)) => {
                runs.push((from, at));
                start = None;
            }
            (b' ', None) | (_, Some(_)) => {}
            (_, None) => start = Some(at),
        }
    }
    runs
}

/// One row of a simple table; the line below it may join columns.
fn row<'a>(
    lines: &[Ruled<'a>],
    columns: &[(usize, usize)],
    below: Option<&str>,
) -> Option<Vec<GridCell<'a>>> {
    let spans = below.map_or_else(|| columns.to_vec(), runs);
    let mut cells = Vec::with_capacity(spans.len());
    let mut first = 0;
    for (at, &(from, to)) in spans.iter().enumerate() {
        // Each span covers whole columns.
        let width = columns
            .get(first..)?
            .iter()
            .take_while(|column| column.1 <= to)
            .count();
        if columns.get(first)?.0 != from || width == 0 {
            return None;
        }
        let next = spans.get(at + 1).map(|span| span.0);
        if columns[first + width - 1].1 != to && next.is_some() {
            return None;
        }
        first += width;
        // Text in the margin means that the columns do not fit; the last one may be longer.
        if let Some(next) = next
            && lines
                .iter()
                .any(|line| !line.cut(to, next).text.trim().is_empty())
        {
            return None;
        }
        let lines = lines
            .iter()
            .map(|line| match next {
                Some(_) => line.cut(from, to),
                None => line.rest(from),
            })
            .collect();
        cells.push(GridCell {
            columns: width,
            rows: 1,
            lines,
        });
    }
    (first == columns.len()).then_some(cells)
}
