//! What each row of the table writes.

use super::args::Args;
use super::table;
use crate::markup::{Context, Kind, markdown};
use crate::text::escape;

/// A shortcode that is to be written.
pub(super) struct Call<'c> {
    /// As the table has it.
    pub name: String,
    pub args: Args,
    /// What stands between its tags, as written, where that is no markup.
    pub verbatim: Option<&'c str>,
    /// Whether it has an end tag.
    pub paired: bool,
    /// Whether captions are Markdown.
    pub markdown: bool,
    pub context: &'c Context<'c>,
}

/// What stands in the place of a shortcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Out {
    /// A block of HTML.
    Block(String),
    /// HTML among words.
    Inline(String),
    /// Text in the markup of the body: an address, a title.
    Text(String),
    /// HTML before and behind what the tags hold, as blocks.
    Around(String, String),
    /// The same among words.
    AroundWords(String, String),
    /// Nothing around what the tags hold.
    Inner,
    /// Nothing at all, which is right.
    Nothing,
    /// Nothing, which its author should know.
    Lost(Kind),
}

impl Call<'_> {
    fn get(&self, names: &[&str], place: usize) -> Option<&str> {
        self.args.get(names, place)
    }

    fn named(&self, names: &[&str]) -> Option<&str> {
        self.args.named(names)
    }

    /// A line of the author's words as HTML.
    fn words(&self, text: &str) -> String {
        if self.markdown {
            markdown::line_to_html(text)
        } else if text.contains('<') {
            text.to_owned()
        } else {
            escape(text).into_owned()
        }
    }

    /// Arguments by place that look like an address or a file.
    fn path(&self) -> Option<&str> {
        let looks = |text: &&String| text.contains('/') || text.contains('.');
        self.args.positional.iter().find(looks).map(String::as_str)
    }
}

const SOURCES: [&str; 14] = [
    "src",
    "source",
    "path",
    "image_path",
    "url",
    "file",
    "image",
    "img",
    "href",
    "filename",
    "image_url",
    "light",
    "imgsrc",
    "srclight",
];

