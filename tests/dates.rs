//! Dates as text, by tables: what goes in, around what, and what comes out.

use std::path::PathBuf;

use dateline::date::{Context, Dateline, Order, Zone, ZoneSource, read, rfc822, rfc3339, zone};
use proptest::prelude::*;

/// The reading of a text, as the tables write it.
fn shown(text: &str, context: &Context<'_>) -> String {
    match read(text, context) {
        Ok(dateline) => {
            let mark = if dateline.candidates.is_empty() {
                ""
            } else {
                "!"
            };
            format!(
                "{} {:?}{mark}",
                rfc3339(&dateline.instant),
                dateline.precision
            )
        }
        Err(error) => format!("{:?}", error.kind),
    }
}

fn context(text: &str) -> Context<'_> {
    let mut context = Context::default();
    match text.split_once('=') {
        Some(("order", "dmy")) => context.order = Some(Order::Dmy),
        Some(("order", "mdy")) => context.order = Some(Order::Mdy),
        Some(("order", "ymd")) => context.order = Some(Order::Ymd),
        Some(("zone", name)) => {
            context.zone = Some((zone(name).expect("a zone"), ZoneSource::Configuration));
        }
        Some(("year", year)) => context.year = Some(year.parse().expect("a year")),
        None if text == "-" => {}
        None => context.language = Some(text),
        Some(other) => panic!("unknown context {other:?}"),
    }
    context
}

