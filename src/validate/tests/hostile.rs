//! No input makes it panic, hang or grow.

use std::path::Path;

use proptest::prelude::*;

use super::{check, rules};
use crate::validate::{Options, Report, validate};

const HEAD: &str = "<rss version='2.0'><channel><title>a</title><link>https://a/</link>\
                    <description>b</description><item><title>c</title><description>";
const TAIL: &str = "</description></item></channel></rss>";

/// A feed whose one description is this text.
fn feed(description: &str) -> String {
    format!("{HEAD}{description}{TAIL}")
}

#[test]
fn hostile_files_come_to_an_end_and_to_a_bounded_report() {
    let n = 20_000;
    let attributes = |name: &str| {
        (0..n / 5)
            .map(|index| format!(" {name}{index}='x'"))
            .collect::<String>()
    };
    let files: Vec<(&str, String)> = vec![
        ("billion laughs", {
            let entities: String = (1..20)
                .map(|index| format!("<!ENTITY l{index} '&l{0};&l{0};&l{0};&l{0};'>", index - 1))
                .collect();
            format!(
                "<!DOCTYPE rss [<!ENTITY l0 'lol'>{entities}]>{}",
                feed(&"&l19;".repeat(n / 5))
            )
        }),
        (
            "entities without end",
            format!("<!DOCTYPE rss [{}", "<!ENTITY a 'b'>".repeat(n / 10)),
        ),
        (
            "external entity",
            format!(
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{}",
                feed("&x;")
            ),
        ),
        ("deep nesting", "<a>".repeat(n)),
        ("deep nesting in a feed", feed(&"<b>".repeat(n))),
        ("deep HTML", feed(&"&lt;b&gt;".repeat(n))),
        (
            "deep HTML closed from outside",
            feed(&format!(
                "{}{}",
                "&lt;b&gt;".repeat(n),
                "&lt;/i&gt;".repeat(n)
            )),
        ),
        ("many attributes", format!("<rss{}/>", attributes("a"))),
        (
            "many declarations",
            format!("<rss{}/>", attributes("xmlns:a")),
        ),
        (
            "many declarations, deep",
            format!(
                "<rss{}>{}",
                attributes("xmlns:a"),
                "<a><b:c/></a>".repeat(n)
            ),
        ),
        (
            "one attribute",
            format!("<rss version='{}'/>", "x".repeat(n * 10)),
        ),
        ("bad ampersands", feed(&"& ".repeat(n))),
        (
            "bad ampersands between comments",
            feed(&"&<!---->".repeat(n)),
        ),
        ("unknown entities", feed(&"&x;".repeat(n))),
        ("brackets", feed(&"]]>".repeat(n))),
        ("tags that never end", feed(&"&lt;b ".repeat(n))),
        (
            "tags that never end in a title",
            format!("<rss><channel><title>{}", "&lt;b ".repeat(n)),
        ),
        ("markup escaped twice", feed(&"&amp;lt;p ".repeat(n))),
        ("escaped ampersands", feed(&"&amp;amp;amp;".repeat(n))),
        (
            "comments in HTML that never end",
            feed(&"&lt;!-- ".repeat(n)),
        ),
        ("quotes that never end", feed(&"&lt;a b=\"&gt;".repeat(n))),
        (
            "scripts that never end",
            feed(&"&lt;script&gt;&lt;/".repeat(n)),
        ),
        ("less-than signs", "<".repeat(n * 5)),
        ("instructions", format!("<rss>{}", "<?".repeat(n))),
        (
            "comments that never end",
            format!("<rss>{}", "<!--".repeat(n)),
        ),
        (
            "comments with dashes",
            format!("<rss>{}", "<!-- -- -->".repeat(n)),
        ),
        (
            "sections that never end",
            format!("<rss>{}", "<![CDATA[".repeat(n)),
        ),
        ("sections", feed(&"<![CDATA[a]]>&lt;".repeat(n))),
        ("document types that never end", "<!DOCTYPE a [".repeat(n)),
        ("NULs", "\0".repeat(n)),
        ("NULs in a feed", feed(&"\0".repeat(n))),
        (
            "items",
            format!("<rss version='2.0'><channel>{}", "<item/>".repeat(n)),
        ),
        (
            "guids",
            format!(
                "<rss version='2.0'><channel>{}",
                "<item><guid>a</guid></item>".repeat(n)
            ),
        ),
        (
            "alternate links",
            format!(
                "<feed xmlns='http://www.w3.org/2005/Atom'>{}",
                (0..n / 5)
                    .map(|index| format!("<link href='a' type='a/b{index}'/>"))
                    .collect::<String>()
            ),
        ),
        ("end tags", format!("<rss>{}", "</a>".repeat(n))),
        (
            "unknown elements",
            format!("<rss><channel>{}", "<x>a</x>".repeat(n)),
        ),
        ("a long name", format!("<{}>", "x".repeat(n * 10))),
        (
            "points",
            format!(
                "<rss version='2.0' xmlns:g='http://www.georss.org/georss'><channel><g:line>{}</g:line>",
                "1 ".repeat(n)
            ),
        ),
        ("JSON arrays", "[".repeat(n)),
        ("JSON objects", "{\"a\":".repeat(n)),
        (
            "JSON members",
            format!(
                "{{{}\"a\":1}}",
                (0..n / 5)
                    .map(|index| format!("\"_a{index}\":0,"))
                    .collect::<String>()
            ),
        ),
        (
            "JSON escapes",
            format!("{{\"title\":\"{}", "\\u0026".repeat(n)),
        ),
        (
            "JSON content",
            format!(
                "{{\"items\":[{{\"content_html\":\"{}\"}}]}}",
                "<b \\u003c".repeat(n)
            ),
        ),
        (
            "JSON numbers",
            format!("{{\"items\":[{}]}}", "1,".repeat(n)),
        ),
    ];
    for (name, file) in files {
        let report = check(&file);
        assert!(
            !report.is_valid() || name.contains("HTML") || report.findings.len() < 100,
            "{name}"
        );
        assert!(report.findings.len() <= 10_001, "{name}");
    }
}

