//! Names that the registries of IANA hold, in lower case and in order.

/// Whether the registry of URI schemes has this one, in any case.
pub(super) fn is_registered(scheme: &str) -> bool {
    matches!(scheme, "https" | "http") || holds(SCHEMES, scheme)
}

/// Whether a link relation is registered, in any case (RFC 8288, 2.1.1).
pub(super) fn is_relation(relation: &str) -> bool {
    holds(RELATIONS, relation)
}

fn holds(names: &[&str], name: &str) -> bool {
    // Longer than any of them.
    if name.len() > 32 {
        return false;
    }
    let name = name.to_ascii_lowercase();
    names.binary_search(&&*name).is_ok()
}

/// "Uniform Resource Identifier (URI) Schemes", as in the package `schemes` 1.4.0 of npm (MIT), which
/// copies the registry: the permanent and historical ones, and of the provisional ones those that lead
/// to something on a network, not into one program. The latter also of those registered since: `at`,
/// `dat`, `did`, `gemini`, `ipfs`, `ipns`, `lightning`, `matrix`, `nostr`, `payto`, `web3`. An unknown
/// one is a warning only.
#[rustfmt::skip]
static SCHEMES: &[&str] = &[
    "aaa", "aaas", "about", "acap", "acct", "apt", "at", "bitcoin", "blob", "callto", "cap",
    "chrome", "cid", "coap", "coaps", "crid", "dat", "data", "dav", "dict", "did", "dns", "ed2k",
    "example", "facetime", "fax", "file", "filesystem", "finger", "ftp", "gemini", "geo", "git",
    "go", "gopher", "gtalk", "h323", "http", "https", "iax", "icap", "im", "imap", "info", "ipfs",
    "ipns", "ipp", "ipps", "irc", "irc6", "ircs", "iris", "iris.beep", "iris.lwz", "iris.xpc",
    "iris.xpcs", "itms", "jabber", "jar", "jms", "ldap", "ldaps", "lightning", "magnet",
    "mailserver", "mailto", "maps", "market", "matrix", "message", "mid", "mms", "modem", "msrp",
    "msrps", "mtqp", "mumble", "mupdate", "mvn", "news", "nfs", "ni", "nih", "nntp", "nostr", "oid",
    "opaquelocktoken", "pack", "payto", "pkcs11", "platform", "pop", "pres", "prospero", "redis",
    "rediss", "reload", "rsync", "rtmfp", "rtmp", "rtsp", "rtsps", "rtspu", "secondlife", "service",
    "session", "sftp", "sgn", "shttp", "sieve", "sip", "sips", "skype", "smb", "sms", "snews",
    "snmp", "soap.beep", "soap.beeps", "soldat", "spotify", "ssh", "steam", "stun", "stuns", "svn",
    "tag", "teamspeak", "tel", "telnet", "tftp", "thismessage", "tip", "tn3270", "turn", "turns",
    "tv", "udp", "unreal", "urn", "ut2004", "vemmi", "videotex", "view-source", "vnc", "wais",
    "web3", "webcal", "wpid", "ws", "wss", "wtai", "xcon", "xcon-userid", "xmlrpc.beep",
    "xmlrpc.beeps", "xmpp", "xri", "ymsgr", "z39.50", "z39.50r", "z39.50s",
];

/// "Link Relation Types", by the documents that register them, and those of WebSub and micropub. No
/// package carries this registry: an unknown one is a warning only.
#[rustfmt::skip]
static RELATIONS: &[&str] = &[
    "about", "acl", "alternate", "amphtml", "api-catalog", "appendix", "apple-touch-icon",
    "apple-touch-startup-image", "archives", "author", "blocked-by", "bookmark", "c2pa-manifest",
    "canonical", "chapter", "cite-as", "collection", "compression-dictionary", "contents",
    "convertedfrom", "copyright", "create-form", "current", "deprecation", "describedby",
    "describes", "disclosure", "dns-prefetch", "duplicate", "edit", "edit-form", "edit-media",
    "enclosure", "external", "first", "geofeed", "glossary", "help", "hosts", "hub", "ice-server",
    "icon", "index", "intervalafter", "intervalbefore", "intervalcontains", "intervaldisjoint",
    "intervalduring", "intervalequals", "intervalfinishedby", "intervalfinishes", "intervalin",
    "intervalmeets", "intervalmetby", "intervaloverlappedby", "intervaloverlaps",
    "intervalstartedby", "intervalstarts", "item", "last", "latest-version", "license", "linkset",
    "lrdd", "manifest", "mask-icon", "me", "media-feed", "memento", "micropub", "modulepreload",
    "monitor", "monitor-group", "next", "next-archive", "nofollow", "noopener", "noreferrer",
    "opener", "openid2.local_id", "openid2.provider", "original", "p3pv1", "payment", "pingback",
    "preconnect", "predecessor-version", "prefetch", "preload", "prerender", "prev", "prev-archive",
    "preview", "previous", "privacy-policy", "profile", "publication", "related", "replies",
    "restconf", "ruleinput", "search", "section", "self", "service", "service-desc", "service-doc",
    "service-meta", "sip-trunking-capability", "sponsored", "start", "status", "stylesheet",
    "subsection", "successor-version", "sunset", "tag", "terms-of-service", "timegate", "timemap",
    "type", "ugc", "up", "version-history", "via", "webmention", "working-copy", "working-copy-of",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted_and_found_in_any_case() {
        for names in [SCHEMES, RELATIONS] {
            assert!(names.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(names.iter().all(|name| name.len() <= 32));
        }
        assert!(is_registered("HTTPS") && is_registered("webcal") && !is_registered("javascript"));
        assert!(is_relation("intervalAfter") && !is_relation("intervall"));
    }
}
