//! One site through all formats and several readers: `feed-rs`, feedparser (Python) and feedsmith
//! (JavaScript) see the same in RSS, Atom and JSON Feed, and that is what the authors wrote.

use std::path::{Path, PathBuf};
use std::process::Command;

use feed_rs::model::{Entry, Link};
use serde_json::{Value, json};

use crate::support::{CONFIG, FEEDS, Site, parse, skip};

/// Texts that readers are known to spoil where a feed escapes them once too often or not enough.
fn site() -> Site {
    Site::new()
        .config(
            "[site]\ntitle = \"Bo & Søn <notes>\"\nurl = \"https://example.org/\"\n\
             description = \"1 < 2 & other \\\"truths\\\"\"\nlanguage = \"en\"\ntimezone = \"UTC\"\n",
        )
        .article(
            "att.md",
            "---\ntitle: 'AT&T says 1 < 2, \"quoted\" & ‘curly’'\ndate: 2025-05-05T23:30:00+05:30\n\
             updated: 2025-05-07T01:15:00-03:00\nauthors: [\"Smith, Ann\", \"Bo \\\"B\\\" O’Neil & Søn\"]\n\
             tags: [\"R&D\", \"a < b\", \"C++\", \"two words\"]\n\
             description: 'A summary of AT&T, 1 < 2 & \"quotes\".'\n\
             image: https://example.org/pictures/a&b.png\n\
             enclosure:\n  - url: https://example.org/sound/one.mp3?x=1&y=2\n    length: 12345\n    \
             type: audio/mpeg\n---\n\
             Café & co: 5 &lt; 6 &amp; 7 &gt; 3, &copy; 2025.\n\n\
             | a | b |\n|---|---|\n| 1 &lt; 2 | `x && y` |\n\n\
             [A link](/x?a=1&b=2#f \"title & more\") and ![a picture](pictures/p.png).\n\n\
             ```rust\nif a < b && c > d { }\n```\n",
        )
        .article(
            "emoji.md",
            "---\ntitle: \"👩‍👩‍👧‍👦 family, 🇩🇪 flag, 𝒜stral 🎉\"\ndate: 2025-04-01T12:00:00-07:00\n\
             author: Zoë 🎈\ntags: [🎉, émoji]\n---\nNo summary here, only 🎉 and *emphasis*.\n\nMore.\n",
        )
        .article(
            "rtl.html",
            "<!doctype html><html lang=\"he\" dir=\"rtl\"><head><title>שלום עולם (Hello) مرحبا</title>\n\
             <meta name=\"date\" content=\"2025-03-02\"><meta name=\"author\" content=\"נועה לוי\">\n\
             <meta name=\"keywords\" content=\"עברית, العربية\"></head>\n\
             <body><p dir=\"rtl\">טקסט עם <b>הדגשה</b> ו-English בפנים.</p></body></html>\n",
        )
        .article(
            "cjk.md",
            "---\ntitle: 東京の「朝」・한국어 뉴스：你好，世界！\ndate: 2025-02-01T08:00:00+09:00\nlanguage: ja\n\
             author: 山田 太郎\ntags: [東京, 뉴스]\n---\n\
             これは本文です。<ruby>漢字<rt>かんじ</rt></ruby>と😀。\n",
        )
        .article(
            "tags.md",
            "---\ntitle: Use <b> & <script> in titles\ndate: 1999-12-31T23:59:59Z\nauthor: ann@example.org (Ann Lee)\n\
             ---\nOld.\n",
        )
}

