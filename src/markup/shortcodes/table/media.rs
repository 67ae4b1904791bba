//! Films and sound: players, and files that a reader plays itself.

use super::Shortcode;
use crate::markup::Kind;
use crate::markup::shortcodes::call::{self, Call, Out, attribute};

/// The rows.
pub(super) const ROWS: &[Shortcode] = &[
    Shortcode::new(
        "youtube youtubelite liteyoutube liteyoutubeembed youtubeembed youtubenocookie \
         youtubeplayer yt embedyoutube",
        "all",
        "an id or address, or `id`, `url`; `title`",
        "`<iframe>` of the video",
        youtube,
    ),
    Shortcode::new(
        "vimeo vimeoembed",
        "all",
        "an id or address, or `id`; `title`",
        "`<iframe>` of the video",
        vimeo,
    ),
    Shortcode::new(
        "video videoplayer html5video mp4 embedvideo reactplayer",
        "Hugo themes, Quarto, Hexo, Jekyll includes, MDX",
        "`src` (or a path), `poster`, `caption`; or `id` with `provider`",
        "`<video>`; `<iframe>` for YouTube and Vimeo",
        video,
    ),
    Shortcode::new(
        "audio audioplayer mp3 podcast",
        "Hugo themes, Hexo, MDX",
        "`src` (or a path), `caption`",
        "`<audio>`",
        audio,
    ),
];

/// What the usual arguments of players name.
fn what<'c>(call: &'c Call<'_>) -> Option<&'c str> {
    const NAMES: [&str; 9] = [
        "id", "url", "videoid", "video_id", "src", "href", "link", "v", "tweetid",
    ];
    call.get(&NAMES, 0)
}

/// Whether these are letters of an id, which addresses take as they are.
pub(super) fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !text.is_empty() && text.chars().all(fits)
}

fn player(address: &str, call: &Call<'_>) -> Out {
    let source = attribute("src", Some(address));
    let title = attribute("title", call.named(&["title", "caption"]));
    Out::Block(format!("<iframe{source}{title}></iframe>"))
}

fn youtube(call: &Call<'_>) -> Out {
    match what(call) {
        Some(what) => youtube_player(what, call),
        None => Out::Lost(Kind::Shortcode),
    }
}

fn youtube_player(what: &str, call: &Call<'_>) -> Out {
    match youtube_id(what) {
        Some(id) => player(&format!("https://www.youtube.com/embed/{id}"), call),
        None if what.contains("//") => player(what, call),
        None => Out::Lost(Kind::Shortcode),
    }
}

/// The id in an address of YouTube, or the id itself.
fn youtube_id(text: &str) -> Option<&str> {
    const BEFORE: [&str; 7] = [
        "watch?v=",
        "&v=",
        "/embed/",
        "youtu.be/",
        "/shorts/",
        "/live/",
        "/v/",
    ];
    let behind = BEFORE
        .iter()
        .find_map(|mark| text.split_once(mark).map(|(_, behind)| behind));
    let id = behind.unwrap_or(text).split(['?', '&', '#', '/']).next()?;
    Some(id).filter(|id| is_id(id))
}

fn vimeo(call: &Call<'_>) -> Out {
    let last = what(call).and_then(|what| what.rsplit('/').next()?.split('?').next());
    match last.filter(|id| is_id(id)) {
        Some(id) => player(&format!("https://player.vimeo.com/video/{id}"), call),
        None => Out::Lost(Kind::Shortcode),
    }
}

fn video(call: &Call<'_>) -> Out {
    const SOURCES: [&str; 10] = [
        "src", "url", "source", "path", "file", "mp4", "webm", "id", "href", "video",
    ];
    let provider = call
        .named(&["provider", "type", "service"])
        .map(str::to_lowercase);
    match provider.as_deref() {
        Some("youtube") => return youtube(call),
        Some("vimeo") => return vimeo(call),
        _ => {}
    }
    let Some(source) = call.target(&SOURCES) else {
        return Out::Lost(Kind::Shortcode);
    };
    if source.contains("youtube.com/") || source.contains("youtu.be/") {
        return youtube_player(source, call);
    }
    if source.contains("vimeo.com/") {
        return player(source, call);
    }
    with_caption(call, film(source, call.named(&["poster", "thumbnail"])))
}

fn audio(call: &Call<'_>) -> Out {
    let named = call.named(&["src", "url", "source", "path", "file", "mp3", "ogg"]);
    match named.or_else(|| call.path()) {
        Some(source) => with_caption(call, sound(source)),
        None => Out::Lost(Kind::Shortcode),
    }
}

/// A film that a reader plays itself.
pub(in crate::markup::shortcodes) fn film(source: &str, poster: Option<&str>) -> String {
    let (source, poster) = (attribute("src", Some(source)), attribute("poster", poster));
    format!("<video controls{source}{poster}></video>")
}

/// Sound that a reader plays itself.
pub(in crate::markup::shortcodes) fn sound(source: &str) -> String {
    format!("<audio controls{}></audio>", attribute("src", Some(source)))
}

fn with_caption(call: &Call<'_>, player: String) -> Out {
    Out::Block(match call.named(&["caption", "title"]) {
        Some(caption) => call::figure(&player, &call.words(caption)),
        None => format!("<p>{player}</p>"),
    })
}
