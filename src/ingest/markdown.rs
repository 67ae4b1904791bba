//! Markdown: front matter in YAML, TOML or JSON, header lines, or a first heading alone.

use super::front_matter::{self, Split, before, header_lines};
use super::{Format, Head, Reader, Source};
use crate::article::{Body, Field, OriginKind};
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
    Some(head)
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
    let mut text = &source.text[start..];
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
    let text = if source.file.relative.to_lowercase().ends_with(".mdx") {
        markup::markdown::without_mdx(text)
    } else {
        text.to_owned()
    };
    Body {
        markup: Markup::Markdown,
        text,
        line,
    }
}

fn is_title(heading: &str, fields: &[Field]) -> bool {
    fields
        .iter()
        .any(|field| field.key == "title" && field.value.text() == Some(heading))
}
