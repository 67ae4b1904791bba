//! Every input format and the habits of those who write front matter: what the feeds say of them.

use std::fmt::Write as _;

use serde_json::Value;

use crate::support::{Site, agree, text, texts};

/// What the feeds say of the only article, one fact a line; what is absent has no line.
fn facts(site: &Site) -> String {
    let item = site.item();
    let mut facts = String::new();
    let mut fact = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(facts, "{name}: {value}");
        }
    };
    fact("title", text(&item, "title"));
    fact("published", text(&item, "date_published"));
    if item["date_modified"] != item["date_published"] {
        fact("updated", text(&item, "date_modified"));
    }
    fact("authors", &texts(&item, "authors").join(" | "));
    fact("tags", &texts(&item, "tags").join(" | "));
    fact("language", text(&item, "language"));
    fact("summary", text(&item, "summary"));
    fact("image", text(&item, "image"));
    fact("enclosure", text(&item["attachments"][0], "url"));
    fact("url", text(&item, "url"));
    fact("id", text(&item, "id"));
    facts
}

/// The article alone on a site gives these facts, and nothing to complain of.
#[track_caller]
fn check(path: &str, article: &str, expected: &str) {
    check_site(Site::new().article(path, article), expected);
}

#[track_caller]
fn check_site(site: Site, expected: &str) {
    let output = site.build();
    assert_eq!(output.findings(), Vec::<String>::new(), "{output}");
    assert_eq!(output.code, Some(0), "{output}");
    agree(&site);
    assert_eq!(facts(&site), expected);
}

#[test]
fn yaml_front_matter_of_hugo() {
    check(
        "posts/lamp.md",
        "---\ntitle: \"A new lamp\"\ndate: 2025-01-14T17:20:00+01:00\nlastmod: 2025-01-16T08:05:00+01:00\n\
         params:\n  author: Ingrid Solvang\ntags: [light, sea]\ncategories: [Coast]\nsummary: The lamp is *new*.\n\
         slug: lamp-two\nimages:\n  - lamp.jpg\n---\n\nThe text.\n",
        "title: A new lamp\npublished: 2025-01-14T17:20:00+01:00\nupdated: 2025-01-16T08:05:00+01:00\n\
         authors: Ingrid Solvang\ntags: light | sea | Coast\nsummary: The lamp is new.\n\
         image: https://example.org/posts/lamp-two/lamp.jpg\n\
         url: https://example.org/posts/lamp-two/\nid: tag:example.org,2025-01-14:posts/lamp-two\n",
    );
}

#[test]
fn toml_front_matter_of_zola() {
    check(
        "wall.md",
        "+++\ntitle = \"Two on one\"\ndate = 2025-05-11T10:00:00+01:00\nupdated = 2025-05-13\n\
         description = \"On walls.\"\nauthors = [\"Gwen Parfitt\", \"Ned Ludd\"]\n\n[taxonomies]\ntags = [\"walls\"]\n\
         categories = [\"Country\"]\n\n[extra]\nimage = \"/wall.jpg\"\n+++\nText.\n",
        "title: Two on one\npublished: 2025-05-11T10:00:00+01:00\nupdated: 2025-05-13T00:00:00Z\n\
         authors: Gwen Parfitt | Ned Ludd\ntags: walls | Country\nsummary: On walls.\n\
         image: https://example.org/wall.jpg\n\
         url: https://example.org/wall/\nid: tag:example.org,2025-05-11:wall\n",
    );
}

#[test]
fn json_front_matter_and_that_of_hexo_between_semicolons() {
    let expected = "title: Pão\npublished: 2025-08-23T16:00:00-03:00\nauthors: Marina Quintela\n\
                    tags: queijo\nlanguage: pt-BR\nsummary: Texto.\n\
                    url: https://example.org/pao/\nid: tag:example.org,2025-08-23:pao\n";
    let fields = "\"title\": \"Pão\", \"date\": \"2025-08-23T16:00:00-03:00\",\n\
                  \"author\": {\"name\": \"Marina Quintela\"}, \"tags\": [\"queijo\"], \"lang\": \"pt-br\"";
    check("pao.md", &format!("{{{fields}}}\n\nTexto.\n"), expected);
    check(
        "pao.md",
        &format!(";;;\n{fields}\n;;;\n\nTexto.\n"),
        expected,
    );
}

#[test]
fn key_and_value_lines_of_pelican() {
    check(
        "ferry.md",
        "Title: The ferry: a wait\nDate: 2026-03-03 08:15\nModified: 2026-03-10 12:00\n\
         Authors: Hanne Lysholm; Piet Aukes\nTags: ferry, buses\nCategory: Harbour\nSlug: ferry\n\
         Summary: Four minutes.\n\nThe **text**.\n",
        "title: The ferry: a wait\npublished: 2026-03-03T08:15:00Z\nupdated: 2026-03-10T12:00:00Z\n\
         authors: Hanne Lysholm | Piet Aukes\ntags: ferry | buses | Harbour\nsummary: Four minutes.\n\
         url: https://example.org/ferry/\nid: tag:example.org,2026-03-03:ferry\n",
    );
}

