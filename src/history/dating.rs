//! Which instant of a commit dates what came with it.

use chrono::{DateTime, FixedOffset};
use gix::date::Time;

/// The first instant that a commit can have, in seconds since 1970: that of 1971. Git counts from 1970,
/// and a date of that year is a clock that was not set.
const FIRST: i64 = 365 * 24 * 3600;

/// The first instant that a date of four digits a year cannot say.
const END: i64 = 253_402_300_800;

/// The farthest offset that clocks anywhere have, in seconds.
const MAX_OFFSET: i32 = 14 * 3600;

/// When something was written: the author's date, which stays as it is when commits are rebased, picked
/// or amended. Nothing is committed before it is written: where the author's clock says so, or says
/// nothing usable, the committer's counts.
pub(super) fn written(
    author: Option<Time>,
    committer: Option<Time>,
) -> Option<DateTime<FixedOffset>> {
    let usable = |time: &Time| (FIRST..END).contains(&time.seconds);
    let author = author.filter(usable);
    let committer = committer.filter(usable);
    let time = match (author, committer) {
        (Some(author), Some(committer)) if author.seconds > committer.seconds => committer,
        (Some(author), _) => author,
        (None, committer) => committer?,
    };
    // An offset that no place has says nothing; the instant is right without it.
    let offset = Some(time.offset)
        .filter(|seconds| (-MAX_OFFSET..=MAX_OFFSET).contains(seconds) && seconds % 60 == 0)
        .and_then(FixedOffset::east_opt)
        .or_else(|| FixedOffset::east_opt(0))?;
    Some(DateTime::from_timestamp(time.seconds, 0)?.with_timezone(&offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::rfc3339;

    #[test]
    fn the_authors_date_counts_unless_it_cannot_be() {
        let at = |seconds, offset| Some(Time { seconds, offset });
        let day = 86_400;
        let may = 1_746_450_000; // 2025-05-05T13:00:00Z
        let cases = [
            (
                at(may, 7200),
                at(may + day, 0),
                Some("2025-05-05T15:00:00+02:00"),
            ),
            (at(may, 0), at(may, 19_800), Some("2025-05-05T13:00:00Z")),
            // Written after it was committed: a clock that was wrong.
            (
                at(may + day, 0),
                at(may, -12_600),
                Some("2025-05-05T09:30:00-03:30"),
            ),
            // Clocks that were never set, and years that no feed can say.
            (at(0, 0), at(may, 0), Some("2025-05-05T13:00:00Z")),
            (at(FIRST - 1, 0), at(may, 0), Some("2025-05-05T13:00:00Z")),
            (at(FIRST, 0), at(may, 0), Some("1971-01-01T00:00:00Z")),
            (at(may, 0), at(0, 0), Some("2025-05-05T13:00:00Z")),
            (at(END, 0), at(may, 0), Some("2025-05-05T13:00:00Z")),
            (at(-may, 0), at(0, 0), None),
            (at(i64::MAX, 0), at(i64::MIN, 0), None),
            (None, at(may, 0), Some("2025-05-05T13:00:00Z")),
            (None, None, None),
            // Offsets that no place has.
            (at(may, 99 * 3600), None, Some("2025-05-05T13:00:00Z")),
            (at(may, 14 * 3600), None, Some("2025-05-06T03:00:00+14:00")),
            (at(may, i32::MIN), None, Some("2025-05-05T13:00:00Z")),
        ];
        for (author, committer, expected) in cases {
            let found = written(author, committer).map(|instant| rfc3339(&instant));
            assert_eq!(found.as_deref(), expected, "{author:?} {committer:?}");
        }
    }
}
