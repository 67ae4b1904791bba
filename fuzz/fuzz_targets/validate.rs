//! Any bytes are judged, and judged the same whether they come at once or in pieces.

#![no_main]

use dateline::validate::{Options, validate, validate_reader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let report = validate(bytes, &Options::default());
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() + 1;
    for finding in &report.findings {
        assert!(finding.line as usize <= lines, "{finding}");
        assert!(!finding.message.is_empty());
    }
    let again = validate_reader(bytes, &Options::default()).expect("memory can be read");
    assert_eq!(report, again);
});
