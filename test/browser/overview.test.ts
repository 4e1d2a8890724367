import { gzipSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { accessibilityFaults, faultsOf, openPage, type Watched } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { looks, wide, type Look } from './support/looks.ts';

const MOST_SCRIPT_BYTES = 190_000;

describeDashboard('the overview in a browser', (dashboard) => {
  const open = async (look: Look): Promise<Watched> => {
    const watched = await dashboard.open(look);
    await watched.page.locator('.chart').first().waitFor();
    return watched;
  };

  test.each(looks)('is sound in the $theme theme, $width px wide', async (look) => {
    const { page, context, complaints } = await open(look);

    expect(await page.locator('h1').textContent()).toMatch(/cycle time/i);
    expect(await page.locator('.chart').count()).toBe(3);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

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

  test('arrow keys read every point of a chart, T turns it into the same table', async () => {
    const { page, context } = await open(wide);
    const card = page.locator('section').filter({ has: page.locator('#o-ct') });
    const plot = card.getByRole('application');
    await plot.focus();
    const said = new Set<string>();
    await page.keyboard.press('Home');
    for (;;) {
      const text = (await card.getByRole('status').textContent()) ?? '';
      if (said.has(text)) break;
      said.add(text);
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('t');
    const rows = await card.getByRole('row').count();

    expect([...said][0]).toMatch(
      /^Week of \d+ \w+ \d{4}: .+, 95% interval .+ to .+, \d+ pull requests/,
    );
    expect(rows - 1).toBe(said.size);
    expect(page.url()).toContain('show=o-ct.table');
    expect(await accessibilityFaults(page)).toEqual([]);
    await context.close();
  });

  test('a filter is kept in the address, and narrows what is asked', async () => {
    const { page, context, complaints } = await open(wide);
    await page.getByRole('button', { name: /^Team/ }).click();
    const search = page.getByRole('combobox', { name: 'Search Team' });
    await search.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

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

  test('the menu of a chart opens soundly and saves a picture that stands alone', async () => {
    const { page, context, complaints } = await open({ theme: 'dark', width: 1280 });
    await page.getByRole('button', { name: 'More for Throughput' }).click();
    const item = page.getByRole('menuitem', { name: /SVG/ });
    await item.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    const [download] = await Promise.all([page.waitForEvent('download'), item.click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    const svg = Buffer.concat(chunks).toString();
    const fault: unknown = await page.evaluate(
      `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelector('parsererror')?.textContent ?? null`,
    );

    expect(download.suggestedFilename()).toBe('uplift-throughput.svg');
    expect(fault).toBeNull();
    expect(svg).toContain('>Throughput</text>');
    expect(svg).not.toContain('var(');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('on a narrow screen the filters open as a sheet', async () => {
    const { page, context, complaints } = await open({ theme: 'light', width: 360 });
    await page.getByRole('button', { name: /All teams/ }).click();
    await page.getByRole('dialog').waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('dialog').getByRole('button', { name: 'Month' }).click();
    await page.getByRole('button', { name: 'Show', exact: true }).click();

    expect(new URL(page.url()).search).toBe('?grain=month');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
