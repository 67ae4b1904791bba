//! Times within a medium: seconds, or `MM:SS`, `HH:MM:SS`, each with a fraction.

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};

/// Reads a time within a medium, in seconds: `83`, `83.5`, `1:23`, `00:01:23.500`.
pub fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let mut parts = text.split(':');
    let last = parts.next_back()?;
    // SubRip writes a comma before the fraction.
    let last = last.replace(',', ".");
    let is_number = |part: &str| {
        !part.is_empty()
            && part.len() <= 12
            && part
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let mut seconds = is_number(&last).then(|| last.parse::<f64>().ok())??;
    let higher: Vec<&str> = parts.collect();
    if higher.len() > 2 || !higher.is_empty() && seconds >= 60.0 {
        return None;
    }
    for (part, (unit, limit)) in higher.iter().rev().zip([(60.0, 60), (3600.0, 1000)]) {
        let number: u32 = part.parse().ok()?;
        // What leads may be more than an hour in minutes.
        let leads = std::ptr::eq(part, &higher[0]);
        if !leads && number >= limit || number >= 1000 {
            return None;
        }
        seconds += f64::from(number) * unit;
    }
    Some(seconds)
}

/// Seconds as a decimal number without a superfluous fraction.
pub fn write(seconds: f64) -> String {
    // Milliseconds are as fine as any of the formats.
    let rounded = (seconds * 1000.0).round() / 1000.0;
    rounded.to_string()
}

struct Seconds;

impl Visitor<'_> for Seconds {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("seconds, or a time such as `01:23`")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<f64, E> {
        parse(text).ok_or_else(|| E::custom(format!("expected a time, found `{text}`")))
    }
}

pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    deserializer.deserialize_any(Seconds)
}

pub(super) fn read_some<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<f64>, D::Error> {
    struct Maybe;
    impl<'de> Visitor<'de> for Maybe {
        type Value = Option<f64>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            Seconds.expecting(f)
        }

        fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
            read(inner).map(Some)
        }
    }
    deserializer.deserialize_option(Maybe)
}

/// A number or a text.
#[cfg(feature = "cli")]
pub(super) fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": ["number", "string", "null"] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_seconds_or_a_clock() {
        for (text, expected) in [
            ("83", Some(83.0)),
            ("83.5", Some(83.5)),
            ("1:23", Some(83.0)),
            ("00:01:23.500", Some(83.5)),
            ("00:01:23,5", Some(83.5)),
            ("90:00", Some(5400.0)),
            ("1:90:00", None),
            ("1:75", None),
            ("1:2:3:4", None),
            ("-1", None),
            ("", None),
            ("1e9", None),
            ("1..2", None),
        ] {
            assert_eq!(parse(text), expected, "{text}");
        }
        assert_eq!(write(83.0), "83");
        assert_eq!(write(0.1 + 0.2), "0.3");
    }
}
