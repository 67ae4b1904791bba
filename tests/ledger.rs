//! Whatever happens to the files of a site, an article whose text stayed keeps its guid, and no two
//! articles ever have one.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use chrono::{DateTime, Duration, Utc};
use dateline::config::{Config, FeedConfig};
use dateline::feed::FeedFormat;
use dateline::pipeline::{Keeping, Run, Silent, build};
use proptest::prelude::*;

/// Something that happens between two builds, to the article of this number.
#[derive(Clone, Debug)]
enum Event {
    Write,
    EditText(usize),
    EditTitle(usize),
    Rename(usize, usize),
    Swap(usize, usize),
    Remove(usize),
    Restore,
    Reslug(usize),
    Draft(usize),
    Build,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let which = 0..12_usize;
    let event = prop_oneof![
        3 => Just(Event::Write),
        2 => which.clone().prop_map(Event::EditText),
        1 => which.clone().prop_map(Event::EditTitle),
        3 => (which.clone(), 0..6_usize).prop_map(|(at, folder)| Event::Rename(at, folder)),
        2 => (which.clone(), which.clone()).prop_map(|(a, b)| Event::Swap(a, b)),
        1 => which.clone().prop_map(Event::Remove),
        1 => Just(Event::Restore),
        1 => which.clone().prop_map(Event::Reslug),
        1 => which.prop_map(Event::Draft),
        5 => Just(Event::Build),
    ];
    prop::collection::vec(event, 1..40)
}

/// An article as its author knows it.
#[derive(Clone, Debug)]
struct Known {
    number: usize,
    title: String,
    edits: usize,
    slug: usize,
    draft: bool,
    /// Title or text changed since the last build.
    edited: bool,
    /// It has another path since the last build: edited as well, it may be taken for another.
    moved: bool,
    path: String,
}

impl Known {
    fn text(&self) -> String {
        let number = self.number;
        let sentences: String = (0..40)
            .map(|n| match n < self.edits {
                true => format!("Here the author of {number} changed sentence {n}. "),
                false => {
                    format!("What{number}n{n} of article {number} was{number}n{n} here{number}. ")
                }
            })
            .collect();
        // Days repeat: an instant alone tells nobody apart.
        let day = 1 + number % 5;
        let slug = match self.slug {
            0 => String::new(),
            slug => format!("slug: s{number}-{slug}\n"),
        };
        let draft = if self.draft { "draft: true\n" } else { "" };
        format!(
            "---\ntitle: {}\ndate: 2025-03-{day:02}\n{slug}{draft}---\n\n{sentences}\n",
            self.title
        )
    }
}

struct Site {
    folder: tempfile::TempDir,
    articles: Vec<Known>,
    removed: Vec<Known>,
    next: usize,
    now: DateTime<Utc>,
    /// The guid that each article was given first.
    guids: HashMap<usize, String>,
}

impl Site {
    fn new() -> Self {
        Site {
            folder: tempfile::tempdir().expect("a folder"),
            articles: Vec::new(),
            removed: Vec::new(),
            next: 1,
            now: "2026-01-01T00:00:00Z".parse().expect("an instant"),
            guids: HashMap::new(),
        }
    }

