// Writes src/emit/page/dates.tsv: how the languages of the page for people write a day, from the CLDR in
// the ICU of Node.js (Unicode licence v3). Columns: language, pattern, the twelve months as they stand in
// a date. In a pattern `y` is the year, `M` the month's name and `d` the day, each in braces.
//
//     node scripts/page_dates.mjs > src/emit/page/dates.tsv
const languages = `ar ca cs da de el en en-US es fa fi fr he hi hu id it ja ko nb nl pl pt ro ru sv tr uk vi
zh zh-Hant`.split(/\s+/);
const clean = (text) => text.replace(/[\u200e\u200f\u061c]/g, '').replace(/[\u00a0\u202f]/g, ' ');
for (const language of languages) {
  // A language without a region stands for all of them; the English of most writes the day first.
  const locale = `${language === 'en' ? 'en-GB' : language}-u-ca-gregory-nu-latn`;
  const format = new Intl.DateTimeFormat(
    locale, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
  const parts = (month) => format.formatToParts(new Date(Date.UTC(2025, month, 9)));
  const letter = { year: '{y}', month: '{M}', day: '{d}' };
  const pattern = parts(4).map(({ type, value }) => letter[type] ?? clean(value)).join('').trim();
  const months = [...Array(12).keys()].map((month) => {
    const name = clean(parts(month).find(({ type }) => type === 'month').value);
    return name.trim();
  });
  console.log([language, pattern, ...months].join('\t'));
}
