import { gzipSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { openPage, type Watched } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { wide, type Look } from './support/looks.ts';

const MOST_SCRIPT_BYTES = 190_000;

describeDashboard('the overview in a browser', (dashboard) => {
  const open = async (look: Look): Promise<Watched> => {
    const watched = await dashboard.open(look);
    await watched.page.locator('.chart').first().waitFor();
    return watched;
  };

  test('the first address leads to the first organisation', async () => {
    const look = { ...wide, token: dashboard.served.token };
    const { page, context } = await openPage(dashboard.browser, look);
    await page.goto(dashboard.served.url);
    await page.locator('.chart').first().waitFor();

    expect(new URL(page.url()).pathname).toBe(`/o/${dashboard.served.login}`);
    await context.close();
  });

  test('the first view takes little JavaScript', async () => {
    const { context, scripts } = await open(wide);
    const sizes = await Promise.all(
      [...scripts.values()].map(async (body) => gzipSync(await body, { level: 9 }).length),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    await context.close();

    expect(sizes.length).toBeGreaterThan(1);
    expect(total).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
  });

  test('the week stands beside what is usual, whether it moved or not', async () => {
    const { page, context, complaints } = await open(wide);
    const rows = page.locator('.usual tr');
    await rows.first().waitFor();

    expect(await page.locator('.changes').textContent()).toMatch(/stayed inside their usual range/);
    expect(await rows.first().textContent()).toMatch(/^Cycle time\d.*usually \d.* to \d/);
    await page.getByRole('button', { name: 'Month' }).click();
    await rows.first().waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a filter is kept in the address, and narrows what is asked', async () => {
    const { page, context, complaints } = await open(wide);
    await page.getByRole('button', { name: /^Team/ }).click();
    const search = page.getByRole('combobox', { name: 'Search Team' });
    await search.waitFor();
    const name = (await page.getByRole('option').nth(1).textContent()) ?? '';
    await search.fill(name);
    const asked = page.waitForRequest(/series\/cycle_time\?.*team=/);
    await page.getByRole('option', { name }).click();
    await asked;
    await page.waitForLoadState('networkidle');

    expect(new URL(page.url()).searchParams.has('team')).toBe(true);
    expect(complaints).toEqual([]);
    await page.goBack();
    expect(new URL(page.url()).search).toBe('');
    await context.close();
  });

  test('on a narrow screen the filters open as a sheet', async () => {
    const { page, context, complaints } = await open({ theme: 'light', width: 360 });
    await page.getByRole('button', { name: /All teams/ }).click();
    await page.getByRole('dialog').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Month' }).click();
    await page.getByRole('button', { name: 'Show', exact: true }).click();

    expect(new URL(page.url()).search).toBe('?grain=month');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
