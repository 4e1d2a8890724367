import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';

import type { HealthDetail } from '../../api/health-detail.ts';
import { backfillBars, completenessHeat } from './figures.ts';
import { Sources } from './health.tsx';

const health: HealthDetail = {
  repositories: [
    {
      repository: 'acme/api',
      removed: false,
      backfill: {
        state: 'running',
        done: 40,
        total: 80,
        percent: 50,
        eta: '2026-11-02T10:00:00Z',
        failure: null,
      },
      completeness: [
        { day: '2026-11-01', percent: 100, reason: 'live and reconciled' },
        { day: '2026-11-02', percent: null, reason: 'not compared yet' },
      ],
    },
    { repository: 'acme/old', removed: true, backfill: null, completeness: [] },
  ],
  completeness: { percent: 50, unknownDays: 1 },
  rateBudgets: [],
  sources: [{ source: 'seats', state: 'refused', lastRunAt: null, reason: 'No licence.' }],
  copilot: { policy: 'off', missing: 2 },
  deliveryLog: { checked: 9, repaired: 2, lost: 1, failure: null },
};

test('the history of what is shared is told with its share and state', () => {
  const { rows } = backfillBars(health);

  expect(rows.map(({ label, note }) => [label, note])).toEqual([['api', '50% running']]);
  expect(rows[0]?.cells[0]).toBe('40 of 80');
});

test('a day that is not known is no zero, and every day has its reason', () => {
  const cells = completenessHeat(health).rows[0]?.cells ?? [];

  expect(cells.map(({ look }) => look)).toEqual(['q5', 'unknown']);
  expect(cells.map(({ reading }) => reading.lines[1])).toEqual([
    'live and reconciled',
    'not compared yet',
  ]);
});

test('sources say why not, and repairs are counted', () => {
  const told = renderToStaticMarkup(<Sources health={health} />).replaceAll(/<[^>]*>/g, '');

  expect(told).toContain('seats: refused. No licence.');
  expect(told).toContain('9 deliveries looked at, 2 repaired, 1 lost');
});
