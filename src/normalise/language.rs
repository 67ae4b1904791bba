//! BCP 47 tags.

use super::fields::Fields;
use super::keys;
use super::path::PathParts;
use crate::article::{Origin, OriginKind};
use crate::diagnostic::Diagnostic;
use crate::language::tag;

/// The article's language: its own field, else the suffix of its file's name.
pub(super) fn language(fields: &mut Fields<'_>, path: &PathParts) -> Option<String> {
    let written = fields.first(&keys::LANGUAGE, |value, _| value.text().map(str::to_owned));
    if let Some((text, origin)) = written {
        if let Some(tag) = tag(&text) {
            return Some(tag);
        }
        fields.find(
            Diagnostic::warning(
                "unknown-language",
                format!("expected a language tag, found `{text}`"),
            )
            .at(origin.line, 0)
            .help("write a BCP 47 tag such as `en`, `pt-BR` or `zh-Hant`"),
        );
    }
    let suffix = path.language.clone()?;
    fields.trace("language", &suffix, Origin::new(OriginKind::FileName, ""));
    Some(suffix)
}

/// Two-letter codes of ISO 639-1, for suffixes of file names, where `.js` or `.min` would pass for
/// a tag by form.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs \
cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy \
hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt \
lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm \
rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw \
ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

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
