//! Typed values: what the text of an element or attribute may be.

use std::borrow::Cow;

use super::rules::{self, Rule};
use super::text::{clip, is_space};
use super::uris::{self, Want};
use super::{calendar, dates, html, timestamps};
use crate::language;

/// What a text is. The checks are strict to the specification of each type.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    /// No text of its own: elements.
    Elements,
    /// Anything.
    Any,
    /// Some text, never empty.
    Text,
    /// Some text without markup in it.
    Plain,
    /// HTML.
    Html,
    /// RFC 822 (RSS 2.0, `pubDate`).
    Rfc822,
    /// RFC 3339 (RFC 4287, 3.3).
    Rfc3339,
    /// W3CDTF (Dublin Core).
    W3cDtf,
    /// An absolute URL in ASCII.
    Url,
    /// An absolute IRI.
    Iri,
    /// An IRI reference, absolute or not.
    Reference,
    /// An absolute IRI that identifies.
    Id,
    /// A language tag (BCP 47).
    Language,
    /// A media type (RFC 2045, 5.1).
    MediaType,
    /// An e-mail address.
    Email,
    /// An e-mail address with a name behind it in parentheses (RSS 2.0).
    Contact,
    /// A whole number within bounds.
    Number(u64, u64),
    /// A decimal number, at least this.
    Decimal(f64),
    /// Two coordinates or more: pairs of latitude and longitude.
    Coordinates(usize),
    /// One of these words, in this spelling.
    OneOf(&'static [&'static str]),
    /// One of these words, in any case.
    Word(&'static [&'static str]),
    /// At most so many characters.
    Short(usize),
    /// A check of its own.
    Check(fn(&str) -> Option<Fault>),
}

impl Value {
    /// Whether white space around it is part of it.
    pub(super) fn is_free(self) -> bool {
        matches!(
            self,
            Value::Elements
                | Value::Any
                | Value::Text
                | Value::Plain
                | Value::Html
                | Value::Short(_)
        )
    }
}

/// What is wrong with a value.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) rule: &'static Rule,
    /// Byte offset within the value.
    pub(super) offset: usize,
    pub(super) message: String,
    pub(super) help: Cow<'static, str>,
}

impl Fault {
    pub(super) fn new(
        rule: &'static Rule,
        offset: usize,
        message: impl Into<String>,
        help: impl Into<Cow<'static, str>>,
    ) -> Fault {
        Fault {
            rule,
            offset,
            message: message.into(),
            help: help.into(),
        }
    }
}

/// The value without white space around it, and how many bytes were cut in front.
pub(super) fn trim(text: &str) -> (&str, usize) {
    let trimmed = text.trim_start_matches([' ', '\t', '\r', '\n']);
    let cut = text.len() - trimmed.len();
    (trimmed.trim_end_matches([' ', '\t', '\r', '\n']), cut)
}

fn invalid(text: &str, help: impl Into<Cow<'static, str>>) -> Option<Fault> {
    let message = if text.is_empty() {
        "no value".to_owned()
    } else {
        format!("`{}` is not allowed here", clip(text))
    };
    Some(Fault::new(&rules::INVALID_VALUE, 0, message, help))
}

/// Checks a value; white space around it is not looked at here.
pub(super) fn check(value: Value, text: &str) -> Option<Fault> {
    match value {
        Value::Elements | Value::Any => None,
        Value::Text | Value::Html => empty(text),
        Value::Plain => empty(text).or_else(|| plain(text)),
        Value::Rfc822 => dated(dates::rfc822(text)),
        Value::Rfc3339 => dated(timestamps::rfc3339(text)),
        Value::W3cDtf => dated(timestamps::w3cdtf(text)),
        Value::Url => uris::check(text, Want::Url),
        Value::Iri => uris::check(text, Want::Iri),
        Value::Reference => uris::check(text, Want::Reference),
        Value::Id => uris::check_id(text),
        Value::Language => language::fault(text).map(|message| {
            Fault::new(
                &rules::INVALID_LANGUAGE,
                0,
                message,
                "write a tag such as `en`, `pt-BR` or `zh-Hant` (BCP 47)",
            )
        }),
        Value::MediaType => (!is_media_type(text)).then(|| {
            Fault::new(
                &rules::INVALID_MEDIA_TYPE,
                0,
                format!("`{}` is no media type", clip(text)),
                "write type/subtype, such as `audio/mpeg` (RFC 2045, 5.1)",
            )
        }),
        Value::Email => (!is_email(text)).then(|| {
            Fault::new(
                &rules::INVALID_EMAIL,
                0,
                format!("`{}` is no e-mail address", clip(text)),
                "write `name@example.org` alone",
            )
        }),
        Value::Contact => contact(text),
        Value::Number(least, most) => number(text, least, most),
        Value::Decimal(least) => decimal(text).is_none_or(|number| number < least).then(|| {
            Fault::new(
                &rules::INVALID_NUMBER,
                0,
                format!("`{}` is no number from {least}", clip(text)),
                "write digits with a point, such as `1.5`",
            )
        }),
        Value::Coordinates(pairs) => coordinates(text, pairs),
        Value::OneOf(words) => match words.contains(&text) {
            true => None,
            false => invalid(text, format!("write one of: {}", words.join(", "))),
        },
        Value::Word(words) => match words.iter().any(|word| word.eq_ignore_ascii_case(text)) {
            true => None,
            false => invalid(text, format!("write one of: {}", words.join(", "))),
        },
        Value::Short(most) => {
            let length = text.chars().count();
            (length > most)
                .then(|| {
                    Fault::new(
                        &rules::TOO_LONG,
                        0,
                        format!("{length} characters, at most {most} are shown"),
                        "shorten it",
                    )
                })
                .or_else(|| plain(text))
        }
        Value::Check(check) => check(text),
    }
}

