//! Addresses that stand in a text without any mark (GitHub Flavored Markdown 0.29, 6.9).

use std::ops::Range;

/// An address in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub range: Range<usize>,
    /// Where it leads: with a scheme.
    pub address: String,
}

/// Whether looking is worth it.
pub(super) fn may_have(text: &str) -> bool {
    text.contains("://") || text.contains("www.") || text.contains('@')
}

/// The addresses of a text, in order.
pub(super) fn find(text: &str) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let Some(found) = memchr::memchr3(b':', b'w', b'@', &bytes[at..]) else {
            break;
        };
        let place = at + found;
        let low = links.last().map_or(0, |link| link.range.end);
        let link = match bytes[place] {
            b':' => scheme(text, place, low),
            b'w' => bare_host(text, place),
            _ => mail(text, place, low),
        };
        at = match link {
            Some(link) => {
                let end = link.range.end;
                links.push(link);
                end.max(place + 1)
            }
            None => place + 1,
        };
    }
    links
}

/// An address may follow the start, white space, and a few marks.
fn may_start(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| {
        !c.is_alphanumeric() && !matches!(c, '/' | '@' | '-' | '.' | '=' | '_' | '+')
    })
}

fn scheme(text: &str, colon: usize, low: usize) -> Option<Link> {
    if !text[colon..].starts_with("://") {
        return None;
    }
    let start = ["https", "http"].iter().find_map(|name| {
        let start = colon.checked_sub(name.len())?;
        (start >= low && text.get(start..colon)?.eq_ignore_ascii_case(name)).then_some(start)
    })?;
    if !may_start(text, start) {
        return None;
    }
    let end = end_of(text, colon + 3);
    let host = host(&text[colon + 3..end]);
    let range = start..end;
    host.then(|| Link {
        address: text[range.clone()].to_owned(),
        range,
    })
}

fn bare_host(text: &str, start: usize) -> Option<Link> {
    if !text[start..].starts_with("www.") || !may_start(text, start) {
        return None;
    }
    let end = end_of(text, start + 4);
    let after = &text[start + 4..end];
    (after.contains('.') && host(after)).then(|| Link {
        range: start..end,
        address: format!("http://{}", &text[start..end]),
    })
}

/// A valid domain stands at the start: segments of letters, digits, `-` and `_`, none of them empty.
fn host(rest: &str) -> bool {
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let host = &rest[..end];
    host.split('.').all(|part| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    })
}

/// White space and `<` end an address; then what belongs to the sentence around it is not part of it.
fn end_of(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let length = rest
        .find(|c: char| {
            c.is_whitespace()
                || matches!(c, '<' | '"' | '“' | '”' | '，' | '。' | '、' | '）' | '」')
                || ('\u{f8f0}'..='\u{f8f2}').contains(&c)
        })
        .unwrap_or(rest.len());
    let mut end = length;
    let opened = rest[..length].bytes().filter(|b| *b == b'(').count();
    let mut closed = rest[..length].bytes().filter(|b| *b == b')').count();
    while let Some(last) = rest[..end].chars().next_back() {
        let goes = match last {
            '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '’' | ';' | ']' => true,
            ')' if closed > opened => {
                closed -= 1;
                true
            }
            _ => false,
        };
        if !goes {
            break;
        }
        end -= last.len_utf8();
    }
    from + end
}

fn mail(text: &str, at: usize, low: usize) -> Option<Link> {
    let local = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    let bytes = text.as_bytes();
    let before = bytes[low..at]
        .iter()
        .rev()
        .take(64)
        .take_while(|b| local(**b))
        .count();
    let start = at - before;
    let domain = bytes[at + 1..]
        .iter()
        .take(255)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        .count();
    let end = at + 1 + text[at + 1..at + 1 + domain].trim_end_matches('.').len();
    let domain = &text[at + 1..end];
    let fits = before > 0
        && may_start(text, start)
        && domain.contains('.')
        && host(domain)
        && !domain.ends_with(['-', '_'])
        && !text[end..].starts_with(['@', '/', ':']);
    fits.then(|| Link {
        range: start..end,
        address: format!("mailto:{}", &text[start..end]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_as_sentences_hold_them() {
        for (text, expected) in [
            ("see https://example.org.", "https://example.org"),
            ("(http://example.org/a_(b))", "http://example.org/a_(b)"),
            ("www.example.org/a?", "http://www.example.org/a"),
            ("mail ada@example.org, please", "mailto:ada@example.org"),
            ("HTTPS://Example.org/A!", "HTTPS://Example.org/A"),
            ("xhttp://example.org", ""),
            ("http://", ""),
            ("www.example", ""),
            ("@ada and a@b", ""),
            ("ssh git@github.com:a/b.git", ""),
            (
                "https://mastodon.example/@ada/1",
                "https://mastodon.example/@ada/1",
            ),
            ("http://..", ""),
        ] {
            let found = find(text);
            let found: Vec<&str> = found.iter().map(|link| &*link.address).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
