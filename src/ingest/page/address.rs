//! Where a page says that it stands: links in its head, comments of programs that saved it, links to
//! itself, and what a button to share it sends on.
//!
//! An address that is relative is joined with `<base href>`, else with the first that is absolute.

use chrono::NaiveDate;
use percent_encoding::percent_decode_str;
use url::Url;

use super::Finder;
use crate::article::{Field, OriginKind, Value};
use crate::date::{Precision, path_date};

/// Fields of the head that hold the page's address, surest first.
const OF_PAGE: [&str; 9] = [
    "<link rel=canonical>",
    "og:url",
    "mainentityofpage",
    "parsely_link",
    "citation_public_url",
    "twitter:url",
    "<link hreflang>",
    "<link oembed>",
    "<link rel=shortlink>",
];

/// Fields that hold the address of a picture.
const OF_IMAGE: [&str; 6] = [
    "og:image",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "thumbnail",
    "image",
];

/// Links in which a page hands its own address to a service, and the names of the parameter.
const SHARES: [&str; 14] = [
    "facebook.com/sharer",
    "facebook.com/share.php",
    "twitter.com/share",
    "twitter.com/intent/tweet",
    "twitter.com/home?status",
    "x.com/intent/",
    "linkedin.com/share",
    "plus.google.com/share",
    "xing.com/app/user",
    "xing.com/spi/shares",
    "pinterest.com/pin/create",
    "whatsapp://send",
    "api.whatsapp.com/send",
    "t.me/share",
];

