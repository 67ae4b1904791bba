//! What the path of an article's file says: folders, slug, date, language.

use super::language;
use crate::article::SourceFile;
use crate::date::{PathDate, path_date};
use crate::text::nfc;

/// What the path of a file says.
pub(super) struct PathParts {
    /// The folders, outermost first.
    pub folders: Vec<String>,
    /// The file's name without extension, date and language; the folder's where the file is an
    /// `index`.
    pub slug: String,
    /// The file's name without its extension.
    pub stem: String,
    pub date: Option<PathDate>,
    pub language: Option<String>,
}

impl PathParts {
    pub(super) fn of(file: &SourceFile) -> Self {
        // Some file systems take names apart into letters and marks; an address must not depend on that.
        let composed = |name: &str| nfc(name.to_owned());
        let (stem, language) = match language::suffix(file.stem()) {
            Some((stem, tag)) => (composed(stem), Some(tag)),
            None => (composed(file.stem()), None),
        };
        let mut folders: Vec<String> = file
            .folder()
            .split('/')
            .filter(|part| !part.is_empty())
            .map(composed)
            .collect();
        let date = path_date(&file.relative);
        let index = matches!(stem.as_str(), "index" | "README" | "readme");
        let own = if index { folders.pop() } else { None };
        let mut name = own.unwrap_or_else(|| stem.clone());
        if let Some(date) = &date
            && !date.slug.is_empty()
        {
            name = composed(&date.slug);
            // The reader of paths knows nothing of languages.
            if language.is_some()
                && let Some((without, _)) = language::suffix(&name)
            {
                name = without.to_owned();
            }
        }
        PathParts {
            folders,
            slug: name,
            stem,
            date,
            language,
        }
    }

    /// The file's name as a title.
    pub(super) fn title(&self) -> String {
        let spaced = if self.slug.contains(' ') {
            self.slug.clone()
        } else {
            self.slug.replace(['-', '_'], " ")
        };
        let title = crate::text::one_line(&spaced);
        let mut letters = title.chars();
        match letters.next() {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => "Untitled".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(relative: &str) -> PathParts {
        PathParts::of(&SourceFile {
            root: std::path::Path::new("").into(),
            relative: relative.into(),
            format: 0,
            sidecar: false,
        })
    }

    #[test]
    fn paths_give_slug_folders_and_language() {
        for (path, slug, folders, language) in [
            ("2025-05-05-launch.md", "launch", "", None),
            ("blog/2025-04-18-oven/index.md", "oven", "blog", None),
            ("a/b/page.fr.md", "page", "a/b", Some("fr")),
            (
                "Swifts under the roof.md",
                "Swifts under the roof",
                "",
                None,
            ),
            ("1.94.1-release.md", "1.94.1-release", "", None),
        ] {
            let parts = parts(path);
            assert_eq!(parts.slug, slug, "{path}");
            assert_eq!(parts.folders.join("/"), folders, "{path}");
            assert_eq!(parts.language.as_deref(), language, "{path}");
        }
    }

    #[test]
    fn a_title_is_made_of_a_file_name() {
        assert_eq!(parts("my-first_post.md").title(), "My first post");
    }
}
