//! What a file is by its first bytes (WHATWG MIME Sniffing Standard, 6, and the formats' own
//! specifications), and which media types name it.

use std::io::{Read, Seek, SeekFrom};

/// Bytes at the start that are looked at.
pub(super) const START: usize = 512;

/// A format of pictures, of sound or of film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of the formats")]
pub enum Kind {
    Png,
    Jpeg,
    Gif,
    WebP,
    Avif,
    Heic,
    JpegXl,
    Bmp,
    Ico,
    Tiff,
    Svg,
    Mp3,
    Aac,
    Flac,
    Wav,
    Aiff,
    /// MPEG-4 whose brand is one of sound.
    M4a,
    /// MPEG-4 whose brand does not say whether there is a picture.
    Mp4,
    QuickTime,
    /// Ogg with Vorbis, Opus, FLAC or Speex.
    OggSound,
    /// Ogg with Theora.
    OggFilm,
    WebM,
    Matroska,
}

/// The media types of each kind, the one to write first, and its name for people.
pub(super) const TYPES: &[(Kind, &str, &[&str])] = &[
    (Kind::Png, "a PNG picture", &["image/png", "image/apng"]),
    (Kind::Jpeg, "a JPEG picture", &["image/jpeg", "image/jpg"]),
    (Kind::Gif, "a GIF picture", &["image/gif"]),
    (Kind::WebP, "a WebP picture", &["image/webp"]),
    (Kind::Avif, "an AVIF picture", &["image/avif"]),
    (Kind::Heic, "a HEIF picture", &["image/heic", "image/heif"]),
    (Kind::JpegXl, "a JPEG XL picture", &["image/jxl"]),
    (Kind::Bmp, "a BMP picture", &["image/bmp", "image/x-ms-bmp"]),
    (
        Kind::Ico,
        "an icon of Windows",
        &["image/x-icon", "image/vnd.microsoft.icon"],
    ),
    (Kind::Tiff, "a TIFF picture", &["image/tiff"]),
    (Kind::Svg, "an SVG picture", &["image/svg+xml"]),
    (
        Kind::Mp3,
        "MP3",
        &[
            "audio/mpeg",
            "audio/mp3",
            "audio/mpeg3",
            "audio/x-mpeg-3",
            "audio/x-mp3",
        ],
    ),
    (
        Kind::Aac,
        "AAC",
        &["audio/aac", "audio/aacp", "audio/x-aac"],
    ),
    (Kind::Flac, "FLAC", &["audio/flac", "audio/x-flac"]),
    (
        Kind::Wav,
        "WAV",
        &["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"],
    ),
    (Kind::Aiff, "AIFF", &["audio/aiff", "audio/x-aiff"]),
    // The first is the one that Apple Podcasts names for `.m4a`.
    (
        Kind::M4a,
        "MPEG-4 sound",
        &[
            "audio/x-m4a",
            "audio/mp4",
            "audio/m4a",
            "audio/m4b",
            "audio/x-m4b",
            "audio/mp4a-latm",
        ],
    ),
    (
        Kind::Mp4,
        "MPEG-4",
        &[
            "video/mp4",
            "video/x-m4v",
            "audio/mp4",
            "audio/x-m4a",
            "audio/m4a",
            "audio/m4b",
            "audio/x-m4b",
            "application/mp4",
        ],
    ),
    (Kind::QuickTime, "QuickTime", &["video/quicktime"]),
    (
        Kind::OggSound,
        "Ogg sound",
        &[
            "audio/ogg",
            "audio/opus",
            "audio/vorbis",
            "application/ogg",
            "audio/x-vorbis+ogg",
            "audio/x-opus+ogg",
            "audio/speex",
        ],
    ),
    (Kind::OggFilm, "Ogg film", &["video/ogg", "application/ogg"]),
    (Kind::WebM, "WebM", &["video/webm", "audio/webm"]),
    (
        Kind::Matroska,
        "Matroska",
        &[
            "video/x-matroska",
            "audio/x-matroska",
            "video/matroska",
            "audio/matroska",
        ],
    ),
];

impl Kind {
    /// The format of a file; its start is given, and the file for what stands behind a tag.
    pub(super) fn of(start: &[u8], file: &mut (impl Read + Seek)) -> Option<Kind> {
        let Some(size) = tag_size(start) else {
            return Kind::of_start(start);
        };
        // Players of MP3 put tags before anything.
        let mut behind = [0; 12];
        let found = file
            .seek(SeekFrom::Start(size))
            .and_then(|_| file.read_exact(&mut behind));
        Some(match found {
            Ok(()) => Kind::of_start(&behind)
                .filter(|kind| !kind.is_picture())
                .unwrap_or(Kind::Mp3),
            Err(_) => Kind::Mp3,
        })
    }

