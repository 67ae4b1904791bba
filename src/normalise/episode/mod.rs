//! What an article says as an episode of a podcast.

mod chapters;
mod lists;

use url::Url;

use self::lists::Around;
use super::fields::Fields;
use super::keys::{Keys, podcast as keys};
use super::media::join;
use crate::article::{Origin, Value};
use crate::config::{PLAYABLE, ShowKind, Site, is_artwork};
use crate::diagnostic::Diagnostic;
use crate::entry::podcast::{
    Alternate, Chat, ContentLink, Funding, License, Location, Picture, Social, Soundbite,
    Transcript, Txt, ValueBlock,
};
use crate::entry::{Enclosure, Episode, EpisodeKind};
use crate::text::{nearest, one_line};

/// Reads what an article says as an episode. What is wrong with it is said where the site has a podcast
/// and the head names a medium that plays; a medium may also lie beside the article under its name.
pub(super) fn episode(
    fields: &mut Fields<'_>,
    site: &Site,
    permalink: &Url,
    enclosures: &[Enclosure],
) -> Option<Episode> {
    let around = Around { site, permalink };
    let medium = enclosures.iter().find(|enclosure| enclosure.plays());
    let episode = match (&site.podcast, medium) {
        (Some(podcast), Some(medium)) => {
            check_medium(fields, medium);
            read(fields, &around, podcast.show.kind)
        }
        (Some(podcast), None) if enclosures.is_empty() => {
            fields.silently(|fields| read(fields, &around, podcast.show.kind))
        }
        _ => fields.silently(|fields| {
            let (chapters, chapters_file) = chapters::chapters(fields, &around);
            Episode {
                chapters,
                chapters_file,
                ..Episode::default()
            }
        }),
    };
    (episode != Episode::default()).then_some(episode)
}

fn check_medium(fields: &mut Fields<'_>, medium: &Enclosure) {
    let is_played = |known: &str| medium.media_type.eq_ignore_ascii_case(known);
    if PLAYABLE.iter().any(|known| is_played(known)) {
        return;
    }
    let message = format!("Apple Podcasts does not play `{}`", medium.media_type);
    fields.find(
        Diagnostic::warning("invalid-episode", message)
            .at(medium.lines.url, 0)
            .help("offer the episode as MP3 or M4A, and this as one of `alternate_enclosures`"),
    );
}

fn read(fields: &mut Fields<'_>, around: &Around<'_>, show: ShowKind) -> Episode {
    let kind = kind(fields);
    let number = number(fields);
    let is_counted = matches!(kind, None | Some(EpisodeKind::Full));
    if show == ShowKind::Serial && is_counted && number.is_none() {
        fields.find(
            Diagnostic::warning(
                "invalid-episode",
                "an episode of a serial podcast has no number",
            )
            .help("add `episode: 1` and so on; Apple Podcasts orders serial podcasts by it"),
        );
    }
    let (season, season_name) = season(fields);
    let (chapters, chapters_file) = chapters::chapters(fields, around);
    let text = |fields: &mut Fields<'_>, keys| fields.text(keys).map(Into::into);
    Episode {
        chapters,
        chapters_file,
        title: text(fields, &keys::EPISODE_TITLE),
        season,
        season_name,
        number,
        display: display(fields),
        kind,
        explicit: explicit(fields),
        block: truth(fields, &keys::BLOCK).unwrap_or(false),
        image: artwork(fields, around),
        transcripts: around.list(
            fields,
            &keys::TRANSCRIPTS,
            |url| {
                vec![Transcript {
                    url: url.to_owned(),
                    ..Transcript::default()
                }]
            },
            |transcript: &Transcript| transcript.url.clone(),
        ),
        persons: around.persons(fields),
        locations: around.maps(fields, &keys::LOCATIONS, |location: &Location| {
            location.name.clone()
        }),
        soundbites: around.maps(fields, &keys::SOUNDBITES, |bite: &Soundbite| {
            format!("{} s from {} s", bite.duration, bite.start)
        }),
        alternates: around.maps(fields, &keys::ALTERNATES, |form: &Alternate| {
            form.url.clone()
        }),
        value: around.maps(fields, &keys::VALUE, |value: &ValueBlock| {
            value.kind.clone()
        }),
        license: around
            .list(
                fields,
                &keys::LICENSE,
                |name| {
                    vec![License {
                        name: name.to_owned(),
                        url: None,
                    }]
                },
                |license: &License| license.name.clone(),
            )
            .into_iter()
            .next(),
        txt: around.list(
            fields,
            &keys::TXT,
            |text| {
                vec![Txt {
                    text: text.to_owned(),
                    purpose: None,
                }]
            },
            |txt: &Txt| txt.text.clone(),
        ),
        social: around.list(fields, &keys::SOCIAL, social, |social: &Social| {
            social
                .uri
                .clone()
                .unwrap_or_else(|| social.protocol.clone())
        }),
        content_links: around.maps(fields, &keys::CONTENT_LINKS, |link: &ContentLink| {
            link.url.clone()
        }),
        funding: around.maps(fields, &keys::FUNDING, |funding: &Funding| {
            funding.url.clone()
        }),
        chat: around
            .maps(fields, &keys::CHAT, |chat: &Chat| chat.server.clone())
            .into_iter()
            .next(),
        pictures: around.maps(fields, &keys::PICTURES, |picture: &Picture| {
            picture.url.clone()
        }),
    }
}

