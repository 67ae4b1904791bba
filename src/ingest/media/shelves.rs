//! Where the file of an address lies on this machine: beside its article, or in a folder that the site
//! is published from. What leads out of these folders, by `..` or by a link, is not followed.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use percent_encoding::percent_decode_str;
use url::Url;

use super::From;
use crate::config::Site;

/// Extensions of what an article's own medium may be, those that everything plays first.
const PLAYABLE: [&str; 9] = [
    "mp3", "m4a", "mp4", "m4v", "aac", "ogg", "opus", "oga", "webm",
];

/// Folders among static files that themes keep media in.
const MEDIA_FOLDERS: [&str; 11] = [
    "", "audio", "audios", "media", "podcast", "podcasts", "episodes", "mp3", "files", "sounds",
    "video",
];

/// Names that say nothing of the article.
const NAMELESS: [&str; 3] = ["index", "readme", "_index"];

/// Articles up to which names are asked for one by one.
const FEW: usize = 64;

/// Most names of a folder that are looked at for one like another.
const MAX_NAMES: usize = 100_000;

/// Media of a folder: the names, by their part before the extension.
type Names = Arc<HashMap<String, Vec<String>>>;

/// What became of looking for a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Looked {
    /// It is here.
    Found(PathBuf),
    /// It should be here: its folder is.
    Missing(PathBuf),
    /// The address does not lead to a file of this site, as far as can be told.
    Elsewhere,
}

/// A folder whose files are published.
struct Shelf {
    path: PathBuf,
    /// Whether what is not in it is known to be nowhere: a folder of files, not one of everything.
    is_known: bool,
    /// Without links, looked up once.
    real: OnceLock<Option<PathBuf>>,
    /// Those of its folders of media that have any, read once.
    media: OnceLock<Vec<(&'static str, Names)>>,
}

impl Shelf {
    fn new(path: &Path, is_known: bool) -> Self {
        Shelf {
            path: path.to_owned(),
            is_known,
            real: OnceLock::new(),
            media: OnceLock::new(),
        }
    }

    fn real(&self) -> Option<&Path> {
        let real = self.real.get_or_init(|| match self.path.as_os_str() {
            path if path.is_empty() => Path::new(".").canonicalize().ok(),
            _ => self.path.canonicalize().ok(),
        });
        real.as_deref()
    }
}

/// The folders of a site that its files lie in.
pub(super) struct Shelves<'a> {
    site: &'a Site,
    source: Shelf,
    output: Shelf,
    static_folders: Vec<Shelf>,
    listed: Mutex<BTreeMap<PathBuf, Names>>,
    /// Articles whose own medium was looked for.
    asked: AtomicUsize,
}