/// What everybody is to see.
fn expected() -> Vec<Value> {
    let at = |text: &str| -> i64 {
        let instant = chrono::DateTime::parse_from_rfc3339(text).expect("an instant");
        instant.timestamp()
    };
    vec![
        json!({
            "id": "tag:example.org,2025-05-05:att",
            "title": "AT&T says 1 < 2, \"quoted\" & ‘curly’",
            "link": "https://example.org/att/",
            "published": at("2025-05-05T23:30:00+05:30"),
            "updated": at("2025-05-07T01:15:00-03:00"),
            "authors": ["Smith, Ann", "Bo \"B\" O’Neil & Søn"],
            "tags": ["R&D", "a < b", "C++", "two words"],
            "images": ["https://example.org/pictures/a&b.png"],
            "enclosures": [["https://example.org/sound/one.mp3?x=1&y=2", "audio/mpeg", 12345]],
            "summary": "A summary of AT&T, 1 < 2 & \"quotes\".",
            "words": ["Café &amp; co: 5 &lt; 6 &amp; 7 &gt; 3, © 2025.", "<td>1 &lt; 2</td>",
                "<code>x &amp;&amp; y</code>", "href=\"https://example.org/x?a=1&amp;b=2#f\"",
                "title=\"title &amp; more\"", "src=\"https://example.org/att/pictures/p.png\"",
                "if a &lt; b &amp;&amp; c &gt; d { }"],
        }),
        json!({
            "id": "tag:example.org,2025-04-01:emoji",
            "title": "👩‍👩‍👧‍👦 family, 🇩🇪 flag, 𝒜stral 🎉",
            "link": "https://example.org/emoji/",
            "published": at("2025-04-01T12:00:00-07:00"),
            "updated": at("2025-04-01T12:00:00-07:00"),
            "authors": ["Zoë 🎈"],
            "tags": ["🎉", "émoji"],
            "images": [],
            "enclosures": [],
            "summary": "No summary here, only 🎉 and emphasis.",
            "words": ["only 🎉 and <em>emphasis</em>."],
        }),
        json!({
            "id": "tag:example.org,2025-03-02:rtl",
            "title": "שלום עולם (Hello) مرحبا",
            "link": "https://example.org/rtl/",
            "published": at("2025-03-02T00:00:00Z"),
            "updated": at("2025-03-02T00:00:00Z"),
            "authors": ["נועה לוי"],
            "tags": ["עברית", "العربية"],
            "images": [],
            "enclosures": [],
            "summary": "טקסט עם הדגשה ו-English בפנים.",
            "words": ["<p dir=\"rtl\">טקסט עם <b>הדגשה</b> ו-English בפנים.</p>"],
        }),
        json!({
            "id": "tag:example.org,2025-02-01:cjk",
            "title": "東京の「朝」・한국어 뉴스：你好，世界！",
            "link": "https://example.org/cjk/",
            "published": at("2025-02-01T08:00:00+09:00"),
            "updated": at("2025-02-01T08:00:00+09:00"),
            "authors": ["山田 太郎"],
            "tags": ["東京", "뉴스"],
            "images": [],
            "enclosures": [],
            "summary": Value::Null,
            "words": ["これは本文です。<ruby>漢字<rt>かんじ</rt></ruby>と😀。"],
        }),
        json!({
            "id": "tag:example.org,1999-12-31:tags",
            "title": "Use <b> & <script> in titles",
            "link": "https://example.org/tags/",
            "published": at("1999-12-31T23:59:59Z"),
            "updated": at("1999-12-31T23:59:59Z"),
            "authors": ["Ann Lee"],
            "tags": [],
            "images": [],
            "enclosures": [],
            "summary": "Old.",
            "words": ["<p>Old.</p>"],
        }),
    ]
}

/// Holds what a reader sees against what it is to see; gives the texts for a comparison with those that
/// other readers see. `blind` names what the reader drops, whatever a feed says.
#[track_caller]
fn look(reader: &str, seen: &Value, blind: &[&str]) -> Vec<(Value, Value)> {
    assert_eq!(seen["title"], "Bo & Søn <notes>", "{reader}");
    let entries = seen["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), expected().len(), "{reader}");
    let mut texts = Vec::new();
    for (entry, expected) in entries.iter().zip(expected()) {
        let title = &expected["title"];
        for (key, value) in expected.as_object().expect("an object") {
            if !value.is_null() && key != "words" && !blind.contains(&&**key) {
                assert_eq!(&entry[key], value, "{reader}: {key} of {title}");
            }
        }
        let content = entry["content"].as_str().expect("a text");
        for words in expected["words"].as_array().expect("words") {
            let words = words.as_str().expect("a text");
            assert!(content.contains(words), "{reader}: {words} in {content}");
        }
        texts.push((entry["summary"].clone(), content.trim().into()));
    }
    texts
}

fn by_feed_rs(site: &Site, path: &str) -> Value {
    let feed = parse(site.published(path).as_bytes());
    let is_page = |link: &&Link| {
        link.media_type
            .as_deref()
            .is_none_or(|kind| kind == "text/html")
    };
    let entry = |entry: &Entry| {
        let media = || entry.media.iter().flat_map(|media| &media.content);
        let kind_of = |media: &feed_rs::model::MediaContent| {
            let kind = media.content_type.as_ref();
            kind.map(ToString::to_string).unwrap_or_default()
        };
        let url_of =
            |media: &feed_rs::model::MediaContent| media.url.as_ref().map(ToString::to_string);
        let images = media().filter(|media| kind_of(media).starts_with("image/"));
        // An RSS `enclosure` is a medium to it, what Atom and JSON Feed attach are links.
        let attached = media().filter(|media| !kind_of(media).starts_with("image/"));
        let attached = attached.map(|media| json!([url_of(media), kind_of(media), media.size]));
        let links = entry.links.iter().filter(|link| !is_page(link));
        let links = links.map(|link| json!([link.href, link.media_type, link.length]));
        json!({
            "id": entry.id,
            "title": entry.title.as_ref().map(|title| &title.content),
            "link": entry.links.iter().find(is_page).map(|link| &link.href),
            "published": entry.published.map(|at| at.timestamp()),
            "updated": entry.updated.map(|at| at.timestamp()),
            "authors": entry.authors.iter().map(|author| &author.name).collect::<Vec<_>>(),
            "tags": entry.categories.iter().map(|tag| &tag.term).collect::<Vec<_>>(),
            "images": images.map(url_of).collect::<Vec<_>>(),
            "enclosures": attached.chain(links).collect::<Vec<_>>(),
            "summary": entry.summary.as_ref().map(|summary| &summary.content),
            "content": entry.content.as_ref().and_then(|content| content.body.as_ref()),
        })
    };
    json!({
        "title": feed.title.as_ref().map(|title| &title.content),
        "entries": feed.entries.iter().map(entry).collect::<Vec<_>>(),
    })
}

/// What a program prints as JSON.
fn printed(command: &mut Command) -> Value {
    let output = command.output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/readers")
        .join(name)
}

/// Python with feedparser, where it is installed: as `DATELINE_PYTHON`, or as the system's.
fn python() -> Option<PathBuf> {
    let python = std::env::var_os("DATELINE_PYTHON").unwrap_or_else(|| "python3".into());
    let mut command = Command::new(&python);
    let output = command.args(["-c", "import feedparser"]).output().ok()?;
    output.status.success().then(|| python.into())
}

/// The folder with feedsmith, where that and Node.js are installed: `DATELINE_NODE_MODULES`.
fn modules() -> Option<PathBuf> {
    Command::new("node").arg("--version").output().ok()?;
    let folder = std::env::var_os("DATELINE_NODE_MODULES")?;
    let folder = PathBuf::from(folder);
    folder
        .join("node_modules/feedsmith")
        .is_dir()
        .then_some(folder)
}

/// A reader of another language and a feed that it can read: what it sees of a file of the output.
type Reader<'a> = (&'a str, &'a str, Box<dyn Fn(&str) -> Value>);

/// The readers that are installed, for each of the feeds that they know.
fn others<'a>(site: &Site, feeds: &[&'a str]) -> Vec<Reader<'a>> {
    let mut readers: Vec<Reader<'_>> = Vec::new();
    let public = site.path("public");
    match python() {
        Some(python) => {
            // It reads no JSON Feed.
            for path in feeds.iter().filter(|path| !path.ends_with(".json")) {
                let (public, python) = (public.clone(), python.clone());
                let see = move |path: &str| {
                    let mut command = Command::new(&python);
                    printed(
                        command
                            .arg(script("by_feedparser.py"))
                            .arg(public.join(path)),
                    )
                };
                readers.push(("feedparser", path, Box::new(see)));
            }
        }
        None => skip("reading with feedparser", "it is not installed"),
    }
    match modules() {
        Some(modules) => {
            for path in feeds {
                let (public, modules) = (public.clone(), modules.clone());
                let see = move |path: &str| {
                    let mut command = Command::new("node");
                    command.arg(script("by_feedsmith.cjs")).arg(&modules);
                    printed(command.arg(public.join(path)))
                };
                readers.push(("feedsmith", path, Box::new(see)));
            }
        }
        None => skip("reading with feedsmith", "it is not installed"),
    }
    readers
}

