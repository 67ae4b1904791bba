//! Bytes to disk: whole files or none.

mod batch;
mod staged;

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

pub use self::batch::Batch;
pub use self::staged::{Staged, put, stage};

use crate::error::Error;

/// The start of the names of files that are being written.
const TEMPORARY: &str = ".dateline-";

/// A file left by a run that was killed is removed once it is this much older than a new one.
const STALE: Duration = Duration::from_secs(600);

/// The file as it stands; `None` where there is none.
///
/// # Errors
///
/// [`Error::Read`] where it is there and cannot be read.
pub fn present(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Replaces a file in one step: written beside, synced, renamed. After a crash it is the old one or
/// the new one. Folders above it are made; a symbolic link stays one and its target is replaced.
///
/// # Errors
///
/// [`Error::Write`]; the old file is untouched then.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let target = target_of(path);
    let place = || {
        let file = write_beside(&target, bytes)?;
        file.as_file().sync_all()?;
        let folder = folder_of(&target);
        if let Ok(new) = file.as_file().metadata() {
            remove_stale(folder, &new);
        }
        file.persist(&target).map_err(|error| error.error)?;
        // The new name is on disk once the folder is.
        sync_folder(folder);
        Ok(())
    };
    place().map_err(|source| Error::Write {
        path: path.to_owned(),
        source,
    })
}

/// The file itself, where a path is that of a link.
fn target_of(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Writes what a file is to become beside it; whether it is on the disk is not waited for.
fn write_beside(target: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = folder_of(target);
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY).suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As a new file would have, less the umask, or as the old one has.
        let mode = fs::metadata(target).map_or(0o666, |old| old.permissions().mode() & 0o777);
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}

fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Removes what killed runs left. Ages are compared with a new file's, by the clock of the disk.
fn remove_stale(folder: &Path, new: &Metadata) {
    let Ok(now) = new.modified() else {
        return;
    };
    let stale = |path: &PathBuf| {
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        name.starts_with(TEMPORARY)
            && name.ends_with(".tmp")
            && fs::metadata(path)
                .and_then(|metadata| metadata.modified())
                .is_ok_and(|then| now.duration_since(then).is_ok_and(|age| age > STALE))
    };
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()).filter(stale) {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_what_killed_runs_left_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/feed.xml");
        assert_eq!(present(&path).unwrap(), None);
        replace(&path, b"one").unwrap();
        let left = folder.path().join("deep/.dateline-abc.tmp");
        fs::write(&left, "half").unwrap();
        let old = std::time::SystemTime::now() - Duration::from_secs(3600);
        File::options()
            .write(true)
            .open(&left)
            .unwrap()
            .set_modified(old)
            .unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(present(&path).unwrap().unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path().join("deep")).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_feed_can_be_read_by_a_web_server() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed.xml");
        replace(&path, b"x").unwrap();
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o044,
            0o044
        );
    }
}
