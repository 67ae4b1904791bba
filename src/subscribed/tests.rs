use super::*;
use crate::date::rfc3339;

/// guid, whether it is the address, address, title, published, updated, text.
fn items(bytes: &[u8]) -> Vec<String> {
    let (feed, _) = read(bytes).unwrap_or_else(|fault| panic!("{fault}"));
    let date = |date: Option<DateTime<FixedOffset>>| date.map_or("-".into(), |date| rfc3339(&date));
    feed.items
        .iter()
        .map(|item| {
            format!(
                "{}:{} {} {} [{}] {} {} {:?}",
                item.line,
                item.guid,
                if item.is_permalink { "=" } else { "≠" },
                item.link.as_deref().unwrap_or("-"),
                item.title,
                date(item.published),
                date(item.updated),
                item.text(),
            )
        })
        .collect()
}

#[test]
fn every_dialect_gives_what_readers_have() {
    for (feed, expected) in [
        // RSS 0.91, without guids.
        (
            "<rss version=\"0.91\"><channel><title>T</title><item>\n<title>A &amp;amp; B</title><link>http://a.example/1</link><description>D</description></item></channel></rss>",
            "1:http://a.example/1 = http://a.example/1 [A & B] - - \"D\"",
        ),
        // RSS 1.0 under prefixes of its own.
        (
            "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:x=\"http://purl.org/rss/1.0/\" xmlns:d=\"http://purl.org/dc/elements/1.1/\">\n<x:item r:about=\"http://a.example/1\" rdf:about=\"http://a.example/1\"><x:title>A</x:title><x:link>http://a.example/1</x:link><d:date>2005-05-05T10:00:00+02:00</d:date></x:item></r:RDF>",
            "2:http://a.example/1 = http://a.example/1 [A] 2005-05-05T10:00:00+02:00 - \"\"",
        ),
        // RSS 2.0 as this crate writes it, and as WordPress does.
        (
            "<rss version=\"2.0\" xmlns:a=\"http://www.w3.org/2005/Atom\" xmlns:c=\"http://purl.org/rss/1.0/modules/content/\"><channel><a:link rel=\"self\" href=\"x\"/><item><guid isPermaLink=\"false\"> https://a.example/?p=1&amp;x </guid><link>https://a.example/one/</link><title><![CDATA[One <i>two</i>]]></title><pubDate>Tue, 05 May 2025 10:00:00 +0000</pubDate><a:updated>2025-05-06T00:00:00Z</a:updated><description>short</description><c:encoded><![CDATA[<p>long text</p>]]></c:encoded></item></channel></rss>",
            "1:https://a.example/?p=1&x ≠ https://a.example/one/ [One two] 2025-05-05T10:00:00Z 2025-05-06T00:00:00Z \"<p>long text</p>\"",
        ),
        // A guid is the address unless it says that it is none; the place of other elements counts.
        (
            "<rss><channel><image><title>No</title></image><item><media:group xmlns:media=\"m\"><title>No</title></media:group><source><title>No</title></source><title>Yes</title><guid>https://a.example/1</guid></item></channel></rss>",
            "1:https://a.example/1 = https://a.example/1 [Yes] - - \"\"",
        ),
        // Atom 0.3.
        (
            "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry><id>tag:a</id><title mode=\"escaped\" type=\"text/html\">A &amp;eacute;</title><link rel=\"alternate\" href=\"http://a.example/1\"/><issued>2004-01-02T03:04:05Z</issued><modified>2004-01-03T03:04:05Z</modified><content type=\"text/html\" mode=\"escaped\">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>",
            "1:tag:a ≠ http://a.example/1 [A é] 2004-01-02T03:04:05Z 2004-01-03T03:04:05Z \"<p>x</p>\"",
        ),
        // Atom 1.0 with XHTML, a base and an entity of HTML.
        (
            "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\" xml:base=\"https://a.example/blog/\"><a:id>f</a:id><a:entry><a:id>urn:x</a:id><a:title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">A <b>b</b></div></a:title><a:link rel=\"enclosure\" href=\"no\"/><a:link href=\"one/\"/><a:updated>2025-01-01T00:00:00Z</a:updated><a:content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">x&nbsp;y<br/></div></a:content><a:source><a:id>no</a:id></a:source></a:entry></a:feed>",
            "1:urn:x ≠ https://a.example/blog/one/ [A b] - 2025-01-01T00:00:00Z \"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x&nbsp;y<br/></div>\"",
        ),
        // JSON Feed.
        (
            "{\"version\":\"https://jsonfeed.org/version/1\",\"home_page_url\":\"https://a.example/\",\"items\":[\n\n{\"id\":12,\"url\":\"/one/\",\"title\":\"A\",\"content_text\":\"a < b\",\"date_published\":\"2025-05-05\"}]}",
            "3:12 ≠ https://a.example/one/ [A] 2025-05-05T00:00:00Z - \"a &lt; b\"",
        ),
    ] {
        assert_eq!(items(feed.as_bytes()), [expected], "{feed}");
    }
}

#[test]
fn every_encoding_is_read() {
    let rss = |encoding: &str| {
        format!(
            "<?xml version=\"1.0\"{encoding}?><rss><channel><item><guid>ü</guid><title>Ünü</title></item></channel></rss>"
        )
    };
    let wide: Vec<u8> = rss("").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = |encoding: &str| -> Vec<u8> { rss(encoding).chars().map(|c| c as u8).collect() };
    for bytes in [
        rss("").into_bytes(),
        [b"\xef\xbb\xbf", rss("").as_bytes()].concat(),
        latin(" encoding='ISO-8859-1'"),
        latin(""),
        [b"\xff\xfe", &*wide].concat(),
        wide,
    ] {
        assert_eq!(items(&bytes), ["1:ü = - [Ünü] - - \"\""]);
    }
}

