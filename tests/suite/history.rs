//! Dates of articles from git. Repositories are made with the `git` program, which `dateline` does not
//! need; where there is none, the tests say so and skip.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dateline::error::Error;
use dateline::history::file_at;
use serde_json::Value;

use crate::support::{CONFIG, Output, Site, skip, symlink, text};

/// The configuration of a site that asks git.
fn config() -> String {
    format!("{CONFIG}[source]\ndates_from = [\"git\"]\n")
}

/// A site in a repository.
struct Repository {
    site: Site,
}

/// `git` in a folder, by itself: no settings of the user or the system.
fn git_in(folder: &Path, arguments: &[&str], environment: &[(&str, &str)], input: &[u8]) -> String {
    let mut child = Command::new("git")
        .args([
            "-c",
            "protocol.file.allow=always",
            "-c",
            "commit.gpgSign=false",
        ])
        .args(["-c", "core.autocrlf=false", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_NAME", "Ada")
        .env("GIT_AUTHOR_EMAIL", "ada@example.org")
        .env("GIT_COMMITTER_NAME", "Ada")
        .env("GIT_COMMITTER_EMAIL", "ada@example.org")
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("git starts");
    let mut stdin = child.stdin.take().expect("standard input");
    stdin.write_all(input).expect("git reads");
    drop(stdin);
    let output = child.wait_with_output().expect("git ends");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Whether there is a `git` to make repositories with.
fn has_git() -> bool {
    let found = Command::new("git").arg("--version").output().is_ok();
    if !found {
        skip("dates from git", "there is no git program");
    }
    found
}

impl Repository {
    /// A configured site in a new repository; `None` without `git`.
    fn new() -> Option<Self> {
        Repository::of(&config())
    }

    fn of(config: &str) -> Option<Self> {
        if !has_git() {
            return None;
        }
        let site = Site::bare().config(config).file(".gitignore", "public/\n");
        git_in(site.root(), &["init", "--quiet"], &[], b"");
        Some(Repository { site })
    }

    fn git(&self, arguments: &[&str]) -> String {
        git_in(self.site.root(), arguments, &[], b"")
    }

    /// Writes a file of the site.
    fn write(&self, path: &str, text: &str) {
        let path = self.site.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("a file");
    }

    fn rename(&self, from: &str, to: &str) {
        let to = self.site.path(to);
        fs::create_dir_all(to.parent().expect("a folder")).expect("folders");
        fs::rename(self.site.path(from), to).expect("a new name");
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.site.path(path)).expect("the file");
    }

    /// Commits all that is there at noon of a day of 2025, with an offset of two hours.
    fn commit(&self, day: &str) -> String {
        self.commit_at(&format!("2025-{day}T12:00:00+02:00"), None)
    }

    fn commit_at(&self, author: &str, committer: Option<&str>) -> String {
        let dates = [
            ("GIT_AUTHOR_DATE", author),
            ("GIT_COMMITTER_DATE", committer.unwrap_or(author)),
        ];
        self.git(&["add", "--all"]);
        git_in(
            self.site.root(),
            &["commit", "--quiet", "-m", "x"],
            &dates,
            b"",
        );
        self.git(&["rev-parse", "HEAD"]).trim()[..7].to_owned()
    }

    /// Merges a branch without making the commit.
    fn merge(&self, branches: &[&str]) {
        let mut arguments = vec!["merge", "--quiet", "--no-ff", "--no-commit"];
        arguments.extend(branches);
        self.git(&arguments);
    }

    /// What `inspect` says of an article, in this order: published, updated.
    #[track_caller]
    fn dates(&self, path: &str) -> (String, String) {
        let found = self.site.inspected(path);
        assert_eq!(found.len(), 1, "{path}");
        (
            text(&found[0], "published").to_owned(),
            text(&found[0], "updated").to_owned(),
        )
    }

    /// The days of the year on which an article was published and changed.
    #[track_caller]
    fn days(&self, path: &str) -> (String, String) {
        let (published, updated) = self.dates(path);
        let day = |date: String| date.get(5..10).unwrap_or_default().to_owned();
        (day(published), day(updated))
    }

    #[track_caller]
    fn has_days(&self, path: &str, published: &str, updated: &str) {
        assert_eq!(
            self.days(path),
            (published.to_owned(), updated.to_owned()),
            "{path}"
        );
    }
}

/// An article without a date, of lines that no other topic has.
fn prose(topic: &str) -> String {
    let lines: String = (1..20)
        .map(|number| format!("The {topic} number {number} stood by the harbour wall.\n"))
        .collect();
    format!("# The {topic}\n\n{lines}")
}

/// The same with so many of its lines changed.
fn edited(topic: &str, lines: usize) -> String {
    let mut text = prose(topic);
    for number in 1..=lines {
        text = text.replace(
            &format!("The {topic} number {number} stood by the harbour wall."),
            &format!("Nobody knows where the {topic} that was number {number} went."),
        );
    }
    text
}

fn origin<'a>(inspected: &'a Value, field: &str) -> (&'a str, &'a str) {
    let traces = inspected["provenance"].as_array().expect("traces");
    let trace = traces
        .iter()
        .find(|trace| trace["field"] == field)
        .unwrap_or_else(|| panic!("no {field}: {inspected}"));
    (text(trace, "from"), text(trace, "name"))
}

#[test]
fn the_first_commit_publishes_and_the_last_change_updates() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write("articles/lamp.md", &prose("lamp"));
    let first = repository.commit("01-05");
    repository.write("articles/buoy.md", &prose("buoy"));
    repository.commit("02-05");
    repository.write("articles/lamp.md", &edited("lamp", 1));
    let last = repository.commit_at("2025-03-05T23:30:00-03:30", None);
    repository.write("README.md", "Nothing of the articles.\n");
    repository.commit("04-05");
    assert_eq!(
        repository.dates("lamp.md"),
        (
            "2025-01-05T12:00:00+02:00".to_owned(),
            "2025-03-05T23:30:00-03:30".to_owned()
        )
    );
    repository.has_days("buoy.md", "02-05", "02-05");
    let inspected = &repository.site.inspected("lamp.md")[0];
    assert_eq!(
        origin(inspected, "published"),
        ("git", &*format!("first commit {first}"))
    );
    assert_eq!(
        origin(inspected, "updated"),
        ("git", &*format!("last change {last}"))
    );
    repository.site.build().code(0);
    let items = repository.site.items();
    assert_eq!(text(&items[0], "title"), "The buoy");
    assert_eq!(
        text(&items[0], "date_published"),
        "2025-02-05T12:00:00+02:00"
    );
    assert_eq!(
        text(&items[1], "date_published"),
        "2025-01-05T12:00:00+02:00"
    );
    assert_eq!(
        text(&items[1], "date_modified"),
        "2025-03-05T23:30:00-03:30"
    );
}

