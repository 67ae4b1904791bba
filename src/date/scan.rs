//! Text to tokens: numbers, words, marks.
//!
//! The text is folded first, so that one spelling stands for many: lower case, native digits as
//! ASCII, accents and vowel points left out, one kind of dash, apostrophe and space. The keys of
//! `names.rs` are folded by the same rules (`scripts/date_names.py`).

use unicode_normalization::UnicodeNormalization;

use super::words;
use super::{DateError, ErrorKind};

/// More tokens than any date has; beyond it the text is not one.
const MAX_TOKENS: usize = 48;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits: their value (saturating) and how many they are.
    Number(u64, u8),
    /// Letters, folded.
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

/// A script whose digits or letters say more than their value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scripts {
    pub(super) arabic: bool,
    pub(super) persian_digits: bool,
    pub(super) thai: bool,
    /// Digits of any script but ASCII, or marks of direction.
    pub(super) native: bool,
}

/// The folded text and its tokens.
#[derive(Debug)]
pub(super) struct Tokens {
    pub(super) text: String,
    pub(super) list: Vec<Token>,
    pub(super) scripts: Scripts,
}

impl Tokens {
    pub(super) fn kind(&self, index: usize) -> Option<Kind> {
        self.list.get(index).map(|token| token.kind)
    }

    pub(super) fn str(&self, index: usize) -> Option<&str> {
        let token = self.list.get(index)?;
        self.text.get(token.start..token.end)
    }

    pub(super) fn word(&self, index: usize) -> Option<&str> {
        if self.kind(index)? == Kind::Word {
            self.str(index)
        } else {
            None
        }
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

    /// The same text with the tokens from here on.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
}

/// Cuts a text into tokens.
pub(super) fn scan(text: &str) -> Result<Tokens, DateError> {
    let mut scripts = Scripts::default();
    let text = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        fold(text, &mut scripts)
    };
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
        } else if is_word(c) {
            let run = without_spaces(c);
            // Latin letters and those of another script are two words: `PMకి`.
            let latin = c.is_ascii();
            let same = |c: char| {
                is_word(c) && without_spaces(c) == run && (!latin || u32::from(c) < 0x370)
            };
            while let Some((at, c)) = chars.peek().copied().filter(|(_, c)| same(*c)) {
                end = at + c.len_utf8();
                chars.next();
            }
            if run {
                cut_run(&text, start, end, space, &mut list);
                space = false;
                if list.len() > MAX_TOKENS {
                    return Err(DateError::of(ErrorKind::NotADate));
                }
                continue;
            }
            Kind::Word
        } else {
            Kind::Mark(c)
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
    Ok(Tokens {
        text,
        list,
        scripts,
    })
}

/// Words of a script without spaces: the longest known one at each place, or the whole run where
/// something in it is not known.
fn cut_run(text: &str, start: usize, end: usize, space: bool, list: &mut Vec<Token>) {
    let first = list.len();
    let mut at = start;
    while at < end {
        if let Some((number, length)) = text.get(at..end).and_then(chinese_number) {
            let space = space && at == start;
            list.push(Token {
                kind: number,
                start: at,
                end: at + length,
                space,
            });
            at += length;
            continue;
        }
        let length = text.get(at..end).map_or(0, words::longest);
        if length == 0 || list.len() - first > MAX_TOKENS {
            list.truncate(first);
            list.push(Token {
                kind: Kind::Word,
                start,
                end,
                space,
            });
            return;
        }
        let space = space && at == start;
        list.push(Token {
            kind: Kind::Word,
            start: at,
            end: at + length,
            space,
        });
        at += length;
    }
}

/// A number in Chinese digits before a unit of time, and its length: 二〇二五年, 十二月, 二十一日.
fn chinese_number(run: &str) -> Option<(Kind, usize)> {
    let mut value = 0;
    let mut digits = 0u8;
    let mut tens = false;
    for (at, c) in run.char_indices() {
        let digit = match c {
            '〇' | '零' => 0,
            '一' | '元' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            '十' if !tens && digits <= 1 => {
                tens = true;
                value = if digits == 0 { 10 } else { value * 10 };
                digits = 2;
                continue;
            }
            '年' | '月' | '日' | '号' | '號' | '时' | '時' | '点' | '點' | '分' | '秒'
                if digits > 0 =>
            {
                return Some((Kind::Number(value, digits), at));
            }
            _ => return None,
        };
        if digits >= 4 || (tens && value % 10 != 0) {
            return None;
        }
        value = if tens {
            value + digit
        } else {
            value * 10 + digit
        };
        digits = if tens { 2 } else { digits + 1 };
    }
    None
}

/// A text in the one form that stands for its spellings.
pub(super) fn folded_text(text: &str) -> String {
    fold(text, &mut Scripts::default())
}

/// One form for the spellings of a word.
fn fold(text: &str, scripts: &mut Scripts) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = text.to_lowercase();
    lower
        .nfd()
        .filter_map(|c| folded(c, scripts))
        .nfc()
        .collect()
}

