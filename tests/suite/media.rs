//! What the files of pictures, sound and film say, in the feeds.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::support::{CONFIG, Site};

/// A file of `tests/media/`: tones and silence, 2.5 seconds, with chapters at 0 and 1 second.
fn sample(name: &str) -> Vec<u8> {
    fs::read(sample_path(name)).expect("a sample")
}

fn sample_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/media")
        .join(name)
}

/// A PNG picture of this size, as far as its headers go.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\0\0\0\0\0\0\0\0");
    bytes
}

/// A WAV file of silence: one channel, 8000 bytes a second.
fn wav(seconds: u32) -> Vec<u8> {
    let samples = 8000 * seconds;
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + samples).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    bytes.extend(8000u32.to_le_bytes());
    bytes.extend(8000u32.to_le_bytes());
    bytes.extend(b"\x01\0\x08\0data");
    bytes.extend(samples.to_le_bytes());
    bytes.resize(bytes.len() + samples as usize, 0x80);
    bytes
}

fn article(fields: &str) -> String {
    format!("---\ntitle: Harbour\ndate: 2025-05-05\n{fields}\n---\nA text.\n")
}

#[test]
fn the_size_and_type_of_a_picture_are_those_of_its_file() {
    // Where generators keep what they publish, and how an article names it there.
    for (file, article_path, image, url) in [
        ("static/img/a.png", "post.md", "/img/a.png", "/img/a.png"),
        ("public/img/a.png", "post.md", "/img/a.png", "/img/a.png"),
        ("assets/a.png", "post.md", "/assets/a.png", "/assets/a.png"),
        (
            "articles/trip/a.png",
            "trip/index.md",
            "a.png",
            "/trip/a.png",
        ),
        ("articles/trip/a.png", "trip.md", "a.png", "/trip/a.png"),
        ("articles/img/a.png", "post.md", "/img/a.png", "/img/a.png"),
        (
            "static/my%20a.png",
            "post.md",
            "/my%2520a.png",
            "/my%2520a.png",
        ),
        ("static/über.png", "post.md", "/über.png", "/%C3%BCber.png"),
        (
            "static/a.png",
            "post.md",
            "https://example.org/a.png?v=2",
            "/a.png?v=2",
        ),
    ] {
        let site = Site::new().put(file, &png(1200, 630)).article(
            article_path,
            &article(&format!("image: {image}\nimage_alt: Boats & nets")),
        );
        site.build().code(0);
        let url = format!("https://example.org{url}");
        let expected = format!(
            "<media:content fileSize=\"33\" height=\"630\" medium=\"image\" type=\"image/png\" \
             url=\"{url}\" width=\"1200\"><media:description type=\"plain\">Boats &amp; nets</media:description>"
        );
        let thumbnail = format!("<media:thumbnail height=\"630\" url=\"{url}\" width=\"1200\">");
        for feed in ["feed.xml", "atom.xml"] {
            let text = site.published(feed);
            assert!(text.contains(&expected), "{file}: {text}");
            assert!(text.contains(&thumbnail), "{file}: {text}");
        }
        assert_eq!(site.item()["image"], url.as_str(), "{file}");
    }
}

#[test]
fn the_type_of_a_picture_is_told_by_its_bytes_and_not_its_name() {
    let site = Site::new()
        .put("static/img/a.jpg", &png(30, 20))
        .article("post.md", &article("image: /img/a.jpg"));
    site.build().code(0);
    let text = site.published("feed.xml");
    assert!(text.contains("type=\"image/png\""), "{text}");
}

