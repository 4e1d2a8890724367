import { expect, test } from 'vitest';

import { mean } from './mean.ts';
import { quantile } from './quantile.ts';

// Hyndman and Fan's type 7 by hand: position (n − 1) · p, counted from 0.
test.each([
  { sample: [1, 2, 3, 4], p: 0.5, expected: 2.5 },
  { sample: [4, 1, 3, 2], p: 0.25, expected: 1.75 },
  { sample: [10, 20, 30, 40, 50], p: 0.9, expected: 46 },
  { sample: [7], p: 0.9, expected: 7 },
  { sample: [9, 100], p: 0, expected: 9 },
  { sample: [9, 100], p: 1, expected: 100 },
])('the $p-quantile of $sample is $expected', ({ sample, p, expected }) => {
  expect(quantile(sample, p)).toBeCloseTo(expected, 12);
});

test('numbers are put in order as numbers, and the sample is left alone', () => {
  const sample = [100, 9, 20];

  expect(quantile(sample, 0.5)).toBe(20);
  expect(sample).toEqual([100, 9, 20]);
});

test.each([-0.1, 1.1, Number.NaN])('a probability of %d is refused', (p) => {
  expect(() => quantile([1, 2], p)).toThrow(RangeError);
});

test('an empty sample has neither quantile nor mean', () => {
  expect(() => quantile([], 0.5)).toThrow(RangeError);
  expect(() => mean([])).toThrow(RangeError);
});

test('the mean is the sum over the count', () => {
  expect(mean([1, 2, 6])).toBe(3);
});