#[test]
fn dotted_lines_of_nikola_in_restructured_text() {
    check(
        "posts/seed.rst",
        ".. title: A seed bank\n.. slug: seeds\n.. date: 2025-06-24 19:00:00 UTC+05:30\n.. updated: 2025-06-26 08:00 UTC+05:30\n\
         .. tags: seeds, farming\n.. category: country\n.. author: Meenal Kharkwal\n.. description: In tins.\n\n\
         The *text* of it.\n",
        "title: A seed bank\npublished: 2025-06-24T19:00:00+05:30\nupdated: 2025-06-26T08:00:00+05:30\n\
         authors: Meenal Kharkwal\ntags: seeds | farming | country\nsummary: In tins.\n\
         url: https://example.org/posts/seeds/\nid: tag:example.org,2025-06-24:posts/seeds\n",
    );
}

#[test]
fn a_meta_file_of_nikola_beside_the_text() {
    check_site(
        Site::new()
            .article("posts/tins.rst", "The *text* of it.\n")
            .article(
                "posts/tins.meta",
                ".. title: Eleven tins\n.. slug: tins\n.. date: 2025-06-24 19:00:00 UTC+05:30\n.. tags: seeds\n\
                 .. author: Meenal Kharkwal\n",
            ),
        "title: Eleven tins\npublished: 2025-06-24T19:00:00+05:30\nauthors: Meenal Kharkwal\ntags: seeds\n\
         summary: The text of it.\nurl: https://example.org/posts/tins/\n\
         id: tag:example.org,2025-06-24:posts/tins\n",
    );
}

#[test]
fn restructured_text_of_pelican_with_fields_below_the_title() {
    check(
        "rst.rst",
        "My super title\n##############\n\n:date: 2010-10-03 10:20\n:modified: 2010-10-04 18:40\n\
         :tags: thats, awesome\n:category: yeah\n:slug: my-super-post\n:authors: Alexis Metaireau, Conan Doyle\n\
         :summary: Short version\n\nThe text.\n",
        "title: My super title\npublished: 2010-10-03T10:20:00Z\nupdated: 2010-10-04T18:40:00Z\n\
         authors: Alexis Metaireau | Conan Doyle\ntags: thats | awesome | yeah\nsummary: Short version\n\
         url: https://example.org/my-super-post/\nid: tag:example.org,2010-10-03:my-super-post\n",
    );
}

#[test]
fn jekyll_dates_in_the_name_of_the_file() {
    check(
        "_posts/2025-03-02-the-library-after-dark.md",
        "---\nlayout: post\ntitle:  \"The library after dark\"\ncategories: town culture\ntags: libraries reading\n\
         author: Samuel Okereke\nexcerpt: At night.\n---\nText.\n",
        "title: The library after dark\npublished: 2025-03-02T00:00:00Z\nauthors: Samuel Okereke\n\
         tags: libraries | reading | town | culture\nsummary: At night.\n\
         url: https://example.org/the-library-after-dark/\nid: tag:example.org,2025-03-02:the-library-after-dark\n",
    );
    // The front matter says it better than the name.
    check(
        "_posts/2025-03-02-late.md",
        "---\ntitle: Late\ndate: 2025-03-02 21:30:00 -0500\n---\nText.\n",
        "title: Late\npublished: 2025-03-02T21:30:00-05:00\nsummary: Text.\n\
         url: https://example.org/late/\nid: tag:example.org,2025-03-02:late\n",
    );
}

#[test]
fn the_index_of_the_source_folder_is_the_front_page() {
    let site = Site::new().dated("index.md", "Home", "2025-05-05").dated(
        "notes/index.md",
        "Notes",
        "2025-05-04",
    );
    site.build().code(0);
    let items = site.items();
    assert_eq!(text(&items[0], "url"), "https://example.org/");
    assert_eq!(text(&items[1], "url"), "https://example.org/notes/");
}

#[test]
fn the_meta_file_beside_a_single_file_is_read() {
    let site = Site::new().article("a.rst", "Text of it.\n").file(
        "articles/a.meta",
        ".. title: From the side\n.. date: 2025-05-05\n",
    );
    let output = site.run(&["inspect", "articles/a.rst"]).code(0);
    assert!(output.stdout.contains("From the side"), "{}", output.stdout);
}

