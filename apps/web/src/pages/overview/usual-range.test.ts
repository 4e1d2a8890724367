import { expect, test } from 'vitest';

import type { Series, SeriesPoint } from '../../api/series.ts';
import { usualRange } from './usual-range.ts';

const WEEK_MS = 7 * 86_400_000;
const FIRST = Date.parse('2026-08-03T00:00:00.000Z');

function point(value: number | null, week: number): SeriesPoint {
  return {
    from: new Date(FIRST + week * WEEK_MS).toISOString(),
    to: new Date(FIRST + (week + 1) * WEEK_MS).toISOString(),
    status: value === null ? 'insufficient_data' : 'measured',
    reason: null,
    value,
    mean: null,
    p75: null,
    p90: null,
    interval: null,
    sampleSize: 9,
    provisional: false,
  };
}

function weekly(values: readonly (number | null)[], grain: Series['grain'] = 'week'): Series {
  const points = values.map(point);
  return {
    measure: 'pr_size',
    title: 'Pull request size',
    unit: 'lines',
    better: 'lower',
    grain,
    series: [{ key: 'all', points }],
  };
}

test('a week stands beside the lowest and the highest of the 12 before it, and no later one', () => {
  // given 14 weeks, of which the first lies too far back and the last comes after
  const series = weekly([99, 10, 11, 12, 13, null, 15, 16, 17, 18, 19, 20, 21, 30, 500]);

  expect(usualRange(series, '2026-11-02')).toEqual({
    value: 30,
    lowest: 10,
    highest: 21,
    weeks: 11,
  });
});

test('fewer than eight weeks before it tell of nothing usual, nor do other buckets', () => {
  expect(usualRange(weekly([1, 2, 3, 4, 5, 6, 7, 8]), '2026-09-21')).toBeNull();
  expect(usualRange(weekly([1, 2, 3, 4, 5, 6, 7, 8, 9]), '2026-09-28')?.weeks).toBe(8);
  expect(usualRange(weekly([1, 2, 3, 4, 5, 6, 7, 8, null]), '2026-09-28')).toBeNull();
  expect(usualRange(weekly([1, 2, 3, 4, 5, 6, 7, 8, 9], 'month'), '2026-09-28')).toBeNull();
});
