//! A site in a folder of its own, the command run on it, and what came out.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use feed_rs::model::Feed;
use serde_json::Value;
use tempfile::TempDir;

/// The instant that every build is told, unless the test tells it another.
pub(crate) const NOW: &str = "2026-06-01T00:00:00Z";

/// The three feeds that a site has by default.
pub(crate) const FEEDS: [&str; 3] = ["feed.xml", "atom.xml", "feed.json"];

/// The configuration that [`Site::new`] writes.
pub(crate) const CONFIG: &str = "[site]\ntitle = \"Example\"\nurl = \"https://example.org/\"\n\
                          description = \"A site for tests.\"\nlanguage = \"en\"\ntimezone = \"UTC\"\n";

/// A folder with `dateline.toml` and `articles/`.
pub(crate) struct Site {
    folder: TempDir,
    environment: Vec<(String, String)>,
    input: Vec<u8>,
}

impl Site {
    /// A configured site without articles.
    pub(crate) fn new() -> Self {
        Site::bare().config(CONFIG)
    }

    /// An empty folder.
    pub(crate) fn bare() -> Self {
        Site {
            folder: tempfile::Builder::new()
                .prefix("dateline-test-")
                .tempdir()
                .expect("a temporary folder"),
            environment: Vec::new(),
            input: Vec::new(),
        }
    }

    /// Writes `dateline.toml`.
    pub(crate) fn config(self, text: &str) -> Self {
        self.file("dateline.toml", text)
    }

    /// Writes a file below `articles/`.
    pub(crate) fn article(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    /// Writes a Markdown article with a title and a date.
    pub(crate) fn dated(self, path: &str, title: &str, date: &str) -> Self {
        self.article(
            path,
            &format!("---\ntitle: {title}\ndate: {date}\n---\nText of {title}.\n"),
        )
    }

    /// Writes the bytes of a file below `articles/`.
    pub(crate) fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        self.put(&format!("articles/{path}"), bytes)
    }

    /// Writes the bytes of a file in the output folder.
    pub(crate) fn output(self, path: &str, bytes: &[u8]) -> Self {
        self.put(&format!("public/{path}"), bytes)
    }

    /// Writes a file anywhere in the site's folder.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.put(path, text.as_bytes())
    }

    pub(crate) fn put(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("folders");
        fs::write(path, bytes).expect("a file");
        self
    }

    /// Sets a variable of the environment, which is empty otherwise.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What the command reads from standard input.
    pub(crate) fn stdin(mut self, bytes: &[u8]) -> Self {
        self.input = bytes.to_vec();
        self
    }

    /// The site's folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the site's folder.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Runs the command in the site's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_in("", arguments)
    }

    /// Runs the command in a folder of the site.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Output {
        let mut child = self.spawn(folder, arguments);
        let mut input = child.stdin.take().expect("standard input");
        let bytes = self.input.clone();
        // From another thread: a full pipe must not hold up the reading of what comes out.
        let writer = std::thread::spawn(move || {
            let _ = input.write_all(&bytes);
        });
        let output = child.wait_with_output().expect("the command ends");
        writer.join().expect("standard input is written");
        Output {
            command: arguments.join(" "),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// Starts the command in a folder of the site.
    pub(crate) fn spawn(&self, folder: &str, arguments: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(self.path(folder))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let told = arguments.contains(&"--now")
            || self
                .environment
                .iter()
                .any(|(name, _)| name == "SOURCE_DATE_EPOCH");
        let first = arguments.first().copied().unwrap_or_default();
        if matches!(first, "build" | "diff" | "adopt" | "next") && !told {
            command.args(["--now", NOW]);
        }
        command.spawn().expect("the command starts")
    }

    /// Runs `build`.
    pub(crate) fn build(&self) -> Output {
        self.run(&["build"])
    }

    /// The text of a file in the site's folder.
    pub(crate) fn read(&self, path: &str) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The text of a file in the output folder.
    pub(crate) fn published(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// A feed as a reader gets it that we do not write with.
    pub(crate) fn feed(&self, path: &str) -> Feed {
        parse(self.published(path).as_bytes())
    }

    /// The titles of a feed's entries, in order.
    pub(crate) fn titles(&self, path: &str) -> Vec<String> {
        titles(&self.feed(path))
    }

    /// The items of `feed.json`.
    pub(crate) fn items(&self) -> Vec<Value> {
        let feed: Value = serde_json::from_str(&self.published("feed.json")).expect("JSON");
        feed["items"].as_array().expect("items").clone()
    }

    /// The only item of `feed.json`.
    pub(crate) fn item(&self) -> Value {
        let mut items = self.items();
        assert_eq!(items.len(), 1, "one article, one item");
        items.remove(0)
    }

    /// What `inspect --format json` says of a path below `articles/`, one value a line.
    pub(crate) fn inspected(&self, path: &str) -> Vec<Value> {
        let output = self.run(&["inspect", "--format", "json", &format!("articles/{path}")]);
        output
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect("one JSON object a line"))
            .collect()
    }

    /// The bytes of every feed.
    pub(crate) fn snapshot(&self) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.path("public"))
    }
}

