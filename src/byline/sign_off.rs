//! What agencies write below their texts: `(Reporting by A in X and B; Editing by C)`, `(PTI)`.

use super::credit::credit;
use super::words::{Label, strip_label};
use super::{Stamp, agencies};

/// The longest last line that is looked at, in bytes.
const LONGEST: usize = 800;

/// Reads the signature below a text: its reporters and its agency, and the byte from which on it is
/// one. Editors are not authors. Nothing where the text ends as prose does.
///
/// ```
/// use dateline::byline::sign_off;
///
/// let text = "It sailed.\n\n(Reporting by Jane Roe in Oslo; Editing by Bo Ek)\n";
/// let (stamp, at) = sign_off(text).unwrap();
/// assert_eq!(stamp.authors, ["Jane Roe"]);
/// assert_eq!(&text[..at], "It sailed.\n\n");
/// ```
pub fn sign_off(text: &str) -> Option<(Stamp, usize)> {
    let mut stamp = Stamp::default();
    let mut from = text.trim_end().len();
    let mut at = None;
    // Credits, an agency's name and what a house says of its standards may follow each other.
    for _ in 0..3 {
        let kept = text[..from].trim_end();
        let start = kept.rfind('\n').map_or(0, |at| at + 1);
        let line = &kept[start..];
        if line.len() > LONGEST {
            // A long line may end with the name of the agency.
            if at.is_none()
                && let Some((agency, end)) = last_words(line)
            {
                stamp.agency = Some(agency.to_owned());
                at = Some(start + end);
            }
            break;
        }
        if start == 0 {
            if at.is_none()
                && let Some((agency, end)) = last_words(line)
            {
                stamp.agency = Some(agency.to_owned());
                at = Some(end);
            }
            break;
        }
        if let Some(found) = credits(line) {
            stamp.authors.splice(0..0, found.authors);
            stamp.agency = found.agency.or(stamp.agency);
        } else if let Some(found) = dates(line) {
            stamp.published = stamp.published.or(found.published);
            stamp.updated = stamp.updated.or(found.updated);
            stamp.authors.splice(0..0, found.authors);
        } else if let Some(agency) = alone(line) {
            stamp.agency.get_or_insert(agency.to_owned());
        } else if at.is_none() && line.trim_start().starts_with("Our Standards:") {
            // Reuters ends so; it counts where credits stand above it.
            from = start;
            continue;
        } else {
            if at.is_none()
                && from == text.trim_end().len()
                && let Some((agency, end)) = last_words(line)
            {
                stamp.agency = Some(agency.to_owned());
                at = Some(start + end);
            }
            break;
        }
        from = start;
        at = Some(start);
    }
    at.map(|at| (stamp, at))
}

/// A line of credits.
fn credits(line: &str) -> Option<Stamp> {
    let line = line.trim().trim_matches(['*', '_', ' ']);
    let line = line.strip_prefix(['(', '（', '[']).map_or(line, |rest| {
        rest.trim_end_matches([')', '）', ']', '.', ' '])
    });
    let line = line.trim().trim_end_matches('.');
    let reporting = behind(line, Label::Reporting);
    if reporting.is_none() && behind(line, Label::Editing).is_none() {
        return None;
    }
    let mut stamp = Stamp::default();
    for part in line
        .split([';', '|', '；'])
        .flat_map(|part| part.split(". "))
        .flat_map(|part| part.split(" - "))
    {
        let part = part.trim().trim_end_matches(['.', ',']);
        if let Some(names) = behind(part, Label::Editing) {
            people(names)?;
        } else if let Some(names) = behind(part, Label::Reporting) {
            let found = people(names)?;
            stamp.authors.extend(found.authors);
            stamp.agency = stamp.agency.or(found.agency);
        } else if let Some(names) = behind(part, Label::Source) {
            stamp.agency = stamp
                .agency
                .or(agencies::in_bracket(names).map(str::to_owned));
        } else if !part.is_empty() && agencies::in_bracket(part).is_none() {
            return None;
        }
    }
    Some(stamp)
}

