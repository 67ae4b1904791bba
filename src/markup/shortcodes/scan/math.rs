//! Mathematics in TeX: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, `\\(…\\)` and environments. It passes with its
//! delimiters: readable as it is, and known to readers that typeset it.

/// Bytes in which the name of an environment and its brace stand.
const LONGEST_NAME: usize = 16;

/// Environments of LaTeX that need no delimiter around them (amsmath, 3).
const ENVIRONMENTS: [&str; 8] = [
    "equation", "align", "aligned", "gather", "multline", "eqnarray", "alignat", "flalign",
];

/// A formula.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub end: usize,
    pub text: String,
    /// Whether it stands by itself, not in a line of text.
    pub display: bool,
}

/// Finds formulas, looking at nothing twice.
#[derive(Default)]
pub(super) struct Finder {
    /// Environments that do not end in the rest of the text.
    endless: Vec<String>,
    any: bool,
}

impl Finder {
    pub(super) fn new(text: &str) -> Self {
        Finder {
            endless: Vec::new(),
            any: text.contains('$') || text.contains('\\'),
        }
    }

    /// The formula that begins here.
    pub(super) fn at(&mut self, text: &str, at: usize) -> Option<Found> {
        if !self.any {
            return None;
        }
        let rest = &text[at..];
        let (end, display) = if rest.starts_with('$') {
            dollars(text, at)?
        } else if rest.starts_with("\\begin{") {
            (self.environment(text, at)?, true)
        } else {
            delimited(text, at)?
        };
        let end = at + end;
        let formula = &text[at..end];
        Some(Found {
            end,
            // Kramdown and Jekyll need the backslash twice.
            text: match formula.strip_prefix("\\\\") {
                Some(inner) if inner.starts_with(['(', '[']) => {
                    let inner = &inner[..inner.len() - 3];
                    let close = if inner.starts_with('(') { ')' } else { ']' };
                    format!("\\{}\\{close}", inner)
                }
                _ => formula.to_owned(),
            },
            display,
        })
    }

    fn environment(&mut self, text: &str, at: usize) -> Option<usize> {
        let rest = &text[at..];
        let behind = &rest["\\begin{".len()..];
        let near = &behind.as_bytes()[..behind.len().min(LONGEST_NAME)];
        let name = behind.get(..memchr::memchr(b'}', near)?)?;
        let known = ENVIRONMENTS.contains(&name.trim_end_matches('*'));
        if !known || self.endless.iter().any(|endless| endless == name) || !starts_line(text, at) {
            return None;
        }
        let end = format!("\\end{{{name}}}");
        match rest.find(&end) {
            Some(found) => Some(found + end.len()),
            None => {
                self.endless.push(name.to_owned());
                None
            }
        }
    }
}

/// The formula that begins here as GitLab and GitHub write it, ``$`a`$``, and its end.
pub(super) fn in_code(text: &str, at: usize) -> Option<(String, usize)> {
    let inner = text[at..].strip_prefix("$`")?;
    let (formula, behind) = inner.split_at(inner.find(['`', '\n'])?);
    let behind = behind.strip_prefix("`$")?;
    let free = !text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '$' | '\\'));
    (free && !formula.trim().is_empty())
        .then(|| (format!("${formula}$"), text.len() - behind.len()))
}

/// `$…$` and `$$…$$`: length, and whether it stands by itself.
fn dollars(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = &text[at..];
    if text[..at].ends_with(['$', '\\']) {
        return None;
    }
    if let Some(inner) = rest.strip_prefix("$$") {
        let end = inner.find("$$")?;
        let formula = &inner[..end];
        let fits = !formula.trim().is_empty()
            && !formula.starts_with('$')
            && !has_empty_line(formula)
            && !inner[end + 2..].starts_with('$');
        let length = end + 4;
        return fits.then(|| {
            (
                length,
                starts_line(text, at) && ends_line(text, at + length),
            )
        });
    }
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '=' | '_' | '}' | '`')) {
        return None;
    }
    let inner = &rest[1..];
    let mut escaped = false;
    let end = inner.bytes().position(|b| {
        let ends = b == b'$' && !escaped;
        escaped = b == b'\\' && !escaped;
        ends
    })?;
    let formula = &inner[..end];
    let behind = inner[end + 1..].chars().next();
    // As Pandoc has it: no white space inside, no digit behind; nor a letter, for that is `$HOME/$USER`.
    let fits = !formula.is_empty()
        && !formula.starts_with(char::is_whitespace)
        && !formula.ends_with(char::is_whitespace)
        && !formula.contains('`')
        && !has_empty_line(formula)
        && !behind.is_some_and(|c| c.is_alphanumeric() || c == '$')
        && !is_money(formula);
    fits.then_some((end + 2, false))
}

