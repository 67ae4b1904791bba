//! The first lines of an article: which is the title, which are stamps, where the text begins.

use std::cell::OnceCell;
use std::ops::Range;

use super::markdown::{is_other_block, lead_of_markdown, line_of_markdown};
use super::{Stamp, lead, line};
use crate::markup::plain::is_headline;

/// How a text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Bare text: its title is a line among the first.
    Plain,
    /// Bare text whose title is known.
    Body,
    /// Markdown, whose title is a heading; stamps may be emphasised.
    Markdown,
}

/// What a [`Said`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The title.
    Title,
    /// The section or topic above the title.
    Kicker,
    /// The date of publication.
    Published,
    /// The date of the last change.
    Updated,
    /// The day in a dateline.
    Day,
    /// The place.
    Place,
    /// The agency.
    Agency,
    /// One author.
    Author,
    /// The lead behind its dateline.
    Lead,
}

/// A value and its line in the text, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is.
    pub kind: Kind,
    /// As written.
    pub value: String,
    /// Line of the text, from 1.
    pub line: u32,
}

/// What the first lines of a text say, and what they leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// In the order found; of each kind but authors, one.
    pub said: Vec<Said>,
    /// The bytes that titles and stamps take, in order, apart from each other.
    pub taken: Vec<Range<usize>>,
    /// The text broke off before it could be told where it begins.
    pub open_ended: bool,
}

/// Lines that are looked at.
const MOST_LINES: usize = 14;

/// Reads the first lines of a text. `complete` says that the text is not only the start of one.
///
/// ```
/// use dateline::byline::{Kind, Layout, opening};
///
/// let text = "Ferry Sails\nBy Jane Roe\n\nOSLO, May 5 (NTB) - It sailed at noon.\n";
/// let opening = opening(text, Layout::Plain, true);
/// assert_eq!(opening.get(Kind::Title), Some("Ferry Sails"));
/// assert_eq!(opening.get(Kind::Author), Some("Jane Roe"));
/// assert_eq!(opening.rest(text).trim(), "It sailed at noon.");
/// ```
pub fn opening(text: &str, layout: Layout, complete: bool) -> Opening {
    let mut reader = Reader {
        text,
        layout,
        complete,
        opening: Opening::default(),
        lines: Vec::new(),
        stamps: Default::default(),
    };
    reader.cut();
    reader.read();
    reader.opening
}

impl Opening {
    /// The first value of a kind.
    pub fn get(&self, kind: Kind) -> Option<&str> {
        let found = self.said.iter().find(|said| said.kind == kind)?;
        Some(&found.value)
    }

    /// The text without what was taken from it. Line ends stay, so that lines keep their numbers.
    pub fn rest(&self, text: &str) -> String {
        let mut rest = String::with_capacity(text.len());
        let mut from = 0;
        for taken in &self.taken {
            rest.push_str(&text[from..taken.start]);
            rest.extend(text[taken.clone()].chars().filter(|&c| c == '\n'));
            from = taken.end;
        }
        rest.push_str(&text[from..]);
        rest
    }

    fn take(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let at = self
            .taken
            .partition_point(|taken| taken.start < range.start);
        self.taken.insert(at, range);
    }

    fn say(&mut self, kind: Kind, value: &str, line: u32) {
        let value = crate::text::one_line(value);
        if value.is_empty() || kind != Kind::Author && self.get(kind).is_some() {
            return;
        }
        if kind == Kind::Author
            && self
                .said
                .iter()
                .any(|said| said.kind == kind && said.value == value)
        {
            return;
        }
        self.said.push(Said { kind, value, line });
    }

    fn stamp(&mut self, stamp: &Stamp, line: u32) {
        for (kind, value) in [
            (Kind::Published, &stamp.published),
            (Kind::Updated, &stamp.updated),
            (Kind::Day, &stamp.day),
            (Kind::Place, &stamp.place),
            (Kind::Agency, &stamp.agency),
        ] {
            if let Some(value) = value {
                self.say(kind, value, line);
            }
        }
        for author in &stamp.authors {
            self.say(Kind::Author, author, line);
        }
    }

