//! JSON Chapters 1.2 (podcastindex.org, "JSON chapters format").

use serde::Serialize;

use crate::entry::Chapter;
use crate::entry::seconds::write;

/// The media type of the file.
pub(super) const MEDIA_TYPE: &str = "application/json+chapters";

#[derive(Serialize)]
struct File<'a> {
    version: &'static str,
    chapters: Vec<One<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct One<'a> {
    start_time: serde_json::Number,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    img: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// Writes the chapters of a medium.
pub fn chapters(chapters: &[Chapter]) -> Vec<u8> {
    let chapters = chapters.iter().map(|chapter| One {
        start_time: seconds(chapter.start),
        title: &chapter.title,
        img: chapter.image.as_deref(),
        url: chapter.url.as_deref(),
    });
    let file = File {
        version: "1.2.0",
        chapters: chapters.collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Whole seconds stay whole.
fn seconds(milliseconds: u64) -> serde_json::Number {
    match milliseconds % 1000 {
        0 => (milliseconds / 1000).into(),
        _ => {
            serde_json::from_str(&write(milliseconds as f64 / 1000.0)).unwrap_or_else(|_| 0.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_has_its_time_in_seconds() {
        let one = |start, url: Option<&str>| Chapter {
            start,
            title: "A".into(),
            url: url.map(str::to_owned),
            image: None,
        };
        let bytes = chapters(&[one(0, None), one(83_500, Some("https://a.example/"))]);
        let file: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(
            file,
            serde_json::json!({"version": "1.2.0", "chapters": [
                {"startTime": 0, "title": "A"},
                {"startTime": 83.5, "title": "A", "url": "https://a.example/"},
            ]})
        );
    }
}
