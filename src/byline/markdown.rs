//! Stamps in Markdown: emphasised, with links on the names.

use super::{Stamp, lead, line};

/// Blocks of Markdown that are no paragraphs.
pub(super) fn is_other_block(text: &str) -> bool {
    text.starts_with(['>', '|', '<', '{', '`', ':', '#', '+', '\\'])
        || [
            "- ", "* ", "~~~", "![", "[^", "import ", "export ", "[toc", "[TOC", "    ",
        ]
        .iter()
        .any(|mark| text.starts_with(mark))
        || is_item(text)
}

/// An item of a numbered list; `5. Mai 2025` is a date.
fn is_item(text: &str) -> bool {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=9).contains(&digits) && text[digits..].starts_with([')'])
}

/// A line of Markdown that is a stamp, emphasised or not; links in it are kept for their names.
pub(super) fn line_of_markdown(text: &str) -> Option<Stamp> {
    let bare = text.trim_matches(['*', '_', ' ', '\\']);
    if !bare.contains("](") {
        return line(&bare.replace("**", "").replace('*', ""));
    }
    let mut plain = String::with_capacity(bare.len());
    let mut links = Vec::new();
    let mut rest = bare;
    while let Some((before, after)) = rest.split_once('[') {
        let (label, tail) = after.split_once("](")?;
        let (address, tail) = tail.split_once(')')?;
        plain.push_str(before);
        plain.push_str(label);
        links.push((label.trim(), address));
        rest = tail;
    }
    plain.push_str(rest);
    let mut stamp = line(&plain.replace("**", "").replace('*', ""))?;
    for author in &mut stamp.authors {
        if let Some((label, address)) = links.iter().find(|(label, _)| label == author) {
            *author = format!("[{label}]({address})");
        }
    }
    Some(stamp)
}

/// A dateline at the start of a paragraph of Markdown, all of it or its start emphasised.
pub(super) fn lead_of_markdown(paragraph: &str, news: bool) -> Option<(Stamp, usize)> {
    let marks = paragraph.len() - paragraph.trim_start_matches(['*', '_']).len();
    if marks == 0 {
        return lead(paragraph, news);
    }
    let mark = &paragraph[..marks];
    let (inside, behind) = paragraph[marks..].split_once(mark)?;
    if marks > 3 || inside.contains('\n') || inside.len() > 200 {
        return None;
    }
    let plain = format!("{inside}{behind}");
    let (stamp, taken) = lead(&plain, news)?;
    // A stamp that ends within the emphasis would leave half of it.
    (taken >= inside.len()).then_some((stamp, taken + 2 * marks))
}
