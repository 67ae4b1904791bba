//! Typed values: what the text of an element or attribute may be.

use std::borrow::Cow;

use super::rules::{self, Rule};
use super::uris::Uri;
use super::xml::{clip, is_space};
use super::{dates, languages};

/// What a text is. The checks are strict to the specification of each type.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    /// No text of its own: elements.
    Elements,
    /// Anything.
    Any,
    /// Any text, but some.
    Text,
    /// HTML.
    Html,
    /// RFC 822 (RSS 2.0, `pubDate`).
    Rfc822,
    /// RFC 3339 (RFC 4287, 3.3).
    Rfc3339,
    /// W3CDTF (Dublin Core).
    W3cDtf,
    /// An absolute URL.
    Url,
    /// A URI reference, absolute or not.
    Reference,
    /// An absolute URI of any scheme: an identifier.
    Id,
    /// A language tag (BCP 47).
    Language,
    /// A media type without parameters being required.
    MediaType,
    /// An e-mail address.
    Email,
    /// An e-mail address with a name behind it in parentheses (RSS 2.0).
    Contact,
    /// A whole number within bounds.
    Number(u64, u64),
    /// One of these words, in this spelling.
    OneOf(&'static [&'static str]),
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

/// Checks a value; white space around it is not looked at here.
pub(super) fn check(value: Value, text: &str) -> Option<Fault> {
    match value {
        Value::Elements | Value::Any | Value::Html => None,
        Value::Text => text.bytes().all(is_space).then(|| {
            Fault::new(
                &rules::EMPTY_ELEMENT,
                0,
                "no text",
                "write one, or leave the element out",
            )
        }),
        Value::Rfc822 => dated(dates::rfc822(text)),
        Value::Rfc3339 => dated(dates::rfc3339(text)),
        Value::W3cDtf => dated(dates::w3cdtf(text)),
        Value::Url => url(text, true),
        Value::Reference => url(text, false),
        Value::Id => id(text),
        Value::Language => languages::check(text),
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
        Value::OneOf(words) => (!words.contains(&text)).then(|| {
            Fault::new(
                &rules::INVALID_VALUE,
                0,
                format!("`{}` is not allowed here", clip(text)),
                format!("write one of: {}", words.join(", ")),
            )
        }),
    }
}

fn dated(checked: Result<(dates::Seconds, Option<Fault>), Fault>) -> Option<Fault> {
    match checked {
        Ok((_, doubt)) => doubt,
        Err(fault) => Some(fault),
    }
}

fn url(text: &str, absolute: bool) -> Option<Fault> {
    match Uri::parse(text) {
        Err(fault) => Some(Fault::new(
            &rules::INVALID_URL,
            fault.offset,
            format!("`{}` is no URL: {}", clip(text), fault.message),
            "percent-encode what a URL may not hold (RFC 3986, 2)",
        )),
        Ok(uri) if absolute && uri.scheme.is_none() => Some(Fault::new(
            &rules::RELATIVE_URL,
            0,
            format!("`{}` is not an absolute URL", clip(text)),
            "write it whole, with `https://` and the host",
        )),
        Ok(_) => None,
    }
}

fn id(text: &str) -> Option<Fault> {
    if text.is_empty() {
        return Some(Fault::new(
            &rules::INVALID_URL,
            0,
            "the identifier is empty",
            "write a permanent URI, such as `tag:example.org,2025:launch`",
        ));
    }
    url(text, true)
}

fn number(text: &str, least: u64, most: u64) -> Option<Fault> {
    let valid = !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text
            .parse::<u64>()
            .is_ok_and(|number| (least..=most).contains(&number));
    (!valid).then(|| {
        Fault::new(
            &rules::INVALID_NUMBER,
            0,
            format!("`{}` is not a whole number allowed here", clip(text)),
            if most == u64::MAX {
                format!("write digits only, for a number from {least}")
            } else {
                format!("write digits only, for a number from {least} to {most}")
            },
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
    let essence = parts.next().unwrap_or("").trim();
    essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
        && parts.all(|parameter| {
            let parameter = parameter.trim();
            parameter.is_empty()
                || parameter.split_once('=').is_some_and(|(name, value)| {
                    let unquoted = value
                        .strip_prefix('"')
                        .and_then(|rest| rest.strip_suffix('"'));
                    is_token(name.trim_end())
                        && (unquoted.is_some() || is_token(value.trim_start()))
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
    let literal = domain.starts_with('[') && domain.ends_with(']');
    (quoted || local.split('.').all(is_atom)) && (literal || domain.split('.').all(is_atom))
}

/// `lawyer@boyer.net (Lawyer Boyer)` (RSS 2.0, `author`).
fn contact(text: &str) -> Option<Fault> {
    let (email, _) = text.split_once(" (").unwrap_or((text, ""));
    (!is_email(email.trim())).then(|| {
        Fault::new(
            &rules::INVALID_EMAIL,
            0,
            format!("`{}` does not begin with an e-mail address", clip(text)),
            "write `name@example.org (Name)`; for a name alone use `dc:creator`",
        )
    })
}