#[test]
fn what_the_article_its_name_and_its_path_say_wins() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let explicit = "---\ntitle: A\ndate: 2024-05-05\nlastmod: 2024-06-05\n---\nText.\n";
    repository.write("articles/own.md", explicit);
    repository.write("articles/2024-04-04-name.md", &prose("name"));
    repository.write("articles/2024/03/03/path.md", &prose("path"));
    let planned = "---\ntitle: B\ndate: 2025-02-01\n---\nText.\n";
    repository.write("articles/planned.md", planned);
    // Not a publication, but what the article says.
    let stamped = "The lamp\n\nBy Ada Berg | Updated: 5 July 2024\n\nWords.\n";
    repository.write("articles/stamped.txt", stamped);
    let first = repository.commit("01-05");
    repository.has_days("own.md", "05-05", "06-05");
    repository.has_days("stamped.txt", "07-05", "07-05");
    repository.has_days("2024-04-04-name.md", "04-04", "04-04");
    repository.has_days("2024/03/03/path.md", "03-03", "03-03");
    repository.has_days("planned.md", "02-01", "02-01");
    repository.write("articles/own.md", &explicit.replace("Text", "Words"));
    repository.write("articles/2024-04-04-name.md", &edited("name", 1));
    repository.write("articles/planned.md", &planned.replace("Text", "Words"));
    let last = repository.commit("01-06");
    repository.has_days("own.md", "05-05", "06-05");
    repository.has_days("2024-04-04-name.md", "04-04", "01-06");
    // It changed before it was published: nobody saw it otherwise.
    repository.has_days("planned.md", "02-01", "02-01");
    let shown = repository
        .site
        .run(&["inspect", "articles/own.md"])
        .code(0)
        .stdout;
    for line in [
        "  published  2024-05-05T00:00:00Z  (front matter date, line 3; ",
        &format!(
            "             not 2025-01-05T12:00:00+02:00 (git first commit {first}): lower precedence\n"
        ),
        "  updated    2024-06-05T00:00:00Z  (front matter lastmod, line 4)\n",
        &format!(
            "             not 2025-01-06T12:00:00+02:00 (git last change {last}): lower precedence\n"
        ),
    ] {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let planned = repository.site.run(&["inspect", "articles/planned.md"]);
    assert!(!planned.stdout.contains("last change"), "{planned}");
}

#[test]
fn files_are_followed_through_renames() {
    let Some(repository) = Repository::new() else {
        return;
    };
    // Names and topics by which the table below is read.
    for (path, topic) in [
        ("articles/exact.md", "lamp"),
        ("articles/half.md", "buoy"),
        ("articles/most.md", "crane"),
        ("articles/Case.md", "mast"),
        ("_posts/outside.md", "wharf"),
        ("articles/one.md", "gull"),
        ("articles/two.md", "tern"),
        ("articles/chain-1.md", "rope"),
        ("articles/original.md", "anchor"),
        ("old/deep/er/folder.md", "keel"),
    ] {
        repository.write(path, &prose(topic));
    }
    let first = repository.commit("01-05");
    repository.rename("articles/exact.md", "articles/2/exactly.md");
    repository.rename("articles/half.md", "articles/new.md");
    repository.write("articles/new.md", &edited("buoy", 13));
    repository.rename("articles/most.md", "articles/mostly.md");
    repository.write("articles/mostly.md", &edited("crane", 5));
    repository.git(&["mv", "articles/Case.md", "articles/case-.md"]);
    repository.git(&["mv", "articles/case-.md", "articles/case.md"]);
    repository.rename("_posts/outside.md", "articles/inside.md");
    repository.rename("articles/one.md", "articles/x");
    repository.rename("articles/two.md", "articles/one.md");
    repository.rename("articles/x", "articles/two.md");
    repository.rename("articles/chain-1.md", "articles/chain-2.md");
    repository.write("articles/copy.md", &prose("anchor"));
    repository.rename("old/deep/er/folder.md", "articles/folder.md");
    repository.commit("02-05");
    repository.rename("articles/chain-2.md", "articles/chain-3.md");
    repository.write("articles/chain-3.md", &edited("rope", 2));
    repository.commit("03-05");
    for (path, published, updated) in [
        ("2/exactly.md", "01-05", "01-05"),
        ("new.md", "02-05", "02-05"),
        ("mostly.md", "01-05", "02-05"),
        ("case.md", "01-05", "01-05"),
        ("inside.md", "01-05", "01-05"),
        // Two that change places are both changed, as git sees it, under their names.
        ("one.md", "01-05", "02-05"),
        ("two.md", "01-05", "02-05"),
        ("chain-3.md", "01-05", "03-05"),
        ("original.md", "01-05", "01-05"),
        ("copy.md", "02-05", "02-05"),
        ("folder.md", "01-05", "01-05"),
    ] {
        repository.has_days(path, published, updated);
    }
    let inspected = &repository.site.inspected("inside.md")[0];
    assert_eq!(
        origin(inspected, "published"),
        (
            "git",
            &*format!("first commit {first} as _posts/outside.md")
        )
    );
}

