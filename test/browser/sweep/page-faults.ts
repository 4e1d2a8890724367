import type { Page } from 'playwright-core';

import { chartsOn, type Chart } from './charts.ts';
import { detailsFaults, overlayFaults } from './overlays.ts';
import { settled } from './pages.ts';
import { coveredFocus, faultsInBothThemes } from './soundness.ts';

/**
 * What is wrong with a page in the width that it has: as it stands, with whatever opens over it,
 * with tips, and with its charts as tables.
 *
 * @param seen - the names of what was looked at before on other pages, to which these are added
 */
export async function faultsOfPage(page: Page, seen: Set<string>): Promise<readonly string[]> {
  await settled(page);
  const plain = await faultsInBothThemes(page);
  const covered = await coveredFocus(page);
  const opened = await overlayFaults(page, seen);
  const details = await detailsFaults(page);
  const charts = (await chartsOn(page)).filter(({ title }) => !seen.has(tipOf(title)));
  for (const { title } of charts) seen.add(tipOf(title));
  return [
    ...plain,
    ...covered,
    ...opened,
    ...details,
    ...(await tipFaults(page, charts)),
    ...(await tableFaults(page, charts)),
  ];
}

function tipOf(title: string): string {
  return `the tip of ${title}`;
}

/** The tip of each chart, at its last point. */
async function tipFaults(page: Page, charts: readonly Chart[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const { title, plot } of charts) {
    await plot.focus();
    await page.keyboard.press('End');
    // Where rows say it all in sight, it is there without being shown.
    await plot.locator('.chart-tip').waitFor({ state: 'attached' });
    const found = await faultsInBothThemes(page, '.chart-plot:focus');
    faults.push(...found.map((fault) => `with ${tipOf(title)}: ${fault}`));
  }
  return faults;
}

/** All charts as tables at once, and as charts again. */
async function tableFaults(page: Page, charts: readonly Chart[]): Promise<readonly string[]> {
  if (charts.length === 0) return [];
  for (const { frame, plot } of charts) {
    await plot.focus();
    await page.keyboard.press('t');
    await frame.locator('.chart-table').waitFor();
  }
  const faults = [...(await faultsInBothThemes(page)), ...(await coveredFocus(page))];
  for (const { frame, plot } of charts) {
    await frame.locator('.chart-table').focus();
    await page.keyboard.press('t');
    await plot.waitFor();
  }
  return faults.map((fault) => `with its charts as tables: ${fault}`);
}
