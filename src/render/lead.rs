//! The summary of a text: what its author put before a mark, else its first real paragraph.

use crate::byline;
use crate::html;
use crate::text::{one_line, shorten};

/// Comments that end a summary, without their signs: Hugo's and WordPress', Docusaurus', Nikola's,
/// Gridsome's and Eleventy's, Zola's.
const MARKS: &[&str] = &[
    "more",
    "truncate",
    "teaserend",
    "excerpt",
    "endexcerpt",
    "excerptend",
    "endofexcerpt",
    "summaryend",
    "endsummary",
    "readmore",
    "continuereading",
];

/// Classes of what is beside the text: its paragraphs are not the first of it.
pub(super) const BESIDE: &[&str] = &[
    "admonition",
    "theme-admonition",
    "alert",
    "markdown-alert",
    "callout",
    "callout-note",
    "notice",
    "note",
    "warning",
    "tip",
    "toc",
    "table-of-contents",
    "contents",
    "caption",
    "wp-caption-text",
    "gallery",
    "byline",
    "author",
    "meta",
    "post-meta",
    "entry-meta",
    "breadcrumb",
    "breadcrumbs",
    "share",
    "sharing",
    "related",
    "footnote",
    "footnotes",
    "advertisement",
    "sidebar",
    "pullquote",
    "pull-quote",
    "credit",
    "disclaimer",
    "epigraph",
];

/// Elements that are no prose.
const UNREAD: &[&str] = &[
    "pre", "table", "figure", "math", "h1", "h2", "h3", "h4", "h5", "h6", "rt", "rp", "audio",
    "video",
];

/// How many paragraphs are looked at: what is found at all is found soon.
const ENOUGH: usize = 50;

/// How many marks without a text before them are looked at.
const MOST_VAIN: usize = 4;

/// Words that begin a line about a picture or a text, in lower case.
const NOTES: &[&str] = &[
    "photo",
    "image",
    "picture",
    "cover image",
    "credit",
    "source:",
    "reading time",
    "estimated reading",
    "table of contents",
    "originally published",
    "originally posted",
    "cross-posted",
    "posted ",
    "filed under",
    "tags:",
    "tagged",
    "categories:",
    "share ",
    "listen to",
];

/// Collects the summary while a text is written.
#[derive(Debug, Default)]
pub(super) struct Lead {
    limit: usize,
    /// The first real paragraph.
    first: Option<String>,
    /// All prose so far.
    prose: String,
    seen: usize,
    /// What stood before the author's mark.
    marked: Option<String>,
    /// Marks before which nothing stood.
    vain: usize,
}

impl Lead {
    /// Of at most `limit` characters; 0 where nobody asks for one.
    pub(super) fn new(limit: usize) -> Self {
        Lead {
            limit,
            ..Lead::default()
        }
    }

    /// Whether another paragraph could still change something.
    pub(super) fn wants_more(&self) -> bool {
        self.limit > 0 && self.marked.is_none() && self.seen < ENOUGH
    }

    /// A paragraph of the text, as it was written.
    pub(super) fn paragraph(&mut self, html: &str) {
        if !self.wants_more() {
            return;
        }
        self.seen += 1;
        let text = prose(html, usize::MAX);
        if text.is_empty() {
            return;
        }
        if self.first.is_none() && is_real(&text, html) {
            self.first = Some(text.clone());
        }
        if self.prose.len() <= 4 * self.limit && !is_note(&text) {
            if !self.prose.is_empty() {
                self.prose.push(' ');
            }
            self.prose.push_str(&text);
        }
    }

    /// A comment, what was written before it, and where the paragraph that it stands in began.
    pub(super) fn comment(&mut self, comment: &str, written: &str, paragraph: Option<usize>) {
        // Each mark looks at all that was written.
        if self.limit == 0 || self.marked.is_some() || self.vain >= MOST_VAIN || !is_mark(comment) {
            return;
        }
        if let Some(open) = paragraph.and_then(|at| written.get(at..)) {
            self.paragraph(open);
        }
        let text = match self.prose.is_empty() {
            true => prose(written, 4 * self.limit),
            false => self.prose.clone(),
        };
        if text.is_empty() {
            self.vain += 1;
        } else {
            self.marked = Some(text);
        }
    }

    /// The summary of the text that was written: one line, never markup.
    pub(super) fn summary(self, content: &str) -> String {
        if self.limit == 0 {
            return String::new();
        }
        let text = self.marked.or(self.first).unwrap_or_else(|| {
            let most = 4 * self.limit;
            match prose(content, most) {
                text if text.is_empty() => one_line(&html::words(content, &[], most)),
                text => text,
            }
        });
        one_line(&shorten(&text, self.limit))
    }
}

