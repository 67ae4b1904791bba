use std::io::Cursor;
use std::time::{Duration, Instant};

use super::*;

fn facts(bytes: &[u8]) -> Facts {
    read(Cursor::new(bytes), bytes.len() as u64).unwrap()
}

fn samples() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/media");
    let files = std::fs::read_dir(folder).unwrap();
    let mut samples: Vec<(String, Vec<u8>)> = files
        .map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    samples.sort();
    assert!(samples.len() >= 8);
    samples
}

#[test]
fn the_first_bytes_tell_what_a_file_is() {
    let mut tagged = b"ID3\x04\0\0\0\0\0\x02\0\0".to_vec();
    for (bytes, kind) in [
        (b"\x89PNG\r\n\x1a\n".as_slice(), Some(Kind::Png)),
        (b"\xFF\xD8\xFF\xE0", Some(Kind::Jpeg)),
        (b"GIF89a", Some(Kind::Gif)),
        (b"RIFF\0\0\0\0WEBPVP8 ", Some(Kind::WebP)),
        (b"RIFF\0\0\0\0WAVEfmt ", Some(Kind::Wav)),
        (b"RIFF\0\0\0\0AVI LIST", None),
        (b"FORM\0\0\0\0AIFFCOMM", Some(Kind::Aiff)),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", Some(Kind::Avif)),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif", Some(Kind::Avif)),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Some(Kind::Heic)),
        (b"\0\0\0\x18ftypM4A \0\0\0\0", Some(Kind::M4a)),
        (b"\0\0\0\x18ftypisom\0\0\0\0", Some(Kind::Mp4)),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", Some(Kind::QuickTime)),
        (b"fLaC\0\0\0\x22", Some(Kind::Flac)),
        (
            b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead",
            Some(Kind::OggSound),
        ),
        (
            b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x2a\x80theora",
            Some(Kind::OggFilm),
        ),
        (
            b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm",
            Some(Kind::WebM),
        ),
        (
            b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska",
            Some(Kind::Matroska),
        ),
        (b"\xFF\xFB\x90\x64", Some(Kind::Mp3)),
        (b"\xFF\xF3\x18\xC4", Some(Kind::Mp3)),
        (b"\xFF\xF1\x50\x80", Some(Kind::Aac)),
        (b"\xFF\xFE<\0h\0t\0", None),
        (b"\xFF\xFB\xF0\x64", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", Some(Kind::Svg)),
        (b"<?xml version='1.0'?>\n<svg>", Some(Kind::Svg)),
        (b"<!doctype html><title>404</title>", None),
        (b"BM\x36\0\0\0\0\0\0\0", Some(Kind::Bmp)),
        (b"\0\0\x01\0\x01\0\x10\x10", Some(Kind::Ico)),
        (b"", None),
        (b"text", None),
    ] {
        assert_eq!(facts(bytes).kind, kind, "{}", bytes.escape_ascii());
    }
    assert_eq!(facts(&tagged).kind, Some(Kind::Mp3));
    tagged.extend(b"fLaC\0\0\0\x22........");
    assert_eq!(facts(&tagged).kind, Some(Kind::Flac));
}

#[test]
fn every_kind_has_a_type_that_names_it() {
    for (kind, title, types) in kind::TYPES {
        assert!(!title.is_empty() && kind.is(types[0]), "{kind:?}");
        assert_eq!(kind.media_type(None), types[0]);
        assert!(kind.is(kind.media_type(types.last().copied())));
    }
    assert_eq!(Kind::M4a.media_type(Some("audio/m4a")), "audio/x-m4a");
    assert_eq!(Kind::Mp4.media_type(Some("audio/mp4")), "audio/mp4");
    assert_eq!(Kind::Mp4.media_type(Some("audio/mpeg")), "video/mp4");
    assert!(!Kind::Mp3.is("audio/mp4"));
}

#[test]
fn a_pointer_of_git_lfs_has_the_size_of_the_file_that_it_stands_for() {
    let text = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    let facts = facts(text.as_bytes());
    assert_eq!((facts.length, facts.pointer), (12345, true));
}

#[cfg(feature = "media")]
#[test]
fn chapters_that_go_round_or_are_hidden_are_no_harm() {
    let frame = |id: &[u8; 4], data: &[u8]| {
        let mut frame = id.to_vec();
        frame.extend((data.len() as u32).to_be_bytes());
        frame.extend([0, 0]);
        frame.extend(data);
        frame
    };
    let chapter = |name: &str, start: u32, title: &[u8]| {
        let mut data = name.as_bytes().to_vec();
        data.push(0);
        data.extend(start.to_be_bytes());
        data.extend([0, 0, 0, 9]);
        data.extend([0xFF; 8]);
        data.extend(frame(b"TIT2", title));
        data.extend(frame(b"WXXX", b"\0page\0https://example.org/a"));
        frame(b"CHAP", &data)
    };
    let table = |name: &str, children: &[&str]| {
        let mut data = name.as_bytes().to_vec();
        data.extend([0, 3, children.len() as u8]);
        for child in children {
            data.extend(child.as_bytes());
            data.push(0);
        }
        frame(b"CTOC", &data)
    };
    let mut frames = Vec::new();
    frames.extend(table("top", &["top", "part", "two"]));
    frames.extend(table("part", &["top", "one"]));
    frames.extend(chapter("two", 2000, b"\x01\xFF\xFET\0w\0o\0"));
    frames.extend(chapter("one", 1000, b"\x03One \xC3\xBC"));
    frames.extend(chapter("hidden", 500, b"\x00Hidden"));
    // A chapter whose frames claim more than there is.
    frames.extend(frame(
        b"CHAP",
        b"x\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0TIT2\x7f\xff\xff\xff\0\0\x03X",
    ));
    let mut bytes = b"ID3\x03\0\0".to_vec();
    let size = frames.len() as u32;
    bytes.extend([size >> 21, size >> 14, size >> 7, size].map(|part| (part & 0x7F) as u8));
    bytes.extend(frames);
    // Two frames of silence, of 128 kbit/s and 44.1 kHz.
    for _ in 0..2 {
        bytes.extend([0xFF, 0xFB, 0x90, 0x64]);
        bytes.resize(bytes.len() + 413, 0);
    }
    let titles: Vec<(u64, String, Option<String>)> = facts(&bytes)
        .chapters
        .into_iter()
        .map(|mark| (mark.start, mark.title, mark.url))
        .collect();
    let page = Some("https://example.org/a".to_owned());
    assert_eq!(
        titles,
        [
            (1000, "One ü".to_owned(), page.clone()),
            (2000, "Two".to_owned(), page)
        ]
    );
}

