//! Which file of a commit is which file of the commit before, under another name.
//!
//! As git tells it: the same bytes first, then the most alike of those of which at least half is the
//! same. A file is renamed once; copies are new files.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use gix::ObjectId;

use super::trees::{Blob, Change, Fault, Objects, split};

/// Of a hundred parts, how many are the same in one file under two names (`diff -M50%`, the default of
/// git).
const MIN_ALIKE: u64 = 50;

/// Longer files are compared as a whole alone.
const MAX_BYTES: u64 = 32 << 20;

/// A piece that stands in more files than this says nothing about which of them is meant.
const MAX_SHARING: usize = 32;

/// The most files that a file is compared with, those with the most in common first.
const MAX_COMPARED: usize = 8;

/// Names before and after: what each new file was, for those that were something.
pub(super) type Renames = HashMap<Vec<u8>, (Vec<u8>, Blob)>;

/// Finds the renames among the changes of one commit. `wanted` are the new names that matter: other
/// files are only compared by their bytes where their kind, told by the extension, is one of theirs.
pub(super) fn renames(
    objects: &Objects<'_>,
    changes: &[Change],
    wanted: &[&[u8]],
) -> Result<Renames, Fault> {
    let mut sources: Vec<(&[u8], Blob)> = Vec::new();
    let mut targets: Vec<(&[u8], Blob)> = Vec::new();
    for change in changes {
        match (change.old, change.new) {
            (Some(old), None) => sources.push((&change.path, old)),
            (None, Some(new)) => targets.push((&change.path, new)),
            _ => {}
        }
    }
    let mut found = Renames::new();
    if sources.is_empty() || targets.is_empty() {
        return Ok(found);
    }
    sources.sort_unstable_by_key(|(path, _)| *path);
    targets.sort_unstable_by_key(|(path, _)| *path);
    same(objects, &mut sources, &mut targets, &mut found);
    let kinds: Vec<&[u8]> = wanted.iter().map(|path| kind(path)).collect();
    targets.retain(|(path, blob)| !blob.link && kinds.contains(&kind(path)));
    sources.retain(|(_, blob)| !blob.link);
    alike(objects, &sources, &targets, &mut found)?;
    Ok(found)
}

/// What stands behind the last point of a name.
fn kind(path: &[u8]) -> &[u8] {
    let name = split(path).1;
    match memchr::memrchr(b'.', name) {
        Some(at) => &name[at..],
        None => &[],
    }
}

/// Takes out the pairs of the same bytes: of several, those of one name first, then in order.
fn same<'c>(
    objects: &Objects<'_>,
    sources: &mut Vec<(&'c [u8], Blob)>,
    targets: &mut Vec<(&'c [u8], Blob)>,
    found: &mut Renames,
) {
    // Files without anything in them are all the same, and none is another.
    let empty = ObjectId::empty_blob(objects.repository.object_hash());
    let mut by_id: HashMap<(ObjectId, bool), Vec<usize>> = HashMap::new();
    for (at, (_, blob)) in sources.iter().enumerate() {
        by_id.entry((blob.id, blob.link)).or_default().push(at);
    }
    let mut used = vec![false; sources.len()];
    for by_name in [true, false] {
        // Whether several sources of one name are there is told once for each.
        let mut next: HashMap<(ObjectId, bool, &[u8]), std::vec::IntoIter<usize>> = HashMap::new();
        targets.retain(|(path, blob)| {
            let Some(candidates) = by_id
                .get(&(blob.id, blob.link))
                .filter(|_| blob.id != empty)
            else {
                return true;
            };
            let name = if by_name { split(path).1 } else { &[][..] };
            let fitting = next.entry((blob.id, blob.link, name)).or_insert_with(|| {
                let fits = |at: &usize| !by_name || split(sources[*at].0).1 == name;
                let fitting: Vec<usize> = candidates.iter().copied().filter(fits).collect();
                fitting.into_iter()
            });
            let Some(source) = fitting.find(|at| !used[*at]) else {
                return true;
            };
            used[source] = true;
            found.insert(path.to_vec(), (sources[source].0.to_vec(), *blob));
            false
        });
    }
    let mut at = 0..;
    sources.retain(|_| at.next().is_none_or(|at: usize| !used[at]));
}

/// How alike, whether of one name, the old path, the new path, what it was.
type Pair<'c> = (u64, bool, &'c [u8], &'c [u8], Blob);

/// Pairs those that are mostly the same, the most alike first.
fn alike(
    objects: &Objects<'_>,
    sources: &[(&[u8], Blob)],
    targets: &[(&[u8], Blob)],
    found: &mut Renames,
) -> Result<(), Fault> {
    if sources.is_empty() || targets.is_empty() {
        return Ok(());
    }
    let pieces = |files: &[(&[u8], Blob)]| -> Result<Vec<Pieces>, Fault> {
        let read = files.iter().map(|(_, blob)| Pieces::read(objects, blob.id));
        read.collect()
    };
    let (before, after) = (pieces(sources)?, pieces(targets)?);
    let mut holders: HashMap<u64, Vec<u32>> = HashMap::new();
    for (at, pieces) in before.iter().enumerate() {
        for (piece, _) in &pieces.counts {
            let holders = holders.entry(*piece).or_default();
            // One more than counts, so that it shows.
            if holders.len() <= MAX_SHARING {
                holders.push(at as u32);
            }
        }
    }
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    for (target, pieces) in targets.iter().zip(&after) {
        let mut common: HashMap<u32, u64> = HashMap::new();
        for (piece, bytes) in &pieces.counts {
            let sharing = holders.get(piece).filter(|all| all.len() <= MAX_SHARING);
            for source in sharing.into_iter().flatten() {
                *common.entry(*source).or_default() += bytes;
            }
        }
        let mut common: Vec<(u64, u32)> = common.into_iter().map(|(at, n)| (n, at)).collect();
        common.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, source) in common.into_iter().take(MAX_COMPARED) {
            let (path, blob) = sources[source as usize];
            let alike = before[source as usize].alike(pieces);
            if alike >= MIN_ALIKE {
                let same_name = split(path).1 == split(target.0).1;
                pairs.push((alike, same_name, path, target.0, blob));
            }
        }
    }
    pairs.sort_unstable_by(|a, b| (b.0, b.1, a.2, a.3).cmp(&(a.0, a.1, b.2, b.3)));
    let mut used: HashMap<&[u8], ()> = HashMap::new();
    for (_, _, source, target, blob) in pairs {
        if !found.contains_key(target) && used.insert(source, ()).is_none() {
            found.insert(target.to_vec(), (source.to_vec(), blob));
        }
    }
    Ok(())
}

