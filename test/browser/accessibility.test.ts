import { expect, test } from 'vitest';

import { openPage } from './support/chromium.ts';
import { describeDashboard } from './support/dashboard.ts';
import { wide } from './support/looks.ts';
import { connectedHealth } from './sweep/health.ts';
import { faultsOfPage } from './sweep/page-faults.ts';
import { pullRequestPath, walkPages } from './sweep/pages.ts';
import { faultsInAllWidths, faultsInBothThemes } from './sweep/soundness.ts';
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
      const { page, context, complaints } = await dashboard.open(wide);
      await connectedHealth(page);
      const seen = new Map<number, Set<string>>();
      const faults: string[] = [];
      const kinds = await walkPages({
        page,
        dashboard,
        from: ['', '/comparisons/1', await pullRequestPath(dashboard), await drawerPath()],
        look: async ({ kind }) => {
          const found = await faultsInAllWidths(page, async (width) => {
            const opened = seen.get(width) ?? new Set();
            seen.set(width, opened);
            return faultsOfPage(page, opened);
          });
          faults.push(...found.map((fault) => `${kind}, ${fault}`));
        },
      });

      expect(faults).toEqual([]);
      expect(kinds).toEqual(expect.arrayContaining(known));
      expect([...(seen.get(wide.width) ?? [])]).toEqual(expect.arrayContaining(overlays));
      expect(complaints).toEqual([]);
      await context.close();
    },
    SWEEP_MS,
  );

  test(
    'is sound where there is nothing, where nothing comes, and where one may not be',
    async () => {
      const faults: string[] = [];
      for (const state of await states(dashboard)) {
        const visit = { ...wide, token: state.token ?? dashboard.served.token };
        const { page, context } = await openPage(dashboard.browser, visit);
        await state.prepare?.(page);
        await page.goto(state.path);
        await reached(page, state);
        const found = await faultsInAllWidths(page, () => faultsInBothThemes(page));
        faults.push(...found.map((fault) => `${state.name}, ${fault}`));
        await context.close();
      }

      expect(faults).toEqual([]);
    },
    SWEEP_MS,
  );

  /** A list of pull requests beside the charts. */
  async function drawerPath(): Promise<string> {
    const monday = new Date(dashboard.served.window.to.getTime() - 14 * 86_400_000);
    return `/cycle-time?at=${monday.toISOString().slice(0, 10)}`;
  }
});
