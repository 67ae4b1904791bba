//! Names with prefixes (Namespaces in XML 1.0): their grammar, and what their prefixes stand for.

use super::ns::Ns;
use super::place::Mark;
use super::rules;
use super::text::clip;
use super::view::Tag;
use super::walk::Walk;

impl Walk {
    /// Namespaces in XML 1.0, 4 and 6.3: what is prefixed is one prefix and one name, and no two
    /// attributes of a tag are the same.
    pub(super) fn qualified(&mut self, tag: &Tag<'_>, name: &str) {
        let attributes = tag.attributes.iter().map(|attribute| &attribute.name);
        let mut prefixed: Vec<(&str, &str)> = Vec::new();
        let names = attributes.map(|range| (&tag.text[range.clone()], range.start));
        for (name, start) in std::iter::once((name, tag.mark.offset + 1)).chain(names) {
            let Some((prefix, local)) = name.split_once(':') else {
                continue;
            };
            if prefix.is_empty() || local.is_empty() || local.contains(':') {
                self.report(
                    &rules::NOT_WELL_FORMED,
                    tag.mark.at(tag.text, start),
                    format!("`{}` is no name with a prefix", clip(name)),
                    "write one prefix, one colon and a name (Namespaces in XML 1.0, 4)",
                );
            } else if start > tag.mark.offset + 1 && prefix != "xmlns" {
                let mut same = prefixed.iter().filter(|(_, other)| *other == local);
                if same.any(|(other, _)| *other != prefix && self.scope.are_one(other, prefix)) {
                    self.report(
                        &rules::DUPLICATE_ATTRIBUTE,
                        tag.mark.at(tag.text, start),
                        format!("attribute `{}` stands twice, by another prefix", clip(name)),
                        "keep one (Namespaces in XML 1.0, 6.3)",
                    );
                }
                prefixed.push((prefix, local));
            }
        }
    }

    /// Splits a name and finds its namespace.
    pub(super) fn resolve<'n>(&mut self, name: &'n str, mark: Mark) -> (Ns, &'n str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if let Some(ns) = self.scope.find(prefix) {
            return (ns, local);
        }
        self.undefined_prefix(prefix, mark);
        (Ns::Unknown, local)
    }

    pub(super) fn undefined_prefix(&mut self, prefix: &str, mark: Mark) {
        self.report(
            &rules::UNDEFINED_PREFIX,
            mark,
            format!("prefix `{}` is not declared", clip(prefix)),
            format!("declare it: `xmlns:{}=\"…\"`", clip(prefix)),
        );
    }

    /// Checks the prefixes of the attributes of an element that is not looked at.
    pub(super) fn prefixes(&mut self, tag: &Tag<'_>) {
        for attribute in tag.attributes {
            let name = &tag.text[attribute.name.clone()];
            if let Some((prefix, _)) = name.split_once(':')
                && prefix != "xmlns"
                && self.scope.find(prefix).is_none()
            {
                self.undefined_prefix(prefix, tag.mark.at(tag.text, attribute.name.start));
            }
        }
    }
}
