//! Files to their places in repositories, and what a walk found back to files.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use gix::bstr::ByteSlice;
use gix::{ObjectId, Repository, open};

use super::folders::Folders;
use super::graph::Graph;
use super::trees::{Fault, Objects, join};
use super::walk::{Found, follow};
use super::{Dates, Stamp, dating};
use crate::article::SourceFile;
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// Decoded objects that are kept, in bytes: the trees of a commit are asked for again by its parent.
const OBJECT_CACHE: usize = 16 << 20;

/// As many for the objects that others in a pack are differences from.
const PACK_CACHE: usize = 32 << 20;

/// Reads the history of these files.
pub(super) fn read(files: &[SourceFile]) -> Result<HashMap<PathBuf, Dates>, Error> {
    let mut places = Places::default();
    for file in files {
        let place = places.source(&file.root)?;
        let path = |relative: &str| join(&place.folder, relative.as_bytes());
        let wanted = Wanted {
            file: file.path(),
            path: path(&file.relative),
            sidecar: false,
        };
        let sidecar = file.sidecar.then(|| Wanted {
            path: path(
                &Path::new(&*file.relative)
                    .with_extension("meta")
                    .to_string_lossy(),
            ),
            file: file.path(),
            sidecar: true,
        });
        let tree = place.tree;
        places.trees[tree].wanted.push(wanted);
        places.trees[tree].wanted.extend(sidecar);
    }
    let mut dates: HashMap<PathBuf, Dates> = HashMap::new();
    let mut at = 0;
    while at < places.trees.len() {
        let wanted = std::mem::take(&mut places.trees[at].wanted);
        let strays = places.trees[at].read(wanted, &mut dates)?;
        for stray in strays {
            places.find(at, stray)?;
        }
        // A link may lead back into a repository that was read already.
        at = (0..=at)
            .find(|at| !places.trees[*at].wanted.is_empty())
            .unwrap_or(at + 1);
    }
    Ok(dates)
}

/// A file whose dates are asked for.
struct Wanted {
    /// Under what the answer is kept.
    file: PathBuf,
    /// From the top of the work tree.
    path: Vec<u8>,
    /// Whether it is the `.meta` file beside the article: what changes there changes the article.
    sidecar: bool,
}

/// The repositories that files lie in.
#[derive(Default)]
struct Places {
    trees: Vec<WorkTree>,
    sources: HashMap<PathBuf, Source>,
    /// By folder, without links: the repository it lies in.
    folders: HashMap<PathBuf, Option<usize>>,
    /// Files that were looked for a second time.
    strays: HashSet<(PathBuf, bool)>,
}

/// A source folder in a repository.
#[derive(Clone)]
struct Source {
    tree: usize,
    /// From the top of the work tree.
    folder: Vec<u8>,
}

impl Places {
    fn source(&mut self, root: &Path) -> Result<Source, Error> {
        if let Some(known) = self.sources.get(root) {
            return Ok(known.clone());
        }
        let shown = shown(root);
        let folder = shown.canonicalize().map_err(|source| Error::Read {
            path: shown.to_owned(),
            source,
        })?;
        let tree = self.tree_of(&folder, shown)?;
        let found = tree.and_then(|tree| Some((tree, self.trees[tree].path_of(&folder)?)));
        let Some((tree, folder)) = found else {
            return Err(refuse(
                Diagnostic::error("no-history", "dates from git are asked for, and this folder lies in no work tree of a git repository")
                    .in_file(shown)
                    .help("run it in a clone of the repository, or remove `dates_from` under `[source]`"),
            ));
        };
        let source = Source { tree, folder };
        self.sources.insert(root.to_owned(), source.clone());
        Ok(source)
    }

