//! One form for what people write in many: titles, summaries, tags, addresses, composed letters.

use serde_json::Value;

use crate::support::{Site, text, texts};

/// What becomes of the fields of one article in a feed.
fn item(fields: &str) -> Value {
    item_at("https://example.org/", fields)
}

fn item_at(url: &str, fields: &str) -> Value {
    let config = format!(
        "[site]\ntitle = \"Example\"\nurl = \"{url}\"\nlanguage = \"en\"\ntimezone = \"UTC\"\n"
    );
    let site = Site::bare().config(&config).article(
        "a.md",
        &format!("---\ndate: 2025-05-05T10:00:00Z\n{fields}\n---\nText.\n"),
    );
    site.build().code(0);
    for feed in ["feed.xml", "atom.xml", "feed.json"] {
        site.run(&["validate", &format!("public/{feed}")]).code(0);
    }
    site.item()
}

/// A text as YAML and JSON quote it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string")
}

#[test]
fn titles_are_one_line_of_plain_text() {
    for (written, title) in [
        ("Tom &amp; Jerry", "Tom & Jerry"),
        ("Tom &amp;amp; Jerry", "Tom &amp; Jerry"),
        ("&lt;b&gt; is bold", "<b> is bold"),
        ("AT&T", "AT&T"),
        ("caf&eacute; &#x1F600; &#8211;", "café 😀 –"),
        ("  two\t words\n here ", "two words here"),
        ("non\u{a0}breaking\u{2003}space", "non breaking space"),
        ("bell\u{7} and\u{0} null", "bell and null"),
        ("\u{feff}marked\u{feff}", "marked"),
        ("A <em>B</em> <code>c</code>", "A B c"),
        ("A<br>B<br/>C", "A B C"),
        ("long<wbr>word", "longword"),
        ("A <img src=\"x.png\" alt=\"x\"> B", "A B"),
        ("if a < b and c > d", "if a < b and c > d"),
        ("Vec<T> or Box<T>", "Vec<T> or Box<T>"),
        ("ALL CAPS STAY", "ALL CAPS STAY"),
        ("e\u{301}te\u{301}", "été"),
        ("\u{1112}\u{1161}\u{11ab}", "한"),
        ("100% & more", "100% & more"),
        (
            "`Array` and **`Map<K>`**, an _old_ word",
            "Array and Map<K>, an old word",
        ),
        ("1. Start with __init__", "1. Start with __init__"),
        (
            "How to escape {% raw %} and {{ x }}",
            "How to escape {% raw %} and {{ x }}",
        ),
    ] {
        let item = item(&format!("title: {}", quoted(written)));
        assert_eq!(text(&item, "title"), title, "{written}");
    }
}

#[test]
fn summaries_are_plain_text() {
    for (written, summary) in [
        ("<p>One &amp; two.</p>\n<p>Three.</p>", "One & two. Three."),
        ("A <b>bold</b> word", "A bold word"),
        ("Vec<T> & co", "Vec<T> & co"),
        ("a < b", "a < b"),
        ("line\nbreaks   and\ttabs", "line breaks and tabs"),
        ("<p>open", "open"),
        ("<script>x()</script><p>Said.</p>", "Said."),
        ("nai\u{308}ve", "naïve"),
        ("&lt;p&gt; is a tag", "<p> is a tag"),
        (
            "A **bold** [link](https://x.example) {{< x >}}",
            "A bold link",
        ),
        (
            "`x < 1` and snake_case, 2 * 3 * 4, C# and F#",
            "x < 1 and snake_case, 2 * 3 * 4, C# and F#",
        ),
        ("Polic&amp;iacute;a", "Policía"),
    ] {
        let item = item(&format!("title: A\nsummary: {}", quoted(written)));
        assert_eq!(text(&item, "summary"), summary, "{written}");
    }
}

#[test]
fn tags_are_trimmed_and_each_is_there_once_in_order() {
    for (written, tags) in [
        ("[b, a, B, ' a ']", &["b", "a"][..]),
        ("\"x, y ; z\"", &["x", "y", "z"]),
        ("['#rust', rust, Rust]", &["rust"]),
        ("[\"two  words\", \"Two words\"]", &["two words"]),
        (
            "[\"e\u{301}t\u{e9}\", \"\u{e9}te\u{301}\", \"ÉTÉ\"]",
            &["été"],
        ),
        ("['', ' ', a, ~]", &["a"]),
        ("[{name: ' n '}, {name: ''}]", &["n"]),
        ("[2025, C#, C++]", &["2025", "C#", "C++"]),
    ] {
        let item = item(&format!("title: A\ntags: {written}"));
        assert_eq!(texts(&item, "tags"), tags, "{written}");
    }
}

