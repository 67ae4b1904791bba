//! Width and height of pictures.

use std::io::{BufRead, Seek};

use super::Kind;

/// The widest and highest picture that is believed, in pixels: that of JPEG, WebP and AVIF is less.
const MAX_SIDE: usize = 100_000;

/// Width and height in pixels, where the headers give them.
pub(super) fn size(reader: &mut (impl BufRead + Seek), kind: Kind) -> Option<(u32, u32)> {
    // A vector picture has the size that it is shown in.
    if matches!(kind, Kind::Svg | Kind::Tiff) {
        return None;
    }
    let size = imagesize::reader_size(reader).ok()?;
    let side = |side: usize| {
        let side = Some(side).filter(|side| (1..=MAX_SIDE).contains(side))?;
        u32::try_from(side).ok()
    };
    Some((side(size.width)?, side(size.height)?))
}
