//! The podcast namespace ("Podcasting 2.0", podcastindex.org/namespace/1.0). `podcast:liveItem` is not
//! written: it says what is on the air at this minute, which files that are built once cannot know.

use uuid::Uuid;

use crate::date::rfc822;
use crate::emit::chapters;
use crate::emit::element::Element;
use crate::entry::podcast::{
    Alternate, Chat, Credit, Funding, License, Location, Picture, Recipient, RemoteItem, Social,
    TimeSplit, Transcript, Txt, ValueBlock,
};
use crate::entry::seconds::write;
use crate::entry::{Enclosure, Episode, EpisodeKind};
use crate::feed::{Feed, FeedEntry};
use crate::text::shorten;

/// The namespace of guids ("Podcast Namespace", `guid`).
const GUIDS: Uuid = Uuid::from_u128(0xead4c236_bf58_58c6_a2c6_a6b28d128cb6);

/// A UUID of version 5 from the feed's address without its scheme and the slashes at its end.
fn guid(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let name = bare.trim_end_matches('/');
    Uuid::new_v5(&GUIDS, name.as_bytes()).to_string()
}

pub(super) fn of_feed(feed: &Feed<'_>) -> Vec<Element> {
    let Some(podcast) = feed.podcast else {
        return Vec::new();
    };
    let show = &podcast.show;
    // The first address, which the ledger keeps: a feed that moves is the same podcast.
    let own = show.guid.clone().unwrap_or_else(|| guid(&feed.id));
    let mut elements = vec![
        Element::of("podcast:guid", own),
        Element::of(
            "podcast:medium",
            show.medium.as_deref().unwrap_or("podcast"),
        ),
    ];
    if let Some(locked) = show.locked {
        let locked = Element::of("podcast:locked", if locked { "yes" } else { "no" });
        elements.push(locked.with_some("owner", podcast.owner.email.as_deref()));
    }
    elements.extend(show.funding.iter().map(funding));
    elements.extend(show.license.iter().map(license));
    elements.extend(show.persons.iter().map(person));
    elements.extend(show.locations.iter().map(location));
    elements.extend(trailers(feed));
    elements.extend(show.value.iter().map(value));
    elements.extend(show.txt.iter().map(txt));
    elements.extend(show.remote_items.iter().map(remote_item));
    if !show.podroll.is_empty() {
        let items = show.podroll.iter().map(remote_item);
        elements.push(Element::new("podcast:podroll").children(items));
    }
    let publisher = show.publisher.iter().map(remote_item);
    elements.extend(publisher.map(|item| Element::new("podcast:publisher").child(item)));
    if let Some(frequency) = &show.update_frequency {
        let complete = frequency.complete.then_some("true");
        elements.push(
            Element::of("podcast:updateFrequency", &frequency.text)
                .with_some("rrule", frequency.rrule.as_deref())
                .with_some("dtstart", frequency.dtstart.as_deref())
                .with_some("complete", complete),
        );
    }
    if let Some(uses) = show.podping {
        let uses = if uses { "true" } else { "false" };
        elements.push(Element::new("podcast:podping").with("usesPodping", uses));
    }
    let blocks = show.blocks.iter();
    elements.extend(blocks.map(|id| Element::of("podcast:block", "yes").with("id", id)));
    elements.extend(show.chat.iter().map(chat));
    elements.extend(show.social.iter().map(social));
    elements.extend(pictures(&show.images));
    elements
}

/// Those of the configuration; else the episodes that are trailers, newest first, of which apps take
/// the first of a season.
fn trailers(feed: &Feed<'_>) -> Vec<Element> {
    let Some(podcast) = feed.podcast else {
        return Vec::new();
    };
    if !podcast.show.trailers.is_empty() {
        let trailers = podcast.show.trailers.iter().map(|trailer| {
            Element::of("podcast:trailer", &trailer.title)
                .with("url", &trailer.url)
                .with("pubdate", &trailer.published)
                .with_some("length", trailer.length.map(|bytes| bytes.to_string()))
                .with_some("type", trailer.media_type.as_deref())
                .with_some("season", trailer.season.map(|season| season.to_string()))
        });
        return trailers.collect();
    }
    let trailer = |shown: &FeedEntry<'_>| {
        let (entry, episode) = (shown.entry, shown.entry.episode()?);
        let medium = entry.medium()?;
        (episode.kind == Some(EpisodeKind::Trailer)).then(|| {
            let length = (medium.length > 0).then(|| medium.length.to_string());
            Element::of("podcast:trailer", shorten(&entry.title, 127))
                .with("url", &medium.url)
                .with("pubdate", rfc822(&entry.published.instant))
                .with_some("length", length)
                .with("type", &medium.media_type)
                .with_some("season", episode.season.map(|season| season.to_string()))
        })
    };
    feed.entries.iter().filter_map(trailer).collect()
}

