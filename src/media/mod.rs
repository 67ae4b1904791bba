//! What a file of a picture, of sound or film says of itself: its type, its size, how long it plays, its
//! chapters.
//!
//! A path comes in, [`Facts`] go out. Headers alone are read, and never more than 32 MB, whatever the
//! bytes claim: what a file costs is bounded.

mod chapters;
pub mod clock;
mod kind;
mod picture;
#[cfg(feature = "media")]
mod sound;
mod window;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

pub use self::chapters::Mark;
pub use self::kind::Kind;
#[cfg(feature = "media")]
pub use self::sound::is_reading;

use self::window::Window;

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Size in bytes.
    pub length: u64,
    /// What its first bytes are, whatever its name is.
    pub kind: Option<Kind>,
    /// Width and height in pixels, of a picture.
    pub size: Option<(u32, u32)>,
    /// How long it plays, of sound and film.
    pub plays: Option<Plays>,
    /// Its chapters, in the order of time.
    pub chapters: Vec<Mark>,
    /// Whether headers that its kind has could not be read.
    pub is_damaged: bool,
    /// Whether the file only stands for another that git keeps elsewhere (Git LFS); the length is that
    /// of the other.
    pub pointer: bool,
}

/// How long a medium plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plays {
    /// In milliseconds.
    pub milliseconds: u64,
    /// Whether the file says so; else it is worked out from its size and the rate of its start, as for
    /// an MP3 file without a header of its own.
    pub exact: bool,
}

impl Plays {
    /// In seconds, to the nearest.
    pub fn seconds(self) -> u32 {
        u32::try_from((self.milliseconds + 500) / 1000).unwrap_or(u32::MAX)
    }
}

/// Reads the headers of a file. What is damaged gives what could be read.
///
/// # Errors
///
/// Where it cannot be opened, or is no file.
pub fn measure(path: &Path) -> io::Result<Facts> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    read(file, metadata.len())
}

/// As [`measure`], of what is open already and has this length in bytes.
///
/// # Errors
///
/// Where it cannot be read.
pub fn read<R: Read + Seek>(inner: R, length: u64) -> io::Result<Facts> {
    let mut window = Window::new(inner, length);
    let mut start = Vec::with_capacity(kind::START);
    (&mut window)
        .take(kind::START as u64)
        .read_to_end(&mut start)?;
    let mut facts = Facts {
        length,
        ..Facts::default()
    };
    if let Some(length) = pointed_at(&start) {
        facts.length = length;
        facts.pointer = true;
        return Ok(facts);
    }
    facts.kind = Kind::of(&start, &mut window);
    let Some(kind) = facts.kind else {
        return Ok(facts);
    };
    window.seek(SeekFrom::Start(0))?;
    if kind.is_picture() {
        facts.size = picture::size(&mut window, kind);
        facts.is_damaged = facts.size.is_none() && !matches!(kind, Kind::Svg | Kind::Tiff);
    } else {
        #[cfg(feature = "media")]
        sound::read(window, kind, &mut facts);
    }
    Ok(facts)
}

/// The size of the file that a pointer of Git LFS stands for (Git LFS specification, "The Pointer").
fn pointed_at(start: &[u8]) -> Option<u64> {
    let text = start.strip_prefix(b"version https://git-lfs.github.com/spec/")?;
    let text = std::str::from_utf8(text).ok()?;
    let size = text.lines().find_map(|line| line.strip_prefix("size "))?;
    size.trim().parse().ok()
}

#[cfg(test)]
mod tests;
