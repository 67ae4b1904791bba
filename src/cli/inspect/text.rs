//! For people: a line a value, with its origin, and what it was chosen against.

use std::io::{IsTerminal, Write};

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_width::UnicodeWidthStr;

use super::{on_site, shown_traces};
use crate::cli::Verbosity;
use crate::cli::output::{self, grouped, line};
use crate::date::{Dateline, Precision, ZoneSource};
use crate::entry::{Candidate, Person, Trace};
use crate::media::clock;
use crate::normalise::Metadata;
use crate::pipeline::Inspected;

/// Column that values start at.
const INDENT: usize = 13;

/// Column that the further lines of a value start at that was not chosen.
const HANGING: usize = INDENT + 4;

/// Lines are no longer than this, however wide the terminal: nobody reads longer ones with ease.
const WIDEST: usize = 100;

/// Prints articles, a blank line between them.
pub(super) struct Report {
    /// Columns of a line; lines are as long as they are where this is not known.
    width: Option<usize>,
    content: bool,
    verbosity: Verbosity,
    is_first: bool,
}

impl Report {
    pub(super) fn new(content: bool, verbosity: Verbosity) -> Self {
        Report {
            width: terminal_width().map(|width| width.clamp(2 * INDENT, WIDEST)),
            content,
            verbosity,
            is_first: true,
        }
    }

    pub(super) fn print(&mut self, inspected: &Inspected) {
        if !std::mem::take(&mut self.is_first) {
            line!();
        }
        let bold = Style::new().bold();
        let path = inspected.path.display();
        match inspected.record {
            Some(line) => line!("{bold}{path}:{line}{bold:#}"),
            None => line!("{bold}{path}{bold:#}"),
        }
        for trace in shown_traces(inspected) {
            self.value(trace, inspected.metadata.as_ref());
            for lost in &trace.lost {
                self.lost(lost, &trace.value);
            }
        }
        output::findings(&inspected.findings, self.verbosity);
        if let Some(rendered) = inspected.rendered.as_ref().filter(|_| self.content) {
            line!("\n{}", rendered.content);
        }
    }

    fn value(&self, trace: &Trace, metadata: Option<&Metadata>) {
        let (green, dim) = (AnsiColor::Green.on_default(), Style::new().dimmed());
        let value = match (trace.field, metadata) {
            ("authors", Some(metadata)) if !metadata.authors.is_empty() => {
                people(&metadata.authors)
            }
            _ => on_site(&trace.value).to_owned(),
        };
        let mut origin = format!("({}", trace.origin);
        if let Some(more) = metadata.and_then(|metadata| more_of(trace, metadata)) {
            origin.push_str("; ");
            origin.push_str(&more);
        }
        origin.push(')');
        let mut lines = self.wrap(&value, INDENT);
        let last = lines.pop().unwrap_or_default();
        let mut label = trace.field;
        for text in lines {
            line!("  {green}{label:<10}{green:#} {text}");
            label = "";
        }
        let fits = |width| INDENT + last.width() + 2 + origin.width() <= width;
        if self.width.is_none_or(fits) {
            line!("  {green}{label:<10}{green:#} {last}  {dim}{origin}{dim:#}");
        } else {
            line!("  {green}{label:<10}{green:#} {last}");
            for text in self.wrap(&origin, INDENT) {
                line!("{:INDENT$}{dim}{text}{dim:#}", "");
            }
        }
    }

    fn lost(&self, lost: &Candidate, chosen: &str) {
        let dim = Style::new().dimmed();
        let text = if lost.value == chosen {
            format!("same in {}", lost.origin)
        } else {
            format!(
                "not {} ({}): {}",
                on_site(&lost.value),
                lost.origin,
                lost.reason
            )
        };
        for (at, text) in self.wrap(&text, HANGING).iter().enumerate() {
            let indent = if at == 0 { INDENT } else { HANGING };
            line!("{:indent$}{dim}{text}{dim:#}", "");
        }
    }

