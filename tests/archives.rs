//! Whatever happens to the articles of a site, each is found once in a feed and its archives, and an
//! archive changes only where one of its own articles did.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use dateline::config::{Config, FeedConfig, FilterConfig};
use dateline::pipeline::{Keeping, Run, Silent, build};
use proptest::prelude::*;

/// Something that happens between two builds, to the article of this number.
#[derive(Clone, Debug)]
enum Event {
    /// So many new articles.
    Write(usize),
    /// One with an old date.
    Antedate(usize),
    Edit(usize),
    Remove(usize),
    Restore,
    Draft(usize),
    Retag(usize),
    Limit(usize),
    Size(usize),
    /// The output folder is lost.
    Clone,
    Build,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let which = 0..60_usize;
    let event = prop_oneof![
        4 => (1..6_usize).prop_map(Event::Write),
        2 => (0..40_usize).prop_map(Event::Antedate),
        2 => which.clone().prop_map(Event::Edit),
        2 => which.clone().prop_map(Event::Remove),
        1 => Just(Event::Restore),
        1 => which.clone().prop_map(Event::Draft),
        1 => which.prop_map(Event::Retag),
        1 => (1..6_usize).prop_map(Event::Limit),
        1 => (1..6_usize).prop_map(Event::Size),
        1 => Just(Event::Clone),
        6 => Just(Event::Build),
    ];
    prop::collection::vec(event, 1..40)
}

#[derive(Clone, Debug)]
struct Article {
    number: usize,
    published: DateTime<Utc>,
    edits: usize,
    draft: bool,
    tagged: bool,
    /// Something about it changed since the last build.
    touched: bool,
}

impl Article {
    fn text(&self) -> String {
        // No two are alike: which of them moved is another test's.
        let own: String = (0..30)
            .map(|word| format!("w{}x{word} ", self.number))
            .collect();
        format!(
            "---\ntitle: N{}\ndate: {}\ntags: [{}]\ndraft: {}\n---\n{own}\n\nText {}.\n",
            self.number,
            self.published.format("%Y-%m-%dT%H:%M:%SZ"),
            if self.tagged { "a" } else { "b" },
            self.draft,
            self.edits
        )
    }
}

struct Site {
    folder: tempfile::TempDir,
    articles: Vec<Article>,
    removed: Vec<Article>,
    next: usize,
    limit: usize,
    size: usize,
    now: DateTime<Utc>,
    /// The archives of the last build: titles and bytes, by name.
    archives: BTreeMap<String, (BTreeSet<String>, Vec<u8>)>,
    /// The archive that an article was first seen in, by feed and title.
    places: BTreeMap<(String, String), String>,
}

const FEEDS: [&str; 3] = ["all.json", "tagged.json", "all.xml"];

/// The titles of a document, and where the older entries are.
fn document(path: &str, bytes: &[u8]) -> (Vec<String>, Option<String>) {
    let (feed, _) = dateline::subscribed::read(bytes).expect("a feed");
    let titles = feed.items.into_iter().map(|item| item.title).collect();
    let text = String::from_utf8_lossy(bytes);
    let mark = match path.ends_with(".json") {
        true => "\"next_url\": \"",
        false => "rel=\"prev-archive\"",
    };
    let line = text.lines().find(|line| line.contains(mark));
    let older = line.and_then(|line| {
        let address = line.split("https://example.org/").nth(1)?;
        Some(address.split('"').next()?.to_owned())
    });
    (titles, older)
}