/// A reader that knows entries by their guid and a change by its instant.
#[derive(Default)]
pub(crate) struct Reader {
    known: BTreeMap<String, (String, String)>,
}

impl Reader {
    /// What a look at the feed shows as new and as changed, by title.
    pub(crate) fn look(&mut self, site: &Site, feed: &str) -> (Vec<String>, Vec<String>) {
        let bytes = fs::read(site.path(&format!("public/{feed}"))).expect("the feed");
        self.read(&bytes)
    }

    /// The same of the bytes of a feed.
    pub(crate) fn read(&mut self, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let (mut new, mut changed) = (Vec::new(), Vec::new());
        for entry in parse(bytes).entries {
            let title = entry.title.map(|title| title.content).unwrap_or_default();
            // RSS has no instant of change of its own.
            let updated = entry.updated.or(entry.published).map(|at| at.to_rfc3339());
            let state = (updated.unwrap_or_default(), title.clone());
            match self.known.insert(entry.id, state.clone()) {
                None => new.push(title),
                Some(before) if before.0 != state.0 => changed.push(title),
                Some(_) => {}
            }
        }
        new.sort();
        changed.sort();
        (new, changed)
    }
}

/// Every file below a folder with its bytes.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        let Ok(entries) = fs::read_dir(&next) else {
            continue;
        };
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("below")
                    .display()
                    .to_string();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// Reads a feed with `feed-rs`, as written.
pub(crate) fn parse(bytes: &[u8]) -> Feed {
    match feed_rs::parser::Builder::new()
        .sanitize_content(false)
        .build()
        .parse(bytes)
    {
        Ok(feed) => feed,
        Err(error) => panic!("{error}\n{}", String::from_utf8_lossy(bytes)),
    }
}

/// The titles of a feed's entries, in order.
pub(crate) fn titles(feed: &Feed) -> Vec<String> {
    feed.entries
        .iter()
        .map(|entry| {
            entry
                .title
                .as_ref()
                .map_or_else(String::new, |title| title.content.clone())
        })
        .collect()
}

/// A text of a JSON value; empty where it is absent.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

/// The texts of a list in a JSON value.
pub(crate) fn texts(value: &Value, key: &str) -> Vec<String> {
    let list = value[key].as_array();
    list.into_iter()
        .flatten()
        .map(|text| match text {
            Value::Object(person) => person["name"].as_str().expect("a name").to_owned(),
            text => text.as_str().expect("a text").to_owned(),
        })
        .collect()
}

/// Says that a part of a test cannot run here, and why.
/// Where CI has installed what tests can use, nothing is to be skipped for want of it.
pub(crate) fn skip(what: &str, why: &str) {
    let wanted = std::env::var_os("DATELINE_NO_SKIP").is_some();
    assert!(!wanted || !why.contains("not installed"), "{what}: {why}");
    eprintln!("skipped: {what}: {why}");
}

/// Whether this process may read what its mode forbids, as root may.
pub(crate) fn permissions_bind() -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = tempfile::NamedTempFile::new().expect("a file");
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o000)).expect("its mode");
        fs::read(file.path()).is_err()
    }
    #[cfg(not(unix))]
    false
}