#[test]
fn a_site_that_moves_keeps_its_dates() {
    let Some(repository) = Repository::new() else {
        return;
    };
    // More files than are compared with each other, with lines that all of them share.
    let text = |number: usize, head: &str| {
        let head = format!("layout: post\nlang: en\n{head}");
        format!("---\n{head}\n---\n\n{}", prose(&format!("boat-{number}")))
    };
    for number in 0..120 {
        repository.write(&format!("_posts/{number}.md"), &text(number, "a: b"));
        if number == 59 {
            repository.commit("01-05");
        }
    }
    repository.commit("02-05");
    for number in 0..120 {
        let new = format!("articles/{:03}/index.md", 500 - number);
        repository.rename(&format!("_posts/{number}.md"), &new);
        repository.write(&new, &text(number, "type: post\nc: d"));
    }
    repository.commit("03-05");
    let output = repository
        .site
        .run(&["inspect", "--format", "json", "articles"])
        .code(0);
    let published: Vec<String> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .map(|line| text_of(&line, "published"))
        .collect();
    assert_eq!(published.len(), 120);
    let on = |day: &str| published.iter().filter(|at| at[5..10] == *day).count();
    assert_eq!((on("01-05"), on("02-05")), (60, 60));
}

fn text_of(value: &Value, key: &str) -> String {
    text(value, key).to_owned()
}

#[test]
fn what_was_deleted_and_came_back_is_not_new() {
    let Some(repository) = Repository::new() else {
        return;
    };
    for (path, topic) in [("same", "lamp"), ("edited", "buoy"), ("other", "crane")] {
        repository.write(&format!("articles/{path}.md"), &prose(topic));
    }
    repository.write("articles/twice.md", &prose("mast"));
    repository.write("articles/stays.md", &prose("quay"));
    repository.commit("01-05");
    repository.write("articles/same.md", &edited("lamp", 2));
    repository.commit("01-15");
    for path in ["same", "edited", "other", "twice"] {
        repository.remove(&format!("articles/{path}.md"));
    }
    repository.commit("02-05");
    repository.write("articles/twice.md", &prose("mast"));
    repository.commit("02-15");
    repository.remove("articles/twice.md");
    repository.commit("02-25");
    repository.write("articles/same.md", &edited("lamp", 2));
    repository.write("articles/edited.md", &edited("buoy", 3));
    repository.write("articles/other.md", &prose("whale"));
    repository.write("articles/twice.md", &edited("mast", 1));
    repository.commit("03-05");
    repository.has_days("same.md", "01-05", "01-15");
    repository.has_days("edited.md", "01-05", "03-05");
    repository.has_days("other.md", "03-05", "03-05");
    repository.has_days("twice.md", "01-05", "03-05");
    repository.has_days("stays.md", "01-05", "01-05");
}

#[test]
fn a_merge_changes_what_differs_from_every_parent() {
    let Some(repository) = Repository::new() else {
        return;
    };
    for topic in ["lamp", "buoy", "crane", "mast", "gull"] {
        repository.write(&format!("articles/{topic}.md"), &prose(topic));
    }
    repository.commit("01-05");
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.write("articles/lamp.md", &edited("lamp", 2));
    repository.write("articles/new.md", &prose("wharf"));
    repository.rename("articles/mast.md", "articles/pole.md");
    let tail = |topic: &str| format!("{}At its end.\n", prose(topic));
    repository.write("articles/gull.md", &tail("gull"));
    repository.commit("01-15");
    repository.git(&["switch", "--quiet", "--create", "third", "main"]);
    repository.write("articles/third.md", &prose("keel"));
    repository.commit("01-16");
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("articles/buoy.md", &edited("buoy", 2));
    repository.write("articles/mast.md", &edited("mast", 2));
    repository.write("articles/gull.md", &edited("gull", 2));
    repository.commit("01-25");
    repository.merge(&["side"]);
    repository.commit("02-05");
    // Brought by the branch: not when it was merged.
    repository.has_days("lamp.md", "01-05", "01-15");
    repository.has_days("new.md", "01-15", "01-15");
    repository.has_days("buoy.md", "01-05", "01-25");
    repository.has_days("crane.md", "01-05", "01-05");
    // Renamed on one side, changed on the other: no change of the merge.
    repository.has_days("pole.md", "01-05", "01-25");
    // Changed on both sides: neither parent has it so.
    repository.has_days("gull.md", "01-05", "02-05");
    repository.merge(&["third"]);
    repository.write("articles/lamp.md", &edited("lamp", 4));
    repository.write("articles/evil.md", &prose("whale"));
    repository.commit("03-05");
    repository.has_days("third.md", "01-16", "01-16");
    repository.has_days("lamp.md", "01-05", "03-05");
    repository.has_days("evil.md", "03-05", "03-05");
    // Three at once, in a history without a common root.
    repository.git(&["switch", "--quiet", "--orphan", "island"]);
    repository.write("articles/island.md", &prose("island"));
    repository.commit("03-15");
    repository.git(&["switch", "--quiet", "--create", "left", "main"]);
    repository.write("articles/left.md", &prose("left"));
    repository.commit("03-16");
    repository.git(&["switch", "--quiet", "--create", "right", "main"]);
    repository.write("articles/right.md", &prose("right"));
    repository.commit("03-17");
    repository.git(&["switch", "--quiet", "main"]);
    repository.merge(&["left", "right"]);
    repository.commit("03-25");
    repository.merge(&["--allow-unrelated-histories", "island"]);
    repository.commit("03-26");
    for (path, day) in [("left", "03-16"), ("right", "03-17"), ("island", "03-15")] {
        repository.has_days(&format!("{path}.md"), day, day);
    }
    repository.has_days("gull.md", "01-05", "02-05");
    repository.has_days("pole.md", "01-05", "01-25");
}