    fn is_news(&self) -> bool {
        let stamped = |said: &Said| !matches!(said.kind, Kind::Title | Kind::Kicker | Kind::Lead);
        self.said.iter().any(stamped)
    }
}

/// A line that is not empty.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    number: u32,
    /// An empty line, or the start of the text, stands before it.
    first: bool,
    /// So after it.
    last: bool,
}

struct Reader<'a> {
    text: &'a str,
    layout: Layout,
    complete: bool,
    opening: Opening,
    lines: Vec<Line>,
    /// What each line is as a stamp of bare text.
    stamps: [OnceCell<Option<Stamp>>; MOST_LINES],
}

/// How far the reading has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    Nothing,
    Title,
    /// Something between the title and the text: a second headline, a short paragraph.
    Deck,
    /// The lead, before any title.
    Lead,
}

impl<'a> Reader<'a> {
    /// Cuts the first lines out of the text.
    fn cut(&mut self) {
        let mut at = 0;
        let mut first = true;
        for (number, content) in (1..).zip(self.text.split_inclusive('\n')) {
            let start = at;
            at += content.len();
            let trimmed = content.trim();
            if trimmed.is_empty() {
                if let Some(last) = self.lines.last_mut() {
                    last.last = true;
                }
                first = true;
                continue;
            }
            if self.lines.len() == MOST_LINES {
                return;
            }
            if !self.complete && !content.ends_with('\n') {
                self.opening.open_ended = true;
                return;
            }
            let start = start + (content.len() - content.trim_start().len());
            self.lines.push(Line {
                start,
                end: start + trimmed.len(),
                number,
                first,
                last: false,
            });
            first = false;
        }
        if let Some(last) = self.lines.last_mut() {
            last.last = true;
        }
        self.opening.open_ended |= !self.complete && self.lines.len() < MOST_LINES;
    }

