// Opens pages for people in Chromium and looks at them as people do: light and dark, wide, on a phone and
// at 320 pixels, with and without scripts, by keyboard, and with axe-core (WCAG 2.2 AA).
//
//     node .ci/check-pages.mjs DATELINE MODULES [PICTURES]
//
// MODULES is a folder into which `npm install playwright-core axe-core` went; CHROMIUM may name the
// browser. With PICTURES, each page is drawn there too.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';

const [dateline, modules, pictures] = process.argv.slice(2);
if (!dateline || !modules) throw new Error('node .ci/check-pages.mjs DATELINE MODULES [PICTURES]');
const require = createRequire(resolve(modules, 'node_modules') + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const work = mkdtempSync(join(tmpdir(), 'dateline-pages-'));

// --- sites ---

const article = (title, text, more = '') =>
  `---\ntitle: ${JSON.stringify(title)}\n${more}\n---\n${text}\n`;
const day = (number) => new Date(Date.UTC(2026, 4, 1) - number * 864e5).toISOString().slice(0, 10);
const many = (count, make) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`a${at}.md`, make(at)]));
const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

const sites = {
  plain: {
    site: { title: 'The Tidewater Post', language: 'en', description: 'News from the estuary.', rights: 'CC BY 4.0' },
    output: { pages: true, opml: true },
    feeds: [{ path: 'feed.xml', css: true }, { path: 'atom.xml', css: true }, { path: 'feed.json' },
      { path: 'tags/boats.xml', title: 'Boats', filter: { tags: ['boats'] } }],
    articles: many(8, (at) => article(`Tide table for week ${at + 1}`,
      'High water comes forty minutes later each day. The harbour master says so every year.',
      `date: ${day(at)}\ntags: [boats]`)),
  },
  values: {
    site: { title: 'The Tidewater Post', language: 'en' },
    output: { pages: true, opml: true },
    feeds: [{ path: 'feed.xml' }, { by: ['tag'], path: 'tags/:slug/feed.xml' }],
    articles: many(3, (at) => article(`Tide table ${at}`, 'High water.', `date: ${day(at)}\ntags: [Tag ${at}, ${long}]`)),
  },
  long: {
    site: { title: `${long} `.repeat(3).trim(), language: 'de', description: long.repeat(4) },
    output: { pages: true, opml: true },
    feeds: [{ path: `${'very-long-folder/'.repeat(4)}${'x'.repeat(120)}.xml` }, { path: 'atom.xml', title: long.repeat(2) }],
    articles: many(3, (at) => article(`${long} `.repeat(at * 4 + 1).trim(), long.repeat(8), `date: ${day(at)}`)),
  },
  rtl: {
    site: { title: 'رسالة الواحة', language: 'ar', description: 'أخبار بطيئة من أماكن صغيرة.' },
    output: { pages: true, opml: true },
    feeds: [{ path: 'feed.xml' }, { path: 'atom.xml' }],
    articles: {
      'a.md': article('موسم التمر في واحة السدرة', 'في الخريف تنزل العائلات إلى الواحة.', `date: ${day(1)}`),
      'b.md': article('RSS: ما هو؟', 'خلاصة المقالات في عنوان واحد.', `date: ${day(2)}`),
      'c.md': article('A word in English', 'From left to right.', `date: ${day(3)}\nlanguage: en`),
    },
  },
  cjk: {
    site: { title: '潮だより', language: 'ja', description: '小さな港からのゆっくりした便り。' },
    output: { pages: true },
    feeds: [{ path: 'feed.xml' }],
    articles: {
      'a.md': article('赤い月を待つ屋上', '未明の皆既月食を見に、団地の屋上に三十人が集まった。'.repeat(6), `date: ${day(1)}`),
      'b.md': article('第二次江心夜航', '渡船夜里不停。', `date: ${day(2)}\nlanguage: zh-Hans`),
    },
  },
  thousand: {
    site: { title: 'A thousand days', language: 'en' },
    output: { pages: true },
    feeds: [{ path: 'feed.xml', limit: 0 }],
    articles: many(1001, (at) => article(`Day ${at}`, `Text of day ${at}.`, `date: ${day(at)}`)),
  },
  empty: {
    site: { title: 'Nothing yet', language: 'en' },
    output: { pages: true },
    feeds: [{ path: 'index.xml' }],
    articles: {},
  },
  markup: {
    site: { title: 'AT&T <b>"quoted"</b> & \'co\'', language: 'en', description: '<script>alert(1)</script> & more' },
    output: { pages: true, opml: true },
    feeds: [{ path: 'feed.xml', css: true }, { path: 'a&b.xml', title: '</title><img src=x onerror=alert(1)>' }],
    articles: {
      'a.md': article('1 < 2 && "x" > \'y\' {{ 7 * 7 }} {% raw %}', 'Use `<b>` & `&amp;`.', `date: ${day(1)}`),
      'b.md': article('"> \'> -->]]> &', 'Text.', `date: ${day(2)}`),
    },
  },
};

