//! What the archives of feeds hold, so that what an archive has never moves to another.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::prints::digest;
use super::text::{broken, escape, push_hex, unescape};
use crate::diagnostic::Diagnostic;

/// The members of the archives of one feed, as [`member`] has them, in rising order; by the number of
/// the archive, from 1 for the oldest on.
pub type Archives = BTreeMap<u32, Vec<u64>>;

/// What a line about an archive begins with.
pub(super) const ARCHIVE: &str = "# archive ";

/// The highest number of an archive that is believed.
const MOST: u32 = 1_000_000_000;

/// Digits of a member.
const DIGITS: usize = 12;

/// An article as a member of archives: 48 bits of a digest of its guid. Where two articles have one,
/// they are in one archive and no more is lost.
pub fn member(guid: &str) -> u64 {
    digest(guid.as_bytes()) >> 16
}

pub(super) fn write(text: &mut String, archives: &BTreeMap<Box<str>, Archives>) {
    for (feed, archives) in archives {
        for (number, members) in archives {
            text.push_str(ARCHIVE);
            escape(text, feed);
            let _ = write!(text, "\t{number}\t");
            for (at, member) in members.iter().enumerate() {
                if at > 0 {
                    text.push(' ');
                }
                push_hex(text, *member, DIGITS as u32);
            }
            text.push('\n');
        }
    }
}

/// Reads what follows [`ARCHIVE`] in a line.
pub(super) fn read(
    rest: &str,
    archives: &mut BTreeMap<Box<str>, Archives>,
) -> Result<(), Diagnostic> {
    let wrong = || {
        let found: String = rest.chars().take(60).collect();
        broken(
            0,
            format!("expected a feed, a number and members parted by tabs, found `{found}`"),
        )
        .help("take the line from version control again")
    };
    let mut fields = rest.split('\t');
    let (feed, number, members) = (fields.next(), fields.next(), fields.next());
    let feed = feed.and_then(unescape).ok_or_else(wrong)?;
    let number: u32 = number
        .and_then(|number| number.parse().ok())
        .filter(|number| (1..=MOST).contains(number))
        .ok_or_else(wrong)?;
    let members: Option<Vec<u64>> = members
        .ok_or_else(wrong)?
        .split(' ')
        .filter(|member| !member.is_empty())
        .map(|member| {
            let is_hex = member.bytes().all(|byte| byte.is_ascii_hexdigit());
            let whole = is_hex && member.len() == DIGITS;
            u64::from_str_radix(member, 16).ok().filter(|_| whole)
        })
        .collect();
    let mut members = members
        .filter(|_| fields.next().is_none())
        .ok_or_else(wrong)?;
    members.sort_unstable();
    let of_feed = archives.entry(feed).or_default();
    match of_feed.get(&number) {
        // Two branches cut it alike, as they do where none of them removed or antedated an article.
        Some(other) if *other == members => {}
        Some(_) => {
            return Err(broken(
                0,
                format!("archive {number} is described by an earlier line otherwise"),
            )
            .help(
                "keep the line of the branch whose feeds subscribers have, and remove the other",
            ));
        }
        None => {
            of_feed.insert(number, members);
        }
    }
    Ok(())
}

/// What one ledger says of archives otherwise than another, a line each.
pub(super) fn changes(
    old: &BTreeMap<Box<str>, Archives>,
    new: &BTreeMap<Box<str>, Archives>,
) -> Vec<String> {
    type Lines<'a> = BTreeMap<(&'a str, u32), &'a Vec<u64>>;
    fn lines(all: &BTreeMap<Box<str>, Archives>) -> Lines<'_> {
        let of_feeds = all.iter().flat_map(|(feed, archives)| {
            let archives = archives.iter();
            archives.map(move |(number, members)| ((&**feed, *number), members))
        });
        of_feeds.collect()
    }
    let (old, new) = (lines(old), lines(new));
    let said = |sign: char, feed: &str, number: u32, members: &[u64]| {
        format!(
            "{sign} archive {feed} {number} of {} articles",
            members.len()
        )
    };
    let mut changes = Vec::new();
    for (archive, members) in &old {
        if new.get(archive) != Some(members) {
            changes.push(said('-', archive.0, archive.1, members));
        }
    }
    for (archive, members) in &new {
        if old.get(archive) != Some(members) {
            changes.push(said('+', archive.0, archive.1, members));
        }
    }
    changes
}
