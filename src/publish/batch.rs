//! Many files to disk. What takes time is to be sure that bytes are on the disk, and disks do that for
//! many files in hardly more time than for one.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::TempPath;

use super::{folder_of, remove_stale, sync_folder, target_of, write_beside};
use crate::error::Error;

/// How many files wait before they are put in place.
const FILES: usize = 128;

/// How many files the disk is asked to sync at a time.
const AT_ONCE: usize = 16;

/// Files that are put in place together. Each is replaced in one step, as by [`replace`](super::replace):
/// after a crash it is the old one or the new one. A batch that is dropped leaves those that wait as they
/// were.
#[derive(Debug, Default)]
pub struct Batch {
    waiting: Mutex<Vec<Waiting>>,
    /// Folders with new names.
    folders: Mutex<BTreeSet<PathBuf>>,
}

/// A file written beside its target.
#[derive(Debug)]
struct Waiting {
    beside: TempPath,
    target: PathBuf,
    /// As the user names it.
    path: PathBuf,
}

impl Batch {
    /// Writes a file beside its target. May be called from any thread.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] for this file, or for one that waited; the old one is untouched then.
    pub fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let target = target_of(path);
        let written = write_beside(&target, bytes).map_err(|source| Error::Write {
            path: path.to_owned(),
            source,
        })?;
        let full = {
            let mut waiting = locked(&self.waiting);
            waiting.push(Waiting {
                beside: written.into_temp_path(),
                target,
                path: path.to_owned(),
            });
            (waiting.len() >= FILES).then(|| std::mem::take(&mut *waiting))
        };
        full.map_or(Ok(()), |files| self.place(files))
    }

    /// Puts all files in place that wait.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] for the first that cannot be; those before it are in place, the others untouched.
    pub fn commit(self) -> Result<(), Error> {
        self.place(std::mem::take(&mut *locked(&self.waiting)))?;
        let folders: Vec<PathBuf> = std::mem::take(&mut *locked(&self.folders))
            .into_iter()
            .collect();
        // The new names are on disk once their folders are; that no reader waits for.
        at_once(&folders, |folder| sync_folder(folder));
        Ok(())
    }

    fn place(&self, files: Vec<Waiting>) -> Result<(), Error> {
        let failed: Mutex<Option<Error>> = Mutex::new(None);
        at_once(&files, |file| {
            if let Err(source) = sync(&file.beside) {
                locked(&failed).get_or_insert(Error::Write {
                    path: file.path.clone(),
                    source,
                });
            }
        });
        if let Some(error) = failed.into_inner().unwrap_or_else(PoisonError::into_inner) {
            return Err(error);
        }
        for file in files {
            let Waiting {
                beside,
                target,
                path,
            } = file;
            beside.persist(&target).map_err(|error| Error::Write {
                path,
                source: error.error,
            })?;
            let folder = folder_of(&target);
            let is_new = locked(&self.folders).insert(folder.to_owned());
            if is_new && let Ok(new) = fs::metadata(&target) {
                remove_stale(folder, &new);
            }
        }
        Ok(())
    }
}

/// Does the same to all, several at a time: disks join what they are asked at the same time.
fn at_once<T: Sync>(all: &[T], each: impl Fn(&T) + Sync) {
    let chunk = all.len().div_ceil(AT_ONCE).max(1);
    if all.len() < 2 {
        all.iter().for_each(each);
        return;
    }
    std::thread::scope(|scope| {
        for some in all.chunks(chunk) {
            scope.spawn(|| some.iter().for_each(&each));
        }
    });
}

/// Waits until the bytes of a file are on the disk. It was closed, since thousands may wait.
fn sync(path: &Path) -> io::Result<()> {
    // Windows flushes what can be written alone; elsewhere a file may be one that cannot.
    let file = if cfg!(windows) {
        File::options().write(true).open(path)
    } else {
        File::open(path)
    };
    file?.sync_all()
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_are_put_in_place_and_nothing_is_left_beside() {
        let folder = tempfile::tempdir().unwrap();
        let path = |number: usize| folder.path().join(format!("{}/{number}.xml", number % 3));
        let batch = Batch::default();
        for number in 0..2 * FILES + 7 {
            batch
                .put(&path(number), number.to_string().as_bytes())
                .unwrap();
        }
        assert!(!path(2 * FILES + 6).exists(), "the last wait");
        batch.commit().unwrap();
        let mut files = 0;
        for number in 0..2 * FILES + 7 {
            assert_eq!(
                fs::read_to_string(path(number)).unwrap(),
                number.to_string()
            );
            files += 1;
        }
        let there: usize = (0..3)
            .map(|folder_number| {
                let folder = folder.path().join(folder_number.to_string());
                fs::read_dir(folder).unwrap().count()
            })
            .sum();
        assert_eq!(there, files);
    }

    #[test]
    fn a_batch_that_is_dropped_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("feed.xml");
        fs::write(&path, "old").unwrap();
        let batch = Batch::default();
        batch.put(&path, b"new").unwrap();
        drop(batch);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