    fn str(&self, line: Line) -> &'a str {
        &self.text[line.start..line.end]
    }

    /// The line and those that follow without an empty one.
    fn paragraph(&self, at: usize) -> (&'a str, usize) {
        let length = self.lines[at..].iter().position(|line| line.last);
        let end = at + length.unwrap_or(self.lines.len() - at - 1);
        (&self.text[self.lines[at].start..self.lines[end].end], end)
    }

    fn read(&mut self) {
        let titled = self.layout == Layout::Body;
        let mut seen = if titled { Seen::Title } else { Seen::Nothing };
        let mut title = titled.then_some(usize::MAX);
        let mut at = 0;
        while let Some(&found) = self.lines.get(at) {
            let text = self.str(found);
            if self.layout == Layout::Markdown {
                match self.heading(at) {
                    Some(next) if seen == Seen::Nothing => {
                        seen = Seen::Title;
                        at = next;
                        continue;
                    }
                    Some(_) => break,
                    None if is_other_block(text) => {
                        // A picture may stand above the byline.
                        if text.starts_with("![") && found.first && found.last && at < 4 {
                            at += 1;
                            continue;
                        }
                        break;
                    }
                    None => {}
                }
            }
            if is_rule(text) {
                // Below the title it underlines it; before any text it only parts.
                if self.layout == Layout::Plain && seen != Seen::Lead {
                    self.opening.take(found.start..found.end);
                }
                at += 1;
                continue;
            }
            if let Some(stamp) = self.stamp_line(at) {
                self.opening.stamp(&stamp, found.number);
                self.opening.take(found.start..found.end);
                at += 1;
                continue;
            }
            if seen == Seen::Lead {
                // The title may stand below a lead.
                // It stands before something, which the last line of a text does not.
                let last = at + 1 == self.lines.len() && !self.opening.open_ended;
                if title.is_none() && !last && self.is_title(at) {
                    self.title(found);
                    title = Some(at);
                    at += 1;
                    continue;
                }
                return self.done();
            }
            let (paragraph, last) = self.paragraph(at);
            if let Some((stamp, taken)) = self.dateline(paragraph) {
                self.opening.stamp(&stamp, found.number);
                self.opening.take(found.start..found.start + taken);
                self.lead(&paragraph[taken..], found.number);
                if title.is_some() || self.layout == Layout::Markdown {
                    return self.done();
                }
                seen = Seen::Lead;
                at = last + 1;
                continue;
            }
            if self.layout == Layout::Plain && self.is_title(at) {
                match title {
                    None => {
                        self.title(found);
                        title = Some(at);
                        seen = Seen::Title;
                        at += 1;
                        continue;
                    }
                    Some(above) if seen == Seen::Title && self.is_kicker(above, at) => {
                        self.raise(above);
                        self.title(found);
                        title = Some(at);
                        at += 1;
                        continue;
                    }
                    Some(_) => {}
                }
            }
            if self.layout == Layout::Plain && title.is_none() {
                // Text without a dateline before any title.
                seen = Seen::Lead;
                at = last + 1;
                continue;
            }
            // One short paragraph may stand between the title and the stamps.
            let stamped = || {
                self.lines.get(last + 1).is_some()
                    && (self.stamp_line(last + 1).is_some()
                        || self.dateline(self.paragraph(last + 1).0).is_some())
            };
            if seen == Seen::Title && paragraph.chars().count() <= 320 && stamped() {
                seen = Seen::Deck;
                at = last + 1;
                continue;
            }
            return self.done();
        }
        if self.lines.len() == MOST_LINES {
            self.done();
        }
    }

    /// Nothing behind what was read matters.
    fn done(&mut self) {
        self.opening.open_ended = false;
    }

    /// The lead behind its dateline: the paragraph, or its first line where lines are paragraphs.
    fn lead(&mut self, text: &str, number: u32) {
        let first = text.trim_start().lines().next().unwrap_or_default();
        let long = first.chars().count() > 120;
        let lead = if long { first } else { text };
        self.opening.say(Kind::Lead, lead, number);
    }

    fn title(&mut self, found: Line) {
        let text = self.str(found);
        self.opening.say(Kind::Title, text, found.number);
        self.opening.take(found.start..found.end);
    }

    /// Makes the title a kicker.
    fn raise(&mut self, above: usize) {
        let number = self.lines[above].number;
        for said in &mut self.opening.said {
            if said.kind == Kind::Title && said.line == number {
                said.kind = Kind::Kicker;
            }
        }
    }

    /// What a line says that is a stamp, where what follows it does not go on as its sentence.
    fn stamp_line(&self, at: usize) -> Option<Stamp> {
        let found = *self.lines.get(at)?;
        let text = self.str(found);
        let stamp = match self.layout {
            Layout::Plain | Layout::Body => self.plain_stamp(at)?,
            Layout::Markdown => line_of_markdown(text)?,
        };
        if !found.last
            && let Some(&next) = self.lines.get(at + 1)
        {
            let text = self.str(next);
            if text.starts_with(char::is_lowercase) && self.plain_stamp(at + 1).is_none() {
                return None;
            }
            if self.layout == Layout::Markdown
                && self.stamp_line(at + 1).is_none()
                && self.dateline(self.paragraph(at + 1).0).is_none()
            {
                return None;
            }
        }
        Some(stamp)
    }

    /// What a line of bare text says that is a stamp, read once: it is asked about from above too.
    fn plain_stamp(&self, at: usize) -> Option<Stamp> {
        let read = || line(self.str(self.lines[at]));
        self.stamps
            .get(at)
            .map_or_else(read, |stamp| stamp.get_or_init(read).clone())
    }

    fn dateline(&self, paragraph: &str) -> Option<(Stamp, usize)> {
        let news = self.opening.is_news();
        let (stamp, taken) = match self.layout {
            Layout::Plain | Layout::Body => lead(paragraph, news)?,
            Layout::Markdown => lead_of_markdown(paragraph, news)?,
        };
        // A place alone is too little where the text is not known to be news.
        let weak = stamp.agency.is_none() && stamp.day.is_none();
        let refused = weak && self.layout == Layout::Markdown && !news
            || weak && is_headline(paragraph)
            || paragraph[taken..].trim().is_empty() && weak;
        (!refused).then_some((stamp, taken))
    }

    /// Whether a line is shaped as a headline and stands for itself.
    fn is_title(&self, at: usize) -> bool {
        let found = self.lines[at];
        let text = self.str(found);
        if !is_headline(text) {
            return false;
        }
        if found.last {
            return true;
        }
        let Some(&next) = self.lines.get(at + 1) else {
            return true;
        };
        let below = self.str(next);
        let (paragraph, _) = self.paragraph(at + 1);
        if is_rule(below) || self.plain_stamp(at + 1).is_some() || lead(paragraph, true).is_some() {
            return true;
        }
        let capitals = |text: &str| {
            text.chars().filter(|c| c.is_uppercase()).count() > 3
                && !text.chars().any(char::is_lowercase)
        };
        if capitals(text) && !capitals(below) || is_section(text) {
            return true;
        }
        // In wrapped text, the next word would not have fitted on the line.
        let (whole, _) = self.paragraph(at);
        let width = whole
            .lines()
            .map(|line| line.trim_end().chars().count())
            .max();
        let next_word = below
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count());
        let fitted = text.chars().count() + 1 + next_word;
        found.first
            && width.is_some_and(|width| width >= 60 && fitted < width)
            && !below.starts_with(char::is_lowercase)
    }

    /// Whether the line above a headline names its section and is not the title itself.
    fn is_kicker(&self, above: usize, at: usize) -> bool {
        let kicker = self.str(self.lines[above]);
        let title = self.str(self.lines[at]);
        let words = kicker.split_whitespace().count();
        let capitals = |text: &str| {
            text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
        };
        let longer = title.split_whitespace().count() > words
            || title.chars().count() > 2 * kicker.chars().count();
        words <= 4
            && longer
            && (is_section(kicker) || words <= 3 && capitals(kicker) && !capitals(title))
    }

    /// Whether a heading stands here in Markdown; the number of the line behind it.
    fn heading(&self, at: usize) -> Option<usize> {
        let text = self.str(self.lines[at]);
        let marks = text.len() - text.trim_start_matches('#').len();
        if (1..=6).contains(&marks) && text[marks..].starts_with([' ', '\t']) {
            return Some(at + 1);
        }
        let &next = self.lines.get(at + 1)?;
        let below = self.str(next);
        let setext = !self.lines[at].last
            && (below.chars().all(|c| c == '=') || below.chars().all(|c| c == '-'));
        (setext && !is_other_block(text)).then_some(at + 2)
    }
}

