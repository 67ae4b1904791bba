//! The dates of an article that the history of its file gives: below all others.

use chrono::{DateTime, FixedOffset};

use super::fields::Fields;
use super::keys::{self, Keys};
use crate::article::{Origin, Value};
use crate::date::{self, Context, Dateline};

/// What the history of the file says.
pub(super) fn in_history(fields: &Fields<'_>, keys: &Keys) -> Option<(Dateline, Origin)> {
    let (value, mut origin) = fields.all(keys).into_iter().next()?;
    let Value::List(parts) = value else {
        return None;
    };
    origin.name = parts.get(1)?.text()?.to_owned().into();
    let dateline = date::read(parts.first()?.text()?, &Context::default()).ok()?;
    Some((dateline, origin))
}

/// Remembers the first commit as a date that lost.
pub(super) fn pass_over_history(fields: &mut Fields<'_>) {
    if let Some((dateline, origin)) = in_history(fields, &keys::FIRST_COMMIT) {
        let text = date::rfc3339(&dateline.instant);
        fields.lost("published", &text, origin, "lower precedence");
    }
}

/// The last commit that changed the file, where the article does not say when it changed.
pub(super) fn committed_change(
    fields: &mut Fields<'_>,
    updated: DateTime<FixedOffset>,
    change_dated: bool,
) -> Option<DateTime<FixedOffset>> {
    let (change, origin) = in_history(fields, &keys::LAST_CHANGE)?;
    if change_dated {
        let text = date::rfc3339(&change.instant);
        fields.lost("updated", &text, origin, "lower precedence");
        return None;
    }
    // A change before the publication is none that a reader saw: the file lay ready.
    if change.instant <= updated {
        return None;
    }
    fields.trace_instant("updated", &change, &origin);
    Some(change.instant)
}