#[test]
fn what_is_not_committed_has_no_date_of_git() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write("articles/new.md", &prose("lamp"));
    repository.write(
        "articles/dated.md",
        "---\ndate: 2025-01-01\n---\n# A\n\nText.\n",
    );
    // Nothing is committed at all.
    let said = "articles/new.md:1: error[missing-date]: expected a date of publication, found none; the article is left out\n  \
                    help: commit the file, whose first commit then dates it; or write `date: 2025-05-05` in the front matter, or begin the file's name with it\n";
    repository.site.build().code(1).stdout_has(said);
    assert_eq!(repository.site.items().len(), 1);
    repository.remove("articles/new.md");
    repository.write("articles/old.md", &prose("buoy"));
    repository.commit("01-05");
    repository.write("articles/new.md", &prose("lamp"));
    repository.git(&["add", "articles/new.md"]);
    repository.site.build().code(1).stdout_has(said);
    assert_eq!(repository.site.items().len(), 2);
    // What changed since is not in the history.
    repository.commit("02-05");
    repository.write("articles/old.md", &edited("buoy", 3));
    repository.site.build().code(0);
    repository.has_days("old.md", "01-05", "01-05");
    // A commit of its mode changes nothing.
    repository.write("articles/old.md", &prose("buoy"));
    repository.git(&["update-index", "--chmod=+x", "articles/old.md"]);
    git_in(
        repository.site.root(),
        &["commit", "--quiet", "-m", "x"],
        &[("GIT_AUTHOR_DATE", "2025-03-05T12:00:00Z")],
        b"",
    );
    repository.has_days("old.md", "01-05", "01-05");
}

#[test]
fn a_clone_without_its_whole_history_is_refused() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write("articles/lamp.md", &prose("lamp"));
    repository.commit("01-05");
    repository.write("articles/lamp.md", &edited("lamp", 1));
    repository.commit("02-05");
    repository.rename("articles/lamp.md", "articles/light.md");
    repository.write("articles/light.md", &edited("lamp", 3));
    repository.commit("03-05");
    let origin = format!("file://{}", repository.site.root().display());
    let clone = |name: &str, arguments: &[&str]| -> Site {
        let site = Site::bare();
        let mut all = vec!["clone", "--quiet"];
        all.extend(arguments);
        all.extend([&*origin, name]);
        git_in(site.root(), &all, &[], b"");
        site
    };
    let build = |site: &Site| -> Output { site.run_in("clone", &["build"]) };
    let shallow = clone("clone", &["--depth", "1"]);
    build(&shallow)
            .code(2)
            .stdout("")
            .stderr_has("articles: error[shallow-history]: the clone has the newest part of its history alone")
            .stderr_has("run `git fetch --unshallow`; in GitHub Actions, give actions/checkout `fetch-depth: 0`");
    assert!(!shallow.path("clone/public").exists());
    git_in(
        &shallow.path("clone"),
        &["fetch", "--quiet", "--unshallow"],
        &[],
        b"",
    );
    build(&shallow).code(0);
    // Deep enough is whole.
    build(&clone("clone", &["--depth", "9"])).code(0);
    // A clone without the files of the past cannot compare them.
    git_in(
        repository.site.root(),
        &["config", "uploadpack.allowFilter", "true"],
        &[],
        b"",
    );
    let partial = clone("clone", &["--filter=blob:none"]);
    build(&partial)
        .code(2)
        .stderr_has("error[shallow-history]: the clone lacks the object")
        .stderr_has("run `git fetch --refetch --no-filter`");
    git_in(
        &partial.path("clone"),
        &["fetch", "--quiet", "--refetch", "--no-filter"],
        &[],
        b"",
    );
    build(&partial).code(0);
}

#[test]
fn a_boundary_that_the_branch_does_not_reach_is_no_matter() {
    let (Some(repository), Some(other)) = (Repository::new(), Repository::new()) else {
        return;
    };
    other.write("x", "1");
    other.commit("01-01");
    other.write("x", "2");
    other.commit("01-02");
    repository.write("articles/lamp.md", &prose("lamp"));
    repository.commit("01-05");
    let address = format!("file://{}", other.site.root().display());
    repository.git(&["fetch", "--quiet", "--depth", "1", &address, "main"]);
    assert!(repository.site.path(".git/shallow").exists());
    repository.site.build().code(0);
    repository.has_days("lamp.md", "01-05", "01-05");
}