/// Dates that say what they are: `Published: …`, `Stand: …`.
fn dates(line: &str) -> Option<Stamp> {
    let inner = line.trim().trim_start_matches(['(', '*', '_', '[']);
    if !(super::says_published(inner) || super::says_updated(inner)) {
        return None;
    }
    super::line(line.trim().trim_matches(['*', '_']))
}

/// The names behind a label of more than one word or with a colon: `by` alone begins sentences.
fn behind(text: &str, label: Label) -> Option<&str> {
    let rest = strip_label(text, label)?;
    let named = rest.trim_start_matches([' ', ':', '：', '\u{a0}']);
    let taken = &text[..text.len() - named.len()];
    let sure = taken.trim().contains([' ', ':', '：']) || !taken.is_ascii();
    (sure && named.len() < rest.len()).then_some(named)
}

/// Names, each perhaps with a place: `A in Paris, B and C in Berlin`.
fn people(text: &str) -> Option<Stamp> {
    let mut stamp = Stamp::default();
    let mut pieces = vec![text];
    for joint in [
        ", ", " and ", " & ", " y ", " e ", " et ", " und ", " и ", " та ", " en ", "، ", "、",
    ] {
        // `en` joins in Dutch and stands before places in French and Spanish.
        pieces = pieces
            .into_iter()
            .flat_map(|piece| piece.split(joint))
            .collect();
    }
    let mut named = 0;
    for piece in pieces {
        let piece = piece.trim().trim_start_matches("and ");
        let piece = piece.trim_end_matches(" للنشرة العربية");
        match credit(piece, false) {
            Some(found) => {
                named += 1;
                stamp.authors.extend(found.names);
                stamp.agency = stamp.agency.or(found.agency.map(str::to_owned));
            }
            None if crate::date::place(piece, None).is_some()
                || piece.split(' ').count() <= 4 && named > 0 => {}
            None => return None,
        }
    }
    (named > 0).then_some(stamp)
}

/// A line that is an agency's name: `(PTI)`, `—AP`, `Reuters`, `(With inputs from ANI)`.
fn alone(line: &str) -> Option<&'static str> {
    let marks = [
        '(', ')', '（', '）', '-', '–', '—', '/', '.', ' ', '*', '_', '[', ']', '【', '】', '*',
    ];
    // A long line is no name.
    if line.len() > 200 {
        return None;
    }
    let inside = line.trim().trim_matches(marks);
    let inside = [
        "With inputs from ",
        "with inputs from ",
        "With agency inputs from ",
        "Source: ",
        "Quelle: ",
        "Fuente: ",
        "Fonte: ",
        "Источник: ",
        "来源：",
        "Inputs from ",
    ]
    .iter()
    .find_map(|word| inside.strip_prefix(word))
    .unwrap_or(inside);
    let marked = line.trim_start().starts_with(marks);
    let plain = agencies::agency(inside, !marked);
    // `PTI VN DV DV`: the initials of those who handled it.
    plain.or_else(|| {
        let (first, rest) = inside.split_once(' ')?;
        let few = rest.split(' ').count() <= 3;
        let initials = few && first == "भाषा"
            || rest.split(' ').all(|word| {
                (2..=4).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase())
            });
        agencies::agency(first, true).filter(|_| initials)
    })
}

/// The agency in a bracket at the very end of the last paragraph, and where the text before it ends.
fn last_words(line: &str) -> Option<(&'static str, usize)> {
    let end = line.trim_end();
    let (open, close) = [
        ('(', ')'),
        ('（', '）'),
        ('[', ']'),
        ('/', '/'),
        ('【', '】'),
    ]
    .into_iter()
    .find(|(_, close)| end.ends_with(*close))?;
    let inner = &end[..end.len() - close.len_utf8()];
    let at = inner.rfind(open).filter(|&at| inner.len() - at <= 60)?;
    let agency = agencies::in_bracket(&inner[at + open.len_utf8()..])?;
    // What a sentence needs in the middle is no signature.
    let before = line[..at].trim_end();
    before
        .ends_with(['.', '!', '?', '”', '"', '»', '।', '。', '…', '」', '’'])
        .then_some((agency, before.len()))
}
