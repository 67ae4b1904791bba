//! What stands before the text: YAML between `---`, TOML between `+++`, a JSON object, or
//! `Key: value` lines. Scalars stay text, and every value keeps its line.

mod json;
mod lines;
mod toml;
mod yaml;

use serde_json::value::RawValue;

pub(super) use self::json::{json, json_reason};
pub(super) use self::lines::{dotted_lines, header_lines};

use super::{Head, Source};
use crate::article::{Field, OriginKind, fold_key};
use crate::diagnostic::Diagnostic;
use crate::text::line_at;

/// How deep maps and lists may lie in each other.
const MAX_DEPTH: usize = 64;

/// A way to write front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    Yaml,
    Toml,
    Json,
}

/// Front matter found at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub syntax: Syntax,
    /// Without the fences.
    pub text: &'a str,
    /// Line of the file that `text` starts on, from 1.
    pub line: u32,
    /// Where the body starts in the whole text.
    pub body: usize,
}

/// What the start of a text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Split<'a> {
    /// No front matter.
    None,
    /// Its end is not in sight.
    Incomplete,
    /// It is there and wrong.
    Broken(Diagnostic),
    Found(Block<'a>),
}

/// The fields of a front matter, or why it cannot be read.
type Fields = Result<Vec<Field>, Diagnostic>;

/// The fields of a file of YAML; `None` where it cannot be read.
pub(super) fn yaml(text: &str) -> Option<Vec<Field>> {
    yaml::read(text, 1).ok()
}

/// Looks for front matter at the start; empty lines before it are passed over.
pub(super) fn split(text: &str, complete: bool) -> Split<'_> {
    let start = text.len() - text.trim_start_matches(['\n', ' ', '\t', '\u{feff}']).len();
    let rest = &text[start..];
    let first_line = line_at(text, start);
    let fence = |mark: &str| {
        let line = rest.lines().next().unwrap_or_default();
        line.trim_end() == mark
    };
    let (syntax, open, closes): (Syntax, &str, &[&str]) = if fence("---") || fence("---yaml") {
        (Syntax::Yaml, "---", &["---", "..."])
    } else if fence("---json") {
        (Syntax::Json, "---", &["---"])
    } else if fence("---toml") {
        (Syntax::Toml, "---", &["---"])
    } else if fence("+++") {
        (Syntax::Toml, "+++", &["+++"])
    } else if fence(";;;") {
        (Syntax::Json, ";;;", &[";;;"])
    } else if fence("---js") || fence("---javascript") {
        return Split::Broken(
            broken(first_line, "expected YAML, TOML or JSON, found JavaScript")
                .help("write the fields as JSON after a line `---json`, or as YAML after `---`"),
        );
    } else if rest.starts_with('{') {
        return split_json(text, start, first_line, complete);
    } else {
        return split_unopened(text, start, first_line, complete);
    };
    let Some(inner) = rest.find('\n').map(|at| start + at + 1) else {
        return if complete {
            Split::None
        } else {
            Split::Incomplete
        };
    };
    let mut at = inner;
    for line in text[inner..].split_inclusive('\n') {
        let ended = line.ends_with('\n') || complete;
        if ended && closes.contains(&line.trim_end()) {
            return Split::Found(Block {
                syntax,
                text: &text[inner..at],
                line: first_line + 1,
                body: at + line.len(),
            });
        }
        at += line.len();
    }
    if !complete {
        return Split::Incomplete;
    }
    // A text may begin with a rule (`---`); only what goes on like fields is front matter.
    let next = text[inner..].lines().find(|line| !line.trim().is_empty());
    let looks_like_fields = next.is_some_and(|line| match syntax {
        Syntax::Yaml => line
            .split_once(':')
            .is_some_and(|(key, _)| lines::is_key(key.trim())),
        Syntax::Toml => line.contains('=') || line.starts_with('['),
        Syntax::Json => line.trim_start().starts_with('"'),
    });
    if looks_like_fields {
        Split::Broken(
            broken(
                first_line,
                format!(
                    "expected a line `{open}` that ends the front matter, found the end of the file"
                ),
            )
            .help(format!(
                "write `{open}` on a line of its own after the last field"
            )),
        )
    } else {
        Split::None
    }
}

