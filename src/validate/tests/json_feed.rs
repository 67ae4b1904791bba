//! Every fault that the text of JSON Feed 1.1 knows, one by one.

use super::{check, rules};

/// A feed with these members at the top, in its item, and in the item's attachment.
fn feed(top: &str, item: &str, attachment: &str) -> String {
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Example",
        "home_page_url": "https://example.org/", "feed_url": "https://example.org/feed.json",
        "items": [{{"id": "a", "content_text": "b", {item}
        "attachments": [{{"url": "https://example.org/a.mp3", {attachment} "mime_type": "audio/mpeg"}}]}}]
        {top}}}"#
    )
}

#[test]
fn a_whole_feed_is_clean() {
    let text = feed(
        r#", "description": "News", "user_comment": "Hello", "next_url": "https://example.org/2.json",
        "icon": "https://example.org/i.png", "favicon": "https://example.org/f.png",
        "authors": [{"name": "Ann", "url": "https://example.org/ann", "avatar": "https://example.org/a.png"}],
        "language": "en-GB", "expired": false,
        "hubs": [{"type": "WebSub", "url": "https://example.org/hub"}], "_own": {"a": [1, null]}"#,
        r#""url": "https://example.org/a", "external_url": "https://example.com/", "title": "Launch",
        "content_html": "<p>b</p>", "summary": "c", "image": "https://example.org/a.png",
        "banner_image": "https://example.org/b.png", "date_published": "2025-05-05T09:30:00Z",
        "date_modified": "2025-05-06T09:30:00+05:30", "authors": [{"name": "Ann"}], "tags": ["news"],
        "language": "en", "_own": {"b": true},"#,
        r#""title": "Episode", "size_in_bytes": 12, "duration_in_seconds": 3.5,"#,
    );
    let report = check(&text);
    assert!(report.findings.is_empty(), "{report}");
}

