//! The ledger as text: a heading, then a line an article, its fields parted by tabs.

use std::collections::HashMap;
use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};

use super::{Ledger, Line, Prints, Seen, Sketch, State, VERSION, archives};
use crate::date::rfc3339;
use crate::diagnostic::Diagnostic;

/// The heading up to the version.
const HEADING: &str = "# dateline.lock ";

/// What a line about a feed begins with.
const FEED: &str = "# feed ";

/// What a line about a value with feeds of its own begins with.
const VALUE: &str = "# value ";

/// Fields of a line.
const FIELDS: usize = 10;

/// What stands where there is no value.
const NONE: &str = "-";

/// What lines that are no article's begin with, and [`NONE`].
const MARKS: [char; 6] = ['#', '<', '=', '>', '|', '-'];

/// What stands for `updated` where it is `published`.
const SAME: &str = "=";

pub(super) fn write(ledger: &Ledger) -> String {
    let mut text = String::with_capacity(64 + ledger.lines.len() * 256);
    let _ = writeln!(text, "{HEADING}{VERSION} {}", ledger.authority);
    for (path, id) in &ledger.feeds {
        text.push_str(FEED);
        escape(&mut text, path);
        text.push('\t');
        escape(&mut text, id);
        text.push('\n');
    }
    for (key, values) in &ledger.values {
        for (slug, label) in values {
            text.push_str(VALUE);
            escape(&mut text, key);
            text.push('\t');
            escape(&mut text, slug);
            text.push('\t');
            escape(&mut text, label);
            text.push('\n');
        }
    }
    archives::write(&mut text, &ledger.archives);
    for one in &ledger.lines {
        push(&mut text, one);
        text.push('\n');
    }
    text
}

/// One line without its end.
pub(super) fn line(line: &Line) -> String {
    let mut text = String::with_capacity(256);
    push(&mut text, line);
    text
}

fn push(text: &mut String, line: &Line) {
    // An adopted guid may be any text: it must not look like a heading or like the mark of a merge.
    if line.guid.starts_with(MARKS) {
        text.push('\\');
    }
    escape(text, &line.guid);
    text.push('\t');
    match line.state {
        State::Live => text.push('+'),
        State::Announced => text.push_str("++"),
        State::Settled => text.push_str("+="),
        State::Gone(since) => {
            let _ = write!(
                text,
                "-{}",
                since.to_rfc3339_opts(SecondsFormat::Secs, true)
            );
        }
    }
    text.push('\t');
    escape(
        text,
        if line.path.is_empty() {
            NONE
        } else {
            &line.path
        },
    );
    text.push('\t');
    escape(
        text,
        if line.address.is_empty() {
            NONE
        } else {
            &line.address
        },
    );
    text.push('\t');
    instant(text, &line.published);
    text.push('\t');
    if line.updated == line.published && line.updated.offset() == line.published.offset() {
        text.push_str(SAME);
    } else {
        instant(text, &line.updated);
    }
    let prints = &line.prints;
    text.push('\t');
    push_hex(text, prints.title, 12);
    text.push('\t');
    match prints.source {
        Some(source) => push_hex(text, source, 16),
        None => text.push_str(NONE),
    }
    text.push('\t');
    match prints.seen {
        Some(seen) => {
            text.push(seen.kind.letter());
            push_hex(text, seen.print, 16);
        }
        None => text.push_str(NONE),
    }
    text.push('\t');
    match prints.sketch {
        Some(Sketch(bytes)) => bytes
            .iter()
            .for_each(|byte| push_hex(text, u64::from(*byte), 2)),
        None => text.push_str(NONE),
    }
}

fn instant(text: &mut String, instant: &DateTime<FixedOffset>) {
    text.push_str(&rfc3339(instant));
}

/// The lowest digits of a number in base 16.
pub(super) fn push_hex(text: &mut String, number: u64, digits: u32) {
    for at in (0..digits).rev() {
        let digit = (number >> (4 * at)) as u32 & 0xf;
        text.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
}

/// Tabs, line ends and the backslash that stands for them.
pub(super) fn escape(out: &mut String, text: &str) {
    if !text.contains(['\t', '\n', '\r', '\\']) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        match c {
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\\' => out.push_str("\\\\"),
            c => out.push(c),
        }
    }
}

