//! Readers that take the address of a feed as a part of their own.

use serde::Serialize;
use url::form_urlencoded::byte_serialize;

/// A link that subscribes to a feed.
#[derive(Serialize)]
pub(super) struct Reader {
    /// The reader's name; `None` for whatever app the device has.
    name: Option<&'static str>,
    url: String,
}

/// Readers on the web that everybody may use, with what stands before the encoded address of the feed,
/// as their own buttons and bookmarklets have it. Readers that people host themselves (Miniflux,
/// FreshRSS, Tiny Tiny RSS) have no address that is known here.
const READERS: [(&str, &str); 6] = [
    ("Feedly", "https://feedly.com/i/subscription/feed%2F"),
    ("Inoreader", "https://www.inoreader.com/?add_feed="),
    ("NewsBlur", "https://www.newsblur.com/?url="),
    ("Feedbin", "https://feedbin.com/?subscribe="),
    (
        "The Old Reader",
        "https://theoldreader.com/feeds/subscribe?url=",
    ),
    ("BazQux Reader", "https://bazqux.com/add?url="),
];

/// The links for a feed's address.
pub(super) fn readers(feed_url: &str) -> Vec<Reader> {
    let encoded: String = byte_serialize(feed_url.as_bytes()).collect();
    let on_the_web = READERS.iter().map(|(name, before)| Reader {
        name: Some(name),
        url: format!("{before}{encoded}"),
    });
    // `feed:` before the whole address (draft-obasanjo-feed-URI-scheme-02, 3), as Thunderbird and
    // NetNewsWire register it.
    let app = Reader {
        name: None,
        url: format!("feed:{feed_url}"),
    };
    on_the_web.chain([app]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stays_one_value_of_the_readers_own() {
        let links = readers("https://example.org/feed.xml?a=1&b=%C3%BC");
        for (reader, (name, before)) in links.iter().zip(READERS) {
            assert_eq!(reader.name, Some(name));
            let value = reader.url.strip_prefix(before).unwrap();
            assert_eq!(
                value,
                "https%3A%2F%2Fexample.org%2Ffeed.xml%3Fa%3D1%26b%3D%25C3%25BC"
            );
            assert!(url::Url::parse(&reader.url).is_ok());
        }
        let app = links.last().unwrap();
        assert_eq!(app.url, "feed:https://example.org/feed.xml?a=1&b=%C3%BC");
    }
}
