//! `dateline.toml`, the flags over it, and the commands that describe both.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{CONFIG, Site, text, titles};

/// Every key that the configuration has.
const FULL: &str = r#"
[site]
title = "Full"
url = "https://example.org/"
description = "All keys."
language = "en"
timezone = "Europe/Berlin"
date_order = "dmy"
future_days = 30
authors = ["Ada Lovelace <ada@example.org>", { name = "Bo", email = "bo@example.org", url = "https://bo.example/" }]
rights = "CC0"
license = "CC0"
rsl = "/license.xml"
image = "/logo.png"
icon = "/icon.png"
categories = ["tags"]

[source]
path = "articles"
include = ["**/*.md"]
exclude = ["drafts/**"]
ignore_files = true
static = ["static", "files"]
dates_from = []
permalink = "/:year/:month/:slug/"

[output]
path = "public"
pages = true
template = "page.html"
opml = "feeds.opml"
sitemap = "sitemap.xml"
news_sitemap = true

[content]
summary_length = 200
smart_punctuation = true

[podcast]
author = "Full"
owner = { name = "Ada", email = "ada@example.org", url = "https://example.org/ada" }
explicit = true
type = "serial"
categories = ["Technology", "Arts > Books", "Documentary"]
image = "/artwork.png"
complete = true
block = true
blocks = ["google"]
new_feed_url = "https://example.net/podcast.xml"
apple_verify = "0a1b"
copyright = "CC BY"
guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
locked = true
license = { name = "cc-by-4.0", url = "/licence/" }
medium = "podcast"
podping = true

[[podcast.funding]]
url = "/give/"
text = "Give"

[[podcast.persons]]
name = "Ada"
role = "host"
group = "cast"
image = "/ada.jpg"
url = "/ada/"

[[podcast.locations]]
name = "Austin"
geo = "geo:30.2672,-97.7431"
osm = "R113314"
country = "US"
rel = "subject"

[[podcast.trailers]]
title = "Soon"
url = "/soon.mp3"
published = "2026-05-01T06:00:00Z"
length = 10
type = "audio/mpeg"
season = 1

[[podcast.value]]
type = "lightning"
method = "keysend"
suggested = 0.00000005

[[podcast.value.recipients]]
name = "Ada"
type = "node"
address = "02ab"
split = 90
fee = false
custom_key = "1"
custom_value = "2"

