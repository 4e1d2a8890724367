import { expect, test } from 'vitest';

import { medianInterval, quantileInterval } from './quantile-interval.ts';

const upTo = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => i + 1);

// Ranks of the 95 % interval for the median, as in tables of the sign test (Conover, "Practical
// Nonparametric Statistics", and Hahn and Meeker, "Statistical Intervals"): each tail ≤ 2.5 %.
test.each([
  { n: 6, ranks: [1, 6] },
  { n: 8, ranks: [1, 8] },
  { n: 9, ranks: [2, 8] },
  { n: 10, ranks: [2, 9] },
  { n: 15, ranks: [4, 12] },
  { n: 20, ranks: [6, 15] },
  { n: 25, ranks: [8, 18] },
  { n: 30, ranks: [10, 21] },
  { n: 50, ranks: [18, 33] },
  { n: 100, ranks: [40, 61] },
])('the interval of the median of $n values lies between ranks $ranks', ({ n, ranks }) => {
  expect(quantileInterval(upTo(n), 0.5)).toEqual(ranks);
});

test('with five values the interval is their range', () => {
  expect(medianInterval([5, 1, 4, 2, 3])).toEqual([1, 5]);
});

test('an upper quantile without a rank high enough is bounded by the greatest value', () => {
  // P(B ≤ 9) of B binomial(10, 0.9) is 1 − 0.9^10 = 65 %, so no rank bounds it; P(B ≤ 5) = 0.16 %,
  // P(B ≤ 6) = 1.28 % and P(B ≤ 7) = 7 %, so the lower rank is 7.
  expect(quantileInterval(upTo(10), 0.9)).toEqual([7, 10]);
});

test('exact and approximate ranks meet where one takes over', () => {
  // Binomial(1000, ½): mean 500, standard deviation 15.81; 1.96 of them are 30.99.
  const [lower, upper] = quantileInterval(upTo(1000), 0.5);
  expect([lower, upper]).toEqual([469, 532]);
  const [lowerBeyond, upperBeyond] = quantileInterval(upTo(1001), 0.5);
  expect(Math.abs(lowerBeyond - lower)).toBeLessThanOrEqual(1);
  expect(Math.abs(upperBeyond - upper)).toBeLessThanOrEqual(1);
});

test('no interval is given for nothing or for an impossible probability', () => {
  expect(() => quantileInterval(upTo(0), 0.5)).toThrow(RangeError);
  expect(() => quantileInterval(upTo(5), 1)).toThrow(RangeError);
});