#[test]
fn readers_in_three_languages_see_the_same_in_every_format() {
    let site = site();
    site.build().code(0);
    let mut texts = Vec::new();
    for path in FEEDS {
        let blind: &[&str] = match path {
            // It looks for no Atom in RSS, and loses an `enclosure` beside Media RSS.
            "feed.xml" => &["updated", "enclosures"],
            // It looks for no `image` of an item.
            "feed.json" => &["images"],
            _ => &[],
        };
        let name = format!("feed-rs, {path}");
        texts.push((name.clone(), look(&name, &by_feed_rs(&site, path), blind)));
    }
    for (name, path, seen) in others(&site, &FEEDS) {
        let name = format!("{name}, {path}");
        texts.push((name.clone(), look(&name, &seen(path), &[])));
    }
    let (first, all) = &texts[0];
    for (name, seen) in &texts[1..] {
        assert_eq!(seen, all, "{name} and {first}");
    }
}

#[test]
fn who_looks_for_archives_and_pages_finds_all_of_them() {
    for (settings, files) in [("archive = true\narchive_size = 3", 4), ("paged = true", 6)] {
        let feeds =
            FEEDS.map(|path| format!("[[feeds]]\npath = \"{path}\"\nlimit = 2\n{settings}\n"));
        let site = (1..12).fold(
            Site::new().config(&format!("{CONFIG}{}", feeds.concat())),
            |site, day| {
                let date = format!("2025-05-{day:02}");
                site.dated(&format!("n{day}.md"), &format!("Number {day}"), &date)
            },
        );
        site.build().code(0);
        for (name, feed, see) in others(&site, &FEEDS) {
            let mut titles = Vec::new();
            let mut next = Some(feed.to_owned());
            let mut count = 0;
            while let Some(path) = next {
                let seen = see(&path);
                let entries = seen["entries"].as_array().expect("entries");
                titles.extend(entries.iter().map(|entry| entry["title"].clone()));
                let older = seen["older"][0].as_str();
                next = older.map(|url| url.replace("https://example.org/", ""));
                count += 1;
                assert!(count <= files, "{name}, {feed}: more than {files} files");
            }
            assert_eq!(count, files, "{name}, {feed}");
            let expected: Vec<String> = (1..12).rev().map(|day| format!("Number {day}")).collect();
            assert_eq!(titles, expected, "{name}, {feed}");
        }
    }
}
