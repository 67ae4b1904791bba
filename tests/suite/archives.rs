//! Archives, pages and complete feeds (RFC 5005): whoever follows them gets every article once, and
//! what an archive has stays as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use dateline::subscribed;

use crate::support::{CONFIG, Site, parse};

const FORMATS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];

/// The configuration of a site with the three feeds, each with these settings.
fn config(settings: &str) -> String {
    let feeds = FORMATS.map(|path| format!("[[feeds]]\npath = \"{path}\"\n{settings}\n"));
    format!(
        "{CONFIG}[validate]\nprofile = \"strict\"\n{}",
        feeds.concat()
    )
}

fn day(number: usize) -> DateTime<Utc> {
    let first: DateTime<Utc> = "2010-01-01T08:00:00Z".parse().expect("an instant");
    first + TimeDelta::hours(20 * number as i64)
}

fn write(site: &Site, number: usize, published: DateTime<Utc>, text: &str) {
    let folder = site.path(&format!("articles/{}", number / 500));
    fs::create_dir_all(&folder).expect("a folder");
    let text = format!(
        "---\ntitle: Number {number}\nauthor: Ada Berg\ndate: {}\n---\n{text}\n",
        published.format("%Y-%m-%dT%H:%M:%SZ")
    );
    fs::write(folder.join(format!("n{number}.md")), text).expect("an article");
}

fn add(site: &Site, numbers: std::ops::Range<usize>) {
    for number in numbers {
        write(site, number, day(number), &format!("Text of {number}."));
    }
}

/// A document of a feed as a reader gets it that we do not write with.
struct Document {
    titles: Vec<String>,
    ids: Vec<String>,
    older: Option<String>,
}

/// Reads a document with `feed-rs`. It drops where the older entries are in RSS and JSON Feed.
fn document(site: &Site, path: &str) -> Document {
    let text = site.published(path);
    let feed = parse(text.as_bytes());
    let (own, _) = subscribed::read(text.as_bytes()).expect("a feed");
    let ids: Vec<String> = own.items.iter().map(|item| item.guid.clone()).collect();
    let other: Vec<String> = feed.entries.iter().map(|entry| entry.id.clone()).collect();
    assert_eq!(ids, other, "{path}");
    let mut links = feed.links.iter();
    let older = links.find(|link| {
        let relation = link.rel.as_deref();
        matches!(relation, Some("prev-archive" | "next"))
    });
    let by_reader = older.map(|link| link.href.clone());
    let titles = feed.entries.into_iter();
    let titles = titles.map(|entry| entry.title.expect("a title").content);
    let older = if path.ends_with(".json") {
        let feed: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        feed["next_url"].as_str().map(str::to_owned)
    } else {
        link(&text, "prev-archive").or_else(|| link(&text, "next"))
    };
    if path.contains("atom") {
        assert_eq!(by_reader, older, "{path}");
    }
    Document {
        titles: titles.collect(),
        ids,
        older,
    }
}

/// The address of a link of a feed in XML.
fn link(text: &str, relation: &str) -> Option<String> {
    let relation = format!("rel=\"{relation}\"");
    let line = text.lines().find(|line| line.contains(&relation))?;
    let address = line.split("href=\"").nth(1)?;
    Some(address.split('"').next()?.to_owned())
}

/// The path of an address of the site.
fn path_of(address: &str) -> &str {
    address
        .strip_prefix("https://example.org/")
        .expect("an address of the site")
}

/// Follows a feed to its oldest document; gives the titles of each.
fn follow(site: &Site, feed: &str) -> Vec<Vec<String>> {
    let mut documents = Vec::new();
    let mut seen = BTreeSet::new();
    let mut next = Some(format!("https://example.org/{feed}"));
    while let Some(address) = next {
        assert!(seen.insert(address.clone()), "{address} comes again");
        let document = document(site, path_of(&address));
        documents.push(document.titles);
        next = document.older;
    }
    documents
}

fn titles(numbers: impl Iterator<Item = usize>) -> Vec<String> {
    numbers.map(|number| format!("Number {number}")).collect()
}

