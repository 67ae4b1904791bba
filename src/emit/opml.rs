//! A list of feeds as readers import it: OPML 2.0 (opml.org/spec2.opml).

use std::collections::HashSet;

use crate::entry::Person;
use crate::feed::FeedLink;
use crate::text::{escape, one_line};

/// Writes the list of a site's feeds, those that are one of many in a folder of their own. It has no
/// `dateCreated`: the list is the same until a feed comes or goes.
pub fn opml(title: &str, owners: &[Person], feeds: &[FeedLink]) -> Vec<u8> {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    out.push_str("  <head>\n");
    element(&mut out, "title", title);
    // One person ("ownerName is a string, the owner of the document").
    if let [owner] = owners {
        element(&mut out, "ownerName", &owner.name);
        if let Some(email) = &owner.email {
            element(&mut out, "ownerEmail", email);
        }
        if let Some(url) = &owner.url {
            element(&mut out, "ownerId", url);
        }
    }
    out.push_str("    <docs>https://opml.org/spec2.opml</docs>\n  </head>\n  <body>\n");
    // A reader that imports the list is to have each article once: one feed of those that differ in
    // their format alone, the first.
    let mut seen = HashSet::new();
    let feeds: Vec<&FeedLink> = feeds.iter().filter(|feed| seen.insert(feed.set)).collect();
    for feed in feeds.iter().filter(|feed| feed.group.is_none()) {
        outline(&mut out, 4, feed);
    }
    let mut groups: Vec<(&str, Vec<&FeedLink>)> = Vec::new();
    for feed in feeds {
        let Some(group) = feed.group.as_deref() else {
            continue;
        };
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, feeds)) => feeds.push(feed),
            None => groups.push((group, vec![feed])),
        }
    }
    for (name, feeds) in groups {
        out.push_str("    <outline");
        attribute(&mut out, "text", name);
        attribute(&mut out, "title", name);
        out.push_str(">\n");
        for feed in feeds {
            outline(&mut out, 6, feed);
        }
        out.push_str("    </outline>\n");
    }
    out.push_str("  </body>\n</opml>\n");
    out.into_bytes()
}

/// The attributes are those of "Subscription lists".
fn outline(out: &mut String, indent: usize, feed: &FeedLink) {
    out.push_str(&" ".repeat(indent));
    // For every format: "type is rss"; `version` tells RSS from Atom, and has no value for JSON Feed.
    out.push_str("<outline type=\"rss\"");
    attribute(out, "text", &feed.title);
    attribute(out, "title", &feed.title);
    attribute(out, "xmlUrl", &feed.url);
    attribute(out, "htmlUrl", &feed.home_url);
    if let Some(language) = &feed.language {
        attribute(out, "language", language);
    }
    if !feed.description.is_empty() {
        attribute(out, "description", &feed.description);
    }
    out.push_str("/>\n");
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!(" {name}=\"{}\"", escape(&one_line(value))));
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!(
        "    <{name}>{}</{name}>\n",
        escape(&one_line(text))
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::FeedFormat;

    #[test]
    fn one_feed_of_several_formats_is_listed() {
        let mut feeds = [
            link("A", "a.xml", None),
            link("A", "b.xml", None),
            link("A", "c.json", None),
        ];
        feeds[2].set = feeds[0].set;
        feeds[1].set = 99;
        let text = String::from_utf8(opml("x", &[], &feeds)).unwrap();
        assert!(text.contains("a.xml") && text.contains("b.xml"), "{text}");
        assert!(!text.contains("c.json"), "{text}");
    }

    fn link(title: &str, path: &str, group: Option<&str>) -> FeedLink {
        FeedLink {
            title: title.to_owned(),
            label: title.to_owned(),
            description: String::new(),
            url: format!("https://example.org/{path}"),
            format: FeedFormat::Rss,
            home_url: "https://example.org/".to_owned(),
            language: None,
            page: None,
            group: group.map(str::to_owned),
            set: path.len(),
        }
    }

    #[test]
    fn feeds_of_many_lie_in_a_folder() {
        let mut main = link("A & \"B\" <c>\u{1}", "feed.xml?a=1&b=2", None);
        main.language = Some("en".into());
        main.description = "One\nline".into();
        let feeds = [
            link("Rust", "tags/rust.xml", Some("Tags")),
            main,
            link("Ada", "authors/ada.xml", Some("Authors")),
            link("Go", "tags/go.xml", Some("Tags")),
        ];
        let owner = Person {
            name: "Ada <3".into(),
            email: Some("ada@example.org".into()),
            url: None,
        };
        let text = String::from_utf8(opml("Example", &[owner], &feeds)).unwrap();
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
             <title>Example</title>\n    <ownerName>Ada &lt;3</ownerName>\n    \
             <ownerEmail>ada@example.org</ownerEmail>\n    <docs>https://opml.org/spec2.opml</docs>\n  \
             </head>\n  <body>\n    \
             <outline type=\"rss\" text=\"A &amp; &quot;B&quot; &lt;c&gt;\" title=\"A &amp; &quot;B&quot; \
             &lt;c&gt;\" xmlUrl=\"https://example.org/feed.xml?a=1&amp;b=2\" \
             htmlUrl=\"https://example.org/\" language=\"en\" description=\"One line\"/>\n    \
             <outline text=\"Tags\" title=\"Tags\">\n      \
             <outline type=\"rss\" text=\"Rust\" title=\"Rust\" xmlUrl=\"https://example.org/tags/rust.xml\" \
             htmlUrl=\"https://example.org/\"/>\n      \
             <outline type=\"rss\" text=\"Go\" title=\"Go\" xmlUrl=\"https://example.org/tags/go.xml\" \
             htmlUrl=\"https://example.org/\"/>\n    </outline>\n    \
             <outline text=\"Authors\" title=\"Authors\">\n      \
             <outline type=\"rss\" text=\"Ada\" title=\"Ada\" \
             xmlUrl=\"https://example.org/authors/ada.xml\" htmlUrl=\"https://example.org/\"/>\n    \
             </outline>\n  </body>\n</opml>\n"
        );
    }

    #[test]
    fn no_feed_and_several_authors() {
        let people = [Person::default(), Person::default()];
        let text = String::from_utf8(opml("x", &people, &[])).unwrap();
        assert!(
            !text.contains("owner") && text.contains("<body>\n  </body>"),
            "{text}"
        );
    }
}
