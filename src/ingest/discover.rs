//! Folder to files: which of them are articles, in one order whatever order the disk gives them in.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ignore::overrides::OverrideBuilder;
use ignore::{DirEntry, WalkBuilder, WalkState};

use super::{FORMATS, UNKNOWN_FORMAT, format_of_extension};
use crate::article::SourceFile;
use crate::config::SourceConfig;
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// The files that may hold articles, sorted by relative path, and what could not be looked at.
///
/// Symbolic links are followed; a loop of them is a finding. Hidden files, what ignore files name,
/// section pages (`_index.*`) and the output folder are passed over.
///
/// # Errors
///
/// [`Error::Read`] where the source itself cannot be read, [`Error::Config`] for a malformed glob.
pub fn discover(
    config: &SourceConfig,
    output: Option<&Path>,
) -> Result<(Vec<SourceFile>, Vec<Diagnostic>), Error> {
    let root = &config.path;
    let metadata = std::fs::metadata(root).map_err(|source| Error::Read {
        path: root.clone(),
        source,
    })?;
    if metadata.is_file() {
        let folder: Arc<Path> = root.parent().unwrap_or(Path::new("")).into();
        return Ok(match source_file(root, &folder) {
            Ok(Found::Article(mut file)) => {
                file.sidecar = file.sidecar_path().is_file();
                (vec![file], Vec::new())
            }
            Ok(_) => (Vec::new(), Vec::new()),
            Err(finding) => (Vec::new(), vec![*finding]),
        });
    }

    let mut overrides = OverrideBuilder::new(root);
    let globs = config
        .include
        .iter()
        .cloned()
        .chain(config.exclude.iter().map(|glob| format!("!{glob}")));
    for glob in globs {
        overrides
            .add(&glob)
            .map_err(|error| bad_glob(&glob, &error))?;
    }
    let mut inside = None;
    if let (Some(output), Ok(root)) = (output, root.canonicalize())
        && let Some(output_path) = canonical(output)
        && let Ok(relative) = output_path.strip_prefix(&root)
        && let Some(relative) = relative.to_str().filter(|relative| !relative.is_empty())
    {
        let glob = format!("!/{relative}/**");
        overrides
            .add(&glob)
            .map_err(|error| bad_glob(&glob, &error))?;
        inside = Some(
            Diagnostic::warning(
                "output-inside-source",
                "the output folder lies inside the source folder; nothing in it is read",
            )
            .in_file(output)
            .help("write the feeds elsewhere: `--output`, or `path` under `[output]`"),
        );
    }
    let overrides = overrides.build().map_err(|error| bad_glob("", &error))?;
    let walker = WalkBuilder::new(root)
        .follow_links(true)
        .ignore(config.ignore_files)
        .git_ignore(config.ignore_files)
        .parents(config.ignore_files)
        // What a user's own git configuration ignores must not decide what a site publishes.
        .git_global(false)
        .git_exclude(false)
        .require_git(false)
        .overrides(overrides)
        .threads(rayon::current_num_threads().min(8))
        .build_parallel();

    let found = Mutex::new((Vec::new(), HashSet::new(), Vec::new()));
    let shared_root: Arc<Path> = root.as_path().into();
    walker.run(|| {
        let root = Arc::clone(&shared_root);
        let mut mine = Collected {
            into: &found,
            files: Vec::new(),
            sidecars: Vec::new(),
            findings: Vec::new(),
        };
        Box::new(move |entry| {
            mine.take(entry, &root);
            WalkState::Continue
        })
    });
    let (mut files, sidecars, mut findings) = found
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    files.sort_unstable_by(|a: &SourceFile, b| a.relative.cmp(&b.relative));
    if !sidecars.is_empty() {
        for file in &mut files {
            file.sidecar = sidecars.contains(&file.sidecar_path());
        }
    }
    findings.extend(inside);
    findings.sort_by(|a: &Diagnostic, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
    Ok((files, findings))
}

/// The path without links, also where its last parts are not there yet.
fn canonical(path: &Path) -> Option<PathBuf> {
    let there = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    match there.canonicalize() {
        Ok(path) => Some(path),
        Err(_) => Some(canonical(there.parent()?)?.join(there.file_name()?)),
    }
}

type Shared = Mutex<(Vec<SourceFile>, HashSet<PathBuf>, Vec<Diagnostic>)>;

/// What one thread of the walk found; handed over once, when the thread is done.
struct Collected<'a> {
    into: &'a Shared,
    files: Vec<SourceFile>,
    sidecars: Vec<PathBuf>,
    findings: Vec<Diagnostic>,
}

