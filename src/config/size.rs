//! Sizes as people write them: `2 MB`, `500 KB`, `1 MiB`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number of bytes. `KB`, `MB` and `GB` count by 1,000, `KiB`, `MiB` and `GiB` by 1,024 (IEC 80000-13);
/// a number alone is bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByteSize(pub u64);

/// The units, the longest names first.
const UNITS: [(&str, u64); 10] = [
    ("kib", 1 << 10),
    ("mib", 1 << 20),
    ("gib", 1 << 30),
    ("kb", 1_000),
    ("mb", 1_000_000),
    ("gb", 1_000_000_000),
    ("k", 1_000),
    ("m", 1_000_000),
    ("g", 1_000_000_000),
    ("b", 1),
];

impl ByteSize {
    /// Reads a size; `None` where the text is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let unit = UNITS
            .iter()
            .find_map(|(name, factor)| Some((text.strip_suffix(name)?, *factor)));
        let (number, factor) = unit.unwrap_or((&text, 1));
        let number = number.trim_end();
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'_');
        if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 6 {
            return None;
        }
        let whole: u64 = whole.replace('_', "").parse().ok()?;
        let mut bytes = whole.checked_mul(factor)?;
        let mut worth = factor;
        for digit in part.bytes().filter(u8::is_ascii_digit) {
            worth /= 10;
            bytes = bytes.checked_add(worth.checked_mul(u64::from(digit - b'0'))?)?;
        }
        Some(ByteSize(bytes))
    }
}

impl fmt::Display for ByteSize {
    /// `1.3 MB`; rounded up, so that what is above a limit never reads as the limit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = |unit: u64| self.0.div_ceil(unit / 10);
        let (tenths, name) = match self.0 {
            0..1_000 => return write!(f, "{} bytes", self.0),
            1_000..1_000_000 => (tenths(1_000), "KB"),
            1_000_000..1_000_000_000 => (tenths(1_000_000), "MB"),
            _ => (tenths(1_000_000_000), "GB"),
        };
        match tenths % 10 {
            0 => write!(f, "{} {name}", tenths / 10),
            part => write!(f, "{}.{part} {name}", tenths / 10),
        }
    }
}

impl Serialize for ByteSize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for ByteSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = ByteSize;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a size such as `2 MB`")
            }

            fn visit_u64<E: serde::de::Error>(self, bytes: u64) -> Result<ByteSize, E> {
                Ok(ByteSize(bytes))
            }

            fn visit_i64<E: serde::de::Error>(self, bytes: i64) -> Result<ByteSize, E> {
                let invalid = || E::invalid_value(serde::de::Unexpected::Signed(bytes), &self);
                u64::try_from(bytes).map(ByteSize).map_err(|_| invalid())
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<ByteSize, E> {
                let invalid = || E::invalid_value(serde::de::Unexpected::Str(text), &self);
                ByteSize::parse(text).ok_or_else(invalid)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for ByteSize {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ByteSize".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Bytes, or a size such as `2 MB`.",
            "anyOf": [
                { "type": "integer", "minimum": 0 },
                { "type": "string", "pattern": "^[0-9_]+(\\.[0-9]+)? *([KMGkmg]?[Ii]?[Bb]?)$" }
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_written_as_people_do() {
        for (text, bytes) in [
            ("0", Some(0)),
            ("500000", Some(500_000)),
            ("2 MB", Some(2_000_000)),
            ("2mb", Some(2_000_000)),
            ("1.5 MB", Some(1_500_000)),
            ("512 KiB", Some(524_288)),
            ("1 GiB", Some(1 << 30)),
            ("12 b", Some(12)),
            ("", None),
            ("MB", None),
            ("-1 MB", None),
            ("2 parsecs", None),
            ("99999999999999999999", None),
            ("99999999999 GB", None),
        ] {
            assert_eq!(ByteSize::parse(text), bytes.map(ByteSize), "{text}");
        }
        for (bytes, text) in [
            (999, "999 bytes"),
            (1_000_000, "1 MB"),
            (1_000_001, "1.1 MB"),
            (524_288, "524.3 KB"),
        ] {
            assert_eq!(ByteSize(bytes).to_string(), text);
        }
    }
}
