//! What is written beside the feeds: where, and whether the places are free.

use std::path::PathBuf;

use super::site::is_inside;
use super::{Config, FeedConfig, FileConfig};
use crate::feed::FeedFormat;

/// What is written beside the feeds, as paths in the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs {
    /// Whether feeds have a page for people unless they say otherwise.
    pub pages: bool,
    /// The template of the pages.
    pub template: Option<PathBuf>,
    /// The list of all feeds.
    pub opml: Option<String>,
    /// The addresses of all articles.
    pub sitemap: Option<String>,
    /// The articles of the last days.
    pub news_sitemap: Option<String>,
}

impl Outputs {
    pub(super) fn of(config: &Config) -> Self {
        let output = &config.output;
        let path = |path: Option<&str>| path.map(str::to_owned);
        Outputs {
            pages: output.pages,
            template: output.template.clone(),
            opml: path(output.opml.path("feeds.opml")),
            sitemap: path(output.sitemap.path("sitemap.xml")),
            news_sitemap: path(output.news_sitemap.path("news-sitemap.xml")),
        }
    }

    /// The path of a feed's page for people, where it has one. The page of a feed `index.xml` is not
    /// `index.html`, which is the page of the site itself, but `feed.html`.
    pub fn page(&self, feed: &FeedConfig) -> Option<String> {
        let (folder, name) = folder_and_name(&feed.path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let stem = if stem == "index" { "feed" } else { stem };
        let usual = format!("{folder}{stem}.html");
        match &feed.page {
            Some(page) => page.path(&usual).map(str::to_owned),
            None => self.pages.then_some(usual),
        }
    }

    /// The files of which a site has one, with the key that asks for each.
    pub fn of_site(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("output.opml", &self.opml),
            ("output.sitemap", &self.sitemap),
            ("output.news_sitemap", &self.news_sitemap),
        ]
        .into_iter()
        .filter_map(|(key, path)| Some((key, path.as_deref()?)))
    }

    /// The path of the stylesheet that is written beside a feed.
    pub fn stylesheet(feed: &FeedConfig) -> String {
        format!("{}feed.css", folder_and_name(&feed.path).0)
    }
}

fn folder_and_name(path: &str) -> (&str, &str) {
    path.split_at(path.rfind('/').map_or(0, |slash| slash + 1))
}

