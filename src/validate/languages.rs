//! Language tags by BCP 47 (RFC 5646, 2.1).

use super::rules;
use super::values::Fault;
use super::xml::clip;

/// Checks a language tag.
pub(super) fn check(text: &str) -> Option<Fault> {
    (!is_well_formed(text)).then(|| {
        Fault::new(
            &rules::INVALID_LANGUAGE,
            0,
            format!("`{}` is no language tag", clip(text)),
            "write a tag such as `en`, `pt-BR` or `zh-Hant` (BCP 47)",
        )
    })
}

/// Whether a tag has the form of RFC 5646, 2.1.
fn is_well_formed(text: &str) -> bool {
    let mut parts = text.split('-');
    let Some(first) = parts.next() else {
        return false;
    };
    let alphabetic = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let private = first.eq_ignore_ascii_case("x") || first.eq_ignore_ascii_case("i");
    ((2..=8).contains(&first.len()) && alphabetic(first) || private && text.len() > 2)
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
        && !text.ends_with(['-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_has_the_form_of_bcp_47() {
        for tag in [
            "en",
            "EN-us",
            "zh-Hant-TW",
            "yue",
            "x-klingon",
            "de-CH-1996",
            "i-navajo",
        ] {
            assert!(is_well_formed(tag), "{tag}");
        }
        for tag in [
            "",
            "e",
            "en-!!",
            "en_US",
            "english language",
            "en-",
            "-en",
            "toolonglanguage",
        ] {
            assert!(!is_well_formed(tag), "{tag}");
        }
    }
}
