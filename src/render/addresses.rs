//! Addresses in a text: absolute, or gone.

use url::Url;

use super::Resolve;

/// Schemes that a link may have: the web's, and those that browsers let a page offer to handle (HTML,
/// 8.8.1.1, "safelisted schemes"). Whatever runs or reads files is not among them.
const SCHEMES: &[&str] = &[
    "http",
    "https",
    "bitcoin",
    "ftp",
    "ftps",
    "geo",
    "im",
    "irc",
    "ircs",
    "magnet",
    "mailto",
    "matrix",
    "mms",
    "news",
    "nntp",
    "openpgp4fpr",
    "sftp",
    "sip",
    "sms",
    "smsto",
    "ssh",
    "tel",
    "urn",
    "webcal",
    "wtai",
    "xmpp",
];

/// Bytes of a base, which comes again with every address of the text.
const LONGEST_BASE: usize = 500;

/// Why an address cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is none: nothing is lost.
    Empty,
    /// It runs code.
    Script,
    /// It holds what it would lead to.
    Data,
    /// No URL (WHATWG URL), or of a scheme that no reader opens.
    Unusable,
}

/// What addresses are read against.
pub(super) struct Addresses<'a> {
    permalink: &'a Url,
    base: Option<Url>,
    resolve: &'a Resolve<'a>,
}

impl<'a> Addresses<'a> {
    pub(super) fn new(permalink: &'a Url, resolve: &'a Resolve<'a>) -> Self {
        Addresses {
            permalink,
            base: None,
            resolve,
        }
    }

    /// A `<base href>` in the text: what all but fragments are relative to.
    pub(super) fn set_base(&mut self, href: &str) {
        let base = self.permalink.join(href.trim()).ok();
        self.base = base.filter(|base| {
            matches!(base.scheme(), "http" | "https") && base.as_str().len() <= LONGEST_BASE
        });
    }

    /// Where a link leads.
    pub(super) fn link(&self, value: &str) -> Result<String, Fault> {
        let value = trim(value);
        if value.is_empty() {
            return Err(Fault::Empty);
        }
        // A link to a source file means the page made of it.
        let (path, fragment) = match value.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (value, None),
        };
        if path.is_empty() {
            // In the page itself, whatever its base is: the text is here and nowhere else.
            return self.absolute(self.permalink, value, SCHEMES);
        }
        if !path.contains(':')
            && let Some(mut page) = (self.resolve)(path)
        {
            if let Some(fragment) = fragment {
                page.push('#');
                page.push_str(fragment);
            }
            return Ok(page);
        }
        self.absolute(self.base(), value, SCHEMES)
    }

    /// Where a picture, a film or a frame is.
    pub(super) fn media(&self, value: &str) -> Result<String, Fault> {
        match trim(value) {
            "" | "about:blank" => Err(Fault::Empty),
            value if value.starts_with('#') => Err(Fault::Empty),
            value => self.absolute(self.base(), value, &SCHEMES[..2]),
        }
    }

    fn base(&self) -> &Url {
        self.base.as_ref().unwrap_or(self.permalink)
    }

    fn absolute(&self, base: &Url, value: &str, schemes: &[&str]) -> Result<String, Fault> {
        let url = base.join(value).map_err(|_| Fault::Unusable)?;
        match url.scheme() {
            "javascript" | "vbscript" | "livescript" => Err(Fault::Script),
            "data" => Err(Fault::Data),
            scheme if schemes.contains(&scheme) => Ok(url.into()),
            _ => Err(Fault::Unusable),
        }
    }
}

/// Without the white space that HTML allows around an address (HTML, 2.4.1).
fn trim(value: &str) -> &str {
    value.trim_matches(|c: char| c.is_ascii_whitespace() || c.is_control())
}

/// One of several sizes of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate<'a> {
    /// As written.
    pub address: &'a str,
    /// As written: `2x`, `640w`; may be empty.
    pub descriptor: &'a str,
}

impl Candidate<'_> {
    /// Its width in pixels, or what stands for it where its density is known alone.
    pub(super) fn width(&self) -> f64 {
        /// Pixels that a picture has at a density of one, where nobody says.
        const USUAL: f64 = 800.0;
        let number = |unit: char| {
            self.descriptor
                .split_ascii_whitespace()
                .find_map(|word| word.strip_suffix(unit)?.parse::<f64>().ok())
                .filter(|number| number.is_finite() && *number > 0.0)
        };
        match (number('w'), number('x')) {
            (Some(width), _) => width,
            (None, Some(density)) => density * USUAL,
            (None, None) => USUAL,
        }
    }
}

