//! Sites whose frames are known: the page that shows the same, and a still where its address can be
//! told from that of the frame.
//!
//! Facts of each site's own pages on embedding; a row each.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use url::Url;

/// What a frame shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    /// The site, as it calls itself; else the host.
    pub name: Cow<'static, str>,
    /// The page that shows it.
    pub page: String,
    /// A picture of it with its width and height in pixels, and `None` where those are not known.
    pub still: Option<(String, Option<(u32, u32)>)>,
    /// Whether it plays.
    pub plays: bool,
}

/// A site.
struct Host {
    name: &'static str,
    /// Hosts, each with those below it.
    hosts: &'static [&'static str],
    /// Whether it plays films or sound.
    plays: bool,
    /// The page that shows what the frame at this address does.
    page: fn(&Url) -> Option<String>,
    /// The address of a still, by the page's parts.
    still: Option<StillOf>,
}

/// Gives the address of a still, and its width and height.
type StillOf = fn(&Url) -> Option<(String, Option<(u32, u32)>)>;

const fn player(
    name: &'static str,
    hosts: &'static [&'static str],
    page: fn(&Url) -> Option<String>,
) -> Host {
    Host {
        name,
        hosts,
        plays: true,
        page,
        still: None,
    }
}

const fn other(
    name: &'static str,
    hosts: &'static [&'static str],
    page: fn(&Url) -> Option<String>,
) -> Host {
    Host {
        name,
        hosts,
        plays: false,
        page,
        still: None,
    }
}

