//! Titles and summaries in the heads of Markdown articles, which are lines of Markdown.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use super::fields::Fields;
use crate::article::{Article, Origin, OriginKind};
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::markup::{self, Context, Removed};

/// Reads the lines of one field, and keeps what had to go up to the one that was taken.
pub(super) struct Lines<'a> {
    is_markdown: bool,
    site: &'a Site,
    removed: RefCell<Vec<(u32, Removed)>>,
    taken: Cell<bool>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(article: &Article, site: &'a Site) -> Self {
        const MARKDOWN: [&str; 6] = ["md", "markdown", "mdown", "mkd", "mdx", "qmd"];
        let extension = article.file.extension();
        Lines {
            is_markdown: extension.is_some_and(|own| MARKDOWN.contains(&own.as_str())),
            site,
            removed: RefCell::default(),
            taken: Cell::new(false),
        }
    }

    /// A line as HTML, where it is Markdown.
    pub(super) fn html<'t>(&self, text: &'t str, origin: &Origin) -> Cow<'t, str> {
        let written = [
            OriginKind::FrontMatter,
            OriginKind::HeaderLine,
            OriginKind::Sidecar,
        ];
        // Most are words and marks of sentences, and every head of a site is read.
        let is_plain = || !text.contains(|c: char| "*_`[]<>\\{}~|$^=&#%:@!()\"'+-".contains(c));
        if !self.is_markdown
            || !written.contains(&origin.kind)
            || text.starts_with('<')
            || is_plain()
        {
            return Cow::Borrowed(text);
        }
        let context = Context {
            site: self.site.url.as_str(),
            ..Context::default()
        };
        let html = markup::line(text, &context);
        if !self.taken.get() {
            let removed = html.removed.into_iter();
            let mut all = self.removed.borrow_mut();
            all.extend(removed.map(|removed| (origin.line, removed)));
        }
        Cow::Owned(html.html)
    }

    /// Says that the last line was the one: what comes behind it matters to nobody.
    pub(super) fn taken(&self) {
        self.taken.set(true);
    }

    /// Says what had to go.
    pub(super) fn tell(self, fields: &mut Fields<'_>, field: &str) {
        for (line, removed) in self.removed.into_inner() {
            let message = format!(
                "only the site's generator knows what `{}` is in the {field}; left out",
                removed.what
            );
            fields.find(
                Diagnostic::warning("template-in-head", message)
                    .at(line, 0)
                    .help("write the words themselves, or set them as code"),
            );
        }
    }
}