/// The candidates of a `srcset` (HTML, 4.8.4.2.1, "Parsing a srcset attribute"): commas are part of an
/// address unless they end it.
pub(super) fn candidates(value: &str) -> Vec<Candidate<'_>> {
    let mut found = Vec::new();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let (address, behind) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        if bare.len() < address.len() {
            found.push(Candidate {
                address: bare,
                descriptor: "",
            });
            rest = behind;
            continue;
        }
        let mut depth = 0_usize;
        let end = behind.find(|c: char| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == ',' && depth == 0
        });
        let (descriptor, behind) = behind.split_at(end.unwrap_or(behind.len()));
        found.push(Candidate {
            address,
            descriptor: descriptor.trim(),
        });
        rest = behind;
    }
}

/// The address in a CSS `url()`, where a style sets a background.
pub(super) fn background(style: &str) -> Option<&str> {
    let (_, behind) = style.split_once("background")?;
    let (_, behind) = behind.split_once("url(")?;
    let (inside, _) = behind.split_once(')')?;
    let address = inside.trim().trim_matches(['"', '\'']);
    (!address.is_empty()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_absolute_or_gone() {
        let permalink = Url::parse("https://example.org/a/b/").unwrap();
        let resolve = |path: &str| (path == "../c.md").then(|| "https://example.org/c/".to_owned());
        let addresses = Addresses::new(&permalink, &resolve);
        for (value, expected) in [
            ("../c.md#x", Ok("https://example.org/c/#x")),
            ("/r?q=1", Ok("https://example.org/r?q=1")),
            ("#fn:1", Ok("https://example.org/a/b/#fn:1")),
            ("?page=2", Ok("https://example.org/a/b/?page=2")),
            (" \n//cdn.example/x ", Ok("https://cdn.example/x")),
            ("mailto:a@b.example", Ok("mailto:a@b.example")),
            ("", Err(Fault::Empty)),
            ("java\nscript:x", Err(Fault::Script)),
            ("\u{1}javascript:x", Err(Fault::Script)),
            ("data:text/html,x", Err(Fault::Data)),
            ("http://", Err(Fault::Unusable)),
            ("file:///etc/passwd", Err(Fault::Unusable)),
            ("C:\\x", Err(Fault::Unusable)),
        ] {
            let found = addresses.link(value);
            assert_eq!(
                found.as_deref().map_err(|fault| *fault),
                expected,
                "{value}"
            );
        }
        assert_eq!(addresses.media("mailto:x"), Err(Fault::Unusable));
        assert_eq!(addresses.media("about:blank"), Err(Fault::Empty));
    }

    #[test]
    fn a_base_moves_all_but_fragments() {
        let permalink = Url::parse("https://example.org/a/b/").unwrap();
        let mut addresses = Addresses::new(&permalink, &|_| None);
        addresses.set_base("/c/");
        assert_eq!(addresses.link("d").unwrap(), "https://example.org/c/d");
        assert_eq!(addresses.media("d").unwrap(), "https://example.org/c/d");
        assert_eq!(addresses.link("#d").unwrap(), "https://example.org/a/b/#d");
        addresses.set_base("javascript:x");
        assert_eq!(addresses.link("d").unwrap(), "https://example.org/a/b/d");
    }

    #[test]
    fn candidates_are_read_as_html_says() {
        let read = |value| {
            let found: Vec<String> = candidates(value)
                .iter()
                .map(|c| format!("{}|{}", c.address, c.descriptor))
                .collect();
            found.join(" ; ")
        };
        for (value, expected) in [
            ("a.png 1x, /b.png 2x", "a.png|1x ; /b.png|2x"),
            ("a.png 1x,b.png 2x", "a.png|1x ; b.png|2x"),
            ("a,b.png 640w", "a,b.png|640w"),
            (
                "https://x.example/w_1,h_2/a.jpg 1x,\n\thttps://x.example/w_3,h_4/a.jpg 2x",
                "https://x.example/w_1,h_2/a.jpg|1x ; https://x.example/w_3,h_4/a.jpg|2x",
            ),
            ("a.png, b.png", "a.png| ; b.png|"),
            ("data:image/gif;base64,R0 1w", "data:image/gif;base64,R0|1w"),
            (" ,, a.png ,", "a.png|"),
            ("a.png (x, y) 2x, b.png", "a.png|(x, y) 2x ; b.png|"),
            ("", ""),
        ] {
            assert_eq!(read(value), expected, "{value}");
        }
    }

    #[test]
    fn a_background_is_found() {
        for (style, expected) in [
            ("background-image: url('/a.jpg')", Some("/a.jpg")),
            (
                "color:red;background:#fff url(b.png) no-repeat",
                Some("b.png"),
            ),
            ("background: linear-gradient(red, blue)", None),
            ("list-style: url(x)", None),
        ] {
            assert_eq!(background(style), expected, "{style}");
        }
    }
}
