//! Any bytes are a file with a size; what its headers give is in order, and no text of it goes on for
//! more than a line.

#![no_main]

use std::io::Cursor;

use dateline::media::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
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