pub(super) fn figure(call: &Call<'_>) -> Out {
    let Some(source) = call
        .named(&SOURCES)
        .or_else(|| call.path())
        .or_else(|| call.args.at(0))
    else {
        return if call.paired {
            Out::Inner
        } else {
            Out::Lost(Kind::Shortcode)
        };
    };
    // Places that are neither the image nor a class before it, nor a size behind it.
    let place = call.args.positional.iter().position(|text| text == source);
    let behind: Vec<&str> = call
        .args
        .positional
        .iter()
        .skip(place.map_or(0, |place| place + 1))
        .map(|text| text.as_str())
        .collect();
    let (sizes, words): (Vec<&str>, Vec<&str>) = behind.into_iter().partition(|word| is_size(word));
    // Hexo has `"title" "alt"` in one pair of apostrophes.
    let words: Vec<String> = match words.as_slice() {
        [one] if one.starts_with('"') => one
            .split('"')
            .filter(|part| !part.trim().is_empty())
            .map(str::to_owned)
            .collect(),
        words => words.iter().map(|word| (*word).to_owned()).collect(),
    };
    let is_hexo = matches!(call.name.as_str(), "img" | "assetimg") && call.args.named.is_empty();
    let (first, second) = (
        words.first().map(String::as_str),
        words.get(1).map(String::as_str),
    );
    let (title, alt) = if is_hexo {
        (None, second.or(first))
    } else {
        (None, first)
    };
    let caption = call.named(&["caption", "figcaption", "text", "description"]);
    let title = call.named(&["title"]).or(title);
    let alt = call.named(&["alt", "alternate"]).or(alt);
    let width = call.named(&["width", "w"]).or(sizes.first().copied());
    let height = call.named(&["height", "h"]).or(sizes.get(1).copied());
    let plain = |text: &str| {
        let html = call.words(text);
        crate::html::text(&html)
    };
    let alt = alt
        .map(str::to_owned)
        .or_else(|| caption.or(title).map(plain))
        .unwrap_or_default();
    let mut image = format!("<img src=\"{}\" alt=\"{}\"", escape(source), escape(&alt));
    for (name, value) in [("width", width), ("height", height)] {
        if let Some(value) = value.filter(|value| is_size(value) && !value.ends_with('%')) {
            let digits = value.trim_end_matches("px");
            image.push_str(&format!(" {name}=\"{}\"", escape(digits)));
        }
    }
    image.push_str(" />");
    if let Some(link) = call.named(&["link", "attr_link_url"]) {
        image = format!("<a href=\"{}\">{image}</a>", escape(link));
    }
    let mut words = Vec::new();
    if let Some(title) = title.filter(|_| call.name == "figure" || caption.is_none()) {
        let title = call.words(title);
        words.push(if caption.is_some() {
            format!("<strong>{title}</strong>")
        } else {
            title
        });
    }
    words.extend(caption.map(|caption| call.words(caption)));
    if let Some(attr) = call.named(&["attr", "attribution", "credit", "credits"]) {
        let attr = call.words(attr);
        words.push(match call.named(&["attrlink", "attr_link"]) {
            Some(link) => format!("<a href=\"{}\">{attr}</a>", escape(link)),
            None => attr,
        });
    }
    let caption = words.join(" ");
    if call.paired {
        let before = if caption.is_empty() {
            String::new()
        } else {
            format!("{caption} ")
        };
        return Out::Around(
            format!("<figure>{image}<figcaption>{before}"),
            "</figcaption></figure>".to_owned(),
        );
    }
    if caption.is_empty() {
        return Out::Inline(image);
    }
    Out::Block(format!(
        "<figure>{image}<figcaption>{caption}</figcaption></figure>"
    ))
}

fn is_size(text: &str) -> bool {
    let number = text.trim_end_matches("px").trim_end_matches('%');
    !number.is_empty() && number.len() < 6 && number.bytes().all(|b| b.is_ascii_digit())
}

/// An id of letters that addresses take as they are.
fn id(text: &str) -> Option<&str> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (!text.is_empty() && text.chars().all(fits)).then_some(text)
}

fn player(address: &str, call: &Call<'_>) -> Out {
    let title = call.named(&["title", "caption"]).unwrap_or_default();
    let title = match title {
        "" => String::new(),
        title => format!(" title=\"{}\"", escape(title)),
    };
    Out::Block(format!(
        "<iframe src=\"{}\"{title}></iframe>",
        escape(address)
    ))
}

/// The first of the usual arguments of players.
fn what<'c>(call: &'c Call<'_>) -> Option<&'c str> {
    call.get(
        &[
            "id", "url", "videoid", "video_id", "src", "href", "link", "v", "tweetid",
        ],
        0,
    )
}

pub(super) fn youtube(call: &Call<'_>) -> Out {
    let Some(what) = what(call) else {
        return Out::Lost(Kind::Shortcode);
    };
    match youtube_id(what) {
        Some(id) => player(&format!("https://www.youtube.com/embed/{id}"), call),
        None if what.starts_with("https://") => player(what, call),
        None => Out::Lost(Kind::Shortcode),
    }
}

/// The id in an address of YouTube, or the id itself.
fn youtube_id(text: &str) -> Option<&str> {
    if let Some(id) = id(text) {
        return Some(id);
    }
    let behind = [
        "watch?v=",
        "&v=",
        "/embed/",
        "youtu.be/",
        "/shorts/",
        "/live/",
        "/v/",
    ]
    .iter()
    .find_map(|mark| text.split_once(mark).map(|(_, behind)| behind));
    let id_or_address = behind.unwrap_or(text);
    let end = id_or_address
        .find(['?', '&', '#', '/'])
        .unwrap_or(id_or_address.len());
    id(&id_or_address[..end])
}

