//! Reading and writing a ledger of 100,000 articles, next to reading and writing the same bytes.

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::DateTime;
use dateline::ledger::{Kind, Ledger, Line, Prints, Seen, Sketch, State};

const LINES: usize = 100_000;
const ROUNDS: usize = 9;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("dateline.lock");
    let mut ledger = sample();
    ledger.sort();
    let text = ledger.write();
    fs::write(&path, &text).expect("the file");
    let copy = folder.path().join("copy");

    let read_bytes = best(|| fs::read_to_string(&path).expect("the file"));
    let write_bytes = best(|| fs::write(&copy, &text).expect("the copy"));
    let read = best(|| {
        let text = fs::read_to_string(&path).expect("the file");
        Ledger::parse(&text).expect("a ledger")
    });
    let write = best(|| fs::write(&copy, ledger.write()).expect("the copy"));
    let sort = best(|| {
        let mut ledger = ledger.clone();
        ledger.sort();
        ledger
    });
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{LINES} lines, {:.1} MB", text.len() as f64 / 1e6);
    for (what, time, floor) in [
        ("read", read, Some(read_bytes)),
        ("write", write, Some(write_bytes)),
        ("clone and sort", sort, None),
    ] {
        let beside = floor.map_or(String::new(), |floor| {
            let ratio = time.as_secs_f64() / floor.as_secs_f64();
            format!(
                ", the bytes alone {:.1} ms, {ratio:.1} times that",
                milliseconds(floor)
            )
        });
        println!("{what:<15} {:>6.1} ms{beside}", milliseconds(time));
    }
}

fn sample() -> Ledger {
    let mut ledger = Ledger::new("example.org");
    let mut x = 1_u64;
    let mut next = || {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        x
    };
    for number in 0..LINES {
        let day = DateTime::from_timestamp(1_100_000_000 + number as i64 * 6_000, 0)
            .expect("an instant")
            .fixed_offset();
        let date = day.format("%Y-%m-%d");
        let slug = format!("an-article-with-a-name-{number}");
        let mut sketch = [0; 16];
        sketch.iter_mut().for_each(|byte| *byte = next() as u8);
        ledger.lines.push(Line {
            guid: format!("tag:example.org,{date}:posts/{slug}").into(),
            path: format!("posts/{date}-{slug}.md").into(),
            address: format!("/posts/{slug}/").into(),
            published: day,
            updated: day,
            state: State::Live,
            prints: Prints {
                title: next() >> 16,
                source: Some(next()),
                seen: Some(Seen {
                    kind: Kind::Content,
                    print: next(),
                }),
                sketch: Some(Sketch(sketch)),
            },
        });
    }
    ledger
}

fn best<T>(work: impl Fn() -> T) -> Duration {
    (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            black_box(work());
            begun.elapsed()
        })
        .min()
        .unwrap_or_default()
}
