//! The namespaces that feeds use.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::place::Mark;
use super::rules;
use super::sink::Sink;
use super::text::clip;

/// A namespace, or none, or one that is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ns {
    /// No namespace: RSS 0.91 to 2.0.
    None,
    /// Not in the table.
    Unknown,
    Xml,
    Rdf,
    Rss10,
    Atom,
    Atom03,
    Xhtml,
    Svg,
    MathMl,
    Content,
    Dc,
    DcTerms,
    Itunes,
    Podcast,
    Media,
    Slash,
    Wfw,
    Sy,
    Georss,
    Geo,
    Gml,
    Thr,
    Fh,
    Tombstones,
    CreativeCommons,
    Cc,
    App,
    GooglePlay,
    Webfeeds,
    Source,
    OpenSearch,
    FeedBurner,
    Admin,
    Blog,
    Annotate,
    Trackback,
    Event,
    Xsi,
}

/// A row of [`NAMESPACES`].
pub(super) struct Namespace {
    pub(super) uri: &'static str,
    pub(super) ns: Ns,
    /// The prefix that readers which look at prefixes expect.
    pub(super) prefix: &'static str,
}

const fn row(uri: &'static str, ns: Ns, prefix: &'static str) -> Namespace {
    Namespace { uri, ns, prefix }
}

/// The known namespaces; the first row of each is its present name.
pub(super) static NAMESPACES: &[Namespace] = &[
    row("http://www.w3.org/2005/Atom", Ns::Atom, "atom"),
    row(
        "http://purl.org/rss/1.0/modules/content/",
        Ns::Content,
        "content",
    ),
    row("http://purl.org/dc/elements/1.1/", Ns::Dc, "dc"),
    row(
        "http://www.itunes.com/dtds/podcast-1.0.dtd",
        Ns::Itunes,
        "itunes",
    ),
    row(
        "https://podcastindex.org/namespace/1.0",
        Ns::Podcast,
        "podcast",
    ),
    row("http://search.yahoo.com/mrss/", Ns::Media, "media"),
    row("http://purl.org/rss/1.0/modules/slash/", Ns::Slash, "slash"),
    row("http://wellformedweb.org/CommentAPI/", Ns::Wfw, "wfw"),
    row("http://purl.org/rss/1.0/modules/syndication/", Ns::Sy, "sy"),
    row("http://www.w3.org/1999/xhtml", Ns::Xhtml, "xhtml"),
    row("http://www.w3.org/XML/1998/namespace", Ns::Xml, "xml"),
    row(
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        Ns::Rdf,
        "rdf",
    ),
    row("http://purl.org/rss/1.0/", Ns::Rss10, "rss"),
    row("http://my.netscape.com/rdf/simple/0.9/", Ns::Rss10, "rss"),
    row("http://purl.org/atom/ns#", Ns::Atom03, "atom03"),
    row("http://www.w3.org/2000/svg", Ns::Svg, "svg"),
    row("http://www.w3.org/1998/Math/MathML", Ns::MathMl, "mathml"),
    row("http://purl.org/dc/terms/", Ns::DcTerms, "dcterms"),
    row("http://www.georss.org/georss", Ns::Georss, "georss"),
    row("http://www.w3.org/2003/01/geo/wgs84_pos#", Ns::Geo, "geo"),
    row("http://www.opengis.net/gml", Ns::Gml, "gml"),
    row("http://purl.org/syndication/thread/1.0", Ns::Thr, "thr"),
    row("http://purl.org/syndication/history/1.0", Ns::Fh, "fh"),
    row(
        "http://purl.org/atompub/tombstones/1.0",
        Ns::Tombstones,
        "at",
    ),
    row(
        "http://backend.userland.com/creativeCommonsRssModule",
        Ns::CreativeCommons,
        "creativeCommons",
    ),
    row(
        "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html",
        Ns::CreativeCommons,
        "creativeCommons",
    ),
    row("http://web.resource.org/cc/", Ns::Cc, "cc"),
    row("http://creativecommons.org/ns#", Ns::Cc, "cc"),
    row("http://www.w3.org/2007/app", Ns::App, "app"),
    row(
        "http://www.google.com/schemas/play-podcasts/1.0",
        Ns::GooglePlay,
        "googleplay",
    ),
    row("http://webfeeds.org/rss/1.0", Ns::Webfeeds, "webfeeds"),
    row("http://source.scripting.com/", Ns::Source, "source"),
    row(
        "http://a9.com/-/spec/opensearch/1.1/",
        Ns::OpenSearch,
        "opensearch",
    ),
    row(
        "http://rssnamespace.org/feedburner/ext/1.0",
        Ns::FeedBurner,
        "feedburner",
    ),
    row("http://webns.net/mvcb/", Ns::Admin, "admin"),
    row(
        "http://backend.userland.com/blogChannelModule",
        Ns::Blog,
        "blogChannel",
    ),
    row(
        "http://purl.org/rss/1.0/modules/annotate/",
        Ns::Annotate,
        "annotate",
    ),
    row("http://purl.org/rss/1.0/modules/event/", Ns::Event, "ev"),
    row(
        "http://madskills.com/public/xml/rss/module/trackback/",
        Ns::Trackback,
        "trackback",
    ),
    row(
        "http://a9.com/-/spec/opensearchrss/1.0/",
        Ns::OpenSearch,
        "openSearch",
    ),
    row("http://purl.org/atom/app#", Ns::App, "app"),
    row("http://www.w3.org/2001/XMLSchema-instance", Ns::Xsi, "xsi"),
];