#[test]
fn addresses_are_absolute_and_encoded_once() {
    for (written, url) in [
        (
            "http://例え.jp/ä b?q=ü",
            "http://xn--r8jz45g.jp/%C3%A4%20b?q=%C3%BC",
        ),
        ("/a%20b/", "https://example.org/a%20b/"),
        ("/a b/", "https://example.org/a%20b/"),
        ("/100%/", "https://example.org/100%25/"),
        ("/100%25/", "https://example.org/100%25/"),
        ("/%C3%A4/ä/", "https://example.org/%C3%A4/%C3%A4/"),
        ("/a|b^c/", "https://example.org/a%7Cb%5Ec/"),
        ("/a/../b/./c", "https://example.org/b/c"),
        ("HTTPS://EXAMPLE.ORG:443/A", "https://example.org/A"),
        ("/q?a=1&b=2#c", "https://example.org/q?a=1&b=2#c"),
        ("hello", "https://example.org/hello"),
        ("hello/", "https://example.org/hello/"),
        ("a:b", "https://example.org/a:b"),
        ("//other.example/x", "https://other.example/x"),
        ("//slip/x", "https://example.org/slip/x"),
    ] {
        let item = item(&format!("title: A\nurl: {}", quoted(written)));
        assert_eq!(text(&item, "url"), url, "{written}");
    }
}

#[test]
fn a_permalink_of_one_word_is_an_address_and_a_setting_is_none() {
    for (written, url) in [
        ("hello", "https://example.org/hello"),
        ("pretty", "https://example.org/a/"),
        ("ordinal", "https://example.org/a/"),
        ("true", "https://example.org/a/"),
    ] {
        let fields = format!("title: A\npermalink: {written}");
        assert_eq!(text(&item(&fields), "url"), url, "{written}");
    }
    let site = Site::new().article(
        "a.md",
        "---\ntitle: A\ndate: 2025-05-05\npermalink: pretty\n---\nText.\n",
    );
    site.run(&["inspect", "articles/a.md"]).stdout_has(
        "             not pretty (front matter permalink, line 4): a setting, no address\n",
    );
}

#[test]
fn paths_are_on_the_site_also_where_it_lies_in_a_folder() {
    let site = "https://example.org/blog";
    for (fields, key, expected) in [
        ("url: /x/", "url", "https://example.org/blog/x/"),
        ("url: x/", "url", "https://example.org/blog/x/"),
        ("url: /blog/x/", "url", "https://example.org/blog/x/"),
        ("url: /blogger/", "url", "https://example.org/blog/blogger/"),
        ("image: /i.png", "image", "https://example.org/blog/i.png"),
        (
            "image: /blog/i.png",
            "image",
            "https://example.org/blog/i.png",
        ),
        ("image: i.png", "image", "https://example.org/blog/a/i.png"),
        (
            "image: //cdn.example/i.png",
            "image",
            "https://cdn.example/i.png",
        ),
        (
            "image: https://cdn.example/ä b.png",
            "image",
            "https://cdn.example/%C3%A4%20b.png",
        ),
    ] {
        let item = item_at(site, &format!("title: A\n{fields}"));
        assert_eq!(text(&item, key), expected, "{fields}");
    }
    let item = item_at(site, "title: A\nenclosure: {url: /a.mp3, length: 1}");
    assert_eq!(
        text(&item["attachments"][0], "url"),
        "https://example.org/blog/a.mp3"
    );
    let config = "[site]\ntitle = \"E\"\nurl = \"https://example.org/blog\"\nlanguage = \"en\"\n\
                  image = \"/logo.png\"\nicon = \"icon.png\"\n";
    let site = Site::bare()
        .config(config)
        .dated("a.md", "A", "2025-05-05T00:00:00Z");
    site.build().code(0);
    let feed = site.published("feed.json");
    assert!(
        feed.contains("\"https://example.org/blog/logo.png\""),
        "{feed}"
    );
    assert!(
        feed.contains("\"https://example.org/blog/icon.png\""),
        "{feed}"
    );
}

