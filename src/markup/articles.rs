//! Other articles of the site, as texts name them: by path, by file name, by slug.

use super::Context;

/// Bytes of a title that stands for a link.
const LONGEST_TITLE: usize = 300;

/// Folders of a path that are looked at.
const MOST_FOLDERS: usize = 8;

/// An article that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// Its page, an absolute URL.
    pub page: String,
    /// Its title, plain text; may be empty.
    pub title: String,
}

/// Finds the page of an article; in goes what a text calls it, out comes the permalink.
pub type Resolve<'a> = dyn Fn(&str) -> Option<String> + Sync + 'a;

/// Finds an article by its name.
pub type Named<'a> = dyn Fn(&str) -> Option<Linked> + Sync + 'a;

impl Context<'_> {
    /// The article that a path or name means, its page with the fragment; the article itself where there
    /// is nothing but one.
    pub(super) fn article(&self, text: &str) -> Option<Linked> {
        let (path, fragment) = match text.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (text, None),
        };
        let mut found = if path.is_empty() {
            Linked {
                page: self.permalink.to_owned(),
                title: self.title.to_owned(),
            }
        } else {
            let named = (self.named)(path);
            match self.file(path) {
                Some(page) => {
                    let title = named.filter(|named| named.page == page);
                    let title = title.map(|named| named.title).unwrap_or_default();
                    Linked { page, title }
                }
                None => named?,
            }
        };
        if found.page.is_empty() {
            return None;
        }
        // It comes again with each link that has no words.
        if found.title.len() > LONGEST_TITLE {
            found.title.clear();
        }
        if let Some(fragment) = fragment {
            found.page.push('#');
            found.page.push_str(fragment);
        }
        Some(found)
    }

    /// Where a path from the root of the sources leads (Docusaurus, "Static Assets"): `@site/static/a.png`
    /// to the file of the site, `@site/docs/a.md` to the article's page; `None` for what is not known.
    pub(super) fn at_root(&self, path: &str) -> Option<String> {
        let path = path.strip_prefix("@site/")?;
        if let Some(file) = path.strip_prefix("static/") {
            let site = self.site.trim_end_matches('/');
            return Some(format!("{site}/{}", file.trim_start_matches('/')));
        }
        // The folder of the articles may lie at any depth.
        let parts = path.match_indices('/').map(|(at, _)| &path[at..]);
        let whole = format!("/{path}");
        std::iter::once(whole.as_str())
            .chain(parts.take(MOST_FOLDERS))
            .find_map(|path| Some(self.article(path)?.page))
    }

    /// The page of the source file at a path, with its extension or without, from here or from the root.
    fn file(&self, path: &str) -> Option<String> {
        const ENDINGS: [&str; 5] = [".md", ".mdx", ".markdown", "/index.md", "/_index.md"];
        let trimmed = path.trim_matches('/');
        let with = |ending: &str| (self.resolve)(&format!("{trimmed}{ending}"));
        let root = |ending: &str| (self.resolve)(&format!("/{trimmed}{ending}"));
        (self.resolve)(path).or_else(|| root("")).or_else(|| {
            ENDINGS
                .iter()
                .find_map(|ending| with(ending).or_else(|| root(ending)))
        })
    }
}