/// Whether at least half of one file is the other.
pub(super) fn is_same(
    objects: &Objects<'_>,
    one: ObjectId,
    other: ObjectId,
) -> Result<bool, Fault> {
    if one == other {
        return Ok(true);
    }
    let (one, other) = (Pieces::read(objects, one)?, Pieces::read(objects, other)?);
    Ok(one.alike(&other) >= MIN_ALIKE)
}

/// The lines of a file, those longer than 64 bytes in parts of that length, without their order: how
/// git compares files (`diffcore-delta`).
#[derive(Default)]
struct Pieces {
    /// The print of each with the bytes that all of its kind have, by print.
    counts: Vec<(u64, u64)>,
    bytes: u64,
}

impl Pieces {
    /// The longest piece in bytes.
    const LONGEST: usize = 64;

    fn read(objects: &Objects<'_>, id: ObjectId) -> Result<Self, Fault> {
        let bytes = objects.blob(id, MAX_BYTES)?;
        Ok(bytes.map_or_else(Pieces::default, |bytes| Pieces::of(&bytes)))
    }

    fn of(text: &[u8]) -> Self {
        let mut counts: Vec<(u64, u64)> = Vec::new();
        let mut bytes = 0;
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            // Line ends of one system and another are one.
            let (line, end) = match line.strip_suffix(b"\r\n") {
                Some(line) => (line, true),
                None => (
                    line.strip_suffix(b"\n").unwrap_or(line),
                    line.ends_with(b"\n"),
                ),
            };
            let mut parts = line.chunks(Self::LONGEST).peekable();
            let empty: &[u8] = &[];
            let only_end = parts.peek().is_none().then_some(empty);
            let mut parts = parts.chain(only_end).peekable();
            while let Some(part) = parts.next() {
                let ended = end && parts.peek().is_none();
                let mut hasher = DefaultHasher::new();
                (part, ended).hash(&mut hasher);
                let length = part.len() as u64 + u64::from(ended);
                counts.push((hasher.finish(), length));
                bytes += length;
            }
        }
        counts.sort_unstable();
        counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        Pieces { counts, bytes }
    }

    /// How much of the longer one stands in the other, in a hundred parts.
    fn alike(&self, other: &Pieces) -> u64 {
        let longer = self.bytes.max(other.bytes);
        let mut rest = other.counts.iter().peekable();
        let mut common = 0;
        for (piece, bytes) in &self.counts {
            while rest.next_if(|(other, _)| other < piece).is_some() {}
            if let Some((_, others)) = rest.next_if(|(other, _)| other == piece) {
                common += bytes.min(others);
            }
        }
        (common * 100).checked_div(longer).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> u64 {
        Pieces::of(one.as_bytes()).alike(&Pieces::of(other.as_bytes()))
    }

    #[test]
    fn files_are_alike_by_their_lines() {
        let cases = [
            ("", "", 0),
            ("a\n", "", 0),
            ("a\n", "a\n", 100),
            ("a\r\nb\r\n", "a\nb\n", 100),
            ("a\nb\n", "b\na\n", 100),
            // Half of the longer.
            ("aaa\nbbb\n", "aaa\nccc\n", 50),
            ("aaa\n", "aaa\nccc\n", 50),
            ("aaa\nbbb\n", "aaa\ncccc\n", 44),
            // As often as in both.
            ("aaa\naaa\naaa\n", "aaa\n", 33),
        ];
        for (one, other, expected) in cases {
            assert_eq!(alike(one, other), expected, "{one:?} {other:?}");
            assert_eq!(alike(other, one), expected, "{other:?} {one:?}");
        }
        let long = "x".repeat(1000);
        assert!(alike(&long, &format!("{long}y")) > 90);
    }
}