#[test]
fn every_fault_of_a_member_is_found() {
    for (top, item, attachment, rule) in [
        // Top-level.
        (r#", "description": 1"#, "", "", "json-type"),
        (r#", "description": """#, "", "", "json-empty"),
        (r#", "description": "<b>News</b>""#, "", "", "html-in-text"),
        (r#", "user_comment": []"#, "", "", "json-type"),
        (r#", "next_url": "2.json""#, "", "", "relative-url"),
        (
            r#", "next_url": "https://example.org/feed.json""#,
            "",
            "",
            "json-next-url",
        ),
        (
            r#", "icon": "https://example.org/a b.png""#,
            "",
            "",
            "invalid-url",
        ),
        (r#", "favicon": null"#, "", "", "json-type"),
        (r#", "author": {"name": "Ann"}"#, "", "", "json-deprecated"),
        (r#", "authors": {"name": "Ann"}"#, "", "", "json-type"),
        (r#", "authors": ["Ann"]"#, "", "", "json-type"),
        (r#", "authors": [{}]"#, "", "", "json-empty"),
        (r#", "authors": [{"name": 1}]"#, "", "", "json-type"),
        (r#", "authors": [{"url": "ann"}]"#, "", "", "relative-url"),
        (
            r#", "authors": [{"name": "Ann", "avatar": "a.png"}]"#,
            "",
            "",
            "relative-url",
        ),
        (
            r#", "authors": [{"name": "Ann", "email": "a@example.org"}]"#,
            "",
            "",
            "json-unknown-member",
        ),
        (r#", "language": "english""#, "", "", "invalid-language"),
        (r#", "language": ["en"]"#, "", "", "json-type"),
        (r#", "expired": "true""#, "", "", "json-type"),
        (r#", "expired": 1"#, "", "", "json-type"),
        (r#", "hubs": {}"#, "", "", "json-type"),
        (
            r#", "hubs": [{"url": "https://example.org/hub"}]"#,
            "",
            "",
            "json-missing",
        ),
        (r#", "hubs": [{"type": "WebSub"}]"#, "", "", "json-missing"),
        (
            r#", "hubs": [{"type": "WebSub", "url": "hub"}]"#,
            "",
            "",
            "relative-url",
        ),
        (
            r#", "link": "https://example.org/""#,
            "",
            "",
            "json-unknown-member",
        ),
        (r#", "_": {}"#, "", "", "json-unknown-member"),
        (r#", "title": "again""#, "", "", "json-duplicate-key"),
        // Items.
        ("", r#""id": "b","#, "", "json-duplicate-key"),
        ("", r#""url": "/a","#, "", "relative-url"),
        ("", r#""url": 1,"#, "", "json-type"),
        ("", r#""external_url": "example.com","#, "", "relative-url"),
        ("", r#""title": "","#, "", "json-empty"),
        ("", r#""title": "a &amp; b","#, "", "html-in-text"),
        ("", r#""content_html": ["<p>"],"#, "", "json-type"),
        ("", r#""content_html": "","#, "", "json-empty"),
        (
            "",
            r#""content_html": "<script>a</script>","#,
            "",
            "unsafe-html",
        ),
        (
            "",
            r#""content_html": "<img src='a.png'>","#,
            "",
            "relative-reference",
        ),
        ("", r#""content_html": "<b>a","#, "", "unclosed-html"),
        ("", r#""summary": "<p>a</p>","#, "", "html-in-text"),
        ("", r#""image": "a.png","#, "", "relative-url"),
        ("", r#""banner_image": false,"#, "", "json-type"),
        (
            "",
            r#""date_published": "2025-05-05","#,
            "",
            "invalid-rfc3339-date",
        ),
        (
            "",
            r#""date_published": "Mon, 05 May 2025 09:30:00 GMT","#,
            "",
            "invalid-rfc3339-date",
        ),
        ("", r#""date_published": 1746437400,"#, "", "json-type"),
        (
            "",
            r#""date_modified": "2025-02-30T00:00:00Z","#,
            "",
            "invalid-rfc3339-date",
        ),
        (
            "",
            r#""date_modified": "1066-10-14T09:00:00Z","#,
            "",
            "implausible-date",
        ),
        ("", r#""tags": "news","#, "", "json-type"),
        ("", r#""tags": ["news", 1],"#, "", "json-type"),
        ("", r#""tags": [""],"#, "", "json-empty"),
        (
            "",
            r#""date": "2025-05-05T09:30:00Z","#,
            "",
            "json-unknown-member",
        ),
        ("", r#""language": "en_US","#, "", "invalid-language"),
        // Attachments.
        ("", "", r#""mime_type": "a/b","#, "json-duplicate-key"),
        ("", "", r#""size_in_bytes": "12","#, "json-type"),
        ("", "", r#""size_in_bytes": 1.5,"#, "invalid-number"),
        ("", "", r#""size_in_bytes": -1,"#, "invalid-number"),
        ("", "", r#""duration_in_seconds": -1,"#, "invalid-number"),
        ("", "", r#""duration_in_seconds": "1:00","#, "json-type"),
        ("", "", r#""title": 7,"#, "json-type"),
        ("", "", r#""length": 7,"#, "json-unknown-member"),
    ] {
        let report = check(&feed(top, item, attachment));
        assert_eq!(rules(&report), [rule], "{top}{item}{attachment}: {report}");
    }
}

#[test]
fn every_fault_of_the_frame_is_found() {
    const VERSION: &str = r#""version": "https://jsonfeed.org/version/1.1""#;
    const URLS: &str =
        r#""home_page_url": "https://a.example/", "feed_url": "https://a.example/f""#;
    for (text, rule) in [
        ("[]".to_owned(), "not-a-feed"),
        (r#"{"version": 1.1, "title": "a", "items": [], "home_page_url": "https://a.example/", "feed_url": "https://a.example/f"}"#.to_owned(), "json-type"),
        (format!(r#"{{"title": "a", "items": [], {URLS}}}"#), "json-missing"),
        (format!(r#"{{{VERSION}, "items": [], {URLS}}}"#), "json-missing"),
        (format!(r#"{{{VERSION}, "title": "a", {URLS}}}"#), "json-missing"),
        (format!(r#"{{{VERSION}, "title": "a", "items": {{}}, {URLS}}}"#), "json-type"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [1], {URLS}}}"#), "json-type"),
        (format!(r#"{{{VERSION}, "title": "a", "items": []}}"#), "json-recommended"),
        (format!(r#"{{"version": "https://jsonfeed.org/version/2", "title": "a", "items": [], {URLS}}}"#), "json-version"),
        (format!(r#"{{"version": "http://jsonfeed.org/version/1.1", "title": "a", "items": [], {URLS}}}"#), "json-version"),
        (format!(r#"{{"version": "https://jsonfeed.org/version/1", "language": "en", "title": "a", "items": [], {URLS}}}"#), "json-unknown-member"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [{{"content_text": "b"}}], {URLS}}}"#), "json-missing"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [{{"id": "", "content_text": "b"}}], {URLS}}}"#), "json-missing"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [{{"id": 1, "content_text": "b"}}], {URLS}}}"#), "json-id-type"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [{{"id": true, "content_text": "b"}}], {URLS}}}"#), "json-type"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [{{"id": "b"}}], {URLS}}}"#), "json-content"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [{{"id": "b", "content_text": "c", "attachments": [{{"url": "https://a.example/m"}}]}}], {URLS}}}"#), "json-missing"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [{{"id": "b", "content_text": "c", "attachments": [{{"mime_type": "audio/mpeg"}}]}}], {URLS}}}"#), "json-missing"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [{{"id": "b", "content_text": "c", "attachments": [{{"url": "https://a.example/m", "mime_type": "mp3"}}]}}], {URLS}}}"#), "invalid-media-type"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [{{"id": "b", "content_text": "c"}}, {{"id": "b", "content_text": "d"}}], {URLS}}}"#), "duplicate-id"),
        (format!(r#"{{{VERSION}, "title": "a", "items": [],}}"#), "not-well-formed"),
        (format!(r#"{{{VERSION}, "title": 'a'}}"#), "not-well-formed"),
        (format!("{{{VERSION}, \"title\": \"a\nb\"}}"), "not-well-formed"),
        (format!("{{{VERSION}, \"title\": \"a\"}} b"), "not-well-formed"),
    ] {
        let report = check(&text);
        assert!(rules(&report).contains(&rule), "{text}: {report}");
    }
}
