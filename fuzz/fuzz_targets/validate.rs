//! Any bytes are judged by each profile, and judged the same whether they come at once or in pieces. The
//! first byte chooses the profile and how large the pieces are.

#![no_main]

use std::io::{self, Read};

use dateline::validate::{Options, Profile, validate, validate_reader};
use libfuzzer_sys::fuzz_target;

const PROFILES: [Profile; 6] = [
    Profile::Spec,
    Profile::Strict,
    Profile::ApplePodcasts,
    Profile::Podcast2,
    Profile::Readers,
    Profile::Thunderbird,
];

/// Bytes that never come more than so many at a time.
struct Pieces<'a> {
    bytes: &'a [u8],
    most: usize,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = self.most.min(into.len());
        self.bytes.read(&mut into[..most])
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else {
        return;
    };
    let options = Options {
        profile: PROFILES[usize::from(choice) % PROFILES.len()],
        ..Options::default()
    };
    let report = validate(bytes, &options);
    let lines = bytes.iter().filter(|&&byte| byte == b'\n').count() + 1;
    for finding in &report.findings {
        assert!(finding.line as usize <= lines, "{finding}");
        assert!(!finding.message.is_empty());
    }
    let pieces = Pieces {
        bytes,
        most: 1 + usize::from(choice / 6),
    };
    let again = validate_reader(pieces, &options).expect("memory can be read");
    assert_eq!(report, again);
});
