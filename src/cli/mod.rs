//! The command line: arguments, output and exit codes. One file per command.
//!
//! Findings go to standard output, failures to standard error. Exit codes: 0 nothing to report, 1
//! findings that are errors, 2 the run failed or was called wrongly.

mod adopt;
mod autodiscovery;
mod build;
mod completions;
mod date;
mod diff;
mod explain;
mod inspect;
mod man;
mod next;
mod output;
mod report;
mod schema;
mod site;
mod table;
#[cfg(feature = "pages")]
mod template;
mod validate;

use std::error::Error as _;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;

/// Turn a folder of articles into RSS, Atom and JSON feeds that every reader accepts.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    max_term_width = 100,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// Say only what failed.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Say more: findings of level info, and every one of many alike.
    #[arg(short, long, global = true)]
    verbose: bool,

    /// When to use colours; NO_COLOR is honoured.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// A report for people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the feeds of a site.
    Build(build::Args),
    /// Say what subscribers would notice of a build, and write nothing.
    Diff(diff::Args),
    /// Take over the guids and dates that subscribers of an old feed know.
    Adopt(adopt::Args),
    /// Say when the feeds will change although no file does.
    Next(next::Args),
    /// Print the links by which browsers and readers find the feeds, to paste into pages.
    Autodiscovery(autodiscovery::Args),
    /// Show what is understood of an article, and where each value comes from.
    Inspect(inspect::Args),
    /// Read dates, and say what is understood of each.
    Date(date::Args),
    /// Check feeds: well-formed, complete, dates, ids, addresses.
    Validate(validate::Args),
    /// Say what a rule finds, why, and how to mend it.
    Explain(explain::Args),
    /// Print the JSON Schema of dateline.toml, for editors.
    Schema(schema::Args),
    /// Print the template of the pages for people, to start a template of your own.
    #[cfg(feature = "pages")]
    Template(template::Args),
    /// Print the completions of a shell.
    Completions(completions::Args),
    /// Print the manual page.
    Man(man::Args),
}

/// What a command ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Clean,
    Errors,
    Failed,
}

impl Outcome {
    /// Whether one of the findings is an error.
    fn of(findings: &[Diagnostic]) -> Self {
        let mut findings = findings.iter();
        if findings.any(|finding| finding.severity == Severity::Error) {
            Outcome::Errors
        } else {
            Outcome::Clean
        }
    }
}

/// How much to say.
#[derive(Clone, Copy, Debug)]
struct Verbosity {
    quiet: bool,
    verbose: bool,
}

/// Runs the command that the arguments name.
pub fn main() -> ExitCode {
    #[cfg(feature = "media")]
    pass_over_damaged_media();
    let cli = Cli::parse();
    let choice = match cli.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
    let verbosity = Verbosity {
        quiet: cli.quiet,
        verbose: cli.verbose,
    };
    let result = match cli.command {
        Command::Build(args) => build::run(&args, verbosity),
        Command::Diff(args) => diff::run(&args, verbosity),
        Command::Adopt(args) => adopt::run(&args, verbosity),
        Command::Next(args) => next::run(&args, verbosity),
        Command::Autodiscovery(args) => autodiscovery::run(&args),
        Command::Inspect(args) => inspect::run(&args, verbosity),
        Command::Date(args) => date::run(&args),
        Command::Validate(args) => validate::run(&args, verbosity),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        #[cfg(feature = "pages")]
        Command::Template(args) => template::run(&args),
        Command::Completions(args) => completions::run(&args, &mut Cli::command()),
        Command::Man(args) => man::run(&args, Cli::command()),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Ok(Outcome::Failed) => ExitCode::from(2),
        Err(error) => {
            report(&error);
            ExitCode::from(2)
        }
    }
}

/// What the readers of media panic on is caught and becomes a finding; people need not see more of it.
#[cfg(feature = "media")]
fn pass_over_damaged_media() {
    let say = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::media::is_reading() {
            say(panic);
        }
    }));
}

/// The rule whose name is most like this one.
fn nearest_rule(name: &str) -> Option<&'static str> {
    let feeds = crate::validate::RULES.iter().map(|rule| rule.name);
    let articles = crate::pipeline::article_rules().map(|(name, _)| *name);
    crate::text::nearest(name, feeds.chain(articles))
}

/// Says why a run failed, with the causes.
fn report(error: &Error) {
    output::failure(&explained(error));
}

/// An error with its causes.
fn explained(error: &Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}
