import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createToken, killAll } from '../e2e/support/service.ts';
import {
  accessibilityFaults,
  chromiumNote,
  chromiumPath,
  launchChromium,
  layoutFaults,
  openPage,
} from './support/chromium.ts';
import { serveOrganization, type ServedOrganization } from './support/organization.ts';

const looks = [
  { theme: 'light', width: 1280 },
  { theme: 'dark', width: 1280 },
  { theme: 'light', width: 360 },
  { theme: 'dark', width: 360 },
] as const;

describe.skipIf(chromiumPath === null)(
  `adoption and data health in a browser${chromiumNote}`,
  () => {
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

    test.each(looks)('is sound in the $theme theme, $width px wide', async (look) => {
      const { page, context, complaints } = await openPage(browser, {
        ...look,
        token: served.token,
      });
      await page.goto(`${served.url}/o/${served.login}/adoption`);
      await settled(page);

      expect(await page.locator('.chart').count()).toBe(7);
      expect(await page.locator('section:has(#a-funnel)').textContent()).toMatch(
        /active of .*seats/,
      );
      expect(await layoutFaults(page)).toEqual([]);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    });

    test.each(looks)('data health is sound in the $theme theme, $width px', async (look) => {
      const { page, context, complaints } = await openPage(browser, {
        ...look,
        token: served.token,
      });
      await page.goto(`${served.url}/o/${served.login}/health`);
      await page.locator('.health-table').waitFor();

      const told = await page.locator('main').textContent();
      expect(told).toContain('These data came from files');
      expect(told).not.toMatch(/never|not compared/);
      expect(await layoutFaults(page)).toEqual([]);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    });

    test('every chart is read by keys and turns into a table', async () => {
      const look = { theme: 'light', width: 1280, token: served.token } as const;
      const { page, context, complaints } = await openPage(browser, look);
      await page.goto(`${served.url}/o/${served.login}/adoption`);
      await settled(page);
      for (const id of ['a-funnel', 'a-dated', 'a-active', 'a-ways', 'a-idle', 'a-disclosed']) {
        const card = page.locator(`section:has(#${id})`);
        await card.getByRole('application').focus();
        await page.keyboard.press('ArrowRight');
        expect(await card.locator('.chart-tip b').textContent()).not.toBe('');
        await page.keyboard.press('t');
        await card.locator('table tbody tr').first().waitFor();
      }
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    });

    test('names of idle seats are absent for members', async () => {
      const token = await createToken(served.environment, { role: 'member' });
      const look = { theme: 'light', width: 1280, token } as const;
      const { page, context, complaints } = await openPage(browser, look);
      await page.goto(`${served.url}/o/${served.login}/adoption`);
      await settled(page);

      expect(await page.locator('section:has(#a-idle)').count()).toBe(1);
      expect(await page.getByRole('button', { name: 'Show names' }).count()).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    });

    test('names of idle seats are a press away for administrators', async () => {
      const look = { theme: 'light', width: 1280, token: served.token } as const;
      const { page, context, complaints } = await openPage(browser, look);
      await page.goto(`${served.url}/o/${served.login}/adoption`);
      await page.getByRole('button', { name: 'Show names' }).click();
      await page.locator('.idle-names tbody tr').first().waitFor();

      expect(await accessibilityFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    });

    test('an answer that fails keeps its frame, names the request, and comes on another try', async () => {
      const look = { theme: 'light', width: 1280, token: served.token } as const;
      const { page, context } = await openPage(browser, look);
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
      await page.goto(`${served.url}/o/${served.login}/health`);
      await page.getByRole('alert').first().waitFor();

      expect(await page.getByRole('alert').first().textContent()).toContain('req-7');
      expect(await accessibilityFaults(page)).toEqual([]);
      isBroken = false;
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await page.locator('.health-table').waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
      await context.close();
    });
  },
);

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('.chart').first().waitFor({ state: 'attached' });
}
