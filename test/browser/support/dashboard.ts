import { temporaryDirectory, type TemporaryDirectory } from '@uplift/testkit';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';

import { killAll } from '../../e2e/support/service.ts';
import { chromiumNote, chromiumPath, launchChromium, openPage, type Watched } from './chromium.ts';
import type { Look } from './looks.ts';
import { serveOrganization, type ServedOrganization } from './organization.ts';
import { openEmbeddedStore, type OpenStore, type ServedStore } from './store.ts';

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

/**
 * A suite in a browser, with an organisation of its own; left out where there is no Chromium.
 *
 * @param openStore - embedded, unless told
 */
export function describeDashboard(
  name: string,
  suite: (dashboard: Dashboard) => void,
  openStore: OpenStore = openEmbeddedStore,
): void {
  describe.skipIf(chromiumPath === null)(`${name}${chromiumNote}`, () => {
    suite(startedDashboard(openStore));
  });
}

function startedDashboard(openStore: OpenStore): Dashboard {
  let directory: TemporaryDirectory;
  let store: ServedStore;
  let served: ServedOrganization;
  let browser: Browser;
  beforeAll(async () => {
    directory = await temporaryDirectory();
    store = await openStore(directory.path);
    const organization = { directory: directory.path, environment: store.environment };
    [served, browser] = await Promise.all([serveOrganization(organization), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await killAll();
    await store.close();
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
