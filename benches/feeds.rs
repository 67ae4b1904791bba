//! What a feed for each of 10,000 tags costs, next to what the same bytes cost without tags.
//!
//! `cargo bench --bench feeds` makes a site of 10,000 articles of three tags each, all in all 10,000 tags,
//! and builds it four ways: one feed of everything, whose bytes are the measure; the feeds of 100 tags
//! and those of 10,000, from which the costs of a feed and of an article show; and again with nothing
//! changed. Each is told for a megabyte of feeds: were every feed a pass over the articles, the one with
//! 10,000 would cost a hundred times as much.
//!
//! `cargo bench --bench feeds -- 2000` takes another number of articles and tags.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Tags that an article has.
const EACH: usize = 3;

fn main() {
    let number = std::env::args().find_map(|argument| argument.parse().ok());
    if let Err(error) = measure(number.unwrap_or(10_000)) {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn measure(number: usize) -> std::io::Result<()> {
    println!("{number} articles of {EACH} tags each");
    let few = number.div_ceil(100);
    let everything = "[[feeds]]\npath = \"feed.xml\"\nlimit = 0\n";
    let by_tag = "[[feeds]]\nby = [\"tag\"]\npath = \"tags/:slug/feed.xml\"\nlimit = 0\n";
    for (name, tags, feeds) in [
        ("all in one feed".to_owned(), number, everything),
        (format!("{few} tags"), few, by_tag),
        (format!("{number} tags"), number, by_tag),
    ] {
        let folder = tempfile::tempdir()?;
        write(folder.path(), number, tags, feeds)?;
        let (cold, again) = (build(folder.path()), build(folder.path()));
        let (files, bytes) = size(&folder.path().join("public"))?;
        row(&name, files, bytes, cold);
        row("  nothing changed", files, bytes, again);
    }
    Ok(())
}

fn write(folder: &Path, number: usize, tags: usize, feeds: &str) -> std::io::Result<()> {
    fs::write(
        folder.join("dateline.toml"),
        format!(
            "[site]\nurl = \"https://example.org/\"\ntimezone = \"UTC\"\nlanguage = \"en\"\n{feeds}"
        ),
    )?;
    let text = "Some words that an article has, and a [link](https://example.org/). ".repeat(30);
    for article in 0..number {
        let section = folder.join(format!("articles/s{:03}", article / 1000));
        fs::create_dir_all(&section)?;
        // Each tag as often as any other, and no two articles with the same ones.
        let own: Vec<String> = (0..EACH)
            .map(|at| format!("Tag {}", (article * (2 * at + 1) + at * 37) % tags))
            .collect();
        let date = format!(
            "{}-{:02}-{:02}",
            2000 + article % 20,
            1 + article % 12,
            1 + article % 28
        );
        fs::write(
            section.join(format!("{article}.md")),
            format!(
                "---\ntitle: Article {article}\ndate: {date}\ntags: [{}]\n---\n\n{text}\n",
                own.join(", ")
            ),
        )?;
    }
    Ok(())
}

fn build(folder: &Path) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args([
            "build",
            "--quiet",
            "--no-lock",
            "--now",
            "2026-01-01T00:00:00Z",
        ])
        .current_dir(folder)
        .status();
    assert!(status.is_ok_and(|status| status.success()), "a build fails");
    start.elapsed()
}

/// Files and bytes below a folder.
fn size(folder: &Path) -> std::io::Result<(usize, u64)> {
    let mut sum = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (files, bytes) = match entry.metadata()? {
            metadata if metadata.is_dir() => size(&entry.path())?,
            metadata => (1, metadata.len()),
        };
        sum = (sum.0 + files, sum.1 + bytes);
    }
    Ok(sum)
}

fn row(name: &str, files: usize, bytes: u64, time: Duration) {
    let (ms, mb) = (time.as_secs_f64() * 1000.0, bytes as f64 / 1e6);
    println!(
        "  {name:<20}{files:>7} feeds {mb:>8.1} MB {ms:>9.0} ms {:>8.1} ms/MB {:>8.3} ms/feed",
        ms / mb,
        ms / files as f64
    );
}
