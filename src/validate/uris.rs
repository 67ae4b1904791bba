//! URIs and IRIs by RFC 3986 and RFC 3987, and what the schemes `tag` and `urn` add.

use std::borrow::Cow;

use super::registries::is_registered;
use super::rules;
use super::text::clip;
use super::values::Fault;

/// Where and why a text is no URI reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UriFault {
    /// Byte offset in the text.
    pub(super) offset: usize,
    pub(super) message: Cow<'static, str>,
}

/// The parts of a URI reference (RFC 3986, 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Uri<'a> {
    pub(super) scheme: Option<&'a str>,
    pub(super) authority: Option<&'a str>,
    pub(super) path: &'a str,
    /// Offset of the first character outside ASCII: it is an IRI, not a URI.
    pub(super) non_ascii: Option<usize>,
}

impl<'a> Uri<'a> {
    /// Splits and checks a reference; characters outside ASCII are allowed as in IRIs.
    pub(super) fn parse(text: &'a str) -> Result<Uri<'a>, UriFault> {
        let fault = |offset, message: Cow<'static, str>| Err(UriFault { offset, message });
        let mut non_ascii = None;
        for (offset, &byte) in text.as_bytes().iter().enumerate() {
            if SAFE[usize::from(byte)] {
                continue;
            }
            let message: Cow<'static, str> = match byte {
                b' ' => "a space in it".into(),
                b'%' if is_percent_encoded(&text.as_bytes()[offset..]) => continue,
                b'%' => "`%` that begins no percent-encoded byte".into(),
                0x80.. => {
                    non_ascii.get_or_insert(offset);
                    continue;
                }
                0..0x20 | 0x7F => "a control character in it".into(),
                _ => format!("`{}` in it", char::from(byte)).into(),
            };
            return fault(offset, message);
        }
        let scheme_end = text
            .find([':', '/', '?', '#', '[', ']'])
            .filter(|&at| text[at..].starts_with(':'));
        let scheme = scheme_end
            .map(|end| &text[..end])
            .filter(|scheme| is_scheme(scheme));
        if scheme_end.is_some() && scheme.is_none() {
            // RFC 3986, 4.2: the first segment of a relative path holds no colon.
            return fault(0, "no scheme before `:`".into());
        }
        let after_scheme = scheme.map_or(0, |scheme| scheme.len() + 1);
        let rest = &text[after_scheme..];
        let hierarchical = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
        let (authority, path) = match hierarchical.strip_prefix("//") {
            Some(tail) => {
                let end = tail.find('/').unwrap_or(tail.len());
                (Some(&tail[..end]), &tail[end..])
            }
            None => (None, hierarchical),
        };
        if let Some(authority) = authority
            && let Some(message) = authority_fault(authority)
        {
            return fault(after_scheme + 2, message);
        }
        let behind_authority =
            text.len() - rest.len() + authority.map_or(0, |authority| authority.len() + 2);
        if let Some(at) = text[behind_authority..].find(['[', ']']) {
            // RFC 3986, 3.2.2: brackets stand around IP addresses only.
            return fault(behind_authority + at, "a bracket outside the host".into());
        }
        if matches!(scheme, Some(scheme) if is_web(scheme))
            && authority.is_none_or(|authority| host(authority).is_empty())
        {
            return fault(after_scheme, "the host is missing".into());
        }
        if scheme.is_some() && authority.is_none() && path.is_empty() && rest.is_empty() {
            return fault(after_scheme, "nothing behind the scheme".into());
        }
        if let Some(fragment) = rest.find('#')
            && let Some(second) = rest[fragment + 1..].find('#')
        {
            return fault(after_scheme + fragment + 1 + second, "a second `#`".into());
        }
        Ok(Uri {
            scheme,
            authority,
            path,
            non_ascii,
        })
    }
}

/// Bytes that may stand anywhere in a URI as they are.
static SAFE: [bool; 256] = {
    let mut table = [false; 256];
    let safe = b"-._~:/?#[]@!$&'()*+,;=";
    let mut byte = 0_u8;
    loop {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        if byte == 255 {
            break;
        }
        byte += 1;
    }
    let mut index = 0;
    while index < safe.len() {
        table[safe[index] as usize] = true;
        index += 1;
    }
    table
};

fn is_percent_encoded(bytes: &[u8]) -> bool {
    bytes.len() >= 3 && bytes[1].is_ascii_hexdigit() && bytes[2].is_ascii_hexdigit()
}

fn is_scheme(text: &str) -> bool {
    text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Whether the scheme names something on the web, which has a host.
pub(super) fn is_web(scheme: &str) -> bool {
    ["http", "https", "ftp"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web))
}

/// The host of an authority.
fn host(authority: &str) -> &str {
    let host = authority.rsplit('@').next().unwrap_or(authority);
    if host.starts_with('[') {
        return host;
    }
    host.split(':').next().unwrap_or(host)
}