[[podcast.value.time_splits]]
start = 60
duration = "01:00"
remote_start = 1.5
remote_percentage = 95
remote_item = { feed_guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810", feed_url = "https://example.net/f", item_guid = "x", medium = "music", title = "T" }
recipients = [{ name = "Bo", type = "node", address = "03", split = 1, fee = true, custom_key = "1", custom_value = "2" }]

[[podcast.txt]]
text = "abc"
purpose = "verify"

[[podcast.podroll]]
feed_guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
feed_url = "https://example.net/f"
item_guid = "x"
medium = "podcast"
title = "T"

[podcast.publisher]
feed_guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
feed_url = "https://example.net/f"
item_guid = "x"
medium = "publisher"
title = "T"

[[podcast.remote_items]]
feed_guid = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
feed_url = "https://example.net/f"
item_guid = "x"
medium = "music"
title = "T"

[podcast.update_frequency]
text = "weekly"
rrule = "FREQ=WEEKLY"
dtstart = "2026-05-01T06:00:00Z"
complete = false

[podcast.chat]
server = "irc.example.org"
protocol = "irc"
account_id = "@ada"
space = "full"
embed_url = "/chat/"

[[podcast.social]]
protocol = "activitypub"
uri = "https://example.org/@ada/1"
account_id = "@ada"
account_url = "https://example.org/@ada"
priority = 1

[[podcast.images]]
url = "/wide.png"
alt = "A microphone"
aspect_ratio = "16/9"
width = 1600
height = 900
type = "image/png"
purpose = "social"

[ledger]
path = "known.lock"

[validate]
profile = "strict"
rules = {}

[[feeds]]
path = "feed.xml"
by = []
values = []
empty = true
min_entries = 1
format = "rss"
title = "Feed"
description = "One feed."
home = "/"
podcast = false
limit = 10
limit_bytes = "900 KB"
limit_days = 10000
budget = "1 MB"
content = "full"
deleted_entries = true
categories = ["tags"]
image_enclosure = true
archive = false
archive_size = 30
paged = false
complete = false
part_path = "old/:stem-:number.:extension"
part_title = ":title (:number)"
page = "about.html"
css = true

[feeds.filter]
tags = ["a"]
not_tags = ["b"]
language = "en"
folders = ["posts"]
section = "posts"
paths = ["posts/**"]
not_paths = ["posts/old/**"]
authors = ["Ada Lovelace"]
hidden = false

[[feeds]]
path = "atom.xml"
format = "atom"
content = "summary"

[[feeds]]
path = "feed.json"
format = "json"
content = "none"
"#;

#[test]
fn the_configuration_is_found_upwards_and_its_paths_are_from_there() {
    let site = Site::new()
        .dated("a.md", "A", "2025-05-05")
        .file("deep/er/x", "");
    site.run_in("deep/er", &["build"])
        .code(0)
        .stdout_has("in ../../public\n");
    assert_eq!(site.titles("feed.xml"), ["A"]);
    let output = site
        .run_in("deep", &["build", "--set", "site.timezone=Mars"])
        .code(2);
    assert!(output.stderr.contains("../dateline.toml"), "{output}");
}

#[test]
fn a_configuration_can_be_named() {
    let site = Site::bare()
        .file(
            "conf/my.toml",
            &format!("{CONFIG}[source]\npath = \"../texts\"\n[output]\npath = \"out\"\n"),
        )
        .file(
            "texts/a.md",
            "---\ntitle: A\ndate: 2025-05-05\n---\nText.\n",
        );
    site.run(&["build", "--config", "conf/my.toml"]).code(0);
    assert!(site.path("conf/out/feed.xml").is_file());
    site.run(&["build", "--config", "nowhere.toml"])
        .code(2)
        .stderr_has("cannot read nowhere.toml");
}

#[test]
fn no_file_is_needed() {
    let site = Site::bare().dated("a.md", "A", "2025-05-05T10:00:00Z");
    site.run(&["build", "articles", "--url", "https://example.org", "--title", "Example", "--output", "public"])
        .code(0)
        .stdout("feed.xml   1 entry, 1 new\natom.xml   1 entry, 1 new\nfeed.json  1 entry, 1 new\nin public\n1 new, 0 updated; 0 old articles will look new\n");
    assert_eq!(
        site.feed("feed.xml").title.expect("a title").content,
        "Example"
    );
    // Without a title the host stands for it.
    site.run(&[
        "build",
        "articles",
        "--url",
        "https://example.org",
        "--feed",
        "x.xml",
    ])
    .code(0);
    assert_eq!(
        site.feed("x.xml").title.expect("a title").content,
        "example.org"
    );
}

#[test]
fn flags_go_before_the_file() {
    let site = Site::new()
        .config(FULL)
        .file("page.html", "<p>{{ feed.title }}</p>")
        .article(
            "posts/a.md",
            "---\ntitle: A\ndate: 2025-05-05\ntags: [a, c]\n---\nText.\n",
        )
        .article(
            "texts/b.txt",
            "Title: B\nDate: 2025-05-04\nTags: c\n\nText.\n",
        );
    site.build().code(0);
    assert_eq!(
        text(&site.items()[0], "url"),
        "https://example.org/2025/05/a/"
    );
    assert_eq!(
        text(&site.items()[0], "date_published"),
        "2025-05-05T00:00:00+02:00"
    );
    site.run(&[
        "build",
        "articles/texts",
        "--url=https://flags.example/blog/",
        "--title=Flags",
        "--description=By flags.",
        "--language=de",
        "--timezone=+05:30",
        "--author=Flo <flo@example.org>",
        "--author=Gil",
        "--rights=None",
        "--image=/f.png",
        "--icon=/g.png",
        "--permalink=/p/:slug",
        "--output=out",
        "--feed=f.json",
        "--feed=f.xml",
        "--limit=5",
        "--content=full",
        "--include=*.txt",
        "--no-lock",
    ])
    .code(0)
    .stdout("f.json            1 entry, 1 new\nf.xml             1 entry, 1 new\nf.html            written\nfeeds.opml        written\nsitemap.xml       written\nnews-sitemap.xml  written\nin out\n1 new, 0 updated; 0 old articles will look new\n");
    let json: Value =
        serde_json::from_slice(&std::fs::read(site.path("out/f.json")).expect("f.json"))
            .expect("JSON");
    for (key, value) in [
        ("title", "Flags"),
        ("description", "By flags."),
        ("language", "de"),
        ("home_page_url", "https://flags.example/blog/"),
        ("feed_url", "https://flags.example/blog/f.json"),
        ("icon", "https://flags.example/blog/f.png"),
        ("favicon", "https://flags.example/blog/g.png"),
    ] {
        assert_eq!(text(&json, key), value, "{key}");
    }
    let item = &json["items"][0];
    assert_eq!(text(item, "url"), "https://flags.example/blog/p/b");
    assert_eq!(text(item, "date_published"), "2025-05-04T00:00:00+05:30");
    assert_eq!(item["authors"][0]["name"], "Flo");
    assert_eq!(item["authors"][1]["name"], "Gil");
    assert_eq!(text(item, "content_html"), "<p>Text.</p>");
}

#[test]
fn any_key_can_be_set_on_the_command_line() {
    let site = Site::new().config(FULL).file("page.html", "").article(
        "posts/a.md",
        "---\ntitle: A\ndate: 2025-05-05\ntags: [z]\n---\nText.\n",
    );
    site.run(&[
        "build",
        "--set=site.title=Set = here",
        "--set=feeds.0.filter.tags=[\"z\"]",
        "--set=feeds.0.path=set.xml",
        "--set=source.permalink=/:slug",
        "--set=output.path=out",
    ])
    .code(0);
    let bytes = std::fs::read(site.path("out/set.xml")).expect("set.xml");
    let feed = crate::support::parse(&bytes);
    assert_eq!(titles(&feed), ["A"]);
    assert_eq!(feed.entries[0].links[0].href, "https://example.org/a");
    for (setting, said) in [
        (
            "site.titel=x",
            "--set: unknown key `site.titel`; the nearest is `site.title`",
        ),
        ("feeds.7.limit=1", "--set: unknown key `feeds.7.limit`"),
        ("feeds.0.limit=many", "--set: `feeds.0.limit`: "),
        ("nothing", "--set: expected KEY=VALUE, found `nothing`"),
        ("=", "--set: unknown key"),
    ] {
        let output = site.run(&["build", "--set", setting]).code(2).stdout("");
        assert!(output.stderr.contains(said), "{setting}\n{output}");
    }
}

#[test]
fn unknown_keys_are_errors_with_their_lines_and_the_nearest_name() {
    let site = Site::new()
        .config("[site]\nurl = \"https://example.org/\"\ntitel = \"A\"\n\n[sources]\npath = \"x\"\n\n[[feeds]]\npath = \"a.xml\"\nlimits = 3\n\n[feeds.filter]\nfolder = []\n\n[[feeds]]\npath = \"b.xml\"\nzzzzzz = 1\n")
        .dated("a.md", "A", "2025-05-05");
    site.build().code(2).stdout("").stderr(
        "error: the configuration has errors\n\
         dateline.toml:3: error[unknown-key]: unknown key `site.titel`\n  help: the nearest known key is `site.title`\n\
         dateline.toml:5: error[unknown-key]: unknown key `sources`\n  help: the nearest known key is `source`\n\
         dateline.toml:10: error[unknown-key]: unknown key `feeds.0.limits`\n  help: the nearest known key is `feeds.limit`\n\
         dateline.toml:13: error[unknown-key]: unknown key `feeds.0.filter.folder`\n  help: the nearest known key is `feeds.filter.folders`\n\
         dateline.toml:17: error[unknown-key]: unknown key `feeds.1.zzzzzz`\n  help: remove `zzzzzz`; `dateline schema` lists the known keys\n",
    );
    assert!(!site.path("public").exists(), "nothing is written");
}

#[test]
fn what_is_wrong_with_the_settings_is_said_all_at_once() {
    let site = Site::new().config(
        "[site]\nurl = \"example.org\"\ntimezone = \"Mars/Base\"\nlanguage = \"english\"\n[source]\npermalink = \"/:jear/:slug/\"\n\
         [[feeds]]\npath = \"../x.xml\"\n[[feeds]]\npath = \"a.xml\"\n[[feeds]]\npath = \"a.xml\"\n",
    );
    let output = site.build().code(2).stdout("");
    for said in [
        "dateline.toml: error[invalid-setting]: site.url: expected an http or https address, found `example.org`",
        "site.timezone: no such time zone, found `Mars/Base`",
        "site.language: expected a language tag, found `english`",
        "source.permalink: unknown part `:jear`",
        "feeds[0].path: expected a file inside the output folder, found `../x.xml`",
        "feeds[2].path: two feeds have the path `a.xml`",
    ] {
        assert!(output.stderr.contains(said), "{said}\n{output}");
    }
}

#[test]
fn addresses_that_no_site_has_are_refused() {
    for url in [
        "",
        "example.org",
        "ftp://example.org/",
        "https://",
        "file:///x",
        "//example.org/",
        "https:// x/",
        "mailto:a@b.c",
    ] {
        let site = Site::bare().dated("a.md", "A", "2025-05-05");
        site.run(&["build", "--url", url])
            .code(2)
            .stderr_has("https://example.org/");
    }
    Site::bare()
        .dated("a.md", "A", "2025-05-05")
        .build()
        .code(2)
        .stderr(
            "error: the configuration has errors\n\
             error[missing-url]: the address of the site is needed\n  \
             help: pass `--url https://example.org/`, or set `url` under `[site]`\n",
        );
}

#[test]
fn feeds_stay_in_the_output_folder() {
    for path in [
        "../x.xml",
        "/etc/x.xml",
        "a/../../x.xml",
        "",
        ".",
        "a/",
        "a//b.xml",
        "a\\b.xml",
    ] {
        let site = Site::new().dated("a.md", "A", "2025-05-05");
        site.run(&["build", "--feed", path])
            .code(2)
            .stderr_has("expected a file inside the output folder");
        assert!(!site.path("public").exists(), "{path}");
    }
}

#[test]
fn a_configuration_that_is_no_toml_is_reported_with_its_line() {
    for (config, line) in [
        ("[site]\ntitle = \n", 2),
        ("[site\n", 1),
        ("[site]\ntitle = \"a\"\ntitle = \"b\"\n", 3),
        ("[site]\n\ntitle = 5\n", 3),
        ("[[feeds]]\npath = \"a.xml\"\nlimit = -1\n", 3),
        ("[[feeds]]\npath = \"a.xml\"\nformat = \"rdf\"\n", 3),
        ("[[feeds]]\npath = \"a.xml\"\ncontent = \"half\"\n", 3),
        ("feeds = \"all\"\n", 1),
    ] {
        let place = format!("dateline.toml:{line}: error[broken-configuration]");
        Site::bare()
            .config(config)
            .build()
            .code(2)
            .stdout("")
            .stderr_has(&place);
    }
}

#[test]
fn the_schema_knows_every_key_and_no_other() {
    let output = Site::bare().run(&["schema"]).code(0).stderr("");
    let schema: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let full: toml::Table = FULL.parse().expect("TOML");
    assert!(text(&schema, "$schema").starts_with("https://json-schema.org/"));

    let mut known = BTreeSet::new();
    keys_of_schema(&schema, &schema, "", &mut known);
    let mut used = BTreeSet::new();
    keys_of_value(&toml::Value::Table(full), "", &mut used);
    assert_eq!(known, used);

    // Editors warn of what the command refuses.
    assert_eq!(schema["additionalProperties"], false);
    for definition in schema["$defs"].as_object().expect("definitions").values() {
        if definition.get("properties").is_some() {
            assert_eq!(definition["additionalProperties"], false, "{definition}");
        }
    }
    // The full example is a configuration.
    Site::bare()
        .config(FULL)
        .file("page.html", "")
        .article("x.css", "")
        .build()
        .code(0);
}

/// The paths of the properties below a part of the schema, `a.b` for `b` in `a`.
fn keys_of_schema(root: &Value, part: &Value, path: &str, into: &mut BTreeSet<String>) {
    if let Some(name) = part["$ref"].as_str() {
        let pointer = name.trim_start_matches('#');
        keys_of_schema(
            root,
            root.pointer(pointer).expect("a definition"),
            path,
            into,
        );
    }
    for list in ["anyOf", "oneOf", "allOf"] {
        for part in part[list].as_array().into_iter().flatten() {
            keys_of_schema(root, part, path, into);
        }
    }
    if part["items"].is_object() {
        keys_of_schema(root, &part["items"], path, into);
    }
    for (name, part) in part["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        into.insert(path.trim_start_matches('.').to_owned());
        keys_of_schema(root, part, &path, into);
    }
}

fn keys_of_value(value: &toml::Value, path: &str, into: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (name, value) in table {
                let path = format!("{path}.{name}");
                into.insert(path.trim_start_matches('.').to_owned());
                keys_of_value(value, &path, into);
            }
        }
        toml::Value::Array(list) => list
            .iter()
            .for_each(|value| keys_of_value(value, path, into)),
        _ => {}
    }
}

