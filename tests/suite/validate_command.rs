//! `dateline validate` and `dateline explain`, through the command.

use dateline::pipeline::article_rules;
use dateline::validate::RULES;

use super::support::Site;

#[test]
fn every_rule_can_be_explained() {
    let site = Site::bare();
    let feeds: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    let mut arguments = vec!["explain"];
    arguments.extend(&feeds);
    let mut run = site.run(&arguments).code(0);
    for name in feeds {
        run = run.stdout_has(&format!("# {name}\n\n"));
    }
    arguments.truncate(1);
    arguments.extend(article_rules().map(|(name, _)| *name));
    let mut run = site.run(&arguments).code(0);
    for (name, summary) in article_rules() {
        run = run.stdout_has(&format!("# {name}\n\n"));
        run = run.stdout_has(&format!("Of articles and the configuration: {summary}.\n"));
    }
    let list = site.run(&["explain"]).code(0).stdout;
    assert_eq!(
        list.lines().count(),
        RULES.len() + article_rules().count(),
        "{list}"
    );
}

#[test]
fn a_rule_is_explained_by_its_page() {
    let page = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/docs/rules/missing-self-link.md"
    ))
    .expect("the page");
    let site = Site::bare();
    site.run(&["explain", "missing-self-link"])
        .stdout(&page)
        .code(0);
    // As copied from a report.
    site.run(&["explain", "[missing-self-link]"])
        .stdout(&page)
        .code(0);
}

#[test]
fn a_rule_that_is_not_known_is_answered_with_the_nearest() {
    Site::bare()
        .run(&["explain", "mising-self-lnk"])
        .stdout("")
        .stderr("error: there is no rule `mising-self-lnk`\n  help: the nearest is `missing-self-link`\n")
        .code(2);
    Site::bare()
        .run(&["explain", "zzzz"])
        .stderr("error: there is no rule `zzzz`\n  help: `dateline explain` lists the rules\n")
        .code(2);
}