pub(super) fn vimeo(call: &Call<'_>) -> Out {
    let number = what(call).and_then(|what| {
        let behind = what.rsplit('/').next().unwrap_or(what);
        id(behind.split('?').next().unwrap_or(behind))
    });
    match number {
        Some(number) => player(&format!("https://player.vimeo.com/video/{number}"), call),
        None => Out::Lost(Kind::Shortcode),
    }
}

pub(super) fn video(call: &Call<'_>) -> Out {
    let provider = call
        .named(&["provider", "type", "service"])
        .unwrap_or_default();
    if provider.eq_ignore_ascii_case("youtube") {
        return youtube(call);
    }
    if provider.eq_ignore_ascii_case("vimeo") {
        return vimeo(call);
    }
    let named = call.named(&[
        "src", "url", "source", "path", "file", "mp4", "webm", "id", "href", "video",
    ]);
    let Some(source) = named.or_else(|| call.path()).or_else(|| call.args.at(0)) else {
        return Out::Lost(Kind::Shortcode);
    };
    if source.contains("youtube.com/") || source.contains("youtu.be/") {
        return match youtube_id(source) {
            Some(id) => player(&format!("https://www.youtube.com/embed/{id}"), call),
            None => player(source, call),
        };
    }
    if source.contains("vimeo.com/") {
        return player(source, call);
    }
    let poster = match call.named(&["poster", "thumbnail"]) {
        Some(poster) => format!(" poster=\"{}\"", escape(poster)),
        None => String::new(),
    };
    media(
        call,
        format!(
            "<video controls src=\"{}\"{poster}></video>",
            escape(source)
        ),
    )
}

pub(super) fn audio(call: &Call<'_>) -> Out {
    let named = call.named(&["src", "url", "source", "path", "file", "mp3", "ogg"]);
    match named.or_else(|| call.path()) {
        Some(source) => media(
            call,
            format!("<audio controls src=\"{}\"></audio>", escape(source)),
        ),
        None => Out::Lost(Kind::Shortcode),
    }
}

fn media(call: &Call<'_>, player: String) -> Out {
    Out::Block(match call.named(&["caption", "title"]) {
        Some(caption) => format!(
            "<figure>{player}<figcaption>{}</figcaption></figure>",
            call.words(caption)
        ),
        None => format!("<p>{player}</p>"),
    })
}

fn link_to(address: &str, words: &str) -> Out {
    Out::Block(format!(
        "<p><a href=\"{}\">{}</a></p>",
        escape(address),
        escape(words)
    ))
}

pub(super) fn tweet(call: &Call<'_>) -> Out {
    let found = call
        .args
        .positional
        .iter()
        .chain(call.args.named.iter().map(|(_, value)| value));
    let address = found.clone().find(|text| text.starts_with("http"));
    if let Some(address) = address {
        return link_to(address, address);
    }
    let number = |text: &&String| text.len() > 5 && text.bytes().all(|b| b.is_ascii_digit());
    let Some(number) = found.clone().find(number) else {
        return Out::Lost(Kind::Shortcode);
    };
    let user = call.named(&["user"]).and_then(id);
    let address = match user {
        Some(user) => format!("https://x.com/{user}/status/{number}"),
        None => format!("https://x.com/i/status/{number}"),
    };
    link_to(&address, &address)
}