const HOSTS: &[Host] = &[
    Host {
        still: Some(|url| {
            let id = youtube_id(url)?;
            // Every film has this one, of this size.
            Some((
                format!("https://i.ytimg.com/vi/{id}/hqdefault.jpg"),
                Some((480, 360)),
            ))
        }),
        ..player(
            "YouTube",
            &["youtube.com", "youtube-nocookie.com", "youtu.be"],
            |url| match (youtube_id(url), query(url, "list")) {
                (Some(id), _) => {
                    let start = query(url, "start").or_else(|| query(url, "t"));
                    let start =
                        start.filter(|start| start.bytes().all(|b| b.is_ascii_alphanumeric()));
                    let start = start.map(|start| format!("&t={start}")).unwrap_or_default();
                    Some(format!("https://www.youtube.com/watch?v={id}{start}"))
                }
                (None, Some(list)) if is_name(&list) => {
                    Some(format!("https://www.youtube.com/playlist?list={list}"))
                }
                _ => None,
            },
        )
    },
    player("Vimeo", &["vimeo.com"], |url| {
        let id = after(url, &["video"]).filter(|id| is_number(id))?;
        // A film that is not listed opens with its key alone.
        let hash = query(url, "h").filter(|hash| is_name(hash));
        let hash = hash.map(|hash| format!("/{hash}")).unwrap_or_default();
        Some(format!("https://vimeo.com/{id}{hash}"))
    }),
    Host {
        still: Some(|url| {
            let id = dailymotion_id(url)?;
            Some((
                format!("https://www.dailymotion.com/thumbnail/video/{id}"),
                None,
            ))
        }),
        ..player("Dailymotion", &["dailymotion.com", "dai.ly"], |url| {
            Some(format!(
                "https://www.dailymotion.com/video/{}",
                dailymotion_id(url)?
            ))
        })
    },
    player("TED", &["embed.ted.com"], |url| {
        Some(format!("https://www.ted.com{}", url.path()))
    }),
    player("Twitch", &["twitch.tv"], |url| {
        let named = |key| query(url, key).filter(|name| is_name(name));
        if let Some(clip) = named("clip") {
            return Some(format!("https://clips.twitch.tv/{clip}"));
        }
        if let Some(film) = named("video") {
            return Some(format!(
                "https://www.twitch.tv/videos/{}",
                film.trim_start_matches('v')
            ));
        }
        Some(format!("https://www.twitch.tv/{}", named("channel")?))
    }),
    player(
        "SoundCloud",
        &["soundcloud.com", "w.soundcloud.com"],
        |url| {
            let track = Url::parse(&query(url, "url")?).ok()?;
            // What the interface of programs names is no page.
            (is_web(&track) && track.host_str() != Some("api.soundcloud.com")).then(|| track.into())
        },
    ),
    player("Spotify", &["open.spotify.com"], |url| {
        let path = url
            .path()
            .trim_start_matches("/embed-podcast")
            .trim_start_matches("/embed");
        Some(format!("https://open.spotify.com{path}"))
    }),
    player("Apple Podcasts", &["embed.podcasts.apple.com"], |url| {
        Some(format!("https://podcasts.apple.com{}", path_and_query(url)))
    }),
    player("Apple Music", &["embed.music.apple.com"], |url| {
        Some(format!("https://music.apple.com{}", path_and_query(url)))
    }),
    player("Bandcamp", &["bandcamp.com"], |_| None),
    Host {
        still: Some(|url| {
            let id = after(url, &["embed"])?;
            Some((format!("https://archive.org/services/img/{id}"), None))
        }),
        ..player("Internet Archive", &["archive.org"], |url| {
            Some(format!(
                "https://archive.org/details/{}",
                after(url, &["embed"])?
            ))
        })
    },
    player("Loom", &["loom.com"], |url| {
        Some(format!(
            "https://www.loom.com/share/{}",
            after(url, &["embed"])?
        ))
    }),
    player("Wistia", &["wistia.com", "wistia.net"], |_| None),
    player("Mixcloud", &["mixcloud.com"], |url| {
        let feed = query(url, "feed")?;
        let base = Url::parse("https://www.mixcloud.com/").ok()?;
        base.join(&feed).ok().filter(is_web).map(Into::into)
    }),
    player("Deezer", &["widget.deezer.com"], |url| {
        let kinds = ["track", "album", "playlist", "artist", "episode", "show"];
        let kind = kinds
            .into_iter()
            .find(|kind| after(url, &[kind]).is_some())?;
        Some(format!(
            "https://www.deezer.com/{kind}/{}",
            after(url, &[kind])?
        ))
    }),
    player("Bilibili", &["bilibili.com"], |url| {
        if let Some(id) = query(url, "bvid").filter(|id| is_name(id)) {
            return Some(format!("https://www.bilibili.com/video/{id}/"));
        }
        let id = query(url, "aid").filter(|id| is_number(id))?;
        Some(format!("https://www.bilibili.com/video/av{id}/"))
    }),
    player("Streamable", &["streamable.com"], |url| {
        let id = after(url, &["e", "o", "s"])?;
        Some(format!("https://streamable.com/{id}"))
    }),
    player("Odysee", &["odysee.com"], |url| {
        Some(format!(
            "https://odysee.com{}",
            url.path().strip_prefix("/$/embed")?
        ))
    }),
    player("Rumble", &["rumble.com"], |_| None),
    player("TikTok", &["tiktok.com"], |_| None),
    player("Niconico", &["embed.nicovideo.jp"], |url| {
        Some(format!(
            "https://www.nicovideo.jp/watch/{}",
            after(url, &["watch"])?
        ))
    }),
    player("Asciinema", &["asciinema.org"], |url| {
        Some(format!("https://asciinema.org/a/{}", after(url, &["a"])?))
    }),
    player("Transistor", &["share.transistor.fm"], |url| {
        Some(format!(
            "https://share.transistor.fm/s/{}",
            after(url, &["e"])?
        ))
    }),
    player("Podbean", &["podbean.com"], |_| None),
    player("Acast", &["embed.acast.com"], |url| {
        Some(format!("https://play.acast.com/s{}", url.path()))
    }),
    player("Buzzsprout", &["buzzsprout.com"], |_| None),
    player("Facebook", &["facebook.com"], facebook),
    other("CodePen", &["codepen.io"], |url| {
        let user = url.path_segments()?.next()?;
        let pen = after(url, &["preview", "embed"])?;
        Some(format!("https://codepen.io/{user}/pen/{pen}"))
    }),
    other("JSFiddle", &["jsfiddle.net"], |url| {
        let (page, _) = url.path().split_once("/embedded")?;
        Some(format!("https://jsfiddle.net{page}/"))
    }),
    other("CodeSandbox", &["codesandbox.io"], |url| {
        Some(format!(
            "https://codesandbox.io/s/{}",
            after(url, &["embed"])?
        ))
    }),
    other("StackBlitz", &["stackblitz.com"], |url| {
        Some(format!("https://stackblitz.com{}", url.path()))
    }),
    other("Gist", &["gist.github.com"], |url| {
        let path = url.path();
        let path = [".pibb", ".js", ".json"]
            .iter()
            .find_map(|end| path.strip_suffix(end))
            .unwrap_or(path);
        Some(format!("https://gist.github.com{path}"))
    }),
    other(
        "Google Maps",
        &["google.com/maps", "maps.google.com"],
        google_maps,
    ),
    other("OpenStreetMap", &["openstreetmap.org"], |url| {
        let marker = query(url, "marker");
        let (latitude, longitude) = marker.as_deref()?.split_once(',')?;
        (is_degree(latitude) && is_degree(longitude))
            .then(|| format!("https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}"))
    }),
    other("X", &["platform.twitter.com", "platform.x.com"], |url| {
        let id = query(url, "id").filter(|id| is_number(id))?;
        Some(format!("https://x.com/i/status/{id}"))
    }),
    other("Instagram", &["instagram.com"], |url| {
        let (page, _) = url.path().split_once("/embed")?;
        Some(format!("https://www.instagram.com{page}/"))
    }),
    other("Reddit", &["embed.reddit.com", "redditmedia.com"], |url| {
        Some(format!("https://www.reddit.com{}", url.path()))
    }),
    other("Google Docs", &["docs.google.com"], |_| None),
    other("Speaker Deck", &["speakerdeck.com"], |_| None),
    other("SlideShare", &["slideshare.net"], |_| None),
];

