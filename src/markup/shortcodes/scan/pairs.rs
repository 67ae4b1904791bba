//! Which end belongs to which start.

use std::collections::HashMap;

use super::{Family, Token, What};

/// How deep pairs may lie in each other; deeper ones are read as tags without an end.
const MAX_DEPTH: usize = 40;

/// For each token the other side of its pair.
pub(in crate::markup::shortcodes) fn pairs(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; tokens.len()];
    // Starts that wait for their end, in order, and where each name waits.
    let mut open: Vec<(usize, Family, &str)> = Vec::new();
    let mut waiting: HashMap<(Family, &str), Vec<usize>> = HashMap::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.what {
            What::Open {
                family,
                name,
                alone: false,
                call,
                ..
            } => {
                // `{% end %}` and `</>` name nothing.
                let key = if call && family == Family::Percent {
                    ""
                } else {
                    name
                };
                waiting.entry((family, key)).or_default().push(open.len());
                open.push((at, family, key));
            }
            What::Close { family, name } => {
                let Some(place) = waiting
                    .get(&(family, name))
                    .and_then(|places| places.last().copied())
                else {
                    continue;
                };
                // What opened since has no end.
                for (_, family, name) in open.drain(place + 1..) {
                    if let Some(places) = waiting.get_mut(&(family, name)) {
                        places.pop();
                    }
                }
                if let Some((start, family, name)) = open.pop() {
                    if let Some(places) = waiting.get_mut(&(family, name)) {
                        places.pop();
                    }
                    pairs[start] = Some(at);
                    pairs[at] = Some(start);
                }
            }
            _ => {}
        }
    }
    let mut depth = 0_usize;
    for at in 0..tokens.len() {
        match pairs[at] {
            Some(end) if end > at => {
                depth += 1;
                if depth > MAX_DEPTH {
                    pairs[at] = None;
                    pairs[end] = None;
                    depth -= 1;
                }
            }
            Some(_) => depth -= 1,
            None => {}
        }
    }
    pairs
}
