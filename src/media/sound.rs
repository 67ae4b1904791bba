//! How long sound and film play, and their chapters.
//!
//! `lofty` and `mp4ameta` read through a [`Window`], and what they are not made for is kept from them:
//! both allocate what a header claims.

use std::cell::Cell;
use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use lofty::aac::AacFile;
use lofty::config::ParseOptions;
use lofty::file::AudioFile;
use lofty::flac::FlacFile;
use lofty::iff::aiff::AiffFile;
use lofty::iff::wav::WavFile;
use lofty::mpeg::MpegFile;
use lofty::ogg::{OpusFile, SpeexFile, VorbisComments, VorbisFile};
use mp4ameta::ReadConfig;

use super::chapters::{Mark, in_order, of_comments, of_tag};
use super::kind::tag_size;
use super::window::Window;
use super::{Facts, Kind, Plays};

/// Largest tables of a film, in bytes: those of ten hours take a third of it.
const MAX_TABLES: u64 = 64 << 20;

/// Largest box before the tables, in bytes: it holds a dozen names.
const MAX_BRANDS: u64 = 4096;

/// Longest time that is believed, in milliseconds: a hundred days.
const MAX_MILLISECONDS: u64 = 8_640_000_000;

/// Largest tag before the sound, in bytes. Pictures stand in it, which are passed over.
const MAX_TAG: u64 = 32 << 20;