#[test]
fn what_is_no_picture_has_no_size_and_a_finding() {
    for (bytes, found) in [
        (b"".as_slice(), "an empty file"),
        (b"<!doctype html>", "something else"),
        (&png(1, 1)[..20], "a PNG picture whose size cannot be read"),
        (
            b"\xFF\xD8\xFF\xE0\xFF\xFF\0\0",
            "a JPEG picture whose size cannot be read",
        ),
        (b"GIF89a", "a GIF picture whose size cannot be read"),
    ] {
        let site = Site::new()
            .put("static/img/a.png", bytes)
            .article("post.md", &article("image: /img/a.png"));
        site.build().code(0).stdout_has(&format!(
            "articles/post.md:4: warning[unreadable-medium]: expected a picture, found {found} in static/img/a.png\n"
        ));
        assert!(!site.published("feed.xml").contains("width="));
    }
}

#[test]
fn a_picture_that_is_not_where_pictures_are_is_reported() {
    let post = article("image: /img/gone.png");
    let rule = "warning[missing-file]";
    // Its folder is there, and it is not.
    let site = Site::new()
        .put("static/img/other.png", &png(2, 2))
        .article("post.md", &post);
    site.build().code(0).stdout_has(
        "articles/post.md:4: warning[missing-file]: expected a file static/img/gone.png, found none; \
         subscribers are sent to https://example.org/img/gone.png\n",
    );
    // A bundle has its pictures beside it.
    let site = Site::new().article("trip/index.md", &article("image: boat.png"));
    site.build()
        .code(0)
        .stdout_has("expected a file articles/trip/boat.png, found none");
    // At the top of a folder of pictures.
    let site = Site::new()
        .put("static/other.png", &png(2, 2))
        .article("post.md", &article("image: /gone.png"));
    site.build().code(0).stdout_has(rule);

    // Nobody knows: no folder of that name, another host, a page of others.
    for site in [
        Site::new().article("post.md", &post),
        Site::new()
            .put("static/css/a.css", b"")
            .article("post.md", &post),
        Site::new()
            .put("static/img/other.png", &png(2, 2))
            .article("post.md", &article("image: https://cdn.example/img/gone.png")),
        Site::new()
            .put("static/img/other.png", &png(2, 2))
            .article(
                "page.html",
                "<html><head><title>Harbour</title><meta property=\"og:image\" content=\"/img/gone.png\">\
                 <meta property=\"article:published_time\" content=\"2025-05-05T10:00:00Z\"></head>\
                 <body><article><p>A text.</p></article></body></html>",
            ),
    ] {
        site.build().code(0).stdout_lacks(rule);
    }
}

#[test]
fn nothing_outside_the_folders_is_measured() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("a.png"), png(70, 70)).expect("a picture");
    for image in [
        "/../a.png",
        "/%2e%2e/a.png",
        "/..%2fa.png",
        "/img/..%5c..%5ca.png",
        "/img%00/a.png",
        "file:///etc/a.png",
        "//a.png",
        "/C:/a.png",
    ] {
        let site = Site::new()
            .put("inner/site.txt", b"")
            .put("a.png", &png(70, 70))
            .config(&format!("{CONFIG}[source]\nstatic = [\"inner/static\"]\n"))
            .put("inner/static/img/b.png", &png(2, 2))
            .article("post.md", &article(&format!("image: \"{image}\"")));
        site.build().code(0);
        let text = site.published("feed.xml");
        assert!(!text.contains("width="), "{image}: {text}");
    }
    #[cfg(unix)]
    {
        let site = Site::new()
            .put("static/img/b.png", &png(2, 2))
            .article("post.md", &article("image: /img/a.png"));
        let link = site.path("static/img/a.png");
        std::os::unix::fs::symlink(outside.path().join("a.png"), link).expect("a link");
        site.build().code(0);
        assert!(!site.published("feed.xml").contains("width="));
    }
}

