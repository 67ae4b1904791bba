//! What subscribers get of a text, read with an HTML parser that shares no code with the one that
//! writes it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Site, skip, text};

/// Attributes that hold one address.
const ADDRESSES: [&str; 9] = [
    "href",
    "src",
    "poster",
    "data",
    "cite",
    "action",
    "longdesc",
    "background",
    "formaction",
];

/// Elements that a feed must not have.
const FORBIDDEN: [&str; 16] = [
    "script", "style", "form", "input", "button", "select", "textarea", "iframe", "embed",
    "object", "svg", "template", "noscript", "link", "meta", "base",
];

/// What is wrong with the content of an item, by a parser of others.
fn faults(item: &Value) -> Vec<String> {
    let html = text(item, "content_html");
    let mut faults = Vec::new();
    if html.trim().is_empty() {
        faults.push("no content".to_owned());
    }
    let dom = tl::parse(html, tl::ParserOptions::default()).expect("HTML that can be read");
    for tag in dom.nodes().iter().filter_map(tl::Node::as_tag) {
        let name = tag.name().as_utf8_str().to_lowercase();
        if FORBIDDEN.contains(&name.as_str()) {
            faults.push(format!("<{name}>"));
        }
        for (key, value) in tag.attributes().iter() {
            let key = key.to_lowercase();
            let value = value.unwrap_or_default();
            if key.starts_with("on") || key == "style" || key == "srcdoc" {
                faults.push(format!("{key} of <{name}>"));
            }
            let is_absolute = |address: &str| {
                let address = address.trim();
                let scheme = address.split_once(':').map(|(scheme, _)| scheme);
                scheme.is_some_and(|scheme| {
                    !scheme.eq_ignore_ascii_case("javascript")
                        && !scheme.eq_ignore_ascii_case("data")
                        && scheme
                            .bytes()
                            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
                })
            };
            if ADDRESSES.contains(&key.as_str()) && !is_absolute(&value) {
                faults.push(format!("{key}={value} of <{name}>"));
            }
            if key == "srcset" && !value.split(", ").all(is_absolute) {
                faults.push(format!("srcset={value} of <{name}>"));
            }
        }
    }
    if text(item, "summary").contains('\n') {
        faults.push("a summary of several lines".to_owned());
    }
    faults
}

fn check(items: &[Value]) {
    for item in items {
        let found = faults(item);
        assert!(found.is_empty(), "{}: {found:?}", text(item, "url"));
    }
}

#[test]
fn what_leaves_is_safe_and_absolute_in_the_eyes_of_another_parser() {
    let site = Site::new()
        .article(
            "markdown.md",
            "---\ntitle: A\ndate: 2025-05-05\n---\nA [link](../b.html) and ![a picture](i.png).\n\n\
             <div onclick=\"x()\" style=\"color:red\"><script>x</script><form><input></form>\
             <a href=\"javascript:x\">run</a> <img data-src=/l.jpg src=data:image/gif;base64,R0></div>\n\n\
             <video poster=p.jpg><source src=v.mp4></video>\n\n\
             <object data=o.pdf></object><q cite=c>q</q><iframe src=//v.example/f></iframe>\n",
        )
        .article(
            "page.html",
            "<html><head><title>B</title><meta name=date content=2025-05-06></head><body><article>\
             <p>Text of the page, which is long enough to be taken for one by whoever reads it.</p>\
             <picture><source srcset='a.avif 1x, b.avif 2x'><img srcset='a.jpg 1x, b.jpg 2x'></picture>\
             <noscript><img src=n.jpg></noscript></article></body></html>",
        );
    site.build();
    let items = site.items();
    assert_eq!(items.len(), 2);
    check(&items);
    let content = text(&items[1], "content_html");
    assert!(
        content.contains("<img src=\"https://example.org/l.jpg\">"),
        "{content}"
    );
    assert!(
        content.contains(">run<") || content.contains("run "),
        "{content}"
    );
    assert_eq!(
        text(&items[1], "image"),
        "https://example.org/markdown/i.png"
    );
}

#[test]
fn the_feeds_of_real_sites_are_safe_and_absolute_too() {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let inputs = shared.join("inputs");
    let Ok(folders) = std::fs::read_dir(&inputs) else {
        return skip("the feeds of real sites", "no ../shared beside the project");
    };
    for folder in folders.filter_map(Result::ok) {
        for source in ["articles", "html"] {
            let source = folder.path().join(source);
            if !source.is_dir() {
                continue;
            }
            let site = Site::bare();
            let source = source.to_string_lossy();
            site.run(&[
                "build",
                &source,
                "--url",
                "https://example.org",
                "--feed",
                "feed.json",
                "--limit",
                "0",
                "--output",
                "public",
            ]);
            let items = site.items();
            assert!(!items.is_empty(), "{source}");
            let empty = |item: &&Value| text(item, "content_html").is_empty();
            // A saved page may have no text at all; that is said, and it has nothing to check.
            let (bare, full): (Vec<&Value>, Vec<&Value>) = items.iter().partition(empty);
            assert!(
                bare.len() * 50 <= items.len(),
                "{source}: {} without text",
                bare.len()
            );
            for item in full {
                let found = faults(item);
                assert!(found.is_empty(), "{}: {found:?}", text(item, "url"));
            }
        }
    }
}

#[test]
fn a_text_refers_to_an_article_by_its_file_or_its_slug() {
    let site = Site::new()
        .article(
            "posts/first-file.rst",
            ".. title: Nets & lines\n.. slug: nets-and-lines\n.. date: 2025-01-02 03:04:05 UTC\n\nText.\n",
        )
        .article(
            "posts/second.md",
            "---\ntitle: Second\ndate: 2025-01-03\n---\n\
             {{% doc %}}nets-and-lines{{% /doc %}}, {{% doc title=\"the nets\" %}}first-file#old{{% /doc %}},\n\
             [ref]({{< relref \"Nets-and-Lines\" >}}), {{% doc %}}nothing-there{{% /doc %}}\n",
        )
        .article(
            "posts/third.rst",
            ".. title: Third\n.. date: 2025-01-04 03:04:05 UTC\n\n:doc:`nets-and-lines`, :doc:`it </posts/first-file>`, :doc:`none <nothing>`\n",
        );
    let built = site.build().stdout_has(
        "`{{< doc >}}nothing-there` names none of the articles; its words stay without a link",
    );
    built.stdout_has("`:doc:`nothing`` names none of the articles");
    let items = site.items();
    let item = |title: &str| {
        let found = items.iter().find(|item| text(item, "title") == title);
        text(found.expect("an item"), "content_html")
            .trim()
            .to_owned()
    };
    let page = items
        .iter()
        .find(|item| text(item, "title") == "Nets & lines")
        .map(|item| text(item, "url").to_owned())
        .expect("a page");
    assert_eq!(
        item("Second"),
        format!(
            "<p><a href=\"{page}\">Nets &amp; lines</a>, <a href=\"{page}#old\">the nets</a>,\n\
             <a href=\"{page}\">ref</a>, nothing there</p>"
        )
    );
    assert_eq!(
        item("Third"),
        format!("<p><a href=\"{page}\">Nets &amp; lines</a>, <a href=\"{page}\">it</a>, none</p>")
    );
}