    /// The lines that a text takes behind a number of columns.
    fn wrap(&self, text: &str, indent: usize) -> Vec<String> {
        let Some(width) = self.width else {
            return vec![text.to_owned()];
        };
        let options = Options::new(width.saturating_sub(indent))
            .word_separator(WordSeparator::UnicodeBreakProperties)
            .word_splitter(WordSplitter::NoHyphenation);
        textwrap::wrap(text, options)
            .into_iter()
            .map(|line| line.into_owned())
            .collect()
    }
}

/// Columns of the terminal that is written to, or of the one that `COLUMNS` asks for.
fn terminal_width() -> Option<usize> {
    let asked = std::env::var("COLUMNS").ok();
    if let Some(columns) = asked.and_then(|columns| columns.parse().ok()) {
        return Some(columns);
    }
    let stdout = std::io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    terminal_size::terminal_size_of(stdout).map(|(width, _)| usize::from(width.0))
}

fn people(people: &[Person]) -> String {
    let one = |person: &Person| {
        let ways: Vec<&str> = [&person.email, &person.url]
            .into_iter()
            .filter_map(|way| way.as_deref())
            .collect();
        match ways.is_empty() {
            true => person.name.clone(),
            false => format!("{} <{}>", person.name, ways.join(", ")),
        }
    };
    people.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// What belongs to a value and does not stand in it.
fn more_of(trace: &Trace, metadata: &Metadata) -> Option<String> {
    match trace.field {
        "published" => metadata.published.as_ref().and_then(more_of_date),
        "image" => {
            let image = metadata.image.as_ref()?;
            let size = match (image.width, image.height) {
                (Some(width), Some(height)) => Some(format!("{width} × {height} pixels")),
                (Some(width), None) => Some(format!("{width} pixels wide")),
                (None, Some(height)) => Some(format!("{height} pixels high")),
                (None, None) => None,
            };
            let alt = image.alt.as_ref().map(|alt| format!("shows: {alt}"));
            let media_type = image.media_type.clone();
            let bytes = |bytes| Some(format!("{} bytes", grouped(usize::try_from(bytes).ok()?)));
            let bytes = image.length.and_then(bytes);
            let parts = size.into_iter().chain(media_type).chain(bytes).chain(alt);
            let parts: Vec<String> = parts.collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        }
        "enclosure" => {
            let mut enclosures = metadata.enclosures.iter();
            let enclosure = enclosures.find(|enclosure| enclosure.url == trace.value)?;
            let size = match enclosure.length {
                0 => "size unknown".to_owned(),
                bytes => format!("{} bytes", grouped(usize::try_from(bytes).ok()?)),
            };
            let plays = enclosure.duration.map(clock::written);
            let plays = plays.map(|plays| format!(", {plays}")).unwrap_or_default();
            let other = match enclosure.alternate {
                true => ", the same in another encoding",
                false => "",
            };
            Some(format!("{}, {size}{plays}{other}", enclosure.media_type))
        }
        _ => None,
    }
}

/// How finely a date was given, and what gave it its zone, where the date itself does not show it.
fn more_of_date(date: &Dateline) -> Option<String> {
    let precision = match date.precision {
        Precision::Year => Some("only the year is given"),
        Precision::Month => Some("only the month is given"),
        Precision::Day => Some("no time is given"),
        Precision::Hour | Precision::Minute | Precision::Second => None,
    };
    let zone = match date.zone.to_string() {
        utc if utc == "+00:00" => "UTC".to_owned(),
        zone => zone,
    };
    let zone = match date.zone_source {
        ZoneSource::Text => None,
        ZoneSource::Article => Some(format!("zone {zone} of the article")),
        ZoneSource::Place => Some(format!("zone {zone} of the place")),
        ZoneSource::Configuration => Some(format!("zone {zone} of the site")),
        ZoneSource::Inferred => Some(format!(
            "offset {zone} inferred from the day that the page shows"
        )),
        ZoneSource::Default => Some("no zone is given, read as UTC".to_owned()),
    };
    let parts: Vec<String> = precision
        .map(str::to_owned)
        .into_iter()
        .chain(zone)
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