#[test]
fn a_folder_outside_of_every_repository_is_refused() {
    let said = "articles: error[no-history]: dates from git are asked for, and this folder lies in no work tree of a git repository\n  \
                    help: run it in a clone of the repository, or remove `dates_from` under `[source]`";
    let site = Site::bare()
        .config(&config())
        .article("a.md", "# A\n\nText.\n");
    site.build().code(2).stderr_has(said);
    site.run(&["inspect", "articles/a.md"])
        .code(2)
        .stderr_has("error[no-history]");
    let Some(repository) = Repository::new() else {
        return;
    };
    // Neither does the environment lead to one, nor away from the one it lies in.
    repository.write("articles/lamp.md", &prose("lamp"));
    repository.commit("01-05");
    let elsewhere = repository.site.path(".git").display().to_string();
    let site = site.env("GIT_DIR", &elsewhere);
    site.build().code(2).stderr_has(said);
    let Repository { site } = repository;
    let repository = Repository {
        site: site.env("GIT_DIR", "/nowhere").env("GIT_WORK_TREE", "/"),
    };
    repository.has_days("lamp.md", "01-05", "01-05");
    // A bare repository has no articles, whatever lies in its folder.
    let bare = Site::bare()
        .config(&config())
        .article("a.md", "# A\n\nText.\n");
    git_in(bare.root(), &["init", "--quiet", "--bare"], &[], b"");
    bare.build().code(2).stderr_has(said);
}

#[test]
fn worktrees_submodules_and_links_are_followed_to_their_repositories() {
    let (Some(repository), Some(module), Some(other)) =
        (Repository::new(), Repository::new(), Repository::new())
    else {
        return;
    };
    module.write("notes/note.md", &prose("note"));
    module.commit("01-05");
    module.write("notes/note.md", &edited("note", 1));
    module.commit("01-15");
    other.write("elsewhere/far.md", &prose("far"));
    other.commit("01-25");
    repository.write("articles/lamp.md", &prose("lamp"));
    repository.write("shared/linked.md", &prose("link"));
    repository.commit("02-05");
    let address = module.site.root().display().to_string();
    repository.git(&["submodule", "--quiet", "add", &address, "articles/module"]);
    let linked = symlink(
        "../shared/linked.md",
        &repository.site.path("articles/link.md"),
    ) && symlink(
        other.site.path("elsewhere"),
        &repository.site.path("articles/far"),
    );
    let stray = tempfile::tempdir().expect("a folder");
    if linked {
        fs::write(stray.path().join("stray.md"), prose("stray")).expect("a file");
        symlink(stray.path(), &repository.site.path("articles/stray"));
    }
    repository.commit("03-05");
    let check = |repository: &Repository| {
        repository.has_days("lamp.md", "02-05", "02-05");
        repository.has_days("module/notes/note.md", "01-05", "01-15");
        if linked {
            repository.has_days("link.md", "02-05", "02-05");
            repository.has_days("far/far.md", "01-25", "01-25");
            // Outside of every repository: not an error of the whole.
            repository
                .site
                .build()
                .code(1)
                .stdout_has("articles/stray/stray.md:1: error[missing-date]");
        }
    };
    check(&repository);
    // A second work tree of the same repository.
    let tree = Site::bare();
    let path = tree.path("tree").display().to_string();
    repository.git(&["worktree", "add", "--quiet", "--detach", &path]);
    git_in(
        &tree.path("tree"),
        &["submodule", "--quiet", "update", "--init"],
        &[],
        b"",
    );
    let output = tree.run_in("tree", &["inspect", "--format", "json", "articles/lamp.md"]);
    let found: Value = serde_json::from_str(output.stdout.trim()).expect("JSON");
    assert_eq!(text(&found, "published"), "2025-02-05T12:00:00+02:00");
    // A shallow submodule is as wrong as a shallow clone.
    let shallow = format!("file://{address}");
    repository.git(&[
        "submodule",
        "--quiet",
        "deinit",
        "--force",
        "articles/module",
    ]);
    fs::remove_dir_all(repository.site.path(".git/modules")).expect("the module");
    repository.git(&["config", "submodule.articles/module.url", &shallow]);
    repository.git(&["submodule", "--quiet", "update", "--init", "--depth", "1"]);
    repository
        .site
        .build()
        .code(2)
        .stderr_has("articles/module/notes: error[shallow-history]");
}

#[test]
fn clocks_that_were_wrong_date_nothing() {
    let Some(repository) = Repository::new() else {
        return;
    };
    // Dates that `git commit` does not take.
    let commit = |author: &str, committer: &str, path: &str| {
        let text = prose(path);
        format!(
            "commit refs/heads/main\nauthor Ada <a@example.org> {author}\ncommitter Ada <a@example.org> {committer}\n\
                 data 1\nx\nM 100644 inline articles/{path}.md\ndata {}\n{text}\n",
            text.len()
        )
    };
    let may = 1_746_450_000_i64; // 2025-05-05T13:00:00Z
    let cases = [
        (
            "author",
            format!("{may} +0530"),
            format!("{} +0000", may + 9),
            "2025-05-05T18:30:00+05:30",
        ),
        (
            "later",
            format!("{} +0530", may + 9),
            format!("{may} -0800"),
            "2025-05-05T05:00:00-08:00",
        ),
        (
            "unset",
            "0 +0000".to_owned(),
            format!("{may} +0200"),
            "2025-05-05T15:00:00+02:00",
        ),
        (
            "offset",
            format!("{may} +1401"),
            format!("{may} +0000"),
            "2025-05-05T13:00:00Z",
        ),
        ("never", "0 +0000".to_owned(), "17 +0000".to_owned(), ""),
        (
            "huge",
            "253402300800 +0000".to_owned(),
            "253402300800 +0000".to_owned(),
            "",
        ),
    ];
    let mut stream: String = cases
        .iter()
        .map(|(path, author, committer, _)| commit(author, committer, path))
        .collect();
    // After the build: it waits, as any article of the future does.
    stream.push_str(&commit("4102444800 +0000", "4102444800 +0000", "future"));
    let all = ["fast-import", "--quiet", "--date-format=raw-permissive"];
    git_in(repository.site.root(), &all, &[], stream.as_bytes());
    repository.git(&["reset", "--quiet", "--hard", "main"]);
    repository.write("dateline.toml", &config());
    for (path, _, _, expected) in &cases {
        assert_eq!(
            repository.dates(&format!("{path}.md")).0,
            *expected,
            "{path}"
        );
    }
    repository.site.build().code(1);
    assert_eq!(repository.site.items().len(), 4);
}

