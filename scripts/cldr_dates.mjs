// Writes tests/dates/cldr.tsv: dates as the CLDR formats them, from the ICU in Node.js (Unicode
// licence v3). Columns: language, expected day or local time, text.
//
//     node scripts/cldr_dates.mjs > tests/dates/cldr.tsv
const languages = `af am ar ar-EG as az be bg bn br bs ca cs cy da de el en en-GB es et eu fa fi fil fo
fr fy ga gd gl gu ha he hi hr hu hy id ig is it ja ka kk km kn ko ku ky lb lo lt lv mk ml mn mr ms mt my
nb ne nl nn or pa pl ps pt rm ro ru si sk sl so sq sr sr-Latn sv sw ta te th ti tk tr uk ur uz vi yo yue
zh zh-Hant zu`.split(/\s+/);
const days = [
  [2016, 7, 8], [2019, 11, 5], [2024, 2, 29], [2017, 3, 22], [2021, 5, 31], [2022, 8, 12],
  [2018, 12, 25], [2020, 1, 3], [2023, 4, 30], [2015, 6, 19], [2014, 9, 17], [2013, 10, 6],
];
const two = (number) => String(number).padStart(2, '0');
const clean = (text) => text.replace(/[\u200e\u200f\u061c]/g, '');
languages.forEach((language, index) => {
  const row = (style, [year, month, day], time) => {
    const [hour, minute] = time ?? [0, 0];
    const format = new Intl.DateTimeFormat(
      language, { dateStyle: style, timeZone: 'UTC', ...(time && { timeStyle: 'short' }) });
    if (format.resolvedOptions().locale.split('-')[0] !== language.split('-')[0]) return;
    const text = format.format(new Date(Date.UTC(year, month - 1, day, hour, minute)));
    const clock = time ? `T${two(hour)}:${two(minute)}` : '';
    console.log([language, `${year}-${two(month)}-${two(day)}${clock}`, text].join('\t'));
  };
  const pick = (number) => days[(index * 5 + number) % days.length];
  for (let number = 0; number < 4; number += 1) row('full', pick(number));
  for (let number = 4; number < 8; number += 1) row('long', pick(number));
  for (let number = 8; number < 12; number += 1) row('medium', pick(number));
  row('long', pick(1), [14, 5]);
  row('medium', pick(2), [9, 30]);
});
