//! Bodies to HTML, one file per markup.

pub mod markdown;
pub mod plain;
pub mod rst;

/// The language a body is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// CommonMark with extensions.
    Markdown,
    /// HTML.
    Html,
    /// reStructuredText.
    ReStructuredText,
    /// Paragraphs between empty lines, with headings recognised by their shape.
    Plain,
}

/// A body as HTML, as its author meant it: not yet safe, its URLs not yet absolute.
pub fn to_html(markup: Markup, text: &str) -> String {
    match markup {
        Markup::Markdown => markdown::to_html(text),
        Markup::ReStructuredText => rst::to_html(text),
        Markup::Plain => plain::to_html(text),
        Markup::Html => text.to_owned(),
    }
}
