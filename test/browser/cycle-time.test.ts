import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';

import type { Watched } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { opposites, wide, type Look } from './support/looks.ts';

const stages = ['coding', 'pickup', 'review', 'merge'] as const;

type Stages = Readonly<Record<(typeof stages)[number], number>>;
type Point = {
  readonly from: string;
  readonly to: string;
  readonly value: number | null;
  readonly mean: number | null;
  readonly stages: Stages | null;
  readonly sampleSize: number | null;
};
type Listed = {
  readonly repository: string;
  readonly number: number;
  readonly cycleTimeSeconds: number;
};

describeDashboard('cycle time in a browser', (dashboard) => {
  const { ask } = dashboard;
  const open = async (look: Look, path: string): Promise<Watched> => {
    const watched = await dashboard.open(look, path);
    await settled(watched.page);
    return watched;
  };
  const pointAt = async (at: string): Promise<Point> => {
    const { series } = await ask<{ series: readonly { points: readonly Point[] }[] }>(
      `/series/cycle_time?from=${at}&to=${dayAfter(at)}`,
    );
    return series[0]?.points[0] ?? missing('the point');
  };

  test.each(opposites)(
    'from a point of the overview to one pull request, $theme, $width px',
    async (look) => {
      const { page, context, complaints } = await open(look, '');
      await page.locator('section:has(#o-ct)').getByRole('application').focus();
      for (const key of ['End', 'ArrowLeft', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
      await page.waitForURL(/cycle-time\?at=/);
      await page.locator('.pr').first().waitFor();
      await settled(page);

      const at = new URL(page.url()).searchParams.get('at') ?? missing('at');
      const { from, to, value, sampleSize } = await pointAt(at);
      const { items, total } = await ask<{ items: readonly Listed[]; total: number }>(
        `/pull-requests?state=merged&from=${from}&to=${to}&sort=cycle_time`,
      );
      const drawer = page.locator('.drawer');
      const told = (await drawer.locator('header p').textContent()) ?? '';
      expect(told).toContain(`n = ${sampleSize ?? ''}`);
      expect(Math.abs(hoursIn(told) - (value ?? 0) / 3600)).toBeLessThanOrEqual(0.51);
      expect(await drawer.locator('footer').textContent()).toContain(`${items.length} of ${total}`);
      expect(await drawer.locator('.pr b').allTextContents()).toEqual(
        items.map(({ repository, number }) => `${repository.split('/')[1] ?? ''} #${number}`),
      );

      await drawer.locator('.pr').first().click();
      await page.locator('.story').waitFor();
      await settled(page);
      const [longest = missing('a pull request')] = items;
      await expectStages(page, longest);
      expect(complaints).toEqual([]);

      await page.goBack();
      await page.locator('.drawer .pr').first().waitFor();
      expect(new URL(page.url()).searchParams.get('at')).toBe(at);
      await context.close();
    },
  );

  async function expectStages(page: Page, { repository, number, ...listed }: Listed) {
    const detail = await ask<{ stages: Stages; cycleTimeSeconds: number; events: unknown[] }>(
      `/pull-requests/${repository}/${number}`,
    );
    const shown = await Promise.all(
      stages.map((stage) => page.locator(`[data-stage=${stage}]`).getAttribute('title')),
    );
    expect(await page.locator('h1').textContent()).toBe(`${repository} #${number}`);
    expect(shown).toEqual(stages.map((stage) => `${detail.stages[stage]} s`));
    const sum = stages.reduce((seconds, stage) => seconds + detail.stages[stage], 0);
    expect(sum).toBeCloseTo(listed.cycleTimeSeconds, 3);
    const arithmetic = (await page.locator('.sum b').textContent()) ?? '';
    expect(secondsIn(arithmetic.split(' = ')[1] ?? '')).toBe(Math.floor(sum + 1e-6));
    expect(await page.locator('.event-table tbody tr').count()).toBe(detail.events.length);
  }

  test('the table of the stages holds the means that the API tells, and their sum', async () => {
    const { page, context } = await open(wide, '/cycle-time?show=c-stages.table');
    const rows = page.locator('section:has(#c-stages) tbody tr');
    const cells = await rows.nth(20).locator('td').allTextContents();
    const { series } = await ask<{ series: readonly { points: readonly Point[] }[] }>(
      `/series/cycle_time?${periodOf(await rows.count())}`,
    );
    const { stages: means, mean } = series[0]?.points[20] ?? missing('the point');

    const told = cells.slice(0, 5).map(hoursIn);
    const known = [...stages.map((stage) => means?.[stage] ?? 0), mean ?? 0];
    for (const [index, seconds] of known.entries()) {
      expect(Math.abs((told[index] ?? 0) - seconds / 3600)).toBeLessThanOrEqual(0.51);
    }
    await context.close();
  });

  test('a bin of the distribution leads to the pull requests of its cycle times', async () => {
    const { page, context, complaints } = await open({ theme: 'dark', width: 1280 }, '/cycle-time');
    await page.locator('section:has(#c-spread)').getByRole('application').focus();
    for (const key of ['ArrowRight', 'End', 'ArrowLeft', 'ArrowLeft', 'Enter']) {
      await page.keyboard.press(key);
    }
    await page.waitForURL(/bin=/);
    await page.locator('.drawer .pr').first().waitFor();
    await settled(page);

    const [from, to] = (new URL(page.url()).searchParams.get('bin') ?? '').split('-');
    const { items } = await ask<{ items: readonly Listed[] }>(
      `/pull-requests?state=merged&from=2020-01-01&sort=cycle_time&limit=200`,
    );
    const inside = items.filter(
      ({ cycleTimeSeconds: seconds }) => seconds >= Number(from) && seconds < Number(to),
    );
    expect(await page.locator('.drawer .pr b').allTextContents()).toEqual(
      inside.slice(0, 50).map((one) => `${one.repository.split('/')[1] ?? ''} #${one.number}`),
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('what is open is counted whole, and a bar leads to as many as it counts', async () => {
    const path = '/cycle-time?show=c-open.table';
    const { page, context, complaints } = await open(wide, path);
    const { total } = await ask<{ total: number }>('/pull-requests?state=open&from=2008-01-01');
    const card = page.locator('section:has(#c-open)');
    const rows = await card.locator('tbody tr').all();
    const counts = await Promise.all(rows.map(async (row) => numbersIn(row)));
    const all = counts.map((row) => row.at(-1) ?? 0).reduce((sum, count) => sum + count, 0);
    expect(all).toBe(total);

    const band = Math.max(
      0,
      counts.findIndex((row) => (row.at(-1) ?? 0) > 0),
    );
    const stage = Math.max(
      0,
      (counts[band] ?? []).findIndex((count) => count > 0),
    );
    await card.getByRole('button', { name: /as a chart/ }).click();
    await card.getByRole('application').focus();
    await page.keyboard.press('ArrowRight');
    const steps = [...Array(band).fill('ArrowDown'), 'Home', ...Array(stage).fill('ArrowRight')];
    for (const key of steps) await page.keyboard.press(String(key));
    await page.keyboard.press('Enter');
    await page.waitForURL(/age=/);
    await page.locator('.drawer footer').waitFor();

    const listed = counts[band]?.[stage] ?? 0;
    const footer = await page.locator('.drawer footer').textContent();
    expect(footer).toContain(listed === 0 ? 'No pull requests here' : `of ${listed}`);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.chart, .drawer').first().waitFor({ state: 'attached' });
}

async function numbersIn(row: Locator): Promise<readonly number[]> {
  return (await row.locator('td').allTextContents()).map(Number);
}

function missing(what: string): never {
  throw new Error(`${what} is missing`);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** The window that ends with this week and holds so many weeks. */
function periodOf(weeks: number): string {
  const today = Math.floor(Date.now() / 86_400_000);
  const monday = today - ((today + 3) % 7);
  const day = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
  return `from=${day(monday - (weeks - 1) * 7)}&to=${day(today + 1)}`;
}

const HOURS: Readonly<Record<string, number>> = { s: 1 / 3600, min: 1 / 60, h: 1, d: 24, wk: 168 };

/** The first duration of a text, in hours. */
function hoursIn(text: string): number {
  const [, number = '0', unit = 'h'] = /([\d.]+) (s|min|h|d|wk)\b/.exec(text) ?? [];
  return Number(number) * (HOURS[unit] ?? Number.NaN);
}

/** Hours, minutes and seconds as seconds. */
function secondsIn(text: string): number {
  return text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);
}