    fn of_start(start: &[u8]) -> Option<Kind> {
        let at = |offset: usize, bytes: &[u8]| {
            start
                .get(offset..)
                .is_some_and(|rest| rest.starts_with(bytes))
        };
        Some(match start {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Kind::Png,
            [0xFF, 0xD8, 0xFF, ..] => Kind::Jpeg,
            _ if at(0, b"GIF87a") || at(0, b"GIF89a") => Kind::Gif,
            _ if at(0, b"RIFF") && at(8, b"WEBP") => Kind::WebP,
            _ if (at(0, b"RIFF") || at(0, b"RF64")) && at(8, b"WAVE") => Kind::Wav,
            _ if at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC")) => Kind::Aiff,
            _ if at(0, b"fLaC") => Kind::Flac,
            _ if at(0, b"OggS") => match start.windows(7).any(|seven| seven == b"\x80theora") {
                true => Kind::OggFilm,
                false => Kind::OggSound,
            },
            [0x1A, 0x45, 0xDF, 0xA3, ..] => {
                match start.iter().take(64).copied().collect::<Vec<_>>() {
                    head if head.windows(4).any(|four| four == b"webm") => Kind::WebM,
                    _ => Kind::Matroska,
                }
            }
            _ if at(4, b"ftyp") => Kind::of_brand(start),
            // Before 2001 QuickTime wrote no brand.
            _ if at(4, b"moov") || at(4, b"mdat") || at(4, b"wide") => Kind::QuickTime,
            _ if at(0, b"\0\0\0\x0CJXL \r\n\x87\n") || at(0, b"\xFF\x0A") => Kind::JpegXl,
            _ if at(0, b"BM") && at(6, b"\0\0\0\0") => Kind::Bmp,
            _ if at(0, b"\0\0\x01\0") && start.get(4..6) != Some(b"\0\0".as_slice()) => Kind::Ico,
            _ if at(0, b"II*\0") || at(0, b"MM\0*") => Kind::Tiff,
            // A frame of MPEG: eleven bits set, then version, layer, rate and frequency, none of which
            // is the reserved one (ISO 11172-3, 2.4.1.3); ADTS has layer 0 (ISO 13818-7, 6.2).
            [0xFF, second, third, ..] if second & 0xE0 == 0xE0 => match second & 0x06 {
                0 if second & 0xF0 == 0xF0 => Kind::Aac,
                2 | 4 if second & 0x18 != 0x08 && third & 0xF0 != 0xF0 && third & 0x0C != 0x0C => {
                    Kind::Mp3
                }
                _ => return None,
            },
            _ if is_svg(start) => Kind::Svg,
            _ => return None,
        })
    }

    /// By the major brand of an ISO base media file (ISO 14496-12, 4.3).
    fn of_brand(start: &[u8]) -> Kind {
        let brand = start.get(8..12).unwrap_or_default();
        match brand {
            b"avif" | b"avis" => Kind::Avif,
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" => {
                // What is compatible with AVIF is that.
                let more = start.get(16..64.min(start.len())).unwrap_or_default();
                match more.chunks_exact(4).any(|brand| brand == b"avif") {
                    true => Kind::Avif,
                    false => Kind::Heic,
                }
            }
            b"M4A " | b"M4B " | b"M4P " | b"F4A " | b"F4B " => Kind::M4a,
            b"qt  " => Kind::QuickTime,
            _ => Kind::Mp4,
        }
    }

    /// Whether it is a picture.
    pub fn is_picture(self) -> bool {
        self.types()
            .first()
            .is_some_and(|name| name.starts_with("image/"))
    }

    /// The media type to write where nobody chose one of several; `known` is what the name of the file
    /// or its author say, which is kept where it is true.
    pub fn media_type(self, known: Option<&str>) -> &'static str {
        let types = self.types();
        let kept = known.and_then(|known| {
            // `.m4a` gives a type that is not registered and that directories do not list.
            let known = match known {
                "audio/m4a" | "audio/m4b" => "audio/x-m4a",
                known => known,
            };
            types.iter().find(|name| name.eq_ignore_ascii_case(known))
        });
        kept.or(types.first())
            .copied()
            .unwrap_or("application/octet-stream")
    }

    /// Whether a media type names this kind of file.
    pub fn is(self, media_type: &str) -> bool {
        let mut types = self.types().iter();
        types.any(|name| name.eq_ignore_ascii_case(media_type))
    }

    /// As people name it, such as `a PNG picture`.
    pub fn title(self) -> &'static str {
        self.row().map_or("", |row| row.1)
    }

    fn types(self) -> &'static [&'static str] {
        self.row().map_or(&[], |row| row.2)
    }

    fn row(self) -> Option<&'static (Kind, &'static str, &'static [&'static str])> {
        TYPES.iter().find(|row| row.0 == self)
    }
}

/// The length of an ID3v2 tag with its header (ID3v2.4 structure, 3.1 and 3.4).
pub(super) fn tag_size(start: &[u8]) -> Option<u64> {
    let [b'I', b'D', b'3', _, _, flags, a, b, c, d, ..] = *start else {
        return None;
    };
    let digits = [a, b, c, d].map(|byte| u64::from(byte & 0x7F));
    let size = digits.iter().fold(0, |size, digit| size << 7 | digit);
    let footer = if flags & 0x10 != 0 { 10 } else { 0 };
    Some(10 + size + footer)
}

/// Whether a text begins like an SVG document.
fn is_svg(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start();
    text.starts_with("<svg")
        || (text.starts_with("<?xml") || text.starts_with("<!")) && text.contains("<svg")
}
