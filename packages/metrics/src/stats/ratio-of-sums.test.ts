import { expect, test } from 'vitest';

import { ratioOfSums } from './ratio-of-sums.ts';
import { studentPoint975 } from './student.ts';

// Points of any table of Student's t.
test.each([
  [1, 12.7062],
  [2, 4.3027],
  [3, 3.1824],
  [4, 2.7764],
  [5, 2.5706],
  [10, 2.2281],
  [30, 2.0423],
  [120, 1.9799],
])('with %d degrees of freedom the 97.5 %% point is %d', (degrees, expected) => {
  expect(Math.abs(studentPoint975(degrees) - expected)).toBeLessThan(0.002);
});

test('no point without a degree of freedom', () => {
  expect(() => studentPoint975(0)).toThrow(RangeError);
});

test('the interval takes people, not events, as the sample', () => {
  // R = 40 / 10 = 4; residuals 20 − 8, 4 − 8, 4 − 8, 8 − 8, 4 − 8 = 12, −4, −4, 0, −4;
  // Σe² = 192; se(log R) = √(5/4 · 192) / 40 = 0.387298; t(4) = 2.776445; spread 1.075312.
  const terms = [20, 4, 4, 8, 4].map((numerator) => ({ numerator, denominator: 2 }));
  const { value, interval } = ratioOfSums(terms);

  expect(value).toBe(4);
  expect(interval[0]).toBeCloseTo(4 * Math.exp(-1.075312), 2);
  expect(interval[1]).toBeCloseTo(4 * Math.exp(1.075312), 2);
});

test('people who happen to agree leave the uncertainty of the count', () => {
  // 16 events: 1.959964 / √16 = 0.489991.
  const terms = [4, 4, 4, 4].map((numerator) => ({ numerator, denominator: 2 }));
  const { value, interval } = ratioOfSums(terms);

  expect(value).toBe(2);
  expect(interval[0]).toBeCloseTo(2 * Math.exp(-0.489991), 5);
  expect(interval[1]).toBeCloseTo(2 * Math.exp(0.489991), 5);
});

test('one person alone gives the interval of a Poisson count', () => {
  const { interval } = ratioOfSums([{ numerator: 4, denominator: 2 }]);

  expect(interval[0]).toBeCloseTo(2 * Math.exp(-0.979982), 5);
});

test('no event in ten weeks excludes rates above 0.369 a week', () => {
  expect(ratioOfSums([{ numerator: 0, denominator: 10 }])).toEqual({
    value: 0,
    interval: [0, expect.closeTo(0.36889, 5)],
  });
});

test('a ratio to nothing is refused', () => {
  expect(() => ratioOfSums([{ numerator: 1, denominator: 0 }])).toThrow(RangeError);
});