    fn happen(&mut self, event: &Event) -> Result<(), TestCaseError> {
        let count = self.articles.len();
        let at = |at: &usize| at % count.max(1);
        match event {
            Event::Write => {
                let number = self.next;
                self.next += 1;
                self.articles.push(Known {
                    number,
                    // Every third has the title of another.
                    title: format!("Title {}", number - usize::from(number.is_multiple_of(3))),
                    edits: 0,
                    slug: 0,
                    draft: false,
                    edited: false,
                    moved: false,
                    path: format!("a{number}.md"),
                });
            }
            Event::Build => self.build()?,
            Event::Restore => {
                if let Some(article) = self.removed.pop()
                    && self.articles.iter().all(|other| other.path != article.path)
                {
                    self.articles.push(article);
                }
            }
            _ if count == 0 => {}
            Event::EditText(one) => {
                let article = &mut self.articles[at(one)];
                article.edits += 1;
                article.edited = true;
            }
            Event::EditTitle(one) => {
                let article = &mut self.articles[at(one)];
                article.title.push_str(" again");
                article.edited = true;
            }
            Event::Rename(one, folder) => {
                let path = format!("f{folder}/b{}.md", self.articles[at(one)].number);
                if self.articles.iter().all(|other| other.path != path) {
                    self.articles[at(one)].path = path;
                    self.articles[at(one)].moved = true;
                }
            }
            Event::Swap(one, other) => {
                let (one, other) = (at(one), at(other));
                let path = self.articles[one].path.clone();
                self.articles[one].path = std::mem::replace(&mut self.articles[other].path, path);
                self.articles[one].moved = true;
                self.articles[other].moved = true;
            }
            Event::Remove(one) => {
                let article = self.articles.remove(at(one));
                self.removed.push(article);
            }
            Event::Reslug(one) => self.articles[at(one)].slug += 1,
            Event::Draft(one) => {
                let article = &mut self.articles[at(one)];
                article.draft = !article.draft;
            }
        }
        Ok(())
    }

    fn build(&mut self) -> Result<(), TestCaseError> {
        let root = self.folder.path();
        let source = root.join("articles");
        let _ = fs::remove_dir_all(&source);
        for article in &self.articles {
            let path = source.join(&article.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            fs::write(path, article.text()).expect("an article");
        }
        fs::create_dir_all(&source).expect("the folder");
        let mut config = Config::default();
        config.site.url = Some("https://example.org/".into());
        config.site.timezone = Some("UTC".into());
        config.source.path = source;
        config.output.path = root.join("public");
        config.ledger.path = Some(root.join("dateline.lock"));
        config.feeds = vec![FeedConfig {
            limit: 0,
            ..FeedConfig::of(FeedFormat::Json)
        }];
        self.now += Duration::days(1);
        let run = Run {
            now: self.now,
            progress: &Silent,
            config_path: Path::new(""),
            ledger: Some(Keeping::default()),
        };
        let built = build(&config, &run).expect("a build");
        let feed: serde_json::Value =
            serde_json::from_slice(&fs::read(root.join("public/feed.json")).expect("the feed"))
                .expect("JSON");
        let mut shown: BTreeMap<usize, String> = BTreeMap::new();
        for item in feed["items"].as_array().expect("items") {
            let text = item["content_html"].as_str().expect("content");
            // The last sentence is never edited.
            let number = text
                .split("of article ")
                .last()
                .and_then(|rest| rest.split(' ').next())
                .and_then(|number| number.parse().ok())
                .expect("its number");
            let guid = item["id"].as_str().expect("a guid").to_owned();
            prop_assert!(
                shown.values().all(|other| *other != guid),
                "{guid} twice\n{:?}",
                self.articles
            );
            shown.insert(number, guid);
        }
        let ledger = fs::read_to_string(root.join("dateline.lock")).expect("the ledger");
        for article in &mut self.articles {
            let Some(guid) = shown.get(&article.number) else {
                prop_assert!(
                    article.draft,
                    "{article:?} is missing\n{:?}",
                    built.findings
                );
                continue;
            };
            match self.guids.get(&article.number) {
                Some(first) if !(article.edited && article.moved) => prop_assert_eq!(
                    first,
                    guid,
                    "{:?}\n{}\n{:?}",
                    article,
                    ledger,
                    built.findings
                ),
                _ => {
                    self.guids.insert(article.number, guid.clone());
                }
            }
            article.edited = false;
            article.moved = false;
        }
        // A guid never goes to another article, not even that of one that is gone.
        let mut owners: HashMap<&str, usize> = HashMap::new();
        for (number, guid) in &self.guids {
            if let Some(other) = owners.insert(guid, *number) {
                // What has the title of another and takes its place cannot be told from it.
                let pair = |number: usize| number - usize::from(number.is_multiple_of(3));
                prop_assert_eq!(pair(*number), pair(other), "{}\n{}", guid, ledger);
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn an_article_keeps_its_guid_and_no_two_have_one(events in events()) {
        let mut site = Site::new();
        for event in &events {
            site.happen(event)?;
        }
        site.happen(&Event::Build)?;
        site.happen(&Event::Build)?;
    }
}