/// Frames that show nothing of an article: advertisements, counters, buttons, comments.
const NOTHING: &[&str] = &[
    "googletagmanager.com",
    "doubleclick.net",
    "googlesyndication.com",
    "amazon-adsystem.com",
    "facebook.com/plugins/like",
    "facebook.com/plugins/share",
    "facebook.com/plugins/page",
    "facebook.com/plugins/follow",
    "platform.twitter.com/widgets",
    "disqus.com/embed",
    "ghbtns.com",
    "buttons.github.io",
    "addthis.com",
    "recaptcha.net",
    "google.com/recaptcha",
    "substack.com/embed",
];

/// Whether a frame shows nothing that belongs to the article.
pub(super) fn is_nothing(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| NOTHING.iter().any(|place| is_at(&url, place)))
}

/// What a frame at an absolute address shows.
pub(super) fn frame(address: &str) -> Frame {
    let plain = |name: Cow<'static, str>, plays| Frame {
        name,
        page: address.to_owned(),
        still: None,
        plays,
    };
    let Ok(url) = Url::parse(address) else {
        return plain("".into(), false);
    };
    let known = HOSTS
        .iter()
        .find(|host| host.hosts.iter().any(|place| is_at(&url, place)));
    if let Some(host) = known {
        let page = (host.page)(&url);
        return Frame {
            still: host
                .still
                .filter(|_| page.is_some())
                .and_then(|still| still(&url)),
            page: page.unwrap_or_else(|| address.to_owned()),
            ..plain(host.name.into(), host.plays)
        };
    }
    let name = url
        .host_str()
        .unwrap_or_default()
        .trim_start_matches("www.")
        .to_owned();
    // PeerTube is on any host, at the same path everywhere.
    if let Some(id) = url
        .path()
        .strip_prefix("/videos/embed/")
        .filter(|id| is_name(id))
    {
        return Frame {
            page: format!("{}/w/{id}", url.origin().ascii_serialization()),
            ..plain(name.into(), true)
        };
    }
    // As is Mastodon: `/@name/1234/embed`.
    if let Some(page) = url
        .path()
        .strip_suffix("/embed")
        .filter(|page| page.starts_with("/@"))
    {
        return Frame {
            page: format!("{}{page}", url.origin().ascii_serialization()),
            ..plain(name.into(), false)
        };
    }
    plain(name.into(), false)
}

