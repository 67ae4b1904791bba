//! The names of licences, to the addresses that feeds have for them.

use crate::text::web_address;

/// The address of a licence: of one given by its address, or by the name of one of Creative Commons as
/// people write it (`CC BY-SA 4.0`, `cc-by`, `Creative Commons Attribution-ShareAlike`). Names without
/// a version mean 4.0, the current one (creativecommons.org/licenses).
///
/// ```
/// use dateline::license::license_url;
///
/// assert_eq!(license_url("CC BY-SA 3.0").unwrap(), "https://creativecommons.org/licenses/by-sa/3.0/");
/// assert_eq!(license_url("All rights reserved"), None);
/// ```
pub fn license_url(text: &str) -> Option<String> {
    let text = text.trim();
    if text.contains("://") {
        return web_address(text);
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let has = |wanted: &[&str]| words.windows(wanted.len()).any(|found| found == wanted);
    if words.first() == Some(&"cc0")
        || has(&["creative", "commons", "zero"])
        || has(&["cc", "zero"])
    {
        return Some("https://creativecommons.org/publicdomain/zero/1.0/".to_owned());
    }
    if has(&["public", "domain", "mark"]) || words.as_slice() == ["public", "domain"] {
        return Some("https://creativecommons.org/publicdomain/mark/1.0/".to_owned());
    }
    if words.first() != Some(&"cc") && !has(&["creative", "commons"]) {
        return None;
    }
    // The order of the parts is that of the licences' addresses.
    let parts = [
        ("by", has(&["by"]) || has(&["attribution"])),
        (
            "nc",
            has(&["nc"]) || has(&["noncommercial"]) || has(&["non", "commercial"]),
        ),
        (
            "nd",
            has(&["nd"])
                || has(&["noderivatives"])
                || has(&["noderivs"])
                || has(&["no", "derivatives"]),
        ),
        (
            "sa",
            has(&["sa"]) || has(&["sharealike"]) || has(&["share", "alike"]),
        ),
    ];
    let name: Vec<&str> = parts
        .iter()
        .filter(|(_, is)| *is)
        .map(|(part, _)| *part)
        .collect();
    // There is none that does not ask for the name, and none that forbids changes and binds them.
    if name.first() != Some(&"by") || name.ends_with(&["nd", "sa"]) {
        return None;
    }
    let version = words
        .iter()
        .find(|word| matches!(**word, "1.0" | "2.0" | "2.5" | "3.0" | "4.0"))
        .unwrap_or(&"4.0");
    Some(format!(
        "https://creativecommons.org/licenses/{}/{version}/",
        name.join("-")
    ))
}

/// The identifier that SPDX has for a licence of Creative Commons, in lower case as the namespace of
/// podcasts lists it: `cc-by-sa-4.0`, `cc0-1.0`.
pub fn spdx(text: &str) -> Option<String> {
    let url = license_url(text)?;
    let path = url.split_once("://creativecommons.org/")?.1;
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        ["licenses", name, version, ..] => Some(format!("cc-{name}-{version}")),
        ["publicdomain", "zero", version, ..] => Some(format!("cc0-{version}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_of_creative_commons_have_identifiers() {
        for (written, id) in [
            ("CC BY-SA 4.0", Some("cc-by-sa-4.0")),
            ("cc-by-3.0", Some("cc-by-3.0")),
            ("CC0", Some("cc0-1.0")),
            (
                "https://creativecommons.org/licenses/by-nc/4.0/deed.de",
                Some("cc-by-nc-4.0"),
            ),
            ("MIT", None),
            ("https://example.org/licenses/by/4.0/", None),
        ] {
            assert_eq!(spdx(written).as_deref(), id, "{written}");
        }
    }

    #[test]
    fn names_of_creative_commons_are_addresses() {
        let licences = "https://creativecommons.org/licenses/";
        for (name, expected) in [
            ("CC BY 4.0", Some("by/4.0/")),
            ("cc-by-nc-sa", Some("by-nc-sa/4.0/")),
            ("CC BY-SA-NC 2.5", Some("by-nc-sa/2.5/")),
            ("CC-BY-ND-3.0", Some("by-nd/3.0/")),
            (
                "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
                Some("by-nc-sa/4.0/"),
            ),
            ("CC BY-ND-SA", None),
            ("CC", None),
            ("MIT", None),
            ("by", None),
            ("", None),
        ] {
            let expected = expected.map(|path| format!("{licences}{path}"));
            assert_eq!(license_url(name), expected, "{name}");
        }
        for (name, expected) in [
            ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
            (
                "CC0-1.0",
                "https://creativecommons.org/publicdomain/zero/1.0/",
            ),
            (
                "Public Domain",
                "https://creativecommons.org/publicdomain/mark/1.0/",
            ),
            ("https://example.org/licence", "https://example.org/licence"),
        ] {
            assert_eq!(license_url(name).as_deref(), Some(expected), "{name}");
        }
        assert_eq!(license_url("javascript://x"), None);
    }
}
