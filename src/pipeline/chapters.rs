//! The chapters of episodes, as files beside the feed of a podcast.

use std::path::Path;

use super::{FeedState, FileReport};
use crate::config::{FeedConfig, Site};
use crate::entry::Entry;
use crate::error::Error;
use crate::feed::Feed;
use crate::{emit, publish};

/// The path of the chapters of an episode in the output folder. It goes by the guid, so that it stays
/// where the article is renamed.
fn path(feed: &FeedConfig, entry: &Entry) -> String {
    let folder = match feed.path.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => stem,
        _ => &feed.path,
    };
    let name = blake3::hash(entry.guid.as_bytes()).to_hex();
    format!("{folder}/chapters/{}.json", &name[..16])
}

/// The address of the chapters of an episode, where the article has any and names no file of them.
pub(super) fn address(feed: &FeedConfig, entry: &Entry, site: &Site) -> Option<Box<str>> {
    let episode = entry.episode().filter(|_| feed.podcast)?;
    if episode.chapters.is_empty() || episode.chapters_file.is_some() {
        return None;
    }
    let url = site.page(&path(feed, entry))?;
    Some(String::from(url).into())
}

/// Writes them, unless nothing is to be written.
pub(super) fn publish(
    feed: &Feed<'_>,
    wanted: &FeedConfig,
    output: &Path,
    writes: bool,
) -> Result<Vec<FileReport>, Error> {
    let mut reports = Vec::new();
    for shown in feed.entries.iter().filter(|shown| shown.chapters.is_some()) {
        let Some(episode) = shown.entry.episode() else {
            continue;
        };
        let path = path(wanted, shown.entry);
        let file = output.join(&path);
        let bytes = emit::chapters(&episode.chapters);
        let is_there = publish::present(&file)?.as_deref() == Some(&*bytes);
        if !is_there && writes {
            publish::replace(&file, &bytes)?;
        }
        reports.push(FileReport {
            file,
            path,
            is_part: true,
            state: match is_there {
                true => FeedState::Unchanged,
                false => FeedState::Written,
            },
        });
    }
    Ok(reports)
}
