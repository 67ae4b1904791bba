//! The values that have feeds of their own, from build to build: who follows a tag must not lose its feed
//! because no article has the tag any more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use url::Url;

use crate::catalogue::{Group, Values, Window, slug};
use crate::config::Site;
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::strict_url;

/// How many values a finding names.
const NAMED: usize = 10;

/// The rules of the findings about values.
pub(super) const RULES: &[(&str, &str)] = &[(
    "vanished-value",
    "a tag, author or section that had a feed has no article any more",
)];

/// What `had` says after a build whose feeds are `windows`. Of what a line of the configuration no longer
/// makes, nothing is forgotten where the run sees a part of the articles.
pub(super) fn record(had: Values, windows: &[Window<'_>], site: &Site, partial: bool) -> Values {
    let mut values = had;
    if !partial {
        for key in keys(site) {
            values.remove(&*key);
        }
    }
    for group in groups(windows) {
        let of_key = values.entry(group.key().into()).or_default();
        of_key.insert(group.value.as_str().into(), group.label.as_str().into());
    }
    values
}

/// Says which values have no article any more, and what becomes of their feeds: one finding for each line
/// of the configuration, however many formats it has.
pub(super) fn vanished(
    had: &Values,
    windows: &[Window<'_>],
    site: &Site,
    config_path: &Path,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for key in keys(site) {
        let Some(had) = had.get(&*key) else {
            continue;
        };
        let listed: BTreeSet<String> = site
            .feeds
            .iter()
            .flat_map(|feed| feed.values.iter().map(|value| slug(value)))
            .collect();
        // Whether the feed of a value is still written.
        let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
        for window in windows {
            if let Some(group) = &window.group
                && group.key() == key
            {
                let total = kept.entry(&group.value).or_default();
                *total = window.total.max(*total);
            }
        }
        let empty = had
            .iter()
            .filter(|(slug, _)| kept.get(&***slug) == Some(&0) && !listed.contains(&***slug));
        let gone = had.iter().filter(|(slug, _)| !kept.contains_key(&***slug));
        let name = key.replace(":slug", "*");
        findings.extend(one(
            config_path,
            empty.map(|(_, label)| &**label).collect(),
            &name,
            "no article has", "their feeds stay, without entries",
            "once nobody follows them, remove their `# value` lines from the ledger, and their files",
        ));
        findings.extend(one(
            config_path,
            gone.map(|(_, label)| &**label).collect(),
            &name,
            "there are no feeds of",
            "what they were stays as it is",
            "remove the files, or redirect their addresses",
        ));
    }
    findings
}

fn one(
    path: &Path,
    labels: Vec<&str>,
    name: &str,
    what: &str,
    fate: &str,
    help: &str,
) -> Option<Diagnostic> {
    if labels.is_empty() {
        return None;
    }
    let more = match labels.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let shown: Vec<&str> = labels.iter().take(NAMED).copied().collect();
    let message = format!("{name}: {what} {}{more} any more; {fate}", shown.join(", "));
    Some(
        Diagnostic::new("vanished-value", Severity::Info, message)
            .in_file(path)
            .help(help),
    )
}

/// The identifier of the feed of a value, from the first address of the pattern, which the ledger has
/// once for all of them.
pub(super) fn id_of(pattern: &str, value: &str) -> Option<String> {
    let url = Url::parse(&pattern.replace(":slug", value)).ok()?;
    Some(strict_url(url).into())
}

/// The keys of all feeds of values in the configuration.
fn keys(site: &Site) -> BTreeSet<String> {
    let lines = site.feeds.iter();
    lines
        .flat_map(|feed| feed.by.iter().map(|by| feed.slug_pattern(*by)))
        .map(|pattern| match pattern.find(":slug") {
            Some(at) => pattern[..at + ":slug".len()].to_owned(),
            None => pattern,
        })
        .collect()
}

fn groups<'w>(windows: &'w [Window<'_>]) -> impl Iterator<Item = &'w Group> {
    windows.iter().filter_map(|window| window.group.as_ref())
}
