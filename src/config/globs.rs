//! Globs over paths of the source, as `source.include` and `source.exclude` have them.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Some globs, written as in `.gitignore`.
#[derive(Clone, Debug)]
pub struct Globs(Gitignore);

impl Globs {
    /// Reads globs.
    ///
    /// # Errors
    ///
    /// The first that cannot be read, and why.
    pub fn new(globs: &[String]) -> Result<Self, (String, String)> {
        let mut builder = GitignoreBuilder::new("");
        for glob in globs {
            builder
                .add_line(None, glob)
                .map_err(|error| (glob.clone(), error.to_string()))?;
        }
        builder
            .build()
            .map(Globs)
            .map_err(|error| (String::new(), error.to_string()))
    }

    /// Whether one of them names the file, as `source.include` would.
    pub fn name(&self, path: &str) -> bool {
        self.0.matched(path, false).is_ignore()
    }

    /// Whether one of them names the file or a folder above it, as `source.exclude` would.
    pub fn name_or_hold(&self, path: &str) -> bool {
        self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_are_those_of_ignore_files() {
        let globs = |globs: &[&str]| {
            let globs: Vec<String> = globs.iter().map(|glob| (*glob).to_owned()).collect();
            Globs::new(&globs)
        };
        let blog = globs(&["blog/**"]).unwrap();
        assert!(blog.name("blog/a.md") && blog.name("blog/deep/a.md"));
        assert!(!blog.name("notes/a.md") && !blog.name("notes/blog.md"));
        let many = globs(&["*.txt", "/top.md"]).unwrap();
        assert!(many.name("deep/a.txt") && many.name("top.md") && !many.name("deep/top.md"));
        let folder = globs(&["drafts"]).unwrap();
        assert!(folder.name_or_hold("a/drafts/b.md") && !folder.name("a/drafts/b.md"));
        assert!(globs(&["a{b"]).is_err());
    }
}
