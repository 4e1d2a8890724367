import { expect, test } from 'vitest';

import { faultsOf, type Watched } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { wide, type Look } from './support/looks.ts';

const ANSWER_MS = 90_000;

describeDashboard('comparisons in a browser', (dashboard) => {
  const open = async (look: Look, path: string): Promise<Watched> => {
    const watched = await dashboard.open(look, `/comparisons${path}`);
    await watched.page.locator('h1').waitFor();
    return watched;
  };

  test('a question is built, counted, run and frozen without a word of statistics', async () => {
    const { page, context, complaints } = await open(wide, '');
    await page.getByRole('link', { name: 'New comparison' }).click();
    await page.getByRole('heading', { name: 'Smallest change it can see' }).waitFor();
    const before = await page.locator('.preview-facts').textContent();

    await page.getByRole('radio', { name: /Some teams/ }).check();
    expect(await page.getByRole('button', { name: 'Run comparison' }).isDisabled()).toBe(true);
    const counted = page.waitForResponse(/comparisons\/preview$/);
    await page.getByRole('group', { name: 'Teams' }).getByRole('checkbox').first().check();
    await counted;
    await page.getByText('Live, from the data as they are now.').waitFor();
    expect(await page.locator('.preview-facts').textContent()).not.toBe(before);
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('radio', { name: /Everybody/ }).check();
    await page.getByRole('textbox', { name: 'Name of the comparison' }).fill('Asked by a champion');
    await page.getByRole('button', { name: 'Run comparison' }).click();
    await page.getByRole('heading', { level: 1, name: 'Asked by a champion' }).waitFor();
    await page.getByRole('button', { name: 'Freeze' }).waitFor({ timeout: ANSWER_MS });
    expect(await page.locator('.verdict h2').textContent()).toMatch(/cycle time/i);

    await page.getByRole('button', { name: 'Freeze' }).click();
    await page.getByRole('button', { name: 'Thaw' }).waitFor();
    expect(await page.locator('.result-head').getByText('Frozen').isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('an address of no comparison says so', async () => {
    const { page, context } = await open(wide, '/none');

    expect(await page.locator('h1').textContent()).toBe('There is no such comparison');
    await context.close();
  });
});