#[test]
fn docusaurus_folders_with_an_index() {
    check(
        "blog/2025-04-18-oven/index.md",
        "---\nslug: bread-oven\ntitle: The oven\nauthors:\n  - name: Clémence Aubrac\n    url: https://example.org/c\n\
         \x20 - name: Jonas Wilde\ntags: [bread, {label: Village life, permalink: /village}]\n\
         last_update:\n  date: 2025-04-20\n---\nA first paragraph.\n\n<!-- truncate -->\n\nMore.\n",
        "title: The oven\npublished: 2025-04-18T00:00:00Z\nupdated: 2025-04-20T00:00:00Z\n\
         authors: Clémence Aubrac | Jonas Wilde\ntags: bread | Village life\nsummary: A first paragraph.\n\
         url: https://example.org/blog/bread-oven/\nid: tag:example.org,2025-04-18:blog/bread-oven\n",
    );
    check(
        "blog/2025/04/18/index.mdx",
        "---\nslug: deep\n---\n# A heading is the title\n\nText.\n",
        "title: A heading is the title\npublished: 2025-04-18T00:00:00Z\nsummary: Text.\n\
         url: https://example.org/blog/2025/04/deep/\nid: tag:example.org,2025-04-18:blog/2025/04/deep\n",
    );
}

#[test]
fn obsidian_notes_are_named_by_their_title() {
    check(
        "notes/Swifts under the roof.md",
        "---\ncreated: 2025-07-08T21:04\nupdated: 2025-07-29 06:40\naliases: [Swifts]\ntags:\n  - birds/swifts\n  - diary\n\
         author: Lina Marchetti\n---\nThey are back.\n",
        "title: Swifts under the roof\npublished: 2025-07-08T21:04:00Z\nupdated: 2025-07-29T06:40:00Z\n\
         authors: Lina Marchetti\ntags: birds/swifts | diary\nsummary: They are back.\n\
         url: https://example.org/notes/swifts-under-the-roof/\n\
         id: tag:example.org,2025-07-08:notes/swifts-under-the-roof\n",
    );
}

#[test]
fn mdx_of_astro_without_its_code() {
    let site = Site::new().article(
        "clinic.mdx",
        "---\ntitle: 'The clinic'\npubDate: 'Nov 19 2024'\nupdatedDate: 'Nov 21 2024'\ndescription: Repairs.\n\
         heroImage: '/clinic.jpg'\n---\nimport Aside from '../Aside.astro';\n\nOpen on Mondays.\n\n{/* not yet */}\n\n\
         <Aside type=\"tip\">Bring a ribbon.</Aside>\n",
    );
    check_site(
        site,
        "title: The clinic\npublished: 2024-11-19T00:00:00Z\nupdated: 2024-11-21T00:00:00Z\nsummary: Repairs.\n\
         image: https://example.org/clinic.jpg\n\
         url: https://example.org/clinic/\nid: tag:example.org,2024-11-19:clinic\n",
    );
}

#[test]
fn eleventy_hexo_quarto_mkdocs_and_ghost_habits() {
    // Eleventy's tags are collections; `posts` is no topic.
    check(
        "eleventy.md",
        "---\ntitle: Eleventy\ndate: 2025-01-20\ntags: [posts, roofs]\n---\nText.\n",
        "title: Eleventy\npublished: 2025-01-20T00:00:00Z\ntags: roofs\nsummary: Text.\n\
         url: https://example.org/eleventy/\nid: tag:example.org,2025-01-20:eleventy\n",
    );
    check(
        "hexo.md",
        "title: Hello\ndate: 2013/7/13 20:46:25\ncategories:\n- [Sports, Baseball]\ntags:\n- PS3\ntimezone: Europe/Berlin\n---\nText.\n",
        "title: Hello\npublished: 2013-07-13T20:46:25+02:00\ntags: PS3 | Sports | Baseball\nsummary: Text.\n\
         url: https://example.org/hexo/\nid: tag:example.org,2013-07-13:hexo\n",
    );
    check(
        "quarto.qmd",
        "---\ntitle: \"Quarto\"\nauthor:\n  - name:\n      given: Norah\n      family: Jones\ndate: \"March 7, 2022\"\n\
         date-modified: 2022-03-08\ncategories: [news]\nabstract: |\n  An abstract.\nimage: thumb.png\n---\nText.\n",
        "title: Quarto\npublished: 2022-03-07T00:00:00Z\nupdated: 2022-03-08T00:00:00Z\nauthors: Norah Jones\n\
         tags: news\nsummary: An abstract.\nimage: https://example.org/quarto/thumb.png\n\
         url: https://example.org/quarto/\nid: tag:example.org,2022-03-07:quarto\n",
    );
    check(
        "mkdocs.md",
        "---\ndate:\n  created: 2023-12-31\n  updated: 2024-01-02\ncategories:\n  - Hello\n---\n# Hello world\n\nText.\n",
        "title: Hello world\npublished: 2023-12-31T00:00:00Z\nupdated: 2024-01-02T00:00:00Z\ntags: Hello\nsummary: Text.\n\
         url: https://example.org/mkdocs/\nid: tag:example.org,2023-12-31:mkdocs\n",
    );
    check(
        "ghost.md",
        "---\ntitle: Ghost\npublished_at: 2025-02-06T06:45:00.000Z\nupdated_at: 2025-02-07T06:45:00.000Z\n\
         custom_excerpt: Boo.\nfeature_image: https://cdn.example.org/a.png\nstatus: published\n---\nText.\n",
        "title: Ghost\npublished: 2025-02-06T06:45:00Z\nupdated: 2025-02-07T06:45:00Z\nsummary: Boo.\n\
         image: https://cdn.example.org/a.png\n\
         url: https://example.org/ghost/\nid: tag:example.org,2025-02-06:ghost\n",
    );
}

