//! The commits that led to one, each with its tree and its parents.

use std::collections::{HashMap, HashSet};

use gix::ObjectId;

use super::trees::{Fault, Objects};

/// One commit.
pub(super) struct Node {
    pub id: ObjectId,
    pub tree: ObjectId,
    /// Indices, in the order of the commit.
    pub parents: Vec<u32>,
}

/// All commits that led to one.
pub(super) struct Graph {
    pub nodes: Vec<Node>,
    /// Indices, children before their parents; the first parent of a commit follows it where it can, so
    /// that its tree is still at hand.
    pub order: Vec<u32>,
}

impl Graph {
    /// Reads the commits from `head` to those without parents.
    ///
    /// # Errors
    ///
    /// [`Fault::Shallow`] where the clone ends before those.
    pub(super) fn read(
        objects: &Objects<'_>,
        head: ObjectId,
        shallow: &HashSet<ObjectId>,
    ) -> Result<Self, Fault> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut children: Vec<u32> = Vec::new();
        let mut known: HashMap<ObjectId, u32> = HashMap::from([(head, 0)]);
        let mut ids = vec![head];
        while let Some(&id) = ids.get(nodes.len()) {
            if shallow.contains(&id) {
                return Err(Fault::Shallow);
            }
            let (tree, parent_ids) = objects.commit(id)?;
            children.resize(ids.len(), 0);
            let mut parents = Vec::with_capacity(parent_ids.len());
            for parent in parent_ids {
                let at = *known.entry(parent).or_insert_with(|| {
                    ids.push(parent);
                    children.push(0);
                    (ids.len() - 1) as u32
                });
                // A commit may name a parent twice; it is one.
                if !parents.contains(&at) {
                    parents.push(at);
                    children[at as usize] += 1;
                }
            }
            nodes.push(Node { id, tree, parents });
        }
        let mut order = Vec::with_capacity(nodes.len());
        let mut ready = vec![0_u32];
        while let Some(at) = ready.pop() {
            order.push(at);
            for &parent in nodes[at as usize].parents.iter().rev() {
                children[parent as usize] -= 1;
                if children[parent as usize] == 0 {
                    ready.push(parent);
                }
            }
        }
        Ok(Graph { nodes, order })
    }
}
