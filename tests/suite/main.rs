//! Behaviour, through the command. One file per topic; the names of the tests are sentences.

#[allow(dead_code, reason = "each topic uses a part of it")]
mod support;

mod adopt;
mod architecture;
mod archives;
mod bad_input;
mod bylines;
mod config;
mod content;
mod crash;
mod dates;
mod determinism;
mod diff;
mod documents;
mod feeds;
mod feeds_by;
mod feeds_size;
mod formats;
#[cfg(feature = "git")]
mod history;
mod inspect;
mod language;
mod ledger;
mod media;
mod newsboat;
mod next;
mod normalise;
mod output;
#[cfg(feature = "pages")]
mod pages_for_people;
mod podcasts;
mod readers;
mod relations;
mod sample;
mod validate_command;
