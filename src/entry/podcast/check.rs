//! What the values of podcasts may be.

use super::values::{
    GEO_HELP, MEDIA_TYPE_HELP, MEDIUMS, OSM_HELP, ROLES, SOCIAL_PROTOCOLS, is_amount, is_geo,
    is_media_type, is_osm,
};
use super::{
    Chat, Credit, Funding, License, Location, Picture, Recipient, RemoteItem, Social, TimeSplit,
    Txt, ValueBlock,
};
use crate::license::spdx;
use crate::text::{nearest, one_line};

/// What is wrong with a value: what was found, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The part of the value, such as `geo`; empty for all of it.
    pub part: &'static str,
    /// What was expected, what was found.
    pub message: String,
    /// What to write.
    pub help: &'static str,
}

impl Fault {
    fn new(part: &'static str, message: impl Into<String>, help: &'static str) -> Self {
        Fault {
            part,
            message: message.into(),
            help,
        }
    }
}

/// Makes an address absolute, where it can be one.
pub type Address<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A value that can be wrong. What it says in texts is put on one line, addresses are made absolute.
pub trait Check {
    /// Everything that is wrong with it.
    fn check(&mut self, address: Address<'_>) -> Vec<Fault>;

    /// Names of the parts that it can do without.
    fn spare() -> &'static [&'static str]
    where
        Self: Sized,
    {
        &[]
    }

    /// Takes out what it can do without and is wrong, and says so; says too what is odd and stays.
    fn mend(&mut self) -> Vec<Fault> {
        Vec::new()
    }
}

/// Looks at the parts of a value.
pub(super) struct Parts<'a> {
    address: Address<'a>,
    pub(super) faults: Vec<Fault>,
}

impl<'a> Parts<'a> {
    pub(super) fn new(address: Address<'a>) -> Self {
        Parts {
            address,
            faults: Vec::new(),
        }
    }

    pub(super) fn refuse(
        &mut self,
        part: &'static str,
        message: impl Into<String>,
        help: &'static str,
    ) {
        self.faults.push(Fault::new(part, message, help));
    }

    /// A text that must be there, of at most so many characters.
    pub(super) fn text(&mut self, part: &'static str, text: &mut String, most: usize) {
        *text = one_line(text);
        let length = text.chars().count();
        if length == 0 {
            self.refuse(part, format!("`{part}` is missing"), "add it");
        } else if length > most {
            let message = format!("expected at most {most} characters, found {length}");
            self.refuse(part, message, "shorten it: apps cut or drop what is longer");
        }
    }

    pub(super) fn some_text(&mut self, part: &'static str, text: &mut Option<String>, most: usize) {
        *text = text.take().filter(|text| !text.trim().is_empty());
        if let Some(text) = text {
            self.text(part, text, most);
        }
    }

    pub(super) fn url(&mut self, part: &'static str, url: &mut String) {
        if url.trim().is_empty() {
            self.refuse(part, format!("`{part}` is missing"), "add the address");
            return;
        }
        match (self.address)(url) {
            Some(absolute) => *url = absolute,
            None => self.refuse(
                part,
                format!("expected a web address, found `{url}`"),
                "write an absolute address, or a path on the site such as `/about/`",
            ),
        }
    }

    pub(super) fn some_url(&mut self, part: &'static str, url: &mut Option<String>) {
        *url = url.take().filter(|url| !url.trim().is_empty());
        if let Some(url) = url {
            self.url(part, url);
        }
    }

    pub(super) fn some(
        &mut self,
        part: &'static str,
        text: &mut Option<String>,
        fits: fn(&str) -> bool,
        help: &'static str,
    ) {
        *text = text.take().filter(|text| !text.trim().is_empty());
        if let Some(text) = text {
            *text = text.trim().to_owned();
            if !fits(text) {
                self.refuse(part, format!("{part}: found `{text}`"), help);
            }
        }
    }

    pub(super) fn one_of(&mut self, part: &'static str, text: &mut String, known: &[&'static str]) {
        let found = text.trim();
        let same = known.iter().find(|name| name.eq_ignore_ascii_case(found));
        match same {
            Some(name) => (*name).clone_into(text),
            None => self
                .faults
                .push(unknown(part, found, known.iter().copied())),
        }
    }

    pub(super) fn inner<T: Check>(&mut self, value: &mut T) {
        self.faults.extend(value.check(self.address));
    }
}