impl<'a> Shelves<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        let folders = &site.folders;
        let source = match folders.source.is_file() {
            true => folders.source.parent().unwrap_or(Path::new("")),
            false => &folders.source,
        };
        Shelves {
            site,
            source: Shelf::new(source, false),
            output: Shelf::new(&folders.output, false),
            static_folders: folders
                .static_folders
                .iter()
                .map(|path| Shelf::new(path, !is_everything(path)))
                .collect(),
            listed: Mutex::default(),
            asked: AtomicUsize::new(0),
        }
    }

    fn all(&self) -> impl Iterator<Item = &Shelf> {
        [&self.source, &self.output]
            .into_iter()
            .chain(&self.static_folders)
    }

    /// The file of an absolute address.
    pub(super) fn look(&self, url: &str, from: Option<&From<'_>>) -> Looked {
        let Ok(url) = Url::parse(url) else {
            return Looked::Elsewhere;
        };
        let Some(below) = self.below_site(&url) else {
            return Looked::Elsewhere;
        };
        let beside = from.and_then(|from| Some((from, below_page(from.permalink, &url)?)));
        let mut candidates = Vec::new();
        if let Some((from, name)) = &beside {
            let folder = from.file.path();
            let folder = folder.parent().unwrap_or(Path::new(""));
            candidates.push(folder.join(name));
            // Hexo keeps what belongs to `post.md` in `post/`.
            candidates.push(folder.join(from.file.stem()).join(name));
        }
        candidates.extend(self.all().map(|shelf| shelf.path.join(&below)));
        let found = candidates.into_iter().find(|path| self.is_shelved(path));
        if let Some(path) = found {
            return Looked::Found(path);
        }
        // In a folder of its own an article has its files beside it.
        if let Some((from, name)) = &beside
            && NAMELESS.contains(&from.file.stem())
            && name.components().count() == 1
        {
            return Looked::Missing(from.file.path().with_file_name(name));
        }
        self.expected(&below)
            .map_or(Looked::Elsewhere, Looked::Missing)
    }

    /// Where a file should be that is nowhere: in the static folder that has the folder above it. At
    /// the top of one, only where files of its kind stand there; and never where a generator writes.
    fn expected(&self, below: &Path) -> Option<PathBuf> {
        let above = below.parent()?;
        let is_top = above.as_os_str().is_empty();
        let mut shelves = self.static_folders.iter().filter(|shelf| {
            let folder = shelf.path.join(above);
            let is_output = shelf.real().is_some() && shelf.real() == self.output.real();
            let is_article = !shelf.is_known && folder.starts_with(&self.source.path);
            let is_known = match is_top {
                true => shelf.is_known && has_kin(&folder, below),
                false => folder.is_dir(),
            };
            is_known && !is_output && !is_article
        });
        shelves.next().map(|shelf| shelf.path.join(below))
    }

    /// The file of that name beside the article.
    pub(super) fn beside(&self, url: &str, from: &From<'_>) -> Option<PathBuf> {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let name = plain_name(name)?;
        let path = from.file.path().with_file_name(name);
        self.is_shelved(&path).then_some(path)
    }

    /// The medium that has the name of an article that names none, and its address.
    pub(super) fn own_medium(&self, from: &From<'_>) -> Option<(String, PathBuf)> {
        // A record has no file of its own.
        if from.record > 0 {
            return None;
        }
        let stem = from.file.stem();
        let is_nameless = NAMELESS.contains(&stem);
        let folder = from.file.folder();
        let name = match is_nameless {
            true => folder.rsplit('/').next().unwrap_or_default(),
            false => stem,
        };
        let names = [name, without_day(name)];
        let mut beside = PLAYABLE.iter().flat_map(|extension| {
            let stems = match is_nameless {
                true => vec![stem, names[0]],
                false => vec![names[0]],
            };
            stems
                .into_iter()
                .map(move |stem| format!("{stem}.{extension}"))
        });
        let here = from.file.path();
        let here = here.parent().unwrap_or(Path::new(""));
        // Feeds show a few articles of a folder that may hold a hundred thousand; where they show all,
        // reading the folder once is cheaper than asking for each name.
        let listed = (self.asked.fetch_add(1, Ordering::Relaxed) >= FEW).then(|| self.listed(here));
        let found = beside.find_map(|name| {
            if let Some(listed) = &listed {
                let (stem, _) = name.rsplit_once('.')?;
                if !listed.get(stem).is_some_and(|names| names.contains(&name)) {
                    return None;
                }
            }
            let path = here.join(&name);
            self.is_shelved(&path).then_some((name, path))
        });
        if let Some((name, path)) = found {
            // The files of an article that is a folder are published below its page; others where they
            // lie.
            let url = match is_nameless {
                true => from.permalink.join(&encoded(&name)).ok(),
                false if folder.is_empty() => self.site.page(&encoded(&name)),
                false => self.site.page(&encoded(&format!("{folder}/{name}"))),
            };
            return Some((url?.into(), path));
        }
        if name.is_empty() || NAMELESS.contains(&name) {
            return None;
        }
        for shelf in self.static_folders.iter().filter(|shelf| shelf.is_known) {
            let media = shelf.media.get_or_init(|| {
                let named = MEDIA_FOLDERS.iter().map(|folder| {
                    let names = self.listed(&shelf.path.join(folder));
                    (*folder, names)
                });
                named.filter(|(_, names)| !names.is_empty()).collect()
            });
            let own = (!folder.is_empty()).then(|| (folder, self.listed(&shelf.path.join(folder))));
            for (folder, listed) in media.iter().chain(&own) {
                let own = names.iter().find_map(|name| listed.get(*name));
                let best = own.and_then(|own| {
                    let rank = |name: &&String| PLAYABLE.iter().position(|e| name.ends_with(e));
                    own.iter().min_by_key(|name| (rank(name), name.len()))
                });
                let Some(name) = best else { continue };
                let path = shelf.path.join(folder).join(name);
                if !self.is_shelved(&path) {
                    continue;
                }
                let below = match folder.is_empty() {
                    true => name.clone(),
                    false => format!("{folder}/{name}"),
                };
                return Some((self.site.page(&encoded(&below))?.into(), path));
            }
        }
        None
    }

    /// The media in a folder, read once.
    fn listed(&self, folder: &Path) -> Names {
        let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = listed.get(folder) {
            return Arc::clone(names);
        }
        let mut names: HashMap<String, Vec<String>> = HashMap::new();
        if let Ok(read) = std::fs::read_dir(folder) {
            for entry in read.flatten() {
                let Ok(name) = entry.file_name().into_string() else {
                    continue;
                };
                let Some((stem, extension)) = name.rsplit_once('.') else {
                    continue;
                };
                if PLAYABLE.contains(&extension.to_lowercase().as_str()) {
                    names.entry(stem.to_owned()).or_default().push(name);
                }
            }
        }
        // The disk's order is nobody's.
        names.values_mut().for_each(|names| names.sort());
        let names = Arc::new(names);
        listed.insert(folder.to_owned(), Arc::clone(&names));
        names
    }

    /// Whether there is a file, which lies in one of the folders when links are followed.
    fn is_shelved(&self, path: &Path) -> bool {
        if !path.is_file() {
            return false;
        }
        let Ok(real) = path.canonicalize() else {
            return false;
        };
        self.all()
            .filter_map(Shelf::real)
            .any(|shelf| real.starts_with(shelf))
    }

    /// The path of an address below the front page; `None` for one on another site.
    fn below_site(&self, url: &Url) -> Option<PathBuf> {
        let site = &self.site.url;
        let scheme = |url: &Url| matches!(url.scheme(), "http" | "https");
        let port = |url: &Url| url.port();
        if !scheme(url) || url.host() != site.host() || port(url) != port(site) {
            return None;
        }
        plain_path(url.path().strip_prefix(site.path())?)
    }
}

