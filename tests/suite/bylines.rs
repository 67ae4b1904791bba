//! Stamps and bylines in articles, through the command: what becomes metadata leaves the text.

use serde_json::Value;

use crate::support::{Site, text, texts};

fn names(article: &Value) -> Vec<&str> {
    let authors = article["authors"].as_array().expect("authors");
    authors.iter().map(|author| text(author, "name")).collect()
}

/// The place of a value: `text dateline date, line 3`.
fn origin(article: &Value, field: &str) -> String {
    let traces = article["provenance"].as_array().expect("traces");
    let trace = traces
        .iter()
        .find(|trace| trace["field"] == field)
        .unwrap_or_else(|| panic!("no trace of {field}: {article}"));
    format!(
        "{} {}, line {}",
        text(trace, "from"),
        text(trace, "name"),
        trace["line"]
    )
}

const AGENCY: &str = "WORLD\n\nHarbour Strike Ends\n\nBy Jane Roe, Staff Writer\n\n\
    OSLO, May 5 (Reuters) - Dockers in Oslo ended their strike on Monday.\n\n\
    The vote was close, they said.\n\n\
    (Reporting by Bo Ek; Editing by Cy Dahl)\n";

#[test]
fn the_stamps_of_an_agency_text_become_metadata_and_leave_the_text() {
    let site = Site::new().article("2025-05-06-strike.txt", AGENCY);
    site.build().code(0);
    assert_eq!(
        text(&site.item(), "content_html"),
        "<p>Dockers in Oslo ended their strike on Monday.</p>\n<p>The vote was close, they said.</p>"
    );
    let article = &site.inspected("2025-05-06-strike.txt")[0];
    assert_eq!(text(article, "title"), "Harbour Strike Ends");
    assert_eq!(text(article, "place"), "OSLO");
    assert_eq!(text(article, "published"), "2025-05-05T00:00:00+02:00");
    assert_eq!(names(article), ["Jane Roe"]);
    assert_eq!(origin(article, "authors"), "text byline, line 5");
    assert_eq!(origin(article, "place"), "text dateline place, line 7");
    assert_eq!(origin(article, "agency"), "text dateline agency, line 7");
    assert_eq!(
        origin(article, "published"),
        "text dateline date, the year by the file name, line 7"
    );
}

#[test]
fn a_day_without_its_year_is_no_date_where_nothing_gives_the_year() {
    let site = Site::new().article("strike.txt", AGENCY);
    let output = site.build();
    assert_eq!(output.code, Some(1), "{output}");
    assert_eq!(
        output.findings(),
        ["articles/strike.txt:7: error[unreadable-date]"]
    );
}

#[test]
fn the_year_is_that_of_the_nearest_date() {
    for (path, stamp, expected, source) in [
        ("2025-01-01-a.txt", "", "2024-12-31", "the file name"),
        ("2024/12/a.txt", "", "2024-12-31", "the folders"),
        (
            "a.txt",
            "Updated: 2 January 2025\n\n",
            "2024-12-31",
            "text updated stamp, line 3",
        ),
    ] {
        let news = format!(
            "Ferry Sails\n\n{stamp}OSLO, Dec 31 (NTB) - The ferry sailed at noon.\n\nIt was full.\n"
        );
        let site = Site::new().article(path, &news);
        site.build().code(0);
        let article = &site.inspected(path)[0];
        assert!(
            text(article, "published").starts_with(expected),
            "{article}"
        );
        assert!(
            origin(article, "published").contains(&format!("the year by {source}")),
            "{article}"
        );
    }
}

#[test]
fn an_agency_is_the_author_only_where_no_person_is() {
    let news =
        "Ferry Sails\n\nOSLO, May 5, 2025 (NTB) - The ferry sailed at noon.\n\nIt was full.\n";
    let site = Site::new().article("a.txt", news);
    let article = &site.inspected("a.txt")[0];
    assert_eq!(names(article), ["NTB"]);
    let signed = news.replace(
        "It was full.",
        "It was full.\n\n(Reporting by Jane Roe; Editing by Bo Ek)",
    );
    let site = Site::new().article("a.txt", &signed);
    let article = &site.inspected("a.txt")[0];
    assert_eq!(names(article), ["Jane Roe"]);
    assert_eq!(origin(article, "authors"), "text byline, line 7");
}