/// A name that is in no list, with the nearest of the list.
pub fn unknown(
    part: &'static str,
    found: &str,
    known: impl Iterator<Item = &'static str> + Clone,
) -> Fault {
    let message = match nearest(found, known.clone()) {
        Some(name) => format!("no such {part}, found `{found}`; the nearest is `{name}`"),
        None => {
            let known: Vec<&str> = known.collect();
            format!(
                "no such {part}, found `{found}`; known are {}",
                known.join(", ")
            )
        }
    };
    Fault::new(part, message, "write the name as the list has it")
}

impl Check for Credit {
    fn mend(&mut self) -> Vec<Fault> {
        let role = self.role.as_deref().map(str::trim).unwrap_or_default();
        let is_known = |known: &&str| known.eq_ignore_ascii_case(role);
        if role.is_empty() || ROLES.iter().any(is_known) {
            return Vec::new();
        }
        let near = match nearest(&role.to_lowercase(), ROLES.iter().copied()) {
            Some(name) => format!("; the nearest is `{name}`"),
            None => String::new(),
        };
        let message = format!("apps do not know the role `{role}`{near}");
        let help = "write a role of the taxonomy of the Podcast Namespace, such as `guest`";
        vec![Fault::new("role", message, help)]
    }

    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.text("name", &mut self.name, 128);
        parts.some_text("role", &mut self.role, 128);
        parts.some_text("group", &mut self.group, 128);
        parts.some_url("image", &mut self.image);
        parts.some_url("url", &mut self.url);
        parts.faults
    }
}

impl Check for Location {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.text("name", &mut self.name, 128);
        parts.some("geo", &mut self.geo, is_geo, GEO_HELP);
        parts.some("osm", &mut self.osm, is_osm, OSM_HELP);
        self.country = self.country.take().map(|country| country.to_uppercase());
        let help = "write two letters of ISO 3166-1";
        let is_country = crate::language::is_country;
        parts.some("country", &mut self.country, is_country, help);
        if let Some(rel) = &mut self.rel {
            parts.one_of("rel", rel, &["subject", "creator"]);
        }
        parts.faults
    }
}

impl Check for Funding {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.url("url", &mut self.url);
        parts.text("text", &mut self.text, 128);
        parts.faults
    }
}

impl Check for Txt {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.text("text", &mut self.text, 4000);
        parts.some_text("purpose", &mut self.purpose, 128);
        parts.faults
    }
}

impl Check for License {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        if let Some(id) = spdx(&self.name) {
            let name = std::mem::replace(&mut self.name, id);
            if self.url.is_none() && name.contains("://") {
                self.url = Some(name);
            }
        }
        parts.text("name", &mut self.name, 128);
        parts.some_url("url", &mut self.url);
        let is_identifier = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-.+".contains(&byte))
        };
        if is_identifier(&self.name) {
            self.name.make_ascii_lowercase();
        } else if self.url.is_none() {
            parts.refuse(
                "name",
                format!("`{}` is no identifier of SPDX, and has no `url`", self.name),
                "write an identifier such as `cc-by-4.0`, or add the `url` of the text",
            );
        }
        parts.faults
    }
}

impl Check for ValueBlock {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.text("type", &mut self.kind, 128);
        parts.text("method", &mut self.method, 128);
        if self.suggested.is_some_and(|amount| !is_amount(amount)) {
            parts.refuse(
                "suggested",
                "expected an amount from 0",
                "write the amount a minute, such as `0.00000005`",
            );
        }
        recipients(&mut parts, &mut self.recipients);
        let shares = self.recipients.iter().filter(|one| !one.fee);
        if shares.map(|one| u64::from(one.split)).sum::<u64>() == 0 {
            parts.refuse(
                "recipients",
                "the splits of the recipients add up to nothing",
                "give at least one recipient a `split` above 0 that is no fee",
            );
        }
        for split in &mut self.time_splits {
            parts.inner(split);
        }
        parts.faults
    }
}

fn recipients(parts: &mut Parts<'_>, recipients: &mut [Recipient]) {
    for one in recipients {
        parts.some_text("name", &mut one.name, 128);
        parts.text("type", &mut one.kind, 128);
        parts.text("address", &mut one.address, 4000);
        parts.some_text("custom_key", &mut one.custom_key, 4000);
        parts.some_text("custom_value", &mut one.custom_value, 4000);
    }
}