#[test]
fn a_markdown_file_without_front_matter_has_its_first_heading_as_title() {
    check(
        "2025-10-05-tides.md",
        "# How to read a *tide* table\n\nBegin at the top of it.\n\n## Then\n\nGo on.\n",
        "title: How to read a tide table\npublished: 2025-10-05T00:00:00Z\nsummary: Begin at the top of it.\n\
         url: https://example.org/tides/\nid: tag:example.org,2025-10-05:tides\n",
    );
    let site = Site::new().article("2025-10-05-tides.md", "Setext title\n===\n\nBegin.\n");
    check_site(
        site,
        "title: Setext title\npublished: 2025-10-05T00:00:00Z\nsummary: Begin.\n\
         url: https://example.org/tides/\nid: tag:example.org,2025-10-05:tides\n",
    );
}

#[test]
fn a_page_in_html() {
    let page = "<!DOCTYPE html>\n<html lang=\"ja\"><head><meta charset=\"utf-8\"><title>赤い月 | 浜風だより</title>\n\
         <meta name=\"description\" content=\"屋上で。\"><meta name=\"author\" content=\"小暮ひかる\">\n\
         <meta property=\"article:published_time\" content=\"2025-09-08T07:30:00+09:00\">\n\
         <meta property=\"article:modified_time\" content=\"2025-09-09T10:00:00+09:00\">\n\
         <meta property=\"article:tag\" content=\"月食\"><meta property=\"article:tag\" content=\"天文\">\n\
         <meta property=\"og:image\" content=\"/moon.jpg\">\n\
         <link rel=\"canonical\" href=\"https://example.org/2025/09/moon/\"></head>\n\
         <body><nav><a href=\"/\">Home</a></nav><article><h1>赤い月</h1><p>月が<a href=\"../sun/\">出た</a>。</p>\n\
         <script>x()</script></article><footer>F</footer></body></html>\n";
    let site = Site::new().article("moon.html", page);
    site.build().code(0);
    agree(&site);
    assert_eq!(
        facts(&site),
        "title: 赤い月\npublished: 2025-09-08T07:30:00+09:00\nupdated: 2025-09-09T10:00:00+09:00\n\
         authors: 小暮ひかる\ntags: 月食 | 天文\nlanguage: ja\nsummary: 屋上で。\n\
         image: https://example.org/moon.jpg\n\
         url: https://example.org/2025/09/moon/\nid: tag:example.org,2025-09-08:moon\n"
    );
    assert_eq!(
        text(&site.item(), "content_html"),
        "<p>月が<a href=\"https://example.org/2025/09/sun/\">出た</a>。</p>"
    );
}

#[test]
fn a_page_whose_date_is_in_a_time_element_or_in_structured_data() {
    check(
        "time.html",
        "<html><head><title>A page</title></head><body><main><h1>A page</h1>\
         <p>By hand, <time datetime=\"2025-05-05T10:00+02:00\">5 May</time>.</p></main></body></html>",
        "title: A page\npublished: 2025-05-05T10:00:00+02:00\nsummary: By hand, 5 May.\n\
         url: https://example.org/time/\nid: tag:example.org,2025-05-05:time\n",
    );
    check(
        "data.html",
        "<html><head><title>T</title><script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\
         \"@graph\":[{\"@type\":\"WebPage\"},{\"@type\":\"NewsArticle\",\"headline\":\"A headline\",\
         \"datePublished\":\"2025-05-05T10:00:00Z\",\"dateModified\":\"2025-05-06T10:00:00Z\",\
         \"author\":[{\"@type\":\"Person\",\"name\":\"Ada Lovelace\"}],\"keywords\":\"a, b\"}]}</script></head>\
         <body><p>Text of the page.</p></body></html>",
        "title: A headline\npublished: 2025-05-05T10:00:00Z\nupdated: 2025-05-06T10:00:00Z\nauthors: Ada Lovelace\n\
         tags: a | b\nsummary: Text of the page.\n\
         url: https://example.org/data/\nid: tag:example.org,2025-05-05:data\n",
    );
}

