import type { Page } from 'playwright-core';

import type { Dashboard } from '../support/dashboard.ts';
import type { ServedOrganization } from '../support/organization.ts';

/** Addresses that differ in what they are of, not in how they look: one of each is enough. */
const KINDS: readonly (readonly [address: RegExp, kind: string])[] = [
  [/^\/comparisons\/\d+$/, '/comparisons/:id'],
  [/^\/comparisons\/\d+\/print$/, '/comparisons/:id/print'],
  [/^\/cohorts\/\d+$/, '/cohorts/:id'],
  [/^\/teams\/[^/]+$/, '/teams/:slug'],
  [/^\/guide\/[^/]+$/, '/guide/:measure'],
  [/^\/pull-requests\/.+$/, '/pull-requests/:owner/:name/:number'],
];

/** A page that is being looked at. */
type Stop = {
  readonly page: Page;
  /** What kind of page it is, such as `/teams/:slug`; its path, where there is but one. */
  readonly kind: string;
};

/** Where a walk goes, and what is done there. */
export type Walk = {
  readonly page: Page;
  readonly dashboard: Pick<Dashboard, 'address' | 'served'>;
  /** Paths below the organisation to begin with; all that they lead to comes after. */
  readonly from: readonly string[];
  readonly look: (stop: Stop) => Promise<void>;
};

/** Goes to every kind of page that links lead to, in the order of their finding; returns the kinds. */
export async function walkPages({ page, dashboard, from, look }: Walk): Promise<readonly string[]> {
  const { address, served } = dashboard;
  const waiting = new Map(from.map((path) => [kindOf(path), path]));
  // A map is walked in the order of what was put in, also of what comes on the way.
  for (const [kind, path] of waiting) {
    await page.goto(address(path));
    await settled(page);
    for (const found of await pathsOn(page, served)) {
      if (!waiting.has(kindOf(found))) waiting.set(kindOf(found), found);
    }
    await look({ page, kind });
  }
  return [...waiting.keys()];
}

/** Waits until a page has asked for all that it shows, and shows it. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

/** The page of a pull request, which only drawers lead to. */
export async function pullRequestPath({ ask }: Pick<Dashboard, 'ask'>): Promise<string> {
  type Listed = { items: readonly { repository: string; number: number }[] };
  const { items } = await ask<Listed>('/pull-requests?state=merged&limit=1');
  const [one] = items;
  return one === undefined ? '' : `/pull-requests/${one.repository}/${one.number}`;
}

function kindOf(path: string): string {
  return KINDS.find(([address]) => address.test(path))?.[1] ?? path;
}

/** The pages of the organisation that links lead to, without what they ask for. */
async function pathsOn(page: Page, { login }: ServedOrganization): Promise<readonly string[]> {
  const base = `/o/${login}`;
  const found: unknown = await page.evaluate(
    `[...document.querySelectorAll('a[href]:not([download])')]
      .filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname)`,
  );
  const paths = Array.isArray(found) ? found.map(String) : [];
  return paths
    .filter((path) => path === base || path.startsWith(`${base}/`))
    .map((path) => path.slice(base.length).replace(/\/$/, ''));
}