pub(super) fn embed(call: &Call<'_>) -> Out {
    const NAMES: [&str; 12] = [
        "url", "src", "href", "link", "id", "user", "username", "repo", "path", "file", "hash",
        "slug",
    ];
    let positional: Vec<&str> = call
        .args
        .positional
        .iter()
        .map(|text| text.trim())
        .collect();
    let named: Vec<&str> = NAMES
        .iter()
        .filter_map(|name| call.named(&[name]))
        .collect();
    let mut all = positional.iter().chain(&named).copied();
    let title = call.named(&["title", "name"]);
    let address = all
        .clone()
        .find(|text| text.starts_with("https://") || text.starts_with("http://"));
    if let Some(address) = address {
        return link_to(address, title.unwrap_or(address));
    }
    let user = call.named(&["user", "username"]);
    let slug = call
        .named(&["id", "hash", "slug"])
        .or(positional.last().copied());
    let pair = || -> Option<String> {
        match (
            user,
            positional.as_slice(),
            call.named(&["id", "hash", "slug"]),
        ) {
            (Some(user), _, Some(slug)) => Some(format!("{user}/{slug}")),
            (None, [user, slug, ..], _) if id(user).is_some() && id(slug).is_some() => {
                Some(format!("{user}/{slug}"))
            }
            (None, [one], _) => Some((*one).to_owned()),
            (_, _, Some(slug)) => Some(slug.to_owned()),
            _ => None,
        }
    };
    let one = || slug.map(str::to_owned);
    let (place, what) = match call.name.as_str() {
        "gist" => ("https://gist.github.com/", pair()),
        "codepen" => (
            "https://codepen.io/",
            pair()
                .filter(|pair| pair.contains('/'))
                .map(|pair| pair.replace('/', "/pen/")),
        ),
        "instagram" | "instagramsimple" => ("https://www.instagram.com/p/", one()),
        "jsfiddle" => ("https://jsfiddle.net/", pair()),
        "codesandbox" => ("https://codesandbox.io/s/", one()),
        "stackblitz" => ("https://stackblitz.com/edit/", one()),
        "asciinema" => ("https://asciinema.org/a/", one()),
        "bilibili" => (
            "https://www.bilibili.com/video/",
            positional.first().map(|s| (*s).to_owned()).or(one()),
        ),
        "github" | "githubcard" => (
            "https://github.com/",
            call.named(&["repo", "user"]).map(str::to_owned).or(pair()),
        ),
        "loom" => ("https://www.loom.com/share/", one()),
        "streamable" => ("https://streamable.com/", one()),
        "dailymotion" => ("https://www.dailymotion.com/video/", one()),
        "reddit" => ("https://redd.it/", one()),
        _ => (
            "",
            all.find(|text| text.contains('/') || text.contains('.'))
                .map(str::to_owned),
        ),
    };
    let fits = |text: &String| {
        let allowed = |c: char| {
            c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '@' | '#' | '?' | '=')
        };
        !text.is_empty() && text.chars().all(allowed)
    };
    match what.filter(fits) {
        Some(what) => {
            let address = format!("{place}{what}");
            link_to(&address, title.unwrap_or(&address))
        }
        None => Out::Lost(Kind::Shortcode),
    }
}

/// The code without the line ends around it, and without the marks that kept a generator from it.
fn code_text(inner: &str) -> String {
    let inner = super::code::shown(inner).unwrap_or_else(|| inner.to_owned());
    let inner = inner.trim_end();
    let start = inner.len() - inner.trim_start_matches(['\r', '\n']).len();
    inner[start..].to_owned()
}

pub(super) fn code(call: &Call<'_>) -> Out {
    let Some(inner) = call.verbatim else {
        // Hugo takes the code as an argument too; a file is not here.
        return match call.named(&["code"]) {
            Some(code) => Out::Block(format!("<pre><code>{}</code></pre>", escape(code))),
            None => Out::Lost(Kind::Shortcode),
        };
    };
    let first = match call.name.as_str() {
        // The first words are a title there.
        "codeblock" => None,
        _ => call.args.at(0),
    };
    let language = call
        .named(&["lang", "language", "syntax"])
        .or(first)
        .unwrap_or_default();
    let language = markdown::language_name(language);
    let class = match language.as_str() {
        "" | "text" | "plain" | "none" => String::new(),
        language => format!(" class=\"language-{}\"", escape(language)),
    };
    let code = code_text(inner);
    if call.args.raw.contains("hl_inline=true") || call.args.raw.contains("hl_inline=1") {
        return Out::Inline(format!("<code{class}>{}</code>", escape(&code)));
    }
    // `{% code %}word{% endcode %}` in a line.
    if !inner.contains('\n') && class.is_empty() && call.name == "code" {
        return Out::Inline(format!("<code>{}</code>", escape(&code)));
    }
    Out::Block(format!(
        "<pre><code{class}>{}\n</code></pre>",
        escape(&code)
    ))
}

