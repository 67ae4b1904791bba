//! Sites whose frames are known: what a frame of theirs shows. `sites` has a row for each, `address`
//! takes addresses apart.

mod address;
mod sites;

use std::borrow::Cow;

use url::Url;

use self::address::{is_at, is_name};
use self::sites::SITES;

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
    let known = SITES
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
