//! `dateline inspect`: what is understood of an article, and from where.

use std::io::Write;
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::output::{self, Message, line};
use super::site::SiteArgs;
use super::{Outcome, ReportFormat, Verbosity};
use crate::config::{Site, SourceConfig};
use crate::date::rfc3339;
use crate::diagnostic::Severity;
use crate::entry::{Person, Trace};
use crate::error::Error;
use crate::ingest;
use crate::pipeline::{Inspected, LearnedOrder, inspect};

/// Arguments of `dateline inspect`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Articles, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// A report for people or for programs.
    #[arg(long, default_value = "text")]
    format: ReportFormat,

    #[command(flatten)]
    site: SiteArgs,
}

/// Stands in for the site's address where there is none: what is formed of it is not shown.
const NO_SITE: &str = "http://dateline.invalid/";

pub(super) fn run(args: &Args, verbosity: Verbosity) -> Result<Outcome, Error> {
    let loaded = args.site.load()?;
    let mut config = loaded.config;
    config.site.url.get_or_insert_with(|| NO_SITE.to_owned());
    let site = config.resolve(&loaded.path).map_err(Error::Config)?;
    let mut outcome = Outcome::Clean;
    for path in &args.files {
        let source = SourceConfig {
            path: path.clone(),
            ..config.source.clone()
        };
        let (mut files, findings) = match ingest::discover(&source, None) {
            Ok(found) => found,
            Err(error) => {
                super::report(&error);
                outcome = Outcome::Failed;
                continue;
            }
        };
        output::findings(&findings, verbosity);
        // A file of the site is known by its path in the site, whose folders may hold its date.
        if let [file] = files.as_mut_slice()
            && *path == file.path()
            && let (Ok(root), Ok(own)) = (config.source.path.canonicalize(), path.canonicalize())
            && let Ok(relative) = own.strip_prefix(&root)
            && let Some(relative) = relative.to_str().filter(|relative| !relative.is_empty())
        {
            file.root = config.source.path.as_path().into();
            file.relative = relative.replace(std::path::MAIN_SEPARATOR, "/").into();
        }
        // Dates are read as the whole site shows them, of which this may be a part.
        let order = LearnedOrder::of(
            match (config.source.path.canonicalize(), path.canonicalize()) {
                (Ok(root), Ok(own)) if own.starts_with(&root) => config.source.clone(),
                _ => source,
            },
        );
        for file in &files {
            inspect(file, &site, &order, &mut |inspected| {
                let failed = inspected
                    .findings
                    .iter()
                    .any(|f| f.severity == Severity::Error);
                if failed && outcome == Outcome::Clean {
                    outcome = Outcome::Errors;
                }
                match args.format {
                    ReportFormat::Json => json(&inspected),
                    ReportFormat::Text => text(&inspected, &site, verbosity),
                }
            });
        }
    }
    Ok(outcome)
}

fn text(inspected: &Inspected, site: &Site, verbosity: Verbosity) {
    let (bold, dim) = (Style::new().bold(), Style::new().dimmed());
    let green = AnsiColor::Green.on_default();
    let path = inspected.path.display();
    match inspected.record {
        Some(line) => line!("{bold}{path}:{line}{bold:#}"),
        None => line!("{bold}{path}{bold:#}"),
    }
    for trace in shown_traces(inspected) {
        line!(
            "  {green}{:<10}{green:#} {}  {dim}{}{dim:#}",
            trace.field,
            on_site(&trace.value),
            trace.origin
        );
        for lost in &trace.lost {
            line!(
                "  {:<10} {dim}not {} ({}): {}{dim:#}",
                "",
                on_site(&lost.value),
                lost.origin,
                lost.reason
            );
        }
    }
    let has = |field: &str| inspected.traces.iter().any(|trace| trace.field == field);
    if let (Some(rendered), false) = (&inspected.rendered, has("summary"))
        && !rendered.summary.is_empty()
    {
        line!(
            "  {green}{:<10}{green:#} {}  {dim}first paragraph{dim:#}",
            "summary",
            rendered.summary
        );
    }
    if let (Some(language), false) = (&site.language, has("language")) {
        line!(
            "  {green}{:<10}{green:#} {language}  {dim}configuration site.language{dim:#}",
            "language"
        );
    }
    let own: Vec<_> = inspected.findings.clone();
    output::findings(&own, verbosity);
    line!();
}