/// The names of files that are not as they were, or were not there.
fn changed(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    for name in before.keys() {
        assert!(after.contains_key(name), "{name} is gone");
    }
    let differs = |(name, bytes): &(&String, &Vec<u8>)| before.get(*name) != Some(bytes);
    let differing = after.iter().filter(differs);
    differing.map(|(name, _)| name.clone()).collect()
}

#[test]
fn five_thousand_articles_are_each_found_once_in_order_and_ten_more_change_one_file_and_add_one() {
    let site = Site::new().config(&config("limit = 20\narchive = true"));
    add(&site, 0..5_000);
    site.build()
        .code(0)
        .stdout_has("feed.xml   50 of 5,000 entries, 50 new; 99 more files, 99 written\n");
    for feed in FORMATS {
        let documents = follow(&site, feed);
        assert_eq!(documents.len(), 100, "{feed}");
        assert_eq!(documents.concat(), titles((0..5_000).rev()), "{feed}");
    }
    let before = site.snapshot();
    let ledger = site.read("dateline.lock");
    site.build().code(0);
    assert_eq!(site.snapshot(), before);
    assert_eq!(site.read("dateline.lock"), ledger);

    for (from, cut) in [(5_000, false), (5_010, true)] {
        let before = site.snapshot();
        add(&site, from..from + 10);
        site.build().code(0);
        let mut expected: Vec<&str> = FORMATS.to_vec();
        if cut {
            expected.extend([
                "atom-archive-0100.xml",
                "feed-archive-0100.json",
                "feed-archive-0100.xml",
            ]);
        }
        expected.sort_unstable();
        assert_eq!(changed(&before, &site.snapshot()), expected);
    }
    for feed in FORMATS {
        let documents = follow(&site, feed);
        assert_eq!(documents.concat(), titles((0..5_020).rev()), "{feed}");
    }
}

#[test]
fn archives_say_what_they_are_and_nothing_of_what_comes_after_them() {
    let site = Site::new().config(&config("limit = 3\narchive = true\narchive_size = 4"));
    add(&site, 0..12);
    site.build().code(0);
    let feed = site.published("atom.xml");
    assert!(!feed.contains("fh:archive") && !feed.contains("rel=\"current\""));
    assert_eq!(
        link(&feed, "prev-archive").as_deref(),
        Some("https://example.org/atom-archive-0002.xml")
    );
    for path in ["atom-archive-0002.xml", "feed-archive-0002.xml"] {
        let archive = site.published(path);
        let role = archive.find("<fh:archive").expect("what it is");
        let first = archive.find("<entry>").or(archive.find("<item>"));
        assert!(Some(role) < first, "before the entries: {archive}");
        assert!(archive.contains("<title>Example (2)</title>"), "{archive}");
        let whole = path.replace("-archive-0002", "");
        for (relation, expected) in [
            ("self", Some(path)),
            ("current", Some(&*whole)),
            ("prev-archive", Some(&*path.replace("0002", "0001"))),
            ("next-archive", None),
        ] {
            let expected = expected.map(|path| format!("https://example.org/{path}"));
            assert_eq!(link(&archive, relation), expected, "{relation} in {path}");
        }
        assert!(
            !site
                .published(&path.replace("0002", "0001"))
                .contains("prev-archive"),
            "nothing is older"
        );
    }
    let archive = site.published("atom-archive-0001.xml");
    // All documents are one feed (RFC 5005, 1), and its `updated` is that of its entries.
    assert!(
        archive.contains("<id>https://example.org/atom.xml</id>"),
        "{archive}"
    );
    assert!(
        archive.contains(&format!(
            "<updated>{}</updated>\n  <generator>",
            day(3).to_rfc3339()
        )),
        "{archive}"
    );
    site.run(&["validate", "--profile", "strict", "public"])
        .code(0)
        .stdout_has("9 files: 9 valid; 0 errors, 0 warnings");
}

