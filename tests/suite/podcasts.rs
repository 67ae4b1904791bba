//! Podcasts: from a configuration and articles with audio to what directories and apps read.

use std::process::Command;

use dateline::config::CATEGORIES;
use serde_json::{Value, json};

use crate::support::{CONFIG, Output, Site, parse, skip, titles};

/// A podcast as small as directories allow.
const SMALL: &str = "[podcast]\nowner = \"Ada <ada@example.org>\"\ncategories = [\"Technology\"]\n\
                     image = \"/artwork.png\"\n";

/// So many seconds of silence as an MP3 file: frames of MPEG-1 Layer III, 128 kbit/s, 44.1 kHz, whose
/// side information says that nothing sounds.
fn mp3(seconds: f64) -> Vec<u8> {
    const SAMPLES_OF_A_FRAME: f64 = 1152.0;
    let mut frame = vec![0xff, 0xfb, 0x90, 0x64];
    frame.resize(417, 0);
    let frames = (seconds * 44_100.0 / SAMPLES_OF_A_FRAME).round() as usize;
    frame.repeat(frames)
}

/// The head of a PNG of this size and type of colour (PNG, 11.2.2), which is all that is looked at.
fn png(width: u32, height: u32, colour: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, colour, 0, 0, 0]);
    bytes.extend([0; 16]);
    bytes
}

