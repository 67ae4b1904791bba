//! A row for each site: the page that shows what a frame does, and a still where its address can be
//! told from that of the frame. Facts of each site's own pages on embedding.

use percent_encoding::percent_decode_str;
use url::Url;

use super::address::{after, is_degree, is_name, is_number, is_web, path_and_query, query};

/// A site.
pub(super) struct Site {
    pub name: &'static str,
    /// Hosts, each with those below it.
    pub hosts: &'static [&'static str],
    /// Whether it plays films or sound.
    pub plays: bool,
    /// The page that shows what the frame at this address does.
    pub page: fn(&Url) -> Option<String>,
    /// The address of a still, by the page's parts.
    pub still: Option<StillOf>,
}

/// Gives the address of a still, and its width and height.
type StillOf = fn(&Url) -> Option<(String, Option<(u32, u32)>)>;

const fn player(
    name: &'static str,
    hosts: &'static [&'static str],
    page: fn(&Url) -> Option<String>,
) -> Site {
    Site {
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
) -> Site {
    Site {
        plays: false,
        ..player(name, hosts, page)
    }
}

/// The sites.
pub(super) const SITES: &[Site] = &[
    Site {
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
    Site {
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
    Site {
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
