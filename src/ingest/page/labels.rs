//! What classes, identifiers and addresses say about an element, by the words they are made of.

/// The kinds of schema.org that are articles, and what sites use in their place.
pub(super) fn is_article_name(kind: &str) -> bool {
    let kind = kind.rsplit(['/', '#', ':']).next().unwrap_or_default();
    kind.ends_with("Article") || kind.ends_with("Posting") || matches!(kind, "Report" | "Recipe")
}

pub(super) fn is_word_of(label: &str, words: &[&str]) -> bool {
    words.iter().any(|word| label.eq_ignore_ascii_case(word))
}

pub(super) fn label_holds(label: &str, words: &[&str]) -> bool {
    words_of(label).any(|word| is_word_of(word, words))
}

/// Whether an address is that of a list of articles on a topic.
pub(super) fn leads_to_topic(address: &str) -> bool {
    [
        "/tag/",
        "/tags/",
        "/label/",
        "/schlagwort/",
        "/thema/",
        "/topic/",
        "/topics/",
    ]
    .iter()
    .any(|part| address.contains(part))
}

/// Whether an address is that of a page about an author.
pub(super) fn leads_to_author(address: &str) -> bool {
    [
        "/author/",
        "/authors/",
        "/autor/",
        "/autoren/",
        "/auteur/",
        "/autore/",
        "/redakteur/",
    ]
    .iter()
    .any(|part| address.contains(part))
}

pub(super) fn is_label_of_date(label: &str) -> bool {
    label_holds(
        label,
        &[
            "date",
            "datum",
            "fecha",
            "data",
            "time",
            "timestamp",
            "published",
            "publish",
            "pubdate",
            "posted",
            "publication",
            "postdate",
            "created",
            "meta",
            "dateline",
            "byline",
            "datetime",
            "info",
            "zeit",
            "erstellt",
            "metadata",
            "submitted",
            "postmetadata",
        ],
    )
}

pub(super) fn is_label_of_author(label: &str) -> bool {
    label_holds(
        label,
        &[
            "author",
            "authors",
            "byline",
            "autor",
            "autoren",
            "auteur",
            "autore",
            "forfatter",
            "writer",
            "contributor",
            "submitted",
            "authored",
            "redakteur",
        ],
    ) && !label_holds(
        label,
        &[
            "bio",
            "box",
            "image",
            "img",
            "avatar",
            "photo",
            "picture",
            "social",
            "description",
            "email",
            "twitter",
            "follow",
            "articles",
            "posts",
            "about",
            "comment",
        ],
    )
}

/// The foot of an article, where its tags and dates stand: `entry-footer`, not `site-footer`.
pub(super) fn is_label_of_entry(label: &str) -> bool {
    let mut words = words_of(label);
    let first = words.next().unwrap_or_default();
    is_word_of(first, &["entry", "post", "article", "single"])
        && words.last().is_some_and(|last| {
            is_word_of(
                last,
                &["footer", "meta", "tags", "categories", "header", "info"],
            )
        })
}

/// Comments, and lists of other articles.
pub(super) fn is_label_of_others(label: &str) -> bool {
    begins_or_ends_with(
        label,
        &[
            "comment",
            "comments",
            "commentlist",
            "disqus",
            "respond",
            "kommentare",
            "related",
            "recommended",
            "popular",
            "recent",
            "trending",
            "mostread",
            "similar",
        ],
    )
}

/// What stands around articles.
pub(super) fn is_label_of_outside(label: &str) -> bool {
    is_label_of_others(label)
        || begins_or_ends_with(
            label,
            &[
                "sidebar",
                "widget",
                "footer",
                "teaser",
                "teasers",
                "navigation",
                "nav",
                "menu",
                "newsletter",
                "more",
                "breaking",
                "ticker",
                "carousel",
                "slider",
                "promo",
                "colophon",
            ],
        )
}

/// Whether the first or the last word of a label is one of these; `has-comments` says something else.
fn begins_or_ends_with(label: &str, wanted: &[&str]) -> bool {
    let mut words = words_of(label);
    let first = words.next().unwrap_or_default();
    if is_word_of(
        first,
        &["has", "with", "no", "is", "without", "left", "right"],
    ) {
        return false;
    }
    let last = words.last().unwrap_or(first);
    [first, last].iter().any(|word| is_word_of(word, wanted))
}

/// The words that a class is made of: `postMeta-date_2` is post, meta, date, 2.
fn words_of(label: &str) -> impl Iterator<Item = &str> {
    let mut rest = label;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let end = (1..bytes.len())
            .find(|&at| {
                !bytes[at].is_ascii_alphanumeric()
                    || bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()
            })
            .unwrap_or(bytes.len());
        let (word, behind) = rest.split_at(end);
        rest = behind;
        Some(word)
    })
}
