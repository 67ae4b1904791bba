//! A file as it was in a commit.

use std::path::{Component, Path};

use super::folders::Folders;
use super::repository::{describe, discover, refuse, shown};
use super::trees::{Fault, Objects};
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
    let Some((_, found)) = folders.find(&name.join(&b'/')).map_err(fault)? else {
        return Ok(None);
    };
    let bytes = objects.blob(found.id, MAX_FILE_BYTES).map_err(fault)?;
    bytes.map(Some).ok_or_else(|| {
        fault(Fault::Broken(format!(
            "{} is longer than {MAX_FILE_BYTES} bytes",
            path.display()
        )))
    })
}