thread_local! {
    static IS_READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread reads a file whose headers may be hostile: a panic now is caught, and only says
/// that the file is damaged.
pub fn is_reading() -> bool {
    IS_READING.get()
}

/// Fills in what the file says; what is damaged stays unknown.
pub(super) fn read<R: Read + Seek>(mut file: Window<R>, kind: Kind, facts: &mut Facts) {
    let mut read = |options: ParseOptions| {
        file.seek(SeekFrom::Start(0)).ok()?;
        IS_READING.set(true);
        // Neither crate is to panic on a file, and both do on some, where they divide by what it says.
        let read = catch_unwind(AssertUnwindSafe(|| read_kind(&mut file, kind, options)));
        IS_READING.set(false);
        read.ok().flatten()
    };
    let mut options = ParseOptions::new().read_cover_art(false);
    // A tag that cannot be read does not keep anybody from playing the file.
    let read = read(options).or_else(|| read(options.read_tags(false)));
    let Some((plays, marks)) = read else {
        facts.is_damaged = true;
        return;
    };
    facts.plays = plays.filter(|plays| (1..=MAX_MILLISECONDS).contains(&plays.milliseconds));
    facts.chapters = in_order(marks);
}

/// How long it plays, and its chapters.
type Told = (Option<Plays>, Vec<Mark>);

fn read_kind<R: Read + Seek>(
    file: &mut Window<R>,
    kind: Kind,
    options: ParseOptions,
) -> Option<Told> {
    let exact = |duration: Duration| plays(duration, true);
    let comments = |comments: Option<&VorbisComments>| {
        comments.map_or_else(Vec::new, |comments| of_comments(comments.items()))
    };
    match kind {
        Kind::Mp3 => {
            let exact = says_how_long(file)?;
            let read = MpegFile::read_from(file, options).ok()?;
            let marks = read.id3v2().map(of_tag).unwrap_or_default();
            Some((plays(read.properties().duration(), exact), marks))
        }
        Kind::Aac => {
            let read = AacFile::read_from(file, options).ok()?;
            let marks = read.id3v2().map(of_tag).unwrap_or_default();
            Some((plays(read.properties().duration(), false), marks))
        }
        Kind::Wav => {
            let read = WavFile::read_from(file, options).ok()?;
            let marks = read.id3v2().map(of_tag).unwrap_or_default();
            Some((exact(read.properties().duration()), marks))
        }
        Kind::Aiff => {
            let read = AiffFile::read_from(file, options).ok()?;
            let marks = read.id3v2().map(of_tag).unwrap_or_default();
            Some((exact(read.properties().duration()), marks))
        }
        Kind::Flac => {
            let read = FlacFile::read_from(file, options).ok()?;
            let marks = comments(read.vorbis_comments());
            Some((exact(read.properties().duration()), marks))
        }
        Kind::OggSound => {
            let mut start = [0; 64];
            file.read_exact(&mut start).ok()?;
            file.seek(SeekFrom::Start(0)).ok()?;
            let has = |name: &[u8]| start.windows(name.len()).any(|part| part == name);
            if has(b"OpusHead") {
                let read = OpusFile::read_from(file, options).ok()?;
                let marks = comments(Some(read.vorbis_comments()));
                Some((exact(read.properties().duration()), marks))
            } else if has(b"\x01vorbis") {
                let read = VorbisFile::read_from(file, options).ok()?;
                let marks = comments(Some(read.vorbis_comments()));
                Some((exact(read.properties().duration()), marks))
            } else if has(b"Speex   ") {
                let read = SpeexFile::read_from(file, options).ok()?;
                let marks = comments(Some(read.vorbis_comments()));
                Some((exact(read.properties().duration()), marks))
            } else {
                Some((None, Vec::new()))
            }
        }
        Kind::M4a | Kind::Mp4 | Kind::QuickTime => {
            if !has_fair_boxes(file) {
                return None;
            }
            let wanted = ReadConfig {
                read_chapter_list: true,
                read_chapter_track: true,
                ..ReadConfig::NONE
            };
            let read = mp4ameta::Tag::read_with(file, &wanted).ok()?;
            // Apple's own players take the track where there are both.
            let marks = match read.chapter_track() {
                [] => read.chapter_list(),
                track => track,
            };
            let marks = marks.iter().map(|chapter| Mark {
                start: milliseconds(chapter.start),
                title: chapter.title.clone(),
                url: None,
            });
            Some((exact(read.duration()), marks.collect()))
        }
        _ => Some((None, Vec::new())),
    }
}

fn plays(duration: Duration, exact: bool) -> Option<Plays> {
    Some(Plays {
        milliseconds: milliseconds(duration),
        exact,
    })
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Whether an MP3 file has a header that counts its frames (Xing, Info, VBRI) behind its tag; `None`
/// where the tag is larger than any. Leaves the file at its start.
fn says_how_long<R: Read + Seek>(file: &mut Window<R>) -> Option<bool> {
    let mut start = [0; 10];
    file.read_exact(&mut start).ok()?;
    let tag = tag_size(&start).unwrap_or(0);
    if tag > MAX_TAG || tag > file.length() {
        return None;
    }
    file.seek(SeekFrom::Start(tag)).ok()?;
    let mut frame = Vec::new();
    file.take(2048).read_to_end(&mut frame).ok()?;
    file.seek(SeekFrom::Start(0)).ok()?;
    Some(
        frame
            .windows(4)
            .any(|four| matches!(four, b"Xing" | b"Info" | b"VBRI")),
    )
}

/// Whether the outer boxes of an MPEG-4 file have sizes that its reader can be trusted with. Leaves the
/// file at its start.
fn has_fair_boxes<R: Read + Seek>(file: &mut Window<R>) -> bool {
    let length = file.length();
    let mut at = 0;
    let mut fair = false;
    for number in 0..1024 {
        let mut head = [0; 16];
        if file.seek(SeekFrom::Start(at)).is_err() || file.read_exact(&mut head[..8]).is_err() {
            break;
        }
        let short = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let size = match short {
            0 => length - at,
            1 if file.read_exact(&mut head[8..]).is_ok() => {
                let long = head.last_chunk::<8>().copied().unwrap_or_default();
                u64::from_be_bytes(long)
            }
            short => u64::from(short),
        };
        let name = &head[4..8];
        if size < 8 || size > length - at || number == 0 && name == b"ftyp" && size > MAX_BRANDS {
            break;
        }
        if name == b"moov" {
            fair = size <= MAX_TABLES;
            break;
        }
        at += size;
    }
    fair && file.seek(SeekFrom::Start(0)).is_ok()
}