#[test]
fn encodings_declared_marked_or_detected() {
    let page = "<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>\
                <title>Часы</title><meta name=\"DC.date\" content=\"2024-12-08T12:00:00+03:00\" /></head>\
                <body><p>Снова спешат.</p></body></html>";
    let expected = "title: Часы\npublished: 2024-12-08T12:00:00+03:00\nsummary: Снова спешат.\n\
                    url: https://example.org/clock/\nid: tag:example.org,2024-12-08:clock\n";
    check_site(
        Site::new().bytes("clock.xhtml", &windows_1251(page)),
        expected,
    );
    let html = page.split_once('\n').expect("a declaration").1.replace(
        "<head>",
        "<head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">",
    );
    check_site(
        Site::new().bytes("clock.html", &windows_1251(&html)),
        expected,
    );

    let note = "Title: बावड़ी\nDate: 2025-12-21T07:30:00+05:30\nSlug: clock\n\nपानी है।\n";
    let expected = "title: बावड़ी\npublished: 2025-12-21T07:30:00+05:30\nsummary: पानी है।\n\
                    url: https://example.org/clock/\nid: tag:example.org,2025-12-21:clock\n";
    let little: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(note.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(note.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    check_site(Site::new().bytes("a.txt", &little), expected);
    check_site(Site::new().bytes("a.txt", &big), expected);
    check_site(
        Site::new().bytes("a.txt", format!("\u{feff}{note}").as_bytes()),
        expected,
    );

    // Nothing declares it: read, and said.
    let undeclared = windows_1251(
        "---\ntitle: Часы на башне\ndate: 2025-05-05\n---\nБашенные часы снова спешат, и весь город вместе с ними.\n",
    );
    let site = Site::new().bytes("a.md", &undeclared);
    site.build()
        .code(0)
        .stdout_has("articles/a.md:2: warning[assumed-encoding]: the text is not UTF-8 and declares no encoding; read as windows-1251");
    assert_eq!(text(&site.item(), "title"), "Часы на башне");
}

fn windows_1251(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            'А'..='я' => (c as u32 - 'А' as u32 + 0xc0) as u8,
            c => u8::try_from(c as u32).expect("ASCII"),
        })
        .collect()
}

#[test]
fn line_ends_do_not_matter() {
    for article in [
        "---\ntitle: Lines\ndate: 2025-05-05\ntags:\n  - a\n  - b\n---\n# Heading\n\nOne\ntwo.\n\n- three\n",
        "+++\ntitle = \"Lines\"\ndate = 2025-05-05\ntags = [\"a\", \"b\"]\n+++\n# Heading\n\nOne\ntwo.\n\n- three\n",
        "Title: Lines\nDate: 2025-05-05\nTags: a, b\n\n# Heading\n\nOne\ntwo.\n\n- three\n",
    ] {
        let mut seen: Option<Value> = None;
        for end in ["\n", "\r\n", "\r"] {
            let site = Site::new().article("lines.md", &article.replace('\n', end));
            site.build().code(0);
            let item = site.item();
            assert_eq!(texts(&item, "tags"), ["a", "b"]);
            assert_eq!(*seen.get_or_insert_with(|| item.clone()), item, "{end:?}");
        }
    }
}

#[test]
fn plain_text_with_header_lines() {
    check(
        "chess.txt",
        "Title: The chess table\r\nAuthor: Rafael Bentancor <r@example.org>\r\nDate: Thu, 20 Feb 2025 07:45:00 -0300\r\n\
         Tags: chess, railways\r\nLanguage: en\r\n\r\nIt stands on\r\nplatform two.\r\n\r\nWho Plays\r\n\r\nEverybody does.\r\n",
        "title: The chess table\npublished: 2025-02-20T07:45:00-03:00\nauthors: Rafael Bentancor\ntags: chess | railways\n\
         language: en\nsummary: It stands on platform two.\n\
         url: https://example.org/chess/\nid: tag:example.org,2025-02-20:chess\n",
    );
}

#[test]
fn plain_text_as_newspapers_have_it() {
    let news = " date 2025-05-05 New Delhi: Russian President Vladimir Putin dialled the Prime Minister on Monday. They spoke for an hour.\n\n\
                Putin Dials Modi\n\n\
                The two leaders agreed to meet again later this year, said the ministry.\n\n\
                What They Said\n\n\
                Both sides were pleased with the talks: “very”, as one of them put it.";
    let site = Site::new().article("wire/0001.txt", news);
    check_site(
        site,
        "title: Putin Dials Modi\npublished: 2025-05-05T00:00:00+05:30\n\
         summary: Russian President Vladimir Putin dialled the Prime Minister on Monday. They spoke for an hour.\n\
         url: https://example.org/wire/0001/\nid: tag:example.org,2025-05-05:wire/0001\n",
    );
    let site = Site::new().article("wire/0001.txt", news);
    site.build();
    assert_eq!(
        text(&site.item(), "content_html"),
        "<p>Russian President Vladimir Putin dialled the Prime Minister on Monday. They spoke for an hour.</p>\n\
         <p>The two leaders agreed to meet again later this year, said the ministry.</p>\n\
         <h2>What They Said</h2>\n\
         <p>Both sides were pleased with the talks: “very”, as one of them put it.</p>"
    );
    assert_eq!(
        text(&site.inspected("wire/0001.txt")[0], "place"),
        "New Delhi"
    );
}