    /// The repository of a folder, which is given without links.
    fn tree_of(&mut self, folder: &Path, shown: &Path) -> Result<Option<usize>, Error> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(*known);
        }
        let found = match discover(folder, shown)? {
            None => None,
            Some(repository) => {
                let work_tree = repository
                    .workdir()
                    .and_then(|path| path.canonicalize().ok());
                work_tree.map(|top| {
                    let known = self.trees.iter().position(|tree| tree.top == top);
                    known.unwrap_or_else(|| {
                        self.trees.push(WorkTree {
                            repository,
                            top,
                            shown: shown.to_owned(),
                            wanted: Vec::new(),
                        });
                        self.trees.len() - 1
                    })
                })
            }
        };
        self.folders.insert(folder.to_owned(), found);
        Ok(found)
    }

    /// Looks for a file that its repository does not have under its name: it may lie behind a link, or
    /// in a repository within.
    fn find(&mut self, from: usize, stray: Wanted) -> Result<(), Error> {
        if !self.strays.insert((stray.file.clone(), stray.sidecar)) {
            return Ok(());
        }
        let path = if stray.sidecar {
            stray.file.with_extension("meta")
        } else {
            stray.file.clone()
        };
        let Ok(own) = path.canonicalize() else {
            return Ok(());
        };
        let Some(folder) = own.parent() else {
            return Ok(());
        };
        let Some(tree) = self.tree_of(folder, shown(path.parent().unwrap_or(Path::new(""))))?
        else {
            return Ok(());
        };
        let Some(path) = self.trees[tree].path_of(&own) else {
            return Ok(());
        };
        // Where it was looked for already, it is not committed.
        if tree != from || path != stray.path {
            self.trees[tree].wanted.push(Wanted { path, ..stray });
        }
        Ok(())
    }
}

/// The files of a repository as they lie on the disk.
struct WorkTree {
    repository: Repository,
    /// Its folder, without links.
    top: PathBuf,
    /// The folder that led here, as the user named it.
    shown: PathBuf,
    wanted: Vec<Wanted>,
}

impl WorkTree {
    /// A path as the repository names it; `None` outside of it.
    fn path_of(&self, path: &Path) -> Option<Vec<u8>> {
        let relative = path.strip_prefix(&self.top).ok()?;
        let mut name = Vec::new();
        for part in relative.components() {
            name = join(&name, part.as_os_str().as_encoded_bytes());
        }
        Some(name)
    }

    /// Reads the history of files; gives back those that the newest commit does not have.
    fn read(
        &self,
        wanted: Vec<Wanted>,
        dates: &mut HashMap<PathBuf, Dates>,
    ) -> Result<Vec<Wanted>, Error> {
        let refuse = |fault: Fault| describe(fault, &self.shown);
        let head = self
            .repository
            .head()
            .map_err(|error| refuse(error.into()))?;
        let head = head
            .try_into_peeled_id()
            .map_err(|error| refuse(error.into()))?;
        // Nothing is committed yet.
        let Some(head) = head else {
            return Ok(wanted);
        };
        let objects = Objects {
            repository: &self.repository,
        };
        let (tree, _) = objects.commit(head.detach()).map_err(refuse)?;
        let folded = self.repository.config_snapshot().boolean("core.ignoreCase");
        let mut folders = Folders::new(&objects, tree, folded == Some(true));
        let mut here = Vec::new();
        let mut strays = Vec::new();
        for mut one in wanted {
            match folders.find(&one.path).map_err(refuse)? {
                Some((path, blob)) if !blob.link => {
                    one.path = path;
                    here.push(one);
                }
                _ => strays.push(one),
            }
        }
        if here.is_empty() {
            return Ok(strays);
        }
        let shallow = self.repository.shallow_commits();
        let shallow = shallow.map_err(|error| refuse(error.into()))?;
        let shallow: HashSet<ObjectId> = shallow
            .iter()
            .flat_map(|commits| commits.iter().copied())
            .collect();
        let graph = Graph::read(&objects, head.detach(), &shallow).map_err(refuse)?;
        let paths: Vec<Vec<u8>> = here.iter().map(|one| one.path.clone()).collect();
        let found = follow(&objects, &graph, &paths).map_err(refuse)?;
        for (one, found) in here.into_iter().zip(found) {
            let found = stamps(&objects, &one.path, found).map_err(refuse)?;
            let known = dates.entry(one.file).or_default();
            let changed = match (known.changed.take(), found.changed) {
                (Some(one), Some(other)) if one.instant >= other.instant => Some(one),
                (one, other) => other.or(one),
            };
            known.changed = changed;
            if !one.sidecar {
                known.first = found.first;
            }
        }
        Ok(strays)
    }
}