#[test]
fn reporters_are_found_below_an_agency_text_of_any_length() {
    let long = "The ferry sailed at noon, and the crew was glad of it.\n\n".repeat(200);
    let news = format!(
        "Ferry Sails\n\nOSLO, May 5, 2025 (NTB) - The ferry sailed.\n\n{long}(Reporting by Jane Roe)\n"
    );
    let site = Site::new().article("a.txt", &news);
    assert_eq!(names(&site.inspected("a.txt")[0]), ["Jane Roe"]);
    site.build().code(0);
    assert!(!text(&site.item(), "content_html").contains("Reporting"));
}

#[test]
fn title_and_lead_never_swap() {
    let (title, by, stamp, lead) = (
        "Ferry Sails On Time",
        "By Jane Roe",
        "Published: 5 May 2025 | Updated: 6 May 2025",
        "OSLO (NTB) - The ferry sailed at noon, to the surprise of all.",
    );
    for order in [
        [title, by, stamp, lead],
        [title, stamp, by, lead],
        [by, title, stamp, lead],
        [stamp, title, by, lead],
        [by, stamp, title, lead],
        [stamp, by, title, lead],
        [stamp, by, lead, title],
        [lead, title, by, stamp],
    ] {
        for (parted, end) in [("\n\n", "\n"), ("\r\n\r\n", "\r\n"), ("\n", "\n")] {
            // A title below its lead stands apart from it.
            if parted == "\n" && (order[3] == title || order[0] == lead) {
                continue;
            }
            let news = format!(
                "{}{parted}It was full, and it was back by the evening.{end}",
                order.join(parted)
            );
            let site = Site::new().article("a.txt", &news);
            let output = site.build();
            assert_eq!(output.code, Some(0), "{order:?} {output}");
            let article = &site.inspected("a.txt")[0];
            assert_eq!(text(article, "title"), title, "{order:?} {parted:?}");
            assert_eq!(names(article), ["Jane Roe"], "{order:?} {parted:?}");
            assert!(
                text(article, "published").starts_with("2025-05-05"),
                "{order:?}"
            );
            assert!(
                text(article, "updated").starts_with("2025-05-06"),
                "{order:?}"
            );
            let item = site.item();
            let content = text(&item, "content_html");
            assert!(
                content.starts_with("<p>The ferry sailed at noon"),
                "{order:?} {content}"
            );
            assert!(
                !content.contains("Jane") && !content.contains("2025"),
                "{order:?} {content}"
            );
        }
    }
}

#[test]
fn markdown_without_authors_takes_the_byline_and_front_matter_wins() {
    let byline = "*By [Jane Roe](https://example.org/jane) | 6 May 2025*\n\nThe text.\n";
    let site = Site::new().article(
        "a.md",
        &format!("---\ntitle: A\ndate: 2025-05-05\n---\n{byline}"),
    );
    site.build().code(0);
    let article = &site.inspected("a.md")[0];
    assert_eq!(names(article), ["Jane Roe"]);
    assert_eq!(article["authors"][0]["url"], "https://example.org/jane");
    assert!(text(article, "published").starts_with("2025-05-05"));
    assert_eq!(origin(article, "authors"), "text byline, line 5");
    assert_eq!(text(&site.item(), "content_html"), "<p>The text.</p>");

    let site = Site::new().article(
        "a.md",
        "# A\n\nPublished: May 5, 2025\nBy Jane Roe\n\nThe text.\n",
    );
    site.build().code(0);
    assert_eq!(text(&site.item(), "content_html"), "<p>The text.</p>");
    assert_eq!(names(&site.inspected("a.md")[0]), ["Jane Roe"]);

    // Who has both in the front matter writes what looks like a byline on purpose.
    let site = Site::new().article(
        "a.md",
        &format!("---\ntitle: A\ndate: 2025-05-05\nauthor: Bo Ek\n---\n{byline}"),
    );
    site.build().code(0);
    assert_eq!(names(&site.inspected("a.md")[0]), ["Bo Ek"]);
    assert!(text(&site.item(), "content_html").contains("Jane Roe"));
}

