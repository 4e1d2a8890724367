// A browser, and how long a page takes to be drawn in it.
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { chromium } from 'playwright-core';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** So long nothing must move for a page to be taken as drawn. */
const QUIET_MS = 400;
const POLL_MS = 50;
const MOST_MS = 60_000;

/** Starts Chromium: the one that the environment names, else the machine's. */
export async function launchChromium(cleanup) {
  const executablePath =
    // oxlint-disable-next-line node/no-process-env -- the run may name its browser
    process.env.TEST_CHROMIUM ?? USUAL_PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error('no Chromium found: set TEST_CHROMIUM');
  // As root there is no sandbox to start it in.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  cleanup(() => browser.close());
  return browser;
}

/** A page with an empty cache, which notes what it does. */
export async function openPage(browser, token) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    extraHTTPHeaders: token === null ? {} : { authorization: `Bearer ${token}` },
  });
  const page = await context.newPage();
  await page.addInitScript(noteWhatHappens);
  return page;
}

/** Milliseconds from navigating to the first contentful paint and to the last one. */
export async function loadPage(page, url) {
  await page.goto(url, { waitUntil: 'commit' });
  return told(page);
}

/** Milliseconds from the last press or choice of `act` to the last paint. */
export async function change(page, act) {
  await act();
  return told(page);
}

async function told(page) {
  const startedAt = performance.now();
  // Its policy lets a page evaluate nothing, so it is asked from here.
  while (!(await page.evaluate(isDrawn, QUIET_MS))) {
    if (performance.now() - startedAt > MOST_MS) throw new Error(`${page.url()} is never drawn`);
    await delay(POLL_MS);
  }
  return page.evaluate(() => {
    const { happened } = globalThis;
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const long = happened.long.filter(({ startTime }) => startTime >= happened.since);
    return {
      first: paint?.startTime ?? Number.NaN,
      drawn: happened.drawnAt - happened.since,
      longTasks: long.length,
      longest: Math.max(0, ...long.map(({ duration }) => duration)),
    };
  });
}

/** Runs in the page. */
function isDrawn(quiet) {
  const { happened } = globalThis;
  return (
    happened.open === 0 &&
    happened.drawnAt > happened.since &&
    document.querySelector('.skeleton') === null &&
    performance.now() - happened.drawnAt > quiet
  );
}

/** Runs in the page, before anything of it: requests under way, paints after changes, long tasks. */
function noteWhatHappens() {
  const happened = { since: 0, drawnAt: 0, open: 0, long: [] };
  globalThis.happened = happened;
  const ask = globalThis.fetch;
  globalThis.fetch = async (...args) => {
    happened.open += 1;
    try {
      const response = await ask(...args);
      // The body is a part of the answer.
      await response.clone().arrayBuffer();
      return response;
    } finally {
      happened.open -= 1;
    }
  };
  const noteDrawn = () =>
    requestAnimationFrame(() => {
      setTimeout(() => {
        happened.drawnAt = performance.now();
      });
    });
  new MutationObserver(noteDrawn).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  for (const kind of ['click', 'change']) {
    document.addEventListener(
      kind,
      () => {
        happened.since = performance.now();
      },
      { capture: true },
    );
  }
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      happened.long.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
}
