import { expect, test } from 'vitest';

import { faultsOf, openPage, type Watched } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { opposites, wide, type Look } from './support/looks.ts';

const TEAMS = 150;

type Answer = { readonly groups: readonly object[] };

describeDashboard('adoption and data health in a browser', (dashboard) => {
  const open = async (look: Look, path: string, token?: string): Promise<Watched> => {
    const watched = await dashboard.open(look, path, token);
    await watched.page.locator('.chart').first().waitFor({ state: 'attached' });
    return watched;
  };

  test.each(opposites)(
    'data health of files is sound in the $theme theme, $width px',
    async (look) => {
      const { page, context, complaints } = await dashboard.open(look, '/health');
      await page.locator('.health-table').waitFor();

      const told = await page.locator('main').textContent();
      expect(told).toContain('These data came from files');
      expect(told).not.toMatch(/never|not compared/);
      expect(await faultsOf(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test('where counting changed is told once, a press away', async () => {
    const { page, context, complaints } = await open(wide, '/adoption');
    const told = page.getByText(/^Counting changed .* in this period$/);

    expect(await told.count()).toBe(1);
    const days = told.locator('xpath=..').getByRole('listitem');
    expect(await days.first().isVisible()).toBe(false);
    await told.click();
    expect(await days.first().textContent()).toMatch(/^\d+ \w+ \d{4}: /);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('150 teams of 2,000 developers are drawn 50 at a time', async () => {
    const { page, context, complaints } = await openPage(dashboard.browser, {
      ...wide,
      token: dashboard.served.token,
    });
    await page.route('**/adoption?*by=team*', async (route) => {
      const response = await route.fetch();
      // oxlint-disable-next-line no-unsafe-type-assertion -- the contract's own tests check its shape
      const answer = (await response.json()) as Answer;
      const groups = Array.from({ length: TEAMS }, (_, index) => ({
        ...answer.groups[index % answer.groups.length],
        key: `team-${String(index + 1).padStart(3, '0')}`,
      }));
      await route.fulfill({ response, json: { ...answer, groups } });
    });
    await page.goto(dashboard.address('/adoption'));
    await page.getByText(`1–50 of ${TEAMS} teams`).waitFor();
    const names = page.locator('section:has(#a-active) .chart-axis-left');
    await names.first().waitFor();

    for (const id of ['a-funnel', 'a-active', 'a-idle']) {
      const rows = page.locator(`section:has(#${id}) .chart-axis-left`);
      expect({ id, rows: await rows.count() }).toEqual({ id, rows: 51 });
    }
    await page.getByRole('link', { name: 'Next' }).click();
    await page.waitForURL(/page=2/);
    await page.getByText(`51–100 of ${TEAMS} teams`).waitFor();
    expect(await names.nth(1).textContent()).toBe('team-051');
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('names of idle seats are absent for members', async () => {
    const token = await dashboard.tokenOf('member');
    const { page, context, complaints } = await open(wide, '/adoption', token);

    expect(await page.locator('section:has(#a-idle)').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Show names' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('names of idle seats are a press away for administrators', async () => {
    const { page, context, complaints } = await dashboard.open(wide, '/adoption');
    await page.getByRole('button', { name: 'Show names' }).click();
    await page.locator('.idle-names tbody tr').first().waitFor();

    expect(await page.getByRole('button', { name: 'Hide names' }).count()).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('names of very many idle seats scroll by keys, and none are told before a list', async () => {
    const { page, context } = await dashboard.open(wide, '/adoption');
    const seat = { teams: [], grantedOn: '2026-01-05', lastUsedOn: null, inGrace: false };
    const seats = Array.from({ length: 300 }, (_, index) => ({ ...seat, login: `dev-${index}` }));
    let answer: object = { day: '2026-11-02', seats };
    await page.route('**/seats/idle', (route) => route.fulfill({ json: answer }));
    await page.getByRole('button', { name: 'Show names' }).click();
    await page.locator('.idle-names tbody tr').nth(299).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    answer = { day: null, seats: [] };
    await page.reload();
    await page.getByRole('button', { name: 'Show names' }).click();
    await page.getByText('No list of seats has come yet.').waitFor();
    await context.close();
  });

  test('an answer that fails keeps its frame, names the request, and comes on another try', async () => {
    const { page, context } = await dashboard.open(wide, '/guide');
    let isBroken = true;
    await page.route('**/api/v1/organizations/*/health*', async (route) => {
      if (!isBroken) return route.continue();
      const problem = {
        type: 'about:blank',
        title: 'Unavailable',
        status: 503,
        instance: 'req-7',
      };
      return route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: problem,
      });
    });
    await page.goto(dashboard.address('/health'));
    await page.getByRole('alert').first().waitFor();

    expect(await page.getByRole('alert').first().textContent()).toContain('req-7');
    isBroken = false;
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.locator('.health-table').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await context.close();
  });
});