/// Whether it is the folder of the configuration itself, of which static files are a part.
fn is_everything(path: &Path) -> bool {
    path.as_os_str().is_empty() || path.to_string_lossy().ends_with("/.") || path == Path::new(".")
}

/// Whether a folder has a file of the same kind by its name: a picture beside a picture.
fn has_kin(folder: &Path, file: &Path) -> bool {
    let kind = |path: &Path| {
        let guess = mime_guess::from_path(path).first_raw()?;
        guess.split('/').next()
    };
    let Some(own) = kind(file) else {
        return false;
    };
    let mut read = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .take(MAX_NAMES)
        .flatten();
    read.any(|entry| kind(Path::new(&entry.file_name())) == Some(own))
}

/// The path of an address below a page.
fn below_page(page: &Url, url: &Url) -> Option<PathBuf> {
    let (folder, _) = page.path().rsplit_once('/')?;
    plain_path(url.path().strip_prefix(folder)?.strip_prefix('/')?)
}

/// An encoded path as one of this machine; `None` where a part of it is more than a name.
fn plain_path(encoded: &str) -> Option<PathBuf> {
    let mut path = PathBuf::new();
    for part in encoded.split('/') {
        path.push(plain_name(part)?);
    }
    Some(path)
}

/// A part of a path that is a name and nothing else on any system.
fn plain_name(encoded: &str) -> Option<String> {
    let name = percent_decode_str(encoded).decode_utf8().ok()?;
    let is_name = !matches!(&*name, "" | "." | "..")
        && !name.contains(['/', '\\', ':', '\0'])
        && name.len() <= 255;
    is_name.then(|| name.into_owned())
}

/// A path as a part of an address.
fn encoded(path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

    const RESERVED: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'\\')
        .add(b'`')
        .add(b'{')
        .add(b'}');
    utf8_percent_encode(path, RESERVED).to_string()
}

/// The name without the day that Jekyll puts before it.
fn without_day(name: &str) -> &str {
    let day = name.get(..11).is_some_and(|day| {
        day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 | 10 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    });
    match day {
        true => &name[11..],
        false => name,
    }
}