#[test]
fn a_picture_is_an_enclosure_only_where_the_feed_asks_for_it() {
    let config = format!(
        "{CONFIG}[[feeds]]\npath = \"feed.xml\"\nimage_enclosure = true\n[[feeds]]\npath = \"atom.xml\"\n\
         image_enclosure = true\n[[feeds]]\npath = \"feed.json\"\nimage_enclosure = true\n\
         [[feeds]]\npath = \"plain.xml\"\n"
    );
    let site = Site::new()
        .config(&config)
        .put("static/img/a.png", &png(4, 3))
        .article("post.md", &article("image: /img/a.png"));
    site.build().code(0);
    let rss = "<enclosure url=\"https://example.org/img/a.png\" length=\"33\" type=\"image/png\"/>";
    assert!(site.published("feed.xml").contains(rss));
    assert!(site.published("atom.xml").contains(
        "<link href=\"https://example.org/img/a.png\" rel=\"enclosure\" type=\"image/png\" length=\"33\"/>"
    ));
    assert_eq!(site.item()["attachments"][0]["mime_type"], "image/png");
    assert!(!site.published("plain.xml").contains("<enclosure"));

    // Never beside the sound: an item has one enclosure.
    let site = Site::new()
        .config(&config)
        .put("static/img/a.png", &png(4, 3))
        .put("static/a.mp3", &sample("chapters.mp3"))
        .article("post.md", &article("image: /img/a.png\naudio: /a.mp3"));
    site.build().code(0);
    let text = site.published("feed.xml");
    assert_eq!(text.matches("<enclosure").count(), 1, "{text}");
    assert!(text.contains("type=\"audio/mpeg\""), "{text}");
}

#[test]
fn a_wide_picture_that_the_text_does_not_show_is_a_banner() {
    for (size, text, banner) in [
        ((1200, 630), "A text.", true),
        ((900, 600), "A text.", true),
        ((800, 600), "A text.", false),
        ((1200, 630), "See ![it](/img/a.png).", false),
    ] {
        let site = Site::new()
            .put("static/img/a.png", &png(size.0, size.1))
            .article(
                "post.md",
                &format!("---\ntitle: A\ndate: 2025-05-05\nimage: /img/a.png\n---\n{text}\n"),
            );
        site.build().code(0);
        let item = site.item();
        assert_eq!(
            item.get("banner_image").is_some(),
            banner,
            "{size:?} {item}"
        );
    }
}

#[test]
fn each_format_gets_the_picture_of_the_site_that_it_asks_for() {
    let site = |image: (u32, u32), icon: (u32, u32)| {
        let pictures = "image = \"/img/logo.png\"\nicon = \"/img/icon.png\"\n";
        Site::new()
            .config(&format!("{CONFIG}{pictures}"))
            .put("static/img/logo.png", &png(image.0, image.1))
            .put("static/img/icon.png", &png(icon.0, icon.1))
            .dated("a.md", "A", "2025-05-05")
    };
    let channel = |site: &Site| {
        let text = site.published("feed.xml");
        let end = text.find("</image>").expect("an image");
        text[text.find("<image>").expect("an image")..end].to_owned()
    };
    // Both as they should be: the small one in RSS, with its size, and the square one in JSON Feed.
    let fine = site((144, 72), (512, 512));
    fine.run(&["build", "--verbose"])
        .code(0)
        .stdout_lacks("unsuitable-picture");
    let image = channel(&fine);
    assert!(image.contains("logo.png"), "{image}");
    assert!(image.contains("<width>144</width>"), "{image}");
    assert!(image.contains("<height>72</height>"), "{image}");
    let json: Value = serde_json::from_str(&fine.published("feed.json")).expect("JSON");
    assert_eq!(json["icon"], "https://example.org/img/icon.png");
    assert_eq!(json["favicon"], "https://example.org/img/icon.png");

    // A large picture and a small icon: RSS takes the icon.
    let large = site((1200, 600), (64, 64));
    large.build().code(0);
    let image = channel(&large);
    assert!(image.contains("icon.png"), "{image}");
    assert!(image.contains("<width>64</width>"), "{image}");

    // Neither fits: no size that the specification forbids, and a note.
    let neither = site((1000, 600), (512, 500));
    let output = neither.run(&["build", "--verbose"]).code(0);
    assert!(!channel(&neither).contains("<width>"));
    output
        .stdout_has("dateline.toml: info[unsuitable-picture]: site.icon: expected a square picture (RFC 4287, 4.2.5; JSON Feed 1.1, `favicon`), found 512 × 500 pixels\n")
        .stdout_has("site.image: expected twice as wide as high (RFC 4287, 4.2.8), found 1000 × 600 pixels\n")
        .stdout_has("site.image: expected at most 144 × 400 in RSS (RSS 2.0, `image`), found 1000 × 600 pixels\n");
}

