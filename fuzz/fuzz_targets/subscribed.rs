//! Any bytes are a feed or a fault with a place; what a feed gives is whole.

#![no_main]

use std::collections::HashSet;

use dateline::subscribed::{page, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match read(bytes) {
        Ok((feed, _)) => {
            let guids: HashSet<&str> = feed.items.iter().map(|item| &*item.guid).collect();
            assert_eq!(guids.len(), feed.items.len(), "each guid once");
            for item in &feed.items {
                assert!(!item.guid.is_empty() && item.line > 0);
                let _ = item.link.as_deref().map(page);
            }
        }
        Err(fault) => assert!(fault.line > 0 && !fault.help.is_empty(), "{fault}"),
    }
});
