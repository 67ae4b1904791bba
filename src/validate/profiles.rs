//! Profiles: which rules weigh more, or less, for whom the feed is. `docs/profiles.md` repeats the
//! tables.

use crate::config::Profile;
use crate::diagnostic::Severity;

use super::rules::Rule;

/// What a rule weighs in a profile, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Its name.
    pub rule: &'static str,
    /// In place of its own.
    pub severity: Severity,
    /// Where it is said, or measured.
    pub source: &'static str,
}

const fn error(rule: &'static str, source: &'static str) -> Weight {
    Weight {
        rule,
        severity: Severity::Error,
        source,
    }
}

const fn info(rule: &'static str, source: &'static str) -> Weight {
    Weight {
        rule,
        severity: Severity::Info,
        source,
    }
}

/// Apple Podcasts for Creators, "A podcaster's guide to RSS" and "Podcast RSS feed requirements".
const APPLE: &[Weight] = &[
    error(
        "apple-required",
        "Apple, \"A podcaster's guide to RSS\", required tags of a show: `language`, \
         `itunes:category`, `itunes:explicit`, `itunes:image`",
    ),
    error(
        "apple-episode",
        "Apple, \"A podcaster's guide to RSS\", required tags of an episode: `title` and `enclosure` \
         with its URL, length and type",
    ),
    error(
        "apple-artwork",
        "Apple, \"A podcaster's guide to RSS\", `itunes:image`: JPEG or PNG \"with appropriate file \
         extensions (.jpg, .png)\"",
    ),
    error(
        "podcast-media-type",
        "Apple, \"A podcaster's guide to RSS\", `enclosure`: the file formats that are supported",
    ),
];

/// The `podcast` namespace (podcastindex.org/namespace/1.0).
const PODCAST2: &[Weight] = &[
    error(
        "misspelt-namespace",
        "Namespaces in XML, 2.3: names are compared letter by letter, so that no app finds the tags",
    ),
    error(
        "missing-guid",
        "`podcast:remoteItem` names an episode by its guid (`itemGuid`)",
    ),
    info(
        "podcast-media-type",
        "the list is Apple's; the namespace has none",
    ),
    info("apple-required", "the requirement is Apple's"),
];

/// 36 feed readers and parsers as measured.
const READERS: &[Weight] = &[
    error(
        "several-enclosures",
        "six readers keep only the first, six only the last, one rejects the feed",
    ),
    error(
        "unreliable-date",
        "zones other than `GMT` and numbers, and fractions of a second, are read wrong",
    ),
    error(
        "implausible-date",
        "two readers show the 22nd century for a date before 1970",
    ),
    error(
        "relative-reference",
        "relative links are right in 7 of 33 readers in RSS and 12 of 31 in Atom",
    ),
    error(
        "double-escaped",
        "a title that is escaped twice is right in 5 of 34 readers",
    ),
    error(
        "same-meaning",
        "`author` beside `dc:creator` shows the author twice in 10 readers",
    ),
];

/// Thunderbird 153.7 ESR, `FeedParser.sys.mjs`: what its parser does with a feed. Rules that are errors
/// anyway, such as an item without text or guid without its form, are not repeated.
const THUNDERBIRD: &[Weight] = &[
    error(
        "missing-guid",
        "Thunderbird 153.7, `FeedParser`: without a guid an item is known by its title and the start of \
         its description, so that an edited one is shown as new",
    ),
    error(
        "unregistered-scheme",
        "Thunderbird 153.7, `FeedParser`: links and enclosures that are not `http`, `https`, `ftp` or \
         `magnet` are dropped",
    ),
    info(
        "several-enclosures",
        "Thunderbird 153.7, `FeedParser`: it takes all enclosures of an item",
    ),
    info(
        "item-order",
        "Thunderbird 153.7, `FeedParser`: it looks for elements by their names, in any order",
    ),
    info(
        "content-before-description",
        "Thunderbird 153.7, `FeedParser`: it looks for elements by their names, in any order",
    ),
    info(
        "prefixed-atom",
        "Thunderbird 153.7, `FeedParser`: it looks for elements by their namespaces, not their prefixes",
    ),
];

/// The rules that a profile weighs otherwise. [`Profile::Strict`] has no list: it makes every warning
/// an error.
pub fn weights(profile: Profile) -> &'static [Weight] {
    match profile {
        Profile::Spec | Profile::Strict => &[],
        Profile::ApplePodcasts => APPLE,
        Profile::Podcast2 => PODCAST2,
        Profile::Readers => READERS,
        Profile::Thunderbird => THUNDERBIRD,
    }
}

/// The severity of a rule in a profile.
pub(super) fn severity(profile: Profile, rule: &Rule) -> Severity {
    if profile == Profile::Strict && rule.severity == Severity::Warning {
        return Severity::Error;
    }
    let weights = weights(profile).iter();
    let mut own = weights.filter(|weight| weight.rule == rule.name);
    own.next().map_or(rule.severity, |weight| weight.severity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::find_rule;

    #[test]
    fn every_weight_is_of_a_rule_and_changes_it() {
        for profile in [
            Profile::ApplePodcasts,
            Profile::Podcast2,
            Profile::Readers,
            Profile::Thunderbird,
        ] {
            assert!(!weights(profile).is_empty());
            for weight in weights(profile) {
                let rule = find_rule(weight.rule).unwrap_or_else(|| panic!("{}", weight.rule));
                assert_ne!(rule.severity, weight.severity, "{}", weight.rule);
                assert_eq!(severity(profile, rule), weight.severity);
            }
        }
    }
}