/// The names of the reserved prefixes `xml` and `xmlns` (Namespaces in XML 1.0, 3).
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// A namespace declaration in scope.
struct Binding {
    prefix: Box<str>,
    ns: Ns,
    /// Its name as a hash, by which unknown ones are told apart.
    name: u64,
}

/// Declarations in scope at once; a feed needs a tenth of it.
const MAX_BINDINGS: usize = 1_000;

/// Unknown namespaces of which each is reported once.
const MAX_UNKNOWN: usize = 256;

/// The namespace declarations in scope.
pub(super) struct Scope {
    bindings: Vec<Binding>,
    reported: HashSet<Box<str>>,
}

impl Scope {
    pub(super) fn new() -> Scope {
        Scope {
            bindings: vec![Binding {
                prefix: "xml".into(),
                ns: Ns::Xml,
                name: hash(XML),
            }],
            reported: HashSet::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bindings.len()
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.bindings.truncate(length);
    }

    /// The namespace of a prefix; `None` where nothing declares it.
    pub(super) fn find(&self, prefix: &str) -> Option<Ns> {
        match self
            .bindings
            .iter()
            .rev()
            .find(|binding| &*binding.prefix == prefix)
        {
            Some(binding) => Some(binding.ns),
            None if prefix.is_empty() => Some(Ns::None),
            None => None,
        }
    }

    /// Declares a prefix (empty for the default namespace) and says what is odd about it.
    pub(super) fn declare(&mut self, prefix: &str, uri: &str, mark: Mark, sink: &mut Sink) {
        if self.bindings.len() >= MAX_BINDINGS {
            return;
        }
        let ns = self.judge(prefix, uri, mark, sink);
        self.bindings.push(Binding {
            prefix: prefix.into(),
            ns,
            name: hash(uri),
        });
    }

    /// Whether two prefixes are declared and stand for one namespace.
    pub(super) fn are_one(&self, prefix: &str, other: &str) -> bool {
        let name = |prefix: &str| {
            let mut bindings = self.bindings.iter().rev();
            let binding = bindings.find(|binding| &*binding.prefix == prefix);
            binding.map(|binding| binding.name)
        };
        name(prefix).is_some() && name(prefix) == name(other)
    }

    fn judge(&mut self, prefix: &str, uri: &str, mark: Mark, sink: &mut Sink) -> Ns {
        if prefix == "xmlns" || uri == XMLNS || (prefix == "xml") != (uri == XML) {
            sink.push(
                &rules::NOT_WELL_FORMED,
                mark,
                format!("prefix `{}` with a name that is not its own: one of them is reserved", clip(prefix)),
                "`xml` and `xmlns` have their names and need no declaration (Namespaces in XML 1.0, 3)",
            );
            return Ns::Unknown;
        }
        if uri.is_empty() {
            if !prefix.is_empty() {
                sink.push(
                    &rules::UNDEFINED_PREFIX,
                    mark,
                    format!("prefix `{}` is declared as nothing", clip(prefix)),
                    "write the name of the namespace (Namespaces in XML 1.0, 2.2)",
                );
            }
            return Ns::None;
        }
        if let Some(row) = NAMESPACES.iter().find(|row| row.uri == uri) {
            let usual = NAMESPACES
                .iter()
                .any(|other| other.ns == row.ns && other.prefix.eq_ignore_ascii_case(prefix));
            if !prefix.is_empty()
                && !usual
                && self.reported.len() < MAX_UNKNOWN
                && self.reported.insert(uri.into())
            {
                sink.push(
                    &rules::UNUSUAL_PREFIX,
                    mark,
                    format!(
                        "prefix `{}` for the namespace of `{}`",
                        clip(prefix),
                        row.prefix
                    ),
                    format!(
                        "write `xmlns:{}`: some readers look at the prefix alone",
                        row.prefix
                    ),
                );
            }
            return row.ns;
        }
        let slashless = uri == "http://search.yahoo.com/mrss";
        let near = NAMESPACES
            .iter()
            .find(|row| same_but_spelling(row.uri, uri));
        if self.reported.len() < MAX_UNKNOWN && self.reported.insert(uri.into()) {
            match near {
                Some(row) if slashless => sink.push(
                    &rules::MEDIA_NAMESPACE,
                    mark,
                    format!("namespace `{uri}`"),
                    format!("write `{}` (Media RSS 1.5, \"Namespace\")", row.uri),
                ),
                Some(row) => sink.push(
                    &rules::MISSPELT_NAMESPACE,
                    mark,
                    format!("namespace `{}`", clip(uri)),
                    format!(
                        "write `{}`: names of namespaces are compared letter by letter",
                        row.uri
                    ),
                ),
                None => sink.push(
                    &rules::UNKNOWN_NAMESPACE,
                    mark,
                    format!("namespace `{}` is not known", clip(uri)),
                    "its elements are not checked",
                ),
            }
        }
        if slashless { Ns::Media } else { Ns::Unknown }
    }
}

/// Whether two names differ only in case, scheme, `www.` or what stands at the end.
fn same_but_spelling(known: &str, found: &str) -> bool {
    fn core(uri: &str) -> &str {
        let uri = uri.trim();
        let uri = uri
            .strip_prefix("https://")
            .or_else(|| uri.strip_prefix("http://"))
            .unwrap_or(uri);
        uri.strip_prefix("www.")
            .unwrap_or(uri)
            .trim_end_matches(['/', '#'])
    }
    core(known).eq_ignore_ascii_case(core(found))
}