#[test]
fn length_type_duration_and_chapters_of_a_medium_are_those_of_its_file() {
    for (name, media_type, chapters) in [
        ("chapters.mp3", "audio/mpeg", 2),
        ("chapters.m4a", "audio/x-m4a", 2),
        ("chapters.opus", "audio/ogg", 2),
        ("chapters.ogg", "audio/ogg", 2),
        ("chapters.flac", "audio/flac", 2),
        ("plain.mp3", "audio/mpeg", 0),
        ("film.mp4", "video/mp4", 0),
    ] {
        let bytes = sample(name);
        let site = Site::new()
            .put(&format!("static/audio/{name}"), &bytes)
            .article("post.md", &article(&format!("audio: /audio/{name}")));
        site.build().code(0).stdout_lacks("warning");
        let length = bytes.len();
        let url = format!("https://example.org/audio/{name}");
        let rss = format!("<enclosure url=\"{url}\" length=\"{length}\" type=\"{media_type}\"/>");
        let text = site.published("feed.xml");
        assert!(text.contains(&rss), "{name}: {text}");
        let item = site.item();
        let attachment = &item["attachments"][0];
        assert_eq!(attachment["size_in_bytes"], length, "{name}");
        assert_eq!(attachment["duration_in_seconds"], 3, "{name}");
        let read = site.inspected("post.md").remove(0);
        let own = read["chapters"].as_array().map_or(0, Vec::len);
        assert_eq!(own, chapters, "{name}: {read}");
        if chapters == 2 {
            assert_eq!(read["chapters"][1]["start"], 1.0, "{name}");
        }
    }
}

