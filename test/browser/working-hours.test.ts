import { expect, test } from 'vitest';

import { accessibilityFaults, faultsOf } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { opposites, wide } from './support/looks.ts';

type Figures = { readonly value: number; readonly interval: readonly [number, number] };
type Point = { readonly value: number | null; readonly working: Figures | null };
type Series = {
  readonly workingClock: string;
  readonly series: readonly { readonly points: readonly Point[] }[];
};
type Listed = { readonly repository: string; readonly number: number };
type Detail = {
  readonly cycleTimeSeconds: number;
  readonly working: { readonly cycleTimeSeconds: number } | null;
};

describeDashboard('working hours in a browser', (dashboard) => {
  const { open, ask, address } = dashboard;
  const series = () => {
    const { window } = dashboard.served;
    const [from, to] = [window.from, window.to].map((at) => at.toISOString().slice(0, 10));
    return ask<Series>(`/series/cycle_time?from=${from}&to=${to}&clock=working`);
  };

  test('while nobody has said when people work, the page says who can', async () => {
    const { page, context, complaints } = await open(wide, '/cycle-time');
    await page.getByRole('button', { name: 'Both clocks' }).press('Enter');
    await page.waitForURL(/clock=working/);

    await page.getByText('Nobody has said yet when people work.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Settings, Hours' }).click();
    await page.getByRole('heading', { name: 'Working hours', exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('hours and pasted holidays are kept, noted, and every pull request is measured', async () => {
    const { page, context, complaints } = await open(wide, '/settings/hours');
    await page.getByRole('combobox', { name: /Zone of the working hours/ }).selectOption('UTC');
    await page.getByRole('checkbox', { name: 'Friday' }).click();
    await page.getByLabel('Monday from').fill('08:30');
    await page.getByLabel(/Holidays/).fill('2026-12-25 Christmas\n2026-12-26, 2027-01-01\nEaster');
    await page.getByText('3 holidays read. No date in: Easter').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save working hours' }).click();
    await page.getByText('Saved, and noted in the audit log.').waitFor();

    await page.reload();
    await page.getByText('Set: cycle time can be shown by both clocks.').waitFor();
    expect(await page.getByLabel('Monday from').inputValue()).toBe('08:30');
    expect(await page.getByRole('checkbox', { name: 'Friday' }).isChecked()).toBe(false);
    expect(await page.getByLabel(/Holidays/).inputValue()).toBe(
      '2026-12-25\n2026-12-26\n2027-01-01',
    );
    await expect
      .poll(async () => (await series()).workingClock, { timeout: 60_000, interval: 500 })
      .toBe('ready');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(opposites)('both clocks stand beside each other, $theme, $width px', async (look) => {
    const { page, context, complaints } = await open(
      look,
      '/cycle-time?clock=working&show=c-ct.table',
    );
    await page.getByRole('heading', { name: 'The same in working hours' }).waitFor();
    await page.locator('section:has(#c-ct) tbody tr').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);

    const heads = await page.locator('section:has(#c-ct) thead th').allTextContents();
    expect(heads.slice(-4)).toEqual(['Working hours', 'Low', 'High', 'State']);
    const { points = [] } = (await series()).series[0] ?? {};
    const measured = points.filter(({ value }) => value !== null);
    expect(measured.length).toBeGreaterThan(20);
    for (const { value, working } of measured) {
      expect(working?.value).toBeGreaterThan(0);
      expect(working?.value).toBeLessThan(value ?? 0);
    }
    const rows = await page.locator('section:has(#c-ct) tbody tr').allTextContents();
    const told = measured.map(({ working }) => hours(working?.value ?? 0));
    expect(told.filter((text) => !rows.some((row) => row.includes(text)))).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the chart has both lines and reads both, and a pull request sums by both', async () => {
    const { page, context, complaints } = await open(wide, '/cycle-time?clock=working');
    await page.locator('path.chart-second').waitFor();
    const chart = page.locator('section:has(#c-ct)').getByRole('application');
    await chart.focus();
    await page.keyboard.press('Home');
    await page
      .getByText(/; in working hours [\d.]+ (h|min), 95% interval/)
      .first()
      .waitFor();

    const { items } = await ask<{ items: readonly Listed[] }>(
      '/pull-requests?state=merged&limit=1',
    );
    const [{ repository, number } = { repository: '', number: 0 }] = items;
    const place = `/pull-requests/${repository}/${number}`;
    const { working, cycleTimeSeconds } = await ask<Detail>(`${place}?clock=working`);
    await page.goto(address(`${place}?clock=working`));
    await page.getByText('In working hours of UTC').waitFor();
    const sum = (await page.locator('.pr-working .sum b').textContent()) ?? '';
    expect(seconds(sum.split(' = ')[1] ?? '')).toBe(Math.floor(working?.cycleTimeSeconds ?? -1));
    expect(working?.cycleTimeSeconds).toBeLessThanOrEqual(cycleTimeSeconds);
    expect(await accessibilityFaults(page)).toEqual([]);

    // Back to one clock: the address is as it was before.
    await page.getByRole('button', { name: 'Calendar', exact: true }).click();
    await page.locator('.pr-both').waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('clock');
    expect(complaints).toEqual([]);
    await context.close();
  });
});

function hours(of: number): string {
  if (of < 90 * 60) return `${(of / 60).toFixed(0)} min`;
  return `${(of / 3600).toFixed(of < 9.95 * 3600 ? 1 : 0)} h`;
}

function seconds(clock: string): number {
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