const types = { '.html': 'text/html', '.css': 'text/css', '.xml': 'application/xml', '.json': 'application/json' };
const server = createServer((request, response) => {
  const path = join(work, decodeURIComponent(new URL(request.url, 'http://x').pathname).replace(/^\//, ''));
  try {
    const bytes = readFileSync(path);
    response.writeHead(200, { 'content-type': `${types[extname(path)] ?? 'text/plain'}; charset=utf-8` }).end(bytes);
  } catch {
    // Browsers ask for the site's icon, which is no business of the page.
    response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const root = `http://127.0.0.1:${server.address().port}`;

const toml = (value) => (Array.isArray(value) ? `[${value.map(toml).join(', ')}]`
  : typeof value === 'object' ? `{ ${Object.entries(value).map(([key, of]) => `${key} = ${toml(of)}`).join(', ')} }`
    : JSON.stringify(value));
const table = (values) => Object.entries(values).map(([key, value]) => `${key} = ${toml(value)}\n`).join('');

/** Builds a site; gives the addresses of its pages. */
function build(name, { site, output, feeds, articles }) {
  const folder = join(work, `${name}-source`);
  mkdirSync(join(folder, 'articles'), { recursive: true });
  for (const [path, text] of Object.entries(articles)) writeFileSync(join(folder, 'articles', path), text);
  const settings = { ...site, url: `${root}/${name}/`, timezone: 'UTC' };
  writeFileSync(join(folder, 'dateline.toml'), `[site]\n${table(settings)}[output]\n${table({ ...output, path: join(work, name) })}${
    feeds.map((feed) => `[[feeds]]\n${table(feed)}`).join('')}`);
  const said = execFileSync(resolve(dateline), ['build', '--no-lock', '--now', '2026-06-01T00:00:00Z'], { cwd: folder, encoding: 'utf8' });
  return [...said.matchAll(/^(\S+\.html) /gm)].map((found) => found[1]);
}

// --- checks ---

const faults = [];
const check = (holds, place, message) => { if (!holds) faults.push(`${place}: ${message}`); };
let looked = 0;

const profile = mkdtempSync(join(tmpdir(), 'dateline-chromium-'));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', `--disk-cache-dir=${profile}`],
});

/** A page in a context of its own that hears all complaints. */
async function open(address, place, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  page.on('console', (said) => check(!['error', 'warning'].includes(said.type()), place, `console: ${said.text()}`));
  page.on('pageerror', (error) => check(false, place, `script: ${error.message}`));
  page.on('dialog', (dialog) => { check(false, place, `dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => check(request.url() === address || request.url().startsWith('data:') || request.url().endsWith('feed.css'),
    place, `asks for ${request.url()}`));
  const answer = await page.goto(address, { waitUntil: 'load' });
  check(answer.status() === 200, place, `status ${answer.status()}`);
  return page;
}

const close = (page) => page.context().close();

async function layout(name, path) {
  const address = `${root}/${name}/${encodeURI(path)}`;
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1100, 390, 320]) {
      const place = `${name}/${path} ${colorScheme} ${width}px`;
      const page = await open(address, place, { colorScheme, viewport: { width, height: 844 }, bypassCSP: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(wide <= 0, place, `scrolls sideways by ${wide}px`);
      const clipped = await page.evaluate(() => [...document.querySelectorAll('h1, h3, p, code, a, button')]
        .filter((element) => element.getClientRects().length && (element.getBoundingClientRect().right > innerWidth + 1
          || element.getBoundingClientRect().left < -1)).map((element) => element.outerHTML.slice(0, 80)));
      check(clipped.length === 0, place, `outside the window: ${clipped[0]}`);
      // A thousand entries are alike: a look at them at one width is enough.
      if (name !== 'thousand' || width === 390) {
        await page.evaluate(axe);
        const { violations, passes } = await page.evaluate(() => axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }));
        check(passes.some(({ id }) => id === 'color-contrast'), place, 'no contrast was measured');
        for (const { id, help, nodes } of violations) {
          check(false, place, `axe ${id}: ${help}: ${nodes[0].html.slice(0, 120)} ${nodes[0].any[0]?.message ?? ''}`);
        }
      }
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        const file = join(pictures, `${name}-${path.replaceAll('/', '_').slice(-30)}-${colorScheme}-${width}.png`);
        await page.screenshot({ path: file, fullPage: name !== 'thousand' });
      }
      looked += 1;
      await close(page);
    }
  }
}

/** Every link and button is reached by the key, in the order of the document, and is seen to be. */
async function keyboard(name, path) {
  const place = `${name}/${path} keyboard`;
  const page = await open(`${root}/${name}/${encodeURI(path)}`, place);
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
  const expected = await page.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], button:not([hidden]), summary')];
    all.forEach((element, at) => { element.dataset.at = at; });
    return all.length;
  });
  const reached = [];
  for (let press = 0; press < Math.min(expected, 60); press += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      return { at: element.dataset.at, seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
    });
    reached.push(Number(focus.at));
    check(focus.seen, place, `focus on element ${focus.at} is not seen`);
  }
  check(reached.every((at, order) => at === order), place, `order of focus: ${reached.join(' ')}`);
  await close(page);
}

async function copy(name, path, feed) {
  const place = `${name}/${path} copy`;
  const page = await open(`${root}/${name}/${path}`, place, { permissions: ['clipboard-read', 'clipboard-write'] });
  const button = page.locator('#copy');
  check(await button.isVisible(), place, 'the button is not there');
  const name_before = await button.textContent();
  await button.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('said').textContent !== '');
  check(await page.evaluate(() => navigator.clipboard.readText()) === `${root}/${name}/${feed}`, place, 'another address was copied');
  check(await button.textContent() !== name_before, place, 'nothing says that it was copied');
  await page.waitForFunction((before) => document.getElementById('copy').textContent === before, name_before);
  await close(page);

  // Where the browser refuses, the address is selected and copied as by hand.
  const refused = await open(`${root}/${name}/${path}`, place);
  await refused.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); });
  await refused.locator('#copy').click();
  check(await refused.evaluate(() => getSelection().toString()) === `${root}/${name}/${feed}`, place, 'the address is not selected');
  await close(refused);

  const plain = await open(`${root}/${name}/${path}`, `${place} without script`, { javaScriptEnabled: false });
  check(!await plain.locator('#copy').isVisible(), place, 'a button that does nothing is shown without script');
  check(await plain.locator('#address').isVisible(), place, 'no address without script');
  check(await plain.locator('.entries li').count() > 0, place, 'no entries without script');
  await close(plain);
}

try {
  const pages = Object.entries(sites).map(([name, site]) => [name, build(name, site)]);
  for (const [name, paths] of pages) {
    check(paths.length > 0, name, 'no page was written');
    for (const path of paths) {
      await layout(name, path);
      await keyboard(name, path);
    }
  }
  await copy('plain', 'feed.html', 'feed.xml');

  const rtl = await open(`${root}/rtl/feed.html`, 'rtl');
  const turned = await rtl.evaluate(() => ({
    page: getComputedStyle(document.body).direction,
    titles: [...document.querySelectorAll('.entries h3')].map((title) => getComputedStyle(title).direction),
    language: document.documentElement.lang,
  }));
  check(JSON.stringify(turned) === JSON.stringify({ page: 'rtl', titles: ['rtl', 'rtl', 'ltr'], language: 'ar' }), 'rtl', JSON.stringify(turned));
  await close(rtl);

  const thousand = await open(`${root}/thousand/feed.html`, 'thousand');
  check(await thousand.locator('.entries > li').count() === 1000, 'thousand', 'expected 1,000 entries');
  check(await thousand.locator('.older').count() === 1, 'thousand', 'nothing says that there are more');
  await close(thousand);

  const markup = await open(`${root}/markup/feed.html`, 'markup');
  const shown = await markup.evaluate(() => [document.title, document.querySelector('h1').textContent,
    document.querySelector('.about').textContent, ...[...document.querySelectorAll('.entries a')].map((link) => link.textContent)]);
  const { site } = sites.markup;
  const wanted = [site.title, site.title, site.description, '1 < 2 && "x" > \'y\' {{ 7 * 7 }} {% raw %}', '"> \'> -->]]> &'];
  check(JSON.stringify(shown) === JSON.stringify(wanted), 'markup', `shows ${JSON.stringify(shown)}`);
  check(await markup.locator('img').count() === 0, 'markup', 'a title became an element');
  await close(markup);

  // The XML itself, served as XML: the stylesheet beside it is found and shows the titles.
  for (const feed of ['feed.xml', 'atom.xml']) {
    const place = `plain/${feed}`;
    const xml = await open(`${root}/plain/${feed}`, place);
    const styled = await xml.evaluate(() => [...document.querySelectorAll('item > title, entry > title')]
      .filter((title) => getComputedStyle(title).display === 'block').length);
    check(styled === 8, place, `${styled} titles are styled`);
    const hidden = await xml.evaluate(() => [...document.querySelectorAll('guid, id, content')]
      .filter((element) => getComputedStyle(element).display !== 'none').length);
    check(hidden === 0, place, `${hidden} elements for machines are shown`);
    if (pictures) await xml.screenshot({ path: join(pictures, `xml-${feed}.png`) });
    await close(xml);
  }
} finally {
  await browser.close();
  server.close();
  rmSync(work, { recursive: true, force: true });
  rmSync(profile, { recursive: true, force: true });
}

for (const fault of faults.slice(0, 40)) console.error(fault);
if (faults.length > 0) {
  console.error(`${faults.length} faults`);
  process.exit(1);
}
console.log(`${looked} looks at pages, no fault`);