#[test]
fn what_is_no_whole_feed_gives_nothing_and_says_where() {
    for (text, expected) in [
        (
            "",
            "1: error[unreadable-feed]: expected a feed, found an empty file",
        ),
        (
            " \n ",
            "1: error[unreadable-feed]: expected a feed, found an empty file",
        ),
        (
            "<!DOCTYPE html>\n<html><body><p>x<br></body></html>",
            "2: error[unreadable-feed]: expected a feed, found a page of HTML",
        ),
        (
            "<opml/>",
            "1: error[unreadable-feed]: expected a feed, found an XML document `opml`",
        ),
        (
            "plain text",
            "1: error[unreadable-feed]: expected a feed, found no element",
        ),
        (
            "<rss><channel>\n<item><guid>a</guid></item>\n<item>",
            "3: error[unreadable-feed]: expected the end of the feed, found the end of the file",
        ),
        (
            "<rss><channel>\n<item><guid>a</guid></item>\n<item><title>a < b</title></item></channel></rss>",
            "3: error[unreadable-feed]: expected well-formed XML",
        ),
        (
            "<rss><channel>\n<item><guid>a</guid></item>\n<item></channel></rss>",
            "3: error[unreadable-feed]: expected well-formed XML",
        ),
        (
            "<rss><channel><item><guid>a & b</guid></item></channel></rss>",
            "1: error[unreadable-feed]: expected well-formed XML",
        ),
        (
            "{\"items\": [\n{\"id\": \"a\"},\n{\"id\": ]}",
            "3: error[unreadable-feed]: expected a JSON Feed",
        ),
        (
            "{\"version\": \"https://jsonfeed.org/version/1\"}",
            "1: error[unreadable-feed]: expected a JSON Feed, found JSON without `items`",
        ),
        (
            "{\"items\": [\n7]}",
            "2: error[unreadable-feed]: expected an item",
        ),
    ] {
        let fault = read(text.as_bytes()).unwrap_err().to_string();
        assert!(fault.starts_with(expected), "{text}\n{fault}");
        assert!(fault.contains("\n  help: "), "{fault}");
    }
}

#[test]
fn entries_without_guid_or_with_one_of_two_are_findings() {
    let text = "<rss><channel>\n<item><guid>a</guid></item>\n<item><link>l</link></item>\n<item><title>x</title></item>\n<item><guid>a</guid><pubDate>someday</pubDate></item></channel></rss>";
    let (feed, findings) = read(text.as_bytes()).unwrap();
    assert_eq!(feed.items.len(), 2);
    let found: Vec<String> = findings
        .iter()
        .map(|finding| format!("{}:{} {}", finding.line, finding.rule, finding.message))
        .collect();
    assert_eq!(
        found,
        [
            "3:feed-without-guid 1 entry has no guid; readers know them by their address",
            "4:feed-without-guid 1 entry has neither guid nor address; left out",
            "5:feed-date not a date, found `someday`",
            "5:repeated-guid the guid a is that of the entry in line 2 too; the first counts",
        ]
    );
}

#[test]
fn depth_and_number_do_not_matter() {
    let deep = format!("<rss>{}", "<a>".repeat(100_000));
    assert!(read(deep.as_bytes()).is_err());
    let spaces: String = (0..600)
        .map(|at| format!("<a xmlns:x{at}='u' xmlns:y{at}='u'>"))
        .collect();
    let fault = read(format!("<rss>{spaces}").as_bytes()).unwrap_err();
    assert!(
        fault
            .message
            .ends_with("found more than 1000 namespaces at one place"),
        "{fault}"
    );
    let deep = "[".repeat(100_000);
    assert!(read(deep.as_bytes()).is_err());
    let many: String = (0..50_000)
        .map(|at| format!("<item><guid>{at}</guid><title>R{at}</title></item>\n"))
        .collect();
    let many = format!("<rss><channel>{many}</channel></rss>");
    assert_eq!(read(many.as_bytes()).unwrap().0.items.len(), 50_000);
}

#[test]
fn a_page_is_one_under_many_addresses() {
    for address in [
        "https://a.example/2020/über/",
        "http://www.a.example/2020/%C3%BCber",
        "//b.example/2020/über.html",
        "https://a.example/2020/über/index.html?utm_source=rss&utm_medium=x",
    ] {
        let address = address.strip_prefix("//b.example").unwrap_or(address);
        assert_eq!(page(address), "2020/über", "{address}");
    }
    assert_eq!(
        page("https://a.example/?p=12&utm_source=x#top"),
        "?p=12#top"
    );
    assert_eq!(page("https://a.example"), "");
    assert_ne!(page("https://a.example/a"), page("https://a.example/A"));
}

#[test]
fn no_bytes_are_too_bad() {
    let xml = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><rss xmlns:d='http://purl.org/dc/elements/1.1/'><channel><item><guid isPermaLink='f&a;'>\u{fc}&#xfc;&a;</guid><d:date>2025</d:date><![CDATA[x]]><link/></item></channel></rss>";
    let json = "{\"items\":[{\"id\":\"\u{fc}\\u00fc\",\"url\":\"/\",\"title\":null}],\"version\":\"https://jsonfeed.org/version/1\"}";
    for text in [xml, json] {
        let bytes = text.as_bytes();
        assert!(read(bytes).is_ok(), "{:?}", read(bytes));
        for at in 0..bytes.len() {
            let _ = read(&bytes[..at]);
            for byte in [0, b'<', b'>', b'&', b'"', 0xff] {
                let mut bytes = bytes.to_vec();
                bytes[at] = byte;
                let _ = read(&bytes);
            }
        }
    }
}
