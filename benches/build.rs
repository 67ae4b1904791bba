//! Articles per second and peak memory of a build, next to what the disk allows at least.
//!
//! `cargo bench --bench build` makes a site of 10,000 articles in a temporary folder and one of
//! 100,000, and measures in one run: `stat` of every file; open, read one block and close of every
//! file, on as many threads as the build uses; a build without old feeds; a build with nothing
//! changed; both again with archives of all articles (RFC 5005). The ratio to the second line
//! is what counts: machines differ, ratios less so.
//!
//! `cargo bench --bench build -- 5000` takes another number of articles.

mod site;

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rayon::prelude::*;

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let numbers = if numbers.is_empty() {
        vec![10_000, 100_000]
    } else {
        numbers
    };
    for number in numbers {
        if let Err(error) = measure(number) {
            eprintln!("{number} articles: {error}");
            std::process::exit(1);
        }
    }
}

fn measure(number: usize) -> std::io::Result<()> {
    let folder = tempfile::tempdir()?;
    let articles = folder.path().join("articles");
    let output = folder.path().join("public");
    site::write(&articles, number)?;
    let mut files = Vec::new();
    collect(&articles, &mut files)?;

    println!(
        "{number} articles, {} threads",
        rayon::current_num_threads()
    );
    let stat = best(|| {
        files.par_iter().for_each(|path| {
            std::hint::black_box(fs::metadata(path).is_ok());
        });
    });
    row("stat every file", number, stat, None);
    let floor = best(|| {
        files.par_iter().for_each(|path| {
            let mut block = [0; 4096];
            std::hint::black_box(
                File::open(path)
                    .and_then(|mut file| file.read(&mut block))
                    .is_ok(),
            );
        });
    });
    row("open, read, close", number, floor, Some(floor));

    let archives: String = ["feed.xml", "atom.xml", "feed.json"]
        .map(|path| format!("[[feeds]]\npath = \"{path}\"\narchive = true\n"))
        .concat();
    for (name, config) in [("build", ""), ("with archives", &*archives)] {
        fs::write(folder.path().join("dateline.toml"), config)?;
        let mut memory = 0;
        let cold = best(|| {
            let _ = fs::remove_dir_all(&output);
            memory = build(&articles, &output);
        });
        row(name, number, cold, Some(floor));
        let again = best(|| {
            build(&articles, &output);
        });
        row("  nothing changed", number, again, Some(floor));
        if memory > 0 {
            println!(
                "  peak memory {:.1} MB, {:.2} KB an article\n",
                memory as f64 / 1024.0,
                memory as f64 / number as f64
            );
        }
    }
    Ok(())
}

/// The shortest of five runs: what else the machine does only ever adds.
fn best(mut run: impl FnMut()) -> Duration {
    (0..5)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn row(name: &str, number: usize, time: Duration, floor: Option<Duration>) {
    let rate = number as f64 / time.as_secs_f64();
    let ratio = floor.map_or(String::new(), |floor| {
        format!("{:>6.2} x", time.as_secs_f64() / floor.as_secs_f64())
    });
    println!(
        "  {name:<24}{:>9.1} ms {rate:>12.0} /s{ratio}",
        time.as_secs_f64() * 1000.0
    );
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Builds with the command and gives its peak memory in KB, where the system tells it.
fn build(articles: &Path, output: &Path) -> u64 {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command
        .args([
            "build",
            "--quiet",
            "--url",
            "https://example.org/",
            "--title",
            "Bench",
        ])
        .args([
            "--now",
            "2026-01-01T00:00:00Z",
            "--timezone",
            "UTC",
            "--config",
        ])
        .arg(articles.with_file_name("dateline.toml"))
        .arg("--output")
        .arg(output)
        .arg(articles);
    let time = Path::new("/usr/bin/time");
    if !time.exists() {
        let _ = command.status();
        return 0;
    }
    let report = articles.with_file_name("memory");
    let mut timed = Command::new(time);
    timed
        .args(["-f", "%M", "-o"])
        .arg(&report)
        .arg(command.get_program())
        .args(command.get_args());
    let _ = timed.status();
    fs::read_to_string(report)
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0)
}