#[test]
fn completions_are_printed_for_every_shell() {
    let site = Site::bare();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = site.run(&["completions", shell]).code(0).stderr("");
        for command in [
            "build",
            "inspect",
            "validate",
            "schema",
            "completions",
            "man",
        ] {
            assert!(output.stdout.contains(command), "{shell}: {command}");
        }
    }
    site.run(&["completions", "tcsh"]).code(2);
}

#[test]
fn the_manual_page_names_every_command() {
    let output = Site::bare().run(&["man"]).code(0).stderr("");
    assert!(
        output.stdout.starts_with(".ie") || output.stdout.starts_with(".TH"),
        "{output}"
    );
    for part in [
        ".TH",
        "build",
        "inspect",
        "validate",
        "schema",
        "completions",
    ] {
        assert!(output.stdout.contains(part), "{part}\n{output}");
    }
}

#[test]
fn the_help_names_every_flag() {
    let output = Site::bare().run(&["build", "--help"]).code(0).stderr("");
    for flag in [
        "--output",
        "--feed",
        "--limit",
        "--content",
        "--tag",
        "--include",
        "--exclude",
        "--no-ignore",
        "--now",
        "--threads",
        "--config",
        "--url",
        "--title",
        "--description",
        "--language",
        "--timezone",
        "--author",
        "--rights",
        "--image",
        "--icon",
        "--permalink",
        "--set",
        "--quiet",
        "--verbose",
        "--color",
    ] {
        let named = |word: &str| word.trim_end_matches([',', ']']) == flag;
        assert!(
            output.stdout.split_whitespace().any(named),
            "{flag}\n{output}"
        );
    }
    Site::bare().run(&["--version"]).code(0).stdout(concat!(
        "dateline ",
        env!("CARGO_PKG_VERSION"),
        "\n"
    ));
}

