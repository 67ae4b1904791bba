//! The report as a comment on a pull request.

use std::io::Write;

use super::{counts, place, shown};
use crate::cli::output::{grouped, line};
use crate::diagnostic::Severity;
use crate::pipeline::{Built, Change, FeedReport, What, tally};

/// Rows of one table: a comment has a limit of 65,536 characters.
const ROWS: usize = 50;

pub(super) fn print(built: &Built) {
    let tally = tally(&built.feeds);
    let mark = if tally.looks_new > 0 { "⚠️ " } else { "" };
    line!("{mark}**{tally}**");
    for part in shown(built, false) {
        line!();
        match part {
            Ok((feed, twin)) => table(feed, twin),
            Err(many) => line!("`{}`", code(&many)),
        }
    }
    let errors = built
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    let errors: Vec<String> = errors
        .map(|finding| {
            format!(
                "- `{}:{}` {}",
                code(&finding.path.display().to_string()),
                finding.line,
                escaped(&finding.message)
            )
        })
        .collect();
    if !errors.is_empty() {
        line!();
        line!("Errors in articles:");
        line!();
        for error in errors.iter().take(ROWS) {
            line!("{error}");
        }
        if errors.len() > ROWS {
            line!("- … and {} more", grouped(errors.len() - ROWS));
        }
    }
}

fn table(feed: &FeedReport, twin: Option<&FeedReport>) {
    let heading = format!("`{}`: {}", code(&feed.path), counts(feed));
    if let Some(twin) = twin {
        line!("{heading}, as `{}`", code(&twin.path));
        return;
    }
    line!("{heading}");
    let mut list: Vec<&Change> = feed.changes.list.iter().collect();
    list.retain(|change| change.what != What::Left);
    list.sort_by_key(|change| change.what);
    if list.is_empty() {
        return;
    }
    line!();
    line!("| | Title | Article | Why |");
    line!("| --- | --- | --- | --- |");
    for change in list.iter().take(ROWS) {
        line!(
            "| {} | {} | `{}` | {} |",
            change.what.name(),
            escaped(&change.title),
            code(&place(change)),
            escaped(&change.why)
        );
    }
    if list.len() > ROWS {
        line!();
        line!("… and {} more", grouped(list.len() - ROWS));
    }
}

/// A text in which nothing is markup (CommonMark 2.4: every ASCII sign may have a backslash), nor a
/// mention of somebody, nor the end of a cell.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '@' => out.push_str("@\u{200b}"),
            c if c.is_control() => out.push(' '),
            // Not those of addresses and dates: backslashes would only make them hard to read.
            c if c.is_ascii_punctuation() && !",.:;/-?'\"()%=+".contains(c) => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A text between backticks in a table.
fn code(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '`' => '\'',
            '|' => '¦',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_is_markup() {
        assert_eq!(
            escaped("<b>*a* | [b](c) `d` @ada\n#1"),
            "\\<b\\>\\*a\\* \\| \\[b\\](c) \\`d\\` @\u{200b}ada \\#1"
        );
        assert_eq!(code("a`b|c"), "a'b¦c");
    }
}