/// The traces without what was formed of the address that stands in for the site's.
fn shown_traces(inspected: &Inspected) -> impl Iterator<Item = &Trace> {
    inspected
        .traces
        .iter()
        .filter(|trace| !of_no_site(&trace.value) || is_medium(trace))
}

/// Media are shown with their path on the site where the site has no address.
fn is_medium(trace: &Trace) -> bool {
    matches!(trace.field, "image" | "enclosure")
}

/// An address without what stands in for the site's.
fn on_site(value: &str) -> &str {
    let origin = NO_SITE.trim_end_matches('/');
    value.strip_prefix(origin).unwrap_or(value)
}

fn of_no_site(value: &str) -> bool {
    value.starts_with(NO_SITE) || value.starts_with("tag:dateline.invalid,")
}

#[derive(Serialize)]
struct Line<'a> {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    title: Option<&'a str>,
    authors: &'a [Person],
    published: Option<String>,
    updated: Option<String>,
    language: Option<&'a str>,
    summary: Option<&'a str>,
    image: Option<&'a str>,
    url: Option<&'a str>,
    site_name: Option<&'a str>,
    tags: &'a [Box<str>],
    place: Option<&'a str>,
    draft: bool,
    hidden: bool,
    guid: Option<&'a str>,
    enclosures: Vec<EnclosureLine<'a>>,
    provenance: Vec<TraceLine<'a>>,
    findings: Vec<Message<'a>>,
}

#[derive(Serialize)]
struct EnclosureLine<'a> {
    url: &'a str,
    length: u64,
    #[serde(rename = "type")]
    media_type: &'a str,
}

#[derive(Serialize)]
struct TraceLine<'a> {
    field: &'a str,
    value: &'a str,
    from: &'static str,
    name: &'a str,
    line: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lost: Vec<LostLine<'a>>,
}

#[derive(Serialize)]
struct LostLine<'a> {
    value: &'a str,
    from: &'static str,
    name: &'a str,
    line: u32,
    reason: &'a str,
}

fn json(inspected: &Inspected) {
    let metadata = inspected.metadata.as_ref();
    let real = |url: &'_ &str| !of_no_site(url);
    let summary = metadata
        .and_then(|m| m.summary.as_deref())
        .or_else(|| {
            inspected
                .rendered
                .as_ref()
                .map(|rendered| rendered.summary.as_str())
        })
        .filter(|summary| !summary.is_empty());
    let line = Line {
        path: inspected.path.display().to_string(),
        line: inspected.record,
        title: metadata.map(|m| m.title.as_str()),
        authors: metadata.map_or(&[], |m| &m.authors),
        published: metadata
            .and_then(|m| m.published.as_ref())
            .map(|d| rfc3339(&d.instant)),
        updated: metadata.and_then(|m| m.updated.as_ref()).map(rfc3339),
        language: metadata.and_then(|m| m.language.as_deref()),
        summary,
        image: metadata
            .and_then(|m| m.image.as_ref())
            .map(|image| on_site(&image.url)),
        url: metadata
            .and_then(|m| m.permalink.as_ref())
            .map(url::Url::as_str)
            .filter(real),
        site_name: metadata.and_then(|m| m.site_name.as_deref()),
        tags: metadata.map_or(&[], |m| &m.tags),
        place: metadata.and_then(|m| m.place.as_deref()),
        draft: metadata.is_some_and(|m| m.draft),
        hidden: metadata.is_some_and(|m| m.hidden),
        guid: metadata.and_then(|m| m.guid.as_deref()).filter(real),
        enclosures: metadata
            .map(|m| m.enclosures.iter())
            .into_iter()
            .flatten()
            .map(|enclosure| EnclosureLine {
                url: on_site(&enclosure.url),
                length: enclosure.length,
                media_type: &enclosure.media_type,
            })
            .collect(),
        provenance: shown_traces(inspected)
            .map(|trace| TraceLine {
                field: trace.field,
                value: on_site(&trace.value),
                from: trace.origin.kind.name(),
                name: &trace.origin.name,
                line: trace.origin.line,
                lost: trace
                    .lost
                    .iter()
                    .map(|lost| LostLine {
                        value: on_site(&lost.value),
                        from: lost.origin.kind.name(),
                        name: &lost.origin.name,
                        line: lost.origin.line,
                        reason: &lost.reason,
                    })
                    .collect(),
            })
            .collect(),
        findings: inspected.findings.iter().map(Message::from).collect(),
    };
    line!("{}", serde_json::to_string(&line).unwrap_or_default());
}
