//! Feed history (RFC 5005); its links are those of Atom.

use crate::emit::element::Element;
use crate::feed::{Feed, Role};

pub(super) fn of_feed(feed: &Feed<'_>) -> Vec<Element> {
    match feed.history.role {
        Role::Current => Vec::new(),
        Role::Complete => vec![Element::new("fh:complete")],
        Role::Archive => vec![Element::new("fh:archive")],
    }
}