/// A podcast that says all it can.
fn full() -> Site {
    let config = format!(
        r#"{CONFIG}
[[feeds]]
path = "shows/bench.xml"
title = "At the bench"
description = "Two people mend what others throw away."
podcast = true

[podcast]
author = "Ada & Bo"
owner = {{ name = "Ada Okafor", email = "ada@example.org" }}
explicit = false
type = "serial"
categories = ["Leisure > Crafts", "Leisure > Hobbies", "How To"]
image = "/artwork.png"
copyright = "CC BY 4.0, Ada & Bo"
locked = true
license = {{ name = "cc-by-4.0" }}
medium = "podcast"
podping = false
blocks = ["google"]
funding = [{{ url = "/give/", text = "Buy us solder" }}]
persons = [{{ name = "Ada Okafor", role = "host", image = "/ada.jpg", url = "/ada/" }}]
locations = [{{ name = "Lisbon", geo = "geo:38.7223,-9.1393", osm = "R5400890", country = "pt", rel = "creator" }}]
txt = [{{ text = "naj3eEZaWVVY9a38uhX8FekACyhtqP4JN", purpose = "verify" }}]
podroll = [{{ feed_guid = "9b024349-ccf0-5f69-a609-6b82873eab3c", title = "Podnews" }}]
update_frequency = {{ text = "every other Monday", rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO" }}
social = [{{ protocol = "activitypub", uri = "https://social.example/@bench" }}]
images = [{{ url = "/wide.png", width = 1600, height = 900, purpose = "social", aspect_ratio = "16/9" }}]

[[podcast.value]]
suggested = 0.00000005
recipients = [
  {{ name = "Ada", address = "02d5c1bf8b940dc9cadca86d1b0a3c37fbe39cee4c7e839e33bef9174531d27f52", split = 90 }},
  {{ name = "App", address = "03ae9f91a0cb8ff43840e3c322c4c61f019d8c1c3cea15a25cfc425ac605e61a4a", split = 10, fee = true }},
]
"#
    );
    Site::bare()
        .config(&config)
        .article(
            "toaster.md",
            "---\ntitle: The toaster\ndate: 2026-03-02T06:00:00Z\naudio: toaster.mp3\nduration: '00:00:05'\n\
             itunes_title: Toaster\nseason: 2\nseason_name: Kitchen\nepisode: 7\nepisode_type: full\n\
             explicit: no\nepisode_image: /toaster.png\n\
             hosts: Ada Okafor, Bo Lind\n\
             guests:\n  - name: Ines Prado\n    role: guest\n    img: /ines.jpg\n    href: https://ines.example/\n\
             chapters:\n  - 00:00 Hello\n  - start: '0:02.5'\n    title: The spring\n    url: /spring/\n    img: /spring.jpg\n\
             soundbites:\n  - startTime: 1\n    duration: 2.5\n    title: It pops\n\
             alternate_enclosures:\n  - url: toaster.opus\n    type: audio/opus\n    length: 900\n    bitrate: 32000\n    title: Opus\n\
             podcast_location:\n  name: Porto\n  geo: geo:41.1496,-8.6110\n\
             content_links:\n  - href: https://video.example/toaster\n    text: Watch it\n\
             social_interact: https://social.example/@bench/7\n---\nA spring was too weak.\n",
        )
        .bytes("toaster.mp3", &mp3(5.0))
        .file("articles/toaster.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nHello.\n")
        .article(
            "soon.md",
            "---\ntitle: Soon\ndate: 2026-02-01\naudio: soon.mp3\nduration: 2\nepisode_type: trailer\nseason: 2\n\
             transcript: /soon.srt\nchapters: /soon.json\n---\nWhat is to come.\n",
        )
        .bytes("soon.mp3", &mp3(2.0))
        .article("note.md", "---\ntitle: A note\ndate: 2026-03-03\n---\nNot an episode.\n")
        .output("artwork.png", &png(1400, 1400, 2))
        .output("toaster.png", &png(3000, 3000, 2))
}

const FEED: &str = "shows/bench.xml";

#[test]
fn a_podcast_that_says_all_it_can_pleases_every_directory() {
    let site = full();
    site.build().code(0);
    assert_eq!(site.titles(FEED), ["The toaster", "Soon"]);
    let path = format!("public/{FEED}");
    for profile in ["apple-podcasts", "podcast2", "strict", "readers"] {
        site.run(&["validate", "--profile", profile, &path])
            .stdout(&format!("{path}: valid, 0 errors, 0 warnings\n"))
            .code(0);
    }
    let feed = site.published(FEED);
    for line in [
        "<itunes:author>Ada &amp; Bo</itunes:author>",
        "<itunes:email>ada@example.org</itunes:email>",
        "<itunes:type>serial</itunes:type>",
        "<itunes:image href=\"https://example.org/artwork.png\"></itunes:image>",
        "<copyright>CC BY 4.0, Ada &amp; Bo</copyright>",
        "<podcast:locked owner=\"ada@example.org\">yes</podcast:locked>",
        "<podcast:funding url=\"https://example.org/give/\">Buy us solder</podcast:funding>",
        "<podcast:location country=\"PT\" geo=\"geo:38.7223,-9.1393\" osm=\"R5400890\" rel=\"creator\">Lisbon</podcast:location>",
        "<podcast:images srcset=\"https://example.org/wide.png 1600w\">",
        "<podcast:block id=\"google\">yes</podcast:block>",
        "suggested=\"0.00000005\"",
        "url=\"https://example.org/soon/soon.mp3\">Soon</podcast:trailer>",
        "<itunes:title>Toaster</itunes:title>",
        "<itunes:duration>5</itunes:duration>",
        "<itunes:duration>2</itunes:duration>",
        "<itunes:season>2</itunes:season>",
        "<podcast:season name=\"Kitchen\">2</podcast:season>",
        "<itunes:episode>7</itunes:episode>",
        "<podcast:episode>7</podcast:episode>",
        "<itunes:episodeType>full</itunes:episodeType>",
        "<podcast:person role=\"host\">Bo Lind</podcast:person>",
        "<podcast:person href=\"https://ines.example/\" img=\"https://example.org/ines.jpg\" role=\"guest\">Ines Prado</podcast:person>",
        "<podcast:transcript type=\"text/vtt\" url=\"https://example.org/toaster/toaster.vtt\">",
        "<podcast:transcript type=\"application/x-subrip\" url=\"https://example.org/soon.srt\">",
        "<podcast:chapters type=\"application/json+chapters\" url=\"https://example.org/soon.json\">",
        "<podcast:soundbite duration=\"2.5\" startTime=\"1\">It pops</podcast:soundbite>",
        "<podcast:source uri=\"https://example.org/toaster/toaster.opus\">",
        "<podcast:contentLink href=\"https://video.example/toaster\">Watch it</podcast:contentLink>",
    ] {
        assert!(feed.contains(line), "{line}\n{feed}");
    }
    // Parts of one category stand in it together.
    assert_eq!(
        feed.matches("<itunes:category text=\"Leisure\">").count(),
        1
    );
    let chapters: Value = serde_json::from_str(&chapters_of(&site)).expect("JSON");
    assert_eq!(
        chapters,
        json!({"version": "1.2.0", "chapters": [
            {"startTime": 0, "title": "Hello"},
            {"startTime": 2.5, "title": "The spring",
             "url": "https://example.org/spring/", "img": "https://example.org/spring.jpg"},
        ]})
    );
    // A second build changes nothing.
    let before = site.snapshot();
    site.build().code(0);
    assert_eq!(site.snapshot(), before);
}

/// The one file of chapters, where the feed says that it is.
fn chapters_of(site: &Site) -> String {
    let feed = site.published(FEED);
    let at = "url=\"https://example.org/shows/bench/chapters/";
    let (_, rest) = feed.split_once(at).expect("the address");
    let name = rest.split('"').next().expect("a name");
    site.published(&format!("shows/bench/chapters/{name}"))
}

#[test]
fn a_medium_beside_an_article_makes_it_an_episode() {
    let site = Site::new()
        .config(&format!("{CONFIG}{SMALL}"))
        .article(
            "kettle.md",
            "---\ntitle: Kettle\ndate: 2026-01-01\nepisode: 3\n---\nText.\n",
        )
        .bytes("kettle.mp3", &mp3(3.0))
        .bytes("kettle.srt", b"1\n00:00:00,000 --> 00:00:01,000\nHello.\n")
        .article(
            "note.md",
            "---\ntitle: A note\ndate: 2026-03-03\n---\nNot an episode.\n",
        );
    site.build().code(0);
    assert_eq!(site.titles("podcast.xml"), ["Kettle"]);
    let feed = site.published("podcast.xml");
    for line in [
        "<enclosure url=\"https://example.org/kettle.mp3\" length=\"47955\" type=\"audio/mpeg\"/>",
        "<itunes:duration>3</itunes:duration>",
        "<itunes:episode>3</itunes:episode>",
        "<podcast:transcript type=\"application/x-subrip\" url=\"https://example.org/kettle.srt\">",
    ] {
        assert!(feed.contains(line), "{line}\n{feed}");
    }
    let output = site.run(&["inspect", "articles/kettle.md"]).code(0);
    assert!(output.stdout.contains("kettle.srt"), "{output}");
}

#[test]
fn other_feeds_say_nothing_of_the_podcast() {
    let episode = |site: Site| {
        site.article(
            "a.md",
            "---\ntitle: A\ndate: 2026-01-01\nenclosure:\n  url: a.mp3\n  length: 5\nepisode: 1\n---\nText.\n",
        )
    };
    let plain = episode(Site::new());
    plain.build();
    let with = episode(Site::new().config(&format!("{CONFIG}{SMALL}")));
    with.build();
    for feed in crate::support::FEEDS {
        assert_eq!(plain.published(feed), with.published(feed));
    }
    assert!(!plain.path("public/podcast.xml").exists());
    assert_eq!(with.titles("podcast.xml"), ["A"]);
}

#[test]
fn a_podcast_has_all_its_episodes_unless_it_is_told_otherwise() {
    let articles = |mut site: Site| {
        for day in 1..=25 {
            let head =
                format!("title: E{day}\ndate: 2026-01-{day:02}\naudio: /{day}.mp3\nlength: 9");
            site = site.article(&format!("{day}.md"), &format!("---\n{head}\n---\nText.\n"));
        }
        site
    };
    let site = articles(Site::new().config(&format!(
        "{CONFIG}{SMALL}[[feeds]]\npath = \"pod.xml\"\npodcast = true\n[[feeds]]\npath = \"few.xml\"\n\
         podcast = true\nlimit = 20\n"
    )));
    site.build().code(0);
    assert_eq!(site.titles("pod.xml").len(), 25);
    assert_eq!(site.titles("few.xml").len(), 20);
}

#[test]
fn the_guid_stays_where_the_feed_moves() {
    let config = format!("{CONFIG}{SMALL}");
    let site = Site::new().config(&config).article(
        "a.md",
        "---\ntitle: A\ndate: 2026-01-01\naudio: /a.mp3\nlength: 9\n---\nText.\n",
    );
    site.build().code(0);
    let guid = |site: &Site| {
        let feed = site.published("podcast.xml");
        let (_, rest) = feed.split_once("<podcast:guid>").expect("a guid");
        rest.split('<').next().expect("a text").to_owned()
    };
    // UUIDv5 of `example.org/podcast.xml`, as Python's `uuid.uuid5` has it.
    assert_eq!(guid(&site), "e29b26c4-63d9-5b35-bbb6-8bcbab6c3ba6");
    let site = site.config(&config.replace("https://example.org/", "https://example.net/"));
    site.run(&["build", "--adopt-authority"]).code(0);
    assert_eq!(guid(&site), "e29b26c4-63d9-5b35-bbb6-8bcbab6c3ba6");
    let own = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
    let site = site.config(&format!("{config}guid = \"{own}\"\n"));
    site.run(&["build", "--adopt-authority"]).code(0);
    assert_eq!(guid(&site), own);
}

#[test]
fn what_is_wrong_with_a_podcast_is_said_all_at_once() {
    let site = Site::new().config(
        "[site]\nurl = \"https://example.org/\"\n[podcast]\nowner = \"Ada\"\n\
         categories = [\"Tecnology\", \"Arts > Bokks\"]\nimage = \"/artwork.webp\"\nmedium = \"podcst\"\n\
         guid = \"x\"\nnew_feed_url = \"/feed.xml\"\nlicense = { name = \"Our own\" }\n\
         update_frequency = { text = \"weekly\", rrule = \"weekly\" }\n\
         funding = [{ url = \"/give/\" }]\nlocations = [{ name = \"X\", geo = \"1,2\", osm = \"5\" }]\n\
         value = [{ recipients = [] }]\ntrailers = [{ title = \"T\", url = \"/t.mp3\", published = \"soon\" }]\n\
         [[feeds]]\npath = \"atom.xml\"\npodcast = true\n",
    );
    let output = site.build().code(2);
    let said: Vec<String> = output
        .stderr
        .lines()
        .filter_map(|line| {
            line.split_once("[invalid-setting]: ")
                .map(|it| it.1.to_owned())
        })
        .collect();
    assert_eq!(
        said,
        [
            "feeds[0].podcast: expected an RSS feed, found Atom",
            "site.language: a podcast needs a language",
            "site.description: a podcast needs a description of 1 to 4000 bytes, found none",
            "podcast.categories[0]: no such category, found `Tecnology`; the nearest is `Technology`",
            "podcast.categories[1]: no such part of `Arts`, found `Bokks`; the nearest is `Books`",
            "podcast.owner: expected a mail address, found ``",
            "podcast.image: expected `.jpg` or `.png` at the end of the address, found `https://example.org/artwork.webp`",
            "podcast.guid: expected a UUID, found `x`",
            "podcast.new_feed_url: expected a web address, found `/feed.xml`",
            "podcast.medium: no such medium, found `podcst`; the nearest is `podcast`",
            "podcast.funding[0]: `text` is missing",
            "podcast.locations[0]: geo: found `1,2`",
            "podcast.locations[0]: osm: found `5`",
            "podcast.trailers[0]: expected a date, found `soon`",
            "podcast.value[0]: the splits of the recipients add up to nothing",
            "podcast.license: `Our own` is no identifier of SPDX, and has no `url`",
            "podcast.update_frequency: rrule: found `weekly`",
        ]
    );
}

/// The findings with what they say.
fn said(output: &Output) -> Vec<String> {
    let lines = output.stdout.lines();
    lines
        .filter(|line| line.contains("warning[") || line.contains("error["))
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_is_wrong_with_an_episode_is_said_with_its_line() {
    for (head, expected) in [
        (
            "episode: S01E02",
            "4: episode: expected a number, found `S01E02`",
        ),
        (
            "episode: 1.5",
            "4: expected a whole number of an episode from 1, found `1.5`",
        ),
        (
            "season: two",
            "4: season: expected a whole number, found `two`",
        ),
        (
            "episode_type: bonous",
            "4: episode_type: expected `full`, `trailer` or `bonus`, found `bonous`",
        ),
        (
            "explicit: perhaps",
            "4: explicit: expected true or false, found `perhaps`",
        ),
        (
            "transcript: a.pdf",
            "4: transcript: cannot tell the type of the transcript `https://example.org/a/a.pdf`",
        ),
        (
            "episode_image: a.webp",
            "4: expected artwork as `.jpg` or `.png`, found `https://example.org/a/a.webp`",
        ),
        (
            "chapters: [Hello]",
            "4: chapters: expected a time and a title, found `Hello`",
        ),
        (
            "chapters: a.txt",
            "4: chapters: expected chapters or the address of a `.json` file, found `a.txt`",
        ),
        (
            "soundbites: {start: 5}",
            "4: soundbite: expected a `start` and a `duration` above 0",
        ),
        (
            "podcast_location: Porto",
            "4: podcast location: expected a map of its parts, found `Porto`",
        ),
        (
            "persons:\n  - name: Bo\n  - role: host",
            "6: person: `name` is missing",
        ),
        (
            "episode_display: The seventh of the second seasons",
            "4: episode_display: expected at most 32 characters, found `The seventh of the second seasons`",
        ),
        (
            "value_block: {recipients: {split: many}}",
            "4: value: expected a number, found `many`",
        ),
    ] {
        let site = Site::new().config(&format!("{CONFIG}{SMALL}")).article(
            "a.md",
            &format!(
                "---\ntitle: A\ndate: 2026-01-01\n{head}\naudio: a.mp3\nlength: 9\n---\nText.\n"
            ),
        );
        let (line, message) = expected.split_once(": ").expect("a line");
        let expected = format!("articles/a.md:{line}: warning[invalid-episode]: {message}");
        let output = site.build().code(0);
        assert_eq!(said(&output), [expected], "{head}\n{output}");
        // What is wrong is left out, and the rest is a podcast.
        site.run(&["validate", "--profile", "podcast2", "public/podcast.xml"])
            .code(0);
        // Where there is no podcast, nobody is told of episodes.
        let plain = site.config(CONFIG);
        plain.build().code(0);
    }
}

#[test]
fn artwork_that_apple_refuses_is_a_finding() {
    let site = Site::new()
        .config(&format!("{CONFIG}{SMALL}"))
        .article(
            "a.md",
            "---\ntitle: A\ndate: 2026-01-01\naudio: a.mp3\nlength: 9\nepisode_image: /a.png\n---\nText.\n",
        )
        .file("static/none.txt", "")
        .output("a.png", &png(100, 100, 2));
    let found = |site: &Site, code| said(&site.build().code(code)).concat();
    let episode = "articles/a.md:1: warning[unfit-artwork]: the artwork of the episode: expected a square \
                   of 1400 to 3000 pixels, found 100 × 100 in public/a.png";
    assert_eq!(found(&site, 0), episode);
    // One beside the article is looked at as well.
    let beside = Site::new()
        .config(&format!("{CONFIG}{SMALL}"))
        .article(
            "b/index.md",
            "---\ntitle: A\ndate: 2026-01-01\naudio: a.mp3\nlength: 9\nepisode_image: small.png\n---\nText.\n",
        )
        .bytes("b/small.png", &png(800, 600, 2));
    assert!(found(&beside, 0).contains("found 800 × 600 in articles/b/small.png"));
    let site = site.output("artwork.png", &png(1400, 1400, 0));
    assert_eq!(
        found(&site, 1),
        format!(
            "{episode}dateline.toml: error[unfit-artwork]: podcast.image: expected RGB, found greys in \
             public/artwork.png"
        )
    );
}

#[test]
fn what_apple_does_not_play_is_said() {
    let site = Site::new().config(&format!("{CONFIG}{SMALL}")).article(
        "a.md",
        "---\ntitle: A\ndate: 2026-01-01\naudio: a.flac\nlength: 9\n---\nText.\n",
    );
    assert_eq!(
        said(&site.build().code(0)),
        ["articles/a.md:4: warning[invalid-episode]: Apple Podcasts does not play `audio/flac`"]
    );
}

#[test]
fn a_serial_podcast_has_numbers() {
    let config = format!("{CONFIG}{SMALL}type = \"serial\"\n");
    let site = Site::new().config(&config).article(
        "a.md",
        "---\ntitle: A\ndate: 2026-01-01\naudio: a.mp3\nlength: 9\n---\nText.\n",
    );
    let output = site.build().code(0);
    assert_eq!(
        said(&output),
        ["articles/a.md:1: warning[invalid-episode]: an episode of a serial podcast has no number"]
    );
}

#[test]
fn inspect_says_where_the_values_of_an_episode_come_from() {
    let site = full();
    let output = site.run(&["inspect", "articles/toaster.md"]).code(0);
    for line in [
        "season",
        "episode type",
        "Ines Prado",
        "2 chapters",
        "toaster.vtt",
    ] {
        assert!(output.stdout.contains(line), "{line}\n{output}");
    }
}

#[test]
fn every_category_of_apple_is_taken() {
    for (name, parts) in CATEGORIES {
        let mut all = vec![(*name).to_owned()];
        all.extend(parts.iter().map(|part| format!("{name} > {part}")));
        let listed: Vec<String> = all.iter().map(|one| format!("{one:?}")).collect();
        for three in listed.chunks(3) {
            let categories = three.join(", ");
            let config = SMALL.replace("\"Technology\"", &categories);
            let text = format!("{CONFIG}{config}");
            let config = dateline::config::Config::parse(&text, "".as_ref()).expect("TOML");
            let site = config.resolve("".as_ref()).expect("settings");
            assert_eq!(
                site.podcast.expect("a podcast").categories.len(),
                three.len()
            );
        }
    }
}

#[test]
fn the_document_tells_the_truth() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/PODCASTS.md");
    let text = std::fs::read_to_string(path).expect("the document");
    let block = |language: &str| {
        let (_, rest) = text
            .split_once(&format!("```{language}\n"))
            .expect("a block");
        rest.split("```").next().expect("its end").to_owned()
    };
    let site = Site::bare()
        .config(&block("toml"))
        .file("episodes/toaster.md", &block("markdown"))
        .file("episodes/toaster.vtt", "WEBVTT\n")
        .put("episodes/toaster.mp3", &mp3(5.015));
    let session = block("console");
    let mut runs = session.split("$ dateline ").skip(1);
    let (_, said) = runs
        .next()
        .and_then(|run| run.split_once('\n'))
        .expect("a build");
    site.build().code(0).stdout(said);
    for run in runs {
        let (arguments, said) = run.split_once('\n').expect("what it says");
        let arguments: Vec<&str> = arguments.split(' ').collect();
        site.run(&arguments).code(0).stdout(said);
    }
    let feed = site.published("podcast.xml");
    let item = feed.split("    <item>").nth(1).expect("an item");
    let item = item.split("    </item>").next().expect("its end");
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.trim().to_owned());
        lines
            .filter(|line| !line.is_empty() && !line.ends_with("item>"))
            .collect()
    };
    assert_eq!(lines(&block("xml")), lines(item));
    // Every key of the configuration is in it.
    let sample = serde_json::to_value(dateline::config::PodcastConfig::default()).expect("JSON");
    for key in sample.as_object().expect("a table").keys() {
        assert!(text.contains(&format!("\n| `{key}` |")), "{key}");
    }
}