#[test]
fn the_ledger_says_whether_and_git_says_when() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let build = |now: &str| {
        let output = repository.site.run(&["build", "--now", now]);
        assert_eq!(output.code, Some(0), "{output}");
        let item = repository.site.item();
        let dates = (
            text(&item, "date_published").to_owned(),
            text(&item, "date_modified").to_owned(),
        );
        (
            dates.0,
            dates.1,
            text(&item, "url").to_owned(),
            text(&item, "id").to_owned(),
        )
    };
    repository.write(
        "dateline.toml",
        &format!("{}permalink = \"/:year/:month/:slug/\"\n", config()),
    );
    repository.write("articles/lamp.md", &prose("lamp"));
    repository.commit("01-05");
    let before = build("2025-01-06T00:00:00Z");
    assert_eq!(before.0, "2025-01-05T12:00:00+02:00");
    assert_eq!(before.2, "https://example.org/2025/01/lamp/");
    // White space: a change to git, and to no reader.
    repository.write(
        "articles/lamp.md",
        &prose("lamp").replace("stood by", "stood  by"),
    );
    repository.commit("01-15");
    assert_eq!(build("2025-01-16T00:00:00Z"), before);
    repository.has_days("lamp.md", "01-05", "01-15");
    // A change that readers see is dated by its commit, not by the build.
    repository.write("articles/lamp.md", &edited("lamp", 1));
    repository.commit("02-05");
    let after = build("2025-02-20T00:00:00Z");
    assert_eq!(after.1, "2025-02-05T12:00:00+02:00");
    assert_eq!(
        (&after.0, &after.2, &after.3),
        (&before.0, &before.2, &before.3)
    );
    assert_eq!(build("2025-02-21T00:00:00Z"), after);
    // One that is not committed yet, by the build: readers must see it as new.
    repository.write("articles/lamp.md", &edited("lamp", 2));
    let dirty = build("2025-02-25T00:00:00Z");
    assert_eq!(dirty.1, "2025-02-25T02:00:00+02:00");
    repository.commit("02-24");
    assert_eq!(build("2025-02-26T00:00:00Z"), dirty);
    // The history is written anew, and the file moves in it: nothing moves for readers.
    repository.git(&["checkout", "--quiet", "--orphan", "anew"]);
    repository.commit("04-05");
    repository.git(&["branch", "--quiet", "-D", "main"]);
    repository.has_days("lamp.md", "04-05", "04-05");
    assert_eq!(build("2025-04-06T00:00:00Z"), dirty);
    // Nor where it is gone altogether.
    let without = repository.site.read("dateline.toml").replace("\"git\"", "");
    repository.write("dateline.toml", &without);
    assert_eq!(build("2025-04-07T00:00:00Z"), dirty);
}

#[test]
fn a_meta_file_changes_its_article_and_a_record_has_no_history() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write("articles/lamp.md", "Text of the lamp.\n");
    repository.write("articles/lamp.meta", ".. title: Lamp\n.. slug: lamp\n");
    repository.write(
        "articles/all.json",
        "[{\"title\": \"A\", \"content_text\": \"Text.\"}]",
    );
    repository.commit("01-05");
    repository.write("articles/lamp.meta", ".. title: The lamp\n.. slug: lamp\n");
    repository.commit("02-05");
    repository
        .site
        .build()
        .code(1)
        .stdout_has("articles/all.json:1: error[missing-date]");
    let item = repository.site.item();
    assert_eq!(text(&item, "title"), "The lamp");
    assert_eq!(text(&item, "date_published"), "2025-01-05T12:00:00+02:00");
    assert_eq!(text(&item, "date_modified"), "2025-02-05T12:00:00+02:00");
}