pub(super) fn unescape(text: &str) -> Option<Box<str>> {
    if !text.contains('\\') {
        return Some(text.into());
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(c) = letters.next() {
        out.push(match c {
            '\\' => match letters.next()? {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                mark if MARKS.contains(&mark) => mark,
                _ => return None,
            },
            c => c,
        });
    }
    Some(out.into())
}

pub(super) fn parse(text: &str) -> Result<Ledger, Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text
        .split('\n')
        .map(|line| line.strip_suffix('\r').unwrap_or(line))
        .zip(1_u32..);
    let first = lines.next().map_or("", |(line, _)| line);
    // A merge may have left its marks above the heading.
    let authority = match heading(first) {
        Ok(authority) => authority,
        Err(finding) => return Err(vec![finding]),
    };
    let mut ledger = Ledger::new(authority);
    let mut findings = Vec::new();
    let mut seen: HashMap<Box<str>, u32> = HashMap::new();
    let mut last = 1;
    for (line, number) in lines {
        last = number;
        // The end of the file, and what an editor leaves.
        if line.is_empty() {
            continue;
        }
        if let Some((path, id)) = line
            .strip_prefix(FEED)
            .and_then(|rest| rest.split_once('\t'))
        {
            if let (Some(path), Some(id)) = (unescape(path), unescape(id)) {
                ledger.feeds.entry(path).or_insert(id);
            }
            continue;
        }
        if let Some(value) = line.strip_prefix(VALUE) {
            let fields: Vec<Option<Box<str>>> = value.split('\t').map(unescape).collect();
            if let [Some(key), Some(slug), Some(label)] = fields.as_slice() {
                let values = ledger.values.entry(key.clone()).or_default();
                values.entry(slug.clone()).or_insert_with(|| label.clone());
            }
            continue;
        }
        if let Some(rest) = line.strip_prefix(archives::ARCHIVE) {
            let read = archives::read(rest, &mut ledger.archives);
            findings.extend(read.err().map(|finding| finding.at(number, 0)));
            continue;
        }
        match one(line) {
            Ok(line) => {
                if let Some(other) = seen.insert(line.guid.clone(), number) {
                    findings.push(
                        broken(
                            number,
                            format!("line {other} has the guid {} too", line.guid),
                        )
                        .help(
                            "keep the one of the two that was updated later, and remove the other",
                        ),
                    );
                }
                ledger.lines.push(line);
            }
            Err(finding) => findings.push(finding.at(number, 0)),
        }
        if findings.len() == 20 {
            break;
        }
    }
    if findings.is_empty() && !text.ends_with('\n') {
        findings.push(
            broken(
                last,
                "expected the end of a line, found the end of the file",
            )
            .help("the file was cut off: take it from version control again"),
        );
    }
    if findings.is_empty() {
        Ok(ledger)
    } else {
        Err(findings)
    }
}

fn heading(line: &str) -> Result<&str, Diagnostic> {
    if let Some(finding) = conflict(line) {
        return Err(finding.at(1, 0));
    }
    let rest = line.strip_prefix(HEADING).ok_or_else(|| {
        let found: String = line.chars().take(60).collect();
        broken(
            1,
            format!("expected `{HEADING}{VERSION} example.org`, found `{found}`"),
        )
        .help("take the file from version control again")
    })?;
    let (version, authority) = rest.split_once(' ').unwrap_or((rest, ""));
    if version != VERSION.to_string() {
        return Err(broken(
            1,
            format!("expected version {VERSION} of the ledger, found `{version}`"),
        )
        .help("use the version of dateline that wrote it, or a later one"));
    }
    Ok(authority.trim())
}

fn one(line: &str) -> Result<Line, Diagnostic> {
    if let Some(finding) = conflict(line) {
        return Err(finding);
    }
    let wrong = |what: &str, found: &str| {
        let found: String = found.chars().take(60).collect();
        broken(0, format!("expected {what}, found `{found}`"))
            .help("take the line from version control again")
    };
    let mut fields = [""; FIELDS];
    let mut count = 0;
    for field in line.split('\t') {
        if let Some(slot) = fields.get_mut(count) {
            *slot = field;
        }
        count += 1;
    }
    if count != FIELDS {
        return Err(wrong(
            &format!("{FIELDS} fields parted by tabs"),
            &format!("{count}: {line}"),
        ));
    }
    let [
        guid,
        state,
        path,
        address,
        published,
        updated,
        title,
        source,
        seen,
        sketch,
    ] = fields;
    let text = |what: &str, field: &str| match field {
        NONE => Ok("".into()),
        field => unescape(field).ok_or_else(|| wrong(what, field)),
    };
    let instant = |what: &str, field: &str| {
        DateTime::parse_from_rfc3339(field).map_err(|_| wrong(what, field))
    };
    let number = |what: &str, field: &str, digits: usize| {
        Some(field)
            .filter(|field| field.len() == digits && field.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|field| u64::from_str_radix(field, 16).ok())
            .ok_or_else(|| wrong(what, field))
    };
    if guid.is_empty() || guid == NONE {
        return Err(wrong("a guid", guid));
    }
    let published = instant("an instant of publication", published)?;
    Ok(Line {
        guid: text("a guid", guid)?,
        state: match state {
            "+" => State::Live,
            "++" => State::Announced,
            "+=" => State::Settled,
            state => {
                let since = state.strip_prefix('-').unwrap_or_default();
                State::Gone(
                    instant("`+`, `++`, `+=`, or `-` and an instant", since)?.with_timezone(&Utc),
                )
            }
        },
        path: text("the path of a file", path)?,
        address: text("an address", address)?,
        updated: match updated {
            SAME => published,
            updated => instant("an instant of change", updated)?,
        },
        published,
        prints: Prints {
            title: number("a print of a title", title, 12)?,
            source: match source {
                NONE => None,
                field => Some(number("a print of a source", field, 16)?),
            },
            seen: match seen {
                NONE => None,
                field => {
                    let what = "a print of what is seen";
                    let (kind, rest) = field
                        .split_at_checked(1)
                        .ok_or_else(|| wrong(what, field))?;
                    let kind = super::Kind::of_letter(kind).ok_or_else(|| wrong(what, field))?;
                    Some(Seen {
                        kind,
                        print: number(what, rest, 16)?,
                    })
                }
            },
            sketch: match sketch {
                NONE => None,
                field => Some(Sketch::read(field).ok_or_else(|| wrong("a sketch", field))?),
            },
        },
    })
}

