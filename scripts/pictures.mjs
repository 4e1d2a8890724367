#!/usr/bin/env node
// Makes every picture of the dashboard in docs/images anew, of the demo:
//   node scripts/pictures.mjs                 plays the demo first, which takes some minutes
//   node scripts/pictures.mjs SIGN-IN-LINK    of what is being served
//   node scripts/pictures.mjs ADDRESS --token upl_…   the same, as often as wanted
//   … --into FOLDER                           elsewhere, in both themes at three widths
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { chromium } from 'playwright-core';

import { Failure, main, root, say } from './process.mjs';
import { provideChromium } from './services/chromium.mjs';

const PAGES = [
  ['overview', ''],
  ['cycle-time', '/cycle-time'],
  ['adoption', '/adoption'],
  ['comparisons', '/comparisons'],
  ['builder', '/comparisons/new'],
  ['comparison', '/comparisons/1'],
  ['teams', '/teams'],
  ['health', '/health'],
  ['settings', '/settings/definitions'],
  ['guide', '/guide/cycle_time'],
];
/** Outside of any organisation. */
const SET_UP = ['set-up', '/setup'];
const LOOKS = [
  { name: 'light', theme: 'light', width: 1280 },
  { name: 'dark', theme: 'dark', width: 1280 },
  { name: 'narrow', theme: 'light', width: 360 },
];
const EVERY_LOOK = ['light', 'dark'].flatMap((theme) =>
  [360, 1280, 1920].map((width) => ({ name: `${theme}-${width}`, theme, width })),
);

await main(async (parameters) => {
  const { values, positionals } = parseArgs({
    args: parameters,
    allowPositionals: true,
    options: { into: { type: 'string' }, token: { type: 'string' } },
  });
  const { TEST_CHROMIUM: executablePath } = await provideChromium({});
  if (executablePath === undefined) throw new Failure('There is no browser to look with.');
  const folder = values.into ?? join(root, 'docs', 'images');
  const looks = values.into === undefined ? LOOKS : EVERY_LOOK;
  const demo = positionals[0] === undefined ? playDemo() : null;
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const link = positionals[0] ?? (await demo.link);
    mkdirSync(folder, { recursive: true });
    await takePictures({ browser, link, folder, looks, token: values.token });
  } finally {
    await browser.close();
    demo?.stop();
  }
  return 0;
});

/** Plays the demo on a free port, until it says where to sign in. */
function playDemo() {
  const uplift = join(root, 'apps', 'cli', 'bin', 'uplift.js');
  const child = spawn(process.execPath, [uplift, 'demo', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const link = new Promise((resolve, reject) => {
    let text = '';
    const hear = (piece) => {
      text += piece;
      const [, found] = /Open (http:\S+\/sign-in\?code=\S+)/.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', () => reject(new Failure(`The demo ended before it served:\n${text}`)));
  });
  return { link, stop: () => child.kill('SIGTERM') };
}

async function takePictures({ browser, link, folder, looks, token }) {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...(token !== undefined && { extraHTTPHeaders: { authorization: `Bearer ${token}` } }),
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.waitForURL(/\/o\//);
  const home = page.url().replace(/(\/o\/[^/?]+).*/, '$1');
  for (const { name, theme, width } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    for (const [about, path] of [...PAGES, SET_UP]) {
      const isOutside = path === SET_UP[1];
      await page.goto(isOutside ? new URL(path, home).href : `${home}${path}`);
      await page.waitForLoadState('networkidle');
      const picture = join(folder, `${about}-${name}.png`);
      await page.screenshot({ path: picture, fullPage: true, animations: 'disabled' });
      say(picture);
    }
  }
}
