//! The table of rules: every finding names one of them.

use std::fmt;

use crate::diagnostic::Severity;

/// A named check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable name in kebab case, such as `missing-element`.
    pub name: &'static str,
    /// What it is about.
    pub family: Family,
    /// How much a finding matters where nothing overrides it.
    pub severity: Severity,
    /// One line on what it finds.
    pub summary: &'static str,
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Bytes, characters, XML and JSON.
    Document,
    /// Which element stands where, and how often.
    Structure,
    /// RSS 2.0 and its Best Practices Profile.
    Rss,
    /// Atom 1.0 and the RFCs around it.
    Atom,
    /// JSON Feed.
    JsonFeed,
    /// Dates and times.
    Dates,
    /// Addresses and identifiers.
    Uris,
    /// Other typed values: languages, media types, numbers, e-mail addresses.
    Values,
    /// HTML inside titles, summaries and content.
    Html,
    /// Namespaces beside the format's own.
    Extensions,
}

impl Family {
    /// The lower-case name used in lists.
    pub fn name(self) -> &'static str {
        match self {
            Family::Document => "document",
            Family::Structure => "structure",
            Family::Rss => "rss",
            Family::Atom => "atom",
            Family::JsonFeed => "json-feed",
            Family::Dates => "dates",
            Family::Uris => "uris",
            Family::Values => "values",
            Family::Html => "html",
            Family::Extensions => "extensions",
        }
    }
}

impl fmt::Display for Family {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One constant per rule, and [`RULES`] with all of them.
macro_rules! rules {
    ($($family:ident { $($constant:ident $name:literal $severity:ident $summary:literal;)* })*) => {
        $($(
            pub(super) const $constant: Rule = Rule {
                name: $name,
                family: Family::$family,
                severity: Severity::$severity,
                summary: $summary,
            };
        )*)*

        /// Every rule, by family.
        pub static RULES: &[Rule] = &[$($($constant,)*)*];
    };
}

rules! {
    Document {
        EMPTY_FILE "empty-file" Error "the file holds nothing";
        NOT_A_FEED "not-a-feed" Error "the document is no RSS, Atom or JSON feed";
        UNKNOWN_ENCODING "unknown-encoding" Error "the declared encoding is not known";
        WRONG_ENCODING "wrong-encoding" Error "the bytes are not in the declared encoding";
        NOT_WELL_FORMED "not-well-formed" Error "the text breaks the grammar of XML or JSON";
        INVALID_CHARACTER "invalid-character" Error "a character that XML 1.0 forbids";
        UNDEFINED_ENTITY "undefined-entity" Error "a reference to an entity that nothing defines";
        DUPLICATE_ATTRIBUTE "duplicate-attribute" Error "an attribute stands twice in one tag";
        UNDEFINED_PREFIX "undefined-prefix" Error "a namespace prefix that nothing declares";
        TOO_DEEP "too-deep" Error "elements are nested too deeply to be a feed";
        TOO_MANY_FINDINGS "too-many-findings" Info "more was found than is listed";
    }
    Structure {
        MISSING_ELEMENT "missing-element" Error "a required element is missing";
        DUPLICATE_ELEMENT "duplicate-element" Error "an element stands more often than allowed";
        UNKNOWN_ELEMENT "unknown-element" Error "the namespace has no element of this name";
        MISPLACED_ELEMENT "misplaced-element" Error "an element stands where it may not";
        UNEXPECTED_TEXT "unexpected-text" Error "text where only elements may stand";
        EMPTY_ELEMENT "empty-element" Warning "an element holds nothing";
        MISSING_ATTRIBUTE "missing-attribute" Error "a required attribute is missing";
        UNKNOWN_ATTRIBUTE "unknown-attribute" Error "the element has no attribute of this name";
    }
    Rss {
        RSS_VERSION "rss-version" Error "the version of RSS is not known";
        ITEM_WITHOUT_TEXT "item-without-text" Error "an item has neither title nor description";
        MISSING_GUID "missing-guid" Warning "an item has no guid";
        PERMALINK_GUID "permalink-guid" Error "a guid that says to be a permalink is no address";
    }
    Atom {
        ATOM_AUTHOR "atom-author" Error "an entry has no author, nor has its feed";
        ATOM_CONTENT "atom-content" Error "an entry has neither content nor an alternate link";
        ATOM_TEXT_TYPE "atom-text-type" Error "a text has a type other than text, html or xhtml";
        DUPLICATE_LINK "duplicate-link" Error "two alternate links have the same type and language";
    }
    JsonFeed {
        JSON_VERSION "json-version" Error "the version of JSON Feed is not known";
        JSON_TYPE "json-type" Error "a value has the wrong JSON type";
        JSON_MISSING "json-missing" Error "a required member is missing";
        JSON_CONTENT "json-content" Error "an item has neither HTML nor plain-text content";
        JSON_DUPLICATE_KEY "json-duplicate-key" Error "a member stands twice in one object";
        JSON_BYTE_ORDER_MARK "json-byte-order-mark" Error "the file begins with a byte-order mark";
    }
    Dates {
        INVALID_RFC822_DATE "invalid-rfc822-date" Error "a date is not in the form of RFC 822";
        WRONG_WEEKDAY "wrong-weekday" Error "the day of the week is not that of the date";
        INVALID_RFC3339_DATE "invalid-rfc3339-date" Error "a date is not in the form of RFC 3339";
        UNRELIABLE_DATE "unreliable-date" Warning "a date in a form that readers get wrong";
    }
    Uris {
        INVALID_URL "invalid-url" Error "an address is not well-formed";
        RELATIVE_URL "relative-url" Error "an address is relative where it must be absolute";
        DUPLICATE_ID "duplicate-id" Error "two entries have the same identifier";
    }
    Values {
        INVALID_NUMBER "invalid-number" Error "a number is malformed or out of range";
        INVALID_VALUE "invalid-value" Error "a value is not one of those allowed";
        INVALID_LANGUAGE "invalid-language" Error "a language tag is malformed";
        INVALID_MEDIA_TYPE "invalid-media-type" Error "a media type is malformed";
        INVALID_EMAIL "invalid-email" Error "an e-mail address is malformed";
    }
    Extensions {
        UNKNOWN_NAMESPACE "unknown-namespace" Info "elements of a namespace that is not known";
    }
}
