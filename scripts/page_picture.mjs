// Draws docs/page.png: the page for people of the sample site, light and dark side by side.
//
//     cargo build --release && npm install --prefix /tmp/modules playwright-core
//     node scripts/page_picture.mjs target/release/dateline /tmp/modules docs/page.png
//
// CHROMIUM may name the browser; the fonts are those of the machine.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [dateline, modules, picture] = process.argv.slice(2);
if (!picture) throw new Error('node scripts/page_picture.mjs DATELINE MODULES PICTURE');
const { chromium } = createRequire(resolve(modules, 'node_modules') + '/')('playwright-core');
const work = mkdtempSync(join(tmpdir(), 'dateline-picture-'));
const [width, height] = [600, 780];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
try {
  execFileSync(resolve(dateline), ['build', '--quiet', '--no-lock', '--output', work, '--now', '2026-06-01T00:00:00Z',
    '--set', 'output.pages=true', '--set', 'output.opml=true'], { stdio: 'inherit' });
  const halves = [];
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height } });
    const page = await context.newPage();
    await page.goto(pathToFileURL(join(work, 'feed.html')).href);
    halves.push((await page.screenshot()).toString('base64'));
    await context.close();
  }
  const page = await browser.newPage({ viewport: { width: 2 * width, height } });
  await page.setContent(`<body style="margin:0;display:flex">${
    halves.map((half) => `<img src="data:image/png;base64,${half}" width="${width}">`).join('')}`);
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}