/// An address alone is that of a post in the Fediverse, which most such addresses are.
fn social(uri: &str) -> Vec<Social> {
    vec![Social {
        protocol: "activitypub".to_owned(),
        uri: Some(uri.to_owned()),
        ..Social::default()
    }]
}

/// The first value that `read` takes. Where there is none, a finding says what the first was.
fn scalar<T>(
    fields: &mut Fields<'_>,
    keys: &Keys,
    read: impl Fn(&str) -> Option<(T, String)>,
    expected: &str,
    help: &'static str,
) -> Option<T> {
    let mut refused: Option<(String, Origin)> = None;
    for (value, origin) in fields.all(keys) {
        // Maps are of other fields; a type of a medium is not one of an episode.
        let Some(text) = value.word().filter(|text| !text.contains('/')) else {
            continue;
        };
        match read(text) {
            Some((found, shown)) => {
                fields.trace(keys.field, &shown, origin);
                return Some(found);
            }
            None => refused = refused.or(Some((one_line(text), origin))),
        }
    }
    if let Some((text, origin)) = refused {
        fields.find(
            Diagnostic::warning(
                "invalid-episode",
                format!("{}: expected {expected}, found `{text}`", origin.name),
            )
            .at(origin.line, 0)
            .help(help),
        );
    }
    None
}

fn kind(fields: &mut Fields<'_>) -> Option<EpisodeKind> {
    let names = EpisodeKind::ALL.map(EpisodeKind::name);
    let read = |text: &str| {
        let same = |kind: &EpisodeKind| kind.name().eq_ignore_ascii_case(text);
        let kind = EpisodeKind::ALL.into_iter().find(same)?;
        Some((kind, kind.name().to_owned()))
    };
    let first = fields
        .all(&keys::KIND)
        .into_iter()
        .find_map(|(value, _)| value.text());
    let help = match first.and_then(|text| nearest(text, names)) {
        Some("trailer") => "the nearest is `trailer`",
        Some("bonus") => "the nearest is `bonus`",
        _ => "leave it out where the episode is a usual one",
    };
    scalar(
        fields,
        &keys::KIND,
        read,
        "`full`, `trailer` or `bonus`",
        help,
    )
}

