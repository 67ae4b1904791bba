//! The shortcodes that become HTML: one row each, whatever generator or theme they come from. A file
//! has the rows of a kind, and below them what they write.

mod blocks;
mod code;
mod embeds;
mod links;
mod media;
mod pictures;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::call::{Call, Out};

pub(in crate::markup) use blocks::title_of;
pub(super) use code::formula;
pub(super) use media::{film, sound};
pub(super) use pictures::picture;

/// A row: names that mean the same, and what becomes of them.
pub struct Shortcode {
    names: &'static str,
    /// The generators and themes that have it, for the page about it.
    pub from: &'static str,
    /// Its arguments, for the page about it.
    pub takes: &'static str,
    /// What it becomes, for the page about it.
    pub gives: &'static str,
    pub(super) holds: Holds,
    /// Whether an element of this name is a component also in plain Markdown.
    pub(super) component: bool,
    pub(super) write: fn(&Call<'_>) -> Out,
}

/// What stands between the tags of a shortcode.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Text in the markup of the body.
    Markup,
    /// Code, which is shown as it is written.
    Code,
    /// The name of an article.
    Name,
}

impl Shortcode {
    /// A row whose names are components too.
    const fn new(
        names: &'static str,
        from: &'static str,
        takes: &'static str,
        gives: &'static str,
        write: fn(&Call<'_>) -> Out,
    ) -> Self {
        Shortcode {
            names,
            from,
            takes,
            gives,
            holds: Holds::Markup,
            component: true,
            write,
        }
    }

    /// What stands between the tags is no markup; no component is like that.
    const fn holds(self, holds: Holds) -> Self {
        Shortcode {
            holds,
            component: false,
            ..self
        }
    }

    /// No component in plain Markdown has this name.
    const fn no_component(self) -> Self {
        Shortcode {
            component: false,
            ..self
        }
    }

    /// Its names in lower case, without `-`, `_`, folders and extension.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.split_ascii_whitespace()
    }
}

/// Every shortcode that is known.
pub fn all() -> impl Iterator<Item = &'static Shortcode> {
    const KINDS: [&[Shortcode]; 7] = [
        pictures::ROWS,
        media::ROWS,
        embeds::ROWS,
        code::ROWS,
        links::ROWS,
        blocks::ROWS,
        words::ROWS,
    ];
    KINDS.into_iter().flatten()
}

static BY_NAME: LazyLock<HashMap<&'static str, &'static Shortcode>> = LazyLock::new(|| {
    let mut rows = HashMap::new();
    for row in all() {
        for name in row.names() {
            rows.entry(name).or_insert(row);
        }
    }
    rows
});

/// The row of a name as written: `tab-item`, `TabItem` and `partials/tab_item.html` are one.
pub(super) fn find(name: &str) -> Option<&'static Shortcode> {
    BY_NAME.get(fold(name).as_str()).copied()
}

/// One spelling for one name.
pub(super) fn fold(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let name = name.split('.').next().unwrap_or(name);
    name.chars()
        .filter(|c| !matches!(c, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_name_stands_once_and_folded() {
        let mut seen = HashSet::new();
        for row in all() {
            for name in row.names() {
                assert!(seen.insert(name), "{name} stands twice");
                assert_eq!(fold(name), name);
            }
            assert!(!row.gives.is_empty() && !row.from.is_empty() && !row.takes.is_empty());
        }
        assert!(find("partials/tab-item.html").is_some() && find("TabItem").is_some());
    }
}
