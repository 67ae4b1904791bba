//! The words and notations of the podcast namespace.

/// What a feed can be of; each may also be a list, with an `L` at the end.
pub const MEDIUMS: &[&str] = &[
    "podcast",
    "music",
    "video",
    "film",
    "audiobook",
    "newsletter",
    "blog",
    "publisher",
    "course",
    "mixed",
    "podcastL",
    "musicL",
    "videoL",
    "filmL",
    "audiobookL",
    "newsletterL",
    "blogL",
    "publisherL",
    "courseL",
];

/// Where posts with comments are ("Podcast Namespace", list of social protocols).
pub const SOCIAL_PROTOCOLS: &[&str] = &[
    "activitypub",
    "atproto",
    "bluesky",
    "disabled",
    "hive",
    "lightning",
    "matrix",
    "nostr",
    "twitter",
];

pub(super) const GEO_HELP: &str = "write `geo:latitude,longitude` (RFC 5870)";
pub(super) const OSM_HELP: &str = "write N, W or R and the number of the object";
pub(super) const MEDIA_TYPE_HELP: &str = "write the type, such as `audio/mpeg`";

/// Not negative and not endless.
pub(super) fn is_amount(number: f64) -> bool {
    number.is_finite() && number >= 0.0
}

/// Type and subtype (RFC 2045, 5.1).
pub(super) fn is_media_type(text: &str) -> bool {
    let is_token = |text: &str| {
        let mut bytes = text.bytes();
        !text.is_empty()
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
    };
    text.split_once('/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
}

/// `geo:latitude,longitude` (RFC 5870, 3.3).
pub fn is_geo(text: &str) -> bool {
    let number = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let fits = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.');
        text.parse::<f64>().ok().filter(|_| fits)
    };
    let within = |part: Option<&str>, most: f64| {
        part.and_then(number)
            .is_some_and(|degrees| degrees.abs() <= most)
    };
    text.strip_prefix("geo:").is_some_and(|rest| {
        let coordinates = rest.split(';').next().unwrap_or(rest);
        let mut parts = coordinates.split(',');
        let fits = within(parts.next(), 90.0) && within(parts.next(), 180.0);
        fits && parts.all(|part| number(part).is_some())
    })
}

/// A node, way or relation of OpenStreetMap, perhaps with its version behind `#`.
pub fn is_osm(text: &str) -> bool {
    text.strip_prefix(['N', 'W', 'R']).is_some_and(|rest| {
        let number = rest.split('#').next().unwrap_or(rest);
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// A recurrence of iCalendar (RFC 5545, 3.3.10), as far as its frequency.
pub fn is_rrule(text: &str) -> bool {
    const FREQUENCIES: [&str; 7] = [
        "SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY",
    ];
    let mut parts = text.split(';');
    text.split(';').all(|part| part.contains('='))
        && parts.any(|part| {
            let frequency = part.strip_prefix("FREQ=");
            frequency.is_some_and(|frequency| FREQUENCIES.contains(&frequency))
        })
}

/// What people do for an episode ("Podcast Namespace", `taxonomy.json`), in lower case.
pub(super) const ROLES: &[&str] = &[
    "director",
    "assistant director",
    "executive producer",
    "senior producer",
    "producer",
    "associate producer",
    "development producer",
    "creative director",
    "host",
    "co-host",
    "guest host",
    "guest",
    "voice actor",
    "narrator",
    "announcer",
    "reporter",
    "author",
    "editorial director",
    "co-writer",
    "writer",
    "songwriter",
    "guest writer",
    "story editor",
    "managing editor",
    "script editor",
    "script coordinator",
    "researcher",
    "editor",
    "fact checker",
    "translator",
    "transcriber",
    "logger",
    "studio coordinator",
    "technical director",
    "technical manager",
    "audio engineer",
    "remote recording engineer",
    "post production engineer",
    "audio editor",
    "sound designer",
    "foley artist",
    "composer",
    "theme music",
    "music production",
    "music contributor",
    "production coordinator",
    "booking coordinator",
    "production assistant",
    "content manager",
    "marketing manager",
    "sales representative",
    "sales manager",
    "graphic designer",
    "cover art designer",
    "social media manager",
    "consultant",
    "intern",
    "camera operator",
    "lighting designer",
    "camera grip",
    "assistant camera",
    "assistant editor",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_those_of_rfc_5870() {
        for (text, fits) in [
            ("geo:30.2672,-97.7431", true),
            ("geo:30.2672,-97.7431,12;u=5", true),
            ("30.2672,-97.7431", false),
            ("geo:91,0", false),
            ("geo:0,181", false),
            ("geo:,1", false),
            ("geo:1", false),
        ] {
            assert_eq!(is_geo(text), fits, "{text}");
        }
    }
}
