//! Links by which browsers and readers find the feeds of a site: HTML, "4.6.7.2 Link type
//! `alternate`", and the header field `Link` (RFC 8288).

use crate::feed::FeedLink;
use crate::text::{escape, one_line};

/// The lines for the `<head>` of every page.
pub fn html(feeds: &[FeedLink]) -> String {
    let line = |feed: &FeedLink| {
        format!(
            "<link rel=\"alternate\" type=\"{}\" title=\"{}\" href=\"{}\">\n",
            feed.format.media_type(),
            escape(&name(feed, feeds)),
            escape(&feed.url)
        )
    };
    feeds.iter().map(line).collect()
}

/// The header field of every answer. Titles that are not ASCII are encoded as RFC 8187 has it.
pub fn header(feeds: &[FeedLink]) -> String {
    let links: Vec<String> = feeds
        .iter()
        .map(|feed| {
            let name = name(feed, feeds);
            let title = if name.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
                let quoted = name.replace('\\', "\\\\").replace('"', "\\\"");
                format!("title=\"{quoted}\"")
            } else {
                format!("title*=UTF-8''{}", attribute_value(&name))
            };
            let media_type = feed.format.media_type();
            format!(
                "<{}>; rel=\"alternate\"; type=\"{media_type}\"; {title}",
                feed.url
            )
        })
        .collect();
    format!("Link: {}\n", links.join(", "))
}

/// What a reader shows to choose by: the title, and the format where another feed has that title.
pub fn name(feed: &FeedLink, feeds: &[FeedLink]) -> String {
    let title = one_line(&feed.title);
    let has_twin = |other: &FeedLink| other.url != feed.url && other.title == feed.title;
    if feeds.iter().any(has_twin) {
        format!("{title} ({})", feed.format.title())
    } else {
        title
    }
}

/// `value-chars` of RFC 8187, 3.2.1.
fn attribute_value(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::FeedFormat;

    fn link(title: &str, path: &str, format: FeedFormat) -> FeedLink {
        FeedLink {
            title: title.to_owned(),
            label: title.to_owned(),
            description: String::new(),
            url: format!("https://example.org/blog/{path}"),
            format,
            home_url: "https://example.org/blog/".to_owned(),
            language: None,
            page: None,
            group: None,
            set: 0,
        }
    }

    #[test]
    fn what_means_something_to_html_and_headers_is_escaped() {
        let feeds = [
            link("A \"B\" <c> & d", "feed.xml", FeedFormat::Rss),
            link("Übersicht, 日本", "a.json?x=1&y=2", FeedFormat::Json),
        ];
        assert_eq!(
            html(&feeds),
            "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"A &quot;B&quot; &lt;c&gt; \
             &amp; d\" href=\"https://example.org/blog/feed.xml\">\n\
             <link rel=\"alternate\" type=\"application/feed+json\" title=\"Übersicht, 日本\" \
             href=\"https://example.org/blog/a.json?x=1&amp;y=2\">\n"
        );
        assert_eq!(
            header(&feeds),
            "Link: <https://example.org/blog/feed.xml>; rel=\"alternate\"; type=\"application/rss+xml\"; \
             title=\"A \\\"B\\\" <c> & d\", <https://example.org/blog/a.json?x=1&y=2>; \
             rel=\"alternate\"; type=\"application/feed+json\"; \
             title*=UTF-8''%C3%9Cbersicht%2C%20%E6%97%A5%E6%9C%AC\n"
        );
    }

    #[test]
    fn feeds_of_one_title_are_told_apart_by_their_format() {
        let feeds = [
            link("A", "feed.xml", FeedFormat::Rss),
            link("A", "atom.xml", FeedFormat::Atom),
            link("B", "b.xml", FeedFormat::Rss),
        ];
        let names: Vec<String> = feeds.iter().map(|feed| name(feed, &feeds)).collect();
        assert_eq!(names, ["A (RSS)", "A (Atom)", "B"]);
    }
}
