import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { openPage, type Watched } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { gateOf } from './support/gate.ts';
import { wide, type Look } from './support/looks.ts';
import { settled } from './support/settled.ts';

/** What a page may shift in all while it loads: the bound below which it counts as good. */
const MOST_SHIFT = 0.1;
const PATIENCE_MS = 60_000;

const everyPage = [
  '',
  '/cycle-time',
  '/cycle-time?bin=0-86400',
  '/adoption',
  '/comparisons',
  '/comparisons/new',
  '/comparisons/ID',
  '/teams',
  '/teams/TEAM',
  '/health',
  '/settings/definitions',
  '/settings/accounts',
  '/settings/audit',
  '/guide',
  '/guide/cycle_time',
  '/pull-requests/PULL',
];

/** One page of each kind: those that are left out fail in the same way. */
const failingPages = [
  '',
  '/cycle-time?bin=0-86400',
  '/adoption',
  '/comparisons',
  '/comparisons/ID',
  '/teams/TEAM',
  '/health',
  '/settings/definitions',
  '/guide/cycle_time',
  '/pull-requests/PULL',
];

const filteredPages = [
  ['', ['o-ct', 'o-tp', 'o-ad', 'o-gd']],
  ['/cycle-time', ['c-figures', 'c-ct', 'c-stages', 'c-spread', 'c-clocks']],
  ['/adoption', ['a-funnel', 'a-dated', 'a-active', 'a-maturity', 'a-ways', 'a-idle']],
] as const;

type Listed = { readonly items: readonly { readonly id: number }[] };
type Teams = { readonly items: readonly { readonly slug: string }[] };
type PullRequests = {
  readonly items: readonly { readonly repository: string; readonly number: number }[];
};

