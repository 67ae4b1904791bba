//! A generated site: the same articles for the same number, whatever machine makes them.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Words that titles and texts are made of.
const WORDS: [&str; 24] = [
    "harbour", "lamp", "tide", "ferry", "stone", "wall", "oven", "bread", "swift", "roof", "tower",
    "clock", "seed", "bank", "river", "line", "library", "night", "moon", "winter", "garden",
    "bridge", "letter", "wind",
];

/// Writes `count` articles into folders of a thousand: four of five in Markdown with YAML front
/// matter, the rest in TOML, header lines, HTML and bare text. A body has about 3 KB, as blog posts
/// have in the median.
///
/// # Errors
///
/// What the disk says.
pub(crate) fn write(folder: &Path, count: usize) -> io::Result<()> {
    let mut random = Random(0x5eed);
    for number in 0..count {
        let section = folder.join(format!("s{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&section)?;
        }
        let (name, text) = article(number, &mut random);
        fs::write(section.join(name), text)?;
    }
    Ok(())
}

fn article(number: usize, random: &mut Random) -> (String, String) {
    let title = format!("The {} and the {} {number}", random.word(), random.word());
    let (year, month, day) = (
        2005 + number % 20,
        1 + random.below(12),
        1 + random.below(28),
    );
    let date = format!("{year}-{month:02}-{day:02}");
    let time = format!("{:02}:{:02}:00", random.below(24), random.below(60));
    let tags = [random.word(), random.word()];
    let body = body(random);
    match number % 20 {
        0 => (
            format!("{number}.md"),
            format!(
                "+++\ntitle = \"{title}\"\ndate = {date}T{time}Z\n[taxonomies]\ntags = [\"{}\", \"{}\"]\n+++\n\n{body}",
                tags[0], tags[1]
            ),
        ),
        1 => (
            format!("{date}-{number}.md"),
            format!("Title: {title}\nTags: {}, {}\n\n{body}", tags[0], tags[1]),
        ),
        2 => (
            format!("{number}.html"),
            format!(
                "<!DOCTYPE html>\n<html lang=\"en\"><head><title>{title}</title>\n<meta property=\"og:title\" content=\"{title}\">\n<meta property=\"article:published_time\" content=\"{date}T{time}+02:00\">\n</head><body><article><h1>{title}</h1><p>{body}</p></article></body></html>\n"
            ),
        ),
        3 => (
            format!("{number}.txt"),
            format!(
                " date {date} New Delhi: A first sentence about {number}.\n\n{title}\n\n{body}"
            ),
        ),
        _ => (
            format!("{number}.md"),
            format!(
                "---\ntitle: \"{title}\"\ndate: {date}T{time}+02:00\nauthor: Ada Berg\ntags: [{}, {}]\ndescription: A few words about number {number}.\n---\n\n{body}",
                tags[0], tags[1]
            ),
        ),
    }
}

fn body(random: &mut Random) -> String {
    let mut text = String::with_capacity(3200);
    while text.len() < 3000 {
        for at in 0..60 {
            let space = if at == 0 { "" } else { " " };
            let _ = write!(text, "{space}{}", random.word());
        }
        text.push_str(".\n\n");
    }
    text
}

/// A generator of numbers that is the same everywhere (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }
}
