//! `dateline template`: the template of the pages for people.

use std::io::Write;

use super::Outcome;
use super::output::line;
use crate::emit::page::BUILT_IN;
use crate::error::Error;

/// Arguments of `dateline template`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args) -> Result<Outcome, Error> {
    line!("{}", BUILT_IN.trim_end());
    Ok(Outcome::Clean)
}
