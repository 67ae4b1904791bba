//! `dateline explain`: what a rule finds, why, and how to mend it.

use std::io::Write;

use anstyle::Style;

use super::output::line;
use super::{Outcome, nearest_rule};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::pipeline::article_rules;
use crate::validate;

/// Arguments of `dateline explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The name in brackets of a finding, such as missing-self-link; all rules in one line each
    /// where not given.
    #[arg(value_name = "RULE")]
    rules: Vec<String>,
}

pub(super) fn run(args: &Args) -> Result<Outcome, Error> {
    if args.rules.is_empty() {
        list();
        return Ok(Outcome::Clean);
    }
    let mut unknown = Vec::new();
    let mut first = true;
    for given in &args.rules {
        // As it stands in a report, brackets and all.
        let name = given.trim().trim_matches(['[', ']']);
        let Some(page) = page(name) else {
            unknown.push(unknown_rule(name));
            continue;
        };
        if !first {
            line!();
        }
        first = false;
        line!("{}", page.trim_end());
    }
    for finding in &unknown {
        super::output::failure(&finding.message);
        super::output::help(&finding.help);
    }
    Ok(if unknown.is_empty() {
        Outcome::Clean
    } else {
        Outcome::Failed
    })
}

/// A name that no rule has, with the nearest that one has.
fn unknown_rule(name: &str) -> Diagnostic {
    let finding = Diagnostic::error("invalid-setting", format!("there is no rule `{name}`"));
    match nearest_rule(name) {
        Some(nearest) => finding.help(format!("the nearest is `{nearest}`")),
        None => finding.help("`dateline explain` lists the rules"),
    }
}

/// The page of a rule for feeds, and what is known of one for articles; a name may be both.
fn page(name: &str) -> Option<String> {
    let feeds = validate::find_rule(name).map(|rule| rule.page.to_owned());
    let articles = article_rules().find(|(rule, _)| *rule == name);
    let articles =
        articles.map(|(_, what)| format!("Of articles and the configuration: {what}.\n"));
    match (feeds, articles) {
        (Some(page), Some(line)) => Some(format!("{page}\n{line}")),
        (Some(page), None) => Some(page),
        (None, Some(line)) => Some(format!("# {name}\n\n{line}")),
        (None, None) => None,
    }
}

fn list() {
    let bold = Style::new().bold();
    let all = || {
        let feeds = validate::RULES.iter().map(|rule| (rule.name, rule.summary));
        feeds.chain(article_rules().copied())
    };
    let width = all().map(|(name, _)| name.len()).max().unwrap_or(0);
    let row = |name: &str, summary: &str| {
        let pad = " ".repeat(width - name.len());
        line!("{bold}{name}{bold:#}{pad}  {summary}");
    };
    let mut rules: Vec<_> = all().collect();
    rules.sort_unstable();
    for (name, summary) in rules {
        row(name, summary);
    }
}
