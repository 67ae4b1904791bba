//! The language of entries: written, normalised, detected where nobody wrote it.

use serde_json::Value;

use crate::support::{Site, text};

const NO_LANGUAGE: &str = "[site]\ntitle = \"Example\"\nurl = \"https://example.org/\"\n\
                           description = \"A site for tests.\"\ntimezone = \"UTC\"\n";

const GERMAN: &str = "Der Bäcker öffnet die Tür um sechs, und um sieben steht eine Schlange bis zur Ecke. \
                      Niemand hat es eilig, denn das Brot kommt nicht vor halb acht aus dem Ofen.";

fn german(fields: &str) -> String {
    format!("---\ntitle: Das Brot\ndate: 2025-05-05T10:00:00Z\n{fields}---\n{GERMAN}\n")
}

#[test]
fn a_language_that_nobody_wrote_is_that_of_the_text_and_said() {
    let site = Site::bare()
        .config(NO_LANGUAGE)
        .article("a.md", &german(""));
    site.build().code(0);
    assert_eq!(text(&site.item(), "language"), "de");
    assert!(
        site.published("feed.xml")
            .contains("<dc:language>de</dc:language>")
    );
    assert!(site.published("atom.xml").contains("xml:lang=\"de\""));
    for feed in ["feed.xml", "atom.xml", "feed.json"] {
        site.run(&["validate", &format!("public/{feed}")]).code(0);
    }
    site.run(&["inspect", "articles/a.md"])
        .code(0)
        .stdout_has("  language   de  (detected from the text)\n");
    let json = site.inspected("a.md").remove(0);
    assert_eq!(text(&json, "language"), "de");
    let trace = json["provenance"].as_array().expect("a list").iter();
    let trace: Vec<&Value> = trace.filter(|trace| trace["field"] == "language").collect();
    assert_eq!(text(trace[0], "from"), "detected from");
}

#[test]
fn nothing_is_detected_where_the_article_or_the_site_says_it() {
    let site = Site::bare()
        .config(NO_LANGUAGE)
        .article("a.md", &german("lang: gsw\n"));
    site.build().code(0);
    assert_eq!(text(&site.item(), "language"), "gsw");
    // The site says English, and is believed.
    let site = Site::new().article("a.md", &german(""));
    site.build().code(0);
    assert_eq!(site.item().get("language"), None);
    assert_eq!(text(&site.inspected("a.md")[0], "language"), "en");
}

#[test]
fn a_text_that_is_too_short_or_is_code_has_no_language() {
    let code = format!("```\n{GERMAN}\n```\n");
    for body in [
        "Kurz.",
        "",
        code.as_str(),
        "[a](https://der.die.das.example/)",
    ] {
        let article = format!("---\ntitle: A\ndate: 2025-05-05\n---\n{body}\n");
        let site = Site::bare().config(NO_LANGUAGE).article("a.md", &article);
        site.build().code(0);
        assert_eq!(site.item().get("language"), None, "{body}");
    }
}

#[test]
fn languages_take_the_form_of_bcp_47_and_what_is_none_is_said() {
    for (written, expected) in [
        ("en_US", "en-US"),
        ("EN-us", "en-US"),
        ("zh_hans_CN", "zh-Hans-CN"),
        ("iw", "he"),
        ("ger", "de"),
        ("sr@latin", "sr-Latn"),
        ("pt_BR.UTF-8", "pt-BR"),
    ] {
        let site = Site::new().article("a.md", &german(&format!("lang: {written}\n")));
        site.build().code(0);
        assert_eq!(text(&site.item(), "language"), expected, "{written}");
    }
    let site = Site::new().article("a.md", &german("lang: german\nlocale: de_DE\n"));
    let output = site.build().code(0);
    assert_eq!(output.findings().len(), 1, "{output}");
    output.stdout_has(
        "articles/a.md:4: warning[unknown-language]: expected a language tag, found `german`",
    );
    assert_eq!(text(&site.item(), "language"), "de-DE");
    site.run(&["inspect", "articles/a.md"])
        .stdout_has("not german (front matter lang, line 4): no language tag\n");
}
