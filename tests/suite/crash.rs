//! Killed at any moment: every feed is the old one or the new one, never a part of one.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::support::{CONFIG, FEEDS, NOW, Site, files_below, parse};

const ROUNDS: u64 = 40;

/// A site with two folders of articles that take their turn.
fn site() -> Site {
    let mut site = Site::new();
    for (folder, word) in [("odd", "one "), ("even", "other words ")] {
        for at in 0..20 {
            let body = word.repeat(400);
            site = site.file(
                &format!("{folder}/{at}.md"),
                &format!(
                    "---\ntitle: {word} {at}\ndate: 2025-05-{:02}\n---\n{body}\n",
                    at + 1
                ),
            );
        }
    }
    site
}

/// A number that looks like chance and is the same in every run.
fn chance(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn feeds(site: &Site, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_below(&site.path(folder));
    // What a killed run was writing lies beside the feeds and is removed by a later one.
    files.retain(|name, _| !(name.contains(".dateline-") && name.ends_with(".tmp")));
    files
}

#[test]
fn a_killed_build_leaves_every_feed_whole() {
    let site = site();
    site.run(&["build", "odd", "--output", "whole/odd"]).code(0);
    let begun = Instant::now();
    site.run(&["build", "even", "--output", "whole/even"])
        .code(0);
    let took = begun.elapsed();
    let (odd, even) = (feeds(&site, "whole/odd"), feeds(&site, "whole/even"));
    assert!(FEEDS.iter().all(|feed| odd[*feed] != even[*feed]));

    let (mut killed, mut changed) = (0, 0);
    let mut last = BTreeMap::new();
    for round in 0..ROUNDS {
        let folder = if round % 2 == 0 { "odd" } else { "even" };
        let mut child = site.spawn("", &["build", folder, "--now", NOW]);
        // Feeds are written towards the end; some builds are to end by themselves.
        let share = 300 + (chance(round) % 1_300) as u32;
        std::thread::sleep(Duration::min(
            took * share / 1_000,
            Duration::from_millis(500),
        ));
        let ended = child.try_wait().expect("its state").is_some();
        child.kill().expect("SIGKILL");
        child.wait().expect("its end");
        killed += u32::from(!ended);

        let now = feeds(&site, "public");
        for (name, bytes) in &now {
            assert!(
                odd.get(name) == Some(bytes) || even.get(name) == Some(bytes),
                "round {round}: {name} is neither the one nor the other"
            );
            assert_eq!(parse(bytes).entries.len(), 20, "round {round}: {name}");
        }
        // None that was there is gone.
        assert!(
            last.keys().all(|name| now.contains_key(name)),
            "round {round}"
        );
        changed += u32::from(now != last);
        last = now;
    }
    eprintln!("{killed} of {ROUNDS} builds were killed, after {changed} the feeds were others");

    // What was left does not keep the next one from its work.
    site.run(&["build", "odd"]).code(0);
    assert_eq!(feeds(&site, "public"), odd);
    for feed in FEEDS {
        site.run(&["validate", &format!("public/{feed}")]).code(0);
    }
}

#[test]
fn a_killed_build_of_many_feeds_leaves_every_feed_whole() {
    let mut site = Site::bare().config(&format!(
        "{CONFIG}[[feeds]]\nby = [\"tag\"]\npath = \"tags/:slug/feed.xml\"\n"
    ));
    // More feeds than wait for the disk together.
    for (folder, word) in [("odd", "one "), ("even", "other words ")] {
        for at in 0..100 {
            let text = format!(
                "---\ntitle: {word} {at}\ndate: 2025-05-05\ntags: [a{at}, b{at}, c{}]\n---\n{}\n",
                at / 2,
                word.repeat(100)
            );
            site = site.file(&format!("{folder}/{at}.md"), &text);
        }
    }
    let begun = Instant::now();
    site.run(&["build", "odd", "--output", "whole/odd"]).code(0);
    site.run(&["build", "even", "--output", "whole/even"])
        .code(0);
    let took = begun.elapsed() / 2;
    let (odd, even) = (feeds(&site, "whole/odd"), feeds(&site, "whole/even"));
    assert_eq!((odd.len(), even.len()), (250, 250));
    for round in 0..12 {
        let folder = if round % 2 == 0 { "odd" } else { "even" };
        let mut child = site.spawn("", &["build", folder, "--now", NOW]);
        std::thread::sleep(took * (500 + (chance(round) % 600) as u32) / 1_000);
        child.kill().expect("SIGKILL");
        child.wait().expect("its end");
        for (name, bytes) in feeds(&site, "public") {
            assert!(
                odd.get(&name) == Some(&bytes) || even.get(&name) == Some(&bytes),
                "round {round}: {name} is neither the one nor the other"
            );
        }
    }
    site.run(&["build", "odd"]).code(0);
    assert_eq!(feeds(&site, "public"), odd);
}

#[test]
fn two_builds_at_once_leave_whole_feeds() {
    let site = site();
    site.run(&["build", "odd", "--output", "whole/odd"]).code(0);
    site.run(&["build", "even", "--output", "whole/even"])
        .code(0);
    let (odd, even) = (feeds(&site, "whole/odd"), feeds(&site, "whole/even"));
    for _ in 0..5 {
        let builds = ["odd", "even"].map(|folder| site.spawn("", &["build", folder, "--now", NOW]));
        for mut build in builds {
            assert_eq!(build.wait().expect("its end").code(), Some(0));
        }
        for (name, bytes) in feeds(&site, "public") {
            assert!(
                odd.get(&name) == Some(&bytes) || even.get(&name) == Some(&bytes),
                "{name}"
            );
        }
        let left = files_below(&site.path("public"))
            .keys()
            .any(|name| name.ends_with(".tmp"));
        assert!(!left, "nothing is left beside the feeds");
    }
}
