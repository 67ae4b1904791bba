//! Dates of Atom and JSON Feed (RFC 3339) and of Dublin Core (W3CDTF), to the letter.

use super::calendar::{Checked, Civil, Scan, number, offset_minutes};
use super::rules::{self, Rule};
use super::values::Fault;

const RFC3339_EXAMPLE: &str = "write it like `2025-05-05T09:30:00+05:30` (RFC 3339, 5.6)";

fn rfc3339_fault(rule: &'static Rule, offset: usize, message: impl Into<String>) -> Fault {
    Fault::new(rule, offset, message, RFC3339_EXAMPLE)
}

/// Exactly `length` digits.
fn fixed(scan: &mut Scan<'_>, length: usize, what: &str) -> Result<u32, Fault> {
    let start = scan.at;
    let digits = scan.digits();
    if digits.len() != length {
        return Err(rfc3339_fault(
            &rules::INVALID_RFC3339_DATE,
            start,
            format!("the {what} has not {length} digits"),
        ));
    }
    Ok(number(digits))
}

fn expect(scan: &mut Scan<'_>, byte: u8, where_: &str) -> Result<(), Fault> {
    if scan.eat(byte) {
        return Ok(());
    }
    Err(rfc3339_fault(
        &rules::INVALID_RFC3339_DATE,
        scan.at,
        format!("no `{}` {where_}", char::from(byte)),
    ))
}

/// A date of RFC 3339 with capital `T` and `Z` (RFC 4287, 3.3).
pub(super) fn rfc3339(text: &str) -> Checked {
    timestamp(text, false)
}

/// A date of W3CDTF: RFC 3339, or less of it (year, month, day, minute).
pub(super) fn w3cdtf(text: &str) -> Checked {
    timestamp(text, true)
}

fn timestamp(text: &str, partial: bool) -> Checked {
    let mut scan = Scan { text, at: 0 };
    let mut civil = Civil {
        month: 1,
        day: 1,
        ..Civil::default()
    };
    let rule = &rules::INVALID_RFC3339_DATE;
    let whole = |civil: &Civil, offset: i64| match civil.impossible() {
        Some(message) => Err(rfc3339_fault(rule, 0, message)),
        None => Ok((civil.seconds(offset), None)),
    };
    civil.year = i64::from(fixed(&mut scan, 4, "year")?);
    if partial && scan.peek().is_none() {
        return whole(&civil, 0);
    }
    expect(&mut scan, b'-', "behind the year")?;
    civil.month = fixed(&mut scan, 2, "month")?;
    if partial && scan.peek().is_none() {
        return whole(&civil, 0);
    }
    expect(&mut scan, b'-', "behind the month")?;
    civil.day = fixed(&mut scan, 2, "day")?;
    if partial && scan.peek().is_none() {
        return whole(&civil, 0);
    }
    if scan.peek().is_none() {
        return Err(rfc3339_fault(rule, scan.at, "no time behind the date"));
    }
    expect(&mut scan, b'T', "between date and time")?;
    civil.hour = fixed(&mut scan, 2, "hour")?;
    expect(&mut scan, b':', "behind the hour")?;
    civil.minute = fixed(&mut scan, 2, "minute")?;
    if !(partial && scan.peek() != Some(b':')) {
        expect(&mut scan, b':', "behind the minute")?;
        civil.second = fixed(&mut scan, 2, "second")?;
        if scan.eat(b'.') && scan.digits().is_empty() {
            return Err(rfc3339_fault(
                rule,
                scan.at,
                "no digits behind the decimal point",
            ));
        }
    }
    let zone_start = scan.at;
    let offset = match scan.peek() {
        None => return Err(rfc3339_fault(rule, zone_start, "the time zone is missing")),
        Some(b'Z') => {
            scan.at += 1;
            0
        }
        Some(sign @ (b'+' | b'-')) => {
            scan.at += 1;
            let hours = fixed(&mut scan, 2, "hour of the offset")?;
            expect(&mut scan, b':', "in the offset")?;
            let minutes = fixed(&mut scan, 2, "minute of the offset")?;
            offset_minutes(sign, hours, minutes).ok_or_else(|| {
                rfc3339_fault(
                    rule,
                    zone_start,
                    format!("there is no offset `{}`", &text[zone_start..scan.at]),
                )
            })?
        }
        Some(_) => return Err(rfc3339_fault(rule, zone_start, "no time zone of RFC 3339")),
    };
    if scan.peek().is_some() {
        return Err(rfc3339_fault(
            rule,
            scan.at,
            format!("`{}` behind the date", super::text::clip(scan.rest())),
        ));
    }
    whole(&civil, offset)
}

#[cfg(test)]
mod tests {
    use super::super::calendar::outcome;
    use super::*;

    #[test]
    fn an_rfc_3339_date_is_read_or_says_what_is_wrong() {
        for (text, expected) in [
            ("2025-05-05T09:30:00+05:30", Ok(1_746_417_600)),
            ("2025-05-05T04:00:00.25Z", Ok(1_746_417_600)),
            ("2025-02-29T00:00:00Z", Err("there is no day 29 in 2025-02")),
            ("2025-05-05T03:60:00Z", Err("there is no minute 60")),
            ("2025-05-05T03:00:00", Err("the time zone is missing")),
            ("2025-05-05", Err("no time behind the date")),
            ("2025-05-05 03:00:00Z", Err("no `T` between date and time")),
        ] {
            assert_eq!(outcome(&rfc3339(text)), expected, "{text}");
        }
        assert!(w3cdtf("2025-05").is_ok() && w3cdtf("2025-05-05T09:30Z").is_ok());
    }
}
