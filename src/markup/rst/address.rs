//! Addresses: those that are links wherever they stand, and those that targets name.

use super::inline::{opens, unescape};
use super::tree::{Goal, Inline};

/// Schemes whose addresses are links wherever they stand, and whether two slashes have to follow.
const SCHEMES: [(&str, bool); 14] = [
    ("http", true),
    ("https", true),
    ("ftp", true),
    ("ftps", true),
    ("sftp", true),
    ("git", true),
    ("svn", true),
    ("ssh", true),
    ("irc", true),
    ("ircs", true),
    ("mailto", false),
    ("news", false),
    ("magnet", false),
    ("xmpp", false),
];

/// Text without markup; addresses in it become links.
pub(super) fn push_text(raw: &str, parts: &mut Vec<Inline>) {
    let mut from = 0;
    if raw.contains([':', '@']) {
        let mut at = 0;
        let mut before = None;
        // Where a run of characters ends that holds no mail address.
        let mut no_mail = 0;
        while let Some(c) = raw[at..].chars().next() {
            let rest = &raw[at..];
            if c == '\\' {
                let next = rest[1..].chars().next();
                before = next.or(Some(c));
                at += 1 + next.map_or(0, char::len_utf8);
                continue;
            }
            let mut link = None;
            if c.is_alphanumeric() && opens(before) {
                link = uri(rest).map(|end| (end, ""));
                if link.is_none() && at >= no_mail {
                    link = mail(rest).map(|end| (end, "mailto:"));
                    no_mail = at + mail_part(rest);
                }
            }
            if let Some((end, scheme)) = link {
                push_plain(&raw[from..at], parts);
                let text = unescape(&rest[..end]);
                let goal = Goal::Uri(format!("{scheme}{text}"));
                parts.push(Inline::Reference {
                    source: text.clone(),
                    text,
                    goal,
                });
                at += end;
                from = at;
                before = None;
                continue;
            }
            before = Some(c);
            at += c.len_utf8();
        }
    }
    push_plain(&raw[from..], parts);
}

fn push_plain(raw: &str, parts: &mut Vec<Inline>) {
    let text = unescape(raw);
    if !text.is_empty() {
        parts.push(Inline::Text(text));
    }
}

/// The length of the address that the text starts with.
fn uri(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let colon = bytes.iter().take(8).position(|&byte| byte == b':')?;
    let (scheme, slashes) = SCHEMES
        .iter()
        .find(|(scheme, _)| text[..colon].eq_ignore_ascii_case(scheme))?;
    let start = scheme.len() + if *slashes { 3 } else { 1 };
    if *slashes && !text[colon..].starts_with("://") {
        return None;
    }
    let body = text.get(start..)?;
    let run = body
        .find(|c: char| !c.is_alphanumeric() && !"-_.!~*'()[];/:@&=+$,%?#\\".contains(c))
        .unwrap_or(body.len());
    // Punctuation at the end belongs to the sentence, not to the address.
    let last = |c: char| c.is_alphanumeric() || "_~*/=+".contains(c);
    let mut end = body[..run].rfind(last).map(|at| at + width_at(body, at))?;
    // A bracket that was opened within the address closes within it.
    let opened = body[..end].matches('(').count();
    if body[end..].starts_with(')') && opened > body[..end].matches(')').count() {
        end += 1;
    }
    Some(start + end)
}

/// The length of the mail address that the text starts with.
fn mail(text: &str) -> Option<usize> {
    let local = mail_part(text);
    let domain = text[local..].strip_prefix('@')?;
    let run = domain
        .find(|c: char| !c.is_alphanumeric() && c != '-' && c != '.')
        .unwrap_or(domain.len());
    let name = domain[..run].trim_end_matches(['.', '-']);
    let sound = name.contains('.') && !name.starts_with('.') && local > 0;
    sound.then_some(local + 1 + name.len())
}

/// How many bytes from the first on may stand before the `@` of a mail address.
fn mail_part(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.!~*'{|}/#?^&=+$%\\".contains(c))
        .unwrap_or(text.len())
}

fn width_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// An address as it was written, over several lines perhaps, with a scheme if it is one of mail.
pub(super) fn address(text: &str) -> String {
    let mut uri = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => uri.extend(chars.next()),
            c if c.is_whitespace() => {}
            c => uri.push(c),
        }
    }
    match mail(&uri) {
        Some(end) if end == uri.len() => format!("mailto:{uri}"),
        _ => uri,
    }
}
