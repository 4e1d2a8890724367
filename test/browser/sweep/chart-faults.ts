import type { Page } from 'playwright-core';

import { readByKeys, silenceOf, tableIn, type Chart } from './charts.ts';
import { fileFaults } from './files.ts';
import { settled } from './pages.ts';
import { differencesOf } from './readings.ts';

/** What is wrong with a chart: its words, keys, table, files, and what lies behind its points. */
export async function faultsOfChart(page: Page, chart: Chart): Promise<readonly string[]> {
  const { frame, plot } = chart;
  const label = (await plot.getAttribute('aria-label')) ?? '';
  const walk = await readByKeys(page, plot);
  await page.keyboard.press('t');
  const table = await tableIn(frame);
  const turned = await focusFaults(page, 'region');
  const isKept = /[?&]show=[^&]*\.table/.test(page.url());
  await page.keyboard.press('t');
  await plot.waitFor();
  const back = await focusFaults(page, 'application');
  // Paper has no menus.
  const files = isPaper(page) ? [] : await fileFaults(page, chart, table);
  if (label.includes('Enter shows')) await openByEnter(page, chart);
  return [
    ...silenceOf(chart),
    ...(label.startsWith(`${chart.title}. `) ? [] : [`its name is "${label}"`]),
    ...walk.faults,
    ...(table.caption === '' ? ['its table has no caption'] : []),
    ...(table.rows.every(({ cells }) => cells.length === table.columns.length - 1)
      ? []
      : ['its table has cells without a head']),
    ...differencesOf(walk.lines, table),
    ...turned,
    ...(isKept ? [] : ['its table is not in the address']),
    ...back,
    ...files,
  ];
}

function isPaper(page: Page): boolean {
  return new URL(page.url()).pathname.endsWith('/print');
}

/** Whoever turns a chart into its table by a key goes on there. */
async function focusFaults(page: Page, role: string): Promise<readonly string[]> {
  const focused = await page.evaluate('document.activeElement?.getAttribute("role")');
  return focused === role ? [] : [`T leaves the focus on ${String(focused)}`];
}

/** Enter opens what is behind a point, and the way back leads to the chart. */
async function openByEnter(page: Page, { plot }: Chart): Promise<void> {
  const before = page.url();
  await plot.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.href !== before);
  await page.locator('.drawer').waitFor();
  await page.goBack();
  await plot.waitFor();
  await settled(page);
}
