//! `dateline date`: what is understood of a date.

use std::io::{BufRead, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::output::line;
use super::{Outcome, ReportFormat};
use crate::date::{self, Context, DateError, Dateline, Order, Zone, ZoneSource, rfc3339};
use crate::diagnostic::Severity;
use crate::error::Error;

/// Arguments of `dateline date`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Dates; one a line of standard input where none is given.
    #[arg(value_name = "STRING")]
    dates: Vec<String>,

    /// Language of the text, such as en-GB or hi.
    #[arg(long)]
    language: Option<String>,

    /// Zone of dates that name none, such as Europe/Berlin or +05:30.
    #[arg(long, value_parser = zone)]
    timezone: Option<Zone>,

    /// Place of the dateline, such as "Springfield, Ill.", whose zone is that of dates that name none.
    #[arg(long, value_parser = known_place, conflicts_with = "timezone")]
    place: Option<String>,

    /// Order of numeric dates.
    #[arg(long, value_parser = order, value_name = "dmy|mdy|ymd")]
    order: Option<Order>,

    /// A report for people or for programs.
    #[arg(long, default_value = "text")]
    format: ReportFormat,
}

fn zone(text: &str) -> Result<Zone, String> {
    date::zone(text).ok_or_else(|| "expected a zone such as Europe/Berlin or +05:30".to_owned())
}

fn known_place(text: &str) -> Result<String, String> {
    date::place(text, None)
        .map(|_| text.to_owned())
        .ok_or_else(|| "expected a place such as Paris or \"Springfield, Ill.\"".to_owned())
}

fn order(text: &str) -> Result<Order, String> {
    [Order::Ymd, Order::Dmy, Order::Mdy]
        .into_iter()
        .find(|order| order.name() == text)
        .ok_or_else(|| "expected dmy, mdy or ymd".to_owned())
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let language = args.language.as_deref();
    let place = args.place.as_deref();
    let place = place.and_then(|text| date::place(text, language));
    let zone = args.timezone.map(|zone| (zone, ZoneSource::Configuration));
    let context = Context {
        zone: zone.or(place
            .as_ref()
            .map(|place| (Zone::Named(place.zone), ZoneSource::Place))),
        language,
        order: args.order,
        year: None,
    };
    // Where places of that name keep several clocks, why this one.
    let source = |source: ZoneSource| match (source, &place, &args.place) {
        (ZoneSource::Place, Some(place), Some(text)) if place.choice.is_some() => {
            format!("place {text}: {place}")
        }
        (source, ..) => source.name().to_owned(),
    };
    let mut outcome = Outcome::Clean;
    let mut one = |text: &str| {
        let read = date::read(text, &context);
        if read.is_err() {
            outcome = Outcome::Errors;
        }
        match args.format {
            ReportFormat::Text => print(text, &read, &source),
            ReportFormat::Json => json(text, &read, &source),
        }
    };
    if args.dates.is_empty() {
        let mut input = std::io::stdin().lock();
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let read = input
                .read_until(b'\n', &mut bytes)
                .map_err(|source| Error::Read {
                    path: "-".into(),
                    source,
                })?;
            if read == 0 {
                break;
            }
            one(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']));
        }
    } else {
        args.dates.iter().for_each(|text| one(text));
    }
    Ok(outcome)
}

/// The date of a reading; that of a text whose weekday alone is wrong as well, with the error.
fn value(read: &Result<Dateline, DateError>) -> Option<&Dateline> {
    match read {
        Ok(dateline) => Some(dateline),
        Err(error) => error.reading.as_deref(),
    }
}

fn print(text: &str, read: &Result<Dateline, DateError>, source: &dyn Fn(ZoneSource) -> String) {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    line!("{bold}{text}{bold:#}");
    if let Some(dateline) = value(read) {
        let green = AnsiColor::Green.on_default();
        line!(
            "  {green}{}{green:#}  {dim}{}, zone {} from {}{dim:#}",
            rfc3339(&dateline.instant),
            dateline.precision.name(),
            dateline.zone,
            source(dateline.zone_source),
        );
        for note in &dateline.notes {
            line!("  {dim}{}{dim:#}", note.text());
        }
        for candidate in &dateline.candidates {
            line!("  or {}", rfc3339(candidate));
        }
    }
    if let Err(error) = read {
        let red = super::output::style(Severity::Error);
        line!(
            "  {red}error[{}]{red:#}: {error}, found `{}`",
            error.kind.name(),
            error.found
        );
        line!("  help: {}", error.help());
    }
}

#[derive(Serialize)]
struct Line<'a> {
    input: &'a str,
    value: Option<String>,
    precision: Option<&'static str>,
    zone: Option<String>,
    /// `text`, `article`, `place`, `configuration` or `default`; after `place` may follow why that one.
    zone_source: Option<String>,
    order: Option<&'static str>,
    ambiguous: bool,
    candidates: Vec<String>,
    calendar: Option<&'static str>,
    error: Option<String>,
}

fn json(text: &str, read: &Result<Dateline, DateError>, source: &dyn Fn(ZoneSource) -> String) {
    let dateline = value(read);
    let line = Line {
        input: text,
        value: dateline.map(|dateline| rfc3339(&dateline.instant)),
        precision: dateline.map(|dateline| dateline.precision.name()),
        zone: dateline.map(|dateline| dateline.zone.to_string()),
        zone_source: dateline.map(|dateline| source(dateline.zone_source)),
        order: dateline
            .and_then(|dateline| dateline.order)
            .map(Order::name),
        ambiguous: dateline.is_some_and(|dateline| !dateline.candidates.is_empty()),
        candidates: dateline
            .map(|dateline| dateline.candidates.iter().map(rfc3339).collect())
            .unwrap_or_default(),
        calendar: dateline.map(|dateline| dateline.calendar.name()),
        error: read
            .as_ref()
            .err()
            .map(|error| format!("{}: {error}", error.kind.name())),
    };
    line!("{}", serde_json::to_string(&line).unwrap_or_default());
}
