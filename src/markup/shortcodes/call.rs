//! What a row of the table is asked, and what it answers; the HTML that several rows write alike.

use super::args::Args;
use crate::markup::{Context, Kind, markdown};
use crate::text::escape;

/// A shortcode that is to be written.
pub(super) struct Call<'c> {
    /// As the table has it.
    pub name: String,
    pub args: Args,
    /// What stands between its tags, as written, where that is no markup.
    pub verbatim: Option<&'c str>,
    /// Whether it has an end tag.
    pub paired: bool,
    /// Whether captions are Markdown.
    pub markdown: bool,
    pub context: &'c Context<'c>,
}

/// What stands in the place of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Out {
    /// A block of HTML.
    Block(String),
    /// HTML among words.
    Inline(String),
    /// Text in the markup of the body: an address, a title.
    Text(String),
    /// HTML before and behind what the tags hold, as blocks.
    Around(String, String),
    /// The same among words.
    AroundWords(String, String),
    /// Nothing around what the tags hold.
    Inner,
    /// Nothing at all, which is right.
    Nothing,
    /// Nothing, which its author should know.
    Lost(Kind),
    /// Words without the link that they should have had.
    LostLink(String),
}

impl Call<'_> {
    /// By one of these names, else at a place.
    pub(super) fn get(&self, names: &[&str], place: usize) -> Option<&str> {
        self.args.get(names, place)
    }

    pub(super) fn named(&self, names: &[&str]) -> Option<&str> {
        self.args.named(names)
    }

    /// The arguments by place.
    pub(super) fn places(&self) -> impl Iterator<Item = &str> + Clone {
        self.args.positional.iter().map(String::as_str)
    }

    /// Arguments by place that look like an address or a file.
    pub(super) fn path(&self) -> Option<&str> {
        self.places()
            .find(|text| text.contains('/') || text.contains('.'))
    }

    /// By one of these names, else the first path, else what stands first.
    pub(super) fn target(&self, names: &[&str]) -> Option<&str> {
        let found = self.named(names).or_else(|| self.path());
        found.or_else(|| self.args.at(0))
    }

    /// What is meant to be read: by one of these names, else all arguments by place.
    pub(super) fn label(&self, names: &[&str]) -> String {
        match self.named(names) {
            Some(words) => words.to_owned(),
            None => self.args.words(),
        }
    }

    /// The same without words that only say what it looks like.
    pub(super) fn plain_label(&self, names: &[&str]) -> String {
        match self.named(names) {
            Some(words) => words.to_owned(),
            None => {
                let words: Vec<&str> = self.places().filter(|word| !is_style(word)).collect();
                words.join(" ")
            }
        }
    }

    /// A line of the author's words as HTML.
    pub(super) fn words(&self, text: &str) -> String {
        if self.markdown {
            markdown::line_to_html(text)
        } else if text.contains('<') {
            text.to_owned()
        } else {
            escape(text).into_owned()
        }
    }

    /// What the tags hold, else nothing, which its author should know.
    pub(super) fn inner_or_lost(&self, kind: Kind) -> Out {
        if self.paired {
            Out::Inner
        } else {
            Out::Lost(kind)
        }
    }
}

/// An attribute with a space before it; nothing where it has no value.
pub(super) fn attribute(name: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => format!(" {name}=\"{}\"", escape(value)),
        None => String::new(),
    }
}

/// A link around words that are HTML.
pub(super) fn anchor(address: &str, words: &str) -> String {
    format!("<a href=\"{}\">{words}</a>", escape(address))
}

/// A figure with its caption, both HTML.
pub(super) fn figure(inside: &str, caption: &str) -> String {
    format!("<figure>{inside}<figcaption>{caption}</figcaption></figure>")
}

/// A title in front of what it is of.
pub(super) fn title_line(title: &str) -> String {
    format!("<p><strong>{title}</strong></p>")
}

/// Words that only say what a box looks like.
pub(super) fn is_style(word: &str) -> bool {
    const WORDS: &str = "primary secondary default no-icon simple flat modern disabled open true false \
                         light dark center inline block closed blue red green yellow orange purple \
                         gray grey cyan pink";
    WORDS.split(' ').any(|style| style == word)
}
