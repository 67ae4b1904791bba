//! All tables of elements, by namespace, and what their parents must hold.

use super::element::{Element, Roles, role};
use super::ns::Ns;
use super::rules::{self, Rule};
use super::{atom, extensions, rss};

/// The elements of a namespace, by name; empty where none are known.
fn table(ns: Ns) -> &'static [Element] {
    match ns {
        Ns::None => rss::ELEMENTS,
        Ns::Atom => atom::ELEMENTS,
        _ => extensions::table(ns),
    }
}

/// Whether all elements of a namespace are known.
pub(super) fn has_table(ns: Ns) -> bool {
    !table(ns).is_empty()
}

/// The row of an element.
pub(super) fn find(ns: Ns, local: &str) -> Option<&'static Element> {
    let table = table(ns);
    table
        .binary_search_by(|element| element.name.cmp(local))
        .ok()
        .map(|index| &table[index])
}

const MISSING: &Rule = &rules::MISSING_ELEMENT;

/// Elements that their parent must hold.
pub(super) static REQUIRED: &[(Roles, Ns, &str, &Rule)] = &[
    (role::RSS, Ns::None, "channel", MISSING),
    (role::CHANNEL, Ns::None, "title", MISSING),
    (role::CHANNEL, Ns::None, "link", MISSING),
    (role::CHANNEL, Ns::None, "description", MISSING),
    (role::IMAGE, Ns::None, "url", MISSING),
    (role::IMAGE, Ns::None, "title", MISSING),
    (role::IMAGE, Ns::None, "link", MISSING),
    (role::TEXT_INPUT, Ns::None, "title", MISSING),
    (role::TEXT_INPUT, Ns::None, "description", MISSING),
    (role::TEXT_INPUT, Ns::None, "name", MISSING),
    (role::TEXT_INPUT, Ns::None, "link", MISSING),
    (role::SKIP_HOURS, Ns::None, "hour", MISSING),
    (role::SKIP_DAYS, Ns::None, "day", MISSING),
    (role::FEED, Ns::Atom, "id", MISSING),
    (role::FEED, Ns::Atom, "title", MISSING),
    (role::FEED, Ns::Atom, "updated", MISSING),
    (role::ENTRY, Ns::Atom, "id", MISSING),
    (role::ENTRY, Ns::Atom, "title", MISSING),
    (role::ENTRY, Ns::Atom, "updated", MISSING),
    (role::PERSON, Ns::Atom, "name", MISSING),
    (role::RDF, Ns::Rss10, "channel", MISSING),
    (role::RDF_CHANNEL, Ns::Rss10, "title", MISSING),
    (role::RDF_CHANNEL, Ns::Rss10, "link", MISSING),
    (role::RDF_CHANNEL, Ns::Rss10, "description", MISSING),
    (role::RDF_ITEM, Ns::Rss10, "title", MISSING),
    (role::RDF_ITEM, Ns::Rss10, "link", MISSING),
    (role::ITUNES_OWNER, Ns::Itunes, "email", MISSING),
    (role::GEO_POINT, Ns::Geo, "lat", MISSING),
    (role::GEO_POINT, Ns::Geo, "long", MISSING),
    (role::PODCAST_LIVE, Ns::None, "guid", MISSING),
    (role::PODCAST_LIVE, Ns::None, "title", MISSING),
    (role::PODCAST_LIVE, Ns::None, "enclosure", MISSING),
    (role::PODCAST_VALUE, Ns::Podcast, "valueRecipient", MISSING),
    (role::PODCAST_ENCLOSURE, Ns::Podcast, "source", MISSING),
    (role::PODCAST_ROLL, Ns::Podcast, "remoteItem", MISSING),
    (role::PODCAST_PUBLISHER, Ns::Podcast, "remoteItem", MISSING),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::ns::NAMESPACES;

    #[test]
    fn the_tables_are_sorted_by_name_and_of_one_namespace() {
        for ns in NAMESPACES.iter().map(|row| row.ns).chain([Ns::None]) {
            let table = table(ns);
            assert!(table.iter().all(|element| element.ns == ns), "{ns:?}");
            for pair in table.windows(2) {
                assert!(
                    pair[0].name < pair[1].name,
                    "{} {}",
                    pair[0].name,
                    pair[1].name
                );
            }
        }
    }

    #[test]
    fn every_required_element_is_known() {
        for (parent, ns, name, _) in REQUIRED {
            let element = find(*ns, name).expect(name);
            assert!(element.within & parent != 0, "{name}");
        }
    }
}