pub(super) fn of_entry(feed: &Feed<'_>, shown: &FeedEntry<'_>) -> Vec<Element> {
    if feed.podcast.is_none() {
        return Vec::new();
    }
    let entry = shown.entry;
    let medium = entry.medium();
    // RSS has room for one enclosure; the others are the same episode in another form.
    let others = entry.enclosures.iter().filter(|enclosure| {
        let is_other = medium.is_some_and(|medium| medium.url != enclosure.url);
        is_other && enclosure.alternate && enclosure.plays()
    });
    let mut elements: Vec<Element> = others.map(other_form).collect();
    if let Some(episode) = entry.episode() {
        of_episode(episode, shown, &mut elements);
    }
    elements
}

fn of_episode(episode: &Episode, shown: &FeedEntry<'_>, elements: &mut Vec<Element>) {
    if let Some(number) = episode.season {
        let season = Element::of("podcast:season", number.to_string());
        elements.push(season.with_some("name", episode.season_name.as_deref()));
    }
    if let Some(number) = episode.number.as_deref() {
        let number = Element::of("podcast:episode", number);
        elements.push(number.with_some("display", episode.display.as_deref()));
    }
    let written = shown.chapters.as_deref();
    let there = episode.chapters_file.as_ref();
    let chapters = there
        .map(|(url, media_type)| (&**url, &**media_type))
        .or(written.map(|url| (url, chapters::MEDIA_TYPE)));
    elements.extend(chapters.map(|(url, media_type)| {
        Element::new("podcast:chapters")
            .with("url", url)
            .with("type", media_type)
    }));
    let transcripts = episode.transcripts.iter();
    elements.extend(transcripts.map(transcript));
    elements.extend(episode.soundbites.iter().map(|soundbite| {
        let title = soundbite.title.clone();
        let title = title.unwrap_or_else(|| shorten(&shown.entry.title, 127));
        Element::of("podcast:soundbite", title)
            .with("startTime", write(soundbite.start))
            .with("duration", write(soundbite.duration))
    }));
    elements.extend(episode.alternates.iter().map(alternate));
    elements.extend(episode.persons.iter().map(person));
    elements.extend(episode.locations.iter().map(location));
    elements.extend(episode.value.iter().map(value));
    elements.extend(episode.license.iter().map(license));
    elements.extend(episode.txt.iter().map(txt));
    elements.extend(episode.social.iter().map(social));
    elements.extend(episode.funding.iter().map(funding));
    elements.extend(episode.chat.iter().map(chat));
    elements.extend(
        episode
            .content_links
            .iter()
            .map(|link| Element::of("podcast:contentLink", &link.text).with("href", &link.url)),
    );
    elements.extend(pictures(&episode.pictures));
}

fn person(person: &Credit) -> Element {
    Element::of("podcast:person", &person.name)
        .with_some("role", person.role.as_deref())
        .with_some("group", person.group.as_deref())
        .with_some("img", person.image.as_deref())
        .with_some("href", person.url.as_deref())
}

fn location(location: &Location) -> Element {
    Element::of("podcast:location", &location.name)
        .with_some("rel", location.rel.as_deref())
        .with_some("geo", location.geo.as_deref())
        .with_some("osm", location.osm.as_deref())
        .with_some("country", location.country.as_deref())
}

fn funding(funding: &Funding) -> Element {
    Element::of("podcast:funding", &funding.text).with("url", &funding.url)
}

fn license(license: &License) -> Element {
    Element::of("podcast:license", &license.name).with_some("url", license.url.as_deref())
}

fn txt(txt: &Txt) -> Element {
    Element::of("podcast:txt", &txt.text).with_some("purpose", txt.purpose.as_deref())
}

fn value(value: &ValueBlock) -> Element {
    // Amounts are as small as a ten-millionth: no exponents.
    let suggested = value.suggested.map(|amount| amount.to_string());
    Element::new("podcast:value")
        .with("type", &value.kind)
        .with("method", &value.method)
        .with_some("suggested", suggested)
        .children(value.recipients.iter().map(recipient))
        .children(value.time_splits.iter().map(time_split))
}

fn recipient(recipient: &Recipient) -> Element {
    Element::new("podcast:valueRecipient")
        .with_some("name", recipient.name.as_deref())
        .with("type", &recipient.kind)
        .with("address", &recipient.address)
        .with("split", recipient.split.to_string())
        .with_some("fee", recipient.fee.then_some("true"))
        .with_some("customKey", recipient.custom_key.as_deref())
        .with_some("customValue", recipient.custom_value.as_deref())
}

