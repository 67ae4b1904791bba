//! BCP 47 tags.

use super::fields::Fields;
use super::keys;
use super::path::PathParts;
use crate::article::{Origin, OriginKind};
use crate::diagnostic::Diagnostic;
use crate::language::tag;

/// The article's language: its own field, else the suffix of its file's name.
pub(super) fn language(fields: &mut Fields<'_>, path: &PathParts) -> Option<String> {
    let written = fields.first(&keys::LANGUAGE, |value, _| tag(value.text()?));
    let mut all = fields.all(&keys::LANGUAGE).into_iter();
    let no_tag = all.find_map(|(value, origin)| {
        let text = value.text().filter(|text| tag(text).is_none())?;
        Some((text.to_owned(), origin))
    });
    if let Some((text, origin)) = no_tag {
        // What stands behind a tag that was found is of no account.
        let rank = |origin: &Origin| keys::LANGUAGE.names.iter().position(|n| *n == origin.name);
        if written
            .as_ref()
            .is_none_or(|(_, chosen)| rank(&origin) < rank(chosen))
        {
            fields.find(
                Diagnostic::warning(
                    "unknown-language",
                    format!("expected a language tag, found `{text}`"),
                )
                .at(origin.line, 0)
                .help("write a BCP 47 tag such as `en`, `pt-BR` or `zh-Hant`"),
            );
        }
        fields.lost("language", &text, origin, "no language tag");
    }
    if let Some((tag, _)) = written {
        return Some(tag);
    }
    let suffix = path.language.clone()?;
    fields.trace("language", &suffix, Origin::new(OriginKind::FileName, ""));
    Some(suffix)
}

/// Two-letter codes of ISO 639-1 that names of files end with. Those are left out that end names for
/// other reasons, as in `socket.io`, `dev.to` and `v1.is`.
const CODES: &str = "af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy \
id it ja ka kk kn ko lt lv mk ml mr ms nb ne nl nn no pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur \
uz vi zh zu";

/// The language that a file's stem ends with, as in `page.fr` or `page.pt-br`, and the stem without
/// it.
pub(super) fn suffix(stem: &str) -> Option<(&str, String)> {
    let (name, last) = stem.rsplit_once('.')?;
    let code = last.get(..2)?.to_ascii_lowercase();
    let known = CODES.split(' ').any(|known| known == code)
        && (last.len() == 2 || matches!(last.as_bytes()[2], b'-' | b'_'));
    (known && !name.is_empty())
        .then(|| tag(last).map(|tag| (name, tag)))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_of_the_stem_is_a_language_only_where_it_is_one() {
        assert_eq!(suffix("page.fr"), Some(("page", "fr".into())));
        assert_eq!(suffix("page.pt-br"), Some(("page", "pt-BR".into())));
        assert_eq!(suffix("jquery.js"), None);
        assert_eq!(suffix("v1.10"), None);
    }
}