#[cfg(not(feature = "git"))]
#[test]
fn a_build_without_git_says_how_to_get_one_with_it() {
    let site = Site::bare()
        .config(&format!("{CONFIG}[source]\ndates_from = [\"git\"]\n"))
        .article("a.md", "---\ndate: 2025-01-01\n---\n# A\n\nText.\n");
    let said = "dateline.toml: error[invalid-setting]: source.dates_from: `git` is asked for, and this dateline was built without it\n  \
                help: install it with `--features git`: in a checkout, `cargo install --path . --features git`";
    site.build().code(2).stderr_has(said);
    site.run(&["inspect", "articles/a.md"])
        .code(2)
        .stderr_has(said);
}

#[test]
fn other_sources_of_dates_are_refused_by_name() {
    for (value, said) in [
        ("[\"gti\"]", "unknown variant `gti`, expected `git`"),
        ("[\"mtime\"]", "unknown variant `mtime`, expected `git`"),
        ("\"git\"", "expected a sequence"),
    ] {
        let site = Site::bare()
            .config(&format!("{CONFIG}[source]\ndates_from = {value}\n"))
            .article("a.md", "# A\n");
        site.build()
            .code(2)
            .stderr_has("dateline.toml:8: error[broken-configuration]")
            .stderr_has(said);
    }
    let site = Site::new().article("a.md", "# A\n");
    site.run(&["build", "--set", "source.date_from=[\"git\"]"])
        .code(2)
        .stderr_has("the nearest is `source.dates_from`");
    site.run(&["schema"]).code(0).stdout_has("dates_from");
}
