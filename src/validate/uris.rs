//! URIs and IRIs by RFC 3986 and RFC 3987, and what the schemes add.

/// Where and why a text is no URI reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UriFault {
    /// Byte offset in the text.
    pub(super) offset: usize,
    pub(super) message: String,
}

/// The parts of a URI reference (RFC 3986, 4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Uri<'a> {
    pub(super) scheme: Option<&'a str>,
    pub(super) authority: Option<&'a str>,
    pub(super) path: &'a str,
}

impl<'a> Uri<'a> {
    /// Splits and checks a reference; characters outside ASCII are allowed as in IRIs.
    pub(super) fn parse(text: &'a str) -> Result<Uri<'a>, UriFault> {
        let fault = |offset, message: String| Err(UriFault { offset, message });
        for (offset, character) in text.char_indices() {
            let message = match character {
                ' ' => "a space in it".to_owned(),
                '%' if !is_percent_encoded(&text[offset..]) => {
                    "`%` that begins no percent-encoded byte".to_owned()
                }
                '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                    format!("`{character}` in it")
                }
                _ if character.is_control() => "a control character in it".to_owned(),
                _ => continue,
            };
            return fault(offset, message);
        }
        let scheme_end = text
            .find([':', '/', '?', '#'])
            .filter(|&at| text[at..].starts_with(':'));
        let scheme = scheme_end
            .map(|end| &text[..end])
            .filter(|scheme| is_scheme(scheme));
        if let (Some(0), None) = (scheme_end, scheme) {
            return fault(0, "the scheme is missing before `:`".to_owned());
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
        if matches!(scheme, Some(scheme) if is_web(scheme))
            && authority.is_none_or(|authority| host(authority).is_empty())
        {
            return fault(after_scheme, "the host is missing".to_owned());
        }
        if let Some(fragment) = rest.find('#')
            && let Some(second) = rest[fragment + 1..].find('#')
        {
            return fault(
                after_scheme + fragment + 1 + second,
                "a second `#`".to_owned(),
            );
        }
        Ok(Uri {
            scheme,
            authority,
            path,
        })
    }
}

fn is_percent_encoded(text: &str) -> bool {
    let bytes = text.as_bytes();
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

fn authority_fault(authority: &str) -> Option<String> {
    let host_and_port = authority.rsplit('@').next().unwrap_or(authority);
    let port = match host_and_port.strip_prefix('[') {
        Some(literal) => match literal.split_once(']') {
            Some((_, "")) => "",
            Some((_, port)) => match port.strip_prefix(':') {
                Some(port) => port,
                None => return Some("text behind the `]` of the host".to_owned()),
            },
            None => return Some("the `[` of the host is not closed".to_owned()),
        },
        None => host_and_port.split_once(':').map_or("", |(_, port)| port),
    };
    if !port.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!(
            "the port is no number, found `{}`",
            super::xml::clip(port)
        ));
    }
    None
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
            ("://a", "the scheme is missing before `:`"),
        ] {
            assert_eq!(Uri::parse(text).unwrap_err().message, message, "{text}");
        }
    }
}
