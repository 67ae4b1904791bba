//! `dateline autodiscovery`: the links by which browsers and readers find the feeds.

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;

use super::Outcome;
use super::output::line;
use super::site::SiteArgs;
use crate::emit::autodiscovery::{header, html, name};
use crate::error::Error;
use crate::feed::FeedLink;
use crate::pipeline::links;

/// Arguments of `dateline autodiscovery`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Lines for the head of every page, a header field of HTTP, or one JSON object a feed.
    #[arg(long, default_value = "html")]
    format: Format,

    #[command(flatten)]
    site: SiteArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// `<link rel="alternate">`.
    Html,
    /// `Link:` (RFC 8288).
    Http,
    /// One JSON object a line.
    Json,
}

#[derive(Serialize)]
struct Link<'a> {
    rel: &'static str,
    r#type: &'static str,
    title: String,
    href: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    let loaded = args.site.load()?;
    let site = loaded.config.resolve(&loaded.path).map_err(Error::Config)?;
    let feeds = links(&site);
    match args.format {
        Format::Html => line!("{}", html(&feeds).trim_end()),
        Format::Http => line!("{}", header(&feeds).trim_end()),
        Format::Json => {
            for feed in &feeds {
                line!(
                    "{}",
                    serde_json::to_string(&link(feed, &feeds)).unwrap_or_default()
                );
            }
        }
    }
    Ok(Outcome::Clean)
}

fn link<'a>(feed: &'a FeedLink, feeds: &[FeedLink]) -> Link<'a> {
    Link {
        rel: "alternate",
        r#type: feed.format.media_type(),
        title: name(feed, feeds),
        href: &feed.url,
        page: feed.page.as_deref(),
    }
}
