//! How articles stand to others: answers, discussions, licences, originals, places on the globe.

use crate::support::{CONFIG, Site, text};

/// Two articles of which one answers the other, and says all that few do.
fn site() -> Site {
    Site::new()
        .config(&format!(
            "{CONFIG}license = \"CC BY-SA 4.0\"\nrsl = \"/license.xml\"\n"
        ))
        .dated("first.md", "First", "2025-05-04")
        .article(
            "third.md",
            "---\ntitle: Third\ndate: 2025-05-03\noriginal_url: https://third.example/\n---\nText.\n",
        )
        .article(
            "second.md",
            "---\ntitle: Second\ndate: 2025-05-05\n\
             in_reply_to:\n  - /first/\n  - url: https://other.example/a\n    id: tag:other.example,2025:a\n    \
             type: text/html\n    feed: https://other.example/feed\n\
             comments: https://talk.example/second\ncomments_feed: https://talk.example/second.xml\n\
             comment_count: 3\nlicense: https://example.org/licence\n\
             source:\n  title: The Other\n  url: https://other.example/second\n  feed: https://other.example/feed\n\
             coordinates: [45.256, -71.92]\nplace: Sherbrooke\nseries: Letters & lines\n\
             contributors: [Cy Dahl, { name: Di Eck, url: \"https://di.example/\" }]\npublisher: Harbour Press\n---\nText.\n",
        )
}

#[test]
fn feeds_say_how_an_article_stands_to_others() {
    let site = site();
    site.run(&["build", "--set", "validate.profile=strict"])
        .code(0);
    let rss = site.published("feed.xml");
    let guid = "tag:example.org,2025-05-04:first";
    for expected in [
        &format!("<thr:in-reply-to href=\"https://example.org/first/\" ref=\"{guid}\">"),
        "<thr:in-reply-to href=\"https://other.example/a\" ref=\"tag:other.example,2025:a\" source=\"https://other.example/feed\" type=\"text/html\">",
        "<comments>https://talk.example/second</comments>",
        "<slash:comments>3</slash:comments>",
        "<wfw:commentRss>https://talk.example/second.xml</wfw:commentRss>",
        "<source url=\"https://other.example/feed\">The Other</source>",
        "<dc:source>https://third.example/</dc:source>",
        "<dc:publisher>Harbour Press</dc:publisher>",
        "<dc:contributor>Cy Dahl</dc:contributor>",
        "<dc:coverage>Sherbrooke</dc:coverage>",
        "<dcterms:isPartOf>Letters &amp; lines</dcterms:isPartOf>",
        "<georss:point>45.256 -71.92</georss:point>",
        "<georss:featurename>Sherbrooke</georss:featurename>",
        "<creativeCommons:license>https://creativecommons.org/licenses/by-sa/4.0/</creativeCommons:license>",
        "<atom:link href=\"https://example.org/licence\" rel=\"license\">",
        "<atom:link href=\"https://example.org/license.xml\" rel=\"license\" type=\"application/rsl+xml\">",
    ] {
        assert_eq!(rss.matches(expected).count(), 1, "{expected} in {rss}");
    }
    let atom = site.published("atom.xml");
    for expected in [
        &format!("<thr:in-reply-to href=\"https://example.org/first/\" ref=\"{guid}\">"),
        "<link href=\"https://talk.example/second\" rel=\"replies\" type=\"text/html\"/>",
        "<link href=\"https://talk.example/second.xml\" rel=\"replies\"/>",
        "<thr:total>3</thr:total>",
        "<link href=\"https://other.example/second\" rel=\"via\"/>",
        "<link href=\"https://creativecommons.org/licenses/by-sa/4.0/\" rel=\"license\"/>",
        "<link href=\"https://example.org/licence\" rel=\"license\"/>",
        "<link href=\"https://example.org/license.xml\" rel=\"license\" type=\"application/rsl+xml\"/>",
        "<id>https://other.example/feed</id>",
        "<name>Di Eck</name>",
        "<georss:point>45.256 -71.92</georss:point>",
    ] {
        assert_eq!(atom.matches(expected).count(), 1, "{expected} in {atom}");
    }
    assert_eq!(
        text(&site.items()[0], "external_url"),
        "https://other.example/second"
    );
    let read = site.feed("atom.xml");
    assert_eq!(read.entries[0].contributors.len(), 2);
}