/// Front matter of Hexo, which may leave out the line that opens it: fields from the first line on,
/// without an empty one, down to `---`, or as JSON without its braces down to `;;;`.
fn split_unopened(text: &str, start: usize, line: u32, complete: bool) -> Split<'_> {
    let (syntax, close) = if text[start..].starts_with('"') {
        (Syntax::Json, ";;;")
    } else {
        (Syntax::Yaml, "---")
    };
    let mut at = start;
    for content in text[start..].split_inclusive('\n') {
        let first = at == start;
        let known = |(key, _): (&str, &str)| {
            let key = key.trim_matches('"');
            lines::FIRST_KEYS.contains(&fold_key(key).as_str())
        };
        if content.trim().is_empty() || (first && !content.split_once(':').is_some_and(known)) {
            return Split::None;
        }
        if content.trim_end() == close && (content.ends_with('\n') || complete) {
            return Split::Found(Block {
                syntax,
                text: &text[start..at],
                line,
                body: at + content.len(),
            });
        }
        at += content.len();
    }
    if complete {
        Split::None
    } else {
        Split::Incomplete
    }
}

fn split_json(text: &str, start: usize, line: u32, complete: bool) -> Split<'_> {
    let rest = &text[start..];
    // Liquid and template tags start with a brace as well.
    let second = rest[1..].trim_start();
    if !(second.starts_with('"') || second.starts_with('}')) {
        return Split::None;
    }
    let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
    match stream.next() {
        Some(Ok(_)) => {
            let end = stream.byte_offset();
            let after = rest[end..].find('\n').map_or(rest.len(), |at| end + at + 1);
            Split::Found(Block {
                syntax: Syntax::Json,
                text: &rest[..end],
                line,
                body: start + after,
            })
        }
        Some(Err(error)) if error.is_eof() && !complete => Split::Incomplete,
        Some(Err(error)) => Split::Broken(broken(
            line + error.line().saturating_sub(1) as u32,
            format!("cannot be read as JSON: {}", json_reason(&error)),
        )),
        None => Split::None,
    }
}

/// Reads the fields of a block.
fn parse(block: &Block<'_>) -> Fields {
    match block.syntax {
        Syntax::Yaml => yaml::read(block.text, block.line),
        Syntax::Toml => toml::read(block.text, block.line),
        Syntax::Json => json(block.text, block.line, OriginKind::FrontMatter),
    }
}

fn broken(line: u32, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("broken-front-matter", message).at(line, 0)
}

