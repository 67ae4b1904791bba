//! The marks of generators in a text: where each stands and what it is. One walk from left to right;
//! what begins first wins, as code, a shortcode and mathematics each hide what lies in them.
//!
//! Here is the walk; what begins with one sign has its file: `tags` (`{{< >}}`, `{% %}`), `braces` (what
//! else begins with `{`), `elements` (`<`), `math`, `wiki`. `code` says what is no template at all,
//! `pairs` which tags belong together.

mod braces;
mod code;
mod elements;
mod math;
mod pairs;
mod tags;
mod wiki;

use std::collections::HashSet;
use std::ops::Range;

use super::shown::shown;
use crate::markup::markdown;

pub(super) use pairs::pairs;
pub(super) use wiki::Wiki;

/// The language of the body around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Markdown,
    Mdx,
    Html,
    ReStructuredText,
}

impl Mode {
    pub(super) fn is_markdown(self) -> bool {
        matches!(self, Mode::Markdown | Mode::Mdx)
    }
}

/// Which marks a tag has; an end belongs to a start of its own family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Family {
    /// `{{< name >}}` and `{{% name %}}`: Hugo, Quarto, Nikola.
    Angle,
    /// `{% name %}`: Liquid, Nunjucks, Hexo, Zola, Markdoc.
    Percent,
    /// `<Name>`: MDX.
    Component,
    /// `<name>`: HTML.
    Element,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub range: Range<usize>,
    pub what: What<'a>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What<'a> {
    /// A tag, possibly the start of a pair.
    Open {
        family: Family,
        name: &'a str,
        args: &'a str,
        /// Whether it says that it has no end.
        alone: bool,
        /// Whether the arguments stand in parentheses, so that `{% end %}` ends it (Zola).
        call: bool,
    },
    /// The end of a pair; empty for `{% end %}` and `</>`.
    Close { family: Family, name: &'a str },
    /// A tag with its end, and text in it that is nobody's markup.
    Verbatim {
        family: Family,
        name: &'a str,
        args: &'a str,
        inner: &'a str,
    },
    /// `{{ value | filter }}` or `{{ call(arguments) }}`.
    Value(&'a str),
    /// `@site/…`: an address from the root of the sources (Docusaurus).
    FromRoot(&'a str),
    /// `{expression}` of JavaScript.
    Script(&'a str),
    /// What an author shows of a template language.
    Show(String),
    /// Code without the marks that only kept the generator from it.
    Code(String),
    /// Mathematics, delimiters included; whether it stands by itself.
    Math(String, bool),
    /// `[[target#heading|label]]`, with `!` in front or not.
    Wiki(Wiki<'a>),
    /// One side of `==marked==`.
    Mark { open: bool },
    /// Nothing to show.
    Nothing,
    /// The end of the summary.
    More,
    /// An opening mark that nothing closes.
    Stray,
}

struct Scanner<'a> {
    text: &'a str,
    mode: Mode,
    /// Where code stands as Markdown or reStructuredText has it, in order.
    code: std::iter::Peekable<std::vec::IntoIter<Range<usize>>>,
    tokens: Vec<Token<'a>>,
    /// Names of verbatim tags and elements whose end is not in the rest of the text.
    endless: HashSet<String>,
    /// Where `{% raw %}` ends, and where its end tag ends.
    raw: Option<Range<usize>>,
    math: math::Finder,
    wiki: wiki::Finder,
    components: elements::Finder<'a>,
    elements: markdown::elements::Reader,
    /// Elements that may hold Markdown, and whether there was one.
    seen: HashSet<&'a str>,
}

/// The tokens of a text, in order, none over another.
pub(super) fn tokens(text: &str, mode: Mode) -> Vec<Token<'_>> {
    let code = match mode {
        Mode::Markdown => code::in_markdown(text, false),
        Mode::Mdx => code::in_markdown(text, true),
        Mode::ReStructuredText => code::in_rst(text),
        // Elements say themselves what they hold.
        Mode::Html => Vec::new(),
    };
    let mut scanner = Scanner {
        text,
        mode,
        code: code.into_iter().peekable(),
        tokens: Vec::new(),
        endless: HashSet::new(),
        raw: None,
        math: math::Finder::new(text),
        wiki: wiki::Finder::default(),
        components: elements::Finder::default(),
        elements: markdown::elements::Reader::default(),
        seen: HashSet::new(),
    };
    scanner.run();
    scanner.tokens
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if let Some(raw) = self.raw.clone()
                && at >= raw.start
            {
                self.push(raw.clone(), What::Nothing);
                self.raw = None;
                at = at.max(raw.end);
                continue;
            }
            // Code that began before here lies in a tag.
            while self.code.peek().is_some_and(|code| code.start < at) {
                self.code.next();
            }
            let stop = self.code.peek().map_or(bytes.len(), |code| code.start);
            let stop = self.raw.as_ref().map_or(stop, |raw| stop.min(raw.start));
            if at == stop {
                let Some(code) = self.code.next() else { break };
                self.code_at(code.clone());
                at = code.end.max(at + 1);
                continue;
            }
            let plain = bytes[at..stop].iter().take_while(|b| !starts(**b)).count();
            at += plain;
            if at == stop {
                continue;
            }
            at = self.token(at).max(at + 1);
        }
        if let Some(raw) = self.raw.take() {
            self.push(raw, What::Nothing);
        }
    }

    fn push(&mut self, range: Range<usize>, what: What<'a>) {
        self.tokens.push(Token { range, what });
    }

    fn code_at(&mut self, range: Range<usize>) {
        if self.raw.is_none()
            && let Some(edited) = shown(&self.text[range.clone()])
        {
            self.push(range, What::Code(edited));
        }
    }

    /// Takes what begins here, if anything does, and says where to go on.
    fn token(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        match rest.as_bytes()[0] {
            b'{' => self.brace(at),
            b'<' => self.angle(at),
            b'\\' => self.backslash(at),
            b'$' if self.mode != Mode::ReStructuredText => self.mathematics(at),
            b'[' | b'!' if self.mode == Mode::Markdown => match self.wiki.link(self.text, at) {
                Some((wiki, end)) => {
                    self.push(at..end, What::Wiki(wiki));
                    end
                }
                None => at + 1,
            },
            b'=' if self.mode == Mode::Markdown => match self.wiki.mark(self.text, at) {
                Some((end, open)) => {
                    self.push(at..end, What::Mark { open });
                    end
                }
                None => at + rest.len() - rest.trim_start_matches('=').len(),
            },
            b'^' if self.mode == Mode::Markdown => match wiki::block_id(self.text, at) {
                Some(end) => {
                    self.push(at..end, What::Nothing);
                    end
                }
                None => at + 1,
            },
            b'@' if self.mode.is_markdown() && rest.starts_with("@site/") => {
                let before = self.text[..at].trim_end_matches(' ');
                let end = rest
                    .find(|c: char| c.is_whitespace() || matches!(c, ')' | '"' | '\'' | '>' | '`'))
                    .unwrap_or(rest.len());
                // In the place of an address.
                let fits = before.ends_with(['(', '"', '\'', '=', '<']) || before.ends_with("]:");
                if fits && self.raw.is_none() {
                    self.push(at..at + end, What::FromRoot(&rest[..end]));
                }
                at + end
            }
            b'%' if self.mode == Mode::Markdown => match self.wiki.comment(self.text, at) {
                Some(end) => {
                    self.push(at..end, What::Nothing);
                    end
                }
                None => at + rest.len() - rest.trim_start_matches('%').len(),
            },
            _ => at + 1,
        }
    }

    fn mathematics(&mut self, at: usize) -> usize {
        if self.mode.is_markdown()
            && let Some((formula, end)) = math::in_code(self.text, at)
        {
            self.push(at..end, What::Math(formula, false));
            return end;
        }
        let Some(found) = self.math.at(self.text, at) else {
            let rest = &self.text[at..];
            return at + (rest.len() - rest.trim_start_matches('$').len()).max(1);
        };
        let stop = self.code.peek().map_or(usize::MAX, |code| code.start);
        // Code in it: then it is none.
        if stop < found.end && !found.display {
            return at + 1;
        }
        let end = found.end;
        match self.mode {
            // Elsewhere it passes as it stands.
            Mode::Markdown | Mode::Mdx => {
                self.push(at..end, What::Math(found.text, found.display));
            }
            _ => {}
        }
        end
    }

    fn backslash(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if rest[1..].starts_with("{{<")
            || rest[1..].starts_with("{{%")
            || rest[1..].starts_with("{%")
        {
            let before = self.tokens.len();
            let raw = self.raw.clone();
            let end = self.brace(at + 1);
            // Escaped, so meant to be seen.
            let shown = self.text.get(at + 1..end).unwrap_or_default().to_owned();
            let stray = matches!(
                self.tokens.get(before),
                Some(Token {
                    what: What::Stray,
                    ..
                })
            );
            if self.tokens.len() > before && !stray {
                self.tokens.truncate(before);
                self.raw = raw;
                self.push(at..end, What::Show(shown));
            }
            return end;
        }
        if self.mode != Mode::ReStructuredText && self.math.at(self.text, at).is_some() {
            return self.mathematics(at);
        }
        // What is escaped begins nothing.
        match rest[1..].chars().next() {
            Some(c) if c.is_ascii_punctuation() && self.mode.is_markdown() => at + 2,
            _ => at + 1,
        }
    }
}

/// The bytes that a token may begin with.
fn starts(byte: u8) -> bool {
    matches!(
        byte,
        b'{' | b'<' | b'\\' | b'$' | b'[' | b'!' | b'=' | b'%' | b'@' | b'^'
    )
}

/// What stands in a tag that is only shown: `{{</* x */>}}`.
fn between_stars(inner: &str) -> Option<&str> {
    inner.strip_prefix("/*")?.strip_suffix("*/")
}
