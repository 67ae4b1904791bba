//! Dates in file names and folders.
//!
//! In goes a path with `/` or `\` between its parts, out comes the day or month it names and the
//! slug that remains. A year alone is no date: `2025-state-of-rust.md` is a title.

use chrono::NaiveDate;

use super::Precision;

/// Where in a path its date stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathSource {
    /// In the name of the file: `2025-05-05-title.md`.
    File,
    /// In its folders: `2025/05/05/slug.md`, `2025-05-05-title/index.md`.
    Folders,
}

/// A date that a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathDate {
    /// The year, 1583 to 9999.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month; 1 where the precision is [`Precision::Month`].
    pub day: u32,
    /// [`Precision::Day`] or [`Precision::Month`].
    pub precision: Precision,
    /// Where it stands.
    pub source: PathSource,
    /// The name without date and extension; for `index` files that of the folder; may be empty.
    pub slug: String,
}

/// Finds the date of publication in a path.
///
/// ```
/// use dateline::date::path_date;
///
/// let date = path_date("blog/2025-05-05-hello-world.md").unwrap();
/// assert_eq!((date.year, date.month, date.day, date.slug.as_str()), (2025, 5, 5, "hello-world"));
/// assert_eq!(path_date("2025-state-of-rust.md"), None);
/// ```
pub fn path_date(path: &str) -> Option<PathDate> {
    let mut parts: Vec<&str> = path
        .split(['/', '\\'])
        .filter(|part| !part.is_empty())
        .collect();
    let file = parts.pop()?;
    let stem = stem(file);
    if let Some((date, rest)) = leading(stem) {
        return Some(PathDate {
            source: PathSource::File,
            slug: slug(rest),
            ..date
        });
    }
    let is_index = matches!(
        stem.to_ascii_lowercase().as_str(),
        "index" | "_index" | "readme"
    );
    let name = if is_index {
        parts.last().copied().unwrap_or("")
    } else {
        stem
    };

    // `2025-05-05-title/index.md`, and files that lie beside it in the folder.
    for (depth, part) in parts.iter().rev().enumerate() {
        if let Some((date, rest)) = leading(part) {
            let slug = if is_index && depth == 0 {
                slug(rest)
            } else {
                slug(name)
            };
            return Some(PathDate {
                source: PathSource::Folders,
                slug,
                ..date
            });
        }
    }

    // `2025/05/05/slug.md` and `2025/05/slug.md`, the innermost that is a date. The day, and the day
    // alone, may begin the name: `2025/05/05-slug.md`.
    for start in (0..parts.len()).rev() {
        let Some(year) = number(parts[start], 4) else {
            continue;
        };
        let Some(month) = parts.get(start + 1).and_then(|part| number(part, 2)) else {
            continue;
        };
        let in_folder = parts.get(start + 2).copied();
        let (day, slug_text) = match in_folder {
            Some(part) => match day_prefix(part) {
                Some((day, rest)) if !rest.is_empty() && start + 3 == parts.len() && is_index => {
                    (Some(day), rest)
                }
                Some((day, "")) if start + 3 == parts.len() && is_index => (Some(day), ""),
                Some((day, "")) => (Some(day), name),
                _ => (None, name),
            },
            None => match day_prefix(stem) {
                Some((day, rest)) => (Some(day), rest),
                None if is_index => (None, ""),
                None => (None, name),
            },
        };
        let full = day.and_then(|day| date(year, month, day, Precision::Day));
        if let Some(found) = full.or_else(|| date(year, month, 1, Precision::Month)) {
            let text = if found.precision == Precision::Month && day.is_some() {
                name
            } else {
                slug_text
            };
            return Some(PathDate {
                source: PathSource::Folders,
                slug: slug(text),
                ..found
            });
        }
    }
    None
}

