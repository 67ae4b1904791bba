//! Files that are written beside those that they are to replace, and wait until it is clear that they do.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::{folder_of, remove_stale, sync_folder, target_of, write_beside};
use crate::error::Error;

/// A file that is written beside the one that it is to replace. Where it never does, it is removed.
#[derive(Debug)]
pub struct Staged {
    /// As the user names it.
    path: PathBuf,
    target: PathBuf,
    beside: TempPath,
}

/// Writes a file beside the one that it is to replace.
///
/// # Errors
///
/// [`Error::Write`].
pub fn stage(path: &Path, bytes: &[u8]) -> Result<Staged, Error> {
    let target = target_of(path);
    let write = || {
        let file = write_beside(&target, bytes)?;
        file.as_file().sync_all()?;
        Ok(file.into_temp_path())
    };
    let beside = write().map_err(|source| Error::Write {
        path: path.to_owned(),
        source,
    })?;
    Ok(Staged {
        path: path.to_owned(),
        target,
        beside,
    })
}

/// Has files replace what they were written beside, in their order: after a crash, those that came later
/// are the old ones.
///
/// # Errors
///
/// [`Error::Write`]; what stands behind in the order is untouched then.
pub fn put(staged: Vec<Staged>) -> Result<(), Error> {
    let mut folders = BTreeSet::new();
    for file in staged {
        let put = file.beside.persist(&file.target);
        put.map_err(|error| Error::Write {
            path: file.path,
            source: error.error,
        })?;
        let folder = folder_of(&file.target);
        if folders.insert(folder.to_owned())
            && let Ok(new) = fs::metadata(&file.target)
        {
            remove_stale(folder, &new);
        }
    }
    // The new names are on disk once the folders are.
    for folder in folders {
        sync_folder(&folder);
    }
    Ok(())
}
