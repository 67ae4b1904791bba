//! Any text is a date or an error, and what is understood can be written and read again.

#![no_main]

use dateline::date::{Context, read, rfc3339};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(dateline) = read(text, &Context::default()) {
        let written = rfc3339(&dateline.instant);
        let again = read(&written, &Context::default()).expect("what was written is read");
        assert_eq!(again.instant, dateline.instant, "{text:?}");
    }
});
