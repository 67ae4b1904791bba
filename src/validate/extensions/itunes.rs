//! Apple's podcast namespace: its elements, the present categories, and what the directory asks for
//! (Apple Podcasts for Creators, "A podcaster's guide to RSS").

use crate::config::{CATEGORIES, PLAYABLE, Profile};
use crate::validate::element::{Element, optional, required, role};
use crate::validate::ns::Ns;
use crate::validate::place::Mark;
use crate::validate::rules;
use crate::validate::text::clip;
use crate::validate::values::{Fault, Value};
use crate::validate::view::{Leaf, Tag};
use crate::validate::walk::Walk;

const FEED: u64 = role::ANY_FEED;
const ENTRY: u64 = role::ANY_ENTRY | role::PODCAST_LIVE;
const ANY: u64 = FEED | ENTRY;

const fn itunes(name: &'static str, within: u64, value: Value) -> Element {
    Element::new(Ns::Itunes, name, within, value).start(seen)
}

const YES: Value = Value::Word(&["yes", "no"]);
const NUMBER: Value = Value::Number(1, u64::MAX);

/// The elements, by name.
pub(super) static ELEMENTS: &[Element] = &[
    itunes("applepodcastsverify", FEED, Value::Text),
    itunes("author", ANY, Value::Plain),
    itunes("block", ANY, YES),
    itunes("category", ANY | role::ITUNES_CATEGORY, Value::Elements)
        .many()
        .role(role::ITUNES_CATEGORY)
        .attributes(&[required("text", Value::Any)])
        .start(category)
        .end(category_end),
    itunes("complete", FEED, YES),
    itunes("duration", ENTRY, Value::Check(duration)),
    itunes("email", role::ITUNES_OWNER, Value::Email),
    itunes("episode", ENTRY, NUMBER),
    itunes(
        "episodeType",
        ENTRY,
        Value::Word(&["full", "trailer", "bonus"]),
    ),
    itunes("explicit", ANY, Value::Word(&["true", "false"])),
    itunes("image", ANY, Value::Any)
        .attributes(&[
            required("href", Value::Iri),
            optional("rel", Value::Any),
            optional("type", Value::Any),
        ])
        .start(artwork),
    itunes("isClosedCaptioned", ENTRY, YES),
    itunes("keywords", ANY, Value::Check(keywords)).start(keywords_start),
    itunes("name", role::ITUNES_OWNER, Value::Plain),
    itunes("new-feed-url", FEED, Value::Iri),
    itunes("order", ENTRY, Value::Number(0, u64::MAX)),
    itunes("owner", FEED, Value::Elements).role(role::ITUNES_OWNER),
    itunes("season", ENTRY, NUMBER),
    itunes("subtitle", ANY, Value::Short(255)),
    itunes("summary", ANY, Value::Short(4000)),
    itunes("title", ANY, Value::Plain),
    itunes("type", FEED, Value::Word(&["episodic", "serial"])),
];

fn seen(walk: &mut Walk, _: &Tag<'_>) {
    walk.state.podcast.itunes = true;
}

/// `HH:MM:SS`, `MM:SS` or seconds.
fn duration(text: &str) -> Option<Fault> {
    let mut parts = text.split(':');
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let first = parts.next().unwrap_or("");
    let rest: Vec<&str> = parts.take(3).collect();
    let fits = match rest.len() {
        0 => digits(first, 9),
        1 | 2 => {
            digits(first, 3)
                && rest
                    .iter()
                    .all(|part| digits(part, 2) && part.parse::<u32>().is_ok_and(|part| part < 60))
        }
        _ => false,
    };
    (!fits).then(|| {
        Fault::new(
            &rules::INVALID_TIME,
            0,
            format!("`{}` is no duration", clip(text)),
            "write seconds, `MM:SS` or `HH:MM:SS`",
        )
    })
}

fn keywords_start(walk: &mut Walk, tag: &Tag<'_>) {
    seen(walk, tag);
    walk.report(
        &rules::DEPRECATED_ELEMENT,
        tag.mark,
        "`itunes:keywords`",
        "leave it out: Apple Podcasts no longer reads it",
    );
}

/// Words separated by commas.
fn keywords(text: &str) -> Option<Fault> {
    (text.contains(' ') && !text.contains(',')).then(|| {
        Fault::new(
            &rules::INVALID_VALUE,
            0,
            "keywords without commas",
            "separate the keywords by commas",
        )
    })
}

/// Categories and subcategories that the directory once had (2005 to 2019).
#[rustfmt::skip]
static OLD_CATEGORIES: &[&str] = &[
    "Arts & Entertainment", "Audio Blogs", "Games & Hobbies", "Government & Organizations", "Health",
    "International", "Movies & Television", "News & Politics", "Public Radio", "Science & Medicine",
    "Sports & Recreation", "Talk Radio", "Transportation", "Travel", "Family", "Food", "Politics",
    // Subcategories.
    "Amateur", "Architecture", "Books", "Business News", "College & High School", "Computers",
    "Current Events", "Daily", "Developers", "Diet & Nutrition", "Education", "Education Technology",
    "Electronic Music", "Entertainment", "Fashion", "Fitness", "Fitness & Nutrition", "Gadgets",
    "Gay & Lesbian", "Higher Education", "History", "Information Technology", "K-12", "Kids",
    "Language Courses", "Literature", "Local", "Management & Marketing", "Marketing", "Medicine",
    "National", "News", "Non-Profit", "Operating Systems", "Other", "Other Games", "Outdoor",
    "Performing Arts", "Personal Finance", "Personal Journals", "Photography", "Podcasting", "Poetry",
    "Professional", "Radio", "Regional", "Relationships", "Religion", "Science", "Self-Help",
    "Shopping", "Software How-To", "Sports", "Spirituality", "Tech News", "Theater", "Training",
    "Video Games", "Visual Arts",
];