#[test]
fn prose_that_begins_like_a_byline_stays() {
    for prose in [
        "By the sea, nobody sleeps.",
        "Von Anfang an war das Boot voll.",
        "Updated boats sail faster than others do.",
        "Paris - a love story that never was.",
        "May 5 was cold: the ferry stayed.",
    ] {
        let site = Site::new().article(
            "2025-05-05-a.txt",
            &format!("The Ferry\n\n{prose}\n\nThe end came.\n"),
        );
        site.build().code(0);
        let item = site.item();
        assert_eq!(text(&item, "title"), "The Ferry");
        assert_eq!(
            text(&item, "content_html"),
            format!("<p>{prose}</p>\n<p>The end came.</p>")
        );
    }
}

#[test]
fn nobody_is_an_author_and_roles_are_no_names() {
    for (author, expected) in [
        ("Jane Roe, Staff Writer", &["Jane Roe"][..]),
        ("Reported by Jane Roe | Edited by: Bo Ek", &["Jane Roe"]),
        ("Jane Roe y Bo Ek", &["Jane Roe", "Bo Ek"]),
        ("Анна Рогова и Пётр Иванов", &["Анна Рогова", "Пётр Иванов"]),
        ("राम कुमार और श्याम वर्मा", &["राम कुमार", "श्याम वर्मा"]),
        ("山田太郎、鈴木花子", &["山田太郎", "鈴木花子"]),
        ("أحمد علي ومحمد حسن", &["أحمد علي", "محمد حسن"]),
        ("John Public, Jr. and Bo Ek", &["John Public, Jr.", "Bo Ek"]),
        ("William \"Bill\" Hook", &["William \"Bill\" Hook"]),
        ("José Ortega y Gasset", &["José Ortega y Gasset"]),
        ("Web Desk", &[]),
        ("admin", &[]),
        ("Staff", &[]),
    ] {
        let site = Site::new().article(
            "a.txt",
            &format!("Title: A\nDate: 2025-05-05\nAuthor: {author}\n\nText.\n"),
        );
        assert_eq!(names(&site.inspected("a.txt")[0]), expected, "{author}");
    }
}

#[test]
fn handles_of_authors_are_names_where_a_file_has_them() {
    let people = "slorber:\n  name: Ada Berg\n  title: Keeper\n  url: https://ada.example/\n  email: ada@example.org\n\
                  bo-ek:\n  name: Bo Ek\n";
    for (place, authors, expected) in [
        ("articles/blog/authors.yml", "slorber", "Ada Berg"),
        ("articles/authors.yml", "[slorber, bo-ek]", "Ada Berg Bo Ek"),
        (
            "articles/_data/authors.yaml",
            "[{key: bo-ek}, Cy]",
            "Bo Ek Cy",
        ),
        ("articles/blog/authors.yml", "nobody1", "nobody1"),
        ("articles/blog/authors.yml", "Slorber Dahl", "Slorber Dahl"),
        ("authors.yml", "slorber", "slorber"),
    ] {
        let site = Site::new().file(place, people).article(
            "blog/a.md",
            &format!("---\ntitle: A\ndate: 2025-05-05\nauthors: {authors}\n---\nText.\n"),
        );
        site.build().code(0);
        assert_eq!(
            texts(&site.item(), "authors").join(" "),
            expected,
            "{place} {authors}"
        );
        let feed = site.read("public/feed.json");
        assert_eq!(
            feed.contains("https://ada.example/"),
            expected.contains("Ada"),
            "{place} {authors}"
        );
    }
}
