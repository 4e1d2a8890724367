import { expect, test } from 'vitest';

import type { ListedComparison } from '../../api/comparisons.ts';
import { headlineOf, pickComparisons } from './pick-comparisons.ts';

function comparison(id: number, changes: Partial<ListedComparison> = {}): ListedComparison {
  return {
    id,
    name: `comparison ${id}`,
    measure: 'cycle_time',
    status: 'done',
    createdAt: '2026-11-01T00:00:00.000Z',
    finishedAt: null,
    frozen: false,
    primary: false,
    ...changes,
  };
}

test('the latest answer stands for its measure, unless one was made primary', () => {
  const latest = [comparison(3, { status: 'running' }), comparison(2), comparison(1)];
  const primary = [comparison(2), comparison(1, { primary: true })];

  expect(pickComparisons(latest).get('cycle_time')?.id).toBe(2);
  expect(pickComparisons(primary).get('cycle_time')?.id).toBe(1);
});

test('the page opens with cycle time, else with throughput, else with any', () => {
  const throughput = comparison(9, { measure: 'throughput' });
  const other = comparison(8, { measure: 'review_time' });

  expect(headlineOf(pickComparisons([throughput, comparison(1)]))?.id).toBe(1);
  expect(headlineOf(pickComparisons([other, throughput]))?.id).toBe(9);
  expect(headlineOf(pickComparisons([other]))?.id).toBe(8);
  expect(headlineOf(pickComparisons([]))).toBeUndefined();
});
