import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { killAll } from '../e2e/support/service.ts';
import {
  chromiumNote,
  chromiumPath,
  faultsOf,
  launchChromium,
  openPage,
  type Watched,
} from './support/chromium.ts';
import { gateOf } from './support/gate.ts';
import { narrow, wide, type Look } from './support/looks.ts';
import {
  BLANK,
  serveSmallOrganizations,
  type SmallOrganizations,
} from './support/small-organizations.ts';

const DAY_MS = 86_400_000;
const REPOSITORIES = 500;
/** What a page may hold in all; 500 rows of 28 days alone would be 14,000. */
const MOST_ELEMENTS = 4000;
/** How long a page may be deaf, in milliseconds: far more than it is on a slow machine. */
const MOST_BUSY_MS = 5000;

type Point = { readonly value: number | null };
type Answer = { readonly series: readonly { readonly points: readonly Point[] }[] };
type Health = { readonly repositories: readonly object[] };

describe.skipIf(chromiumPath === null)(`states in a browser${chromiumNote}`, () => {
  let directory: TemporaryDirectory;
  let served: SmallOrganizations;
  let browser: Browser;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    [served, browser] = await Promise.all([
      serveSmallOrganizations(directory.path),
      launchChromium(),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await killAll();
    await directory.remove();
  });

  const addressOf = (path: string, org = served.login) => `${served.url}/o/${org}${path}`;
  const blankPage = (look: Look = wide, token = served.token): Promise<Watched> =>
    openPage(browser, { ...look, token });
  const open = async (path: string, asked: { org?: string; look?: Look } = {}) => {
    const { org, look } = { org: served.login, look: wide, ...asked };
    const watched = await blankPage(look);
    await watched.page.goto(addressOf(path, org));
    await watched.page.waitForLoadState('networkidle');
    return watched;
  };

  test.each([
    ['', 'Cycle time appears with the first merged pull request'],
    ['/cycle-time', 'Both clocks start with the first pull request'],
    ['/adoption', 'Seats appear with the first list of Copilot seats'],
    ['/comparisons', 'It needs 12 weeks before adoption'],
    ['/teams', 'They appear here with the first of either'],
    ['/health', 'once GitHub is connected'],
  ])('without any data the page "%s" says what will stand there', async (path, words) => {
    for (const look of [wide, narrow]) {
      const { page, context, complaints } = await open(path, { org: BLANK, look });
      await page.getByText(words).first().waitFor();

      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  test('no answer yet tells what one needs, and when it can be had', async () => {
    const { page, context } = await open('');

    await page.locator('.verdict', { hasText: 'data begin on' }).waitFor();
    expect(await page.locator('.verdict').textContent()).toMatch(
      /20 people who adopted.*data begin on \d+ \w+ \d{4}: an answer can stand here from/,
    );
    await context.close();
  });

  test('of a team of 4 nothing is shown, and why', async () => {
    const { page, context, complaints } = await open('?team=tiny');
    const card = cardOf(page, 'o-ct');

    await card.locator('rect[fill="url(#o-ct-dots)"]').first().waitFor();
    expect(await card.locator('rect[fill="url(#o-ct-dots)"]').count()).toBe(1);
    expect(await card.textContent()).toMatch(/Hidden: too few people.*fewer than 5 people/);
    expect(await card.locator('.chart-line, .key-figure b').count()).toBe(0);
    expect(await tableOf(page, 'o-ct')).toEqual(new Set(['hidden, too few people']));
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);

    await page.goto(addressOf('/cycle-time?team=tiny'));
    await cardOf(page, 'c-open').getByText('Not shown.').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });

  test('nor of the team that would tell of it by subtraction, and both are told by name', async () => {
    for (const look of [wide, narrow]) {
      const { page, context, complaints } = await open('/teams', { look });
      const rows = page.locator('.teams tbody tr');
      const hidden = rows.filter({ has: page.locator('.hidden-size') });
      await hidden.first().waitFor();
      const names = await hidden.getByRole('rowheader').allTextContents();

      expect(await rows.count()).toBe(3);
      expect(names).toContain('Team tiny');
      expect(names).toHaveLength(2);
      expect(await page.locator('.card-foot').textContent()).toMatch(/worked out by subtraction/);
      expect(complaints).toEqual([]);

      await hidden.getByRole('link').first().click();
      await page.getByRole('heading', { level: 1, name: names[0] ?? '' }).waitFor();
      expect(await page.locator('.key-figure').textContent()).toMatch(/too few to tell.*not shown/);
      expect(await faultsOf(page)).toEqual([]);
      await context.close();
    }
  });

  test('days of too few pull requests are hatched, and say how few', async () => {
    const { page, context, complaints } = await open('?grain=day&period=12w');
    const card = cardOf(page, 'o-ct');
    await card.locator('rect[fill="url(#o-ct-hatch)"]').first().waitFor();

    expect(await card.locator('.card-foot').textContent()).toMatch(/to measure/);
    expect(await tableOf(page, 'o-ct')).toContain('too few');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a week that may still change is hollow on grey, in words and in the table', async () => {
    const { page, context } = await blankPage();
    await page.route('**/series/cycle_time?*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: unfinished(await response.json()) });
    });
    await page.goto(addressOf(''));
    const card = cardOf(page, 'o-ct');
    await card.locator('.chart-dot-open').first().waitFor();
    await card.getByRole('application').focus();
    await page.keyboard.press('End');

    expect(await card.locator('.chart-running').count()).toBeGreaterThan(0);
    expect(await card.getByRole('status').textContent()).toContain('may still change');
    expect(await card.locator('.card-foot').textContent()).toMatch(/still running/);
    expect(await tableOf(page, 'o-ct')).toContain('may still change');
    await context.close();
  });

  test('old figures are grey, with the day of the last event and the way to why', async () => {
    const { page, context, complaints } = await blankPage();
    const lastEventAt = new Date(Date.now() - 27 * DAY_MS).toISOString();
    await page.route(`**/${served.login}/health`, async (route) => {
      const response = await route.fetch();
      // oxlint-disable-next-line no-unsafe-type-assertion -- the contract's own tests check its shape
      const health = (await response.json()) as Health;
      const repositories = health.repositories.map((one) => ({ ...one, lastEventAt }));
      await route.fulfill({ response, json: { ...health, repositories } });
    });
    await page.goto(addressOf(''));
    const card = cardOf(page, 'o-ct');
    await card.getByText(/^Last data \d+ \w+ \d{4}, 27 days old$/).waitFor();

    expect(await card.locator('.chart-stale .chart-line').count()).toBeGreaterThan(0);
    expect(await faultsOf(page)).toEqual([]);
    await card.getByRole('link', { name: 'See why' }).click();
    await page.waitForURL(/\/health/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('500 repositories are drawn 50 at a time, and the address tells which', async () => {
    const { page, context, complaints } = await blankPage();
    await page.addInitScript(countLongTasks);
    await page.route(`**/api/v1/organizations/${served.login}/health`, async (route) => {
      const response = await route.fetch();
      // oxlint-disable-next-line no-unsafe-type-assertion -- the contract's own tests check its shape
      const health = (await response.json()) as Health;
      await route.fulfill({ response, json: largeHealth(health, REPOSITORIES) });
    });
    await page.goto(addressOf('/health'));
    const card = cardOf(page, 'h-days');
    const names = card.locator('.chart-axis-left');
    await card.getByText(`1–50 of ${REPOSITORIES} repositories`).waitFor();
    expect(await names.count()).toBe(50);
    // Every tenth lacks something, and the rest is not known of one day: the worst come first.
    expect(await names.first().textContent()).toBe('repository-10');
    expect(await card.locator('.key-figure').textContent()).toMatch(/of which 450 are not known/);
    expect(await cardOf(page, 'h-backfill').locator('.chart-axis-left').count()).toBe(50);
    expect(await page.locator('main tr').count()).toBeLessThanOrEqual(51);
    expect(await page.locator('main *').count()).toBeLessThan(MOST_ELEMENTS);

    await card.getByRole('link', { name: 'Next' }).click();
    await page.waitForURL(/page=2/);
    await card.getByText('51–100 of 500').waitFor();
    await page.reload();
    await card.getByText('51–100 of 500').waitFor();
    expect(await names.count()).toBe(50);
    expect(await faultsOf(page)).toEqual([]);
    await page.goBack();
    await card.getByText('1–50 of 500').waitFor();
    expect(await page.evaluate('window.longest')).toBeLessThan(MOST_BUSY_MS);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('one chart that fails leaves the others as they are, and comes on another try', async () => {
    const { page, context } = await blankPage();
    let isBroken = true;
    await page.route('**/series/throughput?*', (route) =>
      isBroken ? route.fulfill({ status: 503, body: '' }) : route.continue(),
    );
    await page.goto(addressOf(''));
    const card = cardOf(page, 'o-tp');
    await card.getByRole('alert').waitFor();
    await cardOf(page, 'o-ct').locator('.chart-line').first().waitFor();

    expect(await card.getByRole('alert').textContent()).toMatch(/did not load.*503 at \d\d:\d\d/);
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
    isBroken = false;
    await card.getByRole('button', { name: 'Try again' }).click();
    await card.locator('.chart-line').first().waitFor();
    await context.close();
  });

  test('while a filter changes, the old figures stay and are told to be old', async () => {
    const { page, context } = await open('');
    const gate = gateOf();
    await page.route('**/series/*grain=month*', async (route) => {
      await gate.opened;
      await route.continue();
    });
    const card = cardOf(page, 'o-ct');
    await page.getByRole('button', { name: 'Month' }).click();
    await page.locator('section[aria-busy=true]:has(#o-ct)').waitFor();

    expect(await card.locator('.chart-line').count()).toBeGreaterThan(0);
    gate.open();
    await page.locator('section[aria-busy=false]:has(#o-ct)').waitFor();
    await context.close();
  });

  test('filters outlast another page, a reload and the way back', async () => {
    const { page, context, complaints } = await open('?authorship=unmarked');
    const chosen = () => new URL(page.url()).searchParams.get('authorship');
    await page.getByRole('link', { name: 'Cycle time', exact: true }).click();
    await page.waitForURL(/cycle-time/);
    expect(chosen()).toBe('unmarked');
    await page.getByRole('button', { name: 'Month' }).click();
    await page.waitForURL(/grain=month/);
    await page.reload();
    await page.getByRole('heading', { name: 'Cycle time by month of merge' }).waitFor();
    expect(chosen()).toBe('unmarked');

    await page.goBack();
    await page.getByRole('heading', { name: 'Cycle time by week of merge' }).waitFor();
    await page.goBack();
    await page.locator('#o-ct').waitFor();
    expect(chosen()).toBe('unmarked');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a member is told who may compare, and is offered no way to', async () => {
    const { page, context, complaints } = await blankPage(wide, await tokenOf('member'));
    await page.goto(addressOf('/comparisons'));
    await page.getByText('Nothing has been compared yet').waitFor();
    expect(await page.getByRole('link', { name: 'New comparison' }).count()).toBe(0);

    await page.goto(addressOf('/comparisons/new'));
    await page.getByText('Your role may read comparisons, not make them').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  async function tokenOf(role: string): Promise<string> {
    const response = await fetch(`${served.url}/api/v1/organizations/${served.login}/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${served.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: `a ${role}`, role }),
    });
    return /upl_\w{40}/.exec(await response.text())?.[0] ?? '';
  }
});

function cardOf(page: Page, id: string) {
  return page.locator(`section:has(#${id})`);
}

/** The longest that the page was busy without a pause, in milliseconds. */
const countLongTasks = `window.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
}).observe({ type: 'longtask', buffered: true });`;

/** An organisation of so many repositories, of which every tenth lacks something. */
function largeHealth(health: Health, repositories: number): object {
  const days = Array.from({ length: 28 }, (_, index) =>
    new Date(Date.now() - (27 - index) * DAY_MS).toISOString().slice(0, 10),
  );
  const whole = { expected: 10, present: 10, percent: 100, reason: 'live and reconciled' };
  const lacking = { ...whole, present: 9, percent: 90, reason: '1 pull request differs' };
  const unknown = { expected: null, present: null, percent: null, reason: 'not compared yet' };
  return {
    ...health,
    installationStatus: 'active',
    repositories: Array.from({ length: repositories }, (_, index) => ({
      ...health.repositories[0],
      repository: `acme/repository-${index + 1}`,
      backfill: { state: 'done', done: 10, total: 10, percent: 100, eta: null, failure: null },
      completeness: days.map((day, at) => ({
        day,
        ...(at < 27 ? whole : index % 10 === 9 ? lacking : unknown),
      })),
    })),
  };
}

/** The states that the table of a chart tells, which it is turned into and back. */
async function tableOf(page: Page, id: string): Promise<ReadonlySet<string>> {
  const card = cardOf(page, id);
  await card.getByRole('button', { name: /as a table$/ }).click();
  const states = await card.locator('tbody td:last-child').allTextContents();
  await card.getByRole('button', { name: /as a chart$/ }).click();
  return new Set(states);
}

/** The last bucket that was measured, as one that may still change. */
function unfinished(answer: unknown): Answer {
  // oxlint-disable-next-line no-unsafe-type-assertion -- the contract's own tests check its shape
  const { series, ...rest } = answer as Answer;
  return {
    ...rest,
    series: series.map(({ points, ...line }) => {
      const last = points.findLastIndex(({ value }) => value !== null);
      const kept = points.slice(0, last + 1);
      const open = kept.map((point, index) => ({ ...point, provisional: index === last }));
      return { ...line, points: open };
    }),
  };
}