/// The day that stands anywhere in the name of a file as ISO 8601 writes it, apart from other digits:
/// `daily 2024-03-05.md`, `notes-2024-03-05-draft2.md`. The last resort behind [`path_date`], which
/// takes what begins a name: a title may hold the day that it is about. The slug is the whole name.
///
/// ```
/// use dateline::date::name_date;
///
/// let date = name_date("log/daily 2024-03-05.md").unwrap();
/// assert_eq!((date.year, date.month, date.day, date.slug.as_str()), (2024, 3, 5, "daily 2024-03-05"));
/// assert_eq!(name_date("part-12024-03-05.md"), None);
/// ```
pub fn name_date(path: &str) -> Option<PathDate> {
    const LENGTH: usize = "2024-03-05".len();
    let stem = stem(path.rsplit(['/', '\\']).next()?);
    let bytes = stem.as_bytes();
    bytes
        .windows(LENGTH)
        .enumerate()
        .find_map(|(at, window)| {
            let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
            let longer = at > 0 && digit(at - 1) || digit(at + LENGTH);
            if longer || window[4] != b'-' || window[7] != b'-' {
                return None;
            }
            let window = std::str::from_utf8(window).ok()?;
            let number = |from: usize, to: usize| {
                let part = window.get(from..to)?;
                number(part, to - from)
            };
            date(number(0, 4)?, number(5, 7)?, number(8, 10)?, Precision::Day)
        })
        .map(|date| PathDate {
            slug: slug(stem),
            ..date
        })
}

/// The name without its extensions: a point and one to ten letters or digits, the first a letter.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && (1..=10).contains(&extension.len())
                && extension.starts_with(|c: char| c.is_ascii_alphabetic())
                && extension.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => file,
    }
}

/// A date at the start of a name, and what follows it.
fn leading(name: &str) -> Option<(PathDate, &str)> {
    let bytes = name.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    // `20250505143000-title` has the time of day behind the day.
    let is_time = |at: usize, below: u32| number(name.get(at..at + 2)?, 2).filter(|n| *n < below);
    if digits > 8 && (is_time(8, 24).is_none() || is_time(10, 60).is_none()) {
        return None;
    }
    let (year, month, day, rest) = if matches!(digits, 8 | 12 | 14) {
        (
            number(name.get(..4)?, 4)?,
            number(name.get(4..6)?, 2)?,
            number(name.get(6..8)?, 2)?,
            digits,
        )
    } else if digits == 4 {
        let separator = *bytes.get(4)?;
        if !matches!(separator, b'-' | b'_' | b'.' | b' ') {
            return None;
        }
        let (month, after) = small(name, 5)?;
        if bytes.get(after) != Some(&separator) {
            return None;
        }
        let (day, after) = small(name, after + 1)?;
        (number(name.get(..4)?, 4)?, month, day, after)
    } else {
        return None;
    };
    let rest = name.get(rest..)?;
    // More digits, as in `2025.05.051`, or a fourth number, as in `2025.05.05.1`, is a version.
    let mut next = rest.chars();
    match next.next() {
        None => {}
        Some('.') if next.next().is_some_and(|c| c.is_ascii_digit()) => return None,
        Some('T' | 't') if next.next().is_some_and(|c| c.is_ascii_digit()) => {}
        Some(c) if c.is_alphanumeric() => return None,
        Some(_) => {}
    }
    Some((date(year, month, day, Precision::Day)?, rest))
}

/// A number of one or two digits at this place, and where it ends.
fn small(text: &str, start: usize) -> Option<(u32, usize)> {
    let digits = text
        .get(start..)?
        .bytes()
        .take_while(|b| b.is_ascii_digit())
        .count();
    if !(1..=2).contains(&digits) {
        return None;
    }
    Some((
        text.get(start..start + digits)?.parse().ok()?,
        start + digits,
    ))
}

/// `05-title` as a day and what follows.
fn day_prefix(text: &str) -> Option<(u32, &str)> {
    let (day, end) = small(text, 0)?;
    let rest = text.get(end..)?;
    if end != 2 || !(rest.is_empty() || rest.starts_with(['-', '_', ' '])) {
        return None;
    }
    Some((day, rest))
}