#[test]
fn feeds_without_such_articles_do_not_name_their_vocabularies() {
    let site = Site::new().dated("a.md", "A", "2025-05-05");
    site.build().code(0);
    for feed in ["feed.xml", "atom.xml"] {
        let xml = site.published(feed);
        for prefix in [
            "thr",
            "georss",
            "dcterms",
            "slash",
            "wfw",
            "creativeCommons",
            "media",
        ] {
            assert!(
                !xml.contains(&format!("xmlns:{prefix}")),
                "{prefix} in {xml}"
            );
        }
    }
}

#[test]
fn what_cannot_be_is_said_with_its_line() {
    let site = Site::new().article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05\ngeo: 91.5, 10\nin_reply_to: nobody knows\n\
         comments: true\nlocation: Oslo\nlicense: MIT\n---\nText.\n",
    );
    site.build()
        .code(0)
        .stdout_has("articles/a.md:4: warning[invalid-point]: expected a point on the globe, found `91.5 10`")
        .stdout_has("articles/a.md:5: warning[invalid-url]: in_reply_to: expected an address, found `nobody knows`");
    let rss = site.published("feed.xml");
    // A setting of a generator, and the name of a licence for code.
    assert!(!rss.contains("<comments>"), "{rss}");
    assert!(rss.contains("<dc:rights>MIT</dc:rights>"), "{rss}");
    assert!(rss.contains("<dc:coverage>Oslo</dc:coverage>"), "{rss}");
}

#[test]
fn a_licence_that_nobody_knows_is_refused() {
    Site::new()
        .config(&format!("{CONFIG}license = \"mine\"\n"))
        .build()
        .code(2)
        .stderr_has("site.license: expected the address of a licence, found `mine`");
}

#[test]
fn records_of_inspect_keep_it() {
    let site = site();
    let lines = site.run(&["inspect", "--format", "json", "--content", "articles"]);
    let again = Site::new()
        .config(&format!(
            "{CONFIG}license = \"CC BY-SA 4.0\"\nrsl = \"/license.xml\"\n"
        ))
        .article("all.ndjson", &lines.stdout);
    site.build().code(0);
    again.build().code(0);
    assert_eq!(again.published("feed.xml"), site.published("feed.xml"));
}

#[test]
fn a_licence_beside_a_copyright_line_is_one_feed_under_every_profile() {
    for (fields, said) in [
        (
            "license: CC BY 4.0\nrights: (c) Ada",
            "href=\"https://creativecommons.org/licenses/by/4.0/\" rel=\"license\"",
        ),
        (
            "license: https://creativecommons.org/licenses/by/4.0/\nrights: (c) Ada",
            "<dc:rights>(c) Ada</dc:rights>",
        ),
        (
            "license: CC BY 4.0",
            "<creativeCommons:license>https://creativecommons.org/licenses/by/4.0/</creativeCommons:license>",
        ),
    ] {
        for profile in ["spec", "strict", "readers"] {
            let config = match profile {
                "spec" => CONFIG.to_owned(),
                name => format!("{CONFIG}\n[validate]\nprofile = \"{name}\"\n"),
            };
            let site = Site::bare().config(&config).article(
                "a.md",
                &format!("---\ntitle: A\ndate: 2025-05-05T10:00:00Z\n{fields}\n---\nText.\n"),
            );
            site.build().code(0);
            assert!(site.read("public/feed.xml").contains(said), "{fields}");
            for feed in ["feed.xml", "atom.xml", "feed.json"] {
                for profile in ["strict", "readers"] {
                    let feed = format!("public/{feed}");
                    site.run(&["validate", "--profile", profile, &feed]).code(0);
                }
            }
        }
    }
}

#[test]
fn the_first_usable_value_of_a_relation_is_taken() {
    let site = Site::new().article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05\ncoordinates: 200, 10\nlocation: 52.5,13.4\n\
         comments_feed: https://d.example/1.rss\n\
         source: {title: S, feed: 'https://s.example/feed', id: 'tag:s.example,2025:s', updated: 2025-05-01}\n\
         ---\nText.\n",
    );
    site.build().code(0);
    let atom = site.read("public/atom.xml");
    for said in [
        "52.5 13.4",
        "<updated>2025-05-01T00:00:00+00:00</updated>",
        "type=\"application/rss+xml\"",
    ] {
        assert!(atom.contains(said), "{said}\n{atom}");
    }
    assert!(!site.read("public/feed.xml").contains("52.5,13.4"));
}