#[test]
fn what_happens_to_one_article_changes_no_archive_but_its_own() {
    let site = Site::new().config(&config("limit = 2\narchive = true\narchive_size = 3"));
    add(&site, 0..11);
    site.build().code(0);
    let archives = |site: &Site| -> Vec<Vec<String>> {
        let mut documents = follow(site, "atom.xml");
        documents.reverse();
        documents
    };
    assert_eq!(
        archives(&site),
        [
            titles([2, 1, 0].into_iter()),
            titles([5, 4, 3].into_iter()),
            titles([8, 7, 6].into_iter()),
            titles([10, 9].into_iter()),
        ]
    );
    let step = |what: &str, expected: &[&str]| {
        let before = site.snapshot();
        site.build();
        let atom = |name: &String| name.starts_with("atom");
        let changed: Vec<String> = changed(&before, &site.snapshot())
            .into_iter()
            .filter(atom)
            .collect();
        assert_eq!(changed, expected, "{what}");
    };
    step("nothing", &[]);

    // Written late with an old date.
    write(&site, 20, day(1) + TimeDelta::hours(1), "Late.");
    step("an old date", &["atom.xml"]);
    assert_eq!(archives(&site)[3], titles([10, 9, 20].into_iter()));

    write(&site, 4, day(4), "Another text.");
    step("an edit", &["atom-archive-0002.xml"]);

    fs::remove_file(site.path("articles/0/n1.md")).expect("removed");
    step("removed", &["atom-archive-0001.xml"]);
    assert_eq!(archives(&site)[0], titles([2, 0].into_iter()));
    write(&site, 1, day(1), "Text of 1.");
    step("back", &["atom-archive-0001.xml"]);
    assert_eq!(archives(&site)[0], titles([2, 1, 0].into_iter()));

    // The next archive takes the oldest that none has.
    add(&site, 11..13);
    step("two more", &["atom-archive-0004.xml", "atom.xml"]);
    assert_eq!(
        archives(&site)[3..],
        [
            titles([10, 9, 20].into_iter()),
            titles([12, 11].into_iter())
        ]
    );

    // Who knows nothing of archives has `limit` entries although some are gone.
    for number in [11, 12] {
        fs::remove_file(site.path(&format!("articles/0/n{number}.md"))).expect("removed");
    }
    step("what no archive has is gone", &["atom.xml"]);
    assert_eq!(archives(&site)[4], titles([10, 9].into_iter()));
}

#[test]
fn a_fresh_clone_has_the_ledger_and_gives_the_same_files() {
    let site = Site::new().config(&config("limit = 2\narchive = true\narchive_size = 3"));
    add(&site, 0..9);
    site.build().code(0);
    write(&site, 20, day(1) + TimeDelta::hours(1), "Late.");
    add(&site, 9..12);
    fs::remove_file(site.path("articles/0/n4.md")).expect("removed");
    site.build().code(0);
    let files = site.snapshot();
    fs::remove_dir_all(site.path("public")).expect("removed");
    site.run(&["build", "--locked"]).code(0);
    assert_eq!(site.snapshot(), files);
    // Without it they are counted anew.
    site.run(&["build", "--no-lock"]).code(0);
    assert_ne!(site.snapshot(), files);
}

#[test]
fn a_build_that_must_not_change_the_ledger_cuts_no_archive() {
    let site = Site::new().config(&config("limit = 2\narchive = true\narchive_size = 3"));
    add(&site, 0..7);
    site.build().code(0);
    let files = site.snapshot();
    add(&site, 7..8);
    site.run(&["build", "--locked"])
        .code(1)
        .stdout_has("+ archive atom.xml 2 of 3 articles");
    assert_eq!(site.snapshot(), files);
}

#[test]
fn a_build_of_some_articles_decides_nothing_for_good() {
    let site = Site::new().config(&config("limit = 1\narchive = true\narchive_size = 2"));
    add(&site, 0..9);
    site.run(&["build", "--include", "0/n[3-8].md"]).code(0);
    assert!(!site.read("dateline.lock").contains("# archive"));
    site.build().code(0);
    assert_eq!(follow(&site, "feed.json")[4], titles([1, 0].into_iter()));
}

