//! The same input gives the same bytes, and what has not changed is not written.

use std::fs;
use std::time::{Duration, SystemTime};

use serde_json::Value;

use crate::support::{FEEDS, Site, text};

/// Articles in some order: several of one instant, with authors, tags, links and findings.
fn articles() -> Vec<(String, String)> {
    let mut articles: Vec<(String, String)> = (0..60)
        .map(|at| {
            let path = format!("{}/{}-{at}.md", ["b", "a", "ü", "c/d"][at % 4], ["x", "Y", "z"][at % 3]);
            let text = format!(
                "---\ntitle: Number {at}\ndate: 2025-05-{:02}\nauthor: Author {}\ntags: [t{}, all of them]\n---\n\
                 See [the next](../a/Y-{}.md) and ![it](i.png).\n\n- one\n- two\n",
                at % 5 + 1,
                at % 7,
                at % 3,
                at + 1
            );
            (path, text)
        })
        .collect();
    articles.push((
        "zone.txt".to_owned(),
        " date 2025-05-05 New Delhi: A lead of some length.\n\nA Headline\n\nAnd text.\n"
            .to_owned(),
    ));
    articles.push((
        "bad.md".to_owned(),
        "---\ntitle: Bad\n---\nText.\n".to_owned(),
    ));
    articles.push((
        "broken.md".to_owned(),
        "---\ntitle: [\n---\nText.\n".to_owned(),
    ));
    for at in 0..3 {
        articles.push((
            format!("twin{at}.md"),
            "---\ntitle: Twin\ndate: 2025-05-03\nslug: twin\n---\nText.\n".to_owned(),
        ));
    }
    articles
}

fn site(articles: &[(String, String)]) -> Site {
    articles
        .iter()
        .fold(Site::new(), |site, (path, text)| site.article(path, text))
}

#[test]
fn threads_and_the_order_of_the_disk_do_not_matter() {
    let mut articles = articles();
    let first = site(&articles);
    let said = first.run(&["build", "--verbose", "--threads", "1"]).code(1);
    let bytes = first.snapshot();
    assert_eq!(bytes.len(), 3);
    for (round, threads) in ["4", "2", "7", "1"].iter().enumerate() {
        let by = 17 * (round + 1) % articles.len();
        articles.rotate_left(by);
        if round % 2 == 0 {
            articles.reverse();
        }
        let other = site(&articles);
        let output = other
            .run(&["build", "--verbose", "--threads", threads])
            .code(1)
            .stdout(&said.stdout);
        assert_eq!(other.snapshot(), bytes, "{output}");
    }
}

#[test]
fn time_zone_locale_and_working_directory_do_not_matter() {
    let articles = articles();
    let first = site(&articles);
    first.build().code(1);
    let bytes = first.snapshot();
    for (name, value) in [
        ("TZ", "Pacific/Kiritimati"),
        ("TZ", "America/St_Johns"),
        ("TZ", ":/nowhere"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "ja_JP.eucJP"),
        ("LC_TIME", "de_DE.UTF-8"),
        ("HOME", "/nowhere"),
        ("HOSTNAME", "example"),
        ("RAYON_NUM_THREADS", "3"),
    ] {
        let other = site(&articles).env(name, value);
        other.build().code(1);
        assert_eq!(other.snapshot(), bytes, "{name}={value}");
    }
    let other = site(&articles);
    other.run_in("articles/c", &["build"]).code(1);
    assert_eq!(other.snapshot(), bytes, "from a folder below");
    let other = site(&articles);
    let root = other.root().display().to_string();
    other
        .run_in(
            "articles",
            &[
                "build",
                &format!("{root}/articles"),
                "--config",
                &format!("{root}/dateline.toml"),
                "--output",
                &format!("{root}/public"),
            ],
        )
        .code(1);
    assert_eq!(other.snapshot(), bytes, "with absolute paths");
}

