import { fileURLToPath } from 'node:url';

import { simulateOrganization } from '@uplift/causal';
import { openTestStore } from '@uplift/db/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  openConnectedOrganization,
  type ConnectedOrganization,
} from '../e2e/support/connected-organization.ts';
import {
  chromiumNote,
  chromiumPath,
  faultsOf,
  launchChromium,
  openPage,
  type Watched,
} from './support/chromium.ts';
import { looks, wide, type Look } from './support/looks.ts';

const SITE = fileURLToPath(new URL('../../apps/web/dist/site', import.meta.url));
const endsAt = new Date('2026-05-04T00:00:00Z');
const { story } = simulateOrganization({
  developers: 10,
  weeks: 12,
  effectPercent: -15,
  seed: 5,
  endsAt,
});
const { login } = story.organization;

describe.skipIf(chromiumPath === null)(`set-up in a browser${chromiumNote}`, () => {
  let store: Awaited<ReturnType<typeof openTestStore>>;
  let organization: ConnectedOrganization;
  let browser: Browser;
  beforeAll(async () => {
    store = await openTestStore('pglite');
    organization = await openConnectedOrganization({
      story,
      startsAt: endsAt,
      store,
      redisUrl: null,
      limits: {},
      dashboardDirectory: SITE,
    });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await organization.close();
    await store.close();
  });

  const open = (look: Look, token = organization.token): Promise<Watched> =>
    openPage(browser, { ...look, token });

  test.each(looks)('signing in is sound in the $theme theme, $width px wide', async (look) => {
    const { page, context, complaints } = await open(look, 'upl_unknown');
    await page.goto(organization.url);

    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/how we ship/);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('the theme that was chosen in the dashboard is kept, whatever the system prefers', async () => {
    for (const [chosen, system] of [
      ['dark', 'light'],
      ['light', 'dark'],
    ] as const) {
      const { page, context, complaints } = await open({ theme: system, width: 1280 });
      await page.goto(`${organization.url}/setup`);
      const preferred = await groundOf(page);
      await page.evaluate(`localStorage.setItem('uplift-theme', '${chosen}')`);
      await page.reload();

      expect(await groundOf(page)).not.toBe(preferred);
      expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe(
        chosen,
      );
      expect(await faultsOf(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test.each(looks)('the plan is sound in the $theme theme, $width px wide', async (look) => {
    const { page, context, complaints } = await open(look);
    await page.goto(`${organization.url}/setup`);

    expect(await statesOf(page)).toEqual(['now', 'later', 'later']);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('leads from nothing over GitHub to the first figures', async () => {
    const { page, context, complaints } = await open(wide);
    // given a service that knows of nothing
    await page.goto(organization.url);
    await page.getByRole('link', { name: 'Connect GitHub' }).click();
    await page.getByLabel('Organisation').fill(login);
    await page.getByRole('button', { name: 'Continue' }).click();
    expect(await faultsOf(page)).toEqual([]);

    // when the App is made and installed on GitHub's pages, which lead back
    await page.getByRole('button', { name: 'Create the App at GitHub' }).click();
    await page.getByText(`Installed for ${login}`).first().waitFor();

    // then the last step is ticked while the page is looked at
    await page.locator('.step-done').nth(2).waitFor({ timeout: 60_000 });
    expect(await statesOf(page)).toEqual(['done', 'done', 'done']);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Open the dashboard' }).click();
    await page.waitForURL(`**/o/${login}`);
    await page.locator('main .card').first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(looks)('the checklist is sound in the $theme theme, $width px wide', async (look) => {
    const { page, context, complaints } = await open(look);
    await page.goto(`${organization.url}/setup`);

    expect(await statesOf(page)).toEqual(['done', 'done', 'done']);
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** The colour that a page is drawn on. */
function groundOf(page: Page): Promise<string> {
  return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
}

/** The states of the steps, in order. */
async function statesOf(page: Page): Promise<readonly string[]> {
  const classes = await page
    .locator('#steps > li')
    .evaluateAll((items) => items.map((item) => item.className));
  return classes.map((one) => /step-(\w+)/.exec(one)?.[1] ?? one);
}
