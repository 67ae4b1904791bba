//! One walk from the newest commit to the oldest, which follows all files at once.
//!
//! At each commit it is known which files are followed and what each is called there. A commit hands
//! its files to its parents: those that a merge took unchanged from one parent to that parent alone, as
//! `git log` does. What a commit changed is told by comparing its tree with those of its parents, so the
//! cost of a commit is what it changed.

use std::collections::{BTreeMap, HashMap, HashSet};

use gix::ObjectId;

use super::graph::{Graph, Node};
use super::rename::{self, Renames};
use super::trees::{Blob, Change, Fault, Objects, Scope};

/// What the walk found of one file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Commits that it came with, each with its name there. Several only where branches that were
    /// merged each brought it.
    pub first: Vec<(ObjectId, Vec<u8>)>,
    /// The last commit that changed its content; absent where none did since the first.
    pub changed: Option<ObjectId>,
}

/// Follows files, given by their paths in the tree of `graph`'s newest commit.
///
/// # Errors
///
/// [`Fault`] where an object cannot be read.
pub(super) fn follow(
    objects: &Objects<'_>,
    graph: &Graph,
    paths: &[Vec<u8>],
) -> Result<Vec<Found>, Fault> {
    let mut walk = Walk {
        objects,
        nodes: &graph.nodes,
        scope: Scope::around(paths.iter().map(Vec::as_slice)),
        names: Names::default(),
        first: vec![Vec::new(); paths.len()],
        changed: vec![None; paths.len()],
        waiting: HashMap::new(),
    };
    let mut start = State::default();
    for (file, path) in paths.iter().enumerate() {
        let claim = Claim {
            file: file as u32,
            seeks: true,
        };
        start.give(walk.names.number(path), vec![claim]);
    }
    walk.waiting.insert(0, start);
    for &at in &graph.order {
        // Commits that no followed file leads to have nothing to say.
        let Some(state) = walk.waiting.remove(&at).filter(|state| !state.is_empty()) else {
            continue;
        };
        match &*graph.nodes[at as usize].parents {
            [] => walk.begin(at, state),
            [parent] => walk.step(at, *parent, state)?,
            parents => walk.merge(at, parents, state)?,
        }
    }
    let id = |at: u32| graph.nodes[at as usize].id;
    let names = &walk.names.paths;
    let found = walk.first.iter().zip(&walk.changed);
    Ok(found
        .map(|(first, changed)| Found {
            first: first
                .iter()
                .map(|(at, name)| (id(*at), names[*name as usize].clone()))
                .collect(),
            changed: changed.map(id),
        })
        .collect())
}

/// A number for each path.
#[derive(Default)]
struct Names {
    numbers: HashMap<Vec<u8>, u32>,
    paths: Vec<Vec<u8>>,
}

impl Names {
    fn number(&mut self, path: &[u8]) -> u32 {
        if let Some(&number) = self.numbers.get(path) {
            return number;
        }
        let number = self.paths.len() as u32;
        self.paths.push(path.to_owned());
        self.numbers.insert(path.to_owned(), number);
        number
    }

    fn known(&self, path: &[u8]) -> Option<u32> {
        self.numbers.get(path).copied()
    }
}

/// A followed file that has some name in a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Claim {
    file: u32,
    /// Whether the last change of its content is still looked for.
    seeks: bool,
}

/// A followed file before the commit that it came with. Its name may have been there once before: what
/// was deleted and came back is not new.
#[derive(Clone, Copy, Debug)]
struct Rest {
    file: u32,
    /// The commit that it came with, and what it was then.
    came: u32,
    blob: Blob,
    /// Whether the last change of its content is still looked for. It is that commit, unless the file
    /// comes back as it went.
    seeks: bool,
}

/// Files of today that may have had one name before; of more, the others stay as they came.
const MAX_RESTING: usize = 16;

/// What is followed at one commit, by name.
#[derive(Default)]
struct State {
    there: HashMap<u32, Vec<Claim>>,
    resting: HashMap<u32, Vec<Rest>>,
}

impl State {
    fn is_empty(&self) -> bool {
        self.there.is_empty() && self.resting.is_empty()
    }

    fn give(&mut self, name: u32, claims: Vec<Claim>) {
        let all = self.there.entry(name).or_default();
        for claim in claims {
            // Two branches may both lead here.
            match all.iter_mut().find(|known| known.file == claim.file) {
                Some(known) => known.seeks |= claim.seeks,
                None => all.push(claim),
            }
        }
    }

    /// Takes in what another child of the commit hands on.
    fn join(&mut self, mut other: State) {
        if self.there.len() + self.resting.len() < other.there.len() + other.resting.len() {
            std::mem::swap(self, &mut other);
        }
        for (name, claims) in other.there {
            self.give(name, claims);
        }
        for (name, rests) in other.resting {
            self.resting.entry(name).or_default().extend(rests);
        }
    }
}

