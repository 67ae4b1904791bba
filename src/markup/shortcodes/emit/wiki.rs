//! `[[links]]` and `![[embeds]]` of note books.

use super::Emitter;
use crate::markup::shortcodes::call::anchor;
use crate::markup::shortcodes::scan::Wiki;
use crate::markup::shortcodes::table;
use crate::text::escape;

impl Emitter<'_, '_> {
    /// Writes what stands in the double brackets that `written` is.
    pub(super) fn wiki(&mut self, wiki: Wiki<'_>, written: &str) {
        if wiki.is_contents() {
            return;
        }
        if let Some(html) = file(wiki) {
            self.page.inline(&html);
            return;
        }
        let words = wiki.label.unwrap_or(wiki.target).trim_start_matches('#');
        let article = self.context.article(wiki.target).map(|found| found.page);
        match article.or_else(|| attached(wiki)) {
            Some(address) => self.page.inline(&anchor(&address, &escape(words))),
            // Without a sign of a note book it is text in brackets.
            None if self.is_note_book => self.page.text(words),
            None => self.page.copy(written),
        }
    }
}

/// The address of a file that lies beside the notes.
fn attached(wiki: Wiki<'_>) -> Option<String> {
    const FILES: &str = "pdf zip epub csv tsv json txt doc docx xls xlsx ppt pptx odt ods odp png jpg \
        jpeg gif svg webp avif mp4 webm mov mp3 ogg wav m4a flac canvas";
    let name = wiki.target.split('#').next().unwrap_or_default();
    let extension = name.rsplit_once('.')?.1.to_lowercase();
    FILES
        .split_ascii_whitespace()
        .any(|known| known == extension)
        .then(|| wiki.target.replace(' ', "%20"))
}

/// A picture, film or sound that is shown in its place.
fn file(wiki: Wiki<'_>) -> Option<String> {
    if !wiki.embed {
        return None;
    }
    let name = wiki.target.split('#').next().unwrap_or_default();
    let (_, extension) = name.rsplit_once('.')?;
    let source = wiki.target.replace(' ', "%20");
    match extension.to_lowercase().as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif" | "bmp" => {
            let is_size = |label: &&str| label.bytes().all(|b| b.is_ascii_digit() || b == b'x');
            let size = wiki.label.filter(is_size);
            let alt = wiki.label.filter(|_| size.is_none());
            let mut sides = size.unwrap_or_default().split('x');
            Some(table::picture(
                &source,
                alt.unwrap_or_default(),
                sides.next(),
                sides.next(),
            ))
        }
        "mp4" | "webm" | "mov" | "ogv" => Some(table::film(&source, None)),
        "mp3" | "ogg" | "wav" | "m4a" | "flac" => Some(table::sound(&source)),
        _ => None,
    }
}