#[test]
fn entities_are_never_expanded() {
    let file = format!("<!DOCTYPE rss [<!ENTITY x '<b>y</b>'>]>{}", feed("&x;"));
    let report = check(&file);
    assert_eq!(
        rules(&report),
        ["document-type", "missing-self-link", "missing-guid"],
        "{report}"
    );
}

#[test]
fn a_file_cut_off_anywhere_is_an_error_with_a_place() {
    let file = feed("a &lt;b&gt;c&lt;/b&gt; <![CDATA[d]]> <!-- e --> é");
    for end in 1..file.len() {
        let report = validate(&file.as_bytes()[..end], &Options::default());
        assert!(!report.is_valid(), "{end}");
        assert!(
            report.findings.iter().all(|finding| finding.line > 0),
            "{end}: {report}"
        );
    }
}

#[test]
fn a_document_type_of_any_length_and_script_is_read() {
    for padding in 490..510 {
        let name = "a".repeat(padding);
        check(&format!(
            "<!DOCTYPE {name}\u{FFFD}é😀é😀é😀é😀é😀 [<!ENTITY b 'c'>]><rss/>"
        ));
    }
}

#[test]
fn utf_7_is_no_encoding() {
    let report = validate(
        b"<?xml version='1.0' encoding='utf-7'?><rss version='2.0'>+ADw-script+AD4-</rss>",
        &Options::default(),
    );
    assert_eq!(report.findings[0].rule, "unknown-encoding");
}

#[test]
fn encodings_that_contradict_each_other_are_errors() {
    for bytes in [
        &b"<?xml version='1.0' encoding='utf-16'?><rss/>"[..],
        b"\xFF\xFE<\0r\0s\0s\0/\0",
        b"\xFE\xFF\0<\0r\0s\0s\0/\0>\xD8",
        b"\xEF\xBB\xBF<rss>\xFF</rss>",
        b"\x00\x00\xFE\xFF",
        b"\x84\x31\x95\x33",
    ] {
        assert!(
            !validate(bytes, &Options::default()).is_valid(),
            "{bytes:?}"
        );
    }
}

/// What holds of every report.
fn is_sound(bytes: &[u8], report: &Report) -> Result<(), TestCaseError> {
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() as u32 + 1;
    let mut last = (0, 0);
    for finding in &report.findings {
        prop_assert!(finding.line >= 1 && finding.line <= lines, "{finding}");
        prop_assert!(finding.column >= 1, "{finding}");
        prop_assert!((finding.line, finding.column) >= last, "{finding}");
        prop_assert!(!finding.message.is_empty() && finding.message.len() < 1_000);
        prop_assert!(finding.path.as_os_str().is_empty());
        last = (finding.line, finding.column);
    }
    prop_assert_eq!(report, &validate(bytes, &Options::default()));
    Ok(())
}

/// All cases of the project.
pub(super) fn cases() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut cases = Vec::new();
    for rule in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        for case in std::fs::read_dir(rule.path())
            .into_iter()
            .flatten()
            .flatten()
        {
            cases.extend(std::fs::read(case.path()));
        }
    }
    cases.push(HEAD.as_bytes().to_vec());
    cases.sort();
    cases
}

/// Pieces that mean something to a parser.
pub(super) const PIECES: &[&str] = &[
    "<",
    ">",
    "&",
    "&lt;",
    "&#0;",
    "&#x10FFFF;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?",
    "?>",
    "\"",
    "'",
    "=",
    "/",
    "/>",
    ":",
    " ",
    "\n",
    "\r",
    "\0",
    "é",
    "\u{FEFF}",
    "\u{FFFE}",
    "😀",
    "xmlns",
    "type=\"xhtml\"",
    "type='html'",
    "<div xmlns='http://www.w3.org/1999/xhtml'>",
    "<script>",
    "style=\"a:b\"",
    "%",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\\u",
    "\\ud800",
    "1e9",
    "-",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "(",
    ")",
    "+0530",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        is_sound(&bytes, &validate(&bytes, &Options::default()))?;
    }

    #[test]
    fn random_markup_is_judged(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.iter().map(|&index| PIECES[index]).collect();
        for text in [text.clone(), feed(&text), format!("{{\"items\":[{text}"), format!("<rss {text}")] {
            is_sound(text.as_bytes(), &check(&text))?;
        }
    }

    #[test]
    fn mutated_feeds_are_judged(
        case in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, 0..PIECES.len()), 1..6),
    ) {
        let cases = cases();
        let mut bytes = case.get(&cases).clone();
        bytes.truncate(20_000);
        for (at, change, piece) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match change {
                0 => { bytes.remove(at); }
                1 => bytes[at] ^= 1 << (piece % 8),
                2 => bytes.truncate(at),
                _ => { bytes.splice(at..at, PIECES[piece].bytes()); }
            }
        }
        is_sound(&bytes, &validate(&bytes, &Options::default()))?;
    }
}
