//! Dates of stamps in a text: their language may not be the site's, and the days in datelines of agencies
//! name no year.

use chrono::{Datelike, NaiveDate};

use super::fields::Fields;
use super::keys;
use super::path::PathParts;
use crate::article::{Origin, OriginKind};
use crate::date::{self, Context, DateError, Dateline, ErrorKind, PathSource};

/// Reads a date of a stamp, whose words were found whatever their language.
pub(super) fn read(text: &str, context: &Context<'_>) -> Result<Dateline, DateError> {
    let first = date::read(text, context);
    let Err(error) = &first else {
        return first;
    };
    if matches!(error.kind, ErrorKind::YearMissing | ErrorKind::Weekday) {
        return first;
    }
    // `à` before a time is a word of French alone.
    [None, Some("fr")]
        .into_iter()
        .find_map(|language| {
            date::read(
                text,
                &Context {
                    language,
                    ..*context
                },
            )
            .ok()
        })
        .map_or(first, Ok)
}

/// What gives a year to the day in an agency's dateline, which names none: never the clock.
pub(super) struct YearSource {
    day: NaiveDate,
    /// As traces say it.
    pub(super) origin: String,
}

impl YearSource {
    /// A date elsewhere in the article that has a year: the other stamps, the front matter, the path.
    pub(super) fn of(
        fields: &Fields<'_>,
        context: &Context<'_>,
        path: &PathParts,
    ) -> Option<YearSource> {
        let is_of_text = |origin: &Origin| origin.kind == OriginKind::Text;
        let mut own = fields.article.fields.iter();
        if !own.any(|field| field.kind == OriginKind::Text) {
            return None;
        }
        let mut all = fields.all(&keys::PUBLISHED);
        if !all.iter().any(|(_, origin)| is_of_text(origin)) {
            return None;
        }
        all.extend(fields.all(&keys::UPDATED));
        let other = all.into_iter().find_map(|(value, origin)| {
            let date = read(value.text()?, context).ok()?;
            (date.precision >= date::Precision::Month).then(|| YearSource {
                day: date.instant.date_naive(),
                origin: origin.to_string(),
            })
        });
        other.or_else(|| {
            let date = path.date.as_ref()?;
            let origin = match date.source {
                PathSource::File => "the file name",
                PathSource::Folders => "the folders",
            };
            Some(YearSource {
                day: NaiveDate::from_ymd_opt(date.year, date.month, date.day)?,
                origin: origin.to_owned(),
            })
        })
    }

    /// The day of the text that lies nearest: a text of 1 January may be dated 31 December.
    pub(super) fn complete(
        &self,
        text: &str,
        context: &Context<'_>,
    ) -> Result<Dateline, DateError> {
        let read = |year: i32| {
            let context = Context {
                year: Some(year),
                ..*context
            };
            self::read(text, &context)
        };
        let year = self.day.year();
        let apart = |date: &Dateline| {
            let days = date.instant.date_naive().signed_duration_since(self.day);
            days.num_days().abs()
        };
        [year, year - 1, year + 1]
            .into_iter()
            .filter_map(|year| read(year).ok())
            .min_by_key(apart)
            .map_or_else(|| read(year), Ok)
    }
}
