import { expect, test } from 'vitest';

import { describeDashboard } from './support/dashboard.ts';
import { wide } from './support/looks.ts';
import { faultsOfChart } from './sweep/chart-faults.ts';
import { chartsOn, unframedOn } from './sweep/charts.ts';
import { connectedHealth } from './sweep/health.ts';
import { pullRequestPath, walkPages } from './sweep/pages.ts';

const SWEEP_MS = 600_000;

const answer = [
  'Change in cycle time by week since adoption',
  'Guard measures',
  'Does the answer depend on the method?',
];

/** What no page may lose; whatever else is found is swept as well. */
const known: Readonly<Record<string, readonly string[]>> = {
  '': ['Cycle time, first commit to merge', 'Throughput', 'Adoption'],
  '/cycle-time': [
    'Cycle time by week of merge',
    'Where the time goes',
    'Distribution',
    'Two review clocks',
    'Open now, by age',
  ],
  '/adoption': [
    'Seats → active → regular',
    'When people started',
    'Active people over time',
    'From assisting to agents, by team',
    'Ways of working',
    'Idle seats',
    'With and without champion',
    'First disclosed in a pull request',
  ],
  '/comparisons/:id': answer,
  '/comparisons/:id/print': answer,
  '/health': ['History from GitHub', 'Completeness'],
};

describeDashboard('every chart on every page', (dashboard) => {
  test(
    'tells what it is of, and is the same to keys, as a table and in files',
    async () => {
      const { page, context, complaints } = await dashboard.open(wide);
      await connectedHealth(page);
      const titles: Record<string, readonly string[]> = {};
      const faults: string[] = [];
      await walkPages({
        page,
        dashboard,
        from: ['', '/comparisons/1', await pullRequestPath(dashboard)],
        look: async ({ kind }) => {
          const charts = await chartsOn(page);
          if (charts.length > 0) titles[kind] = charts.map(({ title }) => title);
          if ((await unframedOn(page)) > 0) faults.push(`${kind}: a chart stands outside a frame`);
          for (const chart of charts) {
            const found = await faultsOfChart(page, chart);
            faults.push(...found.map((fault) => `${kind}, ${chart.title}: ${fault}`));
          }
        },
      });

      expect(faults).toEqual([]);
      expect(titles).toMatchObject(known);
      expect(complaints).toEqual([]);
      await context.close();
    },
    SWEEP_MS,
  );
});