/// What a merge leaves where it could not decide.
fn conflict(line: &str) -> Option<Diagnostic> {
    let marked = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    marked.iter().any(|mark| line.starts_with(mark)).then(|| {
        let found: String = line.chars().take(60).collect();
        broken(0, format!("a mark of a merge conflict, found `{found}`"))
            .help("keep the lines of both sides, each guid once, and remove the marks")
    })
}

pub(super) fn broken(line: u32, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("broken-ledger", message).at(line, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Kind;

    fn sample() -> Ledger {
        let published = DateTime::parse_from_rfc3339("2025-05-05T00:00:00+05:30").unwrap();
        let mut ledger = Ledger::new("example.org");
        ledger
            .feeds
            .insert("atom.xml".into(), "https://example.org/atom.xml".into());
        ledger.lines.push(Line {
            guid: "tag:example.org,2025-05-05:a".into(),
            path: "posts/a\tb\\c.md".into(),
            address: "/posts/a/".into(),
            published,
            updated: published,
            state: State::Live,
            prints: Prints {
                title: 0xab,
                source: Some(1),
                seen: Some(Seen {
                    kind: Kind::Content,
                    print: u64::MAX,
                }),
                sketch: Some(Sketch([7; 16])),
            },
        });
        ledger.lines.push(Line {
            guid: "urn:x".into(),
            path: "".into(),
            address: "https://elsewhere.example/".into(),
            published,
            updated: DateTime::parse_from_rfc3339("2025-06-01T12:00:00Z").unwrap(),
            state: State::Gone(DateTime::UNIX_EPOCH),
            prints: Prints::default(),
        });
        ledger
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = sample().write();
        assert_eq!(
            text.lines().next(),
            Some("# dateline.lock 1 example.org"),
            "{text}"
        );
        assert_eq!(Ledger::parse(&text).unwrap(), sample());
        let windows = text.replace('\n', "\r\n");
        assert_eq!(Ledger::parse(&windows).unwrap(), sample());
    }

    #[test]
    fn any_text_can_be_a_guid() {
        for guid in [
            "-",
            "# feed x",
            "#1",
            "<<<<<<< HEAD",
            "=======",
            "|||||||",
            ">>>>>>>",
            "\\#",
            "a\tb\nc",
            "-12",
        ] {
            let mut ledger = sample();
            ledger.lines[0].guid = guid.into();
            assert_eq!(Ledger::parse(&ledger.write()).unwrap(), ledger, "{guid}");
        }
    }

    #[test]
    fn a_damaged_ledger_is_said_to_be_one_with_the_line() {
        let whole = sample().write();
        let second = whole.lines().nth(2).unwrap().to_owned();
        for (text, expected) in [
            (
                whole.replace(" 1 ", " 2 "),
                "1: error[broken-ledger]: expected version 1",
            ),
            (
                whole.replace("# date", "date"),
                "1: error[broken-ledger]: expected `# dateline.lock 1",
            ),
            (
                String::new(),
                "1: error[broken-ledger]: expected `# dateline.lock 1",
            ),
            (
                format!("{whole}{second}\n"),
                "5: error[broken-ledger]: line 3 has the guid",
            ),
            (
                whole.replace("urn:x", "<<<<<<< HEAD\nurn:x"),
                "4: error[broken-ledger]: a mark of a merge conflict",
            ),
            (
                format!("<<<<<<< HEAD\n{whole}"),
                "1: error[broken-ledger]: a mark of a merge conflict",
            ),
            (
                whole[..whole.len() - 1].to_owned(),
                "4: error[broken-ledger]: expected the end of a line",
            ),
            (
                whole[..whole.len() - 9].to_owned(),
                "4: error[broken-ledger]: expected 10 fields",
            ),
            (
                whole.replace("2025-05-05T", "2025-02-30T"),
                "3: error[broken-ledger]: expected an instant of publication, found `2025-02-30T00:00:00+05:30`",
            ),
        ] {
            let findings = Ledger::parse(&text).unwrap_err();
            let said = findings[0].to_string();
            assert!(said.starts_with(expected), "{said}\n{text}");
        }
    }

    #[test]
    fn changes_name_what_went_and_what_came() {
        let (old, mut new) = (sample(), sample());
        assert!(old.changes(&new).is_empty());
        new.lines.remove(1);
        new.lines[0].state = State::Announced;
        let changes = old.changes(&new);
        let starts: Vec<&str> = changes.iter().map(|line| &line[..7]).collect();
        assert_eq!(starts, ["- tag:e", "+ tag:e", "- urn:x"]);
    }
}
