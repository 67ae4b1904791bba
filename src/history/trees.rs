//! The objects of a repository, and what differs between two trees.

use std::cmp::Ordering;

use gix::objs::tree::{EntryRef, name_order};
use gix::objs::{CommitRefIter, TreeRefIter};
use gix::{ObjectId, Repository};

/// Why a history cannot be read.
#[derive(Debug)]
pub(super) enum Fault {
    /// The clone ends before the first commit.
    Shallow,
    /// An object is not there: the clone has a part of them alone, or is damaged.
    Missing(ObjectId),
    /// What else went wrong, in the words of the reader.
    Broken(String),
}

impl From<gix::Error> for Fault {
    fn from(error: gix::Error) -> Self {
        Fault::Broken(error.to_string())
    }
}

/// A file in a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Blob {
    pub id: ObjectId,
    /// Whether it is a symbolic link.
    pub link: bool,
}

/// A file that differs between two trees. One that was and is has both.
#[derive(Debug)]
pub(super) struct Change {
    /// From the top of the repository, with `/` between names.
    pub path: Vec<u8>,
    pub old: Option<Blob>,
    pub new: Option<Blob>,
}

/// The most that the names of what one commit changes may take, in bytes: some two million files. More
/// is no site, but a tree made to fill the memory: one of a few kilobytes can hold a folder many times
/// in itself.
const MAX_CHANGE_BYTES: usize = 256 << 20;

/// What a name takes beside its bytes.
const NAME_BYTES: usize = 64;

/// The objects of a repository.
pub(super) struct Objects<'r> {
    pub repository: &'r Repository,
}

impl Objects<'_> {
    fn find(&self, id: ObjectId) -> Result<gix::Object<'_>, Fault> {
        match self.repository.try_find_object(id)? {
            Some(object) => Ok(object),
            None => Err(Fault::Missing(id)),
        }
    }

    /// The tree of a commit, and its parents.
    pub(super) fn commit(&self, id: ObjectId) -> Result<(ObjectId, Vec<ObjectId>), Fault> {
        let object = self.find(id)?;
        let hash = self.repository.object_hash();
        let tree = CommitRefIter::from_bytes(&object.data, hash).tree_id()?;
        let parents = CommitRefIter::from_bytes(&object.data, hash).parent_ids();
        Ok((tree, parents.collect()))
    }

    /// The dates of a commit: the author's and the committer's, where they can be read.
    pub(super) fn times(
        &self,
        id: ObjectId,
    ) -> Result<(Option<gix::date::Time>, Option<gix::date::Time>), Fault> {
        let object = self.find(id)?;
        let commit = CommitRefIter::from_bytes(&object.data, self.repository.object_hash());
        let time = |who: gix::Result<gix::actor::SignatureRef<'_>>| who.ok()?.time().ok();
        Ok((time(commit.author()), time(commit.committer())))
    }

    /// The bytes of a file; `None` where it is longer than `limit`.
    pub(super) fn blob(&self, id: ObjectId, limit: u64) -> Result<Option<Vec<u8>>, Fault> {
        if self.size(id)? > limit {
            return Ok(None);
        }
        Ok(Some(self.find(id)?.detach().data))
    }

    /// The length of a file in bytes.
    pub(super) fn size(&self, id: ObjectId) -> Result<u64, Fault> {
        match self.repository.try_find_header(id)? {
            Some(header) => Ok(header.size()),
            None => Err(Fault::Missing(id)),
        }
    }

    /// What one folder of a tree holds, in order.
    pub(super) fn folder(
        &self,
        tree: ObjectId,
        mut each: impl FnMut(&EntryRef<'_>),
    ) -> Result<(), Fault> {
        let object = self.find(tree)?;
        for entry in TreeRefIter::from_bytes(&object.data, self.repository.object_hash()) {
            each(&entry?);
        }
        Ok(())
    }

    /// The files that differ between two trees, in the folders that `scope` takes. Folders that are the
    /// same are not looked into.
    pub(super) fn changes(
        &self,
        old: Option<ObjectId>,
        new: Option<ObjectId>,
        scope: &Scope,
    ) -> Result<Vec<Change>, Fault> {
        let mut changes = Vec::new();
        // Not by recursion: how deep folders lie is for whoever made the tree to decide.
        let mut waiting = vec![(Vec::new(), old, new)];
        let mut bytes = 0;
        while let Some((folder, old, new)) = waiting.pop() {
            if old == new {
                continue;
            }
            let (known, left) = (changes.len(), waiting.len());
            self.compare(&folder, old, new, scope, &mut changes, &mut waiting)?;
            let files = changes[known..].iter().map(|change| change.path.len());
            let folders = waiting[left..].iter().map(|(folder, ..)| folder.len());
            bytes += files
                .chain(folders)
                .map(|name| name + NAME_BYTES)
                .sum::<usize>();
            if bytes > MAX_CHANGE_BYTES {
                return Err(Fault::Broken(
                    "a commit changes more files than can be followed".to_owned(),
                ));
            }
        }
        Ok(changes)
    }

    fn compare(
        &self,
        folder: &[u8],
        old: Option<ObjectId>,
        new: Option<ObjectId>,
        scope: &Scope,
        changes: &mut Vec<Change>,
        waiting: &mut Vec<(Vec<u8>, Option<ObjectId>, Option<ObjectId>)>,
    ) -> Result<(), Fault> {
        let hash = self.repository.object_hash();
        let old = old.map(|id| self.find(id)).transpose()?;
        let new = new.map(|id| self.find(id)).transpose()?;
        let mut old: &[u8] = old.as_ref().map_or(&[], |object| &object.data);
        let mut new: &[u8] = new.as_ref().map_or(&[], |object| &object.data);
        // A folder of thousands of files differs in one of them: only around that it is decoded.
        let skipped = common_entries(old, new, hash.len_in_bytes());
        (old, new) = (&old[skipped..], &new[skipped..]);
        let (mut before, mut after) = (first(old, hash)?, first(new, hash)?);
        loop {
            let order = match (&before, &after) {
                (None, None) => return Ok(()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((before, _)), Some((after, _))) => name_order(
                    before.filename,
                    before.mode.is_tree(),
                    after.filename,
                    after.mode.is_tree(),
                ),
            };
            let (was, was_long) = before.filter(|_| order != Ordering::Greater).unzip();
            let (is, is_long) = after.filter(|_| order != Ordering::Less).unzip();
            let differ = was.map(content) != is.map(content);
            if let Some(entry) = was.or(is).filter(|_| differ) {
                let path = join(folder, entry.filename);
                if entry.mode.is_tree() {
                    if scope.looks_into(&path) {
                        let id = |entry: EntryRef<'_>| entry.oid.to_owned();
                        waiting.push((path, was.map(id), is.map(id)));
                    }
                } else {
                    let (old, new) = (was.and_then(blob), is.and_then(blob));
                    if old.is_some() || new.is_some() {
                        changes.push(Change { path, old, new });
                    }
                }
            }
            old = old.get(was_long.unwrap_or(0)..).unwrap_or_default();
            new = new.get(is_long.unwrap_or(0)..).unwrap_or_default();
            // Mostly nothing else differs.
            if differ && old == new {
                return Ok(());
            }
            if was.is_some() {
                before = first(old, hash)?;
            }
            if is.is_some() {
                after = first(new, hash)?;
            }
        }
    }
}