#[test]
fn two_branches_that_cut_one_archive_otherwise_are_told() {
    let site = Site::new().config(&config("limit = 1\narchive = true\narchive_size = 2"));
    add(&site, 0..3);
    site.build().code(0);
    let ledger = site.read("dateline.lock");
    let line = ledger
        .lines()
        .find(|line| line.starts_with("# archive atom.xml"))
        .expect("the line of the archive");
    // Cut alike, git leaves one line of the two, or a union of them both.
    let twice = ledger.replace(line, &format!("{line}\n{line}"));
    let site = site.file("dateline.lock", &twice);
    site.build().code(0);
    assert_eq!(site.read("dateline.lock"), ledger);
    let other = format!("{}0", &line[..line.len() - 1]);
    let other = if other == line {
        format!("{}1", &line[..line.len() - 1])
    } else {
        other
    };
    let site = site.file(
        "dateline.lock",
        &ledger.replace(line, &format!("{line}\n{other}")),
    );
    site.build()
        .code(2)
        .stderr_has("archive 1 is described by an earlier line otherwise");
    for broken in [
        "# archive atom.xml\t0\t",
        "# archive atom.xml\t4294967295\t",
        "# archive atom.xml\t1\txyz",
        "# archive",
    ] {
        let site = Site::new()
            .config(&config("limit = 1\narchive = true"))
            .file(
                "dateline.lock",
                &format!("# dateline.lock 1 example.org\n{broken}\n"),
            );
        add(&site, 0..1);
        site.build()
            .code(2)
            .stderr_has("dateline.lock:2: error[broken-ledger]");
    }
}

#[test]
fn other_settings_rebuild_archives_and_leave_their_articles_in_them() {
    let site = Site::new().config(&config("limit = 2\narchive = true\narchive_size = 3"));
    add(&site, 0..8);
    site.build().code(0);
    let site = site.config(&config(
        "limit = 2\narchive = true\narchive_size = 2\ntitle = \"Other\"\npart_title = \":title, part :number\"\n\
         part_path = \"old/:stem.:number.:extension\"",
    ));
    site.build().code(0);
    let archive = site.published("old/atom.0001.xml");
    assert!(
        archive.contains("<title>Other, part 1</title>"),
        "{archive}"
    );
    let documents = follow(&site, "atom.xml");
    assert_eq!(documents.len(), 3);
    assert_eq!(documents.concat(), titles((0..8).rev()));
    // A higher limit shows more in the feed itself, and the archives stay.
    let before = site.snapshot();
    let site = site.config(&config(
        "limit = 6\narchive = true\narchive_size = 2\ntitle = \"Other\"\npart_title = \":title, part :number\"\n\
         part_path = \"old/:stem.:number.:extension\"",
    ));
    site.build().code(0);
    assert_eq!(
        changed(&before, &site.snapshot()),
        ["atom.xml", "feed.json", "feed.xml"]
    );
    assert_eq!(document(&site, "atom.xml").ids.len(), 6);
}

#[test]
fn pages_lead_to_every_article() {
    let site = Site::new().config(&config("limit = 4\npaged = true"));
    add(&site, 0..10);
    site.build().code(0);
    for feed in FORMATS {
        let documents = follow(&site, feed);
        assert_eq!(documents.len(), 3, "{feed}");
        assert_eq!(documents.concat(), titles((0..10).rev()), "{feed}");
    }
    for (path, links) in [
        (
            "atom.xml",
            ["atom.xml", "", "atom-page-0002.xml", "atom-page-0003.xml"],
        ),
        (
            "atom-page-0002.xml",
            [
                "atom.xml",
                "atom.xml",
                "atom-page-0003.xml",
                "atom-page-0003.xml",
            ],
        ),
        (
            "atom-page-0003.xml",
            ["atom.xml", "atom-page-0002.xml", "", "atom-page-0003.xml"],
        ),
    ] {
        let text = site.published(path);
        for (relation, expected) in ["first", "previous", "next", "last"].iter().zip(links) {
            let found = link(&text, relation).unwrap_or_default();
            assert_eq!(
                found.trim_start_matches("https://example.org/"),
                expected,
                "{relation} in {path}"
            );
        }
    }
    site.run(&["validate", "--profile", "strict", "public"])
        .code(0);
}

