//! The order of numeric dates, learned from those that can be read in one order only.
//!
//! `13/02/2025` shows that its site writes the day first. Where neither the language nor the
//! configuration settles `01/02/2025`, it is read as the site's other dates are.

use std::path::PathBuf;

use chrono::Datelike;

use super::fields::Fields;
use crate::article::Origin;
use crate::date::{self, Calendar, Context, Dateline, Order};
use crate::diagnostic::Diagnostic;
use crate::entry::SeenOrder;

/// What the dates of a site show about their order. Adding in any sequence gives the same.
#[derive(Debug, Default)]
pub struct Orders {
    day_first: Option<SeenOrder>,
    month_first: Option<SeenOrder>,
}

impl Orders {
    /// Notes one more date; of those of one order the first by path and line is remembered.
    pub fn add(&mut self, seen: SeenOrder) {
        let kept = match seen.order {
            Order::Dmy => &mut self.day_first,
            Order::Mdy => &mut self.month_first,
            Order::Ymd => return,
        };
        let place = |seen: &SeenOrder| (seen.path.clone(), seen.line, seen.text.clone());
        if kept.as_ref().is_none_or(|kept| place(&seen) < place(kept)) {
            *kept = Some(seen);
        }
    }

    /// The order that the dates agree on; where they do not, a finding that names one of each.
    pub fn learned(self) -> (Option<SeenOrder>, Option<Diagnostic>) {
        match (self.day_first, self.month_first) {
            (Some(day), Some(month)) => {
                let message = format!(
                    "numeric dates are written in two orders, so that others stay ambiguous: day first as \
                     {day}, month first as {month}",
                );
                let finding = Diagnostic::warning("mixed-date-orders", message)
                    .in_file(&day.path)
                    .at(day.line, 0)
                    .help("set `date_order` under `[site]`, or write dates as year-month-day");
                (None, Some(finding))
            }
            (day, month) => (day.or(month), None),
        }
    }
}

/// Reads an ambiguous date in the order that was learned, and says so; notes what a date shows about
/// the order.
pub(super) fn settle(
    fields: &mut Fields<'_>,
    text: &str,
    dateline: Dateline,
    origin: &Origin,
    context: &Context<'_>,
    read: impl Fn(&str, &Context<'_>) -> Option<Dateline>,
) -> (Dateline, Option<Settled>) {
    let Some(order) = dateline.order else {
        return (dateline, None);
    };
    if dateline.candidates.is_empty() {
        // A day beyond the twelfth is no month, whatever the language says.
        if dateline.instant.day() > 12
            && dateline.calendar == Calendar::Gregorian
            && order != Order::Ymd
        {
            fields.seen.push(SeenOrder {
                order,
                text: text.into(),
                path: PathBuf::new(),
                line: origin.line,
            });
        }
        return (dateline, None);
    }
    if context.order.is_some() {
        return (dateline, None);
    }
    let Some(learned) = fields.learned else {
        fields.unsettled = true;
        return (dateline, None);
    };
    let ordered = Context {
        order: Some(learned.order),
        ..*context
    };
    match read(text, &ordered).filter(|read| read.order == Some(learned.order)) {
        Some(settled) => {
            let other = std::iter::once(&dateline.instant)
                .chain(&dateline.candidates)
                .find(|other| **other != settled.instant && !settled.candidates.contains(*other))
                .map(date::rfc3339);
            let reason = format!("read {} first, as {learned}", first_of(learned.order));
            (settled, other.map(|other| Settled { other, reason }))
        }
        None => (dateline, None),
    }
}

/// The reading that lost, and why.
pub(super) struct Settled {
    pub(super) other: String,
    pub(super) reason: String,
}

fn first_of(order: Order) -> &'static str {
    match order {
        Order::Dmy => "day",
        Order::Mdy => "month",
        Order::Ymd => "year",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(order: Order, path: &str, line: u32) -> SeenOrder {
        SeenOrder {
            order,
            text: "13/02/2025".into(),
            path: path.into(),
            line,
        }
    }

    #[test]
    fn what_was_learned_does_not_depend_on_the_sequence() {
        let dates = [
            seen(Order::Dmy, "b.md", 3),
            seen(Order::Dmy, "a.md", 9),
            seen(Order::Dmy, "a.md", 2),
            seen(Order::Ymd, "a.md", 1),
        ];
        for sequence in [[0_usize, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let mut orders = Orders::default();
            for at in sequence {
                orders.add(dates[at].clone());
            }
            let (learned, finding) = orders.learned();
            assert_eq!(learned, Some(dates[2].clone()));
            assert_eq!(finding, None);
        }
        let mut orders = Orders::default();
        for date in dates {
            orders.add(date);
        }
        orders.add(seen(Order::Mdy, "0.md", 4));
        let (learned, finding) = orders.learned();
        assert_eq!(learned, None);
        let message = finding.unwrap().message;
        assert!(message.contains("a.md, line 2"), "{message}");
        assert!(message.contains("0.md, line 4"), "{message}");
    }
}
