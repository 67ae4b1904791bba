//! Datelines, stamps and bylines, by a table: what a text says of itself and what is left of it.

use dateline::byline::{Kind, Layout, Opening, Stamp, lead, line, opening, sign_off};
use proptest::prelude::*;

mod growth;

const TABLE: &str = include_str!("bylines/table.tsv");

/// What a stamp says, as the table writes it.
fn of_stamp(stamp: &Stamp) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in [
        ("date", &stamp.published),
        ("updated", &stamp.updated),
        ("day", &stamp.day),
        ("place", &stamp.place),
        ("agency", &stamp.agency),
    ] {
        found.extend(value.iter().map(|value| format!("{name}={value}")));
    }
    if !stamp.authors.is_empty() {
        found.push(format!("by={}", stamp.authors.join(";")));
    }
    found
}

fn of_opening(opening: &Opening) -> Vec<String> {
    let mut found = Vec::new();
    for (name, kind) in [
        ("date", Kind::Published),
        ("updated", Kind::Updated),
        ("day", Kind::Day),
        ("place", Kind::Place),
        ("agency", Kind::Agency),
        ("title", Kind::Title),
        ("kicker", Kind::Kicker),
    ] {
        found.extend(opening.get(kind).map(|value| format!("{name}={value}")));
    }
    let authors = opening.said.iter().filter(|said| said.kind == Kind::Author);
    let authors: Vec<&str> = authors.map(|said| said.value.as_str()).collect();
    if !authors.is_empty() {
        found.push(format!("by={}", authors.join(";")));
    }
    found
}

/// What is found in a text, and what is left of it.
fn read(how: &str, text: &str) -> (Vec<String>, String) {
    match how {
        "lead" => match lead(text, false) {
            Some((stamp, taken)) => (of_stamp(&stamp), text[taken..].to_owned()),
            None => (Vec::new(), text.to_owned()),
        },
        "line" => match line(text) {
            Some(stamp) => {
                let found = of_stamp(&stamp);
                let found = if found.is_empty() {
                    vec!["-".to_owned()]
                } else {
                    found
                };
                (found, String::new())
            }
            None => (Vec::new(), text.to_owned()),
        },
        "end" => match sign_off(text) {
            Some((stamp, at)) => (of_stamp(&stamp), text[..at].to_owned()),
            None => (Vec::new(), text.to_owned()),
        },
        _ => {
            let layout = if how == "text" {
                Layout::Plain
            } else {
                Layout::Markdown
            };
            let opening = opening(text, layout, true);
            (of_opening(&opening), opening.rest(text))
        }
    }
}

#[test]
fn the_table_is_read_as_it_says() {
    let mut faults = Vec::new();
    let mut rows = 0;
    for row in TABLE
        .lines()
        .filter(|row| !row.is_empty() && !row.starts_with('#'))
    {
        rows += 1;
        let mut columns = row.split('\t');
        let how = columns.next().expect("how it is read");
        let text = columns.next().expect("a text");
        let text = text.replace("\\n", "\n").replace("\\r", "\r");
        let mut expected: Vec<String> = columns.map(str::to_owned).collect();
        let rest = expected
            .iter()
            .position(|column| column.starts_with("rest="));
        let rest = rest.map(|at| expected.remove(at)["rest=".len()..].replace("\\n", "\n"));
        let (mut found, left) = read(how, &text);
        let untouched = expected.is_empty() && rest.is_none();
        expected.sort();
        found.sort();
        let left_as_said = match &rest {
            Some(rest) => left.replace('\r', "").trim() == rest,
            None => !untouched || left == text,
        };
        if found != expected || !left_as_said {
            faults.push(format!(
                "{how} {text:?}\n  found    {found:?}\n  expected {expected:?}\n  left     {left:?}"
            ));
        }
    }
    assert!(rows > 300, "{rows}");
    assert!(
        faults.is_empty(),
        "{} of {rows}\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Texts made of what stamps are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "By ",
            "Von ",
            "Par ",
            "作者：",
            "Published: ",
            "Updated ",
            "May 5",
            ", 2025",
            "5 мая",
            "NEW DELHI",
            "Paris",
            "(Reuters)",
            "(AP)",
            "/TASS/",
            " - ",
            " — ",
            ": ",
            ". ",
            ", ",
            " | ",
            "\n",
            "\n\n",
            "\r\n",
            "Jane Roe",
            " and ",
            "Bo Ek",
            "(",
            ")",
            "【",
            "】",
            "北京5月5日电",
            "新华社",
            "記者",
            "서울=연합뉴스",
            "[",
            "](",
            "**",
            "_",
            "#",
            "===",
            "<a@b.c>",
            "İ",
            "ß",
            "e\u{301}",
            "\u{200f}",
            "و",
            "أحمد",
            "date 2025-05-05 ",
            "Reporting by ",
            "; Editing by ",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_is_too_odd(text in pieces()) {
        for news in [false, true] {
            if let Some((_, taken)) = lead(&text, news) {
                prop_assert!(text.is_char_boundary(taken) && taken > 0);
            }
        }
        let _ = line(&text);
        if let Some((_, at)) = sign_off(&text) {
            prop_assert!(text.is_char_boundary(at) && at < text.len());
        }
        for layout in [Layout::Plain, Layout::Markdown] {
            for complete in [false, true] {
                let opening = opening(&text, layout, complete);
                // What is taken lies in order, and with what remains it is the text.
                let mut whole = String::new();
                let mut from = 0;
                for taken in &opening.taken {
                    prop_assert!(from <= taken.start && taken.start < taken.end);
                    whole.push_str(&text[from..taken.start]);
                    whole.push_str(&text[taken.clone()]);
                    from = taken.end;
                }
                whole.push_str(&text[from..]);
                prop_assert_eq!(&whole, &text);
                let rest = opening.rest(&text);
                prop_assert_eq!(rest.matches('\n').count(), text.matches('\n').count());
                if opening.taken.is_empty() {
                    prop_assert_eq!(rest, text.clone());
                }
            }
        }
    }

    #[test]
    fn what_is_left_of_a_lead_has_no_stamp_before_it(day in 1..28_u32, words in "[a-z]{3,9}( [a-z]{3,9}){3,9}") {
        let text = format!("OSLO, May {day} (NTB) - The {words}.");
        let (_, taken) = lead(&text, false).expect("a dateline");
        prop_assert_eq!(&text[taken..], format!("The {words}."));
        prop_assert_eq!(lead(&text[taken..], true), None);
    }
}

#[test]
fn work_grows_with_the_text() {
    for unit in [
        "By Jane Roe, ",
        "(Reuters) ",
        "张三 ",
        "홍길동 기자·",
        "May 5 (",
        "May 5, 2025 | ",
        "A and ",
        "【",
        "- ",
        "和",
        "\n",
        "a\n\n",
    ] {
        growth::is_linear(unit, 60_000, |bytes| {
            let text = unit.repeat(bytes / unit.len());
            let _ = lead(&text, true);
            let _ = line(&text);
            let _ = sign_off(&text);
            let _ = opening(&text, Layout::Plain, true);
            let _ = opening(&text, Layout::Markdown, true);
        });
    }
}