fn empty(text: &str) -> Option<Fault> {
    text.bytes().all(is_space).then(|| {
        Fault::new(
            &rules::EMPTY_ELEMENT,
            0,
            "no text",
            "write one, or leave the element out",
        )
    })
}

/// Markup in a text that readers take as plain.
pub(super) fn plain(text: &str) -> Option<Fault> {
    let (offset, found) = html::markup_in_text(text)?;
    Some(Fault::new(
        &rules::HTML_IN_TEXT,
        offset,
        format!("`{}` in plain text", clip(found)),
        "write the text alone, escaped once",
    ))
}

fn dated(checked: Result<(calendar::Seconds, Option<Fault>), Fault>) -> Option<Fault> {
    match checked {
        Ok((_, Some(doubt))) => Some(doubt),
        Ok((seconds, None)) => calendar::implausible(seconds),
        Err(fault) => Some(fault),
    }
}

fn number(text: &str, least: u64, most: u64) -> Option<Fault> {
    let valid = !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && match text.trim_start_matches('0') {
            "" => least == 0,
            // Longer than any bound that is below the largest of all.
            digits if digits.len() > 19 => most == u64::MAX,
            digits => digits
                .parse::<u64>()
                .is_ok_and(|number| (least..=most).contains(&number)),
        };
    (!valid).then(|| {
        Fault::new(
            &rules::INVALID_NUMBER,
            0,
            match text {
                "" => "no number".to_owned(),
                _ => format!("`{}` is not a whole number allowed here", clip(text)),
            },
            if most == u64::MAX {
                format!("write digits only, for a number from {least}")
            } else {
                format!("write digits only, for a number from {least} to {most}")
            },
        )
    })
}

/// A decimal number as the specifications write it: sign, digits, point, digits.
pub(super) fn decimal(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let fits = unsigned
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && unsigned.bytes().any(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

/// Pairs of latitude and longitude, separated by white space (GeoRSS Simple).
fn coordinates(text: &str, pairs: usize) -> Option<Fault> {
    let numbers: Vec<_> = text
        .split([' ', '\t', '\r', '\n', ','])
        .filter(|part| !part.is_empty())
        .take(10_000)
        .map(|part| (part, decimal(part)))
        .collect();
    let message = if let Some((part, _)) = numbers.iter().find(|(_, number)| number.is_none()) {
        format!("`{}` is no number", clip(part))
    } else if numbers.len() % 2 == 1 || numbers.len() < pairs * 2 {
        format!(
            "{} numbers, expected pairs of latitude and longitude",
            numbers.len()
        )
    } else {
        let wrong = numbers.chunks(2).find_map(|pair| match pair {
            [(text, Some(latitude)), _] if latitude.abs() > 90.0 => {
                Some(format!("there is no latitude {}", clip(text)))
            }
            [_, (text, Some(longitude))] if longitude.abs() > 180.0 => {
                Some(format!("there is no longitude {}", clip(text)))
            }
            _ => None,
        });
        wrong?
    };
    Some(Fault::new(
        &rules::INVALID_COORDINATES,
        0,
        message,
        "write latitude (-90 to 90), a space, longitude (-180 to 180)",
    ))
}

/// A latitude or longitude alone.
pub(super) fn degrees(text: &str, most: f64) -> Option<Fault> {
    decimal(text)
        .is_none_or(|number| number.abs() > most)
        .then(|| {
            Fault::new(
                &rules::INVALID_COORDINATES,
                0,
                format!(
                    "`{}` is no number of degrees from -{most} to {most}",
                    clip(text)
                ),
                "write decimal degrees (WGS 84)",
            )
        })
}

/// Whether a text is `type/subtype` with well-formed parameters (RFC 2045, 5.1).
pub(super) fn is_media_type(text: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?=".contains(&byte))
    };
    let mut parts = text.split(';');
    let essence = parts.next().unwrap_or("").trim_end();
    essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
        && parts.all(|parameter| {
            let parameter = parameter.trim();
            parameter.is_empty()
                || parameter.split_once('=').is_some_and(|(name, value)| {
                    let quoted = value.len() > 1 && value.starts_with('"') && value.ends_with('"');
                    is_token(name.trim_end()) && (quoted || is_token(value.trim_start()))
                })
        })
}

/// Whether a text is an address of RFC 5322 (3.4.1) in its usual form.
pub(super) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let is_atom = |text: &str| {
        !text.is_empty()
            && text.chars().all(|character| {
                character.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(character)
            })
    };
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let literal = domain.len() > 2 && domain.starts_with('[') && domain.ends_with(']');
    (quoted || local.split('.').all(is_atom)) && (literal || domain.split('.').all(is_atom))
}

