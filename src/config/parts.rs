//! The files that a feed has beside itself: archives, or further pages (RFC 5005).

use super::FeedConfig;
use super::site::is_inside;

/// Where a setting may stand in a pattern.
const PATH_TOKENS: [&str; 3] = ["stem", "extension", "number"];
const TITLE_TOKENS: [&str; 2] = ["title", "number"];

impl FeedConfig {
    /// Whether the feed has files beside itself where it has more entries than fit into it.
    pub fn has_parts(&self) -> bool {
        (self.archive || self.paged) && self.limit > 0
    }

    /// How many entries there can be in the feed and its parts; `None` where there is no bound.
    pub fn reach(&self) -> Option<usize> {
        (self.limit > 0 && !self.has_parts()).then_some(self.limit)
    }

    /// The path of the part of a number.
    pub fn part_path(&self, number: u32) -> String {
        let (stem, extension) = self.stem();
        fill(
            self.part_path_pattern(),
            &[
                ("stem", stem),
                ("extension", extension),
                // Folders list them in their order.
                ("number", &format!("{number:04}")),
            ],
        )
    }

    /// The title of the part of a number; `title` is the feed's.
    pub fn part_title(&self, title: &str, number: u32) -> String {
        let pattern = self.part_title.as_deref().unwrap_or(":title (:number)");
        let number = number.to_string();
        fill(pattern, &[("title", title), ("number", &number)])
    }

    fn part_path_pattern(&self) -> &str {
        let default = match self.archive {
            true => ":stem-archive-:number.:extension",
            false => ":stem-page-:number.:extension",
        };
        self.part_path.as_deref().unwrap_or(default)
    }

    /// The path without its extension, and that.
    fn stem(&self) -> (&str, &str) {
        let name = self.path.rfind('/').map_or(0, |slash| slash + 1);
        match self.path[name..].rfind('.') {
            Some(dot) => (&self.path[..name + dot], &self.path[name + dot + 1..]),
            None => (&self.path, self.format().name()),
        }
    }

    /// Whether a path is that of one of its parts.
    fn is_part(&self, path: &str) -> bool {
        let (stem, extension) = self.stem();
        let values = [("stem", stem), ("extension", extension)];
        let pattern = self.part_path_pattern();
        let (before, after) = pattern.split_once(":number").unwrap_or((pattern, ""));
        let number = path
            .strip_prefix(&fill(before, &values))
            .and_then(|rest| rest.strip_suffix(&fill(after, &values)));
        number.is_some_and(|number| {
            number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    }
}

/// The tokens of a pattern replaced by what they stand for.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    while let Some(at) = rest.find(':') {
        filled.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let token = values.iter().find(|(name, _)| rest.starts_with(name));
        match token {
            Some((name, value)) => {
                filled.push_str(value);
                rest = &rest[name.len()..];
            }
            None => filled.push(':'),
        }
    }
    filled.push_str(rest);
    filled
}

