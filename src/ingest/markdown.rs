//! Markdown: front matter in YAML, TOML or JSON, header lines, or a first heading alone; bylines and
//! stamps in the first lines where the front matter names nobody or no date.

use super::front_matter::{self, Split, before, header_lines};
use super::opening::{Ends, window};
use super::{Format, Head, Reader, Source};
use crate::article::{Body, Field, OriginKind};
use crate::byline::{self, Layout};
use crate::markup;
use crate::markup::Markup;
use crate::text::line_at;

/// Markdown, MDX as far as it is Markdown, and text files with front matter.
pub(super) const FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown", "mdown", "mkd", "mdx", "qmd", "txt"],
    recognises,
    reader: Reader::Article { head, body },
};

fn recognises(source: &Source<'_>) -> bool {
    matches!(
        front_matter::split(source.text, source.complete),
        Split::Found(_) | Split::Incomplete | Split::Broken(_)
    )
}

fn head(source: &Source<'_>) -> Option<Head> {
    let (fields, start) = match fields(source)? {
        Ok(found) => found,
        Err(head) => return Some(head),
    };
    let ends = ends(source, &fields, start);
    let mut head = Head::of(fields);
    let titled = |field: &Field| field.key == "title" && !field.value.is_empty();
    if !head.fields.iter().any(titled) {
        match markup::markdown::first_heading(&source.text[start..]) {
            Some(heading) => head.fields.push(Field::text(
                OriginKind::Text,
                "first heading",
                heading.text,
                line_at(source.text, start + heading.range.start),
            )),
            None if !source.complete => return None,
            None => {}
        }
    }
    if let Some(ends) = ends {
        head.fields.extend(ends.fields(source.text, start));
    }
    Some(head)
}

/// The first lines of the text where its fields name no date or nobody. What the front matter says is
/// not looked for, and no more of the file is read for the rest.
fn ends(source: &Source<'_>, fields: &[Field], start: usize) -> Option<Ends> {
    let holds = |words: &[&str]| {
        fields.iter().any(|field| {
            // Nearly all are called just that.
            let named = words.first().is_some_and(|word| *word == field.key)
                || words.iter().any(|word| field.key.contains(word));
            named && !field.value.is_empty()
        })
    };
    if holds(&["date", "publish", "created", "params"])
        && holds(&["author", "byline", "creator", "params"])
    {
        return None;
    }
    let seen = window(source.text, start);
    let complete = source.complete && start + seen.len() == source.text.len();
    let opening = byline::opening(seen, Layout::Markdown, complete);
    if opening.taken.is_empty() {
        return None;
    }
    // The last lines count where the first block of the file has them.
    let text = if source.complete && source.text.len() < super::FIRST_BLOCK {
        &source.text[start..]
    } else {
        ""
    };
    Some(Ends::of(text, Layout::Markdown, opening))
}

/// The fields before the text, header lines included, and where the text starts.
fn fields(source: &Source<'_>) -> Option<Result<(Vec<Field>, usize), Head>> {
    let found = before(source)?;
    Some(found.map(|(fields, start)| {
        if fields.is_empty() && start == 0 {
            header_lines(source.text, source.complete).unwrap_or_default()
        } else {
            (fields, start)
        }
    }))
}

fn body(source: &Source<'_>) -> Body {
    let (fields, start) = match fields(source) {
        Some(Ok(found)) => found,
        _ => (Vec::new(), 0),
    };
    let rest;
    let mut text = &source.text[start..];
    if let Some(ends) = ends(source, &fields, start) {
        rest = ends.rest(text);
        text = &rest;
    }
    let mut line = line_at(source.text, start);
    // A heading that became the title is not said twice.
    let titled = fields
        .iter()
        .any(|field| field.key == "title" && !field.value.is_empty());
    if let Some(heading) = markup::markdown::first_heading(text)
        && (!titled || heading.level == 1 && is_title(&heading.text, &fields))
        && text[..heading.range.start].trim().is_empty()
    {
        line += line_at(text, heading.range.end) - 1;
        text = &text[heading.range.end..];
    }
    let markup = if source.file.relative.to_lowercase().ends_with(".mdx") {
        Markup::Mdx
    } else {
        Markup::Markdown
    };
    let excerpt_end = fields
        .iter()
        .find(|field| field.key == "excerpt_separator")
        .and_then(|field| Some(field.value.text()?.into()));
    Body {
        markup,
        text: text.to_owned(),
        line,
        excerpt_end,
    }
}

fn is_title(heading: &str, fields: &[Field]) -> bool {
    fields
        .iter()
        .any(|field| field.key == "title" && field.value.text() == Some(heading))
}