/// `lawyer@boyer.net (Lawyer Boyer)` (RSS 2.0, `author`; RSS Best Practices Profile, `author`).
fn contact(text: &str) -> Option<Fault> {
    const HELP: &str = "write `name@example.org (Name)`; for a name alone use `dc:creator`";
    let (outside, name) = match text.split_once('(') {
        Some((outside, name)) => (outside, name),
        None => (text, ""),
    };
    let outside = outside.trim();
    if is_email(outside) {
        let named = name
            .trim_end()
            .strip_suffix(')')
            .is_some_and(|name| !name.trim().is_empty());
        return (!named).then(|| {
            Fault::new(
                &rules::EMAIL_WITHOUT_NAME,
                0,
                format!("no name behind `{}`", clip(outside)),
                HELP,
            )
        });
    }
    let decoded;
    let searched = match outside.strip_prefix("mailto:") {
        Some(address) => {
            decoded = address
                .replace("%40", "@")
                .replace("%3C", " ")
                .replace("%3E", " ")
                .replace("%20", " ");
            decoded.split('?').next().unwrap_or(&decoded)
        }
        None => outside,
    };
    if searched.split([' ', ',', ';', '<', '>', '"']).any(|part| {
        let part = part.replace("%2E", ".");
        is_email(&part)
    }) {
        return Some(Fault::new(
            &rules::EMAIL_FORMAT,
            0,
            format!(
                "`{}` is not an address with a name in parentheses",
                clip(text)
            ),
            HELP,
        ));
    }
    Some(Fault::new(
        &rules::INVALID_EMAIL,
        0,
        match text {
            "" => "no e-mail address".to_owned(),
            _ => format!("`{}` does not begin with an e-mail address", clip(text)),
        },
        HELP,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(value: Value, text: &str) -> Option<&'static str> {
        check(value, text).map(|fault| fault.rule.name)
    }

    #[test]
    fn a_contact_is_an_address_with_a_name() {
        for (text, expected) in [
            ("a@example.org (Ann Lee)", None),
            ("a@example.org", Some("email-without-name")),
            ("Ann Lee, a@example.org", Some("email-format")),
            ("Ann <a@example.org>", Some("email-format")),
            ("mailto:a%40example.org", Some("email-format")),
            ("Ann Lee", Some("invalid-email")),
            ("Ann (a@example.org)", Some("invalid-email")),
            ("", Some("invalid-email")),
        ] {
            assert_eq!(rule(Value::Contact, text), expected, "{text}");
        }
    }

    #[test]
    fn a_media_type_has_a_subtype() {
        for (text, valid) in [
            ("audio/mpeg", true),
            ("text/html; charset=utf-8", true),
            ("application/x.y+xml;a=\"b c\"", true),
            ("audio", false),
            ("", false),
            ("audio/", false),
            ("a b/c", false),
        ] {
            assert_eq!(is_media_type(text), valid, "{text}");
        }
    }

    #[test]
    fn coordinates_are_pairs_on_the_globe() {
        assert_eq!(rule(Value::Coordinates(1), "45.256 -71.92"), None);
        for text in ["900 0", "1", "a b", "0 181", ""] {
            assert_eq!(
                rule(Value::Coordinates(1), text),
                Some("invalid-coordinates"),
                "{text}"
            );
        }
        assert_eq!(
            rule(Value::Coordinates(2), "1 2"),
            Some("invalid-coordinates")
        );
    }

    #[test]
    fn numbers_keep_their_bounds() {
        let number = |text| rule(Value::Number(1, 144), text);
        assert_eq!(
            (number("1"), number("144"), number("007")),
            (None, None, None)
        );
        for text in ["0", "145", "-1", "1.5", "", "99999999999999999999999"] {
            assert_eq!(number(text), Some("invalid-number"), "{text}");
        }
        assert_eq!(
            rule(Value::Number(0, u64::MAX), "99999999999999999999999"),
            None
        );
    }
}
