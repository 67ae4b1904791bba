//! Statements of JavaScript between the blocks of a text (MDX: "ESM"), which some generators read in
//! plain Markdown too.

/// Whether a text that calls itself Markdown is MDX: it imports or exports as a block of its own,
/// outside of code.
pub(in crate::markup) fn has(text: &str) -> bool {
    if !text.contains("import ") && !text.contains("export ") {
        return false;
    }
    let mut fence: Option<(u8, usize)> = None;
    let mut begins = true;
    for line in text.lines() {
        let trimmed = line.trim_start();
        let mark = trimmed.as_bytes().first().copied().unwrap_or_default();
        let run = trimmed.bytes().take_while(|byte| *byte == mark).count();
        match fence {
            Some((open, length))
                if mark == open && run >= length && trimmed[run..].trim().is_empty() =>
            {
                fence = None;
            }
            Some(_) => {}
            None if matches!(mark, b'`' | b'~') && run >= 3 => fence = Some((mark, run)),
            None if begins && (is_import(line) && line.contains(" from ") || is_export(line)) => {
                return true;
            }
            None => {}
        }
        begins = trimmed.is_empty() || begins && line.starts_with("import ");
    }
    false
}

/// An import that no sentence is.
pub(super) fn is_import(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(';');
    let Some(rest) = line.strip_prefix("import ") else {
        return false;
    };
    let path = rest.rsplit_once(" from ").map_or(rest, |(_, path)| path);
    ['"', '\'']
        .iter()
        .any(|quote| path.len() > 2 && path.starts_with(*quote) && path.ends_with(*quote))
}

/// An export that neither a sentence nor a line of a shell is.
fn is_export(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("export ") else {
        return false;
    };
    let (word, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    let behind = behind.trim_start();
    let name = behind
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')))
        .unwrap_or(behind.len());
    let after = behind[name..].trim_start();
    match word {
        "const" | "let" | "var" => {
            behind.starts_with(['{', '[']) || name > 0 && after.starts_with(['=', ':'])
        }
        "function" | "async" | "class" => {
            after.starts_with(['(', '{', '<']) || after.starts_with("extends ") || word == "async"
        }
        "default" => {
            behind.starts_with(['(', '{', '[', '"', '\''])
                || after.starts_with(['(', '{', '=', ';'])
                || name > 0 && after.is_empty()
                || ["function ", "class ", "async "]
                    .iter()
                    .any(|start| behind.starts_with(start))
        }
        _ => rest.starts_with('{') || rest.starts_with("* from "),
    }
}

/// How long the statement is that a text begins with: to the first empty line outside of brackets.
/// `None` where its brackets do not close.
pub(super) fn length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut template = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if depth == 0 && !template && line.trim().is_empty() {
            return Some(at);
        }
        at += line.len();
        let mut quote = None;
        let mut escaped = false;
        for (place, byte) in line.bytes().enumerate() {
            if std::mem::take(&mut escaped) {
                continue;
            }
            match (quote, byte) {
                (_, b'\\') => escaped = true,
                (_, b'`') if quote.is_none() => template = !template,
                _ if template => {}
                (Some(open), byte) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'/') if line[place..].starts_with("// ") => break,
                // In words between tags it is an apostrophe.
                (None, b'"' | b'\'') if line.as_bytes()[place + 1..].contains(&byte) => {
                    quote = Some(byte);
                }
                (None, b'(' | b'[' | b'{') => depth += 1,
                (None, b')' | b']' | b'}') => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
    (depth == 0 && !template).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_from_sentences_and_shells() {
        for (text, expected) in [
            ("import A from '@theme/A';\n\ntext", true),
            ("text\n\nimport {A, B} from \"b\"", true),
            ("export const a = 1", true),
            ("export const a: string = 'b'", true),
            ("export default function A() {", true),
            ("export default A;", true),
            ("export function A({b}) {", true),
            ("export {a} from 'b'", true),
            ("export * from 'b'", true),
            ("import 'b'", false),
            ("text\nimport A from 'a'", false),
            ("```\nimport A from 'a'\n```", false),
            ("    import A from 'a'", false),
            ("export PATH=a", false),
            ("export default settings first", false),
            ("export const is a word of JavaScript", false),
            ("import duties fell from last year", false),
        ] {
            assert_eq!(has(text), expected, "{text}");
        }
    }

    #[test]
    fn a_statement_ends_behind_its_brackets() {
        for (text, expected) in [
            ("a = {\n\n b: '}',\n};\n\ntext", Some(19)),
            ("a = `{\n\n`\n\ntext", Some(10)),
            ("a(<p>don't</p>)\n\ntext", Some(16)),
            ("a\n", Some(2)),
            ("a = {\n\ntext", None),
        ] {
            assert_eq!(length(text), expected, "{text}");
        }
    }
}
