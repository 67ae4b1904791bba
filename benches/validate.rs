//! Megabytes and files per second of the validator, next to what reading XML costs at least.
//!
//! `cargo bench --bench validate` makes an RSS feed of 10 MB with full content and 10,000 small feeds
//! in memory, and measures in one run and on one core: `quick-xml` reading alone, without a look at
//! anything; the validator; the validator on pieces; `xmllint --noout --stream` where it is installed,
//! its start included. The ratios count: machines differ, ratios less so.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use dateline::validate::{Options, validate, validate_reader};
use quick_xml::Reader;
use quick_xml::events::Event;

const RUNS: usize = 5;
const SMALL: usize = 10_000;

fn main() {
    if let Err(error) = measure() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn measure() -> std::io::Result<()> {
    let options = Options::default();
    let feed = feed(10 << 20);
    let report = validate(feed.as_bytes(), &options);
    assert!(report.findings.is_empty(), "{report}");
    let megabytes = feed.len() as f64 / 1e6;
    println!("RSS of {megabytes:.1} MB with full content");
    let floor = best(|| read_xml(feed.as_bytes()));
    let row = |name: &str, time: Duration| {
        println!(
            "  {name:<28}{:>9.1} ms {:>8.0} MB/s {:>6.2} x",
            time.as_secs_f64() * 1000.0,
            megabytes / time.as_secs_f64(),
            time.as_secs_f64() / floor.as_secs_f64()
        );
    };
    row("quick-xml, reading alone", floor);
    row(
        "validate",
        best(|| validate(feed.as_bytes(), &options).findings.len()),
    );
    row(
        "validate, in pieces",
        best(|| {
            validate_reader(feed.as_bytes(), &options).map_or(0, |report| report.findings.len())
        }),
    );
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("feed.xml");
    fs::write(&path, &feed)?;
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--noout", "--stream"]).arg(&path);
    xmllint.stdout(Stdio::null()).stderr(Stdio::null());
    if xmllint.status().is_ok() {
        row(
            "xmllint --noout --stream",
            best(|| usize::from(xmllint.status().is_ok())),
        );
    } else {
        println!("  xmllint is not installed");
    }

    let small = self::feed(2_000);
    println!("{SMALL} feeds of {} bytes", small.len());
    let row = |name: &str, time: Duration| {
        println!(
            "  {name:<28}{:>9.1} ms {:>8.0} files/s",
            time.as_secs_f64() * 1000.0,
            SMALL as f64 / time.as_secs_f64()
        );
    };
    row(
        "quick-xml, reading alone",
        best(|| (0..SMALL).map(|_| read_xml(small.as_bytes())).sum()),
    );
    row(
        "validate",
        best(|| {
            (0..SMALL)
                .map(|_| validate(small.as_bytes(), &options).findings.len())
                .sum()
        }),
    );
    Ok(())
}

/// The shortest time of several runs.
fn best(mut work: impl FnMut() -> usize) -> Duration {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn read_xml(bytes: &[u8]) -> usize {
    let mut reader = Reader::from_reader(bytes);
    let mut events = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return events,
            Ok(event) => {
                black_box(event);
                events += 1;
            }
        }
    }
}

/// A feed of about so many bytes, with nothing to find.
fn feed(bytes: usize) -> String {
    let mut feed = String::with_capacity(bytes + 8192);
    feed.push_str(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" \
         xmlns:atom=\"http://www.w3.org/2005/Atom\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n<title>Bench</title>\n\
         <link>https://example.org/</link>\n<description>A feed to be measured</description>\n\
         <language>en</language>\n\
         <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"https://example.org/feed.xml\"/>\n",
    );
    const PARAGRAPH: &str = "&lt;p&gt;The ferry left the &lt;em&gt;old&lt;/em&gt; harbour at nine, and \
                             the &lt;a href=\"https://example.org/light/\"&gt;lighthouse&lt;/a&gt; was \
                             lit &amp;amp; seen from forty miles away, as it had been for a hundred \
                             years before anybody thought of writing it down.&lt;/p&gt;\n";
    let mut number = 0;
    while feed.len() < bytes {
        number += 1;
        let _ = write!(
            feed,
            "<item>\n<title>Article {number}</title>\n\
             <link>https://example.org/articles/{number}/</link>\n\
             <guid isPermaLink=\"false\">tag:example.org,2026:{number}</guid>\n\
             <pubDate>Mon, 05 Jan 2026 09:30:00 +0000</pubDate>\n<dc:creator>Ada Berg</dc:creator>\n\
             <description>The ferry, and the lighthouse.</description>\n<content:encoded>"
        );
        for _ in 0..(bytes / 400).clamp(2, 30) {
            feed.push_str(PARAGRAPH);
        }
        feed.push_str("</content:encoded>\n</item>\n");
    }
    feed.push_str("</channel>\n</rss>\n");
    feed
}
