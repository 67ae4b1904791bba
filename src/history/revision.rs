//! A file as it was in a commit.

use std::path::{Component, Path};

use super::folders::Folders;
use super::repository::{describe, discover, refuse, shown};
use super::trees::{Blob, Fault, Objects};
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// The longest file that [`file_at`] gives, in bytes.
const MAX_FILE_BYTES: u64 = 1 << 30;

/// The bytes of a file in a commit; `None` where the commit does not have it.
///
/// `path` is relative to `folder`, which lies in the work tree, or is a bare repository. `revision` is
/// whatever names a commit to git (gitrevisions(7)): `HEAD~3`, a branch, a tag, an id.
///
/// # Errors
///
/// [`Error::History`] where the folder lies in no repository, it has no such commit, or it cannot be
/// read.
pub fn file_at(folder: &Path, revision: &str, path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let found = look(folder, revision, path, |folders, name| {
        let Some((_, found)) = folders.find(&name.join(&b'/'))? else {
            return Ok(None);
        };
        bytes_of(folders, found, path).map(Some)
    })?;
    Ok(found.flatten())
}

/// The files in a commit that a pattern names, in which `*` stands for any part of a name, each with its
/// path as the pattern has it. `folder` and `revision` are those of [`file_at`].
///
/// # Errors
///
/// Those of [`file_at`].
pub fn files_at(
    folder: &Path,
    revision: &str,
    pattern: &Path,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let parts = pattern.components().count();
    let found = look(folder, revision, pattern, |folders, name| {
        let mut found: Vec<Vec<u8>> = vec![Vec::new()];
        for (at, wanted) in name.iter().enumerate() {
            let is_last = at + 1 == name.len();
            let mut next = Vec::new();
            for above in found {
                let mut push = |name: &[u8]| {
                    let mut path = above.clone();
                    if at > 0 {
                        path.push(b'/');
                    }
                    path.extend_from_slice(name);
                    next.push(path);
                };
                match memchr::memchr(b'*', wanted) {
                    None => push(wanted),
                    Some(star) => {
                        let (before, after) = (&wanted[..star], &wanted[star + 1..]);
                        let fits = |name: &&Vec<u8>| {
                            name.len() > before.len() + after.len()
                                && name.starts_with(before)
                                && name.ends_with(after)
                        };
                        let names = folders.names(&above, is_last)?;
                        names.iter().filter(fits).for_each(|name| push(name));
                    }
                }
            }
            found = next;
        }
        let mut files = Vec::new();
        for path in found {
            if let Some((_, blob)) = folders.find(&path)? {
                let bytes = bytes_of(folders, blob, pattern)?;
                let text = String::from_utf8_lossy(&path).into_owned();
                let skipped = text.split('/').count().saturating_sub(parts);
                let own: Vec<&str> = text.split('/').skip(skipped).collect();
                files.push((own.join("/"), bytes));
            }
        }
        Ok(files)
    })?;
    Ok(found.unwrap_or_default())
}

fn bytes_of(folders: &Folders<'_>, found: Blob, path: &Path) -> Result<Vec<u8>, Fault> {
    let bytes = folders.objects().blob(found.id, MAX_FILE_BYTES)?;
    bytes.ok_or_else(|| {
        Fault::Broken(format!(
            "{} is longer than {MAX_FILE_BYTES} bytes",
            path.display()
        ))
    })
}

/// Looks into the tree of a commit: `find` is given it and the parts of the path from its top; `None` where
/// the path leads out of it.
fn look<T>(
    folder: &Path,
    revision: &str,
    path: &Path,
    find: impl FnOnce(&mut Folders<'_>, &[&[u8]]) -> Result<T, Fault>,
) -> Result<Option<T>, Error> {
    let shown = shown(folder);
    let own = shown.canonicalize().map_err(|source| Error::Read {
        path: shown.to_owned(),
        source,
    })?;
    let Some(repository) = discover(&own, shown)? else {
        return Err(refuse(
            Diagnostic::error("no-history", "this folder lies in no git repository")
                .in_file(shown)
                .help("run it in a clone of the repository"),
        ));
    };
    let fault = |fault: Fault| describe(fault, shown);
    let unknown = |why: String| {
        refuse(
            Diagnostic::error(
                "unknown-revision",
                format!("no commit is named `{revision}`: {why}"),
            )
            .in_file(shown)
            .help("write a branch, a tag, an id or `HEAD~1`; a shallow clone may lack it: `git fetch --unshallow`"),
        )
    };
    let id = repository
        .rev_parse_single(revision)
        .map_err(|error| unknown(error.to_string()))?;
    let tree = id
        .object()
        .and_then(|object| object.peel_to_tree())
        .map_err(|error| unknown(error.to_string()))?;
    let top = repository.workdir().and_then(|top| top.canonicalize().ok());
    let inside = top.and_then(|top| own.strip_prefix(top).map(Path::to_owned).ok());
    let mut name: Vec<&[u8]> = Vec::new();
    let whole = inside.unwrap_or_default().join(path);
    for part in whole.components() {
        match part {
            Component::Normal(part) => name.push(part.as_encoded_bytes()),
            Component::CurDir => {}
            // Above the top there is nothing.
            Component::ParentDir if name.pop().is_some() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return Ok(None),
        }
    }
    let objects = Objects {
        repository: &repository,
    };
    let mut folders = Folders::new(&objects, tree.id, false);
    find(&mut folders, &name).map(Some).map_err(fault)
}
