import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { killAll } from '../../e2e/support/service.ts';
import { chromiumNote, chromiumPath, launchChromium, openPage, type Watched } from './chromium.ts';
import type { Look } from './looks.ts';
import { serveOrganization, type ServedOrganization } from './organization.ts';

/** A served organisation and a browser, as long as a suite runs. */
export type Dashboard = {
  /** Where the service is, whom it serves, and the token of an administrator. */
  readonly served: ServedOrganization;
  readonly browser: Browser;
  /** The address of a page of the organisation. */
  readonly address: (path: string) => string;
  /** Opens a page of the organisation and waits until nothing is asked any more. */
  readonly open: (look: Look, path?: string, token?: string) => Promise<Watched>;
  /** What the API answers about the organisation; it must answer well. */
  readonly ask: <Answer>(path: string) => Promise<Answer>;
  /** A token of a role, made by way of the API. */
  readonly tokenOf: (role: string) => Promise<string>;
};

/** A suite in a browser, with an organisation of its own; left out where there is no Chromium. */
export function describeDashboard(name: string, suite: (dashboard: Dashboard) => void): void {
  describe.skipIf(chromiumPath === null)(`${name}${chromiumNote}`, () => {
    suite(startedDashboard());
  });
}

function startedDashboard(): Dashboard {
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
  const address = (path: string) => `${served.url}/o/${served.login}${path}`;
  return {
    get served() {
      return served;
    },
    get browser() {
      return browser;
    },
    address,
    open: (look, path = '', token = served.token) =>
      openSettled(browser, { ...look, token }, address(path)),
    ask: (path) => askApi(served, path),
    tokenOf: (role) => makeToken(served, role),
  };
}

async function openSettled(
  browser: Browser,
  look: Parameters<typeof openPage>[1],
  address: string,
): Promise<Watched> {
  const watched = await openPage(browser, look);
  await watched.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await watched.page.goto(address);
  await watched.page.waitForLoadState('networkidle');
  return watched;
}

async function askApi<Answer>(served: ServedOrganization, path: string): Promise<Answer> {
  const response = await fetch(`${apiOf(served)}${path}`, { headers: headersOf(served) });
  expect(response.status).toBe(200);
  // oxlint-disable-next-line no-unsafe-type-assertion -- the contract's own tests check its shape
  return (await response.json()) as Answer;
}

async function makeToken(served: ServedOrganization, role: string): Promise<string> {
  const response = await fetch(`${apiOf(served)}/tokens`, {
    method: 'POST',
    headers: { ...headersOf(served), 'content-type': 'application/json' },
    body: JSON.stringify({ name: `a ${role}`, role }),
  });
  expect(response.status).toBe(201);
  return /upl_\w{40}/.exec(await response.text())?.[0] ?? '';
}

function apiOf({ url, login }: ServedOrganization): string {
  return `${url}/api/v1/organizations/${login}`;
}

function headersOf({ token }: ServedOrganization): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}` };
}