fn folded(c: char, scripts: &mut Scripts) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    let n = u32::from(c);
    match n {
        0x600..=0x6FF => {
            scripts.arabic = true;
            scripts.persian_digits |= (0x6F0..=0x6F9).contains(&n);
        }
        0xE00..=0xE7F => scripts.thai = true,
        0x200F => scripts.native = true,
        _ => {}
    }
    match n {
        // Accents, vowel points, nukta, invisible marks.
        0x300..=0x36F
        | 0x591..=0x5BD
        | 0x5BF..=0x5C7
        | 0x64B..=0x65F
        | 0x670
        | 0x640
        | 0x93C
        | 0x9BC
        | 0xA3C
        | 0xABC
        | 0xB3C
        | 0x200B
        | 0x200D..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x2069
        | 0xFEFF
        | 0xAD
        | 0x61C => None,
        0x200C => Some(' '),
        _ if c.is_whitespace() => Some(' '),
        // Apostrophes.
        0x2018 | 0x2019 | 0x2BC | 0x2BB | 0x2B9 | 0xB4 | 0x2032 | 0x55A | 0xA78C | 0x5F3
        | 0x5F4 => Some('\''),
        // Dashes.
        0x2010..=0x2015 | 0x2212 | 0x58A | 0x5BE => Some('-'),
        // Full-width forms.
        0xFF01..=0xFF5E => char::from_u32(n - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        0x3C2 => Some('\u{3C3}'),
        0x131 => Some('i'),
        0x649 | 0x64A => Some('\u{6CC}'),
        0x643 => Some('\u{6A9}'),
        0x629 => Some('\u{647}'),
        0x60C | 0x3001 => Some(','),
        0x61B => Some(';'),
        0x3002 | 0x66B => Some('.'),
        0xB0 => Some('\u{BA}'),
        _ => match native_digit(n) {
            Some(digit) => {
                scripts.native = true;
                Some(digit)
            }
            None => Some(c),
        },
    }
}

/// The ASCII digit of a decimal digit of another script.
fn native_digit(n: u32) -> Option<char> {
    let next = DIGIT_ZEROS.partition_point(|zero| *zero <= n);
    let zero = DIGIT_ZEROS.get(next.checked_sub(1)?)?;
    char::from_digit((n - zero).min(99), 10)
}

/// Whether a folded character is part of a word: a letter, or any sign beyond ASCII that is no
/// punctuation, so that vowel signs stay in their words.
fn is_word(c: char) -> bool {
    let n = u32::from(c);
    if n < 0x80 {
        return c.is_ascii_alphabetic();
    }
    !matches!(n,
        0x80..=0xA9 | 0xAB..=0xB4 | 0xB6..=0xB9 | 0xBB..=0xBF | 0xD7 | 0xF7
        | 0x2000..=0x2BFF | 0x2E00..=0x2E7F
        | 0x3000..=0x3004 | 0x3006 | 0x3008..=0x3020 | 0x30FB
        | 0xFE10..=0xFE1F | 0xFE30..=0xFE6F | 0xFF00..=0xFFEF
        | 0x964 | 0x965 | 0x61F | 0x66A | 0x66C | 0x66D | 0x6D4 | 0x5C0 | 0x5C3 | 0x589
        | 0x55B..=0x55F | 0xE000..=0xF8FF | 0x1F000..)
}

/// Thai, Lao, Burmese, Khmer, Chinese, Japanese: words are not parted.
fn without_spaces(c: char) -> bool {
    matches!(u32::from(c),
        0xE00..=0xEFF | 0x1000..=0x109F | 0x1780..=0x17FF
        | 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xF900..=0xFAFF)
}

/// The zeros of the decimal digits of Unicode 16 (general category Nd), beyond ASCII.
#[rustfmt::skip]
static DIGIT_ZEROS: [u32; 65] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
    0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0,
    0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0,
    0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn words_of(text: &str) -> Vec<String> {
        let tokens = scan(text).unwrap();
        (0..tokens.len())
            .map(|at| tokens.str(at).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn a_text_is_cut_into_numbers_words_and_marks() {
        assert_eq!(words_of("Mon, 05 May"), ["mon", ",", "05", "may"]);
        assert_eq!(
            words_of("2016年3月20日(日)"),
            ["2016", "年", "3", "月", "20", "日", "(", "日", ")"]
        );
    }

    #[test]
    fn spellings_are_folded() {
        assert_eq!(words_of("Février"), ["fevrier"]);
        assert_eq!(words_of("Fe\u{301}vrier"), ["fevrier"]);
        assert_eq!(words_of("१७ फ़रवरी"), ["17", "फरवरी"]);
        assert_eq!(words_of("２０１６／０３"), ["2016", "/", "03"]);
        assert_eq!(words_of("\u{200e}5 d’abril"), ["5", "d", "'", "abril"]);
        assert_eq!(words_of("مساءً"), ["مساء"]);
    }

    #[test]
    fn the_keys_of_the_table_are_folded() {
        for (key, _, _) in super::super::names::NAMES.iter() {
            let tokens = scan(key).unwrap();
            assert_eq!(tokens.text, *key, "{key}");
        }
    }
}