/// Refuses what cannot be written: outside the output folder, or over another file of the build.
/// `is_web` says whether a text is the
/// address of something on the web; `refuse` takes the key, what is wrong, and how to mend it.
pub(super) fn check(
    config: &Config,
    feeds: &[FeedConfig],
    is_web: &dyn Fn(&str) -> bool,
    refuse: &mut dyn FnMut(&str, String, &str),
) {
    let outputs = Outputs::of(config);
    let mut taken: Vec<(&str, String)> = feeds
        .iter()
        .map(|feed| ("a feed", feed.path.clone()))
        .collect();
    for (key, path) in outputs.of_site() {
        if !is_inside(path) {
            refuse(
                key,
                format!("expected a file inside the output folder, found `{path}`"),
                "write a relative path such as `feeds/index.opml`",
            );
        } else if let Some((whose, _)) = taken.iter().find(|(_, other)| other == path) {
            refuse(
                key,
                format!("`{path}` is the path of {whose} too"),
                "give each file a path of its own",
            );
        }
        taken.push((key, path.to_owned()));
    }
    let mut pages: Vec<String> = Vec::new();
    for (at, feed) in feeds.iter().enumerate() {
        let Some(page) = outputs.page(feed) else {
            continue;
        };
        let key = format!("feeds[{at}].page");
        if !is_inside(&page) {
            refuse(
                &key,
                format!("expected a file inside the output folder, found `{page}`"),
                "write a relative path such as `feed.html`",
            );
        } else if let Some((whose, _)) = taken.iter().find(|(_, other)| *other == page) {
            refuse(
                &key,
                format!("`{page}` is the path of {whose} too"),
                "give each file a path of its own, such as `page = \"about-the-feed.html\"`",
            );
        }
        pages.push(page);
    }
    for (at, feed) in feeds.iter().enumerate() {
        let key = format!("feeds[{at}].css");
        match &feed.css {
            FileConfig::Usual(true) if feed.format() != FeedFormat::Json => {
                let sheet = Outputs::stylesheet(feed);
                let whose = taken.iter().find(|(_, other)| *other == sheet);
                let whose = whose.map(|(whose, _)| *whose);
                let whose = whose.or_else(|| pages.contains(&sheet).then_some("a page"));
                if let Some(whose) = whose {
                    refuse(
                        &key,
                        format!("`{sheet}` is the path of {whose} too"),
                        "give that file another name, or `css` the address of your own stylesheet",
                    );
                }
            }
            FileConfig::At(address) if !is_web(address) => refuse(
                &key,
                format!("expected true, false or a web address, found `{address}`"),
                "write an absolute address, or a path on the site such as `/feed.css`",
            ),
            _ => {}
        }
    }
    if !cfg!(feature = "pages") && !pages.is_empty() {
        refuse(
            "output.pages",
            "pages are asked for, and this dateline was built without them".to_owned(),
            "install it with `--features pages`: in a checkout, `cargo install --path . --features pages`",
        );
    }
    // A publication has a language (Google, "Create a news sitemap", `news:language`).
    if outputs.news_sitemap.is_some() && config.site.language.is_none() {
        refuse(
            "output.news_sitemap",
            "the language of the site is needed".to_owned(),
            "set `language` under `[site]`, such as `en`",
        );
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_page_stands_beside_its_feed_and_never_over_the_front_page() {
        let outputs = Outputs {
            pages: true,
            ..Outputs::default()
        };
        for (feed, page) in [
            ("feed.xml", "feed.html"),
            ("index.xml", "feed.html"),
            ("tags/rust/index.xml", "tags/rust/feed.html"),
            ("tags/v1.0.atom", "tags/v1.0.html"),
            ("feed", "feed.html"),
        ] {
            let feed = FeedConfig::at(feed);
            assert_eq!(outputs.page(&feed).as_deref(), Some(page));
        }
        let mut feed = FeedConfig::at("feed.xml");
        feed.page = Some(FileConfig::Usual(false));
        assert_eq!(outputs.page(&feed), None);
        feed.page = Some(FileConfig::At("subscribe/index.html".into()));
        let page = Outputs::default().page(&feed);
        assert_eq!(page.as_deref(), Some("subscribe/index.html"));
    }

    #[test]
    fn places_outside_or_taken_are_refused() {
        let text = "[site]\nurl = \"https://example.org\"\n[output]\nopml = \"../feeds.opml\"\nsitemap = \"feed.xml\"\n\
                    news_sitemap = true\n[[feeds]]\npath = \"feed.xml\"\npage = \"feed.xml\"\n\
                    [[feeds]]\npath = \"atom.xml\"\npage = \"/atom.html\"\n";
        let config = Config::parse(text, Path::new("")).unwrap();
        let findings = config.resolve(Path::new("")).unwrap_err();
        let messages: Vec<&str> = findings.iter().map(|finding| &*finding.message).collect();
        assert_eq!(
            messages,
            [
                "output.opml: expected a file inside the output folder, found `../feeds.opml`",
                "output.sitemap: `feed.xml` is the path of a feed too",
                "feeds[0].page: `feed.xml` is the path of a feed too",
                "feeds[1].page: expected a file inside the output folder, found `/atom.html`",
                "output.news_sitemap: the language of the site is needed",
            ]
        );
        let wrong = Config::parse("[output]\nopml = 3\n", Path::new("dateline.toml")).unwrap_err();
        assert!(
            wrong[0].message.contains("expected true, false or a path"),
            "{wrong:?}"
        );
    }
}
