//! The one-way rule of the modules, read from the source.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom up. A module imports from its own group only where the group allows it, and from
/// the groups below; never from one above.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "foundations",
        &[
            "date",
            "diagnostic",
            "error",
            "text",
            "encoding",
            "language",
            "html",
            "markup",
            "media",
            "byline",
            "license",
        ],
    ),
    ("data", &["config", "article", "entry", "feed"]),
    (
        "stages",
        &[
            "history",
            "ingest",
            "normalise",
            "ledger",
            "catalogue",
            "render",
            "emit",
            "validate",
            "publish",
            "subscribed",
        ],
    ),
    ("pipeline", &["pipeline"]),
    ("edge", &["cli", "main"]),
];

const STAGES: usize = 2;

fn group(module: &str) -> Option<usize> {
    GROUPS
        .iter()
        .position(|(_, modules)| modules.contains(&module))
}

/// Every source file with the module of the crate that it belongs to.
fn sources() -> Vec<(PathBuf, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut waiting = vec![root.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).expect("src/") {
            let path = entry.expect("an entry").path();
            if path.ends_with("tests") || path.ends_with("tests.rs") {
                // Unit tests may look at anything.
            } else if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let relative = path.strip_prefix(&root).expect("below src/").to_owned();
                let first = relative.iter().next().expect("a name").to_string_lossy();
                let module = first.trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).expect("a source file");
                found.push((relative, module, code(&text)));
            }
        }
    }
    found.sort();
    found
}

/// The source without comments, literals of text and characters, and unit tests.
fn code(text: &str) -> String {
    let text = match text.find("#[cfg(test)]\nmod ") {
        Some(at) => &text[..at],
        None => text,
    };
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(length) = raw_literal(rest).filter(|_| !ends_in_a_name(&code)) {
            length
        } else if c == '"' {
            literal(rest, '"')
        } else if c == '\'' && is_character(rest) {
            literal(rest, '\'')
        } else {
            0
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            // The lines stay what they were.
            code.extend(rest[..skipped].chars().filter(|&c| c == '\n'));
            rest = &rest[skipped..];
        }
    }
    code
}

fn ends_in_a_name(code: &str) -> bool {
    code.ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// The length of `r"…"` or `r#"…"#` at the start.
fn raw_literal(text: &str) -> Option<usize> {
    let text = text.strip_prefix('b').unwrap_or(text);
    let offset = usize::from(text.starts_with('b'));
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let inside = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = inside.find(&end)? + end.len();
    Some(offset + 1 + hashes + 1 + length)
}

/// A character, not a lifetime.
fn is_character(text: &str) -> bool {
    let mut letters = text.chars().skip(1);
    letters.next() == Some('\\') || letters.next() == Some('\'')
}

/// The length of a literal with escapes.
fn literal(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// The modules of the crate that a source names after `crate::`, each with its line.
fn imports(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // Not `some_crate::`, nor the crate named in `pub(in crate::x)`.
        if ends_in_a_name(&code[..at]) || code[..at].ends_with('$') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 1;
                let mut name = String::new();
                let mut at_start = true;
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        _ => {}
                    }
                    if depth == 1 && (c.is_alphanumeric() || c == '_') {
                        if at_start {
                            name.push(c);
                        }
                    } else if !name.is_empty() && at_start {
                        at_start = false;
                    }
                    if (depth == 1 && c == ',') || depth == 0 {
                        if !name.is_empty() {
                            found.push((line, std::mem::take(&mut name)));
                        }
                        at_start = true;
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
            None => {
                let name: String = rest
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                found.push((line, name));
            }
        }
    }
    found
}

#[test]
fn every_module_belongs_to_one_group() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let library = fs::read_to_string(root).expect("src/lib.rs");
    let declared: Vec<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(declared.len() > 10, "{declared:?}");
    for module in &declared {
        assert!(
            group(module).is_some(),
            "src/lib.rs: {module} is in no group of this test"
        );
    }
    for (path, module, _) in sources() {
        assert!(
            module == "lib" || group(&module).is_some(),
            "src/{}: {module} is in no group of this test",
            path.display()
        );
    }
    // They stand in the order of the flow, which is the order of the groups.
    let order: Vec<usize> = declared.iter().filter_map(|module| group(module)).collect();
    assert!(order.is_sorted(), "src/lib.rs: {declared:?}");
}

#[test]
fn imports_go_one_way() {
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (path, module, code) in sources() {
        let Some(from) = group(&module) else { continue };
        for (line, name) in imports(&code) {
            let Some(to) = group(&name) else {
                wrong.push(format!(
                    "src/{}:{line}: unknown module {name}",
                    path.display()
                ));
                continue;
            };
            *seen.entry((module.clone(), name.clone())).or_default() += 1;
            let fine = name == module || to < from || (to == from && to != STAGES);
            if !fine {
                wrong.push(format!(
                    "src/{}:{line}: {module} ({}) imports {name} ({})",
                    path.display(),
                    GROUPS[from].0,
                    GROUPS[to].0
                ));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    // The test would pass on anything if it read nothing.
    for (from, to) in [
        ("pipeline", "ingest"),
        ("cli", "pipeline"),
        ("normalise", "html"),
    ] {
        let key = (from.to_owned(), to.to_owned());
        assert!(
            seen.contains_key(&key),
            "{from} imports {to}, which was not seen"
        );
    }
}

#[test]
fn only_the_edge_prints_exits_and_reads_the_clock() {
    const EDGE_ONLY: [&str; 12] = [
        "println!",
        "eprintln!",
        "print!",
        "eprint!",
        "dbg!",
        "process::exit",
        "SystemTime::now",
        "Instant::now",
        "Utc::now",
        "Local::now",
        "env::var",
        "env::current_dir",
    ];
    let mut wrong = Vec::new();
    for (path, module, code) in sources() {
        if matches!(module.as_str(), "cli" | "main") {
            continue;
        }
        for (number, line) in code.lines().enumerate() {
            for name in EDGE_ONLY {
                let used = line
                    .match_indices(name)
                    .any(|(at, _)| !ends_in_a_name(&line[..at]));
                if used {
                    wrong.push(format!("src/{}:{}: {name}", path.display(), number + 1));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_reader_of_sources_sees_code_and_nothing_else() {
    let text = "use crate::{article::{A, B}, date, html as h};\n// use crate::cli;\n\
                let a = \"crate::emit\"; let b = '\"'; crate::text::x(r#\"crate::feed\"#);\n\
                fn f<'a>(x: &'a str) { other_crate::y(x) }\n#[cfg(test)]\nmod tests { use crate::cli; }\n";
    let found: Vec<(usize, String)> = imports(&code(text));
    let found: Vec<(usize, &str)> = found.iter().map(|(line, name)| (*line, &**name)).collect();
    assert_eq!(
        found,
        [(1, "article"), (1, "date"), (1, "html"), (3, "text")]
    );
}
