//! What news texts say of themselves in their first and last lines: datelines of agencies, stamps of
//! publication and change, bylines.
//!
//! In goes a text, out comes what a stamp in it says ([`Stamp`]) and which bytes it takes; what is left
//! is the article. Nothing is decided here: dates stay text until `normalise` reads them, and a day
//! without its year stays one. A line counts only where all of it can be read as a stamp; prose that
//! begins like one (`By the sea, …`) stays prose.
//!
//! The words are one table by language ([`WORDS`]), the agencies another. Notations come from how
//! agencies and papers print them; the names of the agencies are theirs.

mod agencies;
mod asian;
mod credit;
mod day;
mod lead;
mod line;
mod markdown;
mod names;
mod opening;
mod place;
mod sign_off;
mod words;

pub use self::lead::lead;
pub use self::line::line;
pub use self::names::{is_nobody, looks_like_full_name, split_names};
pub use self::opening::{Kind, Layout, Opening, Said, opening};
pub use self::sign_off::sign_off;
pub use self::words::{Label, WORDS, Words, is_and};

/// What a stamp says. Dates are as written.
///
/// ```
/// use dateline::byline::lead;
///
/// let (stamp, taken) = lead("NEW DELHI, May 5 (PTI) - The ferry sailed.", false).unwrap();
/// assert_eq!(stamp.place.as_deref(), Some("NEW DELHI"));
/// assert_eq!(stamp.day.as_deref(), Some("May 5"));
/// assert_eq!(stamp.agency.as_deref(), Some("PTI"));
/// assert_eq!(taken, 25);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The date of publication.
    pub published: Option<String>,
    /// The date of the last change.
    pub updated: Option<String>,
    /// The day in an agency's dateline, often without its year.
    pub day: Option<String>,
    /// Where it was reported from.
    pub place: Option<String>,
    /// The agency, by the name to print.
    pub agency: Option<String>,
    /// Persons in the order given: a name, or `Name <mail>`.
    pub authors: Vec<String>,
}

/// The text behind the words that open a byline, such as `By`, `Von` or `作者：`, with the marks between
/// them and the name taken away; nothing where it does not begin so. The name may be missing, which
/// pages have in their next element.
///
/// ```
/// use dateline::byline::behind_label;
///
/// assert_eq!(behind_label("By Jane Roe"), Some("Jane Roe"));
/// assert_eq!(behind_label("Von:"), Some(""));
/// assert_eq!(behind_label("Byron"), None);
/// ```
pub fn behind_label(text: &str) -> Option<&str> {
    let text = text.trim();
    [Label::By, Label::Author]
        .into_iter()
        .filter_map(|label| words::strip_label(text, label))
        .min_by_key(|rest| rest.len())
        .map(|rest| rest.trim_start_matches(BEHIND_LABEL))
}

/// What may stand between a label and what it announces.
const BEHIND_LABEL: [char; 9] = [':', '：', ' ', '-', '–', '/', '／', '\u{a0}', '\t'];

/// Whether a text begins by saying that a date of publication follows, such as `Veröffentlicht am`.
pub fn says_published(text: &str) -> bool {
    words::strip_label(text.trim_start(), Label::Published).is_some()
}

/// Whether a text begins by saying that the date of a change follows, such as `Last updated`.
pub fn says_updated(text: &str) -> bool {
    words::strip_label(text.trim_start(), Label::Updated).is_some()
}
