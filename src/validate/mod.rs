//! Bytes to findings: what a feed as it stands on disk breaks, with the line and column of it.