#[test]
fn notations_are_read_as_their_table_says() {
    let mut faults = Vec::new();
    for line in include_str!("dates/notations.tsv").lines() {
        let mut columns = line.split('\t');
        let (Some(text), Some(around), Some(expected)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let found = shown(text, &context(around));
        if found != expected {
            faults.push(format!("{text} ({around}): {found}, expected {expected}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The local day, and the time where `expected` has one.
fn local(dateline: &Dateline, expected: &str) -> String {
    let format = if expected.contains('T') {
        "%Y-%m-%dT%H:%M"
    } else {
        "%Y-%m-%d"
    };
    dateline.instant.naive_local().format(format).to_string()
}

#[test]
fn dates_as_the_cldr_formats_them_are_read_in_their_language() {
    let mut faults = Vec::new();
    for line in include_str!("dates/cldr.tsv").lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[language, expected, text] = columns.as_slice() else {
            panic!("{line}")
        };
        let context = Context {
            language: Some(language),
            ..Context::default()
        };
        let found = read(text, &context).map(|dateline| local(&dateline, expected));
        if found.as_deref() != Ok(expected) {
            faults.push(format!("{language} {text}: {found:?}, expected {expected}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn dates_as_the_cldr_formats_them_are_hardly_ever_misread_without_their_language() {
    let (mut right, mut wrong, mut all) = (0, 0, 0);
    for line in include_str!("dates/cldr.tsv").lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[_, expected, text] = columns.as_slice() else {
            panic!("{line}")
        };
        all += 1;
        if let Ok(dateline) = read(text, &Context::default()) {
            if local(&dateline, expected) == expected {
                right += 1;
            } else if dateline.candidates.is_empty() {
                wrong += 1;
            }
        }
    }
    println!("CLDR without language: {right} of {all} right, {wrong} wrong in silence");
    assert!(right * 100 >= all * 98, "{right} of {all}");
    assert!(wrong == 0, "{wrong} of {all}");
}

/// The share of rows of a public table that are read as it says, in percent.
fn share(file: &str, with_language: bool) -> Option<f64> {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("inputs/date-strings").join(file);
    let Ok(rows) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: no {}", path.display());
        return None;
    };
    let (mut right, mut all) = (0u32, 0u32);
    for row in rows.lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[_, _, _, language, kind, expected, text] = columns.as_slice() else {
            continue;
        };
        let language = Some(language).filter(|language| with_language && !language.is_empty());
        let context = Context {
            language,
            ..Context::default()
        };
        // Half of the tables' weekdays do not match; they ask for the day all the same.
        let dateline = read(text, &context).or_else(|error| match error.reading {
            Some(dateline) => Ok(*dateline),
            None => Err(error.kind),
        });
        let format = match kind {
            "instant" => "%Y-%m-%dT%H:%M:%SZ",
            "wall" => "%Y-%m-%dT%H:%M:%S",
            "date" => "%Y-%m-%d",
            "month" => "%Y-%m",
            "year" => "%Y",
            _ => "",
        };
        let good = match (dateline, kind) {
            (Err(_), "reject") => true,
            (Ok(_), "reject") | (Err(_), _) => false,
            (Ok(dateline), "instant") => {
                dateline.instant.naive_utc().format(format).to_string() == expected
            }
            (Ok(dateline), _) => {
                dateline.instant.naive_local().format(format).to_string() == expected
            }
        };
        all += 1;
        right += u32::from(good);
    }
    let percent = 100.0 * f64::from(right) / f64::from(all.max(1));
    println!("{file}, language {with_language}: {right} of {all}, {percent:.1} %");
    Some(percent)
}

#[test]
fn the_public_tables_of_date_strings_are_read() {
    for (file, with_language, floor) in [
        ("machine.tsv", true, 99.9),
        ("machine.tsv", false, 99.9),
        ("human.tsv", true, 98.7),
        ("human.tsv", false, 98.3),
    ] {
        if let Some(percent) = share(file, with_language) {
            assert!(percent >= floor, "{file}: {percent}");
        }
    }
}

fn instants() -> impl Strategy<Value = chrono::DateTime<chrono::FixedOffset>> {
    // 1583 to 9998, and any whole minute of offset.
    (-12_212_553_600_i64..253_370_764_800, -959_i32..=959).prop_map(|(seconds, minutes)| {
        let utc = chrono::DateTime::from_timestamp(seconds, 0).expect("in range");
        utc.with_timezone(&chrono::FixedOffset::east_opt(minutes * 60).expect("in range"))
    })
}

/// Pieces of which dates are made, to get deeper than random letters do.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("May"),
        Just("mardi"),
        Just("5"),
        Just("31"),
        Just("2025"),
        Just("99"),
        Just("00"),
        Just(":"),
        Just("/"),
        Just("-"),
        Just("."),
        Just(","),
        Just(" "),
        Just("+"),
        Just("T"),
        Just("Z"),
        Just("EST"),
        Just("pm"),
        Just("a.m."),
        Just("年"),
        Just("月"),
        Just("日"),
        Just("午後"),
        Just("'"),
        Just("("),
        Just(")"),
        Just("de"),
        Just("h"),
        Just("18446744073709551616"),
        Just("Europe/Paris"),
        Just("و"),
        Just("ساعت"),
        Just("۱۴۰۴"),
        Just("W01"),
        Just("m="),
        Just("令和"),
        Just("tháng"),
        Just("@"),
        Just("٠"),
        Just("\u{200f}"),
        Just("24"),
        Just("60"),
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(instant in instants()) {
        prop_assume!((1583..=9999).contains(&chrono::Datelike::year(&instant)));
        for text in [rfc822(&instant), rfc3339(&instant)] {
            let dateline = read(&text, &Context::default()).map_err(|e| TestCaseError::fail(format!("{text}: {e}")))?;
            prop_assert_eq!(dateline.instant, instant, "{}", text);
            let zero = chrono::FixedOffset::east_opt(0).expect("in range");
            prop_assert!(dateline.zone == Zone::Fixed(*instant.offset()) || dateline.zone == Zone::Fixed(zero));
            prop_assert!(dateline.candidates.is_empty());
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = read(&text, &Context::default());
        let _ = dateline::date::zone(&text);
        let _ = dateline::date::place(&text, None);
        let _ = dateline::date::path_date(&text);
    }

    #[test]
    fn no_pieces_of_dates_make_it_panic_or_give_what_cannot_be_written(text in pieces()) {
        for language in [None, Some("en"), Some("fr"), Some("fa"), Some("ja"), Some("xx")] {
            let context = Context { language, year: Some(2025), ..Context::default() };
            if let Ok(dateline) = read(&text, &context) {
                prop_assert!((1582..=10000).contains(&chrono::Datelike::year(&dateline.instant)));
                let again = read(&rfc3339(&dateline.instant), &Context::default());
                prop_assert_eq!(again.map(|d| d.instant), Ok(dateline.instant));
            }
        }
        let _ = dateline::date::path_date(&text);
    }
}
