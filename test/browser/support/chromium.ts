import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

import type { Look } from './looks.ts';

const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is, or null; `npm test` looks further and installs it where it may. */
export const chromiumPath: string | null =
  // oxlint-disable-next-line node/no-process-env -- the run names the browser that it found
  process.env['TEST_CHROMIUM'] ?? USUAL_PLACES.find((path) => existsSync(path)) ?? null;

/** Why a suite is left out, behind its name; nothing where it runs. */
export const chromiumNote: string =
  chromiumPath === null ? ' (no Chromium found: set TEST_CHROMIUM)' : '';

/** Starts the browser. As root there is no sandbox to start it in. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? '',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}

/** How a page is looked at, and whom the browser speaks for. */
type Visit = Look & { readonly token: string };

/** A page, and what it complained of so far. */
export type Watched = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
  /** The JavaScript that came, by address, as bytes unpacked. */
  readonly scripts: ReadonlyMap<string, Promise<Buffer>>;
};

/** Opens an empty page that is listened to: console, errors and reports of the policy. */
export async function openPage(browser: Browser, { theme, width, token }: Visit): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const complaints: string[] = [];
  const scripts = new Map<string, Promise<Buffer>>();
  const page = await context.newPage();
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint) complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    // What the browser kept is told to be unchanged, without a body.
    if (response.ok() && new URL(response.url()).pathname.endsWith('.js')) {
      const body = response.body();
      // A page that is left or closed before takes the bodies along; only who reads them minds.
      void body.catch(() => null);
      scripts.set(response.url(), body);
    }
  });
  await page.exposeFunction('reportPolicy', (text: string) => complaints.push(`policy: ${text}`));
  await page.addInitScript(listenToPolicy);
  return { page, context, complaints, scripts };
}

const listenToPolicy = `document.addEventListener('securitypolicyviolation', (event) => {
  window.reportPolicy(event.violatedDirective + ' ' + event.blockedURI);
});`;

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** WCAG 2.2 AA, and what else axe advises. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules that a theme can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What of a page is looked at, and by which rules: the whole of it by all of them, unless told. */
type Looked = { readonly within?: string; readonly rules?: 'all' | 'colours' };

/** What axe finds wrong on a page as it stands. */
export async function accessibilityFaults(
  page: Page,
  { within = 'html', rules = 'all' }: Looked = {},
): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axeSource);
  const only = rules === 'all' ? RULES : COLOURS;
  const found: unknown = await page.evaluate(
    `axe.run(${JSON.stringify(within)}, { runOnly: ${JSON.stringify(only)} }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => id + ' at ' + target.join(' '))))`,
  );
  return Array.isArray(found) ? found.map(String) : ['axe did not answer'];
}

/** What is wrong with a page as it stands: its layout and its accessibility. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  return [...(await layoutFaults(page)), ...(await accessibilityFaults(page))];
}

/**
 * How far a page is wider than its window, in pixels, its texts under 12 pixels, and those that run
 * out of their boxes; what is for screen readers alone has no box to speak of.
 */
export async function layoutFaults(page: Page): Promise<readonly string[]> {
  const found: unknown = await page.evaluate(`(() => {
    const faults = [];
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over > 0) faults.push(over + ' px too wide');
    for (const element of document.querySelectorAll('body *')) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
      const size = parseFloat(getComputedStyle(element).fontSize);
      const spilt = element.scrollWidth - element.clientWidth;
      const isOpenBox = element instanceof HTMLElement && element.clientWidth > 1
        && getComputedStyle(element).overflowX === 'visible';
      if (hasText && isOpenBox && spilt > 1)
        faults.push(spilt + ' px spilt: ' + element.textContent.slice(0, 40));
      if (hasText && size < 12) faults.push(size + ' px: ' + element.textContent.slice(0, 40));
    }
    return faults;
  })()`);
  return Array.isArray(found) ? found.map(String) : ['the page did not answer'];
}