fn authority_fault(authority: &str) -> Option<Cow<'static, str>> {
    let host_and_port = authority.rsplit('@').next().unwrap_or(authority);
    let port = match host_and_port.strip_prefix('[') {
        Some(literal) => match literal.split_once(']') {
            Some((address, _))
                if !address
                    .bytes()
                    .all(|byte| byte.is_ascii_hexdigit() || b":.vV%".contains(&byte)) =>
            {
                return Some("no IP address in the brackets of the host".into());
            }
            Some((_, "")) => "",
            Some((_, port)) => match port.strip_prefix(':') {
                Some(port) => port,
                None => return Some("text behind the `]` of the host".into()),
            },
            None => return Some("the `[` of the host is not closed".into()),
        },
        None => host_and_port.split_once(':').map_or("", |(_, port)| port),
    };
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("the port is no number, found `{}`", clip(port)).into());
    }
    None
}

/// What an address must be beside well-formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// ASCII with a scheme (RSS).
    Url,
    /// With a scheme, any script.
    Iri,
    /// Relative ones too.
    Reference,
}

/// Checks an address.
pub(super) fn check(text: &str, want: Want) -> Option<Fault> {
    let uri = match Uri::parse(text) {
        Err(fault) => {
            return Some(Fault::new(
                &rules::INVALID_URL,
                fault.offset,
                format!("`{}` is no URL: {}", clip(text), fault.message),
                "percent-encode what a URL may not hold (RFC 3986, 2)",
            ));
        }
        Ok(uri) => uri,
    };
    let Some(scheme) = uri.scheme else {
        return (want != Want::Reference).then(|| {
            Fault::new(
                &rules::RELATIVE_URL,
                0,
                if text.is_empty() {
                    "no URL".to_owned()
                } else {
                    format!("`{}` is not an absolute URL", clip(text))
                },
                "write it whole, with `https://` and the host",
            )
        });
    };
    if want == Want::Url
        && let Some(offset) = uri.non_ascii
    {
        return Some(Fault::new(
            &rules::NON_ASCII_URL,
            offset,
            format!("`{}` holds characters outside ASCII", clip(text)),
            "percent-encode them, and write the host in its `xn--` form (RFC 3987, 3.1)",
        ));
    }
    (!is_registered(scheme)).then(|| {
        Fault::new(
            &rules::UNREGISTERED_SCHEME,
            0,
            format!("scheme `{}` is not registered", clip(scheme)),
            "most readers open `https` and `http` only",
        )
    })
}

/// Checks a permanent identifier: an absolute IRI, and the grammar of its scheme.
pub(super) fn check_id(text: &str) -> Option<Fault> {
    if let Some(fault) = check(text, Want::Iri) {
        return Some(fault);
    }
    let uri = Uri::parse(text).ok()?;
    let scheme = uri.scheme?;
    if scheme.eq_ignore_ascii_case("tag")
        && let Some((offset, message)) = tag_fault(&text[4..])
    {
        return Some(Fault::new(
            &rules::INVALID_TAG_URI,
            offset + 4,
            message,
            "write `tag:example.org,2025-05-05:name` (RFC 4151, 2.1)",
        ));
    }
    if scheme.eq_ignore_ascii_case("urn")
        && let Some(message) = urn_fault(&text[4..])
    {
        return Some(Fault::new(
            &rules::INVALID_URN,
            4,
            message,
            "write `urn:uuid:` and a UUID, or another registered namespace (RFC 8141, 2)",
        ));
    }
    unnormalised(text, &uri).map(|(offset, message)| {
        Fault::new(
            &rules::UNNORMALISED_ID,
            offset,
            message,
            "readers compare identifiers character by character (RFC 4287, 4.2.6.1)",
        )
    })
}

/// What is wrong with the part of a tag URI behind `tag:` (RFC 4151, 2.1).
fn tag_fault(text: &str) -> Option<(usize, String)> {
    let Some((authority, rest)) = text.split_once(',') else {
        return Some((
            0,
            "a tag URI has a comma and a date behind its authority".to_owned(),
        ));
    };
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let (local, domain) = match authority.split_once('@') {
        Some((local, domain)) => (Some(local), domain),
        None => (None, authority),
    };
    let local_fits = local.is_none_or(|local| {
        !local.is_empty()
            && local
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
    });
    if !local_fits || !domain.split('.').all(is_label) {
        return Some((
            0,
            format!("`{}` is no domain or e-mail address", clip(authority)),
        ));
    }
    let at = authority.len() + 1;
    let Some((date, specific)) = rest.split_once(':') else {
        return Some((at, "no colon behind the date of the tag URI".to_owned()));
    };
    if let Err(fault) = super::timestamps::w3cdtf(date).and_then(|_| {
        if date.len() > 10 {
            Err(Fault::new(&rules::INVALID_TAG_URI, 0, "a time in it", ""))
        } else {
            Ok(())
        }
    }) {
        return Some((
            at,
            format!(
                "`{}` is no date of a tag URI: {}",
                clip(date),
                fault.message
            ),
        ));
    }
    let specific_path = specific.split('#').next().unwrap_or(specific);
    specific_path
        .find(|character: char| "[]{}|\\^`\"<> ".contains(character))
        .map(|offset| {
            (
                at + date.len() + 1 + offset,
                "a character that a tag URI may not hold".to_owned(),
            )
        })
}