pub(super) fn diagram(call: &Call<'_>) -> Out {
    match call.verbatim {
        Some(inner) => Out::Block(format!(
            "<pre><code class=\"language-{}\">{}\n</code></pre>",
            call.name,
            escape(&code_text(inner))
        )),
        None => Out::Lost(Kind::Shortcode),
    }
}

pub(super) fn math(call: &Call<'_>) -> Out {
    let Some(inner) = call.verbatim.or_else(|| call.args.at(0)) else {
        return Out::Lost(Kind::Shortcode);
    };
    let code = code_text(inner);
    if inner.trim().contains('\n') || call.name.ends_with("block") {
        Out::Block(formula(&code, true))
    } else {
        Out::Inline(formula(&code, false))
    }
}

/// A formula as readers show it: the source, set as code.
pub(super) fn formula(text: &str, display: bool) -> String {
    let code = format!("<code class=\"math\">{}</code>", escape(text));
    if display {
        format!("<pre>{code}</pre>")
    } else {
        code
    }
}

pub(super) fn html(call: &Call<'_>) -> Out {
    match call.verbatim {
        Some(inner) if inner.contains('\n') => Out::Block(inner.trim().to_owned()),
        Some(inner) => Out::Inline(inner.to_owned()),
        None => Out::Lost(Kind::Shortcode),
    }
}

pub(super) fn nothing(_: &Call<'_>) -> Out {
    Out::Nothing
}

pub(super) fn inner(call: &Call<'_>) -> Out {
    if call.paired {
        Out::Inner
    } else {
        Out::Nothing
    }
}

/// The page of an article that a path or name means.
pub(super) fn page(context: &Context<'_>, text: &str) -> Option<String> {
    let (path, fragment) = match text.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (text, None),
    };
    let mut page = if path.is_empty() {
        context.permalink.to_owned()
    } else {
        let below = path.trim_start_matches('/');
        let trimmed = below.trim_end_matches('/');
        let with = |ending: &str| (context.resolve)(&format!("{trimmed}{ending}"));
        let root = |ending: &str| (context.resolve)(&format!("/{trimmed}{ending}"));
        (context.resolve)(path)
            .or_else(|| root(""))
            .or_else(|| {
                [".md", ".mdx", ".markdown", "/index.md", "/_index.md"]
                    .iter()
                    .find_map(|ending| with(ending).or_else(|| root(ending)))
            })
            .or_else(|| (context.named)(path))?
    };
    if page.is_empty() {
        return None;
    }
    if let Some(fragment) = fragment {
        page.push('#');
        page.push_str(fragment);
    }
    Some(page)
}

pub(super) fn reference(call: &Call<'_>) -> Out {
    let target = match call.verbatim {
        Some(inner) => Some(inner.trim()),
        None => call.get(&["path", "page", "slug", "name"], 0),
    };
    let Some(target) = target else {
        return Out::Lost(Kind::Link);
    };
    if target.contains("://") {
        return Out::Text(target.to_owned());
    }
    let Some(page) = page(call.context, target) else {
        // A file that is no article lies on the site.
        let file =
            call.name == "geturl" && !target.starts_with("@/") && !call.context.site.is_empty();
        return if file {
            Out::Text(on_site(call.context, target))
        } else {
            Out::Lost(Kind::Link)
        };
    };
    if call.name == "postlink" {
        let words = call.args.positional.get(1..).unwrap_or_default().join(" ");
        let name = target.rsplit('/').next().unwrap_or(target);
        let words = if words.is_empty() {
            name.replace('-', " ")
        } else {
            words
        };
        return Out::Inline(anchor(&page, &escape(&words)));
    }
    Out::Text(page)
}

