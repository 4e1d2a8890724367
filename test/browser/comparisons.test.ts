import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { killAll } from '../e2e/support/service.ts';
import {
  accessibilityFaults,
  chromiumNote,
  chromiumPath,
  launchChromium,
  layoutFaults,
  openPage,
  type Look,
  type Watched,
} from './support/chromium.ts';
import { serveOrganization, type ServedOrganization } from './support/organization.ts';

const ANSWER_MS = 90_000;
const looks = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 360 },
] as const;

describe.skipIf(chromiumPath === null)(`comparisons in a browser${chromiumNote}`, () => {
  let directory: TemporaryDirectory;
  let served: ServedOrganization;
  let browser: Browser;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    [served, browser] = await Promise.all([serveOrganization(directory.path), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await killAll();
    await directory.remove();
  });

  const open = async (look: Omit<Look, 'token'>, path: string): Promise<Watched> => {
    const watched = await openPage(browser, { ...look, token: served.token });
    await watched.page.goto(`${served.url}/o/${served.login}/comparisons${path}`);
    await watched.page.locator('h1').waitFor();
    await watched.page.waitForLoadState('networkidle');
    return watched;
  };

  const faultsOf = async (page: Page) => [
    ...(await layoutFaults(page)),
    ...(await accessibilityFaults(page)),
  ];

  test.each(looks)('the list is sound in the $theme theme, $width px wide', async (look) => {
    const { page, context, complaints } = await open(look, '');

    expect(await page.locator('.comparisons tbody tr').count()).toBeGreaterThanOrEqual(2);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(looks)('an answer is sound in the $theme theme, $width px wide', async (look) => {
    const { page, context, complaints } = await open(look, '/1');
    await page.getByRole('application', { name: /by week since adoption/ }).waitFor();

    expect(await faultsOf(page)).toEqual([]);
    await page.getByText('What this means').first().click();
    await page.getByRole('button', { name: 'Rename' }).click();
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a question is built, counted, run and frozen without a word of statistics', async () => {
    const { page, context, complaints } = await open({ theme: 'light', width: 1280 }, '');
    await page.getByRole('link', { name: 'New comparison' }).click();
    await page.getByRole('heading', { name: 'Smallest change it can see' }).waitFor();
    const before = await page.locator('.preview-facts').textContent();
    expect(await faultsOf(page)).toEqual([]);

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

  test('on a narrow screen a question can be asked, too', async () => {
    const { page, context, complaints } = await open({ theme: 'dark', width: 360 }, '/new');
    await page.getByRole('heading', { name: 'Smallest change it can see' }).waitFor();

    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('an address of no comparison says so', async () => {
    const { page, context } = await open({ theme: 'light', width: 1280 }, '/none');

    expect(await page.locator('h1').textContent()).toBe('There is no such comparison');
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });
});