/// The first entry of a tree or of the rest of one, and how many bytes it takes there.
fn first(rest: &[u8], hash: gix::hash::Kind) -> Result<Option<(EntryRef<'_>, usize)>, Fault> {
    let Some(entry) = TreeRefIter::from_bytes(rest, hash).next().transpose()? else {
        return Ok(None);
    };
    // The id is the last part of an entry.
    let id = entry.oid.as_bytes();
    let end = (id.as_ptr() as usize + id.len()) - rest.as_ptr() as usize;
    Ok(Some((entry, end)))
}

/// The bytes that the entries take which two trees begin with. An entry is a mode, a space, a name, a
/// zero byte and an id.
fn common_entries(old: &[u8], new: &[u8], id: usize) -> usize {
    const STEP: usize = 256;
    let mut same = 0;
    while let (Some(a), Some(b)) = (old.get(same..same + STEP), new.get(same..same + STEP))
        && a == b
    {
        same += STEP;
    }
    let mut end = 0;
    while let Some(zero) = memchr::memchr(0, &new[end..same]) {
        let next = end + zero + 1 + id;
        if next > same {
            break;
        }
        end = next;
    }
    end
}

/// What of an entry is content: whether it may be run is not.
fn content(entry: EntryRef<'_>) -> (&gix::oid, bool, bool) {
    (entry.oid, entry.mode.is_link(), entry.mode.is_commit())
}

/// A file or link; `None` for what else is in a folder, such as the commit of a submodule.
pub(super) fn blob(entry: EntryRef<'_>) -> Option<Blob> {
    entry.mode.is_blob_or_symlink().then(|| Blob {
        id: entry.oid.to_owned(),
        link: entry.mode.is_link(),
    })
}

/// A path in a folder; the top has none.
pub(super) fn join(folder: &[u8], name: &[u8]) -> Vec<u8> {
    let mut path = Vec::with_capacity(folder.len() + 1 + name.len());
    path.extend_from_slice(folder);
    if !folder.is_empty() {
        path.push(b'/');
    }
    path.extend_from_slice(name);
    path
}

/// The folder of a path and its name there.
pub(super) fn split(path: &[u8]) -> (&[u8], &[u8]) {
    match memchr::memrchr(b'/', path) {
        Some(at) => (&path[..at], &path[at + 1..]),
        None => (&[], path),
    }
}

/// The folders in which files are followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope {
    /// None of them lies in another; one that is empty is the whole repository.
    folders: Vec<Vec<u8>>,
}

/// More folders than this, and all is looked at.
const MAX_FOLDERS: usize = 32;

impl Scope {
    /// The whole repository.
    pub(super) fn everything() -> Self {
        Scope {
            folders: vec![Vec::new()],
        }
    }

    /// The folder that all of these files lie in.
    pub(super) fn around<'p>(mut paths: impl Iterator<Item = &'p [u8]>) -> Self {
        let Some(first) = paths.next() else {
            return Scope {
                folders: Vec::new(),
            };
        };
        let mut common = split(first).0;
        for path in paths {
            while !lies_in(path, common) {
                common = split(common).0;
            }
        }
        Scope {
            folders: vec![common.to_owned()],
        }
    }

    pub(super) fn is_everything(&self) -> bool {
        self.folders.iter().any(Vec::is_empty)
    }

    /// Takes in the folder of a file.
    pub(super) fn widen(&mut self, path: &[u8]) {
        let folder = split(path).0;
        if self.folders.iter().any(|taken| lies_in(path, taken)) {
            return;
        }
        self.folders.retain(|taken| !lies_in(taken, folder));
        self.folders.push(folder.to_owned());
        if self.folders.len() > MAX_FOLDERS {
            *self = Scope::everything();
        }
    }

    /// Whether a folder may hold what is followed.
    fn looks_into(&self, folder: &[u8]) -> bool {
        self.folders
            .iter()
            .any(|taken| taken == folder || lies_in(folder, taken) || lies_in(taken, folder))
    }
}

/// Whether a path lies below a folder.
fn lies_in(path: &[u8], folder: &[u8]) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.first() == Some(&b'/'))
}
