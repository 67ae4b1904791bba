//! `dateline completions`: what a shell needs to complete arguments.

use std::io::Write;

use clap_complete::Shell;

use super::Outcome;
use crate::error::Error;

/// Arguments of `dateline completions`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell.
    shell: Shell,
}

pub(super) fn run(args: &Args, command: &mut clap::Command) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, command, "dateline", &mut script);
    let _ = std::io::stdout().write_all(&script);
    Ok(Outcome::Clean)
}
