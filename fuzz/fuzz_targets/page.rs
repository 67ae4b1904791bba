//! The metadata of any page: whatever its elements say, what comes out is on one line and can be written.

#![no_main]

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use dateline::article::SourceFile;
use dateline::config::{Config, Site};
use dateline::ingest::{FORMATS, ingest};
use dateline::normalise::normalise;
use libfuzzer_sys::fuzz_target;

/// A folder of this process.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("dateline-fuzz-page-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
});

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let mut config = Config::default();
    config.site.url = Some("https://example.org/".to_owned());
    config.resolve(Path::new("")).expect("a configuration")
});

fuzz_target!(|bytes: &[u8]| {
    let format = FORMATS.iter().position(|format| format.name == "html");
    let file = SourceFile {
        root: Arc::from(&**FOLDER),
        relative: "page.html".into(),
        format: format.expect("a format for pages") as u8,
        sidecar: false,
    };
    let mut page = b"<!doctype html>".to_vec();
    page.extend_from_slice(bytes);
    std::fs::write(file.path(), &page).expect("a file");
    ingest(&file, &mut |ingested| {
        let Some(article) = ingested.article else {
            return;
        };
        let found = normalise(&article, &SITE, true).metadata;
        assert!(!found.title.contains('\n'));
        assert!(found.summary.is_none_or(|summary| !summary.contains('\n')));
        assert!(found.permalink.is_none_or(|url| url.has_host()));
    });
});
