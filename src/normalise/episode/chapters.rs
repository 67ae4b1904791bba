//! Chapters of a medium, as front matter has them.

use super::lists::{Around, at, refuse};
use crate::article::{Field, Origin, Value};
use crate::entry::{Chapter, seconds};
use crate::normalise::fields::Fields;
use crate::normalise::keys::CHAPTERS;
use crate::normalise::media::join;
use crate::text::one_line;

/// More than any medium has; bounds what a hostile head costs.
const MOST: usize = 2000;

const HELP: &str = "write `- 00:01:23 Title`, or a map with `start` and `title`";

/// The address and media type of a file of chapters.
type File = (Box<str>, Box<str>);

/// Chapters in the order of time, or the file that has them.
pub(super) fn chapters(
    fields: &mut Fields<'_>,
    around: &Around<'_>,
) -> (Vec<Chapter>, Option<File>) {
    let Some((value, origin)) = fields.all(&CHAPTERS).into_iter().next() else {
        return (Vec::new(), None);
    };
    let mut found: Vec<Chapter> = Vec::new();
    let mut take = |fields: &mut Fields<'_>, read: Result<Chapter, String>, line: u32| match read {
        Ok(chapter) => found.push(chapter),
        Err(message) => refuse(fields, &CHAPTERS, line, &message, HELP),
    };
    match value {
        Value::Switch(_) => return (Vec::new(), None),
        Value::Text(text) if !text.trim().contains('\n') && time_and_title(text).is_none() => {
            return (Vec::new(), file(fields, text, None, &origin, around));
        }
        Value::Text(text) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            for line in lines.take(MOST) {
                take(fields, of_line(line), origin.line);
            }
        }
        Value::Map(map) if value.get("url").or_else(|| value.get("file")).is_some() => {
            let text = |names: &[&str]| names.iter().find_map(|name| value.get(name)?.text());
            let url = text(&["url", "file"]).unwrap_or_default();
            let line = map.first().map_or(0, |field| field.line).max(origin.line);
            let origin = at(&origin, line);
            return (
                Vec::new(),
                file(fields, url, text(&["type", "mime_type"]), &origin, around),
            );
        }
        // Times as keys.
        Value::Map(map) => {
            for field in map.iter().take(MOST) {
                let title = field.value.text().unwrap_or_default();
                let read = of_parts(&field.key, title);
                take(fields, read, field.line.max(origin.line));
            }
        }
        Value::List(list) => {
            for item in list.iter().take(MOST) {
                let (read, line) = match item {
                    Value::Map(map) => {
                        let line = map.first().map_or(0, |field| field.line);
                        (of_map(map, &origin, around), line.max(origin.line))
                    }
                    item => (of_line(item.text().unwrap_or_default()), origin.line),
                };
                take(fields, read, line);
            }
        }
        Value::Null => {}
    }
    // Stable: of two at one time, the first stays first.
    found.sort_by_key(|chapter| chapter.start);
    let count = match found.len() {
        0 => return (found, None),
        1 => "1 chapter".to_owned(),
        count => format!("{count} chapters"),
    };
    fields.trace("chapters", &count, origin);
    (found, None)
}

fn file(
    fields: &mut Fields<'_>,
    text: &str,
    media_type: Option<&str>,
    origin: &Origin,
    around: &Around<'_>,
) -> Option<File> {
    let joined = join(text, origin, around.site, around.permalink);
    let Some(url) = joined.filter(|url| media_type.is_some() || url.path().ends_with(".json"))
    else {
        let message = format!("expected chapters or the address of a `.json` file, found `{text}`");
        refuse(fields, &CHAPTERS, origin.line, &message, HELP);
        return None;
    };
    fields.trace("chapters", url.as_str(), origin.clone());
    let media_type = media_type.unwrap_or("application/json+chapters");
    Some((String::from(url).into(), media_type.into()))
}

/// `00:01:23 Title`, `1:23 - Title`, `[00:01:23] Title`.
fn time_and_title(line: &str) -> Option<(f64, &str)> {
    let line = line.trim().trim_start_matches(['[', '(', '@']).trim_start();
    let end = line.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','));
    let (time, rest) = line.split_at(end.unwrap_or(line.len()));
    let is_dash =
        |c: char| c.is_whitespace() || matches!(c, ']' | ')' | '-' | '–' | '—' | ':' | '|');
    let time = time.trim_end_matches([':', '.', ',']);
    let start = seconds::parse(time).filter(|_| time.contains(':'))?;
    Some((start, rest.trim_start_matches(is_dash)))
}

fn of_line(line: &str) -> Result<Chapter, String> {
    let (start, title) = time_and_title(line)
        .ok_or_else(|| format!("expected a time and a title, found `{}`", one_line(line)))?;
    chapter(start, title)
}

fn of_parts(time: &str, title: &str) -> Result<Chapter, String> {
    let start = seconds::parse(time).ok_or_else(|| format!("expected a time, found `{time}`"))?;
    chapter(start, title)
}

fn of_map(map: &[Field], origin: &Origin, around: &Around<'_>) -> Result<Chapter, String> {
    let text = |names: &[&str]| {
        let named = |name: &&str| map.iter().find(|field| field.key == **name)?.value.text();
        names.iter().find_map(named)
    };
    let time = text(&["start", "starttime", "start_time", "time", "timestamp"]);
    let title = text(&["title", "name", "label"]).unwrap_or_default();
    let absolute = |text: &str| join(text, origin, around.site, around.permalink).map(String::from);
    let chapter = of_parts(time.unwrap_or_default(), title)?;
    Ok(Chapter {
        url: text(&["url", "href", "link"]).and_then(absolute),
        image: text(&["img", "image"]).and_then(absolute),
        ..chapter
    })
}

fn chapter(start: f64, title: &str) -> Result<Chapter, String> {
    let title = one_line(title);
    if title.is_empty() {
        return Err(format!("expected a title behind {}", seconds::write(start)));
    }
    Ok(Chapter {
        // Times are bounded by the number of their digits.
        start: (start * 1000.0).round() as u64,
        title,
        url: None,
        image: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_time_and_a_title() {
        for (line, expected) in [
            ("00:01:23 Title", Some((83_000, "Title"))),
            ("00:00:00.000 Intro.", Some((0, "Intro."))),
            ("1:23 - Title", Some((83_000, "Title"))),
            (
                "[@00:24:45] - Hot reloading",
                Some((1_485_000, "Hot reloading")),
            ),
            ("(90:00) 2 times", Some((5_400_000, "2 times"))),
            ("00:01:23", None),
            ("12 Monkeys", None),
            ("Title", None),
        ] {
            let read = of_line(line).ok();
            let read = read
                .as_ref()
                .map(|chapter| (chapter.start, &*chapter.title));
            assert_eq!(read, expected, "{line}");
        }
    }
}
