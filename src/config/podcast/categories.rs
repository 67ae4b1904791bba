//! The categories of Apple Podcasts, which the other directories take too.

use crate::text::nearest;

/// Every category with its subcategories, in the order of the list (Apple Podcasts for Creators, "Apple
/// Podcasts categories": the list of August 2019 and later). Names are compared letter by letter.
#[rustfmt::skip]
pub static CATEGORIES: &[(&str, &[&str])] = &[
    ("Arts", &["Books", "Design", "Fashion & Beauty", "Food", "Performing Arts", "Visual Arts"]),
    ("Business", &["Careers", "Entrepreneurship", "Investing", "Management", "Marketing", "Non-Profit"]),
    ("Comedy", &["Comedy Interviews", "Improv", "Stand-Up"]),
    ("Education", &["Courses", "How To", "Language Learning", "Self-Improvement"]),
    ("Fiction", &["Comedy Fiction", "Drama", "Science Fiction"]),
    ("Government", &[]),
    ("Health & Fitness", &[
        "Alternative Health", "Fitness", "Medicine", "Mental Health", "Nutrition", "Sexuality",
    ]),
    ("History", &[]),
    ("Kids & Family", &["Education for Kids", "Parenting", "Pets & Animals", "Stories for Kids"]),
    ("Leisure", &[
        "Animation & Manga", "Automotive", "Aviation", "Crafts", "Games", "Hobbies",
        "Home & Garden", "Video Games",
    ]),
    ("Music", &["Music Commentary", "Music History", "Music Interviews"]),
    ("News", &[
        "Business News", "Daily News", "Entertainment News", "News Commentary", "Politics",
        "Sports News", "Tech News",
    ]),
    ("Religion & Spirituality", &[
        "Buddhism", "Christianity", "Hinduism", "Islam", "Judaism", "Religion", "Spirituality",
    ]),
    ("Science", &[
        "Astronomy", "Chemistry", "Earth Sciences", "Life Sciences", "Mathematics",
        "Natural Sciences", "Nature", "Physics", "Social Sciences",
    ]),
    ("Society & Culture", &[
        "Documentary", "Personal Journals", "Philosophy", "Places & Travel", "Relationships",
    ]),
    ("Sports", &[
        "Baseball", "Basketball", "Cricket", "Fantasy Sports", "Football", "Golf", "Hockey",
        "Rugby", "Running", "Soccer", "Swimming", "Tennis", "Volleyball", "Wilderness", "Wrestling",
    ]),
    ("TV & Film", &["After Shows", "Film History", "Film Interviews", "Film Reviews", "TV Reviews"]),
    ("Technology", &[]),
    ("True Crime", &[]),
];

/// A category, and a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Category {
    /// As the list has it.
    pub name: &'static str,
    /// As the list has it, where one was given.
    pub subcategory: Option<&'static str>,
}

impl Category {
    /// Reads `Arts`, `Arts > Books`, or `Books` alone, which no other category has.
    ///
    /// # Errors
    ///
    /// What was found, with the nearest name of the list.
    pub fn read(text: &str) -> Result<Self, String> {
        let same = |name: &str, text: &str| name.eq_ignore_ascii_case(text.trim());
        let Some((name, part)) = text.split_once('>') else {
            for &(name, parts) in CATEGORIES {
                if same(name, text) {
                    return Ok(Category {
                        name,
                        subcategory: None,
                    });
                }
                if let Some(part) = parts.iter().find(|part| same(part, text)) {
                    return Ok(Category {
                        name,
                        subcategory: Some(part),
                    });
                }
            }
            let all = CATEGORIES
                .iter()
                .flat_map(|(name, parts)| parts.iter().chain([name]));
            return Err(not_found("category", text, all.copied()));
        };
        let Some(&(name, parts)) = CATEGORIES.iter().find(|(known, _)| same(known, name)) else {
            let all = CATEGORIES.iter().map(|(name, _)| *name);
            return Err(not_found("category", name, all));
        };
        match parts.iter().find(|known| same(known, part)) {
            Some(part) => Ok(Category {
                name,
                subcategory: Some(part),
            }),
            None => {
                let what = format!("part of `{name}`");
                Err(not_found(&what, part, parts.iter().copied()))
            }
        }
    }
}

fn not_found<'a>(what: &str, text: &str, known: impl Iterator<Item = &'a str>) -> String {
    let text = text.trim();
    // Both sides in small letters: a name in capitals is as near as any.
    let known: Vec<(String, &str)> = known.map(|name| (name.to_lowercase(), name)).collect();
    let near = nearest(text, known.iter().map(|(small, _)| &**small));
    let near = near.and_then(|near| known.iter().find(|(small, _)| small == near));
    match near {
        Some((_, name)) => format!("no such {what}, found `{text}`; the nearest is `{name}`"),
        None => format!("no such {what}, found `{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_category_is_found_by_its_name_or_that_of_its_part() {
        for (text, expected) in [
            ("Technology", Ok(("Technology", None))),
            (
                "society & culture > documentary",
                Ok(("Society & Culture", Some("Documentary"))),
            ),
            ("Books", Ok(("Arts", Some("Books")))),
            (
                "Tecnology",
                Err("no such category, found `Tecnology`; the nearest is `Technology`"),
            ),
            (
                "Arts > Bokks",
                Err("no such part of `Arts`, found `Bokks`; the nearest is `Books`"),
            ),
            (
                "Government > Books",
                Err("no such part of `Government`, found `Books`"),
            ),
            ("xyz", Err("no such category, found `xyz`")),
        ] {
            let read = Category::read(text).map(|found| (found.name, found.subcategory));
            assert_eq!(read, expected.map_err(str::to_owned), "{text}");
        }
    }

    #[test]
    fn no_name_stands_twice() {
        let mut seen = HashSet::new();
        for (name, parts) in CATEGORIES {
            assert!(seen.insert(*name), "{name}");
            assert!(parts.iter().all(|part| seen.insert(part)), "{name}");
        }
    }
}
