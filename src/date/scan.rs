//! Text to tokens: numbers, words, marks.

use super::{DateError, ErrorKind};

/// More tokens than any date has; beyond it the text is not one.
const MAX_TOKENS: usize = 48;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits: their value and how many they are (values of more than 19 digits are cut).
    Number(u64, u8),
    /// Letters, in lower case.
    Word,
    /// Any other character.
    Mark(char),
}

/// A piece of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// White space stands before it.
    pub(super) space: bool,
}

/// The folded text and its tokens.
#[derive(Debug)]
pub(super) struct Tokens {
    pub(super) text: String,
    pub(super) list: Vec<Token>,
}

impl Tokens {
    pub(super) fn kind(&self, index: usize) -> Option<Kind> {
        self.list.get(index).map(|token| token.kind)
    }

    pub(super) fn word(&self, index: usize) -> Option<&str> {
        let token = self.list.get(index)?;
        (token.kind == Kind::Word)
            .then(|| self.text.get(token.start..token.end))
            .flatten()
    }

    pub(super) fn number(&self, index: usize) -> Option<(u64, u8)> {
        match self.kind(index)? {
            Kind::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, index: usize, mark: char) -> bool {
        self.kind(index) == Some(Kind::Mark(mark))
    }

    pub(super) fn space_before(&self, index: usize) -> bool {
        self.list.get(index).is_none_or(|token| token.space)
    }
}

/// Cuts a text into tokens.
pub(super) fn scan(text: &str) -> Result<Tokens, DateError> {
    let text = text.to_lowercase();
    let mut list: Vec<Token> = Vec::with_capacity(16);
    let mut space = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if let Some(digit) = c.to_digit(10) {
            let mut value = u64::from(digit);
            let mut digits = 1u8;
            while let Some((at, digit)) = chars
                .peek()
                .and_then(|(at, c)| Some((*at, c.to_digit(10)?)))
            {
                value = value.saturating_mul(10).saturating_add(u64::from(digit));
                digits = digits.saturating_add(1);
                end = at + 1;
                chars.next();
            }
            Kind::Number(value, digits)
        } else if c.is_alphabetic() {
            while let Some((at, c)) = chars.peek().copied().filter(|(_, c)| c.is_alphabetic()) {
                end = at + c.len_utf8();
                chars.next();
            }
            Kind::Word
        } else {
            Kind::Mark(match c {
                '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2014}' => '-',
                '\u{2019}' | '\u{2018}' | '\u{2bc}' => '\'',
                c => c,
            })
        };
        list.push(Token {
            kind,
            start,
            end,
            space,
        });
        space = false;
        if list.len() > MAX_TOKENS {
            return Err(DateError::of(ErrorKind::NotADate));
        }
    }
    Ok(Tokens { text, list })
}