/// A part that is a number of exactly so many digits (months of one digit are accepted).
fn number(text: &str, digits: usize) -> Option<u32> {
    let fits = text.len() == digits || (digits == 2 && text.len() == 1);
    if !fits || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

fn date(year: u32, month: u32, day: u32, precision: Precision) -> Option<PathDate> {
    // A path holds the date of a web article. Before the web, and past this century, a number of
    // four digits is something else.
    if !(1970..=2199).contains(&year) {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)?;
    Some(PathDate {
        year,
        month,
        day,
        precision,
        source: PathSource::File,
        slug: String::new(),
    })
}

/// What is left of a name: without a time of day and the marks around it.
fn slug(rest: &str) -> String {
    let mut rest = rest;
    // `2025-05-05T14-30-00Z-title`: a time of day is no part of the slug.
    if let Some(after) = rest
        .strip_prefix(['T', 't'])
        .filter(|after| after.starts_with(digit))
    {
        let end = after.find(|c: char| !(digit(c) || matches!(c, '-' | ':' | '_')));
        rest = end.and_then(|end| after.get(end..)).unwrap_or("");
        rest = rest.strip_prefix(['Z', 'z']).unwrap_or(rest);
    }
    rest.trim_matches(|c: char| matches!(c, '-' | '_' | '.' | ' '))
        .to_owned()
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str) -> Option<(i32, u32, u32, Precision, PathSource, String)> {
        path_date(path).map(|d| (d.year, d.month, d.day, d.precision, d.source, d.slug))
    }

    #[test]
    fn a_file_name_that_begins_with_a_day_is_dated() {
        for path in [
            "2025-05-05-title.md",
            "_posts/2025-05-05-title.markdown",
            "2025_05_05 title.txt",
            "2025_05_05_title",
            "20250505-title.html",
            "20250505 title",
            "20250505143000-title.org",
            "2025.05.05 - title.org",
            "2025-5-5-title.md",
            "2025-05-05T14-30-00Z-title.md",
            "blog\\2025-05-05-title.md",
        ] {
            let day = Some((
                2025,
                5,
                5,
                Precision::Day,
                PathSource::File,
                "title".to_owned(),
            ));
            assert_eq!(found(path), day, "{path}");
        }
        assert_eq!(found("2025-05-05.md").unwrap().5, "");
    }

    #[test]
    fn folders_are_dated() {
        for path in [
            "2025/05/05/title.md",
            "blog/2025/05/05/title/index.md",
            "blog/2025/05/05-title.md",
            "blog/2025/05/05-title/index.md",
            "2025-05-05-title/index.md",
            "content/2025-05-05-title/README.md",
            "/2025/5/05/title",
        ] {
            let day = Some((
                2025,
                5,
                5,
                Precision::Day,
                PathSource::Folders,
                "title".to_owned(),
            ));
            assert_eq!(found(path), day, "{path}");
        }
        for path in ["2025/05/title.md", "blog/2025/05/title/index.md"] {
            let month = Some((
                2025,
                5,
                1,
                Precision::Month,
                PathSource::Folders,
                "title".to_owned(),
            ));
            assert_eq!(found(path), month, "{path}");
        }
    }

    #[test]
    fn a_day_anywhere_in_a_name_is_found() {
        for (path, expected) in [
            ("daily 2024-03-05.md", Some((2024, 3, 5))),
            ("a/notes-2024-03-05-draft2.md", Some((2024, 3, 5))),
            ("Tagebuch2024-03-05.txt", Some((2024, 3, 5))),
            ("v2-2024-02-30-2024-03-01.md", Some((2024, 3, 1))),
            ("12024-03-05.md", None),
            ("notes-2024-03-051.md", None),
            ("notes-2024-3-5.md", None),
            ("notes 2024_03_05.md", None),
            ("notes-2024-02-30.md", None),
            ("notes-1066-10-14.md", None),
            ("2024-03-05/notes.md", None),
            ("日記2024-03-05版.md", Some((2024, 3, 5))),
            ("", None),
        ] {
            let found = name_date(path).map(|date| (date.year, date.month, date.day));
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn versions_years_and_impossible_days_are_no_dates() {
        for path in [
            "v2025.05.051.md",
            "2025.05.051.md",
            "2025.05.05.1.md",
            "1.94.1-release.md",
            "2025-state-of-rust.md",
            "2025-02-30-title.md",
            "2025/title.md",
            "20251301-title.md",
            "202505051-title.md",
            "12345678.md",
            "index.md",
            "",
            "/",
            "2025-05-title.md",
        ] {
            assert_eq!(found(path), None, "{path}");
        }
    }
}