fn time_split(split: &TimeSplit) -> Element {
    let percentage = split.remote_percentage.map(|share| share.to_string());
    Element::new("podcast:valueTimeSplit")
        .with("startTime", write(split.start))
        .with("duration", write(split.duration))
        .with_some("remoteStartTime", split.remote_start.map(write))
        .with_some("remotePercentage", percentage)
        .children(split.remote_item.iter().map(remote_item))
        .children(split.recipients.iter().map(recipient))
}

fn remote_item(item: &RemoteItem) -> Element {
    Element::new("podcast:remoteItem")
        .with("feedGuid", &item.feed_guid)
        .with_some("feedUrl", item.feed_url.as_deref())
        .with_some("itemGuid", item.item_guid.as_deref())
        .with_some("medium", item.medium.as_deref())
        .with_some("title", item.title.as_deref())
}

fn chat(chat: &Chat) -> Element {
    Element::new("podcast:chat")
        .with("server", &chat.server)
        .with("protocol", &chat.protocol)
        .with_some("accountId", chat.account_id.as_deref())
        .with_some("space", chat.space.as_deref())
        .with_some("embedUrl", chat.embed_url.as_deref())
}

fn social(social: &Social) -> Element {
    let priority = social.priority.map(|priority| priority.to_string());
    Element::new("podcast:socialInteract")
        .with("protocol", &social.protocol)
        .with_some("uri", social.uri.as_deref())
        .with_some("accountId", social.account_id.as_deref())
        .with_some("accountUrl", social.account_url.as_deref())
        .with_some("priority", priority)
}

fn transcript(transcript: &Transcript) -> Element {
    let media_type = transcript.media_type.as_deref();
    Element::new("podcast:transcript")
        .with("url", &transcript.url)
        .with("type", media_type.unwrap_or("text/plain"))
        .with_some("language", transcript.language.as_deref())
        .with_some("rel", transcript.rel.as_deref())
}

fn other_form(enclosure: &Enclosure) -> Element {
    let length = (enclosure.length > 0).then(|| enclosure.length.to_string());
    Element::new("podcast:alternateEnclosure")
        .with("type", &enclosure.media_type)
        .with_some("length", length)
        .child(Element::new("podcast:source").with("uri", &enclosure.url))
}

fn alternate(form: &Alternate) -> Element {
    let media_type = form.media_type.as_deref();
    let others = form.sources.iter().map(|source| {
        Element::new("podcast:source")
            .with("uri", &source.uri)
            .with_some("contentType", source.content_type.as_deref())
    });
    let integrity = form.integrity.iter().map(|hash| {
        Element::new("podcast:integrity")
            .with("type", "sri")
            .with("value", hash)
    });
    Element::new("podcast:alternateEnclosure")
        .with("type", media_type.unwrap_or("application/octet-stream"))
        .with_some("length", form.length.map(|bytes| bytes.to_string()))
        .with_some("bitrate", form.bitrate.map(|rate| rate.to_string()))
        .with_some("height", form.height.map(|pixels| pixels.to_string()))
        .with_some("lang", form.lang.as_deref())
        .with_some("title", form.title.as_deref())
        .with_some("rel", form.rel.as_deref())
        .with_some("codecs", form.codecs.as_deref())
        .with_some("default", form.default.then_some("true"))
        .child(Element::new("podcast:source").with("uri", &form.url))
        .children(others)
        .children(integrity)
}

/// Each by its use, and those of a known width as a set for apps that read the older tag.
fn pictures(pictures: &[Picture]) -> Vec<Element> {
    let mut elements: Vec<Element> = pictures
        .iter()
        .map(|picture| {
            let pixels = |side: Option<u32>| side.map(|side| side.to_string());
            Element::new("podcast:image")
                .with("href", &picture.url)
                .with_some("alt", picture.alt.as_deref())
                .with_some("aspect-ratio", picture.aspect_ratio.as_deref())
                .with_some("width", pixels(picture.width))
                .with_some("height", pixels(picture.height))
                .with_some("type", picture.media_type.as_deref())
                .with_some("purpose", picture.purpose.as_deref())
        })
        .collect();
    let set: Vec<String> = pictures
        .iter()
        .filter_map(|picture| Some(format!("{} {}w", picture.url, picture.width?)))
        .collect();
    if !set.is_empty() {
        elements.push(Element::new("podcast:images").with("srcset", set.join(", ")));
    }
    elements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guid_is_that_of_the_specification() {
        // The two addresses that "Podcast Namespace", `guid`, works out.
        for (address, expected) in [
            (
                "https://podnews.net/rss",
                "9b024349-ccf0-5f69-a609-6b82873eab3c",
            ),
            (
                "http://mp3s.nashownotes.com/pc20rss.xml/",
                "917393e3-1b1e-5cef-ace4-edaa54e1f810",
            ),
        ] {
            assert_eq!(guid(address), expected);
        }
    }
}