struct Walk<'a> {
    objects: &'a Objects<'a>,
    nodes: &'a [Node],
    scope: Scope,
    names: Names,
    /// By file: commits that it came with, and its name there.
    first: Vec<Vec<(u32, u32)>>,
    changed: Vec<Option<u32>>,
    /// What commits were handed by their children.
    waiting: HashMap<u32, State>,
}

impl Walk<'_> {
    fn hand(&mut self, to: u32, state: State) {
        self.waiting.entry(to).or_default().join(state);
    }

    fn changes(&self, from: u32, to: u32, scope: &Scope) -> Result<Vec<Change>, Fault> {
        let tree = |at: u32| Some(self.nodes[at as usize].tree);
        self.objects.changes(tree(from), tree(to), scope)
    }

    /// The renames between a commit and one of its parents.
    fn renames(
        &self,
        parent: u32,
        at: u32,
        changes: &[Change],
        wanted: &[u32],
    ) -> Result<Renames, Fault> {
        let wanted: Vec<&[u8]> = wanted
            .iter()
            .map(|name| &*self.names.paths[*name as usize])
            .collect();
        if self.scope.is_everything() {
            return rename::renames(self.objects, changes, &wanted);
        }
        // A file may have come from anywhere.
        let all = self.changes(parent, at, &Scope::everything())?;
        rename::renames(self.objects, &all, &wanted)
    }

    /// The first commit of all: everything in it is new.
    fn begin(&mut self, at: u32, state: State) {
        for (name, claims) in state.there {
            for claim in claims {
                self.first[claim.file as usize].push((at, name));
            }
        }
    }

    /// Says that a commit changed these files.
    fn change(&mut self, at: u32, claims: &mut [Claim]) {
        for claim in claims.iter_mut().filter(|claim| claim.seeks) {
            self.changed[claim.file as usize] = Some(at);
            claim.seeks = false;
        }
    }

    /// A commit with one parent.
    fn step(&mut self, at: u32, parent: u32, mut state: State) -> Result<(), Fault> {
        let changes = self.changes(parent, at, &self.scope)?;
        let mut came: Vec<(u32, Blob)> = Vec::new();
        let mut went: Vec<(u32, Blob)> = Vec::new();
        for change in &changes {
            let Some(name) = self.names.known(&change.path) else {
                continue;
            };
            match (change.old, change.new) {
                (Some(_), Some(_)) => {
                    if let Some(claims) = state.there.get_mut(&name) {
                        self.change(at, claims);
                    }
                }
                (None, Some(new)) if state.there.contains_key(&name) => came.push((name, new)),
                (Some(old), None) if state.resting.contains_key(&name) => went.push((name, old)),
                _ => {}
            }
        }
        let mut taken = HashSet::new();
        if !came.is_empty() {
            let wanted: Vec<u32> = came.iter().map(|(name, _)| *name).collect();
            let renames = self.renames(parent, at, &changes, &wanted)?;
            // All are taken before any is given its old name, which another may have now.
            let came: Vec<(u32, Blob, Vec<Claim>)> = came
                .into_iter()
                .filter_map(|(name, blob)| Some((name, blob, state.there.remove(&name)?)))
                .collect();
            for (name, blob, claims) in came {
                match renames.get(&self.names.paths[name as usize]) {
                    Some((old, was)) => {
                        let old = self.rename(at, &mut state, claims, (old, *was), blob);
                        taken.insert(old);
                    }
                    None => self.rest(at, &mut state, name, blob, claims),
                }
            }
        }
        self.wake(&mut state, &went, &taken)?;
        self.hand(parent, state);
        Ok(())
    }

    /// Follows files under the name that they had before.
    fn rename(
        &mut self,
        at: u32,
        state: &mut State,
        mut claims: Vec<Claim>,
        (old, was): (&[u8], Blob),
        is: Blob,
    ) -> u32 {
        if was != is {
            self.change(at, &mut claims);
        }
        self.scope.widen(old);
        let old = self.names.number(old);
        state.give(old, claims);
        old
    }

    /// Notes the commit that files came with.
    fn rest(&mut self, at: u32, state: &mut State, name: u32, blob: Blob, claims: Vec<Claim>) {
        for claim in claims {
            self.first[claim.file as usize].push((at, name));
            let resting = state.resting.entry(name).or_default();
            if resting.len() < MAX_RESTING {
                resting.push(Rest {
                    file: claim.file,
                    came: at,
                    blob,
                    seeks: claim.seeks,
                });
            }
        }
    }

    /// Takes up files again whose name is met, where at least half of the file that was deleted under it
    /// is the one that came back. What lives on under another name (`taken`) did not come back.
    fn wake(
        &mut self,
        state: &mut State,
        went: &[(u32, Blob)],
        taken: &HashSet<u32>,
    ) -> Result<(), Fault> {
        for (name, was) in went {
            if taken.contains(name) {
                continue;
            }
            let mut woken = Vec::new();
            let mut asleep = Vec::new();
            for rest in state.resting.remove(name).unwrap_or_default() {
                if rest.blob.link != was.link
                    || !rename::is_same(self.objects, rest.blob.id, was.id)?
                {
                    asleep.push(rest);
                    continue;
                }
                self.first[rest.file as usize].retain(|first| *first != (rest.came, *name));
                let mut claim = Claim {
                    file: rest.file,
                    seeks: rest.seeks,
                };
                if rest.blob != *was {
                    self.change(rest.came, std::slice::from_mut(&mut claim));
                }
                woken.push(claim);
            }
            if !asleep.is_empty() {
                state.resting.insert(*name, asleep);
            }
            if !woken.is_empty() {
                state.give(*name, woken);
            }
        }
        Ok(())
    }

    /// A commit with several parents. A file counts as changed in it only if it differs from each.
    fn merge(&mut self, at: u32, parents: &[u32], state: State) -> Result<(), Fault> {
        let first = self.changes(parents[0], at, &self.scope)?;
        let mut states: Vec<State> = parents.iter().map(|_| State::default()).collect();
        states[0] = state;
        let mut open: Vec<(u32, Blob)> = Vec::new();
        let mut went: Vec<(u32, Blob)> = Vec::new();
        for change in &first {
            let Some(name) = self.names.known(&change.path) else {
                continue;
            };
            match (change.old, change.new) {
                (_, Some(new)) if states[0].there.contains_key(&name) => open.push((name, new)),
                (Some(old), None) if states[0].resting.contains_key(&name) => {
                    went.push((name, old));
                }
                _ => {}
            }
        }
        let mut taken = HashSet::new();
        if !open.is_empty() {
            let mut sides = vec![Side::of(first, &self.names)];
            for &parent in &parents[1..] {
                let changes = self.changes(parent, at, &self.scope)?;
                sides.push(Side::of(changes, &self.names));
            }
            let wanted: Vec<u32> = open.iter().map(|(name, _)| *name).collect();
            let open: Vec<(u32, Blob, Vec<Claim>)> = open
                .into_iter()
                .filter_map(|(name, blob)| Some((name, blob, states[0].there.remove(&name)?)))
                .collect();
            for (name, blob, mut claims) in open {
                // Taken from a parent as it was there.
                if let Some(side) = sides
                    .iter()
                    .position(|side| !side.names.contains_key(&name))
                {
                    states[side].give(name, claims);
                    continue;
                }
                let mut holders = Vec::new();
                let mut renamed: Option<(usize, Vec<u8>, Blob)> = None;
                for (side, &parent) in parents.iter().enumerate() {
                    if sides[side].names.get(&name) == Some(&true) {
                        holders.push(side);
                        continue;
                    }
                    if sides[side].renames.is_none() {
                        let changes = &sides[side].changes;
                        let renames = self.renames(parent, at, changes, &wanted)?;
                        sides[side].renames = Some(renames);
                    }
                    let renames = sides[side].renames.as_ref();
                    let path = &self.names.paths[name as usize];
                    if let Some((old, was)) = renames.and_then(|renames| renames.get(path))
                        && renamed
                            .as_ref()
                            .is_none_or(|(_, _, other)| *was == blob && *other != blob)
                    {
                        renamed = Some((side, old.clone(), *was));
                    }
                }
                match renamed {
                    // The same bytes under another name, or no parent that has the name.
                    Some((side, old, was)) if was == blob || holders.is_empty() => {
                        let old = self.rename(at, &mut states[side], claims, (&old, was), blob);
                        if side == 0 {
                            taken.insert(old);
                        }
                    }
                    _ if holders.is_empty() => self.rest(at, &mut states[0], name, blob, claims),
                    _ => {
                        self.change(at, &mut claims);
                        for side in holders {
                            states[side].give(name, claims.clone());
                        }
                    }
                }
            }
        }
        self.wake(&mut states[0], &went, &taken)?;
        for (&parent, state) in parents.iter().zip(states) {
            self.hand(parent, state);
        }
        Ok(())
    }
}

/// What a merge has otherwise than one of its parents.
struct Side {
    changes: Vec<Change>,
    /// By the name of a followed file: whether the parent has it.
    names: BTreeMap<u32, bool>,
    renames: Option<Renames>,
}

impl Side {
    fn of(changes: Vec<Change>, names: &Names) -> Self {
        Side {
            names: changes
                .iter()
                .filter_map(|change| Some((names.known(&change.path)?, change.old.is_some())))
                .collect(),
            changes,
            renames: None,
        }
    }
}