/// A decimal of at most nine digits before the point, without zeros in front.
fn decimal(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('#').trim();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 9
        || part.len() > 9
        || !is_digits(whole)
        || !is_digits(part)
    {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = part.trim_end_matches('0');
    Some(match part {
        "" => whole.to_owned(),
        part => format!("{whole}.{part}"),
    })
}

fn number(fields: &mut Fields<'_>) -> Option<Box<str>> {
    let number = scalar(
        fields,
        &keys::NUMBER,
        |text| decimal(text).map(|number| (number.clone(), number)),
        "a number",
        "write the number of the episode within its season, such as `episode: 12`",
    )?;
    if number == "0" || number.contains('.') {
        let line = fields.all(&keys::NUMBER).first().map_or(0, |it| it.1.line);
        fields.find(
            Diagnostic::warning(
                "invalid-episode",
                format!("expected a whole number of an episode from 1, found `{number}`"),
            )
            .at(line, 0)
            .help("Apple Podcasts takes no other; apps of Podcasting 2.0 show this one"),
        );
    }
    Some(number.into())
}

/// At most 32 characters ("Podcast Namespace", `episode`).
fn display(fields: &mut Fields<'_>) -> Option<Box<str>> {
    let fits = |text: &str| {
        let text = one_line(text);
        (text.chars().count() <= 32).then(|| (text.clone(), text))
    };
    let help = "shorten it: apps show it in place of the number";
    scalar(fields, &keys::DISPLAY, fits, "at most 32 characters", help).map(Into::into)
}

fn season(fields: &mut Fields<'_>) -> (Option<u32>, Option<Box<str>>) {
    let name = fields.text(&keys::SEASON_NAME);
    let map = fields
        .all(&keys::SEASON)
        .into_iter()
        .find_map(|(value, origin)| {
            let number = value.get("number").and_then(Value::text)?.parse().ok()?;
            let name = value.get("name").or_else(|| value.get("title"));
            Some((number, name.and_then(Value::text).map(one_line), origin))
        });
    let (number, name) = match map {
        Some((number, inner, origin)) => {
            let number: u32 = number;
            fields.trace("season", &number.to_string(), origin);
            (Some(number), name.or(inner))
        }
        None => {
            let number = scalar(
                fields,
                &keys::SEASON,
                |text| {
                    let number: u32 = text.trim().parse().ok()?;
                    Some((number, number.to_string()))
                },
                "a whole number",
                "write the number of the season, and its name as `season_name`",
            );
            (number, name)
        }
    };
    (number, name.map(Into::into))
}

fn explicit(fields: &mut Fields<'_>) -> Option<bool> {
    let read = |text: &str| {
        let explicit = match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "explicit" | "on" | "1" => true,
            // The word of old for what is for everybody.
            "false" | "no" | "clean" | "off" | "0" => false,
            _ => return None,
        };
        Some((explicit, explicit.to_string()))
    };
    scalar(
        fields,
        &keys::EXPLICIT,
        read,
        "true or false",
        "write `explicit: true` or `explicit: false`",
    )
}

fn truth(fields: &mut Fields<'_>, keys: &Keys) -> Option<bool> {
    let read = |text: &str| match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some((true, "true".to_owned())),
        "false" | "no" | "off" | "0" => Some((false, "false".to_owned())),
        _ => None,
    };
    scalar(fields, keys, read, "true or false", "write true or false")
}

fn artwork(fields: &mut Fields<'_>, around: &Around<'_>) -> Option<Box<str>> {
    let (url, origin) = fields.first(&keys::ARTWORK, |value, origin| {
        let text = value.text().or_else(|| {
            ["url", "src", "href"]
                .iter()
                .find_map(|key| value.get(key)?.text())
        })?;
        join(text, origin, around.site, around.permalink).map(String::from)
    })?;
    let fits = is_artwork(&url);
    if !fits {
        fields.find(
            Diagnostic::warning(
                "invalid-episode",
                format!("expected artwork as `.jpg` or `.png`, found `{url}`"),
            )
            .at(origin.line, 0)
            .help("Apple Podcasts takes no other; the episode shows the artwork of the podcast"),
        );
    }
    fits.then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_decimal() {
        for (text, expected) in [
            ("12", Some("12")),
            ("#007", Some("7")),
            ("12.50", Some("12.5")),
            ("0", Some("0")),
            ("S01E02", None),
            ("1234567890", None),
            ("-1", None),
            (".5", None),
        ] {
            assert_eq!(decimal(text).as_deref(), expected, "{text}");
        }
    }
}