/// Whether an address is at a host or below it, and below a path where one is named.
fn is_at(url: &Url, place: &str) -> bool {
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let Some(own) = url.host_str() else {
        return false;
    };
    let is_host = own
        .strip_suffix(host)
        .is_some_and(|before| before.is_empty() || before.ends_with('.'));
    is_host && url.path()[1.min(url.path().len())..].starts_with(path)
}

/// The segment behind the first of these that the path has.
fn after<'a>(url: &'a Url, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| {
        let mut segments = url.path_segments()?;
        segments.find(|segment| segment == name)?;
        segments.next().filter(|found| is_name(found))
    })
}

fn query(url: &Url, key: &str) -> Option<String> {
    url.query_pairs()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value.into_owned())
}

fn path_and_query(url: &Url) -> &str {
    &url[url::Position::BeforePath..url::Position::AfterQuery]
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// Letters of a name in an address, and nothing that could end it.
fn is_name(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    !text.is_empty() && text.bytes().all(fits)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_degree(text: &str) -> bool {
    text.parse::<f64>()
        .is_ok_and(|degree| (-180.0..=180.0).contains(&degree))
}

/// Eleven letters, wherever they stand.
fn youtube_id(url: &Url) -> Option<String> {
    // `videoseries` has eleven letters too, and is a list.
    let is_id = |id: &&str| id.len() == 11 && is_name(id) && *id != "videoseries";
    if url.host_str() == Some("youtu.be") {
        return url.path_segments()?.next().filter(is_id).map(str::to_owned);
    }
    after(url, &["embed", "v", "shorts", "live", "e"])
        .filter(is_id)
        .map(str::to_owned)
        .or_else(|| query(url, "v").filter(|id| is_id(&id.as_str())))
}

fn dailymotion_id(url: &Url) -> Option<String> {
    if url.host_str() == Some("dai.ly") {
        return url
            .path_segments()?
            .next()
            .filter(|id| is_name(id))
            .map(str::to_owned);
    }
    after(url, &["video"])
        .map(str::to_owned)
        .or_else(|| query(url, "video").filter(|id| is_name(id)))
}

fn facebook(url: &Url) -> Option<String> {
    let page = Url::parse(&query(url, "href")?).ok()?;
    is_web(&page).then(|| page.into())
}

/// A frame of a map opens in a frame alone; what it shows is in its parameters.
fn google_maps(url: &Url) -> Option<String> {
    let search = |place: &str| {
        let mut page = Url::parse("https://www.google.com/maps/search/?api=1").ok()?;
        page.query_pairs_mut().append_pair("query", place);
        Some(page.into())
    };
    if let Some(place) = query(url, "q") {
        return search(&place);
    }
    if url.path().starts_with("/maps/d/") {
        let mid = query(url, "mid").filter(|mid| is_name(mid))?;
        return Some(format!("https://www.google.com/maps/d/viewer?mid={mid}"));
    }
    let drawn = query(url, "pb")?;
    let number = |mark: &str| {
        let (_, behind) = drawn.split_once(mark)?;
        let end = behind.find('!').unwrap_or(behind.len());
        Some(&behind[..end]).filter(|number| is_degree(number))
    };
    // The name of the place, else its middle.
    if let Some((_, behind)) = drawn.rsplit_once("!2s")
        && let Some(name) = behind
            .split('!')
            .next()
            .filter(|name| name.chars().count() > 3)
        && drawn.contains("!1s0x")
    {
        return search(
            &percent_decode_str(name)
                .decode_utf8_lossy()
                .replace('+', " "),
        );
    }
    search(&format!("{},{}", number("!3d")?, number("!2d")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_have_pages() {
        for (address, name, page) in [
            (
                "https://www.youtube.com/embed/dQw4w9WgXcQ?start=30&rel=0",
                "YouTube",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=30",
            ),
            (
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "YouTube",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "https://youtu.be/dQw4w9WgXcQ?t=5s",
                "YouTube",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=5s",
            ),
            (
                "https://www.youtube.com/shorts/dQw4w9WgXcQ",
                "YouTube",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "https://www.youtube.com/embed/videoseries?list=PL1-a_b",
                "YouTube",
                "https://www.youtube.com/playlist?list=PL1-a_b",
            ),
            (
                "https://player.vimeo.com/video/12345?h=ab12&title=0",
                "Vimeo",
                "https://vimeo.com/12345/ab12",
            ),
            (
                "https://www.dailymotion.com/embed/video/x8abc",
                "Dailymotion",
                "https://www.dailymotion.com/video/x8abc",
            ),
            (
                "https://geo.dailymotion.com/player.html?video=x8abc",
                "Dailymotion",
                "https://www.dailymotion.com/video/x8abc",
            ),
            (
                "https://tube.example/videos/embed/9c9de5e8-0a1e",
                "tube.example",
                "https://tube.example/w/9c9de5e8-0a1e",
            ),
            (
                "https://embed.ted.com/talks/a_b",
                "TED",
                "https://www.ted.com/talks/a_b",
            ),
            (
                "https://player.twitch.tv/?video=v123&parent=x",
                "Twitch",
                "https://www.twitch.tv/videos/123",
            ),
            (
                "https://clips.twitch.tv/embed?clip=Abc&parent=x",
                "Twitch",
                "https://clips.twitch.tv/Abc",
            ),
            (
                "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=x",
                "SoundCloud",
                "https://soundcloud.com/a/b",
            ),
            (
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1",
                "SoundCloud",
                "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1",
            ),
            (
                "https://open.spotify.com/embed/episode/1aB?theme=0",
                "Spotify",
                "https://open.spotify.com/episode/1aB",
            ),
            (
                "https://embed.podcasts.apple.com/us/podcast/a/id1?i=2",
                "Apple Podcasts",
                "https://podcasts.apple.com/us/podcast/a/id1?i=2",
            ),
            (
                "https://archive.org/embed/a-b_c",
                "Internet Archive",
                "https://archive.org/details/a-b_c",
            ),
            (
                "https://www.loom.com/embed/ab12",
                "Loom",
                "https://www.loom.com/share/ab12",
            ),
            (
                "https://codepen.io/ada/embed/preview/xYz?tab=result",
                "CodePen",
                "https://codepen.io/ada/pen/xYz",
            ),
            (
                "https://gist.github.com/ada/ab12.js",
                "Gist",
                "https://gist.github.com/ada/ab12",
            ),
            (
                "https://www.google.com/maps/embed?pb=!1m18!2d13.377!3d52.516!5e0",
                "Google Maps",
                "https://www.google.com/maps/search/?api=1&query=52.516%2C13.377",
            ),
            (
                "https://maps.google.com/maps?q=Lille&output=embed",
                "Google Maps",
                "https://www.google.com/maps/search/?api=1&query=Lille",
            ),
            (
                "https://www.openstreetmap.org/export/embed.html?bbox=1&marker=52.5,13.4",
                "OpenStreetMap",
                "https://www.openstreetmap.org/?mlat=52.5&mlon=13.4",
            ),
            (
                "https://mastodon.example/@ada/12/embed",
                "mastodon.example",
                "https://mastodon.example/@ada/12",
            ),
            (
                "https://notyoutube.com/embed/dQw4w9WgXcQ",
                "notyoutube.com",
                "https://notyoutube.com/embed/dQw4w9WgXcQ",
            ),
            (
                "https://www.example.net/x",
                "example.net",
                "https://www.example.net/x",
            ),
        ] {
            let found = frame(address);
            assert_eq!((&*found.name, &*found.page), (name, page), "{address}");
        }
    }

    #[test]
    fn some_have_a_still() {
        for (address, still) in [
            (
                "https://youtu.be/dQw4w9WgXcQ",
                Some("https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"),
            ),
            (
                "https://archive.org/embed/a",
                Some("https://archive.org/services/img/a"),
            ),
            ("https://player.vimeo.com/video/1", None),
            ("https://www.youtube.com/embed/", None),
        ] {
            let found = frame(address).still.map(|(still, _)| still);
            assert_eq!(found.as_deref(), still, "{address}");
        }
    }

    #[test]
    fn what_belongs_to_no_article_is_known() {
        assert!(is_nothing("https://www.googletagmanager.com/ns.html?id=1"));
        assert!(is_nothing(
            "https://www.facebook.com/plugins/like.php?href=x"
        ));
        assert!(!is_nothing(
            "https://www.facebook.com/plugins/video.php?href=x"
        ));
    }
}
