//! Bodies to HTML, one file per markup; what generators put into them, the same for all, in
//! `shortcodes`.

mod articles;
pub mod markdown;
pub mod plain;
mod removed;
pub mod rst;
pub mod shortcodes;
mod slots;

pub use self::articles::{Linked, Named, Resolve};
pub use self::markdown::line::line;
pub use self::removed::{Kind, Removed};

/// The language a body is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// CommonMark with extensions.
    Markdown,
    /// Markdown with components, expressions and statements of JavaScript (MDX).
    Mdx,
    /// HTML.
    Html,
    /// reStructuredText.
    ReStructuredText,
    /// Paragraphs between empty lines, with headings recognised by their shape.
    Plain,
}

/// What a body may ask about the site around it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The article's title, plain text.
    pub title: &'a str,
    /// The article's page, an absolute URL.
    pub permalink: &'a str,
    /// The site's front page, an absolute URL.
    pub site: &'a str,
    /// Finds the page of the source file that a path as written names.
    pub resolve: &'a Resolve<'a>,
    /// Finds the article whose file has this name, without folder, extension or date, or this slug.
    pub named: &'a Named<'a>,
    /// Whether straight quotes, `--` and `...` in Markdown become the signs of printers.
    pub smart_punctuation: bool,
}

impl Default for Context<'_> {
    /// A text by itself.
    fn default() -> Self {
        Context {
            title: "",
            permalink: "",
            site: "",
            resolve: &|_| None,
            named: &|_| None,
            smart_punctuation: false,
        }
    }
}

/// A body as HTML, and what of it has no place in HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    /// As its author meant it: not yet safe, its URLs not yet absolute.
    pub html: String,
    /// What was left out, each kind and name once, in the order of their lines.
    pub removed: Vec<Removed>,
}

/// A body as HTML, as its author meant it. What a site generator would put into it (shortcodes, Liquid,
/// components) is HTML too where it is known; else it is left out and told.
pub fn to_html(markup: Markup, text: &str, context: &Context<'_>) -> Html {
    match markup {
        Markup::Markdown => markdown::to_html(text, false, context),
        Markup::Mdx => markdown::to_html(text, true, context),
        Markup::ReStructuredText => rst::body(text, context),
        Markup::Html => shortcodes::in_html(text, context),
        Markup::Plain => Html {
            html: plain::to_html(text),
            removed: Vec::new(),
        },
    }
}