#[test]
fn length_and_duration_agree_with_ffprobe() {
    let probe = |path: &Path| {
        Command::new("ffprobe")
            .args(["-v", "error", "-show_entries", "format=duration,size"])
            .args(["-of", "json"])
            .arg(path)
            .output()
    };
    if Command::new("ffprobe").arg("-version").output().is_err() {
        assert!(
            std::env::var_os("DATELINE_NO_SKIP").is_none(),
            "ffprobe is needed"
        );
        eprintln!("skipped: ffprobe is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let silence = folder.path().join("silence.wav");
    fs::write(&silence, wav(7)).expect("a file");
    let names = [
        "chapters.mp3",
        "chapters.m4a",
        "chapters.opus",
        "chapters.ogg",
        "chapters.flac",
        "plain.mp3",
        "film.mp4",
    ];
    let mut paths: Vec<PathBuf> = names.iter().map(|name| sample_path(name)).collect();
    paths.push(silence);
    for path in paths {
        let output = probe(&path).expect("ffprobe runs");
        let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let number = |key: &str| -> f64 {
            let text = told["format"][key].as_str().expect("a number");
            text.parse().expect("a number")
        };
        let facts = dateline::media::measure(&path).expect("a file");
        assert_eq!(facts.length as f64, number("size"), "{}", path.display());
        let plays = facts.plays.expect("a duration").milliseconds as f64 / 1000.0;
        let off = (plays - number("duration")).abs();
        assert!(off < 0.05, "{}: {plays} s, {off} s off", path.display());
    }
}

#[test]
fn what_an_article_says_otherwise_of_its_medium_is_a_finding() {
    let site = Site::new().put("static/a.mp3", &wav(60)).article(
        "post.md",
        &article("audio: /a.mp3\nlength: 24983\nduration: \"1:05\""),
    );
    site.build()
        .code(0)
        .stdout_has("articles/post.md:4: warning[media-mismatch]: expected audio/mpeg, found WAV in static/a.mp3; feeds say audio/wav\n")
        .stdout_has("articles/post.md:5: warning[media-mismatch]: expected the 480044 bytes of static/a.mp3, found 24983; feeds say 480044\n")
        .stdout_has("articles/post.md:6: warning[media-mismatch]: expected 1:00, as static/a.mp3 plays, found 1:05; feeds say 1:00\n");
    let attachment = site.item()["attachments"][0].clone();
    assert_eq!(attachment["size_in_bytes"], 480_044);
    assert_eq!(attachment["duration_in_seconds"], 60);
    assert_eq!(attachment["mime_type"], "audio/wav");

    // People round, and what is right needs no word.
    let site = Site::new().put("static/a.wav", &wav(60)).article(
        "post.md",
        &article("audio: /a.wav\nlength: 480044\nduration: PT61S"),
    );
    site.build().code(0).stdout_lacks("warning");
    assert_eq!(site.item()["attachments"][0]["duration_in_seconds"], 60);

    // An MP3 file without a header does not know how long it plays; who wrote it does.
    let site = Site::new()
        .put("static/a.mp3", &sample("plain.mp3"))
        .article("post.md", &article("audio: /a.mp3\nduration: 42"));
    site.build().code(0).stdout_lacks("warning");
    assert_eq!(site.item()["attachments"][0]["duration_in_seconds"], 42);
}

#[test]
fn a_medium_that_is_damaged_or_something_else_is_reported_and_nothing_more() {
    let mut opus = sample("chapters.opus");
    let at = opus.windows(8).position(|part| part == b"OpusHead");
    opus[at.expect("a header") + 9] = 0;
    let film = sample("film.mp4");
    for (name, bytes, found, length) in [
        ("a.mp3", b"<!doctype html>".as_slice(), "something else", 15),
        ("a.mp3", b"", "an empty file", 0),
        ("a.mp3", &png(2, 2), "a PNG picture", 33),
        (
            "a.opus",
            &opus,
            "Ogg sound whose headers cannot be read",
            opus.len(),
        ),
        (
            "a.mp4",
            &film[..600],
            "MPEG-4 whose headers cannot be read",
            600,
        ),
    ] {
        let site = Site::new()
            .put(&format!("static/{name}"), bytes)
            .article("post.md", &article(&format!("audio: /{name}")));
        site.build().code(0).stderr("").stdout_has(&format!(
            ", found {found} in static/{name}\n  help: put the file there"
        ));
        let size = site.item()["attachments"][0].get("size_in_bytes").cloned();
        assert_eq!(size, (length > 0).then(|| length.into()), "{name} {found}");
    }
}

#[test]
fn an_unknown_length_is_never_invented() {
    let site = Site::new().article("post.md", &article("audio: https://cdn.example/a.mp3"));
    site.build().code(0).stdout_has(
        "articles/post.md:4: warning[unknown-length]: the size of https://cdn.example/a.mp3 is not known; feeds say 0\n",
    );
    assert!(site.published("feed.xml").contains("length=\"0\""));
    assert!(!site.published("atom.xml").contains("length="));
    let attachment = site.item()["attachments"][0].clone();
    assert!(attachment.get("size_in_bytes").is_none());
    assert!(attachment.get("duration_in_seconds").is_none());

    // What stands beside the article under that name is what was uploaded.
    let site = Site::new().bytes("a.mp3", &sample("chapters.mp3")).article(
        "post.md",
        &article("audio: https://cdn.example/x/a.mp3?ref=feed"),
    );
    site.build().code(0).stdout_lacks("warning");
    let length = sample("chapters.mp3").len();
    assert_eq!(site.item()["attachments"][0]["size_in_bytes"], length);

    // A clone without Git LFS has a pointer, which knows the size.
    let pointer = "version https://git-lfs.github.com/spec/v1\n\
                   oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 60946851\n";
    let site = Site::new()
        .file("static/a.mp3", pointer)
        .article("post.md", &article("audio: /a.mp3"));
    site.build().code(0).stdout_lacks("warning");
    assert_eq!(site.item()["attachments"][0]["size_in_bytes"], 60_946_851);
}

#[test]
fn a_length_that_some_readers_cannot_count_is_noted() {
    for (length, is_large) in [(2_147_483_647u64, false), (2_147_483_648, true)] {
        let fields = format!("audio: https://cdn.example/a.mp3\nlength: {length}");
        let site = Site::new().article("post.md", &article(&fields));
        let output = site.run(&["build", "--verbose"]).code(0);
        let note = "articles/post.md:5: info[large-enclosure]";
        assert_eq!(output.stdout.contains(note), is_large, "{length}");
    }
}

#[test]
fn media_are_named_as_the_themes_of_podcasts_do() {
    let mp3 = "https://cdn.example/one.mp3";
    for (theme, fields, expected) in [
        (
            "Jekyll, one field each",
            "file: https://cdn.example/one.mp3\nduration: \"1:03:29\" #audio\nlength: \"60946851\"",
            vec![(mp3, 60_946_851, "audio/mpeg", Some(3809))],
        ),
        (
            "Hugo, Castanet",
            "podcast_file: https://cdn.example/one.mp3\npodcast_duration: \"1:08:09\"\npodcast_bytes: 5048",
            vec![(mp3, 5048, "audio/mpeg", Some(4089))],
        ),
        (
            "a map below podcast",
            "podcast:\n  file: https://cdn.example/one.mp3\n  length: 5048\n  duration: PT42M13S",
            vec![(mp3, 5048, "audio/mpeg", Some(2533))],
        ),
        (
            "Octopod: a file a format",
            "audio:\n  opus: https://cdn.example/one.opus\n  mp3: https://cdn.example/one.mp3\n  m4a: https://cdn.example/one.m4a\nfilesize:\n  mp3: 300\n  m4a: 200\n  opus: 100\nduration: \"0:31\"",
            vec![
                (mp3, 300, "audio/mpeg", Some(31)),
                ("https://cdn.example/one.m4a", 200, "audio/x-m4a", Some(31)),
                ("https://cdn.example/one.opus", 100, "audio/ogg", Some(31)),
            ],
        ),
        (
            "Podlove: a list of maps",
            "audio:\n  - url: https://cdn.example/one.opus\n    mimeType: audio/ogg; codecs=opus\n    size: 100\n    title: Opus\n  - url: https://cdn.example/one.mp3\n    mimeType: audio/mpeg\n    size: 300\nduration: \"00:42:13.250\"",
            vec![
                (mp3, 300, "audio/mpeg", Some(2533)),
                ("https://cdn.example/one.opus", 100, "audio/ogg", Some(2533)),
            ],
        ),
        (
            "WordPress and PowerPress",
            "enclosure: |\n  https://cdn.example/one.mp3\n  5048\n  audio/mpeg\n  a:1:{s:8:\"duration\";s:8:\"00:42:13\";}",
            vec![(mp3, 5048, "audio/mpeg", Some(2533))],
        ),
        (
            "Eleventy",
            "episode:\n  filename: https://cdn.example/one.mp3\n  size: 5048\n  duration: 2533",
            vec![(mp3, 5048, "audio/mpeg", Some(2533))],
        ),
        (
            "Astro",
            "audioUrl: https://cdn.example/one.mp3\nduration: 42 min",
            vec![(mp3, 0, "audio/mpeg", Some(2520))],
        ),
        (
            "a length that is a time",
            "audio: https://cdn.example/one.mp3\nlength: \"42:13\"",
            vec![(mp3, 0, "audio/mpeg", Some(2533))],
        ),
        (
            "two that are not one thing",
            "enclosures:\n  - https://cdn.example/two.ogg\n  - https://cdn.example/one.mp3\nlength: 7",
            vec![
                ("https://cdn.example/two.ogg", 7, "audio/ogg", None),
                (mp3, 0, "audio/mpeg", None),
            ],
        ),
        (
            "no medium",
            "file: notes.pdf\nmedia: print\nvideo: true\nduration: 5",
            vec![],
        ),
    ] {
        let site = Site::new().article("post.md", &article(fields));
        site.build().code(0);
        let read = site.inspected("post.md").remove(0);
        let found: Vec<(String, u64, String, Option<u64>)> = read["enclosures"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|enclosure| {
                (
                    enclosure["url"].as_str().unwrap_or_default().to_owned(),
                    enclosure["length"].as_u64().unwrap_or_default(),
                    enclosure["type"].as_str().unwrap_or_default().to_owned(),
                    enclosure["duration"].as_u64(),
                )
            })
            .collect();
        let expected: Vec<(String, u64, String, Option<u64>)> = expected
            .into_iter()
            .map(|(url, length, kind, plays)| (url.to_owned(), length, kind.to_owned(), plays))
            .collect();
        assert_eq!(found, expected, "{theme}");
    }
}

#[test]
fn an_article_without_a_medium_has_the_one_of_its_name() {
    for (file, article_path, url) in [
        ("articles/tide.mp3", "tide.md", "/tide.mp3"),
        ("articles/sea/tide.mp3", "sea/tide.md", "/sea/tide.mp3"),
        (
            "articles/sea/tide/index.mp3",
            "sea/tide/index.md",
            "/sea/tide/index.mp3",
        ),
        (
            "articles/sea/tide/tide.mp3",
            "sea/tide/index.md",
            "/sea/tide/tide.mp3",
        ),
        ("static/tide.mp3", "tide.md", "/tide.mp3"),
        ("static/audio/tide.mp3", "tide.md", "/audio/tide.mp3"),
        (
            "static/episodes/tide.mp3",
            "2025-05-05-tide.md",
            "/episodes/tide.mp3",
        ),
        (
            "static/sea/high tide.mp3",
            "sea/high tide.md",
            "/sea/high%20tide.mp3",
        ),
    ] {
        let site = Site::new()
            .put(file, &sample("chapters.mp3"))
            .article(article_path, &article("tags: [sea]"));
        site.build().code(0).stdout_lacks("warning");
        let attachment = site.item()["attachments"][0].clone();
        let url = format!("https://example.org{url}");
        assert_eq!(attachment["url"], url.as_str(), "{file}");
        assert_eq!(attachment["mime_type"], "audio/mpeg", "{file}");
        assert_eq!(attachment["duration_in_seconds"], 3, "{file}");
    }
    // What only has the name of one is none.
    let site = Site::new()
        .bytes("tide.mp3", b"<!doctype html>")
        .article("tide.md", &article("tags: [sea]"));
    site.build()
        .code(0)
        .stdout_has("articles/tide.md:1: warning[unreadable-medium]: expected sound or film, found something else in articles/tide.mp3\n");
    assert!(site.item().get("attachments").is_none());
    // Of several encodings the one that everything plays; another's name is nobody's.
    let site = Site::new()
        .bytes("tide.opus", &sample("chapters.opus"))
        .bytes("tide.mp3", &sample("chapters.mp3"))
        .bytes("wave.mp3", &sample("chapters.mp3"))
        .article("tide.md", &article("tags: [sea]"))
        .dated("moon.md", "Moon", "2025-05-04");
    site.build().code(0);
    let items = site.items();
    assert_eq!(
        items[0]["attachments"][0]["url"],
        "https://example.org/tide.mp3"
    );
    assert!(items[1].get("attachments").is_none());
}

#[test]
fn the_medium_of_a_name_is_found_among_many_articles_as_among_few() {
    let mut site = Site::new().config(&format!(
        "{CONFIG}[[feeds]]\npath = \"feed.json\"\nlimit = 0\n"
    ));
    for number in 0..90 {
        site = site.dated(&format!("a{number}.md"), "A", "2025-05-05");
        if number % 3 == 0 {
            site = site.bytes(&format!("a{number}.mp3"), &sample("plain.mp3"));
        }
    }
    site.build().code(0).stdout_lacks("warning");
    let items = site.items();
    let with = items
        .iter()
        .filter(|item| item.get("attachments").is_some());
    assert_eq!((items.len(), with.count()), (90, 30));
}

#[test]
fn chapters_are_those_of_the_article_else_those_of_the_file() {
    let chapters = |fields: &str| {
        let site = Site::new()
            .put("static/a.mp3", &sample("chapters.mp3"))
            .article("post.md", &article(fields));
        let read = site.inspected("post.md").remove(0);
        read["chapters"].to_string()
    };
    assert_eq!(
        chapters("audio: /a.mp3"),
        r#"[{"start":0.0,"title":"Before the ferry"},{"start":1.0,"title":"Überfahrt – crossing"}]"#
    );
    assert_eq!(
        chapters(
            "audio: /a.mp3\nchapters:\n  - 00:00:01.500 At sea\n  - \"00:00 - On land\"\n  - nothing\n"
        ),
        r#"[{"start":0.0,"title":"On land"},{"start":1.5,"title":"At sea"}]"#
    );
    assert_eq!(
        chapters(
            "audio: /a.mp3\nchapters:\n  - {start: \"0:02\", title: Harbour, href: /map/, image: /img/h.png}\n"
        ),
        r#"[{"start":2.0,"title":"Harbour","url":"https://example.org/map/","image":"https://example.org/img/h.png"}]"#
    );
}

#[test]
fn files_are_read_for_what_feeds_show_and_for_nothing_else() {
    let mut site = Site::new().put("static/img/other.png", &png(2, 2));
    for day in 1..=25 {
        site = site.article(
            &format!("a{day:02}.md"),
            &format!(
                "---\ntitle: A\ndate: 2025-05-{day:02}\nimage: /img/gone{day}.png\n---\nA text.\n"
            ),
        );
    }
    let output = site.build().code(0);
    assert_eq!(output.stdout.matches("missing-file").count(), 20);
    output.stdout_lacks("gone05.png");
}

#[test]
fn a_size_or_a_duration_that_becomes_known_is_no_change_of_the_article() {
    let site = Site::new().article(
        "post.md",
        &article("image: /img/a.png\naudio: /audio/a.mp3\nlength: 24983"),
    );
    site.build().code(0);
    let before = site.read("dateline.lock");
    let site = site
        .put("static/img/a.png", &png(12, 6))
        .put("static/audio/a.mp3", &sample("chapters.mp3"));
    site.build().code(0);
    assert_eq!(site.read("dateline.lock"), before);
    assert!(site.published("feed.xml").contains("width=\"12\""));
}

#[test]
fn inspect_says_what_the_file_says() {
    let site = Site::new()
        .put("static/img/a.png", &png(12, 6))
        .put("static/audio/a.mp3", &sample("chapters.mp3"))
        .article(
            "post.md",
            &article("image: /img/a.png\naudio: /audio/a.mp3\nduration: \"1:00\""),
        );
    let length = sample("chapters.mp3").len();
    let written = format!("{},{:03}", length / 1000, length % 1000);
    site.run(&["inspect", "articles/post.md"])
        .stdout_has("(front matter image, line 4; 12 × 6 pixels, image/png, 33 bytes)\n")
        .stdout_has("  image size 12 × 6  (the file static/img/a.png)\n")
        .stdout_has(&format!("audio/mpeg, {written} bytes, 0:03)\n"))
        .stdout_has(&format!(
            "  length     {length} bytes  (the file static/audio/a.mp3)\n"
        ))
        .stdout_has("  duration   0:03  (the file static/audio/a.mp3)\n             not 1:00 (front matter duration, line 6): not what the file says\n")
        .stdout_has("  chapters   2 chapters  (the file static/audio/a.mp3)\n");
}