#[test]
fn one_walk_agrees_with_git_log_on_every_file() {
    let Some(repository) = Repository::new() else {
        return;
    };
    // A history by chance, always the same: edits, renames with and without, new files, branches.
    let mut chance = 7_u64;
    let mut roll = |below: usize| {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % below
    };
    let mut files: Vec<(String, String)> = Vec::new();
    let mut stream = String::from("reset refs/heads/main\n");
    let mut second = 1_735_725_600;
    for number in 0..160 {
        second += 3_600;
        let mut change = String::new();
        let put = |path: &str, text: &str| {
            format!(
                "M 100644 inline articles/{path}\ndata {}\n{text}\n",
                text.len()
            )
        };
        match roll(4) {
            0 if files.len() > 4 => {
                let at = roll(files.len());
                let new = format!("{}/n{number}.md", ["a", "b/c", "d"][roll(3)]);
                change.push_str(&format!("D articles/{}\n", files[at].0));
                files[at].0 = new;
                if roll(2) == 0 {
                    let text = files[at].1.replacen("stood", &format!("swam{number}"), 2);
                    files[at].1 = text;
                }
                change.push_str(&put(&files[at].0, &files[at].1));
            }
            1 | 2 if !files.is_empty() => {
                let at = roll(files.len());
                files[at].1.push_str(&format!("And line {number}.\n"));
                change.push_str(&put(&files[at].0, &files[at].1));
            }
            _ => {
                let file = (format!("a/f{number}.md"), prose(&format!("thing-{number}")));
                change.push_str(&put(&file.0, &file.1));
                files.push(file);
            }
        }
        stream.push_str(&format!(
                "commit refs/heads/main\ncommitter Ada <a@example.org> {second} +0000\ndata 1\nx\n{change}\n"
            ));
    }
    git_in(
        repository.site.root(),
        &["fast-import", "--quiet"],
        &[],
        stream.as_bytes(),
    );
    repository.git(&["reset", "--quiet", "--hard", "main"]);
    repository.write("dateline.toml", &config());
    let output = repository
        .site
        .run(&["inspect", "--format", "json", "articles"])
        .code(0);
    // Not `--follow`, which takes files that are alike by chance for copies.
    let log = repository.git(&["log", "-M50%", "--name-status", "--format=@%aI"]);
    let zulu = |date: &str| date.replace("+00:00", "Z");
    let mut seen = 0;
    let mut renamed = 0;
    for line in output.stdout.lines() {
        let found: Value = serde_json::from_str(line).expect("JSON");
        let mut path = text(&found, "path").to_owned();
        let (mut commit, mut first, mut change) = ("", None, None);
        for line in log.lines().filter(|line| !line.is_empty()) {
            if let Some(date) = line.strip_prefix('@') {
                commit = date;
                continue;
            }
            let parts: Vec<&str> = line.split('\t').collect();
            if *parts.last().expect("a path") != path {
                continue;
            }
            if parts[0] == "A" {
                first = Some(commit);
                break;
            }
            // A rename of all its bytes is no change.
            if parts[0] != "R100" {
                change.get_or_insert(commit);
            }
            if parts.len() == 3 {
                path = parts[1].to_owned();
                renamed += 1;
            }
        }
        let first = first.expect("a first commit");
        assert_eq!(text(&found, "published"), zulu(first), "{found}");
        assert_eq!(
            text(&found, "updated"),
            zulu(change.unwrap_or(first)),
            "{found}"
        );
        seen += 1;
    }
    assert_eq!(seen, files.len());
    assert!(seen > 20 && renamed > 10, "{seen} {renamed}");
}

#[test]
fn repositories_of_every_make_are_read() {
    if !has_git() {
        return;
    }
    let make = |arguments: &[&str]| {
        let site = Site::bare().config(&config());
        let repository = Repository { site };
        let mut all = vec!["init", "--quiet"];
        all.extend(arguments);
        git_in(repository.site.root(), &all, &[], b"");
        repository.write("articles/lamp.md", &prose("lamp"));
        repository.commit("01-05");
        repository.write("articles/lamp.md", &edited("lamp", 2));
        repository.commit("02-05");
        repository
    };
    let plain = make(&[]);
    plain.git(&["gc", "--quiet", "--aggressive"]);
    plain.git(&["pack-refs", "--all"]);
    plain.git(&["commit-graph", "write", "--reachable"]);
    plain.has_days("lamp.md", "01-05", "02-05");
    plain.git(&["switch", "--quiet", "--detach", "HEAD~1"]);
    plain.has_days("lamp.md", "01-05", "01-05");
    make(&["--object-format=sha256"]).has_days("lamp.md", "01-05", "02-05");
    // Of git 2.45 and later.
    let usage = Command::new("git").args(["init", "-h"]).output();
    let usage = String::from_utf8(usage.expect("git").stdout).expect("UTF-8");
    if usage.contains("--ref-format") {
        let tables = make(&["--ref-format=reftable"]);
        tables
            .site
            .build()
            .code(2)
            .stderr_has("its branches are kept as `reftable`")
            .stderr_has("help: run `git refs migrate --ref-format=files`");
    } else {
        skip("branches kept as reftable", "this git has none");
    }
    // A `.git` file that leads nowhere, below another repository.
    let lost = make(&[]);
    lost.write("articles/.git", "gitdir: ../../nowhere\n");
    lost.site
        .build()
        .code(2)
        .stderr_has("articles/.git leads to no repository");
    // What cannot be read is said, and nothing is dated wrongly.
    let broken = make(&[]);
    let objects = broken.git(&["rev-list", "--objects", "HEAD~1"]);
    let commit = objects.lines().next().expect("a commit");
    let path = format!(".git/objects/{}/{}", &commit[..2], &commit[2..]);
    fs::remove_file(broken.site.path(&path)).expect("the object");
    broken
        .site
        .build()
        .code(2)
        .stderr_has(&format!("the clone lacks the object {commit}"));
    fs::write(broken.site.path(&path), "nothing of git").expect("a file");
    broken
        .site
        .build()
        .code(2)
        .stderr_has("error[broken-history]");
}

#[test]
fn a_tree_made_to_fill_the_memory_is_refused() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write("articles/lamp.md", &prose("lamp"));
    repository.commit("01-05");
    let git = |arguments: &[&str], input: &str| {
        let output = git_in(repository.site.root(), arguments, &[], input.as_bytes());
        output.trim().to_owned()
    };
    // Ten folders in each of ten, nine times: a milliard of files in ten small objects.
    let blob = git(&["hash-object", "-w", "--stdin"], "x");
    let list = |kind: &str, id: &str| -> String {
        let line = |number: usize| format!("{kind} {id}\t{number}\n");
        (0..10).map(line).collect()
    };
    let mut tree = git(&["mktree"], &list("100644 blob", &blob));
    for _ in 0..9 {
        tree = git(&["mktree"], &list("040000 tree", &tree));
    }
    let lamp = git(&["rev-parse", "HEAD:articles/lamp.md"], "");
    let articles = format!("100644 blob {lamp}\tlamp.md\n040000 tree {tree}\tz\n");
    let articles = git(&["mktree"], &articles);
    let top = git(&["mktree"], &format!("040000 tree {articles}\tarticles\n"));
    let commit = git(&["commit-tree", &top, "-p", "HEAD", "-m", "x"], "");
    repository.git(&["update-ref", "HEAD", &commit]);
    repository
        .site
        .build()
        .code(2)
        .stderr_has("error[broken-history]: a commit changes more files than can be followed");
}