/// What a run of the command said and ended with. Each check returns it for the next.
pub(crate) struct Output {
    command: String,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Output {
    /// Ended with this exit code.
    #[track_caller]
    pub(crate) fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, Some(expected), "{self}");
        self
    }

    /// Wrote exactly this to standard output.
    #[track_caller]
    pub(crate) fn stdout(self, expected: &str) -> Self {
        assert_eq!(self.stdout, expected, "{self}");
        self
    }

    /// Wrote this to standard output, among other things.
    #[track_caller]
    pub(crate) fn stdout_has(self, expected: &str) -> Self {
        assert!(
            self.stdout.contains(expected),
            "expected `{expected}`\n{self}"
        );
        self
    }

    /// Did not write this to standard output.
    #[track_caller]
    pub(crate) fn stdout_lacks(self, unexpected: &str) -> Self {
        assert!(
            !self.stdout.contains(unexpected),
            "unexpected `{unexpected}`\n{self}"
        );
        self
    }

    /// Wrote exactly this to standard error.
    #[track_caller]
    pub(crate) fn stderr(self, expected: &str) -> Self {
        assert_eq!(self.stderr, expected, "{self}");
        self
    }

    /// Wrote this to standard error, among other things.
    #[track_caller]
    pub(crate) fn stderr_has(self, expected: &str) -> Self {
        assert!(
            self.stderr.contains(expected),
            "expected `{expected}`\n{self}"
        );
        self
    }

    /// The lines of standard output that are findings: `path:line: severity[rule]`, sorted.
    pub(crate) fn findings(&self) -> Vec<String> {
        let mut found: Vec<String> = self
            .stdout
            .lines()
            .filter_map(|line| {
                let (before, _) = line.split_once("]: ")?;
                let severity = ["error[", "warning[", "info["];
                severity
                    .iter()
                    .any(|mark| before.contains(mark))
                    .then(|| format!("{before}]"))
            })
            .collect();
        found.sort();
        found
    }
}

impl std::fmt::Display for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "dateline {} ended with {:?}\n--- stdout\n{}--- stderr\n{}",
            self.command, self.code, self.stdout, self.stderr
        )
    }
}

/// Makes a symbolic link; `false` where the system has none.
pub(crate) fn symlink(target: impl AsRef<OsStr>, link: &Path) -> bool {
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(target.as_ref(), link).expect("a link");
        true
    }
    #[cfg(not(unix))]
    {
        let _ = (target.as_ref(), link);
        false
    }
}

/// Checks that the three feeds say the same of every entry, as `feed-rs` reads them.
#[track_caller]
pub(crate) fn agree(site: &Site) {
    let [rss, atom, json] = FEEDS.map(|path| site.feed(path));
    assert_eq!(titles(&rss), titles(&json));
    assert_eq!(titles(&atom), titles(&json));
    for ((rss, atom), json) in rss.entries.iter().zip(&atom.entries).zip(&json.entries) {
        let title = json.title.as_ref().map(|title| &title.content);
        assert_eq!(rss.id, json.id, "{title:?}");
        assert_eq!(atom.id, json.id, "{title:?}");
        for other in [rss, atom] {
            let page = |entry: &feed_rs::model::Entry| {
                let link = entry
                    .links
                    .iter()
                    .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
                link.map(|link| link.href.clone())
            };
            assert_eq!(page(other), page(json), "{title:?}");
            assert_eq!(other.published, json.published, "{title:?}");
            let names = |entry: &feed_rs::model::Entry| -> Vec<Option<String>> {
                entry
                    .authors
                    .iter()
                    .map(|author| author.name.clone())
                    .collect()
            };
            assert_eq!(names(other), names(json), "{title:?}");
            let tags = |entry: &feed_rs::model::Entry| -> Vec<String> {
                entry
                    .categories
                    .iter()
                    .map(|tag| tag.term.clone())
                    .collect()
            };
            assert_eq!(tags(other), tags(json), "{title:?}");
            let summary = |entry: &feed_rs::model::Entry| {
                entry
                    .summary
                    .as_ref()
                    .map(|summary| summary.content.clone())
            };
            assert_eq!(summary(other), summary(json), "{title:?}");
            let content = |entry: &feed_rs::model::Entry| {
                let body = entry
                    .content
                    .as_ref()
                    .and_then(|content| content.body.clone());
                body.unwrap_or_default().trim().to_owned()
            };
            // JSON Feed requires a content; where there is none it shows the summary or the title.
            if !content(other).is_empty() {
                assert_eq!(content(other), content(json), "{title:?}");
            }
        }
        // RSS has no element of its own for it, and feed-rs does not look for Atom's.
        assert_eq!(atom.updated, json.updated, "{title:?}");
    }
}