#[test]
fn letters_are_composed_wherever_a_name_was_taken_apart() {
    let taken_apart = "Cafe\u{301} Zu\u{308}rich";
    let site = Site::new().article(
        &format!("Ne\u{301}o/{taken_apart}.md"),
        &format!(
            "---\ndate: 2025-05-05\nauthor: {taken_apart}\ntags: [{taken_apart}]\n\
             summary: {taken_apart}\nplace: {taken_apart}\n---\nText.\n"
        ),
    );
    site.build();
    let item = site.item();
    assert_eq!(text(&item, "title"), "Café Zürich");
    assert_eq!(text(&item, "summary"), "Café Zürich");
    assert_eq!(texts(&item, "tags"), ["Café Zürich"]);
    assert_eq!(texts(&item, "authors"), ["Café Zürich"]);
    assert_eq!(
        text(&item, "url"),
        "https://example.org/n%C3%A9o/caf%C3%A9-z%C3%BCrich/"
    );
    assert!(
        text(&item, "id").ends_with(":N%C3%A9o/caf%C3%A9-z%C3%BCrich"),
        "{item}"
    );
    assert_eq!(text(&site.inspected("")[0], "place"), "Café Zürich");
}

#[test]
fn booleans_are_switches_of_themes_and_no_values() {
    for (fields, pointer, expected) in [
        (
            "copyright: false\npublisher: false\nsource: true\nseries: false",
            "authors",
            "",
        ),
        ("author: false", "authors", ""),
        ("author: true", "authors", ""),
        ("authors: [false, Ada]", "authors", "Ada"),
        ("author: {name: Ada, url: false}", "authors", "Ada"),
        ("author: \"false\"", "authors", "false"),
        ("cover: false", "image", ""),
        (
            "image: False\ncover: /x.png",
            "image",
            "https://example.org/x.png",
        ),
        (
            "header: {image: false, teaser: /t.png}",
            "image",
            "https://example.org/t.png",
        ),
        (
            "cover: {image: false}\nphoto: /x.png",
            "image",
            "https://example.org/x.png",
        ),
        ("image: none", "image", ""),
        (
            "image: null\nimg: /x.png",
            "image",
            "https://example.org/x.png",
        ),
        ("thumbnail: 2", "image", ""),
        ("coverImage: /x.png", "image", "https://example.org/x.png"),
        (
            "featuredImage: /x.png",
            "image",
            "https://example.org/x.png",
        ),
        ("social_image: /x.png", "image", "https://example.org/x.png"),
        (
            "header: {overlay_image: /o.png}",
            "image",
            "https://example.org/o.png",
        ),
        (
            "resources:\n- {name: other, src: a.png}\n- {name: cover, src: b.png}",
            "image",
            "https://example.org/b/b.png",
        ),
        ("description: false", "summary", "Text."),
        ("summary: true\ndescription: Said.", "summary", "Said."),
        ("summary: 12", "summary", "Text."),
        ("keywords: false", "tags", ""),
        ("tags: true", "tags", ""),
        ("tags: [2024, 1]", "tags", "2024 1"),
        ("title: true", "title", "true"),
        ("title: 1984", "title", "1984"),
        (
            "summary: \"{{< x >}}\"\ndescription: Said.",
            "summary",
            "Said.",
        ),
        ("slug: false", "url", "https://example.org/b/"),
        ("guid: true", "id", "tag:example.org,2025-05-05:b"),
    ] {
        let config = "[site]\ntitle = \"Example\"\nurl = \"https://example.org/\"\n\
                      language = \"en\"\ntimezone = \"UTC\"\n";
        let title = if fields.starts_with("title") {
            ""
        } else {
            "title: A\n"
        };
        let site = Site::bare().config(config).article(
            "b.md",
            &format!("---\n{title}date: 2025-05-05T10:00:00Z\n{fields}\n---\nText.\n"),
        );
        site.build().code(0);
        let item = site.item();
        let mut value = &item;
        for key in pointer.split('.') {
            value = &value[key];
        }
        let found = match value {
            Value::Array(list) => {
                let one = |item: &Value| {
                    let item = item.get("name").unwrap_or(item);
                    item.as_str().unwrap_or_default().to_owned()
                };
                list.iter().map(one).collect::<Vec<_>>().join(" ")
            }
            Value::String(text) => text.clone(),
            _ => String::new(),
        };
        assert_eq!(found, expected, "{fields}");
        if !matches!(expected, "true" | "false") {
            let rss = site.read("public/feed.xml");
            let is_said = rss.contains(">false<") || rss.contains(">true<");
            assert!(!is_said, "{fields}\n{rss}");
        }
    }
}
