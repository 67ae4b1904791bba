//! What stands on other sites: a link to its page, made of the id that the site gives it.

use super::Shortcode;
use super::media::is_id;
use crate::markup::Kind;
use crate::markup::shortcodes::call::{Call, Out, anchor};
use crate::text::escape;

/// The rows.
pub(super) const ROWS: &[Shortcode] = &[
    Shortcode::new(
        "tweet x twitter twittersimple xsimple tweetembed",
        "Hugo, Jekyll, Hexo, Nikola, MDX",
        "`user` and `id`, or an address",
        "a link to the post",
        tweet,
    ),
    Shortcode::new(
        "instagram instagramsimple gist codepen jsfiddle codesandbox stackblitz asciinema \
         spotify soundcloud bilibili tiktok mastodon toot bluesky facebook reddit speakerdeck \
         slideshare loom twitch replit observable googlemaps pdf iframe embed oembed linkcard \
         linkpreview bookmark github githubcard streamable dailymotion figma",
        "all",
        "an id, user and id, or an address",
        "a link to what would be embedded",
        embed,
    ),
];

fn link_to(address: &str, words: &str) -> Out {
    Out::Block(format!("<p>{}</p>", anchor(address, &escape(words))))
}

fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn tweet(call: &Call<'_>) -> Out {
    let named = call.args.named.iter().map(|(_, value)| value.as_str());
    let all: Vec<&str> = call.places().chain(named).collect();
    if let Some(address) = all.iter().find(|text| text.starts_with("http")) {
        return link_to(address, address);
    }
    let is_number = |text: &&&str| text.len() > 5 && text.bytes().all(|b| b.is_ascii_digit());
    let Some(number) = all.iter().find(is_number) else {
        return Out::Lost(Kind::Shortcode);
    };
    let user = call.named(&["user"]).filter(|user| is_id(user));
    let address = format!("https://x.com/{}/status/{number}", user.unwrap_or("i"));
    link_to(&address, &address)
}

/// How a site's pages are called.
enum By {
    /// `id`.
    Id,
    /// The first word.
    First,
    /// `user/id`, or `id` alone.
    Pair,
    /// `user/pen/id`.
    Pen,
    /// `user/name`.
    Repository,
}

/// Shortcodes, what stands before the name of a page in its address, and that name.
const SITES: &[(&str, &str, By)] = &[
    ("gist", "https://gist.github.com/", By::Pair),
    ("codepen", "https://codepen.io/", By::Pen),
    ("instagram", "https://www.instagram.com/p/", By::Id),
    ("instagramsimple", "https://www.instagram.com/p/", By::Id),
    ("jsfiddle", "https://jsfiddle.net/", By::Pair),
    ("codesandbox", "https://codesandbox.io/s/", By::Id),
    ("stackblitz", "https://stackblitz.com/edit/", By::Id),
    ("asciinema", "https://asciinema.org/a/", By::Id),
    ("bilibili", "https://www.bilibili.com/video/", By::First),
    ("github", "https://github.com/", By::Repository),
    ("githubcard", "https://github.com/", By::Repository),
    ("loom", "https://www.loom.com/share/", By::Id),
    ("streamable", "https://streamable.com/", By::Id),
    ("dailymotion", "https://www.dailymotion.com/video/", By::Id),
    ("reddit", "https://redd.it/", By::Id),
];

fn embed(call: &Call<'_>) -> Out {
    const NAMES: [&str; 12] = [
        "url", "src", "href", "link", "id", "user", "username", "repo", "path", "file", "hash",
        "slug",
    ];
    let places: Vec<&str> = call.places().map(str::trim).collect();
    let named = NAMES.iter().filter_map(|name| call.named(&[name]));
    let mut all = places.iter().copied().chain(named);
    let address = match all.clone().find(|text| is_web(text)) {
        Some(address) => Some(address.to_owned()),
        None => match SITES.iter().find(|(name, ..)| *name == call.name) {
            Some((_, site, by)) => page(call, &places, by)
                .filter(|page| is_path(page))
                .map(|page| format!("{site}{page}")),
            None => all
                .find(|text| text.contains('/') || text.contains('.'))
                .filter(|path| is_path(path))
                .map(str::to_owned),
        },
    };
    match address {
        Some(address) => {
            let title = call.named(&["title", "name"]);
            link_to(&address, title.unwrap_or(&address))
        }
        None => Out::Lost(Kind::Shortcode),
    }
}

/// What a site calls the page that the arguments name.
fn page(call: &Call<'_>, places: &[&str], by: &By) -> Option<String> {
    let id = call.named(&["id", "hash", "slug"]);
    let user = call.named(&["user", "username"]);
    let pair = || match (user, places, id) {
        (Some(user), _, Some(id)) => Some(format!("{user}/{id}")),
        (None, [user, id, ..], _) if is_id(user) && is_id(id) => Some(format!("{user}/{id}")),
        (None, [one], _) => Some((*one).to_owned()),
        _ => id.map(str::to_owned),
    };
    let one = || id.or(places.last().copied());
    match by {
        By::Id => one().map(str::to_owned),
        By::First => places.first().copied().or(one()).map(str::to_owned),
        By::Pair => pair(),
        By::Pen => pair()
            .filter(|pair| pair.contains('/'))
            .map(|pair| pair.replace('/', "/pen/")),
        By::Repository => {
            let repository = call.named(&["repo", "user"]).map(str::to_owned);
            repository.or_else(pair)
        }
    }
}

/// Letters of a path, and nothing that could end it.
fn is_path(text: &str) -> bool {
    let allowed =
        |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '@' | '#' | '?' | '=');
    !text.is_empty() && text.chars().all(allowed)
}
