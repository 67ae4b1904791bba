// Writes src/date/umalqura.rs: the lengths of the months of the Umm al-Qura calendar, from the ICU
// data in Node.js (Unicode licence v3).
//
//     node scripts/umalqura.mjs > src/date/umalqura.rs
const format = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura-nu-latn', {
  year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC',
});
const read = (day) => {
  const parts = Object.fromEntries(
    format.formatToParts(new Date(day * 86400000)).map((part) => [part.type, parseInt(part.value)]));
  return [parts.year, parts.month, parts.day];
};
const FIRST = 1318, LAST = 1500;
let day = Math.floor(Date.UTC(1900, 0, 1) / 86400000);
while (String(read(day)) !== String([FIRST, 1, 1])) day += 1;
const first = new Date(day * 86400000);
const years = [];
for (let year = FIRST; year <= LAST; year += 1) {
  let bits = 0;
  for (let month = 1; month <= 12; month += 1) {
    const next = read(day + 29);
    const length = next[2] === 1 ? 29 : 30;
    if (length === 30) bits |= 1 << (month - 1);
    day += length;
  }
  years.push('0x' + bits.toString(16).padStart(3, '0'));
}
const lines = [];
for (let i = 0; i < years.length; i += 13) lines.push('    ' + years.slice(i, i + 13).join(', ') + ',');
console.log(`//! The months of the Umm al-Qura calendar. Made by \`scripts/umalqura.mjs\` from the data of ICU
//! ${process.versions.icu} (Unicode licence v3, <https://www.unicode.org/license.txt>). Do not edit.

use chrono::NaiveDate;

/// The year of the first entry, in the era of the Hijra.
pub(super) const FIRST_YEAR: i64 = ${FIRST};

/// Its first day.
pub(super) fn first_day() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(${first.getUTCFullYear()}, ${first.getUTCMonth() + 1}, ${first.getUTCDate()})
}

/// Bit \`n\` of a year says that its month \`n + 1\` has 30 days rather than 29.
#[rustfmt::skip]
pub(super) static MONTHS: [u16; ${years.length}] = [
${lines.join('\n')}
];`);
