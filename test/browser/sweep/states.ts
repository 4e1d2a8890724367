import type { Page } from 'playwright-core';

import type { Dashboard } from '../support/dashboard.ts';
import { settled } from './pages.ts';

/** A state of a page that no link leads to. */
type State = {
  readonly name: string;
  readonly path: string;
  /** Whom the browser speaks for; an administrator, unless told. */
  readonly token?: string;
  readonly prepare?: (page: Page) => Promise<void>;
  /** What is there once the page has come to it; all that it asks for, unless told. */
  readonly ready?: string;
};

const FAILED = 'main [role=alert]';
const OF_ORGANIZATION = '**/api/v1/organizations/*/**';
const PAGES = ['', '/cycle-time', '/adoption', '/comparisons', '/teams', '/health'] as const;
const UNKNOWN = [
  '/nowhere',
  '/comparisons/999999',
  '/cohorts/999999',
  '/guide/happiness',
  '/teams/nobody',
  '/pull-requests/acme/none/1',
] as const;

/** Waits until a page is in a state, and all of it. */
export async function reached(page: Page, { ready }: State): Promise<void> {
  if (ready !== undefined) await page.locator(ready).first().waitFor();
  if (ready !== '.skeleton') await settled(page);
}

/** Pages of nothing known, of answers that fail or do not come, and of roles that may not. */
export async function states({ served, address, tokenOf }: Dashboard): Promise<readonly State[]> {
  const manager = await tokenOf('manager');
  const member = await tokenOf('member');
  return [
    { name: 'signing in', path: `${served.url}/sign-in`, token: 'upl_unknown' },
    { name: 'the set-up', path: `${served.url}/setup` },
    { name: 'the set-up, signed out', path: `${served.url}/setup`, token: 'upl_unknown' },
    { name: 'another organisation', path: `${served.url}/o/unknown` },
    { name: 'settings of a manager', path: address('/settings/tokens'), token: manager },
    { name: 'the builder of a member', path: address('/comparisons/new'), token: member },
    { name: 'a simulated organisation', path: address(''), prepare: simulated },
    { name: 'nothing reachable', path: address(''), prepare: unreachable, ready: FAILED },
    ...UNKNOWN.map((path) => ({ name: path, path: address(path) })),
    ...PAGES.flatMap((path) => [
      { name: `${path} broken`, path: address(path), prepare: broken, ready: FAILED },
      { name: `${path} waiting`, path: address(path), prepare: waiting, ready: '.skeleton' },
    ]),
    ...(['queued', 'running', 'failed', 'cancelled'] as const).map((status) => ({
      name: `a comparison that is ${status}`,
      path: address('/comparisons/1'),
      prepare: unsettled(status),
    })),
  ];
}

async function broken(page: Page): Promise<void> {
  await page.route(OF_ORGANIZATION, (route) => route.fulfill({ status: 503, body: '' }));
}

async function unreachable(page: Page): Promise<void> {
  await page.route('**/api/**', (route) => route.abort());
}

async function waiting(page: Page): Promise<void> {
  await page.route(OF_ORGANIZATION, () => undefined);
}

async function simulated(page: Page): Promise<void> {
  await page.route('**/api/v1/me', async (route) => {
    const response = await route.fetch();
    // oxlint-disable-next-line no-unsafe-type-assertion -- the contract's own tests check its shape
    const me = (await response.json()) as { readonly organizations: readonly object[] };
    const organizations = me.organizations.map((one) => ({ ...one, simulated: { effects: [] } }));
    await route.fulfill({ response, json: { ...me, organizations } });
  });
}

function unsettled(status: string) {
  return async (page: Page): Promise<void> => {
    await page.route('**/comparisons/1', async (route) => {
      if (route.request().resourceType() === 'document') return route.fallback();
      const response = await route.fetch();
      // oxlint-disable-next-line no-unsafe-type-assertion -- the contract's own tests check its shape
      const comparison = (await response.json()) as object;
      const failure = status === 'failed' ? 'the data could not be read' : null;
      const progress = status === 'running' ? 0.4 : 0;
      return route.fulfill({ response, json: { ...comparison, status, failure, progress } });
    });
  };
}