#[test]
fn one_record_in_json() {
    check(
        "lake.json",
        r#"{"title": "The town", "authors": [{"name": "Aroha Tennant", "email": null, "url": "https://a.example/"}],
            "published": "2026-02-17T09:00:00+13:00", "updated": "2026-02-18T11:30:00+13:00", "language": "en-NZ",
            "summary": "Dark.", "image": null, "url": "https://example.org/2026/02/lake/", "site_name": "Lake",
            "tags": ["stars", "street lamps"], "place": "Lake Ōrua", "draft": false,
            "content_html": "<p>At <b>ten</b>.</p>"}"#,
        "title: The town\npublished: 2026-02-17T09:00:00+13:00\nupdated: 2026-02-18T11:30:00+13:00\n\
         authors: Aroha Tennant\ntags: stars | street lamps\nlanguage: en-NZ\nsummary: Dark.\n\
         url: https://example.org/2026/02/lake/\nid: tag:example.org,2026-02-17:the-town\n",
    );
}

#[test]
fn several_records_in_a_list_or_one_a_line() {
    let records = [
        r#"{"title": "One", "published": "2025-01-01T00:00:00Z", "content_text": "First.\n\nSecond."}"#,
        r#"{"title": "Two", "published": "2025-01-02T00:00:00Z", "content_html": "<p>Two</p>"}"#,
        r#"{"title": "Three", "published": "2025-01-03T00:00:00Z", "content_markdown": "*Three*", "draft": true}"#,
        r#"{"title": "Four", "published": "2025-01-04T00:00:00Z", "content_markdown": "*Four*"}"#,
    ];
    for (path, text_of_file) in [
        ("all.json", format!("[{}]", records.join(",\n"))),
        ("all.ndjson", records.join("\n")),
        ("all.jsonl", format!("{}\r\n\r\n", records.join("\r\n"))),
    ] {
        let site = Site::new().article(path, &text_of_file);
        site.build().code(0);
        agree(&site);
        assert_eq!(site.titles("feed.xml"), ["Four", "Two", "One"], "{path}");
        let contents: Vec<String> = site
            .items()
            .iter()
            .map(|item| text(item, "content_html").to_owned())
            .collect();
        assert_eq!(
            contents,
            [
                "<p><em>Four</em></p>",
                "<p>Two</p>",
                "<p>First.</p>\n<p>Second.</p>"
            ],
            "{path}"
        );
        let ids: Vec<String> = site
            .items()
            .iter()
            .map(|item| text(item, "id").to_owned())
            .collect();
        assert_eq!(
            ids,
            [
                "tag:example.org,2025-01-04:four",
                "tag:example.org,2025-01-02:two",
                "tag:example.org,2025-01-01:one"
            ]
        );
    }
}

#[test]
fn the_export_of_a_ghost_site() {
    // Its ids are no addresses, which Atom asks for: the formats do not agree on them.
    let site = Site::new().article(
        "ghost.json",
        r##"{"db": [{"meta": {"version": "5.80.0"}, "data": {
            "posts": [
                {"id": "64a", "uuid": "0f5d", "title": "Low water", "slug": "low-water", "type": "post",
                 "html": "<p>See <a href=\"__GHOST_URL__/tides/\">the table</a>.</p>", "status": "published",
                 "visibility": "public", "feature_image": "__GHOST_URL__/content/images/low.jpg",
                 "published_at": "2025-03-05T10:00:00.000Z", "updated_at": "2025-03-06T10:00:00.000Z"},
                {"id": "64b", "title": "Unready", "slug": "unready", "type": "post", "html": "<p>.</p>",
                 "status": "draft", "published_at": null, "updated_at": "2025-03-06T10:00:00.000Z"},
                {"id": "64c", "title": "About us", "slug": "about", "type": "page", "html": "<p>We.</p>",
                 "status": "published", "published_at": "2025-03-05T10:00:00.000Z"}],
            "users": [{"id": "1", "name": "Hanne Lysø", "email": "hanne@example.org", "website": null},
                      {"id": "2", "name": "Bo Berg"}],
            "tags": [{"id": "7", "name": "Sea"}, {"id": "8", "name": "#internal"}, {"id": "9", "name": "Tides"}],
            "posts_tags": [{"post_id": "64a", "tag_id": "7", "sort_order": 2},
                           {"post_id": "64a", "tag_id": "8", "sort_order": 0},
                           {"post_id": "64a", "tag_id": "9", "sort_order": 1}],
            "posts_authors": [{"post_id": "64a", "author_id": "2", "sort_order": 1},
                              {"post_id": "64a", "author_id": "1", "sort_order": 0}],
            "posts_meta": [{"post_id": "64a", "meta_description": "When the sea is away."}]}}]}"##,
    );
    site.build().code(0);
    assert_eq!(
        facts(&site),
        "title: Low water\npublished: 2025-03-05T10:00:00Z\nupdated: 2025-03-06T10:00:00Z\n\
         authors: Hanne Lysø | Bo Berg\ntags: Tides | Sea\nsummary: When the sea is away.\n\
         image: https://example.org/content/images/low.jpg\nurl: https://example.org/low-water/\nid: 64a\n"
    );
}