describeDashboard('a slow or failing API in a browser', (dashboard) => {
  const { open, address } = dashboard;

  /** Where a page is of which there are many: the first of them. */
  async function addressOf(path: string): Promise<string> {
    const [answers, teams, pulls] = await Promise.all([
      dashboard.ask<Listed>('/comparisons'),
      dashboard.ask<Teams>('/teams'),
      dashboard.ask<PullRequests>('/pull-requests?limit=1'),
    ]);
    const [pull] = pulls.items;
    return address(
      path
        .replace('ID', String(answers.items[0]?.id))
        .replace('TEAM', String(teams.items[0]?.slug))
        .replace('PULL', `${pull?.repository}/${pull?.number}`),
    );
  }

  /** An empty page of whoever administers. */
  function emptyPage(look: Look): Promise<Watched> {
    return openPage(dashboard.browser, { ...look, token: dashboard.served.token });
  }

  test.each(everyPage)('while nothing answers, "%s" keeps the room for it', async (path) => {
    for (const width of [1280, 360]) {
      const { page, context, complaints } = await emptyPage({ theme: 'light', width });
      const gate = gateOf();
      await page.addInitScript(countShifts);
      await page.route('**/api/v1/**', async (route) => {
        await gate.opened;
        await route.continue();
      });
      await page.goto(await addressOf(path));
      await page.locator('main .skeleton:visible').first().waitFor();
      const isBusy = await page.locator('main [aria-busy=true]').count();
      gate.open();
      await settled(page);

      expect(isBusy).toBeGreaterThan(0);
      expect(await page.locator('main [aria-busy=true]').count()).toBe(0);
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await page.evaluate('window.shifted')).toBeLessThan(MOST_SHIFT);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test.each(filteredPages)(
    'on "%s" old figures stay, dimmed, for another period',
    async (path, ids) => {
      const { page, context } = await open(wide, path);
      await settled(page);
      const gate = gateOf();
      await page.route('**/api/v1/**', async (route) => {
        await gate.opened;
        await route.continue();
      });
      await page.locator('.period summary').click();
      await page.getByRole('button', { name: 'Last 12 weeks' }).click();
      await page.waitForURL(/period=12w/);
      for (const id of ids) {
        const card = page.locator(`section[aria-busy=true]:has(#${id})`);
        await card.waitFor();
        const seen = await page.evaluate<string[]>(opacities(id));
        expect(seen.every((opacity) => Number(opacity) < 1)).toBe(true);
        expect(await card.locator('.skeleton').count()).toBe(0);
      }
      gate.open();
      await settled(page);

      expect(await page.locator('main [aria-busy=true]').count()).toBe(0);
      await context.close();
    },
  );

  test.each(failingPages)(
    'where "%s" is refused an answer, its frame stays, and another try mends it',
    async (path) => {
      const { page, context } = await emptyPage(wide);
      let isBroken = true;
      await page.route(`**/organizations/${dashboard.served.login}/**`, (route) =>
        isBroken ? route.fulfill(REFUSED) : route.continue(),
      );
      await page.goto(await addressOf(path));
      const alerts = page.locator('main [role=alert]');
      await alerts.first().waitFor({ timeout: PATIENCE_MS });
      await settled(page);

      expect(await page.getByRole('heading', { level: 1 }).count()).toBeGreaterThan(0);
      for (const text of await alerts.allTextContents()) {
        expect(text).toMatch(/did not load.*answered 503 at .*Try again.*request 7f3c-19ab/);
      }
      isBroken = false;
      const tries = page.locator('main').getByRole('button', { name: 'Try again' });
      while ((await tries.count()) > 0) {
        await tries.first().click();
        await settled(page);
      }
      expect(await alerts.count()).toBe(0);
      await context.close();
    },
  );

  test('the way back and a reload keep filters, tables, what is chosen and its order', async () => {
    const { page, context, complaints } = await open(wide, '/cycle-time?authorship=unmarked');
    await settled(page);
    const drawer = page.locator('.drawer');
    await page.getByRole('button', { name: 'Show Distribution as a table' }).click();
    await page.waitForURL(/show=c-spread/);
    await page.getByRole('button', { name: 'p90', exact: true }).click();
    await page.locator('section:has(#c-ct)').getByRole('application').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await drawer.locator('li').first().waitFor();
    await drawer.locator('select').first().selectOption('size');
    await page.waitForURL(/sort=size/);
    await settled(page);
    const before = await viewOf(page);
    await page.reload();
    await settled(page);
    await drawer.locator('li').first().waitFor();

    expect(await viewOf(page)).toEqual(before);
    await drawer.locator('li a').first().click();
    await page.waitForURL(/pull-requests/);
    await page.goBack();
    await drawer.locator('li').first().waitFor();
    await settled(page);
    expect(await viewOf(page)).toEqual(before);

    await page.goBack();
    await drawer.waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toMatch(/authorship=unmarked/);
    await page.getByRole('button', { name: 'Show Distribution as a chart' }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

const REFUSED = {
  status: 503,
  contentType: 'application/problem+json',
  body: JSON.stringify({ title: 'Not now', status: 503, instance: '7f3c-19ab' }),
};

/** Adds up what moves without anybody having asked for it. */
const countShifts = `window.shifted = 0;
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) {
    if (!hadRecentInput) window.shifted += value;
  }
}).observe({ type: 'layout-shift', buffered: true });`;

/** How opaque the charts of a card are. */
function opacities(id: string): string {
  return `[...document.querySelectorAll('section:has(#${id}) .chart')].map((chart) =>
    getComputedStyle(chart).opacity)`;
}

/** What a reader sees of a view: the address, the list beside the charts, what is framed. */
async function viewOf(page: Page): Promise<unknown> {
  return {
    search: new URL(page.url()).searchParams.toString(),
    title: await page.locator('.drawer h2').textContent(),
    rows: await page.locator('.drawer li').allTextContents(),
    tables: await page.locator('.chart-table caption').allTextContents(),
    framed: await page.locator('.chart-chosen').count(),
    percentile: await page.locator('.ct-percentiles [aria-pressed=true]').textContent(),
  };
}
