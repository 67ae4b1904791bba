//! Chapters that a file of sound or film has in its tags.

use crate::text::one_line;

#[cfg(feature = "media")]
use super::clock;
#[cfg(feature = "media")]
use lofty::id3::v2::{Frame, Id3v2Tag, Id3v2Version};

/// Most chapters of a file that are kept.
const MAX_MARKS: usize = 2000;

/// A chapter of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Where it starts, in milliseconds.
    pub start: u64,
    /// Its title, one line.
    pub title: String,
    /// An address that it names, as written.
    pub url: Option<String>,
}

/// The chapters in the order of time, each with a title and a time of its own.
#[cfg_attr(not(feature = "media"), allow(dead_code))]
pub(super) fn in_order(mut marks: Vec<Mark>) -> Vec<Mark> {
    for mark in &mut marks {
        mark.title = one_line(&mark.title);
    }
    marks.retain(|mark| !mark.title.is_empty());
    marks.sort_by_key(|mark| mark.start);
    marks.dedup_by_key(|mark| mark.start);
    marks.truncate(MAX_MARKS);
    marks
}

/// The chapters of Ogg and FLAC: `CHAPTER001=00:01:02.000` with `CHAPTER001NAME` and `CHAPTER001URL`
/// (Xiph.Org, "Chapter Extension for Vorbis comments").
#[cfg(feature = "media")]
pub(super) fn of_comments<'a>(comments: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Mark> {
    use std::collections::BTreeMap;

    let mut marks: BTreeMap<String, (Option<u64>, Mark)> = BTreeMap::new();
    for (key, value) in comments {
        let key = key.to_ascii_uppercase();
        let Some(rest) = key.strip_prefix("CHAPTER") else {
            continue;
        };
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (number, part) = rest.split_at(end);
        if number.is_empty() || marks.len() > MAX_MARKS {
            continue;
        }
        let (start, mark) = marks.entry(number.to_owned()).or_default();
        match part {
            "" => *start = clock::milliseconds(value),
            "NAME" => value.clone_into(&mut mark.title),
            "URL" => mark.url = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    let timed = marks.into_values().filter_map(|(start, mark)| {
        Some(Mark {
            start: start?,
            ..mark
        })
    });
    timed.collect()
}

/// The chapters of an ID3v2 tag (ID3v2 Chapter Frame Addendum, 1.0): those that a table of contents
/// names, where one does. The tables are not followed one into another, so that they cannot go round.
#[cfg(feature = "media")]
pub(super) fn of_tag(tag: &Id3v2Tag) -> Vec<Mark> {
    let mut marks: Vec<(Vec<u8>, Mark)> = Vec::new();
    let mut listed: std::collections::HashSet<Vec<u8>> = std::collections::HashSet::new();
    for frame in tag {
        let Frame::Binary(binary) = frame else {
            continue;
        };
        match frame.id().as_str() {
            "CHAP" if marks.len() < MAX_MARKS => {
                marks.extend(chapter(&binary.data, tag.original_version()));
            }
            "CTOC" => listed.extend(contents(&binary.data).into_iter().flatten()),
            _ => {}
        }
    }
    if marks.iter().any(|(name, _)| listed.contains(name)) {
        marks.retain(|(name, _)| listed.contains(name));
    }
    marks.into_iter().map(|(_, mark)| mark).collect()
}

/// A `CHAP` frame (section 3.1): its name, where it starts and ends, and frames of its own.
#[cfg(feature = "media")]
fn chapter(data: &[u8], version: Id3v2Version) -> Option<(Vec<u8>, Mark)> {
    let end = data.iter().position(|&byte| byte == 0)?;
    let (name, rest) = (&data[..end], &data[end + 1..]);
    let start = u32::from_be_bytes(*rest.first_chunk::<4>()?);
    let mut frames = rest.get(16..)?;
    let mut mark = Mark {
        start: start.into(),
        ..Mark::default()
    };
    while let Some((head, behind)) = frames.split_at_checked(10) {
        let size = [head[4], head[5], head[6], head[7]];
        let size = match version {
            Id3v2Version::V4 => size
                .iter()
                .fold(0, |size, byte| size << 7 | usize::from(byte & 0x7F)),
            _ => usize::try_from(u32::from_be_bytes(size)).ok()?,
        };
        let Some((content, behind)) = behind.split_at_checked(size) else {
            break;
        };
        match (&head[..4], content) {
            (b"TIT2", [encoding, text @ ..]) => mark.title = text_of(*encoding, text).0,
            (b"WXXX", [encoding, text @ ..]) => {
                let (_, address) = text_of(*encoding, text);
                let address = text_of(0, address).0;
                mark.url = Some(address).filter(|address| !address.is_empty());
            }
            _ => {}
        }
        frames = behind;
    }
    Some((name.to_owned(), mark))
}

/// The names of the chapters in a `CTOC` frame (section 3.2).
#[cfg(feature = "media")]
fn contents(data: &[u8]) -> Option<Vec<Vec<u8>>> {
    let end = data.iter().position(|&byte| byte == 0)?;
    let (&count, rest) = data.get(end + 2..)?.split_first()?;
    let names = rest.split(|&byte| byte == 0).take(count.into());
    Some(names.map(<[u8]>::to_owned).collect())
}

/// A text up to its end mark, and what stands behind that (ID3v2.4 structure, 4).
#[cfg(feature = "media")]
fn text_of(encoding: u8, bytes: &[u8]) -> (String, &[u8]) {
    use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

    let is_wide = matches!(encoding, 1 | 2);
    let (end, width) = match is_wide {
        true => (
            bytes
                .chunks_exact(2)
                .position(|two| two == [0, 0])
                .map(|at| at * 2),
            2,
        ),
        false => (bytes.iter().position(|&byte| byte == 0), 1),
    };
    let end = end.unwrap_or(bytes.len());
    let behind = bytes.get(end + width..).unwrap_or_default();
    let decoder = match encoding {
        1 if bytes.starts_with(&[0xFE, 0xFF]) => UTF_16BE,
        1 => UTF_16LE,
        2 => UTF_16BE,
        3 => UTF_8,
        _ => WINDOWS_1252,
    };
    let text = decoder.decode_with_bom_removal(&bytes[..end]).0;
    (text.trim().to_owned(), behind)
}
