import { expect, test } from 'vitest';

import { openPage } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { wide } from './support/looks.ts';
import { connectedHealth } from './sweep/health.ts';
import { faultsOfPage } from './sweep/page-faults.ts';
import { pullRequestPath, walkPages } from './sweep/pages.ts';
import { DESK, faultsInBothThemes, faultsInWidths, PHONE } from './sweep/soundness.ts';
import { reached, states } from './sweep/states.ts';

const SWEEP_MS = 600_000;

/** Kinds of page that links must lead to. */
const known = [
  '',
  '/cycle-time',
  '/adoption',
  '/comparisons',
  '/comparisons/:id',
  '/comparisons/:id/print',
  '/comparisons/new',
  '/cohorts',
  '/teams',
  '/teams/:slug',
  '/health',
  '/guide',
  '/guide/:measure',
  '/pull-requests/:owner/:name/:number',
  ...['definitions', 'accounts', 'hours', 'privacy', 'roles', 'tokens', 'audit'].map(
    (section) => `/settings/${section}`,
  ),
];
const overlays = [
  'Search',
  'Help and keys',
  'Copy a link to this view',
  'Share',
  'Rename',
  'Show names',
];

describeDashboard('every page to everybody', (dashboard) => {
  test(
    'is sound in both themes and all widths, with whatever opens over it',
    async () => {
      const walks = await Promise.all([DESK, PHONE].map(walkedIn));

      expect(walks.flatMap(({ faults }) => faults)).toEqual([]);
      for (const { kinds, complaints } of walks) {
        expect(kinds).toEqual(expect.arrayContaining(known));
        expect(complaints).toEqual([]);
      }
      expect(walks[0]?.opened).toEqual(expect.arrayContaining(overlays));
    },
    SWEEP_MS,
  );

  test(
    'is sound where there is nothing, where nothing comes, and where one may not be',
    async () => {
      const all = await states(dashboard);
      const halves = [0, 1].map((half) => all.filter((_, index) => index % 2 === half));
      const faults = await Promise.all(halves.map(faultsOfStates));

      expect(faults.flat()).toEqual([]);
    },
    SWEEP_MS,
  );

  /** A walk over every page in a width, with its faults. */
  async function walkedIn(widths: typeof DESK) {
    const { page, context, complaints } = await dashboard.open({ ...wide, width: widths[0] });
    await connectedHealth(page);
    const seen = new Set<string>();
    const faults: string[] = [];
    const kinds = await walkPages({
      page,
      dashboard,
      from: ['', '/comparisons/1', await pullRequestPath(dashboard), drawerPath()],
      look: async ({ kind }) => {
        const found = await faultsInWidths(page, widths, () => faultsOfPage(page, seen));
        faults.push(...found.map((fault) => `${kind}, ${fault}`));
      },
    });
    await context.close();
    return { kinds, faults, complaints, opened: [...seen] };
  }

  async function faultsOfStates(
    some: Awaited<ReturnType<typeof states>>,
  ): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const state of some) {
      const visit = { ...wide, token: state.token ?? dashboard.served.token };
      const { page, context } = await openPage(dashboard.browser, visit);
      await state.prepare?.(page);
      await page.goto(state.path);
      await reached(page, state);
      for (const widths of [DESK, PHONE]) {
        const found = await faultsInWidths(page, widths, faultsInBothThemes);
        faults.push(...found.map((fault) => `${state.name}, ${fault}`));
      }
      await context.close();
    }
    return faults;
  }

  /** A list of pull requests beside the charts. */
  function drawerPath(): string {
    const monday = new Date(dashboard.served.window.to.getTime() - 14 * 86_400_000);
    return `/cycle-time?at=${monday.toISOString().slice(0, 10)}`;
  }
});