/// A cheap sequence of numbers that is the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

#[test]
fn damaged_files_give_what_can_be_read_and_soon() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let mut slowest = (Duration::ZERO, String::new());
    let mut check = |name: &str, bytes: &[u8]| {
        let start = Instant::now();
        let facts = facts(bytes);
        assert!(facts.chapters.is_sorted_by_key(|mark| mark.start), "{name}");
        slowest = slowest.clone().max((start.elapsed(), name.to_owned()));
    };
    for (name, sample) in samples() {
        for length in (0..sample.len()).step_by(61) {
            check(&name, &sample[..length]);
        }
        for _ in 0..200 {
            let mut bytes = sample.clone();
            for _ in 0..=numbers.next(6) {
                let at = numbers.next(bytes.len().min(2000));
                bytes[at] = [0, 0xFF, 0x7F, 0x80, numbers.next(256) as u8][numbers.next(5)];
            }
            check(&name, &bytes);
        }
    }
    for start in [
        b"\x89PNG\r\n\x1a\n".as_slice(),
        b"\xFF\xD8\xFF\xE0",
        b"GIF89a",
        b"RIFF\xFF\xFF\xFF\xFFWEBPVP8X",
        b"\0\0\0\x18ftypavif",
        b"\0\0\0\x0CJXL \r\n\x87\n",
        b"BM\0\0\0\0\0\0\0\0",
        b"\0\0\x01\0\xFF\xFF",
        b"ID3\x04\0\0\x7f\x7f\x7f\x7f",
        b"\xFF\xFB\x90\x64",
        b"OggS\0\x02",
        b"fLaC\0\xFF\xFF\xFF",
        b"FORM\xFF\xFF\xFF\xFFAIFF",
        b"\0\0\0\x18ftypM4A ",
    ] {
        for length in [0, 1, 30, 3000, 300_000] {
            for fill in [0, 0xFF, 0x41] {
                let mut bytes = start.to_vec();
                bytes.resize(start.len() + length, fill);
                check("filled", &bytes);
            }
            let mut bytes = start.to_vec();
            bytes.extend((0..length).map(|_| numbers.next(256) as u8));
            check("random", &bytes);
        }
    }
    // Debug builds are some thirty times slower than what people run.
    assert!(slowest.0 < Duration::from_secs(5), "{slowest:?}");
}

#[cfg(feature = "media")]
#[test]
fn headers_that_readers_divide_by_zero_for_make_a_file_damaged() {
    let damaged = |name: &str, mark: &[u8], by: usize, value: &[u8]| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/media");
        let mut bytes = std::fs::read(folder.join(name)).unwrap();
        let found = bytes.windows(mark.len()).position(|part| part == mark);
        let at = found.unwrap() + by;
        bytes[at..at + value.len()].copy_from_slice(value);
        facts(&bytes)
    };
    // No channels, and no ticks a second.
    assert!(damaged("chapters.opus", b"OpusHead", 9, &[0]).is_damaged);
    assert!(damaged("chapters.m4a", b"mvhd", 16, &[0; 4]).is_damaged);
    // No tables at all, as in an upload that broke off.
    assert!(damaged("film.mp4", b"moov", 0, b"free").is_damaged);
    assert!(!is_reading());
    for (name, sample) in samples() {
        assert!(!facts(&sample).is_damaged, "{name}");
    }
}

#[test]
fn a_file_that_claims_to_be_huge_costs_no_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge");
    let huge = 1u64 << 40;
    for start in [
        b"\0\0\0\x18ftypM4A \0\0\0\0M4A isom\0\0\0\x01moov\0\0\0\xFF\0\0\0\0".as_slice(),
        b"\0\0\0\x01ftypM4A \0\0\0\xFF\0\0\0\0",
        b"\xFF\xFB\x90\x64",
        b"ID3\x04\0\0\x7f\x7f\x7f\x7f",
        b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0",
        b"\xFF\xD8\xFF\xE0\0\x02",
    ] {
        std::fs::write(&path, start).unwrap();
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        // Not every disk has holes in files.
        if file.set_len(huge).is_err() {
            return;
        }
        let begun = Instant::now();
        assert_eq!(measure(&path).unwrap().length, huge);
        assert!(begun.elapsed() < Duration::from_secs(5), "{}", start.escape_ascii());
    }
}

#[test]
fn folders_and_what_is_not_there_cannot_be_measured() {
    let folder = tempfile::tempdir().unwrap();
    assert!(measure(folder.path()).is_err());
    assert!(measure(&folder.path().join("none.png")).is_err());
}
