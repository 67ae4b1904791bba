//! How long something plays, as people and programs write it.

/// Longest time that is believed, in seconds: a hundred days.
const MAX_SECONDS: f64 = 8_640_000.0;

/// Milliseconds of a time that plays: `1:03:29`, `52:25`, `3149`, `3149.5`, `PT52M25S` (ISO 8601),
/// `1h 3m 29s`, `52 min`. A number alone is seconds, as in `itunes:duration`.
///
/// ```
/// use dateline::media::clock::milliseconds;
///
/// assert_eq!(milliseconds("1:03:29"), Some(3_809_000));
/// assert_eq!(milliseconds("PT52M25S"), Some(3_145_000));
/// assert_eq!(milliseconds("about an hour"), None);
/// ```
pub fn milliseconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let seconds = match text {
        _ if text.contains(':') => with_colons(text)?,
        _ if text.starts_with(['P', 'p']) => with_units(&text.get(1..)?.replace(['T', 't'], " "))?,
        _ if text.bytes().any(|byte| byte.is_ascii_alphabetic()) => with_units(text)?,
        _ => number(text)?,
    };
    (0.0..=MAX_SECONDS)
        .contains(&seconds)
        .then(|| (seconds * 1000.0).round() as u64)
}

/// Seconds as people read them: `3:09`, `1:03:29`.
pub fn written(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// `H:M:S`, `M:S`; the parts behind the first below 60, the last with a fraction.
fn with_colons(text: &str) -> Option<f64> {
    let parts: Vec<&str> = text.split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    let mut seconds = 0.0;
    for (at, part) in parts.iter().enumerate() {
        let is_last = at + 1 == parts.len();
        let value = if is_last {
            number(part)?
        } else {
            let digits = part.trim();
            let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| number(digits))??
        };
        if at > 0 && value >= 60.0 {
            return None;
        }
        seconds = seconds * 60.0 + value;
    }
    Some(seconds)
}

/// Numbers with units, the greater first.
fn with_units(text: &str) -> Option<f64> {
    let mut rest = text.trim();
    let (mut total, mut last) = (0.0, f64::INFINITY);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')?;
        let (value, behind) = rest.split_at(digits);
        let behind = behind.trim_start();
        let end = behind
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(behind.len());
        let (unit, behind) = behind.split_at(end);
        let scale = match unit.to_ascii_lowercase().as_str() {
            "d" | "day" | "days" => 86_400.0,
            "h" | "hr" | "hrs" | "hour" | "hours" => 3600.0,
            "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
            "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
            _ => return None,
        };
        if scale >= last {
            return None;
        }
        last = scale;
        total += number(value)? * scale;
        rest = behind.trim_start_matches([',', '.', ' ']);
    }
    last.is_finite().then_some(total)
}

/// Digits with an optional fraction; a comma may stand for the point.
fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let plain = text.starts_with(|c: char| c.is_ascii_digit())
        && text.len() <= 16
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',');
    plain.then(|| text.replace(',', ".").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_the_ways_that_people_write_them() {
        for (text, expected) in [
            ("00:42:13", Some(2_533_000)),
            ("1:03:29", Some(3_809_000)),
            ("52:25", Some(3_145_000)),
            ("75:00", Some(4_500_000)),
            ("0:31.5", Some(31_500)),
            ("00:00:01,250", Some(1250)),
            ("3149", Some(3_149_000)),
            ("3149.5", Some(3_149_500)),
            ("PT1H3M29S", Some(3_809_000)),
            ("pt52m25s", Some(3_145_000)),
            ("P1DT1S", Some(86_401_000)),
            ("1h 3m 29s", Some(3_809_000)),
            ("1h3m", Some(3_780_000)),
            ("42 min", Some(2_520_000)),
            ("42 minutes, 13 seconds", Some(2_533_000)),
            ("0", Some(0)),
            ("", None),
            ("1:75", None),
            ("1:2:3:4", None),
            (":30", None),
            ("-5", None),
            ("PT", None),
            ("5m 5m", None),
            ("about an hour", None),
            ("1e9", None),
            ("99999999999", None),
            ("NaN", None),
            ("inf", None),
        ] {
            assert_eq!(milliseconds(text), expected, "{text:?}");
        }
    }

    #[test]
    fn seconds_are_written_as_on_a_player() {
        let written: Vec<String> = [0, 9, 69, 3809].map(super::written).into();
        assert_eq!(written, ["0:00", "0:09", "1:09", "1:03:29"]);
    }
}