/// An amount and words: `$5 million, that is 4$`.
fn is_money(text: &str) -> bool {
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let word = number.trim_start();
    number.len() < text.len()
        && number.len() > word.len()
        && word.chars().take_while(|c| c.is_alphabetic()).count() > 1
        && !text.contains(['\\', '^', '_', '='])
}

/// `\(…\)`, `\[…\]` and the same with two backslashes.
fn delimited(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = &text[at..];
    let marks = [
        ("\\\\(", "\\\\)"),
        ("\\\\[", "\\\\]"),
        ("\\(", "\\)"),
        ("\\[", "\\]"),
    ];
    let (open, close) = marks.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let inner = &rest[open.len()..];
    // No formula holds its own opening mark, so no text is looked at twice.
    let end = inner
        .match_indices('\\')
        .map(|(at, _)| at)
        .find(|at| inner[*at..].starts_with(close) || inner[*at..].starts_with(open))?;
    let formula = &inner[..end];
    let fits = inner[end..].starts_with(close)
        && !formula.trim().is_empty()
        && !has_empty_line(formula)
        && (open.len() == 3 || is_tex(formula, open == "\\["));
    let length = open.len() + end + close.len();
    let display = open.ends_with('[') && starts_line(text, at) && ends_line(text, at + length);
    fits.then_some((length, display))
}

/// Whether what stands between `\(` and `\)` is no prose with escaped brackets.
fn is_tex(text: &str, square: bool) -> bool {
    let command = text
        .match_indices('\\')
        .any(|(at, _)| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
    let words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 1)
        .count();
    command
        || text.contains(['^', '_'])
        || (words == 0 && (!square || text.contains(['=', '+', '<', '>'])))
}

fn has_empty_line(text: &str) -> bool {
    text.lines().skip(1).any(|line| line.trim().is_empty()) && {
        let inner = text.trim();
        inner.lines().any(|line| line.trim().is_empty())
    }
}

/// Far enough to see marks of quotes and lists before it.
const MARGIN: usize = 100;

fn starts_line(text: &str, at: usize) -> bool {
    let from = at.saturating_sub(MARGIN);
    let line = text.as_bytes()[from..at].rsplit(|b| *b == b'\n').next();
    line.unwrap_or_default()
        .iter()
        .all(|b| matches!(b, b' ' | b'\t' | b'>'))
}

fn ends_line(text: &str, end: usize) -> bool {
    let behind = text.as_bytes()[end..].iter();
    let mut behind = behind
        .take(MARGIN)
        .skip_while(|b| matches!(b, b' ' | b'\t' | b'\r'));
    behind.next().is_none_or(|b| *b == b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formulas(text: &str) -> String {
        let mut finder = Finder::new(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            if text.is_char_boundary(at)
                && text[at..].starts_with(['$', '\\'])
                && let Some(formula) = finder.at(text, at)
            {
                at = formula.end;
                found.push(format!(
                    "{}{}",
                    formula.text,
                    if formula.display { "!" } else { "" }
                ));
            } else {
                at += 1;
            }
        }
        found.join(" | ")
    }

    #[test]
    fn formulas_are_told_from_money_and_variables() {
        for (text, expected) in [
            ("so $E = mc^2$.", "$E = mc^2$"),
            ("$a_1 * b_1$ and $c$", "$a_1 * b_1$ | $c$"),
            ("$$x$$", "$$x$$!"),
            ("in $$x$$ line", "$$x$$"),
            ("$$\na\n\\\\\nb\n$$\n", "$$\na\n\\\\\nb\n$$!"),
            (
                "\\(x+y\\) and \\[ \\sum_i i \\]",
                "\\(x+y\\) | \\[ \\sum_i i \\]",
            ),
            ("\\\\(x\\\\)", "\\(x\\)"),
            (
                "\\begin{align}\na &= b\n\\end{align}",
                "\\begin{align}\na &= b\n\\end{align}!",
            ),
            ("$\\frac{{a}}{b}$", "$\\frac{{a}}{b}$"),
            ("$5 and $6", ""),
            ("from $5/$6 to $7", ""),
            ("$1M–$2M", ""),
            ("$5 million, that is 4$.", ""),
            ("$HOME/$USER and $PATH", ""),
            ("US$100 and CA$200", ""),
            ("costs \\$5 or $6", ""),
            ("a $ b $ c", ""),
            ("said \\[sic\\] he", ""),
            ("\\[Update: more\\]", ""),
            ("a \\(not this one\\) b", ""),
            ("$a\n\nb$", ""),
            ("$$$$", ""),
            ("${{ steps.auth }}", ""),
        ] {
            assert_eq!(formulas(text), expected, "{text}");
        }
    }
}
