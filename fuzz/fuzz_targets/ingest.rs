//! The head and the body of any file, in each format, and its metadata: the first
//! byte chooses the format.

#![no_main]

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use dateline::article::SourceFile;
use dateline::config::{Config, Site};
use dateline::ingest::{FORMATS, body, ingest};
use dateline::normalise::normalise;
use libfuzzer_sys::fuzz_target;

/// A folder of this process.
static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("dateline-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    folder
});

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let mut config = Config::default();
    config.site.url = Some("https://example.org/".to_owned());
    config.resolve(Path::new("")).expect("a configuration")
});

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else {
        return;
    };
    let at = usize::from(choice) % FORMATS.len();
    let extension = FORMATS[at].extensions.first().copied().unwrap_or("txt");
    let file = SourceFile {
        root: Arc::from(&**FOLDER),
        relative: format!("article.{extension}").into(),
        format: at as u8,
        sidecar: false,
    };
    std::fs::write(file.path(), bytes).expect("a file");
    ingest(&file, &mut |ingested| {
        if let Some(article) = ingested.article {
            let _ = body(&file, &article.place);
            let found = normalise(&article, &SITE, true).metadata;
            assert!(!found.title.contains('\n'));
            for enclosure in &found.enclosures {
                assert!(!enclosure.media_type.contains('\n'), "{enclosure:?}");
            }
        }
    });
});