#[test]
fn the_times_of_the_files_do_not_matter() {
    let articles = articles();
    let first = site(&articles);
    first.build().code(1);
    let other = site(&articles);
    for (at, (path, _)) in articles.iter().enumerate() {
        let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000 * at as u64);
        let file = fs::OpenOptions::new()
            .write(true)
            .open(other.path("articles").join(path))
            .expect("the file");
        file.set_modified(then).expect("its time");
    }
    other.build().code(1);
    assert_eq!(other.snapshot(), first.snapshot());
}

#[cfg(unix)]
#[test]
fn a_second_build_writes_nothing() {
    use std::os::unix::fs::MetadataExt;
    let site = site(&articles());
    site.build().code(1);
    let state = || {
        let of = |path: &str| {
            let metadata = fs::metadata(site.path(path)).expect("a file");
            (
                metadata.ino(),
                metadata.mtime(),
                metadata.mtime_nsec(),
                metadata.ctime(),
                metadata.ctime_nsec(),
            )
        };
        let mut state: Vec<_> = FEEDS
            .iter()
            .map(|feed| of(&format!("public/{feed}")))
            .collect();
        // Its times change where a file in it was made or renamed.
        state.push(of("public"));
        state
    };
    let before = state();
    for _ in 0..3 {
        let output = site.build().code(1);
        assert_eq!(
            output.stdout.matches(", unchanged\n").count(),
            3,
            "{output}"
        );
        assert!(!output.stdout.contains("in public"), "{output}");
    }
    assert_eq!(state(), before);
}

#[test]
fn a_change_touches_only_the_feeds_that_show_it() {
    let config = "[site]\nurl = \"https://example.org/\"\ntimezone = \"UTC\"\n\
                  [[feeds]]\npath = \"all.xml\"\n[[feeds]]\npath = \"other.xml\"\n[feeds.filter]\ntags = [\"other\"]\n";
    let site = Site::new()
        .config(config)
        .article("a.md", "---\ntitle: A\ndate: 2025-05-05\n---\nText.\n")
        .article(
            "b.md",
            "---\ntitle: B\ndate: 2025-05-04\ntags: [other]\n---\nText.\n",
        );
    site.build().code(0);
    let site = site.article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05\n---\nOther text.\n",
    );
    site.build()
        .code(0)
        .stdout("all.xml    2 entries, 0 new\nother.xml  1 entry, unchanged\nin public\n0 new, 1 updated; 0 old articles will look new\n");
}

#[test]
fn the_instant_of_the_build_is_in_no_feed() {
    let site = site(&articles());
    site.run(&["build", "--now", "2025-06-01T00:00:00Z"])
        .code(1);
    let bytes = site.snapshot();
    for now in ["2026-01-01T00:00:00Z", "2099-12-31T23:59:59+14:00"] {
        let output = site.run(&["build", "--now", now]).code(1);
        assert_eq!(
            output.stdout.matches(", unchanged\n").count(),
            3,
            "{output}"
        );
        assert_eq!(site.snapshot(), bytes);
    }
    // The latest change of an entry, not of the site.
    let updated = site
        .feed("atom.xml")
        .updated
        .map(|updated| updated.to_rfc3339());
    assert_eq!(updated.as_deref(), Some("2025-05-05T00:00:00+00:00"));
    assert!(
        site.published("feed.xml")
            .contains("<lastBuildDate>Mon, 05 May 2025 00:00:00 +0000</lastBuildDate>")
    );
}

#[test]
fn an_article_keeps_its_id_when_its_text_title_or_neighbours_change() {
    let site = Site::new().dated("posts/a.md", "A", "2025-05-05T10:00:00Z");
    site.build().code(0);
    let id = |site: &Site, title: &str| -> String {
        let item: Option<Value> = site
            .items()
            .into_iter()
            .find(|item| text(item, "title") == title);
        text(&item.expect("the item"), "id").to_owned()
    };
    let before = id(&site, "A");
    let site = site
        .dated("posts/a.md", "Another", "2025-05-05T10:00:00Z")
        .dated("posts/b.md", "B", "2025-05-05");
    site.build()
        .code(0)
        .stdout_has("feed.xml   2 entries, 1 new\n");
    assert_eq!(id(&site, "Another"), before);
}
