//! The artwork of a podcast, where its file is at hand: Apple Podcasts refuses a show for it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use imagesize::{ImageSize, ImageType};
use url::Url;

use crate::catalogue::Window;
use crate::config::{ARTWORK_SIDES, Site};
use crate::diagnostic::Diagnostic;
use crate::ingest::media::{From, Media};

const HELP: &str = "save it as a square JPEG or PNG of 1400 to 3000 pixels in RGB";

/// Looks at the artwork of the podcast and of the episodes that its feeds show.
pub(super) fn check(
    windows: &[Window<'_>],
    site: &Site,
    files: &Media<'_>,
    config_path: &Path,
) -> Vec<Diagnostic> {
    let Some(podcast) = &site.podcast else {
        return Vec::new();
    };
    let fault_of = |path: Option<PathBuf>| {
        let path = path?;
        fault(&path).map(|fault| format!("{fault} in {}", path.display()))
    };
    let mut findings = Vec::new();
    if let Some(fault) = fault_of(files.file(&podcast.image)) {
        findings.push(
            Diagnostic::error("unfit-artwork", format!("podcast.image: {fault}"))
                .in_file(config_path)
                .help(HELP),
        );
    }
    // Each once, by the first of the episodes that have it.
    let mut images = BTreeMap::new();
    let windows = windows.iter().filter(|window| window.feed.podcast);
    for entry in windows.flat_map(|window| &window.shown) {
        if let Some(image) = entry.episode().and_then(|episode| episode.image.as_deref()) {
            images.entry(image).or_insert(*entry);
        }
    }
    for (image, entry) in images {
        let Ok(permalink) = Url::parse(&entry.permalink) else {
            continue;
        };
        let from = From {
            file: &entry.file,
            record: entry.place_in_file.line(),
            permalink: &permalink,
        };
        if let Some(fault) = fault_of(files.file_from(image, &from)) {
            let line = from.record.max(1);
            findings.push(
                Diagnostic::warning(
                    "unfit-artwork",
                    format!("the artwork of the episode: {fault}"),
                )
                .in_file(entry.file.path())
                .at(line, 0)
                .help(HELP),
            );
        }
    }
    findings
}

/// What Apple would refuse it for.
fn fault(path: &Path) -> Option<String> {
    let mut reader = BufReader::new(File::open(path).ok()?);
    let kind = imagesize::reader_type(&mut reader).ok();
    let Some(kind @ (ImageType::Jpeg | ImageType::Png)) = kind else {
        return Some("expected JPEG or PNG, found something else".to_owned());
    };
    reader.seek(SeekFrom::Start(0)).ok()?;
    let Ok(ImageSize { width, height }) = imagesize::reader_size(&mut reader) else {
        return Some("expected a picture, found one without a size".to_owned());
    };
    let fits = u32::try_from(width).is_ok_and(|side| ARTWORK_SIDES.contains(&side));
    if width != height || !fits {
        return Some(format!(
            "expected a square of {} to {} pixels, found {width} × {height}",
            ARTWORK_SIDES.start(),
            ARTWORK_SIDES.end()
        ));
    }
    reader.seek(SeekFrom::Start(0)).ok()?;
    let colours = match kind {
        ImageType::Png => colours_of_png(&mut reader),
        _ => colours_of_jpeg(&mut reader),
    };
    match colours {
        Some(colours) if colours != "RGB" => Some(format!("expected RGB, found {colours}")),
        _ => None,
    }
}

/// The type of colour in the header (PNG, 11.2.2).
fn colours_of_png(reader: &mut impl Read) -> Option<&'static str> {
    let mut head = [0; 26];
    reader.read_exact(&mut head).ok()?;
    Some(match head[25] {
        0 | 4 => "greys",
        // A palette is one of RGB.
        2 | 3 | 6 => "RGB",
        _ => return None,
    })
}

/// The number of components in the header of the frame (ITU-T T.81, B.2.2): one of greys, three of
/// RGB, as JFIF has it, and four of print.
fn colours_of_jpeg(reader: &mut (impl BufRead + Seek)) -> Option<&'static str> {
    let mut start = [0; 2];
    reader.read_exact(&mut start).ok()?;
    // No file has more segments before its frame.
    for _ in 0..1000 {
        let mut marker = [0; 4];
        reader.read_exact(&mut marker).ok()?;
        let length = u16::from_be_bytes([marker[2], marker[3]]);
        // Frames, without the tables that stand among their numbers.
        if matches!(marker[1], 0xc0..=0xcf) && !matches!(marker[1], 0xc4 | 0xc8 | 0xcc) {
            let mut frame = [0; 6];
            reader.read_exact(&mut frame).ok()?;
            return Some(match frame[5] {
                1 => "greys",
                3 => "RGB",
                4 => "CMYK",
                _ => return None,
            });
        }
        let rest = i64::from(length.checked_sub(2)?);
        reader.seek_relative(rest).ok()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG as far as its frame: an empty comment before it.
    fn jpeg(side: u16, components: u8) -> Vec<u8> {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xfe, 0, 2, 0xff, 0xc0, 0, 17, 8];
        bytes.extend(side.to_be_bytes());
        bytes.extend(side.to_be_bytes());
        bytes.push(components);
        bytes.extend([0; 40]);
        bytes
    }

    fn png(width: u32, height: u32, colour: u8) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, colour, 0, 0, 0]);
        bytes.extend([0; 16]);
        bytes
    }

    #[test]
    fn artwork_is_a_square_of_the_right_size_in_rgb() {
        for (bytes, expected) in [
            (png(1400, 1400, 2), None),
            (png(3000, 3000, 6), None),
            (png(1399, 1399, 2), Some("found 1399 × 1399")),
            (png(3001, 3001, 2), Some("found 3001 × 3001")),
            (png(1400, 1401, 2), Some("found 1400 × 1401")),
            (png(1400, 1400, 0), Some("found greys")),
            (jpeg(1400, 3), None),
            (jpeg(1400, 4), Some("found CMYK")),
            (jpeg(1400, 1), Some("found greys")),
            (b"GIF89a\x10\0\x10\0".to_vec(), Some("found something else")),
            (b"text".to_vec(), Some("found something else")),
        ] {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), &bytes).unwrap();
            let found = fault(file.path());
            match expected {
                None => assert_eq!(found, None),
                Some(end) => assert!(
                    found.as_ref().is_some_and(|it| it.ends_with(end)),
                    "{found:?} {end}"
                ),
            }
        }
    }
}