#[test]
fn a_file_is_read_as_it_was_in_a_commit() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.write("articles/2025/lamp.md", "one\n");
    let first = repository.commit("01-05");
    repository.git(&["tag", "v1", "-m", "x"]);
    repository.write("articles/2025/lamp.md", "two\n");
    repository.write("public.xml", "three\n");
    repository.commit("02-05");
    repository.write("articles/2025/lamp.md", "not committed\n");
    let root = repository.site.root();
    let at = |folder: &Path, revision: &str, path: &str| {
        let bytes = file_at(folder, revision, Path::new(path))?;
        Ok::<_, Error>(bytes.map(|bytes| String::from_utf8(bytes).expect("UTF-8")))
    };
    let inner: PathBuf = root.join("articles/2025");
    for (folder, revision, path, expected) in [
        (root, "HEAD", "articles/2025/lamp.md", Some("two\n")),
        (root, "HEAD~1", "articles/2025/lamp.md", Some("one\n")),
        (root, "main", "./articles/../public.xml", Some("three\n")),
        (root, "v1", "public.xml", None),
        (root, "v1", "articles/2025/lamp.md", Some("one\n")),
        (root, &first, "articles/2025/lamp.md", Some("one\n")),
        (&inner, "HEAD^", "lamp.md", Some("one\n")),
        (&inner, "HEAD", "../../public.xml", Some("three\n")),
        (&inner, "HEAD", "../../../public.xml", None),
        (root, "HEAD", "articles", None),
        (root, "HEAD", "articles/2025/lamp.md/x", None),
        (root, "HEAD", "/public.xml", None),
    ] {
        let found = at(folder, revision, path).expect("the repository");
        assert_eq!(found.as_deref(), expected, "{revision} {path}");
    }
    for revision in ["nothing", "HEAD~7", "", "HEAD:public.xml", "main..v1"] {
        let error = at(root, revision, "public.xml").expect_err(revision);
        let said = error.to_string();
        assert!(said.contains("error[unknown-revision]"), "{said}");
    }
    let bare = tempfile::tempdir().expect("a folder");
    let address = root.display().to_string();
    git_in(
        bare.path(),
        &["clone", "--quiet", "--bare", &address, "x.git"],
        &[],
        b"",
    );
    let bare = bare.path().join("x.git");
    let found = at(&bare, "HEAD", "public.xml").expect("the repository");
    assert_eq!(found.as_deref(), Some("three\n"));
    let nowhere = tempfile::tempdir().expect("a folder");
    let error = at(nowhere.path(), "HEAD", "x").expect_err("no repository");
    assert!(error.to_string().contains("error[no-history]"), "{error}");
}

#[test]
fn a_build_is_compared_with_the_feeds_of_a_commit() {
    let Some(repository) = Repository::of(CONFIG) else {
        return;
    };
    repository.write(
        "articles/a.md",
        "---\ndate: 2025-01-01\n---\n# A\n\nText.\n",
    );
    let empty = repository.commit("01-05");
    repository.site.build().code(0);
    repository.git(&["add", "--force", "public"]);
    repository.commit("01-06");
    repository.write(
        "articles/b.md",
        "---\ndate: 2025-01-02\n---\n# B\n\nText.\n",
    );
    repository.site.build().code(0);
    repository.commit("01-07");
    let last = |against: &str, code: i32| {
        let output = repository.site.run(&["diff", "--against", against]);
        let output = output.code(code);
        output.stdout.lines().last().unwrap_or_default().to_owned()
    };
    let one = "1 new, 0 updated; 0 old articles will look new";
    assert_eq!(last("git:HEAD~1", 0), one);
    let none = "0 new, 0 updated; 0 old articles will look new";
    assert_eq!(last("git:HEAD", 0), none);
    // The folder itself need not be there.
    fs::remove_dir_all(repository.site.path("public")).expect("the feeds");
    assert_eq!(last("git:HEAD~1", 0), one);
    repository
        .site
        .run(&["diff", "--against", &format!("git:{empty}")])
        .code(2)
        .stderr_has("has no feed of the site in this folder");
    repository
        .site
        .run(&["diff", "--against", "git:nothing"])
        .code(2)
        .stderr_has("error[unknown-revision]");
}

#[test]
fn the_feeds_of_tags_are_compared_with_those_of_a_commit() {
    let feeds = "[[feeds]]\nby = [\"tag\"]\npath = \"tags/:slug/feed.json\"\n";
    let Some(repository) = Repository::of(&format!("{CONFIG}{feeds}")) else {
        return;
    };
    let article = |tags: &str| format!("---\ndate: 2025-01-01\ntags: {tags}\n---\n# A\n\nText.\n");
    repository.write("articles/a.md", &article("[One, Über]"));
    repository.site.build().code(0);
    repository.git(&["add", "--force", "public"]);
    repository.commit("01-06");
    let diff = || {
        repository
            .site
            .run(&["diff", "--against", "git:HEAD"])
            .code(0)
    };
    diff().stdout(
        "tags/*/feed.json  2 feeds, the same\n0 new, 0 updated; 0 old articles will look new\n",
    );
    repository.write(
        "articles/b.md",
        "---\ndate: 2025-01-02\ntags: über\n---\n# B\n\nText.\n",
    );
    diff().stdout_has("tags/*/feed.json  2 feeds, 1 change\ntags/über/feed.json  1 new\n");
}