impl Finder<'_> {
    /// `<base href>`, where it says a host.
    fn base(&self) -> Option<Url> {
        let base = self.page.elements.iter().find(|e| e.is("base"))?;
        absolute(&base.attribute("href")?)
    }

    /// The addresses of the page, and of its pictures, made absolute where the page says how.
    pub(super) fn addresses(&mut self) {
        let page = self.page;
        let base = self.base();
        if !self.has_address() {
            if let Some((address, at)) = self.saved_from() {
                self.add("saved from", &address, at);
            }
            if let Some((address, at)) = self.self_link(base.as_ref()) {
                self.add("<a href=#>", &address, at);
            }
            if let Some((address, at)) = self.heading_link() {
                self.add("<h1 a>", &address, at);
            }
            // A folder is what addresses in a page are relative to; a file is the page.
            if let Some(base) = &base
                && base.path().len() > 1
                && !base.path().ends_with('/')
                && !base.path().contains("index.")
                && let Some(element) = page.elements.iter().find(|e| e.is("base"))
            {
                self.add("<base href>", base.as_str(), element.start);
            }
            if let Some((mut address, at)) = self.shared() {
                // Buttons keep the scheme of the day they were made.
                if let Some(rest) = address.strip_prefix("http://")
                    && base.as_ref().is_some_and(|base| base.scheme() == "https")
                {
                    address = format!("https://{rest}");
                }
                self.add("<a share>", &address, at);
            }
        }
        let known = self
            .fields
            .iter()
            .filter(|field| OF_PAGE.contains(&field.key.as_str()))
            .find_map(|field| absolute(field.value.text()?));
        let Some(base) = base.or(known).or_else(|| self.written_out()) else {
            return;
        };
        for field in &mut self.fields {
            let key = field.key.as_str();
            let of_page = OF_PAGE.contains(&key) || key == "<h1 a>";
            if !of_page && !OF_IMAGE.contains(&key) {
                continue;
            }
            if let Value::Text(address) = &mut field.value
                && !address.trim().is_empty()
                && absolute(address).is_none()
                && let Ok(joined) = base.join(address.trim())
                && joined.has_host()
            {
                *address = joined.into();
            }
        }
    }

    /// The relative address of the head, where the page has it in full too.
    fn written_out(&self) -> Option<Url> {
        let path = self
            .fields
            .iter()
            .find(|field| field.key == "<link rel=canonical>")
            .and_then(|field| field.value.text())
            .filter(|path| path.starts_with('/') && path.len() > 8)?;
        let text = self.page.text;
        memchr::memmem::find_iter(text.as_bytes(), path.as_bytes())
            .take(20)
            .find_map(|at| {
                let host = text[..at].rfind("//").filter(|from| at - from < 100)?;
                let scheme = text[..host].rfind("http").filter(|from| host - from < 7)?;
                absolute(text.get(scheme..at)?)
            })
    }

    fn has_address(&self) -> bool {
        let sure = &OF_PAGE[..OF_PAGE.len() - 1];
        self.fields.iter().any(|field| {
            sure.contains(&field.key.as_str()) && field.value.text().and_then(absolute).is_some()
        })
    }

    /// What a browser or an archive wrote into the page when it kept it.
    fn saved_from(&self) -> Option<(String, usize)> {
        let text = self.page.text;
        let behind = |mark: &str| {
            let at = memchr::memmem::find(text.as_bytes(), mark.as_bytes())?;
            Some((at, &text[at + mark.len()..]))
        };
        let word = |text: &str| -> Option<String> {
            let text = text.trim_start();
            let end = text
                .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '\''))
                .unwrap_or(text.len().min(2000));
            absolute(text.get(..end)?).map(String::from)
        };
        // Internet Explorer and Chromium write the length in brackets.
        if let Some((at, rest)) = behind("saved from url=")
            && let Some((_, rest)) = rest.split_once(')')
            && let Some(found) = word(rest)
        {
            return Some((found, at));
        }
        if let Some((at, rest)) = behind("Page saved with SingleFile")
            && let Some((_, rest)) = rest.split_once("url:")
            && let Some(found) = word(rest)
        {
            return Some((found, at));
        }
        if let Some((at, rest)) = behind("Mirrored from ")
            && let Some(found) = word(&format!("http://{}", rest.split(" by ").next()?))
        {
            return Some((found, at));
        }
        // The Wayback Machine: the address, and the second of its visit.
        let (at, rest) = behind("__wm.wombat(")?;
        let mut parts = rest.split('"').skip(1).step_by(2);
        let address = absolute(parts.next()?)?;
        let second = parts
            .next()
            .filter(|s| s.len() == 14 && s.bytes().all(|b| b.is_ascii_digit()))?;
        // Port 80 is what `http` means; Wayback writes it all the same.
        Some((
            format!("https://web.archive.org/web/{second}/{address}"),
            at,
        ))
    }

    /// The path that links inside the page begin with: where `<base>` moves relative addresses, a
    /// link to a place in the page has to name the page.
    fn self_link(&self, base: Option<&Url>) -> Option<(String, usize)> {
        const PLACES: [&str; 11] = [
            "",
            "content",
            "main",
            "nav",
            "navigation",
            "top",
            "search",
            "inhalt",
            "footer",
            "main-content",
            "skip",
        ];
        let base = base?;
        let mut found: Option<(String, usize)> = None;
        for element in self.page.elements.iter().filter(|e| e.is("a")) {
            let Some(href) = element.attribute("href") else {
                continue;
            };
            let Some((path, place)) = href.split_once('#') else {
                continue;
            };
            if path.len() < 2 || !PLACES.contains(&place.to_ascii_lowercase().as_str()) {
                continue;
            }
            let joined = base.join(path).ok()?;
            match &found {
                None => found = Some((joined.into(), element.start)),
                Some((known, _)) if *known == joined.as_str() => {}
                Some(_) => return None,
            }
        }
        found
    }

    /// The link that the title is: blogs and forums link an article's title to its page.
    fn heading_link(&self) -> Option<(String, usize)> {
        let index = self.heading?;
        let around = self.page.around(index).take(1).filter(|e| e.is("a"));
        let link = self.page.inside(index).iter().find(|e| e.is("a"));
        let link = around.chain(link).next()?;
        let href = link.attribute("href")?;
        let path = href.trim().trim_end_matches('/');
        let deep = match absolute(path) {
            Some(url) => url.path().len() > 1,
            None => path.len() > 1 && !path.starts_with(['#', '?']) && !path.contains(':'),
        };
        deep.then(|| (href.trim().to_owned(), link.start))
    }

    /// The one address that all buttons to share the page send on.
    fn shared(&self) -> Option<(String, usize)> {
        let mut found: Option<(Url, usize)> = None;
        for element in self.page.elements.iter().filter(|e| e.is("a")) {
            let Some(href) = element.attribute("href") else {
                continue;
            };
            let Some(mark) = SHARES.iter().find(|mark| href.contains(**mark)) else {
                continue;
            };
            let behind = href.split_once(mark).map_or("", |(_, behind)| behind);
            let Some(address) = sent(behind) else {
                continue;
            };
            match &found {
                None => found = Some((address, element.start)),
                Some((known, _)) if same_page(known, &address) => {}
                Some(_) => return None,
            }
        }
        let (address, at) = found?;
        (address.path().len() > 1).then(|| (address.into(), at))
    }

    /// The day in the page's own address.
    pub(super) fn address_day(&mut self) {
        let found = self.fields.iter().find_map(|field| {
            let of_page = matches!(
                field.key.as_str(),
                "<link rel=canonical>"
                    | "og:url"
                    | "mainentityofpage"
                    | "<link rel=amphtml>"
                    | "saved from"
            );
            let address = field.value.text().filter(|_| of_page)?;
            // The Wayback Machine writes the day of its visit before the address.
            let address = match address.rfind("://") {
                Some(at) if at > 8 => address[..at]
                    .rfind('/')
                    .map_or(address, |from| &address[from + 1..]),
                _ => address,
            };
            let (host, path) = match address.split_once("://") {
                Some((_, rest)) => rest.split_once('/')?,
                None => ("", address),
            };
            if host.ends_with("archive.org") {
                return None;
            }
            let path = path.split(['?', '#']).next()?;
            let path = path.trim_matches('/');
            let day = path_date(path)
                .filter(|date| date.precision >= Precision::Day)
                .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
                .or_else(|| spelt_day(path))?;
            Some(Field::text(
                OriginKind::Element,
                "address date",
                day,
                field.line,
            ))
        });
        self.fields.extend(found);
    }
}

