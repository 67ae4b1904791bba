//! Elements of HTML that hold Markdown: those that say so (`<div markdown="1">`), and all in MDX.

use super::Emitter;
use crate::markup::markdown::elements::{holds_words, is_block, markdown_attribute};
use crate::markup::shortcodes::jsx;
use crate::markup::shortcodes::scan::{Family, Mode, What};
use crate::markup::slots;

/// What stands between the tags of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// HTML as it stands.
    Html,
    /// Paragraphs, lists and the like.
    Blocks,
    /// Words.
    Words,
}

impl Emitter<'_, '_> {
    /// Writes an element of HTML, its attributes those of HTML, without the slash that closes it; where
    /// to go on behind one that was written whole.
    pub(super) fn element(
        &mut self,
        at: usize,
        name: &str,
        args: &str,
        alone: bool,
    ) -> Option<(usize, usize)> {
        let is_mdx = self.page.mode == Mode::Mdx;
        let asked = markdown_attribute(args);
        let (value, args) = match &asked {
            Some((value, rest)) => (Some(*value), rest.as_str()),
            None => (None, args),
        };
        let open = if is_mdx && jsx::has_script(args) || args.contains("@site/") {
            jsx::as_html(name, &self.component_args(args, at), alone)
        } else {
            jsx::element(name, args.trim_end(), alone)
        };
        // In Markdown such a block goes on to the next empty line, in MDX it ends where it ends.
        if is_mdx && alone && (is_block(name) || name == "iframe") {
            self.block(&open, self.tokens[at].range.end);
            return None;
        }
        let Some(end) = self.pairs[at] else {
            self.page.text(&open);
            return None;
        };
        let content = self.content(at, end, name, value);
        let behind = self.tokens[end].range.end;
        let before = std::mem::replace(&mut self.in_element, content != Content::Html);
        let close = format!("</{name}>");
        let (from, to) = (self.tokens[at].range.end, self.tokens[end].range.start);
        let prefix = match content {
            Content::Html => None,
            _ => self.page.prefix(),
        };
        match prefix {
            Some(prefix) => {
                let words = content == Content::Words;
                let (open, close) = match words {
                    true => slots::around_words(&open, &close),
                    false => (open, close),
                };
                self.page.open_element(open, &prefix);
                let dedent = self.page.dedent;
                let indent = self.indent_of(self.tokens[at].range.start, from, to);
                self.page.dedent = dedent.max(indent.saturating_sub(prefix.len()));
                self.range(at + 1, end, from, to);
                self.page.dedent = dedent;
                self.page
                    .close_element(close, &prefix, &self.text[behind..]);
            }
            None => {
                self.page.text(&open);
                self.range(at + 1, end, from, to);
                self.page.text(&close);
                // HTML goes on to the next empty line, Markdown behind its end.
                if before && is_block(name) {
                    self.page.part_lines(&self.text[behind..]);
                }
            }
        }
        self.in_element = before;
        Some((end + 1, behind))
    }

    fn content(&self, at: usize, end: usize, name: &str, value: Option<&str>) -> Content {
        let inner = &self.text[self.tokens[at].range.end..self.tokens[end].range.start];
        let is_mdx = self.page.mode == Mode::Mdx;
        match value {
            Some("0" | "off" | "false") => return Content::Html,
            Some("block") => return Content::Blocks,
            None if !is_mdx => return Content::Html,
            _ => {}
        }
        let goes_on = !inner
            .trim_start_matches([' ', '\t', '\r'])
            .starts_with('\n');
        // Markdown reads such an element by itself.
        if goes_on && !is_block(name) {
            return Content::Html;
        }
        let one_line = !inner.trim().contains('\n');
        let words = value == Some("span")
            || holds_words(name, one_line)
            || value.is_none() && goes_on && one_line;
        let parted = inner
            .trim()
            .split('\n')
            .any(|line| line.trim().is_empty() && !inner.trim().is_empty());
        let blocks = self.tokens[at + 1..end].iter().any(|token| {
            matches!(token.what, What::Open { family: Family::Element, name, .. } if is_block(name))
        });
        match words && !parted && !blocks {
            true => Content::Words,
            false => Content::Blocks,
        }
    }
}
