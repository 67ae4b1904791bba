//! What the files of pictures and media say, for the entries that some feed shows.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use url::Url;

use super::bodies::Bodies;
use super::transcripts;
use crate::catalogue::{Entries, Window};
use crate::config::Site;
use crate::diagnostic::Diagnostic;
use crate::entry::Entry;
use crate::ingest::media::{From, Media, Told};

/// Entries as their files complete them, by guid; those that have nothing to complete are absent.
pub(super) type Completed<'a> = HashMap<&'a str, Entry>;

/// Reads the headers of what the shown entries name. Nothing is read for the others.
pub(super) fn complete<'a>(
    windows: &[Window<'a>],
    media: &Media<'_>,
) -> (Completed<'a>, Vec<Diagnostic>) {
    let mut shown: BTreeMap<&'a str, &'a Entry> = BTreeMap::new();
    for window in windows {
        for entry in &window.shown {
            shown.entry(&entry.guid).or_insert(entry);
        }
    }
    let read: Vec<(&'a str, Option<Entry>, Told)> = shown
        .into_par_iter()
        .map(|(guid, entry)| {
            let mut told = Told::default();
            let entry = one(entry, media, &mut told);
            (guid, entry, told)
        })
        .collect();
    let mut completed = HashMap::new();
    let mut findings = Vec::new();
    for (guid, entry, told) in read {
        completed.extend(entry.map(|entry| (guid, entry)));
        findings.extend(told.findings);
    }
    (completed, findings)
}

/// The entry with what its files say; `None` where that is nothing new.
fn one(entry: &Entry, media: &Media<'_>, told: &mut Told) -> Option<Entry> {
    let permalink = Url::parse(&entry.permalink).ok()?;
    let from = From {
        file: &entry.file,
        record: entry.place_in_file.line(),
        permalink: &permalink,
    };
    let mut image = entry.image.clone();
    if let Some(image) = &mut image {
        media.image(image, &from, told);
    }
    let mut enclosures = entry.enclosures.clone();
    let mut extra = entry.extra.clone();
    media.enclosures(&mut enclosures, &mut extra, &from, told);
    let is_new = image != entry.image || enclosures != entry.enclosures || extra != entry.extra;
    is_new.then(|| Entry {
        image,
        enclosures,
        extra,
        ..entry.clone()
    })
}

/// The same for the pictures of texts that stand for articles without one of their own.
pub(super) fn complete_texts(bodies: &mut Bodies<'_>, media: &Media<'_>) {
    bodies.par_iter_mut().for_each(|(_, shown)| {
        let entry = shown.entry;
        if entry.image.is_some() || shown.rendered.image.is_none() {
            return;
        }
        let Ok(permalink) = Url::parse(&entry.permalink) else {
            return;
        };
        let from = From {
            file: &entry.file,
            record: entry.place_in_file.line(),
            permalink: &permalink,
        };
        // Nobody said that it stands for the article: what is wrong with it is said of texts.
        let mut told = Told::default();
        if let Some(image) = &mut Arc::make_mut(&mut shown.rendered).image {
            media.image(image, &from, &mut told);
        }
    });
}

/// Windows on the completed entries.
pub(super) fn on<'a>(windows: Vec<Window<'a>>, completed: &'a Completed<'_>) -> Vec<Window<'a>> {
    let mut windows = windows;
    for window in &mut windows {
        for entry in &mut window.shown {
            if let Some(better) = completed.get(&*entry.guid) {
                *entry = better;
            }
        }
    }
    windows
}

/// What makes an article an episode is known before the windows are: the medium that lies beside it
/// under its name, and transcripts. Nothing is looked for where there is no podcast.
pub(super) fn episodes(entries: &mut Entries, site: &Site) {
    if site.podcast.is_none() {
        return;
    }
    let files = Media::new(site);
    entries.par_iter_mut().for_each(|entry| {
        let Ok(permalink) = Url::parse(&entry.permalink) else {
            return;
        };
        let from = From {
            file: &entry.file,
            record: entry.place_in_file.line(),
            permalink: &permalink,
        };
        if entry.enclosures.is_empty()
            && let Some(medium) = files.own(&from)
        {
            entry.enclosures = Box::new([medium]);
        }
        let (file, media) = (&entry.file, &entry.enclosures);
        transcripts::find(file, &permalink, media, &mut entry.extra, site);
    });
}
