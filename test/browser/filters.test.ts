import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { faultsOf } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { narrow, wide } from './support/looks.ts';

const claims = ['no_material_change', 'cannot_tell', 'associated', 'effect'];

type Listed = { readonly items: readonly { readonly verdict?: { readonly claim: string } }[] };

describeDashboard('filters that match nothing in a browser', (dashboard) => {
  const { open } = dashboard;

  test.each([
    ['', 'o-ct'],
    ['/cycle-time', 'c-ct'],
  ])('on "%s" it is said, and two presses lead to figures', async (path, chart) => {
    const view = `?repository=${dashboard.served.login}%2Fapi&from=2019-01-07&to=2019-03-04`;
    for (const look of [wide, narrow]) {
      const { page, context, complaints } = await open(look, `${path}${view}`);
      await page.getByText('Nothing matches these filters.').first().waitFor();
      expect(await page.getByText(/Nothing is known of \S+\/api in this/).count()).toBeGreaterThan(
        0,
      );
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);

      await page.getByRole('button', { name: 'Take the filters away' }).first().click();
      await page.waitForURL((address) => !address.search.includes('repository'));
      await page.getByRole('button', { name: 'Show the last 26 weeks' }).first().click();
      await page.waitForURL((address) => address.search === '');
      if (chart !== null)
        await page.locator(`section:has(#${chart}) .chart-line`).first().waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test('where all that is known lies before the period, a press leads to it', async () => {
    const { page, context, complaints } = await open(wide, '?from=2090-01-02&to=2090-03-06');
    await page
      .getByText(/The last event is of/)
      .first()
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Show the 26 weeks up to it' }).first().click();
    await page.locator('section:has(#o-ct) .chart-line').first().waitFor();
    const { searchParams } = new URL(page.url());
    const days = ['to', 'from'].map((name) => Date.parse(searchParams.get(name) ?? ''));
    expect(((days[0] ?? 0) - (days[1] ?? 0)) / 86_400_000).toBe(26 * 7);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a verdict that no comparison has is said, and a press shows all', async () => {
    const { page, context, complaints } = await open(wide, '/comparisons');
    const rows = page.locator('.comparisons tbody tr');
    const all = await rows.count();
    const { items } = await dashboard.ask<Listed>('/comparisons');
    const none = claims.find((claim) => items.every(({ verdict }) => verdict?.claim !== claim));
    await page.getByLabel('Verdict').selectOption(none ?? '');
    await page.getByText('Nothing matches this filter.').waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: 'Take the filter away' }).click();
    expect(await rows.count()).toBe(all);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(['', '/cycle-time', '/adoption'])(
    'on "%s" what the address asks for and nobody knows is dropped, and a line says so',
    async (path) => {
      const { page, context } = await open(
        wide,
        `${path}?team=nobody&repository=acme%2Fnowhere&grain=minute&weather=fine&period=12w`,
      );
      await page.waitForURL((address) => !/team|repository/.test(address.search));
      await page.waitForLoadState('networkidle');

      const told = page.locator('.not-understood');
      expect(await told.textContent()).toMatch(
        /grain, weather, team nobody, repository acme\/nowhere/,
      );
      expect(searchOf(page)).toBe('period=12w');
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
      await told.getByRole('button', { name: 'Close' }).click();
      expect(await told.count()).toBe(0);
      await context.close();
    },
  );

  test('a team and a repository that are known stay, however they are written', async () => {
    const { login } = dashboard.served;
    const { page, context, complaints } = await open(
      wide,
      `?team=PAYMENTS&repository=${login}%2Fapi`,
    );
    await page.locator('section:has(#o-ct) .chart').waitFor();

    expect(await page.locator('.not-understood').count()).toBe(0);
    expect(searchOf(page)).toContain('team=PAYMENTS');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

function searchOf(page: Page): string {
  return new URL(page.url()).searchParams.toString();
}