impl Check for TimeSplit {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        let times = [self.start, self.remote_start.unwrap_or_default()];
        if !times.into_iter().all(is_amount) || !is_amount(self.duration) || self.duration == 0.0 {
            parts.refuse(
                "duration",
                "expected a `start` and a `duration` above 0",
                "write seconds, or times such as `01:23`",
            );
        }
        if self.remote_percentage.is_some_and(|share| share > 100) {
            parts.refuse(
                "remote_percentage",
                "expected 0 to 100",
                "write a percentage",
            );
        }
        recipients(&mut parts, &mut self.recipients);
        match &mut self.remote_item {
            Some(remote) => parts.inner(remote),
            None if self.recipients.is_empty() => parts.refuse(
                "remote_item",
                "a split of time that names nobody",
                "add a `remote_item` or `recipients`",
            ),
            None => {}
        }
        parts.faults
    }
}

impl Check for RemoteItem {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        match uuid::Uuid::parse_str(self.feed_guid.trim()) {
            Ok(guid) => self.feed_guid = guid.hyphenated().to_string(),
            Err(_) => parts.refuse(
                "feed_guid",
                format!("feed_guid: expected a UUID, found `{}`", self.feed_guid),
                "write the `podcast:guid` of the feed",
            ),
        }
        parts.some_url("feed_url", &mut self.feed_url);
        parts.some_text("item_guid", &mut self.item_guid, 4000);
        if let Some(medium) = &mut self.medium {
            parts.one_of("medium", medium, MEDIUMS);
        }
        parts.some_text("title", &mut self.title, 4000);
        parts.faults
    }
}

impl Check for Chat {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.text("server", &mut self.server, 4000);
        parts.text("protocol", &mut self.protocol, 128);
        parts.some_text("account_id", &mut self.account_id, 4000);
        parts.some_text("space", &mut self.space, 4000);
        parts.some_url("embed_url", &mut self.embed_url);
        parts.faults
    }
}

impl Check for Social {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.one_of("protocol", &mut self.protocol, SOCIAL_PROTOCOLS);
        if self.protocol != "disabled" && self.uri.as_deref().is_none_or(str::is_empty) {
            parts.refuse("uri", "`uri` is missing", "add the address of the post");
        }
        parts.some_text("uri", &mut self.uri, 4000);
        parts.some_text("account_id", &mut self.account_id, 4000);
        parts.some_url("account_url", &mut self.account_url);
        parts.faults
    }
}

impl Check for Picture {
    fn check(&mut self, address: Address<'_>) -> Vec<Fault> {
        let mut parts = Parts::new(address);
        parts.url("url", &mut self.url);
        parts.some_text("alt", &mut self.alt, 4000);
        parts.some_text("aspect_ratio", &mut self.aspect_ratio, 128);
        parts.some_text("purpose", &mut self.purpose, 128);
        parts.some("type", &mut self.media_type, is_media_type, MEDIA_TYPE_HELP);
        parts.faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn absolute(text: &str) -> Option<String> {
        let base = url::Url::parse("https://example.org/").ok()?;
        base.join(text).ok().map(String::from)
    }

    fn faults(value: &mut impl Check) -> Vec<String> {
        let faults = value.check(&absolute).into_iter();
        faults.map(|fault| fault.message).collect()
    }

    #[test]
    fn a_licence_of_ones_own_needs_its_text() {
        let mut known = License {
            name: "CC-BY-4.0".into(),
            url: None,
        };
        assert_eq!(faults(&mut known), Vec::<String>::new());
        assert_eq!(known.name, "cc-by-4.0");
        for written in ["CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"] {
            let mut license = License {
                name: written.into(),
                url: None,
            };
            assert_eq!(faults(&mut license), Vec::<String>::new(), "{written}");
            assert_eq!(license.name, "cc-by-4.0");
            assert_eq!(license.url.is_some(), written.contains("://"));
        }
        let mut own = License {
            name: "Our own".into(),
            url: None,
        };
        assert_eq!(faults(&mut own).len(), 1);
        own.url = Some("/licence/".into());
        assert_eq!(faults(&mut own), Vec::<String>::new());
        assert_eq!(own.url.as_deref(), Some("https://example.org/licence/"));
    }

    #[test]
    fn a_payment_needs_somebody_who_is_paid() {
        let mut value = ValueBlock::default();
        assert_eq!(
            faults(&mut value),
            ["the splits of the recipients add up to nothing"]
        );
        value.recipients.push(Recipient {
            address: "02ab".into(),
            fee: true,
            ..Recipient::default()
        });
        assert_eq!(faults(&mut value).len(), 1);
        value.recipients[0].fee = false;
        assert_eq!(faults(&mut value), Vec::<String>::new());
        value.time_splits.push(TimeSplit {
            duration: 1.0,
            ..TimeSplit::default()
        });
        assert_eq!(faults(&mut value), ["a split of time that names nobody"]);
    }
}