/// The prose of what was written, on one line.
fn prose(html: &str, limit: usize) -> String {
    one_line(&html::words(html, UNREAD, limit))
}

fn is_mark(comment: &str) -> bool {
    // WordPress' mark may say what the link to the rest says.
    if comment.starts_with("more ") {
        return true;
    }
    let word: String = comment
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(20)
        .flat_map(char::to_lowercase)
        .collect();
    MARKS.contains(&word.as_str())
}

/// Whether a paragraph is a word to the readers before the text (`Hello Jekyllers!`): up to three words.
/// Scripts that write no spaces say more in that.
fn is_greeting(text: &str) -> bool {
    const IDEOGRAPHS: char = '\u{2e80}';
    text.ends_with(['!', ','])
        && text.split(' ').count() <= 3
        && text.chars().all(|c| c < IDEOGRAPHS)
}

/// Whether a paragraph says something: a sentence, or many words, and not the links or the credits that
/// stand before a text.
fn is_real(text: &str, html: &str) -> bool {
    let is_sentence = ends_sentence(text);
    if !is_sentence && text.chars().count() < 20 {
        return false;
    }
    if !is_sentence && is_note(text) || is_greeting(text) || byline::line(text).is_some() {
        return false;
    }
    // A row of links is no prose, whatever it ends with.
    if html.contains("<a ") {
        let unlinked = html::words(html, &[UNREAD, &["a"]].concat(), 200);
        if unlinked.chars().filter(|c| c.is_alphabetic()).count() < 6 {
            return false;
        }
    }
    true
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」', '』']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// Whether a line is about a picture, its author or its day.
fn is_note(text: &str) -> bool {
    if ends_sentence(text) || text.len() > 160 {
        return false;
    }
    let lower = text.to_lowercase();
    NOTES.iter().any(|note| lower.starts_with(note))
        || byline::says_published(text)
        || byline::says_updated(text)
        || text.chars().count() < 60 && byline::behind_label(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_all_generators_are_known() {
        for (comment, expected) in [
            ("more", true),
            (" more ", true),
            ("more Keep reading", true),
            (" more examples would be good here", false),
            (" truncate ", true),
            ("TEASER_END", true),
            (" excerpt ", true),
            (" End Excerpt ", true),
            (" excerpt start ", false),
            ("wp:more", false),
            (" a comment ", false),
        ] {
            assert_eq!(is_mark(comment), expected, "{comment}");
        }
    }

    #[test]
    fn the_first_real_paragraph_is_taken() {
        for (paragraphs, expected) in [
            (&["Hi", "The lamp was lit."][..], "The lamp was lit."),
            (
                &["Photo by Ada Bell on a Sunday", "It is dark."],
                "It is dark.",
            ),
            (&["By Ada Bell", "It is dark."], "It is dark."),
            (
                &["By the sea, all day long, there was nobody."],
                "By the sea, all day long, there was nobody.",
            ),
            (
                &[
                    "<a href=\"x\">Home of all lamps</a> | <a href=\"y\">About this</a>",
                    "Dark.",
                ],
                "Dark.",
            ),
            (
                &["<img alt=\"A lamp that shines\" src=\"x\">", "Dark."],
                "Dark.",
            ),
            (
                &[
                    "A sum<sup id=\"r\"><a href=\"#f\">1</a></sup> of <math><mi>x</mi></math> lamps.",
                ],
                "A sum of lamps.",
            ),
            (
                &["<code>a</code> &lt;b&gt; &amp; c stands here."],
                "a <b> & c stands here.",
            ),
        ] {
            let mut lead = Lead::new(280);
            for paragraph in paragraphs {
                lead.paragraph(&format!("<p>{paragraph}</p>"));
            }
            assert_eq!(lead.summary("<p>Else.</p>"), expected, "{paragraphs:?}");
        }
    }

    #[test]
    fn the_mark_ends_it() {
        let mut lead = Lead::new(280);
        lead.paragraph("<p>One.</p>");
        lead.paragraph("<p>Two.</p>");
        lead.comment("more", "<p>One.</p><p>Two.</p>", None);
        lead.paragraph("<p>Three.</p>");
        assert_eq!(lead.summary(""), "One. Two.");

        let mut lead = Lead::new(280);
        lead.comment(" more ", "<p>One and a half ", Some(0));
        assert_eq!(lead.summary(""), "One and a half");

        let mut lead = Lead::new(280);
        lead.comment("more", "<ul><li>One</li></ul>", None);
        assert_eq!(lead.summary(""), "One");
    }
}
