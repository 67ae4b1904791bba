//! The order of a site's numeric dates, for those who look at single articles.

use std::sync::{Mutex, OnceLock};

use rayon::prelude::*;

use super::heads::{inner, locked};
use crate::config::{Site, SourceConfig};
use crate::diagnostic::Diagnostic;
use crate::entry::SeenOrder;
use crate::normalise::Orders;
use crate::{ingest, normalise};

/// The order of a site's numeric dates, learned when the first date asks for it.
pub struct LearnedOrder {
    source: SourceConfig,
    learned: OnceLock<(Option<SeenOrder>, Option<Diagnostic>)>,
}

impl LearnedOrder {
    /// Of the articles that `source` names.
    pub fn of(source: SourceConfig) -> Self {
        LearnedOrder {
            source,
            learned: OnceLock::new(),
        }
    }

    /// The order, and a finding where the site writes both.
    pub(super) fn get(&self, site: &Site) -> &(Option<SeenOrder>, Option<Diagnostic>) {
        self.learned.get_or_init(|| {
            let orders = Mutex::new(Orders::default());
            let files = ingest::discover(&self.source, None).map_or(Vec::new(), |found| found.0);
            files.par_iter().for_each(|file| {
                ingest::ingest(file, &mut |ingested| {
                    if let Some(article) = ingested.article {
                        for seen in normalise::normalise(&article, site, false).seen {
                            locked(&orders).add(seen);
                        }
                    }
                });
            });
            inner(orders).learned()
        })
    }
}