fn anchor(address: &str, words: &str) -> String {
    format!("<a href=\"{}\">{words}</a>", escape(address))
}

fn on_site(context: &Context<'_>, path: &str) -> String {
    format!(
        "{}/{}",
        context.site.trim_end_matches('/'),
        path.trim_start_matches('/')
    )
}

pub(super) fn link(call: &Call<'_>) -> Out {
    let named = call.named(&["href", "url", "to", "link", "relref", "ref", "path", "page"]);
    let target = named.or_else(|| call.path()).or_else(|| call.args.at(0));
    let Some(target) = target else {
        return if call.paired {
            Out::Inner
        } else {
            Out::Lost(Kind::Link)
        };
    };
    let found = page(call.context, target);
    let whole = target.contains("://")
        || target.starts_with(['/', '#', '.'])
        || target.starts_with("mailto:");
    // Jekyll's `link` names articles and pages by their source file.
    let source = [".md", ".markdown", ".mdx", ".html"]
        .iter()
        .any(|ending| target.split('#').next().unwrap_or(target).ends_with(ending));
    let address = match found {
        Some(page) => page,
        None if source && !whole && named.is_none() => return lost_link(call),
        None if whole || named.is_some() || call.context.site.is_empty() => target.to_owned(),
        None => on_site(call.context, target),
    };
    if call.paired {
        return Out::AroundWords(
            format!("<a href=\"{}\">", escape(&address)),
            "</a>".to_owned(),
        );
    }
    let words: Vec<&str> = call
        .args
        .positional
        .iter()
        .map(String::as_str)
        .filter(|word| *word != target)
        .collect();
    let words = match call.named(&["text", "label", "title", "content", "name"]) {
        Some(words) => words.to_owned(),
        None => words.join(" "),
    };
    if words.is_empty() {
        return Out::Text(address);
    }
    Out::Inline(anchor(&address, &call.words(&words)))
}

fn lost_link(call: &Call<'_>) -> Out {
    if call.paired {
        Out::Inner
    } else {
        Out::Lost(Kind::Link)
    }
}

const TITLES: [&str; 8] = [
    "title", "summary", "label", "header", "heading", "name", "caption", "subject",
];

pub(super) fn details(call: &Call<'_>) -> Out {
    if !call.paired {
        return Out::Lost(Kind::Shortcode);
    }
    let title = match call.named(&TITLES) {
        Some(title) => title.to_owned(),
        None => {
            let words = call.args.positional.iter().map(String::as_str);
            let words: Vec<&str> = words.filter(|word| !is_style(word)).collect();
            words.join(" ")
        }
    };
    let title = if title.is_empty() {
        "Details".to_owned()
    } else {
        call.words(&title)
    };
    Out::Around(
        format!("<details><summary>{title}</summary>"),
        "</details>".to_owned(),
    )
}