#[test]
fn a_feed_that_has_every_entry_says_so_where_it_is_asked_to() {
    let site = Site::new().config(&config("limit = 0\ncomplete = true"));
    add(&site, 0..3);
    site.build().code(0);
    for path in ["feed.xml", "atom.xml"] {
        assert!(site.published(path).contains("<fh:complete"));
    }
    site.run(&["validate", "--profile", "strict", "public"])
        .code(0);
    let site = site.config(&config("complete = true"));
    site.build()
        .code(2)
        .stderr_has("feeds[0].complete: a complete feed has every entry, found `limit = 20`");
}

#[test]
fn one_article_that_a_format_cannot_show_leaves_the_archive_to_the_others() {
    let site = Site::new().config(&config("limit = 1\narchive = true\narchive_size = 3"));
    add(&site, 0..4);
    fs::write(
        site.path("articles/0/bad.md"),
        format!(
            "---\ntitle: Bad\nauthor: Ada Berg\nid: \"urn:x:%\"\ndate: {}\n---\nText.\n",
            day(1).format("%Y-%m-%d")
        ),
    )
    .expect("an article");
    let said = site.build();
    let documents = follow(&site, "atom.xml");
    assert_eq!(documents.len(), 2, "{said}");
    for number in 0..4 {
        let title = format!("Number {number}");
        assert_eq!(
            documents
                .concat()
                .iter()
                .filter(|found| **found == title)
                .count(),
            1,
            "{said}"
        );
    }
}

#[test]
fn comparing_shows_what_readers_of_the_feed_notice_and_writes_nothing() {
    let site = Site::new().config(&config("limit = 2\narchive = true\narchive_size = 3"));
    add(&site, 0..7);
    site.build().code(0);
    let files = site.snapshot();
    add(&site, 7..8);
    site.run(&["diff"]).code(0).stdout_has("1 new, 0 updated");
    assert_eq!(site.snapshot(), files);
    // An article that becomes due changes a feed that shows all that no archive has.
    write(
        &site,
        30,
        "2027-01-01T00:00:00Z".parse().expect("an instant"),
        "Later.",
    );
    site.run(&["next"]).stdout_has("2027-01-01T00:00:00");
}

#[test]
fn a_killed_build_leaves_no_link_to_an_archive_that_is_not_there() {
    const ROUNDS: usize = 12;
    let site = Site::new().config(&config("limit = 2\narchive = true\narchive_size = 3"));
    add(&site, 0..30);
    let begun = Instant::now();
    site.run(&["build", "--output", "whole"]).code(0);
    let took = begun.elapsed();
    let (mut killed, mut written) = (0, 0);
    for round in 1..=ROUNDS {
        add(&site, round * 30..(round + 1) * 30);
        let mut child = site.spawn("", &["build"]);
        // The longer, the more articles there are; some builds are to end by themselves.
        std::thread::sleep(took * (3 + round as u32) * (1 + round as u32) / 20);
        killed += usize::from(child.try_wait().expect("its state").is_none());
        child.kill().expect("SIGKILL");
        child.wait().expect("its end");
        let mut files = site.snapshot();
        written = files.len();
        files.retain(|name, _| !name.ends_with(".tmp"));
        for name in files.keys() {
            if let Some(older) = document(&site, name).older {
                assert!(files.contains_key(path_of(&older)), "{name}: {older}");
            }
        }
    }
    eprintln!("{killed} of {ROUNDS} builds were killed, which left {written} files");
    site.build().code(0);
    for feed in FORMATS {
        let documents = follow(&site, feed);
        assert_eq!(documents.concat(), titles((0..30 * (ROUNDS + 1)).rev()));
    }
}
