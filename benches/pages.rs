//! Saved pages per second and core, next to what reading and parsing them costs at least.
//!
//! `cargo bench --bench pages` makes pages of 100 KB, takes those of `../shared/inputs/pages` where they
//! are, and measures in one run and on one core: reading the bytes of the files; `html5ever` (by way of
//! `dom_query`) building their trees, without a look at anything; what we understand of them. The ratios
//! count: machines differ, ratios less so.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use dateline::article::SourceFile;
use dateline::config::{Config, Site, SourceConfig};
use dateline::ingest::{discover, ingest};
use dateline::normalise::normalise;
use dom_query::Document;

const RUNS: usize = 5;
const GENERATED: usize = 500;

fn main() {
    if let Err(error) = measure() {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn measure() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    for number in 0..GENERATED {
        fs::write(folder.path().join(format!("{number}.html")), page(number))?;
    }
    row("generated", folder.path())?;
    let shared = match std::env::var_os("DATELINE_SHARED") {
        Some(folder) => folder.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
    };
    let real = shared.join("inputs/pages/html");
    if real.is_dir() {
        row("saved from the web", &real)?;
    } else {
        eprintln!("SKIPPED: no ../shared/inputs/pages and no DATELINE_SHARED");
    }
    Ok(())
}

fn row(name: &str, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let source = SourceConfig {
        path: folder.to_owned(),
        ..SourceConfig::default()
    };
    let (files, _) = discover(&source, None)?;
    let mut config = Config::default();
    config.site.url = Some("https://dateline.invalid/".to_owned());
    let site = config
        .resolve(Path::new(""))
        .map_err(|_| "a configuration with an address")?;
    let pages: Vec<String> = files
        .iter()
        .map(|file| fs::read(file.path()))
        .map(|bytes| bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
        .collect::<Result<_, _>>()?;
    let bytes: usize = pages.iter().map(String::len).sum();
    let megabytes = bytes as f64 / 1e6;
    println!("{} pages {name}, {megabytes:.1} MB", pages.len());
    let reading = best(|| {
        let read = files.iter().filter_map(|file| fs::read(file.path()).ok());
        read.map(|bytes| bytes.len()).sum()
    });
    let parsing = best(|| {
        let trees = pages.iter().map(|page| Document::from(page.as_str()));
        trees
            .map(|tree| usize::from(tree.root().first_child().is_some()))
            .sum()
    });
    let ours = best(|| files.iter().map(|file| understood(file, &site)).sum());
    for (what, time) in [
        ("reading the bytes", reading),
        ("html5ever alone", parsing),
        ("metadata", ours),
    ] {
        println!(
            "  {what:<20}{:>9.1} ms {:>9.0} pages/s {:>7.0} MB/s {:>6.2} x html5ever",
            time.as_secs_f64() * 1000.0,
            pages.len() as f64 / time.as_secs_f64(),
            megabytes / time.as_secs_f64(),
            time.as_secs_f64() / parsing.as_secs_f64()
        );
    }
    Ok(())
}

/// How many characters of a file's title are understood, for something has to be.
fn understood(file: &SourceFile, site: &Site) -> usize {
    let mut length = 0;
    ingest(file, &mut |ingested| {
        if let Some(article) = ingested.article {
            length = normalise(&article, site, false).metadata.title.len();
        }
    });
    length
}

/// The shortest time of several runs on this core.
fn best(mut work: impl FnMut() -> usize) -> Duration {
    let mut shortest = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        black_box(work());
        shortest = shortest.min(start.elapsed());
    }
    shortest
}

/// A page of 100 KB as sites have them: a long head, lists of links, scripts, an article with its date
/// beside the title, comments.
fn page(number: usize) -> String {
    let day = number % 28 + 1;
    let mut page = format!(
        "<!doctype html><html lang=en><head><title>The lamp of night {number} | Harbour News</title>\
         <link rel=canonical href=https://harbour.example/news/lamp-{number}/>\
         <meta property=og:title content='The lamp of night {number}'>\
         <meta name=description content='What the keeper saw &amp; wrote.'>\n"
    );
    for script in 0..40 {
        let _ = writeln!(
            page,
            "<script>var a{script} = {{\"x\": \"{}\"}};</script>",
            "y".repeat(400)
        );
    }
    page.push_str("</head><body><nav class=main-menu><ul>");
    for link in 0..150 {
        let _ = writeln!(
            page,
            "<li class=menu-item><a href=\"/topic/{link}?a=1&amp;b=2\">Topic {link}</a></li>"
        );
    }
    let _ = write!(
        page,
        "</ul></nav><main><article class=post><h1 class=entry-title>The lamp of night {number}</h1>\
         <p class=entry-meta>Posted on May {day}, 2025 by <a href=/author/ada rel=author>Ada Berg</a></p>"
    );
    for paragraph in 0..60 {
        let _ = writeln!(
            page,
            "<p>In the year {} the keeper &ndash; who was alone &ndash; lit it for the {paragraph}th time. {}</p>",
            1800 + paragraph,
            "The ferry went on through the fog, and nobody said a word. ".repeat(8)
        );
    }
    page.push_str("</article><section id=comments>");
    for comment in 0..60 {
        let _ = writeln!(
            page,
            "<div class=comment><span class=date>{} May 2025, 10:{comment:02}</span><p>So it was.</p></div>",
            comment % 28 + 1
        );
    }
    page.push_str("</section></main><footer>&copy; 2025 Harbour News</footer></body></html>");
    page
}
