//! Files by their paths in one tree.

use std::collections::HashMap;

use gix::ObjectId;
use gix::bstr::ByteSlice;

use super::trees::{Blob, Fault, Objects, blob, join, split};

/// The folders of one tree, each read once.
pub(super) struct Folders<'a> {
    objects: &'a Objects<'a>,
    tree: ObjectId,
    folders: HashMap<Vec<u8>, Folder>,
    /// Whether the disk takes `A.md` and `a.md` for one name.
    folded: bool,
}

#[derive(Default)]
struct Folder {
    folders: HashMap<Vec<u8>, ObjectId>,
    files: HashMap<Vec<u8>, Blob>,
}

impl<'a> Folders<'a> {
    pub(super) fn new(objects: &'a Objects<'a>, tree: ObjectId, folded: bool) -> Self {
        Folders {
            objects,
            tree,
            folders: HashMap::new(),
            folded,
        }
    }

    /// A file with its name in the tree, which may have other capitals on a disk that knows none.
    pub(super) fn find(&mut self, path: &[u8]) -> Result<Option<(Vec<u8>, Blob)>, Fault> {
        let (folder, name) = split(path);
        self.load(folder)?;
        let Some(found) = self.folders.get(folder) else {
            return Ok(None);
        };
        if let Some(blob) = found.files.get(name) {
            return Ok(Some((path.to_owned(), *blob)));
        }
        if !self.folded {
            return Ok(None);
        }
        let fold = |name: &[u8]| name.to_str_lossy().to_lowercase();
        let folded = fold(name);
        let mut alike = found.files.iter().filter(|(name, _)| fold(name) == folded);
        let only = alike.next().filter(|_| alike.next().is_none());
        Ok(only.map(|(name, blob)| (join(folder, name), *blob)))
    }

    /// Where its blobs are.
    pub(super) fn objects(&self) -> &'a Objects<'a> {
        self.objects
    }

    /// The names of the files in a folder, or of the folders in it, in order.
    pub(super) fn names(&mut self, folder: &[u8], files: bool) -> Result<Vec<Vec<u8>>, Fault> {
        self.load(folder)?;
        let Some(found) = self.folders.get(folder) else {
            return Ok(Vec::new());
        };
        let mut names: Vec<Vec<u8>> = match files {
            true => found.files.keys().cloned().collect(),
            false => found.folders.keys().cloned().collect(),
        };
        names.sort_unstable();
        Ok(names)
    }

    /// Reads a folder and those above it.
    fn load(&mut self, folder: &[u8]) -> Result<(), Fault> {
        let ends = memchr::memchr_iter(b'/', folder).chain([folder.len()]);
        let mut tree = Some(self.tree);
        for end in [0].into_iter().chain(ends) {
            let (above, name) = split(&folder[..end]);
            if end > 0 {
                let above = self.folders.get(above);
                tree = above.and_then(|above| above.folders.get(name)).copied();
            }
            let Some(tree) = tree else {
                return Ok(());
            };
            if self.folders.contains_key(&folder[..end]) {
                continue;
            }
            let mut read = Folder::default();
            self.objects.folder(tree, |entry| {
                let name = entry.filename.to_vec();
                if entry.mode.is_tree() {
                    read.folders.insert(name, entry.oid.to_owned());
                } else if let Some(blob) = blob(*entry) {
                    read.files.insert(name, blob);
                }
            })?;
            self.folders.insert(folder[..end].to_owned(), read);
        }
        Ok(())
    }
}