pub(super) fn quote(call: &Call<'_>) -> Out {
    let author = call.named(&["author", "who", "by", "name", "attribution"]);
    let source = call.named(&["source", "title", "work", "from", "cite"]);
    let link = call.named(&["link", "url", "href"]);
    let mut words = match (author, source) {
        (Some(author), Some(source)) => format!("{author}, {source}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        // Hexo: everything up to an address.
        (None, None) if call.args.named.is_empty() => {
            let raw = call.args.raw.trim_matches(['"', '\'']);
            raw.split("http")
                .next()
                .unwrap_or_default()
                .trim()
                .trim_end_matches(',')
                .to_owned()
        }
        (None, None) => String::new(),
    };
    let address = link.or_else(|| {
        let mut places = call.args.positional.iter();
        places
            .find(|text| text.starts_with("http"))
            .map(String::as_str)
    });
    words = call.words(&words);
    if let Some(address) = address {
        let shown = if words.is_empty() {
            escape(address).into_owned()
        } else {
            words
        };
        words = anchor(address, &shown);
    }
    let footer = match words.as_str() {
        "" => String::new(),
        words => format!("<footer>— {words}</footer>"),
    };
    match call.named(&["text", "quote"]) {
        Some(text) if !call.paired => Out::Block(format!(
            "<blockquote><p>{}</p>{footer}</blockquote>",
            call.words(text)
        )),
        _ if !call.paired => Out::Lost(Kind::Shortcode),
        _ => Out::Around("<blockquote>".to_owned(), format!("{footer}</blockquote>")),
    }
}

/// Words that only say what a box looks like.
fn is_style(word: &str) -> bool {
    matches!(
        word,
        "primary"
            | "secondary"
            | "default"
            | "no-icon"
            | "simple"
            | "flat"
            | "modern"
            | "disabled"
            | "open"
            | "true"
            | "false"
            | "light"
            | "dark"
            | "center"
            | "inline"
            | "block"
            | "closed"
            | "blue"
            | "red"
            | "green"
            | "yellow"
            | "orange"
            | "purple"
            | "gray"
            | "grey"
            | "cyan"
            | "pink"
    )
}

/// A kind of note as a title: `see-also` is `See also`.
pub(in crate::markup) fn title_of(kind: &str) -> String {
    let kind = match kind {
        "seealso" => "see also",
        "warn" => "warning",
        "tldr" => return "TL;DR".to_owned(),
        "todo" => return "To do".to_owned(),
        "faq" => return "FAQ".to_owned(),
        kind => kind,
    };
    let mut letters = kind.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first
        .chain(letters.map(|c| if matches!(c, '-' | '_') { ' ' } else { c }))
        .collect()
}

/// Names of notes that say nothing of their kind.
fn is_general(name: &str) -> bool {
    matches!(
        name,
        "alert"
            | "callout"
            | "notice"
            | "admonition"
            | "aside"
            | "message"
            | "infobox"
            | "banner"
            | "notification"
            | "prompt"
            | "noteblock"
            | "tipblock"
    )
}

pub(super) fn admonition(call: &Call<'_>) -> Out {
    let kind = call.named(&[
        "type", "kind", "style", "level", "variant", "status", "context", "class", "color",
    ]);
    let general = is_general(&call.name);
    let mut places: Vec<&str> = call
        .args
        .positional
        .iter()
        .map(|word| word.trim())
        .filter(|word| !word.is_empty() && !is_style(word))
        .collect();
    // `{{< admonition note "Title" >}}`, `{% note info Title %}`.
    let first_is_kind = places.first().is_some_and(|first| {
        let row = table::find(first);
        row.is_some_and(|row| row.names.contains(&"note")) && !first.contains(' ')
    });
    let kind = match kind.map(str::to_owned) {
        Some(kind) => Some(kind),
        None if first_is_kind => Some(places.remove(0).to_owned()),
        None => None,
    };
    // Without an end tag the words are the text.
    let mut text = call
        .named(&["text", "content", "message", "body", "description"])
        .map(str::to_owned);
    if !call.paired && text.is_none() && !places.is_empty() {
        text = Some(places.pop().map(str::to_owned).unwrap_or_default());
        // Words without quotes are one text.
        if !call.args.raw.contains(['"', '\'', '`']) {
            let words: Vec<&str> = std::mem::take(&mut places);
            text = Some(
                words
                    .into_iter()
                    .chain(text.as_deref())
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
    }
    let kind = kind.filter(|kind| {
        let folded = table::fold(kind);
        table::find(&folded).is_some_and(|row| row.names.contains(&"note")) && !is_general(&folded)
    });
    let title = match call.named(&["title", "header", "heading", "label"]) {
        Some(title) => call.words(title),
        None if !places.is_empty() => call.words(&places.join(" ")),
        None => match kind {
            Some(kind) => escape(&title_of(&kind.to_lowercase())).into_owned(),
            None if general => "Note".to_owned(),
            None => escape(&title_of(&call.name)).into_owned(),
        },
    };
    let title = format!("<p><strong>{title}</strong></p>");
    match text {
        _ if call.paired => Out::Around(format!("<blockquote>{title}"), "</blockquote>".to_owned()),
        Some(text) => Out::Block(format!(
            "<blockquote>{title}<p>{}</p></blockquote>",
            call.words(&text)
        )),
        None => Out::Lost(Kind::Shortcode),
    }
}

pub(super) fn tab(call: &Call<'_>) -> Out {
    if !call.paired {
        return Out::Nothing;
    }
    let title = match call.named(&["label", "name", "title", "header", "tabname", "value"]) {
        Some(title) => title.to_owned(),
        None => call.args.words(),
    };
    if title.is_empty() {
        return Out::Inner;
    }
    Out::Around(
        format!("<p><strong>{}</strong></p>", call.words(&title)),
        String::new(),
    )
}

pub(super) fn card(call: &Call<'_>) -> Out {
    let title = call
        .named(&["title", "header", "name", "label"])
        .map(|title| call.words(title));
    let text = call.named(&["text", "subtitle", "description", "content"]);
    let link = call.named(&["link", "href", "url", "to"]);
    let title = match (title, link) {
        (Some(title), Some(link)) => Some(anchor(link, &title)),
        (None, Some(link)) => Some(anchor(link, &escape(link))),
        (title, None) => title,
    };
    let mut before = String::new();
    if let Some(title) = title {
        before.push_str(&format!("<p><strong>{title}</strong></p>"));
    }
    if let Some(text) = text {
        before.push_str(&format!("<p>{}</p>", call.words(text)));
    }
    match (call.paired, before.is_empty()) {
        (true, true) => Out::Inner,
        (true, false) => Out::Around(before, String::new()),
        (false, false) => Out::Block(before),
        (false, true) => Out::Lost(Kind::Shortcode),
    }
}

pub(super) fn word(call: &Call<'_>) -> Out {
    let name = match call.name.as_str() {
        "key" | "keys" | "keyboard" => "kbd",
        "highlighttext" => "mark",
        "underline" => "u",
        name => name,
    };
    if call.paired {
        return Out::AroundWords(format!("<{name}>"), format!("</{name}>"));
    }
    let words = match call.named(&["text", "key", "keys", "content"]) {
        Some(words) => words.to_owned(),
        None => call.args.words(),
    };
    if words.is_empty() {
        return Out::Lost(Kind::Shortcode);
    }
    Out::Inline(format!("<{name}>{}</{name}>", escape(&words)))
}

pub(super) fn words(call: &Call<'_>) -> Out {
    if call.paired {
        return Out::Inner;
    }
    let words = match call.named(&["text", "label", "content", "name", "term", "title"]) {
        Some(words) => words.to_owned(),
        None => {
            let words = call.args.positional.iter().map(String::as_str);
            words
                .filter(|word| !is_style(word))
                .collect::<Vec<_>>()
                .join(" ")
        }
    };
    match words.as_str() {
        "" => Out::Lost(Kind::Shortcode),
        words => Out::Inline(escape(words).into_owned()),
    }
}

pub(super) fn breaks(call: &Call<'_>) -> Out {
    match call.name.as_str() {
        "br" | "newline" | "linebreak" => Out::Inline("<br />".to_owned()),
        "hr" | "divider" | "rule" | "separator" => Out::Block("<hr />".to_owned()),
        _ => Out::Nothing,
    }
}

pub(super) fn param(call: &Call<'_>) -> Out {
    match call.get(&["name", "key"], 0) {
        Some("title" | ".Title" | "page.title") => Out::Text(call.context.title.to_owned()),
        _ => Out::Lost(Kind::Value),
    }
}