impl Site {
    fn new() -> Self {
        Site {
            folder: tempfile::tempdir().expect("a folder"),
            articles: Vec::new(),
            removed: Vec::new(),
            next: 0,
            limit: 3,
            size: 4,
            now: "2026-01-01T00:00:00Z".parse().expect("an instant"),
            archives: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }

    fn write(&mut self, published: DateTime<Utc>) {
        self.articles.push(Article {
            number: self.next,
            published,
            edits: 0,
            draft: false,
            tagged: self.next.is_multiple_of(2),
            touched: true,
        });
        self.next += 1;
    }

    fn happen(&mut self, event: &Event) -> Result<(), TestCaseError> {
        let first: DateTime<Utc> = "2020-01-01T00:00:00Z".parse().expect("an instant");
        let count = self.articles.len();
        let mut change = |at: &usize, change: &dyn Fn(&mut Article)| {
            if let Some(article) = self.articles.get_mut(at % count.max(1)) {
                change(article);
                article.touched = true;
            }
        };
        match event {
            Event::Write(many) => {
                for _ in 0..*many {
                    self.write(first + TimeDelta::days(self.next as i64));
                }
            }
            Event::Antedate(day) => {
                self.write(first + TimeDelta::days(*day as i64) + TimeDelta::hours(1));
            }
            Event::Edit(at) => change(at, &|article| article.edits += 1),
            Event::Draft(at) => change(at, &|article| article.draft = !article.draft),
            Event::Retag(at) => change(at, &|article| article.tagged = !article.tagged),
            Event::Remove(at) if count > 0 => {
                let article = self.articles.remove(at % count);
                self.removed.push(article);
            }
            Event::Remove(_) => {}
            Event::Restore => {
                if let Some(mut article) = self.removed.pop() {
                    article.touched = true;
                    self.articles.push(article);
                }
            }
            Event::Limit(limit) => self.limit = *limit,
            Event::Size(size) => self.size = *size,
            Event::Clone => {
                let _ = fs::remove_dir_all(self.folder.path().join("public"));
            }
            Event::Build => self.build()?,
        }
        Ok(())
    }

    fn build(&mut self) -> Result<(), TestCaseError> {
        let root = self.folder.path();
        let source = root.join("articles");
        let _ = fs::remove_dir_all(&source);
        fs::create_dir_all(&source).expect("a folder");
        for article in &self.articles {
            let path = source.join(format!("n{}.md", article.number));
            fs::write(path, article.text()).expect("an article");
        }
        let feed = |path: &str| FeedConfig {
            limit: self.limit,
            archive: true,
            archive_size: self.size,
            filter: FilterConfig {
                tags: match path.starts_with("tagged") {
                    true => vec!["a".into()],
                    false => Vec::new(),
                },
                ..FilterConfig::default()
            },
            ..FeedConfig::at(path)
        };
        let mut config = Config::default();
        config.site.url = Some("https://example.org/".into());
        config.site.timezone = Some("UTC".into());
        config.source.path = source;
        config.output.path = root.join("public");
        config.ledger.path = Some(root.join("dateline.lock"));
        config.feeds = FEEDS.map(feed).to_vec();
        self.now += TimeDelta::days(1);
        let run = Run {
            now: self.now,
            progress: &Silent,
            config_path: Path::new(""),
            ledger: Some(Keeping::default()),
        };
        build(&config, &run).expect("a build");

        let mut archives = BTreeMap::new();
        for feed in FEEDS {
            let tagged = feed.starts_with("tagged");
            let shown = self
                .articles
                .iter()
                .filter(|article| !article.draft && (article.tagged || !tagged));
            let expected: BTreeSet<String> = shown
                .map(|article| format!("N{}", article.number))
                .collect();
            let mut in_archives = BTreeSet::new();
            let mut next = Some(feed.to_owned());
            let mut current = Vec::new();
            while let Some(path) = next {
                let bytes = fs::read(config.output.path.join(&path)).expect("a document");
                let (titles, older) = document(&path, &bytes);
                next = older;
                if path == feed {
                    current = titles;
                    continue;
                }
                for title in &titles {
                    prop_assert!(in_archives.insert(title.clone()), "{title} in two archives");
                    let place = (feed.to_owned(), title.clone());
                    let place = self.places.entry(place).or_insert_with(|| path.clone());
                    prop_assert_eq!(&*place, &path, "{} moved", title);
                }
                archives.insert(path, (titles.into_iter().collect(), bytes));
            }
            prop_assert!(
                current.len() >= self.limit.min(expected.len()),
                "{current:?}"
            );
            prop_assert!(
                current.len() < self.limit + self.size.max(self.limit),
                "{} in {feed}, limit {}, size {}",
                current.len(),
                self.limit,
                self.size
            );
            in_archives.extend(current);
            prop_assert_eq!(in_archives, expected, "{}", feed);
        }
        let touched: BTreeSet<String> = self
            .articles
            .iter()
            .filter(|article| article.touched)
            .chain(&self.removed)
            .map(|article| format!("N{}", article.number))
            .collect();
        for (name, (titles, bytes)) in &self.archives {
            let (now, new) = archives.get(name).expect("archives stay");
            if new != bytes {
                let own = titles.union(now).any(|title| touched.contains(title));
                prop_assert!(own, "{name} changed: {titles:?}, {now:?}");
            }
        }
        self.archives = archives;
        for article in &mut self.articles {
            article.touched = false;
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn archives_change_only_with_their_own_articles_and_all_are_found(events in events()) {
        let mut site = Site::new();
        for event in &events {
            site.happen(event)?;
        }
        site.happen(&Event::Build)?;
        site.happen(&Event::Build)?;
    }
}
