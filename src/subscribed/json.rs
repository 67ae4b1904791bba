//! JSON Feed 1.0 and 1.1 (jsonfeed.org).

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Draft, Gathered, absolute, unreadable};
use crate::diagnostic::Diagnostic;
use crate::feed::FeedFormat;
use crate::text::{escape, one_line};
use url::Url;

#[derive(Deserialize)]
struct JsonFeed<'a> {
    version: Option<Value>,
    home_page_url: Option<Value>,
    feed_url: Option<Value>,
    #[serde(borrow, default)]
    items: Option<Vec<&'a RawValue>>,
}

pub(super) fn read(
    text: &str,
    gathered: &mut Gathered,
) -> Result<(FeedFormat, Option<String>, Option<String>), Diagnostic> {
    let feed: JsonFeed<'_> = serde_json::from_str(text).map_err(|error| {
        unreadable(
            error.line().try_into().unwrap_or(u32::MAX).max(1),
            format!("expected a JSON Feed: {error}"),
        )
    })?;
    let version = feed.version.as_ref().and_then(Value::as_str);
    let Some(items) = feed.items else {
        return Err(unreadable(
            1,
            "expected a JSON Feed, found JSON without `items`",
        ));
    };
    if items.is_empty() && !version.is_some_and(|version| version.contains("jsonfeed.org")) {
        return Err(unreadable(1, "expected a JSON Feed, found other JSON"));
    }
    let home = text_of(feed.home_page_url.as_ref());
    let address = text_of(feed.feed_url.as_ref());
    let base = home
        .as_deref()
        .or(address.as_deref())
        .and_then(|base| Url::parse(base).ok());
    let (mut at, mut line) = (0, 1);
    for raw in items {
        // Raw values borrow from the text, in its order.
        let offset = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let between = text.as_bytes().get(at..offset).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', between).count() as u32;
        at = offset.max(at);
        let item: Value = serde_json::from_str(raw.get()).map_err(|error| {
            let inside = u32::try_from(error.line()).unwrap_or(1).max(1);
            unreadable(line + inside - 1, format!("expected an item: {error}"))
        })?;
        if !item.is_object() {
            return Err(unreadable(line, "expected an item, found another value"));
        }
        let get = |key: &str| text_of(item.get(key));
        gathered.push(Draft {
            guid: get("id"),
            is_permalink: false,
            link: get("url").map(|link| absolute(&link, base.as_ref())),
            title: one_line(&get("title").unwrap_or_default()),
            published: get("date_published"),
            updated: get("date_modified"),
            content: get("content_html")
                .or_else(|| Some(escape(&get("content_text")?).into_owned()))
                .unwrap_or_default(),
            summary: escape(&get("summary").unwrap_or_default()).into_owned(),
            line,
        });
    }
    Ok((FeedFormat::Json, address, home))
}

/// A text; a number as readers take it ("id": JSON Feed 1.1, "Items").
fn text_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