/// The dates of what a walk found: of several first commits the earliest.
fn stamps(objects: &Objects<'_>, path: &[u8], found: Found) -> Result<Dates, Fault> {
    let stamp = |id: ObjectId, name: Option<&[u8]>| -> Result<Option<Stamp>, Fault> {
        let (author, committer) = objects.times(id)?;
        Ok(dating::written(author, committer).map(|instant| Stamp {
            instant,
            commit: id.to_hex_with_len(7).to_string(),
            path: name
                .filter(|name| *name != path)
                .map(|name| name.to_str_lossy().into_owned()),
        }))
    };
    let mut first: Option<Stamp> = None;
    for (id, name) in &found.first {
        if let Some(other) = stamp(*id, Some(name))? {
            let before = first.as_ref().is_none_or(|first| {
                (other.instant, &other.commit) < (first.instant, &first.commit)
            });
            if before {
                first = Some(other);
            }
        }
    }
    let changed = match found.changed {
        Some(id) => stamp(id, None)?,
        None => None,
    };
    Ok(Dates { first, changed })
}

/// A folder as a user would name it.
pub(super) fn shown(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// Opens the repository that a folder lies in. Nothing of the environment and of the user's own settings
/// counts: the same folder has the same dates for everybody.
pub(super) fn discover(folder: &Path, shown: &Path) -> Result<Option<Repository>, Error> {
    let broken = |why: String, help: &str| {
        let finding = Diagnostic::error("broken-history", why);
        refuse(finding.in_file(shown).help(help))
    };
    let found = gix::discover_opts(folder, Default::default(), open::Options::isolated());
    let found = match found {
        Ok(repository) => Some(repository),
        Err(error) if error.is_not_found() => None,
        Err(error) => return Err(describe(error.into(), shown)),
    };
    let top = found.as_ref().and_then(|found| {
        let top = found.workdir().unwrap_or(found.git_dir());
        top.canonicalize().ok()
    });
    // The search goes on above a `.git` file that leads nowhere, where git stops: what is found there is
    // not the history of these files.
    let below = folder
        .ancestors()
        .take_while(|at| top.as_deref() != Some(*at));
    if let Some(lost) = below.map(|at| at.join(".git")).find(|git| git.is_file()) {
        let why = format!("{} leads to no repository", lost.display());
        let help = "it is that of a submodule or of a second work tree, whose repository lies elsewhere and is not there";
        return Err(broken(why, help));
    }
    let Some(mut repository) = found else {
        return Ok(None);
    };
    let refs = repository.config_snapshot().string("extensions.refStorage");
    if let Some(format) = refs.filter(|format| format != "files") {
        let why = format!("its branches are kept as `{format}`, which this version cannot read");
        return Err(broken(why, "run `git refs migrate --ref-format=files`"));
    }
    repository.object_cache_size(OBJECT_CACHE);
    repository.objects.set_pack_cache(|| {
        Box::new(gix::odb::pack::cache::lru::MemoryCappedHashmap::new(
            PACK_CACHE,
        ))
    });
    Ok(Some(repository))
}

pub(super) fn refuse(finding: Diagnostic) -> Error {
    Error::History(Box::new(finding))
}

pub(super) fn describe(fault: Fault, shown: &Path) -> Error {
    let finding = match fault {
        Fault::Shallow => Diagnostic::error(
            "shallow-history",
            "the clone has the newest part of its history alone: the first commit of a file cannot be told",
        )
        .help("run `git fetch --unshallow`; in GitHub Actions, give actions/checkout `fetch-depth: 0`; in GitLab CI, set `GIT_DEPTH: 0`"),
        Fault::Missing(id) => Diagnostic::error(
            "shallow-history",
            format!("the clone lacks the object {id}"),
        )
        .help("a partial clone (`--filter`) has no files of the past: run `git fetch --refetch --no-filter`, or clone without it; `git fsck` tells whether the repository is damaged"),
        Fault::Broken(why) => Diagnostic::error("broken-history", why)
            .help("`git fsck` says what is wrong with the repository"),
    };
    refuse(finding.in_file(shown))
}
