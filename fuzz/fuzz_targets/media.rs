//! Any bytes are a file with a size; what its headers give is in order, and no text of it goes on for
//! more than a line.

#![no_main]

use std::io::Cursor;
use std::sync::Once;

use dateline::media::{is_reading, read};
use libfuzzer_sys::fuzz_target;

static HOOK: Once = Once::new();

fuzz_target!(|bytes: &[u8]| {
    // A panic of the crates that read headers is caught where they are called; the fuzzer's own hook
    // would take it for a crash.
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !is_reading() {
                usual(panic);
            }
        }));
    });
    let length = bytes.len() as u64;
    let facts = read(Cursor::new(bytes), length).expect("bytes in memory can be read");
    assert!(facts.pointer || facts.length == length);
    assert!(facts.chapters.is_sorted_by_key(|mark| mark.start));
    for mark in &facts.chapters {
        assert!(!mark.title.is_empty() && !mark.title.contains('\n'));
    }
    if let Some((width, height)) = facts.size {
        assert!(width > 0 && height > 0);
        assert!(facts.kind.is_some_and(|kind| kind.is_picture()));
    }
});
