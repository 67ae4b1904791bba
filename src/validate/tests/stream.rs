//! A feed in pieces gives the same report as the whole.

use std::io::Read;

use proptest::prelude::*;

use crate::validate::{Options, stream, validate, validate_reader};

/// A feed of many items, as a reader that never holds it.
struct Endless {
    items: usize,
    at: usize,
    left: Vec<u8>,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.left.is_empty() && self.at <= self.items {
            let text = match self.at {
                0 => "<rss version='2.0'><channel><title>a</title><link>https://a/</link>\
                      <description>b</description>"
                    .to_owned(),
                at => format!(
                    "<item><title>Number {at}</title><guid isPermaLink='false'>{at}</guid>\
                     <description>&lt;p&gt;{}&lt;/p&gt;</description></item>\n",
                    "text ".repeat(200)
                ),
            };
            self.left = text.into_bytes();
            self.at += 1;
            if self.at > self.items {
                self.left.extend(b"<item/></channel></rss>");
            }
        }
        let length = buffer.len().min(self.left.len());
        buffer[..length].copy_from_slice(&self.left[..length]);
        self.left.drain(..length);
        Ok(length)
    }
}

#[test]
fn a_large_feed_is_checked_in_pieces_with_its_places() {
    let feed = Endless {
        items: 3_000,
        at: 0,
        left: Vec::new(),
    };
    let report = validate_reader(feed, &Options::default()).unwrap();
    let places: Vec<_> = report
        .findings
        .iter()
        .map(|finding| (finding.rule, finding.line, finding.column))
        .collect();
    assert_eq!(
        places,
        [
            ("missing-self-link", 1, 20),
            ("item-without-text", 3_001, 1),
            ("missing-guid", 3_001, 1)
        ],
        "{report}"
    );
}

#[test]
fn the_cases_give_the_same_report_in_pieces_of_any_size() {
    for case in super::hostile::cases() {
        let whole = validate(&case, &Options::default());
        for piece in [1, 7, 300] {
            let parts = stream::validate(&case[..], &Options::default(), piece).unwrap();
            assert_eq!(
                parts,
                whole,
                "{piece} {}",
                String::from_utf8_lossy(&case[..case.len().min(600)])
            );
        }
    }
}

#[test]
fn damage_at_the_seam_of_two_pieces_is_found_where_it_is() {
    // The first piece ends at some byte of each; nothing is read behind an unclosed comment.
    for damage in ["CafÃ© bar", "itâ€™s", "CafÂ\u{83} bar"] {
        for (open, close) in [("<rss version='2.0'>\n<t>", "</t></rss>"), ("<!-- a\n", "")] {
            for length in 1_000..1_030 {
                let filler = "x".repeat(length - open.len());
                let text = format!("{open}{filler}{damage}\n{damage}{close}");
                let whole = validate(text.as_bytes(), &Options::default());
                assert!(whole.findings.iter().any(|one| one.rule == "damaged-text"));
                for piece in [1, 2, 300] {
                    let parts = stream::validate(text.as_bytes(), &Options::default(), piece);
                    assert_eq!(parts.unwrap(), whole, "{length} {piece} {damage}");
                }
            }
        }
    }
}

#[test]
fn a_replacement_character_of_the_file_is_no_fault_of_its_encoding() {
    let latin = "<?xml version='1.0' encoding='shift_jis'?>\n<rss version='2.0'><t>".as_bytes();
    let utf16 = |text: &str| {
        text.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let mut wide = vec![0xFF, 0xFE];
    wide.extend(utf16("<rss version='2.0'>\n<t>\u{FFFD}</t><t>"));
    // Half of a pair.
    wide.extend([0x00, 0xD8]);
    wide.extend(utf16("</t></rss>"));
    for (bytes, place) in [
        (
            b"<rss version='2.0'>\n<t>\xEF\xBF\xBD</t>\n<t>\xFF</t></rss>".to_vec(),
            (3, 4),
        ),
        (wide, (2, 12)),
        ([latin, b"\x81\xFF</t></rss>"].concat(), (2, 23)),
    ] {
        let report = validate(&bytes, &Options::default());
        let found = report.findings.iter();
        let places: Vec<(u32, u32)> = found
            .filter(|finding| finding.rule == "wrong-encoding")
            .map(|finding| (finding.line, finding.column))
            .collect();
        assert_eq!(places, [place], "{report}");
        for piece in [1, 2, 1 << 18] {
            let parts = stream::validate(&bytes[..], &Options::default(), piece).unwrap();
            assert_eq!(parts, report, "{piece}");
        }
    }
}

#[test]
fn damage_before_bytes_that_are_no_text_is_reported_as_one_fault() {
    let padding = " ".repeat(2_000);
    let feed = format!("<rss version='2.0'><title>cafÃ©</title>{padding}\u{0}</rss>");
    let mut feed = feed.into_bytes();
    for (byte, expected) in [(b'-', "damaged-text"), (0xFF, "wrong-encoding")] {
        let at = feed.len() - 7;
        feed[at] = byte;
        let whole = validate(&feed, &Options::default());
        let has = |rule| whole.findings.iter().any(|finding| finding.rule == rule);
        assert!(
            has(expected) && !(has("damaged-text") && has("wrong-encoding")),
            "{whole}"
        );
        let parts = stream::validate(&feed[..], &Options::default(), 100).unwrap();
        assert_eq!(parts, whole);
    }
}

#[test]
fn what_is_looked_at_ahead_belongs_to_no_entry() {
    let feed =
        "<rss version='2.0'><channel>\n<item>\n<guid>a</guid><x/>\u{1}</item>\u{2}</channel></rss>";
    let whole = validate(feed.as_bytes(), &Options::default());
    for (rule, entry) in [("unknown-element", Some("a")), ("invalid-character", None)] {
        let mut own = whole.findings.iter().filter(|finding| finding.rule == rule);
        assert!(own.all(|finding| finding.entry() == entry), "{whole:?}");
    }
    for piece in [1, 1 << 18] {
        let parts = stream::validate(feed.as_bytes(), &Options::default(), piece).unwrap();
        assert_eq!(parts, whole, "{piece}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn random_markup_gives_the_same_report_in_pieces(
        pieces in prop::collection::vec(0..super::hostile::PIECES.len(), 0..80),
        piece in 1..50_usize,
    ) {
        let text: String = pieces.iter().map(|&index| super::hostile::PIECES[index]).collect();
        // Behind what decides the format, which is looked at as a whole.
        let text = format!("<rss version='2.0'><channel>{}<title>{text}", " ".repeat(1_100));
        let parts = stream::validate(text.as_bytes(), &Options::default(), piece).unwrap();
        prop_assert_eq!(parts, validate(text.as_bytes(), &Options::default()));
    }
}
