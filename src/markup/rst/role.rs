//! Interpreted text: what each role makes of it.

use super::block::Parser;
use super::inline::unescape;
use super::tree::{Goal, Inline};

/// Bytes of the classes of a role.
const LONGEST_CLASS: usize = 200;

pub(super) const DEFAULT_ROLE: &str = "title-reference";

/// What interpreted text becomes.
#[derive(Clone)]
pub(super) enum Role {
    Element(&'static str, String),
    /// TeX and code, which keep their backslashes.
    Code(String),
    Html,
    Nothing,
    Abbreviation,
    /// A page with the number in place of `{}`, named in the text.
    Page(&'static str, &'static str),
    /// Another article of the site (Nikola, Sphinx).
    Article,
    /// Only the text, without the target that Sphinx and Nikola write in angle brackets.
    Text,
}

impl Parser {
    pub(super) fn interpret(&self, name: &str, raw: &str) -> Inline {
        let name = name.to_lowercase();
        let role = self
            .roles
            .get(&name)
            .cloned()
            .or_else(|| standard_role(&name));
        let text = unescape(raw);
        match role.unwrap_or(Role::Text) {
            Role::Code(class) => Inline::Element {
                tag: "code",
                class,
                text: raw.to_owned(),
            },
            Role::Element(tag, class) => Inline::Element { tag, class, text },
            Role::Html => Inline::Html(raw.to_owned()),
            Role::Nothing => Inline::Text(String::new()),
            Role::Abbreviation => match text.strip_suffix(')').and_then(|t| t.split_once(" (")) {
                Some((short, meaning)) => Inline::Abbreviation {
                    text: short.to_owned(),
                    meaning: meaning.to_owned(),
                },
                None => Inline::Element {
                    tag: "abbr",
                    class: String::new(),
                    text,
                },
            },
            Role::Page(label, pattern) => match text.trim().parse::<u32>() {
                Ok(number) => {
                    let digits = match label {
                        "PEP" => format!("{number:04}"),
                        _ => number.to_string(),
                    };
                    let text = format!("{label} {number}");
                    let goal = Goal::Uri(pattern.replace("{}", &digits));
                    Inline::Reference {
                        source: text.clone(),
                        text,
                        goal,
                    }
                }
                Err(_) => Inline::Text(text),
            },
            Role::Article => {
                let (words, target) = words_and_target(&text);
                Inline::Article {
                    words: words.map(str::to_owned),
                    target: target.trim().to_owned(),
                }
            }
            Role::Text => {
                let (words, target) = words_and_target(&text);
                let shown = words.unwrap_or(target);
                Inline::Text(shown.trim_start_matches(['~', '!']).to_owned())
            }
        }
    }
}

/// `words <target>`, or the target alone.
fn words_and_target(text: &str) -> (Option<&str>, &str) {
    let parts = text
        .split_once(" <")
        .and_then(|(words, target)| Some((words, target.strip_suffix('>')?)));
    match parts {
        Some((words, target)) => (Some(words), target),
        None => (None, text),
    }
}

fn standard_role(name: &str) -> Option<Role> {
    let element = |tag| Some(Role::Element(tag, String::new()));
    match name {
        "emphasis" => element("em"),
        "strong" => element("strong"),
        "literal" | "file" | "samp" | "command" | "program" => element("code"),
        "code" => Some(Role::Code(String::new())),
        "math" => Some(Role::Code("math".to_owned())),
        "sub" | "subscript" => element("sub"),
        "sup" | "superscript" => element("sup"),
        "title-reference" | "title" | "t" => element("cite"),
        "kbd" => element("kbd"),
        "doc" => Some(Role::Article),
        "abbr" | "abbreviation" | "ab" | "acronym" | "ac" => Some(Role::Abbreviation),
        "pep" | "pep-reference" => Some(Role::Page("PEP", "https://peps.python.org/pep-{}")),
        "rfc" | "rfc-reference" => Some(Role::Page(
            "RFC",
            "https://datatracker.ietf.org/doc/html/rfc{}",
        )),
        _ => None,
    }
}

/// A role that the text defines, based on another one.
pub(super) fn custom_role(base: &str, class: &str, format: &str) -> Role {
    // It comes again with each use of the role.
    let class = if class.len() <= LONGEST_CLASS {
        class
    } else {
        ""
    };
    match base {
        "raw" if format.split_whitespace().any(|format| format == "html") => Role::Html,
        "raw" => Role::Nothing,
        "" => Role::Element("span", class.to_owned()),
        _ => match standard_role(base) {
            Some(Role::Element(tag, _)) => Role::Element(tag, class.to_owned()),
            Some(Role::Code(_)) => Role::Code(class.to_owned()),
            Some(role) => role,
            None => Role::Text,
        },
    }
}