#[test]
fn readers_find_what_was_written() {
    let site = full();
    site.build().code(0);
    let feed = parse(site.published(FEED).as_bytes());
    assert_eq!(titles(&feed), ["The toaster", "Soon"]);
    let media = &feed.entries[0].media[0];
    let content = &media.content[0];
    assert_eq!(
        content.url.as_ref().map(|url| url.as_str()),
        Some("https://example.org/toaster/toaster.mp3")
    );
    assert_eq!(content.size, Some(mp3(5.0).len() as u64));
    for (reader, read) in others(&site) {
        assert_eq!(read["title"], "At the bench", "{reader}");
        // feedparser adds the owner's address.
        let author = read["author"].as_str().unwrap_or_default();
        assert!(author.starts_with("Ada & Bo"), "{reader}: {author}");
        // podcastparser gives a serial podcast in the order in which it is heard.
        let episodes = read["episodes"].as_array().expect("episodes");
        assert_eq!(episodes.len(), 2, "{reader}");
        let is_toaster = |episode: &&Value| episode["title"] == "The toaster";
        let toaster = episodes.iter().find(is_toaster).expect("the episode");
        let page = "https://example.org/toaster/";
        assert_eq!(toaster["url"], format!("{page}toaster.mp3"), "{reader}");
        assert_eq!(toaster["length"], mp3(5.0).len(), "{reader}");
        assert_eq!(toaster["number"], 7, "{reader}");
        let duration = toaster["duration"].to_string();
        assert_eq!(duration.trim_matches('"'), "5", "{reader}");
        // The others do not know the present name of the podcast namespace.
        if reader == "podcast-partytime" {
            assert_eq!(read["persons"], json!(["Ada Okafor"]));
            assert_eq!(read["value"], json!([["Ada", 90], ["App", 10]]));
            assert_eq!(read["locked"], true);
            assert_eq!(read["license"], "cc-by-4.0");
            assert_eq!(read["trailers"], 1);
            let names = json!(["Ada Okafor", "Bo Lind", "Ines Prado"]);
            assert_eq!(toaster["persons"], names);
            assert_eq!(toaster["transcript"], format!("{page}toaster.vtt"));
            let chapters = toaster["chapters"].as_str().unwrap_or_default();
            let folder = "https://example.org/shows/bench/chapters/";
            assert!(chapters.starts_with(folder), "{chapters}");
            assert_eq!(toaster["season"], json!({"number": 2, "name": "Kitchen"}));
            assert_eq!(toaster["alternatives"], 1);
            assert_eq!(
                toaster["soundbites"],
                json!([{"startTime": 1, "duration": 2.5, "title": "It pops"}])
            );
        }
    }
}