/// The fields before a text, whatever way they are written, and where the text starts. `None` where
/// more of the text is needed; the finished head where the fields are broken.
pub(super) fn before(source: &Source<'_>) -> Option<Result<(Vec<Field>, usize), Head>> {
    Some(match split(source.text, source.complete) {
        Split::Incomplete => return None,
        Split::Broken(finding) => Err(Head::broken(finding)),
        Split::Found(block) => match parse(&block) {
            Ok(fields) => Ok((fields, block.body)),
            Err(finding) => Err(Head::broken(finding)),
        },
        Split::None => Ok(dotted_lines(source.text, OriginKind::HeaderLine).unwrap_or_default()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<Field> {
        match split(text, true) {
            Split::Found(block) => parse(&block).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    fn error(text: &str) -> String {
        match split(text, true) {
            Split::Found(block) => parse(&block).unwrap_err().to_string(),
            Split::Broken(finding) => finding.to_string(),
            other => panic!("{other:?}"),
        }
    }

    fn show(fields: &[Field]) -> String {
        fields
            .iter()
            .map(|f| format!("{}@{}={:?};", f.key, f.line, f.value))
            .collect()
    }

    #[test]
    fn json_that_is_deep_or_broken_inside_is_refused() {
        let deep = format!(
            "{{\"a\": 1,\n\"x\": {}1{}}}\n",
            "{\"a\":".repeat(9999),
            "}".repeat(9999)
        );
        assert_eq!(
            error(&deep).lines().next(),
            Some("2: error[broken-front-matter]: nested deeper than 64 levels")
        );
        let half = error("{\"a\": 1,\n\"title\": \"\\ud800\"}\n");
        assert!(
            half.starts_with("2: error[broken-front-matter]: cannot be read as JSON"),
            "{half}"
        );
    }

    #[test]
    fn yaml_scalars_stay_text_and_keep_their_lines() {
        let fields = fields(
            "---\ntitle: A\ndate: 2025-02-30\nn: 12:30\nempty:\ntags: [a, 'b']\nauthor:\n  name: X\n---\nbody",
        );
        assert_eq!(
            show(&fields),
            "title@2=Text(\"A\");date@3=Text(\"2025-02-30\");n@4=Text(\"12:30\");empty@5=Null;\
             tags@6=List([Text(\"a\"), Text(\"b\")]);author@7=Map([Field { key: \"name\", value: Text(\"X\"), kind: FrontMatter, line: 8 }]);"
        );
    }

    #[test]
    fn a_tab_parts_a_key_from_its_value() {
        assert_eq!(
            show(&fields("---\ntitle:\tA\nd:\t\tB\n---\n")),
            "title@2=Text(\"A\");d@3=Text(\"B\");"
        );
    }

    #[test]
    fn front_matter_in_javascript_is_said_to_be_none() {
        assert!(
            error("---js\n{ title: 'A' }\n---\n")
                .contains("expected YAML, TOML or JSON, found JavaScript")
        );
    }

    #[test]
    fn yaml_whose_keys_are_all_indented_is_read() {
        assert_eq!(
            show(&fields("---\n title: A\n date: 2020-01-01\n---\n")),
            "title@2=Text(\"A\");date@3=Text(\"2020-01-01\");"
        );
    }

    #[test]
    fn toml_and_json_are_read_the_same_way() {
        assert_eq!(
            show(&fields(
                "+++\ntitle = \"A\"\ndate = 2025-05-05\n[extra]\nn = 1\n+++\n"
            )),
            "title@2=Text(\"A\");date@3=Text(\"2025-05-05\");extra@4=Map([Field { key: \"n\", value: Text(\"1\"), kind: FrontMatter, line: 5 }]);"
        );
        assert_eq!(
            show(&fields("\"title\": \"A\",\n\"draft\": false\n;;;\nbody")),
            "title@1=Text(\"A\");draft@2=Switch(false);"
        );
        assert_eq!(split("\"Title: a quotation\"\nmore\n", true), Split::None);
        assert_eq!(
            show(&fields("{\n \"title\": \"A\",\n \"draft\": false\n}\nbody")),
            "title@2=Text(\"A\");draft@3=Switch(false);"
        );
    }

    #[test]
    fn broken_front_matter_is_reported_with_its_line() {
        assert!(
            error("---\ntitle: \"A\n---\n").starts_with("2:"),
            "{}",
            error("---\ntitle: \"A\n---\n")
        );
        assert!(error("---\ntitle: A\nbody").starts_with("1: error[broken-front-matter]"));
        assert!(error("+++\ntitle = A\n+++\n").starts_with("2: error[broken-front-matter]"));
        assert!(
            error("{\n \"title\": \"A\"\n \"b\": 1}\n")
                .starts_with("3: error[broken-front-matter]")
        );
    }

    #[test]
    fn a_text_that_begins_with_a_rule_has_no_front_matter() {
        assert_eq!(split("---\n\nJust text.\n", true), Split::None);
        assert_eq!(split("{% include x %}\n", true), Split::None);
    }

    #[test]
    fn an_unfinished_front_matter_asks_for_more() {
        assert_eq!(split("---\ntitle: A\n", false), Split::Incomplete);
        assert_eq!(split("{\n \"title\": ", false), Split::Incomplete);
    }

    #[test]
    fn aliases_of_aliases_are_bounded() {
        let mut text = String::from("---\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for n in 1..9 {
            let list = vec![format!("*a{}", n - 1); 10].join(",");
            text.push_str(&format!("a{n}: &a{n} [{list}]\n"));
        }
        text.push_str("---\n");
        assert!(error(&text).contains("more than 10000 values"));
    }
}
