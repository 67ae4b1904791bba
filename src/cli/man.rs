//! `dateline man`: manual pages.

use std::io::Write;

use clap_mangen::Man;

use super::Outcome;
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// Arguments of `dateline man`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The command to print the page of; the page of `dateline` itself where not given.
    command: Option<String>,
}

pub(super) fn run(args: &Args, mut cli: clap::Command) -> Result<Outcome, Error> {
    cli.build();
    let command = match &args.command {
        None => Some(cli),
        Some(name) => cli.find_subcommand(name).cloned(),
    };
    let Some(command) = command else {
        let name = args.command.as_deref().unwrap_or_default();
        return Err(Error::Config(vec![Diagnostic::error(
            "invalid-setting",
            format!("no such command, found `{name}`"),
        )]));
    };
    let mut page = Vec::new();
    if Man::new(command).render(&mut page).is_ok() {
        let _ = std::io::stdout().write_all(&page);
    }
    Ok(Outcome::Clean)
}