/// What readers make of the feed that are not written in Rust, where they are installed:
/// `DATELINE_PYTHON` has the modules, `DATELINE_NODE` is a folder with `node_modules`.
fn others(site: &Site) -> Vec<(&'static str, Value)> {
    let file = site.path(&format!("public/{FEED}"));
    let ci = concat!(env!("CARGO_MANIFEST_DIR"), "/.ci");
    let python = std::env::var("DATELINE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let node = std::env::var("DATELINE_NODE").unwrap_or_else(|_| ".".to_owned());
    let mut read = Vec::new();
    for (reader, program, arguments, is_there) in [
        (
            "feedparser",
            &*python,
            [format!("{ci}/read-podcast.py"), "feedparser".to_owned()],
            ["-c", "import feedparser"].map(str::to_owned),
        ),
        (
            "podcastparser",
            &*python,
            [format!("{ci}/read-podcast.py"), "podcastparser".to_owned()],
            ["-c", "import podcastparser"].map(str::to_owned),
        ),
        (
            "podcast-partytime",
            "node",
            [format!("{ci}/read-podcast.mjs"), node.clone()],
            [
                "-e".to_owned(),
                format!(
                    "require({:?})",
                    format!("{node}/node_modules/podcast-partytime")
                ),
            ],
        ),
    ] {
        let run = Command::new(program).args(is_there).output();
        if !run.is_ok_and(|run| run.status.success()) {
            skip(
                "reading a podcast back",
                &format!("{reader} is not installed"),
            );
            continue;
        }
        let run = Command::new(program).args(arguments).arg(&file).output();
        let run = run.expect("the reader runs");
        let error = String::from_utf8_lossy(&run.stderr);
        assert!(run.status.success(), "{reader}: {error}");
        let said: Value = serde_json::from_slice(&run.stdout).expect("JSON");
        read.push((reader, said));
    }
    read
}

#[test]
fn what_an_episode_cannot_have_is_said_and_the_rest_stays() {
    let site = Site::new().config(&format!("{CONFIG}{SMALL}")).article(
        "b/index.md",
        "---\ntitle: A\ndate: 2026-01-01\naudio: https://cdn.example/a.mp3\nlength: 9\nduration: 60\n\
         soundbites: [{start: 55, duration: 10}]\ntranscript: none.vtt\nlicense: CC BY-SA 4.0\n\
         persons: [{name: Ada, role: gest}]\nalternate_enclosures:\n- url: https://cdn.example/a.opus\n  \
         type: audio/opus\n  integrity: {type: sri, value: md5-x}\n  sources: [{uri: none}, {uri: 'ipfs://x'}]\n  \
         bitrate: many\n---\nText.\n",
    );
    let output = site.build().code(0);
    let said = said(&output).concat();
    for expected in [
        "a soundbite ends at 65 seconds, and the episode at 1:00",
        "none.vtt",
        "apps do not know the role `gest`; the nearest is `guest`",
        "sources: expected a URI, found `none`; left out",
        "integrity: expected a hash, found `md5-x`; left out",
        "bitrate: expected a number, found `many`; left out",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    let feed = site.read("public/podcast.xml");
    for expected in [
        "uri=\"ipfs://x\"",
        "<podcast:license>cc-by-sa-4.0</podcast:license>",
        "https://cdn.example/a.opus",
    ] {
        assert!(feed.contains(expected), "{expected}\n{feed}");
    }
    assert!(!feed.contains("podcast:integrity"));
}
