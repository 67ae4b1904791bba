//! Width and height of pictures.

use std::io::{BufRead, Read, Seek, SeekFrom};

use super::Kind;

/// The widest and highest picture that is believed, in pixels: that of JPEG, WebP and AVIF is less.
const MAX_SIDE: usize = 100_000;

/// Width and height in pixels as the picture is shown, where the headers give them.
pub(super) fn size(reader: &mut (impl BufRead + Seek), kind: Kind) -> Option<(u32, u32)> {
    // A vector picture has the size that it is shown in.
    if matches!(kind, Kind::Svg | Kind::Tiff) {
        return None;
    }
    let size = imagesize::reader_size(&mut *reader).ok()?;
    let side = |side: usize| {
        let side = Some(side).filter(|side| (1..=MAX_SIDE).contains(side))?;
        u32::try_from(side).ok()
    };
    let (width, height) = (side(size.width)?, side(size.height)?);
    if kind == Kind::Jpeg && lies_on_its_side(reader).unwrap_or(false) {
        return Some((height, width));
    }
    Some((width, height))
}

/// Whether a JPEG picture is turned by a quarter before it is shown, as telephones write those that were
/// taken upright: orientation 5 to 8 (Exif 2.32, 4.6.4, tag 274).
fn lies_on_its_side(reader: &mut (impl Read + Seek)) -> Option<bool> {
    reader.seek(SeekFrom::Start(2)).ok()?;
    loop {
        let mut head = [0; 4];
        reader.read_exact(&mut head).ok()?;
        let [0xFF, marker, high, low] = head else {
            return None;
        };
        let length = u16::from_be_bytes([high, low]).checked_sub(2)?;
        match marker {
            // The picture begins; Exif stands before it.
            0xC0..=0xC3 | 0xDA => return None,
            0xE1 => {
                let mut segment = Vec::new();
                reader.take(length.into()).read_to_end(&mut segment).ok()?;
                if let Some(tiff) = segment.strip_prefix(b"Exif\0\0") {
                    return orientation(tiff).map(|orientation| (5..=8).contains(&orientation));
                }
            }
            _ => {
                reader.seek(SeekFrom::Current(length.into())).ok()?;
            }
        }
    }
}

/// The orientation in the first directory of a TIFF structure (TIFF 6.0, section 2).
fn orientation(tiff: &[u8]) -> Option<u16> {
    let is_little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk::<2>()?;
        Some(match is_little {
            true => u16::from_le_bytes(bytes),
            false => u16::from_be_bytes(bytes),
        })
    };
    let bytes = *tiff.get(4..)?.first_chunk::<4>()?;
    let directory = match is_little {
        true => u32::from_le_bytes(bytes),
        false => u32::from_be_bytes(bytes),
    };
    let directory = usize::try_from(directory).ok()?;
    let first = directory.checked_add(2)?;
    let entries = usize::from(short(directory)?);
    let mut entries = (0..entries).map_while(|at| first.checked_add(at * 12));
    let own = entries.find(|&at| short(at) == Some(274))?;
    short(own.checked_add(8)?)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn a_picture_that_was_taken_upright_has_its_size_upright() {
        for (orientation, expected) in [(1, (40, 30)), (3, (40, 30)), (6, (30, 40)), (8, (30, 40))]
        {
            for is_little in [true, false] {
                let mut tiff = match is_little {
                    true => b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec(),
                    false => b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec(),
                };
                tiff.extend(match is_little {
                    true => [orientation, 0, 0, 0],
                    false => [0, orientation, 0, 0],
                });
                tiff.extend([0; 4]);
                let mut bytes = b"\xFF\xD8\xFF\xE0\0\x04JF\xFF\xE1".to_vec();
                bytes.extend((tiff.len() as u16 + 8).to_be_bytes());
                bytes.extend(b"Exif\0\0");
                bytes.extend(tiff);
                bytes.extend(b"\xFF\xC0\0\x0B\x08\0\x1E\0\x28\x01\x01\x11\0");
                let size = size(&mut Cursor::new(bytes), Kind::Jpeg);
                assert_eq!(size, Some(expected), "{orientation} {is_little}");
            }
        }
    }
}
