//! Transcripts that nobody named: files beside an episode, with its name or that of its medium.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use url::Url;

use crate::article::{Origin, OriginKind, SourceFile};
use crate::config::Site;
use crate::entry::podcast::{Transcript, transcript_type};
use crate::entry::{Enclosure, Extra, Trace};

/// Those that Apple Podcasts takes. What lies beside articles as `.json`, `.html` or `.txt` may be an
/// article itself.
const EXTENSIONS: [&str; 2] = ["vtt", "srt"];

/// Adds what lies beside the article, where the head names no transcript.
pub(super) fn find(
    file: &SourceFile,
    permalink: &Url,
    enclosures: &[Enclosure],
    extra: &mut Option<Box<Extra>>,
    site: &Site,
) -> Vec<Trace> {
    let Some(medium) = enclosures.iter().find(|it| it.plays()) else {
        return Vec::new();
    };
    let has_own = |extra: &Extra| !extra.episode.transcripts.is_empty();
    if site.podcast.is_none() || extra.as_deref().is_some_and(has_own) {
        return Vec::new();
    }
    let mut found: Vec<(PathBuf, String)> = Vec::new();
    for extension in EXTENSIONS {
        // One with the name of the medium is where that is.
        let places = [
            by_medium(medium, extension),
            by_article(file, permalink, site, extension),
        ];
        for (name, url) in places.into_iter().flatten() {
            let path = file.path().with_file_name(&name);
            if found.iter().all(|(known, _)| *known != path) && is_file(&path) {
                found.push((path, url.into()));
            }
        }
    }
    let mut traces = Vec::new();
    for (path, url) in found {
        traces.push(Trace {
            field: "transcript",
            value: url.clone(),
            origin: Origin::new(OriginKind::Medium, path.display().to_string()),
            lost: Vec::new(),
        });
        let transcript = Transcript {
            media_type: transcript_type(&url).map(str::to_owned),
            url,
            ..Transcript::default()
        };
        let episode = &mut extra.get_or_insert_default().episode;
        episode.transcripts.push(transcript);
    }
    traces
}

/// The files of an article that is a folder are published below its page; others where they lie.
fn by_article(
    file: &SourceFile,
    permalink: &Url,
    site: &Site,
    extension: &str,
) -> Option<(String, Url)> {
    let name = format!("{}.{extension}", file.stem());
    let url = match file.stem() {
        "index" | "_index" | "README" => beside(permalink, &name)?,
        _ => beside(&site.page(&file.relative)?, &name)?,
    };
    Some((name, url))
}

fn by_medium(medium: &Enclosure, extension: &str) -> Option<(String, Url)> {
    let mut url = Url::parse(&medium.url).ok()?;
    url.set_query(None);
    let last = url.path_segments()?.next_back()?.to_owned();
    let last = percent_decode_str(&last).decode_utf8().ok()?;
    // A name is one part of a path, whatever is encoded in it.
    let fits = !last.contains(['/', '\\', '\0']) && !last.starts_with('.');
    let (stem, _) = last.rsplit_once('.').filter(|_| fits)?;
    let name = format!("{stem}.{extension}");
    let url = beside(&url, &name)?;
    Some((name, url))
}

/// The address of a file in the folder of another.
fn beside(url: &Url, name: &str) -> Option<Url> {
    let mut url = url.clone();
    url.path_segments_mut().ok()?.pop().push(name);
    Some(url)
}

fn is_file(path: &Path) -> bool {
    path.metadata().is_ok_and(|metadata| metadata.is_file())
}
