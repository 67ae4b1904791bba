//! What subscribers see as new or changed while a site lives, asked of the feeds alone.

use std::fs;

use crate::newsboat::Newsboat;
use crate::support::{CONFIG, FEEDS, Reader, Site, files_below, skip};

/// A site and somebody who subscribes to each of its feeds.
struct Life {
    site: Site,
    readers: [Reader; 3],
    newsboats: Vec<(&'static str, Newsboat)>,
    day: u32,
}

impl Life {
    fn new(site: Site) -> Self {
        Life {
            site,
            readers: Default::default(),
            newsboats: Vec::new(),
            day: 0,
        }
    }

    /// Has the feeds read by Newsboat too, where that is installed. It knows no JSON Feed.
    fn with_newsboat(mut self) -> Self {
        for feed in ["feed.xml", "atom.xml"] {
            match Newsboat::subscribe(&self.site.path(&format!("public/{feed}"))) {
                Some(newsboat) => self.newsboats.push((feed, newsboat)),
                None => skip("reading with newsboat", "it is not installed"),
            }
        }
        self
    }

    /// Builds a day later, and says what each reader sees as new and as changed.
    #[track_caller]
    fn step(&mut self, arguments: &[&str], new: &[&str], changed: &[&str]) {
        self.day += 1;
        let now = format!("2026-07-{:02}T08:00:00Z", self.day);
        let mut all = vec!["build", "--now", &now, "--limit", "0"];
        all.extend(arguments);
        let output = self.site.run(&all);
        assert_eq!(output.code, Some(0), "{output}");
        for (feed, reader) in FEEDS.iter().zip(&mut self.readers) {
            let (found_new, found_changed) = reader.look(&self.site, feed);
            assert_eq!(found_new, new, "new in {feed}\n{output}");
            // feed-rs does not know `atom:updated` in RSS.
            if *feed != "feed.xml" {
                assert_eq!(found_changed, changed, "changed in {feed}\n{output}");
            }
        }
        for (feed, newsboat) in &mut self.newsboats {
            assert_eq!(newsboat.reload(), new.len(), "unread in {feed}\n{output}");
        }
        // Nothing changed since: nothing is written.
        let before = files_below(&self.site.path("public"));
        let ledger = self.site.read("dateline.lock");
        let again = format!("2026-07-{:02}T20:00:00Z", self.day);
        let mut all = vec!["build", "--now", &again, "--limit", "0", "--locked"];
        all.extend(arguments);
        let output = self.site.run(&all);
        assert_eq!(output.code, Some(0), "{output}");
        assert_eq!(files_below(&self.site.path("public")), before);
        assert_eq!(self.site.read("dateline.lock"), ledger);
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.site.path(&format!("articles/{path}"));
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("an article");
    }

