import { expect, test } from 'vitest';

import { distributionOf } from './distribution.ts';

test('durations fall into bins that double with every second one', () => {
  // given bins from 0, 60, 84.85, 120, 169.7 s and so on; each holds its lower edge and not its upper
  const distribution = distributionOf([61, 60, 119.9, 120, 200], 'seconds');

  const { bins = [] } = distribution.status === 'measured' ? distribution : {};
  expect(bins.map(({ count }) => count)).toEqual([2, 1, 1, 1]);
  expect(bins.map(({ from }) => from)).toEqual([
    60,
    expect.closeTo(84.853, 3),
    120,
    expect.closeTo(169.706, 3),
  ]);
  expect(bins.map(({ to }) => to)).toEqual([...bins.slice(1).map(({ from }) => from), 240]);
});

test('lines fall into bins that double, with one for nothing', () => {
  const distribution = distributionOf([0, 0, 1, 3, 5, 1000], 'lines');

  expect(distribution).toMatchObject({
    sampleSize: 6,
    quantiles: { p50: 2, p75: 4.5 },
    interval: [0, 1000],
    mean: 168.166_666_666_666_66,
  });
  const { bins = [] } = distribution.status === 'measured' ? distribution : {};
  expect(bins.slice(0, 4)).toEqual([
    { from: 0, to: 1, count: 2 },
    { from: 1, to: 2, count: 1 },
    { from: 2, to: 4, count: 1 },
    { from: 4, to: 8, count: 1 },
  ]);
  expect(bins.at(-1)).toEqual({ from: 512, to: 1024, count: 1 });
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(6);
});

test('four values are no distribution', () => {
  expect(distributionOf([1, 2, 3, 4], 'lines')).toEqual({
    status: 'insufficient_data',
    sampleSize: 4,
    required: 5,
  });
});
