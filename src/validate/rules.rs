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
    /// Its page, `docs/rules/<rule>.md`: why it is so, who suffers and how to mend it, in Markdown.
    pub page: &'static str,
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

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
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
                page: include_str!(concat!("../../docs/rules/", $name, ".md")),
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
        RARE_ENCODING "rare-encoding" Info "an encoding other than UTF-8";
        DAMAGED_TEXT "damaged-text" Warning "characters that a wrong encoding left behind";
        NOT_WELL_FORMED "not-well-formed" Error "the text breaks the grammar of XML or JSON";
        INVALID_CHARACTER "invalid-character" Error "a character that XML 1.0 forbids";
        UNDEFINED_ENTITY "undefined-entity" Error "a reference to an entity that nothing defines";
        DOCUMENT_TYPE "document-type" Info "a document type declaration, which readers skip";
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
        ELEMENT_WITHOUT_NAMESPACE "element-without-namespace" Error "an element inside an extension has no namespace";
        UNEXPECTED_TEXT "unexpected-text" Error "text where only elements may stand";
        UNESCAPED_MARKUP "unescaped-markup" Error "elements inside an element that holds text";
        EMPTY_ELEMENT "empty-element" Warning "an element holds nothing";
        MISSING_ATTRIBUTE "missing-attribute" Error "a required attribute is missing";
        UNKNOWN_ATTRIBUTE "unknown-attribute" Error "the element has no attribute of this name";
        EMPTY_ATTRIBUTE "empty-attribute" Warning "an attribute holds nothing";
        RELATIVE_SELF_LINK "relative-self-link" Warning "the feed's own address is relative";
        MISSING_SELF_LINK "missing-self-link" Warning "the feed does not say its own address";
    }
    Rss {
        RSS_VERSION "rss-version" Error "the version of RSS is not known";
        ITEM_WITHOUT_TEXT "item-without-text" Error "an item has neither title nor description";
        MISSING_GUID "missing-guid" Warning "an item has no guid";
        PERMALINK_GUID "permalink-guid" Error "a guid that says to be a permalink is no address";
        DUPLICATE_VALUE "duplicate-value" Error "a day or hour to skip stands twice";
        MIDNIGHT_HOUR "midnight-hour" Warning "midnight is hour 0, not 24";
        IMAGE_MISMATCH "image-mismatch" Warning "title or link of the image differ from the channel's";
        TEXT_INPUT "text-input" Warning "`textInput` is ignored by readers";
        ITEM_ORDER "item-order" Warning "elements of the channel stand behind its items";
        SEVERAL_ENCLOSURES "several-enclosures" Warning "an item has more than one enclosure";
        CONTENT_BEFORE_DESCRIPTION "content-before-description" Warning "the full content stands before the description";
        SAME_MEANING "same-meaning" Warning "two elements say the same";
    }
    Atom {
        ATOM_AUTHOR "atom-author" Error "an entry has no author, nor has its feed";
        ATOM_CONTENT "atom-content" Error "an entry has neither content nor an alternate link";
        ATOM_SUMMARY "atom-summary" Error "an entry with remote or binary content has no summary";
        ATOM_TEXTLESS "atom-textless" Warning "an entry has neither content nor summary";
        ATOM_TEXT_TYPE "atom-text-type" Error "a text has a type other than text, html or xhtml";
        ATOM_CONTENT_TYPE "atom-content-type" Error "the type of the content is not possible";
        ATOM_SOURCED_CONTENT "atom-sourced-content" Error "content with a source holds something too";
        ATOM_CONTENT_UNTYPED "atom-content-untyped" Warning "content with a source has no type";
        ATOM_WHOLE_DOCUMENT "atom-whole-document" Warning "a fragment has the type of a whole document";
        BARE_EXTENSION "bare-extension" Warning "an extension element has no namespace";
        STRAY_XHTML "stray-xhtml" Warning "XHTML stands outside content and text";
        XHTML_DIV "xhtml-div" Error "XHTML content is not inside one `div`";
        ESCAPED_XHTML "escaped-xhtml" Warning "markup is escaped in content of type xhtml";
        INVALID_BASE64 "invalid-base64" Error "binary content is not Base64";
        DUPLICATE_LINK "duplicate-link" Error "two alternate links have the same type and language";
        UNREGISTERED_RELATION "unregistered-relation" Warning "a link relation that is not registered";
        METADATA_AFTER_ENTRIES "metadata-after-entries" Error "elements of the feed stand behind its entries";
        INCOMPLETE_SOURCE "incomplete-source" Warning "a source lacks id, title or updated";
        REPEATED_ENTRY "repeated-entry" Warning "two versions of an entry have the same date";
        PREFIXED_ATOM "prefixed-atom" Warning "Atom elements have a prefix";
        HISTORY_LINK "history-link" Error "a paging link contradicts the kind of the feed";
        HISTORY_ARCHIVE "history-archive" Warning "an archive does not link to the current feed";
    }
    JsonFeed {
        JSON_VERSION "json-version" Error "the version of JSON Feed is not known";
        JSON_TYPE "json-type" Error "a value has the wrong JSON type";
        JSON_MISSING "json-missing" Error "a required member is missing";
        JSON_ID_TYPE "json-id-type" Warning "an identifier is a number";
        JSON_NEXT_URL "json-next-url" Error "the next page is the feed itself";
        JSON_CONTENT "json-content" Error "an item has neither HTML nor plain-text content";
        JSON_RECOMMENDED "json-recommended" Info "a recommended member is missing";
        JSON_DEPRECATED "json-deprecated" Warning "a member that version 1.1 replaced";
        JSON_UNKNOWN_MEMBER "json-unknown-member" Warning "JSON Feed has no member of this name";
        JSON_EMPTY "json-empty" Warning "a member holds nothing";
        JSON_DUPLICATE_KEY "json-duplicate-key" Error "a member stands twice in one object";
        JSON_BYTE_ORDER_MARK "json-byte-order-mark" Error "the file begins with a byte-order mark";
    }
    Dates {
        INVALID_RFC822_DATE "invalid-rfc822-date" Error "a date is not in the form of RFC 822";
        WRONG_WEEKDAY "wrong-weekday" Error "the day of the week is not that of the date";
        INVALID_RFC3339_DATE "invalid-rfc3339-date" Error "a date is not in the form of RFC 3339";
        UNRELIABLE_DATE "unreliable-date" Warning "a date in a form that readers get wrong";
        IMPLAUSIBLE_DATE "implausible-date" Warning "a date that no article of a feed has";
    }
    Uris {
        INVALID_URL "invalid-url" Error "an address is not well-formed";
        RELATIVE_URL "relative-url" Error "an address is relative where it must be absolute";
        NON_ASCII_URL "non-ascii-url" Error "an address in RSS has characters outside ASCII";
        UNREGISTERED_SCHEME "unregistered-scheme" Warning "an address with a scheme that is not registered";
        UNEXPECTED_WHITESPACE "unexpected-whitespace" Error "white space around a value of Atom";
        DUPLICATE_ID "duplicate-id" Error "two entries have the same identifier";
        INVALID_TAG_URI "invalid-tag-uri" Error "a tag URI breaks its grammar";
        INVALID_URN "invalid-urn" Error "a URN breaks its grammar";
        UNNORMALISED_ID "unnormalised-id" Warning "an identifier can be written in several ways";
    }
    Values {
        INVALID_NUMBER "invalid-number" Error "a number is malformed or out of range";
        INVALID_VALUE "invalid-value" Error "a value is not one of those allowed";
        INVALID_LANGUAGE "invalid-language" Error "a language tag is not one of BCP 47";
        INVALID_MEDIA_TYPE "invalid-media-type" Error "a media type is malformed";
        INVALID_EMAIL "invalid-email" Error "an e-mail address is malformed";
        EMAIL_FORMAT "email-format" Warning "an e-mail address and a name in an unusual form";
        EMAIL_WITHOUT_NAME "email-without-name" Warning "an e-mail address without a name";
        INVALID_TIME "invalid-time" Error "a duration or a position in time is malformed";
        INVALID_COORDINATES "invalid-coordinates" Error "coordinates that are not on the globe";
        TOO_LONG "too-long" Error "a text is longer than is shown";
    }
    Html {
        HTML_IN_TEXT "html-in-text" Warning "markup in a text that is plain";
        DOUBLE_ESCAPED "double-escaped" Warning "markup that is escaped twice";
        UNSAFE_HTML "unsafe-html" Warning "HTML that readers take out";
        UNSAFE_STYLE "unsafe-style" Warning "a style that readers take out";
        EMBEDDED_FRAME "embedded-frame" Info "an embedded document";
        UNKNOWN_HTML "unknown-html" Warning "elements or attributes that HTML does not have";
        UNCLOSED_HTML "unclosed-html" Warning "elements that are not closed";
        RELATIVE_REFERENCE "relative-reference" Warning "a relative address in content";
    }
    Extensions {
        UNKNOWN_NAMESPACE "unknown-namespace" Info "elements of a namespace that is not known";
        MISSPELT_NAMESPACE "misspelt-namespace" Warning "a namespace that is nearly a known one";
        MEDIA_NAMESPACE "media-namespace" Error "the namespace of Media RSS lacks its last slash";
        UNUSUAL_PREFIX "unusual-prefix" Info "a known namespace with an unusual prefix";
        EXTENSION_ATTRIBUTE "extension-attribute" Warning "an attribute of a namespace that feeds do not use";
        DEPRECATED_ELEMENT "deprecated-element" Warning "an element that its specification withdrew";
        COMMENT_FEED "comment-feed" Warning "`wfw:commentRss` is spelt otherwise";
        PODCAST_RECOMMENDED "podcast-recommended" Warning "a podcast does not say how its owner is reached";
        APPLE_CATEGORY "apple-category" Error "Apple Podcasts has no category of this name";
        APPLE_REQUIRED "apple-required" Warning "a podcast lacks what Apple Podcasts requires";
        APPLE_EPISODE "apple-episode" Info "an episode lacks what Apple Podcasts requires";
        APPLE_ARTWORK "apple-artwork" Info "the artwork of a podcast is no JPEG or PNG by its name";
        OLD_APPLE_CATEGORY "old-apple-category" Warning "a category that Apple Podcasts withdrew";
        PODCAST_MEDIA_TYPE "podcast-media-type" Warning "Apple Podcasts does not play media of this type";
        MEDIA_GROUP "media-group" Warning "a media group holds fewer than two alternatives";
        PODCAST_VALUE "podcast-value" Error "the payment block of a podcast cannot work";
    }
}