    fn rename(&self, from: &str, to: &str) {
        let to = self.site.path(&format!("articles/{to}"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("folders");
        fs::rename(self.site.path(&format!("articles/{from}")), to).expect("a new name");
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        let file = self.site.path(&format!("articles/{path}"));
        let text = fs::read_to_string(&file).expect("the article");
        assert!(text.contains(from), "{text}");
        fs::write(file, text.replace(from, to)).expect("the article");
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.site.path(&format!("articles/{path}"))).expect("the article");
    }

    fn configure(&self, from: &str, to: &str) {
        let file = self.site.path("dateline.toml");
        let text = fs::read_to_string(&file).expect("the configuration");
        assert!(text.contains(from), "{text}");
        fs::write(file, text.replace(from, to)).expect("the configuration");
    }
}

fn article(title: &str, date: &str, text: &str) -> String {
    let date = match date {
        "" => String::new(),
        date => format!("date: {date}\n"),
    };
    format!("---\ntitle: {title}\n{date}---\n\n{text}\n")
}

/// A text of its own that is long enough to be known again when a part of it changes.
fn prose(topic: &str) -> String {
    (1..30)
        .map(|number| format!("The {topic} number {number} stood by the harbour wall. "))
        .collect()
}

#[test]
fn subscribers_see_what_is_new_and_nothing_else_in_the_life_of_a_site() {
    let mut life = Life::new(Site::new()).with_newsboat();
    life.write(
        "2026-01-05-lamp.md",
        &article("The lamp", "", &prose("lamp")),
    );
    life.write(
        "buoy.md",
        &article("The buoy", "2026-02-01", &prose("buoy")),
    );
    life.write(
        "crane.md",
        &article("The crane", "2026-03-01", &prose("crane")),
    );
    life.step(&[], &["The buoy", "The crane", "The lamp"], &[]);

    // An edit that readers see, and one that they do not.
    life.edit("buoy.md", "number 7 stood", "number 7 swam");
    life.step(&[], &[], &["The buoy"]);
    life.edit("buoy.md", "number 8 stood by", "number 8  stood\nby");
    life.step(&[], &[], &[]);

    // A new name without the date, another folder, another slug, another title, one at a time and
    // several at once.
    life.rename("2026-01-05-lamp.md", "lamps/the-lamp.md");
    life.step(&[], &[], &[]);
    life.rename("crane.md", "2026/crane-of-iron.md");
    life.edit("2026/crane-of-iron.md", "date:", "slug: iron\ndate:");
    life.step(&[], &[], &[]);
    life.edit(
        "2026/crane-of-iron.md",
        "title: The crane",
        "title: The old crane",
    );
    life.step(&[], &[], &["The old crane"]);
    life.rename("lamps/the-lamp.md", "light.md");
    life.edit("light.md", "number 3 stood", "number 3 shone");
    life.step(&[], &[], &["The lamp"]);

    // Names that change places.
    life.rename("light.md", "x.md");
    life.rename("buoy.md", "light.md");
    life.rename("x.md", "buoy.md");
    life.step(&[], &[], &[]);

    // The pattern of addresses, the scheme, the host.
    life.step(
        &["--set", "source.permalink=/:year/:month/:slug/"],
        &[],
        &[],
    );
    life.configure("https://example.org/", "http://example.org/");
    life.step(&[], &[], &[]);
    life.configure("http://example.org/", "https://harbour.example/blog/");
    let output = life.site.run(&["build"]).code(2);
    assert!(output.stderr.contains("other-ledger"), "{output}");
    life.step(&["--adopt-authority"], &[], &[]);

    // A new one, and one that takes the place of another.
    life.write(
        "crate.md",
        &article("The crate", "2026-07-01", &prose("crate")),
    );
    life.step(&[], &["The crate"], &[]);
    life.remove("crate.md");
    life.write(
        "crate.md",
        &article("A whale", "2026-07-01", &prose("whale")),
    );
    life.write(
        "old/crate.md",
        &article("The crate", "2026-07-01", &prose("crate")),
    );
    life.step(&[], &["A whale"], &[]);

    // Deleted, restored; a draft again, published again.
    life.rename("light.md", "../light.md");
    life.step(&[], &[], &[]);
    assert!(
        !life
            .site
            .titles("feed.xml")
            .contains(&"The buoy".to_owned())
    );
    life.rename("../light.md", "back/light.md");
    life.step(&[], &[], &[]);
    assert!(
        life.site
            .titles("feed.xml")
            .contains(&"The buoy".to_owned())
    );
    life.edit("back/light.md", "title:", "draft: true\ntitle:");
    life.step(&[], &[], &[]);
    life.edit("back/light.md", "draft: true\n", "");
    life.step(&[], &[], &[]);

    // A file that cannot be read today is not deleted.
    life.edit("crate.md", "title: A whale", "title: \"A whale");
    life.site
        .run(&["build", "--now", "2026-07-28T08:00:00Z", "--limit", "0"])
        .code(1);
    life.edit("crate.md", "title: \"A whale", "title: A whale");
    life.step(&[], &[], &[]);

    // Once more, on purpose, and once.
    life.edit("buoy.md", "title:", "republish: true\ntitle:");
    life.step(&[], &["The lamp"], &[]);
    assert_eq!(life.site.titles("feed.xml")[0], "The lamp");
    life.edit("buoy.md", "republish: true\n", "");
    life.step(&[], &[], &[]);
    assert_eq!(life.site.titles("feed.xml")[0], "The lamp");
    life.edit("buoy.md", "title:", "republish: true\ntitle:");
    life.step(&[], &["The lamp"], &[]);
}

#[test]
fn articles_that_cannot_be_told_apart_are_named_and_wait() {
    let mut life = Life::new(Site::new());
    life.write("a.md", &article("Notes", "2026-01-05", &prose("note")));
    life.write("z.md", &article("Zebra", "2026-01-06", &prose("zebra")));
    life.step(&[], &["Notes", "Zebra"], &[]);
    life.remove("a.md");
    life.write("b.md", &article("Notes", "2026-01-05", &prose("note")));
    life.write("c.md", &article("Notes", "2026-01-05", &prose("note")));
    let output = life.site.run(&["build", "--limit", "0"]).code(1);
    for (one, other) in [("b.md", "c.md"), ("c.md", "b.md")] {
        let said = format!(
            "articles/{one}:1: error[unclear-move]: subscribers have a.md, which may be this article or {other}; it is left out\n  \
             help: write `guid: tag:example.org,2026-01-05:a` in the one that it is\n"
        );
        assert!(output.stdout.contains(&said), "{output}");
    }
    assert_eq!(life.site.titles("feed.xml"), ["Zebra"]);
    // The line that the finding says settles it.
    life.edit(
        "b.md",
        "title:",
        "guid: tag:example.org,2026-01-05:a\ntitle:",
    );
    life.step(&[], &["Notes"], &[]);
}

#[test]
fn an_address_that_an_article_says_it_had_tells_what_it_is() {
    let mut life = Life::new(Site::new());
    life.write("a.md", &article("Before", "2026-01-05", &prose("wall")));
    life.step(&[], &["Before"], &[]);
    life.remove("a.md");
    life.write(
        "b.md",
        &article("After", "2026-01-05", &prose("gate")).replace("title:", "aliases: [/a/]\ntitle:"),
    );
    life.step(&[], &[], &["After"]);
}

#[test]
fn two_branches_that_each_add_an_article_merge_line_by_line() {
    let mut life = Life::new(Site::new());
    for number in 1..9 {
        let title = format!("Number {number}");
        let day = format!("2026-01-{number:02}");
        life.write(
            &format!("{number}.md"),
            &article(&title, &day, &prose(&title)),
        );
    }
    let titles: Vec<String> = (1..9).map(|number| format!("Number {number}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    life.step(&[], &titles, &[]);
    let base = life.site.read("dateline.lock");
    let branch = |name: &str| {
        life.write(
            &format!("{name}.md"),
            &article(name, "2026-06-01", &prose(name)),
        );
        life.site.run(&["build", "--limit", "0"]).code(0);
        let ledger = life.site.read("dateline.lock");
        life.remove(&format!("{name}.md"));
        fs::write(life.site.path("dateline.lock"), &base).expect("the ledger");
        let mut added: Vec<String> = ledger.lines().map(str::to_owned).collect();
        added.retain(|line| !base.lines().any(|known| known == line));
        assert_eq!(added.len(), 1, "{ledger}");
        added.remove(0)
    };
    let (ours, theirs) = (branch("Ours"), branch("Theirs"));
    // As `merge=union` of git leaves it, and with the marks of a conflict.
    let marked = format!("{base}<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> theirs\n");
    fs::write(life.site.path("dateline.lock"), marked).expect("the ledger");
    life.write("Ours.md", &article("Ours", "2026-06-01", &prose("Ours")));
    life.write(
        "Theirs.md",
        &article("Theirs", "2026-06-01", &prose("Theirs")),
    );
    let output = life.site.run(&["build"]).code(2);
    let place = format!(
        "dateline.lock:{}: error[broken-ledger]",
        base.lines().count() + 1
    );
    assert!(output.stderr.contains(&place), "{output}");
    fs::write(
        life.site.path("dateline.lock"),
        format!("{base}{ours}\n{theirs}\n"),
    )
    .expect("the ledger");
    // Out of order is as good: nothing would change.
    life.site
        .run(&["build", "--limit", "0", "--locked"])
        .code(0);
    life.step(&[], &["Ours", "Theirs"], &[]);
}

#[test]
fn a_ledger_that_would_change_fails_where_it_must_not() {
    let site = Site::new().dated("a.md", "A", "2026-01-05");
    site.run(&["build"]).code(0);
    let (ledger, feed) = (site.read("dateline.lock"), site.read("public/feed.xml"));
    let site = site.dated("b.md", "B", "2026-01-06");
    let output = site.run(&["build", "--locked"]).code(1);
    assert!(
        output.stdout.contains("dateline.lock: error[stale-ledger]: the ledger would change:\n    + tag:example.org,2026-01-06:b\t+\tb.md\t/b/\t2026-01-06T00:00:00Z\t=\t"),
        "{output}"
    );
    assert_eq!(site.read("dateline.lock"), ledger);
    assert_eq!(site.read("public/feed.xml"), feed);
    site.run(&["build", "--no-lock"]).code(0);
    assert_eq!(site.read("dateline.lock"), ledger);
    assert_eq!(site.titles("feed.xml"), ["B", "A"]);
}

#[test]
fn what_is_gone_is_said_in_atom_where_that_is_asked_for() {
    let site = Site::bare()
        .config(&format!(
            "{CONFIG}[[feeds]]\npath = \"atom.xml\"\ndeleted_entries = true\n"
        ))
        .dated("a.md", "A", "2026-01-05")
        .dated("b.md", "B", "2026-01-06");
    site.run(&["build"]).code(0);
    assert!(!site.read("public/atom.xml").contains("deleted-entry"));
    fs::remove_file(site.path("articles/a.md")).expect("the article");
    site.run(&["build", "--now", "2026-06-02T00:00:00Z"])
        .code(0);
    let atom = site.read("public/atom.xml");
    let said =
        "<at:deleted-entry ref=\"tag:example.org,2026-01-05:a\" when=\"2026-06-02T00:00:00Z\"";
    assert!(atom.contains(said), "{atom}");
    site.run(&["validate", "public/atom.xml", "--profile", "strict"])
        .code(0);
    // Another article in its place has a guid of its own, and the old one stays gone.
    let site = site.article(
        "a.md",
        &article("Something else", "2026-01-05", &prose("quay")),
    );
    site.run(&["build", "--now", "2026-06-03T00:00:00Z"])
        .code(0);
    let atom = site.read("public/atom.xml");
    assert!(atom.contains(said), "{atom}");
    assert!(
        atom.contains("<id>tag:example.org,2026-01-05:a~2</id>"),
        "{atom}"
    );
}