/// What is wrong with the part of a URN behind `urn:` (RFC 8141, 2).
fn urn_fault(text: &str) -> Option<String> {
    let Some((namespace, specific)) = text.split_once(':') else {
        return Some("a URN has a namespace and a name".to_owned());
    };
    let fits = (2..=32).contains(&namespace.len())
        && namespace
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !namespace.starts_with('-')
        && !namespace.ends_with('-');
    if !fits {
        return Some(format!("`{}` is no namespace of URNs", clip(namespace)));
    }
    if specific.is_empty() {
        return Some("the URN has no name behind its namespace".to_owned());
    }
    if namespace.eq_ignore_ascii_case("uuid") && !is_uuid(specific) {
        return Some(format!("`{}` is no UUID", clip(specific)));
    }
    None
}

/// Whether a text is a UUID: five groups of 8, 4, 4, 4 and 12 hexadecimal digits (RFC 9562, 4).
pub(super) fn is_uuid(text: &str) -> bool {
    let text = text.split(['#', '?']).next().unwrap_or(text);
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Why an identifier is not in the normal form of RFC 4287, 4.2.6.
fn unnormalised(text: &str, uri: &Uri<'_>) -> Option<(usize, String)> {
    let scheme = uri.scheme?;
    if scheme.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some((0, format!("the scheme `{scheme}` is not in lower case")));
    }
    for (offset, _) in text.match_indices('%') {
        let digits = text.get(offset + 1..offset + 3)?;
        if digits.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return Some((offset, format!("`%{digits}` has lower-case digits")));
        }
        if let Ok(byte) = u8::from_str_radix(digits, 16)
            && (byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
        {
            return Some((
                offset,
                format!("`%{digits}` is an encoded `{}`", char::from(byte)),
            ));
        }
    }
    let authority = uri.authority?;
    let at = scheme.len() + 3;
    let host = host(authority);
    if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some((
            at,
            format!("the host `{}` is not in lower case", clip(host)),
        ));
    }
    if is_web(scheme) {
        let port = authority.rsplit('@').next()?.strip_prefix(host)?;
        let default = matches!(
            (scheme, port),
            ("http", ":80") | ("https", ":443") | ("ftp", ":21")
        );
        if port == ":" || default {
            return Some((
                at + authority.len() - port.len(),
                "the port is the usual one".to_owned(),
            ));
        }
        if uri.path.is_empty() {
            return Some((
                at + authority.len(),
                "the path is empty: `/` is missing".to_owned(),
            ));
        }
    }
    let dotted = uri
        .path
        .split('/')
        .any(|segment| segment == "." || segment == "..");
    dotted.then(|| (at + authority.len(), "`.` or `..` in the path".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_is_split_or_says_what_is_wrong() {
        let uri = Uri::parse("https://example.org:80/a?b#c").unwrap();
        assert_eq!(uri.scheme, Some("https"));
        assert_eq!(uri.authority, Some("example.org:80"));
        assert_eq!(uri.path, "/a");
        assert_eq!(
            Uri::parse("tag:example.org,2025:a").unwrap().scheme,
            Some("tag")
        );
        assert_eq!(Uri::parse("a/b:c").unwrap().scheme, None);
        for (text, message) in [
            ("http://a b/", "a space in it"),
            ("http:///x", "the host is missing"),
            ("http://a/%zz", "`%` that begins no percent-encoded byte"),
            ("http://a:x/", "the port is no number, found `x`"),
            ("://a", "no scheme before `:`"),
            ("http://a/[b]", "a bracket outside the host"),
            ("http://a/{b}", "`{` in it"),
        ] {
            assert_eq!(Uri::parse(text).unwrap_err().message, message, "{text}");
        }
    }

    #[test]
    fn an_identifier_follows_the_grammar_of_its_scheme() {
        for (text, rule) in [
            ("tag:example.org,2025:a", None),
            ("tag:me@example.org,2025-05-05:a/b#c", None),
            ("tag:example.org,2025-13:a", Some("invalid-tag-uri")),
            ("tag:example.org:a", Some("invalid-tag-uri")),
            ("tag:a,b,2025:a", Some("invalid-tag-uri")),
            ("urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a", None),
            ("urn:uuid:1225c695", Some("invalid-urn")),
            ("urn:a.b:c", Some("invalid-urn")),
            ("http://example.org/", None),
            ("http://example.org", Some("unnormalised-id")),
            ("http://Example.org/", Some("unnormalised-id")),
            ("http://example.org/%7Ea", Some("unnormalised-id")),
            ("example.org", Some("relative-url")),
            ("xyz:a", Some("unregistered-scheme")),
        ] {
            assert_eq!(check_id(text).map(|fault| fault.rule.name), rule, "{text}");
        }
    }
}