impl Collected<'_> {
    fn take(&mut self, entry: Result<DirEntry, ignore::Error>, root: &Arc<Path>) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.findings.push(unreadable(&error)),
        };
        if !entry.file_type().is_some_and(|kind| kind.is_file()) {
            return;
        }
        match source_file(entry.path(), root) {
            Ok(Found::Article(file)) => self.files.push(file),
            Ok(Found::Sidecar(path)) => self.sidecars.push(path),
            Ok(Found::Other) => {}
            Err(finding) => self.findings.push(*finding),
        }
    }
}

impl Drop for Collected<'_> {
    fn drop(&mut self) {
        let mut all = self
            .into
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        all.0.append(&mut self.files);
        all.1.extend(self.sidecars.drain(..));
        all.2.append(&mut self.findings);
    }
}

enum Found {
    Article(SourceFile),
    Sidecar(PathBuf),
    Other,
}

fn source_file(path: &Path, root: &Arc<Path>) -> Result<Found, Box<Diagnostic>> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let format = match extension.as_deref() {
        Some("meta") => return Ok(Found::Sidecar(path.to_owned())),
        Some(extension) => match format_of_extension(extension) {
            Some(format) => format,
            None => return Ok(Found::Other),
        },
        // Only its content can tell whether it is an article.
        None => UNKNOWN_FORMAT,
    };
    debug_assert!(format == UNKNOWN_FORMAT || usize::from(format) < FORMATS.len());
    let Some(name) = path.strip_prefix(root).unwrap_or(path).to_str() else {
        return Err(Box::new(
            Diagnostic::error(
                "file-name-encoding",
                "expected a file name in UTF-8; the article is left out",
            )
            .in_file(path)
            .help("rename the file"),
        ));
    };
    let relative: Box<str> = if std::path::MAIN_SEPARATOR == '/' {
        name.into()
    } else {
        name.replace(std::path::MAIN_SEPARATOR, "/").into()
    };
    let file = SourceFile {
        root: Arc::clone(root),
        relative,
        format,
        sidecar: false,
    };
    // Templates and data of generators are no articles, whatever their extension.
    const NOT_ARTICLES: [&str; 8] = [
        "_layouts",
        "_includes",
        "_data",
        "_sass",
        "_site",
        "_templates",
        "_partials",
        "node_modules",
    ];
    if file
        .folder()
        .split('/')
        .any(|folder| NOT_ARTICLES.contains(&folder))
    {
        return Ok(Found::Other);
    }
    // Hugo and Zola keep the text of a section's own page in `_index`.
    if file.stem() == "_index" {
        return Ok(Found::Other);
    }
    Ok(Found::Article(file))
}

fn bad_glob(glob: &str, error: &ignore::Error) -> Error {
    Error::Config(vec![
        Diagnostic::error(
            "invalid-setting",
            format!("cannot read the glob `{glob}`: {error}"),
        )
        .help("globs are written as in .gitignore, such as `posts/**`"),
    ])
}

fn unreadable(error: &ignore::Error) -> Diagnostic {
    fn path_of(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::WithPath { path, .. } => Some(path),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
                path_of(err)
            }
            ignore::Error::Loop { child, .. } => Some(child),
            _ => None,
        }
    }
    fn ancestor_of(error: &ignore::Error) -> Option<&Path> {
        match error {
            ignore::Error::Loop { ancestor, .. } => Some(ancestor),
            ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => {
                ancestor_of(err)
            }
            _ => None,
        }
    }
    let path = path_of(error).map(Path::to_owned).unwrap_or_default();
    match ancestor_of(error) {
        Some(ancestor) => Diagnostic::warning(
            "symlink-loop",
            format!(
                "the link leads back to {}; it is not followed",
                ancestor.display()
            ),
        )
        .help("remove the link, or exclude it"),
        None => {
            let cause = error
                .io_error()
                .map_or_else(|| error.to_string(), ToString::to_string);
            Diagnostic::error("unreadable-file", format!("cannot be read: {cause}"))
                .help("check that it exists and may be read, or exclude it")
        }
    }
    .in_file(path)
}
