//! The namespaces that feeds use.

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
    Other,
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
    row(
        "http://madskills.com/public/xml/rss/module/trackback/",
        Ns::Trackback,
        "trackback",
    ),
];

/// The namespace of a URI.
pub(super) fn lookup(uri: &str) -> Ns {
    if uri.is_empty() {
        return Ns::None;
    }
    NAMESPACES
        .iter()
        .find(|row| row.uri == uri)
        .map_or(Ns::Unknown, |row| row.ns)
}