/// The day that an address spells as files do not: `2025-05/31/fog`, `31-05-2025`. Which of two small
/// numbers is the day nobody says.
fn spelt_day(path: &str) -> Option<String> {
    let numbers = |part: &str| -> Option<Vec<u32>> {
        let digits = |number: &str| number.bytes().all(|b| b.is_ascii_digit());
        part.split('-')
            .map(|number| number.parse().ok().filter(|_| digits(number)))
            .collect()
    };
    let parts: Vec<&str> = path.split('/').collect();
    let day = |year: u32, month: u32, day: u32| {
        let known = (1990..2100).contains(&year)
            && NaiveDate::from_ymd_opt(year as i32, month, day).is_some();
        known.then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    parts.iter().enumerate().rev().find_map(|(at, part)| {
        if !(5..=10).contains(&part.len()) {
            return None;
        }
        match numbers(part)?[..] {
            [year, month] if part.len() == 7 => {
                let behind = parts.get(at + 1).filter(|part| part.len() == 2)?;
                day(year, month, behind.parse().ok()?)
            }
            [first, second, year] if first > 12 || first == second => day(year, second, first),
            [first, second, year] if second > 12 => day(year, first, second),
            _ => None,
        }
    })
}

/// An address with scheme and host; some systems escape the whole of it.
pub(super) fn absolute(address: &str) -> Option<Url> {
    let address = address.trim();
    let decoded;
    let address = if address.starts_with("http%3A") || address.starts_with("https%3A") {
        decoded = percent_decode_str(address).decode_utf8().ok()?;
        &*decoded
    } else if let Some(rest) = address.strip_prefix("//").filter(|rest| rest.contains('.')) {
        return Url::parse(&format!("https://{rest}")).ok();
    } else {
        address
    };
    let has_scheme = ["http://", "https://"].iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    has_scheme
        .then(|| Url::parse(address).ok())?
        .filter(Url::has_host)
}

/// The address in the parameters of a link.
fn sent(parameters: &str) -> Option<Url> {
    let decoded = percent_decode_str(parameters).decode_utf8().ok()?;
    let at = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| decoded.find(scheme))
        .min()?;
    let rest = &decoded[at..];
    // What was escaped may hold `&` of its own; what was not ends there.
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '&' | '|'))
        .unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ')']);
    absolute(address)
}

fn same_page(a: &Url, b: &Url) -> bool {
    let host = |url: &Url| {
        let host = url.host_str().unwrap_or_default().to_owned();
        host.trim_start_matches("www.").to_owned()
    };
    host(a) == host(b) && a.path().trim_end_matches('/') == b.path().trim_end_matches('/')
}