#[test]
fn a_json_file_that_is_no_article_is_passed_over() {
    let site = Site::new()
        .dated("a.md", "A", "2025-05-05")
        .article("tags/tags.json", r#"{"layout": "tag", "permalink": false}"#)
        .article("package.json", r#"{"name": "x", "version": "1.0.0"}"#)
        .article("authors.yml", "ada:\n  name: Ada\n")
        .article("style.css", "p { color: red }\n");
    let output = site.build().code(0);
    assert_eq!(output.findings(), Vec::<String>::new());
    assert_eq!(site.titles("feed.xml"), ["A"]);
}

#[test]
fn what_inspect_says_in_json_can_be_built_again() {
    let site = Site::new()
        .article(
            "a.md",
            "---\ntitle: A & B\ndate: 2025-01-14T17:20:00+01:00\nlastmod: 2025-01-16\nauthors:\n  - name: Ada\n\
             \x20   url: https://ada.example/\n  - Bo\ntags: [x, \"y, z\"]\nlang: de\nsummary: S < T\nimage: /i.png\n---\nText.\n",
        )
        .article("b/c.txt", "Title: C\nDate: 2025-05-05\nPlace: Nairobi\nSlug: see\n\nText.\n")
        .article("d.md", "---\ntitle: D\ndate: 2025-05-06\ndraft: true\n---\nText.\n");
    site.build().code(0);
    let before = site.items();
    let lines = site
        .run(&["inspect", "--format", "json", "articles"])
        .code(0)
        .stdout;
    assert_eq!(lines.lines().count(), 3);

    let again = Site::new().article("all.ndjson", &lines);
    again.run(&["build", "--content", "none"]).code(0);
    let after = again.items();
    assert_eq!(after.len(), before.len());
    for (before, after) in before.iter().zip(&after) {
        for key in [
            "id",
            "url",
            "title",
            "date_published",
            "date_modified",
            "authors",
            "tags",
            "image",
        ] {
            assert_eq!(before[key], after[key], "{key}");
        }
        if !before["language"].is_null() {
            assert_eq!(before["language"], after["language"]);
        }
    }
    let known = |line: &str| -> Value { serde_json::from_str(line).expect("JSON") };
    let places: Vec<Value> = again
        .inspected("all.ndjson")
        .iter()
        .map(|article| article["place"].clone())
        .collect();
    assert_eq!(places, [Value::Null, "Nairobi".into(), Value::Null]);
    for (line, article) in lines.lines().map(known).zip(again.inspected("all.ndjson")) {
        for key in [
            "title",
            "summary",
            "site_name",
            "published",
            "updated",
            "draft",
            "guid",
            "url",
        ] {
            assert_eq!(line[key], article[key], "{key}");
        }
    }
}

#[test]
fn addresses_of_the_authors_own_win() {
    for (fields, url) in [
        (
            "permalink: /elsewhere/page.html",
            "https://example.org/elsewhere/page.html",
        ),
        ("url: 2025/launch", "https://example.org/2025/launch"),
        (
            "canonical_url: https://other.example/a",
            "https://other.example/a",
        ),
        (
            "permalink: /:year/:month/:title/",
            "https://example.org/2025/05/a/",
        ),
        (
            "slug: ünïcode name",
            "https://example.org/%C3%BCn%C3%AFcode%20name/",
        ),
        ("slug: /two/parts/", "https://example.org/two/parts/"),
    ] {
        let site = Site::new().article(
            "a.md",
            &format!("---\ntitle: A\ndate: 2025-05-05\n{fields}\n---\nText.\n"),
        );
        let output = site.build().code(0);
        assert_eq!(output.findings(), Vec::<String>::new(), "{fields}");
        agree(&site);
        assert_eq!(text(&site.item(), "url"), url, "{fields}");
    }
}

#[test]
fn an_address_that_only_a_generator_can_fill_in_is_passed_over_and_said() {
    for address in [
        "/blog/{{ title | slugify }}/",
        "/blog/{% if x %}a{% endif %}/",
    ] {
        let article =
            format!("---\ntitle: A\ndate: 2025-05-05\npermalink: \"{address}\"\n---\nText.\n");
        let site = Site::new().article("a.md", &article);
        site.build().code(0).stdout_has(&format!(
            "articles/a.md:4: warning[invalid-url]: cannot read the address `{address}`; the site's pattern is used\n"
        ));
        assert_eq!(text(&site.item(), "url"), "https://example.org/a/");
    }
}

#[test]
fn an_id_of_the_authors_own_is_the_guid() {
    for (fields, id) in [
        ("id: tag:example.org,2020:x", "tag:example.org,2020:x"),
        (
            "guid: https://example.org/?p=12",
            "https://example.org/?p=12",
        ),
        (
            "id: urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
            "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
        ),
        // A name among files is no identifier of the world.
        ("id: intro", "tag:example.org,2025-05-05:a"),
    ] {
        let site = Site::new().article(
            "a.md",
            &format!("---\ntitle: A\ndate: 2025-05-05\n{fields}\n---\nText.\n"),
        );
        site.build().code(0);
        agree(&site);
        assert_eq!(text(&site.item(), "id"), id, "{fields}");
    }
}

#[test]
fn permalinks_follow_the_pattern_of_the_site() {
    for (pattern, url) in [
        (
            "/:year/:month/:day/:slug/",
            "https://example.org/2025/05/05/launch/",
        ),
        (
            "/:section/:slug.html",
            "https://example.org/news/launch.html",
        ),
        (
            "/:path/:stem",
            "https://example.org/news/big/2025-05-05-launch",
        ),
        ("/:slug", "https://example.org/launch"),
    ] {
        let site = Site::new().article("news/big/2025-05-05-launch.md", "# Launch\n\nText.\n");
        site.run(&["build", "--permalink", pattern]).code(0);
        assert_eq!(text(&site.item(), "url"), url, "{pattern}");
    }
    // The site may lie below the root of its host.
    let site = Site::new().dated("a.md", "A", "2025-05-05");
    site.run(&["build", "--url", "https://example.org/blog"])
        .code(0);
    assert_eq!(text(&site.item(), "url"), "https://example.org/blog/a/");
}

#[test]
fn the_zone_of_a_date_is_its_own_else_the_articles_else_the_places_else_the_sites() {
    for (fields, published) in [
        (
            "date: 2025-07-01 12:00 +02:00\ntimezone: Asia/Tokyo\nplace: Nairobi",
            "2025-07-01T12:00:00+02:00",
        ),
        (
            "date: 2025-07-01 12:00\ntimezone: Asia/Tokyo\nplace: Nairobi",
            "2025-07-01T12:00:00+09:00",
        ),
        (
            "date: 2025-07-01 12:00\nplace: Nairobi",
            "2025-07-01T12:00:00+03:00",
        ),
        ("date: 2025-07-01 12:00", "2025-07-01T12:00:00+02:00"),
        ("date: 2025-01-01", "2025-01-01T00:00:00+01:00"),
    ] {
        let site = Site::new().article("a.md", &format!("---\ntitle: A\n{fields}\n---\nText.\n"));
        site.run(&["build", "--timezone", "Europe/Berlin"]).code(0);
        agree(&site);
        assert_eq!(text(&site.item(), "date_published"), published, "{fields}");
    }
}

#[test]
fn authors_are_read_as_people_write_them() {
    for (fields, authors) in [
        (
            "author: Ada Lovelace <ada@example.org>",
            vec!["Ada Lovelace"],
        ),
        (
            "author: \"Ada Lovelace and Mary Somerville\"",
            vec!["Ada Lovelace", "Mary Somerville"],
        ),
        (
            "authors: [Ada Lovelace, 'Smith, John']",
            vec!["Ada Lovelace", "Smith, John"],
        ),
        (
            "author: {name: Ada, url: 'https://ada.example/'}",
            vec!["Ada"],
        ),
        ("byline: AT&T <\u{7}>", vec!["AT&T <>"]),
        ("", vec!["The Editors"]),
    ] {
        let site = Site::new().article(
            "a.md",
            &format!("---\ntitle: A\ndate: 2025-05-05\n{fields}\n---\nText.\n"),
        );
        site.run(&["build", "--author", "The Editors"]).code(0);
        agree(&site);
        assert_eq!(texts(&site.item(), "authors"), authors, "{fields}");
    }
}

#[test]
fn an_enclosure_has_address_length_and_type() {
    let site = Site::new()
        .article(
            "cast.md",
            "---\ntitle: Cast\ndate: 2025-05-05\nenclosure:\n  url: /cast.mp3?a=1&b=2\n  length: 12_345\n  type: audio/mpeg\n---\nText.\n",
        );
    site.build().code(0);
    let attachment = &site.item()["attachments"][0];
    assert_eq!(
        text(attachment, "url"),
        "https://example.org/cast.mp3?a=1&b=2"
    );
    assert_eq!(attachment["size_in_bytes"], 12345);
    assert!(site.published("feed.xml").contains(
        "<enclosure url=\"https://example.org/cast.mp3?a=1&amp;b=2\" length=\"12345\" type=\"audio/mpeg\""
    ));
    let atom = site.feed("atom.xml");
    let link = atom.entries[0]
        .links
        .iter()
        .find(|link| link.rel.as_deref() == Some("enclosure"));
    let link = link.expect("a link to the enclosure");
    assert_eq!(
        (link.href.as_str(), link.length, link.media_type.as_deref()),
        (
            "https://example.org/cast.mp3?a=1&b=2",
            Some(12345),
            Some("audio/mpeg")
        )
    );
}