/// Names of sections that papers print above their titles.
#[rustfmt::skip]
const SECTIONS: [&str; 92] = [
    "world", "world news", "news", "breaking news", "breaking", "politics", "business", "sports", "sport", "opinion",
    "analysis", "exclusive", "local news", "local", "india", "india news", "national", "international", "technology",
    "tech", "science", "health", "culture", "entertainment", "lifestyle", "markets", "economy", "education", "travel",
    "feature", "features", "comment", "editorial", "interview", "explainer", "live", "press release", "us", "u.s.",
    "us news", "uk", "uk news", "asia", "europe", "africa", "middle east", "americas", "nachrichten", "politik",
    "wirtschaft", "kultur", "wissen", "panorama", "meinung", "kommentar", "pressemitteilung", "inland", "ausland",
    "monde", "politique", "économie", "société", "communiqué de presse", "mundo", "política", "economía", "sociedad",
    "deportes", "cultura", "economia", "esportes", "mondo", "politica", "cronaca", "esteri", "мир", "политика",
    "экономика", "общество", "новости", "спорт", "देश", "विदेश", "राजनीति", "खेल", "国际", "国内", "社会", "財經", "政治",
    "経済", "国際",
];

fn is_section(text: &str) -> bool {
    let folded = text.trim_matches(['|', '/', ' ', '»', '>', '[', ']']);
    text.len() < 60 && SECTIONS.contains(&folded.to_lowercase().as_str())
}

/// A line of marks: `=====`, `-----`, `* * *`.
fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|c| !c.is_whitespace());
    let is_mark = |c: &char| matches!(c, '=' | '-' | '~' | '*' | '_' | '–' | '—' | '─' | '#');
    marks.clone().all(|c| is_mark(&c)) && marks.nth(2).is_some()
}