/// Only the category of the channel is looked up; notes tell which it was.
fn category(walk: &mut Walk, tag: &Tag<'_>) {
    seen(walk, tag);
    let nested = walk.parent() == role::ITUNES_CATEGORY;
    let Some(attribute) = tag.find("text") else {
        return;
    };
    let name = tag.value(attribute);
    if nested {
        let parent = walk
            .state
            .podcast
            .category
            .and_then(|index| CATEGORIES.get(index));
        // Below a category that is itself wrong every name would be.
        if let Some((category, known)) = parent
            && !known.contains(&&*name)
        {
            let message = format!("`{}` is no part of `{category}`", clip(&name));
            unknown_category(walk, tag, &name, message, known);
        } else if parent.is_none() && !OLD_CATEGORIES.contains(&&*name) {
            let message = format!("there is no category `{}`", clip(&name));
            unknown_category(walk, tag, &name, message, &[]);
        }
        return;
    }
    walk.state.podcast.category = CATEGORIES.iter().position(|(known, _)| *known == &*name);
    if walk.state.podcast.category.is_none() {
        let message = format!("there is no category `{}`", clip(&name));
        unknown_category(walk, tag, &name, message, &[]);
    }
}

fn unknown_category(walk: &mut Walk, tag: &Tag<'_>, name: &str, message: String, known: &[&str]) {
    let old = OLD_CATEGORIES.contains(&name);
    let help = if known.is_empty() {
        "see the list \"Apple Podcasts categories\"; names are compared letter by letter".to_owned()
    } else {
        format!("write one of: {}", known.join(", "))
    };
    let rule = if old {
        &rules::OLD_APPLE_CATEGORY
    } else {
        &rules::APPLE_CATEGORY
    };
    let place = tag.place_of("text");
    walk.report(rule, place, message, help);
}

fn category_end(walk: &mut Walk, leaf: &Leaf<'_>) {
    if leaf.parent != role::ITUNES_CATEGORY {
        walk.state.podcast.category = None;
    }
}

/// JPEG or PNG, with the extension of it.
fn artwork(walk: &mut Walk, tag: &Tag<'_>) {
    seen(walk, tag);
    let Some(attribute) = tag.find("href") else {
        return;
    };
    let address = tag.value(attribute);
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let extension = path.rsplit('.').next().unwrap_or_default();
    let known = ["jpg", "jpeg", "png"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    if !known {
        walk.report(
            &rules::APPLE_ARTWORK,
            tag.place(attribute, 0),
            format!("`{}` does not end with `.jpg` or `.png`", clip(&address)),
            "offer the artwork as JPEG or PNG with the extension of it",
        );
    }
}

/// Whether the feed is to be judged as a podcast.
fn is_podcast(walk: &Walk) -> bool {
    walk.state.podcast.itunes || walk.sink.profile() == Profile::ApplePodcasts
}

/// What the directory asks of an item.
pub(in crate::validate) fn episode(walk: &mut Walk, mark: Mark) {
    if !is_podcast(walk) {
        return;
    }
    for name in ["title", "enclosure"] {
        if !walk.has(Ns::None, name) {
            walk.report(
                &rules::APPLE_EPISODE,
                mark,
                format!("an episode without `{name}`"),
                "Apple Podcasts asks for it (\"Required tags\")",
            );
        }
    }
}

/// What the directory asks of a channel.
pub(in crate::validate) fn channel(walk: &mut Walk, mark: Mark) {
    if !is_podcast(walk) {
        return;
    }
    const HELP: &str = "Apple Podcasts asks for it (\"Required tags\")";
    let wanted = [
        (Ns::None, "language"),
        (Ns::Itunes, "category"),
        (Ns::Itunes, "explicit"),
        (Ns::Itunes, "image"),
    ];
    for (ns, name) in wanted {
        if !walk.has(ns, name) {
            let prefix = if ns == Ns::Itunes { "itunes:" } else { "" };
            walk.report(
                &rules::APPLE_REQUIRED,
                mark,
                format!("a podcast without `{prefix}{name}`"),
                HELP,
            );
        }
    }
    if !walk.has(Ns::Itunes, "owner") {
        walk.report(
            &rules::PODCAST_RECOMMENDED,
            mark,
            "a podcast without `itunes:owner` and its `itunes:email`",
            "directories send the proof of ownership there",
        );
    }
}

/// An enclosure of a podcast, once an `itunes` element stood in the feed.
pub(in crate::validate) fn enclosure(walk: &mut Walk, tag: &Tag<'_>) {
    if !is_podcast(walk) {
        return;
    }
    if let Some(attribute) = tag.find("length")
        && tag
            .value(attribute)
            .trim()
            .trim_start_matches('0')
            .is_empty()
    {
        walk.report(
            &rules::APPLE_EPISODE,
            tag.place(attribute, 0),
            "an enclosure of no length",
            "write the size of the file in bytes",
        );
    }
    let Some(attribute) = tag.find("type") else {
        return;
    };
    let media_type = tag.value(attribute);
    let known = PLAYABLE
        .iter()
        .any(|known| media_type.eq_ignore_ascii_case(known));
    if !known && media_type.contains('/') {
        walk.report(
            &rules::PODCAST_MEDIA_TYPE,
            tag.place(attribute, 0),
            format!("`{}` is not played by Apple Podcasts", clip(&media_type)),
            "write `audio/mpeg`, `audio/x-m4a`, `video/mp4`, `video/quicktime` or `video/x-m4v`",
        );
    }
}