/// Refuses what of these settings contradicts another.
pub(super) fn check(feeds: &[FeedConfig], refuse: &mut impl FnMut(&str, String, &str)) {
    for (at, feed) in feeds.iter().enumerate() {
        let key = |name: &str| format!("feeds[{at}].{name}");
        if feed.archive && feed.paged {
            refuse(
                &key("paged"),
                "a feed has archives or pages, found both".to_owned(),
                "keep `archive`: its files stay as they are; pages all change with every new article",
            );
        }
        let partial = [
            (feed.limit > 0, format!("limit = {}", feed.limit)),
            (feed.limit_bytes.is_some(), "limit_bytes".to_owned()),
            (
                feed.limit_days > 0,
                format!("limit_days = {}", feed.limit_days),
            ),
            (feed.archive, "archive = true".to_owned()),
            (feed.paged, "paged = true".to_owned()),
        ];
        let partial = partial.into_iter().find(|(is_set, _)| *is_set);
        if let (true, Some((_, name))) = (feed.complete, partial) {
            refuse(
                &key("complete"),
                format!("a complete feed has every entry, found `{name}`"),
                "set `limit = 0` and no other limit, archive or pages, or remove `complete`",
            );
        }
        if feed.archive && feed.archive_size == 0 {
            refuse(
                &key("archive_size"),
                "expected at least 1, found 0".to_owned(),
                "write how many entries each archive has, such as 50",
            );
        }
        if !feed.archive && !feed.paged {
            continue;
        }
        if feed.limit_bytes.is_some() || feed.limit_days > 0 {
            let key = key(if feed.archive { "archive" } else { "paged" });
            refuse(
                &key,
                "a feed with archives or pages has every article, found a limit by bytes or age"
                    .to_owned(),
                "set `limit` alone, or remove `archive` and `paged`",
            );
        }
        let pattern = feed.part_path_pattern();
        if let Some(token) = unknown(pattern, &PATH_TOKENS) {
            refuse(
                &key("part_path"),
                format!("unknown part `:{token}`"),
                "the parts are :stem :extension :number",
            );
        } else if !pattern.contains(":number") || !is_inside(&feed.part_path(1)) {
            refuse(
                &key("part_path"),
                format!(
                    "expected a file inside the output folder with `:number` in it, found `{pattern}`"
                ),
                "write a pattern such as `:stem-archive-:number.:extension`",
            );
        } else if let Some(other) = feeds.iter().find(|other| {
            let before = feeds[..at]
                .iter()
                .any(|earlier| std::ptr::eq(earlier, *other));
            feed.is_part(&other.path)
                || before && other.has_parts() && other.part_path(1) == feed.part_path(1)
        }) {
            refuse(
                &key("part_path"),
                format!(
                    "a path of `{pattern}` is that of the feed `{}` or of a part of it",
                    other.path
                ),
                "give each feed parts of its own",
            );
        }
        if let Some(pattern) = &feed.part_title
            && let Some(token) = unknown(pattern, &TITLE_TOKENS)
        {
            refuse(
                &key("part_title"),
                format!("unknown part `:{token}`"),
                "the parts are :title :number",
            );
        }
    }
}

/// The first word after a colon that means nothing. In a title a colon may be one.
fn unknown<'a>(pattern: &'a str, tokens: &[&str]) -> Option<&'a str> {
    pattern.split(':').skip(1).find_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphabetic());
        let word = &rest[..end.unwrap_or(rest.len())];
        let is_known = tokens.iter().any(|token| rest.starts_with(token));
        (!word.is_empty() && !is_known).then_some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archived(path: &str) -> FeedConfig {
        FeedConfig {
            archive: true,
            ..FeedConfig::at(path)
        }
    }

    #[test]
    fn parts_stand_beside_their_feed() {
        for (path, pattern, expected) in [
            ("feed.xml", None, "feed-archive-0012.xml"),
            ("a.b/feed", None, "a.b/feed-archive-0012.rss"),
            ("tags/c++.json", None, "tags/c++-archive-0012.json"),
            ("feed.xml", Some("old/:number.:extension"), "old/0012.xml"),
            ("feed.xml", Some(":stem/:number"), "feed/0012"),
        ] {
            let feed = FeedConfig {
                part_path: pattern.map(str::to_owned),
                ..archived(path)
            };
            assert_eq!(feed.part_path(12), expected);
            assert!(feed.is_part(expected) && !feed.is_part(path), "{path}");
        }
        assert_eq!(archived("feed.xml").part_title("A: b", 3), "A: b (3)");
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let of = |change: &dyn Fn(&mut FeedConfig)| {
            let mut feed = archived("feed.xml");
            change(&mut feed);
            let mut keys = Vec::new();
            check(&[feed, archived("atom.xml")], &mut |key, _, _| {
                keys.push(key.to_owned());
            });
            keys
        };
        assert_eq!(of(&|_| ()), Vec::<String>::new());
        assert_eq!(of(&|feed| feed.paged = true), ["feeds[0].paged"]);
        assert_eq!(of(&|feed| feed.complete = true), ["feeds[0].complete"]);
        let keys = of(&|feed| {
            (feed.complete, feed.archive, feed.limit) = (true, false, 0);
            feed.limit_days = 30;
        });
        assert_eq!(keys, ["feeds[0].complete"]);
        assert_eq!(of(&|feed| feed.archive_size = 0), ["feeds[0].archive_size"]);
        for pattern in [
            "x.xml",
            "../:number",
            ":stem-:numbre",
            "/:number",
            ":number/",
        ] {
            let keys = of(&|feed| feed.part_path = Some(pattern.to_owned()));
            assert_eq!(keys, ["feeds[0].part_path"], "{pattern}");
        }
        let keys = of(&|feed| feed.part_path = Some("atom-archive-:number.xml".to_owned()));
        assert_eq!(keys, ["feeds[1].part_path"]);
        let keys = of(&|feed| feed.part_title = Some(":titel".to_owned()));
        assert_eq!(keys, ["feeds[0].part_title"]);
    }
}
